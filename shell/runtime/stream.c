#include "shell/runtime/stream.h"

#include <pwd.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/object.h"
#include "shell/object/ps_style.h"
#include "shell/object/str.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"

/* ---- records ---- */

struct text_record {
    struct value message;
};

static int text_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)p;
    (void)err;
    *out = value_ref(((struct text_record *)object_payload(self.object))->message);
    return 0;
}

static int text_to_string(struct value self, struct strbuf *out)
{
    value_to_strbuf(((struct text_record *)object_payload(self.object))->message, out);
    return 0;
}

static void text_destroy(struct object *o)
{
    value_unref(((struct text_record *)object_payload(o))->message);
}

static const struct property text_props[] = {
    { .name = "Message", .type_name = "string", .get = text_get },
};

static int text_pack(struct value self, struct value *out, struct err **err)
{
    return text_get(self, NULL, out, err);
}

static int text_unpack_as(const struct type_info *type, struct value packed, struct value *out)
{
    struct object *o = object_new(type);
    ((struct text_record *)object_payload(o))->message = value_ref(packed);
    *out = value_of_object(o);
    return 0;
}

#define TEXT_RECORD(variable, type)                                                     \
    static int unpack_##variable(void *session, struct value packed, struct value *out, \
                                 struct err **err);                                     \
    static const struct type_info variable = {                                          \
        .pack = text_pack,                                                              \
        .unpack = unpack_##variable,                                                    \
        .name = "System.Management.Automation." type,                                   \
        .base = &type_object,                                                           \
        .props = text_props,                                                            \
        .nprops = ARRAY_SIZE(text_props),                                               \
        .payload_size = sizeof(struct text_record),                                     \
        .destroy = text_destroy,                                                        \
        .to_string = text_to_string,                                                    \
        .text_view = true,                                                              \
    };                                                                                  \
    static int unpack_##variable(void *session, struct value packed, struct value *out, \
                                 struct err **err)                                      \
    {                                                                                   \
        (void)session;                                                                  \
        (void)err;                                                                      \
        return text_unpack_as(&variable, packed, out);                                  \
    }
TEXT_RECORD(type_warning_record, "WarningRecord")
TEXT_RECORD(type_verbose_record, "VerboseRecord")
TEXT_RECORD(type_debug_record, "DebugRecord")

struct information_record {
    struct value message, source, time, tags;
    bool host, newline;
    int64_t process, thread; /* where it was written */
};

/* What Write-Host puts into a record: the text, and how it was to be written. */
struct host_message {
    struct value text;
    bool newline;
};

enum { HOST_TEXT, HOST_NO_NEWLINE, HOST_COLOR };

static int host_message_get(struct value self, const struct property *p, struct value *out,
                            struct err **err)
{
    (void)err;
    const struct host_message *m = object_payload(self.object);
    *out = p->data == HOST_TEXT         ? value_ref(m->text)
           : p->data == HOST_NO_NEWLINE ? value_bool(!m->newline)
                                        : value_null();
    return 0;
}

static int host_message_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(((const struct host_message *)object_payload(self.object))->text, out);
    return 0;
}

static void host_message_destroy(struct object *o)
{
    value_unref(((struct host_message *)object_payload(o))->text);
}

static const struct property host_message_props[] = {
    { .name = "Message", .type_name = "string", .get = host_message_get, .data = HOST_TEXT },
    { .name = "NoNewLine",
      .type_name = "System.Nullable[bool]",
      .get = host_message_get,
      .data = HOST_NO_NEWLINE },
    { .name = "ForegroundColor",
      .type_name = "System.Nullable[System.ConsoleColor]",
      .get = host_message_get,
      .data = HOST_COLOR },
    { .name = "BackgroundColor",
      .type_name = "System.Nullable[System.ConsoleColor]",
      .get = host_message_get,
      .data = HOST_COLOR },
};

static const struct type_info type_host_message = {
    .name = "System.Management.Automation.HostInformationMessage",
    .base = &type_object,
    .props = host_message_props,
    .nprops = ARRAY_SIZE(host_message_props),
    .payload_size = sizeof(struct host_message),
    .destroy = host_message_destroy,
    .to_string = host_message_text,
};

static int information_get(struct value self, const struct property *p, struct value *out,
                           struct err **err)
{
    (void)err;
    const struct information_record *r = object_payload(self.object);
    if (p->data == 0 && r->host) {
        struct object *o = object_new(&type_host_message);
        struct host_message *m = object_payload(o);
        m->text = value_ref(r->message);
        m->newline = r->newline;
        *out = value_of_object(o);
        return 0;
    }
    const struct value *fields[] = { &r->message, &r->source, &r->time, &r->tags };
    *out = value_ref(*fields[p->data]);
    return 0;
}

enum { ORIGIN_USER, ORIGIN_COMPUTER, ORIGIN_PROCESS, ORIGIN_NATIVE_THREAD, ORIGIN_THREAD };

static int information_origin(struct value self, const struct property *p, struct value *out,
                              struct err **err)
{
    (void)err;
    const struct information_record *r = object_payload(self.object);
    char name[256] = "";
    switch (p->data) {
    case ORIGIN_USER: {
        char buffer[1024];
        struct passwd entry, *found = NULL;
        getpwuid_r(geteuid(), &entry, buffer, sizeof(buffer), &found);
        *out = value_string(found ? found->pw_name : "");
        return 0;
    }
    case ORIGIN_COMPUTER:
        gethostname(name, sizeof(name) - 1);
        *out = value_string(name);
        return 0;
    case ORIGIN_PROCESS:
        *out = value_integer(V_UINT32, r->process);
        return 0;
    case ORIGIN_NATIVE_THREAD:
        *out = value_integer(V_UINT32, r->thread);
        return 0;
    default:
        *out = value_integer(V_UINT32, r->thread == r->process ? 1 : r->thread);
        return 0;
    }
}

static int information_to_string(struct value self, struct strbuf *out)
{
    value_object_string(((struct information_record *)object_payload(self.object))->message, out);
    return 0;
}

static void information_destroy(struct object *o)
{
    struct information_record *r = object_payload(o);
    value_unref(r->message);
    value_unref(r->source);
    value_unref(r->tags);
}

static const struct property information_props[] = {
    { .name = "MessageData", .type_name = "System.Object", .get = information_get },
    { .name = "Source", .type_name = "string", .get = information_get, .data = 1 },
    { .name = "TimeGenerated", .type_name = "datetime", .get = information_get, .data = 2 },
    { .name = "Tags",
      .type_name = "System.Collections.Generic.List[string]",
      .get = information_get,
      .data = 3 },
    { .name = "User", .type_name = "string", .get = information_origin, .data = ORIGIN_USER },
    { .name = "Computer",
      .type_name = "string",
      .get = information_origin,
      .data = ORIGIN_COMPUTER },
    { .name = "ProcessId", .type_name = "uint", .get = information_origin, .data = ORIGIN_PROCESS },
    { .name = "NativeThreadId",
      .type_name = "uint",
      .get = information_origin,
      .data = ORIGIN_NATIVE_THREAD },
    { .name = "ManagedThreadId",
      .type_name = "uint",
      .get = information_origin,
      .data = ORIGIN_THREAD },
};

static const struct type_info type_information_record;

static int information_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    const struct information_record *r = object_payload(self.object);
    struct array *a = array_new(8);
    array_push(a, r->message);
    array_push(a, r->source);
    array_push(a, r->time);
    array_push(a, r->tags);
    array_push_take(a, value_bool(r->host));
    array_push_take(a, value_bool(r->newline));
    array_push_take(a, value_integer(V_INT64, r->process));
    array_push_take(a, value_integer(V_INT64, r->thread));
    *out = value_of_array(a);
    return 0;
}

static int information_unpack(void *session, struct value packed, struct value *out,
                              struct err **err)
{
    (void)session;
    (void)err;
    const struct value *items = packed.array->items;
    struct object *o = object_new(&type_information_record);
    struct information_record *r = object_payload(o);
    r->message = value_ref(items[0]);
    r->source = value_ref(items[1]);
    r->time = items[2];
    r->tags = value_ref(items[3]);
    r->host = items[4].b;
    r->newline = items[5].b;
    r->process = items[6].i;
    r->thread = items[7].i;
    *out = value_of_object(o);
    return 0;
}

static const struct type_info type_information_record = {
    .pack = information_pack,
    .unpack = information_unpack,
    .name = "System.Management.Automation.InformationRecord",
    .base = &type_object,
    .props = information_props,
    .nprops = ARRAY_SIZE(information_props),
    .payload_size = sizeof(struct information_record),
    .destroy = information_destroy,
    .to_string = information_to_string,
    .text_view = true,
};

static const struct type_info *const record_types[] = {
    [STREAM_ERROR] = &type_error_record,
    [STREAM_WARNING] = &type_warning_record,
    [STREAM_VERBOSE] = &type_verbose_record,
    [STREAM_DEBUG] = &type_debug_record,
    [STREAM_INFORMATION] = &type_information_record,
};

struct value stream_record_new(enum stream stream, const char *text, size_t len)
{
    struct object *o = object_new(record_types[stream]);
    ((struct text_record *)object_payload(o))->message = value_string_len(text, len);
    return value_of_object(o);
}

struct value list_of_name(struct session *s, const char *name)
{
    const struct type_info *type = session_find_type(s, name, strlen(name));
    return value_of_array(list_new(type ? type : &type_object_list, NULL));
}

struct value stream_records_new(struct session *s, int stream)
{
#define RECORDS(type) "System.Management.Automation.PSDataCollection[" type "]"
#define AUTOMATION(type) RECORDS("System.Management.Automation." type)
    static const char *const records[STREAM_PROGRESS + 1] = {
        [STREAM_OUTPUT] = RECORDS("psobject"),
        [STREAM_ERROR] = AUTOMATION("ErrorRecord"),
        [STREAM_WARNING] = AUTOMATION("WarningRecord"),
        [STREAM_VERBOSE] = AUTOMATION("VerboseRecord"),
        [STREAM_DEBUG] = AUTOMATION("DebugRecord"),
        [STREAM_INFORMATION] = AUTOMATION("InformationRecord"),
        [STREAM_PROGRESS] = AUTOMATION("ProgressRecord"),
    };
    return records[stream] ? list_of_name(s, records[stream]) : value_null();
}

struct value information_record_new(struct session *s, struct value message, bool host,
                                    bool newline)
{
    struct object *o = object_new(&type_information_record);
    struct information_record *r = object_payload(o);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct tm tm;
    localtime_r(&now.tv_sec, &tm);
    int64_t unix_ticks = ((int64_t)now.tv_sec + tm.tm_gmtoff) * 10000000 + now.tv_nsec / 100;
    r->message = value_ref(message);
    r->time = value_datetime(unix_ticks + INT64_C(621355968000000000), DATETIME_LOCAL);
    const struct ast *from = s->stage ? s->stage->position.ast : NULL;
    r->source = value_string(from && from->file           ? from->file
                             : s->stage && s->stage->name ? s->stage->name
                                                          : "");
    r->tags = value_of_array(list_new(&type_string_list, &type_string));
    if (host)
        array_push_take(r->tags.array, value_string("PSHOST"));
    r->host = host;
    r->newline = newline;
    r->process = getpid();
    r->thread = syscall(SYS_gettid);
    return value_of_object(o);
}

void information_record_tag(struct value record, const char *tag)
{
    struct information_record *r = object_payload(record.object);

    array_push_take(r->tags.array, value_string(tag));
}

bool information_record_is_hosts(struct value record)
{
    return ((struct information_record *)object_payload(record.object))->host;
}

enum stream stream_of_record(struct value v)
{
    if (v.kind != V_OBJECT)
        return 0;
    for (size_t i = STREAM_ERROR; i < ARRAY_SIZE(record_types); i++) {
        if (v.object->type == record_types[i])
            return (enum stream)i;
    }
    return 0;
}

/* ---- the default sinks ---- */

struct host_stream {
    struct sink sink;
    struct session *session;
    enum stream stream;
};

void session_flush_output(struct session *s)
{
    if (s->output && s->output->flush)
        (void)s->output->flush(s->output);
}

static enum status show_information(struct session *s, struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    const struct information_record *r =
        v.kind == V_OBJECT && v.object->type == &type_information_record ? object_payload(v.object)
                                                                         : NULL;
    if (!r || r->newline)
        strbuf_addch(&text, '\n');
    return s->host.ops->write(s->host.data, text.buf, text.len) < 0 ? ST_STOP : ST_OK;
}

enum status host_message(struct session *s, enum stream stream, const char *text, size_t len)
{
    static const struct {
        const char *prefix;
        enum style style;
    } looks[] = {
        [STREAM_ERROR] = { "", STYLE_ERROR },
        [STREAM_WARNING] = { "WARNING: ", STYLE_WARNING },
        [STREAM_VERBOSE] = { "VERBOSE: ", STYLE_VERBOSE },
        [STREAM_DEBUG] = { "DEBUG: ", STYLE_DEBUG },
    };
    AUTO_STRBUF line = STRBUF_INIT;
    bool color = s->host.color_output;
    if (color)
        strbuf_adds(&line, ps_style_text(ps_style_of(s->style), looks[stream].style));
    strbuf_adds(&line, looks[stream].prefix);
    strbuf_add(&line, text, len);
    strbuf_adds(&line, color ? "\x1b[0m\n" : "\n");
    return s->host.ops->write(s->host.data, line.buf, line.len) < 0 ? ST_STOP : ST_OK;
}

static enum status host_stream_write(struct sink *sink, struct value v)
{
    struct host_stream *hs = (struct host_stream *)(void *)sink;
    struct session *s = hs->session;
    session_flush_output(s);
    if (hs->stream == STREAM_INFORMATION)
        return show_information(s, v);
    AUTO_STRBUF text = STRBUF_INIT;
    if (!error_record_of(v)) {
        value_to_strbuf(v, &text);
        return host_message(s, hs->stream, text.buf, text.len);
    }
    error_record_view(s, v, s->host.color_error, &text);
    s->host.ops->write_error(s->host.data, COLOR_DEFAULT, text.buf, text.len);
    return ST_OK;
}

void streams_init(struct session *s)
{
    for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++) {
        struct host_stream *hs = xcalloc(1, sizeof(*hs));
        hs->sink = (struct sink){ .write = host_stream_write };
        hs->session = s;
        hs->stream = (enum stream)i;
        s->streams[i] = &hs->sink;
        s->host_streams[i] = &hs->sink;
    }
}

void streams_free(struct session *s)
{
    for (int i = STREAM_ERROR; i <= STREAM_INFORMATION; i++) {
        free(s->host_streams[i]);
        s->streams[i] = s->host_streams[i] = NULL;
    }
}

/* ---- preferences ---- */

static const char *const preference_names[COMMON_COUNT] = {
    [COMMON_VERBOSE] = "VerbosePreference",
    [COMMON_DEBUG] = "DebugPreference",
    [COMMON_ERROR_ACTION] = "ErrorActionPreference",
    [COMMON_WARNING_ACTION] = "WarningPreference",
    [COMMON_INFORMATION_ACTION] = "InformationPreference",
    [COMMON_PROGRESS_ACTION] = "ProgressPreference",
};

static enum action default_action(enum common_param p)
{
    return p == COMMON_ERROR_ACTION || p == COMMON_WARNING_ACTION || p == COMMON_PROGRESS_ACTION
               ? ACTION_CONTINUE
               : ACTION_SILENTLY_CONTINUE;
}

enum action stage_preference(struct session *s, const struct stage *stage, enum common_param p)
{
    if (stage && stage->binding.plan && common_is_set(&stage->binding.common, p)) {
        if (p == COMMON_VERBOSE)
            return stage->binding.common.verbose ? ACTION_CONTINUE : ACTION_SILENTLY_CONTINUE;
        if (p == COMMON_DEBUG)
            return stage->binding.common.debug ? ACTION_CONTINUE : ACTION_SILENTLY_CONTINUE;
        return (enum action)stage->binding.common.actions[p];
    }
    AUTO_VALUE v = value_null();
    int32_t action;
    AUTO_ERR *err = NULL;
    const char *name = preference_names[p];
    if (!session_lookup_variable(s, name, strlen(name), &v) || value_is_null(v))
        return default_action(p);
    if (value_to_enum(v, &enum_action_preference, &action, &err) < 0)
        return default_action(p);
    return (enum action)action;
}

void stage_show_progress(struct session *s, const struct stage *stage, const struct progress *p)
{
    if (!s->host.ops->progress)
        return;
    enum action action = stage_preference(s, stage, COMMON_PROGRESS_ACTION);
    if (action != ACTION_SILENTLY_CONTINUE && action != ACTION_IGNORE)
        s->host.ops->progress(s->host.data, p);
}

enum status stage_refuse_suspend(struct session *s, const struct stage *stage, enum common_param p)
{
    if (stage_preference(s, stage, p) != ACTION_SUSPEND)
        return ST_OK;
    const char *name = preference_names[p];
    AUTO_VALUE usual = value_enum(&enum_action_preference, default_action(p));
    AUTO_VALUE shown = value_to_string(usual);
    AUTO_FREE char *message =
        xasprintf("The Suspend ActionPreference value is reserved for future use and is not "
                  "supported at this time. It has been replaced in your %s variable by the default "
                  "value of %s. For more information about preference variables, see the Help "
                  "topic, \"about_Preference_Variables.\"",
                  name, shown.str->data);
    AUTO_ERR *err = NULL;
    (void)variable_assign_take(s, NULL, name, strlen(name), value_ref(usual), &err);
    struct error_spec spec = { .message = message,
                               .id = "System.NotSupportedException",
                               .category = EC_NOT_IMPLEMENTED,
                               .exception = "System.NotSupportedException" };
    enum status st = throw_error(s, &spec);
    s->failure_final = true;
    return st;
}

/* ---- writing ---- */

static enum status stop_by_preference(struct session *s, struct stage *stage,
                                      enum common_param which, const char *text)
{
    AUTO_FREE char *message =
        xasprintf("The running command stopped because the preference variable \"%s\" or common "
                  "parameter is set to Stop: %s",
                  preference_names[which], text);
    struct error_spec spec = {
        .message = message,
        .id = "ActionPreferenceStop",
        .category = EC_OPERATION_STOPPED,
        .exception = "System.Management.Automation.ActionPreferenceStopException",
    };
    (void)stage;
    enum status st = throw_error(s, &spec);
    s->failure_final = true;
    return st;
}

enum inquiry { INQUIRE_GO_ON, INQUIRE_HALT };

static enum inquiry inquire(struct session *s, const char *message)
{
    static const char *const choices[] = { "&Yes", "Yes to &All", "&Halt Command" };
    static const char *const help[] = { "Continue with only the next step of the operation.",
                                        "Continue with all the steps of the operation.",
                                        "Stop this command." };
    if (!s->host.interactive || !s->host.ops->choose)
        return INQUIRE_HALT;
    session_flush_output(s);
    int answer = s->host.ops->choose(s->host.data, "Confirm", message, choices, help, 3, 0);
    return answer == 0 || answer == 1 ? INQUIRE_GO_ON : INQUIRE_HALT;
}

enum status stream_ask_step(struct session *s, const char *text, bool *step)
{
    static const char *const choices[] = { "&Yes", "Yes to &All", "&No", "No to A&ll" };
    static const char *const help[] = { "Continue with only the next step of the operation.",
                                        "Continue with all the steps of the operation.",
                                        "Stop this command.", "Stop this command." };
    static const struct error_spec stopped = {
        .message = "Command execution stopped because the user selected the Stop option.",
        .id = "ActionPreferenceStop",
        .category = EC_OPERATION_STOPPED,
        .exception = "System.Management.Automation.ActionPreferenceStopException",
    };

    if (s->host.interactive && s->host.ops->choose) {
        int answer = s->host.ops->choose(s->host.data, "Continue with this operation?", text,
                                         choices, help, ARRAY_SIZE(choices), 0);
        if (answer != 0 && answer != 1) {
            enum status st = throw_error(s, &stopped);
            s->failure_final = true;
            return st;
        }
        *step = answer == 0;
    }
    return host_message(s, STREAM_DEBUG, text, strlen(text));
}

/* The parameters that decide about a stream. */
static const struct {
    enum common_param action, variable;
} stream_params[] = {
    [STREAM_WARNING] = { COMMON_WARNING_ACTION, COMMON_WARNING_VARIABLE },
    [STREAM_VERBOSE] = { COMMON_VERBOSE, COMMON_COUNT },
    [STREAM_DEBUG] = { COMMON_DEBUG, COMMON_COUNT },
};

bool stream_is_silent(struct session *s, struct stage *stage, enum stream stream)
{
    enum action action = stage_preference(s, stage, stream_params[stream].action);
    return action == ACTION_IGNORE ||
           (action == ACTION_SILENTLY_CONTINUE && stream_params[stream].variable == COMMON_COUNT);
}

enum status stream_write_text(struct session *s, struct stage *stage, enum stream stream,
                              const char *text, size_t len)
{
    if (stream_is_silent(s, stage, stream))
        return ST_OK;
    enum status refused = stage_refuse_suspend(s, stage, stream_params[stream].action);
    if (refused != ST_OK)
        return refused;
    enum action action = stage_preference(s, stage, stream_params[stream].action);
    bool collects = stream_params[stream].variable != COMMON_COUNT;
    AUTO_VALUE record = stream_record_new(stream, text, len);
    if (collects)
        stage_collect(stage, stream_params[stream].variable, record);
    if (action == ACTION_SILENTLY_CONTINUE)
        return ST_OK;
    enum status st = action == ACTION_BREAK ? debugger_break_on(s, record) : ST_OK;
    if (st == ST_OK)
        st = sink_write(s->streams[stream], record);
    if (st != ST_OK)
        return st;
    if (action == ACTION_STOP || (action == ACTION_INQUIRE && inquire(s, text) == INQUIRE_HALT))
        return stop_by_preference(s, stage, stream_params[stream].action, text);
    return ST_OK;
}

struct value stop_exception_new(struct value record)
{
    AUTO_VALUE text = value_stringf("The running command stopped because the preference variable "
                                    "\"ErrorActionPreference\" or common parameter is set to "
                                    "Stop: %s",
                                    error_record_message(record));
    struct value exception = exception_new(
        "System.Management.Automation.ActionPreferenceStopException", text.str->data, value_null());
    exception_of(exception)->extra = value_ref(record);
    return exception;
}

enum status stage_write_error(struct session *s, struct stage *stage, struct value record)
{
    enum action action = stage_preference(s, stage, COMMON_ERROR_ACTION);
    if (stage)
        stage->had_error = true;
    if (action == ACTION_SUSPEND)
        return stage_refuse_suspend(s, stage, COMMON_ERROR_ACTION);
    if (action == ACTION_IGNORE)
        return ST_OK;
    if (action == ACTION_BREAK) {
        enum status st = debugger_break_on(s, record);
        if (st != ST_OK)
            return st;
    }
    if (action != ACTION_STOP) /* it ends the command: collected then */
        stage_collect(stage, COMMON_ERROR_VARIABLE, record);
    if (action == ACTION_INQUIRE)
        action = inquire(s, error_record_message(record)) == INQUIRE_HALT ? ACTION_STOP
                                                                          : ACTION_CONTINUE;
    if (action == ACTION_STOP) {
        enum status st = throw_record_take(s, value_ref(record));
        struct error_record *r = error_record_of(record);
        if (r)
            r->stopped = true;
        s->failure_final = true;
        return st;
    }
    session_record_error(s, record);
    if (action == ACTION_SILENTLY_CONTINUE)
        return ST_OK;
    return sink_write(s->streams[STREAM_ERROR], record);
}
