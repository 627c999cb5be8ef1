#include "disk/image_make.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/file_source.h"
#include "disk/qemu_img.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

#define MIN_SIZE (3 * DISK_MIB)
#define VHD_MAX (2040 * DISK_GIB)
#define VHDX_MAX (64 * DISK_TIB)
#define VHDX_BLOCK (32 * DISK_MIB)

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
        if (b == 512 * DISK_KIB)
            return err_advise((err_set(err, ERR_NOT_SUPPORTED,
                                       "QEMU makes VHD files with blocks "
                                       "of 2 MB only."),
                               err),
                              "Leave the block size out, or use a VHDX.");
        if (b != 2 * DISK_MIB)
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
    if (logical == 4096 && s->format == DISK_FORMAT_VHDX) {
        err_set(err, ERR_NOT_SUPPORTED,
                "QEMU cannot open a VHDX with logical sectors of 4096 bytes.");
        return err_advise(err, "Use logical sectors of 512 bytes; physical ones may be 4096.");
    }
    if (logical == 4096 || (physical == 4096 && s->format != DISK_FORMAT_VHDX))
        return err_set(err, ERR_INVALID_PARAMETER, "Sectors of 4096 bytes need the VHDX format.");
    return 0;
}

int image_spec_check(const struct image_spec *s, const char *what, struct err **err)
{
    if (!disk_format_qemu(s->format))
        return err_set(err, ERR_NOT_SUPPORTED, "A disk of this format cannot be made.");
    if (s->type == DISK_TYPE_DIFFERENCING && s->format != DISK_FORMAT_QCOW2) {
        const char *name = disk_format_name(s->format);
        err_set(err, ERR_NOT_SUPPORTED, "QEMU cannot open a differencing %s disk.", name);
        return err_advise(err, "Give the new disk the extension .qcow2: a differencing qcow2 disk "
                               "works on a parent of any format.");
    }
    if (check_size(s, what, err) || check_block(s, err) || check_sectors(s, err))
        return -1;
    return 0;
}

static void format_options(const struct image_spec *s, struct strbuf *o)
{
    bool fixed = s->type == DISK_TYPE_FIXED;
    switch (s->format) {
    case DISK_FORMAT_VHDX:
        strbuf_addf(o, "subformat=%s,block_size=%llu", fixed ? "fixed" : "dynamic",
                    s->block_size ? s->block_size : VHDX_BLOCK);
        break;
    case DISK_FORMAT_VHD:
        strbuf_addf(o, "subformat=%s,force_size=on", fixed ? "fixed" : "dynamic");
        break;
    case DISK_FORMAT_QCOW2:
        strbuf_addf(o, "preallocation=%s", fixed ? "falloc" : "off");
        if (s->block_size)
            strbuf_addf(o, ",cluster_size=%u", s->block_size);
        break;
    default:
        strbuf_addf(o, "preallocation=off");
        break;
    }
}

static int write_all(int fd, uint64_t off, const void *data, size_t len, struct err **err)
{
    ssize_t n = pwrite(fd, data, len, (off_t)off);
    if (n < 0)
        return err_set_errno(err, errno, "Cannot write the virtual hard disk");
    if ((size_t)n != len)
        return err_set(err, ERR_OPERATION_FAILED, "Cannot write the virtual hard disk.");
    return 0;
}

/* The metadata items have no checksum. */
static int set_vhdx_identity(int fd, const struct disk_source *src, const struct image_spec *s,
                             struct err **err)
{
    CLEANUP(vhdx_release) struct vhdx v = { 0 };
    if (vhdx_open(src, &v, err))
        return -1;
    uint8_t sector[4];
    le32_put(sector, s->physical_sector ? s->physical_sector : 4096);
    if (write_all(fd, v.physical_sector_at, sector, sizeof(sector), err))
        return -1;
    return s->disk_id ? write_all(fd, v.page83_at, s->disk_id, 16, err) : 0;
}

static int set_vhd_identity(int fd, const struct disk_source *src, const struct image_spec *s,
                            struct err **err)
{
    if (!s->disk_id)
        return 0;
    uint64_t at[2] = { src->size - VHD_FOOTER_SIZE, 0 };
    for (int i = 0; i < (s->type == DISK_TYPE_FIXED ? 1 : 2); i++) {
        uint8_t b[VHD_FOOTER_SIZE];
        if (src->read(src->ctx, at[i], b, sizeof(b), err))
            return -1;
        if (!vhd_footer_valid(b))
            return err_set(err, ERR_OPERATION_FAILED, "qemu-img made no valid VHD.");
        memcpy(b + 68, s->disk_id, 16);
        vhd_footer_seal(b);
        if (write_all(fd, at[i], b, sizeof(b), err))
            return -1;
    }
    return 0;
}

static int set_identity(const char *path, const struct image_spec *s, struct err **err)
{
    if (s->format != DISK_FORMAT_VHDX && s->format != DISK_FORMAT_VHD)
        return 0;
    CLEANUP(file_source_close) struct file_source fs = FILE_SOURCE_INIT;
    if (file_source_open(&fs, path, err))
        return -1;
    AUTO_FD int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot open '%s'", path);
    return s->format == DISK_FORMAT_VHDX ? set_vhdx_identity(fd, &fs.src, s, err)
                                         : set_vhd_identity(fd, &fs.src, s, err);
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
    if (s->format == DISK_FORMAT_VHDX && qemu_img_require_safe_vhdx(err))
        return -1;
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
    if (qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err) || set_identity(path, s, err))
        return -1;
    return s->type == DISK_TYPE_FIXED ? image_allocate(path, err) : 0;
}

int image_copy(const char *from, enum disk_format from_format, uint64_t limit, const char *to,
               enum disk_format to_format, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *in = qemu_img_options(from, from_format, limit);
    AUTO_FREE char *out = qemu_img_options(to, to_format, 0);
    const char *args[] = {
        "convert", "-p", "-n", "--target-is-zero", "--image-opts", "--target-image-opts",
        in,        out,  NULL
    };
    return qemu_img_run(args, ctl, 0, NULL, NULL, NULL, err);
}

int image_compare(const char *from, enum disk_format from_format, uint64_t limit, const char *to,
                  enum disk_format to_format, const struct disk_control *ctl, struct err **err)
{
    AUTO_FREE char *a = qemu_img_options(from, from_format, limit);
    AUTO_FREE char *b = qemu_img_options(to, to_format, 0);
    const char *args[] = { "compare", "-q", "--image-opts", a, b, NULL };
    static const int differs[] = { 1, 0 };
    int status = 0;
    if (qemu_img_run(args, ctl, 0, NULL, &status, differs, err))
        return -1;
    if (status == 1)
        return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                            "The copy of the disk differs from its original; it was discarded.");
    return 0;
}
