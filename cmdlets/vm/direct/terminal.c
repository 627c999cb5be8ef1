#include "cmdlets/vm/direct/terminal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "shell/base/alloc.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

enum { SIZE_LOOK_MS = 250, CHUNK = 16 << 10, LEAVE = 0x1d /* Ctrl-] */, LEAVE_TIMES = 3 };

struct relay {
    struct direct *d;
    struct winsize size;
    char typed[CHUNK], printed[CHUNK];
    size_t typed_len, printed_len, printed_at;
    unsigned leave; /* times in a row */
};

static bool read_size(struct winsize *size)
{
    return !ioctl(STDOUT_FILENO, TIOCGWINSZ, size) && size->ws_row && size->ws_col;
}

static void look_at_size(struct relay *r)
{
    struct winsize now;
    if (!read_size(&now) || (now.ws_row == r->size.ws_row && now.ws_col == r->size.ws_col))
        return;
    r->size = now;
    vm_shell_resize(r->d->shell, now.ws_row, now.ws_col);
}

/* False: the user wants to leave, or the terminal is gone. */
static bool read_keys(struct relay *r)
{
    ssize_t n = read(STDIN_FILENO, r->typed, sizeof(r->typed));
    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    r->typed_len = (size_t)n;
    for (ssize_t i = 0; i < n; i++) {
        r->leave = r->typed[i] == LEAVE ? r->leave + 1 : 0;
        if (r->leave == LEAVE_TIMES)
            return false;
    }
    return true;
}

static void write_keys(struct relay *r)
{
    ssize_t n = write(r->d->streams.in, r->typed, r->typed_len);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n < 0)
        n = (ssize_t)r->typed_len; /* the program is over: its output ends soon */
    memmove(r->typed, r->typed + n, r->typed_len - (size_t)n);
    r->typed_len -= (size_t)n;
}

/* False at the end of the program. */
static bool read_output(struct relay *r)
{
    ssize_t n = read(r->d->streams.out, r->printed, sizeof(r->printed));
    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    r->printed_len = (size_t)n;
    r->printed_at = 0;
    return true;
}

static bool write_output(struct relay *r)
{
    while (r->printed_at < r->printed_len) {
        ssize_t n =
            write(STDOUT_FILENO, r->printed + r->printed_at, r->printed_len - r->printed_at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        r->printed_at += (size_t)n;
    }
    r->printed_len = r->printed_at = 0;
    return true;
}

static void run(struct relay *r)
{
    for (;;) {
        struct pollfd p[] = {
            { .fd = r->typed_len ? -1 : STDIN_FILENO, .events = POLLIN },
            { .fd = r->typed_len ? r->d->streams.in : -1, .events = POLLOUT },
            { .fd = r->printed_len ? -1 : r->d->streams.out, .events = POLLIN },
            { .fd = r->printed_len ? STDOUT_FILENO : -1, .events = POLLOUT },
        };
        poll(p, ARRAY_SIZE(p), SIZE_LOOK_MS);
        look_at_size(r);
        if (p[0].revents && !read_keys(r))
            return;
        if (p[1].revents)
            write_keys(r);
        if (p[2].revents && !read_output(r))
            return;
        if (r->printed_len && !write_output(r))
            return;
    }
}

/* PowerShell gets a prompt that says where it is, and the command that leaves. */
static char *powershell_profile(const char *vm_name)
{
    AUTO_STRBUF name = STRBUF_INIT;
    for (const char *c = vm_name; *c; c++) {
        if (*c == '\'')
            strbuf_addch(&name, '\'');
        strbuf_addch(&name, *c);
    }
    return xasprintf("function global:prompt { '[' + '%s' + ']: PS ' + $PWD + '> ' }\n"
                     "function global:Exit-PSSession { exit }\n"
                     "Set-Alias -Scope Global exsn Exit-PSSession",
                     name.buf);
}

static int start(struct relay *r, struct err **err)
{
    struct direct *d = r->d;
    struct vm_shell_info info = vm_shell_info(d->shell);
    AUTO_FREE char *profile = powershell_profile(d->vm_name);
    AUTO_FREE char *prompt = xasprintf("PS1=[%s]: ${PWD} $ ", d->vm_name);
    const char *term = getenv("TERM");
    AUTO_FREE char *terminal = xasprintf("TERM=%s", term && *term ? term : "linux");
    const char *powershell = *info.hvsh ? info.hvsh : info.pwsh;
    const char *argv[] = { powershell, "-NoLogo", "-NoExit", "-Command", profile };
    const char *sh[] = { *info.shell ? info.shell : "/bin/sh", "-l" };
    const char *env[] = { terminal, prompt };
    struct vm_shell_program program = { .argv = argv,
                                        .argc = ARRAY_SIZE(argv),
                                        .env = env,
                                        .envc = ARRAY_SIZE(env),
                                        .terminal = true,
                                        .rows = r->size.ws_row,
                                        .cols = r->size.ws_col };
    if (direct_kind_of(d) == DIRECT_SH) {
        program.argv = sh;
        program.argc = ARRAY_SIZE(sh);
    }
    if (vm_shell_start(d->host->host, &d->shell, &program, &d->streams, err)) {
        if (!d->shell || (*err)->kind == ERR_CONNECTION)
            d->state = DIRECT_BROKEN;
        return -1;
    }
    return 0;
}

enum status direct_enter(struct invocation *inv, struct direct *d)
{
    struct err *err = NULL;
    struct termios saved, raw;
    struct relay r = { .d = d };
    AUTO_VALUE target = value_string(d->vm_name);
    if (!isatty(STDIN_FILENO) || !read_size(&r.size) || tcgetattr(STDIN_FILENO, &saved))
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "The host does not support Enter-PSSession and Exit-PSSession.",
                     .id = "HostDoesNotSupportPushRunspace",
                     .category = EC_INVALID_ARGUMENT,
                     .exception = "System.ArgumentException",
                     .advice = "It takes a terminal; Invoke-Command -VMName runs commands without "
                               "one" });
    direct_end_program(d);
    if (start(&r, &err))
        return cmdlet_err(inv, &err, target);
    session_flush_output(inv->session);
    if (inv->session->host.ops->flush)
        inv->session->host.ops->flush(inv->session->host.data);
    raw = saved;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    run(&r);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
    int code;
    bool left = r.leave == LEAVE_TIMES;
    if (left)
        vm_shell_stop(d->shell);
    int rc = vm_shell_end(d->shell, &code, &err);
    direct_end_program(d);
    if (left) {
        err_clear(&err);
        return ST_OK;
    }
    if (rc)
        return cmdlet_err(inv, &err, target);
    inv->session->last_exit_code = code;
    inv->session->has_last_exit_code = true;
    return ST_OK;
}
