#!/bin/bash
# Devices of the host for virtual machines. Where the host has no IOMMU, one of its devices is
# shown with one: files over its folder in /sys, of this test alone, and a loop that plays the
# kernel's part when a driver is asked to take or leave it.
. "$(dirname "$0")/../lib/e2e.sh"

device="" bus=/sys/bus/pci
for d in "$bus"/devices/*; do
    [ -e "$d/iommu_group" ] && real=1
    case $(cat "$d/class") in
    0x06* | 0x01* | 0x02*) ;; # a bridge, a disk, a network adapter
    *) [ -e "$d/driver" ] && device=$(basename "$d") ;;
    esac
done
if [ -n "${real-}" ] || [ -z "$device" ] || [ -e /dev/vfio ]; then
    skip "devices of the host" "this host has no device that the test may play with"
    finish
fi
node=pci_$(tr ':.' '__' <<<"$device")
driver=$(basename "$(readlink "$bus/devices/$device/driver")")
slot=${device:8:2} function=${device:11:1}
location="PCIROOT(0)#PCI(${slot^^}0$function)"

hv_ok "New-VM" "New-VM -Name Mine -Generation 2 -NoVHD -Path '$TMP' | Out-Null; New-VM -Name Other -Generation 1 -NoVHD -Path '$TMP' | Out-Null"
hv_ok "without an IOMMU there are none" '@(Get-VMHostAssignableDevice).Count'
is "none" 0 "$OUT"
hv_ok "but a device can be looked at" "\$d = Get-VMHostAssignableDevice -InstancePath $device; \"\$(\$d.LocationPath) \$(\$d.Driver) [\$(\$d.IommuGroup)] \$(\$d.IsDismounted)\"; \$d.InstanceID"
is "as it is" "$location $driver [] False" "$(head -n 1 <<<"$OUT")"
like "its maker and model" "^PCI.VEN_[0-9A-F]{4}&DEV_[0-9A-F]{4}.$device\$" "$(tail -n 1 <<<"$OUT")"
instance=$(tail -n 1 <<<"$OUT")
for name in "$instance" "$location" "${device#0000:}" "$node"; do
    hv_ok "by $name" "(Get-VMHostAssignableDevice -LocationPath '$name').LocationPath"
    is "the same" "$location" "$OUT"
done
hv_fails "it cannot be dismounted" 'intel_iommu' "Dismount-VMHostAssignableDevice -InstancePath $device -Force"
hv_fails "nor given to a machine" 'IOMMU' "Add-VMAssignableDevice Mine -InstancePath $device"
hv_fails "one that is not there" "no device" 'Dismount-VMHostAssignableDevice -InstancePath 0000:ff:1f.7 -Force'
hv_fails "none named" 'InstancePath' 'Dismount-VMHostAssignableDevice'
hv_fails "a bridge stays" 'bridge' 'Dismount-VMHostAssignableDevice -InstancePath 0000:00:00.0'

# ---- with an IOMMU ----
folder=$(realpath "$bus/devices/$device")
fake=$TMP/device
mkdir -p "$fake" "$TMP/pci/devices" "$TMP/pci/drivers/vfio-pci" "$TMP/pci/drivers/$driver" "$TMP/groups/7/devices"
for f in class vendor device subsystem_vendor subsystem_device revision config resource irq uevent; do
    cat "$folder/$f" >"$fake/$f" 2>/dev/null
done
for d in "$bus"/devices/*; do
    ln -s "$(realpath "$d")" "$TMP/pci/devices/"
done
touch "$fake/driver_override" "$TMP/pci/drivers_probe" "$TMP/pci/drivers/vfio-pci/unbind" "$TMP/pci/drivers/$driver/unbind"
ln -s "$bus" "$fake/subsystem"
ln -s "$bus/drivers/$driver" "$fake/driver"
ln -s /sys/kernel/iommu_groups/7 "$fake/iommu_group"
ln -s "$folder" "$TMP/groups/7/devices/$device"
mkdir /dev/vfio
mount -t tmpfs vfio /dev/vfio && touch /dev/vfio/vfio /dev/vfio/7
mount --bind "$TMP/groups" /sys/kernel/iommu_groups
mount --bind "$fake" "$folder"
mount --bind "$TMP/pci" "$bus"
while sleep 0.1; do
    if grep -q "$device" "$bus/drivers_probe"; then
        : >"$bus/drivers_probe"
        wanted=$(tr -d '\n' <"$fake/driver_override")
        ln -sfn "$bus/drivers/${wanted:-$driver}" "$fake/driver"
    fi
done &
kernel=$!
shown() {
    vsh nodedev-dumpxml "$node" | python3 "$TOP/tests/lib/xpath.py" "$1"
}

hv_ok "the device has an IOMMU group" "\$d = Get-VMHostAssignableDevice -InstancePath $device; \"\$(\$d.IommuGroup) \$(\$d.IsDismounted)\"; @(Get-VMHostAssignableDevice).Count"
is "and is the host's" "7 False 0" "$(xargs <<<"$OUT")"
hv_fails "so no machine's" 'Dismount-VMHostAssignableDevice' "Add-VMAssignableDevice Mine -InstancePath $device"
hv_ok "-WhatIf" "Dismount-VMHostAssignableDevice -LocationPath '$location' -WhatIf | Out-Null"
is "leaves it" "$driver" "$(shown driver/name/text\(\))"
hv_ok "Dismount" "Dismount-VMHostAssignableDevice -LocationPath '$location'"
check "libvirt has given it to vfio-pci" wait_until 10 eval '[ "$(shown driver/name/text\(\))" = vfio-pci ]'
hv_ok "it is listed" '(Get-VMHostAssignableDevice).InstanceID'
is "as dismounted" "$instance" "$OUT"
hv_ok "Add" "(Add-VMAssignableDevice Mine -LocationPath '$location' -Passthru).VMName"
is "libvirt has it" "Mine pci yes 0x$slot" "$OUT $(xpath Mine devices/hostdev/@type) $(xpath Mine devices/hostdev/@managed) $(xpath Mine devices/hostdev/source/address/@slot)"
hv_fails "once only" "Mine" "Add-VMAssignableDevice Other -InstancePath $device"
hv_fails "and not back to the host meanwhile" "Mine" "Mount-VMHostAssignableDevice -InstancePath $device"
hv_ok "Get" '$d = Get-VMAssignableDevice Mine, Other; "$($d.VMName) $($d.LocationPath)"; (Get-VMHostAssignableDevice).VMName'
is "is Mine's" "Mine $location Mine" "$(xargs <<<"$OUT")"
hv_fails "another one is not there" "no device" "Remove-VMAssignableDevice Mine -InstancePath 0000:00:00.0"
hv_ok "Remove" '(Get-VMAssignableDevice Mine | Remove-VMAssignableDevice -Passthru).LocationPath; @(Get-VMAssignableDevice Mine).Count'
is "it is gone" "$location 0 0" "$(xargs <<<"$OUT") $(xpath Mine 'count(devices/hostdev)')"
hv_ok "Mount" 'Get-VMHostAssignableDevice | Mount-VMHostAssignableDevice'
check "the host's driver has it" wait_until 10 eval '[ "$(shown driver/name/text\(\))" = "$driver" ]'
hv_ok "Remove-VM" 'Remove-VM Mine, Other -Force'

kill "$kernel"
umount /dev/vfio
rmdir /dev/vfio
umount "$bus" "$folder" /sys/kernel/iommu_groups
finish
