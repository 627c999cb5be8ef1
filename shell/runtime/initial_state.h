/* InitialSessionState: the variables, commands and modules that a runspace starts with beside
 * what every session has. */
#ifndef HVSH_RUNTIME_INITIAL_STATE_H
#define HVSH_RUNTIME_INITIAL_STATE_H

#include "shell/object/object.h"

extern const struct type_info type_initial_session_state;

/* The type of one of its entries, or of the state itself, by full name; NULL: another. */
const struct type_info *initial_state_type(size_t i);

/* What a runspace is to begin with. */
struct start_state {
    struct value variables; /* hashtable of names, or $null */
    char *script;           /* defines the rest, or NULL */
};
/* Of an InitialSessionState (any other value: nothing); released by the caller. */
struct start_state start_state_of(struct value state);
void start_state_release(struct start_state *start);

#endif
