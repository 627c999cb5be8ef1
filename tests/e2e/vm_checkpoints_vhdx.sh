#!/bin/bash
# Checkpoints of a generation 2 machine on a VHDX: what the firmware and the TPM remember comes back,
# too, from those of a machine that runs, of one that is off, and of one whose guest rests its file
# systems (production).
. "$(dirname "$0")/../lib/e2e.sh"

cat "$GUEST/initrd" "$GUEST/peers" >"$TMP/initrd"
variables=/sys/firmware/efi/efivars guid=12345678-1234-1234-1234-123456789abc
mounted='grep -q " /mnt " /proc/mounts || mount -t ext4 /dev/sda /mnt'
# shellcheck disable=SC2016 # for the guest
hear='killall -q hvsh-guest qemu-ga; sleep 1; p=$(grep -l org.qemu.guest_agent.0 /sys/class/virtio-ports/*/name); p=${p%/name}; mkdir -p /var/run /etc/qemu; setsid /sbin/qemu-ga -m virtio-serial -p /dev/${p##*/} >/tmp/ga.log 2>&1 </dev/null & sleep 1'
boot() {
    hv_ok "Start-VM" 'Start-VM Vhdx'
    console_wait "it is ready" Vhdx 'HVSH-GUEST READY' 150
    guest Vhdx 'modprobe -a crc32c_generic ext4; mkdir -p /mnt' >/dev/null
}
# keep WORD: as an EFI variable, in a file that is not written out yet, in the memory
keep() {
    guest Vhdx "printf '\\7\\0\\0\\0x' >$variables/Hvsh$1-$guid; echo $1 >/tmp/memory; $mounted; echo $1 >/mnt/word" >/dev/null
}
# memory, EFI variables, file
kept() {
    guest Vhdx "$mounted; echo \$(cat /tmp/memory 2>/dev/null || echo none) \$(ls $variables | sed -n 's/^Hvsh\\([a-z]*\\)-.*/\\1/p' | tr '\\n' + ) \$(cat /mnt/word)"
}
source_now() {
    vsh domblklist Vhdx --inactive | awk '$1 == "sda" { print $2 }'
}
tpm() {
    find /var/lib/libvirt/swtpm -name '*permall' -exec sha256sum {} + | cut -d' ' -f1
}

hv_ok "a machine with a VHDX and a TPM" "New-VHD '$TMP/disk.vhdx' -SizeBytes 64MB | Out-Null
New-VM Vhdx -Generation 2 -NoVHD -MemoryStartupBytes 768MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$TMP/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Set-VMFirmware Vhdx -EnableSecureBoot Off; Set-VMKeyProtector Vhdx -NewLocalKeyProtector; Enable-VMTPM Vhdx; Set-VM Vhdx -CheckpointType Standard
Add-VMHardDiskDrive Vhdx -Path '$TMP/disk.vhdx'"
boot
guest Vhdx 'mke2fs -q /dev/sda' >/dev/null
keep first
is "the guest keeps all three" "first first+ first" "$(kept)"
hv_ok "Checkpoint-VM" 'Checkpoint-VM Vhdx first; (Get-VMHardDiskDrive Vhdx).Path'
like "the machine writes into an overlay" "^$TMP/disk_[0-9A-F-]{36}\.avhdx$" "$OUT"
is "which is a qcow2 on the VHDX's server" "qcow2 1" "$(qemu-img info -U "$OUT" | sed -n 's/^file format: //p') $(qemu-img info -U "$OUT" | grep -c "backing file: json.*$TMP/disk.vhdx")"
keep second
is "and again" "second first+second+ second" "$(kept)"
hv_ok "Restore-VMSnapshot" 'Restore-VMSnapshot -VMName Vhdx -Name first -Confirm:$false; (Get-VM Vhdx).State'
is "it goes on there" "Running first first+ first" "$OUT $(kept)"
guest Vhdx 'sync; umount /mnt' >/dev/null
hv_ok "off" 'Stop-VM Vhdx -TurnOff; Checkpoint-VM Vhdx off'
secret=$(tpm)
boot
keep third
hv_ok "Restore-VMSnapshot" 'Stop-VM Vhdx -TurnOff; Restore-VMSnapshot -VMName Vhdx -Name off -Confirm:$false; (Get-VM Vhdx).State'
is "it is off, its TPM is that of then" "Off $secret" "$OUT $(tpm)"
boot
is "so are its firmware and its disk" "none first+ first" "$(kept)"

keep production
guest Vhdx "$hear" >/dev/null
answers() {
    hv "(Get-VMIntegrationService Vhdx Heartbeat).PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
check "the agent answers" wait_until 120 answers
hv_ok "a production checkpoint" 'Set-VM Vhdx -CheckpointType ProductionOnly; (Checkpoint-VM Vhdx production -Passthru).State'
is "has no memory" "Off disk-snapshot" "$OUT $(vsh snapshot-info Vhdx "$(vsh snapshot-current Vhdx --name)" | awk '$1 == "State:" { print $2 }')"
is "the guest goes on" production "$(guest Vhdx 'echo more >/mnt/more; cat /mnt/word')"
hv_ok "those before it go, while it runs" 'Remove-VMSnapshot Vhdx first, off; (Get-VMSnapshot Vhdx).Name'
is "it stays" production "$OUT"
hv_ok "the overlay's parent is the VHDX" '$d = (Get-VMHardDiskDrive Vhdx).Path; (Get-VHD $d).ParentPath; Test-VHD $d -WarningAction Ignore'
is "and the chain is whole" "$TMP/disk.vhdx
True" "$OUT"
hv_ok "Export-VM while it runs" "Export-VM Vhdx -Path '$TMP/running' -WarningAction Ignore; (Get-VMSnapshot Vhdx).Name"
exported() {
    qemu-img convert -f vhdx -O raw "$TMP/$1/Vhdx/Virtual Hard Disks/disk.vhdx" "$TMP/exported.raw"
    debugfs -R "cat /$2" "$TMP/exported.raw" 2>/dev/null
}
is "the export has what was written since the checkpoint" "production more" "$OUT $(exported running more)"
hv_ok "Restore-VMSnapshot" 'Restore-VMSnapshot -VMName Vhdx -Name production -Confirm:$false; (Get-VM Vhdx).State'
is "the machine is off" Off "$OUT"
hv_ok "Export-VM" "Export-VM Vhdx -Path '$TMP/off' -WarningAction Ignore"
is "the export is that of the checkpoint" "production  1" "$(exported off word) $(exported off more) $(xmllint --xpath 'count(//disk/source[@name])' "$TMP"/off/Vhdx/Virtual*Machines/*.vmcx)"
boot
is "what was not written out yet is there" "none first+production+ production" "$(kept)"
hv_ok "the last goes, while it runs" 'Remove-VMSnapshot Vhdx'
is "the machine is on its VHDX" "$TMP/disk.vhdx $TMP/disk.vhdx" "$(source_now) $(vsh domblklist Vhdx | awk '$1 == "sda" { print $2 }')"
guest Vhdx 'sync; umount /mnt' >/dev/null
hv_ok "Remove-VM" 'Stop-VM Vhdx -TurnOff; Checkpoint-VM Vhdx again; Remove-VM Vhdx -Force'
is "leaves the disk alone" "disk.vhdx" "$(find "$TMP" -maxdepth 1 -name 'disk*' -printf '%f\n')"
hv_ok "which is whole" "(Test-VHD '$TMP/disk.vhdx') -and (Get-VHD '$TMP/disk.vhdx').VhdFormat -eq 'VHDX'"
is "no server is left" "" "$(find /run/hvsh -name '*.pid' 2>/dev/null)"
finish
