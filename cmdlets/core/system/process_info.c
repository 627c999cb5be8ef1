#include "cmdlets/core/system/process_info.h"

#include "cmdlets/core/system/process_events.h"
#include "cmdlets/core/system/process_module.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/cleanup.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"

/* What /proc/PID/stat says. */
struct proc_stat {
    char name[64];
    char state;
    int parent, session, threads, priority, nice;
    unsigned long long utime, stime, start, vsize;
    long long rss;
};

struct process *process_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_process ? object_payload(v.object) : NULL;
}

static bool read_stat(pid_t pid, struct proc_stat *out)
{
    char path[64], buf[2048];

    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    AUTO_FILE FILE *f = fopen(path, "re");
    size_t n = f ? fread(buf, 1, sizeof(buf) - 1, f) : 0;
    if (n == 0)
        return false;
    buf[n] = '\0';
    char *open = strchr(buf, '('), *close = strrchr(buf, ')');
    if (!open || !close || close < open)
        return false;
    size_t len = (size_t)(close - open - 1);
    if (len >= sizeof(out->name))
        len = sizeof(out->name) - 1;
    memcpy(out->name, open + 1, len);
    out->name[len] = '\0';
    return sscanf(
               close + 1,
               " %c %d %*d %d %*d %*d %*u %*u %*u %*u %*u %llu %llu %*d %*d %d %d %d %*d %llu %llu "
               "%lld",
               &out->state, &out->parent, &out->session, &out->utime, &out->stime, &out->priority,
               &out->nice, &out->threads, &out->start, &out->vsize, &out->rss) == 11;
}

char *process_name(pid_t pid)
{
    struct proc_stat st;
    char path[64], exe[PATH_MAX];

    if (!read_stat(pid, &st))
        return NULL;
    /* the kernel keeps 15 characters: the program's own name when that is longer */
    if (strlen(st.name) == 15) {
        snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
        ssize_t n = readlink(path, exe, sizeof(exe) - 1);
        if (n > 0) {
            exe[n] = '\0';
            const char *slash = strrchr(exe, '/');
            if (slash && strncmp(slash + 1, st.name, 15) == 0)
                return xstrdup(slash + 1);
        }
    }
    return xstrdup(st.name);
}

bool process_info_new(pid_t pid, struct value *out)
{
    struct proc_stat st;

    if (!read_stat(pid, &st))
        return false;
    struct object *o = object_new(&type_process);
    struct process *p = object_payload(o);
    p->pid = pid;
    p->start = st.start;
    p->name = process_name(pid);
    if (!p->name)
        p->name = xstrdup(st.name);
    *out = value_of_object(o);
    return true;
}

bool process_running(struct process *p)
{
    struct proc_stat st;
    int status;

    if (p->exited)
        return false;
    if (p->child && waitpid(p->pid, &status, WNOHANG) == p->pid) {
        p->exited = true;
        p->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return false;
    }
    if (!read_stat(p->pid, &st) || st.start != p->start || st.state == 'Z') {
        p->exited = !p->child;
        return false;
    }
    return true;
}

static int by_pid(const void *a, const void *b)
{
    const pid_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void process_list(pid_vec *out)
{
    DIR *dir = opendir("/proc");

    if (!dir)
        return;
    for (struct dirent *d; (d = readdir(dir));)
        if (isdigit((unsigned char)d->d_name[0]))
            *vec_push(out) = (pid_t)atoi(d->d_name);
    closedir(dir);
    if (out->len > 1)
        qsort(out->items, out->len, sizeof(pid_t), by_pid);
}

enum process_property {
    PP_ID,
    PP_NAME,
    PP_CPU,
    PP_WS,
    PP_VM,
    PP_PM,
    PP_NPM,
    PP_SI,
    PP_PATH,
    PP_COMMAND,
    PP_START,
    PP_HAS_EXITED,
    PP_EXIT_CODE,
    PP_THREADS,
    PP_PARENT,
    PP_PRIORITY,
    PP_PRIORITY_CLASS,
    PP_TOTAL_TIME,
    PP_HANDLES,
    PP_USER,
};

static double seconds(unsigned long long ticks)
{
    return (double)ticks / (double)sysconf(_SC_CLK_TCK);
}

static int64_t boot_ticks(void)
{
    struct timespec up, now;

    clock_gettime(CLOCK_BOOTTIME, &up);
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t ns = ((int64_t)now.tv_sec - up.tv_sec) * 1000000000 + (now.tv_nsec - up.tv_nsec);
    return UNIX_EPOCH_TICKS + ns / 100;
}

static struct value link_value(pid_t pid, const char *what)
{
    char path[64], buf[PATH_MAX];

    snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, what);
    ssize_t n = readlink(path, buf, sizeof(buf));
    return n < 0 ? value_null() : value_string_len(buf, (size_t)n);
}

static struct value command_line(pid_t pid)
{
    char path[64];
    struct strbuf text = STRBUF_INIT;
    int c;

    snprintf(path, sizeof(path), "/proc/%d/cmdline", (int)pid);
    AUTO_FILE FILE *f = fopen(path, "re");
    while (f && (c = fgetc(f)) != EOF && text.len < 1024 * 1024)
        strbuf_addch(&text, c ? (char)c : ' ');
    if (text.len > 0 && text.buf[text.len - 1] == ' ')
        strbuf_truncate(&text, text.len - 1);
    return value_string_take(&text);
}

static struct value owner_name(pid_t pid)
{
    char path[64], buf[4096];
    struct stat st;
    struct passwd pw, *found = NULL;

    snprintf(path, sizeof(path), "/proc/%d", (int)pid);
    if (stat(path, &st) != 0)
        return value_null();
    if (getpwuid_r(st.st_uid, &pw, buf, sizeof(buf), &found) == 0 && found)
        return value_string(pw.pw_name);
    return value_stringf("%u", (unsigned)st.st_uid);
}

static int count_files(pid_t pid)
{
    char path[64];
    int n = 0;

    snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
    DIR *dir = opendir(path);
    if (!dir)
        return 0;
    while (readdir(dir))
        n++;
    closedir(dir);
    return n > 2 ? n - 2 : 0;
}

/* Nice values as .NET reads and writes them. */
enum { PRIORITY_NORMAL = 32, PRIORITY_IDLE = 64, PRIORITY_HIGH = 128, PRIORITY_REAL_TIME = 256 };
enum { PRIORITY_BELOW = 16384, PRIORITY_ABOVE = 32768 };

static int priority_class_get(pid_t pid, struct value *out, struct err **err)
{
    errno = 0;
    int nice = getpriority(PRIO_PROCESS, (id_t)pid);
    if (nice == -1 && errno)
        return fail_with(err, "System.ComponentModel.Win32Exception", "Win32Exception", "%s",
                         strerror(errno));
    int32_t priority = nice < -15   ? PRIORITY_REAL_TIME
                       : nice < -10 ? PRIORITY_HIGH
                       : nice < -5  ? PRIORITY_ABOVE
                       : nice == 0  ? PRIORITY_NORMAL
                       : nice <= 10 ? PRIORITY_BELOW
                                    : PRIORITY_IDLE;
    *out = value_enum(&enum_process_priority, priority);
    return 0;
}

static int priority_class_set(struct value self, const struct property *p, struct value v,
                              struct err **err)
{
    AUTO_VALUE priority = value_null();
    int nice = 0;

    (void)p;
    if (value_convert(v, &type_process_priority, &priority, err))
        return -1;
    switch (value_enum_get(priority)) {
    case PRIORITY_REAL_TIME:
        nice = -19;
        break;
    case PRIORITY_HIGH:
        nice = -11;
        break;
    case PRIORITY_ABOVE:
        nice = -6;
        break;
    case PRIORITY_BELOW:
        nice = 10;
        break;
    case PRIORITY_IDLE:
        nice = 19;
        break;
    default:
        break;
    }
    if (setpriority(PRIO_PROCESS, (id_t)process_of(self)->pid, nice) != 0)
        return fail_with(err, "System.ComponentModel.Win32Exception", "Win32Exception", "%s",
                         strerror(errno));
    return 0;
}

static int process_get(struct value self, const struct property *prop, struct value *out,
                       struct err **err)
{
    struct process *p = process_of(self);
    struct proc_stat st = { .state = 0 };

    if (!read_stat(p->pid, &st) || st.start != p->start)
        st = (struct proc_stat){ .state = 0 };
    switch ((enum process_property)prop->data) {
    case PP_ID:
        *out = value_int(p->pid);
        break;
    case PP_NAME:
        *out = value_string(p->name);
        break;
    case PP_CPU:
        *out = value_double(seconds(st.utime + st.stime));
        break;
    case PP_TOTAL_TIME:
        *out = value_timespan((int64_t)(seconds(st.utime + st.stime) * (double)TICKS_PER_SECOND));
        break;
    case PP_WS:
        *out = value_long(st.rss * sysconf(_SC_PAGESIZE));
        break;
    case PP_VM:
        *out = value_long((int64_t)st.vsize);
        break;
    case PP_PM:
        *out = value_long(0);
        break;
    case PP_NPM:
        *out = value_long(0);
        break;
    case PP_SI:
        *out = value_int(st.session);
        break;
    case PP_PATH:
        *out = link_value(p->pid, "exe");
        break;
    case PP_COMMAND:
        *out = command_line(p->pid);
        break;
    case PP_START: {
        int64_t ticks = boot_ticks() + (int64_t)(seconds(p->start) * (double)TICKS_PER_SECOND);
        *out = date_to_local(value_datetime(ticks, DATETIME_UTC));
        break;
    }
    case PP_HAS_EXITED:
        *out = value_bool(!process_running(p));
        break;
    case PP_EXIT_CODE:
        if (process_running(p))
            return err_set(err, ERR_INVALID_STATE,
                           "Process must exit before requested information can be determined.");
        *out = p->exited && p->child ? value_int(p->exit_code) : value_null();
        break;
    case PP_THREADS:
        *out = value_int(st.threads);
        break;
    case PP_PARENT:
        *out = value_null();
        if (st.parent > 0)
            process_info_new(st.parent, out);
        break;
    case PP_PRIORITY:
        *out = value_int(st.priority);
        break;
    case PP_PRIORITY_CLASS:
        return priority_class_get(p->pid, out, err);
    case PP_HANDLES:
        *out = value_int(count_files(p->pid));
        break;
    case PP_USER:
        *out = owner_name(p->pid);
        break;
    }
    return 0;
}

static int process_kill(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    struct process *p = process_of(self);

    (void)args;
    (void)n;
    (void)out;
    if (process_running(p) && kill(p->pid, SIGKILL) != 0)
        return err_set_errno(err, errno, "Cannot stop process %d", (int)p->pid);
    return 0;
}

static int process_wait(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    struct process *p = process_of(self);
    int64_t left = INT64_MAX;

    if (n > 0 && value_to_int64(args[0], &left, err))
        return -1;
    while (process_running(p) && left > 0) {
        if (cancel_check(err) < 0)
            return -1;
        poll(NULL, 0, 20);
        process_events_read(self);
        left -= 20;
    }
    if (n > 0)
        *out = value_bool(!process_running(p));
    return 0;
}

/* ---- started by [Process]::Start ---- */

static int start_into(struct value self, struct err **err)
{
    struct process *p = process_of(self);
    pid_t pid;
    struct proc_stat st;
    if (process_start(p->start_info, &pid, &p->streams, err) < 0)
        return -1;
    *p = (struct process){ .pid = pid,
                           .child = true,
                           .start = read_stat(pid, &st) ? st.start : 0,
                           .name = process_name(pid),
                           .start_info = p->start_info,
                           .streams = p->streams,
                           .events = p->events };
    return process_events_started(self, err);
}

static struct value unstarted(struct value info)
{
    struct object *o = object_new(&type_process);
    *(struct process *)object_payload(o) =
        (struct process){ .start_info = value_ref(info), .exited = true };
    return value_of_object(o);
}

static int process_new(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)self;
    (void)args;
    (void)n;
    (void)err;
    AUTO_VALUE info = process_start_info_new(value_null(), value_null());
    *out = unstarted(info);
    return 0;
}

static int process_start_this(struct value self, const struct value *args, size_t n,
                              struct value *out, struct err **err)
{
    (void)args;
    (void)n;
    if (start_into(self, err) < 0)
        return -1;
    *out = value_bool(true);
    return 0;
}

static int process_start_static(struct value self, const struct value *args, size_t n,
                                struct value *out, struct err **err)
{
    (void)self;
    bool whole = args[0].kind == V_OBJECT && args[0].object->type == &type_process_start_info;
    AUTO_VALUE info = whole ? value_ref(args[0])
                            : process_start_info_new(args[0], n > 1 ? args[1] : value_null());
    AUTO_VALUE made = unstarted(info);
    if (start_into(made, err) < 0)
        return -1;
    *out = value_ref(made);
    return 0;
}

static int process_by_id(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)self;
    int64_t id = getpid();
    if (n > 0 && value_to_int64(args[0], &id, err) < 0)
        return -1;
    if (process_info_new((pid_t)id, out))
        return 0;
    return fail_with(err, "System.ArgumentException", "ArgumentException",
                     "Process with an Id of %lld is not running.", (long long)id);
}

static int process_all(struct value self, const struct value *args, size_t n, struct value *out,
                       struct err **err)
{
    (void)self;
    (void)err;
    AUTO_VALUE name = n > 0 ? value_to_string(args[0]) : value_null();
    struct array *found = array_new(16);
    pid_vec pids = VEC_INIT;
    process_list(&pids);
    for (size_t i = 0; i < pids.len; i++) {
        struct value v;
        if (!process_info_new(pids.items[i], &v))
            continue;
        if (n == 0 || strcmp(process_of(v)->name, name.str->data) == 0)
            array_push_take(found, v);
        else
            value_unref(v);
    }
    vec_release(&pids);
    *out = value_of_array(found);
    return 0;
}

enum { PS_INFO, PS_IN, PS_OUT, PS_ERR };

static int started_get(struct value self, const struct property *prop, struct value *out,
                       struct err **err)
{
    static const char *const names[] = { "", "StandardIn", "StandardOut", "StandardError" };
    struct process *p = process_of(self);
    struct value *const streams[] = { &p->start_info, &p->streams.in, &p->streams.out,
                                      &p->streams.err };
    if (prop->data != PS_INFO && value_is_null(*streams[prop->data]))
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "%s has not been redirected.", names[prop->data]);
    *out = value_ref(*streams[prop->data]);
    return 0;
}

/* Modules, or the first of them: the program. */
static int modules_get(struct value self, const struct property *prop, struct value *out,
                       struct err **err)
{
    struct process *p = process_of(self);
    AUTO_VALUE all = value_null();

    (void)err;
    *out = value_null();
    if (process_running(p))
        process_modules(p->pid, &all);
    if (all.kind == V_NULL)
        all = value_of_array(array_new(0));
    if (prop->data)
        *out = value_ref(all);
    else if (all.array->len > 0)
        *out = value_ref(all.array->items[0]);
    return 0;
}

static int start_info_set(struct value self, const struct property *prop, struct value v,
                          struct err **err)
{
    (void)prop;
    struct value converted;
    if (value_convert(v, &type_process_start_info, &converted, err) < 0)
        return -1;
    value_replace_take(&process_of(self)->start_info, converted);
    return 0;
}

static int process_refresh(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    (void)args;
    (void)n;
    (void)out;
    (void)err;
    process_running(process_of(self));
    return 0;
}

/* Begin and Cancel of OutputReadLine and ErrorReadLine. */
static int begin_lines(struct value self, int which, struct err **err)
{
    struct process *p = process_of(self);
    struct value reader = which ? p->streams.err : p->streams.out;

    if (value_is_null(reader))
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException", "%s",
                         which ? "StandardError has not been redirected."
                               : "StandardOut has not been redirected or the process "
                                 "hasn't started yet.");
    return process_begin_lines(self, which, reader, err);
}

#define LINES_CALL(fn, action)                                                              \
    static int fn(struct value self, const struct value *args, size_t n, struct value *out, \
                  struct err **err)                                                         \
    {                                                                                       \
        (void)args;                                                                         \
        (void)n;                                                                            \
        (void)out;                                                                          \
        return action;                                                                      \
    }
LINES_CALL(begin_output, begin_lines(self, 0, err))
LINES_CALL(begin_error, begin_lines(self, 1, err))
LINES_CALL(cancel_output, process_cancel_lines(self, 0, err))
LINES_CALL(cancel_error, process_cancel_lines(self, 1, err))

static int raises_get(struct value self, const struct property *prop, struct value *out,
                      struct err **err)
{
    (void)prop;
    (void)err;
    *out = value_bool(process_raises_events(self));
    return 0;
}

static int raises_set(struct value self, const struct property *prop, struct value v,
                      struct err **err)
{
    AUTO_VALUE on = value_null();

    (void)prop;
    return value_convert(v, &type_bool, &on, err) < 0 ? -1 : process_raise_events(self, on.b, err);
}

static int process_to_string(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "System.Diagnostics.Process (%s)", process_of(self)->name);
    return 0;
}

static void process_destroy(struct object *o)
{
    struct process *p = object_payload(o);

    if (p->child && !p->exited)
        waitpid(p->pid, NULL, WNOHANG);
    process_events_free(p->events);
    value_unref(p->start_info);
    value_unref(p->streams.in);
    value_unref(p->streams.out);
    value_unref(p->streams.err);
    free(p->name);
}

#define PP(name_, type_, which_)                                                    \
    {                                                                               \
        .name = (name_), .type_name = (type_), .get = process_get, .data = (which_) \
    }
#define PP_SCRIPT(name_, type_, which_, text_)                                       \
    {                                                                                \
        .name = (name_), .type_name = (type_), .get = process_get, .data = (which_), \
        .kind = PROPERTY_SCRIPT, .source = (text_)                                   \
    }
/* As the type's data has it: the getters here say the same. */
static const char command_line_script[] =
    "\n"
    "                        if ($IsWindows) {\n"
    "                            (Get-CimInstance Win32_Process -Filter \"ProcessId = "
    "$($this.Id)\").CommandLine\n"
    "                        } elseif ($IsLinux) {\n"
    "                            $rawCmd = Get-Content -LiteralPath \"/proc/$($this.Id)/cmdline\"\n"
    "                            $rawCmd.Substring(0, $rawCmd.Length - 1) -replace \"`0\", \" \"\n"
    "                        }\n"
    "                    ";
static const struct property process_props[] = {
    { .name = "Name", .type_name = "string", .alias_of = "ProcessName" },
    { .name = "SI", .type_name = "int", .alias_of = "SessionId" },
    { .name = "Handles", .type_name = "int", .alias_of = "Handlecount" },
    { .name = "VM", .type_name = "long", .alias_of = "VirtualMemorySize64" },
    { .name = "WS", .type_name = "long", .alias_of = "WorkingSet64" },
    { .name = "PM", .type_name = "long", .alias_of = "PagedMemorySize64" },
    { .name = "NPM", .type_name = "long", .alias_of = "NonpagedSystemMemorySize64" },
    PP_SCRIPT("Path", "string", PP_PATH, "$this.Mainmodule.FileName"),
    PP_SCRIPT("CommandLine", "string", PP_COMMAND, command_line_script),
    { .name = "Parent",
      .type_name = "System.Diagnostics.Process",
      .get = process_get,
      .data = PP_PARENT,
      .kind = PROPERTY_CODE,
      .source = "System.Object Parent{get=GetParentProcess;}" },
    PP_SCRIPT("CPU", "double", PP_CPU, "$this.TotalProcessorTime.TotalSeconds"),
    PP("Id", "int", PP_ID),
    PP("ProcessName", "string", PP_NAME),
    PP("SessionId", "int", PP_SI),
    PP("HandleCount", "int", PP_HANDLES),
    PP("WorkingSet64", "long", PP_WS),
    PP("VirtualMemorySize64", "long", PP_VM),
    PP("PagedMemorySize64", "long", PP_PM),
    PP("NonpagedSystemMemorySize64", "long", PP_NPM),
    PP("StartTime", "datetime", PP_START),
    PP("TotalProcessorTime", "timespan", PP_TOTAL_TIME),
    PP("BasePriority", "int", PP_PRIORITY),
    { .name = "PriorityClass",
      .type_name = "System.Diagnostics.ProcessPriorityClass",
      .get = process_get,
      .set = priority_class_set,
      .data = PP_PRIORITY_CLASS },
    PP("HasExited", "bool", PP_HAS_EXITED),
    PP("ExitCode", "int", PP_EXIT_CODE),
    PP("UserName", "string", PP_USER),
    { .name = "EnableRaisingEvents",
      .type_name = "bool",
      .get = raises_get,
      .set = raises_set,
      .hidden = true },
    { .name = "StartInfo",
      .type_name = "System.Diagnostics.ProcessStartInfo",
      .get = started_get,
      .set = start_info_set,
      .data = PS_INFO,
      .hidden = true },
    { .name = "MainModule",
      .type_name = "System.Diagnostics.ProcessModule",
      .get = modules_get,
      .hidden = true },
    { .name = "Modules",
      .type_name = "System.Diagnostics.ProcessModuleCollection",
      .get = modules_get,
      .data = 1,
      .hidden = true },
    { .name = "StandardInput",
      .type_name = "System.IO.StreamWriter",
      .get = started_get,
      .data = PS_IN,
      .hidden = true },
    { .name = "StandardOutput",
      .type_name = "System.IO.StreamReader",
      .get = started_get,
      .data = PS_OUT,
      .hidden = true },
    { .name = "StandardError",
      .type_name = "System.IO.StreamReader",
      .get = started_get,
      .data = PS_ERR,
      .hidden = true },
    { .name = "ThreadCount",
      .type_name = "int",
      .get = process_get,
      .data = PP_THREADS,
      .hidden = true },
};
static const struct method process_methods[] = {
    { "Kill", 0, 1, process_kill, "void Kill()" },
    { "WaitForExit", 0, 1, process_wait, "bool WaitForExit(int milliseconds)" },
    { "Refresh", 0, 0, process_refresh, "void Refresh()" },
    { "Start", 0, 0, process_start_this, "bool Start()" },
    { "BeginOutputReadLine", 0, 0, begin_output, "void BeginOutputReadLine()" },
    { "BeginErrorReadLine", 0, 0, begin_error, "void BeginErrorReadLine()" },
    { "CancelOutputRead", 0, 0, cancel_output, "void CancelOutputRead()" },
    { "CancelErrorRead", 0, 0, cancel_error, "void CancelErrorRead()" },
    { "Close", 0, 0, process_refresh, "void Close()" },
    { "Dispose", 0, 0, process_refresh, "void Dispose()" },
};
static const struct method process_statics[] = {
    { "new", 0, 0, process_new, "System.Diagnostics.Process new()" },
    { "Start", 1, 2, process_start_static,
      "System.Diagnostics.Process Start(System.Diagnostics.ProcessStartInfo startInfo)" },
    { "GetCurrentProcess", 0, 0, process_by_id, "System.Diagnostics.Process GetCurrentProcess()" },
    { "GetProcessById", 1, 1, process_by_id,
      "System.Diagnostics.Process GetProcessById(int processId)" },
    { "GetProcesses", 0, 0, process_all, "System.Diagnostics.Process[] GetProcesses()" },
    { "GetProcessesByName", 1, 1, process_all,
      "System.Diagnostics.Process[] GetProcessesByName(string processName)" },
};

static int mega_cell(struct value self, int64_t bytes, struct value *out, struct err **err)
{
    struct strbuf text = STRBUF_INIT;

    (void)self;
    if (value_format_one(value_double((double)bytes / 1048576), "N2", 2, &text, err))
        return -1;
    *out = value_string_take(&text);
    return 0;
}

static int ws_cell(struct value self, struct value *out, struct err **err)
{
    struct proc_stat st;

    if (!read_stat(process_of(self)->pid, &st))
        st.rss = 0;
    return mega_cell(self, st.rss * sysconf(_SC_PAGESIZE), out, err);
}

static int pm_cell(struct value self, struct value *out, struct err **err)
{
    return mega_cell(self, 0, out, err);
}

static int npm_cell(struct value self, struct value *out, struct err **err)
{
    (void)self;
    (void)err;
    *out = value_int(0);
    return 0;
}

static int cpu_cell(struct value self, struct value *out, struct err **err)
{
    struct proc_stat st;
    struct strbuf text = STRBUF_INIT;

    if (!read_stat(process_of(self)->pid, &st))
        st.utime = st.stime = 0;
    if (value_format_one(value_double(seconds(st.utime + st.stime)), "N2", 2, &text, err))
        return -1;
    *out = value_string_take(&text);
    return 0;
}

static const struct view_column process_columns[] = {
    { .label = "NPM(K)", .width = 7, .align = ALIGN_RIGHT, .get = npm_cell },
    { .label = "PM(M)", .width = 8, .align = ALIGN_RIGHT, .get = pm_cell },
    { .label = "WS(M)", .width = 10, .align = ALIGN_RIGHT, .get = ws_cell },
    { .label = "CPU(s)", .width = 10, .align = ALIGN_RIGHT, .get = cpu_cell },
    { .property = "Id", .width = 7, .align = ALIGN_RIGHT },
    { .label = "SI", .property = "SessionId", .width = 3, .align = ALIGN_RIGHT },
    { .property = "ProcessName" },
};
static const struct view process_view = { .columns = process_columns,
                                          .ncolumns = ARRAY_SIZE(process_columns) };

/* Further views by name. */
#define BY_SIZE                                                       \
    { .property = "ProcessName", .width = 20 },                       \
        { .property = "Id", .width = 10, .align = ALIGN_RIGHT },      \
    {                                                                 \
        .property = "WorkingSet64", .width = 12, .align = ALIGN_RIGHT \
    }
static const struct view_column size_columns[] = { BY_SIZE };
static const struct view priority_view = { .columns = size_columns,
                                           .ncolumns = ARRAY_SIZE(size_columns),
                                           .group_by = "PriorityClass",
                                           .group_label = "PriorityClass" };

static int start_day(struct value self, struct value *out, struct err **err)
{
    AUTO_VALUE start = value_null();
    struct strbuf text = STRBUF_INIT;

    if (member_get(self, "StartTime", &start, err) < 0 ||
        (start.kind == V_DATETIME && date_format(start, "d", 1, NULL, &text, err)))
        return -1;
    *out = value_string_take(&text);
    return 0;
}
static const struct view start_view = { .columns = size_columns,
                                        .ncolumns = ARRAY_SIZE(size_columns),
                                        .group_get = start_day,
                                        .group_label = "StartTime.ToShortDateString()" };
static const struct view_column user_columns[] = {
    { .label = "WS(M)", .width = 10, .align = ALIGN_RIGHT, .get = ws_cell },
    { .label = "CPU(s)", .width = 8, .align = ALIGN_RIGHT, .get = cpu_cell },
    { .property = "Id", .width = 7, .align = ALIGN_RIGHT },
    { .property = "UserName", .width = 30 },
    { .property = "ProcessName" },
};
static const struct view user_view = { .columns = user_columns,
                                       .ncolumns = ARRAY_SIZE(user_columns) };
static const struct view_column wide_columns[] = { { .property = "ProcessName" } };
static const struct view wide_view = { .columns = wide_columns, .ncolumns = 1 };
static const struct named_view process_views[] = {
    { "process", 't', &process_view }, { "Priority", 't', &priority_view },
    { "StartTime", 't', &start_view }, { "ProcessWithUserName", 't', &user_view },
    { "process", 'w', &wide_view },    { NULL, 0, NULL },
};
static const char *const process_display[] = { "Id", "Handles", "CPU", "SI", "Name", NULL };

const struct type_info type_process = {
    .name = "System.Diagnostics.Process",
    .base = &type_object,
    .props = process_props,
    .nprops = ARRAY_SIZE(process_props),
    .methods = process_methods,
    .nmethods = ARRAY_SIZE(process_methods),
    .statics = process_statics,
    .nstatics = ARRAY_SIZE(process_statics),
    .events = process_event_table,
    .nevents = ARRAY_SIZE(process_event_table),
    .listened = process_listened,
    .table = &process_view,
    .views = process_views,
    .default_display = process_display,
    .payload_size = sizeof(struct process),
    .destroy = process_destroy,
    .to_string = process_to_string,
};
