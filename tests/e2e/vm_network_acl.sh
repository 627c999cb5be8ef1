#!/bin/bash
# Access control lists, DHCP and router guard of network adapters: what libvirt's network filters
# say, and what becomes of traffic between a guest, its host and another computer on the switch.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin

boot="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
filters() {
    vsh nwfilter-list | awk '$2 ~ /^hvsh-/ { print $2 }'
}
# The rules of the adapter's filter in their order, one a line: "drop in ip srcipaddr=10.0.0.0 …".
rules() {
    vsh nwfilter-dumpxml "$(filters | head -n 1)" | python3 -c '
import sys, xml.etree.ElementTree as tree
rules = tree.parse(sys.stdin).getroot().findall("rule")
for r in sorted(rules, key=lambda r: int(r.get("priority"))):
    print(r.get("action"), r.get("direction"), r[0].tag, *[f"{k}={v}" for k, v in r[0].items()])'
}
pings() {
    "$@" busybox ping -c 1 -W 2 "$address" >/dev/null 2>&1
}
silent() {
    ! pings "$@"
}

hv_ok "a machine on a switch" "New-VMSwitch 'Default Switch' -SwitchType Internal | Out-Null
    New-VM -Name acl -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' -SwitchName 'Default Switch' $boot | Out-Null"

# While it is off.
hv_ok "an entry for both directions" 'Add-VMNetworkAdapterAcl acl -RemoteIPAddress 10.1.2.3/8 -Direction Both -Action Deny -Passthru | ForEach-Object { "$($_.Direction) $($_.RemoteAddress) $($_.Action) $($_.VMName)" }'
is "is one in each" "Inbound 10.0.0.0/8 Deny acl Outbound 10.0.0.0/8 Deny acl" "$(echo $OUT)"
is "the adapter names its filter" "$(filters)" "$(xpath acl devices/interface/filterref/@filter)"
is "inbound the sender is remote, outbound the receiver" \
    "drop in ip srcipaddr=10.0.0.0 srcipmask=8 drop out ip dstipaddr=10.0.0.0 dstipmask=8" "$(rules | paste -sd " ")"
hv_fails "the same again" 'already has this entry' 'Add-VMNetworkAdapterAcl acl -RemoteIPAddress 10.0.0.0/8 -Direction Both -Action Deny'
hv_fails "no address" 'needs an address' 'Add-VMNetworkAdapterAcl acl -Direction Both -Action Deny'
hv_fails "not an address" "not an IP address" 'Add-VMNetworkAdapterAcl acl -RemoteIPAddress 10.0.0.256 -Direction Both -Action Deny'
hv_fails "metering" 'counters' 'Add-VMNetworkAdapterAcl acl -RemoteIPAddress ANY -Direction Both -Action Meter'
hv_ok "a longer prefix" 'Add-VMNetworkAdapterAcl acl -LocalIPAddress 10.1.0.0/16 -Direction Inbound -Action Allow'
is "comes first; inbound the receiver is local" "accept in ip dstipaddr=10.1.0.0 dstipmask=16" "$(rules | head -n 1)"
hv_ok "a MAC address" 'Get-VM acl | Add-VMNetworkAdapterAcl -RemoteMacAddress 00-15-5d-01-02-03 -Direction Outbound -Action Deny'
is "is one of frames" "drop out mac dstmacaddr=00:15:5d:01:02:03" "$(rules | head -n 1)"
hv_ok "an IPv6 network" 'Get-VMNetworkAdapter acl | Add-VMNetworkAdapterAcl -RemoteIPAddress 2001:db8::7/32 -Direction Inbound -Action Deny'
like "is one of IPv6" "^drop in ipv6 srcipaddr=2001:db8:: srcipmask=32" "$(rules)"
hv_ok "all are listed" '(Get-VMNetworkAdapterAcl acl).Count; (Get-VMNetworkAdapterAcl).Count; @(Get-VMNetworkAdapterAcl acl -VMNetworkAdapterName "Net*").Count; @(Get-VMNetworkAdapterAcl -ManagementOS).Count'
is "all are listed" "5 5 5 0" "$(echo $OUT)"
hv_ok "-WhatIf" 'Get-VMNetworkAdapterAcl acl | Remove-VMNetworkAdapterAcl -WhatIf; (Get-VMNetworkAdapterAcl acl).Count'
like "changes nothing" '^5$' "$OUT"
hv_ok "one goes by what it says" 'Remove-VMNetworkAdapterAcl acl -RemoteIPAddress 10.0.0.0/8 -Direction Outbound -Action Deny; (Get-VMNetworkAdapterAcl acl).Count'
is "one went" 4 "$OUT"
hv_fails "one that is not there" 'no such entry' 'Remove-VMNetworkAdapterAcl acl -RemoteIPAddress 10.0.0.0/8 -Direction Outbound -Action Deny'
hv_ok "the rest goes through the pipeline" 'Get-VMNetworkAdapterAcl acl | Remove-VMNetworkAdapterAcl'
is "the filter went with it" "" "$(filters)"
is "and its name" "" "$(xpath acl devices/interface/filterref/@filter)"

# Guards, and a filter that was there before.
hv_ok "guards" 'Set-VMNetworkAdapter acl -MacAddressSpoofing Off -DhcpGuard On -RouterGuard On; Get-VMNetworkAdapter acl | ForEach-Object { "$($_.MacAddressSpoofing) $($_.DhcpGuard) $($_.RouterGuard)" }'
is "are on" "Off On On" "$OUT"
like "no DHCP server" "^drop out ip protocol=udp srcportstart=67" "$(rules)"
like "no router" "^drop out ipv6 protocol=icmpv6 type=134" "$(rules)"
is "no other MAC address" no-mac-spoofing "$(vsh nwfilter-dumpxml "$(filters)" | python3 "$TOP/tests/lib/xpath.py" filterref/@filter)"
hv_ok "off again" 'Set-VMNetworkAdapter acl -DhcpGuard Off -RouterGuard Off; (Get-VMNetworkAdapter acl).MacAddressSpoofing'
is "what was there before stays" "Off no-mac-spoofing" "$OUT $(xpath acl devices/interface/filterref/@filter)"
is "the own filter goes" "" "$(filters)"
hv_ok "reconnected, it still holds" 'Disconnect-VMNetworkAdapter acl; Connect-VMNetworkAdapter acl -SwitchName "Default Switch"; (Get-VMNetworkAdapter acl).MacAddressSpoofing; Set-VMNetworkAdapter acl -MacAddressSpoofing On'
is "reconnected, it still holds" Off "$OUT"

# A filter that someone removed is made again at the start.
hv_ok "an entry of no matter" 'Add-VMNetworkAdapterAcl acl -RemoteIPAddress 203.0.113.1 -Direction Both -Action Deny'
vsh nwfilter-undefine "$(filters)" >/dev/null
hv_ok "it starts without its filter" 'Start-VM acl'
like "which is there again" '^hvsh-' "$(filters)"

# Real traffic: the host, and another computer on the switch.
console_wait "the guest has an address" acl 'HVSH-GUEST address eth0 [0-9.]+' 180
address=$(console acl | sed -n 's/^HVSH-GUEST address eth0 //p' | tail -n 1)
bridge=$(vsh net-dumpxml 'Default Switch' | python3 "$TOP/tests/lib/xpath.py" bridge/@name)
unshare -n sleep 600 &
peer=$!
trap 'kill $peer 2>/dev/null; e2e_end' EXIT
sleep 0.3
# Addresses that the guest does not have: the other computer's, and nobody's.
there=${address%.*}.250 nobody=${address%.*}.240
[ "$address" != "$there" ] || there=${address%.*}.251
[ "$address" != "$nobody" ] || nobody=${address%.*}.241
ip link add tap0 type veth peer name eth9 netns $peer
ip link set tap0 up master "$bridge"
nsenter -t $peer -n sh -c "ip link set lo up; ip addr add $there/24 dev eth9; ip link set eth9 up"
from_peer="nsenter -t $peer -n"
check "the host reaches it" wait_until 20 pings
check "and the other computer" wait_until 20 pings $from_peer
hv_ok "the guest reaches it, too" "Test-VMNetworkAdapter acl -Sender -SenderIPAddress $address -ReceiverIPAddress $there -SequenceNumber 100 -PayloadSize 1000 -Passthru | ForEach-Object { \$_.RoundTripTime -ge 0 }"
is "as its ping says" True "$OUT"
hv_fails "an address that nobody has" 'No answer' "Get-VMNetworkAdapter acl | Test-VMNetworkAdapter -SenderIPAddress $address -ReceiverIPAddress $nobody -SequenceNumber 1"
hv_fails "one that is not the guest's" 'cannot send from' "Test-VMNetworkAdapter acl -SenderIPAddress 192.0.2.1 -ReceiverIPAddress $there -SequenceNumber 1"
hv_fails "the receiver's side" '-Sender' "Test-VMNetworkAdapter acl -Receiver -SenderIPAddress $address -ReceiverIPAddress $there -SequenceNumber 1"
hv_ok "cut off while it runs" 'Add-VMNetworkAdapterAcl acl -RemoteIPAddress ANY -Direction Inbound -Action Deny'
check "the host reaches it no more" silent
check "nor the other computer" silent $from_peer
like "ebtables has the rule" 'IPv4.*DROP' "$(ebtables -t nat -L "libvirt-O-$(xpath acl devices/interface/target/@dev)")"
hv_ok "but for one address" "Add-VMNetworkAdapterAcl acl -RemoteIPAddress $there -Direction Inbound -Action Allow"
check "which reaches it" wait_until 10 pings $from_peer
check "the host does not" silent
hv_ok "all lifted" 'Get-VMNetworkAdapterAcl acl | Remove-VMNetworkAdapterAcl'
check "the host reaches it again" wait_until 10 pings
is "no filter is left" "" "$(filters)$(vsh dumpxml acl | grep filterref)"

# Ports: two servers in the guest.
guest acl 'printf "#!/bin/sh\necho well\n" >/s; chmod +x /s; nc -ll -p 80 -e /s & nc -ll -p 81 -e /s & sleep 1' >/dev/null
web() {
    $2 busybox nc -w 3 "$address" "$1" </dev/null 2>/dev/null
}
is "both ports answer" "well well" "$(web 80) $(web 81)"
hv_ok "a port denied" 'Add-VMNetworkAdapterExtendedAcl acl Deny Inbound -LocalPort 81 -Protocol TCP -Weight 5 -Passthru | ForEach-Object { "$($_.Action) $($_.Direction) $($_.LocalIPAddress) $($_.RemoteIPAddress) $($_.LocalPort) $($_.RemotePort) $($_.Protocol) $($_.Weight) $($_.Stateful)" }'
is "as asked" "Deny Inbound ANY ANY 81 ANY TCP 5 False" "$OUT"
is "the other answers, also to the host" "well " "$(web 80) $(web 81)"
like "in libvirt, for both IP versions" "^drop in ip protocol=tcp dstportstart=81 dstportend=81 drop in ipv6 protocol=tcp dstportstart=81" "$(rules | paste -sd " ")"
hv_ok "a greater weight" "Add-VMNetworkAdapterExtendedAcl acl Allow Inbound -RemoteIPAddress $there -LocalPort 80-90 -Protocol TCP -Weight 6"
is "decides" " well" "$(web 81) $(web 81 "$from_peer")"
hv_fails "the same weight" 'already has an extended entry of weight 6' 'Add-VMNetworkAdapterExtendedAcl acl Deny Inbound -Weight 6'
hv_fails "ports without a protocol" 'need a protocol' 'Add-VMNetworkAdapterExtendedAcl acl Deny Inbound -LocalPort 5 -Weight 7'
hv_fails "two IP versions" 'not of one IP version' 'Add-VMNetworkAdapterExtendedAcl acl Deny Inbound -LocalIPAddress ::1 -RemoteIPAddress 10.0.0.1 -Weight 7'
hv_fails "a time-out" 'IdleSessionTimeout' 'Add-VMNetworkAdapterExtendedAcl acl Deny Inbound -Weight 7 -IdleSessionTimeout 60'
hv_ok "removed by weight" 'Remove-VMNetworkAdapterExtendedAcl acl -Direction Inbound -Weight 5; (Get-VMNetworkAdapterExtendedAcl acl).Weight'
is "removed by weight" 6 "$OUT"
is "the port answers" well "$(web 81)"
hv_ok "all of them" 'Get-VMNetworkAdapterExtendedAcl acl | Remove-VMNetworkAdapterExtendedAcl'

# Sessions: nothing gets in but answers to what the guest asks.
printf '#!/bin/sh\necho peer\n' >"$TMP/peer"
chmod +x "$TMP/peer"
nsenter -t $peer -n busybox nc -ll -p 8080 -e "$TMP/peer" &
server=$!
trap 'kill $server $peer 2>/dev/null; e2e_end' EXIT
asks() {
    guest acl "nc -w 3 $there 8080 </dev/null" | grep -x peer
}
is "the guest reaches the other computer" peer "$(asks)"
hv_ok "nothing gets in" 'Add-VMNetworkAdapterExtendedAcl acl Deny Inbound -Weight 1'
is "so the guest has no answers" "" "$(asks)"
hv "Add-VMNetworkAdapterExtendedAcl acl Allow Outbound -Protocol TCP -Weight 10 -Stateful \$true"
like "what a stateful entry does not see is said" 'this host itself' "$ERR$OUT"
is "but for answers" peer "$(asks)"
is "others get no answer" "" "$(web 80 "$from_peer")"
like "iptables tracks the sessions" 'ctstate' "$(iptables -S)"

# A checkpoint has the entries of its time.
hv_ok "an old state" 'Get-VMNetworkAdapterExtendedAcl acl | Remove-VMNetworkAdapterExtendedAcl
    Add-VMNetworkAdapterAcl acl -RemoteIPAddress ANY -Direction Inbound -Action Deny
    Checkpoint-VM acl -SnapshotName closed
    Get-VMNetworkAdapterAcl acl | Remove-VMNetworkAdapterAcl'
check "the host reaches it" wait_until 10 pings
is "which the checkpoint does not have" 2 "$(hv '@(Get-VMSnapshot acl | Get-VMNetworkAdapterAcl).Count'; echo "$OUT")"
hv_ok "restored" 'Restore-VMSnapshot -VMName acl -Name closed -Confirm:$false; (Get-VMNetworkAdapterAcl acl).Count'
is "the entries are back" "2 drop in ip drop in ipv6" "$OUT $(rules | paste -sd ' ')"
check "and hold" silent
hv_ok "it goes" 'Stop-VM acl -TurnOff; Remove-VM acl -Force; Remove-VMSwitch "Default Switch" -Force -WarningAction SilentlyContinue'
is "with its filter" "" "$(filters)"
hv_ok "one without a network" "New-VM lone -NoVHD -Path '$TMP' | Out-Null; Add-VMNetworkAdapterAcl lone -Action Deny -Direction Both -RemoteIPAddress 10.0.0.0/8; Remove-VM lone -Force"
unlike "leaves no filter, either" hvsh- "$(vsh nwfilter-list)"
finish
