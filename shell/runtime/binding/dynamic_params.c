#include "shell/runtime/binding/dynamic_params.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/frame.h"
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

struct dynamic_params *dynamic_params_for(struct session *s, struct scriptblock *sb,
                                          const struct command_call *call)
{
    struct bind_target target = { .name = "", .block = sb, .partial = true };
    struct binding b = { 0 };
    struct sink nowhere;
    struct dynamic_params *d = NULL;
    struct stage *stage = s->stage;
    AUTO_VALUE v = value_nothing(), failure = STEAL_VALUE(s->failure);
    null_sink_init(&nowhere);
    s->stage = NULL;
    enum status st = binding_begin(&b, s, &target, call);
    if (st == ST_OK && !b.help_wanted) {
        struct block_run *run = block_run_new(s, sb, BLOCK_NEW_SCOPE, &nowhere);
        st = block_run_dynamic(run, b.bound, b.nbound, &v);
        block_run_free(run);
        if (st == ST_OK && v.kind == V_HASH && v.hash->count)
            d = make_table(v, scriptblock_params(sb));
    }
    binding_release(&b);
    s->stage = stage;
    value_replace_take(&s->failure, STEAL_VALUE(failure));
    return d;
}

struct dynamic_params *dynamic_params_of(struct session *s, struct scriptblock *sb,
                                         struct value arguments)
{
    /* Names among them, as remaining arguments keep them, are names again. */
    struct call_arg all = { .kind = CALL_ARG_SPLAT, .value = arguments };
    size_t n = arguments.kind == V_ARRAY ? 1 : 0;
    return dynamic_params_for(s, sb, &(struct command_call){ .args = &all, .nargs = n });
}

struct value dynamic_params_attributes(const struct dynamic_params *d, const char *name)
{
    const struct value *entry = hash_gets(d->dictionary.hash, name);
    const struct runtime_parameter *r = entry ? runtime_parameter_of(*entry) : NULL;
    return r ? value_ref(r->attributes) : value_of_array(array_new(0));
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
