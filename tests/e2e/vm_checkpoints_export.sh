#!/bin/bash
# Checkpoints are exported as folders of their own: what was then, whole, importable, while the
# machine and its other checkpoints stay as they are.
. "$(dirname "$0")/../lib/e2e.sh"

export HV_TIMEOUT=240
cd "$TMP" || exit 1
kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
first_bytes() { # FORMAT FILE
    qemu-img dd -U -f "$1" -O raw bs=512 count=1 if="$2" of=sector 2>/dev/null && head -c 8 sector | tr -d '\0 '
}
fill() { # FORMAT FILE TEXT
    printf '%-512s' "$3" >text
    qemu-io -f "$1" -c 'write -q -s text 0 512' "$2"
}
hv_ok "a machine with disks of three kinds" "
New-VHD one.qcow2 -SizeBytes 64MB | Out-Null; New-VHD two.vhdx -SizeBytes 64MB | Out-Null; truncate -s 8M three.img
New-VM Web -Generation 2 -NoVHD -MemoryStartupBytes 384MB -Path '$TMP/vms' $kernel | Out-Null
Set-VMFirmware Web -EnableSecureBoot Off; 'one.qcow2', 'two.vhdx', 'three.img' | ForEach-Object { Add-VMHardDiskDrive Web -Path \"$TMP/\$_\" }
(Get-VM Web).Id.Guid.ToUpper()"
id=$OUT
fill qcow2 one.qcow2 first
fill vhdx two.vhdx first
fill raw three.img first
hv_ok "two checkpoints" 'Checkpoint-VM Web first; Set-VMProcessor Web -Count 2'
fill qcow2 "$(xpath Web 'devices/disk[1]/source/@file')" second
hv_ok "the second" 'Checkpoint-VM Web second; Set-VMProcessor Web -Count 3'
fill qcow2 "$(xpath Web 'devices/disk[1]/source/@file')" third
hv_ok "-WhatIf makes nothing" "Export-VMSnapshot -VMName Web -Name first -Path '$TMP/out' -WhatIf"
check "nothing is there" test ! -e out
hv_ok "Export-VMSnapshot" "(Export-VMSnapshot -VMName Web -Name first -Path '$TMP/out' -Passthru).Name; Get-VMSnapshot Web second | Export-VMCheckpoint -Path '$TMP/out2'"
is "it passes the checkpoint" first "$OUT"
for out in out out2; do
    is "the folders of an export" "Snapshots Virtual Hard Disks Virtual Machines " "$(ls $out/Web | tr '\n' ' ')"
    is "the disks, whole, under their own names" "one.qcow2 three.img two.vhdx " "$(ls "$out/Web/Virtual Hard Disks" | tr '\n' ' ')"
    check "one configuration" test -s "$out/Web/Virtual Machines/$id.vmcx"
    check "the VHDX is one" qemu-img compare -q -f vhdx -F vhdx "$out/Web/Virtual Hard Disks/two.vhdx" two.vhdx
    check "raw is raw" cmp three.img "$out/Web/Virtual Hard Disks/three.img"
    is "no disk needs another one" 0 "$(qemu-img info "$out/Web/Virtual Hard Disks/one.qcow2" | grep -c backing)"
done
is "what was then" "first second third" "$(first_bytes qcow2 'out/Web/Virtual Hard Disks/one.qcow2') $(first_bytes qcow2 'out2/Web/Virtual Hard Disks/one.qcow2') $(first_bytes qcow2 "$(xpath Web 'devices/disk[1]/source/@file')")"
hv_fails "an export is not overwritten" 'exists' "Export-VMSnapshot -VMName Web -Name first -Path '$TMP/out'"
hv_ok "the checkpoints stay" '(Get-VMSnapshot Web).Name -join " "; (Get-VM Web).ProcessorCount'
is "and the machine" $'first second\n3' "$OUT"
hv_ok "Import-VM" "\$vm = Import-VM '$TMP/out2/Web/Virtual Machines/$id.vmcx' -Copy -GenerateNewId -VirtualMachinePath '$TMP/two' -VhdDestinationPath '$TMP/two/disks' 3>\$null; \$vm.ProcessorCount; @(Get-VMSnapshot \$vm).Count; \$vm | Rename-VM -NewName Two; Start-VM Two"
is "has the settings of then, without checkpoints" $'2\n0' "$OUT"
console_wait "it starts" Two 'HVSH-GUEST READY' 120
# shellcheck disable=SC2016 # for the guest
is "with its disks" "first first second" "$(guest Two 'for d in sda sdb sdc; do head -c 8 /dev/$d; echo; done' | tr -d '\0 ' | sort | xargs)"
hv_ok "a machine that runs" "Start-VM Web; Checkpoint-VM Web running; Export-VMSnapshot -VMName Web -Name running -Path '$TMP/out3' -WarningVariable w -WarningAction SilentlyContinue; \$w.Message"
like "its memory is left out" 'memory' "$OUT"
is "its disks are not" third "$(first_bytes qcow2 'out3/Web/Virtual Hard Disks/one.qcow2')"
hv_ok "all go" 'Stop-VM Web, Two -TurnOff; Remove-VM Web, Two -Force'
is "no layers are left" "" "$(find . -maxdepth 1 -name '*_*')"
is "no server is left" "" "$(find /run/hvsh -name '*.pid' 2>/dev/null)"
finish
