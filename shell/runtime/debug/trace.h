/* Set-PSDebug: each statement is shown before it runs, or asked about; and the way to what
 * breakpoints do there (debugger.h). */
#ifndef HVSH_RUNTIME_TRACE_H
#define HVSH_RUNTIME_TRACE_H

#include "shell/runtime/code.h"
#include "shell/runtime/status.h"

struct frame;
struct place;
struct session;

/* Before a statement or an if's condition runs: its line, with >>>> where it begins. ST_FAIL: it
 * was refused. For session->trace.on only. */
enum status trace_statement(struct frame *f, const struct node *n);
/* After n has run with status st, which it returns: at level 2 an assignment's variables are shown
 * with what they hold now. */
enum status trace_assigned(struct frame *f, const struct node *n, enum status st);
/* The same of the variables of a place. For level 2 only. */
enum status trace_place(struct frame *f, struct place *p);
/* name is set to what reads as text. For level 2 only. */
enum status trace_set(struct session *s, const char *name, size_t len, const char *text);
/* A function or script block is entered. For session->trace.calls only. */
enum status trace_call(struct frame *f);

#endif
