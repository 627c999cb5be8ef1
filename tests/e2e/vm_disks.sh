#!/bin/bash
# Machines on VHD and VHDX of every kind, served by hvsh: a file system written in the guest, read
# on the host by others' tools; trimmed, saved, grown, plugged, the servers killed under load.
. "$(dirname "$0")/../lib/e2e.sh"

kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
server=$(dirname "$HVSH")/hvsh-disk
long=240 # seconds: longer than anything takes on a busy machine
export HV_TIMEOUT=$long
cd "$TMP" || exit 1
# nothing of a disk's server is left: no process, no socket, no lock
nothing_left() {
    [ -z "$(find /run/hvsh -type s -o -name '*.pid' 2>/dev/null)" ] && ! pgrep -x nbdkit && ! pgrep -x hvsh-disk
}
servers() {
    cat /run/hvsh/disk/*.pid
}
all_served() { # COUNT
    local pids
    read -r -d '' -a pids < <(servers)
    [ ${#pids[@]} -eq "$1" ] && kill -0 "${pids[@]}"
}
# in_guest COMMAND: its output, sorted
in_guest() {
    guest Disks "$1" $long | sort
}
running() {
    [ "$(vsh domstate Disks)" = running ]
}
sees() { # SECTORS: of some disk
    in_guest 'cat /sys/block/sd?/size' | grep -qx "$1"
}
# what a file takes on the host's disk, in KB
taken() {
    sync "$1"
    echo $(($(stat -c '%b * %B / 1024' "$1")))
}

# A disk's bytes by way of its server.
taken_by_nbd() { # DISK
    "$server" start --socket "$TMP/$1.sock" --file "$TMP/$1" && nbdcopy "nbd+unix:///?socket=$TMP/$1.sock" "$1.raw" &&
        "$server" stop --socket "$TMP/$1.sock"
}

hv_ok "disks of every kind" "
New-VHD base.vhd -SizeBytes 64MB -Dynamic | Out-Null; New-VHD base.vhdx -SizeBytes 64MB | Out-Null
New-VHD fixed.vhd -SizeBytes 64MB -Fixed | Out-Null; New-VHD dynamic.vhd -SizeBytes 64MB -Dynamic | Out-Null
New-VHD child.vhd -ParentPath base.vhd -Differencing | Out-Null
New-VHD fixed.vhdx -SizeBytes 64MB -Fixed | Out-Null; New-VHD dynamic.vhdx -SizeBytes 64MB -Dynamic | Out-Null
New-VHD sectors.vhdx -SizeBytes 64MB -LogicalSectorSizeBytes 4096 | Out-Null
New-VHD child.vhdx -ParentPath base.vhdx -Differencing | Out-Null
New-VHD plug.vhdx -SizeBytes 96MB | Out-Null"
disks=(fixed.vhd dynamic.vhd child.vhd fixed.vhdx dynamic.vhdx sectors.vhdx child.vhdx)
hv_ok "a machine with all of them" "New-VM Disks -Generation 1 -NoVHD -MemoryStartupBytes 384MB -Path '$TMP' $kernel | Out-Null
'${disks[*]}'.Split(' ') | ForEach-Object { Add-VMHardDiskDrive Disks -ControllerType SCSI -Path \"$TMP/\$_\" }
New-VM Second -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' $kernel | Out-Null
Add-VMHardDiskDrive Second -ControllerType SCSI -Path '$TMP/dynamic.vhdx'; (Get-VMHardDiskDrive Disks).Path -join ' '"
is "its drives show the files" "$(printf "$TMP/%s " "${disks[@]}" | sed 's/ $//')" "$OUT"
hv_fails "VHD is not for generation 2" 'generation 2' \
    "New-VM No -Generation 2 -MemoryStartupBytes 256MB -VHDPath '$TMP/dynamic.vhd'"

hv_ok "Start-VM" 'Start-VM Disks'
console_wait "it is ready" Disks 'HVSH-GUEST READY' $long
is "the guest sees seven disks of 64 MB" 7 "$(in_guest 'cat /sys/block/sd?/size' | grep -cx 131072)"
is "one with 4096 byte sectors" 1 "$(in_guest 'cat /sys/block/sd?/queue/logical_block_size' | grep -cx 4096)"
hv_ok "Get-VHD" "(Get-VHD '$TMP/dynamic.vhdx').Attached"
is "it is attached" True "$OUT"
hv_fails "Optimize-VHD is refused" 'in use' "Optimize-VHD '$TMP/dynamic.vhdx'"
hv_fails "so is a change of a parent" 'in use' "Resize-VHD '$TMP/base.vhdx' -SizeBytes 128MB"
hv_fails "a second machine with one of them does not start" 'in use' 'Start-VM Second'
is "it stays off" "shut off" "$(vsh domstate Second)"

in_guest 'modprobe -a crc32c_generic ext4; for d in a b c d e f g; do mke2fs -q -b 4096 /dev/sd$d; mkdir -p /mnt/$d; mount -t ext4 /dev/sd$d /mnt/$d; dd if=/dev/urandom of=/mnt/$d/data bs=64k count=128 2>/dev/null; done; sync' >/dev/null
sum_data='echo 3 >/proc/sys/vm/drop_caches; sha256sum /mnt/?/data | cut -c1-64'
sums=$(in_guest "$sum_data")
is "seven files are written" 7 "$(grep -c '^[0-9a-f]\{64\}$' <<<"$sums")"

# ---- trim reaches the host's disk
trim='for d in a b c d e f g; do fstrim /mnt/$d; done; sync'
in_guest "$trim" >/dev/null
declare -A before after
for disk in dynamic.vhdx sectors.vhdx; do
    before[$disk]=$(taken $disk)
done
in_guest 'for d in a b c d e f g; do dd if=/dev/urandom of=/mnt/$d/gone bs=64k count=128 2>/dev/null; done; sync' >/dev/null
for disk in dynamic.vhdx sectors.vhdx; do
    after[$disk]=$(taken $disk)
done
in_guest "rm /mnt/?/gone; sync; $trim" >/dev/null
for disk in dynamic.vhdx sectors.vhdx; do
    check "$disk grows by what is written" test "${after[$disk]}" -ge $((before[$disk] + 7000))
    check "$disk shrinks by what is trimmed" test "$(taken $disk)" -le $((before[$disk] + 1000))
done

# ---- saved and restored
hv_ok "Save-VM" 'Save-VM Disks; (Get-VM Disks).State'
is "it is saved" Saved "$OUT"
check "no server is left" wait_until $long nothing_left
hv_ok "it goes on" 'Start-VM Disks; (Get-VM Disks).State'
is "with its disks" "$sums" "$(in_guest "$sum_data")"

# ---- plugged and grown
hv_ok "a VHDX is added while it runs" "Add-VMHardDiskDrive Disks -ControllerType SCSI -Path '$TMP/plug.vhdx'"
check "the guest sees it" wait_until $long sees 196608
in_guest 'mke2fs -q -b 4096 /dev/sdh; mkdir -p /mnt/h; mount -t ext4 /dev/sdh /mnt/h' >/dev/null
# Two at a time, the disks are written to until the guest is told to stop.
in_guest 'dd if=/dev/urandom of=/tmp/part bs=64k count=16 2>/dev/null; for w in 1 2; do (n=0; until [ -e /tmp/stop ]; do n=$((n + 1)); for d in a b c d e f g h; do dd if=/tmp/part of=/mnt/$d/part$w.$((n % 3)) bs=64k conv=fsync 2>/dev/null || echo WRITE-FAILED; done; usleep 100000; done; echo $n >/tmp/done.$w) & done; echo' >/dev/null
hv_ok "it grows under load" "Resize-VHD '$TMP/plug.vhdx' -SizeBytes 128MB; (Get-VHD '$TMP/plug.vhdx').Size"
is "to 128 MB" 134217728 "$OUT"
check "the guest sees that" wait_until $long sees 262144
hv_fails "it does not shrink" 'smaller' "Resize-VHD '$TMP/plug.vhdx' -SizeBytes 64MB"
hv_fails "a VHD does not grow while it is used" 'in use' "Resize-VHD '$TMP/dynamic.vhd' -SizeBytes 128MB"

# ---- the servers are killed under load
for i in 1 2 3; do
    check "all disks are served ($i)" wait_until $long all_served 8
    # shellcheck disable=SC2046 # several numbers
    kill -9 $(servers)
    sleep 0.$((i * 3))
done
check "all disks are served again" wait_until $long all_served 8
check "the machine runs" wait_until $long running
in_guest 'touch /tmp/stop' >/dev/null
written() {
    [ "$(in_guest 'cat /tmp/done.? | wc -l')" = 2 ]
}
check "writing went on over dead servers" wait_until $long written
unlike "no write failed" WRITE-FAILED "$(console Disks | tr -d '\r' | grep -x WRITE-FAILED)"
is "every part is whole" 1 "$(in_guest 'sha256sum /mnt/?/part?.? /tmp/part | cut -c1-64' | grep '^[0-9a-f]\{64\}$' | sort -u | wc -l)"
is "so is every file" "$sums" "$(in_guest "$sum_data")"
in_guest 'for d in a b c d e f g h; do umount /mnt/$d || echo NOT-UNMOUNTED; done; sync' >/dev/null
unlike "all are unmounted" NOT-UNMOUNTED "$(console Disks | tr -d '\r' | grep -x NOT-UNMOUNTED)"
hv_ok "Stop-VM" 'Stop-VM Disks -TurnOff'
check "no server is left" wait_until $long nothing_left

# ---- turned off while servers that were killed look after their machine
for i in 1 2 3; do
    hv_ok "it starts ($i)" 'Start-VM Disks'
    check "all disks are served" wait_until $long all_served 8
    # shellcheck disable=SC2046 # several numbers
    kill -9 $(servers)
    sleep 0.$((i * 2))
    hv_ok "Stop-VM waits for none of them" 'Stop-VM Disks -TurnOff'
    check "no server is left" wait_until $long nothing_left
done

# ---- judged by others
got=
for disk in "${disks[@]}" plug.vhdx; do
    hv_ok "$disk is sound" "Test-VHD '$TMP/$disk'"
    # 4096 byte sectors and parents are beyond QEMU.
    case $disk in
    child.* | sectors.*) check "$disk read by nbdcopy" taken_by_nbd "$disk" ;;
    *.vhd) check "$disk read by QEMU" qemu-img convert -f vpc -O raw "$disk" "$disk.raw" ;;
    *) check "$disk read by QEMU" qemu-img convert -f vhdx -O raw "$disk" "$disk.raw" ;;
    esac
    check "$disk holds a sound file system" e2fsck -fn "$disk.raw"
    if [ "$disk" != plug.vhdx ]; then
        debugfs -R "dump /data $TMP/data" "$disk.raw" 2>/dev/null
        got+=$(sha256sum data | cut -c1-64)$'\n'
    fi
    rm -f "$disk.raw" data
done
is "each file is on its disk" "$sums" "$(sort <<<"${got%$'\n'}")"
check "qemu-img finds no fault" qemu-img check -q dynamic.vhdx

# ---- without hvsh: the hook serves
check "virsh start" vsh start Second
check "the disk has a server" all_served 1
check "virsh destroy" vsh destroy Second
check "no server is left" wait_until $long nothing_left

# ---- a host that starts again: no state of machines or servers, and nobody who calls
hv_ok "a machine that starts with its host" 'Set-VM Second -AutomaticStartAction Start'
daemon=$(cat /run/libvirtd.pid)
kill "$daemon"
gone() { ! kill -0 "$daemon" 2>/dev/null; }
check "the host goes" wait_until $long gone
rm -rf /run/hvsh /run/libvirt/qemu
libvirtd -f /etc/libvirt/libvirtd.conf -p /run/libvirtd.pid </dev/null >/dev/null 2>&1 &
second() { [ "$(vsh domstate Second)" = running ]; }
check "it comes back with its machine" wait_until $long second
check "and the machine's disk" all_served 1
hv_ok "which goes as it came" 'Stop-VM Second -TurnOff'
check "no server is left" wait_until $long nothing_left

rm -f dynamic.vhdx
hv_fails "a machine whose disk is missing does not start" 'dynamic.vhdx' 'Start-VM Second'
check "no server is left" wait_until $long nothing_left
hv_ok "Remove-VM" 'Remove-VM Disks, Second -Force'

# ---- the folder in which QEMU, as a user of its own, reaches the sockets of served disks
export HVSH_RUNTIME_DIR=$TMP/run-time
hv_ok "a named mutex comes first" '[System.Threading.Mutex]::new($false, "first").WaitOne()'
is "the folder stays open for others" 755 "$(stat -c %a "$HVSH_RUNTIME_DIR")"
finish
