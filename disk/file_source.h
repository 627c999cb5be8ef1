/* An open file as a disk_source. */
#ifndef HVSH_DISK_FILE_SOURCE_H
#define HVSH_DISK_FILE_SOURCE_H

#include "disk/image_probe.h"

struct file_source {
    struct disk_source src; /* points into this struct: do not move it */
    int fd;                 /* -1 when closed */
    uint64_t allocated;     /* bytes on the host's disk */
};

#define FILE_SOURCE_INIT \
    {                    \
        .fd = -1         \
    }

/* Read-only, regular files and block devices. */
int file_source_open(struct file_source *fs, const char *path, struct err **err) MUST_CHECK;
void file_source_close(struct file_source *fs);
/* Does another process hold QEMU's locks on the file (bytes 100 to 299)? */
bool file_source_locked(const struct file_source *fs);

#endif
