/* Requests of the web cmdlets on their way: cookies, redirects, further attempts. */
#include "cmdlets/core/web/web_cmdlet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/object/convert.h"
#include "shell/object/types/cookie.h"
#include "shell/object/types/file.h"
#include "shell/object/types/uri.h"
#include "shell/object/types/web.h"

enum { MAX_REDIRECTS = 50 }; /* where nobody says another number */

bool web_is_success(int status)
{
    return status >= 200 && status < 300;
}

bool web_is_redirect(int status)
{
    return (status >= 300 && status <= 303) || status == 307 || status == 308;
}

static struct value field(const struct web_call *c, int i)
{
    return *record_field(c->session.object, (size_t)i);
}

static int number(const struct web_call *c, int i)
{
    struct value v = field(c, i);

    return value_is_integer(v) ? (int)v.i : 0;
}

static struct value uri_part(struct value uri, const char *name)
{
    struct value v = value_null();
    AUTO_ERR *err = NULL;

    if (member_get(uri, name, &v, &err) < 0 || v.kind != V_STRING)
        value_replace_take(&v, value_string(""));
    return v;
}

static bool has_scheme(struct value uri, const char *scheme)
{
    AUTO_VALUE have = uri_part(uri, "Scheme");

    return strcmp(have.str->data, scheme) == 0;
}

/* ---- the answer as it comes ---- */

/* -OutFile, or in that folder the name that the address ends with. */
static char *target_file(const struct web_call *c)
{
    struct stat st;

    if (!c->out_file || stat(c->out_file, &st) < 0 || !S_ISDIR(st.st_mode))
        return xstrdup(c->out_file);
    AUTO_VALUE path = uri_part(c->uri, "AbsolutePath");
    AUTO_STRBUF leaf = STRBUF_INIT;
    size_t len = path.str->len;
    while (len > 0 && path.str->data[len - 1] == '/')
        len--;
    const char *slash = memrchr(path.str->data, '/', len);
    const char *from = slash && len == path.str->len ? slash + 1 : "";
    url_decode(from, strlen(from), &leaf);
    const char *inner = strrchr(leaf.buf, '/');
    return xasprintf("%s/%s", c->out_file, inner ? inner + 1 : leaf.buf);
}

static int open_target(struct web_call *c)
{
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC;

    if (c->target_fd >= 0)
        return 0;
    c->target_fd = open(c->target_file, flags | (c->resumed ? O_APPEND : O_TRUNC), 0666);
    return c->target_fd >= 0 ? 0 : file_error(&c->write_error, c->target_file);
}

static int write_all(struct web_call *c, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(c->target_fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_error(&c->write_error, c->target_file);
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

bool web_writes_pipeline(const struct web_call *c)
{
    return !c->out_file || c->args->pass_thru;
}

/* What is wanted in the file alone goes there as it comes: it may be large. */
static int on_head(void *data, const struct http_head *head)
{
    struct web_call *c = data;
    bool wanted = web_is_success(head->status) || c->args->skip_http_error_check;

    http_head_release(&c->head);
    http_head_copy(&c->head, head);
    strbuf_reset(&c->answer);
    c->resumed = c->resume && head->status == 206;
    if (!c->out_file || !wanted || web_is_redirect(head->status) || head->status == 416)
        return 0;
    free(c->target_file);
    c->target_file = target_file(c);
    return web_writes_pipeline(c) ? 0 : open_target(c);
}

static int on_body(void *data, const char *bytes, size_t len)
{
    struct web_call *c = data;

    if (c->target_fd >= 0)
        return write_all(c, bytes, len);
    strbuf_add(&c->answer, bytes, len);
    return 0;
}

static bool stop(void *data)
{
    const struct web_call *c = data;

    return interrupted(c->inv->session);
}

enum status web_save(struct web_call *c)
{
    if (!c->out_file)
        return ST_OK;
    if (!c->target_file)
        c->target_file = target_file(c);
    const char *slash = strrchr(c->target_file, '/');
    enum status rc = write_verbose(c->inv, "File Name: %s", slash ? slash + 1 : c->target_file);
    if (rc != ST_OK)
        return rc;
    bool whole = c->target_fd < 0;
    if (open_target(c) < 0 || (whole && write_all(c, c->answer.buf, c->answer.len) < 0))
        return web_fail(c, HTTP_FAILED_STOPPED, &c->write_error);
    return ST_OK;
}

/* ---- one request ---- */

static struct cookie_place place_of(struct value host, struct value path, struct value uri)
{
    return (struct cookie_place){ host.str->data, path.str->data, has_scheme(uri, "https") };
}

/* Fields of the caller's and the session's cookies, in one. */
static char *cookie_header(struct web_call *c)
{
    AUTO_VALUE host = uri_part(c->uri, "Host"), path = uri_part(c->uri, "AbsolutePath");
    struct cookie_place to = place_of(host, path, c->uri);
    AUTO_STRBUF text = STRBUF_INIT;
    const char *own = web_header(c->headers.items, c->headers.len, "Cookie");

    cookie_container_header(field(c, WS_COOKIES), &to, &text);
    if (!text.len)
        return own ? xasprintf("Cookie: %s", own) : NULL;
    return xasprintf("Cookie: %s%s%s", own ? own : "", own ? "; " : "", text.buf);
}

static void store_cookies(struct web_call *c)
{
    AUTO_VALUE host = uri_part(c->uri, "Host"), path = uri_part(c->uri, "AbsolutePath");
    struct cookie_place from = place_of(host, path, c->uri);

    for (size_t i = 0; i < c->head.nfields; i++)
        if (strcasecmp(c->head.fields[i].name, "Set-Cookie") == 0)
            cookie_container_store(field(c, WS_COOKIES), &from, c->head.fields[i].value);
}

/* A user and a password as .NET's NetworkCredential has them; $null: none. */
struct login {
    struct value user, password;
};

static void login_release(struct login *l)
{
    value_unref(l->user);
    value_unref(l->password);
}

static void login_read(struct login *l, struct value credentials)
{
    AUTO_ERR *err = NULL;
    AUTO_VALUE domain = value_null();

    if (credentials.kind != V_OBJECT || member_get(credentials, "UserName", &l->user, &err) < 0 ||
        member_get(credentials, "Password", &l->password, &err) < 0 ||
        member_get(credentials, "Domain", &domain, &err) < 0)
        return;
    if (domain.kind == V_STRING && domain.str->len)
        value_replace_take(&l->user, value_stringf("%s\\%s", domain.str->data, l->user.str->data));
}

static const char *text_or_null(struct value v)
{
    return v.kind == V_STRING ? v.str->data : NULL;
}

int web_version(const struct web_call *c)
{
    AUTO_VALUE text = value_to_string(c->args->http_version);
    const char *s = text.str->data;

    if (*s == '2' || *s == '3')
        return (*s - '0') * 10;
    return strcmp(s, "1.0") == 0 || strcmp(s, "1") == 0 ? 10 : 11;
}

static void set_tls(const struct web_call *c, struct http_request *r)
{
    int bits = number(c, WS_SSL_PROTOCOL);

    if (!bits)
        return;
    r->tls_min = bits & 3072 ? 12 : 13;
    r->tls_max = bits & 12288 ? 13 : 12;
}

static struct value new_message(struct web_call *c, const struct http_request *r)
{
    AUTO_FREE char *version = xasprintf("%d.%d", r->version / 10, r->version % 10);

    return web_request_message(c->method, c->uri, version, (const char *const *)c->headers.items,
                               c->headers.len);
}

/* Sends the prepared request once. */
static enum status send_once(struct web_call *c)
{
    const struct web_args *a = c->args;
    AUTO_FREE char *cookies = cookie_header(c);
    AUTO_VALUE url = uri_part(c->uri, "AbsoluteUri"), proxy_url = value_null();
    AUTO_VALUE socket = value_null();
    CLEANUP(login_release) struct login user = { 0 }, proxy_user = { 0 };
    VEC(const char *) lines = VEC_INIT;
    struct value proxy = field(c, WS_PROXY);
    enum http_failure why;
    struct err *err = NULL;

    for (size_t i = 0; i < c->headers.len; i++)
        if (strncasecmp(c->headers.items[i], "Cookie:", 7) != 0)
            *vec_push(&lines) = c->headers.items[i];
    if (cookies)
        *vec_push(&lines) = cookies;
    for (size_t i = 0; c->has_body && i < c->content_headers.len; i++)
        if (strncasecmp(c->content_headers.items[i], "Content-Length:", 15) != 0)
            *vec_push(&lines) = c->content_headers.items[i];
    login_read(&user, field(c, WS_CREDENTIALS));
    if (user.user.kind == V_NULL && value_truth(field(c, WS_USE_DEFAULT_CREDENTIALS))) {
        user.user = value_string("");
        user.password = value_string("");
    }
    if (proxy.kind == V_OBJECT && proxy.object->type == &type_web_proxy &&
        record_field(proxy.object, WP_ADDRESS)->kind != V_NULL) {
        proxy_url = uri_part(*record_field(proxy.object, WP_ADDRESS), "AbsoluteUri");
        login_read(&proxy_user, *record_field(proxy.object, WP_CREDENTIALS));
    }
    if (a->unix_socket.kind != V_NULL)
        socket = value_to_string(a->unix_socket);
    struct http_request r = {
        .method = c->method,
        .url = url.str->data,
        .headers = lines.items,
        .nheaders = lines.len,
        .has_body = c->has_body,
        .body = c->body_fd < 0 ? c->body.buf : NULL,
        .body_len = c->body_len,
        .body_fd = c->body_fd,
        .chunked = a->transfer_encoding ||
                   hash_gets(field(c, WS_HEADERS).hash, "Transfer-Encoding") != NULL,
        .user = text_or_null(user.user),
        .password = text_or_null(user.password),
        .proxy = text_or_null(proxy_url),
        .proxy_user = text_or_null(proxy_user.user),
        .proxy_password = text_or_null(proxy_user.password),
        .no_proxy = a->no_proxy,
        .unix_socket = text_or_null(socket),
        .skip_certificate_check = a->skip_certificate_check,
        .version = web_version(c),
        .head_timeout_ms = a->connection_timeout.value * 1000,
        .read_timeout_ms = a->operation_timeout.value * 1000,
        .data = c,
        .stop = stop,
        .on_head = on_head,
        .on_body = on_body,
    };
    set_tls(c, &r);
    value_replace_take(&c->message, new_message(c, &r));
    if (c->body_fd >= 0)
        (void)!lseek(c->body_fd, 0, SEEK_SET);
    int rc = http_client_send(c->client, &r, &why, &err);
    vec_release(&lines);
    if (rc < 0)
        return web_fail(c, why, &err);
    store_cookies(c);
    return ST_OK;
}

/* ---- redirects ---- */

/* Where the answer's Location leads. */
static int redirect_target(const struct web_call *c, struct value *out, struct err **err)
{
    AUTO_VALUE location = value_string(http_head_field(&c->head, "Location"));

    return uri_combine(c->uri, location, out, err);
}

static bool becomes_get(int status, const char *method)
{
    if (status == 303)
        return strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0;
    return status >= 300 && status <= 302 && strcmp(method, "POST") == 0;
}

static void become_get(struct web_call *c)
{
    free(c->method);
    c->method = xstrdup("GET");
    c->forced_get = true;
}

static void drop_authorization(struct web_call *c)
{
    size_t kept = 0;

    for (size_t i = 0; i < c->headers.len; i++) {
        if (strncasecmp(c->headers.items[i], "Authorization:", 14) == 0)
            free(c->headers.items[i]);
        else
            c->headers.items[kept++] = c->headers.items[i];
    }
    c->headers.len = kept;
}

/* With the redirects that .NET's HttpClient follows by itself: it forgets the authorization and
 * does not go from https to http. */
static enum status send_following(struct web_call *c)
{
    int wanted = number(c, WS_MAXIMUM_REDIRECTION);
    int left = c->follows ? 0 : wanted < 0 ? MAX_REDIRECTS : wanted;

    for (;;) {
        enum status rc = send_once(c);
        if (rc != ST_OK || left-- <= 0 || !web_is_redirect(c->head.status) ||
            !http_head_field(&c->head, "Location"))
            return rc;
        AUTO_VALUE to = value_null();
        struct err *err = NULL;
        if (redirect_target(c, &to, &err) < 0)
            return cmdlet_throw_err(c->inv, &err);
        if ((has_scheme(c->uri, "https") && has_scheme(to, "http")) ||
            (!has_scheme(to, "https") && !has_scheme(to, "http")))
            return ST_OK;
        if (becomes_get(c->head.status, c->method)) {
            become_get(c);
            c->has_body = false;
        }
        drop_authorization(c);
        value_replace_take(&c->uri, STEAL_VALUE(to));
    }
}

/* The cmdlet's own way: it can keep the method and the authorization. The body is not sent again.
 */
static enum status follow(struct web_call *c)
{
    AUTO_VALUE to = value_null();
    struct err *err = NULL;

    if (c->redirects_left > 0)
        c->redirects_left--;
    if (becomes_get(c->head.status, c->method) && !c->args->preserve_method)
        become_get(c);
    if (redirect_target(c, &to, &err) < 0)
        return cmdlet_throw_err(c->inv, &err);
    enum status rc = web_prepare_request(c, to, true);
    c->has_body = false;
    return rc == ST_OK ? web_send(c) : rc;
}

/* ---- further attempts ---- */

/* The whole length that a Content-Range field tells; -1: none. */
static int64_t range_length(const struct http_head *head)
{
    const char *text = http_head_field(head, "Content-Range");
    const char *slash = text ? strchr(text, '/') : NULL;

    return slash && slash[1] >= '0' && slash[1] <= '9' ? strtoll(slash + 1, NULL, 10) : -1;
}

static enum status prepare_again(struct web_call *c)
{
    AUTO_VALUE uri = value_ref(c->uri);
    enum status rc = web_prepare_request(c, uri, false);

    return rc == ST_OK ? web_prepare_body(c) : rc;
}

static enum status send_whole(struct web_call *c)
{
    enum status rc = write_verbose(c->inv, "The remote server indicated it could not resume "
                                           "downloading. The local file will be overwritten.");
    c->resume = false;
    if (rc == ST_OK)
        rc = prepare_again(c);
    return rc == ST_OK ? web_send(c) : rc;
}

static enum status wait_for_next(struct web_call *c)
{
    int seconds = number(c, WS_RETRY_INTERVAL);
    const char *after = http_head_field(&c->head, "Retry-After");
    AUTO_STRBUF name = STRBUF_INIT;
    char *end;

    if (c->head.status == 429 && after) {
        long asked = strtol(after, &end, 10);
        if (end != after && !*end && asked >= 0 && asked < INT32_MAX / 1000)
            seconds = (int)asked;
    }
    web_status_name(c->head.status, &name);
    enum status rc = write_verbose(
        c->inv, "Retrying after interval of %d seconds. Status code for previous attempt: %s",
        seconds, name.buf);
    if (rc == ST_OK && !interruptible_sleep(c->inv->session, (int64_t)seconds * 1000))
        rc = ST_INTERRUPT;
    return rc == ST_OK ? prepare_again(c) : rc;
}

enum status web_send(struct web_call *c)
{
    int attempts = number(c, WS_MAXIMUM_RETRY_COUNT) + 1;

    do {
        enum status rc = web_log_request(c);
        if (rc == ST_OK)
            rc = send_following(c);
        if (rc == ST_OK)
            rc = web_log_response(c);
        if (rc == ST_OK && c->follows && c->redirects_left != 0 &&
            web_is_redirect(c->head.status) && http_head_field(&c->head, "Location"))
            rc = follow(c);
        int64_t whole = range_length(&c->head);
        if (rc == ST_OK && c->resume && c->head.status == 416 && whole >= 0 &&
            whole != c->resume_from)
            rc = send_whole(c);
        if (rc == ST_OK && attempts > 1 &&
            (c->head.status == 304 || (c->head.status >= 400 && c->head.status <= 599)))
            rc = wait_for_next(c);
        if (rc != ST_OK)
            return rc;
        attempts--;
    } while (attempts > 0 && !web_is_success(c->head.status));
    return ST_OK;
}
