/* Runs a tool without a shell: argument vector, captured output with caps,
 * time limit, interruption. The calling thread waits. No descriptor but 0-2
 * reaches the child (all of hvsh's are close-on-exec); stdin is /dev/null.
 * The child leads a process group of its own, so Ctrl-C at the terminal does
 * not reach it twice; on time-out or interrupt it gets SIGTERM, then SIGKILL
 * after grace_ms, and is always reaped. */
#ifndef HVSH_BASE_SPAWN_H
#define HVSH_BASE_SPAWN_H

#include <stddef.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"

struct spawn {
    const char *const *argv; /* NULL-terminated; argv[0] is looked up in PATH and sbin */
    int timeout_ms;          /* 0: no limit */
    int interrupt_fd;        /* readable -> ERR_CANCELLED; <= 0: none; is not read */
    int grace_ms;            /* between SIGTERM and SIGKILL; 0: 2000 */
    size_t out_cap;          /* bytes of stdout kept, 0: 16 MiB; more is an error */
    /* Called with each piece of stdout as it comes (then nothing is kept), or NULL. */
    void (*on_output)(void *ctx, const char *data, size_t len);
    void *ctx;
    const int *ok_status; /* exit codes besides 0 that are no error, ended by 0; or NULL */
};

/* Runs to the end. out (may be NULL) gets stdout. *status (may be NULL) gets
 * the exit code. Fails with ERR_DOMAIN_TOOL and the last line the tool wrote to
 * stderr in the message; ERR_TIMEOUT; ERR_CANCELLED; ERR_OBJECT_NOT_FOUND when the
 * tool is not installed. */
int spawn_run(const struct spawn *sp, struct strbuf *out, int *status, struct err **err) MUST_CHECK;

/* What the shell does with signals undone, before this process becomes another program. Calls
 * only what is safe after fork. */
void spawn_reset_signals(void);

#endif
