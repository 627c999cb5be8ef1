#include "shell/object/slot_cache.h"

int slot_cache_find(struct slot_cache *c, const struct shape *shape, const char *name, size_t len)
{
    int slot = shape_find(shape, name, len);
    if (slot >= 0 && shape_kind(shape, (uint32_t)slot) != MEMBER_NOTE)
        slot = -1;
    shape_table_hold(shape->table);
    slot_cache_release(c);
    c->shape = shape;
    c->slot = slot;
    return slot;
}

void slot_cache_release(struct slot_cache *c)
{
    if (c->shape)
        shape_table_release(c->shape->table);
    c->shape = NULL;
}
