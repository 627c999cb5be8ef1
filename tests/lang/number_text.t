Source: the published conversion tests (precision of numbers in conversions to text), .NET's documentation of Double.ToString
### the language writes fifteen digits, ToString() all
$x = 1.1 * 3
"$x"; [string]$x; '' + $x
$x.ToString()
--- stdout
3.3
3.3
3.3
3.3000000000000003
### well-known constants
[string][math]::PI; [math]::PI.ToString()
[string][math]::E
--- stdout
3.14159265358979
3.141592653589793
2.71828182845905
### singles have seven digits
[string][float]::MaxValue; [float]::MaxValue.ToString()
--- stdout
3.402823E+38
3.4028235E+38
### JSON keeps all digits
0.1 + 0.2 | ConvertTo-Json
--- stdout
0.30000000000000004
### -as of null is a type's zero where it has one
$null -as [int]; $null -as [decimal]; $null -as [bool]
$null -eq ($null -as [datetime]); $null -eq ($null -as [hashtable])
--- stdout
0
0
False
True
True
### small numbers: below 1E-04 the scientific form
0.0001; 0.00001; 1.5e-5; [float]1e-5; "$(2e-5)"; 0.00001d
--- stdout
0.0001
1E-05
1.5E-05
1E-05
2E-05
0.00001
--- source .NET standard numeric format strings, the general format specifier (exponent greater than -5)
