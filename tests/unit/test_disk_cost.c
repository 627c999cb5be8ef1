/* What a virtual disk costs: syncs of the file per flush, and that holes of the file are known as
 * such. The promise: one sync per flush, two for a differencing disk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "tests/unit/blk_fault.h"

enum { MIB = 1 << 20, UNIT = 4096, BLOCK = 2 * MIB, FLUSHES = 2000 };

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

static struct vdisk *open_new(struct journal *j, enum disk_type type, uint64_t size,
                              struct vdisk *parent)
{
    struct vhdx_locator locator = { 0 };
    vhdx_locator_set(&locator, "parent_linkage", "{00000000-0000-0000-0000-000000000000}");
    struct vhdx_spec spec = { .type = type,
                              .size = size,
                              .block_size = BLOCK,
                              .logical_sector = 512,
                              .physical_sector = 4096,
                              .locator = &locator };
    struct blk_io *mem = blk_mem_new(0);
    struct vdisk *d;
    MUST(vhdx_create(mem, &spec, &err));
    vhdx_locator_release(&locator);
    MUST(vdisk_open_io(fault_device(j, 0, mem), DISK_FORMAT_VHDX, &d, &err));
    d->parent = parent;
    return d;
}

static void write_at(struct vdisk *d, uint64_t off, size_t len)
{
    AUTO_FREE uint8_t *buf = xmalloc(len);
    memset(buf, 0x55, len);
    MUST(vdisk_write(d, off, buf, len, &err));
}

/* The most syncs of one flush over many, each after a write at the next of offsets; what the first
 * write of a session costs is left out. */
static size_t most_syncs(enum disk_type type, uint64_t step, bool parent)
{
    struct journal j = JOURNAL_INIT;
    struct journal unused = JOURNAL_INIT;
    uint64_t size = (uint64_t)FLUSHES * BLOCK;
    int flushes = getenv("HVSH_UNDER_VALGRIND") ? FLUSHES / 20 : FLUSHES;
    struct vdisk *base = parent ? open_new(&unused, DISK_TYPE_DYNAMIC, size, NULL) : NULL;
    struct vdisk *d = open_new(&j, type, size, base);
    size_t most = 0;
    write_at(d, size - UNIT, UNIT);
    MUST(vdisk_flush(d, &err));
    for (int i = 0; i < flushes; i++) {
        size_t before = j.flushes;
        write_at(d, (uint64_t)i * step, UNIT);
        MUST(vdisk_flush(d, &err));
        size_t syncs = j.flushes - before;
        assert_true(syncs >= 1);
        most = syncs > most ? syncs : most;
    }
    MUST(vdisk_close(d, &err));
    journal_release(&j);
    journal_release(&unused);
    return most;
}

static void dynamic_disk(void **state)
{
    (void)state;
    assert_int_equal(most_syncs(DISK_TYPE_DYNAMIC, BLOCK, false), 1); /* a block each */
    assert_int_equal(most_syncs(DISK_TYPE_DYNAMIC, UNIT, false), 1);
    assert_int_equal(most_syncs(DISK_TYPE_DYNAMIC, 0, false), 1);
}

static void fixed_disk(void **state)
{
    (void)state;
    assert_int_equal(most_syncs(DISK_TYPE_FIXED, UNIT, false), 1);
}

static void differencing_disk(void **state)
{
    (void)state;
    assert_int_equal(most_syncs(DISK_TYPE_DIFFERENCING, BLOCK, true), 2);
    assert_int_equal(most_syncs(DISK_TYPE_DIFFERENCING, UNIT, true), 2);
}

/* No write and no allocation syncs by itself. */
static void no_flush(void **state)
{
    (void)state;
    struct journal j = JOURNAL_INIT;
    struct vdisk *d = open_new(&j, DISK_TYPE_DYNAMIC, 512ull * BLOCK, NULL);
    write_at(d, 0, UNIT);
    size_t before = j.flushes;
    for (uint64_t i = 0; i < 500; i++)
        write_at(d, i * BLOCK, UNIT);
    assert_int_equal(j.flushes, before);
    MUST(vdisk_close(d, &err));
    journal_release(&j);
}

static void assert_status(struct vdisk *d, uint64_t off, uint64_t want, bool holds)
{
    uint64_t len = d->size - off;
    bool data;
    MUST(vdisk_status(d, off, &len, &data, &err));
    assert_int_equal(data, holds);
    assert_int_equal(len, want);
}

/* A block of which only a part was written. */
static void holes(void **state)
{
    (void)state;
    struct journal j = JOURNAL_INIT;
    struct vdisk *d = open_new(&j, DISK_TYPE_DYNAMIC, 4 * BLOCK, NULL);
    write_at(d, BLOCK + 256 * 1024, 64 * 1024);
    assert_status(d, 0, BLOCK, false);
    assert_status(d, BLOCK, 256 * 1024, false);
    assert_status(d, BLOCK + 256 * 1024, 64 * 1024, true);
    assert_status(d, BLOCK + 320 * 1024, BLOCK - 320 * 1024, false);
    assert_status(d, 2 * BLOCK, 2 * BLOCK, false);
    MUST(vdisk_close(d, &err));
    journal_release(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dynamic_disk),
        cmocka_unit_test(fixed_disk),
        cmocka_unit_test(differencing_disk),
        cmocka_unit_test(no_flush),
        cmocka_unit_test(holes),
    };
    return cmocka_run_group_tests_name("cost of a disk", tests, NULL, NULL);
}
