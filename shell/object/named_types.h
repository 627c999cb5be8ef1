/* Types that scripts name and the shell has no members of: attributes, the classes behind
 * cmdlets, delegates. They answer what reflection says about a type; [T]::X and new() fail as
 * for any type without such a member. Enumerations have their values. */
#ifndef HVSH_OBJECT_NAMED_TYPES_H
#define HVSH_OBJECT_NAMED_TYPES_H

#include "shell/object/type_info.h"

enum {
    NAMED_ABSTRACT = 1,
    NAMED_SEALED = 2,
    NAMED_STRUCT = 4, /* a value type; its fields lie in their order */
    NAMED_FACE = 8,   /* an interface */
    NAMED_SERIALIZABLE = 16,
    NAMED_INTERNAL = 32,
    NAMED_NESTED = 64, /* in another type, internal */
    NAMED_NESTED_PROTECTED = 128,
    NAMED_ENUM = 256,
};

struct named_type {
    const char *name;
    unsigned flags;
    const char *base; /* NULL: System.Object */
};
struct named_enum {
    const char *name;
    bool is_flags;
    const char *members; /* names by spaces: A B=4 C */
};

extern const struct named_type named_types[];
extern const size_t named_type_count;
extern const struct named_enum named_enums[];
extern const size_t named_enum_count;

/* The type of this full name or accelerator, case-insensitive, System. may be left out; NULL:
 * unknown. Types with members of their own are looked up before. Of the process, made when
 * first asked for. */
const struct type_info *named_type_find(const char *name, size_t len);
/* What the tables say about a type of this name, in any case: NAMED_* flags, or -1. */
int named_type_flags(const char *name);
/* The accelerator of a type known by its name alone ("mailaddress"); NULL: it has none. */
const char *named_accelerator_of(const char *full);
/* The base that the tables give a type of this name; NULL: they name none. */
const struct type_info *named_type_base(const char *name);

#endif
