#!/bin/bash
# Resource pools and their storage paths: what is in them stands in the domains, the pools
# themselves in libvirt; both seen with virsh.
. "$(dirname "$0")/../lib/e2e.sh"

stored() { # an XPath string value of the pools that libvirt keeps for us
    local uuid
    uuid=$(vsh secret-list | awk '/hvsh pools$/ { print $1 }')
    [ -n "$uuid" ] || return 0
    vsh secret-dumpxml "$uuid" | python3 "$TOP/tests/lib/xpath.py" description >"$TMP/pools.xml"
    python3 "$TOP/tests/lib/xpath.py" "$1" <"$TMP/pools.xml"
}
member() { # VM TYPE: the pool's id in the definition
    vsh dumpxml --inactive "$1" | grep "<hv:pool [^>]*type=[\"']$2[\"']" | sed "s/.* id=[\"']\([^\"']*\)[\"'].*/\1/"
}
mkdir "$TMP/a" "$TMP/a/deep" "$TMP/b"
truncate -s 10M "$TMP/a/one.raw" "$TMP/a/deep/two.raw" "$TMP/b/three.raw"
ln -s "$TMP/b" "$TMP/a/link"

hv_ok "the primordial pools" 'Get-VMResourcePool | ForEach-Object { "$($_.Name)/$($_.ResourcePoolType)" }'
is "are there, one of each type" "Primordial/Memory Primordial/Processor Primordial/Ethernet Primordial/VHD Primordial/ISO Primordial/VFD Primordial/FibreChannelPort Primordial/FibreChannelConnection Primordial/PciExpress" "${OUT//$'\n'/ }"
is "and kept nowhere" "" "$(vsh secret-list | grep hvsh)"
hv_ok "two pools of one name" 'New-VMResourcePool Sales Memory, Processor | ForEach-Object { "$($_.Name)/$($_.ResourcePoolType)/$($_.ParentName)/$($_.ResourceMeteringEnabled)" }'
is "are made" "Sales/Memory/Primordial/False Sales/Processor/Primordial/False" "${OUT//$'\n'/ }"
hv_fails "not twice" 'already exists' 'New-VMResourcePool sales Memory'
hv_fails "what cannot be on this host" 'PciExpress cannot be made on this host' 'New-VMResourcePool x PciExpress'
hv_fails "nor Fibre Channel" 'block device' 'New-VMResourcePool x FibreChannelPort'
hv_ok "a storage pool with a path" "New-VMResourcePool Sales VHD -Paths '$TMP/a' | ForEach-Object Paths"
is "has it" "$TMP/a" "$OUT"
is "libvirt keeps it" "$TMP/a" "$(stored "pool[@type='VHD']/path")"
hv_fails "a folder that is not there" 'was not found' "New-VMResourcePool y VHD -Paths '$TMP/none'"
hv_fails "a memory pool has no folders" 'has no storage paths' "New-VMResourcePool y Memory -Paths '$TMP/a'"
hv_ok "-WhatIf" 'New-VMResourcePool no VHD -WhatIf | Out-Null; (Get-VMResourcePool no*).Count'
is "makes none" 0 "${OUT##*$'\n'}"

hv_ok "a child" 'New-VMResourcePool East VHD Sales | ForEach-Object ParentName'
is "has its parent" Sales "$OUT"
hv_fails "no circle" 'which it is in' 'Set-VMResourcePool Sales VHD East'
hv_fails "a parent stays" 'is the parent of "East"' 'Remove-VMResourcePool Sales VHD'
hv_ok "set free" 'Set-VMResourcePool East VHD Primordial -Passthru | ForEach-Object ParentName; Remove-VMResourcePool East VHD; (Get-VMResourcePool East*).Count'
is "has the primordial parent, and goes" "Primordial 0" "${OUT//$'\n'/ }"

hv_ok "a machine" "New-VMSwitch Lab -SwitchType Private | Out-Null; New-VM m -NoVHD -MemoryStartupBytes 64MB -Path '$TMP' -SwitchName Lab | Out-Null
(Get-VMMemory m).ResourcePoolName; (Get-VMProcessor m).ResourcePoolName; (Get-VMNetworkAdapter m).PoolName"
is "is in the primordial pools" "Primordial Primordial Primordial" "${OUT//$'\n'/ }"
hv_ok "put in pools" 'Set-VMMemory m -ResourcePoolName Sales; Set-VMProcessor m -ResourcePoolName sales
(Get-VMMemory m).ResourcePoolName; (Get-VMProcessor m).ResourcePoolName'
is "is there" "Sales Sales" "${OUT//$'\n'/ }"
is "its definition names the memory pool" "$(stored "pool[@type='Memory']/@id")" "$(member m Memory)"
is "and the processor pool" "$(stored "pool[@type='Processor']/@id")" "$(member m Processor)"
hv_fails "a pool that is not there" 'unable to find a resource pool of type Memory with name "Nope"' 'Set-VMMemory m -ResourcePoolName Nope -StartupBytes 128MB'
hv_ok "and nothing was changed" '(Get-VMMemory m).Startup / 1MB'
is "and nothing was changed" 64 "$OUT"
hv_fails "a pool that is in use stays" "'m' is in it" 'Remove-VMResourcePool Sales Memory'
hv_ok "renamed" 'Rename-VMResourcePool Sales Memory Vertrieb; (Get-VMMemory m).ResourcePoolName'
is "the machine is still in it" Vertrieb "$OUT"

hv_ok "a disk of the pool" "Add-VMHardDiskDrive m -Path '$TMP/a/deep/two.raw' -ResourcePoolName Sales; (Get-VMHardDiskDrive m).PoolName"
is "is in it" Sales "$OUT"
hv_fails "a file elsewhere" 'not in a storage path of the resource pool "Sales"' "Add-VMHardDiskDrive m -Path '$TMP/b/three.raw' -ResourcePoolName Sales"
hv_fails "nor behind a link" 'not in a storage path' "Add-VMHardDiskDrive m -Path '$TMP/a/link/three.raw' -ResourcePoolName Sales"
is "no drive was added" 1 "$(xpath m "count(devices/disk[@device='disk'])")"
hv_fails "nor by a change of the file" 'not in a storage path' "Get-VMHardDiskDrive m | Set-VMHardDiskDrive -Path '$TMP/b/three.raw'"
hv_ok "another path" "Add-VMStoragePath '$TMP/b' Sales VHD -Passthru; Get-VMHardDiskDrive m | Set-VMHardDiskDrive -Path '$TMP/b/three.raw'; (Get-VMHardDiskDrive m).PoolName"
is "makes it possible" "$TMP/b Sales" "${OUT//$'\n'/ }"
hv_ok "the paths" "(Get-VMStoragePath -ResourcePoolName Sales -ResourcePoolType VHD).Path; '' + (Get-VMStoragePath '$TMP/b*' Sales VHD)"
is "are listed" "$TMP/a $TMP/b $TMP/b" "${OUT//$'\n'/ }"
hv_fails "the storage does not move out of the pool" 'not in a storage path' "Move-VMStorage m -DestinationStoragePath '$TMP/c'"
hv_ok "it moves to another pool" "New-VMResourcePool Other VHD -Paths '$TMP' | Out-Null; Move-VMStorage m -DestinationStoragePath '$TMP/c' -ResourcePoolName Other; \$d = Get-VMHardDiskDrive m; \$d.PoolName; \$d.Path"
is "and is there" "Other $TMP/c/Virtual Hard Disks/three.raw" "${OUT//$'\n'/ }"
hv_ok "and back" "Get-VMHardDiskDrive m | Set-VMHardDiskDrive -ResourcePoolName Primordial; Remove-VMResourcePool Other VHD; truncate -s 10M '$TMP/b/three.raw'; Get-VMHardDiskDrive m | Set-VMHardDiskDrive -Path '$TMP/b/three.raw' -ResourcePoolName Sales"
hv_ok "one is taken out" "Remove-VMStoragePath '$TMP/a' Sales VHD; (Get-VMStoragePath -ResourcePoolName Sales -ResourcePoolType VHD).Path"
is "and is gone" "$TMP/b" "$OUT"
hv_fails "not twice" 'is not in the resource pool' "Remove-VMStoragePath '$TMP/a' Sales VHD"
hv_ok "out of the pool" 'Get-VMHardDiskDrive m | Set-VMHardDiskDrive -ResourcePoolName Primordial; (Get-VMHardDiskDrive m).PoolName'
is "is in the primordial one" Primordial "$OUT"
hv_ok "in again, and the drive removed" "Get-VMHardDiskDrive m | Set-VMHardDiskDrive -ResourcePoolName Sales; Get-VMHardDiskDrive m | Remove-VMHardDiskDrive; Remove-VMResourcePool Sales VHD"
is "the definition forgot it" "" "$(member m VHD)"

hv_ok "adapters" 'New-VMResourcePool Net Ethernet | Out-Null; Get-VMNetworkAdapter m | Set-VMNetworkAdapter -ResourcePoolName Net
Add-VMNetworkAdapter m -Name second -ResourcePoolName Net; (Get-VMNetworkAdapter m).PoolName -join " "'
is "are in a pool" "Net Net" "$OUT"
net_id=$(vsh net-uuid Lab)
hv_ok "a switch of the pool" 'New-VMSwitch Alpha -SwitchType Private | Out-Null; Add-VMSwitch Lab Net; (Get-VMSwitch -ResourcePoolName Net).Name; (Get-VMSwitch Lab).ResourcePoolName -join ","; (Get-VMSwitch -ResourcePoolName Primordial).Name -join ","'
is "is in it, and in the primordial one" "Lab Primordial,Net Alpha,Lab" "${OUT//$'\n'/ }"
is "libvirt keeps it" "$net_id" "$(stored "pool[@type='Ethernet']/switch/@id")"
hv_fails "not twice" 'already in the resource pool' 'Get-VMSwitch Lab | Add-VMSwitch -ResourcePoolName Net'
hv_ok "an adapter finds the switch of its pool" 'Connect-VMNetworkAdapter m -Name second -UseAutomaticConnection; (Get-VMNetworkAdapter m -Name second).SwitchName'
is "by itself" Lab "$OUT"
hv_ok "the switch leaves the pool" 'Remove-VMSwitch Lab -ResourcePoolName Net -Force; (Get-VMSwitch Lab).Name'
is "and stays" Lab "$OUT"
hv_fails "then there is none" 'no virtual switch in the resource pool "Net"' 'Connect-VMNetworkAdapter m -Name second -UseAutomaticConnection'
hv_ok "one leaves, one goes" 'Remove-VMNetworkAdapter m -Name second; Set-VMNetworkAdapter m -ResourcePoolName primordial; Remove-VMResourcePool Net Ethernet -Passthru | ForEach-Object Name'
is "and the pool can go" Net "$OUT"
hv_ok "a DVD drive and a floppy" "New-VMResourcePool Media ISO, VFD -Paths '$TMP/a' | Out-Null; Get-VMDvdDrive m | Set-VMDvdDrive -ResourcePoolName Media; Set-VMFloppyDiskDrive m -ResourcePoolName Media
(Get-VMDvdDrive m).PoolName; (Get-VMFloppyDiskDrive m).PoolName"
is "are in theirs" "Media Media" "${OUT//$'\n'/ }"

hv_ok "a machine that is removed" 'Remove-VM m -Force; Remove-VMResourcePool Vertrieb Memory; Remove-VMResourcePool Sales Processor; Remove-VMResourcePool Media ISO, VFD; (Get-VMResourcePool).Count'
is "is in no pool" 9 "$OUT"
is "nothing is left in libvirt" "" "$(vsh secret-list | grep hvsh)"
hv_fails "the primordial pool stays" 'primordial resource pool of type VHD cannot be changed' 'Remove-VMResourcePool Primordial VHD'
finish
