/* UTF-16 text as disk and firmware structures hold it. */
#ifndef HVSH_DISK_TEXT16_H
#define HVSH_DISK_TEXT16_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/strbuf.h"

/* Appends len bytes of UTF-16 (an odd last byte is ignored) up to the first NUL as UTF-8. */
void text16_add(struct strbuf *sb, const void *bytes, size_t len, bool big_endian);

/* Appends text (UTF-8) as UTF-16 without a NUL at the end. */
void text16_put(struct strbuf *sb, const char *text, bool big_endian);

/* A new random GUID (version 4), in Microsoft's byte order. */
void disk_guid_new(unsigned char out[16]);
/* "8-4-4-4-12" of 16 bytes. mixed: Microsoft's byte order (first three fields little endian). */
void disk_guid_format(const unsigned char bytes[16], bool mixed, bool upper, char out[37]);
/* The reverse; false when text is no GUID (36 characters, any case). */
bool disk_guid_parse(const char *text, bool mixed, unsigned char out[16]);

#endif
