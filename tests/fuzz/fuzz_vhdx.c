/* VHDX files: a well-formed small image, patched where the input says, with its checksums put in
 * again, so that mutation gets past them. What opens is read, written, replayed and closed.
 * Input: a byte of choices, then patches: area, offset (u16), length (u8), bytes. */
#include <stdint.h>
#include <string.h>

#include "disk/crc32c.h"
#include "disk/image_probe.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHOICE_DIFFERENCING = 1, CHOICE_DIRTY = 2, CHOICE_WRITE = 4, CHOICE_UNSEALED = 8 };
enum { MIB = 1 << 20, KIB = 1 << 10, SIZE = 12 * MIB };

static void must(int r)
{
    if (r)
        __builtin_trap();
}

static struct blk_io *make(bool differencing, bool dirty)
{
    AUTO_ERR *err = NULL;
    struct vhdx_locator locator = { 0 };
    vhdx_locator_set(&locator, "parent_linkage", "{11111111-2222-3333-4444-555555555555}");
    vhdx_locator_set(&locator, "relative_path", ".\\p.vhdx");
    struct vhdx_spec spec = { .type = differencing ? DISK_TYPE_DIFFERENCING : DISK_TYPE_DYNAMIC,
                              .size = SIZE,
                              .block_size = MIB,
                              .logical_sector = 512,
                              .physical_sector = 4096,
                              .locator = &locator };
    struct blk_io *mem = blk_mem_new(0), *copy;
    struct vdisk *d;
    uint8_t sector[512];
    memset(sector, 'a', sizeof(sector));
    must(vhdx_create(mem, &spec, &err));
    vhdx_locator_release(&locator);
    must(vdisk_open_io(mem, DISK_FORMAT_VHDX, &d, &err));
    for (uint64_t i = 0; i < 3; i++) {
        must(vdisk_write(d, i * 2 * MIB, sector, sizeof(sector), &err));
        must(vdisk_flush(d, &err));
    }
    if (!dirty)
        must(vhdx_end((struct vhdx *)d, &err));
    copy = blk_mem_clone(mem);
    must(vdisk_close(d, &err));
    return copy;
}

/* Headers, region table, metadata table, items, BAT, log, the next log sectors, anywhere. */
static const uint64_t areas[8] = {
    64 * KIB, 192 * KIB, 2 * MIB, 2 * MIB + 64 * KIB, 3 * MIB, MIB, MIB + 32 * KIB, 0,
};

static void patch(struct blk_io *io, const uint8_t *data, size_t size)
{
    AUTO_ERR *err = NULL;
    while (size >= 4) {
        uint64_t area = areas[data[0] % 8], at = area + le16_get(data + 1);
        size_t n = data[3];
        if (data[0] % 8 == 7)
            at = (uint64_t)le16_get(data + 1) * 256;
        data += 4;
        size -= 4;
        if (n > size)
            n = size;
        must(blk_write(io, at, data, n, &err));
        if (area == 64 * KIB || area == 192 * KIB) /* the copies say the same */
            must(blk_write(io, at + 64 * KIB, data, n, &err));
        data += n;
        size -= n;
    }
}

static void seal(struct blk_io *io, uint64_t at, size_t len)
{
    AUTO_ERR *err = NULL;
    AUTO_FREE uint8_t *p = xmalloc(len);
    must(blk_read(io, at, p, len, &err));
    le32_put(p + 4, crc32c_without(p, len, 4));
    must(blk_write(io, at, p, len, &err));
}

static void seal_all(struct blk_io *io)
{
    AUTO_ERR *err = NULL;
    seal(io, 64 * KIB, 4096);
    seal(io, 128 * KIB, 4096);
    seal(io, 192 * KIB, 64 * KIB);
    seal(io, 256 * KIB, 64 * KIB);
    for (uint64_t at = MIB; at < MIB + 64 * KIB; at += 4096) {
        uint8_t h[64];
        must(blk_read(io, at, h, sizeof(h), &err));
        uint32_t len = le32_get(h + 8);
        if (memcmp(h, "loge", 4) == 0 && len >= 4096 && len <= 2 * MIB - at)
            seal(io, at, len);
    }
}

static void use(struct blk_io *io, bool writes)
{
    AUTO_ERR *err = NULL;
    struct vdisk *d;
    struct disk_info info;
    uint8_t buf[4096];
    io->writable = writes;
    if (vdisk_open_io(io, DISK_FORMAT_VHDX, &d, &err))
        return;
    disk_describe(d, &info);
    disk_info_release(&info);
    for (int i = 0; i < 4; i++) {
        AUTO_ERR *ignored = NULL;
        uint64_t off = d->size / 4 * (uint64_t)i, len = d->size - off;
        bool holds;
        size_t n = len < sizeof(buf) ? (size_t)len : sizeof(buf);
        (void)(vdisk_read(d, off, buf, n, &ignored) ||
               vdisk_status(d, off, &len, &holds, &ignored));
    }
    AUTO_ERR *bad = NULL;
    if (writes && !vdisk_write(d, d->size / 2, buf, d->size / 2 < 4096 ? 512 : 4096, &bad) &&
        !vdisk_zero(d, 0, d->size < 4 * MIB ? d->size : 4 * MIB, true, &bad) &&
        !vdisk_flush(d, &bad) && d->type == DISK_TYPE_DYNAMIC && d->size <= 64 * MIB)
        (void)(d->ops->compact(d, true, NULL, &bad) == 0);
    vdisk_abandon(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct blk_io *images[4];
    if (size < 1 || size > 4096)
        return 0;
    struct blk_io **image = &images[data[0] & (CHOICE_DIFFERENCING | CHOICE_DIRTY)];
    if (!*image)
        *image = make(data[0] & CHOICE_DIFFERENCING, data[0] & CHOICE_DIRTY);
    struct blk_io *io = blk_mem_clone(*image);
    patch(io, data + 1, size - 1);
    if (!(data[0] & CHOICE_UNSEALED))
        seal_all(io);
    use(io, data[0] & CHOICE_WRITE);
    return 0;
}
