/* From the tree to nodes. One compiler run per script block; the files named
 * compile_* and eval_* each hold the nodes of one idea, with both halves. */
#ifndef HVSH_RUNTIME_COMPILE_H
#define HVSH_RUNTIME_COMPILE_H

#include "shell/runtime/code.h"

struct compiler {
    struct code *code;
    struct session *session;
    struct err *err; /* the first thing that may not stand */
    uint32_t names_cap;
    struct node_variable **reads; /* of names without a cell so far */
    size_t nreads, reads_cap;
    struct script_class *method_of;
    struct traps *traps;          /* of the block whose statements are compiled; or NULL */
    const struct ast_node *place; /* what errors of the expressions point at; NULL: at themselves */
};

/* What an operand in parentheses stands for, when nothing but its value is asked for. */
struct node *node_inside(struct node *n);
/* Any expression or statement. Never NULL. */
struct node *compile(struct compiler *c, const struct ast_node *ast);
struct node *compile_block(struct compiler *c, const struct ast_block *block);
/* The same for one whose errors point at all of it, as those of a statement do by themselves. */
struct node *compile_apart(struct compiler *c, const struct ast_node *ast);
/* For a statement that is part of another one: what stands in parentheses, or right of =. */
struct node *compile_inner(struct compiler *c, const struct ast_node *statement);

/* The one statement of a compiled block; NULL: it has none or several. */
const struct node *block_only_statement(const struct node *block);
/* The calls of a pipeline of commands with their arguments evaluated, in memory of the caller's
 * to free after pipeline_finish(): *calls, and *args which they point into. NULL: the node is no
 * such pipeline. */
enum status pipeline_node_calls(struct frame *f, const struct node *n, struct command_call **calls,
                                struct call_arg **args, size_t *ncalls);

/* A zeroed node of size bytes with the place of its errors and default functions: exec
 * writes what eval gives, cond asks its truth, eval collects what exec writes. */
void *compile_node(struct compiler *c, size_t size, const struct ast_node *ast, eval_fn eval);
/* An expression as a statement: writes what eval gives, arrays unrolled. */
enum status exec_value(struct frame *f, const struct node *n);
/* As a statement it writes its value, whatever it is: the expression redirects its output. */
void node_writes_value(struct node *n);
void *compile_statement(struct compiler *c, size_t size, const struct ast_node *ast, exec_fn exec);
/* Its errors point at nothing but what it was made from. */
static inline void node_points_at(struct node *n, const struct ast_node *ast)
{
    n->start = ast->start;
    n->end = ast->end;
}
struct node *node_constant(struct compiler *c, const struct ast_node *ast, struct value v);
static inline bool node_is_const(const struct node *n)
{
    return n->shape == SHAPE_CONST;
}
static inline struct value node_const_value(const struct node *n)
{
    return ((const struct node_const *)n)->value;
}

/* Reads a variable that has a cell. */
enum status eval_local(struct frame *f, const struct node *n, struct value *out);
/* The slot of a variable; assigned: it gets a cell of its own. */
uint32_t compile_name(struct compiler *c, struct name *name, bool assigned);
/* The child code of a script block literal or function body; borrowed. */
struct code *compile_child(struct compiler *c, const struct ast_script_block *body,
                           const struct ast_function *function);

/* The compilers of the node kinds, by file. */
struct node *compile_variable(struct compiler *c, const struct ast_variable *a);
/* The value of a number as written. Owned. */
struct value number_literal(const struct ast_number *a);
struct node *compile_number(struct compiler *c, const struct ast_number *a);
struct node *compile_string(struct compiler *c, const struct ast_string *a);
struct node *compile_expandable(struct compiler *c, const struct ast_expandable *a);
struct node *compile_unary(struct compiler *c, const struct ast_unary *a);
struct node *compile_binary(struct compiler *c, const struct ast_binary *a);
struct node *compile_ternary(struct compiler *c, const struct ast_ternary *a);
struct node *compile_convert(struct compiler *c, const struct ast_convert *a);
struct node *compile_type_expr(struct compiler *c, const struct ast_type_expr *a);
struct node *compile_member(struct compiler *c, const struct ast_member *a);
struct node *compile_invoke(struct compiler *c, const struct ast_invoke *a);
struct node *compile_index(struct compiler *c, const struct ast_index *a);
struct node *compile_array_literal(struct compiler *c, const struct ast_array_literal *a);
struct node *compile_array_expr(struct compiler *c, const struct ast_sub_expr *a);
struct node *compile_sub_expr(struct compiler *c, const struct ast_sub_expr *a);
struct node *compile_paren(struct compiler *c, const struct ast_paren *a);
struct node *compile_hashtable(struct compiler *c, const struct ast_hashtable *a, uint32_t flags);
struct node *compile_custom_object(struct compiler *c, const struct ast_node *at,
                                   const struct ast_hashtable *a);
struct node *compile_script_block(struct compiler *c, const struct ast_script_block_expr *a);
struct node *compile_pipeline(struct compiler *c, const struct ast_pipeline *a);
struct node *compile_chain(struct compiler *c, const struct ast_chain *a);
struct node *compile_assign(struct compiler *c, const struct ast_assign *a);
struct node *compile_increment(struct compiler *c, const struct ast_unary *a);
struct node *compile_if(struct compiler *c, const struct ast_if *a);
struct node *compile_loop(struct compiler *c, const struct ast_loop *a);
struct node *compile_for(struct compiler *c, const struct ast_for *a);
struct node *compile_foreach(struct compiler *c, const struct ast_foreach *a);
struct node *compile_switch(struct compiler *c, const struct ast_switch *a);
struct node *compile_jump(struct compiler *c, const struct ast_jump *a);
struct node *compile_try(struct compiler *c, const struct ast_try *a);
struct node *compile_data(struct compiler *c, const struct ast_data *a);
struct node *compile_function(struct compiler *c, const struct ast_function *a);
struct node *compile_type_def(struct compiler *c, const struct ast_type_def *a);

/* Types in source: resolved when first used, kept by the node. */
struct type_ref {
    const struct ast_type_name *ast;
    const struct type_info *type; /* NULL: not yet resolved */
};
enum status type_ref_get(struct frame *f, const struct type_ref *ref, const struct type_info **out);

/* Says at compile time what may not stand; position is at's. */
void compile_error(struct compiler *c, const struct ast_node *at, const char *id, const char *fmt,
                   ...) __attribute__((format(printf, 4, 5)));

#endif
