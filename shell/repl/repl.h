/* The interactive shell: prompt, line editing, history, multi-line input. */
#ifndef HVSH_REPL_REPL_H
#define HVSH_REPL_REPL_H

struct session;

/* Reads and runs commands until exit or end of input. Returns the exit code. */
int repl_run(struct session *s);
/* hvsh --complete LINE: prints what may stand at the line's end, a candidate per
 * line, "text<TAB>tooltip", for the completion scripts of other shells. Returns 0. */
int repl_print_completions(struct session *s, const char *line);

#endif
