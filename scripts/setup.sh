#!/bin/bash
# Installs the Debian packages that building, running and testing hvsh needs.
# usage: scripts/setup.sh [GROUP...]         build run guest test lint fuzz bench
#                                            (default: all but bench, which fetches other languages)
#        scripts/setup.sh --list [GROUP...]  print the packages and change nothing
# Runs as root or through sudo, asks no questions, starts no services. When nothing is
# missing it is one dpkg query and needs neither root nor network.
# What runs in the test guests only, boot loaders and daemons, and AppArmor's parser with libvirt's
# profiles, is unpacked below build/debs/ and not installed: a boot loader package must never touch
# the boot sectors of the machine that runs tests, nor a profile confine what runs there.
set -euo pipefail
cd "$(dirname "$0")/.."

group_packages() {
    case $1 in
    build) echo gcc libc6-dev make pkg-config libvirt-dev libxml2-dev libreadline-dev \
        libjansson-dev libpcre2-dev libyaml-dev nettle-dev zlib1g-dev liblz4-dev libxxhash-dev \
        nbdkit-plugin-dev libtsk-dev libext2fs-dev comerr-dev libfuse3-dev libzip-dev libcurl4-openssl-dev libcmark-dev ;;
    run) echo libvirt-daemon libvirt-daemon-driver-qemu libvirt-clients qemu-system-x86 \
        qemu-utils ovmf seabios ipxe-qemu swtpm swtpm-tools nbdkit fuse3 fuse2fs ntfs-3g \
        e2fsprogs xfsprogs exfatprogs dosfstools dnsmasq-base iproute2 iptables \
        ebtables util-linux procps kmod ;;
    guest) echo linux-image-amd64 busybox-static cpio gzip xz-utils zstd kmod mtools fdisk \
        dosfstools syslinux syslinux-common qemu-utils ;;
    test) echo libcmocka-dev valgrind tmux jq git gawk binutils xxd procps python3-minimal openssl \
        nbdkit libnbd-bin python3-libnbd libvhdi-utils fdisk mtools btrfs-progs xfsprogs ntfs-3g ;;
    lint) echo clang clang-tidy clang-format shellcheck binutils ;;
    fuzz) echo clang llvm libclang-rt-14-dev ;;
    bench) echo python3-minimal python3.11-minimal lua5.4 jq time \
        nbdkit libnbd-bin qemu-utils \
        "$(command -v node >/dev/null || echo nodejs)" "$(command -v npm >/dev/null || echo npm)" ;;
    *) echo "setup: unknown group '$1' (build run guest test lint fuzz bench)" >&2; return 2 ;;
    esac
}

# Packages that are only unpacked (see above), and the file that shows each is there.
unpack_only=(
    shim-signed:usr/lib/shim/shimx64.efi.signed
    grub-efi-amd64-signed:usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed
    qemu-guest-agent:usr/sbin/qemu-ga
    hyperv-daemons:usr/sbin/hv_fcopy_daemon
    systemd:lib/systemd/systemd
    libsystemd-shared:usr/lib/x86_64-linux-gnu/systemd/libsystemd-shared-252.so
    openrc:sbin/openrc
    librc1:lib/x86_64-linux-gnu/librc.so.1
    libeinfo1:lib/x86_64-linux-gnu/libeinfo.so.1
    apparmor:sbin/apparmor_parser
    libvirt-daemon-system:etc/apparmor.d/abstractions/libvirt-qemu
    openvswitch-switch:usr/lib/openvswitch-switch/ovs-vswitchd
    openvswitch-common:usr/sbin/ovsdb-server
    libunbound8:usr/lib/x86_64-linux-gnu/libunbound.so.8
    libevent-2.1-7:usr/lib/x86_64-linux-gnu/libevent-2.1.so.7
    libxdp1:usr/lib/x86_64-linux-gnu/libxdp.so.1
    libbpf1:usr/lib/x86_64-linux-gnu/libbpf.so.1
    libnuma1:usr/lib/x86_64-linux-gnu/libnuma.so.1
)

list_only=
if [ "${1-}" = --list ]; then
    list_only=1
    shift
fi
[ $# -gt 0 ] || set -- build run guest test lint fuzz

packages=()
for group in "$@"; do
    list=$(group_packages "$group")
    read -r -a names <<<"$list"
    packages+=("${names[@]}")
done
mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)

unpack=()
case " $* " in *" guest "*)
    for entry in "${unpack_only[@]}"; do
        file=${entry#*:}
        [ -e "/$file" ] || [ -e "build/debs/$file" ] || unpack+=("${entry%%:*}")
    done ;;
esac

if [ -n "$list_only" ]; then
    printf '%s\n' "${packages[@]}"
    exit 0
fi

missing=()
installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "${packages[@]}" 2>/dev/null || true)"
for package in "${packages[@]}"; do
    case $installed in
    *" installed:$package "*) ;;
    *) missing+=("$package") ;;
    esac
done

if [ ${#missing[@]} -eq 0 ] && [ ${#unpack[@]} -eq 0 ]; then
    exit 0
fi

if ! command -v apt-get >/dev/null; then
    echo "setup: this is not a Debian system; install these packages by hand: ${missing[*]}" >&2
    exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null; then
        as_root=(sudo)
    elif [ ${#missing[@]} -gt 0 ]; then
        echo "setup: run me as root, or install sudo; missing: ${missing[*]}" >&2
        exit 1
    fi
fi
apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300
    -o APT::Install-Recommends=false)

if [ ${#missing[@]} -gt 0 ]; then
    echo "setup: installing ${missing[*]}"
    # A package that starts its service here would fight with the daemon the tests bring
    # along, and in a container it could not start at all: forbid it for this run only.
    policy=/usr/sbin/policy-rc.d
    made_policy=
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee $policy >/dev/null
        "${as_root[@]}" chmod 755 $policy
        made_policy=1
    fi
    remove_policy() {
        [ -z "$made_policy" ] || "${as_root[@]}" rm -f "$policy"
    }
    trap remove_policy EXIT
    if ! "${as_root[@]}" "${apt[@]}" install "${missing[@]}"; then
        "${as_root[@]}" "${apt[@]}" update
        "${as_root[@]}" "${apt[@]}" install "${missing[@]}"
    fi
fi

if [ ${#unpack[@]} -gt 0 ]; then
    echo "setup: unpacking ${unpack[*]} below build/debs"
    mkdir -p build/debs/.download
    (
        cd build/debs/.download
        apt-get -q download "${unpack[@]}" || {
            "${as_root[@]}" "${apt[@]}" update
            apt-get -q download "${unpack[@]}"
        }
        for deb in *.deb; do
            dpkg-deb -x "$deb" ..
        done
    )
    rm -rf build/debs/.download
fi
