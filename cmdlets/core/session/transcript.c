/* Start-Transcript and Stop-Transcript. */
#include "shell/runtime/transcript.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"

struct start_args {
    struct str *path, *literal_path, *output_directory;
    bool append, force, no_clobber, include_invocation_header, use_minimal_header;
};
static const struct param start_params[] = {
    PARAM(struct start_args, path, .name = "Path", .sets = "ByPath", .position = 1,
          .not_null_or_empty = true, .help = "The file."),
    PARAM(struct start_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .position = 1, .aliases = "PSPath,LP", .not_null_or_empty = true,
          .help = "The file, taken as it is written."),
    PARAM(struct start_args, output_directory, .name = "OutputDirectory",
          .sets = "ByOutputDirectory", .position = 1, .not_null_or_empty = true,
          .help = "A folder; the file gets a name of its own."),
    PARAM(struct start_args, append, .name = "Append", .help = "Adds to what the file holds."),
    PARAM(struct start_args, force, .name = "Force", .help = "Writes to a read-only file, too."),
    PARAM(struct start_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Never overwrites a file."),
    PARAM(struct start_args, include_invocation_header, .name = "IncludeInvocationHeader",
          .help = "Logs when each command begins."),
    PARAM(struct start_args, use_minimal_header, .name = "UseMinimalHeader",
          .help = "Leaves out who, where and which version."),
};
static const struct example start_examples[] = {
    { .code = "Start-Transcript -Path ./session.log -Append",
      .remarks = "Goes on with a log of this session." },
};
static const struct example stop_examples[] = {
    { .code = "Stop-Transcript", .remarks = "Ends the log." },
};

/* PowerShell_transcript.HOST.random.time.txt in this folder. */
static char *own_name(const char *folder)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+";
    char host[256] = "", when[32], name[9] = "";
    unsigned char bytes[8] = { 0 };
    time_t now = time(NULL);
    struct tm tm;
    AUTO_FD int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

    if (fd < 0 || read(fd, bytes, sizeof(bytes)) < 0)
        bytes[0] = (unsigned char)getpid();
    for (size_t i = 0; i < 8; i++)
        name[i] = letters[bytes[i] & 63];
    if (gethostname(host, sizeof(host) - 1) < 0)
        host[0] = '\0';
    localtime_r(&now, &tm);
    strftime(when, sizeof(when), "%Y%m%d%H%M%S", &tm);
    return xasprintf("%s/PowerShell_transcript.%s.%s.%s.txt", folder, host, name, when);
}

static char *wanted_path(struct invocation *inv)
{
    const struct start_args *args = ARGS(inv, struct start_args);
    const struct str *given = args->path ? args->path : args->literal_path;
    AUTO_VALUE variable = value_null();

    if (given)
        return xstrdup(given->data);
    if (session_get_variable(inv->session, "TRANSCRIPT", &variable) && variable.kind == V_STRING)
        return xstrdup(variable.str->data);
    if (args->output_directory)
        return own_name(args->output_directory->data);
    const char *home = getenv("HOME");
    return own_name(home ? home : "/tmp");
}

static enum status cannot_start(struct invocation *inv, const char *why)
{
    AUTO_FREE char *message =
        xasprintf("Transcription cannot be started due to the error: %s", why);

    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "CannotStartTranscription",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = "System.Management.Automation."
                                                                "PSInvalidOperationException" });
}

/* What stands in the way of the file, said without a preamble. */
static enum status refuse(struct invocation *inv, const char *message, const char *id,
                          enum error_category category, const char *exception, const char *path)
{
    AUTO_VALUE target = value_string(path);

    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = id,
                                                   .category = category,
                                                   .exception = exception,
                                                   .target = target });
}

static struct value told(struct session *s, const char *fmt, const char *path)
{
    AUTO_STRBUF text = STRBUF_INIT;

    (void)s;
    strbuf_addf(&text, "%s%s", fmt, path);
    return value_string_take(&text);
}

static enum status start_begin(struct invocation *inv)
{
    const struct start_args *args = ARGS(inv, struct start_args);
    AUTO_FREE char *name = wanted_path(inv);
    AUTO_FREE char *path = path_absolute(inv->session, name);
    struct stat st;
    bool yes = true;
    enum status rc = path_must_be_file(inv, name);

    if (rc == ST_OK)
        rc = should_process(inv, path, NULL, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    bool exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) {
        AUTO_FREE char *why = xasprintf("File path %s resolves to a directory.", path);
        return cannot_start(inv, why);
    }
    if (exists && args->no_clobber && !args->append) {
        AUTO_FREE char *message =
            xasprintf("File %s already exists and NoClobber was specified.", path);
        return refuse(inv, message, "NoClobber", EC_RESOURCE_EXISTS,
                      "System.UnauthorizedAccessException", path);
    }
    if (exists && !(st.st_mode & S_IWUSR)) {
        if (!args->force) {
            AUTO_FREE char *message =
                xasprintf("File %s is read-only. Cannot write to this file. \"Start-Transcript "
                          "-Force\" will clear the read-only attribute.",
                          path);
            return refuse(inv, message, "FileReadOnly", EC_INVALID_ARGUMENT,
                          "System.ArgumentException", path);
        }
        chmod(path, st.st_mode | S_IWUSR);
    }
    struct transcript_options o = { .append = args->append,
                                    .minimal_header = args->use_minimal_header,
                                    .invocation_header = args->include_invocation_header };
    struct err *err = NULL;
    if (transcript_start(inv->session, path, &o, &err)) {
        rc = cannot_start(inv, err->message);
        err_clear(&err);
        return rc;
    }
    return emit_take(inv, told(inv->session, "Transcript started, output file is ", name));
}

static enum status stop_begin(struct invocation *inv)
{
    bool yes = true;
    enum status rc = should_process(inv, "", NULL, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    AUTO_FREE char *path = transcript_stop(inv->session);
    if (!path)
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "An error occurred stopping transcription: The host is not "
                                "currently transcribing.",
                     .id = "InvalidOperation",
                     .category = EC_INVALID_OPERATION,
                     .exception = "System.Management.Automation.PSInvalidOperationException" });
    return emit_take(inv, told(inv->session, "Transcript stopped, output file is ", path));
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Start",
        .noun = "Transcript",
        .synopsis = "Writes what this session shows to a file as well.",
        .params = start_params,
        .nparams = ARRAY_SIZE(start_params),
        .default_set = "ByPath",
        .should_process = true,
        .output = "System.String",
        .module = "Microsoft.PowerShell.Host",
        .args_size = sizeof(struct start_args),
        .begin = start_begin,
        .examples = start_examples,
        .nexamples = ARRAY_SIZE(start_examples),
    },
    {
        .verb = "Stop",
        .noun = "Transcript",
        .synopsis = "Ends the transcript that began last.",
        .should_process = true,
        .output = "System.String",
        .module = "Microsoft.PowerShell.Host",
        .begin = stop_begin,
        .examples = stop_examples,
        .nexamples = ARRAY_SIZE(stop_examples),
    },
};
const struct cmdlet_group cmdlets_transcript = { cmdlets, ARRAY_SIZE(cmdlets) };
