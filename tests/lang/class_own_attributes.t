Classes that derive from the classes of attributes.
Source: about_Functions_Advanced_Parameters, about_Functions_Argument_Completion, Attributes.cs, ParameterBinderBase.cs, PSVariable.cs

### ValidateArgumentsAttribute with a constructor and a named property
using namespace System.Management.Automation
class AtLeast : ValidateArgumentsAttribute {
    [int] $Min; [string] $Note
    AtLeast([int] $m) { $this.Min = $m }
    [void] Validate([object] $a, [EngineIntrinsics] $e) {
        if ($a -lt $this.Min) { throw [ValidationMetadataException]::new("$a below $($this.Min) $($this.Note) $($e.GetType().Name)") }
    }
}
function f { param([AtLeast(5, Note = 'n')] $x) "x=$x" }
f 7
try { f 3 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.Exception.InnerException.GetType().FullName; $_.CategoryInfo.Category }
(Get-Command f).Parameters['x'].Attributes[1] | ForEach-Object { $_.GetType().Name + ' ' + $_.Min + ' ' + $_.Note }
--- stdout
x=7
ParameterArgumentValidationError,f
Cannot validate argument on parameter 'x'. 3 below 5 n EngineIntrinsics
System.Management.Automation.ValidationMetadataException
InvalidData
AtLeast 5 n
### ValidateEnumeratedArgumentsAttribute sees the elements
using namespace System.Management.Automation
class EvenAttribute : ValidateEnumeratedArgumentsAttribute { [void] ValidateElement([object] $e) { if ($e % 2) { throw "odd $e" } } }
function g { param([Even()] $x) "g=$x" }
g 2, 4
try { g 2, 3, 5 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.Exception.InnerException.GetType().FullName }
try { g $null } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
g @()
--- stdout
g=2 4
ParameterArgumentValidationError,g
Cannot validate argument on parameter 'x'. odd 3
System.Management.Automation.RuntimeException
ArgumentIsEmpty
g=
### transformations: the one next to the name is first, and a type takes its turn
using namespace System.Management.Automation
class Dbl : ArgumentTransformationAttribute { [object] Transform([EngineIntrinsics] $e, [object] $v) { return [int] $v * 2 } }
class Plus : ArgumentTransformationAttribute { [object] Transform([EngineIntrinsics] $e, [object] $v) { if ($v -eq 'bad') { throw 'no bad' }; return "$v+" } }
function t { param([Plus()] [Dbl()] $x, [Plus()] $y = 'd') "x=$x y=$y" }
t 4
try { t 4 bad } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.CategoryInfo.Category }
function k { [CmdletBinding()] param([Parameter(ValueFromPipeline)] [int] [Dbl()] $x) process { "k=$x"; $x = 5; "k=$x" } }
k '4'
6 | k
function w { param([Plus()] [int] $x) }
try { w bad } catch { $_.FullyQualifiedErrorId }
--- stdout
x=8+ y=d+
ParameterArgumentTransformationError,t
Cannot process argument transformation on parameter 'y'. no bad
InvalidData
k=8
k=10
k=12
k=10
ParameterArgumentTransformationError,w
### on variables
using namespace System.Management.Automation
class AtLeast : ValidateArgumentsAttribute {
    [int] $Min
    AtLeast([int] $m) { $this.Min = $m }
    [void] Validate([object] $a, [EngineIntrinsics] $e) { if ($a -lt $this.Min) { throw [ValidationMetadataException]::new('low') } }
}
class EvenAttribute : ValidateEnumeratedArgumentsAttribute { [void] ValidateElement([object] $e) { if ($e % 2) { throw "odd $e" } } }
class Dbl : ArgumentTransformationAttribute { [object] Transform([EngineIntrinsics] $e, [object] $v) { return [int] $v * 2 } }
[AtLeast(5)] $v = 9
try { $v = 2 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$v
try { [AtLeast(5)] $w = 2 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
[Dbl()] $d = 4; $d; $d = 5; $d; Set-Variable d 6; $d
[Even()] $ev = 4
try { $ev = 3 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
class Holder { [AtLeast(3)] [int] $Q = 9 }
try { [Holder]::new().Q = 1 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
ValidateSetFailure
The variable cannot be validated because the value 2 is not a valid value for the v variable.
9
ValidateSetFailure
The attribute cannot be added because variable w with value 2 would no longer be valid.
8
10
12
odd 3
odd 3
ExceptionWhenSetting
Exception setting "Q": "low"
### IValidateSetValuesGenerator on a variable and a parameter of the same text
class Gen : System.Management.Automation.IValidateSetValuesGenerator { [string[]] GetValidValues() { return 'aa', 'bb' } }
[ValidateSet([Gen])] $s = 'aa'
try { $s = 'z' } catch { $_.Exception.Message }
function vs { param([ValidateSet([Gen])] $x) "x=$x" }
vs bb
try { vs c } catch { $_.Exception.Message }
(TabExpansion2 'vs -x ' 6).CompletionMatches.CompletionText
(Get-Command vs).Parameters['x'].Attributes.ValidValues
--- stdout
The variable cannot be validated because the value z is not a valid value for the s variable.
x=bb
Cannot validate argument on parameter 'x'. The argument "c" does not belong to the set "aa,bb" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.
aa
bb
aa
bb
### an attribute that no class stands for
function u { param([NoSuchThing()] $x) "x=$x" }
try { u 1 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
CustomAttributeTypeNotFound
Cannot find the type for custom attribute 'NoSuchThing'. Make sure that the assembly that contains this type is loaded.
### plain attributes
class A1 : System.Attribute { [string] $Name; A1() { } }
class A2Attribute : Attribute { [string] $Name; A2Attribute([string] $n) { $this.Name = $n } }
class Holder { [A1(Name = 'q')] [A2('zz')] [string] $P }
[A1(Name = 'q')] $z = 3; $z
[Holder].GetProperty('P').GetCustomAttributes($true).Name
[A2Attribute]::new('n').TypeId.Name
--- stdout
3
q
zz
A2Attribute
### completers of classes: IArgumentCompleter, factories and blocks
using namespace System.Collections
using namespace System.Collections.Generic
using namespace System.Management.Automation
using namespace System.Management.Automation.Language
class NumberCompleter : IArgumentCompleter {
    [int] $To
    NumberCompleter([int] $to) { $this.To = $to }
    [IEnumerable[CompletionResult]] CompleteArgument([string] $CommandName, [string] $parameterName, [string] $wordToComplete,
        [CommandAst] $commandAst, [IDictionary] $fakeBoundParameters) {
        $list = [List[CompletionResult]]::new()
        for ($i = 0; $i -lt $this.To; $i += 5) { $list.Add([CompletionResult]::new($i.ToString())) }
        return $list
    }
}
class NumberCompletionsAttribute : ArgumentCompleterAttribute, IArgumentCompleterFactory {
    [int] $To
    NumberCompletionsAttribute([int] $to) { $this.To = $to }
    [IArgumentCompleter] Create() { return [NumberCompleter]::new($this.To) }
}
class C2 : IArgumentCompleter {
    [IEnumerable[CompletionResult]] CompleteArgument([string] $CommandName, [string] $parameterName, [string] $wordToComplete,
        [CommandAst] $commandAst, [IDictionary] $fakeBoundParameters) {
        return [CompletionResult[]] @([CompletionResult]::new("$CommandName-$parameterName-$wordToComplete-$($fakeBoundParameters['X'])"))
    }
}
class BlkAttribute : ArgumentCompleterAttribute { BlkAttribute() : base({ 'one', 'two' }) { } }
function Add { param([NumberCompletions(12)] [int] $X, [ArgumentCompleter([C2])] $Y, [Blk()] $Z) }
(TabExpansion2 'Add -X ' 7).CompletionMatches.CompletionText
(TabExpansion2 'Add -X 3 -Y q' 13).CompletionMatches.CompletionText
(TabExpansion2 'Add -Z ' 7).CompletionMatches.CompletionText
--- stdout
0
5
10
Add-Y-q-3
one
two
