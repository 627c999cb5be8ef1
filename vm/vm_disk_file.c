#include "vm/vm_disk_file.h"

#include <errno.h>
#include <sys/stat.h>

#include "disk/image_probe.h"
#include "vm/vm_core.h"

int vm_disk_sector_check(const char *vm_name, enum vm_bus bus, int64_t logical_sector,
                         const char *path, struct err **err)
{
    if (logical_sector <= 512 || bus != VM_BUS_IDE)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "The virtual hard disk '%s' cannot be attached to an IDE controller of '%s': its "
            "logical sectors have %lld bytes.",
            path, vm_name, (long long)logical_sector);
    return err_advise(err, "Attach it to a SCSI controller.");
}

/* All of the chain opens, and its sectors are fit for the bus. */
static int check_chain(const char *vm_name, enum vm_bus bus, struct vm_medium *m, struct err **err)
{
    AUTO_VDISK *disk = NULL;
    if (m->format != DISK_FORMAT_VHD && m->format != DISK_FORMAT_VHDX)
        return 0;
    if (vdisk_open(m->path, VDISK_OPEN_READ, &disk, err))
        return -1;
    m->logical_sector = disk->logical_sector;
    m->physical_sector = disk->physical_sector;
    return vm_disk_sector_check(vm_name, bus, disk->logical_sector, m->path, err);
}

int vm_disk_file_check(struct vm_call *call, const struct generation *gen, const char *vm_name,
                       enum vm_disk_kind kind, enum vm_bus bus, const char *path,
                       struct vm_medium *medium, struct err **err)
{
    enum disk_format *format = &medium->format;
    *medium = (struct vm_medium){ .path = path,
                                  .format = DISK_FORMAT_RAW,
                                  .served_dir = call->core->served_dir };
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
    return look ? check_chain(vm_name, bus, medium, err) : 0;
}
