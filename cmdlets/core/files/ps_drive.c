#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/runtime/ps_drive.h"

struct new_drive_args {
    struct str *name;
    struct str *ps_provider;
    struct str *root;
    struct str *description;
    struct str *scope;
};
static const struct param new_drive_params[] = {
    PARAM(struct new_drive_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_property = true, .help = "The name of the drive, without colon."),
    PARAM(struct new_drive_args, ps_provider, .name = "PSProvider", .position = 2,
          .mandatory = true, .from_property = true,
          .help = "The provider: FileSystem, or one of the shell's own."),
    PARAM(struct new_drive_args, root, .name = "Root", .position = 3, .mandatory = true,
          .from_property = true, .help = "The folder at the root of the drive."),
    PARAM(struct new_drive_args, description, .name = "Description", .from_property = true,
          .help = "What the drive is for."),
    PARAM(struct new_drive_args, scope, .name = "Scope", .from_property = true,
          .help = "The scope: Global, Local, Script, or a number counted from here outwards."),
};
static const char *const new_drive_aliases[] = { "ndr", NULL };
static const struct example new_drive_examples[] = {
    { .code = "New-PSDrive Logs FileSystem /var/log; Get-ChildItem Logs:",
      .remarks = "A short name for a folder." },
};
struct remove_drive_args {
    struct str_list name;
    struct str_list ps_provider;
    struct str *scope;
    bool force;
    struct str_list literal_name;
};
static const struct param remove_drive_params[] = {
    PARAM(struct remove_drive_args, name, .name = "Name", .sets = "Name", .position = 1,
          .mandatory = true, .from_property = true, .wildcards = true,
          .help = "The names of the drives, without colon."),
    PARAM(struct remove_drive_args, ps_provider, .name = "PSProvider", .from_property = true,
          .help = "Only drives of these providers."),
    PARAM(struct remove_drive_args, scope, .name = "Scope", .from_property = true,
          .help = "The scope: Global, Local, Script, or a number counted from here outwards."),
    FORCE_PARAM(struct remove_drive_args),
    PARAM(struct remove_drive_args, literal_name, .name = "LiteralName", .sets = "LiteralName",
          .position = 1, .mandatory = true, .from_property = true,
          .help = "The names as they are written, without wildcards."),
};
static const char *const remove_drive_aliases[] = { "rdr", NULL };
static const struct example remove_drive_examples[] = {
    { .code = "Remove-PSDrive Logs", .remarks = "The folder itself stays." },
};
struct get_drive_args {
    struct str_list name;
    struct str *scope;
    struct str_list ps_provider;
    struct str_list literal_name;
};
static const struct param get_drive_params[] = {
    PARAM(struct get_drive_args, name, .name = "Name", .sets = "Name", .position = 1,
          .from_property = true, .help = "The names of the drives, without colon."),
    PARAM(struct get_drive_args, scope, .name = "Scope", .from_property = true,
          .help = "The scope: Global, Local, Script, or a number counted from here outwards."),
    PARAM(struct get_drive_args, ps_provider, .name = "PSProvider", .from_property = true,
          .help = "Only drives of these providers."),
    PARAM(struct get_drive_args, literal_name, .name = "LiteralName", .sets = "LiteralName",
          .position = 1, .mandatory = true, .from_property = true,
          .help = "The names as they are written, without wildcards."),
};
static const char *const get_drive_aliases[] = { "gdr", NULL };
static const struct example get_drive_examples[] = {
    { .code = "(Get-PSDrive Env).Provider.Name", .remarks = "One drive.", .output = "Environment" },
};
struct get_provider_args {
    struct str_list ps_provider;
};
static const struct param get_provider_params[] = {
    PARAM(struct get_provider_args, ps_provider, .name = "PSProvider", .position = 1,
          .from_property = true, .help = "The names of the providers; wildcards work."),
};
static const struct example get_provider_examples[] = {
    { .code = "(Get-PSProvider Env*).Drives.Name",
      .remarks = "The drive of environment variables.",
      .output = "Env" },
};

/* ---- New-PSDrive ---- */

static enum status scope_known(struct invocation *inv, const struct str *scope)
{
    static const char *const names[] = { "Global", "Local", "Script", "Private" };

    if (!scope || strspn(scope->data, "0123456789") == scope->len)
        return ST_OK;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeq(scope->data, names[i]))
            return ST_OK;
    AUTO_VALUE target = value_str(scope);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "Cannot process argument because the value of argument \"scopeID\" is not valid. "
                "Change the value of the \"scopeID\" argument and run the operation again.");
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "Argument",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.Management.Automation."
                                                                "PSArgumentException",
                                                   .target = target });
}

static enum status drive_error(struct invocation *inv, const char *id, enum error_category category,
                               const char *exception, const char *target, const char *message)
{
    AUTO_VALUE v = value_string(target);

    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = id,
                                                   .category = category,
                                                   .exception = exception,
                                                   .target = v });
}

static enum status no_provider(struct invocation *inv, const struct str *name)
{
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Cannot find a provider with the name '%s'.", name->data);
    return drive_error(inv, "ProviderNotFound", EC_OBJECT_NOT_FOUND,
                       "System.Management.Automation.ProviderNotFoundException", name->data,
                       text.buf);
}

/* The root as the drive keeps it; NULL when an error was reported (*rc). */
static char *drive_root(struct invocation *inv, const struct new_drive_args *args,
                        enum drive provider, enum status *rc)
{
    struct stat st;

    if (provider != DRIVE_FILE)
        return xstrdup("");
    AUTO_FREE char *root = path_absolute(inv->session, args->root->data);
    if (stat(root, &st) == 0 && S_ISDIR(st.st_mode))
        return STEAL(root);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "The specified drive root \"%s\" either does not exist, or it is not a "
                "folder.",
                root);
    *rc = drive_error(inv, "DriveRootError", EC_READ_ERROR, "System.IO.IOException",
                      args->name->data, text.buf);
    return NULL;
}

static enum status new_drive_process(struct invocation *inv)
{
    const struct new_drive_args *args = ARGS(inv, struct new_drive_args);
    const struct str *name = args->name;
    enum drive provider = provider_find(args->ps_provider->data, args->ps_provider->len);
    AUTO_STRBUF target = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    bool yes = true;

    if (provider == DRIVE_UNKNOWN)
        return no_provider(inv, args->ps_provider);
    enum status rc = scope_known(inv, args->scope);
    if (rc != ST_OK)
        return rc;
    if (strpbrk(name->data, ";~/\\.:"))
        return drive_error(inv, "Argument", EC_INVALID_ARGUMENT,
                           "System.Management.Automation.PSArgumentException", name->data,
                           "Cannot process the drive name because the drive name contains one or "
                           "more of the following characters that are not valid: ; ~ / \\ . :");
    strbuf_addf(&target, "Name: %s Provider: Microsoft.PowerShell.Core\\%s Root: %s", name->data,
                provider_name(provider), args->root->data);
    rc = should_process(inv, target.buf, "New drive", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    AUTO_FREE char *root = drive_root(inv, args, provider, &rc);
    if (!root)
        return rc;
    if (ps_drive_find(inv->session, name->data, name->len)) {
        strbuf_addf(&text, "A drive with the name '%s' already exists.", name->data);
        return drive_error(inv, "DriveAlreadyExists", EC_RESOURCE_EXISTS,
                           "System.Management.Automation.SessionStateException", name->data,
                           text.buf);
    }
    const struct ps_drive *d = ps_drive_add(inv->session, name->data, provider, root,
                                            args->description ? args->description->data : "");
    return emit_take(inv, ps_drive_object(inv->session, d));
}

/* ---- Remove-PSDrive ---- */

static enum status remove_drive(struct invocation *inv, const char *name)
{
    const struct remove_drive_args *args = ARGS(inv, struct remove_drive_args);
    const struct ps_drive *d = ps_drive_find(inv->session, name, strlen(name));
    AUTO_STRBUF text = STRBUF_INIT;
    bool yes = true;

    strbuf_addf(&text, "Name: %s Provider: Microsoft.PowerShell.Core\\%s Root: %s", d->name,
                provider_name(d->provider), d->root);
    enum status rc = should_process(inv, text.buf, "Remove Drive", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    strbuf_truncate(&text, 0);
    if (d == ps_drive_current(inv->session) && !args->force) {
        strbuf_addf(&text, "Drive '%s' cannot be removed because it is in use.", d->name);
        return drive_error(inv, "InvalidOperation", EC_INVALID_OPERATION,
                           "System.Management.Automation.PSInvalidOperationException", name,
                           text.buf);
    }
    AUTO_FREE char *gone = xstrdup(d->name);
    if (!ps_drive_remove(inv->session, gone)) {
        strbuf_addf(&text, "Drive '%s' belongs to the shell and cannot be removed.", gone);
        return drive_error(inv, "InvalidOperation", EC_INVALID_OPERATION,
                           "System.Management.Automation.PSInvalidOperationException", gone,
                           text.buf);
    }
    return ST_OK;
}

static enum status remove_drive_process(struct invocation *inv)
{
    const struct remove_drive_args *args = ARGS(inv, struct remove_drive_args);
    bool literal = args->literal_name.len > 0;
    const struct str_list *names = literal ? &args->literal_name : &args->name;
    const struct ps_drive *d;

    enum status rc = scope_known(inv, args->scope);
    for (size_t i = 0; i < names->len && rc == ST_OK; i++) {
        const struct str *name = names->items[i];
        VEC(char *) found = VEC_INIT;
        for (size_t k = 0; (d = ps_drive_at(inv->session, k)); k++) {
            const char *provider = provider_name(d->provider);
            if (matches_any(&args->ps_provider, provider, strlen(provider)) &&
                (literal
                     ? text_caseeq(name->data, d->name)
                     : text_wildcard_match(name->data, name->len, d->name, strlen(d->name), true)))
                *vec_push(&found) = xstrdup(d->name);
        }
        if (found.len == 0 && (literal || !text_has_wildcard(name->data, name->len))) {
            AUTO_STRBUF text = STRBUF_INIT;
            strbuf_addf(&text, "Cannot find drive. A drive with the name '%s' does not exist.",
                        name->data);
            rc = drive_error(inv, "DriveNotFound", EC_OBJECT_NOT_FOUND,
                             "System.Management.Automation.DriveNotFoundException", name->data,
                             text.buf);
        }
        for (size_t k = 0; k < found.len; k++) {
            if (rc == ST_OK)
                rc = remove_drive(inv, found.items[k]);
            free(found.items[k]);
        }
        vec_release(&found);
    }
    return rc;
}

/* ---- Get-PSDrive ---- */

static enum status get_drives(struct invocation *inv, const struct str *name, bool literal)
{
    const struct get_drive_args *args = ARGS(inv, struct get_drive_args);
    const struct ps_drive *d;
    bool any = false;
    enum status rc = ST_OK;

    for (size_t i = 0; (d = ps_drive_at(inv->session, i)) && rc == ST_OK; i++) {
        const char *provider = provider_name(d->provider);
        bool named = !name || (literal ? text_caseeq(name->data, d->name)
                                       : text_wildcard_match(name->data, name->len, d->name,
                                                             strlen(d->name), true));
        if (!named || !matches_any(&args->ps_provider, provider, strlen(provider)))
            continue;
        any = true;
        rc = emit_take(inv, ps_drive_object(inv->session, d));
    }
    if (rc != ST_OK || any || !name || (!literal && text_has_wildcard(name->data, name->len)))
        return rc;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text, "Cannot find drive. A drive with the name '%s' does not exist.", name->data);
    return drive_error(inv, args->scope ? "GetDriveNoMatchingDrive" : "GetLocationNoMatchingDrive",
                       EC_OBJECT_NOT_FOUND, "System.Management.Automation.DriveNotFoundException",
                       name->data, text.buf);
}

static enum status get_drive_process(struct invocation *inv)
{
    const struct get_drive_args *args = ARGS(inv, struct get_drive_args);
    bool literal = args->literal_name.len > 0;
    const struct str_list *names = literal ? &args->literal_name : &args->name;
    enum status rc = scope_known(inv, args->scope);

    if (names->len == 0 && rc == ST_OK)
        return get_drives(inv, NULL, false);
    for (size_t i = 0; i < names->len && rc == ST_OK; i++)
        rc = get_drives(inv, names->items[i], literal);
    return rc;
}

/* ---- Get-PSProvider ---- */

static enum status get_provider_process(struct invocation *inv)
{
    const struct get_provider_args *args = ARGS(inv, struct get_provider_args);
    static const enum drive order[] = { DRIVE_ALIAS, DRIVE_ENV, DRIVE_FILE, DRIVE_FUNCTION,
                                        DRIVE_VARIABLE };
    enum status rc = ST_OK;

    for (size_t k = 0; k < (args->ps_provider.len ? args->ps_provider.len : 1); k++) {
        const struct str *name = args->ps_provider.len ? args->ps_provider.items[k] : NULL;
        const char *plain = name ? strrchr(name->data, '\\') : NULL;
        plain = plain ? plain + 1 : name ? name->data : "*";
        bool any = false;
        for (size_t i = 0; i < ARRAY_SIZE(order) && rc == ST_OK; i++) {
            const char *is = provider_name(order[i]);
            if (!text_wildcard_match(plain, strlen(plain), is, strlen(is), true))
                continue;
            any = true;
            rc = emit_take(inv, provider_object(inv->session, order[i]));
        }
        if (!any && rc == ST_OK && !text_has_wildcard(name->data, name->len))
            rc = no_provider(inv, name);
    }
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "New",
        .noun = "PSDrive",
        .aliases = new_drive_aliases,
        .synopsis = "Makes a drive: a short name for a folder.",
        .params = new_drive_params,
        .nparams = ARRAY_SIZE(new_drive_params),
        .output = "System.Management.Automation.PSDriveInfo",
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct new_drive_args),
        .process = new_drive_process,
        .examples = new_drive_examples,
        .nexamples = ARRAY_SIZE(new_drive_examples),
    },
    {
        .verb = "Remove",
        .noun = "PSDrive",
        .aliases = remove_drive_aliases,
        .synopsis = "Removes drives that New-PSDrive made.",
        .params = remove_drive_params,
        .nparams = ARRAY_SIZE(remove_drive_params),
        .default_set = "Name",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct remove_drive_args),
        .process = remove_drive_process,
        .examples = remove_drive_examples,
        .nexamples = ARRAY_SIZE(remove_drive_examples),
    },
    {
        .verb = "Get",
        .noun = "PSDrive",
        .aliases = get_drive_aliases,
        .synopsis = "Lists the drives: the file system, env:, variable:, function:, alias: and "
                    "those made by New-PSDrive.",
        .params = get_drive_params,
        .nparams = ARRAY_SIZE(get_drive_params),
        .default_set = "Name",
        .output = "System.Management.Automation.PSDriveInfo",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_drive_args),
        .process = get_drive_process,
        .examples = get_drive_examples,
        .nexamples = ARRAY_SIZE(get_drive_examples),
    },
    {
        .verb = "Get",
        .noun = "PSProvider",
        .synopsis = "Lists the providers that drives are of.",
        .params = get_provider_params,
        .nparams = ARRAY_SIZE(get_provider_params),
        .output = "System.Management.Automation.ProviderInfo",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_provider_args),
        .process = get_provider_process,
        .examples = get_provider_examples,
        .nexamples = ARRAY_SIZE(get_provider_examples),
    },
};
const struct cmdlet_group cmdlets_drive = { cmdlets, ARRAY_SIZE(cmdlets) };
