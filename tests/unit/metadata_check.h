/* Compares cmdlet descriptors with reference facts in tests/golden/: sets, positions,
 * mandatory, pipeline input, types, aliases, accepted values. The file counts positions
 * from 0. Also what every descriptor must have: help for each parameter, examples that
 * parse, an approved verb, ShouldProcess where the verb changes something. */
#ifndef HVSH_TESTS_METADATA_CHECK_H
#define HVSH_TESTS_METADATA_CHECK_H

#include <stddef.h>

#include "shell/runtime/cmdlet.h"

/* A difference that is meant. Each row must be used. */
struct metadata_difference {
    const char *text; /* as reported, "Cmdlet[/Set] -Parameter: what"; may end in * */
    const char *reason;
};

/* Prints what differs; the count of faults. path: from the top folder. Cmdlets of the
 * registry outside of module are not looked at. */
size_t metadata_check_reference(const char *path, const struct cmdlet_registry *registry,
                                const char *module, const struct metadata_difference *intended,
                                size_t nintended);
/* The rules without a reference, for all cmdlets of module (NULL: of any). */
size_t metadata_check_rules(const struct cmdlet_registry *registry, const char *module);

#endif
