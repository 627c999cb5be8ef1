#!/bin/bash
# Files into disks that machines left mounted, ext4 and XFS: what their journals hold is there as well.
. "$(dirname "$0")/../lib/e2e.sh"
. "$TOP/tests/lib/kernel.sh"
PATH=$PATH:/usr/sbin:/sbin
static_daemon
export HV_TIMEOUT=500

raw=$TMP/disk.raw
echo new >"$TMP/motd"
head -c 3000000 /dev/urandom >"$TMP/big"

machine() { # IMAGE
    hv "Remove-VM Off -Force -ErrorAction Ignore"
    hv_ok "a machine that is off" "New-VM Off -Generation 1 -MemoryStartupBytes 256MB -NoVHD -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Off -ControllerType SCSI -Path '$1'"
}
put() { # NAME SOURCE TARGET [PARAMETERS]
    hv_ok "$1" "Copy-VMFile Off '$2' '$3' -FileSource Host -Offline ${4-}"
}

# ---- file systems that a machine left mounted: their journals are replayed first ----
dirty() { # TYPE MODULE
    kernel_run "$raw" "$2" "
mount -t $1 /dev/vda /mnt
mkdir -p /mnt/etc /mnt/usr /mnt/var
echo kept >/mnt/etc/kept
head -c 400000 /dev/urandom >/mnt/var/noise
sync
rm /mnt/var/noise
echo late >/mnt/etc/late
sync -f /mnt/etc/late 2>/dev/null || sync"
}
for type in ext4 xfs; do
    rm -f "$raw"
    truncate -s 320M "$raw"
    "mkfs.$type" -q "$raw" >/dev/null 2>&1
    [ $type = xfs ] || debugfs -w -R 'ea_set / security.selinux system_u:object_r:root_t:s0' "$raw" >/dev/null 2>&1
    check "$type: left mounted" dirty $type $type
    machine "$raw"
    hv_ok "$type: files, behind what the journal held" "Copy-VMFile Off '$TMP/big' /etc/big -FileSource Host -Offline -Verify"
    # It was replayed the first time: a mark brings the kernel in again.
    [ $type = xfs ] || debugfs -w -R 'feature needs_recovery' "$raw" >/dev/null 2>&1
    put "$type: into new folders" "$TMP/motd" /opt/a/motd -CreateFullPath
    if [ $type = ext4 ]; then
        check "ext4: no fault" e2fsck -fn "$raw"
        is "ext4: what was there" kept "$(debugfs -R 'cat /etc/kept' "$raw" 2>/dev/null)"
        is "ext4: and what was in the journal" late "$(debugfs -R 'cat /etc/late' "$raw" 2>/dev/null)"
        is "ext4: whole" "$(sha256sum <"$TMP/big")" "$(debugfs -R 'cat /etc/big' "$raw" 2>/dev/null | sha256sum)"
        for name in /opt /opt/a /opt/a/motd; do
            like "ext4: the label of its folder: $name" 'root_t:s0' "$(debugfs -R "ea_get $name security.selinux" "$raw" 2>/dev/null)"
        done
        put "ext4: and written here from then on" "$TMP/motd" /etc/motd
        check "ext4: still no fault" e2fsck -fn "$raw"
    else
        # Killed in the middle, twice: what is on the disk is the old file or the new one.
        timeout -s KILL 9 "$HVSH" -NoProfile -c "Copy-VMFile Off '$TMP/motd' /etc/kept -FileSource Host -Offline -Force" >/dev/null 2>&1
        put "xfs: after a copy that was killed" "$TMP/motd" /etc/after
        check "xfs: no fault" xfs_repair -n -f "$raw"
        for name in big kept after; do
            hv "Copy-VHDFile '$raw' /etc/$name '$TMP/back.$name'"
        done
        check "xfs: whole" cmp "$TMP/big" "$TMP/back.big"
        like "xfs: the old one or the new one" '^(kept|new)$' "$(cat "$TMP/back.kept")"
        is "xfs: the one after" new "$(cat "$TMP/back.after")"
    fi
    hv_ok "removed" 'Remove-VM Off -Force'
done
finish
