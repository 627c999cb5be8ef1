/* Custom numeric formats ("#,##0.00;(0)", "0.0%", "0.##E+0"): .NET's custom
 * numeric format strings page. */
#ifndef HVSH_OBJECT_NUMBER_CUSTOM_H
#define HVSH_OBJECT_NUMBER_CUSTOM_H

#include "shell/object/number_format.h"

/* Fills n for a format: 'F' rounded to precision decimals, 'E' to precision + 1
 * digits, else all digits (doubles: 15). */
void digits_of(struct value v, char format, int precision, struct digits *n);
/* Rounds half away from zero to keep digits. */
void digits_round(struct digits *n, int keep);
int number_format_custom(const struct culture *c, struct value v, const char *format, size_t len,
                         struct strbuf *out, struct err **err);

#endif
