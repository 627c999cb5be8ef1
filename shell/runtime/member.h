/* Properties and elements of any value, with the language's rules: enumeration
 * over collections, intrinsic members, hashtable keys, script properties. */
#ifndef HVSH_RUNTIME_MEMBER_H
#define HVSH_RUNTIME_MEMBER_H

#include "shell/runtime/frame.h"

/* Where the last object's property was; right for objects of one type and shape. */
struct member_cache {
    const struct type_info *type;
    const struct shape *shape;
    uint64_t serial;
    const struct property *property; /* NULL: slot */
    uint32_t slot;
};

static inline bool member_cache_holds(const struct member_cache *cache, const struct object *o)
{
    return cache->type == o->type && cache->shape == o->shape &&
           (!o->shape || cache->serial == o->shape->serial);
}
static inline void member_cache_put(struct member_cache *cache, const struct object *o,
                                    const struct property *property, uint32_t slot)
{
    *cache =
        (struct member_cache){ o->type, o->shape, o->shape ? o->shape->serial : 0, property, slot };
}

/* name is a string value. *out owned. cache may be NULL. */
enum status member_read(struct frame *f, const struct node *n, struct value target,
                        struct value name, struct member_cache *cache, struct value *out);
/* Takes v. */
enum status member_write(struct frame *f, const struct node *n, struct value target,
                         struct value name, struct member_cache *cache, struct value v);
enum status index_read(struct frame *f, const struct node *n, struct value target,
                       struct value index, struct value *out);
enum status index_write(struct frame *f, const struct node *n, struct value target,
                        struct value index, struct value v);
/* [type]::name */
enum status static_read(struct frame *f, const struct node *n, const struct type_info *type,
                        struct value name, struct value *out);
enum status static_write(struct frame *f, const struct node *n, const struct type_info *type,
                         struct value name, struct value v);
/* Properties every object has (PSObject, PSTypeNames, Count, Length). False: no such. */
bool intrinsic_property(struct session *s, struct value v, struct value name, struct value *out);

/* A member name that is an expression, as text; of a dictionary's member the key as it is, which
 * may be a number. Owned. */
enum status node_member_name(struct frame *f, const struct node *name, struct value target,
                             struct value *out);

/* The function behind a script property or method runs with $this = self; *out owned. */
enum status script_member_call(struct session *s, struct value block, struct value self,
                               const struct value *args, size_t nargs, struct value *out);

/* The getter of a script property: whatever goes wrong in it is not shown, and what ends it makes
 * the value $null. */
/* The handler of an event: block with $this and $_ set, which are its arguments too. What it
 * gives counts for nothing. */
enum status script_event_call(struct session *s, struct value block, struct value sender,
                              struct value event);
enum status script_getter_call(struct session *s, struct value block, struct value self,
                               struct value *out);
/* Its setter; what ends that is the cause of the error of setting name. */
enum status script_setter_call(struct session *s, struct value block, struct value self,
                               const char *name, struct value v);

/* Calls a method that a script made: of its class, added to the object, or of the types' data.
 * *found false: there is none of this name (a string). *out owned. */
enum status script_method_call(struct session *s, struct value target, struct value name,
                               const struct value *args, size_t nargs, struct value *out,
                               bool *found);

#endif
