#include "disk/image_trim.h"

#include <dirent.h>
#include <string.h>

#include "disk/fs_free.h"
#include "disk/vdisk_chain.h"
#include "disk/volume.h"
#include "disk/work.h"
#include "shell/base/alloc.h"

enum { STEP = 1 << 30 };

static bool is_child(const struct vdisk *disk, const char *path)
{
    AUTO_ERR *ignored = NULL;
    AUTO_VDISK *other = NULL;
    return strcmp(path, disk->path) != 0 &&
           vdisk_open(path, VDISK_OPEN_LAYER, &other, &ignored) == 0 &&
           other->type == DISK_TYPE_DIFFERENCING && vdisk_is_parent(other, disk);
}

/* A child holds differences to the blocks as they are: they must stay. */
static bool has_child(const struct vdisk *disk)
{
    const char *slash = strrchr(disk->path, '/');
    AUTO_FREE char *folder = xstrndup(disk->path, (size_t)(slash - disk->path) + 1);
    DIR *d = opendir(folder);
    bool found = false;
    for (struct dirent *e; d && !found && (e = readdir(d));) {
        const char *dot = strrchr(e->d_name, '.');
        if (!dot || (!strcasestr(dot, ".vhd") && !strcasestr(dot, ".avhd")))
            continue;
        AUTO_FREE char *path = xasprintf("%s%s", folder, e->d_name);
        found = is_child(disk, path);
    }
    if (d)
        closedir(d);
    return found;
}

/* A range of the volume, in pieces that a flush may follow. */
static int trim_range(struct vdisk *disk, const struct volume *v, const struct fs_range *range,
                      uint64_t *given, struct err **err)
{
    uint64_t start = 0, end = range->at + range->length;
    for (size_t i = 0; i < v->extent_count; start += v->extents[i++].size) {
        const struct volume_extent *x = &v->extents[i];
        uint64_t from = range->at > start ? range->at : start;
        uint64_t to = end < start + x->size ? end : start + x->size;
        for (; from < to; from += STEP) {
            uint64_t n = to - from < STEP ? to - from : STEP;
            if (vdisk_trim(disk, x->disk_at + (from - start), n, err))
                return -1;
            *given += n;
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
    AUTO_ERR *ignored = NULL;
    *given = 0;
    if (disk->type != DISK_TYPE_DYNAMIC || has_child(disk) ||
        volumes_find(disk, &volumes, &ignored))
        return 0;
    for (size_t i = 0; i < volumes.count; i++)
        if (trim_volume(disk, &volumes.items[i], ctl, given, err))
            return -1;
    return vdisk_flush(disk, err);
}
