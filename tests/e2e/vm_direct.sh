#!/bin/bash
# PowerShell Direct: programs, sessions and a terminal in a guest that has no network device;
# first with nothing but /bin/sh in the guest, then with hvsh there.
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/term.sh"

hv_ok "a machine without a network" "New-VM -Name Direct -Generation 2 -NoVHD -MemoryStartupBytes 768MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Set-VMFirmware Direct -EnableSecureBoot Off; Get-VMNetworkAdapter Direct | Remove-VMNetworkAdapter"
hv_fails "a machine that is off" 'The virtual machine Direct is not in running state\.' \
    "Invoke-Command -VMName Direct { hostname }"
hv_fails "one that is not there" 'The input VMName None does not resolve to a single virtual machine\.' \
    "Invoke-Command -VMName None { hostname }"
hv_ok "Start-VM" 'Start-VM Direct'
console_wait "it is ready" Direct 'HVSH-GUEST READY' 120

hv_ok "a command in the guest" "Invoke-Command -VMName Direct { hostname }"
is "its output" hvsh-guest "$OUT"
is "its port is no part of the configuration" 0 "$(vsh dumpxml --inactive Direct | grep -c powershelldirect)"
hv_ok "arguments stay what they are" "Invoke-Command -VMName Direct { printf '%s|' \"\$@\" } -ArgumentList 'a b', 'it''s', '\$HOME;ls'"
is "all of them" "a b|it's|\$HOME;ls|" "$OUT"
hv_ok "input is standard input" "'one', 'two' | Invoke-Command -VMName Direct { tr a-z A-Z }"
is "line by line" $'ONE\nTWO' "$OUT"
hv_ok "exit codes" "Invoke-Command -VMName Direct { exit 3 }; \"code \$LASTEXITCODE\"; Invoke-Command -VMName Direct { false }; \"code \$LASTEXITCODE\""
is "are told" $'code 3\ncode 1' "$OUT"
hv "Invoke-Command -VMName Direct { echo out; ls /bad } -ErrorVariable e; \"\$(\$e[0].FullyQualifiedErrorId) \$e\""
like "stderr is the error stream" 'NativeCommandError ls: /bad: No such file' "$OUT"
like "beside the output" '^out' "$OUT"
like "and shown" '/bad' "$ERR"
id=$(vsh domuuid Direct)
hv_ok "by id" "Invoke-Command -VMId $id { echo \$((6 * 7)) }"
is "the same machine" 42 "$OUT"
printf '#!/bin/sh\necho "script $1"\n' >"$TMP/x.sh"
hv_ok "a file of the host" "Invoke-Command -VMName Direct -FilePath '$TMP/x.sh' -ArgumentList 'with args'"
is "runs there" "script with args" "$OUT"
hv_fails "what only PowerShell can run" "There is no PowerShell in the guest" \
    "Invoke-Command -VMName Direct { param(\$x) \$x } -ArgumentList 1"
hv_ok "much output" "(Invoke-Command -VMName Direct { seq 1 100000 } | Measure-Object -Sum).Sum"
is "all of it" 5000050000 "$OUT"
hv_ok "a job" "Invoke-Command -VMName Direct { echo job } -AsJob | Receive-Job -Wait -AutoRemoveJob"
is "does it in the background" job "$OUT"
hv_fails "a user whom the guest does not know" 'The credential is invalid\.' \
    "Invoke-Command -VMName Direct { id } -Credential ([pscredential]::new('nobody', (ConvertTo-SecureString x -AsPlainText -Force)))"
# The password is secret.
guest Direct 'mkdir -p /home/eve; echo "eve:x:1000:1000::/home/eve:/bin/sh" >/etc/passwd; echo "eve:\$6\$hvshtest\$nlE1EVCO9ZD5AHsq3lv0InFaP3KUFyRUVaEmifClhiN/sccKv4Vx1h0iRT2E4VypUgEeDbaw7ZaICPGYA7h/v1:19000:0:99999:7:::" >/etc/shadow; chmod 755 / /home /home/eve; chown 1000:1000 /home/eve' >/dev/null
hv_ok "one whom it knows" "Invoke-Command -VMName Direct { id -un; pwd } -Credential ([pscredential]::new('eve', (ConvertTo-SecureString secret -AsPlainText -Force)))"
is "is who the program runs as" $'eve\n/home/eve' "$OUT"

hv_ok "a session" "\$s = New-PSSession -VMName Direct
Invoke-Command \$s { cd /tmp; x=kept }
Invoke-Command \$s { echo \$x; pwd }
\"\$(\$s.State) \$(\$s.ComputerType) \$(\$s.Transport) \$(\$s.VMName) \$((Get-PSSession).Count)\"
Invoke-Command \$s { exit 7 }; \$LASTEXITCODE
Invoke-Command \$s { echo again }
Remove-PSSession \$s; \"\$(\$s.State) \$(@(Get-PSSession).Count)\""
is "keeps its shell" $'kept\n/tmp\nOpened VirtualMachine VMBus Direct 1\n7\nagain\nClosed 0' "$OUT"
hv_ok "a job with a session" "\$s = New-PSSession -VMName Direct
Invoke-Command -Session \$s { echo in; id -u } -AsJob | Receive-Job -Wait -AutoRemoveJob
Invoke-Command -Session \$s { echo here }; Remove-PSSession \$s"
is "has one of its own" $'in\n0\nhere' "$OUT"
hv_ok "two sessions at once" "\$a, \$b = New-PSSession -VMName Direct, Direct
Invoke-Command \$a, \$b { echo \$\$ } | Sort-Object -Unique | Measure-Object | ForEach-Object Count"
is "have a shell each" 2 "$OUT"

mkdir -p "$TMP/tree/a"
echo one >"$TMP/tree/a/one"
head -c 3000000 /dev/urandom >"$TMP/tree/big"
hv_ok "files go over sessions" "\$s = New-PSSession -VMName Direct
Copy-Item '$TMP/tree' -Destination /tmp -ToSession \$s -Recurse
Copy-Item '$TMP/tree/a/one' -Destination /tmp/two -ToSession \$s
Copy-Item /tmp/tree -Destination '$TMP/back' -FromSession \$s -Recurse
Invoke-Command \$s { cat /tmp/two }"
is "to it" one "$OUT"
check "and back" diff -r "$TMP/tree" "$TMP/back"
hv_ok "with wildcards" "\$s = New-PSSession -VMName Direct; mkdir '$TMP/wild' | Out-Null
Invoke-Command \$s { touch '/tmp/tree/[a]' }
Copy-Item '/tmp/tree/b*' -Destination '$TMP/wild' -FromSession \$s
Copy-Item -LiteralPath '/tmp/tree/[a]' -Destination '$TMP/wild' -FromSession \$s"
is "what they match, or none" "[a] big" "$(cd "$TMP/wild" && echo *)"
hv_fails "a folder that is not there" 'mkdir' "\$s = New-PSSession -VMName Direct
Copy-Item '$TMP/tree/a/one' -Destination /none/one -ToSession \$s"
hv_ok "as the session's user" "\$s = New-PSSession -VMName Direct -Credential ([pscredential]::new('eve', (ConvertTo-SecureString secret -AsPlainText -Force)))
Copy-Item '$TMP/tree/a/one' -Destination /home/eve/hers -ToSession \$s; Invoke-Command \$s { stat -c %U hers }"
is "whose they are" eve "$OUT"
hv_fails "who may not write everywhere" '0x80070005' "\$s = New-PSSession -VMName Direct -Credential ([pscredential]::new('eve', (ConvertTo-SecureString secret -AsPlainText -Force)))
Copy-Item '$TMP/tree/a/one' -Destination /etc/hers -ToSession \$s"

# What is interrupted ends in the guest as well, and so does what has lost its host.
echo 'while :; do sleep 3; done' >"$TMP/loop.sh"
loop="Invoke-Command -VMName Direct -FilePath '$TMP/loop.sh'"
"$HVSH" -NoProfile -c "$loop" >/dev/null 2>&1 &
host=$!
sleeps() { guest Direct ps | grep -q 'sleep 3$'; }
gone() { ! sleeps; }
check "a long command runs" wait_until 120 sleeps
kill -9 $host
wait $host 2>/dev/null
check "its end is that of its host" wait_until 120 gone
"$HVSH" -NoProfile -c "$loop" >"$TMP/lost" 2>&1 &
host=$!
check "another one runs" wait_until 120 sleeps
guest Direct 'kill -9 $(pidof hvsh-guest); hvsh-guest >/dev/null 2>&1 &' >/dev/null
check "its end is that of the service" wait_until 120 gone
told() { ! kill -0 $host; }
check "and the host is told, within its time" wait_until 120 told
check "in words" test -s "$TMP/lost"
hv_ok "the service is back" "Invoke-Command -VMName Direct { echo back }"
is "and works" back "$OUT"

TERM_DIR=$TMP term_start
term_shows "a prompt here" '^PS .*> ?$' 20
term_run 'Enter-PSSession -VMName Direct'
term_shows "and one there" '^\[Direct\]: / ' 20
term_run 'tty; stty size; echo "$((6 * 7)) there"'
term_shows "a terminal" '/dev/pts/'
term_shows "of this size" '^30 100$'
term_shows "that runs commands" '^42 there$'
term_run 'sleep 100'
sleep 1
term_key C-c
term_run 'echo "still $((1 + 1))"'
term_shows "Ctrl-C is the guest's" '^still 2$'
term_run 'exit 5'
term_shows "and back" '^PS .*> ?$'
term_run '"code $LASTEXITCODE"'
term_shows "with its exit code" '^code 5$'
term_end

# With hvsh in the guest, blocks are PowerShell's and objects come back. A sanitizer's build would
# need its libraries there.
check "hvsh for the guest is built" make -s -C "$TOP" FLAVOUR=release program
hv_ok "hvsh goes there" "Enable-VMIntegrationService -VMName Direct -Name 'Guest Service Interface'
Start-Sleep 2
Copy-VMFile Direct '$TOP/build/release/hvsh' /bin/hvsh -FileSource Host
Copy-VMFile Direct /lib64/ld-linux-x86-64.so.2 /lib64/ -FileSource Host -CreateFullPath
'/lib/x86_64-linux-gnu/libc.so.6', '/lib/x86_64-linux-gnu/libm.so.6' | Copy-VMFile Direct -DestinationPath /lib/x86_64-linux-gnu/ -FileSource Host -CreateFullPath"
guest Direct 'chmod 755 /bin/hvsh /lib64/ld-linux-x86-64.so.2' >/dev/null
hv_ok "objects come back" "\$r = Invoke-Command -VMName Direct { param(\$n) [pscustomobject]@{ Sum = \$n + 1; List = 1, 2; Host = hostname } } -ArgumentList 41
\$r.Sum; \$r.Sum.GetType().Name; \$r.List.Count; \$r.Host; \$r.PSComputerName"
is "as what they were" $'42\nInt32\n2\nhvsh-guest\nDirect' "$OUT"
hv_ok "variables go there" "\$x = 'from here'; Invoke-Command -VMName Direct { \"\$using:x and there\" }"
is "by using" "from here and there" "$OUT"
hv "Invoke-Command -VMName Direct { Write-Warning careful; Write-Error wrong; Get-Item /none; throw 'thrown' } 3>&1 2>&1 | ForEach-Object { \$_.GetType().Name + ' ' + \$_.FullyQualifiedErrorId }"
is "streams are what they were" $'WarningRecord \nErrorRecord Microsoft.PowerShell.Commands.WriteErrorException\nErrorRecord PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand\nErrorRecord thrown' "$OUT"
hv_ok "a session of objects" "\$s = New-PSSession -VMName Direct; Invoke-Command \$s { \$k = 5 }; 1, 2 | Invoke-Command \$s { process { \$_ * \$k } }"
is "keeps its variables" $'5\n10' "$OUT"
hv "\$s = New-PSSession -VMName Direct; Stop-VM Direct -TurnOff -Force; Invoke-Command \$s { 1 }; \"\$(\$s.State)\"; Remove-PSSession \$s; @(Get-PSSession).Count"
is "a session whose machine is gone is broken" $'Broken\n0' "$OUT"
hv_ok "removed" 'Remove-VM Direct -Force'
finish
