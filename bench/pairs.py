"""Pairs: what hvsh does (A) against what another program does (B), as the ratio of wall-clock
medians over interleaved rounds. Those that need a hypervisor run beside a libvirtd of their own.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

from peers import HVSH

VMS = 1000


def ps(script):
    return [HVSH, "-NoProfile", "-NonInteractive", "-Command", script]


def virsh(*args):
    return ["virsh", "-q", "-c", "qemu:///system", *args]


# name: (what, A, B, limit, rounds, inner repeats, where it runs)
PAIRS = {
    "startup": ("`-NoProfile -c exit` / `bash --norc -c exit`",
                [[HVSH, "-NoProfile", "-c", "exit"]], [["bash", "--norc", "-c", "exit"]],
                2.0, 21, 20, "here"),
    "hello": ("`Write-Output hello` / `bash --norc -c 'echo hello'`",
              [ps("Write-Output hello")], [["bash", "--norc", "-c", "echo hello"]],
              None, 15, 10, "here"),
    "count": ("counting to 300 000 / the same in bash",
             [ps("$i = 0; while ($i -lt 300000) { $i++ }")],
             [["bash", "--norc", "-c", "i=0; while ((i < 300000)); do ((i++)); done"]],
             None, 5, 1, "here"),
    "get-vm": ("`Get-VM` over %d VMs / `virsh list --all` + `virsh domstats`" % VMS,
               [ps("Get-VM | Out-Null")],
               [virsh("list", "--all"), virsh("domstats")],
               1.0, 11, 1, "libvirt"),
    "get-vm-sort": ("`Get-VM | Where-Object State -eq Running | Sort-Object Name` / `Get-VM`",
                    [ps("Get-VM | Where-Object State -eq Running | Sort-Object Name | Out-Null")],
                    [ps("Get-VM | Out-Null")],
                    None, 11, 1, "libvirt"),
    "get-vm-name": ("`Get-VM -Name x` among %d / `virsh dominfo x`" % VMS,
                    [ps("Get-VM -Name bench-500 | Out-Null")], [virsh("dominfo", "bench-500")],
                    None, 11, 1, "libvirt"),
}


def seconds(commands, repeats):
    start = time.perf_counter()
    for _ in range(repeats):
        for command in commands:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, check=False)
            if done.returncode != 0:
                sys.exit("bench: %s failed (%d): %s" % (" ".join(command)[:120], done.returncode,
                                                        done.stderr.decode("utf-8", "replace")))
    return (time.perf_counter() - start) / repeats


def measure(name, rounds):
    what, a, b, limit, usual, repeats, _ = PAIRS[name]
    seconds(a, 1)
    seconds(b, 1)
    times_a, times_b = [], []
    for turn in range(rounds or usual):
        order = [(a, times_a), (b, times_b)]
        for commands, times in order if turn % 2 == 0 else reversed(order):
            times.append(seconds(commands, repeats))
    ratios = sorted(x / y for x, y in zip(times_a, times_b))
    ratio = statistics.median(times_a) / statistics.median(times_b)
    return {
        "name": name, "what": what, "limit": limit, "ratio": ratio,
        "low": ratios[len(ratios) // 10], "high": ratios[-1 - len(ratios) // 10],
        "hvsh_ms": statistics.median(times_a) * 1000, "other_ms": statistics.median(times_b) * 1000,
        "difference_ms": (statistics.median(times_a) - statistics.median(times_b)) * 1000,
    }


DOMAIN = """<domain type='qemu'><name>bench-%(n)d</name><memory unit='MiB'>512</memory><vcpu>2</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features>
<devices><controller type='scsi' model='virtio-scsi'/>
<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>
<source file='/var/lib/libvirt/images/bench-%(n)d.qcow2'/><target dev='sda' bus='scsi'/></disk>
<interface type='user'><mac address='00:15:5d:01:%(hi)02x:%(lo)02x'/><model type='virtio'/></interface>
<serial type='pty'/><memballoon model='virtio'/></devices></domain>
"""


def define_vms():
    """Many stopped VMs."""
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for n in range(VMS):
            path = os.path.join(folder, "%d.xml" % n)
            with open(path, "w", encoding="utf-8") as file:
                file.write(DOMAIN % {"n": n, "hi": n >> 8, "lo": n & 255})
            lines.append("define %s" % path)
        subprocess.run(virsh(), input="\n".join(lines).encode(), stdout=subprocess.DEVNULL, check=True)
