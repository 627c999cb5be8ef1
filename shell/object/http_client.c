#include "shell/object/http_client.h"

#include <curl/curl.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"

enum {
    MAX_HEAD = 1 << 20, /* bytes of all fields of one head */
    POLL_MS = 100,
};

struct http_client {
    CURL *easy;
    CURLM *multi;
    /* of the running request */
    const struct http_request *request;
    struct http_head head;
    size_t head_bytes;
    bool head_complete, head_told, refused;
    int64_t last_ms; /* when something came last */
    off_t body_start;
    char error[CURL_ERROR_SIZE];
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static CURLcode library;

static void start_library(void)
{
    library = curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct http_client *http_client_open(struct err **err)
{
    pthread_once(&once, start_library);
    CURL *easy = library == CURLE_OK ? curl_easy_init() : NULL;
    CURLM *multi = easy ? curl_multi_init() : NULL;

    if (!multi) {
        curl_easy_cleanup(easy);
        err_set(err, ERR_OPERATION_FAILED, "libcurl does not start: %s.",
                curl_easy_strerror(library));
        return NULL;
    }
    struct http_client *c = xcalloc(1, sizeof(*c));
    c->easy = easy;
    c->multi = multi;
    return c;
}

void http_client_close(struct http_client *c)
{
    if (!c)
        return;
    curl_easy_cleanup(c->easy);
    curl_multi_cleanup(c->multi);
    http_head_release(&c->head);
    free(c);
}

/* ---- the head ---- */

/* HTTP/1.1 404 Not Found */
static bool status_line(struct http_client *c, const char *line, size_t len)
{
    AUTO_FREE char *text = xstrndup(line, len);
    int status = 0, used = 0;
    char version[8];

    if (sscanf(text, "HTTP/%7[0-9.] %3d%n", version, &status, &used) != 2)
        return false;
    http_head_release(&c->head);
    c->head_bytes = 0;
    c->head_complete = false;
    c->head.status = status;
    snprintf(c->head.version, sizeof(c->head.version), strchr(version, '.') ? "%s" : "%s.0",
             version);
    c->head.reason = xstrdup(text + used + (text[used] == ' '));
    return true;
}

static void add_field(struct http_head *head, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);

    if (!colon)
        return;
    const char *value = colon + 1, *end = line + len;
    while (value < end && (*value == ' ' || *value == '\t'))
        value++;
    while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    http_head_add(head, line, (size_t)(colon - line), value, (size_t)(end - value));
}

/* curl gives lines whole. An answer of its own to a challenge or 100 Continue is followed by
 * another head, which starts anew with its status line. */
static size_t take_header(char *line, size_t size, size_t n, void *data)
{
    struct http_client *c = data;
    size_t len = size * n, bare = len;

    c->last_ms = clock_ms();
    while (bare > 0 && (line[bare - 1] == '\n' || line[bare - 1] == '\r'))
        bare--;
    c->head_bytes += len;
    if (c->head_bytes > MAX_HEAD)
        return 0;
    if (bare == 0)
        c->head_complete = c->head.status >= 200;
    else if (!status_line(c, line, bare))
        add_field(&c->head, line, bare);
    return len;
}

/* Once, when it is sure that no other head follows. What curl has decompressed is no longer of the
 * length and encoding that the fields say. */
static int tell_head(struct http_client *c)
{
    if (c->head_told)
        return 0;
    c->head_told = true;
    const char *encoding = http_head_field(&c->head, "Content-Encoding");
    if (encoding && strcasecmp(encoding, "identity") != 0 &&
        strcasecmp(c->request->method, "HEAD") != 0) {
        http_head_drop(&c->head, "Content-Encoding");
        http_head_drop(&c->head, "Content-Length");
    }
    return c->request->on_head(c->request->data, &c->head);
}

static size_t take_body(char *bytes, size_t size, size_t n, void *data)
{
    struct http_client *c = data;

    c->last_ms = clock_ms();
    if (tell_head(c) < 0 || c->request->on_body(c->request->data, bytes, size * n) < 0) {
        c->refused = true;
        return 0;
    }
    return size * n;
}

/* ---- the request's body ---- */

static size_t give_body(char *buffer, size_t size, size_t n, void *data)
{
    struct http_client *c = data;
    ssize_t got;

    do
        got = read(c->request->body_fd, buffer, size * n);
    while (got < 0 && errno == EINTR);
    return got < 0 ? CURL_READFUNC_ABORT : (size_t)got;
}

static int rewind_body(void *data, curl_off_t offset, int origin)
{
    struct http_client *c = data;

    if (origin != SEEK_SET || lseek(c->request->body_fd, c->body_start + offset, SEEK_SET) < 0)
        return CURL_SEEKFUNC_CANTSEEK;
    return CURL_SEEKFUNC_OK;
}

static void set_body(struct http_client *c, const struct http_request *r)
{
    CURL *e = c->easy;

    if (strcasecmp(r->method, "HEAD") == 0) {
        curl_easy_setopt(e, CURLOPT_NOBODY, 1L);
        return;
    }
    if (r->has_body && r->body) {
        curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->body_len);
        curl_easy_setopt(e, CURLOPT_POSTFIELDS, r->body);
    } else if (r->has_body) {
        c->body_start = lseek(r->body_fd, 0, SEEK_CUR);
        curl_easy_setopt(e, CURLOPT_POST, 1L);
        curl_easy_setopt(e, CURLOPT_READFUNCTION, give_body);
        curl_easy_setopt(e, CURLOPT_READDATA, c);
        curl_easy_setopt(e, CURLOPT_SEEKFUNCTION, rewind_body);
        curl_easy_setopt(e, CURLOPT_SEEKDATA, c);
        curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->body_len);
    }
    curl_easy_setopt(e, CURLOPT_CUSTOMREQUEST, r->method);
}

/* ---- options ---- */

static bool names_field(const char *line, const char *name)
{
    size_t n = strlen(name);

    return strncasecmp(line, name, n) == 0 && (line[n] == ':' || line[n] == ';');
}

/* The fields, without those that curl would add by itself. */
static struct curl_slist *header_list(const struct http_request *r)
{
    static const char *const own[] = { "Accept", "Expect", "Content-Type" };
    struct curl_slist *list = NULL;

    for (size_t i = 0; i < r->nheaders; i++)
        list = curl_slist_append(list, r->headers[i]);
    for (size_t k = 0; k < ARRAY_SIZE(own); k++) {
        bool given = false;
        for (size_t i = 0; i < r->nheaders; i++)
            given = given || names_field(r->headers[i], own[k]);
        AUTO_FREE char *none = given ? NULL : xasprintf("%s:", own[k]);
        if (none)
            list = curl_slist_append(list, none);
    }
    if (r->has_body && strcasecmp(r->method, "HEAD") != 0 && (r->chunked || r->body_len < 0))
        list = curl_slist_append(list, "Transfer-Encoding: chunked");
    return list;
}

static long version_of(int version)
{
    switch (version) {
    case 10:
        return CURL_HTTP_VERSION_1_0;
    case 20:
        return CURL_HTTP_VERSION_2TLS;
    case 30:
        return CURL_HTTP_VERSION_3;
    default:
        return CURL_HTTP_VERSION_1_1;
    }
}

static long tls_of(int version, bool max)
{
    if (version == 13)
        return max ? CURL_SSLVERSION_MAX_TLSv1_3 : CURL_SSLVERSION_TLSv1_3;
    if (version == 12)
        return max ? CURL_SSLVERSION_MAX_TLSv1_2 : CURL_SSLVERSION_TLSv1_2;
    return max ? CURL_SSLVERSION_MAX_DEFAULT : CURL_SSLVERSION_DEFAULT;
}

static void set_proxy(CURL *e, const struct http_request *r)
{
    if (r->no_proxy) {
        curl_easy_setopt(e, CURLOPT_PROXY, "");
        return;
    }
    if (!r->proxy)
        return;
    curl_easy_setopt(e, CURLOPT_PROXY, r->proxy);
    curl_easy_setopt(e, CURLOPT_NOPROXY, "");
    if (r->proxy_user) {
        curl_easy_setopt(e, CURLOPT_PROXYUSERNAME, r->proxy_user);
        curl_easy_setopt(e, CURLOPT_PROXYPASSWORD, r->proxy_password);
        curl_easy_setopt(e, CURLOPT_PROXYAUTH, (long)CURLAUTH_ANY);
    }
}

static void set_options(struct http_client *c, const struct http_request *r,
                        struct curl_slist *headers)
{
    CURL *e = c->easy;

    curl_easy_reset(e);
    curl_easy_setopt(e, CURLOPT_URL, r->url);
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, c->error);
    curl_easy_setopt(e, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(e, CURLOPT_HTTP_VERSION, version_of(r->version));
    curl_easy_setopt(e, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(e, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
    curl_easy_setopt(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(e, CURLOPT_HEADERDATA, c);
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(e, CURLOPT_WRITEDATA, c);
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, 0x7FFFFFFFL); /* the caller's times decide */
    if (r->user) {
        curl_easy_setopt(e, CURLOPT_USERNAME, r->user);
        curl_easy_setopt(e, CURLOPT_PASSWORD, r->password);
        curl_easy_setopt(e, CURLOPT_HTTPAUTH, (long)CURLAUTH_ANY);
    }
    if (r->skip_certificate_check) {
        curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    curl_easy_setopt(e, CURLOPT_SSLVERSION, tls_of(r->tls_min, false) | tls_of(r->tls_max, true));
    if (r->unix_socket)
        curl_easy_setopt(e, CURLOPT_UNIX_SOCKET_PATH, r->unix_socket);
    set_proxy(e, r);
    set_body(c, r);
}

/* ---- what went wrong ---- */

/* What a chain lacks, in the words of .NET's X509ChainStatusFlags. */
static const char *chain_fault(long code)
{
    switch (code) {
    case 10: /* X509_V_ERR_CERT_HAS_EXPIRED */
    case 9:  /* X509_V_ERR_CERT_NOT_YET_VALID */
        return "NotTimeValid";
    case 18: /* X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT */
    case 19: /* X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN */
        return "UntrustedRoot";
    case 23: /* X509_V_ERR_CERT_REVOKED */
        return "Revoked";
    default:
        return "PartialChain";
    }
}

static int tell_certificate(struct http_client *c, struct err **err)
{
    long code = 0;

    curl_easy_getinfo(c->easy, CURLINFO_SSL_VERIFYRESULT, &code);
    if (code == 0 || code == 62) /* X509_V_ERR_HOSTNAME_MISMATCH */
        return err_set(err, ERR_CONNECTION,
                       "The remote certificate is invalid according to the validation procedure: "
                       "RemoteCertificateNameMismatch");
    return err_set(err, ERR_CONNECTION,
                   "The remote certificate is invalid because of errors in the certificate chain: "
                   "%s",
                   chain_fault(code));
}

static int tell(struct http_client *c, CURLcode code, enum http_failure *why, struct err **err)
{
    const char *text = c->error[0] ? c->error : curl_easy_strerror(code);
    long number = 0;

    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        *why = HTTP_FAILED_RESOLVE;
        return err_set(err, ERR_CONNECTION, "Name or service not known");
    case CURLE_COULDNT_CONNECT:
        *why = HTTP_FAILED_CONNECT;
        curl_easy_getinfo(c->easy, CURLINFO_OS_ERRNO, &number);
        return err_set_code(err, ERR_DOMAIN_ERRNO, ERR_CONNECTION, (int)number, "%s",
                            number ? strerror((int)number) : text);
    case CURLE_PEER_FAILED_VERIFICATION:
        *why = HTTP_FAILED_CERTIFICATE;
        return tell_certificate(c, err);
    case CURLE_SSL_CONNECT_ERROR:
        *why = HTTP_FAILED_HANDSHAKE;
        return err_set(err, ERR_CONNECTION, "Authentication failed, see inner exception. (%s)",
                       text);
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        *why = HTTP_FAILED_ENDED;
        return err_set(err, ERR_CONNECTION, "The response ended prematurely. (ResponseEnded)");
    case CURLE_UNSUPPORTED_PROTOCOL:
        *why = HTTP_FAILED_OTHER;
        return err_set(err, ERR_NOT_SUPPORTED, "%s", text);
    default:
        *why = HTTP_FAILED_OTHER;
        return err_set(err, ERR_CONNECTION, "%s", text);
    }
}

/* ---- the loop ---- */

static int late(enum http_failure kind, enum http_failure *why, struct err **err)
{
    *why = kind;
    return err_set(err, ERR_TIMEOUT, "The operation has timed out.");
}

static int stopped(enum http_failure *why, struct err **err)
{
    *why = HTTP_FAILED_STOPPED;
    return err_set(err, ERR_CANCELLED, "The operation was stopped.");
}

/* Is it too late for what comes next? */
static int check_time(const struct http_client *c, int64_t begun, enum http_failure *why,
                      struct err **err)
{
    const struct http_request *r = c->request;
    int64_t now = clock_ms();

    if (!c->head_complete && r->head_timeout_ms > 0 && now - begun >= r->head_timeout_ms)
        return late(HTTP_FAILED_HEAD_TIME, why, err);
    if (c->head_complete && r->read_timeout_ms > 0 && now - c->last_ms >= r->read_timeout_ms)
        return late(HTTP_FAILED_READ_TIME, why, err);
    return 0;
}

static int run(struct http_client *c, enum http_failure *why, struct err **err)
{
    int64_t begun = clock_ms();
    int running = 1;

    c->last_ms = begun;
    while (running) {
        if (curl_multi_perform(c->multi, &running) != CURLM_OK)
            break;
        if (c->refused || c->request->stop(c->request->data))
            return stopped(why, err);
        if (!running)
            break;
        if (check_time(c, begun, why, err) < 0)
            return -1;
        curl_multi_poll(c->multi, NULL, 0, POLL_MS, NULL);
    }
    int left;
    CURLMsg *message = curl_multi_info_read(c->multi, &left);
    CURLcode code =
        message && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
    if (code != CURLE_OK)
        return tell(c, code, why, err);
    return tell_head(c) < 0 ? stopped(why, err) : 0;
}

int http_client_send(struct http_client *c, const struct http_request *r, enum http_failure *why,
                     struct err **err)
{
    struct curl_slist *headers = header_list(r);

    *why = HTTP_FAILED_OTHER;
    http_head_release(&c->head);
    c->head_complete = c->head_told = c->refused = false;
    c->head_bytes = 0;
    c->error[0] = '\0';
    c->request = r;
    set_options(c, r, headers);
    curl_multi_add_handle(c->multi, c->easy);
    int rc = run(c, why, err);
    curl_multi_remove_handle(c->multi, c->easy);
    curl_slist_free_all(headers);
    c->request = NULL;
    return rc;
}
