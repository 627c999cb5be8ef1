/* .NET's pattern spelling as PCRE2's, and the numbers .NET gives to groups:
 * unnamed ones first, named ones after them. */
#ifndef HVSH_OBJECT_REGEX_TRANSLATE_H
#define HVSH_OBJECT_REGEX_TRANSLATE_H

#include <stdbool.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"

struct regex_group {
    char *name;      /* owned; NULL: unnamed */
    unsigned number; /* its PCRE2 number, the first one of several */
    bool several;    /* the name stands at several places */
};

struct regex_groups {
    VEC(struct regex_group) list; /* in .NET's order; [0] is the whole match */
};

int regex_translate(const char *pattern, size_t len, unsigned options, struct strbuf *out,
                    struct regex_groups *groups, struct err **err);
void regex_groups_release(struct regex_groups *groups);

/* A block of Unicode ("IsGreek") or, with outside, all else, as a class of PCRE2's or, in_class,
 * the part of one. False: there is no such block. */
bool regex_block(const char *name, size_t len, bool outside, bool in_class, struct strbuf *out);

#endif
