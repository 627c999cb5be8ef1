/* Bytes of the other side of the guest channel. The first byte chooses who listens: the guest's
 * session (1.1 or 2.0, and programs), or the host's client while it copies, lists, fetches, asks
 * for a digest or listens to programs. All files are in a folder of the target's own. */
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/client_exec.h"
#include "guest/client_ic.h"
#include "guest/ic.h"
#include "guest/session.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/hvsh-fuzz-guest.XXXXXX";
static struct walk_root root = { .fd = -1, .strict = true };

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    return ftw->level ? remove(path) : 0;
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    rmdir(folder);
}

/* Nothing that came may fill the disk: what is there after each input is removed. */
static void clean_up(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    AUTO_FD int fd = openat(root.fd, "source", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (write(fd, "0123456789", 10) != 10)
        abort();
}

static void set_up(void)
{
    if (root.fd >= 0)
        return;
    if (!mkdtemp(folder))
        abort();
    root.fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    atexit(remove_folder);
    clean_up();
}

/* ---- the guest ----------------------------------------------------------------------------- */
static void hear_as_guest(const uint8_t *data, size_t size, bool strict)
{
    struct guest_session s;
    struct ic_kvp kvp;
    ic_kvp_decode(data, size, &kvp);
    guest_session_init(&s, &root);
    file_service_begin(&s.files, (struct wire_version){ strict ? 1 : 2, strict ? 1 : 0 }, 0);
    exec_service_begin(&s.programs, true, 0); /* launch.c starts nothing here */
    while (size) {
        size_t n = size < 1000 ? size : 1000, space, queued;
        uint8_t *p = guest_session_space(&s, &space);
        memcpy(p, data, n);
        guest_session_input(&s, n);
        for (int i = 0; i < 8 && guest_session_work(&s); i++)
            ;
        guest_session_output(&s, &queued);
        guest_session_wrote(&s, queued);
        data += n;
        size -= n;
    }
    guest_session_release(&s);
}

/* ---- the host ------------------------------------------------------------------------------ */
struct stream {
    const uint8_t *data;
    size_t size;
    int files;
};

static ssize_t stream_read(void *ctx, void *buf, size_t len, struct err **err)
{
    struct stream *s = ctx;
    size_t n = s->size < len ? s->size : len;
    if (!n)
        return err_set(err, ERR_CONNECTION, "over");
    memcpy(buf, s->data, n);
    s->data += n;
    s->size -= n;
    return (ssize_t)n;
}

static ssize_t stream_write(void *ctx, const void *buf, size_t len, struct err **err)
{
    (void)ctx;
    (void)buf;
    (void)err;
    return (ssize_t)len;
}

static int stream_wait(void *ctx, bool write, int ms, struct err **err)
{
    (void)ctx;
    (void)write;
    (void)ms;
    return err_set(err, ERR_TIMEOUT, "never");
}

static int next_file(void *ctx, struct client_file *file, struct err **err)
{
    struct stream *s = ctx;
    (void)err;
    if (s->files++ > 3)
        return 0;
    file->fd = openat(root.fd, "source", O_RDONLY | O_CLOEXEC);
    file->start.size = 10;
    file->start.flags = s->files == 2 ? FCOPY_RESUME : 0;
    memcpy(file->start.path, "/x", 3);
    return 1;
}

static int file_done(void *ctx, const struct client_file *file, uint32_t status, int errnum,
                     struct err **err)
{
    (void)ctx;
    (void)file;
    (void)status;
    (void)errnum;
    (void)err;
    return 0;
}

static int entry(void *ctx, const struct client_entry *e, struct err **err)
{
    (void)ctx;
    (void)err;
    return strchr(e->name, '/') ? (abort(), -1) : 0;
}

static int pair(void *ctx, const char *key, const char *value, struct err **err)
{
    (void)ctx;
    (void)err;
    return strlen(key) >= KVP_KEY_MAX || strlen(value) >= KVP_VALUE_MAX ? (abort(), -1) : 0;
}

static void hear_services(struct guest_client *c, struct err **err)
{
    bool there;
    if (!guest_client_service(c, WIRE_KVP, &there, err) && !guest_client_heartbeat(c, &there, err))
        guest_client_pairs(c, KVP_GUEST, pair, NULL, err);
}

static void hear_as_host(const uint8_t *data, size_t size, unsigned what)
{
    struct stream s = { .data = data, .size = size };
    struct guest_client c = {
        .io = { .ctx = &s, .read = stream_read, .write = stream_write, .wait = stream_wait },
        .out = STRBUF_INIT,
        .version = { what & 4 ? 1 : 2, what & 4 ? 1 : 0 },
        .next_file = 1,
        .deadline = INT64_MAX
    };
    struct client_put put = { .ctx = &s, .next = next_file, .done = file_done };
    uint8_t digest[FCOPY_DIGEST_SIZE];
    uint32_t status;
    AUTO_ERR *err = NULL;
    wire_reader_init(&c.in);
    switch (what & 8 ? 8 : what & 3) {
    case 0:
        guest_client_put(&c, &put, &err);
        break;
    case 1:
        guest_client_list(&c, "/x", &status, entry, NULL, &err);
        break;
    case 2:
        guest_client_get(&c, "/x", &root, "got", FCOPY_RESUME, &status, NULL, NULL, &err);
        break;
    case 8:
        hear_services(&c, &err);
        break;
    default:
        guest_client_digest(&c, "/x", 1, &status, digest, &err);
        break;
    }
    wire_reader_release(&c.in);
    strbuf_release(&c.out);
}

/* Programs' output and ends, as a host takes them in. */
static void hear_programs(const uint8_t *data, size_t size)
{
    struct stream s = { .data = data, .size = size };
    struct guest_client c = {
        .io = { .ctx = &s, .read = stream_read, .write = stream_write, .wait = stream_wait },
        .out = STRBUF_INIT,
        .version = { 1, 0 },
    };
    AUTO_ERR *err = NULL;
    int n;
    wire_reader_init(&c.in);
    do {
        AUTO_EXEC_BODY body = { 0 };
        n = client_exec_turn(&c, 0, &body, &err);
        if (n > 0 && body.operation == EXEC_DATA && body.data_len > EXEC_DATA_MAX)
            abort();
    } while (n >= 0);
    wire_reader_release(&c.in);
    strbuf_release(&c.out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    set_up();
    if (!size)
        return 0;
    unsigned who = *data;
    if (who & 128 && who & 8)
        hear_programs(data + 1, size - 1);
    else if (who & 128)
        hear_as_host(data + 1, size - 1, (who & 7) | (who >> 3 & 8));
    else
        hear_as_guest(data + 1, size - 1, who & 1);
    clean_up();
    return 0;
}
