#include "disk/image_probe.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "disk/file_source.h"
#include "disk/partition.h"
#include "disk/qemu_img.h"
#include "disk/text16.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/text.h"

enum { PROBE_TIMEOUT_MS = 60000, HEAD_BYTES = 1 << 20 };

int disk_source_detect(const struct disk_source *src, enum disk_format *format, struct err **err)
{
    uint8_t b[512] = { 0 };
    *format = DISK_FORMAT_RAW;
    size_t n = src->size < sizeof(b) ? (size_t)src->size : sizeof(b);
    if (n && src->read(src->ctx, 0, b, n, err))
        return -1;
    if (memcmp(b, "vhdxfile", 8) == 0)
        *format = DISK_FORMAT_VHDX;
    else if (memcmp(b, "QFI\xfb", 4) == 0 && be32_get(b + 4) >= 2)
        *format = DISK_FORMAT_QCOW2;
    else if (memcmp(b, "conectix", 8) == 0 && n == sizeof(b))
        *format = DISK_FORMAT_VHD;
    else if (memcmp(b, "KDMV", 4) == 0 || memcmp(b, "COWD", 4) == 0 || memcmp(b, "QED", 4) == 0 ||
             memcmp(b, "# Disk DescriptorFile", 21) == 0 || le32_get(b + 64) == 0xBEDA107Fu ||
             memcmp(b, "QFI\xfb", 4) == 0)
        *format = DISK_FORMAT_UNKNOWN;
    if (*format != DISK_FORMAT_RAW || src->size < VHD_FOOTER_SIZE)
        return 0;
    if (src->read(src->ctx, src->size - VHD_FOOTER_SIZE, b, VHD_FOOTER_SIZE, err))
        return -1;
    if (vhd_footer_valid(b))
        *format = DISK_FORMAT_VHD;
    return 0;
}

static int read_vhd(void *ctx, uint64_t off, void *buf, size_t len, struct err **err)
{
    return vhd_read(ctx, off, buf, len, err);
}

static int read_vhdx(void *ctx, uint64_t off, void *buf, size_t len, struct err **err)
{
    return vhdx_read(ctx, off, buf, len, err);
}

static int probe_vhd(const struct disk_source *src, struct disk_info *info, struct err **err)
{
    CLEANUP(vhd_release) struct vhd vhd = { 0 };
    if (vhd_open(src, &vhd, err))
        return -1;
    info->type = (enum disk_type)vhd.footer.type;
    info->size = vhd.footer.current_size;
    info->logical_sector = info->physical_sector = 512;
    info->block_size = vhd.block_size;
    /* Windows writes the GUID as it stands in memory. */
    disk_guid_format(vhd.footer.uuid, true, true, info->disk_id);
    if (vhd_layout(&vhd, &info->fragmentation, &info->alignment, err))
        return -1;
    if (info->type == DISK_TYPE_DIFFERENCING) {
        info->parent_format = DISK_FORMAT_VHD;
        info->parent_path = vhd.parent_absolute   ? STEAL(vhd.parent_absolute)
                            : vhd.parent_relative ? STEAL(vhd.parent_relative)
                                                  : STEAL(vhd.parent_name);
        return 0;
    }
    struct disk_source disk = { .read = read_vhd, .ctx = &vhd, .size = info->size };
    return partition_min_size(&disk, 512, &info->min_size, err);
}

static int probe_vhdx(const struct disk_source *src, struct disk_info *info, struct err **err)
{
    CLEANUP(vhdx_release) struct vhdx vhdx = { 0 };
    if (vhdx_open(src, &vhdx, err))
        return -1;
    info->type = vhdx.has_parent        ? DISK_TYPE_DIFFERENCING
                 : vhdx.leave_allocated ? DISK_TYPE_FIXED
                                        : DISK_TYPE_DYNAMIC;
    info->size = vhdx.size;
    info->logical_sector = vhdx.logical_sector;
    info->physical_sector = vhdx.physical_sector;
    info->block_size = vhdx.block_size;
    info->alignment = 1;
    info->log_dirty = vhdx.log_dirty;
    disk_guid_format(vhdx.page83, true, true, info->disk_id);
    if (vhdx.has_parent) {
        info->parent_format = DISK_FORMAT_VHDX;
        info->parent_path = vhdx.parent_absolute   ? STEAL(vhdx.parent_absolute)
                            : vhdx.parent_relative ? STEAL(vhdx.parent_relative)
                                                   : STEAL(vhdx.parent_volume);
        return 0;
    }
    if (vhdx.log_dirty)
        return 0;
    if (vhdx_fragmentation(&vhdx, &info->fragmentation, err))
        return -1;
    struct disk_source disk = { .read = read_vhdx, .ctx = &vhdx, .size = info->size };
    return partition_min_size(&disk, info->logical_sector, &info->min_size, err);
}

static int probe_raw(const struct disk_source *src, struct disk_info *info, struct err **err)
{
    info->type = DISK_TYPE_FIXED;
    info->size = src->size;
    info->logical_sector = info->physical_sector = 512;
    info->alignment = 1;
    info->fragmentation = 0;
    return partition_min_size(src, 512, &info->min_size, err);
}

int disk_source_probe(const struct disk_source *src, enum disk_format format,
                      struct disk_info *info, struct err **err)
{
    *info = (struct disk_info){
        .format = format, .file_size = src->size, .min_size = -1, .fragmentation = -1
    };
    info->format_name = xstrdup(disk_format_name(format));
    int r;
    switch (format) {
    case DISK_FORMAT_VHD:
        r = probe_vhd(src, info, err);
        break;
    case DISK_FORMAT_VHDX:
        r = probe_vhdx(src, info, err);
        break;
    case DISK_FORMAT_RAW:
        r = probe_raw(src, info, err);
        break;
    default:
        r = err_set(err, ERR_NOT_SUPPORTED, "%s is not decoded here.", disk_format_name(format));
        break;
    }
    if (r)
        disk_info_release(info);
    return r;
}

void disk_info_release(struct disk_info *info)
{
    free(info->path);
    free(info->format_name);
    free(info->parent_path);
    *info = (struct disk_info){ 0 };
}

struct buffer {
    const uint8_t *data;
    size_t len;
};

static int read_buffer(void *ctx, uint64_t off, void *buf, size_t len, struct err **err)
{
    const struct buffer *b = ctx;
    if (off > b->len || len > b->len - off)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The partition table lies too far from the "
                       "start of the disk.");
    memcpy(buf, b->data + off, len);
    return 0;
}

/* The start of a disk that only QEMU can read, through its own reader. */
static int min_size_by_qemu(const char *path, const char *driver, struct disk_info *info,
                            struct err **err)
{
    AUTO_FD int fd = memfd_create("hvsh-disk-head", MFD_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot reserve memory");
    AUTO_FREE char *in = xasprintf("if=%s", path);
    AUTO_FREE char *out = xasprintf("of=/proc/%d/fd/%d", (int)getpid(), fd);
    const char *args[] = {
        "dd", "-U", "-f", driver, "-O", "raw", "bs=1M", "count=1", in, out, NULL
    };
    if (qemu_img_run(args, NULL, PROBE_TIMEOUT_MS, NULL, NULL, NULL, err))
        return -1;
    AUTO_FREE uint8_t *head = xcalloc(1, HEAD_BYTES);
    if (pread(fd, head, HEAD_BYTES, 0) < 0)
        return err_set_errno(err, errno, "Cannot read the start of '%s'", path);
    struct buffer buffer = { head, HEAD_BYTES };
    struct disk_source disk = { .read = read_buffer, .ctx = &buffer, .size = info->size };
    AUTO_ERR *far = NULL;
    if (partition_min_size(&disk, info->logical_sector, &info->min_size, &far))
        info->min_size = (int64_t)info->size;
    return 0;
}

static int decode_qemu_json(const struct strbuf *text, struct disk_info *info, struct err **err)
{
    json_error_t je;
    json_t *root = json_loadb(text->buf, text->len, 0, &je);
    json_int_t size = json_integer_value(json_object_get(root, "virtual-size"));
    json_int_t cluster = json_integer_value(json_object_get(root, "cluster-size"));
    const char *format = json_string_value(json_object_get(root, "format"));
    const char *backing = json_string_value(json_object_get(root, "full-backing-filename"));
    if (!backing)
        backing = json_string_value(json_object_get(root, "backing-filename"));
    const char *backing_format =
        json_string_value(json_object_get(root, "backing-filename-format"));
    bool ok = size >= 0 && format && json_object_get(root, "virtual-size");
    if (ok) {
        info->size = (uint64_t)size;
        info->block_size = cluster > 0 && cluster <= UINT32_MAX ? (uint32_t)cluster : 0;
        if (info->format == DISK_FORMAT_UNKNOWN) {
            free(info->format_name);
            info->format_name = xstrdup(format);
        }
        info->type = backing ? DISK_TYPE_DIFFERENCING : DISK_TYPE_DYNAMIC;
        info->parent_path = xstrdup(backing);
        for (int f = DISK_FORMAT_RAW; backing_format && f <= DISK_FORMAT_QCOW2; f++)
            if (strcmp(backing_format, disk_format_qemu((enum disk_format)f)) == 0)
                info->parent_format = (enum disk_format)f;
    }
    json_decref(root);
    return ok ? 0
              : err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                             "qemu-img described the disk in a way that is not understood.");
}

static int probe_by_qemu(const char *path, enum disk_format format, struct disk_info *info,
                         struct err **err)
{
    *info = (struct disk_info){ .format = format,
                                .min_size = -1,
                                .fragmentation = -1,
                                .logical_sector = 512,
                                .physical_sector = 512,
                                .alignment = 1 };
    info->format_name = xstrdup(disk_format_name(format));
    const char *driver = disk_format_qemu(format);
    const char *args[] = { "info", "-U", "--output=json", path, NULL, NULL, NULL };
    if (driver) {
        args[3] = "-f";
        args[4] = driver;
        args[5] = path;
    }
    AUTO_STRBUF out = STRBUF_INIT;
    if (qemu_img_run(args, NULL, PROBE_TIMEOUT_MS, &out, NULL, NULL, err) ||
        decode_qemu_json(&out, info, err)) {
        disk_info_release(info);
        return -1;
    }
    /* Unreadable content, a missing parent say, leaves the minimum unknown. */
    AUTO_ERR *ignored = NULL;
    if (driver && min_size_by_qemu(path, driver, info, &ignored))
        info->min_size = -1;
    return 0;
}

/* Windows writes "..\base\a.vhdx" or "C:\vms\a.vhdx": what can be found from here is
 * the path relative to the child's folder, else the bare name beside it. */
static void resolve_parent(struct disk_info *info)
{
    if (!info->parent_path || !*info->parent_path || strstr(info->parent_path, "://") ||
        strncmp(info->parent_path, "json:", 5) == 0)
        return;
    AUTO_FREE char *want = xstrdup(info->parent_path);
    for (char *p = want; *p; p++)
        if (*p == '\\' && info->format != DISK_FORMAT_QCOW2)
            *p = '/';
    const char *slash = strrchr(info->path, '/');
    int folder = (int)(slash - info->path);
    const char *base = strrchr(want, '/');
    AUTO_FREE char *relative = xasprintf("%.*s/%s", folder, info->path, want);
    AUTO_FREE char *beside = xasprintf("%.*s/%s", folder, info->path, base ? base + 1 : want);
    const char *tries[] = { *want == '/' ? want : relative,
                            info->format == DISK_FORMAT_QCOW2 ? NULL : beside };
    for (size_t i = 0; i < ARRAY_SIZE(tries); i++) {
        AUTO_FREE char *real = tries[i] ? realpath(tries[i], NULL) : NULL;
        if (!real)
            continue;
        free(info->parent_path);
        info->parent_path = STEAL(real);
        return;
    }
}

int disk_detect(const char *path, enum disk_format *format, struct err **err)
{
    CLEANUP(file_source_close) struct file_source fs = FILE_SOURCE_INIT;
    if (file_source_open(&fs, path, err))
        return -1;
    return disk_source_detect(&fs.src, format, err);
}

int disk_probe(const char *path, struct disk_info *info, struct err **err)
{
    *info = (struct disk_info){ 0 };
    CLEANUP(file_source_close) struct file_source fs = FILE_SOURCE_INIT;
    AUTO_FREE char *absolute = disk_absolute(path);
    enum disk_format format;
    if (file_source_open(&fs, absolute, err) || disk_source_detect(&fs.src, &format, err))
        return -1;
    bool decoded =
        format == DISK_FORMAT_VHD || format == DISK_FORMAT_VHDX || format == DISK_FORMAT_RAW;
    if (decoded ? disk_source_probe(&fs.src, format, info, err)
                : probe_by_qemu(absolute, format, info, err))
        return err_wrap(err, "Cannot read the virtual hard disk '%s'", path);
    info->path = STEAL(absolute);
    info->file_size = fs.src.size;
    info->allocated = fs.allocated;
    info->attached = file_source_locked(&fs);
    /* Only how much is allocated tells a preallocated raw or qcow2 file from a growing one. */
    bool full = info->allocated >= info->size && info->file_size >= info->size;
    if (format == DISK_FORMAT_RAW)
        info->type = full ? DISK_TYPE_FIXED : DISK_TYPE_DYNAMIC;
    else if (format == DISK_FORMAT_QCOW2 && info->type == DISK_TYPE_DYNAMIC && full)
        info->type = DISK_TYPE_FIXED;
    resolve_parent(info);
    return 0;
}

int disk_check_name(const char *path, enum disk_format found, struct err **err)
{
    enum disk_format named;
    AUTO_ERR *unknown = NULL;
    if (disk_format_of_name(path, &named, &unknown))
        return 0;
    size_t len = strlen(path);
    bool strictly_raw = len > 4 && text_caseeq(path + len - 4, ".raw");
    if (strictly_raw && found != DISK_FORMAT_RAW)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The file '%s' is a raw disk by its name, but begins like a %s disk.", path,
                       disk_format_name(found));
    bool promises =
        named == DISK_FORMAT_VHD || named == DISK_FORMAT_VHDX ||
        (named == DISK_FORMAT_QCOW2 && len > 6 && text_caseeq(path + len - 6, ".qcow2"));
    if (promises && found == DISK_FORMAT_RAW)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The file '%s' is corrupted: by its name it is a %s disk, but it holds "
                       "none.",
                       path, disk_format_name(named));
    return 0;
}
