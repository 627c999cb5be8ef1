/* What a disk's server has to do with the machine that uses it, by virsh: libvirt itself stays out
 * of the way of serving. */
#ifndef HVSH_DISK_SERVER_MACHINE_H
#define HVSH_DISK_SERVER_MACHINE_H

#include <stdint.h>

#include "disk/server/server.h"

enum machine_state {
    MACHINE_UNKNOWN, /* nobody to ask, no answer */
    MACHINE_GONE,    /* off, or not known to libvirt */
    MACHINE_RUNNING,
    MACHINE_PAUSED,   /* by somebody's wish */
    MACHINE_IO_ERROR, /* because a request to a disk failed */
};
struct machine {
    const struct disk_server *server;
    /* While it can be read from nothing is asked, and an answer is not waited for any longer: a
     * machine that ends answers only when its disks' servers have. <= 0: none. */
    int interrupt_fd;
};
enum machine_state machine_state(const struct machine *m);
int machine_suspend(const struct machine *m, struct err **err) MUST_CHECK;
int machine_resume(const struct machine *m, struct err **err) MUST_CHECK;
/* Makes QEMU use the disk: only then does it see that its connection is gone, and the next time it
 * makes a new one. Nothing is told when it cannot. */
void machine_poke(const struct machine *m);
/* Tells the guest that its disk has this many bytes now. */
int machine_resize(const struct machine *m, uint64_t bytes, struct err **err) MUST_CHECK;

#endif
