#include "shell/object/types/xlinq.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/types/xml.h"

struct x_ref { /* as struct xml_ref in xml_value.c: both are given up by xml_value_destroy() */
    struct xml_node *node;
};

static const struct type_info *type_for(enum xml_kind kind)
{
    switch (kind) {
    case XML_ELEMENT:
        return &type_x_element;
    case XML_ATTRIBUTE:
        return &type_x_attribute;
    case XML_CDATA:
        return &type_x_cdata;
    case XML_TEXT:
    case XML_WHITESPACE:
        return &type_x_text;
    case XML_COMMENT:
        return &type_x_comment;
    case XML_PI:
        return &type_x_instruction;
    case XML_DOCUMENT:
        return &type_x_document;
    default:
        return &type_x_node;
    }
}

struct value x_value(struct xml_node *node)
{
    if (!node)
        return value_null();
    if (node->wrapper)
        return value_ref(value_of_object(node->wrapper));
    struct object *o = object_new(type_for(node->kind));
    ((struct x_ref *)object_payload(o))->node = node;
    xml_hold(node->doc);
    node->wrapper = o;
    return value_of_object(o);
}

struct xml_node *x_node_of(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_x_object)
               ? ((struct x_ref *)object_payload(v.object))->node
               : NULL;
}

struct value x_text_of(const struct xml_node *node)
{
    struct strbuf text = STRBUF_INIT;
    xml_text(node, &text);
    return value_string_take(&text);
}

/* Is it a node as LINQ has them? A declaration is none, nor is a text without characters. */
static bool counts(const struct xml_node *node)
{
    return node->kind != XML_DECLARATION && !(node->kind == XML_TEXT && !*node->value);
}

static struct xml_node *skip(struct xml_node *node, bool back)
{
    while (node && !counts(node))
        node = back ? node->prev : node->next;
    return node;
}

/* ---- what a node knows of its neighbours ---- */

enum {
    N_PARENT,
    N_DOCUMENT,
    N_NEXT,
    N_PREVIOUS,
    N_FIRST,
    N_LAST,
    N_ROOT,
    N_FIRST_ATTR,
    N_LAST_ATTR
};

GETTER(node_near)
{
    (void)err;
    struct xml_node *at = x_node_of(self), *to = NULL, *top = at;
    switch (p->data) {
    case N_PARENT:
        to = at->parent && at->parent->kind == XML_ELEMENT ? at->parent : NULL;
        break;
    case N_DOCUMENT:
        while (top->parent)
            top = top->parent;
        to = top->kind == XML_DOCUMENT ? top : NULL;
        break;
    case N_NEXT:
        to = skip(at->next, false);
        break;
    case N_PREVIOUS:
        to = skip(at->prev, true);
        break;
    case N_FIRST:
        to = skip(at->first, false);
        break;
    case N_LAST:
        to = skip(at->last, true);
        break;
    case N_ROOT:
        to = xml_child(at, NULL);
        break;
    case N_FIRST_ATTR:
        to = at->first_attr;
        break;
    default:
        to = at->last_attr;
        break;
    }
    *out = x_value(to);
    return 0;
}

GETTER(node_type)
{
    (void)err;
    (void)p;
    enum xml_kind kind = x_node_of(self)->kind;
    *out = value_enum(&xml_enum_node_type,
                      (int32_t)(kind == XML_WHITESPACE ? (int)XML_TEXT : (int)kind));
    return 0;
}

GETTER(node_base)
{
    UNUSED_GETTER();
    *out = value_string("");
    return 0;
}

/* ---- sequences ---- */

enum walk {
    W_CHILDREN,
    W_BELOW,
    W_BELOW_AND_SELF,
    W_ABOVE,
    W_ABOVE_AND_SELF,
    W_AFTER,
    W_BEFORE,
    W_ATTRIBUTES
};

static struct xml_node *first_of(struct xml_node *from, enum walk walk)
{
    switch (walk) {
    case W_CHILDREN:
    case W_BELOW:
        return from->first;
    case W_BELOW_AND_SELF:
    case W_ABOVE_AND_SELF:
        return from;
    case W_ABOVE:
        return from->parent;
    case W_AFTER:
        return from->next;
    case W_BEFORE:
        for (struct xml_node *at = from;; at = at->prev)
            if (!at->prev)
                return at == from ? NULL : at;
    case W_ATTRIBUTES:
    default:
        return from->first_attr;
    }
}

static struct xml_node *next_of(struct xml_node *from, struct xml_node *at, enum walk walk)
{
    if (walk == W_BELOW || walk == W_BELOW_AND_SELF)
        return xml_walk(from, at);
    if (walk == W_ABOVE || walk == W_ABOVE_AND_SELF)
        return at->parent;
    return walk == W_BEFORE && at->next == from ? NULL : at->next;
}

/* The nodes (or, elements, only these) that have the name of the first argument if there is one. */
static int sequence(struct value self, const struct value *args, size_t n, enum walk walk,
                    bool elements, struct value *out, struct err **err)
{
    AUTO_X_NAME name = { value_null(), value_null() };
    struct xml_node *from = x_node_of(self);
    if (n && x_name_arg(args[0], &name, err) < 0)
        return -1;
    struct array *all = array_new(0);
    for (struct xml_node *at = first_of(from, walk); at; at = next_of(from, at, walk))
        if (counts(at) && (!elements || at->kind == XML_ELEMENT) && (!n || x_name_is(at, &name)))
            array_push_take(all, x_value(at));
    *out = value_of_array(all);
    return 0;
}

#define SEQUENCE(fn, walk, elements)                              \
    CALL(fn)                                                      \
    {                                                             \
        return sequence(self, args, n, walk, elements, out, err); \
    }
SEQUENCE(x_elements, W_CHILDREN, true)
SEQUENCE(x_nodes, W_CHILDREN, false)
SEQUENCE(x_descendants, W_BELOW, true)
SEQUENCE(x_descendants_self, W_BELOW_AND_SELF, true)
SEQUENCE(x_descendant_nodes, W_BELOW, false)
SEQUENCE(x_descendant_nodes_self, W_BELOW_AND_SELF, false)
SEQUENCE(x_ancestors, W_ABOVE, true)
SEQUENCE(x_ancestors_self, W_ABOVE_AND_SELF, true)
SEQUENCE(x_elements_after, W_AFTER, true)
SEQUENCE(x_elements_before, W_BEFORE, true)
SEQUENCE(x_nodes_after, W_AFTER, false)
SEQUENCE(x_nodes_before, W_BEFORE, false)
SEQUENCE(x_attributes, W_ATTRIBUTES, false)

static int one(struct value self, struct value name_arg, bool attribute, struct value *out,
               struct err **err)
{
    AUTO_X_NAME name;
    if (x_name_arg(name_arg, &name, err) < 0)
        return -1;
    struct xml_node *at = attribute ? x_node_of(self)->first_attr : x_node_of(self)->first;
    while (at && ((!attribute && at->kind != XML_ELEMENT) || !x_name_is(at, &name)))
        at = at->next;
    *out = x_value(at);
    return 0;
}

CALL(x_element)
{
    (void)n;
    return one(self, args[0], false, out, err);
}

CALL(x_attribute)
{
    (void)n;
    return one(self, args[0], true, out, err);
}

/* ---- names and values ---- */

GETTER(node_name)
{
    UNUSED_GETTER();
    const struct xml_node *node = x_node_of(self);
    *out = x_name_value(node->local, node->ns ? node->ns : "");
    return 0;
}

SETTER(node_rename)
{
    (void)p;
    AUTO_X_NAME name;
    if (x_name_arg(v, &name, err) < 0)
        return -1;
    struct xml_node *node = x_node_of(self);
    node->name = node->local = xml_keep(node->doc, name.local.str->data, name.local.str->len);
    node->ns = xml_keep(node->doc, name.ns.str->data, name.ns.str->len);
    return 0;
}

GETTER(node_value)
{
    UNUSED_GETTER();
    const struct xml_node *node = x_node_of(self);
    *out = node->kind == XML_ELEMENT ? x_text_of(node) : value_string(node->value);
    return 0;
}

SETTER(node_set_value)
{
    (void)p;
    if (v.kind == V_NULL)
        return fail_null_argument(err, "value");
    return x_put_value(x_node_of(self), v, err);
}

enum { F_EMPTY, F_ELEMENTS, F_ATTRIBUTES, F_DECLARES };

GETTER(node_flag)
{
    (void)err;
    const struct xml_node *node = x_node_of(self);
    *out = value_bool(p->data == F_EMPTY        ? !node->first
                      : p->data == F_ELEMENTS   ? xml_child(node, NULL) != NULL
                      : p->data == F_ATTRIBUTES ? node->first_attr != NULL
                                                : strcmp(node->name, "xmlns") == 0 ||
                                                      strncmp(node->name, "xmlns:", 6) == 0);
    return 0;
}

GETTER(instruction_target)
{
    UNUSED_GETTER();
    *out = value_string(x_node_of(self)->name);
    return 0;
}

/* What stands in version="…" and its kin of a declaration; NULL: nothing. Owned. */
static struct value declared(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    at = at ? at + strlen(name) : NULL;
    at = at ? at + strspn(at, " \t=") : NULL;
    const char *end = at && (*at == '"' || *at == '\'') ? strchr(at + 1, *at) : NULL;
    return end ? value_string_len(at + 1, (size_t)(end - at) - 1) : value_null();
}

GETTER(document_declaration)
{
    UNUSED_GETTER();
    const struct xml_node *d = x_node_of(self)->first;
    *out = value_null();
    if (!d || d->kind != XML_DECLARATION)
        return 0;
    AUTO_VALUE version = declared(d->value, "version"), encoding = declared(d->value, "encoding"),
               alone = declared(d->value, "standalone");
    *out = x_declaration(version.kind == V_STRING ? version.str->data : NULL,
                         encoding.kind == V_STRING ? encoding.str->data : NULL,
                         alone.kind == V_STRING ? alone.str->data : NULL);
    return 0;
}

SETTER(document_declare)
{
    (void)p;
    const char *parts[3];
    struct xml_node *root = x_node_of(self), *old = root->first;
    if (v.kind != V_NULL && !x_declaration_parts(v, parts))
        return fail_no_cast(err, v, &type_x_declaration);
    if (old && old->kind == XML_DECLARATION)
        xml_remove(old);
    if (v.kind == V_NULL)
        return 0;
    const char *text = xml_declaration_text(root->doc, parts[0] && *parts[0] ? parts[0] : "1.0",
                                            parts[1] ? parts[1] : "", parts[2] ? parts[2] : "");
    xml_insert(root, xml_make(root->doc, XML_DECLARATION, "xml", "", text), root->first);
    return 0;
}

/* DeepEquals(a, b): the same markup. */
CALL(deep_equals)
{
    (void)self;
    (void)n;
    (void)err;
    const struct xml_node *a = x_node_of(args[0]), *b = x_node_of(args[1]);
    AUTO_STRBUF x = STRBUF_INIT, y = STRBUF_INIT;
    if (a)
        xml_write(a, false, XML_COMPACT, &x);
    if (b)
        xml_write(b, false, XML_COMPACT, &y);
    *out = value_bool(!a == !b && x.len == y.len && (!x.len || memcmp(x.buf, y.buf, x.len) == 0));
    return 0;
}

/* ---- [System.Xml.XPath.Extensions] ---- */

static int x_select(const struct value *args, size_t n, struct xml_nodes *found, struct err **err)
{
    struct xml_node *node = x_node_of(args[0]);
    if (!node)
        return fail_null_argument(err, "node");
    AUTO_VALUE path = arg_string(args[1]);
    return xml_select_value(node, path.str->data, n > 2 ? args[2] : value_null(), found, err);
}

CALL(path_element)
{
    (void)self;
    AUTO_XML_NODES found = { NULL, 0, 0 };
    if (x_select(args, n, &found, err) < 0)
        return -1;
    *out = found.len ? x_value(found.items[0]) : value_null();
    return 0;
}

CALL(path_elements)
{
    (void)self;
    AUTO_XML_NODES found = { NULL, 0, 0 };
    if (x_select(args, n, &found, err) < 0)
        return -1;
    struct array *all = array_new(found.len);
    for (size_t i = 0; i < found.len; i++)
        array_push_take(all, x_value(found.items[i]));
    *out = value_of_array(all);
    return 0;
}

static const struct method path_statics[] = {
    METHOD("XPathSelectElement", 2, 3, path_element,
           XLINQ "XElement XPathSelectElement(" XLINQ "XNode node, string expression)"),
    METHOD("XPathSelectElements", 2, 3, path_elements, NULL),
    METHOD("XPathEvaluate", 2, 3, path_elements, NULL),
};
const struct type_info type_x_path = { .name = "System.Xml.XPath.Extensions",
                                       .base = &type_object,
                                       STATICS(path_statics) };

/* ---- the types ---- */

#define NEAR(name_, type_, which) PROPERTY_DATA(name_, XLINQ type_, node_near, which)
static const struct property object_props[] = {
    PROPERTY("BaseUri", "string", node_base),
    NEAR("Document", "XDocument", N_DOCUMENT),
    NEAR("Parent", "XElement", N_PARENT),
};
static const struct property node_props[] = {
    NEAR("NextNode", "XNode", N_NEXT),
    NEAR("PreviousNode", "XNode", N_PREVIOUS),
};
static const struct method node_methods[] = {
    METHOD("AddAfterSelf", 1, -1, x_add_after, "void AddAfterSelf(Params System.Object[] content)"),
    METHOD("AddBeforeSelf", 1, -1, x_add_before,
           "void AddBeforeSelf(Params System.Object[] content)"),
    METHOD("Ancestors", 0, 1, x_ancestors, NULL),
    METHOD("ElementsAfterSelf", 0, 1, x_elements_after, NULL),
    METHOD("ElementsBeforeSelf", 0, 1, x_elements_before, NULL),
    METHOD("NodesAfterSelf", 0, 0, x_nodes_after, NULL),
    METHOD("NodesBeforeSelf", 0, 0, x_nodes_before, NULL),
    METHOD("Remove", 0, 0, x_remove, "void Remove()"),
    METHOD("ReplaceWith", 1, -1, x_replace_with,
           "void ReplaceWith(Params System.Object[] content)"),
    METHOD("ToString", 0, 1, x_to_string,
           "string ToString(), string ToString(" XLINQ "SaveOptions options)"),
};
static const struct method node_statics[] = {
    METHOD("DeepEquals", 2, 2, deep_equals,
           "bool DeepEquals(" XLINQ "XNode n1, " XLINQ "XNode n2)"),
};
static const struct property container_props[] = {
    NEAR("FirstNode", "XNode", N_FIRST),
    NEAR("LastNode", "XNode", N_LAST),
};
static const struct method container_methods[] = {
    METHOD("Add", 1, -1, x_add, "void Add(Params System.Object[] content)"),
    METHOD("AddFirst", 1, -1, x_add_first, "void AddFirst(Params System.Object[] content)"),
    METHOD("Element", 1, 1, x_element, XLINQ "XElement Element(" XLINQ "XName name)"),
    METHOD("Elements", 0, 1, x_elements, NULL),
    METHOD("Nodes", 0, 0, x_nodes, NULL),
    METHOD("Descendants", 0, 1, x_descendants, NULL),
    METHOD("DescendantNodes", 0, 0, x_descendant_nodes, NULL),
    METHOD("RemoveNodes", 0, 0, x_remove_nodes, "void RemoveNodes()"),
    METHOD("ReplaceNodes", 1, -1, x_replace_nodes,
           "void ReplaceNodes(Params System.Object[] content)"),
};
static const struct property element_props[] = {
    NEAR("FirstAttribute", "XAttribute", N_FIRST_ATTR),
    PROPERTY_DATA("HasAttributes", "bool", node_flag, F_ATTRIBUTES),
    PROPERTY_DATA("HasElements", "bool", node_flag, F_ELEMENTS),
    PROPERTY_DATA("IsEmpty", "bool", node_flag, F_EMPTY),
    NEAR("LastAttribute", "XAttribute", N_LAST_ATTR),
    PROPERTY_RW("Name", XLINQ "XName", node_name, node_rename),
    PROPERTY("NodeType", "System.Xml.XmlNodeType", node_type),
    PROPERTY_RW("Value", "string", node_value, node_set_value),
};
static const struct method element_methods[] = {
    METHOD("AncestorsAndSelf", 0, 1, x_ancestors_self, NULL),
    METHOD("Attribute", 1, 1, x_attribute, XLINQ "XAttribute Attribute(" XLINQ "XName name)"),
    METHOD("Attributes", 0, 1, x_attributes, NULL),
    METHOD("DescendantsAndSelf", 0, 1, x_descendants_self, NULL),
    METHOD("DescendantNodesAndSelf", 0, 0, x_descendant_nodes_self, NULL),
    METHOD("RemoveAll", 0, 0, x_remove_all, "void RemoveAll()"),
    METHOD("RemoveAttributes", 0, 0, x_remove_attributes, "void RemoveAttributes()"),
    METHOD("ReplaceAll", 1, -1, x_replace_all, "void ReplaceAll(Params System.Object[] content)"),
    METHOD("Save", 1, 2, x_save, "void Save(string fileName)"),
    METHOD("SetAttributeValue", 2, 2, x_set_attribute_value,
           "void SetAttributeValue(" XLINQ "XName name, System.Object value)"),
    METHOD("SetElementValue", 2, 2, x_set_element_value,
           "void SetElementValue(" XLINQ "XName name, System.Object value)"),
    METHOD("SetValue", 1, 1, x_set_value, "void SetValue(System.Object value)"),
};
static const struct method element_statics[] = {
    METHOD("new", 1, -1, x_element_new, NULL),
    METHOD("Parse", 1, 2, x_parse, XLINQ "XElement Parse(string text)"),
    METHOD("Load", 1, 2, x_load, XLINQ "XElement Load(string uri)"),
};
static const struct property document_props[] = {
    PROPERTY_RW("Declaration", XLINQ "XDeclaration", document_declaration, document_declare),
    PROPERTY("NodeType", "System.Xml.XmlNodeType", node_type),
    NEAR("Root", "XElement", N_ROOT),
};
static const struct method document_methods[] = {
    METHOD("Save", 1, 2, x_save, "void Save(string fileName)"),
};
static const struct method document_statics[] = {
    METHOD("new", 0, -1, x_document_new, NULL),
    METHOD("Parse", 1, 2, x_parse, XLINQ "XDocument Parse(string text)"),
    METHOD("Load", 1, 2, x_load, XLINQ "XDocument Load(string uri)"),
};
static const struct property attribute_props[] = {
    PROPERTY_DATA("IsNamespaceDeclaration", "bool", node_flag, F_DECLARES),
    PROPERTY("Name", XLINQ "XName", node_name),
    NEAR("NextAttribute", "XAttribute", N_NEXT),
    PROPERTY("NodeType", "System.Xml.XmlNodeType", node_type),
    NEAR("PreviousAttribute", "XAttribute", N_PREVIOUS),
    PROPERTY_RW("Value", "string", node_value, node_set_value),
};
static const struct method attribute_methods[] = {
    METHOD("Remove", 0, 0, x_remove, "void Remove()"),
    METHOD("SetValue", 1, 1, x_set_value, "void SetValue(System.Object value)"),
};
static const struct method attribute_statics[] = {
    METHOD("new", 2, 2, x_attribute_new,
           XLINQ "XAttribute new(" XLINQ "XName name, System.Object value)"),
};
static const struct property text_props[] = {
    PROPERTY("NodeType", "System.Xml.XmlNodeType", node_type),
    PROPERTY_RW("Value", "string", node_value, node_set_value),
};
static const struct method text_statics_of_x[] = { METHOD("new", 1, 1, x_text_new, NULL) };
static const struct property instruction_props[] = {
    PROPERTY_RW("Data", "string", node_value, node_set_value),
    PROPERTY("NodeType", "System.Xml.XmlNodeType", node_type),
    PROPERTY("Target", "string", instruction_target),
};
static const struct method instruction_statics[] = {
    METHOD("new", 2, 2, x_instruction_new,
           XLINQ "XProcessingInstruction new(string target, string data)"),
};

#define X_TYPE(id, name_, base_, ...)                                            \
    const struct type_info type_x_##id = { .name = XLINQ name_,                  \
                                           .base = &type_##base_,                \
                                           .payload_size = sizeof(struct x_ref), \
                                           .destroy = xml_value_destroy,         \
                                           .to_string = x_text,                  \
                                           __VA_ARGS__ }
X_TYPE(object, "XObject", object, PROPS(object_props));
X_TYPE(node, "XNode", x_object, PROPS(node_props), METHODS(node_methods), STATICS(node_statics));
X_TYPE(container, "XContainer", x_node, PROPS(container_props), METHODS(container_methods));
X_TYPE(element, "XElement", x_container, PROPS(element_props), METHODS(element_methods),
       STATICS(element_statics));
X_TYPE(document, "XDocument", x_container, PROPS(document_props), METHODS(document_methods),
       STATICS(document_statics));
X_TYPE(attribute, "XAttribute", x_object, PROPS(attribute_props), METHODS(attribute_methods),
       STATICS(attribute_statics));
X_TYPE(text, "XText", x_node, PROPS(text_props), STATICS(text_statics_of_x));
X_TYPE(cdata, "XCData", x_text, STATICS(text_statics_of_x));
X_TYPE(comment, "XComment", x_node, PROPS(text_props), STATICS(text_statics_of_x));
X_TYPE(instruction, "XProcessingInstruction", x_node, PROPS(instruction_props),
       STATICS(instruction_statics));
