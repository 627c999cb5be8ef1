/* Script blocks on PowerShell Direct's sessions. */
#ifndef HVSH_CMDLETS_VM_DIRECT_RUN_H
#define HVSH_CMDLETS_VM_DIRECT_RUN_H

#include "cmdlets/vm/direct/ps_session.h"

/* What Invoke-Command was asked for. */
struct direct_block {
    const char *text;
    bool for_sh;          /* the text is sh's whatever the guest has (a file that is no .ps1) */
    bool only_powershell; /* it takes a PowerShell (a .ps1 file, a block with parameters) */
    const struct value *args;
    size_t nargs;
    const struct array *input; /* NULL: none */
    bool hide_computer;
};

/* Runs the block on all sessions at once. Output goes downstream as it comes, errors and the
 * other streams as the session's. $LASTEXITCODE is the last shell's. */
enum status direct_run(struct invocation *inv, struct direct **sessions, size_t n,
                       const struct direct_block *block) MUST_CHECK_STATUS;

#endif
