/* Test-VHD: everything that is wrong with a disk and its parents is named. Where the fields stand:
 * [MS-VHDX] 2.2 to 2.5, VHD specification 1.0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "disk/image_check.h"
#include "disk/image_create.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "tests/unit/folder.h"
#include "tests/unit/must.h"

enum { BAT = 3 << 20 /* where Hyper-V and hvsh put it */ };

static char *in_dir(void **state, const char *name)
{
    return xasprintf("%s/%s", (char *)*state, name);
}

/* A disk of 64 MB with 16 blocks of 1 MB (VHD: 2 MB) of content. */
static void make(const char *path, const char *parent)
{
    bool vhd = path[strlen(path) - 1] == 'd';
    struct disk_create dc = { .path = path,
                              .type = parent ? DISK_TYPE_DIFFERENCING : DISK_TYPE_DYNAMIC,
                              .size = parent ? 0 : 64 << 20,
                              .block_size = vhd ? 2 << 20 : 1 << 20,
                              .parent_path = parent };
    MUST(disk_create(&dc, NULL, &must_err));
    AUTO_FREE uint8_t *content = xmalloc(16 << 20);
    struct vdisk *disk;
    memset(content, 0x11, 16 << 20);
    MUST(vdisk_open(path, VDISK_OPEN_WRITE, &disk, &must_err));
    if (!parent)
        MUST(vdisk_write(disk, 0, content, 16 << 20, &must_err));
    MUST(vdisk_close(disk, &must_err));
}

static void put(const char *path, uint64_t at, const void *bytes, size_t len)
{
    AUTO_FD int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(pwrite(fd, bytes, len, (off_t)at), len);
}

static void put_le64(const char *path, uint64_t at, uint64_t value)
{
    uint8_t b[8];
    le64_put(b, value);
    put(path, at, b, sizeof(b));
}

/* Exactly those, in order: parts of what is said. */
static void expect(const char *path, const char *const *faults, const char *const *notes)
{
    AUTO_FINDINGS f = { .faults = VEC_INIT, .notes = VEC_INIT };
    MUST(disk_check(path, NULL, &f, &must_err));
    size_t i = 0, k = 0;
    for (; i < f.faults.len && faults[i]; i++)
        if (!strstr(f.faults.items[i]->message, faults[i])) {
            print_error("fault %zu: %s\n", i, f.faults.items[i]->message);
            fail();
        }
    for (; k < f.notes.len && notes[k]; k++)
        if (!strstr(f.notes.items[k], notes[k])) {
            print_error("note %zu: %s\n", k, f.notes.items[k]);
            fail();
        }
    for (; i < f.faults.len; i++)
        print_error("one more fault: %s\n", f.faults.items[i]->message);
    for (; k < f.notes.len; k++)
        print_error("one more note: %s\n", f.notes.items[k]);
    assert_int_equal(f.faults.len, i);
    assert_int_equal(f.notes.len, k);
    assert_null(faults[i]);
    assert_null(notes[k]);
}
#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })
static const char *const nothing[] = { NULL };

static void whole_disks(void **state)
{
    static const char *const names[] = { "a.vhdx", "a.vhd" };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        AUTO_FREE char *path = in_dir(state, names[i]);
        AUTO_FREE char *child =
            xasprintf("%.*s-child%s", (int)(strrchr(path, '.') - path), path, strrchr(path, '.'));
        make(path, NULL);
        expect(path, nothing, nothing);
        make(child, path);
        expect(child, nothing, nothing);
    }
}

static void each_entry_of_a_vhdx(void **state)
{
    AUTO_FREE char *path = in_dir(state, "a.vhdx");
    make(path, NULL);
    put_le64(path, BAT + 2 * 8, 999ull << 20 | VHDX_BLOCK_FULL);
    put_le64(path, BAT + 4 * 8, 3ull << 20 | VHDX_BLOCK_FULL);
    put_le64(path, BAT + 6 * 8, VHDX_BLOCK_PARTIAL | 9ull << 20);
    put_le64(path, BAT + 7 * 8, 5);
    put_le64(path, BAT + 20 * 8, 1 << 4);
    expect(path,
           LIST("entry 2 of its block table points outside", "entry 4 of its block table points at",
                "entry 6 of its block table is of a differencing",

                "entry 7 of its block table has the unknown",
                "entry 20 of its block table has reserved bits"),
           nothing);
}

static void copies(void **state)
{
    AUTO_FREE char *path = in_dir(state, "a.vhdx");
    make(path, NULL);
    put(path, 192 << 10, "????", 4);
    expect(path, nothing, LIST("first region table"));
    put(path, 256 << 10, "????", 4);
    expect(path, LIST("neither of its region tables"), nothing);
    AUTO_FREE char *other = in_dir(state, "b.vhdx");
    make(other, NULL);
    uint8_t header[2][4096];
    AUTO_FD int fd = open(other, O_RDONLY | O_CLOEXEC);
    for (int i = 0; i < 2; i++)
        assert_int_equal(pread(fd, header[i], 4096, 65536l << i), 4096);
    bool second = le64_get(header[1] + 8) > le64_get(header[0] + 8);
    put(other, second ? 65536 : 131072, "????", 4);
    expect(other, nothing, LIST(second ? "first header" : "second header"));
    AUTO_FREE char *vhd = in_dir(state, "a.vhd");
    make(vhd, NULL);
    put(vhd, 100, "?", 1);
    expect(vhd, nothing, LIST("copy of its footer is not valid"));
}

static void each_entry_of_a_vhd(void **state)
{
    AUTO_FREE char *path = in_dir(state, "a.vhd");
    uint8_t b[4];
    make(path, NULL);
    be32_put(b, 0x00FFFFFF);
    put(path, 1536, b, 4);
    put(path, 1536 + 12, b, 4);
    be32_put(b, 3);
    put(path, 1536 + 8, b, 4);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_int_equal(pread(fd, b, 4, 1536 + 6 * 4), 4);
    put(path, 1536 + 5 * 4, b, 4);
    expect(path,
           LIST("entry 0 of its block table points outside", "entry 2 of its block table points at",
                "entry 3 of its block table points outside", "two blocks lie on each other"),
           nothing);
}

/* The faults of every file of a chain, and of the links between them. */
static void chains(void **state)
{
    AUTO_FREE char *base = in_dir(state, "base.vhdx");
    AUTO_FREE char *middle = in_dir(state, "middle.vhdx");
    AUTO_FREE char *leaf = in_dir(state, "leaf.vhdx");
    AUTO_FREE char *away = in_dir(state, "away");
    make(base, NULL);
    make(middle, base);
    make(leaf, middle);
    expect(leaf, nothing, nothing);
    /* what the base holds changes: it is not the parent any more */
    struct vdisk *disk;
    MUST(vdisk_open(base, VDISK_OPEN_WRITE, &disk, &must_err));
    MUST(vdisk_write(disk, 0, "x", 1, &must_err));
    MUST(vdisk_close(disk, &must_err));
    expect(leaf, LIST("0xC03A000E"), nothing);
    put_le64(base, BAT + 2 * 8, 999ull << 20 | VHDX_BLOCK_FULL);
    put_le64(middle, BAT + 3 * 8, 5);
    put_le64(leaf, BAT + 1 * 8, 5);
    expect(leaf,
           LIST("leaf.vhdx' is not usable: The virtual hard disk is corrupted: entry 1 ",
                "middle.vhdx' is not usable: The virtual hard disk is corrupted: entry 3 ",
                "base.vhdx' is not usable: The virtual hard disk is corrupted: entry 2 ",
                "0xC03A000E"),
           nothing);
    assert_int_equal(rename(base, away), 0);
    expect(leaf, LIST("entry 1 ", "entry 3 ", "0xC03A000D"), nothing);
}

static void many(void **state)
{
    AUTO_FREE char *path = in_dir(state, "a.vhdx");
    make(path, NULL);
    AUTO_FREE char *large = in_dir(state, "large.vhdx");
    struct disk_create dc = { .path = large, .size = 1 << 30, .block_size = 1 << 20 };
    MUST(disk_create(&dc, NULL, &must_err));
    for (uint64_t i = 0; i < FINDINGS_MAX + 7; i++)
        put_le64(large, BAT + i * 8, 5);
    AUTO_FINDINGS f = { .faults = VEC_INIT, .notes = VEC_INIT };
    MUST(disk_check(large, NULL, &f, &must_err));
    assert_int_equal(f.faults.len, FINDINGS_MAX);
    assert_int_equal(f.more_faults, 7);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_make, folder_remove)
    const struct CMUnitTest tests[] = {
        TEST(whole_disks), TEST(each_entry_of_a_vhdx),
        TEST(copies),      TEST(each_entry_of_a_vhd),
        TEST(chains),      TEST(many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
