#include "disk/image_trim.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "disk/fs_free.h"
#include "disk/fs_info.h"
#include "disk/image_probe.h"
#include "disk/vdisk_chain.h"
#include "disk/volume.h"
#include "disk/work.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

enum { STEP = 1 << 30, NAME_MAX_QCOW2 = 1023, PAGE = 4096 /* a smaller hole takes its space */ };

/* ---- children ---- */
/* qcow2: 0 signature, 8 offset of the parent's name, 16 its length. Names that are no path
 * ("json:", "nbd:") hold the path too. */
static bool is_overlay(const struct vdisk *disk, const char *path)
{
    uint8_t head[20];
    char name[NAME_MAX_QCOW2 + 1] = "";
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || pread(fd, head, sizeof(head), 0) != sizeof(head) || memcmp(head, "QFI\xfb", 4))
        return false;
    uint64_t at = be64_get(head + 8);
    uint32_t len = be32_get(head + 16);
    if (!at || !len || len > NAME_MAX_QCOW2 || at > INT64_MAX ||
        pread(fd, name, len, (off_t)at) != (ssize_t)len)
        return false;
    return strstr(name, strrchr(disk->path, '/') + 1);
}

static bool is_child(const struct vdisk *disk, const char *path)
{
    AUTO_ERR *ignored = NULL;
    AUTO_VDISK *other = NULL;
    enum disk_format format;
    return disk_detect(path, &format, &ignored) == 0 && format == disk->format &&
           vdisk_open(path, VDISK_OPEN_LAYER, &other, &ignored) == 0 &&
           other->type == DISK_TYPE_DIFFERENCING && vdisk_is_parent(other, disk);
}

/* A child holds differences to the blocks as they are: they must stay. */
static bool has_child(const struct vdisk *disk)
{
    const char *slash = disk->path ? strrchr(disk->path, '/') : NULL;
    if (!slash)
        return false;
    AUTO_FREE char *folder = xstrndup(disk->path, (size_t)(slash - disk->path) + 1);
    DIR *d = opendir(folder);
    bool found = false;
    for (struct dirent *e; d && !found && (e = readdir(d));) {
        AUTO_FREE char *path = xasprintf("%s%s", folder, e->d_name);
        found = (e->d_type == DT_REG || e->d_type == DT_LNK || e->d_type == DT_UNKNOWN) &&
                strcmp(path, disk->path) != 0 && (is_overlay(disk, path) || is_child(disk, path));
    }
    if (d)
        closedir(d);
    return found;
}

/* ---- volumes ---- */
static bool overlap(const struct volume *a, const struct volume *b)
{
    for (size_t i = 0; i < a->extent_count; i++)
        for (size_t k = 0; k < b->extent_count; k++) {
            const struct volume_extent *x = &a->extents[i], *y = &b->extents[k];
            if (x->disk_at < y->disk_at + y->size && y->disk_at < x->disk_at + x->size)
                return true;
        }
    return false;
}

/* What one volume does not use may be another one's. The volumes of a group lie in a partition that
 * is listed too, and holds no file system. */
static bool is_alone(const struct volumes *volumes, const struct volume *v)
{
    for (size_t i = 0; i < volumes->count; i++) {
        const struct volume *other = &volumes->items[i];
        AUTO_ERR *ignored = NULL;
        struct fs_info info;
        if (other == v || !overlap(v, other))
            continue;
        if (!strchr(v->name, '/') || strchr(other->name, '/') ||
            fs_info_read(other, &info, &ignored) || info.type != FS_TYPE_LVM)
            return false;
    }
    return true;
}

static int trim_piece(struct vdisk *disk, uint64_t from, uint64_t to, uint64_t *given,
                      struct err **err)
{
    while (from < to) {
        uint64_t n = to - from;
        bool data;
        if (vdisk_status(disk, from, &n, &data, err) || (data && vdisk_trim(disk, from, n, err)))
            return -1;
        *given += data ? n : 0;
        from += n;
    }
    return 0;
}

/* A range of the volume, in pieces that a flush may follow; none ends inside a block. */
static int trim_range(struct vdisk *disk, const struct volume *v, const struct fs_range *range,
                      uint64_t *given, struct err **err)
{
    uint64_t start = 0, end = range->at + range->length;
    for (size_t i = 0; i < v->extent_count; start += v->extents[i++].size) {
        const struct volume_extent *x = &v->extents[i];
        uint64_t from = x->disk_at + (range->at > start ? range->at - start : 0);
        uint64_t to = x->disk_at + (end < start             ? 0
                                    : end < start + x->size ? end - start
                                                            : x->size);
        from = (from + PAGE - 1) / PAGE * PAGE;
        to -= to % PAGE;
        for (uint64_t next; from < to; from = next) {
            next = (from / STEP + 1) * STEP;
            next = next < to ? next : to;
            if (trim_piece(disk, from, next, given, err))
                return -1;
        }
    }
    return 0;
}

static int trim_volume(struct vdisk *disk, const struct volume *v, const struct disk_control *ctl,
                       uint64_t *given, struct err **err)
{
    struct fs_free unused = { VEC_INIT };
    int r = 0;
    if (!fs_free_read(v, &unused))
        for (size_t i = 0; i < unused.ranges.len && !r; i++)
            r = trim_range(disk, v, &unused.ranges.items[i], given, err) ||
                        disk_work(ctl, 0, 1, err)
                    ? -1
                    : 0;
    vec_release(&unused.ranges);
    return r;
}

int image_trim_free(struct vdisk *disk, const struct disk_control *ctl, uint64_t *given,
                    struct err **err)
{
    AUTO_VOLUMES volumes = { 0 };
    AUTO_LAYOUT layout = { 0 };
    AUTO_ERR *ignored = NULL;
    *given = 0;
    if (disk->type != DISK_TYPE_DYNAMIC || has_child(disk) ||
        disk_layout_read(disk, &layout, &ignored) || layout.damaged ||
        volumes_find(disk, &volumes, &ignored))
        return 0;
    for (size_t i = 0; i < volumes.count; i++)
        if (is_alone(&volumes, &volumes.items[i]) &&
            trim_volume(disk, &volumes.items[i], ctl, given, err))
            return -1;
    return vdisk_flush(disk, err);
}
