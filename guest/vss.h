/* Freezing the guest's file systems while the host copies its disks: what Windows' volume shadow
 * copy service is for (Linux: ioctl FIFREEZE, as tools/hv/hv_vss_daemon.c does). They are thawed
 * when the host says so, when it goes away, and after a time in any case. */
#ifndef HVSH_GUEST_VSS_H
#define HVSH_GUEST_VSS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vss {
    int *fds; /* one for each frozen file system, in the order in which they were frozen */
    size_t len;
    bool frozen;     /* also where there was nothing to freeze */
    int64_t thaw_at; /* CLOCK_MONOTONIC ms */
};

/* Freezes every mounted file system that a block device holds and that can be frozen; all or
 * none. WIRE_OK or a status of wire.h. Frozen ones stay as they are, for no longer than before. */
uint32_t vss_freeze(struct vss *v);
/* WIRE_E_NOT_SUPPORTED when nothing was frozen any more: the time was over. */
uint32_t vss_thaw(struct vss *v);
/* Thaws what is overdue. */
void vss_work(struct vss *v);
/* Milliseconds until then; -1: nothing is frozen. */
int vss_wait(const struct vss *v);

#endif
