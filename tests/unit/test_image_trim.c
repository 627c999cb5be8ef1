/* Optimize-VHD by what file systems do not use: the file gets smaller, and each file in the disk
 * stays as it is, as the file systems' own tools see it (e2fsck, fsck.vfat, ntfsfix, debugfs,
 * mtools, ntfscat). Power cuts behind every operation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/fs_free.h"
#include "disk/image_convert.h"
#include "disk/image_create.h"
#include "disk/image_edit.h"
#include "disk/image_probe.h"
#include "disk/image_trim.h"
#include "disk/partition_edit.h"
#include "disk/vhdx.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "tests/unit/blk_fault.h"
#include "tests/unit/folder.h"
#include "tests/unit/must.h"

#define MIB DISK_MIB
enum { GARBAGE = 0x5A };

#define SH(command) assert_int_equal(folder_run(*state, command), 0)

/* A file of garbage: only what a file system's tools write is anything else. */
static void garbage(const char *dir, const char *name, uint64_t size)
{
    AUTO_FREE char *path = xasprintf("%s/%s", dir, name);
    AUTO_FREE uint8_t *piece = xmalloc(MIB);
    AUTO_FD int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    memset(piece, GARBAGE, MIB);
    for (uint64_t at = 0; at < size; at += MIB)
        assert_int_equal(pwrite(fd, piece, MIB, (off_t)at), MIB);
}

struct kind {
    const char *name;
    uint64_t size;          /* of the volume */
    const char *make, *put; /* file a stays, b goes where that can be done */
    const char *check;      /* of the volume "fs", read-only */
    const char *get;        /* file a of it into "back" */
    const char *soil;       /* as if it had not been unmounted */
};
/* 3 MB from 1 MB of file a are a hole, so that runs and extents are several. */
static const struct kind kinds[] = {
    { "ext4", 96 * MIB, "mkfs.ext4 -q -F -E nodiscard fs",
      "debugfs -w -f - fs <<'X'\nwrite a a\nwrite a b\nrm b\nX", "e2fsck -fn fs",
      "debugfs -R 'dump a back' fs", "debugfs -w -R 'ssv state 0' fs" },
    { "ext4, small blocks", 40 * MIB,
      "mkfs.ext4 -q -F -b 1024 -O 64bit,metadata_csum -E nodiscard fs",
      "debugfs -w -R 'write a a' fs", "e2fsck -fn fs", "debugfs -R 'dump a back' fs",
      "debugfs -w -R 'feature needs_recovery' fs" },
    { "ext3", 40 * MIB, "mkfs.ext3 -q -F -E nodiscard fs", "debugfs -w -R 'write a a' fs",
      "e2fsck -fn fs", "debugfs -R 'dump a back' fs", "debugfs -w -R 'ssv last_orphan 12' fs" },
    { "ext2", 40 * MIB, "mkfs.ext2 -q -F -E nodiscard fs", "debugfs -w -R 'write a a' fs",
      "e2fsck -fn fs", "debugfs -R 'dump a back' fs", "debugfs -w -R 'ssv state 3' fs" },
    { "FAT16", 40 * MIB, "mkfs.vfat -F 16 fs",
      "mcopy -i fs a ::a && mcopy -i fs a ::b && mdel -i fs ::b", "fsck.vfat -n fs",
      "mcopy -n -i fs ::a back", "printf '\\001' | dd of=fs bs=1 seek=37 conv=notrunc" },
    { "FAT32", 72 * MIB, "mkfs.vfat -F 32 -s 1 fs",
      "mcopy -i fs a ::a && mcopy -i fs a ::b && mdel -i fs ::b", "fsck.vfat -n fs",
      "mcopy -n -i fs ::a back", "printf '\\001' | dd of=fs bs=1 seek=65 conv=notrunc" },
    { "NTFS", 64 * MIB, "mkntfs -q -Q -F fs", "ntfscp -q fs a a", "ntfsfix -n fs",
      "ntfscat fs a >back", "ntfsfix fs" },
    { "NTFS, large clusters", 64 * MIB, "mkntfs -q -Q -F -c 65536 fs", "ntfscp -q fs a a",
      "ntfsfix -n fs", "ntfscat fs a >back", "ntfsfix fs" },
};

static void make_file_system(void **state, const struct kind *k)
{
    garbage(*state, "fs", k->size);
    SH("dd if=/dev/urandom of=a bs=1M count=6 2>/dev/null && dd if=/dev/zero of=a bs=1M seek=1 "
       "count=3 conv=notrunc");
    SH(k->make);
    SH(k->put);
    SH(k->check);
    SH("cp fs made");
}

/* The volume alone on a disk of a format, or behind 1 MB of an MBR disk. */
static void make_disk(void **state, const char *name, bool partition)
{
    AUTO_FREE char *path = xasprintf("%s/%s", (char *)*state, name);
    AUTO_FREE char *raw = xasprintf("%s/all.raw", (char *)*state);
    SH("rm -f all.raw");
    if (partition) {
        SH("truncate -s 1M all.raw && cat fs >>all.raw && truncate -s +1M all.raw");
        AUTO_VDISK *disk = NULL;
        struct partition_spec spec = { .mbr_type = 7 };
        uint32_t number;
        struct stat st;
        assert_int_equal(stat(raw, &st), 0);
        spec.size = (uint64_t)st.st_size - 2 * MIB;
        MUST(vdisk_open(raw, VDISK_OPEN_WRITE, &disk, &must_err));
        MUST(disk_layout_make(disk, DISK_STYLE_MBR, &must_err));
        MUST(disk_layout_add(disk, &spec, &number, &must_err));
    } else {
        SH("cp fs all.raw");
    }
    struct disk_convert dc = { .source = raw,
                               .destination = path,
                               .type = DISK_TYPE_DYNAMIC,
                               .block_size = strstr(name, ".vhdx") ? 2 << 20 : 0 };
    MUST(disk_convert(&dc, NULL, &must_err));
}

static uint64_t file_size(void **state, const char *name, uint8_t identity[16])
{
    AUTO_FREE char *path = xasprintf("%s/%s", (char *)*state, name);
    AUTO_VDISK *disk = NULL;
    MUST(vdisk_open(path, VDISK_OPEN_LAYER, &disk, &must_err));
    memcpy(identity, disk->identity, 16);
    return disk->file->size;
}

static void optimize(void **state, const char *name, enum disk_compaction how)
{
    AUTO_FREE char *path = xasprintf("%s/%s", (char *)*state, name);
    MUST(disk_optimize(path, how, NULL, &must_err));
}

/* As QEMU and the file system's tools see it. */
static void expect_files(void **state, const struct kind *k, const char *name, bool partition)
{
    AUTO_FREE char *back =
        xasprintf("rm -f back fs; qemu-img convert -O raw %s all.raw && dd if=all.raw of=fs bs=1M "
                  "iflag=fullblock skip=%d count=%d status=none",
                  name, partition ? 1 : 0, (int)(k->size / MIB));
    SH(back);
    SH(k->check);
    SH(k->get);
    SH("cmp a back && cp made fs");
}

static void each_file_system(void **state)
{
    static const char *const names[] = { "d.vhdx", "d.vhd" };
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        make_file_system(state, &kinds[i]);
        for (size_t f = 0; f < ARRAY_SIZE(names); f++) {
            bool partition = (i + f) % 2;
            uint8_t before[16], after[16], again[16];
            make_disk(state, names[f], partition);
            uint64_t large = file_size(state, names[f], before);
            optimize(state, names[f], DISK_COMPACT_PRETRIMMED);
            assert_true(file_size(state, names[f], after) == large);
            assert_memory_equal(before, after, 16);
            optimize(state, names[f], DISK_COMPACT_DEFAULT);
            uint64_t small = file_size(state, names[f], after);
            if (small > large / 2)
                print_error("%s in %s: %llu of %llu bytes\n", kinds[i].name, names[f],
                            (unsigned long long)small, (unsigned long long)large);
            assert_true(small <= large / 2);
            /* What a reader of all sectors sees is another disk: a VHDX says so. */
            assert_int_equal(memcmp(before, after, 16) == 0, f == 1);
            expect_files(state, &kinds[i], names[f], partition);
            optimize(state, names[f], DISK_COMPACT_DEFAULT);
            assert_true(file_size(state, names[f], again) == small);
            assert_memory_equal(again, after, 16);
            SH("rm -f d.vhdx d.vhd");
        }
    }
}

static void retrim_makes_holes(void **state)
{
    uint8_t id[16];
    make_file_system(state, &kinds[0]);
    make_disk(state, "d.vhdx", false);
    uint64_t large = file_size(state, "d.vhdx", id);
    optimize(state, "d.vhdx", DISK_COMPACT_RETRIM);
    assert_true(file_size(state, "d.vhdx", id) == large);
    AUTO_FREE char *path = xasprintf("%s/d.vhdx", (char *)*state);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_true((uint64_t)st.st_blocks * 512 < large / 2);
    expect_files(state, &kinds[0], "d.vhdx", false);
}

static void unclean_ones_are_left(void **state)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        uint8_t before[16], after[16];
        make_file_system(state, &kinds[i]);
        SH(kinds[i].soil);
        make_disk(state, "d.vhdx", false);
        uint64_t large = file_size(state, "d.vhdx", before);
        optimize(state, "d.vhdx", DISK_COMPACT_FULL);
        if (file_size(state, "d.vhdx", after) != large)
            print_error("%s: changed\n", kinds[i].name);
        assert_true(file_size(state, "d.vhdx", after) == large);
        assert_memory_equal(before, after, 16);
        SH("rm -f d.vhdx");
    }
}

/* A child holds differences to what its parent holds now. */
static void parents_are_left(void **state)
{
    uint8_t before[16], after[16];
    AUTO_FREE char *parent = xasprintf("%s/d.vhdx", (char *)*state);
    make_file_system(state, &kinds[0]);
    make_disk(state, "d.vhdx", false);
    uint64_t large = file_size(state, "d.vhdx", before);
    static const char *const children[] = { "c.vhdx", "c.avhdx", "c.qcow2" };
    for (size_t i = 0; i < ARRAY_SIZE(children); i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", (char *)*state, i == 1 ? "n.vhdx" : children[i]);
        struct disk_create dc = { .path = path,
                                  .type = DISK_TYPE_DIFFERENCING,
                                  .parent_path = parent };
        MUST(disk_create(&dc, NULL, &must_err));
        if (i == 1)
            SH("mv n.vhdx c.avhdx");
        optimize(state, "d.vhdx", DISK_COMPACT_QUICK);
        assert_true(file_size(state, "d.vhdx", after) == large);
        assert_memory_equal(before, after, 16);
        SH("rm -f c.*");
    }
    optimize(state, "d.vhdx", DISK_COMPACT_QUICK);
    assert_true(file_size(state, "d.vhdx", after) < large);
}

/* One partition's free space may be another one's, when the table says so. */
static void overlapping_partitions_are_left(void **state)
{
    uint8_t before[16], after[16];
    make_file_system(state, &kinds[0]);
    make_disk(state, "d.vhdx", true);
    AUTO_FREE char *path = xasprintf("%s/d.vhdx", (char *)*state);
    {
        AUTO_VDISK *disk = NULL;
        /* the second of four entries: 20 MB inside the first */
        static const uint8_t entry[16] = { [4] = 0x83, [9] = 0xA0, [13] = 0xA0 };
        MUST(vdisk_open(path, VDISK_OPEN_WRITE, &disk, &must_err));
        MUST(vdisk_write(disk, 446 + 16, entry, sizeof(entry), &must_err));
        MUST(vdisk_close(STEAL(disk), &must_err));
    }
    uint64_t large = file_size(state, "d.vhdx", before);
    optimize(state, "d.vhdx", DISK_COMPACT_QUICK);
    assert_true(file_size(state, "d.vhdx", after) == large);
    assert_memory_equal(before, after, 16);
}

/* ---- power cuts ---- */
struct cut_test {
    uint64_t size;
    uint8_t *content;
    uint8_t *unused; /* a byte per sector */
};

static void expect_content(const struct cut_test *t, struct blk_io *file, size_t n)
{
    AUTO_VDISK *disk = NULL;
    AUTO_FREE uint8_t *now = xmalloc(t->size);
    MUST(vdisk_open_io(file, DISK_FORMAT_VHDX, &disk, &must_err));
    MUST(vdisk_read(disk, 0, now, t->size, &must_err));
    for (uint64_t s = 0; s < t->size / 512; s++) {
        if (memcmp(now + s * 512, t->content + s * 512, 512) == 0 ||
            (t->unused[s] && vdisk_is_zero(now + s * 512, 512)))
            continue;
        print_error("cut after %zu operations: sector %llu\n", n, (unsigned long long)s);
        fail();
    }
}

static void power_cuts(void **state)
{
    static const struct kind small = { "ext4",
                                       12 * MIB,
                                       "mkfs.ext4 -q -F -b 1024 -E nodiscard fs",
                                       "debugfs -w -R 'write a a' fs",
                                       "e2fsck -fn fs",
                                       "",
                                       "" };
    struct cut_test t = { .size = small.size };
    struct journal j = JOURNAL_INIT;
    struct vdisk *disk;
    uint64_t random = 0x9E3779B97F4A7C15ull, given;
    make_file_system(state, &small);
    AUTO_FREE char *path = xasprintf("%s/fs", (char *)*state);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    t.content = xmalloc(t.size);
    t.unused = xcalloc(1, t.size / 512);
    assert_int_equal(pread(fd, t.content, t.size, 0), t.size);
    struct vhdx_spec spec = { .type = DISK_TYPE_DYNAMIC,
                              .size = t.size,
                              .block_size = 1 << 20,
                              .logical_sector = 512,
                              .physical_sector = 4096 };
    struct blk_io *mem = blk_mem_new(0);
    MUST(vhdx_create(mem, &spec, &must_err));
    MUST(vdisk_open_io(mem, DISK_FORMAT_VHDX, &disk, &must_err));
    MUST(vdisk_write(disk, 0, t.content, t.size, &must_err));
    MUST(vdisk_flush(disk, &must_err));
    /* What is unused by the reader of free space: its rightness is judged by fsck above. */
    struct volume_extent all = { 0, t.size };
    struct volume v = {
        .name = (char *)"0", .disk = disk, .size = t.size, .extents = &all, .extent_count = 1
    };
    struct fs_free unused = { VEC_INIT };
    assert_null(fs_free_read(&v, &unused));
    for (size_t i = 0; i < unused.ranges.len; i++)
        memset(t.unused + unused.ranges.items[i].at / 512, 1, unused.ranges.items[i].length / 512);
    vec_release(&unused.ranges);
    struct blk_io *copy = blk_mem_clone(mem);
    MUST(vdisk_close(disk, &must_err));
    MUST(vdisk_open_io(fault_device(&j, 0, copy), DISK_FORMAT_VHDX, &disk, &must_err));
    MUST(image_trim_free(disk, NULL, &given, &must_err));
    assert_true(given > 2 * MIB);
    MUST(disk->ops->compact(disk, false, NULL, &must_err));
    MUST(vdisk_close(disk, &must_err));
    assert_true(j.ops.len > 30);
    size_t stride = getenv("HVSH_UNDER_VALGRIND") ? 17 : 1;
    for (size_t n = 0; n <= j.ops.len; n += stride)
        expect_content(&t, fault_cut(&j, 0, n, (enum fault_loss)(n % 3), &random), n);
    journal_release(&j);
    free(t.content);
    free(t.unused);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_make, folder_remove)
    const struct CMUnitTest tests[] = {
        TEST(each_file_system),
        TEST(retrim_makes_holes),
        TEST(unclean_ones_are_left),
        TEST(parents_are_left),
        TEST(overlapping_partitions_are_left),
        TEST(power_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
