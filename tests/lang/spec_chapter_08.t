Source: PowerShell Language Specification, chapter 8 (Statements); about_Functions, about_Switch, about_Trap, about_Try_Catch_Finally, about_Data_Sections, about_Parameters
### values of statements
$v = for ($i = 10; $i -le 5; ++$i) { }; $null -eq $v
$v = for ($i = 1; $i -le 5; ++$i) { }; $null -eq $v
$v = for ($i = 1; $i -le 5; ++$i) { $i }; $v.Length
$v = for ($i = 1; $i -le 5;) { ++$i }; $null -eq $v
$v = for ($i = 1; $i -le 5;) { (++$i) }; $v.Length
$i = 1; $v = while ($i++ -lt 2) { $i }; "$v $($v.GetType().Name)"
$count = if ($count -eq $null) { 10 } else { $count }; $count
$i = 1
$v = while ($i -le 5) { $i; if ($i -band 1) { 'odd' }; ++$i }
"$($v.Length) $v"
--- stdout
True
True
5
True
5
2 Int32
10
8 1 odd 2 3 odd 4 5 odd
### a label with blanks before its loop
:labelA
for ($i = 1; $i -le 2; ++$i) {
    :labelB
    for ($j = 1; $j -le 3; ++$j) {
        if ($j -eq 2) { continue labelA }
        "$i $j"
    }
}
--- stdout
1 1
2 1
### arguments of a command
function show { $args.Count; $args | ForEach-Object { "<$_>" } }
$v = 'val'
show Abc$v "a $v" 'a $v' (1 + 2) $($v) '-sw' -- -x $v
--- stdout
8
<Abcval>
<a val>
<a $v>
<3>
<val>
<-sw>
<-x>
<val>
### the verbatim parameter for a native command
$env:SPEC_X = 'ex'
/bin/echo a --% $v %SPEC_X% "b c" (x) `y
--- stdout
a $v ex "b c" (x) `y
### a command by name, operator, string and script block
function Get-Factorial($v) { if ($v -eq 1) { return 1 }; return $v * (Get-Factorial ($v - 1)) }
Get-Factorial 5; & Get-Factorial 5; & 'Get-Factorial' 5; & { Get-Factorial $args[0] } 5
$cmd = Get-Command Get-Factorial; & $cmd 4
--- stdout
120
120
120
120
24
### if and its clauses
foreach ($grade in 92, 85, 50) { if ($grade -ge 90) { 'Grade A' } elseif ($grade -ge 80) { 'Grade B' } else { 'Grade F' } }
if (@()) { 'yes' } else { 'no' }; if ('a' -match 'b') { 1 } elseif (1, 0) { 2 }
--- stdout
Grade A
Grade B
Grade F
no
2
### while, do while, do until
$i = 1; while ($i -le 3) { "{0,1}`t{1,2}" -f $i, ($i * $i); ++$i }
$i = 1; do { "$i" } while (++$i -le 3)
$i = 1; do { "$i" } until (++$i -gt 2)
--- stdout
1	 1
2	 4
3	 9
1
2
3
1
2
### parts of for may be missing
$i = 5; for (; $i -ge 4;) { $i; --$i }
for ($i = 0; $i -lt 2) { $i++; "n$i" }
for (($a = 1), ($b = 5); $a -lt $b; $a += 2) { "$a" }
for ($i = 0; $i -lt 2; $i++, 'lost') { "p$i" }
--- stdout
5
4
n1
n2
1
3
p0
p1
### foreach over null, scalars, types and keys
foreach ($e in $null) { 'never' }
foreach ($e in 'one') { $e }
foreach ($e in @()) { 'never' }
$e
foreach ($e in , $null) { 'once' }
$h1 = [ordered]@{ FirstName = 'James'; IDNum = 123 }
foreach ($e in $h1.Keys) { 'Key is ' + $e + ', Value is ' + $h1[$e] }
foreach ($l in Get-ChildItem Alias:gc) { $l.Name }
--- stdout
one
one
once
Key is FirstName, Value is James
Key is IDNum, Value is 123
gc
### break with a computed label, across functions
$lab = 'go_here'
:go_here for ($i = 1; ; ++$i) { if ($i * $i -gt 50) { break $lab } }
$i
function Leave { break outer }
:outer foreach ($x in 1..3) { foreach ($y in 1..3) { "$x$y"; Leave } }
'after'
--- stdout
8
11
after
### continue in a nested loop by label
:labelB for ($j = 1; $j -le 2; $j++) { for ($k = 1; $k -le 3; $k++) { if ($k -eq 2) { continue labelB }; "$j$k" } }
--- stdout
11
21
### throw: nothing, a number, a text, an array
foreach ($s in { throw }, { throw 100 }, { throw 'No such record in file' }, { throw 10, 20 }, { throw [ArgumentException]'bad' }) {
    try { & $s } catch { "$($_.Exception.GetType().Name)|$($_.FullyQualifiedErrorId)|$($_.Exception.Message)|$($_.TargetObject)|$($_.CategoryInfo.Category)" }
}
--- stdout
RuntimeException|ScriptHalted|ScriptHalted||OperationStopped
RuntimeException|100|100|100|OperationStopped
RuntimeException|No such record in file|No such record in file|No such record in file|OperationStopped
RuntimeException|10 20|10 20|10 20|OperationStopped
ArgumentException|bad|bad||OperationStopped
### throw inside catch throws again what was caught
try { try { [int]'x' } catch { throw } finally { 'finally' } } catch { $_.FullyQualifiedErrorId }
--- stdout
finally
InvalidCastFromStringToInteger
### return writes and leaves
function Test { 'text1'; 'text2'; return 123; 'never' }
$r = Test; $r.Length; $r -join ','
function Nothing { return }; $null -eq (Nothing)
function Many { return 1, 2, 3 }; (Many).Length
& { return 5; 6 }
--- stdout
3
text1,text2,123
True
3
5
### exit codes
& $PSHOME/hvsh -NoProfile -Command 'exit 3' 2>$null
Set-Content a.ps1 '"in"; exit 7; "never"'
./a.ps1; $LASTEXITCODE
Set-Content b.ps1 'exit'
./b.ps1; $LASTEXITCODE
Set-Content c.ps1 'exit "12"'
./c.ps1; $LASTEXITCODE
exit 4.6
--- stdout
in
7
0
12
--- exit 5
--- stderr any
### switch counts characters
$s = "ABC def`nghi`tjkl`fmno @#$"
$charCount = 0; $pageCount = 0; $lineCount = 0; $otherCount = 0
for ($i = 0; $i -lt $s.Length; ++$i) {
    ++$charCount
    switch ($s[$i]) {
        "`n" { ++$lineCount }
        "`f" { ++$pageCount }
        "`t" { }
        ' ' { }
        default { ++$otherCount }
    }
}
"$charCount $pageCount $lineCount $otherCount"
--- stdout
23 1 1 18
### switch with wildcards and regular expressions
switch -Wildcard ('abc') { a* { "a*, $_" }; ?B? { "?B? , $_" }; default { "default, $_" } }
switch -Regex -CaseSensitive ('abc') { ^a* { 'a*' }; ^A* { 'A*' } }
switch -r ('x12') { '(\d)(\d)' { "$($Matches[1])-$($Matches[2])" } }
switch -wild -reg ('a.c') { 'a.c' { 'regex' } }
switch -Regex -Exact ('abc') { 'a.c' { 'regex' }; 'abc' { 'exact' } }
switch -Case ('a') { 'A' { 'no' }; 'a' { 'yes' } }
--- stdout
a*, abc
?B? , abc
a*
A*
1-2
regex
exact
yes
### switch over many values with script blocks
switch (0, 1, 19, 20, 21) {
    { $_ -lt 20 } { '-lt 20' }
    { $_ -band 1 } { 'Odd' }
    { $_ -eq 19 } { '-eq 19' }
    default { 'default' }
}
--- stdout
-lt 20
-lt 20
Odd
-lt 20
Odd
-eq 19
default
Odd
### switch: break, continue, its enumerator, its label
switch (1, 2, 3) { 2 { break }; default { "d$_" } }
switch (1, 2, 3) { 2 { continue; 'no' }; 2 { 'never' }; default { "c$_" } }
switch (1, 2, 3) { 1 { $null = $switch.MoveNext(); "n$($switch.Current)" }; default { "e$_" } }
:s switch (1, 2) { default { foreach ($q in 1..3) { if ($q -eq 2) { continue s }; "s$_$q" } } }
switch ($null) { $null { 'null' }; default { 'default' } }
switch (@()) { default { 'never' } }
--- stdout
d1
c1
c3
n2
e3
s11
s21
null
### switch over the lines of a file
Set-Content f.txt 'one', 'two', 'three'
switch -File f.txt { 'two' { '2!' }; { $_.Length -gt 3 } { "long $_" }; default { "other $_" } }
switch -Wildcard -File f.txt { 't*' { $_ } }
$name = './f.txt'; switch -Regex -File $name { '^o' { $_ } }
--- stdout
other one
2!
long three
two
three
one
### the first matching catch clause runs, finally always
foreach ($s in { throw [System.IO.FileNotFoundException]'f' }, { throw [System.IO.IOException]'i' }, { throw 'other' }, { 'fine' }) {
    try { & $s } catch [System.IO.FileNotFoundException], [System.IO.DirectoryNotFoundException] { 'not found' } catch [System.IO.IOException] { 'io' } catch { "any $_" } finally { 'finally' }
}
--- stdout
not found
finally
io
finally
any other
finally
fine
finally
### an index out of bounds caught by its type
$a = New-Object 'int[]' 10
$i = 20
while ($true) {
    try { $a[$i] = 10; 'Assignment completed without error'; break }
    catch [IndexOutOfRangeException] { "Handling out-of-bounds index, >$_<`n"; $i = 5 }
    catch { 'Caught unexpected exception' }
    finally { 'f' }
}
--- stdout
Handling out-of-bounds index, >Index was outside the bounds of the array.<

f
Assignment completed without error
f
### finally runs on break, continue and return
foreach ($x in 1, 2, 3) { try { if ($x -eq 2) { continue }; if ($x -eq 3) { break }; $x } finally { "f$x" } }
function Leave { try { return 'r' } finally { 'cleanup' } }; Leave
try { try { throw 'first' } finally { throw 'second' } } catch { "$_" }
--- stdout
1
f1
f2
f3
r
cleanup
second
### catch clauses that cannot be reached are an error
try { [scriptblock]::Create('try { 1 } catch [Exception] { } catch [ArgumentException] { }') } catch { $_.Exception.InnerException.Errors[0].ErrorId }
try { [scriptblock]::Create('try { 1 }') } catch { $_.Exception.InnerException.Errors[0].ErrorId }
--- stdout
ExceptionTypeAlreadyCaught
MissingCatchOrFinally
### a trap that ends normally writes the error and goes on
$j = 0; $v = 10 / $j; 'Done'
trap { $j = 2; "trapped $($_.Exception.Message)" }
--- stdout
trapped Attempted to divide by zero.
Done
--- stderr
Attempted to divide by zero
### a trap with continue writes none
$j = 0; $v = 10 / $j; 'Done'
trap { $j = 2; continue }
--- stdout
Done
### a trap with break throws again
try { & { $j = 0; $v = 10 / $j; 'Done'; trap { 'in trap'; break } } } catch { "caught $_" }
--- stdout
in trap
caught Attempted to divide by zero.
### a trap in the same and in the outer scope
& { trap { continue }; throw 'x'; 1 }
& { trap { continue } & { throw 'y'; 1 }; 2 }
--- stdout
1
2
### traps by type
& { trap [DivideByZeroException] { 'divide'; continue } trap { 'any'; continue } 1 / $null; throw 'z'; 'end' }
--- stdout
divide
any
end
### data sections
data Strings { 'a', 'b' }
$Strings -join ','
$m = data { ConvertFrom-StringData -StringData @'
    Greeting = Hello
    Yes = yes
'@
}
$m.Greeting; $m.Yes
$d = data { if ($true) { @{ k = 1 + 2; l = $PSCulture -is [string] } } }
$d.k; $d.l
data -SupportedCommand Get-Random { 5 }
--- stdout
a,b
Hello
yes
3
True
5
### what a data section refuses
foreach ($t in 'data { Get-Date }', 'data { $x }', 'data { foreach ($i in 1) { } }', 'data { "a" -match "b" }', 'data { [int]::MaxValue }') {
    try { $null = & ([scriptblock]::Create($t)); "ok $t" } catch { $_.Exception.InnerException.Errors[0].ErrorId }
}
--- stdout
CmdletNotInAllowedListForDataSection
VariableReferenceNotSupportedInDataSection
ForeachStatementNotSupportedInDataSection
OperatorNotSupportedInDataSection
PropertyReferenceNotSupportedInDataSection
### filters and functions over input
filter Get-Square2 { $_ * $_ }
(-3..3 | Get-Square2) -join ','
function Get-Square1 { foreach ($i in $input) { $i * $i } }
(6, 10, -3 | Get-Square1) -join ','
function Blocks { begin { 'b' } process { "p$_" } end { "e$_" } }
(1, 2 | Blocks) -join ','
(@() | Blocks) -join ','
(Blocks) -join ','
--- stdout
9,4,1,0,1,4,9
36,100,9
b,p1,p2,e2
b,e
b,p,e
### arguments by name, by position and the rest
function F ($a, $b, $c, $d) { "$a $b $c $d [$args] $($args.Length)" }
F -b 3 -d 5 2 4
F -a 2 -d 3 4 5
F 2 3 4 5 -c 7 -a 1
--- stdout
2 3 4 5 [] 0
2 4 5 3 [] 0
1 2 7 3 [4 5] 2
### initial values of parameters
function Find-Str ([string]$Str, [int]$StartPos = 0, $l = $Str.Length + 1) { "$Str $StartPos $l" }
Find-Str 'abcabc'; Find-Str 'abcabc' 2; Find-Str x 1 9
--- stdout
abcabc 0 7
abcabc 2 7
x 1 9
### switch parameters anywhere
function Process ([switch]$Trace, $P1, $P2) { "$Trace $P1 $P2" }
Process 10 20; Process 10 -Trace 20; Process 10 20 -Trace; Process 10 20 -Trace:$false; Process 10 20 -Trace:$true
--- stdout
False 10 20
True 10 20
True 10 20
False 10 20
True 10 20
### dynamic parameters
function Sample {
    [CmdletBinding()] param ([string]$Name, [string]$Path)
    dynamicparam {
        if ($Path -match '^HKLM') {
            $attributes = New-Object System.Management.Automation.ParameterAttribute
            $attributes.ParameterSetName = '__AllParameterSets'
            $attributes.Mandatory = $false
            $collection = New-Object -Type System.Collections.ObjectModel.Collection[System.Attribute]
            $collection.Add($attributes)
            $p = New-Object System.Management.Automation.RuntimeDefinedParameter('dp1', [int32], $collection)
            $dictionary = New-Object System.Management.Automation.RuntimeDefinedParameterDictionary
            $dictionary.Add('dp1', $p)
            return $dictionary
        }
    }
    end { "$Name [$($PSBoundParameters['dp1'])]" }
}
Sample -Path HKLM: -Name n -dp1 '5'
try { Sample -Path x -dp1 5 } catch { $_.FullyQualifiedErrorId }
--- stdout
n [5]
NamedParameterNotFound,Sample
### binding by position converts, missing is null
function Get-Power ([long]$Base, [int]$Exponent) { "$Base $Exponent" }
Get-Power 5 3; Get-Power 4.7 3.2; Get-Power 5; Get-Power; Get-Power -Exp 3 -Bas 5; Get-Power -E 3 -B 5
--- stdout
5 3
5 3
5 0
0 0
5 3
5 3
### ambiguous, unknown and repeated names
function Get-Hypot { [CmdletBinding()] param([double]$Side1, [double]$Side2) }
foreach ($s in { Get-Hypot -Side 3 }, { Get-Hypot -X 3 }, { Get-Hypot -Side1 1 -Side1 2 }, { Get-Hypot 1 2 3 }) { try { & $s } catch { $_.FullyQualifiedErrorId; $_.Exception.Message } }
--- stdout
AmbiguousParameter,Get-Hypot
Parameter cannot be processed because the parameter name 'Side' is ambiguous. Possible matches include: -Side1 -Side2.
NamedParameterNotFound,Get-Hypot
A parameter cannot be found that matches parameter name 'X'.
ParameterAlreadyBound,Get-Hypot
Cannot bind parameter because parameter 'Side1' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".
PositionalParameterNotFound,Get-Hypot
A positional parameter cannot be found that accepts argument '3'.
### null for bool and switch parameters
function B([bool]$b) { $b }; function S([switch]$s) { "$s" }
try { B $null } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
S -s:$null; B 1; B -b $false
try { B 'x' } catch { $_.Exception.Message }
--- stdout
ParameterArgumentTransformationError,B
Cannot process argument transformation on parameter 'b'. Cannot convert value "" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.
False
True
False
Cannot process argument transformation on parameter 'b'. Cannot convert value "System.String" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.
### position prefers no conversion
function Test {
    [CmdletBinding(DefaultParameterSetName = 'SetB')]
    param([Parameter(Position = 0, ParameterSetName = 'SetA')][decimal]$Dec, [Parameter(Position = 0, ParameterSetName = 'SetB')][int]$In)
    $PSCmdlet.ParameterSetName
}
Test 42d; Test 42
--- stdout
SetA
SetB
### pipeline by value, then by property name
function P { param([Parameter(ValueFromPipeline)][int]$N, [Parameter(ValueFromPipelineByPropertyName)][string]$Length) process { "$N/$Length" } }
1, '2' | P
'abc' | P 2>&1 | ForEach-Object { "$_" }
--- stdout
1/
2/1
0/3
