/* A typed growing array: VEC(int) v = VEC_INIT; *vec_push(&v) = 3; v.items[0];
 * vec_release(&v) frees the items' memory only. */
#ifndef HVSH_BASE_VEC_H
#define HVSH_BASE_VEC_H

#include <stdlib.h>

#include "shell/base/alloc.h"

#define VEC(type)        \
    struct {             \
        type *items;     \
        size_t len, cap; \
    }
#define VEC_INIT   \
    {              \
        NULL, 0, 0 \
    }

/* Makes room for n more items. */
#define vec_reserve(v, n)                                                            \
    do {                                                                             \
        size_t vec_need_ = (v)->len + (n);                                           \
        if (vec_need_ > (v)->cap) {                                                  \
            size_t vec_cap_ = (v)->cap + (v)->cap / 2 + 4;                           \
            (v)->cap = vec_cap_ < vec_need_ ? vec_need_ : vec_cap_;                  \
            (v)->items = xreallocarray((v)->items, (v)->cap, sizeof((v)->items[0])); \
        }                                                                            \
    } while (0)

/* Adds one uninitialised item, evaluates to its address. */
#define vec_push(v)              \
    __extension__({              \
        vec_reserve((v), 1);     \
        &(v)->items[(v)->len++]; \
    })

#define vec_release(v)     \
    do {                   \
        free((v)->items);  \
        (v)->items = NULL; \
        (v)->len = 0;      \
        (v)->cap = 0;      \
    } while (0)

#endif
