/* Enter-PSSession: this terminal becomes one of a guest. */
#ifndef HVSH_CMDLETS_VM_DIRECT_TERMINAL_H
#define HVSH_CMDLETS_VM_DIRECT_TERMINAL_H

#include "cmdlets/vm/direct/ps_session.h"

/* Runs PowerShell, where the guest has one, or the user's shell on a terminal of the guest until
 * it ends; Ctrl-] three times in a row leaves it. $LASTEXITCODE is its exit code. */
enum status direct_enter(struct invocation *inv, struct direct *d) MUST_CHECK_STATUS;

#endif
