#!/bin/bash
# A machine with an encrypted TPM moves with its key, running and off; the key goes from where the
# machine was, and stays while another machine has it.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/two_hosts.sh"

second_host || finish
KERNEL="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
keys() { "$1" secret-list | grep -c ' vtpm '; }

hv_ok "a machine with an encrypted TPM" "Enable-VMMigration; Enable-VMMigration -ComputerName '$OTHER'
New-VM Safe -Generation 2 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' $KERNEL | Out-Null
Set-VMFirmware Safe -EnableSecureBoot Off; Set-VMKeyProtector Safe -NewLocalKeyProtector; Enable-VMTPM Safe; Start-VM Safe"
console_wait "it runs" Safe 'HVSH-GUEST firmware=efi .* tpm=1 '
console_wait "and is ready" Safe 'HVSH-GUEST READY'
is "its key is here" "1 0" "$(keys vsh) $(keys there)"
hv_ok "it moves as it runs" "Move-VM Safe '$OTHER' -IncludeStorage -DestinationStoragePath '$TMP/far'"
is "with its key" "running 0 1" "$(there domstate Safe) $(keys vsh) $(keys there)"
hv_ok "it starts again there" "Stop-VM Safe -TurnOff -ComputerName '$OTHER'; Start-VM Safe -ComputerName '$OTHER'; (Get-VM Safe -ComputerName '$OTHER').State"
is "so its TPM's state can be read" Running "$OUT"
hv_ok "it moves back, off" "Stop-VM Safe -TurnOff -ComputerName '$OTHER'; Get-VM Safe -ComputerName '$OTHER' | Move-VM -DestinationHost . -IncludeStorage -DestinationStoragePath '$TMP/back'; Start-VM Safe; (Get-VM Safe).State"
is "with its key, and starts" "Running 1 0" "$OUT $(keys vsh) $(keys there)"
hv_ok "a copy has the same key" "Stop-VM Safe -TurnOff; Export-VM Safe '$TMP/export'; Import-VM -Path (Get-ChildItem '$TMP/export' -Recurse -Filter *.vmcx)[0].FullName -Copy -GenerateNewId -VirtualMachinePath '$TMP/copy' -VhdDestinationPath '$TMP/copy' | Rename-VM -NewName Copy"
is "one key" 1 "$(keys vsh)"
hv_ok "Remove-VM" 'Get-VM | Select-Object -First 1 | Remove-VM -Force'
is "the other one keeps it" 1 "$(keys vsh)"
hv_ok "Remove-VM" 'Get-VM | Remove-VM -Force'
is "none is left" 0 "$(keys vsh)"
finish
