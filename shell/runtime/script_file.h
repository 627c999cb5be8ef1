/* Script files. */
#ifndef HVSH_RUNTIME_SCRIPT_FILE_H
#define HVSH_RUNTIME_SCRIPT_FILE_H

#include "shell/object/value.h"
#include "shell/runtime/status.h"

struct session;
struct strbuf;

/* Reads a file whole (256 MiB at most), a UTF-8 or UTF-16 byte order mark taken
 * off and decoded. */
int script_file_read(const char *path, struct strbuf *out, struct err **err);
/* Reads and parses a script; *out is an owned ScriptBlock. ST_FAIL: the session
 * holds the error. */
enum status script_file_load(struct session *s, const char *path, struct value *out);
/* Raises the first parse error of a text as PowerShell shows it. ST_FAIL. */
enum status script_parse_failed(struct session *s, const char *text, size_t len, const char *file,
                                struct err **err);

#endif
