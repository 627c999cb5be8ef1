"""Reads and writes a guest's first serial port, found in the domain's XML, past hvsh.

usage: console.py read VM | wait VM REGEX SECONDS | send VM LINE | run VM COMMAND SECONDS
What the guest wrote so far is read from the port's <log file>, or, for a `file` port, from
its file. Typing needs a `unix` port (its socket) or a `pty` port.
"""
import os
import re
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree


def port(vm):
    xml = subprocess.run(["virsh", "-q", "-c", os.environ.get("E2E_URI", "qemu:///system"), "dumpxml", vm], check=True,
                         stdout=subprocess.PIPE).stdout
    serial = ElementTree.fromstring(xml).find("devices/serial")
    if serial is None:
        sys.exit("console: %s has no serial port" % vm)
    return serial


def output(serial):
    log = serial.find("log")
    path = log.get("file") if log is not None else None
    if path is None and serial.get("type") == "file":
        path = serial.find("source").get("path")
    if path is None:
        sys.exit("console: this port keeps no log")
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace").replace("\r", "")
    except FileNotFoundError:
        return ""


def send(serial, line):
    path = serial.find("source").get("path")
    data = (line + "\n").encode()
    if serial.get("type") == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(path)
            connection.sendall(data)
            # QEMU drops what it has not read when the other side goes away.
            time.sleep(0.3)
    else:
        descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY)
        os.write(descriptor, data)
        time.sleep(0.3)
        os.close(descriptor)


def wait(serial, pattern, seconds, start=0):
    end = time.monotonic() + seconds
    while True:
        text = output(serial)[start:]
        found = re.search(pattern, text, re.MULTILINE)
        if found:
            return text, found
        if time.monotonic() > end:
            print(text)
            sys.exit("console: not seen: %s" % pattern)
        time.sleep(0.2)


def main():
    action, vm = sys.argv[1:3]
    serial = port(vm)
    if action == "read":
        print(output(serial))
    elif action == "wait":
        print(wait(serial, sys.argv[3], float(sys.argv[4]))[0])
    elif action == "send":
        send(serial, sys.argv[3])
    elif action == "run":
        start = len(output(serial))
        send(serial, sys.argv[3])
        text, found = wait(serial, r"^HVSH-GUEST done (\d+)$", float(sys.argv[4]), start)
        # The guest says that it lives whenever it likes, in the middle of another line too.
        text = re.sub(r"HVSH-GUEST alive \d+\n", "", text[:found.start()])
        print("\n".join(l for l in text.splitlines() if l != sys.argv[3]))
        sys.exit(int(found.group(1)))


main()
