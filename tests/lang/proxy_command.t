Functions that wrap a command, written by ProxyCommand.
Source: System.Management.Automation.ProxyCommand; engine/Basic/ProxyCommand.tests.ps1, engine/Api/ProxyCommand.Tests.ps1

### Attributes of parameters as they were given
foreach ($p in '[ValidateLength(1, 10)][int]${Parameter}', '[AllowNull()][int]${Parameter}',
        '[ValidateRange([System.Management.Automation.ValidateRangeKind]::Positive)][int]${Parameter}',
        '[ValidatePattern(''.*'')][int]${Parameter}', '[ValidateCount(1, 10)][int]${Parameter}',
        '[ValidateSet(''1'',''10'')][int]${Parameter}', '[PSTypeName(''TypeName'')][int]${Parameter}') {
    Set-Item function:f "param ( $p )"
    $text = [System.Management.Automation.ProxyCommand]::GetParamBlock((Get-Command f))
    ($text -split '\r?\n' -replace '^ *' -join '') -eq $p
}
--- stdout
True
True
True
True
True
True
True
### A member of an enumeration beside a number is a number
Set-Item function:f 'param ([ValidateRange([ConsoleColor]::Black, 5)][ConsoleColor]$c)'
[System.Management.Automation.ProxyCommand]::GetParamBlock((Get-Command f)) -match 'ValidateRange\(0, 5\)'
--- stdout
True
### What a script validates
Set-Item function:f 'param ([ValidateScript({ $true })][int]$n)'
[System.Management.Automation.ProxyCommand]::GetParamBlock((Get-Command f)) -split '\n' -replace '^ *' -join ''
--- stdout
[ValidateScript({  $true  })][int]${n}
### The binding of a function that asks
function f {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High', DefaultParameterSetName = 'A')]
    param([Parameter(Mandatory, ParameterSetName = 'A', HelpMessage = "it's")][Alias('nn')][string[]]$Name, [switch]$Force)
}
$m = [System.Management.Automation.CommandMetadata]::new((Get-Command f))
[System.Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($m)
[System.Management.Automation.ProxyCommand]::GetParamBlock($m)
$m.Parameters.Keys -join ' '
--- stdout
[CmdletBinding(DefaultParameterSetName='A', SupportsShouldProcess=$true, ConfirmImpact='High')]

    [Parameter(ParameterSetName='A', Mandatory=$true, HelpMessage='it''s')]
    [Alias('nn')]
    [string[]]
    ${Name},

    [switch]
    ${Force}
Name Force
### A wrapped function gets the input
function f { [CmdletBinding()] param([Parameter(Mandatory)]$Name, [Parameter(ValueFromPipeline)]$In) process { "$Name$In" } }
Set-Item function:Wrapped ([System.Management.Automation.ProxyCommand]::Create((Get-Command f)))
1, 2 | Wrapped -Name x
--- stdout
x1
x2
### A wrapped cmdlet
Set-Item function:MySort ([System.Management.Automation.ProxyCommand]::Create((Get-Command Sort-Object)))
3, 1, 2 | MySort -Descending
--- stdout
3
2
1
### The end of a comment in the help
$t = [System.Management.Automation.ProxyCommand]::Create((Get-Command Get-Date), 'about #> it')
$t -match '(?m)^about #`> it$'
[scriptblock]::Create($t).Ast.EndBlock -eq $null
--- stdout
True
False
--- source CodeGeneration.EscapeBlockCommentContent
### Help as a comment
function f {
    <#
    .SYNOPSIS
    Does it.
    .PARAMETER Name
    Whose.
    .EXAMPLE
    f -Name x
    #>
    param($Name)
}
$c = [System.Management.Automation.ProxyCommand]::GetHelpComments((Get-Help f -Full))
$c.Contains("`n.SYNOPSIS`n`nDoes it.`n")
$c.Contains("`n.PARAMETER Name`n`nWhose.`n")
$c.Contains("`n.EXAMPLE`n`nPS > f -Name x")
try { [System.Management.Automation.ProxyCommand]::GetHelpComments('x') } catch { $_.FullyQualifiedErrorId }
--- stdout
True
True
True
InvalidOperationException
