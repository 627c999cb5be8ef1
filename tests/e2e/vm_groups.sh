#!/bin/bash
# Groups of virtual machines: membership in the domains' own metadata, the groups themselves in
# libvirt, all of it seen with virsh.
. "$(dirname "$0")/../lib/e2e.sh"

# What libvirt holds for us apart from the domains: an XPath string value of the groups.
stored() {
    local uuid
    uuid=$(vsh secret-list | awk '/hvsh groups$/ { print $1 }')
    [ -n "$uuid" ] || return 0
    vsh secret-dumpxml "$uuid" | python3 "$TOP/tests/lib/xpath.py" 'description' >"$TMP/groups.xml"
    python3 "$TOP/tests/lib/xpath.py" "$1" <"$TMP/groups.xml"
}
in_group() { # VM: the ids of the groups its definition names
    vsh dumpxml --inactive "$1" | sed -n 's/.*<hv:group id="\([^"]*\)".*/\1/p; s/.*<hv:group id='\''\([^'\'']*\)'\''.*/\1/p'
}
id=11111111-2222-4333-8444-555555555555

hv_ok "three machines" "1..3 | ForEach-Object { New-VM -Name \"m\$_\" -NoVHD -MemoryStartupBytes 64MB -Path '$TMP' } | Out-Null"
hv_ok "a group with an id" "New-VMGroup 'Web <&> \"ä\"' VMCollectionType -Id $id | ForEach-Object { \"\$(\$_.InstanceId) \$(\$_.GroupType) \$(\$_.VMMembers.Count)\" }"
is "is what was asked for" "$id VMCollectionType 0" "$OUT"
is "libvirt keeps its name" 'Web <&> "ä"' "$(stored 'group/@name')"
is "and its id" $id "$(stored 'group/@id')"
hv_ok "its kind is a type" "[Microsoft.HyperV.PowerShell.GroupType]::ManagementCollectionType"
hv_fails "a name in use" 'already exists' "New-VMGroup 'web <&> \"Ä\"' VMCollectionType"
hv_fails "an id in use" 'already exists' "New-VMGroup other VMCollectionType -Id $id"
hv_ok "-WhatIf" 'New-VMGroup no VMCollectionType -WhatIf | Out-Null; (Get-VMGroup).Count'
is "makes none" 1 "${OUT##*$'\n'}"

hv_ok "renamed" "Rename-VMGroup -Id $id -NewName Web -Passthru | ForEach-Object Name"
is "has the new name" Web "$OUT"
is "in libvirt too" Web "$(stored 'group/@name')"

hv_ok "a running machine and one that is off" "Start-VM m1; Add-VMGroupMember Web -VM (Get-VM m1, m2) -Passthru | ForEach-Object { (\$_.VMMembers.Name | Sort-Object) -join ',' }"
is "are members" m1,m2 "$OUT"
is "the definition of the running one says so" $id "$(in_group m1)"
is "and that of the other" $id "$(in_group m2)"
is "and not that of the third" "" "$(in_group m3)"
hv_ok "it stays so" "Stop-VM m1 -TurnOff -Force; (Get-VM m1).Groups.Name"
is "when the machine stops" Web "$OUT"
hv_ok "from the other side" '(Get-VM m3).Groups.Count; (Get-VM m2).Groups.InstanceId.ToString()'
is "from the other side" "0 $id" "$(echo $OUT)"
hv_fails "twice" 'already a member' 'Add-VMGroupMember Web -VM (Get-VM m1)'
hv_fails "a group that is not empty stays" 'not empty' 'Remove-VMGroup Web -Force'
hv_fails "taking out who is not in" 'not a member' 'Remove-VMGroupMember Web -VM (Get-VM m3)'
hv_ok "one leaves" 'Remove-VMGroupMember Web -VM (Get-VM m2); (Get-VMGroup web).VMMembers.Name'
is "one stays" m1 "$OUT"
is "its definition is as before" "" "$(in_group m2)"
hv_ok "a renamed machine" 'Rename-VM m1 -NewName one; (Get-VMGroup Web).VMMembers.Name'
is "is still in" one "$OUT"

hv_ok "groups of groups" 'New-VMGroup All ManagementCollectionType | Out-Null; New-VMGroup Top ManagementCollectionType | Out-Null
Add-VMGroupMember All -VMGroupMember (Get-VMGroup Web); Add-VMGroupMember -VMGroup (Get-VMGroup Top) -VMGroupMember (Get-VMGroup All)
(Get-VMGroup Top).VMGroupMembers.VMGroupMembers.VMMembers.Name'
is "lead to the machine" one "$OUT"
is "libvirt keeps who is in whom" $id "$(stored "group[@name='All']/member/@id")"
hv_fails "no circle" 'which is in it' 'Add-VMGroupMember All -VMGroupMember (Get-VMGroup Top)'
hv_fails "not in itself" 'which is in it' 'Add-VMGroupMember All -VMGroupMember (Get-VMGroup All)'
hv_fails "a machine in a group of groups" 'it holds groups' 'Add-VMGroupMember All -VM (Get-VM one)'
hv_fails "a group in a group of machines" 'it holds virtual machines' 'Add-VMGroupMember Web -VMGroupMember (Get-VMGroup All)'

for i in 1 2 3 4; do
    "$HVSH" -NoProfile -NonInteractive -Command "New-VMGroup par$i VMCollectionType | Out-Null" >/dev/null 2>&1 &
done
wait
hv "(Get-VMGroup par*).Count"
is "four made by four processes at once are there" 4 "$OUT"
is "no lock stays" 0 "$(vsh secret-list | grep -c 'hvsh groups lock')"
hv_ok "through the pipeline" 'Get-VMGroup par* | Remove-VMGroup -Force; (Get-VMGroup par*).Count'
is "they are gone" 0 "$OUT"

hv_ok "a machine that is removed" 'Remove-VM one -Force; (Get-VMGroup Web).VMMembers.Count'
is "is in no group" 0 "$OUT"
hv_ok "a group that is removed" 'Remove-VMGroup Web -Force; (Get-VMGroup All).VMGroupMembers.Count'
is "is in no group" 0 "$OUT"
hv_fails "it is gone" 'unable to find a virtual machine group with name "Web"' 'Get-VMGroup Web'
hv_ok "the last ones" 'Remove-VMGroup All -Force; Remove-VMGroup Top -Force; (Get-VMGroup).Count'
is "nothing is left in libvirt" "" "$(vsh secret-list | grep hvsh)"
finish
