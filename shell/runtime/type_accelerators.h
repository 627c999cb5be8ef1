/* Short names of types: those of the language, and those a script adds to its session. */
#ifndef HVSH_RUNTIME_TYPE_ACCELERATORS_H
#define HVSH_RUNTIME_TYPE_ACCELERATORS_H

#include "shell/object/type_info.h"

struct session;

/* Of [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators'). */
extern const struct type_info type_accelerators;
/* A short name that a script added; NULL: none. */
const struct type_info *accelerator_find(const struct session *s, const char *name, size_t len);

#endif
