/* Set-PSDebug: each statement is shown before it runs, or asked about. */
#ifndef HVSH_RUNTIME_TRACE_H
#define HVSH_RUNTIME_TRACE_H

#include "shell/runtime/code.h"
#include "shell/runtime/status.h"

/* Before a statement or an if's condition runs: its line, with >>>> where it begins. ST_FAIL: it
 * was refused. For session->trace.on only. */
enum status trace_statement(struct frame *f, const struct node *n);

#endif
