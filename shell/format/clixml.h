/* Clixml: values as the XML of PowerShell's serializer (version 1.1.0.1), written and read back.
 * What is read is plain data: objects come back as property bags whose type names begin with
 * "Deserialized."; nothing of theirs is run. */
#ifndef HVSH_FORMAT_CLIXML_H
#define HVSH_FORMAT_CLIXML_H

#include "shell/format/cell.h"

/* Appends a whole document with these values. depth: levels of objects inside native objects. */
void clixml_write(const struct format_env *env, const struct value *items, size_t n, int depth,
                  struct strbuf *out);
/* The values of a document, as an array; *out is owned. shapes: the session's. */
int clixml_read(const char *text, size_t len, struct shapes *shapes, struct value *out,
                struct err **err);

#endif
