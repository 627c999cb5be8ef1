#include "disk/volume.h"

#include <string.h>

#include "disk/lvm.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"

static struct volume plain(struct vdisk *disk, uint32_t partition, uint64_t at, uint64_t size)
{
    struct volume v = { .name = xasprintf("%u", partition),
                        .partition = partition,
                        .disk = disk,
                        .size = size,
                        .extents = xmalloc(sizeof(*v.extents)),
                        .extent_count = 1 };
    v.extents[0] = (struct volume_extent){ at, size };
    return v;
}

int volumes_find(struct vdisk *disk, struct volumes *volumes, struct err **err)
{
    AUTO_LAYOUT layout;
    *volumes = (struct volumes){ 0 };
    if (disk_layout_read(disk, &layout, err))
        return -1;
    VEC(struct volume) list = VEC_INIT;
    for (size_t i = 0; i < layout.count; i++) {
        const struct disk_partition *p = &layout.partitions[i];
        if (layout.style == DISK_STYLE_MBR &&
            (p->mbr_type == MBR_TYPE_EXTENDED || p->mbr_type == MBR_TYPE_EXTENDED_LBA))
            continue;
        *vec_push(&list) = plain(disk, p->number, p->offset, p->size);
    }
    if (layout.style == DISK_STYLE_RAW && disk->size)
        *vec_push(&list) = plain(disk, 0, 0, disk->size);
    *volumes = (struct volumes){ list.items, list.len };
    lvm_add_volumes(volumes);
    return 0;
}

void volumes_release(struct volumes *volumes)
{
    for (size_t i = 0; i < volumes->count; i++) {
        free(volumes->items[i].name);
        free(volumes->items[i].extents);
        free(volumes->items[i].fault);
    }
    free(volumes->items);
    *volumes = (struct volumes){ 0 };
}

/* The pieces of the disk that a range of the volume is. */
static int each_piece(const struct volume *v, uint64_t off, size_t len,
                      int (*step)(struct vdisk *d, uint64_t at, size_t done, size_t len, void *ctx,
                                  struct err **err),
                      void *ctx, struct err **err)
{
    size_t done = 0;
    if (v->fault)
        return err_set(err, ERR_NOT_SUPPORTED, "%s", v->fault);
    if (off > v->size || len > v->size - off)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The file system of volume %s points outside the volume.", v->name);
    for (size_t i = 0; i < v->extent_count && done < len; i++) {
        const struct volume_extent *e = &v->extents[i];
        if (off >= e->size) {
            off -= e->size;
            continue;
        }
        size_t n = e->size - off < len - done ? (size_t)(e->size - off) : len - done;
        if (step(v->disk, e->disk_at + off, done, n, ctx, err))
            return -1;
        done += n;
        off = 0;
    }
    return 0;
}

static int read_step(struct vdisk *d, uint64_t at, size_t done, size_t len, void *ctx,
                     struct err **err)
{
    return vdisk_read(d, at, (uint8_t *)ctx + done, len, err);
}

int volume_read(const struct volume *v, uint64_t off, void *buf, size_t len, struct err **err)
{
    return each_piece(v, off, len, read_step, buf, err);
}

static int write_step(struct vdisk *d, uint64_t at, size_t done, size_t len, void *ctx,
                      struct err **err)
{
    const uint8_t *const *from = ctx;
    return vdisk_write(d, at, *from + done, len, err);
}

int volume_write(const struct volume *v, uint64_t off, const void *buf, size_t len,
                 struct err **err)
{
    const uint8_t *from = buf;
    return each_piece(v, off, len, write_step, &from, err);
}
