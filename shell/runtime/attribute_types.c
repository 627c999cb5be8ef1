#include "shell/runtime/attribute_types.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/attribute_object.h"
#include "shell/runtime/cmdlet.h"

struct value *attribute_fields(struct value v)
{
    return ((struct attribute *)object_payload(v.object))->fields;
}

int attribute_field_get(struct value self, const struct property *p, struct value *out,
                        struct err **err)
{
    (void)err;
    *out = value_ref(attribute_fields(self)[p->data]);
    return 0;
}

/* Converted to the type that Get-Member shows of it. */
int attribute_field_set(struct value self, const struct property *p, struct value v,
                        struct err **err)
{
    const struct type_info *type = type_find(p->type_name, strlen(p->type_name));
    struct value converted = value_null();
    if (!type || type == &type_object)
        converted = value_ref(v);
    else if (value_convert(v, type, &converted, err) < 0)
        return -1;
    value_replace_take(&attribute_fields(self)[p->data], converted);
    return 0;
}

void attribute_destroy(struct object *o)
{
    struct attribute *a = object_payload(o);
    for (size_t i = 0; i < ATTRIBUTE_FIELDS; i++)
        value_unref(a->fields[i]);
}

static int type_id(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)p;
    (void)err;
    *out = value_type(self.object->type);
    return 0;
}

static const struct property attribute_props[] = {
    { .name = "TypeId", .type_name = "System.Object", .get = type_id },
};
const struct type_info type_attribute = {
    .name = "System.Attribute",
    .base = &type_object,
    .props = attribute_props,
    .nprops = ARRAY_SIZE(attribute_props),
};

#define ABSTRACT(variable, full, parent)                                                          \
    const struct type_info variable = { .name = "System.Management.Automation." full "Attribute", \
                                        .base = &(parent) }
ABSTRACT(type_cmdlet_metadata_attribute, "Internal.CmdletMetadata", type_attribute);
ABSTRACT(type_validate_arguments_attribute, "ValidateArguments", type_cmdlet_metadata_attribute);
ABSTRACT(type_validate_enumerated_attribute, "ValidateEnumeratedArguments",
         type_validate_arguments_attribute);
ABSTRACT(type_transformation_attribute, "ArgumentTransformation", type_cmdlet_metadata_attribute);

struct value attribute_new(const struct type_info *type)
{
    struct object *o = object_new(type);
    struct attribute *a = object_payload(o);
    for (size_t i = 0; i < ATTRIBUTE_FIELDS; i++)
        a->fields[i] = value_null();
    return value_of_object(o);
}

/* ---- [Parameter()] ---- */

enum {
    P_POSITION,
    P_SET,
    P_MANDATORY,
    P_PIPELINE,
    P_PROPERTY,
    P_REMAINING,
    P_HELP,
    P_HIDE,
    P_HELP_BASE,
    P_HELP_RESOURCE
};
static const struct property parameter_props[] = {
    FIELD("Position", "int", P_POSITION),
    FIELD("ParameterSetName", "string", P_SET),
    FIELD("Mandatory", "bool", P_MANDATORY),
    FIELD("ValueFromPipeline", "bool", P_PIPELINE),
    FIELD("ValueFromPipelineByPropertyName", "bool", P_PROPERTY),
    FIELD("ValueFromRemainingArguments", "bool", P_REMAINING),
    FIELD("HelpMessage", "string", P_HELP),
    FIELD("HelpMessageBaseName", "string", P_HELP_BASE),
    FIELD("HelpMessageResourceId", "string", P_HELP_RESOURCE),
    FIELD("DontShow", "bool", P_HIDE),
};

struct value attribute_parameter_new(void)
{
    struct value v = attribute_new(&type_parameter_attribute);
    struct value *f = attribute_fields(v);
    f[P_POSITION] = value_int(INT32_MIN);
    f[P_SET] = value_string("__AllParameterSets");
    for (size_t i = P_MANDATORY; i <= P_REMAINING; i++)
        f[i] = value_bool(false);
    f[P_HIDE] = value_bool(false);
    return v;
}

static int parameter_new(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)self;
    (void)args;
    (void)n;
    (void)err;
    *out = attribute_parameter_new();
    return 0;
}

#define ATTRIBUTE(variable, full, short_name, constructor, min, max, signature, properties)    \
    ATTRIBUTE_OF(type_attribute, variable, full, short_name, constructor, min, max, signature, \
                 properties)
#define ATTRIBUTE_OF(parent, variable, full, short_name, constructor, min, max, signature,        \
                     properties)                                                                  \
    static const struct method variable##_statics[] = { { "new", min, max, constructor,           \
                                                          signature } };                          \
    const struct type_info variable = { .name = "System.Management.Automation." full "Attribute", \
                                        .accelerator = short_name,                                \
                                        .base = &(parent),                                        \
                                        .props = properties,                                      \
                                        .nprops = ARRAY_SIZE(properties),                         \
                                        .statics = variable##_statics,                            \
                                        .nstatics = 1,                                            \
                                        .payload_size = sizeof(struct attribute),                 \
                                        .destroy = attribute_destroy }

ATTRIBUTE(type_parameter_attribute, "Parameter", "Parameter", parameter_new, 0, 0,
          "System.Management.Automation.ParameterAttribute new()", parameter_props);

/* ---- attributes of some texts ---- */

static int texts_new(const struct type_info *type, const struct value *args, size_t n,
                     struct value *out, struct err **err)
{
    AUTO_VALUE all = value_null(), texts = value_null();
    if (n == 1 && args[0].kind == V_ARRAY)
        all = value_ref(args[0]);
    else
        all = value_of_array(array_from(args, n));
    if (value_convert(all, &type_string_array, &texts, err) < 0)
        return -1;
    *out = attribute_new(type);
    attribute_fields(*out)[0] = value_ref(texts);
    attribute_fields(*out)[1] = value_bool(true);
    return 0;
}

#define TEXTS(name, type)                                                                     \
    static int name(struct value self, const struct value *args, size_t n, struct value *out, \
                    struct err **err)                                                         \
    {                                                                                         \
        (void)self;                                                                           \
        return texts_new(&(type), args, n, out, err);                                         \
    }
TEXTS(alias_new, type_alias_attribute)

/* The values, or the class that makes them. */
static int set_new(struct value self, const struct value *args, size_t n, struct value *out,
                   struct err **err)
{
    (void)self;
    if (texts_new(&type_validate_set_attribute, args, n, out, err) < 0)
        return -1;
    if (n == 1 && args[0].kind == V_TYPE)
        attribute_fields(*out)[3] = value_ref(args[0]);
    return 0;
}

static int set_values(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    struct value maker = attribute_fields(self)[3];
    AUTO_VALUE object = value_null();
    if (maker.kind != V_TYPE || !maker.type->call_by_name)
        return attribute_field_get(self, p, out, err);
    if (maker.type->call_by_name(maker.type, maker, "new", NULL, 0, &object, err) < 0)
        return -1;
    return maker.type->call_by_name(maker.type, object, "GetValidValues", NULL, 0, out, err);
}

static const struct property alias_props[] = { FIELD("AliasNames", "string[]", 0) };
static const struct property set_props[] = {
    { .name = "ValidValues", .type_name = "string[]", .get = set_values },
    FIELD("IgnoreCase", "bool", 1),
    FIELD("ErrorMessage", "string", 2),
};
ATTRIBUTE(type_alias_attribute, "Alias", "Alias", alias_new, 1, -1,
          "System.Management.Automation.AliasAttribute new(Params string[] aliasNames)",
          alias_props);
ATTRIBUTE_OF(type_validate_enumerated_attribute, type_validate_set_attribute, "ValidateSet",
             "ValidateSet", set_new, 1, -1,
             "System.Management.Automation.ValidateSetAttribute new(Params string[] validValues)",
             set_props);

/* ---- attributes of one or two values, or none ---- */

static int values_new(const struct type_info *type, const struct value *args, size_t n,
                      struct value *out)
{
    *out = attribute_new(type);
    for (size_t i = 0; i < n && i < 2; i++)
        attribute_fields(*out)[i] = value_ref(args[i]);
    return 0;
}

#define VALUES(name, type)                                                                    \
    static int name(struct value self, const struct value *args, size_t n, struct value *out, \
                    struct err **err)                                                         \
    {                                                                                         \
        (void)self;                                                                           \
        (void)err;                                                                            \
        return values_new(&(type), args, n, out);                                             \
    }
VALUES(length_new, type_validate_length_attribute)
VALUES(count_new, type_validate_count_attribute)
VALUES(pattern_new, type_validate_pattern_attribute)
VALUES(script_new, type_validate_script_attribute)
VALUES(not_null_or_empty_new, type_validate_not_null_or_empty_attribute)
VALUES(not_null_new, type_validate_not_null_attribute)
VALUES(not_white_space_new, type_validate_not_null_or_white_space_attribute)
VALUES(type_name_new, type_ps_type_name_attribute)
VALUES(allow_null_new, type_allow_null_attribute)
VALUES(allow_string_new, type_allow_empty_string_attribute)
VALUES(allow_collection_new, type_allow_empty_collection_attribute)

/* An end that is no member of an enumeration makes the other one a number too. */
static int range_new(struct value self, const struct value *args, size_t n, struct value *out,
                     struct err **err)
{
    struct value ends[2] = { args[0], n > 1 ? args[1] : value_null() };
    (void)self;
    (void)err;
    for (size_t i = 0; i < n && n > 1; i++)
        if (ends[i].kind == V_ENUM && args[1 - i].kind != V_ENUM)
            ends[i] = value_int(value_enum_get(ends[i]));
    return values_new(&type_validate_range_attribute, ends, n, out);
}

static const struct property range_props[] = {
    FIELD("MinRange", "System.Object", 0),
    FIELD("MaxRange", "System.Object", 1),
};
static const struct property length_props[] = {
    FIELD("MinLength", "int", 0),
    FIELD("MaxLength", "int", 1),
};
/* [ValidatePattern] is case-insensitive where nothing else is said. */
static int pattern_options(struct value self, const struct property *p, struct value *out,
                           struct err **err)
{
    (void)err;
    struct value v = attribute_fields(self)[p->data];
    *out = value_is_null(v) ? value_enum(&enum_regex_options, 1) : value_ref(v);
    return 0;
}
static const struct property pattern_props[] = {
    { .name = "Options",
      .type_name = "System.Text.RegularExpressions.RegexOptions",
      .get = pattern_options,
      .set = attribute_field_set,
      .data = 1 },
    { .name = "RegexPattern", .type_name = "string", .get = attribute_field_get },
    FIELD("ErrorMessage", "string", 2),
};
static const struct property script_props[] = {
    FIELD("ScriptBlock", "System.Object", 0),
    FIELD("ErrorMessage", "string", 2),
};
ATTRIBUTE_OF(type_validate_enumerated_attribute, type_validate_range_attribute, "ValidateRange",
             "ValidateRange", range_new, 1, 2,
             "System.Management.Automation.ValidateRangeAttribute new(System.Object minRange, "
             "System.Object maxRange)",
             range_props);
ATTRIBUTE_OF(
    type_validate_enumerated_attribute, type_validate_length_attribute, "ValidateLength",
    "ValidateLength", length_new, 2, 2,
    "System.Management.Automation.ValidateLengthAttribute new(int minLength, int maxLength)",
    length_props);
ATTRIBUTE_OF(
    type_validate_arguments_attribute, type_validate_count_attribute, "ValidateCount",
    "ValidateCount", count_new, 2, 2,
    "System.Management.Automation.ValidateCountAttribute new(int minLength, int maxLength)",
    length_props);
ATTRIBUTE_OF(type_validate_enumerated_attribute, type_validate_pattern_attribute, "ValidatePattern",
             "ValidatePattern", pattern_new, 1, 1,
             "System.Management.Automation.ValidatePatternAttribute new(string regexPattern)",
             pattern_props);
ATTRIBUTE_OF(type_validate_enumerated_attribute, type_validate_script_attribute, "ValidateScript",
             "ValidateScript", script_new, 1, 1,
             "System.Management.Automation.ValidateScriptAttribute new(scriptblock scriptBlock)",
             script_props);
static const struct property type_name_props[] = {
    { .name = "PSTypeName", .type_name = "string", .get = attribute_field_get },
};
ATTRIBUTE(type_ps_type_name_attribute, "PSTypeName", "PSTypeNameAttribute", type_name_new, 1, 1,
          "System.Management.Automation.PSTypeNameAttribute new(string psTypeName)",
          type_name_props);
#define PLAIN(parent, variable, full, constructor)                \
    ATTRIBUTE_OF(parent, variable, full, full, constructor, 0, 0, \
                 "System.Management.Automation." full "Attribute new()", attribute_props)
PLAIN(type_validate_arguments_attribute, type_validate_not_null_or_empty_attribute,
      "ValidateNotNullOrEmpty", not_null_or_empty_new);
PLAIN(type_validate_arguments_attribute, type_validate_not_null_attribute, "ValidateNotNull",
      not_null_new);
PLAIN(type_validate_arguments_attribute, type_validate_not_null_or_white_space_attribute,
      "ValidateNotNullOrWhiteSpace", not_white_space_new);
PLAIN(type_cmdlet_metadata_attribute, type_allow_null_attribute, "AllowNull", allow_null_new);
PLAIN(type_cmdlet_metadata_attribute, type_allow_empty_string_attribute, "AllowEmptyString",
      allow_string_new);
PLAIN(type_cmdlet_metadata_attribute, type_allow_empty_collection_attribute, "AllowEmptyCollection",
      allow_collection_new);

static const struct type_info type_converter_attribute = {
    .name = "System.Management.Automation.ArgumentTypeConverterAttribute",
    .base = &type_transformation_attribute,
    .payload_size = sizeof(struct attribute),
    .destroy = attribute_destroy,
};

struct value attribute_type_converter(void)
{
    return attribute_new(&type_converter_attribute);
}

/* ---- RuntimeDefinedParameter ---- */

enum { R_NAME, R_TYPE, R_VALUE, R_IS_SET, R_ATTRIBUTES };

static struct value *runtime_field(struct value self, intptr_t index)
{
    struct runtime_parameter *r = object_payload(self.object);
    struct value *const fields[] = { &r->name, &r->type, &r->value, &r->is_set, &r->attributes };
    return fields[index];
}

static int runtime_get(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)err;
    *out = value_ref(*runtime_field(self, p->data));
    return 0;
}

static int runtime_set(struct value self, const struct property *p, struct value v,
                       struct err **err)
{
    (void)err;
    value_replace_take(runtime_field(self, p->data), value_ref(v));
    if (p->data == R_VALUE)
        value_replace_take(runtime_field(self, R_IS_SET), value_bool(true));
    return 0;
}

static void runtime_destroy(struct object *o)
{
    struct runtime_parameter *r = object_payload(o);
    value_unref(r->name);
    value_unref(r->type);
    value_unref(r->value);
    value_unref(r->is_set);
    value_unref(r->attributes);
}

static int runtime_new(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)self;
    struct object *o = object_new(&type_runtime_parameter);
    struct runtime_parameter *r = object_payload(o);
    *out = value_of_object(o);
    r->name = n > 0 ? value_to_string(args[0]) : value_null();
    r->type = value_null();
    r->value = value_null();
    r->is_set = value_bool(false);
    r->attributes = n > 2 ? value_ref(args[2]) : value_of_array(list_new(&type_object_list, NULL));
    return n > 1 ? value_convert(args[1], &type_type, &r->type, err) : 0;
}

#define RUNTIME(name_, type_, index_)                                                  \
    {                                                                                  \
        .name = (name_), .type_name = (type_), .get = runtime_get, .set = runtime_set, \
        .data = (index_)                                                               \
    }
static const struct property runtime_props[] = {
    RUNTIME("Name", "string", R_NAME),
    RUNTIME("ParameterType", "type", R_TYPE),
    RUNTIME("Value", "System.Object", R_VALUE),
    RUNTIME("IsSet", "bool", R_IS_SET),
    RUNTIME("Attributes", "System.Collections.ObjectModel.Collection[System.Attribute]",
            R_ATTRIBUTES),
};
static const struct method runtime_statics[] = {
    { "new", 0, 3, runtime_new,
      "System.Management.Automation.RuntimeDefinedParameter new(string name, type parameterType, "
      "System.Collections.ObjectModel.Collection[System.Attribute] attributes)" },
};
const struct type_info type_runtime_parameter = {
    .name = "System.Management.Automation.RuntimeDefinedParameter",
    .base = &type_object,
    .props = runtime_props,
    .nprops = ARRAY_SIZE(runtime_props),
    .statics = runtime_statics,
    .nstatics = ARRAY_SIZE(runtime_statics),
    .payload_size = sizeof(struct runtime_parameter),
    .destroy = runtime_destroy,
};

struct runtime_parameter *runtime_parameter_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_runtime_parameter)
        return NULL;
    return object_payload(v.object);
}

static int dictionary_new(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err)
{
    (void)self;
    (void)args;
    (void)n;
    (void)err;
    struct hash *h = hash_new(HASH_ORDERED);
    h->type = &type_runtime_dictionary;
    *out = value_of_hash(h);
    return 0;
}

static const struct method dictionary_statics[] = {
    { "new", 0, 0, dictionary_new,
      "System.Management.Automation.RuntimeDefinedParameterDictionary new()" },
};
const struct type_info type_runtime_dictionary = {
    .name = "System.Management.Automation.RuntimeDefinedParameterDictionary",
    .base = &type_ordered,
    .statics = dictionary_statics,
    .nstatics = ARRAY_SIZE(dictionary_statics),
};

/* ---- what they say of a parameter ---- */

static const char *kept(struct array *keep, struct value v)
{
    struct value text = value_to_string(v);
    array_push_take(keep, text);
    return text.str->data;
}

/* Room of zeros, as long as keep lives. */
static void *kept_room(struct array *keep, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    AUTO_STRBUF room = STRBUF_INIT;
    strbuf_fill(&room, '\0', size + align);
    struct value text = value_string_len(room.buf, room.len);
    array_push_take(keep, text);
    uintptr_t at = (uintptr_t)text.str->data;
    return (void *)((at + align - 1) & ~(uintptr_t)(align - 1));
}

static void apply_parameter(struct array *keep, const struct value *f, struct param *p)
{
    int64_t position = 0;
    AUTO_ERR *err = NULL;
    p->mandatory = value_truth(f[P_MANDATORY]);
    p->from_pipeline = value_truth(f[P_PIPELINE]);
    p->from_property = value_truth(f[P_PROPERTY]);
    p->remaining = value_truth(f[P_REMAINING]);
    p->not_completed = value_truth(f[P_HIDE]);
    if (value_to_int64(f[P_POSITION], &position, &err) == 0 && position >= 0 && position < 255)
        p->position = (uint8_t)(position + 1);
    if (f[P_SET].kind == V_STRING &&
        !text_caseeqn(f[P_SET].str->data, f[P_SET].str->len, "__AllParameterSets", 18))
        p->sets = kept(keep, f[P_SET]);
    if (!value_is_null(f[P_HELP]))
        p->help = kept(keep, f[P_HELP]);
}

void attribute_apply(struct array *keep, struct value v, struct param *p)
{
    if (v.kind != V_OBJECT || !type_is_a(v.object->type, &type_attribute))
        return;
    const struct type_info *type = v.object->type;
    const struct value *f = attribute_fields(v);
    AUTO_ERR *err = NULL;
    if (type == &type_parameter_attribute) {
        apply_parameter(keep, f, p);
    } else if (type == &type_alias_attribute || type == &type_validate_set_attribute) {
        AUTO_VALUE made = value_null();
        if (type == &type_validate_set_attribute && f[3].kind == V_TYPE &&
            (set_values(v, NULL, &made, &err) < 0 || made.kind != V_ARRAY))
            return;
        const struct array *items = made.kind == V_ARRAY ? made.array : f[0].array;
        const char **values = kept_room(keep, (items->len + 1) * sizeof(*values));
        AUTO_STRBUF joined = STRBUF_INIT;
        for (size_t i = 0; i < items->len; i++) {
            values[i] = kept(keep, items->items[i]);
            strbuf_addf(&joined, "%s%s", i ? "," : "", values[i]);
        }
        if (type == &type_alias_attribute) {
            AUTO_VALUE names = value_string(joined.buf);
            p->aliases = kept(keep, names);
        } else {
            p->values = values;
        }
    } else if (type == &type_validate_range_attribute) {
        struct param_rare rare = { .has_range = true };
        if (value_to_int64(f[0], &rare.min, &err) == 0 &&
            value_to_int64(f[1], &rare.max, &err) == 0) {
            struct param_rare *own = kept_room(keep, sizeof(*own));
            *own = rare;
            p->rare = own;
        }
    } else if (type == &type_validate_not_null_or_empty_attribute ||
               type == &type_validate_not_null_attribute) {
        p->not_null_or_empty = true;
    } else if (type == &type_allow_null_attribute) {
        p->allow_null = true;
    } else if (type == &type_allow_empty_string_attribute ||
               type == &type_allow_empty_collection_attribute) {
        p->allow_empty = true;
    }
}
