/* System.IO.Stream: MemoryStream and FileStream. */
#include "shell/object/types/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/file.h"

struct stream {
    int fd; /* -1: in memory */
    bool can_read, can_write, closed, fixed;
    struct strbuf data;
    size_t pos;
    struct value name; /* of a file */
    /* of a stream over another one */
    struct value base, context;
    stream_finish finish;
    bool leave_open;
};

static struct stream *stream_of(struct value v)
{
    return object_payload(v.object);
}

bool value_is_stream(struct value v)
{
    return v.kind == V_OBJECT && type_is_a(v.object->type, &type_stream);
}

int stream_descriptor(struct value v)
{
    return value_is_stream(v) && !stream_of(v)->closed ? stream_of(v)->fd : -1;
}

static void stream_destroy(struct object *o)
{
    struct stream *s = object_payload(o);
    if (s->fd >= 0)
        close(s->fd);
    strbuf_release(&s->data);
    value_unref(s->name);
    value_unref(s->base);
    value_unref(s->context);
}

static struct value stream_new(const struct type_info *type)
{
    struct object *o = object_new(type);
    struct stream *s = object_payload(o);
    s->fd = -1;
    s->data = (struct strbuf)STRBUF_INIT;
    s->can_read = s->can_write = true;
    return value_of_object(o);
}

static int usable(struct value v, bool write, struct err **err)
{
    struct stream *s = stream_of(v);
    if (s->closed)
        return fail_with(err, "System.ObjectDisposedException", "ObjectDisposedException", "%s",
                         s->name.kind == V_STRING ? "Cannot access a closed file."
                                                  : "Cannot access a closed Stream.");
    if (write ? !s->can_write : !s->can_read)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException", "%s",
                         write ? "Stream does not support writing."
                               : "Stream does not support reading.");
    return 0;
}

static struct value stream_over_file(int fd, int access, const char *name)
{
    struct value v = stream_new(&type_file_stream);
    struct stream *s = stream_of(v);
    s->fd = fd;
    s->can_read = access & ACCESS_READ;
    s->can_write = access & ACCESS_WRITE;
    s->name = value_string(name);
    return v;
}

int stream_open(const char *path, int mode, int access, struct value *out, struct err **err)
{
    int flags = access == ACCESS_READ ? O_RDONLY : access == ACCESS_WRITE ? O_WRONLY : O_RDWR;
    if (mode == FILE_CREATE_NEW)
        flags |= O_CREAT | O_EXCL;
    else if (mode == FILE_CREATE)
        flags |= O_CREAT | O_TRUNC;
    else if (mode == FILE_OPEN_OR_CREATE)
        flags |= O_CREAT;
    else if (mode == FILE_TRUNCATE)
        flags |= O_TRUNC;
    else if (mode == FILE_APPEND)
        flags |= O_CREAT | O_APPEND;
    int fd = open(path, flags | O_CLOEXEC, 0666);
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        fd = -1;
        errno = EISDIR;
    }
    if (fd < 0 && errno == EEXIST)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "The file '%s' already exists.", path);
    if (fd < 0)
        return file_error(err, path);
    *out = stream_over_file(fd, access, path);
    return 0;
}

int stream_of_descriptor(int fd, int access, struct value *out, struct err **err)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (own < 0)
        return err_set_errno(err, errno, "Cannot use descriptor %d", fd);
    *out = stream_over_file(own, access, "");
    return 0;
}

int stream_read(struct value v, char *buf, size_t len, size_t *got, struct err **err)
{
    struct stream *s = stream_of(v);
    if (usable(v, false, err) < 0)
        return -1;
    if (s->fd < 0) {
        size_t left = s->pos < s->data.len ? s->data.len - s->pos : 0;
        *got = len < left ? len : left;
        if (*got)
            memcpy(buf, s->data.buf + s->pos, *got);
        s->pos += *got;
        return 0;
    }
    ssize_t n;
    do
        n = read(s->fd, buf, len);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return file_error(err, s->name.str->data);
    *got = (size_t)n;
    return 0;
}

int stream_write(struct value v, const char *buf, size_t len, struct err **err)
{
    struct stream *s = stream_of(v);
    if (usable(v, true, err) < 0)
        return -1;
    if (s->fd < 0) {
        if (s->fixed && s->pos + len > s->data.len)
            return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                             "Memory stream is not expandable.");
        while (s->data.len < s->pos + len)
            strbuf_addch(&s->data, '\0');
        if (len)
            memcpy(s->data.buf + s->pos, buf, len);
        s->pos += len;
        return 0;
    }
    while (len) {
        ssize_t n = write(s->fd, buf, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_error(err, s->name.str->data);
        buf += n;
        len -= (size_t)n;
    }
    return 0;
}

struct value stream_over(const struct type_info *type, struct value base, bool leave_open,
                         stream_finish finish, struct value context)
{
    struct value v = stream_new(type);
    struct stream *s = stream_of(v);
    s->base = value_ref(base);
    s->context = value_ref(context);
    s->leave_open = leave_open;
    s->finish = finish;
    s->can_read = !finish;
    s->can_write = finish != NULL;
    return v;
}

void stream_fill_take(struct value v, struct strbuf *data)
{
    struct stream *s = stream_of(v);
    strbuf_release(&s->data);
    s->data = *data;
    *data = (struct strbuf)STRBUF_INIT;
}

int stream_finish_now(struct value v, struct err **err)
{
    struct stream *s = stream_of(v);
    AUTO_STRBUF made = STRBUF_INIT;
    stream_finish finish = STEAL(s->finish);
    if (!finish)
        return 0;
    if (finish(s->context, s->data.buf ? s->data.buf : "", s->data.len, &made, err) < 0)
        return -1;
    return stream_write(s->base, made.buf, made.len, err);
}

int stream_close(struct value v, struct err **err)
{
    struct stream *s = stream_of(v);
    if (!s->closed && s->base.kind != V_NULL) {
        int rc = stream_finish_now(v, err);
        s->closed = true;
        if (rc < 0)
            return -1;
        return s->leave_open ? 0 : stream_close(s->base, err);
    }
    s->closed = true;
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    return 0;
}

/* ---- members ---- */

/* buffer, offset, count */
static int window(const struct value *args, size_t n, size_t *from, size_t *count, struct err **err)
{
    int32_t a = 0, b;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "buffer");
    b = (int32_t)args[0].array->len;
    if (n == 3 && (arg_int(args[1], &a, err) < 0 || arg_int(args[2], &b, err) < 0))
        return -1;
    if (a < 0 || b < 0 || (size_t)a + (size_t)b > args[0].array->len)
        return fail_argument(err, "Offset and length were out of bounds for the array or count is "
                                  "greater than the number of elements from index to the end of "
                                  "the source collection.");
    *from = (size_t)a;
    *count = (size_t)b;
    return 0;
}

CALL(do_read)
{
    size_t from, count, got;
    if (window(args, n, &from, &count, err) < 0)
        return -1;
    AUTO_STRBUF bytes = STRBUF_INIT;
    strbuf_grow(&bytes, count + 1);
    if (stream_read(self, bytes.buf, count, &got, err) < 0)
        return -1;
    for (size_t i = 0; i < got; i++)
        value_replace_take(&args[0].array->items[from + i],
                           value_integer(V_BYTE, (unsigned char)bytes.buf[i]));
    *out = value_int((int32_t)got);
    return 0;
}

CALL(do_read_byte)
{
    (void)args;
    (void)n;
    char c = 0;
    size_t got = 0;
    if (stream_read(self, &c, 1, &got, err) < 0)
        return -1;
    *out = value_int(got ? (unsigned char)c : -1);
    return 0;
}

CALL(do_write)
{
    (void)out;
    size_t from, count;
    if (window(args, n, &from, &count, err) < 0)
        return -1;
    AUTO_STRBUF bytes = STRBUF_INIT;
    for (size_t i = 0; i < count; i++) {
        struct value b;
        if (value_convert(args[0].array->items[from + i], &type_byte, &b, err) < 0)
            return -1;
        strbuf_addch(&bytes, (char)b.i);
    }
    return stream_write(self, bytes.buf, bytes.len, err);
}

CALL(do_write_byte)
{
    (void)n;
    (void)out;
    struct value b;
    if (value_convert(args[0], &type_byte, &b, err) < 0)
        return -1;
    char c = (char)b.i;
    return stream_write(self, &c, 1, err);
}

static int64_t length_of(struct stream *s)
{
    struct stat st;
    if (s->fd < 0)
        return (int64_t)s->data.len;
    return fstat(s->fd, &st) == 0 ? st.st_size : 0;
}

static int64_t position_of(struct stream *s)
{
    return s->fd < 0 ? (int64_t)s->pos : (int64_t)lseek(s->fd, 0, SEEK_CUR);
}

static int seek_to(struct value v, int64_t to, struct err **err)
{
    struct stream *s = stream_of(v);
    if (to < 0)
        return fail_with(err, "System.IO.IOException", "IOException",
                         "An attempt was made to move the position before the beginning of the "
                         "stream.");
    if (s->fd < 0)
        s->pos = (size_t)to;
    else if (lseek(s->fd, to, SEEK_SET) < 0)
        return file_error(err, s->name.str->data);
    return 0;
}

CALL(do_seek)
{
    (void)n;
    struct stream *s = stream_of(self);
    int64_t offset;
    int32_t origin;
    if (arg_long(args[0], &offset, err) < 0 ||
        arg_enum(args[1], &enum_seek_origin, &origin, err) < 0)
        return -1;
    int64_t to = offset + (origin == 1 ? position_of(s) : origin == 2 ? length_of(s) : 0);
    if (seek_to(self, to, err) < 0)
        return -1;
    *out = value_long(to);
    return 0;
}

CALL(do_set_length)
{
    (void)n;
    (void)out;
    struct stream *s = stream_of(self);
    int64_t len;
    if (arg_long(args[0], &len, err) < 0 || usable(self, true, err) < 0)
        return -1;
    if (len < 0 || len > INT32_MAX)
        return fail_range(err, "value", "Non-negative number required.");
    if (s->fd >= 0)
        return ftruncate(s->fd, len) == 0 ? 0 : file_error(err, s->name.str->data);
    while (s->data.len < (size_t)len)
        strbuf_addch(&s->data, '\0');
    s->data.len = (size_t)len;
    if (s->pos > s->data.len)
        s->pos = s->data.len;
    return 0;
}

CALL(do_copy_to)
{
    (void)n;
    (void)out;
    char buf[8192];
    size_t got;
    if (!value_is_stream(args[0]))
        return fail_null_argument(err, "destination");
    do {
        if (stream_read(self, buf, sizeof(buf), &got, err) < 0 ||
            stream_write(args[0], buf, got, err) < 0)
            return -1;
    } while (got);
    return 0;
}

CALL(do_flush)
{
    UNUSED_CALL();
    return 0;
}

CALL(do_close)
{
    (void)args;
    (void)n;
    (void)out;
    return stream_close(self, err);
}

CALL(memory_to_array)
{
    UNUSED_CALL();
    struct stream *s = stream_of(self);
    *out = value_of_array(bytes_array(s->data.buf, s->data.len));
    return 0;
}

CALL(memory_write_to)
{
    (void)n;
    (void)out;
    struct stream *s = stream_of(self);
    if (!value_is_stream(args[0]))
        return fail_null_argument(err, "stream");
    return stream_write(args[0], s->data.buf, s->data.len, err);
}

enum { CAN_READ, CAN_WRITE, CAN_SEEK, LENGTH, POSITION, NAME, CAPACITY, CAN_TIMEOUT };

GETTER(stream_get)
{
    struct stream *s = stream_of(self);
    switch (p->data) {
    case CAN_READ:
        *out = value_bool(!s->closed && s->can_read);
        return 0;
    case CAN_WRITE:
        *out = value_bool(!s->closed && s->can_write);
        return 0;
    case CAN_SEEK:
        *out = value_bool(!s->closed);
        return 0;
    case CAN_TIMEOUT:
        *out = value_bool(false);
        return 0;
    case NAME:
        *out = value_ref(s->name);
        return 0;
    case CAPACITY:
        *out = value_int((int32_t)s->data.len);
        return 0;
    default:
        break;
    }
    if (s->closed)
        return usable(self, false, err);
    *out = value_long(p->data == LENGTH ? length_of(s) : position_of(s));
    return 0;
}

SETTER(stream_set_position)
{
    (void)p;
    int64_t to;
    return arg_long(v, &to, err) < 0 ? -1 : seek_to(self, to, err);
}

struct value memory_stream_new(const char *bytes, size_t len)
{
    struct value made = stream_new(&type_memory_stream);
    strbuf_add(&stream_of(made)->data, bytes, len);
    return made;
}

/* new(), new(capacity), new(bytes [, writable]), new(bytes, index, count) */
CALL(memory_new)
{
    AUTO_VALUE made = stream_new(&type_memory_stream);
    struct stream *s = stream_of(made);
    (void)self;
    if (n && args[0].kind == V_ARRAY) {
        size_t from = 0, count = args[0].array->len;
        if (n == 3 && window(args, n, &from, &count, err) < 0)
            return -1;
        for (size_t i = 0; i < count; i++) {
            struct value b;
            if (value_convert(args[0].array->items[from + i], &type_byte, &b, err) < 0)
                return -1;
            strbuf_addch(&s->data, (char)b.i);
        }
        s->fixed = true;
        s->can_write = n != 2 || value_truth(args[1]);
    } else if (n && args[0].kind == V_NULL) {
        return fail_null_argument(err, "buffer");
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* new(path, mode [, access [, share …]]) */
CALL(file_new)
{
    (void)self;
    int32_t mode, access = 0;
    AUTO_VALUE path = value_null();
    if (file_path_arg(args[0], &path, err) < 0 ||
        arg_enum(args[1], &enum_file_mode, &mode, err) < 0)
        return -1;
    if (n > 2 && arg_enum(args[2], &enum_file_access, &access, err) < 0)
        return -1;
    if (!access)
        access = mode == FILE_APPEND ? ACCESS_WRITE : ACCESS_BOTH;
    return stream_open(path.str->data, mode, access, out, err);
}

static const struct property stream_props[] = {
    PROPERTY_DATA("CanRead", "bool", stream_get, CAN_READ),
    PROPERTY_DATA("CanWrite", "bool", stream_get, CAN_WRITE),
    PROPERTY_DATA("CanSeek", "bool", stream_get, CAN_SEEK),
    PROPERTY_DATA("CanTimeout", "bool", stream_get, CAN_TIMEOUT),
    PROPERTY_DATA("Length", "long", stream_get, LENGTH),
    { .name = "Position",
      .type_name = "long",
      .get = stream_get,
      .set = stream_set_position,
      .data = POSITION },
};
static const struct property memory_props[] = {
    PROPERTY_DATA("Capacity", "int", stream_get, CAPACITY),
};
static const struct property file_props[] = {
    PROPERTY_DATA("Name", "string", stream_get, NAME),
};
static const struct method stream_methods[] = {
    METHOD("Read", 1, 3, do_read, "int Read(byte[] buffer, int offset, int count)"),
    METHOD("ReadByte", 0, 0, do_read_byte, "int ReadByte()"),
    METHOD("Write", 1, 3, do_write, "void Write(byte[] buffer, int offset, int count)"),
    METHOD("WriteByte", 1, 1, do_write_byte, "void WriteByte(byte value)"),
    METHOD("Seek", 2, 2, do_seek, "long Seek(long offset, System.IO.SeekOrigin origin)"),
    METHOD("SetLength", 1, 1, do_set_length, "void SetLength(long value)"),
    METHOD("CopyTo", 1, 2, do_copy_to, "void CopyTo(System.IO.Stream destination)"),
    METHOD("Flush", 0, 1, do_flush, "void Flush()"),
    METHOD("Close", 0, 0, do_close, "void Close()"),
    METHOD("Dispose", 0, 0, do_close, "void Dispose()"),
};
static const struct method memory_methods[] = {
    METHOD("ToArray", 0, 0, memory_to_array, "byte[] ToArray()"),
    METHOD("GetBuffer", 0, 0, memory_to_array, "byte[] GetBuffer()"),
    METHOD("WriteTo", 1, 1, memory_write_to, "void WriteTo(System.IO.Stream stream)"),
};
static const struct method memory_statics[] = { METHOD("new", 0, 5, memory_new, NULL) };
static const struct method file_statics[] = { METHOD("new", 2, 6, file_new, NULL) };

const struct type_info type_stream = { .name = "System.IO.Stream",
                                       .base = &type_object,
                                       .interfaces = implements_disposable,
                                       PROPS(stream_props),
                                       METHODS(stream_methods),
                                       .payload_size = sizeof(struct stream),
                                       .destroy = stream_destroy };
const struct type_info type_memory_stream = { .name = "System.IO.MemoryStream",
                                              .base = &type_stream,
                                              PROPS(memory_props),
                                              METHODS(memory_methods),
                                              STATICS(memory_statics),
                                              .payload_size = sizeof(struct stream) };
const struct type_info type_file_stream = { .name = "System.IO.FileStream",
                                            .base = &type_stream,
                                            PROPS(file_props),
                                            STATICS(file_statics),
                                            .payload_size = sizeof(struct stream) };
