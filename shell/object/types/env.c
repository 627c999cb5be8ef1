/* System.Environment, OperatingSystem, CultureInfo, Random, Stopwatch. */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/version.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/special_folder.h"

extern char **environ;

static struct value host_name(void)
{
    struct utsname u;
    return value_string(uname(&u) == 0 ? u.nodename : "localhost");
}

static struct value user_name(void)
{
    char buf[4096];
    struct passwd entry, *found = NULL;
    if (getpwuid_r(geteuid(), &entry, buf, sizeof(buf), &found) == 0 && found)
        return value_string(found->pw_name);
    return value_stringf("%u", (unsigned)geteuid());
}

enum {
    ENV_MACHINE,
    ENV_NEWLINE,
    ENV_USER,
    ENV_CPUS,
    ENV_DIRECTORY,
    ENV_OS,
    ENV_PID,
    ENV_64,
    ENV_TICKS,
    ENV_DOMAIN,
    ENV_VERSION,
    ENV_INTERACTIVE,
    ENV_SYSTEM_DIR,
    ENV_64_PROCESS,
    ENV_EXIT_CODE,
    ENV_COMMAND_LINE,
    ENV_PROCESS_PATH,
    ENV_PRIVILEGED,
    ENV_TICKS_32,
    ENV_WORKING_SET,
    ENV_PAGE_SIZE,
    ENV_THREAD,
    ENV_SHUTDOWN,
    ENV_STACK
};

/* The words of the command line that started the process. */
static struct array *command_line(void)
{
    struct array *words = array_new(8);
    words->type = &type_string_array;
    words->element = &type_string;
    AUTO_FILE FILE *f = fopen("/proc/self/cmdline", "re");
    AUTO_FREE char *word = NULL;
    size_t cap = 0;
    while (f && getdelim(&word, &cap, '\0', f) > 0)
        array_push_take(words, value_string(word));
    return words;
}

CALL(env_command_line)
{
    UNUSED_CALL();
    *out = value_of_array(command_line());
    return 0;
}

GETTER(env_get)
{
    (void)self;
    (void)err;
    switch (p->data) {
    case ENV_MACHINE:
    case ENV_DOMAIN:
        *out = host_name();
        break;
    case ENV_NEWLINE:
        *out = value_string("\n");
        break;
    case ENV_USER:
        *out = user_name();
        break;
    case ENV_CPUS: {
        long n = sysconf(_SC_NPROCESSORS_ONLN);
        *out = value_int(n > 0 ? (int32_t)n : 1);
        break;
    }
    case ENV_DIRECTORY: {
        AUTO_FREE char *cwd = getcwd(NULL, 0);
        *out = value_string(cwd ? cwd : "/");
        break;
    }
    case ENV_OS:
        *out = value_of_object(object_new(&type_operating_system));
        break;
    case ENV_PID:
        *out = value_int(getpid());
        break;
    case ENV_TICKS: {
        struct timespec t;
        clock_gettime(CLOCK_BOOTTIME, &t);
        *out = value_long((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000);
        break;
    }
    case ENV_VERSION:
        *out = version_new(HVSH_LIBRARY_MAJOR, 0, 0, -1);
        break;
    case ENV_INTERACTIVE:
        *out = value_bool(true);
        break;
    case ENV_SYSTEM_DIR:
        *out = value_string("");
        break;
    case ENV_EXIT_CODE:
        *out = value_int(0);
        break;
    case ENV_COMMAND_LINE: {
        AUTO_VALUE words = value_of_array(command_line());
        struct strbuf text = STRBUF_INIT;
        value_join(words, " ", &text);
        *out = value_string_take(&text);
        break;
    }
    case ENV_PROCESS_PATH: {
        char path[4096];
        ssize_t len = readlink("/proc/self/exe", path, sizeof(path));
        *out = len < 0 ? value_null() : value_string_len(path, (size_t)len);
        break;
    }
    case ENV_PRIVILEGED:
        *out = value_bool(geteuid() == 0);
        break;
    case ENV_TICKS_32: {
        struct timespec t;
        clock_gettime(CLOCK_BOOTTIME, &t);
        *out = value_int((int32_t)(uint32_t)((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000));
        break;
    }
    case ENV_WORKING_SET: {
        long size = 0, pages = 0;
        AUTO_FILE FILE *f = fopen("/proc/self/statm", "re");
        if (!f || fscanf(f, "%ld %ld", &size, &pages) != 2)
            pages = 0;
        *out = value_long(pages * sysconf(_SC_PAGESIZE));
        break;
    }
    case ENV_PAGE_SIZE:
        *out = value_int((int32_t)sysconf(_SC_PAGESIZE));
        break;
    case ENV_THREAD:
        *out = value_int(1);
        break;
    case ENV_SHUTDOWN:
        *out = value_bool(false);
        break;
    case ENV_STACK:
        *out = value_string("   at System.Environment.get_StackTrace()");
        break;
    default:
        *out = value_bool(sizeof(void *) == 8);
        break;
    }
    return 0;
}

SETTER(env_set_directory)
{
    (void)self;
    (void)p;
    AUTO_VALUE path = arg_string(v);
    if (chdir(path.str->data) == 0)
        return 0;
    return fail_with(err, "System.IO.DirectoryNotFoundException", "DirectoryNotFoundException",
                     "Could not find a part of the path '%s'.", path.str->data);
}

CALL(env_get_variable)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    const char *v = getenv(name.str->data);
    *out = v ? value_string(v) : value_null();
    return 0;
}

CALL(env_set_variable)
{
    (void)self;
    (void)n;
    (void)out;
    AUTO_VALUE name = arg_string(args[0]), v = arg_string(args[1]);
    if (!name.str->len || strchr(name.str->data, '='))
        return fail_argument(err, "Environment variable name cannot contain equal character. "
                                  "(Parameter 'variable')");
    if (args[1].kind == V_NULL)
        unsetenv(name.str->data);
    else
        setenv(name.str->data, v.str->data, 1);
    return 0;
}

CALL(env_get_variables)
{
    UNUSED_CALL();
    struct hash *h = hash_new(HASH_CASE_SENSITIVE);
    for (char **e = environ; *e; e++) {
        const char *eq = strchr(*e, '=');
        if (!eq)
            continue;
        AUTO_VALUE key = value_string_len(*e, (size_t)(eq - *e));
        hash_set_take(h, key, value_string(eq + 1));
    }
    *out = value_of_hash(h);
    return 0;
}

/* %NAME% in a text. */
CALL(env_expand)
{
    UNUSED_CALL();
    AUTO_VALUE text = arg_string(args[0]);
    const char *s = text.str->data;
    struct strbuf result = STRBUF_INIT;
    for (size_t i = 0; i < text.str->len;) {
        const char *end = s[i] == '%' ? strchr(s + i + 1, '%') : NULL;
        AUTO_FREE char *name = end ? xstrndup(s + i + 1, (size_t)(end - (s + i + 1))) : NULL;
        const char *v = name && *name ? getenv(name) : NULL;
        if (v) {
            strbuf_adds(&result, v);
            i = (size_t)(end - s) + 1;
        } else {
            strbuf_addch(&result, s[i++]);
        }
    }
    *out = value_string_take(&result);
    return 0;
}

CALL(env_drives)
{
    UNUSED_CALL();
    struct array *list = array_new(1);
    list->type = &type_string_array;
    list->element = &type_string;
    array_push_take(list, value_string("/"));
    *out = value_of_array(list);
    return 0;
}

static const struct property env_props[] = {
    PROPERTY_DATA("MachineName", "string", env_get, ENV_MACHINE),
    PROPERTY_DATA("NewLine", "string", env_get, ENV_NEWLINE),
    PROPERTY_DATA("UserName", "string", env_get, ENV_USER),
    PROPERTY_DATA("UserDomainName", "string", env_get, ENV_DOMAIN),
    PROPERTY_DATA("ProcessorCount", "int", env_get, ENV_CPUS),
    { .name = "CurrentDirectory",
      .type_name = "string",
      .get = env_get,
      .set = env_set_directory,
      .data = ENV_DIRECTORY },
    PROPERTY_DATA("OSVersion", "System.OperatingSystem", env_get, ENV_OS),
    PROPERTY_DATA("ProcessId", "int", env_get, ENV_PID),
    PROPERTY_DATA("Is64BitOperatingSystem", "bool", env_get, ENV_64),
    PROPERTY_DATA("Is64BitProcess", "bool", env_get, ENV_64_PROCESS),
    PROPERTY_DATA("TickCount64", "long", env_get, ENV_TICKS),
    PROPERTY_DATA("Version", "version", env_get, ENV_VERSION),
    PROPERTY_DATA("UserInteractive", "bool", env_get, ENV_INTERACTIVE),
    PROPERTY_DATA("SystemDirectory", "string", env_get, ENV_SYSTEM_DIR),
    PROPERTY_DATA("ExitCode", "int", env_get, ENV_EXIT_CODE),
    PROPERTY_DATA("CommandLine", "string", env_get, ENV_COMMAND_LINE),
    PROPERTY_DATA("ProcessPath", "string", env_get, ENV_PROCESS_PATH),
    PROPERTY_DATA("IsPrivilegedProcess", "bool", env_get, ENV_PRIVILEGED),
    PROPERTY_DATA("TickCount", "int", env_get, ENV_TICKS_32),
    PROPERTY_DATA("WorkingSet", "long", env_get, ENV_WORKING_SET),
    PROPERTY_DATA("SystemPageSize", "int", env_get, ENV_PAGE_SIZE),
    PROPERTY_DATA("CurrentManagedThreadId", "int", env_get, ENV_THREAD),
    PROPERTY_DATA("HasShutdownStarted", "bool", env_get, ENV_SHUTDOWN),
    PROPERTY_DATA("StackTrace", "string", env_get, ENV_STACK),
};
static const struct method env_statics[] = {
    METHOD("GetEnvironmentVariable", 1, 2, env_get_variable,
           "string GetEnvironmentVariable(string variable)"),
    METHOD("SetEnvironmentVariable", 2, 3, env_set_variable,
           "void SetEnvironmentVariable(string variable, string value)"),
    METHOD("GetEnvironmentVariables", 0, 1, env_get_variables, NULL),
    METHOD("ExpandEnvironmentVariables", 1, 1, env_expand,
           "string ExpandEnvironmentVariables(string name)"),
    METHOD("GetCommandLineArgs", 0, 0, env_command_line, "string[] GetCommandLineArgs()"),
    METHOD("GetFolderPath", 1, 2, special_folder_path,
           "string GetFolderPath(System.Environment+SpecialFolder folder), string "
           "GetFolderPath(System.Environment+SpecialFolder folder, "
           "System.Environment+SpecialFolderOption option)"),
    METHOD("GetLogicalDrives", 0, 0, env_drives, "string[] GetLogicalDrives()"),
};
const struct type_info type_environment = { .name = "System.Environment",
                                            .base = &type_object,
                                            STATIC_PROPS(env_props),
                                            STATICS(env_statics) };

/* ---- OperatingSystem ---- */

static struct value os_version(void)
{
    struct utsname u;
    int part[4] = { 0, 0, 0, 0 };
    if (uname(&u) == 0) {
        const char *s = u.release;
        for (int i = 0; i < 4 && *s; i++) {
            char *end;
            part[i] = (int)strtol(s, &end, 10);
            s = *end ? end + 1 : end;
        }
    }
    return version_new(part[0], part[1], part[2], part[3]);
}

GETTER(os_get)
{
    (void)self;
    (void)err;
    switch (p->data) {
    case 0:
        *out = value_enum(&enum_platform_id, 4);
        break;
    case 1:
        *out = value_string("");
        break;
    case 2:
        *out = os_version();
        break;
    default: {
        AUTO_VALUE v = os_version();
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(v, &text);
        *out = value_stringf("Unix %s", text.buf);
        break;
    }
    }
    return 0;
}

static int os_text(struct value self, struct strbuf *out)
{
    (void)self;
    AUTO_VALUE v = os_version();
    strbuf_adds(out, "Unix ");
    value_to_strbuf(v, out);
    return 0;
}

CALL(os_is)
{
    UNUSED_CALL();
    *out = value_bool(true);
    return 0;
}

CALL(os_is_not)
{
    UNUSED_CALL();
    *out = value_bool(false);
    return 0;
}

static const struct method os_statics[] = {
    METHOD("IsLinux", 0, 0, os_is, "bool IsLinux()"),
    METHOD("IsWindows", 0, 0, os_is_not, "bool IsWindows()"),
    METHOD("IsMacOS", 0, 0, os_is_not, "bool IsMacOS()"),
    METHOD("IsFreeBSD", 0, 0, os_is_not, "bool IsFreeBSD()"),
    METHOD("IsAndroid", 0, 0, os_is_not, "bool IsAndroid()"),
    METHOD("IsBrowser", 0, 0, os_is_not, "bool IsBrowser()"),
};
static const struct property os_props[] = {
    PROPERTY_DATA("Platform", "System.PlatformID", os_get, 0),
    PROPERTY_DATA("ServicePack", "string", os_get, 1),
    PROPERTY_DATA("Version", "version", os_get, 2),
    PROPERTY_DATA("VersionString", "string", os_get, 3),
};
const struct type_info type_operating_system = { .name = "System.OperatingSystem",
                                                 .base = &type_object,
                                                 PROPS(os_props),
                                                 STATICS(os_statics),
                                                 .to_string = os_text };

/* ---- Stopwatch ---- */

struct stopwatch {
    int64_t before; /* ns of the laps that ended */
    int64_t started;
    bool running;
};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct stopwatch *watch_of(struct value v)
{
    return object_payload(v.object);
}

static int64_t elapsed_ns(struct value v)
{
    struct stopwatch *w = watch_of(v);
    return w->before + (w->running ? now_ns() - w->started : 0);
}

enum { WATCH_RUNNING, WATCH_ELAPSED, WATCH_MS, WATCH_TICKS };

GETTER(watch_get)
{
    UNUSED_GETTER();
    int64_t ns = elapsed_ns(self);
    *out = p->data == WATCH_RUNNING   ? value_bool(watch_of(self)->running)
           : p->data == WATCH_ELAPSED ? value_timespan(ns / 100)
           : p->data == WATCH_MS      ? value_long(ns / 1000000)
                                      : value_long(ns);
    return 0;
}

CALL(watch_start)
{
    UNUSED_CALL();
    struct stopwatch *w = watch_of(self);
    if (!w->running) {
        w->running = true;
        w->started = now_ns();
    }
    return 0;
}

CALL(watch_stop)
{
    UNUSED_CALL();
    struct stopwatch *w = watch_of(self);
    w->before = elapsed_ns(self);
    w->running = false;
    return 0;
}

CALL(watch_reset)
{
    UNUSED_CALL();
    *watch_of(self) = (struct stopwatch){ 0 };
    return 0;
}

CALL(watch_restart)
{
    UNUSED_CALL();
    *watch_of(self) = (struct stopwatch){ .running = true, .started = now_ns() };
    return 0;
}

CALL(watch_new)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(&type_stopwatch));
    return 0;
}

CALL(watch_start_new)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(&type_stopwatch));
    return watch_restart(*out, NULL, 0, out, err);
}

CALL(watch_timestamp)
{
    UNUSED_CALL();
    *out = value_long(now_ns());
    return 0;
}

/* GetElapsedTime(start[, end]) */
CALL(watch_between)
{
    (void)self;
    int64_t from, to = now_ns();
    if (arg_long(args[0], &from, err) < 0 || (n > 1 && arg_long(args[1], &to, err) < 0))
        return -1;
    *out = value_timespan((int64_t)(((uint64_t)to - (uint64_t)from)) / 100);
    return 0;
}

GETTER(watch_constant)
{
    UNUSED_GETTER();
    *out = p->data ? value_bool(true) : value_long(1000000000);
    return 0;
}

static const struct property watch_props[] = {
    PROPERTY_DATA("IsRunning", "bool", watch_get, WATCH_RUNNING),
    PROPERTY_DATA("Elapsed", "timespan", watch_get, WATCH_ELAPSED),
    PROPERTY_DATA("ElapsedMilliseconds", "long", watch_get, WATCH_MS),
    PROPERTY_DATA("ElapsedTicks", "long", watch_get, WATCH_TICKS),
};
static const struct method watch_methods[] = {
    METHOD("Start", 0, 0, watch_start, "void Start()"),
    METHOD("Stop", 0, 0, watch_stop, "void Stop()"),
    METHOD("Reset", 0, 0, watch_reset, "void Reset()"),
    METHOD("Restart", 0, 0, watch_restart, "void Restart()"),
};
static const struct property watch_static_props[] = {
    PROPERTY_DATA("Frequency", "long", watch_constant, 0),
    PROPERTY_DATA("IsHighResolution", "bool", watch_constant, 1),
};
static const struct method watch_statics[] = {
    METHOD("new", 0, 0, watch_new, "System.Diagnostics.Stopwatch new()"),
    METHOD("StartNew", 0, 0, watch_start_new, "System.Diagnostics.Stopwatch StartNew()"),
    METHOD("GetTimestamp", 0, 0, watch_timestamp, "long GetTimestamp()"),
    METHOD("GetElapsedTime", 1, 2, watch_between,
           "timespan GetElapsedTime(long startingTimestamp), timespan GetElapsedTime(long "
           "startingTimestamp, long endingTimestamp)"),
};
const struct type_info type_stopwatch = { .name = "System.Diagnostics.Stopwatch",
                                          .base = &type_object,
                                          PROPS(watch_props),
                                          METHODS(watch_methods),
                                          STATIC_PROPS(watch_static_props),
                                          STATICS(watch_statics),
                                          .payload_size = sizeof(struct stopwatch) };
