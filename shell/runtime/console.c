/* System.Console, and the writers and the reader that it hands out. */
#include <string.h>
#include <unistd.h>

#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/text_args.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/stream.h"
#include "shell/runtime/runtime_types.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"

struct console_end {
    struct session *session;
    int fd;
};

static int put(struct session *s, int fd, const struct value *args, size_t n, bool line,
               struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if (text_of_args(args, n, &text, err) < 0)
        return -1;
    if (line)
        strbuf_addch(&text, '\n');
    if (fd == STDERR_FILENO)
        s->host.ops->write_error(s->host.data, COLOR_DEFAULT, text.buf, text.len);
    else
        s->host.ops->write(s->host.data, text.buf, text.len);
    return 0;
}

CALL(console_write)
{
    (void)out;
    return put(session_of_handle(self), STDOUT_FILENO, args, n, false, err);
}

CALL(console_write_line)
{
    (void)out;
    return put(session_of_handle(self), STDOUT_FILENO, args, n, true, err);
}

static void read_line(struct session *s, struct value *out)
{
    AUTO_FREE char *line = s->host.ops->read_line(s->host.data, "", false);
    *out = line ? value_string(line) : value_null();
}

CALL(console_read_line)
{
    (void)args;
    (void)n;
    (void)err;
    read_line(session_of_handle(self), out);
    return 0;
}

CALL(console_read_key)
{
    (void)self;
    (void)args;
    (void)n;
    (void)out;
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                     "Cannot read keys when either application does not have a console or when "
                     "console input has been redirected. Try Console.Read.");
}

CALL(console_open_input)
{
    UNUSED_CALL();
    return stream_of_descriptor(STDIN_FILENO, ACCESS_READ, out, err);
}

CALL(console_open_output)
{
    UNUSED_CALL();
    struct session *s = session_of_handle(self);
    s->host.ops->flush(s->host.data);
    return stream_of_descriptor(STDOUT_FILENO, ACCESS_WRITE, out, err);
}

CALL(console_open_error)
{
    UNUSED_CALL();
    return stream_of_descriptor(STDERR_FILENO, ACCESS_WRITE, out, err);
}

CALL(console_nothing)
{
    UNUSED_CALL();
    return 0;
}

CALL(console_clear)
{
    UNUSED_CALL();
    struct session *s = session_of_handle(self);
    if (isatty(STDOUT_FILENO))
        s->host.ops->write(s->host.data, "\x1b[H\x1b[2J\x1b[3J", 11);
    return 0;
}

CALL(console_set_cursor)
{
    (void)n;
    (void)out;
    int32_t left, top;
    if (arg_int(args[0], &left, err) < 0 || arg_int(args[1], &top, err) < 0)
        return -1;
    if (left < 0 || top < 0)
        return fail_range(err, left < 0 ? "left" : "top",
                          "The value must be greater than or equal to zero and less than the "
                          "console's buffer size in that dimension.");
    struct session *s = session_of_handle(self);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text, "\x1b[%d;%dH", top + 1, left + 1);
    if (isatty(STDOUT_FILENO))
        s->host.ops->write(s->host.data, text.buf, text.len);
    return 0;
}

enum console_field {
    CON_OUT,
    CON_ERROR,
    CON_IN,
    CON_IN_REDIRECTED,
    CON_OUT_REDIRECTED,
    CON_ERROR_REDIRECTED,
    CON_ENCODING,
    CON_WIDTH,
    CON_HEIGHT,
    CON_ZERO,
    CON_TRUE,
    CON_FALSE,
    CON_COLOR,
    CON_TITLE
};

static struct value console_end(struct session *s, const struct type_info *type, int fd)
{
    struct object *o = object_new(type);
    *(struct console_end *)object_payload(o) = (struct console_end){ s, fd };
    return value_of_object(o);
}

GETTER(console_get)
{
    (void)err;
    struct session *s = session_of_handle(self);
    int columns = 120, rows = 30;
    switch (p->data) {
    case CON_OUT:
        *out = console_end(s, &type_text_writer, STDOUT_FILENO);
        break;
    case CON_ERROR:
        *out = console_end(s, &type_text_writer, STDERR_FILENO);
        break;
    case CON_IN:
        *out = console_end(s, &type_text_reader, STDIN_FILENO);
        break;
    case CON_IN_REDIRECTED:
        *out = value_bool(!isatty(STDIN_FILENO));
        break;
    case CON_OUT_REDIRECTED:
        *out = value_bool(!isatty(STDOUT_FILENO));
        break;
    case CON_ERROR_REDIRECTED:
        *out = value_bool(!isatty(STDERR_FILENO));
        break;
    case CON_ENCODING:
        *out = encoding_new(ENC_UTF8, false);
        break;
    case CON_WIDTH:
    case CON_HEIGHT:
        s->host.ops->size(s->host.data, &columns, &rows);
        *out = value_int(p->data == CON_WIDTH ? columns : rows);
        break;
    case CON_TRUE:
    case CON_FALSE:
        *out = value_bool(p->data == CON_TRUE);
        break;
    case CON_COLOR:
        *out = value_enum(&enum_console_color, -1);
        break;
    case CON_TITLE:
        *out = value_string("");
        break;
    default:
        *out = value_int(0);
    }
    return 0;
}

/* What a terminal keeps of it, it keeps to itself: colours, title, encodings are taken as given. */
SETTER(console_set)
{
    struct session *s = session_of_handle(self);
    AUTO_STRBUF text = STRBUF_INIT;
    if (p->data == CON_ENCODING && !value_is_encoding(v))
        return fail_null_argument(err, "value");
    if (p->data == CON_TITLE && isatty(STDOUT_FILENO)) {
        strbuf_adds(&text, "\x1b]0;");
        value_to_strbuf(v, &text);
        strbuf_adds(&text, "\x07");
        s->host.ops->write(s->host.data, text.buf, text.len);
    }
    if (p->data == CON_COLOR) {
        static const int codes[] = {
            30, 34, 32, 36, 31, 35, 33, 37, 90, 94, 92, 96, 91, 95, 93, 97
        };
        int32_t color;
        if (arg_enum(v, &enum_console_color, &color, err) < 0)
            return -1;
        bool background = p->name[0] == 'B';
        strbuf_addf(&text, "\x1b[%dm", codes[color & 15] + (background ? 10 : 0));
        if (isatty(STDOUT_FILENO))
            s->host.ops->write(s->host.data, text.buf, text.len);
    }
    return 0;
}

CALL(console_reset_color)
{
    UNUSED_CALL();
    struct session *s = session_of_handle(self);
    if (isatty(STDOUT_FILENO))
        s->host.ops->write(s->host.data, "\x1b[39;49m", 8);
    return 0;
}

/* clang-format off */
#define CONSOLE(n, t, d) { .name = n, .type_name = t, .get = console_get, .data = d }
#define CONSOLE_RW(n, t, d) { .name = n, .type_name = t, .get = console_get, .set = console_set, .data = d }
/* clang-format on */
static const struct property console_props[] = {
    CONSOLE("Out", "System.IO.TextWriter", CON_OUT),
    CONSOLE("Error", "System.IO.TextWriter", CON_ERROR),
    CONSOLE("In", "System.IO.TextReader", CON_IN),
    CONSOLE("IsInputRedirected", "bool", CON_IN_REDIRECTED),
    CONSOLE("IsOutputRedirected", "bool", CON_OUT_REDIRECTED),
    CONSOLE("IsErrorRedirected", "bool", CON_ERROR_REDIRECTED),
    CONSOLE_RW("InputEncoding", "System.Text.Encoding", CON_ENCODING),
    CONSOLE_RW("OutputEncoding", "System.Text.Encoding", CON_ENCODING),
    CONSOLE_RW("BackgroundColor", "System.ConsoleColor", CON_COLOR),
    CONSOLE_RW("ForegroundColor", "System.ConsoleColor", CON_COLOR),
    CONSOLE_RW("BufferWidth", "int", CON_WIDTH),
    CONSOLE_RW("BufferHeight", "int", CON_HEIGHT),
    CONSOLE_RW("WindowWidth", "int", CON_WIDTH),
    CONSOLE_RW("WindowHeight", "int", CON_HEIGHT),
    CONSOLE("LargestWindowWidth", "int", CON_WIDTH),
    CONSOLE("LargestWindowHeight", "int", CON_HEIGHT),
    CONSOLE_RW("CursorLeft", "int", CON_ZERO),
    CONSOLE_RW("CursorTop", "int", CON_ZERO),
    CONSOLE_RW("CursorVisible", "bool", CON_TRUE),
    CONSOLE("KeyAvailable", "bool", CON_FALSE),
    CONSOLE_RW("TreatControlCAsInput", "bool", CON_FALSE),
    CONSOLE_RW("Title", "string", CON_TITLE),
};
static const struct method console_statics[] = {
    METHOD("Write", 1, -1, console_write, "void Write(string format, Params System.Object[] arg)"),
    METHOD("WriteLine", 0, -1, console_write_line,
           "void WriteLine(string format, Params System.Object[] arg)"),
    METHOD("ReadLine", 0, 0, console_read_line, "string ReadLine()"),
    METHOD("ReadKey", 0, 1, console_read_key, "System.ConsoleKeyInfo ReadKey(bool intercept)"),
    METHOD("OpenStandardInput", 0, 1, console_open_input, "System.IO.Stream OpenStandardInput()"),
    METHOD("OpenStandardOutput", 0, 1, console_open_output,
           "System.IO.Stream OpenStandardOutput()"),
    METHOD("OpenStandardError", 0, 1, console_open_error, "System.IO.Stream OpenStandardError()"),
    METHOD("Beep", 0, 2, console_nothing, "void Beep()"),
    METHOD("Clear", 0, 0, console_clear, "void Clear()"),
    METHOD("ResetColor", 0, 0, console_reset_color, "void ResetColor()"),
    METHOD("SetCursorPosition", 2, 2, console_set_cursor,
           "void SetCursorPosition(int left, int top)"),
};
const struct type_info type_console = { .name = "System.Console",
                                        .base = &type_object,
                                        STATIC_PROPS(console_props),
                                        STATICS(console_statics),
                                        .wants_session = true };

/* ---- Console.Out, Console.Error, Console.In ---- */

static struct console_end *end_of(struct value self)
{
    return object_payload(self.object);
}

CALL(writer_write)
{
    (void)out;
    return put(end_of(self)->session, end_of(self)->fd, args, n, false, err);
}

CALL(writer_write_line)
{
    (void)out;
    return put(end_of(self)->session, end_of(self)->fd, args, n, true, err);
}

GETTER(writer_encoding)
{
    UNUSED_GETTER();
    *out = encoding_new(ENC_UTF8, false);
    return 0;
}

GETTER(writer_new_line)
{
    UNUSED_GETTER();
    *out = value_string("\n");
    return 0;
}

CALL(reader_read_line)
{
    (void)args;
    (void)n;
    (void)err;
    read_line(end_of(self)->session, out);
    return 0;
}

CALL(reader_read_to_end)
{
    (void)args;
    (void)n;
    (void)err;
    struct strbuf text = STRBUF_INIT;
    for (;;) {
        AUTO_VALUE line = value_null();
        read_line(end_of(self)->session, &line);
        if (value_is_null(line))
            break;
        strbuf_add(&text, line.str->data, line.str->len);
        strbuf_addch(&text, '\n');
    }
    *out = value_string_take(&text);
    return 0;
}

static const struct property writer_props[] = {
    PROPERTY("Encoding", "System.Text.Encoding", writer_encoding),
    PROPERTY("NewLine", "string", writer_new_line),
};
static const struct method writer_methods[] = {
    METHOD("Write", 0, -1, writer_write, "void Write(string value)"),
    METHOD("WriteLine", 0, -1, writer_write_line, "void WriteLine(string value)"),
    METHOD("Flush", 0, 0, console_nothing, "void Flush()"),
    METHOD("Close", 0, 0, console_nothing, "void Close()"),
    METHOD("Dispose", 0, 0, console_nothing, "void Dispose()"),
};
static const struct method reader_methods[] = {
    METHOD("ReadLine", 0, 0, reader_read_line, "string ReadLine()"),
    METHOD("ReadToEnd", 0, 0, reader_read_to_end, "string ReadToEnd()"),
    METHOD("Close", 0, 0, console_nothing, "void Close()"),
    METHOD("Dispose", 0, 0, console_nothing, "void Dispose()"),
};
const struct type_info type_text_writer = { .name = "System.IO.TextWriter+SyncTextWriter",
                                            .base = &type_object,
                                            .interfaces = implements_disposable,
                                            PROPS(writer_props),
                                            METHODS(writer_methods),
                                            .payload_size = sizeof(struct console_end) };
const struct type_info type_text_reader = { .name = "System.IO.SyncTextReader",
                                            .base = &type_object,
                                            .interfaces = implements_disposable,
                                            METHODS(reader_methods),
                                            .payload_size = sizeof(struct console_end) };
