/* ScriptBlock values from code. */
#ifndef HVSH_RUNTIME_BLOCK_VALUE_H
#define HVSH_RUNTIME_BLOCK_VALUE_H

#include "shell/runtime/code.h"
#include "shell/runtime/scope.h"

/* An owned ScriptBlock; code and scope (may be NULL) are referenced by it. */
struct value scriptblock_new(struct code *code, struct scope *scope);
/* The source between the braces, as ToString() gives it. */
struct ast_str scriptblock_text(const struct scriptblock *sb);

#endif
