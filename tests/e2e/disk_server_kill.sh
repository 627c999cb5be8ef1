#!/bin/bash
# e2e: no-libvirt
# The server of a disk is killed (SIGKILL) under load: nothing that it said was written is lost,
# flushed or not, and the image stays sound. HVSH_KILLS: how often for each image (default 5).
. "$(dirname "$0")/../lib/e2e.sh"

export HVSH_URI=test:///default
kills=${HVSH_KILLS:-5}
server=$(dirname "$HVSH")/hvsh-disk
cd "$TMP" || exit 1
hv_ok "disks of every kind" "
New-VHD base.vhdx -SizeBytes 16MB -BlockSizeBytes 1MB | Out-Null; New-VHD base.vhd -SizeBytes 16MB -Dynamic | Out-Null
New-VHD dynamic.vhdx -SizeBytes 16MB -BlockSizeBytes 1MB | Out-Null; New-VHD fixed.vhdx -SizeBytes 16MB -Fixed | Out-Null
New-VHD child.vhdx -ParentPath base.vhdx -Differencing | Out-Null
New-VHD dynamic.vhd -SizeBytes 16MB -Dynamic | Out-Null; New-VHD child.vhd -ParentPath base.vhd -Differencing | Out-Null"
for disk in dynamic.vhdx child.vhdx fixed.vhdx dynamic.vhd child.vhd; do
    check "$disk is served" "$server" start --socket "$TMP/$disk.sock" --file "$TMP/$disk"
    hv_fails "$disk: a second writer is refused" 'in use' "Optimize-VHD '$TMP/$disk'"
    check "$disk: killed $kills times, nothing is lost" \
        /usr/bin/python3 "$TOP/tests/lib/nbd_kill.py" "$server" "$TMP/$disk" "$TMP/$disk.sock" "$kills"
    check "$disk: the server ends" "$server" stop --socket "$TMP/$disk.sock"
    check "$disk: and leaves nothing" test ! -e "$disk.sock" -a ! -e "$disk.ctl" -a ! -e "$disk.pid"
    hv_ok "$disk is sound" "Test-VHD '$TMP/$disk'"
done
check "a server that is told to stop while it ends by itself" \
    /usr/bin/python3 "$TOP/tests/lib/nbd_leave.py" "$server" "$TMP/dynamic.vhdx" "$TMP/dynamic.vhdx.sock" 48
check "qemu-img finds no fault" qemu-img check -q dynamic.vhdx
finish
