#!/bin/bash
# Which hypervisor is used, what hvsh says about it, and what it does when none answers.
. "$(dirname "$0")/../lib/e2e.sh"

hv_ok "Get-VMHost" '$h = Get-VMHost; "$($h.ConnectionUri) $($h.LogicalProcessorCount) $($h.Acceleration)"; $h.AccelerationReason; $h.LibvirtVersion'
is "the system's daemon" "qemu:///system $(nproc)" "$(head -n 1 <<<"$OUT" | cut -d' ' -f1,2)"
case $(head -n 1 <<<"$OUT") in
*TCG) like "TCG and why" '^TCG: .' "$(sed -n 2p <<<"$OUT")" ;;
*KVM) check "KVM, and there is one" test -w /dev/kvm ;;
*) flunk "TCG or KVM" "$OUT" ;;
esac
is "the library's version" "$(vsh version --daemon | sed -n "s/^Running against daemon: //p")" "$(sed -n 3p <<<"$OUT")"

# HVSH_URI chooses another hypervisor: libvirt's test driver has one domain, "test".
HVSH_URI=test:///default hv '(Get-VM).Name; (Get-VMHost).ConnectionUri'
is "HVSH_URI" "test test:///default" "$(echo $OUT)"
hv_ok "-ComputerName takes a URI" '(Get-VM -ComputerName test:///default).Name'
is "-ComputerName takes a URI" test "$OUT"
HVSH_URI=nonsense:///x hv 'Get-VM'
is "a URI that means nothing is an error" 1 "$RC"
like "and is named" 'nonsense' "$ERR"

# No connection is made until one is needed.
HVSH_URI=nonsense:///x hv_ok "commands without a hypervisor need none" '1 + 1; Get-Command Get-VM | Out-Null'

# A daemon that hangs: stopped, it accepts connections and never answers.
pid=$(cat /run/libvirtd.pid)
kill -STOP "$pid"
start=$SECONDS
hv 'Get-VM'
is "a hanging daemon is an error" 1 "$RC"
check "within seconds ($((SECONDS - start)) s)" test $((SECONDS - start)) -le 60
like "that says so" 'connect|respond|answer|time' "$ERR"
setsid "$HVSH" -NoProfile -NonInteractive -c 'Get-VM' >/dev/null 2>&1 &
shell=$!
sleep 1
start=$SECONDS
kill -INT $shell
wait $shell
status=$?
check "Ctrl-C ends the wait ($((SECONDS - start)) s)" test $((SECONDS - start)) -le 30
check "not by success" test $status -ne 0
kill -CONT "$pid"
hv_ok "it is used again when it answers" 'Get-VM | Out-Null'

# It stops in the middle of a session.
hv "Get-VM | Out-Null; kill -STOP $pid; \$t = Get-Date; Get-VM -ErrorAction SilentlyContinue; \"\$(\$?) \$(((Get-Date) - \$t).TotalSeconds -lt 120)\"; kill -CONT $pid; Get-VM | Out-Null; \"\$?\""
kill -CONT "$pid"
is "a session outlives a hang" "False True True" "$(echo $OUT)"

# The daemon is gone: the embedded driver takes over, and VMs outlive the shell.
kill "$pid"
wait_until 10 test ! -S /run/libvirt/libvirt-sock || rm -f /run/libvirt/libvirt-sock
hv 'Get-VMHost | ForEach-Object { "$($_.ConnectionUri)" }'
if grep -q 'embed' <<<"$OUT"; then
    like "the notice says what is missing" 'network|switch' "$ERR"
    hv_fails "New-VMSwitch says what it needs" 'network|libvirtd|daemon' 'New-VMSwitch -Name s -SwitchType Private'
    hv "New-VM -Name alone -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$TMP' | Out-Null; Start-VM alone; (Get-VM alone).State"
    is "a machine runs without a daemon" "0 Running" "$RC $OUT"
    hv '(Get-VM alone).State'
    is "the next shell finds it running" Running "$OUT"
    check "there is a process" pgrep -f 'guest=alone'
    hv 'Stop-VM alone -TurnOff; (Get-VM alone).State; Remove-VM alone -Force'
    is "it stops and goes" "0 Off" "$RC $OUT"
    check "the process is gone" wait_until 60 eval "! pgrep -f 'guest=alone'"
else
    like "another daemon answers" 'qemu:///' "$OUT"
fi
finish
