/* The file systems that libtsk reads. It is handed the bytes of the volume and nothing else. */
#include <string.h>

/* libtsk's headers are not as strict as ours. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#pragma GCC diagnostic ignored "-Wshadow"
#include <tsk/libtsk.h>
#pragma GCC diagnostic pop

#include "disk/fs.h"
#include "disk/fs_info.h"
#include "shell/base/alloc.h"

struct tsk_image {
    TSK_IMG_INFO info; /* first: libtsk hands it back */
    const struct volume *volume;
    struct err *failed; /* the first error below libtsk, which only knows that there was one */
};

struct tsk_reader {
    struct fs fs;
    struct tsk_image image;
    TSK_FS_INFO *info;
    TSK_FS_FILE *file; /* the last one read, or NULL */
};

static ssize_t image_read(TSK_IMG_INFO *info, TSK_OFF_T off, char *buf, size_t len)
{
    struct tsk_image *image = (struct tsk_image *)info;
    struct err *err = NULL;
    uint64_t size = image->volume->size;
    if (off < 0 || (uint64_t)off >= size)
        return off < 0 ? -1 : 0;
    if (len > size - (uint64_t)off)
        len = (size_t)(size - (uint64_t)off);
    if (volume_read(image->volume, (uint64_t)off, buf, len, &err) == 0)
        return (ssize_t)len;
    if (image->failed)
        err_free(err);
    else
        image->failed = err;
    return -1;
}

static void image_close(TSK_IMG_INFO *info)
{
    (void)info;
}

static void image_stat(TSK_IMG_INFO *info, FILE *out)
{
    (void)info;
    (void)out;
}

static int failed(struct tsk_reader *r, const char *what, struct err **err)
{
    if (r->image.failed)
        return err_move(err, &r->image.failed);
    const char *why = tsk_error_get();
    err_set(err, ERR_OPERATION_FAILED, "%s: %s.", what, why ? why : "the structure is broken");
    tsk_error_reset();
    return -1;
}

/* ---- directories ---- */
static enum fs_kind kind_of(const TSK_FS_META *m)
{
    switch (m->type) {
    case TSK_FS_META_TYPE_REG:
        return FS_FILE;
    case TSK_FS_META_TYPE_DIR:
        return FS_DIRECTORY;
    case TSK_FS_META_TYPE_LNK:
        return FS_LINK;
    default:
        return FS_OTHER;
    }
}

/* Deleted files, and what libtsk makes up or Windows never shows. */
static bool is_shown(const struct tsk_reader *r, const TSK_FS_FILE *f)
{
    enum { NTFS_RESERVED = 16 };
    if (!f->name || !f->name->name || !f->meta || (f->name->flags & TSK_FS_NAME_FLAG_UNALLOC) ||
        f->name->type == TSK_FS_NAME_TYPE_VIRT || f->name->type == TSK_FS_NAME_TYPE_VIRT_DIR ||
        f->meta->type == TSK_FS_META_TYPE_VIRT || f->meta->type == TSK_FS_META_TYPE_VIRT_DIR ||
        strstr(f->name->name, " (Volume Label Entry)"))
        return false;
    return !(TSK_FS_TYPE_ISNTFS(r->info->ftype) && f->meta->addr < NTFS_RESERVED) &&
           fs_name_safe(f->name->name, strlen(f->name->name));
}

static int tsk_list(struct fs *fs, uint64_t dir, fs_on_entry on, void *ctx, struct err **err)
{
    struct tsk_reader *r = (struct tsk_reader *)fs;
    bool windows = !TSK_FS_TYPE_ISEXT(r->info->ftype) && !TSK_FS_TYPE_ISHFS(r->info->ftype);
    TSK_FS_DIR *d = tsk_fs_dir_open_meta(r->info, dir);
    int rc = 0;
    if (!d)
        return failed(r, "The directory cannot be read", err);
    for (size_t i = 0; !rc && i < tsk_fs_dir_getsize(d); i++) {
        TSK_FS_FILE *f = tsk_fs_dir_get(d, i);
        if (!f)
            continue;
        if (is_shown(r, f)) {
            unsigned mode = f->meta->mode & 07777u;
            struct fs_entry e = { .name = f->name->name,
                                  .id = f->meta->addr,
                                  .kind = kind_of(f->meta),
                                  .size = f->meta->size > 0 ? (uint64_t)f->meta->size : 0,
                                  .seconds = f->meta->mtime,
                                  .nanoseconds = f->meta->mtime_nano % 1000000000u,
                                  .mode = mode,
                                  .read_only = !(mode & 0222),
                                  .hidden = !windows && f->name->name[0] == '.' };
            rc = on(ctx, &e, err);
        }
        tsk_fs_file_close(f);
    }
    tsk_fs_dir_close(d);
    return rc;
}

/* ---- content ---- */
static TSK_FS_FILE *open_file(struct tsk_reader *r, uint64_t id)
{
    if (r->file && r->file->meta->addr == id)
        return r->file;
    if (r->file)
        tsk_fs_file_close(r->file);
    r->file = tsk_fs_file_open_meta(r->info, NULL, id);
    if (r->file && !r->file->meta) {
        tsk_fs_file_close(r->file);
        r->file = NULL;
    }
    return r->file;
}

static int tsk_read(struct fs *fs, uint64_t id, uint64_t off, void *buf, size_t len, size_t *got,
                    struct err **err)
{
    struct tsk_reader *r = (struct tsk_reader *)fs;
    TSK_FS_FILE *f = open_file(r, id);
    *got = 0;
    if (!f)
        return failed(r, "The file cannot be opened", err);
    uint64_t size = f->meta->size > 0 ? (uint64_t)f->meta->size : 0;
    if (off >= size)
        return 0;
    if (len > size - off)
        len = (size_t)(size - off);
    ssize_t n = tsk_fs_file_read(f, (TSK_OFF_T)off, buf, len, TSK_FS_FILE_READ_FLAG_NONE);
    if (n < 0 || (size_t)n != len)
        return failed(r, "The file cannot be read", err);
    *got = len;
    return 0;
}

static int tsk_link(struct fs *fs, uint64_t id, char **target, struct err **err)
{
    struct tsk_reader *r = (struct tsk_reader *)fs;
    TSK_FS_FILE *f = open_file(r, id);
    if (!f)
        return failed(r, "The link cannot be read", err);
    if (!f->meta->link)
        return err_set(err, ERR_NOT_SUPPORTED, "The link has no target that can be read.");
    *target = xstrdup(f->meta->link);
    return 0;
}

static void tsk_close(struct fs *fs)
{
    struct tsk_reader *r = (struct tsk_reader *)fs;
    if (r->file)
        tsk_fs_file_close(r->file);
    if (r->info)
        r->info->close(r->info);
    err_free(r->image.failed);
    tsk_img_close(&r->image.info);
    free(r);
}

static const struct fs_ops tsk_ops = {
    .list = tsk_list,
    .read = tsk_read,
    .link = tsk_link,
    .close = tsk_close,
};

static TSK_FS_TYPE_ENUM type_of(enum fs_type type)
{
    switch (type) {
    case FS_TYPE_EXT2:
    case FS_TYPE_EXT3:
    case FS_TYPE_EXT4:
        return TSK_FS_TYPE_EXT_DETECT;
    case FS_TYPE_FAT:
    case FS_TYPE_FAT32:
        return TSK_FS_TYPE_FAT_DETECT;
    case FS_TYPE_EXFAT:
        return TSK_FS_TYPE_EXFAT;
    case FS_TYPE_NTFS:
        return TSK_FS_TYPE_NTFS;
    case FS_TYPE_ISO9660:
        return TSK_FS_TYPE_ISO9660;
    case FS_TYPE_HFS_PLUS:
        return TSK_FS_TYPE_HFS;
    default:
        return TSK_FS_TYPE_DETECT;
    }
}

int fs_tsk_open(const struct volume *v, struct fs **fs, struct err **err)
{
    struct fs_info info;
    if (fs_info_read(v, &info, err))
        return -1;
    struct tsk_reader *r = xcalloc(1, sizeof(*r));
    r->fs.ops = &tsk_ops;
    r->fs.volume = v;
    r->image.volume = v;
    if (!tsk_img_open_external(&r->image, (TSK_OFF_T)v->size, 512, image_read, image_close,
                               image_stat)) {
        int rc = failed(r, "The volume cannot be opened", err);
        free(r);
        return rc;
    }
    r->info = tsk_fs_open_img(&r->image.info, 0, type_of(info.type));
    if (!r->info) {
        int rc = failed(r, "The file system cannot be opened", err);
        tsk_close(&r->fs);
        return rc;
    }
    r->fs.root = r->info->root_inum;
    *fs = &r->fs;
    return 0;
}
