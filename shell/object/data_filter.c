/* Expressions over the rows of a DataTable: [Age] >= 18 AND Name LIKE 'A%'. The grammar is that
 * of System.Data.DataColumn.Expression, without parents and children. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/library_types.h"
#include "shell/object/object.h"
#include "shell/object/sorting.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/data.h"

enum { MAX_NESTING = 100 };

/* One evaluation: skip while a side is only read over. */
struct filter {
    const char *at;
    struct value row;
    int depth;
    struct err **err;
};

static int or_expr(struct filter *f, struct value *out);

struct value dbnull_new(void)
{
    return value_of_object(object_new(&type_dbnull));
}

bool value_is_dbnull(struct value v)
{
    return v.kind == V_NULL || (v.kind == V_OBJECT && v.object->type == &type_dbnull);
}

static int syntax_error(struct filter *f)
{
    size_t n = strcspn(f->at, " \t\r\n");
    if (!*f->at)
        return fail_with(f->err, "System.Data.SyntaxErrorException", "SyntaxErrorException",
                         "Syntax error: The expression is missing an operand.");
    return fail_with(f->err, "System.Data.SyntaxErrorException", "SyntaxErrorException",
                     "Syntax error: unexpected '%.*s' in the expression.", (int)n, f->at);
}

static void blanks(struct filter *f)
{
    f->at += strspn(f->at, " \t\r\n");
}

/* Takes a word when it comes next, on its own. */
static bool word(struct filter *f, const char *expected)
{
    size_t n = strlen(expected);
    blanks(f);
    bool bare =
        text_casestarts(f->at, expected) && !isalnum((unsigned char)f->at[n]) && f->at[n] != '_';
    f->at += bare ? n : 0;
    return bare;
}

static bool sign(struct filter *f, const char *expected)
{
    blanks(f);
    bool yes = !strncmp(f->at, expected, strlen(expected));
    f->at += yes ? strlen(expected) : 0;
    return yes;
}

/* ---- operands ---- */

static int text_literal(struct filter *f, struct value *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    for (f->at++; *f->at && (*f->at != '\'' || f->at[1] == '\''); f->at++) {
        f->at += *f->at == '\'';
        strbuf_addch(&text, *f->at);
    }
    if (*f->at != '\'')
        return fail_with(f->err, "System.Data.SyntaxErrorException", "SyntaxErrorException",
                         "The expression contains an invalid string constant: '%s.", text.buf);
    f->at++;
    *out = value_string_take(&text);
    return 0;
}

static int date_literal(struct filter *f, struct value *out)
{
    size_t n = strcspn(f->at + 1, "#");
    AUTO_VALUE text = value_string_len(f->at + 1, n);
    f->at += n + 1 + (f->at[n + 1] == '#');
    return value_convert(text, &type_datetime, out, f->err);
}

static int column_value(struct filter *f, const char *name, size_t n, struct value *out)
{
    if (data_row_value(f->row, name, n, out))
        return 0;
    return fail_with(f->err, "System.Data.EvaluateException", "EvaluateException",
                     "Cannot find column [%.*s].", (int)n, name);
}

static int arguments(struct filter *f, struct value *args, size_t max, size_t *n)
{
    *n = 0;
    while (!sign(f, ")")) {
        if (*n == max || (*n && !sign(f, ",")) || or_expr(f, &args[*n]) < 0)
            return *n == max ? syntax_error(f) : *f->err ? -1 : syntax_error(f);
        ++*n;
    }
    return 0;
}

static int call(struct filter *f, const char *name, size_t len, struct value *out)
{
    struct value args[3] = { 0 };
    size_t n = 0;
    int rc = arguments(f, args, ARRAY_SIZE(args), &n);
    AUTO_VALUE text = n && rc == 0 ? value_to_string(args[0]) : value_null();
    if (rc < 0) {
        rc = -1;
    } else if (n == 1 && text_caseeqn(name, len, "LEN", 3)) {
        *out = value_is_dbnull(args[0]) ? dbnull_new() : value_int((int32_t)str_length(text.str));
    } else if (n == 1 && text_caseeqn(name, len, "TRIM", 4)) {
        const char *s = text.str->data + strspn(text.str->data, " \t\r\n");
        size_t end = strlen(s);
        while (end && strchr(" \t\r\n", s[end - 1]))
            end--;
        *out = value_string_len(s, end);
    } else if (n == 2 && text_caseeqn(name, len, "ISNULL", 6)) {
        *out = value_ref(value_is_dbnull(args[0]) ? args[1] : args[0]);
    } else if (n == 3 && text_caseeqn(name, len, "IIF", 3)) {
        *out = value_ref(value_truth(args[0]) && !value_is_dbnull(args[0]) ? args[1] : args[2]);
    } else if (n == 3 && text_caseeqn(name, len, "SUBSTRING", 9)) {
        int64_t from = 0, count = 0;
        int64_t all = (int64_t)text.str->len;
        rc = value_to_int64(args[1], &from, f->err) < 0 ? -1
                                                        : value_to_int64(args[2], &count, f->err);
        from = from < 1 ? 0 : from > all ? all : from - 1;
        count = count < 0 ? 0 : count > all - from ? all - from : count;
        *out = rc < 0 ? value_null() : value_string_len(text.str->data + from, (size_t)count);
    } else {
        rc = fail_with(f->err, "System.Data.EvaluateException", "EvaluateException",
                       "The expression contains undefined function call %.*s().", (int)len, name);
    }
    for (size_t i = 0; i < ARRAY_SIZE(args); i++)
        value_unref(args[i]);
    return rc;
}

static int primary(struct filter *f, struct value *out)
{
    blanks(f);
    if (sign(f, "(")) {
        if (or_expr(f, out) < 0)
            return -1;
        return sign(f, ")") ? 0 : syntax_error(f);
    }
    if (*f->at == '\'')
        return text_literal(f, out);
    if (*f->at == '#')
        return date_literal(f, out);
    if (*f->at == '[') {
        const char *name = f->at + 1;
        size_t n = strcspn(name, "]");
        f->at = name + n + (name[n] == ']');
        return column_value(f, name, n, out);
    }
    if (isdigit((unsigned char)*f->at) || *f->at == '.') {
        size_t n = strspn(f->at, "0123456789.eE");
        const char *from = f->at;
        f->at += n;
        return number_parse(from, n, out) < 0 ? syntax_error(f) : 0;
    }
    if (sign(f, "-")) {
        double d;
        AUTO_VALUE v = value_null();
        if (primary(f, &v) < 0)
            return -1;
        if (v.kind == V_INT32 && v.i != INT32_MIN)
            *out = value_int(-(int32_t)v.i);
        else if (value_to_double(v, &d, f->err) < 0)
            return -1;
        else
            *out = value_double(-d);
        return 0;
    }
    if (word(f, "TRUE") || word(f, "FALSE")) {
        *out = value_bool((f->at[-1] | 32) == 'e' && (f->at[-2] | 32) == 'u');
        return 0;
    }
    if (word(f, "NULL")) {
        *out = dbnull_new();
        return 0;
    }
    const char *name = f->at;
    size_t n = 0;
    while (isalnum((unsigned char)name[n]) || name[n] == '_' || (unsigned char)name[n] >= 0x80)
        n++;
    if (!n)
        return syntax_error(f);
    f->at += n;
    return sign(f, "(") ? call(f, name, n, out) : column_value(f, name, n, out);
}

/* ---- arithmetic ---- */

static int calculate(struct filter *f, char op, struct value *left, struct value right)
{
    double a, b;
    if (value_is_dbnull(*left) || value_is_dbnull(right)) {
        value_replace_take(left, dbnull_new());
        return 0;
    }
    if (op == '+' && (left->kind == V_STRING || right.kind == V_STRING)) {
        AUTO_VALUE s = value_to_string(*left), t = value_to_string(right);
        value_replace_take(left, value_stringf("%s%s", s.str->data, t.str->data));
        return 0;
    }
    bool whole = value_is_integer(*left) && value_is_integer(right) && op != '/';
    if (value_to_double(*left, &a, f->err) < 0 || value_to_double(right, &b, f->err) < 0)
        return -1;
    if (op == '%' && b == 0)
        return fail_with(f->err, "System.DivideByZeroException", "DivideByZeroException",
                         "Attempted to divide by zero.");
    double d = op == '+'   ? a + b
               : op == '-' ? a - b
               : op == '*' ? a * b
               : op == '/' ? a / b
                           : fmod(a, b);
    bool fits = whole && d >= INT32_MIN && d <= INT32_MAX;
    value_replace_take(left, fits ? value_int((int32_t)d) : value_double(d));
    return 0;
}

static int operands(struct filter *f, const char *ops, struct value *out)
{
    bool low = *ops == '+';
    if ((low ? operands(f, "*/%", out) : primary(f, out)) < 0)
        return -1;
    for (;;) {
        blanks(f);
        char op = *f->at;
        if (!op || !strchr(ops, op))
            return 0;
        f->at++;
        AUTO_VALUE right = value_null();
        if ((low ? operands(f, "*/%", &right) : primary(f, &right)) < 0 ||
            calculate(f, op, out, right) < 0)
            return -1;
    }
}

/* ---- comparisons ---- */

static int compare(struct filter *f, struct value a, struct value b, int *order)
{
    if (a.kind == V_STRING && b.kind != V_STRING) {
        AUTO_VALUE text = value_to_string(b);
        return value_compare(a, text, true, order, f->err);
    }
    return value_compare(a, b, true, order, f->err);
}

/* % and * stand for any text at the pattern's ends. */
static bool is_like(struct value v, struct value pattern)
{
    AUTO_VALUE s = value_to_string(v), p = value_to_string(pattern);
    AUTO_STRBUF glob = STRBUF_INIT;
    for (const char *q = p.str->data; *q; q++) {
        if (*q == '[' && q[1] && q[2] == ']') { /* [%] is the sign itself */
            strbuf_addf(&glob, "`%c", q[1]);
            q += 2;
        } else if (*q == '%' || *q == '*') {
            strbuf_addch(&glob, '*');
        } else {
            if (strchr("?[]`", *q))
                strbuf_addch(&glob, '`');
            strbuf_addch(&glob, *q);
        }
    }
    return text_wildcard_match(glob.buf, glob.len, s.str->data, s.str->len, true);
}

static int in_list(struct filter *f, struct value left, bool *found)
{
    *found = false;
    if (!sign(f, "("))
        return syntax_error(f);
    do {
        AUTO_VALUE item = value_null();
        int order;
        if (operands(f, "+-", &item) < 0)
            return -1;
        if (value_is_dbnull(item) || value_is_dbnull(left))
            continue;
        if (compare(f, left, item, &order) < 0)
            return -1;
        *found |= order == 0;
    } while (sign(f, ","));
    return sign(f, ")") ? 0 : syntax_error(f);
}

static int comparison(struct filter *f, struct value *out)
{
    static const char *const signs[] = { "<=", ">=", "<>", "=", "<", ">" };
    AUTO_VALUE left = value_null(), right = value_null();
    if (operands(f, "+-", &left) < 0)
        return -1;
    if (word(f, "IS")) {
        bool negated = word(f, "NOT");
        if (!word(f, "NULL"))
            return syntax_error(f);
        *out = value_bool(value_is_dbnull(left) != negated);
        return 0;
    }
    bool negated = word(f, "NOT");
    if (word(f, "IN")) {
        bool found;
        if (in_list(f, left, &found) < 0)
            return -1;
        *out = value_bool(found != negated);
        return 0;
    }
    if (word(f, "LIKE")) {
        if (operands(f, "+-", &right) < 0)
            return -1;
        bool known = !value_is_dbnull(left) && !value_is_dbnull(right);
        *out = value_bool(known && is_like(left, right) != negated);
        return 0;
    }
    for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
        int order;
        if (!sign(f, signs[i]))
            continue;
        if (operands(f, "+-", &right) < 0)
            return -1;
        if (value_is_dbnull(left) || value_is_dbnull(right)) {
            *out = value_bool(false);
            return 0;
        }
        if (compare(f, left, right, &order) < 0)
            return -1;
        const bool results[] = { order <= 0, order >= 0, order != 0, order == 0,
                                 order<0, order> 0 };
        *out = value_bool(results[i]);
        return 0;
    }
    if (negated)
        return syntax_error(f);
    *out = STEAL_VALUE(left);
    return 0;
}

static bool is_true(struct value v)
{
    return !value_is_dbnull(v) && value_truth(v);
}

static int not_expr(struct filter *f, struct value *out)
{
    bool negated = false;
    while (word(f, "NOT"))
        negated = !negated;
    if (comparison(f, out) < 0)
        return -1;
    if (negated)
        value_replace_take(out, value_bool(!is_true(*out)));
    return 0;
}

static int and_expr(struct filter *f, struct value *out)
{
    if (not_expr(f, out) < 0)
        return -1;
    while (word(f, "AND")) {
        AUTO_VALUE right = value_null();
        if (not_expr(f, &right) < 0)
            return -1;
        value_replace_take(out, value_bool(is_true(*out) && is_true(right)));
    }
    return 0;
}

static int or_expr(struct filter *f, struct value *out)
{
    int rc = -1;
    if (f->depth++ >= MAX_NESTING)
        return fail_with(f->err, "System.Data.EvaluateException", "EvaluateException",
                         "The expression is nested too deeply.");
    rc = and_expr(f, out);
    while (rc == 0 && word(f, "OR")) {
        AUTO_VALUE right = value_null();
        rc = and_expr(f, &right);
        if (rc == 0)
            value_replace_take(out, value_bool(is_true(*out) || is_true(right)));
    }
    f->depth--;
    return rc;
}

int data_filter_test(const char *expression, struct value row, bool *out, struct err **err)
{
    struct filter f = { .at = expression, .row = row, .err = err };
    AUTO_VALUE v = value_null();
    *out = true;
    blanks(&f);
    if (!*f.at)
        return 0;
    if (or_expr(&f, &v) < 0)
        return -1;
    blanks(&f);
    if (*f.at)
        return syntax_error(&f);
    *out = is_true(v);
    return 0;
}

/* ---- orders ---- */

struct order {
    const char *text;
};

/* One "Name DESC" of the list; *next is behind its comma. */
static const char *sort_key(const char *at, size_t *len, bool *descending, const char **next)
{
    size_t n = strcspn(at, ",");
    *next = at + n + (at[n] == ',');
    *descending = false;
    while (n && isspace((unsigned char)at[n - 1]))
        n--;
    while (n && isspace((unsigned char)*at)) {
        at++;
        n--;
    }
    if (n > 5 && text_caseeqn(at + n - 5, 5, " DESC", 5)) {
        *descending = true;
        n -= 5;
    } else if (n > 4 && text_caseeqn(at + n - 4, 4, " ASC", 4)) {
        n -= 4;
    }
    while (n && isspace((unsigned char)at[n - 1]))
        n--;
    if (n > 1 && at[0] == '[' && at[n - 1] == ']') {
        at++;
        n -= 2;
    }
    *len = n;
    return at;
}

static int by_keys(void *data, struct value a, struct value b, int *out, struct err **err)
{
    const char *next = ((const struct order *)data)->text;
    *out = 0;
    while (*next && !*out) {
        size_t n;
        bool descending;
        const char *name = sort_key(next, &n, &descending, &next);
        AUTO_VALUE x = value_null(), y = value_null();
        if (!data_row_value(a, name, n, &x) || !data_row_value(b, name, n, &y))
            return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                             "Cannot find column %.*s.", (int)n, name);
        bool x_null = value_is_dbnull(x), y_null = value_is_dbnull(y);
        if (x_null || y_null)
            *out = y_null - x_null;
        else if (value_compare(x, y, true, out, err) < 0)
            return -1;
        *out = descending ? -*out : *out;
    }
    return 0;
}

int data_sort(const char *order, struct value *rows, size_t n, struct err **err)
{
    struct order by = { order };
    return values_sort_by(rows, n, by_keys, &by, err);
}

/* ---- aggregates ---- */

struct totals {
    size_t n;
    double sum, squares;
    bool whole;
    struct value least, most;
};

static int add_to_totals(struct totals *t, struct value v, struct err **err)
{
    int order = 0;
    double d = 0;
    bool number = v.kind != V_STRING && v.kind != V_DATETIME;
    if (number && value_to_double(v, &d, err) < 0)
        return -1;
    t->whole &= value_is_integer(v);
    t->sum += d;
    t->squares += d * d;
    if (t->n && value_compare(v, t->least, true, &order, err) < 0)
        return -1;
    if (!t->n || order < 0)
        value_replace_take(&t->least, value_ref(v));
    if (t->n && value_compare(v, t->most, true, &order, err) < 0)
        return -1;
    if (!t->n || order > 0)
        value_replace_take(&t->most, value_ref(v));
    t->n++;
    return 0;
}

static struct value total(const struct totals *t, const char *name, size_t len)
{
    double mean = t->n ? t->sum / (double)t->n : 0;
    double variance = t->n > 1 ? (t->squares - (double)t->n * mean * mean) / (double)(t->n - 1) : 0;
    if (text_caseeqn(name, len, "COUNT", 5))
        return value_int((int32_t)t->n);
    if (!t->n)
        return dbnull_new();
    if (text_caseeqn(name, len, "SUM", 3))
        return t->whole ? value_long((int64_t)t->sum) : value_double(t->sum);
    if (text_caseeqn(name, len, "AVG", 3))
        return t->whole ? value_int((int32_t)mean) : value_double(mean);
    if (text_caseeqn(name, len, "MIN", 3))
        return value_ref(t->least);
    if (text_caseeqn(name, len, "MAX", 3))
        return value_ref(t->most);
    if (t->n < 2)
        return dbnull_new();
    return text_caseeqn(name, len, "VAR", 3) ? value_double(variance)
                                             : value_double(sqrt(variance));
}

int data_aggregate(const char *expression, const struct value *rows, size_t n, struct value *out,
                   struct err **err)
{
    static const char names[] = "COUNT,SUM,AVG,MIN,MAX,VAR,STDEV";
    struct filter f = { .at = expression, .err = err };
    struct totals t = { .whole = true };
    blanks(&f);
    const char *name = f.at;
    size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    bool known = false;
    for (const char *p = names; len && *p; p += strcspn(p, ","), p += *p == ',')
        known |= text_caseeqn(p, strcspn(p, ","), name, len);
    f.at += len;
    if (!known || !sign(&f, "("))
        return fail_with(err, "System.Data.SyntaxErrorException", "SyntaxErrorException",
                         "Compute() takes an aggregate of one column, such as SUM(Age).");
    blanks(&f);
    const char *column = f.at + (*f.at == '[');
    size_t width = strcspn(column, "]) ");
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        AUTO_VALUE v = value_null();
        f.row = rows[i];
        rc = column_value(&f, column, width, &v);
        if (rc == 0 && !value_is_dbnull(v))
            rc = add_to_totals(&t, v, err);
    }
    if (rc == 0)
        *out = total(&t, name, len);
    value_unref(t.least);
    value_unref(t.most);
    return rc;
}
