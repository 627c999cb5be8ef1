/* A quick judgement of JSON text, without making anything of it. */
#ifndef HVSH_FORMAT_JSON_CHECK_H
#define HVSH_FORMAT_JSON_CHECK_H

#include <stddef.h>

/* The first character of text (which a NUL must follow) when it is one value of standard JSON that
 * nests no deeper than max_depth and whose objects have no property twice (in any case) or without
 * a name; else 0, which also stands for "too unusual to judge quickly". */
char json_check(const char *text, size_t len, int max_depth);

#endif
