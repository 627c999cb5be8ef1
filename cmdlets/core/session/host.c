#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmdlets/core/files/file_info.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/datetime.h"
#include "shell/object/exception.h"
#include "shell/runtime/error_detail.h"
#include "shell/runtime/session.h"

static const struct example get_host_examples[] = {
    { .code = "(Get-Host).Name", .remarks = "The name of the host program." },
};
struct get_error_args {
    struct opt_int newest;
    struct value input_object;
};
static const struct param get_error_params[] = {
    PARAM(struct get_error_args, newest, .name = "Newest", .sets = "Newest", .aliases = "Last",
          PARAM_RANGE(1, INT32_MAX), .help = "How many of the last errors."),
    PARAM(struct get_error_args, input_object, .name = "InputObject", .sets = "Error",
          .position = 1, .from_pipeline = true, .type_name = "PSObject",
          .help = "The error records to show."),
};
static const char *const get_error_aliases[] = { "gerr", NULL };
static const struct example get_error_examples[] = {
    { .code = "Get-Error -Newest 1", .remarks = "The last error in full." },
};
struct uptime_args {
    bool since;
};
static const struct param uptime_params[] = {
    PARAM(struct uptime_args, since, .name = "Since", .sets = "Since",
          .help = "Gives the time of the start instead."),
};
static const struct example uptime_examples[] = {
    { .code = "(Get-Uptime).TotalSeconds -gt 0", .remarks = "Always true.", .output = "True" },
};
struct credential_args {
    struct value credential;
    struct str *message;
    struct str *user_name;
    struct str *title;
};
static const struct param credential_params[] = {
    PARAM(struct credential_args, credential, .name = "Credential", .sets = "CredentialSet",
          .position = 2, .help = "A user name, or a credential that is passed on."),
    PARAM(struct credential_args, message, .name = "Message", .sets = "MessageSet",
          .help = "A text shown before."),
    PARAM(struct credential_args, user_name, .name = "UserName", .sets = "MessageSet",
          .position = 2, .help = "The user name; asked for when left out."),
    PARAM(struct credential_args, title, .name = "Title", .sets = "MessageSet",
          .help = "A heading shown before."),
};
static const struct example credential_examples[] = {
    { .code = "Get-Credential -UserName admin", .remarks = "Asks for the password only." },
};
struct temporary_directory_args {
    struct str *prefix;
};
static const struct param temporary_directory_params[] = {
    PARAM(struct temporary_directory_args, prefix, .name = "Prefix", .not_null_or_empty = true,
          .help = "What the folder's name begins with."),
};
static const struct example temporary_directory_examples[] = {
    { .code = "$d = New-TemporaryDirectory; Test-Path $d; Remove-Item $d",
      .remarks = "Makes one and removes it.",
      .output = "True" },
};
static const struct example temporary_examples[] = {
    { .code = "$f = New-TemporaryFile; Test-Path $f; Remove-Item $f",
      .remarks = "Made, there, and gone.",
      .output = "True" },
};

static enum status get_host_process(struct invocation *inv)
{
    struct value v = value_null();

    session_get_variable(inv->session, "Host", &v);
    return emit_take(inv, v);
}

/* ---- Get-Error ---- */

/* The record with all its parts, as a list of properties. */
static enum status show_error(struct invocation *inv, struct value v, int index)
{
    return emit_take(inv, error_detail_new(inv->session, v, index));
}

static enum status get_error_process(struct invocation *inv)
{
    const struct get_error_args *args = ARGS(inv, struct get_error_args);
    struct value list = inv->session->error_list;
    size_t n = args->newest.set ? (size_t)args->newest.value : 1;
    enum status rc = ST_OK;

    if (args->input_object.kind != V_NULL)
        return show_error(inv, args->input_object, -1);
    if (list.kind != V_ARRAY)
        return ST_OK;
    if (n > list.array->len)
        n = list.array->len;
    AUTO_VALUE held = value_of_array(array_from(list.array->items, list.array->len));
    for (size_t i = 0; i < n && rc == ST_OK; i++)
        rc = show_error(inv, held.array->items[i], n > 1 ? (int)i : -1);
    return rc;
}

static enum status uptime_process(struct invocation *inv)
{
    struct timespec up;

    clock_gettime(CLOCK_BOOTTIME, &up);
    int64_t ticks = (int64_t)up.tv_sec * TICKS_PER_SECOND;
    if (ARGS(inv, struct uptime_args)->since)
        return emit(inv, date_to_local(value_datetime(date_now_utc() - ticks, DATETIME_UTC)));
    return emit(inv, value_timespan(ticks));
}

/* ---- secrets ---- */

static enum status credential_process(struct invocation *inv)
{
    const struct credential_args *args = ARGS(inv, struct credential_args);
    struct host *h = &inv->session->host;
    AUTO_FREE char *user = args->user_name ? xstrdup(args->user_name->data) : NULL;
    AUTO_STRBUF prompt = STRBUF_INIT;

    if (pscredential_user(args->credential))
        return emit(inv, args->credential);
    if (args->credential.kind == V_STRING && !user)
        user = xstrdup(args->credential.str->data);
    if (!h->interactive || !h->ops->read_line)
        return core_throw(
            inv, "InvalidOperation", EC_INVALID_OPERATION, value_null(),
            "PowerShell is in NonInteractive mode. Read and Prompt functionality is not "
            "available.");
    if (args->title)
        strbuf_addf(&prompt, "\n%s\n", args->title->data);
    if (args->message)
        strbuf_addf(&prompt, "%s\n", args->message->data);
    if (!user) {
        strbuf_adds(&prompt, "User: ");
        user = h->ops->read_line(h->data, prompt.buf, false);
        strbuf_reset(&prompt);
    }
    if (!user || interrupted(inv->session))
        return ST_INTERRUPT;
    strbuf_addf(&prompt, "Password for user %s: ", user);
    AUTO_FREE char *secret = h->ops->read_line(h->data, prompt.buf, true);
    if (!secret || interrupted(inv->session))
        return ST_INTERRUPT;
    AUTO_VALUE password = securestring_new(secret, strlen(secret));
    explicit_bzero(secret, strlen(secret));
    return emit_take(inv, pscredential_new(user, password));
}

static enum status temporary_process(struct invocation *inv)
{
    const char *folder = getenv("TMPDIR");
    AUTO_FREE char *path = xasprintf("%s/tmpXXXXXX.tmp", folder && *folder ? folder : "/tmp");
    struct err *err = NULL;
    struct value v;
    bool yes = true;
    enum status rc = should_process(inv, folder && *folder ? folder : "/tmp", NULL, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    AUTO_FD int fd = mkostemps(path, 4, O_CLOEXEC);
    if (fd < 0) {
        err_set(&err, ERR_OPERATION_FAILED, "Cannot make a temporary file at '%s'.", path);
        return cmdlet_throw_err(inv, &err);
    }
    return file_info_of_path(path, &v) == 0 ? emit_take(inv, v) : ST_OK;
}

/* ---- New-TemporaryDirectory ---- */

/* A name of one folder, and one that means the same on every system. */
static bool names_folder(const char *prefix)
{
    for (const unsigned char *c = (const unsigned char *)prefix; *c; c++)
        if (*c == '/' || *c == '\\' || *c < ' ' || *c == 0x7F)
            return false;
    return strcmp(prefix, ".") != 0 && strcmp(prefix, "..") != 0;
}

static enum status temporary_directory_process(struct invocation *inv)
{
    const struct temporary_directory_args *args = ARGS(inv, struct temporary_directory_args);
    const char *folder = getenv("TMPDIR"), *prefix = args->prefix ? args->prefix->data : "";
    struct err *err = NULL;
    struct value v;
    bool yes = true;

    folder = folder && *folder ? folder : "/tmp";
    if (!names_folder(prefix) || (args->prefix && strlen(prefix) != args->prefix->len))
        return cmdlet_throw(
            inv, &(struct error_spec){ .message = "The prefix contains invalid characters. "
                                                  "(Parameter 'Prefix')",
                                       .id = "NewTemporaryDirectoryInvalidPrefix",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = "System.ArgumentException" });
    AUTO_FREE char *target = xasprintf("temporary directory under '%s/'%s%s%s", folder,
                                       *prefix ? " with prefix '" : "", prefix, *prefix ? "'" : "");
    enum status rc = should_process(inv, target, "Create temporary directory", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    AUTO_FREE char *path = xasprintf("%s/%sXXXXXX", folder, prefix);
    if (!mkdtemp(path)) {
        err_set(&err, ERR_OPERATION_FAILED, "Cannot make a temporary folder at '%s'.", path);
        return cmdlet_throw_err(inv, &err);
    }
    return file_info_of_path(path, &v) == 0 ? emit_take(inv, v) : ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Host",
        .synopsis = "Gives what $Host holds.",
        .output = "System.Management.Automation.Internal.Host.InternalHost",
        .module = "Microsoft.PowerShell.Utility",
        .process = get_host_process,
        .examples = get_host_examples,
        .nexamples = ARRAY_SIZE(get_host_examples),
    },
    {
        .verb = "Get",
        .noun = "Error",
        .aliases = get_error_aliases,
        .synopsis = "Shows the last errors with all they hold.",
        .params = get_error_params,
        .nparams = ARRAY_SIZE(get_error_params),
        .default_set = "Newest",
        .output = "System.Management.Automation.ErrorRecord#PSExtendedError",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_error_args),
        .process = get_error_process,
        .examples = get_error_examples,
        .nexamples = ARRAY_SIZE(get_error_examples),
    },
    {
        .verb = "Get",
        .noun = "Uptime",
        .synopsis = "Tells how long this machine has been running.",
        .params = uptime_params,
        .nparams = ARRAY_SIZE(uptime_params),
        .default_set = "Timespan",
        .output = "System.TimeSpan,System.DateTime",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct uptime_args),
        .process = uptime_process,
        .examples = uptime_examples,
        .nexamples = ARRAY_SIZE(uptime_examples),
    },
    {
        .verb = "Get",
        .noun = "Credential",
        .synopsis = "Asks for a user name and a password.",
        .params = credential_params,
        .nparams = ARRAY_SIZE(credential_params),
        .default_set = "CredentialSet",
        .output = "System.Management.Automation.PSCredential",
        .module = "Microsoft.PowerShell.Security",
        .args_size = sizeof(struct credential_args),
        .process = credential_process,
        .examples = credential_examples,
        .nexamples = ARRAY_SIZE(credential_examples),
    },
    {
        .verb = "New",
        .noun = "TemporaryFile",
        .synopsis = "Makes an empty file with a name of its own in the folder for temporary files.",
        .output = "System.IO.FileInfo",
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Utility",
        .process = temporary_process,
        .examples = temporary_examples,
        .nexamples = ARRAY_SIZE(temporary_examples),
    },
    {
        .verb = "New",
        .noun = "TemporaryDirectory",
        .synopsis = "Makes an empty folder with a name of its own for temporary files.",
        .params = temporary_directory_params,
        .nparams = ARRAY_SIZE(temporary_directory_params),
        .output = "System.IO.DirectoryInfo",
        .should_process = true,
        .impact = IMPACT_LOW,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct temporary_directory_args),
        .process = temporary_directory_process,
        .examples = temporary_directory_examples,
        .nexamples = ARRAY_SIZE(temporary_directory_examples),
    },
};
const struct cmdlet_group cmdlets_host = { cmdlets, ARRAY_SIZE(cmdlets) };
