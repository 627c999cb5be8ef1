#!/bin/bash
# Integration services by hvsh's own daemon in a guest without a network and without another
# agent: heartbeat, key-value pairs, time, shutdown; and their switches.
. "$(dirname "$0")/../lib/e2e.sh"

cat "$GUEST/initrd" "$GUEST/peers" >"$TMP/initrd"
hv_ok "a machine" "New-VM -Name Ic -Generation 1 -NoVHD -MemoryStartupBytes 512MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$TMP/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Get-VMNetworkAdapter Ic | Remove-VMNetworkAdapter"
hv_ok "what is on at first" "Get-VMIntegrationService Ic | Where-Object Enabled | ForEach-Object Name"
is "is all but one, as on Hyper-V" "Heartbeat
Key-Value Pair Exchange
Shutdown
Time Synchronization
VSS" "$OUT"
hv_ok "what they do in a machine that is off" "Get-VMIntegrationService Ic | ForEach-Object { \"\$(\$_.PrimaryStatusDescription)/\$(\$null -eq \$_.PrimaryOperationalStatus)\" } | Sort-Object -Unique"
is "is not told" "/True" "$OUT"
hv_ok "nor is there a version" "\$v = Get-VM Ic; \"\$(\$v.IntegrationServicesVersion)/\$(\$v.IntegrationServicesState)\""
is "of them" "0.0/" "$OUT"
hv_ok "a machine without a system" "New-VM -Name Empty -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$TMP' | Out-Null; Start-VM Empty; (Get-VMIntegrationService Empty).PrimaryStatusDescription | Where-Object { \$_ } | Sort-Object -Unique"
is "was never heard of" "No Contact" "$OUT"
hv_ok "is stopped" "Stop-VM Empty -TurnOff; Remove-VM Empty -Force"
hv_ok "one is switched off" "Disable-VMIntegrationService 'Time Synchronization' Ic; (Get-VMIntegrationService Ic Time*).Enabled"
is "and stays so" False "$OUT"
like "with the machine" 'integration time="off"' "$(vsh dumpxml --inactive Ic)"
hv_ok "and on" "Enable-VMIntegrationService 'Time Synchronization' Ic -Passthru | ForEach-Object Enabled"
is "again" True "$OUT"
hv_ok "started" "Enable-VMIntegrationService 'Guest Service Interface' Ic; Start-VM Ic"
console_wait "it is ready" Ic 'HVSH-GUEST READY' 120
status() {
    hv "(Get-VMIntegrationService Ic '$1').PrimaryStatusDescription"
    [ "$OUT" = "$2" ]
}
check "the guest's heart beats" wait_until 120 status Heartbeat OK
hv_ok "the others" "Get-VMIntegrationService Ic | ForEach-Object { \$_.Name + '=' + \$_.PrimaryStatusDescription }"
is "each for itself" "Guest Service Interface=OK
Heartbeat=OK
Key-Value Pair Exchange=OK
Shutdown=OK
Time Synchronization=OK
VSS=OK" "$OUT"
hv_ok "without the guest service interface" "Disable-VMIntegrationService 'Guest Service Interface' Ic; Get-VMIntegrationService Ic | ForEach-Object { \$_.Name + '=' + \$_.PrimaryStatusDescription }"
is "the others go on" "Guest Service Interface=
Heartbeat=OK
Key-Value Pair Exchange=OK
Shutdown=OK
Time Synchronization=OK
VSS=OK" "$OUT"
hv_fails "and no file goes by their port" 'Guest Service Interface' "Copy-VMFile Ic -SourcePath /etc/hostname -DestinationPath /tmp/x -FileSource Host"

# A peer that knows the structures only freezes the guest's file systems.
truncate -s 64M "$TMP/data.raw"
mke2fs -q -F -t ext4 -b 4096 "$TMP/data.raw"
hv_ok "a disk with a file system" "Add-VMHardDiskDrive Ic -ControllerType SCSI -Path '$TMP/data.raw'"
guest Ic 'modprobe -a virtio_scsi sd_mod crc32c_generic ext4; mkdir -p /mnt; i=0; until mount -t ext4 /dev/sda /mnt || [ $i -gt 60 ]; do sleep 1; i=$((i + 1)); done' >/dev/null
port=$(xpath Ic "devices/channel/source/@path" | grep 'hv\.integration\.0$')
"$TOP/tests/lib/ic_vss.py" "$port" 2 5 s20 6 >"$TMP/vss" 2>&1 &
peer=$!
check "it is frozen" wait_until 120 grep -q '^5: 0x00000000' "$TMP/vss"
guest Ic '(echo x >/mnt/written; echo y >/tmp/went-on) >/dev/null 2>&1 & sleep 1' >/dev/null
is "what writes waits" no "$(guest Ic '[ -e /tmp/went-on ] && echo yes || echo no' | tail -n 1)"
wait $peer
is "every order was taken" "2: 0x00000000
5: 0x00000000
6: 0x00000000" "$(cat "$TMP/vss")"
went_on() { guest Ic '[ -e /tmp/went-on ] && echo yes' | grep -q '^yes'; }
check "and goes on when it is thawed" wait_until 120 went_on
guest Ic 'rm /tmp/went-on' >/dev/null
is "frozen by a host that dies" "5: 0x00000000" "$("$TOP/tests/lib/ic_vss.py" "$port" 5 2>&1)"
guest Ic '(echo x >/mnt/again; echo y >/tmp/went-on) >/dev/null 2>&1 & sleep 1' >/dev/null
check "it is thawed" wait_until 120 went_on
is "and nothing is left to thaw" "6: 0x80070032" "$("$TOP/tests/lib/ic_vss.py" "$port" 6 2>&1)"
check "the beat goes on" wait_until 120 status Heartbeat OK
hv_ok "the interface is back" "Enable-VMIntegrationService 'Guest Service Interface' Ic"
hv_ok "Get-VM" "(Get-VM Ic).Heartbeat"
is "knows it too" OkApplicationsUnknown "$OUT"
hv_ok "a stopped daemon" "'x'"
guest Ic 'killall -STOP hvsh-guest' >/dev/null
status Heartbeat OK
is "has no beat" "Lost Communication" "$OUT"
guest Ic 'killall -CONT hvsh-guest' >/dev/null
check "until it goes on" wait_until 120 status Heartbeat OK
hv_ok "its version" "\$v = Get-VM Ic; \"\$(\$v.IntegrationServicesVersion) \$(\$v.IntegrationServicesState) \$(\$v.IntegrationServicesVersion.GetType().Name)\""
is "is this one's" "2.0 Up to date Version" "$OUT"
guest Ic 'killall hvsh-guest' >/dev/null
hv_fails "without it nothing is told" "integration services of 'Ic' do not answer" 'Get-VMKeyValuePair Ic'
check "and contact is lost" wait_until 120 status Heartbeat "Lost Communication"
check "to files as well" wait_until 120 status 'Guest Service Interface' "Lost Communication"
hv_ok "and its version unknown" "\$v = Get-VM Ic; \"\$(\$v.IntegrationServicesVersion)/\$(\$v.IntegrationServicesState)\""
is "as of a machine that is off" "0.0/" "$OUT"
guest Ic '(hvsh-guest >/dev/null 2>&1 </dev/null &)' >/dev/null
check "until it is started again" wait_until 120 status Heartbeat OK

hv_ok "what the guest tells of itself" "Get-VMKeyValuePair Ic -Source Intrinsic | ForEach-Object Name"
is "are Hyper-V's ten, in its order" "FullyQualifiedDomainName IntegrationServicesVersion NetworkAddressIPv4 NetworkAddressIPv6 OSBuildNumber OSName OSMajorVersion OSMinorVersion OSVersion ProcessorArchitecture" "$(tr '\n' ' ' <<<"$OUT" | sed 's/ $//')"
hv_ok "its name" "(Get-VMKeyValuePair Ic FullyQualifiedDomainName).Data"
is "is its own" hvsh-guest "$OUT"
hv_ok "its kernel" "(Get-VMKeyValuePair Ic OSVersion).Data"
is "too" "$(guest Ic 'uname -r')" "$OUT"
hv_ok "a pair for the guest" "Set-VMKeyValuePair Ic role 'Büro 😀'; Set-VMKeyValuePair Ic second 2; Set-VMKeyValuePair Ic second 3"
# shellcheck disable=SC2016
is "is a record of Hyper-V's size" "5120 second" "$(guest Ic 'echo $(stat -c %s /var/lib/hyperv/.kvp_pool_0) $(dd if=/var/lib/hyperv/.kvp_pool_0 bs=1 skip=2560 count=6 2>/dev/null)')"
hv_ok "read again" "Get-VMKeyValuePair Ic -Source Host | ForEach-Object { \$_.Name + '=' + \$_.Data }"
is "all of it" "role=Büro 😀
second=3" "$OUT"
hv_ok "taken back" "Remove-VMKeyValuePair Ic role; (Get-VMKeyValuePair Ic -Source Host).Name"
is "the other stays" second "$OUT"
hv_fails "what is not there" "no key-value pair named 'role'" 'Remove-VMKeyValuePair Ic role'
hv_fails "a key that is too long" '0x80070057' "Set-VMKeyValuePair Ic ('k' * 300) x"
# Debian's own hv_kvp_daemon reads and writes the same files.
guest Ic 'printf fromguest >/tmp/r; truncate -s 512 /tmp/r; printf yes >>/tmp/r; truncate -s 2560 /tmp/r; cp /tmp/r /var/lib/hyperv/.kvp_pool_1' >/dev/null
hv_ok "what the guest keeps for the host" "Get-VMKeyValuePair Ic -Source Guest | ForEach-Object { \$_.Name + '=' + \$_.Data }"
is "is read" fromguest=yes "$OUT"
hv_ok "switched off" "Disable-VMIntegrationService 'Key-Value Pair Exchange' Ic"
hv_fails "it is not asked" 'is disabled' 'Get-VMKeyValuePair Ic'

guest Ic 'date -s 2001-01-01' >/dev/null
hv_ok "paused" 'Suspend-VM Ic; (Get-VM Ic).Heartbeat'
is "its heart rests" Paused "$OUT"
hv_ok "and resumed" 'Resume-VM Ic'
check "its clock is right again" test "$(($(guest Ic 'date +%s') - $(date +%s)))" -gt -100
hv_ok "stopped" 'Stop-VM Ic'
hv_ok "it is" '(Get-VM Ic).State'
is "off" Off "$OUT"
unlike "by the service and not by the power button" 'power button' "$(console Ic)"
hv_ok "removed" 'Remove-VM Ic -Force'
finish
