#include "disk/image_check.h"

#include <string.h>

#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "shell/base/alloc.h"

enum { CHAIN_MAX = 256 };

/* Structure beyond what probing reads: block tables and reference counts. */
static int check_structure(const struct disk_info *info, const struct disk_control *ctl,
                           struct err **err)
{
    bool by_qemu = info->format == DISK_FORMAT_QCOW2 ||
                   (info->format == DISK_FORMAT_VHDX && info->type != DISK_TYPE_DIFFERENCING &&
                    info->logical_sector == 512 && !info->log_dirty);
    if (!by_qemu)
        return 0;
    const char *args[] = { "check",    "-U", "-q", "-f", disk_format_qemu(info->format),
                           info->path, NULL };
    static const int leaks[] = { 3, 0 };
    if (qemu_img_run(args, ctl, 0, NULL, NULL, leaks, err))
        return err_wrap(err, "The virtual hard disk '%s' is corrupted", info->path);
    return 0;
}

/* Checks from the last parent up: a disk's own check needs its parents. */
static int check_chain(const char *path, int depth, const struct disk_control *ctl,
                       struct err **err)
{
    CLEANUP(disk_info_release) struct disk_info info = { 0 };
    if (depth == CHAIN_MAX)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The chain of virtual hard disks is too long or "
                       "leads back to itself.");
    if (disk_probe(path, &info, err))
        return depth ? err_wrap(err, "The chain of virtual hard disks is broken") : -1;
    if (disk_check_name(info.path, info.format, err))
        return -1;
    if (info.type == DISK_TYPE_DIFFERENCING) {
        if (!info.parent_path)
            return err_set(err, ERR_OPERATION_FAILED,
                           "The differencing disk '%s' does not name its parent.", info.path);
        if (check_chain(info.parent_path, depth + 1, ctl, err))
            return -1;
    }
    return check_structure(&info, ctl, err);
}

int disk_check(const char *path, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *absolute = disk_absolute(path);
    return check_chain(absolute, 0, ctl, err);
}
