StreamReader over what is still being written: a line is had when it stands there.
Source: Process.StandardOutput, StreamReader of .NET; ConsoleHost.Tests.ps1

### lines of a program that answers
$i = [Diagnostics.ProcessStartInfo]::new('/bin/cat')
$i.RedirectStandardInput = $true; $i.RedirectStandardOutput = $true
$p = [Diagnostics.Process]::Start($i)
$p.StandardInput.WriteLine('one'); $p.StandardOutput.ReadLine()
$p.StandardInput.WriteLine('two'); $p.StandardOutput.ReadLine()
$p.StandardInput.Write('rest'); $p.StandardInput.Close(); $p.StandardOutput.ReadToEnd()
$p.WaitForExit()
--- stdout
one
two
rest
--- timeout 120
### signs and the end
$r = [IO.StreamReader]::new("$PWD/f.txt")
[char]$r.Read(); [char]$r.Peek(); $r.ReadLine(); $r.EndOfStream; $r.ReadLine(); $r.EndOfStream; $null -eq $r.ReadLine()
$r.Close()
--- stdout
a
b
bc
False
dé
True
True
--- file f.txt
abc
dé
### a byte order mark and UTF-16
[IO.File]::WriteAllText("$PWD/u.txt", "one`r`ntwo", [Text.Encoding]::Unicode)
$r = [IO.StreamReader]::new("$PWD/u.txt"); $r.ReadLine(); $r.ReadLine(); $r.CurrentEncoding.BodyName; $r.Close()
[IO.File]::WriteAllText("$PWD/v.txt", "x`ny", [Text.UTF8Encoding]::new($true))
$r = [IO.StreamReader]::new("$PWD/v.txt"); $r.ReadLine().Length; $r.ReadToEnd(); $r.Close()
--- stdout
one
two
utf-16
1
y
### an empty file
$null = New-Item e.txt; $r = [IO.StreamReader]::new("$PWD/e.txt"); $null -eq $r.ReadLine(); $r.EndOfStream; $r.ReadToEnd().Length; $r.Close()
--- stdout
True
True
0
