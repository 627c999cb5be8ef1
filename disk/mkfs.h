/* Making file systems by their own tools. */
#ifndef HVSH_DISK_MKFS_H
#define HVSH_DISK_MKFS_H

#include "disk/fs_info.h"

struct mkfs {
    enum fs_type type;
    const char *file;  /* absolute: what becomes the file system */
    const char *label; /* or NULL */
    uint32_t cluster;  /* bytes; 0: the tool's choice */
    uint32_t sector;   /* bytes */
    uint64_t offset;   /* of the partition on its disk, bytes */
    bool full;         /* not the quick way */
    int interrupt_fd;  /* as struct spawn has it */
};

/* "NTFS", "fat32" … by Windows' or Linux's name. ERR_NOT_SUPPORTED for ReFS and unknown ones. */
int mkfs_type(const char *name, enum fs_type *type, struct err **err) MUST_CHECK;
/* ERR_INVALID_PARAMETER when label or cluster do not fit; ERR_OBJECT_NOT_FOUND names the package
 * of a tool that is missing. */
int mkfs_run(const struct mkfs *m, struct err **err) MUST_CHECK;

#endif
