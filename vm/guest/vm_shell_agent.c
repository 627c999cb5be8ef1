#include "vm/guest/vm_shell_agent.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/guest/vm_agent.h"

enum {
    CHUNK = 48 << 10,
    SCRIPT_SECONDS = 30,
    LOOK_MS = 10, /* how often the program is looked at, at first and in the long run */
    LOOK_MAX_MS = 250,
    SIGNAL_TERM = 15,
};

/* What a shell by the agent has. */
struct vm_shell_agent {
    struct vm_agent agent;
    struct vm_call call; /* of the thread: nobody gives it up */
    struct strbuf words; /* the program and its arguments, a JSON array's inside */
    struct strbuf env;
};

/* ---- opening ------------------------------------------------------------------------- */
static const char probe_script[] =
    "id -un; cd 2>/dev/null && pwd || echo /; echo \"${SHELL:-/bin/sh}\"\n"
    "command -v pwsh || echo; command -v hvsh || echo\n";

static int read_info(struct vm_shell *s, char *text, struct err **err)
{
    static const enum exec_info lines[] = { EXEC_INFO_USER, EXEC_INFO_HOME, EXEC_INFO_SHELL,
                                            EXEC_INFO_PWSH, EXEC_INFO_HVSH };
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
        char *line = strsep(&text, "\n");
        if (!line)
            return err_set(err, ERR_OPERATION_FAILED,
                           "The QEMU guest agent of '%s' says nothing of its guest",
                           s->channel.name);
        s->info[lines[i]] = xstrdup(line);
    }
    return 0;
}

int vm_shell_agent_open(struct vm_call *call, struct vm_shell *s, struct err **err)
{
    const char *none[] = { NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    uint32_t status;
    struct vm_shell_agent *a = xcalloc(1, sizeof(*a));
    s->agent = a;
    a->call.conn = call->conn;
    a->words = a->env = (struct strbuf)STRBUF_INIT;
    if (vm_agent_open(call, s->domain, s->channel.name, &a->agent, err) ||
        (a->agent.programs &&
         vm_agent_script(&a->agent, probe_script, none, SCRIPT_SECONDS, &out, &status, err)))
        return -1;
    if (!a->agent.programs || status)
        return err_set(err, ERR_NOT_SUPPORTED, "The QEMU guest agent of '%s' starts no programs",
                       s->channel.name);
    a->agent.call = &a->call;
    return read_info(s, out.buf, err);
}

void vm_shell_agent_release(struct vm_shell *s)
{
    if (!s->agent)
        return;
    strbuf_release(&s->agent->words);
    strbuf_release(&s->agent->env);
    free(STEAL(s->agent));
}

int vm_shell_agent_prepare(struct vm_shell *s, const struct vm_shell_program *p, struct err **err)
{
    struct vm_shell_agent *a = s->agent;
    if (p->terminal) {
        err_set(err, ERR_NOT_SUPPORTED,
                "The guest of '%s' has but the QEMU guest agent, which gives no terminal",
                s->channel.name);
        return err_advise(err, "Install-VMGuestServices -VMName '%s'", s->channel.name);
    }
    strbuf_reset(&a->words);
    strbuf_reset(&a->env);
    for (size_t i = 0; i < p->argc; i++) {
        strbuf_addch(&a->words, ',');
        agent_json_quote(&a->words, p->argv[i]);
    }
    AUTO_FREE char *home = xasprintf("HOME=%s", s->info[EXEC_INFO_HOME]);
    AUTO_FREE char *user = xasprintf("USER=%s", s->info[EXEC_INFO_USER]);
    const char *own[] = { home, user };
    for (size_t i = 0; i < ARRAY_SIZE(own) + p->envc; i++) {
        strbuf_addch(&a->env, ',');
        agent_json_quote(&a->env, i < ARRAY_SIZE(own) ? own[i] : p->env[i - ARRAY_SIZE(own)]);
    }
    return 0;
}

/* ---- one program --------------------------------------------------------------------- */
struct running {
    struct vm_shell *s;
    const struct vm_agent *agent;
    char *folder; /* in the guest: the files of its streams */
    struct agent_file files[3];
    int64_t pid;
    bool stop;
};

/* What the caller orders meanwhile. */
static int take_orders(struct running *r, struct err **err)
{
    struct vm_shell_command c;
    while (vm_shell_command(r->s, &c)) {
        if (c.order == SHELL_RESIZE)
            continue;
        r->stop |= c.order == SHELL_STOP;
        AUTO_FREE char *number = xasprintf("%d", c.order == SHELL_STOP ? SIGNAL_TERM : c.a);
        AUTO_FREE char *pid = xasprintf("%lld", (long long)r->pid);
        const char *args[] = { number, pid, NULL };
        uint32_t status;
        if (r->pid && vm_agent_script(r->agent, "kill -\"$1\" \"$2\"", args, SCRIPT_SECONDS, NULL,
                                      &status, err))
            return -1;
    }
    return r->stop ? err_set(err, ERR_CANCELLED, "The operation was stopped.") : 0;
}

static int refused(const struct running *r, uint32_t status, const char *what, struct err **err)
{
    const char *text = wire_status_text(status);
    return err_set(err, ERR_OPERATION_FAILED, "The guest of '%s' cannot %s: %s", r->s->channel.name,
                   what, text ? text : "Unspecified error");
}

static int make_folder(struct running *r, struct err **err)
{
    const char *none[] = { NULL };
    AUTO_STRBUF out = STRBUF_INIT;
    uint32_t status;
    if (vm_agent_script(r->agent,
                        "umask 077; d=$(mktemp -d /tmp/.hvsh.XXXXXX) || exit 1\n"
                        ": >\"$d/0\"; : >\"$d/1\"; : >\"$d/2\"; echo \"$d\"\n",
                        none, SCRIPT_SECONDS, &out, &status, err))
        return -1;
    if (status)
        return refused(r, status, "make a folder", err);
    r->folder = xstrndup(out.buf, strcspn(out.buf, "\n"));
    for (int i = 0; i < 3; i++) {
        AUTO_FREE char *path = xasprintf("%s/%d", r->folder, i);
        if (agent_file_open(r->agent, path, i ? "r" : "w", &r->files[i], &status, err))
            return -1;
        if (status)
            return refused(r, status, "open a file", err);
    }
    return 0;
}

/* Its input, up to the end. */
static int send_input(struct running *r, struct err **err)
{
    AUTO_FREE char *buf = xmalloc(CHUNK);
    uint32_t status = WIRE_OK;
    for (;;) {
        struct pollfd fds[] = { { .fd = r->s->in, .events = POLLIN },
                                { .fd = r->s->control[0], .events = POLLIN } };
        poll(fds, ARRAY_SIZE(fds), -1);
        if (take_orders(r, err))
            return -1;
        ssize_t n = read(r->s->in, buf, CHUNK);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0)
            break;
        if (agent_file_write(&r->files[0], buf, (size_t)n, &status, err))
            return -1;
        if (status)
            return refused(r, status, "take the input", err);
    }
    if (agent_file_close(&r->files[0], &status, err))
        return -1;
    return status ? refused(r, status, "take the input", err) : 0;
}

/* All that is there of one output goes on; *some when there was any. */
static int hand_on(struct running *r, int i, bool *some, struct err **err)
{
    for (;;) {
        AUTO_STRBUF data = STRBUF_INIT;
        uint32_t status;
        if (agent_file_read(&r->files[i], CHUNK, &data, &status, err))
            return -1;
        if (status)
            return refused(r, status, "read the output", err);
        if (!data.len)
            return 0;
        *some = true;
        for (size_t at = 0; at < data.len && r->s->out[i - 1] >= 0;) {
            ssize_t n = write(r->s->out[i - 1], data.buf + at, data.len - at);
            if (n > 0) {
                at += (size_t)n;
            } else if (errno == EAGAIN) {
                struct pollfd fds[] = { { .fd = r->s->out[i - 1], .events = POLLOUT },
                                        { .fd = r->s->control[0], .events = POLLIN } };
                poll(fds, ARRAY_SIZE(fds), -1);
                if (take_orders(r, err))
                    return -1;
            } else if (errno != EINTR) { /* nobody reads: it is dropped */
                close(r->s->out[i - 1]);
                r->s->out[i - 1] = -1;
            }
        }
    }
}

static int run_program(struct running *r, struct err **err)
{
    static const char script[] =
        "d=$1; shift; cd 2>/dev/null; exec \"$@\" <\"$d/0\" >\"$d/1\" 2>\"$d/2\"\n";
    AUTO_STRBUF args = STRBUF_INIT;
    struct vm_agent_exit end = { 0 };
    uint32_t status;
    if (make_folder(r, err) || send_input(r, err))
        return -1;
    strbuf_addch(&args, ',');
    agent_json_quote(&args, r->folder);
    strbuf_add(&args, r->s->agent->words.buf, r->s->agent->words.len);
    if (vm_agent_start(r->agent, script, args.buf, r->s->agent->env.buf, &r->pid, &status, err))
        return -1;
    if (status)
        return refused(r, status, "start a program", err);
    for (int ms = LOOK_MS; !end.over; ms = ms * 2 < LOOK_MAX_MS ? ms * 2 : LOOK_MAX_MS) {
        struct pollfd control = { .fd = r->s->control[0], .events = POLLIN };
        bool some = false;
        poll(&control, 1, ms);
        /* What it wrote before its end is there when the end is told. */
        if (take_orders(r, err) || vm_agent_ended(r->agent, r->pid, &end, NULL, NULL, err) ||
            hand_on(r, 1, &some, err) || hand_on(r, 2, &some, err))
            return -1;
        if (some)
            ms = LOOK_MS;
    }
    r->s->code = end.signal ? 128 + (int)end.signal : (int)end.code;
    return 0;
}

void *vm_shell_agent_run(void *arg)
{
    struct vm_shell *s = arg;
    struct running r = { .s = s, .agent = &s->agent->agent };
    AUTO_ERR *ignored = NULL;
    uint32_t status;
    for (int i = 0; i < 3; i++)
        r.files[i].handle = -1;
    (void)run_program(&r, &s->err);
    for (int i = 0; i < 3; i++)
        (void)(r.files[i].handle < 0 || agent_file_close(&r.files[i], &status, &ignored));
    if (r.folder) {
        const char *args[] = { r.folder, NULL };
        AUTO_ERR *late = NULL;
        (void)vm_agent_script(r.agent, "rm -rf -- \"$1\"", args, SCRIPT_SECONDS, NULL, &status,
                              &late);
    }
    free(r.folder);
    vm_shell_close_ends(s);
    return NULL;
}
