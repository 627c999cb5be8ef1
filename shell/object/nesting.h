/* What a recursive walk over arrays and objects is inside of: it neither follows
 * a value into itself nor goes deeper than the stack bears. */
#ifndef HVSH_OBJECT_NESTING_H
#define HVSH_OBJECT_NESTING_H

#include <stdbool.h>
#include <stddef.h>

enum { NESTING_MAX = 512 };

struct nesting {
    const void *cell;
    const struct nesting *up;
    unsigned depth;
};

/* One level further in, for as long as *level lives; false: not to be entered. */
static inline bool nesting_enter(struct nesting *level, const struct nesting *up, const void *cell)
{
    for (const struct nesting *at = up; at; at = at->up)
        if (at->cell == cell)
            return false;
    *level = (struct nesting){ cell, up, up ? up->depth + 1 : 1 };
    return level->depth <= NESTING_MAX;
}

#endif
