#!/bin/bash
# Files into the disk of a Windows that is off: its partitions, paths and names; and one that sleeps.
. "$(dirname "$0")/../lib/e2e.sh"
. "$TOP/tests/lib/kernel.sh"
PATH=$PATH:/usr/sbin:/sbin
static_daemon
export HV_TIMEOUT=500

raw=$TMP/disk.raw
echo new >"$TMP/motd"
head -c 3000000 /dev/urandom >"$TMP/big"
mkdir -p "$TMP/tree/home/user"
echo two >"$TMP/tree/home/user/two"

machine() { # IMAGE
    hv "Remove-VM Off -Force -ErrorAction Ignore"
    hv_ok "a machine that is off" "New-VM Off -Generation 1 -MemoryStartupBytes 256MB -NoVHD -Path '$TMP' | Out-Null
Add-VMHardDiskDrive Off -ControllerType SCSI -Path '$1'"
}
# ---- Windows: a system partition for the firmware, one that is reserved, and C: ----
rm -f "$raw"
truncate -s 200M "$raw"
sfdisk -q "$raw" <<-TABLE
	label: gpt
	start=2048, size=65536, type=U
	start=67584, size=32768, type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE
	start=100352, size=204800, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7
	start=305152, size=65536, type=DE94BBA4-06D1-4D40-A16A-BFD50179D6AC
TABLE
truncate -s 100M "$TMP/c.img"
mkntfs -q -F -Q "$TMP/c.img" >/dev/null 2>&1
truncate -s 32M "$TMP/esp.img" "$TMP/recovery.img"
mkfs.vfat -F 32 "$TMP/esp.img" >/dev/null
mkntfs -q -F -Q "$TMP/recovery.img" >/dev/null 2>&1
check "Windows' folders" kernel_run "$TMP/c.img" fuse "
ntfs-3g /dev/vda /mnt
mkdir -p /mnt/Windows/System32 /mnt/Users/Admin
umount /mnt" ntfs-3g
dd if="$TMP/esp.img" of="$raw" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$TMP/c.img" of="$raw" bs=1M seek=49 conv=notrunc,sparse status=none
dd if="$TMP/recovery.img" of="$raw" bs=1M seek=149 conv=notrunc,sparse status=none
qemu-img convert -O vhdx -o subformat=dynamic "$raw" "$TMP/windows.vhdx"
machine "$TMP/windows.vhdx"
hv_ok "Windows: files" "Copy-VMFile Off '$TMP/big' 'C:\\Users\\Admin\\' -FileSource Host -Offline -Verify
Copy-VMFile Off '$TMP/tree' 'c:\\Temp' -FileSource Host -Offline -Recurse -CreateFullPath
Copy-VMFile Off '$TMP/motd' 'C:\\windows\\system32\\drivers\\etc\\hosts' -FileSource Host -Offline -CreateFullPath"
hv_fails "Windows: another drive" "Which volume is 'D:' only the guest knows" \
    "Copy-VMFile Off '$TMP/motd' 'D:\\x' -FileSource Host -Offline"
hv_fails "Windows: a name that it could not open" '0x8007' \
    "Copy-VMFile Off '$TMP/motd' 'C:\\what?' -FileSource Host -Offline"
head -c 200000000 /dev/zero | tr '\0' x >"$TMP/huge"
hv_fails "Windows: no room" '0x80070070' "Copy-VMFile Off '$TMP/huge' 'C:\\huge' -FileSource Host -Offline"
rm "$TMP/huge"
qemu-img convert -O raw "$TMP/windows.vhdx" "$raw"
dd if="$raw" of="$TMP/c.img" bs=1M skip=49 count=100 conv=sparse status=none
check "Windows: no fault" ntfsfix -n "$TMP/c.img"
ntfscat -f "$TMP/c.img" Users/Admin/big >"$TMP/back"
check "Windows: the file is whole" cmp "$TMP/big" "$TMP/back"
is "Windows: whatever the case" new "$(ntfscat -f "$TMP/c.img" Windows/System32/drivers/etc/hosts)"
is "Windows: a tree" two "$(ntfscat -f "$TMP/c.img" Temp/tree/home/user/two)"
is "Windows: one folder of a name" 1 "$(ntfsls -f "$TMP/c.img" -a | grep -ic '^windows')"
unlike "Windows: nothing of what had no room" 'huge' "$(ntfsls -f "$TMP/c.img" -a)"

# One that sleeps, and one with the mark that it is to be checked.
check "a Windows that sleeps" kernel_run "$TMP/c.img" fuse "
ntfs-3g /dev/vda /mnt
printf hibr >/mnt/hiberfil.sys
head -c 8188 /dev/zero >>/mnt/hiberfil.sys
umount /mnt" ntfs-3g
machine "$TMP/c.img"
before=$(sha256sum <"$TMP/c.img")
hv_fails "Windows: asleep" 'sleeps: it was hibernated, or shut down for a fast startup' \
    "Copy-VMFile Off '$TMP/motd' 'C:\\x' -FileSource Host -Offline"
is "Windows: not touched" "$before" "$(sha256sum <"$TMP/c.img")"
ntfsfix "$TMP/recovery.img" >/dev/null 2>&1
machine "$TMP/recovery.img"
hv_fails "NTFS: to be checked" 'was not unmounted, or has faults' \
    "Copy-VMFile Off '$TMP/motd' 'C:\\x' -FileSource Host -Offline"
hv_ok "removed" 'Remove-VM Off -Force'
finish
