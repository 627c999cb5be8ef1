Keys and Values of dictionaries are collections of their own that follow the table.
Source: about_Hash_Tables, about_Foreach; .NET's Hashtable, OrderedDictionary, Dictionary[K,V], SortedList

### their types
@{a=1}.Keys.GetType().FullName
@{a=1}.Values.GetType().Name
([ordered]@{a=1}).Keys.GetType().FullName
[System.Collections.SortedList]::new().Keys.GetType().Name
$d = [System.Collections.Generic.Dictionary[string,int]]::new()
$d.Keys.GetType().Name
$d.Values.GetType().Name
[System.Collections.Generic.SortedList[string,int]]::new().Keys.GetType().Name
[System.Collections.Concurrent.ConcurrentDictionary[string,int]]::new().Keys.GetType().Name
--- stdout
System.Collections.Hashtable+KeyCollection
ValueCollection
System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection
KeyList
KeyCollection
ValueCollection
KeyList
ReadOnlyCollection`1
### they are collections but no arrays
$k = @{a=1}.Keys
$k -is [array]
$k -is [System.Collections.ICollection]
$k -is [System.Collections.IList]
--- stdout
False
True
False
### they follow the table
$h = @{ a = 1 }
$k = $h.Keys; $v = $h.Values
$h.b = 2
$k.Count; $v.Count
$h.Remove('a')
"$k"; "$v"
$h['b'] = 7
"$v"
$h.Clear()
$k.Count
--- stdout
2
2
b
2
7
0
### they outlive the variable of their table
$k = (& { $h = @{ x = 1 }; $h.Keys })
$k
$v = & { ,(@{ x = 5 }.Values) }
$v.Count; $v.SyncRoot.x
--- stdout
x
1
5
### a view has no indexer: the first item is the view itself
$h = @{ a = 1 }
$h.Keys[0].GetType().Name
@($h.Keys[1]).Count
([ordered]@{ a = 1; b = 2 }).Keys[1]
--- stdout
KeyCollection
0
b
### so have sets and queues
$set = [System.Collections.Generic.HashSet[int]]::new([int[]](4, 5))
$set[0].Count
@($set[1]).Count
$q = [System.Collections.Queue]::new(); $q.Enqueue('a'); $q.Enqueue('b')
$q[0].Count
--- stdout
2
0
2
### changing the table ends a loop over its keys
$h = @{ a = 1; b = 2 }
try { foreach ($k in $h.Keys) { $h[$k] = 0 } } catch { $_.FullyQualifiedErrorId; "$_" }
try { foreach ($k in $h.Keys) { $h.Remove($k) } } catch { "$_" }
$o = [ordered]@{ a = 1; b = 2 }
try { foreach ($k in $o.Keys) { $o[$k] = 0 } } catch { "$_" }
--- stdout
System.InvalidOperationException
Collection was modified; enumeration operation may not execute.
Collection was modified; enumeration operation may not execute.
Collection was modified; enumeration operation may not execute.
### a copy of the keys can be walked
$h = @{ a = 1; b = 2 }
foreach ($k in @($h.Keys)) { $h[$k] = 5 }
($h.Values | Measure-Object -Sum).Sum
foreach ($k in $h.Clone().Keys) { $h.Remove($k) }
$h.Count
--- stdout
10
0
### a Dictionary lets values be set and entries go
$d = [System.Collections.Generic.Dictionary[string,int]]::new()
$d.a = 1; $d.b = 2; $d.c = 3
foreach ($k in $d.Keys) { $d[$k] = 9 }
$d['b']
foreach ($k in $d.Keys) { [void]$d.Remove($k) }
$d.Count
try { $d.x = 1; foreach ($k in $d.Keys) { $d["y$k"] = 1 } } catch { "$_" }
--- stdout
9
0
Collection was modified; enumeration operation may not execute.
### an enumerator sees that too
$h = @{ a = 1 }
$e = $h.GetEnumerator()
$h.b = 2
try { $e.MoveNext() } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
InvalidOperationException
Exception calling "MoveNext" with "0" argument(s): "Collection was modified; enumeration operation may not execute."
### enumerators have their tables' types
@{}.GetEnumerator().GetType().FullName
([ordered]@{}).GetEnumerator().GetType().Name
[System.Collections.SortedList]::new().GetEnumerator().GetType().Name
$e = ([ordered]@{ a = 1; b = 2 }).GetEnumerator()
while ($e.MoveNext()) { "$($e.Key)=$($e.Value)" }
--- stdout
System.Collections.Hashtable+HashtableEnumerator
OrderedDictionaryEnumerator
SortedListEnumerator
a=1
b=2
### operators and members of views
$h = @{ a = 1; b = 2 }
($h.Keys + 'c').Count
$h.Keys -contains 'B'
'a' -in $h.Keys
$h.Values.Where({ $_ -gt 1 })
[string[]]$text = $h.Keys; $text.GetType().Name
(, $h.Keys | Get-Member -MemberType Property).Name -join ' '
(, $h.Keys | Get-Member | Select-Object -First 1).TypeName
--- stdout
3
True
True
2
String[]
Count IsSynchronized SyncRoot
System.Collections.Hashtable+KeyCollection
### CopyTo
$o = [ordered]@{ a = 1; b = 2 }
$a = [object[]]::new(2)
$o.CopyTo($a, 0)
$a[1].GetType().Name; $a[1].Key
$keys = [string[]]::new(3)
$o.Keys.CopyTo($keys, 1)
$keys -join ','
try { @{a=1}.CopyTo([object[]]::new(0), 0) } catch { $_.FullyQualifiedErrorId }
--- stdout
DictionaryEntry
b
,a,b
ArgumentException
### a null key
try { @{}.Add($null, 1) } catch { $_.FullyQualifiedErrorId; "$_" }
try { [System.Collections.Generic.Dictionary[string,int]]::new().Add($null, 1) } catch { "$_" }
--- stdout
ArgumentNullException
Exception calling "Add" with "2" argument(s): "Key cannot be null. (Parameter 'key')"
Exception calling "Add" with "2" argument(s): "Value cannot be null. (Parameter 'key')"
### places of an ordered dictionary
$o = [ordered]@{ a = 1; b = 2 }
$o.Insert(0, 'z', 9)
$o.Keys -join ','
try { $o.Insert(7, 'y', 1) } catch { $_.FullyQualifiedErrorId; "$_" }
try { $o.RemoveAt(3) } catch { "$_" }
--- stdout
z,a,b
ArgumentOutOfRangeException
Exception calling "Insert" with "3" argument(s): "Specified argument was out of the range of valid values. (Parameter 'index')"
Exception calling "RemoveAt" with "1" argument(s): "Specified argument was out of the range of valid values. (Parameter 'index')"
### an ordered dictionary that cannot be changed
$o = ([ordered]@{ a = 1 }).AsReadOnly()
$o.IsReadOnly; $o.a
try { $o.Add('b', 1) } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
True
1
NotSupportedException
Exception calling "Add" with "2" argument(s): "The OrderedDictionary is readonly and cannot be modified."
### an ordered dictionary has no ContainsKey
([ordered]@{ a = 1 }).Contains('A')
try { ([ordered]@{ a = 1 }).ContainsKey('a') } catch { $_.FullyQualifiedErrorId }
--- stdout
True
MethodNotFound
### what is not in a Dictionary reads as its type's first value
$d = [System.Collections.Generic.Dictionary[string,int]]::new()
$v = 5
$d.TryGetValue('x', [ref]$v); $v
$d.a = 3
$d.Remove('a', [ref]$v); $v; $d.Count
$s = [System.Collections.Generic.Dictionary[string,string]]::new()
$t = 'old'
$s.TryGetValue('x', [ref]$t); $null -eq $t
--- stdout
False
0
True
3
0
False
True
### a synchronized table is the table
$h = [hashtable]::Synchronized(@{ a = 1 })
$h.IsSynchronized; $h.a
@{}.IsSynchronized
--- stdout
True
1
False
