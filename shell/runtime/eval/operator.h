/* Operators for the nodes that combine values themselves. */
#ifndef HVSH_RUNTIME_EVAL_OPERATOR_H
#define HVSH_RUNTIME_EVAL_OPERATOR_H

#include "shell/object/operators.h"
#include "shell/runtime/code.h"

/* a op b with errors at n; takes a and b. */
enum status operate_take(struct frame *f, const struct node *n, enum binary_op op, struct value a,
                         struct value b, bool case_sensitive, struct value *out);
/* -replace and -split whose right side holds a script block (text.c); *done false: it
 * does not. Borrows a and b. */
enum status operate_with_block(struct frame *f, const struct node *n, enum binary_op op,
                               struct value a, struct value b, bool case_sensitive,
                               struct value *out, bool *done);
/* [regex]::Replace and its instance form with a script block as match evaluator; *done false:
 * the call is another. target: the Regex, or nothing for the static form. */
enum status regex_call_with_block(struct frame *f, const struct node *n, struct value target,
                                  struct value name, const struct value *args, size_t nargs,
                                  struct value *out, bool *done);

#endif
