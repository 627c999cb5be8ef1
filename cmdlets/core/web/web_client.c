/* System.Net.WebClient. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/net_web.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/base/whole_file.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/file.h"
#include "shell/object/types/stream.h"
#include "shell/object/types/task.h"
#include "shell/object/types/uri.h"
#include "shell/object/types/web.h"

enum {
    C_BASE,
    C_HEADERS,
    C_QUERY,
    C_ENCODING,
    C_CREDENTIALS,
    C_USE_DEFAULT,
    C_PROXY,
    C_NO_PROXY, /* Proxy was set to $null */
    C_RESPONSE_HEADERS,
    C_FIELDS
};

static struct value *field(struct value self, size_t i)
{
    return record_field(self.object, i);
}

/* ---- addresses ---- */

static int is_scheme(struct value uri, const char *scheme)
{
    AUTO_VALUE have = value_null();
    AUTO_ERR *err = NULL;
    return member_get(uri, "Scheme", &have, &err) == 0 && have.kind == V_STRING &&
           strcmp(have.str->data, scheme) == 0;
}

/* What no absolute address is, is a file's path. */
static int absolute(struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    AUTO_ERR *no = NULL;
    const char *s = text.str->data;
    if (strstr(s, "://") || strncmp(s, "file:", 5) == 0)
        return value_convert(text, &type_uri, out, err);
    if (strchr(s, ':') && value_convert(text, &type_uri, out, &no) == 0)
        return 0;
    AUTO_VALUE path = value_null();
    const struct method *m = type_find_static_method(&type_path, "GetFullPath", 11);
    if (m->call(value_type(&type_path), &text, 1, &path, err) < 0)
        return -1;
    return value_convert(path, &type_uri, out, err);
}

static int address_of(struct value self, struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE uri = value_null();
    if (v.kind == V_NULL)
        return fail_null_argument(err, "address");
    struct value base = *field(self, C_BASE), query = *field(self, C_QUERY);
    if (base.kind != V_NULL) {
        AUTO_VALUE text = arg_string(v);
        if (uri_combine(base, text, &uri, err) < 0)
            return -1;
    } else if (absolute(v, &uri, err) < 0) {
        return -1;
    }
    const struct hash_entry *e;
    AUTO_VALUE have = value_null();
    if (query.kind == V_HASH && query.hash->count && member_get(uri, "Query", &have, err) == 0 &&
        !have.str->len) {
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_VALUE whole = value_to_string(uri);
        strbuf_adds(&text, whole.str->data);
        char before = '?';
        for (size_t i = 0; (e = hash_next(query.hash, &i)); before = '&') {
            AUTO_VALUE key = arg_string(e->key), part = arg_string(e->value);
            strbuf_addf(&text, "%c%s=%s", before, key.str->data, part.str->data);
        }
        AUTO_VALUE with = value_string_take(&text);
        return value_convert(with, &type_uri, out, err);
    }
    *out = STEAL_VALUE(uri);
    return *err ? -1 : 0;
}

/* ---- requests ---- */

static int not_answered(struct err **err)
{
    if ((*err)->kind == ERR_CANCELLED ||
        ((*err)->exception && strcmp((*err)->exception, "System.Net.WebException") == 0))
        return -1;
    return fail_web(err, WEB_UNKNOWN, "An exception occurred during a WebClient request.");
}

static void prepare(struct value self, struct exchange *x)
{
    exchange_headers(x, *field(self, C_HEADERS));
    x->credentials = value_ref(*field(self, C_CREDENTIALS));
    x->proxy = value_ref(*field(self, C_PROXY));
    x->no_proxy = value_truth(*field(self, C_NO_PROXY));
    x->default_credentials = value_truth(*field(self, C_USE_DEFAULT));
    x->timeout_ms = 100000;
}

static void init(struct exchange *x)
{
    AUTO_VALUE none = value_null();
    exchange_init(x, none, "GET");
}

#define AUTO_EXCHANGE CLEANUP(exchange_release) struct exchange

/* Sends what x is set up for to the address; its answer stands in x. */
static int ask(struct value self, struct exchange *x, struct value address, struct err **err)
{
    AUTO_VALUE uri = value_null();
    if (address_of(self, address, &uri, err) < 0)
        return -1;
    if (is_scheme(uri, "file")) {
        AUTO_VALUE path = value_null();
        if (member_get(uri, "LocalPath", &path, err) < 0)
            return -1;
        if (whole_file_read(path.str->data, &x->answer) < 0) {
            file_error(err, path.str->data);
            AUTO_FREE char *text = xstrdup((*err)->message);
            return fail_web(err, WEB_UNKNOWN, text);
        }
        return 0;
    }
    if (!is_scheme(uri, "http") && !is_scheme(uri, "https"))
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "The URI prefix is not recognized.");
    value_replace_take(&x->uri, STEAL_VALUE(uri));
    prepare(self, x);
    if (exchange_run_web(x, err) < 0)
        return not_answered(err);
    value_replace_take(field(self, C_RESPONSE_HEADERS), web_header_collection(&x->head));
    return 0;
}

/* By the answer's charset, else by its byte order mark, else by the client's encoding. */
static struct value text_of(struct value self, const struct exchange *x)
{
    const struct strbuf *body = &x->answer;
    AUTO_FREE char *charset = web_charset(http_head_field(&x->head, "Content-Type"));
    AUTO_VALUE name = charset ? value_string(charset) : value_null(), named = value_null();
    bool known = charset && encoding_named(name, &named);
    struct value own = *field(self, C_ENCODING);
    enum encoding e = known                    ? encoding_kind(named)
                      : value_is_encoding(own) ? encoding_kind(own)
                                               : ENC_UTF8;
    size_t skip = 0;
    enum encoding marked = encoding_detect(body->buf, body->len, e, &skip);
    struct strbuf text = STRBUF_INIT;
    if (known && marked != e)
        skip = 0;
    encoding_decode(known ? e : marked, body->buf + skip, body->len - skip, &text);
    return value_string_take(&text);
}

CALL(client_download_string)
{
    (void)n;
    AUTO_EXCHANGE x;
    init(&x);
    if (ask(self, &x, args[0], err) < 0)
        return -1;
    *out = text_of(self, &x);
    return 0;
}

CALL(client_download_data)
{
    (void)n;
    AUTO_EXCHANGE x;
    init(&x);
    if (ask(self, &x, args[0], err) < 0)
        return -1;
    *out = value_of_array(bytes_array(x.answer.buf, x.answer.len));
    return 0;
}

CALL(client_open_read)
{
    (void)n;
    AUTO_EXCHANGE x;
    init(&x);
    if (ask(self, &x, args[0], err) < 0)
        return -1;
    *out = memory_stream_new(x.answer.buf, x.answer.len);
    return 0;
}

CALL(client_download_file)
{
    (void)n;
    (void)out;
    AUTO_EXCHANGE x;
    AUTO_VALUE path = value_null();
    init(&x);
    if (args[1].kind == V_NULL)
        return fail_null_argument(err, "fileName");
    if (file_path_arg(args[1], &path, err) < 0)
        return -1;
    x.out_path = xstrdup(path.str->data);
    if (ask(self, &x, args[0], err) < 0)
        return -1;
    if (x.head.status) /* it has been written as it came */
        return 0;
    AUTO_VALUE file = value_null();
    if (stream_open(path.str->data, FILE_CREATE, ACCESS_WRITE, &file, err) < 0 ||
        stream_write(file, x.answer.buf, x.answer.len, err) < 0 || stream_close(file, err) < 0)
        return not_answered(err);
    return 0;
}

/* ---- what is sent ---- */

/* (address, data) or (address, method, data); the method is POST unless given. */
static struct value data_of(const struct value *args, size_t n, struct exchange *x)
{
    if (n > 2 && args[1].kind != V_NULL) {
        AUTO_VALUE method = arg_string(args[1]);
        free(x->method);
        x->method = xstrdup(method.str->data);
    } else {
        free(x->method);
        x->method = xstrdup("POST");
    }
    x->has_body = true;
    return args[n - 1];
}

CALL(client_upload_string)
{
    AUTO_EXCHANGE x;
    init(&x);
    struct value data = data_of(args, n, &x), e = *field(self, C_ENCODING);
    if (data.kind == V_NULL)
        return fail_null_argument(err, "data");
    AUTO_VALUE text = arg_string(data);
    encoding_encode(value_is_encoding(e) ? encoding_kind(e) : ENC_UTF8, text.str->data,
                    text.str->len, &x.body);
    if (ask(self, &x, args[0], err) < 0)
        return -1;
    *out = text_of(self, &x);
    return 0;
}

static int answer_bytes(struct value self, struct exchange *x, struct value address,
                        struct value *out, struct err **err)
{
    if (ask(self, x, address, err) < 0)
        return -1;
    *out = value_of_array(bytes_array(x->answer.buf, x->answer.len));
    return 0;
}

CALL(client_upload_data)
{
    AUTO_EXCHANGE x;
    init(&x);
    if (bytes_add(data_of(args, n, &x), "data", &x.body, err) < 0)
        return -1;
    return answer_bytes(self, &x, args[0], out, err);
}

static const char *content_type(struct value self)
{
    struct value headers = *field(self, C_HEADERS);
    const struct value *v = headers.kind == V_HASH ? hash_gets(headers.hash, "Content-Type") : NULL;
    return v && v->kind == V_STRING ? v->str->data : NULL;
}

static int fixed_type(struct value self, struct exchange *x, const char *type, const char *whole,
                      struct err **err)
{
    const char *given = content_type(self);
    if (given && strncasecmp(given, type, strlen(type)) != 0)
        return fail_web(err, WEB_UNKNOWN,
                        "The Content-Type header cannot be changed from its default value for "
                        "this request.");
    if (!given)
        exchange_header(x, "Content-Type", whole);
    return 0;
}

CALL(client_upload_values)
{
    AUTO_EXCHANGE x;
    init(&x);
    struct value data = data_of(args, n, &x);
    static const char type[] = "application/x-www-form-urlencoded";
    if (data.kind == V_NULL)
        return fail_null_argument(err, "data");
    if (data.kind != V_HASH)
        return fail_no_cast(err, data, &type_name_values);
    if (fixed_type(self, &x, type, type, err) < 0)
        return -1;
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(data.hash, &i));) {
        AUTO_VALUE key = arg_string(e->key), text = arg_string(e->value);
        if (x.body.len)
            strbuf_addch(&x.body, '&');
        url_encode(key.str->data, key.str->len, true, &x.body);
        strbuf_addch(&x.body, '=');
        url_encode(text.str->data, text.str->len, true, &x.body);
    }
    return answer_bytes(self, &x, args[0], out, err);
}

/* As a form's file field. */
CALL(client_upload_file)
{
    AUTO_EXCHANGE x;
    AUTO_VALUE path = value_null(), made = value_null();
    AUTO_STRBUF bytes = STRBUF_INIT;
    init(&x);
    struct value data = data_of(args, n, &x);
    if (data.kind == V_NULL)
        return fail_null_argument(err, "fileName");
    if (file_path_arg(data, &path, err) < 0)
        return -1;
    if (whole_file_read(path.str->data, &bytes) < 0) {
        file_error(err, path.str->data);
        return not_answered(err);
    }
    const struct method *m = type_find_static_method(&type_guid, "NewGuid", 7);
    if (m->call(value_type(&type_guid), NULL, 0, &made, err) < 0)
        return -1;
    AUTO_VALUE mark = value_to_string(made);
    const char *slash = strrchr(path.str->data, '/');
    AUTO_FREE char *type = xasprintf("multipart/form-data; boundary=%s", mark.str->data);
    if (fixed_type(self, &x, "multipart/form-data", type, err) < 0)
        return -1;
    strbuf_addf(&x.body,
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                "Content-Type: application/octet-stream\r\n\r\n",
                mark.str->data, slash ? slash + 1 : path.str->data);

    strbuf_add(&x.body, bytes.buf, bytes.len);
    strbuf_addf(&x.body, "\r\n--%s--\r\n", mark.str->data);
    return answer_bytes(self, &x, args[0], out, err);
}

/* ---- tasks: done when they are given out ---- */

#define TASK_OF(name, call)                         \
    CALL(name)                                      \
    {                                               \
        AUTO_VALUE result = value_null();           \
        if (call(self, args, n, &result, err) == 0) \
            *out = task_of_result(result);          \
        else if ((*err)->kind == ERR_CANCELLED)     \
            return -1;                              \
        else                                        \
            *out = task_of_error(err);              \
        return 0;                                   \
    }
TASK_OF(download_string_task, client_download_string)
TASK_OF(download_data_task, client_download_data)
TASK_OF(download_file_task, client_download_file)
TASK_OF(open_read_task, client_open_read)
TASK_OF(upload_string_task, client_upload_string)
TASK_OF(upload_data_task, client_upload_data)
TASK_OF(upload_values_task, client_upload_values)
TASK_OF(upload_file_task, client_upload_file)

/* ---- the object ---- */

CALL(client_nothing)
{
    UNUSED_CALL();
    return 0;
}

CALL(client_new)
{
    UNUSED_CALL();
    struct object *o = object_new(&type_web_client);
    struct hash *query = hash_new(HASH_ORDERED);
    query->type = &type_name_values;
    *record_field(o, C_HEADERS) = web_header_collection(NULL);
    *record_field(o, C_QUERY) = value_of_hash(query);
    *record_field(o, C_ENCODING) = encoding_new(ENC_UTF8, false);
    *record_field(o, C_USE_DEFAULT) = value_bool(false);
    *out = value_of_object(o);
    return 0;
}

GETTER(client_base)
{
    UNUSED_GETTER();
    struct value base = *field(self, C_BASE);
    *out = base.kind == V_NULL ? value_string("") : value_to_string(base);
    return 0;
}

SETTER(client_set_base)
{
    (void)p;
    AUTO_VALUE text = arg_string(v), uri = value_null();
    if (text.str->len && value_convert(text, &type_uri, &uri, err) < 0)
        return fail_argument(err, "The specified value is not a valid base address. "
                                  "(Parameter 'value')");
    value_replace_take(field(self, C_BASE), STEAL_VALUE(uri));
    return 0;
}

SETTER(client_set)
{
    AUTO_VALUE taken = value_null();
    switch (p->data) {
    case C_USE_DEFAULT:
        taken = value_bool(value_truth(v));
        break;
    case C_ENCODING:
        if (v.kind == V_NULL)
            return fail_null_argument(err, "Encoding");
        if (!value_is_encoding(v))
            return value_convert(v, &type_encoding, field(self, C_ENCODING), err);
        taken = value_ref(v);
        break;
    case C_HEADERS:
        taken = web_header_collection(NULL);
        if (v.kind == V_HASH) {
            const struct hash_entry *e;
            for (size_t i = 0; (e = hash_next(v.hash, &i));) {
                AUTO_VALUE name = web_header_name(e->key);
                hash_sets_take(taken.hash, name.str->data, arg_string(e->value));
            }
        }
        break;
    case C_PROXY:
        value_replace_take(field(self, C_NO_PROXY), value_bool(v.kind == V_NULL));
        taken = value_ref(v);
        break;
    default:
        taken = value_ref(v);
        break;
    }
    value_replace_take(field(self, (size_t)p->data), STEAL_VALUE(taken));
    return 0;
}

GETTER(client_is_busy)
{
    UNUSED_GETTER();
    *out = value_bool(false);
    return 0;
}

#define CLIENT_RW(n, t, i)                                                         \
    {                                                                              \
        .name = n, .type_name = t, .get = record_get, .set = client_set, .data = i \
    }
static const struct property client_props[] = {
    CLIENT_RW("Encoding", "System.Text.Encoding", C_ENCODING),
    PROPERTY_RW("BaseAddress", "string", client_base, client_set_base),
    CLIENT_RW("Credentials", "System.Net.ICredentials", C_CREDENTIALS),
    CLIENT_RW("UseDefaultCredentials", "bool", C_USE_DEFAULT),
    CLIENT_RW("Headers", "System.Net.WebHeaderCollection", C_HEADERS),
    CLIENT_RW("QueryString", "System.Collections.Specialized.NameValueCollection", C_QUERY),
    RECORD_FIELD("ResponseHeaders", "System.Net.WebHeaderCollection", C_RESPONSE_HEADERS),
    CLIENT_RW("Proxy", "System.Net.IWebProxy", C_PROXY),
    PROPERTY("IsBusy", "bool", client_is_busy),
};
/* clang-format off: a pair a line */
#define BOTH(name, min, max, now, later, sig) \
    METHOD(name, min, max, now, sig), METHOD(name "TaskAsync", min, max, later, NULL)
static const struct method client_methods[] = {
    BOTH("DownloadString", 1, 1, client_download_string, download_string_task,
         "string DownloadString(string address), string DownloadString(uri address)"),
    BOTH("DownloadData", 1, 1, client_download_data, download_data_task,
         "byte[] DownloadData(string address), byte[] DownloadData(uri address)"),
    BOTH("DownloadFile", 2, 2, client_download_file, download_file_task,
         "void DownloadFile(string address, string fileName), void DownloadFile(uri address, "
         "string fileName)"),
    BOTH("OpenRead", 1, 1, client_open_read, open_read_task,
         "System.IO.Stream OpenRead(string address), System.IO.Stream OpenRead(uri address)"),
    BOTH("UploadString", 2, 3, client_upload_string, upload_string_task,
         "string UploadString(string address, string data), string UploadString(string address, "
         "string method, string data)"),
    BOTH("UploadData", 2, 3, client_upload_data, upload_data_task,
         "byte[] UploadData(string address, byte[] data), byte[] UploadData(string address, "
         "string method, byte[] data)"),
    BOTH("UploadFile", 2, 3, client_upload_file, upload_file_task,
         "byte[] UploadFile(string address, string fileName), byte[] UploadFile(string address, "
         "string method, string fileName)"),
    BOTH("UploadValues", 2, 3, client_upload_values, upload_values_task,
         "byte[] UploadValues(string address, "
         "System.Collections.Specialized.NameValueCollection data)"),
    METHOD("CancelAsync", 0, 0, client_nothing, "void CancelAsync()"),
    METHOD("Dispose", 0, 0, client_nothing, "void Dispose()"),
};
/* clang-format on */
static const struct method client_statics[] = {
    METHOD("new", 0, 0, client_new, "System.Net.WebClient new()"),
};
const struct type_info type_web_client = {
    .name = "System.Net.WebClient",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(client_props),
    METHODS(client_methods),
    STATICS(client_statics),
    .payload_size = C_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};
