# Open vSwitch in userspace, for end-to-end tests, from the system or from build/debs.
#   ovs_start    starts its daemons in the test's own namespaces; status 1: it is not there.
#                Then ovs-vsctl works, for libvirt and hvsh too
#   ovs_stop
# shellcheck shell=bash

ovs_start() {
    local dir root="" tool
    for dir in / "$TOP/build/debs/"; do
        [ ! -x "${dir}usr/lib/openvswitch-switch/ovs-vswitchd" ] || root=$dir
    done
    [ -n "$root" ] || return 1
    # libvirt looks for ovs-vsctl in its PATH, which has this folder.
    mount -t tmpfs tmpfs /usr/local/sbin || return 1
    for tool in usr/bin/ovs-vsctl usr/bin/ovsdb-tool usr/sbin/ovsdb-server usr/lib/openvswitch-switch/ovs-vswitchd; do
        printf '#!/bin/sh\nLD_LIBRARY_PATH=%susr/lib/x86_64-linux-gnu exec %s%s "$@"\n' "$root" "$root" $tool >"/usr/local/sbin/${tool##*/}"
    done
    chmod +x /usr/local/sbin/*
    PATH=/usr/local/sbin:$PATH
    mkdir -p /run/openvswitch
    ovsdb-tool create /run/openvswitch/conf.db "${root}usr/share/openvswitch/vswitch.ovsschema" &&
        ovsdb-server /run/openvswitch/conf.db --remote=punix:/run/openvswitch/db.sock --pidfile --detach --log-file=/dev/null 2>/dev/null &&
        ovs-vsctl --no-wait init && ovs-vswitchd --pidfile --detach --log-file=/dev/null 2>/dev/null
}
ovs_stop() {
    # shellcheck disable=SC2046
    kill $(cat /run/openvswitch/*.pid) 2>/dev/null
}
