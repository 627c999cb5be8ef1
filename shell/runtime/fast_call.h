/* Calls of simple functions and script blocks: f 1 -Name 2, & $block 1. They
 * need nothing of the pipeline and skip it. */
#ifndef HVSH_RUNTIME_FAST_CALL_H
#define HVSH_RUNTIME_FAST_CALL_H

#include "shell/runtime/frame.h"
#include "shell/runtime/pipeline.h"

/* *done false: the command is not of that kind, nothing has happened. Else it has run and
 * the call is released. The call has only values and names as arguments and no redirections. */
enum status fast_call(struct frame *f, struct command_call *call, struct sink *out, bool *done);

#define FAST_CALL_MAX_ARGS 8

/* Where a command is called by a constant name with nothing but positional values: f 1 $x. */
struct call_site {
    struct value name; /* a string; borrowed */
    void *cache;       /* of command_find_cached() */
    struct node *const *args;
    uint32_t nargs;           /* at most FAST_CALL_MAX_ARGS */
    const char *const *texts; /* the arguments as written where that counts: numbers; else NULL */
    struct position position;
};
/* The head of the node of such a call. */
struct call_node {
    struct node node;
    struct call_site *site;
};
/* Its functions. */
enum status exec_fast_call(struct frame *f, const struct node *n);
enum status eval_fast_call(struct frame *f, const struct node *n, struct value *out);
/* What they leave to the pipeline: the command is no function of that kind. Takes the arguments. */
enum status fast_call_declined(struct frame *f, const struct call_node *n, const struct value *args,
                               uint32_t nargs, struct sink *out);

#endif
