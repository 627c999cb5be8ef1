/* The arguments of a call on their way to parameters; for the binder. */
#ifndef HVSH_RUNTIME_BIND_ARGS_H
#define HVSH_RUNTIME_BIND_ARGS_H

#include "shell/runtime/binding/binder.h"

/* An argument on its way: splats unfolded, names not yet matched. Everything
 * is borrowed from the call or from splatted tables. */
struct pending {
    const char *name; /* NULL: a value */
    size_t name_len;
    struct value value;
    bool has_value;
    bool splatted; /* from a hashtable: gives way to what is written out */
    bool used;
    bool no_names;    /* behind -- */
    const char *text; /* a number as written: 007 is "007" to a string parameter */
    size_t text_len;
    uint32_t start, end;
    uint32_t value_start, value_end; /* of a value that stands apart; 0: none does */
};

struct args {
    struct pending *items;
    size_t n;
    struct pending few[8];
    struct value names; /* texts of splatted keys that are none; an array, or $null */
};

/* a begins with nothing in it; args_release() follows. The call outlives it. */
void args_collect(struct args *a, const struct command_call *call);
void args_release(struct args *a);

#endif
