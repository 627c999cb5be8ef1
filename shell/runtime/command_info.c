/* CommandInfo objects. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/binder.h"
#include "shell/runtime/code.h"
#include "shell/runtime/command.h"
#include "shell/runtime/module_load.h"
#include "shell/runtime/parameter_attributes.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/session.h"

struct command_info {
    struct session *session;
    enum command_kind kind;
    const struct cmdlet *cmdlet;
    struct value block;
    char *name, *path, *target, *description;
    char *module;
    int options;
    struct value module_info;
};

enum info_field {
    CI_NAME,
    CI_TYPE,
    CI_SOURCE,
    CI_MODULE,
    CI_MODULE_INFO,
    CI_DEFINITION,
    CI_BLOCK,
    CI_PATH,
    CI_REFERENCED,
    CI_RESOLVED,
    CI_RESOLVED_NAME,
    CI_CONTENTS,
    CI_DESCRIPTION,
    CI_VERB,
    CI_NOUN,
    CI_VERSION,
    CI_DISPLAY,
    CI_OPTIONS,
    CI_PARAMETERS,
    CI_PARAMETER_SETS,
    CI_DEFAULT_SET,
    CI_OUTPUT_TYPE,
    CI_EXTENSION,
    CI_BINDING,
    CI_VISIBILITY
};

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err);

#define PROP(n, t, field)                                         \
    {                                                             \
        .name = n, .type_name = t, .get = info_get, .data = field \
    }
#define COMMON_PROPS                                                                             \
    PROP("CommandType", "System.Management.Automation.CommandTypes", CI_TYPE),                   \
        PROP("Name", "string", CI_NAME), PROP("Source", "string", CI_SOURCE),                    \
        PROP("ModuleName", "string", CI_MODULE), PROP("Module", "psmoduleinfo", CI_MODULE_INFO), \
        PROP("Definition", "string", CI_DEFINITION), PROP("Version", "version", CI_VERSION),     \
        PROP("Visibility", "string", CI_VISIBILITY)

static const struct property cmdlet_props[] = {
    COMMON_PROPS,
    PROP("Parameters", "System.Collections.Hashtable", CI_PARAMETERS),
    PROP("ParameterSets", "System.Object[]", CI_PARAMETER_SETS),
    PROP("Verb", "string", CI_VERB),
    PROP("Noun", "string", CI_NOUN),
    PROP("DefaultParameterSet", "string", CI_DEFAULT_SET),
    PROP("OutputType", "System.Object[]", CI_OUTPUT_TYPE),
};
static const struct property function_props[] = {
    COMMON_PROPS,
    PROP("ScriptBlock", "scriptblock", CI_BLOCK),
    PROP("Parameters", "System.Collections.Hashtable", CI_PARAMETERS),
    PROP("ParameterSets", "System.Object[]", CI_PARAMETER_SETS),
    PROP("OutputType",
         "System.Collections.ObjectModel.ReadOnlyCollection[System.Management.Automation."
         "PSTypeName]",
         CI_OUTPUT_TYPE),
    PROP("DefaultParameterSet", "string", CI_DEFAULT_SET),
    PROP("CmdletBinding", "bool", CI_BINDING),
    PROP("Description", "string", CI_DESCRIPTION),
    PROP("Options", "string", CI_OPTIONS),
    PROP("Verb", "string", CI_VERB),
    PROP("Noun", "string", CI_NOUN),
};
static const struct property alias_props[] = {
    COMMON_PROPS,
    PROP("DisplayName", "string", CI_DISPLAY),
    PROP("ReferencedCommand", "System.Management.Automation.CommandInfo", CI_REFERENCED),
    PROP("ResolvedCommand", "System.Management.Automation.CommandInfo", CI_RESOLVED),
    PROP("ResolvedCommandName", "string", CI_RESOLVED_NAME),
    PROP("Parameters", "System.Collections.Hashtable", CI_PARAMETERS),
    PROP("ParameterSets", "System.Object[]", CI_PARAMETER_SETS),
    PROP("OutputType", "System.Object[]", CI_OUTPUT_TYPE),
    PROP("Description", "string", CI_DESCRIPTION),
    PROP("Options", "string", CI_OPTIONS),
};
static const struct property file_props[] = {
    COMMON_PROPS,
    PROP("Path", "string", CI_PATH),
    PROP("Extension", "string", CI_EXTENSION),
};
static const struct property script_props[] = {
    COMMON_PROPS,
    PROP("Path", "string", CI_PATH),
    PROP("ScriptBlock", "scriptblock", CI_BLOCK),
    PROP("ScriptContents", "string", CI_CONTENTS),
    PROP("Parameters", "System.Collections.Hashtable", CI_PARAMETERS),
    PROP("ParameterSets", "System.Object[]", CI_PARAMETER_SETS),
};

static const struct property block_props[] = {
    COMMON_PROPS,
    PROP("ScriptBlock", "scriptblock", CI_BLOCK),
    PROP("Parameters", "System.Collections.Hashtable", CI_PARAMETERS),
    PROP("ParameterSets", "System.Object[]", CI_PARAMETER_SETS),
};

static int info_to_string(struct value self, struct strbuf *out)
{
    const struct command_info *c = object_payload(self.object);
    strbuf_adds(out, c->name);
    return 0;
}

static void info_destroy(struct object *o)
{
    struct command_info *c = object_payload(o);
    value_unref(c->block);
    free(c->name);
    free(c->path);
    free(c->target);
    free(c->description);
    free(c->module);
    value_unref(c->module_info);
}

/* Aliases are listed as "gci -> Get-ChildItem". */
static int display_name(struct value self, struct value *out, struct err **err)
{
    (void)err;
    const struct command_info *c = object_payload(self.object);
    *out = c->kind == COMMAND_ALIAS ? value_stringf("%s -> %s", c->name, c->target)
                                    : value_string(c->name);
    return 0;
}

static const struct view_column shown_columns[] = {
    { .label = "CommandType", .property = "CommandType", .width = 15 },
    { .label = "Name", .width = 50, .get = display_name },
    { .label = "Version", .property = "Version", .width = 10 },
    { .label = "Source", .property = "Source" },
};
static const struct view info_view = { .columns = shown_columns,
                                       .ncolumns = ARRAY_SIZE(shown_columns) };

static const struct type_info type_command_info = {
    .name = "System.Management.Automation.CommandInfo",
    .base = &type_object,
    .table = &info_view,
};

#define INFO_TYPE(variable, type, properties)         \
    static const struct type_info variable = {        \
        .name = "System.Management.Automation." type, \
        .base = &type_command_info,                   \
        .props = properties,                          \
        .nprops = ARRAY_SIZE(properties),             \
        .payload_size = sizeof(struct command_info),  \
        .destroy = info_destroy,                      \
        .to_string = info_to_string,                  \
    }
INFO_TYPE(type_cmdlet_info, "CmdletInfo", cmdlet_props);
INFO_TYPE(type_function_info, "FunctionInfo", function_props);
INFO_TYPE(type_filter_info, "FilterInfo", function_props);
INFO_TYPE(type_alias_info, "AliasInfo", alias_props);
INFO_TYPE(type_application_info, "ApplicationInfo", file_props);
INFO_TYPE(type_script_info, "ExternalScriptInfo", script_props);
INFO_TYPE(type_block_info, "ScriptInfo", block_props);

const struct type_info *command_info_type(const char *name, size_t len)
{
    static const struct type_info *const types[] = {
        &type_command_info, &type_cmdlet_info,      &type_function_info, &type_filter_info,
        &type_alias_info,   &type_application_info, &type_script_info,   &type_block_info,
    };
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (text_caseeqn(types[i]->name, strlen(types[i]->name), name, len))
            return types[i];
    return NULL;
}

static const struct type_info *type_of_kind(enum command_kind kind)
{
    switch (kind) {
    case COMMAND_CMDLET:
        return &type_cmdlet_info;
    case COMMAND_FUNCTION:
        return &type_function_info;
    case COMMAND_FILTER:
        return &type_filter_info;
    case COMMAND_ALIAS:
        return &type_alias_info;
    case COMMAND_SCRIPT:
        return &type_script_info;
    case COMMAND_BLOCK:
        return &type_block_info;
    default:
        return &type_application_info;
    }
}

static struct command_info *info_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type->base != &type_command_info)
        return NULL;
    return object_payload(v.object);
}

static struct value name_part(const struct command_info *c, bool noun)
{
    const char *dash = strchr(c->name, '-');
    if (!dash || dash == c->name)
        return value_string("");
    return noun ? value_string(dash + 1) : value_string_len(c->name, (size_t)(dash - c->name));
}

static struct value definition(const struct command_info *c)
{
    switch (c->kind) {
    case COMMAND_ALIAS:
        return value_string(c->target);
    case COMMAND_FUNCTION:
    case COMMAND_FILTER:
    case COMMAND_BLOCK:
        return value_to_string(c->block);
    case COMMAND_CMDLET:
        return value_string(c->name);
    default:
        return value_string(c->path ? c->path : "");
    }
}

static struct value referenced(const struct command_info *c)
{
    struct command target;
    if (!command_find(c->session, c->target, strlen(c->target), COMMAND_ALL, false, &target))
        return value_null();
    return command_info_new(c->session, &target);
}

static struct value extension(const struct command_info *c)
{
    const char *dot = strrchr(c->name, '.');
    return value_string(dot ? dot : "");
}

/* The PSModuleInfo: of what was imported, or of the built-in module a cmdlet belongs to. */
static struct value module_info(const struct command_info *c)
{
    if (!value_is_null(c->module_info))
        return value_ref(c->module_info);
    return c->cmdlet && *c->module ? module_builtin(c->session, c->module, strlen(c->module))
                                   : value_null();
}

static struct value version(const struct command_info *c)
{
    AUTO_VALUE info = module_info(c);
    const struct module *m = module_of(info);
    return m ? value_ref(m->version) : value_null();
}

static const struct type_info *parameter_type(const struct param *p)
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

static struct value parameter(struct session *s, const struct param *p)
{
    static const char *const names[] = { "System.Management.Automation.ParameterMetadata", NULL };
    struct object *o = object_new_custom(s->shapes);
    struct array *aliases = array_new(2);
    for (const char *at = p->aliases; at && *at;) {
        size_t n = strcspn(at, ",");
        array_push_take(aliases, value_string_len(at, n));
        at += n + (at[n] == ',');
    }
    object_set_type_names(o, names);
    object_set_note_take(o, s->shapes, "Name", value_string(p->name));
    object_set_note_take(o, s->shapes, "ParameterType", value_type(parameter_type(p)));
    object_set_note_take(o, s->shapes, "Aliases", value_of_array(aliases));
    object_set_note_take(o, s->shapes, "SwitchParameter",
                         value_bool(parameter_type(p) == &type_switch));
    object_set_note_take(o, s->shapes, "IsDynamic", value_bool(false));
    return value_of_object(o);
}

/* What a cmdlet or function declares, and whether the common parameters come on top. */
struct declared {
    const struct param *items;
    size_t n;
    const char *default_set;
    bool common, asks;
};

static struct declared declared_of(const struct command_info *c)
{
    struct scriptblock *sb = scriptblock_of(c->block);
    if (sb) {
        const struct block_params *block = scriptblock_params(sb);
        return (struct declared){ block->params, block->n, block->default_set,
                                  block->cmdlet_binding, block->should_process };
    }
    if (!c->cmdlet)
        return (struct declared){ 0 };
    return (struct declared){ c->cmdlet->params, c->cmdlet->nparams, c->cmdlet->default_set, true,
                              c->cmdlet->should_process };
}

/* The common parameter number i; false when the command has it not. */
static bool common_parameter(const struct command_info *c, const struct declared *d, size_t i,
                             struct param *p)
{
    *p = (struct param){ .name = common_params[i].name,
                         .aliases = common_params[i].alias,
                         .kind = PARAM_ANY };
    p->type = session_find_type(c->session, common_params[i].type_name,
                                strlen(common_params[i].type_name));
    return d->common && (d->asks || (i != COMMON_WHAT_IF && i != COMMON_CONFIRM));
}

/* By name; those with an entry for each of several sets once. */
/* An alias's command in the end; $null: there is none by the name. */
static bool follow(const struct command_info *c, struct command *out)
{
    const char *target = c->target;
    for (int depth = 0; target && depth < 64; depth++) {
        if (!command_find(c->session, target, strlen(target), COMMAND_ALL, false, out))
            return false;
        if (out->kind != COMMAND_ALIAS)
            return true;
        target = out->target;
    }
    return false;
}

static struct value resolved(const struct command_info *c)
{
    struct command target;
    return follow(c, &target) ? command_info_new(c->session, &target) : value_null();
}

static struct value parameters(const struct command_info *c)
{
    struct hash *h = hash_new(0);
    struct declared d = declared_of(c);
    struct scriptblock *sb = scriptblock_of(c->block);
    struct param p;
    for (size_t i = 0; i < d.n; i++) {
        const char *name = d.items[i].name;
        if (d.items[i].hidden)
            continue;
        struct value v = parameter(c->session, &d.items[i]);
        object_set_note_take(v.object, c->session->shapes, "Attributes",
                             sb ? parameter_attributes_of_block(sb->code, name)
                                : parameter_attributes_of_cmdlet(d.items, d.n, name));
        hash_sets_take(h, name, v);
    }
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        if (!common_parameter(c, &d, i, &p))
            continue;
        struct value v = parameter(c->session, &p);
        object_set_note_take(v.object, c->session->shapes, "Attributes",
                             parameter_attributes_of_cmdlet(&p, 1, p.name));
        hash_sets_take(h, p.name, v);
    }
    return value_of_hash(h);
}

/* ---- parameter sets ---- */
#define ALL_SETS "__AllParameterSets"

/* Is set among the comma-separated names? No names: in every set. */
static bool in_set(const char *names, const char *set, size_t len)
{
    if (!names)
        return true;
    for (const char *at = names; *at;) {
        size_t n = strcspn(at, ",");
        if (text_caseeqn(at, n, set, len))
            return true;
        at += n + (at[n] == ',');
    }
    return false;
}

static struct value set_parameter(struct session *s, const struct param *p)
{
    static const char *const names[] = { "System.Management.Automation.CommandParameterInfo",
                                         NULL };
    struct value v = parameter(s, p);
    struct object *o = v.object;
    object_set_type_names(o, names);
    object_set_note_take(o, s->shapes, "IsMandatory", value_bool(p->mandatory));
    object_set_note_take(o, s->shapes, "Position",
                         value_int(p->position ? p->position - 1 : INT32_MIN));
    object_set_note_take(o, s->shapes, "ValueFromPipeline", value_bool(p->from_pipeline));
    object_set_note_take(o, s->shapes, "ValueFromPipelineByPropertyName",
                         value_bool(p->from_property));
    object_set_note_take(o, s->shapes, "ValueFromRemainingArguments", value_bool(p->remaining));
    return v;
}

static struct value parameter_set(const struct command_info *c, const struct declared *d,
                                  const char *set, size_t len)
{
    static const char *const names[] = { "System.Management.Automation.CommandParameterSetInfo",
                                         NULL };
    struct shapes *shapes = c->session->shapes;
    struct object *o = object_new_custom(shapes);
    struct array *list = array_new(d->n);
    struct param p;
    for (size_t i = 0; i < d->n; i++)
        if (!d->items[i].hidden && in_set(d->items[i].sets, set, len))
            array_push_take(list, set_parameter(c->session, &d->items[i]));
    for (size_t i = 0; i < COMMON_COUNT; i++)
        if (common_parameter(c, d, i, &p))
            array_push_take(list, set_parameter(c->session, &p));
    object_set_type_names(o, names);
    object_set_note_take(o, shapes, "Name", value_string_len(set, len));
    object_set_note_take(
        o, shapes, "IsDefault",
        value_bool(d->default_set &&
                   text_caseeqn(d->default_set, strlen(d->default_set), set, len)));
    object_set_note_take(o, shapes, "Parameters", value_of_array(list));
    return value_of_object(o);
}

/* Has an earlier parameter named the set? */
static bool set_seen(const struct declared *d, size_t before, const char *set, size_t len)
{
    for (size_t i = 0; i < before; i++)
        if (d->items[i].sets && in_set(d->items[i].sets, set, len))
            return true;
    return false;
}

static struct value parameter_sets(const struct command_info *c)
{
    struct declared d = declared_of(c);
    struct array *list = array_new(2);
    for (size_t i = 0; i < d.n; i++)
        for (const char *at = d.items[i].sets; at && *at;) {
            size_t n = strcspn(at, ",");
            if (!set_seen(&d, i, at, n))
                array_push_take(list, parameter_set(c, &d, at, n));
            at += n + (at[n] == ',');
        }
    if (!list->len)
        array_push_take(list, parameter_set(c, &d, ALL_SETS, strlen(ALL_SETS)));
    return value_of_array(list);
}

/* Of a script file: read now, $null when it cannot be. */
static struct value script_block(const struct command_info *c)
{
    struct value block = value_null();
    if (scriptblock_of(c->block))
        return value_ref(c->block);
    if (c->path && script_file_load(c->session, c->path, &block) == ST_OK)
        return block;
    value_clear(&c->session->failure);
    return value_null();
}

/* The text of a script file. */
static struct value contents(const struct command_info *c)
{
    AUTO_VALUE block = script_block(c);
    struct scriptblock *sb = scriptblock_of(block);
    return sb && sb->code->ast ? value_string_len(sb->code->ast->text, sb->code->ast->len)
                               : value_null();
}

static struct value options_text(const struct command_info *c)
{
    static const char *const names[] = { "ReadOnly", "Constant", "Private", "AllScope" };
    AUTO_STRBUF text = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (c->options & (1 << i))
            strbuf_addf(&text, "%s%s", text.len ? ", " : "", names[i]);
    return value_string(text.len ? text.buf : "None");
}

/* $null of a function without [CmdletBinding()]. */
static struct value default_set(const struct command_info *c)
{
    struct declared d = declared_of(c);
    if (!c->cmdlet && !d.common)
        return value_null();
    return value_string(d.default_set ? d.default_set : ALL_SETS);
}

static struct value output_types(const struct command_info *c)
{
    struct scriptblock *sb = scriptblock_of(c->block);
    struct array *list = list_new(&type_object_list, NULL);
    if (sb) {
        value_unref(value_of_array(list));
        (void)scriptblock_params(sb); /* compiled */
        return output_types_of_block(sb->code);
    }
    for (const char *at = c->cmdlet ? c->cmdlet->output : NULL; at && *at;) {
        size_t n = strcspn(at, ",");
        AUTO_FREE char *name = xstrndup(at, n);
        array_push_take(list, ps_type_name_new(name, session_find_type(c->session, name, n)));
        at += n + (at[n] == ',');
        at += strspn(at, " ");
    }
    return value_of_array(list);
}

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    struct command_info *c = object_payload(self.object);
    bool is_file = c->kind == COMMAND_APPLICATION || c->kind == COMMAND_SCRIPT;
    bool of_parameters =
        p->data == CI_PARAMETERS || p->data == CI_PARAMETER_SETS || p->data == CI_OUTPUT_TYPE;
    if (of_parameters && c->kind == COMMAND_SCRIPT && !scriptblock_of(c->block))
        value_replace_take(&c->block, script_block(c));
    if (of_parameters && c->kind == COMMAND_ALIAS) {
        AUTO_VALUE command = resolved(c);
        *out = value_null();
        return command.kind == V_OBJECT ? info_get(command, p, out, err) : 0;
    }
    switch ((enum info_field)p->data) {
    case CI_NAME:
        *out = value_string(c->name);
        break;
    case CI_TYPE:
        *out = value_enum(&enum_command_types, (int32_t)c->kind);
        break;
    case CI_SOURCE:
        *out = value_string(is_file ? c->path : c->module);
        break;
    case CI_MODULE:
        *out = value_string(c->module);
        break;
    case CI_MODULE_INFO:
        *out = module_info(c);
        break;
    case CI_DEFINITION:
        *out = definition(c);
        break;
    case CI_BLOCK:
        *out = c->kind == COMMAND_SCRIPT ? script_block(c) : value_ref(c->block);
        break;
    case CI_PATH:
        *out = value_string(c->path ? c->path : "");
        break;
    case CI_REFERENCED:
        *out = referenced(c);
        break;
    case CI_RESOLVED:
        *out = resolved(c);
        break;
    case CI_RESOLVED_NAME: {
        AUTO_VALUE command = resolved(c);
        const struct command_info *r =
            command.kind == V_OBJECT ? object_payload(command.object) : NULL;
        *out = r ? value_string(r->name) : value_null();
        break;
    }
    case CI_CONTENTS:
        *out = contents(c);
        break;
    case CI_DESCRIPTION:
        *out = value_string(c->description ? c->description : "");
        break;
    case CI_VERB:
        *out = name_part(c, false);
        break;
    case CI_NOUN:
        *out = name_part(c, true);
        break;
    case CI_VERSION:
        *out = version(c);
        break;
    case CI_DISPLAY:
        return display_name(self, out, err);
    case CI_OPTIONS:
        *out = options_text(c);
        break;
    case CI_PARAMETERS:
        *out = parameters(c);
        break;
    case CI_PARAMETER_SETS:
        *out = parameter_sets(c);
        break;
    case CI_DEFAULT_SET:
        *out = default_set(c);
        break;
    case CI_OUTPUT_TYPE:
        *out = output_types(c);
        break;
    case CI_BINDING:
        *out = value_bool(declared_of(c).common);
        break;
    case CI_EXTENSION:
        *out = extension(c);
        break;
    case CI_VISIBILITY:
        *out = value_string("Public");
        break;
    }
    return 0;
}

struct value command_info_new(struct session *s, const struct command *c)
{
    if (c->kind == COMMAND_NONE)
        return value_null();
    struct object *o = object_new(type_of_kind(c->kind));
    struct command_info *info = object_payload(o);
    info->session = s;
    info->kind = c->kind;
    info->cmdlet = c->cmdlet;
    info->block = value_ref(c->block);
    info->name = xstrdup(c->name);
    info->path = xstrdup(c->path);
    info->target = xstrdup(c->target);
    info->description = xstrdup(c->description);
    info->options = c->options;
    info->module = xstrdup(c->module ? c->module : "");
    info->module_info = value_ref(c->module_info);
    return value_of_object(o);
}

bool command_info_get(struct value v, struct command *out)
{
    const struct command_info *c = info_of(v);
    if (!c)
        return false;
    *out = (struct command){ .kind = c->kind,
                             .name = c->name,
                             .cmdlet = c->cmdlet,
                             .block = c->block,
                             .path = c->path,
                             .target = c->target,
                             .module = c->module,
                             .module_info = c->module_info,
                             .description = c->description };
    return true;
}
