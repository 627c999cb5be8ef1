Static members of classes: first values at first use.
Source: about_Classes_Constructors, published tests Language/Classes/Scripting.Classes.Exceptions, PSType.cs (the type initializer)

### not at the definition but at the first use, once
$log = [System.Collections.Generic.List[string]]::new()
class A { static $X = $(Note 'A.X'; 1); static $Y = $(Note 'A.Y'; [A]::X + 1); $Z = $(Note 'A.Z'; 3); static A() { Note "A() $([A]::Y)" }; A() { Note 'new A' }; static [int] M() { return [A]::X } }
function Note($t) { $log.Add($t) }
'defined'
[A].Name
"log $($log.Count)"
[A]::Y
$log -join ' | '
$log.Clear(); $null = [A]::new(); $log -join ' | '
--- stdout
defined
A
log 0
2
A.X | A.Y | A() 2
A.Z | new A
### a static method and a write are uses too
class B { static $X = 1; static [int] M() { return [B]::X } }
class C { static [int] $N = 5; static [int] $Other }
[B]::M()
[C]::Other = 2
"$([C]::N) $([C]::Other)"
--- stdout
1
5 2
### derived classes: theirs first, then those of the base
$log = [System.Collections.Generic.List[string]]::new()
function Note($t) { $log.Add($t) }
class Base { static $B = $(Note 'Base'; 1); Base() { Note 'new Base' } }
class Derived : Base { static $D = $(Note 'Derived'; 2); Derived() { Note 'new Derived' } }
$null = [Derived]::new()
$log -join ' | '
--- stdout
Derived | Base | new Base | new Derived
### only the class that has the property
$log = [System.Collections.Generic.List[string]]::new()
function Note($t) { $log.Add($t) }
class Base { static $B = $(Note 'Base'; 1) }
class Derived : Base { static $D = $(Note 'Derived'; 2) }
[Derived]::B
$log -join ' | '
--- stdout
1
Base
### what throws is told each time
class Bad { static [int] $a = 'zz'; static [int] M() { return 1 } }
class Bad2 { static Bad2() { throw 'no' } }
foreach ($i in 1, 2) { try { $null = [Bad]::a } catch { $_.Exception.GetType().FullName; $_.Exception.Message; $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId } }
try { [Bad]::M() } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.Exception.InnerException.GetType().Name }
try { [Bad2]::new() } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.InnerException.Message }
--- stdout
System.TypeInitializationException
The type initializer for 'Bad' threw an exception.
InvalidCastFromStringToInteger
System.TypeInitializationException
The type initializer for 'Bad' threw an exception.
InvalidCastFromStringToInteger
TypeInitializationException
Exception calling "M" with "0" argument(s): "The type initializer for 'Bad' threw an exception."
TypeInitializationException
TypeInitializationException
TypeInitializationException
no
