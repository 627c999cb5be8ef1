/* Operators for the nodes that combine values themselves. */
#ifndef HVSH_RUNTIME_EVAL_OPERATOR_H
#define HVSH_RUNTIME_EVAL_OPERATOR_H

#include "shell/object/operators.h"
#include "shell/runtime/code.h"

/* a op b with errors at n; takes a and b. */
enum status operate_take(struct frame *f, const struct node *n, enum binary_op op, struct value a,
                         struct value b, bool case_sensitive, struct value *out);
/* -replace and -split whose right side holds a script block (eval_text.c); *done false: it
 * does not. Borrows a and b. */
enum status operate_with_block(struct frame *f, const struct node *n, enum binary_op op,
                               struct value a, struct value b, bool case_sensitive,
                               struct value *out, bool *done);

#endif
