# For tests of the guest's daemon under a real service manager: a machine Sys without a network,
# whose disk holds a small Linux (scripts/guest/system).
# shellcheck shell=bash
PATH=$PATH:/usr/sbin:/sbin

# system_machine systemd|openrc: makes it, puts the daemon into its disk ($disk) while it is off,
# and starts it. Without the packages the test ends here.
system_machine() {
    local root=$TMP/root
    disk=$TMP/disk.raw
    static_daemon
    mkdir "$root"
    "$TOP/scripts/guest/system" "$1" "$root" "$TMP/pivot" >"$TMP/why" 2>&1
    case $? in
    0) ;;
    2) skip "a guest with $1" "$(cat "$TMP/why")"
        pass "the packages are looked for"
        finish ;;
    *) flunk "a guest with $1" "$(cat "$TMP/why")"
        finish ;;
    esac
    "$TOP/scripts/guest/deb" "$(dirname "$HVSH")" "$TMP" >/dev/null
    cp "$TMP"/hvsh-guest_*.deb "$root/root/hvsh-guest.deb"
    cat "$GUEST/initrd" "$TMP/pivot" >"$TMP/initrd"
    truncate -s 96M "$disk"
    mke2fs -q -F -t ext4 -d "$root" "$disk" 2>/dev/null
    rm -rf "$root"
    hv_ok "a machine with $1" "New-VM Sys -Generation 1 -NoVHD -MemoryStartupBytes 512MB -Path '$TMP' -KernelPath '$GUEST/vmlinuz' -InitrdPath '$TMP/initrd' -KernelCommandLine 'rdinit=/pivot console=ttyS0,115200 quiet loglevel=1 systemd.show_status=0 mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check tsc=reliable audit=0 apparmor=0' | Out-Null
Get-VMNetworkAdapter Sys | Remove-VMNetworkAdapter
Add-VMHardDiskDrive Sys -ControllerType SCSI -Path '$disk'
Enable-VMIntegrationService -VMName Sys -Name 'Guest Service Interface'"
    hv_ok "guest services go into its disk" 'Install-VMGuestServices Sys'
    hv_ok "it starts" 'Start-VM Sys'
    console_wait "to the end" Sys 'HVSH-GUEST READY' 300 || finish
}
# in_guest COMMAND: the last line of what it says there
in_guest() { guest Sys "$1" 120 | tail -n 1; }
# settle NAME VALUE COMMAND: waits until that is VALUE
settle() {
    local said=
    # shellcheck disable=SC2317 # called by wait_until
    says() { said=$(in_guest "$2") && [ "$said" = "$1" ]; }
    wait_until 180 says "$2" "$3"
    is "$1" "$2" "$said"
}
status() {
    hv "(Get-VMIntegrationService Sys 'Guest Service Interface').PrimaryStatusDescription"
    [ "$OUT" = OK ]
}
answers() { check "$1" wait_until 180 status; }
there() { in_guest "sha256sum '$1'" | cut -d' ' -f1; }
# package -i FILE, package -r NAME: by dpkg (the shell of busybox has one of its own by that name)
package() {
    in_guest "/usr/bin/dpkg $1 $2 >/root/dpkg.log 2>&1 && echo well || cat /root/dpkg.log"
}
package_status() { in_guest "sed -n 's/^Status: //p' /var/lib/dpkg/status"; }

# copies NAME: a file in and out
copies() {
    local big
    [ -e "$TMP/big" ] || head -c 3000000 /dev/urandom >"$TMP/big"
    big=$(sha256sum <"$TMP/big" | cut -d' ' -f1)
    hv_ok "$1: a file goes in" "Copy-VMFile Sys '$TMP/big' /var/tmp/new/big -FileSource Host -CreateFullPath -Force"
    is "$1: whole" "$big" "$(there /var/tmp/new/big)"
    rm -f "$TMP/back"
    hv_ok "$1: and comes out" "Copy-VMFile Sys /var/tmp/new/big '$TMP/back' -FileSource Guest"
    check "$1: the same" cmp "$TMP/big" "$TMP/back"
}
# shuts_down: by the service manager, with all disks in order
shuts_down() {
    hv_ok "the guest shuts down" 'Stop-VM Sys'
    is "it is off" "shut off" "$(vsh domstate Sys)"
    like "by its service manager" 'HVSH-GUEST the service manager stops it' "$(console Sys)"
    check "its disk was unmounted" e2fsck -fn "$disk"
}
