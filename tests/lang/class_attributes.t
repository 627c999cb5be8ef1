The attributes of classes and of their members, and what an attribute's argument may be.
Source: SemanticChecks.VisitAttribute, DscResourceChecker, PSType.GetAttributeBuilder, IsConstantValueVisitor, ParserStrings.resx; published class parsing tests (DSC resources, class, property and method attributes)

### a class's attribute as an object
[System.Management.Automation.Cmdlet('Get', 'Thing', SupportsPaging = $true, SupportsShouldProcess = $true, ConfirmImpact = 'High')]class C {}
$t = [C].GetCustomAttributes($false)
"$($t.Count) $($t[0].GetType().FullName) $($t[0].VerbName)-$($t[0].NounName) $($t[0].SupportsPaging) $($t[0].SupportsShouldProcess) $($t[0].ConfirmImpact)"
class Plain {}
[Plain].GetCustomAttributes($true).Count
--- stdout
1 System.Management.Automation.CmdletAttribute Get-Thing True True High
0
### a property's attributes, all and those of a type
class P { [ValidateSet('a', 'b')][ValidateNotNull()]$p; [int]$q; hidden [string]$h }
[P].GetProperty('p').GetCustomAttributes($false).Count
[P].GetProperty('p').GetCustomAttributes([ValidateSet], $false).ValidValues -join ','
[P].GetProperty('q').GetCustomAttributes($false).Count
[P].GetProperty('p').IsDefined([ValidateSet], $false)
[P].GetProperty('q').IsDefined([ValidateSet], $false)
[P].GetProperty('h').GetCustomAttributes($true)[0].GetType().Name
--- stdout
2
a,b
0
True
False
HiddenAttribute
### a method's attribute
class M { [Obsolete('use g', $true)][int]f() { return 1 } [int]g() { return 2 } }
$o = [M].GetMethod('f').GetCustomAttributes($false)[0]
"$($o.GetType().FullName) $($o.Message) $($o.IsError)"
[M].GetMethod('g').GetCustomAttributes($false).Count
--- stdout
System.ObsoleteAttribute use g True
0
### [Flags()] of an enum is there to be asked for
[Flags()] enum F { A = 1; B = 2 }
enum N { A }
[F].IsDefined([FlagsAttribute], $false), [N].IsDefined([FlagsAttribute], $false) -join ' '
--- stdout
True False
### what the parser refuses in a class's attributes
foreach ($text in '[UnknownAttr()]class C{}', 'class C { [UnknownAttr()]$p }',
         '[System.Management.Automation.Cmdlet("Get", "Thing", Prop=1)]class C{}',
         '[System.Management.Automation.Cmdlet("Get", "Thing", NounName="foo")]class C{}',
         '[System.Management.Automation.Cmdlet("Get", "Thing", ConfirmImpact=$zed)]class C{}',
         'class C{ [ValidateScript({})]$p; }', 'class C { [ValidateSet("a$x")]$p }') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.Offset)"
}
--- stdout
1 CustomAttributeTypeNotFound 1
1 CustomAttributeTypeNotFound 11
1 PropertyNotFoundForAttribute 53
1 ReadOnlyProperty 53
1 ParameterAttributeArgumentNeedsToBeConstant 67
1 ParameterAttributeArgumentNeedsToBeConstant 25
1 ParameterAttributeArgumentNeedsToBeConstant 23
### what is refused when the type is made
foreach ($text in '[System.Management.Automation.Cmdlet()]class C{}', '[System.Management.Automation.Cmdlet("zz")]class C{}',
         '[System.Management.Automation.Cmdlet("Get", "Thing", ConfirmImpact="foo")]class C{}') {
    try { & ([scriptblock]::Create($text)) } catch { $_.FullyQualifiedErrorId }
}
--- stdout
MethodCountCouldNotFindBest
MethodCountCouldNotFindBest
CannotConvertValue
### names of .NET are known
[Serializable()]class A { [NonSerialized()]$x; [System.ComponentModel.Description('d')]$y }
[A]::new().GetType().Name
[A].GetProperty('y').GetCustomAttributes($true)[0].Description
--- stdout
A
d
### parameters: constants and script blocks, nothing else
foreach ($text in 'param([ValidateSet($x)]$a)', 'function f { param([ValidateRange((1 + 2), -$n)]$a) }',
         'param([Parameter(Mandatory=$m)]$a)', '[CmdletBinding(SupportsShouldProcess=$y)]param()',
         'param([ValidateSet(@("a", "b"))]$a)', '[ValidateSet("a", "b", $c)]$v = "a"') {
    try { $null = [scriptblock]::Create($text); 'none' } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
}
$null = [scriptblock]::Create('param([ValidateScript({ $_ })][ValidateRange((1 + 2), [int]::MaxValue)][ValidateSet("a", -1, [int], $null, 0x10)][Parameter(Mandatory=$true)]$a)')
'fine'
--- stdout
ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock
ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock
ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock
ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock
ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock
ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock
fine
### a type that is not there is said when the function runs
function f { param([ValidateSet([NoSuchGenerator])]$a) $a }
try { f 1 } catch { "$($_.FullyQualifiedErrorId): $_" }
--- stdout
TypeNotFound: Unable to find type [NoSuchGenerator].
### what a DSC resource lacks
$key = '[DscProperty(Key)][string]$Key;'; $test = '[bool] Test() { return $false }'; $get = '[C] Get() { return $this }'
foreach ($body in "$test $get Set() {}", "$key $get Set() {}", "$key $get Set() {} [bool] Test(`$a) { return `$false }", "$key $test Set() {}",
         "$key $test Set() {} [int] Get() { return 1 }", "$key $test $get", "$key $test $get Set() {} C(`$a) { }", "$key $test $get Set() {}",
         "[DscProperty(Key)][hashtable]`$Key; $test $get Set() {}") {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput("[DscResource()]class C { $body }", [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId)"
}
$errors[0].Message
--- stdout
1 DscResourceMissingKeyProperty
1 DscResourceMissingTestMethod
1 DscResourceMissingTestMethod
1 DscResourceMissingGetMethod
1 DscResourceInvalidGetMethod
1 DscResourceMissingSetMethod
1 DscResourceMissingDefaultConstructor
0 
1 DscResourceInvalidKeyProperty
Invalid key property. The key property must be of [string], signed/unsigned integer, or Enum types.
### a resource inherits its members
$text = 'class B { [DscProperty(Key)][string]$Key; [bool] Test() { return $true } Set() {} } [DscResource()]class C : B { [C] Get() { return $this } }'
$errors = $null
$null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
$errors.Count
--- stdout
0
### attributes of param blocks can be made
$b = [System.Management.Automation.CmdletBindingAttribute]::new()
"$($b.PositionalBinding) $($b.ConfirmImpact) $($b.SupportsShouldProcess)"
$c = [System.Management.Automation.CmdletAttribute]::new('Get', 'Thing')
"$($c.VerbName) $($c.NounName)"
--- stdout
True None False
Get Thing
### a bracket without a type in a class ends its reading
try { [scriptblock]::Create('class A { [1') } catch { $_.Exception.ErrorRecord.FullyQualifiedErrorId; $_.Exception.InnerException.Errors[0].ErrorId }
--- timeout 20
--- source PowerShell's parser: MissingTypename
--- stdout
ParseException
MissingTypename
