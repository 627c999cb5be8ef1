/* Base64 (RFC 4648, with padding). */
#ifndef HVSH_BASE_BASE64_H
#define HVSH_BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/strbuf.h"

/* Appends the text of len bytes. */
void base64_encode(struct strbuf *out, const void *data, size_t len);
/* Appends the bytes of a text of len characters; false when it is no Base64 (out may have
 * grown). Nothing but the alphabet and padding is taken. */
bool base64_decode(struct strbuf *out, const char *text, size_t len);

#endif
