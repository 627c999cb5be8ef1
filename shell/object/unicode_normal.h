/* Unicode's canonical normalisation forms. */
#ifndef HVSH_OBJECT_UNICODE_NORMAL_H
#define HVSH_OBJECT_UNICODE_NORMAL_H

#include <stdbool.h>

#include "shell/base/strbuf.h"

/* Appends s in form D, or composed again in form C. */
void unicode_normalize(const char *s, size_t len, bool compose, struct strbuf *out);

#endif
