#!/bin/bash
# `make demo` from a clean clone: builds, boots both generations, refuses, cleans up.
# e2e: no-libvirt
. "$(dirname "$0")/../lib/e2e.sh"

check "the repository can be cloned" git -c safe.directory='*' clone -q --no-local "$TOP" "$TMP/clone"
cd "$TMP/clone" || exit
# What setup unpacks for the guests needs the network; it was unpacked before.
mkdir -p build && cp -r "$TOP/build/debs" build/ 2>/dev/null
# The tests' own environment must not leak into the demo.
unset HVSH HOME ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS
export HOME=$TMP/home TMPDIR=$TMP/tmp
mkdir -p "$TMPDIR"
status=0
timeout 900 make demo >"$TMP/demo.out" 2>&1 </dev/null || status=$?
output=$(cat "$TMP/demo.out")
is "make demo ends well" 0 "$status" || echo "$output" | tail -n 60
like "generation 1 booted by BIOS from IDE, with its legacy adapter" \
    'HVSH-GUEST firmware=bios .*disks=sda:[0-9]+:ata.*nics=eth0:[0-9a-f:]+:(e1000|tulip|8139cp|pcnet32)' "$output"
like "generation 2 booted by UEFI from SCSI with Secure Boot on" \
    'HVSH-GUEST firmware=efi secureboot=1 disks=sda:[0-9]+:virtio-scsi nics=eth0:[0-9a-f:]+:virtio_net' \
    "$output"
like "Get-VM lists both" '^Legacy +Running' "$output"
like "Get-VM lists both" '^Modern +Running' "$output"
like "JSON comes out of the pipeline" '"Generation": *2' "$output"
like "the floppy on generation 2 is refused" '^refused: .' "$output"
unlike "no error leaks" 'CategoryInfo|FullyQualifiedErrorId|Sanitizer' "$output"
is "no file is left" "" "$(ls -A "$TMPDIR")"
is "the clone has only ignored files more" "" "$(git status --short)"
finish
