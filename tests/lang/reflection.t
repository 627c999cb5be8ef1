Source: .NET's documentation of System.Type, and of OrderedHashtable in the published tests
### generic arguments and definition
$t = [System.Collections.Generic.Dictionary[string, int]]
$t.GetGenericArguments().Name -join ','
$t.GetGenericTypeDefinition().Name
$t.IsGenericType; [int].IsGenericType
[System.Collections.Generic.List[double]].GenericTypeArguments.Count
--- stdout
String,Int32
Dictionary`2
True
False
1
### what is not generic has no definition
try { [int].GetGenericTypeDefinition() } catch { $_.FullyQualifiedErrorId }
[int].GetGenericArguments().Count
--- stdout
InvalidOperationException
0
### interfaces of a type
[hashtable].GetInterfaces().Name -contains 'IDictionary'
[int].GetInterfaces().Name -contains 'IConvertible'
[int].ImplementedInterfaces.Name -contains 'IList'
--- stdout
True
True
False
### arrays of a type
[int].MakeArrayType().FullName; [int[]].GetArrayRank(); [int[,]].GetArrayRank()
--- stdout
System.Int32[]
1
2
### an ordered hashtable is a hashtable that keeps its order
$h = [System.Management.Automation.OrderedHashtable]::new()
$h['z'] = 1; $h['a'] = 2; $h.Add('m', 3)
$h.Keys -join ','
$h -is [hashtable]
$h['Z']
--- stdout
z,a,m
True
1
