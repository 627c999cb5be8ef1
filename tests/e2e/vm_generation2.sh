#!/bin/bash
# A generation 2 VM through its life: Secure Boot on and off, disks added while it runs, saved and
# restored. Checked from outside: by libvirt's XML and by the guest itself.
. "$(dirname "$0")/../lib/e2e.sh"

disk=$(guest_disk gen2.qcow2 new.qcow2)
hv_ok "New-VMSwitch" 'New-VMSwitch -Name Lab -SwitchType Private | Out-Null'
hv_ok "New-VM" "New-VM -Name New -Generation 2 -MemoryStartupBytes 512MB -VHDPath '$disk' -SwitchName Lab -Path '$TMP' | Out-Null"
hv_ok "Set-VMFirmware" \
    'Set-VMFirmware -VMName New -EnableSecureBoot On -SecureBootTemplate MicrosoftUEFICertificateAuthority'
hv_ok "Set-VMProcessor" 'Set-VMProcessor -VMName New -Count 2'
like "the machine is a q35" 'q35' "$(xpath New 'os/type/@machine')"
is "the disk is on SCSI" scsi "$(xpath New "devices/disk[@device='disk']/target/@bus")"
is "two processors" 2 "$(xpath New vcpu/text\(\))"

hv_fails "no floppy on generation 2" '[Gg]eneration' "Set-VMFloppyDiskDrive -VMName New -Path '$TMP/x.vfd'"
hv_fails "no legacy adapter on generation 2" '[Gg]eneration|[Ll]egacy' 'Add-VMNetworkAdapter -VMName New -IsLegacy $true'
hv_fails "no IDE on generation 2" '[Gg]eneration|IDE' \
    "Add-VMHardDiskDrive -VMName New -ControllerType IDE -Path '$disk'"
is "refused actions change nothing" "1 1 0" \
    "$(xpath New 'count(devices/disk)') $(xpath New 'count(devices/interface)') $(xpath New "count(devices/disk[@device='floppy'])")"

hv_ok "Start-VM" 'Start-VM -Name New'
console_wait "the guest sees UEFI, Secure Boot, a SCSI disk, two processors" New \
    'HVSH-GUEST firmware=efi secureboot=1 disks=sda:48:virtio-scsi nics=eth0:00:15:5d:.*:virtio_net .*cpus=2 ' 120
console_wait "it is ready" New 'HVSH-GUEST READY'

hv_ok "New-VHD" "New-VHD -Path '$TMP/data.qcow2' -SizeBytes 64MB | Out-Null"
if hv_ok "a disk is added while it runs" "Add-VMHardDiskDrive -VMName New -ControllerType SCSI -Path '$TMP/data.qcow2'"; then
    check "the guest sees it" wait_until 15 eval 'guest New "cat /sys/block/sdb/size" | grep -qx 131072'
    hv_ok "and loses it again" "Get-VMHardDiskDrive -VMName New | Where-Object Path -like '*data.qcow2' | Remove-VMHardDiskDrive"
    check "the guest sees it go" wait_until 15 eval '! guest New "ls /sys/block" | grep -q sdb'
fi

guest New 'echo kept >/tmp/memory' >/dev/null
hv_ok "Save-VM" 'Save-VM -Name New; (Get-VM New).State'
is "it is saved" "Saved/shut off" "$OUT/$(vsh domstate New)"
hv_ok "Start-VM goes on" 'Start-VM -Name New; (Get-VM New).State'
is "it runs" Running "$OUT"
is "its memory came back" kept "$(guest New 'cat /tmp/memory')"
hv_ok "Stop-VM -TurnOff" 'Stop-VM -Name New -TurnOff; (Get-VM New).State'
is "it is off" "Off/shut off" "$OUT/$(vsh domstate New)"

hv_ok "Secure Boot off" 'Set-VMFirmware -VMName New -EnableSecureBoot Off; (Get-VMFirmware -VMName New).SecureBoot'
is "Get-VMFirmware agrees" Off "$OUT"
hv_ok "Start-VM" 'Start-VM -Name New'
check "the guest sees Secure Boot off" wait_until 120 \
    eval '[ "$(console New | grep -c "firmware=efi secureboot=0")" -ge 1 ]'
nvram=$(xpath New 'os/nvram/text()')
hv_ok "removed while off" 'Stop-VM New -TurnOff; Remove-VM New -Force'
is "no domain is left" "" "$(vsh list --all --name | sed '/^$/d')"
check "nor its firmware variables" test ! -e "$nvram"
hv_ok "Remove-VMSwitch" 'Remove-VMSwitch -Name Lab -Force'
finish
