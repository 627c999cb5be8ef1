#include "disk/image_resize.h"

#include <errno.h>
#include <string.h>

#include "disk/image_make.h"
#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "disk/served.h"
#include "shell/base/alloc.h"

enum { GROW_TIMEOUT_MS = 300000 };

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
    return 0;
}

static int resize_by_qemu(const struct disk_info *info, uint64_t size,
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

/* A VHDX that a running machine uses grows through its server. */
static int resize_served(const struct disk_info *info, uint64_t size, struct err **err)
{
    AUTO_FREE char *socket = info->format == DISK_FORMAT_VHDX ? disk_served_find(info->path) : NULL;
    AUTO_FREE char *request = xasprintf("grow %llu", (unsigned long long)size);
    AUTO_FREE char *answer = NULL;
    if (!socket)
        return err_set(err, ERR_INVALID_STATE, "The virtual hard disk '%s' is in use.", info->path);
    return disk_served_ask(socket, request, GROW_TIMEOUT_MS, &answer, err);
}

static int resize_by_engine(const char *path, uint64_t size, struct err **err)
{
    struct vdisk *disk;
    if (vdisk_open(path, VDISK_OPEN_WRITE, &disk, err))
        return -1;
    if (vdisk_resize(disk, size, err)) {
        vdisk_abandon(&disk);
        return -1;
    }
    return vdisk_close(disk, err);
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
    struct image_spec spec = { .format = info.format,
                               .type = info.type,
                               .size = size,
                               .logical_sector = info.logical_sector,
                               .physical_sector = info.physical_sector };
    if (spec.type == DISK_TYPE_DIFFERENCING)
        spec.parent_path = info.parent_path;
    if (image_spec_check(&spec, dr->path, err))
        return -1;
    if (size == info.size)
        return 0;
    if (info.attached)
        return resize_served(&info, size, err);
    if (size < info.size && check_shrink(&info, size, err))
        return -1;
    bool engine = info.format == DISK_FORMAT_VHD || info.format == DISK_FORMAT_VHDX;
    if (engine ? resize_by_engine(dr->path, size, err) : resize_by_qemu(&info, size, ctl, err))
        return err_wrap(err, "Failed to resize the virtual hard disk '%s'", dr->path);
    return 0;
}
