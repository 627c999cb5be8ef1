/* What changes a tree of System.Xml.Linq: new nodes, content that comes and goes. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/types/xlinq.h"
#include "shell/object/types/xml.h"

enum { MAX_DEPTH = 200 }; /* of sequences in sequences */

void x_content_text(struct value v, struct strbuf *out)
{
    static const char when[] = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";
    if (v.kind == V_BOOL) {
        strbuf_adds(out, v.b ? "true" : "false");
    } else if (v.kind == V_DATETIME) {
        AUTO_ERR *err = NULL;
        if (date_format(v, when, sizeof(when) - 1, NULL, out, &err) < 0)
            value_to_strbuf(v, out);
    } else {
        value_to_strbuf(v, out);
    }
}

static struct value text_value(struct value v)
{
    struct strbuf text = STRBUF_INIT;
    x_content_text(v, &text);
    return value_string_take(&text);
}

/* The value that stands for one node stands for its copy from now on. */
static void hand_over(struct xml_node *from, struct xml_node *to)
{
    if (!from->wrapper)
        return;
    *(struct xml_node **)object_payload(from->wrapper) = to;
    to->wrapper = from->wrapper;
    from->wrapper = NULL;
    xml_hold(to->doc);
    xml_release(from->doc);
}

/* The node as one of parent's document that stands nowhere: itself, moved with the values that
 * stand for it, or a copy when it has a place already. */
static struct xml_node *adopt(const struct xml_node *parent, struct xml_node *node)
{
    bool above = false;
    for (const struct xml_node *at = parent; at; at = at->parent)
        above |= at == node;
    if (node->parent || above)
        return xml_copy(parent->doc, node, true);
    if (node->doc == parent->doc)
        return node;
    struct xml_doc *old = node->doc;
    xml_hold(old);
    struct xml_node *copy = xml_copy(parent->doc, node, true), *to = copy;
    for (struct xml_node *at = node; at; at = xml_walk(node, at), to = xml_walk(copy, to)) {
        struct xml_node *b = to->first_attr;
        for (struct xml_node *a = at->first_attr; a; a = a->next, b = b->next)
            hand_over(a, b);
        hand_over(at, to);
    }
    xml_release(old);
    return copy;
}

/* Puts content before a child (NULL: at the end). Texts are put together. */
static int put(struct xml_node *parent, struct value v, struct xml_node *before, int depth,
               struct err **err)
{
    if (v.kind == V_NULL)
        return 0;
    if (v.kind == V_ARRAY && depth > MAX_DEPTH)
        return fail_argument(err, "The content is nested more than %d sequences deep.", MAX_DEPTH);
    if (v.kind == V_ARRAY) {
        AUTO_VALUE keep = value_ref(v);
        for (size_t i = 0; i < v.array->len; i++)
            if (put(parent, v.array->items[i], before, depth + 1, err) < 0)
                return -1;
        return 0;
    }
    struct xml_node *node = x_node_of(v);
    if (node && node->kind == XML_DOCUMENT)
        return fail_argument(err, "Cannot add a document to another node.");
    if (node && node->kind == XML_ATTRIBUTE) {
        if (parent->kind != XML_ELEMENT)
            return fail_argument(err, "An attribute cannot be added to content.");
        if (xml_attr_ns(parent, node->local, node->ns))
            return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                             "Duplicate attribute.");
        xml_put_attr(parent, adopt(parent, node));
        return 0;
    }
    if (node) {
        if (parent->kind == XML_DOCUMENT && node->kind == XML_ELEMENT && xml_child(parent, NULL))
            return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                             "This operation would create an incorrectly structured document.");
        xml_insert(parent, adopt(parent, node), before);
        return 0;
    }
    AUTO_VALUE text = text_value(v);
    if (parent->kind == XML_DOCUMENT) {
        if (text.str->data[strspn(text.str->data, " \t\r\n")])
            return fail_argument(err, "Non-whitespace characters cannot be added to content.");
        return 0;
    }
    struct xml_node *last = before ? before->prev : parent->last;
    if (last && last->kind == XML_TEXT) {
        AUTO_STRBUF joined = STRBUF_INIT;
        strbuf_addf(&joined, "%s%s", last->value, text.str->data);
        xml_set_value(last, joined.buf, joined.len);
    } else {
        xml_insert(parent, xml_make(parent->doc, XML_TEXT, "#text", "", text.str->data), before);
    }
    return 0;
}

static int put_all(struct xml_node *parent, const struct value *args, size_t n,
                   struct xml_node *before, struct err **err)
{
    for (size_t i = 0; i < n; i++)
        if (put(parent, args[i], before, 0, err) < 0)
            return -1;
    return 0;
}

/* ---- constructors ---- */

/* new(name[, content…]), new(element): a copy */
SHARED_CALL(x_element_new)
{
    (void)self;
    AUTO_XML *doc = xml_new();
    struct xml_node *node, *of = x_node_of(args[0]);
    if (of && of->kind == XML_ELEMENT) {
        node = xml_copy(doc, of, true);
    } else {
        AUTO_X_NAME name;
        if (x_name_arg(args[0], &name, err) < 0)
            return -1;
        node = xml_make(doc, XML_ELEMENT, name.local.str->data, name.ns.str->data, NULL);
    }
    AUTO_VALUE made = x_value(node);
    if (put_all(node, args + 1, n - 1, NULL, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* new([declaration, ]content…), new(document): a copy */
SHARED_CALL(x_document_new)
{
    (void)self;
    AUTO_XML *doc = xml_new();
    AUTO_VALUE made = x_value(doc->root);
    const char *parts[3];
    const struct xml_node *of = n == 1 ? x_node_of(args[0]) : NULL;
    if (of && of->kind == XML_DOCUMENT) {
        for (const struct xml_node *c = of->first; c; c = c->next)
            xml_insert(doc->root, xml_copy(doc, c, true), NULL);
    } else {
        bool declared = n && x_declaration_parts(args[0], parts);
        const struct property *p = type_find_property(&type_x_document, "Declaration", 11);
        if (declared && p->set(made, p, args[0], err) < 0)
            return -1;
        if (put_all(doc->root, args + declared, n - declared, NULL, err) < 0)
            return -1;
    }
    *out = STEAL_VALUE(made);
    return 0;
}

SHARED_CALL(x_attribute_new)
{
    (void)self;
    (void)n;
    AUTO_XML *doc = xml_new();
    AUTO_X_NAME name;
    if (x_name_arg(args[0], &name, err) < 0)
        return -1;
    if (args[1].kind == V_NULL)
        return fail_null_argument(err, "value");
    AUTO_VALUE text = text_value(args[1]);
    static const char xmlns[] = "http://www.w3.org/2000/xmlns/";
    AUTO_STRBUF full = STRBUF_INIT;
    if (strcmp(name.ns.str->data, xmlns) == 0)
        strbuf_adds(&full, "xmlns:");
    strbuf_adds(&full, name.local.str->data);
    *out = x_value(xml_make(doc, XML_ATTRIBUTE, full.buf, name.ns.str->data, text.str->data));
    return 0;
}

SHARED_CALL(x_text_new)
{
    (void)n;
    (void)err;
    AUTO_XML *doc = xml_new();
    AUTO_VALUE text = text_value(args[0]);
    enum xml_kind kind = self.type == &type_x_cdata     ? XML_CDATA
                         : self.type == &type_x_comment ? XML_COMMENT
                                                        : XML_TEXT;
    *out = x_value(xml_make(doc, kind, "#text", "", text.str->data));
    return 0;
}

SHARED_CALL(x_instruction_new)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_XML *doc = xml_new();
    AUTO_VALUE target = arg_string(args[0]), data = arg_string(args[1]);
    *out = x_value(xml_make(doc, XML_PI, target.str->data, "", data.str->data));
    return 0;
}

/* ---- content that comes ---- */

SHARED_CALL(x_add)
{
    (void)out;
    return put_all(x_node_of(self), args, n, NULL, err);
}

SHARED_CALL(x_add_first)
{
    (void)out;
    struct xml_node *node = x_node_of(self), *first = node->first;
    if (first && first->kind == XML_DECLARATION)
        first = first->next;
    return put_all(node, args, n, first, err);
}

static int placed(const struct xml_node *node, struct err **err)
{
    return node->parent ? 0
                        : fail_with(err, "System.InvalidOperationException",
                                    "InvalidOperationException", "The parent is missing.");
}

SHARED_CALL(x_add_after)
{
    (void)out;
    struct xml_node *node = x_node_of(self);
    return placed(node, err) < 0 ? -1 : put_all(node->parent, args, n, node->next, err);
}

SHARED_CALL(x_add_before)
{
    (void)out;
    struct xml_node *node = x_node_of(self);
    return placed(node, err) < 0 ? -1 : put_all(node->parent, args, n, node, err);
}

/* ---- content that goes ---- */

SHARED_CALL(x_remove)
{
    (void)args;
    (void)n;
    (void)out;
    struct xml_node *node = x_node_of(self);
    if (placed(node, err) < 0)
        return -1;
    xml_remove(node);
    return 0;
}

SHARED_CALL(x_replace_with)
{
    (void)out;
    struct xml_node *node = x_node_of(self);
    if (placed(node, err) < 0)
        return -1;
    struct xml_node *parent = node->parent, *next = node->next;
    xml_remove(node);
    return put_all(parent, args, n, next, err);
}

SHARED_CALL(x_remove_nodes)
{
    UNUSED_CALL();
    xml_remove_children(x_node_of(self));
    x_node_of(self)->open_tag = false;
    return 0;
}

SHARED_CALL(x_remove_attributes)
{
    UNUSED_CALL();
    struct xml_node *node = x_node_of(self);
    while (node->first_attr)
        xml_remove(node->first_attr);
    return 0;
}

SHARED_CALL(x_remove_all)
{
    return x_remove_nodes(self, args, n, out, err) < 0
               ? -1
               : x_remove_attributes(self, args, n, out, err);
}

SHARED_CALL(x_replace_nodes)
{
    return x_remove_nodes(self, NULL, 0, out, err) < 0 ? -1 : x_add(self, args, n, out, err);
}

SHARED_CALL(x_replace_all)
{
    return x_remove_all(self, NULL, 0, out, err) < 0 ? -1 : x_add(self, args, n, out, err);
}

/* ---- values ---- */

int x_put_value(struct xml_node *node, struct value v, struct err **err)
{
    (void)err;
    AUTO_VALUE text = text_value(v);
    if (node->kind != XML_ELEMENT) {
        xml_set_value(node, text.str->data, text.str->len);
        return 0;
    }
    xml_remove_children(node);
    xml_insert(node, xml_make(node->doc, XML_TEXT, "#text", "", text.str->data), NULL);
    return 0;
}

SHARED_CALL(x_set_value)
{
    (void)n;
    (void)out;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "value");
    return x_put_value(x_node_of(self), args[0], err);
}

/* SetAttributeValue(name, value); $null takes it away */
SHARED_CALL(x_set_attribute_value)
{
    (void)n;
    (void)out;
    AUTO_X_NAME name;
    if (x_name_arg(args[0], &name, err) < 0)
        return -1;
    struct xml_node *node = x_node_of(self);
    struct xml_node *attr = xml_attr_ns(node, name.local.str->data, name.ns.str->data);
    if (args[1].kind == V_NULL) {
        if (attr)
            xml_remove(attr);
        return 0;
    }
    AUTO_VALUE text = text_value(args[1]);
    if (attr)
        xml_set_value(attr, text.str->data, text.str->len);
    else
        xml_set_attr(node, name.local.str->data, name.ns.str->data, text.str->data);
    return 0;
}

SHARED_CALL(x_set_element_value)
{
    (void)n;
    (void)out;
    AUTO_X_NAME name;
    if (x_name_arg(args[0], &name, err) < 0)
        return -1;
    struct xml_node *node = x_node_of(self), *child = node->first;
    while (child && (child->kind != XML_ELEMENT || !x_name_is(child, &name)))
        child = child->next;
    if (args[1].kind == V_NULL) {
        if (child)
            xml_remove(child);
        return 0;
    }
    if (!child) {
        child = xml_make(node->doc, XML_ELEMENT, name.local.str->data, name.ns.str->data, NULL);
        xml_insert(node, child, NULL);
    }
    return x_put_value(child, args[1], err);
}
