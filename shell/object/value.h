/* Values: 16 bytes, tagged, passed by value. Small kinds are immediate, the
 * rest point at a refcounted heap cell. Refcounts are not atomic: a value
 * belongs to one session and so to one thread.
 *
 * Ownership: arguments are borrowed, results are owned. value_ref() makes
 * another owner, value_unref() gives one up. A function that takes ownership
 * says so in its name (…_take). */
#ifndef HVSH_OBJECT_VALUE_H
#define HVSH_OBJECT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/cleanup.h"
#include "shell/base/err.h"
#include "shell/base/strbuf.h"

enum value_kind {
    V_NULL, /* aux VALUE_NOTHING: AutomationNull, "a command gave no output" */
    V_BOOL,
    V_CHAR, /* one UTF-16 code unit */
    /* integers, in this order */
    V_SBYTE,
    V_BYTE,
    V_INT16,
    V_UINT16,
    V_INT32,
    V_UINT32,
    V_INT64,
    V_UINT64,
    V_SINGLE, /* held as a double rounded to float */
    V_DOUBLE,
    V_DATETIME, /* i: ticks of 100 ns since 0001-01-01; aux: enum datetime_kind */
    V_TIMESPAN, /* i: ticks of 100 ns */
    V_ENUM,     /* enum_info; aux: the value as int32 */
    V_TYPE,     /* a type literal such as [int]; type */
    /* heap cells from here on */
    V_STRING,
    V_DECIMAL,
    V_ARRAY, /* arrays and lists */
    V_HASH,  /* Hashtable, OrderedDictionary, Dictionary */
    V_OBJECT,
};
#define V_FIRST_HEAP V_STRING

enum { VALUE_NOTHING = 1 };
enum datetime_kind { DATETIME_UNSPECIFIED, DATETIME_UTC, DATETIME_LOCAL };

struct str;
struct decimal;
struct array;
struct hash;
struct object;
struct type_info;
struct enum_info;
struct shapes;

struct value {
    union {
        struct {
            uint32_t kind : 8;  /* enum value_kind */
            uint32_t wrap : 24; /* not 0: this text or value type carries members (wrap.h) */
            uint32_t aux;
        };
        uint64_t head;
    };
    union {
        bool b;
        int64_t i; /* integers except UINT64, CHAR, DATETIME, TIMESPAN */
        uint64_t u;
        double d;
        uint32_t *refs; /* every heap cell starts with its count */
        struct str *str;
        struct decimal *decimal;
        struct array *array;
        struct hash *hash;
        struct object *object;
        const struct type_info *type;
        const struct enum_info *enum_info;
    };
};
_Static_assert(sizeof(struct value) == 16, "values are 16 bytes");

struct value_list { /* a borrowed or owned run of values, as the user says */
    struct value *items;
    size_t len;
};

void value_free(struct value v); /* the last owner left: for value_unref only */

/* v, read by its halves. They are mostly written one by one, by whoever made the value a moment
 * ago: to read both at once, as the compiler would, waits until the writes have left the
 * processor's store buffer. */
static inline struct value value_halves(struct value v)
{
    return (struct value){ .head = v.head, .u = v.u };
}

static inline struct value value_ref(struct value v)
{
    if (v.kind >= V_FIRST_HEAP)
        ++*v.refs;
    return value_halves(v);
}

static inline void value_unref(struct value v)
{
    if (v.kind >= V_FIRST_HEAP && --*v.refs == 0)
        value_free(v);
}

/* Gives up what *slot holds and leaves $null. */
static inline void value_clear(struct value *slot)
{
    struct value old = *slot;
    *slot = (struct value){ .kind = V_NULL };
    value_unref(old);
}

/* Stores a new owned value, gives up the old one. */
static inline void value_replace_take(struct value *slot, struct value v)
{
    struct value old = value_halves(*slot);
    *slot = value_halves(v);
    value_unref(old);
}

#define AUTO_VALUE CLEANUP(value_clear) struct value
/* The value, leaving $null behind. */
#define STEAL_VALUE(v)             \
    __extension__({                \
        struct value taken_ = (v); \
        (v) = value_null();        \
        taken_;                    \
    })

/* ---- immediate values ---- */
static inline struct value value_null(void)
{
    return (struct value){ .kind = V_NULL };
}
static inline struct value value_nothing(void)
{
    return (struct value){ .kind = V_NULL, .aux = VALUE_NOTHING };
}
static inline struct value value_bool(bool b)
{
    return (struct value){ .kind = V_BOOL, .i = b };
}
/* A SwitchParameter: a bool but for its type. */
static inline struct value value_switch(bool b)
{
    return (struct value){ .kind = V_BOOL, .aux = 1, .i = b };
}
static inline struct value value_int(int32_t i)
{
    return (struct value){ .kind = V_INT32, .i = i };
}
static inline struct value value_long(int64_t i)
{
    return (struct value){ .kind = V_INT64, .i = i };
}
static inline struct value value_ulong(uint64_t u)
{
    return (struct value){ .kind = V_UINT64, .u = u };
}
/* kind is one of the integer kinds; i must lie in its range. */
static inline struct value value_integer(enum value_kind kind, int64_t i)
{
    return (struct value){ .kind = kind, .i = i };
}
static inline struct value value_double(double d)
{
    return (struct value){ .kind = V_DOUBLE, .d = d };
}
static inline struct value value_char(uint16_t c)
{
    return (struct value){ .kind = V_CHAR, .i = c };
}
static inline struct value value_datetime(int64_t ticks, enum datetime_kind kind)
{
    return (struct value){ .kind = V_DATETIME, .aux = kind, .i = ticks };
}
static inline struct value value_timespan(int64_t ticks)
{
    return (struct value){ .kind = V_TIMESPAN, .i = ticks };
}
static inline struct value value_enum(const struct enum_info *info, int32_t v)
{
    return (struct value){ .kind = V_ENUM, .aux = (uint32_t)v, .enum_info = info };
}
static inline struct value value_type(const struct type_info *type)
{
    return (struct value){ .kind = V_TYPE, .type = type };
}
static inline int32_t value_enum_get(struct value v)
{
    return (int32_t)v.aux;
}
static inline bool value_is_nothing(struct value v)
{
    return v.kind == V_NULL && v.aux == VALUE_NOTHING;
}
static inline bool value_is_null(struct value v)
{
    return v.kind == V_NULL;
}
/* Object.ReferenceEquals: one object of the heap. */
static inline bool value_is_same_object(struct value a, struct value b)
{
    return a.kind == b.kind && a.u == b.u && a.kind >= V_FIRST_HEAP;
}
static inline bool value_is_integer(struct value v)
{
    return v.kind >= V_SBYTE && v.kind <= V_UINT64;
}
static inline bool value_is_number(struct value v)
{
    return (v.kind >= V_SBYTE && v.kind <= V_DOUBLE) || v.kind == V_DECIMAL;
}

/* ---- heap values from their parts; each result is owned ---- */
struct value value_string(const char *s); /* copies */
struct value value_string_len(const char *s, size_t len);
struct value value_string_take(struct strbuf *sb); /* sb is empty afterwards */
struct value value_stringf(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* Take the caller's reference. */
static inline struct value value_of_str(struct str *s)
{
    return (struct value){ .kind = V_STRING, .str = s };
}
static inline struct value value_of_array(struct array *a)
{
    return (struct value){ .kind = V_ARRAY, .array = a };
}
static inline struct value value_of_hash(struct hash *h)
{
    return (struct value){ .kind = V_HASH, .hash = h };
}
static inline struct value value_of_object(struct object *o)
{
    return (struct value){ .kind = V_OBJECT, .object = o };
}

/* The type of a value, never NULL ($null: type_null, named "null"). */
const struct type_info *value_type_of(struct value v);

#endif
