Mutexes, monitors, semaphores, events and cancellation between threads and processes.
Source: System.Threading.Mutex, Monitor, SemaphoreSlim, ManualResetEvent, AutoResetEvent, CountdownEvent, CancellationToken (.NET reference); about_Thread_Jobs; ForEach-Object (-Parallel)

### Only one thread at a time is between WaitOne and ReleaseMutex
$mutex = [System.Threading.Mutex]::new()
$table = @{ n = 0 }
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $m = $using:mutex
    $t = $using:table
    foreach ($i in 1..50) {
        if ($m.WaitOne()) { $old = $t.n; $t.n = $old + 1; $m.ReleaseMutex() }
    }
}
$table.n
--- stdout
200
### Monitor.Enter of a table's SyncRoot, and of a lock object
$table = [hashtable]::Synchronized(@{ n = 0; m = 0 })
$lock = [object]::new()
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    $t = $using:table
    $l = $using:lock
    foreach ($i in 1..50) {
        [System.Threading.Monitor]::Enter($t.SyncRoot)
        try { $old = $t.n; $t.n = $old + 1 } finally { [System.Threading.Monitor]::Exit($t.SyncRoot) }
        [System.Threading.Monitor]::Enter($l)
        try { $old = $t.m; $t.m = $old + 1 } finally { [System.Threading.Monitor]::Exit($l) }
    }
}
"$($table.n) $($table.m)"
--- stdout
200 200
### TryEnter fails while another thread is in; who is not in cannot leave
$lock = [object]::new()
$said = [hashtable]::Synchronized(@{})
$job = Start-ThreadJob {
    $l = $using:lock
    $s = $using:said
    [System.Threading.Monitor]::Enter($l)
    $s.In = $true
    while (-not $s.Leave) { Start-Sleep -Milliseconds 2 }
    [System.Threading.Monitor]::IsEntered($l)
    [System.Threading.Monitor]::Exit($l)
}
while (-not $said.In) { Start-Sleep -Milliseconds 2 }
[System.Threading.Monitor]::TryEnter($lock)
[System.Threading.Monitor]::TryEnter($lock, 20)
[System.Threading.Monitor]::IsEntered($lock)
try { [System.Threading.Monitor]::Exit($lock) } catch { $_.Exception.InnerException.GetType().Name }
$said.Leave = $true
$job | Receive-Job -Wait -AutoRemoveJob
[System.Threading.Monitor]::TryEnter($lock)
--- stdout
False
False
False
SynchronizationLockException
True
True
### A mutex of a name is one for all processes; createdNew is for the first
$created = $null
$mutex = [System.Threading.Mutex]::new($true, 'Global\hvsh-lang-test', [ref]$created)
$created
$other = { $c = $null; $m = [System.Threading.Mutex]::new($true, 'Global\hvsh-lang-test', [ref]$c); "$c $($m.WaitOne(30))" }
& ([Environment]::ProcessPath) -NoProfile -Command "$other"
$mutex.ReleaseMutex()
& ([Environment]::ProcessPath) -NoProfile -Command "$other"
$mutex.Dispose()
$mutex = $null
[gc]::Collect()
--- stdout
True
False False
False True
### A mutex whose thread has ended is abandoned, and then held
$mutex = [System.Threading.Mutex]::new()
Start-ThreadJob { [void]($using:mutex).WaitOne() } | Receive-Job -Wait -AutoRemoveJob
try { $mutex.WaitOne(1000) } catch { "$($_.Exception.InnerException.GetType().Name): $($_.Exception.InnerException.Message)" }
$mutex.WaitOne(0)
$mutex.ReleaseMutex()
$mutex.ReleaseMutex()
try { $mutex.ReleaseMutex() } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
AbandonedMutexException: The wait completed due to an abandoned mutex.
True
ApplicationException
### Events and semaphores wake other threads
$go = [System.Threading.ManualResetEvent]::new($false)
$places = [System.Threading.SemaphoreSlim]::new(0, 5)
$job = Start-ThreadJob { [void]($using:go).WaitOne(); ($using:places).Wait(); 'went on' }
"$($places.CurrentCount) $($job.State -eq 'Completed')"
[void]$go.Set()
[void]$places.Release(2)
$job | Receive-Job -Wait -AutoRemoveJob
$places.CurrentCount
--- stdout
0 False
went on
1
### A countdown
$left = [System.Threading.CountdownEvent]::new(3)
$left.IsSet
1..3 | ForEach-Object -Parallel { [void]($using:left).Signal() }
$left.Wait(1000)
"$($left.IsSet) $($left.CurrentCount)"
try { $left.Signal() } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
False
True
True 0
InvalidOperationException
### Cancellation reaches a thread by its token
$source = [System.Threading.CancellationTokenSource]::new()
$job = Start-ThreadJob { param($token) while (-not $token.IsCancellationRequested) { Start-Sleep -Milliseconds 2 }; 'cancelled' } -ArgumentList $source.Token
$source.Cancel()
$job | Receive-Job -Wait -AutoRemoveJob
--- stdout
cancelled
### Each thread has a number
$main = [System.Threading.Thread]::CurrentThread.ManagedThreadId
(1 | ForEach-Object -Parallel { [System.Threading.Thread]::CurrentThread.ManagedThreadId }) -ne $main
--- stdout
True
### Too many releases
try { [System.Threading.SemaphoreSlim]::new(1, 1).Release() } catch { $_.Exception.InnerException.GetType().FullName }
--- stdout
System.Threading.SemaphoreFullException
### One of several handles, and all of them
$first = [System.Threading.AutoResetEvent]::new($false)
$second = [System.Threading.EventWaitHandle]::new($false, 'ManualReset')
[System.Threading.WaitHandle]::WaitAny(@($first, $second), 10) -eq [System.Threading.WaitHandle]::WaitTimeout
$job = Start-ThreadJob { [void]($using:second).Set() }
[System.Threading.WaitHandle]::WaitAny(@($first, $second))
[System.Threading.WaitHandle]::WaitAll(@($first, $second), 10)
[void]$first.Set()
[System.Threading.WaitHandle]::WaitAll(@($first, $second), 1000)
$first.WaitOne(0)
$first -is [System.Threading.WaitHandle]
$job | Wait-Job | Remove-Job
$shells = 1..3 | ForEach-Object { $shell = [powershell]::Create().AddScript("Start-Sleep -Milliseconds 20; $_"); [pscustomobject]@{ Shell = $shell; Handle = $shell.BeginInvoke() } }
[System.Threading.WaitHandle]::WaitAll($shells.Handle.AsyncWaitHandle)
$shells | ForEach-Object { $_.Shell.EndInvoke($_.Handle) }
try { [System.Threading.EventWaitHandle]::new($false, 'AutoReset', 'name') } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
True
1
False
True
False
True
True
1
2
3
PlatformNotSupportedException
