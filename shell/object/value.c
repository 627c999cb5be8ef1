#include "shell/object/value.h"

#include <string.h>

#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/cycles.h"
#include "shell/object/decimal.h"
#include "shell/object/hash.h"
#include "shell/object/hash_view.h"
#include "shell/object/named_types.h"
#include "shell/object/object.h"
#include "shell/object/shared.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"

/* Cells whose last owner left, waiting for their turn: deep nesting must not
 * become deep recursion. */
typedef VEC(struct value) pending_list;

static void drop(pending_list *pending, struct value v)
{
    if (v.kind < V_FIRST_HEAP || --*v.refs)
        return;
    if (v.kind == V_STRING)
        str_free(v.str);
    else if (v.kind == V_DECIMAL)
        free(v.decimal);
    else
        *vec_push(pending) = v;
}

static void free_cell(pending_list *pending, struct value v)
{
    if (value_is_shared(v))
        replica_forget(v);
    if (v.kind == V_ARRAY) {
        struct array *a = v.array;
        for (size_t i = 0; i < a->len; i++)
            drop(pending, a->items[i]);
        size_t head = 0;
        if (a->extra) {
            head = a->extra->head;
            if (a->extra->owner)
                value_unref(value_of_object(a->extra->owner));
            if (a->extra->members)
                drop(pending, value_of_object(a->extra->members));
            drop(pending, a->extra->key);
            if (a->extra->index)
                drop(pending, value_of_hash(a->extra->index));
            if (a->extra->source) {
                hash_view_gone(a->extra->source, a);
                drop(pending, value_of_hash(a->extra->source));
            }
            free(a->extra);
        }
        free(a->items ? a->items - head : NULL);
        if (cycles_forget(v))
            free(a);
    } else if (v.kind == V_HASH) {
        struct hash *h = v.hash;
        for (size_t i = 0; i < h->len; i++) {
            if (!h->entries[i].live)
                continue;
            drop(pending, h->entries[i].key);
            drop(pending, h->entries[i].value);
        }
        if (h->members)
            drop(pending, value_of_object(h->members));
        free(h->entries);
        free(h->index);
        if (cycles_forget(v))
            free(h);
    } else {
        struct object *o = v.object;
        for (const struct type_info *t = o->type; t; t = t->base) {
            if (t->destroy) {
                t->destroy(o);
                break;
            }
        }
        if (o->shape) {
            for (uint32_t i = 0; i < o->shape->count; i++)
                drop(pending, o->slots[i]);
            shape_table_release(o->shape->table);
        }
        if ((char *)o->slots != o->payload)
            free(o->slots);
        free((void *)(uintptr_t)o->type_names);
        if (cycles_forget(v))
            free(o);
    }
}

void value_free(struct value v)
{
    if (v.kind == V_STRING) {
        str_free(v.str);
        return;
    }
    if (v.kind == V_DECIMAL) {
        free(v.decimal);
        return;
    }
    pending_list pending = VEC_INIT;
    free_cell(&pending, v);
    while (pending.len)
        free_cell(&pending, pending.items[--pending.len]);
    vec_release(&pending);
}

struct value value_string(const char *s)
{
    return value_of_str(str_new(s, strlen(s)));
}

struct value value_string_len(const char *s, size_t len)
{
    return value_of_str(str_new(s, len));
}

struct value value_string_take(struct strbuf *sb)
{
    struct value v = value_of_str(str_new(sb->buf, sb->len));
    strbuf_release(sb);
    return v;
}

struct value value_stringf(const char *fmt, ...)
{
    struct strbuf sb = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&sb, fmt, ap);
    va_end(ap);
    return value_string_take(&sb);
}

/* Of an enumeration that has no type of its own. */
static const struct type_info *enum_type(const struct enum_info *info)
{
    const struct type_info *type = named_type_find(info->name, strlen(info->name));
    return type ? type : &type_enum;
}

const struct type_info *value_type_of(struct value v)
{
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        return &type_null;
    case V_BOOL:
        return v.aux ? &type_switch : &type_bool;
    case V_CHAR:
        return &type_char;
    case V_SBYTE:
        return &type_sbyte;
    case V_BYTE:
        return &type_byte;
    case V_INT16:
        return &type_int16;
    case V_UINT16:
        return &type_uint16;
    case V_INT32:
        return &type_int32;
    case V_UINT32:
        return &type_uint32;
    case V_INT64:
        return &type_int64;
    case V_UINT64:
        return &type_uint64;
    case V_SINGLE:
        return &type_single;
    case V_DOUBLE:
        return &type_double;
    case V_DATETIME:
        return &type_datetime;
    case V_TIMESPAN:
        return &type_timespan;
    case V_ENUM:
        return v.enum_info->type ? v.enum_info->type : enum_type(v.enum_info);
    case V_TYPE:
        return &type_type;
    case V_STRING:
        return &type_string;
    case V_DECIMAL:
        return &type_decimal;
    case V_ARRAY:
        return v.array->type ? v.array->type : &type_object_array;
    case V_HASH:
        return v.hash->type ? v.hash->type : &type_hashtable;
    case V_OBJECT:
        return v.object->type;
    }
    return &type_object;
}
