/* XName, XNamespace and XDeclaration: texts. */
#include <string.h>

#include "shell/object/interfaces.h"
#include "shell/object/types/xlinq.h"

/* The local name and the namespace; or version, encoding and standalone. */
struct parts {
    struct value text[3];
};

static struct parts *parts_of(struct value v)
{
    return object_payload(v.object);
}

static void parts_destroy(struct object *o)
{
    struct parts *p = object_payload(o);
    for (size_t i = 0; i < ARRAY_SIZE(p->text); i++)
        value_unref(p->text[i]);
}

static struct value make(const struct type_info *type, struct value a, struct value b,
                         struct value c)
{
    struct object *o = object_new(type);
    struct parts *p = object_payload(o);
    *p = (struct parts){ { a, b, c } };
    return value_of_object(o);
}

struct value x_name_value(const char *local, const char *ns)
{
    return make(&type_x_name, value_string(local), value_string(ns), value_null());
}

int x_name_arg(struct value v, struct x_name *out, struct err **err)
{
    *out = (struct x_name){ value_null(), value_null() };
    if (v.kind == V_NULL)
        return fail_null_argument(err, "name");
    if (v.kind == V_OBJECT && v.object->type == &type_x_name) {
        *out = (struct x_name){ value_ref(parts_of(v)->text[0]), value_ref(parts_of(v)->text[1]) };
        return 0;
    }
    AUTO_VALUE text = arg_string(v);
    const char *s = text.str->data, *end = *s == '{' ? strrchr(s, '}') : NULL;
    const char *local = end ? end + 1 : s;
    if (!*local || (*s == '{' && !end))
        return fail_argument(err, "'%s' is an invalid expanded name. (Parameter 'expandedName')",
                             s);
    if (!xml_is_name(local) || strchr(local, ':')) {
        unsigned char bad = ':';
        if (!strchr(local, ':'))
            bad = (unsigned char)local[strcspn(local, " <>&\"'/=!@#$%^*()+[]{}|\\;,?~`")];
        return fail_with(err, "System.Xml.XmlException", "XmlException",
                         "The '%c' character, hexadecimal value 0x%02X, cannot be included in a "
                         "name.",
                         bad ? bad : (unsigned char)*local, bad ? bad : (unsigned char)*local);
    }
    out->local = value_string(local);
    out->ns = end ? value_string_len(s + 1, (size_t)(end - s) - 1) : value_string("");
    return 0;
}

bool x_name_is(const struct xml_node *node, const struct x_name *name)
{
    return strcmp(node->local, name->local.str->data) == 0 &&
           strcmp(node->ns ? node->ns : "", name->ns.str->data) == 0;
}

static int name_text(struct value self, struct strbuf *out)
{
    const struct parts *p = parts_of(self);
    if (p->text[1].str->len)
        strbuf_addf(out, "{%s}", p->text[1].str->data);
    strbuf_adds(out, p->text[0].str->data);
    return 0;
}

static bool same_texts(struct value a, struct value b)
{
    if (b.kind == V_STRING) { /* as the text that stands for it */
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(a, &text);
        return strcmp(text.buf ? text.buf : "", b.str->data) == 0;
    }
    if (b.kind != V_OBJECT || b.object->type != a.object->type)
        return false;
    const struct parts *x = parts_of(a), *y = parts_of(b);
    for (size_t i = 0; i < ARRAY_SIZE(x->text); i++)
        if (x->text[i].kind != y->text[i].kind ||
            (x->text[i].kind == V_STRING &&
             strcmp(x->text[i].str->data, y->text[i].str->data) != 0))
            return false;
    return true;
}

static uint32_t text_hash(struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    AUTO_VALUE s = value_string(text.buf ? text.buf : "");
    return value_hash(s, false);
}

static int name_convert(struct value v, struct value *out, struct err **err)
{
    AUTO_X_NAME name;
    if (x_name_arg(v, &name, err) < 0)
        return fail_cast(err, v, &type_x_name, "InvalidCastParseTargetInvocation");
    *out = x_name_value(name.local.str->data, name.ns.str->data);
    return 0;
}

/* Get(expandedName), Get(localName, namespaceName) */
CALL(name_get)
{
    (void)self;
    AUTO_X_NAME name;
    if (x_name_arg(args[0], &name, err) < 0)
        return -1;
    AUTO_VALUE ns = n > 1 ? arg_string(args[1]) : value_ref(name.ns);
    *out = x_name_value(name.local.str->data, ns.str->data);
    return 0;
}

GETTER(part_get)
{
    (void)err;
    *out = value_ref(parts_of(self)->text[p->data]);
    return 0;
}

SETTER(part_set)
{
    (void)err;
    value_replace_take(&parts_of(self)->text[p->data],
                       v.kind == V_NULL ? value_null() : arg_string(v));
    return 0;
}

static struct value namespace_value(const char *uri)
{
    return make(&type_x_namespace, value_string(uri), value_null(), value_null());
}

GETTER(name_namespace)
{
    UNUSED_GETTER();
    *out = namespace_value(parts_of(self)->text[1].str->data);
    return 0;
}

static const struct property name_props[] = {
    PROPERTY_DATA("LocalName", "string", part_get, 0),
    PROPERTY("Namespace", XLINQ "XNamespace", name_namespace),
    PROPERTY_DATA("NamespaceName", "string", part_get, 1),
};
static const struct method name_statics[] = {
    METHOD("Get", 1, 2, name_get,
           XLINQ "XName Get(string expandedName), " XLINQ
                 "XName Get(string localName, string namespaceName)"),
};
const struct type_info type_x_name = { .name = XLINQ "XName",
                                       .base = &type_object,
                                       PROPS(name_props),
                                       STATICS(name_statics),
                                       .payload_size = sizeof(struct parts),
                                       .destroy = parts_destroy,
                                       .to_string = name_text,
                                       .equals = same_texts,
                                       .hash = text_hash,
                                       .convert_from = name_convert };

/* ---- XNamespace ---- */

static int namespace_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, parts_of(self)->text[0].str->data);
    return 0;
}

static int namespace_convert(struct value v, struct value *out, struct err **err)
{
    (void)err;
    AUTO_VALUE text = arg_string(v);
    *out = namespace_value(text.str->data);
    return 0;
}

CALL(namespace_get)
{
    (void)self;
    (void)n;
    return namespace_convert(args[0], out, err);
}

static int name_within(struct value ns, struct value local, struct value *out, struct err **err)
{
    AUTO_X_NAME name;
    if (x_name_arg(local, &name, err) < 0)
        return -1;
    *out = x_name_value(name.local.str->data, parts_of(ns)->text[0].str->data);
    return 0;
}

CALL(namespace_name)
{
    (void)n;
    return name_within(self, args[0], out, err);
}

CALL(namespace_plus)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_OBJECT || args[0].object->type != &type_x_namespace)
        return fail_argument(err, "A namespace and a name make a name.");
    return name_within(args[0], args[1], out, err);
}

GETTER(namespace_known)
{
    UNUSED_GETTER();
    *out = namespace_value((const char *)p->data);
    return 0;
}

static const struct property namespace_props[] = {
    PROPERTY_DATA("NamespaceName", "string", part_get, 0),
};
static const struct property namespace_static_props[] = {
    PROPERTY_DATA("None", XLINQ "XNamespace", namespace_known, (intptr_t) ""),
    PROPERTY_DATA("Xml", XLINQ "XNamespace", namespace_known,
                  (intptr_t) "http://www.w3.org/XML/1998/namespace"),
    PROPERTY_DATA("Xmlns", XLINQ "XNamespace", namespace_known,
                  (intptr_t) "http://www.w3.org/2000/xmlns/"),
};
static const struct method namespace_methods[] = {
    METHOD("GetName", 1, 1, namespace_name, XLINQ "XName GetName(string localName)"),
};
static const struct method namespace_statics[] = {
    METHOD("Get", 1, 1, namespace_get, XLINQ "XNamespace Get(string namespaceName)"),
    METHOD("op_Addition", 2, 2, namespace_plus, NULL),
};
const struct type_info type_x_namespace = { .name = XLINQ "XNamespace",
                                            .base = &type_object,
                                            PROPS(namespace_props),
                                            METHODS(namespace_methods),
                                            STATIC_PROPS(namespace_static_props),
                                            STATICS(namespace_statics),
                                            .payload_size = sizeof(struct parts),
                                            .destroy = parts_destroy,
                                            .to_string = namespace_text,
                                            .equals = same_texts,
                                            .hash = text_hash,
                                            .convert_from = namespace_convert };

/* ---- XDeclaration ---- */

struct value x_declaration(const char *version, const char *encoding, const char *standalone)
{
    return make(&type_x_declaration, version ? value_string(version) : value_null(),
                encoding ? value_string(encoding) : value_null(),
                standalone ? value_string(standalone) : value_null());
}

bool x_declaration_parts(struct value v, const char *parts[3])
{
    if (v.kind != V_OBJECT || v.object->type != &type_x_declaration)
        return false;
    for (size_t i = 0; i < 3; i++)
        parts[i] = parts_of(v)->text[i].kind == V_STRING ? parts_of(v)->text[i].str->data : NULL;
    return true;
}

CALL(declaration_new)
{
    (void)self;
    (void)n;
    (void)err;
    struct value text[3];
    for (size_t i = 0; i < 3; i++)
        text[i] = args[i].kind == V_NULL ? value_null() : arg_string(args[i]);
    *out = make(&type_x_declaration, text[0], text[1], text[2]);
    return 0;
}

static int declaration_text(struct value self, struct strbuf *out)
{
    static const char *const names[] = { "version", "encoding", "standalone" };
    strbuf_adds(out, "<?xml");
    for (size_t i = 0; i < 3; i++) {
        struct value v = parts_of(self)->text[i];
        if (v.kind == V_STRING && (v.str->len || i == 1))
            strbuf_addf(out, " %s=\"%s\"", names[i], v.str->data);
    }
    strbuf_adds(out, "?>");
    return 0;
}

static const struct property declaration_props[] = {
    { .name = "Encoding", .type_name = "string", .get = part_get, .set = part_set, .data = 1 },
    { .name = "Standalone", .type_name = "string", .get = part_get, .set = part_set, .data = 2 },
    { .name = "Version", .type_name = "string", .get = part_get, .set = part_set, .data = 0 },
};
static const struct method declaration_statics[] = {
    METHOD("new", 3, 3, declaration_new,
           XLINQ "XDeclaration new(string version, string encoding, string standalone)"),
};
const struct type_info type_x_declaration = { .name = XLINQ "XDeclaration",
                                              .base = &type_object,
                                              PROPS(declaration_props),
                                              STATICS(declaration_statics),
                                              .payload_size = sizeof(struct parts),
                                              .destroy = parts_destroy,
                                              .to_string = declaration_text };
