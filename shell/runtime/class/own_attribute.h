/* Attributes whose classes are those of scripts: they check the values of parameters, variables and
 * properties (ValidateArgumentsAttribute, ValidateEnumeratedArgumentsAttribute) or make other ones
 * of them (ArgumentTransformationAttribute). */
#ifndef HVSH_RUNTIME_CLASS_OWN_ATTRIBUTE_H
#define HVSH_RUNTIME_CLASS_OWN_ATTRIBUTE_H

#include "shell/runtime/compile.h"

enum attribute_role {
    ROLE_UNKNOWN, /* not looked up yet */
    ROLE_NONE,    /* says something, does nothing */
    ROLE_CHECKS,
    ROLE_CHECKS_EACH,
    ROLE_CHANGES,
};

/* One as it is written; the class may be younger than the code, so it is looked up at first use. */
struct class_attribute {
    struct code *code; /* borrowed: what it is written in */
    const struct ast_attribute *written;
    struct value made; /* kept by the code */
    enum attribute_role role;
};

/* Is it an attribute that only a script's class can stand for? */
bool attribute_is_of_class(const struct ast_attribute *a);
/* What such an object does to values. */
enum attribute_role attribute_role_of(const struct type_info *type);
/* Makes the object, once. */
int class_attribute_get(struct session *s, struct class_attribute *a, struct err **err);
/* -1 with what Validate or ValidateElement of the object threw. */
int attribute_object_check(struct session *s, struct value attribute, struct value v,
                           struct err **err);
/* What Transform answers; *out is owned. */
int attribute_object_change(struct session *s, struct value attribute, struct value v,
                            struct value *out, struct err **err);
/* What the object of an ArgumentCompleterAttribute completes with: an IArgumentCompleter that its
 * factory or its type makes, or a script block; owned, $null where there is none. */
int attribute_object_completer(struct session *s, struct value attribute, struct value *completer,
                               struct value *block, struct err **err);
/* A method of an object of a script's class; *out is owned. -1 with what it threw. */
int class_object_call(struct session *s, struct value self, const char *method,
                      const struct value *args, size_t n, struct value *out, struct err **err);

#endif
