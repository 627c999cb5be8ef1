/* CommandInfo objects. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/dynamic_params.h"
#include "shell/runtime/binding/parameter_attributes.h"
#include "shell/runtime/binding/parameter_info.h"
#include "shell/runtime/cmdlet_type.h"
#include "shell/runtime/code.h"
#include "shell/runtime/command.h"
#include "shell/runtime/module/load.h"
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
    struct value arguments; /* of Get-Command, for dynamic parameters; or $null */
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
    CI_VISIBILITY,
    CI_IMPLEMENTING
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
    PROP("ImplementingType", "type", CI_IMPLEMENTING),
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
static int set_description(struct value self, const struct property *p, struct value v,
                           struct err **err);

static const struct property alias_props[] = {
    COMMON_PROPS,
    PROP("DisplayName", "string", CI_DISPLAY),
    PROP("ReferencedCommand", "System.Management.Automation.CommandInfo", CI_REFERENCED),
    PROP("ResolvedCommand", "System.Management.Automation.CommandInfo", CI_RESOLVED),
    PROP("ResolvedCommandName", "string", CI_RESOLVED_NAME),
    PROP("Parameters", "System.Collections.Hashtable", CI_PARAMETERS),
    PROP("ParameterSets", "System.Object[]", CI_PARAMETER_SETS),
    PROP("OutputType", "System.Object[]", CI_OUTPUT_TYPE),
    { .name = "Description",
      .type_name = "string",
      .get = info_get,
      .set = set_description,
      .data = CI_DESCRIPTION },
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
    value_unref(c->arguments);
}

/* Aliases are listed as "gci -> Get-ChildItem". */
static int display_name(struct value self, struct value *out, struct err **err);

static const struct view_column shown_columns[] = {
    { .label = "CommandType", .property = "CommandType", .width = 15 },
    { .label = "Name", .width = 50, .get = display_name },
    { .label = "Version", .property = "Version", .width = 10 },
    { .label = "Source", .property = "Source" },
};
static const struct view info_view = { .columns = shown_columns,
                                       .ncolumns = ARRAY_SIZE(shown_columns) };

static int resolve_parameter(struct value self, const struct value *args, size_t n,
                             struct value *out, struct err **err);

static const struct method info_methods[] = {
    { "ResolveParameter", 1, 1, resolve_parameter,
      "System.Management.Automation.ParameterMetadata ResolveParameter(string name)" },
};
static const struct type_info type_command_info = {
    .name = "System.Management.Automation.CommandInfo",
    .base = &type_object,
    .methods = info_methods,
    .nmethods = ARRAY_SIZE(info_methods),
    .table = &info_view,
};

/* What Format-List shows; a property that is not there has an empty line. */
static const struct view_column cmdlet_items[] = {
    { .property = "Name" },          { .property = "CommandType" },
    { .property = "Definition" },    { .property = "Path" },
    { .property = "DLL" },           { .property = "HelpFile" },
    { .property = "ParameterSets" }, { .property = "ImplementingType" },
    { .property = "Verb" },          { .property = "Noun" },
};
static const struct view cmdlet_list = { .columns = cmdlet_items,
                                         .ncolumns = ARRAY_SIZE(cmdlet_items) };
static const struct view_column function_items[] = {
    { .property = "Name" },
    { .property = "CommandType" },
    { .property = "Definition" },
};
static const struct view function_list = { .columns = function_items,
                                           .ncolumns = ARRAY_SIZE(function_items) };
static const struct view_column alias_items[] = {
    { .property = "DisplayName" },     { .property = "CommandType" },
    { .property = "Definition" },      { .property = "ReferencedCommand" },
    { .property = "ResolvedCommand" },
};
static const struct view alias_list = { .columns = alias_items,
                                        .ncolumns = ARRAY_SIZE(alias_items) };
static const struct view_column application_items[] = {
    { .property = "Name" },      { .property = "CommandType" }, { .property = "Definition" },
    { .property = "Extension" }, { .property = "Path" },        { .property = "FileVersionInfo" },
};
static const struct view application_list = { .columns = application_items,
                                              .ncolumns = ARRAY_SIZE(application_items) };
static const struct view_column block_items[] = {
    { .property = "Name" },
    { .property = "CommandType" },
    { .property = "Definition" },
    { .property = "Path" },
};
static const struct view block_list = { .columns = block_items,
                                        .ncolumns = ARRAY_SIZE(block_items) };

#define INFO_TYPE(variable, type, properties, view)   \
    static const struct type_info variable = {        \
        .name = "System.Management.Automation." type, \
        .base = &type_command_info,                   \
        .list = view,                                 \
        .props = properties,                          \
        .nprops = ARRAY_SIZE(properties),             \
        .payload_size = sizeof(struct command_info),  \
        .destroy = info_destroy,                      \
        .to_string = info_to_string,                  \
    }
INFO_TYPE(type_cmdlet_info, "CmdletInfo", cmdlet_props, &cmdlet_list);
INFO_TYPE(type_function_info, "FunctionInfo", function_props, &function_list);
INFO_TYPE(type_filter_info, "FilterInfo", function_props, &function_list);
INFO_TYPE(type_alias_info, "AliasInfo", alias_props, &alias_list);
INFO_TYPE(type_application_info, "ApplicationInfo", file_props, &application_list);
INFO_TYPE(type_script_info, "ExternalScriptInfo", script_props, NULL);
INFO_TYPE(type_block_info, "ScriptInfo", block_props, &block_list);

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

static struct command as_command(const struct command_info *c)
{
    return (struct command){ .kind = c->kind,
                             .name = c->name,
                             .cmdlet = c->cmdlet,
                             .block = c->block,
                             .path = c->path,
                             .target = c->target,
                             .module = c->module,
                             .module_info = c->module_info,
                             .description = c->description };
}

static struct value cmdlet_syntax(const struct command_info *c)
{
    struct command command = as_command(c);
    struct signature sig;
    AUTO_FREE char *owned = NULL;
    AUTO_STRBUF text = STRBUF_INIT;
    if (signature_of(&command, &sig, &owned))
        syntax_lines(&sig, &text);
    return value_string_take(&text);
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
        return cmdlet_syntax(c);
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

/* Of an alias: with the command that its chain ends at. */
static int display_name(struct value self, struct value *out, struct err **err)
{
    (void)err;
    const struct command_info *c = object_payload(self.object);
    struct command target;
    if (c->kind == COMMAND_ALIAS)
        *out = value_stringf("%s -> %s", c->name, follow(c, &target) ? target.name : c->target);
    else
        *out = value_string(c->name);
    return 0;
}

/* ---- parameters ---- */

/* What a command declares, and what its dynamicparam block adds. */
struct declared {
    struct signature sig;
    struct dynamic_params *dynamic; /* or NULL */
    size_t nstatic;
};

static struct declared declared_of(const struct command_info *c)
{
    struct declared d = { .sig = { .name = c->name } };
    struct command command = as_command(c);
    struct scriptblock *sb = scriptblock_of(c->block);
    AUTO_FREE char *owned = NULL;
    if (command.kind == COMMAND_BLOCK)
        command.kind = COMMAND_FUNCTION;
    signature_of(&command, &d.sig, &owned);
    d.sig.name = c->name;
    if (sb && scriptblock_params(sb)->has_dynamic)
        d.dynamic = dynamic_params_of(c->session, sb, c->arguments);
    d.nstatic = d.dynamic ? d.dynamic->nstatic : d.sig.nparams;
    if (d.dynamic) {
        d.sig.params = d.dynamic->table;
        d.sig.nparams = d.dynamic->n;
    }
    return d;
}

static void declared_release(struct declared *d)
{
    dynamic_params_free(STEAL(d->dynamic));
}

struct attribute_source {
    const struct command_info *c;
    const struct declared *d;
};

static struct value attributes(void *data, const struct signature *sig, size_t i)
{
    const struct attribute_source *from = data;
    struct scriptblock *sb = scriptblock_of(from->c->block);
    const char *name = sig->params[i].name;
    if (i >= from->d->nstatic)
        return dynamic_params_attributes(from->d->dynamic, name);
    return sb ? parameter_attributes_of_block(sb->code, name)
              : parameter_attributes_of_cmdlet(sig->params, sig->nparams, name);
}

static struct value parameters(const struct command_info *c, bool as_sets)
{
    struct declared d = declared_of(c);
    struct attribute_source source = { c, &d };
    struct value v = (as_sets ? parameter_sets_of : parameters_of)(c->session, &d.sig, d.nstatic,
                                                                   attributes, &source);
    declared_release(&d);
    return v;
}

/* By name, alias or a prefix that only one parameter has. */
static int resolve_parameter(struct value self, const struct value *args, size_t n,
                             struct value *out, struct err **err)
{
    (void)n;
    AUTO_VALUE all = parameters(object_payload(self.object), false);
    AUTO_VALUE name = value_to_string(args[0]);
    const struct hash_entry *e;
    const struct value *found = hash_get(all.hash, name);
    size_t fitting = 0;
    for (size_t i = 0; !found && (e = hash_next(all.hash, &i));) {
        AUTO_VALUE aliases = value_null();
        if (member_get(e->value, "Aliases", &aliases, err) < 0)
            return -1;
        for (size_t k = 0; k < aliases.array->len; k++)
            if (value_equals(aliases.array->items[k], name, true))
                found = &e->value;
    }
    for (size_t i = 0; !found && (e = hash_next(all.hash, &i));)
        fitting += text_casestarts(e->key.str->data, name.str->data);
    for (size_t i = 0; !found && fitting == 1 && (e = hash_next(all.hash, &i));)
        if (text_casestarts(e->key.str->data, name.str->data))
            found = &e->value;
    if (!found)
        return fail_with(err, "System.Management.Automation.ParameterBindingException",
                         fitting ? "AmbiguousParameter" : "NamedParameterNotFound",
                         fitting
                             ? "Parameter cannot be processed because the parameter name '%s' is "
                               "ambiguous."
                             : "A parameter cannot be found that matches parameter name '%s'.",
                         name.str->data);
    *out = value_ref(*found);
    return 0;
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

/* The alias itself is described anew, not only what stands for it here. */
static int set_description(struct value self, const struct property *p, struct value v,
                           struct err **err)
{
    (void)p;
    (void)err;
    struct command_info *c = info_of(self);
    AUTO_VALUE text = value_to_string(v);
    free(c->description);
    c->description = xstrdup(text.str->data);
    command_describe_alias(c->session, c->name, c->target, c->description);
    return 0;
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
    struct scriptblock *sb = scriptblock_of(c->block);
    const struct block_params *block = sb ? scriptblock_params(sb) : NULL;
    const char *set = block ? block->default_set : c->cmdlet ? c->cmdlet->default_set : NULL;
    if (!c->cmdlet && !(block && block->cmdlet_binding))
        return value_null();
    return value_string(set ? set : "__AllParameterSets");
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
    if (c->cmdlet)
        cmdlet_output_types(c->session->registry, c->cmdlet, list);
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
        *out = parameters(c, false);
        break;
    case CI_PARAMETER_SETS:
        *out = parameters(c, true);
        break;
    case CI_DEFAULT_SET:
        *out = default_set(c);
        break;
    case CI_OUTPUT_TYPE:
        *out = output_types(c);
        break;
    case CI_BINDING:
        *out = value_bool(scriptblock_of(c->block) &&
                          scriptblock_params(scriptblock_of(c->block))->cmdlet_binding);
        break;
    case CI_EXTENSION:
        *out = extension(c);
        break;
    case CI_VISIBILITY:
        *out = value_string("Public");
        break;
    case CI_IMPLEMENTING:
        *out = value_type(cmdlet_type(c->session->registry, c->cmdlet));
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
    *out = as_command(c);
    return true;
}

void command_info_give_arguments(struct value info, struct value arguments)
{
    struct command_info *c = info_of(info);
    if (c)
        value_replace_take(&c->arguments, value_ref(arguments));
}
