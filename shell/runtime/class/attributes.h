/* The attributes written on classes and their members. */
#ifndef HVSH_RUNTIME_CLASS_ATTRIBUTES_H
#define HVSH_RUNTIME_CLASS_ATTRIBUTES_H

#include "parser/parser.h"
#include "shell/runtime/class/script_class.h"

/* type_info.attributes of a script class. */
struct array *class_attributes(const struct type_info *type, const char *name, int nparams);

struct attribute_place {
    struct session *session;
    const struct ast *ast;
    struct parse_diag *diag;
};
/* Adds what is wrong with the attribute: the names of its arguments or, with values, how many they
 * are and what they cannot be converted to. False: no such attribute is known. */
bool attribute_check(const struct attribute_place *at, const struct ast_attribute *a, bool values);

#endif
