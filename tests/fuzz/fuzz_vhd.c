/* VHD files: as fuzz_vhdx.c does it. */
#include <stdint.h>
#include <string.h>

#include "disk/image_probe.h"
#include "disk/vhd.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHOICE_WRITE = 4, CHOICE_UNSEALED = 8 };
enum { MIB = 1 << 20, SIZE = 6 * MIB };

static void must(int r)
{
    if (r)
        __builtin_trap();
}

static struct blk_io *make(enum disk_type type)
{
    AUTO_ERR *err = NULL;
    uint8_t parent[16] = { 1 }, sector[512];
    struct vhd_spec spec = { .type = type,
                             .size = SIZE,
                             .block_size = 512 << 10,
                             .parent_uuid = parent,
                             .parent_absolute = "/p.vhd",
                             .parent_relative = ".\\p.vhd" };
    struct blk_io *mem = blk_mem_new(0), *copy;
    struct vdisk *d;
    memset(sector, 'a', sizeof(sector));
    must(vhd_create(mem, &spec, &err));
    must(vdisk_open_io(mem, DISK_FORMAT_VHD, &d, &err));
    for (uint64_t i = 0; i < 3; i++)
        must(vdisk_write(d, i * 2 * MIB, sector, sizeof(sector), &err));
    must(vdisk_flush(d, &err));
    copy = blk_mem_clone(mem);
    must(vdisk_close(d, &err));
    return copy;
}

/* Areas: the footer, the tables at the start, anywhere. */
static void patch(struct blk_io *io, const uint8_t *data, size_t size)
{
    AUTO_ERR *err = NULL;
    while (size >= 4) {
        uint64_t offset = le16_get(data + 1);
        uint64_t at = data[0] % 4 == 0   ? io->size - 512 + offset % 512
                      : data[0] % 4 == 3 ? offset * 64 % io->size
                                         : offset % 4096;
        size_t n = data[3];
        data += 4;
        size -= 4;
        if (n > size)
            n = size;
        if (n > io->size - at)
            n = (size_t)(io->size - at);
        must(blk_write(io, at, data, n, &err));
        data += n;
        size -= n;
    }
}

static void seal(struct blk_io *io)
{
    AUTO_ERR *err = NULL;
    uint8_t footer[VHD_FOOTER_SIZE], header[VHD_HEADER_SIZE];
    must(blk_read(io, io->size - sizeof(footer), footer, sizeof(footer), &err));
    memcpy(footer, "conectix", 8);
    vhd_footer_seal(footer);
    must(blk_write(io, io->size - sizeof(footer), footer, sizeof(footer), &err));
    must(blk_read(io, 512, header, sizeof(header), &err));
    vhd_header_seal(header);
    must(blk_write(io, 512, header, sizeof(header), &err));
}

static void use(struct blk_io *io, bool writes)
{
    AUTO_ERR *err = NULL;
    struct vdisk *d;
    struct disk_info info;
    uint8_t buf[4096];
    io->writable = writes;
    if (vdisk_open_io(io, DISK_FORMAT_VHD, &d, &err))
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
    if (writes && d->size >= MIB && !vdisk_write(d, d->size / 2, buf, 4096, &bad) &&
        !vdisk_zero(d, 0, MIB, true, &bad) && !vdisk_flush(d, &bad) &&
        d->type == DISK_TYPE_DYNAMIC && d->size <= 64 * MIB)
        (void)(d->ops->compact(d, true, NULL, &bad) == 0);
    vdisk_abandon(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum disk_type types[4] = { DISK_TYPE_DYNAMIC, DISK_TYPE_DIFFERENCING,
                                             DISK_TYPE_DYNAMIC, DISK_TYPE_FIXED };
    static struct blk_io *images[4];
    if (size < 1 || size > 4096)
        return 0;
    struct blk_io **image = &images[data[0] & 3];
    if (!*image)
        *image = make(types[data[0] & 3]);
    struct blk_io *io = blk_mem_clone(*image);
    patch(io, data + 1, size - 1);
    if (!(data[0] & CHOICE_UNSEALED))
        seal(io);
    use(io, data[0] & CHOICE_WRITE);
    return 0;
}
