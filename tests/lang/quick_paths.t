Numbers of mixed types, objects of several shapes in one pipeline, values and conversions in one
function: what the common case is quick at, and what it must leave to the rules.
Source: about_Arithmetic_Operators, about_Comparison_Operators, about_Functions, about_Pipelines

### int and double add to a double
$a = 1; $a += 0.5; $a; $a.GetType().Name
--- stdout
1.5
Double
### a sum that leaves int goes on as a double
$s = 2147483647; $s += 1; "$s"; $s.GetType().Name; $s += 1; $s.GetType().Name
--- stdout
2147483648
Double
Double
### long and int stay long until they overflow
[long]$a = 5; $b = $a + 1; $b.GetType().Name; $c = [long]::MaxValue + 1; $c.GetType().Name
--- stdout
Int64
Double
### subtraction and multiplication beyond int
([int]::MinValue - 1).GetType().Name; (65536 * 65536).GetType().Name; 65536 * 65536
--- stdout
Double
Double
4294967296
### ++ at the end of int
$i = 2147483647; $i++; $i.GetType().Name; $l = [long]3; $l++; $l.GetType().Name; $d = 1.5; $d--; $d
--- stdout
Double
Int64
0.5
### ++ of a constrained variable keeps its type
[byte]$b = 254; $b++; $b; $b.GetType().Name
--- stdout
255
Byte
### += of a constrained variable converts
[int]$n = 1; $n += 1.6; $n; [string]$t = 'a'; $t += 1; $t
--- stdout
3
a1
### division: int where it comes out even
(6 / 3).GetType().Name; (7 / 2).GetType().Name; 7 / 2; 1.5 / 3; 7 / 0.5
--- stdout
Int32
Double
3.5
0.5
14
### division by zero: an error of ints, infinity of doubles
try { 1 / 0 } catch { $_.Exception.InnerException.GetType().Name }; [double]::IsInfinity(1.0 / 0)
--- stdout
DivideByZeroException
True
### remainders keep the sign of the dividend
-7 % 3; 7 % -3; 7.5 % 2; -7 % 2 -eq -1
--- stdout
-1
1
1.5
True
### int and double are compared by value
1 -eq 1.0; 2 -gt 1.5; 1 -lt 0.5; 3 -ne 3.5; [long]2 -le 2.5
--- stdout
True
True
False
True
True
### nothing is equal to NaN
$n = [double]::NaN; $n -eq $n; $n -ne $n; $n -lt 1; 1 -ge $n
--- stdout
False
True
False
False
### objects of several shapes under one Where-Object
[pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ B = 3 }, @{ B = 4 }, [pscustomobject]@{ C = 1 } |
    Where-Object B -gt 2 | ForEach-Object { $_.B }
--- stdout
3
4
### objects of several shapes under one Sort-Object and Select-Object
$o = [pscustomobject]@{ Name = 'x'; Size = 3 }, [pscustomobject]@{ Size = 1; Name = 'y' },
     [pscustomobject]@{ Size = 2 }
$o | Sort-Object Size | Select-Object size, name | ForEach-Object { "$($_.Size)/$($_.Name)" }
($o[1] | Select-Object size).PSObject.Properties.Name
--- stdout
1/y
2/
3/x
Size
### a note that is null, and one that is a script property, under one Group-Object
$a = [pscustomobject]@{ K = $null }
$b = [pscustomobject]@{ V = 7 } | Add-Member -PassThru ScriptProperty K { $this.V + 1 }
$c = [pscustomobject]@{ K = 8 }
$a, $b, $c | Group-Object K | ForEach-Object { "[$($_.Name)] $($_.Count)" }
--- stdout
[] 1
[8] 2
### a property that appears in an object after others were read
$o = [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 }
$o[1] | Add-Member B 5
($o | Where-Object B).A; $o[0] | Add-Member B 6; ($o | Measure-Object B -Sum).Sum
--- stdout
2
11
### $_ of a block is its own, and the outer one's afterwards
1, 2 | ForEach-Object { $o = $_; 10, 20 | Where-Object { $_ -gt 10 } | ForEach-Object { $_ + $o }; $_ }
--- stdout
21
1
22
2
### a filter that gives several values or none
1, 2, 3 | Where-Object { if ($_ -eq 1) { 0; 0 } elseif ($_ -eq 2) { } else { , @(0) } }
--- stdout
1
### a filter whose comparison has a list on its left
@(1, 2), @(3, 4), @() | Where-Object { $_ -eq 3 } | ForEach-Object { "$_" }
--- stdout
3 4
### return in the blocks of Where-Object and ForEach-Object
1..4 | Where-Object { return $_ % 2 -eq 0 } | ForEach-Object { if ($_ -eq 2) { return 'two' }; $_ }
--- stdout
two
4
### blocks of ForEach-Object assign in the scope around
$n = 0; 1..3 | ForEach-Object { $n += $_ }; $n; function f { $n = 10; 1..3 | ForEach-Object { $n += $_ }; $n }; f; $n
--- stdout
6
16
6
### a variable set by one block is seen by the other
1..2 | ForEach-Object { $seen = $_; $_ } | Where-Object { $seen -eq $_ }
--- stdout
1
2
### what a function gives before its last value
function f($n) { if ($n) { 'more' }; 1 + $n }
$a = f 1; $a.Count; $b = f 0; $b; $b.GetType().Name; (f 1)[0]
--- stdout
2
1
Int32
more
### a last statement that fails gives nothing
function f { 'before'; 1 / $args[0] }
$x = f 0; $x; $?; (f 2)[1]
--- stdout
before
True
0.5
--- stderr any
### parameters left out, converted, and too many arguments
function f([int]$a, $b = $a + 1, [string]$c) { "$a $b [$c] $($args.Count) $($PSBoundParameters.Count)" }
f; f 1; f '2' 3; f 4 5 6 7 8; f -b 1 9
--- stdout
0 1 [] 0 0
1 2 [] 0 1
2 3 [] 0 2
4 5 [6] 2 3
9 1 [] 0 2
### a value that does not convert is an error of binding
function f([int]$a) { $a }
try { f x } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentTransformationError,f
### a typed parameter stays typed
function f([int]$n) { $n = '7'; $n.GetType().Name; $n = 'x' }
try { f 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
Int32
RuntimeException
### a function that is defined anew while it runs
function f($n) { if ($n) { function f { 'new' }; f }; "old $n" }
f 1; f 0
--- stdout
new
old 1
old 0
### strict mode sees what a block reads
Set-StrictMode -Version 1
try { 1 | Where-Object { $undefinedHere -eq $_ } } catch { $_.FullyQualifiedErrorId -split ',' | Select-Object -First 1 }
--- stdout
VariableIsUndefined
### -OutVariable beside the short ways
1..3 | ForEach-Object { $_ * 2 } -OutVariable all | Where-Object { $_ -gt 2 } | Measure-Object -Sum | ForEach-Object Sum
"$all"
--- stdout
10
2 4 6
