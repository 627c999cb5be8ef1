#include "shell/runtime/invocation.h"

#include <stdarg.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/runtime/member.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"
#include "shell/runtime/stream.h"
#include "shell/runtime/transcript.h"
#include "shell/runtime/type_data.h"

bool is_bound(const struct invocation *inv, const char *param)
{
    return binding_is_bound(&inv->stage->binding, param);
}

/* ---- output ---- */

enum status emit(struct invocation *inv, struct value v)
{
    return stage_emit(inv->stage, v);
}

enum status emit_take(struct invocation *inv, struct value v)
{
    return stage_emit_take(inv->stage, v);
}

enum status emit_each(struct invocation *inv, struct value v)
{
    if (!value_is_enumerable(v))
        return stage_emit(inv->stage, v);
    AUTO_VALUE hold = value_ref(v); /* a consumer may let go of the list */
    for (size_t i = array_start(hold.array); i < hold.array->len; i++) {
        AUTO_VALUE item = value_ref(hold.array->items[i]);
        enum status st = stage_emit(inv->stage, item);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* ---- errors ---- */

/* The context in which a cmdlet's own errors are made. */
struct own_context {
    struct position position;
    struct stage *stage;
    int script_depth;
};

static struct own_context enter_own(struct invocation *inv)
{
    struct session *s = inv->session;
    struct own_context saved = { s->position, s->stage, inv->stage->script_depth };
    s->position = inv->stage->position;
    s->stage = inv->stage;
    inv->stage->script_depth = 0;
    return saved;
}

static void leave_own(struct invocation *inv, struct own_context saved)
{
    inv->session->position = saved.position;
    inv->session->stage = saved.stage;
    inv->stage->script_depth = saved.script_depth;
}

static struct value make_record(struct invocation *inv, const struct error_spec *spec)
{
    struct error_spec own = *spec;
    if (!own.activity)
        own.activity = inv->stage->name;
    struct own_context saved = enter_own(inv);
    struct value record = error_record_new(inv->session, &own);
    leave_own(inv, saved);
    return record;
}

enum status cmdlet_error(struct invocation *inv, const struct error_spec *spec)
{
    AUTO_VALUE record = make_record(inv, spec);
    return stage_write_error(inv->session, inv->stage, record);
}

static bool is_hyperv(const struct invocation *inv)
{
    const struct cmdlet *c = inv->cmdlet;
    return c && c->module && text_caseeq(c->module, "Hyper-V");
}

/* *exception is owned by the caller. */
static struct error_spec spec_of_err(const struct invocation *inv, const struct err *err,
                                     struct value *exception)
{
    struct error_spec spec = error_spec_of(err);
    if (is_hyperv(inv) && !err->exception) {
        spec.exception = VIRTUALIZATION_EXCEPTION;
        return spec;
    }
    *exception = exception_from_err(err);
    spec.exception_object = *exception;
    spec.message = NULL;
    return spec;
}

enum status cmdlet_err(struct invocation *inv, struct err **err, struct value target)
{
    if ((*err)->kind == ERR_CANCELLED && interrupted(inv->session)) {
        err_clear(err);
        return ST_INTERRUPT;
    }
    AUTO_VALUE exception = value_null();
    struct error_spec spec = spec_of_err(inv, *err, &exception);
    spec.target = target;
    enum status st = cmdlet_error(inv, &spec);
    err_clear(err);
    return st;
}

enum status cmdlet_throw(struct invocation *inv, const struct error_spec *spec)
{
    return throw_record_take(inv->session, make_record(inv, spec));
}

enum status cmdlet_throw_err(struct invocation *inv, struct err **err)
{
    if ((*err)->kind == ERR_CANCELLED && interrupted(inv->session)) {
        err_clear(err);
        return ST_INTERRUPT;
    }
    AUTO_VALUE exception = value_null();
    struct error_spec spec = spec_of_err(inv, *err, &exception);
    enum status st = cmdlet_throw(inv, &spec);
    err_clear(err);
    return st;
}

/* ---- the other streams ---- */

static enum status write_text(struct invocation *inv, enum stream stream, const char *fmt,
                              va_list ap)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_vaddf(&text, fmt, ap);
    struct own_context saved = enter_own(inv);
    enum status st = stream_write_text(inv->session, inv->stage, stream, text.buf, text.len);
    leave_own(inv, saved);
    return st;
}

#define DEFINE_WRITE(name, stream)                                 \
    enum status name(struct invocation *inv, const char *fmt, ...) \
    {                                                              \
        va_list ap;                                                \
        va_start(ap, fmt);                                         \
        enum status st = write_text(inv, stream, fmt, ap);         \
        va_end(ap);                                                \
        return st;                                                 \
    }
DEFINE_WRITE(write_warning, STREAM_WARNING)
DEFINE_WRITE(write_verbose, STREAM_VERBOSE)
DEFINE_WRITE(write_debug, STREAM_DEBUG)

enum status write_information(struct invocation *inv, struct value message, bool host)
{
    return write_tagged_information(inv, message, NULL, host);
}

/* Transcripts keep what the host was meant to show though it does not see it. */
static void transcribe(struct session *s, struct value message)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (!transcript_is_open(s))
        return;
    value_to_strbuf(message, &text);
    strbuf_addch(&text, '\n');
    transcript_result(s, text.buf, text.len);
}

enum status write_tagged_information(struct invocation *inv, struct value message,
                                     const struct str_list *tags, bool host)
{
    struct session *s = inv->session;
    enum action action = stage_preference(s, inv->stage, COMMON_INFORMATION_ACTION);
    if (action == ACTION_IGNORE && !host)
        return ST_OK;
    if (action == ACTION_SUSPEND)
        return stage_refuse_suspend(s, inv->stage, COMMON_INFORMATION_ACTION);
    bool newline = true;
    AUTO_VALUE text = value_ref(message);
    if (host && message.kind == V_STRING) {
        size_t len = message.str->len;
        newline = len > 0 && message.str->data[len - 1] == '\n';
        value_replace_take(&text, value_string_len(message.str->data, newline ? len - 1 : len));
    }
    AUTO_VALUE record = information_record_new(s, text, host, newline);
    for (size_t i = 0; tags && i < tags->len; i++)
        information_record_tag(record, tags->items[i]->data);
    stage_collect(inv->stage, COMMON_INFORMATION_VARIABLE, record);
    bool asked = common_is_set(&inv->stage->binding.common, COMMON_INFORMATION_ACTION);
    bool quiet = action == ACTION_SILENTLY_CONTINUE || action == ACTION_IGNORE;
    /* What is silent is not shown; a redirected stream gets it all the same. */
    bool redirected = s->streams[STREAM_INFORMATION] != s->host_streams[STREAM_INFORMATION];
    bool kept = host ? action != ACTION_IGNORE : !quiet;
    bool dropped = quiet && (!host || asked) && !(redirected && action == ACTION_SILENTLY_CONTINUE);
    if (kept && (dropped || redirected))
        transcribe(s, text);
    if (dropped)
        return ST_OK;
    enum status st = sink_write(s->streams[STREAM_INFORMATION], record);
    if (st == ST_OK && action == ACTION_STOP) {
        struct error_spec spec = {
            .message = "The running command stopped because the preference variable "
                       "\"InformationPreference\" or common parameter is set to Stop.",
            .id = "ActionPreferenceStop",
            .category = EC_OPERATION_STOPPED,
            .exception = "System.Management.Automation.ActionPreferenceStopException",
        };
        st = cmdlet_throw(inv, &spec);
        s->failure_final = true;
    }
    return st;
}

void write_progress(struct invocation *inv, const struct progress *p)
{
    stage_show_progress(inv->session, inv->stage, p);
}

/* ---- script blocks and properties ---- */

enum status call_scriptblock(struct invocation *inv, struct scriptblock *sb, struct value input,
                             const struct value *args, size_t nargs, struct array *collect)
{
    struct stage *stage = inv->stage;
    struct array_sink into;
    struct sink *out = stage_output(stage);
    if (collect) {
        array_sink_init(&into, collect);
        out = &into.sink;
    }
    stage->script_depth++;
    enum status st = scriptblock_invoke(inv->session, sb, BLOCK_DOT, input, args, nargs, out);
    stage->script_depth--;
    return st;
}

enum status eval_scriptblock(struct invocation *inv, struct scriptblock *sb, struct value input,
                             struct value *out)
{
    inv->stage->script_depth++;
    enum status st = scriptblock_eval(inv->session, sb, input, out);
    inv->stage->script_depth--;
    return st;
}

enum status get_property(struct session *s, struct value v, const char *name, struct value *out)
{
    struct err *err = NULL;
    *out = value_null();
    int rc = member_get(v, name, out, &err);
    if (rc == 0 && out->kind == V_NULL && type_data_all(s)) {
        AUTO_VALUE key = value_string(name);
        if (type_extension_find(s, v, key))
            return type_extension_get(s, v, key, out);
    }
    if (rc == 0)
        return ST_OK;
    if (rc == -1) { /* what a getter cannot answer is $null */
        err_clear(&err);
        *out = value_null();
        return ST_OK;
    }
    struct member_ref ref = member_find(v, name, strlen(name));
    if (ref.found != FOUND_SLOT)
        return ST_OK;
    AUTO_VALUE getter = value_ref(ref.holder->slots[ref.slot]);
    if (ref.kind == MEMBER_ALIAS && getter.kind == V_STRING)
        return get_property(s, v, getter.str->data, out);
    if (ref.kind != MEMBER_SCRIPT_PROPERTY)
        return ST_OK;
    if (getter.kind == V_ARRAY && getter.array->len)
        value_replace_take(&getter, value_ref(getter.array->items[0]));
    *out = value_nothing();
    return script_getter_call(s, getter, v, out);
}
