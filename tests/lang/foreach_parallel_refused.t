What ForEach-Object -Parallel and Start-Sleep refuse.
Source: ForEach-Object (-Parallel), Start-Sleep (-Duration); Foreach-Object-Parallel.Tests.ps1, Start-Sleep.Tests.ps1

### Common parameters that parallel blocks do not have
foreach ($p in 'ErrorAction', 'WarningAction', 'InformationAction') {
    $a = @{ $p = 'SilentlyContinue' }
    try { 1 | ForEach-Object -Parallel { 'x' } @a } catch { $_.FullyQualifiedErrorId }
}
try { 1 | ForEach-Object -Parallel { 'x' } -PipelineVariable v } catch { $_.CategoryInfo.Category }
--- stdout
ParallelCommonParametersNotSupported,Microsoft.PowerShell.Commands.ForEachObjectCommand
ParallelCommonParametersNotSupported,Microsoft.PowerShell.Commands.ForEachObjectCommand
ParallelCommonParametersNotSupported,Microsoft.PowerShell.Commands.ForEachObjectCommand
NotImplemented
### Script blocks do not go to parallel blocks
$block = { 1 }
try { 1 | ForEach-Object -Parallel { & $using:block } } catch { $_.FullyQualifiedErrorId }
{ 1 } | ForEach-Object -Parallel { 'x' } 2>$null
$Error[0].FullyQualifiedErrorId
--- stdout
ParallelUsingVariableCannotBeScriptBlock,Microsoft.PowerShell.Commands.ForEachObjectCommand
ParallelPipedInputObjectCannotBeScriptBlock,Microsoft.PowerShell.Commands.ForEachObjectCommand
### A time limit is not for jobs
try { 1 | ForEach-Object -Parallel { 'x' } -AsJob -TimeoutSeconds 60 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
ParallelCannotUseTimeoutWithJob,Microsoft.PowerShell.Commands.ForEachObjectCommand
The 'TimeoutSeconds' parameter cannot be used with the 'AsJob' parameter.
### The longest sleep
try { Start-Sleep -Duration ([timespan]::MaxValue) } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
MaximumDurationExceeded,Microsoft.PowerShell.Commands.StartSleepCommand
The '-Duration' parameter value must not exceed '24.20:31:23.6470000', provided value was '10675199.02:48:05.4775807'.
