/* New, converted and resized disks, judged by qemu-img and vhdiinfo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/image_convert.h"
#include "disk/image_create.h"
#include "disk/image_probe.h"
#include "disk/image_resize.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/spawn.h"
#include "tests/unit/disk_usable.h"
#include "tests/unit/folder.h"
#include "tests/unit/must.h"

static int tool(struct strbuf *out, const char *const *argv)
{
    AUTO_ERR *err = NULL;
    struct spawn sp = { .argv = argv, .timeout_ms = 120000 };
    int rc = spawn_run(&sp, out, NULL, &err);
    if (rc)
        print_error("%s: %s\n", argv[0], err->message);
    return rc;
}
#define TOOL(...) tool(NULL, (const char *const[]){ __VA_ARGS__, NULL })

static size_t files_in(const char *dir)
{
    size_t n = 0;
    DIR *d = opendir(dir);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return n;
}

static void expect_qemu_size(const char *path, const char *format, uint64_t size)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const char *argv[] = { "qemu-img", "info", "-f", format, path, NULL };
    assert_int_equal(tool(&out, argv), 0);
    AUTO_FREE char *want = xasprintf("(%llu bytes)", (unsigned long long)size);
    assert_non_null(strstr(out.buf, want));
}

static void each_format_and_type(void **state)
{
    static const struct {
        const char *name, *qemu;
        enum disk_type type;
        enum disk_format format;
        uint64_t size;
        uint32_t block, wanted_block;
    } cases[] = {
        /* 127 GB + 512 bytes: no multiple of any block */
        { "d.vhdx", "vhdx", DISK_TYPE_DYNAMIC, DISK_FORMAT_VHDX, 136365212160, 33554432, 0 },
        { "small.vhdx", "vhdx", DISK_TYPE_DYNAMIC, DISK_FORMAT_VHDX, 3145728, 1048576, 1048576 },
        { "f.VHDX", "vhdx", DISK_TYPE_FIXED, DISK_FORMAT_VHDX, 16777216, 33554432, 0 },
        { "d.vhd", "vpc", DISK_TYPE_DYNAMIC, DISK_FORMAT_VHD, 64424509440, 2097152, 0 },
        { "f.vhd", "vpc", DISK_TYPE_FIXED, DISK_FORMAT_VHD, 16777216, 0, 0 },
        { "a b,c.qcow2", "qcow2", DISK_TYPE_DYNAMIC, DISK_FORMAT_QCOW2, 1073741824, 65536, 0 },
        { "f.qcow2", "qcow2", DISK_TYPE_FIXED, DISK_FORMAT_QCOW2, 16777216, 65536, 0 },
        { "f.img", "raw", DISK_TYPE_FIXED, DISK_FORMAT_RAW, 16777216, 0, 0 },
        { "d.raw", "raw", DISK_TYPE_DYNAMIC, DISK_FORMAT_RAW, 16777216, 0, 0 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", (char *)*state, cases[i].name);
        struct disk_create dc = { .path = path,
                                  .type = cases[i].type,
                                  .size = cases[i].size,
                                  .block_size = cases[i].wanted_block };
        MUST(disk_create(&dc, NULL, &must_err));
        struct disk_info info;
        MUST(disk_probe(path, &info, &must_err));
        assert_int_equal(info.format, cases[i].format);
        assert_int_equal(info.type, cases[i].type);
        assert_int_equal(info.size, cases[i].size);
        assert_int_equal(info.block_size, cases[i].block);
        assert_int_equal(info.logical_sector, 512);
        assert_int_equal(info.physical_sector, cases[i].format == DISK_FORMAT_VHDX ? 4096 : 512);
        assert_int_equal(info.min_size, -1);
        if (cases[i].type == DISK_TYPE_FIXED)
            assert_true(info.allocated >= info.size);
        disk_info_release(&info);
        expect_qemu_size(path, cases[i].qemu, cases[i].size);
        if (cases[i].format == DISK_FORMAT_VHD || cases[i].format == DISK_FORMAT_VHDX)
            assert_int_equal(TOOL("vhdiinfo", path), 0);
        MUST(disk_usable(path, &must_err));
    }
    assert_int_equal(files_in(*state), ARRAY_SIZE(cases));
}

static enum err_kind refused(const struct disk_create *dc)
{
    AUTO_ERR *err = NULL;
    assert_int_equal(disk_create(dc, NULL, &err), -1);
    return err->kind;
}

static void refusals(void **state)
{
    const char *dir = *state;
    AUTO_FREE char *vhd = xasprintf("%s/a.vhd", dir);
    AUTO_FREE char *vhdx = xasprintf("%s/a.vhdx", dir);
    AUTO_FREE char *odd = xasprintf("%s/a.txt", dir);
    AUTO_FREE char *far = xasprintf("%s/none/a.vhdx", dir);
    AUTO_FREE char *parent = xasprintf("%s/parent.vhdx", dir);
    const uint64_t gib = 1ull << 30;
#define REFUSED(kind, ...) assert_int_equal(refused(&(struct disk_create){ __VA_ARGS__ }), kind)
    REFUSED(ERR_INVALID_PARAMETER, .path = vhd, .size = 2040 * gib + 512);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = 65536 * gib + 512);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = 1 << 20);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = gib + 1);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = gib, .block_size = 3 << 20);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = gib, .block_size = 512 << 20);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = gib, .logical_sector = 1024);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = gib, .logical_sector = 4096,
            .physical_sector = 512);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhd, .size = gib, .physical_sector = 4096);
    REFUSED(ERR_INVALID_PARAMETER, .path = odd, .size = gib);
    REFUSED(ERR_OBJECT_NOT_FOUND, .path = far, .size = gib);
    REFUSED(ERR_OBJECT_NOT_FOUND, .path = vhdx, .parent_path = parent);
    REFUSED(ERR_INVALID_PARAMETER, .path = vhdx, .size = gib, .type = DISK_TYPE_DIFFERENCING);
    assert_int_equal(files_in(dir), 0);
    struct disk_create dc = { .path = vhdx, .size = gib };
    MUST(disk_create(&dc, NULL, &must_err));
    AUTO_ERR *err = NULL;
    assert_int_equal(disk_create(&dc, NULL, &err), -1);
    assert_int_equal(err->kind, ERR_OBJECT_EXISTS);
    assert_non_null(strstr(err->message, "The file exists. (0x80070050)"));
    assert_int_equal(files_in(dir), 1);
}

static void overlay(void **state)
{
    const char *dir = *state;
    AUTO_FREE char *parent = xasprintf("%s/base.vhdx", dir);
    AUTO_FREE char *child = xasprintf("%s/child.qcow2", dir);
    struct disk_create base = { .path = parent, .size = 64 << 20 };
    struct disk_create dc = { .path = child, .parent_path = parent };
    MUST(disk_create(&base, NULL, &must_err));
    MUST(disk_create(&dc, NULL, &must_err));
    struct disk_info info;
    MUST(disk_probe(child, &info, &must_err));
    assert_int_equal(info.type, DISK_TYPE_DIFFERENCING);
    assert_int_equal(info.parent_format, DISK_FORMAT_VHDX);
    assert_string_equal(info.parent_path, parent);
    assert_int_equal(info.size, 64 << 20);
    disk_info_release(&info);
    MUST(disk_usable(child, &must_err));
    assert_int_equal(unlink(parent), 0);
    AUTO_ERR *err = NULL;
    assert_int_equal(disk_usable(child, &err), -1);
    assert_int_equal(err->kind, ERR_OBJECT_NOT_FOUND);
}

/* A raw disk with an MBR partition that ends at 24 MiB, and a mark at its end. */
static void make_source(const char *path, uint64_t size)
{
    AUTO_FD int fd = open(path, O_RDWR | O_CREAT, 0600);
    uint8_t mbr[512] = { 0 }, mark[4096];
    mbr[510] = 0x55;
    mbr[511] = 0xAA;
    mbr[446 + 4] = 0x83;
    le32_put(mbr + 446 + 8, 2048);
    le32_put(mbr + 446 + 12, 49152 - 2048);
    memset(mark, 'x', sizeof(mark));
    assert_int_equal(ftruncate(fd, (off_t)size), 0);
    assert_int_equal(pwrite(fd, mbr, sizeof(mbr), 0), sizeof(mbr));
    assert_int_equal(pwrite(fd, mark, sizeof(mark), (24 << 20) - 4096), sizeof(mark));
}

static void expect_same(const char *raw, const char *path, const char *format)
{
    assert_int_equal(TOOL("qemu-img", "compare", "-q", "-f", "raw", "-F", format, raw, path), 0);
}

static void count_progress(void *ctx, double percent)
{
    double *last = ctx;
    assert_true(percent >= *last - 0.001 && percent <= 100);
    *last = percent;
}

static void conversions(void **state)
{
    const char *dir = *state;
    AUTO_FREE char *raw = xasprintf("%s/source.img", dir);
    make_source(raw, 65 << 20);
    static const struct {
        const char *from, *to, *format;
        enum disk_type type, expected;
    } chain[] = {
        { "source.img", "1.vhd", "vpc", DISK_TYPE_DYNAMIC, DISK_TYPE_DYNAMIC },
        { "1.vhd", "2.vhdx", "vhdx", DISK_TYPE_UNKNOWN, DISK_TYPE_DYNAMIC },
        { "2.vhdx", "3.qcow2", "qcow2", DISK_TYPE_UNKNOWN, DISK_TYPE_DYNAMIC },
        { "3.qcow2", "4.vhd", "vpc", DISK_TYPE_FIXED, DISK_TYPE_FIXED },
        { "4.vhd", "5.vhdx", "vhdx", DISK_TYPE_UNKNOWN, DISK_TYPE_FIXED },
        { "5.vhdx", "6.vhdx", "vhdx", DISK_TYPE_DYNAMIC, DISK_TYPE_DYNAMIC },
        { "6.vhdx", "7.img", "raw", DISK_TYPE_FIXED, DISK_TYPE_FIXED },
    };
    for (size_t i = 0; i < ARRAY_SIZE(chain); i++) {
        AUTO_FREE char *from = xasprintf("%s/%s", dir, chain[i].from);
        AUTO_FREE char *to = xasprintf("%s/%s", dir, chain[i].to);
        struct disk_convert dc = { .source = from, .destination = to, .type = chain[i].type };
        double last = 0;
        struct disk_control ctl = { .progress = count_progress, .ctx = &last };
        MUST(disk_convert(&dc, &ctl, &must_err));
        assert_true(last > 99.9);
        expect_same(raw, to, chain[i].format);
        struct disk_info info;
        MUST(disk_probe(to, &info, &must_err));
        assert_int_equal(info.type, chain[i].expected);
        assert_int_equal(info.size, 65 << 20);
        assert_int_equal(info.min_size, 24 << 20);
        disk_info_release(&info);
    }
    /* onto a parent, taking the source away */
    AUTO_FREE char *six = xasprintf("%s/6.vhdx", dir);
    AUTO_FREE char *over = xasprintf("%s/over.qcow2", dir);
    AUTO_FREE char *parent = xasprintf("%s/2.vhdx", dir);
    struct disk_convert dc = {
        .source = six, .destination = over, .parent_path = parent, .delete_source = true
    };
    MUST(disk_convert(&dc, NULL, &must_err));
    expect_same(raw, over, "qcow2");
    assert_int_equal(access(six, F_OK), -1);
    AUTO_ERR *err = NULL;
    struct disk_convert again = { .source = raw, .destination = over };
    assert_int_equal(disk_convert(&again, NULL, &err), -1);
    assert_int_equal(err->kind, ERR_OBJECT_EXISTS);
    assert_int_equal(files_in(dir), 8);
}

static void interrupted(void **state)
{
    const char *dir = *state;
    AUTO_FREE char *raw = xasprintf("%s/source.img", dir);
    AUTO_FREE char *to = xasprintf("%s/to.vhdx", dir);
    make_source(raw, 65 << 20);
    AUTO_FD int stop = eventfd(1, EFD_CLOEXEC);
    struct disk_control ctl = { .interrupt_fd = stop };
    struct disk_convert dc = { .source = raw, .destination = to };
    AUTO_ERR *err = NULL;
    assert_int_equal(disk_convert(&dc, &ctl, &err), -1);
    assert_int_equal(err->kind, ERR_CANCELLED);
    struct disk_create create = { .path = to, .size = 64 << 20 };
    AUTO_ERR *err2 = NULL;
    assert_int_equal(disk_create(&create, &ctl, &err2), -1);
    assert_int_equal(err2->kind, ERR_CANCELLED);
    assert_int_equal(files_in(dir), 1);
}

/* Between the engine's formats and QEMU's nothing but the new file is written, and Ctrl-C in the
 * middle leaves neither a file nor a server that holds one. */
struct watch {
    const char *dir;
    int stop; /* eventfd */
    double stop_at, last;
    size_t most_files, calls;
};

static void on_watch(void *ctx, double percent)
{
    struct watch *w = ctx;
    size_t n = files_in(w->dir);
    w->most_files = n > w->most_files ? n : w->most_files;
    assert_true(percent >= w->last);
    w->last = percent;
    w->calls++;
    if (percent >= w->stop_at)
        eventfd_write(w->stop, 1);
}

static void between_engines(void **state)
{
    static const char *const names[] = { "0.vhdx", "1.qcow2", "2.vhdx", "3.qcow2", "4.vhd" };
    const char *dir = *state;
    AUTO_FREE char *raw = xasprintf("%s/source.img", dir);
    make_source(raw, 65 << 20);
    AUTO_FREE char *last = xstrdup(raw);
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        AUTO_FREE char *to = xasprintf("%s/%s", dir, names[i]);
        AUTO_FREE char *half = xasprintf("%s/half%s", dir, strchr(names[i], '.'));
        AUTO_FD int stop = eventfd(0, EFD_CLOEXEC);
        struct watch w = { .dir = dir, .stop = stop, .stop_at = 20 };
        struct disk_control ctl = { .interrupt_fd = stop, .progress = on_watch, .ctx = &w };
        struct disk_convert dc = { .source = last, .destination = half };
        AUTO_ERR *err = NULL;
        assert_int_equal(disk_convert(&dc, &ctl, &err), -1);
        assert_int_equal(err->kind, ERR_CANCELLED);
        assert_int_equal(files_in(dir), i + 1);
        eventfd_t seen;
        assert_int_equal(eventfd_read(stop, &seen), 0);
        w = (struct watch){ .dir = dir, .stop = stop, .stop_at = 1000 };
        dc.destination = to;
        MUST(disk_convert(&dc, &ctl, &must_err));
        assert_true(w.calls > 2);
        assert_true(w.last >= 100);
        assert_int_equal(w.most_files, i + 2);
        assert_int_equal(files_in(dir), i + 2);
        expect_same(raw, to, i == 4 ? "vpc" : i % 2 ? "qcow2" : "vhdx");
        MUST(disk_usable(to, &must_err));
        free(last);
        last = STEAL(to);
    }
}

/* A scattered, large one: only what holds data is read. */
static void sparse_between_engines(void **state)
{
    AUTO_FREE char *from = xasprintf("%s/a.qcow2", (char *)*state);
    AUTO_FREE char *to = xasprintf("%s/b.vhdx", (char *)*state);
    AUTO_FREE char *back = xasprintf("%s/c.qcow2", (char *)*state);
    struct disk_create make = { .path = from, .size = 8ull << 40 };
    MUST(disk_create(&make, NULL, &must_err));
    assert_int_equal(TOOL("qemu-io", "-f", "qcow2", "-c", "write -P 1 3T 300k", "-c",
                          "write -P 2 7T 5k", "-c", "write -z 1T 1M", from),
                     0);
    struct disk_convert dc = { .source = from, .destination = to };
    MUST(disk_convert(&dc, NULL, &must_err));
    struct disk_info info;
    MUST(disk_probe(to, &info, &must_err));
    assert_true(info.allocated < 16 << 20);
    disk_info_release(&info);
    dc = (struct disk_convert){ .source = to, .destination = back };
    MUST(disk_convert(&dc, NULL, &must_err));
    assert_int_equal(TOOL("qemu-io", "-f", "qcow2", "-r", "-c", "read -P 1 3T 300k", "-c",
                          "read -P 2 7T 5k", "-c", "read -P 0 1T 1M", back),
                     0);
    MUST(disk_probe(back, &info, &must_err));
    assert_true(info.allocated < 16 << 20);
    disk_info_release(&info);
}

static enum err_kind resize_refused(const char *path, uint64_t size)
{
    AUTO_ERR *err = NULL;
    struct disk_resize dr = { .path = path, .size = size };
    assert_int_equal(disk_resize(&dr, NULL, &err), -1);
    return err->kind;
}

static void resizes(void **state)
{
    const char *dir = *state;
    AUTO_FREE char *raw = xasprintf("%s/source.img", dir);
    make_source(raw, 65 << 20);
    static const struct {
        const char *name, *format;
        enum disk_type type;
        bool shrinks;
    } cases[] = {
        { "d.vhdx", "vhdx", DISK_TYPE_DYNAMIC, true },
        { "f.vhdx", "vhdx", DISK_TYPE_FIXED, true },
        { "d.vhd", "vpc", DISK_TYPE_DYNAMIC, false },
        { "f.vhd", "vpc", DISK_TYPE_FIXED, false },
        { "d.qcow2", "qcow2", DISK_TYPE_DYNAMIC, true },
        { "f.img", "raw", DISK_TYPE_FIXED, true },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", dir, cases[i].name);
        struct disk_convert dc = { .source = raw,
                                   .destination = path,
                                   .type = cases[i].type,
                                   .block_size = cases[i].format[1] == 'h' ? 4 << 20 : 0 };
        MUST(disk_convert(&dc, NULL, &must_err));
        assert_int_equal(chmod(path, 0604), 0);
        struct disk_info before, after;
        MUST(disk_probe(path, &before, &must_err));
        struct disk_resize grow = { .path = path, .size = 97 << 20 };
        MUST(disk_resize(&grow, NULL, &must_err));
        MUST(disk_probe(path, &after, &must_err));
        assert_int_equal(after.size, 97 << 20);
        assert_int_equal(after.type, before.type);
        assert_int_equal(after.block_size, before.block_size);
        assert_int_equal(after.physical_sector, before.physical_sector);
        assert_string_equal(after.disk_id, before.disk_id);
        assert_int_equal(after.min_size, 24 << 20);
        disk_info_release(&after);
        disk_info_release(&before);
        struct stat st;
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 07777, 0604);
        /* a longer tail of zeros counts as equal for qemu-img */
        expect_same(raw, path, cases[i].format);
        assert_int_equal(resize_refused(path, 23 << 20), ERR_INVALID_PARAMETER);
        struct disk_resize shrink = { .path = path, .to_minimum = true };
        if (cases[i].shrinks) {
            MUST(disk_resize(&shrink, NULL, &must_err));
            expect_qemu_size(path, cases[i].format, 24 << 20);
            AUTO_FREE char *cut = xasprintf("%s/cut.img", dir);
            assert_int_equal(TOOL("cp", raw, cut), 0);
            assert_int_equal(truncate(cut, 24 << 20), 0);
            expect_same(cut, path, cases[i].format);
            unlink(cut);
        } else {
            assert_int_equal(resize_refused(path, 64 << 20), ERR_INVALID_PARAMETER);
        }
        MUST(disk_usable(path, &must_err));
    }
    assert_int_equal(files_in(dir), ARRAY_SIZE(cases) + 1);
}

static void no_shrink_without_partitions(void **state)
{
    AUTO_FREE char *path = xasprintf("%s/a.vhdx", (char *)*state);
    struct disk_create dc = { .path = path, .size = 64 << 20 };
    MUST(disk_create(&dc, NULL, &must_err));
    assert_int_equal(resize_refused(path, 32 << 20), ERR_INVALID_PARAMETER);
    struct disk_resize dr = { .path = path, .to_minimum = true };
    AUTO_ERR *err = NULL;
    assert_int_equal(disk_resize(&dr, NULL, &err), -1);
}

static void damage_is_found(void **state)
{
    AUTO_FREE char *path = xasprintf("%s/a.qcow2", (char *)*state);
    struct disk_create dc = { .path = path, .size = 64 << 20 };
    MUST(disk_create(&dc, NULL, &must_err));
    assert_int_equal(TOOL("qemu-io", "-f", "qcow2", "-c", "write 0 1M", path), 0);
    MUST(disk_usable(path, &must_err));
    /* the L1 table's first entry, at the offset in the header, now points past the end */
    AUTO_FD int fd = open(path, O_RDWR);
    uint8_t entry[8];
    assert_int_equal(pread(fd, entry, 8, 40), 8);
    uint64_t at = be64_get(entry);
    be64_put(entry, 1ull << 63 | 1ull << 40);
    assert_int_equal(pwrite(fd, entry, 8, (off_t)at), 8);
    AUTO_ERR *err = NULL;
    assert_int_equal(disk_usable(path, &err), -1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, folder_make, folder_remove)
    const struct CMUnitTest tests[] = {
        TEST(each_format_and_type),
        TEST(refusals),
        TEST(overlay),
        TEST(conversions),
        TEST(interrupted),
        TEST(between_engines),
        TEST(sparse_between_engines),
        TEST(resizes),
        TEST(damage_is_found),
        TEST(no_shrink_without_partitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
