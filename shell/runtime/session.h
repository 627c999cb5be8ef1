/* A session: all state of one shell. Nothing is shared between sessions, and
 * no mutable state lives outside one. */
#ifndef HVSH_RUNTIME_SESSION_H
#define HVSH_RUNTIME_SESSION_H

#include <signal.h>
#include <stdint.h>

#include "shell/object/object.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/host.h"
#include "shell/runtime/pool.h"
#include "shell/runtime/sink.h"

/* How it goes on after a stop of the debugger; c, s, v and o of its prompt. */
enum debug_step { STEP_NONE, STEP_INTO, STEP_OVER, STEP_OUT };

struct runspace;
struct scope;
struct names;
struct command_table;
struct frame;
struct stage;
struct completion;
struct history;
struct format_db;
struct output;
struct object_text;
struct required_chain;
struct tracer;

/* The end of the success stream: the default formatter on the host. Made by
 * session->make_output when a text or script begins, so that tables span the
 * statements of one run as PowerShell's do. The runtime knows no formatting:
 * main plugs the maker in (cmdlets/core/out_default.c). */
struct output {
    struct sink sink;
    /* Shows what is held back (a table still collecting); called before anything else may
     * write to the terminal: an error, a prompt, a native command. */
    enum status (*flush)(struct output *);
    /* The same and ends open views; the output may be written to again afterwards. */
    enum status (*end)(struct output *);
    void (*free)(struct output *);
    bool takes_objects; /* and shows nothing: what programs print must come through it, too */
};

struct session {
    struct host host;
    const struct cmdlet_registry *registry;
    struct command_table *commands; /* functions, aliases, applications seen; command.c */
    struct names *names;            /* interned variable and member names; scope.c */
    struct shapes *shapes;
    struct hash *accelerators; /* short names of types that scripts added; or NULL */
    struct type_cache *types;  /* arrays and lists of types that are not built in */
    struct scope *global;
    /* The innermost running script frame. A pipeline remembers the frame it was
     * started from and puts it back around every call into one of its stages:
     * $_ and the scope of dotted blocks hang on it. */
    struct frame *frame;

    struct value failure; /* pending ErrorRecord while ST_FAIL travels */
    /* The travelling error ends the script and not only its statement: a throw,
     * or a preference of Stop. Whoever catches or reports it clears this. */
    bool failure_final;
    /* The stage whose pipeline $PSCmdlet.ThrowTerminatingError() has ended: until the
     * error has left that pipeline, nothing in it goes on, catches or traps. */
    const struct stage *stopping;
    int try_depth;           /* enclosing try blocks and traps: errors travel to them */
    struct value error_list; /* $Error, newest first */
    struct value style;      /* $PSStyle; $null: nobody asked for it yet, the defaults hold */
    const char *flow_label;  /* of a travelling break or continue; NULL: none */
    struct value flow_value; /* what return carries */
    int exit_code;           /* of a travelling exit, and of the session */
    int64_t last_exit_code;  /* $LASTEXITCODE */
    bool has_last_exit_code;
    bool ok;                  /* $? */
    struct position position; /* of the running command or statement */
    struct stage *stage;      /* the running pipeline stage (stage.h); NULL at top level.
                                 During block_run_begin: the function's own stage */
    char *stack_limit;        /* the C stack may not grow below; frame.c */
    uint32_t binding_epoch;   /* moves on when a name may mean another variable; scope.c */
    struct eval_state *eval;  /* the evaluator's own: automatic variables, classes; frame.c */

    /* Set by a signal or by other threads; looked at together between statements. */
    union {
        struct {
            sig_atomic_t interrupt_flag; /* interrupt_pending() */
            uint16_t events_due;         /* an event source has something, or an action waits */
            uint16_t sharing_due;        /* others changed what is shared; job/sharing.h */
        };
        uint64_t attention;
    };
    int interrupt_pipe[2]; /* self-pipe; [0] is interrupt_fd() */

    struct sink *streams[7];      /* sinks by number as they stand for the running stage: 1 success,
                                     2 error, 3 warning, 4 verbose, 5 debug, 6 information */
    struct sink *host_streams[7]; /* those that show on the host; stream.c */
    struct output *output;        /* of the running text; streams[1] at top level is its sink */
    struct output *(*make_output)(struct session *); /* NULL: output is dropped */
    /* How a native command's stdin shows an object that is no string; NULL: ToString(). */
    void (*render)(struct session *, struct value v, struct strbuf *out);
    const struct object_text *object_text; /* how objects go to another shell; NULL: they do not */
    /* What $input of the top level is instead of the lines of standard input, an owned array;
     * NULL: those. */
    struct value (*read_input)(struct session *);
    /* Script classes and enums, set by the evaluator; NULL: none. */
    const struct type_info *(*find_class)(struct session *, const char *name, size_t len);
    const char *script_name; /* hvsh's own path, for $PSHOME and modules; owned */

    /* One slot for the hypervisor layer (its connections), freed by its own hand. */
    void *vm_state;
    void (*vm_state_free)(void *);
    void (*vm_state_changed)(void *); /* what it knows may be out of date; or NULL */
    void *vm_module;                  /* dlopen handle */
    struct sharer *sharer;            /* its part in what is shared; NULL: nothing is */
    struct jobs *jobs;                /* background jobs; job/job.c. NULL: none yet */
    struct events *events;            /* and who asked for them; event/events.c. NULL: none yet */
    struct event_sources *event_sources; /* event/source.c. NULL: none yet */
    struct value completers;             /* of Register-ArgumentCompleter: "command:parameter" to
                                            its script block; $null: none */
    struct {
        bool on, calls;   /* statements, calls are looked at: shown, or places to stop at */
        bool shows, step; /* statements are shown before they run, or asked about; debug/trace.c */
        int level;        /* 2: calls and what variables are set to are shown too */
    } trace;
    struct {
        struct value breakpoints; /* an array; $null: none yet. debug/breakpoint.c */
        int32_t last_id;
        bool watches;         /* there is one of a variable */
        int busy;             /* an action or the prompt's commands run: nothing stops */
        int stops;            /* nested stops: $NestedPromptLevel */
        enum debug_step step; /* how the last stop was left */
        int step_depth;       /* in how many frames */
        bool greeted;
        uint32_t listed;           /* the last line that the prompt showed */
        struct value handlers;     /* of DebuggerStop, an array; $null: none. debug/handler.c */
        const struct position *at; /* where it has stopped; NULL: nowhere */
        struct array *said;        /* takes the lines that the prompt would show; or NULL */
        bool host_off;             /* the host asks nobody: $Host.DebuggerEnabled = $false */
    } debug;
    struct value markdown;  /* PSMarkdownOptionInfo; $null: nobody asked for it yet */
    struct value clipboard; /* what Set-Clipboard keeps where no program of the desktop's
                               takes it; $null: nothing */
    /* What Tab offers; NULL: no prompt can be loaded. complete.h says how. */
    void (*complete)(struct session *, const char *text, size_t len, size_t cursor,
                     struct completion *out, size_t *start, size_t *end);
    struct format_db *formats; /* views that files brought; NULL: none */
    void (*formats_free)(struct format_db *);
    struct history *history;   /* NULL: none yet; history.c */
    struct value using_values; /* of a job: hashtable behind $using:; else $null */
    bool input_is_stdin;       /* $input of the top level is the lines of standard input */
    bool ends;                 /* see session_ends() */
    bool is_job;               /* the session of a background job: nobody to ask, no terminal */
    char *task_failure;        /* of a job: what ended the first -Parallel block that failed */
    struct regex_cache *regex;
    struct runspace *runspaces; /* those it has made, and itself when asked for; runspace.c */
    int last_runspace;
    struct session *inner; /* the runspace this one waits for; interrupts reach it. NULL: none */
    struct pool pool;      /* blocks of commands that have run */
    struct cmdlet_plans *plans; /* how parameters of cmdlets bind; binding/plan.c */
    struct drives
        *drives; /* made by New-PSDrive, and where one stands; ps_drive.c. NULL: none yet */
    /* Arrays of PSModuleInfo, or $null: what the session imported, and every loaded one. */
    struct value modules, every_module;
    int module_depth;                       /* modules that load each other */
    struct tracer *tracer;                  /* what is traced; NULL: nothing. debug/tracer.h */
    const struct required_chain *requiring; /* modules whose required modules are being loaded */
};

static inline bool interrupt_pending(const struct session *s)
{
    return __atomic_load_n(&s->interrupt_flag, __ATOMIC_RELAXED) != 0;
}

_Static_assert(2 * sizeof(sig_atomic_t) == sizeof(uint64_t), "the flags are read as one");

enum status session_attend(struct session *s);
/* Between statements and turns of loops: has Ctrl-C been pressed, or is an event's action to be
 * run? */
static inline enum status attend(struct session *s)
{
    return __builtin_expect(__atomic_load_n(&s->attention, __ATOMIC_RELAXED) != 0, 0)
               ? session_attend(s)
               : ST_OK;
}

struct session *session_new(const struct cmdlet_registry *registry, const struct host *host);
void session_free(struct session *s);
/* The process ends with what runs next: session_free() will only close what reaches out of
 * it (jobs, transcripts, hypervisors). Walking over millions of values to free them takes
 * long, and the kernel is about to take them all. */
void session_ends(struct session *s);

/* Parses and runs text; success output goes to the default formatter on the
 * host. Errors are shown and recorded. ST_OK, ST_FAIL (shown already), ST_EXIT
 * or ST_INTERRUPT. file: for positions and $PSScriptRoot; NULL for the prompt. */
enum status session_run_text(struct session *s, const char *text, size_t len, const char *file);
/* A text with arguments: the words of a command line, as -CommandWithArgs has them, or values. */
enum status session_run_command(struct session *s, const char *text, const struct value *args,
                                size_t nargs, bool words);
enum status session_run_file(struct session *s, const char *path, const struct value *args,
                             size_t nargs);
/* Runs text and collects its output objects (tests, prompt function, jobs). */
enum status session_collect(struct session *s, const char *text, size_t len, struct array *out);

/* Called from the SIGINT handler: async-signal-safe. */
void session_interrupt(struct session *s);
void session_clear_interrupt(struct session *s);

/* What the evaluator does with ST_FAIL at the end of a statement. Decides by
 * failure_final, try_depth and $ErrorActionPreference: either reports the
 * pending failure on the error stream, clears it, sets $? and answers ST_OK (the
 * next statement runs), or answers ST_FAIL (it goes on travelling). */
enum status session_statement_failed(struct session *s);
/* Adds to $Error (256 at most); borrows. */
void session_record_error(struct session *s, struct value record);
/* Shows the pending failure on the host and clears it. */
void session_show_failure(struct session *s);

/* Variables as the innermost running scope sees them, scope prefixes allowed
 * ("script:x"); names without $. Written with the evaluator (scope.c). *out
 * owned. */
bool session_lookup_variable(struct session *s, const char *name, size_t len, struct value *out);
void session_assign_variable_take(struct session *s, const char *name, size_t len, struct value v);
/* The evaluator's part of a session: scopes, names, automatic variables. */
void session_scopes_init(struct session *s);
void session_scopes_free(struct session *s);

/* Global variables by C name (no $), for hosts and cmdlets. *out owned. */
bool session_get_variable(struct session *s, const char *name, struct value *out);
void session_set_variable_take(struct session *s, const char *name, struct value v);
/* Finds a type literal's type: built-in, registry, script classes. */
const struct type_info *session_find_type(struct session *s, const char *name, size_t len);
/* The same where `using namespace` counts, for the arguments of generic types too: what scripts
 * name in brackets or by a text. */
const struct type_info *session_find_type_using(struct session *s, const char *name, size_t len);
/* Loads hvsh-vm.so once. 0 or -1. */
int session_load_vm_module(struct session *s, struct err **err);

#endif
