Where classes are known, and what `using module` brings.
Source: about_Using, about_Classes, SymbolResolver.VisitUsingStatement and VisitTypeName, PSModuleInfo.GetExportedTypeDefinitions, ParserStrings.resx; published tests of using module and of nested modules

### a class is known in its scope and those inside it
& { class Inner { $a = 1 }; [Inner]::new().a; & { [Inner]::new().a } }
try { [scriptblock]::Create('[Inner]').Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
try { New-Object Inner } catch { $_.FullyQualifiedErrorId }
. { class Outer { $a = 2 } }
(New-Object Outer).a
--- stdout
1
1
TypeNotFound
TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand
2
### each script block has its own class of a name
function one { class C { [string] Who() { return 'one' } }; [C]::new().Who() }
function two { class C { [string] Who() { return 'two' } }; [C]::new().Who() }
one; two; one
--- stdout
one
two
one
### importing a module does not show its classes, using it does
Import-Module ./Foo.psm1
try { [scriptblock]::Create('[Foo]::new()').Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
Get-FooName
& { . ([scriptblock]::Create("using module $PWD/Foo.psm1`n[Foo]::new().Name()")) }
& ([scriptblock]::Create("using module $PWD/Foo.psm1`nclass Bar : Foo {}; [Bar]::new().Name(); (New-Object Foo).Name()"))
--- file Foo.psm1
class Foo { [string] Name() { return 'Foo' } }
function Get-FooName { [Foo]::new().Name() }
--- stdout
TypeNotFound
Foo
Foo
Foo
Foo
### names with the module in front, and the text's own class
& ([scriptblock]::Create(@"
using module $PWD/A.psm1
using module $PWD/B.psm1
class K { [string] Who() { return 'this' } }
class FromA : A.K {}
class FromB : B.K {}
[FromA]::new().Who(), [FromB]::new().Who(), [K]::new().Who(), [A.K]::new().Who(), (New-Object B.K).Who(), (New-Object K).Who() -join ' '
"@))
--- file A.psm1
class K { [string] Who() { return 'a' } }
--- file B.psm1
class K { [string] Who() { return 'b' } }
--- stdout
a b this a b this
### a name of two modules is ambiguous
$use = "using module $PWD/A.psm1`nusing module $PWD/B.psm1`n"
foreach ($text in '[K]', 'class L : K {}', '[type]"K"', 'New-Object K') {
    try { [scriptblock]::Create($use + $text).Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
}
try { & ([scriptblock]::Create($use + '[K]')) } catch { "$_" }
--- file A.psm1
class K { }
--- file B.psm1
class K { }
--- stdout
AmbiguousTypeReference
AmbiguousTypeReference
AmbiguousTypeReference
AmbiguousTypeReference,Microsoft.PowerShell.Commands.NewObjectCommand
Type name 'K' is ambiguous, it could be 'A.K' or 'B.K'.
### what the parser says of `using module`
foreach ($text in 'using module ThisModuleDoesNotExist', "using module @{ Foo = 'Foo' }", 'using module fo*', 'using module /tmp/fo*',
         "using module @{ModuleName = 'Fo*'; RequiredVersion = '1.0'}", "using module @{ModuleName = 'Foo'; RequiredVersion = 1. }", "using module @{ModuleName = `$name; ModuleVersion = '1.0'}") {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartOffset)"
}
$null = [System.Management.Automation.Language.Parser]::ParseInput('using module NoneSuch', [ref]$null, [ref]$errors)
$errors[0].Message
--- stdout
1 ModuleNotFoundDuringParse 0
1 RequiresModuleInvalid 0
1 WildCardModuleNameError 0
1 WildCardModuleNameError 0
1 WildCardModuleNameError 0
1 RequiresModuleInvalid 0
1 RequiresArgumentMustBeConstant 0
Could not find the module 'NoneSuch'.
### a path is one beside the script
./sub/script.ps1
--- file sub/script.ps1
using module ..\lib\Lib.psm1
[Lib]::new().Name()
--- file lib/Lib.psm1
class Lib { [string] Name() { return 'Lib' } }
--- stdout
Lib
### the types of a module's file
$m = Import-Module ./M.psm1 -PassThru
$m.GetExportedTypeDefinitions().Keys -join ','
$m.GetExportedTypeDefinitions()['A'].GetType().Name
$null -ne $m.ImplementingAssembly
$null -eq (Import-Module ./N.psm1 -PassThru).ImplementingAssembly
--- file M.psm1
class A {}
enum B { X }
--- file N.psm1
function f {}
--- stdout
A,B
TypeDefinitionAst
True
True
### a manifest's nested modules: the last of a name counts
Import-Module ./W/W.psd1
$m = Get-Module W
$m.GetExportedTypeDefinitions().Count
& $m { (New-Object A).Who() }
& ([scriptblock]::Create("using module $PWD/W/W.psd1`n[A]::new().Who(); [OnlyNested]::new().Who()"))
--- file W/W.psd1
@{ ModuleVersion = '1.0'; RootModule = 'W.psm1'; NestedModules = @('One.psm1', 'Two.psm1') }
--- file W/W.psm1
class A { [string] Who() { return 'root' } }
--- file W/One.psm1
class A { [string] Who() { return 'one' } }
class OnlyNested { [string] Who() { return 'nested' } }
--- file W/Two.psm1
class A { [string] Who() { return 'two' } }
--- stdout
2
root
root
nested
### the members' types are those that the class's text means
Import-Module ./M.psm1
$w = New-W
$w.Take($w.part).GetType().Name
$w.part = $w.Make()
$w.part.n
--- file M.psm1
. $PSScriptRoot/part.ps1
. $PSScriptRoot/w.ps1
--- file w.ps1
class W { [Part]$part = [Part]::new(); [Part] Make() { return [Part]@{ n = 7 } } [Part] Take([Part]$p) { return $p } [Part] Take([int]$i) { return $null } }
function New-W { [W]::new() }
--- file part.ps1
class Part { [int]$n = 1 }
--- stdout
Part
7
### parameters of a module's functions are of its classes
Import-Module ./M.psm1
(Test-It (New-It)).n
try { Test-It 'x' } catch { $_.FullyQualifiedErrorId }
--- file M.psm1
. $PSScriptRoot/types.ps1
. $PSScriptRoot/functions.ps1
--- file types.ps1
class It { [int]$n = 3 }
--- file functions.ps1
function New-It { [It]::new() }
function Test-It { param([It]$i) $i }
--- stdout
3
ParameterArgumentTransformationError,Test-It
### what an exception from inside carries
foreach ($text in '$null.Foo()', 'throw "x"', 'nosuchcommand', '[int]"a"', 'Get-Item ./nope -ErrorAction Stop') {
    try { [scriptblock]::Create($text).Invoke() } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId)" }
}
--- source ExceptionHandlingOps.ConvertToMethodInvocationException: the id is the cause's type name; an error action Stop throws ActionPreferenceStopException
--- stdout
RuntimeException InvokeMethodOnNull
RuntimeException x
CommandNotFoundException CommandNotFoundException
RuntimeException InvalidCastFromStringToInteger
ActionPreferenceStopException PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
### static members may be of a class that stands further down
class First { static [Second]$s; static [Second]$made = [Second]::new() }
class Second { [int]$n = 4 }
"$($null -eq [First]::s) $([First]::made.n)"
--- source about_Classes; published tests of inheritance: a later type as a property's type
--- stdout
True 4
### static members that hold objects of each other's classes
class One { static [object]$other }
class Two { static [object]$other; [int]$n = 6 }
[One]::other = [Two]::new(); [Two]::other = [One]::new()
[One]::other.n
--- source about_Classes: static properties live as long as the session
--- stdout
6
