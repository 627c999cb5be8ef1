/* What a -Scope argument means. */
#ifndef HVSH_CMDLETS_CORE_SCOPE_ARG_H
#define HVSH_CMDLETS_CORE_SCOPE_ARG_H

#include "shell/runtime/invocation.h"

struct scope;

/* The scope that name names, the running one for NULL. What names none is thrown as
 * PowerShell's SessionStateInternal.GetScopeByID does. */
enum status scope_argument(struct invocation *inv, const struct str *name,
                           struct scope **out) MUST_CHECK_STATUS;
/* -Scope Private: the current scope, for what is to be seen there alone. */
bool scope_argument_private(const struct str *name);

#endif
