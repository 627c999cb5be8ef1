/* StreamReader, StringReader, StreamWriter, StringWriter. */
#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/text_args.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/file.h"
#include "shell/object/types/stream.h"

/* ---- readers ---- */

struct reader {
    struct value stream; /* $null: over a string */
    struct value encoding;
    struct strbuf text; /* what was read of the stream, as UTF-8 */
    size_t pos;
    struct strbuf bytes; /* not decoded yet: a line whose end has not come */
    enum encoding kind;  /* when detected */
    bool loaded, closed, detected;
};

static struct reader *reader_of(struct value v)
{
    return object_payload(v.object);
}

static void reader_destroy(struct object *o)
{
    struct reader *r = object_payload(o);
    value_unref(r->stream);
    value_unref(r->encoding);
    strbuf_release(&r->text);
    strbuf_release(&r->bytes);
}

/* Encodings whose lines end with a byte of their own, which none of their other signs holds. */
static bool has_line_bytes(enum encoding e)
{
    return e == ENC_UTF8 || e == ENC_ASCII || e == ENC_LATIN1;
}

/* The first n bytes are done with. */
static void drop(struct strbuf *bytes, size_t n)
{
    if (!n)
        return;
    memmove(bytes->buf, bytes->buf + n, bytes->len - n);
    strbuf_truncate(bytes, bytes->len - n);
}

/* Decodes what can be of the bytes that have come. */
static void decode(struct reader *r)
{
    size_t skip = 0, ready = r->bytes.len;
    if (!r->detected) {
        enum encoding e = value_is_null(r->encoding) ? ENC_UTF8 : encoding_kind(r->encoding);
        r->kind = encoding_detect(r->bytes.buf ? r->bytes.buf : "", r->bytes.len, e, &skip);
        if (value_is_null(r->encoding))
            r->encoding = encoding_new(r->kind, true);
        r->detected = true;
    }
    if (!r->loaded && !has_line_bytes(r->kind)) {
        drop(&r->bytes, skip);
        return;
    }
    while (!r->loaded && ready > skip && r->bytes.buf[ready - 1] != '\n')
        ready--;
    if (ready > skip)
        encoding_decode(r->kind, r->bytes.buf + skip, ready - skip, &r->text);
    drop(&r->bytes, ready > skip ? ready : skip);
}

/* Reads on until a line stands there, or with all to the end. */
static int load(struct value v, bool all, struct err **err)
{
    struct reader *r = reader_of(v);
    if (r->closed)
        return fail_with(err, "System.ObjectDisposedException", "ObjectDisposedException",
                         "Cannot read from a closed TextReader.");
    while (!r->loaded && (all || r->pos >= r->text.len)) {
        char buf[8192];
        size_t got;
        if (stream_read(r->stream, buf, sizeof(buf), &got, err) < 0)
            return -1;
        strbuf_add(&r->bytes, buf, got);
        r->loaded = got == 0;
        /* A byte order mark takes up to four bytes. */
        if (r->loaded || r->detected || r->bytes.len >= 4 || memchr(buf, '\n', got))
            decode(r);
    }
    return 0;
}

CALL(reader_read_line)
{
    (void)args;
    (void)n;
    struct reader *r = reader_of(self);
    if (load(self, false, err) < 0)
        return -1;
    if (r->pos >= r->text.len) {
        *out = value_null();
        return 0;
    }
    const char *from = r->text.buf + r->pos;
    size_t left = r->text.len - r->pos, len = 0;
    while (len < left && from[len] != '\n' && from[len] != '\r')
        len++;
    *out = value_string_len(from, len);
    r->pos += len;
    if (len < left && from[len] == '\r')
        r->pos += len + 1 < left && from[len + 1] == '\n' ? 2 : 1;
    else if (len < left)
        r->pos++;
    return 0;
}

CALL(reader_read_to_end)
{
    (void)args;
    (void)n;
    struct reader *r = reader_of(self);
    if (load(self, true, err) < 0)
        return -1;
    *out = value_string_len(r->text.buf + r->pos, r->text.len - r->pos);
    r->pos = r->text.len;
    return 0;
}

static int next_rune(struct value self, bool take, struct value *out, struct err **err)
{
    struct reader *r = reader_of(self);
    if (load(self, false, err) < 0)
        return -1;
    size_t used = 0;
    *out = value_int(-1);
    if (r->pos < r->text.len)
        *out = value_int((int32_t)utf8_decode(r->text.buf + r->pos, r->text.len - r->pos, &used));
    if (take)
        r->pos += used;
    return 0;
}

CALL(reader_peek)
{
    (void)args;
    (void)n;
    return next_rune(self, false, out, err);
}

/* Read(), Read(char[], index, count) */
CALL(reader_read)
{
    int32_t from = 0, count, done = 0;
    if (!n)
        return next_rune(self, true, out, err);
    if (n != 3 || args[0].kind != V_ARRAY)
        return fail_null_argument(err, "buffer");
    if (arg_int(args[1], &from, err) < 0 || arg_int(args[2], &count, err) < 0)
        return -1;
    if (from < 0 || count < 0 || (size_t)from + (size_t)count > args[0].array->len)
        return fail_argument(err, "Offset and length were out of bounds for the array or count is "
                                  "greater than the number of elements from index to the end of "
                                  "the source collection.");
    while (done < count) {
        struct value c;
        if (next_rune(self, true, &c, err) < 0)
            return -1;
        if (c.i < 0)
            break;
        value_replace_take(&args[0].array->items[from + done++], value_char((uint16_t)c.i));
    }
    *out = value_int(done);
    return 0;
}

CALL(reader_close)
{
    (void)args;
    (void)n;
    (void)out;
    struct reader *r = reader_of(self);
    r->closed = true;
    return value_is_null(r->stream) ? 0 : stream_close(r->stream, err);
}

enum { AT_END, BASE_STREAM, ENCODING };

GETTER(reader_get)
{
    struct reader *r = reader_of(self);
    if (p->data == BASE_STREAM) {
        *out = value_ref(r->stream);
        return 0;
    }
    if (load(self, false, err) < 0)
        return -1;
    *out = p->data == AT_END ? value_bool(r->pos >= r->text.len) : value_ref(r->encoding);
    return 0;
}

static int open_stream(struct value v, int mode, int access, struct value *out, struct err **err)
{
    if (value_is_stream(v)) {
        *out = value_ref(v);
        return 0;
    }
    AUTO_VALUE path = value_null();
    return file_path_arg(v, &path, err) < 0 ? -1
                                            : stream_open(path.str->data, mode, access, out, err);
}

int stream_reader_open(struct value from, struct value encoding, struct value *out,
                       struct err **err)
{
    AUTO_VALUE stream = value_null();
    if (open_stream(from, FILE_OPEN, ACCESS_READ, &stream, err) < 0)
        return -1;
    *out = value_of_object(object_new(&type_stream_reader));
    struct reader *r = reader_of(*out);
    r->text = r->bytes = (struct strbuf)STRBUF_INIT;
    r->stream = STEAL_VALUE(stream);
    r->encoding = value_is_encoding(encoding) ? value_ref(encoding) : value_null();
    return 0;
}

CALL(stream_reader_new)
{
    (void)self;
    return stream_reader_open(args[0], n > 1 ? args[1] : value_null(), out, err);
}

CALL(string_reader_new)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "s");
    *out = value_of_object(object_new(&type_string_reader));
    struct reader *r = reader_of(*out);
    r->text = r->bytes = (struct strbuf)STRBUF_INIT;
    value_to_strbuf(args[0], &r->text);
    r->loaded = true;
    return 0;
}

static const struct property stream_reader_props[] = {
    PROPERTY_DATA("CurrentEncoding", "System.Text.Encoding", reader_get, ENCODING),
    PROPERTY_DATA("BaseStream", "System.IO.Stream", reader_get, BASE_STREAM),
    PROPERTY_DATA("EndOfStream", "bool", reader_get, AT_END),
};
static const struct method reader_methods[] = {
    METHOD("ReadLine", 0, 0, reader_read_line, "string ReadLine()"),
    METHOD("ReadToEnd", 0, 0, reader_read_to_end, "string ReadToEnd()"),
    METHOD("Read", 0, 3, reader_read, "int Read()"),
    METHOD("ReadBlock", 3, 3, reader_read, "int ReadBlock(char[] buffer, int index, int count)"),
    METHOD("Peek", 0, 0, reader_peek, "int Peek()"),
    METHOD("Close", 0, 0, reader_close, "void Close()"),
    METHOD("Dispose", 0, 0, reader_close, "void Dispose()"),
};
static const struct method stream_reader_statics[] = {
    METHOD("new", 1, 5, stream_reader_new, NULL),
};
static const struct method string_reader_statics[] = {
    METHOD("new", 1, 1, string_reader_new, NULL),
};
const struct type_info type_text_reader_base = { .name = "System.IO.TextReader",
                                                 .base = &type_object,
                                                 .interfaces = implements_disposable,
                                                 METHODS(reader_methods),
                                                 .payload_size = sizeof(struct reader),
                                                 .destroy = reader_destroy };
const struct type_info type_stream_reader = { .name = "System.IO.StreamReader",
                                              .base = &type_text_reader_base,
                                              PROPS(stream_reader_props),
                                              STATICS(stream_reader_statics),
                                              .payload_size = sizeof(struct reader) };
const struct type_info type_string_reader = { .name = "System.IO.StringReader",
                                              .base = &type_text_reader_base,
                                              STATICS(string_reader_statics),
                                              .payload_size = sizeof(struct reader) };

/* ---- writers ---- */

struct writer {
    struct value stream; /* $null: into a StringBuilder */
    struct value builder;
    struct value encoding;
    struct value new_line;
    bool auto_flush, closed;
};

static struct writer *writer_of(struct value v)
{
    return object_payload(v.object);
}

static void writer_destroy(struct object *o)
{
    struct writer *w = object_payload(o);
    value_unref(w->stream);
    value_unref(w->builder);
    value_unref(w->encoding);
    value_unref(w->new_line);
}

static int put(struct value self, const struct value *args, size_t n, bool line, struct err **err)
{
    struct writer *w = writer_of(self);
    AUTO_STRBUF text = STRBUF_INIT, bytes = STRBUF_INIT;
    if (w->closed)
        return fail_with(err, "System.ObjectDisposedException", "ObjectDisposedException",
                         "Cannot write to a closed TextWriter.");
    if (text_of_args(args, n, &text, err) < 0)
        return -1;
    if (line && w->new_line.kind == V_STRING)
        strbuf_add(&text, w->new_line.str->data, w->new_line.str->len);
    else if (line)
        strbuf_addch(&text, '\n');
    if (w->stream.kind == V_NULL) {
        strbuf_add(object_payload(w->builder.object), text.buf, text.len);
        return 0;
    }
    encoding_encode(encoding_kind(w->encoding), text.buf, text.len, &bytes);
    return stream_write(w->stream, bytes.buf, bytes.len, err);
}

CALL(writer_write)
{
    (void)out;
    return put(self, args, n, false, err);
}

CALL(writer_write_line)
{
    (void)out;
    return put(self, args, n, true, err);
}

CALL(writer_flush)
{
    UNUSED_CALL();
    return 0;
}

CALL(writer_close)
{
    (void)args;
    (void)n;
    (void)out;
    struct writer *w = writer_of(self);
    w->closed = w->stream.kind != V_NULL || w->closed;
    return value_is_null(w->stream) ? 0 : stream_close(w->stream, err);
}

CALL(writer_get_builder)
{
    UNUSED_CALL();
    *out = value_ref(writer_of(self)->builder);
    return 0;
}

static int writer_to_string(struct value self, struct strbuf *out)
{
    struct writer *w = writer_of(self);
    if (w->builder.kind == V_OBJECT)
        value_to_strbuf(w->builder, out);
    else
        strbuf_adds(out, self.object->type->name);
    return 0;
}

enum { WRITER_FLUSH, WRITER_STREAM, WRITER_ENCODING, WRITER_NEW_LINE };

GETTER(writer_get)
{
    UNUSED_GETTER();
    struct writer *w = writer_of(self);
    *out = p->data == WRITER_FLUSH    ? value_bool(w->auto_flush)
           : p->data == WRITER_STREAM ? value_ref(w->stream)
           : p->data == WRITER_NEW_LINE
               ? (value_is_null(w->new_line) ? value_string("\n") : value_ref(w->new_line))
           : value_is_null(w->encoding) ? encoding_new(ENC_UTF16, true)
                                        : value_ref(w->encoding);
    return 0;
}

SETTER(writer_set)
{
    (void)err;
    struct writer *w = writer_of(self);
    if (p->data == WRITER_FLUSH)
        w->auto_flush = value_truth(v);
    else
        value_replace_take(&w->new_line, arg_string(v));
    return 0;
}

int stream_writer_open(struct value to, bool append, struct value encoding, struct value *out,
                       struct err **err)
{
    AUTO_VALUE stream = value_null(), position = value_null();
    if (open_stream(to, append ? FILE_APPEND : FILE_CREATE, ACCESS_WRITE, &stream, err) < 0)
        return -1;
    *out = value_of_object(object_new(&type_stream_writer));
    struct writer *w = writer_of(*out);
    w->stream = value_ref(stream);
    w->encoding = value_is_encoding(encoding) ? value_ref(encoding) : encoding_new(ENC_UTF8, false);
    if (append || member_get(stream, "Position", &position, err) < 0 || position.i != 0)
        return 0;
    AUTO_STRBUF mark = STRBUF_INIT;
    encoding_add_preamble(w->encoding, &mark);
    return mark.len ? stream_write(stream, mark.buf, mark.len, err) : 0;
}

/* new(path), new(path, append [, encoding]), new(stream [, encoding]) */
CALL(stream_writer_new)
{
    (void)self;
    struct value encoding = value_null();
    bool append = false;
    for (size_t i = 1; i < n; i++) {
        if (value_is_encoding(args[i]))
            encoding = args[i];
        else if (args[i].kind == V_BOOL && i == 1)
            append = args[i].b;
    }
    return stream_writer_open(args[0], append, encoding, out, err);
}

CALL(string_writer_new)
{
    (void)self;
    *out = value_of_object(object_new(&type_string_writer));
    struct writer *w = writer_of(*out);
    if (n && args[0].kind == V_OBJECT && args[0].object->type == &type_string_builder) {
        w->builder = value_ref(args[0]);
        return 0;
    }
    const struct method *m = type_find_static_method(&type_string_builder, "new", 3);
    return m->call(value_type(&type_string_builder), NULL, 0, &w->builder, err);
}

/* clang-format off */
#define FIELD(n, t, d) { .name = n, .type_name = t, .get = writer_get, .data = d }
#define FIELD_RW(n, t, d) { .name = n, .type_name = t, .get = writer_get, .set = writer_set, .data = d }
/* clang-format on */
static const struct property stream_writer_props[] = {
    FIELD_RW("AutoFlush", "bool", WRITER_FLUSH),
    FIELD("BaseStream", "System.IO.Stream", WRITER_STREAM),
};
static const struct property writer_props[] = {
    FIELD("Encoding", "System.Text.Encoding", WRITER_ENCODING),
    FIELD_RW("NewLine", "string", WRITER_NEW_LINE),
};
static const struct method writer_methods[] = {
    METHOD("Write", 0, -1, writer_write, "void Write(string value)"),
    METHOD("WriteLine", 0, -1, writer_write_line, "void WriteLine(string value)"),
    METHOD("Flush", 0, 0, writer_flush, "void Flush()"),
    METHOD("Close", 0, 0, writer_close, "void Close()"),
    METHOD("Dispose", 0, 0, writer_close, "void Dispose()"),
};
static const struct method string_writer_methods[] = {
    METHOD("GetStringBuilder", 0, 0, writer_get_builder,
           "System.Text.StringBuilder GetStringBuilder()"),
};
static const struct method stream_writer_statics[] = {
    METHOD("new", 1, 4, stream_writer_new, NULL),
};
static const struct method string_writer_statics[] = {
    METHOD("new", 0, 2, string_writer_new, NULL),
};
const struct type_info type_text_writer_base = { .name = "System.IO.TextWriter",
                                                 .base = &type_object,
                                                 .interfaces = implements_disposable,
                                                 PROPS(writer_props),
                                                 METHODS(writer_methods),
                                                 .payload_size = sizeof(struct writer),
                                                 .destroy = writer_destroy,
                                                 .to_string = writer_to_string };
const struct type_info type_stream_writer = { .name = "System.IO.StreamWriter",
                                              .base = &type_text_writer_base,
                                              PROPS(stream_writer_props),
                                              STATICS(stream_writer_statics),
                                              .payload_size = sizeof(struct writer) };
const struct type_info type_string_writer = { .name = "System.IO.StringWriter",
                                              .base = &type_text_writer_base,
                                              METHODS(string_writer_methods),
                                              STATICS(string_writer_statics),
                                              .payload_size = sizeof(struct writer) };
