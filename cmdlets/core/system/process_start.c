#include "cmdlets/core/system/process_start.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/argument_text.h"
#include "shell/base/cleanup.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/str.h"
#include "shell/object/types/stream.h"

/* ---- ProcessStartInfo ---- */

enum field {
    F_FILE,
    F_ARGUMENTS,
    F_LIST,
    F_DIRECTORY,
    F_IN,
    F_OUT,
    F_ERR,
    F_SHELL,
    F_NO_WINDOW,
    F_ENVIRONMENT,
    F_COUNT
};

struct start_info {
    struct value fields[F_COUNT];
};

static struct start_info *info_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_process_start_info
               ? object_payload(v.object)
               : NULL;
}

extern char **environ;

static void set_variable(struct hash *h, const char *name, size_t len, const char *v)
{
    AUTO_VALUE key = value_string_len(name, len);
    hash_set_take(h, key, value_string(v));
}

static struct value environment_table(void)
{
    struct hash *h = hash_new(HASH_CASE_SENSITIVE);
    for (char **e = environ; *e; e++) {
        const char *eq = strchr(*e, '=');
        if (eq)
            set_variable(h, *e, (size_t)(eq - *e), eq + 1);
    }
    return value_of_hash(h);
}

struct value process_start_info_new(struct value file, struct value arguments)
{
    struct object *o = object_new(&type_process_start_info);
    struct start_info *s = object_payload(o);
    for (size_t i = F_IN; i <= F_NO_WINDOW; i++)
        s->fields[i] = value_bool(false);
    s->fields[F_FILE] = value_is_null(file) ? value_string("") : value_to_string(file);
    s->fields[F_DIRECTORY] = value_string("");
    s->fields[F_ARGUMENTS] = value_string("");
    s->fields[F_LIST] = value_of_array(list_new(&type_string_list, &type_string));
    s->fields[F_ENVIRONMENT] = value_null();
    if (arguments.kind == V_ARRAY) {
        for (size_t i = 0; i < arguments.array->len; i++)
            array_push_take(s->fields[F_LIST].array, value_to_string(arguments.array->items[i]));
    } else if (!value_is_null(arguments)) {
        value_replace_take(&s->fields[F_ARGUMENTS], value_to_string(arguments));
    }
    return value_of_object(o);
}

static int info_new(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    (void)self;
    (void)err;
    *out = process_start_info_new(n > 0 ? args[0] : value_null(), n > 1 ? args[1] : value_null());
    return 0;
}

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)err;
    struct start_info *s = info_of(self);
    if (p->data == F_ENVIRONMENT && value_is_null(s->fields[F_ENVIRONMENT]))
        s->fields[F_ENVIRONMENT] = environment_table();
    *out = value_ref(s->fields[p->data]);
    return 0;
}

static int info_set(struct value self, const struct property *p, struct value v, struct err **err)
{
    struct value converted;
    const struct type_info *type = strcmp(p->type_name, "bool") == 0 ? &type_bool : &type_string;
    if (value_convert(v, type, &converted, err) < 0)
        return -1;
    value_replace_take(&info_of(self)->fields[p->data], converted);
    return 0;
}

static void info_destroy(struct object *o)
{
    struct start_info *s = object_payload(o);
    for (size_t i = 0; i < F_COUNT; i++)
        value_unref(s->fields[i]);
}

#define PLAIN(name_, type_, field_)                                                               \
    {                                                                                             \
        .name = (name_), .type_name = (type_), .get = info_get, .set = info_set, .data = (field_) \
    }
static const struct property info_props[] = {
    PLAIN("FileName", "string", F_FILE),
    PLAIN("Arguments", "string", F_ARGUMENTS),
    { .name = "ArgumentList",
      .type_name = "System.Collections.ObjectModel.Collection[string]",
      .get = info_get,
      .data = F_LIST },
    PLAIN("WorkingDirectory", "string", F_DIRECTORY),
    PLAIN("RedirectStandardInput", "bool", F_IN),
    PLAIN("RedirectStandardOutput", "bool", F_OUT),
    PLAIN("RedirectStandardError", "bool", F_ERR),
    PLAIN("UseShellExecute", "bool", F_SHELL),
    PLAIN("CreateNoWindow", "bool", F_NO_WINDOW),
    { .name = "Environment",
      .type_name = "System.Collections.Generic.IDictionary[string,string]",
      .get = info_get,
      .data = F_ENVIRONMENT },
    { .name = "EnvironmentVariables",
      .type_name = "System.Collections.Specialized.StringDictionary",
      .get = info_get,
      .data = F_ENVIRONMENT },
};
static const struct method info_statics[] = {
    { "new", 0, 2, info_new,
      "System.Diagnostics.ProcessStartInfo new(string fileName, string arguments)" },
};
const struct type_info type_process_start_info = {
    .name = "System.Diagnostics.ProcessStartInfo",
    .base = &type_object,
    .props = info_props,
    .nprops = ARRAY_SIZE(info_props),
    .statics = info_statics,
    .nstatics = ARRAY_SIZE(info_statics),
    .payload_size = sizeof(struct start_info),
    .destroy = info_destroy,
};

/* ---- starting ---- */

struct pipe_ends {
    int ours, theirs;
};

static void close_ends(struct pipe_ends *pipes)
{
    for (int i = 0; i < 3; i++) {
        if (pipes[i].ours >= 0)
            close(pipes[i].ours);
        if (pipes[i].theirs >= 0)
            close(pipes[i].theirs);
    }
}

/* A reader or writer of our end of a pipe. */
static int open_end(int fd, bool write, struct value *out, struct err **err)
{
    AUTO_VALUE path = value_stringf("/proc/self/fd/%d", fd);
    AUTO_VALUE stream = value_null();
    if (stream_open(path.str->data, FILE_OPEN, write ? ACCESS_WRITE : ACCESS_READ, &stream, err) <
        0)
        return -1;
    return write ? stream_writer_open(stream, false, value_null(), out, err)
                 : stream_reader_open(stream, value_null(), out, err);
}

static int open_ends(const struct pipe_ends *pipes, struct process_streams *streams,
                     struct err **err)
{
    struct value *to[] = { &streams->in, &streams->out, &streams->err };
    for (int i = 0; i < 3; i++)
        if (pipes[i].ours >= 0 && open_end(pipes[i].ours, i == 0, to[i], err) < 0)
            return -1;
    return 0;
}

static char **environment_of(struct value table, argument_vec *words)
{
    if (table.kind != V_HASH)
        return environ;
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(table.hash, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        AUTO_VALUE v = value_to_string(e->value);
        *vec_push(words) = xasprintf("%s=%s", name.str->data, v.str->data);
    }
    *vec_push(words) = NULL;
    return words->items;
}

static int spawn(const struct start_info *s, struct pipe_ends *pipes, pid_t *pid)
{
    argument_vec words = VEC_INIT, env = VEC_INIT;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t none, defaults;

    *vec_push(&words) = xstrdup(s->fields[F_FILE].str->data);
    const struct array *list = s->fields[F_LIST].array;
    for (size_t i = 0; i < list->len; i++) {
        AUTO_VALUE text = value_to_string(list->items[i]);
        *vec_push(&words) = xstrdup(text.str->data);
    }
    if (!list->len)
        argument_text_split(s->fields[F_ARGUMENTS].str->data, &words);
    *vec_push(&words) = NULL;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attr);
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGINT);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &defaults);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    for (int i = 0; i < 3; i++)
        if (pipes[i].theirs >= 0)
            posix_spawn_file_actions_adddup2(&actions, pipes[i].theirs, i);
    if (s->fields[F_DIRECTORY].str->len)
        posix_spawn_file_actions_addchdir_np(&actions, s->fields[F_DIRECTORY].str->data);
    int rc = posix_spawnp(pid, words.items[0], &actions, &attr, words.items,
                          environment_of(s->fields[F_ENVIRONMENT], &env));
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&actions);
    argument_vec_release(&words);
    argument_vec_release(&env);
    return rc;
}

int process_start(struct value info, pid_t *pid, struct process_streams *streams, struct err **err)
{
    const struct start_info *s = info_of(info);
    struct pipe_ends pipes[3] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };

    if (!s || !s->fields[F_FILE].str->len)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Cannot start process because a file name has not been provided.");
    for (int i = 0; i < 3; i++) {
        int fds[2];
        if (!value_truth(s->fields[F_IN + i]))
            continue;
        if (pipe2(fds, O_CLOEXEC) < 0) {
            close_ends(pipes);
            return err_set_errno(err, errno, "Cannot make a pipe");
        }
        pipes[i] =
            i == 0 ? (struct pipe_ends){ fds[1], fds[0] } : (struct pipe_ends){ fds[0], fds[1] };
    }
    int rc = spawn(s, pipes, pid);
    if (rc) {
        close_ends(pipes);
        const char *directory = s->fields[F_DIRECTORY].str->data;
        return fail_with(err, "System.ComponentModel.Win32Exception", "Win32Exception",
                         "An error occurred trying to start process '%s' with working directory "
                         "'%s'. %s",
                         s->fields[F_FILE].str->data, directory, strerror(rc));
    }
    rc = open_ends(pipes, streams, err);
    close_ends(pipes);
    if (rc) {
        value_clear(&streams->in);
        value_clear(&streams->out);
        value_clear(&streams->err);
    }
    return rc;
}
