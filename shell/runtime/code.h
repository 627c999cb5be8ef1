/* Compiled code: a tree of nodes, each with the functions that run it. A node
 * can be evaluated to a value, executed as a statement (its output goes to the
 * frame's sink) or asked as a condition; compile_*.c picks the functions that
 * fit its shape, so nothing is decided twice at run time.
 *
 * Nodes live in the arena of their struct code and are immutable but for inline
 * caches. A code belongs to one session. */
#ifndef HVSH_RUNTIME_CODE_H
#define HVSH_RUNTIME_CODE_H

#include "parser/ast.h"
#include "shell/object/object.h"
#include "shell/runtime/names.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/status.h"

struct frame;
struct node;
struct session;

/* *out is owned after ST_OK and untouched otherwise; it may be nothing (a
 * command without output, a void method). */
typedef enum status (*eval_fn)(struct frame *f, const struct node *n, struct value *out);
typedef enum status (*exec_fn)(struct frame *f, const struct node *n);
typedef enum status (*cond_fn)(struct frame *f, const struct node *n, bool *out);
/* Stores v, which it takes in any case. */
typedef enum status (*store_fn)(struct frame *f, const struct node *n, struct value v);

enum node_shape {
    SHAPE_OTHER,
    SHAPE_CONST,    /* struct node_const */
    SHAPE_LOCAL,    /* struct node_variable whose slot is a cell of this code */
    SHAPE_UNDERBAR, /* $_ */
};

struct node {
    eval_fn eval;
    exec_fn exec;
    cond_fn cond;
    uint32_t start, end; /* in the source */
    uint8_t shape;
    bool is_void;     /* as a statement it gives no output: $i++, assignments */
    bool is_pure;     /* an expression: a failure makes $? false, else it becomes true */
    uint8_t ast_kind; /* of what it was compiled from */
};

struct node_const {
    struct node node;
    struct value value; /* owned by the code */
};

struct node_variable {
    struct node node;
    uint32_t slot;
    struct name *name;
};

struct node_list { /* statements, array items, arguments */
    struct node node;
    struct node **items;
    uint32_t n;
};

/* [Validate…], [Parameter] …: the attributes of a parameter or variable that are
 * checked at each assignment; binding/function_params.c. */
struct validation;

/* What an assignment writes to. */
struct target {
    store_fn store;
};

/* Where the values of a running block's names are; see scope.h. */
struct code {
    uint32_t refs;
    struct session *session;
    struct ast *ast;                       /* reference */
    const struct ast_script_block *source; /* in ast; NULL: one expression */
    const struct ast_function *function;   /* when it is a function's body; for its name */
    bool compiled;

    struct node *usings, *dynamic_block, *begin, *process, *end, *clean; /* NULL: absent */
    bool is_filter;
    bool only_end;    /* compiled, and nothing but statements: no param(), no named blocks */
    bool reads_input; /* mentions $input */

    struct name **names; /* every unscoped variable the code mentions */
    int32_t *cell_of;    /* per name: its cell, or -1 when the code never assigns it */
    uint32_t nnames, ncells;
    uint16_t *index; /* open addressing by name: slot + 1 */
    uint32_t index_mask;
    bool any_all_scope;

    struct function_params *params; /* binding/function_params.h; NULL: no param() */
    struct value
        attributes; /* of the parameters, as objects (binding/parameter_attributes.h); borrowed */
    struct frame *dot;   /* kept for the next dotted run; frame.c */
    struct frame *spare; /* those kept for the next runs in scopes of their own */
    uint32_t nspare;
    struct script_class *method_of; /* the class whose method this is, or NULL */
    const struct ast_method *method;
    struct node ***base_args; /* where a constructor's : base(…) arguments go */

    struct arena_chunk *arena;
    struct value *constants; /* owned */
    size_t nconstants, constants_cap;
    struct code **children; /* references */
    size_t nchildren, children_cap;
    void (**releases)(void *); /* caches that hold something: release(data) */
    void **release_data;
    size_t nreleases, releases_cap;
};

/* A code for a script block of an ast; compiled at its first run. function may
 * be NULL. */
struct code *code_new(struct session *s, struct ast *ast, const struct ast_script_block *source,
                      const struct ast_function *function);
struct code *code_ref(struct code *code);
void code_unref(struct code *code); /* NULL allowed */
/* 0, or -1: what parses but may not stand, as PowerShell's parser says it. */
int code_compile(struct code *code, struct err **err);

/* Memory that lives as long as the code; zeroed. */
void *code_alloc(struct code *code, size_t size);
/* Keeps a value alive as long as the code; takes it, gives it back borrowed. */
struct value code_keep(struct code *code, struct value v);
void code_on_release(struct code *code, void (*release)(void *), void *data);
/* The slot of a name, or -1. */
int code_slot(const struct code *code, const struct name *name);

#endif
