/* What Get-Command finds besides the commands of the session: those of modules that are there but
 * not loaded, and scripts by paths with wildcards. */
#ifndef HVSH_CMDLETS_CORE_AVAILABLE_COMMANDS_H
#define HVSH_CMDLETS_CORE_AVAILABLE_COMMANDS_H

#include "shell/runtime/command.h"

/* Calls fn for the functions and aliases that modules on $env:PSModulePath say they export; stops
 * when it answers false. Nothing is loaded. */
void available_commands_each(struct session *s, unsigned kinds,
                             bool (*fn)(const struct command *c, void *data), void *data);
/* The one file that a path with wildcards means; the caller frees. NULL: it is no such path, or
 * means none or several. */
char *command_path_of_pattern(struct session *s, const char *pattern);

#endif
