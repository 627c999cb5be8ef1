BitArray, PriorityQueue, comparers and MathF.
Source: .NET API reference, System.Collections.BitArray, System.Collections.Generic.PriorityQueue, Comparer, EqualityComparer, System.Collections.CaseInsensitiveComparer, System.MathF
### bits of a length, all of one value
$b = [System.Collections.BitArray]::new(4)
"$b"
$b = [System.Collections.BitArray]::new(3, $true)
$b.Count
$b.Length
--- stdout
False False False False
3
3
### bits are read and set by their place
$b = [System.Collections.BitArray]::new(4)
$b[1] = $true
$b.Set(3, $true)
$b[1]
$b.Get(0)
($b | Where-Object { $_ }).Count
--- stdout
True
False
2
### bits of bytes, the lowest first
$b = [System.Collections.BitArray]::new([byte[]](5, 128))
$b.Count
$b[0], $b[1], $b[2], $b[15] -join ','
--- stdout
16
True,False,True,True
### bits of ints have thirty-two places each
[System.Collections.BitArray]::new([int[]](1, 2)).Count
--- stdout
64
### And, Or, Xor and Not change the array
$a = [System.Collections.BitArray]::new([bool[]]($true, $true, $false))
$b = [System.Collections.BitArray]::new([bool[]]($true, $false, $false))
"$($a.Clone().And($b))"
"$($a.Clone().Or($b))"
"$($a.Clone().Xor($b))"
"$($a.Not())"
"$a"
--- stdout
True False False
True True False
False True False
False False True
False False True
### arrays of different lengths do not combine
try { [System.Collections.BitArray]::new(1).And([System.Collections.BitArray]::new(2)) } catch { $_.Exception.InnerException.Message }
--- stdout
Array lengths must be the same.
### shifts go towards higher and lower places
$a = [System.Collections.BitArray]::new([bool[]]($true, $false, $false))
"$($a.LeftShift(2))"
"$($a.RightShift(1))"
--- stdout
False False True
False True False
### bits back into bytes
$a = [System.Collections.BitArray]::new([byte[]](7, 200))
$to = [byte[]]::new(2)
$a.CopyTo($to, 0)
$to -join ','
--- stdout
7,200
### a place outside
try { [System.Collections.BitArray]::new(2).Get(2) } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
ArgumentOutOfRangeException
### HasAllSet, HasAnySet, SetAll
$a = [System.Collections.BitArray]::new(2)
$a.HasAnySet()
$a.SetAll($true)
$a.HasAllSet()
--- stdout
False
True
### the length may be set
$a = [System.Collections.BitArray]::new(2, $true)
$a.Length = 3
"$a"
--- stdout
True True False
### the least priority leaves first
$q = [System.Collections.Generic.PriorityQueue[string, int]]::new()
$q.Enqueue('low', 5)
$q.Enqueue('high', 1)
$q.Enqueue('middle', 3)
$q.Count
$q.Peek()
$q.Dequeue()
$q.Dequeue()
$q.Dequeue()
$q.Count
--- stdout
3
high
high
middle
low
0
### an empty queue has nothing to give
$q = [System.Collections.Generic.PriorityQueue[string, int]]::new()
try { $q.Dequeue() } catch { $_.Exception.InnerException.Message }
$item = $null; $rank = 0
$q.TryDequeue([ref] $item, [ref] $rank)
--- stdout
Queue empty.
False
### TryDequeue() gives item and priority
$q = New-Object 'System.Collections.Generic.PriorityQueue[string,int]'
$q.Enqueue('x', 7)
$item = $null; $rank = 0
$q.TryDequeue([ref] $item, [ref] $rank)
"$item $rank"
--- stdout
True
x 7
### EnqueueDequeue() and EnqueueRange()
$q = [System.Collections.Generic.PriorityQueue[string, int]]::new()
$q.EnqueueRange([string[]]('a', 'b'), 4)
$q.EnqueueDequeue('c', 9)
$q.EnqueueDequeue('d', 1)
$q.Count
--- stdout
a
d
2
### priorities are converted to their type
$q = [System.Collections.Generic.PriorityQueue[string, int]]::new()
$q.Enqueue('ten', '10')
$q.Enqueue('nine', '9')
$q.Dequeue()
--- stdout
nine
### the default comparer
[System.Collections.Generic.Comparer[int]]::Default.Compare(1, 2)
[System.Collections.Generic.Comparer[int]]::Default.Compare(2, 2)
[System.Collections.Generic.Comparer[string]]::Default.Compare($null, 'a')
--- stdout
-1
0
-1
### a comparer made of a script block
$c = [System.Collections.Generic.Comparer[int]]::Create({ param($x, $y) $y - $x })
$c.Compare(1, 2)
$l = [System.Collections.Generic.List[int]](1, 3, 2)
$l.Sort($c)
$l -join ','
--- stdout
1
3,2,1
### a queue with a comparer of its own
$c = [System.Collections.Generic.Comparer[int]]::Create({ param($x, $y) $y - $x })
$q = [System.Collections.Generic.PriorityQueue[string, int]]::new($c)
$q.Enqueue('a', 1)
$q.Enqueue('b', 2)
$q.Dequeue()
--- stdout
b
### equality by value
[System.Collections.Generic.EqualityComparer[string]]::Default.Equals('a', 'a')
[System.Collections.Generic.EqualityComparer[string]]::Default.Equals('a', 'A')
--- stdout
True
False
### comparers that tell case apart or not
[System.Collections.CaseInsensitiveComparer]::Default.Compare('a', 'A')
[System.Collections.CaseInsensitiveComparer]::DefaultInvariant.Compare('b', 'A')
[System.Collections.Comparer]::Default.Compare(2, 1)
--- stdout
0
1
1
### MathF works with singles
[MathF]::Sqrt(2).GetType().Name
[MathF]::Pow(2, 10)
[MathF]::Round(2.5)
[MathF]::PI.GetType().Name
[MathF]::Max(1, 2)
[MathF]::Abs(-1.5)
[MathF]::Floor(-1.5)
--- stdout
Single
1024
2
Single
2
1.5
-2
### what works on Windows alone says so
try { [System.Security.Principal.WindowsIdentity]::GetCurrent() } catch { $_.Exception.InnerException.GetType().FullName; $_.Exception.InnerException.Message }
try { [Microsoft.Win32.Registry]::GetValue('HKEY_CURRENT_USER\x', 'y', 1) } catch { $_.Exception.InnerException.Message }
--- stdout
System.PlatformNotSupportedException
Windows Principal functionality is not supported on this platform.
Registry is not supported on this platform.
