#include "shell/runtime/host_types.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/members.h"

/* ---- ChoiceDescription and FieldDescription: texts ---- */

enum { CHOICE_LABEL, CHOICE_HELP, NCHOICE };
enum { FIELD_NAME, FIELD_LABEL, FIELD_HELP, FIELD_TYPE, FIELD_MANDATORY, FIELD_DEFAULT, NFIELD };

struct texts {
    struct value items[NFIELD];
};

static struct texts *texts_of(struct value v)
{
    return object_payload(v.object);
}

static void texts_destroy(struct object *o)
{
    struct texts *t = object_payload(o);
    for (size_t i = 0; i < NFIELD; i++)
        value_unref(t->items[i]);
}

static const char *text_at(struct value v, size_t i)
{
    struct value item = texts_of(v)->items[i];
    return item.kind == V_STRING ? item.str->data : "";
}

GETTER(text_get)
{
    (void)err;
    *out = value_ref(texts_of(self)->items[p->data]);
    return 0;
}

static void replace(struct value self, size_t i, struct value v)
{
    struct value *at = &texts_of(self)->items[i];
    value_unref(*at);
    *at = v;
}

SETTER(text_set)
{
    if (value_is_null(v))
        return fail_null_argument(err, "value");
    replace(self, (size_t)p->data, arg_string(v));
    return 0;
}

SETTER(any_set)
{
    (void)err;
    replace(self, (size_t)p->data, value_ref(v));
    return 0;
}

SETTER(bool_set)
{
    (void)err;
    replace(self, (size_t)p->data, value_bool(value_truth(v)));
    return 0;
}

CALL(choice_new)
{
    (void)self;
    AUTO_VALUE label = arg_string(args[0]);
    if (label.str->len == 0)
        return fail_argument(err, "Cannot process argument because the value of argument "
                                  "\"label\" is null or empty.");
    struct value v = value_of_object(object_new(&type_choice_description));
    replace(v, CHOICE_LABEL, STEAL_VALUE(label));
    replace(v, CHOICE_HELP, n > 1 ? arg_string(args[1]) : value_string(""));
    *out = v;
    return 0;
}

/* A text stands for a choice of this label, as in @('&Yes', '&No'). */
static int choice_from(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_choice_description);
    return choice_new(value_null(), &v, 1, out, err);
}

CALL(field_new)
{
    (void)self;
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    if (name.str->len == 0)
        return fail_argument(err, "Cannot process argument because the value of argument "
                                  "\"name\" is null or empty.");
    struct value v = value_of_object(object_new(&type_field_description));
    replace(v, FIELD_NAME, STEAL_VALUE(name));
    replace(v, FIELD_LABEL, value_string(""));
    replace(v, FIELD_HELP, value_string(""));
    replace(v, FIELD_TYPE, value_string("System.String"));
    replace(v, FIELD_MANDATORY, value_bool(true));
    *out = v;
    return 0;
}

CALL(field_set_type)
{
    (void)n;
    (void)out;
    if (args[0].kind != V_TYPE)
        return fail_null_argument(err, "parameterType");
    replace(self, FIELD_TYPE, value_string(args[0].type->name));
    return 0;
}

GETTER(field_short_type)
{
    (void)err;
    (void)p;
    const char *name = text_at(self, FIELD_TYPE), *dot = strrchr(name, '.');
    *out = value_string(dot ? dot + 1 : name);
    return 0;
}

/* clang-format off */
#define TEXT(n, d) { .name = n, .type_name = "string", .get = text_get, .data = d }
#define TEXT_RW(n, d) { .name = n, .type_name = "string", .get = text_get, .set = text_set, .data = d }
/* clang-format on */
static const struct property choice_props[] = {
    TEXT("Label", CHOICE_LABEL),
    TEXT_RW("HelpMessage", CHOICE_HELP),
};
static const struct method choice_statics[] = {
    METHOD("new", 1, 2, choice_new,
           "System.Management.Automation.Host.ChoiceDescription new(string label, string "
           "helpMessage)"),
};
const struct type_info type_choice_description = {
    .name = "System.Management.Automation.Host.ChoiceDescription",
    .base = &type_object,
    PROPS(choice_props),
    STATICS(choice_statics),
    .convert_from = choice_from,
    .payload_size = sizeof(struct texts),
    .destroy = texts_destroy,
};

static const struct property field_props[] = {
    TEXT("Name", FIELD_NAME),
    PROPERTY("ParameterTypeName", "string", field_short_type),
    TEXT("ParameterTypeFullName", FIELD_TYPE),
    TEXT_RW("Label", FIELD_LABEL),
    TEXT_RW("HelpMessage", FIELD_HELP),
    { .name = "IsMandatory",
      .type_name = "bool",
      .get = text_get,
      .set = bool_set,
      .data = FIELD_MANDATORY },
    { .name = "DefaultValue",
      .type_name = "psobject",
      .get = text_get,
      .set = any_set,
      .data = FIELD_DEFAULT },
};
static const struct method field_methods[] = {
    METHOD("SetParameterType", 1, 1, field_set_type, "void SetParameterType(type parameterType)"),
};
static const struct method field_statics[] = {
    METHOD("new", 1, 1, field_new,
           "System.Management.Automation.Host.FieldDescription new(string name)"),
};
const struct type_info type_field_description = {
    .name = "System.Management.Automation.Host.FieldDescription",
    .base = &type_object,
    PROPS(field_props),
    METHODS(field_methods),
    STATICS(field_statics),
    .payload_size = sizeof(struct texts),
    .destroy = texts_destroy,
};

const char *choice_label(struct value v)
{
    return text_at(v, CHOICE_LABEL);
}

const char *choice_help(struct value v)
{
    return text_at(v, CHOICE_HELP);
}

const char *field_name(struct value v)
{
    return text_at(v, FIELD_NAME);
}

const char *field_help(struct value v)
{
    return text_at(v, FIELD_HELP);
}

const char *field_type_name(struct value v)
{
    return text_at(v, FIELD_TYPE);
}

/* ---- Size and Coordinates: two numbers ---- */

struct pair {
    int32_t items[2];
};

static struct pair *pair_of(struct value v)
{
    return object_payload(v.object);
}

static struct value pair_new(const struct type_info *type, int32_t a, int32_t b)
{
    struct object *o = object_new(type);
    *(struct pair *)object_payload(o) = (struct pair){ { a, b } };
    return value_of_object(o);
}

struct value host_size_new(int width, int height)
{
    return pair_new(&type_host_size, width, height);
}

struct value host_coordinates_new(int x, int y)
{
    return pair_new(&type_host_coordinates, x, y);
}

GETTER(pair_get)
{
    (void)err;
    *out = value_int(pair_of(self)->items[p->data]);
    return 0;
}

SETTER(pair_set)
{
    return arg_int(v, &pair_of(self)->items[p->data], err);
}

CALL(pair_call_new)
{
    int32_t a = 0, b = 0;
    if (n == 1)
        return fail_argument(err, "Cannot find an overload for \"new\" and the argument count: "
                                  "\"1\".");
    if (n == 2 && (arg_int(args[0], &a, err) < 0 || arg_int(args[1], &b, err) < 0))
        return -1;
    *out = pair_new(self.type, a, b);
    return 0;
}

static int pair_to_string(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "%d,%d", pair_of(self)->items[0], pair_of(self)->items[1]);
    return 0;
}

static bool pair_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == a.object->type &&
           memcmp(pair_of(a), pair_of(b), sizeof(struct pair)) == 0;
}

/* clang-format off */
#define PART(n, d) { .name = n, .type_name = "int", .get = pair_get, .set = pair_set, .data = d }
/* clang-format on */
static const struct property size_props[] = { PART("Width", 0), PART("Height", 1) };
static const struct property coordinates_props[] = { PART("X", 0), PART("Y", 1) };
static const struct method size_statics[] = {
    METHOD("new", 0, 2, pair_call_new,
           "System.Management.Automation.Host.Size new(int width, int height)"),
};
static const struct method coordinates_statics[] = {
    METHOD("new", 0, 2, pair_call_new,
           "System.Management.Automation.Host.Coordinates new(int x, int y)"),
};
const struct type_info type_host_size = {
    .name = "System.Management.Automation.Host.Size",
    .base = &type_object,
    PROPS(size_props),
    STATICS(size_statics),
    .to_string = pair_to_string,
    .equals = pair_equals,
    .payload_size = sizeof(struct pair),
    .is_value_type = true,
};
const struct type_info type_host_coordinates = {
    .name = "System.Management.Automation.Host.Coordinates",
    .base = &type_object,
    PROPS(coordinates_props),
    STATICS(coordinates_statics),
    .to_string = pair_to_string,
    .equals = pair_equals,
    .payload_size = sizeof(struct pair),
    .is_value_type = true,
};
