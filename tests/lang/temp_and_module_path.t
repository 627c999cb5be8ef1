What is there at the start: the Temp drive and $env:PSModulePath.
Source: about_PSModulePath; Get-PSDrive.Tests.ps1; FileSystemProvider.cs, ModuleIntrinsics.cs
### The Temp drive
$d = Get-PSDrive Temp
$d.Name; $d.Root -eq [IO.Path]::GetTempPath(); $d.Provider.Name; $d.Description
--- stdout
Temp
True
FileSystem
Drive that maps to the temporary directory path for the current user
### Its root is where TMPDIR says
$env:TMPDIR -eq (Get-PSDrive Temp).Root
$f = "hvsh-test-$PID.txt"; Set-Content Temp:/$f "in temp"
Get-Content /tmp/$f
Set-Location Temp:; Test-Path $f; Remove-Item $f; Test-Path Temp:/$f
--- env TMPDIR=/tmp/
--- stdout
True
in temp
True
False
### Modules are looked for in the user's folder first
$parts = $env:PSModulePath -split ':'
$parts[0] -eq "$HOME/.local/share/powershell/Modules"
$parts[1]
$parts[2] -eq "$PSHOME/Modules"
--- env PSModulePath=
--- stdout
True
/usr/local/share/powershell/Modules
True
### What was set stays behind them, once
$env:PSModulePath.EndsWith('/opt/mine')
@($env:PSModulePath -split ':' | Group-Object | Where-Object Count -gt 1).Count
--- env PSModulePath=/usr/local/share/powershell/Modules:/opt/mine
--- stdout
True
0
### A transcript's -NoClobber has an id of its own
Set-Content t.txt 'old'
try { Start-Transcript -Path t.txt -NoClobber } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; "$_" -like 'File *t.txt already exists and NoClobber was specified.' }
--- source Start-Transcript.Tests.ps1, StartTranscriptCmdlet.cs
--- stdout
NoClobber,Microsoft.PowerShell.Commands.StartTranscriptCommand
ResourceExists
True
