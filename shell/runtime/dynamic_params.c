#include "shell/runtime/dynamic_params.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/bind_private.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/function_params.h"
#include "shell/runtime/stage.h"

static void add(struct dynamic_params *d, struct value v)
{
    const struct runtime_parameter *r = runtime_parameter_of(v);
    if (!r || value_is_null(r->name))
        return;
    struct value name = value_to_string(r->name);
    array_push_take(d->keep, name);
    struct param common = { .name = name.str->data,
                            .kind = PARAM_ANY,
                            .offset = (uint16_t)d->n,
                            .type = r->type.kind == V_TYPE ? r->type.type : NULL };
    if (common.type == &type_object)
        common.type = NULL;
    if (common.type && common.type->enum_info)
        common.enum_info = common.type->enum_info;
    const struct array *attributes = r->attributes.kind == V_ARRAY ? r->attributes.array : NULL;
    size_t first = d->n;
    for (size_t i = 0; attributes && i < attributes->len; i++) {
        struct value a = attributes->items[i];
        if (a.kind == V_OBJECT && a.object->type != &type_parameter_attribute)
            attribute_apply(d->keep, a, &common);
    }
    for (size_t i = 0; attributes && i < attributes->len; i++) {
        struct value a = attributes->items[i];
        if (a.kind != V_OBJECT || a.object->type != &type_parameter_attribute)
            continue;
        d->table = xreallocarray(d->table, d->n + 1, sizeof(*d->table));
        d->table[d->n] = common;
        d->table[d->n].offset = (uint16_t)first;
        attribute_apply(d->keep, a, &d->table[d->n]);
        d->n++;
    }
    if (d->n == first) {
        d->table = xreallocarray(d->table, d->n + 1, sizeof(*d->table));
        d->table[d->n++] = common;
    }
}

static struct dynamic_params *make_table(struct value dictionary, const struct block_params *own)
{
    struct dynamic_params *d = xcalloc(1, sizeof(*d));
    d->dictionary = value_ref(dictionary);
    d->keep = array_new(4);
    d->n = d->nstatic = own->n;
    d->table = xcalloc(own->n + 1, sizeof(*d->table));
    memcpy(d->table, own->params, own->n * sizeof(*d->table));
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(dictionary.hash, &i));)
        add(d, e->value);
    return d;
}

enum status dynamic_params_make(struct stage *stage, struct dynamic_params **out)
{
    struct session *s = stage_session(stage);
    struct scriptblock *sb = scriptblock_of(stage->block_ref);
    struct binding *b = &stage->binding;
    AUTO_VALUE v = value_nothing();
    *out = NULL;
    enum status st = block_run_dynamic(stage->run, b->bound, b->nbound, &v);
    (void)s;
    if (st != ST_OK || v.kind != V_HASH || !v.hash->count)
        return st;
    *out = make_table(v, scriptblock_params(sb));
    return ST_OK;
}

void dynamic_params_deliver(struct dynamic_params *d, const struct binding *b)
{
    for (size_t i = 0; i < b->plan->nparams; i++) {
        if (!b->slots[i].bound)
            continue;
        const char *name = b->plan->params[i].p->name;
        struct value *entry = hash_gets(d->dictionary.hash, name);
        struct runtime_parameter *r = entry ? runtime_parameter_of(*entry) : NULL;
        if (!r)
            continue;
        value_replace_take(&r->value, value_ref(b->slots[i].value));
        value_replace_take(&r->is_set, value_bool(true));
    }
}

void dynamic_params_free(struct dynamic_params *d)
{
    if (!d)
        return;
    value_unref(d->dictionary);
    value_unref(value_of_array(d->keep));
    free(d->table);
    free(d);
}
