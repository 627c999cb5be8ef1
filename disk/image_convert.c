#include "disk/image_convert.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/image_make.h"
#include "disk/image_probe.h"
#include "disk/new_file.h"
#include "disk/qemu_img.h"
#include "disk/vdisk_copy.h"
#include "disk/work.h"
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
static int copy_engine(const char *from, const struct image_spec *spec, const char *to,
                       const struct disk_control *ctl, struct err **err)
{
    AUTO_VDISK *in = NULL;
    struct vdisk *out;
    struct blk_io *file;
    if (vdisk_open(from, VDISK_OPEN_READ, &in, err) ||
        blk_file_open(to, BLK_FILE_WRITE, &file, err) ||
        vdisk_open_io(file, spec->format, &out, err))
        return -1;
    int r = 0;
    if (spec->parent_path) {
        out->path = xstrdup(spec->path);
        r = vdisk_open(spec->parent_path, VDISK_OPEN_READ, &out->parent, err);
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

/* The content as a sparse raw file: what both the engine and QEMU read. */
static int make_raw(struct new_file *raw, const struct disk_info *source, const char *beside,
                    const struct disk_control *ctl, struct err **err)
{
    struct image_spec spec = { .format = DISK_FORMAT_RAW, .size = source->size };
    if (new_file_begin(raw, beside, err))
        return -1;
    if (truncate(raw->temp, (off_t)source->size))
        return err_set_errno(err, errno, "Cannot write beside '%s'", beside);
    return by_engine(source->format)
               ? copy_engine(source->path, &spec, raw->temp, ctl, err)
               : copy_qemu(source->path, source->format, raw->temp, DISK_FORMAT_RAW, ctl, err);
}

static int copy(const struct disk_info *source, const struct image_spec *spec,
                const struct new_file *nf, const struct disk_control *ctl, struct err **err)
{
    CLEANUP(new_file_release) struct new_file raw = { NULL, NULL };
    struct disk_stage first, second;
    const char *from = source->path;
    enum disk_format format = source->format;
    if (by_engine(format) != by_engine(spec->format) && format != DISK_FORMAT_RAW &&
        spec->format != DISK_FORMAT_RAW) {
        if (make_raw(&raw, source, nf->path, disk_stage_begin(&first, ctl, 0, 50), err))
            return -1;
        ctl = disk_stage_begin(&second, ctl, 50, 100);
        from = raw.temp;
        format = DISK_FORMAT_RAW;
    }
    if (by_engine(format) && by_engine(spec->format))
        return image_make(nf->temp, spec, ctl, err) || copy_engine(from, spec, nf->temp, ctl, err);
    if (spec->parent_path)
        return copy_qemu_over_parent(from, format, spec, nf->temp, ctl, err);
    return image_make(nf->temp, spec, ctl, err) ||
           copy_qemu(from, format, nf->temp, spec->format, ctl, err);
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
