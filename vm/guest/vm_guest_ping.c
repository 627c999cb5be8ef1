#include "vm/guest/vm_guest_ping.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "vm/guest/vm_shell.h"
#include "vm/vm_core.h"

enum { WAIT_SECONDS = 5, OUTPUT_MAX = 64 << 10, NOT_FOUND = 127 };

static int family_of(const char *text)
{
    unsigned char bytes[16];
    return inet_pton(AF_INET, text, bytes) == 1    ? AF_INET
           : inet_pton(AF_INET6, text, bytes) == 1 ? AF_INET6
                                                   : 0;
}

static void cleanup_shell(struct vm_shell **shell)
{
    vm_shell_close(*shell);
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Takes what is there; false at the end. */
static bool take(int *fd, struct strbuf *out)
{
    char chunk[4096];
    ssize_t n = read(*fd, chunk, sizeof(chunk));
    if (n > 0 && out->len < OUTPUT_MAX)
        strbuf_add(out, chunk, (size_t)n);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end(fd);
    return *fd >= 0;
}

/* Until the program closed both; -1 when the user gave up. */
static int collect(struct vm_host *host, struct vm_shell_streams *s, struct strbuf *out,
                   struct strbuf *errors, struct err **err)
{
    while (s->out >= 0 || s->err >= 0) {
        struct pollfd fds[] = { { .fd = s->out, .events = POLLIN },
                                { .fd = s->err, .events = POLLIN },
                                { .fd = host->wait.interrupt_fd, .events = POLLIN } };
        if (poll(fds, ARRAY_SIZE(fds), -1) < 0 && errno != EINTR)
            return err_set_errno(err, errno, "Cannot wait for the guest");
        if (fds[2].revents)
            return err_set(err, ERR_CANCELLED, "The test was given up");
        if (fds[0].revents)
            take(&s->out, out);
        if (fds[1].revents)
            take(&s->err, errors);
    }
    return 0;
}

static int judge(const struct vm_ping *ping, int code, const struct strbuf *out,
                 const struct strbuf *errors, double *ms, struct err **err)
{
    const char *time = out->len ? strstr(out->buf, "time=") : NULL;
    if (code == 0 && time) {
        *ms = strtod(time + strlen("time="), NULL);
        return 0;
    }
    if (code == NOT_FOUND)
        return err_set(err, ERR_NOT_SUPPORTED, "There is no ping in the guest.");
    if (!errors->len)
        return err_set(err, ERR_TIMEOUT, "No answer from %s came to %s within %d seconds.",
                       ping->receiver, ping->sender, WAIT_SECONDS);
    return err_set(err, ERR_OPERATION_FAILED, "The guest cannot send from %s to %s: %.*s",
                   ping->sender, ping->receiver, (int)strcspn(errors->buf, "\n"), errors->buf);
}

int vm_guest_ping(struct vm_host *host, const char *uuid, const struct vm_ping *ping, double *ms,
                  struct err **err)
{
    int family = family_of(ping->sender);
    if (!family || family != family_of(ping->receiver))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' and '%s' are not two addresses of one IP version.", ping->sender,
                       ping->receiver);
    if (ping->payload < 0 || ping->payload > VM_PING_PAYLOAD_MAX)
        return err_set(err, ERR_INVALID_PARAMETER, "The payload has 0 to %d bytes.",
                       VM_PING_PAYLOAD_MAX);
    AUTO_FREE char *size = xasprintf("%d", ping->payload);
    AUTO_FREE char *seconds = xasprintf("%d", WAIT_SECONDS);
    const char *argv[] = {
        "/bin/sh",    "-c",          "exec ping -c 1 -W \"$1\" -s \"$2\" -I \"$3\" \"$4\"",
        "sh",         seconds,       size,
        ping->sender, ping->receiver
    };
    struct vm_shell_options options = { .uuid = uuid, .agent = true };
    struct vm_shell_program program = { .argv = argv, .argc = ARRAY_SIZE(argv) };
    struct vm_shell_streams streams = { -1, -1, -1 };
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_STRBUF errors = STRBUF_INIT;
    CLEANUP(cleanup_shell) struct vm_shell *shell = NULL;
    int code;
    if (vm_shell_open(host, &options, &shell, err) ||
        vm_shell_start(host, &shell, &program, &streams, err))
        return -1;
    close_end(&streams.in);
    int rc = collect(host, &streams, &out, &errors, err);
    close_end(&streams.out);
    close_end(&streams.err);
    if (rc || vm_shell_end(shell, &code, err))
        return -1;
    return judge(ping, code, &out, &errors, ms, err);
}
