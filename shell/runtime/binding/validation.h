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
/* Makes the objects of those of scripts' classes. -1: one cannot be made; at gets its place. */
int validation_resolve(struct session *s, const struct validation *v, struct node *at,
                       struct err **err);
/* What the attributes of scripts' classes make of the value, those in front of its type or those
 * behind it; *value is owned and replaced. */
int validation_change(struct session *s, const struct validation *v, bool before_type,
                      struct value *value, struct err **err);
/* May validation_change() do anything? */
bool validation_changes(const struct validation *v);
/* Is one of them [ValidateScript()]? */
bool validation_runs_script(const struct validation *v);
int validation_check_variable(struct session *s, const struct validation *v, const char *name,
                              struct value value, struct err **err);

/* What [ValidateSet] lists or its class makes, as an array; owned. $null: there is none. */
struct value validation_set(struct session *s, const struct validation *v);
/* Of a variable that is made with its attributes: they cannot be added to such a value. */
int validation_check_new(struct session *s, const struct validation *v, const char *name,
                         struct value value, struct err **err);
/* Of a class's property: the reason alone. */
int validation_check_property(struct session *s, const struct validation *v, struct value value,
                              struct err **err);

#endif
