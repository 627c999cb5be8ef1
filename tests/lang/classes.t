Source: about_Classes, about_Classes_Constructors, about_Classes_Inheritance, about_Classes_Methods, about_Classes_Properties and about_Enum
### enum values
enum Level { Low; Mid = 5; High }
[Level]::Low
[int][Level]::High
[Level]'mid'
[Level]5
[Level]::Mid -eq 'Mid'
[Level]::High -gt [Level]::Low
[Level]::Mid.GetType().Name
--- stdout
Low
6
Mid
Mid
True
True
Level
### flags
[Flags()] enum F { None = 0; A = 1; B = 2; C = 4 }
[F]'A, C'
[int]([F]::A -bor [F]::B)
[F]3
--- stdout
A, C
3
A, B
### wrong enum value
enum E { One }
try { [E]'Two' } catch { 'refused' }
--- stdout
refused
### properties, defaults, types
class P { [string]$Name = 'x'; [int]$N; $Any }
$p = [P]::new()
$p.Name
$p.N
$null -eq $p.Any
$p.N = '5'
$p.N + 1
try { $p.N = 'abc' } catch { 'refused' }
$p.Any = 'free'
$p.Any
--- stdout
x
0
True
6
refused
free
### constructors by number and type
class C {
    [string]$How
    C() { $this.How = 'none' }
    C([int]$i) { $this.How = "int $i" }
    C([string]$s) { $this.How = "string $s" }
    C([int]$a, [int]$b) { $this.How = "two $($a + $b)" }
}
[C]::new().How
[C]::new(5).How
[C]::new('z').How
[C]::new(1, 2).How
--- stdout
none
int 5
string z
two 3
### methods return only what return gives
class M {
    [int] Twice([int]$x) { 'lost'; return $x * 2 }
    [void] Nothing() { 5 }
    [string] Text() { return 5 }
}
$m = [M]::new()
$m.Twice('4')
$m.Nothing()
$m.Text().GetType().Name
--- stdout
8
String
### static members
class S { static [int]$N = 3; static [int] Add([int]$x) { return [S]::N + $x } }
[S]::N
[S]::N = 10
[S]::Add(1)
--- stdout
3
11
### inheritance, overriding, base calls
class A {
    [string]$Tag
    A([string]$t) { $this.Tag = "A:$t" }
    [string] Hi() { return 'A.Hi ' + $this.Who() }
    [string] Who() { return 'A' }
}
class B : A {
    B([string]$t) : base($t.ToUpper()) { }
    [string] Who() { return 'B' }
    [string] Hi() { return 'B+' + ([A]$this).Hi() }
}
$b = [B]::new('x')
$b.Tag
$b.Hi()
$b -is [A]
$b.GetType().BaseType.Name
--- stdout
A:X
B+A.Hi B
True
A
### ToString
class T { [string] ToString() { return 'I am T' } }
"$([T]::new())"
[T]::new().ToString()
--- stdout
I am T
I am T
### from a hashtable
class H { [int]$A; [string]$B }
$h = [H]@{ A = '4'; B = 'b' }
$h.A + 1
$h.B
try { [H]@{ C = 1 } } catch { 'no C' }
--- stdout
5
b
no C
### exceptions
class MyError : System.Exception {
    [int]$Code
    MyError([string]$m, [int]$c) : base($m) { $this.Code = $c }
}
try { throw [MyError]::new('broken', 7) } catch [MyError] { "$($_.Exception.Message) $($_.Exception.Code)" }
try { throw [MyError]::new('again', 1) } catch [System.Exception] { $_.Exception.GetType().Name }
--- stdout
broken 7
MyError
### validation of a property
class V { [ValidateRange(1, 5)][int]$N = 1 }
$v = [V]::new()
try { $v.N = 9 } catch { 'refused' }
$v.N
--- stdout
refused
1
### classes use each other
class Node { [int]$Value; [Node]$Next; Node([int]$v) { $this.Value = $v } }
$n = [Node]::new(1)
$n.Next = [Node]::new(2)
$n.Next.Value
$null -eq $n.Next.Next
--- stdout
2
True
### arrays of a class
class I { [int]$N; I([int]$n) { $this.N = $n } }
[I[]]$all = [I]::new(1), [I]::new(2)
($all | ForEach-Object N) -join ','
$list = [System.Collections.Generic.List[I]]::new()
$list.Add([I]::new(3))
$list[0].N
--- stdout
1,2
3
### errors in methods travel to the caller
class X { [void] Boom() { throw 'boom' } [int] Div() { return 1 / 0 } }
try { [X]::new().Boom() } catch { "$_" }
try { [X]::new().Div() } catch { 'div' }
--- stdout
boom
div
### control flow in methods
class L { [int] Find([int[]]$a, [int]$x) { for ($i = 0; $i -lt $a.Count; $i++) { if ($a[$i] -eq $x) { return $i } } return -1 } }
[L]::new().Find(@(5, 6, 7), 7)
[L]::new().Find(@(5), 9)
--- stdout
2
-1
### hidden members work
class Q { hidden [int]$Secret = 4; [int] Get() { return $this.Secret } }
[Q]::new().Get()
[Q]::new().Secret
--- stdout
4
4
### pipelines inside methods do not return
class W { [int] Sum([int[]]$a) { $t = 0; $a | ForEach-Object { $t += $_ }; return $t } }
[W]::new().Sum(@(1, 2, 3))
--- stdout
6
### validated properties
class V { [ValidateRange(1, 10)][int]$R = 5 }
$v = [V]::new()
try { $v.R = 50 } catch { $_.Exception.Message }
$v.R
--- stdout
Exception setting "R": "The 50 argument is greater than the maximum allowed range of 10. Supply an argument that is less than or equal to 10 and then try the command again."
5
### a static member that is not there cannot be set
class M { static f() { [M]::bar = 42 } }
try { [M]::f() } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
PropertyAssignmentException
The property 'bar' cannot be found on this object. Verify that the property exists and can be set.
--- source the published test "Exception error position" (Scripting.Classes.Exceptions); ParserStrings
### an error of a statement ends the method and those that called it
class C { static [void] t() { 1 / 0; Write-Host 'in t' } static [void] m() { [C]::t(); Write-Host 'in m' } }
[C]::m()
'next'
--- stdout
next
--- stderr
Attempted to divide by zero
--- source the published test "Exceptions flow for classes" (Scripting.Classes.Exceptions)
