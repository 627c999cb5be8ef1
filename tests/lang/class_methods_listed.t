The methods of script classes as Get-Member, reflection and method groups show them.
Source: about_Classes_Methods; about_Classes; DotNetAdapter's method definitions

### Get-Member lists methods with their types
class Tool { [void] Run() {}; [int] Size([string] $unit) { return 1 }; [string] Size([int] $a, [Tool[]] $b) { return 'x' }; hidden [void] Inner() {} }
[Tool]::new() | Get-Member -MemberType Method | ForEach-Object { "$($_.Name) | $($_.Definition)" }
--- stdout
Equals | bool Equals(System.Object obj)
GetHashCode | int GetHashCode()
GetType | type GetType()
Run | void Run()
Size | int Size(string unit), string Size(int a, Tool[] b)
ToString | string ToString()
### a derived class has the methods of its base
class A { [int] First() { return 1 } }
class B : A { [object] Second($x) { return $x } }
([B]::new() | Get-Member -MemberType Method).Name -join ' '
([B]::new() | Get-Member Second).Definition
--- stdout
Equals First GetHashCode GetType Second ToString
System.Object Second(System.Object x)
### static methods and constructors
class S { static [int] Add([int] $a, [int] $b) { return $a + $b }; S() {}; S([string] $n) {} }
[S] | Get-Member -Static -MemberType Method | ForEach-Object { "$($_.Name) | $($_.Definition)" }
--- stdout
Add | static int Add(int a, int b)
Equals | static bool Equals(System.Object objA, System.Object objB)
new | S new(), S new(string n)
ReferenceEquals | static bool ReferenceEquals(System.Object objA, System.Object objB)
### a class without constructors has the default one
class P { [int] $X }
([P] | Get-Member -Static new).Definition
[P].GetConstructors().Count
--- stdout
P new()
1
### reflection finds and calls them
class R { [string] Hi([string] $n) { return "hi $n" }; static [int] Two() { return 2 } }
[R].GetMethods().Name -contains 'Hi'
[R].GetMethod('Two').Invoke($null, @())
[R].GetMethod('Hi').Invoke([R]::new(), @('you'))
[R].GetMethod('Hi').ReturnType.Name
--- stdout
True
2
hi you
String
### a method that is not called shows its overloads
class O { [string] F([int] $x) { return 'i' }; [string] F([string] $x) { return 's' } }
[O]::new().F.OverloadDefinitions
--- stdout
string F(int x)
string F(string x)
### too many arguments
class T { [void] One($x) {} }
try { [T]::new().One(1, 2) } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
Cannot find an overload for "One" and the argument count: "2".
MethodCountCouldNotFindBest
### ForEach-Object calls them by name
class N { [int] $V; N([int] $v) { $this.V = $v }; [int] Plus([int] $n) { return $this.V + $n } }
[N]::new(1), [N]::new(5) | ForEach-Object Plus 10
[pscustomobject]@{ a = 1 } | Add-Member ScriptMethod Twice { $this.a * 2 + $args[0] } -PassThru | ForEach-Object Twice 1
--- stdout
11
15
3
### PSObject.Methods has them and can call them
class M { [int] Get([int] $n) { return $n * 2 } }
[M]::new().PSObject.Methods['Get'].Invoke(4)
[M]::new().PSObject.Methods.Name -contains 'Get'
--- stdout
8
True
### hidden methods can be called
class H { hidden [string] Secret() { return 's' } }
[H]::new().Secret()
@([H]::new() | Get-Member Secret).Count
--- stdout
s
0
