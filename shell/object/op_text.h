/* The operators on texts and the comparing ones, behind op_binary(). */
#ifndef HVSH_OBJECT_OP_TEXT_H
#define HVSH_OBJECT_OP_TEXT_H

#include "shell/object/operators.h"

/* right: a pattern, or an array of pattern, maximum and options. */
int op_split(struct op_context *ctx, struct value left, struct value right, bool case_sensitive,
             struct value *out, struct err **err);
/* At runs of white space. */
int op_split_words(struct value v, struct value *out, struct err **err);
/* separator $null: none. */
int op_join(struct value left, struct value separator, struct value *out, struct err **err);
int op_replace(struct op_context *ctx, struct value left, struct value right, bool case_sensitive,
               struct value *out, struct err **err);
/* -eq … -as. */
int op_compare(struct op_context *ctx, enum binary_op op, struct value a, struct value b,
               bool case_sensitive, struct op_result *out, struct err **err);

#endif
