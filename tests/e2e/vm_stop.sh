#!/bin/bash
# Stop-VM of a machine that starts from its disk, with every kind of guest behind it: one whose
# init system knows of no order, one that goes by signals, one that says yes and does nothing,
# one whose guest services hang, and one that is not to be asked.
. "$(dirname "$0")/../lib/e2e.sh"

disk=$(guest_disk gen1.vhd halt.vhd)
hv_ok "a machine" "New-VM -Name Halt -Generation 1 -MemoryStartupBytes 384MB -VHDPath '$disk' -Path '$TMP' | Out-Null"
beats() {
    hv "(Get-VMIntegrationService Halt Heartbeat).PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
started() {
    hv_ok "$1" 'Start-VM Halt'
    console_wait "it is ready" Halt '^HVSH-GUEST READY' 300
    check "the guest's heart beats" wait_until 120 beats
}
stopped() {
    hv_ok "Stop-VM" "Stop-VM Halt; (Get-VM Halt).State"
    is "it is off" "Off/shut off" "$OUT/$(vsh domstate Halt)"
    like "the guest stopped by itself" 'reboot: Power down' "$(console Halt)"
}

export HV_TIMEOUT=400
started "an init system that takes no orders"
stopped
unlike "the guest services did it" 'power button' "$(console Halt)"

started "one that goes by signals"
console_send Halt signals
console_wait "it does" Halt '^HVSH-GUEST done 0' 180
stopped
like "it was asked" 'HVSH-GUEST by signal' "$(console Halt)"
unlike "and the button left alone" 'power button' "$(console Halt)"

started "one that says yes"
guest Halt 'mkdir -p /sbin; printf "#!/bin/sh\necho \"\$@\" >/dev/console\n" >/sbin/shutdown; chmod 755 /sbin/shutdown' >/dev/null
stopped
like "it was asked in its way" '^-P now' "$(console Halt)"
like "and the button pressed, as nothing came of it" 'HVSH-GUEST power button' "$(console Halt)"

started "guest services that hang"
guest Halt 'killall -STOP hvsh-guest' >/dev/null
stopped
like "the button is pressed" 'HVSH-GUEST power button' "$(console Halt)"

started "a service that is switched off"
hv_ok "by Disable-VMIntegrationService" "Disable-VMIntegrationService Shutdown Halt"
stopped
like "the button is pressed" 'HVSH-GUEST power button' "$(console Halt)"

hv_ok "removed" 'Remove-VM Halt -Force'
finish
