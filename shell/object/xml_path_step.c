/* XPath: axes, node tests, predicates and location paths. */
#include "shell/object/xml_path_private.h"

#include <stdint.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"

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
        xpath_sort_nodes(&found);
        while (found.len)
            xml_nodes_push(out, found.items[--found.len]);
        xml_nodes_release(&found);
        break;
    }
    case A_NAMESPACE:
        break;
    }
}

static int find_prefix(struct xpath *x, const char *prefix, size_t len, const char **ns)
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

static int read_test(struct xpath *x, struct test *t)
{
    xpath_skip_space(x);
    *t = (struct test){ .kind = T_ANY_NAME };
    if (*x->p == '*') {
        x->p++;
        return 0;
    }
    size_t n = xpath_name_len(x->p);
    if (n == 0)
        return xpath_bad_token(x);
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
        n = xpath_name_len(name);
        if (n == 0)
            return xpath_bad_token(x);
        x->p += n;
        t->kind = T_NAME;
    } else if (xpath_take(x, "(")) {
        static const char *const kinds[] = { "node", "text", "comment", "processing-instruction" };
        for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
            if (strlen(kinds[i]) == n && memcmp(kinds[i], name, n) == 0)
                t->kind = T_NODE + i;
        if (t->kind == T_ANY_NAME)
            return xpath_bad_token(x);
        xpath_skip_space(x);
        if (t->kind == T_PI && (*x->p == '"' || *x->p == '\'')) {
            const char *end = strchr(x->p + 1, *x->p);
            if (!end)
                return xpath_fail(x, "has an invalid token.");
            t->target = x->p + 1;
            t->target_len = (size_t)(end - t->target);
            x->p = end + 1;
        }
        return xpath_take(x, ")") ? 0 : xpath_bad_token(x);
    } else {
        t->kind = T_NAME;
        t->ns = "";
    }
    t->local = name;
    t->local_len = n;
    return 0;
}

/* Keeps the nodes that the predicates at p allow; leaves p behind the last one. */
int xpath_filter(struct xpath *x, struct xml_nodes *nodes, bool read_over)
{
    while (xpath_take(x, "[")) {
        const char *start = x->p, *end = NULL;
        size_t kept = 0;
        size_t n = nodes->len;
        for (size_t i = 0; i < n || !end; i++) {
            struct xpath_context c = { i < n && !read_over ? nodes->items[i] : NULL, i + 1, n };
            AUTO_RESULT r = RESULT_INIT;
            x->p = start;
            if (xpath_expression(x, &c, &r))
                return -1;
            if (!xpath_take(x, "]"))
                return xpath_bad_token(x);
            end = x->p;
            if (i >= n)
                break;
            if (r.kind == R_NUMBER ? r.number == (double)(i + 1) : xpath_as_bool(&r))
                nodes->items[kept++] = nodes->items[i];
        }
        nodes->len = kept;
        x->p = end;
    }
    return 0;
}

static int step(struct xpath *x, const struct xml_nodes *from, struct xml_nodes *out)
{
    enum axis axis = A_CHILD;
    struct test t = { .kind = T_NODE };

    xpath_skip_space(x);
    if (xpath_take(x, "..")) {
        axis = A_PARENT;
    } else if (*x->p == '.' && !(x->p[1] >= '0' && x->p[1] <= '9')) {
        x->p++;
        axis = A_SELF;
    } else {
        if (xpath_take(x, "@")) {
            axis = A_ATTRIBUTE;
        } else {
            size_t n = xpath_name_len(x->p);
            const char *after = x->p + n;
            while (*after == ' ')
                after++;
            if (n && after[0] == ':' && after[1] == ':') {
                size_t i = 0;
                while (i < ARRAY_SIZE(axis_names) &&
                       (strlen(axis_names[i]) != n || memcmp(axis_names[i], x->p, n) != 0))
                    i++;
                if (i == ARRAY_SIZE(axis_names))
                    return xpath_bad_token(x);
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
        int rc = xpath_filter(x, &found, false);
        any = true;
        for (size_t k = 0; rc == 0 && k < found.len; k++)
            xml_nodes_push(out, found.items[k]);
        xml_nodes_release(&found);
        if (rc)
            return -1;
    }
    if (!any) {
        struct xml_nodes none = { NULL, 0, 0 };
        if (xpath_filter(x, &none, true))
            return -1;
    }
    if (from->len > 1 || (axis >= A_ANCESTOR && axis != A_ATTRIBUTE))
        xpath_sort_nodes(out);
    return 0;
}

/* The nodes and all below them, as // means. */
static void descend(struct xml_nodes *nodes)
{
    struct xml_nodes all = { NULL, 0, 0 };
    static const struct test any = { .kind = T_NODE };
    for (size_t i = 0; i < nodes->len; i++)
        walk_axis(A_DESCENDANT_OR_SELF, &any, nodes->items[i], &all);
    xpath_sort_nodes(&all);
    xml_nodes_release(nodes);
    *nodes = all;
}

bool xpath_slash(struct xpath *x, struct xml_nodes *nodes)
{
    xpath_skip_space(x);
    if (*x->p != '/')
        return false;
    x->p++;
    if (*x->p == '/') {
        x->p++;
        descend(nodes);
    }
    return true;
}

/* Steps from nodes on; takes and replaces them. */
int xpath_relative(struct xpath *x, struct xml_nodes *nodes)
{
    for (;;) {
        struct xml_nodes next = { NULL, 0, 0 };
        int rc = step(x, nodes, &next);
        xml_nodes_release(nodes);
        *nodes = next;
        if (rc)
            return -1;
        if (!xpath_slash(x, nodes))
            return 0;
    }
}

static struct xml_node *root_of(struct xml_node *n)
{
    while (n->parent)
        n = n->parent;
    return n;
}

static bool begins_step(struct xpath *x)
{
    xpath_skip_space(x);
    return *x->p == '.' || *x->p == '@' || *x->p == '*' || xpath_name_char(x->p, true);
}

int xpath_location(struct xpath *x, const struct xpath_context *c, struct xml_nodes *nodes)
{
    if (xpath_take(x, "/")) {
        if (c->node)
            xml_nodes_push(nodes, root_of(c->node));
        if (*x->p == '/') {
            x->p++;
            descend(nodes);
            return xpath_relative(x, nodes);
        }
        return begins_step(x) ? xpath_relative(x, nodes) : 0;
    }
    if (c->node)
        xml_nodes_push(nodes, c->node);
    return xpath_relative(x, nodes);
}
