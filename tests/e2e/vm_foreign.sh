#!/bin/bash
# Domains and changes that hvsh did not make.
. "$(dirname "$0")/../lib/e2e.sh"

define() {
    local os=$2
    cat >"$TMP/$1.xml" <<XML
<domain type='qemu'><name>$1</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os>$os</os><features><acpi/></features>
<devices><interface type='user'><model type='virtio'/></interface></devices></domain>
XML
    vsh define "$TMP/$1.xml" >/dev/null || flunk "virsh defines $1"
}
code=/usr/share/OVMF/OVMF_CODE_4M.fd
vars=/usr/share/OVMF/OVMF_VARS_4M.fd
define bios-pc "<type arch='x86_64' machine='pc'>hvm</type>"
define bios-q35 "<type arch='x86_64' machine='q35'>hvm</type>"
define uefi-q35 "<type arch='x86_64' machine='q35'>hvm</type><loader readonly='yes' type='pflash'>$code</loader><nvram template='$vars'/>"

hv_ok "they are listed" 'Get-VM | ForEach-Object { "$($_.Name):$($_.Generation):$($_.State)" }'
is "with their generations and states" "bios-pc:1:Off bios-q35:1:Off uefi-q35:2:Off" "$(echo $OUT)"

hv_ok "both kinds start" 'Start-VM bios-pc, uefi-q35; (Get-VM bios-pc, uefi-q35).State'
is "hvsh says so" "Running Running" "$(echo $OUT)"
is "and libvirt" "running/running" "$(vsh domstate bios-pc)/$(vsh domstate uefi-q35)"
hv_ok "and stop" 'Stop-VM bios-pc, uefi-q35 -TurnOff'
is "libvirt agrees" "shut off/shut off" "$(vsh domstate bios-pc)/$(vsh domstate uefi-q35)"

hv_ok "a foreign machine's settings change" 'Set-VMProcessor bios-pc -Count 2; Set-VM bios-pc -Notes "adopted"'
is "in libvirt" 2 "$(xpath bios-pc 'vcpu/text()')"
is "what was there stays" 1 "$(xpath bios-pc "count(devices/interface[@type='user'])")"
hv_ok "the notes" '(Get-VM bios-pc).Notes'
is "come back" adopted "$OUT"

# What others do is seen at once, by one shell that keeps its object.
hv_ok "a shell that polls sees what virsh does" '
    $vm = Get-VM bios-pc
    $seen = @("$($vm.State)")
    virsh -q -c qemu:///system start bios-pc | Out-Null
    $end = 200
    while ($vm.State -ne "Running" -and $end -gt 0) { Start-Sleep -Milliseconds 50; $end-- }
    $seen += "$($vm.State)"
    virsh -q -c qemu:///system suspend bios-pc | Out-Null
    $end = 200
    while ($vm.State -ne "Paused" -and $end -gt 0) { Start-Sleep -Milliseconds 50; $end-- }
    $seen += "$($vm.State)"
    virsh -q -c qemu:///system destroy bios-pc | Out-Null
    $end = 200
    while ($vm.State -ne "Off" -and $end -gt 0) { Start-Sleep -Milliseconds 50; $end-- }
    $seen += "$($vm.State)"
    virsh -q -c qemu:///system undefine bios-pc | Out-Null
    $end = 200
    while (-not $vm.IsDeleted -and $end -gt 0) { Start-Sleep -Milliseconds 50; $end-- }
    $seen += "$($vm.IsDeleted)"
    "$seen"'
is "each state and its end" "Off Running Paused Off True" "$OUT"

# A managed save made by virsh is a saved state.
vsh start bios-q35 >/dev/null
vsh managedsave bios-q35 >/dev/null
hv_ok "a managed save" '(Get-VM bios-q35).State'
is "is Saved" Saved "$OUT"
hv_ok "dropped" 'Remove-VMSavedState bios-q35; (Get-VM bios-q35).State'
is "it is Off" Off "$OUT"
check "libvirt has none" test "$(vsh dominfo bios-q35 | sed -n 's/^Managed save: *//p')" = no

# A domain that was never defined.
sed 's/bios-pc/passing/g' "$TMP/bios-pc.xml" >"$TMP/passing.xml"
vsh create "$TMP/passing.xml" >/dev/null
hv_ok "a transient domain" '(Get-VM passing).State'
is "is seen" Running "$OUT"
hv_ok "and stopped" 'Stop-VM passing -TurnOff'
is "it is gone" "" "$(vsh list --all --name | grep passing)"

hv_ok "foreign machines are removed" 'Remove-VM bios-q35, uefi-q35 -Force'
is "nothing is left" "" "$(vsh list --all --name | sed '/^$/d')"
finish
