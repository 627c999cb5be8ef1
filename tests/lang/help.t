Get-Help: objects, their parts, their text; completion for scripts.
Source: about_Comment_Based_Help; Get-Help (reference/7.5); Language/Scripting/ScriptHelp.Tests.ps1; Register-ArgumentCompleter
### the parts of help in comments
function f {
    <#
    .SYNOPSIS
    Does it.
    .DESCRIPTION
    Long text.
    .NOTES
    Careful.
    .INPUTS
    Numbers.
    .OUTPUTS
    Texts.
    .COMPONENT
    C
    .LINK
    https://example.org/x
    .LINK
    other
    #>
    param($a)
}
$h = Get-Help f
$h.Name; $h.Category; $h.Synopsis; $h.description[0].Text; $h.alertSet.alert[0].Text
$h.inputTypes.inputType.type.name; $h.returnValues.returnValue.type.name; $h.Component
$h.relatedLinks.navigationLink[0].uri; $h.relatedLinks.navigationLink[1].linkText
--- stdout
f
Function
Does it.
Long text.
Careful.
Numbers.
Texts.
C
https://example.org/x
other
### without comments the synopsis says how it is called
function f { param($abc) }
(Get-Help f).Synopsis.Trim()
--- stdout
f [[-abc] <Object>]
### parameters of a function
function f {
    <#
    .SYNOPSIS
    Does it.
    #>
    param([Parameter(Mandatory)][string]$Name, [switch]$Force, $Size = 42)
}
(Get-Help f).parameters.parameter | ForEach-Object { "$($_.name) $($_.required) $($_.position) $($_.parameterValue) [$($_.defaultValue)]" }
--- stdout
Name true 1 String []
Force false named SwitchParameter [False]
Size false 2 Object [42]
### an example is prompt, code and remarks
function f {
    <#
    .EXAMPLE
    PS> f 1
    2

    Adds one.
    #>
}
$e = (Get-Help f -Examples).examples.example
$e.introduction[0].Text; $e.code; $e.remarks[0].Text; $e.remarks.Length
--- stdout
PS>
f 1
2
Adds one.
5
### an example without a prompt gets one
function f {
    <#
    .EXAMPLE
    f bar
    #>
}
"[" + (Get-Help f).examples.example.introduction.Text + "]"
--- stdout
[PS > ]
### the text of help
function f {
    <#
    .SYNOPSIS
    Does it.
    .DESCRIPTION
    Long text.
    #>
    param([string]$a)
}
Get-Help f
--- stdout

NAME
    f
    
SYNOPSIS
    Does it.
    
    
SYNTAX
    f [[-a] <String>] [<CommonParameters>]
    
    
DESCRIPTION
    Long text.
    

RELATED LINKS

REMARKS
    To see the examples, type: "Get-Help f -Examples"
    For more information, type: "Get-Help f -Detailed"
    For technical information, type: "Get-Help f -Full"


### one parameter
function f {
    <#
    .SYNOPSIS
    Does it.
    #>
    param([Parameter(ValueFromPipeline)][int]$Nr)
}
Get-Help f -Parameter Nr
--- stdout

-Nr <Int32>
    
    Required?                    false
    Position?                    1
    Default value                0
    Accept pipeline input?       true (ByValue)
    Aliases                      
    Accept wildcard characters?  false
    


### help of a script
(Get-Help ./s.ps1).Synopsis
--- file s.ps1
<#
.SYNOPSIS
Script help.
#>
param($x)
--- stdout
Script help.
### help that another command gives
function f {
    # .FORWARDHELPTARGETNAME Get-Help
    # .FORWARDHELPCATEGORY Cmdlet
}
$h = Get-Help f
$h.Name; $h.Category
--- stdout
Get-Help
Cmdlet
### help for a role that is not there
function f {
    <#
    .SYNOPSIS
    x
    .ROLE
    Admin
    #>
}
Get-Help f -Role Other -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId
(Get-Help f -Role Adm*).Role
--- stdout
HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand
Admin
### no help at all
Get-Help nothing-like-it -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId; $e[0].CategoryInfo.Category
--- stdout
HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand
ResourceUnavailable
### what Tab offers for a parameter
$r = TabExpansion2 'Get-Item -LiteralP'
$r.ReplacementIndex; $r.ReplacementLength; $r.CompletionMatches[0].CompletionText; $r.CompletionMatches[0].ListItemText; $r.CompletionMatches[0].ResultType
--- stdout
9
9
-LiteralPath
LiteralPath
ParameterName
### the cursor may stand within the text
$r = TabExpansion2 -inputScript 'Get-Hist | Out-Null' -cursorColumn 8
$r.CompletionMatches.CompletionText
--- stdout
Get-History
### a script block completes a parameter
function f { param($Colour) }
Register-ArgumentCompleter -CommandName f -ParameterName Colour -ScriptBlock { param($c, $p, $w) 'red', 'green', 'rose' | Where-Object { $_ -like "$w*" } }
(TabExpansion2 'f -Colour r').CompletionMatches.CompletionText
--- stdout
red
rose
### candidates may be results with a tool tip
function f { param($n) }
Register-ArgumentCompleter -CommandName f -ParameterName n -ScriptBlock { [System.Management.Automation.CompletionResult]::new('abc', 'list', 'ParameterValue', 'tip') }
$m = (TabExpansion2 'f -n ').CompletionMatches[0]
$m.CompletionText; $m.ToolTip
--- stdout
abc
tip
### a pattern finds aliases too
Set-Alias testAlias1 Where-Object
$h = Get-Help testAlias1*
$h.Category; $h.Synopsis; $h.Name
(Get-Help wher?).Category
(Get-Help where).Name
--- stdout
Alias
Where-Object
testAlias1
Alias
Where-Object
--- source Help/HelpSystem.Tests.ps1 (pattern alias), AliasHelpInfo.cs
