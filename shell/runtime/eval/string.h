/* Expandable strings. */
#ifndef HVSH_RUNTIME_EVAL_STRING_H
#define HVSH_RUNTIME_EVAL_STRING_H

#include "shell/runtime/code.h"

bool node_is_expandable(const struct node *n);
/* Appends what the expandable string n gives. */
enum status expandable_append(struct frame *f, const struct node *n, struct strbuf *out);
/* Appends an array's elements with $OFS, as it stands in f, between them. */
void expandable_append_array(struct frame *f, struct value v, struct strbuf *out);

#endif
