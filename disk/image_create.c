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
    uint32_t logical = info.logical_sector, physical = info.physical_sector;
    bool by_engine =
        logical != 512 || (info.type == DISK_TYPE_DIFFERENCING && info.format != DISK_FORMAT_QCOW2);
    disk_info_release(&info);
    if (p->spec.parent_format == DISK_FORMAT_UNKNOWN)
        return err_set(err, ERR_NOT_SUPPORTED, "'%s' cannot be a parent disk.", dc->parent_path);
    if (p->spec.format == DISK_FORMAT_QCOW2 && by_engine)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "QEMU cannot use '%s' as the parent of a qcow2 disk.", dc->parent_path);
    if (!p->spec.logical_sector && p->spec.format == DISK_FORMAT_VHDX)
        p->spec.logical_sector = logical;
    if (!p->spec.physical_sector && p->spec.format == DISK_FORMAT_VHDX)
        p->spec.physical_sector = physical;
    if (p->spec.format != DISK_FORMAT_QCOW2 && p->spec.format != p->spec.parent_format)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The parent of a differencing %s disk must have the same format; '%s' is "
                       "a %s disk.",
                       disk_format_name(p->spec.format), dc->parent_path,
                       disk_format_name(p->spec.parent_format));
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
    p.spec.path = nf.path;
    if (image_make(nf.temp, &p.spec, ctl, err))
        return err_wrap(err, "Failed to create the virtual hard disk '%s'", dc->path);
    return new_file_commit(&nf, err);
}
