#!/bin/bash
# e2e: no-libvirt
# Virtual hard disks, judged by qemu-img.
. "$(dirname "$0")/../lib/e2e.sh"

# fact FILE JQ: what qemu-img says about the file
fact() {
    qemu-img info --output=json "$1" | jq -r "$2"
}
export HVSH_URI=test:///default
cd "$TMP" || exit 1

hv_ok "a dynamic VHD" "New-VHD -Path '$TMP/d.vhd' -SizeBytes 64MB -Dynamic | ForEach-Object { \"\$(\$_.VhdFormat) \$(\$_.VhdType) \$(\$_.Size)\" }"
is "as Get-VHD shows it" "VHD Dynamic 67108864" "$OUT"
is "and qemu-img" "vpc 67108864" "$(fact d.vhd '"\(.format) \(."virtual-size")"')"
check "it is small" test "$(stat -c %s d.vhd)" -lt 1000000

hv_ok "a fixed VHD" "New-VHD -Path '$TMP/f.vhd' -SizeBytes 16MB -Fixed | Out-Null"
is "qemu-img knows it" 16777216 "$(qemu-img info -f vpc --output=json f.vhd | jq '."virtual-size"')"
is "data and a footer" $((16777216 + 512)) "$(stat -c %s f.vhd)"

hv_ok "a VHDX" "New-VHD -Path '$TMP/d.vhdx' -SizeBytes 128MB -Dynamic | Out-Null; (Get-VHD '$TMP/d.vhdx').VhdFormat"
is "as Get-VHD shows it" VHDX "$OUT"
is "and qemu-img" "vhdx 134217728" "$(fact d.vhdx '"\(.format) \(."virtual-size")"')"
check "qemu-img finds no fault" qemu-img check -q d.vhdx
hv_ok "a fixed VHDX" "New-VHD -Path '$TMP/f.vhdx' -SizeBytes 16MB -Fixed | ForEach-Object VhdType"
is "Fixed" Fixed "$OUT"
check "takes its space" test "$(stat -c %s f.vhdx)" -ge 16777216

hv_ok "a qcow2" "New-VHD -Path '$TMP/q.qcow2' -SizeBytes 32MB | Out-Null"
is "qemu-img knows it" "qcow2 33554432" "$(fact q.qcow2 '"\(.format) \(."virtual-size")"')"

# Data that conversions must keep.
head -c 4194304 /dev/urandom >content
qemu-img convert -O vhdx content data.vhdx
hv_ok "converted to VHD" "Convert-VHD -Path '$TMP/data.vhdx' -DestinationPath '$TMP/data.vhd'"
check "the content is the same" qemu-img compare -q data.vhdx data.vhd
is "it is a VHD" vpc "$(fact data.vhd .format)"
hv_ok "converted to qcow2" "Convert-VHD -Path '$TMP/data.vhd' -DestinationPath '$TMP/data.qcow2'"
check "the content is the same" qemu-img compare -q data.vhd data.qcow2
hv_ok "converted to a fixed VHDX" "Convert-VHD '$TMP/data.qcow2' '$TMP/data2.vhdx' -VHDType Fixed"
check "the content is the same" qemu-img compare -q data.qcow2 data2.vhdx
check "the source stays" test -f data.vhdx

hv_ok "grown" "Resize-VHD -Path '$TMP/data.qcow2' -SizeBytes 50MB"
is "qemu-img sees the size" 52428800 "$(fact data.qcow2 '."virtual-size"')"
qemu-img convert -O raw data.qcow2 grown.raw
check "the content is still there" cmp -n 4194304 content grown.raw
hv_ok "a VHDX grown" "Resize-VHD -Path '$TMP/d.vhdx' -SizeBytes 256MB"
is "qemu-img sees the size" 268435456 "$(fact d.vhdx '."virtual-size"')"
hv_fails "a VHD does not shrink below its data" 'shrink|smaller|size' "Resize-VHD -Path '$TMP/d.vhd' -SizeBytes 1MB"

hv_ok "a differencing VHDX" "New-VHD -Path '$TMP/child.vhdx' -ParentPath '$TMP/data.vhdx' -Differencing | ForEach-Object { \"\$(\$_.VhdType) \$(\$_.BlockSize) \$(\$_.ParentPath)\" }"
is "it knows its parent" "Differencing 2097152 $TMP/data.vhdx" "$OUT"
hv_fails "a parent of another format" 'same format' \
    "New-VHD -Path '$TMP/child.vhd' -ParentPath '$TMP/data.vhdx' -Differencing"
hv_ok "a differencing qcow2" "New-VHD -Path '$TMP/child.qcow2' -ParentPath '$TMP/data.vhdx' -Differencing | ForEach-Object { \"\$(\$_.VhdType) \$(\$_.ParentPath)\" }"
is "it knows its parent" "Differencing $TMP/data.vhdx" "$OUT"
is "so does qemu-img" "$TMP/data.vhdx" "$(fact child.qcow2 '."full-backing-filename"')"
check "and reads it" qemu-img compare -q data.vhdx child.qcow2

hv_ok "a chain is written by its cmdlets alone" "New-VHD '$TMP/grand.vhdx' -ParentPath '$TMP/child.vhdx' | ForEach-Object { \$_.Size }"
is "the size is the parent's" 4194304 "$OUT"
hv_ok "Test-VHD follows the chain" "Test-VHD '$TMP/grand.vhdx'"
is "all of it is there" True "$OUT"
mkdir -p away && mv data.vhdx away/base.vhdx
hv_fails "a parent that is gone" 'cannot locate the parent' "Test-VHD '$TMP/grand.vhdx'"
hv_ok "Set-VHD finds it again" "Set-VHD '$TMP/child.vhdx' -ParentPath '$TMP/away/base.vhdx'; Test-VHD '$TMP/grand.vhdx'"
is "whole again" True "$OUT"
hv_ok "a merge to the base" "Merge-VHD '$TMP/grand.vhdx' -DestinationPath '$TMP/away/base.vhdx' -Passthru | ForEach-Object Path"
is "names what is left" "$TMP/away/base.vhdx" "$OUT"
check "the children are gone" test ! -e grand.vhdx -a ! -e child.vhdx
qemu-img convert -f vhdx -O raw away/base.vhdx merged.raw
check "the content is the base's" cmp content merged.raw
hv_fails "nothing to merge into" 'not a differencing disk' "Merge-VHD '$TMP/away/base.vhdx'"
mv away/base.vhdx data.vhdx
hv_ok "Set-VHD -ResetDiskIdentifier" "\$a = (Get-VHD '$TMP/data.vhdx').DiskIdentifier; Set-VHD '$TMP/data.vhdx' -ResetDiskIdentifier -Force; \$a -ne (Get-VHD '$TMP/data.vhdx').DiskIdentifier"
is "another one" True "$OUT"
hv_ok "Set-VHD -PhysicalSectorSizeBytes" "(Set-VHD '$TMP/data.vhdx' -PhysicalSectorSizeBytes 512 -Passthru).PhysicalSectorSize"
is "512" 512 "$OUT"
qemu-io -f vhdx -c 'write -z 0 64M' d.vhdx >/dev/null
before=$(stat -c %s d.vhdx)
hv_ok "Optimize-VHD" "Optimize-VHD '$TMP/d.vhdx' -Mode Full"
check "makes the file smaller" test "$(stat -c %s d.vhdx)" -lt "$before"
# What a file system does not use is given back, what it holds is not.
head -c 20000000 /dev/urandom >full.raw
truncate -s 64M full.raw
head -c 67108864 /dev/zero | tr '\0' 'Z' >full.img
/usr/sbin/mkfs.ext4 -q -F -E nodiscard full.img
/usr/sbin/debugfs -w -R "write full.raw kept" full.img 2>/dev/null
qemu-img convert -O vhdx -o block_size=1M full.img full.vhdx
hv_ok "Optimize-VHD of a file system" "Optimize-VHD '$TMP/full.vhdx'"
check "half of it goes" test "$(stat -c %s full.vhdx)" -lt 50000000
qemu-img convert -O raw full.vhdx back.img
check "the file system is whole" /usr/sbin/e2fsck -fn back.img
/usr/sbin/debugfs -R "dump kept kept" back.img 2>/dev/null
check "and so is its file" cmp full.raw kept
rm -f full.* back.img kept
hv_fails "not a fixed one" 'fixed disk' "Optimize-VHD '$TMP/f.vhdx'"
hv_ok "4096-byte sectors" "(New-VHD '$TMP/4k.vhdx' 64MB -LogicalSectorSizeBytes 4096).LogicalSectorSize"
is "4096" 4096 "$OUT"

hv_ok "Test-VHD" "Test-VHD -Path '$TMP/d.vhd'"
is "says True" True "$OUT"
head -c 70000 /dev/zero >bad.vhdx
printf 'vhdxfile' | dd of=bad.vhdx conv=notrunc status=none
hv "Test-VHD -Path '$TMP/bad.vhdx'"
unlike "a broken disk is not fine" '^True' "$OUT"

# Two entries of the block table (at 3 MB) of a parent and one of its child: all are named.
"$HVSH" -NoProfile -NonInteractive -c "New-VHD '$TMP/p.vhdx' 64MB -BlockSizeBytes 1MB | Out-Null; New-VHD '$TMP/pc.vhdx' -ParentPath '$TMP/p.vhdx' | Out-Null"
for at in 1 3; do printf '\005' | dd of=p.vhdx bs=1 seek=$((3145728 + at * 8)) conv=notrunc status=none; done
printf '\005' | dd of=pc.vhdx bs=1 seek=3145728 conv=notrunc status=none
hv "Test-VHD -Path '$TMP/pc.vhdx' -ErrorVariable e -ErrorAction SilentlyContinue; \$e.Count; \$e.ForEach({ \$_.Exception.Message })"
is "three faults, each named" 3 "$(head -1 <<<"$OUT")"
like "of the child" 'pc.vhdx.*entry 0 ' "$OUT"
like "of the parent" '/p.vhdx.*entry 1 ' "$OUT"
like "both of them" '/p.vhdx.*entry 3 ' "$OUT"

hv_fails "a file that exists is not overwritten" 'exists' "New-VHD -Path '$TMP/d.vhd' -SizeBytes 64MB -Dynamic"
is "nor changed" "vpc 67108864" "$(fact d.vhd '"\(.format) \(."virtual-size")"')"
hv_fails "a missing disk" 'nowhere.vhd' "Get-VHD '$TMP/nowhere.vhd'"
echo 'text' >text.vhd
hv_fails "a text file is no disk" 'text.vhd' "Get-VHD '$TMP/text.vhd'"
hv_fails "an unknown ending" 'x.foo' "New-VHD -Path '$TMP/x.foo' -SizeBytes 64MB -Dynamic"
hv_fails "a VHD beyond 2 TB" '2040|2 ?TB|size|large' "New-VHD -Path '$TMP/big.vhd' -SizeBytes 3TB -Dynamic"
hv_ok "-WhatIf" "New-VHD -Path '$TMP/maybe.vhdx' -SizeBytes 64MB -Dynamic -WhatIf"
check "makes nothing" test ! -e maybe.vhdx -a ! -e big.vhd -a ! -e x.foo

# Ctrl-C while a conversion runs leaves no half disk.
truncate -s 6G sparse.raw
qemu-img create -q -f qcow2 -o preallocation=metadata big.qcow2 6G
qemu-io -c 'write -P 1 0 900M' big.qcow2 >/dev/null
"$HVSH" -NoProfile -NonInteractive -c "Convert-VHD '$TMP/big.qcow2' '$TMP/half.vhdx' -VHDType Fixed" >/dev/null 2>&1 &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid
like "Ctrl-C ends the conversion" '^(130|1)$' "$?"
check "and leaves no half disk" test ! -e half.vhdx
is "nor any other file" "" "$(find . -name '*.tmp*' -o -name '*half*')"
finish
