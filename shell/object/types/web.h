/* Escapes of query texts and of HTML. */
#ifndef HVSH_OBJECT_TYPES_WEB_H
#define HVSH_OBJECT_TYPES_WEB_H

#include <stdbool.h>

#include "shell/base/strbuf.h"

/* a+b%3d: what HttpUtility.UrlEncode writes (small digits), or WebUtility's (large ones). */
void url_encode(const char *s, size_t len, bool small, struct strbuf *out);
/* The way back; what is no UTF-8 becomes U+FFFD. */
void url_decode(const char *s, size_t len, struct strbuf *out);
/* &lt; and the like, as WebUtility.HtmlEncode writes them; appends. */
void html_encode(const char *s, size_t len, struct strbuf *out);

#endif
