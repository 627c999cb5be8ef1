/* What Get-Error shows: an error record or exception with all that hangs on it. */
#ifndef HVSH_RUNTIME_ERROR_DETAIL_H
#define HVSH_RUNTIME_ERROR_DETAIL_H

#include "shell/base/strbuf.h"
#include "shell/object/object.h"

struct session;

/* ErrorRecord#PSExtendedError, a kind of ErrorRecord. */
extern const struct type_info type_extended_error;
/* A copy of a record or exception that is shown in full; owned. index: its number among several
 * (PSErrorIndex), or -1. */
struct value error_detail_new(struct session *s, struct value error, int index);
bool value_is_error_detail(struct value v);
/* The text without a newline at its end. */
void error_detail_text(struct session *s, struct value error, struct strbuf *out);

#endif
