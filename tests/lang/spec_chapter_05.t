Source: PowerShell Language Specification, chapter 5 (Variables); about_Variables, about_Providers
### the type of a variable follows its value
$i = 'abc'; $i.GetType().Name
$i = 2147483647; $i.GetType().Name
++$i; $i.GetType().Name; $i
--- stdout
String
Int32
Double
2147483648
### a variable never assigned is null
$null -eq $never
Test-Path Variable:never
$never = 1
Test-Path Variable:never
--- stdout
True
False
True
### all kinds of writable locations
$radius = 2.45
$circumference = 2 * ([Math]::PI) * $radius; $circumference
$values = 10, 55, 93, 102
$value = $values[2]; $value
$h1 = @{ FirstName = 'James'; LastName = 'Anderson' }
$h1.FirstName = 'Smith'; $h1['FirstName']
$Alias:A = 'Write-Output'; A aliased
$Env:MyPath = '/tmp/x'; $Env:MyPath
$Function:F = { 'Hello there' }; F
$Variable:v = 10; $v
--- stdout
15.39380400259
93
Smith
aliased
/tmp/x
Hello there
10
### a file as a variable
$null = New-PSDrive E -PSProvider FileSystem -Root .
${E:output.txt} = 123
${E:output.txt}; ${E:output.txt}.GetType().Name
Get-Content output.txt
${E:output.txt} = 'a', 'b'
${E:output.txt}.Count
--- stdout
123
String
123
2
### a constrained variable converts or refuses
[int]$i = 10
try { $i = 'Hello' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$i = '0x10'; $i
$i = $true; $i
$i.GetType().Name
$i = 2.5; $i
$i = $null; $i
--- stdout
RuntimeException
Cannot convert value "Hello" to type "System.Int32". Error: "The input string 'Hello' was not in a correct format."
16
1
Int32
2
0
### constraints of parameters last in the function
function F ([int]$p1, [switch]$p2, [regex]$p3) { $p1 = '7'; $p1.GetType().Name; $p2.GetType().Name; $p3.GetType().Name; try { $p1 = 'x' } catch { $_.Exception.GetType().Name } }
F 5 -p2 'a+'
--- stdout
Int32
SwitchParameter
Regex
ArgumentTransformationMetadataException
### variables of the drives are constrained
$Env:SPEC_N = 5; $Env:SPEC_N.GetType().Name
$Env:SPEC_N = $null; Test-Path Env:SPEC_N
$Function:G = 'text'; (Get-Command G).ScriptBlock.GetType().Name
$Function:G.GetType().Name
--- stdout
String
False
ScriptBlock
ScriptBlock
### a constraint is replaced by the next
[int]$x = 5; [string]$x = 5; $x.GetType().Name
[datetime]$d = '2024-02-03'; $d.Day
Remove-Variable x; $x = 1.5; $x.GetType().Name
--- stdout
String
3
Double
### the variable of foreach stays after the loop
foreach ($e in 10, 53, -43) { }
$e
$null = for ($k = 0; $k -lt 2; $k++) { }
$k
--- stdout
-43
2
