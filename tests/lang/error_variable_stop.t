Source: published tests Language/Scripting/ActionPreference (Stop and the error's exception), OutErrorVariable; about_CommonParameters, about_Preference_Variables
### -ErrorVariable under Stop holds one exception, and that the record
try { Get-Item nosuchfile -ErrorAction Stop -ErrorVariable ev } catch { }
$ev.Count
$ev[0].GetType().FullName
$ev[0].ErrorRecord.Exception.GetType().Name
$ev[0].ErrorRecord.FullyQualifiedErrorId
--- stdout
1
System.Management.Automation.ActionPreferenceStopException
ItemNotFoundException
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
### its message says what stopped it
try { Write-Error 'no' -ErrorAction Stop -ErrorVariable ev } catch { "$_" }
$ev[0].Message
--- stdout
no
The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: no
### errors that go on are records
Get-Item nosuch1, nosuch2 -ErrorAction SilentlyContinue -ErrorVariable ev
$ev.Count
$ev[0].GetType().Name
--- stdout
2
ErrorRecord
### + keeps those from before
Get-Item nosuch1 -ErrorAction SilentlyContinue -ErrorVariable ev
try { Get-Item nosuch2 -ErrorAction Stop -ErrorVariable +ev } catch { }
$ev.Count
$ev.ForEach({ $_.GetType().Name }) -join ' '
--- stdout
2
ErrorRecord ActionPreferenceStopException
### the error that is caught is the record all the same
try { Get-Item nosuchfile -ErrorAction Stop -ErrorVariable ev } catch { $_.GetType().Name; $_.Exception.GetType().Name; $_.FullyQualifiedErrorId }
--- stdout
ErrorRecord
ItemNotFoundException
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
