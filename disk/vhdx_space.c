#include "disk/vhdx_space.h"

#include <string.h>

#include "disk/image.h"
#include "shell/base/alloc.h"

static bool taken(const struct vhdx_space *s, uint64_t i)
{
    return s->bits[i / 64] >> (i % 64) & 1;
}

static void set_room(struct vhdx_space *s, uint64_t mib)
{
    if (mib <= s->cap)
        return;
    uint64_t cap = s->cap + s->cap / 2;
    cap = ((cap > mib ? cap : mib) + 63) & ~63ull;
    if (!s->cap) { /* untouched pages of a fresh allocation cost nothing */
        s->bits = xcalloc(cap / 64, sizeof(*s->bits));
    } else {
        s->bits = xreallocarray(s->bits, cap / 64, sizeof(*s->bits));
        memset(s->bits + s->cap / 64, 0, (cap - s->cap) / 8);
    }
    s->cap = cap;
}

void vhdx_space_init(struct vhdx_space *s, uint64_t size)
{
    *s = (struct vhdx_space){ .end = (size + DISK_MIB - 1) / DISK_MIB, .hopeless = UINT64_MAX };
    s->free = s->end;
    set_room(s, s->end + 1);
}

void vhdx_space_release(struct vhdx_space *s)
{
    free(s->bits);
    *s = (struct vhdx_space){ 0 };
}

static void mark(struct vhdx_space *s, uint64_t from, uint64_t n)
{
    for (uint64_t i = from; i < from + n; i++)
        s->bits[i / 64] |= 1ull << (i % 64);
}

bool vhdx_space_take(struct vhdx_space *s, uint64_t at, uint64_t length)
{
    uint64_t from = at / DISK_MIB, n = length / DISK_MIB;
    for (uint64_t i = from; i < from + n; i++)
        if (taken(s, i))
            return false;
    mark(s, from, n);
    s->free -= n;
    return true;
}

void vhdx_space_give(struct vhdx_space *s, uint64_t at, uint64_t length)
{
    uint64_t from = at / DISK_MIB, n = length / DISK_MIB;
    for (uint64_t i = from; i < from + n; i++)
        s->bits[i / 64] &= ~(1ull << (i % 64));
    s->free += n;
    s->hopeless = UINT64_MAX;
}

/* A run of n free MiB in [from, to), or to. */
static uint64_t search(const struct vhdx_space *s, uint64_t n, uint64_t from, uint64_t to)
{
    for (uint64_t i = from, run = 0; i < to; i++) {
        if (i % 64 == 0 && !run && s->bits[i / 64] == UINT64_MAX) {
            i += 63;
            continue;
        }
        run = taken(s, i) ? 0 : run + 1;
        if (run == n)
            return i + 1 - n;
    }
    return to;
}

uint64_t vhdx_space_find(struct vhdx_space *s, uint64_t length, bool *reused)
{
    uint64_t n = length / DISK_MIB, at = s->end;
    if (n <= s->free && n < s->hopeless) {
        at = search(s, n, s->cursor < s->end ? s->cursor : 0, s->end);
        if (at == s->end)
            at = search(s, n, 0, s->end);
        if (at == s->end)
            s->hopeless = n;
    }
    *reused = at < s->end;
    if (!*reused) {
        s->end += n;
        s->free += n;
        set_room(s, s->end + 1);
    } else {
        s->cursor = at + n;
    }
    mark(s, at, n);
    s->free -= n;
    return at * DISK_MIB;
}

bool vhdx_space_find_below(struct vhdx_space *s, uint64_t length, uint64_t limit, uint64_t *at)
{
    uint64_t n = length / DISK_MIB, to = limit / DISK_MIB;
    uint64_t found = n <= s->free ? search(s, n, 0, to) : to;
    if (found == to)
        return false;
    mark(s, found, n);
    s->free -= n;
    *at = found * DISK_MIB;
    return true;
}

uint64_t vhdx_space_trim(struct vhdx_space *s)
{
    while (s->end && !taken(s, s->end - 1)) {
        s->end--;
        s->free--;
    }
    return s->end * DISK_MIB;
}
