/* One edited line at a time, by GNU readline; history kept between sessions in a
 * private file. readline has one global state: only one line editor may exist. */
#ifndef HVSH_REPL_LINE_H
#define HVSH_REPL_LINE_H

#include "shell/runtime/session.h"

enum line_result { LINE_TEXT, LINE_END, LINE_INTERRUPTED };

/* Prepares the terminal and reads the history. */
void line_begin(struct session *s);
/* Writes the history, gives the terminal back. */
void line_end(struct session *s);
/* Reads a line (without its newline; the caller frees). before: the earlier lines of the same
 * command, for completion; "" for the first. */
enum line_result line_read(struct session *s, const char *prompt, const char *before, char **line);
/* Remembers a whole command, which may have several lines. */
void line_remember(const char *command);

#endif
