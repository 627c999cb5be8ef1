Source: .NET's documentation of System.Linq.Enumerable; about_Calling_Generic_Methods
### sequences of numbers
[Linq.Enumerable]::Range(3, 4) -join ' '
[Linq.Enumerable]::Repeat('a', 3) -join ''
--- stdout
3 4 5 6
aaa
### sums and extremes
$n = [int[]](3, 1, 2)
[Linq.Enumerable]::Sum($n); [Linq.Enumerable]::Average($n); [Linq.Enumerable]::Max($n); [Linq.Enumerable]::Min($n)
--- stdout
6
2
3
1
### predicates
$n = [int[]](1..6)
[Linq.Enumerable]::Where($n, [Func[int, bool]] { param($x) $x % 2 -eq 0 }) -join ' '
[Linq.Enumerable]::Count($n, [Func[int, bool]] { param($x) $x -gt 4 })
[Linq.Enumerable]::Any($n, [Func[int, bool]] { param($x) $x -gt 9 })
[Linq.Enumerable]::All($n, [Func[int, bool]] { param($x) $x -gt 0 })
--- stdout
2 4 6
2
False
True
### selection and order
$w = [string[]]('pear', 'fig', 'apple')
[Linq.Enumerable]::Select($w, [Func[string, int]] { param($s) $s.Length }) -join ' '
[Linq.Enumerable]::OrderBy($w, [Func[string, int]] { param($s) $s.Length }) -join ' '
[Linq.Enumerable]::OrderByDescending($w, [Func[string, string]] { param($s) $s }) -join ' '
--- stdout
4 3 5
fig pear apple
pear fig apple
### sets
$a = [int[]](1, 2, 2, 3); $b = [int[]](2, 4)
[Linq.Enumerable]::Distinct($a) -join ' '
[Linq.Enumerable]::Union($a, $b) -join ' '
[Linq.Enumerable]::Intersect($a, $b) -join ' '
[Linq.Enumerable]::Except($a, $b) -join ' '
--- stdout
1 2 3
1 2 3 4
2
1 3
### parts of a sequence
$n = [int[]](1..5)
[Linq.Enumerable]::Take($n, 2) -join ' '
[Linq.Enumerable]::Skip($n, 3) -join ' '
[Linq.Enumerable]::First($n); [Linq.Enumerable]::Last($n); [Linq.Enumerable]::ElementAt($n, 2)
[Linq.Enumerable]::Reverse($n) -join ' '
--- stdout
1 2
4 5
1
5
3
5 4 3 2 1
### what is not there
try { [Linq.Enumerable]::First([int[]]@()) } catch { $_.FullyQualifiedErrorId }
[Linq.Enumerable]::FirstOrDefault([int[]]@())
--- stdout
InvalidOperationException
0
### equal sequences, lists, folding
[Linq.Enumerable]::SequenceEqual([int[]](1, 2), [int[]](1, 2))
[Linq.Enumerable]::ToList([int[]](1, 2)).GetType().Name
[Linq.Enumerable]::Aggregate([int[]](1..5), [Func[int, int, int]] { param($x, $y) $x * $y })
--- stdout
True
List`1
120
### Methods that are told their type
[Linq.Enumerable]::OfType[int](@(1, 'a', 2, 3.5)) -join ','
[Linq.Enumerable]::Cast[string](@('x', 'y')) -join ','
try { [Linq.Enumerable]::Cast[string](@('x', 1)) | Out-Null } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }
[Array]::Empty[string]().GetType().FullName
[Array]::Empty[object]().GetType().FullName
[Linq.Enumerable]::First[int]([int[]](5, 6))
try { [Array]::Empty() } catch { $_.FullyQualifiedErrorId }
try { [Linq.Enumerable]::OfType[nosuch](@(1)) } catch { $_.FullyQualifiedErrorId }
--- stdout
1,2
x,y
InvalidCastException
Unable to cast object of type 'System.Int32' to type 'System.String'.
System.String[]
System.Object[]
5
MethodCountCouldNotFindBest
TypeNotFound
--- source about_Calling_Generic_Methods; GenericMethodInvocation.Tests.ps1; System.Linq.Enumerable (.NET API)
