/* From the parameters of a web cmdlet to its session and to the head of a request. */
#include "cmdlets/core/web/web_cmdlet.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/base64.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/library_types.h"
#include "shell/object/types/cookie.h"
#include "shell/runtime/session.h"

const char *const web_transfer_encodings[] = { "chunked", "compress", "deflate",
                                               "gzip",    "identity", NULL };
const char *const web_versions[] = { "1.0", "1.1", "2.0", "3.0", NULL };

enum status web_throw(struct web_call *c, const char *exception, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_throw(c->inv, &(struct error_spec){ .message = text.buf,
                                                      .id = exception,
                                                      .category = EC_NOT_SPECIFIED,
                                                      .exception = exception });
}

/* ---- the session ---- */

static void set_field(struct web_call *c, int field, struct value v)
{
    value_replace_take(record_field(c->session.object, (size_t)field), v);
}

static void set_session_header(struct web_call *c, const char *name, struct value v)
{
    hash_sets_take(record_field(c->session.object, WS_HEADERS)->hash, name, v);
}

static int network_credential(struct value credential, struct value *out)
{
    AUTO_ERR *err = NULL;
    const struct method *m = type_find_method(&type_pscredential, "GetNetworkCredential", 20);

    return m->call(credential, NULL, 0, out, &err);
}

static void set_authentication(struct web_call *c)
{
    const struct web_args *a = c->args;
    AUTO_STRBUF text = STRBUF_INIT;
    size_t len = 0;

    if (a->authentication.value == 1) {
        const char *password = securestring_text(pscredential_password(a->credential), &len);
        AUTO_STRBUF plain = STRBUF_INIT;
        strbuf_addf(&plain, "%s:%s", pscredential_user(a->credential), password ? password : "");
        strbuf_adds(&text, "Basic ");
        base64_encode(&text, plain.buf, plain.len);
    } else {
        const char *token = securestring_text(a->token, &len);
        strbuf_addf(&text, "Bearer %s", token ? token : "");
    }
    set_session_header(c, "Authorization", value_string_len(text.buf, text.len));
}

static void set_credentials(struct web_call *c)
{
    const struct web_args *a = c->args;
    bool credential = a->credential.kind != V_NULL;
    struct value network = value_null();

    if (credential && !a->authentication.value) {
        if (network_credential(a->credential, &network) == 0)
            set_field(c, WS_CREDENTIALS, network);
        set_field(c, WS_USE_DEFAULT_CREDENTIALS, value_bool(false));
    } else if (credential || a->token.kind != V_NULL) {
        set_authentication(c);
    } else if (a->use_default_credentials) {
        set_field(c, WS_USE_DEFAULT_CREDENTIALS, value_bool(true));
    }
}

static void set_proxy(struct web_call *c)
{
    const struct web_args *a = c->args;
    AUTO_VALUE network = value_null();

    if (a->no_proxy) {
        set_field(c, WS_PROXY, value_null());
    } else if (a->proxy.kind != V_NULL) {
        if (a->proxy_credential.kind != V_NULL)
            (void)!network_credential(a->proxy_credential, &network);
        set_field(c, WS_PROXY, web_proxy_new(a->proxy, network, a->proxy_use_default));
    }
}

static void set_headers(struct web_call *c)
{
    struct hash_entry *e;

    for (size_t i = 0; c->args->headers && (e = hash_next(c->args->headers, &i));) {
        AUTO_VALUE name = value_to_string(e->key);
        struct strbuf text = STRBUF_INIT;
        if (e->value.kind == V_NULL)
            continue;
        value_method_string(e->value, &text);
        set_session_header(c, name.str->data, value_string_take(&text));
    }
}

enum status web_prepare_session(struct web_call *c)
{
    const struct web_args *a = c->args;

    c->session = a->web_session.kind != V_NULL ? value_ref(a->web_session) : web_session_new();
    if (a->session_variable)
        session_assign_variable_take(c->inv->session, a->session_variable->data,
                                     a->session_variable->len, value_ref(c->session));
    set_credentials(c);
    if (a->certificate_thumbprint) /* no store of certificates here, as on most Linux hosts */
        return cmdlet_throw(
            c->inv, &(struct error_spec){
                        .message = "Unable to retrieve certificates because the thumbprint is not "
                                   "valid. Verify the thumbprint and retry. ",
                        .id = "WebCmdletCertificateException",
                        .category = EC_SECURITY_ERROR,
                        .exception = "System.Security.Cryptography.CryptographicException" });
    if (a->certificate.kind != V_NULL)
        return web_throw(c, "System.PlatformNotSupportedException",
                         "Certificates of clients are not supported here; -Authentication and "
                         "-Credential are.");
    if (a->user_agent)
        set_field(c, WS_USER_AGENT, value_string_len(a->user_agent->data, a->user_agent->len));
    set_proxy(c);
    if (a->ssl_protocol.set)
        set_field(c, WS_SSL_PROTOCOL, value_int(a->ssl_protocol.value));
    if (a->maximum_redirection.set)
        set_field(c, WS_MAXIMUM_REDIRECTION, value_int((int32_t)a->maximum_redirection.value));
    set_headers(c);
    if (a->maximum_retry_count.value > 0) {
        set_field(c, WS_MAXIMUM_RETRY_COUNT, value_int((int32_t)a->maximum_retry_count.value));
        set_field(c, WS_RETRY_INTERVAL,
                  value_int(a->retry_interval.set ? (int32_t)a->retry_interval.value : 5));
    }
    return ST_OK;
}

/* ---- where to ---- */

/* The request's address: with a scheme, and with a hashtable of a GET in its query. */
static enum status prepare_uri(struct web_call *c, struct value uri)
{
    const struct web_args *a = c->args;
    AUTO_VALUE original = value_null(), absolute = value_null(), query = value_null();
    AUTO_VALUE made = value_null();
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;

    if (member_get(uri, "OriginalString", &original, &err) < 0 ||
        member_get(uri, "IsAbsoluteUri", &absolute, &err) < 0)
        return cmdlet_throw_err(c->inv, &err);
    if (!absolute.b) {
        AUTO_VALUE with = value_stringf("http://%s", original.str->data);
        if (value_convert(with, &type_uri, &made, &err) < 0)
            return cmdlet_throw_err(c->inv, &err);
    } else {
        made = value_ref(uri);
    }
    bool to_query = a->method.value <= 1 || c->forced_get;
    if (a->body.kind == V_HASH && to_query && c->query_body.kind == V_NULL) {
        AUTO_VALUE left = value_null(), fragment = value_null();
        if (member_get(made, "AbsoluteUri", &left, &err) < 0 ||
            member_get(made, "Query", &query, &err) < 0 ||
            member_get(made, "Fragment", &fragment, &err) < 0)
            return cmdlet_throw_err(c->inv, &err);
        strbuf_add(&text, left.str->data, left.str->len - fragment.str->len);
        if (a->body.hash->count && query.str->len != 1)
            strbuf_addch(&text, query.str->len ? '&' : '?');
        web_form_encode(a->body.hash, &text);
        strbuf_adds(&text, fragment.str->data);
        AUTO_VALUE whole = value_string_len(text.buf, text.len);
        value_clear(&made);
        if (value_convert(whole, &type_uri, &made, &err) < 0)
            return cmdlet_throw_err(c->inv, &err);
        c->query_body = value_ref(a->body);
    }
    value_replace_take(&c->uri, STEAL_VALUE(made));
    return ST_OK;
}

/* ---- headers ---- */

const char *web_header(char *const *headers, size_t n, const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < n; i++)
        if (strncasecmp(headers[i], name, len) == 0 && strncmp(headers[i] + len, ": ", 2) == 0)
            return headers[i] + len + 2;
    return NULL;
}

static bool is_token(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isalnum((unsigned char)s[i]) && !strchr("!#$%&'*+-.^_`|~", s[i]))
            return false;
    return len > 0;
}

/* "abc", W/"abc" or * */
static bool is_entity_tag(const char *s)
{
    if (strcmp(s, "*") == 0)
        return true;
    s += strncmp(s, "W/", 2) == 0 ? 2 : 0;
    size_t n = strlen(s);
    return n >= 2 && s[0] == '"' && s[n - 1] == '"';
}

/* Products (name/version) and comments in brackets. */
static bool is_user_agent(const char *s)
{
    while (*(s += strspn(s, " \t"))) {
        if (*s == '(') {
            int depth = 0;
            do {
                depth += *s == '(' ? 1 : *s == ')' ? -1 : 0;
                s++;
            } while (*s && depth);
            if (depth)
                return false;
            continue;
        }
        size_t n = strcspn(s, " \t(");
        const char *slash = memchr(s, '/', n);
        size_t name = slash ? (size_t)(slash - s) : n;
        if (!is_token(s, name) || (slash && !is_token(slash + 1, n - name - 1)))
            return false;
        s += n;
    }
    return true;
}

static bool is_valid(const char *name, const char *text)
{
    if (text_caseeq(name, "If-Match") || text_caseeq(name, "If-None-Match"))
        return strchr(text, ',') || is_entity_tag(text);
    if (text_caseeq(name, "User-Agent"))
        return is_user_agent(text);
    return true;
}

static void put_header(struct web_call *c, const char *name, const char *text)
{
    *vec_push(&c->headers) = *text ? xasprintf("%s: %s", name, text) : xasprintf("%s;", name);
}

static enum status add_header(struct web_call *c, const char *name, const char *text)
{
    if (strpbrk(text, "\r\n"))
        return web_throw(c, "System.FormatException",
                         "New-line characters are not allowed in header values.");
    if (!is_token(name, strlen(name)))
        return web_throw(c, "System.FormatException", "The header name '%s' has an invalid format.",
                         name);
    if (!c->args->skip_header_validation && !is_valid(name, text))
        return web_throw(c, "System.FormatException", "The format of value '%s' is invalid.", text);
    put_header(c, name, text);
    return ST_OK;
}

static void release_headers(struct web_call *c)
{
    for (size_t i = 0; i < c->headers.len; i++)
        free(c->headers.items[i]);
    for (size_t i = 0; i < c->content_headers.len; i++)
        free(c->content_headers.items[i]);
    c->headers.len = c->content_headers.len = 0;
}

/* The session's fields: those of the content apart. */
static enum status add_session_headers(struct web_call *c, bool is_redirect)
{
    const struct hash *fields = record_field(c->session.object, WS_HEADERS)->hash;
    struct hash_entry *e;
    bool agent = false;
    enum status rc = ST_OK;

    for (size_t i = 0; rc == ST_OK && (e = hash_next(fields, &i));) {
        AUTO_VALUE name = value_to_string(e->key), text = value_to_string(e->value);
        const char *n = name.str->data;
        if (web_is_content_header(n)) {
            *vec_push(&c->content_headers) = xasprintf("%s: %s", n, text.str->data);
        } else if (text_caseeq(n, "Transfer-Encoding") ||
                   (is_redirect && !c->args->preserve_authorization &&
                    text_caseeq(n, "Authorization"))) {
            continue;
        } else {
            agent = agent || text_caseeq(n, "User-Agent");
            rc = add_header(c, n, text.str->data);
        }
    }
    if (rc == ST_OK && !agent) {
        AUTO_VALUE text = value_to_string(*record_field(c->session.object, WS_USER_AGENT));
        if (text.str->len)
            rc = add_header(c, "User-Agent", text.str->data);
    }
    return rc;
}

/* Where the file that is there ends, the rest begins. */
static void add_range(struct web_call *c)
{
    struct stat st;
    bool there = stat(c->out_file, &st) == 0 && S_ISREG(st.st_mode);
    char text[48];

    c->resume_from = there ? st.st_size : 0;
    snprintf(text, sizeof(text), "bytes=%lld-", (long long)c->resume_from);
    put_header(c, "Range", text);
}

enum status web_prepare_request(struct web_call *c, struct value uri, bool is_redirect)
{
    const struct web_args *a = c->args;
    enum status rc = prepare_uri(c, uri);

    if (rc != ST_OK)
        return rc;
    release_headers(c);
    rc = add_session_headers(c, is_redirect);
    if (rc != ST_OK)
        return rc;
    if (a->disable_keep_alive)
        put_header(c, "Connection", "Close");
    if (a->transfer_encoding && !text_caseeq(a->transfer_encoding->data, "chunked")) {
        AUTO_FREE char *text = xasprintf("%s, chunked", a->transfer_encoding->data);
        put_header(c, "Transfer-Encoding", text);
    }
    if (c->resume)
        add_range(c);
    return ST_OK;
}
