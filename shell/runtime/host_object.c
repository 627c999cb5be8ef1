#include "shell/runtime/host_object.h"

#include <string.h>
#include <sys/utsname.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/scope.h"

static struct value version(const char *text)
{
    struct value v, s = value_string(text);
    struct err *err = NULL;
    if (value_convert(s, &type_version, &v, &err) == 0) {
        value_unref(s);
        return v;
    }
    err_clear(&err);
    return s;
}

struct value version_table_new(void)
{
    struct hash *h = hash_new(HASH_ORDERED);
    struct utsname u;
    AUTO_FREE char *os = uname(&u) == 0 ? xasprintf("%s %s", u.sysname, u.release) : xstrdup("");
    struct array *compatible = array_new(8);
    static const char *const versions[] = {
        "1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0"
    };
    for (size_t i = 0; i < ARRAY_SIZE(versions); i++)
        array_push_take(compatible, version(versions[i]));
    hash_sets_take(h, "PSVersion", version("7.4.0"));
    hash_sets_take(h, "PSEdition", value_string("Core"));
    hash_sets_take(h, "GitCommitId", value_string("7.4.0"));
    hash_sets_take(h, "OS", value_string(os));
    hash_sets_take(h, "Platform", value_string("Unix"));
    hash_sets_take(h, "PSCompatibleVersions", value_of_array(compatible));
    hash_sets_take(h, "PSRemotingProtocolVersion", version("2.3"));
    hash_sets_take(h, "SerializationVersion", version("1.1.0.1"));
    hash_sets_take(h, "WSManStackVersion", version("3.0"));
    return value_of_hash(h);
}

/* ---- $Host ---- */

struct session_payload {
    struct session *session;
};

static struct session *session_of(struct value self)
{
    return ((struct session_payload *)object_payload(self.object))->session;
}

static struct value with_session(const struct type_info *type, struct session *s)
{
    struct object *o = object_new(type);
    ((struct session_payload *)object_payload(o))->session = s;
    return value_of_object(o);
}

static struct value size_object(struct session *s, int columns, int rows)
{
    struct object *o = object_new_custom(s->shapes);
    object_set_note_take(o, s->shapes, "Width", value_int(columns));
    object_set_note_take(o, s->shapes, "Height", value_int(rows));
    return value_of_object(o);
}

static int raw_get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    struct session *s = session_of(self);
    int columns = 120, rows = 30;
    if (s->host.ops && s->host.ops->size)
        s->host.ops->size(s->host.data, &columns, &rows);
    *out = p->data ? value_string("hvsh") : size_object(s, columns, rows);
    return 0;
}

static const struct property raw_props[] = {
    { .name = "BufferSize", .type_name = "System.Management.Automation.Host.Size", .get = raw_get },
    { .name = "WindowSize", .type_name = "System.Management.Automation.Host.Size", .get = raw_get },
    { .name = "WindowTitle", .type_name = "string", .get = raw_get, .data = 1 },
};

static const struct type_info type_raw_ui = {
    .name = "System.Management.Automation.Internal.Host.InternalHostRawUserInterface",
    .base = &type_object,
    .props = raw_props,
    .nprops = ARRAY_SIZE(raw_props),
    .payload_size = sizeof(struct session_payload),
};

static int ui_get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    (void)err;
    if (p->data)
        *out = value_bool(session_of(self)->host.color_output);
    else
        *out = with_session(&type_raw_ui, session_of(self));
    return 0;
}

static const struct property ui_props[] = {
    { .name = "RawUI",
      .type_name = "System.Management.Automation.Host.PSHostRawUserInterface",
      .get = ui_get },
    { .name = "SupportsVirtualTerminal", .type_name = "bool", .get = ui_get, .data = 1 },
};

static void host_text(struct session *s, const struct value *args, size_t n, bool newline)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (n)
        value_to_strbuf(args[n - 1], &text);
    if (newline)
        strbuf_addch(&text, '\n');
    if (s->output)
        (void)s->output->flush(s->output);
    if (s->host.ops && s->host.ops->write)
        s->host.ops->write(s->host.data, text.buf, text.len);
}

static int ui_write(struct value self, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    (void)out;
    (void)err;
    host_text(session_of(self), args, n, false);
    return 0;
}

static int ui_write_line(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)out;
    (void)err;
    host_text(session_of(self), args, n, true);
    return 0;
}

static const struct method ui_methods[] = {
    { "Write", 1, 3, ui_write, "void Write(string value)" },
    { "WriteLine", 0, 3, ui_write_line, "void WriteLine(string value)" },
};

static const struct type_info type_host_ui = {
    .name = "System.Management.Automation.Internal.Host.InternalHostUserInterface",
    .base = &type_object,
    .props = ui_props,
    .nprops = ARRAY_SIZE(ui_props),
    .methods = ui_methods,
    .nmethods = ARRAY_SIZE(ui_methods),
    .payload_size = sizeof(struct session_payload),
};

enum host_field { HOST_NAME, HOST_VERSION, HOST_UI, HOST_CULTURE };

static int host_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)err;
    switch ((enum host_field)p->data) {
    case HOST_NAME:
        *out = value_string("ConsoleHost");
        break;
    case HOST_VERSION:
        *out = version("7.4.0");
        break;
    case HOST_UI:
        *out = with_session(&type_host_ui, session_of(self));
        break;
    case HOST_CULTURE:
        *out = value_string("en-US");
        break;
    }
    return 0;
}

static const struct property host_props[] = {
    { .name = "Name", .type_name = "string", .get = host_get, .data = HOST_NAME },
    { .name = "Version", .type_name = "version", .get = host_get, .data = HOST_VERSION },
    { .name = "UI",
      .type_name = "System.Management.Automation.Host.PSHostUserInterface",
      .get = host_get,
      .data = HOST_UI },
    { .name = "CurrentCulture", .type_name = "cultureinfo", .get = host_get, .data = HOST_CULTURE },
    { .name = "CurrentUICulture",
      .type_name = "cultureinfo",
      .get = host_get,
      .data = HOST_CULTURE },
};

static const struct type_info type_host = {
    .name = "System.Management.Automation.Internal.Host.InternalHost",
    .base = &type_object,
    .props = host_props,
    .nprops = ARRAY_SIZE(host_props),
    .payload_size = sizeof(struct session_payload),
};

struct value host_object_new(struct session *s)
{
    return with_session(&type_host, s);
}

/* ---- $ExecutionContext ---- */

static int expand_string(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)n;
    struct session *s = session_of(self);
    AUTO_VALUE text = value_to_string(args[0]);
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    enum parse_status parsed = parse_expandable(text.str->data, text.str->len, &ast, &diag);
    if (parsed != PARSE_OK) {
        fail_with(err, "System.Management.Automation.ParseException", "ParseException", "%s",
                  diag.len ? diag.errors[0].message : "The text cannot be expanded.");
        parse_diag_release(&diag);
        ast_unref(ast);
        return -1;
    }
    parse_diag_release(&diag);
    struct code *code = code_new(s, ast, ast->root, NULL);
    ast_unref(ast);
    struct array_sink sink;
    struct array *list = array_new(1);
    array_sink_init(&sink, list);
    enum status st;
    struct frame *f = frame_dot_acquire(s, code, NULL, &sink.sink, &st);
    if (f) {
        struct frame *saved = frame_enter(f);
        st = f->code->end ? exec_block(f, f->code->end) : ST_OK;
        s->frame = saved;
        frame_dot_release(s, f);
    }
    code_unref(code);
    *out = array_as_value_take(list);
    return st == ST_OK ? 0 : -1;
}

static int invoke_script(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)n;
    struct session *s = session_of(self);
    AUTO_VALUE text = value_to_string(args[0]), block = value_null();
    if (scriptblock_parse(s, text.str->data, text.str->len, NULL, &block, err) < 0)
        return -1;
    struct array_sink sink;
    struct array *list = array_new(1);
    array_sink_init(&sink, list);
    enum status st = scriptblock_invoke(s, scriptblock_of(block), BLOCK_NEW_SCOPE, value_nothing(),
                                        NULL, 0, &sink.sink);
    *out = value_of_array(list);
    return st == ST_OK ? 0 : -1;
}

static const struct method command_methods[] = {
    { "ExpandString", 1, 1, expand_string, "string ExpandString(string source)" },
    { "InvokeScript", 1, 1, invoke_script,
      "System.Collections.ObjectModel.Collection[psobject] InvokeScript(string script)" },
};
static const struct type_info type_command_intrinsics = {
    .name = "System.Management.Automation.CommandInvocationIntrinsics",
    .base = &type_object,
    .methods = command_methods,
    .nmethods = ARRAY_SIZE(command_methods),
    .payload_size = sizeof(struct session_payload),
};

static int variable_value(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err)
{
    (void)err;
    AUTO_VALUE name = value_to_string(args[0]);
    if (!session_lookup_variable(session_of(self), name.str->data, name.str->len, out))
        *out = n > 1 ? value_ref(args[1]) : value_null();
    return 0;
}

static int variable_put(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    (void)n;
    (void)out;
    AUTO_VALUE name = value_to_string(args[0]);
    return variable_assign_take(session_of(self), NULL, name.str->data, name.str->len,
                                value_ref(args[1]), err);
}

static const struct method variable_methods[] = {
    { "GetValue", 1, 2, variable_value, "System.Object GetValue(string name)" },
    { "Set", 2, 2, variable_put, "void Set(string name, System.Object value)" },
};
static const struct type_info type_variable_intrinsics = {
    .name = "System.Management.Automation.PSVariableIntrinsics",
    .base = &type_object,
    .methods = variable_methods,
    .nmethods = ARRAY_SIZE(variable_methods),
    .payload_size = sizeof(struct session_payload),
};

static int state_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    if (p->data == 0)
        *out = with_session(&type_variable_intrinsics, session_of(self));
    else if (!session_lookup_variable(session_of(self), "PWD", 3, out))
        *out = value_null();
    return 0;
}

static const struct property state_props[] = {
    { .name = "PSVariable",
      .type_name = "System.Management.Automation.PSVariableIntrinsics",
      .get = state_get },
    { .name = "Path",
      .type_name = "System.Management.Automation.PathIntrinsics",
      .get = state_get,
      .data = 1 },
};
static const struct type_info type_session_state = {
    .name = "System.Management.Automation.SessionState",
    .base = &type_object,
    .props = state_props,
    .nprops = ARRAY_SIZE(state_props),
    .payload_size = sizeof(struct session_payload),
};

static int context_get(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    (void)err;
    static const struct type_info *const types[] = { &type_host, &type_command_intrinsics,
                                                     &type_session_state };
    *out = with_session(types[p->data], session_of(self));
    return 0;
}

static const struct property context_props[] = {
    { .name = "Host",
      .type_name = "System.Management.Automation.Host.PSHost",
      .get = context_get,
      .data = 0 },
    { .name = "InvokeCommand",
      .type_name = "System.Management.Automation.CommandInvocationIntrinsics",
      .get = context_get,
      .data = 1 },
    { .name = "SessionState",
      .type_name = "System.Management.Automation.SessionState",
      .get = context_get,
      .data = 2 },
};
static const struct type_info type_engine_intrinsics = {
    .name = "System.Management.Automation.EngineIntrinsics",
    .base = &type_object,
    .props = context_props,
    .nprops = ARRAY_SIZE(context_props),
    .payload_size = sizeof(struct session_payload),
};

struct value execution_context_new(struct session *s)
{
    return with_session(&type_engine_intrinsics, s);
}
