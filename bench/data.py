"""The 100 MB files that the JSON and CSV benchmarks read."""
import os
import random

SIZE = 100_000_000
STATES = ("Running", "Off", "Saved", "Paused")


def json_line(n, rnd):
    return ('{"Id": %d, "Name": "vm-%06d", "State": "%s", "Memory": %d, "Host": {"Name": "host-%d", '
            '"Site": "z\u00fcrich"}, "Tags": ["a", "b", "%d"]}'
            % (n, n, rnd.choice(STATES), rnd.randrange(1 << 34), n % 50, n))


def csv_line(n, rnd):
    return ('%d,vm-%06d,%s,%d,"host, ""%d"""\n'
            % (n, n, rnd.choice(STATES), rnd.randrange(1 << 34), n % 50))


def write(path, head, line, between, tail):
    if os.path.exists(path):
        return
    rnd = random.Random(1)
    size, n = 0, 0
    with open(path + ".new", "w", encoding="utf-8", newline="") as file:
        file.write(head)
        while size < SIZE:
            text = (between if n else "") + line(n, rnd)
            size += len(text.encode())
            file.write(text)
            n += 1
        file.write(tail)
    os.replace(path + ".new", path)


def make(folder):
    os.makedirs(folder, exist_ok=True)
    write(os.path.join(folder, "d.json"), "[\n", json_line, ",\n", "\n]\n")
    write(os.path.join(folder, "d.csv"), "Id,Name,State,Memory,Host\n", csv_line, "", "")
