Ctrl-C (SIGINT) while a text is parsed ends silently: exit code 130, no parser error and nothing
for catch.
Source: about_Try_Catch_Finally (Ctrl+C runs finally blocks), POSIX (128 + signal)

### Invoke-Expression of a long script
$t = '$a = 1; ' * 3000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { Invoke-Expression $t }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### ScriptBlock.Create of a long script
$t = '$a = 1; ' * 3000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
while ($true) { $null = [scriptblock]::Create($t) }
'not reached'
--- stdout
begun
--- exit 130
--- timeout 240
### catch sees nothing of it, finally runs
$t = '$a = 1; ' * 3000000
[Console]::Out.WriteLine('begun')
$null = Start-ThreadJob { Start-Sleep -Milliseconds 300; kill -INT $using:PID }
try { while ($true) { Invoke-Expression $t } } catch { 'caught' } finally { [Console]::Out.WriteLine('finally') }
'not reached'
--- stdout
begun
finally
--- exit 130
--- timeout 240
