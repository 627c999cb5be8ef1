#include "disk/fs.h"

#include <dlfcn.h>
#include <string.h>

#include "disk/fs_info.h"
#include "shell/base/alloc.h"
#include "shell/base/module_file.h"

#define MODULE_NAME "hvsh-fs.so"

bool fs_name_safe(const char *name, size_t len)
{
    if (!len || len > FS_NAME_MAX || memchr(name, '/', len) || memchr(name, '\0', len))
        return false;
    return !(name[0] == '.' && (len == 1 || (len == 2 && name[1] == '.')));
}

/* libtsk and what it brings along are loaded when a file system of theirs is opened. */
void *fs_module_symbol(const char *symbol, struct err **err)
{
    void *found = module_file_symbol(MODULE_NAME, symbol, err);
    if (!found)
        err_advise(err, "Install the packages libtsk19 and libext2fs2.");
    return found;
}

static int open_by_module(const struct volume *v, struct fs **fs, struct err **err)
{
    int (*open)(const struct volume *, struct fs **, struct err **);
    void *found = fs_module_symbol("fs_tsk_open", err);
    if (!found)
        return -1;
    memcpy(&open, &found, sizeof(open));
    return open(v, fs, err);
}

static int refuse(const struct volume *v, const struct fs_info *info, struct err **err)
{
    const char *name = fs_type_name(info->type);
    switch (info->type) {
    case FS_TYPE_NONE:
        return err_set(err, ERR_NOT_SUPPORTED, "Volume %s holds no file system that is known.",
                       v->name);
    case FS_TYPE_LVM:
        return err_set(err, ERR_NOT_SUPPORTED,
                       "Volume %s is a physical volume of LVM: name a logical volume.", v->name);
    case FS_TYPE_SWAP:
        return err_set(err, ERR_NOT_SUPPORTED, "Volume %s is swap space and holds no files.",
                       v->name);
    case FS_TYPE_LUKS:
    case FS_TYPE_BITLOCKER:
        err_set(err, ERR_NOT_SUPPORTED, "Volume %s is encrypted (%s).", v->name, name);
        return err_advise(err, "Read its files inside the virtual machine, with "
                               "Copy-VMFile -FileSource Guest.");
    default:
        err_set(err, ERR_NOT_SUPPORTED, "The %s file system of volume %s cannot be read.", name,
                v->name);
        return err_advise(err,
                          "ext2 to ext4, XFS, FAT, exFAT, NTFS, HFS+ and ISO 9660 can. Use "
                          "guestfish --ro -a DISK for others, or Copy-VMFile -FileSource Guest.");
    }
}

int fs_open(const struct volume *v, struct fs **fs, struct err **err)
{
    struct fs_info info;
    *fs = NULL;
    if (v->fault)
        return err_set(err, ERR_NOT_SUPPORTED, "%s", v->fault);
    if (fs_info_read(v, &info, err))
        return -1;
    switch (info.type) {
    case FS_TYPE_XFS:
        return fs_xfs_open(v, fs, err);
    case FS_TYPE_EXT4:
        if (info.inline_data)
            return refuse(v, &info, err);
        return open_by_module(v, fs, err);
    case FS_TYPE_EXT2:
    case FS_TYPE_EXT3:
    case FS_TYPE_FAT:
    case FS_TYPE_FAT32:
    case FS_TYPE_EXFAT:
    case FS_TYPE_NTFS:
    case FS_TYPE_ISO9660:
    case FS_TYPE_HFS_PLUS:
        return open_by_module(v, fs, err);
    default:
        return refuse(v, &info, err);
    }
}

void fs_close(struct fs **fs)
{
    if (*fs)
        (*fs)->ops->close(*fs);
    *fs = NULL;
}

int fs_list(struct fs *fs, uint64_t dir, fs_on_entry on, void *ctx, struct err **err)
{
    return fs->ops->list(fs, dir, on, ctx, err);
}

int fs_read(struct fs *fs, uint64_t id, uint64_t off, void *buf, size_t len, size_t *got,
            struct err **err)
{
    return fs->ops->read(fs, id, off, buf, len, got, err);
}

int fs_link(struct fs *fs, uint64_t id, char **target, struct err **err)
{
    *target = NULL;
    return fs->ops->link(fs, id, target, err);
}
