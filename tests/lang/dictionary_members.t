Members of dictionaries and those that every object has.
Source: about_Hash_Tables (properties, accessing values), about_Intrinsic_Members

### Get-Member's properties of a hashtable
@{ a = 1 } | Get-Member -MemberType Properties, ParameterizedProperty
--- stdout

   TypeName: System.Collections.Hashtable

Name           MemberType            Definition
----           ----------            ----------
Item           ParameterizedProperty System.Object Item(System.Object key) {get;set;}
Count          Property              int Count {get;}
IsFixedSize    Property              bool IsFixedSize {get;}
IsReadOnly     Property              bool IsReadOnly {get;}
IsSynchronized Property              bool IsSynchronized {get;}
Keys           Property              System.Collections.ICollection Keys {get;}
SyncRoot       Property              System.Object SyncRoot {get;}
Values         Property              System.Collections.ICollection Values {get;}

### an ordered one has two ways to say which item
([ordered]@{ a = 1 } | Get-Member Item).Definition
([ordered]@{ a = 1 } | Get-Member SyncRoot).Definition
--- stdout
System.Object Item(int index) {get;set;}, System.Object Item(System.Object key) {get;set;}
System.Object SyncRoot {get;}
### what can be locked is the table itself
$h = [hashtable]::Synchronized(@{ Age = 33 })
[object]::ReferenceEquals($h.SyncRoot, $h)
$h.psobject.Properties | Format-Table Name, MemberType, Value
--- stdout
True

Name           MemberType       Value
----           ----------       -----
IsReadOnly       Property       False
IsFixedSize      Property       False
IsSynchronized   Property        True
Keys             Property       {Age}
Values           Property        {33}
SyncRoot         Property {[Age, 33]}
Count            Property           1

### a number that is cast to an object is a key of an ordered table
$d = [ordered]@{ 1 = 'one'; 2 = 'two'; three = 3 }
$d[1]; $d[[object]1]; $d['three']; $d.2
--- stdout
two
one
3
two
### the sets that -Force shows
(@{ a = 1 } | Get-Member -Force psextended).Definition
(@{ a = 1 } | Get-Member -Force psbase).Definition -replace ', Add,.*'
([pscustomobject]@{ Age = 33; Name = 'Bob' } | Get-Member -Force psextended).Definition
([pscustomobject]@{ Age = 33 } | Get-Member -Force psobject).Definition -replace ', get_.*'
--- stdout
psextended {}
psbase {Item, IsReadOnly, IsFixedSize, IsSynchronized, Keys, Values, SyncRoot, Count
psextended {Age, Name}
psobject {Members, Properties, Methods, ImmediateBaseObject, BaseObject, TypeNames
