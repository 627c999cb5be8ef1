/* Partition tables and what lies in them: made, changed, and read from disks that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "disk/fs.h"
#include "disk/fs_info.h"
#include "disk/lvm_text.h"
#include "disk/partition_edit.h"
#include "disk/volume.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"

#define SIZE (256 * DISK_MIB)

static struct vdisk *new_disk(uint64_t size)
{
    struct vdisk *disk;
    AUTO_ERR *err = NULL;
    struct blk_io *mem = blk_mem_new(size);
    mem->writable = true;
    assert_int_equal(vdisk_open_io(mem, DISK_FORMAT_RAW, &disk, &err), 0);
    return disk;
}

static void put(struct vdisk *disk, uint64_t at, const void *bytes, size_t len)
{
    AUTO_ERR *err = NULL;
    assert_int_equal(vdisk_write(disk, at, bytes, len, &err), 0);
}

static void expect_err(struct err **err, enum err_kind kind)
{
    assert_non_null(*err);
    assert_int_equal((*err)->kind, kind);
    err_clear(err);
}

/* Windows' layout of a GPT disk: 16 MB reserved, the rest one partition in whole megabytes. */
static void test_gpt(void **state)
{
    AUTO_VDISK *disk = new_disk(SIZE);
    AUTO_ERR *err = NULL;
    struct partition_spec spec = { .gpt_type = { 0xA2, 0xA0, 0xD0, 0xEB } };
    uint32_t number;
    (void)state;
    assert_int_equal(disk_layout_make(disk, DISK_STYLE_GPT, &err), 0);
    assert_int_equal(disk_layout_add(disk, &spec, &number, &err), 0);
    assert_int_equal(number, 2);
    AUTO_LAYOUT layout = { 0 };
    assert_int_equal(disk_layout_read(disk, &layout, &err), 0);
    assert_int_equal(layout.style, DISK_STYLE_GPT);
    assert_false(layout.damaged);
    assert_int_equal(layout.count, 2);
    assert_true(partition_is_reserved(&layout, &layout.partitions[0]));
    assert_int_equal(layout.partitions[0].offset, 34 * 512);
    assert_int_equal(layout.partitions[1].offset, 16 * DISK_MIB);
    assert_int_equal(layout.partitions[1].size, SIZE - 17 * DISK_MIB);
    assert_int_not_equal(disk_layout_add(disk, &spec, &number, &err), 0);
    expect_err(&err, ERR_OUT_OF_MEMORY);
}

static void test_gpt_backup(void **state)
{
    AUTO_VDISK *disk = new_disk(SIZE);
    AUTO_ERR *err = NULL;
    uint8_t zeros[512] = { 0 };
    uint32_t number;
    (void)state;
    struct partition_spec spec = { .gpt_type = { 1 } };
    assert_int_equal(disk_layout_make(disk, DISK_STYLE_GPT, &err), 0);
    put(disk, 512, zeros, sizeof(zeros));
    AUTO_LAYOUT layout = { 0 };
    assert_int_equal(disk_layout_read(disk, &layout, &err), 0);
    assert_true(layout.damaged);
    assert_int_equal(layout.count, 1);
    /* It is read by its second copy, and not changed. */
    assert_int_not_equal(disk_layout_add(disk, &spec, &number, &err), 0);
    expect_err(&err, ERR_INVALID_STATE);
}

static void test_mbr(void **state)
{
    AUTO_VDISK *disk = new_disk(SIZE);
    AUTO_ERR *err = NULL;
    uint32_t number;
    (void)state;
    struct partition_spec spec = { .size = 20 * DISK_MIB, .mbr_type = 7 };
    assert_int_not_equal(disk_layout_add(disk, &spec, &number, &err), 0);
    expect_err(&err, ERR_INVALID_STATE); /* not initialized */
    assert_int_equal(disk_layout_make(disk, DISK_STYLE_MBR, &err), 0);
    for (uint32_t i = 1; i <= 4; i++) {
        assert_int_equal(disk_layout_add(disk, &spec, &number, &err), 0);
        assert_int_equal(number, i);
    }
    assert_int_not_equal(disk_layout_add(disk, &spec, &number, &err), 0);
    expect_err(&err, ERR_INVALID_STATE);
    assert_int_equal(disk_layout_remove(disk, 2, &err), 0);
    assert_int_equal(disk_layout_resize(disk, 1, 40 * DISK_MIB, &err), 0);
    assert_int_not_equal(disk_layout_resize(disk, 1, 41 * DISK_MIB, &err), 0);
    expect_err(&err, ERR_OUT_OF_MEMORY);
    assert_int_not_equal(disk_layout_remove(disk, 2, &err), 0);
    expect_err(&err, ERR_OBJECT_NOT_FOUND);
    AUTO_LAYOUT layout = { 0 };
    assert_int_equal(disk_layout_read(disk, &layout, &err), 0);
    assert_int_equal(layout.count, 3);
    assert_int_equal(layout.partitions[0].size, 40 * DISK_MIB);
    assert_int_equal(disk_layout_clear(disk, &err), 0);
    disk_layout_release(&layout);
    assert_int_equal(disk_layout_read(disk, &layout, &err), 0);
    assert_int_equal(layout.style, DISK_STYLE_RAW);
}

static void put_mbr_entry(uint8_t *e, uint8_t type, uint32_t first, uint32_t count)
{
    e[4] = type;
    le32_put(e + 8, first);
    le32_put(e + 12, count);
}

/* An extended partition whose second table names the first as its next one. */
static void test_logical_loop(void **state)
{
    AUTO_VDISK *disk = new_disk(SIZE);
    AUTO_ERR *err = NULL;
    uint8_t mbr[512] = { 0 }, table[512] = { 0 };
    (void)state;
    mbr[510] = table[510] = 0x55;
    mbr[511] = table[511] = 0xAA;
    put_mbr_entry(mbr + 446, 5, 2048, 100000);
    put(disk, 0, mbr, sizeof(mbr));
    put_mbr_entry(table + 446, 0x83, 2048, 4096);
    put_mbr_entry(table + 462, 5, 10000, 10000);
    put(disk, 2048 * 512, table, sizeof(table));
    AUTO_LAYOUT layout = { 0 };
    put(disk, 12048 * 512, table, sizeof(table)); /* and this one names itself */
    assert_int_equal(disk_layout_read(disk, &layout, &err), 0);
    assert_true(layout.damaged);
    assert_true(layout.count < 300);
    const struct disk_partition *p = disk_layout_find(&layout, 5);
    assert_non_null(p);
    assert_int_equal(p->offset, 4096 * 512);
}

static void test_volume_read(void **state)
{
    AUTO_VDISK *disk = new_disk(SIZE);
    AUTO_ERR *err = NULL;
    uint8_t b[16];
    (void)state;
    put(disk, 1000, "one", 3);
    put(disk, 5000, "two", 3);
    struct volume_extent extents[] = { { 1000, 3 }, { 5000, 3 } };
    char name[] = "v";
    struct volume v = {
        .name = name, .disk = disk, .size = 6, .extents = extents, .extent_count = 2
    };
    assert_int_equal(volume_read(&v, 1, b, 4, &err), 0);
    assert_memory_equal(b, "netw", 4);
    assert_int_not_equal(volume_read(&v, 3, b, 4, &err), 0);
    expect_err(&err, ERR_OPERATION_FAILED);
}

static void test_names(void **state)
{
    (void)state;
    assert_true(fs_name_safe("a", 1));
    assert_true(fs_name_safe("...", 3));
    assert_false(fs_name_safe("", 0));
    assert_false(fs_name_safe(".", 1));
    assert_false(fs_name_safe("..", 2));
    assert_false(fs_name_safe("a/b", 3));
    assert_false(fs_name_safe("a\0b", 3));
}

static void test_lvm_text(void **state)
{
    static const char text[] = "vg { # the group\n id = \"a-b\"\n extent_size = 8192\n"
                               "pv { list = [\"pv0\", 5] }\n}\n";
    uint64_t n;
    (void)state;
    struct lvm_node *root = lvm_text_parse(text, strlen(text));
    assert_non_null(root);
    const struct lvm_node *vg = lvm_text_child(root, "vg");
    assert_string_equal(lvm_text_value(vg, "id"), "a-b");
    assert_true(lvm_text_number(vg, "extent_size", &n));
    assert_int_equal(n, 8192);
    assert_false(lvm_text_number(vg, "id", &n));
    const struct lvm_node *list = lvm_text_child(lvm_text_child(vg, "pv"), "list");
    assert_string_equal(list->child->next->value, "5");
    lvm_text_free(root);
    assert_null(lvm_text_parse("vg {", 4));
    assert_null(lvm_text_parse("a = [1, ", 8));
    assert_null(lvm_text_parse("a = \"open", 9));
    AUTO_FREE char *deep = xmalloc(3000);
    for (int i = 0; i < 1000; i++)
        memcpy(deep + i * 3, "a{ ", 3);
    assert_null(lvm_text_parse(deep, 3000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gpt),         cmocka_unit_test(test_gpt_backup),
        cmocka_unit_test(test_mbr),         cmocka_unit_test(test_logical_loop),
        cmocka_unit_test(test_volume_read), cmocka_unit_test(test_names),
        cmocka_unit_test(test_lvm_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
