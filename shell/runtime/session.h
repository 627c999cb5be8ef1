/* A session: all state of one shell. Nothing is shared between sessions, and
 * no mutable state lives outside one. */
#ifndef HVSH_RUNTIME_SESSION_H
#define HVSH_RUNTIME_SESSION_H

#include <signal.h>

#include "shell/object/object.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/host.h"
#include "shell/runtime/sink.h"

struct scope;
struct names;
struct command_table;
struct frame;

struct session {
    struct host host;
    const struct cmdlet_registry *registry;
    struct command_table *commands; /* functions, aliases, applications seen; command.c */
    struct names *names;            /* interned variable and member names; scope.c */
    struct shapes *shapes;
    struct scope *global;
    /* The innermost running script frame. A pipeline remembers the frame it was
     * started from and puts it back around every call into one of its stages:
     * $_ and the scope of dotted blocks hang on it. */
    struct frame *frame;

    struct value failure;      /* pending ErrorRecord while ST_FAIL travels */
    /* The travelling error ends the script and not only its statement: a throw,
     * or a preference of Stop. Whoever catches or reports it clears this. */
    bool failure_final;
    int try_depth;             /* enclosing try blocks and traps: errors travel to them */
    struct value error_list;   /* $Error, newest first */
    const char *flow_label;    /* of a travelling break or continue; NULL: none */
    struct value flow_value;   /* what return carries */
    int exit_code;             /* of a travelling exit, and of the session */
    int64_t last_exit_code;    /* $LASTEXITCODE */
    bool has_last_exit_code;
    bool ok;                   /* $? */
    struct position position;  /* of the running command or statement */
    int depth;                 /* nested calls; capped */
    char *stack_limit;         /* the C stack may not grow below; frame.c */
    uint32_t binding_epoch;    /* moves on when a name may mean another variable; scope.c */
    struct eval_state *eval;   /* the evaluator's own: automatic variables, classes; frame.c */

    volatile sig_atomic_t interrupt_flag;
    int interrupt_pipe[2]; /* self-pipe; [0] is interrupt_fd() */

    struct sink *streams[7]; /* default sinks by number: 1 success, 2 error, 3 warning,
                                4 verbose, 5 debug, 6 information */

    /* One slot for the hypervisor layer (its connections), freed by its own hand. */
    void *vm_state;
    void (*vm_state_free)(void *);
    void *vm_module; /* dlopen handle */
    struct regex_cache *regex;
};

struct session *session_new(const struct cmdlet_registry *registry, const struct host *host);
void session_free(struct session *s);

/* Parses and runs text; success output goes to the default formatter on the
 * host. Errors are shown and recorded. ST_OK, ST_FAIL (shown already), ST_EXIT
 * or ST_INTERRUPT. file: for positions and $PSScriptRoot; NULL for the prompt. */
enum status session_run_text(struct session *s, const char *text, size_t len, const char *file);
enum status session_run_file(struct session *s, const char *path, const struct value *args,
                             size_t nargs);
/* Runs text and collects its output objects (tests, prompt function, jobs). */
enum status session_collect(struct session *s, const char *text, size_t len, struct array *out);

/* Called from the SIGINT handler: async-signal-safe. */
void session_interrupt(struct session *s);
void session_clear_interrupt(struct session *s);

/* Global variables by C name (no $), for hosts and cmdlets. *out owned. */
bool session_get_variable(struct session *s, const char *name, struct value *out);
void session_set_variable_take(struct session *s, const char *name, struct value v);
/* Finds a type literal's type: built-in, registry, script classes. */
const struct type_info *session_find_type(struct session *s, const char *name, size_t len);
/* Loads hvsh-vm.so once. 0 or -1. */
int session_load_vm_module(struct session *s, struct err **err);

#endif
