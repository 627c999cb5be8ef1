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

int volume_read(const struct volume *v, uint64_t off, void *buf, size_t len, struct err **err)
{
    uint8_t *out = buf;
    if (v->fault)
        return err_set(err, ERR_NOT_SUPPORTED, "%s", v->fault);
    if (off > v->size || len > v->size - off)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The file system of volume %s points outside the volume.", v->name);
    for (size_t i = 0; i < v->extent_count && len; i++) {
        const struct volume_extent *e = &v->extents[i];
        if (off >= e->size) {
            off -= e->size;
            continue;
        }
        size_t n = e->size - off < len ? (size_t)(e->size - off) : len;
        if (vdisk_read(v->disk, e->disk_at + off, out, n, err))
            return -1;
        out += n;
        len -= n;
        off = 0;
    }
    return 0;
}
