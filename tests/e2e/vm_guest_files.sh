#!/bin/bash
# Files into and out of a guest that has no network device, through hvsh's guest services. What
# arrived is judged in the guest by its own sha256sum.
. "$(dirname "$0")/../lib/e2e.sh"

# hash FILE: here; there PATH: in the guest
hash() { sha256sum "$1" | cut -d' ' -f1; }
there() { guest Files "sha256sum '$1'" 60 | cut -d' ' -f1; }

hv_ok "a machine without a network" "New-VM -Name Files -Generation 2 -NoVHD -MemoryStartupBytes 768MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Set-VMFirmware Files -EnableSecureBoot Off; Get-VMNetworkAdapter Files | Remove-VMNetworkAdapter"
is "it has none" 0 "$(xpath Files 'count(devices/interface)')"
hv_ok "the service is off" "(Get-VMIntegrationService Files 'Guest Service Interface').Enabled"
is "as on Hyper-V" False "$OUT"
hv_fails "nothing is copied to a machine that is off" 'is not running' \
    "Copy-VMFile Files /etc/passwd /tmp/x -FileSource Host"
hv_ok "Start-VM" 'Start-VM Files'
console_wait "it is ready" Files 'HVSH-GUEST READY' 120
hv_fails "nor without the service" 'Guest Service Interface' \
    "Copy-VMFile Files /etc/passwd /tmp/x -FileSource Host"
hv_ok "enabled while it runs" "Enable-VMIntegrationService -VMName Files -Name 'Guest Service Interface' -Passthru | ForEach-Object Enabled"
is "it is" True "$OUT"
is "libvirt has the port" 1 "$(xpath Files "count(devices/channel/target[@name='hv.guestservices.0'])")"
status() {
    hv "(Get-VMIntegrationService Files 'Guest Service Interface').PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
check "the guest answers" wait_until 120 status
mkdir "$TMP/in" "$TMP/out"
printf '' >"$TMP/in/empty"
printf 'x' >"$TMP/in/one"
head -c 6144 /dev/urandom >"$TMP/in/edge"
head -c 6145 /dev/urandom >"$TMP/in/over"
head -c 20000000 /dev/urandom >"$TMP/in/big"
head -c 70000 /dev/urandom >"$TMP/in/Grüße 😀.bin"
truncate -s 5G "$TMP/in/sparse"
printf 'end' | dd of="$TMP/in/sparse" bs=1 seek=5368709000 conv=notrunc status=none
for name in empty one edge over big 'Grüße 😀.bin'; do
    hv_ok "copy $name" "Copy-VMFile Files '$TMP/in/$name' /tmp/in/ -FileSource Host -CreateFullPath"
    is "it is the same in the guest" "$(hash "$TMP/in/$name")" "$(there "/tmp/in/$name")"
done
hv_ok "5 GB that are nearly all a hole" "Copy-VMFile Files '$TMP/in/sparse' /tmp/sparse -FileSource Host"
is "its size" 5368709120 "$(guest Files 'stat -c %s /tmp/sparse')"
is "its end" end "$(guest Files 'tail -c 120 /tmp/sparse | head -c 3; echo')"
check "and it is a hole there" test "$(guest Files 'stat -c %b /tmp/sparse')" -lt 2048

hv_fails "a file that exists stays" '0x80070050' \
    "Copy-VMFile Files '$TMP/in/one' /tmp/in/big -FileSource Host"
is "as it was" "$(hash "$TMP/in/big")" "$(there /tmp/in/big)"
hv_ok "but for -Force" "Copy-VMFile Files '$TMP/in/one' /tmp/in/big -FileSource Host -Force"
is "now it is the other" "$(hash "$TMP/in/one")" "$(there /tmp/in/big)"
hv_fails "a folder that does not exist" '0x80070003' \
    "Copy-VMFile Files '$TMP/in/one' /no/such/one -FileSource Host"
hv_fails "no way up" '0x80070057' \
    "Copy-VMFile Files '$TMP/in/one' /tmp/../etc/one -FileSource Host"
guest Files 'ln -s /etc/hostname /tmp/link; mkfifo /tmp/fifo' >/dev/null
hv_fails "a link is not followed" '0x80070005' \
    "Copy-VMFile Files '$TMP/in/one' /tmp/link -FileSource Host -Force"
hv_fails "nor a device written" '0x80070005' \
    "Copy-VMFile Files '$TMP/in/one' /tmp/fifo -FileSource Host -Force"
guest Files 'mkdir /small; mount -t tmpfs -o size=1m none /small' >/dev/null
hv_fails "a full disk is told" '0x80070070' \
    "'$TMP/in/edge', '$TMP/in/big' | Copy-VMFile Files -DestinationPath /small -FileSource Host"
is "what fits is there, and nothing of the rest" edge "$(guest Files 'ls -A /small')"

guest Files 'mkdir /ro; mount -t tmpfs -o ro none /ro' >/dev/null
hv_fails "a disk that is read-only" '0x80070013' "Copy-VMFile Files '$TMP/in/one' /ro/one -FileSource Host"
hv_fails "a name that is too long" '0x800700CE' "Copy-VMFile Files '$TMP/in/one' /tmp/$(printf 'n%.0s' {1..300}) -FileSource Host"
# Nobody makes files in /proc, not even root.
hv_fails "what nobody may write" '0x8007000(5|3)' "Copy-VMFile Files '$TMP/in/one' /proc/one -FileSource Host"

hv_ok "Hyper-V's own protocol" "Copy-VMFile Files '$TMP/in/over' /tmp/strict -FileSource Host -Strict -Verbose 4>&1 | ForEach-Object { \"\$_\" }"
like "says so" 'protocol 1\.1' "$OUT"
is "it arrived" "$(hash "$TMP/in/over")" "$(there /tmp/strict)"

mkdir -p "$TMP/tree/a/b"
for i in $(seq 1 300); do echo "$i" >"$TMP/tree/a/f$i"; done
echo deep >"$TMP/tree/a/b/deep"
chmod 640 "$TMP/tree/a/f1"
touch -d @1000000000 "$TMP/tree/a/f1"
hv_ok "a tree" "Copy-VMFile Files '$TMP/tree' /tmp -FileSource Host -Recurse -Verify"
is "all of it" 301 "$(guest Files 'find /tmp/tree -type f | wc -l')"
is "modes and times too" "640 1000000000" "$(guest Files 'stat -c "%a %Y" /tmp/tree/a/f1')"
hv_ok "and back" "Copy-VMFile Files /tmp/tree '$TMP/out/' -FileSource Guest -Recurse -Verify"
check "the same" diff -r "$TMP/tree" "$TMP/out/tree"
hv_ok "a file comes out" "Copy-VMFile Files '/tmp/in/Grüße 😀.bin' '$TMP/out/back' -FileSource Guest"
is "the same" "$(hash "$TMP/in/Grüße 😀.bin")" "$(hash "$TMP/out/back")"
hv_fails "one that is not there" '0x80070002' "Copy-VMFile Files /tmp/none '$TMP/out/none' -FileSource Guest"

# Holds the copy that runs in the background after a fifth of its file.
hold() {
    local read=0
    while [ "${read:-0}" -lt 20000000 ]; do
        read=$(sed -n 's/^rchar: //p' "/proc/$copy/io" 2>/dev/null) || return 1
    done
    kill -STOP "$copy"
}

# Killed on the way, the old file stays; later it goes on.
head -c 100000000 /dev/urandom >"$TMP/in/large"
hv_ok "an old file" "Copy-VMFile Files '$TMP/in/one' /tmp/large -FileSource Host"
"$HVSH" -NoProfile -c "Copy-VMFile Files '$TMP/in/large' /tmp/large -FileSource Host -Force -Resume" >/dev/null 2>&1 &
copy=$!
check "it is under way" hold
kill -9 $copy
wait $copy 2>/dev/null
is "killed: the old file is whole" "$(hash "$TMP/in/one")" "$(there /tmp/large)"
is "and what came waits" 1 "$(guest Files 'ls -A /tmp | grep -c "^\.hvpart"')"
hv_ok "it goes on" "Copy-VMFile Files '$TMP/in/large' /tmp/large -FileSource Host -Force -Resume"
is "the new file is whole" "$(hash "$TMP/in/large")" "$(there /tmp/large)"
is "nothing is left of the first" 0 "$(guest Files 'ls -A /tmp | grep -c "^\.hvpart"')"

# The daemon killed, and a source that shrinks.
hv_ok "an old file again" "Copy-VMFile Files '$TMP/in/one' /tmp/large -FileSource Host -Force"
"$HVSH" -NoProfile -c "Copy-VMFile Files '$TMP/in/large' /tmp/large -FileSource Host -Force -Resume" >"$TMP/broken" 2>&1 &
copy=$!
check "it is under way" hold
guest Files 'killall -9 hvsh-guest; setsid hvsh-guest 2>/dev/null </dev/null &' >/dev/null
kill -CONT $copy
wait $copy
is "a daemon that dies is told" 1 $?
is "the old file is whole" "$(hash "$TMP/in/one")" "$(there /tmp/large)"
check "a new daemon answers" wait_until 120 status
hv_ok "and goes on" "Copy-VMFile Files '$TMP/in/large' /tmp/large -FileSource Host -Force -Resume -Verify"
is "to the whole file" "$(hash "$TMP/in/large")" "$(there /tmp/large)"
cp "$TMP/in/large" "$TMP/in/shrinks"
"$HVSH" -NoProfile -c "Copy-VMFile Files '$TMP/in/shrinks' /tmp/shrunk -FileSource Host" >"$TMP/shrunk" 2>&1 &
copy=$!
check "it is under way" hold
truncate -s 1000000 "$TMP/in/shrinks"
kill -CONT $copy
wait $copy
is "a source that shrinks is told" 1 $?
like "with the reason" 'became shorter' "$(cat "$TMP/shrunk")"
is "and nothing of it is there" no "$(guest Files 'test -e /tmp/shrunk && echo yes || echo no')"

# Many small files take their names by the batch: killed on either side, each is whole or not there.
mkdir "$TMP/many"
for i in $(seq 1 2000); do echo "f$i" >"$TMP/many/f$i"; done
# some FOLDER: returns when a hundred are there, or never will be
some="n=0; while [ \$(ls \$d 2>/dev/null | wc -l) -lt 100 ] && [ \$n -lt 5000 ]; do n=\$((n+1)); done"
torn() { guest Files "cd $1; for f in f*; do read x <\$f; [ \"\$x\" = \$f ] || echo \$f; done | wc -l" 60; }
"$HVSH" -NoProfile -c "Copy-VMFile Files '$TMP/many' /tmp/batch -FileSource Host -Recurse -CreateFullPath" >/dev/null 2>&1 &
copy=$!
guest Files "d=/tmp/batch/many; $some; killall -9 hvsh-guest; setsid hvsh-guest 2>/dev/null </dev/null &" 120 >/dev/null
wait $copy
is "the daemon killed in a batch: no file is half there" 0 "$(torn /tmp/batch/many)"
check "a new daemon answers" wait_until 120 status
"$HVSH" -NoProfile -c "Copy-VMFile Files '$TMP/many' /tmp/batch2 -FileSource Host -Recurse -CreateFullPath" >/dev/null 2>&1 &
copy=$!
guest Files "d=/tmp/batch2/many; $some" 120 >/dev/null
kill -9 $copy
wait $copy 2>/dev/null
is "the host killed: the same" 0 "$(torn /tmp/batch2/many)"
hv_ok "again" "Copy-VMFile Files '$TMP/many' /tmp/batch2 -FileSource Host -Recurse -Force"
is "all are there" 2000 "$(guest Files 'ls /tmp/batch2/many | wc -l')"
is "and whole" 0 "$(torn /tmp/batch2/many)"

"$HVSH" -NoProfile -c "Copy-VMFile Files '$TMP/in/large' /tmp/two1 -FileSource Host" >"$TMP/two" 2>&1 &
copy=$!
hv_ok "two at once" "Copy-VMFile Files '$TMP/in/big' /tmp/two2 -FileSource Host"
wait $copy
is "both arrive" 0 $?
is "without a word" "" "$(cat "$TMP/two")"
is "whole" "$(hash "$TMP/in/large") $(hash "$TMP/in/big")" "$(there /tmp/two1) $(there /tmp/two2)"

hv_ok "What if" "Copy-VMFile Files '$TMP/in/one' /tmp/whatif -FileSource Host -WhatIf"
is "nothing happened" no "$(guest Files 'test -e /tmp/whatif && echo yes || echo no')"
hv_ok "paused" 'Suspend-VM Files'
hv_fails "nothing is copied then" 'is not running' "Copy-VMFile Files '$TMP/in/one' /tmp/p -FileSource Host"
hv_ok "goes on" 'Resume-VM Files'
hv_ok "disabled while it runs" "Disable-VMIntegrationService 'Guest Service Interface' Files"
is "libvirt has no port" 0 "$(xpath Files "count(devices/channel/target[@name='hv.guestservices.0'])")"
hv_ok "removed" 'Stop-VM Files -TurnOff; Remove-VM Files -Force'
finish
