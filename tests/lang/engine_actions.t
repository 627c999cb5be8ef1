What scripts have the engine ask or tell them, by $ExecutionContext.InvokeCommand.
Source: PowerShell test/powershell/Modules/Microsoft.PowerShell.Management/Set-Location.Tests.ps1, CommandDiscovery.cs, MshCmdlet.cs
### a change of the location is told
$null = New-Item -ItemType Directory below
$from = $PWD.Path
$ExecutionContext.InvokeCommand.LocationChangedAction = {
    param($sender, $e)
    $global:seen = @(($this -is [runspace]), ($e -eq $_), $_.OldPath.Path, $_.NewPath.Path, ($_.SessionState -eq $ExecutionContext.SessionState))
}
Set-Location below
$seen[0], $seen[1], ($seen[2] -eq $from), ($seen[3] -eq $PWD.Path), $seen[4] -join ' '
$ExecutionContext.SessionState.InvokeCommand.LocationChangedAction = $null
Set-Location ..
$seen[3] -eq $PWD.Path
--- stdout
True True True True True
False
### its errors are the cmdlet's, which has done its work
Set-Location /
$ExecutionContext.InvokeCommand.LocationChangedAction = { throw 'Boom' }
try { Set-Location /usr } catch { "$_" }
$PWD.Path
$ExecutionContext.InvokeCommand.LocationChangedAction = $null
--- stdout
Boom
/usr
### a command that there is not can be made up
$ExecutionContext.InvokeCommand.CommandNotFoundAction = {
    param($name, $lookup)
    if ($name -notlike 'say-*') { return }
    $lookup.CommandScriptBlock = { "$($args -join '+') by $name" }.GetNewClosure()
    $lookup.StopSearch = $true
}
say-it 1 2
1..2 | say-more
try { other-thing } catch { $_.FullyQualifiedErrorId }
--- stdout
1+2 by say-it
 by say-more
CommandNotFoundException
### or another be named; what fails in the action is as if it were not there
$ExecutionContext.InvokeCommand.CommandNotFoundAction = { $_.Command = Get-Command Write-Output }
say 5
$ExecutionContext.InvokeCommand.CommandNotFoundAction = { throw 'no' }
try { say 5 } catch { $_.FullyQualifiedErrorId }
$ExecutionContext.InvokeCommand.CommandNotFoundAction = { not-there-either }
try { say 5 } catch { $_.TargetObject }
$ExecutionContext.InvokeCommand.CommandNotFoundAction = $null
$null -eq $ExecutionContext.InvokeCommand.CommandNotFoundAction
--- stdout
5
CommandNotFoundException
say
True
