The history cmdlets, and transcripts.
Source: about_History; Get-, Add-, Clear-, Invoke-History, Start-Transcript, Stop-Transcript (reference/7.5); HistoryStrings, TranscriptStrings
### what scripts run leaves no history
Get-History
--- stdout
### entries of another session
$e = [pscustomobject]@{ CommandLine = 'dir'; ExecutionStatus = 'Completed'; StartExecutionTime = '2020-01-01'; EndExecutionTime = '2020-01-01 00:01:02.5' }
$e | Add-History
Get-History
--- stdout

  Id     Duration CommandLine
  --     -------- -----------
   1     1:02.500 dir

### -PassThru gives what was added
$e = [pscustomobject]@{ CommandLine = 'dir'; ExecutionStatus = 'Failed'; StartExecutionTime = '2020-01-01'; EndExecutionTime = '2020-01-01' }
$h = $e | Add-History -PassThru
$h.GetType().FullName; $h.Id; $h.ExecutionStatus; "$h"
--- stdout
Microsoft.PowerShell.Commands.HistoryInfo
1
Failed
dir
### what is no entry is refused
Add-History 'text' -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId; "$($e[0])"
--- stdout
AddHistoryInvalidInput,Microsoft.PowerShell.Commands.AddHistoryCommand
Cannot add history because the input object has a format that is not valid.
### the last entries, and those up to a number
$t = Get-Date
1..5 | ForEach-Object { [pscustomobject]@{ CommandLine = "c$_"; ExecutionStatus = 'Completed'; StartExecutionTime = $t; EndExecutionTime = $t } } | Add-History
"$(Get-History -Count 2)"; "$(Get-History 2)"; "$(Get-History -Id 3 -Count 2)"; "$(1, 5 | Get-History)"
--- stdout
c4 c5
c2
c2 c3
c1 c5
### a number that is not there
Get-History 7 -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId; "$($e[0])"
--- stdout
GetHistoryNoHistoryForId,Microsoft.PowerShell.Commands.GetHistoryCommand
Cannot locate the history for Id 7.
### entries go by number, by command, by count
$t = Get-Date
1..6 | ForEach-Object { [pscustomobject]@{ CommandLine = "c$_"; ExecutionStatus = 'Completed'; StartExecutionTime = $t; EndExecutionTime = $t } } | Add-History
Clear-History -Id 2; "$(Get-History)"
Clear-History -CommandLine *5; "$(Get-History)"
Clear-History -Count 1; "$(Get-History)"
Clear-History -Count 1 -Newest; "$(Get-History)"
Clear-History; "$(Get-History)"
--- stdout
c1 c3 c4 c5 c6
c1 c3 c4 c6
c3 c4 c6
c3 c4

### a command runs again
$t = Get-Date
[pscustomobject]@{ CommandLine = '1 + 2'; ExecutionStatus = 'Completed'; StartExecutionTime = $t; EndExecutionTime = $t } | Add-History
Invoke-History 1
r '1 +'
--- stdout
1 + 2
3
--- stderr any
--- exit 1
### there must be a command to run again
try { Invoke-History } catch { $_.FullyQualifiedErrorId; "$_" }
try { Invoke-History nope } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
InvokeHistoryNoLastHistoryEntryFound,Microsoft.PowerShell.Commands.InvokeHistoryCommand
Cannot locate most recent history.
InvokeHistoryNoHistoryForCommandline,Microsoft.PowerShell.Commands.InvokeHistoryCommand
Cannot locate the history for command line nope.
### a transcript holds what was shown
Start-Transcript t.txt -UseMinimalHeader
'shown'
Write-Host told
Stop-Transcript | Out-Null
(Get-Content t.txt) -replace '\d{14}', 'N'
--- stdout
Transcript started, output file is t.txt
shown
told
**********************
PowerShell transcript start
Start time: N
**********************
Transcript started, output file is t.txt
shown
told
**********************
PowerShell transcript end
End time: N
**********************
### its header says who, where and which version
Start-Transcript t.txt | Out-Null
Stop-Transcript | Out-Null
(Get-Content t.txt) -replace ':.*', ':' | Select-Object -Skip 1 -First 7
--- stdout
PowerShell transcript start
Start time:
Username:
RunAs User:
Configuration Name:
Machine:
Host Application:
### -Append and -NoClobber
Set-Content t.txt first
try { Start-Transcript t.txt -NoClobber } catch { $_.FullyQualifiedErrorId }
Start-Transcript t.txt -Append -UseMinimalHeader | Out-Null
Stop-Transcript | Out-Null
(Get-Content t.txt)[0]
--- stdout
NoClobber,Microsoft.PowerShell.Commands.StartTranscriptCommand
first
### without a transcript none can end
try { Stop-Transcript } catch { "$_" }
--- stdout
An error occurred stopping transcription: The host is not currently transcribing.
