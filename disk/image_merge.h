/* Merge-VHD: what a differencing disk holds goes into a disk below it. */
#ifndef HVSH_DISK_IMAGE_MERGE_H
#define HVSH_DISK_IMAGE_MERGE_H

#include "disk/image.h"

struct disk_merge {
    const char *path;
    const char *destination; /* one of its parents; NULL: the next */
};

/* Everything from path to above destination goes into destination, and those files are removed.
 * When it is interrupted at any moment, path still reads as before and the merge can be started
 * again. Other children of what changes are cut off. *result (may be NULL) is the path of the
 * destination; the caller frees. */
int disk_merge(const struct disk_merge *dm, const struct disk_control *ctl, char **result,
               struct err **err) MUST_CHECK;

#endif
