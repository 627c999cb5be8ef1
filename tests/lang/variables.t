Source: about_Scopes, about_Variables, about_Automatic_Variables and about_Assignment_Operators
### assignment is local to a function
$x = 1
function f { $x = 2; "in $x" }
f
"out $x"
--- stdout
in 2
out 1
### inner scopes see outer variables
$x = 'outer'
function f { g }
function g { $x }
function k { $x = 'h'; g }
f
k
--- stdout
outer
h
### script and global prefixes
function f { $script:s = 1; $global:g = 2 }
f
"$s $g"
$global:g
--- stdout
1 2
2
### private variables stay where they are
$private:p = 5
function f { "[$p]" }
f
$p
--- stdout
[]
5
### dot sourcing runs in the same scope
$x = 1
& { $x = 2 }
$x
. { $x = 3 }
$x
--- stdout
1
3
### several targets
$a, $b, $c = 1, 2
"$a|$b|$c"
$a, $b = 1, 2, 3
"$a|$b"
$a, $b = $b, $a
"$a|$b"
$i = $j = 4
"$i $j"
--- stdout
1|2|
1|2 3
2 3|1
4 4
### a typed variable converts what it gets
[int]$n = '5'
$n.GetType().Name
$n = '12'
$n + 1
try { $n = 'abc' } catch { 'refused' }
$n
--- stdout
Int32
13
refused
12
### validated variable
[ValidateRange(1, 10)][int]$v = 5
try { $v = 11 } catch { $_.Exception.Message }
$v
--- stdout
The variable cannot be validated because the value 11 is not a valid value for the v variable.
5
### constants and automatic variables refuse
try { $true = 1 } catch { 'no' }
try { $PID = 1 } catch { $_.Exception.Message }
--- stdout
no
Cannot overwrite variable PID because it is read-only or constant.
### env drive
$env:HVSH_T = 'abc'
$env:HVSH_T
$env:HVSH_T = $null
$null -eq $env:HVSH_T
--- stdout
abc
True
### function and variable drives
function hello { 'hi' }
& $function:hello
$x = 5
$variable:x
${function:bye} = { 'bye' }
bye
--- stdout
hi
5
bye
### braces allow any name
${a b} = 3
${a b}
"${a b}!"
--- stdout
3
3!
### OFS joins arrays in text
$a = 1, 2, 3
"$a"
$OFS = '-'
"$a"
--- stdout
1 2 3
1-2-3
### unset variables
"[$nothing]"
$null -eq $nothing
Set-StrictMode -Version Latest
try { $nothing } catch { $_.Exception.Message }
--- stdout
[]
True
The variable '$nothing' cannot be retrieved because it has not been set.
### args
function f { "$($args.Count): $args" }
f 1 2 three
f
--- stdout
3: 1 2 three
0: 
### success flag
Get-Item /nonexistent -ErrorAction SilentlyContinue
$?
$x = 1
$?
--- stdout
False
True
### assigning a statement
$x = foreach ($i in 1..3) { $i * 2 }
$x -join ','
$y = if ($false) { 1 }
$null -eq $y
$z = switch (2) { 2 { 'two' } }
$z
--- stdout
2,4,6
True
two
### references
$x = 1
function change([ref]$r) { $r.Value = 9 }
change ([ref]$x)
$x
--- stdout
9
### copies of arrays are shared, += makes a new one
$a = 1, 2
$b = $a
$b[0] = 9
"$a"
$b += 3
"$a / $b"
--- stdout
9 2
9 2 / 9 2 3
### PSItem
1..2 | ForEach-Object { $PSItem + 1 }
--- stdout
2
3
### bound parameters and invocation
function f { param($A, $B) $PSBoundParameters.Keys -join ','; $MyInvocation.MyCommand.Name }
f -B 2
f 1 2
--- stdout
B
f
A,B
f
### automatic variables stay as they are
Set-Variable true 1
$true
--- stdout
True
--- stderr
Cannot overwrite variable true because it is read-only or constant\.
### a validated variable's first value must fit
[ValidateSet('a')]$v = 'b'
[ValidateSet('a')]$w = 'a'
$w = 'c'
--- stderr
The attribute cannot be added because variable v with value b would no longer be valid\.
The variable cannot be validated because the value c is not a valid value for the w variable\.
--- exit 1
### what is assigned to $args and $input stays
function f { "$args"; $args = 'x'; "[$args]"; $input = 3; $input }
f 1 2
$args, $rest = '{0}' -f 5
"$args"
--- stdout
1 2
[x]
3
5
--- source about_Automatic_Variables
### a variable is found by its name at once, however many there are and were
foreach ($i in 1..60000) { Set-Variable "v$i" $i; if ($i -gt 20000) { Remove-Variable "v$i" } }
Get-Variable V17 -ValueOnly
(Get-Variable v1, v2, v30000 -ErrorAction SilentlyContinue).Name -join ','
(Get-Variable v1999[0-9]).Count
try { Get-Variable v30000 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
17
v1,v2
10
VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand
--- timeout 20
--- source Get-Variable, Remove-Variable
