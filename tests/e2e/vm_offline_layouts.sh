#!/bin/bash
# Files into disks of machines that are off, however these are divided: logical volumes, logical
# partitions, chains of disks, several volumes at once; and those that must not be written.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin

lib=$TOP/tests/lib root=$TMP/root raw=$TMP/disk.raw
echo new >"$TMP/motd"
head -c 300000 /dev/urandom >"$TMP/big"

# system FILE SIZE FSTAB [MKE2FS-OPTION...]: a Linux system as ext4; other volumes have no content
system() {
    local file=$1 size=$2 fstab=$3
    shift 3
    rm -rf "$root"
    mkdir -p "$root"/{etc/systemd/system,usr/lib/systemd,usr/sbin,var,home,srv,data,run}
    ln -s usr/sbin "$root/sbin"
    ln -s ../run "$root/var/run"
    ln -s /data/www "$root/srv/www"
    cp "$(command -v busybox)" "$root/usr/lib/systemd/systemd"
    printf '%s\n' "$fstab" >"$root/etc/fstab"
    echo old >"$root/etc/motd"
    mke2fs -q -F -t ext4 -d "$root" "$@" "$file" "$size" >/dev/null 2>&1
}
# place FILE MIB: into the disk
place() {
    dd if="$1" of="$raw" bs=1M seek="$2" conv=notrunc,sparse status=none
}
# take MIB COUNT FILE: out of it
take() {
    dd if="$raw" of="$3" bs=1M skip="$1" count="$2" status=none
}
machine() { # IMAGE...
    local adds=
    for disk; do
        adds="$adds; Add-VMHardDiskDrive Off -ControllerType SCSI -Path '$disk'"
    done
    hv "Remove-VM Off -Force -ErrorAction Ignore"
    hv_ok "a machine that is off" "New-VM Off -Generation 1 -MemoryStartupBytes 256MB -NoVHD -Path '$TMP' | Out-Null$adds"
}
put() { # NAME SOURCE TARGET [PARAMETERS]
    hv_ok "$1" "Copy-VMFile Off '$2' '$3' -FileSource Host -Offline ${4-}"
}
refused() { # NAME REGEX TARGET
    hv_fails "$1" "$2" "Copy-VMFile Off '$TMP/motd' '$3' -FileSource Host -Offline -CreateFullPath -Force"
}
content() { # IMAGE PATH
    debugfs -R "cat $2" "$1" 2>/dev/null
}

# ---- logical volumes, as LVM made them, one of them with a snapshot ----
truncate -s 300M "$raw"
sfdisk -q "$raw" <<-TABLE
	label: gpt
	start=2048, size=8192
	start=10240, size=500000
	start=512000, size=80000
TABLE
for group in 0:5 1:250; do
    xz -dc "$lib/lvm-vg-${group%:*}.xz" >"$TMP/head"
    place "$TMP/head" "${group#*:}"
done
system "$TMP/root.img" 64M '/dev/mapper/vg--0-root / ext4 defaults 0 1
/dev/mapper/vg--0-home--data /home ext4 defaults 0 2
/dev/vg-1/shot /data ext4 defaults 0 2'
mke2fs -q -F -t ext4 "$TMP/home.img" 60M >/dev/null 2>&1
# As SELinux labels it: what comes gets the label of what it replaces, else of its folder.
for label in /etc=system_u:object_r:etc_t:s0 /etc/motd=system_u:object_r:motd_t:s0 /usr/sbin=system_u:object_r:bin_t:s0 \
    /etc/systemd/system=system_u:object_r:systemd_unit_file_t:s0; do
    debugfs -w -R "ea_set ${label%%=*} security.selinux ${label#*=}" "$TMP/root.img" >/dev/null 2>&1
done
label() { # IMAGE PATH
    debugfs -R "ea_get $2 security.selinux" "$1" 2>/dev/null | grep -o '[a-z_]*_t:s0'
}
place "$TMP/root.img" 6
place "$TMP/home.img" 70
machine "$raw"
put "LVM: the system's volume" "$TMP/motd" /etc/motd '-Force -Verify'
put "LVM: another one, by its mapped name" "$TMP/big" /home/a/big '-CreateFullPath -Verify'
hv_ok "LVM: guest services" "Install-VMGuestServices Off"
refused "LVM: one with a snapshot" "vg-1/shot has a snapshot" /data/x
refused "LVM: also behind a link" "vg-1/shot has a snapshot" /srv/www/x
refused "what is in memory" "'/run' lies in a running guest's memory" /run/x
refused "also behind a link" "'/run' lies in a running guest's memory" /var/run/x
refused "a path of Windows" "is a path of Windows" 'C:\x'
# One tree over several volumes: what would lie hidden below a mount goes to what is mounted there.
mkdir -p "$TMP/tree"/{etc,home/deep/er,opt}
echo one >"$TMP/tree/etc/one"
echo two >"$TMP/tree/home/deep/er/two"
echo three >"$TMP/tree/opt/three"
hv_ok "LVM: a tree over both" "Copy-VMFile Off '$TMP/tree/*' / -FileSource Host -Offline -Recurse -Verify"
take 6 64 "$TMP/root.img"
take 70 60 "$TMP/home.img"
check "LVM: e2fsck finds no fault in the system" e2fsck -fn "$TMP/root.img"
check "LVM: nor in the other" e2fsck -fn "$TMP/home.img"
is "LVM: new for old" new "$(content "$TMP/root.img" /etc/motd)"
is "LVM: the file is whole" "$(sha256sum <"$TMP/big")" "$(content "$TMP/home.img" /a/big | sha256sum)"
check "LVM: the daemon" cmp "$(dirname "$HVSH")/hvsh-guest" <(content "$TMP/root.img" /usr/sbin/hvsh-guest)
is "LVM: the tree" "one three two " "$({ content "$TMP/root.img" /etc/one
    content "$TMP/root.img" /opt/three
    content "$TMP/home.img" /deep/er/two; } | tr '\n' ' ')"
is "LVM: the label of what was replaced" motd_t:s0 "$(label "$TMP/root.img" /etc/motd)"
is "LVM: of the folder" "etc_t:s0 bin_t:s0" "$(label "$TMP/root.img" /etc/one) $(label "$TMP/root.img" /usr/sbin/hvsh-guest)"
is "LVM: of new folders and links" "systemd_unit_file_t:s0 systemd_unit_file_t:s0" \
    "$(label "$TMP/root.img" /etc/systemd/system/sysinit.target.wants) $(label "$TMP/root.img" /etc/systemd/system/sysinit.target.wants/hvsh-guest.service)"
is "LVM: and none where there are none" "" "$(label "$TMP/home.img" /a/big)"
is "LVM: nothing below the mount" "" "$(debugfs -R 'ls -p /home' "$TMP/root.img" 2>/dev/null | grep -E 'deep|/a/')"

# ---- logical partitions of an MBR, named by the disk's letter, and a bind mount ----
rm -f "$raw"
truncate -s 120M "$raw"
sfdisk -q "$raw" <<-TABLE
	label: dos
	label-id: 0x1badb002
	start=2048, size=4096, type=83
	start=8192, type=5
	start=10240, size=98304, type=83
	start=110592, size=40960, type=83
	start=153600, size=40960, type=83
TABLE
system "$TMP/root.img" 48M '/dev/sda5 / ext4 defaults 0 1
/dev/sda6 /home ext4 defaults 0 2
PARTUUID=1badb002-07 /data ext4 defaults 0 2
/data/www /srv/site none bind 0 0
tmpfs /tmp tmpfs size=10m 0 0
server:/export /nfs nfs defaults 0 0'
mke2fs -q -F -t ext2 "$TMP/home.img" 20M >/dev/null 2>&1
cp "$TMP/home.img" "$TMP/data.img"
place "$TMP/root.img" 5
place "$TMP/home.img" 54
place "$TMP/data.img" 75
machine "$raw"
put "MBR: the system" "$TMP/motd" /etc/motd -Force
put "MBR: by letter and number" "$TMP/motd" /home/motd
put "MBR: by the partition's identity, through a link" "$TMP/motd" /srv/www/a -CreateFullPath
put "MBR: through a bind mount" "$TMP/motd" /srv/site/b
refused "a file system in memory" "mounts 'tmpfs' on '/tmp', which is not found" /tmp/x
refused "one of a server" "mounts 'server:/export' on '/nfs', which is not found" /nfs/x
take 5 48 "$TMP/root.img"
take 54 20 "$TMP/home.img"
take 75 20 "$TMP/data.img"
for image in root home data; do
    check "MBR: no fault in $image" e2fsck -fn "$TMP/$image.img"
done
is "MBR: each in its place" "new new new new " "$({ content "$TMP/root.img" /etc/motd
    content "$TMP/home.img" /motd
    content "$TMP/data.img" /www/a
    content "$TMP/data.img" /www/b; } | tr '\n' ' ')"

# ---- chains of disks: the child is written, the parent stays ----
system "$TMP/root.raw" 48M ''
for format in qcow2 vhdx vhd; do
    base=$TMP/base.$format top=$TMP/top.$format
    type=$format
    [ $format != vhd ] || type=vpc
    qemu-img convert -O $type "$TMP/root.raw" "$base"
    before=$(sha256sum <"$base")
    if [ $format = qcow2 ]; then
        qemu-img create -q -f qcow2 -b "$base" -F qcow2 "$top"
    else
        hv_ok "$format: a child" "New-VHD '$top' -ParentPath '$base' -Differencing | Out-Null"
    fi
    machine "$top"
    put "$format: into the child" "$TMP/big" /etc/big -Verify
    is "$format: not into the parent" "$before" "$(sha256sum <"$base")"
    hv_ok "$format: read back" "Copy-VHDFile '$top' /etc/big '$TMP/back.$format'"
    check "$format: whole" cmp "$TMP/big" "$TMP/back.$format"
    hv_ok "$format: a copy without a parent" "Convert-VHD '$top' '$TMP/flat.$format.vhdx'"
    qemu-img convert -O raw "$TMP/flat.$format.vhdx" "$TMP/flat.raw"
    check "$format: e2fsck finds no fault" e2fsck -fn "$TMP/flat.raw"
done
hv "Remove-VM Off -Force"

# ---- what must not be written: named, and not touched ----
untouched() { # NAME REGEX TARGET IMAGE...
    local name=$1 regex=$2 target=$3 before
    shift 3
    machine "$@"
    before=$(cat "$@" | sha256sum)
    refused "$name" "$regex" "$target"
    is "$name: not touched" "$before" "$(cat "$@" | sha256sum)"
}
rm -f "$raw"
truncate -s 120M "$raw"
printf 'label: gpt\nstart=2048, size=98304\nstart=102400, size=98304\n' | sfdisk -q "$raw"
system "$TMP/root.img" 48M ''
place "$TMP/root.img" 1
place "$TMP/root.img" 50
untouched "two systems" 'more than one system, in volumes 1 and 2' /etc/motd "$raw"

# A plain /boot, and the system encrypted.
mke2fs -q -F -t ext4 "$TMP/boot.img" 48M >/dev/null 2>&1
place "$TMP/boot.img" 1
# qemu-img times its own key stretching, and gives up where the processor's clock is too coarse.
for _ in {1..50}; do
    qemu-img create -q -f luks --object secret,id=key,data=secret -o key-secret=key,iter-time=10 \
        "$TMP/luks.img" 8M 2>/dev/null && break
done
dd if=/dev/zero of="$raw" bs=1M seek=50 count=48 conv=notrunc status=none
place "$TMP/luks.img" 50
untouched "an encrypted system" 'Volume 2 is encrypted \(LUKS\), and only the guest has its key' /etc/motd "$raw"

# Half of a mirror, with its superblock (version 1.0) at the end.
printf '\xfc\x4e\x2b\xa9' | dd of="$TMP/root.img" bs=1 seek=$((48 * 1048576 - 8192)) conv=notrunc status=none
untouched "half of a mirror" 'Volume 0 is a part of a Linux RAID' /etc/motd "$TMP/root.img"

# A guest may write what it likes to a raw disk: also the head of a qcow2 with a file of the host.
echo "host's secret" >"$TMP/secret"
truncate -s 48M "$TMP/secret"
qemu-img create -q -f qcow2 -b "$TMP/secret" -F raw "$TMP/evil.qcow2"
system "$TMP/evil.raw" 48M ''
machine "$TMP/evil.raw"
dd if="$TMP/evil.qcow2" of="$TMP/evil.raw" conv=notrunc status=none
before=$(sha256sum <"$TMP/evil.raw")
refused "a raw disk that looks like qcow2" 'no volume that can be read|have no system' /etc/motd
is "is not touched" "$before" "$(sha256sum <"$TMP/evil.raw")"

# A system that says itself that it has faults.
system "$TMP/faulty.raw" 48M ''
debugfs -w -R 'ssv state 3' "$TMP/faulty.raw" >/dev/null 2>&1
untouched "one with faults" 'was not unmounted, or has faults' /etc/motd "$TMP/faulty.raw"

# A disk that somebody else writes.
system "$TMP/held.raw" 48M ''
machine "$TMP/held.raw"
qemu-nbd -t -f raw -k "$TMP/held.sock" "$TMP/held.raw" &
server=$!
check "another program has the disk" wait_until 60 test -S "$TMP/held.sock"
refused "a disk in use" 'in use|lock|used by' /etc/motd
kill "$server"
wait "$server" 2>/dev/null
put "and free again" "$TMP/motd" /etc/motd -Force
check "e2fsck finds no fault" e2fsck -fn "$TMP/held.raw"

# A drive that the machine has for reading only.
vsh dumpxml --inactive Off | sed 's,<target dev=.sda.*,<readonly/>&,' >"$TMP/readonly.xml"
check "a drive for reading only" vsh define "$TMP/readonly.xml"
refused "a read-only drive" "is read-only" /etc/motd
hv_ok "removed" 'Remove-VM Off -Force'
finish
