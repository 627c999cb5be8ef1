The Hyper-V cmdlets over libvirt's test driver, whose one domain "test" is documented: running,
two processors, 8 GB of memory, 2 GB of it assigned. Error texts, ids and ShouldProcess texts are those of the module
and of about_Functions_CmdletBindingAttribute.
Source: the public pages of the Hyper-V module
### every domain is a virtual machine
Get-VM | ForEach-Object { "$($_.Name) $($_.State) $($_.Generation)" }
--- stdout
test Running 1
### names take wildcards and no case
(Get-VM T*).Name; @(Get-VM nothing*).Count
--- stdout
test
0
### an unknown name is an error that does not end the script
Get-VM nosuch
$Error[0].FullyQualifiedErrorId
$Error[0].CategoryInfo.Category
'after'
--- stdout
InvalidParameter,Microsoft.HyperV.PowerShell.Commands.GetVM
InvalidArgument
after
--- stderr
Get-VM: .*unable to find a virtual machine with name "nosuch"
### ErrorAction Stop makes it catchable
try { Get-VM nosuch -ErrorAction Stop; 'not here' } catch { $_.Exception.GetType().Name }
--- stdout
VirtualizationException
### an uncaught one decides the exit code
Get-VM nosuch
--- stderr
nosuch
--- exit 1
### objects are live
$vm = Get-VM test
$vm.State; Stop-VM test -TurnOff; $vm.State; Start-VM test; "$($vm.State)"
--- stdout
Running
Off
Running
### states
Suspend-VM test; (Get-VM test).State; Resume-VM test; (Get-VM test).State
Save-VM test; (Get-VM test).State; Start-VM test -Passthru | ForEach-Object State
--- stdout
Paused
Running
Saved
Running
### starting a running machine warns
Start-VM test
--- stdout
WARNING: The virtual machine is already in the specified state.
### a paused one is needed to resume
Stop-VM test -TurnOff; Suspend-VM test; $Error[0].FullyQualifiedErrorId
--- stdout
InvalidState,Microsoft.HyperV.PowerShell.Commands.SuspendVM
--- stderr
Suspend-VM: .*cannot be performed while the virtual machine is in its current state
### WhatIf touches nothing
Stop-VM test -TurnOff -WhatIf; Remove-VM test -Force -WhatIf; (Get-VM).State
--- stdout
What if: Performing the operation "Stop-VM" on target "test".
What if: Performing the operation "Remove-VM" on target "test".
Running
### processors
(Get-VMProcessor test).Count; Stop-VM test -TurnOff; Set-VMProcessor test -Count 3
(Get-VM test).ProcessorCount
--- stdout
2
3
### rename and remove
Stop-VM test -TurnOff; Rename-VM test 'web 1'; (Get-VM).Name; Remove-VM 'web 1' -Force; @(Get-VM).Count
--- stdout
web 1
0
### removing a running machine is refused
Remove-VM test -Force; (Get-VM).Name; $Error[0].FullyQualifiedErrorId
--- stdout
test
InvalidState,Microsoft.HyperV.PowerShell.Commands.RemoveVM
--- stderr
Remove-VM: 
### without Force it asks, and nobody answers
Stop-VM test -TurnOff; Remove-VM test; (Get-VM).Name
--- stdout
test
--- stderr any
### firmware is for generation 2
Get-VMFirmware test
--- stderr
Get-VMFirmware: .*generation 1
--- exit 1
### New-VM checks before it acts
New-VM -Generation 3 -NoVHD; New-VM x -Generation 1 -MemoryStartupBytes 1KB; @(Get-VM).Count
--- stdout
1
--- stderr
New-VM: .*Generation
New-VM: .*emory
### a name in use
New-VM test -Generation 1; @(Get-VM).Count
--- stdout
1
--- stderr
New-VM: 
### parameter sets exclude each other
Get-VM -Name test -Id 6695eb01-f6a4-8304-79aa-97f2502e193f
--- stderr
Parameter set cannot be resolved
--- exit 1
### by identifier
(Get-VM -Id 6695eb01-f6a4-8304-79aa-97f2502e193f).Name
--- stdout
test
### values of an enumeration
Set-VM test -AutomaticStartAction Sometimes
--- stderr
Cannot bind parameter 'AutomaticStartAction'
Nothing, StartIfRunning, Start
--- exit 1
### the pipeline binds names and objects
'test' | Get-VM | Get-VMProcessor | ForEach-Object VMName
--- stdout
test
### remote sessions are refused clearly
Get-VM -Credential x
--- stderr
Get-VM: .*Credential
--- exit 1
### switches
(Get-VMSwitch default).SwitchType; Get-VMSwitch nosuch
--- stdout
Internal
--- stderr
Get-VMSwitch: .*unable to find a virtual switch with name "nosuch"
--- exit 1
### the host
$h = Get-VMHost; $h.ConnectionUri; $h.LogicalProcessorCount; $h.Acceleration
--- stdout
test:///default
16
TCG
### JSON of selected properties
Get-VM | Select-Object Name, State | ConvertTo-Json -Compress
--- stdout
{"Name":"test","State":2}
### the drive and the adapter
Get-VMHardDiskDrive test | ForEach-Object Path; Get-VMNetworkAdapter test | ForEach-Object MacAddress
--- stdout
/guest/diskimage1
AABBCCDDEEFF
### actions count as Hyper-V's enumerations do (StartAction, StopAction, CheckpointType from 2)
Stop-VM test -TurnOff
Set-VM test -AutomaticStartAction Start -AutomaticStopAction ShutDown -CheckpointType Standard
$vm = Get-VM test
"$($vm.AutomaticStartAction) $($vm.AutomaticStopAction) $($vm.CheckpointType)"
[int]$vm.AutomaticStartAction, [int]$vm.AutomaticStopAction, [int]$vm.CheckpointType -join ' '
--- stdout
Start ShutDown Standard
4 4 5
### the defaults of a host that is not this one stay as they are
Set-VMHost -VirtualHardDiskPath /tmp; $Error[0].FullyQualifiedErrorId
--- stdout
NotSupported,Microsoft.HyperV.PowerShell.Commands.SetVMHost
--- stderr
Set-VMHost: .*cannot be set from here
### machines come in the order of the names
1..2 | ForEach-Object { New-VM "v$_" 512MB 1 -NoVHD } | Out-Null
(Get-VM v2, test, v*).Name -join ' '
--- stdout
v2 test v1
