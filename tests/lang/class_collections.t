Classes derived from .NET's collections.
Source: about_Classes_Inheritance (deriving from a generic type, from .NET types, base constructors); about_Classes
### A generic list with a method of its own
class L : System.Collections.Generic.List[int] { [int] Total() { $t = 0; foreach ($i in $this) { $t += $i }; return $t } }
$l = [L]::new(); $l.Add(3); $l.Add(4); $l.Total(); $l.Count; $l[1]; $l.GetType().Name
$l -is [System.Collections.Generic.List[int]]; $l -is [L]; [L].BaseType.Name
--- stdout
7
2
4
L
True
True
List`1
### Items are converted to the list's element type
class L : System.Collections.Generic.List[int] { }
$l = [L]::new(); $l.Add('5'); $l[0].GetType().Name; try { $l.Add('x') } catch { 'refused' }
--- stdout
Int32
refused
### A hashtable
class H : hashtable { [string] Hi() { return "n=$($this.Count)" } }
$h = [H]::new(); $h['a'] = 1; $h.b = 2; $h.Hi(); $h.a; $h.Keys | Sort-Object; $h -is [hashtable]
--- stdout
n=2
1
a
b
True
### Properties beside the entries
class O : System.Collections.Specialized.OrderedDictionary { [int]$Hits; [string]$Name = 'none' }
$o = [O]::new(); $o['b'] = 1; $o['a'] = 2; $o.Hits = 3; $o.Name; $o.Hits; $o.Keys -join ','; $o.Contains('Hits')
--- stdout
none
3
b,a
False
### A dictionary
class D : System.Collections.Generic.Dictionary[string, int] { [int] Sum() { $s = 0; foreach ($v in $this.Values) { $s += $v }; return $s } }
$d = [D]::new(); $d.Add('k', 5); $d['z'] = 6; $d.Sum(); $d.ContainsKey('k')
--- stdout
11
True
### An ArrayList goes through the pipeline item by item
class A : System.Collections.ArrayList { }
$a = [A]::new(); [void]$a.Add('x'); [void]$a.Add('y'); $a | ForEach-Object { "<$_>" }; $a.Count; $a -join '+'
--- stdout
<x>
<y>
2
x+y
### Constructors hand arguments to the base
class P : System.Collections.Generic.List[string] {
    [string]$Title
    P([string]$t, [string[]]$items) : base($items) { $this.Title = $t }
}
$p = [P]::new('t', @('u', 'v')); $p.Title; $p.Count; $p[1]
--- stdout
t
2
v
### An override calls the base's method by a cast
class P : System.Collections.Generic.List[string] {
    [void] Add([string]$s) { ([System.Collections.Generic.List[string]]$this).Add("<$s>") }
}
$p = [P]::new(); $p.Add('a'); $p.Add('b'); $p -join ''
--- stdout
<a><b>
### A class of a class of a list
class L : System.Collections.Generic.List[int] { [int] Total() { return ($this | Measure-Object -Sum).Sum } }
class LL : L { [int]$Factor = 2; [int] Scaled() { return $this.Total() * $this.Factor } }
$l = [LL]::new(); $l.Add(5); $l.Scaled(); $l.Factor = 3; $l.Scaled(); $l -is [L]
--- stdout
10
15
True
### Queue, Stack and HashSet
class Q : System.Collections.Generic.Queue[int] { }
class S : System.Collections.Generic.Stack[int] { }
class HS : System.Collections.Generic.HashSet[string] { }
$q = [Q]::new(); $q.Enqueue(4); $q.Enqueue(5); $q.Dequeue(); $q.Count
$s = [S]::new(); $s.Push(1); $s.Push(2); $s.Pop()
$h = [HS]::new(); $h.Add('a'); $h.Add('a'); $h.Count
--- stdout
4
1
2
True
False
1
### New-Object and Get-Member
class P : System.Collections.Generic.List[string] { [string]$Title = 'x' }
$p = New-Object P; $p.Title; (Get-Member -InputObject $p Title).Definition
--- stdout
x
string Title {get;set;}
### An exception with a property
class E : System.Exception { [int]$Code; E([string]$m, [int]$c) : base($m) { $this.Code = $c } }
try { throw [E]::new('boom', 7) } catch [E] { $_.Exception.Code; $_.Exception.Message; $_.Exception.GetType().BaseType.FullName }
--- stdout
7
boom
System.Exception
### Each instance has fields of its own
class L : System.Collections.Generic.List[int] { [string]$Tag }
$a = [L]::new(); $b = [L]::new(); $a.Tag = 'a'; $b.Tag = 'b'; $a.Tag; $b.Tag; $a.Add(1); $b.Count
--- stdout
a
b
0
