/* BinaryReader and BinaryWriter: numbers and texts in streams, least byte first. */
#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"

struct binary_io {
    struct value stream;
    enum encoding encoding;
    bool leave_open;
};

static struct binary_io *io_of(struct value v)
{
    return object_payload(v.object);
}

static void io_destroy(struct object *o)
{
    value_unref(((struct binary_io *)object_payload(o))->stream);
}

/* new(stream [, encoding [, leaveOpen]]) */
CALL(io_new)
{
    if (!value_is_stream(args[0]))
        return fail_null_argument(err, self.type == &type_binary_reader ? "input" : "output");
    struct object *o = object_new(self.type);
    struct binary_io *io = object_payload(o);
    io->stream = value_ref(args[0]);
    io->encoding = n > 1 && value_is_encoding(args[1]) ? encoding_kind(args[1]) : ENC_UTF8;
    io->leave_open = n > 2 && value_truth(args[2]);
    *out = value_of_object(o);
    return 0;
}

CALL(io_close)
{
    (void)args;
    (void)n;
    (void)out;
    return io_of(self)->leave_open ? 0 : stream_close(io_of(self)->stream, err);
}

CALL(io_flush)
{
    UNUSED_CALL();
    return 0;
}

GETTER(io_stream)
{
    UNUSED_GETTER();
    *out = value_ref(io_of(self)->stream);
    return 0;
}

/* ---- reading ---- */

static int fill(struct value self, char *buf, size_t len, struct err **err)
{
    for (size_t got, done = 0; done < len; done += got) {
        if (stream_read(io_of(self)->stream, buf + done, len - done, &got, err) < 0)
            return -1;
        if (!got)
            return fail_with(err, "System.IO.EndOfStreamException", "EndOfStreamException",
                             "Unable to read beyond the end of the stream.");
    }
    return 0;
}

static int read_bits(struct value self, size_t size, uint64_t *out, struct err **err)
{
    unsigned char buf[8];
    if (fill(self, (char *)buf, size, err) < 0)
        return -1;
    *out = 0;
    for (size_t i = 0; i < size; i++)
        *out |= (uint64_t)buf[i] << (8 * i);
    return 0;
}

static struct value single_bits(uint64_t u)
{
    uint32_t w = (uint32_t)u;
    float f;
    memcpy(&f, &w, sizeof(f));
    return (struct value){ .kind = V_SINGLE, .d = (double)f };
}

static struct value double_bits(uint64_t u)
{
    double d;
    memcpy(&d, &u, sizeof(d));
    return value_double(d);
}

#define READ(fn, size, expression)              \
    CALL(fn)                                    \
    {                                           \
        (void)args;                             \
        (void)n;                                \
        uint64_t u;                             \
        if (read_bits(self, size, &u, err) < 0) \
            return -1;                          \
        *out = expression;                      \
        return 0;                               \
    }
READ(read_bool, 1, value_bool(u != 0))
READ(read_byte, 1, value_integer(V_BYTE, (int64_t)u))
READ(read_sbyte, 1, value_integer(V_SBYTE, (int8_t)u))
READ(read_int16, 2, value_integer(V_INT16, (int16_t)u))
READ(read_uint16, 2, value_integer(V_UINT16, (int64_t)u))
READ(read_int32, 4, value_int((int32_t)u))
READ(read_uint32, 4, value_integer(V_UINT32, (int64_t)u))
READ(read_int64, 8, value_long((int64_t)u))
READ(read_uint64, 8, value_ulong(u))
READ(read_single, 4, single_bits(u))
READ(read_double, 8, double_bits(u))

/* A length in groups of seven bits, the lowest first. */
static int read_length(struct value self, int32_t *out, struct err **err)
{
    uint64_t b;
    uint32_t length = 0;
    for (unsigned shift = 0;; shift += 7) {
        if (shift > 28)
            return fail_with(err, "System.FormatException", "FormatException",
                             "Too many bytes in what should have been a 7-bit encoded integer.");
        if (read_bits(self, 1, &b, err) < 0)
            return -1;
        length |= (uint32_t)(b & 0x7F) << shift;
        if (!(b & 0x80))
            break;
    }
    *out = (int32_t)length;
    return 0;
}

CALL(read_7bit)
{
    (void)args;
    (void)n;
    int32_t i;
    if (read_length(self, &i, err) < 0)
        return -1;
    *out = value_int(i);
    return 0;
}

/* Up to count bytes; fewer at the end. */
static int read_up_to(struct value self, int32_t count, struct strbuf *out, struct err **err)
{
    char buf[4096];
    size_t got = 1;
    if (count < 0)
        return fail_range(err, "count", "Non-negative number required.");
    while (out->len < (size_t)count && got) {
        size_t want = (size_t)count - out->len;
        if (stream_read(io_of(self)->stream, buf, want < sizeof(buf) ? want : sizeof(buf), &got,
                        err) < 0)
            return -1;
        strbuf_add(out, buf, got);
    }
    return 0;
}

CALL(read_string)
{
    (void)args;
    (void)n;
    int32_t length;
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct strbuf text = STRBUF_INIT;
    if (read_length(self, &length, err) < 0)
        return -1;
    if (length < 0)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "BinaryReader encountered an invalid string length of %d characters.",
                         length);
    if (read_up_to(self, length, &bytes, err) < 0)
        return -1;
    if (bytes.len < (size_t)length)
        return fail_with(err, "System.IO.EndOfStreamException", "EndOfStreamException",
                         "Unable to read beyond the end of the stream.");
    encoding_decode(io_of(self)->encoding, bytes.buf, bytes.len, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(read_bytes)
{
    (void)n;
    int32_t count;
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (arg_int(args[0], &count, err) < 0 || read_up_to(self, count, &bytes, err) < 0)
        return -1;
    *out = value_of_array(bytes_array(bytes.buf ? bytes.buf : "", bytes.len));
    return 0;
}

/* One character: of UTF-8, or of single bytes. */
static int next_char(struct value self, uint32_t *out, struct err **err)
{
    char buf[4];
    enum encoding e = io_of(self)->encoding;
    if (e == ENC_UTF16 || e == ENC_UTF16BE) {
        if (fill(self, buf, 2, err) < 0)
            return -1;
        unsigned char a = (unsigned char)buf[0], b = (unsigned char)buf[1];
        *out = e == ENC_UTF16 ? a | (uint32_t)b << 8 : b | (uint32_t)a << 8;
        return 0;
    }
    if (fill(self, buf, 1, err) < 0)
        return -1;
    unsigned char lead = (unsigned char)buf[0];
    size_t more = e != ENC_UTF8 || lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3, used;
    if (more && fill(self, buf + 1, more, err) < 0)
        return -1;
    *out = e == ENC_UTF8 ? utf8_decode(buf, more + 1, &used) : lead;
    return 0;
}

CALL(read_char)
{
    (void)args;
    (void)n;
    uint32_t c;
    if (next_char(self, &c, err) < 0)
        return -1;
    *out = value_char((uint16_t)c);
    return 0;
}

CALL(read_chars)
{
    (void)n;
    int32_t count;
    if (arg_int(args[0], &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "count", "Non-negative number required.");
    struct array *a = array_new(0);
    a->type = type_array_of(&type_char);
    a->element = &type_char;
    AUTO_ERR *end = NULL;
    uint32_t c;
    while (count-- > 0 && next_char(self, &c, &end) == 0)
        array_push_take(a, value_char((uint16_t)c));
    *out = value_of_array(a);
    return 0;
}

/* The next byte without taking it; -1 at the end. */
CALL(peek_char)
{
    (void)args;
    (void)n;
    char c = 0;
    size_t got;
    struct value stream = io_of(self)->stream, at;
    AUTO_VALUE position = value_null();
    if (member_get(stream, "Position", &position, err) < 0 ||
        stream_read(stream, &c, 1, &got, err) < 0)
        return -1;
    at = position;
    *out = value_int(got ? (unsigned char)c : -1);
    return member_set(stream, NULL, "Position", at, err);
}

static const struct property io_props[] = {
    PROPERTY("BaseStream", "System.IO.Stream", io_stream),
};
static const struct method reader_methods[] = {
    METHOD("ReadBoolean", 0, 0, read_bool, "bool ReadBoolean()"),
    METHOD("ReadByte", 0, 0, read_byte, "byte ReadByte()"),
    METHOD("ReadSByte", 0, 0, read_sbyte, "sbyte ReadSByte()"),
    METHOD("ReadInt16", 0, 0, read_int16, "short ReadInt16()"),
    METHOD("ReadUInt16", 0, 0, read_uint16, "ushort ReadUInt16()"),
    METHOD("ReadInt32", 0, 0, read_int32, "int ReadInt32()"),
    METHOD("ReadUInt32", 0, 0, read_uint32, "uint ReadUInt32()"),
    METHOD("ReadInt64", 0, 0, read_int64, "long ReadInt64()"),
    METHOD("ReadUInt64", 0, 0, read_uint64, "ulong ReadUInt64()"),
    METHOD("ReadSingle", 0, 0, read_single, "float ReadSingle()"),
    METHOD("ReadDouble", 0, 0, read_double, "double ReadDouble()"),
    METHOD("ReadString", 0, 0, read_string, "string ReadString()"),
    METHOD("ReadBytes", 1, 1, read_bytes, "byte[] ReadBytes(int count)"),
    METHOD("ReadChar", 0, 0, read_char, "char ReadChar()"),
    METHOD("ReadChars", 1, 1, read_chars, "char[] ReadChars(int count)"),
    METHOD("Read7BitEncodedInt", 0, 0, read_7bit, "int Read7BitEncodedInt()"),
    METHOD("PeekChar", 0, 0, peek_char, "int PeekChar()"),
    METHOD("Close", 0, 0, io_close, "void Close()"),
    METHOD("Dispose", 0, 0, io_close, "void Dispose()"),
};

/* ---- writing ---- */

static int put(struct value self, const char *s, size_t len, struct err **err)
{
    return stream_write(io_of(self)->stream, s, len, err);
}

static int put_length(struct value self, uint32_t length, struct err **err)
{
    char buf[5];
    size_t n = 0;
    for (; length >= 0x80; length >>= 7)
        buf[n++] = (char)(length | 0x80);
    buf[n++] = (char)length;
    return put(self, buf, n, err);
}

static size_t number_size(struct value v)
{
    switch (v.kind) {
    case V_BOOL:
    case V_BYTE:
    case V_SBYTE:
        return 1;
    case V_INT16:
    case V_UINT16:
        return 2;
    case V_INT32:
    case V_UINT32:
    case V_SINGLE:
        return 4;
    default:
        return 8;
    }
}

static int put_number(struct value self, struct value v, struct err **err)
{
    char buf[8];
    uint64_t bits = v.u;
    size_t size = number_size(v);
    if (v.kind == V_SINGLE) {
        float f = (float)v.d;
        uint32_t w;
        memcpy(&w, &f, sizeof(w));
        bits = w;
    }
    for (size_t i = 0; i < size; i++)
        buf[i] = (char)(bits >> (8 * i));
    return put(self, buf, size, err);
}

/* Write(number), Write(char), Write(string), Write(bytes [, index, count]) */
CALL(binary_write)
{
    (void)out;
    struct value v = args[0];
    enum encoding e = io_of(self)->encoding;
    AUTO_STRBUF bytes = STRBUF_INIT;
    if (v.kind == V_BOOL || value_is_integer(v) || v.kind == V_SINGLE || v.kind == V_DOUBLE)
        return put_number(self, v, err);
    if (v.kind == V_ARRAY) {
        int32_t from = 0, count = (int32_t)v.array->len;
        if (n == 3 && (arg_int(args[1], &from, err) < 0 || arg_int(args[2], &count, err) < 0))
            return -1;
        if (from < 0 || count < 0 || (size_t)from + (size_t)count > v.array->len)
            return fail_range(err, "index",
                              "Index and count must refer to a location within the "
                              "buffer.");
        for (int32_t i = from; i < from + count; i++) {
            struct value item = v.array->items[i], b;
            char text[4];
            if (item.kind == V_CHAR) {
                encoding_encode(e, text, utf8_encode((uint32_t)item.i, text), &bytes);
                continue;
            }
            if (value_convert(item, &type_byte, &b, err) < 0)
                return -1;
            strbuf_addch(&bytes, (char)b.i);
        }
        return put(self, bytes.buf ? bytes.buf : "", bytes.len, err);
    }
    if (v.kind == V_NULL)
        return fail_null_argument(err, "value");
    AUTO_VALUE text = arg_string(v);
    encoding_encode(e, text.str->data, text.str->len, &bytes);
    if (v.kind != V_CHAR && put_length(self, (uint32_t)bytes.len, err) < 0)
        return -1;
    return put(self, bytes.buf ? bytes.buf : "", bytes.len, err);
}

CALL(write_7bit)
{
    (void)n;
    (void)out;
    int32_t i;
    return arg_int(args[0], &i, err) < 0 ? -1 : put_length(self, (uint32_t)i, err);
}

CALL(binary_seek)
{
    const struct method *m = type_find_method(&type_stream, "Seek", 4);
    return m->call(io_of(self)->stream, args, n, out, err);
}

static const struct method writer_methods[] = {
    METHOD("Write", 1, 3, binary_write, "void Write(byte value)"),
    METHOD("Write7BitEncodedInt", 1, 1, write_7bit, "void Write7BitEncodedInt(int value)"),
    METHOD("Seek", 2, 2, binary_seek, "long Seek(int offset, System.IO.SeekOrigin origin)"),
    METHOD("Flush", 0, 0, io_flush, "void Flush()"),
    METHOD("Close", 0, 0, io_close, "void Close()"),
    METHOD("Dispose", 0, 0, io_close, "void Dispose()"),
};
static const struct method io_statics[] = { METHOD("new", 1, 3, io_new, NULL) };

const struct type_info type_binary_reader = { .name = "System.IO.BinaryReader",
                                              .base = &type_object,
                                              .interfaces = implements_disposable,
                                              PROPS(io_props),
                                              METHODS(reader_methods),
                                              STATICS(io_statics),
                                              .payload_size = sizeof(struct binary_io),
                                              .destroy = io_destroy };
const struct type_info type_binary_writer = { .name = "System.IO.BinaryWriter",
                                              .base = &type_object,
                                              .interfaces = implements_disposable,
                                              PROPS(io_props),
                                              METHODS(writer_methods),
                                              STATICS(io_statics),
                                              .payload_size = sizeof(struct binary_io),
                                              .destroy = io_destroy };
