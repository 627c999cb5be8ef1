/* The text of a command line, taken apart into arguments. */
#ifndef HVSH_BASE_ARGUMENT_TEXT_H
#define HVSH_BASE_ARGUMENT_TEXT_H

#include "shell/base/vec.h"

typedef VEC(char *) argument_vec;

/* Adds the arguments, owned, as .NET takes ProcessStartInfo.Arguments apart on every system:
 * blanks part, double quotes hold together, two of them within quotes are one, a backslash counts
 * only before a quote. */
void argument_text_split(const char *s, argument_vec *out);
/* Frees the arguments and the vector's memory. */
void argument_vec_release(argument_vec *arguments);

#endif
