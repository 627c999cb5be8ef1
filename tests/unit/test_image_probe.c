/* Real images (HVSH_TESTDATA names the folder that holds vhd/) against vhdiinfo, an independent
 * reader, and against facts published with the images; made-up ones against the formats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/crc32c.h"
#include "disk/image_probe.h"
#include "disk/partition.h"
#include "disk/vdisk.h"
#include "disk/vhd_format.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/spawn.h"

static char *make_dir(void)
{
    const char *base = getenv("HVSH_TEST_TMP");
    char *dir = xasprintf("%s/probe-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(dir));
    return dir;
}

static void remove_dir(char *dir)
{
    AUTO_ERR *err = NULL;
    const char *argv[] = { "rm", "-rf", "--", dir, NULL };
    struct spawn sp = { .argv = argv };
    assert_int_equal(spawn_run(&sp, NULL, NULL, &err), 0);
    free(dir);
}

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

/* ---- real images ---- */
struct sink {
    int fd;
    off_t at;
};

static void write_sparse(void *ctx, const char *data, size_t len)
{
    struct sink *s = ctx;
    bool zero = true;
    for (size_t i = 0; i < len && zero; i++)
        zero = data[i] == 0;
    if (!zero)
        assert_int_equal(pwrite(s->fd, data, len, s->at), len);
    s->at += (off_t)len;
}

static char *unpack(const char *dir, const char *packed)
{
    AUTO_ERR *err = NULL;
    const char *data = getenv("HVSH_TESTDATA");
    AUTO_FREE char *from = xasprintf("%s/vhd/%s", data, packed);
    const char *argv[] = { strstr(packed, ".bz2") ? "bzip2" : "gzip", "-dc", from, NULL };
    char *to = xasprintf("%s/%.*s", dir, (int)(strrchr(packed, '.') - packed), packed);
    AUTO_FD int fd = open(to, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct sink sink = { fd, 0 };
    struct spawn sp = { .argv = argv, .on_output = write_sparse, .ctx = &sink };
    assert_int_equal(spawn_run(&sp, NULL, NULL, &err), 0);
    assert_int_equal(ftruncate(fd, sink.at), 0);
    return to;
}

static bool have_data(void)
{
    const char *data = getenv("HVSH_TESTDATA");
    AUTO_FREE char *path = xasprintf("%s/vhd", data ? data : "");
    if (data && access(path, R_OK) == 0)
        return true;
    print_message("SKIPPED: set HVSH_TESTDATA to the folder with the real disk images\n");
    return false;
}

/* block: qemu-img's cluster_size; sector: PhysicalSectorSize where it is published. */
static const struct {
    const char *file;
    uint64_t file_size;
    uint32_t block, sector;
    bool dirty;
} real[] = {
    { "iotest-dynamic-1G.vhdx.bz2", 104857600, 33554432, 4096, false },
    { "iotest-dirtylog-10G-4M.vhdx.bz2", 31457280, 0, 0, true },
    { "test-disk2vhd.vhdx.bz2", 272630272, 2097152, 0, false },
    { "discutils-vhdx-log-replay.vhdx.gz", 37748736, 0, 0, true },
    { "discutils-swap.vhdx.gz", 37748736, 33554432, 0, false },
    { "discutils-btrfs.vhdx.gz", 71303168, 33554432, 0, false },
    { "hyperv2012r2-dynamic.vhd.bz2", 266240, 2097152, 512, false },
    { "virtualpc-dynamic.vhd.bz2", 262656, 2097152, 512, false },
    { "d2v-zerofilled.vhd.bz2", 264308224, 2097152, 512, false },
    { "dfvfs-ext2.vhd.gz", 2100224, 2097152, 512, false },
    { "dfvfs-fat-differential.vhd.gz", 2183168, 2097152, 512, false },
};

static void compare_with_vhdiinfo(const char *path, const struct disk_info *info)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const char *argv[] = { "vhdiinfo", path, NULL };
    if (access("/usr/bin/vhdiinfo", X_OK)) {
        print_message("SKIPPED: vhdiinfo is missing (package libvhdi-utils)\n");
        return;
    }
    assert_int_equal(tool(&out, argv), 0);
    AUTO_FREE char *size = xasprintf("%llu bytes)", (unsigned long long)info->size);
    assert_non_null(strstr(out.buf, size));
    const char *type = strstr(out.buf, "Disk type");
    assert_non_null(type);
    assert_non_null(
        strstr(type, info->type == DISK_TYPE_DIFFERENCING ? ": Differential" : ": Dynamic"));
    assert_non_null(
        strstr(out.buf, info->format == DISK_FORMAT_VHDX ? "VHDX" : ": VHD (version 1"));
}

static void real_images(void **state)
{
    (void)state;
    if (!have_data())
        skip();
    char *dir = make_dir();
    for (size_t i = 0; i < ARRAY_SIZE(real); i++) {
        AUTO_ERR *err = NULL;
        AUTO_FREE char *path = unpack(dir, real[i].file);
        struct disk_info info;
        if (disk_probe(path, &info, &err)) {
            print_error("%s: %s\n", real[i].file, err->message);
            fail();
        }
        assert_int_equal(info.file_size, real[i].file_size);
        if (real[i].block)
            assert_int_equal(info.block_size, real[i].block);
        if (real[i].sector)
            assert_int_equal(info.physical_sector, real[i].sector);
        assert_int_equal(info.logical_sector, 512);
        assert_int_equal(info.log_dirty, real[i].dirty);
        assert_false(info.attached);
        assert_int_equal(strlen(info.disk_id), 36);
        compare_with_vhdiinfo(path, &info);
        disk_info_release(&info);
        unlink(path);
    }
    remove_dir(dir);
}

static void differencing_parent(void **state)
{
    (void)state;
    if (!have_data())
        skip();
    AUTO_ERR *err = NULL;
    char *dir = make_dir();
    AUTO_FREE char *path = unpack(dir, "dfvfs-fat-differential.vhd.gz");
    struct disk_info info;
    assert_int_equal(disk_probe(path, &info, &err), 0);
    assert_int_equal(info.type, DISK_TYPE_DIFFERENCING);
    assert_string_equal(info.parent_path, "C:\\Projects\\dfvfs\\test_data\\fat-parent.vhd");
    assert_int_equal(info.fragmentation, -1);
    disk_info_release(&info);
    /* A file of that name beside the child that is another disk is not taken for the parent. */
    AUTO_FREE char *parent = xasprintf("%s/fat-parent.vhd", dir);
    assert_int_equal(TOOL("cp", path, parent), 0);
    assert_int_equal(disk_probe(path, &info, &err), 0);
    assert_string_equal(info.parent_path, "C:\\Projects\\dfvfs\\test_data\\fat-parent.vhd");
    disk_info_release(&info);
    AUTO_VDISK *d = NULL;
    AUTO_ERR *other = NULL;
    assert_int_equal(vdisk_open(path, VDISK_OPEN_READ, &d, &other), -1);
    assert_non_null(strstr(other->message, "mismatch in the identifiers"));
    remove_dir(dir);
}

static void wrong_header_checksum(void **state)
{
    (void)state;
    if (!have_data())
        skip();
    AUTO_ERR *err = NULL;
    char *dir = make_dir();
    AUTO_FREE char *path = unpack(dir, "dfvfs-image.vhd.gz");
    struct disk_info info;
    assert_int_equal(disk_probe(path, &info, &err), -1);
    assert_int_equal(err->kind, ERR_OPERATION_FAILED);
    remove_dir(dir);
}

/* ---- bytes as a disk ---- */
static struct blk_io *memory(const uint8_t *p, size_t len)
{
    AUTO_ERR *err = NULL;
    struct blk_io *io = blk_mem_new(len);
    assert_int_equal(blk_write(io, 0, p, len, &err), 0);
    return io;
}

static int64_t min_size_of(const uint8_t *disk, size_t len)
{
    AUTO_ERR *err = NULL;
    AUTO_VDISK *d = NULL;
    int64_t min;
    assert_int_equal(vdisk_open_io(memory(disk, len), DISK_FORMAT_RAW, &d, &err), 0);
    assert_int_equal(partition_min_size(d, &min, &err), 0);
    return min;
}

static enum disk_format format_of(const uint8_t *p, size_t len)
{
    AUTO_ERR *err = NULL;
    enum disk_format f;
    struct blk_io *io = memory(p, len);
    assert_int_equal(vdisk_detect(io, &f, &err), 0);
    blk_close(io);
    return f;
}

static void minimum_size(void **state)
{
    (void)state;
    size_t len = 8 << 20;
    AUTO_FREE uint8_t *d = xcalloc(1, len);
    assert_int_equal(min_size_of(d, len), -1);
    d[510] = 0x55;
    d[511] = 0xAA;
    assert_int_equal(min_size_of(d, len), -1);
    /* MBR: sectors 2048 to 6143 */
    d[446 + 4] = 0x83;
    le32_put(d + 446 + 8, 2048);
    le32_put(d + 446 + 12, 4096);
    assert_int_equal(min_size_of(d, len), 6144 * 512);
    /* beyond the end of the disk: nothing may be cut off */
    le32_put(d + 446 + 12, 0xFFFFFFFF);
    assert_int_equal(min_size_of(d, len), len);
    /* GPT: 33 sectors for the backup table follow */
    d[446 + 4] = 0xEE;
    assert_int_equal(min_size_of(d, len), len);
    memcpy(d + 512, "EFI PART", 8);
    le64_put(d + 512 + 72, 2);
    le32_put(d + 512 + 80, 128);
    le32_put(d + 512 + 84, 128);
    assert_int_equal(min_size_of(d, len), -1);
    memset(d + 1024, 7, 16);
    le64_put(d + 1024 + 32, 2048);
    le64_put(d + 1024 + 40, 4095);
    assert_int_equal(min_size_of(d, len), (4096 + 33) * 512);
    le64_put(d + 1024 + 40, UINT64_MAX);
    assert_int_equal(min_size_of(d, len), len);
}

static void signatures(void **state)
{
    (void)state;
    uint8_t d[4096] = "vhdxfile";
    assert_int_equal(format_of(d, sizeof(d)), DISK_FORMAT_VHDX);
    memcpy(d, "QFI\xfb\0\0\0\3", 8);
    assert_int_equal(format_of(d, sizeof(d)), DISK_FORMAT_QCOW2);
    memcpy(d, "KDMV", 4);
    assert_int_equal(format_of(d, sizeof(d)), DISK_FORMAT_UNKNOWN);
    memset(d, 0, sizeof(d));
    assert_int_equal(format_of(d, sizeof(d)), DISK_FORMAT_RAW);
    /* A footer alone, without a right checksum, makes no VHD. */
    memcpy(d + 4096 - 512, "conectix", 8);
    assert_int_equal(format_of(d, sizeof(d)), DISK_FORMAT_RAW);
    vhd_footer_seal(d + 4096 - 512);
    assert_int_equal(format_of(d, sizeof(d)), DISK_FORMAT_VHD);
    assert_int_equal(format_of(d, 0), DISK_FORMAT_RAW);
}

static void checksum_vectors(void **state)
{
    (void)state;
    /* RFC 3720, B.4 */
    uint8_t b[32] = { 0 };
    assert_int_equal(crc32c(0, b, 32), 0x8A9136AA);
    memset(b, 0xFF, 32);
    assert_int_equal(crc32c(0, b, 32), 0x62A8AB43);
    assert_int_equal(crc32c(0, "123456789", 9), 0xE3069283);
}

/* What qemu-io wrote at known places comes back through our readers. */
static void content_through_qemu(void **state)
{
    (void)state;
    static const struct {
        const char *format, *options;
    } made[] = { { "vhdx", "subformat=dynamic,block_size=1048576" },
                 { "vhdx", "subformat=fixed,block_size=33554432" },
                 { "vpc", "subformat=dynamic,force_size=on" },
                 { "vpc", "subformat=fixed,force_size=on" } };
    char *dir = make_dir();
    for (size_t i = 0; i < ARRAY_SIZE(made); i++) {
        AUTO_ERR *err = NULL;
        AUTO_FREE char *path = xasprintf("%s/%zu", dir, i);
        assert_int_equal(TOOL("qemu-img", "create", "-q", "-f", made[i].format, "-o",
                              made[i].options, path, "40M"),
                         0);
        assert_int_equal(TOOL("qemu-io", "-f", made[i].format, "-c", "write -P 0xA5 4194000 65536",
                              "-c", "write -P 0x5A 37748736 512", path),
                         0);
        AUTO_VDISK *d = NULL;
        uint8_t got[70000], expected[70000] = { 0 }, tail[512];
        memset(expected + 1000, 0xA5, 65536);
        assert_int_equal(vdisk_open(path, VDISK_OPEN_READ, &d, &err), 0);
        assert_int_equal(vdisk_read(d, 4194000 - 1000, got, sizeof(got), &err), 0);
        assert_int_equal(vdisk_read(d, 37748736, tail, 512, &err), 0);
        assert_memory_equal(got, expected, sizeof(got));
        memset(expected, 0x5A, 512);
        assert_memory_equal(tail, expected, 512);
    }
    remove_dir(dir);
}

static void missing_and_odd_files(void **state)
{
    (void)state;
    AUTO_ERR *a = NULL;
    AUTO_ERR *b = NULL;
    struct disk_info info;
    assert_int_equal(disk_probe("/nonexistent/x.vhdx", &info, &a), -1);
    assert_int_equal(a->kind, ERR_OBJECT_NOT_FOUND);
    assert_int_equal(disk_probe("/tmp", &info, &b), -1);
    assert_int_equal(b->kind, ERR_INVALID_PARAMETER);
}

static void attached_by_a_lock(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    char *dir = make_dir();
    AUTO_FREE char *path = xasprintf("%s/a.img", dir);
    AUTO_FD int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(fd, 1 << 20), 0);
    struct disk_info info;
    assert_int_equal(disk_probe(path, &info, &err), 0);
    assert_false(info.attached);
    assert_int_equal(info.type, DISK_TYPE_DYNAMIC); /* sparse */
    disk_info_release(&info);
    /* QEMU's lock of a writer: shared on byte 101. */
    struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 101, .l_len = 1 };
    assert_int_equal(fcntl(fd, F_OFD_SETLK, &lock), 0);
    assert_int_equal(disk_probe(path, &info, &err), 0);
    assert_true(info.attached);
    disk_info_release(&info);
    remove_dir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_images),
        cmocka_unit_test(differencing_parent),
        cmocka_unit_test(wrong_header_checksum),
        cmocka_unit_test(minimum_size),
        cmocka_unit_test(signatures),
        cmocka_unit_test(checksum_vectors),
        cmocka_unit_test(content_through_qemu),
        cmocka_unit_test(missing_and_odd_files),
        cmocka_unit_test(attached_by_a_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
