#include "shell/object/xml_path.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"

/* The expression is evaluated as it is read. What must not happen (the right side of an "or" whose
 * left side is true) is read with an empty set of nodes and thrown away. Predicates are read anew
 * for each node. */
enum { MAX_DEPTH = 64 };
enum result_kind { R_NODES, R_NUMBER, R_STRING, R_BOOL };

struct result {
    enum result_kind kind;
    struct xml_nodes nodes;
    double number; /* R_BOOL too */
    struct strbuf text;
};

struct path {
    const char *all, *p;
    xml_prefix_lookup lookup;
    void *data;
    int depth;
    struct err **err;
};

struct context {
    struct xml_node *node; /* NULL: only read over it */
    size_t position, size;
};

static int or_expr(struct path *x, const struct context *c, struct result *out);

static void release(struct result *r)
{
    xml_nodes_release(&r->nodes);
    strbuf_release(&r->text);
}
#define AUTO_RESULT CLEANUP(release) struct result
#define RESULT_INIT                                                   \
    {                                                                 \
        .kind = R_NODES, .text = STRBUF_INIT, .nodes = { NULL, 0, 0 } \
    }

void xml_nodes_push(struct xml_nodes *nodes, struct xml_node *node)
{
    if (nodes->len == nodes->cap) {
        nodes->cap = nodes->cap * 2 + 4;
        nodes->items = xreallocarray(nodes->items, nodes->cap, sizeof(*nodes->items));
    }
    nodes->items[nodes->len++] = node;
}

static int fail(struct path *x, const char *what)
{
    err_set(x->err, ERR_INVALID_PARAMETER, "'%s' %s", x->all, what);
    return err_type(x->err, "System.Xml.XPath.XPathException", NULL);
}

static int bad_token(struct path *x)
{
    return fail(x, *x->p ? "has an invalid token." : "is an invalid expression.");
}

static void skip_space(struct path *x)
{
    while (*x->p == ' ' || *x->p == '\t' || *x->p == '\n' || *x->p == '\r')
        x->p++;
}

static bool take(struct path *x, const char *token)
{
    size_t n = strlen(token);

    skip_space(x);
    if (strncmp(x->p, token, n) != 0)
        return false;
    x->p += n;
    return true;
}

static bool name_char(const char *s, bool first)
{
    unsigned char c = (unsigned char)*s;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 ||
           (!first && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
}

static size_t name_len(const char *s)
{
    size_t n = 0;
    while (name_char(s + n, n == 0))
        n++;
    return n;
}

/* An operator's name, and no longer name. */
static bool take_word(struct path *x, const char *word)
{
    size_t n = strlen(word);

    skip_space(x);
    if (strncmp(x->p, word, n) != 0 || name_char(x->p + n, false))
        return false;
    x->p += n;
    return true;
}

/* ---- values ---- */

static void text_of(const struct xml_node *node, struct strbuf *out)
{
    xml_text(node, out);
}

static double to_number(const char *s)
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

static void as_string(struct result *r)
{
    struct strbuf text = STRBUF_INIT;

    switch (r->kind) {
    case R_STRING:
        return;
    case R_NODES:
        if (r->nodes.len)
            text_of(r->nodes.items[0], &text);
        break;
    case R_NUMBER:
        number_text(r->number, &text);
        break;
    case R_BOOL:
        strbuf_adds(&text, r->number != 0 ? "true" : "false");
        break;
    }
    release(r);
    r->kind = R_STRING;
    r->text = text;
}

static double as_number(struct result *r)
{
    if (r->kind == R_NODES)
        as_string(r);
    return r->kind == R_STRING ? to_number(r->text.buf) : r->number;
}

static bool as_bool(const struct result *r)
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

static void set_number(struct result *r, double d)
{
    release(r);
    r->kind = R_NUMBER;
    r->number = d;
}

static void set_bool(struct result *r, bool b)
{
    release(r);
    r->kind = R_BOOL;
    r->number = b;
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

static void sort_nodes(struct xml_nodes *nodes)
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

/* ---- steps ---- */

enum axis {
    A_CHILD,
    A_DESCENDANT,
    A_DESCENDANT_OR_SELF,
    A_SELF,
    A_PARENT,
    A_ANCESTOR,
    A_ANCESTOR_OR_SELF,
    A_FOLLOWING_SIBLING,
    A_PRECEDING_SIBLING,
    A_FOLLOWING,
    A_PRECEDING,
    A_ATTRIBUTE,
    A_NAMESPACE,
};
static const char *const axis_names[] = {
    "child",
    "descendant",
    "descendant-or-self",
    "self",
    "parent",
    "ancestor",
    "ancestor-or-self",
    "following-sibling",
    "preceding-sibling",
    "following",
    "preceding",
    "attribute",
    "namespace",
};

struct test {
    enum { T_NAME, T_ANY_NAME, T_NODE, T_TEXT, T_COMMENT, T_PI } kind;
    const char *local, *target;
    size_t local_len, target_len;
    const char *ns; /* NULL: any */
};

static bool passes(const struct test *t, const struct xml_node *n, enum axis axis)
{
    enum xml_kind principal = axis == A_ATTRIBUTE ? XML_ATTRIBUTE : XML_ELEMENT;

    switch (t->kind) {
    case T_NODE:
        return n->kind != XML_DECLARATION;
    case T_TEXT:
        return n->kind == XML_TEXT || n->kind == XML_CDATA || n->kind == XML_WHITESPACE;
    case T_COMMENT:
        return n->kind == XML_COMMENT;
    case T_PI:
        return n->kind == XML_PI &&
               (!t->target || (strlen(n->name) == t->target_len &&
                               memcmp(n->name, t->target, t->target_len) == 0));
    case T_ANY_NAME:
        return n->kind == principal && (!t->ns || strcmp(n->ns, t->ns) == 0);
    case T_NAME:
        break;
    }
    return n->kind == principal && strncmp(n->local, t->local, t->local_len) == 0 &&
           n->local[t->local_len] == '\0' && strcmp(n->ns, t->ns) == 0;
}

static void add_below(const struct test *t, struct xml_node *n, enum axis axis,
                      struct xml_nodes *out)
{
    for (struct xml_node *at = n->first; at; at = xml_walk(n, at))
        if (passes(t, at, axis))
            xml_nodes_push(out, at);
}

/* The nodes of an axis, nearest first. */
static void walk_axis(enum axis axis, const struct test *t, struct xml_node *n,
                      struct xml_nodes *out)
{
    struct xml_node *at;

    switch (axis) {
    case A_CHILD:
        for (at = n->first; at; at = at->next)
            if (passes(t, at, axis))
                xml_nodes_push(out, at);
        break;
    case A_ATTRIBUTE:
        for (at = n->first_attr; at; at = at->next)
            if (strncmp(at->name, "xmlns", 5) != 0 && passes(t, at, axis))
                xml_nodes_push(out, at);
        break;
    case A_DESCENDANT_OR_SELF:
        if (passes(t, n, axis))
            xml_nodes_push(out, n);
        add_below(t, n, axis, out);
        break;
    case A_DESCENDANT:
        add_below(t, n, axis, out);
        break;
    case A_SELF:
        if (passes(t, n, axis))
            xml_nodes_push(out, n);
        break;
    case A_PARENT:
        if (n->parent && passes(t, n->parent, axis))
            xml_nodes_push(out, n->parent);
        break;
    case A_ANCESTOR:
    case A_ANCESTOR_OR_SELF:
        for (at = axis == A_ANCESTOR ? n->parent : n; at; at = at->parent)
            if (passes(t, at, axis))
                xml_nodes_push(out, at);
        break;
    case A_FOLLOWING_SIBLING:
    case A_PRECEDING_SIBLING:
        if (n->kind == XML_ATTRIBUTE)
            break;
        for (at = axis == A_FOLLOWING_SIBLING ? n->next : n->prev; at;
             at = axis == A_FOLLOWING_SIBLING ? at->next : at->prev)
            if (passes(t, at, axis))
                xml_nodes_push(out, at);
        break;
    case A_FOLLOWING:
        for (struct xml_node *up = n->kind == XML_ATTRIBUTE ? n->parent : n; up; up = up->parent)
            for (at = up->next; at; at = at->next) {
                if (passes(t, at, axis))
                    xml_nodes_push(out, at);
                add_below(t, at, axis, out);
            }
        break;
    case A_PRECEDING: {
        struct xml_nodes found = { NULL, 0, 0 };
        for (struct xml_node *up = n->kind == XML_ATTRIBUTE ? n->parent : n; up; up = up->parent)
            for (at = up->prev; at; at = at->prev) {
                if (passes(t, at, axis))
                    xml_nodes_push(&found, at);
                add_below(t, at, axis, &found);
            }
        sort_nodes(&found);
        while (found.len)
            xml_nodes_push(out, found.items[--found.len]);
        xml_nodes_release(&found);
        break;
    }
    case A_NAMESPACE:
        break;
    }
}

static int find_prefix(struct path *x, const char *prefix, size_t len, const char **ns)
{
    if (len == 3 && memcmp(prefix, "xml", 3) == 0) {
        *ns = "http://www.w3.org/XML/1998/namespace";
        return 0;
    }
    if (!x->lookup) {
        err_set(x->err, ERR_INVALID_PARAMETER,
                "Namespace Manager or XsltContext needed. This query has a prefix, variable, or "
                "user-defined function.");
        return err_type(x->err, "System.Xml.XPath.XPathException", NULL);
    }
    *ns = x->lookup(x->data, prefix, len);
    if (*ns)
        return 0;
    err_set(x->err, ERR_INVALID_PARAMETER, "Namespace prefix '%.*s' is not defined.", (int)len,
            prefix);
    return err_type(x->err, "System.Xml.XPath.XPathException", NULL);
}

static int read_test(struct path *x, struct test *t)
{
    skip_space(x);
    *t = (struct test){ .kind = T_ANY_NAME };
    if (*x->p == '*') {
        x->p++;
        return 0;
    }
    size_t n = name_len(x->p);
    if (n == 0)
        return bad_token(x);
    const char *name = x->p;
    x->p += n;
    if (*x->p == ':' && x->p[1] != ':') {
        if (find_prefix(x, name, n, &t->ns))
            return -1;
        x->p++;
        if (*x->p == '*') {
            x->p++;
            return 0;
        }
        name = x->p;
        n = name_len(name);
        if (n == 0)
            return bad_token(x);
        x->p += n;
        t->kind = T_NAME;
    } else if (take(x, "(")) {
        static const char *const kinds[] = { "node", "text", "comment", "processing-instruction" };
        for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
            if (strlen(kinds[i]) == n && memcmp(kinds[i], name, n) == 0)
                t->kind = T_NODE + i;
        if (t->kind == T_ANY_NAME)
            return bad_token(x);
        skip_space(x);
        if (t->kind == T_PI && (*x->p == '"' || *x->p == '\'')) {
            const char *end = strchr(x->p + 1, *x->p);
            if (!end)
                return fail(x, "has an invalid token.");
            t->target = x->p + 1;
            t->target_len = (size_t)(end - t->target);
            x->p = end + 1;
        }
        return take(x, ")") ? 0 : bad_token(x);
    } else {
        t->kind = T_NAME;
        t->ns = "";
    }
    t->local = name;
    t->local_len = n;
    return 0;
}

/* Keeps the nodes that the predicates at p allow; leaves p behind the last one. */
static int filter(struct path *x, struct xml_nodes *nodes, bool read_over)
{
    while (take(x, "[")) {
        const char *start = x->p, *end = NULL;
        size_t kept = 0;
        size_t n = nodes->len;
        for (size_t i = 0; i < n || !end; i++) {
            struct context c = { i < n && !read_over ? nodes->items[i] : NULL, i + 1, n };
            AUTO_RESULT r = RESULT_INIT;
            x->p = start;
            if (or_expr(x, &c, &r))
                return -1;
            if (!take(x, "]"))
                return bad_token(x);
            end = x->p;
            if (i >= n)
                break;
            if (r.kind == R_NUMBER ? r.number == (double)(i + 1) : as_bool(&r))
                nodes->items[kept++] = nodes->items[i];
        }
        nodes->len = kept;
        x->p = end;
    }
    return 0;
}

static int step(struct path *x, const struct xml_nodes *from, struct xml_nodes *out)
{
    enum axis axis = A_CHILD;
    struct test t = { .kind = T_NODE };

    skip_space(x);
    if (take(x, "..")) {
        axis = A_PARENT;
    } else if (*x->p == '.' && !(x->p[1] >= '0' && x->p[1] <= '9')) {
        x->p++;
        axis = A_SELF;
    } else {
        if (take(x, "@")) {
            axis = A_ATTRIBUTE;
        } else {
            size_t n = name_len(x->p);
            const char *after = x->p + n;
            while (*after == ' ')
                after++;
            if (n && after[0] == ':' && after[1] == ':') {
                size_t i = 0;
                while (i < ARRAY_SIZE(axis_names) &&
                       (strlen(axis_names[i]) != n || memcmp(axis_names[i], x->p, n) != 0))
                    i++;
                if (i == ARRAY_SIZE(axis_names))
                    return bad_token(x);
                axis = (enum axis)i;
                x->p = after + 2;
            }
        }
        if (read_test(x, &t))
            return -1;
    }
    const char *predicates = x->p;
    bool any = false;
    for (size_t i = 0; i < from->len; i++) {
        struct xml_nodes found = { NULL, 0, 0 };
        walk_axis(axis, &t, from->items[i], &found);
        x->p = predicates;
        int rc = filter(x, &found, false);
        any = true;
        for (size_t k = 0; rc == 0 && k < found.len; k++)
            xml_nodes_push(out, found.items[k]);
        xml_nodes_release(&found);
        if (rc)
            return -1;
    }
    if (!any) {
        struct xml_nodes none = { NULL, 0, 0 };
        if (filter(x, &none, true))
            return -1;
    }
    if (from->len > 1 || (axis >= A_ANCESTOR && axis != A_ATTRIBUTE))
        sort_nodes(out);
    return 0;
}

/* Steps from nodes on; takes and replaces them. */
static int relative_path(struct path *x, struct xml_nodes *nodes)
{
    for (;;) {
        struct xml_nodes next = { NULL, 0, 0 };
        int rc = step(x, nodes, &next);
        xml_nodes_release(nodes);
        *nodes = next;
        if (rc)
            return -1;
        skip_space(x);
        if (*x->p != '/')
            return 0;
        x->p++;
        if (*x->p == '/') {
            x->p++;
            struct xml_nodes all = { NULL, 0, 0 };
            static const struct test any = { .kind = T_NODE };
            for (size_t i = 0; i < nodes->len; i++)
                walk_axis(A_DESCENDANT_OR_SELF, &any, nodes->items[i], &all);
            sort_nodes(&all);
            xml_nodes_release(nodes);
            *nodes = all;
        }
    }
}

static struct xml_node *root_of(struct xml_node *n)
{
    while (n->parent)
        n = n->parent;
    return n;
}

static bool begins_step(struct path *x)
{
    skip_space(x);
    return *x->p == '.' || *x->p == '@' || *x->p == '*' || name_char(x->p, true);
}

static int location_path(struct path *x, const struct context *c, struct xml_nodes *nodes)
{
    if (take(x, "/")) {
        if (c->node)
            xml_nodes_push(nodes, root_of(c->node));
        if (*x->p == '/') {
            x->p++;
            struct xml_nodes all = { NULL, 0, 0 };
            static const struct test any = { .kind = T_NODE };
            if (nodes->len)
                walk_axis(A_DESCENDANT_OR_SELF, &any, nodes->items[0], &all);
            xml_nodes_release(nodes);
            *nodes = all;
            return relative_path(x, nodes);
        }
        return begins_step(x) ? relative_path(x, nodes) : 0;
    }
    if (c->node)
        xml_nodes_push(nodes, c->node);
    return relative_path(x, nodes);
}

/* ---- functions ---- */

enum function {
    F_LAST,
    F_POSITION,
    F_COUNT,
    F_LOCAL_NAME,
    F_NAMESPACE_URI,
    F_NAME,
    F_STRING,
    F_CONCAT,
    F_STARTS_WITH,
    F_CONTAINS,
    F_SUBSTRING_BEFORE,
    F_SUBSTRING_AFTER,
    F_SUBSTRING,
    F_STRING_LENGTH,
    F_NORMALIZE_SPACE,
    F_TRANSLATE,
    F_BOOLEAN,
    F_NOT,
    F_TRUE,
    F_FALSE,
    F_NUMBER,
    F_SUM,
    F_FLOOR,
    F_CEILING,
    F_ROUND,
};
static const struct {
    const char *name;
    int min, max;
} functions[] = {
    [F_LAST] = { "last", 0, 0 },
    [F_POSITION] = { "position", 0, 0 },
    [F_COUNT] = { "count", 1, 1 },
    [F_LOCAL_NAME] = { "local-name", 0, 1 },
    [F_NAMESPACE_URI] = { "namespace-uri", 0, 1 },
    [F_NAME] = { "name", 0, 1 },
    [F_STRING] = { "string", 0, 1 },
    [F_CONCAT] = { "concat", 2, 16 },
    [F_STARTS_WITH] = { "starts-with", 2, 2 },
    [F_CONTAINS] = { "contains", 2, 2 },
    [F_SUBSTRING_BEFORE] = { "substring-before", 2, 2 },
    [F_SUBSTRING_AFTER] = { "substring-after", 2, 2 },
    [F_SUBSTRING] = { "substring", 2, 3 },
    [F_STRING_LENGTH] = { "string-length", 0, 1 },
    [F_NORMALIZE_SPACE] = { "normalize-space", 0, 1 },
    [F_TRANSLATE] = { "translate", 3, 3 },
    [F_BOOLEAN] = { "boolean", 1, 1 },
    [F_NOT] = { "not", 1, 1 },
    [F_TRUE] = { "true", 0, 0 },
    [F_FALSE] = { "false", 0, 0 },
    [F_NUMBER] = { "number", 0, 1 },
    [F_SUM] = { "sum", 1, 1 },
    [F_FLOOR] = { "floor", 1, 1 },
    [F_CEILING] = { "ceiling", 1, 1 },
    [F_ROUND] = { "round", 1, 1 },
};
enum { MAX_ARGS = 16 };

static void set_text(struct result *r, const char *s, size_t len)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_add(&text, s, len);
    release(r);
    r->kind = R_STRING;
    r->text = text;
}

static void normalize(const char *s, struct result *out)
{
    struct strbuf text = STRBUF_INIT;

    for (; *s; s++) {
        if (!strchr(" \t\r\n", *s))
            strbuf_addch(&text, *s);
        else if (text.len && text.buf[text.len - 1] != ' ')
            strbuf_addch(&text, ' ');
    }
    if (text.len && text.buf[text.len - 1] == ' ')
        strbuf_truncate(&text, text.len - 1);
    release(out);
    out->kind = R_STRING;
    out->text = text;
}

static void substring(const char *s, double from, double count, struct result *out)
{
    struct strbuf text = STRBUF_INIT;
    double first = floor(from + 0.5), end = first + floor(count + 0.5);
    size_t len = strlen(s), used;
    double at = 1;

    for (size_t i = 0; i < len; i += used, at++) {
        utf8_decode(s + i, len - i, &used);
        if (at >= first && at < end)
            strbuf_add(&text, s + i, used);
    }
    release(out);
    out->kind = R_STRING;
    out->text = text;
}

static void translate(const char *s, const char *from, const char *to, struct result *out)
{
    struct strbuf text = STRBUF_INIT;
    size_t len = strlen(s), used, from_len = strlen(from), to_len = strlen(to), n;

    for (size_t i = 0; i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        size_t k = 0, t = 0;
        bool found = false;
        for (; k < from_len && !found; k += n) {
            found = utf8_decode(from + k, from_len - k, &n) == c;
            size_t m = 0;
            if (!found && t < to_len) {
                utf8_decode(to + t, to_len - t, &m);
                t += m;
            }
        }
        if (!found) {
            strbuf_add(&text, s + i, used);
        } else if (t < to_len) {
            strbuf_addrune(&text, utf8_decode(to + t, to_len - t, &n));
        }
    }
    release(out);
    out->kind = R_STRING;
    out->text = text;
}

static void apply(enum function f, const struct context *c, struct result *args, size_t n,
                  struct result *out)
{
    struct xml_node *node = c->node;
    const char *hit;
    double sum = 0;

    if (n == 0 && f != F_LAST && f != F_POSITION && f != F_TRUE && f != F_FALSE && node)
        xml_nodes_push(&args[0].nodes, node); /* the default argument */
    if (f >= F_STRING && f <= F_TRANSLATE)
        for (size_t i = 0; i < (n ? n : 1); i++)
            if (f != F_SUBSTRING || i == 0)
                as_string(&args[i]);
    node = args[0].kind == R_NODES && args[0].nodes.len ? args[0].nodes.items[0] : NULL;
    const char *a = args[0].text.buf, *b = args[1].text.buf;
    switch (f) {
    case F_LAST:
    case F_POSITION:
        set_number(out, (double)(f == F_LAST ? c->size : c->position));
        break;
    case F_COUNT:
        set_number(out, (double)args[0].nodes.len);
        break;
    case F_LOCAL_NAME:
    case F_NAMESPACE_URI:
    case F_NAME: {
        bool named = node && (node->kind == XML_ELEMENT || node->kind == XML_ATTRIBUTE ||
                              node->kind == XML_PI);
        const char *s = !named              ? ""
                        : f == F_LOCAL_NAME ? node->local
                        : f == F_NAME       ? node->name
                                            : node->ns;
        set_text(out, s, strlen(s));
        break;
    }
    case F_STRING:
        set_text(out, a, args[0].text.len);
        break;
    case F_CONCAT:
        set_text(out, "", 0);
        for (size_t i = 0; i < n; i++)
            strbuf_add(&out->text, args[i].text.buf, args[i].text.len);
        break;
    case F_STARTS_WITH:
        set_bool(out, strncmp(a, b, args[1].text.len) == 0);
        break;
    case F_CONTAINS:
        set_bool(out, strstr(a, b) != NULL);
        break;
    case F_SUBSTRING_BEFORE:
        hit = strstr(a, b);
        set_text(out, a, hit ? (size_t)(hit - a) : 0);
        break;
    case F_SUBSTRING_AFTER:
        hit = strstr(a, b);
        hit = hit ? hit + args[1].text.len : "";
        set_text(out, hit, strlen(hit));
        break;
    case F_SUBSTRING:
        substring(a, as_number(&args[1]), n > 2 ? as_number(&args[2]) : INFINITY, out);
        break;
    case F_STRING_LENGTH:
        set_number(out, (double)utf8_utf16_len(a, args[0].text.len));
        break;
    case F_NORMALIZE_SPACE:
        normalize(a, out);
        break;
    case F_TRANSLATE:
        translate(a, b, args[2].text.buf, out);
        break;
    case F_BOOLEAN:
    case F_NOT:
        set_bool(out, as_bool(&args[0]) == (f == F_BOOLEAN));
        break;
    case F_TRUE:
    case F_FALSE:
        set_bool(out, f == F_TRUE);
        break;
    case F_NUMBER:
        set_number(out, as_number(&args[0]));
        break;
    case F_SUM:
        for (size_t i = 0; i < args[0].nodes.len; i++) {
            AUTO_STRBUF text = STRBUF_INIT;
            text_of(args[0].nodes.items[i], &text);
            sum += to_number(text.buf);
        }
        set_number(out, sum);
        break;
    case F_FLOOR:
        set_number(out, floor(as_number(&args[0])));
        break;
    case F_CEILING:
        set_number(out, ceil(as_number(&args[0])));
        break;
    case F_ROUND:
        set_number(out, floor(as_number(&args[0]) + 0.5));
        break;
    }
}

static int call(struct path *x, const struct context *c, const char *name, size_t len,
                struct result *out)
{
    struct result args[MAX_ARGS];
    size_t n = 0, f = 0;
    int rc = 0;

    while (f < ARRAY_SIZE(functions) &&
           (strlen(functions[f].name) != len || memcmp(functions[f].name, name, len) != 0))
        f++;
    if (f == ARRAY_SIZE(functions)) {
        err_set(x->err, ERR_INVALID_PARAMETER,
                "Namespace Manager or XsltContext needed. This query has a prefix, variable, or "
                "user-defined function.");
        return err_type(x->err, "System.Xml.XPath.XPathException", NULL);
    }
    for (size_t i = 0; i < MAX_ARGS; i++)
        args[i] = (struct result)RESULT_INIT;
    if (!take(x, ")")) {
        do {
            if (n == MAX_ARGS)
                rc = fail(x, "has an invalid number of arguments.");
            else
                rc = or_expr(x, c, &args[n]);
            n++;
        } while (rc == 0 && take(x, ","));
        if (rc == 0 && !take(x, ")"))
            rc = bad_token(x);
    }
    if (rc == 0 && ((int)n < functions[f].min || (int)n > functions[f].max)) {
        err_set(x->err, ERR_INVALID_PARAMETER,
                "Function '%s' in '%s' has an invalid number of arguments.", functions[f].name,
                x->all);
        rc = err_type(x->err, "System.Xml.XPath.XPathException", NULL);
    }
    if (rc == 0)
        apply((enum function)f, c, args, n, out);
    for (size_t i = 0; i < MAX_ARGS; i++)
        release(&args[i]);
    return rc;
}

/* ---- operators ---- */

static bool is_call(const struct path *x, size_t *len)
{
    static const char *const types[] = { "node", "text", "comment", "processing-instruction" };
    size_t n = name_len(x->p);
    const char *after = x->p + n;

    if (n == 0)
        return false;
    while (*after == ' ')
        after++;
    if (*after != '(')
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (strlen(types[i]) == n && memcmp(types[i], x->p, n) == 0)
            return false;
    *len = n;
    return true;
}

static int primary(struct path *x, const struct context *c, struct result *out, bool *is_primary)
{
    size_t n;

    skip_space(x);
    *is_primary = true;
    if (*x->p == '(') {
        x->p++;
        if (or_expr(x, c, out))
            return -1;
        return take(x, ")") ? 0 : bad_token(x);
    }
    if (*x->p == '"' || *x->p == '\'') {
        const char *end = strchr(x->p + 1, *x->p);
        if (!end)
            return fail(x, "has an unclosed string.");
        set_text(out, x->p + 1, (size_t)(end - x->p) - 1);
        x->p = end + 1;
        return 0;
    }
    if ((*x->p >= '0' && *x->p <= '9') || (*x->p == '.' && x->p[1] >= '0' && x->p[1] <= '9')) {
        n = strspn(x->p, "0123456789.");
        AUTO_FREE char *digits = xstrndup(x->p, n);
        set_number(out, strtod(digits, NULL));
        x->p += n;
        return 0;
    }
    if (is_call(x, &n)) {
        const char *name = x->p;
        x->p += n;
        take(x, "(");
        return call(x, c, name, n, out);
    }
    *is_primary = false;
    return 0;
}

static int path_expr(struct path *x, const struct context *c, struct result *out)
{
    bool is_primary;

    if (primary(x, c, out, &is_primary))
        return -1;
    if (!is_primary) {
        out->kind = R_NODES;
        return location_path(x, c, &out->nodes);
    }
    skip_space(x);
    if (*x->p != '[' && *x->p != '/')
        return 0;
    if (out->kind != R_NODES)
        return fail(x, "has an invalid token.");
    if (filter(x, &out->nodes, c->node == NULL))
        return -1;
    skip_space(x);
    if (*x->p != '/')
        return 0;
    x->p++;
    if (*x->p == '/') {
        x->p++;
        struct xml_nodes all = { NULL, 0, 0 };
        static const struct test any = { .kind = T_NODE };
        for (size_t i = 0; i < out->nodes.len; i++)
            walk_axis(A_DESCENDANT_OR_SELF, &any, out->nodes.items[i], &all);
        sort_nodes(&all);
        xml_nodes_release(&out->nodes);
        out->nodes = all;
    }
    return relative_path(x, &out->nodes);
}

static int union_expr(struct path *x, const struct context *c, struct result *out)
{
    if (path_expr(x, c, out))
        return -1;
    while (take(x, "|")) {
        AUTO_RESULT right = RESULT_INIT;
        if (path_expr(x, c, &right))
            return -1;
        if (out->kind != R_NODES || right.kind != R_NODES)
            return fail(x, "has an invalid token.");
        for (size_t i = 0; i < right.nodes.len; i++)
            xml_nodes_push(&out->nodes, right.nodes.items[i]);
        sort_nodes(&out->nodes);
    }
    return 0;
}

static int unary(struct path *x, const struct context *c, struct result *out)
{
    int minus = 0;

    while (take(x, "-"))
        minus++;
    if (union_expr(x, c, out))
        return -1;
    if (minus)
        set_number(out, minus % 2 ? -as_number(out) : as_number(out));
    return 0;
}

static int multiply(struct path *x, const struct context *c, struct result *out)
{
    if (unary(x, c, out))
        return -1;
    for (;;) {
        int op = take(x, "*") ? '*' : take_word(x, "div") ? '/' : take_word(x, "mod") ? '%' : 0;
        if (!op)
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (unary(x, c, &right))
            return -1;
        double a = as_number(out), b = as_number(&right);
        set_number(out, op == '*' ? a * b : op == '/' ? a / b : fmod(a, b));
    }
}

static int add(struct path *x, const struct context *c, struct result *out)
{
    if (multiply(x, c, out))
        return -1;
    for (;;) {
        int op = take(x, "+") ? '+' : take(x, "-") ? '-' : 0;
        if (!op)
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (multiply(x, c, &right))
            return -1;
        double a = as_number(out), b = as_number(&right);
        set_number(out, op == '+' ? a + b : a - b);
    }
}

enum relation { EQ, NE, LT, LE, GT, GE };

static bool relate_numbers(enum relation op, double a, double b)
{
    switch (op) {
    case EQ:
        return a == b;
    case NE:
        return a != b;
    case LT:
        return a < b;
    case LE:
        return a <= b;
    case GT:
        return a > b;
    case GE:
        return a >= b;
    }
    return false;
}

/* Neither is a set of nodes. */
static bool relate_plain(enum relation op, struct result *a, struct result *b)
{
    if (op > NE || a->kind == R_NUMBER || b->kind == R_NUMBER) {
        if (op <= NE && (a->kind == R_BOOL || b->kind == R_BOOL))
            return (as_bool(a) == as_bool(b)) == (op == EQ);
        return relate_numbers(op, as_number(a), as_number(b));
    }
    if (a->kind == R_BOOL || b->kind == R_BOOL)
        return (as_bool(a) == as_bool(b)) == (op == EQ);
    as_string(a);
    as_string(b);
    return (strcmp(a->text.buf, b->text.buf) == 0) == (op == EQ);
}

/* With sets: is it true of one of the nodes? */
static bool relate(enum relation op, struct result *a, struct result *b)
{
    static const enum relation mirrored[] = { EQ, NE, GT, GE, LT, LE };

    if (a->kind != R_NODES && b->kind == R_NODES)
        return relate(mirrored[op], b, a);
    if (a->kind != R_NODES)
        return relate_plain(op, a, b);
    if (b->kind == R_BOOL) {
        AUTO_RESULT left = RESULT_INIT;
        set_bool(&left, as_bool(a));
        return relate_plain(op, &left, b);
    }
    size_t others = b->kind == R_NODES ? b->nodes.len : 1;
    for (size_t i = 0; i < a->nodes.len; i++) {
        for (size_t k = 0; k < others; k++) {
            AUTO_RESULT left = RESULT_INIT;
            AUTO_RESULT right = RESULT_INIT;
            left.kind = R_STRING;
            text_of(a->nodes.items[i], &left.text);
            if (b->kind == R_NODES) {
                right.kind = R_STRING;
                text_of(b->nodes.items[k], &right.text);
            } else {
                right.kind = b->kind;
                right.number = b->number;
                strbuf_add(&right.text, b->text.buf, b->text.len);
            }
            if (relate_plain(op, &left, &right))
                return true;
        }
    }
    return false;
}

static int relational(struct path *x, const struct context *c, struct result *out)
{
    if (add(x, c, out))
        return -1;
    for (;;) {
        enum relation op;
        if (take(x, "<="))
            op = LE;
        else if (take(x, ">="))
            op = GE;
        else if (take(x, "<"))
            op = LT;
        else if (take(x, ">"))
            op = GT;
        else
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (add(x, c, &right))
            return -1;
        set_bool(out, relate(op, out, &right));
    }
}

static int equality(struct path *x, const struct context *c, struct result *out)
{
    if (relational(x, c, out))
        return -1;
    for (;;) {
        enum relation op;
        if (take(x, "!="))
            op = NE;
        else if (take(x, "="))
            op = EQ;
        else
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (relational(x, c, &right))
            return -1;
        set_bool(out, relate(op, out, &right));
    }
}

static int and_expr(struct path *x, const struct context *c, struct result *out)
{
    if (equality(x, c, out))
        return -1;
    while (take_word(x, "and")) {
        AUTO_RESULT right = RESULT_INIT;
        if (equality(x, c, &right))
            return -1;
        set_bool(out, as_bool(out) && as_bool(&right));
    }
    return 0;
}

static int or_expr(struct path *x, const struct context *c, struct result *out)
{
    if (++x->depth > MAX_DEPTH)
        return fail(x, "nests too deep.");
    if (and_expr(x, c, out))
        return -1;
    while (take_word(x, "or")) {
        AUTO_RESULT right = RESULT_INIT;
        if (and_expr(x, c, &right))
            return -1;
        set_bool(out, as_bool(out) || as_bool(&right));
    }
    x->depth--;
    return 0;
}

int xml_select(struct xml_node *node, const char *path, xml_prefix_lookup lookup, void *data,
               struct xml_nodes *out, struct err **err)
{
    struct path x = { .all = path, .p = path, .lookup = lookup, .data = data, .err = err };
    struct context c = { node, 1, 1 };
    AUTO_RESULT r = RESULT_INIT;

    *out = (struct xml_nodes){ NULL, 0, 0 };
    skip_space(&x);
    if (!*x.p) {
        err_set(err, ERR_INVALID_PARAMETER, "Expression must evaluate to a node-set.");
        return err_type(err, "System.Xml.XPath.XPathException", NULL);
    }
    if (or_expr(&x, &c, &r))
        return -1;
    skip_space(&x);
    if (*x.p)
        return bad_token(&x);
    if (r.kind != R_NODES) {
        err_set(err, ERR_INVALID_PARAMETER, "Expression must evaluate to a node-set.");
        return err_type(err, "System.Xml.XPath.XPathException", NULL);
    }
    *out = r.nodes;
    r.nodes = (struct xml_nodes){ NULL, 0, 0 };
    return 0;
}
