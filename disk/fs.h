/* File systems inside a volume, for reading. Everything in them is hostile: names, links, sizes
 * and structures are checked, and nothing of the host is touched. */
#ifndef HVSH_DISK_FS_H
#define HVSH_DISK_FS_H

#include "disk/volume.h"

enum fs_kind { FS_FILE, FS_DIRECTORY, FS_LINK, FS_OTHER };

struct fs_entry {
    const char *name; /* as stored, without a slash; never "", "." or ".." */
    uint64_t id;      /* of the file in its file system */
    enum fs_kind kind;
    uint64_t size;   /* bytes */
    int64_t seconds; /* last write, since 1970 */
    uint32_t nanoseconds;
    uint32_t mode; /* permission bits; FAT and NTFS: what can be told of them */
    bool read_only, hidden;
};
/* Returns 0 to go on, else the listing stops with that (and *err set). entry lives as long as
 * the call. */
typedef int (*fs_on_entry)(void *ctx, const struct fs_entry *entry, struct err **err);

struct fs;
struct fs_ops {
    int (*list)(struct fs *fs, uint64_t dir, fs_on_entry on, void *ctx, struct err **err);
    int (*read)(struct fs *fs, uint64_t id, uint64_t off, void *buf, size_t len, size_t *got,
                struct err **err);
    int (*link)(struct fs *fs, uint64_t id, char **target, struct err **err);
    void (*close)(struct fs *fs);
};
struct fs {
    const struct fs_ops *ops;
    const struct volume *volume; /* borrowed */
    uint64_t root;
};

enum { FS_PATH_MAX = 4096, FS_NAME_MAX = 1024 };

/* ERR_NOT_SUPPORTED names what the volume holds and what could read it. */
int fs_open(const struct volume *v, struct fs **fs, struct err **err) MUST_CHECK;
void fs_close(struct fs **fs);
#define AUTO_FS CLEANUP(fs_close) struct fs
/* In the directory's own order. */
int fs_list(struct fs *fs, uint64_t dir, fs_on_entry on, void *ctx, struct err **err) MUST_CHECK;
/* *got < len only at the end of the file. */
int fs_read(struct fs *fs, uint64_t id, uint64_t off, void *buf, size_t len, size_t *got,
            struct err **err) MUST_CHECK;
/* A symbolic link's target; the caller frees. */
int fs_link(struct fs *fs, uint64_t id, char **target, struct err **err) MUST_CHECK;
/* May this name go to on, and into a path of the host? */
bool fs_name_safe(const char *name, size_t len);

/* ---- the readers ---- */
int fs_xfs_open(const struct volume *v, struct fs **fs, struct err **err) MUST_CHECK;
/* ext2-4, FAT, exFAT, NTFS, ISO 9660 and HFS+ by libtsk, in a module of its own. */
int fs_tsk_open(const struct volume *v, struct fs **fs, struct err **err) MUST_CHECK;
/* A function of that module; NULL with *err. */
void *fs_module_symbol(const char *symbol, struct err **err);

#endif
