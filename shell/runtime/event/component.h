/* What the components with events (Timer, FileSystemWatcher) share: the members that they have of
 * System.ComponentModel.Component. */
#ifndef HVSH_RUNTIME_EVENT_COMPONENT_H
#define HVSH_RUNTIME_EVENT_COMPONENT_H

#include "shell/object/library_types.h"
#include "shell/object/members.h"

extern const struct type_info type_component;
extern const struct type_info type_timer, type_elapsed_args;

/* Getters of what is always $null. */
SHARED_GETTER(component_nothing);
/* BeginInit() and EndInit(). */
SHARED_CALL(component_init);
/* ObjectDisposedException. */
int fail_disposed(struct err **err, const char *name);

#endif
