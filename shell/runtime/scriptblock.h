/* Script blocks: source compiled once, run many times. Functions, filters,
 * scripts and { … } literals are all script blocks; the object type is
 * type_scriptblock, its payload this struct. */
#ifndef HVSH_RUNTIME_SCRIPTBLOCK_H
#define HVSH_RUNTIME_SCRIPTBLOCK_H

#include "shell/object/object.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/pipeline.h"
#include "shell/runtime/sink.h"
#include "shell/runtime/status.h"

struct session;
struct code;
struct scope;

struct scriptblock {
    struct code *code;   /* compiled, refcounted */
    struct scope *scope; /* captured module or closure scope; NULL: the caller's */
    struct ast *ast;     /* keeps the source alive */
};

/* An owned ScriptBlock value of source text. -1: parse error as err. */
int scriptblock_parse(struct session *s, const char *text, size_t len, const char *file,
                      struct value *out, struct err **err);
/* The struct behind a ScriptBlock value. */
struct scriptblock *scriptblock_of(struct value v);
static inline struct value scriptblock_value(struct scriptblock *sb) /* borrowed */
{
    return value_of_object(
        (struct object *)(void *)((char *)sb - offsetof(struct object, payload)));
}

enum block_scope {
    BLOCK_NEW_SCOPE, /* & { } and functions */
    BLOCK_DOT,       /* . { } and the blocks of ForEach-Object, Where-Object … */
};
/* Runs sb with $_ and $input = input (nothing: not set), $args = args. Output to out. */
enum status scriptblock_invoke(struct session *s, struct scriptblock *sb, enum block_scope scope,
                               struct value input, const struct value *args, size_t nargs,
                               struct sink *out);
/* The same dotted and without arguments; *out owned: its output as one value. */
enum status scriptblock_eval(struct session *s, struct scriptblock *sb, struct value input,
                             struct value *out);

/* Parameters of the block's param() as the binder sees them; n 0 and
 * *has_binding false for a simple block. Defaults and script validators are
 * run by the evaluator when it starts the block. */
struct block_params {
    const struct param *params; /* offset: index into the values array, kind PARAM_ANY */
    size_t n;
    bool cmdlet_binding; /* [CmdletBinding()] or a [Parameter()] attribute: common parameters */
    bool should_process;
    enum impact impact;
    const char *default_set;
    bool has_process, has_begin, has_end; /* named blocks */
    bool is_filter;
    bool has_dynamic; /* a dynamicparam block */
    bool positional_binding;
    /* A cell of the block's owner in which the binder keeps what it made of params; freed
     * with bind_plan_free() (binding/binder.h). NULL: made anew at each call. */
    struct bind_plan **plan;
};
const struct block_params *scriptblock_params(struct scriptblock *sb);
/* Does a comment in its text describe it? */
bool scriptblock_has_help(const struct scriptblock *sb);

/* A script block as a pipeline stage: begin, process per object, end, clean.
 * values: one per parameter, already bound (nothing: not bound); the running
 * block borrows and may overwrite them. During block_run_begin session->stage is
 * the block's own stage: $PSBoundParameters, $PSCmdlet, $MyInvocation and the
 * preferences set by common parameters come from there (stage.h). */
struct block_run;
struct block_run *block_run_new(struct session *s, struct scriptblock *sb, enum block_scope scope,
                                struct sink *out);
enum status block_run_begin(struct block_run *r, const struct value *bound, size_t nbound,
                            const struct value *rest, size_t nrest, const char *param_set);
/* Runs the dynamicparam block with what is bound so far, before block_run_begin; *out owned. */
enum status block_run_dynamic(struct block_run *r, const struct value *bound, size_t nbound,
                              struct value *out);
/* Pipeline-bound parameters have been rebound in bound[]; input is $_. */
enum status block_run_process(struct block_run *r, const struct value *bound, struct value input);
enum status block_run_end(struct block_run *r);
void block_run_free(struct block_run *r); /* runs the clean block */

#endif
