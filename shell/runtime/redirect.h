/* Redirections of a command or an expression: files through Out-File, merges
 * of one stream into the output. */
#ifndef HVSH_RUNTIME_REDIRECT_H
#define HVSH_RUNTIME_REDIRECT_H

#include "shell/runtime/pipeline.h"

struct redirection; /* what is open */

/* Applies redirects to *out (the success output) and streams[2..6]. before: *out
 * without redirection, which merges go to when output is not sent to a file. The
 * sinks stay valid until redirection_close. */
enum status redirection_open(struct session *s, const struct redirect *redirects, size_t n,
                             struct sink **out, struct sink *streams[7],
                             struct redirection **result);
/* Is it for a process itself: a file, nothing, or another stream? */
bool redirection_is_to_file(struct session *s, const struct redirect *d);
/* Ends the files, also after a failure. NULL allowed. Returns st, or the failure of
 * closing. */
enum status redirection_close(struct redirection *r, enum status st);

#endif
