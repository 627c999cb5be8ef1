#include "shell/runtime/host_ui.h"

#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/base/vt.h"
#include "shell/object/array.h"
#include "shell/object/credential.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/host_types.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

struct ui_payload {
    struct session *session;
};

static struct session *session_of(struct value self)
{
    return ((struct ui_payload *)object_payload(self.object))->session;
}

static struct value with_session(const struct type_info *type, struct session *s)
{
    struct object *o = object_new(type);
    ((struct ui_payload *)object_payload(o))->session = s;
    return value_of_object(o);
}

/* What is on its way to the host comes before what a member writes there itself. */
static struct host *host_of(struct value self)
{
    struct session *s = session_of(self);
    if (s->output)
        (void)s->output->flush(s->output);
    return &s->host;
}

/* ---- RawUI ---- */

enum raw_field {
    RAW_SIZE,
    RAW_POSITION,
    RAW_TITLE,
    RAW_FOREGROUND,
    RAW_BACKGROUND,
    RAW_CURSOR_SIZE,
    RAW_KEY
};

enum { BLACK = 0, GRAY = 7 };

GETTER(raw_get)
{
    (void)err;
    struct session *s = session_of(self);
    int columns = 120, rows = 30;
    switch ((enum raw_field)p->data) {
    case RAW_SIZE:
        if (s->host.ops && s->host.ops->size)
            s->host.ops->size(s->host.data, &columns, &rows);
        *out = host_size_new(columns, rows);
        break;
    case RAW_POSITION:
        *out = host_coordinates_new(0, 0);
        break;
    case RAW_TITLE:
        *out = value_string("hvsh");
        break;
    case RAW_FOREGROUND:
        *out = value_enum(&enum_console_color, GRAY);
        break;
    case RAW_BACKGROUND:
        *out = value_enum(&enum_console_color, BLACK);
        break;
    case RAW_CURSOR_SIZE:
        *out = value_int(25);
        break;
    case RAW_KEY:
        *out = value_bool(false);
        break;
    }
    return 0;
}

static void to_terminal(struct value self, const struct strbuf *text)
{
    struct host *h = host_of(self);
    if (isatty(STDOUT_FILENO))
        h->ops->write(h->data, text->buf, text->len);
}

static void add_color(struct strbuf *out, int32_t color, bool background)
{
    static const int codes[] = { 30, 34, 32, 36, 31, 35, 33, 37, 90, 94, 92, 96, 91, 95, 93, 97 };
    strbuf_addf(out, "\x1b[%dm", codes[color & 15] + (background ? 10 : 0));
}

/* The terminal keeps what it is told; it has no way to say it again. */
SETTER(raw_set)
{
    AUTO_STRBUF text = STRBUF_INIT;
    int32_t color;
    if (p->data == RAW_TITLE) {
        AUTO_VALUE title = arg_string(v);
        strbuf_addf(&text, "\x1b]0;%s\x07", title.str->data);
    } else if (p->data == RAW_FOREGROUND || p->data == RAW_BACKGROUND) {
        if (arg_enum(v, &enum_console_color, &color, err) < 0)
            return -1;
        add_color(&text, color, p->data == RAW_BACKGROUND);
    }
    to_terminal(self, &text);
    return 0;
}

/* Of the characters that UTF-16 has as one unit; pairs are two. */
static bool is_wide(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } wide[] = { { 0x1100, 0x115F }, { 0x2329, 0x232A }, { 0x2E80, 0x303E },   { 0x3040, 0xA4CF },
                 { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF }, { 0xFE10, 0xFE19 },   { 0xFE30, 0xFE6F },
                 { 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 }, { 0x10000, 0x10FFFF } };
    for (size_t i = 0; i < ARRAY_SIZE(wide); i++)
        if (c >= wide[i].first && c <= wide[i].last)
            return true;
    return false;
}

/* Control characters count, sequences that a terminal takes do not. */
CALL(raw_length)
{
    (void)self;
    (void)err;
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_STRBUF plain = STRBUF_INIT;
    int32_t offset = 0, cells = 0;
    if (n > 1 && arg_int(args[1], &offset, err) < 0)
        return -1;
    size_t at = offset > 0 ? utf8_utf16_offset(text.str->data, text.str->len, (size_t)offset) : 0;
    at = at < text.str->len ? at : text.str->len;
    if (session_of(self)->host.color_output)
        vt_strip(text.str->data + at, text.str->len - at, &plain);
    else
        strbuf_add(&plain, text.str->data + at, text.str->len - at);
    for (size_t i = 0, used; i < plain.len; i += used)
        cells += is_wide(utf8_decode(plain.buf + i, plain.len - i, &used)) ? 2 : 1;
    *out = value_int(cells);
    return 0;
}

CALL(raw_nothing)
{
    UNUSED_CALL();
    return 0;
}

/* clang-format off */
#define RAW(n, t, d) { .name = n, .type_name = t, .get = raw_get, .data = d }
#define RAW_RW(n, t, d) { .name = n, .type_name = t, .get = raw_get, .set = raw_set, .data = d }
/* clang-format on */
#define SIZE "System.Management.Automation.Host.Size"
#define COORDINATES "System.Management.Automation.Host.Coordinates"
static const struct property raw_props[] = {
    RAW_RW("ForegroundColor", "System.ConsoleColor", RAW_FOREGROUND),
    RAW_RW("BackgroundColor", "System.ConsoleColor", RAW_BACKGROUND),
    RAW_RW("CursorPosition", COORDINATES, RAW_POSITION),
    RAW_RW("WindowPosition", COORDINATES, RAW_POSITION),
    RAW_RW("CursorSize", "int", RAW_CURSOR_SIZE),
    RAW_RW("BufferSize", SIZE, RAW_SIZE),
    RAW_RW("WindowSize", SIZE, RAW_SIZE),
    RAW("MaxWindowSize", SIZE, RAW_SIZE),
    RAW("MaxPhysicalWindowSize", SIZE, RAW_SIZE),
    RAW("KeyAvailable", "bool", RAW_KEY),
    RAW_RW("WindowTitle", "string", RAW_TITLE),
};
static const struct method raw_methods[] = {
    METHOD("LengthInBufferCells", 1, 2, raw_length, "int LengthInBufferCells(string source)"),
    METHOD("FlushInputBuffer", 0, 0, raw_nothing, "void FlushInputBuffer()"),
};
static const struct type_info type_raw_ui = {
    .name = "System.Management.Automation.Internal.Host.InternalHostRawUserInterface",
    .base = &type_object,
    PROPS(raw_props),
    METHODS(raw_methods),
    .payload_size = sizeof(struct ui_payload),
};

/* ---- writing ---- */

/* Write(value), or Write(foreground, background, value). */
static int write_text(struct value self, const struct value *args, size_t n, bool newline,
                      struct err **err)
{
    struct host *h = host_of(self);
    AUTO_STRBUF text = STRBUF_INIT;
    int32_t fore, back;
    bool colored = n == 3;
    if (colored && (arg_enum(args[0], &enum_console_color, &fore, err) < 0 ||
                    arg_enum(args[1], &enum_console_color, &back, err) < 0))
        return -1;
    colored = colored && h->color_output;
    if (colored) {
        add_color(&text, fore, false);
        add_color(&text, back, true);
    }
    if (n)
        value_to_strbuf(args[n - 1], &text);
    strbuf_adds(&text, colored ? "\x1b[0m" : "");
    strbuf_adds(&text, newline ? "\n" : "");
    h->ops->write(h->data, text.buf, text.len);
    return 0;
}

CALL(ui_write)
{
    (void)out;
    return write_text(self, args, n, false, err);
}

CALL(ui_write_line)
{
    (void)out;
    return write_text(self, args, n, true, err);
}

CALL(ui_error_line)
{
    (void)n;
    (void)out;
    (void)err;
    struct host *h = host_of(self);
    AUTO_VALUE text = arg_string(args[0]);
    AUTO_FREE char *line = xasprintf("%s\n", text.str->data);
    h->ops->write_error(h->data, COLOR_ERROR, line, strlen(line));
    return 0;
}

static int message(struct value self, struct value v, enum stream stream)
{
    (void)host_of(self);
    AUTO_VALUE text = arg_string(v);
    (void)host_message(session_of(self), stream, text.str->data, text.str->len);
    return 0;
}

#define MESSAGE(name, stream)                    \
    CALL(name)                                   \
    {                                            \
        (void)n;                                 \
        (void)out;                               \
        (void)err;                               \
        return message(self, args[0], (stream)); \
    }
MESSAGE(ui_warning_line, STREAM_WARNING)
MESSAGE(ui_verbose_line, STREAM_VERBOSE)
MESSAGE(ui_debug_line, STREAM_DEBUG)

/* ---- reading ---- */

static int nobody_there(struct err **err)
{
    return fail_with(err, "System.Management.Automation.PSInvalidOperationException",
                     "PSInvalidOperationException",
                     "PowerShell is in NonInteractive mode. Read and Prompt functionality is not "
                     "available.");
}

/* The host that answers; NULL with err when nobody does. */
static struct host *asked(struct value self, struct err **err)
{
    struct host *h = host_of(self);
    if (h->interactive && h->ops->read_line && h->ops->choose)
        return h;
    (void)nobody_there(err);
    return NULL;
}

CALL(ui_read_line)
{
    (void)args;
    (void)n;
    struct host *h = asked(self, err);
    if (!h)
        return -1;
    AUTO_FREE char *line = h->ops->read_line(h->data, "", false);
    *out = line ? value_string(line) : value_null();
    return 0;
}

static struct value read_secret(struct host *h, const char *prompt)
{
    AUTO_FREE char *line = h->ops->read_line(h->data, prompt, true);
    if (!line)
        return value_null();
    struct value secret = securestring_new(line, strlen(line));
    explicit_bzero(line, strlen(line));
    return secret;
}

CALL(ui_read_secret)
{
    (void)args;
    (void)n;
    struct host *h = asked(self, err);
    if (!h)
        return -1;
    *out = read_secret(h, "");
    return 0;
}

/* The caption behind an empty line, the message: each only when there is one. */
static void add_head(struct strbuf *out, struct value caption, struct value message)
{
    AUTO_VALUE head = arg_string(caption), text = arg_string(message);
    if (head.str->len)
        strbuf_addf(out, "\n%s\n", head.str->data);
    if (text.str->len)
        strbuf_addf(out, "%s\n", text.str->data);
}

CALL(ui_prompt_credential)
{
    (void)n;
    struct host *h = asked(self, err);
    if (!h)
        return -1;
    AUTO_STRBUF head = STRBUF_INIT;
    add_head(&head, args[0], args[1]);
    h->ops->write(h->data, head.buf, head.len);
    AUTO_VALUE user = arg_string(args[2]), target = arg_string(args[3]);
    if (user.str->len == 0) {
        AUTO_FREE char *line = h->ops->read_line(h->data, "User: ", false);
        if (!line)
            return 0;
        value_unref(user);
        user = value_string(line);
    }
    AUTO_FREE char *prompt = xasprintf("Password for user %s: ", user.str->data);
    AUTO_VALUE password = read_secret(h, prompt);
    if (value_is_null(password))
        return 0;
    AUTO_FREE char *name = target.str->len ? xasprintf("%s\\%s", target.str->data, user.str->data)
                                           : xstrdup(user.str->data);
    *out = pscredential_new(name, password);
    return 0;
}

/* The items of a list argument as objects of type; each owned by the result. */
static struct array *items_of(struct value v, const struct type_info *type, struct err **err)
{
    const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
    size_t n = v.kind == V_ARRAY ? v.array->len : !value_is_null(v);
    struct array *list = array_new(n);
    for (size_t i = 0; i < n; i++) {
        struct value made;
        if (items[i].kind == V_OBJECT && items[i].object->type == type) {
            array_push(list, items[i]);
        } else if (value_convert(items[i], type, &made, err) == 0) {
            array_push_take(list, made);
        } else {
            value_unref(value_of_array(list));
            return NULL;
        }
    }
    return list;
}

CALL(ui_prompt_choice)
{
    (void)n;
    int32_t preset;
    struct host *h = asked(self, err);
    if (!h || arg_int(args[3], &preset, err) < 0)
        return -1;
    if (value_is_null(args[2]))
        return fail_null_argument(err, "choices");
    struct array *list = items_of(args[2], &type_choice_description, err);
    if (!list)
        return -1;
    AUTO_VALUE owner = value_of_array(list);
    if (list->len == 0)
        return fail_argument(err, "\"choices\" should have at least one element. "
                                  "(Parameter 'choices')");
    if (preset < -1 || preset >= (int32_t)list->len)
        return fail_range(err, "defaultChoice",
                          "\"defaultChoice\" must be a valid index into \"choice\" or -1 for no "
                          "default choice.");
    AUTO_VALUE caption = arg_string(args[0]), message = arg_string(args[1]);
    AUTO_FREE const char **labels = xcalloc(list->len, sizeof(*labels));
    AUTO_FREE const char **help = xcalloc(list->len, sizeof(*help));
    for (size_t i = 0; i < list->len; i++) {
        labels[i] = choice_label(list->items[i]);
        help[i] = choice_help(list->items[i]);
    }
    int picked = h->ops->choose(h->data, caption.str->data, message.str->data, labels, help,
                                list->len, preset);
    if (picked < 0)
        return fail_with(err, "System.Management.Automation.Host.PromptingException",
                         "PromptingException", "The prompt was canceled.");
    *out = value_int(picked);
    return 0;
}

/* One field's value, asked for until it converts; 1: there it is, 0: no more input. */
static int ask_field(struct host *h, struct value field, struct value *out)
{
    const char *name = field_name(field), *type_name = field_type_name(field);
    const struct type_info *type = type_find(type_name, strlen(type_name));
    AUTO_FREE char *prompt = xasprintf("%s: ", name);
    if (type == &type_securestring) {
        *out = read_secret(h, prompt);
        return !value_is_null(*out);
    }
    for (;;) {
        AUTO_FREE char *line = h->ops->read_line(h->data, prompt, false);
        if (!line)
            return 0;
        AUTO_VALUE text = value_string(line);
        AUTO_ERR *why = NULL;
        if (!type || value_convert(text, type, out, &why) == 0) {
            if (!type)
                *out = STEAL_VALUE(text);
            return 1;
        }
        if (!*line)
            continue;
        AUTO_FREE char *note =
            xasprintf("Cannot recognize \"%s\" as a %s due to a format error.\n", line, type->name);
        h->ops->write(h->data, note, strlen(note));
    }
}

CALL(ui_prompt)
{
    (void)n;
    struct host *h = asked(self, err);
    if (!h)
        return -1;
    struct array *list = items_of(args[2], &type_field_description, err);
    if (!list)
        return -1;
    AUTO_VALUE owner = value_of_array(list);
    if (list->len == 0)
        return fail_argument(err, "The \"descriptions\" collection must have at least one "
                                  "element. (Parameter 'descriptions')");
    AUTO_STRBUF head = STRBUF_INIT;
    add_head(&head, args[0], args[1]);
    h->ops->write(h->data, head.buf, head.len);
    struct hash *answers = hash_new(HASH_ORDERED);
    for (size_t i = 0; i < list->len; i++) {
        struct value v = value_null();
        if (!ask_field(h, list->items[i], &v)) {
            hash_clear(answers);
            h->ops->write(h->data, "\n", 1);
            break;
        }
        hash_sets_take(answers, field_name(list->items[i]), v);
    }
    *out = value_of_hash(answers);
    return 0;
}

/* ---- UI ---- */

GETTER(ui_get)
{
    (void)err;
    *out = p->data ? value_bool(session_of(self)->host.color_output)
                   : with_session(&type_raw_ui, session_of(self));
    return 0;
}

static const struct property ui_props[] = {
    PROPERTY("RawUI", "System.Management.Automation.Host.PSHostRawUserInterface", ui_get),
    PROPERTY_DATA("SupportsVirtualTerminal", "bool", ui_get, 1),
};
static const struct method ui_methods[] = {
    METHOD("Prompt", 3, 3, ui_prompt,
           "System.Collections.Generic.Dictionary[string,psobject] Prompt(string caption, string "
           "message, System.Collections.ObjectModel.Collection["
           "System.Management.Automation.Host.FieldDescription] descriptions)"),
    METHOD("PromptForChoice", 4, 4, ui_prompt_choice,
           "int PromptForChoice(string caption, string message, "
           "System.Collections.ObjectModel.Collection["
           "System.Management.Automation.Host.ChoiceDescription] choices, int defaultChoice)"),
    METHOD("PromptForCredential", 4, 6, ui_prompt_credential,
           "pscredential PromptForCredential(string caption, string message, string userName, "
           "string targetName)"),
    METHOD("ReadLine", 0, 0, ui_read_line, "string ReadLine()"),
    METHOD("ReadLineAsSecureString", 0, 0, ui_read_secret, "securestring ReadLineAsSecureString()"),
    METHOD("Write", 1, 3, ui_write, "void Write(string value)"),
    METHOD("WriteLine", 0, 3, ui_write_line, "void WriteLine(string value)"),
    METHOD("WriteErrorLine", 1, 1, ui_error_line, "void WriteErrorLine(string value)"),
    METHOD("WriteWarningLine", 1, 1, ui_warning_line, "void WriteWarningLine(string message)"),
    METHOD("WriteVerboseLine", 1, 1, ui_verbose_line, "void WriteVerboseLine(string message)"),
    METHOD("WriteDebugLine", 1, 1, ui_debug_line, "void WriteDebugLine(string message)"),
};
static const struct type_info type_host_ui = {
    .name = "System.Management.Automation.Internal.Host.InternalHostUserInterface",
    .base = &type_object,
    PROPS(ui_props),
    METHODS(ui_methods),
    .payload_size = sizeof(struct ui_payload),
};

struct value host_ui_new(struct session *s)
{
    return with_session(&type_host_ui, s);
}
