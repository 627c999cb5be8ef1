System.IO.FileSystemWatcher.
Source: the page of Register-ObjectEvent; System.IO.FileSystemWatcher and its event arguments; inotify(7)
### A watcher's properties
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d)
$w.Path -eq $d; $w.Filter; $w.Filters.Count; "$($w.NotifyFilter)"; $w.IncludeSubdirectories; $w.InternalBufferSize; $w.EnableRaisingEvents; "$w"
$w.Filter = '*.*'; $w.Filter; $w.Filter = '*.txt'; $w.Filters.Count; $w.InternalBufferSize = 1; $w.InternalBufferSize
$w.NotifyFilter = 'Size, Security'; [int]$w.NotifyFilter
[System.IO.FileSystemWatcher]::new($d, '*.log').Filter
$v = New-Object System.IO.FileSystemWatcher -Property @{ Path = $d; Filter = '*.ps1'; IncludeSubdirectories = $true }
$v.Path -eq $d; $v.Filter; $v.IncludeSubdirectories
--- stdout
True
*
0
FileName, DirectoryName, LastWrite
False
8192
False
System.IO.FileSystemWatcher
*
1
4096
264
*.log
True
*.ps1
True
### Folders that are not there
foreach ($c in { [System.IO.FileSystemWatcher]::new('/no/such') }, { [System.IO.FileSystemWatcher]::new('') }, { [System.IO.FileSystemWatcher]::new().Path = '/no/such' }) {
  try { & $c } catch { $_.Exception.GetBaseException().Message } }
--- stdout
The directory name '/no/such' does not exist. (Parameter 'path')
The directory name  is invalid. (Parameter 'path')
The directory name '/no/such' does not exist. (Parameter 'Path')
### Created, Changed, Renamed, Deleted
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d)
foreach ($n in 'Created', 'Changed', 'Renamed', 'Deleted') { Register-ObjectEvent $w $n $n }
$w.EnableRaisingEvents
'x' | Set-Content $d/a.txt
$e = (Wait-Event Created -Timeout 20).SourceEventArgs
$e.GetType().FullName; "$($e.ChangeType)"; $e.Name; $e.FullPath -eq "$d/a.txt"
$e = (Wait-Event Changed -Timeout 20).SourceEventArgs
"$($e.ChangeType)"; $e.Name
Rename-Item $d/a.txt b.txt
$e = (Wait-Event Renamed -Timeout 20).SourceEventArgs
$e.GetType().FullName; "$($e.ChangeType)"; $e.Name; $e.OldName; $e.OldFullPath -eq "$d/a.txt"
Remove-Item $d/b.txt
$e = (Wait-Event Deleted -Timeout 20).SourceEventArgs
"$($e.ChangeType)"; $e.Name
--- stdout
True
System.IO.FileSystemEventArgs
Created
a.txt
True
Changed
a.txt
System.IO.RenamedEventArgs
Renamed
b.txt
a.txt
True
Deleted
b.txt
### An action by the page's words
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d)
$null = Register-ObjectEvent -InputObject $w -EventName Created -Action { $global:seen = $Event.SourceEventArgs.Name; $global:kind = "$($EventArgs.ChangeType)" }
$null = New-Item $d/new.txt
while (-not $kind) { Start-Sleep -Milliseconds 10 }
$seen; $kind
--- stdout
new.txt
Created
### Filters are of the last part of the name, by case
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d)
$w.Filters.Add('*.txt'); $w.Filters.Add('b?')
Register-ObjectEvent $w Created C
$null = 'A.TXT', 'a.log', 'b1', 'b22', 'a.txt' | ForEach-Object { New-Item "$d/$_" }
do { $last = Get-Event -ErrorAction Ignore; Start-Sleep -Milliseconds 10 } until ($last.SourceEventArgs.Name -contains 'a.txt')
(Get-Event).SourceEventArgs.Name
--- stdout
b1
a.txt
### Renamed away from a filter is told, too
$d = (New-Item -ItemType Directory d).FullName
$null = New-Item $d/a.txt
$w = [System.IO.FileSystemWatcher]::new($d, '*.txt')
Register-ObjectEvent $w Renamed R
Rename-Item $d/a.txt a.log
$e = (Wait-Event R -Timeout 20).SourceEventArgs; $e.OldName; $e.Name
--- stdout
a.txt
a.log
### NotifyFilter: folders only
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d); $w.NotifyFilter = 'DirectoryName'
Register-ObjectEvent $w Created C
$null = New-Item $d/file; $null = New-Item -ItemType Directory $d/folder
(Wait-Event C -Timeout 20).SourceEventArgs.Name
--- stdout
folder
### IncludeSubdirectories, folders that come later and folders that move
$d = (New-Item -ItemType Directory d).FullName
$null = New-Item -ItemType Directory $d/s/t
$w = [System.IO.FileSystemWatcher]::new($d); $w.IncludeSubdirectories = $true; $w.NotifyFilter = 'FileName, DirectoryName'
foreach ($n in 'Created', 'Renamed') { Register-ObjectEvent $w $n $n }
function next { $e = Wait-Event -Timeout 20; $a = $e.SourceEventArgs; "$($a.ChangeType) $($a.Name) $($a.OldName)"; $e | Remove-Event }
$null = New-Item $d/s/t/one; next
$null = New-Item -ItemType Directory $d/s/u; next
$null = New-Item $d/s/u/two; next
Move-Item $d/s $d/v; next
$null = New-Item $d/v/u/three; next
--- stdout
Created s/t/one 
Created s/u 
Created s/u/two 
Renamed v s
Created v/u/three 
### Moved out is Deleted, moved in is Created
$d = (New-Item -ItemType Directory d).FullName
$null = New-Item $d/a; $null = New-Item b
$w = [System.IO.FileSystemWatcher]::new($d)
foreach ($n in 'Created', 'Deleted', 'Renamed') { Register-ObjectEvent $w $n $n }
Move-Item $d/a ./a
$e = Wait-Event -Timeout 20; "$($e.SourceEventArgs.ChangeType) $($e.SourceEventArgs.Name)"; $e | Remove-Event
Move-Item ./b $d/b
$e = Wait-Event -Timeout 20; "$($e.SourceEventArgs.ChangeType) $($e.SourceEventArgs.Name)"
--- stdout
Deleted a
Created b
### EnableRaisingEvents off: nothing comes
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d)
Register-ObjectEvent $w Created C
$w.EnableRaisingEvents = $false
$null = New-Item $d/a
$w.EnableRaisingEvents = $true
$null = New-Item $d/b
(Wait-Event C -Timeout 20).SourceEventArgs.Name
--- stdout
b
### WaitForChanged: nothing happens, and something does
$d = (New-Item -ItemType Directory d).FullName
$w = [System.IO.FileSystemWatcher]::new($d)
$r = $w.WaitForChanged('All', 50); $r.GetType().FullName; $r.TimedOut; [int]$r.ChangeType
$job = Start-Job { param($d) while ($true) { $null = New-Item -Force "$d/x"; Start-Sleep -Milliseconds 50; Remove-Item "$d/x" } } -ArgumentList $d
$r = $w.WaitForChanged([System.IO.WatcherChangeTypes]::Deleted, 20000); $r.TimedOut; $r.Name; "$($r.ChangeType)"
Remove-Job $job -Force
--- stdout
System.IO.WaitForChangedResult
True
0
False
x
Deleted
### Get-Member: its events
[System.IO.FileSystemWatcher]::new() | Get-Member -MemberType Event | ForEach-Object { "$($_.Name): $($_.Definition)" }
--- stdout
Changed: System.IO.FileSystemEventHandler Changed(System.Object, System.IO.FileSystemEventArgs)
Created: System.IO.FileSystemEventHandler Created(System.Object, System.IO.FileSystemEventArgs)
Deleted: System.IO.FileSystemEventHandler Deleted(System.Object, System.IO.FileSystemEventArgs)
Disposed: System.EventHandler Disposed(System.Object, System.EventArgs)
Error: System.IO.ErrorEventHandler Error(System.Object, System.IO.ErrorEventArgs)
Renamed: System.IO.RenamedEventHandler Renamed(System.Object, System.IO.RenamedEventArgs)
### Nothing hangs at the end with a watcher alive
$w = [System.IO.FileSystemWatcher]::new($PWD.Path); $w.IncludeSubdirectories = $true
$null = Register-ObjectEvent $w Created C -Action { $Event }
$null = New-Item x
'end'
--- stdout
end
--- timeout 20
