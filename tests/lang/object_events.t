Events of objects: timers, jobs, and what Register-ObjectEvent makes of them.
Source: the pages of Register-ObjectEvent, Get-Event and Wait-Event; EventManager; System.Timers.Timer
### A timer that ticks once
$timer = [System.Timers.Timer]::new(50); $timer.AutoReset = $false
Register-ObjectEvent $timer Elapsed Tick -MessageData 'data'
$timer.Start(); $timer.Enabled
$e = Wait-Event Tick -Timeout 20
$e.SourceIdentifier; $e.Sender.Interval; $e.MessageData; $timer.Enabled
$e.SourceEventArgs.GetType().FullName; $e.SourceArgs.Count; $e.SourceEventArgs.SignalTime.Kind
[object]::ReferenceEquals($e.Sender, $timer)
--- stdout
True
Tick
50
data
False
System.Timers.ElapsedEventArgs
2
Local
True
### An action keeps its own variables, and its output is the job's
$timer = New-Object System.Timers.Timer -Property @{ Interval = 10 }
$job = Register-ObjectEvent -InputObject $timer -EventName Elapsed -SourceIdentifier T -Action { $count++; $global:n = $count; "tick $count" }
"$($job.State) $($job.HasMoreData) $($job.Name) $($job.PSJobTypeName)|"
$timer.Start()
while ($n -lt 3) { }
$timer.Stop()
"$($job.State) $($job.HasMoreData)"
(Receive-Job $job)[0..2]
Test-Path variable:count
& $job.Module { $count -ge 3 }
Unregister-Event T; "$($job.State) $($job.HasMoreData)"
--- stdout
NotStarted False T |
Running True
tick 1
tick 2
tick 3
False
True
Stopped False
### The automatic variables of an action
$timer = [Timers.Timer]::new(10); $timer.AutoReset = $false
$null = Register-ObjectEvent $timer Elapsed T -MessageData @{ a = 7 } -Action {
  $global:seen = $Event.SourceIdentifier, $Event.MessageData.a, $EventSubscriber.SourceIdentifier, $EventSubscriber.EventName,
    $Sender.Interval, $EventArgs.GetType().Name, $args.Count, [object]::ReferenceEquals($args[0], $Sender), [object]::ReferenceEquals($args[1], $EventArgs) }
$timer.Start()
while (-not $seen) { Start-Sleep -Milliseconds 5 }
$seen
--- stdout
T
7
T
Elapsed
10
ElapsedEventArgs
2
True
True
### Errors of an action are its job's alone
$timer = [Timers.Timer]::new(10); $timer.AutoReset = $false
$job = Register-ObjectEvent $timer Elapsed T -Action { Write-Error 'one'; $global:done = $true; $Error.Count }
$timer.Start(); while (-not $done) { Start-Sleep -Milliseconds 5 }
"$($job.State)"; $Error.Count
Receive-Job $job -ErrorAction SilentlyContinue -ErrorVariable e; "$e"
--- stdout
Running
0
1
one
### Actions run while a script is busy, not in the middle of a statement
$timer = [Timers.Timer]::new(10); $timer.AutoReset = $false
$null = Register-ObjectEvent $timer Elapsed T -Action { $global:came = $true }
$timer.Start()
$i = 0
while (-not $came -and $i -lt 100000000) { $i++ }
$came
--- stdout
True
### Results of an action are the objects themselves
$timer = [Timers.Timer]::new(10); $timer.AutoReset = $false
$job = Register-ObjectEvent $timer Elapsed T -Action { $Event; $global:done = $true }
$timer.Start(); while (-not $done) { Start-Sleep -Milliseconds 5 }
$e = Receive-Job $job
$e.GetType().FullName; [object]::ReferenceEquals($e.Sender, $timer)
--- stdout
System.Management.Automation.PSEventArgs
True
### -MaxTriggerCount ends the subscription
$timer = [Timers.Timer]::new(5)
Register-ObjectEvent $timer Elapsed T -MaxTriggerCount 2
$timer.Start()
while (Get-EventSubscriber) { Start-Sleep -Milliseconds 5 }
Start-Sleep -Milliseconds 50
@(Get-Event T).Count
$timer.Dispose()
--- stdout
2
### The name of a subscription is a Guid when none is given
$timer = [Timers.Timer]::new(1000)
Register-ObjectEvent $timer Elapsed
$s = Get-EventSubscriber
[guid]::TryParse($s.SourceIdentifier, [ref][guid]::Empty); $s.EventName; $s.SubscriptionId; $null -eq $s.Action
[object]::ReferenceEquals($s.SourceObject, $timer)
--- stdout
True
Elapsed
1
True
True
### What Register-ObjectEvent refuses
$timer = [Timers.Timer]::new(1000)
Register-ObjectEvent $timer Elapsed T
foreach ($c in { Register-ObjectEvent $timer Elapsed T }, { Register-ObjectEvent $timer Tick U }, { Register-ObjectEvent $timer Elapsed PowerShell.Mine }) {
  & $c -ErrorAction SilentlyContinue 2>$null
  $Error[0].FullyQualifiedErrorId; "$($Error[0].CategoryInfo.Category)"; "$($Error[0])" }
--- stdout
SUBSCRIBER_EXISTS,Microsoft.PowerShell.Commands.RegisterObjectEventCommand
InvalidArgument
Cannot subscribe to the specified event. A subscriber with the source identifier 'T' already exists.
INVALID_REGISTRATION,Microsoft.PowerShell.Commands.RegisterObjectEventCommand
InvalidArgument
Cannot register for the specified event. An event with the name 'Tick' does not exist. (Parameter 'eventName')
INVALID_REGISTRATION,Microsoft.PowerShell.Commands.RegisterObjectEventCommand
InvalidArgument
Cannot register for the specified event. The event source identifier 'PowerShell.Mine' is reserved for the PowerShell engine. (Parameter 'sourceIdentifier')
### add_Elapsed and remove_Elapsed
$timer = [Timers.Timer]::new(10)
$block = { param($s, $e) $global:m = "$($s.Interval) $($e.GetType().Name)" }
$timer.add_Elapsed($block); $timer.Start()
while (-not $m) { Start-Sleep -Milliseconds 5 }
$timer.remove_Elapsed($block)
$m; $m = $null
Start-Sleep -Milliseconds 60
$null -eq $m
try { $timer.add_Elapsed(5) } catch { $_.FullyQualifiedErrorId }
--- stdout
10 ElapsedEventArgs
True
MethodArgumentConversionInvalidCastArgument
### Get-Member shows the events
[Timers.Timer]::new() | Get-Member -MemberType Event | ForEach-Object { $_.Name; "$($_.MemberType)"; $_.Definition }
([Timers.Timer]::new() | Get-Member -MemberType Property).Name -join ' '
([Timers.Timer]::new() | Get-Member -MemberType Method | Where-Object Name -match 'Start|Stop|Close|Dispose|Init$').Name -join ' '
--- stdout
Disposed
Event
System.EventHandler Disposed(System.Object, System.EventArgs)
Elapsed
Event
System.Timers.ElapsedEventHandler Elapsed(System.Object, System.Timers.ElapsedEventArgs)
AutoReset Container Enabled Interval Site SynchronizingObject
BeginInit Close Dispose EndInit Start Stop
### A timer's properties, and what it refuses
$t = [System.Timers.Timer]::new(); $t.Interval; $t.AutoReset; $t.Enabled; "$t"
[System.Timers.Timer]::new([timespan]'0:0:2').Interval
try { $t.Interval = 0 } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }
try { [System.Timers.Timer]::new(-1) } catch { $_.Exception.InnerException.Message }
$t.Close()
try { $t.Start() } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
100
True
False
System.Timers.Timer
2000
ArgumentException
'0' is not a valid value for 'Interval'. 'Interval' must be greater than 0.
Invalid value '-1' for parameter 'interval'.
ObjectDisposedException
### One that nobody listens to is over when it has elapsed
$t = [Timers.Timer]::new(20); $t.AutoReset = $false; $t.Start(); $t.Enabled
Start-Sleep -Milliseconds 100
$t.Enabled
--- stdout
True
False
### Nothing hangs at the end with timers and subscriptions alive
$a = [Timers.Timer]::new(1); $b = [Timers.Timer]::new(100000)
Register-ObjectEvent $a Elapsed A
$null = Register-ObjectEvent $b Elapsed B -Action { $Event }
$a.Start(); $b.Start()
Start-Sleep -Milliseconds 30
'end'
--- stdout
end
--- timeout 20
### Stop-Job ends the subscription
$t = [Timers.Timer]::new(100000)
$j = Register-ObjectEvent $t Elapsed T -Action { }
Stop-Job $j; "$($j.State)"; @(Get-EventSubscriber).Count
$j = Register-ObjectEvent $t Elapsed T -Action { }
Remove-Job $j -Force; @(Get-EventSubscriber).Count; @(Get-Job).Count - 1
--- stdout
Stopped
0
0
0
### -Forward: nothing is kept here
Register-EngineEvent T -Forward
$null = New-Event T
@(Get-Event).Count; (Get-EventSubscriber).ForwardEvent
--- stdout
0
True
### A job's StateChanged
$job = Start-Job { Start-Sleep -Milliseconds 300; 1 }
$null = Register-ObjectEvent $job StateChanged -SourceIdentifier J -MessageData 'md' -Action {
  if ($Sender.State -eq 'Completed') { $global:seen = $Sender.Id, "$($EventArgs.JobStateInfo.State)", "$($EventArgs.PreviousJobStateInfo.State)", $EventArgs.GetType().FullName, $Event.MessageData } }
$n = 0; while (-not $seen -and $n++ -lt 2000) { Start-Sleep -Milliseconds 10 }
$seen[0] -eq $job.Id; $seen[1..4]
--- stdout
True
Completed
Running
System.Management.Automation.JobStateEventArgs
md
### A job's StateChanged without an action
$job = Start-ThreadJob { Start-Sleep -Milliseconds 200; throw 'bad' }
Register-ObjectEvent -InputObject $job -EventName StateChanged -SourceIdentifier J
$e = Wait-Event J -Timeout 20
"$($e.SourceEventArgs.JobStateInfo.State)"; $e.Sender.Id -eq $job.Id
$job | Get-Member -MemberType Event | ForEach-Object { $_.Definition }
--- stdout
Failed
True
System.EventHandler`1[System.Management.Automation.JobStateEventArgs] StateChanged(System.Object, System.Management.Automation.JobStateEventArgs)
### A process has ended
$p = Start-Process sleep 0.2 -PassThru
Register-ObjectEvent -InputObject $p -EventName Exited -SourceIdentifier Gone
$p.EnableRaisingEvents
$e = Wait-Event Gone -Timeout 20
$e.Sender.Id -eq $p.Id; $p.HasExited; $e.SourceEventArgs.GetType().FullName
--- stdout
True
True
True
System.EventArgs
### Exited of a process that was started later, and its exit code
$p = [System.Diagnostics.Process]::new()
$p.StartInfo.FileName = 'sh'; $p.StartInfo.Arguments = '-c "sleep 0.1; exit 7"'
$null = Register-ObjectEvent $p Exited -Action { $global:code = $Sender.ExitCode }
$null = $p.Start()
$n = 0; while ($null -eq $code -and $n++ -lt 2000) { Start-Sleep -Milliseconds 10 }
$code
--- stdout
7
### One that has ended already tells at once
$p = Start-Process true -PassThru -Wait
Register-ObjectEvent $p Exited E
(Wait-Event E -Timeout 20).SourceIdentifier
--- stdout
E
### Lines of redirected output
$p = [System.Diagnostics.Process]::new()
$p.StartInfo.FileName = 'sh'; $p.StartInfo.Arguments = '-c "echo one; echo oops >&2; echo two; printf three"'
$p.StartInfo.RedirectStandardOutput = $true; $p.StartInfo.RedirectStandardError = $true; $p.StartInfo.UseShellExecute = $false
$global:lines = [System.Collections.ArrayList]::new(); $global:errors = [System.Collections.ArrayList]::new()
$null = Register-ObjectEvent $p OutputDataReceived -Action { if ($null -eq $EventArgs.Data) { $global:end++ } else { $null = $lines.Add($EventArgs.Data) } }
$null = Register-ObjectEvent $p ErrorDataReceived -Action { if ($null -eq $EventArgs.Data) { $global:end++ } else { $null = $errors.Add($EventArgs.Data) } }
$null = $p.Start()
$p.BeginOutputReadLine(); $p.BeginErrorReadLine()
$p.WaitForExit()
$n = 0; while ($end -lt 2 -and $n++ -lt 2000) { Start-Sleep -Milliseconds 10 }
$lines -join ','; $errors -join ','
try { $p.BeginOutputReadLine() } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
one,two,three
oops
InvalidOperationException
### Much output does not stop a process that is waited for
$p = [System.Diagnostics.Process]::new()
$p.StartInfo.FileName = 'sh'; $p.StartInfo.Arguments = '-c "head -c 300000 /dev/zero | tr \"\\0\" x"'
$p.StartInfo.RedirectStandardOutput = $true
Register-ObjectEvent $p OutputDataReceived Line
$null = $p.Start(); $p.BeginOutputReadLine()
$p.WaitForExit(20000)
(Wait-Event Line -Timeout 20).SourceEventArgs.Data.Length
--- stdout
True
300000
### Without redirection there are no lines
$p = Start-Process true -PassThru
try { $p.BeginOutputReadLine() } catch { $_.Exception.InnerException.Message }
--- stdout
StandardOut has not been redirected or the process hasn't started yet.
### An ObservableCollection's CollectionChanged
$c = New-Object System.Collections.ObjectModel.ObservableCollection[object]
Register-ObjectEvent -InputObject $c -EventName CollectionChanged -SourceIdentifier Changed
(Get-EventSubscriber -SourceIdentifier Changed).GetType().FullName
$c.Add('a'); $c.Insert(0, 'b'); $c[1] = 'c'; $c.Move(0, 1); $c.Remove('b'); $c.RemoveAt(0); $c.Add('z'); $c.Clear()
foreach ($e in Get-Event Changed) { $a = $e.SourceEventArgs; "$($a.Action) [$($a.NewItems)] $($a.NewStartingIndex) [$($a.OldItems)] $($a.OldStartingIndex)" }
$a.GetType().FullName; [object]::ReferenceEquals($e.Sender, $c); $c.Count
--- stdout
System.Management.Automation.PSEventSubscriber
True
Add [a] 0 [] -1
Add [b] 0 [] -1
Replace [c] 1 [a] 1
Move [b] 1 [b] 0
Remove [] -1 [b] 1
Remove [] -1 [c] 0
Add [z] 0 [] -1
Reset [] -1 [] -1
System.Collections.Specialized.NotifyCollectionChangedEventArgs
True
0
--- source the published tests of Register-ObjectEvent and Get-EventSubscriber; ObservableCollection
### An ObservableCollection's members, its event, and its handlers
$c = [System.Collections.ObjectModel.ObservableCollection[int]]::new()
$global:seen = @()
$c.add_CollectionChanged({ param($s, $e) $global:seen += "$($e.Action) $($e.NewItems)" })
$c.Add('5'); $c.Add(6)
$seen; $c -join ','; $c.IndexOf(6); $c.Contains(5)
(Get-Member -InputObject $c -MemberType Event).Definition
--- stdout
Add 5
Add 6
5,6
1
True
System.Collections.Specialized.NotifyCollectionChangedEventHandler CollectionChanged(System.Object, System.Collections.Specialized.NotifyCollectionChangedEventArgs)
### Events bear the time at which they came
$t = [Timers.Timer]::new(100); $t.AutoReset = $false
Register-ObjectEvent $t Elapsed T
$t.Start()
Start-Sleep -Milliseconds 1500
$e = Get-Event T
((Get-Date) - $e.TimeGenerated).TotalMilliseconds -gt 700
--- stdout
True
### A subscription's own event
$t = [Timers.Timer]::new(100000)
Register-ObjectEvent $t Elapsed T
$s = Get-EventSubscriber T
Register-ObjectEvent $s Unsubscribed U
Unregister-Event T
$e = Get-Event U; $e.SourceEventArgs.GetType().FullName; $e.SourceEventArgs.EventSubscriber.SourceIdentifier
--- stdout
System.Management.Automation.PSEventUnsubscribedEventArgs
T
