#include "disk/image_resize.h"

#include <errno.h>
#include <string.h>

#include "disk/image_make.h"
#include "disk/image_probe.h"
#include "disk/new_file.h"
#include "disk/qemu_img.h"
#include "disk/replay.h"
#include "disk/text16.h"
#include "shell/base/alloc.h"

static int check_shrink(const struct disk_info *info, uint64_t size, struct err **err)
{
    if (info->format == DISK_FORMAT_VHD) {
        err_set(err, ERR_INVALID_PARAMETER,
                "A virtual hard disk in the VHD format cannot be made smaller.");
        return err_advise(err, "Convert it to a VHDX with Convert-VHD first.");
    }
    if (info->min_size < 0)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' holds no partition table, so how much of it is in use is unknown: "
                       "it cannot be made smaller.",
                       info->path);
    if (size < (uint64_t)info->min_size)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' cannot be made smaller than %lld bytes, where its last partition "
                       "ends.",
                       info->path, (long long)info->min_size);
    return 0;
}

static int check_request(const struct disk_info *info, struct err **err)
{
    if (!disk_format_qemu(info->format))
        return err_set(err, ERR_NOT_SUPPORTED, "Disks of the format '%s' cannot be resized.",
                       info->format_name);
    if (info->attached)
        return err_set(err, ERR_INVALID_STATE, "The virtual hard disk '%s' is in use.", info->path);
    bool vhd = info->format == DISK_FORMAT_VHD || info->format == DISK_FORMAT_VHDX;
    if (vhd && info->type == DISK_TYPE_DIFFERENCING)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "QEMU cannot open a differencing %s disk, so it cannot be resized.",
                       info->format_name);
    if (info->logical_sector != 512)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "QEMU cannot open a VHDX with logical sectors of "
                       "4096 bytes, so it cannot be resized.");
    return 0;
}

static int resize_in_place(const struct disk_info *info, uint64_t size,
                           const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *text = xasprintf("%llu", (unsigned long long)size);
    const char *args[] = { "resize",
                           "-q",
                           "-f",
                           disk_format_qemu(info->format),
                           info->type == DISK_TYPE_FIXED ? "--preallocation=falloc"
                                                         : "--preallocation=off",
                           info->path,
                           text,
                           NULL,
                           NULL };
    if (size < info->size) {
        args[4] = "--shrink";
    }
    return qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err);
}

static int rebuild(const struct disk_info *info, uint64_t size, const struct disk_control *ctl,
                   struct err **err)
{
    CLEANUP(new_file_release) struct new_file nf = { NULL, NULL };
    CLEANUP(new_file_release) struct new_file replayed = { NULL, NULL };
    uint8_t id[16];
    struct image_spec spec = {
        .format = info->format,
        .type = info->type,
        .size = size,
        .block_size = info->format == DISK_FORMAT_VHDX ? info->block_size : 0,
        .physical_sector = info->physical_sector,
        .disk_id = id,
    };
    if (!disk_guid_parse(info->disk_id, true, id))
        return err_set(err, ERR_OPERATION_FAILED, "'%s' has no identifier.", info->path);
    if (new_file_begin(&nf, info->path, err))
        return -1;
    const char *from = info->path;
    if (info->log_dirty) {
        if (replay_copy(&replayed, info->path, info->path, ctl, err))
            return -1;
        from = replayed.temp;
    }
    uint64_t limit = size < info->size ? size : 0;
    if (image_make(nf.temp, &spec, ctl, err) ||
        image_copy(from, info->format, limit, nf.temp, info->format, ctl, err) ||
        image_compare(from, info->format, limit, nf.temp, info->format, ctl, err) ||
        (info->type == DISK_TYPE_FIXED && image_allocate(nf.temp, err)))
        return -1;
    return new_file_replace(&nf, err);
}

int disk_resize(const struct disk_resize *dr, const struct disk_control *ctl, struct err **err)
{
    /* The file itself is replaced, never a link to it. */
    AUTO_FREE char *real = realpath(dr->path, NULL);
    CLEANUP(disk_info_release) struct disk_info info = { 0 };
    if (disk_probe(real ? real : dr->path, &info, err) || check_request(&info, err))
        return -1;
    uint64_t size = dr->size;
    if (dr->to_minimum) {
        if (check_shrink(&info, info.min_size < 0 ? 0 : (uint64_t)info.min_size, err))
            return -1;
        size = (uint64_t)info.min_size;
        /* Small partitions may end below what the format can hold. */
        if (info.format == DISK_FORMAT_VHDX && size < 3 * DISK_MIB)
            size = 3 * DISK_MIB < info.size ? 3 * DISK_MIB : info.size;
    }
    struct image_spec spec = { .format = info.format, .type = info.type, .size = size };
    if (spec.type == DISK_TYPE_DIFFERENCING)
        spec.parent_path = info.parent_path;
    if (image_spec_check(&spec, dr->path, err))
        return -1;
    if (size == info.size)
        return 0;
    if (size < info.size && check_shrink(&info, size, err))
        return -1;
    bool in_place = info.format == DISK_FORMAT_RAW || info.format == DISK_FORMAT_QCOW2;
    if (in_place ? resize_in_place(&info, size, ctl, err) : rebuild(&info, size, ctl, err))
        return err_wrap(err, "Failed to resize the virtual hard disk '%s'", dr->path);
    return 0;
}
