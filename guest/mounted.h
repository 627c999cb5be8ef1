/* The file systems of the guest that lie on block devices and may be written. */
#ifndef HVSH_GUEST_MOUNTED_H
#define HVSH_GUEST_MOUNTED_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Each file system once, in the order of mounting: what lies on another (a loop device's file)
 * comes behind it. */
struct mounted {
    char **folders;
    dev_t *devices;
    size_t len;
};

/* False, with errno: the list cannot be read. */
bool mounted_find(struct mounted *m);
void mounted_release(struct mounted *m);
#define AUTO_MOUNTED CLEANUP(mounted_release) struct mounted

#endif
