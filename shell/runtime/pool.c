#include "shell/runtime/pool.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"

/* A sanitizer sees more when every block is allocated afresh. */
#ifdef __SANITIZE_ADDRESS__
#define KEEPS_BLOCKS 0
#else
#define KEEPS_BLOCKS 1
#endif

void *pool_take(struct pool *pool, size_t size)
{
    size_t class = size ? (size - 1) / POOL_STEP : 0;
    if (!KEEPS_BLOCKS || class >= POOL_CLASSES)
        return xcalloc(1, size ? size : 1);
    void *block = pool->free[class];
    if (!block)
        return xcalloc(1, (class + 1) * POOL_STEP);
    memcpy(&pool->free[class], block, sizeof(void *));
    return memset(block, 0, size);
}

void pool_give(struct pool *pool, void *block, size_t size)
{
    size_t class = size ? (size - 1) / POOL_STEP : 0;
    if (!block || !KEEPS_BLOCKS || class >= POOL_CLASSES) {
        free(block);
        return;
    }
    memcpy(block, &pool->free[class], sizeof(void *));
    pool->free[class] = block;
}

void pool_release(struct pool *pool)
{
    for (size_t i = 0; i < POOL_CLASSES; i++) {
        while (pool->free[i]) {
            void *block = pool->free[i];
            memcpy(&pool->free[i], block, sizeof(void *));
            free(block);
        }
    }
}
