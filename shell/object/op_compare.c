#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/object.h"
#include "shell/object/op_text.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"

/* What one comparison needs besides its left operand. */
struct comparer {
    enum binary_op op;
    bool case_sensitive;
    struct value right;
    struct value text;   /* the right operand as a string, for -like */
    struct regex *regex; /* for -match */
    struct value *matches;
};

static int compare_one(struct comparer *c, struct value left, bool *out, struct err **err)
{
    int order;
    switch (c->op) {
    case OP_EQ:
        *out = value_equals(left, c->right, !c->case_sensitive);
        return 0;
    case OP_NE:
        *out = !value_equals(left, c->right, !c->case_sensitive);
        return 0;
    case OP_LIKE:
    case OP_NOTLIKE: {
        AUTO_VALUE s = value_operand_string(left);
        bool like = text_wildcard_match(c->text.str->data, c->text.str->len, s.str->data,
                                        s.str->len, !c->case_sensitive);
        *out = like == (c->op == OP_LIKE);
        return cancel_check(err);
    }
    case OP_MATCH:
    case OP_NOTMATCH: {
        AUTO_VALUE s = value_operand_string(left);
        struct regex_span few[8], *spans = few;
        size_t n = regex_group_count(c->regex);
        if (n > ARRAY_SIZE(few))
            spans = malloc(n * sizeof(*spans));
        if (!spans)
            abort();
        int found = regex_exec(c->regex, s.str->data, s.str->len, 0, spans, err);
        if (found > 0 && c->matches)
            value_replace_take(c->matches, regex_matches_table(c->regex, s.str->data, spans));
        if (spans != few)
            free(spans);
        *out = (found > 0) == (c->op == OP_MATCH);
        return found < 0 ? -1 : 0;
    }
    default:
        break;
    }
    if (value_unordered(left, c->right)) {
        *out = false;
        return 0;
    }
    if (value_compare(left, c->right, !c->case_sensitive, &order, err) < 0)
        return -1;
    *out = c->op == OP_GT   ? order > 0
           : c->op == OP_GE ? order >= 0
           : c->op == OP_LT ? order < 0
                            : order <= 0;
    return 0;
}

static int compare_all(struct comparer *c, struct value left, struct value *out, struct err **err)
{
    if (left.kind != V_ARRAY) {
        bool yes;
        if (compare_one(c, left, &yes, err) < 0)
            return -1;
        *out = value_bool(yes);
        return 0;
    }
    c->matches = NULL; /* filtering leaves $Matches alone */
    struct array *kept = array_new(0);
    for (size_t i = 0; i < left.array->len; i++) {
        bool yes;
        if ((i % 1024 == 1023 && cancel_check(err) < 0) ||
            compare_one(c, left.array->items[i], &yes, err) < 0) {
            value_unref(value_of_array(kept));
            return -1;
        }
        if (yes)
            array_push(kept, left.array->items[i]);
    }
    *out = value_of_array(kept);
    return 0;
}

static bool contains(struct value list, struct value item, bool case_sensitive)
{
    if (list.kind != V_ARRAY)
        return value_equals(list, item, !case_sensitive);
    for (size_t i = 0; i < list.array->len; i++) {
        if (value_equals(list.array->items[i], item, !case_sensitive))
            return true;
        if (i % 1024 == 1023 && cancel_wanted())
            return false; /* the caller asks too */
    }
    return false;
}

/* The right side of -is and -as. */
static int type_operand(struct op_context *ctx, struct value v, const struct type_info **out,
                        struct err **err)
{
    if (v.kind == V_TYPE) {
        *out = v.type;
        return 0;
    }
    AUTO_VALUE name = value_to_string(v);
    *out = type_find(name.str->data, name.str->len);
    if (!*out && ctx && ctx->find_type)
        *out = ctx->find_type(ctx->data, name.str->data, name.str->len);
    if (*out)
        return 0;
    return fail_with(err, "System.Management.Automation.RuntimeException", "RuntimeException",
                     "Cannot convert the \"%s\" value of type \"%s\" to type \"System.Type\".",
                     name.str->data, value_type_of(v)->name);
}

bool value_is(struct value v, const struct type_info *type)
{
    if (v.kind == V_NULL)
        return false;
    if (type == &type_psobject || type == &type_pscustomobject)
        return value_is_psobject(v);
    return type_is_a(value_type_of(v), type);
}

int op_compare(struct op_context *ctx, enum binary_op op, struct value a, struct value b,
               bool case_sensitive, struct op_result *out, struct err **err)
{
    if (a.kind == V_INT32 && b.kind == V_INT32) {
        bool yes;
        switch (op) {
        case OP_EQ:
            yes = a.i == b.i;
            break;
        case OP_NE:
            yes = a.i != b.i;
            break;
        case OP_GT:
            yes = a.i > b.i;
            break;
        case OP_GE:
            yes = a.i >= b.i;
            break;
        case OP_LT:
            yes = a.i < b.i;
            break;
        case OP_LE:
            yes = a.i <= b.i;
            break;
        default:
            goto general;
        }
        out->value = value_bool(yes);
        return 0;
    }
general:;
    struct comparer c = {
        .op = op, .case_sensitive = case_sensitive, .right = b, .matches = &out->matches
    };
    const struct type_info *type;
    int r;
    switch (op) {
    case OP_LIKE:
    case OP_NOTLIKE:
        c.text = value_operand_string(b);
        if (!text_wildcard_valid(c.text.str->data, c.text.str->len)) {
            AUTO_VALUE pattern = c.text;
            return fail_wildcard(err, pattern.str->data);
        }
        r = compare_all(&c, a, &out->value, err);
        value_unref(c.text);
        return r;
    case OP_MATCH:
    case OP_NOTMATCH: {
        AUTO_VALUE pattern = value_operand_string(b);
        c.regex = b.kind == V_OBJECT && b.object->type == &type_regex
                      ? regex_ref(*(struct regex **)object_payload(b.object))
                      : regex_cached(ctx ? ctx->regexes : NULL, pattern.str->data, pattern.str->len,
                                     case_sensitive ? 0 : REGEX_IGNORE_CASE, err);
        if (!c.regex)
            return -1;
        r = compare_all(&c, a, &out->value, err);
        regex_unref(c.regex);
        return r;
    }
    case OP_CONTAINS:
    case OP_NOTCONTAINS:
        out->value = value_bool(contains(a, b, case_sensitive) == (op == OP_CONTAINS));
        return cancel_check(err);
    case OP_IN:
    case OP_NOTIN:
        out->value = value_bool(contains(b, a, case_sensitive) == (op == OP_IN));
        return cancel_check(err);
    case OP_IS:
    case OP_ISNOT:
        if (type_operand(ctx, b, &type, err) < 0)
            return -1;
        out->value = value_bool(value_is(a, type) == (op == OP_IS));
        return 0;
    case OP_AS: {
        if (type_operand(ctx, b, &type, err) < 0)
            return -1;
        AUTO_ERR *why = NULL;
        if (value_convert(a, type, &out->value, &why) < 0)
            out->value = value_null();
        return 0;
    }
    default:
        return compare_all(&c, a, &out->value, err);
    }
}
