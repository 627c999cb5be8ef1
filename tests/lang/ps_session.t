Sessions with virtual machines as far as they go without one: what selects none, what is refused.
Source: the pages of Get-PSSession, Remove-PSSession and Invoke-Command; RemotingErrorIdStrings.resx
### A name that no session has is an error, a pattern is none
Get-PSSession -Name nothing*
Get-PSSession -Name nothing -ErrorVariable e -ErrorAction SilentlyContinue
"$e"
$e[0].FullyQualifiedErrorId
$e[0].CategoryInfo.Category
--- stdout
The remote session with the name nothing  is not available.
RemoteRunspaceNotAvailableForSpecifiedName,Microsoft.PowerShell.Commands.GetPSSessionCommand
InvalidArgument
### Nor a number
Remove-PSSession -Id 77 -ErrorVariable e -ErrorAction SilentlyContinue
"$e"
$e[0].FullyQualifiedErrorId
--- stdout
The remote session with the session ID 77 is not available.
RemoteRunspaceNotAvailableForSpecifiedSessionId,Microsoft.PowerShell.Commands.RemovePSSessionCommand
### The parameter sets of Invoke-Command keep apart what runs here and what runs there
$sets = (Get-Command Invoke-Command).ParameterSets
($sets | Where-Object Name -eq VMName).Parameters.Name -contains 'FilePath'
($sets | Where-Object Name -eq FilePathVMName).Parameters.Name -contains 'VMName'
($sets | Where-Object Name -eq InProcess).Parameters.Name -contains 'VMName'
(Get-Command Invoke-Command).DefaultParameterSet
--- stdout
False
True
False
InProcess
### What a session is not, is no session
try { Invoke-Command -Session 'text' { 1 } } catch { $_.FullyQualifiedErrorId }
--- stdout
CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.InvokeCommandCommand
### Blocks still run here
Invoke-Command { param($a, $b) "$a-$b" } -ArgumentList 1, 2
$x = 1; Invoke-Command -NoNewScope { $x = 5 }; $x
--- stdout
1-2
5
### No session is an argument that is refused, not a session
foreach ($block in { Invoke-Command -Session @($null) -ScriptBlock { 1 } },
    { Invoke-Command -Session @() -ScriptBlock { 1 } }, { Enter-PSSession -Session $null },
    { Copy-Item a b -ToSession $null }, { Copy-Item a b -FromSession $null }) {
    try { & $block } catch { $_.FullyQualifiedErrorId }
}
--- source InvokeCommandCommand.cs, PushRunspaceCommand.cs and CopyItemDynamicParameters: [ValidateNotNullOrEmpty]
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeCommandCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeCommandCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.EnterPSSessionCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.CopyItemCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.CopyItemCommand
