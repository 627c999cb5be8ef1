/* Formats of DateTimeOffset objects. */
#ifndef HVSH_OBJECT_TYPES_TIMESPAN_H
#define HVSH_OBJECT_TYPES_TIMESPAN_H

#include "shell/object/value.h"

int moment_format(struct value v, const char *format, size_t len, struct strbuf *out,
                  struct err **err);

#endif
