#include "cmdlets/core/session/command_match.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/err.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/runtime/session.h"

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned name_distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), width = m + 1;
    AUTO_FREE unsigned *d = xcalloc((n + 1) * width, sizeof(*d));

    for (size_t i = 0; i <= n; i++)
        d[i * width] = (unsigned)i;
    for (size_t j = 0; j <= m; j++)
        d[j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            char x = upper(a[i - 1]), y = upper(b[j - 1]);
            unsigned cost = x != y;
            unsigned best = least(least(d[i * width + j - 1], d[(i - 1) * width + j]) + 1,
                                  d[(i - 1) * width + j - 1] + cost);
            if (i > 1 && j > 1 && x == upper(b[j - 2]) && upper(a[i - 2]) == y)
                best = least(best, d[(i - 2) * width + j - 2] + cost);
            d[i * width + j] = best;
        }
    return d[n * width + m];
}

bool name_abbreviates_to(const char *name, const char *abbreviation)
{
    for (; *name; name++) {
        if ((*name < 'A' || *name > 'Z') && *name != '-')
            continue;
        if (upper(*abbreviation) != *name)
            return false;
        abbreviation++;
    }
    return *abbreviation == '\0';
}

/* ---- -ShowCommandInfo ---- */

static struct value member(struct value v, const char *name)
{
    struct value out = value_null();
    AUTO_ERR *err = NULL;

    if (member_get(v, name, &out, &err) < 0)
        out = value_null();
    return out;
}

static void copy_member(struct session *s, struct object *o, struct value from, const char *name)
{
    object_set_note_take(o, s->shapes, name, member(from, name));
}

static struct value type_facts(struct session *s, const struct type_info *t)
{
    struct object *o = object_new_custom(s->shapes);
    struct array *values = array_new(0);

    AUTO_VALUE type = value_type(t);
    for (size_t i = 0; t->enum_info && i < t->enum_info->nmembers; i++)
        array_push_take(values, value_enum(t->enum_info, (int32_t)t->enum_info->members[i].value));
    copy_member(s, o, type, "FullName");
    copy_member(s, o, type, "IsEnum");
    copy_member(s, o, type, "IsArray");
    object_set_note_take(o, s->shapes, "EnumValues", value_of_array(values));
    object_set_note_take(o, s->shapes, "HasFlagAttribute", value_bool(false));
    AUTO_VALUE is_array = member(type, "IsArray");
    object_set_note_take(o, s->shapes, "ElementType",
                         value_truth(is_array) && t->element ? type_facts(s, t->element)
                                                             : value_null());
    object_set_note_take(o, s->shapes, "ImplementsDictionary", value_bool(false));
    return value_of_object(o);
}

/* all: the command's parameters by name, which have the attributes. */
static struct value parameter_facts(struct session *s, struct value parameter, struct value all)
{
    struct object *o = object_new_custom(s->shapes);
    AUTO_VALUE type = member(parameter, "ParameterType");
    AUTO_VALUE name = member(parameter, "Name");
    const struct value *whole = all.kind == V_HASH ? hash_get(all.hash, name) : NULL;
    AUTO_VALUE attributes = whole ? member(*whole, "Attributes") : value_null();
    struct value valid = value_null();

    copy_member(s, o, parameter, "Name");
    copy_member(s, o, parameter, "IsMandatory");
    copy_member(s, o, parameter, "ValueFromPipeline");
    copy_member(s, o, parameter, "Position");
    object_set_note_take(o, s->shapes, "ParameterType",
                         type.kind == V_TYPE ? type_facts(s, type.type) : value_null());
    for (size_t i = 0; attributes.kind == V_ARRAY && i < attributes.array->len; i++) {
        struct value values = member(attributes.array->items[i], "ValidValues");
        if (values.kind == V_ARRAY)
            value_replace_take(&valid, values);
        else
            value_unref(values);
    }
    bool has = valid.kind == V_ARRAY;
    object_set_note_take(o, s->shapes, "HasParameterSet", value_bool(has));
    object_set_note_take(o, s->shapes, "ValidParamSetValues",
                         has ? valid : value_of_array(array_new(0)));
    return value_of_object(o);
}

static struct value set_facts(struct session *s, struct value set, struct value all)
{
    struct object *o = object_new_custom(s->shapes);
    AUTO_VALUE parameters = member(set, "Parameters");
    struct array *list = array_new(8);

    for (size_t i = 0; parameters.kind == V_ARRAY && i < parameters.array->len; i++)
        array_push_take(list, parameter_facts(s, parameters.array->items[i], all));
    copy_member(s, o, set, "Name");
    copy_member(s, o, set, "IsDefault");
    object_set_note_take(o, s->shapes, "Parameters", value_of_array(list));
    return value_of_object(o);
}

struct value show_command_info(struct session *s, struct value info)
{
    struct object *o = object_new_custom(s->shapes), *module = object_new_custom(s->shapes);
    AUTO_VALUE sets = member(info, "ParameterSets");
    AUTO_VALUE all = member(info, "Parameters");
    struct array *list = array_new(4);

    for (size_t i = 0; sets.kind == V_ARRAY && i < sets.array->len; i++)
        array_push_take(list, set_facts(s, sets.array->items[i], all));
    copy_member(s, o, info, "Name");
    copy_member(s, o, info, "ModuleName");
    object_set_note_take(module, s->shapes, "Name", member(info, "ModuleName"));
    object_set_note_take(o, s->shapes, "Module", value_of_object(module));
    copy_member(s, o, info, "CommandType");
    copy_member(s, o, info, "Definition");
    object_set_note_take(o, s->shapes, "ParameterSets", value_of_array(list));
    return value_of_object(o);
}
