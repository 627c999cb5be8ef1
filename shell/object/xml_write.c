#include <string.h>

#include "shell/object/xml.h"

struct xml_writer {
    struct strbuf *out;
    const struct xml_node *top; /* declarations above it are not in what is written */
    bool indented;
    size_t start; /* of out, where the writing began */
};

void xml_escape(const char *s, size_t len, bool attribute, struct strbuf *out)
{
    for (size_t i = 0; i < len;) {
        size_t run = i;
        while (run < len && s[run] != '<' && s[run] != '>' && s[run] != '&' &&
               !(attribute && (s[run] == '"' || s[run] == '\n' || s[run] == '\r')))
            run++;
        strbuf_add(out, s + i, run - i);
        if (run == len)
            return;
        switch (s[run]) {
        case '<':
            strbuf_adds(out, "&lt;");
            break;
        case '>':
            strbuf_adds(out, "&gt;");
            break;
        case '&':
            strbuf_adds(out, "&amp;");
            break;
        case '"':
            strbuf_adds(out, "&quot;");
            break;
        default:
            strbuf_adds(out, s[run] == '\n' ? "&#xA;" : "&#xD;");
        }
        i = run + 1;
    }
}

static void new_line(struct xml_writer *w, int level)
{
    if (!w->indented || w->out->len == w->start)
        return;
    strbuf_addch(w->out, '\n');
    strbuf_fill(w->out, ' ', (size_t)level * 2);
}

static void write_attribute(struct xml_writer *w, const char *name, const char *value)
{
    strbuf_addf(w->out, " %s=\"", name);
    xml_escape(value, strlen(value), true, w->out);
    strbuf_addch(w->out, '"');
}

/* What the prefix of a name stands for in what was written so far; NULL: nothing. */
static const char *known_namespace(const struct xml_writer *w, const struct xml_node *element,
                                   const char *prefix, size_t len)
{
    for (const struct xml_node *at = element; at; at = at->parent) {
        for (const struct xml_node *a = at->first_attr; a; a = a->next) {
            if (strncmp(a->name, "xmlns", 5) != 0)
                continue;
            const char *declared = a->name[5] == ':' ? a->name + 6 : a->name + 5;
            if (strlen(declared) == len && memcmp(declared, prefix, len) == 0)
                return a->value;
        }
        size_t own = at->local > at->name ? (size_t)(at->local - at->name) - 1 : 0;
        if (at != element && at->kind == XML_ELEMENT && own == len &&
            memcmp(at->name, prefix, len) == 0)
            return at->ns;
        if (at == w->top)
            break;
    }
    return len ? NULL : "";
}

static void declare(struct xml_writer *w, const struct xml_node *element, const struct xml_node *of)
{
    size_t len = of->local > of->name ? (size_t)(of->local - of->name) - 1 : 0;
    if ((len == 3 && memcmp(of->name, "xml", 3) == 0) ||
        (of->kind == XML_ATTRIBUTE && (len == 0 || strncmp(of->name, "xmlns", 5) == 0)))
        return;
    const char *known = known_namespace(w, element, of->name, len);
    if (known && strcmp(known, of->ns) == 0)
        return;
    if (len == 0) {
        write_attribute(w, "xmlns", of->ns);
        return;
    }
    struct strbuf name = STRBUF_INIT;
    strbuf_addf(&name, "xmlns:%.*s", (int)len, of->name);
    write_attribute(w, name.buf, of->ns);
    strbuf_release(&name);
}

static void start_tag(struct xml_writer *w, const struct xml_node *node)
{
    strbuf_addf(w->out, "<%s", node->name);
    for (const struct xml_node *a = node->first_attr; a; a = a->next)
        write_attribute(w, a->name, a->value);
    for (const struct xml_node *a = node->first_attr; a; a = a->next)
        if (a->local != a->name)
            declare(w, node, a);
    declare(w, node, node);
    strbuf_adds(w->out, !node->first && !node->open_tag ? " />" : ">");
}

static bool has_text(const struct xml_node *node)
{
    for (const struct xml_node *c = node->first; c; c = c->next)
        if (c->kind == XML_TEXT || c->kind == XML_CDATA || c->kind == XML_WHITESPACE)
            return true;
    return false;
}

static void write_leaf(struct xml_writer *w, const struct xml_node *node)
{
    switch (node->kind) {
    case XML_TEXT:
    case XML_WHITESPACE:
        xml_escape(node->value, strlen(node->value), false, w->out);
        break;
    case XML_CDATA:
        strbuf_addf(w->out, "<![CDATA[%s]]>", node->value);
        break;
    case XML_COMMENT:
        strbuf_addf(w->out, "<!--%s-->", node->value);
        break;
    case XML_PI:
        strbuf_addf(w->out, *node->value ? "<?%s %s?>" : "<?%s%s?>", node->name, node->value);
        break;
    case XML_DECLARATION:
        strbuf_addf(w->out, "<?xml %s?>", node->value);
        break;
    case XML_DOCTYPE:
        strbuf_addf(w->out, "<!DOCTYPE %s>", node->value);
        break;
    case XML_ATTRIBUTE:
        strbuf_addf(w->out, "%s=\"", node->name);
        xml_escape(node->value, strlen(node->value), true, w->out);
        strbuf_addch(w->out, '"');
        break;
    default:
        break;
    }
}

/* Without recursion: documents may nest as deep as memory lets them. */
static void write_tree(struct xml_writer *w, const struct xml_node *top)
{
    const struct xml_node *at = top;
    int level = 0, mixed = 0; /* how many of the open elements hold text */

    for (;;) {
        bool text = at->kind == XML_TEXT || at->kind == XML_CDATA || at->kind == XML_WHITESPACE;
        if (!text && !mixed)
            new_line(w, level);
        if (at->kind != XML_ELEMENT) {
            write_leaf(w, at);
        } else {
            start_tag(w, at);
            if (at->first) {
                mixed += mixed || has_text(at);
                level++;
                at = at->first;
                continue;
            }
            if (at->open_tag) {
                if (!mixed)
                    new_line(w, level);
                strbuf_addf(w->out, "</%s>", at->name);
            }
        }
        while (at != top && !at->next) {
            at = at->parent;
            level--;
            if (mixed)
                mixed--;
            else
                new_line(w, level);
            strbuf_addf(w->out, "</%s>", at->name);
        }
        if (at == top)
            return;
        at = at->next;
    }
}

void xml_write(const struct xml_node *node, bool inner, enum xml_layout layout, struct strbuf *out)
{
    struct xml_writer w = {
        .out = out, .top = node, .indented = layout == XML_INDENTED, .start = out->len
    };

    if (node->kind == XML_ATTRIBUTE && inner) {
        xml_escape(node->value, strlen(node->value), true, out);
        return;
    }
    if (!inner && node->kind != XML_DOCUMENT && node->kind != XML_FRAGMENT) {
        write_tree(&w, node);
        return;
    }
    if (has_text(node) && node->kind != XML_DOCUMENT)
        w.indented = false;
    for (const struct xml_node *c = node->first; c; c = c->next) {
        w.top = c;
        write_tree(&w, c);
    }
}
