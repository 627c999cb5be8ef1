/* What Register-EngineEvent and New-Event keep in a session. */
#ifndef HVSH_CMDLETS_CORE_EVENTS_H
#define HVSH_CMDLETS_CORE_EVENTS_H

#include "shell/object/type_info.h"

extern const struct type_info type_ps_event_args, type_event_subscriber;

#endif
