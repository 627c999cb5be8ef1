What stands ready in a job's streams, and where jobs start.
Source: Jobs.Tests.ps1; about_Jobs; StartJob.cs

### Error, Warning, Output and the others of a child job
$j = Start-Job { Write-Warning w; Write-Error e; 5; 6 }
$null = Wait-Job $j
$c = $j.ChildJobs[0]
$c.Warning[0].Message; "$($c.Error[0])"; $c.Output -join ','; $c.Verbose.Count; $c.Progress.Count
Remove-Job $j
--- stdout
w
e
5,6
0
0
--- timeout 120
### looking does not take
$j = Start-Job { 'kept' }
$null = Wait-Job $j
$null = $j.ChildJobs[0].Output; $j.HasMoreData
Receive-Job $j
$j.ChildJobs[0].Output.Count
Remove-Job $j
--- stdout
True
kept
0
--- timeout 120
### verbose and information
$j = Start-Job { Write-Verbose v -Verbose; Write-Information i }
$null = Wait-Job $j
"$($j.ChildJobs[0].Verbose)"; "$($j.ChildJobs[0].Information)"
Remove-Job $j
--- stdout
v
i
--- timeout 120
### an object of the other session keeps its text
$j = Start-Job { Get-Location } -WorkingDirectory /tmp
$l = Receive-Job $j -Wait -AutoRemoveJob
"$l"; $l.Path; $l.ToString() -eq '/tmp'
--- stdout
/tmp
/tmp
True
--- timeout 120
### a place on a drive
$null = New-PSDrive D FileSystem $PWD.Path
$j = Start-Job { "$PWD" } -WorkingDirectory D:\sub
(Receive-Job $j -Wait -AutoRemoveJob) -eq "$PWD/sub"
--- stdout
True
--- file sub/x
--- timeout 120
### no such place
try { Start-Job { 1 } -WorkingDirectory ./none } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
DirectoryNotFoundException,Microsoft.PowerShell.Commands.StartJobCommand
Cannot find the WorkingDirectory path ./none.
### a blank place
foreach ($p in '', ' ') { try { Start-Job { 1 } -WorkingDirectory $p } catch { $_.FullyQualifiedErrorId } }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.StartJobCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.StartJobCommand
### the streams of a job are data collections
$j = Start-Job { Write-Verbose hi -Verbose; 1; 2 }
$null = Wait-Job $j
$j.ChildJobs[0].Verbose.GetType().Name
$j.ChildJobs[0].Verbose.ReadAll() | ForEach-Object Message
$j.ChildJobs[0].Output.ReadAll() -join ','
$j.ChildJobs[0].Progress.ReadAll().Count
--- stdout
PSDataCollection`1
hi
1,2
0
--- source the published test engine/Job/Jobs.Tests.ps1
