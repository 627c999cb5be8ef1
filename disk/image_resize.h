/* Changes the size of a virtual disk that no VM uses. The file keeps its name, format,
 * type, block size, sector sizes, identifier, owner and mode. Raw and qcow2 change in place; VHD
 * and VHDX are rebuilt beside the old file, compared, and put in its place in one step. */
#ifndef HVSH_DISK_IMAGE_RESIZE_H
#define HVSH_DISK_IMAGE_RESIZE_H

#include "disk/image.h"

struct disk_resize {
    const char *path;
    uint64_t size;   /* bytes, multiple of the logical sector size */
    bool to_minimum; /* Resize-VHD -ToMinimumSize: size is ignored */
};

/* ERR_INVALID_PARAMETER below the end of the last partition or for a VHD that would
 * shrink; ERR_INVALID_STATE while attached. */
int disk_resize(const struct disk_resize *dr, const struct disk_control *ctl,
                struct err **err) MUST_CHECK;

#endif
