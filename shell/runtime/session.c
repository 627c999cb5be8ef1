#include "shell/runtime/session.h"
#include "shell/object/cycles.h"
#include "shell/object/types/file.h"
#include "shell/runtime/cmdlet_type.h"
#include "shell/runtime/code.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/debug/tracer.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/history.h"
#include "shell/runtime/transcript.h"
#include "shell/runtime/type_accelerators.h"

#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/object/type_cache.h"
#include "shell/object/wrap.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/command.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/job/sharing.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/runtime_types.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"

#define MAX_ERRORS 256

struct session *session_new(const struct cmdlet_registry *registry, const struct host *host)
{
    struct session *s = xcalloc(1, sizeof(*s));
    s->host = *host;
    s->registry = registry;
    s->interrupt_pipe[0] = s->interrupt_pipe[1] = -1;
    s->ok = true;
    s->commands = command_table_new();
    s->shapes = shapes_new();
    wraps_hold();
    s->types = type_cache_new();
    type_find_more = runtime_type_find;
    file_info_make = registry->make_file_info;
    s->regex = regex_cache_new();
    regex_cache_set_interrupt(s->regex, &s->interrupt_flag);
    s->error_list = value_of_array(list_new(&type_array_list, NULL));
    streams_init(s);
    session_scopes_init(s);
    return s;
}

void session_ends(struct session *s)
{
#ifdef __SANITIZE_ADDRESS__
    (void)s; /* whatever is not freed counts as a leak over there */
#else
    s->ends = true;
#endif
}

void session_free(struct session *s)
{
    if (!s)
        return;
    cancel_unwatch(&s->interrupt_flag);
    jobs_free(s);
    if (s->ends) {
        transcript_stop_all(s);
        if (s->vm_state && s->vm_state_free)
            s->vm_state_free(s->vm_state);
        return;
    }
    ps_drives_free(s);
    value_clear(&s->using_values);
    value_clear(&s->failure);
    value_clear(&s->flow_value);
    if (s->error_list.kind == V_ARRAY) /* a record's target may be the list itself */
        array_remove_range(s->error_list.array, 0, s->error_list.array->len);
    value_clear(&s->error_list);
    value_clear(&s->style);
    events_free(s);
    tracer_free(s->tracer);
    value_clear(&s->completers);
    value_clear(&s->debug.breakpoints);
    value_clear(&s->debug.handlers);
    value_clear(&s->markdown);
    value_clear(&s->clipboard);
    value_clear(&s->modules);
    value_clear(&s->every_module);
    history_free(s->history);
    if (s->formats)
        s->formats_free(s->formats);
    transcript_stop_all(s);
    command_table_free(STEAL(s->commands));
    session_scopes_free(s);
    if (s->vm_state && s->vm_state_free)
        s->vm_state_free(s->vm_state);
    streams_free(s);
    regex_cache_free(s->regex);
    cmdlet_plans_free(s->plans);
    if (s->accelerators) {
        struct value names = value_of_hash(s->accelerators);
        value_clear(&names);
    }
    pool_release(&s->pool);
    if (wraps_release())
        cycles_end();
    sharer_free(s->sharer);
    shapes_free(s->shapes);
    type_cache_unref(s->types);
    for (int i = 0; i < 2; i++) {
        if (s->interrupt_pipe[i] >= 0)
            close(s->interrupt_pipe[i]);
    }
    free((void *)(uintptr_t)s->script_name);
    free(s->task_failure);
    free(s);
}

/* ---- errors ---- */

void session_record_error(struct session *s, struct value record)
{
    struct error_record *r = error_record_of(record);
    if (r) {
        if (r->reported)
            return;
        r->reported = true;
    }
    if (s->error_list.kind != V_ARRAY)
        value_replace_take(&s->error_list, value_of_array(list_new(&type_array_list, NULL)));
    struct array *list = s->error_list.array;
    array_push(list, record);
    struct value newest = list->items[list->len - 1];
    memmove(list->items + 1, list->items, (list->len - 1) * sizeof(*list->items));
    list->items[0] = newest;
    if (list->len > MAX_ERRORS)
        value_unref(list->items[--list->len]);
}

static enum status report_failure(struct session *s, bool uncaught)
{
    AUTO_VALUE record = s->failure;
    s->failure = value_null();
    s->failure_final = false;
    session_record_error(s, record);
    AUTO_VALUE shown = uncaught ? error_record_uncaught(record) : value_ref(record);
    return sink_write(s->streams[STREAM_ERROR], shown);
}

enum status session_statement_failed(struct session *s)
{
    enum action action = stage_preference(s, NULL, COMMON_ERROR_ACTION);
    if (action == ACTION_BREAK) {
        enum status st = debugger_break_on(s, s->failure);
        if (st != ST_OK)
            return st;
    }
    if (s->failure_final || s->stopping || s->try_depth > 0)
        return ST_FAIL;
    switch (action) {
    case ACTION_STOP:
        s->failure_final = true;
        return ST_FAIL;
    case ACTION_IGNORE: /* what ends a statement is remembered all the same */
    case ACTION_SILENTLY_CONTINUE:
        session_record_error(s, s->failure);
        value_clear(&s->failure);
        break;
    default: {
        stage_collect(s->stage, COMMON_ERROR_VARIABLE, s->failure);
        enum status st = report_failure(s, false);
        s->ok = false;
        return st;
    }
    }
    s->ok = false;
    return ST_OK;
}

void session_show_failure(struct session *s)
{
    if (value_is_null(s->failure))
        return;
    (void)report_failure(s, true);
}

/* ---- running text ---- */

/* The session's state as it stands at top level. */
struct top_level {
    struct stage *stage;
    struct frame *frame;
    struct output *output;
    struct sink *out;
    struct position position;
    int try_depth;
    struct sink nowhere;
};

static void enter_top_level(struct session *s, struct top_level *saved)
{
    saved->stage = s->stage;
    saved->frame = s->frame;
    saved->output = s->output;
    saved->out = s->streams[STREAM_OUTPUT];
    saved->position = s->position;
    saved->try_depth = s->try_depth;
    s->try_depth = 0;
    null_sink_init(&saved->nowhere);
    s->output = s->make_output ? s->make_output(s) : NULL;
    s->streams[STREAM_OUTPUT] = s->output ? &s->output->sink : &saved->nowhere;
}

static enum status leave_top_level(struct session *s, struct top_level *saved, enum status st)
{
    if (interrupt_pending(s) && st != ST_EXIT)
        st = ST_INTERRUPT; /* what the last statement came to is not its value */
    if (s->output) {
        enum status end = st == ST_INTERRUPT ? ST_OK : s->output->end(s->output);
        if (st == ST_OK && end != ST_OK)
            st = end;
        if (st == ST_FAIL)
            session_show_failure(s);
        s->output->free(s->output);
    } else if (st == ST_FAIL) {
        session_show_failure(s);
    }
    s->stage = saved->stage;
    s->frame = saved->frame;
    s->output = saved->output;
    s->streams[STREAM_OUTPUT] = saved->out;
    s->position = saved->position;
    s->try_depth = saved->try_depth;
    if (st == ST_FAIL)
        s->ok = false;
    return st == ST_STOP || st == ST_RETURN || st == ST_BREAK || st == ST_CONTINUE ? ST_OK : st;
}

static enum status parse(struct session *s, const char *text, size_t len, const char *file,
                         struct value *block)
{
    struct err *err = NULL;
    if (scriptblock_parse(s, text, len, file, block, &err) < 0)
        return script_parse_failed(s, text, len, file, &err);
    return ST_OK;
}

enum status session_run_text(struct session *s, const char *text, size_t len, const char *file)
{
    struct top_level saved;
    enter_top_level(s, &saved);
    AUTO_VALUE block = value_null();
    enum status st = parse(s, text, len, file, &block);
    if (st == ST_OK)
        st = scriptblock_invoke(s, scriptblock_of(block), BLOCK_DOT, value_nothing(), NULL, 0,
                                s->streams[STREAM_OUTPUT]);
    debugger_input_ended(s);
    return leave_top_level(s, &saved, st);
}

/* Words of the command line: -Name, -Name:value and values. */
static void argument(struct call_arg *arg, struct value v, bool word, char **name)
{
    *arg = (struct call_arg){ .kind = CALL_ARG_VALUE, .value = value_ref(v) };
    if (!word || v.kind != V_STRING || v.str->len < 2 || v.str->data[0] != '-')
        return;
    unsigned char c = (unsigned char)v.str->data[1];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?'))
        return;
    const char *colon = strchr(v.str->data, ':');
    *name = colon ? xstrndup(v.str->data + 1, (size_t)(colon - v.str->data) - 1)
                  : xstrdup(v.str->data + 1);
    arg->name = *name;
    arg->kind = colon ? CALL_ARG_NAME_VALUE : CALL_ARG_NAME;
    struct value value = value_null();
    if (colon && (text_caseeq(colon + 1, "$true") || text_caseeq(colon + 1, "true")))
        value = value_bool(true);
    else if (colon && (text_caseeq(colon + 1, "$false") || text_caseeq(colon + 1, "false")))
        value = value_bool(false);
    else if (colon)
        value = value_string(colon + 1);
    value_replace_take(&arg->value, value);
}

static enum status feed_stdin(void *data, struct sink *first)
{
    struct session *s = data;
    enum status st = ST_OK;
    if (s->read_input) {
        AUTO_VALUE all = s->read_input(s);
        for (size_t i = 0; st == ST_OK && i < all.array->len; i++)
            st = sink_write(first, all.array->items[i]);
        return st;
    }
    for (char *line; st == ST_OK && (line = s->host.ops->read_line(s->host.data, "", false));) {
        AUTO_VALUE v = value_string(line);
        free(line);
        st = sink_write(first, v);
    }
    return st;
}

/* Takes block. Standard input becomes the pipeline's where the text asks for $input. */
static enum status run_with_words(struct session *s, struct value block, bool dot,
                                  const struct value *args, size_t nargs, bool words)
{
    struct call_arg *call_args = xcalloc(nargs + 1, sizeof(*call_args));
    char **names = xcalloc(nargs + 1, sizeof(char *));
    for (size_t i = 0; i < nargs; i++)
        argument(&call_args[i], args[i], words, &names[i]);
    struct command_call call = { .command = block, .args = call_args, .nargs = nargs, .dot = dot };
    struct pipeline_input lines = { feed_stdin, s };
    struct code *code = scriptblock_of(block)->code;
    AUTO_ERR *wrong = NULL; /* shows when it is run */
    bool fed = s->input_is_stdin && code_compile(code, &wrong) == 0 && code->reads_input;
    enum status st = pipeline_run(s, &call, 1, fed ? &lines : NULL, s->streams[STREAM_OUTPUT]);
    for (size_t i = 0; i < nargs; i++)
        free(names[i]);
    free(names);
    free(call_args);
    return st;
}

enum status session_run_command(struct session *s, const char *text, const struct value *args,
                                size_t nargs, bool words)
{
    struct top_level saved;
    enter_top_level(s, &saved);
    struct value block = value_null();
    enum status st = parse(s, text, strlen(text), NULL, &block);
    if (st == ST_OK)
        st = run_with_words(s, block, false, args, nargs, words);
    return leave_top_level(s, &saved, st);
}

enum status session_run_file(struct session *s, const char *path, const struct value *args,
                             size_t nargs)
{
    struct top_level saved;
    enter_top_level(s, &saved);
    struct value block = value_null();
    enum status st = script_file_load(s, path, &block);
    if (st == ST_OK)
        st = script_requirements(s, scriptblock_of(block)->ast, path);
    if (st == ST_OK)
        st = run_with_words(s, block, true, args, nargs, true);
    return leave_top_level(s, &saved, st);
}

enum status session_collect(struct session *s, const char *text, size_t len, struct array *out)
{
    AUTO_VALUE block = value_null();
    enum status st = parse(s, text, len, NULL, &block);
    if (st != ST_OK)
        return st;
    struct array_sink sink;
    array_sink_init(&sink, out);
    return scriptblock_invoke(s, scriptblock_of(block), BLOCK_DOT, value_nothing(), NULL, 0,
                              &sink.sink);
}

/* ---- types ---- */

/* A class of the script or a type of a module. */
static const struct type_info *find_own_type(void *data, const char *name, size_t len)
{
    struct session *s = data;
    const struct type_info *type = s->find_class ? s->find_class(s, name, len) : NULL;
    if (type)
        return type;
    type = registry_find_type(s->registry, name, len);
    if (type)
        return type;
    type = accelerator_find(s, name, len);
    return type ? type : runtime_type_find(name, len);
}

const struct type_info *session_find_type(struct session *s, const char *name, size_t len)
{
    const struct type_info *type = find_own_type(s, name, len);
    return type ? type : type_cache_find(s->types, name, len, find_own_type, s, NULL, 0);
}

const struct type_info *session_find_type_using(struct session *s, const char *name, size_t len)
{
    const struct type_info *type = session_find_type(s, name, len);
    if (type || !s->eval->nnamespaces)
        return type;
    return type_cache_find(s->types, name, len, find_own_type, s,
                           (const char *const *)s->eval->namespaces, s->eval->nnamespaces);
}
