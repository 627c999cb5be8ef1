/* The attributes of classes, their members and param blocks: they say something, but do nothing
 * to a parameter's value. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/attribute_object.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/binding/parameter_attributes.h"

#define SMA "System.Management.Automation."

/* The properties' types say what a bool or a number is before it is said. */
static void set_defaults(struct value v)
{
    for (const struct type_info *t = v.object->type; t; t = t->base)
        for (size_t i = 0; i < t->nprops; i++) {
            const struct property *p = &t->props[i];
            if (p->get == attribute_field_get && strcmp(p->type_name, "bool") == 0)
                attribute_fields(v)[p->data] = value_bool(false);
        }
}

/* The arguments are the first fields, in this order. */
CALL(by_position)
{
    const struct type_info *type = self.type;
    AUTO_VALUE made = attribute_new(type);
    set_defaults(made);
    for (const struct type_info *t = type; t; t = t->base)
        for (size_t i = 0; i < t->nprops; i++) {
            const struct property *p = &t->props[i];
            if (p->get == attribute_field_get && (size_t)p->data < n &&
                attribute_field_set(made, p, args[p->data], err) < 0)
                return -1;
        }
    *out = STEAL_VALUE(made);
    return 0;
}

#define OF_TYPE(variable, full, short_name, parent, min, max, signature, properties)          \
    static const struct method variable##_statics[] = { METHOD("new", min, max, by_position,  \
                                                               full " new(" signature ")") }; \
    const struct type_info variable = { .name = full,                                         \
                                        .accelerator = short_name,                            \
                                        .base = &(parent),                                    \
                                        PROPS(properties),                                    \
                                        STATICS(variable##_statics),                          \
                                        .payload_size = sizeof(struct attribute),             \
                                        .destroy = attribute_destroy }
#define BARE(variable, full, short_name)                                                 \
    static const struct method variable##_statics[] = { METHOD("new", 0, 0, by_position, \
                                                               full " new()") };         \
    const struct type_info variable = { .name = full,                                    \
                                        .accelerator = short_name,                       \
                                        .base = &type_attribute,                         \
                                        STATICS(variable##_statics),                     \
                                        .payload_size = sizeof(struct attribute),        \
                                        .destroy = attribute_destroy }

/* ---- [Cmdlet()] and [CmdletBinding()] ---- */

enum {
    C_VERB,
    C_NOUN,
    C_SET,
    C_SHOULD_PROCESS,
    C_PAGING,
    C_TRANSACTIONS,
    C_IMPACT,
    C_HELP,
    C_REMOTING,
    C_POSITIONAL
};

CALL(cmdlet_new)
{
    if (by_position(self, args, n, out, err) < 0)
        return -1;
    struct value *f = attribute_fields(*out);
    AUTO_VALUE medium = value_string("Medium"), own = value_string("PowerShell");
    f[C_POSITIONAL] = value_bool(true);
    f[C_HELP] = value_string("");
    const struct property *impact = type_find_property(self.type, "ConfirmImpact", 13);
    const struct property *remoting = type_find_property(self.type, "RemotingCapability", 18);
    return attribute_field_set(*out, impact, medium, err) < 0 ||
                   attribute_field_set(*out, remoting, own, err) < 0
               ? -1
               : 0;
}

/* What may not be confirmed has no impact. */
GETTER(get_impact)
{
    if (value_truth(attribute_fields(self)[C_SHOULD_PROCESS]))
        return attribute_field_get(self, p, out, err);
    AUTO_VALUE none = value_string("None");
    const struct type_info *type = type_find(p->type_name, strlen(p->type_name));
    return value_convert(none, type, out, err);
}

static const struct property common_props[] = {
    FIELD("DefaultParameterSetName", "string", C_SET),
    FIELD("SupportsShouldProcess", "bool", C_SHOULD_PROCESS),
    FIELD("SupportsPaging", "bool", C_PAGING),
    FIELD("SupportsTransactions", "bool", C_TRANSACTIONS),
    { .name = "ConfirmImpact",
      .type_name = SMA "ConfirmImpact",
      .get = get_impact,
      .set = attribute_field_set,
      .data = C_IMPACT },
    FIELD("HelpUri", "string", C_HELP),
    FIELD("RemotingCapability", SMA "RemotingCapability", C_REMOTING),
};
static const struct type_info type_common_metadata = {
    .name = SMA "CmdletCommonMetadataAttribute",
    .base = &type_attribute,
    PROPS(common_props),
};
static const struct property cmdlet_props[] = {
    FIELD_READ_ONLY("NounName", "string", C_NOUN),
    FIELD_READ_ONLY("VerbName", "string", C_VERB),
};
static const struct method cmdlet_statics[] = {
    METHOD("new", 2, 2, cmdlet_new, SMA "CmdletAttribute new(string verbName, string nounName)"),
};
const struct type_info type_cmdlet_attribute = {
    .name = SMA "CmdletAttribute",
    .base = &type_common_metadata,
    PROPS(cmdlet_props),
    STATICS(cmdlet_statics),
    .payload_size = sizeof(struct attribute),
    .destroy = attribute_destroy,
};
static const struct property binding_props[] = {
    FIELD("PositionalBinding", "bool", C_POSITIONAL),
};
static const struct method binding_statics[] = {
    METHOD("new", 0, 0, cmdlet_new, SMA "CmdletBindingAttribute new()"),
};
const struct type_info type_cmdlet_binding_attribute = {
    .name = SMA "CmdletBindingAttribute",
    .accelerator = "CmdletBinding",
    .base = &type_common_metadata,
    PROPS(binding_props),
    STATICS(binding_statics),
    .payload_size = sizeof(struct attribute),
    .destroy = attribute_destroy,
};

/* ---- [OutputType()] ---- */

enum { O_TYPE, O_PROVIDER, O_SETS };

static struct array *array_of(const struct type_info *element, size_t cap)
{
    struct array *list = array_new(cap);
    const struct type_info *type = type_array_of(element);
    if (type)
        list->type = type;
    list->element = element;
    return list;
}

/* Types or names, as many as there are, or one list of them. */
CALL(output_new)
{
    const struct array *list = n == 1 && args[0].kind == V_ARRAY ? args[0].array : NULL;
    const struct value *items = list ? list->items : args;
    size_t count = list ? list->len : n;
    struct array *types = array_of(&type_ps_type_name, count), *sets = array_of(&type_string, 1);
    AUTO_VALUE owned = value_of_array(types);
    array_push_take(sets, value_string("__AllParameterSets"));
    AUTO_VALUE all_sets = value_of_array(sets);
    for (size_t i = 0; i < count; i++) {
        struct value name;
        if (value_convert(items[i], &type_ps_type_name, &name, err) < 0)
            return -1;
        array_push_take(types, name);
    }
    *out = attribute_new(self.type);
    struct value *f = attribute_fields(*out);
    f[O_TYPE] = STEAL_VALUE(owned);
    f[O_SETS] = STEAL_VALUE(all_sets);
    return 0;
}

static const struct property output_props[] = {
    FIELD_READ_ONLY("Type", SMA "PSTypeName[]", O_TYPE),
    FIELD("ProviderCmdlet", "string", O_PROVIDER),
    FIELD("ParameterSetName", "string[]", O_SETS),
};
static const struct method output_statics[] = {
    METHOD("new", 0, -1, output_new,
           SMA "OutputTypeAttribute new(Params type[] type), " SMA
               "OutputTypeAttribute new(Params string[] type)"),
};
const struct type_info type_output_type_attribute = {
    .name = SMA "OutputTypeAttribute",
    .accelerator = "OutputType",
    .base = &type_cmdlet_metadata_attribute,
    PROPS(output_props),
    STATICS(output_statics),
    .payload_size = sizeof(struct attribute),
    .destroy = attribute_destroy,
};

/* ---- others ---- */

static const struct property obsolete_props[] = {
    FIELD_READ_ONLY("Message", "string", 0),
    FIELD_READ_ONLY("IsError", "bool", 1),
    FIELD("DiagnosticId", "string", 2),
    FIELD("UrlFormat", "string", 3),
};
OF_TYPE(type_obsolete_attribute, "System.ObsoleteAttribute", NULL, type_attribute, 0, 2,
        "string message, bool error", obsolete_props);

static const struct property description_props[] = {
    FIELD_READ_ONLY("Description", "string", 0),
};
OF_TYPE(type_description_attribute, "System.ComponentModel.DescriptionAttribute", NULL,
        type_attribute, 0, 1, "string description", description_props);

static const struct property suppress_props[] = {
    FIELD_READ_ONLY("Category", "string", 0),
    FIELD_READ_ONLY("CheckId", "string", 1),
    FIELD("Scope", "string", 2),
    FIELD("Target", "string", 3),
    FIELD("MessageId", "string", 4),
    FIELD("Justification", "string", 5),
};
OF_TYPE(type_suppress_message_attribute, "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute",
        NULL, type_attribute, 2, 2, "string category, string checkId", suppress_props);

static const struct property resource_props[] = {
    FIELD("RunAsCredential", SMA "DSCResourceRunAsCredential", 0),
};
static const struct property dsc_property_props[] = {
    FIELD("Key", "bool", 0),
    FIELD("Mandatory", "bool", 1),
    FIELD("NotConfigurable", "bool", 2),
};
OF_TYPE(type_dsc_resource_attribute, SMA "DscResourceAttribute", "DscResource", type_attribute, 0,
        0, "", resource_props);
OF_TYPE(type_dsc_property_attribute, SMA "DscPropertyAttribute", "DscProperty", type_attribute, 0,
        0, "", dsc_property_props);

/* A script block, or the type of a completer. */
CALL(completer_new)
{
    bool type = n > 0 && args[0].kind == V_TYPE;
    AUTO_VALUE made = attribute_new(self.type);
    if (n > 0 && attribute_field_set(made, &self.type->props[type ? 0 : 1], args[0], err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

static const struct property completer_props[] = {
    FIELD_READ_ONLY("Type", "type", 0),
    FIELD_READ_ONLY("ScriptBlock", "scriptblock", 1),
};
static const struct method completer_statics[] = {
    METHOD("new", 1, 1, completer_new,
           SMA "ArgumentCompleterAttribute new(type type), " SMA
               "ArgumentCompleterAttribute new(scriptblock scriptBlock)"),
};
const struct type_info type_argument_completer_attribute = {
    .name = SMA "ArgumentCompleterAttribute",
    .accelerator = "ArgumentCompleter",
    .base = &type_attribute,
    PROPS(completer_props),
    STATICS(completer_statics),
    .payload_size = sizeof(struct attribute),
    .destroy = attribute_destroy,
};

static const struct property assembly_props[] = {
    FIELD("ScriptFile", "string", 0),
};
OF_TYPE(type_dynamic_assembly_attribute, SMA "DynamicClassImplementationAssemblyAttribute", NULL,
        type_attribute, 0, 0, "", assembly_props);

struct value attribute_assembly_new(const char *file)
{
    struct value v = attribute_plain_new(&type_dynamic_assembly_attribute);
    if (file)
        attribute_fields(v)[0] = value_string(file);
    return v;
}

BARE(type_flags_attribute, "System.FlagsAttribute", NULL);
BARE(type_serializable_attribute, "System.SerializableAttribute", NULL);
BARE(type_hidden_attribute, SMA "HiddenAttribute", NULL);
BARE(type_no_affinity_attribute, SMA "Language.NoRunspaceAffinityAttribute", "NoRunspaceAffinity");

struct value attribute_plain_new(const struct type_info *type)
{
    AUTO_ERR *err = NULL;
    struct value v = value_null();
    (void)by_position(value_type(type), NULL, 0, &v, &err);
    return v;
}
