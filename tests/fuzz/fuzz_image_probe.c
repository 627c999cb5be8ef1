/* VHD and VHDX files as bytes. The first byte of the input says how the rest is read: as the file
 * itself, or as patches over a well-formed small image, with right checksums put in again, so
 * that mutation gets past them. */
#include <stdint.h>
#include <string.h>

#include "disk/image_probe.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Pieces of a file that is zero elsewhere: a VHDX needs megabytes between its parts. */
enum { PIECES = 6, PIECE_MAX = 64 << 10 };
struct piece {
    uint64_t at;
    uint8_t *p;
    size_t len;
};
struct file {
    struct piece pieces[PIECES];
    size_t count;
};

static int read_file(void *ctx, uint64_t off, void *buf, size_t len, struct err **err)
{
    const struct file *f = ctx;
    (void)err;
    memset(buf, 0, len);
    for (size_t i = 0; i < f->count; i++) {
        const struct piece *p = &f->pieces[i];
        uint64_t from = off > p->at ? off : p->at;
        uint64_t to = off + len < p->at + p->len ? off + len : p->at + p->len;
        if (from < to)
            memcpy((uint8_t *)buf + (from - off), p->p + (from - p->at), to - from);
    }
    return 0;
}

static uint8_t *add(struct file *f, uint64_t at, size_t len)
{
    struct piece *p = &f->pieces[f->count++];
    *p = (struct piece){ at, xcalloc(1, len), len };
    return p->p;
}

static void probe(struct disk_source *src, enum disk_format format)
{
    struct disk_info info;
    AUTO_ERR *a = NULL;
    AUTO_ERR *b = NULL;
    enum disk_format seen;
    if (disk_source_detect(src, &seen, &a) != 0)
        return;
    if (format == DISK_FORMAT_UNKNOWN)
        format = seen;
    if (format != DISK_FORMAT_VHD && format != DISK_FORMAT_VHDX)
        format = DISK_FORMAT_RAW;
    if (disk_source_probe(src, format, &info, &b) != 0)
        return;
    if (info.min_size > (int64_t)info.size || info.fragmentation > 100)
        __builtin_trap();
    disk_info_release(&info);
}

/* Each patch: 2 bytes offset, 1 byte length, the bytes. */
static void patch(const uint8_t *data, size_t size, uint8_t *to, size_t len)
{
    while (size >= 3) {
        size_t at = le16_get(data), n = data[2];
        data += 3;
        size -= 3;
        if (n > size)
            n = size;
        if (at < len)
            memcpy(to + at, data, n < len - at ? n : len - at);
        data += n;
        size -= n;
    }
}

static void seal(uint8_t *p, size_t len)
{
    le32_put(p + 4, 0);
    le32_put(p + 4, vhdx_crc32c(0, p, len));
}

static const uint8_t region_guids[2][16] = {
    { 0x66, 0x77, 0xC2, 0x2D, 0x23, 0xF6, 0, 0x42, 0x9D, 0x64, 0x11, 0x5E, 0x9B, 0xFD, 0x4A, 8 },
    { 6, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B, 0xB8, 0xFE, 0x57, 0x5F, 5, 0x0F, 0x88, 0x6E },
};
static const uint8_t item_guids[6][16] = {
    { 0x37, 0x67, 0xA1, 0xCA, 0x36, 0xFA, 0x43, 0x4D, 0xB3, 0xB6, 0x33, 0xF0, 0xAA, 0x44, 0xE7,
      0x6B },
    { 0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4,
      0xB8 },
    { 0x1D, 0xBF, 0x41, 0x81, 0x6F, 0xA9, 9, 0x47, 0xBA, 0x47, 0xF2, 0x33, 0xA8, 0xFA, 0xAB, 0x5F },
    { 0xC7, 0x48, 0xA3, 0xCD, 0x5D, 0x44, 0x71, 0x44, 0x9C, 0xC9, 0xE9, 0x88, 0x52, 0x51, 0xC5,
      0x56 },
    { 0xAB, 0x12, 0xCA, 0xBE, 0xE6, 0xB2, 0x23, 0x45, 0x93, 0xEF, 0xC3, 9, 0xE0, 0, 0xC7, 0x46 },
    { 0x2D, 0x5F, 0xD3, 0xA8, 0x0B, 0xB3, 0x4D, 0x45, 0xAB, 0xF7, 0xD3, 0xD8, 0x48, 0x34, 0xAB,
      0x0C },
};

static void vhdx(const uint8_t *data, size_t size)
{
    struct file f = { .count = 0 };
    size_t third = size / 3;
    memcpy(add(&f, 0, 64), "vhdxfile", 8);
    uint8_t *header = add(&f, 64 << 10, 4096);
    memcpy(header, "head", 4);
    le16_put(header + 66, 1);
    uint8_t *regions = add(&f, 192 << 10, 64 << 10);
    memcpy(regions, "regi", 4);
    le32_put(regions + 8, 2);
    for (size_t i = 0; i < 2; i++) {
        uint8_t *e = regions + 16 + i * 32;
        memcpy(e, region_guids[i], 16);
        le64_put(e + 16, (3 - i) << 20);
        le32_put(e + 24, 1 << 20);
    }
    uint8_t *table = add(&f, 2 << 20, 256);
    uint8_t *items = add(&f, (2 << 20) + (64 << 10), 1024);
    uint8_t *bat = add(&f, 3 << 20, 4096);
    memcpy(table, "metadata", 8);
    le16_put(table + 10, 6);
    static const uint16_t at[6] = { 0, 8, 16, 20, 24, 64 };
    static const uint32_t lengths[6] = { 8, 8, 4, 4, 16, 512 };
    for (size_t i = 0; i < 6; i++) {
        uint8_t *e = table + 32 + i * 32;
        memcpy(e, item_guids[i], 16);
        le32_put(e + 16, (64u << 10) + at[i]);
        le32_put(e + 20, lengths[i]);
        le32_put(e + 24, 4);
    }
    le32_put(items, 1 << 20);
    le64_put(items + 8, 64 << 20);
    le32_put(items + 16, 512);
    le32_put(items + 20, 4096);
    static const uint8_t locator[16] = { 0xB7, 0xEF, 0x4A, 0xB0, 0x9E, 0xD1, 0x81, 0x4A,
                                         0xB7, 0x89, 0x25, 0xB8, 0xE9, 0x44, 0x59, 0x13 };
    memcpy(items + 64, locator, 16);
    le16_put(items + 64 + 18, 3);
    le64_put(bat, 4ull << 20 | 6);
    patch(data, third, items, 1024);
    patch(data + third, third, table, 256);
    patch(data + 2 * third, size - 2 * third, bat, 4096);
    patch(data, third, regions, 80);
    seal(header, 4096);
    seal(regions, 64 << 10);
    struct disk_source src = { read_file, &f, 8 << 20 };
    probe(&src, DISK_FORMAT_VHDX);
    for (size_t i = 0; i < f.count; i++)
        free(f.pieces[i].p);
}

static void vhd(const uint8_t *data, size_t size)
{
    struct file f = { .count = 0 };
    size_t third = size / 3;
    uint8_t *footer = add(&f, 0, 512);
    uint8_t *header = add(&f, 512, 1024);
    uint8_t *bat = add(&f, 1536, 8192);
    memcpy(footer, "conectix", 8);
    be32_put(footer + 12, 0x10000);
    be64_put(footer + 16, 512);
    be64_put(footer + 48, 64 << 20);
    be32_put(footer + 60, 3);
    memcpy(header, "cxsparse", 8);
    be64_put(header + 16, 1536);
    be32_put(header + 28, 32);
    be32_put(header + 32, 2 << 20);
    memset(bat, 0xFF, 8192);
    patch(data, third, footer, 512);
    patch(data + third, third, header, 1024);
    patch(data + 2 * third, size - 2 * third, bat, 8192);
    memcpy(footer, "conectix", 8);
    vhd_footer_seal(footer);
    uint32_t sum = 0;
    be32_put(header + 36, 0);
    for (size_t i = 0; i < 1024; i++)
        sum += header[i];
    be32_put(header + 36, ~sum);
    struct disk_source src = { read_file, &f, 1 << 20 };
    probe(&src, DISK_FORMAT_VHD);
    for (size_t i = 0; i < f.count; i++)
        free(f.pieces[i].p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > PIECE_MAX)
        return 0;
    switch (data[0] % 4) {
    case 0:
        vhdx(data + 1, size - 1);
        break;
    case 1:
        vhd(data + 1, size - 1);
        break;
    default: {
        struct file f = { .count = 0 };
        memcpy(add(&f, 0, size), data + 1, size - 1);
        struct disk_source src = { read_file, &f, data[0] % 4 == 2 ? size - 1 : 1 << 30 };
        probe(&src, DISK_FORMAT_UNKNOWN);
        free(f.pieces[0].p);
    }
    }
    return 0;
}
