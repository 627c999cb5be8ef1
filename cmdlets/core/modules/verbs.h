/* The verbs of command names. */
#ifndef HVSH_CMDLETS_CORE_VERBS_H
#define HVSH_CMDLETS_CORE_VERBS_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/object/type_info.h"

extern const struct type_info type_verb_info;

/* Is it one of those that Get-Verb lists? */
bool verb_is_approved(const char *verb, size_t len);

#endif
