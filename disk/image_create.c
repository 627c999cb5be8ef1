#include "disk/image_create.h"

#include <string.h>

#include "disk/image_make.h"
#include "disk/image_probe.h"
#include "disk/new_file.h"
#include "disk/qemu_img.h"
#include "shell/base/alloc.h"

/* What the caller left open, decided. */
struct plan {
    struct image_spec spec;
    char *parent; /* absolute, or NULL */
};

static void plan_release(struct plan *p)
{
    free(p->parent);
}

static int plan_parent(struct plan *p, const struct disk_create *dc, struct err **err)
{
    AUTO_FREE char *parent = disk_absolute(dc->parent_path);
    struct disk_info info;
    if (disk_probe(parent, &info, err))
        return err_wrap(err, "The parent disk cannot be used");
    p->spec.parent_format = info.format;
    uint64_t size = info.size;
    bool unusable = (info.format == DISK_FORMAT_VHD || info.format == DISK_FORMAT_VHDX) &&
                    info.type == DISK_TYPE_DIFFERENCING;
    unusable |= !disk_format_qemu(info.format) || info.logical_sector != 512;
    disk_info_release(&info);
    if (unusable)
        return err_set(err, ERR_NOT_SUPPORTED, "QEMU cannot use '%s' as a parent disk.",
                       dc->parent_path);
    if (!p->spec.size)
        p->spec.size = size;
    if (p->spec.size < size)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing disk cannot be smaller than its parent.");
    p->parent = STEAL(parent);
    p->spec.parent_path = p->parent;
    return 0;
}

static int make_plan(struct plan *p, const struct disk_create *dc, struct err **err)
{
    enum disk_format format = dc->format;
    if (!dc->path || !*dc->path)
        return err_set(err, ERR_INVALID_PARAMETER, "The path of the new disk is empty.");
    if (format == DISK_FORMAT_UNKNOWN && disk_format_of_name(dc->path, &format, err))
        return -1;
    p->spec = (struct image_spec){
        .format = format,
        .type = dc->type,
        .size = dc->size,
        .block_size = dc->block_size,
        .logical_sector = dc->logical_sector,
        .physical_sector = dc->physical_sector,
    };
    if (p->spec.type == DISK_TYPE_UNKNOWN)
        p->spec.type = dc->parent_path ? DISK_TYPE_DIFFERENCING : DISK_TYPE_DYNAMIC;
    if ((p->spec.type == DISK_TYPE_DIFFERENCING) != (dc->parent_path != NULL))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing disk needs a parent, and no other disk has one.");
    if (new_file_refuse_existing(dc->path, err))
        return -1;
    /* What the format cannot do at all is said before the parent is looked at. */
    if (dc->parent_path && format != DISK_FORMAT_QCOW2) {
        p->spec.size = 4 * DISK_MIB;
        return image_spec_check(&p->spec, dc->path, err);
    }
    if (dc->parent_path && plan_parent(p, dc, err))
        return -1;
    return image_spec_check(&p->spec, dc->path, err);
}

int disk_create_check(const struct disk_create *dc, struct err **err)
{
    CLEANUP(plan_release) struct plan p = { .parent = NULL };
    return make_plan(&p, dc, err);
}

int disk_create(const struct disk_create *dc, const struct disk_control *ctl, struct err **err)
{
    CLEANUP(plan_release) struct plan p = { .parent = NULL };
    CLEANUP(new_file_release) struct new_file nf = { NULL, NULL };
    if (make_plan(&p, dc, err) || new_file_begin(&nf, dc->path, err))
        return -1;
    if (image_make(nf.temp, &p.spec, ctl, err))
        return err_wrap(err, "Failed to create the virtual hard disk '%s'", dc->path);
    return new_file_commit(&nf, err);
}
