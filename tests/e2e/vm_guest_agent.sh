#!/bin/bash
# Files into and out of a guest that runs Debian's own qemu-guest-agent and none of hvsh's
# services, without a network device.
. "$(dirname "$0")/../lib/e2e.sh"

hash() { sha256sum "$1" | cut -d' ' -f1; }
there() { guest Agent "sha256sum '$1'" 60 | tail -n 1 | cut -d' ' -f1; }
cat "$GUEST/initrd" "$GUEST/peers" >"$TMP/initrd"

hv_ok "a machine without a network" "New-VM -Name Agent -Generation 2 -NoVHD -MemoryStartupBytes 768MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$TMP/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Set-VMFirmware Agent -EnableSecureBoot Off; Get-VMNetworkAdapter Agent | Remove-VMNetworkAdapter
Enable-VMIntegrationService -VMName Agent -Name 'Guest Service Interface'
Start-VM Agent"
console_wait "it is ready" Agent 'HVSH-GUEST READY' 120
# agent [ARGUMENT...]: starts it anew in the guest
agent() {
    # shellcheck disable=SC2016 # for the guest
    guest Agent 'killall -q hvsh-guest qemu-ga; sleep 1; p=$(grep -l org.qemu.guest_agent.0 /sys/class/virtio-ports/*/name); p=${p%/name}; mkdir -p /var/run; setsid /sbin/qemu-ga -m virtio-serial -p /dev/${p##*/} '"$*"' >/tmp/ga.log 2>&1 </dev/null & sleep 1' >/dev/null
}
agent
answers() {
    hv "(Get-VMIntegrationService Agent Heartbeat).PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
check "the agent answers" wait_until 120 answers || guest Agent "cat /tmp/ga.log"
hv_ok "the service is there, by less than it could" "(Get-VMIntegrationService Agent 'Guest Service Interface').PrimaryStatusDescription"
is "as Hyper-V says of an older protocol" "Degraded" "$OUT"

mkdir "$TMP/in" "$TMP/out"
printf '' >"$TMP/in/empty"
printf 'x' >"$TMP/in/one"
head -c 98305 /dev/urandom >"$TMP/in/edge"
head -c 1500000 /dev/urandom >"$TMP/in/Grüße 😀.bin"
truncate -s 5G "$TMP/in/sparse"
printf 'end' | dd of="$TMP/in/sparse" bs=1 seek=3000000000 conv=notrunc status=none
hv_ok "files of all kinds" "Get-ChildItem -File '$TMP/in' | ForEach-Object FullName | Copy-VMFile Agent -DestinationPath /tmp/in/ -FileSource Host -CreateFullPath -Verbose 4>&1 | ForEach-Object { \"\$_\" }"
like "-Verbose tells the way" 'QEMU guest agent' "$OUT"
for name in empty one edge 'Grüße 😀.bin'; do
    is "$name is the same in the guest" "$(hash "$TMP/in/$name")" "$(there "/tmp/in/$name")"
done
# shellcheck disable=SC2016
is "5 GB that are nearly all a hole" "5368709120 end" "$(guest Agent 'echo $(stat -c %s /tmp/in/sparse) $(dd if=/tmp/in/sparse bs=1 skip=3000000000 count=3 2>/dev/null)')"
check "which it is there" test "$(guest Agent 'stat -c %b /tmp/in/sparse')" -lt 2048
is "with a plain mode" 644 "$(guest Agent 'stat -c %a /tmp/in/one')"

hv_fails "a file that exists stays" '0x80070050' "Copy-VMFile Agent '$TMP/in/one' /tmp/in/edge -FileSource Host"
is "as it was" "$(hash "$TMP/in/edge")" "$(there /tmp/in/edge)"
hv_ok "but for -Force" "Copy-VMFile Agent '$TMP/in/one' /tmp/in/edge -FileSource Host -Force -Verify"
is "now it is the other" "$(hash "$TMP/in/one")" "$(there /tmp/in/edge)"
hv_fails "a folder that does not exist" '0x80070003' "Copy-VMFile Agent '$TMP/in/one' /no/such/one -FileSource Host"
hv_fails "no way up" '0x80070057' "Copy-VMFile Agent '$TMP/in/one' /tmp/../etc/one -FileSource Host"
# shellcheck disable=SC2016
guest Agent 'ln -s /etc/hostname /tmp/link; mkfifo /tmp/fifo; mkdir /small /ro; mount -t tmpfs -o size=64k none /small; mount -t tmpfs -o ro none /ro' >/dev/null
hv_fails "a link is not followed" '0x80070005' "Copy-VMFile Agent '$TMP/in/one' /tmp/link -FileSource Host -Force"
hv_fails "nor a device written" '0x80070005' "Copy-VMFile Agent '$TMP/in/one' /tmp/fifo -FileSource Host -Force"
hv_fails "a full disk is told" '0x80070070' "Copy-VMFile Agent '$TMP/in/Grüße 😀.bin' /small -FileSource Host"
is "nothing of it is left" "" "$(guest Agent 'ls -A /small')"
hv_fails "a disk that is read-only" '0x80070013' "Copy-VMFile Agent '$TMP/in/one' /ro/one -FileSource Host"
hv_fails "a name that is too long" '0x800700CE' "Copy-VMFile Agent '$TMP/in/one' /tmp/$(printf 'n%.0s' {1..300}) -FileSource Host"
hv_fails "names are data" '0x80070003' "Copy-VMFile Agent '$TMP/in/one' '/tmp/\$(touch /tmp/hacked)/\`touch /tmp/hacked\`;x' -FileSource Host"
is "nothing was run" "" "$(guest Agent 'ls /tmp | grep hacked')"

mkdir -p "$TMP/tree/a/b" "$TMP/tree/none"
for i in 1 2 3; do echo "$i" >"$TMP/tree/a/f$i"; done
echo deep >"$TMP/tree/a/b/deep"
chmod 640 "$TMP/tree/a/f1"
touch -d @1000000000 "$TMP/tree/a/f1"
hv_ok "a tree" "Copy-VMFile Agent '$TMP/tree' /tmp -FileSource Host -Recurse -Verify"
is "modes and times too" "640 1000000000" "$(guest Agent 'stat -c "%a %Y" /tmp/tree/a/f1')"
hv_ok "and back" "Copy-VMFile Agent /tmp/tree '$TMP/out/' -FileSource Guest -Recurse -Verify"
check "the same" diff -r "$TMP/tree" "$TMP/out/tree"
is "modes and times too" "640 1000000000" "$(stat -c "%a %Y" "$TMP/out/tree/a/f1")"
hv_ok "a file comes out" "Copy-VMFile Agent '/tmp/in/Grüße 😀.bin' '$TMP/out/back' -FileSource Guest -Verify"
is "the same" "$(hash "$TMP/in/Grüße 😀.bin")" "$(hash "$TMP/out/back")"
hv_fails "one that is not there" '0x80070002' "Copy-VMFile Agent /tmp/none '$TMP/out/none' -FileSource Guest"
hv_fails "Hyper-V's own protocol is not the agent's" '0x8007048F' "Copy-VMFile Agent '$TMP/in/one' /tmp/strict -FileSource Host -Strict"

head -c 20000000 /dev/urandom >"$TMP/in/large"
hv_ok "an old file" "Copy-VMFile Agent '$TMP/in/one' /tmp/large -FileSource Host"
"$HVSH" -NoProfile -c "Copy-VMFile Agent '$TMP/in/large' /tmp/large -FileSource Host -Force -Resume" >/dev/null 2>&1 &
copy=$!
part() { guest Agent 'ls -A /tmp | grep "^\.hvpart" && echo is-there' | grep -q is-there; }
wait_until 60 part
kill -9 $copy
wait $copy 2>/dev/null
like "killed: the old file is whole, or the new one already" "^($(hash "$TMP/in/one")|$(hash "$TMP/in/large"))\$" "$(there /tmp/large)"
hv_ok "it goes on" "Copy-VMFile Agent '$TMP/in/large' /tmp/large -FileSource Host -Force -Resume -Verify"
is "the new file is whole" "$(hash "$TMP/in/large")" "$(there /tmp/large)"
is "nothing is left of the first" 0 "$(guest Agent 'ls -A /tmp | grep -c "^\.hvpart"')"

# PowerShell Direct by the agent: blocks as programs of their own.
hv_ok "a block" "Invoke-Command -VMName Agent { echo hello; ls /bad; exit 3 } 2>\$null; \$LASTEXITCODE"
is "with its output and exit code" "hello
3" "$OUT"
hv "Invoke-Command -VMName Agent { ls /bad }"
like "its stderr is the error stream" '/bad: No such file' "$ERR"
hv_ok "with arguments" "Invoke-Command -VMName Agent { echo \"\$1/\$2\" } -ArgumentList a, 'b  c' -Verbose 4>&1 | ForEach-Object { \"\$_\" }"
is "as they are; -Verbose tells the way" "Virtual machine \"Agent\": QEMU guest agent, as hvsh's guest services do not answer.
a/b  c" "$OUT"
hv_ok "with input" "'one', 'Grüße' | Invoke-Command -VMName Agent { cat; id -u }"
is "to its end" "one
Grüße
0" "$OUT"
hv_ok "with much output" "(Invoke-Command -VMName Agent { seq 1 60000 })[59999]"
is "all of it" 60000 "$OUT"
printf 'echo script "$1"\nexit 7\n' >"$TMP/script.sh"
hv_ok "a file" "Invoke-Command -VMName Agent -FilePath '$TMP/script.sh' -ArgumentList x; \$LASTEXITCODE"
is "of this machine" "script x
7" "$OUT"
hv_ok "in a job" "Invoke-Command -VMName Agent { echo job } -AsJob | Receive-Job -Wait -AutoRemoveJob"
is "too" job "$OUT"
timeout -s INT 10 "$HVSH" -NoProfile -c 'Invoke-Command -VMName Agent { sleep 4321 }' >/dev/null 2>&1
ended() { guest Agent 'ps | grep -q "[s]leep 4321" || echo is-over' | grep -q is-over; }
check "what is stopped here ends there" wait_until 120 ended
tidy() { guest Agent 'ls -A /tmp | grep -q "^\.hvsh" || echo is-tidy' | grep -q is-tidy; }
check "and leaves no file" wait_until 120 tidy
hv_fails "a session takes more" "guest services do not answer" "New-PSSession -VMName Agent"
hv_fails "and so do users" "guest services do not answer" "Invoke-Command -VMName Agent { id } -Credential ([pscredential]::new('root', (ConvertTo-SecureString x -AsPlainText -Force)))"

# A sanitizer's daemon would need its libraries in the guest.
check "the guest's daemon is built" make -s -C "$TOP" FLAVOUR=release program
tested=$HVSH
HVSH=$TOP/build/release/hvsh
hv_ok "hvsh's own services come by the agent" 'Install-VMGuestServices Agent -WarningVariable w 3>$null; $w'
HVSH=$tested
like "without a service manager that is told" 'neither systemd nor OpenRC' "$OUT"
own() {
    hv "(Get-VMIntegrationService Agent 'Guest Service Interface').PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
check "they answer" wait_until 120 own
hv_ok "and are used from then on" "Copy-VMFile Agent '$TMP/in/edge' /tmp/own -FileSource Host -Verbose 4>&1 | ForEach-Object { \"\$_\" }"
like "by their own protocol" 'protocol 2\.0' "$OUT"

# As RHEL's packages have it.
agent --blacklist guest-exec,guest-exec-status
check "an agent that starts no programs" wait_until 120 answers
hv_ok "copies all the same" "Copy-VMFile Agent '$TMP/in/edge' /tmp/plain -FileSource Host -Verbose 4>&1 | ForEach-Object { \"\$_\" }"
like "and says what is different" 'starts no programs' "$OUT"
is "it is there" "$(hash "$TMP/in/edge")" "$(there /tmp/plain)"
hv_fails "an existing file stays" '0x80070050' "Copy-VMFile Agent '$TMP/in/one' /tmp/plain -FileSource Host"
hv_fails "no folders are made" '0x80070032' "Copy-VMFile Agent '$TMP/in/one' /tmp/x/y -FileSource Host -CreateFullPath"
hv_ok "and out" "Copy-VMFile Agent /tmp/plain '$TMP/out/plain' -FileSource Guest"
is "the same" "$(hash "$TMP/in/edge")" "$(hash "$TMP/out/plain")"
agent --blacklist guest-file-open
check "an agent whose files are blocked" wait_until 120 answers
hv_fails "is told so" "blocked by the guest's policy" "Copy-VMFile Agent '$TMP/in/one' /tmp/blocked -FileSource Host"
hv_ok "removed" 'Stop-VM Agent -TurnOff; Remove-VM Agent -Force'
finish
