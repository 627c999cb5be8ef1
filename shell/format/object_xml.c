#include "shell/format/object_xml.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/format/property_spec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

enum { DEEPEST = 100 };

struct writer {
    const struct format_env *env;
    bool types;
    int level;
};

static void add_one(struct writer *w, struct value v, const char *name, int depth,
                    struct xml_node *parent, const char *tag);

static struct xml_node *start(struct writer *w, const char *tag, const char *name, const char *type,
                              struct xml_node *parent)
{
    struct xml_node *node = xml_add(parent, tag, NULL);

    if (name)
        xml_set_attr(node, "Name", NULL, name);
    if (type && w->types)
        xml_set_attr(node, "Type", NULL, type);
    return node;
}

static void add_text(struct xml_node *node, const char *s, size_t len)
{
    AUTO_STRBUF text = STRBUF_INIT;

    /* what no document may hold is left out */
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] >= 0x20 || s[i] == '\t' || s[i] == '\n' || s[i] == '\r')
            strbuf_addch(&text, s[i]);
    if (text.len)
        xml_set_text(node, text.buf, text.len);
    else
        node->open_tag = true;
}

static bool is_known(struct value v)
{
    if (v.kind == V_ENUM)
        return false;
    if (v.kind != V_OBJECT)
        return v.kind != V_ARRAY && v.kind != V_HASH;
    const struct type_info *t = v.object->type;
    return t == &type_guid || t == &type_uri || t == &type_version || t == &type_scriptblock;
}

static void add_properties(struct writer *w, struct value v, int depth, struct xml_node *node)
{
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;

    while (member_iter_next(&it, &m)) {
        AUTO_FREE char *name = xstrndup(m.name, m.len);
        AUTO_VALUE value = value_null();
        format_get(w->env, v, name, &value);
        if (value.kind == V_NULL) {
            const char *type = m.ref.found == FOUND_NATIVE && m.ref.property->type_name
                                   ? m.ref.property->type_name
                                   : "System.Object";
            start(w, "Property", name, strcmp(type, "string") == 0 ? "System.String" : type, node);
            continue;
        }
        add_one(w, value, name, depth - 1, node, "Property");
    }
}

/* A property bag deeper than wanted: its text, and that of each property. */
static void add_notes(struct writer *w, struct value v, struct xml_node *node)
{
    struct member_iter it = member_iter_begin(v);
    struct member_entry m;
    AUTO_VALUE whole = value_to_string(v);

    add_text(start(w, "Property", NULL, "System.String", node), whole.str->data, whole.str->len);
    while (member_iter_next(&it, &m)) {
        AUTO_FREE char *name = xstrndup(m.name, m.len);
        AUTO_VALUE value = value_null();
        format_get(w->env, v, name, &value);
        AUTO_STRBUF text = STRBUF_INIT;
        value_method_string(value, &text);
        add_text(start(w, "Property", name, "System.Management.Automation.PSNoteProperty", node),
                 text.buf, text.len);
    }
}

static void add_one(struct writer *w, struct value v, const char *name, int depth,
                    struct xml_node *parent, const char *tag)
{
    if (v.kind == V_NULL) {
        start(w, tag, name, NULL, parent);
        return;
    }
    struct xml_node *node = start(w, tag, name, value_type_of(v)->name, parent);
    if (++w->level > DEEPEST) {
        w->level--;
        return;
    }
    if (v.kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(v.hash, &i));) {
            add_one(w, e->key, "Key", depth, node, "Property");
            add_one(w, e->value, "Value", depth, node, "Property");
        }
    } else if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len; i++)
            add_one(w, v.array->items[i], NULL, depth, node, "Property");
    } else if (depth <= 0 && v.kind == V_OBJECT && v.object->type == &type_pscustomobject) {
        add_notes(w, v, node);
    } else if (v.kind == V_ENUM && depth > 0) {
        add_one(w, value_int(value_enum_get(v)), "value__", depth, node, "Property");
    } else if (is_known(v) || depth <= 0) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_method_string(v, &text);
        add_text(node, text.buf, text.len);
    } else {
        add_properties(w, v, depth, node);
    }
    w->level--;
}

void object_xml_add(const struct format_env *env, struct value v, int depth, bool types,
                    struct xml_node *parent)
{
    struct writer w = { .env = env, .types = types };

    add_one(&w, v, NULL, depth, parent, "Object");
}
