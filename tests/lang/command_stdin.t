-Command - with a pipe at stdin: lines are commands of their own.
Source: ConsoleHost.Tests.ps1; ConsoleHost.cs

### each line by itself, an error ends its line only
--- args -NoProfile -Command -
--- stdin
1 + 1
throw 'x'
1 +* 2
'on'
--- stdout
2
on
--- stderr
x
### what is incomplete goes on until a blank line
--- args -NoProfile -Command -
--- stdin
if (1)
{
    42
}

function foo
{
    'in foo'
}

foo
--- stdout
42
in foo
### the last line without its end
--- args -NoProfile -Command -
--- stdin
$a = 22
"sum $(
$a + 22)"
--- stdout
sum 44
### a block at the end needs no blank line
--- args -NoProfile -Command -
--- stdin
foreach ($i in 1, 2) {
    $i

    $i * 10
}
--- stdout
1
10
2
20
### exit ends it
--- args -NoProfile -Command -
--- stdin
'a'
exit 7
'b'
--- stdout
a
--- exit 7
### an answer comes before the next question
$i = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath, '-NoProfile -Command -')
$i.RedirectStandardInput = $i.RedirectStandardOutput = $true
$p = [Diagnostics.Process]::Start($i)
$p.StandardInput.Write("1+1`n"); $p.StandardOutput.ReadLine()
$p.StandardInput.Write("if (1)`n{`n 42`n}`n`n"); $p.StandardOutput.ReadLine()
$p.StandardInput.Write('22 + 22'); $p.StandardInput.Close(); $p.StandardOutput.ReadLine()
$p.WaitForExit()
--- stdout
2
42
44
--- timeout 60
