/* class and enum of scripts. */
#ifndef HVSH_RUNTIME_SCRIPT_CLASS_H
#define HVSH_RUNTIME_SCRIPT_CLASS_H

#include "shell/runtime/frame.h"

struct script_class;

/* session->find_class */
const struct type_info *script_class_find(struct session *s, const char *name, size_t len);
bool script_class_is(const struct type_info *type);
/* [Class]$v: from itself, a hashtable of properties, or a constructor of one argument. */
int script_class_convert(struct session *s, struct value v, const struct type_info *type,
                         struct value *out, struct err **err);
/* [Class]::new(args); the status of the constructor. *found false: no such constructor. */
enum status script_class_new(struct frame *f, const struct node *n, const struct type_info *type,
                             const struct value *args, size_t nargs, struct value *out);
/* Has the class, or one of its bases, a method of this name? */
bool script_class_has_method(const struct type_info *type, const char *name, size_t len,
                             bool is_static);
/* A method by name and number of arguments along the bases. *found false: none; type is
 * that of the object or, for a static method, of the class. */
enum status script_class_call(struct frame *f, const struct node *n, const struct type_info *type,
                              struct value self, struct value name, const struct value *args,
                              size_t nargs, struct value *out, bool *found);
/* What is wrong with a text's classes and enums beyond its grammar, as errors of the parser: the
 * types they name (s may be NULL, then only built-in ones are known), or, defining, their bases and
 * members. */
struct ast;
struct parse_diag;
void class_check(struct session *s, const struct ast *ast, bool defining, struct parse_diag *diag);
/* Adds the catch clauses that an earlier one of their try leaves nothing; part of class_check(). */
void catch_check(struct session *s, const struct ast *ast, struct parse_diag *diag);
void script_classes_free(struct session *s);

#endif
