/* Runspace.Debugger: breakpoints of a session by methods. */
#ifndef HVSH_RUNTIME_DEBUGGER_OBJECT_H
#define HVSH_RUNTIME_DEBUGGER_OBJECT_H

#include "shell/object/object.h"

struct runspace;

/* The debugger of a runspace, which it keeps; owned. */
struct value debugger_object_new(struct runspace *r);

#endif
