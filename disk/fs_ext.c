/* Files into ext2, ext3 and ext4 by libext2fs, which is handed the bytes of the volume and nothing
 * else. While something is half done the file system is marked as one that was not unmounted, so
 * that the guest checks it should this process die. */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* libext2fs' headers are not as strict as ours. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wcast-qual"
#include <ext2fs/ext2fs.h>
#pragma GCC diagnostic pop

#include "disk/fs.h"
#include "disk/fs_write.h"
#include "shell/base/alloc.h"

enum { PIECE = 64 << 10, TREE_BLOCKS = 16, FOLDER_MODE = 0755 };

struct ext_writer {
    struct fs_writer w;
    const struct volume *volume;
    ext2_filsys fs;
    struct err *failed; /* the first error below libext2fs, which only knows that there was one */
    bool broken;        /* something was left half done: it stays marked */
};

/* ---- the bytes below ---- */
static errcode_t note(struct ext_writer *w, struct err **err)
{
    if (w->failed)
        err_clear(err);
    else
        w->failed = STEAL(*err);
    return EXT2_ET_SHORT_READ;
}

/* libext2fs hands on a name; it is opened in the thread that asks. */
static _Thread_local struct ext_writer *opening;

static errcode_t io_open(const char *name, int flags, io_channel *channel);

static errcode_t io_close(io_channel channel)
{
    if (--channel->refcount > 0)
        return 0;
    free(channel->name);
    free(channel);
    return 0;
}

static errcode_t io_set_blksize(io_channel channel, int size)
{
    channel->block_size = size;
    return 0;
}

/* A negative count is one of bytes. */
static size_t length_of(io_channel channel, int count)
{
    return count < 0 ? (size_t) - (long)count : (size_t)count * (size_t)channel->block_size;
}

static errcode_t io_read64(io_channel channel, unsigned long long block, int count, void *data)
{
    struct ext_writer *w = channel->private_data;
    struct err *err = NULL;
    uint64_t at = block * (unsigned)channel->block_size;
    return volume_read(w->volume, at, data, length_of(channel, count), &err) ? note(w, &err) : 0;
}

static errcode_t io_write64(io_channel channel, unsigned long long block, int count,
                            const void *data)
{
    struct ext_writer *w = channel->private_data;
    struct err *err = NULL;
    uint64_t at = block * (unsigned)channel->block_size;
    return volume_write(w->volume, at, data, length_of(channel, count), &err) ? note(w, &err) : 0;
}

static errcode_t io_read(io_channel channel, unsigned long block, int count, void *data)
{
    return io_read64(channel, block, count, data);
}

static errcode_t io_write(io_channel channel, unsigned long block, int count, const void *data)
{
    return io_write64(channel, block, count, data);
}

static errcode_t io_write_byte(io_channel channel, unsigned long at, int count, const void *data)
{
    struct ext_writer *w = channel->private_data;
    struct err *err = NULL;
    return volume_write(w->volume, at, data, (size_t)count, &err) ? note(w, &err) : 0;
}

static errcode_t io_flush(io_channel channel)
{
    struct ext_writer *w = channel->private_data;
    struct err *err = NULL;
    return vdisk_flush(w->volume->disk, &err) ? note(w, &err) : 0;
}

static struct struct_io_manager manager = {
    .magic = EXT2_ET_MAGIC_IO_MANAGER,
    .name = "hvsh",
    .open = io_open,
    .close = io_close,
    .set_blksize = io_set_blksize,
    .read_blk = io_read,
    .write_blk = io_write,
    .flush = io_flush,
    .write_byte = io_write_byte,
    .read_blk64 = io_read64,
    .write_blk64 = io_write64,
};

static errcode_t io_open(const char *name, int flags, io_channel *channel)
{
    io_channel c = xcalloc(1, sizeof(*c));
    (void)flags;
    c->magic = EXT2_ET_MAGIC_IO_CHANNEL;
    c->manager = &manager;
    c->name = xstrdup(name);
    c->block_size = 1024;
    c->refcount = 1;
    c->private_data = opening;
    *channel = c;
    return 0;
}

/* ---- errors ---- */
/* What is the one file's own, as an errno; else -1 with *err. */
static int failed(struct ext_writer *w, errcode_t code, struct err **err)
{
    if (w->failed) {
        w->broken = true;
        return err_move(err, &w->failed);
    }
    switch (code) {
    case 0:
        return 0;
    case EXT2_ET_FILE_NOT_FOUND:
        return ENOENT;
    case EXT2_ET_NO_DIRECTORY:
        return ENOTDIR;
    case EXT2_ET_BLOCK_ALLOC_FAIL:
    case EXT2_ET_INODE_ALLOC_FAIL:
        return ENOSPC;
    case EXT2_ET_DIR_EXISTS:
    case EXT2_ET_FILE_EXISTS:
        return EEXIST;
    case EXT2_ET_SYMLINK_LOOP:
        return ELOOP;
    case EXT2_ET_FILE_TOO_BIG:
        return EFBIG;
    default:
        w->broken = true;
        return err_set(err, ERR_OPERATION_FAILED,
                       "The file system of volume %s cannot be written: %s.", w->volume->name,
                       error_message(code));
    }
}

/* ---- paths ---- */
static int find(struct ext_writer *w, const char *path, ext2_ino_t *ino, struct err **err)
{
    return failed(w, ext2fs_namei_follow(w->fs, EXT2_ROOT_INO, EXT2_ROOT_INO, path, ino), err);
}

static int inode_of(struct ext_writer *w, ext2_ino_t ino, struct ext2_inode *inode,
                    struct err **err)
{
    return failed(w, ext2fs_read_inode(w->fs, ino, inode), err);
}

static int check_folder(struct ext_writer *w, ext2_ino_t ino, struct err **err)
{
    struct ext2_inode inode;
    int rc = inode_of(w, ino, &inode, err);
    if (rc)
        return rc;
    return !LINUX_S_ISDIR(inode.i_mode)          ? ENOTDIR
           : inode.i_flags & (EXT4_ENCRYPT_FL)   ? EACCES
           : inode.i_flags & (EXT2_IMMUTABLE_FL) ? EPERM
                                                 : 0;
}

/* A full folder gets a block more. */
static errcode_t with_room(struct ext_writer *w, ext2_ino_t parent, const char *name,
                           ext2_ino_t ino, const char *target, int type)
{
    for (int turn = 0;; turn++) {
        errcode_t code = target                ? ext2fs_symlink(w->fs, parent, 0, name, target)
                         : type == EXT2_FT_DIR ? ext2fs_mkdir(w->fs, parent, 0, name)
                                               : ext2fs_link(w->fs, parent, name, ino, type);
        if (code != EXT2_ET_DIR_NO_SPACE || turn)
            return code;
        code = ext2fs_expand_dir(w->fs, parent);
        if (code)
            return code;
    }
}

/* SELinux' label of what is replaced, else of the folder, as the guest's own kernel gives it. Where
 * there is no room for one the guest labels the file itself at its next relabelling. */
static errcode_t inherit_label(struct ext_writer *w, ext2_ino_t ino, ext2_ino_t like)
{
    static const char label[] = "security.selinux";
    struct ext2_xattr_handle *from, *to;
    void *value = NULL;
    size_t len;
    if (ext2fs_xattrs_open(w->fs, like, &from))
        return 0;
    errcode_t code = ext2fs_xattrs_read(from);
    if (!code && !ext2fs_xattr_get(from, label, &value, &len)) {
        code = ext2fs_xattrs_open(w->fs, ino, &to);
        if (!code) {
            code = ext2fs_xattrs_read(to);
            if (!code)
                code = ext2fs_xattr_set(to, label, value, len);
            ext2fs_xattrs_close(&to);
        }
        ext2fs_free_mem(&value);
    }
    ext2fs_xattrs_close(&from);
    return w->failed ? code : 0;
}

static int ext_folder(struct fs_writer *fw, const char *path, uint32_t mode, struct err **err)
{
    struct ext_writer *w = (struct ext_writer *)fw;
    ext2_ino_t above = EXT2_ROOT_INO, ino;
    struct ext2_inode inode;
    int rc = 0;
    for (const char *p = path; !rc && *p;) {
        size_t n = strcspn(p, "/");
        AUTO_FREE char *name = xstrndup(p, n), *whole = xstrndup(path, (size_t)(p - path) + n);
        p += n + (p[n] == '/');
        if (!n)
            continue;
        if (n > EXT2_NAME_LEN)
            return ENAMETOOLONG;
        rc = find(w, whole, &ino, err);
        if (rc == ENOENT) {
            rc = failed(w, with_room(w, above, name, 0, NULL, EXT2_FT_DIR), err);
            if (!rc)
                rc = find(w, whole, &ino, err);
            if (!rc && !(rc = inode_of(w, ino, &inode, err))) {
                inode.i_mode = (uint16_t)(LINUX_S_IFDIR | (*p ? FOLDER_MODE : mode & 07777));
                rc = failed(w, ext2fs_write_inode(w->fs, ino, &inode), err);
            }
            if (!rc)
                rc = failed(w, inherit_label(w, ino, above), err);
        }
        if (!rc)
            rc = check_folder(w, ino, err);
        above = ino;
    }
    return rc;
}

/* The folder above a path, and the name in it. */
static int find_parent(struct ext_writer *w, const char *path, bool create, ext2_ino_t *parent,
                       const char **name, struct err **err)
{
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    if (!fs_name_safe(*name, strlen(*name)))
        return EINVAL;
    if (strlen(*name) > EXT2_NAME_LEN)
        return ENAMETOOLONG;
    AUTO_FREE char *above = xstrndup(path, slash ? (size_t)(slash - path) + 1 : 0);
    int rc = find(w, above, parent, err);
    if (rc == ENOENT && create) {
        rc = ext_folder(&w->w, above, FOLDER_MODE, err);
        if (!rc)
            rc = find(w, above, parent, err);
    }
    return rc ? rc : check_folder(w, *parent, err);
}

static int ext_look(struct fs_writer *fw, const char *path, enum fs_node *node, struct err **err)
{
    struct ext_writer *w = (struct ext_writer *)fw;
    struct ext2_inode inode;
    ext2_ino_t ino;
    *node = FS_NODE_NONE;
    int rc = find(w, path, &ino, err);
    if (rc)
        return rc < 0 ? -1 : 0;
    rc = inode_of(w, ino, &inode, err);
    *node = LINUX_S_ISDIR(inode.i_mode)   ? FS_NODE_FOLDER
            : LINUX_S_ISREG(inode.i_mode) ? FS_NODE_FILE
                                          : FS_NODE_OTHER;
    return rc;
}

static int ext_read(struct fs_writer *fw, const char *path, uint64_t off, void *buf, size_t len,
                    size_t *got, struct err **err)
{
    struct ext_writer *w = (struct ext_writer *)fw;
    ext2_file_t file;
    ext2_ino_t ino;
    unsigned n = 0;
    *got = 0;
    int rc = find(w, path, &ino, err);
    if (rc)
        return rc;
    errcode_t code = ext2fs_file_open(w->fs, ino, 0, &file);
    if (code)
        return failed(w, code, err);
    code = ext2fs_file_llseek(file, off, EXT2_SEEK_SET, NULL);
    if (!code)
        code = ext2fs_file_read(file, buf, (unsigned)len, &n);
    ext2fs_file_close(file);
    *got = n;
    return failed(w, code, err);
}

/* ---- files ---- */
/* Gives up a name's inode: it goes when nothing else names it. */
static errcode_t drop(struct ext_writer *w, ext2_ino_t ino)
{
    struct ext2_inode_large inode;
    struct ext2_inode *plain = (struct ext2_inode *)&inode;
    errcode_t code = ext2fs_read_inode_full(w->fs, ino, plain, sizeof(inode));
    if (code)
        return code;
    if (inode.i_links_count > 1) {
        inode.i_links_count--;
        return ext2fs_write_inode_full(w->fs, ino, plain, sizeof(inode));
    }
    inode.i_links_count = 0;
    inode.i_dtime = (uint32_t)time(NULL);
    code = ext2fs_free_ext_attr(w->fs, ino, &inode);
    if (!code)
        code = ext2fs_write_inode_full(w->fs, ino, plain, sizeof(inode));
    if (!code && ext2fs_inode_has_valid_blocks2(w->fs, plain))
        code = ext2fs_punch(w->fs, ino, plain, NULL, 0, ~0ULL);
    if (!code)
        ext2fs_inode_alloc_stats2(w->fs, ino, -1, 0);
    return code;
}

static errcode_t new_inode(struct ext_writer *w, ext2_ino_t parent, const struct fs_put *put,
                           ext2_ino_t *ino)
{
    struct ext2_inode inode = { 0 };
    errcode_t code = ext2fs_new_inode(w->fs, parent, LINUX_S_IFREG, NULL, ino);
    if (code)
        return code;
    ext2fs_inode_alloc_stats2(w->fs, *ino, 1, 0);
    inode.i_mode = (uint16_t)(LINUX_S_IFREG | (put->mode & 07777));
    inode.i_links_count = 1;
    inode.i_atime = inode.i_ctime = (uint32_t)time(NULL);
    inode.i_mtime = (uint32_t)put->seconds;
    if (ext2fs_has_feature_extents(w->fs->super)) {
        ext2_extent_handle_t extents;
        code = ext2fs_extent_open2(w->fs, *ino, &inode, &extents);
        if (code)
            return code;
        ext2fs_extent_free(extents);
    }
    return ext2fs_write_new_inode(w->fs, *ino, &inode);
}

static int fill(struct ext_writer *w, const struct fs_put *put, ext2_file_t file, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(PIECE);
    for (uint64_t at = 0; at < put->size;) {
        size_t len = put->size - at < PIECE ? (size_t)(put->size - at) : PIECE;
        unsigned written = 0;
        errcode_t code = 0;
        int rc = fs_put_read(put, at, buf, len);
        if (rc)
            return rc;
        if (put->progress && put->progress(put->ctx, at, err))
            return -1;
        /* Zeros stay a hole. libext2fs leaves extents that lead nowhere where a block cannot be
         * had: it is not let come to that. */
        if (vdisk_is_zero(buf, len))
            code = ext2fs_file_llseek(file, at + len, EXT2_SEEK_SET, NULL);
        else if (ext2fs_free_blocks_count(w->fs->super) <
                 (blk64_t)PIECE / w->fs->blocksize + TREE_BLOCKS)
            return ENOSPC;
        else
            code = ext2fs_file_write(file, buf, (unsigned)len, &written);
        if (code)
            return failed(w, code, err);
        at += len;
    }
    return failed(w, ext2fs_file_set_size2(file, (ext2_off64_t)put->size), err);
}

/* The content, under an inode that has no name yet. */
static int write_content(struct ext_writer *w, ext2_ino_t parent, ext2_ino_t like,
                         const struct fs_put *put, ext2_ino_t *ino, struct err **err)
{
    ext2_file_t file;
    *ino = 0;
    int rc = failed(w, new_inode(w, parent, put, ino), err);
    if (!rc)
        rc = failed(w, inherit_label(w, *ino, like), err);
    if (!rc)
        rc = failed(w, ext2fs_file_open(w->fs, *ino, EXT2_FILE_WRITE, &file), err);
    if (!rc) {
        rc = fill(w, put, file, err);
        errcode_t code = ext2fs_file_close(file);
        if (!rc)
            rc = failed(w, code, err);
    }
    if (rc && *ino)
        w->broken |= drop(w, *ino) != 0;
    return rc;
}

struct rename {
    const char *name;
    size_t len;
    ext2_ino_t to;
};

static int give_entry(ext2_ino_t dir, int entry, struct ext2_dir_entry *e, int offset, int size,
                      char *buf, void *ctx)
{
    const struct rename *r = ctx;
    (void)dir;
    (void)offset;
    (void)size;
    (void)buf;
    if (entry < DIRENT_OTHER_FILE || (size_t)ext2fs_dirent_name_len(e) != r->len ||
        memcmp(e->name, r->name, r->len) != 0)
        return 0;
    e->inode = r->to;
    return DIRENT_CHANGED | DIRENT_ABORT;
}

static int ext_put(struct fs_writer *fw, const struct fs_put *put, struct err **err)
{
    struct ext_writer *w = (struct ext_writer *)fw;
    ext2_ino_t parent, old, ino;
    struct ext2_inode inode;
    const char *name;
    int rc = find_parent(w, put->path, put->create_path, &parent, &name, err);
    if (rc)
        return rc;
    rc = failed(w, ext2fs_lookup(w->fs, parent, name, (int)strlen(name), NULL, &old), err);
    bool there = !rc;
    if (rc && rc != ENOENT)
        return rc;
    if (there) {
        rc = inode_of(w, old, &inode, err);
        if (rc || !put->overwrite || !LINUX_S_ISREG(inode.i_mode))
            return rc                            ? rc
                   : LINUX_S_ISDIR(inode.i_mode) ? EISDIR
                   : !put->overwrite             ? EEXIST
                   : LINUX_S_ISLNK(inode.i_mode) ? ELOOP
                                                 : EACCES;
        if (inode.i_flags & (EXT2_IMMUTABLE_FL | EXT2_APPEND_FL))
            return EPERM;
    }
    rc = write_content(w, parent, there ? old : parent, put, &ino, err);
    if (rc)
        return rc;
    struct rename r = { name, strlen(name), ino };
    errcode_t code = there ? ext2fs_dir_iterate2(w->fs, parent, 0, NULL, give_entry, &r)
                           : with_room(w, parent, name, ino, NULL, EXT2_FT_REG_FILE);
    if (!code && there)
        code = drop(w, old);
    else if (code)
        w->broken |= drop(w, ino) != 0;
    return failed(w, code, err);
}

static int ext_link(struct fs_writer *fw, const char *path, const char *target, struct err **err)
{
    struct ext_writer *w = (struct ext_writer *)fw;
    ext2_ino_t parent, old;
    struct ext2_inode inode;
    const char *name;
    int rc = find_parent(w, path, true, &parent, &name, err);
    if (rc)
        return rc;
    rc = failed(w, ext2fs_lookup(w->fs, parent, name, (int)strlen(name), NULL, &old), err);
    if (!rc) {
        rc = inode_of(w, old, &inode, err);
        if (rc || !LINUX_S_ISLNK(inode.i_mode))
            return rc ? rc : EEXIST;
        errcode_t code = ext2fs_unlink(w->fs, parent, name, old, 0);
        rc = failed(w, code ? code : drop(w, old), err);
    }
    if (!rc || rc == ENOENT)
        rc = failed(w, with_room(w, parent, name, 0, target, 0), err);
    if (!rc)
        rc = failed(w, ext2fs_lookup(w->fs, parent, name, (int)strlen(name), NULL, &old), err);
    return rc ? rc : failed(w, inherit_label(w, old, parent), err);
}

/* ---- opening and closing ---- */
static void release(struct ext_writer *w)
{
    if (w->fs)
        ext2fs_free(w->fs);
    err_free(w->failed);
    free(w);
}

static int ext_close(struct fs_writer *fw, struct err **err)
{
    struct ext_writer *w = (struct ext_writer *)fw;
    if (!w->broken)
        w->fs->super->s_state |= EXT2_VALID_FS;
    ext2fs_mark_super_dirty(w->fs);
    int rc = failed(w, ext2fs_close_free(&w->fs), err);
    release(w);
    return rc > 0 ? err_set_errno(err, rc, "The file system cannot be written") : rc;
}

static const struct fs_writer_ops ext_ops = {
    .look = ext_look,
    .read = ext_read,
    .put = ext_put,
    .folder = ext_folder,
    .link = ext_link,
    .close = ext_close,
};

int fs_ext_writer_open(const struct volume *v, struct fs_writer **out, struct err **err)
{
    struct ext_writer *w = xcalloc(1, sizeof(*w));
    w->w.ops = &ext_ops;
    w->volume = v;
    opening = w;
    initialize_ext2_error_table();
    errcode_t code =
        ext2fs_open2("volume", NULL, EXT2_FLAG_RW | EXT2_FLAG_64BITS, 0, 0, &manager, &w->fs);
    opening = NULL;
    int rc = 0;
    if (!code &&
        (ext2fs_has_feature_journal_needs_recovery(w->fs->super) ||
         !(w->fs->super->s_state & EXT2_VALID_FS) || (w->fs->super->s_state & EXT2_ERROR_FS)))
        rc = fs_writer_refuse_dirty(v, err);
    if (!rc && !code)
        code = ext2fs_read_bitmaps(w->fs);
    if (!rc && !code) {
        w->fs->umask = 022;
        w->fs->super->s_state &= (uint16_t)~EXT2_VALID_FS;
        ext2fs_mark_super_dirty(w->fs);
        code = ext2fs_flush(w->fs);
    }
    if (!rc && code) {
        rc = failed(w, code, err);
        if (rc > 0)
            rc = err_set_errno(err, rc, "The file system of volume %s cannot be opened", v->name);
    }
    if (rc) {
        release(w);
        return -1;
    }
    *out = &w->w;
    return 0;
}
