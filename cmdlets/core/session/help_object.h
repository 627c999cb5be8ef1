/* What Get-Help gives: an object with the parts of a command's help, and its text. */
#ifndef HVSH_CMDLETS_CORE_HELP_OBJECT_H
#define HVSH_CMDLETS_CORE_HELP_OBJECT_H

#include "cmdlets/core/session/help_text.h"

/* The object for this detail; owned. */
struct value help_object_new(struct session *s, const struct command *c, enum help_detail detail);
/* One parameter's part of it; owned. */
struct value help_object_parameter(struct session *s, const struct command *c,
                                   const struct param *p, bool syntax);
/* True when v is such an object or a part of one that has a view of its own; its text. */
bool help_object_text(struct value v, struct strbuf *out);

#endif
