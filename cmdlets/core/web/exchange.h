/* One request of .NET's own clients (WebClient, HttpWebRequest, HttpClient) and its answer. */
#ifndef HVSH_CMDLETS_CORE_WEB_EXCHANGE_H
#define HVSH_CMDLETS_CORE_WEB_EXCHANGE_H

#include "shell/base/strbuf.h"
#include "shell/base/vec.h"
#include "shell/object/http_client.h"
#include "shell/object/value.h"

enum { EXCHANGE_REDIRECTS = 50 };

struct exchange {
    /* what is asked for */
    struct value uri; /* absolute; afterwards where the answer came from */
    char *method;
    VEC(char *) headers; /* "Name: value" */
    bool has_body;
    struct strbuf body;
    int64_t timeout_ms; /* until the head is there; 0: none */
    int redirects;      /* how many are followed; -1: none, and one is no failure */
    struct value credentials, proxy, cookies; /* NetworkCredential, WebProxy, CookieContainer */
    bool default_credentials, no_proxy, skip_certificate_check;
    char *out_path; /* where a good answer's body goes as it comes; NULL: into answer */
    /* what came */
    struct http_head head;
    struct strbuf answer;
    /* private */
    int fd;
    struct err *write_error;
};

/* A request to uri, an absolute http or https one. */
void exchange_init(struct exchange *x, struct value uri, const char *method);
void exchange_release(struct exchange *x);
void exchange_header(struct exchange *x, const char *name, const char *value);
/* 0: there is an answer, of whatever status. -1: HttpRequestException (err->code says
 * which http_failure), what the file at out_path brings about, or Ctrl-C. */
int exchange_run(struct exchange *x, struct err **err);
bool exchange_succeeded(const struct exchange *x); /* a status from 200 to 299 */

#endif
