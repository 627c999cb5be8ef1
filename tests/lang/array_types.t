Source: about_Arrays, .NET's documentation of System.Array, and New-Object
### a grid of numbers
$a = [int[,]]::new(2, 3)
$a[1, 2] = 5
$a[1, 2]; $a[0, 0]; $a.Length; $a.Rank
$a.GetLength(0); $a.GetLength(1); $a.GetUpperBound(1)
$a.GetType().ToString()
--- stdout
5
0
6
2
2
3
2
System.Int32[,]
### New-Object makes one too
$b = New-Object 'int[,]' 2, 3
$b[0, 1] = '7'
$b -join ','
--- stdout
0,7,0,0,0,0
### a grid of objects is empty at first
$o = New-Object 'object[,]' 2, 2
$o[0, 1] = 'x'
$o[0, 1]; $null -eq $o[1, 1]; $null -eq $o[5, 5]
--- stdout
x
True
True
### counting from the end, and changing in place
$a = [int[,]]::new(2, 2)
$a[-1, -1] = 3
$a[1, 1]++
$a[1, 1]; $a[1, 1] += 10; $a[-1, -1]
--- stdout
4
14
### one index is too few
$a = [int[,]]::new(2, 2)
try { $a[1] } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
NeedMultidimensionalIndex
You cannot index into a 2 dimensional array with index [1].
### an index outside
$a = [int[,]]::new(2, 2)
try { $a[2, 0] = 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
System.IndexOutOfRangeException
### a grid is enumerated row by row
$a = [string[,]]::new(2, 2)
$a[0, 0] = 'a'; $a[0, 1] = 'b'; $a[1, 0] = 'c'; $a[1, 1] = 'd'
$a -join ''
foreach ($x in $a) { $x }
--- stdout
abcd
a
b
c
d
### GetValue and SetValue with several indexes
$a = [int[,]]::new(2, 2)
$a.SetValue(9, 0, 1)
$a.GetValue(0, 1); $a[0, 1]
--- stdout
9
9
### a clone stands for itself
$a = [int[,]]::new(1, 2)
$b = $a.Clone()
$b[0, 1] = 4
$a[0, 1]; $b[0, 1]; $b.Rank
--- stdout
0
4
2
### arrays of arrays
$j = [int[][]]::new(2)
$j[0] = 1, 2
$j[0][1]; $null -eq $j[1]; $j.Rank
--- stdout
2
True
1
### CreateInstance
[array]::CreateInstance([string], 2).Count
[array]::CreateInstance([int], 2, 3).Rank
--- stdout
2
2
### New-Object says why a constructor failed
try { New-Object System.IO.StreamReader 'nowhere' } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
--- stdout
ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand
MethodInvocationException
### New-Object without a fitting constructor
try { New-Object System.Uri } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.CategoryInfo.Category }
--- stdout
CannotFindAppropriateCtor,Microsoft.PowerShell.Commands.NewObjectCommand
A constructor was not found. Cannot find an appropriate constructor for type System.Uri.
ObjectNotFound
### New-Object of a class of the script, of an exception, of a value type
class Box { [int] $Size; Box([int] $s) { $this.Size = $s } }
(New-Object Box 5).Size
(New-Object System.Exception 'boo').Message
New-Object int
(New-Object 'System.Collections.Generic.HashSet[string]').GetType().Name
--- stdout
5
boo
0
HashSet`1
