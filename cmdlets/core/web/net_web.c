/* WebHeaderCollection, HttpWebResponse and WebException. */
#include "cmdlets/core/web/net_web.h"

#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/stream.h"

/* ---- HttpRequestHeader ---- */

static const struct enum_member header_members[] = {
    { "CacheControl", 0 },
    { "Connection", 1 },
    { "Date", 2 },
    { "KeepAlive", 3 },
    { "Pragma", 4 },
    { "Trailer", 5 },
    { "TransferEncoding", 6 },
    { "Upgrade", 7 },
    { "Via", 8 },
    { "Warning", 9 },
    { "Allow", 10 },
    { "ContentLength", 11 },
    { "ContentType", 12 },
    { "ContentEncoding", 13 },
    { "ContentLanguage", 14 },
    { "ContentLocation", 15 },
    { "ContentMd5", 16 },
    { "ContentRange", 17 },
    { "Expires", 18 },
    { "LastModified", 19 },
    { "Accept", 20 },
    { "AcceptCharset", 21 },
    { "AcceptEncoding", 22 },
    { "AcceptLanguage", 23 },
    { "Authorization", 24 },
    { "Cookie", 25 },
    { "Expect", 26 },
    { "From", 27 },
    { "Host", 28 },
    { "IfMatch", 29 },
    { "IfModifiedSince", 30 },
    { "IfNoneMatch", 31 },
    { "IfRange", 32 },
    { "IfUnmodifiedSince", 33 },
    { "MaxForwards", 34 },
    { "ProxyAuthorization", 35 },
    { "Referer", 36 },
    { "Te", 37 },
    { "Translate", 38 },
    { "Range", 39 },
    { "UserAgent", 40 },
};
ENUM_DECLARE(http_request_header);
ENUM_TYPE(http_request_header, "System.Net.HttpRequestHeader", header_members, false);

/* Its name with hyphens between the words. */
struct value web_header_name(struct value v)
{
    if (v.kind != V_ENUM)
        return arg_string(v);
    AUTO_VALUE text = value_to_string(v);
    struct strbuf name = STRBUF_INIT;
    if (strcmp(text.str->data, "ContentMd5") == 0)
        return value_string("Content-MD5");
    if (strcmp(text.str->data, "Te") == 0)
        return value_string("TE");
    for (const char *s = text.str->data; *s; s++) {
        if (s != text.str->data && *s >= 'A' && *s <= 'Z')
            strbuf_addch(&name, '-');
        strbuf_addch(&name, *s);
    }
    return value_string_take(&name);
}

/* ---- WebHeaderCollection ---- */

static void add_field(struct hash *h, const char *name, const char *text)
{
    struct value *have = hash_gets(h, name);
    struct value now = have && have->kind == V_STRING
                           ? value_stringf("%s, %s", have->str->data, text)
                           : value_string(text);
    hash_sets_take(h, name, now);
}

struct value web_header_collection(const struct http_head *head)
{
    struct hash *h = hash_new(HASH_ORDERED);
    h->type = &type_web_header_collection;
    for (size_t i = 0; head && i < head->nfields; i++)
        add_field(h, head->fields[i].name, head->fields[i].value);
    return value_of_hash(h);
}

void exchange_headers(struct exchange *x, struct value collection)
{
    const struct hash_entry *e;
    if (collection.kind != V_HASH)
        return;
    for (size_t i = 0; (e = hash_next(collection.hash, &i));) {
        AUTO_VALUE name = web_header_name(e->key), text = arg_string(e->value);
        exchange_header(x, name.str->data, text.str->data);
    }
}

static int bad_character(struct err **err, const char *parameter)
{
    return fail_argument(err, "Specified value has invalid %s characters. (Parameter '%s')",
                         strcmp(parameter, "name") == 0 ? "HTTP Header" : "CRLF", parameter);
}

static int checked(struct value name, struct value text, struct err **err)
{
    if (!name.str->len)
        return fail_argument(err, "The value cannot be an empty string. (Parameter 'name')");
    for (const char *s = name.str->data; *s; s++)
        if (*s <= ' ' || *s >= 0x7F || strchr("()<>@,;:\\\"/[]?={}", *s))
            return bad_character(err, "name");
    if (strpbrk(text.str->data, "\r\n"))
        return bad_character(err, "value");
    return 0;
}

/* Add(name, value), Add("name: value") */
CALL(headers_add)
{
    (void)out;
    AUTO_VALUE name = web_header_name(args[0]), text = n > 1 ? arg_string(args[1]) : value_null();
    if (n == 1) {
        const char *colon = strchr(name.str->data, ':');
        if (!colon)
            return fail_argument(err, "Specified value does not have a ':' separator. "
                                      "(Parameter 'header')");
        const char *from = colon + 1 + strspn(colon + 1, " \t");
        text = value_string(from);
        value_replace_take(&name,
                           value_string_len(name.str->data, (size_t)(colon - name.str->data)));
    }
    if (checked(name, text, err) < 0)
        return -1;
    add_field(self.hash, name.str->data, text.str->data);
    return 0;
}

CALL(headers_set)
{
    (void)n;
    (void)out;
    AUTO_VALUE name = web_header_name(args[0]), text = arg_string(args[1]);
    if (checked(name, text, err) < 0)
        return -1;
    hash_sets_take(self.hash, name.str->data, value_ref(text));
    return 0;
}

CALL(headers_get)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = web_header_name(args[0]);
    const struct value *v = hash_gets(self.hash, name.str->data);
    *out = v ? value_ref(*v) : value_null();
    return 0;
}

static int headers_text(struct value self, struct strbuf *out)
{
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(self.hash, &i));) {
        AUTO_VALUE name = web_header_name(e->key), text = arg_string(e->value);
        strbuf_addf(out, "%s: %s\r\n", name.str->data, text.str->data);
    }
    strbuf_adds(out, "\r\n");
    return 0;
}

CALL(headers_to_string)
{
    UNUSED_CALL();
    struct strbuf text = STRBUF_INIT;
    headers_text(self, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(headers_new)
{
    UNUSED_CALL();
    *out = web_header_collection(NULL);
    return 0;
}

static const struct method headers_methods[] = {
    METHOD("Add", 1, 2, headers_add,
           "void Add(System.Net.HttpRequestHeader header, string value), void Add(string header), "
           "void Add(string name, string value)"),
    METHOD("Set", 2, 2, headers_set,
           "void Set(System.Net.HttpRequestHeader header, string value), void Set(string name, "
           "string value)"),
    METHOD("get_Item", 1, 1, headers_get, NULL),
    METHOD("set_Item", 2, 2, headers_set, NULL),
    METHOD("ToString", 0, 0, headers_to_string, "string ToString()"),
};
static const struct method headers_statics[] = {
    METHOD("new", 0, 0, headers_new, "System.Net.WebHeaderCollection new()"),
};
const struct type_info type_web_header_collection = {
    .name = "System.Net.WebHeaderCollection",
    .base = &type_name_values,
    METHODS(headers_methods),
    STATICS(headers_statics),
    .to_string = headers_text,
};

/* ---- HttpWebResponse ---- */

enum {
    R_STATUS,
    R_DESCRIPTION,
    R_URI,
    R_HEADERS,
    R_TYPE,
    R_LENGTH,
    R_SERVER,
    R_METHOD,
    R_VERSION,
    R_CHARSET,
    R_BODY,
    R_FIELDS
};

struct value http_web_response(struct exchange *x)
{
    struct object *o = object_new(&type_http_web_response);
    const char *type = http_head_field(&x->head, "Content-Type");
    const char *server = http_head_field(&x->head, "Server");
    const char *length = http_head_field(&x->head, "Content-Length");
    AUTO_FREE char *charset = web_charset(type);
    AUTO_VALUE version = value_string(x->head.version);
    AUTO_ERR *ignored = NULL;
    *record_field(o, R_STATUS) = web_status_value(x->head.status);
    *record_field(o, R_DESCRIPTION) = value_string(x->head.reason ? x->head.reason : "");
    *record_field(o, R_URI) = value_ref(x->uri);
    *record_field(o, R_HEADERS) = web_header_collection(&x->head);
    *record_field(o, R_TYPE) = value_string(type ? type : "");
    *record_field(o, R_LENGTH) = value_long(length ? strtoll(length, NULL, 10) : -1);
    *record_field(o, R_SERVER) = value_string(server ? server : "");
    *record_field(o, R_METHOD) = value_string(x->method);
    *record_field(o, R_CHARSET) = value_string(charset ? charset : "");
    *record_field(o, R_BODY) = value_string_take(&x->answer);
    struct value parsed = value_null();
    if (value_convert(version, &type_version, &parsed, &ignored) == 0)
        *record_field(o, R_VERSION) = parsed;
    return value_of_object(o);
}

CALL(response_stream)
{
    UNUSED_CALL();
    const struct value *body = record_field(self.object, R_BODY);
    *out = memory_stream_new(body->str->data, body->str->len);
    return 0;
}

CALL(response_header)
{
    (void)n;
    return headers_get(*record_field(self.object, R_HEADERS), args, 1, out, err);
}

CALL(response_close)
{
    UNUSED_CALL();
    return 0;
}

static const struct property response_props[] = {
    RECORD_FIELD("StatusCode", "System.Net.HttpStatusCode", R_STATUS),
    RECORD_FIELD("StatusDescription", "string", R_DESCRIPTION),
    RECORD_FIELD("ResponseUri", "uri", R_URI),
    RECORD_FIELD("Headers", "System.Net.WebHeaderCollection", R_HEADERS),
    RECORD_FIELD("ContentType", "string", R_TYPE),
    RECORD_FIELD("ContentLength", "long", R_LENGTH),
    RECORD_FIELD("Server", "string", R_SERVER),
    RECORD_FIELD("Method", "string", R_METHOD),
    RECORD_FIELD("ProtocolVersion", "version", R_VERSION),
    RECORD_FIELD("CharacterSet", "string", R_CHARSET),
};
static const struct method response_methods[] = {
    METHOD("GetResponseStream", 0, 0, response_stream, "System.IO.Stream GetResponseStream()"),
    METHOD("GetResponseHeader", 1, 1, response_header,
           "string GetResponseHeader(string headerName)"),
    METHOD("Close", 0, 0, response_close, "void Close()"),
    METHOD("Dispose", 0, 0, response_close, "void Dispose()"),
};
const struct type_info type_http_web_response = {
    .name = "System.Net.HttpWebResponse",
    .base = &type_object,
    PROPS(response_props),
    METHODS(response_methods),
    .payload_size = R_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- WebException ---- */

enum { WEB_NAME = 1, WEB_CONNECT = 2, WEB_PROTOCOL = 7, WEB_SECURE = 10, WEB_TIMEOUT = 14 };

static int fail_web_with(struct err **err, int status, struct value response)
{
    static const char name[] = "System.Net.WebExceptionStatus";
    const struct type_info *type = named_type_find(name, sizeof(name) - 1);
    AUTO_VALUE extra = value_of_array(array_new(2));
    struct value v = value_int(status);
    AUTO_ERR *ignored = NULL;
    if (type && value_convert(value_int(status), type, &v, &ignored) < 0)
        v = value_int(status);
    array_push_take(extra.array, v);
    array_push(extra.array, response);
    return fail_extra(err, extra);
}

int fail_web(struct err **err, int status, const char *message)
{
    AUTO_FREE char *text = xstrdup(message);
    if (*err)
        fail_outer(err, "System.Net.WebException", "WebException", "%s", text);
    else
        fail_with(err, "System.Net.WebException", "WebException", "%s", text);
    return fail_web_with(err, status, value_null());
}

static int status_of(enum http_failure why)
{
    switch (why) {
    case HTTP_FAILED_RESOLVE:
        return WEB_NAME;
    case HTTP_FAILED_CONNECT:
        return WEB_CONNECT;
    case HTTP_FAILED_HANDSHAKE:
    case HTTP_FAILED_CERTIFICATE:
        return WEB_SECURE;
    default:
        return WEB_UNKNOWN;
    }
}

int exchange_run_web(struct exchange *x, struct err **err)
{
    if (exchange_run(x, err) < 0) {
        enum http_failure why = (enum http_failure)(*err)->code;
        const char *type = (*err)->exception;
        if ((*err)->kind == ERR_CANCELLED || !type)
            return -1;
        if (strcmp(type, "System.Threading.Tasks.TaskCanceledException") == 0) {
            err_clear(err);
            return fail_web(err, WEB_TIMEOUT, "The operation has timed out.");
        }
        if (strcmp(type, "System.Net.Http.HttpRequestException") == 0)
            return fail_web(err, status_of(why), (*err)->message);
        return -1;
    }
    if (x->head.status >= 200 && x->head.status <= (x->redirects < 0 ? 399 : 299))
        return 0;
    fail_with(err, "System.Net.WebException", "WebException",
              "The remote server returned an error: (%d) %s.", x->head.status,
              x->head.reason ? x->head.reason : "");
    AUTO_VALUE response = http_web_response(x);
    return fail_web_with(err, WEB_PROTOCOL, response);
}
