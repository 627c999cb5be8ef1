#include "cmdlets/core/core.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/command.h"
#include "shell/runtime/session.h"

struct get_property_args {
    PATH_FIELDS
    struct str_list name;
};
static const struct param get_property_params[] = {
    PATH_PARAM(struct get_property_args, "Path", .mandatory = true, .from_pipeline = true),
    PARAM(struct get_property_args, name, .name = "Name", .aliases = "PSProperty", .position = 2,
          .wildcards = true, .help = "The names of the properties."),
    FILTER_PARAMS(struct get_property_args),
    CREDENTIAL_PARAM(struct get_property_args),
    LITERAL_PATH_PARAM(struct get_property_args, "LiteralPath"),
};
static const char *const get_property_aliases[] = { "gp", NULL };
static const struct example get_property_examples[] = {
    { .code = "(Get-ItemProperty / Exists).Exists", .remarks = "One property.", .output = "True" },
};
struct get_value_args {
    PATH_FIELDS
    struct str_list name;
};
static const struct param get_value_params[] = {
    PATH_PARAM(struct get_value_args, "Path", .from_pipeline = true),
    PARAM(struct get_value_args, name, .name = "Name", .aliases = "PSProperty", .position = 2,
          .mandatory = true, .help = "The names of the properties."),
    FILTER_PARAMS(struct get_value_args),
    CREDENTIAL_PARAM(struct get_value_args),
    LITERAL_PATH_PARAM(struct get_value_args, "LiteralPath"),
};
static const char *const get_value_aliases[] = { "gpv", NULL };
static const struct example get_value_examples[] = {
    { .code = "Get-ItemPropertyValue / -Name Exists",
      .remarks = "The value alone.",
      .output = "True" },
};
struct set_property_args {
    PATH_FIELDS
    struct str *name;
    struct value value;
    bool pass_thru;
    bool force;
    struct value input_object;
};
static const struct param set_property_params[] = {
    PATH_PARAM(struct set_property_args, "propertyValuePathSet,propertyPSObjectPathSet",
               .mandatory = true),
    PARAM(struct set_property_args, name, .name = "Name",
          .sets = "propertyValuePathSet,propertyValueLiteralPathSet", .aliases = "PSProperty",
          .position = 2, .mandatory = true, .from_property = true,
          .help = "The names of the properties."),
    PARAM(struct set_property_args, value, .name = "Value",
          .sets = "propertyValuePathSet,propertyValueLiteralPathSet", .position = 3,
          .mandatory = true, .from_property = true, .help = "The new value."),
    PASS_THRU_PARAM(struct set_property_args),
    FORCE_PARAM(struct set_property_args),
    FILTER_PARAMS(struct set_property_args),
    PARAM(struct set_property_args, input_object, .name = "InputObject",
          .sets = "propertyPSObjectPathSet,propertyPSObjectLiteralPathSet", .mandatory = true,
          .from_pipeline = true, .from_property = true, .type_name = "PSObject",
          .help = "An object whose properties are set, all of them."),
    CREDENTIAL_PARAM(struct set_property_args),
    LITERAL_PATH_PARAM(struct set_property_args,
                       "propertyValueLiteralPathSet,propertyPSObjectLiteralPathSet"),
};
static const char *const set_property_aliases[] = { "sp", NULL };
static const struct example set_property_examples[] = {
    { .code = "Set-ItemProperty notes.txt IsReadOnly $true",
      .remarks = "Nobody writes to it now." },
};
struct clear_property_args {
    PATH_FIELDS
    struct str *name;
    bool pass_thru;
    bool force;
};
static const struct param clear_property_params[] = {
    PATH_PARAM(struct clear_property_args, "Path", .mandatory = true, .from_pipeline = true),
    PARAM(struct clear_property_args, name, .name = "Name", .position = 2, .mandatory = true,
          .from_property = true, .wildcards = true, .help = "The names of the properties."),
    PASS_THRU_PARAM(struct clear_property_args),
    FORCE_PARAM(struct clear_property_args),
    FILTER_PARAMS(struct clear_property_args),
    CREDENTIAL_PARAM(struct clear_property_args),
    LITERAL_PATH_PARAM(struct clear_property_args, "LiteralPath"),
};
static const char *const clear_property_aliases[] = { "clp", NULL };
static const struct example clear_property_examples[] = {
    { .code = "Clear-ItemProperty notes.txt Attributes", .remarks = "It may be written again." },
};

/* ---- the items meant ---- */

typedef enum status (*item_visitor)(struct invocation *, struct value item, const char *path);

static enum status no_properties(struct invocation *inv, const char *path)
{
    AUTO_VALUE target = value_string(path);

    return cmdlet_error(
        inv, &(struct error_spec){ .message = "Cannot use interface. The IPropertyCmdletProvider "
                                              "interface is not supported by this provider.",
                                   .id = "NotSupported",
                                   .category = EC_NOT_IMPLEMENTED,
                                   .exception = "System.Management.Automation."
                                                "PSNotSupportedException",
                                   .target = target });
}

/* Calls visit with the FileInfo or DirectoryInfo of each file that paths mean. */
static enum status each_item(struct invocation *inv, const struct str_list *paths, bool literal,
                             const struct str *filter, const struct str_list *include,
                             const struct str_list *exclude, item_visitor visit)
{
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *rest;
        enum drive kind = path_drive(inv->session, paths->items[i]->data, &rest);
        if (kind != DRIVE_FILE && kind != DRIVE_UNKNOWN) {
            rc = no_properties(inv, paths->items[i]->data);
            continue;
        }
        struct path_list files = { VEC_INIT };
        struct str_list one = { &paths->items[i], 1, true };
        rc = paths_resolve(inv, &one, literal, &files);
        for (size_t k = 0; k < files.paths.len && rc == ST_OK; k++) {
            const char *path = files.paths.items[k];
            AUTO_VALUE item = value_null();
            if (name_selected(strrchr(path, '/') + 1, filter, include, exclude) &&
                file_info_of_path(path, &item) == 0)
                rc = visit(inv, item, path);
        }
        path_list_release(&files);
    }
    return rc;
}

static enum status property_missing(struct invocation *inv, const char *name, const char *id,
                                    bool terminating)
{
    AUTO_VALUE target = value_string(name);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "The property %s does not exist or was not found.", name);
    const struct error_spec spec = { .message = text.buf,
                                     .id = id,
                                     .category = EC_READ_ERROR,
                                     .exception = "System.IO.IOException",
                                     .target = target };
    return terminating ? cmdlet_throw(inv, &spec) : cmdlet_error(inv, &spec);
}

/* Where the item is, as the provider adds it to what it gives out. */
static void add_place(struct session *s, struct object *o, struct value item)
{
    static const char *const names[] = { "PSPath", "PSParentPath", "PSChildName", "PSDrive",
                                         "PSProvider" };

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        struct value v;
        struct err *err = NULL;
        if (member_get(item, names[i], &v, &err) == 0)
            object_set_note_take(o, s->shapes, names[i], v);
        err_clear(&err);
    }
}

/* ---- Get-ItemProperty ---- */

static bool item_has(struct value item, const struct str *name)
{
    return member_find(item, name->data, name->len).found != FOUND_NONE;
}

static enum status emit_properties(struct invocation *inv, struct value item, const char *path)
{
    const struct get_property_args *args = ARGS(inv, struct get_property_args);
    enum status rc = ST_OK;
    bool any = false;

    (void)path;
    if (args->name.len == 0)
        return emit(inv, item);
    AUTO_VALUE result = value_of_object(object_new_custom(inv->session->shapes));
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        const struct str *name = args->name.items[i];
        bool pattern = text_has_wildcard(name->data, name->len), found = false;
        struct member_iter it = member_iter_begin(item);
        struct member_entry e;
        while (pattern && member_iter_next(&it, &e) && rc == ST_OK) {
            if (!text_wildcard_match(name->data, name->len, e.name, e.len, true))
                continue;
            struct value v = value_null();
            rc = get_property(inv->session, item, e.name, &v);
            object_set_note_take(result.object, inv->session->shapes, e.name, v);
            found = true;
        }
        if (!pattern && item_has(item, name)) {
            struct value v = value_null();
            rc = get_property(inv->session, item, name->data, &v);
            object_set_note_take(result.object, inv->session->shapes, name->data, v);
            found = true;
        }
        any |= found;
        if (!found && rc == ST_OK)
            rc = property_missing(inv, name->data, "GetValueError", false);
    }
    if (rc != ST_OK || !any)
        return rc;
    add_place(inv->session, result.object, item);
    return emit(inv, result);
}

static enum status get_property_process(struct invocation *inv)
{
    const struct get_property_args *args = ARGS(inv, struct get_property_args);
    bool literal = args->literal_path.len > 0;

    return each_item(inv, literal ? &args->literal_path : &args->path, literal, args->filter,
                     &args->include, &args->exclude, emit_properties);
}

/* ---- Get-ItemPropertyValue ---- */

static enum status emit_values(struct invocation *inv, struct value item, const char *path)
{
    const struct get_value_args *args = ARGS(inv, struct get_value_args);
    enum status rc = ST_OK;

    (void)path;
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++) {
        AUTO_VALUE v = value_null();
        if (!item_has(item, args->name.items[i]))
            return property_missing(inv, args->name.items[i]->data, "GetValueError", true);
        rc = get_property(inv->session, item, args->name.items[i]->data, &v);
        if (rc == ST_OK && v.kind != V_NULL)
            rc = emit(inv, v);
    }
    return rc;
}

static enum status get_value_process(struct invocation *inv)
{
    const struct get_value_args *args = ARGS(inv, struct get_value_args);
    bool literal = args->literal_path.len > 0;
    AUTO_VALUE here = value_string(".");
    struct str_list current = { &here.str, 1, true };
    const struct str_list *paths = literal              ? &args->literal_path
                                   : args->path.len > 0 ? &args->path
                                                        : &current;

    return each_item(inv, paths, literal, args->filter, &args->include, &args->exclude,
                     emit_values);
}

/* ---- Set-ItemProperty ---- */

/* ReadOnly, Hidden, System, Archive and Normal are what SetProperty takes. */
static enum status attributes_settable(struct invocation *inv, struct value v, bool *ok)
{
    AUTO_VALUE converted = value_null();
    struct err *err = NULL;

    *ok = false;
    if (value_convert(v, &type_file_attributes, &converted, &err))
        return cmdlet_throw_err(inv, &err);
    *ok = (value_enum_get(converted) & ~(1 | 2 | 4 | 32 | 128)) == 0;
    AUTO_VALUE target = value_string("Attributes");
    if (*ok)
        return ST_OK;
    return cmdlet_error(
        inv, &(struct error_spec){ .message = "The attribute cannot be set because attributes are "
                                              "not supported. Only the following attributes can be "
                                              "set: Archive, Hidden, Normal, ReadOnly, or System.",
                                   .id = "SetPropertyError",
                                   .category = EC_READ_ERROR,
                                   .exception = "System.IO.IOException",
                                   .target = target });
}

static enum status set_one(struct invocation *inv, struct value item, const char *path,
                           const struct str *name, struct value v, struct object *result)
{
    AUTO_STRBUF resource = STRBUF_INIT;
    AUTO_VALUE text = value_to_string(v);
    struct err *err = NULL;
    bool yes = true;

    strbuf_addf(&resource, "Item: %s Property: %s Value: %s", path, name->data, text.str->data);
    enum status rc = should_process(
        inv, resource.buf,
        item.object->type == &type_directory_info ? "Set Property Directory" : "Set Property File",
        &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (!item_has(item, name))
        return property_missing(inv, name->data, "SetPropertyError", false);
    if (text_caseeq(name->data, "Attributes")) {
        rc = attributes_settable(inv, v, &yes);
        if (rc != ST_OK || !yes)
            return rc;
    }
    if (member_set(item, inv->session->shapes, name->data, v, &err))
        return cmdlet_throw_err(inv, &err);
    object_set_note_take(result, inv->session->shapes, name->data, value_ref(v));
    return ST_OK;
}

static enum status set_properties(struct invocation *inv, struct value item, const char *path)
{
    const struct set_property_args *args = ARGS(inv, struct set_property_args);
    AUTO_VALUE result = value_of_object(object_new_custom(inv->session->shapes));
    enum status rc = ST_OK;

    if (args->name) {
        rc = set_one(inv, item, path, args->name, args->value, result.object);
    } else {
        struct member_iter it = member_iter_begin(args->input_object);
        struct member_entry e;
        while (rc == ST_OK && member_iter_next(&it, &e)) {
            AUTO_VALUE name = value_string_len(e.name, e.len);
            AUTO_VALUE v = value_null();
            rc = get_property(inv->session, args->input_object, name.str->data, &v);
            if (rc == ST_OK)
                rc = set_one(inv, item, path, name.str, v, result.object);
        }
    }
    if (rc != ST_OK || !args->pass_thru || !result.object->shape ||
        result.object->shape->count == 0)
        return rc;
    add_place(inv->session, result.object, item);
    return emit(inv, result);
}

static enum status set_property_process(struct invocation *inv)
{
    const struct set_property_args *args = ARGS(inv, struct set_property_args);
    bool literal = args->literal_path.len > 0;

    return each_item(inv, literal ? &args->literal_path : &args->path, literal, args->filter,
                     &args->include, &args->exclude, set_properties);
}

/* ---- Clear-ItemProperty ---- */

static enum status clear_attributes(struct invocation *inv, struct value item, const char *path)
{
    const struct clear_property_args *args = ARGS(inv, struct clear_property_args);
    AUTO_STRBUF resource = STRBUF_INIT;
    struct err *err = NULL;
    bool yes = true;

    if (!text_caseeq(args->name->data, "Attributes"))
        return cmdlet_throw(inv,
                            &(struct error_spec){
                                .message = "The property cannot be cleared because the property "
                                           "is not supported. Only the Attributes property can "
                                           "be cleared.",
                                .id = "Argument",
                                .category = EC_INVALID_ARGUMENT,
                                .exception = "System.Management.Automation.PSArgumentException" });
    strbuf_addf(&resource, "Item: %s Property: %s", path, args->name->data);
    enum status rc =
        should_process(inv, resource.buf,
                       item.object->type == &type_directory_info ? "Clear Property Directory"
                                                                 : "Clear Property File",
                       &yes);
    if (rc != ST_OK || !yes)
        return rc;
    struct value normal = value_enum(&enum_file_attributes, 128);
    if (member_set(item, inv->session->shapes, "Attributes", normal, &err))
        return cmdlet_throw_err(inv, &err);
    if (!args->pass_thru)
        return ST_OK;
    AUTO_VALUE result = value_of_object(object_new_custom(inv->session->shapes));
    object_set_note_take(result.object, inv->session->shapes, args->name->data, normal);
    add_place(inv->session, result.object, item);
    return emit(inv, result);
}

static enum status clear_property_process(struct invocation *inv)
{
    const struct clear_property_args *args = ARGS(inv, struct clear_property_args);
    bool literal = args->literal_path.len > 0;

    return each_item(inv, literal ? &args->literal_path : &args->path, literal, args->filter,
                     &args->include, &args->exclude, clear_attributes);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "ItemProperty",
        .aliases = get_property_aliases,
        .synopsis = "Gets the properties of files and folders.",
        .params = get_property_params,
        .nparams = ARRAY_SIZE(get_property_params),
        .default_set = "Path",
        .output = "System.Boolean,System.String,System.DateTime,System.IO.FileInfo,System.IO."
                  "DirectoryInfo",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_property_args),
        .begin = refuse_credential,
        .process = get_property_process,
        .examples = get_property_examples,
        .nexamples = ARRAY_SIZE(get_property_examples),
    },
    {
        .verb = "Get",
        .noun = "ItemPropertyValue",
        .aliases = get_value_aliases,
        .synopsis = "Gets the values of properties of files and folders.",
        .params = get_value_params,
        .nparams = ARRAY_SIZE(get_value_params),
        .default_set = "Path",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_value_args),
        .begin = refuse_credential,
        .process = get_value_process,
        .examples = get_value_examples,
        .nexamples = ARRAY_SIZE(get_value_examples),
    },
    {
        .verb = "Set",
        .noun = "ItemProperty",
        .aliases = set_property_aliases,
        .synopsis = "Sets a property of files and folders.",
        .params = set_property_params,
        .nparams = ARRAY_SIZE(set_property_params),
        .default_set = "propertyValuePathSet",
        .output = "System.Management.Automation.PSCustomObject",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct set_property_args),
        .begin = refuse_credential,
        .process = set_property_process,
        .examples = set_property_examples,
        .nexamples = ARRAY_SIZE(set_property_examples),
    },
    {
        .verb = "Clear",
        .noun = "ItemProperty",
        .aliases = clear_property_aliases,
        .synopsis = "Takes the attributes of files and folders away.",
        .params = clear_property_params,
        .nparams = ARRAY_SIZE(clear_property_params),
        .default_set = "Path",
        .output = "System.Management.Automation.PSCustomObject",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct clear_property_args),
        .begin = refuse_credential,
        .process = clear_property_process,
        .examples = clear_property_examples,
        .nexamples = ARRAY_SIZE(clear_property_examples),
    },
};
const struct cmdlet_group cmdlets_item_property = { cmdlets, ARRAY_SIZE(cmdlets) };
