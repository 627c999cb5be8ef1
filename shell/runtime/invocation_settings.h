/* PSInvocationSettings: how [powershell] runs its commands. */
#ifndef HVSH_RUNTIME_INVOCATION_SETTINGS_H
#define HVSH_RUNTIME_INVOCATION_SETTINGS_H

#include "shell/object/type_info.h"

extern const struct type_info type_invocation_settings;

/* Are these settings that want the commands in the history? */
bool invocation_settings_add_history(struct value settings);

#endif
