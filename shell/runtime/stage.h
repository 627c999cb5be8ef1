/* Stages of a running pipeline. A stage is a cmdlet, a script block or function,
 * or a native command; session->stage is the running one, ->parent the one in
 * whose code its pipeline stands. */
#ifndef HVSH_RUNTIME_STAGE_H
#define HVSH_RUNTIME_STAGE_H

#include "shell/runtime/binder.h"
#include "shell/runtime/command.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/pipeline.h"

struct pipeline;
struct native;
struct stage_ops;
struct stream_file;

/* Answers to Confirm and ShouldContinue that hold for the rest of a stage. */
enum confirm_state { CONFIRM_ASK, CONFIRM_YES_TO_ALL, CONFIRM_NO_TO_ALL };

struct stage {
    struct sink sink;      /* what the stage upstream writes to */
    struct sink emit_sink; /* what this stage's output goes through; ends in out */
    const struct stage_ops *ops;
    struct pipeline *pipeline;
    struct stage *parent;  /* the stage running when the pipeline began */
    size_t index;
    struct sink *out;      /* next stage's sink, or the pipeline's end */
    struct invocation inv; /* functions too: cmdlet is NULL then */
    struct command command;
    struct binding binding;
    struct value block_ref;      /* keeps the script block alive */
    struct block_run *run;       /* script blocks */
    struct native *native;       /* native commands */
    struct command_call *call;   /* arguments as called */
    struct position position;
    const char *name;            /* the command's name as defined */
    bool began, ended, last, is_block, has_tees;
    bool stopped;                /* it, or something downstream, has enough */
    bool had_error;              /* for $? */
    bool streams_changed;        /* streams below differ from the pipeline's */
    struct sink *streams[7];
    struct stream_file *files;   /* open redirections */
    struct sink **merges;        /* sinks of n>&1 */
    enum confirm_state process_answer, continue_answer;
    struct array *out_variable, *error_variable, *warning_variable, *information_variable;
};

/* The invocation of the function that is running (the innermost stage that is a
 * script block), for $PSCmdlet; NULL outside any. */
struct invocation *session_function_invocation(struct session *s);
/* $PSBoundParameters of a stage; owned hashtable. */
static inline struct value stage_bound_parameters(const struct stage *stage)
{
    return binding_bound_table(&stage->binding);
}

#endif
