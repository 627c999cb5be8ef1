/* Calls of simple functions and script blocks: f 1 -Name 2, & $block 1. They
 * need nothing of the pipeline and skip it. */
#ifndef HVSH_RUNTIME_FAST_CALL_H
#define HVSH_RUNTIME_FAST_CALL_H

#include "shell/runtime/frame.h"
#include "shell/runtime/pipeline.h"

/* *done false: the command is not of that kind, nothing has happened. Else it has run and
 * the call is released. The call has only values and names as arguments and no redirections. */
enum status fast_call(struct frame *f, struct command_call *call, struct sink *out, bool *done);

/* The same for positional values alone. Everything is borrowed. */
struct fast_values {
    struct value name; /* a string or ScriptBlock */
    void **cache;      /* of the call site, for a constant name */
    const struct value *args;
    const char *const *texts; /* as written where that counts: numbers; else NULL */
    size_t n;
    struct position position;
};
enum status fast_call_values(struct frame *f, const struct fast_values *call, struct sink *out,
                             bool *done);

#endif
