/* Ast.SafeGetValue(): the value of an expression that consists of constants. */
#ifndef HVSH_RUNTIME_AST_SAFE_VALUE_H
#define HVSH_RUNTIME_AST_SAFE_VALUE_H

#include "shell/object/value.h"

/* A method of every Ast. */
int ast_safe_value(struct value self, const struct value *args, size_t n, struct value *out,
                   struct err **err);

/* The same of a node alone; false: it has other things than constants. *out owned. */
struct ast_node;
bool ast_constant_value(const struct ast_node *node, struct value *out);

#endif
