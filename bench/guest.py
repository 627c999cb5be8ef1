"""Guest services: hvsh's file channel against the bare virtio port, the QEMU guest agent and Debian's
hv_fcopy_daemon, in one emulated guest without a network. Speeds are medians over interleaved rounds of
whole commands, the program's start included; files lie in memory on both sides.

The bare port is served in the guest by bench/port.c, a few lines that discard what comes, write it to
a file, or send a buffer or a file. Files are in an ordinary tmpfs, whose pages of 4 KB cost the guest's
kernel as much as the port itself, whoever writes them: `guest-file` compares a copy with bytes that
nobody keeps, `guest-file-port` with a program that keeps them. In the same way `guest-out` compares with
a sender of one buffer over and over, and `guest-out-file` with a sender of the same file. hvsh checks
the sum of every block, and renames a file when it is whole and written out; the bare port does neither.
The guest is one that an emulated processor does not hold up at each page: mitigations, clearing of
pages that are written at once, accounting of memory per group, SMAP and SMEP are off, for both sides.
Where other work shares the machine compare ratios only: both sides of them take turns.
"""
import os
import re
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

from peers import HVSH, TOP

PORT = "bench.port.0"
GUEST = os.path.join(TOP, "build", "guest")
MB = 1 << 20
BIG, STRICT, AGENT = 256 * MB, 24 * MB, 6 * MB
SMALL, EACH = 10000, 50

# name: (what, limit, unit); limits of speeds are lower bounds, those of times and memory upper ones
FIGURES = {
    "guest-file": ("`Copy-VMFile` to a file in memory / the bare port, discarded there", 0.6, "x"),
    "guest-file-port": ("the same / the bare port to a file", 0.85, "x"),
    "guest-out": ("`Copy-VMFile -FileSource Guest` / the bare port from the guest, from a buffer", 0.7, "x"),
    "guest-out-file": ("the same / the bare port from the guest, from the file", None, "x"),
    "guest-agent": ("`Copy-VMFile` / the same by the QEMU guest agent", 25, "x"),
    "guest-strict": ("`Copy-VMFile -Strict` / the same to Debian's hv_fcopy_daemon", 1.5, "x"),
    "guest-small": ("%d files of 1 KB: one Copy-VMFile each / -Recurse" % SMALL, 20, "x"),
    "guest-negotiate": ("padding, negotiation and its answer", 10, "ms"),
    "guest-1k": ("one Copy-VMFile of 1 KB in a session", 50, "ms"),
    "guest-memory": ("peak of the host's resident memory, libraries and all, by which %d MB go in" % (BIG // MB), 16, "MB"),
}
LOWER = ("x",)

DOMAIN = """<domain type='qemu'><name>bench</name><memory unit='MiB'>1536</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type><kernel>{guest}/vmlinuz</kernel>
<initrd>{folder}/initrd</initrd><cmdline>console=ttyS0 quiet mitigations=off cryptomgr.notests
random.trust_cpu=on no_timer_check init_on_alloc=0 cgroup_disable=memory</cmdline></os>
<features><acpi/></features><cpu mode='maximum'>
<feature policy='disable' name='erms'/><feature policy='disable' name='smap'/>
<feature policy='disable' name='smep'/></cpu>
<devices><controller type='virtio-serial'/>
<channel type='unix'><target type='virtio' name='hv.guestservices.0'/></channel>
<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
<channel type='unix'><source mode='bind' path='{folder}/port'/>
<target type='virtio' name='{port}'/></channel>
<serial type='unix'><source mode='bind' path='{folder}/console'/><log file='{folder}/log' append='off'/>
<target type='isa-serial' port='0'/></serial><memballoon model='none'/></devices></domain>
"""

# In the guest: who serves file copies.
SERVE = """#!/bin/sh
device() {
    for p in /sys/class/virtio-ports/*; do
        [ "$(cat $p/name)" != $1 ] || echo /dev/${p##*/}
    done
}
start() {
    setsid "$@" >/dev/null 2>&1 </dev/null &
}
[ $1 = begin ] || killall -q hvsh-guest hv_fcopy_daemon qemu-ga
case $1 in
begin)
    mount -t tmpfs -o size=1000m none /tmp
    insmod /lib/modules/*/fuse.ko
    insmod /lib/modules/*/cuse.ko
    start /bench-port $(device %s) ;;
own) start hvsh-guest ;;
stock)
    start hvsh-guest --cuse
    sleep 1
    start /sbin/hv_fcopy_daemon -n ;;
agent)
    mkdir -p /var/run
    start /sbin/qemu-ga -m virtio-serial -p $(device org.qemu.guest_agent.0) ;;
esac
sleep 1
"""


def run(*command, **more):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False, **more)
    if done.returncode != 0:
        sys.exit("bench: %s failed (%d): %s%s" % (" ".join(command)[:120], done.returncode,
                                                  done.stderr.decode("utf-8", "replace")[:500],
                                                  done.stdout.decode("utf-8", "replace")[-500:]))
    return done.stdout.decode("utf-8", "replace")


def console(action, *args):
    return run(sys.executable, os.path.join(TOP, "tests", "lib", "console.py"), action, "bench", *args)


def inside(command):
    return console("run", command, "60")


def hvsh(script):
    return run(HVSH, "-NoProfile", "-NonInteractive", "-Command", script)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Guest:
    """A running guest with its own daemon, Debian's, the agent, and the bare port."""

    def __init__(self, folder):
        self.folder = folder
        self.address = None
        self.serving = None

    def boot(self):
        run(os.path.join(TOP, "scripts", "guest", "build"))
        root = os.path.join(self.folder, "root")
        os.makedirs(root)
        run("gcc", "-O2", "-static", "-o", os.path.join(root, "bench-port"),
            os.path.join(TOP, "bench", "port.c"))
        with open(os.path.join(root, "serve"), "w", encoding="utf-8") as file:
            file.write(SERVE % PORT)
        os.chmod(os.path.join(root, "serve"), 0o755)
        with open(os.path.join(self.folder, "initrd"), "wb") as out:
            for name in ("initrd", "peers"):
                with open(os.path.join(GUEST, name), "rb") as file:
                    shutil.copyfileobj(file, out)
            out.write(bytes(-out.tell() % 512))  # an archive begins at a multiple of four
            out.write(subprocess.run(["cpio", "--quiet", "-o", "-H", "newc"], cwd=root, check=True,
                                     input=b"bench-port\nserve", stdout=subprocess.PIPE).stdout)
        path = os.path.join(self.folder, "bench.xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(DOMAIN.format(guest=GUEST, folder=self.folder, port=PORT))
        for action in ("define", "start"):
            run("virsh", "-q", "-c", "qemu:///system", action, path if action == "define" else "bench")
        console("wait", "HVSH-GUEST READY", "180")
        inside("/serve begin")
        xml = run("virsh", "-q", "-c", "qemu:///system", "dumpxml", "bench")
        self.address = re.search(r"path='([^']*)'[^<]*<target type='virtio' name='hv.guest", xml,
                                 re.DOTALL).group(1)
        self.serving = "own"
        self.wait_for("1000")

    def serve(self, which):
        """own: hvsh-guest; stock: hv_fcopy_daemon behind it; agent: qemu-ga alone"""
        if self.serving == which:
            return
        inside("/serve " + which)
        self.serving = which
        self.wait_for("100")

    def wait_for(self, count):
        """Until a small copy succeeds."""
        path = os.path.join(self.folder, "small")
        with open(path, "wb") as file:
            file.write(os.urandom(1024))
        for _ in range(int(count)):
            done = subprocess.run([HVSH, "-NoProfile", "-NonInteractive", "-Command",
                                   self.copy_in(path, "/tmp/small")], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            if done.returncode == 0:
                return
            time.sleep(0.2)
        sys.exit("bench: the guest does not answer (%s): %s" % (
            self.serving, done.stdout.decode("utf-8", "replace")))

    @staticmethod
    def copy_in(source, target, more=""):
        return "Copy-VMFile bench '%s' %s -FileSource Host -Force %s" % (source, target, more)

    def source(self, size):
        path = os.path.join(self.folder, "source-%d" % size)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                for _ in range(0, size, MB):
                    file.write(os.urandom(MB))
        return path

    # ---- what is measured; speeds in MB/s --------------------------------------------------------
    def port(self, what, size):
        data = bytearray(MB)
        if what == "f":
            self.remove()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
            s.settimeout(120)
            s.connect(os.path.join(self.folder, "port"))
            start = time.perf_counter()
            s.sendall(struct.pack("<8sQ", what.encode(), size))
            if what in "ws":
                left = size
                while left:
                    left -= s.recv_into(data)
            else:
                for _ in range(0, size, MB):
                    s.sendall(data)
                if s.recv(1) != b"k":
                    sys.exit("bench: the bare port broke")
            return size / MB / (time.perf_counter() - start)

    def remove(self):
        self.port("d", 0)

    def copy(self, serving, size, more=""):
        self.serve(serving)
        source = self.source(size)
        self.remove()  # a new file, as that of the bare port
        return size / MB / timed(lambda: hvsh(self.copy_in(source, "/tmp/in", more)))

    def fetch(self, size):
        """What the last copy brought in; each round begins with one."""
        self.serve("own")
        target = os.path.join(self.folder, "back")
        return size / MB / timed(lambda: hvsh(
            "Copy-VMFile bench /tmp/in '%s' -FileSource Guest -Force" % target))

    def negotiate(self):
        self.serve("own")
        times = []
        for nonce in range(1, 21):
            body = struct.pack("<HHIHHHH", 1, 1, nonce, 3, 0, 2, 0)
            message = struct.pack("<HHHHHHIBBH", 3, 0, 0, 0, 0, len(body), 0, 1, 3, 0) + body
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
                s.settimeout(60)
                s.connect(self.address)
                start = time.perf_counter()
                s.sendall(b"\xff" * 65544 + struct.pack("<II", 0x31475648, len(message)) + message)
                got = b""
                while struct.pack("<HHI", 1, 1, nonce) not in got:
                    got += s.recv(4096)
                times.append((time.perf_counter() - start) * 1000)
            time.sleep(0.1)  # the guest sees that its host left
        return times

    def one_kb(self):
        out = hvsh("1..21 | ForEach-Object { (Measure-Command { %s }).TotalMilliseconds }" %
                   self.copy_in(os.path.join(self.folder, "small"), "/tmp/small"))
        return [float(x) for x in out.split()[1:]]

    def small(self):
        """Seconds for all by one command, and for all one by one (from the first few)."""
        tree = os.path.join(self.folder, "tree")
        if not os.path.exists(tree):
            os.makedirs(tree)
            for n in range(SMALL):
                with open(os.path.join(tree, "f%d" % n), "wb") as file:
                    file.write(os.urandom(1024))
        inside("rm -rf /tmp/in /tmp/tree /tmp/each")
        together = timed(lambda: hvsh(self.copy_in(tree, "/tmp", "-Recurse")))
        each = float(hvsh("(Measure-Command { foreach ($n in 1..%d) { %s } }).TotalSeconds" % (
            EACH, self.copy_in(tree + "/f$n", "/tmp/each/", "-CreateFullPath").replace("'", '"'))))
        return together, each * SMALL / EACH

    def memory(self):
        self.serve("own")
        script = self.copy_in(self.source(BIG), "/tmp/in")
        process = subprocess.Popen([HVSH, "-NoProfile", "-NonInteractive", "-Command", script],
                                   stdin=subprocess.DEVNULL)
        own = everything = 0
        while process.poll() is None:
            try:
                with open("/proc/%d/status" % process.pid, encoding="utf-8") as file:
                    kb = {k: int(v.split()[0]) for k, v in
                          (line.split(":", 1) for line in file if line.startswith("Rss") or
                           line.startswith("VmHWM"))}
                own = max(own, kb.get("RssAnon", 0) + kb.get("RssShmem", 0))
                everything = max(everything, kb.get("VmHWM", 0))
            except (FileNotFoundError, ProcessLookupError):
                pass
            time.sleep(0.01)
        return own / 1024, everything / 1024


def row(name, values, detail):
    values = sorted(values)
    what, limit, unit = FIGURES[name]
    return {"name": name, "what": what, "limit": limit, "unit": unit, "detail": detail,
            "value": statistics.median(values), "low": values[len(values) // 10],
            "high": values[-1 - len(values) // 10]}


def against(name, ours, other, unit="MB/s"):
    """ours[i] and other[i] are of the same round."""
    result = row(name, [x / y for x, y in zip(ours, other)], "%.1f / %.1f %s" % (
        statistics.median(ours), statistics.median(other), unit))
    result["value"] = statistics.median(ours) / statistics.median(other)
    return result


def interleave(rounds, **works):
    """Each work once a round, every other round backwards; the first round warms up."""
    values = {name: [] for name in works}
    for turn in range(rounds + 1):
        order = list(works.items())
        for name, work in order if turn % 2 == 0 else reversed(order):
            taken = work()
            if turn:
                values[name].append(taken)
    return values


def measure(names, rounds):
    with tempfile.TemporaryDirectory(prefix="hvsh-guest-", dir="/dev/shm") as folder:
        os.chmod(folder, 0o755)
        guest = Guest(folder)
        guest.boot()
        try:
            return list(measure_in(guest, names, rounds or 5))
        finally:
            subprocess.run(["virsh", "-q", "-c", "qemu:///system", "destroy", "bench"], check=False)


def measure_in(guest, names, rounds):
    def wanted(*some):
        return any(n in names for n in some)

    if wanted("guest-file", "guest-file-port", "guest-out", "guest-out-file"):
        speed = interleave(
            rounds, bare=lambda: guest.port("r", BIG), file=lambda: guest.port("f", BIG),
            own=lambda: guest.copy("own", BIG), up=lambda: guest.port("w", BIG),
            out=lambda: guest.fetch(BIG), sent=lambda: guest.port("s", BIG))
        yield against("guest-file", speed["own"], speed["bare"])
        yield against("guest-file-port", speed["own"], speed["file"])
        yield against("guest-out", speed["out"], speed["up"])
        yield against("guest-out-file", speed["out"], speed["sent"])
    if wanted("guest-agent"):
        slow = interleave(min(rounds, 3), own=lambda: guest.copy("own", BIG),
                          agent=lambda: guest.copy("agent", AGENT))
        yield against("guest-agent", slow["own"], slow["agent"])
    if wanted("guest-strict"):
        speed = interleave(min(rounds, 3), own=lambda: guest.copy("own", STRICT, "-Strict"),
                           stock=lambda: guest.copy("stock", STRICT, "-Strict"))
        yield against("guest-strict", speed["own"], speed["stock"])
    if wanted("guest-negotiate"):
        yield row("guest-negotiate", guest.negotiate(), "")
    if wanted("guest-1k"):
        guest.serve("own")
        yield row("guest-1k", guest.one_kb(), "")
    if wanted("guest-small"):
        guest.serve("own")
        both = [guest.small() for _ in range(min(rounds, 3))]
        yield against("guest-small", [each for _, each in both], [all_ for all_, _ in both], "s")
    if wanted("guest-memory"):
        both = [guest.memory() for _ in range(3)]
        yield row("guest-memory", [everything for _, everything in both],
                  "%.1f MB of it not from files" % max(own for own, _ in both))


def broken(result):
    limit = result["limit"]
    if limit and (result["value"] < limit if result["unit"] in LOWER else result["value"] > limit):
        yield "%s: %.2f %s, limit %g" % (result["name"], result["value"], result["unit"], limit)
