/* class and enum of scripts. */
#ifndef HVSH_RUNTIME_SCRIPT_CLASS_H
#define HVSH_RUNTIME_SCRIPT_CLASS_H

#include "shell/runtime/frame.h"

struct script_class;
struct ast;

/* Classes and enums are known in the scope they are defined in and those inside it, to all of
 * their text, and where a `using module` names their module. What these answer is NULL when none
 * is in sight; name[] is the type of arrays. */

/* By where the session is; session->find_class. */
const struct type_info *script_class_find(struct session *s, const char *name, size_t len);
/* From a scope on. */
const struct type_info *script_class_in_scope(struct session *s, const struct scope *scope,
                                              const char *name, size_t len);
/* By what a text defines around a place of it, and what it uses. */
const struct type_info *script_class_in_text(struct session *s, const struct ast *ast,
                                             uint32_t place, const char *name, size_t len);
/* Any that the scope itself defines. */
const struct type_info *script_class_of_scope(struct session *s, const struct scope *scope);
/* The youngest one, in sight or not. */
const struct type_info *script_class_any(struct session *s, const char *name, size_t len);
/* `using module` of the text was carried out in the scope. */
void script_class_use(struct session *s, const struct ast *ast, const struct scope *scope,
                      struct value module);
struct class_use;
void class_uses_free(struct class_use *uses);
/* May the name stand for classes of two modules in use? *out then says so: it is owned. ast NULL:
 * by scopes alone. */
bool script_class_is_ambiguous(struct session *s, const struct ast *ast, uint32_t place,
                               const char *name, size_t len, char **out);
bool script_class_is(const struct type_info *type);
/* Before a static property is read or written: the class's static members get their first values.
 */
enum status class_statics_for(struct frame *f, const struct property *p);
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
struct parse_diag;
void class_check(struct session *s, const struct ast *ast, bool defining, struct parse_diag *diag);
/* Adds the catch clauses that an earlier one of their try leaves nothing; part of class_check(). */
void catch_check(struct session *s, const struct ast *ast, struct parse_diag *diag);
void script_classes_free(struct session *s);

#endif
