Views of files and processes: lists, names side by side, and those that -View names.
Source: Format-Table, Format-Wide (reference); FileSystem_format_ps1xml.cs, DotNetTypes_format_ps1xml.cs; FileVersionInfo.ToString and Process.PriorityClass of .NET; published test: TabCompletion
### A list of files and folders stands under their folder; only files have a length
$null = New-Item -ItemType Directory d
Set-Content f.txt hello
$text = Get-Item d, f.txt | Format-List | Out-String -Stream
@($text) -match '^ +Directory: ' -replace ': .*', ': '
@($text) -match '^(Name|Length|Mode|VersionInfo) +:' -replace ' +: .*/', ' : '
@($text) -match 'Debug:'
--- stdout
    Directory: 
Name           : d
Mode           : d----
Name           : f.txt
Length         : 6
Mode           : -----
VersionInfo : f.txt
                 Debug:            False
### Folders stand in brackets side by side
$null = New-Item -ItemType Directory d
Set-Content f.txt hello
(Get-ChildItem | Format-Wide | Out-String -Width 40 -Stream) -match 'f.txt' -replace ' +', ' '
--- stdout
[d] f.txt
### -View children, and with what is linked
Set-Content f.txt hello
(Get-Item f.txt).LastWriteTime = [datetime]'2024-03-05 14:07:00'
Get-Item f.txt | Format-Table -View children | Out-String -Stream | Select-Object -Skip 3
$null = New-Item -ItemType HardLink -Path g.txt -Target f.txt
(Get-Item f.txt | Format-Table -View childrenWithHardlink | Out-String -Stream) -match 'f.txt' -replace ' .*'
(Get-Item f.txt | Format-Table -View children | Out-String -Stream) -match 'f.txt' -replace ' .*'
--- stdout
Mode                 LastWriteTime         Length Name
----                 -------------         ------ ----
-----            3/5/2024  2:07 PM              6 f.txt

l----
-----
### The version of a file that is no Windows program
Set-Content f.txt hello
$v = (Get-Item f.txt).VersionInfo
$v.GetType().FullName; Split-Path -Leaf $v.FileName; $null -eq $v.FileVersion; $v.IsDebug
([string]$v -split "`n")[1, 7, 12] | ForEach-Object { "[$_]" }
--- stdout
System.Diagnostics.FileVersionInfo
f.txt
True
False
[InternalName:     ]
[Debug:            False]
[Language:         ]
### Processes by priority and by the day they began
$p = Get-Process -Id $PID
$p.PriorityClass = 'Idle'
(Get-Process -Id $PID).PriorityClass
$p | Format-Table -View Priority | Out-String -Stream | Select-Object -Skip 1 -First 4
($p | Format-Table -View StartTime | Out-String -Stream)[1] -replace '\d+', '0'
($p | Format-Table -View ProcessWithUserName | Out-String -Stream)[1]
($p | Format-Wide | Out-String).Trim() -eq $p.ProcessName
--- stdout
Idle
   PriorityClass: Idle

ProcessName                  Id WorkingSet64
-----------                  -- ------------
   StartTime.ToShortDateString(): 0/0/0
     WS(M)   CPU(s)      Id UserName                       ProcessName
True
### -View is completed with the views of what comes down
(TabExpansion2 'Get-ChildItem | Format-Table -View ').CompletionMatches.CompletionText -join ' '
(TabExpansion2 'Get-ChildItem | Format-List -View ').CompletionMatches.CompletionText -join ' '
(TabExpansion2 'Get-ChildItem | Format-Custom -View ').CompletionMatches.Count
'<Configuration><ViewDefinitions><View><Name>R A M</Name><ViewSelectedBy><TypeName>System.Diagnostics.Process</TypeName></ViewSelectedBy><TableControl><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>' > v.ps1xml
Update-FormatData -AppendPath v.ps1xml
(TabExpansion2 'Get-Process | Format-Table -View R').CompletionMatches.CompletionText
(TabExpansion2 "Get-Process | Format-Table -View 'S").CompletionMatches.CompletionText
(TabExpansion2 'Get-Process | Format-Wide -View ').CompletionMatches.CompletionText
--- stdout
children childrenWithHardlink childrenWithUnixStat
children
0
'R A M'
'StartTime'
process
### A name that no view has: those that there are, or who knows it (FormatViewManager.cs)
$p = Get-Process -Id $PID
foreach ($c in { $p | Format-Wide -View none }, { $p | Format-List -View Priority }, { $p | Format-Custom -View none }) {
    try { & $c } catch { $_.Exception.Message.Trim(); $_.FullyQualifiedErrorId -replace ',.*' }
}
--- stdout
The view name none cannot be found. Specify one of the following Wide views and try again: process.
FormatViewNotFound
The view name Priority cannot be found in the List formatting. Try using one of these other format cmdlets: Format-Table
FormatViewNotFound
The view name none cannot be found. There are no existing Custom views for System.Diagnostics.Process objects.
FormatViewNotFound
