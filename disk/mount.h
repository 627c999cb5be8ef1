/* Disks that Mount-VHD attached to this host. Each is served by a process of its own (hvsh-mount,
 * see disk/fuse/server.c) and stands as a folder with files below runtime_dir()/disks; that
 * folder is all the state there is, so it outlives the shell and nothing outlives the server. */
#ifndef HVSH_DISK_MOUNT_H
#define HVSH_DISK_MOUNT_H

#include "disk/vdisk.h"

enum { MOUNT_PARTITIONS = 129 };

struct mount {
    uint32_t number; /* Get-Disk's */
    char *folder;    /* absolute; has the files disk, info, 1, 2 … */
    char *path;      /* the image */
    int pid;
    enum disk_format format;
    enum disk_type type;
    char id[37]; /* as in disk_info */
    uint64_t size;
    uint32_t logical_sector, physical_sector;
    bool mounted_read_only, read_only, offline;
    char letters[MOUNT_PARTITIONS]; /* drive letters by partition number; 0: none */
};
struct mounts {
    struct mount *items; /* by number */
    size_t count;
};

/* What is attached now; what is left of servers that died is cleaned up on the way. */
int mounts_read(struct mounts *mounts, struct err **err) MUST_CHECK;
void mounts_release(struct mounts *mounts);
#define AUTO_MOUNTS CLEANUP(mounts_release) struct mounts
/* NULL: not attached. */
const struct mount *mounts_find(const struct mounts *mounts, uint32_t number);
const struct mount *mounts_find_path(const struct mounts *mounts, const char *image);

/* Attaches an image as the disk of the first number from lowest on that is free.
 * ERR_INVALID_STATE when it is in use, ERR_NOT_SUPPORTED without FUSE. */
int mount_attach(const char *image, bool read_only, uint32_t lowest, uint32_t *number,
                 struct err **err) MUST_CHECK;
/* Takes the drives away, then the disk, and waits until all is written. ERR_INVALID_STATE
 * while something uses it. */
int mount_detach(const struct mount *mount, struct err **err) MUST_CHECK;
/* Sets "offline=1", "readonly=0", "letter.2=E" … */
int mount_set(const struct mount *mount, const char *setting, struct err **err) MUST_CHECK;
/* The disk's bytes, as a raw disk with the sectors of the image. */
int mount_open(const struct mount *mount, bool write, struct vdisk **disk,
               struct err **err) MUST_CHECK;

/* Removes a mount point of ours. lazy: also while it is used. */
int mount_point_remove(const char *folder, bool lazy, struct err **err) MUST_CHECK;

#endif
