Progress records where they are kept: in runspaces and jobs.
Source: Foreach-Object-Parallel.Tests.ps1; Jobs.Tests.ps1; ProgressRecord.cs; ConsoleHost.Tests.ps1

### what [powershell] keeps, of parallel blocks too
$ps = [powershell]::Create()
$null = $ps.AddScript("`$ProgressPreference='Continue'; 1..2 | ForEach-Object -Parallel { Write-Progress -Activity Progress -Status Running }").Invoke()
$pr = $ps.Streams.Progress.ReadAll()
$pr.Count; $pr[0].Activity; $pr[0].StatusDescription
$ps.Streams.Progress.Count
$ps.Dispose()
--- stdout
2
Progress
Running
0
### none with another preference
$ps = [powershell]::Create()
$null = $ps.AddScript('Write-Progress a b -ProgressAction SilentlyContinue; $ProgressPreference = "Ignore"; Write-Progress c').Invoke()
$ps.Streams.Progress.Count
$ps.Streams.ClearStreams(); $ps.Streams.Progress.Count
--- stdout
0
0
### of a background job
$job = Start-Job -ScriptBlock { Write-Progress -Activity 1 -Status 2; Write-Progress -Activity 1 -Completed } | Wait-Job
$p = $job.ChildJobs[0].progress.readall()
$p[0].Activity; $p[0].StatusDescription; $p.Count
$job.ChildJobs[0].Progress[-1].RecordType -eq [System.Management.Automation.ProgressRecordType]::Completed
$job.HasMoreData
Receive-Job $job
$job.HasMoreData
--- stdout
1
2
2
True
True
False
### of a thread job and of a child of -Parallel -AsJob
$j = Start-ThreadJob { Write-Progress a b -Id 3 -ParentId 1 -PercentComplete 40 -SecondsRemaining 7 -CurrentOperation op } | Wait-Job
$p = $j.Progress[0]
"$($p.ActivityId) $($p.ParentActivityId) $($p.Activity) $($p.StatusDescription) $($p.PercentComplete) $($p.SecondsRemaining) $($p.CurrentOperation) $($p.RecordType)"
"$p"
$j = 1 | ForEach-Object -AsJob -Parallel { Write-Progress "a$_" b } | Wait-Job
"$($j.ChildJobs[0].Progress)"
--- stdout
3 1 a b 40 7 op Processing
parent = 1 id = 3 act = a stat = b cur = op pct = 40 sec = 7 type = Processing
parent = -1 id = 0 act = a1 stat = b cur =  pct = -1 sec = -1 type = Processing
### records by hand
$r = [System.Management.Automation.ProgressRecord]::new(1, 'x', 'y')
"$($r.PercentComplete) $($r.SecondsRemaining) $($r.ParentActivityId) $($r.RecordType)"
$r.PercentComplete = 50; $r.RecordType = 'Completed'; $r.ParentActivityId = 4
"$r"
foreach ($wrong in { $r.PercentComplete = 101 }, { $r.ParentActivityId = 1 }, { $r.Activity = '' },
         { [System.Management.Automation.ProgressRecord]::new(-1) }) {
    try { & $wrong } catch { $_.Exception.InnerException.GetType().Name }
}
--- stdout
-1 -1 -1 Processing
parent = 4 id = 1 act = x stat = y cur =  pct = 50 sec = -1 type = Completed
ArgumentOutOfRangeException
ArgumentException
ArgumentException
ArgumentOutOfRangeException
### ReadAll of a job's records
$j = Start-Job { Write-Error e; Write-Warning w; 1; 2 } | Wait-Job
$c = $j.ChildJobs[0]
$c.Error.ReadAll().Count; "$($c.Warning.ReadAll())"; $c.Output.ReadAll() -join ','
--- stdout
1
w
1,2
