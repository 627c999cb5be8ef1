#!/bin/bash
# Parts of a GPU for virtual machines, on libvirt's test driver: its host has the GPU that the file
# below describes, in the words of libvirt's format of node devices.
# e2e: no-libvirt
. "$(dirname "$0")/../lib/e2e.sh"

function_of() { # NUMBER PRODUCT MORE
    cat <<EOF
<device>
  <name>pci_0000_41_00_$1</name>
  <path>/sys/devices/pci0000:40/0000:41:00.$1</path>
  <parent>computer</parent>
  <capability type='pci'>
    <class>0x030000</class>
    <domain>0</domain><bus>65</bus><slot>0</slot><function>$1</function>
    <product id='$2'>Shader</product>
    <vendor id='0xabcd'>Acme</vendor>
    $3
    <iommuGroup number='2$1'><address domain='0x0000' bus='0x41' slot='0x00' function='0x$1'/></iommuGroup>
  </capability>
</device>
EOF
}
part="<capability type='phys_function'><address domain='0x0000' bus='0x41' slot='0x00' function='0x0'/></capability>"
address="<address domain='0x0000' bus='0x41' slot='0x00' function"
whole="<capability type='virt_functions' maxCount='4'>$address='0x1'/>$address='0x2'/></capability>"
{
    echo '<node>'
    function_of 0 0x1234 "$whole"
    function_of 1 0x1235 "$part"
    function_of 2 0x1235 "$part"
    echo '</node>'
} >"$TMP/gpu.xml"
{
    echo '<node>'
    function_of 0 0x1234 "<capability type='virt_functions' maxCount='4'/>"
    echo '</node>'
} >"$TMP/plain.xml"
export HVSH_URI=test://$TMP/gpu.xml
machines='1..3 | ForEach-Object { New-VM "g$_" -Generation 2 -NoVHD | Out-Null }'

hv_ok "Get-VMHostPartitionableGpu" '$g = Get-VMHostPartitionableGpu; "$($g.Name) $($g.Model) $($g.ValidPartitionCounts) $($g.PartitionCount)"'
is "shows the GPU" 'PCI\VEN_ABCD&DEV_1234\0000:41:00.0 Acme Shader 4 3 2 1 2' "$OUT"
hv_ok "by name" '@(Get-VMHostPartitionableGpu -Name 0000:41:00.0).Count; @(Get-VMHostPartitionableGpu -Name 0000:41:00.1).Count'
is "one, and parts are none" "1 0" "$(xargs <<<"$OUT")"
hv_ok "addresses are completed" '(TabExpansion2 "Dismount-VMHostAssignableDevice -InstancePath 0000:41").CompletionMatches.CompletionText'
is "all of the host's" "0000:41:00.0 0000:41:00.1 0000:41:00.2" "$(xargs <<<"$OUT")"
hv_ok "Add" "$machines"'; (Add-VMGpuPartitionAdapter g1 -Passthru).InstancePath; Add-VMGpuPartitionAdapter g2 -InstancePath "PCI\VEN_ABCD&DEV_1234\0000:41:00.0"; (Get-VMGpuPartitionAdapter g*).InstancePath; (Get-VMGpuPartitionAdapter g2).Id -replace ".*\\"'
is "each gets one of its own" 'PCI\VEN_ABCD&DEV_1235\0000:41:00.1
PCI\VEN_ABCD&DEV_1235\0000:41:00.1
PCI\VEN_ABCD&DEV_1235\0000:41:00.2
0000:41:00.2' "$OUT"
hv_fails "no more than there are" 'All partitions' "$machines"'; Add-VMGpuPartitionAdapter g1, g2; Add-VMGpuPartitionAdapter g3 -ErrorAction Stop'
hv_ok "-WhatIf, Remove by object and by Id" "$machines"'; Add-VMGpuPartitionAdapter g1 -WhatIf | Out-Null; @(Get-VMGpuPartitionAdapter g1).Count
Add-VMGpuPartitionAdapter g1, g2; (Get-VMGpuPartitionAdapter g1 | Remove-VMGpuPartitionAdapter -Passthru).VMName
Remove-VMGpuPartitionAdapter g2 -AdapterId (Get-VMGpuPartitionAdapter g2).Id; @(Get-VMGpuPartitionAdapter g*).Count; Add-VMGpuPartitionAdapter g3'
is "gives them back" "0 g1 0" "$(tail -n 3 <<<"$OUT" | xargs)"
hv_fails "one that is not there" 'no such' "$machines"'; Remove-VMGpuPartitionAdapter g1 -ErrorAction Stop'
hv_fails "sizes are the driver's" 'driver decides' "$machines"'; Add-VMGpuPartitionAdapter g1 -MinPartitionVRAM 1'
hv_fails "a GPU that is not there" 'no GPU' "$machines"'; Add-VMGpuPartitionAdapter g1 -InstancePath 0000:01:00.0 -ErrorAction Stop'
hv_fails "Set-VMHostPartitionableGpu" 'sriov_numvfs' 'Set-VMHostPartitionableGpu -PartitionCount 2'

export HVSH_URI=test://$TMP/plain.xml
hv_fails "a GPU without parts" 'echo 4 > /sys' "$machines"'; Add-VMGpuPartitionAdapter g1 -ErrorAction Stop'
export HVSH_URI=test:///default
hv_ok "a host without one" '@(Get-VMHostPartitionableGpu).Count; @(Get-VMGpuPartitionAdapter test).Count'
is "lists none" "0 0" "$(xargs <<<"$OUT")"
hv_fails "and says what it needs" 'SR-IOV' "$machines"'; Add-VMGpuPartitionAdapter g1 -ErrorAction Stop'
finish
