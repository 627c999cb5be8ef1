/* The debugger's prompt, [DBG]: s, v, o, c, q, k, l, ?, h, and any command. */
#ifndef HVSH_RUNTIME_DEBUGGER_PROMPT_H
#define HVSH_RUNTIME_DEBUGGER_PROMPT_H

#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/session.h"

/* Says where the script stands (breakpoints: an array of those that were hit) and asks how it goes
 * on: *step. Nobody to ask: at once. ST_INTERRUPT: it is to end. */
enum status debugger_prompt(struct session *s, const struct position *at, struct value breakpoints,
                            enum debug_step *step);

#endif
