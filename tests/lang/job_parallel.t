Jobs of ForEach-Object -Parallel -AsJob and their child jobs.
Source: Foreach-Object-Parallel.Tests.ps1; ForEach-Object; PSTask.cs

### one child per item, numbered on from the job
$job = 'a', 'b', 'c' | ForEach-Object -AsJob -Parallel {"Hello"}
"$($job.Name) $($job.Id) $($job.PSJobTypeName) $($job.Location) $($job.GetType().FullName)"
$job.Command
foreach ($c in $job.ChildJobs) { "$($c.Name) $($c.Id) $($c.PSJobTypeName) $($c.Command)" }
$job.ChildJobs[0].GetType().FullName
@(Get-Job).Count; (Get-Job)[0] -eq $job
$job | Wait-Job | Remove-Job
@(Get-Job).Count
--- stdout
Job1 1 PSTaskJob PowerShell System.Management.Automation.PSTasks.PSTaskJob
"Hello"
Job2 2 PSTaskChildJob "Hello"
Job3 3 PSTaskChildJob "Hello"
Job4 4 PSTaskChildJob "Hello"
System.Management.Automation.PSTasks.PSTaskChildJob
1
True
0
### results come child by child
$job = 1..3 | ForEach-Object -AsJob -Parallel { Start-Sleep -Milliseconds (300 - 100 * $_); "r$_" }
$null = $job | Wait-Job
$job.HasMoreData
Receive-Job $job.ChildJobs[1]
$job | Receive-Job
$job.HasMoreData
--- stdout
True
r2
r1
r3
False
### a child that ends by an error makes the job fail, the others go on
$job = 1..2 | ForEach-Object -AsJob -Parallel {
    if ($_ -eq 1) { throw 'Terminating Error!'; 'Goodbye!' } else { 'Hello!' }
}
$job | Wait-Job | Receive-Job 2>$null
$job.JobStateInfo.State
$job.ChildJobs[0].JobStateInfo.State
$job.ChildJobs[0].JobStateInfo.Reason.Message
$job.ChildJobs[1].JobStateInfo.State
--- stdout
Hello!
Failed
Failed
Terminating Error!
Completed
### all streams
$job = 1..1 | ForEach-Object -AsJob -Parallel {
    Write-Error "Error:$_"; Write-Warning "Warning:$_"; Write-Verbose "Verbose:$_" -Verbose
    Write-Debug "Debug:$_" -Debug; Write-Information "Information:$_"
}
$null = $job | Wait-Job
$c = $job.ChildJobs[0]
"$($c.Error)|$($c.Warning)|$($c.Verbose)|$($c.Debug)|$($c.Information)"
$r = $job | Receive-Job -Keep -Verbose -Debug *>&1
$r.Count
$job | Receive-Job 3>&1 2>$null 6>$null | ForEach-Object Message
$job.State
--- stdout
Error:1|Warning:1|Verbose:1|Debug:1|Information:1
5
Warning:1
Completed
### the limit holds children back
$job = 1..4 | ForEach-Object -Parallel { Start-Sleep 60 } -AsJob -ThrottleLimit 2
$job.ChildJobs.JobStateInfo.State -join ','
Stop-Job $job
$job.State
$job.ChildJobs.State -join ','
$job | Remove-Job -Force
--- stdout
Running,Running,NotStarted,NotStarted
Stopped
Stopped,Stopped,Stopped,Stopped
### a child that is stopped gives its place to the next
$job = 1..3 | ForEach-Object -Parallel { if ($_ -lt 3) { Start-Sleep 60 }; $_ } -AsJob -ThrottleLimit 1
Stop-Job $job.ChildJobs[1]
Stop-Job $job.ChildJobs[0]
$null = Wait-Job $job
$job.ChildJobs.State -join ','
$job.State
Receive-Job $job
--- stdout
Stopped,Stopped,Completed
Failed
3
### how many runspaces were taken
$job = 1..4 | ForEach-Object -Parallel { Start-Sleep -Milliseconds 100 } -AsJob -ThrottleLimit 2 | Wait-Job
$job.AllocatedRunspaceCount
$job = 1..10 | ForEach-Object -Parallel { $_ } -AsJob -ThrottleLimit 2 -UseNewRunspace | Wait-Job
$job.AllocatedRunspaceCount
--- stdout
2
10
### -AutoRemoveJob and -WriteJobInResults
$r = 1..4 | ForEach-Object -AsJob -Parallel { "Hello:$_" } | Receive-Job -Wait -AutoRemoveJob -WriteJobInResults
$r[0].PSJobTypeName
($r | Select-Object -Skip 1 | Sort-Object) -join ','
@(Get-Job).Count
--- stdout
PSTaskJob
Hello:1,Hello:2,Hello:3,Hello:4
0
### children when Get-Job is asked for them
$null = 1..2 | ForEach-Object -AsJob -Parallel { if ($_ -eq 2) { throw 'no' } } | Wait-Job
(Get-Job -IncludeChildJob).Name -join ','
(Get-Job -ChildJobState Failed).Name -join ','
@(Receive-Job -Id 1 -NoRecurse 2>&1).Count
--- stdout
Job1,Job2,Job3
Job1,Job3
0
### what is given by reference comes back
$t = [System.Collections.Concurrent.ConcurrentDictionary[int,int]]::new()
$job = 1..3 | ForEach-Object -AsJob -Parallel { $d = $using:t; $d[$_] = $_ * $_ }
$null = $job | Wait-Job
($t.GetEnumerator() | Sort-Object Key | ForEach-Object { "$($_.Key)=$($_.Value)" }) -join ','
--- stdout
1=1,2=4,3=9
### one event when the last child has ended
$job = 1..3 | ForEach-Object -AsJob -Parallel { Start-Sleep -Milliseconds 500 }
$null = Register-ObjectEvent $job StateChanged -SourceIdentifier ended
$e = Wait-Event ended -Timeout 20
"$($e.SourceEventArgs.JobStateInfo.State) from $($e.SourceEventArgs.PreviousJobStateInfo.State)"
$job.ChildJobs.State -join ','
--- stdout
Completed from Running
Completed,Completed,Completed
