/* Ctrl-C for long loops that know no session: sorting, parsing, searching. The session whose
 * code a thread runs says where to look; a loop asks now and then. */
#ifndef HVSH_BASE_CANCEL_H
#define HVSH_BASE_CANCEL_H

#include <signal.h>
#include <stdbool.h>

#include "shell/base/err.h"

/* What this thread does from now on is unwanted once *flag is set. Borrowed; NULL: nothing ends
 * it. */
void cancel_watch(const sig_atomic_t *flag);
/* Gives the flag up if it is the one looked at. */
void cancel_unwatch(const sig_atomic_t *flag);
bool cancel_wanted(void);
/* -1 with ERR_CANCELLED in *err when the work is unwanted, else 0. */
int cancel_check(struct err **err);

#endif
