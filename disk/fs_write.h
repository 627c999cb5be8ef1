/* Files put into a volume that nothing uses: the disk of a machine that is off. What is there is
 * hostile, as for reading (fs.h): links are followed within the volume only. */
#ifndef HVSH_DISK_FS_WRITE_H
#define HVSH_DISK_FS_WRITE_H

#include "disk/fs_info.h"

enum fs_node { FS_NODE_NONE, FS_NODE_FILE, FS_NODE_FOLDER, FS_NODE_OTHER };

struct fs_put {
    const char *path; /* absolute in the volume */
    int fd;           /* what goes there, from its beginning; borrowed */
    uint64_t size;    /* bytes; fewer are EIO */
    uint32_t mode;    /* permission bits, where there are such */
    int64_t seconds;  /* last write, since 1970 */
    bool overwrite, create_path;
    /* Called now and then; -1 with *err ends it. */
    int (*progress)(void *ctx, uint64_t bytes, struct err **err);
    void *ctx;
};

struct fs_writer;
/* Below: 0, an errno that is the one file's (EEXIST, ENOENT, ENOSPC, EISDIR …; nothing has
 * changed then), or -1 with *err: the volume cannot be used any more. */
struct fs_writer_ops {
    int (*look)(struct fs_writer *w, const char *path, enum fs_node *node, struct err **err);
    int (*read)(struct fs_writer *w, const char *path, uint64_t off, void *buf, size_t len,
                size_t *got, struct err **err);
    int (*put)(struct fs_writer *w, const struct fs_put *put, struct err **err);
    int (*folder)(struct fs_writer *w, const char *path, uint32_t mode, struct err **err);
    int (*link)(struct fs_writer *w, const char *path, const char *target, struct err **err);
    int (*close)(struct fs_writer *w, struct err **err);
};
struct fs_writer {
    const struct fs_writer_ops *ops;
    enum fs_type type;
};

/* The volume's disk is open for writing. ERR_NOT_SUPPORTED: this file system is only read here;
 * ERR_INVALID_STATE: it was not unmounted, or has faults. */
int fs_writer_open(const struct volume *v, struct fs_writer **w, struct err **err) MUST_CHECK;
/* Writes what is left and frees in any case; the disk is flushed. */
int fs_writer_close(struct fs_writer **w, struct err **err) MUST_CHECK;
/* What is at the path, links followed. */
int fs_writer_look(struct fs_writer *w, const char *path, enum fs_node *node,
                   struct err **err) MUST_CHECK;
/* *got < len only at the end of the file. */
int fs_writer_read(struct fs_writer *w, const char *path, uint64_t off, void *buf, size_t len,
                   size_t *got, struct err **err) MUST_CHECK;
/* A file as a whole: until it is there completely, the old one is. */
int fs_writer_put(struct fs_writer *w, const struct fs_put *put, struct err **err) MUST_CHECK;
/* A folder with all above it; one that is there is well. */
int fs_writer_folder(struct fs_writer *w, const char *path, uint32_t mode,
                     struct err **err) MUST_CHECK;
/* A symbolic link, in place of one that is there; ENOTSUP where there are none. */
int fs_writer_link(struct fs_writer *w, const char *path, const char *target,
                   struct err **err) MUST_CHECK;

/* ---- the writers ---- */
/* For them: so many bytes of the file; fewer are EIO. 0 or an errno. */
int fs_put_read(const struct fs_put *put, uint64_t at, void *buf, size_t len);
/* ERR_INVALID_STATE: it was not unmounted. Returns -1. */
int fs_writer_refuse_dirty(const struct volume *v, struct err **err);
int fs_fat_writer_open(const struct volume *v, struct fs_writer **w, struct err **err) MUST_CHECK;
/* ext2-4 by libext2fs, in the module of fs_tsk_open(). */
int fs_ext_writer_open(const struct volume *v, struct fs_writer **w, struct err **err) MUST_CHECK;

#endif
