#!/bin/bash
# Keys of virtual TPMs and security settings: checked in libvirt's XML and secrets, in what swtpm
# wrote, and inside a guest.
. "$(dirname "$0")/../lib/e2e.sh"

"$TOP/scripts/guest/build" >&2 || exit
boot="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
hv_ok "New-VM" "New-VM -Name Safe -Generation 2 -NoVHD -MemoryStartupBytes 384MB -Path '$TMP' $boot | Out-Null
New-VM -Name Twin -Generation 2 -NoVHD -Path '$TMP' | Out-Null
New-VM -Name Old -Generation 1 -NoVHD -Path '$TMP' | Out-Null
Set-VMFirmware Safe -EnableSecureBoot Off"
secrets() { vsh secret-list | awk '{ print $1 }' | sed '/^$/d'; }
encrypted() { # is the state of VM's TPM? swtpm's header: version, least version, length (2), flags (2)
    local flags
    flags=$(od -An -tu1 -j5 -N1 "$(find /var/lib/libvirt/swtpm/"$(vsh domuuid "$1")" -name '*permall')")
    [ $((flags & 1)) = 1 ]
}

hv_ok "no key protector" '(Get-VMKeyProtector Safe) -join ","'
is "is four bytes" "0,0,0,4" "$OUT"
hv_ok "-WhatIf" 'Set-VMKeyProtector Safe -NewLocalKeyProtector -WhatIf | Out-Null'
is "makes none" "" "$(secrets)"
hv_ok "Set-VMKeyProtector, then Enable-VMTPM" 'Set-VMKeyProtector -VMName Safe -NewLocalKeyProtector; Enable-VMTPM -VMName Safe; $s = Get-VMSecurity Safe; "$($s.TpmEnabled) $($s.Shielded) $($s.EncryptStateAndVmMigrationTraffic)"'
is "Get-VMSecurity agrees" "True False False" "$OUT"
key=$(secrets)
is "libvirt has one secret, which the TPM's state is encrypted with" "$key" "$(xpath Safe devices/tpm/backend/encryption/@secret)"
like "for TPMs" 'vtpm hvsh' "$(vsh secret-list)"
is "of 256 bits" 64 "$(vsh secret-get-value "$key" | base64 -d | wc -c)"
hv_ok "Start-VM" 'Start-VM Safe'
console_wait "the guest has a TPM" Safe 'HVSH-GUEST firmware=efi .* tpm=1 ' 120
check "its state is encrypted on disk" encrypted Safe
guest Safe 'cat /proc/cpuinfo' >"$TMP/cpu"
if [ "$(xpath Safe @type)" = qemu ]; then
    is "an emulated processor can virtualize" 1 "$(grep -cw svm "$TMP/cpu")"
fi
hv_fails "no other key now" 'has been on' 'Set-VMKeyProtector Safe -NewLocalKeyProtector'
hv_ok "off and on" 'Stop-VM Safe -TurnOff; Disable-VMTPM Safe; Enable-VMTPM Safe; Start-VM Safe; (Get-VM Safe).State'
is "its state can be read again" "Running $key" "$OUT $(xpath Safe devices/tpm/backend/encryption/@secret)"
hv_ok "Stop-VM" 'Stop-VM Safe -TurnOff'

hv_ok "a key protector is copied" 'Set-VMKeyProtector Twin -KeyProtector (Get-VMKeyProtector Safe); (Get-VMKeyProtector Twin).Length -gt 4'
twin=$(secrets | grep -v "$key")
is "as a secret of its own" "True $(vsh secret-get-value "$key")" "$OUT $(vsh secret-get-value "$twin")"
hv_ok "another one replaces it" 'Set-VMKeyProtector Twin -NewLocalKeyProtector'
is "and the old one is gone" "2 0" "$(secrets | wc -l) $(secrets | grep -c "$twin")"
hv_ok "none" 'Set-VMKeyProtector Twin -KeyProtector 0,0,0,4; (Get-VMKeyProtector Twin).Length'
is "is none" "4 $key" "$OUT $(secrets)"
hv_fails "a foreign one" 'Host Guardian' 'Set-VMKeyProtector Twin -KeyProtector 1,2,3'
hv_fails "one of a machine that is gone" 'no such key' 'Set-VMKeyProtector Twin -KeyProtector ([Text.Encoding]::ASCII.GetBytes("hvsh local key protector 11111111-2222-3333-4444-555555555555"))'
hv_fails "both" 'either' 'Set-VMKeyProtector Twin'
hv_fails "not on generation 1" '[Gg]eneration' 'Set-VMKeyProtector Old -NewLocalKeyProtector'
is "nothing was made" "$key" "$(secrets)"
hv_ok "a TPM without a key protector" 'Enable-VMTPM Twin'
is "is not encrypted" "1 0" "$(xpath Twin 'count(devices/tpm)') $(xpath Twin 'count(devices/tpm/backend/encryption)')"
hv_fails "and cannot become so" 'has been on' 'Set-VMKeyProtector Twin -NewLocalKeyProtector'

hv_ok "VBS: out" 'Set-VMSecurity Safe -VirtualizationBasedSecurityOptOut $true -EncryptStateAndVmMigrationTraffic $false; (Get-VMSecurity Safe).VirtualizationBasedSecurityOptOut'
is "Get-VMSecurity agrees" True "$OUT"
hv_ok "it stays so when the processor changes" 'Set-VMProcessor Safe -CompatibilityForMigrationEnabled $true; Set-VMProcessor Safe -CompatibilityForMigrationEnabled $false -Count 2'
hv_fails "no nested virtualization beside" 'OptOut' 'Set-VMProcessor Safe -ExposeVirtualizationExtensions $true'
hv_ok "Start-VM" 'Start-VM Safe'
console_wait "it is ready" Safe 'HVSH-GUEST READY'
is "its processor cannot virtualize" "2 0" "$(guest Safe 'cat /proc/cpuinfo' >"$TMP/cpu"; grep -c '^flags' "$TMP/cpu") $(grep -cwE 'vmx|svm' "$TMP/cpu")"
hv_fails "not while it runs" 'current state' 'Set-VMSecurity Safe -VirtualizationBasedSecurityOptOut $false'
hv_ok "VBS: in" 'Stop-VM Safe -TurnOff; (Set-VMSecurity Safe -VirtualizationBasedSecurityOptOut $false -Passthru).Name'
is "nothing is disabled" "Safe 0" "$OUT $(xpath Safe "count(cpu/feature[@name='svm'])")"
hv_ok "nested virtualization" 'Set-VMProcessor Safe -ExposeVirtualizationExtensions $true'
hv_fails "no VBS opt-out beside" 'ExposeVirtualizationExtensions' 'Set-VMSecurity Safe -VirtualizationBasedSecurityOptOut $true'

hv_fails "saved states are not encrypted" 'LUKS' 'Set-VMSecurity Safe -EncryptStateAndVmMigrationTraffic $true'
hv_fails "nothing is shielded" 'Host Guardian Service' 'Set-VMSecurityPolicy Safe -Shielded $true'
hv_ok "but not shielding works" '(Set-VMSecurityPolicy Safe -Shielded $false -Passthru).Name'
is "as it is" Safe "$OUT"

hv_ok "Remove-VM" 'Remove-VM Safe, Twin, Old -Force'
is "no secret is left" "" "$(secrets)"
is "nor TPM state" "" "$(find /var/lib/libvirt/swtpm -type f 2>/dev/null)"
finish
