#include "vm/vm_disk_file.h"

#include <errno.h>
#include <sys/stat.h>

#include "disk/image_probe.h"
#include "vm/vm_core.h"

/* QEMU opens a differencing VHD as if it had no parent, and no VHDX of that kind. */
static int check_type(const char *path, enum disk_format format, struct err **err)
{
    if (format != DISK_FORMAT_VHD && format != DISK_FORMAT_VHDX)
        return 0;
    struct disk_info info;
    if (disk_probe(path, &info, err) < 0)
        return -1;
    enum disk_type type = info.type;
    disk_info_release(&info);
    if (type != DISK_TYPE_DIFFERENCING)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The differencing disk '%s' cannot be attached: QEMU would ignore its parent.", path);
    return err_advise(err, "Convert it with Convert-VHD to a disk of its own, or to .qcow2.");
}

int vm_disk_file_check(struct vm_call *call, const struct generation *gen, const char *vm_name,
                       enum vm_disk_kind kind, const char *path, enum disk_format *format,
                       struct err **err)
{
    *format = DISK_FORMAT_RAW;
    if (path[0] != '/')
        return err_set(err, ERR_INVALID_PARAMETER, "The path '%s' is not an absolute path.", path);
    bool look = vm_core_is_local(call->core) && call->core->driver != VM_DRIVER_TEST;
    struct stat st;
    if (look && stat(path, &st) < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_OBJECT_NOT_FOUND, errno,
                                "The file '%s' for '%s' was not found.", path, vm_name);
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    }
    if (look && S_ISDIR(st.st_mode))
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' is a folder, not a disk image.", path);
    if (kind != VM_DISK_HARD || (look && S_ISBLK(st.st_mode)))
        return 0;
    if (!look) {
        if (disk_format_of_name(path, format, err) < 0)
            return -1;
    } else if (disk_detect(path, format, err) < 0 || disk_check_name(path, *format, err) < 0) {
        return -1;
    }
    if (generation_check_format(gen, vm_name, *format, path, err) < 0)
        return -1;
    return look ? check_type(path, *format, err) : 0;
}
