/* Clixml: values as the XML of PowerShell's serializer (version 1.1.0.1), written and read back.
 * What is read is plain data: objects come back as property bags whose type names begin with
 * "Deserialized."; nothing of theirs is run. */
#ifndef HVSH_FORMAT_CLIXML_H
#define HVSH_FORMAT_CLIXML_H

#include "shell/format/cell.h"

/* Appends a whole document with these values. depth: levels of objects inside native objects. */
void clixml_write(const struct format_env *env, const struct value *items, size_t n, int depth,
                  struct strbuf *out);
/* The same value by value. one_line: without line breaks, as between two shells; env and out are
 * borrowed until the end. */
struct clixml_writer *clixml_writer_new(const struct format_env *env, bool one_line,
                                        struct strbuf *out);
/* stream: which one the value belongs to ("Output", "Error" …); NULL: not said. */
void clixml_writer_add(struct clixml_writer *w, struct value v, const char *stream, int depth);
/* Closes the document and frees w. */
void clixml_writer_end(struct clixml_writer *w);
/* The values of a document, as an array; *out is owned. shapes: the session's. */
int clixml_read(const char *text, size_t len, struct shapes *shapes, struct value *out,
                struct err **err);
/* The same with an array of their streams' names beside them ("" where none is said); *streams is
 * owned in any case. */
int clixml_read_streams(const char *text, size_t len, struct shapes *shapes, struct value *out,
                        struct value *streams, struct err **err);

#endif
