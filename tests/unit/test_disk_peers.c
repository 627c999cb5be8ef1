/* Our disks in the hands of others, and theirs in ours: qemu-img, qemu-io, libvhdi; real images
 * that Hyper-V, Disk2vhd and Virtual PC wrote (HVSH_TESTDATA names the folder that holds vhd/). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/image_convert.h"
#include "disk/image_create.h"
#include "disk/image_edit.h"
#include "disk/image_merge.h"
#include "disk/image_probe.h"
#include "disk/image_resize.h"
#include "shell/base/alloc.h"
#include "shell/base/le.h"
#include "shell/base/spawn.h"
#include "tests/unit/blk_fault.h"
#include "tests/unit/disk_usable.h"
#include "tests/unit/folder.h"

static int tool(struct strbuf *out, const char *const *argv)
{
    AUTO_ERR *err = NULL;
    struct spawn sp = { .argv = argv, .timeout_ms = 120000, .out_cap = 64 << 20 };
    int rc = spawn_run(&sp, out, NULL, &err);
    if (rc)
        print_error("%s: %s\n", argv[0], err->message);
    return rc;
}
#define TOOL(...) tool(NULL, (const char *const[]){ __VA_ARGS__, NULL })

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

/* ---- libvhdi, by its public functions; it comes without headers ---- */
struct vhdi {
    int (*initialize)(void **file, void **error);
    int (*open)(void *file, const char *path, int flags, void **error);
    int (*set_parent)(void *file, void *parent, void **error);
    int (*media_size)(void *file, uint64_t *size, void **error);
    ssize_t (*read)(void *file, void *buf, size_t len, int64_t off, void **error);
    int (*close)(void *file, void **error);
    int (*free)(void **file, void **error);
};

static bool load_vhdi(struct vhdi *v)
{
    static const char *const names[] = {
        "initialize", "open", "set_parent_file", "get_media_size", "read_buffer_at_offset",
        "close",      "free",
    };
    void *library = dlopen("libvhdi.so.1", RTLD_NOW);
    void **slots = (void **)v;
    if (!library) {
        print_message("SKIPPED in part: no libvhdi.so.1 (package libvhdi1)\n");
        return false;
    }
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        AUTO_FREE char *name = xasprintf("libvhdi_file_%s", names[i]);
        slots[i] = dlsym(library, name);
        assert_non_null(slots[i]);
    }
    return true;
}

/* The first path is the leaf, the others its parents. */
static void read_by_vhdi(const char *const *paths, const char *raw)
{
    enum { STEP = 1 << 20, LEVELS = 3 };
    struct vhdi v;
    void *files[LEVELS] = { NULL };
    uint64_t size;
    size_t n = 0;
    if (!load_vhdi(&v))
        return;
    AUTO_FREE uint8_t *a = xmalloc(STEP);
    AUTO_FREE uint8_t *b = xmalloc(STEP);
    AUTO_FD int fd = open(raw, O_RDONLY | O_CLOEXEC);
    for (; paths[n]; n++) {
        assert_int_equal(v.initialize(&files[n], NULL), 1);
        assert_int_equal(v.open(files[n], paths[n], 1, NULL), 1);
    }
    for (size_t i = n - 1; i-- > 0;)
        assert_int_equal(v.set_parent(files[i], files[i + 1], NULL), 1);
    assert_int_equal(v.media_size(files[0], &size, NULL), 1);
    for (uint64_t off = 0; off < size; off += STEP) {
        size_t len = size - off < STEP ? (size_t)(size - off) : STEP;
        assert_int_equal(v.read(files[0], a, len, (int64_t)off, NULL), len);
        assert_int_equal(pread(fd, b, len, (off_t)off), len);
        assert_memory_equal(a, b, len);
    }
    for (size_t i = 0; i < n; i++) {
        v.close(files[i], NULL);
        v.free(&files[i], NULL);
    }
}

/* Writes the same random places into our disk and a raw file. */
static void scribble(const char *path, const char *raw, uint64_t size, uint64_t seed, int writes)
{
    struct vdisk *d;
    AUTO_FD int fd = open(raw, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    uint64_t random = seed * 0x9E3779B97F4A7C15ull;
    AUTO_FREE uint8_t *buf = xmalloc(256 << 10);
    MUST(vdisk_open(path, VDISK_OPEN_WRITE, &d, &err));
    assert_int_equal(ftruncate(fd, (off_t)size), 0);
    for (int i = 0; i < writes; i++) {
        uint64_t off = fault_random(&random) % size, len = fault_random(&random) % (200 << 10);
        if (len > size - off)
            len = size - off;
        bool zero = i % 7 == 6;
        memset(buf, zero ? 0 : (int)(1 + i % 255), len);
        if (zero)
            MUST(vdisk_zero(d, off, len, true, &err));
        else
            MUST(vdisk_write(d, off, buf, len, &err));
        assert_int_equal(pwrite(fd, buf, len, (off_t)off), len);
        if (i % 5 == 0)
            MUST(vdisk_flush(d, &err));
    }
    MUST(vdisk_close(d, &err));
}

static void expect_content(const char *path, const char *raw)
{
    enum { STEP = 1 << 20 };
    AUTO_VDISK *d = NULL;
    AUTO_FREE uint8_t *a = xmalloc(STEP);
    AUTO_FREE uint8_t *b = xmalloc(STEP);
    AUTO_FD int fd = open(raw, O_RDONLY | O_CLOEXEC);
    MUST(vdisk_open(path, VDISK_OPEN_READ, &d, &err));
    for (uint64_t off = 0; off < d->size; off += STEP) {
        size_t n = d->size - off < STEP ? (size_t)(d->size - off) : STEP;
        MUST(vdisk_read(d, off, a, n, &err));
        memset(b, 0, n);
        assert_true(pread(fd, b, n, (off_t)off) >= 0);
        assert_memory_equal(a, b, n);
    }
}

static const struct made {
    const char *name, *qemu; /* qemu: NULL when QEMU cannot read it */
    enum disk_type type;
    uint32_t block, sector;
    uint64_t size;
} made[] = {
    { "d1.vhdx", "vhdx", DISK_TYPE_DYNAMIC, 1 << 20, 512, (40 << 20) + 512 },
    { "d2.vhdx", "vhdx", DISK_TYPE_DYNAMIC, 2 << 20, 512, 67 << 20 },
    { "d32.vhdx", "vhdx", DISK_TYPE_DYNAMIC, 32 << 20, 512, 100 << 20 },
    { "d256.vhdx", "vhdx", DISK_TYPE_DYNAMIC, 256 << 20, 512, 300 << 20 },
    { "k1.vhdx", NULL, DISK_TYPE_DYNAMIC, 1 << 20, 4096, (40 << 20) + 4096 },
    { "f.vhdx", "vhdx", DISK_TYPE_FIXED, 1 << 20, 512, 33 << 20 },
    { "kf.vhdx", NULL, DISK_TYPE_FIXED, 32 << 20, 4096, 64 << 20 },
    { "d.vhd", "vpc", DISK_TYPE_DYNAMIC, 2 << 20, 512, (40 << 20) + 512 },
    { "d512.vhd", "vpc", DISK_TYPE_DYNAMIC, 512 << 10, 512, 40 << 20 },
    { "f.vhd", "vpc", DISK_TYPE_FIXED, 0, 512, 33 << 20 },
};

static void judged_by_peers(const char *path, const char *raw, const char *qemu)
{
    if (qemu) {
        if (strcmp(qemu, "vhdx") == 0)
            assert_int_equal(TOOL("qemu-img", "check", "-q", "-f", qemu, path), 0);
        assert_int_equal(TOOL("qemu-img", "compare", "-q", "-f", "raw", "-F", qemu, raw, path), 0);
    }
    read_by_vhdi((const char *const[]){ path, NULL }, raw);
}

static void ours_read_by_others(void **state)
{
    const char *dir = *state;
    size_t count = getenv("HVSH_UNDER_VALGRIND") ? 1 : ARRAY_SIZE(made);
    for (size_t i = 0; i < count; i++) {
        AUTO_FREE char *path = xasprintf("%s/%s", dir, made[i].name);
        AUTO_FREE char *raw = xasprintf("%s/%s.raw", dir, made[i].name);
        struct disk_create dc = { .path = path,
                                  .type = made[i].type,
                                  .size = made[i].size,
                                  .block_size = made[i].block,
                                  .logical_sector = made[i].sector == 4096 ? 4096 : 0 };
        MUST(disk_create(&dc, NULL, &err));
        scribble(path, raw, made[i].size, i + 1, 60);
        expect_content(path, raw);
        judged_by_peers(path, raw, made[i].qemu);
        /* smaller file, same content */
        if (made[i].type == DISK_TYPE_DYNAMIC) {
            MUST(disk_optimize(path, DISK_COMPACT_FULL, NULL, &err));
            expect_content(path, raw);
            judged_by_peers(path, raw, made[i].qemu);
        }
        /* larger disk, same content */
        uint64_t size = made[i].size + (50 << 20);
        MUST(disk_resize(&(struct disk_resize){ .path = path, .size = size }, NULL, &err));
        assert_int_equal(truncate(raw, (off_t)size), 0);
        scribble(path, raw, size, i + 100, 30);
        expect_content(path, raw);
        judged_by_peers(path, raw, made[i].qemu);
        MUST(disk_reset_identifier(path, &err));
        MUST(disk_usable(path, &err));
        unlink(path);
        unlink(raw);
    }
}

/* Three levels; libvhdi follows the chain of a VHDX as well. */
static void differencing_chains(void **state)
{
    static const struct {
        const char *extension;
        uint32_t block, sector;
    } kinds[] = { { "vhdx", 2 << 20, 512 }, { "vhdx", 1 << 20, 4096 }, { "vhd", 2 << 20, 512 } };
    const char *dir = *state;
    for (size_t k = 0; k < ARRAY_SIZE(kinds); k++) {
        const uint64_t size = 24 << 20;
        AUTO_FREE char *raw = xasprintf("%s/chain.raw", dir);
        AUTO_FREE char *before = xasprintf("%s/before.raw", dir);
        char *paths[3];
        for (int level = 0; level < 3; level++) {
            paths[level] = xasprintf("%s/level %d.%s", dir, level, kinds[k].extension);
            struct disk_create dc = { .path = paths[level],
                                      .size = level ? 0 : size,
                                      .block_size = kinds[k].block,
                                      .logical_sector =
                                          !level && kinds[k].sector == 4096 ? 4096 : 0,
                                      .parent_path = level ? paths[level - 1] : NULL };
            MUST(disk_create(&dc, NULL, &err));
            scribble(paths[level], raw, size, 7 * k + (uint64_t)level + 1, 40);
            if (level == 1)
                assert_int_equal(TOOL("cp", raw, before), 0);
        }
        expect_content(paths[2], raw);
        expect_content(paths[1], before);
        struct disk_info info;
        MUST(disk_probe(paths[2], &info, &err));
        assert_int_equal(info.type, DISK_TYPE_DIFFERENCING);
        AUTO_FREE char *real = realpath(paths[1], NULL);
        assert_string_equal(info.parent_path, real);
        disk_info_release(&info);
        MUST(disk_usable(paths[2], &err));
        if (strcmp(kinds[k].extension, "vhdx") == 0)
            read_by_vhdi((const char *const[]){ paths[2], paths[1], paths[0], NULL }, raw);
        /* all of it moves together: found by the relative path */
        AUTO_FREE char *moved = xasprintf("%s/moved", dir);
        AUTO_FREE char *leaf = xasprintf("%s/level 2.%s", moved, kinds[k].extension);
        assert_int_equal(mkdir(moved, 0700), 0);
        for (int level = 0; level < 3; level++)
            assert_int_equal(TOOL("mv", paths[level], moved), 0);
        expect_content(leaf, raw);
        for (int level = 0; level < 3; level++) {
            AUTO_FREE char *there = xasprintf("%s/level %d.%s", moved, level, kinds[k].extension);
            assert_int_equal(rename(there, paths[level]), 0);
        }
        rmdir(moved);
        /* a copy of it is a disk of its own */
        AUTO_FREE char *flat = xasprintf("%s/flat.%s", dir, kinds[k].extension);
        MUST(disk_convert(&(struct disk_convert){ .source = paths[2], .destination = flat }, NULL,
                          &err));
        expect_content(flat, raw);
        unlink(flat);
        /* the middle goes into the base, then everything */
        MUST(disk_merge(&(struct disk_merge){ .path = paths[2], .destination = paths[1] }, NULL,
                        NULL, &err));
        assert_int_equal(access(paths[2], F_OK), -1);
        expect_content(paths[1], raw);
        MUST(disk_merge(&(struct disk_merge){ .path = paths[1] }, NULL, NULL, &err));
        expect_content(paths[0], raw);
        assert_int_equal(access(paths[1], F_OK), -1);
        for (int level = 0; level < 3; level++) {
            unlink(paths[level]);
            free(paths[level]);
        }
        unlink(raw);
    }
}

static enum err_kind open_error(const char *path, const char *part)
{
    AUTO_ERR *err = NULL;
    AUTO_VDISK *d = NULL;
    assert_int_equal(vdisk_open(path, VDISK_OPEN_READ, &d, &err), -1);
    if (!strstr(err->message, part))
        print_error("%s\n", err->message);
    assert_non_null(strstr(err->message, part));
    return err->kind;
}

static void parents(void **state)
{
    static const char *const extensions[] = { "vhdx", "vhd" };
    const char *dir = *state;
    for (size_t k = 0; k < ARRAY_SIZE(extensions); k++) {
        AUTO_FREE char *base = xasprintf("%s/base.%s", dir, extensions[k]);
        AUTO_FREE char *other = xasprintf("%s/other.%s", dir, extensions[k]);
        AUTO_FREE char *child = xasprintf("%s/child.%s", dir, extensions[k]);
        AUTO_FREE char *away = xasprintf("%s/sub/base.%s", dir, extensions[k]);
        AUTO_FREE char *sub = xasprintf("%s/sub", dir);
        mkdir(sub, 0700);
        MUST(disk_create(&(struct disk_create){ .path = base, .size = 16 << 20 }, NULL, &err));
        MUST(disk_create(&(struct disk_create){ .path = other, .size = 16 << 20 }, NULL, &err));
        MUST(disk_create(&(struct disk_create){ .path = child, .parent_path = base }, NULL, &err));
        /* gone, then found where Set-VHD says */
        assert_int_equal(rename(base, away), 0);
        assert_int_equal(open_error(child, "cannot locate the parent"), ERR_OBJECT_NOT_FOUND);
        MUST(disk_set_parent(child, away, false, &err));
        MUST(disk_usable(child, &err));
        /* another disk is not the parent, unless that is wanted */
        AUTO_ERR *mismatch = NULL;
        assert_int_equal(disk_set_parent(child, other, false, &mismatch), -1);
        assert_non_null(strstr(mismatch->message, "mismatch in the identifiers"));
        MUST(disk_set_parent(child, other, true, &err));
        struct disk_info info;
        MUST(disk_probe(child, &info, &err));
        AUTO_FREE char *real = realpath(other, NULL);
        assert_string_equal(info.parent_path, real);
        disk_info_release(&info);
        /* a chain cannot lead back */
        AUTO_ERR *loop = NULL;
        assert_int_equal(disk_set_parent(child, child, true, &loop), -1);
        /* a parent that changed is not what the child was made over (VHD cannot tell) */
        if (k == 0) {
            struct vdisk *d;
            MUST(vdisk_open(other, VDISK_OPEN_WRITE, &d, &err));
            MUST(vdisk_write(d, 0, "changed", 7, &err));
            MUST(vdisk_close(d, &err));
            open_error(child, "mismatch in the identifiers");
        }
        assert_int_equal(rename(away, base), 0);
    }
}

static void second_writer(void **state)
{
    AUTO_FREE char *path = xasprintf("%s/one.vhdx", (char *)*state);
    AUTO_FREE char *child = xasprintf("%s/two.vhdx", (char *)*state);
    MUST(disk_create(&(struct disk_create){ .path = path, .size = 16 << 20 }, NULL, &err));
    MUST(disk_create(&(struct disk_create){ .path = child, .parent_path = path }, NULL, &err));
    AUTO_VDISK *first = NULL;
    AUTO_VDISK *second = NULL;
    AUTO_ERR *refused = NULL;
    AUTO_ERR *refused2 = NULL;
    MUST(vdisk_open(path, VDISK_OPEN_WRITE, &first, &err));
    assert_int_equal(vdisk_open(path, VDISK_OPEN_WRITE, &second, &refused), -1);
    assert_int_equal(refused->kind, ERR_INVALID_STATE);
    assert_int_not_equal(TOOL("qemu-io", "-f", "vhdx", "-c", "write 0 4k", path), 0);
    vdisk_abandon(&first);
    /* nor may a parent be written while a child is in use */
    MUST(vdisk_open(child, VDISK_OPEN_WRITE, &first, &err));
    assert_int_equal(vdisk_open(path, VDISK_OPEN_WRITE, &second, &refused2), -1);
    assert_int_equal(refused2->kind, ERR_INVALID_STATE);
    /* looking is free */
    struct disk_info info;
    MUST(disk_probe(child, &info, &err));
    assert_true(info.attached);
    disk_info_release(&info);
}

static void theirs_read_by_us(void **state)
{
    static const struct {
        const char *format, *options;
    } kinds[] = { { "vhdx", "subformat=dynamic,block_size=1048576" },
                  { "vhdx", "subformat=fixed,block_size=8388608" },
                  { "vpc", "subformat=dynamic,force_size=on" },
                  { "vpc", "subformat=fixed,force_size=on" } };
    const char *dir = *state;
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        AUTO_FREE char *path = xasprintf("%s/theirs", dir);
        AUTO_FREE char *raw = xasprintf("%s/theirs.raw", dir);
        assert_int_equal(TOOL("qemu-img", "create", "-q", "-f", kinds[i].format, "-o",
                              kinds[i].options, path, "40M"),
                         0);
        assert_int_equal(TOOL("qemu-io", "-f", kinds[i].format, "-c", "write -P 0xA5 4194000 65536",
                              "-c", "write -P 0x5A 37748736 512", path),
                         0);
        assert_int_equal(TOOL("qemu-img", "convert", "-f", kinds[i].format, "-O", "raw", path, raw),
                         0);
        expect_content(path, raw);
        scribble(path, raw, 40 << 20, i + 5, 40);
        expect_content(path, raw);
        assert_int_equal(
            TOOL("qemu-img", "compare", "-q", "-f", "raw", "-F", kinds[i].format, raw, path), 0);
        unlink(path);
        unlink(raw);
    }
}

/* ---- real images ---- */
struct sink {
    int fd;
    off_t at;
};

static void write_sparse(void *ctx, const char *data, size_t len)
{
    struct sink *s = ctx;
    if (!vdisk_is_zero(data, len))
        assert_int_equal(pwrite(s->fd, data, len, s->at), len);
    s->at += (off_t)len;
}

static char *unpack(const char *dir, const char *packed)
{
    AUTO_FREE char *from = xasprintf("%s/vhd/%s", getenv("HVSH_TESTDATA"), packed);
    const char *argv[] = { strstr(packed, ".bz2") ? "bzip2" : "gzip", "-dc", from, NULL };
    char *to = xasprintf("%s/%.*s", dir, (int)(strrchr(packed, '.') - packed), packed);
    AUTO_FD int fd = open(to, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct sink sink = { fd, 0 };
    struct spawn sp = { .argv = argv, .on_output = write_sparse, .ctx = &sink };
    MUST(spawn_run(&sp, NULL, NULL, &err));
    assert_int_equal(ftruncate(fd, sink.at), 0);
    return to;
}

/* Hashes of the whole content that two independent readers agreed on. */
static const struct {
    const char *file, *sha256;
} real[] = {
    { "iotest-dynamic-1G.vhdx.bz2",
      "d3d112d8dab7fd360609f7d5a7b769904b7a2a7d7b6b8c535f65a23293c05478" },
    { "iotest-dirtylog-10G-4M.vhdx.bz2",
      "179cefe8b0587f123393eedf2aa7aa8d25798591178e6bc3950a09762f38f96f" },
    { "test-disk2vhd.vhdx.bz2",
      "96d964042be9b58dda1725567abfb0cf9fd8380e2118754afa979c2ad445938a" },
    { "discutils-vhdx-log-replay.vhdx.gz",
      "3ba3b309425b7ff5e8e0199edceed95226250f880c53b24e8eae93865f3fad5e" },
    { "discutils-swap.vhdx.gz",
      "60dd30b4c74361427d1089510cabb36e2eeda0cc4747f467ea43173acd358c49" },
    { "discutils-btrfs.vhdx.gz",
      "0b959f9cb4e18348ad8b646f152178282542c8304f02fddf765e3fd1a1de6864" },
    { "discutils-xfs5.vhdx.gz",
      "edc5d630b2da0ddb08992afb58ded06ffb56b884e184b4974fda16e31b7e6817" },
    { "discutils-lvm2.vhdx.gz",
      "f7dc6812a3b12a35f3ec895ce981bd59ff4558270fc80cd812c9cd522bff1295" },
};

static void expect_hash(const char *dir, const char *path, const char *sha256)
{
    AUTO_FREE char *raw = xasprintf("%s/real.img", dir);
    AUTO_STRBUF out = STRBUF_INIT;
    MUST(disk_convert(
        &(struct disk_convert){ .source = path, .destination = raw, .type = DISK_TYPE_DYNAMIC },
        NULL, &err));
    const char *argv[] = { "sha256sum", raw, NULL };
    assert_int_equal(tool(&out, argv), 0);
    if (strncmp(out.buf, sha256, 64) != 0)
        print_error("%s\n", path);
    assert_int_equal(strncmp(out.buf, sha256, 64), 0);
    unlink(raw);
}

static bool have_real_images(void)
{
    const char *data = getenv("HVSH_TESTDATA");
    AUTO_FREE char *folder = xasprintf("%s/vhd", data ? data : "");
    return data && access(folder, R_OK) == 0;
}

static void real_images(void **state)
{
    const char *dir = *state;
    /* skip() leaves at once: nothing may be held. */
    if (!have_real_images()) {
        print_message("SKIPPED: set HVSH_TESTDATA to the folder with the real disk images\n");
        skip();
    }
    for (size_t i = 0; i < ARRAY_SIZE(real); i++) {
        AUTO_FREE char *path = unpack(dir, real[i].file);
        struct disk_info info;
        struct stat before, after;
        MUST(disk_probe(path, &info, &err));
        /* The hash of ten gigabytes of mostly zeros takes its time. */
        bool hashed = info.size <= 1ull << 30 && !getenv("HVSH_UNDER_VALGRIND");
        disk_info_release(&info);
        assert_int_equal(stat(path, &before), 0);
        if (hashed)
            expect_hash(dir, path, real[i].sha256);
        MUST(disk_usable(path, &err));
        assert_int_equal(stat(path, &after), 0);
        assert_int_equal(before.st_mtim.tv_sec, after.st_mtim.tv_sec);
        assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
        /* its log replayed, if it has one: QEMU finds nothing wrong */
        struct vdisk *d;
        MUST(vdisk_open(path, VDISK_OPEN_WRITE, &d, &err));
        MUST(vdisk_close(d, &err));
        assert_int_equal(TOOL("qemu-img", "check", "-q", "-f", "vhdx", path), 0);
        if (hashed)
            expect_hash(dir, path, real[i].sha256);
        unlink(path);
    }
}

/* 64 TB: opening takes little time and memory (20 ms on an idle machine). */
static void largest(void **state)
{
    AUTO_FREE char *path = xasprintf("%s/64T.vhdx", (char *)*state);
    struct disk_create dc = { .path = path, .size = 64ull << 40 };
    MUST(disk_create(&dc, NULL, &err));
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_true(st.st_blocks * 512 < 8 << 20);
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    struct vdisk *d;
    MUST(vdisk_open(path, VDISK_OPEN_READ, &d, &err));
    clock_gettime(CLOCK_MONOTONIC, &b);
    MUST(vdisk_close(d, &err));
    double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
    print_message("64 TB opened in %.2f ms\n", ms);
    assert_true(ms < (getenv("HVSH_UNDER_VALGRIND") ? 4000 : 200));
    MUST(vdisk_open(path, VDISK_OPEN_WRITE, &d, &err));
    MUST(vdisk_write(d, (64ull << 40) - 512, "the end", 7, &err));
    MUST(vdisk_close(d, &err));
    char text[8] = "";
    MUST(vdisk_open(path, VDISK_OPEN_READ, &d, &err));
    MUST(vdisk_read(d, (64ull << 40) - 512, text, 7, &err));
    MUST(vdisk_close(d, &err));
    assert_string_equal(text, "the end");
    assert_int_equal(TOOL("qemu-img", "check", "-q", "-f", "vhdx", path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ours_read_by_others, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(theirs_read_by_us, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(differencing_chains, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(parents, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(second_writer, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(real_images, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(largest, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
