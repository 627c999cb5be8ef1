# For tests with a second host, "other": a libvirtd of its own in namespaces of its own, inside the
# test's, joined to it by a cable. Paths below $TMP mean the same files on both.
#   second_host          starts it; sets OTHER (its libvirt URI, for -ComputerName too)
#   there COMMAND...     virsh on the other host
#   on_other COMMAND...  console, console_wait, console_send, guest, xpath: of a machine there
# shellcheck shell=bash
# shellcheck disable=SC2034 # OTHER is for the tests
PATH=$PATH:/usr/sbin:/sbin
OTHER=qemu+tcp://10.77.0.2/system

# cable PID: between this network namespace and the process's
cable() {
    ip link add wire0 type veth peer name wire1 netns "$1" &&
        ip addr add 10.77.0.1/24 dev wire0 && ip link set wire0 up &&
        nsenter -t "$1" -n ip addr add 10.77.0.2/24 dev wire1 &&
        nsenter -t "$1" -n ip link set wire1 up
}
second_host() {
    local logs=()
    [ -z "${E2E_LOGS-}" ] || logs=(--keep-logs "$E2E_LOGS")
    mkfifo "$TMP/.up" "$TMP/.down"
    "$TOP/scripts/with-libvirtd" --name other --listen "${logs[@]}" \
        sh -c "echo up >'$TMP/.up'; read line <'$TMP/.down'" >"$TMP/other.log" 2>&1 &
    other_host=$!
    timeout 60 cat "$TMP/.up" >/dev/null || {
        flunk "the other host starts" "$(cat "$TMP/other.log")"
        return 1
    }
    local shell
    shell=$(pgrep -n -f "$TMP/.down")
    cable "$shell" || return 1
    hostname here
    wait_until 20 virsh -q -c "$OTHER" uri
}
there() {
    virsh -q -c "$OTHER" "$@"
}
on_other() {
    E2E_URI=$OTHER "$@"
}
