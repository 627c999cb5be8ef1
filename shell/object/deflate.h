/* Whole buffers through zlib: RFC 1950 (zlib), 1951 (raw deflate) and 1952 (gzip). */
#ifndef HVSH_OBJECT_DEFLATE_H
#define HVSH_OBJECT_DEFLATE_H

#include <stddef.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"

enum deflate_format { DEFLATE_RAW, DEFLATE_ZLIB, DEFLATE_GZIP };

/* Appends the packed bytes. level: 0 (stored) to 9, -1: the usual. */
int deflate_pack(enum deflate_format format, int level, const char *data, size_t len,
                 struct strbuf *out, struct err **err);
/* Appends the unpacked bytes; of gzip all members. At most limit of them. -1: no such data, cut
 * short, or more than limit. */
int deflate_unpack(enum deflate_format format, const char *data, size_t len, size_t limit,
                   struct strbuf *out, struct err **err);

#endif
