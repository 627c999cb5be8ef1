#!/bin/bash
# A machine that loses its power in the midst of a copy: in its guest is the old file or the whole
# new one, the host says what broke, and -Resume goes on after the restart.
. "$(dirname "$0")/../lib/e2e.sh"
export HV_TIMEOUT=400

hash() { sha256sum "$1" | cut -d' ' -f1; }
there() { guest Power "sha256sum '$1'" 120 | grep -o '^[0-9a-f]\{64\}'; }
cat "$GUEST/initrd" "$GUEST/peers" >"$TMP/initrd"
truncate -s 512M "$TMP/data.raw"
mke2fs -q -F -t ext4 "$TMP/data.raw"
head -c 1000 /dev/urandom >"$TMP/old"
head -c 80000000 /dev/urandom >"$TMP/new"

hv_ok "a machine" "New-VM -Name Power -Generation 1 -NoVHD -MemoryStartupBytes 768MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$TMP/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check' | Out-Null
Get-VMNetworkAdapter Power | Remove-VMNetworkAdapter
Add-VMHardDiskDrive Power -ControllerType SCSI -Path '$TMP/data.raw'
Enable-VMIntegrationService 'Guest Service Interface' Power"
answers() {
    hv "(Get-VMIntegrationService Power 'Guest Service Interface').PrimaryStatusDescription"
    [ "$OUT" = "$1" ]
}
mounted() {
    guest Power 'modprobe -a virtio_scsi sd_mod crc32c_generic ext4 2>/dev/null; grep -q " /mnt " /proc/mounts || mount -t ext4 /dev/sda /mnt; grep -q " /mnt " /proc/mounts && echo is-mounted' | grep -q is-mounted
}
# on WAY: OK by hvsh's services, Degraded by the agent
on() {
    hv_ok "started" 'Start-VM Power'
    console_wait "it is ready" Power 'HVSH-GUEST READY' 300
    check "its disk is mounted" wait_until 120 mounted
    # shellcheck disable=SC2016 # for the guest
    [ "$1" = OK ] ||
        guest Power 'killall hvsh-guest; sleep 1; p=$(grep -l org.qemu.guest_agent.0 /sys/class/virtio-ports/*/name); p=${p%/name}; mkdir -p /var/run; (setsid /sbin/qemu-ga -m virtio-serial -p /dev/${p##*/} >/tmp/ga.log 2>&1 </dev/null &)' >/dev/null
    check "files can be copied" wait_until 120 answers "$1"
}
# The copy is under way when its hidden file is there; it may be over already.
begun() {
    ! kill -0 $copy 2>/dev/null ||
        guest Power 'ls -A /mnt | grep -q "^\.hvpart" && echo has-begun' | grep -q has-begun
}

for way in OK Degraded; do
    on "$way"
    hv_ok "the old file" "Copy-VMFile Power '$TMP/old' /mnt/file -FileSource Host -Force"
    guest Power sync >/dev/null
    timeout 400 "$HVSH" -NoProfile -NonInteractive -c "Copy-VMFile Power '$TMP/new' /mnt/file -FileSource Host -Force -Resume" >"$TMP/copy" 2>&1 </dev/null &
    copy=$!
    wait_until 120 begun
    vsh destroy Power >/dev/null
    wait $copy
    code=$?
    hv_ok "the power is gone" '(Get-VM Power).State'
    is "at once" Off "$OUT"
    on "$way"
    now=$(there /mnt/file)
    # A fast machine may have been done before.
    if [ $code -eq 0 ]; then
        like "the whole new file, or the old one that was still on the disk" "^($(hash "$TMP/new")|$(hash "$TMP/old"))\$" "$now"
    else
        is "the copy failed" 1 $code
        like "and says why" "Copy-VMFile: .*'Power'" "$(cat "$TMP/copy")"
        is "the old file is whole" "$(hash "$TMP/old")" "$now"
    fi
    hv_ok "it goes on" "Copy-VMFile Power '$TMP/new' /mnt/file -FileSource Host -Force -Resume -Verify"
    is "to the whole new file" "$(hash "$TMP/new")" "$(there /mnt/file)"
    is "nothing else is left" "" "$(guest Power 'ls -A /mnt | grep "^\.hvpart"')"
    hv_ok "turned off" 'Stop-VM Power -TurnOff'
    truncate -s 20000000 "$TMP/new" # the agent is slower
done
hv_ok "removed" 'Remove-VM Power -Force'
finish
