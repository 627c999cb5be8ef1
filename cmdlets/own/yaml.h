/* ConvertFrom-Yaml and ConvertTo-Yaml. */
#ifndef HVSH_CMDLETS_OWN_YAML_H
#define HVSH_CMDLETS_OWN_YAML_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group yaml_cmdlets;

#endif
