"""Disks: the engine's VHDX, served by hvsh's plugin for nbdkit, against a raw file served by nbdkit
and against QEMU's own vhdx driver served by qemu-nbd; the client is `qemu-img bench`. Each ratio is
that of the medians over interleaved rounds, hvsh / other. TMPDIR names the folder (and so the disk)
that is used: 4 GB.

Loads, on a fresh disk of 8 GB: A writes 2000 x 64 KB, each into 2 MB of their own, and flushes after
every 16; B writes 400 x 4 KB one after the other, a flush after each; C writes 1 GB in pieces of 64 KB
without a flush. The steady ones find that 1 GB written and go over it, 16 requests at a time.
"""
import os
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
    "b": WRITE + ["-c", "400", "-s", "4K", "-d", "1", "--flush-interval=1"],
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
                                _limit, 7)
for _load, _block, _limit in (("a", "2M", 1 / 8), ("a", "32M", 1 / 1.5), ("b", "2M", 1 / 3),
                              ("c", "2M", 1 / 2), ("read-64k", "32M", 1 / 1.2),
                              ("read-4k", "32M", 1 / 1.2)):
    PAIRS["disk-%s-qemu-%s" % (_load, _block)] = (
        "load %s, VHDX with blocks of %s / QEMU's driver" % (_load.upper(), _block),
        "vhdx-" + _block, "qemu-" + _block, _load, _limit, 5)
PAIRS["disk-convert"] = ("sparse 64 GB with 2 GB of data: `Convert-VHD` to VHDX / `qemu-img convert`"
                         " to qcow2", "convert", "convert-qemu", None, 1.0, 3)
PAIRS["disk-open-64TB"] = ("a server of a 64 TB VHDX started and ended / of a raw file",
                           "open", "open-raw", None, None, 9)


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit("bench: %s failed (%d): %s" % (" ".join(command)[:120], done.returncode,
                                                done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8", "replace")


def hvsh(script):
    run(HVSH, "-NoProfile", "-NonInteractive", "-Command", script)


class Side:
    """One kind of disk in a folder of its own."""

    def __init__(self, kind, folder):
        self.kind = kind
        self.image = os.path.join(folder, kind + (".raw" if kind == "raw" else ".vhdx"))
        self.socket = os.path.join(folder, kind + ".sock")
        self.written = False

    def make(self):
        if os.path.exists(self.image):
            os.unlink(self.image)
        self.written = False
        block = self.kind.rsplit("-", maxsplit=1)[-1]
        if self.kind == "raw":
            with open(self.image, "wb") as file:
                file.truncate(8 << 30)
        elif self.kind.startswith("vhdx"):
            hvsh("New-VHD '%s' -SizeBytes 8GB -BlockSizeBytes %sB | Out-Null" % (self.image, block))
        else:
            run("qemu-img", "create", "-q", "-f", "vhdx", "-o", "block_size=" + block, self.image,
                "8G")

    def serve(self):
        if self.kind == "raw":
            command = ["nbdkit", "-f", "-U", self.socket, "file", self.image]
        elif self.kind.startswith("vhdx"):
            command = ["nbdkit", "-f", "-U", self.socket, PLUGIN, self.image]
        else:
            command = ["qemu-nbd", "-t", "-k", self.socket, "-f", "vhdx", "--cache=writeback",
                       self.image]
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        while not os.path.exists(self.socket):
            if server.poll() is not None:
                sys.exit("bench: %s ended" % command[0])
            time.sleep(0.005)
        return server

    def bench(self, load):
        out = run("qemu-img", "bench", "-f", "raw", *LOADS[load],
                  "nbd+unix:///?socket=" + self.socket)
        return float(out.split("Run completed in ")[1].split()[0])

    def seconds(self, load):
        if load in FRESH or not self.written:
            self.make()
        server = self.serve()
        try:
            if load not in FRESH and not self.written:
                self.bench("c")
                self.written = True
            return self.bench(load)
        finally:
            server.terminate()
            server.wait()
            if os.path.exists(self.socket):
                os.unlink(self.socket)


class Command:
    """Something else that is done with a disk."""

    def __init__(self, kind, folder):
        self.kind = kind
        source = os.path.join(folder, "source.vhdx")
        self.target = os.path.join(folder, "target." + ("qcow2" if "qemu" in kind else "vhdx"))
        big = os.path.join(folder, "big.vhdx")
        if kind.startswith("convert") and not os.path.exists(source):
            hvsh("New-VHD '%s' -SizeBytes 64GB | Out-Null" % source)
            run("nbdkit", "-U", "-", PLUGIN, source, "--run",
                "qemu-img bench -f raw -w --pattern=85 -c 2048 -s 1M -S 31M $uri")
        if kind == "open":
            hvsh("New-VHD '%s' -SizeBytes 64TB | Out-Null" % big)
        if kind == "open-raw":
            with open(big + ".raw", "wb") as file:
                file.truncate(1 << 30)
        self.command = {
            "convert": lambda: hvsh("Convert-VHD '%s' '%s'" % (source, self.target)),
            "convert-qemu": lambda: run("qemu-img", "convert", "-O", "qcow2", source, self.target),
            "open": lambda: run("nbdkit", "-U", "-", PLUGIN, big, "--run", "true"),
            "open-raw": lambda: run("nbdkit", "-U", "-", "file", big + ".raw", "--run", "true"),
        }[kind]

    def seconds(self, _):
        if os.path.exists(self.target):
            os.unlink(self.target)
        os.sync()
        start = time.perf_counter()
        self.command()
        return time.perf_counter() - start


def measure(name, rounds):
    what, ours, other, load, limit, usual = PAIRS[name]
    with tempfile.TemporaryDirectory(prefix="hvsh-disks-") as folder:
        make = Side if load else Command
        sides = [make(ours, folder), make(other, folder)]
        times = [[], []]
        for turn in range((rounds or usual) + 1):
            for which in (0, 1) if turn % 2 == 0 else (1, 0):
                taken = sides[which].seconds(load)
                if turn:  # the first round warms up
                    times[which].append(taken)
    ratios = sorted(x / y for x, y in zip(*times))
    mine, theirs = statistics.median(times[0]), statistics.median(times[1])
    return {
        "name": name, "what": what, "limit": limit, "ratio": mine / theirs,
        "low": ratios[len(ratios) // 10], "high": ratios[-1 - len(ratios) // 10],
        "hvsh_ms": mine * 1000, "other_ms": theirs * 1000,
        "difference_ms": (mine - theirs) * 1000,
    }
