#!/bin/bash
# e2e: no-libvirt
# Mount-VHD and the Storage cmdlets, judged by sfdisk, blkid, the file systems' own checkers, and
# by what is in the image afterwards.
. "$(dirname "$0")/../lib/e2e.sh"
cd "$TMP" || exit 1
export HVSH_RUNTIME_DIR=$TMP/run
if [ ! -w /dev/fuse ]; then
    skip "mounting" "there is no /dev/fuse"
    finish
fi
unmount_all() {
    local point
    for point in "$TMP"/run/drives/? "$TMP"/run/disks/*; do
        ! mountpoint -q "$point" || umount -l "$point"
    done
}
trap 'unmount_all; e2e_end' EXIT

# raw FILE: the disk's bytes as raw.img; part N: the bytes of its partition N as part.img
raw() {
    rm -f raw.img && qemu-img convert -O raw "$1" raw.img
}
part() {
    local start size
    read -r start size < <(sfdisk --json raw.img | jq -r ".partitiontable.partitions[$1 - 1] | \"\(.start) \(.size)\"")
    rm -f part.img && dd if=raw.img of=part.img bs=512 skip="$start" count="$size" conv=sparse status=none
}
fs_fact() {
    blkid -p -o value -s "$1" part.img
}
number() {
    hv "(Get-VHD '$1').DiskNumber"
    printf %s "$OUT"
}

# ---- the administrator's pipeline ----
hv_ok "a disk ready for files" "New-VHD data.vhdx 1GB | Mount-VHD -Passthru | Initialize-Disk -PassThru | New-Partition -AssignDriveLetter -UseMaximumSize | Format-Volume -FileSystem NTFS -NewFileSystemLabel Data -Confirm:\$false -Force | ForEach-Object { \"\$(\$_.DriveLetter) \$(\$_.FileSystem) \$(\$_.FileSystemLabel)\" }"
is "is drive D" "D NTFS Data" "$OUT"
n=$(number data.vhdx)
hv_ok "it outlives the shell" "\$v = Get-VHD data.vhdx; \"\$(\$v.Attached) \$((Get-VHD -DiskNumber $n).Path)\""
is "attached" "True $TMP/data.vhdx" "$OUT"
hv_ok "Get-Disk" "Get-Disk $n | ForEach-Object { \"\$(\$_.Number) \$(\$_.PartitionStyle) \$(\$_.Size) \$(\$_.NumberOfPartitions) \$(\$_.OperationalStatus) \$(\$_.FriendlyName)\" }"
is "as Windows shows it" "$n GPT 1073741824 2 Online Msft Virtual Disk" "$OUT"
hv_ok "Get-Partition" "Get-Partition -DiskNumber $n | ForEach-Object { \"\$(\$_.PartitionNumber) \$(\$_.Type) \$(\$_.Offset) \$(\$_.Size)\" } | Join-String -Separator ';'"
is "with the reserved one first" "1 Reserved 17408 16759808;2 Basic 16777216 1055916032" "$OUT"
# The tables' heads as published outputs of Windows show them.
hv_ok "tables" "Get-Disk $n | Out-String -Width 200; Get-Partition $n | Out-String -Width 200; Get-Volume D | Out-String -Width 200"
while IFS= read -r head; do
    check "with this head: ${head%% *}" grep -qxF -e "$head" <<<"$OUT"
done <<'X'
Number Friendly Name Serial Number                    HealthStatus         OperationalStatus      Total Size Partition Style
------ ------------- -------------                    ------------         -----------------      ---------- ---------------
PartitionNumber  DriveLetter Offset                                        Size Type
X
like "and Get-Volume's, which is as wide as it has to be" 'DriveLetter FriendlyName FileSystemType DriveType HealthStatus OperationalStatus SizeRemaining +Size' "$OUT"
# The same partition by what else names it, and what its entry says to others.
hv_ok "by offset, identifier and place" "\$d = Get-Disk $n; \$p = Get-Partition -DiskId \$d.UniqueId -Offset 16777216; \$p.PartitionNumber; (Get-Partition -UniqueId \$p.UniqueId).PartitionNumber; (Get-Partition $n 2).DriveLetter; (\$d | Get-Partition | Where-Object DriveLetter -eq D).PartitionNumber"
is "is one" "2 2 D 2" "$(tr '\n' ' ' <<<"$OUT" | sed 's/ $//')"
hv_ok "a volume by its identifier and by a file" "\$v = Get-Volume D; (Get-Volume -UniqueId \$v.UniqueId).FileSystemLabel; (Get-Volume -ObjectId \$v.ObjectId).FileSystemLabel; (Get-Volume -FilePath D:\\).FileSystemLabel"
is "is one" "Data Data Data" "$(tr '\n' ' ' <<<"$OUT" | sed 's/ $//')"
hv_ok "Set-Partition" "Set-Partition $n 2 -IsHidden \$true -NoDefaultDriveLetter \$true; Get-Partition $n 2 | ForEach-Object { \"\$(\$_.IsHidden) \$(\$_.NoDefaultDriveLetter) \$(\$_.IsShadowCopy)\" }; Set-Disk $n -Guid '{11111111-2222-3333-4444-555555555555}'; (Get-Disk $n).Guid"
is "sets what the entry says" "True True False
{11111111-2222-3333-4444-555555555555}" "$OUT"
hv_fails "a signature is an MBR's" 'signature' "Set-Disk $n -Signature 5"
hv_ok "the drive in another shell" "'kept' | Set-Content D:/file.txt; Get-Content D:/file.txt"
is "holds files" kept "$OUT"
hv_fails "mounted twice" 'already mounted' "Mount-VHD data.vhdx"
hv_fails "written behind its back" 'in use|lock' "Resize-VHD data.vhdx 2GB"
hv_ok "Get-Volume" "Get-Volume D | ForEach-Object { \"\$(\$_.SizeRemaining)\" }"
free=$OUT
hv_ok "dismounted by path" "Dismount-VHD data.vhdx; (Get-VHD data.vhdx).Attached"
is "no more" False "$OUT"
check "no mounts, no folders" test -z "$(find run/disks run/drives -mindepth 1)"
raw data.vhdx
check "sfdisk finds no fault" sfdisk -q --verify raw.img
is "the types" "E3C9E316-0B5C-4DB8-817D-F92DF00215AE EBD0A0A2-B9E5-4433-87C0-68B6B72699C7" \
    "$(sfdisk --json raw.img | jq -r '[.partitiontable.partitions[].type] | join(" ")')"
is "the attributes, as sfdisk reads them" "GUID:62,63" "$(sfdisk --json raw.img | jq -r '.partitiontable.partitions[1].attrs')"
is "and the disk's identity" "11111111-2222-3333-4444-555555555555" "$(sfdisk --json raw.img | jq -r '.partitiontable.id')"
part 2
is "NTFS by blkid" "ntfs Data" "$(fs_fact TYPE) $(fs_fact LABEL)"
is "what is free, as ntfsinfo counts it" "$(ntfsinfo -m -f part.img 2>/dev/null | awk '/Cluster Size:/ { c = $3 } /Free Clusters:/ { print $3 * c }')" "$free"
is "the file is in it" kept "$(ntfscat -f part.img file.txt 2>/dev/null)"
check "qemu-img finds no fault" qemu-img check -q data.vhdx

# ---- each file system, MBR, sectors ----
hv_ok "an MBR disk" "New-VHD mbr.vhdx 2GB | Mount-VHD -Passthru -NoDriveLetter | Initialize-Disk -PartitionStyle MBR -PassThru | ForEach-Object PartitionStyle"
is "MBR" MBR "$OUT"
n=$(number mbr.vhdx)
hv_ok "FAT32, active" "New-Partition $n -Size 300MB -IsActive | Format-Volume -FileSystem FAT32 -NewFileSystemLabel BOOT -Confirm:\$false | ForEach-Object FileSystem"
is "FAT32" FAT32 "$OUT"
hv_ok "exFAT" "New-Partition $n -Size 200MB | Format-Volume -FileSystem exFAT -Confirm:\$false | ForEach-Object FileSystem"
is "exFAT" exFAT "$OUT"
hv_ok "ext4" "New-Partition $n -Size 400MB | Format-Volume -FileSystem ext4 -NewFileSystemLabel linux -Confirm:\$false | ForEach-Object FileSystem"
is "ext4" ext4 "$OUT"
hv_ok "XFS" "New-Partition $n -UseMaximumSize | Format-Volume -FileSystem XFS -Confirm:\$false | ForEach-Object FileSystem"
is "XFS" XFS "$OUT"
hv_fails "a fifth partition" 'capacity|four' "New-Partition $n -Size 10MB"
hv_fails "ReFS" "cannot be made on this host" "Get-Partition $n 1 | Format-Volume -FileSystem ReFS -Confirm:\$false"
hv_fails "initialized twice" 'already been initialized' "Initialize-Disk $n"
hv_ok "Set-Disk -Signature" "Set-Disk $n -Signature 305419896; (Get-Disk $n).Signature; Set-Partition $n 1 -MbrType 11; (Get-Partition $n 1).Type; Set-Partition $n 1 -MbrType 12"
is "another one" "305419896 FAT32" "$(tr '\n' ' ' <<<"$OUT" | sed 's/ $//')"
hv_fails "a GPT's attributes" 'MBR' "Set-Partition $n 1 -IsHidden \$true"
hv_ok "Remove-Partition" "Remove-Partition $n 2 -Confirm:\$false; @(Get-Partition $n).PartitionNumber -join ' '"
is "1 3 4" "1 3 4" "$OUT"
hv_ok "Resize-Partition" "Resize-Partition -DiskNumber $n -PartitionNumber 1 -Size 400MB; (Get-Partition $n 1).Size"
is "grown into the gap" 419430400 "$OUT"
hv_fails "not over the next" 'capacity' "Resize-Partition -DiskNumber $n -PartitionNumber 1 -Size 600MB"
hv_fails "not below the file system" 'larger than' "Resize-Partition -DiskNumber $n -PartitionNumber 3 -Size 100MB"
hv_ok "Dismount-VHD -DiskNumber" "Dismount-VHD -DiskNumber $n"
raw mbr.vhdx
check "sfdisk finds no fault" sfdisk -q --verify raw.img
is "the signature" 0x12345678 "$(sfdisk --json raw.img | jq -r .partitiontable.id)"
is "the types" "c true,83 null,83 null" "$(sfdisk --json raw.img | jq -r '[.partitiontable.partitions[] | "\(.type) \(.bootable)"] | join(",")')"
part 1
is "FAT by blkid" "vfat BOOT" "$(fs_fact TYPE) $(fs_fact LABEL)"
check "fsck.vfat" fsck.vfat -n part.img
part 2
is "ext4 by blkid" "ext4 linux" "$(fs_fact TYPE) $(fs_fact LABEL)"
check "e2fsck" e2fsck -fn part.img
part 3
is "XFS by blkid" xfs "$(fs_fact TYPE)"
check "xfs_repair" xfs_repair -n part.img
check "qemu-img finds no fault" qemu-img check -q mbr.vhdx
hv_ok "a disk of 4096-byte sectors" "New-VHD big.vhdx 512MB -LogicalSectorSizeBytes 4096 | Mount-VHD -Passthru -NoDriveLetter | Initialize-Disk -PassThru | New-Partition -UseMaximumSize | Format-Volume -FileSystem ext4 -Confirm:\$false | ForEach-Object FileSystem; Dismount-VHD big.vhdx; Get-VHDFile big.vhdx | ForEach-Object Name"
like "has its file system" "lost\\+found" "$OUT"

# ---- from a disk into a file ----
hv_ok "New-VHD -SourceDisk" "Mount-VHD mbr.vhdx -NoDriveLetter; New-VHD copy.vhdx -SourceDisk (Get-VHD mbr.vhdx).DiskNumber -Dynamic | ForEach-Object { \"\$(\$_.VhdType) \$(\$_.Size)\" }; Dismount-VHD mbr.vhdx"
is "as large as the disk" "Dynamic 2147483648" "$OUT"
check "with all that is on it" qemu-img compare -q mbr.vhdx copy.vhdx
hv_fails "there are no VHD sets" 'is no VHD set' "Get-VHDSet mbr.vhdx"

# ---- existing disks, read-only, offline ----
hv_ok "mounted read-only" "Mount-VHD data.vhdx -ReadOnly; Get-Content D:/file.txt; (Get-Disk -Path $TMP/data.vhdx).IsReadOnly"
is "its files are there" "kept
True" "$OUT"
sum=$(sha256sum <data.vhdx)
hv_fails "nothing is written" 'read-only|Read-only' "'x' | Set-Content D:/other.txt -ErrorAction Stop"
hv_fails "nor partitioned" 'read-only' "New-Partition (Get-VHD data.vhdx).DiskNumber -Size 1MB"
hv_ok "dismounted through the pipeline" "Get-VHD data.vhdx | Dismount-VHD"
is "the image is as it was" "$sum" "$(sha256sum <data.vhdx)"
hv_ok "offline" "Mount-VHD data.vhdx; \$n = (Get-VHD data.vhdx).DiskNumber; Set-Disk \$n -IsOffline \$true; (Get-Disk \$n).OperationalStatus; Test-Path D:/file.txt; Set-Disk \$n -IsOffline \$false; Test-Path D:/file.txt"
is "and online again" "Offline
False
True" "$OUT"
n=$(number data.vhdx)
hv_fails "Clear-Disk keeps data" 'data partitions' "Clear-Disk $n -Confirm:\$false"
hv_ok "Clear-Disk -RemoveData" "Clear-Disk $n -RemoveData -Confirm:\$false; (Get-Disk $n).PartitionStyle"
is "RAW" RAW "$OUT"
hv_fails "a host's disk is not touched" 'host|No MSFT_Disk' "Initialize-Disk 0"

# ---- faults ----
kill -9 "$(sed -n 's/^pid=//p' "run/disks/$n/info")"
hv_ok "the server is killed" "(Get-VHD data.vhdx).Attached; @(Get-Disk | Where-Object FriendlyName -eq 'Msft Virtual Disk').Count"
is "the disk is gone" "False
0" "$OUT"
check "nothing is left" test -z "$(find run/disks run/drives -mindepth 1)"
hv_ok "and can be mounted again" "Mount-VHD data.vhdx; Dismount-VHD data.vhdx"
check "the image is sound" qemu-img check -q data.vhdx
hv_fails "not mounted" 'is not mounted' "Dismount-VHD data.vhdx"
hv_fails "no such disk" "No MSFT_Disk objects found with property 'Number' equal to '99'" "Get-Disk 99"
hv_fails "no image" 'annot' "Mount-VHD nothing.vhdx"
finish
