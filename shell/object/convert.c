#include "shell/object/convert.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert_number.h"
#include "shell/object/datetime.h"
#include "shell/object/decimal.h"
#include "shell/object/delegate.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/types/bigint.h"
#include "shell/object/wrap.h"

bool value_truth_any(struct value v)
{
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        return false;
    case V_BOOL:
        return v.b;
    case V_SINGLE:
    case V_DOUBLE:
        return v.d != 0;
    case V_ENUM:
        return v.aux != 0;
    case V_STRING:
        return v.str->len != 0;
    case V_DECIMAL:
        return decimal_get(v).mantissa != 0;
    case V_ARRAY:
        if (v.array->len != 1)
            return v.array->len > 1;
        if (v.array->items[0].kind == V_ARRAY)
            return v.array->items[0].array->len != 0;
        return value_truth(v.array->items[0]);
    case V_HASH:
    case V_OBJECT:
    case V_TYPE:
    case V_DATETIME:
    case V_TIMESPAN:
        return true;
    default:
        return v.i != 0;
    }
}

/* The entry PSTypeName names the object's type instead of a property. */
static bool is_type_name(struct value key)
{
    return key.kind == V_STRING && key.str->len == 10 &&
           text_caseeqn(key.str->data, key.str->len, "PSTypeName", 10);
}

struct value value_to_custom(struct value hash, struct shapes *shapes)
{
    struct hash *h = hash.hash;
    struct shapes *own = shapes ? NULL : shapes_new();
    struct shape *shape = shapes_root(shapes ? shapes : own);
    struct hash_entry *e;
    bool plain = true;
    for (size_t i = 0; (e = hash_next(h, &i));) {
        plain = plain && e->key.kind == V_STRING && !is_type_name(e->key);
        if (plain)
            shape = shape_add(shape, e->key.str, MEMBER_NOTE);
    }
    struct object *o;
    if (plain && shape->count == h->count) {
        o = object_new_shaped(shape);
        size_t at = 0;
        for (size_t i = 0; (e = hash_next(h, &i));)
            o->slots[at++] = value_ref(e->value);
    } else {
        o = object_new_custom(shapes ? shapes : own);
        for (size_t i = 0; (e = hash_next(h, &i));) {
            if (is_type_name(e->key)) {
                AUTO_VALUE type = value_to_string(e->value);
                object_set_type_names(o, (const char *const[]){ type.str->data, NULL });
                continue;
            }
            AUTO_VALUE name = value_to_string(e->key);
            object_set_note_str_take(o, NULL, name.str, value_ref(e->value));
        }
    }
    shapes_free(own);
    return value_of_object(o);
}

static int to_char(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_STRING) {
        if (str_length(v.str) == 1) {
            *out = value_char(str_char_at(v.str, 0));
            return 0;
        }
        fail_with(err, "System.FormatException", NULL,
                  "String must be exactly one character long.");
        return fail_cast(err, v, &type_char, "InvalidCastParseTargetInvocation");
    }
    if (v.kind == V_NULL) {
        *out = value_char(0);
        return 0;
    }
    if (v.kind == V_DOUBLE || v.kind == V_SINGLE || v.kind == V_DECIMAL || v.kind == V_BOOL) {
        fail_with(err, "System.InvalidCastException", NULL, "Invalid cast from '%s' to 'Char'.",
                  strrchr(value_type_of(v)->name, '.') + 1);
        return fail_cast(err, v, &type_char, "InvalidCastIConvertible");
    }
    int64_t i;
    if (!value_is_integer(v))
        return fail_no_cast(err, v, &type_char);
    i = v.i;
    if (i < 0 || i > 0xFFFF) {
        fail_with(err, "System.OverflowException", NULL,
                  "Value was either too large or too small for a character.");
        return fail_cast(err, v, &type_char, "InvalidCastIConvertible");
    }
    *out = value_char((uint16_t)i);
    return 0;
}

static void list_names(const struct enum_info *to, const char *separator, struct strbuf *out)
{
    for (size_t i = 0; i < to->nmembers; i++) {
        if (i)
            strbuf_adds(out, separator);
        strbuf_adds(out, to->members[i].name);
    }
}

static int undefined_enum(struct value v, const struct enum_info *to, struct err **err)
{
    AUTO_STRBUF names = STRBUF_INIT, text = STRBUF_INIT;
    list_names(to, ",", &names);
    value_to_strbuf(v, &text);
    fail_with(err, "System.Management.Automation.PSInvalidCastException", "UndefinedIntegerToEnum",
              "Cannot convert value \"%s\" to type \"%s\" due to enumeration values that are not "
              "valid. Specify one of the following enumeration values and try again. The possible "
              "enumeration values are \"%s\".",
              text.buf, to->name, names.buf);
    return fail_runtime(err, "UndefinedIntegerToEnum");
}

static bool enum_defined(const struct enum_info *to, int32_t n)
{
    if (enum_name(to, n))
        return true;
    if (!to->flags)
        return false;
    uint32_t all = 0;
    for (size_t i = 0; i < to->nmembers; i++)
        all |= (uint32_t)to->members[i].value;
    return ((uint32_t)n & ~all) == 0;
}

/* Those whose names may be given by patterns, all that match together: -MemberType *Property. */
static bool takes_patterns(const struct enum_info *to)
{
    return strcmp(to->name, "System.Management.Automation.PSMemberTypes") == 0 ||
           strcmp(to->name, "System.Management.Automation.PSMemberViewTypes") == 0;
}

/* False: a part of the text matches no name. */
static bool enum_by_patterns(const struct enum_info *to, const char *s, size_t len, int32_t *out)
{
    uint32_t all = 0;
    for (size_t at = 0; at <= len;) {
        const char *comma = memchr(s + at, ',', len - at);
        size_t end = comma ? (size_t)(comma - s) : len;
        size_t from = at, to_end = end;
        while (from < to_end && s[from] == ' ')
            from++;
        while (to_end > from && s[to_end - 1] == ' ')
            to_end--;
        bool any = false;
        for (size_t i = 0; i < to->nmembers; i++) {
            const struct enum_member *m = &to->members[i];
            if (!text_wildcard_match(s + from, to_end - from, m->name, strlen(m->name), true))
                continue;
            all |= (uint32_t)m->value;
            any = true;
        }
        if (!any)
            return false;
        at = end + 1;
    }
    *out = (int32_t)all;
    return true;
}

static int text_to_enum(struct value v, const struct enum_info *to, const struct type_info *type,
                        int32_t *out, struct err **err)
{
    AUTO_STRBUF names = STRBUF_INIT;
    if (takes_patterns(to) && text_has_wildcard(v.str->data, v.str->len) &&
        enum_by_patterns(to, v.str->data, v.str->len, out))
        return 0;
    if (enum_by_prefix(to, v.str->data, v.str->len, out, &names) == 0) {
        bool digits = v.str->len && (strchr("-0123456789", v.str->data[0]) != NULL);
        return digits && !enum_defined(to, *out) ? undefined_enum(v, to, err) : 0;
    }
    if (names.len) {
        fail_with(err, "System.Management.Automation.RuntimeException", "MultipleEnumNameMatch",
                  "The identifier name %s cannot be processed because it is either too similar or "
                  "identical to the following enumerator names: %s. Use a more specific identifier "
                  "name.",
                  v.str->data, names.buf);
    } else {
        list_names(to, ", ", &names);
        fail_with(err, "System.Management.Automation.RuntimeException", "NoEnumNameMatch",
                  "Unable to match the identifier name %s to a valid enumerator name. Specify one "
                  "of the following enumerator names and try again:\n%s",
                  v.str->data, names.buf);
    }
    return fail_cast(err, v, type, "SubstringDisambiguationEnumParseThrewAnException");
}

int value_to_enum(struct value v, const struct enum_info *to, int32_t *out, struct err **err)
{
    struct type_info generic = { .name = to->name };
    const struct type_info *type = to->type ? to->type : &generic;
    if (v.kind == V_ENUM && v.enum_info == to) {
        *out = value_enum_get(v);
        return 0;
    }
    if (v.kind == V_ARRAY && to->flags) {
        AUTO_STRBUF joined = STRBUF_INIT;
        value_join(v, ",", &joined);
        AUTO_VALUE text = value_string_len(joined.buf, joined.len);
        return value_to_enum(text, to, out, err);
    }
    if (v.kind == V_ARRAY && v.array->len == 1)
        return value_to_enum(v.array->items[0], to, out, err);
    if (v.kind == V_STRING)
        return text_to_enum(v, to, type, out, err);
    if (v.kind == V_NULL)
        return fail_null_cast(err, type);
    if (v.kind == V_ENUM) {
        *out = value_enum_get(v);
    } else if (value_is_number(v)) {
        int64_t n;
        if (value_to_int64(v, &n, err) < 0)
            return -1;
        if (n < INT32_MIN || n > INT32_MAX)
            return undefined_enum(v, to, err);
        *out = (int32_t)n;
    } else {
        return fail_no_cast(err, v, type);
    }
    return enum_defined(to, *out) ? 0 : undefined_enum(v, to, err);
}

static int to_datetime(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_STRING) {
        if (date_parse(v.str->data, v.str->len, out) == 0)
            return 0;
        fail_date(err, v.str->data, v.str->len);
        return fail_cast(err, v, &type_datetime, "InvalidCastParseTargetInvocation");
    }
    if (value_is_integer(v) && v.i >= 0 && v.i <= DATETIME_MAX_TICKS) {
        *out = value_datetime(v.i, DATETIME_UNSPECIFIED);
        return 0;
    }
    return fail_no_cast(err, v, &type_datetime);
}

static int to_timespan(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_STRING) {
        int64_t ticks;
        int r = timespan_parse(v.str->data, v.str->len, &ticks);
        if (r == 0) {
            *out = value_timespan(ticks);
            return 0;
        }
        fail_timespan(r, v.str->data, err);
        return fail_cast(err, v, &type_timespan, "InvalidCastParseTargetInvocation");
    }
    if (value_is_number(v)) {
        int64_t ticks;
        if (value_to_int64(v, &ticks, err) < 0)
            return -1;
        *out = value_timespan(ticks);
        return 0;
    }
    return fail_no_cast(err, v, &type_timespan);
}

/* Each item to the element type; a scalar becomes an array of one. */
static int to_array(struct value v, const struct type_info *to, struct value *out, struct err **err)
{
    bool list = type_is_a(to, &type_list) || to == &type_array_list;
    if (!list && !type_is_a(to, &type_array)) { /* a set, a queue …: by its constructor */
        const struct method *m = type_find_static_method(to, "new", 3);
        AUTO_VALUE items = value_null();
        const struct type_info *from = type_array_of(to->element);
        if (to_array(v, from ? from : &type_object_array, &items, err) < 0)
            return -1;
        return m ? m->call(value_type(to), &items, 1, out, err) : fail_no_cast(err, v, to);
    }
    const struct type_info *element = to->element == &type_object ? NULL : to->element;
    if (element == &type_char && v.kind == V_STRING && !list) {
        struct array *chars = array_new(v.str->len);
        chars->type = to;
        chars->element = element;
        size_t n = str_length(v.str);
        *out = value_of_array(chars);
        for (size_t i = 0; i < n; i++) {
            if (i % 1024 == 1023 && cancel_check(err) < 0) {
                value_clear(out);
                return -1;
            }
            array_push_take(chars, value_char(str_char_at(v.str, i)));
        }
        return 0;
    }
    struct array *a =
        list ? list_new(to, element) : array_new(v.kind == V_ARRAY ? v.array->len : 1);
    a->type = to;
    a->element = element;
    AUTO_VALUE made = value_of_array(a);
    const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
    size_t n = v.kind == V_ARRAY ? v.array->len : 1;
    for (size_t i = 0; i < n; i++) {
        struct value item = value_null();
        if (i % 1024 == 1023 && cancel_check(err) < 0)
            return -1;
        if (!element)
            item = value_ref(items[i]);
        else if (value_convert(items[i], element, &item, err) < 0)
            return -1;
        array_push_take(a, item);
    }
    *out = made;
    made = value_null();
    return 0;
}

/* By a constructor without arguments, and properties. */
static int by_properties(struct value v, const struct type_info *to, struct value *out,
                         struct err **err)
{
    const struct method *m = type_find_static_method(to, "new", 3);
    if (m->call(value_type(to), NULL, 0, out, err) < 0)
        return -1;
    if ((value_is_custom(v) ? object_fill_by_custom(*out, v, err)
                            : object_fill(*out, v.hash, err)) == 0)
        return 0;
    value_clear(out);
    return -1;
}

static int to_hash(struct value v, const struct type_info *to, struct value *out, struct err **err)
{
    if (v.kind == V_NULL) {
        *out = value_null();
        return 0;
    }
    if (value_is_custom(v) && type_find_static_method(to, "new", 3))
        return by_properties(v, to, out, err);
    if (v.kind != V_HASH)
        return fail_no_cast(err, v, to);
    struct hash *h = hash_copy(v.hash);
    h->type = to;
    if (to == &type_ordered)
        h->flags |= HASH_ORDERED;
    *out = value_of_hash(h);
    return 0;
}

static int to_type(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_STRING) {
        const struct type_info *t = type_find(v.str->data, v.str->len);
        if (t) {
            *out = value_type(t);
            return 0;
        }
    }
    return fail_no_cast(err, v, &type_type);
}

static bool type_has_properties(const struct type_info *t)
{
    for (; t; t = t->base)
        if (t->nprops)
            return true;
    return false;
}

/* A constructor of one argument converts too. */
static int by_constructor(struct value v, const struct type_info *to, struct value *out,
                          struct err **err)
{
    const struct method *m = type_find_static_method(to, "new", 3);
    struct err *why = NULL;
    if (m && v.kind == V_HASH && m->min_args == 0 &&
        (m->max_args == 0 || object_can_fill(to, v.hash) || object_is_filled(to)))
        return by_properties(v, to, out, err);
    if (m && value_is_custom(v) && m->min_args == 0 && type_has_properties(to))
        return by_properties(v, to, out, err);
    if (!m || m->min_args > 1 || m->max_args == 0 || v.kind == V_NULL)
        return fail_no_cast(err, v, to);
    if (m->call(value_type(to), &v, 1, out, &why) == 0)
        return 0;
    if (v.kind != V_STRING) {
        err_free(why);
        return fail_no_cast(err, v, to);
    }
    err_move(err, &why);
    bool parses = type_find_static_method(to, "Parse", 5) != NULL;
    return fail_cast(err, v, to,
                     parses ? "InvalidCastParseTargetInvocation"
                            : "InvalidCastConstructorException");
}

struct value value_operand_string(struct value v)
{
    if (v.kind != V_TYPE)
        return value_to_string(v);
    struct strbuf text = STRBUF_INIT;
    value_language_text(v, &text);
    return value_string_take(&text);
}

static int convert_builtin(struct value v, const struct type_info *to, struct value *out,
                           struct err **err, bool *handled)
{
    *handled = true;
    const struct number_type *number = number_type_of(to);
    if (number)
        return convert_to_number(v, number, out, err);
    if (to == &type_string) {
        *out = value_operand_string(v);
        return 0;
    }
    if (to == &type_bool || to == &type_switch) {
        bool truth = value_truth(v);
        *out = to == &type_switch ? value_switch(truth) : value_bool(truth);
        return 0;
    }
    if (to == &type_char)
        return to_char(v, out, err);
    if (to == &type_void) {
        *out = value_nothing();
        return 0;
    }
    if (to == &type_datetime && v.kind != V_NULL && v.kind != V_OBJECT)
        return to_datetime(v, out, err);
    if (to == &type_timespan && v.kind != V_NULL)
        return to_timespan(v, out, err);
    if (to == &type_type && v.kind != V_NULL)
        return to_type(v, out, err);
    if (to->enum_info) {
        int32_t n;
        if (value_to_enum(v, to->enum_info, &n, err) < 0)
            return -1;
        *out = value_enum(to->enum_info, n);
        return 0;
    }
    if (type_is_a(to, &type_hashtable) || to == &type_ordered)
        return to_hash(v, to, out, err);
    *handled = false;
    return 0;
}

int value_convert(struct value v, const struct type_info *to, struct value *out, struct err **err)
{
    if (to == &type_object) {
        *out = value_ref(v);
        return 0;
    }
    if (to == &type_psobject) {
        *out = value_as_psobject(v);
        return 0;
    }
    if (value_type_of(v) == to) {
        *out = value_unwrapped(value_ref(v));
        return 0;
    }
    if (type_definition(to) == &type_nullable) {
        *out = value_null();
        return v.kind == V_NULL ? 0 : value_convert(v, type_argument(to, 0), out, err);
    }
    bool handled;
    int r = convert_builtin(v, to, out, err, &handled);
    if (handled)
        return r;
    bool collection = (to->element && to->base != &type_pscustomobject) || to == &type_array_list;
    if (v.kind == V_NULL) {
        if (to == &type_bigint)
            return value_convert(value_int(0), to, out, err);
        if (to->is_value_type)
            return fail_null_cast(err, to);
        *out = value_null();
        return 0;
    }
    if (type_is_a(value_type_of(v), to)) {
        *out = value_unwrapped(value_ref(v));
        return 0;
    }
    if (type_is_a(to, &type_delegate))
        return value_to_delegate(v, to, out, err);
    if (to == &type_pscustomobject) {
        *out = v.kind == V_HASH ? value_to_custom(v, NULL) : value_as_psobject(v);
        return 0;
    }
    if (to->rank)
        return fail_no_cast(err, v, to);
    if (collection)
        return to_array(v, to, out, err);
    if (v.kind == V_ARRAY && v.array->len == 1 && to != &type_array)
        return value_convert(v.array->items[0], to, out, err);
    if (to == &type_array)
        return to_array(v, &type_object_array, out, err);
    if (to->convert_from)
        return to->convert_from(v, out, err);
    return by_constructor(v, to, out, err);
}
