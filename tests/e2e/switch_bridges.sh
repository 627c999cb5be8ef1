#!/bin/bash
# Virtual switches below the shell: the unit program again, now with a libvirtd, real bridges,
# addresses that move, and machines that are connected while a switch goes.
. "$(dirname "$0")/../lib/e2e.sh"

program=$(dirname "$HVSH")/tests/unit/test_vm_switch
if [ -x "$program" ]; then
    check "switches with real bridges" "$program"
    is "no bridge is left" "" "$(ip -o link show type bridge)"
    is "no network is left" "" "$(virsh -q net-list --all --name | tr -d '\n')"
else
    skip "switches with real bridges" "unit tests are not built"
fi
finish
