/* HttpRequestMessage and HttpResponseMessage, and the fields of their heads. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/web/http_objects.h"
#include "cmdlets/core/web/web_types.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/runtime/session.h"

/* ---- fields ---- */

bool web_is_content_header(const char *name)
{
    static const char *const names[] = { "Allow",
                                         "Content-Disposition",
                                         "Content-Encoding",
                                         "Content-Language",
                                         "Content-Length",
                                         "Content-Location",
                                         "Content-MD5",
                                         "Content-Range",
                                         "Content-Type",
                                         "Expires",
                                         "Last-Modified" };

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeq(names[i], name))
            return true;
    return false;
}

/* One more text of a name. */
static void add_text(struct hash *h, const char *name, const char *text)
{
    struct value *have = hash_gets(h, name);

    if (!have) {
        struct array *texts = array_new(1);
        texts->type = &type_string_array;
        texts->element = &type_string;
        hash_sets_take(h, name, value_of_array(texts));
        have = hash_gets(h, name);
    }
    array_push_take(have->array, value_string(text));
}

/* One after the other, the message's own before the content's. */
static void add_fields(struct hash *h, const struct http_head *head, bool content)
{
    for (size_t i = 0; i < head->nfields; i++)
        if (web_is_content_header(head->fields[i].name) == content)
            add_text(h, head->fields[i].name, head->fields[i].value);
}

struct value web_headers_dictionary(struct session *s, const struct http_head *head)
{
    static const char name[] = "System.Collections.Generic.Dictionary[string,"
                               "System.Collections.Generic.IEnumerable[string]]";
    const struct type_info *type = session_find_type(s, name, sizeof(name) - 1);
    struct hash *h = hash_new(HASH_ORDERED);

    if (type)
        h->type = type;
    add_fields(h, head, false);
    add_fields(h, head, true);
    return value_of_hash(h);
}

/* Where a redirect leads is a Uri. */
static void set_location(struct hash *h)
{
    struct value *texts = hash_gets(h, "Location"), uri = value_null();
    AUTO_ERR *err = NULL;

    if (texts && value_convert(texts->array->items[0], &type_uri, &uri, &err) == 0)
        hash_sets_take(h, "Location", uri);
}

struct value web_headers_new(const struct http_head *head, bool content)
{
    struct hash *h = hash_new(HASH_ORDERED);

    h->type = &type_http_headers;
    add_fields(h, head, content);
    if (!content)
        set_location(h);
    return value_of_hash(h);
}

/* The texts of a name; NULL: there is none. Owned. */
static struct array *texts_of(struct hash *h, struct value name)
{
    struct value *v = hash_get(h, name);

    if (!v)
        return NULL;
    struct array *texts = array_new(1);
    texts->type = &type_string_array;
    if (v->kind == V_ARRAY)
        for (size_t i = 0; i < v->array->len; i++)
            array_push(texts, v->array->items[i]);
    else
        array_push_take(texts, value_to_string(*v));
    return texts;
}

CALL(headers_contains)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    *out = value_bool(hash_get(self.hash, name) != NULL);
    return 0;
}

CALL(headers_values)
{
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    struct array *texts = texts_of(self.hash, name);

    if (!texts)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "The given header was not found.");
    *out = value_of_array(texts);
    return 0;
}

CALL(headers_try)
{
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    struct array *texts = texts_of(self.hash, name);
    AUTO_VALUE found = texts ? value_of_array(texts) : value_null();

    *out = value_bool(texts != NULL);
    return arg_set_ref(args[1], found, err);
}

static void headers_lines(struct hash *h, const char *indent, struct strbuf *out)
{
    struct hash_entry *e;

    for (size_t i = 0; (e = hash_next(h, &i));) {
        strbuf_adds(out, indent);
        value_to_strbuf(e->key, out);
        strbuf_adds(out, ": ");
        value_join(e->value, ", ", out);
        strbuf_addch(out, '\n');
    }
}

static int headers_text(struct value self, struct strbuf *out)
{
    headers_lines(self.hash, "", out);
    return 0;
}

static const struct method headers_methods[] = {
    METHOD("Contains", 1, 1, headers_contains, "bool Contains(string name)"),
    METHOD("GetValues", 1, 1, headers_values,
           "System.Collections.Generic.IEnumerable[string] GetValues(string name)"),
    METHOD("TryGetValues", 2, 2, headers_try,
           "bool TryGetValues(string name, [ref] "
           "System.Collections.Generic.IEnumerable[string] values)"),
};
const struct type_info type_http_headers = {
    .name = "System.Net.Http.Headers.HttpResponseHeaders",
    .base = &type_object,
    METHODS(headers_methods),
    .to_string = headers_text,
};

/* ---- HttpContent ---- */

/* Fields, body, and nothing: as http_contents.c has them. */
enum { CONTENT_HEADERS, CONTENT_BODY, CONTENT_FIELDS = 3 };

const struct type_info type_http_content = {
    .name = "System.Net.Http.HttpConnectionResponseContent",
    .base = &type_http_content_base,
    .payload_size = CONTENT_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- HttpRequestMessage ---- */

enum { M_VERSION, M_CONTENT, M_METHOD, M_URI, M_HEADERS, M_FIELDS };

static struct value version_value(const char *text)
{
    AUTO_VALUE s = value_string(text);
    AUTO_ERR *err = NULL;
    struct value version = value_null();

    return value_convert(s, &type_version, &version, &err) == 0 ? version : value_null();
}

struct value web_request_message(const char *method, struct value uri, const char *version,
                                 const char *const *headers, size_t nheaders)
{
    struct object *o = object_new(&type_http_request_message);
    struct http_head head = { 0 };

    for (size_t i = 0; i < nheaders; i++) {
        const char *colon = strchr(headers[i], ':');
        if (colon)
            http_head_add(&head, headers[i], (size_t)(colon - headers[i]), colon + 2,
                          strlen(colon + 2));
    }
    *record_field(o, M_VERSION) = version_value(version);
    *record_field(o, M_METHOD) = value_string(method);
    *record_field(o, M_URI) = value_ref(uri);
    *record_field(o, M_HEADERS) = web_headers_new(&head, false);
    http_head_release(&head);
    return value_of_object(o);
}

static int request_text(struct value self, struct strbuf *out)
{
    const struct value *f = record_field(self.object, 0);

    strbuf_adds(out, "Method: ");
    value_to_strbuf(f[M_METHOD], out);
    strbuf_adds(out, ", RequestUri: '");
    value_to_strbuf(f[M_URI], out);
    strbuf_adds(out, "', Version: ");
    value_to_strbuf(f[M_VERSION], out);
    strbuf_adds(out, ", Content: <null>, Headers:\n{\n");
    if (f[M_HEADERS].kind == V_HASH)
        headers_lines(f[M_HEADERS].hash, "  ", out);
    strbuf_addch(out, '}');
    return 0;
}

CALL(request_dispose)
{
    UNUSED_CALL();
    return 0;
}

SETTER(request_set)
{
    AUTO_VALUE taken = value_null();
    switch (p->data) {
    case M_VERSION:
        if (value_convert(v, &type_version, &taken, err) < 0)
            return -1;
        break;
    case M_METHOD:
        if (value_convert(v, &type_http_method, &taken, err) < 0)
            return -1;
        break;
    case M_URI:
        if (v.kind != V_NULL && value_convert(v, &type_uri, &taken, err) < 0)
            return -1;
        break;
    default:
        if (v.kind != V_NULL &&
            (v.kind != V_OBJECT || !type_is_a(v.object->type, &type_http_content_base)))
            return fail_no_cast(err, v, &type_http_content_base);
        taken = value_ref(v);
        break;
    }
    value_replace_take(record_field(self.object, (size_t)p->data), STEAL_VALUE(taken));
    return 0;
}

/* new(), new(method, address) */
CALL(request_new)
{
    (void)self;
    AUTO_VALUE method = value_null(), uri = value_null(), get = value_string("GET");
    if (value_convert(n ? args[0] : get, &type_http_method, &method, err) < 0 ||
        (n > 1 && args[1].kind != V_NULL && value_convert(args[1], &type_uri, &uri, err) < 0))
        return -1;
    struct object *o = object_new(&type_http_request_message);
    *record_field(o, M_VERSION) = version_value("1.1");
    *record_field(o, M_METHOD) = STEAL_VALUE(method);
    *record_field(o, M_URI) = STEAL_VALUE(uri);
    *record_field(o, M_HEADERS) = http_request_headers();
    *out = value_of_object(o);
    return 0;
}

#define REQUEST_RW(n, t, i)                                                         \
    {                                                                               \
        .name = n, .type_name = t, .get = record_get, .set = request_set, .data = i \
    }
static const struct property request_props[] = {
    REQUEST_RW("Version", "version", M_VERSION),
    REQUEST_RW("Content", "System.Net.Http.HttpContent", M_CONTENT),
    REQUEST_RW("Method", "System.Net.Http.HttpMethod", M_METHOD),
    REQUEST_RW("RequestUri", "uri", M_URI),
    RECORD_FIELD("Headers", "System.Net.Http.Headers.HttpRequestHeaders", M_HEADERS),
};
static const struct method request_methods[] = {
    METHOD("Dispose", 0, 0, request_dispose, "void Dispose()"),
};
static const struct method request_statics[] = {
    METHOD("new", 0, 2, request_new,
           "System.Net.Http.HttpRequestMessage new(), System.Net.Http.HttpRequestMessage "
           "new(System.Net.Http.HttpMethod method, uri requestUri), "
           "System.Net.Http.HttpRequestMessage new(System.Net.Http.HttpMethod method, string "
           "requestUri)"),
};
const struct type_info type_http_request_message = {
    .name = "System.Net.Http.HttpRequestMessage",
    .base = &type_object,
    PROPS(request_props),
    METHODS(request_methods),
    STATICS(request_statics),
    .payload_size = M_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = request_text,
};

/* ---- HttpResponseMessage ---- */

enum {
    A_VERSION,
    A_CONTENT,
    A_STATUS,
    A_REASON,
    A_HEADERS,
    A_TRAILING,
    A_REQUEST,
    A_SUCCESS,
    A_FIELDS
};

struct value web_status_value(int status)
{
    return value_enum(type_http_status_code.enum_info, status);
}

void web_status_name(int status, struct strbuf *out)
{
    AUTO_VALUE v = web_status_value(status);

    value_to_strbuf(v, out);
}

struct value web_response_message(const struct http_head *head, struct value request)
{
    struct object *o = object_new(&type_http_response_message);
    struct object *content = object_new(&type_http_content);
    const struct http_head none = { 0 };

    *record_field(content, CONTENT_HEADERS) = web_headers_new(head, true);
    *record_field(content, CONTENT_BODY) = value_string("");
    *record_field(o, A_VERSION) = version_value(head->version);
    *record_field(o, A_CONTENT) = value_of_object(content);
    *record_field(o, A_STATUS) = web_status_value(head->status);
    *record_field(o, A_REASON) = value_string(head->reason ? head->reason : "");
    *record_field(o, A_HEADERS) = web_headers_new(head, false);
    *record_field(o, A_TRAILING) = web_headers_new(&none, false);
    *record_field(o, A_REQUEST) = value_ref(request);
    *record_field(o, A_SUCCESS) = value_bool(head->status >= 200 && head->status < 300);
    return value_of_object(o);
}

void web_response_take_body(struct value response, struct strbuf *body)
{
    struct object *content = record_field(response.object, A_CONTENT)->object;
    value_replace_take(record_field(content, CONTENT_BODY), value_string_take(body));
}

int web_status_failure(int status, const char *reason, struct err **err)
{
    AUTO_VALUE extra = value_of_array(array_new(2));
    array_push_take(extra.array, value_null());
    array_push_take(extra.array, web_status_value(status));
    fail_with(err, "System.Net.Http.HttpRequestException", "HttpRequestException",
              *reason ? "Response status code does not indicate success: %d (%s)."
                      : "Response status code does not indicate success: %d%s.",
              status, reason);
    return fail_extra(err, extra);
}

CALL(response_ensure)
{
    (void)args;
    (void)n;
    const struct value *f = record_field(self.object, 0);
    if (!value_truth(f[A_SUCCESS]))
        return web_status_failure(value_enum_get(f[A_STATUS]), f[A_REASON].str->data, err);
    *out = value_ref(self);
    return 0;
}

CALL(response_dispose)
{
    UNUSED_CALL();
    return 0;
}

static const struct method response_methods[] = {
    METHOD("EnsureSuccessStatusCode", 0, 0, response_ensure,
           "System.Net.Http.HttpResponseMessage EnsureSuccessStatusCode()"),
    METHOD("Dispose", 0, 0, response_dispose, "void Dispose()"),
};

static int response_text(struct value self, struct strbuf *out)
{
    const struct value *f = record_field(self.object, 0);

    strbuf_addf(out, "StatusCode: %d, ReasonPhrase: '", (int)value_enum_get(f[A_STATUS]));
    value_to_strbuf(f[A_REASON], out);
    strbuf_adds(out, "', Version: ");
    value_to_strbuf(f[A_VERSION], out);
    strbuf_addf(out, ", Content: %s, Headers:\n{\n", type_http_content.name);
    headers_lines(f[A_HEADERS].hash, "  ", out);
    headers_lines(record_field(f[A_CONTENT].object, 0)->hash, "  ", out);
    strbuf_addch(out, '}');
    return 0;
}

static const struct property response_props[] = {
    RECORD_FIELD("Version", "version", A_VERSION),
    RECORD_FIELD("Content", "System.Net.Http.HttpContent", A_CONTENT),
    RECORD_FIELD("StatusCode", "System.Net.HttpStatusCode", A_STATUS),
    RECORD_FIELD("ReasonPhrase", "string", A_REASON),
    RECORD_FIELD("Headers", "System.Net.Http.Headers.HttpResponseHeaders", A_HEADERS),
    RECORD_FIELD("TrailingHeaders", "System.Net.Http.Headers.HttpResponseHeaders", A_TRAILING),
    RECORD_FIELD("RequestMessage", "System.Net.Http.HttpRequestMessage", A_REQUEST),
    RECORD_FIELD("IsSuccessStatusCode", "bool", A_SUCCESS),
};
const struct type_info type_http_response_message = {
    .name = "System.Net.Http.HttpResponseMessage",
    .base = &type_object,
    PROPS(response_props),
    METHODS(response_methods),
    .payload_size = A_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = response_text,
};
