#!/bin/bash
# The guest's daemon under a real systemd, Debian's, in a guest without a network: put into the disk
# of a machine that is off, then by its Debian package.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/guest_system.sh"

system_machine systemd
settle "systemd has started the daemon" active 'systemctl is-active hvsh-guest'
is "as it does at each boot" enabled "$(in_guest 'systemctl is-enabled hvsh-guest')"
is "the unit is well written" "" "$(in_guest 'systemd-analyze verify hvsh-guest.service 2>&1')"
is "no unit failed" "" "$(in_guest 'systemctl --failed --no-legend --plain')"
answers "the guest answers"
copies "at first"
hv_ok "a program runs" 'Invoke-Command -VMName Sys { cat /proc/1/comm; cat /proc/self/cgroup }'
is "below systemd" $'systemd\n0::/system.slice/hvsh-guest.service' "$OUT"

# Killed, it is there again.
pid() { in_guest 'systemctl show -p MainPID --value hvsh-guest'; }
first=$(pid)
in_guest "kill -9 $first" >/dev/null
settle "killed, it is started again" 1 'systemctl show -p NRestarts --value hvsh-guest'
answers "the guest answers again"
unlike "by another process" "^$first\$" "$(pid)"
copies "after that"
# shellcheck disable=SC2016 # the guest's substitutions
is "asked to stop it does, well" "success inactive" \
    "$(in_guest 'systemctl stop hvsh-guest; echo $(systemctl show -p Result --value hvsh-guest) $(systemctl is-active hvsh-guest)')"
in_guest 'systemctl start hvsh-guest' >/dev/null
answers "and starts"

# Its package, over what is there.
is "the package" well "$(package -i /root/hvsh-guest.deb)"
is "is installed" "install ok installed" "$(package_status)"
settle "its daemon runs" active 'systemctl is-active hvsh-guest'
answers "and answers"
shuts_down
hv_ok "once more" 'Start-VM Sys'
console_wait "to the end" Sys 'HVSH-GUEST READY' 300
answers "the guest answers"
copies "by the package"
in_guest 'rm /etc/systemd/system/hvsh-guest.service' >/dev/null
is "the package goes" well "$(package -r hvsh-guest)"
settle "nothing runs" inactive 'systemctl is-active hvsh-guest'
is "nor is anything left" "" "$(in_guest 'find / -xdev -name "hvsh-guest*" | grep -v -e /root -e /dpkg')"
hv_ok "removed" 'Stop-VM Sys -TurnOff; Remove-VM Sys -Force'
finish
