/* The types behind Get-ExecutionPolicy. */
#ifndef HVSH_CMDLETS_CORE_EXECUTION_POLICY_H
#define HVSH_CMDLETS_CORE_EXECUTION_POLICY_H

#include "shell/object/object.h"

extern const struct type_info type_execution_policy, type_execution_policy_scope;

#endif
