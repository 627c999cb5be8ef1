#!/bin/bash
# The guest's daemon under a real OpenRC, Debian's, in a guest without a network: put into the disk of
# a machine that is off, then by its Debian package.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/guest_system.sh"

system_machine openrc
settle "OpenRC has started the daemon" started "rc-service hvsh-guest status | grep -o 'st[a-z]*ed'"
answers "the guest answers"
copies "at first"
# Killed, it is there again.
pid() { in_guest "pidof hvsh-guest"; }
first=$(pid)
in_guest "kill -9 $first" >/dev/null
another() { local now; now=$(pid) && [ -n "$now" ] && [ "$now" != "$first" ]; }
check "killed, it is started again" wait_until 180 another
answers "the guest answers again"
is "asked to stop it does" stopped "$(in_guest "rc-service hvsh-guest stop >/dev/null; rc-service hvsh-guest status | grep -o 'st[a-z]*ed'")"
is "nothing runs" "" "$(in_guest 'pidof hvsh-guest')"
in_guest 'rc-service hvsh-guest start >/dev/null' >/dev/null
answers "and starts"

is "the package" well "$(package -i /root/hvsh-guest.deb)"
is "is installed" "install ok installed" "$(package_status)"
answers "and answers"
shuts_down
hv_ok "once more" 'Start-VM Sys'
console_wait "to the end" Sys 'HVSH-GUEST READY' 300
answers "the guest answers"
copies "by the package"
is "the package goes" well "$(package -r hvsh-guest)"
is "nothing runs" "" "$(in_guest 'pidof hvsh-guest')"
is "nor is anything left" "" "$(in_guest 'find / -xdev -name "hvsh-guest*" | grep -v -e /root -e /dpkg')"
hv_ok "removed" 'Stop-VM Sys -TurnOff; Remove-VM Sys -Force'
finish
