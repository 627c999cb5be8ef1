/* System.Net.Http: HttpContent and what derives from it. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/http_objects.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"
#include "shell/object/types/task.h"
#include "shell/object/types/web.h"

/* BODY: the bytes as a text; of a multipart content an array of its parts. */
enum { K_HEADERS, K_BODY, K_BOUNDARY, K_FIELDS };

static struct value *field(struct value content, size_t i)
{
    return record_field(content.object, i);
}

static bool is_multipart(struct value v)
{
    return v.object->type == &type_http_multipart || v.object->type == &type_http_multipart_form;
}

static int set_header(struct value content, const char *name, const char *text, struct err **err)
{
    AUTO_VALUE made = value_string(text);
    return member_set(*field(content, K_HEADERS), NULL, name, made, err);
}

static struct value content_new(const struct type_info *type)
{
    struct object *o = object_new(type), *headers = object_new(&type_http_content_headers);
    *record_field(headers, 0) = value_of_hash(hash_new(HASH_ORDERED));
    *record_field(o, K_HEADERS) = value_of_object(headers);
    *record_field(o, K_BODY) = value_string("");
    return value_of_object(o);
}

/* Appends the bytes that a content sends. */
static void add_body(struct value content, struct strbuf *out)
{
    struct value body = *field(content, K_BODY);
    if (!is_multipart(content)) {
        strbuf_add(out, body.str->data, body.str->len);
        return;
    }
    const char *mark = field(content, K_BOUNDARY)->str->data;
    for (size_t i = 0; i < body.array->len; i++) {
        struct value part = body.array->items[i];
        AUTO_VALUE fields = value_to_string(*field(part, K_HEADERS));
        strbuf_addf(out, "%s--%s\r\n", i ? "\r\n" : "", mark);
        for (const char *s = fields.str->data; *s; s += strcspn(s, "\n") + 1)
            strbuf_addf(out, "%.*s\r\n", (int)strcspn(s, "\n"), s);
        strbuf_adds(out, "\r\n");
        add_body(part, out);
    }
    strbuf_addf(out, "%s--%s--\r\n", body.array->len ? "\r\n" : "", mark);
}

int exchange_content(struct exchange *x, struct value content, struct err **err)
{
    if (content.kind == V_NULL)
        return 0;
    if (content.kind != V_OBJECT || !type_is_a(content.object->type, &type_http_content_base))
        return fail_no_cast(err, content, &type_http_content_base);
    x->has_body = true;
    add_body(content, &x->body);
    exchange_http_headers(x, *field(content, K_HEADERS));
    return 0;
}

/* ---- constructors ---- */

/* new(text [, encoding [, mediaType]]) */
CALL(string_new)
{
    (void)self;
    AUTO_VALUE text = arg_string(args[0]), made = content_new(&type_http_string_content);
    enum encoding e = n > 1 && value_is_encoding(args[1]) ? encoding_kind(args[1]) : ENC_UTF8;
    AUTO_VALUE charset = value_null(), media = n > 2 ? arg_string(args[2]) : value_null();
    struct strbuf body = STRBUF_INIT;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "content");
    encoding_encode(e, text.str->data, text.str->len, &body);
    value_replace_take(field(made, K_BODY), value_string_take(&body));
    if (e != ENC_UTF8 && member_get(args[1], "WebName", &charset, err) < 0)
        return -1;
    const char *kind = media.kind == V_STRING && media.str->len ? media.str->data : "text/plain";
    AUTO_FREE char *type = xasprintf(strchr(kind, ';') ? "%s" : "%s; charset=%s", kind,
                                     charset.kind == V_STRING ? charset.str->data : "utf-8");
    if (set_header(made, "ContentType", type, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* new(bytes [, offset, count]) */
CALL(bytes_new)
{
    (void)self;
    AUTO_STRBUF bytes = STRBUF_INIT;
    int32_t from = 0, count;
    if (bytes_add(args[0], "content", &bytes, err) < 0)
        return -1;
    count = (int32_t)bytes.len;
    if (n > 2 && (arg_int(args[1], &from, err) < 0 || arg_int(args[2], &count, err) < 0))
        return -1;
    if (from < 0 || count < 0 || (size_t)from + (n > 2 ? (size_t)count : 0) > bytes.len)
        return fail_range(err, from < 0 ? "offset" : "count",
                          "Specified argument was out of the range of valid values.");
    AUTO_VALUE made = content_new(&type_http_byte_content);
    value_replace_take(field(made, K_BODY), value_string_len(bytes.buf + from, (size_t)count));
    *out = STEAL_VALUE(made);
    return 0;
}

/* new(stream): what it has from where it stands. */
CALL(stream_new)
{
    (void)self;
    (void)n;
    struct strbuf bytes = STRBUF_INIT;
    char piece[16384];
    size_t got = 0;
    if (!value_is_stream(args[0]))
        return args[0].kind == V_NULL ? fail_null_argument(err, "content")
                                      : fail_no_cast(err, args[0], &type_stream);
    do {
        if (stream_read(args[0], piece, sizeof(piece), &got, err) < 0) {
            strbuf_release(&bytes);
            return -1;
        }
        strbuf_add(&bytes, piece, got);
    } while (got);
    AUTO_VALUE made = content_new(&type_http_stream_content);
    value_replace_take(field(made, K_BODY), value_string_take(&bytes));
    *out = STEAL_VALUE(made);
    return 0;
}

static void add_pair(struct strbuf *out, struct value key, struct value v)
{
    AUTO_VALUE name = arg_string(key), text = arg_string(v);
    if (out->len)
        strbuf_addch(out, '&');
    url_encode(name.str->data, name.str->len, false, out);
    strbuf_addch(out, '=');
    url_encode(text.str->data, text.str->len, false, out);
}

/* new(dictionary or pairs) */
CALL(form_new)
{
    (void)self;
    (void)n;
    AUTO_STRBUF body = STRBUF_INIT;
    AUTO_VALUE pairs = value_null();
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "nameValueCollection");
    if (args[0].kind == V_HASH) {
        const struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(args[0].hash, &i));)
            add_pair(&body, e->key, e->value);
    } else {
        if (arg_items(args[0], "nameValueCollection", &pairs, err) < 0)
            return -1;
        for (size_t i = 0; i < pairs.array->len; i++) {
            AUTO_VALUE key = value_null(), v = value_null();
            if (member_get(pairs.array->items[i], "Key", &key, err) < 0 ||
                member_get(pairs.array->items[i], "Value", &v, err) < 0)
                return -1;
            add_pair(&body, key, v);
        }
    }
    AUTO_VALUE made = content_new(&type_http_form_content);
    value_replace_take(field(made, K_BODY), value_string_len(body.buf, body.len));
    if (set_header(made, "ContentType", "application/x-www-form-urlencoded", err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* MultipartFormDataContent([boundary]), MultipartContent([subtype [, boundary]]) */
CALL(multipart_new)
{
    bool form = self.type == &type_http_multipart_form;
    AUTO_VALUE made = content_new(self.type), mark = value_null(), guid = value_null();
    AUTO_VALUE subtype =
        !form && n ? arg_string(args[0]) : value_string(form ? "form-data" : "mixed");
    size_t at = form ? 0 : 1;
    const struct method *m = type_find_static_method(&type_guid, "NewGuid", 7);
    if (m->call(value_type(&type_guid), NULL, 0, &guid, err) < 0)
        return -1;
    mark = n > at ? arg_string(args[at]) : value_to_string(guid);
    if (!mark.str->len || mark.str->len > 70 || strpbrk(mark.str->data, "\"\r\n"))
        return fail_argument(err, "The format of value '%s' is invalid. (Parameter 'boundary')",
                             mark.str->data);
    AUTO_FREE char *type =
        xasprintf("multipart/%s; boundary=\"%s\"", subtype.str->data, mark.str->data);
    value_replace_take(field(made, K_BODY), value_of_array(array_new(2)));
    value_replace_take(field(made, K_BOUNDARY), value_ref(mark));
    if (set_header(made, "ContentType", type, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

/* name as it stands in a field: in quotes unless it is a token. */
static void add_quoted(struct strbuf *out, const char *label, struct value v)
{
    AUTO_VALUE text = arg_string(v);
    bool plain = text.str->len && !strpbrk(text.str->data, " ()<>@,;:\\\"/[]?={}\r\n");
    strbuf_addf(out, "; %s=%s", label, plain ? "" : "\"");
    for (const char *s = text.str->data; *s; s++)
        if (*s != '\r' && *s != '\n')
            strbuf_addch(out, *s == '"' ? '\'' : *s);
    strbuf_adds(out, plain ? "" : "\"");
}

/* Add(content [, name [, fileName]]) */
CALL(multipart_add)
{
    (void)out;
    struct value part = args[0];
    if (part.kind == V_NULL)
        return fail_null_argument(err, "content");
    if (part.kind != V_OBJECT || !type_is_a(part.object->type, &type_http_content_base))
        return fail_no_cast(err, part, &type_http_content_base);
    if (part.object == self.object)
        return fail_argument(err, "A content cannot be a part of itself.");
    AUTO_VALUE have = value_null();
    if (member_get(*field(part, K_HEADERS), "ContentDisposition", &have, err) < 0)
        return -1;
    if (self.object->type == &type_http_multipart_form && have.kind == V_NULL) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_adds(&text, "form-data");
        if (n > 1)
            add_quoted(&text, "name", args[1]);
        if (n > 2)
            add_quoted(&text, "filename", args[2]);
        if (set_header(part, "ContentDisposition", text.buf, err) < 0)
            return -1;
    }
    array_push(field(self, K_BODY)->array, part);
    return 0;
}

/* ---- what every content can do ---- */

static struct value text_of(struct value content)
{
    AUTO_STRBUF body = STRBUF_INIT;
    AUTO_VALUE type = value_null();
    AUTO_ERR *ignored = NULL;
    add_body(content, &body);
    struct value headers = *field(content, K_HEADERS);
    if (headers.kind == V_OBJECT && member_get(headers, "ContentType", &type, &ignored) == 0 &&
        type.kind != V_NULL)
        value_replace_take(&type, value_to_string(type));
    struct value *texts = headers.kind == V_HASH ? hash_gets(headers.hash, "Content-Type") : NULL;
    if (texts && texts->kind == V_ARRAY && texts->array->len)
        value_replace_take(&type, value_ref(texts->array->items[0]));
    AUTO_FREE char *charset = type.kind == V_STRING ? web_charset(type.str->data) : NULL;
    AUTO_VALUE name = charset ? value_string(charset) : value_null(), named = value_null();
    enum encoding e = charset && encoding_named(name, &named) ? encoding_kind(named) : ENC_UTF8;
    size_t skip = 0;
    e = encoding_detect(body.buf, body.len, e, &skip);
    struct strbuf text = STRBUF_INIT;
    encoding_decode(e, body.buf + skip, body.len - skip, &text);
    return value_string_take(&text);
}

CALL(read_string)
{
    UNUSED_CALL();
    AUTO_VALUE text = text_of(self);
    *out = task_of_result(text);
    return 0;
}

CALL(read_bytes)
{
    UNUSED_CALL();
    AUTO_STRBUF body = STRBUF_INIT;
    add_body(self, &body);
    AUTO_VALUE bytes = value_of_array(bytes_array(body.buf, body.len));
    *out = task_of_result(bytes);
    return 0;
}

CALL(read_stream)
{
    UNUSED_CALL();
    AUTO_STRBUF body = STRBUF_INIT;
    add_body(self, &body);
    AUTO_VALUE stream = memory_stream_new(body.buf, body.len);
    *out = task_of_result(stream);
    return 0;
}

CALL(copy_to)
{
    (void)n;
    AUTO_STRBUF body = STRBUF_INIT;
    AUTO_VALUE nothing = value_null();
    if (!value_is_stream(args[0]))
        return args[0].kind == V_NULL ? fail_null_argument(err, "stream")
                                      : fail_no_cast(err, args[0], &type_stream);
    add_body(self, &body);
    if (stream_write(args[0], body.buf, body.len, err) < 0)
        *out = task_of_error(err);
    else
        *out = task_of_result(nothing);
    return 0;
}

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

static const struct property content_props[] = {
    RECORD_FIELD("Headers", "System.Net.Http.Headers.HttpContentHeaders", K_HEADERS),
};
static const struct method content_methods[] = {
    METHOD("ReadAsStringAsync", 0, 1, read_string,
           "System.Threading.Tasks.Task[string] ReadAsStringAsync()"),
    METHOD("ReadAsByteArrayAsync", 0, 1, read_bytes,
           "System.Threading.Tasks.Task[byte[]] ReadAsByteArrayAsync()"),
    METHOD("ReadAsStreamAsync", 0, 1, read_stream,
           "System.Threading.Tasks.Task[System.IO.Stream] ReadAsStreamAsync()"),
    METHOD("CopyToAsync", 1, 3, copy_to,
           "System.Threading.Tasks.Task CopyToAsync(System.IO.Stream stream)"),
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
const struct type_info type_http_content_base = {
    .name = "System.Net.Http.HttpContent",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(content_props),
    METHODS(content_methods),
};

#define CONTENT_TYPE(id, full, parent, min, max, make, sig)                                    \
    static const struct method id##_statics[] = { METHOD("new", min, max, make, sig) };        \
    const struct type_info type_http_##id = { .name = "System.Net.Http." full,                 \
                                              .base = parent,                                  \
                                              STATICS(id##_statics),                           \
                                              .payload_size = K_FIELDS * sizeof(struct value), \
                                              .destroy = record_destroy }
CONTENT_TYPE(byte_content, "ByteArrayContent", &type_http_content_base, 1, 3, bytes_new,
             "System.Net.Http.ByteArrayContent new(byte[] content)");
CONTENT_TYPE(string_content, "StringContent", &type_http_byte_content, 1, 3, string_new,
             "System.Net.Http.StringContent new(string content), System.Net.Http.StringContent "
             "new(string content, System.Text.Encoding encoding, string mediaType)");
CONTENT_TYPE(form_content, "FormUrlEncodedContent", &type_http_byte_content, 1, 1, form_new, NULL);
CONTENT_TYPE(stream_content, "StreamContent", &type_http_content_base, 1, 2, stream_new,
             "System.Net.Http.StreamContent new(System.IO.Stream content)");

static const struct method multipart_methods[] = {
    METHOD("Add", 1, 3, multipart_add,
           "void Add(System.Net.Http.HttpContent content), void Add(System.Net.Http.HttpContent "
           "content, string name), void Add(System.Net.Http.HttpContent content, string name, "
           "string fileName)"),
};
static const struct method multipart_statics[] = { METHOD("new", 0, 2, multipart_new, NULL) };
#define MULTIPART_TYPE(id, full, parent)                                                  \
    const struct type_info type_##id = { .name = "System.Net.Http." full,                 \
                                         .base = parent,                                  \
                                         METHODS(multipart_methods),                      \
                                         STATICS(multipart_statics),                      \
                                         .payload_size = K_FIELDS * sizeof(struct value), \
                                         .destroy = record_destroy }
MULTIPART_TYPE(http_multipart, "MultipartContent", &type_http_content_base);
MULTIPART_TYPE(http_multipart_form, "MultipartFormDataContent", &type_http_multipart);
