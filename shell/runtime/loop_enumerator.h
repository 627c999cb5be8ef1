/* $foreach and $switch: the enumerator of a loop whose body looks at it. Loops that do not mention
 * theirs walk over the items directly. */
#ifndef HVSH_RUNTIME_LOOP_ENUMERATOR_H
#define HVSH_RUNTIME_LOOP_ENUMERATOR_H

#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"

/* Does what lies in body mention the variable? Then *slot is its place. */
bool loop_enumerator_compile(struct compiler *c, const struct ast_node *body, const char *variable,
                             uint32_t *slot);
/* Over the items of an array, or over one value; owned. */
struct value loop_enumerator(struct value source);
/* Stores the enumerator; *outer gets what the variable held, an outer loop's. */
enum status loop_enumerator_begin(struct frame *f, const struct node *n, uint32_t slot,
                                  struct value enumerator, struct value *outer);
/* Moves on; false: there is no more. *item is owned. */
bool loop_enumerator_next(struct value enumerator, struct value *item);
/* Gives the variable back what it held; takes outer. A status that was good may become an error. */
void loop_enumerator_end(struct frame *f, const struct node *n, uint32_t slot, struct value outer,
                         enum status *st);

#endif
