/* Files to a guest by its QEMU guest agent. With a shell in the guest each file is written
 * under a hidden name and takes its own when it is whole, as hvsh's guest services do it;
 * without one the agent can but write it in place. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "vm/guest/vm_agent.h"

/* libvirt sends a request that does not fit into the agent's socket at once from its first byte
 * again; 96 KiB of data fit always. */
enum { CHUNK = 96 << 10, SCRIPT_SECONDS = 30, BYTES_PER_SECOND = 8 << 20 };

/* All take their data as arguments. $3: f overwrite, c make folders, r go on, d folder. */
static const char begin_script[] =
    "t=$1; case $3 in *d*)"
    " if [ ! -d \"$t\" ]; then [ ! -e \"$t\" ] || exit 80;"
    "  case $3 in *c*) mkdir -p -- \"$t\" || exit 1 ;; *) mkdir -- \"$t\" || exit 1 ;; esac; fi;"
    " exit 0 ;; esac\n"
    "if [ -d \"$t\" ]; then t=${t%/}/$2; else case $t in */) t=$t$2 ;; esac; fi\n"
    "d=${t%/*}; case $3 in *c*) mkdir -p -- \"$d/\" || exit 1 ;; esac\n"
    "[ -d \"$d/\" ] || exit 3\n"
    "[ ! -d \"$t\" ] || exit 80\n"
    "if [ -e \"$t\" ] || [ -L \"$t\" ]; then\n"
    " [ -f \"$t\" ] && [ ! -L \"$t\" ] || exit 5\n"
    " case $3 in *f*) ;; *) exit 80 ;; esac\n"
    "fi\n"
    "p=$d/$4; have=0; umask 077; set -C\n"
    "case $3 in *r*) [ -f \"$p\" ] && [ ! -L \"$p\" ] && [ -O \"$p\" ] && have=$(stat -c %s -- "
    "\"$p\") ;;"
    " esac\n"
    "if [ \"$have\" -eq 0 ]; then rm -f -- \"$p\"; true >\"$p\" || exit 1; fi\n"
    "echo \"$((have)) $t\"\n";
static const char finish_script[] =
    "p=${2%/*}/$1; t=$2\n"
    "[ \"$(stat -c %s -- \"$p\")\" -eq \"$6\" ] || { rm -f -- \"$p\"; echo incomplete >&2; exit 1; "
    "}\n"
    "chmod \"$4\" \"$p\" || exit 1; [ -z \"$5\" ] || touch -d \"@$5\" -- \"$p\"; sync \"$p\"\n"
    "[ ! -d \"$t\" ] || { rm -f -- \"$p\"; exit 80; }\n"
    "case $3 in *f*) mv -f -- \"$p\" \"$t\" || exit 1; exit 0 ;; esac\n"
    /* A link is never made over a file; where there are no links, mv -n does nearly as well. */
    "if ln -- \"$p\" \"$t\" 2>/dev/null; then rm -f -- \"$p\"; exit 0; fi\n"
    "[ -e \"$t\" ] || mv -n -- \"$p\" \"$t\"\n"
    "[ ! -e \"$p\" ] || { rm -f -- \"$p\"; exit 80; }\n";
static const char drop_script[] = "rm -f -- \"${2%/*}/$1\"\n";
static const char attributes_script[] =
    "chmod \"$2\" \"$1\" && { [ -z \"$3\" ] || touch -d \"@$3\" -- \"$1\"; }\n";

struct sending {
    const struct vm_agent *agent;
    const struct client_put *put;
    const struct client_file *file;
    char part[48], letters[5], mode[8], mtime[24], size[24];
    char *target; /* as the guest resolved it */
    uint64_t have;
    uint32_t status; /* why the guest refused */
    int errnum;      /* why the source cannot be read */
};

static int script(struct sending *s, const char *text, const char *const *args, struct strbuf *out,
                  struct err **err)
{
    int seconds = SCRIPT_SECONDS + (int)(s->file->start.size / BYTES_PER_SECOND);
    return vm_agent_script(s->agent, text, args, seconds, out, &s->status, err);
}

static void name_part(struct sending *s)
{
    const struct fcopy_start *start = &s->file->start;
    uint8_t key[FCOPY_KEY_SIZE];
    if ((start->flags & FCOPY_RESUME) || getrandom(key, sizeof(key), 0) != (ssize_t)sizeof(key))
        memcpy(key, start->key, sizeof(key));
    size_t n = (size_t)snprintf(s->part, sizeof(s->part), ".hvpart-");
    for (size_t i = 0; i < sizeof(key); i++)
        n += (size_t)snprintf(s->part + n, sizeof(s->part) - n, "%02x", key[i]);
}

static void describe(struct sending *s)
{
    const struct fcopy_start *start = &s->file->start;
    snprintf(s->letters, sizeof(s->letters), "%s%s%s%s", start->flags & FCOPY_OVERWRITE ? "f" : "",
             start->flags & FCOPY_CREATE_PATH ? "c" : "", start->flags & FCOPY_RESUME ? "r" : "",
             start->flags & FCOPY_DIRECTORY ? "d" : "");
    snprintf(s->mode, sizeof(s->mode), "%o", start->flags & FCOPY_SET_MODE ? start->mode : 0644u);
    if (start->flags & FCOPY_SET_MTIME)
        snprintf(s->mtime, sizeof(s->mtime), "%lld", (long long)(start->mtime_ns / 1000000000));
    snprintf(s->size, sizeof(s->size), "%" PRIu64, start->size);
}

/* ---- one file ------------------------------------------------------------------------------- */
/* Makes the hidden file and learns where it stands. */
static int begin(struct sending *s, struct err **err)
{
    const struct fcopy_start *start = &s->file->start;
    const char *args[] = { start->path, start->name, s->letters, s->part, NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    if (script(s, begin_script, args, &out, err) || s->status || (start->flags & FCOPY_DIRECTORY))
        return *err ? -1 : 0;
    char *end, *newline = strchr(out.buf, '\n');
    s->have = strtoull(out.buf, &end, 10);
    if (!newline || end == out.buf || end[0] != ' ' || end[1] != '/' || s->have > start->size) {
        s->status = (uint32_t)WIRE_E_FAIL;
        return 0;
    }
    s->target = xstrndup(end + 1, (size_t)(newline - end - 1));
    return 0;
}

/* Without a shell: is something there already? */
static int begin_plainly(struct sending *s, struct err **err)
{
    const struct fcopy_start *start = &s->file->start;
    struct agent_file f;
    uint32_t closed;
    if (start->flags & (FCOPY_CREATE_PATH | FCOPY_DIRECTORY)) {
        s->status = (uint32_t)WIRE_E_NOT_SUPPORTED;
        return 0;
    }
    size_t len = strlen(start->path);
    s->target =
        xasprintf("%s%s", start->path, len && start->path[len - 1] == '/' ? start->name : "");
    if (start->flags & FCOPY_OVERWRITE)
        return 0;
    if (agent_file_open(s->agent, s->target, "rb", &f, &s->status, err))
        return -1;
    bool there = !s->status;
    s->status = there ? (uint32_t)WIRE_E_FILE_EXISTS : WIRE_OK;
    return there ? agent_file_close(&f, &closed, err) : 0;
}

/* Writes [at, end) of the source. */
static int write_data(struct sending *s, const struct agent_file *f, uint8_t *buf, uint64_t at,
                      uint64_t end, struct err **err)
{
    while (at < end && !s->status) {
        size_t want = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
        ssize_t n = pread(s->file->fd, buf, want, (off_t)at);
        if (n <= 0) {
            s->errnum = n ? errno : EIO;
            return 0;
        }
        if (agent_file_write(f, buf, (size_t)n, &s->status, err))
            return -1;
        at += (uint64_t)n;
        if (s->put->progress)
            s->put->progress(s->put->ctx, s->file, at);
    }
    return 0;
}

/* All from `have` on; what is a hole here becomes one there. */
static int write_all(struct sending *s, const struct agent_file *f, struct err **err)
{
    AUTO_FREE uint8_t *buf = xmalloc(CHUNK);
    uint64_t size = s->file->start.size, at = s->have, position;
    while (at < size && !s->status && !s->errnum) {
        off_t data = lseek(s->file->fd, (off_t)at, SEEK_DATA);
        off_t hole = data < 0 ? -1 : lseek(s->file->fd, data, SEEK_HOLE);
        uint64_t from = data < 0 ? (errno == ENXIO ? size : at) : (uint64_t)data;
        uint64_t to = hole < 0 || (uint64_t)hole > size ? size : (uint64_t)hole;
        if (from >= size)
            from = size - 1; /* the file's last byte is written, so that it has its length */
        if (from > at && (agent_file_seek(f, from, false, &position, &s->status, err)))
            return -1;
        if (!s->status && write_data(s, f, buf, from, to, err))
            return -1;
        at = to;
    }
    return 0;
}

static int send_content(struct sending *s, struct err **err)
{
    struct agent_file f;
    AUTO_FREE char *path = NULL;
    const char *slash = strrchr(s->target, '/');
    uint32_t closed = WIRE_OK;
    if (s->agent->programs)
        path = xasprintf("%.*s/%s", slash ? (int)(slash - s->target) : 0, s->target, s->part);
    else
        path = xstrdup(s->target);
    if (agent_file_open(s->agent, path, s->agent->programs ? "r+b" : "wb", &f, &s->status, err))
        return -1;
    if (s->status)
        return 0;
    uint64_t position;
    int rc = 0;
    if (s->have)
        rc = agent_file_seek(&f, s->have, false, &position, &s->status, err);
    if (!rc && !s->status)
        rc = write_all(s, &f, err);
    AUTO_ERR *ignored = NULL;
    if (agent_file_close(&f, &closed, rc ? &ignored : err))
        rc = -1;
    if (!s->status)
        s->status = closed;
    return rc;
}

/* The end of a file with a hidden name: its own name, or nothing. */
static int finish(struct sending *s, struct err **err)
{
    uint32_t status = s->status;
    if (!s->agent->programs)
        return 0;
    if (!status && !s->errnum) {
        const char *args[] = { s->part, s->target, s->letters, s->mode, s->mtime, s->size, NULL };
        return script(s, finish_script, args, NULL, err);
    }
    if (s->file->start.flags & FCOPY_RESUME)
        return 0;
    const char *args[] = { s->part, s->target, NULL };
    int rc = script(s, drop_script, args, NULL, err);
    s->status = status;
    return rc;
}

static int send_file(struct sending *s, struct err **err)
{
    const struct fcopy_start *start = &s->file->start;
    static const struct walk_root everywhere = { .fd = -1 };
    int bad = walk_check(&everywhere, start->path, strlen(start->path));
    if (bad) {
        s->status = wire_status_of_errno(bad);
        return 0;
    }
    if (s->file->attributes) {
        const char *args[] = { start->path, s->mode, s->mtime, NULL };
        return script(s, attributes_script, args, NULL, err);
    }
    if (s->agent->programs ? begin(s, err) : begin_plainly(s, err))
        return -1;
    if (s->status || (start->flags & FCOPY_DIRECTORY))
        return 0;
    return send_content(s, err) || finish(s, err) ? -1 : 0;
}

int vm_agent_put(const struct vm_agent *agent, const struct client_put *put, struct err **err)
{
    struct client_file file = { .fd = -1 };
    int more;
    while ((more = put->next(put->ctx, &file, err)) > 0) {
        struct sending s = { .agent = agent, .put = put, .file = &file };
        name_part(&s);
        describe(&s);
        int rc = send_file(&s, err);
        if (file.fd >= 0)
            close(file.fd);
        AUTO_ERR *ignored = NULL;
        if (put->done(put->ctx, &file, rc ? (uint32_t)WIRE_E_CANCELLED : s.status, s.errnum,
                      rc ? &ignored : err))
            rc = -1;
        free(s.target);
        if (rc)
            return -1;
        file = (struct client_file){ .fd = -1 };
    }
    return more;
}
