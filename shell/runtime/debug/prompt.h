/* The debugger's prompt, [DBG]: s, v, o, c, q, k, l, ?, h, and any command. */
#ifndef HVSH_RUNTIME_DEBUGGER_PROMPT_H
#define HVSH_RUNTIME_DEBUGGER_PROMPT_H

#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/session.h"

/* Says where the script stands (breakpoints: an array of those that were hit; trigger: the record
 * that an action preference of Break stopped at, or $null) and asks how it goes on: *step. Nobody
 * to ask: at once. ST_INTERRUPT: it is to end. */
enum status debugger_prompt(struct session *s, const struct position *at, struct value breakpoints,
                            struct value trigger, enum debug_step *step);

/* Is there somebody at the host who is asked? */
bool debugger_asks(const struct session *s);

struct debugger_answer {
    bool by_debugger; /* the line was a command of the debugger's own */
    bool resumes;     /* the script goes on: by step, or it is to end */
    bool stops;
    enum debug_step step;
};
/* Does at a stop (session->debug.at) what the line would do at the prompt; what it shows goes to
 * out. ST_FAIL: the line failed. */
enum status debugger_command_line(struct session *s, const char *line, struct array *out,
                                  struct debugger_answer *answer);

#endif
