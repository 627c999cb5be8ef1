/* Calls of simple functions and script blocks: f 1 -Name 2, & $block 1. They
 * need nothing of the pipeline and skip it. */
#ifndef HVSH_RUNTIME_FAST_CALL_H
#define HVSH_RUNTIME_FAST_CALL_H

#include "shell/runtime/frame.h"
#include "shell/runtime/pipeline.h"

/* *done false: the command is not of that kind, nothing has happened. Else it has run and
 * the call is released. The call has only values and names as arguments and no redirections. */
enum status fast_call(struct frame *f, struct command_call *call, struct sink *out, bool *done);

#endif
