What is said of classes and enums before they are made; dynamic parameters; steppable pipelines.

Source: about_Classes, about_Enum, about_Functions_Advanced_Parameters (dynamic parameters); ids and texts of ParserStrings.resx; published tests of Language/Classes, Language/Scripting/Dynamicparameters

### a method that promises a value returns one on every path
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C {[int] f(){} }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MethodHasCodePathNotReturn
15
### a branch that returns is not enough
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C { [bool] Test() { if ($false) { return $true; } } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MethodHasCodePathNotReturn
17
### a loop may not run
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C { [int]foo() { while ($false) { return 1 } } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MethodHasCodePathNotReturn
15
### a catch that goes on
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C { [int]foo() { try { throw "foo"} catch [ArgumentException] {return 1} catch {} } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MethodHasCodePathNotReturn
15
### a void method returns no value
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C {f(){ return 1} }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
VoidMethodHasReturn
14
### a value is missing behind return
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C {[int] f(){ return } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
NonVoidMethodMissingReturnValue
20
### a variable nobody assigned
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { [int] bar() { $y = $z; return $y} }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
VariableNotLocal
31
### assigned in a try block is not assigned behind it
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { bar() { try { $zz = 42 } catch { } $zz } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
VariableNotLocal
47
### assigned in a switch clause is not assigned behind it
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { bar() { switch (@()) { default { $aa = 42 } } $aa } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
VariableNotLocal
58
### $this in a static method
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C { $x; static bar() { $this.x = 1 } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
NonStaticMemberAccessInStaticMember
29
### a property is assigned through $this
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C { [int]$i; [void] foo() {$i = 10} }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MissingThis
33
### a static property through the type
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C { static [int]$i; [void] foo() {$i = 10} }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MissingTypeInStaticPropertyAssignment
40
### two types before a member
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { [int][string]$x; }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
TooManyTypes
17
### a type alone is no member
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { [int] }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
IncompleteMemberDefinition
17
### a qualifier twice
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { static static $x; }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
DuplicateQualifier
19
### a property of an unknown type
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { [zz]$x; }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
TypeNotFound
13
### a base that does not exist
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class A : NonExistingClass {}
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
TypeNotFound
10
### the same class twice
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class C {} class C {}
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MemberAlreadyDefined
11
### the same enum twice
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
enum foo {} enum foo {}
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MemberAlreadyDefined
12
### param in a method
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { f() { param($x) } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
ParamBlockNotAllowedInMethod
18
### named blocks in a method
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { f() { process {} } }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
NamedBlockNotAllowedInMethod
18
### a constructor with a return type
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { [int] foo() { return 1 }}
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
ConstructorCantHaveReturnType
12
### two types for a parameter of a method
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput(@'
class foo { [void] bar($a, [string][int]$b, $c) {} }
'@, [ref]$null, [ref]$e)
$e.ErrorId; $e.Extent.StartScriptPosition.Offset
--- stdout
MultipleTypeConstraintsOnMethodParam
35
### a property twice
try { [scriptblock]::Create(@'
class foo { $x; $x; }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
MemberAlreadyDefined
### a method twice with the same types
try { [scriptblock]::Create(@'
class C { f([int]$a){} f([int]$b){} }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
MemberAlreadyDefined
### a static constructor takes nothing
try { [scriptblock]::Create(@'
class C { static C($x) {} }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
StaticConstructorCantHaveParameters
### no class is derived from a sealed one
try { [scriptblock]::Create(@'
class baz : string {}
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
SealedBaseClass
### a second base must be an interface
try { [scriptblock]::Create(@'
class A {} ; class B {}; class C : A, B {}
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
InterfaceNameExpected
### a base must stand before
try { [scriptblock]::Create(@'
class A : B {}; class B {}
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
TypeNotFound
### a base without a constructor of no arguments
try { [scriptblock]::Create(@'
class A { A([int]$a) {} }; class B : A {}
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
BaseClassNoDefaultCtor
### an enumerator twice
try { [scriptblock]::Create(@'
enum foo { X; x }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
MemberAlreadyDefined
### an enumerator out of its type
try { [scriptblock]::Create(@'
enum foo : byte { e = -1 }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
EnumeratorValueOutOfBounds
### an enumerator behind the last value
try { [scriptblock]::Create(@'
enum foo { e = [int]::MaxValue;  e2 }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
EnumeratorValueOutOfBounds
### an enumerator must be constant
try { [scriptblock]::Create(@'
enum foo { e = $foo }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
EnumeratorValueMustBeConstant
### an enumerator is no text
try { [scriptblock]::Create(@'
enum foo { e = "hello" }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
CannotConvertValue
### an enum of text
try { [scriptblock]::Create(@'
enum foo : string { a }
'@).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
InvalidUnderlyingType
### enumerators are expressions
enum E { A = 1 -shl 4; B; C = (2 + 3) * 2; D = [int]::MaxValue }
[int][E]::A; [int][E]::B; [int][E]::C; [int][E]::D
--- stdout
16
17
10
2147483647
### the underlying type of an enum
enum S : short { a = 1 }; enum D { b }
[Enum]::GetUnderlyingType([S]).Name; [Enum]::GetUnderlyingType([D]).Name
--- stdout
Int16
Int32
### variables that are assigned on all ways are fine
class C { [int] f([bool]$b) { if ($b) { $x = 1 } else { $x = 2 }; return $x } [int] g() { foreach ($i in 1..3) { $l = $i }; return $i } }
$c = [C]::new(); $c.f($true); $c.f($false); $c.g()
--- stdout
1
2
3
### a throw needs no return
class C { [int] f() { throw 'no' } }
try { [C]::new().f() } catch { "$_" }
--- stdout
no
### only a loop without condition needs no return behind it
# Source: VariableAnalysis.cs: a condition is not evaluated, $true is one like any other
$e = $null
[void][System.Management.Automation.Language.Parser]::ParseInput('class C { [int] f() { while ($true) { return 1 } } }', [ref]$null, [ref]$e)
$e.ErrorId
class D { [int] f() { $i = 0; for (;;) { $i++; if ($i -gt 3) { return $i } } } }
[D]::new().f()
--- stdout
MethodHasCodePathNotReturn
4
### global and script variables may be read in methods
$script:s = 1; $global:g = 2
class C { [int] f() { return $script:s + $global:g } }
[C]::new().f()
--- stdout
3
### a class used before the place it is written at
[Late]::new().N
class Late { [int]$N = 4 }
--- stdout
4
### New-Object makes objects of classes
class P { [int]$X; P([int]$x) { $this.X = $x } }
(New-Object P 3).X; (New-Object P -ArgumentList 4 -Property @{ X = 9 }).X
--- stdout
3
9
### dynamicparam adds a parameter when it applies
function foo { [CmdletBinding()] param([string]$Path)
 dynamicparam { if ($Path -eq 'abc') {
  $a = [System.Management.Automation.ParameterAttribute]::new()
  $c = [System.Collections.ObjectModel.Collection[System.Attribute]]::new(); $c.Add($a)
  $d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
  $d.Add('Extra', [System.Management.Automation.RuntimeDefinedParameter]::new('Extra', [int], $c)); return $d } }
 process { if ($d) { "$($PSBoundParameters['Extra']) $($d.Extra.Value) $($d['Extra'].IsSet)" } else { 'none' } } }
foo abc -Extra 42; foo -Path abc; foo -Path x
try { foo -Path x -Extra 1 } catch { $_.FullyQualifiedErrorId }
try { foo -Path abc -Extra z } catch { $_.FullyQualifiedErrorId }
--- stdout
42 42 True
  False
none
NamedParameterNotFound,foo
ParameterArgumentTransformationError,foo
### a mandatory dynamic parameter with a set of values
function f { [CmdletBinding()] param()
 dynamicparam { $c = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()
  $c.Add((New-Object System.Management.Automation.ParameterAttribute -Property @{ Mandatory = $true; Position = 0 }))
  $c.Add([System.Management.Automation.ValidateSetAttribute]::new('x', 'y')); $c.Add([Alias]::new('k'))
  $d = New-Object System.Management.Automation.RuntimeDefinedParameterDictionary
  $d.Add('Kind', (New-Object System.Management.Automation.RuntimeDefinedParameter 'Kind', ([string]), $c)); $d }
 end { $PSBoundParameters.Kind } }
f x; f -k y
try { f z } catch { $_.FullyQualifiedErrorId }
--- stdout
x
y
ParameterArgumentValidationError,f
### a steppable pipeline inside a proxy function
function Get-Sorted { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$InputObject, [switch]$Descending)
 begin { $wrapped = $ExecutionContext.InvokeCommand.GetCommand('Sort-Object', 'Cmdlet')
  $sp = { & $wrapped @PSBoundParameters }.GetSteppablePipeline($MyInvocation.CommandOrigin); $sp.Begin($PSCmdlet) }
 process { $sp.Process($_) } end { $sp.End() } }
(3, 1, 2 | Get-Sorted -Descending) -join ','
--- stdout
3,2,1
### a steppable pipeline by hand gives its output back
$p = { ForEach-Object { $_ * 2 } | Where-Object { $_ -gt 2 } }.GetSteppablePipeline()
$p.Begin($true); $p.Process(1); $p.Process(5); $p.End()
--- stdout
10
### a value behind an unknown name is not positional
function f($a) { "a=$a args=$args" }; f -x 1 2
--- stdout
a=2 args=-x 1
### a single value is its own first element
$v = 42; $v[0]; $v[-1]; $null -eq $v[1]; (Get-Date)[0].GetType().Name
--- stdout
42
42
True
DateTime
