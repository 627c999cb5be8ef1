/* What the web cmdlets give and take: sessions, answers, messages. */
#ifndef HVSH_CMDLETS_CORE_WEB_TYPES_H
#define HVSH_CMDLETS_CORE_WEB_TYPES_H

#include "shell/object/http_head.h"
#include "shell/object/type_info.h"

struct session;

extern const struct type_info type_web_session, type_web_response, type_html_response,
    type_http_response_message, type_http_request_message, type_http_headers, type_http_content,
    type_web_proxy, type_unix_end_point, type_user_agent;
extern const struct enum_info enum_web_authentication, enum_web_method, enum_web_ssl_protocol;

/* ---- WebRequestSession (web_session.c): an object whose fields are these ---- */
enum {
    WS_HEADERS, /* Dictionary[string,string] */
    WS_COOKIES,
    WS_USE_DEFAULT_CREDENTIALS,
    WS_CREDENTIALS,
    WS_CERTIFICATES,
    WS_USER_AGENT,
    WS_PROXY,
    WS_MAXIMUM_REDIRECTION,
    WS_MAXIMUM_RETRY_COUNT,
    WS_RETRY_INTERVAL,
    WS_SSL_PROTOCOL, /* not shown */
    WS_FIELDS
};
/* Owned. */
struct value web_session_new(void);
/* Of proxies: Address, Credentials, BypassProxyOnLocal, UseDefaultCredentials. */
enum { WP_ADDRESS, WP_BYPASS, WP_BYPASS_LIST, WP_CREDENTIALS, WP_USE_DEFAULT, WP_FIELDS };
struct value web_proxy_new(struct value address, struct value credentials, bool use_default);
/* "Mozilla/5.0 (Linux; …) PowerShell/7.6.0"; owned. */
struct value web_user_agent(void);

/* ---- messages (web_message.c); results are owned ---- */
/* Names to texts, by which the fields are found; content says which half of them. */
struct value web_headers_new(const struct http_head *head, bool content);
bool web_is_content_header(const char *name);
struct value web_request_message(const char *method, struct value uri, const char *version,
                                 const char *const *headers, size_t nheaders);
struct value web_response_message(const struct http_head *head, struct value request);
/* Gives the response's content its body, which is taken. */
void web_response_take_body(struct value response, struct strbuf *body);
/* HttpRequestException: no success. -1 */
int web_status_failure(int status, const char *reason, struct err **err);
struct value web_status_value(int status); /* an HttpStatusCode */
/* The name that HttpStatusCode has for it, or its number. */
void web_status_name(int status, struct strbuf *out);
/* All fields as WebResponseObject.Headers has them. */
struct value web_headers_dictionary(struct session *s, const struct http_head *head);

/* ---- answers (web_response.c) ---- */
/* A WebResponseObject, or a BasicHtmlWebResponseObject where the content is text. bytes is a byte
 * string of the body. Owned. */
struct value web_response_new(struct session *s, const struct http_head *head, struct value message,
                              const struct strbuf *body, struct value relation_link,
                              const char *out_file);
/* The text of a body: by the head's charset, else by what a meta element or an XML declaration in
 * it says, else UTF-8. *encoding (or NULL) gets the Encoding. Owned. */
struct value web_decode(const struct http_head *head, const struct strbuf *body,
                        struct value *encoding);
/* "application/json" of a Content-Type field; NULL: none. The caller frees. */
char *web_media_type(const char *field);
/* The charset of one, unquoted; NULL: none. The caller frees. */
char *web_charset(const char *field);
bool web_is_json(const char *media_type);
bool web_is_xml(const char *media_type);
bool web_is_text(const char *media_type);
/* What a page says of an error, as the error shows it: XML and JSON (is_json: it has been read)
 * indented, else without tags. Owned. */
struct value web_error_text(const char *media_type, struct value text, bool is_json);

/* ---- HTML (web_html.c) ---- */
/* The elements of that name as objects with outerHTML, tagName and their attributes; owned. */
struct value web_html_elements(const char *html, const char *tag);

#endif
