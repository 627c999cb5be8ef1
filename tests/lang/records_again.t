Records that a second command writes or throws again, and questions that nobody can be asked.
Source: engine/ErrorPackage.cs (SetInvocationInfo, FullyQualifiedErrorId), engine/MshCommandRuntime.cs (DoWriteError, ThrowTerminatingError), commands/utility/Write.cs (Write-Error)

### the command that writes or throws it stands for the error
function w { [CmdletBinding()] param() try { Get-Item /nope -ErrorAction Stop } catch { $PSCmdlet.WriteError($_) } }
function t { [CmdletBinding()] param() try { Get-Item /nope -ErrorAction Stop } catch { $PSCmdlet.ThrowTerminatingError($_) } }
function e { try { Get-Item /nope -ErrorAction Stop } catch { Write-Error -ErrorRecord $_ } }
function thrown { try { Get-Item /nope -ErrorAction Stop } catch { throw $_ } }
w 2>$null; $Error[0].FullyQualifiedErrorId; "$($Error[0].CategoryInfo)"; $Error[1].FullyQualifiedErrorId
try { t } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
e 2>$null; $Error[0].FullyQualifiedErrorId; "$($Error[0].CategoryInfo)"
try { thrown } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
--- stdout
PathNotFound,w
ObjectNotFound: (/nope:String) [w], ItemNotFoundException
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
PathNotFound,t
ObjectNotFound: (/nope:String) [t], ItemNotFoundException
PathNotFound,e
ObjectNotFound: (/nope:String) [Write-Error], ItemNotFoundException
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
ObjectNotFound: (/nope:String) [Get-Item], ItemNotFoundException
### one record twice
function two {
    [CmdletBinding()] param()
    $record = [System.Management.Automation.ErrorRecord]::new([Exception]::new('message'), 'Id', 'ResourceBusy', 'target')
    $PSCmdlet.WriteError($record)
    $PSCmdlet.ThrowTerminatingError($record)
}
try { two 2>$null } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Activity }
--- stdout
Id,two
two
### nobody can be asked
function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([switch] $More)
    if ($More) { $PSCmdlet.ShouldContinue('query', 'caption') } else { $PSCmdlet.ShouldProcess('target') } }
foreach ($call in { f }, { f -More }) {
    try { & $call } catch { $_.Exception.GetType().Name; $_.Exception.Message; $_.FullyQualifiedErrorId }
}
--- stdout
MethodInvocationException
Exception calling "ShouldProcess" with "1" argument(s): "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."
PSInvalidOperationException
MethodInvocationException
Exception calling "ShouldContinue" with "2" argument(s): "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."
PSInvalidOperationException
--- source engine/CoreAdapter.cs (ConvertToMethodInvocationException)
