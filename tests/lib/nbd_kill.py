#!/usr/bin/python3
"""Kills the server of a disk with SIGKILL under load, again and again: each time all that it had
said was written, flushed or not, must be there when the disk is served again; what was under way may
be there or not. (Only a power cut may lose what was not flushed: the host did not go down.)

usage: nbd_kill.py HVSH-DISK IMAGE SOCKET KILLS [SEED]
"""
import os
import random
import signal
import subprocess
import sys
import threading
import time

import nbd

UNIT, BLOCK, FLIGHT, MIXED = 4096, 1 << 20, 8, -1


class Lost(Exception):
    pass


class Load:
    def __init__(self, program, image, socket, seed):
        self.program, self.image, self.socket = program, image, socket
        self.random = random.Random(seed)
        self.tag = 0
        self.server_starts = 0
        self.client = None
        self.connect()
        self.units = self.client.get_size() // UNIT
        self.held = [self.read_tag(data) for data in self.read_all()]
        self.flying = {}  # requests under way: their units and tag

    def connect(self):
        end = time.monotonic() + 300
        while True:
            client = nbd.NBD()
            try:
                client.connect_unix(self.socket)
                self.client = client
                return
            except nbd.Error:
                if time.monotonic() > end:
                    raise
                # it gives up when it dies too often; then it is started like the first time
                subprocess.run([self.program, "start", "--socket", self.socket, "--file",
                                self.image], check=False, stderr=subprocess.DEVNULL)
                self.server_starts += 1

    def kill(self):
        try:
            with open(self.socket[:-5] + ".pid", encoding="ascii") as file:
                os.kill(int(file.read()), signal.SIGKILL)
        except (OSError, ValueError):
            pass  # just now there is none

    def read_all(self):
        step = 256
        for at in range(0, self.units, step):
            count = min(step, self.units - at)
            data = self.client.pread(count * UNIT, at * UNIT)
            for i in range(count):
                yield data[i * UNIT:(i + 1) * UNIT]

    @staticmethod
    def read_tag(data):
        if bytes(data) != bytes(data[:8]) * (UNIT // 8):
            return MIXED
        return int.from_bytes(data[:8], "little")

    def settle(self, most=0):
        """Until no more requests than that are under way."""
        while len(self.flying) > most:
            self.client.poll(-1)
            for cookie, (units, tag) in list(self.flying.items()):
                if self.client.aio_command_completed(cookie):
                    del self.flying[cookie]
                    for unit in units:
                        self.held[unit] = tag

    def write(self, first, count):
        # two writes to one place at a time have no order
        units = range(first, min(first + count, self.units))
        if any(u in other for other, _ in self.flying.values() for u in units):
            self.settle()
        self.tag += 1
        data = self.tag.to_bytes(8, "little") * (UNIT // 8 * len(units))
        cookie = self.client.aio_pwrite(nbd.Buffer.from_bytearray(bytearray(data)), first * UNIT)
        self.flying[cookie] = (units, self.tag)

    def zero(self):
        self.settle()
        first = self.random.randrange(self.units * UNIT // BLOCK) * BLOCK // UNIT
        cookie = self.client.aio_zero(BLOCK, first * UNIT)
        self.flying[cookie] = (range(first, first + BLOCK // UNIT), 0)
        self.settle()

    def one_round(self):
        """Writes until the server dies."""
        while True:
            what = self.random.random()
            if what < 0.03:
                self.client.flush()
            elif what < 0.05:
                self.zero()
            else:
                self.settle(FLIGHT - 1)
                self.write(self.random.randrange(self.units), self.random.choice((1, 1, 4)))

    def check(self):
        for unit, data in enumerate(self.read_all()):
            allowed = {self.held[unit]} | {t for u, t in self.flying.values() if unit in u}
            # old and new sectors may be mixed where a write was under way
            found = {int.from_bytes(data[i:i + 8], "little") for i in range(0, UNIT, 512)}
            if self.held[unit] != MIXED and not found <= allowed:
                raise Lost("4 KB number %d holds %s, not %s" % (unit, found, allowed))
            self.held[unit] = self.read_tag(data)
        self.flying = {}


def main():
    program, image, socket, kills = *sys.argv[1:4], int(sys.argv[4])
    load = Load(program, image, socket, int(sys.argv[5]) if len(sys.argv) > 5 else 1)
    for _ in range(kills):
        timer = threading.Timer(load.random.uniform(0.005, 0.12), load.kill)
        timer.start()
        try:
            load.one_round()
        except nbd.Error:
            pass
        timer.join()
        load.connect()
        load.check()
    load.client.flush()
    load.client.shutdown()
    print("%d kills, %d writes" % (kills, load.tag))


main()
