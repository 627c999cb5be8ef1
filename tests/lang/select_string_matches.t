Select-String: what it streams, what its matches carry, and what it refuses.
Source: the page of Select-String, Select-String.Tests.ps1, string.tests.ps1, MatchString.cs
### A match is there as soon as the lines after it are
1..3 | ForEach-Object { "in $_" | Write-Host; $_ } | Select-String 1 -Context 0, 1 | ForEach-Object { "out $($_.Line)" }
--- stdout
in 1
in 2
out 1
in 3
### Without lines after it a match does not wait
1..3 | ForEach-Object { "in $_" | Write-Host; $_ } | Select-String 2 -Context 1, 0 | ForEach-Object { "out $($_.Line)" }
--- stdout
in 1
in 2
out 2
in 3
### Lines that were shown are not shown again
('a', 'x', 'b', 'x', 'c' | Select-String x -Context 1 | Out-String).Trim("`n") -split "`n"
--- stdout
  a
> x
  b
> x
  c
### Lines around a match may be matches themselves
1..6 | Select-String '2|3|6' -Context 1 | ForEach-Object { "$($_.Context.PreContext) $($_.Line) $($_.Context.PostContext)" }
--- stdout
1 2 3
2 3 4
5 6 
### Display contexts leave out what another match shows
1..6 | Select-String '2|3|6' -Context 1 | ForEach-Object { "$($_.Context.DisplayPreContext)|$($_.Context.DisplayPostContext)" }
--- stdout
1|
|4
5|
### In files too
Set-Content f.txt a, x, b, x, c
(Select-String x f.txt -Context 1 | Out-String).Trim("`n") -split "`n"
--- stdout
  f.txt:1:a
> f.txt:2:x
  f.txt:3:b
> f.txt:4:x
  f.txt:5:c
### A plain text gives no Match objects
$m = 'aXa' | Select-String x -SimpleMatch
$m.Line; $m.Matches.Count; $m.Pattern
--- stdout
aXa
0
x
### Nor does -NotMatch, which names the first pattern
$m = 'z' | Select-String a, b -NotMatch
$m.Matches.Count; $m.Pattern
--- stdout
0
a
### -AllMatches finds each
('abcb' | Select-String b -AllMatches).Matches.Count; ('abcb' | Select-String b).Matches.Count
--- stdout
2
1
### The pattern that matched is told
('one two' | Select-String three, two).Pattern
--- stdout
two
### RelativePath, ToString of a folder
Set-Content f.txt needle
$m = Select-String needle f.txt
$m.RelativePath($pwd.Path); $m.ToString($pwd.Path); "$m" -eq "$($pwd.Path)/f.txt:1:needle"
--- stdout
f.txt
f.txt:1:needle
True
### RelativePath of pipeline input
('needle' | Select-String needle).RelativePath('/')
--- stdout
InputStream
### LineNumber is an unsigned number
('a' | Select-String a).LineNumber.GetType().Name
--- stdout
UInt64
### A second Select-String passes the match on
Set-Content f.txt one, two
$m = Select-String o f.txt | Select-String w; "$($m.LineNumber) $($m.Filename) $($m.Pattern)"
--- stdout
2 f.txt o
### and shows no lines around it
('a', 'x', 'b' | Select-String x -Context 1 | Select-String x | Out-String).Trim("`n")
--- stdout
> x
### -Context has no meaning there
'a' | Select-String a | Select-String a -Context 1 | ForEach-Object Line
--- stdout
WARNING: The option "Context" is not valid when searching results that are piped from Select-String output.
a
### Negative contexts
try { 'a' | Select-String a -Context -1 } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectStringCommand
### Too many contexts
try { 'a' | Select-String a -Context 1, 2, 3 } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectStringCommand
### Only files are searched
Select-String a env:PATH -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId; $Error[0].Exception.Message
--- stdout
ProcessingFile,Microsoft.PowerShell.Commands.SelectStringCommand
Cannot open the file because the current provider (Microsoft.PowerShell.Core\Environment) cannot open files.
### Turkish letters in a plain text
@('file' | Select-String fIle -SimpleMatch -Culture tr-TR).Count; @('file' | Select-String fIle -SimpleMatch -Culture Invariant).Count
@("f`u{0131}le" | Select-String fIle -SimpleMatch -Culture tr-TR).Count
--- stdout
0
1
1
### Case is told apart in any culture
@('file' | Select-String fiLe -SimpleMatch -Culture tr-TR -CaseSensitive).Count; @('file' | Select-String file -SimpleMatch -Culture Ordinal -CaseSensitive).Count
--- stdout
0
1
### Cultures that are none
try { 'a' | Select-String a -SimpleMatch -Culture nowhere } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectStringCommand
### -Quiet with -NotMatch
'a', 'b' | Select-String a -NotMatch -Quiet
--- stdout
True
### -Raw gives every line that matches
'ab', 'c', 'b' | Select-String b -Raw
--- stdout
ab
b
### -List stops at each file's first match
Set-Content a.txt x1, x2; Set-Content b.txt x3
Select-String x a.txt, b.txt -List | ForEach-Object Line
--- stdout
x1
x3
### A folder in the pipeline is searched by its name
$null = New-Item -ItemType Directory needle
(Get-ChildItem | Select-String needle).Filename
--- stdout
InputStream
