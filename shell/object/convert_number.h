/* Conversions to the number types. */
#ifndef HVSH_OBJECT_CONVERT_NUMBER_H
#define HVSH_OBJECT_CONVERT_NUMBER_H

#include "shell/object/type_info.h"
#include "shell/object/value.h"

struct number_type {
    const struct type_info *type;
    enum value_kind kind;
    const char *name;
    int64_t min, max; /* of integers; UINT64's max is told apart by kind */
};

/* NULL: not a number type. */
const struct number_type *number_type_of(const struct type_info *type);
/* Any value, with PowerShell's error. *out is owned. */
int convert_to_number(struct value v, const struct number_type *to, struct value *out,
                      struct err **err);
/* A number to another type; -1: OverflowException alone. */
int number_narrow(struct value v, const struct number_type *to, struct value *out,
                  struct err **err);

#endif
