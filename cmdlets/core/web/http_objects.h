/* System.Net.Http: bodies, fields and methods that scripts make for an HttpClient. */
#ifndef HVSH_CMDLETS_CORE_WEB_HTTP_OBJECTS_H
#define HVSH_CMDLETS_CORE_WEB_HTTP_OBJECTS_H

#include "cmdlets/core/web/exchange.h"
#include "shell/object/type_info.h"

extern const struct type_info type_http_content_base, type_http_byte_content,
    type_http_string_content, type_http_form_content, type_http_stream_content, type_http_multipart,
    type_http_multipart_form, type_http_request_headers, type_http_content_headers,
    type_http_method, type_authentication_header, type_media_type_header, type_media_type_quality,
    type_content_disposition, type_http_client, type_http_handler;

/* HttpRequestHeaders without fields; owned. */
struct value http_request_headers(void);
/* Gives the request the fields of such headers, or of a content's. */
void exchange_http_headers(struct exchange *x, struct value headers);
/* Body and its fields; content may be $null. */
int exchange_content(struct exchange *x, struct value content, struct err **err);
/* Of an HttpMethod or a text; owned string. */
struct value http_method_name(struct value v);

#endif
