/* PSMemberInfo and its kinds: one member of a value as an object, or one that was made by ::new
 * and belongs to none yet. */
#ifndef HVSH_RUNTIME_MEMBER_INFO_H
#define HVSH_RUNTIME_MEMBER_INFO_H

#include "shell/object/object.h"

struct session;
struct array;

enum info_kind {
    INFO_NOTE,
    INFO_PROPERTY,
    INFO_ALIAS,
    INFO_SCRIPT,
    INFO_CODE,
    INFO_METHOD,
    INFO_SCRIPT_METHOD,
    INFO_MEMBER_SET,
    INFO_PARAMETERIZED,
};

struct member_info {
    struct session *session;
    struct value of;   /* whose member it is; nothing: it has none (made by ::new) */
    struct value name; /* string */
    /* as an object's slot holds it (object.h): a note's value, an alias's name, script blocks */
    struct value value;
    enum info_kind kind;
    const struct property *property; /* of a native property; or NULL */
    const struct method *method;     /* of a native method; or NULL */
    bool is_static;                  /* a method of the type, not of its objects */
    bool of_type;                    /* from the type's data: not the instance's own */
};

/* psnoteproperty and its like; NULL: none of them. */
const struct type_info *psobject_find_type(const char *name, size_t len);
extern const struct type_info type_member_info, type_property_set;
/* The name of a PSPropertySet and the names in it; borrowed. NULL: v is none. */
const struct str *property_set_name(struct value v);
const struct array *property_set_names(struct value v);

/* A member of a value; owned. */
struct value member_info_new(struct session *s, struct value of, const char *name, size_t len,
                             enum info_kind kind);
/* What stands in a value; NULL: it is no member (a PSPropertySet neither). */
struct member_info *member_info_of(struct value v);
/* Adds a copy of the member or property set to what holder carries; -1: v is none. */
int member_info_add(struct session *s, struct object *holder, struct value v, struct err **err);
/* The kind of an added member, and of one from Update-TypeData. */
enum info_kind member_info_kind(enum member_kind kind);
/* Of a member or a property set: its name (NULL: v is none), its kind as a value of PSMemberTypes.
 */
const struct str *member_info_name(struct value v);
int32_t member_info_types(struct value v);
enum { MEMBER_TYPES_ALL = 16383 };
/* How Get-Member defines it; appends. */
void member_info_definition(struct value info, struct strbuf *out);

extern const struct enum_info enum_member_types; /* PSMemberTypes */

/* What stands as the method of a group of a script class's methods. */
extern const struct method class_method_group;

#endif
