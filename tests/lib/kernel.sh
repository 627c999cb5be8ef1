# Lets a kernel of this host, in a machine of its own, do what no program here does to a disk: make
# subvolumes, or leave a file system mounted.
#   kernel_run IMAGE MODULES SCRIPT [PROGRAM...]
#       runs shell commands with IMAGE (raw) as /dev/vda and an empty folder /mnt, and switches the
#       machine off without unmounting anything; prints what they print. Status 1: they failed.
# shellcheck shell=bash

kernel_run() {
    local image=$1 modules=$2 script=$3 root=$TMP/kernel.root release module library path out n=0
    shift 3
    release=$(basename "$(ls -d /lib/modules/*/modules.dep | tail -n 1 | xargs dirname)")
    rm -rf "$root"
    mkdir -p "$root"/{bin,dev,proc,sys,mnt,modules}
    cp "$(command -v busybox)" "$root/bin/busybox"
    # shellcheck disable=SC2086
    for module in virtio_pci virtio_blk crc32c_generic $modules; do
        while read -r _ path; do
            n=$((n + 1))
            [ ! -e "$path" ] || ls "$root"/modules/*-"$(basename "$path")" >/dev/null 2>&1 ||
                cp "$path" "$root/modules/$(printf %03d $n)-$(basename "$path")"
        done < <(modprobe -S "$release" --show-depends "$module" 2>/dev/null)
    done
    for path in "$@"; do
        path=$(command -v "$path") || return 1
        cp -L "$path" "$root/bin/"
        for library in $(ldd "$path" | grep -o '/[^ ]*'); do
            mkdir -p "$root/$(dirname "$library")"
            cp -L "$library" "$root/$library"
        done
    done
    cat >"$root/init" <<-INIT
		#!/bin/busybox sh
		/bin/busybox --install -s /bin
		export PATH=/bin
		mount -t devtmpfs dev /dev
		mount -t proc proc /proc
		mount -t sysfs sysfs /sys
		for module in /modules/*; do insmod \$module; done
		( set -e
		$script
		) && echo KERNEL-RUN-DONE
		poweroff -f
	INIT
    chmod 755 "$root/init"
    (cd "$root" && find . | cpio -o -H newc 2>/dev/null) >"$TMP/kernel.initrd"
    out=$(timeout 400 qemu-system-x86_64 -nodefaults -no-user-config -display none -no-reboot \
        -machine q35,accel=tcg -cpu max -m 512 -kernel "/boot/vmlinuz-$release" \
        -initrd "$TMP/kernel.initrd" -drive "file=$image,format=raw,if=virtio" -serial stdio \
        -append 'console=ttyS0,115200 quiet loglevel=2 panic=-1 mitigations=off nokaslr no_timer_check cryptomgr.notests random.trust_cpu=on' \
        </dev/null 2>&1 | tr -d '\r')
    rm -rf "$root" "$TMP/kernel.initrd"
    grep -v KERNEL-RUN-DONE <<<"$out"
    grep -q KERNEL-RUN-DONE <<<"$out"
}
