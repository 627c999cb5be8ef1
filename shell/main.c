/* hvsh: the program. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/core/output/object_text.h"
#include "cmdlets/core/output/out_default.h"
#include "cmdlets/registry.h"
#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/module_file.h"
#include "shell/base/strbuf.h"
#include "shell/base/version.h"
#include "shell/host_objects.h"
#include "shell/host_stdio.h"
#include "shell/object/array.h"
#include "shell/object/exception.h"
#include "shell/options.h"
#include "shell/runtime/command.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"
#include "shell/settings_file.h"

#define EXIT_USAGE 64
#define EXIT_INTERRUPTED 130
#define REPL_MODULE "hvsh-repl.so"

/* The one pointer that a signal handler needs. */
static struct session *volatile interrupt_target;

static void on_interrupt(int sig)
{
    (void)sig;
    struct session *s = interrupt_target;
    if (s)
        session_interrupt(s);
}

static void set_signals(void)
{
    struct sigaction act = { .sa_handler = on_interrupt };
    sigemptyset(&act.sa_mask);
    sigaction(SIGINT, &act, NULL);
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
}

static void print_help(void)
{
    static const char text[] =
        "Usage: hvsh [-File] <script> [arguments]\n"
        "       hvsh [options] -Command { - | <text> }\n"
        "       hvsh [options]\n"
        "\n"
        "  -Command, -c <text>          run text (all that follows); - reads it from stdin\n"
        "  -File, -f <script> [args]    run a script file with arguments\n"
        "  -EncodedCommand, -e <text>   run Base64 text of UTF-16LE\n"
        "  -InputFormat, -OutputFormat <Text|XML|None>\n"
        "                               what $input and the output are: lines or objects\n"
        "  -SettingsFile <file>         read PSModulePath from a powershell.config.json\n"
        "  -Interactive, -i             a prompt even when stdin is no terminal\n"
        "  -NonInteractive              never ask: a question is an error\n"
        "  -NoProfile                   do not run ~/.config/hvsh/profile.ps1\n"
        "  -NoLogo                      no greeting at the prompt\n"
        "  -NoExit                      go on with a prompt after the commands\n"
        "  -WorkingDirectory, -wd <dir> start in this directory\n"
        "  --complete <line>            list what may stand at the line's end, for other shells\n"
        "  -Version, -v                 show the version\n"
        "  -Help, -h, -?                show this text\n"
        "\n"
        "Names may be shortened and are not case-sensitive. At the prompt: Get-Help.\n";
    fputs(text, stdout);
}

static int exit_code(const struct session *s, enum status st, bool last_ok)
{
    switch (st) {
    case ST_EXIT:
        return s->exit_code & 0xFF;
    case ST_INTERRUPT:
        return EXIT_INTERRUPTED;
    case ST_FAIL:
        return 1;
    default:
        return last_ok ? 0 : 1;
    }
}

static char *profile_path(void)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (config && *config)
        return xasprintf("%s/hvsh/profile.ps1", config);
    return home ? xasprintf("%s/.config/hvsh/profile.ps1", home) : NULL;
}

static enum status run_profile(struct session *s)
{
    AUTO_FREE char *path = profile_path();
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (!path || access(path, F_OK) < 0)
        return ST_OK;
    if (script_file_read(path, &text, &err) < 0) {
        fprintf(stderr, "hvsh: %s\n", err->message);
        return ST_OK;
    }
    enum status st = session_run_text(s, text.buf, text.len, path);
    return st == ST_EXIT ? st : ST_OK;
}

/* A function of the prompt, which is a module of its own: scripts do without
 * readline. NULL: reported. */
static void *find_repl(const char *function)
{
    AUTO_ERR *err = NULL;
    void *found = module_file_symbol(REPL_MODULE, function, &err);
    if (!found)
        fprintf(stderr, "hvsh: the prompt could not be loaded: %s\n", err->message);
    return found;
}

static int run_repl(struct session *s)
{
    void *found = find_repl("repl_run");
    int (*run)(struct session *);
    memcpy(&run, &found, sizeof(run));
    return found ? run(s) : 1;
}

/* Completion for scripts: the prompt's own. */
static void complete(struct session *s, const char *text, size_t len, size_t cursor,
                     struct completion *out, size_t *start, size_t *end)
{
    void *found = find_repl("complete_text");
    void (*run)(struct session *, const char *, size_t, size_t, struct completion *, size_t *,
                size_t *);
    memcpy(&run, &found, sizeof(run));
    if (found)
        run(s, text, len, cursor, out, start, end);
}

static int run_complete(struct session *s, const char *line)
{
    void *found = find_repl("repl_print_completions");
    int (*print)(struct session *, const char *);
    memcpy(&print, &found, sizeof(print));
    return found ? print(s, line) : 1;
}

static struct value *words_of(const struct options *o)
{
    struct value *args = xcalloc((size_t)o->nargs + 1, sizeof(*args));
    for (int i = 0; i < o->nargs; i++)
        args[i] = value_string(o->args[i]);
    return args;
}

static bool is_script_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

/* Backslashes part folders, too, where no file has that very name. */
static int run_file(struct session *s, const struct options *o)
{
    AUTO_FREE char *file = xstrdup(o->file);
    for (char *at = file; !is_script_file(o->file) && *at; at++)
        *at = *at == '\\' ? '/' : *at;
    if (!is_script_file(file)) {
        fprintf(stderr,
                "The argument '%s' is not recognized as the name of a script file. Check the "
                "spelling of the name, or if a path was included, verify that the path is correct "
                "and try again.\n",
                o->file);
        return EXIT_USAGE;
    }
    AUTO_FREE char *path = realpath(file, NULL);
    size_t n = (size_t)o->nargs;
    AUTO_FREE struct value *args = words_of(o);
    enum status status = session_run_file(s, path ? path : file, args, n);
    while (n-- > 0)
        value_unref(args[n]);
    return exit_code(s, status, true);
}

/* -EncodedArguments: the values of a list. */
static int run_command_with_values(struct session *s, const struct options *o)
{
    AUTO_VALUE all = value_null(), streams = value_null();
    AUTO_ERR *err = NULL;
    if (s->object_text->read(s, o->encoded_args, strlen(o->encoded_args), &all, &streams, &err) <
        0) {
        fprintf(stderr, "Cannot process the command because the value specified with "
                        "-EncodedArguments is not properly encoded. The value must be Base64 "
                        "encoded.\n");
        return EXIT_USAGE;
    }
    const struct array *list = all.array;
    if (list->len == 1 && list->items[0].kind == V_ARRAY)
        list = list->items[0].array;
    return exit_code(s, session_run_command(s, o->command, list->items, list->len, false), s->ok);
}

static int run_command_with_args(struct session *s, const struct options *o)
{
    size_t n = (size_t)o->nargs;
    AUTO_FREE struct value *args = words_of(o);
    enum status status = session_run_command(s, o->command, args, n, true);
    while (n-- > 0)
        value_unref(args[n]);
    return exit_code(s, status, s->ok);
}

static int run_text(struct session *s, const char *text, size_t len)
{
    enum status st = session_run_text(s, text, len, NULL);
    return exit_code(s, st, s->ok);
}

static int run_stdin(struct session *s)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    if (script_file_read("/dev/stdin", &text, &err) < 0) {
        fprintf(stderr, "hvsh: %s\n", err->message);
        return 1;
    }
    return run_text(s, text.buf, text.len);
}

/* -Command - with another program at the other end: each line is run as it comes, one that is
 * incomplete together with those up to the next blank one. */
static int run_lines(struct session *s)
{
    AUTO_STRBUF block = STRBUF_INIT;
    AUTO_FREE char *line = NULL;
    size_t cap = 0;
    int code = 0;
    for (bool end = false; !end;) {
        ssize_t n = getline(&line, &cap, stdin);
        end = n < 0;
        bool blank = end || line[strspn(line, " \t\r\n")] == '\0';
        bool more = block.len > 0;
        if (!end && (more || !blank))
            strbuf_add(&block, line, (size_t)n);
        if (block.len == 0 || (more && !blank) ||
            (!end && parse_is_incomplete(block.buf, block.len)))
            continue;
        enum status st = session_run_text(s, block.buf, block.len, NULL);
        code = exit_code(s, st, s->ok);
        s->host.ops->flush(s->host.data);
        if (st == ST_EXIT || st == ST_INTERRUPT)
            break;
        strbuf_reset(&block);
    }
    return code;
}

/* Is something at the other end that goes on writing? */
static bool stdin_is_live(void)
{
    struct stat st;
    return fstat(STDIN_FILENO, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
}

static int run(struct session *s, const struct options *o)
{
    if (!o->no_profile && run_profile(s) == ST_EXIT)
        return s->exit_code & 0xFF;
    int code = 0;
    bool by_line = o->by_line && stdin_is_live();
    s->input_is_stdin = (o->mode == RUN_COMMAND || o->mode == RUN_FILE) && !isatty(STDIN_FILENO);
    if (!o->no_exit && !by_line &&
        (o->mode == RUN_COMMAND || o->mode == RUN_FILE || o->mode == RUN_STDIN))
        session_ends(s);
    switch (o->mode) {
    case RUN_COMMAND:
        code = o->command_takes  ? run_command_with_args(s, o)
               : o->encoded_args ? run_command_with_values(s, o)
                                 : run_text(s, o->command, strlen(o->command));
        break;
    case RUN_FILE:
        code = run_file(s, o);
        break;
    case RUN_STDIN:
        code = by_line ? run_lines(s) : run_stdin(s);
        break;
    case RUN_COMPLETE:
        return run_complete(s, o->command);
    default:
        return run_repl(s);
    }
    s->input_is_stdin = false;
    return o->no_exit ? run_repl(s) : code;
}

/* -WorkingDirectory: ~ is the home directory. */
static void go_to(const char *directory)
{
    const char *home = getenv("HOME");
    bool tilde =
        directory[0] == '~' && (!directory[1] || directory[1] == '/' || directory[1] == '\\');
    AUTO_FREE char *path = tilde && home && directory[1]
                               ? xasprintf("%s/%s", home, directory + 2)
                               : xstrdup(tilde && home ? home : directory);
    if (chdir(path) < 0)
        fprintf(stderr, "hvsh: cannot change to '%s': %s\n", directory, strerror(errno));
}

/* sh reads the login profile and runs this program again with what it exported. */
static void run_from_login_shell(int argc, char **argv, bool drop_first)
{
    char **words = xcalloc((size_t)argc + 6, sizeof(*words));
    size_t n = 0;
    char self[] = "/proc/self/exe", script[] = "exec \"$@\"", sh[] = "sh", l[] = "-l", c[] = "-c";
    AUTO_FREE char *exe = realpath(self, NULL);
    words[n++] = sh;
    words[n++] = l;
    words[n++] = c;
    words[n++] = script;
    words[n++] = sh;
    words[n++] = exe ? exe : self;
    for (int i = drop_first ? 2 : 1; i < argc; i++)
        words[n++] = argv[i];
    execv("/bin/sh", words);
    free(words); /* without sh there is no profile to read */
}

/* Puts a folder of modules in front of the others, unless it is among them. */
static void add_module_folder(const char *folder)
{
    const char *path = getenv("PSModulePath");
    size_t n = strlen(folder);
    for (const char *p = path; p && *p;) {
        size_t len = strcspn(p, ":");
        if (len == n && memcmp(p, folder, n) == 0)
            return;
        p += len + (p[len] == ':');
    }
    AUTO_FREE char *all = path && *path ? xasprintf("%s:%s", folder, path) : xstrdup(folder);
    setenv("PSModulePath", all, 1);
}

/* -SettingsFile: its folders stand in front of all. */
static void add_settings(const char *file)
{
    AUTO_FREE char *folders = file ? settings_file_module_path(file) : NULL;
    char *end = folders ? folders + strlen(folders) : NULL;
    while (end && end > folders) {
        char *at = end;
        while (at > folders && at[-1] != ':')
            at--;
        if (*at)
            add_module_folder(at);
        end = at > folders ? at - 1 : at;
        *end = '\0';
    }
}

/* The user's modules, then the machine's, then hvsh's own. */
static void set_module_path(void)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    AUTO_FREE char *own =
        data && *data ? xasprintf("%s/powershell/Modules", data)
                      : xasprintf("%s/.local/share/powershell/Modules", home ? home : "/root");
    add_module_folder("/usr/local/share/hvsh/Modules");
    add_module_folder("/usr/local/share/powershell/Modules");
    add_module_folder(own);
}

/* -InputFormat XML: the objects of standard input; nothing there is none. */
static struct value read_objects(struct session *s)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    AUTO_VALUE streams = value_null();
    struct value all = value_null();
    if (script_file_read("/dev/stdin", &text, &err) == 0 && text.len > 0 &&
        s->object_text->read(s, text.buf, text.len, &all, &streams, &err) == 0)
        return all;
    if (err) {
        AUTO_VALUE exception = exception_from_err(err);
        AUTO_VALUE record = error_record_from_exception(s, exception);
        (void)sink_write(s->streams[STREAM_ERROR], record);
    }
    return value_of_array(array_new(0));
}

static struct value read_nothing(struct session *s)
{
    (void)s;
    return value_of_array(array_new(0));
}

static int start(const struct options *o)
{
    set_module_path();
    add_settings(o->settings_file);
    if (o->working_directory)
        go_to(o->working_directory);
    struct host_stdio *stdio = host_stdio_new();
    struct host host = host_stdio_host(stdio, !o->non_interactive);
    struct session *s = session_new(&cmdlet_registry, &host);
    host_stdio_set_session(stdio, s);
    s->make_output = out_default_new;
    s->complete = complete;
    s->render = out_default_render;
    s->object_text = &object_text_clixml;
    s->read_input = o->input_format == FORMAT_XML    ? read_objects
                    : o->input_format == FORMAT_NONE ? read_nothing
                                                     : NULL;
    if (o->output_format == FORMAT_NONE)
        s->make_output = NULL;
    struct host_objects *objects = o->output_format == FORMAT_XML ? host_objects_new(s) : NULL;
    interrupt_target = s;
    set_signals();
    int code = run(s, o);
    events_at_exit(s);
    if (objects)
        host_objects_end(objects);
    host.ops->flush(host.data);
    if (host_stdio_failed(stdio) && code == 0) {
        fprintf(stderr, "hvsh: standard output could not be written\n");
        code = 1;
    }
    interrupt_target = NULL;
    session_free(s);
    host_stdio_free(stdio);
    return code;
}

int main(int argc, char **argv)
{
    struct options o;
    options_parse(&o, argc, argv, isatty(STDIN_FILENO));
    bool named_login = argc > 0 && argv[0][0] == '-';
    if (o.login || named_login)
        run_from_login_shell(argc, argv, o.login);
    int code = 0;
    switch (o.mode) {
    case RUN_HELP:
        print_help();
        break;
    case RUN_VERSION:
        printf("hvsh %s (PowerShell " HVSH_LANGUAGE_VERSION ")\n", HVSH_VERSION);
        break;
    case RUN_BAD_USAGE:
        fprintf(stderr, "%s\n", o.message);
        code = EXIT_USAGE;
        break;
    default:
        code = start(&o);
        break;
    }
    options_release(&o);
    return code;
}
