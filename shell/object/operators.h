/* PowerShell's binary and unary operators on values, free of evaluation:
 * array left operands filter or map where the language says so. *out is owned;
 * -1 sets *err with PowerShell's words. */
#ifndef HVSH_OBJECT_OPERATORS_H
#define HVSH_OBJECT_OPERATORS_H

#include "shell/object/value.h"

enum binary_op {
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_MOD,
    OP_FORMAT,
    OP_RANGE,
    OP_AND,
    OP_OR,
    OP_XOR,
    OP_BAND,
    OP_BOR,
    OP_BXOR,
    OP_SHL,
    OP_SHR,
    OP_EQ,
    OP_NE,
    OP_GT,
    OP_GE,
    OP_LT,
    OP_LE,
    OP_LIKE,
    OP_NOTLIKE,
    OP_MATCH,
    OP_NOTMATCH,
    OP_REPLACE,
    OP_CONTAINS,
    OP_NOTCONTAINS,
    OP_IN,
    OP_NOTIN,
    OP_SPLIT,
    OP_JOIN,
    OP_IS,
    OP_ISNOT,
    OP_AS,
};
enum unary_op { UN_NOT, UN_BNOT, UN_PLUS, UN_MINUS, UN_SPLIT, UN_JOIN };

struct type_info;
struct regex_cache; /* regex.h */

/* What operators borrow from the session. A NULL context, or NULL in a field,
 * works: patterns are then compiled anew at each use. */
struct op_context {
    struct regex_cache *regexes;
    struct shapes *shapes;
    /* Types of modules and script classes for -is and -as by name, or NULL. */
    const struct type_info *(*find_type)(void *data, const char *name, size_t len);
    void *data;
};

/* What -match leaves for $Matches: a hashtable, or nothing when unchanged. */
struct op_result {
    struct value value;
    struct value matches; /* V_HASH, or V_NULL */
};

/* case_sensitive: the c variant. -replace with a script block and -split with
 * one are the runtime's: it calls regex.h itself. */
int op_binary(struct op_context *ctx, enum binary_op op, struct value a, struct value b,
              bool case_sensitive, struct op_result *out, struct err **err);
/* $v -is [T]. */
bool value_is(struct value v, const struct type_info *type);
int op_unary(enum unary_op op, struct value a, struct value *out, struct err **err);
/* a + b for the commonest kinds without the error path; takes nothing. */
int op_add(struct value a, struct value b, struct value *out, struct err **err);

/* fmod(x, y): what % gives for doubles. */
double double_remainder(double x, double y);

#endif
