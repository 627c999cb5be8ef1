/* Variables behind a drive: $env:PATH, $function:prompt, $variable:x, $alias:ls. */
#ifndef HVSH_RUNTIME_DRIVE_VARIABLE_H
#define HVSH_RUNTIME_DRIVE_VARIABLE_H

#include "shell/runtime/session.h"

/* *out owned, $null when there is none. */
int drive_variable_get(struct session *s, const char *drive, size_t dlen, const char *name,
                       size_t len, struct value *out, struct err **err);
/* Takes v. */
int drive_variable_set_take(struct session *s, const char *drive, size_t dlen, const char *name,
                            size_t len, struct value v, struct err **err);

#endif
