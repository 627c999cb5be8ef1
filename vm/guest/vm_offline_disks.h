/* Inside vm/: what the disks of a machine that is off hold, and on which volume its guest has a
 * path: that of its system or, by its fstab, one that is mounted there. All of it is the guest's
 * word, and nothing is believed but where bytes are. */
#ifndef HVSH_VM_VM_OFFLINE_DISKS_H
#define HVSH_VM_VM_OFFLINE_DISKS_H

#include "disk/fs_info.h"
#include "shell/base/vec.h"
#include "vm/vm_device.h"

struct guest_image {
    char *path;
    char *target; /* the drive's name in the machine: "sda" */
    enum disk_format format;
    bool read_only;
};
struct guest_volume {
    size_t image; /* index */
    char *name;   /* as in struct volume; "" when the image itself cannot be read */
    char *fault;  /* why nothing here reads or writes it, or NULL */
    uint32_t partition;
    struct fs_info fs;
    char part_id[40]; /* of its partition, as blkid writes it */
    char *part_label; /* or NULL */
    bool readable;    /* by this program alone, fs.h */
    bool etc, base, windows, sleeps;
};
/* A line of fstab. */
struct guest_mount {
    char *folder, *device, *options;
};
/* A symbolic link to a folder, which may lead to another volume. */
struct guest_link {
    char *from, *to;
};
struct guest_disks {
    char *vm; /* its name */
    bool write;
    VEC(struct guest_image) images;
    VEC(struct guest_volume) volumes;
    VEC(struct guest_mount) mounts;
    VEC(struct guest_link) links;
    const struct guest_volume *system; /* its guest's "/" or "C:"; NULL: not found */
};

/* Looks at all hard disks and finds the system as far as this program can read it, for a path that
 * will be written or read: one that begins with a drive letter is Windows'. */
int guest_disks_read(const char *vm, const struct vm_disk *const *disks, size_t count,
                     const char *path, bool write, struct guest_disks *d, struct err **err);
void guest_disks_release(struct guest_disks *d);
#define AUTO_GUEST_DISKS CLEANUP(guest_disks_release) struct guest_disks
/* Is a volume of btrfs, which only a kernel reads, where the system may be? */
bool guest_disks_may_be_system(const struct guest_disks *d, const struct guest_volume *v);
/* The system is that one, with this fstab. */
void guest_disks_set_system(struct guest_disks *d, const struct guest_volume *v, const char *fstab,
                            size_t len);
/* Where links count: in the folders that are linked most (children), and on the way to a path. What
 * is found is added. */
int guest_disks_link_folders(const char *path,
                             int (*on)(void *ctx, const char *at, bool children, struct err **err),
                             void *ctx, struct err **err);
void guest_disks_add_link(struct guest_disks *d, const char *path, const char *target);
/* Without a system the only volume takes its place; ERR_NOT_SUPPORTED says why none can. */
int guest_disks_take_only(struct guest_disks *d, const char *path, struct err **err);

/* Where a path of the guest is. */
struct guest_place {
    const struct guest_volume *volume;
    char *path;      /* in it, begins with a slash; owned */
    char *subvolume; /* what a mount of btrfs is told, "subvol=…", or NULL; owned */
};
void guest_place_release(struct guest_place *place);
#define AUTO_GUEST_PLACE CLEANUP(guest_place_release) struct guest_place
/* ERR_INVALID_PARAMETER: no path of a file; ERR_NOT_SUPPORTED: on none of the disks. */
int guest_disks_find(const struct guest_disks *d, const char *path, struct guest_place *place,
                     struct err **err);
/* Is it in a folder that a running guest has in memory, and so empty on the disk? */
bool guest_disks_in_memory(const struct guest_disks *d, const char *path);

#endif
