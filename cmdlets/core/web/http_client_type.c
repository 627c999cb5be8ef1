/* System.Net.Http.HttpClient and HttpClientHandler. Requests are made at once: the tasks are done
 * when they are given out. */
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/http_objects.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/cookie.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/stream.h"
#include "shell/object/types/task.h"
#include "shell/object/types/uri.h"

/* ---- HttpClientHandler ---- */

enum {
    D_DEFAULT_CREDENTIALS,
    D_CREDENTIALS,
    D_PROXY,
    D_USE_PROXY,
    D_REDIRECT,
    D_MOST_REDIRECTS,
    D_USE_COOKIES,
    D_COOKIES,
    D_CERTIFICATE_CALLBACK,
    D_FIELDS
};

CALL(handler_new)
{
    UNUSED_CALL();
    struct object *o = object_new(&type_http_handler);
    *record_field(o, D_DEFAULT_CREDENTIALS) = value_bool(false);
    *record_field(o, D_USE_PROXY) = value_bool(true);
    *record_field(o, D_REDIRECT) = value_bool(true);
    *record_field(o, D_MOST_REDIRECTS) = value_int(EXCHANGE_REDIRECTS);
    *record_field(o, D_USE_COOKIES) = value_bool(true);
    *record_field(o, D_COOKIES) = cookie_container_new();
    *out = value_of_object(o);
    return 0;
}

SETTER(handler_set)
{
    AUTO_VALUE taken = value_null();
    int32_t number;
    switch (p->data) {
    case D_DEFAULT_CREDENTIALS:
    case D_USE_PROXY:
    case D_REDIRECT:
    case D_USE_COOKIES:
        taken = value_bool(value_truth(v));
        break;
    case D_MOST_REDIRECTS:
        if (arg_int(v, &number, err) < 0)
            return -1;
        if (number <= 0)
            return fail_range(err, "value", "The specified value must be greater than 0.");
        taken = value_int(number);
        break;
    case D_COOKIES:
        if (value_convert(v, &type_cookie_container, &taken, err) < 0)
            return -1;
        break;
    default:
        taken = value_ref(v);
        break;
    }
    value_replace_take(record_field(self.object, (size_t)p->data), STEAL_VALUE(taken));
    return 0;
}

/* A callback that takes every certificate: the only one that can be looked up here. */
GETTER(handler_accept_any)
{
    UNUSED_GETTER();
    *out = value_bool(true);
    return 0;
}

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

#define HANDLER_RW(n, t, i)                                                         \
    {                                                                               \
        .name = n, .type_name = t, .get = record_get, .set = handler_set, .data = i \
    }
static const struct property handler_props[] = {
    HANDLER_RW("AllowAutoRedirect", "bool", D_REDIRECT),
    HANDLER_RW("MaxAutomaticRedirections", "int", D_MOST_REDIRECTS),
    HANDLER_RW("UseCookies", "bool", D_USE_COOKIES),
    HANDLER_RW("CookieContainer", "System.Net.CookieContainer", D_COOKIES),
    HANDLER_RW("UseProxy", "bool", D_USE_PROXY),
    HANDLER_RW("Proxy", "System.Net.IWebProxy", D_PROXY),
    HANDLER_RW("UseDefaultCredentials", "bool", D_DEFAULT_CREDENTIALS),
    HANDLER_RW("Credentials", "System.Net.ICredentials", D_CREDENTIALS),
    HANDLER_RW("ServerCertificateCustomValidationCallback", "System.Func", D_CERTIFICATE_CALLBACK),
};
static const struct property handler_static_props[] = {
    PROPERTY("DangerousAcceptAnyServerCertificateValidator", "System.Func", handler_accept_any),
};
static const struct method handler_methods[] = {
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct method handler_statics[] = {
    METHOD("new", 0, 0, handler_new, "System.Net.Http.HttpClientHandler new()"),
};
const struct type_info type_http_handler = {
    .name = "System.Net.Http.HttpClientHandler",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(handler_props),
    METHODS(handler_methods),
    STATIC_PROPS(handler_static_props),
    STATICS(handler_statics),
    .payload_size = D_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- HttpClient ---- */

enum { C_HANDLER, C_HEADERS, C_BASE, C_TIMEOUT, C_FIELDS };
enum { TICKS_A_MS = 10000, DEFAULT_TIMEOUT_MS = 100000 };

static struct value *field(struct value self, size_t i)
{
    return record_field(self.object, i);
}

CALL(client_new)
{
    (void)self;
    AUTO_VALUE handler = value_null();
    if (n && args[0].kind == V_NULL)
        return fail_null_argument(err, "handler");
    if (n && (args[0].kind != V_OBJECT || args[0].object->type != &type_http_handler))
        return fail_no_cast(err, args[0], &type_http_handler);
    if (!n && handler_new(value_null(), NULL, 0, &handler, err) < 0)
        return -1;
    struct object *o = object_new(&type_http_client);
    *record_field(o, C_HANDLER) = n ? value_ref(args[0]) : STEAL_VALUE(handler);
    *record_field(o, C_HEADERS) = http_request_headers();
    *record_field(o, C_TIMEOUT) = value_timespan((int64_t)DEFAULT_TIMEOUT_MS * TICKS_A_MS);
    *out = value_of_object(o);
    return 0;
}

SETTER(client_set_base)
{
    (void)p;
    AUTO_VALUE uri = value_null(), absolute = value_null();
    if (v.kind != V_NULL && (value_convert(v, &type_uri, &uri, err) < 0 ||
                             member_get(uri, "IsAbsoluteUri", &absolute, err) < 0))
        return -1;
    if (v.kind != V_NULL && !value_truth(absolute))
        return fail_argument(err, "The base address must be an absolute URI. "
                                  "(Parameter 'value')");
    value_replace_take(field(self, C_BASE), STEAL_VALUE(uri));
    return 0;
}

SETTER(client_set_timeout)
{
    (void)p;
    AUTO_VALUE span = value_null();
    if (value_convert(v, &type_timespan, &span, err) < 0)
        return -1;
    if (span.i != -TICKS_A_MS && span.i <= 0)
        return fail_range(err, "value", "Specified argument was out of the range of valid values.");
    value_replace_take(field(self, C_TIMEOUT), STEAL_VALUE(span));
    return 0;
}

/* Where a request goes. */
static int address_of(struct value self, struct value v, struct value *out, struct err **err)
{
    AUTO_VALUE uri = value_null(), absolute = value_null(), scheme = value_null();
    struct value base = *field(self, C_BASE);
    AUTO_VALUE text = arg_string(v);
    if (base.kind != V_NULL) {
        if (uri_combine(base, text, &uri, err) < 0)
            return -1;
    } else if (v.kind != V_NULL && value_convert(v, &type_uri, &uri, err) < 0) {
        return -1;
    }
    if (uri.kind != V_NULL && member_get(uri, "IsAbsoluteUri", &absolute, err) < 0)
        return -1;
    if (!value_truth(absolute))
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "An invalid request URI was provided. Either the request URI must be an "
                         "absolute URI or BaseAddress must be set.");
    if (member_get(uri, "Scheme", &scheme, err) < 0)
        return -1;
    if (strcmp(scheme.str->data, "http") != 0 && strcmp(scheme.str->data, "https") != 0)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "The '%s' scheme is not supported.", scheme.str->data);
    *out = STEAL_VALUE(uri);
    return 0;
}

/* Every certificate, or as the system trusts them; a script's own look at one cannot be had. */
static int set_certificates(struct exchange *x, struct value callback, struct err **err)
{
    if (callback.kind == V_OBJECT)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "A script cannot judge a certificate here. Set "
                         "ServerCertificateCustomValidationCallback to "
                         "[System.Net.Http.HttpClientHandler]::"
                         "DangerousAcceptAnyServerCertificateValidator to take any.");
    x->skip_certificate_check = value_truth(callback);
    return 0;
}

static int configure(struct value self, struct exchange *x, struct err **err)
{
    struct object *handler = field(self, C_HANDLER)->object;
    int64_t ticks = field(self, C_TIMEOUT)->i;
    x->timeout_ms = ticks < 0 ? 0 : ticks / TICKS_A_MS ? ticks / TICKS_A_MS : 1;
    x->redirects = value_truth(*record_field(handler, D_REDIRECT))
                       ? (int)record_field(handler, D_MOST_REDIRECTS)->i
                       : 0;
    x->credentials = value_ref(*record_field(handler, D_CREDENTIALS));
    x->default_credentials = value_truth(*record_field(handler, D_DEFAULT_CREDENTIALS));
    x->proxy = value_ref(*record_field(handler, D_PROXY));
    x->no_proxy = !value_truth(*record_field(handler, D_USE_PROXY));
    if (value_truth(*record_field(handler, D_USE_COOKIES)))
        x->cookies = value_ref(*record_field(handler, D_COOKIES));
    return set_certificates(x, *record_field(handler, D_CERTIFICATE_CALLBACK), err);
}

struct asked {
    const char *method;
    struct value address, content, headers, message;
};

/* One request; its answer stands in x. */
static int ask(struct value self, const struct asked *a, struct exchange *x, struct err **err)
{
    AUTO_VALUE uri = value_null();
    if (address_of(self, a->address, &uri, err) < 0)
        return -1;
    exchange_init(x, uri, a->method);
    exchange_http_headers(x, *field(self, C_HEADERS));
    exchange_http_headers(x, a->headers);
    if (exchange_content(x, a->content, err) < 0 || configure(self, x, err) < 0)
        return -1;
    return exchange_run(x, err);
}

#define AUTO_EXCHANGE CLEANUP(exchange_release) struct exchange

static int get_response(struct value self, const struct asked *a, struct value *out,
                        struct err **err)
{
    AUTO_EXCHANGE x = { .fd = -1 };
    AUTO_VALUE message = value_ref(a->message);
    if (ask(self, a, &x, err) < 0)
        return -1;
    if (message.kind == V_NULL)
        message = web_request_message(x.method, x.uri, "1.1", (const char *const *)x.headers.items,
                                      x.headers.len);
    *out = web_response_message(&x.head, message);
    web_response_take_body(*out, &x.answer);
    return 0;
}

static int get_content(struct value self, struct value address, struct value *out, struct err **err)
{
    struct asked a = { .method = "GET", .address = address };
    if (get_response(self, &a, out, err) < 0)
        return -1;
    AUTO_VALUE response = *out;
    *out = value_null();
    AUTO_VALUE status = value_null(), reason = value_null();
    if (member_get(response, "StatusCode", &status, err) < 0 ||
        member_get(response, "ReasonPhrase", &reason, err) < 0)
        return -1;
    int code = value_enum_get(status);
    if (code < 200 || code > 299)
        return web_status_failure(code, reason.str->data, err);
    return member_get(response, "Content", out, err);
}

/* A task with what came, or with why nothing did. */
static int as_task(int rc, struct value result, struct value *out, struct err **err)
{
    if (rc == 0)
        *out = task_of_result(result);
    else if ((*err)->kind == ERR_CANCELLED)
        return -1;
    else
        *out = task_of_error(err);
    return 0;
}

static int send_asked(struct value self, const struct asked *a, bool now, struct value *out,
                      struct err **err)
{
    AUTO_VALUE response = value_null(), uri = value_null();
    if (address_of(self, a->address, &uri, err) < 0)
        return -1;
    int rc = get_response(self, a, &response, err);
    if (!now)
        return as_task(rc, response, out, err);
    *out = STEAL_VALUE(response);
    return rc;
}

#define VERB(fn, verb, with_content)                                                      \
    CALL(fn)                                                                              \
    {                                                                                     \
        struct asked a = { .method = verb,                                                \
                           .address = args[0],                                            \
                           .content = (with_content) && n > 1 ? args[1] : value_null() }; \
        return send_asked(self, &a, false, out, err);                                     \
    }
VERB(client_get, "GET", false)
VERB(client_delete, "DELETE", false)
VERB(client_post, "POST", true)
VERB(client_put, "PUT", true)
VERB(client_patch, "PATCH", true)

static int send_message(struct value self, struct value message, bool now, struct value *out,
                        struct err **err)
{
    AUTO_VALUE uri = value_null(), method = value_null(), content = value_null(),
               headers = value_null();
    if (message.kind == V_NULL)
        return fail_null_argument(err, "request");
    if (message.kind != V_OBJECT || message.object->type != &type_http_request_message)
        return fail_no_cast(err, message, &type_http_request_message);
    if (member_get(message, "RequestUri", &uri, err) < 0 ||
        member_get(message, "Method", &method, err) < 0 ||
        member_get(message, "Content", &content, err) < 0 ||
        member_get(message, "Headers", &headers, err) < 0)
        return -1;
    AUTO_VALUE name = http_method_name(method);
    struct asked a = { name.str->data, uri, content, headers, message };
    return send_asked(self, &a, now, out, err);
}

CALL(client_send_async)
{
    (void)n;
    return send_message(self, args[0], false, out, err);
}

CALL(client_send)
{
    (void)n;
    return send_message(self, args[0], true, out, err);
}

/* The body as what the content's own method of that name gives. */
static int get_body(struct value self, struct value address, const char *reader, struct value *out,
                    struct err **err)
{
    AUTO_VALUE content = value_null(), uri = value_null();
    if (address_of(self, address, &uri, err) < 0)
        return -1;
    if (get_content(self, address, &content, err) < 0)
        return as_task(-1, content, out, err);
    const struct method *m = type_find_method(value_type_of(content), reader, strlen(reader));
    return m->call(content, NULL, 0, out, err);
}

CALL(client_get_string)
{
    (void)n;
    return get_body(self, args[0], "ReadAsStringAsync", out, err);
}

CALL(client_get_bytes)
{
    (void)n;
    return get_body(self, args[0], "ReadAsByteArrayAsync", out, err);
}

CALL(client_get_stream)
{
    (void)n;
    return get_body(self, args[0], "ReadAsStreamAsync", out, err);
}

static const struct property client_props[] = {
    RECORD_FIELD("DefaultRequestHeaders", "System.Net.Http.Headers.HttpRequestHeaders", C_HEADERS),
    { .name = "BaseAddress",
      .type_name = "uri",
      .get = record_get,
      .set = client_set_base,
      .data = C_BASE },
    { .name = "Timeout",
      .type_name = "timespan",
      .get = record_get,
      .set = client_set_timeout,
      .data = C_TIMEOUT },
};
#define TASK "System.Threading.Tasks.Task[System.Net.Http.HttpResponseMessage] "
static const struct method client_methods[] = {
    METHOD("GetStringAsync", 1, 2, client_get_string,
           "System.Threading.Tasks.Task[string] GetStringAsync(string requestUri)"),
    METHOD("GetByteArrayAsync", 1, 2, client_get_bytes,
           "System.Threading.Tasks.Task[byte[]] GetByteArrayAsync(string requestUri)"),
    METHOD("GetStreamAsync", 1, 2, client_get_stream,
           "System.Threading.Tasks.Task[System.IO.Stream] GetStreamAsync(string requestUri)"),
    METHOD("GetAsync", 1, 3, client_get, TASK "GetAsync(string requestUri)"),
    METHOD("PostAsync", 2, 3, client_post,
           TASK "PostAsync(string requestUri, System.Net.Http.HttpContent content)"),
    METHOD("PutAsync", 2, 3, client_put,
           TASK "PutAsync(string requestUri, System.Net.Http.HttpContent content)"),
    METHOD("PatchAsync", 2, 3, client_patch,
           TASK "PatchAsync(string requestUri, System.Net.Http.HttpContent content)"),
    METHOD("DeleteAsync", 1, 2, client_delete, TASK "DeleteAsync(string requestUri)"),
    METHOD("Send", 1, 3, client_send,
           "System.Net.Http.HttpResponseMessage Send(System.Net.Http.HttpRequestMessage request)"),
    METHOD("SendAsync", 1, 3, client_send_async,
           TASK "SendAsync(System.Net.Http.HttpRequestMessage request)"),
    METHOD("CancelPendingRequests", 0, 0, nothing_to_do, "void CancelPendingRequests()"),
    METHOD("Dispose", 0, 0, nothing_to_do, "void Dispose()"),
};
static const struct method client_statics[] = {
    METHOD("new", 0, 2, client_new,
           "System.Net.Http.HttpClient new(), System.Net.Http.HttpClient "
           "new(System.Net.Http.HttpMessageHandler handler), System.Net.Http.HttpClient "
           "new(System.Net.Http.HttpMessageHandler handler, bool disposeHandler)"),
};
const struct type_info type_http_client = {
    .name = "System.Net.Http.HttpClient",
    .base = &type_object,
    .interfaces = implements_disposable,
    PROPS(client_props),
    METHODS(client_methods),
    STATICS(client_statics),
    .payload_size = C_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};
