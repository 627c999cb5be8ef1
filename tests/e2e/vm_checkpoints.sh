#!/bin/bash
# Checkpoints of a machine that runs and of one that is off: what its disks and memory held comes
# back, over branches; removed ones leave the others and the machine as they are. Checked by the
# guest itself, by virsh and by qemu-img.
. "$(dirname "$0")/../lib/e2e.sh"

kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
vm=$TMP/Check
snapshots() {
    vsh snapshot-list Check --name | grep -c .
}
# the disk that the stored settings name
disk_now() {
    xpath Check "devices/disk/source/@file"
}
overlays() {
    find "$TMP" -maxdepth 1 -name 'data_*.qcow2' | wc -l
}
# text on the first sector of a disk image, as QEMU reads its chain
on_disk() {
    qemu-img dd -U -f qcow2 -O raw bs=512 count=1 if="$1" of="$TMP/sector" 2>/dev/null && tr -d '\0' <"$TMP/sector"
}
# what is written there while the machine is off
write_disk() { # TEXT
    printf '%-512s' "$1" >"$TMP/text"
    qemu-io -f qcow2 -c "write -q -s $TMP/text 0 512" "$(disk_now)"
}

hv_ok "a machine that is off" "New-VHD '$TMP/data.qcow2' -SizeBytes 64MB | Out-Null
New-VM Check -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' $kernel | Out-Null
Add-VMHardDiskDrive Check -ControllerType SCSI -Path '$TMP/data.qcow2'"
write_disk zero
hv_ok "Checkpoint-VM -WhatIf makes nothing" 'Checkpoint-VM Check first -WhatIf'
is "nothing is there" "0 0" "$(snapshots) $(overlays)"
hv_ok "Checkpoint-VM" '$s = Checkpoint-VM Check first -Passthru; "$($s.Name) $($s.VMName) $($s.SnapshotType) $($s.State) $($s.ParentSnapshotId)"; (Get-VM Check).ParentSnapshotName'
is "what it says" $'first Check Standard Off \nfirst' "$OUT"
is "libvirt has it" "1 shutoff" "$(snapshots) $(vsh snapshot-list Check | awk 'NR == 1 { print $NF }')"
is "the machine writes into an overlay" "1 $TMP/data.qcow2" "$(overlays) $(qemu-img info -U "$(disk_now)" | sed -n 's/^backing file: //p')"
write_disk one
hv_ok "another, named by itself" '(Checkpoint-VM Check -Passthru).Name'
like "machine, date and time" '^Check - \([0-9]+/[0-9]+/[0-9]{4} - [0-9]+:[0-9]{2}:[0-9]{2} [AP]M\)$' "$OUT"
write_disk two
hv_ok "Get-VMCheckpoint" 'Get-VMCheckpoint Check | ForEach-Object { "$($_.Name)<$($_.ParentSnapshotName)" } | Sort-Object Length; (Get-VMSnapshot -ParentOf (Get-VM Check)).Name -like "Check - *"; @(Get-VMSnapshot -ChildOf (Get-VMSnapshot Check first)).Count; (Get-VMSnapshot -Id (Get-VMSnapshot Check first).Id).Name'
like "the tree" $'^first<\nCheck - .*<first\nTrue\n1\nfirst$' "$OUT"

hv_ok "Rename-VMSnapshot" 'Get-VMSnapshot Check "Check - *" | Rename-VMSnapshot -NewName second; (Get-VMSnapshot Check).Name -join " "'
is "renamed" "first second" "$OUT"
hv_ok "Restore-VMSnapshot" 'Restore-VMSnapshot -VMName Check -Name first -Confirm:$false; (Get-VM Check).ParentSnapshotName'
is "the machine comes after it" "first" "$OUT"
like "the disk is as it was" '^zero *$' "$(on_disk "$(disk_now)")"
is "what it wrote last is gone" 2 "$(overlays)"
write_disk branch
hv_ok "a branch" 'Checkpoint-VM Check other; Get-VMSnapshot Check | ForEach-Object { "$($_.Name)<$($_.ParentSnapshotName)" }'
is "both after the first" "first< second<first other<first" "$(tr '\n' ' ' <<<"$OUT" | sed 's/ $//')"
is "virsh agrees" "first/second first/other" "$(for s in $(vsh snapshot-list Check --name); do vsh snapshot-dumpxml Check "$s" | python3 -c '
import sys, xml.etree.ElementTree as E
x = E.fromstring(sys.stdin.read()); print(x.findtext("name"), x.findtext("description"), x.findtext("parent/name") or "-")'; done | python3 -c '
import sys
rows = [l.split() for l in sys.stdin]; names = {r[0]: r[1] for r in rows}
print(" ".join(names[r[2]] + "/" + r[1] for r in sorted(rows, key=lambda r: r[1] != "second") if r[2] != "-"))')"
hv_ok "to the other branch" 'Restore-VMSnapshot -VMName Check -Name second -Confirm:$false'
like "its disk" '^one *$' "$(on_disk "$(disk_now)")"
hv_ok "the root goes" 'Remove-VMSnapshot Check first; (Get-VMSnapshot Check).Name -join " "'
is "the others stay" "second other" "$OUT"
like "the disk too" '^one *$' "$(on_disk "$(disk_now)")"
hv_ok "one branch goes" 'Remove-VMSnapshot Check other'
like "its layers are merged" '^one *$' "$(on_disk "$(disk_now)")"
is "one overlay on the disk" "1 $TMP/data.qcow2" "$(overlays) $(qemu-img info -U "$(disk_now)" | sed -n 's/^backing file: //p')"
hv_ok "the last one" 'Remove-VMSnapshot Check; @(Get-VMSnapshot Check).Count'
is "the machine has its own disk again" "0 0 $TMP/data.qcow2" "$OUT $(overlays) $(disk_now)"
like "with its content" '^one *$' "$(on_disk "$TMP/data.qcow2")"
check "nothing is wrong with it" qemu-img check -q "$TMP/data.qcow2"
check "no files of checkpoints are left" test ! -e "$vm/Snapshots"

# ---- one that runs
kept() { # what its memory and its disk hold
    # shellcheck disable=SC2016 # for the guest
    guest Check 'echo 3 >/proc/sys/vm/drop_caches; echo $(cat /tmp/memory) $(dd if=/dev/sda bs=512 count=1 2>/dev/null | tr -d "\0")'
}
keep() {
    guest Check "echo $1 >/tmp/memory; printf '%-511s' $1 | dd of=/dev/sda bs=512 conv=notrunc,sync 2>/dev/null; sync" >/dev/null
    is "the guest writes $1" "$1 $1" "$(kept)"
}
hv_ok "Start-VM" "Set-VM Check -CheckpointType Standard; Start-VM Check"
console_wait "it is ready" Check 'HVSH-GUEST READY' 120
keep first
hv_ok "Checkpoint-VM" '$s = Checkpoint-VM Check first -Passthru; "$($s.State) $(Test-Path $s.Path) $($s.SizeOfSystemFiles -gt 1MB) $((Get-VM Check).State)"'
is "with its memory" "Saved True True Running" "$OUT"
is "virsh has it" "1 running" "$(snapshots) $(vsh snapshot-list Check | awk 'NR == 1 { print $NF }')"
keep second
hv_ok "a second" 'Checkpoint-VM Check second'
keep third
hv_ok "back to the first" 'Restore-VMSnapshot -VMName Check -Name first -Confirm:$false; (Get-VM Check).State; (Get-VM Check).ParentCheckpointName'
is "it runs" $'Running\nfirst' "$OUT"
is "memory and disk came back" "first first" "$(kept)"
keep branch
hv_ok "a branch" 'Checkpoint-VM Check branch'
hv_ok "the first goes, while it runs" 'Remove-VMSnapshot Check first; Get-VMSnapshot Check | ForEach-Object { "$($_.Name)<$($_.ParentSnapshotName)" }'
is "the others stay" $'second<\nbranch<' "$OUT"
is "so does the machine" "branch branch" "$(kept)"
keep later
hv_ok "a saved machine is restored to a saved one" 'Save-VM Check; Restore-VMSnapshot -VMName Check -Name second -Confirm:$false; (Get-VM Check).State; Start-VM Check'
is "it is saved there" Saved "$OUT"
is "and goes on there" "second second" "$(kept)"
keep now
hv_ok "a saved machine" 'Save-VM Check; Checkpoint-VM Check saved; (Get-VM Check).State; Start-VM Check'
is "stays saved" Saved "$OUT"
is "and goes on" "now now" "$(kept)"
hv_ok "a paused one" 'Suspend-VM Check; Checkpoint-VM Check paused; (Get-VM Check).State; Resume-VM Check; Restore-VMSnapshot -VMName Check -Name paused -Confirm:$false; (Get-VM Check).State; Resume-VM Check'
is "is paused, and again" $'Paused\nPaused' "$OUT"
is "and goes on" "now now" "$(kept)"
hv_fails "no folder for it" 'Cannot create the folder' 'Set-VM Check -SnapshotFileLocation /proc/none; Checkpoint-VM Check no'
hv_ok "nothing is left of that" 'Set-VM Check -SnapshotFileLocation ""; (Get-VMSnapshot Check).Name -join " "'
is "but the others" "second branch saved paused" "$OUT"
hv_ok "all go, while it runs" 'Get-VMSnapshot Check | Remove-VMSnapshot'
is "the machine stays" "now now" "$(kept)"
is "on its own disk" "0 0 $TMP/data.qcow2" "$(snapshots) $(overlays) $(disk_now)"
is "QEMU, too" "$TMP/data.qcow2" "$(vsh domblklist Check | awk '$1 == "sda" { print $2 }')"
hv_fails "a production checkpoint needs the guest" 'guest' 'Set-VM Check -CheckpointType ProductionOnly; Checkpoint-VM Check no'
hv_fails "disabled ones are refused" 'disabled' 'Set-VM Check -CheckpointType Disabled; Checkpoint-VM Check no'
is "nothing is left of them" "0 0 0" "$(snapshots) $(overlays) $(find "$vm" -name 'Snapshots' | wc -l)"
hv_ok "production falls back" 'Set-VM Check -CheckpointType Production; (Checkpoint-VM Check fallen -Passthru).State'
is "to a standard one" Saved "$OUT"
keep last
hv_ok "the settings of then" 'Stop-VM Check -TurnOff; Set-VMProcessor Check -Count 2; $s = Get-VMSnapshot Check fallen; "$((Get-VMProcessor -VMSnapshot $s).Count) $((Get-VMProcessor Check).Count) $($s.ProcessorCount) $((Get-VMHardDiskDrive -VMSnapshot $s).Path)"; (Get-VMMemory -VMCheckpoint $s).VMSnapshotName'
is "are read" "1 2 1 $TMP/data.qcow2"$'\n'"fallen" "$OUT"
hv_fails "and not changed" 'cannot be changed' 'Get-VMProcessor -VMSnapshot (Get-VMSnapshot Check fallen) | Set-VMProcessor -Count 3'
hv_ok "Checkpoint-VM -AsJob" 'Checkpoint-VM Check job -AsJob | Receive-Job -Wait; (Get-VMSnapshot Check).Name -join " "'
is "it is made" "fallen job" "$OUT"
hv_ok "Remove-VMSnapshot with those after it" 'Remove-VMSnapshot Check fallen -IncludeAllChildSnapshots; @(Get-VMSnapshot Check).Count'
is "none is left" 0 "$OUT"
hv_ok "Remove-VM with checkpoints" 'Checkpoint-VM Check one; Checkpoint-VM Check two; Remove-VM Check -Force'
like "leaves its disk as it was last" '^last *$' "$(on_disk "$TMP/data.qcow2")"
is "and nothing else" "data.qcow2" "$(find "$TMP" -maxdepth 1 -name 'data*' -printf '%f\n')"
check "no folder" test ! -e "$vm"

# ---- two disks whose files differ in their extension alone
truncate -s 16M "$TMP/data.img"
hv_ok "each gets an overlay of its own" "New-VM Twins -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
'$TMP/data.qcow2', '$TMP/data.img' | ForEach-Object { Add-VMHardDiskDrive Twins -ControllerType SCSI -Path \$_ }
Checkpoint-VM Twins one; Restore-VMSnapshot -VMName Twins -Name one -Confirm:\$false
(Get-VMHardDiskDrive Twins).Path | Sort-Object -Unique | ForEach-Object { (qemu-img info -U --output=json \$_ | ConvertFrom-Json).'backing-filename' } | Sort-Object"
is "on its own file" "$TMP/data.img"$'\n'"$TMP/data.qcow2" "$OUT"
hv_ok "which they are again" 'Remove-VMSnapshot Twins; (Get-VMHardDiskDrive Twins).Path'
is "in their order" "$TMP/data.qcow2"$'\n'"$TMP/data.img" "$OUT"
is "nothing else is there" "data.img data.qcow2" "$(find "$TMP" -maxdepth 1 -name 'data*' -printf '%f\n' | sort | tr '\n' ' ' | sed 's/ $//')"
hv_ok "and go" 'Remove-VM Twins -Force'

# ---- a differencing disk named as an overlay is, on a parent that others use
golden=$TMP/golden.qcow2 mine=$TMP/mine_0123ABCD-1234-4321-8888-0123456789AB.qcow2
hv_ok "a parent and its child" "New-VHD '$golden' -SizeBytes 64MB | Out-Null
New-VHD '$mine' -ParentPath '$golden' -Differencing | Out-Null
New-VM Child -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
Set-VM Child -CheckpointType Standard; Add-VMHardDiskDrive Child -ControllerType SCSI -Path '$mine'"
before=$(sha256sum <"$golden")
qemu-io -f qcow2 -c 'write -q -P 5 0 64k' "$mine"
hv_ok "while it runs" 'Start-VM Child; Checkpoint-VM Child one; Remove-VMSnapshot Child; Stop-VM Child -TurnOff; (Get-VMHardDiskDrive Child).Path'
is "the child stays what it is" "$mine" "$OUT"
is "the parent, too" "$before" "$(sha256sum <"$golden")"
hv_ok "it goes" 'Remove-VM Child -Force'

# ---- a new name
hv_ok "a machine with memory kept is renamed" "New-VM Old -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
Set-VM Old -CheckpointType Standard; Start-VM Old; Checkpoint-VM Old one; Stop-VM Old -TurnOff; Rename-VM Old New; Start-VM New"
hv_fails "its checkpoint has the old one" "its name was 'Old'" 'Restore-VMSnapshot -VMName New -Name one -Confirm:$false'
is "the machine was not stopped for that" running "$(vsh domstate New)"
hv_ok "with that it is restored" 'Stop-VM New -TurnOff; Rename-VM New Old; Restore-VMSnapshot -VMName Old -Name one -Confirm:$false; (Get-VM Old).State; Remove-VM Old -Force'
is "as it was" Saved "$OUT"

# ---- several at once
at_once() { # SCRIPT...
    local script pids=()
    for script in "$@"; do
        "$HVSH" -NoProfile -NonInteractive -Command "$script" >>"$TMP/at-once" 2>&1 </dev/null &
        pids+=($!)
    done
    wait "${pids[@]}"
}
hv_ok "a machine" "New-VM Many -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Many -ControllerType SCSI -Path '$TMP/data.qcow2'"
at_once 'Checkpoint-VM Many a' 'Checkpoint-VM Many b' 'Checkpoint-VM Many c'
hv_ok "each comes after another" '@(Get-VMSnapshot Many | Where-Object ParentSnapshotName).Count; @(Get-VMSnapshot Many).Count; (Get-VMSnapshot -ParentOf (Get-VM Many)).Name -eq (Get-VMSnapshot Many)[-1].Name'
is "in one line" "2 3 True 3" "$(tr '\n' ' ' <<<"$OUT")$(overlays)"
at_once 'Remove-VMSnapshot Many a' 'Remove-VMSnapshot Many b' 'Checkpoint-VM Many d' 'Restore-VMSnapshot -VMName Many -Name c -Confirm:$false'
hv_ok "all can be restored" 'Get-VMSnapshot Many | Restore-VMSnapshot -Confirm:$false; @(Get-VMSnapshot Many).Count'
is "two are left" "2 " "$OUT $(cat "$TMP/at-once")"
hv_ok "the machine goes" 'Remove-VM Many -Force'
is "and nothing is left" 0 "$(overlays)"

# ---- a drive that was taken away keeps what it lies on
hv_ok "a machine" "New-VHD '$TMP/gone.qcow2' -SizeBytes 16MB | Out-Null
New-VM Gone -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Gone -ControllerType SCSI -Path '$TMP/gone.qcow2'; Checkpoint-VM Gone one"
overlay() {
    vsh domblklist Gone | awk '/gone_/ { print $2 }'
}
qemu-io -f qcow2 -c 'write -q -P 1 0 1M' "$(overlay)"
hv_ok "a second checkpoint" 'Checkpoint-VM Gone two'
taken=$(overlay)
qemu-io -f qcow2 -c 'write -q -P 2 1M 1M' "$taken"
mv "$TMP/gone.qcow2" "$TMP/away.qcow2"
hv_fails "a missing file is said first" 'gone\.qcow2.: No such file' 'Remove-VMSnapshot Gone one'
mv "$TMP/away.qcow2" "$TMP/gone.qcow2"
hv_ok "nothing was forgotten" '(Get-VMSnapshot Gone).Name -join " "'
is "both are there" "one two" "$OUT"
hv_ok "its drive goes, then its checkpoints" 'Get-VMHardDiskDrive Gone | Remove-VMHardDiskDrive; Remove-VMSnapshot Gone *; @(Get-VMSnapshot Gone).Count'
is "all are gone" 0 "$OUT"
check "the file that was taken away has its content" qemu-io -r -f qcow2 -c 'read -q -P 1 0 1M' -c 'read -q -P 2 1M 1M' "$taken"
hv_ok "Remove-VM" 'Remove-VM Gone -Force'
check "it still has" qemu-io -r -f qcow2 -c 'read -q -P 1 0 1M' "$taken"

# ---- no room to merge
mkdir "$TMP/small"
if mount -t tmpfs -o size=24m tmpfs "$TMP/small"; then
    hv_ok "a small file system" "New-VHD '$TMP/small/s.qcow2' -SizeBytes 64MB | Out-Null
New-VM Small -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Small -ControllerType SCSI -Path '$TMP/small/s.qcow2'; Checkpoint-VM Small one"
    qemu-io -f qcow2 -c 'write -q -P 7 0 15M' "$(vsh domblklist Small | awk '/qcow2/ { print $2 }')"
    hv_fails "does not hold a disk twice" 'not merged.*No space left' 'Remove-VMSnapshot Small'
    hv_fails "the machine does not go with half of its disk" 'cannot be merged.*No space left' 'Remove-VM Small -Force'
    mount -o remount,size=60m "$TMP/small"
    hv_ok "with room it does" 'Remove-VM Small -Force'
    is "the disk is one file" s.qcow2 "$(ls "$TMP/small")"
    check "with all of its content" qemu-io -r -f qcow2 -c 'read -q -P 7 0 15M' "$TMP/small/s.qcow2"
    umount "$TMP/small"
else
    skip "no room to merge" "no tmpfs can be mounted"
fi
finish
