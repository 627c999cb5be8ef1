/* The files inside a disk image, found by path and wildcard without mounting anything. The image
 * may be in use, then what is seen is what has been written so far. */
#ifndef HVSH_DISK_IMAGE_FILES_H
#define HVSH_DISK_IMAGE_FILES_H

#include "disk/fs.h"
#include "disk/fs_info.h"

/* Any image, with its parents; what only QEMU can read comes through its server. format RAW: its
 * bytes are the disk's, whatever they look like (a guest may have written them); else it is told by
 * the signature. */
int image_disk_open(const char *path, enum disk_format format, bool write, struct vdisk **disk,
                    struct err **err) MUST_CHECK;

struct image_files;
/* Opens the image with its parents, for reading. */
int image_files_open(const char *path, enum disk_format format, struct image_files **files,
                     struct err **err) MUST_CHECK;
/* All volumes of the image, and its disk; borrowed. */
const struct volumes *image_files_volumes(const struct image_files *files, struct vdisk **disk);
/* A path without "." and "..", which begins with a slash; the caller frees. */
char *image_path_tidy(const char *path);
void image_files_close(struct image_files **files);
#define AUTO_IMAGE_FILES CLEANUP(image_files_close) struct image_files

struct image_file {
    const char *path; /* in its volume: "/etc/hosts" */
    const struct volume *volume;
    enum fs_type type;
    struct fs *fs;
    const struct fs_entry *entry;
};
/* file lives as long as the call. Not 0: stop with that. */
typedef int (*image_on_file)(void *ctx, const struct image_file *file, struct err **err);

struct image_find {
    const char *volume;  /* its number or name; NULL: all that can be read */
    const char *pattern; /* "/etc/h*"; on FAT and NTFS \ does as well and case is alike */
    bool literal;        /* no wildcards */
    bool recurse;
    bool children; /* of a folder named without wildcards what is in it, not itself */
};
/* By name within each folder. ERR_OBJECT_NOT_FOUND when nothing is there (a pattern with
 * wildcards may find nothing); ERR_NOT_SUPPORTED when no volume can be read. */
int image_files_find(struct image_files *files, const struct image_find *find, image_on_file on,
                     void *ctx, struct err **err) MUST_CHECK;
/* What is in a folder that was found. */
int image_files_children(const struct image_file *folder, image_on_file on, void *ctx,
                         struct err **err) MUST_CHECK;
/* What a symbolic link that was found leads to, in its volume. */
int image_files_follow(const struct image_file *link, image_on_file on, void *ctx,
                       struct err **err) MUST_CHECK;

#endif
