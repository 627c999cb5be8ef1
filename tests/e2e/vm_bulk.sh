#!/bin/bash
# Many virtual machines at once: calls overlap, the order stays, one failure stays one.
. "$(dirname "$0")/../lib/e2e.sh"

hv_ok "12 machines without disks" "1..12 | ForEach-Object { New-VM -Name ('m{0:d2}' -f \$_) -Generation 1 -NoVHD -MemoryStartupBytes 32MB -Path '$TMP' | Out-Null }"
is "libvirt has them" 12 "$(vsh list --all --name | grep -c '^m')"
# m05 cannot start: its disk is gone.
hv_ok "a disk" "New-VHD -Path '$TMP/gone.vhd' -SizeBytes 8MB -Dynamic | Out-Null; Add-VMHardDiskDrive m05 -Path '$TMP/gone.vhd'"
rm "$TMP/gone.vhd"

start=$SECONDS
hv "Get-VM m* | Start-VM -Passthru | ForEach-Object Name"
is "one failure makes the exit code" 1 "$RC"
like "it is named" "'m05'" "$ERR"
is "it is the only one" 1 "$(grep -c '^Start-VM:' <<<"$ERR")"
is "the others come in the order of the input" \
    "m01 m02 m03 m04 m06 m07 m08 m09 m10 m11 m12" "$(echo $OUT)"
is "libvirt runs eleven" 11 "$(vsh list --name | grep -c '^m')"
together=$((SECONDS - start))

# Calls overlap: the machines were started by several threads, so all begin within a shorter
# time than one after the other takes.
hv_ok "they stop" 'Get-VM m* | Where-Object State -eq Running | Stop-VM -TurnOff -Passthru | ForEach-Object Name'
is "in order" "m01 m02 m03 m04 m06 m07 m08 m09 m10 m11 m12" "$(echo $OUT)"
is "libvirt runs none" "" "$(vsh list --name | sed '/^$/d')"
start=$SECONDS
for name in m01 m02 m03 m04 m06 m07 m08 m09 m10 m11 m12; do
    vsh start $name >/dev/null
done
one_by_one=$((SECONDS - start))
check "not slower than one after the other by virsh ($together s, $one_by_one s)" \
    test $together -le $((one_by_one + 30))

hv_ok "-WhatIf over many" 'Get-VM m* | Stop-VM -TurnOff -WhatIf'
is "prints a line for each" 12 "$(grep -c '^What if: Performing the operation "Stop-VM" on target "m' <<<"$OUT")"
is "and stops none" 11 "$(vsh list --name | grep -c '^m')"

hv "Stop-VM m01, nobody, m03 -TurnOff -Passthru | ForEach-Object Name"
is "a name that does not exist is one error" "m01 m03" "$(echo $OUT)"
like "in Hyper-V's words" 'unable to find a virtual machine with name "nobody"' "$ERR"
is "the named ones are off" "shut off/shut off" "$(vsh domstate m01)/$(vsh domstate m03)"

hv_ok "all go" 'Stop-VM m* -TurnOff -WarningAction SilentlyContinue; Remove-VM m* -Force'
is "nothing is left" "" "$(vsh list --all --name | sed '/^$/d')"
is "no folder either" "" "$(find "$TMP" -mindepth 1 -maxdepth 1 -name 'm*')"
finish
