Source: about_Jobs, about_Thread_Jobs, about_Remote_Variables, about_Operators (&)
### a job's output arrives in order
Start-Job { 1..3; 'x' } | Receive-Job -Wait -AutoRemoveJob
Get-Job
--- stdout
1
2
3
x
### the job object
$j = Start-Job { 5 } -Name five
$j.Name
$null = Wait-Job $j
$j.State
$j.State.GetType().FullName
$j.HasMoreData
$j.PSJobTypeName
$j.Command
Receive-Job $j
$j.HasMoreData
Remove-Job five
(Get-Job | Measure-Object).Count
--- stdout
five
Completed
System.Management.Automation.JobState
True
BackgroundJob
 5 
5
False
0
### the default view
$null = Start-Job { 1 } | Wait-Job
Get-Job
--- stdout regex

Id +Name +PSJobTypeName +State +HasMoreData +Location +Command
-- +---- +------------- +----- +----------- +-------- +-------
1 +Job1 +BackgroundJob +Completed +True +localhost + 1 ?

### ids of background jobs step by two, of thread jobs by one
$a = Start-Job { }
$b = Start-Job { }
$c = Start-ThreadJob { }
$d = Start-ThreadJob { }
"$($a.Id) $($b.Id) $($c.Id) $($d.Id) $($b.Name) $($d.Name)"
--- stdout
1 3 5 6 Job3 Job6
### arguments, input and $using
$x = @{ n = 4 }
$word = 'w'
Start-Job { param($a, $b) "$a-$b"; $using:x.n + 1; "in $using:word" } -ArgumentList 'p', 2 | Receive-Job -Wait
7, 8 | Start-Job { $input | ForEach-Object { $_ * 2 } } | Receive-Job -Wait
--- stdout
p-2
5
in w
14
16
### a value that is not there
Start-Job { $using:nobody } | Receive-Job -Wait
--- stderr
The value of the using variable '\$using:nobody' cannot be retrieved because it has not been set in the local session\.
--- exit 1
### nothing is shared: changes stay in the job
$list = [System.Collections.ArrayList]@(1, 2)
$o = [pscustomobject]@{ A = 1 }
Start-Job { $l = $using:list; $null = $l.Add(3); $p = $using:o; $p.A = 9; $l.Count; $p.A } | Receive-Job -Wait
$list.Count
$o.A
function f { 'mine' }
Start-Job { (Get-Command f -ErrorAction Ignore) -eq $null } | Receive-Job -Wait
--- stdout
3
9
2
1
True
### what values become on the way
$v = Start-Job {
    1.50d; [datetime]'2024-02-29'; [timespan]'1:02:03'; [char]'c'; [guid]'00112233-4455-6677-8899-aabbccddeeff'
    [version]'1.2.3'; $true; , @(1, @(2, 3)); [ordered]@{ z = 1; a = 2 }; [System.DayOfWeek]::Friday; 1.5; 7L
} | Receive-Job -Wait
foreach ($i in $v) { "$($i.GetType().Name) $i" }
$v[7][1].Count
$v[8].Keys -join ','
--- stdout
Decimal 1.50
DateTime 02/29/2024 00:00:00
TimeSpan 01:02:03
Char c
Guid 00112233-4455-6677-8899-aabbccddeeff
Version 1.2.3
Boolean True
Object[] 1 System.Object[]
OrderedDictionary System.Collections.Specialized.OrderedDictionary
DayOfWeek Friday
Double 1.5
Int64 7
2
z,a
### other objects come as their properties
$p = Start-Job { Get-Process -Id $PID } | Receive-Job -Wait
$p.Id -eq $PID
$p.PSTypeNames[0]
--- stdout
True
Deserialized.System.Diagnostics.Process
### classes and enums of a script do not cross
$r = Start-Job { enum E { A; B }; class C { [int] $N = 3 }; [E]::B; [C]::new() } | Receive-Job -Wait
$r[0].GetType().Name
$r[0]
$r[1].N
$r[1].PSTypeNames[0]
--- stdout
String
B
3
Deserialized.C
### script blocks cross as text
$b = { param($n) $n + 1 }
Start-Job { & $using:b 1 } | Receive-Job -Wait
(Start-Job { { 6 * 7 } } | Receive-Job -Wait).Invoke()
--- stdout
2
42
### credentials cross
$c = [pscredential]::new('me', (ConvertTo-SecureString 'pw' -AsPlainText -Force))
Start-Job { $d = $using:c; $d.UserName; $d.GetNetworkCredential().Password } | Receive-Job -Wait
--- stdout
me
pw
### files cross
Set-Content a.txt 'hello' -NoNewline
$f = Start-Job { Get-Item a.txt } | Receive-Job -Wait
"$($f.GetType().Name) $($f.Name) $($f.Length)"
--- stdout
FileInfo a.txt 5
### jobs within jobs
Start-Job { $n = 20; Start-Job { $using:n + 1 } | Receive-Job -Wait; 1..2 | ForEach-Object -Parallel { $_ + $using:n } | Sort-Object } | Receive-Job -Wait
--- stdout
21
21
22
### a cycle ends
$h = @{ a = 1 }
$h.me = $h
Start-Job { $i = $using:h; $i.a; $null -eq $i.me } | Receive-Job -Wait
$h.Remove('me')
--- stdout
1
True
### streams are replayed
Start-Job { Write-Warning 'care'; Write-Error 'oops'; Write-Host 'seen'; 'out' } | Receive-Job -Wait
--- stdout
WARNING: care
seen
out
--- stderr
oops
--- exit 1
### errors keep their id, category and target
$e = $null
Start-Job { Get-Item /nonexistent/x } | Receive-Job -Wait -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId
$e[0].CategoryInfo.Category
$e[0].Exception.GetType().Name
--- stdout
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
ObjectNotFound
ItemNotFoundException
### a job that throws fails
$j = Start-Job { 1; throw 'bad' }
$null = Wait-Job $j
$j.State
$j.JobStateInfo.Reason.Message
try { Receive-Job $j -ErrorAction Stop } catch { "caught $_" }
--- stdout
Failed
bad
1
caught bad
### -Keep
$j = Start-Job { 1; 2 } | Wait-Job
(Receive-Job $j -Keep) -join ','
(Receive-Job $j) -join ','
(Receive-Job $j) -join ','
--- stdout
1,2
1,2

### Stop-Job
$j = Start-Job { 'begun'; Start-Sleep 100; 'never' }
Start-Sleep -Milliseconds 200
Stop-Job $j
$j.State
Receive-Job $j
$w = Start-Job { while ($true) { } }
(Stop-Job $w -PassThru).State
$n = Start-Job { sleep 100 }
Start-Sleep -Milliseconds 200
(Stop-Job $n -PassThru).State
--- stdout
Stopped
begun
Stopped
Stopped
### Wait-Job -Any and -Timeout
$slow = Start-Job { Start-Sleep 100 } -Name slow
$fast = Start-Job { } -Name fast
(Wait-Job $slow, $fast -Any).Name
(Wait-Job $slow -Timeout 0 | Measure-Object).Count
Stop-Job slow
--- stdout
fast
0
### Remove-Job wants a finished job or -Force
$j = Start-Job { Start-Sleep 100 }
Remove-Job $j
Remove-Job $j -Force
(Get-Job | Measure-Object).Count
--- stdout
0
--- stderr
The command cannot remove the job with the job ID 1 because the job is not finished\.
### jobs that are not there
Get-Job -Id 99
Get-Job -Name nobody
Get-Job -Name no*
Receive-Job -Id 98
--- stderr
The command cannot find a job with the job ID 99\.
The command cannot find the job because the job name nobody was not found\.
The command cannot find a job with the job ID 98\.
--- exit 1
### -AutoRemoveJob needs -Wait
Start-Job { } | Receive-Job -AutoRemoveJob
--- stderr
The -AutoRemoveJob parameter cannot be used without the -Wait parameter
--- exit 1
### the background operator
$n = 6
$j = $n * 7 &
$j.GetType().Name
$j | Receive-Job -Wait
$null = 1..3 | ForEach-Object { $_ * $n } &
(Get-Job | Wait-Job | Select-Object -Last 1 | Receive-Job) -join ','
--- stdout
PSRemotingJob
42
6,12,18
### a job's location is its own
$here = (Get-Location).Path
Start-Job { Set-Location /; (Get-Location).Path } | Receive-Job -Wait
(Get-Location).Path -eq $here
(Start-Job { (Get-Location).Path } -WorkingDirectory /usr | Receive-Job -Wait)
--- stdout
/
True
/usr
### -FilePath and -InitializationScript
Start-Job -FilePath ./s.ps1 -ArgumentList 5 -InitializationScript { function twice($n) { $n * 2 } } | Receive-Job -Wait
--- file s.ps1
param($n)
twice $n
--- stdout
10
### native commands in a job
Start-Job { printf 'a\nb\n'; cat; sh -c 'exit 3'; $LASTEXITCODE } | Receive-Job -Wait
--- stdout
a
b
3
### nobody can be asked
Start-Job { Read-Host 'name' } | Receive-Job -Wait
--- stderr
NonInteractive
--- exit 1
### the session ends while jobs run
$null = Start-Job { Start-Sleep 1000 }
$null = 1..10 | ForEach-Object { Start-ThreadJob { Start-Sleep 1000 } }
'end'
--- timeout 60
--- stdout
end
### thread jobs wait for room
$j = 1..6 | ForEach-Object { Start-ThreadJob { Start-Sleep -Milliseconds 60; $using:_ } -ThrottleLimit 2 }
$j[5].State
($j | Receive-Job -Wait -AutoRemoveJob | Sort-Object) -join ' '
--- stdout
NotStarted
1 2 3 4 5 6
### ForEach-Object -Parallel
$m = 10
1..5 | ForEach-Object -Parallel { $_ * $using:m } | Sort-Object
--- stdout
10
20
30
40
50
### -Parallel keeps its limit
$t = Measure-Command { 1..4 | ForEach-Object -Parallel { Start-Sleep 2 } -ThrottleLimit 4 }
$t.TotalMilliseconds -lt 8000
$t = Measure-Command { 1..4 | ForEach-Object -Parallel { Start-Sleep -Milliseconds 250 } -ThrottleLimit 1 }
$t.TotalMilliseconds -ge 1000
--- stdout
True
True
### -Parallel streams, and stops with what is downstream
1..20 | ForEach-Object -Parallel { $_; if ($_ -gt 5) { Start-Sleep 100 } } | Select-Object -First 2 | Measure-Object | ForEach-Object Count
--- timeout 60
--- stdout
2
### -Parallel: errors of one do not end the others
1..3 | ForEach-Object -Parallel { if ($_ -eq 2) { throw 'two' }; $_ } -ErrorVariable e 2>$null | Sort-Object
"$e"
--- stdout
1
3
two
### -Parallel -TimeoutSeconds
$all = 1..2 | ForEach-Object -Parallel { 'a'; Start-Sleep 600; 'b' } -TimeoutSeconds 1 2>&1
@($all -eq 'b').Count
@($all | Where-Object FullyQualifiedErrorId -eq PSTaskException).Count -ge 1
--- timeout 120
--- stdout
0
True
### -Parallel -AsJob
$f = 3
$j = 1..3 | ForEach-Object -Parallel { $_ * $using:f } -AsJob
$j.PSJobTypeName
$j | Receive-Job -Wait | Sort-Object
--- stdout
PSTaskJob
3
6
9
### -AsJob of a Hyper-V cmdlet
$j = New-VHD -Path ./d.vhdx -SizeBytes 4MB -Dynamic -AsJob
$j.PSJobTypeName
$r = $j | Receive-Job -Wait
$j.State
Test-Path ./d.vhdx
$r.Path -like '*d.vhdx'
$j.Command
New-VHD -Path ./e.vhdx -SizeBytes 4MB -Dynamic -AsJob -WhatIf
Test-Path ./e.vhdx
--- stdout regex
VirtualizationJob
Completed
True
True
New-VHD -Path \./d\.vhdx -SizeBytes 4MB -Dynamic -AsJob
What if: .*
False
### many jobs at once
$j = 1..40 | ForEach-Object { Start-ThreadJob { $s = 0; foreach ($i in 1..200) { $s += $i }; [pscustomobject]@{ N = $using:_; S = $s } } -ThrottleLimit 8 }
$r = $j | Receive-Job -Wait -AutoRemoveJob
$r.Count
($r | Measure-Object S -Sum).Sum
($r | Measure-Object N -Sum).Sum
--- stdout
40
804000
820
