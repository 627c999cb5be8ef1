/* StaticParameterBinder and what it answers: which argument of a CommandAst goes to which
 * parameter, without running anything. */
#ifndef HVSH_RUNTIME_STATIC_BINDER_H
#define HVSH_RUNTIME_STATIC_BINDER_H

#include "shell/object/type_info.h"

extern const struct type_info type_static_parameter_binder;

#endif
