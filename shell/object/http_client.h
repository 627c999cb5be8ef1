/* HTTP requests by libcurl (in hvsh-web.so, see web_module.h). One client makes one request after
 * the other and keeps its connections; it follows no redirects and keeps no cookies. What servers
 * send is untrusted: heads are bounded, and the caller takes the body piece by piece. */
#ifndef HVSH_OBJECT_HTTP_CLIENT_H
#define HVSH_OBJECT_HTTP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/cleanup.h"
#include "shell/base/err.h"
#include "shell/object/http_head.h"

struct http_client;

/* All texts are borrowed; NULL: not given. */
struct http_request {
    const char *method, *url;
    const char *const *headers; /* "Name: value"; a name alone with ; is sent without a value */
    size_t nheaders;
    bool has_body;
    const char *body; /* body_len bytes; NULL: what body_fd has from where it stands */
    int64_t body_len; /* -1: unknown, it is sent in chunks */
    int body_fd;
    bool chunked;
    const char *user, *password; /* for whatever the server asks: Basic, Digest, NTLM, Negotiate */
    const char *proxy, *proxy_user, *proxy_password;
    bool no_proxy; /* not even the environment's */
    const char *unix_socket;
    bool skip_certificate_check;
    int tls_min, tls_max;    /* 12 or 13; 0: the library's own */
    int version;             /* 10, 11, 20, 30 */
    int64_t head_timeout_ms; /* until the head is there; 0: none */
    int64_t read_timeout_ms; /* between two pieces of the body; 0: none */
    void *data;              /* for what follows */
    bool (*stop)(void *data);
    /* The head is there; then the body comes, already decompressed. -1 ends the request. */
    int (*on_head)(void *data, const struct http_head *head);
    int (*on_body)(void *data, const char *bytes, size_t len);
};

/* Why a request failed. */
enum http_failure {
    HTTP_FAILED_OTHER,       /* the error says it */
    HTTP_FAILED_STOPPED,     /* stop() or a callback said so */
    HTTP_FAILED_HEAD_TIME,   /* head_timeout_ms */
    HTTP_FAILED_READ_TIME,   /* read_timeout_ms */
    HTTP_FAILED_RESOLVE,     /* the host's (or proxy's) name */
    HTTP_FAILED_CONNECT,     /* err->code is errno */
    HTTP_FAILED_HANDSHAKE,   /* TLS; the error says what is wrong */
    HTTP_FAILED_CERTIFICATE, /* the error says what is wrong with it */
    HTTP_FAILED_ENDED,       /* the connection ended too soon */
};

/* NULL with *err: the library does not work. */
struct http_client *http_client_open(struct err **err);
/* 0 when the head and the whole body have come; -1 with *why and *err. */
int http_client_send(struct http_client *c, const struct http_request *r, enum http_failure *why,
                     struct err **err) MUST_CHECK;
void http_client_close(struct http_client *c);

#endif
