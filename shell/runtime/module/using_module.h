/* `using module` statements. */
#ifndef HVSH_RUNTIME_USING_MODULE_H
#define HVSH_RUNTIME_USING_MODULE_H

#include "parser/parser.h"
#include "shell/runtime/frame.h"

/* Imports the module; its classes are known from then on. */
enum status using_module_import(struct frame *f, const struct node *n, const struct ast_using *u);
/* Adds what is wrong with a text's statements: names that are none, modules that are not there. */
void using_modules_check(struct session *s, const struct ast *ast, struct parse_diag *diag);

#endif
