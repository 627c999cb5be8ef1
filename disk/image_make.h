/* The steps that making, converting and resizing share. They work on a file that already
 * exists under a temporary name; the caller removes it on failure. */
#ifndef HVSH_DISK_IMAGE_MAKE_H
#define HVSH_DISK_IMAGE_MAKE_H

#include "disk/vhdx.h"

struct image_spec {
    enum disk_format format;
    enum disk_type type;
    uint64_t size;            /* bytes */
    uint32_t block_size;      /* 0: Hyper-V's default for the format */
    uint32_t logical_sector;  /* 0: 512 */
    uint32_t physical_sector; /* 0: 4096 for VHDX, else 512 */
    const char *path;         /* absolute: where the file will be; differencing */
    const char *parent_path;  /* differencing, absolute */
    enum disk_format parent_format;
    const uint8_t *disk_id; /* 16 bytes in the file's byte order; NULL: a new one */
};

/* Refuses what the format cannot hold. what names the file. */
int image_spec_check(const struct image_spec *spec, const char *what, struct err **err) MUST_CHECK;
/* Overwrites path with an empty image. */
int image_make(const char *path, const struct image_spec *spec, const struct disk_control *ctl,
               struct err **err) MUST_CHECK;
/* Names parent, which has a path, in the locator of the disk that is or will be at path. */
void image_name_parent(const char *path, const struct vdisk *parent, struct vhdx_locator *locator);
/* A file's modification time as VHD counts it; 0 when there is none. */
uint32_t image_time_of(const char *path);
/* Gives the file the space of a fixed disk. */
int image_allocate(const char *path, struct err **err) MUST_CHECK;

#endif
