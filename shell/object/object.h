/* Objects: a type, an optional native payload, and added members (note, alias
 * and script properties, script methods) held by shape. Property names and
 * their slots are shared between objects through shapes, so an inline cache
 * keyed by (type, shape) finds a property without a search. */
#ifndef HVSH_OBJECT_OBJECT_H
#define HVSH_OBJECT_OBJECT_H

#include "shell/object/type_info.h"
#include "shell/object/value.h"

/* MEMBER_SET: a PSPropertySet, or an object whose members are those of a PSMemberSet. */
enum member_kind {
    MEMBER_NOTE,
    MEMBER_ALIAS,
    MEMBER_SCRIPT_PROPERTY,
    MEMBER_SCRIPT_METHOD,
    MEMBER_SET
};

/* An ordered list of member names, immutable, refcounted, shared; adding a
 * name leads to a child shape. */
struct shape {
    uint32_t refs;
    uint32_t count; /* slots */
    struct shape *parent;
    struct shape_table *table;
    uint64_t
        serial; /* the table's: with the address it is this shape and none that was there before */
    struct str *name; /* of the last slot */
    enum member_kind kind;
    /* private: transitions and look-up index */
    struct shape_index *index;
};

struct object {
    uint32_t refs;
    uint32_t slot_cap : 30;
    bool suspect : 1;
    bool shared : 1;
    const struct type_info *type;
    struct shape *shape; /* NULL: no added members */
    struct value *slots; /* may lie in payload of a type that has none; one per shape slot; note:
                            the value; alias: the name, or an array of name and type; script: a
                            ScriptBlock, or an array of getter and setter */
    const char *const
        *type_names; /* PSTypeNames put in front by script, NULL-terminated; or NULL */
    char payload[] __attribute__((aligned(8)));
};

/* The shapes of one session, in tables: what an object has goes with it and its likes. */
struct shapes *shapes_new(void);
void shapes_free(struct shapes *shapes); /* objects that still live keep their shapes alive */
/* One more, one less holder of a table (each object with a shape is one). */
void shape_table_hold(struct shape_table *table);
void shape_table_release(struct shape_table *table);
/* Where new objects begin; borrowed until its next call but for who holds its table. */
struct shape *shapes_root(struct shapes *shapes);
struct shape *shape_root(const struct shape *shape); /* of the same table */
/* Of the table that new objects are of: while it is the same, its shapes live. Never 0. */
uint64_t shapes_serial(const struct shapes *shapes);
struct shape *shape_add(struct shape *s, struct str *name, enum member_kind kind); /* borrowed */
/* Slot of a member, case-insensitive, or -1. */
int shape_find(const struct shape *s, const char *name, size_t len);
struct str *shape_name(const struct shape *s, uint32_t slot);
enum member_kind shape_kind(const struct shape *s, uint32_t slot);

/* A native object with zeroed payload. */
struct object *object_new(const struct type_info *type);
/* A PSCustomObject of this shape; slots start as $null and may be filled directly. */
struct object *object_new_shaped(struct shape *shape);
/* A PSCustomObject without properties. */
struct object *object_new_custom(struct shapes *shapes);
/* Adds or replaces a note property; takes v. */
void object_set_note_take(struct object *o, struct shapes *shapes, const char *name,
                          struct value v);
void object_set_note_str_take(struct object *o, struct shapes *shapes, struct str *name,
                              struct value v);
/* Adds a member of another kind; takes v. */
void object_add_member_take(struct object *o, struct shapes *shapes, struct str *name,
                            enum member_kind kind, struct value v);
/* Replaces PSTypeNames put in front; names (NULL-terminated) are copied, NULL: none. */
void object_set_type_names(struct object *o, const char *const *names);
/* Gives o the members and type names of another one. */
void object_copy_members(struct object *o, const struct object *from);
/* A shallow copy of a PSCustomObject. */
struct object *object_copy(const struct object *o);
bool object_remove_member(struct object *o, const char *name, size_t len);
static inline void *object_payload(struct object *o)
{
    return o->payload;
}

/* ---- members of any value ---- */
enum member_found {
    FOUND_NONE,
    FOUND_NATIVE,  /* property */
    FOUND_SLOT,    /* holder->slots[slot]; kind says note, alias, script … */
    FOUND_KEY,     /* a hashtable's entry */
    FOUND_ADAPTED, /* of the type's adapter; name */
    FOUND_TYPE     /* of the types' data, which the runtime knows; name */
};
struct member_ref {
    enum member_found found;
    enum member_kind kind;
    const struct property *property;
    uint32_t slot;
    struct object *holder;   /* of FOUND_SLOT, borrowed: the object itself, or see wrap.h */
    struct value *key_value; /* borrowed */
    const char *name;        /* of FOUND_ADAPTED and FOUND_TYPE, borrowed */
};
/* Finds a property of v by name: added members first, then native ones, for a
 * hashtable its keys first. */
struct member_ref member_find(struct value v, const char *name, size_t len);
/* Reads a native, note, alias or key property. *out is owned; $null when there
 * is none. Script properties need the runtime: they answer -2 and leave *out
 * nothing. */
int member_get(struct value v, const char *name, struct value *out, struct err **err);
int member_set(struct value v, struct shapes *shapes, const char *name, struct value nv,
               struct err **err);

/* Walks the visible properties of v in display order: added members, then native ones in their
 * type's order; of hashtables the keys instead of those. */
struct member_iter {
    struct value of;
    const struct type_info *type;
    struct object *added; /* whose members were added; or NULL */
    bool native_only, adapted_first;
    /* The next property that the types' data (Update-TypeData) give; NULL: none. Set by those who
     * know the session. */
    const char *(*type_data)(void *data, struct value v, size_t *at);
    void *data;
    size_t i, phase;
    void *at; /* the adapter's place */
};
struct member_entry {
    const char *name;
    size_t len;
    struct member_ref ref;
    const struct property *listed; /* FOUND_NATIVE: as the type lists it, an alias itself */
};
/* PSStandardMembers: there to be read, not listed. */
bool member_is_standard_set(const char *name, size_t len);
struct member_iter member_iter_begin(struct value v);
/* The same walk, but the type's own properties come before what was added to its type (and after
 * what was added to the value): the order of what is shown unasked. */
struct member_iter member_iter_adapted_first(struct member_iter it);
/* The native properties alone, of hashtables too. */
struct member_iter member_iter_native(struct value v);
bool member_iter_next(struct member_iter *it, struct member_entry *out);

#endif
