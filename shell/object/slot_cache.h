/* Where a note property was last found. Objects that were made alike share a shape, so whoever
 * looks for one name in many objects finds it at once in all but the first. */
#ifndef HVSH_OBJECT_SLOT_CACHE_H
#define HVSH_OBJECT_SLOT_CACHE_H

#include "shell/object/object.h"

struct slot_cache {            /* zeroed at first */
    const struct shape *shape; /* its table is held: no other shape can come to its address */
    int slot;                  /* -1: objects of the shape have no such note */
};

/* The same for an object of another shape than the last one's. */
int slot_cache_find(struct slot_cache *c, const struct shape *shape, const char *name, size_t len);
/* The slot of v's note of this name, which is the same at each call; -1: v has no such note. */
static inline int slot_cache_get(struct slot_cache *c, struct value v, const char *name, size_t len)
{
    if (v.kind != V_OBJECT || !v.object->shape)
        return -1;
    return v.object->shape == c->shape ? c->slot : slot_cache_find(c, v.object->shape, name, len);
}
void slot_cache_release(struct slot_cache *c);

#endif
