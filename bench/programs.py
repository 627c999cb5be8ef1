"""The same small programs in several languages: CPU time and memory, side by side.

Each file programs/CASE.* prints an answer, or writes its selection to $BENCH_OUT; all answers must
be equal. Rounds are interleaved and the order turns, so that a busy machine is busy for everyone.
"""
import csv
import json
import os
import statistics
import subprocess
import sys

import data
import peers

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")

# name: (what, limit and goal as CPU time against CPython 3.11, limit of the peak RSS in MB, rounds)
CASES = {
    "loop": ("add and compare, 1,000,000 times", 1.0, 0.14, None, 9),
    "fib": ("fib(25), a function with a typed parameter", 1.5, 0.5, None, 9),
    "append": ("text += text, 100,000 times", 1.0, 0.4, None, 9),
    "format": ("a number format, 100,000 times", 1.0, 0.6, None, 9),
    "pipeline": ("1,000,000 integers filtered, doubled, summed", 2.0, 1.0, 16, 9),
    "records": ("1,000,000 records made, sorted by a key, put into 100 groups", 0.7, 0.4, 200, 5),
    "array": ("array += item, 100,000 times", 1.0, 0.5, None, 9),
    "json": ("100 MB of JSON: parse, filter, select, write", 0.8, 0.5, 300, 3),
    "turns": ("10,000,000 turns with objects, text and calls (memory only)", None, None, 16, 1),
    "csv": ("100 MB of CSV: parse, filter, select, write", 0.6, 0.3, 20, 3),
}


class Run:
    """What one process used."""

    def __init__(self, argv, folder, out):
        # The peak of a process counts what forked it: GNU time is small, Python is not.
        argv = [peers.GNU_TIME, "-o", out + ".rss", "-f", "%M", *argv]
        with open(out + ".stdout", "wb") as stdout, open(out + ".stderr", "wb") as stderr:
            child = subprocess.Popen(argv, cwd=folder, env=dict(os.environ, BENCH_OUT=out),
                                     stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        with open(out + ".rss", encoding="utf-8") as file:
            self.rss_mb = int(file.read().split()[-1]) / 1024
        if child.returncode != 0:
            with open(out + ".stderr", encoding="utf-8", errors="replace") as file:
                sys.exit("bench: %s failed: %s" % (" ".join(argv), file.read()[:500]))


def answer(name, ending, out):
    """What the program found, alike for all languages."""
    if name not in ("json", "csv"):
        with open(out + ".stdout", encoding="utf-8") as file:
            return file.read().split()
    path = out + ".stdout" if ending == "jq" else out
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = json.load(file) if name == "json" else list(csv.DictReader(file))
    return [(int(r["Id"]), r["Name"], int(r["Memory"])) for r in rows]


def measure(name, others, rounds=None):
    what, limit, goal, rss_limit, usual = CASES[name]
    folder = os.path.join(peers.FOLDER, "data")
    data.make(folder)
    runners = [p for p in [peers.HVSH_PEER] + others
               if os.path.exists(os.path.join(PROGRAMS, "%s.%s" % (name, p.ending)))]
    runs = {p.name: [] for p in runners}
    expected = None
    for turn in range(rounds or usual):
        at = turn % len(runners)
        for p in runners[at:] + runners[:at]:
            out = os.path.join(folder, "out-%s-%s" % (name, p.ending))
            script = os.path.join(PROGRAMS, "%s.%s" % (name, p.ending))
            runs[p.name].append(Run(p.argv(script), folder, out))
            if turn:
                continue
            found = answer(name, p.ending, out)
            if expected is None:
                expected = found
            elif found != expected:
                sys.exit("bench: %s: %s answers %s, %s answered %s"
                         % (name, p.name, str(found)[:200], runners[at].name, str(expected)[:200]))
    cpu = {n: statistics.median(r.cpu for r in all_) for n, all_ in runs.items()}
    rss = {n: max(r.rss_mb for r in all_) for n, all_ in runs.items()}
    return {"name": name, "what": what, "kind": "program", "limit": limit, "goal": goal,
            "rss_limit_mb": rss_limit, "cpu_s": cpu, "rss_mb": rss,
            "ratio": cpu["hvsh"] / cpu["CPython"] if cpu.get("CPython") else None}


def broken(r):
    """The promises that a result does not keep."""
    if r["limit"] and r["ratio"] and r["ratio"] > r["limit"]:
        yield "%s: %.2f x CPython, limit %.2f" % (r["name"], r["ratio"], r["limit"])
    if r["rss_limit_mb"] and r["rss_mb"]["hvsh"] > r["rss_limit_mb"]:
        yield "%s: %.0f MB, limit %d" % (r["name"], r["rss_mb"]["hvsh"], r["rss_limit_mb"])
