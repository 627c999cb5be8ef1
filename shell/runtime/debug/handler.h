/* Handlers of a debugger's DebuggerStop: script blocks that are asked where a script stops how it
 * goes on, as the prompt asks a person. */
#ifndef HVSH_RUNTIME_DEBUGGER_HANDLER_H
#define HVSH_RUNTIME_DEBUGGER_HANDLER_H

#include "shell/runtime/session.h"

void debugger_handler_add(struct session *s, struct value block);
/* The last one that is this block; nothing when there is none. */
void debugger_handler_remove(struct session *s, struct value block);
bool debugger_has_handlers(const struct session *s);
/* Calls them all with what $PSDebugContext says; *step is how the script goes on. ST_INTERRUPT: it
 * is to end. What they fail with is shown. */
enum status debugger_handlers_run(struct session *s, struct value context, enum debug_step *step);
/* Debugger.ProcessCommand: a DebuggerCommandResults, owned; what the line gives goes to out. -1:
 * nothing has stopped. */
int debugger_process_command(struct session *s, const char *line, struct array *out,
                             struct value *result, struct err **err);

#endif
