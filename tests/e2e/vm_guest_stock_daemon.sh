#!/bin/bash
# Files to a guest through Debian's own hv_fcopy_daemon, unmodified, behind hvsh-guest --cuse: the
# daemon that Hyper-V's Linux guests have is the judge of hvsh's protocol 1.1.
. "$(dirname "$0")/../lib/e2e.sh"

hash() { sha256sum "$1" | cut -d' ' -f1; }
there() { guest Stock "sha256sum '$1'" 60 | tail -n 1 | cut -d' ' -f1; }
copy() { hv_ok "$1" "Copy-VMFile Stock '$2' $3 -FileSource Host ${4-}"; }
cat "$GUEST/initrd" "$GUEST/peers" >"$TMP/initrd"

hv_ok "a machine without a network" "New-VM -Name Stock -Generation 1 -NoVHD -MemoryStartupBytes 512MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$TMP/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Get-VMNetworkAdapter Stock | Remove-VMNetworkAdapter
Enable-VMIntegrationService -VMName Stock -Name 'Guest Service Interface'
Start-VM Stock"
console_wait "it is ready" Stock 'HVSH-GUEST READY' 120
state() { hv "(Get-VMIntegrationService Stock 'Guest Service Interface').PrimaryStatusDescription"; }
guest Stock 'killall -q hvsh-guest; insmod /lib/modules/*/fuse.ko; insmod /lib/modules/*/cuse.ko; setsid hvsh-guest --cuse >/tmp/cuse.log 2>&1 </dev/null & sleep 1; ls -l /dev/vmbus/' >/dev/null
state
is "no daemon has the device" "No Contact" "$OUT"
guest Stock 'setsid /sbin/hv_fcopy_daemon -n >/tmp/fcopy.log 2>&1 </dev/null & sleep 1' >/dev/null
answers() { # by version 1.1 only
    state
    [ "$OUT" = Degraded ]
}
check "the daemon answers" wait_until 120 answers || guest Stock 'cat /tmp/cuse.log /tmp/fcopy.log; ls /dev/vmbus'

mkdir "$TMP/in"
printf '' >"$TMP/in/empty"
printf 'x' >"$TMP/in/one"
head -c 6144 /dev/urandom >"$TMP/in/edge"
head -c 6145 /dev/urandom >"$TMP/in/over"
head -c 3000000 /dev/urandom >"$TMP/in/big"
head -c 70000 /dev/urandom >"$TMP/in/Grüße 😀.bin"
for name in empty one edge over big 'Grüße 😀.bin'; do
    copy "copy $name" "$TMP/in/$name" /tmp/in/deep/er/ -CreateFullPath
    is "it is the same in the guest" "$(hash "$TMP/in/$name")" "$(there "/tmp/in/deep/er/$name")"
done
hv_ok "with Hyper-V's protocol" "Copy-VMFile Stock '$TMP/in/one' /tmp/named -FileSource Host -Verbose 4>&1 | ForEach-Object { \"\$_\" }"
like "and no other" 'protocol 1\.1' "$OUT"
is "under a name of its own" x "$(guest Stock 'cat /tmp/named; echo')"
hv_fails "a file that exists stays" '0x80070050' "Copy-VMFile Stock '$TMP/in/one' /tmp/in/deep/er/big -FileSource Host"
is "as it was" "$(hash "$TMP/in/big")" "$(there /tmp/in/deep/er/big)"
copy "but for -Force" "$TMP/in/over" /tmp/named -Force
is "now it is the other" "$(hash "$TMP/in/over")" "$(there /tmp/named)"
hv_fails "a folder that does not exist" '0x8' "Copy-VMFile Stock '$TMP/in/one' /no/such/one -FileSource Host"
hv_fails "no way up, which the daemon would go" '0x80070057' "Copy-VMFile Stock '$TMP/in/one' /tmp/../etc/up -FileSource Host"
hv_fails "no name that the driver would cut" '0x800700CE' "Copy-VMFile Stock '$TMP/in/one' /tmp/$(printf 'ü%.0s' {1..150}) -FileSource Host"
hv_fails "nothing comes out" 'copies files to the guest only' "Copy-VMFile Stock /tmp/named '$TMP/out' -FileSource Guest"

# A host that dies in the middle leaves nothing behind that stops the next one.
head -c 30000000 /dev/urandom >"$TMP/in/large"
"$HVSH" -NoProfile -c "Copy-VMFile Stock '$TMP/in/large' /tmp/large -FileSource Host" >/dev/null 2>&1 &
copy=$!
sleep 2
kill -9 $copy
wait $copy 2>/dev/null
copy "the next copy goes through" "$TMP/in/big" /tmp/after
is "whole" "$(hash "$TMP/in/big")" "$(there /tmp/after)"
# The daemon dies: the host is told, and a new one serves.
"$HVSH" -NoProfile -c "Copy-VMFile Stock '$TMP/in/large' /tmp/large -FileSource Host -Force" >"$TMP/killed" 2>&1 &
copy=$!
started() { guest Stock '[ -s /tmp/large ] && echo yes' | grep -q '^yes'; }
check "it has begun" wait_until 120 started
guest Stock 'killall -9 hv_fcopy_daemon' >/dev/null
wait $copy
is "a daemon that dies is told" 1 $?
state
is "and seen" "Lost Communication" "$OUT"
guest Stock 'setsid /sbin/hv_fcopy_daemon -n >/tmp/fcopy.log 2>&1 </dev/null & sleep 1' >/dev/null
check "a new one answers" wait_until 120 answers
copy "and serves" "$TMP/in/over" /tmp/again
is "whole" "$(hash "$TMP/in/over")" "$(there /tmp/again)"
hv_ok "removed" 'Stop-VM Stock -TurnOff; Remove-VM Stock -Force'
finish
