#include "disk/image_convert.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/image_make.h"
#include "disk/image_probe.h"
#include "disk/new_file.h"
#include "disk/qemu_img.h"
#include "disk/replay.h"
#include "shell/base/alloc.h"

static int check_source(const struct disk_info *source, struct err **err)
{
    if (!disk_format_qemu(source->format))
        return err_set(err, ERR_NOT_SUPPORTED, "Disks of the format '%s' cannot be converted.",
                       source->format_name);
    if (source->type == DISK_TYPE_DIFFERENCING && source->format != DISK_FORMAT_QCOW2) {
        err_set(err, ERR_NOT_SUPPORTED, "QEMU cannot read a differencing %s disk.",
                source->format_name);
        return err_advise(err, "Convert or merge it on a Hyper-V host first.");
    }
    if (source->logical_sector != 512)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "QEMU cannot read a VHDX with logical sectors of 4096 bytes.");
    if (source->attached)
        return err_set(err, ERR_INVALID_STATE, "The virtual hard disk '%s' is in use.",
                       source->path);
    return 0;
}

/* Only what differs from the parent is stored; QEMU decides that by reading both. */
static int copy_over_parent(const char *from, enum disk_format from_format,
                            const struct image_spec *spec, const char *to,
                            const struct disk_control *ctl, struct err **err)
{
    AUTO_STRBUF options = STRBUF_INIT;
    if (spec->block_size)
        strbuf_addf(&options, "cluster_size=%u", spec->block_size);
    AUTO_FREE char *in = qemu_img_options(from, from_format, 0);
    const char *args[16] = { "convert",
                             "-p",
                             "--image-opts",
                             "-O",
                             "qcow2",
                             "-B",
                             spec->parent_path,
                             "-F",
                             disk_format_qemu(spec->parent_format) };
    size_t n = 9;
    if (options.len) {
        args[n++] = "-o";
        args[n++] = options.buf;
    }
    args[n++] = in;
    args[n++] = to;
    if (qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err))
        return -1;
    return image_compare(from, from_format, 0, to, DISK_FORMAT_QCOW2, ctl, err);
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
    if (!spec->block_size && spec->format == source->format && spec->format == DISK_FORMAT_VHDX)
        spec->block_size = source->block_size;
    if (spec->format == DISK_FORMAT_VHDX && source->format == DISK_FORMAT_VHDX)
        spec->physical_sector = source->physical_sector;
    if ((spec->type == DISK_TYPE_DIFFERENCING) != (dc->parent_path != NULL))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing disk needs a parent, and no other disk has one.");
    if (new_file_refuse_existing(dc->destination, err) ||
        image_spec_check(spec, dc->destination, err))
        return -1;
    if (!dc->parent_path)
        return 0;
    *parent = disk_absolute(dc->parent_path);
    spec->parent_path = *parent;
    return disk_detect(*parent, &spec->parent_format, err);
}

int disk_convert(const struct disk_convert *dc, const struct disk_control *ctl, struct err **err)
{
    CLEANUP(disk_info_release) struct disk_info source = { 0 };
    CLEANUP(new_file_release) struct new_file nf = { NULL, NULL };
    CLEANUP(new_file_release) struct new_file replayed = { NULL, NULL };
    AUTO_FREE char *parent = NULL;
    struct image_spec spec = { 0 };
    if (disk_probe(dc->source, &source, err) || check_source(&source, err) ||
        plan_spec(dc, &source, &spec, &parent, err) || new_file_begin(&nf, dc->destination, err))
        return -1;
    const char *from = source.path;
    if (source.log_dirty) {
        if (replay_copy(&replayed, source.path, nf.path, ctl, err))
            return -1;
        from = replayed.temp;
    }
    int r;
    if (spec.type == DISK_TYPE_DIFFERENCING)
        r = copy_over_parent(from, source.format, &spec, nf.temp, ctl, err);
    else
        r = image_make(nf.temp, &spec, ctl, err) ||
            image_copy(from, source.format, 0, nf.temp, spec.format, ctl, err) ||
            (spec.type == DISK_TYPE_FIXED && image_allocate(nf.temp, err));
    if (r)
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
