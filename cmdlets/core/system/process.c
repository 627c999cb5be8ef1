#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/system/process_info.h"
#include "cmdlets/core/system/process_module.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/argument_text.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/hash.h"
#include "shell/runtime/command.h"
#include "shell/runtime/session.h"

struct get_process_args {
    struct str_list name;
    bool include_user_name;
    struct int_list id;
    struct value_list input_object;
    bool module;
    bool file_version_info;
};
static const struct param get_process_params[] = {
    PARAM(struct get_process_args, name, .name = "Name", .sets = "Name,NameWithUserName",
          .position = 1, .from_property = true, .aliases = "ProcessName", .wildcards = true,
          .help = "The names; wildcards work."),
    PARAM(struct get_process_args, include_user_name, .name = "IncludeUserName",
          .sets = "NameWithUserName,IdWithUserName,InputObjectWithUserName", .mandatory = true,
          .help = "Shows who runs each process. UserName is always there."),
    PARAM(struct get_process_args, id, .name = "Id", .sets = "Id,IdWithUserName", .mandatory = true,
          .from_property = true, .aliases = "PID", .help = "The process numbers."),
    PARAM(struct get_process_args, input_object, .name = "InputObject",
          .sets = "InputObject,InputObjectWithUserName", .mandatory = true, .from_pipeline = true,
          .type = &type_process, .help = "Process objects, read anew."),
    PARAM(struct get_process_args, module, .name = "Module", .sets = "Name,Id,InputObject",
          .help = "The files that the processes run code of."),
    PARAM(struct get_process_args, file_version_info, .name = "FileVersionInfo",
          .sets = "Name,Id,InputObject", .aliases = "FV,FVI",
          .help = "What the program's file says of its version: on Linux its name alone."),
};
static const char *const get_process_aliases[] = { "gps", NULL };
static const struct example get_process_examples[] = {
    { .code = "(Get-Process -Id $PID).Id -eq $PID",
      .remarks = "The shell itself.",
      .output = "True" },
};
struct stop_process_args {
    struct int_list id;
    bool pass_thru;
    bool force;
    struct str_list name;
    struct value_list input_object;
};
static const struct param stop_process_params[] = {
    PARAM(struct stop_process_args, id, .name = "Id", .sets = "Id", .position = 1,
          .mandatory = true, .from_property = true, .help = "The process numbers."),
    PASS_THRU_PARAM(struct stop_process_args),
    PARAM(struct stop_process_args, force, .name = "Force", .help = "Asks nothing."),
    PARAM(struct stop_process_args, name, .name = "Name", .sets = "Name", .mandatory = true,
          .from_property = true, .aliases = "ProcessName", .wildcards = true,
          .help = "The names; wildcards work."),
    PARAM(struct stop_process_args, input_object, .name = "InputObject", .sets = "InputObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_process,
          .help = "The processes."),
};
static const char *const stop_process_aliases[] = { "spps", NULL };
static const struct example stop_process_examples[] = {
    { .code = "Stop-Process -Name sleep", .remarks = "Ends all of that name." },
};
struct wait_process_args {
    struct str_list name;
    struct opt_int timeout;
    bool any;
    bool pass_thru;
    struct int_list id;
    struct value_list input_object;
};
static const struct param wait_process_params[] = {
    PARAM(struct wait_process_args, name, .name = "Name", .sets = "Name", .position = 1,
          .mandatory = true, .from_property = true, .aliases = "ProcessName",
          .help = "The names; wildcards work."),
    PARAM(struct wait_process_args, timeout, .name = "Timeout", .position = 2,
          .aliases = "TimeoutSec", .help = "How many seconds to wait at most."),
    PARAM(struct wait_process_args, any, .name = "Any",
          .help = "Waits for the first of them only."),
    PASS_THRU_PARAM(struct wait_process_args),
    PARAM(struct wait_process_args, id, .name = "Id", .sets = "Id", .position = 1,
          .mandatory = true, .from_property = true, .aliases = "PID,ProcessId",
          .help = "The process numbers."),
    PARAM(struct wait_process_args, input_object, .name = "InputObject", .sets = "InputObject",
          .mandatory = true, .from_pipeline = true, .type = &type_process,
          .help = "The processes."),
};
static const struct example wait_process_examples[] = {
    { .code = "Wait-Process -Id 1234 -Timeout 10", .remarks = "At most ten seconds." },
};
static const struct enum_member window_style_members[] = {
    { "Normal", 0 },
    { "Hidden", 1 },
    { "Minimized", 2 },
    { "Maximized", 3 },
};
static const struct enum_info enum_window_style = {
    .name = "System.Diagnostics.ProcessWindowStyle",
    .members = window_style_members,
    .nmembers = ARRAY_SIZE(window_style_members),
};
struct start_process_args {
    struct str *file_path;
    struct str_list argument_list;
    struct str *working_directory;
    bool no_new_window;
    bool pass_thru;
    struct str *redirect_standard_error;
    struct str *redirect_standard_input;
    struct str *redirect_standard_output;
    bool wait;
    bool use_new_environment;
    struct hash *environment;
    struct value credential;
    bool load_user_profile;
    struct opt_enum window_style;
    struct str *verb;
};
static const struct param start_process_params[] = {
    PARAM(struct start_process_args, file_path, .name = "FilePath", .position = 1,
          .mandatory = true, .aliases = "PSPath,Path", .help = "The program."),
    PARAM(struct start_process_args, argument_list, .name = "ArgumentList", .position = 2,
          .aliases = "Args", .allow_empty = true,
          .help = "Its arguments; blanks separate unless quoted."),
    PARAM(struct start_process_args, working_directory, .name = "WorkingDirectory",
          .help = "The folder to start in."),
    PARAM(struct start_process_args, no_new_window, .name = "NoNewWindow", .sets = "Default",
          .aliases = "nnw", .help = "Shares the terminal. It always does."),
    PARAM(struct start_process_args, pass_thru, .name = "PassThru", .help = "Emits the process."),
    PARAM(struct start_process_args, redirect_standard_error, .name = "RedirectStandardError",
          .sets = "Default", .aliases = "RSE", .help = "The file for its errors."),
    PARAM(struct start_process_args, redirect_standard_input, .name = "RedirectStandardInput",
          .sets = "Default", .aliases = "RSI", .help = "The file it reads."),
    PARAM(struct start_process_args, redirect_standard_output, .name = "RedirectStandardOutput",
          .sets = "Default", .aliases = "RSO", .help = "The file for its output."),
    PARAM(struct start_process_args, wait, .name = "Wait", .help = "Waits until it has ended."),
    PARAM(struct start_process_args, use_new_environment, .name = "UseNewEnvironment",
          .sets = "Default", .help = "Starts with an empty environment."),
    PARAM(struct start_process_args, environment, .name = "Environment",
          .help = "Environment variables to add; $null removes one."),
    PARAM(struct start_process_args, credential, .name = "Credential", .sets = "Default",
          .aliases = "RunAs", .type = &type_pscredential,
          .help = "The user to run it as; only root may name another one. No password is asked."),
    PARAM(struct start_process_args, load_user_profile, .name = "LoadUserProfile",
          .sets = "Default", .aliases = "Lup", .help = "Of Windows; nothing to load here."),
    PARAM(struct start_process_args, window_style, .name = "WindowStyle",
          .enum_info = &enum_window_style, .help = "Of Windows: an error here."),
    PARAM(struct start_process_args, verb, .name = "Verb", .sets = "UseShellExecute",
          .help = "Of Windows: an error here."),
};
static const char *const start_process_aliases[] = { "saps", NULL };
static const struct example start_process_examples[] = {
    { .code = "Start-Process -FilePath sleep -ArgumentList 1 -Wait",
      .remarks = "Starts and waits." },
};

typedef VEC(struct value) value_vec;

static void add_pid(value_vec *out, pid_t pid)
{
    struct value v;

    if (process_info_new(pid, &v))
        *vec_push(out) = v;
}

static void release(value_vec *list)
{
    for (size_t i = 0; i < list->len; i++)
        value_unref(list->items[i]);
    vec_release(list);
}

static int by_name(const void *a, const void *b)
{
    struct process *x = process_of(*(const struct value *)a),
                   *y = process_of(*(const struct value *)b);
    int c = text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));

    return c ? c : (x->pid > y->pid) - (x->pid < y->pid);
}

/* Non-terminating, as a ProcessCommandException. */
static enum status process_error(struct invocation *inv, const char *id,
                                 enum error_category category, struct value target,
                                 const char *message)
{
    return cmdlet_error(
        inv,
        &(struct error_spec){ .message = message,
                              .id = id,
                              .category = category,
                              .exception = "Microsoft.PowerShell.Commands.ProcessCommandException",
                              .target = target });
}

/* The processes that names, numbers or objects mean; errors for what is not there. */
static enum status find(struct invocation *inv, const struct str_list *names,
                        const struct int_list *ids, const struct value_list *objects,
                        value_vec *out)
{
    enum status rc = ST_OK;

    for (size_t i = 0; i < ids->len && rc == ST_OK; i++) {
        size_t before = out->len;
        add_pid(out, (pid_t)ids->items[i]);
        if (out->len > before)
            continue;
        AUTO_FREE char *text = xasprintf("Cannot find a process with the process identifier %lld.",
                                         (long long)ids->items[i]);
        rc = process_error(inv, "NoProcessFoundForGivenId", EC_OBJECT_NOT_FOUND,
                           value_int((int32_t)ids->items[i]), text);
    }
    for (size_t i = 0; i < objects->len; i++)
        if (process_of(objects->items[i]))
            *vec_push(out) = value_ref(objects->items[i]);
    if (ids->len > 0 || objects->len > 0)
        return rc;
    pid_vec all = VEC_INIT;
    process_list(&all);
    for (size_t i = 0; i < all.len; i++) {
        AUTO_FREE char *name = process_name(all.items[i]);
        if (name && matches_any(names, name, strlen(name)))
            add_pid(out, all.items[i]);
    }
    vec_release(&all);
    if (out->len > 1)
        qsort(out->items, out->len, sizeof(struct value), by_name);
    for (size_t i = 0; i < names->len && rc == ST_OK; i++) {
        struct str *n = names->items[i];
        bool found = text_has_wildcard(n->data, n->len);
        for (size_t k = 0; k < out->len && !found; k++)
            found = text_caseeq(process_of(out->items[k])->name, n->data);
        AUTO_VALUE target = value_str(n);
        if (found)
            continue;
        AUTO_FREE char *text = xasprintf("Cannot find a process with the name \"%s\". Verify the "
                                         "process name and call the cmdlet again.",
                                         n->data);
        rc = process_error(inv, "NoProcessFoundForGivenName", EC_OBJECT_NOT_FOUND, target, text);
    }
    return rc;
}

/* With -Module, -FileVersionInfo or both. A thread of the kernel has none. */
static enum status emit_modules(struct invocation *inv, struct value v)
{
    const struct get_process_args *args = ARGS(inv, struct get_process_args);
    const struct process *p = process_of(v);
    AUTO_VALUE modules = value_null();
    enum status rc = ST_OK;

    if (!process_modules(p->pid, &modules)) {
        AUTO_FREE char *text = xasprintf("Cannot enumerate the %s of the \"%s\" process.",
                                         !args->file_version_info ? "modules"
                                         : args->module ? "modules and the file version information"
                                                        : "file version information",
                                         p->name);
        return process_error(inv,
                             !args->file_version_info ? "CouldNotEnumerateModules"
                             : args->module           ? "CouldNotEnumerateModuleFileVer"
                                                      : "CouldNotEnumerateFileVer",
                             EC_PERMISSION_DENIED, v, text);
    }
    size_t n = modules.array->len;
    if (!args->module && n > 1)
        n = 1;
    for (size_t i = 0; i < n && rc == ST_OK; i++) {
        AUTO_VALUE shown = value_null();
        if (args->file_version_info)
            rc = get_property(inv->session, modules.array->items[i], "FileVersionInfo", &shown);
        else
            shown = value_ref(modules.array->items[i]);
        if (rc == ST_OK)
            rc = emit(inv, shown);
    }
    return rc;
}

static enum status get_process_process(struct invocation *inv)
{
    const struct get_process_args *args = ARGS(inv, struct get_process_args);
    value_vec list = VEC_INIT;
    enum status rc = find(inv, &args->name, &args->id, &args->input_object, &list);

    for (size_t i = 0; i < list.len && rc == ST_OK; i++)
        rc = args->module || args->file_version_info ? emit_modules(inv, list.items[i])
                                                     : emit(inv, list.items[i]);
    release(&list);
    return rc;
}

static enum status stop_process_process(struct invocation *inv)
{
    const struct stop_process_args *args = ARGS(inv, struct stop_process_args);
    value_vec list = VEC_INIT;
    enum status rc = find(inv, &args->name, &args->id, &args->input_object, &list);

    for (size_t i = 0; i < list.len && rc == ST_OK; i++) {
        struct process *p = process_of(list.items[i]);
        AUTO_STRBUF target = STRBUF_INIT;
        bool yes = true;
        strbuf_addf(&target, "%s (%d)", p->name, (int)p->pid);
        rc = should_process(inv, target.buf, NULL, &yes);
        if (rc != ST_OK || !yes)
            continue;
        if (process_running(p) && kill(p->pid, SIGKILL) != 0)
            rc = core_error(inv, "CouldNotStopProcess", EC_CLOSE_ERROR, list.items[i],
                            "Cannot stop process \"%s\" because of the following error: %s",
                            target.buf, strerror(errno));
        if (rc == ST_OK && args->pass_thru)
            rc = emit(inv, list.items[i]);
    }
    release(&list);
    return rc;
}

/* Those that still run when the time is over. */
static enum status not_ended(struct invocation *inv, const struct value *items, size_t n)
{
    enum status rc = ST_OK;

    for (size_t i = 0; i < n && rc == ST_OK; i++) {
        const struct process *p = process_of(items[i]);
        if (!process_running(process_of(items[i])))
            continue;
        AUTO_FREE char *message = xasprintf("This command stopped operation because process "
                                            "\"%s (%d)\" is not stopped in the specified time-out.",
                                            p->name, (int)p->pid);
        rc = cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                     .id = "ProcessNotTerminated",
                                                     .category = EC_CLOSE_ERROR,
                                                     .exception = "System.TimeoutException",
                                                     .target = items[i] });
    }
    return rc;
}

static enum status wait_process_process(struct invocation *inv)
{
    const struct wait_process_args *args = ARGS(inv, struct wait_process_args);
    value_vec list = VEC_INIT;
    enum status rc = find(inv, &args->name, &args->id, &args->input_object, &list);
    int64_t left = args->timeout.set ? args->timeout.value * 1000 : INT64_MAX;
    size_t running = list.len;

    while (rc == ST_OK && running > 0) {
        running = 0;
        for (size_t i = 0; i < list.len; i++)
            running += process_running(process_of(list.items[i]));
        if (running == 0 || (args->any && running < list.len))
            break;
        if (left <= 0) {
            rc = not_ended(inv, list.items, list.len);
            break;
        }
        if (!interruptible_sleep(inv->session, left < 50 ? left : 50))
            rc = ST_INTERRUPT;
        left -= 50;
    }
    for (size_t i = 0; i < list.len && rc == ST_OK && args->pass_thru; i++)
        rc = emit(inv, list.items[i]);
    release(&list);
    return rc;
}

/* ---- Start-Process ---- */

struct start {
    char *program, *folder, *in, *out, *err;
    argument_vec argv;
    argument_vec env;
    const struct passwd *user; /* to become; NULL: stay who we are */
    gid_t groups[64];
    int ngroups;
};

static void start_release(struct start *s)
{
    argument_vec_release(&s->argv);
    argument_vec_release(&s->env);
    free(s->program);
    free(s->folder);
    free(s->in);
    free(s->out);
    free(s->err);
}

static void add_environment(struct start *s, const struct start_process_args *args)
{
    struct hash_entry *e;

    for (char **v = environ; !args->use_new_environment && v && *v; v++) {
        AUTO_VALUE name = value_string_len(*v, strcspn(*v, "="));
        if (!args->environment || !hash_get(args->environment, name))
            *vec_push(&s->env) = xstrdup(*v);
    }
    for (size_t i = 0; args->environment && (e = hash_next(args->environment, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        AUTO_VALUE text = value_to_string(e->value);
        if (e->value.kind != V_NULL)
            *vec_push(&s->env) = xasprintf("%s=%s", name.str->data, text.str->data);
    }
    *vec_push(&s->env) = NULL;
}

static void redirect(const char *path, int fd, int flags)
{
    int opened = path ? open(path, flags, 0666) : -1;

    if (path && (opened < 0 || dup2(opened, fd) < 0))
        _exit(126);
    if (opened > 2)
        close(opened);
}

/* In the child, between fork and exec: only what is safe there. */
static void run_child(struct start *s, int report)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    if (s->user && (setgroups((size_t)s->ngroups, s->groups) != 0 || setgid(s->user->pw_gid) != 0 ||
                    setuid(s->user->pw_uid) != 0))
        goto failed;
    if (s->folder && chdir(s->folder) != 0)
        goto failed;
    redirect(s->in, 0, O_RDONLY);
    redirect(s->out, 1, O_WRONLY | O_CREAT | O_TRUNC);
    redirect(s->err, 2, O_WRONLY | O_CREAT | O_TRUNC);
    execve(s->program, s->argv.items, s->env.items);
failed:;
    int saved = errno;
    ssize_t n = write(report, &saved, sizeof(saved));
    _exit(n == (ssize_t)sizeof(saved) ? 127 : 126);
}

/* The child's pid, or -1 with errno: also when the program could not be run. */
static pid_t launch(struct start *s)
{
    int report[2], failed = 0;

    if (pipe2(report, O_CLOEXEC) != 0)
        return -1;
    pid_t pid = fork();
    if (pid == 0)
        run_child(s, report[1]);
    close(report[1]);
    if (pid > 0 && read(report[0], &failed, sizeof(failed)) == (ssize_t)sizeof(failed)) {
        waitpid(pid, NULL, 0);
        pid = -1;
    }
    close(report[0]);
    if (failed)
        errno = failed;
    return pid;
}

static char *absolute_or_null(const struct session *session, const struct str *s)
{
    return s ? path_absolute(session, s->data) : NULL;
}

static enum status start_error(struct invocation *inv, const char *what)
{
    return core_throw(inv, "InvalidOperationException", EC_INVALID_OPERATION, value_null(),
                      "This command cannot be run due to the error: %s.", what);
}

static enum status cannot_start(struct invocation *inv, const struct start *s, int error)
{
    AUTO_FREE char *here = path_absolute(inv->session, ".");
    AUTO_FREE char *what =
        xasprintf("An error occurred trying to start process '%s' with working directory '%s'. %s",
                  ARGS(inv, struct start_process_args)->file_path->data,
                  s->folder ? s->folder : here, strerror(error));

    return start_error(inv, what);
}

static enum status start_it(struct invocation *inv, struct start *s)
{
    const struct start_process_args *args = ARGS(inv, struct start_process_args);
    AUTO_VALUE v = value_null();
    bool yes = true;
    enum status rc = should_process(inv, args->file_path->data, NULL, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    pid_t pid = launch(s);
    if (pid < 0)
        return cannot_start(inv, s, errno);
    if (!process_info_new(pid, &v)) {
        waitpid(pid, NULL, 0);
        return ST_OK;
    }
    struct process *p = process_of(v);
    p->child = true;
    if (args->pass_thru && (rc = emit(inv, v)) != ST_OK)
        return rc;
    while (args->wait && process_running(p))
        if (!interruptible_sleep(inv->session, 10))
            return ST_INTERRUPT;
    return ST_OK;
}

static enum status not_here(struct invocation *inv, const char *param)
{
    AUTO_FREE char *message =
        xasprintf("The parameter '-%s' is not supported for the cmdlet 'Start-Process' on this "
                  "edition of PowerShell.",
                  param);

    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "NotSupportedException",
                                                   .category = EC_NOT_IMPLEMENTED,
                                                   .exception = "System.NotSupportedException" });
}

/* Whom -Credential names. */
static enum status find_user(struct invocation *inv, struct start *s)
{
    const char *name = pscredential_user(ARGS(inv, struct start_process_args)->credential);

    if (!name)
        return ST_OK;
    s->user = getpwnam(name);
    s->ngroups = ARRAY_SIZE(s->groups);
    if (s->user && getgrouplist(name, s->user->pw_gid, s->groups, &s->ngroups) >= 0)
        return ST_OK;
    AUTO_FREE char *what = xasprintf("user '%s' was not found", name);
    return start_error(inv, what);
}

static enum status start_process_process(struct invocation *inv)
{
    const struct start_process_args *args = ARGS(inv, struct start_process_args);
    struct start s = { .argv = VEC_INIT, .env = VEC_INIT };
    struct command c;

    if (args->verb || args->window_style.set)
        return not_here(inv, args->verb ? "Verb" : "WindowStyle");
    enum status found = find_user(inv, &s);
    if (found != ST_OK)
        return found;
    if (command_find(inv->session, args->file_path->data, args->file_path->len, COMMAND_APPLICATION,
                     false, &c))
        s.program = xstrdup(c.path);
    else
        s.program = path_absolute(inv->session, args->file_path->data);
    s.folder = absolute_or_null(inv->session, args->working_directory);
    s.in = absolute_or_null(inv->session, args->redirect_standard_input);
    s.out = absolute_or_null(inv->session, args->redirect_standard_output);
    s.err = absolute_or_null(inv->session, args->redirect_standard_error);
    *vec_push(&s.argv) = xstrdup(args->file_path->data);
    for (size_t i = 0; i < args->argument_list.len; i++)
        argument_text_split(args->argument_list.items[i]->data, &s.argv);
    *vec_push(&s.argv) = NULL;
    add_environment(&s, args);
    enum status rc = start_it(inv, &s);
    start_release(&s);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Process",
        .aliases = get_process_aliases,
        .synopsis = "Lists running processes.",
        .params = get_process_params,
        .nparams = ARRAY_SIZE(get_process_params),
        .default_set = "Name",
        .output = "System.Diagnostics.Process,System.Diagnostics.FileVersionInfo,System."
                  "Diagnostics.ProcessModule",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_process_args),
        .process = get_process_process,
        .examples = get_process_examples,
        .nexamples = ARRAY_SIZE(get_process_examples),
    },
    {
        .verb = "Stop",
        .noun = "Process",
        .aliases = stop_process_aliases,
        .synopsis = "Ends processes.",
        .params = stop_process_params,
        .nparams = ARRAY_SIZE(stop_process_params),
        .default_set = "Id",
        .should_process = true,
        .impact = IMPACT_MEDIUM,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct stop_process_args),
        .process = stop_process_process,
        .examples = stop_process_examples,
        .nexamples = ARRAY_SIZE(stop_process_examples),
    },
    {
        .verb = "Wait",
        .noun = "Process",
        .synopsis = "Waits until processes have ended.",
        .params = wait_process_params,
        .nparams = ARRAY_SIZE(wait_process_params),
        .default_set = "Name",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct wait_process_args),
        .process = wait_process_process,
        .examples = wait_process_examples,
        .nexamples = ARRAY_SIZE(wait_process_examples),
    },
    {
        .verb = "Start",
        .noun = "Process",
        .aliases = start_process_aliases,
        .synopsis = "Starts a program.",
        .params = start_process_params,
        .nparams = ARRAY_SIZE(start_process_params),
        .default_set = "Default",
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct start_process_args),
        .process = start_process_process,
        .examples = start_process_examples,
        .nexamples = ARRAY_SIZE(start_process_examples),
    },
};
const struct cmdlet_group cmdlets_process = { cmdlets, ARRAY_SIZE(cmdlets) };
