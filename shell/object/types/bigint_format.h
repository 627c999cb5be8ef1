/* BigInteger by the standard and custom numeric formats. */
#ifndef HVSH_OBJECT_TYPES_BIGINT_FORMAT_H
#define HVSH_OBJECT_TYPES_BIGINT_FORMAT_H

#include "shell/object/types/bigint.h"

/* type_info.format: N, C, F, P, E, G and custom ones as of every number, of its first 800 digits;
 * D and R all of them, X its bytes. */
int bigint_format(struct value self, const char *format, size_t len, struct strbuf *out,
                  struct err **err);

#endif
