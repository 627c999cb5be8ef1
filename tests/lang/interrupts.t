Ctrl-C (SIGINT) ends what runs, however long one call of it would take: exit code 130, no output of
what was cut short.
Source: about_Try_Catch_Finally (Ctrl+C runs finally blocks), about_Jobs, POSIX (128 + signal)

### an endless loop
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the cast of a large text to XML
$t = '<r>' + ('<a b="c">text</a>' * 3000000) + '</r>'
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
[xml]$t
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the characters of a large text
$s = 'x' * 30MB
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = $s.ToCharArray() }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a number of many digits
$t = '7' * 2000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
[bigint]$t
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a power modulo a large number
$b = [bigint]::Pow(2, 90000) - 1
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
[bigint]::ModPow(3, $b, $b - 2)
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the text of a large number
$b = [bigint]::Pow(2, 900000)
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = $b.ToString() }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a pattern with many stars
$a = 'ab' * 20MB
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
$a -like ('*a*b*a*' + 'ab' * 50 + 'c')
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a search in a list of numbers
$a = 1..3000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = $a -contains 'x' }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a comparison that filters
$a = 1..3000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = $a -eq 'x' }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### all matches of a pattern
$a = 'ab,' * 5MB
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = [regex]::Matches($a, 'a') }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a text repeated
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = 'abc' * 200MB }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### an array repeated
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = @(1, 2, 3) * 10000000 }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the parsing of a long script
$t = '$a = 1 + 2; ' * 1000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = [scriptblock]::Create($t) }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a text wrapped at 80 columns
$a = 'x y ' * 5MB
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $a | Out-String -Width 80 | Out-Null }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### CLIXML of many objects
$a = foreach ($i in 1..100000) { [pscustomobject]@{ a = $i } }
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = [System.Management.Automation.PSSerializer]::Serialize($a) }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### YAML of many lines
$t = "- a: 1`n  b: x`n" * 300000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = ConvertFrom-Yaml $t }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### JSON of many numbers
$a = 1..1000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = ConvertTo-Json $a }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the encoding of a text
$a = 'x' * 50MB
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = [Text.Encoding]::Unicode.GetBytes($a) }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a set of many numbers
$a = [int[]](1..2000000)
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = [System.Collections.Generic.HashSet[int]]::new($a) }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### many objects in random order
$a = 1..2000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = Get-Random -InputObject $a -Shuffle }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### Start-Sleep
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
Start-Sleep 1000
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a sleeping thread
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
[System.Threading.Thread]::Sleep(1000000)
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### Wait-Job
$j = Start-Job { while ($true) { } }
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
Wait-Job $j
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### Receive-Job -Wait
$j = Start-Job { Start-Sleep 1000 }
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
Receive-Job $j -Wait
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### ForEach-Object -Parallel
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
1..4 | ForEach-Object -Parallel { while ($true) { } }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a runspace
$p = [powershell]::Create().AddScript('while ($true) { }')
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
$p.Invoke()
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### Wait-Process
$p = Start-Process sleep 1000 -PassThru
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
try { Wait-Process -Id $p.Id } finally { $p.Kill() }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### WaitForExit of a process
$p = Start-Process sleep 1000 -PassThru
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
try { $p.WaitForExit() } finally { $p.Kill() }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a native command
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
sleep 1000
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a pipeline of native commands
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
yes | cat | ForEach-Object { }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the walk of a large tree
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { Get-ChildItem -Recurse /usr, /proc -ErrorAction Ignore | Out-Null }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### a list of files by .NET
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { try { $null = [System.IO.Directory]::GetFiles('/usr', '*', 'AllDirectories') } catch { } }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### the finally block of a loop runs, what follows does not
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
try { while ($true) { } } finally { Write-Host 'finally' }
'not reached'
--- stdout
finally
--- exit 130
--- timeout 240
### the end block of a cut pipeline does not run
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
& { process { while ($true) { } } end { 'end' } }
--- exit 130
--- timeout 240
### catch sees nothing of it
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
try { while ($true) { } } catch { 'caught' }
--- exit 130
--- timeout 240
### what was written before stays
1..3
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { }
--- stdout
1
2
3
--- exit 130
--- timeout 240
### a walk by index over a long text beyond ASCII is no matter of minutes
$s = 'é' * 300000 + '😀x'
$n = 0
foreach ($i in 0..($s.Length - 1)) { if ($s[$i] -eq 'é') { $n++ } }
for ($i = $s.Length - 1; $i -ge 0; $i--) { if ($s[$i] -eq 'x') { $n++ } }
$n
$s.Length
$s.Substring(299999, 3).Length
'{0:X4} {1:X4}' -f [int]$s[300000], [int]$s[300001]
-join $s[300002..299999 + 5] -eq 'x' + $s[300001] + $s[300000] + 'éé'
--- stdout
300001
300003
3
D83D DE00
True
--- source String.Chars and String.Length count UTF-16 units
