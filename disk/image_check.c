#include "disk/image_check.h"

#include <string.h>

#include "disk/image_probe.h"
#include "disk/qemu_img.h"
#include "disk/vdisk_chain.h"
#include "shell/base/alloc.h"

enum { CHAIN_MAX = 256 };

/* The engine looks at every structure when it opens a disk; qcow2 has its reference counts
 * checked. */
static int check_qcow2(const char *path, const struct disk_control *ctl, struct err **err)
{
    const char *args[] = { "check", "-U", "-q", "-f", "qcow2", path, NULL };
    static const int leaks[] = { 3, 0 };
    if (qemu_img_run(args, ctl, 0, NULL, NULL, leaks, err))
        return err_wrap(err, "The virtual hard disk '%s' is corrupted", path);
    return 0;
}

static int check_engine(const char *path, struct err **err)
{
    AUTO_VDISK *disk = NULL;
    if (vdisk_open(path, VDISK_OPEN_LAYER, &disk, err))
        return err_wrap(err, "The virtual hard disk '%s' is not usable", path);
    return vdisk_open_parents(disk, false, err);
}

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
    if (info.format == DISK_FORMAT_VHD || info.format == DISK_FORMAT_VHDX)
        return check_engine(info.path, err);
    if (info.format == DISK_FORMAT_QCOW2 && info.parent_path &&
        check_chain(info.parent_path, depth + 1, ctl, err))
        return -1;
    return info.format == DISK_FORMAT_QCOW2 ? check_qcow2(info.path, ctl, err) : 0;
}

int disk_check(const char *path, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *absolute = disk_absolute(path);
    return check_chain(absolute, 0, ctl, err);
}
