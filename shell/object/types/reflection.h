/* The bases of System.Type with what reflection says, and assemblies. */
#ifndef HVSH_OBJECT_TYPES_REFLECTION_H
#define HVSH_OBJECT_TYPES_REFLECTION_H

#include "shell/object/type_info.h"

enum fact {
    FACT_NEVER, /* of no type that is in a shell */
    FACT_ALWAYS,
    FACT_ENUM,
    FACT_VALUE,
    FACT_CLASS,
    FACT_FACE,
    FACT_ABSTRACT,
    FACT_SEALED,
    FACT_ARRAY,
    FACT_VECTOR, /* of one dimension */
    FACT_GRID,
    FACT_GENERIC,
    FACT_GENERIC_OPEN,
    FACT_GENERIC_CLOSED,
    FACT_DEFINITION,
    FACT_PRIMITIVE,
    FACT_SERIALIZABLE,
    FACT_NESTED,
    FACT_NESTED_PUBLIC,
    FACT_NESTED_ASSEMBLY,
    FACT_NESTED_PROTECTED,
    FACT_PUBLIC,
    FACT_NOT_PUBLIC,
    FACT_VISIBLE,
    FACT_SEQUENTIAL,
    FACT_AUTO,
};

/* The getter of a yes or no about a type; the property's data is the fact. */
int type_fact_get(struct value self, const struct property *p, struct value *out, struct err **err);

/* System.Reflection.TypeInfo: the base of the type of types. */
extern const struct type_info type_type_info;
/* The System.Reflection.Assembly that a type's name tells of. Owned. */
struct value assembly_of_type(const struct type_info *type);
/* All there are. Owned. */
struct array *assemblies_loaded(void);

#endif
