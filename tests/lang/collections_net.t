Source: .NET's documentation of System.Collections, System.Collections.Generic and System.Collections.Concurrent
### a set keeps one of each, in the order in which they came
$s = [System.Collections.Generic.HashSet[string]]::new()
$s.Add('b'); $s.Add('a'); $s.Add('b'); $s.Add('B')
$s.Count
$s -join ','
--- stdout
True
True
False
True
3
b,a,B
### a set with a comparer that ignores case
$s = [System.Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
$null = $s.Add('Web')
$s.Contains('WEB'); $s.Add('web')
--- stdout
True
False
### set operations
$s = [System.Collections.Generic.HashSet[int]]@(1, 2, 3)
$s.UnionWith([int[]](3, 4)); "$s"
$s.IntersectWith([int[]](2, 3, 4, 9)); "$s"
$s.ExceptWith([int[]](3)); "$s"
$s.SymmetricExceptWith([int[]](4, 5)); "$s"
--- stdout
1 2 3 4
2 3 4
2 4
2 5
### relations of sets
$s = [System.Collections.Generic.HashSet[int]]@(1, 2)
$s.IsSubsetOf([int[]](1, 2, 3)); $s.IsProperSupersetOf([int[]](1, 2)); $s.SetEquals([int[]](2, 1)); $s.Overlaps([int[]](7, 2))
--- stdout
True
False
True
True
### a set converts what it is given to its type
$s = [System.Collections.Generic.HashSet[int]]::new()
$s.Add('7'); $s.Contains(7)
try { $s.Add('x') } catch { $_.FullyQualifiedErrorId }
--- stdout
True
True
MethodArgumentConversionInvalidCastArgument
### RemoveWhere takes a predicate
$s = [System.Collections.Generic.HashSet[int]](1..6)
$s.RemoveWhere({ param($n) $n % 2 }); "$s"
--- stdout
3
2 4 6
### sorted sets
$s = [System.Collections.Generic.SortedSet[int]]@(5, 1, 3, 1)
"$s"; $s.Min; $s.Max; $s.Reverse() -join ' '
--- stdout
1 3 5
1
5
5 3 1
### queues give what came first
$q = [System.Collections.Generic.Queue[string]]::new()
$q.Enqueue('a'); $q.Enqueue('b'); $q.Enqueue('c')
$q.Dequeue(); $q.Peek(); $q.Count; $q -join ''
--- stdout
a
b
2
bc
### stacks give what came last, and enumerate so
$s = [System.Collections.Stack]::new()
1..3 | ForEach-Object { $s.Push($_) }
$s.Pop(); $s.Peek(); "$s"; $s.ToArray().Count
--- stdout
3
2
2 1
2
### empty queues and stacks have nothing to give
try { [System.Collections.Generic.Queue[int]]::new().Dequeue() } catch { $_.Exception.Message }
try { [System.Collections.Stack]::new().Pop() } catch { $_.Exception.InnerException.GetType().Name; $_.FullyQualifiedErrorId }
--- stdout
Exception calling "Dequeue" with "0" argument(s): "Queue empty."
InvalidOperationException
InvalidOperationException
### TryDequeue and TryPeek
$q = [System.Collections.Concurrent.ConcurrentQueue[int]]::new()
$q.Enqueue(4)
$v = 0
$q.TryPeek([ref]$v); $v; $q.TryDequeue([ref]$v); $q.IsEmpty; $q.TryDequeue([ref]$v)
--- stdout
True
4
True
True
False
### linked lists
$l = [System.Collections.Generic.LinkedList[int]]::new()
$null = $l.AddLast(2); $null = $l.AddFirst(1); $null = $l.AddLast(3)
"$l"; $l.First.Value; $l.Last.Value
$l.RemoveFirst(); $l.Remove(9); $l.Count
--- stdout
1 2 3
1
3
False
2
### lists by predicates
$l = [System.Collections.Generic.List[int]](1..6)
$l.Find({ param($n) $n -gt 3 })
$l.FindIndex({ param($n) $n -gt 3 })
$l.FindAll({ param($n) $n % 2 -eq 0 }) -join ' '
$l.Exists({ param($n) $n -eq 9 })
$l.TrueForAll({ param($n) $n -lt 9 })
$l.RemoveAll({ param($n) $n -lt 5 }); "$l"
--- stdout
4
3
2 4 6
False
True
4
5 6
### a list sorts by a script block
$l = [System.Collections.Generic.List[string]]('bbb', 'a', 'cc')
$l.Sort({ param($a, $b) $a.Length - $b.Length }); "$l"
--- stdout
a cc bbb
### sorted dictionaries keep their keys in order
$d = [System.Collections.Generic.SortedDictionary[string, int]]::new()
$d['pear'] = 1; $d['apple'] = 2; $d.Add('fig', 3)
$d.Keys -join ','; $d.Values -join ','
--- stdout
apple,fig,pear
2,3,1
### SortedList by position
$s = [System.Collections.SortedList]::new()
$s['b'] = 2; $s['a'] = 1
$s.GetKey(0); $s.GetByIndex(1); $s.IndexOfKey('b'); $s.IndexOfValue(9)
--- stdout
a
2
1
-1
### a concurrent dictionary
$c = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
$c.GetOrAdd('a', 5); $c.GetOrAdd('a', 6)
$c.AddOrUpdate('a', 1, { param($k, $v) $v + 10 })
$v = 0
$c.TryRemove('a', [ref]$v); $v; $c.IsEmpty
--- stdout
5
5
15
True
15
True
### an enumerator moves by itself
$e = @{ a = 1 }.GetEnumerator()
$e.MoveNext(); $e.Key; $e.Value; $e.MoveNext()
$e = (7, 8).GetEnumerator()
while ($e.MoveNext()) { $e.Current }
--- stdout
True
a
1
False
7
8
### an enumerator before its first step has no current item
$e = (7, 8).GetEnumerator()
$null -eq $e.Current
try { $e.get_Current() } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
True
InvalidOperationException
### entries of a dictionary are pairs, those of a hashtable entries
$d = [System.Collections.Generic.Dictionary[string, int]]::new()
$d['a'] = 1
foreach ($e in $d.GetEnumerator()) { $e.GetType().Name; "$e" }
foreach ($e in @{ a = 1 }.GetEnumerator()) { $e.GetType().Name; $e.Name }
--- stdout
KeyValuePair`2
[a, 1]
DictionaryEntry
a
### tuples
$t = [Tuple]::Create(1, 'a')
$t.Item1; $t.Item2; "$t"; $t.GetType().ToString()
$t.Equals([Tuple]::Create(1, 'a')); $t.Equals([Tuple]::Create(2, 'a'))
--- stdout
1
a
(1, a)
System.Tuple`2[System.Int32,System.String]
True
False
### a tuple shows its items and its length
[Tuple]::Create(1, 'a')
--- stdout

Item1 Item2 Length
----- ----- ------
    1 a          2

### a tuple of named types converts its items
$t = [System.Tuple[int, string]]::new('3', 4)
$t.Item1.GetType().Name; $t.Item2.GetType().Name
--- stdout
Int32
String
### delegates convert their arguments and result
$f = [Func[int, int]] { param($x) $x + 1 }
$f.Invoke(4); $f.Invoke('5')
([Func[int, int, string]] { $args[0] * $args[1] }).Invoke(3, 4).GetType().Name
([Predicate[int]] { param($n) $n -gt 2 }).Invoke(3)
--- stdout
5
6
String
True
### an action gives nothing
$seen = [System.Collections.Generic.List[string]]::new()
$a = [Action[string]] { param($x) $seen.Add($x); 'ignored' }
$null -eq $a.Invoke('hey')
"$seen"
--- stdout
True
hey
### a delegate needs all its arguments
try { ([Func[int, int]] { param($x) $x }).Invoke() } catch { $_.Exception.GetType().Name }
--- stdout
MethodInvocationException
### statics of Array with predicates
$a = [int[]](1, 2, 3)
[array]::Find($a, [Predicate[int]] { param($n) $n -gt 1 })
[array]::FindAll($a, [Predicate[int]] { param($n) $n -gt 1 }) -join ' '
[array]::Exists($a, [Predicate[int]] { param($n) $n -gt 5 })
[array]::ConvertAll($a, [Converter[int, string]] { param($n) "<$n>" }) -join ''
--- stdout
2
2 3
False
<1><2><3>
### Resize keeps the items
$a = 1, 2
[array]::Resize([ref]$a, 4)
$a.Count; $a[1]; $null -eq $a[3]
--- stdout
4
2
True
### nothing is sorted, reversed, taken and copied
$l = [System.Collections.Generic.List[int]]::new()
$l.Sort(); $l.Sort(0, 0, $null); $l.Reverse(); $l.GetRange(0, 0).Count; [array]::Copy(@(), @(), 0)
[Buffer]::BlockCopy([byte[]]@(), 0, [byte[]]@(), 0, 0); "[$([string]::Join(',', [string[]]@(), 0, 0))]"
--- source System.Collections.Generic.List, System.Array, System.Buffer
--- stdout
0
[]
