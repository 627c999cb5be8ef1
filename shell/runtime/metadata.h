/* Checks of the cmdlet descriptors: what the compiler cannot see. For the tests. */
#ifndef HVSH_RUNTIME_METADATA_H
#define HVSH_RUNTIME_METADATA_H

#include "shell/runtime/cmdlet.h"

struct strbuf;

/* Appends a line per mistake: names and aliases that clash, positions taken
 * twice in a set, fields outside the args struct, enums without their table,
 * commands without text. Returns how many. */
size_t metadata_check(const struct cmdlet_registry *registry, struct strbuf *report);

#endif
