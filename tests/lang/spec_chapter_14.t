Source: PowerShell Language Specification, chapters 13 (Cmdlets) and A (Comment-Based Help); about_Comment_Based_Help, about_CommonParameters
### help before the function
<#
.SYNOPSIS
Computes Base to the power Exponent.
.DESCRIPTION
Supports non-negative integer
powers only.
.PARAMETER Base
The integer value to be raised to the Exponent-th power.
.PARAMETER Exponent
The integer exponent to which Base is to be raised.
.EXAMPLE
Get-Power 3 4
81
.EXAMPLE
Get-Power -Base 3 -Exponent 4
81
.INPUTS
None.
.OUTPUTS
double
.NOTES
free text
.LINK
Online version: http://www.acmecorp.com/widget.html
.LINK
Set-ProcedureName
#>
function Get-Power { param ([long]$Base, [int]$Exponent) }
$h = Get-Help Get-Power -Full
$h.Synopsis
$h.description.Text
$h.parameters.parameter.name -join ','
$h.parameters.parameter[1].description.Text
@($h.examples.example).Count
$h.examples.example[0].code
$h.inputTypes.inputType.type.name; $h.returnValues.returnValue.type.name
$h.alertSet.alert.Text
$h.relatedLinks.navigationLink.linkText -join ','
--- stdout
Computes Base to the power Exponent.
Supports non-negative integer
powers only.
Base,Exponent
The integer exponent to which Base is to be raised.
2
Get-Power 3 4
81
None.
double
free text
Online version: http://www.acmecorp.com/widget.html,Set-ProcedureName
### help inside the body, at its start and at its end, in any case of letters
function A {
    # .synopsis
    # The start.
    param($x)
}
function B {
    param($x)
    'body'
    <#
    .Synopsis
        The end.
    #>
}
(Get-Help A).Synopsis; (Get-Help B).Synopsis
--- stdout
The start.
The end.
### comments in front of the parameters
function Get-Power {
    # .SYNOPSIS
    # S
    param ([long]
        # The integer value to be raised.
        $Base,
        [int]
        # The integer exponent.
        $Exponent
    )
}
(Get-Help Get-Power -Parameter Exponent).description.Text
(Get-Help Get-Power -Parameter Base).description.Text
--- stdout
The integer exponent.
The integer value to be raised.
### the help of another command
function MyHelp {
    <#
    .FORWARDHELPTARGETNAME Get-Help
    .FORWARDHELPCATEGORY Cmdlet
    #>
}
(Get-Help MyHelp).Name
--- stdout
Get-Help
### help of a script file
(Get-Help ./s.ps1).Synopsis
--- file s.ps1
<#
.SYNOPSIS
Of the script.
#>


function F { }
'x'
--- stdout
Of the script.
### help of a command without any
function Bare { param([string]$Name, [switch]$Force) }
(Get-Help Bare).Synopsis.Trim()
--- stdout
Bare [[-Name] <string>] [-Force]
### common parameters belong to functions with attributes only
function Plain { param($a) }
function Adv { [CmdletBinding()] param($a) }
function Att { param([Parameter()]$a) }
(Get-Command Plain).Parameters.ContainsKey('Verbose'); (Get-Command Adv).Parameters.ContainsKey('Verbose'); (Get-Command Att).Parameters.ContainsKey('ErrorAction')
(Get-Command Adv).Parameters.Keys -join ','
--- stdout
False
True
True
a,Verbose,Debug,ErrorAction,WarningAction,InformationAction,ProgressAction,ErrorVariable,WarningVariable,InformationVariable,OutVariable,OutBuffer,PipelineVariable
### out, error, warning and pipeline variables
function F { [CmdletBinding()] param() 'out1'; 'out2'; Write-Error e1; Write-Warning w1; Write-Information i1 }
$null = F -OutVariable o -ErrorVariable e -WarningVariable w -InformationVariable i -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
$o -join ','; $e[0].Exception.Message; $w[0].Message; $i[0].MessageData
$null = F -OutVariable +o -ErrorAction Ignore -WarningAction Ignore; $o.Count
1..2 | ForEach-Object -PipelineVariable p { $_ * 10 } | ForEach-Object { "$p/$_" }
--- stdout
out1,out2
e1
w1
i1
4
10/10
20/20
### preferences and the parameters that override them
function V { [CmdletBinding()] param() Write-Verbose 'v'; Write-Debug 'd'; $VerbosePreference }
V; V -Verbose; $VerbosePreference = 'Continue'; V -Verbose:$false; V -Debug
--- stdout
SilentlyContinue
VERBOSE: v
Continue
SilentlyContinue
VERBOSE: v
DEBUG: d
Continue
### an error turned into a terminating one
function W { [CmdletBinding()] param() Write-Error 'first'; 'went on' }
try { W -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$ErrorActionPreference = 'Stop'
try { Get-Item ./nowhere } catch { $_.CategoryInfo.Category }
--- stdout
Microsoft.PowerShell.Commands.WriteErrorException,W
first
ObjectNotFound
