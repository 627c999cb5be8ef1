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
### GroupBy: groups with their keys
$w = [string[]]('apple', 'bob', 'cat', 'alice', 'bill')
$key = [Func[string, char]] { param($s) $s[0] }
foreach ($g in [Linq.Enumerable]::GroupBy($w, $key)) { "$($g.Key): $($g -join '+')" }
[Linq.Enumerable]::GroupBy($w, $key, [Func[string, int]] { param($s) $s.Length }) | ForEach-Object { "$($_.Key): $($_ -join '+')" }
[Linq.Enumerable]::GroupBy($w, $key, [Func[char, [Collections.Generic.IEnumerable[string]], string]] { param($k, $v) "$k=$(@($v).Count)" }) -join ' '
[Linq.Enumerable]::GroupBy([string[]]('a', 'A', 'b'), [Func[string, string]] { $args[0] }, [StringComparer]::OrdinalIgnoreCase).Count
--- stdout
a: apple+alice
b: bob+bill
c: cat
a: 5+5
b: 3+4
c: 3
a=2 b=2 c=1
2
### Zip: pairs, triples, a function
[Linq.Enumerable]::Zip([int[]](1, 2, 3), [string[]]('a', 'b')) -join ' '
[Linq.Enumerable]::Zip([int[]](1, 2), [string[]]('a', 'b'), [bool[]]($true, $false)) -join ' '
[Linq.Enumerable]::Zip([int[]](1, 2, 3), [string[]]('a', 'b'), [Func[int, string, string]] { param($a, $b) "$a$b" }) -join ' '
[Linq.Enumerable]::Zip([int[]](1), [string[]]('a'))[0].Item2
--- stdout
(1, a) (2, b)
(1, a, True) (2, b, False)
1a 2b
a
### ToDictionary, ToLookup, ToHashSet
$w = [string[]]('apple', 'bob', 'alice')
$d = [Linq.Enumerable]::ToDictionary($w, [Func[string, string]] { param($s) $s }, [Func[string, int]] { param($s) $s.Length })
$d['bob']; $d.ContainsKey('BOB'); $d.GetType().Name
try { [Linq.Enumerable]::ToDictionary($w, [Func[string, char]] { param($s) $s[0] }) } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
$l = [Linq.Enumerable]::ToLookup($w, [Func[string, char]] { param($s) $s[0] })
$l[[char]'a'] -join ','; $l.Contains([char]'z'); $l.Count; @($l[[char]'z']).Count
[Linq.Enumerable]::ToHashSet([int[]](1, 1, 2)).Count
--- stdout
3
False
Dictionary`2
ArgumentException
An item with the same key has already been added. Key: a
apple,alice
False
2
0
2
### OrderBy and ThenBy
$w = [string[]]('cat', 'apple', 'bob', 'alice')
$length = [Func[string, int]] { param($s) $s.Length }; $text = [Func[string, string]] { param($s) $s }
[Linq.Enumerable]::ThenBy([Linq.Enumerable]::OrderBy($w, $length), $text) -join ' '
[Linq.Enumerable]::ThenByDescending([Linq.Enumerable]::OrderByDescending($w, $length), $text) -join ' '
[Linq.Enumerable]::OrderBy([string[]]('b', 'A', 'a', 'B'), $text, [StringComparer]::Ordinal) -join ' '
[Linq.Enumerable]::Order([int[]](3, 1, 2)) -join ' '
[Linq.Enumerable]::OrderDescending([int[]](3, 1, 2)) -join ' '
--- stdout
bob cat alice apple
apple alice cat bob
A B a b
1 2 3
3 2 1
### SelectMany, Chunk and Aggregate with a seed and a result
[Linq.Enumerable]::SelectMany([string[]]('a b', 'c'), [Func[string, [Collections.Generic.IEnumerable[string]]]] { param($s) $s.Split(' ') }) -join ','
[Linq.Enumerable]::Chunk([int[]](1..5), 2) | ForEach-Object { $_ -join '+' }
[Linq.Enumerable]::Aggregate([int[]](1, 2, 3), 10, [Func[int, int, int]] { param($a, $b) $a + $b }, [Func[int, string]] { param($x) "=$x" })
try { [Linq.Enumerable]::Chunk([int[]](1, 2), 0) } catch { $_.Exception.InnerException.Message }
--- stdout
a,b,c
1+2
3+4
5
=16
Specified argument was out of the range of valid values. (Parameter 'size')
### sets by keys and comparers
$w = [string[]]('apple', 'bob', 'cat', 'alice'); $first = [Func[string, char]] { param($s) $s[0] }
[Linq.Enumerable]::DistinctBy($w, $first) -join ' '
[Linq.Enumerable]::ExceptBy($w, [char[]]('a', 'c'), $first) -join ' '
[Linq.Enumerable]::IntersectBy($w, [char[]]('a'), $first) -join ' '
[Linq.Enumerable]::UnionBy([int[]](1, 2), [int[]](3, 4), [Func[int, int]] { param($x) $x % 2 }) -join ' '
[Linq.Enumerable]::Distinct([string[]]('a', 'A'), [StringComparer]::OrdinalIgnoreCase) -join ' '
--- stdout
apple bob cat
bob
apple
1 2
a
### MinBy, MaxBy, CountBy
$w = [string[]]('apple', 'bob', 'cat')
[Linq.Enumerable]::MinBy($w, [Func[string, int]] { param($s) $s.Length })
[Linq.Enumerable]::MaxBy($w, [Func[string, int]] { param($s) $s.Length })
[Linq.Enumerable]::CountBy($w, [Func[string, int]] { param($s) $s.Length }) | ForEach-Object { "$($_.Key)=$($_.Value)" }
--- stdout
bob
apple
5=1
3=2
### joins
$same = [Func[int, int]] { param($x) $x }; $both = [Func[int, int, string]] { param($a, $b) "$a-$b" }
[Linq.Enumerable]::Join([int[]](1, 2, 3), [int[]](2, 3, 4), $same, $same, $both) -join ' '
[Linq.Enumerable]::GroupJoin([int[]](1, 2), [int[]](12, 22, 11), $same, [Func[int, int]] { param($x) $x % 10 }, [Func[int, [Collections.Generic.IEnumerable[int]], string]] { param($a, $b) "${a}:$($b -join '+')" }) -join ' '
--- stdout
2-2 3-3
1:11 2:12+22
### parts by a test, from the end, with the place
$n = [int[]](1, 2, 9, 1)
[Linq.Enumerable]::TakeWhile($n, [Func[int, bool]] { param($x) $x -lt 5 }) -join ' '
[Linq.Enumerable]::SkipWhile($n, [Func[int, bool]] { param($x) $x -lt 5 }) -join ' '
[Linq.Enumerable]::TakeLast($n, 2) -join ' '; [Linq.Enumerable]::SkipLast($n, 2) -join ' '
[Linq.Enumerable]::Append($n, 7) -join ' '; [Linq.Enumerable]::Prepend($n, 7) -join ' '
[Linq.Enumerable]::Select([string[]]('a', 'b'), [Func[string, int, string]] { param($s, $i) "$i$s" }) -join ' '
[Linq.Enumerable]::Index([string[]]('x', 'y')) -join ' '
--- stdout
1 2
9 1
9 1
1 2
1 2 9 1 7
7 1 2 9 1
0a 1b
(0, x) (1, y)
### numbers that overflow, defaults, more than one
try { [Linq.Enumerable]::Sum([int[]](2147483647, 1)) } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
[Linq.Enumerable]::Average([decimal[]](1, 2)); [Linq.Enumerable]::LongCount([int[]](1, 2)).GetType().Name
[Linq.Enumerable]::FirstOrDefault([int[]]@(), 7); [Linq.Enumerable]::DefaultIfEmpty([int[]]@(), 7) -join ' '
[Linq.Enumerable]::ElementAtOrDefault([int[]](1, 2), 5)
foreach ($f in 'Single', 'SingleOrDefault') { try { [Linq.Enumerable]::$f([int[]](1, 2)) } catch { $_.Exception.InnerException.Message } }
try { [Linq.Enumerable]::First([int[]](1, 2), [Func[int, bool]] { $false }) } catch { $_.Exception.InnerException.Message }
--- stdout
OverflowException
Arithmetic operation resulted in an overflow.
1.5
Int64
7
7
0
Sequence contains more than one element
Sequence contains more than one element
Sequence contains no matching element
### StringComparer: ordinal order is by the code units
[StringComparer]::Ordinal.Compare('a', 'B') -gt 0
[StringComparer]::InvariantCulture.Compare('a', 'B') -lt 0
[StringComparer]::OrdinalIgnoreCase.Compare('a', 'B') -lt 0
[StringComparer]::FromComparison('OrdinalIgnoreCase').Equals('a', 'A')
[StringComparer]::OrdinalIgnoreCase.GetHashCode('a') -eq [StringComparer]::OrdinalIgnoreCase.GetHashCode('A')
--- stdout
True
True
True
True
True
--- source .NET's documentation of StringComparer.Ordinal and String.CompareOrdinal
