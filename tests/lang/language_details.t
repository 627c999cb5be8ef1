Details of the language that ordinary scripts meet.
Source: about_Classes_Constructors, about_Switch, about_Member-Access_Enumeration, about_Numeric_Literals, about_Arrays, about_Type_Conversion, about_Environment_Variables, PowerShell's published parser tests
### a class with a static constructor alone has its default constructor
class Jar { static [int]$made; [int]$cookies = 12; static Jar() { [Jar]::made = 5 } }
[Jar]::new().cookies
[Jar]::made
--- stdout
12
5
### switch compares texts: an enumeration's number is not its name
switch ([DayOfWeek]'Thursday') {
    4 { 'number' }
    '4' { 'text of the number' }
    'Thursday' { 'name' }
    { 4 -eq $_ } { 'expression' }
}
--- stdout
name
expression
### switch sees the text of what is no text
switch -Exact (@{ a = 1 }) { 'System.Collections.Hashtable' { 'by its text' } }
switch (3) { '3' { 'three' } }
switch ($true) { 'True' { 'yes' } }
--- stdout
by its text
three
yes
### switch with a regex object as condition
switch ('release-12') { ([regex]'\d+$') { "number $($Matches[0])" } default { 'none' } }
--- stdout
number 12
### switch over $null
switch ($null) { $null { 'null' } '' { 'empty' } default { 'default' } }
--- stdout
null
empty
### custom objects without the property count as $null
$foo = [pscustomobject]@{ Foo = 'Foo' }
$bar = [pscustomobject]@{ Bar = 'Bar' }
ConvertTo-Json ($foo, $bar, $bar).Foo -Compress
($foo, 'text').Foo
--- stdout
["Foo",null,null]
Foo
### a method that no element has is looked for in the elements
try { ([System.Collections.Generic.List[string]]('a', 'b')).Missing() } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { (1, 2).Missing() } catch { $_.Exception.Message }
try { @().Missing() } catch { $_.Exception.Message }
--- stdout
Method invocation failed because [System.String] does not contain a method named 'Missing'.
MethodNotFound
Method invocation failed because [System.Int32] does not contain a method named 'Missing'.
Method invocation failed because [System.Object[]] does not contain a method named 'Missing'.
### results of ForEach and Where methods
(1, 2).ForEach({ $_ }).GetType().Name
(1, 2).Where({ $_ -gt 1 }).GetType().Name
--- stdout
Collection`1
Collection`1
### binary literals have a sign bit at the usual widths
0b11111111
0b1111111111111111
(0b1111111111111111111111111111111111111111111111111111111111111111).GetType().Name
0b11111111s
0b11111111u
0b111111111
0b01111111
--- stdout
-1
-1
Int64
-1
255
511
127
### hexadecimal literals of sixteen digits are long
0xFFFFFFFFFFFFFFFF
(0xFFFFFFFFFFFFFFFF).GetType().Name
(0x00000000000000FF).GetType().Name
0xFFFFFFFFn
0xFF
--- stdout
-1
Int64
Int64
-1
255
### prefixes of hexadecimal texts
[int]'0xF'
[int]'&hF'
[int]'#1F'
[int]'0b1111'
[byte]'&hff'
--- stdout
15
15
31
15
255
### a bool is nothing to multiply
try { $false * $true } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { [char]'a' * 2 } catch { $_.Exception.Message }
$true + 1
$true - 3
--- stdout
The operation '[System.Boolean] * [System.Boolean]' is not defined.
NotADefinedOperationForType
The operation '[System.Char] * [System.Int32]' is not defined.
2
-2
### an advanced function takes no array for a text, a simple one joins it
function Simple { param([string]$s) $s }
function Advanced { [CmdletBinding()] param([string]$s) $s }
Simple -s 1, 2
try { Advanced -s 1, 2 } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
1 2
Cannot process argument transformation on parameter 's'. Cannot convert value to type System.String.
ParameterArgumentTransformationError,Advanced
### texts are no booleans in an advanced function's array
function Advanced { [CmdletBinding()] param([bool[]]$b) "$b" }
Advanced -b $true, 0
try { Advanced -b 'a', 'b' } catch { $_.FullyQualifiedErrorId }
--- stdout
True False
ParameterArgumentTransformationError,Advanced
### ValidateRange holds the value as the type of its limits
[ValidateRange(0, 10)][double]$number = 10.5
$number
try { [ValidateRange(0, 10)][double]$number = 10.6 } catch { $_.Exception.Message }
try { [ValidateRange(0, 10)][int]$fresh = 11 } catch { $_.Exception.Message }
--- stdout
10.5
The variable cannot be validated because the value 10.6 is not a valid value for the number variable.
The attribute cannot be added because variable fresh with value 11 would no longer be valid.
### errors of an assignment point at all of it
class P { [ValidateRange(1, 16)][int]$Size = 1 }
$p = [P]::new()
$p.Size = 32
--- stderr
SetValueInvocationException:
   3 \|  \$p\.Size = 32
     \|  ~~~~~~~~~~~~
Exception setting "Size": "The 32 argument is greater than the maximum
--- exit 1
### nothing in an array is passed over by a pipeline
$a = [void]1, 2, [void]3
$a.Count
$a | ForEach-Object { "got $_" }
$null -eq $a[0]
foreach ($x in [void]1, 5) { "each '$x'" }
--- stdout
3
got 2
True
each ''
each '5'
### an empty text is a value of an environment variable, $null removes it
$env:HVSH_EMPTY = ''
Test-Path env:HVSH_EMPTY
$env:HVSH_EMPTY = $null
Test-Path env:HVSH_EMPTY
[Environment]::SetEnvironmentVariable('HVSH_EMPTY', '')
Test-Path env:HVSH_EMPTY
[Environment]::SetEnvironmentVariable('HVSH_EMPTY', $null)
Test-Path env:HVSH_EMPTY
--- stdout
True
False
True
False
### a variable's own properties
$x = 1
Get-Variable x | Format-List *
--- stdout

Name        : x
Description : 
Value       : 1
Visibility  : Public
Module      : 
ModuleName  : 
Options     : None
Attributes  : {}

### file system items by their common base
(Get-Item /) -is [System.IO.FileSystemInfo]
((Get-Item /) -as [System.IO.FileSystemInfo]).GetType().FullName
[System.IO.FileInfo].BaseType.FullName
--- stdout
True
System.IO.DirectoryInfo
System.IO.FileSystemInfo
### New-Object hands an array over whole when it stands in one
(New-Object guid -ArgumentList (, [byte[]](1..16))).ToString()
try { New-Object guid -ArgumentList ([byte[]](1..16)) } catch { $_.Exception.Message }
--- stdout
04030201-0605-0807-090a-0b0c0d0e0f10
Cannot find an overload for "Guid" and the argument count: "16".
### delegates replace as script blocks do
'ID 12' -replace '\d', [System.Text.RegularExpressions.MatchEvaluator] { param($m) 'X' }
[regex]::Replace('abc', 'b', [System.Text.RegularExpressions.MatchEvaluator] { param($m) $m.Value.ToUpper() })
--- stdout
ID XX
aBc
### predicate split counts from the end with a negative limit
'a b c d' -split { $_ -eq ' ' }, -2
'--'
'a b c d' -split { $_ -eq ' ' }, 2
--- stdout
a b c
d
--
a
b c d
### exceptions without a message
[FormatException]::new().Message
[System.IO.FileNotFoundException]::new().Message
[InvalidOperationException]::new().Message
[NotImplementedException]::new().Message
[UnauthorizedAccessException]::new().Message
[ArgumentNullException]::new().Message
[System.Collections.Generic.KeyNotFoundException]::new().Message
[TimeoutException]::new().Message
[OperationCanceledException]::new().Message
--- source the documentation of each exception's parameterless constructor
--- stdout
One of the identified items was in an invalid format.
Unable to find the specified file.
Operation is not valid due to the current state of the object.
The method or operation is not implemented.
Attempted to perform an unauthorized operation.
Value cannot be null.
The given key was not present in the dictionary.
The operation has timed out.
The operation was canceled.
### what exceptions carry besides a message
[System.IO.FileNotFoundException]::new('gone', 'a.txt').FileName
[ArgumentOutOfRangeException]::new('p', 5, 'too much').ActualValue
[ObjectDisposedException]::new('stream').Message
$both = [AggregateException]::new([Exception[]]@([Exception]::new('a'), [Exception]::new('b')))
$both.InnerExceptions.Count
$both.Message
try { [System.IO.File]::ReadAllText('/nope') } catch { $_.Exception.InnerException.FileName }
--- source the documentation of each exception's members
--- stdout
a.txt
5
Cannot access a disposed object.
Object name: 'stream'.
2
One or more errors occurred. (a) (b)
/nope
### cultures are format providers
[cultureinfo]::InvariantCulture -is [IFormatProvider]
([IFormatProvider][cultureinfo]'de-DE').Name
--- stdout
True
de-DE
