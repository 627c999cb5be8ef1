/* [System.Management.Automation.PSSerializer]. */
#ifndef HVSH_CMDLETS_CORE_OUTPUT_PS_SERIALIZER_H
#define HVSH_CMDLETS_CORE_OUTPUT_PS_SERIALIZER_H

#include "shell/object/type_info.h"

extern const struct type_info type_ps_serializer;

#endif
