/* Import-PowerShellDataFile, Import-LocalizedData. */
#include <string.h>
#include <sys/stat.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/stage.h"

struct import_data_file_args {
    struct str_list path, literal_path;
    bool skip_limit_check;
};
static const struct param import_data_file_params[] = {
    PARAM(struct import_data_file_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .mandatory = true, .wildcards = true, .not_null_or_empty = true,
          .help = "The files; wildcards work."),
    PARAM(struct import_data_file_args, literal_path, .name = "LiteralPath",
          .sets = "ByLiteralPath", .position = 1, .mandatory = true, .from_property = true,
          .aliases = "PSPath,LP", .not_null_or_empty = true,
          .help = "The files, as paths that are taken as they are written."),
    PARAM(struct import_data_file_args, skip_limit_check, .name = "SkipLimitCheck",
          .help = "A hashtable may have more than 500 keys."),
};
static const struct example import_data_file_examples[] = {
    { .code = "'@{ A = 1 }' > x.psd1; (Import-PowerShellDataFile x.psd1).A",
      .remarks = "A hashtable from a file, without running code.",
      .output = "1" },
};

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static enum status read_data_file(struct invocation *inv, const char *path)
{
    const struct import_data_file_args *args = ARGS(inv, struct import_data_file_args);
    AUTO_VALUE table = value_null(), target = value_string(path);
    struct err *err = NULL;
    if (data_file_read(inv->session, path, args->skip_limit_check ? DATA_FILE : DATA_FILE_LIMITED,
                       &table, &err) == 0)
        return emit(inv, table);
    struct error_spec spec = error_spec_of(err);
    if (strcmp(spec.id, "System.InvalidOperationException") == 0) /* not safe to evaluate */
        return cmdlet_throw_err(inv, &err);
    spec.category = EC_INVALID_DATA;
    spec.target = target;
    enum status st = cmdlet_error(inv, &spec);
    err_clear(&err);
    return st;
}

static enum status import_data_file_process(struct invocation *inv)
{
    const struct import_data_file_args *args = ARGS(inv, struct import_data_file_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status st = ST_OK;
    for (size_t i = 0; i < paths->len && st == ST_OK; i++) {
        struct path_list list = { VEC_INIT };
        path_expand(inv->session, paths->items[i]->data, literal, false, &list);
        size_t found = 0;
        for (size_t k = 0; k < list.paths.len && st == ST_OK; k++) {
            if (!is_file(list.paths.items[k]))
                continue;
            found++;
            st = read_data_file(inv, list.paths.items[k]);
        }
        path_list_release(&list);
        if (found || st != ST_OK)
            continue;
        AUTO_VALUE target = value_str(paths->items[i]);
        AUTO_FREE char *message =
            xasprintf("The path '%s' does not exist. Specify a valid path and try again.",
                      paths->items[i]->data);
        st = cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                     .id = "PathNotFound",
                                                     .category = EC_INVALID_ARGUMENT,
                                                     .exception = "System.ArgumentException",
                                                     .target = target });
    }
    return st;
}

/* ---- Import-LocalizedData ---- */

struct import_localized_args {
    struct str *binding_variable, *ui_culture, *base_directory, *file_name;
    struct str_list supported_command;
};
static const struct param import_localized_params[] = {
    PARAM(struct import_localized_args, binding_variable, .name = "BindingVariable", .position = 1,
          .aliases = "Variable", .not_null_or_empty = true,
          .help = "The variable that gets the data; without it they are emitted."),
    PARAM(struct import_localized_args, ui_culture, .name = "UICulture", .position = 2,
          .help = "The language, such as en-US. The default is $PSUICulture."),
    PARAM(struct import_localized_args, base_directory, .name = "BaseDirectory",
          .help = "The folder with a folder per language. The default is the script's."),
    PARAM(struct import_localized_args, file_name, .name = "FileName",
          .help = "The data file's name. The default is the script's."),
    PARAM(struct import_localized_args, supported_command, .name = "SupportedCommand",
          .help = "Commands that may stand in the file, instead of ConvertFrom-StringData."),
};
static const struct example import_localized_examples[] = {
    { .code = "Import-LocalizedData -BindingVariable Messages",
      .remarks = "In a script: the texts in the user's language." },
};

static enum status localized_error(struct invocation *inv, enum error_category category,
                                   const char *target, char *message)
{
    AUTO_FREE char *text = message;
    AUTO_VALUE v = value_string(target);
    return cmdlet_error(inv,
                        &(struct error_spec){
                            .message = text,
                            .id = "ImportLocalizedData",
                            .category = category,
                            .exception = "System.Management.Automation.PSInvalidOperationException",
                            .target = v });
}

static enum status localized_throw(struct invocation *inv, char *message)
{
    AUTO_FREE char *text = message;
    return cmdlet_throw(
        inv, &(struct error_spec){
                 .message = text,
                 .id = "InvalidOperation",
                 .category = EC_INVALID_OPERATION,
                 .exception = "System.Management.Automation.PSInvalidOperationException" });
}

static char *parent_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? xstrndup(path, slash == path ? 1 : (size_t)(slash - path)) : xstrdup(".");
}

/* The file in the folder of a language, of its parent language, or in base itself. */
static char *find_localized(const char *base, const char *culture, const char *leaf)
{
    AUTO_FREE char *language = xstrdup(culture);
    while (*language) {
        AUTO_FREE char *path = xasprintf("%s/%s/%s", base, language, leaf);
        if (is_file(path))
            return STEAL(path);
        char *dash = strrchr(language, '-');
        if (!dash)
            break;
        *dash = '\0';
    }
    AUTO_FREE char *path = xasprintf("%s/%s", base, leaf);
    return is_file(path) ? STEAL(path) : NULL;
}

static enum status bind_data(struct invocation *inv, const char *path, struct value data)
{
    const struct import_localized_args *args = ARGS(inv, struct import_localized_args);
    struct err *err = NULL;
    (void)path;
    if (!args->binding_variable)
        return emit(inv, data);
    if (data.kind == V_NULL)
        data.aux = 0;
    if (variable_assign_take(inv->session, NULL, args->binding_variable->data,
                             args->binding_variable->len, value_ref(data), &err) < 0)
        return cmdlet_throw_err(inv, &err);
    return ST_OK;
}

static enum status import_localized_process(struct invocation *inv)
{
    const struct import_localized_args *args = ARGS(inv, struct import_localized_args);
    struct session *s = inv->session;
    const struct ast *ast = inv->stage->position.ast;
    const char *script = ast ? ast->file : NULL;
    bool named = args->file_name && args->file_name->len;
    if (!named && !script)
        return localized_throw(inv, xstrdup("The FileName parameter was not specified. The "
                                            "FileName parameter is required when "
                                            "Import-LocalizedData is not called from a script "
                                            "file."));
    if (named && strchr(args->file_name->data, '/'))
        return localized_throw(
            inv, xstrdup("The argument for the FileName parameter should not contain a path."));
    AUTO_FREE char *given = args->base_directory && args->base_directory->len
                                ? xstrdup(args->base_directory->data)
                            : script ? parent_folder(script)
                                     : xstrdup(".");
    AUTO_FREE char *base = path_absolute(inv->session, given);
    const char *source = named ? args->file_name->data : script;
    const char *slash = strrchr(source, '/'), *leaf = slash ? slash + 1 : source;
    const char *dot = strrchr(leaf, '.');
    AUTO_FREE char *file =
        xasprintf("%.*s.psd1", dot ? (int)(dot - leaf) : (int)strlen(leaf), leaf);
    AUTO_VALUE culture = value_null();
    if (args->ui_culture)
        culture = value_str(args->ui_culture);
    else if (!session_lookup_variable(s, "PSUICulture", 11, &culture) || culture.kind != V_STRING)
        value_replace_take(&culture, value_string("en-US"));
    AUTO_FREE char *path = find_localized(base, culture.str->data, file);
    if (!path && !args->ui_culture)
        path = find_localized(base, "en-US", file);
    if (!path) {
        AUTO_FREE char *target = xasprintf("%s/%s/%s", base, culture.str->data, file);
        return localized_error(
            inv, EC_OBJECT_NOT_FOUND, target,
            xasprintf("Cannot find the PowerShell data file '%s' in directory '%s/%s', or in any "
                      "parent culture directories.",
                      file, base, culture.str->data));
    }
    AUTO_VALUE allowed = value_string("ConvertFrom-StringData"), data = value_null();
    struct str *items[] = { allowed.str };
    struct str_list standard = { .items = items, .len = 1, .set = true };
    struct err *err = NULL;
    if (data_script_read(s, path,
                         args->supported_command.set ? &args->supported_command : &standard, &data,
                         &err) < 0) {
        char *message =
            xasprintf("The following error occurred while PowerShell was loading the '%s' script "
                      "data file:\n%s.",
                      path, err->message);
        err_clear(&err);
        return localized_throw(inv, message);
    }
    return bind_data(inv, path, data);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Import",
        .noun = "PowerShellDataFile",
        .synopsis = "Reads a hashtable from a .psd1 file without running its code.",
        .params = import_data_file_params,
        .nparams = ARRAY_SIZE(import_data_file_params),
        .default_set = "ByPath",
        .output = "System.Collections.Hashtable",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct import_data_file_args),
        .process = import_data_file_process,
        .examples = import_data_file_examples,
        .nexamples = ARRAY_SIZE(import_data_file_examples),
    },
    {
        .verb = "Import",
        .noun = "LocalizedData",
        .synopsis = "Reads a script's texts in the user's language.",
        .params = import_localized_params,
        .nparams = ARRAY_SIZE(import_localized_params),
        .output = "System.Collections.Hashtable",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct import_localized_args),
        .process = import_localized_process,
        .examples = import_localized_examples,
        .nexamples = ARRAY_SIZE(import_localized_examples),
    },
};
const struct cmdlet_group cmdlets_data_file = { cmdlets, ARRAY_SIZE(cmdlets) };
