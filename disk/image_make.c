#include "disk/image_make.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/qemu_img.h"
#include "disk/text16.h"
#include "disk/vdisk_chain.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "disk/work.h"
#include "shell/base/alloc.h"

#define MIN_SIZE (3 * DISK_MIB)
#define VHD_MAX (2040 * DISK_GIB)
#define VHDX_MAX (64 * DISK_TIB)
/* Hyper-V's defaults. */
#define VHDX_BLOCK (32 * DISK_MIB)
#define DIFFERENCING_BLOCK (2 * DISK_MIB)
#define VHD_BLOCK (2 * DISK_MIB)

static bool power_of_two(uint64_t v)
{
    return v && !(v & (v - 1));
}

static int check_size(const struct image_spec *s, const char *what, struct err **err)
{
    const char *name = disk_format_name(s->format);
    uint64_t max = s->format == DISK_FORMAT_VHD ? VHD_MAX : VHDX_MAX;
    bool hyperv = s->format == DISK_FORMAT_VHD || s->format == DISK_FORMAT_VHDX;
    if (s->size > max)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The size of '%s' is too large: a %s disk holds at most %llu GB.", what,
                       name, max / DISK_GIB);
    if (s->size < (hyperv ? MIN_SIZE : 512))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The size of '%s' is too small: a %s disk holds at least %s.", what, name,
                       hyperv ? "3 MB" : "512 bytes");
    uint32_t sector = s->logical_sector ? s->logical_sector : 512;
    if (s->size % sector)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The size of '%s' must be a multiple of its sector size, %u bytes.", what,
                       sector);
    return 0;
}

static int check_block(const struct image_spec *s, struct err **err)
{
    uint64_t b = s->block_size;
    if (!b)
        return 0;
    switch (s->format) {
    case DISK_FORMAT_VHDX:
        if (!power_of_two(b) || b < DISK_MIB || b > 256 * DISK_MIB)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The block size of a VHDX must be a power "
                           "of two from 1 MB to 256 MB.");
        return 0;
    case DISK_FORMAT_VHD:
        if (b != 2 * DISK_MIB && b != 512 * DISK_KIB)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The block size of a VHD must be 512 KB or 2 MB.");
        return 0;
    case DISK_FORMAT_QCOW2:
        if (!power_of_two(b) || b < 512 || b > 2 * DISK_MIB)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The block size (cluster size) of a qcow2 "
                           "disk must be a power of two from 512 bytes to 2 MB.");
        return 0;
    default:
        return err_set(err, ERR_INVALID_PARAMETER, "A raw disk has no blocks.");
    }
}

static int check_sectors(const struct image_spec *s, struct err **err)
{
    uint32_t logical = s->logical_sector, physical = s->physical_sector;
    if ((logical && logical != 512 && logical != 4096) ||
        (physical && physical != 512 && physical != 4096))
        return err_set(err, ERR_INVALID_PARAMETER, "A sector size must be 512 or 4096 bytes.");
    if (s->format == DISK_FORMAT_VHDX)
        return logical == 4096 && physical == 512
                   ? err_set(err, ERR_INVALID_PARAMETER,
                             "The physical sectors of a disk cannot be smaller than its logical "
                             "sectors.")
                   : 0;
    if (logical == 4096 || (physical == 4096 && s->format != DISK_FORMAT_VHDX))
        return err_set(err, ERR_INVALID_PARAMETER, "Sectors of 4096 bytes need the VHDX format.");
    return 0;
}

int image_spec_check(const struct image_spec *s, const char *what, struct err **err)
{
    if (!disk_format_qemu(s->format))
        return err_set(err, ERR_NOT_SUPPORTED, "A disk of this format cannot be made.");
    if (s->type == DISK_TYPE_DIFFERENCING && s->format == DISK_FORMAT_RAW)
        return err_set(err, ERR_INVALID_PARAMETER, "A raw disk cannot have a parent.");
    if (check_size(s, what, err) || check_block(s, err) || check_sectors(s, err))
        return -1;
    return 0;
}

/* ---- our own formats ---- */
static char *windows_path(const char *path)
{
    char *out = xstrdup(path);
    for (char *p = out; *p; p++)
        if (*p == '/')
            *p = '\\';
    return out;
}

void image_name_parent(const char *path, const struct vdisk *parent, struct vhdx_locator *locator)
{
    char guid[37];
    AUTO_FREE char *relative = vdisk_relative_path(path, parent->path);
    AUTO_FREE char *windows = windows_path(relative);
    disk_guid_format(parent->identity, true, false, guid);
    AUTO_FREE char *braced = xasprintf("{%s}", guid);
    vhdx_locator_set(locator, "parent_linkage", braced);
    vhdx_locator_set(locator, "parent_linkage2", NULL);
    vhdx_locator_set(locator, "relative_path", windows);
    vhdx_locator_set(locator, "volume_path", NULL);
    vhdx_locator_set(locator, "absolute_win32_path", parent->path);
}

uint32_t image_time_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? vhd_time((int64_t)st.st_mtime) : 0;
}

static int make_vhdx(struct blk_io *file, const struct image_spec *s, const struct vdisk *parent,
                     struct err **err)
{
    struct vhdx_locator locator = { 0 };
    uint32_t logical = s->logical_sector ? s->logical_sector
                       : parent          ? parent->logical_sector
                                         : 512;
    struct vhdx_spec spec = {
        .type = s->type,
        .size = s->size,
        .block_size = s->block_size ? s->block_size
                      : parent      ? DIFFERENCING_BLOCK
                                    : VHDX_BLOCK,
        .logical_sector = logical,
        .physical_sector = s->physical_sector ? s->physical_sector : 4096,
        .disk_id = s->disk_id,
        .locator = parent ? &locator : NULL,
    };
    if (parent)
        image_name_parent(s->path, parent, &locator);
    int r = vhdx_create(file, &spec, err);
    vhdx_locator_release(&locator);
    return r;
}

static int make_vhd(struct blk_io *file, const struct image_spec *s, const struct vdisk *parent,
                    struct err **err)
{
    AUTO_FREE char *relative = parent ? vdisk_relative_path(s->path, parent->path) : NULL;
    AUTO_FREE char *windows = relative ? windows_path(relative) : NULL;
    struct vhd_spec spec = { .type = s->type,
                             .size = s->size,
                             .block_size = s->block_size ? s->block_size : VHD_BLOCK,
                             .disk_id = s->disk_id,
                             .parent_uuid = parent ? parent->identity : NULL,
                             .parent_time = parent ? image_time_of(parent->path) : 0,
                             .parent_absolute = parent ? parent->path : NULL,
                             .parent_relative = windows };
    return vhd_create(file, &spec, err);
}

static int make_by_engine(const char *path, const struct image_spec *s, struct err **err)
{
    AUTO_VDISK *parent = NULL;
    struct blk_io *file;
    if (s->parent_path && vdisk_open(s->parent_path, VDISK_OPEN_READ, &parent, err))
        return -1;
    if (parent && parent->format != s->format)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing %s disk needs a parent of the same format, not %s.",
                       disk_format_name(s->format), disk_format_name(parent->format));
    if (parent && s->logical_sector && s->logical_sector != parent->logical_sector)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A differencing disk has the logical sectors of its parent, %u bytes.",
                       parent->logical_sector);
    if (blk_file_open(path, BLK_FILE_WRITE, &file, err))
        return -1;
    int r = s->format == DISK_FORMAT_VHDX ? make_vhdx(file, s, parent, err)
                                          : make_vhd(file, s, parent, err);
    blk_close(file);
    return r;
}

static void format_options(const struct image_spec *s, struct strbuf *o)
{
    bool fixed = s->type == DISK_TYPE_FIXED;
    if (s->format != DISK_FORMAT_QCOW2) {
        strbuf_addf(o, "preallocation=off");
        return;
    }
    strbuf_addf(o, "preallocation=%s", fixed ? "falloc" : "off");
    if (s->block_size)
        strbuf_addf(o, ",cluster_size=%u", s->block_size);
}

int image_allocate(const char *path, struct err **err)
{
    AUTO_FD int fd = open(path, O_RDWR | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st))
        return err_set_errno(err, errno, "Cannot open '%s'", path);
    if (!st.st_size || fallocate(fd, 0, 0, st.st_size) == 0)
        return 0;
    if (errno == EOPNOTSUPP || errno == ENOSYS)
        return 0;
    return err_set_errno(err, errno, "There is no space for a fixed disk of %llu bytes",
                         (unsigned long long)st.st_size);
}

int image_make(const char *path, const struct image_spec *s, const struct disk_control *ctl,
               struct err **err)
{
    if (s->format == DISK_FORMAT_VHDX || s->format == DISK_FORMAT_VHD)
        return disk_work(ctl, 0, 1, err) || make_by_engine(path, s, err) ? -1 : 0;
    AUTO_STRBUF options = STRBUF_INIT;
    format_options(s, &options);
    AUTO_FREE char *size = xasprintf("%llu", (unsigned long long)s->size);
    const char *args[16] = { "create", "-q", "-f", disk_format_qemu(s->format), "-o", options.buf };
    size_t n = 6;
    if (s->type == DISK_TYPE_DIFFERENCING) {
        args[n++] = "-b";
        args[n++] = s->parent_path;
        args[n++] = "-F";
        args[n++] = disk_format_qemu(s->parent_format);
    }
    args[n++] = path;
    args[n++] = size;
    if (qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err))
        return -1;
    return s->type == DISK_TYPE_FIXED ? image_allocate(path, err) : 0;
}
