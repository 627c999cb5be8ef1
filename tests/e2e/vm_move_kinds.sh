#!/bin/bash
# Move-VM with machines of many kinds: generation 1 from a VHD with a DVD and a switch, differencing
# disks, paused and saved ones, several at once with their disks, and back to here.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/two_hosts.sh"

second_host || finish
KERNEL="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
here=$TMP/here far=$TMP/far
mkdir -p "$here" "$far" "$TMP/shared"
names() { "$1" list --all --name | sed '/^$/d' | sort | tr '\n' ' '; }
hv_ok "migration is enabled, a switch is on both" "Enable-VMMigration; Enable-VMMigration -ComputerName '$OTHER'; New-VMSwitch Lab -SwitchType Private | Out-Null; New-VMSwitch Lab -SwitchType Private -ComputerName '$OTHER' | Out-Null; Add-VMMigrationNetwork 10.77.0.0/24"

# Generation 1, from a VHD on IDE.
disk=$(guest_disk gen1.vhd)
truncate -s 1M "$TMP/cd.iso"
hv_ok "a generation 1 machine" "New-VM One -Generation 1 -MemoryStartupBytes 192MB -VHDPath '$disk' -SwitchName Lab -Path '$here' | Out-Null
Set-VMDvdDrive One -Path '$TMP/cd.iso'
Add-VMNetworkAdapterAcl -VMName One -Action Deny -Direction Inbound -RemoteIPAddress 10.0.0.0/8
Set-VM One -AutomaticStartAction Start
Start-VM One"
console_wait "it boots from its VHD" One 'HVSH-GUEST READY'
guest One 'echo kept >/tmp/memory' >/dev/null
if hv_ok "it moves as a job" "Move-VM One '$OTHER' -IncludeStorage -DestinationStoragePath '$far' -AsJob | Wait-Job | Receive-Job"; then
    is "it runs there" "One running/" "$(names there)$(there domstate One)/$(names vsh)"
    is "with its memory" kept "$(on_other guest One 'cat /tmp/memory')"
    is "on its switch" Lab "$(on_other xpath One 'devices/interface/source/@network')"
    is "with its list of addresses" "$(on_other xpath One 'devices/interface/filterref/@filter')" "$(there nwfilter-list | grep -o 'hvsh-[^ ]*')"
    unlike "which is not here any more" 'hvsh-' "$(vsh nwfilter-list)"
    is "and its DVD" "$TMP/cd.iso" "$(on_other xpath One "devices/disk[@device='cdrom']/source/@file")"
    is "it starts with the host" "enable" "$(there dominfo One | sed -n 's/^Autostart: *//p')"
    is "its disk is a VHD" "VHD 1" "$(hv "(Get-VHD '$far/Virtual Hard Disks/gen1.vhd').VhdFormat"; echo "$OUT") $(ls "$far/Virtual Hard Disks" | wc -l)"
    check "the source's is gone" test ! -e "$disk"
    if hv_ok "and back, over a network of this host" "Get-VM One -ComputerName '$OTHER' | Move-VM -DestinationHost . -IncludeStorage -DestinationStoragePath '$here'"; then
        is "it is here" "One running/" "$(names vsh)$(vsh domstate One)/$(names there)"
        is "with its memory" kept "$(guest One 'cat /tmp/memory')"
        is "its VHD is here alone" "gen1.vhd/" "$(ls "$here/Virtual Hard Disks")/$(ls "$far/Virtual Hard Disks")"
        is "nor is its folder there" "Virtual Hard Disks" "$(ls "$far")"
        hv_ok "and there again, off" "Stop-VM One -TurnOff; Move-VM One '$OTHER' -IncludeStorage -DestinationStoragePath '$far'"
    fi
fi
hv_ok "it ends" "Remove-VM One -Force -ComputerName '$OTHER'"

# A differencing disk.
hv_ok "a machine with a differencing disk" "New-VHD '$here/base.vhdx' -SizeBytes 48MB -Dynamic | Out-Null; New-VHD '$here/child.vhdx' -ParentPath '$here/base.vhdx' -Differencing | Out-Null
New-VM Diff -Generation 1 -NoVHD -MemoryStartupBytes 128MB -Path '$here' $KERNEL | Out-Null
Add-VMHardDiskDrive Diff -ControllerType SCSI -Path '$here/child.vhdx'"
hv_fails "off, it depends on its parent" "depends on '$here/base.vhdx'" "Move-VM Diff '$OTHER' -IncludeStorage -DestinationStoragePath '$far/d'"
is "nothing was made" "" "$(ls -d "$far/d" 2>/dev/null)$(names there)"
hv_ok "it starts" 'Start-VM Diff'
console_wait "it runs" Diff 'HVSH-GUEST READY'
guest Diff 'dd if=/dev/urandom of=/dev/sda bs=64k count=9 2>/dev/null; sync' >/dev/null
sum=$(guest Diff 'md5sum /dev/sda')
hv_ok "it is paused" 'Suspend-VM Diff'
if hv_ok "running or paused, its disk is copied as one" "Move-VM Diff '$OTHER' -IncludeStorage -DestinationStoragePath '$far/d' -RetainVhdCopiesOnSource"; then
    is "it is paused there" "Diff paused" "$(names there)$(there domstate Diff)"
    hv_ok "it goes on" "Resume-VM Diff -ComputerName '$OTHER'"
    is "with its disk" "$sum" "$(on_other guest Diff 'md5sum /dev/sda')"
    is "the copies stay" "base.vhdx child.vhdx " "$(cd "$here" && ls *.vhdx | tr '\n' ' ')"
    hv_ok "it ends" "Stop-VM Diff -TurnOff -ComputerName '$OTHER'; Remove-VM Diff -Force -ComputerName '$OTHER'; (Get-VHD '$far/d/Virtual Hard Disks/child.vhdx').VhdType"
    is "the disk is whole" Dynamic "$OUT"
fi

# Several at once, with their disks, into one folder; a saved one stays.
hv_ok "four machines" "1..4 | ForEach-Object { New-VM Many\$_ -Generation 1 -NewVHDPath \"$here/many\$_.qcow2\" -NewVHDSizeBytes 32MB -MemoryStartupBytes 64MB -Path '$here' $KERNEL | Out-Null }; Start-VM Many1, Many2, Many4; Save-VM Many4"
hv "Get-VM Many* | Move-VM -DestinationHost '$OTHER' -IncludeStorage -DestinationStoragePath '$far/many' -Passthru | ForEach-Object { \"\$(\$_.Name) \$(\$_.State)\" }"
is "three have gone" "Many1 Running Many2 Running Many3 Off" "$(echo $OUT)"
like "the saved one has not" "'Many4' cannot be moved while it is saved" "$ERR"
is "they are there" "Many1 Many2 Many3 /Many4 " "$(names there)/$(names vsh)"
is "with their disks" "many1.qcow2 many2.qcow2 many3.qcow2/many4.qcow2" "$(ls "$far/many/Virtual Hard Disks" | tr '\n' ' ' | sed 's/ $//')/$(find "$here" -maxdepth 1 -name 'many*' -printf '%f\n')"
is "no pools are left" "" "$(vsh pool-list --all --name | sed '/^$/d')$(there pool-list --all --name | sed '/^$/d')"

if hv_ok "a running one comes back" "Get-VM Many1 -ComputerName '$OTHER' | Move-VM -DestinationHost . -IncludeStorage -DestinationStoragePath '$here'"; then
    is "it is here" "running" "$(vsh domstate Many1)"
    is "not there" "Many2 Many3 " "$(names there)"
    is "nor its disk" "many2.qcow2 many3.qcow2" "$(ls "$far/many/Virtual Hard Disks" | tr '\n' ' ' | sed 's/ $//')"
    is "nor its folder" "Many2 Many3 Virtual Hard Disks " "$(ls "$far/many" | tr '\n' ' ')"
fi
hv_fails "raw and qcow2 disks must be shared" 'without shared storage is unsafe' "Get-VM Many2 -ComputerName '$OTHER' | Move-VM -DestinationHost ."
is "it runs on" running "$(there domstate Many2)"

# As Compare-VM has found that it can be.
hv_ok "no saved state" "Remove-VMSavedState Many4; New-VMResourcePool Fast Processor -ComputerName '$OTHER' | Out-Null"
hv_ok "a report" "\$r = Compare-VM Many4 '$OTHER' -IncludeStorage -DestinationStoragePath '$far/report'; \"\$(\$r.OperationType) \$(@(\$r.Incompatibilities).Count)\"; Move-VM -CompatibilityReport \$r -Passthru | ForEach-Object { \"\$(\$_.Name) \$(\$_.ComputerName)\" }"
like "of a move, that takes place" '^MoveVirtualMachine [01] Many4 other$' "$(echo $OUT)"
is "it is there" "Many2 Many3 Many4 " "$(names there)"
is "with its disk" "$far/report/Virtual Hard Disks/many4.qcow2" "$(on_other xpath Many4 devices/disk/source/@file)"
hv_ok "back into a resource pool" "New-VMResourcePool Quick Processor | Out-Null; Get-VM Many4 -ComputerName '$OTHER' | Move-VM -DestinationHost . -IncludeStorage -DestinationStoragePath '$here/report' -ResourcePoolName Quick; (Get-VMProcessor Many4).ResourcePoolName"
is "it is in it" Quick "$OUT"
hv_fails "not into one that is not there" 'resource pool' "Move-VM Many4 '$OTHER' -IncludeStorage -DestinationStoragePath '$far/report' -ResourcePoolName Quick"
is "it stays" "Many1 Many4 " "$(names vsh)"

# Disks and folders that both hosts see.
hv_ok "a machine on shared storage, off" "New-VM Shared -Generation 1 -NoVHD -MemoryStartupBytes 128MB -Path '$TMP/shared' $KERNEL | Out-Null; New-VHD '$TMP/shared/disk.vhdx' -SizeBytes 32MB | Out-Null; Add-VMHardDiskDrive Shared -ControllerType SCSI -Path '$TMP/shared/disk.vhdx'; Move-VM Shared '$OTHER'"
is "it is there, its disk where it was" "Shared /$TMP/shared/disk.vhdx disk.vhdx Shared" "$(names there | grep -o 'Shared ')/$(on_other xpath Shared devices/disk/source/@name) $(ls "$TMP/shared" | sort -r | tr '\n' ' ' | sed 's/ $//')"
hv_ok "it starts there" "Start-VM Shared -ComputerName '$OTHER'"
on_other console_wait "it runs" Shared 'HVSH-GUEST READY'
hv_fails "two hosts cannot have its VHDX" 'two hosts cannot share' "Get-VM Shared -ComputerName '$OTHER' | Move-VM -DestinationHost ."
hv_ok "without it" "Stop-VM Shared -TurnOff -ComputerName '$OTHER'; Get-VMHardDiskDrive Shared -ComputerName '$OTHER' | Remove-VMHardDiskDrive; Start-VM Shared -ComputerName '$OTHER'"
on_other console_wait "it runs again" Shared 'HVSH-GUEST READY'
sleep 1
on_other guest Shared 'echo kept >/tmp/memory' >/dev/null
if hv_ok "the running one comes back" "Get-VM Shared -ComputerName '$OTHER' | Move-VM -DestinationHost ."; then
    is "its ports have other names in the same folder" "$TMP/shared/Shared/com1.sock" "$(xpath Shared devices/serial/source/@path)"
    is "and work" kept "$(guest Shared 'cat /tmp/memory')"
fi

# Ctrl-C while files are copied.
hv_ok "a machine with a large disk" "New-VM Large -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$here' | Out-Null"
dd if=/dev/urandom of="$TMP/large.raw" bs=1M count=600 2>/dev/null
hv_ok "it has it" "Add-VMHardDiskDrive Large -Path '$TMP/large.raw'"
setsid "$HVSH" -NoProfile -NonInteractive -c "Move-VM Large '$OTHER' -IncludeStorage -DestinationStoragePath '$far/large'" >"$TMP/stopped" 2>&1 &
shell=$!
check "the copy begins" wait_until 60 test -s "$far/large/Virtual Hard Disks/large.raw"
kill -INT $shell
wait $shell
check "Ctrl-C ends it" test $? -ne 0
is "nothing is left there" "" "$(ls -d "$far/large" 2>/dev/null)$(names there | grep -o Large)$(there pool-list --all --name | sed '/^$/d')"
check "the disk is here" test -s "$TMP/large.raw"
hv_ok "it moves the next time" "Move-VM Large '$OTHER' -IncludeStorage -DestinationStoragePath '$far/large'"
check "then the disk is there" test ! -e "$TMP/large.raw" -a -s "$far/large/Virtual Hard Disks/large.raw"
finish
