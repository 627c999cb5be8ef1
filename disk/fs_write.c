#include "disk/fs_write.h"

#include <string.h>

#include "disk/fs.h"

int fs_writer_open(const struct volume *v, struct fs_writer **w, struct err **err)
{
    struct fs_info info;
    int (*open)(const struct volume *, struct fs_writer **, struct err **);
    *w = NULL;
    if (v->fault)
        return err_set(err, ERR_NOT_SUPPORTED, "%s", v->fault);
    if (fs_info_read(v, &info, err))
        return -1;
    switch (info.type) {
    case FS_TYPE_EXT2:
    case FS_TYPE_EXT3:
    case FS_TYPE_EXT4:
        break;
    default:
        err_set(err, ERR_NOT_SUPPORTED,
                "Volume %s (%s) cannot be written: ext2, ext3 and ext4 can.", v->name,
                info.type ? fs_type_name(info.type) : "no file system that is known");
        return err_advise(err, "Mount-VHD attaches the disk to this host; Copy-VMFile without "
                               "-Offline writes while the machine runs.");
    }
    void *found = fs_module_symbol("fs_ext_writer_open", err);
    if (!found)
        return -1;
    memcpy(&open, &found, sizeof(open));
    if (open(v, w, err))
        return -1;
    (*w)->type = info.type;
    return 0;
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
