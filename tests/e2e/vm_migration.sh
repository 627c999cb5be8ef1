#!/bin/bash
# Move-VM between two hosts: running machines keep their memory, disks, firmware variables and TPM;
# machines that are off are copied; a move that fails leaves all as it was. Checked by virsh on both
# sides, by the guest on its console, and by the files.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/two_hosts.sh"

second_host || finish
KERNEL="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
here=$TMP/here far=$TMP/far
mkdir -p "$here" "$far"
names() { "$1" list --all --name | sed '/^$/d' | sort | tr '\n' ' '; }
there_file() { nsenter -t "$(pgrep -n -f "$TMP/.down")" -m find "$1" -type f 2>/dev/null; }
pools() { "$1" pool-list --all --name | sed '/^$/d'; }

# A generation 2 machine with a TPM, a VHDX, a VHD, a qcow2 and a raw disk.
hv_ok "a machine with all kinds of disks" "New-VM Big -Generation 2 -NoVHD -MemoryStartupBytes 256MB -Path '$here' $KERNEL | Out-Null
Set-VMFirmware Big -EnableSecureBoot Off; Set-VMKeyProtector Big -NewLocalKeyProtector; Enable-VMTPM Big
foreach (\$d in 'a.vhdx', 'b.qcow2', 'd.raw') { New-VHD -Path (Join-Path '$here' \$d) -SizeBytes 64MB -Dynamic | Out-Null; Add-VMHardDiskDrive Big -Path (Join-Path '$here' \$d) }
Enable-VMResourceMetering Big
Start-VM Big"
console_wait "it runs" Big 'HVSH-GUEST READY'
guest Big 'echo kept >/tmp/memory; for d in sda sdb sdc; do dd if=/dev/urandom of=/dev/$d bs=64k count=20 2>/dev/null; done; sync' >/dev/null
# Linux numbers its disks as it finds them.
disks() { guest Big 'md5sum /dev/sda /dev/sdb /dev/sdc' | grep -oE '^[0-9a-f]{32}' | sort | tr '\n' ' '; }
sums=$(disks)
boots=$(guest Big 'cat /proc/sys/kernel/random/boot_id')

hv_fails "migration is not enabled" "is not enabled on the host 'here'" "Move-VM Big '$OTHER' -IncludeStorage"
hv_ok "Enable-VMMigration" "(Enable-VMMigration -Passthru).VirtualMachineMigrationEnabled"
is "it says so" True "$OUT"
hv_fails "nor is it there" "is not enabled on the host 'other'" "Move-VM Big '$OTHER' -IncludeStorage"
hv_ok "Enable-VMMigration of the other" "Enable-VMMigration -ComputerName '$OTHER'; (Get-VMHost -ComputerName '$OTHER').VirtualMachineMigrationEnabled"
is "that one too" True "$OUT"
like "libvirt keeps it" 'hvsh migration' "$(there secret-list)"
hv_fails "its disks are not shared" 'not found on the host|held open|shared' "Move-VM Big '$OTHER'"
hv_fails "a host that is not there" 'cannot be reached|[Cc]onnect|failed' "Move-VM Big qemu+tcp://10.77.0.9/system -IncludeStorage"
hv_ok "-WhatIf" "Move-VM Big '$OTHER' -IncludeStorage -WhatIf"
is "nothing has happened" "Big /running" "$(names vsh)$(names there)/$(vsh domstate Big)"

if hv_ok "Move-VM -IncludeStorage of a running machine" "Move-VM Big '$OTHER' -IncludeStorage -DestinationStoragePath '$far' -Passthru | ForEach-Object { \"\$(\$_.Name) \$(\$_.State) \$(\$_.ComputerName) \$(\$_.Path)\" }"; then
    is "it is there, and runs" "Big Running other $far/Big" "$OUT"
    is "one machine, on the other host" "/Big running" "$(names vsh)/$(names there)$(there domstate Big)"
    hv_ok "it is metered" "(Measure-VM Big -ComputerName '$OTHER').MeteringDuration.TotalSeconds -gt 4"
    is "since it started here" True "$OUT"
    is "it is defined there" "yes" "$(there dominfo Big | sed -n 's/^Persistent: *//p')"
    is "its TPM's key is there alone" "1/0" "$(there secret-list | grep -c vtpm)/$(vsh secret-list | grep -c vtpm)"
    is "its memory came along" "kept" "$(on_other guest Big 'cat /tmp/memory')"
    is "it was not started anew" "$boots" "$(on_other guest Big 'cat /proc/sys/kernel/random/boot_id')"
    like "its TPM's state is there" 'tpm2-00.permall' "$(there_file /var/lib/libvirt/swtpm)"
    is "its disks too" "$sums" "$(on_other disks)"
    is "in files of the same kinds" "a.vhdx b.qcow2 d.raw" "$(ls "$far/Virtual Hard Disks" | tr '\n' ' ' | sed 's/ $//')"
    hv_ok "that are whole" "(Get-VHD '$far/Virtual Hard Disks/b.qcow2').VhdFormat"
    is "the stored configuration has them" "$far/Virtual Hard Disks/a.vhdx" "$(on_other vsh dumpxml --inactive Big | grep -o "${far}[^']*a.vhdx" | head -n 1)"
    is "the source's are gone" "" "$(ls "$here")"
    is "nor is there anything else of it" "" "$(find /var/lib/libvirt/qemu/nvram /var/lib/libvirt/swtpm -type f 2>/dev/null)"
fi
is "no pools are left" "" "$(pools vsh)$(pools there)"

# Back, and off.
hv_ok "turned off there" "Stop-VM Big -TurnOff -ComputerName '$OTHER'"
before=$(cd "$far/Virtual Hard Disks" && md5sum * | cut -d' ' -f1 | tr '\n' ' ')
if hv_ok "Move-VM of a machine that is off, by a host's name" "Get-VM Big -ComputerName '$OTHER' | Move-VM -DestinationHost . -VirtualMachinePath '$here' -Vhds @{ SourceFilePath = '$far/Virtual Hard Disks/a.vhdx'; DestinationFilePath = '$here/x/a.vhdx' }, @{ SourceFilePath = '$far/Virtual Hard Disks/b.qcow2'; DestinationFilePath = '$here/x/b.qcow2' }, @{ SourceFilePath = '$far/Virtual Hard Disks/d.raw'; DestinationFilePath = '$here/x/d.raw' } -RetainVhdCopiesOnSource"; then
    is "it is here, off" "Big shut off/" "$(names vsh)$(vsh domstate Big)/$(names there)"
    is "its disks are the same bytes" "$before" "$(cd "$here/x" && md5sum * | cut -d' ' -f1 | tr '\n' ' ')"
    is "the source keeps its copies" "a.vhdx b.qcow2 d.raw" "$(ls "$far/Virtual Hard Disks" | tr '\n' ' ' | sed 's/ $//')"
    check "its TPM came along" test -s "/var/lib/libvirt/swtpm/$(vsh domuuid Big)/tpm2/tpm2-00.permall"
    check "and its firmware's variables" test -s /var/lib/libvirt/qemu/nvram/Big_VARS.fd
    hv_ok "it starts" 'Start-VM Big'
    console_wait "to the end" Big 'HVSH-GUEST READY'
    is "with its disks" "$sums" "$(disks)"
fi

# What cannot go.
hv_ok "a switch that is here alone" 'New-VMSwitch -Name Lab -SwitchType Private | Out-Null; Get-VMNetworkAdapter Big | Connect-VMNetworkAdapter -SwitchName Lab'
hv_fails "no such switch there" "Could not find Ethernet switch 'Lab'" "Move-VM Big '$OTHER' -IncludeStorage -DestinationStoragePath '$far/2'"
hv_ok "disconnected" 'Disconnect-VMNetworkAdapter Big'
hv_ok "a machine of its name is there" "New-VM Big -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$far/3' -ComputerName '$OTHER' | Out-Null"
hv_fails "names are taken once" "already exists on the host 'other'" "Move-VM Big '$OTHER' -IncludeStorage -DestinationStoragePath '$far/2'"
hv_ok "it goes" "Remove-VM Big -Force -ComputerName '$OTHER'"
hv_fails "to the same host" 'is on the host .here. already' "Move-VM Big ."
is "it runs on" "running" "$(vsh domstate Big)"
check "nothing was made there" test ! -e "$far/2"

hv_ok "a small machine" "New-VM Wait -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$here' | Out-Null; Start-VM Wait"
# Networks: machines come over one of them.
hv_ok "Add-VMMigrationNetwork" "Add-VMMigrationNetwork 10.99.1.7/24 -Priority 3 -Passthru -ComputerName '$OTHER' | ForEach-Object { \"\$(\$_.Subnet) \$(\$_.Priority)\" }"
is "in its usual spelling" "10.99.1.0/24 3" "$OUT"
hv_fails "not twice" 'there already' "Add-VMMigrationNetwork 10.99.1.0/24 -ComputerName '$OTHER'"
hv_fails "not any text" 'is not a subnet' 'Add-VMMigrationNetwork 10.99.1/24'
hv_fails "no network fits" "None of the migration networks of the host 'other'" "Move-VM Big '$OTHER' -IncludeStorage -DestinationStoragePath '$far/2'"
check "nothing was made there" test ! -e "$far/2"
hv_ok "one more" "Add-VMMigrationNetwork 10.88.0.0/16 -Priority 9 -ComputerName '$OTHER'; Set-VMMigrationNetwork 10.88.* 10.77.0.0/24 -NewPriority 1 -ComputerName '$OTHER'; (Get-VMMigrationNetwork 10.* -ComputerName '$OTHER').Subnet -join ' '; (Get-VMMigrationNetwork -Priority 1 -ComputerName '$OTHER').Subnet; (Get-VMHost -ComputerName '$OTHER').MigrationNetworks.Count"
is "by priority" "10.77.0.0/24 10.99.1.0/24 10.77.0.0/24 2" "$(echo $OUT)"
hv_fails "none such" 'unable to find a migration network' "Remove-VMMigrationNetwork 10.1.1.0/24"
hv_ok "compressed, one at a time" "Set-VMHost -VirtualMachineMigrationPerformanceOption Compression -MaximumVirtualMachineMigrations 1; Get-VMHost | ForEach-Object { \"\$(\$_.VirtualMachineMigrationPerformanceOption) \$(\$_.MaximumVirtualMachineMigrations)\" }"
is "it is kept" "Compression 1" "$OUT"
hv_fails "not over SMB" 'SMB' 'Set-VMHost -VirtualMachineMigrationPerformanceOption SMB'

# Ctrl-C in the middle of a move that takes its time.
vsh migrate-setspeed Big 2
setsid "$HVSH" -NoProfile -NonInteractive -c "Move-VM Big '$OTHER' -IncludeStorage -DestinationStoragePath '$far/4'" >"$TMP/stopped" 2>&1 &
shell=$!
check "the move begins" wait_until 60 eval 'vsh domjobinfo Big | grep -q "Outgoing migration"' || cat "$TMP/stopped"
check "compressed" wait_until 30 eval 'vsh qemu-monitor-command Big --hmp "info migrate_capabilities" | grep -q "xbzrle: on"'
check "on the network's address" wait_until 30 eval 'ss -tn | grep -q "10.77.0.2:49[0-9]*"'
setsid "$HVSH" -NoProfile -NonInteractive -c "Move-VM Wait '$OTHER'" >"$TMP/waiting" 2>&1 &
waiting=$!
sleep 2
is "another waits for it" "Big running/running" "$(names vsh | sed 's/Wait //')$(vsh domstate Big)/$(vsh domstate Wait)"
check "not for ever" kill -0 $waiting
kill -INT $shell
wait $shell
check "Ctrl-C ends it" test $? -ne 0
is "the machine is here" "running" "$(vsh domstate Big)"
wait $waiting
is "the other one has gone" "Big / Wait " "$(names vsh)/ $(names there)" || cat "$TMP/waiting"
is "and lives" kept2 "$(guest Big 'echo kept2')"
is "nothing is left there" "/" "$(ls -d "$far/4" 2>/dev/null)/$(pools there)"
is "no firmware variables or TPM either" "" "$(there_file /var/lib/libvirt/qemu/nvram; there_file /var/lib/libvirt/swtpm)"
hv_ok "it ends" 'Stop-VM Big -TurnOff; Remove-VM Big -Force'

# Two small ones at once, without disks, to where their folders are others.
hv_ok "Remove-VMMigrationNetwork" "(Remove-VMMigrationNetwork 10.* -Passthru -ComputerName '$OTHER').Count; (Get-VMMigrationNetwork -ComputerName '$OTHER').Count"
is "they are gone" "2 0" "$(echo $OUT)"
hv_ok "the other one ends" "Stop-VM Wait -TurnOff -ComputerName '$OTHER'; Remove-VM Wait -Force -ComputerName '$OTHER'; Set-VMHost -MaximumVirtualMachineMigrations 2 -VirtualMachineMigrationPerformanceOption TCPIP"
hv_ok "two machines" "1..2 | ForEach-Object { New-VM Small\$_ -Generation 1 -NoVHD -MemoryStartupBytes 128MB -Path '$here' $KERNEL | Out-Null }; Start-VM Small1, Small2"
console_wait "one runs" Small1 'HVSH-GUEST READY'
console_wait "the other" Small2 'HVSH-GUEST READY'
guest Small1 'echo one >/tmp/memory' >/dev/null
guest Small2 'echo two >/tmp/memory' >/dev/null
if hv_ok "both move at once" "Get-VM Small* | Move-VM -DestinationHost '$OTHER' -VirtualMachinePath '$far' -Passthru | ForEach-Object Name"; then
    is "both are there" "Small1 Small2 /" "$(names there)/$(names vsh)"
    is "with their memory" "one two" "$(on_other guest Small1 'cat /tmp/memory') $(on_other guest Small2 'cat /tmp/memory')"
fi
finish
