/* Files put into file systems that nothing uses: what fs_write.h promises, as the file systems'
 * own tools see it (e2fsck, debugfs, fsck.vfat, mtools). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "disk/fs_write.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "tests/unit/folder.h"

#define LONG_NAME "Grüße, a name that is no short one.text"
enum { MANY = 300, LARGE = 1300000, HOLE_AT = 200000, HOLE_END = 900000 };

#define SH(command) assert_int_equal(folder_run(*state, command), 0)

/* A module of its own otherwise: looked up by name, so the linker has to be told. */
static int (*const ext_writer)(const struct volume *, struct fs_writer **, struct err **)
    __attribute__((used)) = fs_ext_writer_open;

struct kind {
    const char *make, *check;
    const char *get; /* a file of it to "back"; %s its path */
    const char *soil;
    bool ext;
};
#define MCOPY "mcopy -n -i fs '::%s' back"
#define DUMP "debugfs -R 'dump \"%s\" back' fs"
static const struct kind kinds[] = {
    { "truncate -s 12M fs && mkfs.vfat -F 12 -s 8 fs", "fsck.vfat -n fs", MCOPY, NULL, false },
    { "truncate -s 40M fs && mkfs.vfat -F 16 fs", "fsck.vfat -n fs", MCOPY,
      "printf '\\001' | dd of=fs bs=1 seek=37 conv=notrunc", false },
    { "truncate -s 40M fs && mkfs.vfat -F 32 -s 1 fs", "fsck.vfat -n fs", MCOPY,
      "printf '\\001' | dd of=fs bs=1 seek=65 conv=notrunc", false },
    { "truncate -s 40M fs && mkfs.ext4 -q -F fs", "e2fsck -fn fs", DUMP,
      "debugfs -w -R 'feature needs_recovery' fs", true },
    { "truncate -s 40M fs && mke2fs -q -F -t ext2 -b 1024 fs", "e2fsck -fn fs", DUMP,
      "debugfs -w -R 'ssv state 2' fs", true },
};

struct volume_file {
    struct vdisk *disk;
    struct volumes volumes;
    struct fs_writer *w;
};

static int open_it(void **state, struct volume_file *v, struct err **err)
{
    AUTO_FREE char *path = xasprintf("%s/fs", (char *)*state);
    *v = (struct volume_file){ 0 };
    assert_int_equal(vdisk_open(path, VDISK_OPEN_WRITE, &v->disk, err), 0);
    assert_int_equal(volumes_find(v->disk, &v->volumes, err), 0);
    return fs_writer_open(&v->volumes.items[0], &v->w, err);
}

static void close_it(struct volume_file *v)
{
    AUTO_ERR *err = NULL;
    assert_int_equal(fs_writer_close(&v->w, &err), 0);
    assert_int_equal(vdisk_close(STEAL(v->disk), &err), 0);
    volumes_release(&v->volumes);
}

/* 0, or the errno that is the file's own. */
static int put(void **state, struct fs_writer *w, const char *from, const char *path,
               bool overwrite, bool create, off_t more)
{
    AUTO_ERR *err = NULL;
    AUTO_FREE char *name = xasprintf("%s/%s", (char *)*state, from);
    AUTO_FD int fd = open(name, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    struct fs_put p = { .path = path,
                        .fd = fd,
                        .size = (uint64_t)(lseek(fd, 0, SEEK_END) + more),
                        .mode = 0640,
                        .seconds = 1000000000,
                        .overwrite = overwrite,
                        .create_path = create };
    int rc = fs_writer_put(w, &p, &err);
    if (rc < 0)
        print_error("%s: %s\n", path, err->message);
    assert_true(rc >= 0);
    return rc;
}

static void expect(void **state, const struct kind *k, const char *path, const char *as)
{
    AUTO_STRBUF command = STRBUF_INIT;
    const char *mark = strstr(k->get, "%s");
    strbuf_adds(&command, "rm -f back; ");
    strbuf_add(&command, k->get, (size_t)(mark - k->get));
    strbuf_adds(&command, path);
    strbuf_addf(&command, "%s && cmp back %s", mark + 2, as);
    SH(command.buf);
}

static void expect_node(struct fs_writer *w, const char *path, enum fs_node wanted)
{
    AUTO_ERR *err = NULL;
    enum fs_node node;
    int rc = fs_writer_look(w, path, &node, &err);
    if (rc)
        print_error("%s: %s\n", path, err ? err->message : "?");
    assert_int_equal(rc, 0);
    assert_int_equal(node, wanted);
}

static void read_back(struct fs_writer *w, const char *path)
{
    AUTO_ERR *err = NULL;
    AUTO_FREE uint8_t *buf = xcalloc(1, LARGE);
    uint64_t bytes = 0;
    size_t got = 1;
    for (; got; bytes += got)
        assert_int_equal(fs_writer_read(w, path, bytes, buf, 70001, &got, &err), 0);
    assert_int_equal(bytes, LARGE);
    assert_int_equal(fs_writer_read(w, path, HOLE_AT, buf, 1000, &got, &err), 0);
    assert_int_equal(got, 1000);
    assert_true(vdisk_is_zero(buf, 1000));
}

static void one_kind(void **state, const struct kind *k)
{
    AUTO_ERR *err = NULL;
    struct volume_file v;
    char path[64];
    SH("rm -f fs");
    SH(k->make);
    int opened = open_it(state, &v, &err);
    if (opened)
        print_error("%s: %s\n", k->make, err->message);
    assert_int_equal(opened, 0);
    struct fs_writer *w = v.w;
    expect_node(w, "/", FS_NODE_FOLDER);
    expect_node(w, "/none", FS_NODE_NONE);
    assert_int_equal(put(state, w, "small", "/SMALL.TXT", false, false, 0), 0);
    assert_int_equal(put(state, w, "empty", "/empty", false, false, 0), 0);
    assert_int_equal(put(state, w, "large", "/a/b c/" LONG_NAME, false, true, 0), 0);
    expect_node(w, "/a/b c", FS_NODE_FOLDER);
    expect_node(w, "/a/b c/" LONG_NAME, FS_NODE_FILE);
    read_back(w, "/a/b c/" LONG_NAME);
    /* What is there stays, or goes as a whole. */
    assert_int_equal(put(state, w, "large", "/SMALL.TXT", false, false, 0), EEXIST);
    assert_int_equal(put(state, w, "large", "/a", true, false, 0), EISDIR);
    assert_int_equal(put(state, w, "large", "/no/where", true, false, 0), ENOENT);
    assert_int_equal(put(state, w, "large", "/empty/x", true, true, 0), ENOTDIR);
    assert_int_equal(put(state, w, "small", "/empty", true, false, 1), EIO);
    assert_int_equal(put(state, w, "huge", "/huge", true, false, 0), ENOSPC);
    assert_int_equal(put(state, w, "huge", "/SMALL.TXT", true, false, 0), ENOSPC);
    expect_node(w, "/huge", FS_NODE_NONE);
    snprintf(path, sizeof(path), "/%s", "..");
    assert_int_equal(put(state, w, "small", path, true, false, 0), EINVAL);
    /* A folder grows, and its short names differ. */
    assert_int_equal(fs_writer_folder(w, "/many/deep", 0755, &err), 0);
    assert_int_equal(fs_writer_folder(w, "/many/deep/", 0755, &err), 0);
    for (int i = 0; i < MANY; i++) {
        snprintf(path, sizeof(path), "/many/a file of many, number %d.txt", i);
        assert_int_equal(put(state, w, "small", path, false, false, 0), 0);
    }
    for (int i = 0; i < 4; i++) {
        assert_int_equal(put(state, w, i % 2 ? "small" : "large", "/a/again", true, false, 0), 0);
        assert_int_equal(put(state, w, i % 2 ? "large" : "small", "/a/over", true, false, 0), 0);
    }
    int linked = fs_writer_link(w, "/a/link", "over", &err);
    assert_int_equal(linked, k->ext ? 0 : ENOTSUP);
    assert_int_equal(fs_writer_link(w, "/a/link", "again", &err), linked);
    close_it(&v);

    SH(k->check);
    expect(state, k, "/SMALL.TXT", "small");
    expect(state, k, "/empty", "empty");
    expect(state, k, "/a/b c/" LONG_NAME, "large");
    expect(state, k, "/a/again", "small");
    expect(state, k, "/a/over", "large");
    for (int i = 0; i < MANY; i += 99) {
        snprintf(path, sizeof(path), "/many/a file of many, number %d.txt", i);
        expect(state, k, path, "small");
    }
    if (k->ext) {
        SH("debugfs -R 'stat /a/link' fs | grep -q 'Fast link dest: \"again\"'");
        SH("debugfs -R 'stat /a/over' fs | grep -q 'Mode: *0640'");
        SH("debugfs -R 'stat /a/over' fs | grep 'mtime: 0x3b9aca00'");
    } else {
        SH("mdir -i fs ::a/over | grep -q '2001-09-09'");
    }
    if (!k->soil)
        return;
    SH(k->soil);
    SH("cp fs before");
    assert_int_equal(open_it(state, &v, &err), -1);
    assert_int_equal(err->kind, ERR_INVALID_STATE);
    close_it(&v);
    SH("cmp fs before");
}

static void test_kinds(void **state)
{
    setenv("TZ", "UTC", 1);
    SH("printf small >small; : >empty; head -c 1300000 /dev/urandom >large; dd if=/dev/zero "
       "of=large bs=1000 seek=200 count=700 conv=notrunc; head -c 45000000 /dev/urandom >huge");
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        one_kind(state, &kinds[i]);
}

/* Others are refused, by name. */
static void test_refused(void **state)
{
    AUTO_ERR *err = NULL;
    struct volume_file v;
    SH("truncate -s 64M fs && mkntfs -q -Q -F fs");
    assert_int_equal(open_it(state, &v, &err), -1);
    assert_int_equal(err->kind, ERR_NOT_SUPPORTED);
    assert_non_null(strstr(err->message, "NTFS"));
    close_it(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kinds, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_refused, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
