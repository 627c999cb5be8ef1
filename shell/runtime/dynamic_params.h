/* dynamicparam: parameters that a function makes up from the arguments of a call. */
#ifndef HVSH_RUNTIME_DYNAMIC_PARAMS_H
#define HVSH_RUNTIME_DYNAMIC_PARAMS_H

#include "shell/runtime/binder.h"

struct stage;

struct dynamic_params {
    struct value dictionary; /* RuntimeDefinedParameterDictionary; owned */
    struct array *keep;      /* texts of the table */
    struct param *table;     /* the function's own parameters, then the dynamic ones */
    size_t n, nstatic;
};

/* Runs the block with what is bound so far and makes the table. NULL with ST_OK: it gave none. */
enum status dynamic_params_make(struct stage *stage, struct dynamic_params **out);
/* Gives the bound values to the RuntimeDefinedParameters. */
void dynamic_params_deliver(struct dynamic_params *d, const struct binding *b);
void dynamic_params_free(struct dynamic_params *d); /* NULL allowed */

#endif
