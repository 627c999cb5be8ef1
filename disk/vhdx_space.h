/* Which MiB of a VHDX file are taken: payload blocks, bitmap blocks and regions all begin and end
 * on whole MiB. One bit each. */
#ifndef HVSH_DISK_VHDX_SPACE_H
#define HVSH_DISK_VHDX_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vhdx_space {
    uint64_t *bits;
    uint64_t cap;      /* MiB that bits has room for */
    uint64_t end;      /* MiB: the file's length, rounded up */
    uint64_t free;     /* MiB below end that nobody has */
    uint64_t cursor;   /* MiB where the last search ended */
    uint64_t hopeless; /* MiB: no free run is as long as this, until something is given back */
};

/* Nothing is taken. Offsets and lengths below are bytes, whole MiB; size may be odd. */
void vhdx_space_init(struct vhdx_space *space, uint64_t size);
void vhdx_space_release(struct vhdx_space *space);
/* False when a part is taken already; the range lies below the end. */
bool vhdx_space_take(struct vhdx_space *space, uint64_t at, uint64_t length);
void vhdx_space_give(struct vhdx_space *space, uint64_t at, uint64_t length);
/* Takes a free range, from below the end if there is one (*reused: its bytes are anything), else
 * at the end, which moves. */
uint64_t vhdx_space_find(struct vhdx_space *space, uint64_t length, bool *reused);
/* The lowest free range that ends at or below limit is taken; false when there is none. */
bool vhdx_space_find_below(struct vhdx_space *space, uint64_t length, uint64_t limit, uint64_t *at);
/* Bytes up to the end of the last MiB that is taken; the space's end becomes this. */
uint64_t vhdx_space_trim(struct vhdx_space *space);

#endif
