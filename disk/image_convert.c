#include "disk/image_convert.h"

#include <errno.h>
#include <unistd.h>

#include "disk/blk_nbd.h"
#include "disk/image_make.h"
#include "disk/image_probe.h"
#include "disk/new_file.h"
#include "disk/qemu_img.h"
#include "disk/vdisk_copy.h"
#include "shell/base/alloc.h"

static bool by_engine(enum disk_format format)
{
    return format == DISK_FORMAT_VHD || format == DISK_FORMAT_VHDX || format == DISK_FORMAT_RAW;
}

static int check_source(const struct disk_info *source, struct err **err)
{
    if (!disk_format_qemu(source->format))
        return err_set(err, ERR_NOT_SUPPORTED, "Disks of the format '%s' cannot be converted.",
                       source->format_name);
    if (source->attached)
        return err_set(err, ERR_INVALID_STATE, "The virtual hard disk '%s' is in use.",
                       source->path);
    return 0;
}

static int plan_parent(const struct disk_convert *dc, struct image_spec *spec, char **parent,
                       struct err **err)
{
    *parent = disk_absolute(dc->parent_path);
    spec->parent_path = *parent;
    return disk_detect(*parent, &spec->parent_format, err);
}

static int plan_spec(const struct disk_convert *dc, const struct disk_info *source,
                     struct image_spec *spec, char **parent, struct err **err)
{
    spec->format = dc->format;
    if (spec->format == DISK_FORMAT_UNKNOWN &&
        disk_format_of_name(dc->destination, &spec->format, err))
        return -1;
    spec->type = dc->type;
    if (spec->type == DISK_TYPE_UNKNOWN)
        spec->type = dc->parent_path                          ? DISK_TYPE_DIFFERENCING
                     : source->type == DISK_TYPE_DIFFERENCING ? DISK_TYPE_DYNAMIC
                                                              : source->type;
    spec->size = source->size;
    spec->block_size = dc->block_size;
    if (!spec->block_size && spec->format == source->format && spec->format == DISK_FORMAT_VHDX &&
        source->type != DISK_TYPE_DIFFERENCING)
        spec->block_size = source->block_size;
    if (spec->format == DISK_FORMAT_VHDX && source->format == DISK_FORMAT_VHDX) {
        spec->physical_sector = source->physical_sector;
        spec->logical_sector = source->logical_sector;
    } else if (source->logical_sector != 512) {
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The logical sectors of '%s' have 4096 bytes, which only a VHDX can have.",
                       source->path);
    }
    if ((spec->type == DISK_TYPE_DIFFERENCING) != (dc->parent_path != NULL))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing disk needs a parent, and no other disk has one.");
    if (new_file_refuse_existing(dc->destination, err) ||
        image_spec_check(spec, dc->destination, err))
        return -1;
    return dc->parent_path ? plan_parent(dc, spec, parent, err) : 0;
}

/* ---- copying ---- */
/* Reads a disk of any format; qcow2 through QEMU's server. */
static int open_source(const char *path, enum disk_format format, const struct disk_control *ctl,
                       struct vdisk **d, struct err **err)
{
    struct blk_io *io;
    if (by_engine(format))
        return vdisk_open(path, VDISK_OPEN_READ, d, err);
    if (blk_nbd_open(path, format, false, &io, err))
        return -1;
    if (blk_nbd_map(io, path, format, ctl, err)) {
        blk_close(io);
        return -1;
    }
    return vdisk_open_io(io, DISK_FORMAT_RAW, d, err);
}

static int open_target(const char *path, enum disk_format format, struct vdisk **d,
                       struct err **err)
{
    struct blk_io *io;
    if (by_engine(format))
        return blk_file_open(path, BLK_FILE_WRITE, &io, err) ? -1
                                                             : vdisk_open_io(io, format, d, err);
    return blk_nbd_open(path, format, true, &io, err) ? -1
                                                      : vdisk_open_io(io, DISK_FORMAT_RAW, d, err);
}

static int copy_engine(const struct disk_info *source, const struct image_spec *spec,
                       const char *to, const struct disk_control *ctl, struct err **err)
{
    AUTO_VDISK *in = NULL;
    struct vdisk *out;
    if (open_source(source->path, source->format, ctl, &in, err) ||
        open_target(to, spec->format, &out, err))
        return -1;
    int r = 0;
    if (spec->parent_path) {
        out->path = xstrdup(spec->path);
        r = open_source(spec->parent_path, spec->parent_format, ctl, &out->parent, err);
    }
    if (!r)
        r = vdisk_copy(in, out, ctl, err);
    if (r) {
        vdisk_abandon(&out);
        return -1;
    }
    return vdisk_close(out, err);
}

static int copy_qemu(const char *from, enum disk_format from_format, const char *to,
                     enum disk_format to_format, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *in = qemu_img_options(from, from_format, 0);
    AUTO_FREE char *out = qemu_img_options(to, to_format, 0);
    const char *args[] = {
        "convert", "-p", "-n", "--target-is-zero", "--image-opts", "--target-image-opts",
        in,        out,  NULL
    };
    return qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err);
}

/* Only what differs from the parent is stored; QEMU decides that by reading both. */
static int copy_qemu_over_parent(const char *from, enum disk_format from_format,
                                 const struct image_spec *spec, const char *to,
                                 const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *in = qemu_img_options(from, from_format, 0);
    AUTO_FREE char *options =
        xasprintf("cluster_size=%u", spec->block_size ? spec->block_size : 65536);
    const char *args[] = { "convert",
                           "-p",
                           "--image-opts",
                           "-O",
                           "qcow2",
                           "-B",
                           spec->parent_path,
                           "-F",
                           disk_format_qemu(spec->parent_format),
                           "-o",
                           options,
                           in,
                           to,
                           NULL };
    return qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err);
}

static bool only_engine(enum disk_format format)
{
    return format == DISK_FORMAT_VHD || format == DISK_FORMAT_VHDX;
}

/* From raw to qcow2 and back QEMU does it alone. */
static int copy(const struct disk_info *source, const struct image_spec *spec,
                const struct new_file *nf, const struct disk_control *ctl, struct err **err)
{
    bool engine = only_engine(source->format) || only_engine(spec->format) ||
                  (by_engine(source->format) && by_engine(spec->format));
    if (engine)
        return image_make(nf->temp, spec, ctl, err) ||
               copy_engine(source, spec, nf->temp, ctl, err);
    if (spec->parent_path)
        return copy_qemu_over_parent(source->path, source->format, spec, nf->temp, ctl, err);
    return image_make(nf->temp, spec, ctl, err) ||
           copy_qemu(source->path, source->format, nf->temp, spec->format, ctl, err);
}

int disk_convert(const struct disk_convert *dc, const struct disk_control *ctl, struct err **err)
{
    CLEANUP(disk_info_release) struct disk_info source = { 0 };
    CLEANUP(new_file_release) struct new_file nf = { NULL, NULL };
    AUTO_FREE char *parent = NULL;
    struct image_spec spec = { 0 };
    if (disk_probe(dc->source, &source, err) || check_source(&source, err) ||
        plan_spec(dc, &source, &spec, &parent, err) || new_file_begin(&nf, dc->destination, err))
        return -1;
    spec.path = nf.path;
    if (copy(&source, &spec, &nf, ctl, err) ||
        (spec.type == DISK_TYPE_FIXED && image_allocate(nf.temp, err)))
        return err_wrap(err, "Failed to convert the virtual hard disk '%s'", dc->source);
    if (new_file_commit(&nf, err))
        return -1;
    if (dc->delete_source && unlink(source.path))
        return err_set_errno(err, errno,
                             "'%s' was converted, but its source '%s' could not be "
                             "removed",
                             dc->destination, dc->source);
    return 0;
}
