Transcripts: what they keep though the host does not show it.
Source: MshCommandRuntime.cs (WriteInformation), LocalPipeline.cs; published tests: Start-Transcript, Out-Default
### Out-Default -Transcript is kept and not shown
$null = Start-Transcript -UseMinimalHeader -Path t.txt
'hello' | Out-Default -Transcript
'bye'
$null = Stop-Transcript
@(Get-Content t.txt) -ceq 'hello'
--- stdout
bye
hello
### A silenced Write-Host is kept, an ignored one is not
$null = Start-Transcript -UseMinimalHeader -Path t.txt
Write-Host silent -InformationAction SilentlyContinue
Write-Host never -InformationAction Ignore
Write-Information quiet
$null = Stop-Transcript
@(Get-Content t.txt) -match 'silent|never|quiet'
--- stdout
silent
### What was redirected is kept
$null = Start-Transcript -UseMinimalHeader -Path t.txt
Write-Host red 6> $null
Write-Information info -InformationAction Continue 6> $null
$null = Stop-Transcript
@(Get-Content t.txt) -match '^(red|info)$'
--- stdout
red
info
### Scripts that a PowerShell object runs stand there as typed, with their output
$ps = [powershell]::Create()
foreach ($text in "Start-Transcript -UseMinimalHeader -Path $PWD/t.txt", '40 + 2', 'Write-Host told', 'Stop-Transcript') {
    $null = $ps.AddScript($text).Invoke()
    $ps.Commands.Clear()
}
$ps.Dispose()
@(Get-Content t.txt) -match '^(PS>|42|told)'
--- stdout
PS>40 + 2
42
PS>Write-Host told
told
PS>Stop-Transcript
