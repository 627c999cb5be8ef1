"""The languages and tools that hvsh is compared with, and where they come from.

Debian packages are installed with apt-get (as root or through sudo), nushell with npm below
build/bench. What cannot be had is left out and said so.
"""
import glob
import os
import re
import shutil
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HVSH = os.path.abspath(os.environ.get("HVSH", os.path.join(TOP, "hvsh")))
GNU_TIME = "/usr/bin/time"
FOLDER = os.path.join(TOP, "build", "bench")


class Peer:
    def __init__(self, name, ending, command, package=None, version=None):
        self.name, self.ending, self.command, self.package = name, ending, command, package
        self.version = version or (lambda path: output([path, "--version"]))

    def program(self):
        """The path of the program, or None."""
        return shutil.which(self.command)

    def argv(self, script):
        return [self.program(), script]


def output(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else "?"


class Hvsh(Peer):
    def program(self):
        return HVSH

    def argv(self, script):
        return [HVSH, "-NoProfile", "-NonInteractive", "-File", script]


class Python(Peer):
    """CPython 3.11 and no other, since the promises are about it; a wrapper script in PATH would
    be measured too."""

    def program(self):
        paths = ["/usr/bin/python3.11", "/usr/local/bin/python3.11", shutil.which("python3.11")]
        for path in filter(None, paths):
            if os.access(path, os.X_OK) and output([path, "--version"]).startswith("Python 3.11"):
                return path
        return None

    def argv(self, script):
        return [self.program(), "-P", script]


class Bash(Peer):
    def argv(self, script):
        return [self.program(), "--norc", script]


class Jq(Peer):
    def argv(self, script):
        return [self.program(), "-f", script, "d.json"]


class Nushell(Peer):
    def program(self):
        found = glob.glob(os.path.join(FOLDER, "node_modules", "@nushell", "*", "**", "nu"),
                          recursive=True)
        return next((p for p in found if os.access(p, os.X_OK)), shutil.which("nu"))

    def argv(self, script):
        return [self.program(), "--no-config-file", script]


HVSH_PEER = Hvsh("hvsh", "ps1", "hvsh")
PEERS = [
    Python("CPython", "py", "python3.11", "python3.11-minimal"),
    Peer("Lua", "lua", "lua5.4", "lua5.4", lambda path: output([path, "-v"])),
    Peer("Node.js", "js", "node", "nodejs"),
    Bash("bash", "sh", "bash"),
    Nushell("nushell", "nu", "nu"),
    Jq("jq", "jq", "jq", "jq"),
]


def run_quietly(command):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False, timeout=300)
        return done.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install(peers):
    """Installs what is missing of peers; returns those that are there."""
    packages = [p.package for p in peers if p.package and not p.program()]
    packages += [] if os.access(GNU_TIME, os.X_OK) else ["time"]
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if packages:
        run_quietly(sudo + ["apt-get", "update"])
    for package in packages:
        run_quietly(sudo + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y",
                            "--no-install-recommends", package])
    if any(p.name == "nushell" and not p.program() for p in peers) and shutil.which("npm"):
        os.makedirs(FOLDER, exist_ok=True)
        run_quietly(["npm", "install", "--no-audit", "--no-fund", "--prefix", FOLDER, "nushell"])
    if not os.access(GNU_TIME, os.X_OK):
        sys.exit("bench: %s (Debian package time) is needed and cannot be installed" % GNU_TIME)
    there = []
    for p in peers:
        if p.program():
            there.append(p)
        else:
            print("bench: SKIPPED: %s cannot be installed here; nothing is compared with it" % p.name,
                  file=sys.stderr)
    return there


def version_of(peer):
    found = re.search(r"\d+(\.\d+)+", peer.version(peer.program()))
    return found.group(0) if found else "?"
