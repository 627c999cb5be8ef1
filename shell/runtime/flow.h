/* Loops, labels and jumps, for the statements that make up flow of control. */
#ifndef HVSH_RUNTIME_FLOW_H
#define HVSH_RUNTIME_FLOW_H

#include "shell/runtime/frame.h"

/* What a loop does with the status of its body: true: go on with the next turn; false: end
 * with *st. label may have s NULL. */
bool loop_goes_on(struct session *s, struct ast_str label, enum status *st);
/* Whether a travelling break or continue is meant for a loop with this label; clears it. */
bool label_matches(struct session *s, struct ast_str label);

#endif
