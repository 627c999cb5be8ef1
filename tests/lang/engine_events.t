Events of the session: New-Event, Get-Event, Wait-Event, Register-EngineEvent and their kin.
Source: the pages of these cmdlets; the published tests of New-Event, Get-Event, Register-EngineEvent, Wait-Event; EventManager
### New-Event gives the event and keeps it
$e = New-Event -SourceIdentifier Ready -Sender 'me' -MessageData 'data'
$e.GetType().FullName; $e.SourceIdentifier; $e.Sender; $e.MessageData; $e.EventIdentifier
(Get-Event -SourceIdentifier Ready).MessageData
$e.TimeGenerated.GetType().Name; $e.RunspaceId.GetType().Name; $null -eq $e.ComputerName
--- stdout
System.Management.Automation.PSEventArgs
Ready
me
data
1
data
DateTime
Guid
True
### Get-Event by pattern and by number
$null = New-Event aa; $null = New-Event ab; $null = New-Event b
@(Get-Event a*).Count; (Get-Event -EventIdentifier 3).SourceIdentifier; @(Get-Event).Count
@(Get-Event zz*).Count
--- stdout
2
b
3
0
### Get-Event: what is not there
foreach ($c in { Get-Event nope }, { Get-Event -Id 99 }) {
  try { & $c -ErrorAction Stop } catch { } }
Get-Event nope -ErrorAction SilentlyContinue -ErrorVariable e; "$e"; $e[0].FullyQualifiedErrorId
Get-Event -Id 99 -ErrorAction SilentlyContinue -ErrorVariable e; "$e"; $e[0].FullyQualifiedErrorId
$e[0].CategoryInfo.Category; $e[0].Exception.GetType().Name
--- stdout
Event with source identifier 'nope' does not exist.
INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.GetEventCommand
Event with identifier '99' does not exist.
INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.GetEventCommand
InvalidArgument
ArgumentException
--- stderr any
### Remove-Event
$null = New-Event aa; $null = New-Event ab; $null = New-Event b
Remove-Event a* -WhatIf
Remove-Event a*; @(Get-Event).Count
Get-Event | Remove-Event; @(Get-Event).Count
Remove-Event gone -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId
Remove-Event -EventIdentifier 77 -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId
--- stdout
What if: Performing the operation "Remove" on target "Event 'ab'".
What if: Performing the operation "Remove" on target "Event 'aa'".
1
0
INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.RemoveEventCommand
INVALID_EVENT_IDENTIFIER,Microsoft.PowerShell.Commands.RemoveEventCommand
### Wait-Event: one that came, and a timeout
$null = New-Event x -MessageData 5
(Wait-Event x).MessageData; (Wait-Event).SourceIdentifier
$w = [Diagnostics.Stopwatch]::StartNew()
Wait-Event nothing -Timeout 1
$w.ElapsedMilliseconds -ge 900
--- stdout
5
x
True
### An action takes the event; its output is the job's
$j = Register-EngineEvent -SourceIdentifier T -Action { "got $($Event.MessageData) of $($Event.SourceIdentifier)"; $Sender; $args }
$j.GetType().FullName; "$($j.State)"; $j.Name
$null = New-Event T -Sender 'the sender' -EventArguments 1, 2 -MessageData 'm'
"$($j.State)"; $j.HasMoreData; Receive-Job $j; @(Get-Event).Count
--- stdout
System.Management.Automation.PSEventJob
NotStarted
T
Running
True
got m of T
the sender
1
2
0
### The action runs at once, and may set variables of the session
$global:n = 0
$null = Register-EngineEvent T { $global:n += $Event.MessageData }
$null = New-Event T -MessageData 3; $null = New-Event t -MessageData 4
$n
--- stdout
7
### $EventSubscriber, and unsubscribing in the action
$null = Register-EngineEvent T { Write-Host 'once'; Unregister-Event -SubscriptionId $EventSubscriber.SubscriptionId }
$null = New-Event T; $null = New-Event T
@(Get-Event).Count; @(Get-EventSubscriber).Count
--- stdout
once
1
0
### -MaxTriggerCount
$null = Register-EngineEvent T { Write-Host "$($Event.EventIdentifier)" } -MaxTriggerCount 2
1..3 | ForEach-Object { $null = New-Event T }
--- stdout
1
2
### Get-EventSubscriber
$null = Register-EngineEvent T1 { }
Register-EngineEvent T2 { } -SupportEvent
$s = Get-EventSubscriber
$s.SubscriptionId; $s.SourceIdentifier; $s.Action.Name; $s.SupportEvent; $s.ForwardEvent
(Get-EventSubscriber -Force).SourceIdentifier
Get-EventSubscriber none -ErrorAction SilentlyContinue -ErrorVariable e; "$e"; $e[0].FullyQualifiedErrorId
(Get-EventSubscriber).GetType().FullName
--- stdout
1
T1
T1
False
False
T1
T2
Event subscription with source identifier 'none' does not exist.
INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.GetEventSubscriberCommand
System.Management.Automation.PSEventSubscriber
### Unregister-Event
$j = Register-EngineEvent T { }
Unregister-Event T -WhatIf
Unregister-Event T
@(Get-EventSubscriber).Count; "$($j.State)"
Unregister-Event T -ErrorAction SilentlyContinue -ErrorVariable e; "$e"; $e[0].FullyQualifiedErrorId
Unregister-Event -SubscriptionId 9 -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId
--- stdout
What if: Performing the operation "Unsubscribe" on target "Event subscription 'T'".
0
Stopped
Event subscription with identifier 'T' does not exist.
INVALID_SOURCE_IDENTIFIER,Microsoft.PowerShell.Commands.UnregisterEventCommand
INVALID_SUBSCRIPTION_IDENTIFIER,Microsoft.PowerShell.Commands.UnregisterEventCommand
### An action is needed, and not with -Forward
try { Register-EngineEvent T } catch { "$_"; $_.FullyQualifiedErrorId }
try { Register-EngineEvent T { } -Forward } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Action must be specified for non-forwarded events.
ACTION_MANDATORY_FOR_LOCAL,Microsoft.PowerShell.Commands.RegisterEngineEventCommand
The action is not supported when you are forwarding events.
ACTION_AND_FORWARD_NOT_SUPPORTED,Microsoft.PowerShell.Commands.RegisterEngineEventCommand
### An action that fails: its job
$j = Register-EngineEvent T { throw 'bad' }
$null = New-Event T
"$($j.State)"
Receive-Job $j -ErrorAction SilentlyContinue -ErrorVariable e; "$e"
--- stdout
Failed
bad
### PowerShell.Exiting
$null = Register-EngineEvent PowerShell.Exiting -Action { Write-Host 'bye' }
'work'
--- stdout
work
bye
### PowerShell.Exiting after exit, and the code stays
Register-EngineEvent -SourceIdentifier PowerShell.Exiting -SupportEvent -Action { Write-Host 'bye' }
exit 3
--- stdout
bye
--- exit 3
### Register-ObjectEvent: an object without events
Register-ObjectEvent ([object]::new()) Nothing -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId; $e[0].CategoryInfo.Category
--- stdout
INVALID_REGISTRATION,Microsoft.PowerShell.Commands.RegisterObjectEventCommand
InvalidArgument
