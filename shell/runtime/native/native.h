/* Native commands as pipeline stages: processes fed with lines, read line by
 * line. Neighbours exchange bytes through a pipe of their own. All waits poll the
 * session's interrupt; a process is always reaped. */
#ifndef HVSH_RUNTIME_NATIVE_H
#define HVSH_RUNTIME_NATIVE_H

#include <sys/types.h>

#include "shell/base/strbuf.h"
#include "shell/runtime/stage.h"

/* The argument vector of a stage's call, NULL-terminated: what is not a quoted string gets ~ and
 * wildcards expanded, arrays become several arguments, a list that was written out the words of
 * its text, $null none. */
struct native_argv {
    char **items; /* owned */
    size_t len, cap;
};
/* Takes s. */
void native_argv_add(struct native_argv *argv, char *s);
/* One argument of the stage's call. */
void native_argv_add_argument(struct native_argv *argv, const struct stage *stage,
                              const struct call_arg *arg);
void native_argv_build(struct native_argv *argv, const char *name, const struct stage *stage);
void native_argv_release(struct native_argv *argv);

struct native {
    struct stage *stage;
    pid_t pid;  /* 0: not running (any more) */
    pid_t was;  /* the pid it had when it has ended */
    int status; /* of waitpid, once reaped */
    bool started, reaped;
    int in, out, err;  /* our ends of its pipes; -1: none */
    int inherit_in;    /* what becomes its stdin; -1: a pipe or ours */
    bool feeds_next;   /* its stdout is the stdin of the stage behind it */
    bool has_terminal; /* reads our stdin */
    bool told_to_stop;
    int64_t stop_since;    /* ms */
    struct strbuf pending; /* waiting to be written to in */
    size_t pending_at;
    struct strbuf out_line, err_line; /* what came of unfinished lines */
    int64_t last_pump;                /* ms */
    int out_fd, err_fd;               /* files of redirections; -1: none */
    bool merge_err;                   /* 2>&1 */
    bool said_error;                  /* a line of stderr has come */
    bool minishell;                   /* called with a script block: minishell.h */
    struct array *objects;            /* its input, not yet written; owned. NULL: lines go in */
    bool out_began, out_objects, err_objects; /* what comes are lines of object text */
};

/* Moves data until, for feeding, little is pending (all: nothing, and stdin is
 * closed and every output read to its end). Looks at the natives it feeds, too. */
enum status native_pump(struct native *n, bool all);
/* Waits for the process; its exit code goes to *code. */
enum status native_wait(struct native *n, int *code);
/* Ends a process that is still there, kindly first. */
void native_kill(struct native *n);
/* An error record of the process. */
enum status native_emit_error(struct native *n, struct value record);
/* The native whose stdin is n's stdout; NULL: none. */
struct native *native_next(const struct native *n);

#endif
