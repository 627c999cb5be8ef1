/* Arrays ([object[]], [int[]], …) and growing lists (ArrayList, List[T]): one
 * cell, told apart by is_list. element NULL means Object. */
#ifndef HVSH_OBJECT_ARRAY_H
#define HVSH_OBJECT_ARRAY_H

#include "shell/object/value.h"

struct array {
    uint32_t refs;
    bool is_list;
    bool read_only;
    bool suspect;                    /* cycles.h; so of a hash and of an object */
    bool shared;                     /* shared.h; so of those two */
    const struct type_info *type;    /* type_object_array, a typed array type, or a list type */
    const struct type_info *element; /* items are of this type; NULL: any */
    size_t len, cap;
    struct value *items;       /* owned */
    struct array_extra *extra; /* what few arrays need; NULL: none */
};

struct array_extra {
    struct object *members; /* given to the array itself (wrap.h); or NULL */
    struct object *owner;   /* whose members the items are (PSObject.Properties); or NULL */
    struct hash *index;     /* a set's items as keys; or NULL */
    struct value key;       /* a grouping's; of an ordered sequence its items' ranks; else $null */
    size_t head;            /* free places before items, for queues and stacks */
    size_t cursor;          /* of an enumerator: the items that it has passed */
    struct hash *source;    /* whose keys, values or entries the items are; or NULL */
    uint32_t version;       /* of an enumerator: the source's when it began */
    uint32_t rank;          /* of a multi-dimensional array, items row by row; else 0 */
    int32_t lengths[8];     /* of its dimensions */
};

/* The array's extra part, made when it has none. */
struct array_extra *array_extra(struct array *a);
/* The place of a multi-dimensional array's item, one index per dimension; false: outside. */
bool array_place(const struct array *a, const int64_t *indexes, size_t *out);
/* Where an enumeration of the items starts: at the first; for an enumerator at the first that it
 * has not passed, and all are passed then. */
size_t array_start(struct array *a);
/* Takes out the first item; it must have one. Owned. */
struct value array_take_first(struct array *a);

/* The most items that operators and methods put into one array. */
#define ARRAY_MAX_LEN ((size_t)100000000)

/* An empty object[] with room for cap items. */
struct array *array_new(size_t cap);
struct array *list_new(const struct type_info *type, const struct type_info *element);
/* Appends; the array owns the value afterwards. */
void array_push_take(struct array *a, struct value v);
void array_push(struct array *a, struct value v);
/* Concatenation for +=: in place when a has one owner (amortised). Takes a. */
struct array *array_append_take(struct array *a, struct value item_or_array);
/* at <= len; the array owns the value afterwards. */
void array_insert_take(struct array *a, size_t at, struct value v);
/* [at, at + count) must lie within. */
void array_remove_range(struct array *a, size_t at, size_t count);
struct array *array_from(const struct value *items, size_t len);
/* A copy of len items from there on, which must be inside. */
struct array *array_slice(const struct array *a, size_t from, size_t len);

#endif
