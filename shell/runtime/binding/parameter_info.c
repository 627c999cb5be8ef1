#include "shell/runtime/binding/parameter_info.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/record.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/parameter_attributes.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

#define ALL_SETS "__AllParameterSets"
#define TYPE_PREFIX "System.Management.Automation."

/* All four types are records of values, each with its own properties at its own places. */
enum { MAX_FIELDS = 11 };

static void put(struct value record, int field, struct value v)
{
    value_replace_take(record_field(record.object, (size_t)field), v);
}

#define RECORD_TYPE(variable, short_name, table)           \
    const struct type_info variable = {                    \
        .name = TYPE_PREFIX short_name,                    \
        .base = &type_object,                              \
        PROPS(table),                                      \
        .payload_size = MAX_FIELDS * sizeof(struct value), \
        .destroy = record_destroy,                         \
    }

enum { META_NAME, META_TYPE, META_SETS, META_DYNAMIC, META_ALIASES, META_ATTRIBUTES, META_SWITCH };
static const struct property metadata_props[] = {
    RECORD_FIELD("Name", "string", META_NAME),
    RECORD_FIELD("ParameterType", "type", META_TYPE),
    RECORD_FIELD("ParameterSets",
                 "System.Collections.Generic.Dictionary[string,System.Management.Automation."
                 "ParameterSetMetadata]",
                 META_SETS),
    RECORD_FIELD("IsDynamic", "bool", META_DYNAMIC),
    RECORD_FIELD("Aliases", "System.Collections.ObjectModel.Collection[string]", META_ALIASES),
    RECORD_FIELD("Attributes", "System.Collections.ObjectModel.Collection[System.Attribute]",
                 META_ATTRIBUTES),
    RECORD_FIELD("SwitchParameter", "bool", META_SWITCH),
};
RECORD_TYPE(type_parameter_metadata, "ParameterMetadata", metadata_props);

enum { IN_MANDATORY, IN_POSITION, IN_PIPELINE, IN_PROPERTY, IN_REMAINING, IN_HELP, IN_BASE, IN_ID };
static const struct property in_set_props[] = {
    RECORD_FIELD("IsMandatory", "bool", IN_MANDATORY),
    RECORD_FIELD("Position", "int", IN_POSITION),
    RECORD_FIELD("ValueFromPipeline", "bool", IN_PIPELINE),
    RECORD_FIELD("ValueFromPipelineByPropertyName", "bool", IN_PROPERTY),
    RECORD_FIELD("ValueFromRemainingArguments", "bool", IN_REMAINING),
    RECORD_FIELD("HelpMessage", "string", IN_HELP),
    RECORD_FIELD("HelpMessageBaseName", "string", IN_BASE),
    RECORD_FIELD("HelpMessageResourceId", "string", IN_ID),
};
RECORD_TYPE(type_parameter_set_metadata, "ParameterSetMetadata", in_set_props);

enum {
    PI_NAME,
    PI_TYPE,
    PI_MANDATORY,
    PI_DYNAMIC,
    PI_POSITION,
    PI_PIPELINE,
    PI_PROPERTY,
    PI_REMAINING,
    PI_HELP,
    PI_ALIASES,
    PI_ATTRIBUTES
};
static const struct property parameter_props[] = {
    RECORD_FIELD("Name", "string", PI_NAME),
    RECORD_FIELD("ParameterType", "type", PI_TYPE),
    RECORD_FIELD("IsMandatory", "bool", PI_MANDATORY),
    RECORD_FIELD("IsDynamic", "bool", PI_DYNAMIC),
    RECORD_FIELD("Position", "int", PI_POSITION),
    RECORD_FIELD("ValueFromPipeline", "bool", PI_PIPELINE),
    RECORD_FIELD("ValueFromPipelineByPropertyName", "bool", PI_PROPERTY),
    RECORD_FIELD("ValueFromRemainingArguments", "bool", PI_REMAINING),
    RECORD_FIELD("HelpMessage", "string", PI_HELP),
    RECORD_FIELD("Aliases", "System.Collections.ObjectModel.ReadOnlyCollection[string]",
                 PI_ALIASES),
    RECORD_FIELD("Attributes",
                 "System.Collections.ObjectModel.ReadOnlyCollection[System.Attribute]",
                 PI_ATTRIBUTES),
};
RECORD_TYPE(type_command_parameter_info, "CommandParameterInfo", parameter_props);

enum { SET_NAME, SET_DEFAULT, SET_PARAMETERS, SET_TEXT };
static int set_to_string(struct value self, struct strbuf *out)
{
    value_to_strbuf(*record_field(self.object, SET_TEXT), out);
    return 0;
}
static const struct property set_props[] = {
    RECORD_FIELD("Name", "string", SET_NAME),
    RECORD_FIELD("IsDefault", "bool", SET_DEFAULT),
    RECORD_FIELD("Parameters",
                 "System.Collections.ObjectModel.ReadOnlyCollection[System.Management.Automation."
                 "CommandParameterInfo]",
                 SET_PARAMETERS),
};
const struct type_info type_command_parameter_set_info = {
    .name = TYPE_PREFIX "CommandParameterSetInfo",
    .base = &type_object,
    PROPS(set_props),
    .payload_size = MAX_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = set_to_string,
};

/* ---- made from declarations ---- */

const struct type_info *parameter_type(const struct param *p)
{
    if (p->type)
        return p->type;
    if (p->kind == PARAM_ENUM && p->enum_info->type)
        return p->enum_info->type;
    switch (p->kind) {
    case PARAM_SWITCH:
        return &type_switch;
    case PARAM_BOOL:
        return &type_bool;
    case PARAM_INT:
        return &type_int32;
    case PARAM_DOUBLE:
        return &type_double;
    case PARAM_STRING:
        return &type_string;
    case PARAM_STRING_LIST:
        return &type_string_array;
    case PARAM_SCRIPTBLOCK:
        return &type_scriptblock;
    case PARAM_HASH:
        return &type_hashtable;
    default:
        break;
    }
    const struct type_info *named =
        p->kind == PARAM_ANY && p->type_name ? type_find(p->type_name, strlen(p->type_name)) : NULL;
    return named ? named : &type_object;
}

static struct value alias_list(const struct param *p)
{
    struct array *aliases = array_new(2);

    for (const char *at = p->aliases; at && *at;) {
        size_t n = strcspn(at, ",");
        array_push_take(aliases, value_string_len(at, n));
        at += n + (at[n] == ',');
    }
    return value_of_array(aliases);
}

static struct value position_of(const struct param *p)
{
    return value_int(p->position ? p->position - 1 : INT32_MIN);
}

/* HelpMessage of the [Parameter()] among the attributes; "" where none says it. Owned. */
static struct value help_message(struct value attributes)
{
    for (size_t i = 0; attributes.kind == V_ARRAY && i < attributes.array->len; i++) {
        struct value help = value_null();
        AUTO_ERR *err = NULL;
        if (member_get(attributes.array->items[i], "HelpMessage", &help, &err) == 0 &&
            help.kind == V_STRING && help.str->len)
            return help;
        value_unref(help);
    }
    return value_string("");
}

static struct value in_set(const struct param *p, struct value attributes)
{
    struct value v = value_of_object(object_new(&type_parameter_set_metadata));

    put(v, IN_MANDATORY, value_bool(p->mandatory));
    put(v, IN_POSITION, position_of(p));
    put(v, IN_PIPELINE, value_bool(p->from_pipeline));
    put(v, IN_PROPERTY, value_bool(p->from_property));
    put(v, IN_REMAINING, value_bool(p->remaining));
    put(v, IN_HELP, help_message(attributes));
    put(v, IN_BASE, value_string(""));
    put(v, IN_ID, value_string(""));
    return v;
}

/* By the sets' names; a parameter of all sets has the one entry of that name. */
static void add_sets(struct hash *sets, const struct param *p, struct value attributes)
{
    const char *at = p->sets && *p->sets ? p->sets : ALL_SETS;

    while (*at) {
        size_t n = strcspn(at, ",");
        AUTO_VALUE name = value_string_len(at, n);
        hash_set_take(sets, name, in_set(p, attributes));
        at += n + (at[n] == ',');
    }
}

static struct value metadata_new(const struct param *p, struct value attributes, bool dynamic)
{
    struct value v = value_of_object(object_new(&type_parameter_metadata));
    struct hash *sets = hash_new(0);

    add_sets(sets, p, attributes);
    put(v, META_NAME, value_string(p->name));
    put(v, META_TYPE, value_type(parameter_type(p)));
    put(v, META_SETS, value_of_hash(sets));
    put(v, META_DYNAMIC, value_bool(dynamic));
    put(v, META_ALIASES, alias_list(p));
    put(v, META_ATTRIBUTES, value_ref(attributes));
    put(v, META_SWITCH, value_bool(parameter_type(p) == &type_switch));
    return v;
}

/* The common parameter number i; false when the command has it not. */
static bool common_parameter(struct session *s, const struct signature *sig, size_t i,
                             struct param *p)
{
    *p = (struct param){ .name = common_params[i].name,
                         .aliases = common_params[i].alias,
                         .kind = PARAM_ANY };
    p->type = session_find_type(s, common_params[i].type_name, strlen(common_params[i].type_name));
    return sig->common && (sig->should_process || (i != COMMON_WHAT_IF && i != COMMON_CONFIRM));
}

struct value parameters_of(struct session *s, const struct signature *sig, size_t dynamic,
                           attributes_fn attributes, void *data)
{
    struct hash *h = hash_new(0);
    struct param common;

    for (size_t i = 0; i < sig->nparams; i++) {
        const struct param *p = &sig->params[i];
        if (p->hidden)
            continue;
        struct value *known = hash_gets(h, p->name);
        AUTO_VALUE list = attributes(data, sig, i);
        if (known) {
            add_sets(record_field(known->object, META_SETS)->hash, p, list);
        } else {
            hash_sets_take(h, p->name, metadata_new(p, list, i >= dynamic));
        }
    }
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        if (!common_parameter(s, sig, i, &common))
            continue;
        AUTO_VALUE list = parameter_attributes_of_cmdlet(&common, 1, common.name);
        hash_sets_take(h, common.name, metadata_new(&common, list, false));
    }
    return value_of_hash(h);
}

/* ---- sets ---- */

static struct value parameter_new(const struct param *p, struct value attributes, bool dynamic)
{
    struct value v = value_of_object(object_new(&type_command_parameter_info));

    put(v, PI_NAME, value_string(p->name));
    put(v, PI_TYPE, value_type(parameter_type(p)));
    put(v, PI_MANDATORY, value_bool(p->mandatory));
    put(v, PI_DYNAMIC, value_bool(dynamic));
    put(v, PI_POSITION, position_of(p));
    put(v, PI_PIPELINE, value_bool(p->from_pipeline));
    put(v, PI_PROPERTY, value_bool(p->from_property));
    put(v, PI_REMAINING, value_bool(p->remaining));
    put(v, PI_HELP, help_message(attributes));
    put(v, PI_ALIASES, alias_list(p));
    put(v, PI_ATTRIBUTES, value_ref(attributes));
    return v;
}

static struct value set_new(struct session *s, const struct signature *sig, const char *set,
                            size_t dynamic, attributes_fn attributes, void *data)
{
    struct value v = value_of_object(object_new(&type_command_parameter_set_info));
    struct array *list = array_new(sig->nparams);
    struct param common;
    AUTO_STRBUF text = STRBUF_INIT;

    for (size_t i = 0; i < sig->nparams; i++) {
        if (sig->params[i].hidden || !param_in_set(&sig->params[i], set))
            continue;
        AUTO_VALUE own = attributes(data, sig, i);
        array_push_take(list, parameter_new(&sig->params[i], own, i >= dynamic));
    }
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        if (!common_parameter(s, sig, i, &common))
            continue;
        AUTO_VALUE own = parameter_attributes_of_cmdlet(&common, 1, common.name);
        array_push_take(list, parameter_new(&common, own, false));
    }
    set_text(sig, set, &text);
    put(v, SET_NAME, value_string(set));
    put(v, SET_DEFAULT, value_bool(sig->default_set && text_caseeq(sig->default_set, set)));
    put(v, SET_PARAMETERS, value_of_array(list));
    put(v, SET_TEXT, value_string_len(text.buf, text.len));
    return v;
}

struct value parameter_sets_of(struct session *s, const struct signature *sig, size_t dynamic,
                               attributes_fn attributes, void *data)
{
    struct array *list = array_new(2);
    struct set_list sets;

    set_list_of(sig, &sets);
    for (size_t i = 0; i < sets.len; i++)
        array_push_take(list, set_new(s, sig, sets.names[i], dynamic, attributes, data));
    set_list_release(&sets);
    return value_of_array(list);
}
