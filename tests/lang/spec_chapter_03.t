Source: PowerShell Language Specification, chapter 3 (Basic concepts); about_Scopes, about_Providers, about_Wildcards, about_Regular_Expressions, about_Methods
### the built-in providers and their drives
(Get-PSProvider | Sort-Object Name).Name -join ','
(Get-PSDrive -PSProvider Alias, Environment, Function, Variable | Sort-Object Name).Name -join ','
--- stdout
Alias,Environment,FileSystem,Function,Variable
Alias,Env,Function,Variable
### an alias of an alias
function Target { 'hit' }
New-Alias one Target
New-Alias two one
two
(Get-Alias two).Definition
(Get-Alias two).ResolvedCommandName
(Get-Alias two).ReferencedCommand.Name
Set-Alias one Get-Date
(Get-Alias two).ResolvedCommandName
--- stdout
hit
one
Target
one
Get-Date
### variables are items of their drive
$spec = 5
(Get-Item Variable:spec).Value
Set-Item Variable:spec 7
$spec
Rename-Item Variable:spec spec2
"$spec|$spec2"
Remove-Item Variable:spec2
Test-Path Variable:spec2
--- stdout
5
7
|7
False
### functions are items that can be copied and cleared
function One { 'one' }
Copy-Item Function:One Function:Two
Two
Rename-Item Function:Two Three
Three
Remove-Item Function:One
Test-Path Function:One
--- stdout
one
one
False
### environment variables as items
New-Item Env:SPEC_A -Value 1 | Select-Object Name, Value | Format-List
Set-Item Env:SPEC_A 2
$env:SPEC_A
Clear-Item Env:SPEC_A
Test-Path Env:SPEC_A
--- stdout

Name  : SPEC_A
Value : 1

2
False
### the stack of locations
$null = New-Item -ItemType Directory a, b
$start = (Get-Location).Path
Push-Location a
Push-Location ../b
(Get-Location -Stack).Count
Pop-Location
Split-Path (Get-Location) -Leaf
Pop-Location
(Get-Location).Path -eq $start
Push-Location a -StackName mine
(Get-Location -StackName mine).Path -eq $start
Pop-Location -StackName mine
(Get-Location).Path -eq $start
--- stdout
2
a
True
True
True
### a function sees and hides the variables of its caller
$x = 2
function F1 { $x; $x = $true; & { $x; $x = 12.345; $x }; $x; F2 }
function F2 { $x; $x = 'red'; $x }
function F3 { if ($x -gt 0) { $x = 'green' }; $x }
F1
F3
$x
--- stdout
2
True
12.345
True
True
red
green
2
### recursion gives each call its own variables
function Get-Power([int]$x, [int]$y) { if ($y -gt 0) { return $x * (Get-Power $x (--$y)) } else { return 1 } }
$x = 2; $y = 3
Get-Power $x $y
"$x $y"
--- stdout
8
2 3
### scope names
$v = 'top'
function Outer {
    $v = 'outer'
    function Inner { $v = 'inner'; "$v $local:v $script:v $global:v"; $script:v = 'changed'; $v }
    Inner
    $v
}
Outer
$v
--- stdout
inner inner top top
inner
outer
changed
### private names are not seen by children
$private:secret = 1
function Look { "[$secret]" }
Look
$secret
& { $private:p = 2; & { "[$p]" }; $p }
--- stdout
[]
1
[]
2
### scopes by number
function A { $n = 1; B }
function B { $n = 2; (Get-Variable n -Scope 0).Value; (Get-Variable n -Scope 1).Value; Set-Variable n 9 -Scope 1; $n; Get-Variable n -Scope 1 -ValueOnly }
A
--- stdout
2
1
2
9
### a function may be defined into another scope
function Make { function global:Made { 'made' }; function Hidden { 'hidden' } }
Make
Made
Test-Path Function:Hidden
function private:Own { 'own' }
Own
--- stdout
made
False
own
### dot sourcing keeps what the block defines
. { $d1 = 'x'; function D2 { 'y' } }
$d1; D2
& { $d3 = 'z' }
"[$d3]"
function SetIt { $d4 = 'w' }
. SetIt
$d4
Set-Content s.ps1 '$d5 = 5; $script:d6 = 6'
. ./s.ps1
$d5; $d6
./s.ps1
--- stdout
x
y
[]
w
5
6
### a file read only and a constant
Set-Variable ro 1 -Option ReadOnly
try { $ro = 2 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
Set-Variable ro 3 -Force; $ro
Remove-Variable ro -Force; "[$ro]"
Set-Variable co 1 -Option Constant
try { Remove-Variable co -Force -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { Set-Variable co 2 -Force -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
VariableNotWritable
Cannot overwrite variable ro because it is read-only or constant.
3
[]
VariableNotRemovable,Microsoft.PowerShell.Commands.RemoveVariableCommand
Cannot remove variable co because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.
VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand
Cannot overwrite variable co because it is read-only or constant.
### an alias read only
Set-Alias ra Get-Date -Option ReadOnly
try { Set-Alias ra Get-Item -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
Set-Alias ra Get-Item -Force
(Get-Alias ra).Definition
--- stdout
AliasNotWritable,Microsoft.PowerShell.Commands.SetAliasCommand
Alias is not writeable because alias ra is read-only or constant and cannot be written to.
Get-Item
### the overload nearest to the argument is called
[Math]::Abs([byte]10).GetType().Name
[Math]::Abs(-5L).GetType().Name
[Math]::Abs(-5.5d).GetType().Name
[Math]::Abs([float]-1).GetType().Name
[Math]::Max(1, 2.5).GetType().Name
[Math]::Max(1, 2L).GetType().Name
$source = [int[]](1..10); $dest = [int[]]::new(10)
[array]::Copy($source, 3, $dest, 5L, 4); $dest -join ' '
--- stdout
Int16
Int64
Decimal
Single
Double
Int64
0 0 0 0 0 4 5 6 7 0
### no overload takes that many arguments
try { [Math]::Abs(1, 2) } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { 'abc'.Substring('x') } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
MethodCountCouldNotFindBest
Cannot find an overload for "Abs" and the argument count: "2".
MethodArgumentConversionInvalidCastArgument
Cannot convert argument "startIndex", with value: "x", for "Substring" to type "System.Int32": "Cannot convert value "x" to type "System.Int32". Error: "The input string 'x' was not in a correct format.""
### an expanded parameter list
[string]::Join('-', 'a', 'b', 'c')
[string]::Join('-', @('a', 'b'))
[string]::Format('{0}{1}{2}{3}', 1, 2, 3, 4)
[string]::Concat('a', 1, $true)
--- stdout
a-b-c
a-b
1234
a1True
### a name is looked up as alias, function, then cmdlet
function Get-Date { 'function' }
Get-Date
function other { 'other' }
Set-Alias Get-Date other
Get-Date
Remove-Alias Get-Date
Get-Date
Remove-Item Function:Get-Date
(Microsoft.PowerShell.Utility\Get-Date).GetType().Name
--- stdout
function
other
function
DateTime
### type names: accelerators, full names, names in System
[int].FullName
[System.Int32].FullName
[Int32].FullName
[Text.StringBuilder].FullName
[Collections.Generic.List[int]].ToString()
[Collections.Generic.Dictionary[string,int]].Name
[hashtable].FullName
--- stdout
System.Int32
System.Int32
System.Int32
System.Text.StringBuilder
System.Collections.Generic.List`1[System.Int32]
Dictionary`2
System.Collections.Hashtable
### an unknown type name is an error
try { [No.Such.Type] } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
TypeNotFound
Unable to find type [No.Such.Type].
### errors collected in Error and in a variable of their own
Get-Item ./nowhere -ErrorAction SilentlyContinue -ErrorVariable mine
$Error[0].CategoryInfo.Category
$mine.Count; $mine[0].FullyQualifiedErrorId
$r = Get-Item ./nowhere2 2>&1
$r.GetType().Name; $r.TargetObject -replace '.*/'
$Error.Count
$Error.Clear(); $Error.Count
--- stdout
ObjectNotFound
1
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
ErrorRecord
nowhere2
2
0
### objects go along a pipeline one by one
1..3 | ForEach-Object { "a$_"; } | ForEach-Object { "b$_" } -Begin { 'start' } -End { 'end' }
1..2 | ForEach-Object { [Console]::Out.WriteLine("p$_"); $_ } | ForEach-Object { [Console]::Out.WriteLine("q$_") }
--- stdout
start
ba1
ba2
ba3
end
p1
q1
p2
q2
### wildcards
'a*b' -like 'a[*]b'; 'aXb' -like 'a[*]b'
'a?' -like 'a[?]'; 'ab' -like 'a[?]'
'a]' -like 'a[]]'
'-' -like '[a-]'; 'b' -like '[a-c]'; 'd' -like '[a-c]'
'a[b' -like 'a`[b'
'' -like '*'; 'x' -like ''
"a`nb" -like 'a*b'
'É' -like 'é'
--- stdout
True
False
True
False
True
True
True
False
True
True
False
True
True
### an unclosed set is an error
try { 'a' -like '[a' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
The specified wildcard character pattern is not valid: [a
WildcardPattern_Invalid
### regular expressions: sets, anchors, classes, quantifiers
'a.c' -match 'a\.c'; 'abc' -match 'a\.c'
']' -match '[]]'; 'x' -match '[^]x]'
'a-' -match '^[a\-]+$'
'ΩΣ' -match '^\p{IsGreek}+$'; 'ab' -match '^\P{Lu}+$'; 'ab' -cmatch '\p{Lu}'
'x_9' -match '^\w+$'; "`t " -match '^\s+$'; 'a b' -match '\S\s\S'
'pizzapizza' -match '^(pizza){2}$'; 'abcabcabc' -match '^(abc){2,}$'; 'aaaa' -match '^a{1,3}$'
'ab12' -match '\d+' ; $Matches[0]
--- stdout
True
False
True
False
True
True
True
False
True
True
True
True
True
False
True
12
