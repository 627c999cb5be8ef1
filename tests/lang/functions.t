Source: about_Functions, about_Functions_Advanced, about_Functions_Advanced_Parameters, about_Parameters, about_Splatting and about_Script_Blocks
### positional and named
function add($a, $b = 10) { $a + $b }
add 1 2
add 1
add -b 5 -a 6
--- stdout
3
11
11
### param block, defaults in order
function f { param([int]$a = 2, [int]$b = $a * 2) "$a $b" }
f
f 5
f -b 1
--- stdout
2 4
5 10
2 1
### types convert, unbound ones get their zero
function f([int]$i, [string]$s, [switch]$w, [bool]$b) { "$i|$s|$w|$b" }
f
f '7' 8 -w
--- stdout
0||False|False
7|8|True|False
### begin process end
function f { begin { 'b' } process { "p$_" } end { 'e' } }
1..2 | f
f
--- stdout
b
p1
p2
e
b
p
e
### input
function f { $input | ForEach-Object { $_ * 2 } }
1..3 | f
--- stdout
2
4
6
### filter
filter odd { if ($_ % 2) { $_ } }
1..5 | odd
--- stdout
1
3
5
### pipeline parameters
function f { param([Parameter(ValueFromPipeline)]$v) process { "v$v" } }
1..2 | f
function g { param([Parameter(ValueFromPipelineByPropertyName)]$Name) process { "n$Name" } }
[pscustomobject]@{ Name = 'x' } | g
--- stdout
v1
v2
nx
### validate set
function f { param([ValidateSet('Low', 'High')]$Level) $Level }
f low
try { f mid } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
low
Cannot validate argument on parameter 'Level'. The argument "mid" does not belong to the set "Low,High" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.
ParameterArgumentValidationError,f
### validate range
function f { param([ValidateRange(1, 10)][int]$n) $n }
f 10
try { f 11 } catch { $_.Exception.Message }
try { f 0 } catch { $_.Exception.Message }
--- stdout
10
Cannot validate argument on parameter 'n'. The 11 argument is greater than the maximum allowed range of 10. Supply an argument that is less than or equal to 10 and then try the command again.
Cannot validate argument on parameter 'n'. The 0 argument is less than the minimum allowed range of 1. Supply an argument that is greater than or equal to 1 and then try the command again.
### validate pattern, length, count, script
function p { param([ValidatePattern('^\d+$')]$x) $x }
try { p abc } catch { $_.Exception.Message }
function l { param([ValidateLength(2, 4)][string]$x) $x }
try { l abcde } catch { 'long' }
try { l a } catch { 'short' }
function c { param([ValidateCount(1, 2)][int[]]$x) $x.Count }
c 1, 2
try { c 1, 2, 3 } catch { 'count' }
function s { param([ValidateScript({ $_ -gt 5 })]$x) $x }
s 6
try { s 3 } catch { $_.Exception.Message }
--- stdout
Cannot validate argument on parameter 'x'. The argument "abc" does not match the "^\d+$" pattern. Supply an argument that matches "^\d+$" and try the command again.
long
short
2
count
6
Cannot validate argument on parameter 'x'. The " $_ -gt 5 " validation script for the argument with value "3" did not return a result of True. Determine why the validation script failed, and then try the command again.
### not null or empty
function f { param([ValidateNotNullOrEmpty()]$x) 'ok' }
try { f '' } catch { $_.Exception.Message }
f 1
--- stdout
Cannot validate argument on parameter 'x'. The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.
ok
### mandatory without a value is an error when nobody can be asked
function f { param([Parameter(Mandatory)]$Name) $Name }
f -Name a
try { f } catch { 'missing' }
--- stdout
a
missing
### alias of a parameter
function f { param([Alias('CN')]$ComputerName) $ComputerName }
f -CN host
f -Comp h2
--- stdout
host
h2
### parameter sets
function f {
    [CmdletBinding(DefaultParameterSetName = 'ByName')]
    param([Parameter(ParameterSetName = 'ByName')]$Name, [Parameter(ParameterSetName = 'ById')]$Id)
    $PSCmdlet.ParameterSetName
}
f -Name x
f -Id 1
f
--- stdout
ByName
ById
ByName
### splatting
function f { param($A, $B, [switch]$C) "$A $B $C" }
$h = @{ A = 1; B = 2; C = $true }
f @h
$arr = 5, 6
f @arr
f @arr -C
--- stdout
1 2 True
5 6 False
5 6 True
### remaining arguments
function f { param($a, [Parameter(ValueFromRemainingArguments)]$rest) "$a : $rest" }
f 1 2 3
--- stdout
1 : 2 3
### ShouldProcess
function f { [CmdletBinding(SupportsShouldProcess)] param($n) if ($PSCmdlet.ShouldProcess($n, 'Kill')) { "did $n" } }
f x
f y -WhatIf
--- stdout
did x
What if: Performing the operation "Kill" on target "y".
### verbose comes through the common parameter
function f { [CmdletBinding()] param() Write-Verbose 'loud'; 'done' }
f
f -Verbose 4>&1 | ForEach-Object { "$_" }
--- stdout
done
loud
done
### script blocks
$sb = { param($x, $y = 2) $x * $y }
& $sb 4
& $sb -x 3 -y 3
$sb.Invoke(5)
& { $args[1] } a b
(& { 1; 2 }).Count
--- stdout
8
9
10
b
2
### closures keep values
$x = 1
function make { $n = 10; { $n }.GetNewClosure() }
$c = make
$n = 99
& $c
--- stdout
10
### text of a script block
$sb = { 1 + 1 }
"[$sb]"
[scriptblock]::Create('2 + 3').Invoke()
--- stdout
[ 1 + 1 ]
5
### recursion
function fact([int]$n) { if ($n -le 1) { 1 } else { $n * (fact ($n - 1)) } }
fact 10
--- stdout
3628800
### endless recursion ends in an error
function f { f }
try { f } catch { $_.Exception.Message }
'alive'
--- stdout
The script failed due to call depth overflow.
alive
### functions are local to where they are defined
function outer { function inner { 'in' }; inner }
outer
try { inner } catch { 'gone' }
--- stdout
in
gone
### clean runs in the end
function f { process { $_ } clean { $script:cleaned = 'yes' } }
1 | f
$cleaned
--- stdout
1
yes
### switch parameters
function f { param([switch]$On) if ($On) { 'on' } else { 'off' }; $On.IsPresent }
f -On
f -On:$false
--- stdout
on
True
off
False
### call operator with a name in a variable
$c = 'Write-Output'
& $c hi
$f = { 'blk' }
. $f
--- stdout
hi
blk
### conversion failure names the parameter
function f { param([int]$n) $n }
try { f abc } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
Cannot process argument transformation on parameter 'n'. Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format."
ParameterArgumentTransformationError,f
### standard input as $input of the command
$input | ForEach-Object { "i:$_" }
function F { @($input).Count }
F
--- stdin
a
b c
--- stdout
i:a
i:b c
0
### standard input left to a native command
/bin/cat
--- stdin
a
--- stdout
a
### parameters of commands
function Foo { param([int]$X, [switch]$S, [Alias('n')]$Y) 5 }
$c = Get-Command Foo
($c.Parameters.Keys | Sort-Object) -join ','
$c.Parameters['X'].ParameterType.FullName
$c.Parameters.S.SwitchParameter
$c.Parameters.Y.Aliases
(Get-Command Get-Item).Parameters.ContainsKey('LiteralPath')
(Get-Command Get-Item).Parameters.ContainsKey('Verbose')
(Get-Command Get-Item).Parameters.ContainsKey('WhatIf')
(Get-Command Remove-Item).Parameters.ContainsKey('WhatIf')
--- stdout
S,X,Y
System.Int32
True
n
True
True
False
True
