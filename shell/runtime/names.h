/* Names of variables, interned per session: two names that are equal without
 * regard to case are one pointer. They live as long as the session. */
#ifndef HVSH_RUNTIME_NAMES_H
#define HVSH_RUNTIME_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct name {
    uint32_t hash;
    uint32_t len;
    uint8_t automatic; /* enum automatic (automatic.h); 0: an ordinary variable */
    bool all_scope;    /* a variable of this name is AllScope: assignments go to it */
    char text[];       /* as first seen, NUL-terminated */
};

struct names;

struct names *names_new(void);
void names_free(struct names *names); /* NULL allowed */
struct name *names_intern(struct names *names, const char *s, size_t len);
/* NULL when the name was never seen. */
struct name *names_find(const struct names *names, const char *s, size_t len);

#endif
