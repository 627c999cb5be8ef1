#!/bin/bash
# Virtual switches: what libvirt makes of them, and traffic through them.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin

net() {
    vsh net-dumpxml "$1" | python3 "$TOP/tests/lib/xpath.py" "$2"
}
# A small guest without a disk: the kernel is booted directly.
boot="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"

hv_ok "a private switch" 'New-VMSwitch -Name Priv -SwitchType Private | ForEach-Object { "$($_.SwitchType)" }'
is "is Private" Private "$OUT"
is "the host has no address there" 0 "$(net Priv 'count(ip)')"
is "and no way out" 0 "$(net Priv 'count(forward)')"
hv_ok "an internal switch" 'New-VMSwitch -Name Int -SwitchType Internal -Notes "for tests" | ForEach-Object { "$($_.SwitchType) $($_.Notes)" }'
is "is Internal" "Internal for tests" "$OUT"
is "the host has an address there" 1 "$(net Int 'count(ip)')"
is "guests do not get out" 0 "$(net Int 'count(forward)')"
bridge=$(net Int bridge/@name)
check "its bridge is up" ip link show up dev "$bridge"

ip link add plug0 type veth peer name cable0 && ip link set plug0 up
hv "New-VMSwitch -Name Ext -NetAdapterName plug0 -AllowManagementOS \$true -WarningAction SilentlyContinue | ForEach-Object { \"\$(\$_.SwitchType)\" }"
is "an external switch is External" "0 External" "$RC $OUT"
is "libvirt bridges it" bridge "$(net Ext forward/@mode)"
hv_ok "all are listed" 'Get-VMSwitch | ForEach-Object { "$($_.Name):$($_.SwitchType)" }'
is "by type" "Ext:External Int:Internal Priv:Private" "$(echo $OUT)"
hv_fails "a name in use" 'already exists' 'New-VMSwitch -Name Int -SwitchType Private'
hv_fails "an adapter that does not exist" "nope0" 'New-VMSwitch -Name E2 -NetAdapterName nope0'

# What other tools made: libvirt's usual NAT network.
cat >"$TMP/nat.xml" <<'XML'
<network><name>Default Switch</name><forward mode='nat'/><bridge name='virnat0' stp='on' delay='0'/>
<ip address='192.168.222.1' netmask='255.255.255.0'><dhcp><range start='192.168.222.50' end='192.168.222.99'/></dhcp></ip></network>
XML
vsh net-define "$TMP/nat.xml" >/dev/null
vsh net-start 'Default Switch' >/dev/null
hv_ok "a NAT network is an internal switch" '(Get-VMSwitch "Default Switch").SwitchType'
is "a NAT network is an internal switch" Internal "$OUT"

hv_ok "a machine on it" "New-VM -Name net -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' -SwitchName 'Default Switch' $boot | Out-Null; Start-VM net"
console_wait "the guest gets an address of the NAT network" net 'HVSH-GUEST address eth0 192\.168\.222\.[5-9][0-9]' 180
address=$(console net | sed -n 's/^HVSH-GUEST address eth0 //p' | tail -n 1)
check "the host reaches it" busybox ping -c 1 -W 5 "$address"
is "hvsh knows the address" "$address" "$(hv "(Get-VMNetworkAdapter net).IPAddresses"; echo "$OUT")"
is "and it is libvirt's lease" "$address" "$(vsh net-dhcp-leases 'Default Switch' | grep -o '192\.168\.222\.[0-9]*' | head -n 1)"

hv_ok "disconnected while it runs" 'Disconnect-VMNetworkAdapter net; (Get-VMNetworkAdapter net).Connected'
is "hvsh says so" False "$OUT"
is "the guest sees no carrier" 0 "$(guest net 'cat /sys/class/net/eth0/carrier' | head -n 1)"
hv_ok "connected elsewhere while it runs" 'Connect-VMNetworkAdapter net -SwitchName Int; (Get-VMNetworkAdapter net).SwitchName'
is "hvsh says so" Int "$OUT"
is "libvirt has it on that network" Int "$(xpath net devices/interface/source/@network)"
is "its device hangs on that bridge" "$bridge" \
    "$(basename "$(readlink "/sys/class/net/$(xpath net devices/interface/target/@dev)/master")")"
is "the guest sees the carrier" 1 "$(guest net 'sleep 1; cat /sys/class/net/eth0/carrier' | head -n 1)"

hv_ok "renamed" 'Rename-VMSwitch Priv -NewName Alone; (Get-VMSwitch Alone).SwitchType'
is "it is the same" Private "$OUT"
is "libvirt knows the new name" "Alone" "$(vsh net-list --all --name | grep -x -e Priv -e Alone)"
hv_ok "all removed" 'Stop-VM net -TurnOff; Remove-VMSwitch Alone, Int, Ext, "Default Switch" -Force -WarningAction SilentlyContinue'
is "no network is left" "" "$(vsh net-list --all --name | sed '/^$/d')"
check "no bridge of ours" test -z "$(ip -o link show type bridge)"
check "the adapter stays" ip link show plug0
is "the machine's adapter stays, connected to nothing" "1 False" \
    "$(hv "\$a = @(Get-VMNetworkAdapter net); \"\$(\$a.Count) \$(\$a[0].Connected)\""; echo "$OUT")"
hv_ok "it goes" 'Remove-VM net -Force'
finish
