/* XPath: reading the text, values and document order. */
#include "shell/object/xml_path_private.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"

void xml_nodes_push(struct xml_nodes *nodes, struct xml_node *node)
{
    if (nodes->len == nodes->cap) {
        nodes->cap = nodes->cap * 2 + 4;
        nodes->items = xreallocarray(nodes->items, nodes->cap, sizeof(*nodes->items));
    }
    nodes->items[nodes->len++] = node;
}

int xpath_fail(struct xpath *x, const char *what)
{
    err_set(x->err, ERR_INVALID_PARAMETER, "'%s' %s", x->all, what);
    return err_type(x->err, "System.Xml.XPath.XPathException", NULL);
}

int xpath_bad_token(struct xpath *x)
{
    return xpath_fail(x, *x->p ? "has an invalid token." : "is an invalid expression.");
}

void xpath_skip_space(struct xpath *x)
{
    while (*x->p == ' ' || *x->p == '\t' || *x->p == '\n' || *x->p == '\r')
        x->p++;
}

bool xpath_take(struct xpath *x, const char *token)
{
    size_t n = strlen(token);

    xpath_skip_space(x);
    if (strncmp(x->p, token, n) != 0)
        return false;
    x->p += n;
    return true;
}

bool xpath_name_char(const char *s, bool first)
{
    unsigned char c = (unsigned char)*s;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 ||
           (!first && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
}

size_t xpath_name_len(const char *s)
{
    size_t n = 0;
    while (xpath_name_char(s + n, n == 0))
        n++;
    return n;
}

/* An operator's name, and no longer name. */
bool xpath_take_word(struct xpath *x, const char *word)
{
    size_t n = strlen(word);

    xpath_skip_space(x);
    if (strncmp(x->p, word, n) != 0 || xpath_name_char(x->p + n, false))
        return false;
    x->p += n;
    return true;
}

/* ---- values ---- */

void xpath_text_of(const struct xml_node *node, struct strbuf *out)
{
    xml_text(node, out);
}

double xpath_to_number(const char *s)
{
    while (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
        s++;
    size_t n = strspn(s, "-0123456789.");
    if (n == 0 || s[n + strspn(s + n, " \t\r\n")] != '\0')
        return NAN;
    char *end;
    double d = strtod(s, &end);
    return end == s + n ? d : NAN;
}

static void number_text(double d, struct strbuf *out)
{
    if (isnan(d))
        strbuf_adds(out, "NaN");
    else if (isinf(d))
        strbuf_adds(out, d < 0 ? "-Infinity" : "Infinity");
    else if (d == floor(d) && fabs(d) < 1e15)
        strbuf_addf(out, "%.0f", d + 0.0);
    else
        strbuf_addf(out, "%.15g", d);
}

void xpath_as_string(struct xpath_result *r)
{
    struct strbuf text = STRBUF_INIT;

    switch (r->kind) {
    case R_STRING:
        return;
    case R_NODES:
        if (r->nodes.len)
            xpath_text_of(r->nodes.items[0], &text);
        break;
    case R_NUMBER:
        number_text(r->number, &text);
        break;
    case R_BOOL:
        strbuf_adds(&text, r->number != 0 ? "true" : "false");
        break;
    }
    xpath_release(r);
    r->kind = R_STRING;
    r->text = text;
}

double xpath_as_number(struct xpath_result *r)
{
    if (r->kind == R_NODES)
        xpath_as_string(r);
    return r->kind == R_STRING ? xpath_to_number(r->text.buf) : r->number;
}

bool xpath_as_bool(const struct xpath_result *r)
{
    switch (r->kind) {
    case R_NODES:
        return r->nodes.len > 0;
    case R_STRING:
        return r->text.len > 0;
    default:
        return r->number != 0 && !isnan(r->number);
    }
}

void xpath_set_number(struct xpath_result *r, double d)
{
    xpath_release(r);
    r->kind = R_NUMBER;
    r->number = d;
}

void xpath_set_bool(struct xpath_result *r, bool b)
{
    xpath_release(r);
    r->kind = R_BOOL;
    r->number = b;
}

void xpath_set_text(struct xpath_result *r, const char *s, size_t len)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_add(&text, s, len);
    xpath_release(r);
    r->kind = R_STRING;
    r->text = text;
}

/* ---- document order ---- */

static const struct xml_node *owner(const struct xml_node *n)
{
    return n->kind == XML_ATTRIBUTE ? n->parent : n;
}

static int depth_of(const struct xml_node *n)
{
    int depth = 0;
    for (; n->parent; n = n->parent)
        depth++;
    return depth;
}

static int order(const void *pa, const void *pb)
{
    const struct xml_node *a = *(struct xml_node *const *)pa, *b = *(struct xml_node *const *)pb;
    const struct xml_node *ua = owner(a), *ub = owner(b);

    if (a == b)
        return 0;
    if (ua == ub) {
        if (a == ua || b == ub)
            return a == ua ? -1 : 1;
        for (const struct xml_node *n = a; n; n = n->next)
            if (n == b)
                return -1;
        return 1;
    }
    int da = depth_of(ua), db = depth_of(ub);
    const struct xml_node *x = ua, *y = ub;
    for (int i = da; i > db; i--)
        x = x->parent;
    for (int i = db; i > da; i--)
        y = y->parent;
    if (x == y)
        return da < db ? -1 : 1;
    while (x->parent != y->parent) {
        x = x->parent;
        y = y->parent;
    }
    for (const struct xml_node *n = x; n; n = n->next)
        if (n == y)
            return -1;
    return 1;
}

static int by_number(const void *pa, const void *pb)
{
    const struct xml_node *a = *(struct xml_node *const *)pa, *b = *(struct xml_node *const *)pb;

    return (a->order > b->order) - (a->order < b->order);
}

static void number_all(struct xml_node *top)
{
    size_t n = 0;

    for (struct xml_node *at = top; at; at = xml_walk(top, at)) {
        at->order = n++;
        for (struct xml_node *a = at->first_attr; a; a = a->next)
            a->order = n++;
    }
}

void xpath_sort_nodes(struct xml_nodes *nodes)
{
    enum { FEW = 16 };
    size_t kept = 0;
    bool sorted = true;

    if (nodes->len < 2)
        return;
    if (nodes->len <= FEW) {
        qsort(nodes->items, nodes->len, sizeof(*nodes->items), order);
    } else {
        struct xml_node *top = nodes->items[0];
        while (top->parent)
            top = top->parent;
        number_all(top);
        for (size_t i = 1; i < nodes->len && sorted; i++)
            sorted = nodes->items[i - 1]->order <= nodes->items[i]->order;
        if (!sorted)
            qsort(nodes->items, nodes->len, sizeof(*nodes->items), by_number);
    }
    for (size_t i = 0; i < nodes->len; i++)
        if (i == 0 || nodes->items[i] != nodes->items[i - 1])
            nodes->items[kept++] = nodes->items[i];
    nodes->len = kept;
}
