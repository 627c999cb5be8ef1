[Diagnostics.Process] and ProcessStartInfo.
Source: learn.microsoft.com, System.Diagnostics.Process and ProcessStartInfo
### output, errors and exit code of a program
$psi = [System.Diagnostics.ProcessStartInfo]@{ FileName = 'sh'; Arguments = '-c "echo out; echo err >&2; exit 3"'
    RedirectStandardOutput = $true; RedirectStandardError = $true; UseShellExecute = $false }
$p = [System.Diagnostics.Process]::Start($psi)
$o = $p.StandardOutput.ReadToEnd(); $e = $p.StandardError.ReadToEnd()
$p.WaitForExit()
"[$($o.Trim())][$($e.Trim())] $($p.ExitCode) $($p.HasExited)"
--- stdout
[out][err] 3 True
### its input
$p = New-Object System.Diagnostics.Process
$p.StartInfo.FileName = 'cat'
$p.StartInfo.RedirectStandardInput = $true
$p.StartInfo.RedirectStandardOutput = $true
$p.Start()
$p.StandardInput.WriteLine('hello'); $p.StandardInput.Close()
$p.StandardOutput.ReadLine(); $p.WaitForExit(5000)
$null -eq $p.StandardError
try { $p.get_StandardError() } catch { "$($_.Exception.InnerException)" -replace '(?s)\s+at .*' }
--- stdout
True
hello
True
True
System.InvalidOperationException: StandardError has not been redirected.
### a list of arguments, an environment, a folder
$psi = [Diagnostics.ProcessStartInfo]::new('sh')
$psi.ArgumentList.Add('-c'); $psi.ArgumentList.Add('echo "$X in $PWD"')
$psi.Environment['X'] = 'a b'; $psi.WorkingDirectory = '/usr'
$psi.RedirectStandardOutput = $true
[Diagnostics.Process]::Start($psi).StandardOutput.ReadToEnd().Trim()
--- stdout
a b in /usr
### what cannot be started
try { [Diagnostics.Process]::Start('/no/such') } catch { $_.Exception.InnerException.GetType().FullName }
try { [Diagnostics.Process]::new().Start() } catch { $_.Exception.InnerException.Message }
[Diagnostics.Process]::GetCurrentProcess().Id -eq $PID
--- stdout
System.ComponentModel.Win32Exception
Cannot start process because a file name has not been provided.
True
