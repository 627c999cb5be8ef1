#include "disk/vdisk.h"

#include <assert.h>
#include <string.h>

#include "disk/vdisk_chain.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

/* ---- raw ---- */
static int raw_map(struct vdisk *d, uint64_t off, uint64_t *len, enum vdisk_state *state,
                   uint64_t *at, struct err **err)
{
    (void)d;
    (void)len;
    (void)err;
    *state = VDISK_DATA;
    *at = off;
    return 0;
}

static int raw_write(struct vdisk *d, uint64_t off, const void *buf, size_t len, struct err **err)
{
    return blk_write(d->file, off, buf, len, err);
}

static int raw_zero(struct vdisk *d, uint64_t off, uint64_t len, bool unmap, struct err **err)
{
    (void)unmap;
    return blk_punch(d->file, off, len, err);
}

static int raw_flush(struct vdisk *d, struct err **err)
{
    return blk_flush(d->file, err);
}

static bool raw_plain(const struct vdisk *d, enum vdisk_step step)
{
    (void)d;
    (void)step;
    return true;
}

static int raw_resize(struct vdisk *d, uint64_t size, struct err **err)
{
    if (blk_truncate(d->file, size, err) || blk_flush(d->file, err))
        return -1;
    d->size = size;
    return 0;
}

static int raw_compact(struct vdisk *d, bool scan, const struct disk_control *ctl, struct err **err)
{
    (void)d;
    (void)scan;
    (void)ctl;
    return err_set(err, ERR_NOT_SUPPORTED, "A raw disk has nothing to make smaller.");
}

static int raw_close(struct vdisk *d, struct err **err)
{
    int r = d->writable ? blk_flush(d->file, err) : 0;
    blk_close(d->file);
    free(d);
    return r;
}

static const struct vdisk_ops raw_ops = {
    .map = raw_map,
    .write = raw_write,
    .zero = raw_zero,
    .flush = raw_flush,
    .plain = raw_plain,
    .resize = raw_resize,
    .compact = raw_compact,
    .close = raw_close,
};

static int raw_open_io(struct blk_io *file, struct vdisk **d, struct err **err)
{
    (void)err;
    *d = xcalloc(1, sizeof(**d));
    **d = (struct vdisk){ .ops = &raw_ops,
                          .format = DISK_FORMAT_RAW,
                          .type = DISK_TYPE_FIXED,
                          .size = file->size & ~511ull,
                          .logical_sector = 512,
                          .physical_sector = 512,
                          .file = file,
                          .writable = file->writable };
    return 0;
}

/* ---- opening ---- */
int vdisk_detect(struct blk_io *file, enum disk_format *format, struct err **err)
{
    uint8_t b[512] = { 0 };
    *format = DISK_FORMAT_RAW;
    size_t n = file->size < sizeof(b) ? (size_t)file->size : sizeof(b);
    if (n && blk_read(file, 0, b, n, err))
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
    if (*format != DISK_FORMAT_RAW || file->size < VHD_FOOTER_SIZE)
        return 0;
    if (blk_read(file, file->size - VHD_FOOTER_SIZE, b, VHD_FOOTER_SIZE, err))
        return -1;
    if (vhd_footer_valid(b))
        *format = DISK_FORMAT_VHD;
    return 0;
}

int vdisk_open_io(struct blk_io *file, enum disk_format format, struct vdisk **d, struct err **err)
{
    *d = NULL;
    if (format == DISK_FORMAT_UNKNOWN && vdisk_detect(file, &format, err)) {
        blk_close(file);
        return -1;
    }
    switch (format) {
    case DISK_FORMAT_VHDX:
        return vhdx_open_io(file, d, err);
    case DISK_FORMAT_VHD:
        return vhd_open_io(file, d, err);
    case DISK_FORMAT_RAW:
        return raw_open_io(file, d, err);
    default:
        blk_close(file);
        return err_set(err, ERR_NOT_SUPPORTED, "A disk of this format is for QEMU to open.");
    }
}

int vdisk_open(const char *path, enum vdisk_open how, struct vdisk **d, struct err **err)
{
    bool writes = how == VDISK_OPEN_WRITE || how == VDISK_OPEN_LAYER_WRITE;
    bool shares = how == VDISK_OPEN_SHARED;
    struct blk_io *file;
    *d = NULL;
    if (blk_file_open(path,
                      writes   ? BLK_FILE_WRITE
                      : shares ? BLK_FILE_SHARED
                               : BLK_FILE_READ,
                      &file, err) ||
        vdisk_open_io(file, DISK_FORMAT_UNKNOWN, d, err))
        return -1;
    (*d)->path = realpath(path, NULL);
    if (!(*d)->path)
        (*d)->path = disk_absolute(path);
    if (how == VDISK_OPEN_READ || how == VDISK_OPEN_WRITE || shares) {
        if (vdisk_open_parents(*d, writes || shares, err)) {
            vdisk_abandon(d);
            return -1;
        }
    }
    return 0;
}

int vdisk_close(struct vdisk *d, struct err **err)
{
    if (!d)
        return 0;
    AUTO_ERR *ignored = NULL;
    vdisk_close(d->parent, &ignored);
    free(d->path);
    free(d->link.relative);
    free(d->link.absolute);
    return d->ops->close(d, err);
}

void vdisk_abandon(struct vdisk **d)
{
    AUTO_ERR *ignored = NULL;
    vdisk_close(STEAL(*d), &ignored);
}

/* ---- reading ---- */
static int check_range(const struct vdisk *d, uint64_t off, uint64_t len, struct err **err)
{
    if (off > d->size || len > d->size - off)
        return err_set(err, ERR_INVALID_PARAMETER, "A request reaches past the end of the disk.");
    return 0;
}

int vdisk_locate(struct vdisk *d, uint64_t off, uint64_t *len, struct vdisk_place *place,
                 struct err **err)
{
    for (;; d = d->parent) {
        if (off >= d->size) { /* past the end of a smaller parent there are zeros */
            *place = (struct vdisk_place){ VDISK_ZERO, d, 0 };
            return 0;
        }
        if (*len > d->size - off)
            *len = d->size - off;
        place->disk = d;
        if (d->ops->map(d, off, len, &place->state, &place->at, err))
            return -1;
        if (place->state != VDISK_PARENT || !d->parent)
            return 0;
    }
}

int vdisk_read_place(const struct vdisk_place *place, void *buf, size_t len, struct err **err)
{
    const struct vdisk *d = place->disk;
    switch (place->state) {
    case VDISK_ZERO:
        memset(buf, 0, len);
        return 0;
    case VDISK_DATA:
        return blk_read(d->layer ? d->layer : d->file, place->at, buf, len, err);
    case VDISK_PARENT:
        break;
    }
    return err_set(err, ERR_NOT_SUPPORTED,
                   "A differencing disk cannot be read without its parent.");
}

int vdisk_read(struct vdisk *d, uint64_t off, void *buf, size_t len, struct err **err)
{
    if (check_range(d, off, len, err))
        return -1;
    for (uint8_t *p = buf; len;) {
        struct vdisk_place place;
        uint64_t n = len;
        if (vdisk_locate(d, off, &n, &place, err) || vdisk_read_place(&place, p, n, err))
            return -1;
        p += n;
        off += n;
        len -= n;
    }
    return 0;
}

int vdisk_status(struct vdisk *d, uint64_t off, uint64_t *len, bool *data, struct err **err)
{
    struct vdisk_place place;
    if (check_range(d, off, *len, err))
        return -1;
    if (!*len)
        return 0;
    if (vdisk_locate(d, off, len, &place, err))
        return -1;
    *data = place.state != VDISK_ZERO;
    if (place.state != VDISK_DATA)
        return 0;
    /* A hole in the file reads as zero. */
    struct blk_io *file = place.disk->layer ? place.disk->layer : place.disk->file;
    uint64_t end = blk_next_data(file, place.at);
    *data = end == place.at;
    if (*data)
        end = blk_next_hole(file, place.at);
    if (end > place.at && end - place.at < *len)
        *len = end - place.at;
    return 0;
}

/* ---- writing ---- */
static int check_write(const struct vdisk *d, uint64_t off, uint64_t len, struct err **err)
{
    if (!d->writable)
        return err_set(err, ERR_ACCESS_DENIED, "The virtual hard disk is open for reading only.");
    return check_range(d, off, len, err);
}

/* Part of one sector: read, changed, written. buf NULL: zeros. */
static int write_part(struct vdisk *d, uint64_t off, const void *buf, size_t len, struct err **err)
{
    uint8_t sector[4096];
    uint64_t start = off - off % d->logical_sector;
    if (vdisk_read(d, start, sector, d->logical_sector, err))
        return -1;
    if (buf)
        memcpy(sector + (off - start), buf, len);
    else
        memset(sector + (off - start), 0, len);
    return d->ops->write(d, start, sector, d->logical_sector, err);
}

/* Bytes up to the next sector boundary when off is not on one, at most len. */
static uint64_t ragged(const struct vdisk *d, uint64_t off, uint64_t len)
{
    uint64_t in = off % d->logical_sector, room = d->logical_sector - in;
    return in ? (len < room ? len : room) : len < d->logical_sector ? len : 0;
}

int vdisk_write(struct vdisk *d, uint64_t off, const void *buf, size_t len, struct err **err)
{
    if (check_write(d, off, len, err))
        return -1;
    for (const uint8_t *p = buf; len;) {
        size_t n = (size_t)ragged(d, off, len);
        if (n) {
            if (write_part(d, off, p, n, err))
                return -1;
        } else {
            n = len - len % d->logical_sector;
            if (d->ops->write(d, off, p, n, err))
                return -1;
        }
        off += n;
        p += n;
        len -= n;
    }
    return 0;
}

int vdisk_zero(struct vdisk *d, uint64_t off, uint64_t len, bool unmap, struct err **err)
{
    if (check_write(d, off, len, err))
        return -1;
    while (len) {
        uint64_t n = ragged(d, off, len);
        if (n) {
            if (write_part(d, off, NULL, (size_t)n, err))
                return -1;
        } else {
            n = len - len % d->logical_sector;
            if (d->ops->zero(d, off, n, unmap, err))
                return -1;
        }
        off += n;
        len -= n;
    }
    return 0;
}

int vdisk_trim(struct vdisk *d, uint64_t off, uint64_t len, struct err **err)
{
    /* Parts of sectors stay as they are. */
    uint64_t skip = (d->logical_sector - off % d->logical_sector) % d->logical_sector;
    if (skip >= len)
        return 0;
    off += skip;
    len -= skip;
    len -= len % d->logical_sector;
    while (len) {
        struct vdisk_place place;
        uint64_t n = len;
        if (vdisk_locate(d, off, &n, &place, err) ||
            (place.state == VDISK_DATA && place.disk == d && vdisk_zero(d, off, n, true, err)))
            return -1;
        off += n;
        len -= n;
    }
    return 0;
}

int vdisk_flush(struct vdisk *d, struct err **err)
{
    return d->writable ? d->ops->flush(d, err) : 0;
}

int vdisk_resize(struct vdisk *d, uint64_t size, struct err **err)
{
    if (!d->writable)
        return err_set(err, ERR_ACCESS_DENIED, "The virtual hard disk is open for reading only.");
    return size == d->size ? 0 : d->ops->resize(d, size, err);
}

bool vdisk_is_zero(const void *p, size_t len)
{
    const uint8_t *b = p;
    size_t head = len < 16 ? len : 16;
    for (size_t i = 0; i < head; i++)
        if (b[i])
            return false;
    /* Equal to itself moved by 16: all of it is like its beginning. */
    return len <= 16 || memcmp(b, b + 16, len - 16) == 0;
}
