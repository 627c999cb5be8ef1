#include "shell/runtime/native/native.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/str.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/minishell.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/redirect.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

#define PUMP_BYTES ((size_t)64 << 10)

struct native *native_next(const struct native *n)
{
    if (!n->feeds_next)
        return NULL;
    return n->stage[1].native; /* stages of a pipeline lie side by side */
}

/* ---- redirections to files: the process writes there itself ---- */

static void close_files(struct native *n)
{
    if (n->out_fd >= 0)
        close(STEAL_FD(n->out_fd));
    if (n->err_fd >= 0)
        close(STEAL_FD(n->err_fd));
}

/* Out-File says why, or takes the output if it can. */
static enum status leave_to_out_file(struct stage *stage)
{
    close_files(stage->native);
    stage->native->merge_err = false;
    return redirection_open(stage_session(stage), stage->call->redirects, stage->call->nredirects,
                            &stage->out, stage->streams, &stage->redirection);
}

static enum status open_target(struct stage *stage, const struct redirect *r, int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
    AUTO_VALUE text = value_is_null(r->file) ? value_string("/dev/null") : value_to_string(r->file);
    AUTO_FREE char *path = path_absolute(stage_session(stage), text.str->data);
    int how = O_WRONLY | O_CREAT | O_CLOEXEC | (r->kind == REDIRECT_APPEND ? O_APPEND : O_TRUNC);
    *fd = open(path, how, 0666);
    return *fd < 0 ? leave_to_out_file(stage) : ST_OK;
}

static enum status open_redirects(struct stage *stage)
{
    struct native *n = stage->native;
    for (size_t i = 0; i < stage->call->nredirects && !stage->redirection; i++) {
        const struct redirect *r = &stage->call->redirects[i];
        enum status st = ST_OK;
        if (r->kind == REDIRECT_MERGE) {
            n->merge_err |= r->from == 2 || r->from == 0;
            continue;
        }
        if (r->from <= 1)
            st = open_target(stage, r, &n->out_fd);
        if (st == ST_OK && r->from == 0)
            n->merge_err = true;
        if (st == ST_OK && r->from == 2)
            st = open_target(stage, r, &n->err_fd);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* ---- starting ---- */

/* What the process gets as 0, 1 and 2, and our ends. */
struct wiring {
    int child[3]; /* to be closed by us afterwards when owned */
    bool owned[3];
};

static int make_pipe(int *theirs, int *ours, bool they_read)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0)
        return -1;
    *theirs = fds[they_read ? 0 : 1];
    *ours = fds[they_read ? 1 : 0];
    return 0;
}

static void not_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0)
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

static bool is_terminal_output(const struct session *s, const struct stage *stage)
{
    return stage->last && !stage->has_tees && s->output && !s->output->takes_objects &&
           stage->out == &s->output->sink;
}

static int wire(struct stage *stage, struct wiring *w)
{
    struct session *s = stage_session(stage);
    struct native *n = stage->native;
    *w = (struct wiring){ .child = { 0, 1, 2 } };
    if (n->inherit_in >= 0) {
        w->child[0] = n->inherit_in;
        w->owned[0] = true;
        n->inherit_in = -1;
    } else if (stage->inv.expects_input) {
        if (make_pipe(&w->child[0], &n->in, true) < 0)
            return -1;
        w->owned[0] = true;
        not_blocking(n->in);
    } else if (s->is_job) { /* the terminal's input is not a job's */
        w->child[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (w->child[0] < 0)
            return -1;
        w->owned[0] = true;
    } else {
        n->has_terminal = isatty(STDIN_FILENO);
    }
    struct native *next = !stage->last && stage[1].ops == &stage_ops_native && n->out_fd < 0 &&
                                  stage->out == &stage[1].sink && !n->minishell &&
                                  !n->merge_err /* lines and errors, not bytes */
                              ? stage[1].native
                              : NULL;
    if (n->out_fd >= 0) {
        w->child[1] = n->out_fd;
    } else if (next && !next->started) {
        if (make_pipe(&w->child[1], &next->inherit_in, false) < 0)
            return -1;
        w->owned[1] = true;
        n->feeds_next = true;
    } else if (!is_terminal_output(s, stage)) {
        if (make_pipe(&w->child[1], &n->out, false) < 0)
            return -1;
        w->owned[1] = true;
    }
    bool direct = n->feeds_next || n->out_fd >= 0 || n->out < 0;
    if (n->err_fd >= 0) {
        w->child[2] = n->err_fd;
    } else if (n->merge_err && direct) {
        w->child[2] = w->child[1];
    } else if (n->merge_err || stage->redirection || (n->minishell && n->out >= 0) ||
               s->streams[STREAM_ERROR] != s->host_streams[STREAM_ERROR] ||
               stage->variables[COMMON_ERROR_VARIABLE]) {
        if (make_pipe(&w->child[2], &n->err, false) < 0)
            return -1;
        w->owned[2] = true;
    }
    return 0;
}

static int spawn_process(const char *path, char **argv, const struct wiring *w, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attr);
    for (int i = 0; i < 3; i++) {
        if (w->child[i] != i)
            posix_spawn_file_actions_adddup2(&actions, w->child[i], i);
    }
    sigset_t set;
    sigemptyset(&set);
    posix_spawnattr_setsigmask(&attr, &set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGQUIT);
    sigaddset(&set, SIGPIPE);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGTSTP);
    sigaddset(&set, SIGTTOU);
    sigaddset(&set, SIGTTIN);
    posix_spawnattr_setsigdefault(&attr, &set);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int rc = posix_spawn(pid, path, &actions, &attr, argv, environ);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

static enum status failed_to_run(struct stage *stage, int errnum)
{
    struct session *s = stage_session(stage);
    s->position = stage->position;
    AUTO_STRBUF where = STRBUF_INIT;
    position_message(&stage->position, &where);
    AUTO_FREE char *message = xasprintf(
        "Program '%s' failed to run: An error occurred trying to start process '%s' with working "
        "directory '%s'. %s%s.",
        stage->name, stage->command.path, getenv("PWD") ? getenv("PWD") : "", strerror(errnum),
        where.buf);
    struct error_spec spec = {
        .message = message,
        .id = "NativeCommandFailed",
        .category = EC_RESOURCE_UNAVAILABLE,
        .exception = "System.Management.Automation.ApplicationFailedException",
        .no_command = true,
        .invocation_name = stage->name,
    };
    return throw_error(s, &spec);
}

static void trace_arguments(struct stage *stage, const struct native_argv *argv)
{
    struct session *s = stage_session(stage);
    tracer_open(s, TRACE_BINDING, "BIND NAMED native application line args [%s]",
                stage->command.path);
    for (size_t i = 1; i < argv->len; i++)
        tracer_line(s, TRACE_BINDING, "BIND cmd line arg [%s] to position [%zu]", argv->items[i],
                    i - 1);
    tracer_close(s, TRACE_BINDING);
}

static enum status build_argv(struct native_argv *argv, struct stage *stage)
{
    struct native *n = stage->native;
    bool text = true;
    if (!n->minishell) {
        native_argv_build(argv, stage->name, stage);
        if (stage_session(stage)->tracer)
            trace_arguments(stage, argv);
        return ST_OK;
    }
    enum status st = minishell_argv(argv, stage, n->out >= 0, &text);
    if (st == ST_OK && !text && n->in >= 0)
        n->objects = array_new(4);
    return st;
}

static enum status start(struct stage *stage)
{
    struct session *s = stage_session(stage);
    struct native *n = stage->native;
    n->started = true;
    session_flush_output(s);
    if (s->host.ops->flush)
        s->host.ops->flush(s->host.data);
    struct wiring w;
    int rc = wire(stage, &w) < 0 ? errno : 0;
    enum status st = ST_OK;
    if (!rc) {
        struct native_argv argv = { 0 };
        st = build_argv(&argv, stage);
        if (st == ST_OK)
            rc = spawn_process(stage->command.path, argv.items, &w, &n->pid);
        native_argv_release(&argv);
    }
    for (int i = 0; i < 3; i++) {
        if (w.owned[i])
            close(w.child[i]);
    }
    if (rc || st != ST_OK) {
        n->pid = 0;
        return st != ST_OK ? st : failed_to_run(stage, rc);
    }
    /* The reader of its output must run before it is waited for. */
    if (n->feeds_next && !stage[1].native->started)
        return start(&stage[1]);
    return ST_OK;
}

/* ---- the stage ---- */

static enum status native_begin(struct stage *stage)
{
    struct native *n = xcalloc(1, sizeof(*n));
    stage->native = n;
    n->stage = stage;
    n->in = n->out = n->err = n->inherit_in = n->out_fd = n->err_fd = -1;
    n->pending = n->out_line = n->err_line = (struct strbuf)STRBUF_INIT;
    n->minishell = minishell_is_called(stage->call);
    return n->minishell ? leave_to_out_file(stage) : open_redirects(stage);
}

/* Bytes go as they are; true when v was bytes. */
static bool add_bytes(struct native *n, struct value v)
{
    if (v.kind == V_BYTE) {
        strbuf_addch(&n->pending, (char)v.i);
        return true;
    }
    if (v.kind != V_ARRAY || v.array->is_list || v.array->element != &type_byte)
        return false;
    for (size_t i = 0; i < v.array->len; i++)
        strbuf_addch(&n->pending, (char)v.array->items[i].i);
    return true;
}

static void add_line(struct native *n, struct value v)
{
    struct session *s = stage_session(n->stage);
    size_t before = n->pending.len;
    if (v.kind == V_OBJECT && s->render && !error_record_of(v))
        s->render(s, v, &n->pending);
    else
        value_to_strbuf(v, &n->pending);
    if (n->pending.len == before || n->pending.buf[n->pending.len - 1] != '\n' ||
        v.kind == V_STRING)
        strbuf_addch(&n->pending, '\n');
}

static int64_t coarse_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum status native_process(struct stage *stage, struct value v)
{
    struct native *n = stage->native;
    bool input = !(v.kind == V_NULL && v.aux == VALUE_NOTHING);
    if (!n->started) {
        enum status st = start(stage);
        if (st != ST_OK)
            return st;
    }
    if (!input || n->in < 0)
        return ST_OK;
    if (n->objects) {
        array_push(n->objects, v);
        return ST_OK;
    }
    if (!add_bytes(n, v))
        add_line(n, v);
    if (n->pending.len - n->pending_at < PUMP_BYTES && coarse_ms() - n->last_pump < 4)
        return ST_OK;
    return native_pump(n, false);
}

static enum status check_exit(struct stage *stage, int code)
{
    struct session *s = stage_session(stage);
    s->last_exit_code = code;
    s->has_last_exit_code = true;
    if (code == 0)
        return ST_OK;
    stage->had_error = true;
    static const char name[] = "PSNativeCommandUseErrorActionPreference";
    AUTO_VALUE v = value_null();
    if (!session_lookup_variable(s, name, sizeof(name) - 1, &v) || !value_truth(v))
        return ST_OK;
    AUTO_FREE char *message =
        xasprintf("Program \"%s\" ended with non-zero exit code: %d (0x%02X).", stage->name, code,
                  (unsigned)code);
    AUTO_VALUE path = value_string(stage->command.path ? stage->command.path : stage->name);
    struct error_spec spec = {
        .message = message,
        .id = "ProgramExitedWithNonZeroCode",
        .exception = "System.Management.Automation.NativeCommandExitException",
        .target = path,
        .activity = stage->name,
        .no_command = true,
    };
    s->position = stage->position;
    AUTO_VALUE record = error_record_new(s, &spec);
    struct array *facts = array_new(3);
    array_push(facts, path);
    array_push(facts, value_int(code));
    array_push(facts, value_int((int32_t)stage->native->was));
    exception_of(error_record_of(record)->exception)->extra = value_of_array(facts);
    /* 2>&1: it goes where the program's own lines went */
    struct sink *errors = s->streams[STREAM_ERROR];
    if (stage->native->merge_err)
        s->streams[STREAM_ERROR] = &stage->emit_sink;
    enum status st = stage_write_error(s, stage, record);
    s->streams[STREAM_ERROR] = errors;
    return st;
}

static enum status native_end(struct stage *stage)
{
    struct native *n = stage->native;
    if (!n->started) {
        enum status st = start(stage);
        if (st != ST_OK)
            return st;
    }
    minishell_input(n);
    enum status st = native_pump(n, true);
    if (st == ST_STOP)
        return st;
    int code = 0;
    /* The chain is read to its end, so whoever writes into it ends, too. */
    enum status waited = native_wait(n, &code);
    if (st == ST_OK)
        st = waited;
    if (st == ST_INTERRUPT)
        return st;
    enum status exited = check_exit(stage, code);
    return st == ST_OK ? exited : st;
}

static void native_free(struct stage *stage)
{
    struct native *n = stage->native;
    if (!n)
        return;
    native_kill(n);
    if (n->inherit_in >= 0)
        close(n->inherit_in);
    close_files(n);
    if (n->objects)
        value_unref(value_of_array(n->objects));
    strbuf_release(&n->pending);
    strbuf_release(&n->out_line);
    strbuf_release(&n->err_line);
    stage->native = NULL;
    free(n);
}

const struct stage_ops stage_ops_native = { native_begin, native_process, native_end, native_free };
