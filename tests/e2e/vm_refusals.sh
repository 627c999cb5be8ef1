#!/bin/bash
# What cannot be done is refused with one clear error of PowerShell's shape, and leaves nothing.
. "$(dirname "$0")/../lib/e2e.sh"

mkdir "$TMP/vms"
domains() {
    vsh list --all --name | sed '/^$/d' | sort | tr '\n' ' '
}
traces() {
    find "$TMP/vms" /var/lib/libvirt -not -name '*.log' -not -path '*/dnsmasq/*' | sort
}
hv_ok "two machines" "New-VM -Name old -Generation 1 -NoVHD -Path '$TMP/vms' | Out-Null
New-VM -Name new -Generation 2 -NoVHD -Path '$TMP/vms' | Out-Null
New-VHD -Path '$TMP/a.vhd' -SizeBytes 8MB -Dynamic | Out-Null"
before=$(vsh dumpxml old; vsh dumpxml new)
traces_before=$(traces)

# One process for many refusals: each line of the table is a script and what its message says.
table() {
    cat <<'TABLE'
Get-VM nobody|unable to find a virtual machine with name "nobody"
Start-VM nobody|unable to find a virtual machine with name "nobody"
New-VM old -NoVHD|already exists
Rename-VM old new|already exists
Set-VMFloppyDiskDrive new -Path /tmp/x.vfd|generation 2
Add-VMHardDiskDrive new -ControllerType IDE -Path A.vhd|generation 2
Add-VMHardDiskDrive new -Path A.vhd|VHD
Add-VMNetworkAdapter new -IsLegacy $true|generation 2
Get-VMBios new|generation 2
Set-VMBios new -EnableNumLock|generation 2
Get-VMFirmware old|generation 1
Set-VMFirmware old -EnableSecureBoot On|generation 1
Enable-VMTPM old|generation 1
Set-VMProcessor old -Count 65|1 to 64
Set-VMProcessor old -Count 0|1 to 64
Set-VMProcessor new -Count 241|1 to 240
Set-VMMemory old -StartupBytes 900TB|[Mm]emory
Set-VMMemory old -StartupBytes 1MB|[Mm]emory
Set-VMProcessor old -Maximum 101|Maximum
Suspend-VM old|current state
Resume-VM old|current state
Save-VM old|current state
Connect-VMNetworkAdapter old -SwitchName Nope|unable to find a virtual switch with name "Nope"
Add-VMNetworkAdapter old -StaticMacAddress hello|MAC address
Add-VMNetworkAdapter old -StaticMacAddress 01005D010203|MAC address|multicast
Add-VMHardDiskDrive old -Path /nowhere/x.vhd|/nowhere/x.vhd
Add-VMHardDiskDrive old -Path A.vhd -ControllerNumber 7|7
Add-VMDvdDrive old -ControllerNumber 0 -ControllerLocation 9|9
New-VM x -Generation 3|Generation
New-VM x -SwitchName Nope -NoVHD|Nope
New-VM x -VHDPath /nowhere.vhd|/nowhere.vhd
New-VM x -MemoryStartupBytes lots|MemoryStartupBytes
New-VM x -Bogus|Bogus
New-VM x -NoVHD -VHDPath A.vhd|[Pp]arameter set
Set-VMFirmware new -SecureBootTemplate foo|SecureBootTemplate
New-VMSwitch s -SwitchType External|NetAdapterName
Get-VMSwitch nope|unable to find a virtual switch with name "nope"
New-VHD -Path /nowhere/y.vhdx -SizeBytes 8MB|/nowhere
Get-VM old -ComputerName nohost.invalid|nohost
TABLE
}
script=
while IFS='|' read -r command _; do
    command=${command//A.vhd/$TMP/a.vhd}
    script+="try { $command -ErrorAction Stop; 'accepted' } catch { \"\$_\".Replace(\"\`n\", ' ') }"$'\n'
done < <(table)
hv "$script"
mapfile -t answers <<<"$OUT"
number=0
while IFS='|' read -r command pattern; do
    like "refused: $command" "$pattern" "${answers[$number]-}"
    number=$((number + 1))
done < <(table)
is "one message each" "$number" "${#answers[@]}"
is "the machines are as they were" "$before" "$(vsh dumpxml old; vsh dumpxml new)"
is "no domain more" "new old " "$(domains)"
is "no file more" "$traces_before" "$(traces)"

# The shape of an error.
cat >"$TMP/refused.ps1" <<'PS'
$x = 1
Get-VM -Name nobody
'goes on'
PS
timeout 60 "$HVSH" -NoProfile -NonInteractive -File "$TMP/refused.ps1" >"$TMP/out" 2>"$TMP/err" </dev/null
is "a script goes on and its exit code is 0" "0 goes on" "$? $(cat "$TMP/out")"
like "the error names file and line" "Get-VM: $TMP/refused.ps1:2" "$(head -n 1 "$TMP/err")"
like "shows the line" '^ +2 \|  *Get-VM -Name nobody' "$(cat "$TMP/err")"
like "and marks it" '~~~' "$(cat "$TMP/err")"
hv 'Get-VM -Name nobody'
is "a command that fails ends with 1" 1 "$RC"
is "nothing on stdout" "" "$OUT"
hv_ok "NormalView" "\$ErrorView = 'NormalView'; Get-VM -Name nobody -ErrorAction SilentlyContinue; \$Error[0].CategoryInfo.ToString(); \$Error[0].FullyQualifiedErrorId; \$Error[0].Exception.GetType().FullName"
is "category, id and exception" "InvalidArgument: (nobody:String) [Get-VM], VirtualizationException
InvalidParameter,Microsoft.HyperV.PowerShell.Commands.GetVM
Microsoft.HyperV.PowerShell.VirtualizationException" "$OUT"
hv "\$ErrorView = 'NormalView'; Get-VM -Name nobody"
like "NormalView has the position" 'At line:1 char:' "$ERR"
like "and the category" '\+ CategoryInfo +: InvalidArgument: \(nobody:String\) \[Get-VM\], VirtualizationException' "$ERR"
like "and the id" '\+ FullyQualifiedErrorId : InvalidParameter,Microsoft\.HyperV\.PowerShell\.Commands\.GetVM' "$ERR"
hv "\$ErrorActionPreference = 'Stop'; Get-VM nobody; 'not reached'"
is "Stop ends the script" "1 " "$RC $OUT"

# Wrong states of a running machine.
hv_ok "a running machine" 'Start-VM new'
hv_fails "its processors do not change" 'current state|running' 'Set-VMProcessor new -Count 2'
hv_fails "it is not removed" 'current state|running' 'Remove-VM new -Force'
hv_fails "Secure Boot does not change" 'current state|running' 'Set-VMFirmware new -EnableSecureBoot Off'
hv_ok "starting it again is a warning" 'Start-VM new 3>$null'
hv 'Start-VM new'
like "in Hyper-V's words" 'WARNING: The virtual machine is already in the specified state' "$ERR$OUT"
is "it still runs" running "$(vsh domstate new)"
hv_ok "off" 'Stop-VM new -TurnOff'

# -WhatIf says what would be done and does nothing.
before=$(vsh dumpxml old; vsh dumpxml new; traces)
hv_ok "-WhatIf" "New-VM -Name maybe -NewVHDPath '$TMP/vms/maybe.vhdx' -NewVHDSizeBytes 10MB -Generation 2 -Path '$TMP/vms' -WhatIf
Start-VM old -WhatIf; Set-VMProcessor old -Count 2 -WhatIf; Set-VMFirmware new -EnableSecureBoot Off -WhatIf
Add-VMDvdDrive old -WhatIf; Remove-VMNetworkAdapter old -WhatIf; Rename-VM old other -WhatIf; Remove-VM old -WhatIf"
is "a line for each" 8 "$(grep -c '^What if: Performing the operation "' <<<"$OUT")"
is "nothing done" "$before" "$(vsh dumpxml old; vsh dumpxml new; traces)"
is "nothing started" "" "$(vsh list --name | sed '/^$/d')"

# New-VM that fails halfway.
before=$(traces)
mkdir "$TMP/full"
if mount -t tmpfs -o size=1M tmpfs "$TMP/full" 2>/dev/null; then
    hv_fails "a full disk" 'space|full' "New-VM -Name half -Generation 1 -NoVHD -Path '$TMP/vms' | Out-Null; New-VHD '$TMP/full/f.vhd' -SizeBytes 64MB -Fixed"
    is "leaves no file there" "" "$(ls -A "$TMP/full")"
    hv_ok "gone" 'Remove-VM half -Force'
    umount "$TMP/full"
else
    skip "a full disk" "no tmpfs can be mounted"
fi
hv_fails "a disk that exists already" 'exists' \
    "New-VM -Name half -Generation 1 -NewVHDPath '$TMP/a.vhd' -NewVHDSizeBytes 10MB -Path '$TMP/vms'"
check "is not touched" qemu-img info "$TMP/a.vhd"
hv_fails "a disk is made, then the switch is missing" 'Nope' \
    "New-VM -Name half -Generation 2 -NewVHDPath '$TMP/vms/half.vhdx' -NewVHDSizeBytes 10MB -SwitchName Nope -Path '$TMP/vms'"
touch "$TMP/vms/file"
hv_fails "a folder that is a file" 'file' \
    "New-VM -Name half -Generation 2 -NewVHDPath '$TMP/half.vhdx' -NewVHDSizeBytes 10MB -Path '$TMP/vms/file'"
rm "$TMP/vms/file"
check "its disk is gone again" test ! -e "$TMP/half.vhdx"
is "no domain" "new old " "$(domains)"
is "no trace" "$before" "$(traces)"

# Ctrl-C halfway.
for delay in 0.03 0.05 0.07 0.1 0.2; do
    "$HVSH" -NoProfile -NonInteractive -c "New-VM -Name half -Generation 2 -NewVHDPath '$TMP/vms/half.qcow2' -NewVHDSizeBytes 200GB -Path '$TMP/vms'; Start-VM half" >/dev/null 2>&1 &
    pid=$!
    sleep $delay
    kill -INT $pid 2>/dev/null
    wait $pid
    sleep 0.2
    if vsh domuuid half >/dev/null 2>&1; then
        # It came too late: the machine is whole then, with its disk.
        check "Ctrl-C after $delay s: whole" test -f "$TMP/vms/half.qcow2"
        hv_ok "and can be removed" 'Stop-VM half -TurnOff -WarningAction SilentlyContinue; Remove-VM half -Force'
        rm -f "$TMP/vms/half.qcow2"
    fi
    is "Ctrl-C after $delay s leaves no trace" "$before" "$(traces)"
done
is "no domain" "new old " "$(domains)"
finish
