#!/bin/bash
# e2e: no-libvirt
# Files inside virtual disks: made by each file system's own tools, read by Get-VHDFile and
# Copy-VHDFile, compared byte by byte.
. "$(dirname "$0")/../lib/e2e.sh"
cd "$TMP" || exit 1
export MTOOLS_SKIP_CHECK=1

# What every file system gets: a small file, a large one, a folder in a folder.
mkdir -p tree/etc/conf.d many
echo "hello from the disk" >tree/etc/hello.txt
head -c 3000000 /dev/urandom >tree/big.bin
echo one >tree/etc/conf.d/one.conf
echo two >tree/etc/conf.d/two.conf
: >tree/empty

# put OFFSET_MIB FILE: puts a file system into disk.raw
put() {
    dd if="$2" of=disk.raw bs=1M seek="$1" conv=notrunc,sparse status=none
}
truncate -s 64M ext4.fs
ln -s etc/hello.txt tree/link
ln -s /etc tree/absolute
mkfs.ext4 -q -F -d tree ext4.fs
rm tree/link tree/absolute
truncate -s 34M fat.fs && mkfs.vfat -F 32 -n FATVOL fat.fs >/dev/null
mcopy -s -i fat.fs tree/etc tree/big.bin tree/empty ::/
truncate -s 32M ntfs.fs && mkntfs -q -F -L NTVOL ntfs.fs >/dev/null 2>&1
for f in etc/hello.txt big.bin empty; do
    ntfscp -f -q ntfs.fs "tree/$f" "$(basename $f)" >/dev/null 2>&1
done
truncate -s 320M xfs.fs
cat >proto <<END
boot
0 0
d--755 0 0
etc d--755 0 0
hello.txt ---644 0 0 $TMP/tree/etc/hello.txt
conf.d d--755 0 0
one.conf ---644 0 0 $TMP/tree/etc/conf.d/one.conf
two.conf ---600 0 0 $TMP/tree/etc/conf.d/two.conf
$
$
big.bin ---755 0 0 $TMP/tree/big.bin
empty ---644 0 0 $TMP/tree/empty
link l--777 0 0 etc/hello.txt
many d--755 0 0
$(for i in $(seq 1 700); do echo "file-with-a-long-name-$i ---644 0 0 $TMP/tree/empty"; done)
$
$
END
mkfs.xfs -q -f -L XVOL -p proto xfs.fs

truncate -s 512M disk.raw
sfdisk -q disk.raw <<END
label: gpt
start=2048, size=131072
start=133120, size=69632
start=202752, size=65536
start=268288, size=655360
END
put 1 ext4.fs
put 65 fat.fs
put 99 ntfs.fs
put 131 xfs.fs
qemu-img convert -f raw -O vhdx disk.raw disk.vhdx

names() {
    hv "Get-VHDFile disk.vhdx $1 | ForEach-Object Name | Join-String -Separator ' '"
    printf %s "$OUT"
}
is "ext4: the root" "absolute big.bin empty etc link lost+found" "$(names '/ -Volume 1')"
is "FAT32: the root" "big.bin empty etc" "$(names '/ -Volume 2')"
is "NTFS: the root" "big.bin empty hello.txt" "$(names '/ -Volume 3')"
is "XFS: the root" "big.bin empty etc link many" "$(names '/ -Volume 4')"
is "wildcards" "one.conf two.conf" "$(names '/etc/c*/*.conf -Volume 1')"
is "the case counts on ext4" "" "$(names '/ETC/C*/*.conf -Volume 1 2>$null')"
is "and does not on FAT, where \\ is a slash" "one.conf two.conf" "$(names "'\\ETC\\CONF.D\\*.CONF' -Volume 2")"
is "-Recurse with a pattern" "one.conf two.conf" "$(names '/*.conf -Recurse -Volume 4')"
hv_ok "a large XFS directory" "@(Get-VHDFile disk.vhdx /many -Volume 4).Count"
is "has all of its files" 700 "$OUT"
hv_ok "properties" "Get-VHDFile disk.vhdx /big.bin -Volume 1 | ForEach-Object { \"\$(\$_.Length) \$(\$_.FullName) \$(\$_.FileSystem) \$(\$_.Volume) \$(\$_.PSIsContainer) \$(\$_.LastWriteTimeUtc.ToString('yyyy-MM-dd'))\" }"
is "as the file has them" "3000000 /big.bin ext4 1 False $(date -u -r tree/big.bin +%F)" "$OUT"
hv_ok "a path through a link of the disk" "Get-VHDFile disk.vhdx /absolute/conf.d -Volume 1 | ForEach-Object FullName | Join-String -Separator ' '"
is "leads inside the disk" "/etc/conf.d/one.conf /etc/conf.d/two.conf" "$OUT"

for v in 1 2 3 4; do
    mkdir out
    hv_ok "volume $v: copied" "Copy-VHDFile disk.vhdx '/*.bin' out -Volume $v"
    check "the same bytes" cmp tree/big.bin out/big.bin
    rm -r out
done
mkdir out
hv_ok "a tree" "Copy-VHDFile disk.vhdx /etc out -Volume 4 -Recurse"
check "is the same" diff -r tree/etc out/etc
hv_fails "a folder needs -Recurse" 'is a folder' "Copy-VHDFile disk.vhdx /etc out -Volume 4"
hv_fails "files are not replaced" 'already exists' "Copy-VHDFile disk.vhdx /etc/hello.txt out/etc -Volume 4"
hv_ok "but with -Force" "Copy-VHDFile disk.vhdx /etc/hello.txt out/etc -Volume 4 -Force"
hv_ok "a file under another name" "Copy-VHDFile disk.vhdx /etc/hello.txt ./renamed -Volume 2"
check "is the same" cmp tree/etc/hello.txt renamed
hv_ok "the target of a link that is named" "Copy-VHDFile disk.vhdx /link ./linked -Volume 1"
check "is the same" cmp tree/etc/hello.txt linked
hv_ok "through the pipeline" "Get-VHDFile disk.vhdx / -Recurse -Volume 1 | Where-Object Name -like *.conf | Copy-VHDFile -Destination out"
check "both files" cmp tree/etc/conf.d/two.conf out/two.conf
ln -s /tmp/must-not-be-written out/empty
hv_fails "a link at the destination is not followed" 'already exists' "Copy-VHDFile disk.vhdx /empty out -Volume 1"
check "nothing came of it" test ! -e /tmp/must-not-be-written
hv_fails "a name on several volumes" 'more than one volume' "Copy-VHDFile disk.vhdx /empty ./x"
hv_fails "no such file" "Cannot find path '/nothing'" "Get-VHDFile disk.vhdx /nothing"
hv_fails "no such volume" "no volume '9'.*|Its volumes are: 1, 2, 3, 4" "Get-VHDFile disk.vhdx -Volume 9"

hv_ok "a differencing disk" "New-VHD child.vhdx -ParentPath disk.vhdx | Out-Null; Get-VHDFile child.vhdx /etc -Volume 1 | ForEach-Object Name"
like "reads through its parent" "hello.txt" "$OUT"
qemu-img create -q -f qcow2 -b "$TMP/disk.vhdx" -F vhdx check.avhdx
hv_ok "a checkpoint" "Copy-VHDFile check.avhdx /big.bin ./checkpoint.bin -Volume 4"
check "the same bytes through QEMU" cmp tree/big.bin checkpoint.bin
check "its server has ended" test -z "$(pgrep -f "qemu-nbd.*$TMP")"
head -c 4096 /dev/zero >zero.raw && truncate -s 4M zero.raw
hv_fails "an empty disk" 'no file system' "Get-VHDFile zero.raw"
if command -v setpriv >/dev/null && [ "$(id -u)" = 0 ]; then
    chmod 755 . && chmod 644 disk.vhdx
    out=$(cd / && setpriv --reuid=65534 --regid=65534 --clear-groups "$HVSH" -NoProfile -Command \
        "(Get-VHDFile '$TMP/disk.vhdx' /big.bin -Volume 3).Length")
    is "needs no root" 3000000 "$out"
fi

data=$TOP/../shared/testdata/vhd
[ -d "$data" ] || data=${HVSH_TESTDATA:-/nonexistent}
if [ -f "$data/discutils-lvm2.vhdx.gz" ]; then
    gzip -dc "$data/discutils-lvm2.vhdx.gz" >lvm.vhdx
    hv_ok "logical volumes" "Get-VHDFile lvm.vhdx | ForEach-Object { \"\$(\$_.Volume) \$(\$_.FileSystem) \$(\$_.Name)\" }"
    like "are found by name" "ext[234] data" "$OUT"
    gzip -dc "$data/discutils-xfs5.vhdx.gz" >xfs.vhdx
    hv_ok "an XFS of another kernel" "@(Get-VHDFile xfs.vhdx /folder -Recurse).Count"
    check "has its thousand files" test "$OUT" -ge 1000
else
    skip "real images" "they are not here (HVSH_TESTDATA names their folder)"
fi
finish
