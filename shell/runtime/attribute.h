/* Attributes' arguments are constants; they are worked out when compiling. */
#ifndef HVSH_RUNTIME_ATTRIBUTE_H
#define HVSH_RUNTIME_ATTRIBUTE_H

#include "shell/runtime/compile.h"

bool attribute_is(const struct ast_attribute *a, const char *name);
/* Borrowed, kept by the code; $null with a compile error when it is no constant. */
struct value attribute_value(struct compiler *c, const struct ast_node *arg);
/* The named argument, or NULL. */
const struct ast_named_argument *attribute_named(const struct ast_attribute *a, const char *name);
/* [Parameter(Mandatory)] and [Parameter(Mandatory = $true)]. */
bool attribute_flag(struct compiler *c, const struct ast_attribute *a, const char *name);
/* Texts that live in the code. */
const char *code_string(struct code *code, const char *s, size_t len);

/* The type that an attribute names, with or without "Attribute" at the end; NULL: none known. s
 * NULL: of the built-in ones. */
const struct type_info *attribute_type(struct session *s, const struct ast_attribute *a);
/* The same where classes of the text itself count too. */
const struct type_info *attribute_type_in(struct session *s, const struct ast *ast,
                                          const struct ast_attribute *a);
/* The attribute as an object; owned. False: it is of a type that has no objects here. */
bool attribute_make(struct compiler *c, const struct ast_attribute *a, struct value *out);

#endif
