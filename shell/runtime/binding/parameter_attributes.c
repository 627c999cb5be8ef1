#include "shell/runtime/binding/parameter_attributes.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/session.h"

/* ---- PSTypeName ---- */

struct ps_type_name {
    struct value name, type;
};

enum { NAME_NAME, NAME_TYPE };

static int name_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)err;
    const struct ps_type_name *n = object_payload(self.object);
    *out = value_ref(p->data == NAME_NAME ? n->name : n->type);
    return 0;
}

static const struct property name_props[] = {
    { .name = "Name", .type_name = "string", .get = name_get, .data = NAME_NAME },
    { .name = "Type", .type_name = "type", .get = name_get, .data = NAME_TYPE },
};

static int name_to_string(struct value self, struct strbuf *out)
{
    value_to_strbuf(((const struct ps_type_name *)object_payload(self.object))->name, out);
    return 0;
}

static void name_destroy(struct object *o)
{
    struct ps_type_name *n = object_payload(o);
    value_unref(n->name);
    value_unref(n->type);
}

static int name_from(struct value v, struct value *out, struct err **err)
{
    (void)err;
    if (v.kind == V_TYPE) {
        *out = ps_type_name_new(v.type->name, v.type);
        return 0;
    }
    AUTO_VALUE text = value_to_string(v);
    *out = ps_type_name_new(text.str->data, type_find(text.str->data, text.str->len));
    return 0;
}

static int name_new(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    (void)self;
    (void)n;
    return name_from(args[0], out, err);
}

static const struct method name_statics[] = {
    { "new", 1, 1, name_new,
      "System.Management.Automation.PSTypeName new(type type), "
      "System.Management.Automation.PSTypeName new(string name)" },
};
const struct type_info type_ps_type_name = {
    .name = "System.Management.Automation.PSTypeName",
    .base = &type_object,
    .props = name_props,
    .nprops = ARRAY_SIZE(name_props),
    .statics = name_statics,
    .nstatics = ARRAY_SIZE(name_statics),
    .payload_size = sizeof(struct ps_type_name),
    .destroy = name_destroy,
    .to_string = name_to_string,
    .convert_from = name_from,
};

struct value ps_type_name_new(const char *name, const struct type_info *type)
{
    struct object *o = object_new(&type_ps_type_name);
    struct ps_type_name *n = object_payload(o);
    n->name = value_string(type ? type->name : name);
    n->type = type ? value_type(type) : value_null();
    return value_of_object(o);
}

/* ---- attributes as written ---- */

static void add_written(struct compiler *c, const struct ast_parameter *p, struct array *list)
{
    bool has_parameter = false;
    for (uint32_t i = p->nattributes; i-- > 0;) {
        struct value v;
        if (p->attributes[i]->kind == AST_TYPE_CONSTRAINT) {
            array_push_take(list, attribute_type_converter());
        } else if (attribute_make(c, (const void *)p->attributes[i], &v)) {
            has_parameter = has_parameter || v.object->type == &type_parameter_attribute;
            array_push_take(list, v);
        }
    }
    if (!has_parameter)
        array_insert_take(list, 0, attribute_parameter_new());
}

/* All parameters' attributes by name, made when first asked for. */
static const struct hash *attributes_of(struct code *code)
{
    if (code->attributes.kind == V_HASH)
        return code->attributes.hash;
    struct hash *h = hash_new(0);
    struct compiler c = { .code = code, .session = code->session };
    const struct ast_param_block *block = code->source ? code->source->params : NULL;
    for (uint32_t i = 0; block && i < block->nparameters; i++) {
        const struct ast_parameter *p = block->parameters[i];
        struct array *list = list_new(&type_object_list, NULL);
        add_written(&c, p, list);
        AUTO_VALUE name = value_string_len(p->name.s, p->name.len);
        hash_set_take(h, name, value_of_array(list));
    }
    free(c.reads);
    err_clear(&c.err);
    code->attributes = code_keep(code, value_of_hash(h));
    return h;
}

struct value parameter_attributes_of_block(struct code *code, const char *name)
{
    const struct value *list = hash_gets(attributes_of(code), name);
    return list ? value_ref(*list) : value_of_array(list_new(&type_object_list, NULL));
}

struct value attributes_of_block(struct code *code)
{
    struct array *list = list_new(&type_object_list, NULL);
    struct compiler c = { .code = code, .session = code->session };
    const struct ast_param_block *block = code->source ? code->source->params : NULL;
    for (uint32_t i = 0; block && i < block->nattributes; i++) {
        struct value v;
        if (attribute_make(&c, block->attributes[i], &v))
            array_push_take(list, v);
    }
    free(c.reads);
    err_clear(&c.err);
    return value_of_array(list);
}

struct value output_types_of_block(struct code *code)
{
    struct array *list = list_new(&type_object_list, NULL);
    struct compiler c = { .code = code, .session = code->session };
    const struct ast_param_block *block = code->source ? code->source->params : NULL;
    for (uint32_t i = 0; block && i < block->nattributes; i++) {
        const struct ast_attribute *a = block->attributes[i];
        for (uint32_t k = 0; attribute_is(a, "OutputType") && k < a->nargs; k++) {
            struct value v = attribute_value(&c, a->args[k]);
            const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
            size_t n = v.kind == V_ARRAY ? v.array->len : 1;
            for (size_t j = 0; j < n && !c.err; j++) {
                const struct type_info *t = items[j].kind == V_TYPE ? items[j].type : NULL;
                AUTO_VALUE name = value_to_string(items[j]);
                if (!t)
                    t = session_find_type(code->session, name.str->data, name.str->len);
                array_push_take(list, ps_type_name_new(name.str->data, t));
            }
        }
    }
    free(c.reads);
    err_clear(&c.err);
    return value_of_array(list);
}

/* ---- of cmdlets ---- */

static void set_field(struct value attribute, const char *name, struct value v)
{
    const struct property *p = type_find_property(attribute.object->type, name, strlen(name));
    AUTO_ERR *err = NULL;
    (void)p->set(attribute, p, v, &err);
}

static struct value declared_in(const struct param *p, const char *set, size_t len)
{
    struct value v = attribute_parameter_new();
    if (p->position)
        set_field(v, "Position", value_int(p->position - 1));
    if (len) {
        AUTO_VALUE name = value_string_len(set, len);
        set_field(v, "ParameterSetName", name);
    }
    set_field(v, "Mandatory", value_bool(p->mandatory));
    set_field(v, "ValueFromPipeline", value_bool(p->from_pipeline));
    set_field(v, "ValueFromPipelineByPropertyName", value_bool(p->from_property));
    set_field(v, "ValueFromRemainingArguments", value_bool(p->remaining));
    return v;
}

static struct value aliases_of(const struct param *p)
{
    struct array *names = array_new(2);
    AUTO_VALUE all = value_of_array(names);
    AUTO_ERR *err = NULL;
    struct value out = value_null();
    for (const char *at = p->aliases; *at;) {
        size_t n = strcspn(at, ",");
        array_push_take(names, value_string_len(at, n));
        at += n + (at[n] == ',');
    }
    const struct method *m = type_find_static_method(&type_alias_attribute, "new", 3);
    (void)m->call(value_type(&type_alias_attribute), &all, 1, &out, &err);
    return out;
}

struct value parameter_attributes_of_cmdlet(const struct param *params, size_t n, const char *name)
{
    struct array *list = list_new(&type_object_list, NULL);
    for (size_t i = 0; i < n; i++) {
        const struct param *p = &params[i];
        if (!text_caseeq(p->name, name))
            continue;
        if (!p->sets)
            array_push_take(list, declared_in(p, NULL, 0));
        for (const char *at = p->sets; at && *at;) {
            size_t len = strcspn(at, ",");
            array_push_take(list, declared_in(p, at, len));
            at += len + (at[len] == ',');
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (text_caseeq(params[i].name, name) && params[i].aliases && *params[i].aliases) {
            array_push_take(list, aliases_of(&params[i]));
            break;
        }
    }
    return value_of_array(list);
}
