/* Numbers as JSON has them, and as its reader in PowerShell takes them. */
#ifndef HVSH_FORMAT_JSON_NUMBER_H
#define HVSH_FORMAT_JSON_NUMBER_H

#include <stdbool.h>

#include "shell/object/value.h"

/* real: it has a fraction or an exponent. strict: nothing but standard JSON, no 0x1F or 017. *out:
 * a long, a BigInteger or a double; owned. -1: it is no number. */
int json_number(const char *text, bool real, bool strict, struct value *out);

#endif
