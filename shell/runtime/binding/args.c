#include "shell/runtime/binding/args.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/types/bigint.h"
#include "shell/object/wrap.h"

void args_release(struct args *a)
{
    if (a->items != a->few)
        free(a->items);
    value_clear(&a->names);
}

/* The name that a key of a splatted table stands for; borrowed. */
static const struct str *key_name(struct args *a, struct value key)
{
    if (key.kind == V_STRING)
        return key.str;
    if (a->names.kind != V_ARRAY)
        a->names = value_of_array(array_new(4));
    struct value text = value_to_string(key);
    array_push_take(a->names.array, text);
    return text.str;
}

static struct pending *args_add(struct args *a)
{
    struct pending *p = &a->items[a->n++];
    *p = (struct pending){ 0 };
    return p;
}

static void add_splat(struct args *a, const struct call_arg *arg)
{
    if (arg->value.kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(arg->value.hash, &i));) {
            const struct str *name = key_name(a, e->key);
            struct pending *p = args_add(a);
            *p = (struct pending){ .name = name->data,
                                   .name_len = name->len,
                                   .value = e->value,
                                   .has_value = true,
                                   .splatted = true,
                                   .start = arg->start,
                                   .end = arg->end };
        }
        return;
    }
    size_t n = arg->value.kind == V_ARRAY ? arg->value.array->len : 1;
    const struct value *items = arg->value.kind == V_ARRAY ? arg->value.array->items : &arg->value;
    for (size_t i = 0; i < n; i++) {
        struct pending *p = args_add(a);
        p->start = arg->start;
        p->end = arg->end;
        if (!value_is_parameter_name(items[i])) {
            p->value = items[i];
            p->has_value = true;
            continue;
        }
        p->name = items[i].str->data + 1;
        p->name_len = items[i].str->len - 1;
        if (p->name[p->name_len - 1] == ':') {
            p->name_len--;
            if (i + 1 < n) {
                p->value = items[++i];
                p->has_value = true;
            }
        }
    }
}

static size_t splat_len(const struct call_arg *arg)
{
    if (arg->kind != CALL_ARG_SPLAT)
        return 1;
    if (arg->value.kind == V_HASH)
        return arg->value.hash->count;
    return arg->value.kind == V_ARRAY ? arg->value.array->len : 1;
}

void args_collect(struct args *a, const struct command_call *call)
{
    size_t cap = 1;
    for (size_t i = 0; i < call->nargs; i++)
        cap += splat_len(&call->args[i]);
    a->n = 0;
    a->names = value_null();
    a->items = cap > ARRAY_SIZE(a->few) ? xreallocarray(NULL, cap, sizeof(*a->items)) : a->few;
    bool no_names = false;
    for (size_t i = 0; i < call->nargs; i++) {
        const struct call_arg *arg = &call->args[i];
        if (arg->kind == CALL_ARG_SPLAT) {
            add_splat(a, arg);
            continue;
        }
        if (arg->kind == CALL_ARG_END_OF_NAMES) {
            no_names = true;
            continue;
        }
        struct pending *p = args_add(a);
        p->start = arg->start;
        p->end = arg->end;
        p->no_names = no_names;
        if (arg->kind == CALL_ARG_NAME || arg->kind == CALL_ARG_NAME_VALUE) {
            p->name = arg->name;
            p->name_len = strlen(arg->name);
        }
        if (arg->kind != CALL_ARG_NAME) {
            p->value = arg->value;
            p->has_value = true;
            if (arg->text && (value_is_number(arg->value) || value_is_bigint(arg->value))) {
                p->text = arg->text;
                p->text_len = arg->text_len;
            }
        }
    }
}
