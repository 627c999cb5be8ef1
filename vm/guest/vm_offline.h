/* Inside vm/: files into the disks of a machine that is off, and out of them. */
#ifndef HVSH_VM_VM_OFFLINE_H
#define HVSH_VM_VM_OFFLINE_H

#include "disk/fs_write.h"
#include "guest/client.h"
#include "vm/guest/vm_offline_disks.h"
#include "vm/vm_call.h"

struct vm_offline {
    struct vm_call *call;
    struct guest_disks disks;
    bool write;
    const struct guest_volume *first; /* the one of the path that it was opened for */
    struct image_files **files;       /* of each image, for reading; NULL: not opened yet */
    /* The volume that is written now, or that a kernel reads, one at a time; NULL: none. */
    const struct guest_volume *at;
    char *subvolume; /* of it */
    struct vdisk *disk;
    struct volumes volumes;
    struct fs_writer *writer;
};
#define AUTO_OFFLINE CLEANUP(vm_offline_abandon) struct vm_offline

/* Opens the volume that has `path` in the guest; files on others are reached all the same, one
 * volume after the other. What is not opened to write is not changed; else nobody else may use a
 * disk meanwhile. ERR_INVALID_STATE unless the machine is off. */
int vm_offline_open(struct vm_call *call, const char *uuid, const char *path, bool write,
                    struct vm_offline *offline, struct err **err);
/* Its end: all is on the disks when this returns 0. */
int vm_offline_close(struct vm_offline *offline, struct err **err);
void vm_offline_abandon(struct vm_offline *offline);
/* "volume 2 (ext4) of '/vm/disk.vhdx'": what it was opened for; the caller frees. */
char *vm_offline_where(const struct vm_offline *offline);
/* As guest_client_put(). */
int vm_offline_put(struct vm_offline *offline, const struct client_put *put, struct err **err);
/* Of what is opened to read: as guest_client_list() and guest_client_get(). */
int vm_offline_list(struct vm_offline *offline, const char *path, uint32_t *status,
                    int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                    void *ctx, struct err **err);
int vm_offline_get(struct vm_offline *offline, const char *path, const struct walk_root *root,
                   const char *to, uint32_t flags, uint32_t *status,
                   void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                   struct err **err);
/* As guest_client_digest(), of both. */
int vm_offline_digest(struct vm_offline *offline, const char *path, uint64_t size, uint32_t *status,
                      uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err);
/* As fs_writer_read(), and fs_writer_folder() with fs_writer_link() in it, with paths of the guest.
 */
int vm_offline_read(struct vm_offline *offline, const char *path, uint64_t off, void *buf,
                    size_t len, size_t *got, struct err **err);
int vm_offline_link(struct vm_offline *offline, const char *folder, const char *name,
                    const char *target, struct err **err);
/* Where a path is, that volume being at hand; and is it read without a kernel? */
int vm_offline_find(struct vm_offline *offline, const char *path, struct guest_place *place,
                    struct err **err);
bool vm_offline_reads_itself(const struct vm_offline *offline, const struct guest_volume *volume);

#endif
