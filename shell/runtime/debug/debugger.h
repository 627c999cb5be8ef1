/* What happens while breakpoints are set or statements are stepped through: places to stop at,
 * actions, and the debugger's prompt. Costs nothing but a flag's test (session->trace.on, .calls,
 * VAR_COMPUTED of a variable) while there are none. */
#ifndef HVSH_RUNTIME_DEBUGGER_H
#define HVSH_RUNTIME_DEBUGGER_H

#include "shell/runtime/code.h"
#include "shell/runtime/status.h"

struct frame;
struct breakpoint;
struct session;
struct stage;
struct variable;

/* The session's flags follow what its breakpoints and Set-PSDebug ask for. */
void debugger_refresh(struct session *s);
/* Before a statement or a condition runs. ST_INTERRUPT: the script was stopped. */
enum status debugger_statement(struct frame *f, const struct node *n);
/* A block of a function, script or script block is entered. */
enum status debugger_call(struct frame *f);
/* The block that runs in it is left. */
enum status debugger_leave(struct frame *f, const struct node *block, enum status st);
/* A cmdlet or native command begins. */
enum status debugger_command(struct session *s, const struct stage *stage);
/* Stops as a breakpoint does (Wait-Debugger). */
enum status debugger_break(struct session *s);
/* Stops at what a record says, where an action preference of Break asks for it: once for an
 * error. */
enum status debugger_break_on(struct session *s, struct value record);
/* What was typed has run: stepping ends with it, unless the debugger's own prompt took it. */
void debugger_input_ended(struct session *s);

/* The variables of a frame that starts are looked at when their names are. */
void debugger_watch_frame(struct frame *f);
/* A variable with VAR_WATCHED is about to be read or written. */
void debugger_variable(struct session *s, const struct variable *v, bool write);

/* Does a line breakpoint belong to a statement of this code that begins at start (of the source)?
 * edge: to the brace there. breakpoint_place.c */
bool breakpoint_is_at(struct breakpoint *b, const struct code *code, uint32_t start, bool edge);
/* The closing brace of a block of the code; UINT32_MAX: it has none. */
uint32_t breakpoint_exit(const struct code *code, const struct ast_node *block);

#endif
