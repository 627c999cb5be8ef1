/* Transcripts: what a session shows and is asked goes to files as well. Stands between the
 * session and its host while one is open; several may be. */
#ifndef HVSH_RUNTIME_TRANSCRIPT_H
#define HVSH_RUNTIME_TRANSCRIPT_H

#include <stdbool.h>

#include "shell/base/err.h"
#include "shell/runtime/session.h"

struct transcript_options {
    bool append, minimal_header, invocation_header;
};
/* 0, or -1 with *err. The file is made private to its owner. */
int transcript_start(struct session *s, const char *path, const struct transcript_options *o,
                     struct err **err);
/* Ends the one that began last; its path (the caller frees), or NULL when there is none. */
char *transcript_stop(struct session *s);
void transcript_stop_all(struct session *s);
/* A command as it was entered behind its prompt. */
void transcript_command(struct session *s, const char *prompt, const char *command);
/* Is one open? */
bool transcript_is_open(const struct session *s);
/* What nobody is shown but transcripts keep. */
void transcript_result(struct session *s, const char *text, size_t len);

#endif
