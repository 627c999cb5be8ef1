/* What Update-TypeData knows of types: members that all objects of a type have, and how they are
 * shown. Per session, by type name; script classes and native types alike, and names that only
 * PSTypeNames mention. */
#ifndef HVSH_RUNTIME_TYPE_DATA_H
#define HVSH_RUNTIME_TYPE_DATA_H

#include "shell/object/object.h"
#include "shell/runtime/status.h"

struct session;

extern const struct type_info type_type_data; /* what Get-TypeData shows */

enum type_member_kind {
    TYPE_NOTE,
    TYPE_ALIAS,
    TYPE_SCRIPT_PROPERTY,
    TYPE_SCRIPT_METHOD,
    TYPE_PROPERTY_SET
};

struct type_member {
    enum type_member_kind kind;
    struct value name;   /* string */
    struct value value;  /* the value, the aliased name, getter, method; names of a set: an array */
    struct value second; /* setter or $null; of an alias: the type to convert to */
    struct value file;   /* the type file it is from, or $null */
};

/* The member of that name that the value's types have; NULL: none. Borrowed. */
const struct type_member *type_extension_find(struct session *s, struct value v, struct value name);
/* Its value; v must have it. *out is owned. */
enum status type_extension_get(struct session *s, struct value v, struct value name,
                               struct value *out);
/* DefaultDisplayPropertySet of the value's types, or NULL; borrowed. */
const struct array *type_display_set(struct session *s, struct value v);
/* The object behind PSStandardMembers; false: the types have none. *out is owned. */
bool type_standard_members(struct session *s, struct value v, struct value *out);
/* Each member of the value's types in turn, nearest type first; *at starts as 0. */
const struct type_member *type_member_next(struct session *s, struct value v, size_t *at);

/* ---- for the cmdlets ---- */
/* The name that stands for a type: an accelerator's full name, else the name itself; owned. */
struct value type_data_name(struct session *s, const struct str *name);
/* All types: a hashtable of names to TypeData objects, or NULL; borrowed. */
const struct hash *type_data_all(const struct session *s);
/* The hashtables of one type, made when missing: name to member, and name to standard member. */
struct hash *type_data_members(struct session *s, const struct str *type);
struct hash *type_data_standard(struct session *s, const struct str *type);
/* A new member as a value for the hashtable; parts are borrowed. */
struct value type_member_new(enum type_member_kind kind, struct value name, struct value value,
                             struct value second, struct value file);
const struct type_member *type_member_of(struct value v); /* NULL: it is none */
bool type_data_remove(struct session *s, const struct str *type);
/* Takes out all that came from a file, then types that have nothing left; how many members. */
size_t type_data_remove_file(struct session *s, const char *file);

#endif
