Source: about_Scripts, about_Operators (call and dot sourcing), about_Using, about_Data_Sections, about_Hidden, about_Ref, about_Redirection and about_Pipeline_Chain_Operators
### a script's scope is its own
./child.ps1
"[$inChild]"
. ./child.ps1
"[$inChild]"
--- file child.ps1
$inChild = 'set'
$script:also = 1
"child $inChild"
--- stdout
child set
[]
child set
[set]
### parameters of a script
./p.ps1 -Name x -Times 2
./p.ps1 y
--- file p.ps1
param([string]$Name, [int]$Times = 1)
"$Name" * $Times
--- stdout
xx
y
### where a script stands
./w.ps1
--- file w.ps1
Split-Path $PSCommandPath -Leaf
(Split-Path $PSScriptRoot -Leaf) -eq (Split-Path (Get-Location) -Leaf)
--- stdout
w.ps1
True
### functions of a dotted script stay
. ./lib.ps1
Get-Answer
--- file lib.ps1
function Get-Answer { 42 }
--- stdout
42
### script scope is the script's
./s.ps1
"[$v]"
--- file s.ps1
$v = 1
function bump { $script:v++ }
bump; bump
$v
--- stdout
3
[]
### exit leaves only the script
./e.ps1
$LASTEXITCODE
'still here'
--- file e.ps1
'in'
exit 4
'no'
--- stdout
in
4
still here
### using namespace
using namespace System.Collections.Generic
[List[int]]::new().Count
--- stdout
0
### data section
data names { 'a'; 'b' }
$names.Count
$d = data { @{ k = 1 } }
$d.k
--- stdout
2
1
### redirecting an expression
5 > n.txt
'a', 'b' >> n.txt
Get-Content n.txt
--- stdout
5
a
b
### merging streams of a block
& { 'out'; Write-Warning 'warn' } 3>&1 | ForEach-Object { "$_" }
--- stdout
out
warn
### discarding
1..3 > $null
$null = 'x'
[void]'y'
'z' | Out-Null
'shown'
--- stdout
shown
### parentheses show what an assignment gives
($x = 5)
$x
--- stdout
5
5
### a command's output in an expression
(Write-Output 1 2 3).Count
@(Write-Output 1).Count
"$(Write-Output a b)"
--- stdout
3
1
a b
### commands by name, path and object
$name = 'Write-Output'
& $name 'n'
& (Get-Command Write-Output) 'c'
& { 'b' }
--- stdout
n
c
b
### arguments of many kinds
function show { $args | ForEach-Object { "$($_.GetType().Name):$_" } }
show 1 1.5 word 'two words' $true (1 + 1) -5 @{ a = 1 } 10kb a,b
--- stdout
Int32:1
Double:1.5
String:word
String:two words
Boolean:True
Int32:2
Int32:-5
Hashtable:System.Collections.Hashtable
Int32:10240
Object[]:a b
### names and values glued
function f { param($Name, [switch]$S) "$Name $S" }
f -Name:x -S:$false
f -N x -S
--- stdout
x False
x True
### stop parsing and end of names
function f { $args -join '|' }
f -- -x
--- stdout
-x
### static members by a type in a variable
$t = [math]
$t::Max(3, 4)
$m = 'Min'
[math]::$m(3, 4)
--- stdout
4
3
### null-conditional chains
${n}?.a.b
$h = @{ k = @{ v = 1 } }
${h}?.k?.v
$a = 1, 2
${a}?[1]
--- stdout
1
2
### trap and output order
function f { trap { 'T'; continue } 'a'; throw 'x'; 'b' }
f
--- stdout
a
T
b
### nested functions see their caller's variables
function outer { $v = 'o'; inner }
function inner { "v=$v" }
$v = 'global'
outer
inner
--- stdout
v=o
v=global
### local functions in script blocks
& { function tmp { 't' }; tmp }
try { tmp } catch { 'gone' }
--- stdout
t
gone
### Invoke-Expression runs in the current scope
Invoke-Expression '$iv = 7'
$iv
--- stdout
7
### large ranges stream
1..1000000000 | Select-Object -First 2
foreach ($i in 1..1000000000) { if ($i -gt 2) { break } $i }
--- stdout
1
2
1
2
### output before a failure is kept
'one'
throw 'bad'
--- stdout
one
--- stderr
bad
--- exit 1
### deep recursion of expressions
$s = '(' * 100 + '1' + ')' * 100
Invoke-Expression $s
--- stdout
1
### strict mode follows the scope
function f { Set-StrictMode -Version 1; try { $nope } catch { 'strict' } }
f
"[$nope]"
--- stdout
strict
[]
### ToString of script members
$o = [pscustomobject]@{ A = 1 }
$o | Add-Member -MemberType ScriptMethod -Name ToString -Value { "A is $($this.A)" } -Force
"$o"
--- stdout
A is 1
