#include "shell/runtime/host_object.h"

#include <string.h>
#include <sys/utsname.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
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

static struct value semantic_version(const char *text)
{
    AUTO_VALUE v = value_string(text), made = value_null();
    AUTO_ERR *err = NULL;
    return value_convert(v, &type_semver, &made, &err) == 0 ? STEAL_VALUE(made) : value_null();
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
    hash_sets_take(h, "PSVersion", semantic_version("7.4.0"));
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
