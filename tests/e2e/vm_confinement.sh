#!/bin/bash
# What a confined QEMU may open: the profile that libvirt's own helper makes of a machine with a served
# VHDX and with a qcow2, judged by virt-aa-helper and, without a kernel that confines, compiled by
# AppArmor's parser.
. "$(dirname "$0")/../lib/e2e.sh"

helper=/usr/lib/libvirt/virt-aa-helper
unpacked=$TOP/build/debs
cd "$TMP" || exit 1
if [ ! -x $helper ]; then
    skip "profiles of machines" "there is no virt-aa-helper"
    finish
fi

hv_ok "a machine" "New-VHD served.vhdx 64MB | Out-Null; New-VHD plain.qcow2 64MB | Out-Null
New-VM Confined -Generation 2 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null
'served.vhdx', 'plain.qcow2' | ForEach-Object { Add-VMHardDiskDrive Confined -Path \"$TMP/\$_\" }"
vsh dumpxml Confined >machine.xml
socket=$(xpath Confined devices/disk/source/host/@socket)
like "the VHDX is a socket for QEMU" '^/run/hvsh/disk/.*\.sock$' "$socket"
uuid=$(xpath Confined uuid)
$helper -d -r -u "libvirt-$uuid" <machine.xml >helper.out 2>&1
grep '^  ' helper.out >files
like "libvirt lets QEMU open the qcow2" "\"$TMP/plain.qcow2\" rwk?," "$(cat files)"
unlike "but not the VHDX, which only its server opens" 'served\.vhdx' "$(cat files)"
unlike "nor, of itself, the socket" '/run/hvsh' "$(cat files)"

# The rule that is installed beside libvirt's.
rule=$(sed -n 's/^ARMOR_RULE := //p' "$TOP/Makefile")
like "the rule is one for reading and writing" '^/[^ ]* rw,$' "$rule"
# shellcheck disable=SC2254 # it is a pattern
case $socket in ${rule% rw,}) matches=yes ;; *) matches=no ;; esac
is "it is about this socket" yes "$matches"
# shellcheck disable=SC2254 # it is a pattern
case ${socket%.sock}.ctl in ${rule% rw,}) matches=yes ;; *) matches=no ;; esac
is "and not about the server's control" no "$matches"

abstraction=/etc/apparmor.d/abstractions/libvirt-qemu
[ -e $abstraction ] || abstraction=$unpacked$abstraction
parser=$(command -v apparmor_parser || echo "$unpacked/sbin/apparmor_parser")
if [ -x "$parser" ] && [ -e "$abstraction" ]; then
    mkdir -p d/local/abstractions d/libvirt
    for from in "$unpacked/etc/apparmor.d" /etc/apparmor.d; do
        [ ! -d "$from" ] || cp -r "$from/." d/
    done
    echo "$rule" >d/local/abstractions/libvirt-qemu
    cp files "d/libvirt/libvirt-$uuid.files"
    cat >d/libvirt/profile <<X
#include <tunables/global>
profile libvirt-$uuid flags=(attach_disconnected) {
  #include <abstractions/libvirt-qemu>
  #include <libvirt/libvirt-$uuid.files>
}
X
    compile() {
        "$parser" --config-file /dev/null -Q -K -b d "$@" d/libvirt/profile
    }
    check "libvirt's abstraction takes it in" grep -qF 'local/abstractions/libvirt-qemu' "$abstraction"
    compile -p >whole 2>errors || flunk "the profile is read" "$(cat errors)"
    check "the rule is in the machine's profile" grep -qF "$rule" whole
    check "which AppArmor's parser compiles" compile -S >compiled 2>errors
    check "it is one" test -s compiled
    # libvirtd is confined as well: what the hook runs leaves its profile.
    daemon=${abstraction%/abstractions/*}/usr.sbin.libvirtd
    check "libvirtd may run hooks" grep -Eq '^ */etc/libvirt/hooks/\*\* r?mi?x' "$daemon"
    check "and a shell outside of its profile" grep -Eq '^ */usr/bin/\* PUx,' "$daemon"
    like "which is how the hook begins" '^exec /usr/bin/sh ' "$(grep '^exec' "$TOP/scripts/libvirt-hook")"
else
    skip "the profile compiled" "there is no apparmor_parser"
fi
hv_ok "away with it" "Remove-VM Confined -Force"
finish
