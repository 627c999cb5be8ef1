#include "shell/runtime/module/info.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/str.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/command.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/module/types.h"
#include "shell/runtime/scope.h"

static const struct enum_member module_types[] = {
    { "Script", MODULE_SCRIPT },
    { "Binary", MODULE_BINARY },
    { "Manifest", MODULE_MANIFEST },
    { "Cim", 3 },
    { "Workflow", 4 },
};
const struct enum_info enum_module_type = { .name = "System.Management.Automation.ModuleType",
                                            .members = module_types,
                                            .nmembers = ARRAY_SIZE(module_types) };
static const struct enum_member access_modes[] = {
    { "ReadWrite", 0 },
    { "Constant", 1 },
    { "ReadOnly", 2 },
};
const struct enum_info enum_module_access = { .name =
                                                  "System.Management.Automation.ModuleAccessMode",
                                              .members = access_modes,
                                              .nmembers = ARRAY_SIZE(access_modes) };

static void module_destroy(struct object *o)
{
    struct module *m = object_payload(o);
    if (m->scope)
        m->scope->module = value_null();
    scope_unref(m->scope);
    free(m->name);
    free(m->path);
    free(m->manifest_path);
    free(m->base);
    free(m->prefix);
    free(m->imported_prefix);
    struct value *const values[] = { &m->manifest,     &m->version,     &m->guid,
                                     &m->private_data, &m->description, &m->on_remove,
                                     &m->definition,   &m->root_module };
    for (size_t i = 0; i < ARRAY_SIZE(values); i++)
        value_clear(values[i]);
    value_unref(value_of_hash(m->functions));
    value_unref(value_of_hash(m->aliases));
    value_unref(value_of_hash(m->variables));
    value_unref(value_of_hash(m->cmdlets));
    value_unref(value_of_array(m->nested));
    value_unref(value_of_array(m->required));
}

/* ---- exports ---- */

struct cmdlet_search {
    const char *module;
    struct hash *into;
    struct session *session;
    struct value info;
};

static bool add_cmdlet(const struct command *c, void *data)
{
    struct cmdlet_search *search = data;
    if (text_caseeq(c->module, search->module)) {
        struct command copy = *c;
        copy.module_info = search->info;
        hash_sets_take(search->into, c->name, command_info_new(search->session, &copy));
    }
    return true;
}

static struct value module_value(const struct module *m)
{
    return value_of_object(
        (struct object *)(void *)((char *)(uintptr_t)m - offsetof(struct object, payload)));
}

static void exported_cmdlets(const struct module *m, struct hash *into)
{
    struct cmdlet_search search = { m->name, into, m->session, module_value(m) };
    if (m->builtin)
        command_each(m->session, COMMAND_CMDLET, add_cmdlet, &search);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(m->cmdlets, &i));) {
        struct command c;
        if (!command_find(m->session, e->key.str->data, e->key.str->len, COMMAND_CMDLET, false, &c))
            continue;
        c.module_info = module_value(m);
        hash_set_take(into, e->key, command_info_new(m->session, &c));
    }
}

char *module_prefixed(const char *name, const char *prefix)
{
    const char *dash = strchr(name, '-');
    if (!prefix || !*prefix)
        return xstrdup(name);
    if (!dash)
        return xasprintf("%s%s", prefix, name);
    return xasprintf("%.*s-%s%s", (int)(dash - name), name, prefix, dash + 1);
}

/* Under the names that they were imported by. */
static void exported_functions(const struct module *m, struct hash *into)
{
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(m->functions, &i));) {
        const struct scriptblock *sb = scriptblock_of(e->value);
        struct command c = { .kind = sb && sb->code->is_filter ? COMMAND_FILTER : COMMAND_FUNCTION,
                             .name = e->key.str->data,
                             .block = e->value,
                             .module_info = module_value(m),
                             .module = m->name };
        AUTO_FREE char *name = module_prefixed(c.name, m->imported_prefix);
        AUTO_VALUE key = value_string(name);
        hash_set_take(into, key, command_info_new(m->session, &c));
    }
}

static void exported_aliases(const struct module *m, struct hash *into)
{
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(m->aliases, &i));) {
        AUTO_VALUE target = value_to_string(e->value);
        struct command c = { .kind = COMMAND_ALIAS,
                             .name = e->key.str->data,
                             .target = target.str->data,
                             .module_info = module_value(m),
                             .module = m->name };
        hash_set_take(into, e->key, command_info_new(m->session, &c));
    }
}

static struct hash *table(void)
{
    return hash_new(HASH_ORDERED);
}

struct value module_exported_commands(const struct module *m)
{
    struct hash *h = table();
    exported_functions(m, h);
    exported_cmdlets(m, h);
    exported_aliases(m, h);
    return value_of_hash(h);
}

/* ---- properties ---- */

enum module_field {
    MOD_NAME,
    MOD_PATH,
    MOD_BASE,
    MOD_TYPE,
    MOD_VERSION,
    MOD_GUID,
    MOD_DESCRIPTION,
    MOD_PRIVATE,
    MOD_ACCESS,
    MOD_COMMANDS,
    MOD_FUNCTIONS,
    MOD_CMDLETS,
    MOD_ALIASES,
    MOD_VARIABLES,
    MOD_NESTED,
    MOD_REQUIRED,
    MOD_ROOT,
    MOD_DEFINITION,
    MOD_ON_REMOVE,
    MOD_STATE,
    MOD_PREFIX,
    MOD_EDITIONS,
    MOD_EMPTY_LIST,
    MOD_EMPTY_TABLE,
    MOD_ASSEMBLY,
    MOD_NULL,
    MOD_FALSE,
    MOD_TEXT, /* from here on: keys of the manifest */
    MOD_LIST,
    MOD_GALLERY,
};

static struct value of_manifest(const struct module *m, const char *key)
{
    if (m->manifest.kind != V_HASH)
        return value_null();
    struct value *v = hash_gets(m->manifest.hash, key);
    return v ? value_ref(*v) : value_null();
}

/* Tags, ProjectUri and their like stand in PrivateData.PSData. */
static struct value of_gallery(const struct module *m, const char *key)
{
    if (m->private_data.kind != V_HASH)
        return value_null();
    struct value *data = hash_gets(m->private_data.hash, "PSData");
    struct value *v = data && data->kind == V_HASH ? hash_gets(data->hash, key) : NULL;
    return v ? value_ref(*v) : value_null();
}

static struct value list_take(struct value v)
{
    if (v.kind == V_ARRAY)
        return v;
    struct array *a = array_new(1);
    if (!value_is_null(v))
        array_push_take(a, v);
    return value_of_array(a);
}

static struct value variables(const struct module *m)
{
    struct hash *h = table();
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(m->variables, &i));) {
        struct object *o = object_new_custom(m->session->shapes);
        static const char *const names[] = { "System.Management.Automation.PSVariable", NULL };
        object_set_type_names(o, names);
        struct name *name = names_find(m->session->names, e->key.str->data, e->key.str->len);
        struct variable *var = m->scope && name ? scope_find_own(m->scope, name) : NULL;
        object_set_note_take(o, m->session->shapes, "Name", value_ref(e->key));
        object_set_note_take(o, m->session->shapes, "Value",
                             value_ref(var ? var->value : e->value));
        hash_set_take(h, e->key, value_of_object(o));
    }
    return value_of_hash(h);
}

static int module_get(struct value self, const struct property *p, struct value *out,
                      struct err **err)
{
    struct module *m = object_payload(self.object);
    struct hash *h;
    switch ((enum module_field)p->data) {
    case MOD_NAME:
        *out = value_string(m->name);
        break;
    case MOD_PATH:
        *out = value_string(m->path);
        break;
    case MOD_BASE:
        *out = value_string(m->base);
        break;
    case MOD_TYPE:
        *out = value_enum(&enum_module_type, (int32_t)m->type);
        break;
    case MOD_VERSION:
        *out = value_ref(m->version);
        break;
    case MOD_GUID:
        *out = value_ref(m->guid);
        break;
    case MOD_DESCRIPTION:
        *out = value_ref(m->description);
        break;
    case MOD_PRIVATE:
        *out = value_ref(m->private_data);
        break;
    case MOD_ACCESS:
        *out = value_enum(&enum_module_access, m->access);
        break;
    case MOD_COMMANDS:
        *out = module_exported_commands(m);
        break;
    case MOD_FUNCTIONS:
        exported_functions(m, h = table());
        *out = value_of_hash(h);
        break;
    case MOD_CMDLETS:
        exported_cmdlets(m, h = table());
        *out = value_of_hash(h);
        break;
    case MOD_ALIASES:
        exported_aliases(m, h = table());
        *out = value_of_hash(h);
        break;
    case MOD_VARIABLES:
        *out = variables(m);
        break;
    case MOD_NESTED:
        *out = value_ref(value_of_array(m->nested));
        break;
    case MOD_REQUIRED:
        *out = value_ref(value_of_array(m->required));
        break;
    case MOD_ROOT:
        *out = value_ref(m->root_module);
        break;
    case MOD_DEFINITION:
        *out = value_is_null(m->definition) ? value_string("") : value_to_string(m->definition);
        break;
    case MOD_ON_REMOVE:
        *out = value_ref(m->on_remove);
        break;
    case MOD_STATE:
        *out = m->scope ? session_state_new(m->session, m->scope) : value_null();
        break;
    case MOD_PREFIX:
        *out = m->prefix ? value_string(m->prefix) : value_null();
        break;
    case MOD_EDITIONS:
        *out = list_take(of_manifest(m, "CompatiblePSEditions"));
        break;
    case MOD_EMPTY_LIST:
        *out = value_of_array(array_new(0));
        break;
    case MOD_EMPTY_TABLE:
        *out = value_of_hash(table());
        break;
    case MOD_ASSEMBLY:
        return module_implementing_assembly(self, out, err);
    case MOD_NULL:
        *out = value_null();
        break;
    case MOD_FALSE:
        *out = value_bool(false);
        break;
    case MOD_TEXT:
        *out = of_manifest(m, p->name);
        if (value_is_null(*out) && strcmp(p->name, "Author") && m->type != MODULE_MANIFEST)
            *out = value_null();
        break;
    case MOD_LIST:
        *out = list_take(of_manifest(m, p->name));
        break;
    case MOD_GALLERY:
        *out = of_gallery(m, p->name);
        if (strcmp(p->name, "Tags") == 0)
            *out = list_take(*out);
        break;
    }
    (void)err;
    return 0;
}

static int module_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    struct module *m = object_payload(self.object);
    switch ((enum module_field)p->data) {
    case MOD_DESCRIPTION:
        value_replace_take(&m->description, value_to_string(v));
        return 0;
    case MOD_PRIVATE:
        value_replace_take(&m->private_data, value_ref(v));
        return 0;
    case MOD_ON_REMOVE:
        if (!value_is_null(v) && !scriptblock_of(v))
            return fail_no_cast(err, v, &type_scriptblock);
        value_replace_take(&m->on_remove, value_ref(v));
        return 0;
    default: {
        AUTO_VALUE text = value_to_string(v);
        int32_t mode;
        if (enum_parse(&enum_module_access, text.str->data, text.str->len, &mode) < 0)
            return fail_no_cast(err, v, &type_enum);
        m->access = mode;
        return 0;
    }
    }
}

#define MODULE_PROP(name_, type_, field_)                                          \
    {                                                                              \
        .name = (name_), .type_name = (type_), .get = module_get, .data = (field_) \
    }
#define MODULE_PROP_RW(name_, type_, field_)                                         \
    {                                                                                \
        .name = (name_), .type_name = (type_), .get = module_get, .set = module_set, \
        .data = (field_)                                                             \
    }
static const struct property module_props[] = {
    MODULE_PROP("LogPipelineExecutionDetails", "bool", MOD_FALSE),
    MODULE_PROP("Name", "string", MOD_NAME),
    MODULE_PROP("Path", "string", MOD_PATH),
    MODULE_PROP("ImplementingAssembly", "System.Reflection.Assembly", MOD_ASSEMBLY),
    MODULE_PROP("Definition", "string", MOD_DEFINITION),
    MODULE_PROP_RW("Description", "string", MOD_DESCRIPTION),
    MODULE_PROP("Guid", "guid", MOD_GUID),
    MODULE_PROP("HelpInfoUri", "string", MOD_TEXT),
    MODULE_PROP("ModuleBase", "string", MOD_BASE),
    MODULE_PROP_RW("PrivateData", "System.Object", MOD_PRIVATE),
    MODULE_PROP("ExperimentalFeatures", "System.Object[]", MOD_EMPTY_LIST),
    MODULE_PROP("Tags", "System.Collections.Generic.IEnumerable[string]", MOD_GALLERY),
    MODULE_PROP("ProjectUri", "uri", MOD_GALLERY),
    MODULE_PROP("IconUri", "uri", MOD_GALLERY),
    MODULE_PROP("LicenseUri", "uri", MOD_GALLERY),
    MODULE_PROP("ReleaseNotes", "string", MOD_GALLERY),
    MODULE_PROP("RepositorySourceLocation", "uri", MOD_NULL),
    MODULE_PROP("Version", "version", MOD_VERSION),
    MODULE_PROP("ModuleType", "System.Management.Automation.ModuleType", MOD_TYPE),
    MODULE_PROP("Author", "string", MOD_TEXT),
    MODULE_PROP_RW("AccessMode", "System.Management.Automation.ModuleAccessMode", MOD_ACCESS),
    MODULE_PROP("ClrVersion", "version", MOD_TEXT),
    MODULE_PROP("CompanyName", "string", MOD_TEXT),
    MODULE_PROP("Copyright", "string", MOD_TEXT),
    MODULE_PROP("DotNetFrameworkVersion", "version", MOD_TEXT),
    MODULE_PROP("ExportedFunctions",
                "System.Collections.Generic.Dictionary[string,"
                "System.Management.Automation.FunctionInfo]",
                MOD_FUNCTIONS),
    MODULE_PROP("Prefix", "string", MOD_PREFIX),
    MODULE_PROP("ExportedCmdlets",
                "System.Collections.Generic.Dictionary[string,"
                "System.Management.Automation.CmdletInfo]",
                MOD_CMDLETS),
    MODULE_PROP("ExportedCommands",
                "System.Collections.Generic.Dictionary[string,"
                "System.Management.Automation.CommandInfo]",
                MOD_COMMANDS),
    MODULE_PROP("FileList", "System.Collections.Generic.IEnumerable[string]", MOD_LIST),
    MODULE_PROP("CompatiblePSEditions", "System.Collections.Generic.IEnumerable[string]",
                MOD_EDITIONS),
    MODULE_PROP("ModuleList", "System.Collections.Generic.IEnumerable[System.Object]", MOD_LIST),
    MODULE_PROP("NestedModules",
                "System.Collections.ObjectModel.ReadOnlyCollection["
                "psmoduleinfo]",
                MOD_NESTED),
    MODULE_PROP("PowerShellHostName", "string", MOD_TEXT),
    MODULE_PROP("PowerShellHostVersion", "version", MOD_TEXT),
    MODULE_PROP("PowerShellVersion", "version", MOD_TEXT),
    MODULE_PROP("ProcessorArchitecture", "System.Reflection.ProcessorArchitecture", MOD_TEXT),
    MODULE_PROP("Scripts", "System.Collections.Generic.IEnumerable[string]", MOD_EMPTY_LIST),
    MODULE_PROP("RequiredAssemblies", "System.Collections.Generic.IEnumerable[string]", MOD_LIST),
    MODULE_PROP("RequiredModules",
                "System.Collections.ObjectModel.ReadOnlyCollection["
                "psmoduleinfo]",
                MOD_REQUIRED),
    MODULE_PROP("RootModule", "string", MOD_ROOT),
    MODULE_PROP("ExportedVariables", "System.Collections.Generic.Dictionary[string,psvariable]",
                MOD_VARIABLES),
    MODULE_PROP("ExportedAliases",
                "System.Collections.Generic.Dictionary[string,"
                "System.Management.Automation.AliasInfo]",
                MOD_ALIASES),
    MODULE_PROP("ExportedDscResources",
                "System.Collections.ObjectModel.ReadOnlyCollection["
                "string]",
                MOD_EMPTY_LIST),
    MODULE_PROP("SessionState", "System.Management.Automation.SessionState", MOD_STATE),
    MODULE_PROP_RW("OnRemove", "scriptblock", MOD_ON_REMOVE),
    MODULE_PROP("ExportedFormatFiles",
                "System.Collections.ObjectModel.ReadOnlyCollection["
                "string]",
                MOD_EMPTY_LIST),
    MODULE_PROP("ExportedTypeFiles",
                "System.Collections.ObjectModel.ReadOnlyCollection["
                "string]",
                MOD_EMPTY_LIST),
};

/* ---- methods ---- */

static struct value bind_block(const struct module *m, const struct scriptblock *sb)
{
    return scriptblock_new(sb->code, m->scope);
}

static int needs_block(const struct module *m, struct value v, struct scriptblock **sb,
                       struct err **err)
{
    *sb = scriptblock_of(v);
    if (!*sb)
        return fail_no_cast(err, v, &type_scriptblock);
    if (!m->scope)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "This operation cannot be performed on a binary module. It can only be "
                         "performed on a script module.");
    return 0;
}

static int new_bound_block(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    (void)n;
    const struct module *m = object_payload(self.object);
    struct scriptblock *sb;
    if (needs_block(m, args[0], &sb, err) < 0)
        return -1;
    *out = bind_block(m, sb);
    return 0;
}

static int module_invoke(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    const struct module *m = object_payload(self.object);
    struct scriptblock *sb;
    if (needs_block(m, args[0], &sb, err) < 0)
        return -1;
    AUTO_VALUE bound = bind_block(m, sb);
    struct value list = n > 1 ? args[1] : value_null();
    const struct value *items = list.kind == V_ARRAY ? list.array->items : args + 1;
    size_t nitems = list.kind == V_ARRAY ? list.array->len : n - 1;
    struct array_sink sink;
    struct array *outputs = array_new(1);
    array_sink_init(&sink, outputs);
    enum status st = scriptblock_invoke(m->session, scriptblock_of(bound), BLOCK_NEW_SCOPE,
                                        value_nothing(), items, nitems, &sink.sink);
    *out = array_as_value_take(outputs);
    return st == ST_OK ? 0 : -1;
}

struct value module_as_custom_object(struct module *m)
{
    struct object *o = object_new_custom(m->session->shapes);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(m->functions, &i));)
        object_add_member_take(o, m->session->shapes, e->key.str, MEMBER_SCRIPT_METHOD,
                               value_ref(e->value));
    AUTO_VALUE exported = variables(m);
    i = 0;
    for (struct hash_entry *e; (e = hash_next(exported.hash, &i));) {
        struct value v = value_null();
        AUTO_ERR *err = NULL;
        member_get(e->value, "Value", &v, &err);
        object_set_note_str_take(o, m->session->shapes, e->key.str, v);
    }
    return value_of_object(o);
}

static int as_custom_object(struct value self, const struct value *args, size_t n,
                            struct value *out, struct err **err)
{
    (void)args;
    (void)n;
    struct module *m = object_payload(self.object);
    if (!m->scope)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "This operation cannot be performed on a binary module. It can only be "
                         "performed on a script module.");
    *out = module_as_custom_object(m);
    return 0;
}

static const struct method module_methods[] = {
    { "AsCustomObject", 0, 0, as_custom_object, "psobject AsCustomObject()" },
    METHOD("GetExportedTypeDefinitions", 0, 0, module_type_definitions,
           "System.Collections.ObjectModel.ReadOnlyDictionary[string,System.Management.Automation."
           "Language.TypeDefinitionAst] GetExportedTypeDefinitions()"),
    { "Invoke", 1, -1, module_invoke,
      "System.Object Invoke(scriptblock sb, Params System.Object[] args)" },
    { "NewBoundScriptBlock", 1, 1, new_bound_block,
      "scriptblock NewBoundScriptBlock(scriptblock scriptBlockToBind)" },
};

static int module_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, ((struct module *)object_payload(self.object))->name);
    return 0;
}

/* ---- the table ---- */

static int shown_commands(struct value self, struct value *out, struct err **err)
{
    (void)err;
    AUTO_VALUE all = module_exported_commands(object_payload(self.object));
    struct array *names = array_new(all.hash->count);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(all.hash, &i));)
        array_push(names, e->key);
    *out = value_of_array(names);
    return 0;
}

static int shown_prerelease(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = of_gallery(object_payload(self.object), "Prerelease");
    return 0;
}

static const struct view_column module_columns[] = {
    { .property = "ModuleType", .width = 10, .align = ALIGN_LEFT },
    { .property = "Version", .width = 10, .align = ALIGN_LEFT },
    { .label = "PreRelease", .width = 10, .align = ALIGN_LEFT, .get = shown_prerelease },
    { .property = "Name", .width = 35, .align = ALIGN_LEFT },
    { .label = "ExportedCommands", .align = ALIGN_LEFT, .get = shown_commands },
};
static const struct view module_view = { .columns = module_columns,
                                         .ncolumns = ARRAY_SIZE(module_columns) };

#define LIST_OF(name, property)                                             \
    static int name(struct value self, struct value *out, struct err **err) \
    {                                                                       \
        AUTO_VALUE all = value_null();                                      \
        if (member_get(self, property, &all, err) < 0)                      \
            return -1;                                                      \
        struct array *keys = array_new(all.hash->count);                    \
        size_t i = 0;                                                       \
        for (struct hash_entry * e; (e = hash_next(all.hash, &i));)         \
            array_push(keys, e->key);                                       \
        *out = value_of_array(keys);                                        \
        return 0;                                                           \
    }
LIST_OF(function_names, "ExportedFunctions")
LIST_OF(cmdlet_names, "ExportedCmdlets")
LIST_OF(variable_names, "ExportedVariables")
LIST_OF(alias_names, "ExportedAliases")

static const struct view_column module_lines[] = {
    { .property = "Name" },
    { .property = "Path" },
    { .property = "Description" },
    { .property = "ModuleType" },
    { .property = "Version" },
    { .label = "PreRelease", .get = shown_prerelease },
    { .property = "NestedModules" },
    { .label = "ExportedFunctions", .get = function_names },
    { .label = "ExportedCmdlets", .get = cmdlet_names },
    { .label = "ExportedVariables", .get = variable_names },
    { .label = "ExportedAliases", .get = alias_names },
};
static const struct view module_list = { .columns = module_lines,
                                         .ncolumns = ARRAY_SIZE(module_lines) };

const struct type_info type_module_info = {
    .name = "System.Management.Automation.PSModuleInfo",
    .accelerator = "psmoduleinfo",
    .base = &type_object,
    .props = module_props,
    .nprops = ARRAY_SIZE(module_props),
    .methods = module_methods,
    .nmethods = ARRAY_SIZE(module_methods),
    .table = &module_view,
    .list = &module_list,
    .payload_size = sizeof(struct module),
    .destroy = module_destroy,
    .to_string = module_to_string,
};

/* ---- making ---- */

struct value module_info_new(struct session *s, const char *name, const char *path)
{
    struct object *o = object_new(&type_module_info);
    struct module *m = object_payload(o);
    AUTO_ERR *err = NULL;
    m->session = s;
    m->name = xstrdup(name);
    m->path = xstrdup(path ? path : "");
    const char *slash = path ? strrchr(path, '/') : NULL;
    m->base = slash ? xstrndup(path, slash == path ? 1 : (size_t)(slash - path)) : xstrdup("");
    m->functions = table();
    m->aliases = table();
    m->variables = table();
    m->cmdlets = table();
    m->nested = array_new(0);
    m->required = array_new(0);
    m->description = value_string("");
    AUTO_VALUE zero = value_string("0.0");
    if (value_convert(zero, &type_version, &m->version, &err) < 0)
        m->version = value_null();
    AUTO_VALUE none = value_string("00000000-0000-0000-0000-000000000000");
    AUTO_ERR *guid_err = NULL;
    if (value_convert(none, &type_guid, &m->guid, &guid_err) < 0)
        m->guid = value_null();
    return value_of_object(o);
}

struct module *module_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_module_info)
        return NULL;
    return object_payload(v.object);
}

void module_make_scope(struct value module)
{
    struct module *m = module_of(module);
    if (m->scope)
        return;
    m->scope = scope_new(m->session, SCOPE_SCRIPT, m->session->global);
    m->scope->module = module;
}
