/* dynamicparam: parameters that a function makes up from the arguments of a call. */
#ifndef HVSH_RUNTIME_DYNAMIC_PARAMS_H
#define HVSH_RUNTIME_DYNAMIC_PARAMS_H

#include "shell/runtime/binding/binder.h"

struct command_call;
struct stage;

struct dynamic_params {
    struct value dictionary; /* RuntimeDefinedParameterDictionary; owned */
    struct array *keep;      /* texts of the table */
    struct param *table;     /* the function's own parameters, then the dynamic ones */
    size_t n, nstatic;
};

/* Runs the block with what is bound so far and makes the table. NULL with ST_OK: it gave none. */
enum status dynamic_params_make(struct stage *stage, struct dynamic_params **out);
/* The same outside of a call, with positional arguments (an array, or $null). NULL: there are none,
 * or the block failed. */
struct dynamic_params *dynamic_params_of(struct session *s, struct scriptblock *sb,
                                         struct value arguments);
/* The same with the arguments of a call that is not made. */
struct dynamic_params *dynamic_params_for(struct session *s, struct scriptblock *sb,
                                          const struct command_call *call);
/* The attributes of one of them, an array; owned. */
struct value dynamic_params_attributes(const struct dynamic_params *d, const char *name);
/* Gives the bound values to the RuntimeDefinedParameters. */
void dynamic_params_deliver(struct dynamic_params *d, const struct binding *b);
void dynamic_params_free(struct dynamic_params *d); /* NULL allowed */

#endif
