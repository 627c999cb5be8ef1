/* What a script wants to be asked or told by the engine: the actions of
 * $ExecutionContext.InvokeCommand, each a script block that gets a sender ($this) and what
 * happened ($_). */
#ifndef HVSH_RUNTIME_ENGINE_ACTION_H
#define HVSH_RUNTIME_ENGINE_ACTION_H

#include "shell/object/value.h"
#include "shell/runtime/status.h"

struct session;

enum engine_action { ACTION_COMMAND_NOT_FOUND, ACTION_LOCATION_CHANGED, ENGINE_ACTIONS };

/* The block, or $null; borrowed. */
struct value engine_action_get(const struct session *s, enum engine_action which);
void engine_action_set(struct session *s, enum engine_action which, struct value block);
/* Asks CommandNotFoundAction: *out, owned, is the script block or CommandInfo that it names for
 * the command; false: none. Its errors say nothing. */
bool engine_action_find_command(struct session *s, const char *name, size_t len, struct value *out);
/* Tells LocationChangedAction where one stood before (a PathInfo) and stands now. */
enum status engine_action_moved(struct session *s, struct value old_path, struct value new_path);

#endif
