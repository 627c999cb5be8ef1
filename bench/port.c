/* The bare port: the guest's side of what bench/guest.py compares the guest services with. Started
 * in the guest with the port's device; it obeys requests of 16 bytes, {'r', 'w', 'f', 's' or 'd', 7
 * zeros, count:8}: r discards count bytes, f writes them to /tmp/port, d removes files of earlier
 * rounds, and each says so by one byte; w sends count, s the file /tmp/in. */
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

static uint8_t block[1 << 16];

/* Waits until the port can be used; a host that is not there makes reads return 0 at once. */
static size_t take(int port, size_t want)
{
    for (;;) {
        ssize_t n = read(port, block, want < sizeof(block) ? want : sizeof(block));
        if (n > 0)
            return (size_t)n;
        poll(NULL, 0, 5);
    }
}

static ssize_t send_all(int port, size_t n)
{
    for (size_t sent = 0; sent < n;) {
        ssize_t done = write(port, block + sent, n - sent);
        sent += done > 0 ? (size_t)done : 0;
    }
    return (ssize_t)n;
}

int main(int argc, char **argv)
{
    int port = argc > 1 ? open(argv[1], O_RDWR) : -1;
    while (port >= 0) {
        uint8_t request[16];
        for (size_t have = 0; have < sizeof(request);) {
            size_t n = take(port, sizeof(request) - have);
            memcpy(request + have, block, n);
            have += n;
        }
        uint64_t left = 0;
        for (int i = 7; i >= 0; i--)
            left = left << 8 | request[8 + i];
        if (request[0] == 'd') {
            unlink("/tmp/port");
            unlink("/tmp/in");
        }
        int file = request[0] == 'f'   ? open("/tmp/port", O_WRONLY | O_CREAT | O_TRUNC, 0600)
                   : request[0] == 's' ? open("/tmp/in", O_RDONLY)
                                       : -1;
        bool sends = request[0] == 'w' || request[0] == 's';
        while (left) {
            size_t n = left < sizeof(block) ? (size_t)left : sizeof(block);
            if (request[0] == 's' && read(file, block, n) != (ssize_t)n)
                return 1;
            ssize_t done = sends ? send_all(port, n) : (ssize_t)take(port, n);
            if (request[0] == 'f' && done > 0 && file >= 0 &&
                write(file, block, (size_t)done) != done)
                return 1;
            left -= done > 0 ? (uint64_t)done : 0;
        }
        if (file >= 0)
            close(file);
        if (!sends && write(port, "k", 1) != 1)
            return 1;
    }
    return 2;
}
