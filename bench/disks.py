"""Disks: the engine's VHDX, served by hvsh's plugin for nbdkit, against a raw file served by nbdkit
and against QEMU's own vhdx driver served by qemu-nbd; the client is `qemu-img bench`. TMPDIR names
the folder (and so the disk) that is used: 7 GB.

Loads, on a fresh disk of 8 GB: A writes 2000 x 64 KB, each into 2 MB of their own, and flushes after
every 16; B writes 400 x 4 KB one at a time, each into 2 MB of their own too, and flushes after each;
C writes 1 GB in pieces of 64 KB without a flush. The steady ones find that 1 GB written and go over
it, 16 requests at a time.

Both sides take turns, and change who is first; a ratio is the median of the rounds' hvsh / other, so
that what else the machine does in the meantime meets both sides of it. Beside it stands the same
ratio of the servers' CPU time, which other processes hardly change.
"""
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from peers import HVSH

PLUGIN = os.path.join(os.path.dirname(os.path.realpath(HVSH)), "nbdkit-hvsh-plugin.so")
WRITE = ["-w", "--pattern=85"]
LOADS = {
    "a": WRITE + ["-c", "2000", "-s", "64K", "-S", "2M", "-d", "16", "--flush-interval=16"],
    "b": WRITE + ["-c", "400", "-s", "4K", "-S", "2M", "-d", "1", "--flush-interval=1"],
    "c": WRITE + ["-c", "16384", "-s", "64K", "-d", "16"],
    "read-64k": ["-c", "16384", "-s", "64K", "-d", "16"],
    "read-4k": ["-c", "16384", "-s", "4K", "-S", "64K", "-d", "16"],
    "write-64k": WRITE + ["-c", "16384", "-s", "64K", "-d", "16"],
    "write-4k": WRITE + ["-c", "16384", "-s", "4K", "-S", "64K", "-d", "16"],
}
FRESH = ("a", "b", "c")

# name: (what, ours, the other, load, limit, rounds)
PAIRS = {}
for _load, _limit in (("a", 1.3), ("b", 1.5), ("c", 1.15), ("read-64k", 1.15), ("read-4k", 1.15),
                      ("write-64k", 1.15), ("write-4k", 1.15)):
    PAIRS["disk-%s" % _load] = ("load %s, VHDX / raw" % _load.upper(), "vhdx-32M", "raw", _load,
                                _limit, 15 if _load == "b" else 9)
for _load, _block, _limit in (("a", "2M", 1 / 8), ("a", "32M", 1 / 1.5), ("b", "2M", 1 / 3),
                              ("c", "2M", 1 / 2), ("read-64k", "32M", 1 / 1.2),
                              ("read-4k", "32M", 1 / 1.2)):
    PAIRS["disk-%s-qemu-%s" % (_load, _block)] = (
        "load %s, VHDX with blocks of %s / QEMU's driver" % (_load.upper(), _block),
        "vhdx-" + _block, "qemu-" + _block, _load, _limit, 5)
PAIRS["disk-convert"] = ("sparse 64 GB with 2 GB of data: `Convert-VHD` to VHDX / `qemu-img convert`"
                         " to qcow2", "convert", "convert-qemu", None, 1.0, 3)
PAIRS["disk-open-64TB"] = ("a server of a 64 TB VHDX started until it is ready / of a raw file",
                           "open", "open-raw", None, None, 21)
OPEN_MS, OPEN_MB = 20, 32


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit("bench: %s failed (%d): %s" % (" ".join(command)[:120], done.returncode,
                                                done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8", "replace")


def hvsh(script):
    run(HVSH, "-NoProfile", "-NonInteractive", "-Command", script)


def wait_for(path, server):
    """Until somebody listens there: the file is there a moment earlier."""
    while True:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(path)
                client.recv(18)  # the server's greeting; then: no flags but fixed newstyle, abort
                client.sendall(b"\0\0\0\3IHAVEOPT\0\0\0\2\0\0\0\0")
                client.recv(20)
                return
            except (FileNotFoundError, ConnectionRefusedError):
                pass
        if server.poll() is not None:
            sys.exit("bench: %s ended" % server.args[0])
        time.sleep(0.0002)


def cpu_of(process):
    """CPU seconds of a running process, all of its threads."""
    return time.clock_gettime((~process.pid << 3) | 2)


class Side:
    """One kind of disk in a folder of its own."""

    def __init__(self, kind, folder):
        self.kind = kind
        self.image = os.path.join(folder, kind + (".raw" if kind == "raw" else ".vhdx"))
        self.socket = os.path.join(folder, kind + ".sock")
        self.server = None

    def make(self):
        block = self.kind.rsplit("-", maxsplit=1)[-1]
        if self.kind == "raw":
            with open(self.image, "wb") as file:
                file.truncate(8 << 30)
        elif self.kind.startswith("vhdx"):
            hvsh("New-VHD '%s' -SizeBytes 8GB -BlockSizeBytes %sB | Out-Null" % (self.image, block))
        else:
            run("qemu-img", "create", "-q", "-f", "vhdx", "-o", "block_size=" + block, self.image,
                "8G")

    def start(self):
        self.make()
        if self.kind == "raw":
            command = ["nbdkit", "-f", "-U", self.socket, "file", self.image]
        elif self.kind.startswith("vhdx"):
            command = ["nbdkit", "-f", "-U", self.socket, PLUGIN, self.image]
        else:
            command = ["qemu-nbd", "-t", "-k", self.socket, "-f", "vhdx", "--cache=writeback",
                       self.image]
        self.server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        wait_for(self.socket, self.server)

    def stop(self):
        """Nothing that was written matters any more: it need not reach the disk."""
        if self.server:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait()
            self.server = None
            os.unlink(self.image)
            os.unlink(self.socket)

    def bench(self, load):
        before = cpu_of(self.server)
        out = run("qemu-img", "bench", "-f", "raw", *LOADS[load],
                  "nbd+unix:///?socket=" + self.socket)
        return float(out.split("Run completed in ")[1].split()[0]), cpu_of(self.server) - before

    def once(self, load):
        """Seconds on the clock and of the server's CPU time."""
        if load in FRESH:
            self.stop()
            self.start()
        elif not self.server:
            self.start()
            self.bench("c")
        taken = self.bench(load)
        if load in FRESH:
            self.stop()
        return taken


class Command:
    """Something else that is done with a disk."""

    def __init__(self, kind, folder):
        self.folder = folder
        self.target = os.path.join(folder, "target." + ("qcow2" if "qemu" in kind else "vhdx"))
        source = os.path.join(folder, "source.vhdx")
        if not os.path.exists(source):
            hvsh("New-VHD '%s' -SizeBytes 64GB | Out-Null" % source)
            run("nbdkit", "-U", "-", PLUGIN, source, "--run",
                "qemu-img bench -f raw -w --pattern=85 -c 2048 -s 1M -o 30G $uri")
        self.command = {
            "convert": lambda: hvsh("Convert-VHD '%s' '%s'" % (source, self.target)),
            "convert-qemu": lambda: run("qemu-img", "convert", "-O", "qcow2", source, self.target),
        }[kind]

    def once(self, _):
        os.sync()
        start, used = time.perf_counter(), os.times()
        self.command()
        end, after = time.perf_counter(), os.times()
        os.unlink(self.target)
        return end - start, (after.children_user - used.children_user +
                             after.children_system - used.children_system)

    def stop(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Opening:
    """A server started until it is ready; what its process takes."""

    def __init__(self, kind, folder):
        self.image = os.path.join(folder, kind + ".vhdx")
        self.socket = self.image + ".sock"
        self.peak_mb = 0
        self.plugin = PLUGIN if kind == "open" else "file"
        if kind == "open":
            hvsh("New-VHD '%s' -SizeBytes 64TB | Out-Null" % self.image)
        else:
            with open(self.image, "wb") as file:
                file.truncate(1 << 30)

    def once(self, _):
        start = time.perf_counter()
        server = subprocess.Popen(["nbdkit", "-f", "-U", self.socket, self.plugin, self.image],
                                  stdin=subprocess.DEVNULL)
        wait_for(self.socket, server)
        taken = time.perf_counter() - start
        server.terminate()
        used = os.wait4(server.pid, 0)[2]
        server.returncode = 0
        os.unlink(self.socket)
        self.peak_mb = max(self.peak_mb, used.ru_maxrss / 1024)
        return taken, used.ru_utime + used.ru_stime

    def stop(self):
        pass


def measure(name, rounds):
    what, ours, other, load, limit, usual = PAIRS[name]
    make = Side if load else Opening if ours == "open" else Command
    with tempfile.TemporaryDirectory(prefix="hvsh-disks-") as folder:
        sides = [make(ours, folder), make(other, folder)]
        try:
            times = [[], []]
            for turn in range((rounds or usual) + 1):
                for which in (0, 1) if turn % 2 == 0 else (1, 0):
                    taken = sides[which].once(load)
                    if turn:  # the first round warms up
                        times[which].append(taken)
        finally:
            for side in sides:
                side.stop()
    (wall, cpu), (other_wall, other_cpu) = [tuple(zip(*t)) for t in times]
    ratios = sorted(x / y for x, y in zip(wall, other_wall))
    mine, theirs = statistics.median(wall), statistics.median(other_wall)
    over = []
    if ours == "open":
        what += ", at most %.0f MB" % sides[0].peak_mb
        if mine * 1000 > OPEN_MS or sides[0].peak_mb > OPEN_MB:
            over.append("%s: %.1f ms and %.0f MB, limits %d and %d" % (
                name, mine * 1000, sides[0].peak_mb, OPEN_MS, OPEN_MB))
    return {
        "over": over, "name": name, "what": what, "limit": limit, "ratio": statistics.median(ratios),
        "low": ratios[len(ratios) // 10], "high": ratios[-1 - len(ratios) // 10],
        "cpu": statistics.median(x / y for x, y in zip(cpu, other_cpu)),
        "hvsh_ms": mine * 1000, "other_ms": theirs * 1000,
        "difference_ms": (mine - theirs) * 1000,
    }
