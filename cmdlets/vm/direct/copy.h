/* Files over PowerShell Direct's sessions: Copy-Item -ToSession and -FromSession. They become and
 * are read as the session's user. */
#ifndef HVSH_CMDLETS_VM_DIRECT_COPY_H
#define HVSH_CMDLETS_VM_DIRECT_COPY_H

#include "cmdlets/vm/direct/ps_session.h"

struct direct_copy {
    char *const *paths; /* absolute here (to), or the guest's (from) */
    size_t n;
    const char *destination; /* absolute in the guest (to), or here (from) */
    bool recurse;
    bool literal; /* no wildcards in the guest's paths */
};

/* What exists is overwritten, as Copy-Item does. A file that fails is a non-terminating error. */
enum status direct_copy_to(struct invocation *inv, struct direct *d,
                           const struct direct_copy *copy) MUST_CHECK_STATUS;
enum status direct_copy_from(struct invocation *inv, struct direct *d,
                             const struct direct_copy *copy) MUST_CHECK_STATUS;

#endif
