#include "shell/runtime/module/manifest.h"

#include <string.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/pipeline.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/stage.h"

static const char *const members[] = {
    "ModuleToProcess",
    "NestedModules",
    "GUID",
    "Author",
    "CompanyName",
    "Copyright",
    "ModuleVersion",
    "Description",
    "PowerShellVersion",
    "PowerShellHostName",
    "PowerShellHostVersion",
    "CLRVersion",
    "DotNetFrameworkVersion",
    "ProcessorArchitecture",
    "RequiredModules",
    "TypesToProcess",
    "FormatsToProcess",
    "ScriptsToProcess",
    "PrivateData",
    "RequiredAssemblies",
    "ModuleList",
    "FileList",
    "FunctionsToExport",
    "VariablesToExport",
    "AliasesToExport",
    "CmdletsToExport",
    "DscResourcesToExport",
    "CompatiblePSEditions",
    "HelpInfoURI",
    "RootModule",
    "DefaultCommandPrefix",
};

static bool is_member(const char *key)
{
    for (size_t i = 0; i < ARRAY_SIZE(members); i++)
        if (text_caseeq(members[i], key))
            return true;
    return false;
}

static struct value field(struct value table, const char *key)
{
    struct value *v = hash_gets(table.hash, key);
    return v ? *v : value_null();
}

static bool has(struct value table, const char *key)
{
    return hash_gets(table.hash, key) != NULL;
}

/* ---- what is not valid ---- */

static int invalid(struct err **err, const char *id, char *message, const char *exception)
{
    AUTO_FREE char *text = message;
    return fail_with(err, exception ? exception : "System.Management.Automation.RuntimeException",
                     id, "%s", text);
}

static int check_members(const struct module *m, struct value table, struct err **err)
{
    AUTO_STRBUF bad = STRBUF_INIT;
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(table.hash, &i));) {
        AUTO_VALUE key = value_to_string(e->key);
        if (is_member(key.str->data))
            continue;
        strbuf_addf(&bad, "%s'%s'", bad.len ? ", " : "", key.str->data);
    }
    if (!bad.len)
        return 0;
    AUTO_STRBUF good = STRBUF_INIT;
    for (size_t k = 0; k < ARRAY_SIZE(members); k++)
        strbuf_addf(&good, "%s'%s'", k ? ", " : "", members[k]);
    return invalid(err, "Modules_InvalidManifestMember",
                   xasprintf("The '%s' module cannot be imported because its manifest contains one "
                             "or more members that are not valid. The valid manifest members are "
                             "(%s). Remove the members that are not valid (%s), then try to import "
                             "the module again.",
                             m->path, good.buf, bad.buf),
                   "System.InvalidOperationException");
}

static int take_as(const struct module *m, struct value table, const char *key,
                   const struct type_info *type, struct value *slot, struct err **err)
{
    struct value v = field(table, key), converted;
    AUTO_ERR *why = NULL;
    if (value_is_null(v))
        return 0;
    if (value_convert(v, type, &converted, &why) < 0)
        return invalid(err, "Modules_InvalidManifest",
                       xasprintf("The member '%s' in the module manifest is not valid: %s. Verify "
                                 "that a valid value is specified for this field in the '%s' file.",
                                 key, why->message, m->path),
                       "System.ArgumentException");
    value_replace_take(slot, converted);
    return 0;
}

static int compare_versions(struct value a, struct value b)
{
    int order = 0;
    AUTO_ERR *err = NULL;
    return type_version.compare && type_version.compare(a, b, &order, &err) == 0 ? order : 0;
}

static int check_engine(const struct module *m, struct value table, struct err **err)
{
    AUTO_VALUE wanted = value_null(), have = value_null(), versions = value_null();
    if (take_as(m, table, "PowerShellVersion", &type_version, &wanted, err) < 0)
        return -1;
    if (value_is_null(wanted) ||
        !session_lookup_variable(m->session, "PSVersionTable", 14, &versions) ||
        versions.kind != V_HASH)
        return 0;
    have = value_ref(*hash_gets(versions.hash, "PSVersion"));
    AUTO_VALUE plain = value_null(), text = value_to_string(have);
    AUTO_ERR *ignored = NULL;
    if (value_convert(text, &type_version, &plain, &ignored) < 0 ||
        compare_versions(plain, wanted) >= 0)
        return 0;
    AUTO_VALUE want_text = value_to_string(wanted);
    return invalid(err, "Modules_InsufficientPowerShellVersion",
                   xasprintf("The version of PowerShell on this computer is '%s'. The module '%s' "
                             "requires a minimum PowerShell version of '%s' to run. Verify that "
                             "you have the minimum required version of PowerShell installed, and "
                             "then try again.",
                             text.str->data, m->path, want_text.str->data),
                   "System.InvalidOperationException");
}

static void take_text(struct value table, const char *key, struct value *slot)
{
    struct value v = field(table, key);
    if (!value_is_null(v))
        value_replace_take(slot, value_to_string(v));
}

int module_take_manifest(struct module *m, struct value table, struct err **err)
{
    if (check_members(m, table, err) < 0)
        return -1;
    if (has(table, "RootModule") && has(table, "ModuleToProcess"))
        return invalid(err, "Modules_ModuleManifestCannotContainBothModuleToProcessAndRootModule",
                       xasprintf("The module manifest cannot contain both the 'ModuleToProcess' "
                                 "and 'RootModule' members. Change the module manifest file to "
                                 "remove one of these members at '%s', and then try again.",
                                 m->path),
                       "System.InvalidOperationException");
    if (value_is_null(field(table, "ModuleVersion")))
        return invalid(err, "Modules_InvalidManifest",
                       xasprintf("The member 'ModuleVersion' is not present in the module "
                                 "manifest. This member must exist and be assigned a version "
                                 "number of the form 'n.n.n.n'. Add the missing member to the file "
                                 "'%s'.",
                                 m->path),
                       "System.MissingMemberException");
    if (take_as(m, table, "ModuleVersion", &type_version, &m->version, err) < 0 ||
        take_as(m, table, "GUID", &type_guid, &m->guid, err) < 0 || check_engine(m, table, err) < 0)
        return -1;
    value_replace_take(&m->manifest, value_ref(table));
    take_text(table, "Description", &m->description);
    take_text(table, has(table, "RootModule") ? "RootModule" : "ModuleToProcess", &m->root_module);
    value_replace_take(&m->private_data, value_ref(field(table, "PrivateData")));
    struct value prefix = field(table, "DefaultCommandPrefix");
    if (!value_is_null(prefix)) {
        AUTO_VALUE text = value_to_string(prefix);
        m->prefix = xstrdup(text.str->data);
    }
    m->type = MODULE_MANIFEST;
    if (m->root_module.kind == V_STRING && m->root_module.str->len)
        m->type = MODULE_SCRIPT;
    return 0;
}

/* ---- loading ---- */

static enum status raise_err(struct session *s, struct module *m, struct err **err)
{
    AUTO_VALUE target = value_string(m->path);
    struct error_spec spec = error_spec_of(*err);
    spec.category = EC_RESOURCE_UNAVAILABLE;
    spec.target = target;
    enum status st = throw_error(s, &spec);
    err_clear(err);
    return st;
}

static struct array *list_of(struct value table, const char *key)
{
    struct value v = field(table, key);
    if (v.kind == V_ARRAY)
        return array_from(v.array->items, v.array->len);
    struct array *a = array_new(1);
    if (!value_is_null(v))
        array_push(a, v);
    return a;
}

static bool cmdlet_module_file(const struct str *name)
{
    static const char *const binary[] = { ".dll", ".exe", ".cdxml", ".ps1xml" };
    for (size_t i = 0; i < ARRAY_SIZE(binary); i++) {
        size_t n = strlen(binary[i]);
        if (name->len > n && text_caseeqn(name->data + name->len - n, n, binary[i], n))
            return true;
    }
    return false;
}

static enum status no_such_file(struct session *s, const struct module *m, const char *name,
                                const char *key)
{
    AUTO_FREE char *message =
        xasprintf("The module to process '%s', listed in field '%s' of module manifest '%s' was "
                  "not processed because no valid module was found in any module directory.",
                  name, key, m->path);
    AUTO_VALUE target = value_string(m->name);
    struct error_spec spec = { .message = message,
                               .id = "Modules_ModuleFileNotFound",
                               .category = EC_RESOURCE_UNAVAILABLE,
                               .exception = "System.IO.FileNotFoundException",
                               .target = target };
    return throw_error(s, &spec);
}

static enum status binary_module(struct session *s, const char *name)
{
    AUTO_FREE char *message = xasprintf(
        "The module '%s' is compiled for .NET, which does not exist here. Use a script module "
        "(.psm1) instead.",
        name);
    struct error_spec spec = { .message = message,
                               .id = "Modules_BinaryModuleNotSupported",
                               .category = EC_NOT_IMPLEMENTED,
                               .exception = "System.NotSupportedException" };
    return throw_error(s, &spec);
}

static char *path_beside(const struct module *m, const char *name)
{
    char *path = name[0] == '/' ? xstrdup(name)
                                : xasprintf("%s/%s", m->base,
                                            name[0] == '.' && name[1] == '/' ? name + 2 : name);
    for (char *c = path; *c; c++)
        if (*c == '\\')
            *c = '/';
    return path;
}

/* The file of a name in a manifest: beside it, else a module by name. NULL: none. */
static char *file_of(struct session *s, const struct module *m, const char *name)
{
    AUTO_FREE char *path = path_beside(m, name);
    struct module_wish beside = { .name = path, .except = m->path };
    char *file = module_find_file(s, &beside);
    if (file)
        return file;
    struct module_wish anywhere = { .name = name };
    return module_find_file(s, &anywhere);
}

/* The modules that wait for those they require, innermost first. */
struct required_chain {
    const struct module *module;
    const struct required_chain *outer;
};

/* A module that waits for this one already is not to be loaded by it. */
static enum status check_cycle(struct session *s, const struct module *m, const char *name)
{
    const struct required_chain *c = s->requiring;
    while (c && !text_caseeq(c->module->name, name))
        c = c->outer;
    if (!c)
        return ST_OK;
    AUTO_FREE char *message =
        xasprintf("The required module '%s' is not loaded. The module '%s' has a requiredModule "
                  "'%s' in its module manifest '%s' that points to a cyclic dependency.",
                  m->name, m->name, name, m->path);
    AUTO_VALUE target = value_string(m->path);
    struct error_spec spec = { .message = message,
                               .id = "Modules_InvalidManifest",
                               .category = EC_RESOURCE_UNAVAILABLE,
                               .exception = "System.MissingMemberException",
                               .target = target };
    return throw_error(s, &spec);
}

/* One that is required comes first. */
static enum status import_required(struct session *s, const struct module *m,
                                   const struct module_wish *wish, struct value *module)
{
    struct module_import how = { .global = true };
    const struct required_chain here = { m, s->requiring };
    s->requiring = &here;
    enum status st = check_cycle(s, m, wish->name);
    if (st == ST_OK)
        st = module_import(s, wish, &how, module);
    s->requiring = here.outer;
    return st;
}

/* A relative path as seen from the manifest's folder; NULL: no relative path. */
static char *beside_manifest(const struct module *m, const char *name)
{
    size_t dots = strspn(name, ".");
    bool relative = dots > 0 && dots < 3 && (name[dots] == '/' || name[dots] == '\\');
    return relative && m->base ? xasprintf("%s/%s", m->base, name) : NULL;
}

static enum status load_required(struct session *s, struct module *m, struct value table)
{
    AUTO_VALUE list = value_of_array(list_of(table, "RequiredModules"));
    for (size_t i = 0; i < list.array->len; i++) {
        AUTO_VALUE keep = value_of_array(array_new(4)), module = value_null();
        struct module_wish wish;
        struct err *err = NULL;
        if (module_wish_of(s, list.array->items[i], &wish, keep.array, &err) < 0)
            return raise_err(s, m, &err);
        const char *wanted = wish.name;
        AUTO_FREE char *near = beside_manifest(m, wanted);
        wish.name = near ? near : wanted;
        enum status st = import_required(s, m, &wish, &module);
        wish.name = wanted;
        if (st == ST_FAIL && error_record_of(s->failure) &&
            strncmp(error_record_of(s->failure)->id, "Modules_Module", 14) == 0) {
            value_clear(&s->failure);
            AUTO_FREE char *message =
                xasprintf("The required module '%s' was not loaded because no valid module file "
                          "was found in any module directory.",
                          wish.name);
            struct error_spec spec = { .message = message,
                                       .id = module_wish_has_version(&wish)
                                                 ? "Modules_InvalidManifest"
                                                 : "Modules_RequiredModuleNotFound",
                                       .category = EC_RESOURCE_UNAVAILABLE,
                                       .exception = "System.MissingMemberException" };
            return throw_error(s, &spec);
        }
        if (st != ST_OK)
            return st;
        array_push(m->required, module);
    }
    return ST_OK;
}

static enum status run_scripts(struct session *s, struct module *m, struct value table)
{
    AUTO_VALUE list = value_of_array(list_of(table, "ScriptsToProcess"));
    for (size_t i = 0; i < list.array->len; i++) {
        AUTO_VALUE name = value_to_string(list.array->items[i]), block = value_null();
        AUTO_FREE char *file = file_of(s, m, name.str->data);
        if (!file)
            return no_such_file(s, m, name.str->data, "ScriptsToProcess");
        enum status st = script_file_load(s, file, &block);
        struct sink none;
        null_sink_init(&none);
        if (st == ST_OK)
            st = scriptblock_invoke(s, scriptblock_of(block), BLOCK_DOT, value_nothing(), NULL, 0,
                                    &none);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* Gives each file of a list in the manifest to a cmdlet's parameter. */
static enum status give_files(struct session *s, const struct module *m, struct value table,
                              const char *key, const char *cmdlet, const char *parameter)
{
    AUTO_VALUE list = value_of_array(list_of(table, key));
    for (size_t i = 0; i < list.array->len; i++) {
        AUTO_VALUE name = value_to_string(list.array->items[i]);
        AUTO_FREE char *file = path_beside(m, name.str->data);
        struct stat facts;
        if (stat(file, &facts) < 0)
            return no_such_file(s, m, name.str->data, key);
        struct call_arg arg = { .kind = CALL_ARG_NAME_VALUE,
                                .name = parameter,
                                .value = value_string(file) };
        struct command_call call = { .command = value_string(cmdlet), .args = &arg, .nargs = 1 };
        struct sink none;
        null_sink_init(&none);
        enum status st = pipeline_run(s, &call, 1, NULL, &none);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static enum status load_views(struct session *s, const struct module *m, struct value table)
{
    enum status st = give_files(s, m, table, "TypesToProcess", "Update-TypeData", "AppendPath");
    return st == ST_OK
               ? give_files(s, m, table, "FormatsToProcess", "Update-FormatData", "PrependPath")
               : st;
}

enum status module_forget_types(struct session *s, const struct module *m)
{
    return m->manifest.kind == V_HASH
               ? give_files(s, m, m->manifest, "TypesToProcess", "Remove-TypeData", "Path")
               : ST_OK;
}

/* What a nested module exports becomes part of the manifest's own scope. */
static enum status adopt(struct session *s, struct module *m, struct value nested)
{
    struct module *n = module_of(nested);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(n->functions, &i));) {
        const struct scriptblock *sb = scriptblock_of(e->value);
        command_import_function(s, e->key.str->data, e->key.str->len, e->value,
                                sb && sb->code->is_filter, m->scope, nested);
    }
    i = 0;
    for (struct hash_entry *e; (e = hash_next(n->aliases, &i));) {
        AUTO_VALUE target = value_to_string(e->value);
        command_import_alias(s, e->key.str->data, target.str->data, NULL, m->scope, nested);
    }
    i = 0;
    for (struct hash_entry *e; (e = hash_next(n->variables, &i));) {
        struct name *name = names_intern(s->names, e->key.str->data, e->key.str->len);
        struct variable *own = n->scope ? scope_find_own(n->scope, name) : NULL;
        variable_put_take(s, scope_cell(m->scope, name), value_ref(own ? own->value : e->value));
    }
    array_push(m->nested, nested);
    return ST_OK;
}

static enum status load_nested(struct session *s, struct module *m, struct value table,
                               const struct module_import *how)
{
    AUTO_VALUE list = value_of_array(list_of(table, "NestedModules"));
    for (size_t i = 0; i < list.array->len; i++) {
        AUTO_VALUE keep = value_of_array(array_new(4)), nested = value_null();
        struct module_wish wish;
        struct err *err = NULL;
        if (module_wish_of(s, list.array->items[i], &wish, keep.array, &err) < 0)
            return raise_err(s, m, &err);
        nested = module_builtin(s, wish.name, strlen(wish.name));
        enum status st = ST_OK;
        if (value_is_null(nested)) {
            AUTO_FREE char *file = file_of(s, m, wish.name);
            AUTO_VALUE text = value_string(wish.name);
            if (!file)
                return cmdlet_module_file(text.str)
                           ? binary_module(s, wish.name)
                           : no_such_file(s, m, wish.name, "NestedModules");
            struct module_import inner = { .inv = how->inv,
                                           .args = how->args,
                                           .nargs = how->nargs };
            st = module_load_file(s, file, &inner, &nested);
        }
        if (st == ST_OK)
            st = adopt(s, m, nested);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static void keep_matching(struct hash *h, const struct array *patterns)
{
    struct array *gone = array_new(0);
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(h, &i));) {
        bool keep = false;
        for (size_t k = 0; k < patterns->len && !keep; k++) {
            AUTO_VALUE p = value_to_string(patterns->items[k]);
            keep = text_wildcard_match(p.str->data, p.str->len, e->key.str->data, e->key.str->len,
                                       true);
        }
        if (!keep)
            array_push(gone, e->key);
    }
    for (i = 0; i < gone->len; i++)
        hash_remove(h, gone->items[i]);
    value_unref(value_of_array(gone));
}

/* The manifest's lists only ever take away from what the code exports. */
static void narrow(struct module *m, struct value table)
{
    const struct {
        const char *key;
        struct hash *exports;
    } lists[] = {
        { "FunctionsToExport", m->functions },
        { "AliasesToExport", m->aliases },
        { "VariablesToExport", m->variables },
        { "CmdletsToExport", m->cmdlets },
    };
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
        if (!has(table, lists[i].key))
            continue;
        struct array *patterns = list_of(table, lists[i].key);
        keep_matching(lists[i].exports, patterns);
        value_unref(value_of_array(patterns));
    }
}

static enum status load_root(struct session *s, struct value module, struct value table,
                             const struct module_import *how)
{
    struct module *m = module_of(module);
    if (m->root_module.kind != V_STRING || !m->root_module.str->len) {
        AUTO_VALUE star = value_string("*");
        struct str *items[] = { star.str };
        struct str_list every = { .items = items, .len = 1, .set = true };
        module_export(m, &every, &every, &every, &every);
        m->exports_listed = false;
        (void)table;
        return ST_OK;
    }
    const struct str *name = m->root_module.str;
    if (text_has_wildcard(name->data, name->len)) {
        AUTO_FREE char *message =
            xasprintf("Wildcard characters are not allowed in members 'ModuleToProcess', "
                      "'RootModule', or 'NestedModules' in the module manifest '%s'.",
                      m->path);
        struct error_spec spec = {
            .message = message,
            .id = "Modules_WildCardNotAllowedInModuleToProcessAndInNestedModules",
            .category = EC_INVALID_OPERATION,
            .exception = "System.Management.Automation.PSInvalidOperationException",
        };
        return throw_error(s, &spec);
    }
    AUTO_FREE char *file = file_of(s, m, name->data);
    if (!file && cmdlet_module_file(name))
        return binary_module(s, name->data);
    if (!file)
        return no_such_file(s, m, name->data,
                            has(table, "RootModule") ? "RootModule" : "ModuleToProcess");
    size_t n = strlen(file);
    if (n > 5 && text_caseeqn(file + n - 5, 5, ".psd1", 5)) {
        AUTO_VALUE inner = value_null();
        enum status st = module_load_file(s, file, how, &inner);
        if (st == ST_OK)
            st = adopt(s, m, inner);
        if (st == ST_OK)
            module_export_all(m);
        return st;
    }
    enum status st = module_load_code(s, module, file, how);
    if (st == ST_OK) {
        free(m->manifest_path);
        m->manifest_path = m->path;
        m->path = STEAL(file);
    }
    return st;
}

enum status module_load_manifest(struct session *s, struct value module, const char *file,
                                 const struct module_import *how)
{
    struct module *m = module_of(module);
    AUTO_VALUE table = value_null();
    struct err *err = NULL;
    if (data_file_read(s, file, DATA_FILE_MANIFEST, &table, &err) < 0 ||
        module_take_manifest(m, table, &err) < 0)
        return raise_err(s, m, &err);
    enum status st = load_required(s, m, table);
    if (st == ST_OK)
        st = load_views(s, m, table);
    if (st == ST_OK)
        st = run_scripts(s, m, table);
    if (st != ST_OK)
        return st;
    module_make_scope(module);
    st = load_nested(s, m, table, how);
    if (st == ST_OK)
        st = load_root(s, module, table, how);
    if (st == ST_OK)
        narrow(m, table);
    return st;
}
