#!/bin/bash
# Files into disks of machines that are off whose file systems a kernel writes, in a small system of
# its own: XFS, btrfs and NTFS. Looked at by their own tools.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin
static_daemon
export HV_TIMEOUT=500

root=$TMP/root
mkdir -p "$root"/{etc/systemd/system,usr/lib/systemd,usr/sbin,var,home}
ln -s usr/sbin "$root/sbin"
cp "$(command -v busybox)" "$root/usr/lib/systemd/systemd"
echo old >"$root/etc/motd"
echo new >"$TMP/motd"
head -c 3000000 /dev/urandom >"$TMP/big"
mkdir -p "$TMP/tree/sub"
echo one >"$TMP/tree/sub/Büro.txt"
chmod 750 "$TMP/tree/sub/Büro.txt"

# machine IMAGE: Off has it
machine() {
    hv_ok "$1: a machine that is off" "New-VM Off -Generation 1 -MemoryStartupBytes 256MB -NoVHD -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Off -ControllerType SCSI -Path '$1'"
}
put() { # NAME SOURCE TARGET [PARAMETERS]
    hv_ok "$1" "Copy-VMFile Off '$2' '$3' -FileSource Host -Offline ${4-}"
}

# ---- XFS, which hvsh reads by itself, on a partition of a VHDX ----
cat >"$TMP/proto" <<PROTO
/
0 0
d--755 0 0
etc d--755 0 0
motd ---644 0 0 $root/etc/motd
$
usr d--755 0 0
lib d--755 0 0
systemd d--755 0 0
systemd ---755 0 0 $root/usr/lib/systemd/systemd
$
$
sbin d--755 0 0
$
$
sbin l--777 0 0 usr/sbin
$
PROTO
truncate -s 320M "$TMP/xfs.img"
mkfs.xfs -q -p "$TMP/proto" "$TMP/xfs.img"
truncate -s 324M "$TMP/xfs.raw"
printf 'label: gpt\nstart=2048, size=655360\n' | sfdisk -q "$TMP/xfs.raw"
dd if="$TMP/xfs.img" of="$TMP/xfs.raw" bs=1M seek=1 conv=notrunc,sparse status=none
qemu-img convert -O vhdx -o subformat=dynamic "$TMP/xfs.raw" "$TMP/xfs.vhdx"
machine "$TMP/xfs.vhdx"
put "XFS: a file" "$TMP/big" /etc/new/big -CreateFullPath
hv_fails "XFS: one that is there stays" 0x80070050 "Copy-VMFile Off '$TMP/motd' /etc/motd -FileSource Host -Offline"
put "XFS: but for -Force" "$TMP/motd" /etc/motd '-Force -Verify'
hv_ok "XFS: guest services" 'Install-VMGuestServices Off'
# Interrupted at whatever moment, a file is there as a whole or not at all.
timeout -s INT -k 60 4 "$HVSH" -NoProfile -c "Copy-VMFile Off '$TMP/big' /etc/maybe -FileSource Host -Offline" >/dev/null 2>&1
put "XFS: a tree" "$TMP/tree" /srv '-Recurse -CreateFullPath'
back() { # SOURCE: as hvsh's own reader finds it
    rm -rf "$TMP/back"
    hv "Copy-VHDFile '$TMP/xfs.vhdx' '$1' '$TMP/back'"
    cat "$TMP/back" 2>/dev/null
}
whole_or_not() { back /etc/maybe >"$TMP/maybe"; [ ! -s "$TMP/maybe" ] || cmp "$TMP/maybe" "$TMP/big"; }
check "XFS: interrupted" whole_or_not
back /etc/new/big >"$TMP/read"
check "XFS: the file is the same" cmp "$TMP/big" "$TMP/read"
is "XFS: new for old" new "$(back /etc/motd)"
is "XFS: with its tree" one "$(back /srv/tree/sub/Büro.txt)"
back /usr/sbin/hvsh-guest >"$TMP/read"
check "XFS: and its daemon" cmp "$(dirname "$HVSH")/hvsh-guest" "$TMP/read"
like "XFS: which systemd starts" '^\[Unit\]' "$(back /etc/systemd/system/sysinit.target.wants/hvsh-guest.service)"
qemu-img convert -O raw "$TMP/xfs.vhdx" "$TMP/all.raw"
dd if="$TMP/all.raw" of="$TMP/xfs.img" bs=1M skip=1 count=320 conv=sparse status=none
check "XFS: no fault" xfs_repair -n -f "$TMP/xfs.img"
rm -f "$TMP/all.raw" "$TMP"/xfs.*
hv_ok "removed" 'Remove-VM Off -Force'

# ---- btrfs, which nothing here reads but the kernel ----
truncate -s 200M "$TMP/btrfs.raw"
mkfs.btrfs -q --rootdir "$root" "$TMP/btrfs.raw"
qemu-img convert -O qcow2 "$TMP/btrfs.raw" "$TMP/btrfs.qcow2"
machine "$TMP/btrfs.qcow2"
put "btrfs: a tree" "$TMP/tree" /srv '-Recurse -CreateFullPath -Verify'
put "btrfs: a file" "$TMP/motd" /etc/motd -Force
hv_ok "btrfs: guest services" 'Install-VMGuestServices Off'
qemu-img convert -O raw "$TMP/btrfs.qcow2" "$TMP/btrfs.raw"
check "btrfs: no fault" btrfs check --readonly "$TMP/btrfs.raw"
mkdir "$TMP/restored"
check "btrfs: read by its tool" btrfs restore -S -m "$TMP/btrfs.raw" "$TMP/restored"
is "btrfs: new for old" new "$(cat "$TMP/restored/etc/motd")"
check "btrfs: the tree" diff -r "$TMP/tree" "$TMP/restored/srv/tree"
is "btrfs: its modes" 750 "$(stat -c %a "$TMP/restored/srv/tree/sub/Büro.txt")"
is "btrfs: the daemon's start" /etc/systemd/system/hvsh-guest.service \
    "$(readlink "$TMP/restored/etc/systemd/system/sysinit.target.wants/hvsh-guest.service")"
hv_ok "removed" 'Remove-VM Off -Force'

# ---- NTFS ----
truncate -s 64M "$TMP/ntfs.raw"
mkntfs -q -F -Q "$TMP/ntfs.raw" >/dev/null 2>&1
machine "$TMP/ntfs.raw"
put "NTFS: a file" "$TMP/big" 'C:\new\big.bin' -CreateFullPath
put "NTFS: a tree" "$TMP/tree" / '-Recurse -Verify'
ntfscat -f "$TMP/ntfs.raw" new/big.bin >"$TMP/read"
check "NTFS: the file is the same" cmp "$TMP/big" "$TMP/read"
is "NTFS: the tree" one "$(ntfscat -f "$TMP/ntfs.raw" tree/sub/Büro.txt)"
check "NTFS: no fault" ntfsfix -n "$TMP/ntfs.raw"
hv_ok "removed" 'Remove-VM Off -Force'
finish
