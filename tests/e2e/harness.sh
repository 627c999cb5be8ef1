#!/bin/bash
# The ground under the other tests: a private daemon, a network that gives addresses, and a
# guest that boots from each generation's disk and says so. No hvsh in it.
. "$(dirname "$0")/../lib/e2e.sh"

cat >"$TMP/net.xml" <<XML
<network><name>ground</name><forward mode='nat'/><bridge name='virbr77'/>
<ip address='192.168.77.1' netmask='255.255.255.0'><dhcp>
<range start='192.168.77.10' end='192.168.77.20'/></dhcp></ip></network>
XML
check "a network is defined" vsh net-define "$TMP/net.xml"
check "and starts, with bridge and dnsmasq" vsh net-start ground
like "the bridge is real" 'virbr77' "$(ip -br link)"

domain() { # NAME GENERATION DISK
    local os features bus nic controller
    if [ "$2" = 1 ]; then
        os="<os><type arch='x86_64' machine='pc'>hvm</type></os>" features="<acpi/>"
        bus=ide nic=e1000 controller=
    else
        os="<os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type><firmware>
<feature enabled='yes' name='secure-boot'/><feature enabled='yes' name='enrolled-keys'/></firmware></os>"
        features="<acpi/><smm state='on'/>"
        bus=scsi nic=virtio controller="<controller type='scsi' model='virtio-scsi'/>"
    fi
    local rom=
    [ "$2" = 1 ] || rom="<rom enabled='no'/>"
    cat >"$TMP/$1.xml" <<XML
<domain type='qemu'><name>$1</name><memory unit='MiB'>384</memory><vcpu>1</vcpu>$os
<features>$features</features><cpu mode='maximum'/><devices>$controller
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='$3'/>
<target dev='$([ "$2" = 1 ] && echo hda || echo sda)' bus='$bus'/><boot order='1'/></disk>
<interface type='network'><mac address='00:15:5d:00:00:0$2'/><source network='ground'/>
<model type='$nic'/>$rom</interface>
<serial type='unix'><source mode='bind' path='$TMP/$1.sock'/>
<log file='$TMP/$1.log' append='off'/><target type='isa-serial' port='0'/></serial>
<memballoon model='virtio'/></devices></domain>
XML
    check "$1 is defined" vsh define "$TMP/$1.xml"
    check "$1 starts" vsh start "$1"
}
domain one 1 "$(guest_disk gen1.qcow2 one.qcow2)"
domain two 2 "$(guest_disk gen2.qcow2 two.qcow2)"
console_wait "generation 1 boots by BIOS from IDE" one \
    '^HVSH-GUEST firmware=bios secureboot=0 disks=sda:48:ata nics=eth0:00:15:5d:00:00:01:e1000 ' 90
console_wait "generation 2 boots by UEFI with Secure Boot from SCSI" two \
    'HVSH-GUEST firmware=efi secureboot=1 disks=sda:48:virtio-scsi nics=eth0:00:15:5d:00:00:02:virtio_net ' 120
console_wait "generation 1 gets an address" one '^HVSH-GUEST address eth0 192\.168\.77\.' 180
console_wait "generation 2 gets an address" two '^HVSH-GUEST address eth0 192\.168\.77\.' 180
is "a command runs in the guest" 42 "$(guest one 'echo $((6 * 7))')"
off() {
    [ "$(vsh domstate "$1")" = "shut off" ]
}
vsh shutdown two
check "the guest obeys the power button" wait_until 120 off two
console_send one poweroff
check "and the command poweroff" wait_until 120 off one
finish
