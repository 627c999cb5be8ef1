/* Paths as text, as System.IO.Path sees them. */
#ifndef HVSH_OBJECT_PATH_TEXT_H
#define HVSH_OBJECT_PATH_TEXT_H

#include <stddef.h>

#include "shell/base/strbuf.h"

/* Offset of the file name in a path. */
size_t path_file_name(const char *s, size_t len);
/* Absolute, without "." and "..", links left alone. */
void path_full(const char *s, size_t len, struct strbuf *out);

#endif
