A command without output gives a value that is $null to look at and nothing to a pipeline.
Source: about_Null, about_Pipelines; Pipe.Add() and the assignment of the compiler's AutomationNull

### A variable keeps it
$n = & {}
$n | ForEach-Object { 'never' }
@($n).Count
$null -eq $n
$copy = $n
@($copy).Count
--- stdout
0
True
0
### An if without a branch that ran
$n = if ($false) { 1 }
@($n; $n).Count
($n | Measure-Object).Count
--- stdout
0
0
### A parameter gets $null
function f($x = 5) { "[$x] $($null -eq $x) $($PSBoundParameters.Count)"; $x | ForEach-Object { 'in' } }
$n = & {}
f $n
f -x $n
--- stdout
[] True 1
in
[] True 1
in
### A typed variable holds $null
[object]$n = & {}
$n | ForEach-Object { 'once' }
--- stdout
once
### An element of an array counts, a pipeline passes over it
$n = & {}
(1, $n, 2).Count
(1, $n, 2 | Measure-Object).Count
--- stdout
3
2
### A function that ends in such a variable gives nothing
function f { $n = & {}; $n }
@(f).Count
--- stdout
0
### a subexpression without statements is $null, not nothing
$() | & { $n = 0; foreach ($i in $input) { $n++ }; $n }
$() | ForEach-Object { 'once' }
"[$()]"
--- stdout
1
once
[]
--- source the published test "Test piping null into a scriptblock" (Parser.Tests)
