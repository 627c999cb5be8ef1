/* System.Net's old clients: what WebClient and HttpWebRequest share. */
#ifndef HVSH_CMDLETS_CORE_WEB_NET_WEB_H
#define HVSH_CMDLETS_CORE_WEB_NET_WEB_H

#include "cmdlets/core/web/exchange.h"
#include "shell/object/type_info.h"

extern const struct type_info type_web_client, type_web_header_collection, type_http_web_response,
    type_http_web_request, type_old_web_request, type_http_request_header;

/* An empty WebHeaderCollection, or one with the fields of a head. Owned. */
struct value web_header_collection(const struct http_head *head);
/* Gives the request a collection's fields. */
void exchange_headers(struct exchange *x, struct value collection);
/* The name that an HttpRequestHeader or a text means; owned string. */
struct value web_header_name(struct value v);
/* The HttpWebResponse of an exchange that came to its end; takes its body. Owned. */
struct value http_web_response(struct exchange *x);
/* exchange_run() with WebException for what fails and for statuses above 299. */
int exchange_run_web(struct exchange *x, struct err **err);
/* WebException of this WebExceptionStatus around the error that is set. -1 */
int fail_web(struct err **err, int status, const char *message);

enum { WEB_UNKNOWN = 16 };

#endif
