/* Files whose fields lie, one at a time with all checksums right: a named error, and not one
 * byte of the file changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "disk/crc32c.h"
#include "disk/vhd.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

#define KIB 1024ull
#define MIB (1024ull * KIB)

static void must(int r, struct err *err, const char *what)
{
    if (r)
        print_error("%s: %s\n", what, err ? err->message : "?");
    assert_int_equal(r, 0);
}
#define MUST(call)                \
    do {                          \
        AUTO_ERR *err = NULL;     \
        int must_r = (call);      \
        must(must_r, err, #call); \
    } while (0)

/* 12 MiB in blocks of 1 MiB, three of them there; a differencing one with a partial block. dirty:
 * as it is before it was closed, with entries in its log. */
static struct blk_io *make_vhdx(bool differencing, bool dirty)
{
    struct vhdx_locator locator = { 0 };
    vhdx_locator_set(&locator, "parent_linkage", "{11111111-2222-3333-4444-555555555555}");
    vhdx_locator_set(&locator, "relative_path", ".\\p.vhdx");
    struct vhdx_spec spec = { .type = differencing ? DISK_TYPE_DIFFERENCING : DISK_TYPE_DYNAMIC,
                              .size = 12 * MIB,
                              .block_size = 1 << 20,
                              .logical_sector = 512,
                              .physical_sector = 4096,
                              .locator = &locator };
    struct blk_io *mem = blk_mem_new(0), *copy;
    struct vdisk *d;
    MUST(vhdx_create(mem, &spec, &err));
    vhdx_locator_release(&locator);
    MUST(vdisk_open_io(mem, DISK_FORMAT_VHDX, &d, &err));
    for (uint64_t i = 0; i < 3; i++) {
        uint8_t sector[512];
        memset(sector, 'a', sizeof(sector));
        MUST(vdisk_write(d, i * 2 * MIB, sector, sizeof(sector), &err));
        MUST(vdisk_flush(d, &err));
    }
    if (dirty) {
        copy = blk_mem_clone(mem);
        MUST(vdisk_close(d, &err));
        return copy;
    }
    struct vhdx *v = (struct vhdx *)d;
    MUST(vhdx_end(v, &err));
    copy = blk_mem_clone(mem);
    MUST(vdisk_close(d, &err));
    return copy;
}

static void put(struct blk_io *io, uint64_t at, const void *p, size_t len)
{
    MUST(blk_write(io, at, p, len, &err));
}

static void seal(struct blk_io *io, uint64_t at, size_t len)
{
    AUTO_FREE uint8_t *p = xmalloc(len);
    MUST(blk_read(io, at, p, len, &err));
    le32_put(p + 4, crc32c_without(p, len, 4));
    put(io, at, p, len);
}

static void seal_vhdx(struct blk_io *io)
{
    seal(io, 64 * KIB, 4096);
    seal(io, 128 * KIB, 4096);
    seal(io, 192 * KIB, 64 * KIB);
    seal(io, 256 * KIB, 64 * KIB);
    for (uint64_t at = MIB; at < 2 * MIB; at += 4096) {
        uint8_t h[64];
        MUST(blk_read(io, at, h, sizeof(h), &err));
        uint32_t len = le32_get(h + 8);
        if (memcmp(h, "loge", 4) == 0 && len >= 4096 && len <= 2 * MIB - at)
            seal(io, at, len);
    }
}

static uint64_t image_hash(struct blk_io *io)
{
    uint64_t hash = io->size;
    AUTO_FREE uint8_t *p = xmalloc(64 * KIB);
    for (uint64_t at = 0; at < io->size; at += 64 * KIB) {
        size_t n = io->size - at < 64 * KIB ? io->size - at : 64 * KIB;
        MUST(blk_read(io, at, p, n, &err));
        hash = hash * 31 + crc32c(0, p, n);
    }
    return hash;
}

/* Even when it may write. */
static void refused(struct blk_io *io, enum disk_format format, const char *field,
                    const char *message)
{
    struct vdisk *d;
    AUTO_ERR *err = NULL;
    uint64_t before = image_hash(io);
    struct blk_io *watched = blk_mem_clone(io);
    /* opening closes what it was given: a second copy shows what became of the first */
    if (vdisk_open_io(watched, format, &d, &err) == 0) {
        print_error("%s: taken\n", field);
        fail();
    }
    if (!strstr(err->message, message))
        print_error("%s: %s\n", field, err->message);
    assert_non_null(strstr(err->message, message));
    assert_true(before == image_hash(io));
}

struct lie {
    const char *field;
    uint64_t at;
    int bytes; /* little endian for VHDX, big endian for VHD */
    uint64_t value;
    const char *message;
};

/* New files: log at 1 MiB, metadata at 2, BAT at 3, data from 4. */
static const struct lie vhdx_lies[] = {
    { "signature", 0, 8, 0, "no file identifier" },
    { "version", 64 * KIB + 66, 2, 2, "version" },
    { "log offset odd", 64 * KIB + 72, 8, MIB + 4096, "places the log" },
    { "log offset 0", 64 * KIB + 72, 8, 0, "places the log" },
    { "log offset huge", 64 * KIB + 72, 8, 1ull << 62, "places the log" },
    { "log on metadata", 64 * KIB + 72, 8, 2 * MIB, "overlap" },
    { "log length 0", 64 * KIB + 68, 4, 0, "places the log" },
    { "log length odd", 64 * KIB + 68, 4, 4096, "places the log" },
    { "log length huge", 64 * KIB + 68, 4, 0xFFF00000, "places the log" },
    { "region count", 192 * KIB + 8, 4, 5000, "counts 5000 regions" },
    { "no region", 192 * KIB + 8, 4, 0, "no block allocation table" },
    { "one region", 192 * KIB + 8, 4, 1, "no metadata" },
    { "required region", 192 * KIB + 16, 4, 0x12345678, "not known here" },
    { "BAT at 0", 192 * KIB + 16 + 16, 8, 0, "impossible place" },
    { "BAT odd", 192 * KIB + 16 + 16, 8, 3 * MIB + 512, "impossible place" },
    { "BAT outside", 192 * KIB + 16 + 16, 8, 900 * MIB, "outside the file" },
    { "BAT huge", 192 * KIB + 16 + 16, 8, 0xFFFFFFFFFFF00000, "impossible place" },
    { "BAT on log", 192 * KIB + 16 + 16, 8, MIB, "overlap" },
    { "BAT on metadata", 192 * KIB + 16 + 16, 8, 2 * MIB, "overlap" },
    { "BAT length 0", 192 * KIB + 16 + 24, 4, 0, "impossible place" },
    { "BAT length odd", 192 * KIB + 16 + 24, 4, 512, "impossible place" },
    { "BAT longer than the file", 192 * KIB + 16 + 24, 4, 0x40000000, "outside the file" },
    { "metadata twice", 192 * KIB + 16, 8, 0, "not known here" },
    { "metadata signature", 2 * MIB, 4, 0, "no signature" },
    { "metadata count", 2 * MIB + 10, 2, 3000, "counts 3000 items" },
    { "metadata count 0", 2 * MIB + 10, 2, 0, "is missing" },
    { "required item", 2 * MIB + 32, 4, 0, "not known here" },
    { "item twice", 2 * MIB + 32 + 32, 16, 0, "twice" },
    { "item offset low", 2 * MIB + 32 + 16, 4, 100, "outside its region" },
    { "item offset high", 2 * MIB + 32 + 16, 4, 0xFFFFFFF0, "outside its region" },
    { "item length", 2 * MIB + 32 + 20, 4, 0x7FFFFFFF, "outside its region" },
    { "item too short", 2 * MIB + 32 + 20, 4, 4, "too short" },
    { "items overlap", 2 * MIB + 32 + 20, 4, 100, "items overlap" },
    { "block size 0", 2 * MIB + 64 * KIB, 4, 0, "block size" },
    { "block size odd", 2 * MIB + 64 * KIB, 4, 3 << 20, "block size" },
    { "block size large", 2 * MIB + 64 * KIB, 4, 512 << 20, "block size" },
    { "parent without locator", 2 * MIB + 64 * KIB + 4, 4, 2, "no parent locator" },
    { "size 0", 2 * MIB + 64 * KIB + 8, 8, 0, "its size" },
    { "size odd", 2 * MIB + 64 * KIB + 8, 8, 1000, "its size" },
    { "size 65 TB", 2 * MIB + 64 * KIB + 8, 8, 65ull << 40, "its size" },
    { "size beyond the BAT", 2 * MIB + 64 * KIB + 8, 8, 1ull << 40, "block table is too small" },
    { "logical sector", 2 * MIB + 64 * KIB + 16, 4, 1024, "sector sizes" },
    { "physical sector", 2 * MIB + 64 * KIB + 24, 4, 0, "sector sizes" },
    { "BAT state", 3 * MIB, 8, 4 * MIB | 5, "unknown state" },
    { "BAT reserved", 3 * MIB, 8, 4 * MIB | 8 | 6, "reserved bits" },
    { "BAT partial", 3 * MIB, 8, 4 * MIB | 7, "differencing" },
    { "BAT at the header", 3 * MIB, 8, 6, "outside the file" },
    { "BAT in the log", 3 * MIB, 8, MIB | 6, "in use already" },
    { "BAT in itself", 3 * MIB, 8, 3 * MIB | 6, "in use already" },
    { "BAT outside", 3 * MIB, 8, 800 * MIB | 6, "outside the file" },
    { "BAT huge", 3 * MIB, 8, 0xFFFFFFFFFFF00006, "outside the file" },
    { "BAT twice", 3 * MIB + 8, 8, 4 * MIB | 6, "in use already" },
};

static void vhdx_fields(void **state)
{
    (void)state;
    struct blk_io *good = make_vhdx(false, false);
    for (size_t i = 0; i < ARRAY_SIZE(vhdx_lies); i++) {
        const struct lie *l = &vhdx_lies[i];
        struct blk_io *io = blk_mem_clone(good);
        uint8_t b[16] = { 0 };
        le64_put(b, l->value);
        if (strcmp(l->field, "item twice") == 0) /* its GUID is the one before */
            MUST(blk_read(good, l->at - 32, b, 16, &err));
        put(io, l->at, b, (size_t)l->bytes);
        /* both headers and both tables say the same */
        if (l->at >= 64 * KIB && l->at < 128 * KIB)
            put(io, l->at + 64 * KIB, b, (size_t)l->bytes);
        seal_vhdx(io);
        refused(io, DISK_FORMAT_VHDX, l->field, l->message);
        blk_close(io);
    }
    blk_close(good);
}

/* The newest entry of a log that was left behind. */
static uint64_t newest_entry(struct blk_io *io)
{
    uint64_t best = 0, newest = 0;
    for (uint64_t at = MIB; at < 2 * MIB; at += 4096) {
        uint8_t h[64];
        MUST(blk_read(io, at, h, sizeof(h), &err));
        if (memcmp(h, "loge", 4) == 0 && le64_get(h + 16) > best) {
            best = le64_get(h + 16);
            newest = at;
        }
    }
    return newest;
}

static void log_fields(void **state)
{
    (void)state;
    static const struct lie lies[] = {
        { "flushed offset", 48, 8, 1ull << 40, "shorter than when its log was written" },
        { "last offset", 56, 8, 1ull << 60, "longer than any" },
        { "target low", 64 + 16, 8, 64 * KIB, "nothing may be written" },
        { "target odd", 64 + 16, 8, 3 * MIB + 1, "nothing may be written" },
        { "target outside", 64 + 16, 8, 1ull << 50, "nothing may be written" },
        { "target in the log", 64 + 16, 8, MIB + 8192, "writes over itself" },
    };
    struct blk_io *good = make_vhdx(false, true);
    struct vdisk *d;
    MUST(vdisk_open_io(blk_mem_clone(good), DISK_FORMAT_VHDX, &d, &err));
    assert_true(d->dirty_log);
    MUST(vdisk_close(d, &err));
    uint64_t entry = newest_entry(good);
    for (size_t i = 0; i < ARRAY_SIZE(lies); i++) {
        struct blk_io *io = blk_mem_clone(good);
        uint8_t b[8];
        le64_put(b, lies[i].value);
        put(io, entry + lies[i].at, b, (size_t)lies[i].bytes);
        seal_vhdx(io);
        refused(io, DISK_FORMAT_VHDX, lies[i].field, lies[i].message);
        blk_close(io);
    }
    /* without one valid entry a log in use is no log */
    struct blk_io *io = blk_mem_clone(good);
    MUST(blk_punch(io, MIB, MIB, &err));
    refused(io, DISK_FORMAT_VHDX, "empty log", "no valid sequence");
    blk_close(io);
    /* the file cut behind the log's back */
    io = blk_mem_clone(good);
    MUST(blk_truncate(io, 4 * MIB, &err));
    refused(io, DISK_FORMAT_VHDX, "cut", "shorter than when");
    blk_close(io);
    blk_close(good);
}

static void locator_fields(void **state)
{
    (void)state;
    struct blk_io *good = make_vhdx(true, false);
    uint64_t at = 2 * MIB + 64 * KIB + 8 + 8 + 8 + 8 + 16;
    const struct lie lies[] = {
        { "type", at, 4, 0, "unknown way" },
        { "count", at + 18, 2, 60000, "too short for its entries" },
        { "key offset", at + 20, 4, 0xFFFFFF00, "lies outside" },
        { "value offset", at + 24, 4, 0xFFFFFF00, "lies outside" },
        { "key length", at + 28, 2, 0xFFFE, "lies outside" },
        { "key length 0", at + 28, 2, 0, "lies outside" },
        { "value length", at + 30, 2, 0xFFFE, "lies outside" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(lies); i++) {
        struct blk_io *io = blk_mem_clone(good);
        uint8_t b[8];
        le64_put(b, lies[i].value);
        put(io, lies[i].at, b, (size_t)lies[i].bytes);
        refused(io, DISK_FORMAT_VHDX, lies[i].field, lies[i].message);
        blk_close(io);
    }
    /* 4096 payload blocks of 1 MiB go with a bitmap block */
    struct blk_io *io = blk_mem_clone(good);
    uint8_t none[8] = { 0 };
    put(io, 3 * MIB + 4096 * 8, none, 8);
    refused(io, DISK_FORMAT_VHDX, "bitmap block", "lacks a sector bitmap");
    blk_close(io);
    blk_close(good);
}

static void vhdx_cut_anywhere(void **state)
{
    (void)state;
    for (int differencing = 0; differencing < 2; differencing++) {
        struct blk_io *good = make_vhdx(differencing, false);
        for (uint64_t size = 0; size < good->size; size += size < MIB ? 33 * KIB : 511 * KIB) {
            struct blk_io *io = blk_mem_clone(good);
            MUST(blk_truncate(io, size, &err));
            refused(io, DISK_FORMAT_VHDX, "cut", "");
            blk_close(io);
        }
        blk_close(good);
    }
}

/* One header or one region table is enough. */
static void one_copy_is_enough(void **state)
{
    (void)state;
    static const uint64_t at[] = { 64 * KIB, 128 * KIB, 192 * KIB, 256 * KIB };
    struct blk_io *good = make_vhdx(false, false);
    for (size_t i = 0; i < ARRAY_SIZE(at); i++) {
        struct blk_io *io = blk_mem_clone(good);
        struct vdisk *d;
        put(io, at[i] + 100, "x", 1);
        MUST(vdisk_open_io(io, DISK_FORMAT_VHDX, &d, &err));
        MUST(vdisk_write(d, 11 * MIB, "abc", 3, &err));
        MUST(vdisk_close(d, &err));
    }
    for (size_t i = 0; i < 4; i += 2) {
        struct blk_io *io = blk_mem_clone(good);
        put(io, at[i] + 100, "x", 1);
        put(io, at[i + 1] + 100, "x", 1);
        refused(io, DISK_FORMAT_VHDX, "both", i ? "region tables" : "headers");
        blk_close(io);
    }
    blk_close(good);
}

/* ---- VHD ---- */
static struct blk_io *make_vhd(enum disk_type type)
{
    uint8_t parent[16] = { 1 };
    struct vhd_spec spec = { .type = type,
                             .size = 12 * MIB,
                             .block_size = 2 << 20,
                             .parent_uuid = parent,
                             .parent_absolute = "/p.vhd",
                             .parent_relative = ".\\p.vhd" };
    struct blk_io *mem = blk_mem_new(0);
    struct vdisk *d;
    uint8_t sector[512];
    memset(sector, 'a', sizeof(sector));
    MUST(vhd_create(mem, &spec, &err));
    MUST(vdisk_open_io(mem, DISK_FORMAT_VHD, &d, &err));
    for (uint64_t i = 0; i < 3; i++)
        MUST(vdisk_write(d, i * 4 * MIB, sector, sizeof(sector), &err));
    MUST(vdisk_flush(d, &err));
    struct blk_io *copy = blk_mem_clone(mem);
    MUST(vdisk_close(d, &err));
    return copy;
}

static void seal_vhd(struct blk_io *io, bool sparse)
{
    uint8_t footer[VHD_FOOTER_SIZE], header[VHD_HEADER_SIZE];
    MUST(blk_read(io, io->size - sizeof(footer), footer, sizeof(footer), &err));
    vhd_footer_seal(footer);
    put(io, io->size - sizeof(footer), footer, sizeof(footer));
    if (!sparse)
        return;
    MUST(blk_read(io, 512, header, sizeof(header), &err));
    vhd_header_seal(header);
    put(io, 512, header, sizeof(header));
}

static void vhd_fields(void **state)
{
    (void)state;
    struct blk_io *good = make_vhd(DISK_TYPE_DYNAMIC);
    uint64_t footer = good->size - 512;
    uint8_t first[4];
    MUST(blk_read(good, 1536, first, 4, &err));
    const struct lie lies[] = {
        { "version", footer + 12, 4, 0x20000, "version" },
        { "data offset odd", footer + 16, 8, 700, "header lies outside" },
        { "data offset outside", footer + 16, 8, 1ull << 40, "header lies outside" },
        { "data offset all ones", footer + 16, 8, UINT64_MAX, "header lies outside" },
        { "size 0", footer + 48, 8, 0, "its size" },
        { "size odd", footer + 48, 8, 1000, "its size" },
        { "size 2041 GB", footer + 48, 8, 2041ull << 30, "its size" },
        { "size beyond the BAT", footer + 48, 8, 1ull << 30, "block table is too small" },
        { "type", footer + 60, 4, 9, "unknown type" },
        { "fixed", footer + 60, 4, 2, "shorter than its fixed disk" },
        { "cookie", 512, 4, 0, "no dynamic header" },
        { "header version", 512 + 24, 4, 0x30000, "version" },
        { "BAT odd", 512 + 16, 8, 1537, "outside the file" },
        { "BAT outside", 512 + 16, 8, 1ull << 50, "outside the file" },
        { "entries", 512 + 28, 4, 2, "block table is too small" },
        { "block size 0", 512 + 32, 4, 0, "block size" },
        { "block size odd", 512 + 32, 4, 3 << 20, "block size" },
        { "block size huge", 512 + 32, 4, 1u << 31, "block size" },
        { "block at 0", 1536, 4, 0, "outside the file" },
        { "block on the header", 1536, 4, 1, "its own tables" },
        { "block outside", 1536, 4, 0x7FFFFFFF, "outside the file" },
        { "block twice", 1536 + 4, 4, be32_get(first), "on each other" },
        { "block on half of another", 1536 + 4, 4, be32_get(first) + 100ull, "on each other" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(lies); i++) {
        struct blk_io *io = blk_mem_clone(good);
        uint8_t b[8];
        if (lies[i].bytes == 8)
            be64_put(b, lies[i].value);
        else
            be32_put(b, (uint32_t)lies[i].value);
        put(io, lies[i].at, b, (size_t)lies[i].bytes);
        seal_vhd(io, true);
        refused(io, DISK_FORMAT_VHD, lies[i].field, lies[i].message);
        blk_close(io);
    }
    /* checksums */
    struct blk_io *io = blk_mem_clone(good);
    put(io, 600, "x", 1);
    refused(io, DISK_FORMAT_VHD, "header checksum", "checksum of its dynamic header");
    blk_close(io);
    io = blk_mem_clone(good);
    put(io, footer + 100, "x", 1);
    struct vdisk *d;
    MUST(vdisk_open_io(io, DISK_FORMAT_VHD, &d, &err)); /* by the copy at the start */
    MUST(vdisk_close(d, &err));
    io = blk_mem_clone(good);
    put(io, footer + 100, "x", 1);
    put(io, 100, "x", 1);
    refused(io, DISK_FORMAT_VHD, "both footers", "footer is missing");
    blk_close(io);
    blk_close(good);
}

static void vhd_cut_anywhere(void **state)
{
    (void)state;
    static const enum disk_type types[] = { DISK_TYPE_FIXED, DISK_TYPE_DYNAMIC,
                                            DISK_TYPE_DIFFERENCING };
    for (size_t t = 0; t < ARRAY_SIZE(types); t++) {
        struct blk_io *good = make_vhd(types[t]);
        for (uint64_t size = 0; size + 512 < good->size; size += 100 * KIB + 300) {
            struct blk_io *io = blk_mem_clone(good);
            MUST(blk_truncate(io, size, &err));
            refused(io, DISK_FORMAT_VHD, "cut", "");
            blk_close(io);
        }
        blk_close(good);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vhdx_fields),        cmocka_unit_test(log_fields),
        cmocka_unit_test(locator_fields),     cmocka_unit_test(vhdx_cut_anywhere),
        cmocka_unit_test(one_copy_is_enough), cmocka_unit_test(vhd_fields),
        cmocka_unit_test(vhd_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
