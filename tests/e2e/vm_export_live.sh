#!/bin/bash
# A machine that runs and writes is exported: it goes on, the export holds its disks as they were at
# one moment, and nothing of that is left on the machine. The copy starts beside it.
. "$(dirname "$0")/../lib/e2e.sh"

export HV_TIMEOUT=240
cd "$TMP" || exit 1
kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"

hv_ok "a machine with a chain, a raw disk and a served one" "
New-VHD base.qcow2 -SizeBytes 64MB | Out-Null; New-VHD child.qcow2 -ParentPath base.qcow2 -Differencing | Out-Null
New-VHD data.vhdx -SizeBytes 64MB | Out-Null
New-VM Live -Generation 1 -MemoryStartupBytes 384MB -NoVHD -Path '$TMP/vms' $kernel | Out-Null"
truncate -s 64M raw.img
hv_ok "its drives" "'child.qcow2', 'raw.img', 'data.vhdx' | ForEach-Object { Add-VMHardDiskDrive Live -ControllerType SCSI -Path \"$TMP/\$_\" }
Start-VM Live"
console_wait "it is ready" Live 'HVSH-GUEST READY' 120
# The same number goes to each disk in turn, and to the disk of the first again: of one moment they
# differ by one at most.
guest Live 'modprobe -a crc32c_generic ext4; for d in a b c; do mke2fs -q -b 4096 /dev/sd$d; mkdir -p /mnt/$d; mount -t ext4 /dev/sd$d /mnt/$d; dd if=/dev/urandom of=/mnt/$d/data bs=64k count=64 2>/dev/null; done; sync; sha256sum /mnt/?/data | cut -c1-64 >/tmp/sums' >/dev/null
sums=$(guest Live 'cat /tmp/sums')
is "its files are written" 3 "$(grep -c '^[0-9a-f]\{64\}$' <<<"$sums")"
guest Live '(n=100000; until [ -e /tmp/stop ]; do n=$((n + 1)); for d in a b c; do echo $n | dd of=/mnt/$d/count conv=fsync 2>/dev/null || echo WRITE-FAILED; done; done; touch /tmp/done) & echo' >/dev/null
before=$(vsh domblklist Live)
hv_fails "not with its memory" 'with its memory' "Export-VM Live -Path '$TMP/out' -CaptureLiveState CaptureSavedState"
check "nothing is there" test ! -e out
hv_ok "Export-VM of a machine that runs" "Export-VM Live -Path '$TMP/out' -CaptureLiveState CaptureCrashConsistentState; (Get-VM Live).State; @(Get-VMSnapshot Live).Count"
is "it runs on, without a checkpoint" "Running
0" "$OUT"
is "on its own files" "$before" "$(vsh domblklist Live)"
is "and will do so" "$TMP/child.qcow2 $TMP/raw.img $TMP/data.vhdx" "$(vsh dumpxml --inactive Live | grep -o "$TMP/[a-z]*\.[a-z0-9]*'" | tr -d "'" | grep -v base | tr '\n' ' ' | sed 's/ $//')"
is "no overlay is left" "base.qcow2 child.qcow2 data.vhdx raw.img " "$(find . -maxdepth 1 -type f -name '*.*' ! -name '.*' -printf '%f\n' | sort | tr '\n' ' ')"
guest Live 'touch /tmp/stop' >/dev/null
stopped() { guest Live 'ls /tmp/done' | grep -q 'done'; }
check "its writer ends" wait_until 60 stopped
unlike "no write failed" WRITE-FAILED "$(console Live | tr -d '\r' | grep -x WRITE-FAILED)"
is "its files are whole" SAME "$(guest Live 'sync; echo 3 >/proc/sys/vm/drop_caches; sha256sum /mnt/?/data | cut -c1-64 | cmp - /tmp/sums && echo SAME')"

disks="out/Live/Virtual Hard Disks"
is "all files of the disks" "base.qcow2 child.qcow2 data.vhdx raw.img " "$(ls "$disks" | tr '\n' ' ')"
qemu-img convert -O raw "$disks/child.qcow2" a.raw
cp "$disks/raw.img" b.raw
hv_ok "the VHDX is sound" "Test-VHD '$TMP/$disks/data.vhdx' | Out-Null; Convert-VHD '$TMP/$disks/data.vhdx' '$TMP/c.raw'"
got='' counts=()
for d in a b c; do
    e2fsck -fy $d.raw >/dev/null 2>&1
    check "the file system of disk $d is whole" e2fsck -fn $d.raw
    debugfs -R "dump /data $TMP/data" $d.raw 2>/dev/null
    debugfs -R "dump /count $TMP/count" $d.raw 2>/dev/null
    got+=$(sha256sum data | cut -c1-64)$'\n'
    counts+=("$(tail -n 1 count)")
done
is "it holds the files" "$sums" "${got%$'\n'}"
check "of one moment (${counts[*]})" test "$((counts[0] - counts[2]))" -ge 0 -a "$((counts[0] - counts[2]))" -le 1

vmcx=$(find out -name '*.vmcx')
hv_ok "the copy comes to life beside it" "(Import-VM '$TMP/$vmcx' -Copy -GenerateNewId -VhdDestinationPath '$TMP/two' 3>\$null | Rename-VM -NewName Two -Passthru | Start-VM -Passthru).State"
is "it runs" Running "$OUT"
console_wait "it is ready" Two 'HVSH-GUEST READY' 120
hv_ok "both go" 'Stop-VM Live, Two -TurnOff; Remove-VM Live, Two -Force'
finish
