PSInvocationSettings, and dates of Add-History.
Source: History.Tests.ps1; PowerShell's PowerShell.cs and History.cs

### commands in the history of their runspace
$set = [System.Management.Automation.PSInvocationSettings]::new()
$set.AddToHistory = $true
$ps = [powershell]::Create('NewRunspace')
$null = $ps.AddCommand('Get-Location').Invoke($null, $set); $ps.Commands.Clear()
$null = $ps.AddScript('1+1').Invoke($null, $set); $ps.Commands.Clear()
$null = $ps.AddScript('2+2').Invoke(); $ps.Commands.Clear()
$ps.AddCommand('Get-History').Invoke() | ForEach-Object { $_.CommandLine }
$ps.Commands.Clear()
$ps.AddScript('Invoke-History 2').Invoke()
--- stdout
Get-Location
1+1
2
### they are kept when asked for alone
(New-Object System.Management.Automation.PSInvocationSettings).AddToHistory
--- stdout
False
### the current culture reads the dates
[cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo('en-au')
$e = [pscustomobject]@{ CommandLine = 'x'; ExecutionStatus = 'Completed'; StartExecutionTime = '18/08/2021 16:43:50'; EndExecutionTime = '18/08/2021 16:44:50' }
($e | Add-History -PassThru).StartExecutionTime.Month
$e.StartExecutionTime = '08/18/2021 16:43:50'
try { $e | Add-History -ErrorAction Stop } catch { $_.Exception.Message }
--- stdout
8
Cannot add history because the input object has a format that is not valid.
