Source: about_Type_Operators, and the interfaces that .NET's documentation of each type lists
### a hashtable is an IDictionary, and so is an ordered one
@{} -is [System.Collections.IDictionary]
[ordered]@{} -is [System.Collections.IDictionary]
[ordered]@{} -is [System.Collections.Specialized.IOrderedDictionary]
@{} -is [System.Collections.Specialized.IOrderedDictionary]
--- stdout
True
True
True
False
### arrays are lists; hashtables are not
(1, 2) -is [System.Collections.IList]
(1, 2) -is [System.Collections.ICollection]
@{} -is [System.Collections.IList]
@{} -is [System.Collections.ICollection]
--- stdout
True
True
False
True
### strings enumerate their characters
'abc' -is [System.Collections.IEnumerable]
'abc' -is [System.Collections.Generic.IEnumerable[char]]
'abc' -is [System.Collections.Generic.IEnumerable[int]]
5 -is [System.Collections.IEnumerable]
--- stdout
True
True
False
False
### numbers, strings and dates compare
5 -is [IComparable]
'a' -is [System.IComparable[string]]
5 -is [System.IComparable[int]]
5 -is [System.IComparable[long]]
(Get-Date) -is [IFormattable]
@{} -is [IComparable]
--- stdout
True
True
True
False
True
False
### arrays of classes are covariant, arrays of numbers are not
[string[]]$s = 'a', 'b'
[int[]]$i = 1, 2
$s -is [System.Collections.Generic.IEnumerable[object]]
$s -is [System.Collections.Generic.IList[string]]
$i -is [System.Collections.Generic.IEnumerable[object]]
$i -is [System.Collections.Generic.IEnumerable[int]]
--- stdout
True
True
False
True
### a generic dictionary implements the interface of its own types only
$d = [System.Collections.Generic.Dictionary[string, int]]::new()
$d -is [System.Collections.Generic.IDictionary[string, int]]
$d -is [System.Collections.Generic.IDictionary[string, object]]
$d -is [System.Collections.IDictionary]
--- stdout
True
False
True
### as parameter types
function count([System.Collections.IDictionary]$of) { $of.Count }
count @{ a = 1; b = 2 }
count ([ordered]@{ a = 1 })
try { count 'text' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
2
1
ParameterArgumentTransformationError,count
Cannot process argument transformation on parameter 'of'. Cannot convert the "text" value of type "System.String" to type "System.Collections.IDictionary".
### -as gives null where a value does not implement the interface
$null -eq ('abc' -as [System.Collections.IList])
('abc' -as [System.Collections.IEnumerable])
--- stdout
True
abc
### what a type says of itself
[System.Collections.IDictionary].IsInterface
[System.Collections.IDictionary].FullName
[hashtable].IsInterface
[System.Collections.Generic.IList[int]].Name
[System.Collections.IDictionary].IsAssignableFrom([hashtable])
[System.Collections.IList].IsAssignableFrom([string])
--- stdout
True
System.Collections.IDictionary
False
IList`1
True
False
### a class of a script implements what it lists, and what its base does
class Amount : System.IComparable {
    [int] $Of
    [int] CompareTo([object] $other) { return $this.Of - $other.Of }
}
class Kept : Amount, System.IDisposable { [void] Dispose() { } }
[Amount]::new() -is [System.IComparable]
[Amount]::new() -is [System.IDisposable]
[Kept]::new() -is [System.IDisposable]
[Kept]::new() -is [System.IComparable]
--- stdout
True
False
True
True
### Nullable holds a value of its type or null
function f([System.Nullable[int]] $n) { $null -eq $n }
f $null
f 4
[nullable[int]]$n = 5
$n.GetType().Name
5 -is [nullable[int]]
'5' -is [nullable[int]]
--- stdout
True
False
Int32
True
False
### the base of a closed generic type is not the open one
[System.Collections.Generic.List[int]].BaseType.FullName
[System.Collections.Generic.List[int]].ToString()
--- stdout
System.Object
System.Collections.Generic.List`1[System.Int32]
