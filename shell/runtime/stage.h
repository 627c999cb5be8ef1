/* Stages of a running pipeline. A stage is a cmdlet, a script block or function,
 * or a native command; session->stage is the running one, ->parent the one in
 * whose code its pipeline stands. */
#ifndef HVSH_RUNTIME_STAGE_H
#define HVSH_RUNTIME_STAGE_H

#include "shell/runtime/binding/binder.h"
#include "shell/runtime/command.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/pipeline.h"

struct pipeline;
struct native;
struct redirection;
struct dynamic_params;

/* Answers to Confirm and ShouldContinue that hold for the rest of a stage. */
enum confirm_state { CONFIRM_ASK, CONFIRM_YES_TO_ALL, CONFIRM_NO_TO_ALL };

/* How a kind of stage works. begin, end and process run with session->stage
 * set; free always runs. */
struct stage;
struct stage_ops {
    enum status (*begin)(struct stage *stage);
    /* One object; v nothing: the single call of a stage without input. */
    enum status (*process)(struct stage *stage, struct value v);
    enum status (*end)(struct stage *stage);
    void (*free)(struct stage *stage);
};
extern const struct stage_ops stage_ops_cmdlet, stage_ops_block, stage_ops_native;

struct stage {
    struct sink sink;      /* what the stage upstream writes to */
    struct sink emit_sink; /* what this stage's output goes through; ends in out */
    const struct stage_ops *ops;
    /* ops->process, or what begin found to do for it. */
    enum status (*process)(struct stage *stage, struct value v);
    struct pipeline *pipeline;
    struct stage *parent; /* the stage running when the pipeline began */
    size_t index;
    struct sink *out;      /* next stage's sink, or the pipeline's end */
    struct invocation inv; /* functions too: cmdlet is NULL then */
    struct command command;
    struct binding binding;
    struct value block_ref;         /* keeps the script block alive */
    struct block_run *run;          /* script blocks */
    struct dynamic_params *dynamic; /* of this call; or NULL */
    struct native *native;          /* native commands */
    struct job_call *job_call;      /* a cmdlet with -AsJob: it runs in a job; or NULL */
    struct command_call *call;      /* arguments as called */
    struct position position;
    const char *name; /* the command's name as defined */
    bool began, last, is_dot, has_tees;
    int script_depth;                /* > 0: code of a script block runs, not the cmdlet's own */
    bool stopped;                    /* it, or something downstream, has enough */
    bool had_error;                  /* for $? */
    struct value begin_failure;      /* owned: ends the pipeline, whoever caught it meanwhile */
    struct sink *streams[7];         /* as they stand for this stage */
    struct redirection *redirection; /* open files of its redirections */
    enum confirm_state process_answer, continue_answer;
    /* Lists behind -OutVariable and its like; owned, or NULL. */
    struct array *variables[COMMON_COUNT];
    struct array *held;         /* what -OutBuffer keeps back; owned, or NULL */
    bool new_pipeline_variable; /* it was not there before */
};

/* ---- pipelines step by step; pipeline_run is made of these ---- */

/* Resolves, binds and begins; takes over calls, which must stay in place until
 * pipeline_finish. NULL on failure, with *st the reason. */
struct pipeline *pipeline_start(struct session *s, struct command_call *calls, size_t n,
                                bool expects_input, struct sink *out, enum status *st);
struct sink *pipeline_input_sink(struct pipeline *p);
/* One object into the first stage; nothing: its single call without input. */
enum status pipeline_step(struct pipeline *p, struct value v);
/* Ends all stages (st ST_OK), or only cleans up. Frees p. Returns the whole's status. */
enum status pipeline_finish(struct pipeline *p, enum status st);

/* Writes through the stage's tees (-OutVariable, -PipelineVariable) downstream. */
enum status stage_emit(struct stage *stage, struct value v);
enum status stage_emit_take(struct stage *stage, struct value v);
/* Where script code that a stage runs writes to: past emit_sink when that has nothing to do. */
static inline struct sink *stage_output(struct stage *stage)
{
    bool plain = !stage->has_tees && !stage->held && !stage->last && !stage->redirection;
    return plain ? stage->out : &stage->emit_sink;
}
/* Whoever takes the pipeline's output answered ST_STOP to the last stage. */
void stage_output_stopped(struct stage *stage);
struct session *stage_session(const struct stage *stage);
/* The frame the stage's pipeline stands in; NULL: none. */
struct frame *stage_frame(const struct stage *stage);
/* The session's context while code of a stage runs. */
struct stage_context {
    struct stage *stage;
    struct frame *frame;
    struct sink *streams[7];
};
void stage_enter(struct stage *stage, struct stage_context *saved);
void stage_leave(struct stage *stage, const struct stage_context *saved);

/* Puts a record on stage's error stream by its preference: $Error, -ErrorVariable,
 * the stream. ST_FAIL under Stop. stage NULL: the session's own. */
enum status stage_write_error(struct session *s, struct stage *stage, struct value record);
/* The ActionPreferenceStopException that the error action Stop makes of an error. Owned. */
struct value stop_exception_new(struct value record);
/* The action of a stream: the common parameter, else the preference variable. */
enum action stage_preference(struct session *s, const struct stage *stage, enum common_param p);
/* ST_FAIL when it is Suspend: the variable gets its default value again. */
enum status stage_refuse_suspend(struct session *s, const struct stage *stage, enum common_param p);
/* Appends to the lists of -ErrorVariable (and its like) of stage and those around it. */
void stage_collect(struct stage *stage, enum common_param which, struct value v);
/* On the host, by the preference of stage (NULL: the session's). */
struct progress;
void stage_show_progress(struct session *s, const struct stage *stage, const struct progress *p);

/* The invocation of the function that is running (the innermost stage that is a
 * script block), for $PSCmdlet; NULL outside any. */
struct invocation *session_function_invocation(struct session *s);
/* Stores what -PipelineVariable names, in the scope of the pipeline; takes v. */
void stage_set_pipeline_variable(struct stage *stage, struct value v);
/* $PSBoundParameters of a stage; owned hashtable. */
static inline struct value stage_bound_parameters(const struct stage *stage)
{
    return binding_bound_table(&stage->binding);
}

#endif
