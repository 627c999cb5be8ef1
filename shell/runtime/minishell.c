#include "shell/runtime/minishell.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/base64.h"
#include "shell/base/text.h"
#include "shell/base/utf16.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/object_text.h"
#include "shell/runtime/record_bag.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

enum parameter { COMMAND, INPUT_FORMAT, OUTPUT_FORMAT, ARGS, PARAMETERS };

static const struct {
    const char *name, *shown, *passed;
    const char *missing, *missing_id; /* what is said of one without a value */
} parameters[PARAMETERS] = {
    [COMMAND] = { "command", "command", "-encodedCommand",
                  "No value was specified for the Command parameter.",
                  "NoValueForCommandParameter" },
    [INPUT_FORMAT] = { "inputFormat", "inputFormat", "-inputFormat",
                       "No value was specified for the InputFormat parameter. Valid values are "
                       "Text and Xml.",
                       "NoValueForInputFormatParameter" },
    [OUTPUT_FORMAT] = { "outputFormat", "outputFormat", "-outputFormat",
                        "No value was specified for the OutputFormat parameter. Valid values are "
                        "text and XML.",
                        "NoValueForInputFormatParameter" },
    [ARGS] = { "args", "args", "-encodedarguments",
               "No value was specified for the Args parameter.", "NoValuesSpecifiedForArgs" },
};

static bool is_block(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_scriptblock;
}

bool minishell_is_called(const struct command_call *call)
{
    for (size_t i = 0; i < call->nargs; i++)
        if (call->args[i].kind == CALL_ARG_VALUE && is_block(call->args[i].value))
            return true;
    return false;
}

/* ---- its arguments ---- */

struct binder {
    struct native_argv *argv;
    const struct stage *stage;
    bool seen[PARAMETERS];
    bool text[PARAMETERS]; /* of the formats: Text */
};

static enum status refuse(const struct stage *stage, const char *id, char *message)
{
    AUTO_FREE char *text = message;
    struct error_spec spec = { .message = text,
                               .id = id,
                               .category = EC_INVALID_ARGUMENT,
                               .exception = PARAMETER_BINDING_EXCEPTION,
                               .activity = stage->name,
                               .invocation_name = stage->name,
                               .no_command = true };

    stage_session(stage)->position = stage->position;
    return throw_error(stage_session(stage), &spec);
}

static enum status see(struct binder *b, enum parameter p)
{
    if (b->seen[p])
        return refuse(b->stage, "ParameterSpecifiedAlready",
                      xasprintf("The %s parameter was already specified.", parameters[p].shown));
    b->seen[p] = true;
    return ST_OK;
}

/* Base64 of the text's UTF-16. */
static void add_encoded(struct binder *b, enum parameter p, const char *text, size_t len)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct strbuf encoded = STRBUF_INIT;

    utf16le_encode(&bytes, text, len);
    base64_encode(&encoded, bytes.buf, bytes.len);
    native_argv_add(b->argv, xstrdup(parameters[p].passed));
    native_argv_add(b->argv, strbuf_detach(&encoded, NULL));
}

static void add_block(struct binder *b, struct value block)
{
    AUTO_VALUE text = value_to_string(block);

    add_encoded(b, COMMAND, text.str->data, text.str->len);
}

static void add_args(struct binder *b, struct value v)
{
    struct session *s = stage_session(b->stage);
    AUTO_STRBUF xml = STRBUF_INIT;
    AUTO_VALUE one = value_null();

    if (v.kind != V_ARRAY) {
        one = value_of_array(array_new(1));
        array_push(one.array, v);
        v = one;
    }
    AUTO_VALUE list = value_of_array(list_new(&type_array_list, NULL));
    for (size_t i = 0; i < v.array->len; i++)
        array_push(list.array, v.array->items[i]);
    AUTO_VALUE whole = value_of_array(array_new(1));
    array_push(whole.array, list);
    if (s->object_text)
        s->object_text->write(s, whole.array, &xml);
    add_encoded(b, ARGS, xml.buf ? xml.buf : "", xml.len);
}

static enum status add_format(struct binder *b, enum parameter p, struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    size_t len = text.str->len;
    bool xml = len <= 3 && text_caseeqn("xml", len, text.str->data, len);

    b->text[p] = !xml && len <= 4 && text_caseeqn("text", len, text.str->data, len);
    if (!xml && !b->text[p])
        return refuse(
            b->stage, "IncorrectValueForFormatParameter",
            xasprintf("A value that is not valid (%s) was specified for the %s parameter. "
                      "Valid values are Text and Xml.",
                      text.str->data, parameters[p].shown));
    native_argv_add(b->argv, xstrdup(parameters[p].passed));
    native_argv_add(b->argv, xstrdup(xml ? "xml" : "text"));
    return ST_OK;
}

static enum status add_valued(struct binder *b, enum parameter p, struct value v)
{
    switch (p) {
    case COMMAND:
        if (!is_block(v))
            return refuse(b->stage, "IncorrectValueForCommandParameter",
                          xstrdup("ScriptBlock should only be specified as a value of the Command "
                                  "parameter."));
        add_block(b, v);
        return ST_OK;
    case ARGS:
        add_args(b, v);
        return ST_OK;
    default:
        return add_format(b, p, v);
    }
}

static enum parameter parameter_named(const char *name)
{
    size_t len = strlen(name);
    enum parameter p = COMMAND;

    while (p < PARAMETERS &&
           (len > strlen(parameters[p].name) || !text_caseeqn(parameters[p].name, len, name, len)))
        p++;
    return len ? p : PARAMETERS;
}

/* The argument at *i, and the one behind it when that is its value. */
static enum status add_argument(struct binder *b, size_t *i)
{
    const struct command_call *call = b->stage->call;
    const struct call_arg *arg = &call->args[*i];
    enum parameter p = arg->kind == CALL_ARG_NAME ? parameter_named(arg->name) : PARAMETERS;
    enum status st;

    if (p != PARAMETERS) {
        if ((st = see(b, p)) != ST_OK)
            return st;
        if (++*i >= call->nargs)
            return refuse(b->stage, parameters[p].missing_id, xstrdup(parameters[p].missing));
        return add_valued(b, p, call->args[*i].value);
    }
    if (arg->kind == CALL_ARG_VALUE && is_block(arg->value)) {
        if ((st = see(b, COMMAND)) == ST_OK)
            add_block(b, arg->value);
        return st;
    }
    native_argv_add_argument(b->argv, b->stage, arg);
    return ST_OK;
}

enum status minishell_argv(struct native_argv *argv, const struct stage *stage, bool redirected,
                           bool *text_input)
{
    struct binder b = { .argv = argv, .stage = stage };

    native_argv_add(argv, xstrdup(stage->name));
    for (size_t i = 0; i < stage->call->nargs; i++) {
        enum status st = add_argument(&b, &i);
        if (st != ST_OK)
            return st;
    }
    if (!b.seen[INPUT_FORMAT]) {
        native_argv_add(argv, xstrdup("-inputFormat"));
        native_argv_add(argv, xstrdup("xml"));
    }
    if (!b.seen[OUTPUT_FORMAT]) {
        native_argv_add(argv, xstrdup("-outputFormat"));
        native_argv_add(argv, xstrdup(redirected ? "xml" : "text"));
    }
    *text_input = b.text[INPUT_FORMAT];
    return ST_OK;
}

/* ---- objects ---- */

void minishell_input(struct native *n)
{
    struct session *s = stage_session(n->stage);

    if (!n->objects || !s->object_text)
        return;
    strbuf_adds(&n->pending, OBJECT_TEXT_MARK "\n");
    s->object_text->write(s, n->objects, &n->pending);
    strbuf_addch(&n->pending, '\n');
    value_unref(value_of_array(n->objects));
    n->objects = NULL;
}

static enum status give_message(struct session *s, struct value record)
{
    enum stream stream = stream_of_record(record);

    if (stream == STREAM_INFORMATION) {
        bool shown = s->streams[stream] != s->host_streams[stream] ||
                     information_record_is_hosts(record) ||
                     stage_preference(s, NULL, COMMON_INFORMATION_ACTION) == ACTION_CONTINUE;
        return shown ? sink_write(s->streams[stream], record) : ST_OK;
    }
    return sink_write(s->host_streams[stream], record);
}

static enum status give(struct native *n, struct value v, const char *stream, bool output)
{
    struct session *s = stage_session(n->stage);
    AUTO_VALUE record = record_from_bag(s, *stream ? stream : output ? "output" : "error", v);

    if (!value_is_nothing(record))
        return error_record_of(record) ? native_emit_error(n, record) : give_message(s, record);
    bool other = text_caseeq(stream, "progress") || (value_is_null(v) && !output);
    return other ? ST_OK : stage_emit(n->stage, v);
}

static enum status bad_line(struct native *n, const struct err *err, bool output)
{
    const char *path = n->stage->command.path ? n->stage->command.path : n->stage->name;
    AUTO_FREE char *message = xasprintf("Cannot process the XML from the '%s' stream of '%s': %s",
                                        output ? "Output" : "Error", path, err->message);
    AUTO_VALUE target = value_string(path);
    struct error_spec spec = { .message = message,
                               .id = "ProcessStreamReader_CliXmlError",
                               .category = EC_SYNTAX_ERROR,
                               .exception = "System.Xml.XmlException",
                               .target = target,
                               .activity = n->stage->name,
                               .invocation_name = n->stage->name,
                               .no_command = true };
    AUTO_VALUE record = error_record_new(stage_session(n->stage), &spec);

    return native_emit_error(n, record);
}

enum status minishell_line(struct native *n, const char *line, size_t len, bool output)
{
    struct session *s = stage_session(n->stage);
    AUTO_VALUE items = value_null(), streams = value_null();
    AUTO_ERR *err = NULL;
    enum status st = ST_OK;

    s->position = n->stage->position;
    if (s->object_text->read(s, line, len, &items, &streams, &err) < 0)
        return bad_line(n, err, output);
    for (size_t i = 0; st == ST_OK && i < items.array->len; i++)
        st = give(n, items.array->items[i], streams.array->items[i].str->data, output);
    return st;
}
