/* Calls of simple functions that are the whole statement: f 1 2. They skip the
 * pipeline when the function wants nothing of it. */
#ifndef HVSH_RUNTIME_FAST_CALL_H
#define HVSH_RUNTIME_FAST_CALL_H

#include "shell/runtime/compile.h"

/* NULL: the command's form needs the pipeline in any case. */
struct node *compile_fast_call(struct compiler *c, const struct ast_command *a);

#endif
