/* New-ModuleManifest, Test-ModuleManifest. */
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/module/manifest.h"
#include "shell/runtime/session.h"

struct new_manifest_args {
    struct str *path;
    struct value_list nested_modules;
    struct value guid;
    struct str *author, *company_name, *copyright, *root_module;
    struct value module_version;
    struct str *description;
    struct str *processor_architecture;
    struct value powershell_version, clr_version, framework_version;
    struct str *host_name;
    struct value host_version;
    struct value_list required_modules;
    struct str_list types, formats, scripts, assemblies, file_list;
    struct value_list module_list;
    struct str_list functions, aliases, variables, cmdlets, dsc_resources, editions;
    struct value private_data;
    struct str_list tags;
    struct value project_uri, license_uri, icon_uri;
    struct str *release_notes, *prerelease;
    bool require_license;
    struct str_list dependencies;
    struct str *help_info_uri;
    bool pass_thru;
    struct str *prefix;
};
#define M(field, name_, help_, ...) \
    PARAM(struct new_manifest_args, field, .name = (name_), .help = (help_), __VA_ARGS__)
static const char *const edition_names[] = { "Desktop", "Core", NULL };
static const char *const architectures[] = { "None", "MSIL", "X86", "IA64", "Amd64", "Arm", NULL };
static const struct param new_manifest_params[] = {
    M(path, "Path", "The .psd1 file to write.", .position = 1, .mandatory = true),
    M(nested_modules, "NestedModules", "Modules that belong to it.", .allow_empty = true),
    M(guid, "Guid", "Its identity; a new one by default.", .type = &type_guid),
    M(author, "Author", "Who wrote it.", .allow_empty = true),
    M(company_name, "CompanyName", "Whose it is.", .allow_empty = true),
    M(copyright, "Copyright", "A copyright statement.", .allow_empty = true),
    M(root_module, "RootModule", "The .psm1 it consists of.", .aliases = "ModuleToProcess"),
    M(module_version, "ModuleVersion", "Its version; 0.0.1 by default.", .type = &type_version),
    M(description, "Description", "What it is for.", .allow_empty = true),
    M(processor_architecture, "ProcessorArchitecture", "The processor it needs.",
      .values = architectures),
    M(powershell_version, "PowerShellVersion", "The least version of the shell.",
      .type = &type_version),
    M(clr_version, "ClrVersion", "Of .NET; written down only.", .type = &type_version),
    M(framework_version, "DotNetFrameworkVersion", "Of .NET; written down only.",
      .type = &type_version),
    M(host_name, "PowerShellHostName", "The program it needs.", ),
    M(host_version, "PowerShellHostVersion", "The least version of that program.",
      .type = &type_version),
    M(required_modules, "RequiredModules", "Modules that are imported before it.", ),
    M(types, "TypesToProcess", "Type files.", .allow_empty = true),
    M(formats, "FormatsToProcess", "Format files.", .allow_empty = true),
    M(scripts, "ScriptsToProcess", "Scripts that run before it.", .allow_empty = true),
    M(assemblies, "RequiredAssemblies", "Assemblies; written down only.", .allow_empty = true),
    M(file_list, "FileList", "All its files.", .allow_empty = true),
    M(module_list, "ModuleList", "All its modules.", .allow_empty = true),
    M(functions, "FunctionsToExport", "Functions to export.", .allow_empty = true,
      .wildcards = true),
    M(aliases, "AliasesToExport", "Aliases to export.", .allow_empty = true, .wildcards = true),
    M(variables, "VariablesToExport", "Variables to export.", .allow_empty = true,
      .wildcards = true),
    M(cmdlets, "CmdletsToExport", "Cmdlets to export.", .allow_empty = true, .wildcards = true),
    M(dsc_resources, "DscResourcesToExport", "Written down only.", .allow_empty = true),
    M(editions, "CompatiblePSEditions", "Desktop, Core or both.", .values = edition_names,
      .allow_empty = true),
    M(private_data, "PrivateData", "Data for the module.", .allow_null = true),
    M(tags, "Tags", "Words it is found by.", ),
    M(project_uri, "ProjectUri", "Where it is made.", .type = &type_uri),
    M(license_uri, "LicenseUri", "Its licence.", .type = &type_uri),
    M(icon_uri, "IconUri", "A picture.", .type = &type_uri),
    M(release_notes, "ReleaseNotes", "What is new.", ),
    M(prerelease, "Prerelease", "A word such as beta1.", ),
    M(require_license, "RequireLicenseAcceptance", "Its licence must be accepted.", ),
    M(dependencies, "ExternalModuleDependencies", "Modules that come from elsewhere.", ),
    M(help_info_uri, "HelpInfoUri", "Where its help is.", .allow_empty = true),
    M(pass_thru, "PassThru", "Emits the text as well.", ),
    M(prefix, "DefaultCommandPrefix", "Put in front of the nouns of its commands.", ),
};
#undef M
static const struct example new_manifest_examples[] = {
    { .code = "New-ModuleManifest Tools.psd1 -RootModule Tools.psm1 -ModuleVersion 1.0",
      .remarks = "The manifest of a script module." },
};

/* ---- the text ---- */

static void quote(struct strbuf *out, const char *text, size_t len)
{
    strbuf_addch(out, '\'');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\'')
            strbuf_addch(out, '\'');
        strbuf_addch(out, text[i]);
    }
    strbuf_addch(out, '\'');
}

static void quote_names(struct strbuf *out, const struct str_list *names)
{
    size_t column = 15, start = out->len;
    for (size_t i = 0; i < names->len; i++) {
        AUTO_STRBUF one = STRBUF_INIT;
        if (!names->items[i]->len)
            continue;
        if (out->len > start)
            strbuf_adds(out, ", ");
        quote(&one, names->items[i]->data, names->items[i]->len);
        column += one.len;
        if (column > 80) {
            strbuf_adds(out, "\n               ");
            column = 15 + one.len;
        }
        strbuf_add(out, one.buf, one.len);
    }
    if (out->len == start)
        strbuf_adds(out, "@()");
}

static void quote_value(struct strbuf *out, struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    quote(out, text.str->data, text.str->len);
}

static int quote_modules(struct session *s, struct strbuf *out, const struct value_list *modules,
                         struct err **err)
{
    strbuf_adds(out, "@(");
    for (size_t i = 0; i < modules->len; i++) {
        AUTO_VALUE keep = value_of_array(array_new(4));
        struct module_wish w;
        if (module_wish_of(s, modules->items[i], &w, keep.array, err) < 0)
            return -1;
        if (i)
            strbuf_adds(out, ", \n               ");
        if (value_is_null(w.guid) && value_is_null(w.minimum) && value_is_null(w.maximum) &&
            value_is_null(w.required)) {
            quote(out, w.name, strlen(w.name));
            continue;
        }
        const struct {
            const char *key;
            struct value v;
        } fields[] = { { "GUID", w.guid },
                       { "ModuleVersion", w.minimum },
                       { "MaximumVersion", w.maximum },
                       { "RequiredVersion", w.required } };
        strbuf_adds(out, "@{ModuleName = ");
        quote(out, w.name, strlen(w.name));
        strbuf_adds(out, "; ");
        for (size_t k = 0; k < ARRAY_SIZE(fields); k++) {
            if (value_is_null(fields[k].v))
                continue;
            strbuf_addf(out, "%s = ", fields[k].key);
            quote_value(out, fields[k].v);
            strbuf_adds(out, "; ");
        }
        strbuf_addch(out, '}');
    }
    strbuf_addch(out, ')');
    return 0;
}

struct manifest_text {
    struct strbuf *out;
    const char *indent;
};

/* A member with its comment; one that was not given stands behind a comment mark. */
static void member(const struct manifest_text *t, const char *key, const char *comment, bool given,
                   const char *text)
{
    strbuf_addf(t->out, "%s# %s\n%s%s%s = %s\n\n", t->indent, comment, t->indent, given ? "" : "# ",
                key, text);
}

static void text_member(const struct manifest_text *t, const char *key, const char *comment,
                        const struct str *v)
{
    AUTO_STRBUF quoted = STRBUF_INIT;
    quote(&quoted, v ? v->data : "", v ? v->len : 0);
    member(t, key, comment, v && v->len, quoted.buf);
}

static void value_member(const struct manifest_text *t, const char *key, const char *comment,
                         struct value v)
{
    AUTO_STRBUF quoted = STRBUF_INIT;
    if (value_is_null(v))
        strbuf_adds(&quoted, "''");
    else
        quote_value(&quoted, v);
    member(t, key, comment, !value_is_null(v), quoted.buf);
}

static void names_member(const struct manifest_text *t, const char *key, const char *comment,
                         const struct str_list *names, bool given)
{
    AUTO_STRBUF quoted = STRBUF_INIT;
    quote_names(&quoted, names);
    member(t, key, comment, given, quoted.buf);
}

static int modules_member(struct session *s, const struct manifest_text *t, const char *key,
                          const char *comment, const struct value_list *modules, bool given,
                          struct err **err)
{
    AUTO_STRBUF quoted = STRBUF_INIT;
    if (quote_modules(s, &quoted, modules, err) < 0)
        return -1;
    member(t, key, comment, given, quoted.buf);
    return 0;
}

static void private_data(const struct manifest_text *t, const struct new_manifest_args *a)
{
    struct manifest_text inner = { t->out, "        " };
    strbuf_adds(t->out, "# Private data to pass to the module specified in RootModule/"
                        "ModuleToProcess. This may also contain a PSData hashtable with additional "
                        "module metadata used by PowerShell.\nPrivateData = @{\n\n    PSData = "
                        "@{\n\n");
    names_member(&inner, "Tags",
                 "Tags applied to this module. These help with module discovery in online "
                 "galleries.",
                 &a->tags, a->tags.len > 0);
    value_member(&inner, "LicenseUri", "A URL to the license for this module.", a->license_uri);
    value_member(&inner, "ProjectUri", "A URL to the main website for this project.",
                 a->project_uri);
    value_member(&inner, "IconUri", "A URL to an icon representing this module.", a->icon_uri);
    text_member(&inner, "ReleaseNotes", "ReleaseNotes of this module", a->release_notes);
    text_member(&inner, "Prerelease", "Prerelease string of this module", a->prerelease);
    member(&inner, "RequireLicenseAcceptance",
           "Flag to indicate whether the module requires explicit user acceptance for "
           "install/update/save",
           a->require_license, a->require_license ? "$true" : "$false");
    names_member(&inner, "ExternalModuleDependencies", "External dependent modules of this module",
                 &a->dependencies, a->dependencies.len > 0);
    strbuf_adds(t->out, "    } # End of PSData hashtable\n\n");
    if (a->private_data.kind == V_HASH) {
        struct manifest_text own = { t->out, "    " };
        strbuf_addch(t->out, '\n');
        size_t i = 0;
        for (struct hash_entry *e; (e = hash_next(a->private_data.hash, &i));) {
            AUTO_VALUE key = value_to_string(e->key);
            AUTO_STRBUF quoted = STRBUF_INIT;
            quote_value(&quoted, e->value);
            member(&own, key.str->data, key.str->data, true, quoted.buf);
        }
    }
    strbuf_adds(t->out, "} # End of PrivateData hashtable\n\n");
}

static const char *user_name(void)
{
    const struct passwd *pw = getpwuid(geteuid());
    return pw ? pw->pw_name : "root";
}

static void header(struct strbuf *out, const char *path, const char *author)
{
    const char *slash = strrchr(path, '/'), *leaf = slash ? slash + 1 : path;
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    strbuf_addf(out,
                "#\n# Module manifest for module '%.*s'\n#\n# Generated by: %s\n#\n# Generated on: "
                "%d/%d/%d\n#\n\n@{\n\n",
                (int)strlen(leaf) - 5, leaf, author, tm.tm_mon + 1, tm.tm_mday, tm.tm_year + 1900);
}

static struct value fresh_guid(void)
{
    const struct method *m = type_find_static_method(&type_guid, "NewGuid", 7);
    struct value v = value_null();
    AUTO_ERR *err = NULL;
    if (m)
        m->call(value_type(&type_guid), NULL, 0, &v, &err);
    return v;
}

#define SESSION_ONLY " This prerequisite is valid for the PowerShell Desktop edition only."

static int write_text(struct session *s, struct strbuf *out, struct new_manifest_args *a,
                      const char *path, struct err **err)
{
    const struct manifest_text t = { out, "" };
    AUTO_VALUE author =
        a->author && a->author->len ? value_str(a->author) : value_string(user_name());
    AUTO_VALUE company = a->company_name && a->company_name->len ? value_str(a->company_name)
                                                                 : value_string("Unknown");
    AUTO_VALUE copyright = a->copyright && a->copyright->len
                               ? value_str(a->copyright)
                               : value_stringf("(c) %s. All rights reserved.", author.str->data);
    AUTO_VALUE version = value_is_null(a->module_version) ? value_string("0.0.1")
                                                          : value_to_string(a->module_version);
    AUTO_VALUE guid = value_is_null(a->guid) ? fresh_guid() : value_ref(a->guid);
    AUTO_VALUE star = value_string("*");
    struct str *star_items[] = { star.str };
    const struct str_list every = { .items = star_items, .len = 1, .set = true };
    bool code = a->root_module || a->nested_modules.len || a->required_modules.len;
    header(out, path, author.str->data);
    text_member(&t, "RootModule",
                "Script module or binary module file associated with this "
                "manifest.",
                a->root_module);
    text_member(&t, "ModuleVersion", "Version number of this module.", version.str);
    names_member(&t, "CompatiblePSEditions", "Supported PSEditions", &a->editions,
                 a->editions.len > 0);
    value_member(&t, "GUID", "ID used to uniquely identify this module", guid);
    text_member(&t, "Author", "Author of this module", author.str);
    text_member(&t, "CompanyName", "Company or vendor of this module", company.str);
    text_member(&t, "Copyright", "Copyright statement for this module", copyright.str);
    text_member(&t, "Description", "Description of the functionality provided by this module",
                a->description);
    value_member(&t, "PowerShellVersion",
                 "Minimum version of the PowerShell engine required by this module",
                 a->powershell_version);
    text_member(&t, "PowerShellHostName", "Name of the PowerShell host required by this module",
                a->host_name);
    value_member(&t, "PowerShellHostVersion",
                 "Minimum version of the PowerShell host required by this module", a->host_version);
    value_member(
        &t, "DotNetFrameworkVersion",
        "Minimum version of Microsoft .NET Framework required by this module." SESSION_ONLY,
        a->framework_version);
    value_member(&t, "ClrVersion",
                 "Minimum version of the common language runtime (CLR) required by this "
                 "module." SESSION_ONLY,
                 a->clr_version);
    text_member(&t, "ProcessorArchitecture",
                "Processor architecture (None, X86, Amd64) required by this module",
                a->processor_architecture);
    if (modules_member(s, &t, "RequiredModules",
                       "Modules that must be imported into the global environment prior to "
                       "importing this module",
                       &a->required_modules, a->required_modules.len > 0, err) < 0)
        return -1;
    names_member(&t, "RequiredAssemblies",
                 "Assemblies that must be loaded prior to importing this module", &a->assemblies,
                 a->assemblies.set);
    names_member(&t, "ScriptsToProcess",
                 "Script files (.ps1) that are run in the caller's environment prior to importing "
                 "this module.",
                 &a->scripts, a->scripts.set);
    names_member(&t, "TypesToProcess",
                 "Type files (.ps1xml) to be loaded when importing this module", &a->types,
                 a->types.set);
    names_member(&t, "FormatsToProcess",
                 "Format files (.ps1xml) to be loaded when importing this module", &a->formats,
                 a->formats.set);
    if (modules_member(s, &t, "NestedModules",
                       "Modules to import as nested modules of the module specified in "
                       "RootModule/ModuleToProcess",
                       &a->nested_modules, a->nested_modules.len > 0, err) < 0)
        return -1;
    names_member(&t, "FunctionsToExport",
                 "Functions to export from this module, for best performance, do not use wildcards "
                 "and do not delete the entry, use an empty array if there are no functions to "
                 "export.",
                 !a->functions.set && code ? &every : &a->functions, true);
    names_member(&t, "CmdletsToExport",
                 "Cmdlets to export from this module, for best performance, do not use wildcards "
                 "and do not delete the entry, use an empty array if there are no cmdlets to "
                 "export.",
                 !a->cmdlets.set && code ? &every : &a->cmdlets, true);
    names_member(&t, "VariablesToExport", "Variables to export from this module",
                 a->variables.set ? &a->variables : &every, !a->variables.set || a->variables.len);
    names_member(&t, "AliasesToExport",
                 "Aliases to export from this module, for best performance, do not use wildcards "
                 "and do not delete the entry, use an empty array if there are no aliases to "
                 "export.",
                 !a->aliases.set && code ? &every : &a->aliases, true);
    names_member(&t, "DscResourcesToExport", "DSC resources to export from this module",
                 &a->dsc_resources, a->dsc_resources.len > 0);
    if (modules_member(s, &t, "ModuleList", "List of all modules packaged with this module",
                       &a->module_list, a->module_list.len > 0, err) < 0)
        return -1;
    names_member(&t, "FileList", "List of all files packaged with this module", &a->file_list,
                 a->file_list.set);
    private_data(&t, a);
    text_member(&t, "HelpInfoURI", "HelpInfo URI of this module", a->help_info_uri);
    text_member(&t, "DefaultCommandPrefix",
                "Default prefix for commands exported from this module. Override the default "
                "prefix using Import-Module -Prefix.",
                a->prefix);
    strbuf_adds(out, "}\n\n");
    return 0;
}

static bool is_manifest_name(const char *path)
{
    size_t n = strlen(path);
    return n > 5 && text_caseeqn(path + n - 5, 5, ".psd1", 5);
}

static enum status bad_path(struct invocation *inv, const char *path)
{
    AUTO_VALUE target = value_string(path);
    AUTO_FREE char *message =
        xasprintf("The module manifest path '%s' is not valid. The value of the Path argument must "
                  "resolve to a single file that has a '.psd1' extension. Change the value of the "
                  "Path argument to point to a valid psd1 file, and then try again.",
                  path);
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "Modules_InvalidModuleManifestPath",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.InvalidOperationException",
                                                   .target = target });
}

static enum status new_manifest_process(struct invocation *inv)
{
    struct new_manifest_args *args = ARGS(inv, struct new_manifest_args);
    AUTO_FREE char *path = path_absolute(inv->session, args->path->data);
    bool yes;
    if (!is_manifest_name(path))
        return bad_path(inv, args->path->data);
    bool gallery = args->tags.set || !value_is_null(args->project_uri) ||
                   !value_is_null(args->license_uri) || !value_is_null(args->icon_uri) ||
                   args->release_notes;
    if (!value_is_null(args->private_data) && args->private_data.kind != V_HASH && gallery)
        return core_throw(inv, "PrivateDataValueTypeShouldBeHashTable", EC_INVALID_ARGUMENT,
                          args->private_data,
                          "The PrivateData parameter value must be a hash table to create the "
                          "module manifest with the following parameter values Tags, ProjectUri, "
                          "LicenseUri, IconUri or ReleaseNotes. Either remove the Tags, "
                          "ProjectUri, LicenseUri, IconUri, or ReleaseNotes parameter values or "
                          "wrap the contents of PrivateData in a hashtable.");
    AUTO_FREE char *action = xasprintf("Creating the \"%s\" module manifest file.", path);
    enum status st = should_process(inv, path, action, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;
    if (write_text(inv->session, &text, args, path, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    FILE *f = fopen(path, "we");
    bool ok = f && fwrite(text.buf, 1, text.len, f) == text.len;
    if (f && fclose(f) != 0)
        ok = false;
    if (!ok)
        return path_not_found(inv, path);
    return args->pass_thru ? emit_take(inv, value_string_len(text.buf, text.len)) : ST_OK;
}

/* ---- Test-ModuleManifest ---- */

struct test_manifest_args {
    struct str *path;
};
static const struct param test_manifest_params[] = {
    PARAM(struct test_manifest_args, path, .name = "Path", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = "The .psd1 file."),
};
static const struct example test_manifest_examples[] = {
    { .code = "Test-ModuleManifest ./Tools.psd1",
      .remarks = "Says what is wrong; shows the module when nothing is." },
};

struct manifest_test {
    struct invocation *inv;
    struct module *m;
    struct value table;
    const char *path;
};

static enum status complain(const struct manifest_test *t, const char *id,
                            enum error_category category, const char *exception, char *message)
{
    AUTO_FREE char *text = message;
    AUTO_VALUE target = value_str(ARGS(t->inv, struct test_manifest_args)->path);
    return cmdlet_error(t->inv, &(struct error_spec){ .message = text,
                                                      .id = id,
                                                      .category = category,
                                                      .exception = exception,
                                                      .target = target });
}

static bool beside(const struct manifest_test *t, const char *name)
{
    struct stat st;
    AUTO_FREE char *path = name[0] == '/' ? xstrdup(name) : xasprintf("%s/%s", t->m->base, name);
    for (char *c = path; *c; c++)
        if (*c == '\\')
            *c = '/';
    return stat(path, &st) == 0;
}

static bool module_exists(const struct manifest_test *t, const char *name)
{
    AUTO_FREE char *path = xasprintf("%s/%s", t->m->base, name);
    struct module_wish near = { .name = path }, far = { .name = name };
    AUTO_VALUE builtin = module_builtin(t->inv->session, name, strlen(name));
    AUTO_FREE char *a = module_find_file(t->inv->session, &near);
    AUTO_FREE char *b = module_find_file(t->inv->session, &far);
    return a || b || !value_is_null(builtin);
}

/* Each name under key must be a file or a module. */
static enum status test_names(const struct manifest_test *t, const char *key, const char *id,
                              bool modules)
{
    struct value *list = hash_gets(t->table.hash, key);
    enum status st = ST_OK;
    size_t n = !list ? 0 : list->kind == V_ARRAY ? list->array->len : !value_is_null(*list);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        AUTO_VALUE keep = value_of_array(array_new(4));
        struct module_wish w;
        AUTO_ERR *err = NULL;
        struct value item = list->kind == V_ARRAY ? list->array->items[i] : *list;
        if (module_wish_of(t->inv->session, item, &w, keep.array, &err) < 0)
            return complain(t, "Modules_InvalidManifest", EC_RESOURCE_UNAVAILABLE,
                            "System.ArgumentException", xstrdup(err->message));
        if (beside(t, w.name) || (modules && module_exists(t, w.name)))
            continue;
        st = complain(t, id, EC_OBJECT_NOT_FOUND, "System.IO.DirectoryNotFoundException",
                      xasprintf("The specified %s entry '%s' in the module manifest '%s' is "
                                "invalid. Try again after updating this entry with valid values.",
                                strcmp(key, "NestedModules") == 0 ? "NestedModule" : key, w.name,
                                t->path));
    }
    return st;
}

/* Each file under key must be there: what is not ends the command. */
static enum status need_files(const struct manifest_test *t, const char *key)
{
    struct value *list = hash_gets(t->table.hash, key);
    size_t n = !list ? 0 : list->kind == V_ARRAY ? list->array->len : !value_is_null(*list);

    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE name = value_to_string(list->kind == V_ARRAY ? list->array->items[i] : *list);
        AUTO_VALUE target = value_string(t->path);
        if (beside(t, name.str->data))
            continue;
        AUTO_FREE char *message = xasprintf(
            "The member '%s' in the module manifest is not valid: Cannot find path '%s/%s' because "
            "it does not exist.. Verify that a valid value is specified for this field in the '%s' "
            "file.",
            key, t->m->base, name.str->data, t->path);
        return cmdlet_throw(t->inv, &(struct error_spec){ .message = message,
                                                          .id = "Modules_InvalidManifest",
                                                          .category = EC_RESOURCE_UNAVAILABLE,
                                                          .exception = "System.ArgumentException",
                                                          .target = target });
    }
    return ST_OK;
}

static bool root_is_manifest(const struct manifest_test *t)
{
    const struct str *root = t->m->root_module.kind == V_STRING ? t->m->root_module.str : NULL;

    return root && is_manifest_name(root->data);
}

static bool root_is_valid(const struct manifest_test *t)
{
    static const char *const extensions[] = { ".psm1", ".ps1", ".dll", ".cdxml", ".exe" };
    if (t->m->root_module.kind != V_STRING || !t->m->root_module.str->len)
        return true;
    const struct str *root = t->m->root_module.str;
    const char *slash = strrchr(root->data, '/');
    const char *dot = strrchr(slash ? slash : root->data, '.');
    for (size_t i = 0; dot && i < ARRAY_SIZE(extensions); i++)
        if (text_caseeq(dot, extensions[i]))
            return beside(t, root->data);
    for (size_t i = 0; i < ARRAY_SIZE(extensions); i++) {
        AUTO_FREE char *path = xasprintf("%s%s", root->data, extensions[i]);
        if (beside(t, path))
            return true;
    }
    return false;
}

static enum status test_contents(const struct manifest_test *t)
{
    static const char *const files[] = { "TypesToProcess", "FormatsToProcess", "ScriptsToProcess" };
    enum status st = ST_OK;

    for (size_t i = 0; st == ST_OK && i < ARRAY_SIZE(files); i++)
        st = need_files(t, files[i]);
    if (st == ST_OK)
        st = test_names(t, "RequiredAssemblies",
                        "Modules_InvalidRequiredAssembliesInModuleManifest", false);
    if (st == ST_OK && !root_is_valid(t))
        st = complain(t,
                      root_is_manifest(t) ? "Modules_InvalidManifest"
                                          : "Modules_InvalidRootModuleInModuleManifest",
                      EC_INVALID_ARGUMENT, "System.ArgumentException",
                      xasprintf("The module manifest '%s' could not be processed because it is not "
                                "a valid PowerShell module manifest file. Remove the elements that "
                                "are not permitted: %s",
                                t->m->root_module.str->data, t->path));
    if (st == ST_OK)
        st = test_names(t, "NestedModules", "Modules_InvalidNestedModuleinModuleManifest", true);
    if (st == ST_OK)
        st = test_names(t, "RequiredModules", "Modules_InvalidRequiredModulesinModuleManifest",
                        true);
    if (st == ST_OK)
        st = test_names(t, "FileList", "Modules_InvalidFilePathinModuleManifest", false);
    if (st == ST_OK)
        st = test_names(t, "ModuleList", "Modules_InvalidModuleListinModuleManifest", true);
    struct value *editions = hash_gets(t->table.hash, "CompatiblePSEditions");
    struct value *version = hash_gets(t->table.hash, "PowerShellVersion");
    if (st != ST_OK || !editions || value_is_null(*editions) ||
        (editions->kind == V_ARRAY && !editions->array->len))
        return st;
    AUTO_VALUE least = value_null(), have = value_null(), text = value_string("5.1");
    AUTO_ERR *err = NULL;
    int order = -1;
    if (value_convert(text, &type_version, &least, &err) == 0 && version &&
        value_convert(*version, &type_version, &have, &err) == 0)
        type_version.compare(have, least, &order, &err);
    if (order >= 0)
        return ST_OK;
    return complain(t, "Modules_InvalidPowerShellVersionInModuleManifest", EC_INVALID_ARGUMENT,
                    "System.ArgumentException",
                    xasprintf("The module manifest '%s' is specified with the CompatiblePSEditions "
                              "key which is supported only on PowerShell version '5.1' or higher. "
                              "Update the value of the PowerShellVersion key to '5.1' or higher, "
                              "and try again.",
                              t->path));
}

static enum status test_manifest_process(struct invocation *inv)
{
    const struct test_manifest_args *args = ARGS(inv, struct test_manifest_args);
    AUTO_FREE char *path = path_absolute(inv->session, args->path->data);
    struct stat sb;
    struct manifest_test t = { .inv = inv, .path = path };
    if (stat(path, &sb) != 0)
        return complain(&t, "Modules_ModuleNotFound", EC_RESOURCE_UNAVAILABLE,
                        "System.IO.FileNotFoundException",
                        xasprintf("The specified module '%s' was not loaded because no valid "
                                  "module file was found in any module directory.",
                                  args->path->data));
    if (!is_manifest_name(path))
        return bad_path(inv, path);
    AUTO_VALUE table = value_null(), module = value_null();
    struct err *err = NULL;
    const char *leaf = strrchr(path, '/') + 1;
    AUTO_FREE char *name = xstrndup(leaf, strlen(leaf) - 5);
    AUTO_VALUE scratch = module_info_new(inv->session, name, path);
    if (data_file_read(inv->session, path, DATA_FILE_MANIFEST, &table, &err) < 0 ||
        module_take_manifest(module_of(scratch), table, &err) < 0) {
        AUTO_VALUE target = value_string(path);
        struct error_spec spec = error_spec_of(err);
        spec.category = EC_RESOURCE_UNAVAILABLE;
        spec.target = target;
        enum status st = cmdlet_error(inv, &spec);
        err_clear(&err);
        return st;
    }
    module = module_describe(inv->session, path);
    t.m = module_of(module);
    t.table = table;
    enum status st = test_contents(&t);
    return st == ST_OK ? emit(inv, module) : st;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "New",
        .noun = "ModuleManifest",
        .synopsis = "Writes the manifest of a module.",
        .params = new_manifest_params,
        .nparams = ARRAY_SIZE(new_manifest_params),
        .should_process = true,
        .impact = IMPACT_LOW,
        .output = "System.String",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct new_manifest_args),
        .process = new_manifest_process,
        .examples = new_manifest_examples,
        .nexamples = ARRAY_SIZE(new_manifest_examples),
    },
    {
        .verb = "Test",
        .noun = "ModuleManifest",
        .synopsis = "Looks whether a manifest and what it names are valid.",
        .params = test_manifest_params,
        .nparams = ARRAY_SIZE(test_manifest_params),
        .output = "System.Management.Automation.PSModuleInfo",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct test_manifest_args),
        .process = test_manifest_process,
        .examples = test_manifest_examples,
        .nexamples = ARRAY_SIZE(test_manifest_examples),
    },
};
const struct cmdlet_group cmdlets_module_manifest = { cmdlets, ARRAY_SIZE(cmdlets) };
