#include "disk/vdisk_merge.h"

#include <string.h>

#include "disk/text16.h"
#include "disk/vhdx.h"
#include "disk/work.h"
#include "shell/base/alloc.h"

enum { STEP = 1 << 20 };

struct layers {
    struct vdisk *const *items; /* the topmost first */
    size_t count;
};

/* The content of a VHDX gets another identity when it is written. The child learns the coming one
 * beside the present one first, so that it finds its parent before, during and after. */
static int announce(struct vdisk *child, struct vdisk *into, const uint8_t next[16],
                    struct err **err)
{
    char guid[37];
    if (into->format != DISK_FORMAT_VHDX)
        return 0;
    struct vhdx *v = (struct vhdx *)child, *target = (struct vhdx *)into;
    disk_guid_format(target->disk.identity, true, false, guid);
    AUTO_FREE char *now = xasprintf("{%s}", guid);
    disk_guid_format(next, true, false, guid);
    AUTO_FREE char *then = xasprintf("{%s}", guid);
    vhdx_locator_set(&v->meta.locator, "parent_linkage", now);
    vhdx_locator_set(&v->meta.locator, "parent_linkage2", then);
    target->next_data_write = next;
    return vhdx_set_locator(v, &v->meta.locator, err);
}

/* What the layers hold themselves at off: *layer has it, or is NULL when the target's stays. */
static int find_layer(const struct layers *m, uint64_t off, uint64_t *len, struct vdisk **layer,
                      enum vdisk_state *state, struct err **err)
{
    for (size_t i = 0; i < m->count; i++) {
        struct vdisk *d = m->items[i];
        uint64_t at;
        /* Past the end of a smaller disk below there are zeros. */
        *layer = d;
        *state = VDISK_ZERO;
        if (off >= d->size)
            return 0;
        if (*len > d->size - off)
            *len = d->size - off;
        if (d->ops->map(d, off, len, state, &at, err))
            return -1;
        if (*state != VDISK_PARENT)
            return 0;
    }
    *layer = NULL;
    return 0;
}

static int copy_layers(const struct layers *m, struct vdisk *into, const struct disk_control *ctl,
                       struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(STEP);
    uint64_t size = m->items[0]->size;
    for (uint64_t off = 0; off < size;) {
        uint64_t len = size - off;
        struct vdisk *layer;
        enum vdisk_state state;
        if (disk_work(ctl, off, size, err) || find_layer(m, off, &len, &layer, &state, err))
            return -1;
        if (layer && state == VDISK_DATA) {
            len = len < STEP ? len : STEP;
            if (vdisk_read(layer, off, buf, len, err) || vdisk_write(into, off, buf, len, err))
                return -1;
        } else if (layer && vdisk_zero(into, off, len, false, err)) {
            return -1;
        }
        off += len;
    }
    return vdisk_flush(into, err);
}

int vdisk_merge(struct vdisk *const *layers, size_t count, struct vdisk *into,
                const struct disk_control *ctl, struct err **err)
{
    uint8_t next[16];
    struct layers m = { layers, count };
    uint64_t size = layers[0]->size;
    disk_guid_new(next);
    int r = announce(layers[count - 1], into, next, err) ||
            (size > into->size && vdisk_resize(into, size, err)) ||
            copy_layers(&m, into, ctl, err) || (size < into->size && vdisk_resize(into, size, err));
    if (into->format == DISK_FORMAT_VHDX)
        ((struct vhdx *)into)->next_data_write = NULL;
    return r ? -1 : 0;
}
