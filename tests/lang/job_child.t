Child jobs, and what Receive-Job and Get-Job make of them.
Source: Jobs.Tests.ps1, Get-Job, Receive-Job, about_Jobs

### a background job's child has the next number and a name of its own
$j = Start-Job { 1 } -Name mine
$c = $j.ChildJobs[0]
"$($j.ChildJobs.Count) $($c.Id - $j.Id) $($c.Name) $($c.GetType().FullName)"
$c.ChildJobs.Count
$c -eq $j
--- stdout
1 1 Job2 System.Management.Automation.PSRemotingChildJob
0
False
### the child has the results
$j = Start-Job { 1; 2 } | Wait-Job
$c = $j.ChildJobs[0]
"$($c.State) $($c.HasMoreData)"
$c.Output.Count
Receive-Job $c
$j.HasMoreData
--- stdout
Completed True
2
1
2
False
### Get-Job shows children when asked
$null = Start-Job { 1 } -Name a | Wait-Job
(Get-Job).Count
(Get-Job -IncludeChildJob).Name -join ','
(Get-Job -ChildJobState Completed).Name -join ','
@(Get-Job -ChildJobState Failed).Count
--- stdout
1
a,Job2
a,Job2
1
### -NoRecurse leaves the child's results
$j = Start-Job { 5 } | Wait-Job
@(Receive-Job $j -NoRecurse).Count
@(Receive-Job $j -Wait -NoRecurse).Count
Receive-Job $j
--- stdout
0
0
5
### -WriteEvents tells how the jobs ended
$r = Start-Job { 1 + 1 } | Receive-Job -Wait -WriteEvents
$r.Count
$r[0]
$r[1].GetType().FullName
"$($r[2].JobStateInfo) $($r[1].JobStateInfo.State)"
--- stdout
3
2
System.Management.Automation.JobStateEventArgs
Completed Completed
### -WriteJobInResults gives the job first
$r = Start-Job { 1 + 1 } -Name j | Receive-Job -Wait -WriteJobInResults
"$($r.Count) $($r[0].Name) $($r[0].State) $($r[1])"
--- stdout
2 j Completed 2
### -AutoRemoveJob removes it
$r = Start-Job { 1 + 1 } -Name gone | Receive-Job -Wait -AutoRemoveJob
$r
@(Get-Job).Count
--- stdout
2
0
### what -Wait must come with
foreach ($p in 'AutoRemoveJob', 'WriteJobInResults', 'WriteEvents') {
    $with = @{ $p = $true }
    try { Start-Job { 1 } | Receive-Job @with } catch { $_.FullyQualifiedErrorId; "$_" }
}
--- stdout
InvalidOperation,Microsoft.PowerShell.Commands.ReceiveJobCommand
The -AutoRemoveJob parameter cannot be used without the -Wait parameter
InvalidOperation,Microsoft.PowerShell.Commands.ReceiveJobCommand
The -WriteJobInResults parameter cannot be used without the -Wait parameter
InvalidOperation,Microsoft.PowerShell.Commands.ReceiveJobCommand
The WriteEvents parameter cannot be used without the Wait parameter.
### -WarningVariable and -InformationVariable of Receive-Job
$j = Start-Job { Write-Warning w1; Write-Information i1 } | Wait-Job
Receive-Job $j -WarningVariable wv -InformationVariable iv -WarningAction SilentlyContinue 6>$null
"$wv $iv"
--- stdout
w1 i1
### a thread job has no child
$j = Start-ThreadJob { 3 }
$j.ChildJobs.Count
$j | Wait-Job | Receive-Job
--- stdout
0
3
### what ended a job is told each time, and is no record of its error stream
$j = Start-ThreadJob { Write-Error e; throw 'bad' } | Wait-Job
"$($j.State) $($j.JobStateInfo.Reason.Message) $($j.Error.Count)"
$first = Receive-Job $j 2>&1
"$first"; $first[1].FullyQualifiedErrorId; $first[1].CategoryInfo.Category
$again = Receive-Job $j 2>&1
"$again"
--- stdout
Failed bad 1
e bad
JobStateFailed,Microsoft.PowerShell.Commands.ReceiveJobCommand
InvalidResult
bad
--- source ReceiveJob.cs (WriteReasonError), ThreadJob.Tests.ps1
### of a background job the error as it was
$j = Start-Job { throw 'MyError' } | Wait-Job
Receive-Job $j -ErrorVariable ev -ErrorAction SilentlyContinue
$ev.Count; $ev[0].Exception.Message
Receive-Job -Wait $j -ErrorVariable ev -ErrorAction SilentlyContinue
$ev.Count
"$($j.Error.Count) $($j.ChildJobs[0].Error.Count) $($j.ChildJobs[0].JobStateInfo.Reason.Message)"
--- stdout
1
MyError
1
0 0 MyError
--- source Jobs.Tests.ps1, ReceiveJob.cs (WriteReasonError)
### a background job's own streams are its child's
$j = Start-Job { Write-Error e; Write-Warning w } | Wait-Job
"$($j.Error.Count) $($j.Warning.Count) $($j.ChildJobs[0].Error.Count) $($j.ChildJobs[0].Warning.Count)"
--- stdout
0 0 1 1
--- source Jobs.Tests.ps1 (the error streams of jobs themselves are empty), about_Jobs
### -Any and -Timeout
$a = Start-ThreadJob { Start-Sleep -Milliseconds 600; 'a' } -Name slow
$b = Start-ThreadJob { 'b' } -Name quick
(Wait-Job $a, $b -Any).Name
@(Wait-Job $a -Timeout 0).Count
(Wait-Job $a -Timeout 20).State
Receive-Job $a -Keep; Receive-Job $a -Keep; Receive-Job $a; @(Receive-Job $a).Count
--- stdout
quick
0
Completed
a
a
a
0
--- source Wait-Job, Receive-Job
### a thread job that waits for its turn is started out of turn
$first = Start-ThreadJob { Start-Sleep 60 } -ThrottleLimit 1
$second = Start-ThreadJob { 'ran' }
$third = Start-ThreadJob { 'third' }
$second.State
$second.StartJobAsync()
$second | Wait-Job | Receive-Job
$third.State
$first | Remove-Job -Force
$third | Wait-Job | Receive-Job
--- stdout
NotStarted
ran
NotStarted
third
--- source ThreadJob.Tests.ps1 (StartJobAsync)
