/* Update-FormatData and Get-FormatData. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/format_db.h"
#include "shell/object/array.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

struct update_args {
    struct str_list append_path, prepend_path;
};
static const struct param update_params[] = {
    PARAM(struct update_args, append_path, .name = "AppendPath", .position = 1,
          .aliases = "PSPath,Path", .from_pipeline = true, .from_property = true,
          .help = "Files (.ps1xml) whose views count after those that are there."),
    PARAM(struct update_args, prepend_path, .name = "PrependPath",
          .help = "Files (.ps1xml) whose views count before all others."),
};
static const struct example update_examples[] = {
    { .code = "Update-FormatData -PrependPath ./my.format.ps1xml",
      .remarks = "Objects of the types named there are shown as the file says." },
};
struct get_args {
    struct str_list type_name;
    struct value version;
};
static const struct param get_params[] = {
    PARAM(struct get_args, type_name, .name = "TypeName", .position = 1, .wildcards = true,
          .help = "The types; wildcards work."),
    PARAM(struct get_args, version, .name = "PowerShellVersion", .type = &type_version,
          .help = "Views for this version; all views are for every one."),
};
static const struct example get_examples[] = {
    { .code = "Get-FormatData My.Type", .remarks = "The views that a file brought for a type." },
};

static int compile(void *data, const char *text, struct value *out, struct err **err)
{
    return scriptblock_parse(data, text, strlen(text), NULL, out, err);
}

static enum status load_failed(struct invocation *inv, struct err **err)
{
    AUTO_FREE char *message =
        xasprintf("There were errors in loading the format data file: \n%s", (*err)->message);

    err_clear(err);
    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = "FormatXmlUpdateException",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = "System.Management.Automation."
                                                                "RuntimeException" });
}

static enum status load_file(struct invocation *inv, const char *path, bool prepend)
{
    struct session *s = inv->session;
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;
    bool yes = true;
    enum status st = should_process(inv, path, "Update FormatData", &yes);

    if (st != ST_OK || !yes)
        return st;
    if (!s->formats) {
        s->formats = xcalloc(1, sizeof(*s->formats));
        s->formats_free = format_db_free;
    }
    if (script_file_read(path, &text, &err) < 0 ||
        format_db_load(s->formats, path, text.buf, text.len, prepend, compile, s, &err) < 0)
        return load_failed(inv, &err);
    return ST_OK;
}

static enum status load_files(struct invocation *inv, const struct str_list *names, bool prepend)
{
    struct path_list paths = { .paths = VEC_INIT };
    enum status st = names->len > 0 ? paths_resolve(inv, names, false, &paths) : ST_OK;

    for (size_t i = 0; i < paths.paths.len && st == ST_OK; i++)
        st = load_file(inv, paths.paths.items[prepend ? paths.paths.len - 1 - i : i], prepend);
    path_list_release(&paths);
    return st;
}

static enum status update_process(struct invocation *inv)
{
    const struct update_args *args = ARGS(inv, struct update_args);
    enum status st = load_files(inv, &args->prepend_path, true);

    return st == ST_OK ? load_files(inv, &args->append_path, false) : st;
}

static struct value definition(struct session *s, const struct loaded_view *v)
{
    static const char *const controls[] = { [SHAPE_TABLE] = "System.Management.Automation."
                                                            "TableControl",
                                            [SHAPE_LIST] = "System.Management.Automation."
                                                           "ListControl",
                                            [SHAPE_WIDE] = "System.Management.Automation."
                                                           "WideControl",
                                            [SHAPE_CUSTOM] = "System.Management.Automation."
                                                             "CustomControl" };
    static const char *const view_type[] = { "System.Management.Automation.FormatViewDefinition",
                                             NULL };
    static const char *const own_type[] = { "System.Management.Automation.ExtendedTypeDefinition",
                                            NULL };
    struct object *o = object_new_custom(s->shapes), *d = object_new_custom(s->shapes);
    struct array *types = array_new(v->types.len), *views = array_new(1);

    object_set_type_names(o, own_type);
    object_set_type_names(d, view_type);
    for (size_t i = 0; i < v->types.len; i++)
        array_push_take(types, value_string(v->types.items[i]));
    object_set_note_take(d, s->shapes, "Name", value_string(v->name));
    object_set_note_take(d, s->shapes, "Control", value_string(controls[v->shape]));
    array_push_take(views, value_of_object(d));
    object_set_note_take(o, s->shapes, "TypeNames", value_of_array(types));
    object_set_note_take(o, s->shapes, "FormatViewDefinition", value_of_array(views));
    return value_of_object(o);
}

static enum status get_process(struct invocation *inv)
{
    const struct get_args *args = ARGS(inv, struct get_args);
    const struct format_db *db = inv->session->formats;

    for (size_t i = 0; db && i < db->views.len; i++) {
        const struct loaded_view *v = db->views.items[i];
        bool wanted = args->type_name.len == 0;
        for (size_t k = 0; k < v->types.len && !wanted; k++)
            wanted = matches_any(&args->type_name, v->types.items[k], strlen(v->types.items[k]));
        enum status st = wanted ? emit_take(inv, definition(inv->session, v)) : ST_OK;
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Update",
        .noun = "FormatData",
        .synopsis = "Loads files that say how objects are shown.",
        .params = update_params,
        .nparams = ARRAY_SIZE(update_params),
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct update_args),
        .process = update_process,
        .examples = update_examples,
        .nexamples = ARRAY_SIZE(update_examples),
    },
    {
        .verb = "Get",
        .noun = "FormatData",
        .synopsis = "Lists the views that files brought.",
        .params = get_params,
        .nparams = ARRAY_SIZE(get_params),
        .output = "System.Management.Automation.ExtendedTypeDefinition",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_args),
        .process = get_process,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
    },
};
const struct cmdlet_group cmdlets_format_data = { cmdlets, ARRAY_SIZE(cmdlets) };
