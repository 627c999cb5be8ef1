/* XPath: expressions, and what selects nodes by them. */
#include "shell/object/xml_path.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/xml_path_private.h"

enum { MAX_DEPTH = 64 };

static bool is_call(const struct xpath *x, size_t *len)
{
    static const char *const types[] = { "node", "text", "comment", "processing-instruction" };
    size_t n = xpath_name_len(x->p);
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

static int primary(struct xpath *x, const struct xpath_context *c, struct xpath_result *out,
                   bool *is_primary)
{
    size_t n;

    xpath_skip_space(x);
    *is_primary = true;
    if (*x->p == '(') {
        x->p++;
        if (xpath_expression(x, c, out))
            return -1;
        return xpath_take(x, ")") ? 0 : xpath_bad_token(x);
    }
    if (*x->p == '"' || *x->p == '\'') {
        const char *end = strchr(x->p + 1, *x->p);
        if (!end)
            return xpath_fail(x, "has an unclosed string.");
        xpath_set_text(out, x->p + 1, (size_t)(end - x->p) - 1);
        x->p = end + 1;
        return 0;
    }
    if ((*x->p >= '0' && *x->p <= '9') || (*x->p == '.' && x->p[1] >= '0' && x->p[1] <= '9')) {
        n = strspn(x->p, "0123456789.");
        AUTO_FREE char *digits = xstrndup(x->p, n);
        xpath_set_number(out, strtod(digits, NULL));
        x->p += n;
        return 0;
    }
    if (is_call(x, &n)) {
        const char *name = x->p;
        x->p += n;
        xpath_take(x, "(");
        return xpath_call(x, c, name, n, out);
    }
    *is_primary = false;
    return 0;
}

static int path_expr(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    bool is_primary;

    if (primary(x, c, out, &is_primary))
        return -1;
    if (!is_primary) {
        out->kind = R_NODES;
        return xpath_location(x, c, &out->nodes);
    }
    xpath_skip_space(x);
    if (*x->p != '[' && *x->p != '/')
        return 0;
    if (out->kind != R_NODES)
        return xpath_fail(x, "has an invalid token.");
    if (xpath_filter(x, &out->nodes, c->node == NULL))
        return -1;
    return xpath_slash(x, &out->nodes) ? xpath_relative(x, &out->nodes) : 0;
}

static int union_expr(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (path_expr(x, c, out))
        return -1;
    while (xpath_take(x, "|")) {
        AUTO_RESULT right = RESULT_INIT;
        if (path_expr(x, c, &right))
            return -1;
        if (out->kind != R_NODES || right.kind != R_NODES)
            return xpath_fail(x, "has an invalid token.");
        for (size_t i = 0; i < right.nodes.len; i++)
            xml_nodes_push(&out->nodes, right.nodes.items[i]);
        xpath_sort_nodes(&out->nodes);
    }
    return 0;
}

static int unary(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    int minus = 0;

    while (xpath_take(x, "-"))
        minus++;
    if (union_expr(x, c, out))
        return -1;
    if (minus)
        xpath_set_number(out, minus % 2 ? -xpath_as_number(out) : xpath_as_number(out));
    return 0;
}

static int multiply(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (unary(x, c, out))
        return -1;
    for (;;) {
        int op = xpath_take(x, "*")          ? '*'
                 : xpath_take_word(x, "div") ? '/'
                 : xpath_take_word(x, "mod") ? '%'
                                             : 0;
        if (!op)
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (unary(x, c, &right))
            return -1;
        double a = xpath_as_number(out), b = xpath_as_number(&right);
        xpath_set_number(out, op == '*' ? a * b : op == '/' ? a / b : fmod(a, b));
    }
}

static int add(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (multiply(x, c, out))
        return -1;
    for (;;) {
        int op = xpath_take(x, "+") ? '+' : xpath_take(x, "-") ? '-' : 0;
        if (!op)
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (multiply(x, c, &right))
            return -1;
        double a = xpath_as_number(out), b = xpath_as_number(&right);
        xpath_set_number(out, op == '+' ? a + b : a - b);
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
static bool relate_plain(enum relation op, struct xpath_result *a, struct xpath_result *b)
{
    if (op > NE || a->kind == R_NUMBER || b->kind == R_NUMBER) {
        if (op <= NE && (a->kind == R_BOOL || b->kind == R_BOOL))
            return (xpath_as_bool(a) == xpath_as_bool(b)) == (op == EQ);
        return relate_numbers(op, xpath_as_number(a), xpath_as_number(b));
    }
    if (a->kind == R_BOOL || b->kind == R_BOOL)
        return (xpath_as_bool(a) == xpath_as_bool(b)) == (op == EQ);
    xpath_as_string(a);
    xpath_as_string(b);
    return (strcmp(a->text.buf, b->text.buf) == 0) == (op == EQ);
}

/* With sets: is it true of one of the nodes? */
static bool relate(enum relation op, struct xpath_result *a, struct xpath_result *b)
{
    static const enum relation mirrored[] = { EQ, NE, GT, GE, LT, LE };

    if (a->kind != R_NODES && b->kind == R_NODES)
        return relate(mirrored[op], b, a);
    if (a->kind != R_NODES)
        return relate_plain(op, a, b);
    if (b->kind == R_BOOL) {
        AUTO_RESULT left = RESULT_INIT;
        xpath_set_bool(&left, xpath_as_bool(a));
        return relate_plain(op, &left, b);
    }
    size_t others = b->kind == R_NODES ? b->nodes.len : 1;
    for (size_t i = 0; i < a->nodes.len; i++) {
        for (size_t k = 0; k < others; k++) {
            AUTO_RESULT left = RESULT_INIT;
            AUTO_RESULT right = RESULT_INIT;
            left.kind = R_STRING;
            xpath_text_of(a->nodes.items[i], &left.text);
            if (b->kind == R_NODES) {
                right.kind = R_STRING;
                xpath_text_of(b->nodes.items[k], &right.text);
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

static int relational(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (add(x, c, out))
        return -1;
    for (;;) {
        enum relation op;
        if (xpath_take(x, "<="))
            op = LE;
        else if (xpath_take(x, ">="))
            op = GE;
        else if (xpath_take(x, "<"))
            op = LT;
        else if (xpath_take(x, ">"))
            op = GT;
        else
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (add(x, c, &right))
            return -1;
        xpath_set_bool(out, relate(op, out, &right));
    }
}

static int equality(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (relational(x, c, out))
        return -1;
    for (;;) {
        enum relation op;
        if (xpath_take(x, "!="))
            op = NE;
        else if (xpath_take(x, "="))
            op = EQ;
        else
            return 0;
        AUTO_RESULT right = RESULT_INIT;
        if (relational(x, c, &right))
            return -1;
        xpath_set_bool(out, relate(op, out, &right));
    }
}

static int and_expr(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (equality(x, c, out))
        return -1;
    while (xpath_take_word(x, "and")) {
        AUTO_RESULT right = RESULT_INIT;
        if (equality(x, c, &right))
            return -1;
        xpath_set_bool(out, xpath_as_bool(out) && xpath_as_bool(&right));
    }
    return 0;
}

int xpath_expression(struct xpath *x, const struct xpath_context *c, struct xpath_result *out)
{
    if (++x->depth > MAX_DEPTH)
        return xpath_fail(x, "nests too deep.");
    if (and_expr(x, c, out))
        return -1;
    while (xpath_take_word(x, "or")) {
        AUTO_RESULT right = RESULT_INIT;
        if (and_expr(x, c, &right))
            return -1;
        xpath_set_bool(out, xpath_as_bool(out) || xpath_as_bool(&right));
    }
    x->depth--;
    return 0;
}

int xml_select(struct xml_node *node, const char *path, xml_prefix_lookup lookup, void *data,
               struct xml_nodes *out, struct err **err)
{
    struct xpath x = { .all = path, .p = path, .lookup = lookup, .data = data, .err = err };
    struct xpath_context c = { node, 1, 1 };
    AUTO_RESULT r = RESULT_INIT;

    *out = (struct xml_nodes){ NULL, 0, 0 };
    xpath_skip_space(&x);
    if (!*x.p) {
        err_set(err, ERR_INVALID_PARAMETER, "Expression must evaluate to a node-set.");
        return err_type(err, "System.Xml.XPath.XPathException", NULL);
    }
    if (xpath_expression(&x, &c, &r))
        return -1;
    xpath_skip_space(&x);
    if (*x.p)
        return xpath_bad_token(&x);
    if (r.kind != R_NODES) {
        err_set(err, ERR_INVALID_PARAMETER, "Expression must evaluate to a node-set.");
        return err_type(err, "System.Xml.XPath.XPathException", NULL);
    }
    *out = r.nodes;
    r.nodes = (struct xml_nodes){ NULL, 0, 0 };
    return 0;
}
