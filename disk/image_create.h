/* New virtual disk files. A file appears under its name complete and synced, or not
 * at all: it is made under a temporary name in the same folder. */
#ifndef HVSH_DISK_IMAGE_CREATE_H
#define HVSH_DISK_IMAGE_CREATE_H

#include "disk/image.h"

struct disk_create {
    const char *path;
    enum disk_format format; /* UNKNOWN: by the name's extension */
    enum disk_type type;     /* UNKNOWN: dynamic, or differencing with a parent_path */
    uint64_t size;           /* bytes; 0 with a parent: the parent's */
    uint32_t
        block_size; /* 0: the format's default (VHDX 32 MiB, differencing 2; VHD 2; qcow2 64 KiB) */
    uint32_t logical_sector, physical_sector; /* 0: 512 and (VHDX) 4096 */
    const char *parent_path;                  /* differencing only */
};

/* Everything that can be refused without touching the disk (also for -WhatIf). */
int disk_create_check(const struct disk_create *dc, struct err **err) MUST_CHECK;
/* ERR_OBJECT_EXISTS when there is a file of that name. */
int disk_create(const struct disk_create *dc, const struct disk_control *ctl,
                struct err **err) MUST_CHECK;

#endif
