#!/bin/bash
# VLANs and isolation of network adapters: what libvirt is told, what Open vSwitch then does with a
# running guest's port (in userspace, where it is unpacked or installed), and who reaches whom.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin
boot="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"

# The adapter's VLANs in libvirt: "121", "trunk 10u 1 2 …" or nothing.
tags() {
    vsh dumpxml --inactive vlan | python3 -c '
import sys, xml.etree.ElementTree as tree
vlan = tree.parse(sys.stdin).getroot().find("devices/interface/vlan")
if vlan is not None:
    words = ["trunk"] if vlan.get("trunk") == "yes" else []
    print(*words, *[t.get("id") + ("u" if t.get("nativeMode") == "untagged" else "") for t in vlan])'
}

# A network of Open vSwitch needs none to be stored.
printf '<network><name>Ovs</name><forward mode="bridge"/><bridge name="ovs0"/><virtualport type="openvswitch"/></network>' >"$TMP/ovs.xml"
vsh net-define "$TMP/ovs.xml" >/dev/null
hv_ok "a machine on Open vSwitch" "New-VM -Name vlan -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' -SwitchName Ovs $boot | Out-Null
    Get-VMNetworkAdapterVlan vlan | ForEach-Object { \"\$(\$_.OperationMode) \$(\$_.AccessVlanId) \$(\$_.VMName)\" }"
is "has no VLAN" "Untagged 0 vlan" "$OUT"
hv_ok "access" 'Set-VMNetworkAdapterVlan vlan -Access -VlanId 121 -Passthru | ForEach-Object { "$($_.OperationMode) $($_.AccessVlanId) $($_.VMNetworkAdapterName)" }'
is "access" "Access 121 Network Adapter" "$OUT"
is "is libvirt's tag" 121 "$(tags)"
hv_ok "trunk" 'Get-VM vlan | Set-VMNetworkAdapterVlan -Trunk -AllowedVlanIdList "5-7, 20" -NativeVlanId 10; Get-VMNetworkAdapterVlan | ForEach-Object { "$($_.OperationMode) $($_.NativeVlanId) $($_.AllowedVlanIdList) $($_.AllowedVlanIdListString)" }'
is "trunk" "Trunk 10 5 6 7 20 5-7,20" "$OUT"
is "has libvirt's tags" "trunk 5 6 7 10u 20" "$(tags)"
hv_ok "the view" 'Get-VMNetworkAdapterVlan vlan | Out-String'
like "shows the mode and the list" 'vlan +Network Adapter +Trunk +10,5-7,20' "$OUT"
hv_ok "-WhatIf" 'Get-VMNetworkAdapter vlan | Set-VMNetworkAdapterVlan -Untagged -WhatIf'
is "changes nothing" "trunk 5 6 7 10u 20" "$(tags)"
hv_ok "untagged" 'Get-VMNetworkAdapter vlan | Set-VMNetworkAdapterVlan -Untagged'
is "has none" "" "$(tags)"
hv_fails "no mode" 'One of -Access' 'Set-VMNetworkAdapterVlan vlan -VlanId 5'
hv_fails "two modes" 'One of -Access' 'Set-VMNetworkAdapterVlan vlan -Access -Untagged -VlanId 5'
hv_fails "no number" '-Access needs -VlanId' 'Set-VMNetworkAdapterVlan vlan -Access'
hv_fails "a number too great" '1 to 4094' 'Set-VMNetworkAdapterVlan vlan -Access -VlanId 4095'
hv_fails "a bad list" 'not a list of VLANs' 'Set-VMNetworkAdapterVlan vlan -Trunk -NativeVlanId 0 -AllowedVlanIdList 7-5'
hv_fails "private VLANs" 'private VLANs' 'Set-VMNetworkAdapterVlan vlan -Isolated -PrimaryVlanId 10 -SecondaryVlanId 200'
hv_fails "the host's adapter" 'ManagementOS' 'Set-VMNetworkAdapterVlan -ManagementOS -Access -VlanId 20'

hv_ok "isolation by VLAN" 'Set-VMNetworkAdapterIsolation vlan -IsolationMode Vlan -AllowUntaggedTraffic $true -DefaultIsolationID 33 -Passthru | ForEach-Object { "$($_.IsolationMode) $($_.AllowUntaggedTraffic) $($_.DefaultIsolationID) $($_.MultiTenantStack)" }'
is "isolation by VLAN" "Vlan True 33 Off" "$OUT"
is "is the access VLAN" 33 "$(tags)"
hv_ok "none" 'Set-VMNetworkAdapterIsolation vlan -IsolationMode None -AllowUntaggedTraffic $false -DefaultIsolationID 0; (Get-VMNetworkAdapterIsolation vlan).IsolationMode'
is "is none" "None" "$OUT$(tags)"
hv_fails "virtual subnets" 'VXLAN' 'Set-VMNetworkAdapterIsolation vlan -IsolationMode NativeVirtualSubnet'
hv_fails "several tenants" 'routing domains' 'Set-VMNetworkAdapterIsolation vlan -MultiTenantStack On'

# What a Linux bridge cannot do, and what is remembered without a switch.
hv_ok "a machine without a switch" "New-VM -Name alone -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null; New-VMSwitch Lan -SwitchType Private | Out-Null
    Set-VMNetworkAdapterVlan alone -Access -VlanId 9; (Get-VMNetworkAdapterVlan alone).AccessVlanId"
is "remembers its VLAN" 9 "$OUT"
if [ "$(virsh version --daemon 2>/dev/null | sed -n 's/^Using library: libvirt \([0-9]*\).*/\1/p')" -lt 11 ]; then
    hv_fails "a Linux bridge does not tag" 'Linux bridge' 'Connect-VMNetworkAdapter alone -SwitchName Lan'
    like "the way is named" 'Open vSwitch|OVS' "$ERR"
    is "nothing was connected" "" "$(hv '(Get-VMNetworkAdapter alone).SwitchName'; echo "$OUT")"
else
    skip "a Linux bridge does not tag" "this libvirt can"
fi
hv_ok "on Open vSwitch it has it" 'Connect-VMNetworkAdapter alone -SwitchName Ovs; (Get-VMNetworkAdapterVlan alone).AccessVlanId'
is "in libvirt" 9 "$(vsh dumpxml alone | python3 "$TOP/tests/lib/xpath.py" devices/interface/vlan/tag/@id)"
hv_fails "Open vSwitch does not ask libvirt's filters" 'Open vSwitch' 'Add-VMNetworkAdapterAcl alone -RemoteIPAddress ANY -Direction Both -Action Deny'
hv_fails "nor the one against spoofing" 'Open vSwitch' 'Set-VMNetworkAdapter alone -MacAddressSpoofing Off'
hv_ok "it goes" 'Remove-VM alone -Force; Remove-VMSwitch Lan, Ovs -Force'

# ---- a running guest on Open vSwitch ----
. "$TOP/tests/lib/ovs.sh"
if ! ovs_start; then
    skip "VLANs of a running guest" "Open vSwitch is not there"
    finish
fi
unshare -n sleep 600 &
peer=$!
trap 'kill $peer 2>/dev/null; ovs_stop; e2e_end' EXIT
ovs-vsctl add-br ovs0 -- set bridge ovs0 datapath_type=netdev
ip link set ovs0 up
ip link add cable type veth peer name eth9 netns $peer
ip link set cable up
ovs-vsctl add-port ovs0 cable tag=121
nsenter -t $peer -n sh -c 'ip addr add 10.9.9.1/24 dev eth9; ip link set eth9 up'
port() {
    ovs-vsctl get port "$(xpath vlan devices/interface/target/@dev)" "$1"
}
pings() {
    nsenter -t $peer -n busybox ping -c 1 -W 1 10.9.9.2 >/dev/null 2>&1
}
silent() {
    ! pings
}

hv_ok "a switch on its bridge" 'New-VMSwitch -Name Real -NetAdapterName ovs0 | ForEach-Object { "$($_.SwitchType)" }'
is "says so to libvirt" openvswitch "$(vsh net-dumpxml Real | python3 "$TOP/tests/lib/xpath.py" virtualport/@type)"
hv_ok "the guest starts on it" 'Connect-VMNetworkAdapter vlan -SwitchName Real; Set-VMNetworkAdapterVlan vlan -Access -VlanId 120; Start-VM vlan'
is "in its VLAN" 120 "$(port tag)"
console_wait "the guest is up" vlan 'HVSH-GUEST READY' 180
guest vlan 'ip addr add 10.9.9.2/24 dev eth0; ip link set eth0 up' >/dev/null
check "another VLAN does not reach it" silent
hv_ok "changed while it runs" 'Set-VMNetworkAdapterVlan vlan -Access -VlanId 121'
is "Open vSwitch has it" 121 "$(port tag)"
check "the same VLAN reaches it" wait_until 20 pings
hv_ok "a trunk" 'Set-VMNetworkAdapterVlan vlan -Trunk -AllowedVlanIdList "121,200-201" -NativeVlanId 7'
is "Open vSwitch has it" "7 [7, 121, 200, 201] native-untagged" "$(port tag) $(port trunks) $(port vlan_mode)"
check "untagged frames are in the native VLAN" silent
hv_ok "a trunk with that one" 'Set-VMNetworkAdapterVlan vlan -Trunk -AllowedVlanIdList 200 -NativeVlanId 121'
check "reaches it untagged" wait_until 20 pings
hv_ok "untagged" 'Set-VMNetworkAdapterVlan vlan -Untagged'
is "Open vSwitch has none" "[] []" "$(port tag) $(port trunks)"
hv_ok "it goes" 'Stop-VM vlan -TurnOff; Remove-VM vlan -Force; Remove-VMSwitch Real -Force'
finish
