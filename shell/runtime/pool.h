/* Memory of the pieces a call is made of (pipelines, bindings, frames): blocks
 * of a few hundred bytes that come and go with every command, kept for the next
 * one. One pool per session, so one thread. */
#ifndef HVSH_RUNTIME_POOL_H
#define HVSH_RUNTIME_POOL_H

#include <stddef.h>

enum { POOL_STEP = 256, POOL_CLASSES = 16 };

struct pool {
    void *free[POOL_CLASSES]; /* class i: (i + 1) * POOL_STEP bytes; each block's start points on */
};

/* Zeroed; given back with the same size. */
__attribute__((malloc, returns_nonnull)) void *pool_take(struct pool *pool, size_t size);
void pool_give(struct pool *pool, void *block, size_t size); /* NULL allowed */
void pool_release(struct pool *pool);                        /* what is kept, not what is out */

#endif
