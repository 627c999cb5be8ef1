#!/bin/bash
# Teams of the host's network adapters under external switches: bonds of Open vSwitch, whose
# members' addresses move to the bridge, and which carry on when a cable is pulled.
. "$(dirname "$0")/../lib/e2e.sh"
. "$TOP/tests/lib/ovs.sh"
PATH=$PATH:/usr/sbin:/sbin

# Three cables to one switch, which is a bridge in a namespace of its own.
unshare -n sleep 600 &
outside=$!
trap 'kill $outside 2>/dev/null; ovs_stop; e2e_end' EXIT
sleep 0.3
there() {
    nsenter -t $outside -n "$@"
}
there sh -c 'ip link add lan type bridge; ip link set lan up; ip addr add 10.7.7.2/24 dev lan'
for i in 0 1 2; do
    ip link add up$i type veth peer name port$i netns $outside
    ip link set up$i up
    there ip link set port$i up master lan
done
ip addr add 10.7.7.1/24 dev up0

hv_ok "no teams" 'New-VMSwitch Lab -SwitchType Private | Out-Null; @(Get-VMSwitchTeam).Count; (Get-VMSwitch Lab).EmbeddedTeamingEnabled'
is "no teams" "0 False" "$(echo "$OUT" | paste -sd ' ')"
hv_fails "a switch without a team" 'has no team' 'Set-VMSwitchTeam Lab -LoadBalancingAlgorithm Dynamic'
hv_fails "nor members" 'has no team' 'Add-VMSwitchTeamMember Lab -NetAdapterName up0'
bridges=$(ip -o link show type bridge | cut -d: -f2)
if ! ovs_start; then
    hv_fails "without Open vSwitch there is no team" 'Open vSwitch' 'New-VMSwitch Team -NetAdapterName up0, up1'
    is "all is as it was" "$bridges" "$(ip -o link show type bridge | cut -d: -f2)$(vsh net-list --all --name | grep Team)"
    skip "teams" "Open vSwitch is not there"
    finish
fi
members() {
    ovs-vsctl list-ifaces hv-up0 | paste -sd ' '
}
pings() {
    busybox ping -c 1 -W 1 10.7.7.2 >/dev/null 2>&1
}
port() {
    ovs-vsctl get port team.hv-up0 "$1"
}

hv_fails "an adapter that is not there" "nope0" 'New-VMSwitch Team -NetAdapterName up0, nope0'
hv_fails "one twice" "twice" 'New-VMSwitch Team -NetAdapterName up0, up0'
hv_fails "guests alone" "AllowManagementOS" 'New-VMSwitch Team -NetAdapterName up0, up1 -AllowManagementOS $false'
is "nothing was made" "" "$(ovs-vsctl list-br)"
hv "New-VMSwitch Team -NetAdapterName up0, up1 -EnableEmbeddedTeaming \$true -WarningAction SilentlyContinue | ForEach-Object { \"\$(\$_.SwitchType) \$(\$_.EmbeddedTeamingEnabled) \$(\$_.NetAdapterInterfaceDescriptions)\" }"
is "a switch on two adapters" "0 External True up0 up1 " "$RC $OUT $ERR"
is "is a bond" "up0 up1" "$(members)"
is "that spreads by machine and load" '"10000" balance-slb' "$(port other_config:bond-rebalance-interval) $(port bond_mode)"
is "on a bridge of Open vSwitch" "hv-up0 openvswitch" "$(vsh net-dumpxml Team | python3 "$TOP/tests/lib/xpath.py" bridge/@name) $(vsh net-dumpxml Team | python3 "$TOP/tests/lib/xpath.py" virtualport/@type)"
like "which has the address" '10\.7\.7\.1/24' "$(ip -o -4 addr show dev hv-up0)"
check "the host reaches the network" wait_until 10 pings
hv_fails "members are taken" "already belongs" 'New-VMSwitch Two -NetAdapterName up1, up2'
hv_ok "the team" 'Get-VMSwitchTeam | ForEach-Object { "$($_.Name) $($_.NetAdapterInterfaceDescription) $($_.TeamingMode) $($_.LoadBalancingAlgorithm)" }'
is "the team" "Team up0 up1 SwitchIndependent Dynamic" "$OUT"
there ip link set port0 down
check "a cable pulled" wait_until 20 pings
there ip link set port0 up
there ip link set port1 down
check "the other" wait_until 20 pings
there ip link set port1 up

hv_ok "a member joins" 'Add-VMSwitchTeamMember Team -NetAdapterName up2 -Passthru | ForEach-Object { "$($_.NetAdapterInterfaceDescriptions)" }'
is "a member joins" "up0 up1 up2" "$OUT"
is "the bond" "up0 up1 up2" "$(members)"
hv_ok "one leaves" 'Get-VMSwitch Team | Remove-VMSwitchTeamMember -NetAdapterName up0; (Get-VMSwitchTeam Team).NetAdapterInterfaceDescription -join " "'
is "one leaves" "up1 up2 up1 up2" "$OUT $(members)"
check "the rest carries on" wait_until 20 pings
hv_fails "one that is not in it" 'no member' 'Remove-VMSwitchTeamMember Team -NetAdapterName up0'
hv_fails "all" 'at least one' 'Remove-VMSwitchTeamMember Team -NetAdapterName up1, up2'
hv_ok "machines stay with a member" 'Set-VMSwitchTeam Team -LoadBalancingAlgorithm HyperVPort; (Get-VMSwitchTeam Team).LoadBalancingAlgorithm'
is "machines stay with a member" 'HyperVPort "0"' "$OUT $(port other_config:bond-rebalance-interval)"
hv_ok "other members" 'Set-VMSwitchTeam Team -NetAdapterName up0, up1'
is "other members" "up0 up1" "$(members)"
hv_fails "it stays what it is" 'has a team' 'Set-VMSwitch Team -SwitchType Private'
hv_ok "removed" 'Remove-VMSwitch Team, Lab -Force -WarningAction SilentlyContinue'
is "the bridge is gone" "" "$(ovs-vsctl list-br)"
like "the address is back" '10\.7\.7\.1/24' "$(ip -o -4 addr show dev up0)"
check "and works" wait_until 10 pings
finish
