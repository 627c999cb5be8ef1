#!/bin/bash
# Ctrl-C in the middle of an export or a move of storage: everything is as it was, at once.
. "$(dirname "$0")/../lib/e2e.sh"

export HV_TIMEOUT=240
cd "$TMP" || exit 1
kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet'"
dd if=/dev/zero of=big.raw bs=1M count=600 2>/dev/null
hv_ok "a machine with a large disk" "New-VM Big -Generation 1 -VHDPath '$TMP/big.raw' -MemoryStartupBytes 256MB -Path '$TMP/vms' $kernel | Out-Null"

# interrupted NAME FILE SCRIPT: it is interrupted as soon as the file is there
interrupted() {
    local pid rc=0 start
    "$HVSH" -NoProfile -NonInteractive -Command "$3" >"$TMP/said" 2>&1 </dev/null &
    pid=$!
    check "$1: it begins" wait_until 60 test -e "$2"
    start=$SECONDS
    kill -INT $pid
    wait $pid || rc=$?
    is "$1: it is stopped" 130 "$rc"
    check "$1: at once" test $((SECONDS - start)) -lt 10
    check "$1: nothing is left" wait_until 30 test ! -e "$TMP/to"
    is "$1: the machine has its disk" "$TMP/big.raw" "$(xpath Big "devices/disk[@device='disk']/source/@file")"
    check "$1: which is there" test -s big.raw
}
disk="$TMP/to/Big/Virtual Hard Disks/big.raw"
moved="$TMP/to/Virtual Hard Disks/big.raw"
interrupted "an export" "$disk" "Export-VM Big -Path '$TMP/to'"
interrupted "a move" "$moved" "Move-VMStorage Big -DestinationStoragePath '$TMP/to'"
hv_ok "it starts" 'Start-VM Big'
interrupted "a live export" "$disk" "Export-VM Big -Path '$TMP/to'"
check "its checkpoint is gone" wait_until 60 eval '[ -z "$(vsh snapshot-list Big --name)" ]'
is "and its overlay" "big.raw " "$(find . -maxdepth 1 -type f -name '*.*' ! -name '.*' -printf '%f ')"
interrupted "a live move" "$moved" "Move-VMStorage Big -DestinationStoragePath '$TMP/to'"
is "it runs on" running "$(vsh domstate Big)"
is "no copy goes on" 0 "$(vsh dumpxml Big | grep -c '<mirror')"
hv_ok "Remove-VM" 'Stop-VM Big -TurnOff; Remove-VM Big -Force'
finish
