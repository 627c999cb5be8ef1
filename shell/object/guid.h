/* System.Guid and System.Version values. */
#ifndef HVSH_OBJECT_GUID_H
#define HVSH_OBJECT_GUID_H

#include "shell/object/value.h"

/* Sixteen bytes in the order of the text (RFC 4122). Owned. */
struct value guid_new(const uint8_t bytes[16]);
struct value guid_random(void);
/* Version 7 of RFC 9562: the milliseconds since 1970 in front, so that later ones sort later. */
struct value guid_ordered(void);
/* With or without hyphens, braces or parentheses. 0 or -1. */
int guid_parse(const char *s, size_t len, uint8_t out[16]);
/* v's bytes; NULL when it is no Guid. */
const uint8_t *guid_bytes(struct value v);
/* format: D, N, B or P (0: D). */
void guid_format(const uint8_t bytes[16], char format, struct strbuf *out);
/* Parts that are not given are -1. Owned. */
struct value version_new(int major, int minor, int build, int revision);
/* A Version with the labels of a SemanticVersion as notes. *out is owned. Returns 0. */
int semver_to_version(struct value semver, struct value *out);
/* The four parts; NULL when v is no Version. */
const int *version_parts(struct value v);

#endif
