#include "disk/image_edit.h"

#include <string.h>

#include "disk/image_make.h"
#include "disk/image_trim.h"
#include "disk/text16.h"
#include "disk/vdisk_chain.h"
#include "disk/vhd.h"
#include "shell/base/alloc.h"

static int open_layer(const char *path, struct vdisk **disk, struct err **err)
{
    if (vdisk_open(path, VDISK_OPEN_LAYER_WRITE, disk, err))
        return -1;
    if ((*disk)->format == DISK_FORMAT_VHD || (*disk)->format == DISK_FORMAT_VHDX)
        return 0;
    vdisk_abandon(disk);
    return err_set(err, ERR_NOT_SUPPORTED, "'%s' is not a VHD or VHDX.", path);
}

/* The error of the change comes first, that of closing else. */
static int finish(struct vdisk *disk, int r, struct err **err)
{
    AUTO_ERR *second = NULL;
    int closed = vdisk_close(disk, r ? &second : err);
    return r ? r : closed;
}

static int link_vhd(struct vdisk *disk, const struct vdisk *parent, struct err **err)
{
    AUTO_FREE char *relative = vdisk_relative_path(disk->path, parent->path);
    for (char *p = relative; *p; p++)
        if (*p == '/')
            *p = '\\';
    return vhd_set_parent((struct vhd *)disk, parent->identity, image_time_of(parent->path),
                          parent->path, relative, err);
}

static int link_vhdx(struct vdisk *disk, const struct vdisk *parent, struct err **err)
{
    struct vhdx *v = (struct vhdx *)disk;
    image_name_parent(disk->path, parent, &v->meta.locator);
    return vhdx_set_locator(v, &v->meta.locator, err);
}

static int set_parent(struct vdisk *disk, const char *path, bool ignore_mismatch, struct err **err)
{
    AUTO_VDISK *parent = NULL;
    if (disk->type != DISK_TYPE_DIFFERENCING)
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' is not a differencing disk.", disk->path);
    if (vdisk_open(path, VDISK_OPEN_READ, &parent, err))
        return -1;
    for (const struct vdisk *p = parent; p; p = p->parent)
        if (strcmp(p->path, disk->path) == 0)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The chain of virtual hard disks would lead back to '%s'.", disk->path);
    if (vdisk_check_parent(disk, parent, err))
        return -1;
    if (parent->size > disk->size)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing disk cannot be smaller than its parent.");
    if (!vdisk_is_parent(disk, parent) && !ignore_mismatch)
        return vdisk_mismatch(disk, err);
    return disk->format == DISK_FORMAT_VHDX ? link_vhdx(disk, parent, err)
                                            : link_vhd(disk, parent, err);
}

int disk_set_parent(const char *path, const char *parent, bool ignore_mismatch, struct err **err)
{
    struct vdisk *disk;
    if (open_layer(path, &disk, err))
        return -1;
    return finish(disk, set_parent(disk, parent, ignore_mismatch, err), err);
}

int disk_set_physical_sector(const char *path, uint32_t bytes, struct err **err)
{
    struct vdisk *disk;
    if (open_layer(path, &disk, err))
        return -1;
    int r = 0;
    if (disk->format != DISK_FORMAT_VHDX)
        r = err_set(err, ERR_INVALID_PARAMETER,
                    "The physical sectors of a VHD always have 512 bytes.");
    else if ((bytes != 512 && bytes != 4096) || bytes < disk->logical_sector)
        r = err_set(err, ERR_INVALID_PARAMETER,
                    "The physical sectors of this disk cannot have %u bytes.", bytes);
    else
        r = vhdx_set_physical_sector((struct vhdx *)disk, bytes, err);
    return finish(disk, r, err);
}

int disk_reset_identifier(const char *path, struct err **err)
{
    struct vdisk *disk;
    uint8_t id[16];
    if (open_layer(path, &disk, err))
        return -1;
    disk_guid_new(id);
    return finish(disk,
                  disk->format == DISK_FORMAT_VHDX ? vhdx_set_disk_id((struct vhdx *)disk, id, err)
                                                   : vhd_set_disk_id((struct vhd *)disk, id, err),
                  err);
}

static int optimize(struct vdisk *disk, enum disk_compaction how, const struct disk_control *ctl,
                    struct err **err)
{
    bool vhd = disk->format == DISK_FORMAT_VHD;
    uint64_t given = 0;
    if (how == DISK_COMPACT_DEFAULT)
        how = vhd ? DISK_COMPACT_FULL : DISK_COMPACT_QUICK;
    bool ask = how != DISK_COMPACT_PRETRIMMED && how != DISK_COMPACT_PREZEROED;
    if (ask && image_trim_free(disk, ctl, &given, err))
        return -1;
    if (how == DISK_COMPACT_RETRIM && disk->type != DISK_TYPE_FIXED)
        return 0;
    /* A VHD cannot say that a block was given up: it is one of zeros. */
    bool scan = how == DISK_COMPACT_FULL || how == DISK_COMPACT_PREZEROED || (vhd && given);
    return disk->ops->compact(disk, scan, ctl, err);
}

int disk_optimize(const char *path, enum disk_compaction how, const struct disk_control *ctl,
                  struct err **err)
{
    struct vdisk *disk;
    if (open_layer(path, &disk, err))
        return -1;
    if (finish(disk, optimize(disk, how, ctl, err), err))
        return err_wrap(err, "Failed to optimize the virtual hard disk '%s'", path);
    return 0;
}
