#include "disk/image_probe.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "disk/partition.h"
#include "disk/qemu_img.h"
#include "disk/text16.h"
#include "disk/vdisk_chain.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/text.h"

enum { PROBE_TIMEOUT_MS = 60000, HEAD_BYTES = 1 << 20 };

void disk_describe(struct vdisk *d, struct disk_info *info)
{
    *info = (struct disk_info){ .format = d->format,
                                .type = d->type,
                                .file_size = d->file->size,
                                .size = d->size,
                                .min_size = -1,
                                .logical_sector = d->logical_sector,
                                .physical_sector = d->physical_sector,
                                .block_size = d->block_size,
                                .fragmentation = -1,
                                .alignment = !d->misaligned,
                                .log_dirty = d->dirty_log };
    info->format_name = xstrdup(disk_format_name(d->format));
    if (d->format != DISK_FORMAT_RAW)
        disk_guid_format(d->disk_id, true, true, info->disk_id);
    if (d->type != DISK_TYPE_DIFFERENCING)
        info->fragmentation = d->present ? (int)(d->jumps * 100 / d->present) : 0;
    if (d->type == DISK_TYPE_DIFFERENCING) {
        info->parent_format = d->format;
        info->parent_path = d->parent
                                ? xstrdup(d->parent->path)
                                : xstrdup(d->link.absolute ? d->link.absolute : d->link.relative);
    }
    /* Without its parents a disk's content is unknown. */
    AUTO_ERR *ignored = NULL;
    if (partition_min_size(d, &info->min_size, &ignored))
        info->min_size = -1;
}

void disk_info_release(struct disk_info *info)
{
    free(info->path);
    free(info->format_name);
    free(info->parent_path);
    *info = (struct disk_info){ 0 };
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
    AUTO_VDISK *disk = NULL;
    struct blk_io *io = blk_mem_new(HEAD_BYTES);
    AUTO_ERR *far = NULL;
    if (blk_write(io, 0, head, HEAD_BYTES, &far) || vdisk_open_io(io, DISK_FORMAT_RAW, &disk, &far))
        return err_move(err, &far);
    /* A table past the start cannot be read: nothing may be cut off then. */
    disk->size = info->size;
    if (partition_min_size(disk, &info->min_size, &far))
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

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

char *disk_served_parent(const char *parent)
{
    if (strncmp(parent, "json:", 5) != 0)
        return NULL;
    json_t *root = json_loads(parent + 5, 0, NULL);
    const json_t *file = json_object_get(root, "file"), *node = file ? file : root;
    const char *path = text_at(node, "export"), *driver = text_at(root, "driver");
    bool served = (!file || !*driver || strcmp(driver, "raw") == 0) &&
                  strcmp(text_at(node, "driver"), "nbd") == 0 &&
                  strcmp(text_at(json_object_get(node, "server"), "type"), "unix") == 0;
    char *found = served && *path == '/' ? xstrdup(path) : NULL;
    json_decref(root);
    return found;
}

/* A qcow2 overlay names its parent relative to itself, or by what serves it. */
static void resolve_overlay(struct disk_info *info)
{
    const char *parent = info->parent_path;
    AUTO_ERR *ignored = NULL;
    char *served = parent ? disk_served_parent(parent) : NULL;
    if (served) {
        free(info->parent_path);
        info->parent_path = served;
        if (disk_detect(served, &info->parent_format, &ignored))
            info->parent_format = DISK_FORMAT_UNKNOWN;
        return;
    }
    if (!parent || !*parent || strstr(parent, "://") || strncmp(parent, "json:", 5) == 0)
        return;
    AUTO_FREE char *beside =
        xasprintf("%.*s/%s", (int)(strrchr(info->path, '/') - info->path), info->path, parent);
    char *real = realpath(*parent == '/' ? parent : beside, NULL);
    if (!real)
        return;
    free(info->parent_path);
    info->parent_path = real;
}

int disk_detect(const char *path, enum disk_format *format, struct err **err)
{
    struct blk_io *file;
    if (blk_file_open(path, BLK_FILE_READ, &file, err))
        return -1;
    int r = vdisk_detect(file, format, err);
    blk_close(file);
    return r;
}

/* A disk in use changes between two reads of it: a look that caught it in between is repeated. */
static int open_for_looking(const char *path, bool in_use, struct vdisk **disk, struct err **err)
{
    for (int turn = 0; turn < 4; turn++) {
        AUTO_ERR *caught = NULL;
        if (vdisk_open(path, VDISK_OPEN_LAYER, disk, &caught) == 0)
            return 0;
        if (!in_use || turn == 3)
            return err_move(err, &caught);
        nanosleep(&(struct timespec){ .tv_nsec = 20 * 1000 * 1000 }, NULL);
    }
    return -1;
}

/* Its own fields even when a parent is missing or another one by now. */
static int probe_by_engine(const char *path, bool in_use, struct disk_info *info, struct err **err)
{
    AUTO_VDISK *disk = NULL;
    AUTO_ERR *broken = NULL;
    if (open_for_looking(path, in_use, &disk, err))
        return -1;
    (void)(vdisk_open_parents(disk, false, &broken) == 0);
    disk_describe(disk, info);
    return 0;
}

static int probe(const char *path, struct blk_io *file, struct disk_info *info, struct err **err)
{
    enum disk_format format;
    if (vdisk_detect(file, &format, err))
        return -1;
    bool engine =
        format == DISK_FORMAT_VHD || format == DISK_FORMAT_VHDX || format == DISK_FORMAT_RAW;
    if (engine ? probe_by_engine(path, blk_file_locked(file), info, err)
               : probe_by_qemu(path, format, info, err))
        return err_wrap(err, "Cannot read the virtual hard disk '%s'", path);
    info->path = xstrdup(path);
    info->file_size = file->size;
    info->allocated = blk_file_allocated(file);
    info->attached = blk_file_locked(file);
    /* Only how much is allocated tells a preallocated raw or qcow2 file from a growing one. */
    bool full = info->allocated >= info->size && info->file_size >= info->size;
    if (format == DISK_FORMAT_RAW)
        info->type = full ? DISK_TYPE_FIXED : DISK_TYPE_DYNAMIC;
    else if (format == DISK_FORMAT_QCOW2 && info->type == DISK_TYPE_DYNAMIC && full)
        info->type = DISK_TYPE_FIXED;
    if (!engine)
        resolve_overlay(info);
    return 0;
}

int disk_probe(const char *path, struct disk_info *info, struct err **err)
{
    AUTO_FREE char *absolute = disk_absolute(path);
    struct blk_io *file;
    *info = (struct disk_info){ 0 };
    if (blk_file_open(absolute, BLK_FILE_READ, &file, err))
        return -1;
    int r = probe(absolute, file, info, err);
    blk_close(file);
    return r;
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
