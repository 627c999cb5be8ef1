#include "disk/vdisk_copy.h"

#include <string.h>

#include "disk/work.h"
#include "shell/base/alloc.h"

enum { STEP = 1 << 20, GRAIN = 64 << 10, WRITE_BEHIND = 32 << 20 };

/* Is this grain in the target already? */
static int is_there(struct vdisk *to, uint64_t off, const uint8_t *data, size_t len, uint8_t *old,
                    bool *same, struct err **err)
{
    if (!to->parent) {
        *same = vdisk_is_zero(data, len);
        return 0;
    }
    if (vdisk_read(to, off, old, len, err))
        return -1;
    *same = memcmp(data, old, len) == 0;
    return 0;
}

/* Writes what is new of one step, in runs as long as can be. */
static int copy_step(struct vdisk *to, uint64_t off, const uint8_t *data, size_t len, uint8_t *old,
                     struct err **err)
{
    size_t run = 0; /* bytes before at that wait to be written */
    size_t grain = to->parent ? 4096 : GRAIN;
    for (size_t at = 0; at < len;) {
        size_t n = len - at < grain ? len - at : grain;
        bool same;
        if (is_there(to, off + at, data + at, n, old, &same, err) ||
            (same && run && vdisk_write(to, off + at - run, data + at - run, run, err)))
            return -1;
        run = same ? 0 : run + n;
        at += n;
    }
    return run ? vdisk_write(to, off + len - run, data + len - run, run, err) : 0;
}

int vdisk_copy(struct vdisk *from, struct vdisk *to, const struct disk_control *ctl,
               struct err **err)
{
    AUTO_FREE uint8_t *data = xmalloc(STEP);
    AUTO_FREE uint8_t *old = xmalloc(GRAIN);
    uint64_t size = from->size, unflushed = 0;
    for (uint64_t off = 0; off < size;) {
        uint64_t n = size - off;
        bool holds = true;
        if (disk_work(ctl, off, size, err))
            return -1;
        if (!to->parent && vdisk_status(from, off, &n, &holds, err))
            return -1;
        if (!holds) {
            off += n;
            continue;
        }
        if (n > STEP - off % STEP)
            n = STEP - off % STEP;
        if (vdisk_read(from, off, data, n, err) || copy_step(to, off, data, n, old, err))
            return -1;
        off += n;
        unflushed += n;
        if (unflushed >= WRITE_BEHIND) {
            blk_begin_flush(to->file);
            unflushed = 0;
        }
    }
    return disk_work(ctl, size, size, err);
}
