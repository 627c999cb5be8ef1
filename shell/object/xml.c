#include "shell/object/xml.h"

#include <string.h>

#include "shell/base/alloc.h"

enum { CHUNK = 16 * 1024 };

struct xml_chunk {
    struct xml_chunk *next;
    size_t used, size;
    char data[] __attribute__((aligned(16)));
};

static void *get_memory(struct xml_doc *doc, size_t size)
{
    struct xml_chunk *c = doc->memory;

    size = (size + 15) & ~(size_t)15;
    if (!c || c->size - c->used < size) {
        size_t room = size > CHUNK / 4 ? size : CHUNK;
        struct xml_chunk *more = xmalloc(sizeof(*more) + room);
        *more = (struct xml_chunk){ .size = room };
        if (c && room == size) { /* a large piece: the open chunk stays in front */
            more->next = c->next;
            c->next = more;
        } else {
            more->next = c;
            doc->memory = more;
        }
        c = more;
    }
    void *p = c->data + c->used;
    c->used += size;
    return p;
}

const char *xml_keep(struct xml_doc *doc, const char *s, size_t len)
{
    if (len == 0)
        return "";
    char *copy = get_memory(doc, len + 1);
    memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

struct xml_node *xml_make(struct xml_doc *doc, enum xml_kind kind, const char *name, const char *ns,
                          const char *value)
{
    struct xml_node *node = get_memory(doc, sizeof(*node));
    const char *kept = name ? xml_keep(doc, name, strlen(name)) : "";
    const char *colon = kind == XML_ELEMENT || kind == XML_ATTRIBUTE ? strchr(kept, ':') : NULL;

    *node = (struct xml_node){
        .kind = kind,
        .doc = doc,
        .name = kept,
        .local = colon ? colon + 1 : kept,
        .ns = ns && *ns ? xml_keep(doc, ns, strlen(ns)) : "",
        .value = value ? xml_keep(doc, value, strlen(value)) : "",
    };
    return node;
}

struct xml_doc *xml_new(void)
{
    struct xml_doc *doc = xcalloc(1, sizeof(*doc));

    doc->holders = 1;
    doc->root = xml_make(doc, XML_DOCUMENT, "#document", NULL, NULL);
    return doc;
}

void xml_hold(struct xml_doc *doc)
{
    doc->holders++;
}

void xml_release(struct xml_doc *doc)
{
    if (!doc || --doc->holders)
        return;
    for (struct xml_chunk *c = doc->memory, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(doc);
}

/* ---- the tree ---- */

void xml_remove(struct xml_node *node)
{
    struct xml_node *parent = node->parent;

    if (!parent)
        return;
    struct xml_node **first = node->kind == XML_ATTRIBUTE ? &parent->first_attr : &parent->first;
    struct xml_node **last = node->kind == XML_ATTRIBUTE ? &parent->last_attr : &parent->last;
    *(node->prev ? &node->prev->next : first) = node->next;
    *(node->next ? &node->next->prev : last) = node->prev;
    node->parent = node->prev = node->next = NULL;
}

static void link_node(struct xml_node *parent, struct xml_node *node, struct xml_node *before)
{
    struct xml_node **first = node->kind == XML_ATTRIBUTE ? &parent->first_attr : &parent->first;
    struct xml_node **last = node->kind == XML_ATTRIBUTE ? &parent->last_attr : &parent->last;

    node->parent = parent;
    node->next = before;
    node->prev = before ? before->prev : *last;
    *(node->prev ? &node->prev->next : first) = node;
    *(before ? &before->prev : last) = node;
}

void xml_insert(struct xml_node *parent, struct xml_node *node, struct xml_node *before)
{
    if (node == before)
        return;
    if (node->kind == XML_FRAGMENT) {
        while (node->first)
            xml_insert(parent, node->first, before);
        return;
    }
    xml_remove(node);
    link_node(parent, node, before);
}

void xml_remove_children(struct xml_node *node)
{
    while (node->first)
        xml_remove(node->first);
}

static struct xml_node *copy_one(struct xml_doc *doc, const struct xml_node *node)
{
    struct xml_node *copy = xml_make(doc, node->kind, node->name, node->ns, node->value);

    copy->open_tag = node->open_tag;
    for (const struct xml_node *a = node->first_attr; a; a = a->next)
        link_node(copy, copy_one(doc, a), NULL);
    return copy;
}

struct xml_node *xml_copy(struct xml_doc *doc, const struct xml_node *node, bool deep)
{
    struct xml_node *top = copy_one(doc, node), *into = top;

    if (!deep)
        return top;
    for (const struct xml_node *at = node;;) {
        if (at->first) {
            at = at->first;
        } else {
            while (at != node && !at->next) {
                at = at->parent;
                into = into->parent;
            }
            if (at == node)
                return top;
            at = at->next;
            into = into->parent;
        }
        struct xml_node *copy = copy_one(doc, at);
        link_node(into, copy, NULL);
        into = copy;
    }
}

struct xml_node *xml_walk(const struct xml_node *top, struct xml_node *at)
{
    if (at->first)
        return at->first;
    while (at != top && !at->next)
        at = at->parent;
    return at == top ? NULL : at->next;
}

struct xml_node *xml_attr(const struct xml_node *element, const char *name)
{
    for (struct xml_node *a = element->first_attr; a; a = a->next)
        if (strcmp(a->name, name) == 0)
            return a;
    return NULL;
}

struct xml_node *xml_attr_ns(const struct xml_node *element, const char *local, const char *ns)
{
    for (struct xml_node *a = element->first_attr; a; a = a->next)
        if (strcmp(a->local, local) == 0 && strcmp(a->ns, ns) == 0)
            return a;
    return NULL;
}

const char *xml_attr_value(const struct xml_node *element, const char *name)
{
    const struct xml_node *a = xml_attr(element, name);
    return a ? a->value : NULL;
}

void xml_put_attr(struct xml_node *element, struct xml_node *attr)
{
    struct xml_node *old = xml_attr(element, attr->name);

    xml_remove(attr);
    struct xml_node *before = NULL;
    if (old && old != attr) {
        before = old->next;
        xml_remove(old);
    }
    link_node(element, attr, before);
}

struct xml_node *xml_set_attr(struct xml_node *element, const char *name, const char *ns,
                              const char *value)
{
    struct xml_node *a = xml_attr(element, name);

    if (a) {
        xml_set_value(a, value, strlen(value));
        return a;
    }
    a = xml_make(element->doc, XML_ATTRIBUTE, name, ns, value);
    link_node(element, a, NULL);
    return a;
}

void xml_set_value(struct xml_node *node, const char *s, size_t len)
{
    node->value = xml_keep(node->doc, s, len);
}

struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
    for (struct xml_node *c = node->first; c; c = c->next)
        if (c->kind == XML_ELEMENT && (!name || strcmp(c->name, name) == 0))
            return c;
    return NULL;
}

struct xml_node *xml_next_element(const struct xml_node *node)
{
    for (struct xml_node *n = node->next; n; n = n->next)
        if (n->kind == XML_ELEMENT)
            return n;
    return NULL;
}

struct xml_node *xml_root_element(const struct xml_doc *doc)
{
    return xml_child(doc->root, NULL);
}

struct xml_node *xml_add(struct xml_node *parent, const char *name, const char *text)
{
    struct xml_node *node = xml_make(parent->doc, XML_ELEMENT, name, NULL, NULL);

    xml_insert(parent, node, NULL);
    if (text)
        xml_insert(node, xml_make(parent->doc, XML_TEXT, "#text", NULL, text), NULL);
    return node;
}

const char *xml_namespace(const struct xml_node *at, const char *prefix, size_t len)
{
    if (len == 3 && memcmp(prefix, "xml", 3) == 0)
        return "http://www.w3.org/XML/1998/namespace";
    if (len == 5 && memcmp(prefix, "xmlns", 5) == 0)
        return "http://www.w3.org/2000/xmlns/";
    for (; at; at = at->parent) {
        for (const struct xml_node *a = at->first_attr; a; a = a->next) {
            if (strncmp(a->name, "xmlns", 5) != 0)
                continue;
            const char *declared = a->name[5] == ':' ? a->name + 6 : a->name + 5;
            if (strlen(declared) == len && memcmp(declared, prefix, len) == 0)
                return a->value;
        }
        size_t own = at->local > at->name ? (size_t)(at->local - at->name) - 1 : 0;
        if (at->kind == XML_ELEMENT && *at->ns && own == len && memcmp(at->name, prefix, len) == 0)
            return at->ns;
    }
    return len ? NULL : "";
}

static bool is_text(const struct xml_node *node)
{
    return node->kind == XML_TEXT || node->kind == XML_CDATA || node->kind == XML_WHITESPACE;
}

void xml_text(const struct xml_node *node, struct strbuf *out)
{
    if (node->kind != XML_ELEMENT && node->kind != XML_DOCUMENT && node->kind != XML_FRAGMENT) {
        strbuf_adds(out, node->value);
        return;
    }
    for (struct xml_node *at = node->first; at; at = xml_walk(node, at))
        if (is_text(at))
            strbuf_adds(out, at->value);
}

void xml_set_text(struct xml_node *node, const char *s, size_t len)
{
    if (node->kind != XML_ELEMENT && node->kind != XML_FRAGMENT) {
        xml_set_value(node, s, len);
        return;
    }
    xml_remove_children(node);
    if (len == 0) {
        node->open_tag = true;
        return;
    }
    struct xml_node *text = xml_make(node->doc, XML_TEXT, "#text", NULL, NULL);
    xml_set_value(text, s, len);
    xml_insert(node, text, NULL);
}
