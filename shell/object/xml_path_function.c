/* XPath: the core function library. */
#include "shell/object/xml_path_private.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"

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

static void normalize(const char *s, struct xpath_result *out)
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
    xpath_release(out);
    out->kind = R_STRING;
    out->text = text;
}

static void substring(const char *s, double from, double count, struct xpath_result *out)
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
    xpath_release(out);
    out->kind = R_STRING;
    out->text = text;
}

static void translate(const char *s, const char *from, const char *to, struct xpath_result *out)
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
    xpath_release(out);
    out->kind = R_STRING;
    out->text = text;
}

static void apply(enum function f, const struct xpath_context *c, struct xpath_result *args,
                  size_t n, struct xpath_result *out)
{
    struct xml_node *node = c->node;
    const char *hit;
    double sum = 0;

    if (n == 0 && f != F_LAST && f != F_POSITION && f != F_TRUE && f != F_FALSE && node)
        xml_nodes_push(&args[0].nodes, node); /* the default argument */
    if (f >= F_STRING && f <= F_TRANSLATE)
        for (size_t i = 0; i < (n ? n : 1); i++)
            if (f != F_SUBSTRING || i == 0)
                xpath_as_string(&args[i]);
    node = args[0].kind == R_NODES && args[0].nodes.len ? args[0].nodes.items[0] : NULL;
    const char *a = args[0].text.buf, *b = args[1].text.buf;
    switch (f) {
    case F_LAST:
    case F_POSITION:
        xpath_set_number(out, (double)(f == F_LAST ? c->size : c->position));
        break;
    case F_COUNT:
        xpath_set_number(out, (double)args[0].nodes.len);
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
        xpath_set_text(out, s, strlen(s));
        break;
    }
    case F_STRING:
        xpath_set_text(out, a, args[0].text.len);
        break;
    case F_CONCAT:
        xpath_set_text(out, "", 0);
        for (size_t i = 0; i < n; i++)
            strbuf_add(&out->text, args[i].text.buf, args[i].text.len);
        break;
    case F_STARTS_WITH:
        xpath_set_bool(out, strncmp(a, b, args[1].text.len) == 0);
        break;
    case F_CONTAINS:
        xpath_set_bool(out, strstr(a, b) != NULL);
        break;
    case F_SUBSTRING_BEFORE:
        hit = strstr(a, b);
        xpath_set_text(out, a, hit ? (size_t)(hit - a) : 0);
        break;
    case F_SUBSTRING_AFTER:
        hit = strstr(a, b);
        hit = hit ? hit + args[1].text.len : "";
        xpath_set_text(out, hit, strlen(hit));
        break;
    case F_SUBSTRING:
        substring(a, xpath_as_number(&args[1]), n > 2 ? xpath_as_number(&args[2]) : INFINITY, out);
        break;
    case F_STRING_LENGTH:
        xpath_set_number(out, (double)utf8_utf16_len(a, args[0].text.len));
        break;
    case F_NORMALIZE_SPACE:
        normalize(a, out);
        break;
    case F_TRANSLATE:
        translate(a, b, args[2].text.buf, out);
        break;
    case F_BOOLEAN:
    case F_NOT:
        xpath_set_bool(out, xpath_as_bool(&args[0]) == (f == F_BOOLEAN));
        break;
    case F_TRUE:
    case F_FALSE:
        xpath_set_bool(out, f == F_TRUE);
        break;
    case F_NUMBER:
        xpath_set_number(out, xpath_as_number(&args[0]));
        break;
    case F_SUM:
        for (size_t i = 0; i < args[0].nodes.len; i++) {
            AUTO_STRBUF text = STRBUF_INIT;
            xpath_text_of(args[0].nodes.items[i], &text);
            sum += xpath_to_number(text.buf);
        }
        xpath_set_number(out, sum);
        break;
    case F_FLOOR:
        xpath_set_number(out, floor(xpath_as_number(&args[0])));
        break;
    case F_CEILING:
        xpath_set_number(out, ceil(xpath_as_number(&args[0])));
        break;
    case F_ROUND:
        xpath_set_number(out, floor(xpath_as_number(&args[0]) + 0.5));
        break;
    }
}

int xpath_call(struct xpath *x, const struct xpath_context *c, const char *name, size_t len,
               struct xpath_result *out)
{
    struct xpath_result args[MAX_ARGS];
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
        args[i] = (struct xpath_result)RESULT_INIT;
    if (!xpath_take(x, ")")) {
        do {
            if (n == MAX_ARGS)
                rc = xpath_fail(x, "has an invalid number of arguments.");
            else
                rc = xpath_expression(x, c, &args[n]);
            n++;
        } while (rc == 0 && xpath_take(x, ","));
        if (rc == 0 && !xpath_take(x, ")"))
            rc = xpath_bad_token(x);
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
        xpath_release(&args[i]);
    return rc;
}
