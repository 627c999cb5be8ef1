/* The help of functions that nobody wrote help for, made from what they declare. */
#ifndef HVSH_CMDLETS_CORE_HELP_DEFAULT_H
#define HVSH_CMDLETS_CORE_HELP_DEFAULT_H

#include "cmdlets/core/session/help_text.h"
#include "shell/runtime/binding/signature.h"

/* Its type names say which parts are shown. Owned. */
struct value help_default_new(struct session *s, const struct command *c,
                              const struct signature *sig, enum help_detail detail);
/* One parameter as -Parameter gives it. Owned. */
struct value help_default_parameter(struct session *s, const struct param *p);

#endif
