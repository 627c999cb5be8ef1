Get-ComputerInfo, Invoke-Item, Unblock-File, sessions on other machines.
Source: the pages of these cmdlets; the published tests of Unblock-File and of the variable provider
### Get-ComputerInfo tells of the machine
$i = Get-ComputerInfo
$i.CsName -eq [Environment]::MachineName
$i.OsUptime -gt [timespan]::Zero; $i.CsNumberOfLogicalProcessors -ge 1
$i.OsTotalVisibleMemorySize -gt $i.OsFreePhysicalMemory
$i.PSObject.TypeNames[0]
--- stdout
True
True
True
True
Microsoft.PowerShell.Management.ComputerInfo
### Get-ComputerInfo -Property takes patterns
(Get-ComputerInfo CsName, OsLast*).PSObject.Properties.Name
--- stdout
CsName
OsLastBootUpTime
### Invoke-Item runs a program
Set-Content p.sh '#!/bin/sh', 'echo ran'
chmod +x p.sh
Invoke-Item ./p.sh
Invoke-Item ./p.sh -WhatIf
--- stdout regex
ran
What if: Performing the operation "Invoke Item" on target "Item: .*/p\.sh"\.
### Invoke-Item: only what is there, and only files
try { Invoke-Item nope.sh -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Invoke-Item env:PATH -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
PathNotFound,Microsoft.PowerShell.Commands.InvokeItemCommand
NotSupported,Microsoft.PowerShell.Commands.InvokeItemCommand
Provider operation stopped because the provider does not support this operation.
### Unblock-File has nothing to do on Linux, and says so
Set-Content f 1
try { Unblock-File f } catch { $_.FullyQualifiedErrorId; "$_"; $_.Exception.GetType().Name }
--- stdout
LinuxNotSupported,Microsoft.PowerShell.Commands.UnblockFileCommand
The cmdlet does not support Linux.
PlatformNotSupportedException
### Sessions of PowerShell on other machines: none, and the reason
@(Get-PSSession).Count
Get-PSSession | Remove-PSSession
Exit-PSSession
foreach ($c in { New-PSSession host1 }, { Enter-PSSession host1 }, { Get-PSSession -ComputerName host1 }) {
  try { & $c } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
}
--- stdout
0
RemotingNotSupported,Microsoft.PowerShell.Commands.NewPSSessionCommand
NotImplemented
RemotingNotSupported,Microsoft.PowerShell.Commands.EnterPSSessionCommand
NotImplemented
RemotingNotSupported,Microsoft.PowerShell.Commands.GetPSSessionCommand
NotImplemented
