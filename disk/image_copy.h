/* Files out of a disk image onto the host. The image is hostile: only plain files and folders are
 * made, below the destination alone, never through a link that is there, without set-user-id
 * bits; symbolic links, devices and the like are left out and told. */
#ifndef HVSH_DISK_IMAGE_COPY_H
#define HVSH_DISK_IMAGE_COPY_H

#include "disk/image_files.h"

struct image_copy {
    bool force;   /* replace files that exist */
    bool recurse; /* folders with what is in them */
    int interrupt_fd;
    void (*copied)(void *ctx, const char *path, const char *target, uint64_t size);
    void (*left_out)(void *ctx, const char *path, const char *why);
    void *ctx;
};

/* Copies what was found to target (absolute; its folder exists). A link that was named itself is
 * followed inside the image. ERR_OBJECT_EXISTS; ERR_CANCELLED; what was not copied whole is
 * removed. */
int image_copy_to(const struct image_copy *copy, const struct image_file *file, const char *target,
                  struct err **err) MUST_CHECK;

#endif
