/* [Microsoft.PowerShell.Commands.JsonObject]: JSON without a cmdlet. */
#ifndef HVSH_CMDLETS_CORE_OUTPUT_JSON_OBJECT_H
#define HVSH_CMDLETS_CORE_OUTPUT_JSON_OBJECT_H

#include "shell/object/type_info.h"

extern const struct type_info type_json_object;

#endif
