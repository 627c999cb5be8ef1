/* System.Xml: XmlDocument, XmlElement and the other nodes. */
#include "shell/object/types/xml.h"

#include <errno.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/xml_writer.h"

struct value xml_text_value(const char *s)
{
    return value_string(s ? s : "");
}

/* ---- XmlNode's properties ---- */

enum field {
    NAME,
    LOCAL_NAME,
    PREFIX,
    NAMESPACE_URI,
    NODE_TYPE,
    VALUE,
    INNER_TEXT,
    INNER_XML,
    OUTER_XML,
    PARENT,
    FIRST,
    LAST,
    NEXT,
    PREVIOUS,
    DOCUMENT,
    CHILDREN,
    ATTRIBUTES,
    HAS_CHILDREN,
    ROOT_ELEMENT,
    IS_EMPTY,
    HAS_ATTRIBUTES,
    KEEP_SPACE,
    OWNER_ELEMENT,
    SPECIFIED,
    LENGTH,
    NAME_TABLE,
};

static const struct enum_member node_type_members[] = {
    { "None", 0 },
    { "Element", 1 },
    { "Attribute", 2 },
    { "Text", 3 },
    { "CDATA", 4 },
    { "EntityReference", 5 },
    { "Entity", 6 },
    { "ProcessingInstruction", 7 },
    { "Comment", 8 },
    { "Document", 9 },
    { "DocumentType", 10 },
    { "DocumentFragment", 11 },
    { "Notation", 12 },
    { "Whitespace", 13 },
    { "SignificantWhitespace", 14 },
    { "EndElement", 15 },
    { "EndEntity", 16 },
    { "XmlDeclaration", 17 },
};
const struct enum_info xml_enum_node_type = {
    .name = "System.Xml.XmlNodeType",
    .members = node_type_members,
    .nmembers = ARRAY_SIZE(node_type_members),
};

const struct type_info type_xml_node_type = { .name = "System.Xml.XmlNodeType",
                                              .base = &type_enum,
                                              .enum_info = &xml_enum_node_type,
                                              .is_value_type = true };

static bool has_value(const struct xml_node *n)
{
    return n->kind != XML_ELEMENT && n->kind != XML_DOCUMENT && n->kind != XML_FRAGMENT;
}

static struct value list_of(const struct xml_node *first, const struct type_info *type)
{
    struct array *a = array_new(4);

    a->type = type;
    a->read_only = true;
    for (; first; first = first->next)
        array_push_take(a, xml_value((struct xml_node *)(uintptr_t)first));
    return value_of_array(a);
}

static struct value markup(const struct xml_node *n, bool inner)
{
    struct strbuf out = STRBUF_INIT;

    xml_write(n, inner, XML_COMPACT, &out);
    return value_string_take(&out);
}

GETTER(node_get)
{
    struct xml_node *n = xml_node_of(self);
    struct strbuf text = STRBUF_INIT;

    (void)err;
    switch ((enum field)p->data) {
    case NAME:
        *out = xml_text_value(n->name);
        break;
    case LOCAL_NAME:
        *out = xml_text_value(n->local);
        break;
    case PREFIX:
        *out = value_string_len(n->name, n->local > n->name ? (size_t)(n->local - n->name) - 1 : 0);
        break;
    case NAMESPACE_URI:
        *out = xml_text_value(n->ns);
        break;
    case NODE_TYPE:
        *out = value_enum(&xml_enum_node_type, n->kind);
        break;
    case VALUE:
        *out = has_value(n) ? xml_text_value(n->value) : value_null();
        break;
    case INNER_TEXT:
        xml_text(n, &text);
        *out = value_string_take(&text);
        break;
    case INNER_XML:
        *out = markup(n, true);
        break;
    case OUTER_XML:
        *out = markup(n, false);
        break;
    case PARENT:
        *out = n->kind == XML_ATTRIBUTE ? value_null() : xml_value(n->parent);
        break;
    case FIRST:
        *out = xml_value(n->first);
        break;
    case LAST:
        *out = xml_value(n->last);
        break;
    case NEXT:
        *out = n->kind == XML_ATTRIBUTE ? value_null() : xml_value(n->next);
        break;
    case PREVIOUS:
        *out = n->kind == XML_ATTRIBUTE ? value_null() : xml_value(n->prev);
        break;
    case DOCUMENT:
        *out = n->kind == XML_DOCUMENT ? value_null() : xml_value(n->doc->root);
        break;
    case CHILDREN:
        *out = list_of(n->first, &type_xml_node_list);
        break;
    case ATTRIBUTES: {
        if (n->kind != XML_ELEMENT) {
            *out = value_null();
            break;
        }
        *out = list_of(n->first_attr, &type_xml_attributes);
        array_extra(out->array)->owner = value_ref(self).object;
        break;
    }
    case HAS_CHILDREN:
        *out = value_bool(n->first != NULL);
        break;
    case ROOT_ELEMENT:
        *out = xml_value(xml_root_element(n->doc));
        break;
    case IS_EMPTY:
        *out = value_bool(!n->first && !n->open_tag);
        break;
    case HAS_ATTRIBUTES:
        *out = value_bool(n->first_attr != NULL);
        break;
    case KEEP_SPACE:
        *out = value_bool(n->doc->keep_space);
        break;
    case OWNER_ELEMENT:
        *out = xml_value(n->parent);
        break;
    case SPECIFIED:
        *out = value_bool(true);
        break;
    case NAME_TABLE: /* opaque: only handed on to an XmlNamespaceManager */
        *out = value_ref(self);
        break;
    case LENGTH: {
        AUTO_VALUE s = xml_text_value(n->value);
        *out = value_int((int32_t)str_length(s.str));
        break;
    }
    }
    return 0;
}

SETTER(node_set)
{
    struct xml_node *n = xml_node_of(self);
    AUTO_VALUE text = arg_string(v);

    switch ((enum field)p->data) {
    case VALUE:
        if (!has_value(n))
            return fail_with(err, "System.InvalidOperationException", NULL,
                             "Cannot set a value on node type '%s'.",
                             enum_name(&xml_enum_node_type, n->kind));
        xml_set_value(n, text.str->data, text.str->len);
        return 0;
    case INNER_TEXT:
        if (n->kind == XML_DOCUMENT)
            return fail_with(
                err, "System.InvalidOperationException", NULL,
                "The 'InnerText' of a 'Document' node is read-only and cannot be set.");
        xml_set_text(n, text.str->data, text.str->len);
        return 0;
    case INNER_XML:
        if (n->kind == XML_DOCUMENT)
            return xml_read_into(n->doc, text.str->data, text.str->len, err);
        if (n->kind == XML_ATTRIBUTE) {
            xml_set_value(n, text.str->data, text.str->len);
            return 0;
        }
        return xml_read_inner(n, text.str->data, text.str->len, err);
    case IS_EMPTY:
        n->open_tag = !value_truth(v);
        if (!n->open_tag)
            xml_remove_children(n);
        return 0;
    case KEEP_SPACE:
        n->doc->keep_space = value_truth(v);
        return 0;
    default:
        return -1;
    }
}

#define NODE_PROP(n, t, d)                                                    \
    {                                                                         \
        .name = n, .type_name = t, .get = node_get, .data = d, .hidden = true \
    }
#define NODE_PROP_RW(n, t, d)                                                                  \
    {                                                                                          \
        .name = n, .type_name = t, .get = node_get, .set = node_set, .data = d, .hidden = true \
    }
static const struct property node_props[] = {
    NODE_PROP("Name", "string", NAME),
    NODE_PROP("LocalName", "string", LOCAL_NAME),
    NODE_PROP("Prefix", "string", PREFIX),
    NODE_PROP("NamespaceURI", "string", NAMESPACE_URI),
    NODE_PROP("NodeType", "System.Xml.XmlNodeType", NODE_TYPE),
    NODE_PROP_RW("Value", "string", VALUE),
    NODE_PROP_RW("InnerText", "string", INNER_TEXT),
    NODE_PROP_RW("InnerXml", "string", INNER_XML),
    NODE_PROP("OuterXml", "string", OUTER_XML),
    NODE_PROP("ParentNode", "System.Xml.XmlNode", PARENT),
    NODE_PROP("FirstChild", "System.Xml.XmlNode", FIRST),
    NODE_PROP("LastChild", "System.Xml.XmlNode", LAST),
    NODE_PROP("NextSibling", "System.Xml.XmlNode", NEXT),
    NODE_PROP("PreviousSibling", "System.Xml.XmlNode", PREVIOUS),
    NODE_PROP("OwnerDocument", "System.Xml.XmlDocument", DOCUMENT),
    NODE_PROP("ChildNodes", "System.Xml.XmlNodeList", CHILDREN),
    NODE_PROP("Attributes", "System.Xml.XmlAttributeCollection", ATTRIBUTES),
    NODE_PROP("HasChildNodes", "bool", HAS_CHILDREN),
};

/* ---- XmlNode's methods ---- */

int xml_node_arg(struct value v, const struct xml_node *at, struct xml_node **out, struct err **err)
{
    *out = xml_node_of(v);
    if (!*out)
        return fail_argument(err, "The argument is no XmlNode.");
    if ((*out)->doc != at->doc)
        return fail_argument(err, "The node to be inserted is from a different document context.");
    return 0;
}

static int insert(struct value self, struct value what, struct xml_node *before, struct value *out,
                  struct err **err)
{
    struct xml_node *n = xml_node_of(self), *node;

    if (xml_node_arg(what, n, &node, err))
        return -1;
    for (const struct xml_node *up = n; up; up = up->parent)
        if (up == node)
            return fail_argument(
                err, "Cannot insert a node or any ancestor of that node as a child of itself.");
    if (n->kind != XML_ELEMENT && n->kind != XML_DOCUMENT && n->kind != XML_FRAGMENT)
        return fail_with(err, "System.InvalidOperationException", NULL,
                         "The current node cannot contain other nodes.");
    if (node->kind == XML_ATTRIBUTE || node->kind == XML_DOCUMENT)
        return fail_with(err, "System.InvalidOperationException", NULL,
                         "The specified node cannot be inserted as the valid child of this node, "
                         "because the specified node is the wrong type.");
    if (n->kind == XML_DOCUMENT && node->kind == XML_ELEMENT && xml_child(n, NULL) &&
        xml_child(n, NULL) != node)
        return fail_with(err, "System.InvalidOperationException", NULL,
                         "This document already has a 'DocumentElement' node.");
    xml_insert(n, node, before);
    *out = value_ref(what);
    return 0;
}

CALL(append_child)
{
    (void)n;
    return insert(self, args[0], NULL, out, err);
}

CALL(prepend_child)
{
    (void)n;
    return insert(self, args[0], xml_node_of(self)->first, out, err);
}

static int child_arg(struct value self, struct value v, struct xml_node **out, struct err **err)
{
    *out = xml_node_of(v);
    if (!*out || (*out)->parent != xml_node_of(self) || (*out)->kind == XML_ATTRIBUTE)
        return fail_argument(err, "The reference node is not a child of this node.");
    return 0;
}

CALL(insert_before)
{
    struct xml_node *ref = NULL;
    (void)n;
    if (args[1].kind != V_NULL && child_arg(self, args[1], &ref, err))
        return -1;
    return insert(self, args[0], ref, out, err);
}

CALL(insert_after)
{
    struct xml_node *ref = NULL;
    (void)n;
    if (args[1].kind != V_NULL && child_arg(self, args[1], &ref, err))
        return -1;
    return insert(self, args[0], ref ? ref->next : xml_node_of(self)->first, out, err);
}

CALL(remove_child)
{
    struct xml_node *child = xml_node_of(args[0]);
    (void)n;
    if (!child || child->parent != xml_node_of(self) || child->kind == XML_ATTRIBUTE)
        return fail_argument(err, "The node to be removed is not a child of this node.");
    xml_remove(child);
    *out = value_ref(args[0]);
    return 0;
}

CALL(replace_child)
{
    struct xml_node *old = NULL;
    (void)n;
    if (child_arg(self, args[1], &old, err))
        return -1;
    struct xml_node *after = old->next;
    xml_remove(old);
    AUTO_VALUE inserted = value_null();
    if (insert(self, args[0], after, &inserted, err)) {
        xml_insert(xml_node_of(self), old, after);
        return -1;
    }
    *out = value_ref(args[1]);
    return 0;
}

CALL(remove_all)
{
    struct xml_node *node = xml_node_of(self);
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    xml_remove_children(node);
    while (node->first_attr)
        xml_remove(node->first_attr);
    return 0;
}

CALL(clone_node)
{
    struct xml_node *node = xml_node_of(self);
    bool deep = n ? value_truth(args[0]) : true;
    (void)err;
    if (node->kind == XML_DOCUMENT) {
        struct xml_doc *doc = xml_new();
        doc->keep_space = node->doc->keep_space;
        for (struct xml_node *c = deep ? node->first : NULL; c; c = c->next)
            xml_insert(doc->root, xml_copy(doc, c, true), NULL);
        *out = xml_value(doc->root);
        xml_release(doc);
        return 0;
    }
    *out = xml_value(xml_copy(node->doc, node, deep));
    return 0;
}

static int select_nodes(struct value self, const struct value *args, size_t n,
                        struct xml_nodes *out, struct err **err)
{
    AUTO_VALUE path = arg_string(args[0]);
    return xml_select_value(xml_node_of(self), path.str->data, n > 1 ? args[1] : value_null(), out,
                            err);
}

CALL(select_list)
{
    AUTO_XML_NODES nodes = { NULL, 0, 0 };
    if (select_nodes(self, args, n, &nodes, err))
        return -1;
    *out = xml_node_list(nodes.items, nodes.len);
    return 0;
}

CALL(select_single)
{
    AUTO_XML_NODES nodes = { NULL, 0, 0 };
    if (select_nodes(self, args, n, &nodes, err))
        return -1;
    *out = nodes.len ? xml_value(nodes.items[0]) : value_null();
    return 0;
}

CALL(get_item)
{
    AUTO_VALUE name = arg_string(args[0]);
    (void)n;
    (void)err;
    *out = xml_value(xml_child(xml_node_of(self), name.str->data));
    return 0;
}

CALL(node_text)
{
    (void)args;
    (void)n;
    (void)err;
    *out = xml_text_value(xml_node_of(self)->local);
    return 0;
}

CALL(namespace_of_prefix)
{
    AUTO_VALUE prefix = arg_string(args[0]);
    (void)n;
    (void)err;
    *out = xml_text_value(xml_namespace(xml_node_of(self), prefix.str->data, prefix.str->len));
    return 0;
}

CALL(prefix_of_namespace)
{
    AUTO_VALUE ns = arg_string(args[0]);
    (void)n;
    (void)err;
    for (const struct xml_node *at = xml_node_of(self); at; at = at->parent)
        for (const struct xml_node *a = at->first_attr; a; a = a->next)
            if (strncmp(a->name, "xmlns:", 6) == 0 && strcmp(a->value, ns.str->data) == 0) {
                *out = xml_text_value(a->local);
                return 0;
            }
    *out = xml_text_value("");
    return 0;
}

static int write_to(struct value self, struct value writer, bool inner, struct err **err)
{
    if (!value_is_xml_writer(writer))
        return fail_argument(err, "A node is written to an XmlWriter.");
    return xml_writer_put(writer, xml_node_of(self), inner, err);
}

CALL(node_write_to)
{
    (void)n;
    (void)out;
    return write_to(self, args[0], false, err);
}

CALL(node_write_content_to)
{
    (void)n;
    (void)out;
    return write_to(self, args[0], true, err);
}

static const struct method node_methods[] = {
    METHOD("WriteTo", 1, 1, node_write_to, "void WriteTo(System.Xml.XmlWriter w)"),
    METHOD("WriteContentTo", 1, 1, node_write_content_to,
           "void WriteContentTo(System.Xml.XmlWriter xw)"),
    METHOD("AppendChild", 1, 1, append_child,
           "System.Xml.XmlNode AppendChild(System.Xml.XmlNode newChild)"),
    METHOD("PrependChild", 1, 1, prepend_child,
           "System.Xml.XmlNode PrependChild(System.Xml.XmlNode newChild)"),
    METHOD("InsertBefore", 2, 2, insert_before,
           "System.Xml.XmlNode InsertBefore(System.Xml.XmlNode newChild, System.Xml.XmlNode "
           "refChild)"),
    METHOD("InsertAfter", 2, 2, insert_after,
           "System.Xml.XmlNode InsertAfter(System.Xml.XmlNode newChild, System.Xml.XmlNode "
           "refChild)"),
    METHOD("RemoveChild", 1, 1, remove_child,
           "System.Xml.XmlNode RemoveChild(System.Xml.XmlNode oldChild)"),
    METHOD("ReplaceChild", 2, 2, replace_child,
           "System.Xml.XmlNode ReplaceChild(System.Xml.XmlNode newChild, System.Xml.XmlNode "
           "oldChild)"),
    METHOD("RemoveAll", 0, 0, remove_all, "void RemoveAll()"),
    METHOD("CloneNode", 1, 1, clone_node, "System.Xml.XmlNode CloneNode(bool deep)"),
    METHOD("Clone", 0, 0, clone_node, "System.Xml.XmlNode Clone()"),
    METHOD("SelectNodes", 1, 2, select_list,
           "System.Xml.XmlNodeList SelectNodes(string xpath, System.Xml.XmlNamespaceManager "
           "nsmgr)"),
    METHOD("SelectSingleNode", 1, 2, select_single,
           "System.Xml.XmlNode SelectSingleNode(string xpath, System.Xml.XmlNamespaceManager "
           "nsmgr)"),
    METHOD("GetNamespaceOfPrefix", 1, 1, namespace_of_prefix,
           "string GetNamespaceOfPrefix(string prefix)"),
    METHOD("GetPrefixOfNamespace", 1, 1, prefix_of_namespace,
           "string GetPrefixOfNamespace(string namespaceURI)"),
    METHOD("get_Item", 1, 2, get_item, "System.Xml.XmlElement Item(string name)"),
    METHOD("ToString", 0, 0, node_text, "string ToString()"),
};

static const struct property element_props[] = {
    NODE_PROP("HasAttributes", "bool", HAS_ATTRIBUTES),
    NODE_PROP_RW("IsEmpty", "bool", IS_EMPTY),
};
static const struct property attribute_props[] = {
    NODE_PROP("OwnerElement", "System.Xml.XmlElement", OWNER_ELEMENT),
    NODE_PROP("Specified", "bool", SPECIFIED),
};
static const struct property text_props[] = {
    NODE_PROP_RW("Data", "string", VALUE),
    NODE_PROP("Length", "int", LENGTH),
};

/* ---- XmlDeclaration ---- */

/* The value of name="…" in the declaration's text. */
GETTER(declaration_get)
{
    static const char *const names[] = { "version=", "encoding=", "standalone=" };
    const char *at = strstr(xml_node_of(self)->value, names[p->data]);

    (void)err;
    *out = xml_text_value("");
    if (!at)
        return 0;
    at += strlen(names[p->data]);
    const char *end = *at ? strchr(at + 1, *at) : NULL;
    if (end)
        value_replace_take(out, value_string_len(at + 1, (size_t)(end - at) - 1));
    return 0;
}

SETTER(declaration_set)
{
    struct value parts[3];
    static const struct property fields[] = { { .data = 0 }, { .data = 1 }, { .data = 2 } };

    for (size_t i = 0; i < 3; i++)
        declaration_get(self, &fields[i], &parts[i], err);
    value_replace_take(&parts[p->data], arg_string(v));
    xml_node_of(self)->value = xml_declaration_text(xml_node_of(self)->doc, parts[0].str->data,
                                                    parts[1].str->data, parts[2].str->data);
    for (size_t i = 0; i < 3; i++)
        value_unref(parts[i]);
    return 0;
}

static const struct property declaration_props[] = {
    { .name = "Version", .type_name = "string", .get = declaration_get, .data = 0, .hidden = true },
    { .name = "Encoding",
      .type_name = "string",
      .get = declaration_get,
      .set = declaration_set,
      .data = 1,
      .hidden = true },
    { .name = "Standalone",
      .type_name = "string",
      .get = declaration_get,
      .set = declaration_set,
      .data = 2,
      .hidden = true },
};

static const struct property document_props[] = {
    NODE_PROP("DocumentElement", "System.Xml.XmlElement", ROOT_ELEMENT),
    NODE_PROP_RW("PreserveWhitespace", "bool", KEEP_SPACE),
    NODE_PROP("NameTable", "System.Xml.XmlNameTable", NAME_TABLE),
};
/* Across sessions a document travels as its text. */
static int document_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = markup(xml_node_of(self), false);
    return 0;
}

static int document_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    return xml_from_value(packed, out, err);
}

/* ---- the types ---- */

#define NODE_TYPE_BASICS \
    .payload_size = sizeof(struct xml_node *), .destroy = xml_value_destroy, .adapter = &xml_adapter

const struct type_info type_xml_node = {
    .name = "System.Xml.XmlNode",
    .base = &type_object,
    PROPS(node_props),
    METHODS(node_methods),
    NODE_TYPE_BASICS,
};
static const struct type_info type_xml_linked = {
    .name = "System.Xml.XmlLinkedNode",
    .base = &type_xml_node,
    NODE_TYPE_BASICS,
};
static const struct type_info type_xml_characters = {
    .name = "System.Xml.XmlCharacterData",
    .base = &type_xml_linked,
    PROPS(text_props),
    NODE_TYPE_BASICS,
};
const struct type_info type_xml_document = {
    .name = "System.Xml.XmlDocument",
    .accelerator = "xml",
    .base = &type_xml_node,
    PROPS(document_props),
    .methods = xml_document_methods,
    .nmethods = XML_DOCUMENT_METHODS,
    .statics = xml_document_statics,
    .nstatics = 1,
    .convert_from = xml_from_value,
    .pack = document_pack,
    .unpack = document_unpack,
    NODE_TYPE_BASICS,
};
const struct type_info type_xml_element = {
    .name = "System.Xml.XmlElement",
    .base = &type_xml_linked,
    PROPS(element_props),
    METHODS(xml_element_methods),
    NODE_TYPE_BASICS,
};
const struct type_info type_xml_attribute = {
    .name = "System.Xml.XmlAttribute",
    .base = &type_xml_node,
    PROPS(attribute_props),
    NODE_TYPE_BASICS,
};
#define PLAIN_NODE(id, full, base_) \
    static const struct type_info id = { .name = full, .base = &base_, NODE_TYPE_BASICS };
// clang-format off: one entry a line
PLAIN_NODE(type_xml_text, "System.Xml.XmlText", type_xml_characters)
PLAIN_NODE(type_xml_cdata, "System.Xml.XmlCDataSection", type_xml_characters)
PLAIN_NODE(type_xml_comment, "System.Xml.XmlComment", type_xml_characters)
PLAIN_NODE(type_xml_whitespace, "System.Xml.XmlWhitespace", type_xml_characters)
PLAIN_NODE(type_xml_fragment, "System.Xml.XmlDocumentFragment", type_xml_node)
PLAIN_NODE(type_xml_doctype, "System.Xml.XmlDocumentType", type_xml_linked)
PLAIN_NODE(type_xml_pi, "System.Xml.XmlProcessingInstruction", type_xml_linked)
// clang-format on
static const struct type_info type_xml_declaration = {
    .name = "System.Xml.XmlDeclaration",
    .base = &type_xml_linked,
    PROPS(declaration_props),
    NODE_TYPE_BASICS,
};

const struct type_info *xml_type_of(enum xml_kind kind)
{
    switch (kind) {
    case XML_ELEMENT:
        return &type_xml_element;
    case XML_ATTRIBUTE:
        return &type_xml_attribute;
    case XML_TEXT:
        return &type_xml_text;
    case XML_CDATA:
        return &type_xml_cdata;
    case XML_PI:
        return &type_xml_pi;
    case XML_COMMENT:
        return &type_xml_comment;
    case XML_DOCUMENT:
        return &type_xml_document;
    case XML_DOCTYPE:
        return &type_xml_doctype;
    case XML_FRAGMENT:
        return &type_xml_fragment;
    case XML_WHITESPACE:
        return &type_xml_whitespace;
    case XML_DECLARATION:
        return &type_xml_declaration;
    }
    return &type_xml_node;
}
