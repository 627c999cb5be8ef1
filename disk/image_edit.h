/* Set-VHD and Optimize-VHD: changes of a disk's file that leave its content as it is. */
#ifndef HVSH_DISK_IMAGE_EDIT_H
#define HVSH_DISK_IMAGE_EDIT_H

#include "disk/image.h"

/* Names another parent. It must have the identity that the child recorded, unless
 * ignore_mismatch: then the child records this one's. */
int disk_set_parent(const char *path, const char *parent, bool ignore_mismatch,
                    struct err **err) MUST_CHECK;
/* VHDX: 512 or 4096. */
int disk_set_physical_sector(const char *path, uint32_t bytes, struct err **err) MUST_CHECK;
/* A new DiskIdentifier. */
int disk_reset_identifier(const char *path, struct err **err) MUST_CHECK;
/* Hyper-V's modes; DEFAULT is QUICK for VHDX, FULL for VHD. */
enum disk_compaction {
    DISK_COMPACT_DEFAULT,
    DISK_COMPACT_QUICK,      /* unused space, also what file systems do not use */
    DISK_COMPACT_FULL,       /* and blocks of zeros */
    DISK_COMPACT_RETRIM,     /* only gives up what file systems do not use, moves nothing */
    DISK_COMPACT_PRETRIMMED, /* QUICK, without asking file systems */
    DISK_COMPACT_PREZEROED,  /* FULL, without asking file systems */
};
/* The file gives back the space that it does not need. */
int disk_optimize(const char *path, enum disk_compaction how, const struct disk_control *ctl,
                  struct err **err) MUST_CHECK;

#endif
