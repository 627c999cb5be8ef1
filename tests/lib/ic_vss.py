#!/usr/bin/python3
"""Sends VSS messages of Hyper-V's integration services (struct hv_vss_msg of Linux'
include/uapi/linux/hyperv.h) over the socket of a machine's port and prints each answer's status.

usage: ic_vss.py SOCKET OPERATION|sSECONDS...     5 freezes, 6 thaws; s3 waits three seconds
The connection is closed at the end, as by a host that dies.
"""
import socket
import struct
import sys
import time

MAGIC, NEGOTIATE, VSS = 0x31475648, 0, 5
IC = struct.Struct("<HHHHHHIBBH")


def send(port, kind, body, version, service=0):
    header = IC.pack(3, 0, kind, *version, len(body), 0, 7, 3, service)
    port.sendall(struct.pack("<II", MAGIC, len(header) + len(body)) + header + body)


def receive(port):
    data = b""
    while True:
        at = data.find(struct.pack("<I", MAGIC))
        if at >= 0 and len(data) >= at + 8:
            size = struct.unpack_from("<I", data, at + 4)[0]
            if len(data) >= at + 8 + size:
                fields = IC.unpack_from(data, at + 8)
                return fields[2], fields[6], data[at + 28:at + 8 + size]
        more = port.recv(65536)
        if not more:
            sys.exit("the port was closed")
        data += more


port = socket.socket(socket.AF_UNIX)
port.settimeout(60)
port.connect(sys.argv[1])
time.sleep(0.5)
port.sendall(b"\xff" * 65544)
send(port, NEGOTIATE, struct.pack("<HHIHHHH", 1, 1, 4242, 3, 0, 5, 0), (0, 0), VSS)
kind, status, body = receive(port)
if kind != NEGOTIATE or struct.unpack_from("<HHI", body) != (1, 1, 4242):
    sys.exit("the service was not agreed on: %r" % body)
for word in sys.argv[2:]:
    if word[0] == "s":
        time.sleep(float(word[1:]))
        continue
    send(port, VSS, struct.pack("<B7xI", int(word), 0), (5, 0))
    kind, status, body = receive(port)
    print("%d: 0x%08X" % (int(word), status), flush=True)
