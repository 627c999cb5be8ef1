/* Escape sequences in text: the ones that PowerShell takes for decoration (colours and other
 * graphics, ESC[?…h and l, hyperlinks). They take no room on a terminal. */
#ifndef HVSH_BASE_VT_H
#define HVSH_BASE_VT_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/strbuf.h"

#define VT_ESC '\x1b'
#define VT_RESET "\x1b[0m"

/* Bytes of the sequence that s[0..len) begins with; 0: none. */
size_t vt_sequence(const char *s, size_t len);
bool vt_is_decorated(const char *s, size_t len);
/* s without its sequences, appended. */
void vt_strip(const char *s, size_t len, struct strbuf *out);

#endif
