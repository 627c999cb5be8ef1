#!/bin/bash
# Virtual machines in background jobs: -AsJob, and objects that cross to a job and back.
. "$(dirname "$0")/../lib/e2e.sh"

hv_ok "3 machines without disks" "1..3 | ForEach-Object { New-VM -Name \"j\$_\" -Generation 1 -NoVHD -MemoryStartupBytes 32MB -Path '$TMP' | Out-Null }"
hv_ok "start by a job" '$j = Get-VM j* | Start-VM -AsJob; $j.PSJobTypeName; $j | Wait-Job | ForEach-Object { "$($_.State)" }'
is "the job is done" "VirtualizationJob Completed" "$(echo $OUT)"
is "libvirt runs them" 3 "$(vsh list --name | grep -c '^j')"

hv_ok "machines come back as themselves" 'Start-Job { Get-VM j* } | Receive-Job -Wait | ForEach-Object { "$($_.GetType().Name) $($_.Name) $($_.State)" }'
is "live objects" "VirtualMachine j1 Running VirtualMachine j2 Running VirtualMachine j3 Running" "$(echo $OUT)"
hv_ok "and go along" '$vm = Get-VM j2; Start-Job { $v = $using:vm; Stop-VM $v -TurnOff; "$($v.State)" } | Receive-Job -Wait; "$($vm.State)"'
is "the change shows on both sides" "Off Off" "$(echo $OUT)"
is "libvirt agrees" "shut off" "$(vsh domstate j2)"

hv_ok "their parts too" 'Start-Job { Get-VMProcessor j1; Get-VMMemory j1; Get-VMNetworkAdapter j1 } | Receive-Job -Wait | ForEach-Object { "$($_.GetType().Name) $($_.VMName)" }'
is "as what they are" "VMProcessor j1 VMMemory j1 VMNetworkAdapter j1" "$(echo $OUT)"

hv_ok "stop by a job" 'Get-VM j* | Where-Object State -eq Running | Stop-VM -TurnOff -AsJob | Wait-Job | ForEach-Object { "$($_.State)" }'
is "it is done" "Completed" "$OUT"
is "libvirt runs none" "" "$(vsh list --name | sed '/^$/d')"

hv_ok "several connections at once" 'Get-VM j* | ForEach-Object -Parallel { Start-VM $_; "$($_.Name) $($_.State)" } | Sort-Object'
is "each in a session of its own" "j1 Running j2 Running j3 Running" "$(echo $OUT)"

hv "Stop-VM nobody -AsJob | Receive-Job -Wait"
like "errors come with the results" 'unable to find a virtual machine with name "nobody"' "$ERR"
hv_ok "-WhatIf starts no job" '$j = Stop-VM j1 -TurnOff -AsJob -WhatIf; $null -eq $j; (Get-Job | Measure-Object).Count'
like "and says what would be done" 'What if: .*"j1"' "$OUT"
is "nothing happened" "running" "$(vsh domstate j1)"
hv_ok "New-VM in a job" "New-VM -Name j4 -Generation 2 -NoVHD -Path '$TMP' -AsJob | Receive-Job -Wait -AutoRemoveJob | ForEach-Object Name"
is "gives the machine" "j4" "$OUT"
hv_ok "Remove-VM in a job" "Stop-VM j1, j2, j3 -TurnOff -WarningAction SilentlyContinue; Get-VM j* | Remove-VM -Force -AsJob -Confirm:\$false | Receive-Job -Wait"
is "nothing is left" "" "$(vsh list --all --name | sed '/^$/d')"
finish
