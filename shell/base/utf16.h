/* UTF-16 in little-endian bytes, as Windows and PowerShell's encoded arguments have text. */
#ifndef HVSH_BASE_UTF16_H
#define HVSH_BASE_UTF16_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/strbuf.h"

/* Appends the bytes of a UTF-8 text. */
void utf16le_encode(struct strbuf *out, const char *s, size_t len);
/* Appends the UTF-8 of len bytes; false when they are an odd number. Halves of pairs that stand
 * alone stay as they are. */
bool utf16le_decode(struct strbuf *out, const void *bytes, size_t len);

#endif
