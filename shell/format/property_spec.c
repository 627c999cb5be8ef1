#include "shell/format/property_spec.h"

#include <limits.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"

static bool is_scriptblock(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_scriptblock);
}

static struct str *to_str(struct value v)
{
    return value_to_string(v).str;
}

static int expression_take(struct property_spec *spec, struct value v, struct err **err)
{
    if (v.kind == V_NULL)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The value of a key is not valid; the expression "
                       "must be a property name or a script block.");
    if (is_scriptblock(v)) {
        spec->expression = value_ref(v);
        return 0;
    }
    spec->expression = value_to_string(v);
    struct str *s = spec->expression.str;
    if (s->len == 0)
        return err_set(err, ERR_INVALID_PARAMETER, "Property names cannot be empty.");
    spec->wildcard = text_has_wildcard(s->data, s->len);
    if (!spec->wildcard && !spec->cache)
        spec->cache = xcalloc(1, sizeof(*spec->cache));
    return 0;
}

static const struct spec_key {
    const char *name;
    unsigned flag; /* 0: always */
} spec_keys[] = {
    { "Expression", 0 },         { "Name", SPEC_NAME },        { "Label", SPEC_NAME },
    { "Width", SPEC_WIDTH },     { "Alignment", SPEC_ALIGN },  { "FormatString", SPEC_FORMAT },
    { "Ascending", SPEC_ORDER }, { "Descending", SPEC_ORDER }, { "Depth", SPEC_DEPTH },
};

static const struct spec_key *find_key(struct str *s, unsigned allowed)
{
    for (size_t i = 0; i < ARRAY_SIZE(spec_keys); i++) {
        const struct spec_key *k = &spec_keys[i];
        if (k->flag && !(allowed & k->flag))
            continue;
        if (s->len > 0 && text_casestarts(k->name, s->data))
            return k;
    }
    return NULL;
}

static int parse_align(struct property_spec *spec, struct value v, struct err **err)
{
    static const char *const names[] = { "Left", "Right", "Center" };
    static const enum column_align aligns[] = { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER };
    AUTO_VALUE text = value_to_string(v);

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        if (text.str->len > 0 && text_casestarts(names[i], text.str->data)) {
            spec->align = aligns[i];
            return 0;
        }
    }
    return err_set(
        err, ERR_INVALID_PARAMETER,
        "The value \"%s\" is not valid for the key \"alignment\". Valid values are: left, "
        "right, center.",
        text.str->data);
}

static int parse_entry(struct property_spec *spec, const struct spec_key *key, struct value v,
                       struct err **err)
{
    switch (key->name[0]) {
    case 'E':
        if (spec->expression.kind != V_NULL)
            break;
        return expression_take(spec, v, err);
    case 'N':
    case 'L':
        if (!spec->label)
            spec->label = to_str(v);
        break;
    case 'W': {
        int64_t n = 0;
        if (value_to_int64(v, &n, err))
            return -1;
        if (n <= 0 || n > 100000)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The value \"%lld\" of the key \"width\" is out of range.",
                           (long long)n);
        spec->width = (int)n;
        break;
    }
    case 'F':
        if (!spec->format)
            spec->format = to_str(v);
        break;
    case 'A':
        if (key->flag == SPEC_ALIGN)
            return parse_align(spec, v, err);
        spec->has_order = true;
        spec->descending = !value_truth(v);
        break;
    case 'D':
        if (key->flag == SPEC_ORDER) {
            spec->has_order = true;
            spec->descending = value_truth(v);
        } else {
            int64_t n = 0;
            if (value_to_int64(v, &n, err))
                return -1;
            spec->has_depth = true;
            spec->depth = n > INT_MAX ? INT_MAX : (int)n;
        }
        break;
    }
    return 0;
}

static int parse_hash(struct property_spec *spec, struct hash *h, unsigned allowed,
                      struct err **err)
{
    struct hash_entry *e;

    for (size_t i = 0; (e = hash_next(h, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        const struct spec_key *key = find_key(name.str, allowed);
        if (!key) {
            err_set(err, ERR_INVALID_PARAMETER, "The %s key is not valid.", name.str->data);
            return err_type(err, "System.NotSupportedException", "DictionaryKeyIllegal");
        }
        if (parse_entry(spec, key, e->value, err))
            return -1;
    }
    if (spec->expression.kind == V_NULL) {
        if (!spec->label || !(allowed & SPEC_NAME)) {
            err_set(err, ERR_INVALID_PARAMETER, "A mandatory entry is missing: \"expression\".");
            return err_type(err, "System.NotSupportedException", "DictionaryKeyMandatoryEntry");
        }
        /* only a name: an empty column of that name */
        spec->expression = value_of_str(str_new(spec->label->data, spec->label->len));
    }
    return 0;
}

int property_specs_parse(const struct value_list *args, unsigned allowed,
                         struct property_specs *out, struct err **err)
{
    *out = (struct property_specs){ NULL, 0 };
    if (args->len == 0)
        return 0;
    out->items = xcalloc(args->len, sizeof(*out->items));
    for (size_t i = 0; i < args->len; i++) {
        struct property_spec *spec = &out->items[out->len++];
        int rc = args->items[i].kind == V_HASH ? parse_hash(spec, args->items[i].hash, allowed, err)
                                               : expression_take(spec, args->items[i], err);
        if (rc)
            return -1;
    }
    return 0;
}

void property_specs_release(struct property_specs *specs)
{
    for (size_t i = 0; i < specs->len; i++) {
        value_clear(&specs->items[i].expression);
        if (specs->items[i].cache)
            slot_cache_release(specs->items[i].cache);
        free(specs->items[i].cache);
        if (specs->items[i].label)
            value_unref(value_of_str(specs->items[i].label));
        if (specs->items[i].format)
            value_unref(value_of_str(specs->items[i].format));
    }
    free(specs->items);
    *specs = (struct property_specs){ NULL, 0 };
}

struct member_iter format_members(const struct format_env *env, struct value v)
{
    struct member_iter it = member_iter_begin(v);

    if (env && env->type_member) {
        it.type_data = env->type_member;
        it.data = env->data;
    }
    return it;
}

int format_get(const struct format_env *env, struct value v, const char *name, struct value *out)
{
    struct err *err = NULL;

    *out = value_null();
    if (env && env->get)
        return env->get(env->data, v, name, out);
    if (member_get(v, name, out, &err) == 0)
        return 0;
    err_clear(&err);
    *out = value_null();
    return -1;
}

int property_spec_note(const struct property_spec *spec, struct value v)
{
    if (!spec->cache || spec->expression.kind != V_STRING)
        return -1;
    const struct str *name = spec->expression.str;
    return slot_cache_get(spec->cache, v, name->data, name->len);
}

int property_spec_get(const struct format_env *env, const struct property_spec *spec,
                      struct value v, struct value *out)
{
    int note = property_spec_note(spec, v);
    if (note >= 0 && v.object->slots[note].kind != V_NULL) {
        *out = value_ref(v.object->slots[note]);
        return 0;
    }
    *out = value_null();
    if (spec->expression.kind == V_STRING)
        return format_get(env, v, spec->expression.str->data, out);
    if (!env || !env->eval)
        return -1;
    return env->eval(env->data, spec->expression, v, out);
}

struct str *property_spec_heading(const struct property_spec *spec)
{
    if (spec->label)
        return value_ref(value_of_str(spec->label)).str;
    return to_str(spec->expression);
}
