/* The disks of the host itself, as the kernel describes them; they are looked at, never changed. */
#ifndef HVSH_DISK_HOST_DISK_H
#define HVSH_DISK_HOST_DISK_H

#include <stddef.h>

#include "disk/image.h"

struct host_disk {
    char name[64];  /* "sda" */
    char model[80]; /* "" unknown */
    char serial[80];
    uint64_t size;
    uint32_t logical_sector, physical_sector;
    bool read_only, removable;
};
struct host_disks {
    struct host_disk *items; /* owned, by name */
    size_t count;
};

/* Without memory disks, loop devices, mappings and drives for discs. */
void host_disks_read(struct host_disks *disks);
void host_disks_release(struct host_disks *disks);
#define AUTO_HOST_DISKS CLEANUP(host_disks_release) struct host_disks

#endif
