/* All that the groups of a match captured, in order: those in a repetition take part several times,
 * and a plain match only knows the last time. */
#ifndef HVSH_OBJECT_REGEX_CAPTURES_H
#define HVSH_OBJECT_REGEX_CAPTURES_H

#include "shell/object/regex.h"

struct regex_capture {
    size_t group; /* .NET's number */
    struct regex_span span;
};

/* Matches once more, step by step, where *match was found in s. *out (the caller frees it) gets *n
 * captures of the groups above 0. */
int regex_captures(struct regex *re, const char *s, size_t len, const struct regex_span *match,
                   struct regex_capture **out, size_t *n, struct err **err);

#endif
