/* System.Enum. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/types/enum.h"

extern const struct type_info type_value_type;

CALL(enum_has_flag)
{
    (void)n;
    int32_t flag;
    if (self.kind != V_ENUM)
        return fail_argument(err, "Only an enum has flags.");
    if (value_to_enum(args[0], self.enum_info, &flag, err) < 0)
        return -1;
    *out = value_bool((value_enum_get(self) & flag) == flag);
    return 0;
}

GETTER(enum_value)
{
    UNUSED_GETTER();
    const struct type_info *underlying = self.enum_info->underlying;
    if (underlying && value_convert(value_int(value_enum_get(self)), underlying, out, err) == 0)
        return 0;
    err_clear(err);
    *out = value_int(value_enum_get(self));
    return 0;
}

static int enum_of(struct value type, const struct enum_info **out, struct err **err)
{
    const struct type_info *t = type.kind == V_TYPE ? type.type : NULL;
    if (type.kind == V_STRING)
        t = type_find(type.str->data, type.str->len);
    if (!t && type.kind == V_STRING)
        t = named_type_find(type.str->data, type.str->len);
    if (!t || !t->enum_info)
        return fail_argument(err, "Type provided must be an Enum. (Parameter 'enumType')");
    *out = t->enum_info;
    return 0;
}

/* The type is the receiver ([DayOfWeek]::GetNames()) or the first argument. */
static int enum_subject(struct value self, const struct value **args, size_t *n,
                        const struct enum_info **info, struct err **err)
{
    if (*n && ((*args)[0].kind == V_TYPE ||
               ((*args)[0].kind == V_STRING && self.kind == V_TYPE && !self.type->enum_info))) {
        if (enum_of((*args)[0], info, err) < 0)
            return -1;
        ++*args;
        --*n;
        return 0;
    }
    return enum_of(self, info, err);
}

/* The member after m by unsigned value, equal values in their order; NULL first and at the end. */
static const struct enum_member *next_member(const struct enum_info *info,
                                             const struct enum_member *m)
{
    const struct enum_member *best = NULL;
    for (size_t i = 0; i < info->nmembers; i++) {
        const struct enum_member *at = &info->members[i];
        uint32_t v = (uint32_t)at->value;
        if (m && (v < (uint32_t)m->value || (v == (uint32_t)m->value && at <= m)))
            continue;
        if (!best || v < (uint32_t)best->value)
            best = at;
    }
    return best;
}

CALL(enum_get_names)
{
    const struct enum_info *info;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    struct array *a = array_new(info->nmembers);
    a->type = &type_string_array;
    a->element = &type_string;
    for (const struct enum_member *m = NULL; (m = next_member(info, m));)
        array_push_take(a, value_string(m->name));
    *out = value_of_array(a);
    return 0;
}

CALL(enum_get_values)
{
    const struct enum_info *info;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    struct array *a = array_new(info->nmembers);
    for (const struct enum_member *m = NULL; (m = next_member(info, m));)
        array_push_take(a, value_enum(info, m->value));
    *out = value_of_array(a);
    return 0;
}

/* Every name of the list is spelled as a member is. */
static bool spelled_right(const struct enum_info *info, const struct str *text)
{
    for (const char *at = text->data; *at;) {
        at += strspn(at, " \t,");
        size_t len = strcspn(at, ","), end = len;
        while (end && (at[end - 1] == ' ' || at[end - 1] == '\t'))
            end--;
        bool found = !end || (at[0] >= '0' && at[0] <= '9') || at[0] == '-' || at[0] == '+';
        for (size_t i = 0; i < info->nmembers && !found; i++)
            found =
                strlen(info->members[i].name) == end && memcmp(info->members[i].name, at, end) == 0;
        if (!found)
            return false;
        at += len;
    }
    return true;
}

/* Whole names, unlike PowerShell's conversion, which takes the beginning of one. */
static bool read_enum(const struct enum_info *info, struct value v, bool any_case, int32_t *out)
{
    AUTO_VALUE text = arg_string(v);
    if (!text.str->len || enum_parse(info, text.str->data, text.str->len, out) < 0)
        return false;
    return any_case || spelled_right(info, text.str);
}

CALL(enum_parse_call)
{
    const struct enum_info *info;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    if (!n || args[0].kind == V_NULL)
        return fail_null_argument(err, "value");
    int32_t value;
    if (!read_enum(info, args[0], n > 1 && value_truth(args[1]), &value)) {
        AUTO_VALUE text = arg_string(args[0]);
        return fail_argument(err, "Requested value '%s' was not found.", text.str->data);
    }
    *out = value_enum(info, value);
    return 0;
}

/* TryParse(type, text [, ignoreCase], [ref]), of an enum's own type without the type; of Enum
 * itself the variable tells the type. */
CALL(enum_try_parse)
{
    const struct enum_info *info = NULL;
    struct value target = args[n - 1];
    AUTO_VALUE held = value_null();
    AUTO_ERR *none = NULL;
    int32_t value = 0;
    if (args[0].kind != V_TYPE && member_get(target, "Value", &held, &none) == 0 &&
        held.kind == V_ENUM)
        info = held.enum_info;
    if (!info && enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    if (n < 2)
        return fail_null_argument(err, "value");
    bool ok =
        args[0].kind != V_NULL && read_enum(info, args[0], n > 2 && value_truth(args[1]), &value);
    *out = value_bool(ok);
    return arg_set_ref(target, value_enum(info, ok ? value : 0), err);
}

CALL(enum_to_object)
{
    const struct enum_info *info;
    int64_t value;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    if (!n || args[0].kind == V_NULL)
        return fail_null_argument(err, "value");
    if (args[0].kind == V_ENUM)
        value = value_enum_get(args[0]);
    else if (!value_is_integer(args[0]))
        return fail_argument(err, "The value passed in must be an enum base or an underlying type "
                                  "for an enum, such as an Int32. (Parameter 'value')");
    else if (arg_long(args[0], &value, err) < 0)
        return -1;
    *out = value_enum(info, (int32_t)value);
    return 0;
}

CALL(enum_format_call)
{
    const struct enum_info *info;
    AUTO_VALUE v = value_null();
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    if (n < 2)
        return fail_null_argument(err, n ? "format" : "value");
    int32_t number;
    if (value_to_enum(args[0], info, &number, err) < 0)
        return -1;
    v = value_enum(info, number);
    AUTO_VALUE format = arg_string(args[1]);
    struct strbuf text = STRBUF_INIT;
    if (value_format_one(v, format.str->data, format.str->len, &text, err) < 0) {
        strbuf_release(&text);
        return -1;
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(enum_is_defined)
{
    const struct enum_info *info;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    if (!n)
        return fail_null_argument(err, "value");
    bool found = false;
    for (size_t i = 0; i < info->nmembers && !found; i++) {
        if (args[0].kind == V_STRING)
            found = strcmp(info->members[i].name, args[0].str->data) == 0;
        else if (args[0].kind == V_ENUM)
            found = info->members[i].value == value_enum_get(args[0]);
        else
            found = value_is_integer(args[0]) && info->members[i].value == args[0].i;
    }
    *out = value_bool(found);
    return 0;
}

CALL(enum_get_name)
{
    const struct enum_info *info;
    int32_t value;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    if (!n)
        return fail_null_argument(err, "value");
    if (arg_int(args[0], &value, err) < 0)
        return -1;
    const char *name = enum_name(info, value);
    *out = name ? value_string(name) : value_null();
    return 0;
}

CALL(enum_get_underlying)
{
    const struct enum_info *info;
    if (enum_subject(self, &args, &n, &info, err) < 0)
        return -1;
    *out = value_type(info->underlying ? info->underlying : &type_int32);
    return 0;
}

static const struct property enum_props[] = {
    { .name = "value__", .type_name = "int", .get = enum_value, .hidden = true },
};
static const struct method enum_methods[] = {
    METHOD("HasFlag", 1, 1, enum_has_flag, "bool HasFlag(System.Enum flag)"),
};
static const struct method enum_statics[] = {
    METHOD("GetNames", 0, 1, enum_get_names, "string[] GetNames(type enumType)"),
    METHOD("GetValues", 0, 1, enum_get_values, "array GetValues(type enumType)"),
    METHOD("Parse", 1, 3, enum_parse_call, "System.Object Parse(type enumType, string value)"),
    METHOD("TryParse", 2, 4, enum_try_parse,
           "bool TryParse(type enumType, string value, [ref] System.Object result)"),
    METHOD("ToObject", 1, 2, enum_to_object, "System.Object ToObject(type enumType, int value)"),
    METHOD("Format", 2, 3, enum_format_call,
           "string Format(type enumType, System.Object value, string format)"),
    METHOD("IsDefined", 1, 2, enum_is_defined,
           "bool IsDefined(type enumType, System.Object value)"),
    METHOD("GetUnderlyingType", 0, 1, enum_get_underlying, "type GetUnderlyingType(type enumType)"),
    METHOD("GetName", 1, 2, enum_get_name, "string GetName(type enumType, System.Object value)"),
};
const struct type_info type_enum = { .name = "System.Enum",
                                     .base = &type_value_type,
                                     .interfaces = implements_enum,
                                     PROPS(enum_props),
                                     METHODS(enum_methods),
                                     STATICS(enum_statics),
                                     .is_value_type = true };
