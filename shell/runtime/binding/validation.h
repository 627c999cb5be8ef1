/* Validation attributes of parameters and variables. */
#ifndef HVSH_RUNTIME_VALIDATION_H
#define HVSH_RUNTIME_VALIDATION_H

#include "shell/runtime/compile.h"

struct validation;

/* The validation attributes among n attributes; NULL when there is none. Lives in the
 * compiler's code. */
struct validation *validation_compile(struct compiler *c, struct ast_node *const *attributes,
                                      uint32_t n);
/* -1 with the error of a parameter, or of a variable, that may not take v. */
int validation_check_parameter(struct session *s, const struct validation *v, const char *name,
                               struct value value, struct err **err);
/* Is one of them [ValidateScript()]? */
bool validation_runs_script(const struct validation *v);
int validation_check_variable(struct session *s, const struct validation *v, const char *name,
                              struct value value, struct err **err);

/* What [ValidateSet] lists, *n of them, borrowed; NULL: there is none, or a class makes it. */
const struct value *validation_set(const struct validation *v, size_t *n);
/* Of a variable that is made with its attributes: they cannot be added to such a value. */
int validation_check_new(struct session *s, const struct validation *v, const char *name,
                         struct value value, struct err **err);
/* Of a class's property: the reason alone. */
int validation_check_property(struct session *s, const struct validation *v, struct value value,
                              struct err **err);

#endif
