/* How the actions of event subscribers and the handlers of objects' events are run. */
#ifndef HVSH_RUNTIME_EVENT_ACTION_H
#define HVSH_RUNTIME_EVENT_ACTION_H

#include "shell/object/value.h"

struct session;

/* Runs a subscriber's action for an event: what it writes and fails with is its job's. False:
 * Ctrl-C ended it. */
bool event_action_run(struct session *s, struct value subscriber, struct value event);
/* Calls a delegate or script block with the arguments of an array. False: Ctrl-C ended it. */
bool event_handler_run(struct session *s, struct value handler, struct value args);
/* The subscriber is done with: its action's scope lets go of it. */
void event_action_forget(struct session *s, struct value subscriber);

#endif
