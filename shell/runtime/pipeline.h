/* Pipelines: push, one object at a time. All begin first, then objects flow,
 * then end from left to right. After a stop, end is skipped for the stopping
 * stage and everything upstream; cleanup always runs.
 *
 * The evaluator turns each command of the source into a command_call with its
 * arguments evaluated; the pipeline resolves, binds and runs them. */
#ifndef HVSH_RUNTIME_PIPELINE_H
#define HVSH_RUNTIME_PIPELINE_H

#include "shell/runtime/error_record.h"
#include "shell/runtime/sink.h"
#include "shell/runtime/status.h"

struct session;
struct scriptblock;
struct invocation;
struct cmdlet;

enum call_arg_kind {
    CALL_ARG_VALUE,        /* positional, or the value of a preceding CALL_ARG_NAME */
    CALL_ARG_NAME,         /* -Name; whether the next value is its own is the binder's to say */
    CALL_ARG_NAME_VALUE,   /* -Name:value */
    CALL_ARG_SPLAT,        /* @var: a hashtable (names) or array (positions) */
    CALL_ARG_END_OF_NAMES, /* -- */
    CALL_ARG_RAW,          /* after --%: text for a native command as it stands */
};
struct call_arg {
    enum call_arg_kind kind;
    const char *name;   /* without the dash; borrowed from the AST or a splatted key */
    struct value value; /* owned by the call */
    const char *text;   /* source text of a bareword or number ("-5", "1kb", "0x10"), else NULL */
    size_t text_len;
    bool quoted; /* came from a quoted string: native commands do not glob it */
    bool listed; /* 1,2 as it was written: native commands get the words of its text */
    uint32_t start, end;
};
enum redirect_kind { REDIRECT_FILE, REDIRECT_APPEND, REDIRECT_MERGE };
struct redirect {
    enum redirect_kind kind;
    int from;          /* 1..6; 0: all (*) */
    int to;            /* merge target: 1 */
    struct value file; /* owned; $null: discard */
};
struct command_call {
    struct value command; /* a name (string), ScriptBlock or CommandInfo; owned */
    bool dot;             /* . instead of &, or neither */
    bool call_operator;   /* & or . was written */
    struct call_arg *args;
    size_t nargs;
    struct redirect *redirects;
    size_t nredirects;
    struct position position;      /* of the whole command */
    uint32_t name_start, name_end; /* of what names it; 0: unknown */
    void **cache; /* resolved command of this call site, kept by command.c; or NULL */
};
void command_call_release(struct command_call *call);

/* Runs calls[0..n) as one pipeline. With input, feed(feed_data, sink) is called
 * to push the objects of a leading expression into the first stage. Output of
 * the last stage goes to out. Every call is released in any case. */
struct pipeline_input {
    enum status (*feed)(void *data, struct sink *first);
    void *data;
};
enum status pipeline_run(struct session *s, struct command_call *calls, size_t n,
                         const struct pipeline_input *input, struct sink *out);

#endif
