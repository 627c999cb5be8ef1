What threads and runspaces do to the hashtables and lists they are given is done to the starter's.
Source: ForEach-Object (-Parallel and thread-safe variable references); about_Thread_Jobs; about_Scopes (Using: gives references to threads); write-progress-across-multiple-threads (deep dive)

### A dictionary that parallel blocks fill
$threadSafeDictionary = [System.Collections.Concurrent.ConcurrentDictionary[string, object]]::new()
$added = 1..5 | ForEach-Object -Parallel { $dict = $using:threadSafeDictionary; $dict.TryAdd("key$_", $_ * $_) }
"$added"
$threadSafeDictionary.Count
$threadSafeDictionary['key4']
--- stdout
True True True True True
5
16
### Synchronized hashtables, with tables and lists inside
$origin = @{}
1..3 | ForEach-Object { $origin.$_ = @{} }
$sync = [hashtable]::Synchronized($origin)
$sync.log = [System.Collections.ArrayList]::new()
$sync.n = 0
1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
    $copy = $using:sync
    $copy.$_.Id = $_
    $copy.$_.Done = $true
    [void]$copy.log.Add("item $_")
    $copy.n += $_
    $copy.Remove('gone')
    $copy["made$_"] = [pscustomobject]@{ Id = $_ * 10 }
}
$sync.n
$sync.log -join ', '
1..3 | ForEach-Object { "$($sync.$_.Id) $($sync.$_.Done) $($sync."made$_".Id)" }
--- stdout
6
item 1, item 2, item 3
1 True 10
2 True 20
3 True 30
### Bags, queues, stacks, lists and arrays
$bag = [System.Collections.Concurrent.ConcurrentBag[int]]::new()
$queue = [System.Collections.Queue]::new(); $queue.Enqueue('first')
$stack = [System.Collections.Stack]::new(); $stack.Push('bottom')
$list = [System.Collections.Generic.List[string]]::new()
$array = 1, 2, 3
1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
    ($using:bag).Add($_ * 10)
    ($using:queue).Enqueue("q$_")
    ($using:stack).Push("s$_")
    ($using:list).Add("l$_")
    $a = $using:array; $a[$_ - 1] = "a$_"
}
($bag | Sort-Object) -join ' '
"$queue"
"$stack"
"$list"
"$array"
1 | ForEach-Object -Parallel { $null = ($using:queue).Dequeue(); $null = ($using:stack).Pop(); ($using:list).Clear() }
"$queue|$stack|$list"
--- stdout
10 20 30
first q1 q2 q3
s3 s2 s1 bottom
l1 l2 l3
a1 a2 a3
q1 q2 q3|s2 s1 bottom|
### The object in the pipeline, and one by Using
$objects = 1..3 | ForEach-Object { [pscustomobject]@{ Id = $_; State = 'new' } }
$total = [pscustomobject]@{ Sum = 0 }
$objects | ForEach-Object -ThrottleLimit 1 -Parallel {
    $_.State = "done $($_.Id)"
    ($using:total).Sum += $_.Id
}
$objects.State -join ', '
$total.Sum
--- stdout
done 1, done 2, done 3
6
### Thread jobs, by Using and by argument; jobs with a process of their own keep their copy
$table = @{ a = 1 }
$list = [System.Collections.ArrayList]::new()
$job = Start-ThreadJob { param($l) [void]$l.Add('from the job'); ($using:table).a = 2 } -ArgumentList (, $list)
$job | Wait-Job | Remove-Job
$table.a
"$list"
Start-Job { ($using:table).a = 3 } | Wait-Job | Remove-Job
$table.a
--- stdout
2
from the job
2
### Runspaces, both ways
$sync = [hashtable]::Synchronized(@{ n = 1; gone = 1 })
$runspace = [runspacefactory]::CreateRunspace()
$runspace.Open()
$runspace.SessionStateProxy.SetVariable('sync', $sync)
$shell = [powershell]::Create()
$shell.Runspace = $runspace
[void]$shell.AddScript({ $sync.n = 5; $sync.Remove('gone') }).Invoke()
$sync.n
$sync.ContainsKey('gone')
$sync.n = 9
$shell.Commands.Clear()
$shell.AddScript({ $sync.n + 1 }).Invoke()
$shell.Commands.Clear()
[void]$shell.AddScript({ $sync.answer = $sync.n * 2 })
$handle = $shell.BeginInvoke()
[void]$shell.EndInvoke($handle)
$sync.answer
--- stdout
5
False
10
18
### A pool of runspaces writes into one table
$results = [hashtable]::Synchronized(@{})
$pool = [runspacefactory]::CreateRunspacePool(1, 2)
$pool.Open()
$work = foreach ($i in 1..4) {
    $shell = [powershell]::Create().AddScript({ param($table, $n) $table["n$n"] = $n * $n }).AddArgument($results).AddArgument($i)
    $shell.RunspacePool = $pool
    [pscustomobject]@{ Shell = $shell; Handle = $shell.BeginInvoke() }
}
foreach ($w in $work) { $w.Shell.EndInvoke($w.Handle); $w.Shell.Dispose() }
$pool.Close()
1..4 | ForEach-Object { $results["n$_"] }
--- stdout
1
4
9
16
### Sets and grids travel whole; sorted collections stay sorted
$set = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::OrdinalIgnoreCase)
[void]$set.Add('a')
1 | ForEach-Object -Parallel { $s = $using:set; $s.Add('A'), $s.Add('b'), $s.Remove('a') -join ' ' }
"$set"
Start-Job { ($using:set).Contains('B') } | Receive-Job -Wait -AutoRemoveJob
$sorted = [System.Collections.Generic.SortedSet[int]]::new([int[]](5, 1))
$table = [System.Collections.Generic.SortedDictionary[string, int]]::new()
3, 2 | ForEach-Object -ThrottleLimit 1 -Parallel { [void]($using:sorted).Add($_); ($using:table)["k$_"] = $_ }
"$sorted"
$table.Keys -join ' '
$grid = New-Object 'int[,]' 2, 3
$grid[1, 2] = 7
1 | ForEach-Object -Parallel { $g = $using:grid; "$($g.Rank) $($g[1, 2])"; $g[0, 1] = 9 }
$grid[0, 1]
--- stdout
False True True
b
True
1 2 3 5
k2 k3
2 7
9
### Threads that empty one queue take each item once
$queue = [System.Collections.Concurrent.ConcurrentQueue[int]]::new()
1..400 | ForEach-Object { $queue.Enqueue($_) }
$taken = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $q = $using:queue
    $item = 0
    while ($q.TryDequeue([ref]$item)) { $item }
}
"$($taken.Count) $(($taken | Sort-Object -Unique).Count) $($queue.Count)"
--- stdout
400 400 0
### Threads that count in one table lose no count; what one adds to a table within is the others' too
$sync = [hashtable]::Synchronized(@{ n = 0; in = @{ n = 0 }; log = [System.Collections.Generic.List[string]]::new() })
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $s = $using:sync
    foreach ($i in 1..100) { $s.n++; $s['m'] += 2; ++$s.in.n }
    $s.log.Add("t$_")
}
"$($sync.n) $($sync.m) $($sync.in.n)"
($sync.log | Sort-Object) -join ' '
--- stdout
400 800 400
t1 t2 t3 t4
### AddOrUpdate of many threads
$counts = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $c = $using:counts
    foreach ($i in 1..100) { [void]$c.AddOrUpdate('k', 1, { param($key, $old) $old + 1 }) }
}
$counts['k']
--- stdout
400
### A thread sees what its starter sets meanwhile, and the starter what the thread sets
$sync = [hashtable]::Synchronized(@{ Stop = $false; Turns = 0 })
$job = Start-ThreadJob {
    $s = $using:sync
    while (-not $s.Stop) { $s.Turns++; Start-Sleep -Milliseconds 2 }
    'stopped'
}
while ($sync.Turns -lt 3) { }
$sync.Stop = $true
$job | Receive-Job -Wait -AutoRemoveJob
$sync.Turns -ge 3
--- stdout
stopped
True
### Two runspaces that run at the same time answer each other
$sync = [hashtable]::Synchronized(@{})
$shells = foreach ($who in 'a', 'b') {
    $shell = [powershell]::Create()
    $shell.Runspace = [runspacefactory]::CreateRunspace()
    $shell.Runspace.Open()
    $shell.Runspace.SessionStateProxy.SetVariable('sync', $sync)
    [void]$shell.AddScript({
        param($me, $other)
        $sync[$me] = @{ Text = "from $me"; Seen = $null }
        while (-not $sync[$other]) { Start-Sleep -Milliseconds 2 }
        $sync[$other].Seen = $me
        while (-not $sync[$me].Seen) { Start-Sleep -Milliseconds 2 }
        "$me seen by $($sync[$me].Seen), saw '$($sync[$other].Text)'"
    }).AddArgument($who).AddArgument(($who -eq 'a' ? 'b' : 'a'))
    [pscustomobject]@{ Shell = $shell; Handle = $shell.BeginInvoke() }
}
$shells | ForEach-Object { $_.Shell.EndInvoke($_.Handle) }
($sync.Keys | Sort-Object) -join ' '
--- stdout
a seen by b, saw 'from b'
b seen by a, saw 'from a'
a b
### Objects, references and arrays that threads have in common
$object = [pscustomobject]@{ Count = 0; Items = @(0, 0, 0, 0) }
$total = 0
$ref = [ref]$total
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $o = $using:object
    $r = $using:ref
    foreach ($i in 1..50) {
        $o.Count++
        $o.Items[$_ - 1]++
        [void][System.Threading.Interlocked]::Increment($r)
    }
}
"$($object.Count): $($object.Items)"
"$total $($ref.Value)"
--- stdout
200: 50 50 50 50
200 200
### What a thread sorts, reverses, clears, inserts and removes by a block
$list = [System.Collections.Generic.List[int]]::new([int[]](3, 1, 2))
$set = [System.Collections.Generic.HashSet[int]]::new([int[]](1..6))
1 | ForEach-Object -Parallel {
    $l = $using:list
    $l.Sort()
    $l.Reverse()
    $l.Insert(1, 9)
    [void]$l.RemoveAll([Predicate[int]] { $args[0] -lt 2 })
    [void]($using:set).RemoveWhere([Predicate[int]] { $args[0] % 2 })
}
"$list"
"$set"
--- stdout
3 9 2
2 4 6
### An array that a variable shares stays as it is when the variable gets a longer one
$array = 1, 2
1 | ForEach-Object -Parallel { $a = $using:array; $a += 3; "$a" }
$array += 4
"$array"
--- stdout
1 2 3
1 2 4
### An item taken by one thread is the object that another one put in
$queue = [System.Collections.Concurrent.ConcurrentQueue[object]]::new()
$job = Start-ThreadJob {
    $item = $null
    while (-not ($using:queue).TryDequeue([ref]$item)) { Start-Sleep -Milliseconds 2 }
    $item.State = "done by the job: $($item.Name)"
}
$work = [pscustomobject]@{ Name = 'one'; State = 'new' }
$queue.Enqueue($work)
$job | Wait-Job | Remove-Job
$work.State
--- stdout
done by the job: one
### Tables and lists that hold themselves
$table = [hashtable]::Synchronized(@{}); $table.self = $table
$same = 1..3 | ForEach-Object -Parallel {
    $table = $using:table
    $table.self.self["k$_"] = $_
    [object]::ReferenceEquals($table, $table.self)
}
"$same $($table.Count)"
$a = [System.Collections.ArrayList]::new(); $b = [System.Collections.ArrayList]::new()
[void]$a.Add($b); [void]$b.Add($a)
$null = 1..3 | ForEach-Object -Parallel { $a = $using:a; [void]$a[0][0][0].Add($_) }
$b.Count
--- stdout
True True True 4
4
### String builders and references to containers
$text = [System.Text.StringBuilder]::new('>')
1..50 | ForEach-Object -Parallel { [void]($using:text).Append('x') }
$text.Length
$reference = [ref]@{ a = 1 }
1 | ForEach-Object -Parallel { ($using:reference).Value = 5 }
$reference.Value
--- stdout
51
5
### Members that one thread adds or removes are the others' too
$object = [pscustomobject]@{ Name = 'x'; Old = 1 }
1 | ForEach-Object -Parallel {
    $o = $using:object
    $o | Add-Member -NotePropertyName Added -NotePropertyValue 5
    $o | Add-Member -MemberType ScriptProperty -Name Twice -Value { $this.Added * 2 }
    $o.psobject.Properties.Add([psnoteproperty]::new('Later', 7))
    $o.psobject.Properties.Remove('Old')
}
$object.psobject.Properties.Name -join ' '
"$($object.Added) $($object.Twice) $($object.Later)"
--- stdout
Name Added Twice Later
5 10 7
### What a thread sets in an object of a script's class
class Counter { [int] $Count; [string] $Last; [void] Add([int] $n) { $this.Count += $n } }
$counter = [Counter]::new()
$counter.Add(1)
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $c = $using:counter
    foreach ($i in 1..25) { $c.Count++ }
    $c.Last = 'a thread'
}
"$($counter.GetType().Name) $($counter.Count) $($counter.Last)"
--- stdout
Counter 101 a thread
### Types of one's own making mean the same in all threads
$made = Start-ThreadJob {
    $table = [System.Collections.Generic.Dictionary[string, [System.Collections.Generic.List[version]]]]::new()
    $table['a'] = [System.Collections.Generic.List[version]]::new()
    $table['a'].Add('1.2')
    , $table
    [System.Collections.Generic.List[datetimeoffset]]
} | Receive-Job -Wait -AutoRemoveJob
$made[0].GetType().ToString()
$made[0] -is [System.Collections.Generic.Dictionary[string, [System.Collections.Generic.List[version]]]]
$made[0]['a'].GetType() -eq [System.Collections.Generic.List[version]]
$made[0]['a'].Add('2.0')
"$($made[0]['a'])"
$made[1] -eq [System.Collections.Generic.List[datetimeoffset]]
$queue = [System.Collections.Concurrent.ConcurrentQueue[timespan]]::new()
1 | ForEach-Object -Parallel { $q = $using:queue; $q -is [System.Collections.Concurrent.ConcurrentQueue[timespan]]; $q.Enqueue('00:00:05') }
$queue.Count
--- stdout
System.Collections.Generic.Dictionary`2[System.String,System.Collections.Generic.List`1[System.Version]]
True
True
1.2 2.0
True
True
1
### What is in many places is one in threads, too, and travels once
$pair = @(1)
foreach ($i in 1..40) { $pair = @($pair, $pair) }
1 | ForEach-Object -Parallel {
    $p = $using:pair
    [object]::ReferenceEquals($p[0], $p[1])
    [object]::ReferenceEquals($p[0][1], $p[1][0])
}
$config = @{ Name = 'common' }
$items = 1..3 | ForEach-Object { @{ Config = $config } }
1 | ForEach-Object -Parallel { ($using:items)[2].Config.Name = 'changed' }
"$($items[0].Config.Name) $($config.Name)"
--- stdout
True
True
changed changed
