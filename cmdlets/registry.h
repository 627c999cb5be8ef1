/* The one list of all cmdlets. Each noun file defines one
 * `const struct cmdlet_group cmdlets_<noun>;`, declared and listed here. */
#ifndef HVSH_CMDLETS_REGISTRY_H
#define HVSH_CMDLETS_REGISTRY_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_registry cmdlet_registry;

/* One line per group, sorted, and the same line in registry.c. */

#endif
