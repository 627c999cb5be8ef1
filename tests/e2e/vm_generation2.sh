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
hv_ok "New-VHD makes a VHDX" "New-VHD -Path '$TMP/more.vhdx' -SizeBytes 96MB -Dynamic | Out-Null; Add-VMHardDiskDrive -VMName New -Path '$TMP/more.vhdx'"
is "on SCSI; QEMU gets raw bytes from our server" "raw scsi nbd" "$(xpath New "devices/disk/source[@name='$TMP/more.vhdx']/../driver/@type") $(xpath New "devices/disk/source[@name='$TMP/more.vhdx']/../target/@bus") $(xpath New "devices/disk/source[@name='$TMP/more.vhdx']/@protocol")"
hv_ok "boot order" 'Set-VMFirmware New -FirstBootDevice (Get-VMHardDiskDrive New | Where-Object Path -like "*new.qcow2"); (Get-VMFirmware New).BootOrder[0].BootType'
is "the disk comes first" "Drive 1" "$OUT $(xpath New "devices/disk/source[@file='$disk']/../boot/@order")"
like "the machine is a q35" 'q35' "$(xpath New 'os/type/@machine')"
is "the disk is on SCSI" scsi "$(xpath New "devices/disk/source[@file='$disk']/../target/@bus")"
is "two processors" 2 "$(xpath New vcpu/text\(\))"

hv_fails "no floppy on generation 2" '[Gg]eneration' "Set-VMFloppyDiskDrive -VMName New -Path '$TMP/x.vfd'"
hv_fails "no legacy adapter on generation 2" '[Gg]eneration|[Ll]egacy' 'Add-VMNetworkAdapter -VMName New -IsLegacy $true'
hv_fails "no IDE on generation 2" '[Gg]eneration|IDE' \
    "Add-VMHardDiskDrive -VMName New -ControllerType IDE -Path '$disk'"
is "refused actions change nothing" "2 1 0" \
    "$(xpath New 'count(devices/disk)') $(xpath New 'count(devices/interface)') $(xpath New "count(devices/disk[@device='floppy'])")"

hv_ok "Start-VM" 'Start-VM -Name New'
console_wait "the guest sees UEFI, Secure Boot, a SCSI disk, two processors" New \
    'HVSH-GUEST firmware=efi secureboot=1 disks=.*:virtio-scsi nics=eth0:00:15:5d:.*:virtio_net tpm=0 .*cpus=2 ' 120
memory=$(console New | sed -n 's/.*firmware=.* mem=\([0-9]*\) .*/\1/p' | head -n 1)
check "the guest sees 512 MB but for what its kernel takes ($memory KB)" test "$memory" -gt 400000 -a "$memory" -lt 524288
console_wait "it is ready" New 'HVSH-GUEST READY'
is "it sees both disks, 48 and 96 MB" "98304 196608 " "$(guest New 'cat /sys/block/sd*/size' | sort -n | tr '\n' ' ')"

hv_ok "New-VHD" "New-VHD -Path '$TMP/data.qcow2' -SizeBytes 64MB | Out-Null"
if hv_ok "a disk is added while it runs" "Add-VMHardDiskDrive -VMName New -ControllerType SCSI -Path '$TMP/data.qcow2'"; then
    check "the guest sees it" wait_until 120 eval 'guest New "cat /sys/block/sd*/size" | grep -qx 131072'
    hv_ok "and loses it again" "Get-VMHardDiskDrive -VMName New | Where-Object Path -like '*data.qcow2' | Remove-VMHardDiskDrive"
    check "the guest sees it go" wait_until 120 eval '! guest New "cat /sys/block/sd*/size" | grep -qx 131072'
fi

hv_ok "an adapter is added while it runs" 'Add-VMNetworkAdapter New -Name Second -StaticMacAddress 00155DAABBCC -SwitchName Lab'
check "the guest sees it" wait_until 120 eval 'guest New "cat /sys/class/net/eth*/address" | grep -qx 00:15:5d:aa:bb:cc'
hv_ok "and loses it again" 'Remove-VMNetworkAdapter New -Name Second'
check "the guest sees it go" wait_until 120 eval '! guest New "cat /sys/class/net/eth*/address" | grep -q aa:bb:cc'
is "libvirt has one" 1 "$(xpath New 'count(devices/interface)')"

guest New 'echo kept >/tmp/memory' >/dev/null
hv_ok "Save-VM" 'Save-VM -Name New; (Get-VM New).State'
is "it is saved" "Saved/shut off" "$OUT/$(vsh domstate New)"
hv_ok "Start-VM goes on" 'Start-VM -Name New; (Get-VM New).State'
is "it runs" Running "$OUT"
is "its memory came back" kept "$(guest New 'cat /tmp/memory')"
hv_ok "Stop-VM -TurnOff" 'Stop-VM -Name New -TurnOff; (Get-VM New).State'
is "it is off" "Off/shut off" "$OUT/$(vsh domstate New)"

# A second machine without Secure Boot, with a TPM; booting a kernel directly is quicker.
hv_ok "Secure Boot off, a TPM" "New-VM -Name Tpm -Generation 2 -NoVHD -MemoryStartupBytes 384MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Set-VMFirmware Tpm -EnableSecureBoot Off; Enable-VMTPM Tpm; (Get-VMFirmware Tpm).SecureBoot"
is "Get-VMFirmware agrees" Off "$OUT"
is "libvirt has the TPM" 1 "$(xpath Tpm "count(devices/tpm/backend[@type='emulator'])")"
hv_ok "Start-VM" 'Start-VM -Name Tpm'
console_wait "the guest sees both" Tpm 'HVSH-GUEST firmware=efi secureboot=0 .* tpm=1 ' 120
nvram=$(xpath Tpm 'os/nvram/text()')
hv_ok "removed while off" 'Stop-VM Tpm -TurnOff; Remove-VM Tpm, New -Force'
is "no domain is left" "" "$(vsh list --all --name | sed '/^$/d')"
check "nor its firmware variables" test ! -e "$nvram"
is "nor its TPM" "" "$(find /var/lib/libvirt/swtpm -type f 2>/dev/null)"
check "the disks stay" test -f "$disk" -a -f "$TMP/more.vhdx"
hv_ok "Remove-VMSwitch" 'Remove-VMSwitch -Name Lab -Force'
finish
