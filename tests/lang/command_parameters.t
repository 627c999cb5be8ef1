What Get-Command says of parameters, dynamic ones too; the function prompt; help without comments.
Source: ParameterInfo.cs, ParameterSetInfo.cs, TypeMetadata.cs, CommandInfo.cs
### a set as text is the syntax without the name
function f([Parameter(Mandatory, Position = 0)][string]$Name, [int]$Count, [switch]$S) {}
(Get-Command f).ParameterSets[0].ToString()
"$((Get-Command f).ParameterSets)"
--- stdout
[-Name] <string> [-Count <int>] [-S] [<CommonParameters>]
[-Name] <string> [-Count <int>] [-S] [<CommonParameters>]
### a switch with a position has no brackets of its own
function f([Parameter(Position = 0)][switch]$On, [Parameter(Mandatory)][switch]$Must) {}
(Get-Command f).ParameterSets[0].ToString()
--- stdout
[-On] -Must [<CommonParameters>]
### a plain function has no common parameters, and a space behind its name
function g {}
(Get-Command g -Syntax) -replace ' ', '_'
--- stdout

g_

### the types of what is there
$c = Get-Command Get-Item
$c.Parameters['Path'].GetType().FullName
$c.ParameterSets[0].GetType().FullName
$c.ParameterSets[0].Parameters[0].GetType().FullName
$c.Parameters['Path'] -is [System.Management.Automation.ParameterMetadata]
--- stdout
System.Management.Automation.ParameterMetadata
System.Management.Automation.CommandParameterSetInfo
System.Management.Automation.CommandParameterInfo
True
### what a parameter is in each of its sets
function m {
    param([Parameter(HelpMessage = 'hi', Mandatory)]$q,
        [Parameter(ParameterSetName = 'B', Position = 0, ValueFromPipeline)]$r)
}
$p = (Get-Command m).Parameters
$p.q.ParameterSets.Keys
$p.q.ParameterSets.Values.HelpMessage
$p.r.ParameterSets.B.Position
$p.r.ParameterSets.B.ValueFromPipeline
$p.r.ParameterSets.ContainsKey('A')
--- stdout
__AllParameterSets
hi
0
True
False
### parameters are found by name, alias and prefix
$c = Get-Command Get-ChildItem
$c.ResolveParameter('path').Name
$c.ResolveParameter('ad').Name
$c.ResolveParameter('Fol').Name
try { $c.ResolveParameter('zz') } catch { $_.Exception.InnerException.Message }
--- stdout
Path
Directory
FollowSymlink
A parameter cannot be found that matches parameter name 'zz'.
### the default set comes first
function f {
    [CmdletBinding(DefaultParameterSetName = 'B')]
    param([Parameter(ParameterSetName = 'A')]$a, [Parameter(ParameterSetName = 'B')]$b)
}
(Get-Command f).ParameterSets.Name -join ' '
--- stdout
B A
--- source MergedCommandParameterMetadata.cs
### dynamic parameters are among the others
function d {
    [CmdletBinding()] param($A)
    dynamicparam {
        $all = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
        $marks = [Collections.ObjectModel.Collection[Attribute]]::new()
        $marks.Add([Parameter]@{ Mandatory = $true })
        if ($A -ne 'none') {
            $all.Add('Dyn', [Management.Automation.RuntimeDefinedParameter]::new('Dyn', [int], $marks))
        }
        $all
    }
    end {}
}
$c = Get-Command d
$c.Parameters.Dyn.IsDynamic, $c.Parameters.A.IsDynamic
$c.Parameters.Dyn.ParameterType.Name
$c.Parameters.Dyn.Attributes[0].Mandatory
$c.ParameterSets[0].ToString()
Get-Command d -Syntax
(Get-Command d -ArgumentList none).Parameters.ContainsKey('Dyn')
(TabExpansion2 'd -D' 4).CompletionMatches[0].CompletionText
(TabExpansion2 'd -A none -D' 12).CompletionMatches[0].CompletionText
--- stdout
True
False
Int32
True
[[-A] <Object>] -Dyn <int> [<CommonParameters>]

d [[-A] <Object>] -Dyn <int> [<CommonParameters>]

False
-Dyn
-Debug
--- source about_Functions_Advanced_Parameters (dynamic parameters), Get-Command -ArgumentList
### values of a dynamic parameter are completed
function d {
    [CmdletBinding()] param()
    dynamicparam {
        $all = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
        $marks = [Collections.ObjectModel.Collection[Attribute]]::new()
        $marks.Add([Parameter]::new()); $marks.Add([ValidateSet]::new('one', 'two'))
        $all.Add('Dyn', [Management.Automation.RuntimeDefinedParameter]::new('Dyn', [string], $marks))
        $all
    }
    end {}
}
(TabExpansion2 'd -Dyn ' 7).CompletionMatches.CompletionText
--- stdout
one
two
### prompt is a function that every session has
(Get-Command prompt).CommandType
prompt
$function:prompt.GetType().Name
Test-Path function:prompt
--- stdout regex
Function
PS /.*> 
ScriptBlock
True
--- source about_Prompts, InitialSessionState.cs
### one's own prompt, and the old one in it
$old = $function:prompt
function prompt { "[$($MyInvocation.MyCommand.Name)] " + (& $old) }
prompt
Remove-Item function:prompt
Test-Path function:prompt
--- stdout regex
\[prompt\] PS /.*> 
False
--- source about_Prompts
### a function without help shows how it is called
function g {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)][string]$One, [ValidateSet('a', 'b')]$V)
}
Set-Alias gg g
Get-Help g
--- stdout

NAME
    g
    
SYNTAX
    g [-One] <string> [[-V] {a | b}] [-WhatIf] [-Confirm] [<CommonParameters>]
    

ALIASES
    gg
    

REMARKS
    None


--- source DefaultCommandHelpObjectBuilder.cs, HelpV3_format_ps1xml.cs
### all that is known of its parameters
function g { param([Parameter(ValueFromPipeline, HelpMessage = 'The one')][Alias('o')][string]$One) }
Get-Help g -Parameter One
(Get-Help g).PSTypeNames[0]
(Get-Help g -Full).PSTypeNames[0]
(Get-Help g).inputTypes.inputType.type.name.Trim()
(Get-Help g).returnValues.returnValue.type.name
--- stdout

-One <string>
    The one
    
    Required?                    false
    Position?                    0
    Accept pipeline input?       true (ByValue)
    Parameter set name           (All)
    Aliases                      o
    Dynamic?                     false
    Accept wildcard characters?  false
    

ExtendedCmdletHelpInfo
ExtendedCmdletHelpInfo#FullView
System.String
System.Object

--- source DefaultCommandHelpObjectBuilder.cs, HelpV3_format_ps1xml.cs
### defaults in the help of comments are values where they are constants
function f {
    <#
    .SYNOPSIS
    Does it.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param($A = 'txt', [int]$B = 0x10, [int]$C, [switch]$D, $E = (1 + $PID), [string]$F, $G = $true,
        [PSDefaultValue(Help = 'all')]$H = 3)
}
(Get-Help f).parameters.parameter | ForEach-Object { "$($_.name)=$($_.defaultValue)" }
(Get-Help f).Syntax.syntaxItem.parameter.name -join ' '
--- stdout
A=txt
B=16
C=0
D=False
E=(1 + $PID)
F=
G=True
H=all
WhatIf=
Confirm=
A B C D E F G H WhatIf Confirm
--- source HelpCommentsParser.cs, Compiler.cs (TryGetDefaultParameterValue)
