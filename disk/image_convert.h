/* Copies a virtual disk into another format or type. The destination appears complete
 * and synced or not at all; the source is never changed. VHD, VHDX and raw disks are
 * the engine's, qcow2 is QEMU's; between the two the content passes through QEMU's NBD server. */
#ifndef HVSH_DISK_IMAGE_CONVERT_H
#define HVSH_DISK_IMAGE_CONVERT_H

#include "disk/image.h"

struct disk_convert {
    const char *source;
    const char *destination;
    enum disk_format format; /* UNKNOWN: by the destination's extension */
    enum disk_type type;     /* UNKNOWN: the source's (differencing becomes dynamic) */
    uint32_t block_size;     /* 0: the format's default */
    const char *parent_path; /* for DISK_TYPE_DIFFERENCING */
    bool delete_source;      /* after success */
};

int disk_convert(const struct disk_convert *dc, const struct disk_control *ctl,
                 struct err **err) MUST_CHECK;

#endif
