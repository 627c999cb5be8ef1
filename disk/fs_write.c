#include "disk/fs_write.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "disk/fs.h"

int fs_put_read(const struct fs_put *put, uint64_t at, void *buf, size_t len)
{
    for (size_t have = 0; have < len;) {
        ssize_t n = pread(put->fd, (uint8_t *)buf + have, len - have, (off_t)(at + have));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? errno : EIO;
        have += (size_t)n;
    }
    return 0;
}

int fs_writer_refuse_dirty(const struct volume *v, struct err **err)
{
    err_set(err, ERR_INVALID_STATE,
            "The file system of volume %s was not unmounted, or has faults.", v->name);
    return err_advise(err, "Start the virtual machine and let it shut down, which repairs it.");
}

/* libext2fs is loaded when it is needed. */
static int open_ext(const struct volume *v, struct fs_writer **w, struct err **err)
{
    int (*open)(const struct volume *, struct fs_writer **, struct err **);
    void *found = fs_module_symbol("fs_ext_writer_open", err);
    if (!found)
        return -1;
    memcpy(&open, &found, sizeof(open));
    return open(v, w, err);
}

int fs_writer_open(const struct volume *v, struct fs_writer **w, struct err **err)
{
    struct fs_info info;
    int rc;
    *w = NULL;
    if (v->fault)
        return err_set(err, ERR_NOT_SUPPORTED, "%s", v->fault);
    if (fs_info_read(v, &info, err))
        return -1;
    switch (info.type) {
    case FS_TYPE_EXT2:
    case FS_TYPE_EXT3:
    case FS_TYPE_EXT4:
        rc = open_ext(v, w, err);
        break;
    case FS_TYPE_FAT:
    case FS_TYPE_FAT32:
        rc = fs_fat_writer_open(v, w, err);
        break;
    default:
        err_set(err, ERR_NOT_SUPPORTED,
                "Volume %s (%s) cannot be written: ext2, ext3, ext4, FAT, XFS, btrfs and NTFS can.",
                v->name, info.type ? fs_type_name(info.type) : "no file system that is known");
        return err_advise(err, "Mount-VHD attaches the disk to this host; Copy-VMFile without "
                               "-Offline writes while the machine runs.");
    }
    if (!rc)
        (*w)->type = info.type;
    return rc;
}

int fs_writer_close(struct fs_writer **w, struct err **err)
{
    int rc = *w ? (*w)->ops->close(*w, err) : 0;
    *w = NULL;
    return rc;
}

int fs_writer_look(struct fs_writer *w, const char *path, enum fs_node *node, struct err **err)
{
    return w->ops->look(w, path, node, err);
}

int fs_writer_read(struct fs_writer *w, const char *path, uint64_t off, void *buf, size_t len,
                   size_t *got, struct err **err)
{
    return w->ops->read(w, path, off, buf, len, got, err);
}

int fs_writer_put(struct fs_writer *w, const struct fs_put *put, struct err **err)
{
    return w->ops->put(w, put, err);
}

int fs_writer_folder(struct fs_writer *w, const char *path, uint32_t mode, struct err **err)
{
    return w->ops->folder(w, path, mode, err);
}

int fs_writer_link(struct fs_writer *w, const char *path, const char *target, struct err **err)
{
    return w->ops->link(w, path, target, err);
}
