/* Objects with formats of their own (Guid, DateTimeOffset). */
#ifndef HVSH_OBJECT_TYPES_FORMAT_H
#define HVSH_OBJECT_TYPES_FORMAT_H

#include "shell/object/value.h"

/* v is an object; types without formats give their ToString(). */
int object_format(struct value v, const char *format, size_t len, struct strbuf *out,
                  struct err **err);

#endif
