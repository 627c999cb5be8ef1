/* Calls of simple functions and script blocks: f 1 -Name 2, & $block 1. They
 * need nothing of the pipeline and skip it. */
#ifndef HVSH_RUNTIME_FAST_CALL_H
#define HVSH_RUNTIME_FAST_CALL_H

#include "shell/runtime/frame.h"
#include "shell/runtime/pipeline.h"

/* *done false: the command is not of that kind, nothing has happened. Else it has run and
 * the call is released. The call has only values and names as arguments and no redirections. */
enum status fast_call(struct frame *f, struct command_call *call, struct sink *out, bool *done);

/* Where a function is called by a constant name with nothing but positional values. */
struct call_site {
    struct value name;        /* a string; borrowed */
    void *cache;              /* of command_find_cached() */
    const char *const *texts; /* the arguments as written where that counts: numbers; else NULL */
    struct position position;
};
/* The same for such a site; args are borrowed. into: the sink that out is, when a value is
 * wanted; or NULL. */
enum status fast_call_values(struct frame *f, struct call_site *site, const struct value *args,
                             size_t nargs, struct sink *out, struct value_sink *into, bool *done);

#endif
