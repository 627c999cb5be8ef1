Which aliases there are, that none takes the name of a program, and how much cmdlets ask.
Source: the published test "All approved aliases present" (engine/Basic/DefaultCommands), its
column for Unix

### those of Unix
(Get-Alias gcb, scb, md, etsn, saps, cls, gtz).Definition -join ' '
--- stdout
Get-Clipboard Set-Clipboard mkdir Enter-PSSession Start-Process Clear-Host Get-TimeZone
### those of Windows are none
(Get-Alias).Name | Where-Object { $_ -in 'ssh', 'ssh_config', 'cpp', 'start', 'ls', 'cp', 'mv', 'rm', 'cat', 'sort', 'tee', 'kill', 'ps', 'man', 'mount', 'sleep', 'diff', 'ac', 'clear', 'compare' }
--- stdout
### a program keeps its name
Set-Content ssh "#!/bin/sh`necho program `$1"; chmod +x ssh
$env:PATH = "$PWD`:$env:PATH"
ssh somewhere
--- stdout
program somewhere
### what changes little asks only at the lowest preference
$ConfirmPreference = 'Medium'
New-Variable v 1; New-Alias now Get-Date; New-PSDrive here FileSystem . | ForEach-Object Name
1 | ForEach-Object ToString
'ForEach-Object', 'New-Alias', 'New-PSDrive', 'New-TemporaryFile', 'New-Variable', 'Update-FormatData', 'Update-TypeData' |
    ForEach-Object { "$([System.Management.Automation.CommandMetadata]::new((Get-Command $_)).ConfirmImpact)" } | Sort-Object -Unique
--- stdout
here
1
Low
--- source the published test "Cmdlet should have the correct ConfirmImpact" (DefaultCommands)
