#!/bin/bash
# Files into the disks of a machine that is off: looked at by e2fsprogs, which shares no code with
# what finds the volumes, and read by a guest.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin
export HV_TIMEOUT=600

# A disk with a Linux system on its second partition and data on its third, which fstab mounts.
root=$TMP/root data=$TMP/data.img system=$TMP/system.img raw=$TMP/disk.raw
uuid=7d1f0b6e-0c42-4c58-9a3c-5a4d6b0f1e22
mkdir -p "$root"/{etc/systemd/system,usr/lib/systemd,usr/sbin,var,srv/data}
ln -s usr/sbin "$root/sbin"
cp "$(command -v busybox)" "$root/usr/lib/systemd/systemd"
printf '/dev/vda2 / ext4 defaults 0 1\n# comment\nUUID=%s /srv/data ext4 defaults 0 2\nLABEL=gone /home ext4 defaults 0 2\n' \
    "$uuid" >"$root/etc/fstab"
printf 'old\n' >"$root/etc/motd"
ln -s /etc/motd "$root/etc/link"
mke2fs -q -F -t ext4 -d "$root" "$system" 48M >/dev/null 2>/dev/null
mke2fs -q -F -t ext2 -U "$uuid" "$data" 16M >/dev/null 2>/dev/null
truncate -s 68M "$raw"
sfdisk -q "$raw" <<-TABLE
	label: gpt
	start=2048, size=2048
	start=4096, size=98304
	start=102400, size=32768
TABLE
dd if="$system" of="$raw" bs=1M seek=2 conv=notrunc status=none
dd if="$data" of="$raw" bs=1M seek=50 conv=notrunc status=none
qemu-img convert -O qcow2 "$raw" "$TMP/disk.qcow2"
qemu-img convert -O vhdx -o subformat=dynamic "$raw" "$TMP/disk.vhdx"

# parts IMAGE: its two file systems as files of their own
parts() {
    rm -f "$TMP/all.raw"
    qemu-img convert -O raw "$1" "$TMP/all.raw"
    dd if="$TMP/all.raw" of="$system" bs=1M skip=2 count=48 status=none
    dd if="$TMP/all.raw" of="$data" bs=1M skip=50 count=16 status=none
}
sound() { # NAME
    check "$1: e2fsck finds no fault in the system" e2fsck -fn "$system"
    check "$1: nor in the data" e2fsck -fn "$data"
}
content() { # IMAGE PATH
    debugfs -R "cat $2" "$1" 2>/dev/null
}
mode() {
    debugfs -R "stat $2" "$1" 2>/dev/null | sed -n 's/.*Mode: *\([0-7]*\).*/\1/p'
}

head -c 3000000 /dev/urandom >"$TMP/big"
truncate -s 5000000 "$TMP/big"
head -c 20000000 /dev/urandom >"$TMP/huge"
big=$(sha256sum <"$TMP/big")
mkdir -p "$TMP/tree/sub/deeper"
echo one >"$TMP/tree/sub/Büro.txt"
echo two >"$TMP/tree/sub/deeper/two"
: >"$TMP/tree/empty"
chmod 750 "$TMP/tree/sub/deeper/two"

for format in qcow2 vhdx; do
    disk=$TMP/disk.$format
    hv_ok "$format: a machine" "New-VM Off -Generation 2 -MemoryStartupBytes 256MB -VHDPath '$disk' -Path '$TMP' | Out-Null"
    hv_fails "$format: the running way names this one" 'is not running' \
        "Copy-VMFile Off '$TMP/big' /var/big -FileSource Host"
    hv_ok "$format: a file" "Copy-VMFile Off '$TMP/big' /var/big -FileSource Host -Offline -Verify"
    hv_fails "$format: what is there stays" 'The file exists. \(0x80070050\)' \
        "Copy-VMFile Off '$TMP/big' /etc/motd -FileSource Host -Offline"
    hv_fails "$format: missing folders" 'The system cannot find the path specified. \(0x80070003\)' \
        "Copy-VMFile Off '$TMP/big' /no/where/big -FileSource Host -Offline"
    hv_fails "$format: a link is not followed" '0x80070005' \
        "Copy-VMFile Off '$TMP/big' /etc/link -FileSource Host -Offline -Force"
    hv_fails "$format: nor is there a way up" '0x80070057' \
        "Copy-VMFile Off '$TMP/big' /etc/../big -FileSource Host -Offline"
    echo new >"$TMP/motd"
    hv_ok "$format: into a folder, over the old one" "Copy-VMFile Off '$TMP/motd' /etc -FileSource Host -Offline -Force"
    hv_ok "$format: through a linked folder" "Copy-VMFile Off '$TMP/motd' /sbin/tool -FileSource Host -Offline"
    hv_ok "$format: with its folders" "Copy-VMFile Off '$TMP/motd' /opt/a/b/motd -FileSource Host -Offline -CreateFullPath"
    hv_ok "$format: a tree" "Copy-VMFile Off '$TMP/tree' /opt -FileSource Host -Offline -Recurse -CreateFullPath -Verify"
    hv_ok "$format: to the volume that the guest mounts there" \
        "Copy-VMFile Off '$TMP/motd' /srv/data/motd -FileSource Host -Offline -Verbose 4>\$null"
    hv_fails "$format: a volume that is not there" "mounts 'LABEL=gone' on '/home'" \
        "Copy-VMFile Off '$TMP/motd' /home/x -FileSource Host -Offline"
    hv_fails "$format: more than there is room for" '0x80070070' \
        "Copy-VMFile Off '$TMP/huge' /srv/data/huge -FileSource Host -Offline"
    hv_ok "$format: guest services" "Install-VMGuestServices Off 3>\$null"

    before=$(sha256sum <"$disk") out=$TMP/out.$format
    mkdir "$out"
    hv_ok "$format: a file out" "Copy-VMFile Off /var/big '$out/' -FileSource Guest -Offline -Verify"
    is "$format: it is whole" "$big" "$(sha256sum <"$out/big")"
    is "$format: with its holes" yes "$([ "$(stat -c %b "$out/big")" -lt 7000 ] && echo yes)"
    hv_fails "$format: what is there here stays" '0x80070050' \
        "Copy-VMFile Off /etc/motd '$out/big' -FileSource Guest -Offline"
    hv_ok "$format: through a linked folder, over the old one" \
        "Copy-VMFile Off /sbin/tool '$out/big' -FileSource Guest -Offline -Force"
    is "$format: that is the tool" new "$(cat "$out/big")"
    hv_ok "$format: a tree out" "Copy-VMFile Off /opt/tree '$out/' -FileSource Guest -Offline -Recurse -Verify"
    check "$format: all of it" diff -r "$TMP/tree" "$out/tree"
    is "$format: with its modes" 750 "$(stat -c %a "$out/tree/sub/deeper/two")"
    hv_ok "$format: a tree over two volumes" "Copy-VMFile Off /srv '$out/' -FileSource Guest -Offline -Recurse"
    is "$format: what the other one has" new "$(cat "$out/srv/data/motd")"
    hv_fails "$format: what is not there" '0x80070002' "Copy-VMFile Off /etc/none '$out/' -FileSource Guest -Offline"
    hv_fails "$format: a link" 'symbolic links are not copied' \
        "Copy-VMFile Off /etc/link '$out/' -FileSource Guest -Offline"
    hv_fails "$format: what only a running guest has" "in a running guest's memory" \
        "Copy-VMFile Off /proc/version '$out/' -FileSource Guest -Offline"
    hv_fails "$format: a folder without -Recurse" 'it is a folder, and -Recurse was not given' \
        "Copy-VMFile Off /etc '$out/' -FileSource Guest -Offline"
    is "$format: reading changed nothing" "$before" "$(sha256sum <"$disk")"

    parts "$disk"
    sound "$format"
    is "$format: the file is whole" "$big" "$(content "$system" /var/big | sha256sum)"
    is "$format: with holes where it had them" yes "$(debugfs -R 'stat /var/big' "$system" 2>/dev/null |
        awk '/Blockcount/ { print $4 * 512 < 4000000 ? "yes" : "no" }')"
    is "$format: in the folder" new "$(content "$system" /etc/motd)"
    is "$format: plain files are 0644" 0644 "$(mode "$system" /etc/motd)"
    is "$format: in the linked one" new "$(content "$system" /usr/sbin/tool)"
    is "$format: below new ones" new "$(content "$system" /opt/a/b/motd)"
    is "$format: the tree" "one
two" "$(content "$system" /opt/tree/sub/Büro.txt; content "$system" /opt/tree/sub/deeper/two)"
    is "$format: with its modes" 0750 "$(mode "$system" /opt/tree/sub/deeper/two)"
    is "$format: on the other volume" new "$(content "$data" /motd)"
    is "$format: nothing of what had no room" "" "$(debugfs -R 'ls -p /' "$data" 2>/dev/null | grep huge)"
    cmp_daemon() { content "$system" /usr/sbin/hvsh-guest | cmp - "$(dirname "$HVSH")/hvsh-guest"; }
    check "$format: the daemon" cmp_daemon
    is "$format: is a program" 0755 "$(mode "$system" /usr/sbin/hvsh-guest)"
    like "$format: that systemd starts" 'Fast link dest: "/etc/systemd/system/hvsh-guest.service"' \
        "$(debugfs -R 'stat /etc/systemd/system/sysinit.target.wants/hvsh-guest.service' "$system" 2>/dev/null)"
    hv_ok "$format: removed" 'Remove-VM Off -Force'
done

# A guest reads it; while it runs or is saved nothing is written.
disk=$TMP/disk.qcow2
hv_ok "a machine that starts" "New-VM Off -Generation 1 -NoVHD -MemoryStartupBytes 384MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Add-VMHardDiskDrive Off -ControllerType SCSI -Path '$disk'; Start-VM Off"
console_wait "it is ready" Off 'HVSH-GUEST READY' 300
hv_fails "running" 'current state \(Running\)' "Copy-VMFile Off '$TMP/motd' /etc/y -FileSource Host -Offline"
mounted() { guest Off 'modprobe -a virtio_scsi sd_mod crc32c_generic ext4 2>/dev/null; mount -t ext4 /dev/sda2 /mnt && echo is-mounted' | grep -q is-mounted; }
check "its disk is mounted" wait_until 120 mounted
is "the guest reads the same" "${big%% *}" "$(guest Off 'sha256sum /mnt/var/big' 60 | grep -o '^[0-9a-f]\{64\}')"
guest Off 'umount /mnt' >/dev/null
hv_ok "saved" 'Save-VM Off'
hv_fails "it is refused as well" 'current state \(Saved\)' "Copy-VMFile Off '$TMP/motd' /etc/y -FileSource Host -Offline"
hv_ok "removed" 'Remove-VMSavedState Off; Remove-VM Off -Force'
finish
