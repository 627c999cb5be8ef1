/* Changes the size of a virtual disk that no VM uses, in place: an interrupted change leaves the
 * old size or the new one. */
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
