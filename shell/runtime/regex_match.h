/* What a script block of -replace sees as $_: a Match. */
#ifndef HVSH_RUNTIME_REGEX_MATCH_H
#define HVSH_RUNTIME_REGEX_MATCH_H

#include "shell/object/regex.h"

/* A System.Text.RegularExpressions.Match of subject, a string; owned. */
struct value regex_match_new(struct regex *re, struct value subject,
                             const struct regex_span *spans);

#endif
