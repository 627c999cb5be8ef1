/* Files read whole. */
#ifndef HVSH_BASE_WHOLE_FILE_H
#define HVSH_BASE_WHOLE_FILE_H

#include "shell/base/strbuf.h"

/* Appends a file's bytes. 0, or -1 with errno. */
int whole_file_read(const char *path, struct strbuf *out);

#endif
