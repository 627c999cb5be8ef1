#!/bin/bash
# Files into the disk, and out of it, of a machine that is off and has its system in subvolumes of btrfs. A kernel of
# this host makes them and looks at what came of it, in a machine of its own.
. "$(dirname "$0")/../lib/e2e.sh"
. "$TOP/tests/lib/kernel.sh"
PATH=$PATH:/usr/sbin:/sbin
static_daemon
export HV_TIMEOUT=500

raw=$TMP/disk.raw
echo new >"$TMP/motd"
mkdir -p "$TMP/tree"/{etc,home/user,boot}
echo one >"$TMP/tree/etc/one"
echo two >"$TMP/tree/home/user/two"
echo three >"$TMP/tree/boot/three"

machine() { # IMAGE
    hv "Remove-VM Off -Force -ErrorAction Ignore"
    hv_ok "a machine that is off" "New-VM Off -Generation 1 -MemoryStartupBytes 256MB -NoVHD -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Off -ControllerType SCSI -Path '$1'"
}
put() { # NAME SOURCE TARGET [PARAMETERS]
    hv_ok "$1" "Copy-VMFile Off '$2' '$3' -FileSource Host -Offline ${4-}"
}
btrfs="btrfs xxhash_generic sha256_generic blake2b_generic"

# ---- btrfs as openSUSE has it: the system is the default subvolume, /home another one, /boot ext4 ----
truncate -s 420M "$raw"
sfdisk -q "$raw" <<-TABLE
	label: gpt
	start=2048, size=8192, type=U
	start=10240, size=655360
	start=665600, size=65536
TABLE
truncate -s 320M "$TMP/btrfs.img"
mkfs.btrfs -q "$TMP/btrfs.img" >/dev/null
mke2fs -q -F -t ext4 -U 7d1f0b6e-0c42-4c58-9a3c-5a4d6b0f1e22 "$TMP/boot.img" 32M >/dev/null 2>&1
mke2fs -q -F -t ext4 "$TMP/home.img" 32M >/dev/null 2>&1
dd if="$TMP/btrfs.img" of="$raw" bs=1M seek=5 conv=notrunc,sparse status=none
dd if="$TMP/boot.img" of="$raw" bs=1M seek=325 conv=notrunc,sparse status=none
uuid=$(btrfs inspect-internal dump-super "$TMP/btrfs.img" | awk '$1 == "fsid" { print $2 }')
check "btrfs: with subvolumes" kernel_run "$raw" "$btrfs" "
mount -t btrfs /dev/vda2 /mnt
btrfs subvolume create /mnt/@
mkdir -p /mnt/@/.snapshots/1
btrfs subvolume create /mnt/@/home
btrfs subvolume create /mnt/@/.snapshots/1/snapshot
root=/mnt/@/.snapshots/1/snapshot
mkdir -p \$root/etc/systemd/system \$root/usr/lib/systemd \$root/usr/sbin \$root/home \$root/boot
cp /bin/busybox \$root/usr/lib/systemd/systemd
echo 'UUID=$uuid / btrfs defaults 0 0' >\$root/etc/fstab
echo 'UUID=$uuid /home btrfs subvol=/@/home 0 0' >>\$root/etc/fstab
echo 'UUID=7d1f0b6e-0c42-4c58-9a3c-5a4d6b0f1e22 /boot ext4 defaults 0 2' >>\$root/etc/fstab
echo old >\$root/etc/motd
ln -s boot \$root/kernels
ln -s /boot \$root/usr/lib/boot
ln -s /home/user \$root/usr/lib/user
btrfs subvolume set-default \$root
umount /mnt" btrfs
qemu-img convert -O vhdx -o subformat=dynamic "$raw" "$TMP/disk.vhdx"
machine "$TMP/disk.vhdx"
put "btrfs: a tree over its subvolumes and another volume" "$TMP/tree/*" / '-Recurse -Force -Verify'
put "btrfs: the default subvolume" "$TMP/motd" /etc/motd -Force
put "btrfs: by a link to the other volume" "$TMP/motd" /kernels/four
put "btrfs: by one further down" "$TMP/motd" /usr/lib/boot/five
put "btrfs: by one to another subvolume" "$TMP/motd" /usr/lib/user/six
hv_ok "btrfs: guest services" 'Install-VMGuestServices Off'

before=$(sha256sum <"$TMP/disk.vhdx")
mkdir "$TMP/out"
get() { # NAME SOURCE [PARAMETERS]
    hv_ok "$1" "Copy-VMFile Off '$2' '$TMP/out/' -FileSource Guest -Offline ${3-}"
}
get "btrfs: a file out" /etc/motd -Verify
is "btrfs: which is that" new "$(cat "$TMP/out/motd")"
get "btrfs: a tree over its subvolumes and another volume" / '-Recurse -ErrorAction SilentlyContinue; exit 0'
is "btrfs: each from its place" "one two three new" \
    "$(cd "$TMP/out" && cat etc/one home/user/two boot/three boot/four | xargs)"
get "btrfs: out by a link" /usr/lib/boot/five
is "btrfs: from the other volume" new "$(cat "$TMP/out/five")"
hv_fails "btrfs: what is not there" '0x80070002' \
    "Copy-VMFile Off /etc/none '$TMP/out/' -FileSource Guest -Offline"
is "btrfs: reading changed nothing" "$before" "$(sha256sum <"$TMP/disk.vhdx")"

qemu-img convert -O raw "$TMP/disk.vhdx" "$raw"
dd if="$raw" of="$TMP/btrfs.img" bs=1M skip=5 count=320 conv=sparse status=none
dd if="$raw" of="$TMP/boot.img" bs=1M skip=325 count=32 status=none
check "btrfs: no fault" btrfs check --readonly "$TMP/btrfs.img"
check "btrfs: nor on the other" e2fsck -fn "$TMP/boot.img"
is "btrfs: what belongs on the other" "three new new" \
    "$(for name in three four five; do debugfs -R "cat /$name" "$TMP/boot.img" 2>/dev/null; done | xargs)"
seen=$(kernel_run "$raw" "$btrfs" "
mount -t btrfs -o subvolid=5 /dev/vda2 /mnt
root=/mnt/@/.snapshots/1/snapshot
echo seen \$(cat \$root/etc/motd \$root/etc/one /mnt/@/home/user/two /mnt/@/home/user/six)
echo hidden \$(ls \$root/home \$root/boot /mnt/etc 2>/dev/null | wc -w)
cmp /bin/hvsh-guest \$root/usr/sbin/hvsh-guest && echo daemon
umount /mnt" btrfs "$(dirname "$HVSH")/hvsh-guest")
like "btrfs: each in its subvolume" '^seen new one two new$' "$seen"
like "btrfs: nothing hidden below" '^hidden [0-2]$' "$seen"
like "btrfs: the daemon" '^daemon$' "$seen"
hv_ok "removed" 'Remove-VM Off -Force'
finish
