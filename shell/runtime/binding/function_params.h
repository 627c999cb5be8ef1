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
    uint8_t kind;  /* values of this kind are of the type; V_NULL: none, or not told by it */
};

struct function_params {
    struct block_params block;
    struct function_param *items;
    struct param *table; /* block.params: may hold several entries per item */
    uint32_t nitems;
    bool simple;   /* positional arguments only need conversion: no attributes */
    bool resolved; /* types were looked up */
    bool plain;    /* simple, neither switches nor validations, the cells are the scope's own */
    struct bind_plan *plan;
};

/* ast may be NULL (no parameters). */
struct function_params *function_params_compile(struct compiler *c,
                                                const struct ast_param_block *ast);
void function_params_release(struct function_params *p);
/* Looks the types up, as the block sees them (NULL: a method's code); at the first call. */
enum status function_params_resolve(struct session *s, struct code *code,
                                    const struct scriptblock *sb);
/* Checks the cells of started parameters that no binder has seen, defaults too, as variables that
 * get the attributes. */
enum status function_params_check(struct frame *f);
/* Puts bound values (nothing: not bound) into the frame's cells, runs the defaults of the
 * others. Borrows values. */
enum status function_params_start(struct frame *f, const struct value *bound, size_t nbound);
/* Is v what the parameter wants, so that it binds as it is? */
static inline bool function_param_fits(const struct function_param *item, struct value v)
{
    return !item->type || (v.kind == item->kind && v.kind != V_NULL && !v.wrap);
}
/* The same for plain parameters that fit: puts them into the cells of a frame that was just
 * acquired; p is what its code has. n are bound, the others are as function_params_start() makes
 * them. */
static inline enum status function_params_put(struct frame *f, const struct function_params *p,
                                              const struct value *bound, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct function_param *item = &p->items[i];
        struct variable *var = f->vars[item->slot];
        var->value = value_ref(bound[i]);
        var->flags = item->flags;
        var->type = item->type;
    }
    return n == p->nitems ? ST_OK : function_params_start(f, bound, n);
}
/* What the parameters that take pipeline input hold without it; zeroed at first. */
struct input_params {
    struct input_param {
        struct value initial;
        bool known, given; /* given: by the object before */
    } * items;
    size_t n;
};
void input_params_release(struct input_params *kept);
/* Pipeline input has bound some of the values anew; what the object before gave and this one does
 * not is as it was at first. */
enum status function_params_rebind(struct frame *f, const struct value *bound,
                                   struct input_params *kept);

#endif
