/* Files from a guest by its QEMU guest agent. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "guest/checksum.h"
#include "guest/receive.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_agent.h"

enum {
    PIECE = 768 << 10, /* well below what libvirt takes for an answer */
    SCRIPT_SECONDS = 30,
    BYTES_PER_SECOND = 8 << 20,
    OUTPUT_MAX = 1 << 20,
};

/* $1: the path. One line each: mode in hex, bytes, time, name. */
static const char list_script[] =
    "if [ -d \"$1\" ]; then cd -- \"$1\" || exit 5\n"
    " find . -mindepth 1 -maxdepth 1 -exec stat -c '%f %s %Y %n' {} + | head -c 1048576\n"
    "elif [ -e \"$1\" ] || [ -L \"$1\" ]; then stat -c '%f %s %Y ' -- \"$1\"\n"
    "else exit 2; fi\n";
static const char digest_script[] =
    "[ -e \"$1\" ] || exit 2; [ -f \"$1\" ] || exit 5; sha256sum <\"$1\"\n";

static int check_path(const char *path, struct err **err)
{
    static const struct walk_root everywhere = { .fd = -1 };
    int bad = walk_check(&everywhere, path, strlen(path));
    return bad ? err_set_errno(err, bad, "Cannot read '%s' in the guest", path) : 0;
}

static char kind_of(unsigned long mode)
{
    return S_ISDIR(mode) ? 'd' : S_ISREG(mode) ? 'f' : S_ISLNK(mode) ? 'l' : 'o';
}

/* One line of a listing; false when it is none, or names what no file can be named. */
static bool read_line(const char *line, struct client_entry *e)
{
    unsigned long mode;
    int at = 0;
    *e = (struct client_entry){ 0 };
    long long mtime;
    if (sscanf(line, "%lx %" SCNu64 " %lld%n", &mode, &e->size, &mtime, &at) < 3 ||
        line[at] != ' ' || e->size > INT64_MAX || mtime > INT64_MAX / 1000000000 ||
        mtime < INT64_MIN / 1000000000)
        return false;
    const char *name = line + at + 1;
    if (!strncmp(name, "./", 2))
        name += 2;
    struct walk_root folder = { .fd = 0 };
    if (*name && (strchr(name, '/') || walk_check(&folder, name, strlen(name))))
        return false;
    e->kind = kind_of(mode);
    e->mode = mode & 07777;
    e->mtime_ns = (int64_t)mtime * 1000000000;
    memcpy(e->name, name, strlen(name) + 1);
    return true;
}

/* Without a shell only a file can be told, and of it only its length. */
static int list_plainly(const struct vm_agent *agent, const char *path, struct client_entry *e,
                        uint32_t *status, struct err **err)
{
    struct agent_file f;
    uint32_t closed;
    *e = (struct client_entry){ .kind = 'f', .mode = 0644 };
    if (agent_file_open(agent, path, "rb", &f, status, err))
        return -1;
    if (*status) {
        if (*status == (uint32_t)WIRE_E_PATH_NOT_FOUND)
            *status = (uint32_t)WIRE_E_FILE_NOT_FOUND;
        return 0;
    }
    int rc = agent_file_seek(&f, 0, true, &e->size, status, err);
    AUTO_ERR *ignored = NULL;
    return agent_file_close(&f, &closed, rc ? &ignored : err) || rc ? -1 : 0;
}

int vm_agent_list(const struct vm_agent *agent, const char *path, uint32_t *status,
                  int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                  void *ctx, struct err **err)
{
    const char *args[] = { path, NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    struct client_entry e;
    if (check_path(path, err))
        return -1;
    if (!agent->programs) {
        if (list_plainly(agent, path, &e, status, err))
            return -1;
        return *status ? 0 : entry(ctx, &e, err);
    }
    if (vm_agent_script(agent, list_script, args, SCRIPT_SECONDS, &out, status, err))
        return -1;
    if (!*status && out.len >= OUTPUT_MAX)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' holds more files than the QEMU guest agent can tell of", path);
    char *save = NULL;
    for (char *line = *status ? NULL : strtok_r(out.buf, "\n", &save); line;
         line = strtok_r(NULL, "\n", &save))
        if (read_line(line, &e) && entry(ctx, &e, err))
            return -1;
    return 0;
}

/* ---- one file ---------------------------------------------------------------------------------
 */
static int note_source(void *ctx, const struct client_entry *e, struct err **err)
{
    struct client_entry *source = ctx;
    (void)err;
    if (!e->name[0])
        *source = *e;
    return 0;
}

static int fetch(const struct agent_file *f, struct receiver *in, uint32_t *status,
                 void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                 struct err **err)
{
    uint64_t size = in->start.size, position;
    if (in->pos && agent_file_seek(f, in->pos, false, &position, status, err))
        return -1;
    while (!*status && in->pos < size) {
        AUTO_STRBUF piece = STRBUF_INIT;
        size_t want = size - in->pos < PIECE ? (size_t)(size - in->pos) : PIECE;
        if (agent_file_read(f, want, &piece, status, err))
            return -1;
        if (!*status && !piece.len)
            *status = wire_status_of_errno(EIO); /* it became shorter */
        if (!*status)
            *status = receiver_take(in, piece.buf, piece.len);
        if (progress && !*status)
            progress(ctx, in->pos, size);
    }
    if (!*status)
        *status = receiver_complete(in, size, NULL);
    return 0;
}

int vm_agent_get(const struct vm_agent *agent, const char *path, const struct walk_root *root,
                 const char *to, uint32_t flags, uint32_t *status,
                 void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                 struct err **err)
{
    struct client_entry source = { 0 };
    struct agent_file f;
    struct receiver in;
    uint64_t stored;
    uint32_t closed;
    int bad = walk_check(root, to, strlen(to));
    if (bad)
        return err_set_errno(err, bad, "Cannot write '%s'", to);
    if (vm_agent_list(agent, path, status, note_source, &source, err))
        return -1;
    if (!*status && source.kind != 'f')
        *status = (uint32_t)WIRE_E_ACCESS_DENIED;
    if (*status)
        return 0;
    if (agent_file_open(agent, path, "rb", &f, status, err))
        return -1;
    if (*status)
        return 0;
    struct fcopy_start start = { .flags = flags,
                                 .mode = source.mode & 0777,
                                 .size = source.size,
                                 .allocated = source.size,
                                 .mtime_ns = source.mtime_ns };
    snprintf(start.path, sizeof(start.path), "%s", to);
    source_key(path, start.size, start.mtime_ns, start.key);
    receiver_init(&in, root);
    *status = receiver_start(&in, &start, &stored);
    int rc = *status ? 0 : fetch(&f, &in, status, progress, ctx, err);
    receiver_release(&in);
    AUTO_ERR *ignored = NULL;
    return agent_file_close(&f, &closed, rc ? &ignored : err) || rc ? -1 : 0;
}

int vm_agent_digest(const struct vm_agent *agent, const char *path, uint64_t size, uint32_t *status,
                    uint8_t digest[FCOPY_DIGEST_SIZE], struct err **err)
{
    const char *args[] = { path, NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    int seconds = SCRIPT_SECONDS + (int)(size / BYTES_PER_SECOND);
    if (check_path(path, err) ||
        vm_agent_script(agent, digest_script, args, seconds, &out, status, err))
        return -1;
    for (size_t i = 0; !*status && i < FCOPY_DIGEST_SIZE; i++) {
        unsigned byte;
        if (out.len < 2 * i + 2 || !isxdigit((unsigned char)out.buf[2 * i]) ||
            sscanf(out.buf + 2 * i, "%2x", &byte) != 1)
            return err_set(err, ERR_OPERATION_FAILED,
                           "The QEMU guest agent of '%s' sent a digest that is none", agent->name);
        digest[i] = (uint8_t)byte;
    }
    return 0;
}
