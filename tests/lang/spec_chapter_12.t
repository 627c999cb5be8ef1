Source: PowerShell Language Specification, chapter 12 (Attributes); about_Functions_Advanced_Parameters, about_Functions_CmdletBindingAttribute, about_Functions_OutputTypeAttribute
### aliases of a parameter
function Test1 { param ([Parameter(Mandatory = $true)][Alias('CN')][Alias('Name', 'System')][string[]] $ComputerName) $ComputerName -join '+' }
Test1 'Mars', 'Saturn'; Test1 -ComputerName 'Mars', 'Saturn'; Test1 -CN Mars, Saturn; Test1 -Name Mars; Test1 -Sys Mars
--- stdout
Mars+Saturn
Mars+Saturn
Mars+Saturn
Mars
Mars
### a property found by the parameter's alias
function Test2 { param ([Parameter(Mandatory = $true, ValueFromPipelineByPropertyName = $true)][Alias('PSPath')][string] $LiteralPath) process { Split-Path $LiteralPath -Leaf } }
Set-Content a.txt x
Get-ChildItem *.txt | Test2
Get-ChildItem *.txt | Test2 -LiteralPath { $_.FullName + '.bak' }
--- stdout
a.txt
a.txt.bak
### empty collections, strings and null for mandatory parameters
function C { param ([Parameter(Mandatory = $true)][AllowEmptyCollection()][string[]] $P) $P.Length }
function S { param ([Parameter(Mandatory = $true)][AllowEmptyString()][string] $P) "[$P]" }
function N { param ([Parameter(Mandatory = $true)][AllowNull()][int[]] $P) if ($null -eq $P) { 'null' } else { $P -join ',' } }
C Red, Green; C -P @(); S Red; S ''; N 10, $null, 30; N -P $null
function M { param ([Parameter(Mandatory)][string[]] $P) }
foreach ($s in { M @() }, { M '' }, { M $null }, { M 'a', '' }) { try { & $s } catch { $_.FullyQualifiedErrorId; $_.Exception.Message } }
--- stdout
2
0
[Red]
[]
10,0,30
null
ParameterArgumentValidationErrorEmptyArrayNotAllowed,M
Cannot bind argument to parameter 'P' because it is an empty array.
ParameterArgumentValidationErrorEmptyStringNotAllowed,M
Cannot bind argument to parameter 'P' because it is an empty string.
ParameterArgumentValidationErrorNullNotAllowed,M
Cannot bind argument to parameter 'P' because it is null.
ParameterArgumentValidationErrorEmptyStringNotAllowed,M
Cannot bind argument to parameter 'P' because it is an empty string.
### CmdletBinding leaves no args
function A { [CmdletBinding()] param($x) "[$args]" }
A 1
try { A 1 2 } catch { $_.FullyQualifiedErrorId }
--- stdout
[]
PositionalParameterNotFound,A
### should process with what if and confirm
function D { [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Low')] param([Parameter(ValueFromPipeline)]$x) process { if ($PSCmdlet.ShouldProcess("item $x", 'Do')) { "done $x" } } }
1, 2 | D
1 | D -WhatIf
D 3 -Confirm:$false
--- stdout
done 1
done 2
What if: Performing the operation "Do" on target "item 1".
done 3
### positional binding off
function P { [CmdletBinding(PositionalBinding = $false)] param($a, [Parameter(Position = 0)]$b) "$a|$b" }
P x; P x -a y
try { P x y } catch { $_.FullyQualifiedErrorId }
--- stdout
|x
y|x
PositionalParameterNotFound,P
### output types
function O { [OutputType([int], 'System.String', ParameterSetName = 'S')] param() }
(Get-Command O).OutputType.Name -join ','
(Get-Command O).OutputType[0].Type.Name
--- stdout
System.Int32,System.String
Int32
### parameter sets
function Test {
    param ([Parameter(Mandatory = $true, ParameterSetName = 'Computer')][string[]] $ComputerName,
        [Parameter(Mandatory = $true, ParameterSetName = 'User')][string[]] $UserName,
        [Parameter(Mandatory = $true, ParameterSetName = 'Computer')][Parameter(ParameterSetName = 'User')][int] $SharedParam = 5)
    "$($PSCmdlet.ParameterSetName) $SharedParam"
}
Test -ComputerName Mars, Venus -SharedParam 10
Test -UserName Mary, Jack
Test -UserName Mary, Jack -SharedParam 20
try { Test -UserName a -ComputerName b } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { Test } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
Computer 10
User 5
User 20
AmbiguousParameterSet,Test
Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.
AmbiguousParameterSet,Test
Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.
### several properties of one object
function Process-Date { param([Parameter(ValueFromPipelineByPropertyName = $true)][int]$Year, [Parameter(ValueFromPipelineByPropertyName = $true)][int]$Month, [Parameter(ValueFromPipelineByPropertyName = $true)][int]$Day) process { "$Year-$Month-$Day" } }
Get-Date '2024-02-03' | Process-Date
--- stdout
2024-2-3
### remaining arguments
function Test { param ([Parameter(Mandatory = $true)][int] $p1, [Parameter(Mandatory = $true)][int] $p2, [Parameter(ValueFromRemainingArguments = $true)][string[]] $Others) "$($Others.Length) $Others" }
Test 10 20
Test 10 20 30 40
--- stdout
0 
2 30 40
### validate count
function T { param ([ValidateCount(2, 5)][int[]] $Values) $Values.Length }
T 10, 20, 30
try { T 10 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { T 1, 2, 3, 4, 5, 6 } catch { $_.Exception.Message }
[ValidateCount(3, 4)]$Array = 1..3
try { $Array = 10 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
3
ParameterArgumentValidationError,T
Cannot validate argument on parameter 'Values'. The parameter requires at least 2 value(s) and no more than 5 value(s) - 1 value(s) were provided.
Cannot validate argument on parameter 'Values'. The parameter requires at least 2 value(s) and no more than 5 value(s) - 6 value(s) were provided.
ValidateSetFailure
The variable cannot be validated because the value 10 is not a valid value for the Array variable.
### validate length
function T { param ([Parameter(Mandatory = $true)][ValidateLength(3, 6)][string[]] $ComputerName) 'ok' }
T Thor, Mars
try { T Io, Mars } catch { $_.Exception.Message }
try { T Thor, Jupiter } catch { $_.Exception.Message }
--- stdout
ok
Cannot validate argument on parameter 'ComputerName'. The character length (2) of the argument is too short. Specify an argument with a length that is greater than or equal to "3", and then try the command again.
Cannot validate argument on parameter 'ComputerName'. The character length (7) of the argument is too long. Specify an argument with a length that is shorter than or equal to "6", and then try the command again.
### validate not null, not null or empty
function T { param ([ValidateNotNull()][object[]] $Names) 'ok' }
T Jack, Jill
foreach ($s in { T Jane, $null }, { T $null }) { try { & $s } catch { $_.Exception.Message } }
function E { param ([ValidateNotNullOrEmpty()][string[]] $Names) 'ok' }
foreach ($s in { E Jack }, { E Mary, '' }, { E $null }, { E @() }) { try { & $s } catch { $_.Exception.Message } }
[ValidateNotNullOrEmpty()]$Name = 'Jack'
try { $Name = '' } catch { $_.Exception.Message }
--- stdout
ok
Cannot validate argument on parameter 'Names'. The argument has a null value, or an element of the argument collection contains a null value. Provide a collection that does not contain any null values, and then try the command again.
Cannot validate argument on parameter 'Names'. The argument is null. Provide a valid value for the argument, and then try running the command again.
ok
Cannot validate argument on parameter 'Names'. The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.
Cannot validate argument on parameter 'Names'. The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.
Cannot validate argument on parameter 'Names'. The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.
The variable cannot be validated because the value  is not a valid value for the Name variable.
### validate pattern
function T { param ([ValidatePattern('^[A-Z][1-5][0-9]$')][string] $Code, [ValidatePattern('^(0x|0X)([A-F]|[a-f]|[0-9])([A-F]|[a-f]|[0-9])$')][string] $HexNum, [ValidatePattern('^[+|-]?[1-9]$')][int] $Minimum) "$Code$HexNum$Minimum" }
T -C A12; T -H 0x4f; T -H '0XB2'; T -M -4; T -M '+7'
try { T -C A63 } catch { $_.Exception.Message }
try { T -H 0xK3 } catch { $_.FullyQualifiedErrorId }
try { T -M -12 } catch { $_.FullyQualifiedErrorId }
[ValidatePattern('^[a-z][a-z0-9]*$')]$ident = 'abc'
try { $ident = '123' } catch { $_.FullyQualifiedErrorId }
--- stdout
A120
0x4f0
0XB20
-4
7
Cannot validate argument on parameter 'Code'. The argument "A63" does not match the "^[A-Z][1-5][0-9]$" pattern. Supply an argument that matches "^[A-Z][1-5][0-9]$" and try the command again.
ParameterArgumentValidationError,T
ParameterArgumentValidationError,T
ValidateSetFailure
### validate range over numbers and texts
function Test1 { param ([Parameter(Mandatory = $true)][ValidateRange(1, 10)][int] $StartValue) $StartValue }
Test1 2; Test1 -St 7
try { Test1 -3 } catch { $_.Exception.Message }
try { Test1 12 } catch { $_.Exception.Message }
function Test2 { param ([Parameter(Mandatory = $true)][ValidateRange('b', 'f')][string] $Name) $Name }
Test2 Bravo
try { Test2 Alpha } catch { $_.FullyQualifiedErrorId }
try { Test2 Hotel } catch { $_.FullyQualifiedErrorId }
function Test3 { param ([Parameter(Mandatory = $true)][ValidateRange(0.002, 0.003)][double] $Distance) $Distance }
Test3 0.002
try { Test3 '0.005' } catch { $_.Exception.Message }
--- stdout
2
7
Cannot validate argument on parameter 'StartValue'. The -3 argument is less than the minimum allowed range of 1. Supply an argument that is greater than or equal to 1 and then try the command again.
Cannot validate argument on parameter 'StartValue'. The 12 argument is greater than the maximum allowed range of 10. Supply an argument that is less than or equal to 10 and then try the command again.
Bravo
ParameterArgumentValidationError,Test2
ParameterArgumentValidationError,Test2
0.002
Cannot validate argument on parameter 'Distance'. The 0.005 argument is greater than the maximum allowed range of 0.003. Supply an argument that is less than or equal to 0.003 and then try the command again.
### validate script
function T { param ([Parameter(Mandatory = $true)][ValidateScript({ ($_ -ge 1 -and $_ -le 3) -or ($_ -ge 20) })][int] $Count) $Count }
T 2; T 25
try { T 5 } catch { $_.Exception.Message }
[ValidateScript({ $_.Length -gt 7 })]$password = 'password'
try { $password = 'abc123' } catch { $_.Exception.Message }
--- stdout
2
25
Cannot validate argument on parameter 'Count'. The " ($_ -ge 1 -and $_ -le 3) -or ($_ -ge 20) " validation script for the argument with value "5" did not return a result of True. Determine why the validation script failed, and then try the command again.
The variable cannot be validated because the value abc123 is not a valid value for the password variable.
### validate set with and without case
function T { param ([ValidateSet('Red', 'Green', 'Blue')][string] $Color, [ValidateSet('up', 'down', IgnoreCase = $false)][string] $Direction) "$Color$Direction" }
T -Col RED; T -Dir up
try { T -Col white } catch { $_.Exception.Message }
try { T -Dir Up } catch { $_.Exception.Message }
[ValidateSet('Red', 'Green', 'Blue')]$color = 'RED'; $color
try { $color = 'Purple' } catch { $_.FullyQualifiedErrorId }
--- stdout
RED
up
Cannot validate argument on parameter 'Color'. The argument "white" does not belong to the set "Red,Green,Blue" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.
Cannot validate argument on parameter 'Direction'. The argument "Up" does not belong to the set "up,down" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.
RED
ValidateSetFailure
### a named argument without a value is true
function T { param([Parameter(Mandatory, ValueFromPipeline)]$x) process { "got $x" } }
5 | T
(Get-Command T).Parameters['x'].Attributes.Where{ $_ -is [Parameter] }.Mandatory
--- stdout
got 5
True
### attribute instances have types and values
$a = [Parameter]::new(); $a.Position; $a.ParameterSetName; $a.Mandatory
[Alias]::new('x', 'y').AliasNames -join ','
[ValidateRange]::new(1, 5).MaxRange; [ValidateSet]::new('a', 'b').ValidValues.Count
(New-Object ValidateLength 1, 2).MinLength
--- stdout
-2147483648
__AllParameterSets
False
x,y
5
2
1
### default values for help and wildcards are only told of
function T { param([PSDefaultValue(Help = 'now', Value = 5)]$a = 5, [SupportsWildcards()]$b) "$a$b" }
T
--- stdout
5
