/* New-, Remove-, Rename-, Copy- and Move-ItemProperty. Only registries have properties that come
 * and go; no drive here does, and these cmdlets say so of each item, as PowerShell does. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/drive_items.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/groups.h"

#include "shell/base/cleanup.h"
#include "shell/runtime/session.h"

struct property_args {
    PATH_FIELDS
    struct str *one_path, *one_literal; /* of Rename-ItemProperty */
    struct str *name;
    struct str_list names;
    struct str *new_name;
    struct str *destination;
    struct str *property_type;
    struct value value;
    bool pass_thru;
    bool force;
};

#define ARGS_ struct property_args
#define PATHS_                                                                           \
    PARAM(ARGS_, path, .name = "Path", .sets = "Path", .position = 1, .mandatory = true, \
          .wildcards = true, .help = "The items, as paths.")
#define PIPED_PATHS_ PATH_PARAM(ARGS_, "Path", .mandatory = true, .from_pipeline = true)
#define NAME_(position_)                                                         \
    PARAM(ARGS_, name, .name = "Name", .position = position_, .mandatory = true, \
          .from_property = true, .aliases = "PSProperty", .help = "The property's name.")
#define NAMES_(position_)                                                         \
    PARAM(ARGS_, names, .name = "Name", .position = position_, .mandatory = true, \
          .from_property = true, .aliases = "PSProperty", .wildcards = true,      \
          .help = "The properties' names.")
#define DESTINATION_                                                                   \
    PARAM(ARGS_, destination, .name = "Destination", .position = 2, .mandatory = true, \
          .from_property = true, .help = "The item that gets the property.")
#define OTHERS_BUT_PATH_ FORCE_PARAM(ARGS_), FILTER_PARAMS(ARGS_), CREDENTIAL_PARAM(ARGS_)
#define OTHERS_ OTHERS_BUT_PATH_, LITERAL_PATH_PARAM(ARGS_, "LiteralPath")

static const struct param new_params[] = {
    PATHS_,
    NAME_(2),
    PARAM(ARGS_, property_type, .name = "PropertyType", .aliases = "Type", .from_property = true,
          .help = "The type of a registry's value."),
    PARAM(ARGS_, value, .name = "Value", .from_property = true, .help = "Its value."),
    OTHERS_,
};
static const struct param remove_params[] = { PIPED_PATHS_, NAMES_(2), OTHERS_ };
static const struct param rename_params[] = {
    PARAM(ARGS_, one_path, .name = "Path", .sets = "Path", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .wildcards = true,
          .help = "The item, as a path."),
    PARAM(ARGS_, one_literal, .name = "LiteralPath", .sets = "LiteralPath", .mandatory = true,
          .from_property = true, .aliases = "PSPath,LP",
          .help = "The item, as a path that is taken as it is written."),
    NAME_(2),
    PARAM(ARGS_, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .from_property = true, .help = "The name that it gets."),
    PASS_THRU_PARAM(ARGS_),
    OTHERS_BUT_PATH_,
};
static const struct param copy_params[] = { PIPED_PATHS_, DESTINATION_, NAME_(3),
                                            PASS_THRU_PARAM(ARGS_), OTHERS_ };
static const struct param move_params[] = { PIPED_PATHS_, DESTINATION_, NAMES_(3),
                                            PASS_THRU_PARAM(ARGS_), OTHERS_ };

static enum status not_supported(struct invocation *inv)
{
    return cmdlet_error(
        inv, &(struct error_spec){
                 .message = "Cannot use interface. The IDynamicPropertyCmdletProvider interface "
                            "is not implemented by this provider.",
                 .id = "NotSupported",
                 .category = EC_NOT_IMPLEMENTED,
                 .exception = "System.Management.Automation.PSNotSupportedException" });
}

static enum status property_process(struct invocation *inv)
{
    const struct property_args *args = ARGS(inv, struct property_args);
    bool literal = args->literal_path.len > 0 || args->one_literal;
    struct str *only[] = { args->one_literal ? args->one_literal : args->one_path };
    struct str_list single = { only, 1, true };
    const struct str_list *paths = *only ? &single : literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *rest;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &rest);
        struct str_list one = { &paths->items[i], 1, true };
        struct path_list found = { VEC_INIT };
        if (drive == DRIVE_FILE || drive == DRIVE_UNKNOWN)
            rc = paths_resolve(inv, &one, literal, &found);
        else
            rc = not_supported(inv);
        for (size_t k = 0; k < found.paths.len && rc == ST_OK; k++)
            rc = not_supported(inv);
        path_list_release(&found);
    }
    return rc;
}

static const char *const remove_aliases[] = { "rp", NULL };
static const char *const rename_aliases[] = { "rnp", NULL };
static const char *const move_aliases[] = { "mp", NULL };
#define EXAMPLE_(variable, call)                                                          \
    static const struct example variable[] = {                                            \
        { .code = call " -ErrorAction SilentlyContinue; $Error[0].CategoryInfo.Category", \
          .remarks = "The file system has no properties that come and go.",               \
          .output = "NotImplemented" },                                                   \
    }
EXAMPLE_(new_examples, "New-ItemProperty / -Name x");
EXAMPLE_(remove_examples, "Remove-ItemProperty / -Name x");
EXAMPLE_(rename_examples, "Rename-ItemProperty / x y");
EXAMPLE_(copy_examples, "Copy-ItemProperty / /tmp x");
EXAMPLE_(move_examples, "Move-ItemProperty / /tmp x");

#define PROPERTY_CMDLET(verb_, synopsis_, ...)                                               \
    {                                                                                        \
        .verb = verb_, .noun = "ItemProperty", .synopsis = synopsis_,                        \
        .description = "Properties come and go in registries alone; no drive here has "      \
                       "such ones, and an error says so.",                                   \
        .default_set = "Path", .should_process = true,                                       \
        .module = "Microsoft.PowerShell.Management", .args_size = sizeof(ARGS_),             \
        .begin = refuse_credential, .process = property_process, .nexamples = 1, __VA_ARGS__ \
    }
#define PARAMS_(table) .params = (table), .nparams = ARRAY_SIZE(table)

static const struct cmdlet cmdlets[] = {
    PROPERTY_CMDLET("New", "Makes a property of an item.", PARAMS_(new_params),
                    .output = "System.Management.Automation.PSCustomObject",
                    .examples = new_examples),
    PROPERTY_CMDLET("Remove", "Takes a property off an item.", PARAMS_(remove_params),
                    .aliases = remove_aliases, .examples = remove_examples),
    PROPERTY_CMDLET("Rename", "Renames a property of an item.", PARAMS_(rename_params),
                    .output = "System.Management.Automation.PSCustomObject",
                    .aliases = rename_aliases, .examples = rename_examples),
    PROPERTY_CMDLET("Copy", "Copies a property to another item.", PARAMS_(copy_params),
                    .output = "System.Management.Automation.PSCustomObject",
                    .examples = copy_examples),
    PROPERTY_CMDLET("Move", "Moves a property to another item.", PARAMS_(move_params),
                    .output = "System.Management.Automation.PSCustomObject",
                    .aliases = move_aliases, .examples = move_examples),
};
const struct cmdlet_group cmdlets_dynamic_property = { cmdlets, ARRAY_SIZE(cmdlets) };
