#!/bin/bash
# The files of machines move on their host, while they are off and while they run and write.
. "$(dirname "$0")/../lib/e2e.sh"

export HV_TIMEOUT=240
cd "$TMP" || exit 1
kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
paths() { # VM
    hv "(Get-VMHardDiskDrive $1).Path -join ' '"
    echo "$OUT"
}
nothing_served() {
    [ -z "$(find /run/hvsh -type s 2>/dev/null)" ]
}

hv_ok "a machine with a chain, a raw disk and a served one" "
New-VHD base.qcow2 -SizeBytes 64MB | Out-Null; New-VHD child.qcow2 -ParentPath base.qcow2 -Differencing | Out-Null
New-VHD data.vhdx -SizeBytes 64MB | Out-Null
New-VM Mover -Generation 1 -MemoryStartupBytes 384MB -NoVHD -Path '$TMP/vms' $kernel | Out-Null"
truncate -s 32M raw.img
hv_ok "its drives" "'child.qcow2', 'raw.img', 'data.vhdx' | ForEach-Object { Add-VMHardDiskDrive Mover -ControllerType SCSI -Path \"$TMP/\$_\" }"
qemu-io -c 'write -P 0x11 0 1M' base.qcow2 >/dev/null
qemu-io -c 'write -P 0x22 2M 1M' child.qcow2 >/dev/null
qemu-img convert -O raw child.qcow2 child.before

# ---- off
hv_ok "-WhatIf moves nothing" "Move-VMStorage Mover -DestinationStoragePath '$TMP/one' -WhatIf"
check "nothing is there" test ! -e one
mkdir -p "one/Virtual Hard Disks"
touch "one/Virtual Hard Disks/data.vhdx"
hv_fails "no file is overwritten" 'exists' "Move-VMStorage Mover '$TMP/one'"
is "nothing has moved" "$TMP/child.qcow2 $TMP/raw.img $TMP/data.vhdx" "$(paths Mover)"
is "and nothing is left" data.vhdx "$(ls 'one/Virtual Hard Disks')"
rm -r one
hv_fails "only its own disks" 'is not one of' "Move-VMStorage Mover -Vhds @{ SourceFilePath = '/etc/hosts'; DestinationFilePath = '$TMP/hosts' }"
hv_ok "all of it moves while it is off" "Move-VMStorage Mover -DestinationStoragePath '$TMP/one'; (Get-VM Mover).Path"
is "with the machine's folder" "$TMP/one" "$OUT"
is "its drives name the new places" "$TMP/one/Virtual Hard Disks/child.qcow2 $TMP/one/Virtual Hard Disks/raw.img $TMP/one/Virtual Hard Disks/data.vhdx" "$(paths Mover)"
is "the parent is the copy" ./base.qcow2 "$(qemu-img info --output=json 'one/Virtual Hard Disks/child.qcow2' | python3 -c 'import json,sys; print(json.load(sys.stdin)["backing-filename"])')"
check "no byte is lost" eval "qemu-img convert -O raw 'one/Virtual Hard Disks/child.qcow2' got && cmp child.before got"
is "what moved is gone, but the parent" "base.qcow2" "$(ls ./*.qcow2 ./*.vhdx raw.img 2>/dev/null | sed 's#./##')"
check "the old folder is gone" test ! -e vms/Mover
hv_ok "one disk alone, and it also stays" "Move-VMStorage Mover -RetainVhdCopiesOnSource -Vhds @(@{ SourceFilePath = '$TMP/one/Virtual Hard Disks/raw.img'; DestinationFilePath = '$TMP/two/raw.img' })"
check "at both places" test -e two/raw.img -a -e 'one/Virtual Hard Disks/raw.img'

# ---- running
hv_ok "it starts" 'Start-VM Mover'
console_wait "it is ready" Mover 'HVSH-GUEST READY' 120
guest Mover 'for d in a b c; do dd if=/dev/urandom of=/dev/sd$d bs=64k seek=128 count=64 2>/dev/null; done; sync; (n=0; until [ -e /tmp/stop ]; do n=$((n + 1)); for d in a b c; do dd if=/dev/urandom of=/dev/sd$d bs=4k seek=$((4096 + n % 512)) count=1 conv=fsync 2>/dev/null || echo WRITE-FAILED; done; done; touch /tmp/done) & echo' >/dev/null
hv_ok "it moves while it writes" "Move-VMStorage Mover -DestinationStoragePath '$TMP/three'"
is "it runs on" running "$(vsh domstate Mover)"
is "on the new files" "$TMP/three/Virtual Hard Disks/child.qcow2 $TMP/three/Virtual Hard Disks/raw.img $TMP/three/Virtual Hard Disks/data.vhdx" "$(paths Mover)"
is "QEMU as well" "$TMP/three/Virtual Hard Disks/child.qcow2 $TMP/three/Virtual Hard Disks/raw.img $TMP/three/Virtual Hard Disks/data.vhdx" "$(vsh domblklist Mover | sed -n 's#^ sd. *##p' | tr '\n' ' ' | sed 's/ $//')"
is "no copy goes on" "" "$(vsh dumpxml Mover | grep -c '<mirror' | sed 's/^0$//')"
check "the old disks are gone" test ! -e 'one/Virtual Hard Disks/child.qcow2' -a ! -e two/raw.img -a ! -e 'one/Virtual Hard Disks/data.vhdx'
guest Mover 'touch /tmp/stop' >/dev/null
stopped() { guest Mover 'ls /tmp/done' | grep -q 'done'; }
check "its writer ends" wait_until 60 stopped
unlike "no write failed" WRITE-FAILED "$(console Mover | tr -d '\r' | grep -x WRITE-FAILED)"
sums=$(guest Mover 'sync; echo 3 >/proc/sys/vm/drop_caches; sha256sum /dev/sda /dev/sdb /dev/sdc | cut -c1-64')
hv_ok "it is turned off" 'Stop-VM Mover -TurnOff'
check "no server is left" wait_until 60 nothing_served
hv_ok "the disks are sound" "Convert-VHD '$TMP/three/Virtual Hard Disks/data.vhdx' '$TMP/c.raw'"
qemu-img convert -O raw 'three/Virtual Hard Disks/child.qcow2' a.raw
is "and hold what the guest wrote" "$sums" "$(sha256sum a.raw 'three/Virtual Hard Disks/raw.img' c.raw | cut -c1-64)"
check "its parent lies beside it" test -e 'three/Virtual Hard Disks/base.qcow2'
hv_ok "it starts again from there" 'Start-VM Mover'
console_wait "it is ready" Mover 'HVSH-GUEST READY' 120
hv_ok "Remove-VM" 'Stop-VM Mover -TurnOff; Remove-VM Mover -Force'

# ---- a disk that another machine has, too
mkdir shared
hv_ok "two machines with one disk" "New-VHD '$TMP/shared/s.qcow2' -SizeBytes 16MB | Out-Null
'One', 'Other' | ForEach-Object { New-VM \$_ -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
Add-VMHardDiskDrive \$_ -ControllerType SCSI -Path '$TMP/shared/s.qcow2' }
Move-VMStorage One -DestinationStoragePath '$TMP/moved'; (Get-VMHardDiskDrive One, Other).Path"
is "the other one keeps it" "$TMP/moved/Virtual Hard Disks/s.qcow2"$'\n'"$TMP/shared/s.qcow2" "$OUT"
check "its file stays" test -s shared/s.qcow2
hv_ok "Remove-VM" 'Remove-VM One, Other -Force'
finish
