Classes of scripts that are collections.
Source: about_Classes_Inheritance, about_Foreach; PSEnumerableBinder, Classes/Scripting.Classes.BasicParsing.Tests.ps1

### A class with IEnumerable and one with IEnumerator
class E : System.Collections.IEnumerator {
    [int]$i = 0
    [bool] MoveNext() { $this.i++; return $this.i -lt 4 }
    [object] get_Current() { return $this.i }
    [void] Reset() { }
}
class C : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { return [E]::new() } }
foreach ($x in [C]::new()) { "f$x" }
[C]::new() | ForEach-Object { "p$_" }
@([C]::new()).Count
foreach ($x in [E]::new()) { "e$x"; break }
$c = [C]::new()
$c.GetType().Name
--- stdout
f1
f2
f3
p1
p2
p3
3
e1
C
### The enumerator of an array
class D : System.Collections.IEnumerable {
    $items = (5, 6)
    [System.Collections.IEnumerator] GetEnumerator() { return $this.items.GetEnumerator() }
}
function g { [D]::new() }
(g) -join ' '
--- stdout
5 6
### What GetEnumerator throws
class T : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { throw 'oops' } }
try { [T]::new() | ForEach-Object { 1 } } catch { "$_" }
try { foreach ($x in [T]::new()) { 1 } } catch { "$_" }
--- stdout
oops
oops
### Separators of thousands in a sum
0 + '1,000'
'1,000' - 1
1.5 + '1,000.5'
try { 1 + 'abc' } catch { $_.FullyQualifiedErrorId }
--- stdout
1000
999
1002
InvalidCastFromStringToInteger
--- source Parser.ScanNumber: what is no literal is converted, and conversions know the separators
