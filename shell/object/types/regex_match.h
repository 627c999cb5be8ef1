/* Match, Group and Capture objects. */
#ifndef HVSH_OBJECT_TYPES_REGEX_MATCH_H
#define HVSH_OBJECT_TYPES_REGEX_MATCH_H

#include "shell/object/regex.h"

/* The Match object of the first match at or after byte at of a text, found or not; owned. */
int regex_match_from(struct regex *re, struct value text, size_t at, struct value *out,
                     struct err **err);
/* Its spans, by group; NULL: it did not match. */
const struct regex_span *regex_match_spans(struct value match);
extern const struct type_info type_match_collection;

#endif
