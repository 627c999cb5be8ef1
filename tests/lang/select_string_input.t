Select-String of strings that come through the pipeline.
Source: the page of Select-String, Select-String.Tests.ps1, MatchString.cs
### -Context holds the lines around
$m = 'one', 'two', 'three', 'four' | Select-String three -Context 2, 1
$m.Context.PreContext -join ','; $m.Context.PostContext -join ','; $m.LineNumber
--- stdout
one,two
four
3
### How they are shown
('a', 'x', 'b' | Select-String x -Context 1 | Out-String).Trim("`n") -split "`n"
--- stdout
  a
> x
  b
### At the ends there are fewer
$m = 'x', 'y' | Select-String x -Context 3
$m.Context.PreContext.Count; $m.Context.PostContext.Count
--- stdout
0
1
### -Quiet answers for files, found or not
Set-Content a.txt 'needle'; Set-Content b.txt 'hay'
Select-String needle a.txt -Quiet; Select-String needle b.txt -Quiet; Select-String needle *.txt -Quiet
Get-ChildItem *.txt | Select-String needle -Quiet
--- stdout
True
False
True
True
False
