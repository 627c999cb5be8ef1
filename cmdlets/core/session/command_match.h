/* How Get-Command finds names that are not spelled out, and what -ShowCommandInfo makes of a
 * command. */
#ifndef HVSH_CMDLETS_CORE_COMMAND_MATCH_H
#define HVSH_CMDLETS_CORE_COMMAND_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/object/object.h"

struct session;

/* How many letters must be inserted, left out, replaced or swapped with their neighbour to make a
 * of b, in any case (Damerau and Levenshtein). */
unsigned name_distance(const char *a, const char *b);
/* Are the capitals and dashes of name those of abbreviation, in any case? i-psdf is
 * Import-PowerShellDataFile. */
bool name_abbreviates_to(const char *name, const char *abbreviation);
/* Name, module, kind, definition and parameter sets of a CommandInfo as plain objects; owned. */
struct value show_command_info(struct session *s, struct value info);

#endif
