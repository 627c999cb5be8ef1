#include "guest/file_service.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "guest/checksum.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/digest.h"
#include "shell/base/le.h"
#include "shell/base/utf8.h"

const struct wire_version file_service_versions[2] = { { 2, 0 }, { 1, 1 } };

enum {
    QUEUE_MAX = 64,
    WORK_BYTES = 65536,
    LIST_BYTES = 32768,
    ENTRY_FIXED = 1 + 4 + 8 + 8 + 2,
    DIGEST_STEP = 1 << 20,
    WAITING_MAX = 32, /* half of what a host has under way: it goes on sending meanwhile */
    WAITING_BYTES = 8 << 20,
    SNAPSHOT_MAX = 8 << 20,
};

/* A digest under way. */
struct hashing {
    struct digest digest;
    uint8_t buf[FCOPY_BLOCK];
};

void file_service_init(struct file_service *s, const struct walk_root *root)
{
    *s = (struct file_service){ .fd = -1 };
    receiver_init(&s->in, root);
}

/* The first of the queue is done with. */
static void end_job(struct file_service *s)
{
    if (s->job == FILE_JOB_NONE)
        return;
    if (s->job != FILE_JOB_DIGEST)
        sender_release(&s->out);
    free(s->hashing);
    s->hashing = NULL;
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    s->job = FILE_JOB_NONE;
}

static void drop_request(struct file_service *s)
{
    end_job(s);
    free(s->queue.items[0].path);
    s->queue.len--;
    memmove(s->queue.items, s->queue.items + 1, s->queue.len * sizeof(s->queue.items[0]));
}

/* ---- answers that wait ----------------------------------------------------------------------- */
/* Answers a request from its header alone. */
static void answer_later(const struct wire_header *header, uint32_t operation, uint32_t status,
                         uint32_t file, uint64_t stored, const void *more, size_t len,
                         struct strbuf *out)
{
    uint8_t op[4];
    le32_put(op, operation);
    struct wire_message m = { .ic = *header, .body = op, .len = sizeof(op) };
    fcopy2_answer(out, &m, status, file, stored, more, len);
}

/* out may be NULL: nobody is there to hear of it. */
static void commit_waiting(struct file_service *s, struct strbuf *out)
{
    struct commit *all[WAITING_MAX];
    size_t n = s->waiting.len;
    if (!n)
        return;
    for (size_t i = 0; i < n; i++)
        all[i] = &s->waiting.items[i].commit;
    commit_all(all, n);
    for (size_t i = 0; out && i < n; i++) {
        const struct file_waiting *w = &s->waiting.items[i];
        answer_later(&w->header, w->operation,
                     w->status ? w->status : wire_status_of_errno(w->commit.errnum), w->file,
                     w->stored, NULL, 0, out);
    }
    s->waiting.len = 0;
    s->waiting_bytes = 0;
    receiver_forget_folder(&s->in);
}

static struct file_waiting *add_waiting(struct file_service *s, const struct wire_message *m,
                                        uint32_t file, uint64_t stored)
{
    struct file_waiting *w = vec_push(&s->waiting);
    *w = (struct file_waiting){ .commit = { .dir = -1, .fd = -1 },
                                .header = m->ic,
                                .operation = le32_get(m->body),
                                .file = file,
                                .stored = stored };
    s->waiting_bytes += stored;
    return w;
}

static void commit_if_many(struct file_service *s, struct strbuf *out)
{
    if (s->waiting.len >= WAITING_MAX || s->waiting_bytes >= WAITING_BYTES)
        commit_waiting(s, out);
}

void file_service_end(struct file_service *s)
{
    commit_waiting(s, NULL);
    receiver_release(&s->in);
    while (s->queue.len)
        drop_request(s);
    s->refused = WIRE_OK;
    s->file = 0;
}

void file_service_begin(struct file_service *s, struct wire_version version, uint32_t nonce)
{
    file_service_end(s);
    s->version = version;
    s->nonce = nonce;
}

void file_service_release(struct file_service *s)
{
    file_service_end(s);
    vec_release(&s->queue);
    vec_release(&s->waiting);
}

/* ---- names ------------------------------------------------------------------------------ */
/* %NAME% becomes the value of that environment variable, as on Hyper-V's guests; others stay.
 * False when the result is too long. */
static bool expand_environment(char path[FCOPY_PATH_MAX])
{
    if (!strchr(path, '%'))
        return true;
    AUTO_STRBUF b = STRBUF_INIT;
    const char *p = path;
    for (const char *open; (open = strchr(p, '%'));) {
        const char *close = strchr(open + 1, '%');
        if (!close)
            break;
        AUTO_FREE char *name = xstrndup(open + 1, (size_t)(close - open - 1));
        const char *value = *name ? getenv(name) : NULL;
        strbuf_add(&b, p, (size_t)(open - p));
        if (value)
            strbuf_adds(&b, value);
        else
            strbuf_add(&b, open, (size_t)(close - open));
        p = value ? close + 1 : close;
        if (!value && !strchr(close + 1, '%'))
            break;
    }
    strbuf_adds(&b, p);
    if (b.len >= FCOPY_PATH_MAX)
        return false;
    memcpy(path, b.buf, b.len + 1);
    return true;
}

static uint32_t start_file(struct file_service *s, struct fcopy_start *start, uint64_t *stored)
{
    *stored = 0;
    if (!expand_environment(start->path))
        return (uint32_t)WIRE_E_NAME_TOO_LONG;
    return receiver_start(&s->in, start, stored);
}

/* ---- version 1.1 ------------------------------------------------------------------------ */
static void take_1(struct file_service *s, const struct wire_message *m, struct strbuf *out)
{
    struct fcopy_start start;
    const uint8_t *data;
    uint64_t offset, stored;
    size_t len;
    uint32_t status = (uint32_t)WIRE_E_INVALID;
    if (!(m->ic.flags & WIRE_REQUEST))
        return;
    switch (fcopy1_operation(m)) {
    case FCOPY_START:
        if (fcopy1_read_start(m, &start)) {
            /* The folder and the name come apart; the folder need not exist. */
            size_t n = strlen(start.path);
            if (n && start.path[n - 1] != '/' && n + 1 < FCOPY_PATH_MAX)
                memcpy(start.path + n, "/", 2);
            status = start_file(s, &start, &stored);
        }
        break;
    case FCOPY_WRITE:
        if (fcopy1_read_write(m, &offset, &data, &len))
            status = receiver_write(&s->in, offset, data, len);
        break;
    case FCOPY_COMPLETE:
        if (receiver_busy(&s->in))
            status = receiver_complete(&s->in, s->in.start.size, NULL);
        break;
    case FCOPY_CANCEL:
        receiver_abort(&s->in, false);
        status = WIRE_OK;
        break;
    default:
        break;
    }
    /* The answer of this version holds no more than the header. */
    wire_answer(out, m, status, m->body, m->len < FCOPY_HEADER_SIZE ? m->len : FCOPY_HEADER_SIZE);
}

/* ---- version 2.0: files that come --------------------------------------------------------- */
static void take_start(struct file_service *s, const struct wire_message *m, struct strbuf *out)
{
    struct fcopy_start start;
    uint64_t stored;
    uint32_t file;
    if (!fcopy2_read_start(m, s->nonce, &file, &start))
        return;
    if (le32_get(m->body) == FCOPY_ATTRIBUTES) {
        struct file_waiting *w = add_waiting(s, m, file, 0);
        w->status = expand_environment(start.path) ? receiver_attributes(&s->in, &start, &w->commit)
                                                   : (uint32_t)WIRE_E_NAME_TOO_LONG;
        commit_if_many(s, out);
        return;
    }
    /* What it goes on with may be a file that waits. */
    if (start.flags & FCOPY_RESUME)
        commit_waiting(s, out);
    s->file = file;
    s->refused = start_file(s, &start, &stored);
    fcopy2_answer(out, m, s->refused, file, stored, NULL, 0);
}

static void take_data(struct file_service *s, const struct wire_message *m,
                      const struct fcopy_body *body, struct strbuf *out)
{
    uint8_t scratch[FCOPY_BLOCK];
    bool asked = m->ic.flags & WIRE_TRANSACTION;
    if (body->file != s->file)
        return;
    if (!s->refused) {
        const uint8_t *data = NULL;
        if (body->operation == FCOPY_HOLE)
            s->refused = receiver_hole(&s->in, body->offset, body->length);
        else if ((data = fcopy2_data(body, scratch)))
            s->refused = receiver_write(&s->in, body->offset, data, (size_t)body->length);
        else
            s->refused = (uint32_t)WIRE_E_INVALID;
        asked = asked || s->refused;
    }
    if (asked)
        fcopy2_answer(out, m, s->refused, s->file, s->in.pos, NULL, 0);
}

static void take_end(struct file_service *s, const struct wire_message *m,
                     const struct fcopy_body *body, struct strbuf *out)
{
    uint32_t status = (uint32_t)WIRE_E_INVALID;
    if (body->operation == FCOPY_COMPLETE && body->file == s->file) {
        struct file_waiting *w = add_waiting(s, m, body->file, body->length);
        bool empty = s->in.start.flags & FCOPY_NO_DATA;
        w->status = s->refused ? s->refused
                    : empty    ? WIRE_OK
                               : receiver_finish(&s->in, body->length, &body->sum, &w->commit);
        commit_if_many(s, out);
        return;
    }
    commit_waiting(s, out);
    if (body->operation == FCOPY_CANCEL) {
        if (body->file == s->file)
            receiver_abort(&s->in, true);
        if (s->queue.len && s->queue.items[0].file == body->file)
            drop_request(s);
        status = WIRE_OK;
    }
    fcopy2_answer(out, m, status, body->file, body->length, NULL, 0);
}

/* ---- version 2.0: what the host asks for --------------------------------------------------- */
static uint8_t kind_of(mode_t mode)
{
    return S_ISDIR(mode) ? 'd' : S_ISREG(mode) ? 'f' : S_ISLNK(mode) ? 'l' : 'o';
}

static int64_t mtime_of(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

static void add_entry(struct strbuf *b, const struct stat *st, const char *name)
{
    uint8_t p[ENTRY_FIXED];
    p[0] = kind_of(st->st_mode);
    le32_put(p + 1, st->st_mode & 07777);
    le64_put(p + 5, (uint64_t)st->st_size);
    le64_put(p + 13, (uint64_t)mtime_of(st));
    le16_put(p + 21, (uint16_t)strlen(name));
    strbuf_add(b, p, sizeof(p));
    strbuf_adds(b, name);
}

/* One entry about the path itself when it is no folder. */
static uint32_t list_one(const struct walk_root *root, const char *path, struct strbuf *entries)
{
    AUTO_FD int dir = -1;
    const char *leaf;
    struct stat st;
    int failed = walk_parent(root, path, false, &dir, &leaf);
    if (failed)
        return wire_status_of_errno(failed);
    if (fstatat(dir, leaf, &st, AT_SYMLINK_NOFOLLOW))
        return errno == ENOENT ? (uint32_t)WIRE_E_FILE_NOT_FOUND : wire_status_of_errno(errno);
    add_entry(entries, &st, "");
    return WIRE_OK;
}

/* The entries of a folder from number `cursor` on; *next: where the rest begins, or 0. */
static uint32_t list(const struct walk_root *root, const char *path, uint32_t cursor,
                     struct strbuf *entries, uint64_t *next)
{
    AUTO_FD int dir = -1;
    struct stat st;
    int failed = walk_dir(root, path, false, &dir);
    *next = 0;
    if (failed == ENOTDIR || failed == ENOENT)
        return list_one(root, path, entries);
    DIR *d = failed ? NULL : fdopendir(dir);
    if (!d)
        return wire_status_of_errno(failed ? failed : errno);
    dir = -1;
    uint32_t number = 0;
    for (struct dirent *e; (e = readdir(d));) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") || number++ < cursor)
            continue;
        /* A name that is no text cannot be asked for either. */
        if (fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) ||
            !utf8_valid(e->d_name, strlen(e->d_name)))
            continue;
        add_entry(entries, &st, e->d_name);
        if (entries->len + ENTRY_FIXED + WALK_NAME_MAX > LIST_BYTES) {
            *next = number;
            break;
        }
    }
    closedir(d);
    return WIRE_OK;
}

static void take_list(const struct file_service *s, const struct wire_message *m,
                      struct fcopy_body *body, struct strbuf *out)
{
    AUTO_STRBUF entries = STRBUF_INIT;
    uint64_t next = 0;
    uint32_t status = expand_environment(body->path)
                          ? list(&s->in.root, body->path, body->cursor, &entries, &next)
                          : (uint32_t)WIRE_E_NAME_TOO_LONG;
    fcopy2_answer(out, m, status, body->file, next, entries.buf, entries.len);
}

static uint32_t read_link(const struct walk_root *root, const char *path,
                          char target[FCOPY_PATH_MAX], size_t *len)
{
    AUTO_FD int dir = -1;
    const char *leaf;
    int failed = walk_parent(root, path, false, &dir, &leaf);
    ssize_t n = failed ? 0 : readlinkat(dir, leaf, target, FCOPY_PATH_MAX);
    if (failed || n < 0)
        return wire_status_of_errno(failed ? failed : errno);
    *len = (size_t)n;
    return n < FCOPY_PATH_MAX ? WIRE_OK : (uint32_t)WIRE_E_NAME_TOO_LONG;
}

static void take_readlink(const struct file_service *s, const struct wire_message *m,
                          struct fcopy_body *body, struct strbuf *out)
{
    char target[FCOPY_PATH_MAX];
    size_t len = 0;
    uint32_t status = expand_environment(body->path)
                          ? read_link(&s->in.root, body->path, target, &len)
                          : (uint32_t)WIRE_E_NAME_TOO_LONG;
    fcopy2_answer(out, m, status, body->file, 0, target, status ? 0 : len);
}

static void take_request(struct file_service *s, const struct wire_message *m,
                         struct fcopy_body *body, struct strbuf *out)
{
    if (s->queue.len >= QUEUE_MAX || !expand_environment(body->path)) {
        fcopy2_answer(out, m, (uint32_t)WIRE_E_INVALID, body->file, 0, NULL, 0);
        return;
    }
    *vec_push(&s->queue) = (struct file_request){ .operation = body->operation,
                                                  .file = body->file,
                                                  .header = m->ic,
                                                  .path = xstrdup(body->path) };
}

/* Answers the first of the queue. */
static void answer_request(const struct file_service *s, uint32_t status, const void *more,
                           size_t len, struct strbuf *out)
{
    const struct file_request *r = &s->queue.items[0];
    answer_later(&r->header, r->operation, status, r->file, 0, more, len, out);
}

/* Tells the host what is coming; it says where to begin. */
static void offer_file(struct file_service *s, const struct stat *st, struct strbuf *out)
{
    const struct file_request *r = &s->queue.items[0];
    struct fcopy_start start = { .flags = FCOPY_SET_MODE | FCOPY_SET_MTIME,
                                 .mode = st->st_mode & 07777,
                                 .size = (uint64_t)st->st_size,
                                 .allocated = (uint64_t)st->st_blocks * 512,
                                 .mtime_ns = mtime_of(st) };
    struct wire_header h = { .frame = r->header.frame,
                             .type = WIRE_FCOPY,
                             .message = s->version,
                             .flags = WIRE_TRANSACTION | WIRE_REQUEST };
    source_key(r->path, start.size, start.mtime_ns, start.key);
    fcopy2_put_start(out, &h, r->file, FCOPY_START, &start, s->nonce);
    sender_init(&s->out, s->fd, start.size, r->file, &h, s->nonce, true);
    s->job = FILE_JOB_OFFERED;
}

/* Is it one that a kernel makes up as it is read, and so of no size that is true? */
static bool is_made_up(int fd, const struct stat *st)
{
    static const uint32_t types[] = { PROC_SUPER_MAGIC,    SYSFS_MAGIC,   DEBUGFS_MAGIC,
                                      CGROUP2_SUPER_MAGIC, TRACEFS_MAGIC, SECURITYFS_MAGIC };
    struct statfs fs;
    if (st->st_blocks || st->st_size > 4096 || fstatfs(fd, &fs))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if ((uint32_t)fs.f_type == types[i])
            return true;
    return false;
}

/* What is read of it now is the file. 0 or an errno. */
static int take_snapshot(int *fd, struct stat *st)
{
    AUTO_FREE char *buf = xmalloc(FCOPY_BLOCK);
    AUTO_FD int copy = memfd_create("hvsh-snapshot", MFD_CLOEXEC);
    off_t len = 0;
    if (copy < 0)
        return errno;
    for (ssize_t n; (n = read(*fd, buf, FCOPY_BLOCK)); len += n) {
        if (n < 0)
            return errno;
        if (len + n > SNAPSHOT_MAX)
            return EFBIG;
        if (write(copy, buf, (size_t)n) != n)
            return ENOSPC;
    }
    close(*fd);
    *fd = STEAL_FD(copy);
    st->st_size = len;
    st->st_blocks = len / 512 + 1;
    return 0;
}

static void begin_request(struct file_service *s, struct strbuf *out)
{
    const struct file_request *r = &s->queue.items[0];
    struct stat st;
    int failed = walk_open_file(&s->in.root, r->path, &s->fd);
    if (!failed && fstat(s->fd, &st))
        failed = errno;
    if (!failed && is_made_up(s->fd, &st))
        failed = take_snapshot(&s->fd, &st);
    if (failed) {
        answer_request(
            s, failed == ENOENT ? (uint32_t)WIRE_E_FILE_NOT_FOUND : wire_status_of_errno(failed),
            NULL, 0, out);
        if (s->fd >= 0)
            close(s->fd);
        s->fd = -1;
        drop_request(s);
    } else if (r->operation == FCOPY_GET) {
        offer_file(s, &st, out);
    } else {
        s->hashing = xmalloc(sizeof(*s->hashing));
        digest_begin(&s->hashing->digest, DIGEST_SHA256);
        s->job = FILE_JOB_DIGEST;
    }
}

static void work_digest(struct file_service *s, struct strbuf *out)
{
    struct hashing *h = s->hashing;
    uint8_t sum[DIGEST_MAX];
    for (size_t done = 0; done < DIGEST_STEP;) {
        ssize_t n = read(s->fd, h->buf, sizeof(h->buf));
        if (n < 0 && errno == EINTR)
            continue;
        if (n > 0) {
            digest_add(&h->digest, h->buf, (size_t)n);
            done += (size_t)n;
            continue;
        }
        uint32_t status = wire_status_of_errno(n ? errno : 0);
        size_t len = digest_end(&h->digest, sum);
        answer_request(s, status, sum, status ? 0 : len, out);
        drop_request(s);
        return;
    }
}

/* The source failed under way: the host is told in the GET's own answer. */
static void work_send(struct file_service *s, struct strbuf *out)
{
    size_t before = out->len;
    while (s->job == FILE_JOB_SENDING && out->len - before < WORK_BYTES) {
        switch (sender_step(&s->out, out)) {
        case SEND_MORE:
            break;
        case SEND_WAIT:
            return;
        case SEND_DONE:
            s->job = FILE_JOB_SENT;
            return;
        case SEND_ERROR:
            answer_request(s, wire_status_of_errno(s->out.errnum), NULL, 0, out);
            drop_request(s);
            return;
        }
    }
}

bool file_service_work(struct file_service *s, struct strbuf *out)
{
    if (s->waiting.len) {
        if (!s->heard)
            commit_waiting(s, out);
        s->heard = false;
        return true;
    }
    if (!s->queue.len)
        return false;
    size_t before = out->len;
    switch (s->job) {
    case FILE_JOB_NONE:
        begin_request(s, out);
        return true;
    case FILE_JOB_DIGEST:
        work_digest(s, out);
        return true;
    case FILE_JOB_SENDING:
        work_send(s, out);
        return out->len > before;
    default:
        return false;
    }
}

/* The host's answer to what is being sent. */
static void take_answer(struct file_service *s, const struct wire_message *m, struct strbuf *out)
{
    struct fcopy_answer a;
    if (!s->queue.len || s->job == FILE_JOB_NONE || s->job == FILE_JOB_DIGEST ||
        !fcopy2_read_answer(m, &a) || a.file != s->queue.items[0].file)
        return;
    uint32_t status = m->ic.status;
    if (a.operation == FCOPY_START && s->job == FILE_JOB_OFFERED && !status) {
        status = wire_status_of_errno(sender_resume(&s->out, a.stored));
        s->job = FILE_JOB_SENDING;
        if (!status)
            return;
    } else if (!status && a.operation != FCOPY_COMPLETE) {
        sender_answered(&s->out);
        return;
    }
    answer_request(s, status, NULL, 0, out);
    drop_request(s);
}

/* ---- all ----------------------------------------------------------------------------------- */
static void take_2(struct file_service *s, const struct wire_message *m, struct strbuf *out)
{
    struct fcopy_body body;
    if (m->ic.flags & WIRE_RESPONSE) {
        take_answer(s, m, out);
        return;
    }
    uint32_t op = m->len >= 4 ? le32_get(m->body) : UINT32_MAX;
    if (op == FCOPY_START || op == FCOPY_ATTRIBUTES) {
        take_start(s, m, out);
        return;
    }
    if (!fcopy2_read(m, s->nonce, &body))
        return;
    if (op == FCOPY_LIST || op == FCOPY_GET || op == FCOPY_DIGEST || op == FCOPY_READLINK)
        commit_waiting(s, out);
    switch (op) {
    case FCOPY_WRITE:
    case FCOPY_HOLE:
        take_data(s, m, &body, out);
        break;
    case FCOPY_LIST:
        take_list(s, m, &body, out);
        break;
    case FCOPY_READLINK:
        take_readlink(s, m, &body, out);
        break;
    case FCOPY_GET:
    case FCOPY_DIGEST:
        take_request(s, m, &body, out);
        break;
    default:
        take_end(s, m, &body, out);
        break;
    }
}

void file_service_take(struct file_service *s, const struct wire_message *m, struct strbuf *out)
{
    s->heard = true;
    if (s->version.major == 2)
        take_2(s, m, out);
    else if (s->version.major == 1)
        take_1(s, m, out);
}
