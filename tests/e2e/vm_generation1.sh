#!/bin/bash
# A generation 1 VM through its life, checked from outside: what libvirt has, and what the guest
# itself says about its hardware.
. "$(dirname "$0")/../lib/e2e.sh"

disk=$(guest_disk gen1.vhd old.vhd)
hv_ok "New-VMSwitch" 'New-VMSwitch -Name Lab -SwitchType Internal | Out-Null'
hv_ok "New-VM" "New-VM -Name Old -Generation 1 -MemoryStartupBytes 384MB -VHDPath '$disk' -Path '$TMP' | Out-Null"
hv_ok "an adapter is removed" "Remove-VMNetworkAdapter -VMName Old"
hv_ok "a legacy adapter is added" \
    "Add-VMNetworkAdapter -VMName Old -IsLegacy \$true -SwitchName Lab -StaticMacAddress 00155D0A0B0C"
hv_ok "a DVD drive is added" "Add-VMDvdDrive -VMName Old -ControllerNumber 1 -ControllerLocation 1"

is "the disk is the first IDE disk" ide "$(xpath Old "devices/disk[@device='disk']/target/@bus")"
like "the machine is a PC" '^pc' "$(xpath Old 'os/type/@machine')"
is "there is no UEFI" 0 "$(xpath Old 'count(os/loader)')"
is "384 MB" 393216 "$(xpath Old memory/text\(\))"
is "the adapter has its address" 00:15:5d:0a:0b:0c "$(xpath Old devices/interface/mac/@address)"

hv_ok "it is off" '(Get-VM -Name Old).State'
is "it is off" Off "$OUT"
hv_ok "Start-VM" 'Start-VM -Name Old'
is "libvirt runs it" running "$(vsh domstate Old)"
console_wait "the guest sees BIOS, an IDE disk and the legacy card" Old \
    '^HVSH-GUEST firmware=bios secureboot=0 disks=sda:48:ata.* nics=eth0:00:15:5d:0a:0b:0c:(e1000|tulip|8139cp|pcnet32) '
console_wait "it is ready" Old '^HVSH-GUEST READY'
hv_ok "Get-VM" "Get-VM | Where-Object State -eq 'Running' | ForEach-Object Name"
is "Get-VM shows it running" Old "$OUT"
hv_ok "uptime and memory" "\$v = Get-VM Old; \"\$(\$v.Uptime.TotalSeconds -gt 2) \$(\$v.MemoryAssigned) \$(\$v.Heartbeat)\""
like "are those of the running guest" '^True 402653184 ' "$OUT"
truncate -s 4M "$TMP/disc.iso"
hv_ok "a disc is inserted while it runs" "Set-VMDvdDrive -VMName Old -ControllerNumber 1 -ControllerLocation 1 -Path '$TMP/disc.iso'; (Get-VMDvdDrive Old -ControllerNumber 1 -ControllerLocation 1).Path"
is "Get-VMDvdDrive agrees" "$TMP/disc.iso" "$OUT"
is "libvirt has it" "$TMP/disc.iso" "$(xpath Old "devices/disk[@device='cdrom'][source]/source/@file")"
check "the guest reads 4 MB" wait_until 120 eval 'guest Old "cat /dev/sr* 2>/dev/null | wc -c" | grep -qx 4194304'
hv_ok "and ejected" "Set-VMDvdDrive -VMName Old -ControllerNumber 1 -ControllerLocation 1 -Path \$null"
is "libvirt has none" 0 "$(xpath Old "count(devices/disk[@device='cdrom']/source[@file])")"
hv_ok "Get-VMConsole reads the same console" \
    "Get-VMConsole -VMName Old | Where-Object { \$_ -like '*firmware=bios*' } | Measure-Object | ForEach-Object Count"
is "Get-VMConsole reads the same console" 1 "$OUT"

hv_ok "Suspend-VM" 'Suspend-VM -Name Old; (Get-VM Old).State'
is "it is paused" "Paused/paused" "$OUT/$(vsh domstate Old)"
hv_ok "Resume-VM" 'Resume-VM -Name Old; (Get-VM Old).State'
is "it runs again" "Running/running" "$OUT/$(vsh domstate Old)"

hv_ok "Save-VM, from a VHD" 'Save-VM -Name Old; (Get-VM Old).State'
is "it is saved" "Saved/shut off" "$OUT/$(vsh domstate Old)"
hv_ok "nobody holds the VHD" "(Get-VHD '$disk').Attached"
is "not attached" False "$OUT"
hv_ok "it goes on" 'Start-VM -Name Old; (Get-VM Old).State'
is "it runs" "Running/running" "$OUT/$(vsh domstate Old)"

hv_fails "a running VM is not removed" 'cannot be performed while|current state' 'Remove-VM -Name Old -Force'
hv_fails "nor does it take an IDE disk" 'current state|running' \
    "Add-VMHardDiskDrive -VMName Old -ControllerType IDE -ControllerNumber 0 -ControllerLocation 1 -Path '$disk'"
hv_ok "Stop-VM shuts the guest down" 'Stop-VM -Name Old; (Get-VM Old).State'
is "it is off" "Off/shut off" "$OUT/$(vsh domstate Old)"
like "the guest was asked, not killed" 'reboot: Power down' "$(console Old)"

hv_ok "Rename-VM" 'Rename-VM -Name Old -NewName Older; (Get-VM Older).Name'
is "libvirt knows the new name only" "Older" "$(vsh list --all --name | sed '/^$/d')"
hv_ok "startup order" 'Set-VMBios Older -StartupOrder LegacyNetworkAdapter, IDE, CD, Floppy; "$((Get-VMBios Older).StartupOrder)"'
is "Get-VMBios agrees" "LegacyNetworkAdapter IDE CD Floppy" "$OUT"
is "the adapter is tried first" 1 "$(xpath Older devices/interface/boot/@order)"
hv_ok "it starts, is turned off" 'Start-VM Older; Stop-VM Older -TurnOff; (Get-VM Older).State'
is "at once" "Off/shut off" "$OUT/$(vsh domstate Older)"
folder=$(hv '(Get-VM Older).Path'; echo "$OUT")
check "it has a folder" test -d "$folder"
hv_ok "Remove-VM" 'Remove-VM -Name Older -Force; Get-VM | Measure-Object | ForEach-Object Count'
is "nothing is left in Get-VM" 0 "$OUT"
is "nor in libvirt" "" "$(vsh list --all --name | sed '/^$/d')"
check "nor its folder" test ! -e "$folder"
check "the disk stays, as on Hyper-V" test -f "$disk"
hv_ok "Remove-VMSwitch" 'Remove-VMSwitch -Name Lab -Force'
is "no network is left" "" "$(vsh net-list --all --name | sed '/^$/d')"
finish
