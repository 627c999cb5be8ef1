#include "disk/image_merge.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "disk/vdisk_chain.h"
#include "disk/vdisk_merge.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"

/* The disks that go away, the topmost first, and the one that stays. */
struct merge {
    VEC(struct vdisk *) layers;
    struct vdisk *target;
};

static void merge_release(struct merge *m)
{
    for (size_t i = 0; i < m->layers.len; i++)
        vdisk_abandon(&m->layers.items[i]);
    vdisk_abandon(&m->target);
    vec_release(&m->layers);
}

static int open_chain(struct merge *m, const struct disk_merge *dm, struct err **err)
{
    AUTO_FREE char *until = dm->destination ? realpath(dm->destination, NULL) : NULL;
    struct vdisk *at;
    if (dm->destination && !until)
        return err_set_errno(err, errno, "The virtual hard disk '%s' was not found",
                             dm->destination);
    if (vdisk_open(dm->path, VDISK_OPEN_LAYER_WRITE, &at, err))
        return -1;
    for (;;) {
        if (m->layers.len && (!until || strcmp(until, at->path) == 0)) {
            m->target = at;
            return 0;
        }
        *vec_push(&m->layers) = at;
        if (m->layers.len > VDISK_CHAIN_MAX)
            return err_set(err, ERR_OPERATION_FAILED,
                           "The chain of virtual hard disks is too long.");
        if (at->type != DISK_TYPE_DIFFERENCING)
            return until && m->layers.len > 1
                       ? err_set(err, ERR_INVALID_PARAMETER,
                                 "'%s' is not one of the parents of '%s'.", dm->destination,
                                 dm->path)
                       : err_set(err, ERR_INVALID_PARAMETER,
                                 "'%s' is not a differencing disk: it has no parent to be merged "
                                 "into.",
                                 dm->path);
        if (vdisk_find_parent(at, BLK_FILE_WRITE, &at, err))
            return -1;
    }
}

static int remove_layers(struct merge *m, struct err **err)
{
    /* From the top: what is left is a whole chain at any moment. */
    for (size_t i = 0; i < m->layers.len; i++)
        if (unlink(m->layers.items[i]->path))
            return err_set_errno(err, errno, "The disks were merged, but '%s' could not be removed",
                                 m->layers.items[i]->path);
    return 0;
}

static int merge(struct merge *m, const struct disk_control *ctl, char **result, struct err **err)
{
    AUTO_FREE char *path = xstrdup(m->target->path);
    if (vdisk_merge(m->layers.items, m->layers.len, m->target, ctl, err) ||
        vdisk_close(STEAL(m->target), err))
        return -1;
    if (remove_layers(m, err))
        return -1;
    if (result)
        *result = STEAL(path);
    return 0;
}

int disk_merge(const struct disk_merge *dm, const struct disk_control *ctl, char **result,
               struct err **err)
{
    CLEANUP(merge_release) struct merge m = { .layers = VEC_INIT };
    if (open_chain(&m, dm, err) || merge(&m, ctl, result, err))
        return err_wrap(err, "Failed to merge the virtual hard disk '%s'", dm->path);
    return 0;
}
