#include "cmdlets/core/web/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/object/fail.h"
#include "shell/object/library_types.h"
#include "shell/object/object.h"
#include "shell/object/types/cookie.h"
#include "shell/object/types/file.h"
#include "shell/object/types/uri.h"
#include "shell/object/web_module.h"

void exchange_init(struct exchange *x, struct value uri, const char *method)
{
    *x = (struct exchange){ .uri = value_ref(uri),
                            .method = xstrdup(method),
                            .body = STRBUF_INIT,
                            .redirects = EXCHANGE_REDIRECTS,
                            .answer = STRBUF_INIT,
                            .fd = -1 };
}

void exchange_release(struct exchange *x)
{
    for (size_t i = 0; i < x->headers.len; i++)
        free(x->headers.items[i]);
    vec_release(&x->headers);
    value_unref(x->uri);
    value_unref(x->credentials);
    value_unref(x->proxy);
    value_unref(x->cookies);
    free(x->method);
    free(x->out_path);
    strbuf_release(&x->body);
    strbuf_release(&x->answer);
    http_head_release(&x->head);
    err_clear(&x->write_error);
    if (x->fd >= 0)
        close(x->fd);
}

void exchange_header(struct exchange *x, const char *name, const char *value)
{
    *vec_push(&x->headers) = xasprintf(*value ? "%s: %s" : "%s;%s", name, value);
}

bool exchange_succeeded(const struct exchange *x)
{
    return x->head.status >= 200 && x->head.status < 300;
}

static bool is_redirect(int status)
{
    return (status >= 300 && status <= 303) || status == 307 || status == 308;
}

/* ---- the answer as it comes ---- */

static int on_head(void *data, const struct http_head *head)
{
    struct exchange *x = data;

    http_head_release(&x->head);
    http_head_copy(&x->head, head);
    strbuf_reset(&x->answer);
    if (!x->out_path || !exchange_succeeded(x) || x->fd >= 0)
        return 0;
    x->fd = open(x->out_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return x->fd >= 0 ? 0 : file_error(&x->write_error, x->out_path);
}

static int on_body(void *data, const char *bytes, size_t len)
{
    struct exchange *x = data;

    if (x->fd < 0) {
        strbuf_add(&x->answer, bytes, len);
        return 0;
    }
    while (len > 0) {
        ssize_t n = write(x->fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_error(&x->write_error, x->out_path);
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

static bool stop(void *data)
{
    (void)data;
    return cancel_wanted();
}

/* ---- what is sent ---- */

static struct value text_member(struct value v, const char *name)
{
    struct value text = value_null();
    AUTO_ERR *err = NULL;

    if (v.kind != V_OBJECT || member_get(v, name, &text, &err) < 0 || text.kind != V_STRING)
        value_replace_take(&text, value_string(""));
    return text;
}

/* domain\user, or NULL. The caller frees. */
static char *user_of(struct value credentials)
{
    if (credentials.kind != V_OBJECT)
        return NULL;
    AUTO_VALUE domain = text_member(credentials, "Domain"),
               user = text_member(credentials, "UserName");
    return xasprintf("%s%s%s", domain.str->data, domain.str->len ? "\\" : "", user.str->data);
}

static struct cookie_place place_of(struct value host, struct value path, const char *url)
{
    return (struct cookie_place){ host.str->data, path.str->data, strncmp(url, "https:", 6) == 0 };
}

static void store_cookies(struct exchange *x, const struct cookie_place *from)
{
    if (x->cookies.kind != V_OBJECT)
        return;
    for (size_t i = 0; i < x->head.nfields; i++)
        if (strcasecmp(x->head.fields[i].name, "Set-Cookie") == 0)
            cookie_container_store(x->cookies, from, x->head.fields[i].value);
}

static int fail_request(struct err **err, enum http_failure why, const char *inner, const char *fmt,
                        ...) PRINTF_LIKE(4, 5);
static int fail_request(struct err **err, enum http_failure why, const char *inner, const char *fmt,
                        ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    err_type(err, inner, NULL);
    fail_outer(err, "System.Net.Http.HttpRequestException", "HttpRequestException", "%s", text.buf);
    (*err)->code = (int)why;
    return -1;
}

/* *err says what the system said. */
static int refused(struct exchange *x, enum http_failure why, struct err **err)
{
    if (cancel_wanted()) {
        err_clear(err);
        return cancel_check(err);
    }
    if (x->write_error) {
        err_clear(err);
        return err_move(err, &x->write_error);
    }
    AUTO_VALUE authority = text_member(x->uri, "Host");
    AUTO_VALUE port = value_null();
    AUTO_ERR *ignored = NULL;
    int number = member_get(x->uri, "Port", &port, &ignored) == 0 ? (int)port.i : 0;
    AUTO_FREE char *said = xstrdup(*err ? (*err)->message : "");
    switch (why) {
    case HTTP_FAILED_HEAD_TIME:
    case HTTP_FAILED_READ_TIME:
        err_type(err, "System.TimeoutException", NULL);
        fail_outer(err, "System.Threading.Tasks.TaskCanceledException", "TaskCanceledException",
                   "The request was canceled due to the configured HttpClient.Timeout of %g "
                   "seconds elapsing.",
                   (double)x->timeout_ms / 1000);
        (*err)->code = (int)why;
        return -1;
    case HTTP_FAILED_RESOLVE:
    case HTTP_FAILED_CONNECT:
        return fail_request(err, why, "System.Net.Sockets.SocketException", "%s (%s:%d)", said,
                            authority.str->data, number);
    case HTTP_FAILED_HANDSHAKE:
    case HTTP_FAILED_CERTIFICATE:
        return fail_request(err, why, "System.Security.Authentication.AuthenticationException",
                            "The SSL connection could not be established, see inner exception.");
    case HTTP_FAILED_ENDED:
        return fail_request(err, why, "System.Net.Http.HttpIOException",
                            "An error occurred while sending the request.");
    default:
        return fail_request(err, why, "System.IO.IOException",
                            "An error occurred while sending the request.");
    }
}

static int send_once(struct exchange *x, struct http_client *client, struct err **err)
{
    AUTO_VALUE url = text_member(x->uri, "AbsoluteUri"), host = text_member(x->uri, "Host"),
               path = text_member(x->uri, "AbsolutePath"),
               password = text_member(x->credentials, "Password"), proxy_url = value_null(),
               proxy_password = value_null();
    AUTO_FREE char *user = user_of(x->credentials), *proxy_user = NULL, *cookies = NULL;
    struct cookie_place place = place_of(host, path, url.str->data);
    AUTO_STRBUF cookie_text = STRBUF_INIT;
    VEC(const char *) lines = VEC_INIT;
    enum http_failure why = HTTP_FAILED_OTHER;

    for (size_t i = 0; i < x->headers.len; i++)
        *vec_push(&lines) = x->headers.items[i];
    if (x->cookies.kind == V_OBJECT)
        cookie_container_header(x->cookies, &place, &cookie_text);
    if (cookie_text.len) {
        cookies = xasprintf("Cookie: %s", cookie_text.buf);
        *vec_push(&lines) = cookies;
    }
    if (x->proxy.kind == V_OBJECT && x->proxy.object->type == &type_web_proxy) {
        struct value login = *record_field(x->proxy.object, WP_CREDENTIALS);
        proxy_url = text_member(*record_field(x->proxy.object, WP_ADDRESS), "AbsoluteUri");
        proxy_user = user_of(login);
        proxy_password = text_member(login, "Password");
    }
    bool proxied = proxy_url.kind == V_STRING && proxy_url.str->len;
    struct http_request r = {
        .method = x->method,
        .url = url.str->data,
        .headers = lines.items,
        .nheaders = lines.len,
        .has_body = x->has_body,
        .body = x->body.buf,
        .body_len = (int64_t)x->body.len,
        .body_fd = -1,
        .user = user                     ? user
                : x->default_credentials ? ""
                                         : NULL,
        .password = user                     ? password.str->data
                    : x->default_credentials ? ""
                                             : NULL,
        .proxy = proxied ? proxy_url.str->data : NULL,
        .proxy_user = proxied ? proxy_user : NULL,
        .proxy_password = proxied && proxy_user ? proxy_password.str->data : NULL,
        .no_proxy = x->no_proxy,
        .skip_certificate_check = x->skip_certificate_check,
        .version = 11,
        .head_timeout_ms = x->timeout_ms,
        .data = x,
        .stop = stop,
        .on_head = on_head,
        .on_body = on_body,
    };
    int rc = http_client_send(client, &r, &why, err);
    vec_release(&lines);
    if (rc < 0)
        return refused(x, why, err);
    store_cookies(x, &place);
    return 0;
}

static void drop_header(struct exchange *x, const char *name)
{
    size_t kept = 0, n = strlen(name);

    for (size_t i = 0; i < x->headers.len; i++) {
        if (strncasecmp(x->headers.items[i], name, n) == 0 && strchr(":;", x->headers.items[i][n]))
            free(x->headers.items[i]);
        else
            x->headers.items[kept++] = x->headers.items[i];
    }
    x->headers.len = kept;
}

/* Goes where the answer leads; false: nowhere. */
static bool redirected(struct exchange *x)
{
    const char *to = http_head_field(&x->head, "Location");
    AUTO_ERR *err = NULL;
    AUTO_VALUE location = to ? value_string(to) : value_null(), uri = value_null();
    int status = x->head.status;

    if (!to || !is_redirect(status) || x->redirects <= 0 ||
        uri_combine(x->uri, location, &uri, &err) < 0)
        return false;
    AUTO_VALUE from = text_member(x->uri, "Scheme"), scheme = text_member(uri, "Scheme");
    bool secure = strcmp(scheme.str->data, "https") == 0;
    if (!secure && (strcmp(scheme.str->data, "http") != 0 || strcmp(from.str->data, "https") == 0))
        return false;
    if ((status == 303 && strcasecmp(x->method, "HEAD") != 0) ||
        (status <= 302 && strcasecmp(x->method, "POST") == 0)) {
        free(x->method);
        x->method = xstrdup("GET");
        x->has_body = false;
        drop_header(x, "Content-Type");
    }
    drop_header(x, "Authorization");
    x->redirects--;
    value_replace_take(&x->uri, STEAL_VALUE(uri));
    return true;
}

int exchange_run(struct exchange *x, struct err **err)
{
    if (web_module_load(err) < 0)
        return -1;
    struct http_client *client = http_client_open(err);
    if (!client)
        return -1;
    int rc;
    do
        rc = send_once(x, client, err);
    while (rc == 0 && redirected(x));
    http_client_close(client);
    if (x->fd >= 0) {
        close(x->fd);
        x->fd = -1;
    }
    return rc;
}
