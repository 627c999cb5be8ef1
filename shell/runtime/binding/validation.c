#include "shell/runtime/binding/validation.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/class/own_attribute.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/ps_drive.h"

#define METADATA_EXCEPTION "System.Management.Automation.ValidationMetadataException"

enum check {
    CHECK_SET,
    CHECK_RANGE,
    CHECK_RANGE_KIND,
    CHECK_PATTERN,
    CHECK_LENGTH,
    CHECK_COUNT,
    CHECK_SCRIPT,
    CHECK_NOT_NULL,
    CHECK_NOT_EMPTY,
    CHECK_NOT_BLANK,
    CHECK_DRIVE,
    CHECK_CLASS
};
enum range_kind { POSITIVE, NON_NEGATIVE, NEGATIVE, NON_POSITIVE };

struct rule {
    enum check check;
    const struct value *values; /* set */
    uint32_t nvalues;
    struct value a, b; /* range, length, count; pattern, script */
    enum range_kind kind;
    bool case_sensitive;
    const char *message;      /* ErrorMessage, or NULL */
    struct ast_str generator; /* the class that names a set's values; empty: they stand in values */
    struct class_attribute *own; /* of a class: it may change the value too */
    bool before_type;            /* written in front of a type */
};
struct validation {
    struct rule *rules;
    uint32_t n;
};

static const struct {
    const char *name;
    enum check check;
} checks[] = {
    { "ValidateSet", CHECK_SET },
    { "ValidateRange", CHECK_RANGE },
    { "ValidatePattern", CHECK_PATTERN },
    { "ValidateLength", CHECK_LENGTH },
    { "ValidateCount", CHECK_COUNT },
    { "ValidateScript", CHECK_SCRIPT },
    { "ValidateNotNull", CHECK_NOT_NULL },
    { "ValidateNotNullOrEmpty", CHECK_NOT_EMPTY },
    { "ValidateNotNullOrWhiteSpace", CHECK_NOT_BLANK },
    { "ValidateDrive", CHECK_DRIVE },
    { "ValidateUserDrive", CHECK_DRIVE },
};

/* What the constructor of an attribute refuses. */
static void refuse(struct compiler *c, const struct ast_attribute *a, const char *id,
                   const char *message)
{
    if (c->err)
        return;
    compile_error(c, &a->node, id, "%s", message);
    err_type(&c->err, METADATA_EXCEPTION, id);
}

static void refuse_range(struct compiler *c, const struct ast_attribute *a, const char *argument)
{
    AUTO_STRBUF message = STRBUF_INIT;
    strbuf_addf(&message,
                "The following exception occurred while constructing the attribute \"%s\": "
                "\"Cannot process argument because the value of argument \"%s\" is out of range. "
                "Change argument \"%s\" to a value that is within range.\"",
                a->type->name.s, argument, argument);
    refuse(c, a, "ExceptionConstructingAttribute", message.buf);
}

static void check_bounds(struct compiler *c, const struct rule *r, const struct ast_attribute *a)
{
    AUTO_ERR *ignored = NULL;
    bool numbers = value_is_number(r->a) && value_is_number(r->b);
    int order = 0;
    if (c->err || a->nargs != 2)
        return;
    if (r->check == CHECK_RANGE) {
        AUTO_STRBUF types = STRBUF_INIT;
        if (!numbers && value_type_of(r->a) != value_type_of(r->b)) {
            AUTO_STRBUF low = STRBUF_INIT, high = STRBUF_INIT;
            type_short_name(value_type_of(r->a), &low);
            type_short_name(value_type_of(r->b), &high);
            strbuf_addf(&types,
                        "The specified minimum range (%s) cannot be accepted because it is not the "
                        "same type as the specified maximum range (%s). Update the ValidateRange "
                        "attribute for the parameter.",
                        low.buf, high.buf);
            refuse(c, a, "MinRangeNotTheSameTypeOfMaxRange", types.buf);
        } else if (value_compare(r->a, r->b, false, &order, &ignored) == 0 && order > 0) {
            refuse(c, a, "MaxRangeSmallerThanMinRange",
                   "The specified maximum range cannot be accepted because it is less than the "
                   "specified minimum range. Update the ValidateRange attribute for the "
                   "parameter.");
        }
        return;
    }
    if (!numbers)
        return;
    if (r->a.i < 0)
        refuse_range(c, a, "minLength");
    else if (r->b.i <= 0)
        refuse_range(c, a, "maxLength");
    else if (r->b.i < r->a.i && r->check == CHECK_COUNT)
        refuse(c, a, "ValidateRangeMaxLengthSmallerThanMinLength",
               "The specified maximum number of arguments for a parameter is fewer than the "
               "specified minimum number of arguments. Update the ValidateCount attribute for the "
               "parameter.");
    else if (r->b.i < r->a.i)
        refuse(c, a, "ValidateLengthMaxLengthSmallerThanMinLength",
               "The specified maximum character length of the argument is shorter than the "
               "specified minimum argument character length. Update the ValidateLength attribute "
               "for the parameter.");
}

static void compile_rule(struct compiler *c, struct rule *r, const struct ast_attribute *a)
{
    const struct ast_named_argument *n = attribute_named(a, "ErrorMessage");
    if (n && n->value) {
        struct value text = attribute_value(c, n->value);
        if (text.kind == V_STRING)
            r->message = code_string(c->code, text.str->data, text.str->len);
    }
    n = attribute_named(a, "IgnoreCase");
    if (n && n->value)
        r->case_sensitive = !value_truth(attribute_value(c, n->value));
    if (r->check == CHECK_DRIVE && !a->nargs) { /* ValidateUserDrive */
        struct value *user = code_alloc(c->code, sizeof(*user));
        *user = code_keep(c->code, value_string("User"));
        r->values = user;
        r->nvalues = 1;
        return;
    }
    if (r->check == CHECK_SET || r->check == CHECK_DRIVE) {
        struct value *values = code_alloc(c->code, (a->nargs + 1) * sizeof(*values));
        if (r->check == CHECK_SET && a->nargs == 1 && a->args[0]->kind == AST_TYPE_EXPR)
            r->generator = ((const struct ast_type_expr *)(const void *)a->args[0])->type->text;
        for (uint32_t i = 0; i < a->nargs && !r->generator.len; i++)
            values[i] = attribute_value(c, a->args[i]);
        r->values = values;
        r->nvalues = a->nargs;
        return;
    }
    if (a->nargs > 0)
        r->a = attribute_value(c, a->args[0]);
    if (a->nargs > 1)
        r->b = attribute_value(c, a->args[1]);
    if (r->check == CHECK_RANGE && r->a.kind == V_ENUM && value_is_number(r->b))
        r->a = value_int(value_enum_get(r->a));
    else if (r->check == CHECK_RANGE && r->b.kind == V_ENUM && value_is_number(r->a))
        r->b = value_int(value_enum_get(r->b));
    if (r->check == CHECK_RANGE || r->check == CHECK_COUNT || r->check == CHECK_LENGTH)
        check_bounds(c, r, a);
    if (r->check == CHECK_RANGE && a->nargs == 1) {
        static const char *const kinds[] = { "Positive", "NonNegative", "Negative", "NonPositive" };
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(r->a, &text);
        r->check = CHECK_RANGE_KIND;
        for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
            if (text_caseeq(text.buf, kinds[i]))
                r->kind = (enum range_kind)i;
    }
}

struct validation *validation_compile(struct compiler *c, struct ast_node *const *attributes,
                                      uint32_t n)
{
    struct rule *rules = NULL;
    uint32_t count = 0;
    bool before = false;
    for (uint32_t i = n; i-- > 0;) { /* the one next to the name comes first */
        const struct ast_attribute *a = (const void *)attributes[i];
        if (a->node.kind != AST_ATTRIBUTE) {
            before = true;
            continue;
        }
        size_t k = 0;
        while (k < ARRAY_SIZE(checks) && !attribute_is(a, checks[k].name))
            k++;
        bool own = k == ARRAY_SIZE(checks) && attribute_is_of_class(a);
        if (k == ARRAY_SIZE(checks) && !own)
            continue;
        if (!rules)
            rules = code_alloc(c->code, n * sizeof(*rules));
        struct rule *r = &rules[count++];
        r->check = own ? CHECK_CLASS : checks[k].check;
        r->before_type = before;
        if (!own) {
            compile_rule(c, r, a);
            continue;
        }
        r->own = code_alloc(c->code, sizeof(*r->own));
        r->own->code = c->code;
        r->own->written = a;
    }
    if (!count)
        return NULL;
    struct validation *v = code_alloc(c->code, sizeof(*v));
    v->rules = rules;
    v->n = count;
    return v;
}

/* ---- checking: NULL, or the error's id, and *why gets the sentence that says what is wrong ----
 */

/* ErrorMessage with {0} the argument and {1} what it was held against. */
static void custom_message(const struct rule *r, struct value v, struct value against,
                           struct strbuf *why)
{
    struct value args[2] = { v, against };
    AUTO_ERR *err = NULL;
    if (value_format(r->message, strlen(r->message), args, 2, why, &err) < 0)
        strbuf_adds(why, r->message);
}

static const char *in_set(const struct rule *r, struct value v, struct strbuf *why)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    for (uint32_t i = 0; i < r->nvalues; i++) {
        AUTO_STRBUF one = STRBUF_INIT;
        value_to_strbuf(r->values[i], &one);
        if (r->case_sensitive ? one.len == text.len && memcmp(one.buf, text.buf, one.len) == 0
                              : text_caseeqn(one.buf, one.len, text.buf, text.len))
            return NULL;
    }
    AUTO_STRBUF list = STRBUF_INIT;
    for (uint32_t i = 0; i < r->nvalues; i++) {
        if (i)
            strbuf_addch(&list, ',');
        value_to_strbuf(r->values[i], &list);
    }
    if (r->message) {
        AUTO_VALUE set = value_string_len(list.buf, list.len);
        custom_message(r, v, set, why);
    } else {
        strbuf_addf(why,
                    "The argument \"%s\" does not belong to the set \"%s\" specified by the "
                    "ValidateSet attribute. Supply an argument that is in the set and then try the "
                    "command again.",
                    text.buf, list.buf);
    }
    return "ValidateSetFailure";
}

/* What GetValidValues() of the rule's class answers, as an array; $null when it has none. The
 * class of a function's script may be younger than the attribute, so it is looked up here. */
static struct value generated_values(struct session *s, const struct rule *r)
{
    struct frame none = { .session = s, .scope = s->global };
    struct node at = { 0 };
    bool found = false;
    none.underbar = &none.own_underbar;
    struct frame *f = s->frame ? s->frame : &none;
    const struct type_info *type = script_class_any(s, r->generator.s, r->generator.len);
    AUTO_VALUE maker = value_null(), name = value_string("GetValidValues");
    struct value values = value_null();
    if (!type || script_class_new(f, &at, type, NULL, 0, &maker) != ST_OK ||
        script_class_call(f, &at, type, maker, name, NULL, 0, &values, &found) != ST_OK || !found) {
        value_clear(&s->failure);
        s->failure_final = false;
        return value_null();
    }
    return values;
}

static const char *in_generated_set(struct session *s, const struct rule *r, struct value v,
                                    struct strbuf *why)
{
    AUTO_VALUE values = generated_values(s, r);
    size_t n = values.kind == V_ARRAY ? values.array->len : values.kind != V_NULL;
    if (!n) {
        strbuf_adds(why, "Valid values generator return a null value.");
        return "ValidateSetGeneratedValidValuesListIsNull";
    }
    struct rule now = *r;
    now.generator.len = 0;
    now.values = values.kind == V_ARRAY ? values.array->items : &values;
    now.nvalues = (uint32_t)n;
    return in_set(&now, v, why);
}
static const char *in_range(const struct rule *r, struct value v, struct strbuf *why)
{
    AUTO_ERR *err = NULL;
    int low = 0, high = 0;
    AUTO_VALUE as_limit = value_null(); /* the limits' type is what counts: 10.5 is 10 to an int */
    if (value_convert(v, value_type_of(r->a), &as_limit, &err) == 0)
        v = as_limit;
    else
        err_clear(&err);
    if (value_compare(v, r->a, true, &low, &err) < 0 ||
        value_compare(v, r->b, true, &high, &err) < 0) {
        strbuf_adds(why, "The argument cannot be validated because it is not of the same type as "
                         "the MinRange and MaxRange parameters.");
        return "ValidationRangeElementType";
    }
    if (low >= 0 && high <= 0)
        return NULL;
    AUTO_STRBUF text = STRBUF_INIT, limit = STRBUF_INIT;
    value_to_strbuf(v, &text);
    value_to_strbuf(low < 0 ? r->a : r->b, &limit);
    if (low < 0)
        strbuf_addf(why,
                    "The %s argument is less than the minimum allowed range of %s. Supply an "
                    "argument that is greater than or equal to %s and then try the command "
                    "again.",
                    text.buf, limit.buf, limit.buf);
    else
        strbuf_addf(why,
                    "The %s argument is greater than the maximum allowed range of %s. Supply "
                    "an argument that is less than or equal to %s and then try the command "
                    "again.",
                    text.buf, limit.buf, limit.buf);
    return low < 0 ? "ValidateRangeTooSmall" : "ValidateRangeTooBig";
}

static const char *of_range_kind(const struct rule *r, struct value v, struct strbuf *why)
{
    static const char *const texts[] = {
        "greater than zero",
        "greater than or equal to zero",
        "less than zero",
        "less than or equal to zero",
    };
    AUTO_ERR *err = NULL;
    double d = 0;
    bool ok = value_to_double(v, &d, &err) == 0;
    switch (r->kind) {
    case POSITIVE:
        ok = ok && d > 0;
        break;
    case NON_NEGATIVE:
        ok = ok && d >= 0;
        break;
    case NEGATIVE:
        ok = ok && d < 0;
        break;
    case NON_POSITIVE:
        ok = ok && d <= 0;
        break;
    }
    if (ok)
        return NULL;
    static const char *const ids[] = {
        "ValidateRangePositiveFailure",
        "ValidateRangeNonNegativeFailure",
        "ValidateRangeNegativeFailure",
        "ValidateRangeNonPositiveFailure",
    };
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    strbuf_addf(why, "The argument \"%s\" cannot be validated because its value is not %s.",
                text.buf, texts[r->kind]);
    return ids[r->kind];
}

static const char *matches(struct session *s, const struct rule *r, struct value v,
                           struct strbuf *why)
{
    AUTO_ERR *err = NULL;
    AUTO_STRBUF text = STRBUF_INIT, pattern = STRBUF_INIT;
    value_to_strbuf(v, &text);
    value_to_strbuf(r->a, &pattern);
    struct regex *re = regex_cached(s->regex, pattern.buf, pattern.len,
                                    r->case_sensitive ? 0 : REGEX_IGNORE_CASE, &err);
    if (!re) {
        strbuf_adds(why, err->message);
        return "ValidatePatternFailure";
    }
    struct regex_span *spans = xcalloc(regex_group_count(re), sizeof(*spans));
    int found = regex_exec(re, text.buf, text.len, 0, spans, &err);
    free(spans);
    regex_unref(re);
    if (found == 1)
        return NULL;
    if (r->message)
        custom_message(r, v, r->a, why);
    else
        strbuf_addf(why,
                    "The argument \"%s\" does not match the \"%s\" pattern. Supply an "
                    "argument that matches \"%s\" and try the command again.",
                    text.buf, pattern.buf, pattern.buf);
    return "ValidatePatternFailure";
}

static const char *of_length(const struct rule *r, struct value v, struct strbuf *why)
{
    if (v.kind != V_STRING) {
        strbuf_adds(why, "The argument cannot be validated because it is not a string.");
        return "ValidateLengthNotString";
    }
    int64_t len = (int64_t)str_length(v.str);
    if (len >= r->a.i && len <= r->b.i)
        return NULL;
    if (len < r->a.i)
        strbuf_addf(why,
                    "The character length (%ld) of the argument is too short. Specify an "
                    "argument with a length that is greater than or equal to \"%ld\", and "
                    "then try the command again.",
                    (long)len, (long)r->a.i);
    else
        strbuf_addf(why,
                    "The character length (%ld) of the argument is too long. Specify an argument "
                    "with a length that is shorter than or equal to \"%ld\", and then try the "
                    "command again.",
                    (long)len, (long)r->b.i);
    return len < r->a.i ? "ValidateLengthMinLengthFailure" : "ValidateLengthMaxLengthFailure";
}

static const char *of_count(const struct rule *r, struct value v, struct strbuf *why)
{
    int64_t n = v.kind == V_ARRAY  ? (int64_t)v.array->len
                : v.kind == V_HASH ? (int64_t)v.hash->count
                : v.kind == V_NULL ? 0
                                   : 1;
    if (n >= r->a.i && n <= r->b.i)
        return NULL;
    if (r->a.i == r->b.i)
        strbuf_addf(why,
                    "The parameter requires exactly %ld value(s) - %ld value(s) were "
                    "provided.",
                    (long)r->a.i, (long)n);
    else
        strbuf_addf(why,
                    "The parameter requires at least %ld value(s) and no more than %ld "
                    "value(s) - %ld value(s) were provided.",
                    (long)r->a.i, (long)r->b.i, (long)n);
    return r->a.i == r->b.i ? "ValidateCountExactFailure" : "ValidateCountMinMaxFailure";
}

static const char *script_says(struct session *s, const struct rule *r, struct value v,
                               struct strbuf *why)
{
    struct scriptblock *written = scriptblock_of(r->a);
    if (!written)
        return NULL;
    /* It belongs to the module that its function belongs to. */
    struct scope *state = s->frame ? s->frame->state : NULL;
    AUTO_VALUE block =
        state && !written->scope ? scriptblock_new(written->code, state) : value_ref(r->a);
    struct scriptblock *sb = scriptblock_of(block);
    struct array_sink sink;
    struct array *list = array_new(0);
    array_sink_init(&sink, list);
    s->try_depth++;
    enum status st = scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, v, NULL, 0, &sink.sink);
    s->try_depth--;
    AUTO_VALUE result = array_as_value_take(list);
    if (st == ST_FAIL) {
        strbuf_adds(why, error_record_message(s->failure));
        value_clear(&s->failure);
        s->failure_final = false;
        return "ValidateScriptFailure";
    }
    if (value_truth(result))
        return NULL;
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    struct ast_str source = scriptblock_text(sb);
    if (r->message) {
        AUTO_VALUE code = value_string_len(source.s, source.len);
        custom_message(r, v, code, why);
        return "ValidateScriptFailure";
    }
    strbuf_addf(why,
                "The \"%.*s\" validation script for the argument with value \"%s\" did not "
                "return a result of True. Determine why the validation script failed, and "
                "then try the command again.",
                (int)source.len, source.s, text.buf);
    return "ValidateScriptFailure";
}

static const char *on_drive(const struct session *s, const struct rule *r, struct value v,
                            struct strbuf *why)
{
    AUTO_ERR *err = NULL;
    const struct ps_drive *drive = NULL;
    const char *rest;
    if (v.kind == V_NULL) {
        strbuf_adds(why, "The argument is null. Provide a valid value for the argument, and then "
                         "try running the command again.");
        return "PathArgumentIsEmpty";
    }
    if (v.kind != V_STRING) {
        strbuf_adds(why, "The path argument is invalid. Supply a path argument that is a string "
                         "type.");
        return "PathArgumentIsNotValid";
    }
    if (path_drive_named(s, v.str->data, &rest, &drive) == DRIVE_UNKNOWN) {
        path_drive_missing(v.str->data, &err);
        strbuf_adds(why, err->message);
        return "DriveNotFound";
    }
    if (!drive)
        drive = ps_drive_current(s);
    AUTO_STRBUF list = STRBUF_INIT;
    for (uint32_t i = 0; i < r->nvalues; i++) {
        AUTO_STRBUF one = STRBUF_INIT;
        value_to_strbuf(r->values[i], &one);
        if (text_caseeq(one.buf, drive->name))
            return NULL;
        strbuf_addf(&list, "%s%s", i ? "," : "", one.buf);
    }
    strbuf_addf(why,
                "The path argument drive %s does not belong to the set of approved drives: %s. "
                "Supply a path argument with an approved drive.",
                drive->name, list.buf);
    return "PathRootInvalid";
}

static bool blank(struct value v)
{
    return v.kind == V_STRING && strspn(v.str->data, " \t\r\n\f\v") == v.str->len;
}

static const char *not_null(struct value v, struct strbuf *why)
{
    if (v.kind == V_NULL) {
        strbuf_adds(why, "The argument is null. Provide a valid value for the argument, and then "
                         "try running the command again.");
        return "ArgumentIsNull";
    }
    for (size_t i = 0; v.kind == V_ARRAY && i < v.array->len; i++) {
        if (!value_is_null(v.array->items[i]))
            continue;
        strbuf_adds(why, "The argument has a null value, or an element of the argument collection "
                         "contains a null value. Provide a collection that does not contain any "
                         "null values, and then try the command again.");
        return "ArgumentIsNull";
    }
    return NULL;
}

static const char *not_empty(const struct rule *r, struct value v, struct strbuf *why)
{
    static const char one[] = "The argument is null or empty. Provide an argument that is not "
                              "null or empty, and then try the command again.";
    static const char many[] = "The argument is null, empty, or an element of the argument "
                               "collection contains a null value. Supply a collection that does "
                               "not contain any null values and then try the command again.";
    bool check_blank = r->check == CHECK_NOT_BLANK;
    const char *id = NULL, *text = one;
    if (r->check == CHECK_NOT_NULL)
        return not_null(v, why);
    if (v.kind == V_NULL) {
        id = "ArgumentIsNull";
    } else if (v.kind == V_STRING && check_blank && blank(v)) {
        id = "ArgumentIsEmptyOrWhiteSpace";
        text = "The argument is null, empty, or consists of only white-space characters. Provide "
               "an argument that contains non white-space characters, and then try the command "
               "again.";
    } else if (v.kind == V_STRING && !v.str->len) {
        id = "ArgumentIsEmpty";
    } else if ((v.kind == V_HASH && !v.hash->count) || (v.kind == V_ARRAY && !v.array->len)) {
        id = "ArgumentIsEmpty";
        text = many;
    }
    for (size_t i = 0; v.kind == V_ARRAY && !id && i < v.array->len; i++) {
        struct value item = v.array->items[i];
        text = many;
        if (value_is_null(item)) {
            id = "ArgumentIsNull";
        } else if (check_blank && blank(item)) {
            id = "ArgumentCollectionContainsEmptyOrWhiteSpace";
            text = "An element of the argument collection is null, empty, or consists of only "
                   "white-space characters. Supply a collection that does not contain any those "
                   "values and then try the command again.";
        } else if (item.kind == V_STRING && !item.str->len) {
            id = "ArgumentCollectionContainsEmpty";
        }
    }
    if (id)
        strbuf_adds(why, text);
    return id;
}

static const char *check_one(struct session *s, const struct rule *r, struct value v,
                             struct strbuf *why)
{
    switch (r->check) {
    case CHECK_SET:
        return r->generator.len ? in_generated_set(s, r, v, why) : in_set(r, v, why);
    case CHECK_RANGE:
        return in_range(r, v, why);
    case CHECK_RANGE_KIND:
        return of_range_kind(r, v, why);
    case CHECK_PATTERN:
        return matches(s, r, v, why);
    case CHECK_LENGTH:
        return of_length(r, v, why);
    case CHECK_COUNT:
        return of_count(r, v, why);
    case CHECK_SCRIPT:
        return script_says(s, r, v, why);
    case CHECK_DRIVE:
        return on_drive(s, r, v, why);
    default:
        return not_empty(r, v, why);
    }
}

static const char *check(struct session *s, const struct rule *r, struct value v,
                         struct strbuf *why)
{
    if (r->check >= CHECK_NOT_NULL || r->check == CHECK_COUNT)
        return check_one(s, r, v, why);
    if (v.kind != V_ARRAY)
        return check_one(s, r, v, why);
    if (v.array->len == 0 && r->check != CHECK_SET) {
        strbuf_adds(why, "The argument is null, empty, or an element of the argument collection "
                         "contains a null value. Supply a collection that does not contain any "
                         "null values and then try the command again.");
        return "ArgumentIsEmpty";
    }
    for (size_t i = 0; i < v.array->len; i++) {
        const char *id = check_one(s, r, v.array->items[i], why);
        if (id)
            return id;
    }
    return NULL;
}

/* What a class says of the value: NULL: nothing wrong; *err has what it threw. */
static const char *class_says(struct session *s, const struct rule *r, struct value v,
                              struct err **err)
{
    if (class_attribute_get(s, r->own, err) < 0)
        return (*err)->id ? (*err)->id : "";
    if ((r->own->role == ROLE_CHECKS || r->own->role == ROLE_CHECKS_EACH) &&
        attribute_object_check(s, r->own->made, v, err) < 0)
        return (*err)->id ? (*err)->id : "";
    return NULL;
}

/* NULL, or the id of what is wrong, and *err says it. */
static const char *refused(struct session *s, const struct rule *r, struct value v,
                           struct err **err)
{
    if (r->check == CHECK_CLASS)
        return class_says(s, r, v, err);
    AUTO_STRBUF why = STRBUF_INIT;
    const char *id = check(s, r, v, &why);
    if (id)
        fail_with(err, METADATA_EXCEPTION, id, "%s", why.buf);
    return id;
}

int validation_resolve(struct session *s, const struct validation *v, struct node *at,
                       struct err **err)
{
    for (uint32_t i = 0; i < v->n; i++) {
        struct class_attribute *own = v->rules[i].own;
        if (own) {
            at->start = own->written->node.start;
            at->end = own->written->node.end;
        }
        if (own && class_attribute_get(s, own, err) < 0)
            return -1;
        struct ast_str maker = v->rules[i].generator;
        if (maker.len && !script_class_any(s, maker.s, maker.len) &&
            !session_find_type(s, maker.s, maker.len))
            return fail_with(err, "System.Management.Automation.RuntimeException", "TypeNotFound",
                             "Unable to find type [%.*s].", (int)maker.len, maker.s);
    }
    return 0;
}

int validation_change(struct session *s, const struct validation *v, bool before_type,
                      struct value *value, struct err **err)
{
    for (uint32_t i = 0; i < v->n; i++) {
        const struct rule *r = &v->rules[i];
        if (r->check != CHECK_CLASS || r->before_type != before_type)
            continue;
        struct value changed;
        if (class_attribute_get(s, r->own, err) < 0)
            return -1;
        if (r->own->role != ROLE_CHANGES)
            continue;
        if (attribute_object_change(s, r->own->made, *value, &changed, err) < 0)
            return -1;
        value_replace_take(value, changed);
    }
    return 0;
}

bool validation_changes(const struct validation *v)
{
    for (uint32_t i = 0; i < v->n; i++)
        if (v->rules[i].check == CHECK_CLASS)
            return true;
    return false;
}

int validation_check_parameter(struct session *s, const struct validation *v, const char *name,
                               struct value value, struct err **err)
{
    for (uint32_t i = 0; i < v->n; i++) {
        if (!refused(s, &v->rules[i], value, err))
            continue;
        return fail_outer(err, "System.Management.Automation.ParameterBindingValidationException",
                          "ParameterArgumentValidationError",
                          "Cannot validate argument on parameter '%s'. %s", name, (*err)->message);
    }
    return 0;
}

bool validation_runs_script(const struct validation *v)
{
    for (uint32_t i = 0; i < v->n; i++)
        if (v->rules[i].check == CHECK_SCRIPT)
            return true;
    return false;
}

/* Only this one says that a variable may not have a value; all others pass. */
static bool is_metadata(const struct err *err)
{
    return err->exception && strcmp(err->exception, METADATA_EXCEPTION) == 0;
}

int validation_check_variable(struct session *s, const struct validation *v, const char *name,
                              struct value value, struct err **err)
{
    for (uint32_t i = 0; i < v->n; i++) {
        if (!refused(s, &v->rules[i], value, err))
            continue;
        if (!is_metadata(*err))
            return -1;
        err_clear(err);
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(value, &text);
        return fail_with(err, METADATA_EXCEPTION, "ValidateSetFailure",
                         "The variable cannot be validated because the value %s is not a valid "
                         "value for the %s variable.",
                         text.buf, name);
    }
    return 0;
}

int validation_check_new(struct session *s, const struct validation *v, const char *name,
                         struct value value, struct err **err)
{
    if (validation_check_property(s, v, value, err) == 0)
        return 0;
    if (!is_metadata(*err))
        return -1;
    err_clear(err);
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(value, &text);
    return fail_with(err, "System.Management.Automation.ValidationMetadataException",
                     "ValidateSetFailure",
                     "The attribute cannot be added because variable %s with value %s would no "
                     "longer be valid.",
                     name, text.buf ? text.buf : "");
}

int validation_check_property(struct session *s, const struct validation *v, struct value value,
                              struct err **err)
{
    for (uint32_t i = 0; i < v->n; i++)
        if (refused(s, &v->rules[i], value, err))
            return -1;
    return 0;
}

struct value validation_set(struct session *s, const struct validation *v)
{
    for (uint32_t i = 0; i < v->n; i++) {
        const struct rule *r = &v->rules[i];
        if (r->check == CHECK_SET)
            return r->generator.len ? generated_values(s, r)
                                    : value_of_array(array_from(r->values, r->nvalues));
    }
    return value_null();
}
