/* A program that is called with a script block is a shell of the same kind: the block goes as an
 * encoded command, objects go in and come back as lines of object text. */
#ifndef HVSH_RUNTIME_MINISHELL_H
#define HVSH_RUNTIME_MINISHELL_H

#include "shell/runtime/native/native.h"

/* Is the call one with a script block as a value? */
bool minishell_is_called(const struct command_call *call);
/* The call's arguments for the shell; redirected: its output does not go to the terminal.
 * *text_input: what it reads are lines, not objects. ST_FAIL: a wrong argument. */
enum status minishell_argv(struct native_argv *argv, const struct stage *stage, bool redirected,
                           bool *text_input);
/* A line of object text that came from the process; output: on its stdout. */
enum status minishell_line(struct native *n, const char *line, size_t len, bool output);
/* The gathered input as what is written to the process. */
void minishell_input(struct native *n);

#endif
