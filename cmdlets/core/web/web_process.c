/* A web cmdlet's process: from the parameters to the output, and the errors in between. */
#include "cmdlets/core/web/web_cmdlet.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/format/json_read.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/exception.h"
#include "shell/object/types/uri.h"
#include "shell/object/web_module.h"
#include "shell/runtime/session.h"

/* ---- errors ---- */

static enum status throw_exception(struct web_call *c, struct value exception, const char *id,
                                   enum error_category category, const char *details,
                                   struct value target)
{
    return cmdlet_throw(c->inv, &(struct error_spec){ .message = details,
                                                      .id = id,
                                                      .category = category,
                                                      .exception_object = exception,
                                                      .target = target });
}

/* An HttpRequestException around what the system or TLS said. */
static enum status no_answer(struct web_call *c, const char *inner_type, const char *inner_text,
                             const char *fmt, ...) PRINTF_LIKE(4, 5);
static enum status no_answer(struct web_call *c, const char *inner_type, const char *inner_text,
                             const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    AUTO_VALUE inner = exception_new(inner_type, inner_text, value_null());
    AUTO_VALUE outer = exception_new("System.Net.Http.HttpRequestException", text.buf, inner);
    return throw_exception(c, outer, "WebCmdletWebResponseException", EC_INVALID_OPERATION,
                           inner_text, c->message);
}

static enum status too_late(struct web_call *c, bool head)
{
    long long seconds = head ? c->args->connection_timeout.value : c->args->operation_timeout.value;
    AUTO_FREE char *text =
        xasprintf(head ? "The request was canceled due to the configured HttpClient.Timeout of "
                         "%lld seconds elapsing."
                       : "The request was canceled due to the configured OperationTimeout of %lld "
                         "seconds elapsing",
                  seconds);
    AUTO_VALUE inner = exception_new(head ? "System.TimeoutException"
                                          : "System.Threading.Tasks.TaskCanceledException",
                                     "A task was canceled.", value_null());
    AUTO_VALUE outer = exception_new(head ? "System.Threading.Tasks.TaskCanceledException"
                                          : "System.TimeoutException",
                                     text, inner);

    return throw_exception(c, outer, head ? "ConnectionTimeoutReached" : "OperationTimeoutReached",
                           EC_OPERATION_TIMEOUT, NULL, value_null());
}

enum status web_fail(struct web_call *c, enum http_failure why, struct err **err)
{
    AUTO_ERR *e = STEAL(*err);
    AUTO_VALUE host = value_null(), port = value_null();
    AUTO_ERR *ignored = NULL;
    static const char secure[] = "System.Security.Authentication.AuthenticationException";
    static const char tls[] = "The SSL connection could not be established, see inner exception.";

    if (interrupted(c->inv->session))
        return ST_INTERRUPT;
    if (c->write_error) {
        const char *type = c->write_error->exception;
        enum status rc =
            web_throw(c, type ? type : "System.IO.IOException", "%s", c->write_error->message);
        err_clear(&c->write_error);
        return rc;
    }
    if (member_get(c->uri, "Host", &host, &ignored) < 0 ||
        member_get(c->uri, "Port", &port, &ignored) < 0)
        return web_throw(c, "System.InvalidOperationException", "%s", e ? e->message : "");
    const char *text = e ? e->message : "";
    switch (why) {
    case HTTP_FAILED_HEAD_TIME:
    case HTTP_FAILED_READ_TIME:
        return too_late(c, why == HTTP_FAILED_HEAD_TIME);
    case HTTP_FAILED_RESOLVE:
    case HTTP_FAILED_CONNECT:
        return no_answer(c, "System.Net.Sockets.SocketException", text, "%s (%s:%d)", text,
                         host.str->data, (int)port.i);
    case HTTP_FAILED_HANDSHAKE:
    case HTTP_FAILED_CERTIFICATE:
        return no_answer(c, secure, text, "%s", tls);
    case HTTP_FAILED_ENDED:
        return no_answer(c, "System.Net.Http.HttpIOException", text,
                         "An error occurred while sending the request.");
    default:
        return no_answer(c, "System.IO.IOException", text,
                         "An error occurred while sending the request.");
    }
}

/* An answer whose status is that of an error. */
static enum status throw_status(struct web_call *c)
{
    AUTO_FREE char *message = xasprintf("Response status code does not indicate success: %d (%s).",
                                        c->head.status, c->head.reason);
    AUTO_FREE char *media = web_media_type(http_head_field(&c->head, "Content-Type"));
    AUTO_VALUE text = web_decode(&c->head, &c->answer, NULL), json = value_null();
    AUTO_ERR *err = NULL;
    struct json_options options = { .strict = true };
    bool is_json = web_is_json(media) && json_read(text.str->data, text.str->len, &options,
                                                   c->inv->session->shapes, &json, &err) == 0;
    AUTO_VALUE details = web_error_text(media, text, is_json);
    AUTO_VALUE exception =
        exception_new("Microsoft.PowerShell.Commands.HttpResponseException", message, value_null());
    struct array *extra = array_new(2);
    array_push_take(extra, web_response_message(&c->head, c->message));
    array_push_take(extra, web_status_value(c->head.status));
    value_replace_take(&exception_of(exception)->extra, value_of_array(extra));
    return throw_exception(c, exception, "WebCmdletWebResponseException", EC_INVALID_OPERATION,
                           details.str->len ? details.str->data : NULL, c->message);
}

static enum status redirect_error(struct web_call *c, const char *id, const char *details,
                                  bool terminating)
{
    AUTO_VALUE exception = exception_new(
        "System.InvalidOperationException",
        "Operation is not valid due to the current state of the object.", value_null());
    struct error_spec spec = { .message = details,
                               .id = id,
                               .category = EC_INVALID_OPERATION,
                               .exception_object = exception,
                               .target = c->message };

    return terminating ? cmdlet_throw(c->inv, &spec) : cmdlet_error(c->inv, &spec);
}

/* ---- relation links (RFC 8288) ---- */

/* The next <url>; rel=name at or behind s; NULL: none. */
static const char *next_link(const char *s, char **url, char **rel)
{
    for (; (s = strchr(s, '<')); s++) {
        const char *end = strchr(s, '>'), *p = end ? end + 1 : NULL;
        if (!p || *p != ';')
            continue;
        p += 1 + strspn(p + 1, " \t");
        if (strncmp(p, "rel=", 4) != 0)
            continue;
        p += 4;
        bool quoted = *p == '"';
        p += quoted;
        size_t n = quoted ? strcspn(p, "\"") : strcspn(p, ",;");
        *url = xstrndup(s + 1, (size_t)(end - s) - 1);
        *rel = xstrndup(p, n);
        return p + n;
    }
    return NULL;
}

static void read_links(struct web_call *c)
{
    static const char name[] = "System.Collections.Generic.Dictionary[string,string]";
    struct hash *links = hash_new(HASH_ORDERED);
    const struct type_info *type = type_find(name, sizeof(name) - 1);

    if (type)
        links->type = type;
    value_replace_take(&c->relation_link, value_of_hash(links));
    for (size_t i = 0; i < c->head.nfields; i++) {
        const char *s = c->head.fields[i].value;
        while (strcasecmp(c->head.fields[i].name, "Link") == 0 && s) {
            AUTO_FREE char *url = NULL, *rel = NULL;
            AUTO_ERR *err = NULL;
            s = next_link(s, &url, &rel);
            AUTO_VALUE text = value_string(url ? url : ""), uri = value_null();
            struct value absolute;
            if (s && *url && *rel && !hash_gets(links, rel) &&
                uri_combine(c->uri, text, &uri, &err) == 0 &&
                member_get(uri, "AbsoluteUri", &absolute, &err) == 0)
                hash_sets_take(links, rel, absolute);
        }
    }
}

/* ---- the way ---- */

static void set_method(struct web_call *c)
{
    const struct str *custom = c->args->custom_method;
    const char *name = custom ? custom->data : enum_name(&enum_web_method, c->args->method.value);

    if (!custom && !c->args->method.value)
        name = "GET";
    c->method = xstrdup(name);
    for (char *s = c->method; *s; s++)
        *s = (char)(*s >= 'a' && *s <= 'z' ? *s & ~32 : *s);
}

/* The file that is to be resumed is whole already. */
static bool is_whole(const struct web_call *c)
{
    const char *range = http_head_field(&c->head, "Content-Range");
    const char *slash = range ? strchr(range, '/') : NULL;

    return c->resume && c->head.status == 416 && slash &&
           strtoll(slash + 1, NULL, 10) == c->resume_from;
}

static bool goes_insecure(const struct web_call *c)
{
    const char *to = http_head_field(&c->head, "Location");
    AUTO_VALUE scheme = value_null();
    AUTO_ERR *err = NULL;

    return to && strncasecmp(to, "http:", 5) == 0 &&
           member_get(c->uri, "Scheme", &scheme, &err) == 0 &&
           strcmp(scheme.str->data, "https") == 0;
}

static enum status check_scheme(struct web_call *c)
{
    AUTO_VALUE scheme = value_null();
    struct err *err = NULL;

    if (member_get(c->uri, "Scheme", &scheme, &err) < 0)
        return cmdlet_throw_err(c->inv, &err);
    if (strcmp(scheme.str->data, "http") == 0 || strcmp(scheme.str->data, "https") == 0)
        return ST_OK;
    AUTO_FREE char *text = xasprintf("The '%s' scheme is not supported.", scheme.str->data);
    return cmdlet_throw(c->inv,
                        &(struct error_spec){ .message = text,
                                              .id = "WebCmdletIEDomNotSupportedException",
                                              .category = EC_NOT_IMPLEMENTED,
                                              .exception = "System.NotSupportedException" });
}

static enum status take_answer(struct web_call *c, bool links, web_output output)
{
    bool good = web_is_success(c->head.status);
    enum status rc = ST_OK;

    if (is_whole(c)) {
        good = true;
        rc = write_verbose(c->inv,
                           "The file will not be re-downloaded because the remote file is the "
                           "same size as the OutFile: %s",
                           c->args->out_file->data);
        free(STEAL(c->out_file));
    }
    if (rc == ST_OK && !c->args->allow_insecure_redirect && goes_insecure(c))
        return redirect_error(c, "InsecureRedirection",
                              "Cannot follow an insecure redirection by default. Reissue the "
                              "command specifying the -AllowInsecureRedirect switch. ",
                              true);
    if (rc == ST_OK && !good && !c->args->skip_http_error_check)
        return throw_status(c);
    if (links || c->args->follow_rel_link)
        read_links(c);
    if (rc == ST_OK)
        rc = output(c);
    if (rc == ST_OK && c->redirects_left == 0 && web_is_redirect(c->head.status))
        rc = redirect_error(c, "MaximumRedirectExceeded",
                            "The maximum redirection count has been exceeded. To increase the "
                            "number of redirections allowed, supply a higher value to the "
                            "-MaximumRedirection parameter.",
                            false);
    return rc;
}

/* One page after the other, as long as each names a next one. */
static enum status run(struct web_call *c, bool links, web_output output)
{
    const struct web_args *a = c->args;
    AUTO_VALUE uri = value_ref(a->uri);
    int64_t most = a->maximum_follow_rel_link.set ? a->maximum_follow_rel_link.value : INT32_MAX;
    int64_t followed = 0;
    bool authorized =
        hash_gets(record_field(c->session.object, WS_HEADERS)->hash, "Authorization") != NULL;

    c->follows = (a->preserve_authorization && authorized) || a->allow_insecure_redirect ||
                 a->preserve_method;
    do {
        enum status rc = ST_OK;
        if (followed > 0) {
            AUTO_VALUE text = value_to_string(uri);
            rc = write_verbose(c->inv, "Following rel link %s", text.str->data);
        }
        if (rc == ST_OK)
            rc = web_prepare_request(c, uri, followed > 0);
        if (rc == ST_OK)
            rc = web_prepare_body(c);
        if (rc == ST_OK)
            rc = check_scheme(c);
        c->redirects_left = (int)record_field(c->session.object, WS_MAXIMUM_REDIRECTION)->i;
        if (rc == ST_OK)
            rc = web_send(c);
        if (rc == ST_OK)
            rc = take_answer(c, links, output);
        if (rc != ST_OK || !a->follow_rel_link)
            return rc;
        struct value *next = hash_gets(c->relation_link.hash, "next");
        struct err *err = NULL;
        if (!next)
            return ST_OK;
        AUTO_VALUE text = value_ref(*next);
        value_clear(&uri);
        if (value_convert(text, &type_uri, &uri, &err) < 0)
            return cmdlet_throw_err(c->inv, &err);
        if (c->target_fd >= 0)
            close(STEAL_FD(c->target_fd));
        followed++;
    } while (followed < most);
    return ST_OK;
}

static void release(struct web_call *c)
{
    http_head_release(&c->head);
    strbuf_release(&c->body);
    strbuf_release(&c->answer);
    for (size_t i = 0; i < c->headers.len; i++)
        free(c->headers.items[i]);
    for (size_t i = 0; i < c->content_headers.len; i++)
        free(c->content_headers.items[i]);
    vec_release(&c->headers);
    vec_release(&c->content_headers);
    free(c->out_file);
    free(c->in_file);
    free(c->method);
    free(c->target_file);
    err_free(c->write_error);
    if (c->body_fd >= 0)
        close(c->body_fd);
    if (c->target_fd >= 0)
        close(c->target_fd);
    value_unref(c->session);
    value_unref(c->uri);
    value_unref(c->query_body);
    value_unref(c->message);
    value_unref(c->relation_link);
}

enum status web_process(struct invocation *inv, bool links, web_output output)
{
    struct web_call c = { .inv = inv,
                          .args = ARGS(inv, struct web_args),
                          .body = STRBUF_INIT,
                          .answer = STRBUF_INIT,
                          .body_fd = -1,
                          .target_fd = -1 };
    struct err *err = NULL;

    c.resume = c.args->resume;
    set_method(&c);
    enum status rc = web_check(&c);
    if (rc == ST_OK)
        rc = web_prepare_session(&c);
    if (rc == ST_OK && (web_module_load(&err) < 0 || !(c.client = http_client_open(&err))))
        rc = cmdlet_throw_err(inv, &err);
    if (rc == ST_OK)
        rc = run(&c, links, output);
    if (c.client)
        http_client_close(c.client);
    release(&c);
    return rc;
}
