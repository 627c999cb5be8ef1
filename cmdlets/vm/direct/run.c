#include "cmdlets/vm/direct/run.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/vm/direct/protocol.h"
#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/deserialized.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/session.h"

#define REMOTE_EXCEPTION "System.Management.Automation.RemoteException"

enum { CHUNK = 64 << 10 };

/* The block on one session. */
struct run {
    struct direct *d;
    enum direct_kind kind;
    char mark[PROTOCOL_MARK_SIZE];
    struct strbuf request;
    size_t sent;
    struct protocol_lines out, err;
    bool alone; /* the program is this block's: its end is the block's */
    bool over;
};

struct running {
    struct invocation *inv;
    const struct direct_block *block;
    struct run *runs;
    size_t n;
};

/* ---- what comes ---------------------------------------------------------------------- */
static struct value line_value(const char *s, size_t len)
{
    if (utf8_valid(s, len))
        return value_string_len(s, len);
    struct strbuf text = STRBUF_INIT;
    for (size_t used; len; s += used, len -= used)
        strbuf_addrune(&text, utf8_decode(s, len, &used));
    return value_string_take(&text);
}

/* Objects say where they come from. */
static enum status emit_from(struct running *r, const struct direct *d, struct value v)
{
    struct shapes *shapes = r->inv->session->shapes;
    if (v.kind == V_OBJECT &&
        (v.object->type == &type_pscustomobject || type_is_a(v.object->type, &type_deserialized))) {
        if (!r->block->hide_computer)
            object_set_note_take(v.object, shapes, "PSComputerName", value_string(d->vm_name));
        object_set_note_take(v.object, shapes, "RunspaceId", guid_new(d->instance));
    }
    return emit(r->inv, v);
}

/* What a program prints on stderr is an error record, as from any PowerShell elsewhere. */
static enum status error_line(struct running *r, const char *s, size_t len)
{
    AUTO_VALUE line = line_value(s, len);
    struct error_spec spec = { .message = line.str->data,
                               .id = "NativeCommandError",
                               .exception = REMOTE_EXCEPTION,
                               .target = line,
                               .activity = "",
                               .no_command = true };
    return cmdlet_error(r->inv, &spec);
}

static const char *text_of(const struct hash *h, const char *key, struct value *keep)
{
    const struct value *v = hash_gets(h, key);
    *keep = value_to_string(v ? *v : value_null());
    return keep->str->data;
}

static enum status remote_error(struct running *r, struct value v)
{
    if (v.kind != V_HASH)
        return ST_OK;
    AUTO_VALUE message = value_null();
    AUTO_VALUE id = value_null();
    AUTO_VALUE activity = value_null();
    AUTO_VALUE reason = value_null();
    AUTO_VALUE name = value_null();
    AUTO_VALUE type = value_null();
    const struct value *category = hash_gets(v.hash, "C");
    struct error_spec spec = { .message = text_of(v.hash, "M", &message),
                               .id = text_of(v.hash, "I", &id),
                               .activity = text_of(v.hash, "A", &activity),
                               .reason = text_of(v.hash, "R", &reason),
                               .target_name = text_of(v.hash, "N", &name),
                               .target_type = text_of(v.hash, "T", &type),
                               .exception = REMOTE_EXCEPTION,
                               .no_command = true };
    if (category && category->kind == V_INT32 && category->i >= 0 && category->i <= EC_NOT_ENABLED)
        spec.category = (enum error_category)category->i;
    return cmdlet_error(r->inv, &spec);
}

static enum status information(struct running *r, struct value v)
{
    const struct value *message = v.kind == V_HASH ? hash_gets(v.hash, "M") : NULL;
    const struct value *host = v.kind == V_HASH ? hash_gets(v.hash, "H") : NULL;
    return message ? write_information(r->inv, *message, host && value_truth(*host)) : ST_OK;
}

static enum status record(struct running *r, struct run *run, char kind, struct value v)
{
    AUTO_VALUE text = kind == 'W' || kind == 'V' || kind == 'D' ? value_to_string(v) : value_null();
    switch (kind) {
    case 'O':
        return emit_from(r, run->d, v);
    case 'R':
    case 'T':
        return remote_error(r, v);
    case 'W':
        return write_warning(r->inv, "%s", text.str->data);
    case 'V':
        return write_verbose(r->inv, "%s", text.str->data);
    case 'D':
        return write_debug(r->inv, "%s", text.str->data);
    case 'I':
        return information(r, v);
    case 'E':
        run->over = true;
        return ST_OK;
    default:
        return ST_OK;
    }
}

static enum status output_line(struct running *r, struct run *run, const char *s, size_t len)
{
    if (run->kind == DIRECT_POWERSHELL) {
        AUTO_VALUE v = value_null();
        char kind = protocol_record(s, len, r->inv->session->shapes, &v);
        if (kind)
            return record(r, run, kind, v);
    }
    AUTO_VALUE line = line_value(s, len);
    return emit(r->inv, line);
}

/* Hands on the whole lines of what has come. */
static enum status hand_on(struct running *r, struct run *run, bool at_end)
{
    const char *mark = run->kind == DIRECT_SH && !run->alone ? run->mark : NULL, *s;
    size_t len;
    enum status st = ST_OK;
    while (st == ST_OK && protocol_next_line(&run->err, mark, at_end, &s, &len))
        st = error_line(r, s, len);
    while (st == ST_OK && !run->over && protocol_next_line(&run->out, mark, at_end, &s, &len))
        st = output_line(r, run, s, len);
    if (run->out.over && run->err.over)
        run->over = true;
    return st;
}

/* ---- the program's end --------------------------------------------------------------- */
static void keep_code(struct running *r, int code)
{
    r->inv->session->last_exit_code = code;
    r->inv->session->has_last_exit_code = true;
}

static enum status broken(struct running *r, struct run *run, struct err **err)
{
    AUTO_VALUE target = value_string(run->d->vm_name);
    struct error_spec spec = error_spec_of(*err);
    run->d->state = DIRECT_BROKEN;
    spec.id = "PSSessionStateBroken";
    spec.category = EC_OPEN_ERROR;
    spec.exception = "System.Management.Automation.Remoting.PSRemotingTransportException";
    spec.target = target;
    enum status st = cmdlet_error(r->inv, &spec);
    err_clear(err);
    return st;
}

static enum status program_ended(struct running *r, struct run *run)
{
    struct err *err = NULL;
    int code;
    enum status st = hand_on(r, run, true);
    int rc = vm_shell_end(run->d->shell, &code, &err);
    direct_end_program(run->d);
    run->over = true;
    if (rc)
        return st == ST_OK ? broken(r, run, &err) : (err_clear(&err), st);
    if (run->kind == DIRECT_SH)
        keep_code(r, code);
    return st;
}

/* ---- moving data --------------------------------------------------------------------- */
static void send_some(struct run *run)
{
    int *fd = &run->d->streams.in;
    while (*fd >= 0 && run->sent < run->request.len) {
        ssize_t n = write(*fd, run->request.buf + run->sent, run->request.len - run->sent);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n < 0) {
            close(*fd);
            *fd = -1;
            return;
        }
        run->sent += (size_t)n;
    }
    if (run->alone && *fd >= 0 && run->sent == run->request.len) {
        close(*fd);
        *fd = -1;
    }
}

static void read_some(int *fd, struct protocol_lines *lines)
{
    AUTO_FREE char *chunk = xmalloc(CHUNK);
    ssize_t n = *fd < 0 ? -1 : read(*fd, chunk, CHUNK);
    if (n > 0) {
        protocol_lines_add(lines, chunk, (size_t)n);
    } else if (*fd >= 0 && (!n || (errno != EAGAIN && errno != EINTR))) {
        close(*fd);
        *fd = -1;
    }
}

static enum status turn(struct running *r, struct run *run)
{
    struct vm_shell_streams *s = &run->d->streams;
    send_some(run);
    read_some(&s->out, &run->out);
    read_some(&s->err, &run->err);
    if (s->out < 0 && s->err < 0)
        return program_ended(r, run);
    enum status st = hand_on(r, run, false);
    if (run->over && run->kind == DIRECT_SH)
        keep_code(r, run->out.code);
    return st;
}

static bool wait_for_news(struct running *r)
{
    AUTO_FREE struct pollfd *fds = xcalloc(1 + 3 * r->n, sizeof(*fds));
    nfds_t n = 0;
    bool any = false;
    fds[n++] = (struct pollfd){ .fd = interrupt_fd(r->inv->session), .events = POLLIN };
    for (size_t i = 0; i < r->n; i++) {
        const struct run *run = &r->runs[i];
        const struct vm_shell_streams *s = &run->d->streams;
        if (run->over)
            continue;
        any = true;
        fds[n++] = (struct pollfd){ .fd = s->out, .events = POLLIN };
        fds[n++] = (struct pollfd){ .fd = s->err, .events = POLLIN };
        fds[n++] =
            (struct pollfd){ .fd = run->sent < run->request.len ? s->in : -1, .events = POLLOUT };
    }
    if (any)
        poll(fds, n, -1);
    return any;
}

/* ---- starting ------------------------------------------------------------------------ */
static enum status refuse_block(struct running *r, const struct direct *d)
{
    AUTO_VALUE target = value_string(d->vm_name);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "There is no PowerShell in the guest of '%s': what has parameters, uses $using: or "
                "is a .ps1 file cannot run in its /bin/sh.",
                d->vm_name);
    return cmdlet_error(
        r->inv, &(struct error_spec){ .message = text.buf,
                                      .id = "PowerShellNotInGuest",
                                      .category = EC_NOT_INSTALLED,
                                      .exception = "System.InvalidOperationException",
                                      .target = target,
                                      .advice = "Install hvsh or PowerShell in the guest, or write "
                                                "the block for sh: its arguments are $1, $2 …" });
}

static void put_request(struct running *r, struct run *run)
{
    const struct direct_block *b = r->block;
    struct core_env env;
    core_env_init(&env, r->inv->session, r->inv);
    AUTO_VALUE using_values =
        run->kind == DIRECT_POWERSHELL
            ? job_using_values(r->inv->session, b->text, strlen(b->text), false)
            : value_null();
    struct protocol_request request = { .text = b->text,
                                        .args = b->args,
                                        .nargs = b->nargs,
                                        .input = b->input,
                                        .using_values = using_values,
                                        .env = &env.env };
    run->request = (struct strbuf)STRBUF_INIT;
    if (run->alone && run->kind == DIRECT_SH)
        protocol_put_lines(&run->request, b->input);
    else if (run->kind == DIRECT_SH)
        protocol_put_sh(&run->request, &request, run->mark);
    else
        protocol_put_powershell(&run->request, &request);
}

static int start_program(struct running *r, struct run *run, struct err **err)
{
    const struct direct_block *b = r->block;
    struct direct *d = run->d;
    struct vm_shell_info info = vm_shell_info(d->shell);
    const char *powershell = *info.hvsh ? info.hvsh : info.pwsh;
    const char *argv[] = { powershell, "-NoProfile", "-NonInteractive", "-Command", protocol_loop };
    struct vm_shell_program program = { .argv = argv, .argc = ARRAY_SIZE(argv) };
    VEC(const char *) sh = VEC_INIT;
    AUTO_VALUE texts = value_of_array(array_new(b->nargs));
    if (run->kind == DIRECT_SH) {
        *vec_push(&sh) = "/bin/sh";
        for (const char *const *more = (const char *const[]){ "-c", b->text, "sh", NULL };
             run->alone && *more; more++)
            *vec_push(&sh) = *more;
        for (size_t i = 0; run->alone && i < b->nargs; i++) {
            array_push_take(texts.array, value_to_string(b->args[i]));
            *vec_push(&sh) = texts.array->items[i].str->data;
        }
        program.argv = sh.items;
        program.argc = sh.len;
    }
    int rc = vm_shell_start(d->host->host, &d->shell, &program, &d->streams, err);
    vec_release(&sh);
    if (rc)
        return -1;
    d->runs = true;
    return 0;
}

static enum status start(struct running *r, struct run *run, struct direct *d)
{
    const struct direct_block *b = r->block;
    struct err *err = NULL;
    *run = (struct run){ .d = d,
                         .request = STRBUF_INIT,
                         .out.data = STRBUF_INIT,
                         .err.data = STRBUF_INIT,
                         .over = true };
    if (!d->shell || d->state != DIRECT_OPENED) {
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_VALUE target = direct_object(d);
        strbuf_addf(&text,
                    "Because the session state for session %s, %s is not equal to Open, you cannot "
                    "run a command in the session.",
                    d->name, d->vm_name);
        return cmdlet_error(
            r->inv, &(struct error_spec){ .message = text.buf,
                                          .id = "PSSessionStateBroken",
                                          .category = EC_OPEN_ERROR,
                                          .exception = "System.Management.Automation.Runspaces."
                                                       "InvalidRunspaceStateException",
                                          .target = target });
    }
    run->kind = direct_kind_of(d);
    if (run->kind == DIRECT_SH && b->only_powershell)
        return refuse_block(r, d);
    if (b->for_sh)
        run->kind = DIRECT_SH;
    run->alone = run->kind != direct_kind_of(d) || vm_shell_info(d->shell).by_agent;
    protocol_mark(run->mark);
    if (run->alone || (d->runs && !vm_shell_is_running(d->shell)))
        direct_end_program(d);
    if (!d->runs && start_program(r, run, &err)) {
        if (!d->shell || err->kind == ERR_CONNECTION)
            d->state = DIRECT_BROKEN;
        AUTO_VALUE target = value_string(d->vm_name);
        return cmdlet_err(r->inv, &err, target);
    }
    put_request(r, run);
    run->over = false;
    return ST_OK;
}

enum status direct_run(struct invocation *inv, struct direct **sessions, size_t n,
                       const struct direct_block *block)
{
    struct running r = { .inv = inv, .block = block, .n = n };
    r.runs = xcalloc(n ? n : 1, sizeof(*r.runs));
    for (size_t i = 0; i < n; i++)
        r.runs[i].over = true;
    enum status st = ST_OK;
    for (size_t i = 0; i < n && st == ST_OK; i++)
        st = start(&r, &r.runs[i], sessions[i]);
    for (size_t i = 0; i < n && st == ST_OK; i++)
        if (!r.runs[i].over)
            st = turn(&r, &r.runs[i]);
    while (st == ST_OK && wait_for_news(&r)) {
        if (interrupted(inv->session))
            st = ST_INTERRUPT;
        for (size_t i = 0; i < n && st == ST_OK; i++)
            if (!r.runs[i].over)
                st = turn(&r, &r.runs[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (r.runs[i].d && !r.runs[i].over)
            direct_end_program(r.runs[i].d); /* what nobody reads must not go on */
        strbuf_release(&r.runs[i].request);
        protocol_lines_release(&r.runs[i].out);
        protocol_lines_release(&r.runs[i].err);
    }
    free(r.runs);
    return st;
}
