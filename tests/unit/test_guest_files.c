/* Host and guest side of the file-copy service against each other, over a socket pair. What is
 * copied is compared with the source; refusals with the rules of guest/walk.h and Hyper-V's
 * status codes. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "guest/client.h"
#include "guest/serve.h"
#include "shell/base/alloc.h"

struct fixture {
    char dir[64];
    int host, guest, stop[2];
    pthread_t thread;
    struct guest_client client;
    bool port; /* the guest's end is a port, where hosts come and go */
    bool cut;  /* the stream breaks after cut_after more bytes */
    size_t cut_after;
};

static void *serve(void *arg)
{
    struct fixture *f = arg;
    static const struct walk_root everywhere = { .fd = -1 };
    struct guest_session s;
    guest_session_init(&s, &everywhere);
    guest_serve(&s, f->guest, f->stop[0], f->port);
    guest_session_release(&s);
    return NULL;
}

static ssize_t io_read(void *ctx, void *buf, size_t len, struct err **err)
{
    const struct fixture *f = ctx;
    ssize_t n = recv(f->host, buf, len, MSG_DONTWAIT);
    if (n > 0)
        return n;
    return n < 0 && errno == EAGAIN ? 0 : err_set(err, ERR_CONNECTION, "gone");
}

static ssize_t io_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    struct fixture *f = ctx;
    if (f->cut && len > f->cut_after)
        len = f->cut_after;
    if (f->cut && !len)
        return err_set(err, ERR_CONNECTION, "cut");
    ssize_t n = send(f->host, buf, len, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0)
        f->cut_after -= f->cut ? (size_t)n : 0;
    if (n > 0)
        return n;
    return n < 0 && errno == EAGAIN ? 0 : err_set(err, ERR_CONNECTION, "gone");
}

static int io_wait(void *ctx, bool write, int ms, struct err **err)
{
    const struct fixture *f = ctx;
    struct pollfd p = { .fd = f->host, .events = (short)(POLLIN | (write ? POLLOUT : 0)) };
    (void)err;
    poll(&p, 1, ms);
    return 0;
}

static struct guest_io io_of(struct fixture *f)
{
    return (struct guest_io){ .ctx = f, .read = io_read, .write = io_write, .wait = io_wait };
}

static void open_channel(struct fixture *f, bool strict)
{
    int pair[2];
    struct err *err = NULL;
    struct guest_io io = io_of(f);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(pipe2(f->stop, O_CLOEXEC), 0);
    f->host = pair[0];
    f->guest = pair[1];
    f->cut = false;
    assert_int_equal(pthread_create(&f->thread, NULL, serve, f), 0);
    assert_int_equal(guest_client_open(&f->client, &io, strict, &err), 0);
    assert_int_equal(f->client.version.major, strict ? 1 : 2);
}

static void close_channel(struct fixture *f)
{
    guest_client_close(&f->client);
    close(f->host);
    close(f->stop[1]);
    pthread_join(f->thread, NULL);
    close(f->stop[0]);
    close(f->guest);
}

static int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof(*f));
    snprintf(f->dir, sizeof(f->dir), "/tmp/hvsh-guest.XXXXXX");
    if (!mkdtemp(f->dir))
        return -1;
    open_channel(f, false);
    *state = f;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    close_channel(f);
    nftw(f->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(f);
    return 0;
}

/* ---- helpers ---------------------------------------------------------------------------- */
struct source {
    const char *name;
    size_t len;
    uint32_t flags;
    uint32_t status; /* what came of it */
    bool done;
};

struct sending {
    struct fixture *f;
    pid_t kill_guest; /* after `kill_after` files */
    size_t kill_after;
    struct source *sources;
    size_t n, next, over;
};

/* Does not shrink, so that a cut falls where it is meant to. */
static uint8_t byte_at(size_t i)
{
    uint64_t x = (i + 1) * 0x9E3779B97F4A7C15u;
    return (uint8_t)((x ^ x >> 29) * 0xBF58476D1CE4E5B9u >> 56);
}

/* A file of len bytes; those from 100 KiB to 10 MiB are a hole. */
static int make_source(size_t len)
{
    int fd = fileno(tmpfile());
    size_t hole_from = 100 << 10, hole_to = 10 << 20;
    uint8_t block[4096];
    assert_int_equal(ftruncate(fd, (off_t)len), 0);
    for (size_t at = 0; at < len; at += sizeof(block)) {
        if (at >= hole_from && at + sizeof(block) <= hole_to)
            continue;
        size_t n = len - at < sizeof(block) ? len - at : sizeof(block);
        for (size_t i = 0; i < n; i++)
            block[i] = byte_at(at + i);
        assert_int_equal(pwrite(fd, block, n, (off_t)at), (ssize_t)n);
    }
    return fd;
}

static int next_source(void *ctx, struct client_file *file, struct err **err)
{
    struct sending *s = ctx;
    (void)err;
    if (s->next == s->n)
        return 0;
    struct source *src = &s->sources[s->next++];
    file->tag = src;
    file->start.flags = src->flags;
    file->start.size = src->len;
    snprintf((char *)file->start.key, sizeof(file->start.key), "k%zu", src->len);
    snprintf(file->start.path, sizeof(file->start.path), "%s/%s", s->f->dir, src->name);
    if (src->flags & FCOPY_LINK)
        snprintf(file->start.name, sizeof(file->start.name), "/else/where");
    file->fd = src->flags & FCOPY_NO_DATA ? -1 : make_source(src->len);
    if (s->f->client.version.major == 1) { /* folder and name apart */
        char *slash = strrchr(file->start.path, '/');
        snprintf(file->start.name, sizeof(file->start.name), "%s", slash + 1);
        *slash = '\0';
    }
    return 1;
}

static int source_done(void *ctx, const struct client_file *file, uint32_t status, int errnum,
                       struct err **err)
{
    struct sending *s = ctx;
    struct source *src = file->tag;
    (void)err;
    assert_int_equal(errnum, 0);
    assert_ptr_equal(src, &s->sources[s->over++]);
    src->status = status;
    src->done = true;
    if (s->kill_guest && s->over == s->kill_after)
        kill(s->kill_guest, SIGKILL);
    return 0;
}

static int send_all(struct fixture *f, struct source *sources, size_t n, struct err **err)
{
    struct sending s = { .f = f, .sources = sources, .n = n };
    struct client_put put = { .ctx = &s, .next = next_source, .done = source_done, .pack = true };
    return guest_client_put(&f->client, &put, err);
}

static void assert_same(const struct fixture *f, const char *name, size_t len)
{
    AUTO_FREE char *path = xasprintf("%s/%s", f->dir, name);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    AUTO_FREE uint8_t *got = xmalloc(len + 1);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, got, len + 1), (ssize_t)len);
    for (size_t i = 0; i < len; i++) {
        bool hole = i / 4096 * 4096 >= 100 << 10 && i / 4096 * 4096 + 4096 <= 10 << 20;
        if (got[i] != (hole ? 0 : byte_at(i)))
            fail_msg("%s differs at %zu", name, i);
    }
}

static size_t count_hidden(const struct fixture *f)
{
    DIR *d = opendir(f->dir);
    size_t n = 0;
    for (struct dirent *e; (e = readdir(d));)
        n += !strncmp(e->d_name, ".hvpart", 7);
    closedir(d);
    return n;
}

/* ---- tests ------------------------------------------------------------------------------ */
static void copy_sizes(struct fixture *f, struct source *sources, size_t n)
{
    struct err *err = NULL;
    assert_int_equal(send_all(f, sources, n, &err), 0);
    for (size_t i = 0; i < n; i++) {
        assert_true(sources[i].done);
        assert_int_equal(sources[i].status, 0);
        assert_same(f, sources[i].name, sources[i].len);
    }
    assert_int_equal(count_hidden(f), 0);
}

static void test_sizes(void **state)
{
    struct source sources[] = { { .name = "empty" },
                                { .name = "one", .len = 1 },
                                { .name = "edge", .len = 6144 },
                                { .name = "block", .len = 32768 },
                                { .name = "more", .len = 32769 },
                                { .name = "holes", .len = (12 << 20) + 5 },
                                { .name = "Grüße 😀.txt", .len = 300000 },
                                { .name = "a/b/c/deep", .len = 10, .flags = FCOPY_CREATE_PATH } };
    copy_sizes(*state, sources, ARRAY_SIZE(sources));
}

static void test_sizes_strict(void **state)
{
    struct fixture *f = *state;
    struct source sources[] = { { .name = "empty" },
                                { .name = "one", .len = 1 },
                                { .name = "edge", .len = 6144 },
                                { .name = "over", .len = 6145 },
                                { .name = "Grüße 😀.txt", .len = 30000 },
                                { .name = "a/b/deep", .len = 10, .flags = FCOPY_CREATE_PATH } };
    close_channel(f);
    open_channel(f, true);
    copy_sizes(f, sources, ARRAY_SIZE(sources));
}

static void test_many(void **state)
{
    enum { N = 500 };
    static struct source sources[N];
    static char names[N][16];
    for (size_t i = 0; i < N; i++) {
        snprintf(names[i], sizeof(names[i]), "f%zu", i);
        sources[i] = (struct source){ .name = names[i], .len = i * 17 };
    }
    copy_sizes(*state, sources, N);
}

static void test_holes_stay_holes(void **state)
{
    struct fixture *f = *state;
    struct source source = { .name = "holes", .len = 12 << 20 };
    struct stat st;
    copy_sizes(f, &source, 1);
    AUTO_FREE char *path = xasprintf("%s/holes", f->dir);
    assert_int_equal(stat(path, &st), 0);
    assert_true(st.st_blocks * 512 < 6 << 20);
}

/* What the guest refuses, and that the files after it come all the same. */
static void test_refusals(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    struct source sources[] = { { .name = "there", .len = 100000 },
                                { .name = "there", .len = 200000 },
                                { .name = "no/such/path", .len = 100000 },
                                { .name = "../escape", .len = 5 },
                                { .name = "link", .len = 5, .flags = FCOPY_OVERWRITE },
                                { .name = "fifo", .len = 5, .flags = FCOPY_OVERWRITE },
                                { .name = "bad\nname", .len = 5 },
                                { .name = "last", .len = 40000 } };
    static const uint32_t expected[] = { 0,          0x80070050, 0x80070003, 0x80070057,
                                         0x80070005, 0x80070005, 0x80070057, 0 };
    AUTO_FREE char *link = xasprintf("%s/link", f->dir);
    AUTO_FREE char *fifo = xasprintf("%s/fifo", f->dir);
    AUTO_FREE char *victim = xasprintf("%s/victim", f->dir);
    assert_int_equal(symlink(victim, link), 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(send_all(f, sources, ARRAY_SIZE(sources), &err), 0);
    for (size_t i = 0; i < ARRAY_SIZE(sources); i++)
        if (sources[i].status != expected[i])
            fail_msg("%s: %08x, expected %08x", sources[i].name, sources[i].status, expected[i]);
    assert_int_equal(access(victim, F_OK), -1);
    assert_same(f, "there", 100000);
    assert_same(f, "last", 40000);
    assert_int_equal(count_hidden(f), 0);
}

static void test_overwrite_keeps_old_until_whole(void **state)
{
    struct fixture *f = *state;
    struct source old = { .name = "x", .len = 1000 };
    struct source fresh = { .name = "x", .len = 3 << 20, .flags = FCOPY_OVERWRITE };
    struct err *err = NULL;
    copy_sizes(f, &old, 1);
    f->cut = true;
    f->cut_after = 60000;
    assert_int_equal(send_all(f, &fresh, 1, &err), -1);
    err_clear(&err);
    close_channel(f);
    assert_same(f, "x", 1000);
    assert_int_equal(count_hidden(f), 0);
    open_channel(f, false);
    copy_sizes(f, &fresh, 1);
}

/* A link in a folder that others may write to is not followed; one of root's is. */
static void test_links(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    AUTO_FREE char *open_dir = xasprintf("%s/open", f->dir);
    AUTO_FREE char *bad = xasprintf("%s/open/to", f->dir);
    AUTO_FREE char *good = xasprintf("%s/to", f->dir);
    AUTO_FREE char *target = xasprintf("%s/target", f->dir);
    struct source sources[] = { { .name = "open/to/a", .len = 5 }, { .name = "to/b", .len = 5 } };
    assert_int_equal(mkdir(open_dir, 0777), 0);
    assert_int_equal(chmod(open_dir, 01777), 0);
    assert_int_equal(mkdir(target, 0755), 0);
    assert_int_equal(symlink(target, bad), 0);
    assert_int_equal(symlink("target", good), 0);
    assert_int_equal(send_all(f, sources, 2, &err), 0);
    assert_int_equal(sources[0].status, (uint32_t)WIRE_E_ACCESS_DENIED);
    assert_int_equal(sources[1].status, 0);
    assert_same(f, "target/b", 5);
}

/* Broken anywhere, it goes on where it was. */
static void test_resume(void **state)
{
    struct fixture *f = *state;
    struct source s = { .name = "r", .len = 11 << 20, .flags = FCOPY_RESUME };
    for (size_t cut = 1000; cut < 400000; cut += 77777) {
        struct err *err = NULL;
        f->cut = true;
        f->cut_after = cut;
        assert_int_equal(send_all(f, &s, 1, &err), -1);
        err_clear(&err);
        close_channel(f);
        open_channel(f, false);
    }
    assert_int_equal(count_hidden(f), 1);
    copy_sizes(f, &s, 1);
}

static void test_attributes(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    struct err *err = NULL;
    struct source folder = { .name = "folder", .flags = FCOPY_DIRECTORY };
    assert_int_equal(send_all(f, &folder, 1, &err), 0);
    assert_int_equal(folder.status, 0);
    struct source file = { .name = "folder/plain", .len = 3 };
    copy_sizes(f, &file, 1);
    AUTO_FREE char *path = xasprintf("%s/folder/plain", f->dir);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0644);
}

/* A link takes the place of a file and of another link, but of no folder. */
static void test_links_made(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    struct source file = { .name = "here", .len = 3 };
    struct source all[] = { { .name = "folder", .flags = FCOPY_DIRECTORY },
                            { .name = "here", .flags = FCOPY_LINK },
                            { .name = "here", .flags = FCOPY_LINK },
                            { .name = "folder", .flags = FCOPY_LINK } };
    copy_sizes(f, &file, 1);
    assert_int_equal(send_all(f, all, ARRAY_SIZE(all), &err), 0);
    assert_int_equal(all[1].status, 0);
    assert_int_equal(all[2].status, 0);
    assert_int_equal(all[3].status, (uint32_t)WIRE_E_FILE_EXISTS);
    char target[32] = "";
    AUTO_FREE char *path = xasprintf("%s/here", f->dir);
    assert_int_equal(readlink(path, target, sizeof(target) - 1), 11);
    assert_string_equal(target, "/else/where");
    assert_int_equal(count_hidden(f), 0);
}

static int collect(void *ctx, const struct client_entry *e, struct err **err)
{
    struct strbuf *names = ctx;
    (void)err;
    strbuf_addf(names, "%c %s %llu;", e->kind, e->name, (unsigned long long)e->size);
    return 0;
}

static void test_links_read(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    uint32_t status;
    char target[FCOPY_PATH_MAX];
    AUTO_FREE char *link = xasprintf("%s/link", f->dir);
    AUTO_FREE char *none = xasprintf("%s/none", f->dir);
    assert_int_equal(symlink("../other/place", link), 0);
    assert_int_equal(guest_client_readlink(&f->client, link, &status, target, &err), 0);
    assert_int_equal(status, 0);
    assert_string_equal(target, "../other/place");
    assert_int_equal(guest_client_readlink(&f->client, f->dir, &status, target, &err), 0);
    assert_int_equal(status, (uint32_t)WIRE_E_INVALID);
    assert_int_equal(guest_client_readlink(&f->client, none, &status, target, &err), 0);
    assert_int_equal(status, (uint32_t)WIRE_E_PATH_NOT_FOUND);
    assert_string_equal(target, "");
}

static void test_get(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    uint32_t status;
    struct source src = { .name = "src", .len = 11 << 20 };
    copy_sizes(f, &src, 1);
    AUTO_FREE char *from = xasprintf("%s/src", f->dir);
    AUTO_FREE char *missing = xasprintf("%s/missing", f->dir);
    AUTO_FD int here = open(f->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct walk_root root = { .fd = here, .strict = true };
    assert_int_equal(
        guest_client_get(&f->client, from, &root, "copy", 0, &status, NULL, NULL, &err), 0);
    assert_int_equal(status, 0);
    assert_same(f, "copy", 11 << 20);
    assert_int_equal(
        guest_client_get(&f->client, from, &root, "copy", 0, &status, NULL, NULL, &err), 0);
    assert_int_equal(status, (uint32_t)WIRE_E_FILE_EXISTS);
    assert_int_equal(
        guest_client_get(&f->client, missing, &root, "m", 0, &status, NULL, NULL, &err), 0);
    assert_int_equal(status, (uint32_t)WIRE_E_FILE_NOT_FOUND);
    assert_int_equal(
        guest_client_get(&f->client, from, &root, "../up", 0, &status, NULL, NULL, &err), -1);
    err_clear(&err);
    AUTO_STRBUF names = STRBUF_INIT;
    assert_int_equal(guest_client_list(&f->client, from, &status, collect, &names, &err), 0);
    assert_string_equal(names.buf, "f  11534336;");
    strbuf_reset(&names);
    assert_int_equal(guest_client_list(&f->client, f->dir, &status, collect, &names, &err), 0);
    assert_non_null(strstr(names.buf, "f src 11534336;"));
    assert_non_null(strstr(names.buf, "f copy 11534336;"));
}

/* SHA-256 of "abc", FIPS 180-2. */
/* What the sender may have read ahead ends before the new end. */
static void shorten(void *ctx, uint64_t bytes, uint64_t size)
{
    const char *path = ctx;
    assert_true(size == 18 << 20);
    if (bytes >= 11 << 20)
        assert_int_equal(truncate(path, 17 << 20), 0);
}

static void test_get_what_shrinks(void **state)
{
    struct fixture *f = *state;
    struct err *err = NULL;
    uint32_t status;
    struct source src = { .name = "src", .len = 18 << 20 };
    copy_sizes(f, &src, 1);
    AUTO_FREE char *from = xasprintf("%s/src", f->dir);
    AUTO_FREE char *to = xasprintf("%s/copy", f->dir);
    AUTO_FD int here = open(f->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct walk_root root = { .fd = here, .strict = true };
    assert_int_equal(
        guest_client_get(&f->client, from, &root, "copy", 0, &status, shorten, from, &err), 0);
    assert_int_equal(status, (uint32_t)WIRE_E_FAIL);
    assert_int_equal(access(to, F_OK), -1);
    assert_int_equal(count_hidden(f), 0);
    /* The session goes on. */
    assert_int_equal(
        guest_client_get(&f->client, from, &root, "copy", 0, &status, NULL, NULL, &err), 0);
    assert_int_equal(status, 0);
    assert_same(f, "copy", 17 << 20);
}

static void test_digest(void **state)
{
    static const uint8_t abc[] = { 0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40,
                                   0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
                                   0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad };
    struct fixture *f = *state;
    struct err *err = NULL;
    uint8_t digest[FCOPY_DIGEST_SIZE];
    uint32_t status;
    AUTO_FREE char *path = xasprintf("%s/abc", f->dir);
    AUTO_FD int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(fd, "abc", 3), 3);
    assert_int_equal(guest_client_digest(&f->client, path, 3, &status, digest, &err), 0);
    assert_int_equal(status, 0);
    assert_memory_equal(digest, abc, sizeof(abc));
}

/* Does the file hold what stood there before the copy? */
static bool is_old(const struct fixture *f, const char *name)
{
    AUTO_FREE char *path = xasprintf("%s/%s", f->dir, name);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    char got[8];
    return read(fd, got, sizeof(got)) == 3 && !memcmp(got, "old", 3);
}

/* The guest's daemon is killed while many small files are under way. */
static void kill_guest_after(size_t after)
{
    enum { N = 150 };
    struct fixture f = { .dir = "/tmp/hvsh-guest.XXXXXX" };
    struct guest_io io = io_of(&f);
    struct source sources[N];
    char names[N][16];
    int pair[2];
    struct err *err = NULL;
    assert_non_null(mkdtemp(f.dir));
    for (size_t i = 0; i < N; i++) {
        snprintf(names[i], sizeof(names[i]), "f%zu", i);
        sources[i] = (struct source){ .name = names[i], .len = 500 + i, .flags = FCOPY_OVERWRITE };
        AUTO_FREE char *path = xasprintf("%s/%s", f.dir, names[i]);
        AUTO_FD int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        assert_int_equal(write(fd, "old", 3), 3);
    }
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(pipe2(f.stop, O_CLOEXEC), 0);
    f.host = pair[0];
    f.guest = pair[1];
    pid_t guest = fork();
    if (!guest) {
        close(f.host);
        serve(&f);
        _exit(0);
    }
    close(f.guest);
    assert_int_equal(guest_client_open(&f.client, &io, false, &err), 0);
    struct sending s = {
        .f = &f, .sources = sources, .n = N, .kill_guest = guest, .kill_after = after
    };
    struct client_put put = { .ctx = &s, .next = next_source, .done = source_done, .pack = true };
    assert_int_equal(guest_client_put(&f.client, &put, &err), -1);
    err_clear(&err);
    waitpid(guest, NULL, 0);
    size_t good = 0;
    for (size_t i = 0; i < N; i++) {
        bool told = sources[i].done && !sources[i].status;
        good += told;
        if (told || !is_old(&f, names[i]))
            assert_same(&f, names[i], sources[i].len);
    }
    assert_true(good >= after);
    guest_client_close(&f.client);
    close(f.host);
    close(f.stop[0]);
    close(f.stop[1]);
    nftw(f.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void test_guest_killed(void **state)
{
    (void)state;
    kill_guest_after(1);
    kill_guest_after(32);
    kill_guest_after(45);
}

/* Answers come in the order of the files, whatever else comes between them. */
static void test_order_of_a_batch(void **state)
{
    struct fixture *f = *state;
    struct source sources[] = {
        { .name = "a", .len = 5 },        { .name = "folder", .flags = FCOPY_DIRECTORY },
        { .name = "folder/b", .len = 6 }, { .name = "none/c", .len = 7 },
        { .name = "a", .len = 8 },        { .name = "d", .len = 9, .flags = FCOPY_RESUME },
        { .name = "e", .len = 10 }
    };
    struct err *err = NULL;
    assert_int_equal(send_all(f, sources, ARRAY_SIZE(sources), &err), 0);
    assert_int_equal(sources[3].status, (uint32_t)WIRE_E_PATH_NOT_FOUND);
    assert_int_equal(sources[4].status, (uint32_t)WIRE_E_FILE_EXISTS);
    for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
        assert_true(sources[i].done);
        if (i == 3 || i == 4)
            continue;
        assert_int_equal(sources[i].status, WIRE_OK);
        if (i != 1)
            assert_same(f, sources[i].name, sources[i].len);
    }
    assert_int_equal(count_hidden(f), 0);
}

/* A guest's kernel tells of a host after it passed on what that host sent first: to the daemon
 * the stream has ended behind the offer. Linux drivers/char/virtio_console.c, port_fops_read and
 * handle_control_message. */
static void test_early_host(void **state)
{
    static const struct wire_version frame = { 3, 0 }, version = { 2, 0 };
    struct wire_offer offer = {
        .frames = &frame, .messages = &version, .nframes = 1, .nmessages = 1, .nonce = 7
    };
    AUTO_STRBUF out = STRBUF_INIT;
    struct fixture f = { .port = true };
    int pair[2];
    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair), 0);
    assert_int_equal(pipe2(f.stop, O_CLOEXEC), 0);
    f.guest = pair[1];
    wire_put_resync(&out);
    wire_put_offer(&out, WIRE_FCOPY, 0, &offer);
    assert_int_equal(write(pair[0], out.buf, out.len), out.len);
    shutdown(pair[0], SHUT_WR);
    assert_int_equal(pthread_create(&f.thread, NULL, serve, &f), 0);
    uint8_t answer[64];
    struct pollfd p = { .fd = pair[0], .events = POLLIN };
    assert_int_equal(poll(&p, 1, 120000), 1);
    assert_int_equal(read(pair[0], answer, sizeof(answer)),
                     WIRE_PIPE_SIZE + WIRE_IC_SIZE + 8 + 2 * 4);
    close(f.stop[1]);
    pthread_join(f.thread, NULL);
    close(f.stop[0]);
    close(pair[0]);
    close(pair[1]);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_sizes),
        TEST(test_sizes_strict),
        TEST(test_many),
        TEST(test_holes_stay_holes),
        TEST(test_refusals),
        TEST(test_overwrite_keeps_old_until_whole),
        TEST(test_links),
        TEST(test_resume),
        TEST(test_attributes),
        TEST(test_links_made),
        TEST(test_links_read),
        TEST(test_get),
        TEST(test_get_what_shrinks),
        TEST(test_digest),
        cmocka_unit_test(test_early_host),
        cmocka_unit_test(test_guest_killed),
        TEST(test_order_of_a_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
