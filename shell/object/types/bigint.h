/* System.Numerics.BigInteger: whole numbers of any size. */
#ifndef HVSH_OBJECT_TYPES_BIGINT_H
#define HVSH_OBJECT_TYPES_BIGINT_H

#include "shell/object/type_info.h"

extern const struct type_info type_bigint;

bool value_is_bigint(struct value v);
/* Of the decimal text of a whole number, sign first; NULL characters end it not. 0 or -1. */
int bigint_parse(const char *s, size_t len, struct value *out);
/* + - * / % (by their signs in ASCII); both operands become BigIntegers. *out is owned. */
int bigint_arith(char op, struct value a, struct value b, struct value *out, struct err **err);

#endif
