/* Conversion, validation and storing of one argument. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/session.h"

enum status bind_fail(struct binding *b, const char *id, enum error_category category,
                      const char *exception, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    AUTO_VALUE failure =
        exception_new(exception ? exception : BINDING_EXCEPTION, text.buf, value_null());
    exception_of(failure)->id = xstrdup(id);
    struct error_spec spec = { .message = text.buf,
                               .id = id,
                               .category = category,
                               .exception_object = failure,
                               .activity = b->command };
    return throw_error(b->session, &spec);
}

static const struct type_info *int_type(const struct param *p)
{
    return p->type ? p->type : &type_int32;
}

void param_type_name(const struct param *p, struct strbuf *out)
{
    const char *name = "System.Object";
    const char *suffix = "";
    switch (p->kind) {
    case PARAM_SWITCH:
        name = "System.Management.Automation.SwitchParameter";
        break;
    case PARAM_BOOL:
        name = "System.Boolean";
        break;
    case PARAM_INT_LIST:
        suffix = "[]"; /* fall through */
    case PARAM_INT:
        name = int_type(p)->name;
        break;
    case PARAM_DOUBLE:
        name = "System.Double";
        break;
    case PARAM_STRING_LIST:
        suffix = "[]"; /* fall through */
    case PARAM_STRING:
        name = "System.String";
        break;
    case PARAM_ENUM_LIST:
        suffix = "[]"; /* fall through */
    case PARAM_ENUM:
        name = p->enum_info ? p->enum_info->name : "System.Enum";
        break;
    case PARAM_LIST:
        suffix = "[]"; /* fall through */
    case PARAM_ANY:
        if (p->type)
            name = p->type->name;
        else if (p->type_name)
            name = p->type_name;
        break;
    case PARAM_SCRIPTBLOCK:
        name = "System.Management.Automation.ScriptBlock";
        break;
    case PARAM_HASH:
        name = "System.Collections.Hashtable";
        break;
    }
    strbuf_adds(out, name);
    strbuf_adds(out, suffix);
}

/* ---- does a value fit without conversion? ---- */

static bool is_instance(struct value v, const struct type_info *type)
{
    return !type || value_is_null(v) || type_is_a(value_type_of(v), type);
}

static bool element_fits(const struct param *p, struct value v)
{
    switch (p->kind) {
    case PARAM_STRING_LIST:
        return v.kind == V_STRING;
    case PARAM_INT_LIST:
        return type_is_a(value_type_of(v), int_type(p));
    case PARAM_ENUM_LIST:
        return v.kind == V_ENUM && v.enum_info == p->enum_info;
    default: /* where only the type's name is known, other objects need the conversion */
        return p->type || !p->type_name ? is_instance(v, p->type) : v.kind != V_OBJECT;
    }
}

bool bind_fits(const struct param *p, struct value v)
{
    switch (p->kind) {
    case PARAM_SWITCH:
    case PARAM_BOOL:
        return v.kind == V_BOOL;
    case PARAM_INT:
        return type_is_a(value_type_of(v), int_type(p));
    case PARAM_DOUBLE:
        return v.kind == V_DOUBLE;
    case PARAM_STRING:
        return v.kind == V_STRING || value_is_null(v);
    case PARAM_ENUM:
        return v.kind == V_ENUM && v.enum_info == p->enum_info;
    case PARAM_SCRIPTBLOCK:
        return value_is_null(v) || scriptblock_of(v);
    case PARAM_HASH:
        return v.kind == V_HASH || value_is_null(v);
    case PARAM_STRING_LIST:
    case PARAM_INT_LIST:
    case PARAM_ENUM_LIST:
    case PARAM_LIST:
        if (v.kind != V_ARRAY)
            return element_fits(p, v);
        for (size_t i = 0; i < v.array->len; i++) {
            if (!element_fits(p, v.array->items[i]))
                return false;
        }
        return true;
    case PARAM_ANY:
        if (p->type && p->type->element && v.kind != V_ARRAY)
            return is_instance(v, p->type->element);
        return is_instance(v, p->type);
    }
    return false;
}

/* ---- conversion; *out is owned ---- */

static struct value first_of(struct value v)
{
    return v.kind == V_ARRAY && v.array->len == 1 ? v.array->items[0] : v;
}

static int convert_one(struct binding *b, struct value v, const struct type_info *type,
                       struct value *out, struct err **err)
{
    if (!type || value_type_of(v) == type) {
        *out = value_ref(type ? value_unwrapped(v) : v);
        return 0;
    }
    return eval_convert(b->session, v, type, out, err);
}

static int convert_enum(const struct param *p, struct value v, struct value *out, struct err **err)
{
    int32_t n = 0;
    if (v.kind == V_ENUM && v.enum_info == p->enum_info)
        n = value_enum_get(v);
    else if (value_to_enum(v, p->enum_info, &n, err) < 0)
        return -1;
    *out = value_enum(p->enum_info, n);
    return 0;
}

static int convert_element(struct binding *b, const struct param *p, struct value v,
                           struct value *out, struct err **err)
{
    switch (p->kind) {
    case PARAM_ENUM_LIST:
        return convert_enum(p, v, out, err);
    case PARAM_STRING_LIST:
        if (b->args && p->allow_null && value_is_null(v)) {
            *out = value_null();
            return 0;
        }
        if (convert_one(b, v, &type_string, out, err) < 0)
            return -1;
        if (out->kind == V_NULL) /* [NullString] */
            *out = value_string("");
        return 0;
    case PARAM_INT_LIST:
        return convert_one(b, v, int_type(p), out, err);
    default:
        return convert_one(b, v, p->type, out, err);
    }
}

static int convert_list(struct binding *b, const struct param *p, struct value v, struct value *out,
                        struct err **err)
{
    struct value one[1] = { v };
    size_t n = 1;
    const struct value *items = one;
    if (v.kind == V_ARRAY) {
        items = v.array->items;
        n = v.array->len;
    }
    struct array *list = array_new(n);
    AUTO_VALUE owner = value_of_array(list);
    for (size_t i = 0; i < n; i++) {
        struct value item = value_null();
        if (convert_element(b, p, items[i], &item, err) < 0)
            return -1;
        array_push_take(list, item);
    }
    *out = owner;
    owner = value_null();
    return 0;
}

static int convert_bool(const struct param *p, struct value v, struct value *out, struct err **err)
{
    bool is_switch = p->kind == PARAM_SWITCH || p->type == &type_switch;
    v = first_of(v);
    if (v.kind == V_BOOL || value_is_number(v)) {
        *out = is_switch ? value_switch(value_truth(v)) : value_bool(value_truth(v));
        return 0;
    }
    if (value_is_null(v) && is_switch) {
        *out = value_switch(false);
        return 0;
    }
    AUTO_STRBUF type = STRBUF_INIT;
    param_type_name(p, &type);
    return fail_bool_argument(err, v, type.buf);
}

/* [bool[]] of an advanced function takes no texts either. */
static int check_bools(const struct param *p, struct value v, struct err **err)
{
    const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
    size_t n = v.kind == V_ARRAY ? v.array->len : 1;
    const struct param one = { .kind = PARAM_BOOL, .name = p->name, .type = &type_bool };
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE ignored = value_null();
        if (convert_bool(&one, items[i], &ignored, err) < 0)
            return -1;
    }
    return 0;
}

static int convert(struct binding *b, const struct param *p, struct value v, struct value *out,
                   struct err **err)
{
    switch (p->kind) {
    case PARAM_SWITCH:
    case PARAM_BOOL:
        return convert_bool(p, v, out, err);
    case PARAM_INT:
        return convert_one(b, first_of(v), int_type(p), out, err);
    case PARAM_DOUBLE:
        return convert_one(b, first_of(v), &type_double, out, err);
    case PARAM_STRING:
        if (value_is_null(v)) {
            *out = value_string("");
            return 0;
        }
        if (v.kind == V_ARRAY)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "Cannot convert value to type System.String.");
        return convert_one(b, v, &type_string, out, err);
    case PARAM_ENUM:
        return convert_enum(p, first_of(v), out, err);
    case PARAM_STRING_LIST:
    case PARAM_INT_LIST:
    case PARAM_ENUM_LIST:
    case PARAM_LIST:
        return convert_list(b, p, v, out, err);
    case PARAM_SCRIPTBLOCK:
        return convert_one(b, first_of(v), &type_scriptblock, out, err);
    case PARAM_HASH:
        if (v.kind == V_HASH) {
            *out = value_ref(v);
            return 0;
        }
        return convert_one(b, v, &type_hashtable, out, err);
    case PARAM_ANY:
        if (p->type == &type_switch || p->type == &type_bool)
            return convert_bool(p, v, out, err);
        if (!b->args && !b->simple && p->type == &type_string && v.kind == V_ARRAY)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "Cannot convert value to type System.String.");
        if (!b->args && !b->simple && p->type && p->type->element == &type_bool &&
            check_bools(p, v, err) < 0)
            return -1;
        if (p->type == &type_reference && value_type_of(v) != &type_reference)
            return err_set(err, ERR_INVALID_PARAMETER, "Reference type is expected in argument.");
        return convert_one(b, v, p->type, out, err);
    }
    return 0;
}

static enum bind_result conversion_failed(struct binding *b, const struct plan_param *pp,
                                          struct value v, struct err *err)
{
    const struct param *p = pp->p;
    if (!b->args) {
        bind_fail(
            b, "ParameterArgumentTransformationError", EC_INVALID_DATA, TRANSFORMATION_EXCEPTION,
            "Cannot process argument transformation on parameter '%s'. %s", p->name, err->message);
        return BIND_ERROR;
    }
    bool detailed = strncmp(err->message, "Cannot convert", 14) == 0;
    if (detailed) {
        bind_fail(b, "CannotConvertArgumentNoMessage", EC_INVALID_ARGUMENT, NULL,
                  "Cannot bind parameter '%s'. %s", p->name, err->message);
        return BIND_ERROR;
    }
    AUTO_STRBUF type = STRBUF_INIT;
    param_type_name(p, &type);
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    bind_fail(b, "CannotConvertArgumentNoMessage", EC_INVALID_ARGUMENT, NULL,
              "Cannot bind parameter '%s'. Cannot convert value \"%s\" to type \"%s\". Error: "
              "\"%s\"",
              p->name, text.buf, type.buf, err->message);
    return BIND_ERROR;
}

/* An attribute of a script's class threw. */
static enum bind_result change_failed(struct binding *b, const struct param *p, struct err **err)
{
    fail_outer(err, TRANSFORMATION_EXCEPTION, "ParameterArgumentTransformationError",
               "Cannot process argument transformation on parameter '%s'. %s", p->name,
               (*err)->message);
    AUTO_VALUE exception = exception_from_err(*err);
    struct error_spec spec = { .exception_object = exception,
                               .id = (*err)->id,
                               .category = EC_INVALID_DATA,
                               .activity = b->command };
    throw_error(b->session, &spec);
    return BIND_ERROR;
}

/* ---- validation ---- */

static enum bind_result invalid(struct binding *b, const struct param *p, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

static enum bind_result invalid(struct binding *b, const struct param *p, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    bind_fail(b, "ParameterArgumentValidationError", EC_INVALID_DATA, VALIDATION_EXCEPTION,
              "Cannot validate argument on parameter '%s'. %s", p->name, text.buf);
    return BIND_ERROR;
}

static bool is_empty_string(struct value v)
{
    return v.kind == V_STRING && v.str->len == 0;
}

/* An element that a mandatory collection refuses; sets what is wrong with it. */
static bool element_refused(const struct param *p, struct value v, const char **what,
                            const char **id)
{
    const struct type_info *element = p->type ? p->type->element : NULL;
    bool texts = p->kind == PARAM_STRING_LIST || (p->kind == PARAM_ANY && element == &type_string);

    if (texts && is_empty_string(v)) {
        *what = "it is an empty string";
        *id = "ParameterArgumentValidationErrorEmptyStringNotAllowed";
        return true;
    }
    if (p->kind == PARAM_ANY && value_is_null(v) && !p->allow_null &&
        !(element && element->is_value_type)) {
        *what = "it is null";
        *id = "ParameterArgumentValidationErrorNullNotAllowed";
        return true;
    }
    return false;
}

/* What mandatory parameters refuse unless they allow it: of cmdlets the argument as it came where
 * that is null, else what it was converted to. */
static enum bind_result check_presence(struct binding *b, const struct plan_param *pp,
                                       struct value given, struct value converted)
{
    const struct param *p = pp->p;
    struct value v = b->args && value_is_null(given) ? given : converted;
    const char *what = NULL;
    const char *id = NULL;
    if (value_is_null(v) && !p->allow_null) {
        what = "it is null";
        id = "ParameterArgumentValidationErrorNullNotAllowed";
    } else if (is_empty_string(v) && !p->allow_empty &&
               (p->kind == PARAM_STRING || p->kind == PARAM_STRING_LIST ||
                p->type == &type_string)) {
        what = "it is an empty string";
        id = "ParameterArgumentValidationErrorEmptyStringNotAllowed";
    } else if (v.kind == V_ARRAY && !p->allow_empty &&
               (p->kind != PARAM_ANY ||
                (p->type && (p->type->element || p->type == &type_array)))) {
        if (v.array->len == 0) {
            what = "it is an empty array";
            id = "ParameterArgumentValidationErrorEmptyArrayNotAllowed";
        }
        for (size_t i = 0; i < v.array->len && !what; i++)
            element_refused(p, v.array->items[i], &what, &id);
    }
    if (!what)
        return BIND_OK;
    bind_fail(b, id, EC_INVALID_DATA, VALIDATION_EXCEPTION,
              "Cannot bind argument to parameter '%s' because %s.", p->name, what);
    return BIND_ERROR;
}

static enum bind_result check_set(struct binding *b, const struct param *p, struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    for (const char *const *s = p->values; *s; s++) {
        if (text_caseeqn(*s, strlen(*s), text.buf, text.len))
            return BIND_OK;
    }
    AUTO_STRBUF list = STRBUF_INIT;
    for (const char *const *s = p->values; *s; s++)
        strbuf_addf(&list, "%s%s", s == p->values ? "" : ",", *s);
    return invalid(b, p,
                   "The argument \"%s\" does not belong to the set \"%s\" specified by the "
                   "ValidateSet attribute. Supply an argument that is in the set and then try "
                   "the command again.",
                   text.buf, list.buf);
}

static enum bind_result check_range(struct binding *b, const struct param *p, struct value v)
{
    const struct param_rare *rare = param_rare(p);
    bool low, high;
    if (v.kind == V_UINT64) {
        low = rare->min > 0 && v.u < (uint64_t)rare->min;
        high = rare->max >= 0 ? v.u > (uint64_t)rare->max : true;
    } else if (value_is_integer(v)) {
        low = v.i < rare->min;
        high = v.i > rare->max;
    } else if (v.kind == V_DOUBLE || v.kind == V_SINGLE) {
        low = v.d < (double)rare->min;
        high = v.d > (double)rare->max;
    } else {
        return BIND_OK;
    }
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    if (high)
        return invalid(b, p,
                       "The %s argument is greater than the maximum allowed range of %lld. Supply "
                       "an argument that is less than or equal to %lld and then try the command "
                       "again.",
                       text.buf, (long long)rare->max, (long long)rare->max);
    if (low)
        return invalid(b, p,
                       "The %s argument is less than the minimum allowed range of %lld. Supply an "
                       "argument that is greater than or equal to %lld and then try the command "
                       "again.",
                       text.buf, (long long)rare->min, (long long)rare->min);
    return BIND_OK;
}

static enum bind_result check_count(struct binding *b, const struct param *p, struct value v)
{
    size_t n = v.kind == V_ARRAY ? v.array->len : 1;
    const struct param_rare *rare = param_rare(p);
    size_t min = (size_t)rare->min_count;
    size_t max = rare->max_count ? (size_t)rare->max_count : SIZE_MAX;
    if (n >= min && n <= max)
        return BIND_OK;
    if (min == max)
        return invalid(b, p,
                       "The parameter requires exactly %zu value(s) - %zu value(s) were "
                       "provided.",
                       min, n);
    return invalid(b, p,
                   "The parameter requires at least %zu value(s) and no more than %zu "
                   "value(s) - %zu value(s) were provided.",
                   min, max, n);
}

static enum bind_result check_not_empty(struct binding *b, const struct param *p, struct value v)
{
    if (value_is_null(v) || is_empty_string(v) || (v.kind == V_ARRAY && v.array->len == 0) ||
        (v.kind == V_HASH && v.hash->count == 0))
        return invalid(b, p,
                       "The argument is null or empty. Provide an argument that is not null "
                       "or empty, and then try the command again.");
    for (size_t i = 0; v.kind == V_ARRAY && i < v.array->len; i++) {
        if (value_is_null(v.array->items[i]) || is_empty_string(v.array->items[i]))
            return invalid(b, p,
                           "The argument is null, empty, or an element of the argument "
                           "collection contains a null value. Supply a collection that does not "
                           "contain any null values and then try the command again.");
    }
    return BIND_OK;
}

typedef enum bind_result (*element_check)(struct binding *b, const struct param *p, struct value v);

static enum bind_result check_each(struct binding *b, const struct param *p, struct value v,
                                   element_check check)
{
    if (v.kind != V_ARRAY)
        return check(b, p, v);
    for (size_t i = 0; i < v.array->len; i++) {
        enum bind_result r = check(b, p, v.array->items[i]);
        if (r != BIND_OK)
            return r;
    }
    return BIND_OK;
}

static enum bind_result validate(struct binding *b, const struct param *p, struct value v)
{
    const struct param_rare *rare = param_rare(p);
    enum bind_result r = BIND_OK;
    if (p->not_null_or_empty)
        r = check_not_empty(b, p, v);
    if (r == BIND_OK && p->values && !rare->checks_itself)
        r = check_each(b, p, v, check_set);
    if (r == BIND_OK && rare->has_range)
        r = check_each(b, p, v, check_range);
    if (r == BIND_OK && (rare->min_count || rare->max_count))
        r = check_count(b, p, v);
    if (r == BIND_OK && rare->validation && !b->partial)
        r = bind_check_declared(b, p, v);
    return r;
}

/* ---- storing into the args struct ---- */

static void *field_of(const struct binding *b, const struct param *p)
{
    return (char *)b->args + p->offset;
}

static size_t field_size(enum param_kind kind)
{
    static const size_t sizes[] = {
        [PARAM_SWITCH] = sizeof(bool),
        [PARAM_BOOL] = sizeof(struct opt_bool),
        [PARAM_INT] = sizeof(struct opt_int),
        [PARAM_DOUBLE] = sizeof(struct opt_double),
        [PARAM_STRING] = sizeof(struct str *),
        [PARAM_STRING_LIST] = sizeof(struct str_list),
        [PARAM_INT_LIST] = sizeof(struct int_list),
        [PARAM_ENUM] = sizeof(struct opt_enum),
        [PARAM_ENUM_LIST] = sizeof(struct enum_list),
        [PARAM_ANY] = sizeof(struct value),
        [PARAM_LIST] = sizeof(struct value_list),
        [PARAM_SCRIPTBLOCK] = sizeof(struct scriptblock *),
        [PARAM_HASH] = sizeof(struct hash *),
    };
    return sizes[kind];
}

static void store(struct binding *b, struct bind_slot *slot, const struct param *p)
{
    struct value v = slot->value;
    void *field = field_of(b, p);
    size_t n = v.kind == V_ARRAY ? v.array->len : 0;
    switch (p->kind) {
    case PARAM_SWITCH:
        *(bool *)field = v.b;
        break;
    case PARAM_BOOL:
        *(struct opt_bool *)field = (struct opt_bool){ true, v.b };
        break;
    case PARAM_INT:
        *(struct opt_int *)field = (struct opt_int){ true, v.i };
        break;
    case PARAM_DOUBLE:
        *(struct opt_double *)field = (struct opt_double){ true, v.d };
        break;
    case PARAM_STRING:
        *(struct str **)field = v.str;
        break;
    case PARAM_STRING_LIST: {
        struct str **items = xcalloc(n + 1, sizeof(struct str *));
        for (size_t i = 0; i < n; i++)
            items[i] = v.array->items[i].kind == V_STRING ? v.array->items[i].str : NULL;
        slot->memory = items;
        *(struct str_list *)field = (struct str_list){ items, n, true };
        break;
    }
    case PARAM_INT_LIST: {
        int64_t *items = xcalloc(n + 1, sizeof(*items));
        for (size_t i = 0; i < n; i++)
            items[i] = v.array->items[i].i;
        slot->memory = items;
        *(struct int_list *)field = (struct int_list){ items, n, true };
        break;
    }
    case PARAM_ENUM:
        *(struct opt_enum *)field = (struct opt_enum){ true, value_enum_get(v) };
        break;
    case PARAM_ENUM_LIST: {
        int32_t *items = xcalloc(n + 1, sizeof(*items));
        for (size_t i = 0; i < n; i++)
            items[i] = value_enum_get(v.array->items[i]);
        slot->memory = items;
        *(struct enum_list *)field = (struct enum_list){ items, n, true };
        break;
    }
    case PARAM_ANY:
        *(struct value *)field = v;
        break;
    case PARAM_LIST:
        *(struct value_list *)field = (struct value_list){ v.array->items, n };
        break;
    case PARAM_SCRIPTBLOCK:
        *(struct scriptblock **)field = value_is_null(v) ? NULL : scriptblock_of(v);
        break;
    case PARAM_HASH:
        *(struct hash **)field = v.kind == V_HASH ? v.hash : NULL;
        break;
    }
}

void bind_slot_reset(struct binding *b, size_t param)
{
    struct bind_slot *slot = &b->slots[param];
    const struct param *p = b->plan->params[param].p;
    if (b->args)
        memset(field_of(b, p), 0, field_size(p->kind));
    else
        b->bound[p->offset] = value_nothing();
    value_clear(&slot->value);
    free(STEAL(slot->memory));
    slot->bound = slot->from_pipeline = slot->by_default = false;
}

static enum bind_result take_value(struct binding *b, size_t param, struct value v, unsigned flags)
{
    const struct plan_param *pp = &b->plan->params[param];
    const struct param *p = pp->p;
    AUTO_VALUE converted = value_null();
    if (!(flags & BIND_COERCE) && !bind_fits(p, v))
        return BIND_MISFIT;
    AUTO_ERR *err = NULL;
    if ((pp->mandatory || p->not_null) && b->args && value_is_null(v)) {
        enum bind_result r = check_presence(b, pp, v, v);
        if (r != BIND_OK)
            return r;
    }
    AUTO_VALUE given = value_ref(v);
    const struct validation *validation = param_rare(p)->validation;
    bool changes = validation && !b->partial && validation_changes(validation);
    if (changes && validation_change(b->session, validation, false, &given, &err) < 0)
        return change_failed(b, p, &err);
    v = given;
    if (convert(b, p, v, &converted, &err) < 0)
        return conversion_failed(b, pp, v, err);
    if (changes && p->type && validation_change(b->session, validation, true, &converted, &err) < 0)
        return change_failed(b, p, &err);
    enum bind_result r = validate(b, p, converted);
    if (r == BIND_OK && pp->mandatory)
        r = check_presence(b, pp, v, converted);
    if (r != BIND_OK)
        return r;
    struct bind_slot *slot = &b->slots[param];
    if (slot->bound)
        bind_slot_reset(b, param);
    slot->value = converted;
    converted = value_null();
    slot->bound = true;
    slot->from_pipeline = (flags & BIND_FROM_PIPELINE) != 0;
    slot->by_default = (flags & BIND_DEFAULT) != 0;
    if (b->args)
        store(b, slot, p);
    else
        b->bound[p->offset] = slot->value;
    b->sets &= pp->sets;
    return BIND_OK;
}

/* The same, told step by step. */
static enum bind_result take_value_traced(struct binding *b, size_t param, struct value v,
                                          unsigned flags)
{
    struct session *s = b->session;
    const struct param *p = b->plan->params[param].p;
    AUTO_FREE char *text = tracer_text(v);
    AUTO_STRBUF type = STRBUF_INIT;
    tracer_open(s, TRACE_BINDING, "BIND arg [%s] to parameter [%s]", text, p->name);
    if (flags & BIND_COERCE) {
        param_type_name(p, &type);
        tracer_open(s, TRACE_BINDING, "COERCE arg to [%s]", type.buf ? type.buf : "");
        if (bind_fits(p, v))
            tracer_line(s, TRACE_BINDING,
                        "Parameter and arg types the same, no coercion is needed.");
        else
            tracer_line(s, TRACE_BINDING, "Trying to convert argument value from %s to %s",
                        value_type_of(v)->name, type.buf ? type.buf : "");
        tracer_close(s, TRACE_BINDING);
    }
    enum bind_result r = take_value(b, param, v, flags);
    const struct error_record *error = r == BIND_ERROR ? error_record_of(s->failure) : NULL;
    if (error && strncmp(error->id, "CannotConvert", 13) == 0)
        tracer_line(s, TRACE_BINDING,
                    "    ERROR: COERCE FAILED: arg [%s] could not be converted to the parameter "
                    "type [%s]",
                    text, type.buf ? type.buf : "");
    else if (error)
        tracer_line(s, TRACE_BINDING, "    ERROR: VALIDATION FAILED: %s",
                    error_record_message(s->failure));
    else
        tracer_line(s, TRACE_BINDING, "BIND arg [%s] to param [%s] %s", text, p->name,
                    r == BIND_OK ? "SUCCESSFUL" : "SKIPPED");
    tracer_close(s, TRACE_BINDING);
    return r;
}

enum bind_result bind_value(struct binding *b, size_t param, struct value v, unsigned flags)
{
    return b->session->tracer ? take_value_traced(b, param, v, flags)
                              : take_value(b, param, v, flags);
}
