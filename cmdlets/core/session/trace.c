/* Trace-Command, Get-TraceSource and Set-TraceSource. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/scriptblock.h"

#define HELP_NAME "The sources; wildcards work. Get-TraceSource lists them."
#define HELP_OPTION "What of the sources' work is traced: All is the default."
#define HELP_LISTENER_OPTION "What stands beside each line: the time, the process …"
#define HELP_FILE "The file that the lines are added to."
#define HELP_FORCE "Writes to a read-only file, too."
#define HELP_HOST "Shows the lines on the host."

/* ---- PSTraceSource ---- */

struct source_object {
    struct session *session;
    enum trace_source source;
};

enum {
    SOURCE_NAME,
    SOURCE_DESCRIPTION,
    SOURCE_OPTIONS,
    SOURCE_LISTENERS,
    SOURCE_ATTRIBUTES,
    SOURCE_HEADERS
};

static struct value listeners_of(const struct trace_state *state)
{
    struct array *a = array_new(2);

    array_push_take(a, value_string("Default"));
    for (size_t i = 0; state && i < state->nlisteners; i++)
        array_push_take(a,
                        value_string(state->listeners[i].path ? state->listeners[i].path : "Host"));
    return value_of_array(a);
}

GETTER(source_get)
{
    (void)err;
    const struct source_object *o = object_payload(self.object);
    const struct tracer *t = o->session->tracer;
    const struct trace_state *state = t ? &t->sources[o->source] : NULL;

    switch (p->data) {
    case SOURCE_NAME:
        *out = value_string(trace_source_name(o->source));
        break;
    case SOURCE_DESCRIPTION:
        *out = value_string(trace_source_description(o->source));
        break;
    case SOURCE_OPTIONS:
        *out = value_enum(&enum_trace_source_options, state ? state->options : 0);
        break;
    case SOURCE_LISTENERS:
        *out = listeners_of(state);
        break;
    case SOURCE_ATTRIBUTES:
        *out = value_of_hash(hash_new(0));
        break;
    default:
        *out = value_bool(true);
        break;
    }
    return 0;
}

static const struct property source_props[] = {
    PROPERTY_DATA("Attributes", "System.Collections.Specialized.StringDictionary", source_get,
                  SOURCE_ATTRIBUTES),
    PROPERTY_DATA("Description", "string", source_get, SOURCE_DESCRIPTION),
    PROPERTY_DATA("Listeners", "System.Diagnostics.TraceListenerCollection", source_get,
                  SOURCE_LISTENERS),
    PROPERTY_DATA("Name", "string", source_get, SOURCE_NAME),
    PROPERTY_DATA("Options", "System.Management.Automation.PSTraceSourceOptions", source_get,
                  SOURCE_OPTIONS),
    PROPERTY_DATA("ShowHeaders", "bool", source_get, SOURCE_HEADERS),
};
static const struct view_column source_columns[] = {
    { .property = "Options", .width = 8 },
    { .property = "Name", .width = 20 },
    { .property = "Listeners", .width = 20 },
    { .property = "Description" },
};
static const struct view source_table = { .columns = source_columns,
                                          .ncolumns = ARRAY_SIZE(source_columns) };
static bool same_source(struct value a, struct value b)
{
    const struct source_object *x = object_payload(a.object), *y = object_payload(b.object);

    return a.object->type == b.object->type && x->source == y->source;
}

static const struct type_info type_trace_source = {
    .equals = same_source,
    .name = "System.Management.Automation.PSTraceSource",
    .base = &type_object,
    PROPS(source_props),
    .table = &source_table,
    .payload_size = sizeof(struct source_object),
};

static struct value source_new(struct session *s, enum trace_source source)
{
    struct object *o = object_new(&type_trace_source);

    *(struct source_object *)object_payload(o) = (struct source_object){ s, source };
    return value_of_object(o);
}

/* ---- which sources ---- */

/* A bit for each that the names mean; a name that means none is an error. */
static enum status find_sources(struct invocation *inv, const struct str_list *names,
                                unsigned *found)
{
    enum status st = ST_OK;

    *found = names->len ? 0 : (1u << TRACE_SOURCES) - 1;
    for (size_t i = 0; i < names->len && st == ST_OK; i++) {
        const struct str *name = names->items[i];
        unsigned here = 0;
        for (int k = 0; k < TRACE_SOURCES; k++) {
            const char *known = trace_source_name((enum trace_source)k);
            if (text_wildcard_match(name->data, name->len, known, strlen(known), true))
                here |= 1u << k;
        }
        *found |= here;
        if (here || text_has_wildcard(name->data, name->len))
            continue;
        AUTO_VALUE target = value_str(name);
        AUTO_FREE char *message =
            xasprintf("Cannot find a trace source with the name '%s'.", name->data);
        st = cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                     .id = "TraceSourceNotFound",
                                                     .category = EC_OBJECT_NOT_FOUND,
                                                     .exception = "System.Management.Automation."
                                                                  "ItemNotFoundException",
                                                     .target = target });
    }
    return st;
}

/* ---- listeners ---- */

static enum status no_file(struct invocation *inv, const struct str *path, const char *exception,
                           char *message)
{
    AUTO_FREE char *text = message;
    AUTO_VALUE target = value_str(path);

    return cmdlet_throw(inv, &(struct error_spec){ .message = text,
                                                   .id = "FileListenerPathResolutionFailed",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = exception,
                                                   .target = target });
}

/* Opens the file to add to; force: a read-only one becomes writable. */
static enum status open_file(struct invocation *inv, const struct str *path, bool force, int *fd)
{
    const char *rest;
    enum drive drive = path_drive(inv->session, path->data, &rest);

    if (drive != DRIVE_FILE && drive != DRIVE_UNKNOWN)
        return no_file(inv, path, "System.Management.Automation.PSNotSupportedException",
                       xasprintf("Trace output can only be written to the file system. The path "
                                 "'%s' referred to a '%s' provider path.",
                                 path->data, provider_name(drive)));
    AUTO_FREE char *file = path_absolute(inv->session, path->data);
    struct stat st;
    if (force && stat(file, &st) == 0 && !(st.st_mode & S_IWUSR))
        (void)chmod(file, st.st_mode | S_IWUSR);
    *fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    return *fd < 0 ? no_file(inv, path, "System.IO.IOException",
                             xasprintf("Could not write to '%s': %s.", file, strerror(errno)))
                   : ST_OK;
}

struct listening {
    struct opt_int option, listener_option;
    const struct str *file;
    bool force, host;
};

static enum status listen_to(struct invocation *inv, unsigned found, const struct listening *how)
{
    struct tracer *t = tracer_of(inv->session);

    for (int i = 0; i < TRACE_SOURCES; i++) {
        struct trace_state *state = &t->sources[i];
        int fd = -1;
        if (!(found & 1u << i))
            continue;
        if (how->file) {
            enum status st = open_file(inv, how->file, how->force, &fd);
            if (st != ST_OK)
                return st;
            trace_listen(state, how->file->data, fd);
        }
        if (how->host)
            trace_listen(state, NULL, -1);
        state->options = how->option.set ? (int32_t)how->option.value : TRACE_OPTION_ALL;
        state->listener_options =
            how->listener_option.set ? (int32_t)how->listener_option.value : 0;
    }
    return ST_OK;
}

/* ---- Trace-Command ---- */

struct trace_args {
    struct value input_object;
    struct str_list name;
    struct opt_enum option;
    struct scriptblock *expression;
    struct str *command;
    struct value_list argument_list;
    struct opt_enum listener_option;
    struct str *file_path;
    bool force, debugger, ps_host;
};
static const struct param trace_params[] = {
    PARAM(struct trace_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject", .help = "What $input of the expression is."),
    PARAM(struct trace_args, name, .name = "Name", .position = 1, .mandatory = true,
          .help = HELP_NAME),
    PARAM(struct trace_args, option, .name = "Option", .position = 3,
          .enum_info = &enum_trace_source_options, .help = HELP_OPTION),
    PARAM(struct trace_args, expression, .name = "Expression", .sets = "expressionSet",
          .position = 2, .mandatory = true, .help = "What is run while the sources are traced."),
    PARAM(struct trace_args, command, .name = "Command", .sets = "commandSet", .position = 2,
          .mandatory = true, .help = "The command that is run while the sources are traced."),
    PARAM(struct trace_args, argument_list, .name = "ArgumentList", .aliases = "Args",
          .sets = "commandSet", .help = "The command's arguments."),
    PARAM(struct trace_args, listener_option, .name = "ListenerOption",
          .enum_info = &enum_trace_options, .help = HELP_LISTENER_OPTION),
    PARAM(struct trace_args, file_path, .name = "FilePath", .aliases = "PSPath,Path",
          .help = HELP_FILE),
    PARAM(struct trace_args, force, .name = "Force", .help = HELP_FORCE),
    PARAM(struct trace_args, debugger, .name = "Debugger",
          .help = "For a debugger of programs; there is none that listens."),
    PARAM(struct trace_args, ps_host, .name = "PSHost", .help = HELP_HOST),
};
static const struct example trace_examples[] = {
    { .code = "Trace-Command -Name ParameterBinding -Expression { Get-Date -Year 2020 } -PSHost",
      .remarks = "Shows how the arguments of a command find their parameters." },
};

struct trace_run {
    struct trace_state saved[TRACE_SOURCES];
    unsigned found;
    bool traced;
};

static enum status trace_begin(struct invocation *inv)
{
    const struct trace_args *args = ARGS(inv, struct trace_args);
    struct trace_run *run = STATE(inv, struct trace_run);
    const struct listening how = {
        .option = { args->option.set, args->option.value },
        .listener_option = { args->listener_option.set, args->listener_option.value },
        .file = args->file_path,
        .force = args->force,
        .host = args->ps_host,
    };
    enum status st = find_sources(inv, &args->name, &run->found);

    if (st != ST_OK)
        return st;
    struct tracer *t = tracer_of(inv->session);
    for (int i = 0; i < TRACE_SOURCES; i++) {
        run->saved[i] = t->sources[i];
        if (run->found & 1u << i)
            t->sources[i] = (struct trace_state){ 0 };
    }
    run->traced = true;
    st = listen_to(inv, run->found, &how);
    t->busy++; /* until the command runs */
    return st;
}

static enum status run_traced(struct invocation *inv)
{
    const struct trace_args *args = ARGS(inv, struct trace_args);
    struct value input = has_input(inv) ? args->input_object : value_nothing();

    if (args->expression && !has_input(inv))
        return call_scriptblock(inv, args->expression, input, NULL, 0, NULL);
    /* what comes in is $input of the one, the pipeline of the other */
    const char *run = args->expression ? "param($b, $i) $i | . $b"
                      : has_input(inv) ? "param($c, $i, $a) $i | & $c @a"
                                       : "param($c, $i, $a) & $c @a";
    AUTO_VALUE block = value_null();
    AUTO_VALUE list = value_of_array(array_new(args->argument_list.len));
    AUTO_ERR *err = NULL;
    for (size_t i = 0; i < args->argument_list.len; i++)
        array_push(list.array, args->argument_list.items[i]);
    AUTO_VALUE what = args->expression ? value_ref(scriptblock_value(args->expression))
                                       : value_str(args->command);
    const struct value words[] = { what, value_is_nothing(input) ? value_null() : input, list };
    if (scriptblock_parse(inv->session, run, strlen(run), NULL, &block, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    return call_scriptblock(inv, scriptblock_of(block), value_nothing(), words, ARRAY_SIZE(words),
                            NULL);
}

static enum status trace_process(struct invocation *inv)
{
    struct tracer *t = tracer_of(inv->session);

    t->busy--;
    enum status st = run_traced(inv);
    t->busy++;
    return st;
}

static void trace_cleanup(struct invocation *inv)
{
    struct trace_run *run = STATE(inv, struct trace_run);
    struct tracer *t = inv->session->tracer;

    if (!run->traced || !t)
        return;
    t->busy--;
    for (int i = 0; i < TRACE_SOURCES; i++) {
        if (!(run->found & 1u << i))
            continue;
        trace_state_release(&t->sources[i]);
        t->sources[i] = run->saved[i];
    }
    tracer_settle(inv->session);
}

/* ---- Get-TraceSource ---- */

struct get_source_args {
    struct str_list name;
};
static const struct param get_source_params[] = {
    PARAM(struct get_source_args, name, .name = "Name", .position = 1, .from_pipeline = true,
          .from_property = true, .not_null_or_empty = true, .wildcards = true, .help = HELP_NAME),
};
static const struct example get_source_examples[] = {
    { .code = "(Get-TraceSource Param*).Name",
      .remarks = "Finds a source.",
      .output = "ParameterBinding" },
};

static enum status get_source_process(struct invocation *inv)
{
    unsigned found;
    enum status st = find_sources(inv, &ARGS(inv, struct get_source_args)->name, &found);

    for (int i = 0; i < TRACE_SOURCES && st == ST_OK; i++)
        if (found & 1u << i)
            st = emit_take(inv, source_new(inv->session, (enum trace_source)i));
    return st;
}

/* ---- Set-TraceSource ---- */

struct set_source_args {
    struct str_list name;
    struct opt_enum option, listener_option;
    struct str *file_path;
    bool force, debugger, ps_host, pass_thru;
    struct str_list remove_listener, remove_file_listener;
};
static const struct param set_source_params[] = {
    PARAM(struct set_source_args, name, .name = "Name", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .help = HELP_NAME),
    PARAM(struct set_source_args, option, .name = "Option", .sets = "optionsSet", .position = 2,
          .from_property = true, .enum_info = &enum_trace_source_options, .help = HELP_OPTION),
    PARAM(struct set_source_args, listener_option, .name = "ListenerOption", .sets = "optionsSet",
          .enum_info = &enum_trace_options, .help = HELP_LISTENER_OPTION),
    PARAM(struct set_source_args, file_path, .name = "FilePath", .aliases = "PSPath,Path",
          .sets = "optionsSet", .help = HELP_FILE),
    PARAM(struct set_source_args, force, .name = "Force", .sets = "optionsSet", .help = HELP_FORCE),
    PARAM(struct set_source_args, debugger, .name = "Debugger", .sets = "optionsSet",
          .help = "For a debugger of programs; there is none that listens."),
    PARAM(struct set_source_args, ps_host, .name = "PSHost", .sets = "optionsSet",
          .help = HELP_HOST),
    PARAM(struct set_source_args, pass_thru, .name = "PassThru", .sets = "optionsSet",
          .help = "Gives the sources."),
    PARAM(struct set_source_args, remove_listener, .name = "RemoveListener",
          .sets = "removeAllListenersSet", .help = "Ends listening: Host, files, or *."),
    PARAM(struct set_source_args, remove_file_listener, .name = "RemoveFileListener",
          .sets = "removeFileListenersSet", .help = "Ends listening of these files, or *."),
};
static const struct example set_source_examples[] = {
    { .code = "Set-TraceSource -Name ParameterBinding -Option ExecutionFlow -PSHost",
      .remarks = "Traces until Set-TraceSource -RemoveListener ends it." },
};

/* Those that a pattern means go; files: only files. */
static void remove_listeners(struct trace_state *state, const struct str_list *patterns, bool files)
{
    size_t kept = 0;

    for (size_t i = 0; i < state->nlisteners; i++) {
        struct trace_listener *l = &state->listeners[i];
        const char *name = l->path ? l->path : "Host";
        if ((files && !l->path) || !matches_any(patterns, name, strlen(name))) {
            state->listeners[kept++] = *l;
            continue;
        }
        free(l->path);
        if (l->fd >= 0)
            close(l->fd);
    }
    state->nlisteners = kept;
    if (!kept)
        trace_state_release(state);
}

static enum status set_source_process(struct invocation *inv)
{
    const struct set_source_args *args = ARGS(inv, struct set_source_args);
    struct session *s = inv->session;
    const struct listening how = {
        .option = { args->option.set, args->option.value },
        .listener_option = { args->listener_option.set, args->listener_option.value },
        .file = args->file_path,
        .force = args->force,
        .host = args->ps_host,
    };
    bool files = is_bound(inv, "RemoveFileListener");
    bool removes = files || is_bound(inv, "RemoveListener");
    unsigned found;
    enum status st = find_sources(inv, &args->name, &found);

    if (st == ST_OK && !removes)
        st = listen_to(inv, found, &how);
    for (int i = 0; removes && s->tracer && i < TRACE_SOURCES; i++)
        if (found & 1u << i)
            remove_listeners(&s->tracer->sources[i],
                             files ? &args->remove_file_listener : &args->remove_listener, files);
    tracer_settle(s);
    for (int i = 0; args->pass_thru && i < TRACE_SOURCES && st == ST_OK; i++)
        if (found & 1u << i)
            st = emit_take(inv, source_new(s, (enum trace_source)i));
    return st;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Trace",
        .noun = "Command",
        .synopsis = "Shows what the engine does while a command runs.",
        .description = "Two sources can be traced: CommandDiscovery and ParameterBinding.",
        .params = trace_params,
        .nparams = ARRAY_SIZE(trace_params),
        .default_set = "expressionSet",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct trace_args),
        .state_size = sizeof(struct trace_run),
        .begin = trace_begin,
        .process = trace_process,
        .cleanup = trace_cleanup,
        .examples = trace_examples,
        .nexamples = ARRAY_SIZE(trace_examples),
    },
    {
        .verb = "Get",
        .noun = "TraceSource",
        .synopsis = "Lists what can be traced.",
        .params = get_source_params,
        .nparams = ARRAY_SIZE(get_source_params),
        .output = "System.Management.Automation.PSTraceSource",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct get_source_args),
        .process = get_source_process,
        .examples = get_source_examples,
        .nexamples = ARRAY_SIZE(get_source_examples),
    },
    {
        .verb = "Set",
        .noun = "TraceSource",
        .synopsis = "Starts and ends tracing.",
        .params = set_source_params,
        .nparams = ARRAY_SIZE(set_source_params),
        .default_set = "optionsSet",
        .output = "System.Management.Automation.PSTraceSource",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_source_args),
        .process = set_source_process,
        .examples = set_source_examples,
        .nexamples = ARRAY_SIZE(set_source_examples),
    },
};
const struct cmdlet_group cmdlets_trace = { cmdlets, ARRAY_SIZE(cmdlets) };
