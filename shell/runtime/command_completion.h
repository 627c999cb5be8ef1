/* CommandCompletion and CompletionCompleters: completion for scripts. */
#ifndef HVSH_RUNTIME_COMMAND_COMPLETION_H
#define HVSH_RUNTIME_COMMAND_COMPLETION_H

#include "shell/object/type_info.h"
#include "shell/runtime/session.h"

extern const struct type_info type_command_completion, type_completion_completers;

/* What Tab would offer at a cursor (a byte offset) in a text; owned. */
struct value command_completion_new(struct session *s, const char *text, size_t len, size_t cursor);

/* The same for a syntax tree and a script position in it; *out owned. -1 sets *err. */
int command_completion_of_ast(struct session *s, struct value tree, struct value position,
                              struct value *out, struct err **err);

#endif
