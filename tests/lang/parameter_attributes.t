What Get-Command tells of a command's attributes and output types; how a command was called.
Source: about_Functions_Advanced_Parameters, about_Functions_OutputTypeAttribute, about_Automatic_Variables ($MyInvocation); engine/parser/Compiler.cs (GetRuntimeDefinedParameter), engine/runtime/Operations/MiscOps.cs (InvocationName)
### Attributes come as objects, the last one written first
function g { param([Parameter(Mandatory)][ValidateSet('a', 'b')][Alias('q')]$x) }
(Get-Command g).Parameters['x'].Attributes | ForEach-Object { $_.GetType().Name }
--- stdout
AliasAttribute
ValidateSetAttribute
ParameterAttribute
### A type before a parameter, and a parameter without attributes
function g { param([int]$n, $m) }
(Get-Command g).Parameters['n'].Attributes | ForEach-Object { $_.GetType().Name }
(Get-Command g).Parameters['m'].Attributes | ForEach-Object { $_.GetType().Name }
--- stdout
ParameterAttribute
ArgumentTypeConverterAttribute
ParameterAttribute
### What [Parameter()] says
function g { param([Parameter(Mandatory, Position = 2, ValueFromPipeline, HelpMessage = 'a hint', ParameterSetName = 'S')]$x) }
$a = (Get-Command g).Parameters['x'].Attributes.Where({ $_ -is [Parameter] })[0]
$a.Mandatory; $a.Position; $a.ValueFromPipeline; $a.ValueFromPipelineByPropertyName; $a.HelpMessage; $a.ParameterSetName
--- stdout
True
2
True
False
a hint
S
### Nothing said
function g { param([Parameter()]$x) }
$a = (Get-Command g).Parameters['x'].Attributes[0]; $a.Position -eq [int]::MinValue; $a.ParameterSetName; $a.Mandatory
--- stdout
True
__AllParameterSets
False
### Finding the values of a set
function g { param([ValidateSet('red', 'green')][string]$Color) }
((Get-Command g).Parameters['Color'].Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateSetAttribute] }).ValidValues -join ','
--- stdout
red,green
### Ranges, lengths, patterns and scripts
function g { param([ValidateRange(1, 9)]$a, [ValidateLength(2, 3)]$b, [ValidatePattern('^x')]$c, [ValidateScript({ $_ -gt 1 })]$d, [ValidateCount(1, 4)]$e) }
$p = (Get-Command g).Parameters
$p['a'].Attributes.MinRange; $p['a'].Attributes.MaxRange; $p['b'].Attributes.MaxLength; $p['c'].Attributes.RegexPattern; "$($p['d'].Attributes.ScriptBlock)"; $p['e'].Attributes.MinLength
--- stdout
1
9
3
^x
 $_ -gt 1 
1
### One attribute for each set
function g { param([Parameter(ParameterSetName = 'A', Mandatory)][Parameter(ParameterSetName = 'B')]$x) }
((Get-Command g).Parameters['x'].Attributes | Where-Object { $_ -is [Parameter] } | Sort-Object ParameterSetName | ForEach-Object { "$($_.ParameterSetName)=$($_.Mandatory)" }) -join ' '
--- stdout
A=True B=False
### A cmdlet's parameters have them as well
$p = (Get-Command Get-Member).Parameters['InputObject']
($p.Attributes | Where-Object { $_ -is [Parameter] }).ValueFromPipeline
((Get-Command Get-Member).Parameters['MemberType'].Attributes | Where-Object { $_ -is [Alias] }).AliasNames
--- stdout
True
Type
### OutputType of a function
function g { [OutputType([int], [string])] param() 1 }
(Get-Command g).OutputType.Name -join ','; (Get-Command g).OutputType[0].Type.Name
function n { 1 }; @((Get-Command n).OutputType).Count
--- stdout
System.Int32,System.String
Int32
0
### OutputType by a name that is no type
function g { [OutputType('My.Own')] param() 1 }
$t = (Get-Command g).OutputType; $t.Name; $null -eq $t.Type; "$t"
--- stdout
My.Own
True
My.Own
### OutputType of a cmdlet
(Get-Command Get-Date).OutputType.Name -contains 'System.DateTime'
--- stdout
True
### PSTypeName from a text
([PSTypeName]'int').Type.FullName; $null -eq ([PSTypeName]'No.Such').Type; ([PSTypeName][datetime]).Name
--- stdout
System.Int32
True
System.DateTime
### CmdletBinding and the default set
function g { [CmdletBinding(DefaultParameterSetName = 'B')] param([Parameter(ParameterSetName = 'A')]$x, [Parameter(ParameterSetName = 'B')]$y) }
(Get-Command g).CmdletBinding; (Get-Command g).DefaultParameterSet; function n { }; (Get-Command n).CmdletBinding
--- stdout
True
B
False
### InvocationName by name, by & and by a dot
function f { $MyInvocation.InvocationName }
f; & f; & 'f'; . f; & (Get-Command f)
--- stdout
f
&
&
.
&
### MyCommand of a function and of a script block
function f { $MyInvocation.MyCommand.GetType().Name; $MyInvocation.MyCommand.Name; "$($MyInvocation.MyCommand.CommandType)" }
f; & { $MyInvocation.MyCommand.GetType().Name; "[$($MyInvocation.MyCommand.Name)]"; "$($MyInvocation.MyCommand.CommandType)"; $MyInvocation.MyCommand.Definition.Length -gt 5 }
--- stdout
FunctionInfo
f
Function
ScriptInfo
[]
Script
True
### MyCommand of a script file
$MyInvocation.MyCommand.GetType().Name; $MyInvocation.MyCommand.Name; "$($MyInvocation.MyCommand.CommandType)"
--- args -NoProfile -File {file}
--- stdout
ExternalScriptInfo
case.ps1
ExternalScript
