/* The param() of a script block: what the binder sees of it, and the defaults
 * that run when the block starts. */
#ifndef HVSH_RUNTIME_FUNCTION_PARAMS_H
#define HVSH_RUNTIME_FUNCTION_PARAMS_H

#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"

struct validation;

struct function_param {
    struct name *name;
    const char *declared; /* its name in the letters it was written in */
    uint32_t slot;
    struct type_ref type_ref;
    const struct type_info *type; /* resolved; NULL: Object */
    const struct node *initial;   /* or NULL */
    struct validation *validation;
    bool is_switch, mandatory, typed;
    uint8_t flags; /* of its variable */
};

struct function_params {
    struct block_params block;
    struct function_param *items;
    struct param *table; /* block.params: may hold several entries per item */
    uint32_t nitems;
    bool simple;   /* positional arguments only need conversion: no attributes */
    bool resolved; /* types were looked up */
    struct bind_plan *plan;
};

/* ast may be NULL (no parameters). */
struct function_params *function_params_compile(struct compiler *c,
                                                const struct ast_param_block *ast);
void function_params_release(struct function_params *p);
/* Looks the types up; at the first call. */
enum status function_params_resolve(struct session *s, struct code *code);
/* What did not come through the binder is checked by the attributes. Borrows values. */
enum status function_params_check(struct frame *f, const struct value *bound, size_t nbound);
/* Puts bound values (nothing: not bound) into the frame's cells, runs the defaults of the
 * others. Borrows values. */
enum status function_params_start(struct frame *f, const struct value *bound, size_t nbound);
/* Pipeline input has bound some of the values anew. */
enum status function_params_rebind(struct frame *f, const struct value *bound);

#endif
