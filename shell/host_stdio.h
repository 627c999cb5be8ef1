/* The host of runs without a line editor: -Command, -File, scripts on stdin.
 * Output is buffered and goes out when the buffer is full, at line ends on a
 * terminal, at the latest after a tenth of a second of further output, and
 * whenever something is waited for. */
#ifndef HVSH_SHELL_HOST_STDIO_H
#define HVSH_SHELL_HOST_STDIO_H

#include "shell/runtime/host.h"
#include "shell/runtime/session.h"

struct host_stdio;

struct host_stdio *host_stdio_new(void);
/* Flushes. NULL allowed. */
void host_stdio_free(struct host_stdio *h);
/* The host structure; interactive says whether questions may be asked. */
struct host host_stdio_host(struct host_stdio *h, bool interactive);
/* read_line gives up when this session is interrupted. */
void host_stdio_set_session(struct host_stdio *h, struct session *s);
/* Did writing fail for another reason than a closed pipe (disk full)? */
bool host_stdio_failed(const struct host_stdio *h);

#endif
