#!/bin/bash
# What happens to a machine and its service in the midst of a copy: each copy ends in its time, with the
# file as a whole or the old one, and the next one goes through.
. "$(dirname "$0")/../lib/e2e.sh"
export HV_TIMEOUT=400

hash() { sha256sum "$1" | cut -d' ' -f1; }
there() { guest Race "sha256sum '$1'" 120 | grep -o '^[0-9a-f]\{64\}'; }
ask() {
    hv "(Get-VMIntegrationService Race 'Guest Service Interface').PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
# begin NAME [PARAMETERS]: a copy of the large file that stands still after a part of it; held is empty
# where it was faster than that
begin() {
    local read=0
    "$HVSH" -NoProfile -NonInteractive -c "Copy-VMFile Race '$TMP/large' /tmp/$1 -FileSource Host ${2-}" >"$TMP/said" 2>&1 </dev/null &
    copy=$!
    while [ "${read:-100000000}" -lt 20000000 ]; do
        read=$(sed -n 's/^rchar: //p' "/proc/$copy/io" 2>/dev/null)
    done
    held=
    kill -STOP $copy 2>/dev/null && grep -q '^State:.*stopped' "/proc/$copy/status" && held=yes
}
# end: it goes on; its exit code
end() {
    kill -CONT $copy 2>/dev/null
    wait $copy
}
# broken NAME CODE: it failed in words
broken() {
    if [ -z "$held" ]; then
        skip "$1" "the copy was over before"
        return
    fi
    is "$1: the copy is told" 1 "$2"
    like "$1: in words" "^Copy-VMFile: " "$(cat "$TMP/said")"
}

hv_ok "a machine" "New-VM -Name Race -Generation 1 -NoVHD -MemoryStartupBytes 768MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Get-VMNetworkAdapter Race | Remove-VMNetworkAdapter
New-VM -Name Other -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$TMP' | Out-Null
Enable-VMIntegrationService 'Guest Service Interface' Race, Other; Start-VM Race"
console_wait "it is ready" Race 'HVSH-GUEST READY' 300
check "the guest answers" wait_until 120 ask
head -c 60000000 /dev/urandom >"$TMP/large"
echo old >"$TMP/old"
mkdir "$TMP/in"
for name in a1 a2 b1; do echo "$name" >"$TMP/in/$name"; done

# ---- what one command takes ----
hv_ok "wildcards" "Copy-VMFile Race '$TMP/in/a*' /tmp/wild/ -FileSource Host -CreateFullPath"
is "take what they match" "a1 a2" "$(guest Race 'cd /tmp/wild; echo *')"
hv_fails "that match nothing" 'c\*|Cannot find path' "Copy-VMFile Race '$TMP/in/none' /tmp/ -FileSource Host"
hv_fails "a folder needs -Recurse" 'is a folder, and -Recurse was not given' "Copy-VMFile Race '$TMP/in' /tmp -FileSource Host"
hv_ok "a job" "\$job = Copy-VMFile Race '$TMP/in/b1' /tmp/job -FileSource Host -AsJob; \$job.GetType().Name; \$job | Receive-Job -Wait -AutoRemoveJob"
is "did it" b1 "$(guest Race 'cat /tmp/job')"
hv "Copy-VMFile Race, Other '$TMP/in/b1' /tmp/many -FileSource Host"
is "of many machines" 1 "$RC"
like "one that is off is named" "'Other'.*not running" "$ERR"
is "and the others have it" b1 "$(guest Race 'cat /tmp/many')"
hv_ok "all at once" "Copy-VMFile Race '$TMP/in' /tmp/all -FileSource Host -Recurse -CreateFullPath -Force -Verify -Resume"
hv_ok "and again" "Copy-VMFile Race '$TMP/in' /tmp/all -FileSource Host -Recurse -CreateFullPath -Force -Verify -Resume"
hv_ok "and out" "Copy-VMFile Race /tmp/all/in '$TMP/out/deep/' -FileSource Guest -Recurse -CreateFullPath -Force -Verify -Resume"
check "the same" diff -r "$TMP/in" "$TMP/out/deep/in"
hv_ok "a file into a folder to be" "Copy-VMFile Race /tmp/all/in/b1 '$TMP/out/logs/' -FileSource Guest -CreateFullPath"
is "is in it" b1 "$(cat "$TMP/out/logs/b1")"
hv_ok "wildcards in the guest" "Copy-VMFile Race '/tmp/*/a*' '$TMP/out/wild/' -FileSource Guest -CreateFullPath -Verify"
is "take what they match as well" "a1 a2" "$(cd "$TMP/out/wild" && echo *)"
guest Race "echo exact >'/tmp/wild/[ab]1'; echo other >/tmp/wild/b2" >/dev/null
hv_ok "a name that looks like some" "Copy-VMFile Race '/tmp/wild/[ab]1' '$TMP/out/exact' -FileSource Guest"
is "is a name first" exact "$(cat "$TMP/out/exact")"
hv_fails "nothing that matches" '0x80070002' "Copy-VMFile Race '/tmp/wild/z*' '$TMP/out/' -FileSource Guest"
hv_ok "what the kernel makes up" "'/proc/version', '/sys/class/tty/console/active' | Copy-VMFile Race -DestinationPath '$TMP/out/' -FileSource Guest"
is "has content too" "$(guest Race 'cat /proc/version')" "$(cat "$TMP/out/version")"
like "however long it is said to be" '^ttyS0$' "$(cat "$TMP/out/active")"
hv_fails "what is here stays" '0x80070050|exists' "Copy-VMFile Race /tmp/all/in/b1 '$TMP/in/a1' -FileSource Guest"
is "as it was" a1 "$(cat "$TMP/in/a1")"

# ---- the service goes away, and comes back ----
hv_ok "an old file" "Copy-VMFile Race '$TMP/old' /tmp/off -FileSource Host"
begin off '-Force -Resume'
hv_ok "the service is disabled" "Disable-VMIntegrationService 'Guest Service Interface' Race"
end
broken "disabled" $?
[ -z "$held" ] || is "the old file is whole" old "$(guest Race 'cat /tmp/off')"
hv_ok "enabled again" "Enable-VMIntegrationService 'Guest Service Interface' Race"
check "the guest answers" wait_until 120 ask
hv_ok "it goes on" "Copy-VMFile Race '$TMP/large' /tmp/off -FileSource Host -Force -Resume"
is "to the whole file" "$(hash "$TMP/large")" "$(there /tmp/off)"
is "nothing is left" 0 "$(guest Race 'ls -A /tmp | grep -c "^\.hvpart"')"

# ---- a pause: the copy waits for its answer ----
begin paused
hv_ok "paused" 'Suspend-VM Race'
kill -CONT $copy
sleep 3
hv_ok "resumed" 'Resume-VM Race'
wait $copy
is "the copy went on" 0 $?
is "to the whole file" "$(hash "$TMP/large")" "$(there /tmp/paused)"
guest Race 'rm -f /tmp/paused /tmp/off' >/dev/null

# ---- saved and restored: the guest's memory goes on, its host does not ----
begin saved
hv_ok "saved" 'Save-VM Race'
end
broken "saved" $?
hv_ok "restored" 'Start-VM Race'
check "the guest answers" wait_until 120 ask
[ -z "$held" ] || is "there is nothing under the name" no "$(guest Race 'test -e /tmp/saved && echo yes || echo no')"
hv_ok "and it is copied anew" "Copy-VMFile Race '$TMP/large' /tmp/saved -FileSource Host -Force -Verify"
guest Race 'rm -f /tmp/saved' >/dev/null

# ---- many small copies while the service is switched off and on ----
for i in $(seq 1 200); do echo "$i" >"$TMP/in/f$i"; done
"$HVSH" -NoProfile -NonInteractive -c "1..6 | ForEach-Object { Copy-VMFile Race '$TMP/in' /tmp/turns -FileSource Host -Recurse -CreateFullPath -Force }" >"$TMP/said" 2>&1 </dev/null &
copy=$!
hv_ok "off and on" "1..4 | ForEach-Object { Disable-VMIntegrationService 'Guest Service Interface' Race; Enable-VMIntegrationService 'Guest Service Interface' Race }"
wait $copy
check "the guest answers" wait_until 120 ask
hv_ok "the last copy" "Copy-VMFile Race '$TMP/in' /tmp/turns -FileSource Host -Recurse -Force -CreateFullPath -Verify"
is "no file is half there" 0 "$(guest Race 'cd /tmp/turns/in; for f in f*; do read x <$f; [ "f$x" = $f ] || echo $f; done | wc -l' 120)"
is "nothing is left" 0 "$(guest Race 'find /tmp/turns -name ".hvpart*" | wc -l')"

# ---- two hosts' commands at one file ----
for i in 1 2; do
    "$HVSH" -NoProfile -NonInteractive -c "Copy-VMFile Race '$TMP/large' /tmp/same -FileSource Host -Force -Resume" >"$TMP/said$i" 2>&1 </dev/null &
    eval "copy$i=$!"
done
wait "${copy1:?}"
is "one of two copies of a file" 0 $?
wait "${copy2:?}"
is "and the other" 0 $?
is "make one whole file" "$(hash "$TMP/large")" "$(there /tmp/same)"

# ---- a restart ----
begin restart
hv_ok "restarted" 'Restart-VM Race -Force'
end
broken "restarted" $?
hv_ok "removed" 'Stop-VM Race -TurnOff; Remove-VM Race, Other -Force'
finish
