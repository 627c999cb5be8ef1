#include "vm/guest/vm_shell.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>

#include "guest/client_exec.h"
#include "shell/base/alloc.h"
#include "vm/guest/vm_shell_agent.h"
#include "vm/guest/vm_shell_private.h"
#include "vm/guest/vm_shell_pump.h"
#include "vm/vm_core.h"

/* ---- opening ------------------------------------------------------------------------- */
struct open_arg {
    char uuid[37];
    char *user, *password;
    bool agent;
    struct vm_shell *shell;
};

static void open_arg_free(void *opaque)
{
    struct open_arg *a = opaque;
    if (a->password)
        explicit_bzero(a->password, strlen(a->password));
    free(a->user);
    free(a->password);
    vm_shell_close(a->shell);
    free(a);
}

static int log_in(struct vm_shell *s, const struct open_arg *a, struct err **err)
{
    s->io = vm_guest_channel_io(&s->channel);
    struct guest_io io = vm_shell_pump_io(s);
    s->channel.open = true;
    if (client_exec_open(&s->channel.client, &io, err))
        return -1;
    if (a->user && client_exec_login(&s->channel.client, a->user, a->password, err))
        return err_type(err, "System.Management.Automation.Remoting.PSDirectException",
                        "InvalidCredential");
    return client_exec_info(&s->channel.client, s->info, err);
}

/* Nobody answers on the channel. The agent asks for no password, so it is no way for a user who
 * has one. */
static int open_agent(struct vm_call *call, struct vm_shell *s, struct err **err)
{
    AUTO_ERR *why = STEAL(*err);
    if (!vm_shell_agent_open(call, s, err))
        return 0;
    if ((*err)->kind == ERR_CANCELLED)
        return -1;
    err_clear(err);
    return err_move(err, &why);
}

static int open_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct open_arg *a = opaque;
    struct vm_shell *s = a->shell;
    bool agent = vm_direct_connect(call, a->uuid, &s->channel, err) != 0;
    if (agent && (!a->agent || a->user || (*err)->kind != ERR_CONNECTION))
        return -1;
    AUTO_ERR *why = STEAL(*err);
    s->domain = vm_call_domain(call, a->uuid, err);
    if (!s->domain)
        return -1;
    s->conn = call->conn;
    virConnectRef(s->conn);
    if (agent)
        err_move(err, &why);
    int rc = agent ? open_agent(call, s, err) : log_in(s, a, err);
    s->channel.call = NULL; /* it ends with this call */
    return rc;
}

int vm_shell_open(struct vm_host *host, const struct vm_shell_options *options,
                  struct vm_shell **shell, struct err **err)
{
    struct open_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", options->uuid);
    a->user = xstrdup(options->user);
    a->password = options->user ? xstrdup(options->password ? options->password : "") : NULL;
    a->agent = options->agent;
    a->shell = xcalloc(1, sizeof(*a->shell));
    *a->shell = (struct vm_shell){
        .channel = { .fd = -1, .lock = -1 }, .control = { -1, -1 }, .in = -1, .out = { -1, -1 }
    };
    void *p = a;
    int rc = vm_call_run(host, "Connecting to the guest", VM_CALL_CHANGE, 0, open_work, &p,
                         open_arg_free, err);
    if (!p)
        return -1;
    if (!rc)
        *shell = STEAL(a->shell);
    open_arg_free(a);
    return rc;
}

void vm_shell_close(struct vm_shell *s)
{
    if (!s)
        return;
    if (s->running) {
        AUTO_ERR *ignored = NULL;
        int code;
        vm_shell_stop(s);
        (void)vm_shell_end(s, &code, &ignored);
    }
    vm_guest_channel_close(&s->channel);
    vm_shell_agent_release(s);
    for (size_t i = 0; i < EXEC_INFO_COUNT; i++)
        free(s->info[i]);
    if (s->domain)
        virDomainFree(s->domain);
    if (s->conn)
        virConnectClose(s->conn);
    err_free(s->err);
    free(s);
}

static const char *info_of(const struct vm_shell *s, enum exec_info which)
{
    return s->info[which] ? s->info[which] : "";
}

struct vm_shell_info vm_shell_info(const struct vm_shell *s)
{
    return (struct vm_shell_info){ .user = info_of(s, EXEC_INFO_USER),
                                   .home = info_of(s, EXEC_INFO_HOME),
                                   .shell = info_of(s, EXEC_INFO_SHELL),
                                   .pwsh = info_of(s, EXEC_INFO_PWSH),
                                   .hvsh = info_of(s, EXEC_INFO_HVSH),
                                   .by_agent = s->agent };
}

/* ---- programs ------------------------------------------------------------------------ */
struct start_arg {
    struct vm_shell *shell;
    struct exec_body open;
    const char **strings; /* owned copies */
    size_t count;
};

static void start_arg_free(void *opaque)
{
    struct start_arg *a = opaque;
    for (size_t i = 0; i < a->count; i++)
        free((char *)(uintptr_t)a->strings[i]);
    free(a->strings);
    vm_shell_close(a->shell);
    free(a);
}

static struct start_arg *start_arg_new(struct vm_shell *s, const struct vm_shell_program *p)
{
    struct start_arg *a = xcalloc(1, sizeof(*a));
    a->shell = s;
    a->strings = xcalloc(1 + p->argc + p->envc, sizeof(*a->strings));
    a->strings[a->count++] = xstrdup(p->directory ? p->directory : "");
    for (size_t i = 0; i < p->argc; i++)
        a->strings[a->count++] = xstrdup(p->argv[i]);
    for (size_t i = 0; i < p->envc; i++)
        a->strings[a->count++] = xstrdup(p->env[i]);
    a->open = (struct exec_body){ .operation = EXEC_OPEN,
                                  .id = ++s->next_id,
                                  .flags = p->terminal ? EXEC_TERMINAL : 0,
                                  .rows = (uint16_t)p->rows,
                                  .cols = (uint16_t)p->cols,
                                  .strings = a->strings,
                                  .argc = p->argc,
                                  .envc = p->envc };
    s->id = s->next_id;
    return a;
}

static int start_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct start_arg *a = opaque;
    struct vm_shell *s = a->shell;
    uint32_t status;
    s->channel.call = call;
    int rc = client_exec_start(&s->channel.client, &a->open, &status, err);
    s->channel.call = NULL;
    if (rc)
        return -1;
    if (!status)
        return 0;
    const char *text = wire_status_text(status);
    return err_set(err,
                   status == (uint32_t)WIRE_E_FILE_NOT_FOUND ? ERR_OBJECT_NOT_FOUND
                                                             : ERR_OPERATION_FAILED,
                   "The guest of '%s' cannot start '%s': %s", s->channel.name, a->strings[1],
                   text ? text : "Unspecified error");
}

/* Both ends of the three streams and the pump's orders. */
static int open_ends(struct vm_shell *s, bool terminal, struct vm_shell_streams *streams,
                     struct err **err)
{
    int in[2] = { -1, -1 }, out[2] = { -1, -1 }, error[2] = { -1, -1 };
    enum { FLAGS = O_CLOEXEC | O_NONBLOCK };
    if (pipe2(s->control, FLAGS) || pipe2(in, FLAGS) || pipe2(out, FLAGS) ||
        (!terminal && pipe2(error, FLAGS))) {
        int failed = errno;
        const int all[] = { in[0], in[1], out[0], out[1], error[0], error[1] };
        for (size_t i = 0; i < ARRAY_SIZE(all); i++)
            if (all[i] >= 0)
                close(all[i]);
        vm_shell_close_ends(s);
        return err_set_errno(err, failed, "Cannot make a pipe");
    }
    s->in = in[0];
    s->out[0] = out[1];
    s->out[1] = error[1];
    *streams = (struct vm_shell_streams){ .in = in[1], .out = out[0], .err = error[0] };
    return 0;
}

void vm_shell_close_ends(struct vm_shell *s)
{
    int *const ends[] = { &s->in, &s->out[0], &s->out[1] };
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
        if (*ends[i] >= 0)
            close(*ends[i]);
        *ends[i] = -1;
    }
}

static void close_control(struct vm_shell *s)
{
    for (int i = 0; i < 2; i++) {
        if (s->control[i] >= 0)
            close(s->control[i]);
        s->control[i] = -1;
    }
}

/* Signals stay with the main thread. */
static int start_thread(struct vm_shell *s)
{
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int failed = pthread_create(&s->thread, NULL, s->agent ? vm_shell_agent_run : vm_shell_pump, s);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return failed;
}

static int start_over_channel(struct vm_host *host, struct vm_shell **shell,
                              const struct vm_shell_program *program, struct err **err)
{
    struct start_arg *a = start_arg_new(*shell, program);
    void *p = a;
    int rc = vm_call_run(host, "Starting a program in the guest", VM_CALL_CHANGE, 0, start_work, &p,
                         start_arg_free, err);
    if (!p) {
        *shell = NULL;
        return -1;
    }
    a->shell = NULL;
    start_arg_free(a);
    return rc;
}

int vm_shell_start(struct vm_host *host, struct vm_shell **shell,
                   const struct vm_shell_program *program, struct vm_shell_streams *streams,
                   struct err **err)
{
    struct vm_shell *s = *shell;
    if (s->agent ? vm_shell_agent_prepare(s, program, err)
                 : start_over_channel(host, shell, program, err))
        return -1;
    if (open_ends(s, program->terminal, streams, err))
        return -1;
    s->code = -1;
    int failed = start_thread(s);
    if (failed) {
        vm_shell_close_ends(s);
        close_control(s);
        return err_set_errno(err, failed, "Cannot start a thread");
    }
    s->running = true;
    return 0;
}

bool vm_shell_is_running(const struct vm_shell *s)
{
    return s->running;
}

/* ---- orders -------------------------------------------------------------------------- */
static void order(struct vm_shell *s, struct vm_shell_command command)
{
    if (!s->running)
        return;
    ssize_t n = write(s->control[1], &command, sizeof(command));
    (void)n; /* a pipe full of orders has one that ends it */
}

int vm_shell_command(struct vm_shell *s, struct vm_shell_command *command)
{
    return read(s->control[0], command, sizeof(*command)) == (ssize_t)sizeof(*command);
}

void vm_shell_resize(struct vm_shell *s, int rows, int cols)
{
    order(s, (struct vm_shell_command){ SHELL_RESIZE, rows, cols });
}

void vm_shell_signal(struct vm_shell *s, int number)
{
    order(s, (struct vm_shell_command){ SHELL_SIGNAL, number, 0 });
}

void vm_shell_stop(struct vm_shell *s)
{
    order(s, (struct vm_shell_command){ SHELL_STOP, 0, 0 });
}

int vm_shell_end(struct vm_shell *s, int *code, struct err **err)
{
    *code = -1;
    if (!s->running)
        return err_set(err, ERR_INVALID_STATE, "No program runs in the session");
    pthread_join(s->thread, NULL);
    s->running = false;
    close_control(s);
    *code = s->code;
    return s->err ? err_move(err, &s->err) : 0;
}
