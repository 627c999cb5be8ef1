Functions that every session has.
Source: about_Functions, InitialSessionState.cs, RunspaceInit.resx
### cd.. goes one folder up, cd~ home, cd\ to the root
$null = mkdir -p a/b; Set-Location a/b; $at = $PWD.Path
cd..; $PWD.Path -eq (Split-Path $at)
cd~; $PWD.Path -eq $HOME
cd\; $PWD.Path
--- stdout
True
True
/
### They are functions
(Get-Command cd..).CommandType; (Get-Command 'cd~').Definition; $function:Pause
@(Get-ChildItem function: | Where-Object Name -in 'cd..', 'cd~', 'cd\', 'Pause', 'oss').Count
Test-Path function:pause
--- stdout
Function
Set-Location ~
$null = Read-Host 'Press Enter to continue...'
5
True
### One's own definition counts, and what was removed stays away
function cd.. { 'mine' }; cd..
Remove-Item function:pause; Test-Path function:pause
--- stdout
mine
False
### oss gives lines
$lines = [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 } | oss
$lines.Count -gt 3; $lines[0].GetType().Name
'a', 'b' | oss -Width 20
--- stdout
True
String
a
b
### Clear-Host, help and TabExpansion2 are functions
Get-Command Clear-Host, help, TabExpansion2 | ForEach-Object { "$($_.CommandType) $($_.Name)" }
(Get-Alias cls).Definition
(Get-Command TabExpansion2).ParameterSets.Name
cls
--- stdout
Function Clear-Host
Function help
Function TabExpansion2
Clear-Host
ScriptInputSet
AstInputSet
--- source PowerShell test/powershell/engine/Basic/DefaultCommands.Tests.ps1, test/powershell/Host/TabCompletion/TabCompletion.Tests.ps1
### help passes its parameters on
help Get-Date -Parameter Day | ForEach-Object { "$($_.name) $($_.required)" }
(Get-Command help).ParameterSets.Name -join ' '
--- stdout
Day false
AllUsersView DetailedView Examples Parameters Online
--- source Microsoft.PowerShell.Core/Get-Help (the help function)
