#!/usr/bin/python3
"""The server of a disk is told to stop: at the very time when its last user leaves and it begins to
end by itself, or while that one stays connected and is quiet. Neither is an error, nothing of the
server is left, and it is not waited for until it has to be killed.

usage: nbd_leave.py HVSH-DISK IMAGE SOCKET ROUNDS
"""
import os
import subprocess
import sys
import time

import nbd


def main():
    program, image, socket, rounds = *sys.argv[1:4], int(sys.argv[4])
    for i in range(rounds):
        subprocess.run([program, "start", "--socket", socket, "--file", image], check=True)
        client = nbd.NBD()
        client.connect_unix(socket)
        client.pwrite(b"x" * 4096, 4096)
        if i % 3:
            client.shutdown()
            time.sleep(i % 16 * 0.002)
        start = time.monotonic()
        subprocess.run([program, "stop", "--socket", socket], check=True)
        if time.monotonic() - start > 50:  # after 60 it is killed
            sys.exit("round %d: the server did not end" % i)
        left = [socket[:-5] + end for end in (".sock", ".ctl", ".pid")]
        left = [path for path in left if os.path.exists(path)]
        if left:
            sys.exit("round %d: left behind: %s" % (i, left))


main()
