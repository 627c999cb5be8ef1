#include "shell/object/cycles.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"

/* How many suspects there are at the first collection; later as many more as its work is worth. */
enum { FIRST_LIMIT = 4096, NODES_PER_SUSPECT = 8 };

typedef VEC(struct value) value_vec;

static _Thread_local value_vec suspects;
static _Thread_local size_t limit;

static bool is_suspect(struct value v)
{
    switch (v.kind) {
    case V_ARRAY:
        return v.array->suspect;
    case V_HASH:
        return v.hash->suspect;
    default:
        return v.object->suspect;
    }
}

static void set_suspect(struct value v, bool suspect)
{
    switch (v.kind) {
    case V_ARRAY:
        v.array->suspect = suspect;
        break;
    case V_HASH:
        v.hash->suspect = suspect;
        break;
    default:
        v.object->suspect = suspect;
        break;
    }
}

/* ---- the graph ---- */

struct node {
    struct value v;
    uint32_t outside; /* references that no node was found to hold */
    bool live;
};

struct graph {
    VEC(struct node) nodes;
    uint32_t *index; /* open addressing by the cell's address; 0: empty, else a node's number + 1 */
    size_t size;
};

static size_t place_of(const struct graph *g, const void *cell)
{
    uint64_t h = (uint64_t)(uintptr_t)cell * 0x9E3779B97F4A7C15u;
    size_t at = (size_t)(h >> 32) & (g->size - 1);
    while (g->index[at] && (const void *)g->nodes.items[g->index[at] - 1].v.refs != cell)
        at = (at + 1) & (g->size - 1);
    return at;
}

static void grow_index(struct graph *g)
{
    g->size = g->size ? g->size * 2 : 1024;
    free(g->index);
    g->index = xcalloc(g->size, sizeof(*g->index));
    for (size_t i = 0; i < g->nodes.len; i++)
        g->index[place_of(g, g->nodes.items[i].v.refs)] = (uint32_t)i + 1;
}

/* The cell's node, made when it has none. */
static struct node *node_of(struct graph *g, struct value v)
{
    if (g->nodes.len * 2 >= g->size)
        grow_index(g);
    size_t at = place_of(g, v.refs);
    if (!g->index[at]) {
        v.wrap = 0;
        *vec_push(&g->nodes) = (struct node){ .v = v, .outside = *v.refs };
        g->index[at] = (uint32_t)g->nodes.len;
    }
    return &g->nodes.items[g->index[at] - 1];
}

static struct node *known_node(struct graph *g, struct value v)
{
    return &g->nodes.items[g->index[place_of(g, v.refs)] - 1];
}

/* The next container that the cell holds, by *at from 0; false: no more. */
static bool next_child(struct value v, size_t *at, struct value **child)
{
    struct value *items = NULL;
    size_t n = 0;
    switch (v.kind) {
    case V_ARRAY:
        /* the extra part shares items with others and refers back without counting */
        items = v.array->items;
        n = v.array->extra ? 0 : v.array->len;
        break;
    case V_HASH:
        n = v.hash->len * 2;
        break;
    default:
        items = v.object->slots;
        n = v.object->shape ? v.object->shape->count : 0;
        break;
    }
    while (*at < n) {
        size_t i = (*at)++;
        if (v.kind == V_HASH) {
            struct hash_entry *e = &v.hash->entries[i / 2];
            if (!e->live)
                continue;
            *child = i % 2 ? &e->value : &e->key;
        } else {
            *child = &items[i];
        }
        if (cycles_can_hold(**child))
            return true;
    }
    return false;
}

static void mark_live(struct graph *g)
{
    VEC(uint32_t) pending = VEC_INIT;
    for (size_t i = 0; i < g->nodes.len; i++) {
        struct node *n = &g->nodes.items[i];
        if (!n->outside || n->live)
            continue;
        n->live = true;
        *vec_push(&pending) = (uint32_t)i;
        while (pending.len) {
            struct value v = g->nodes.items[pending.items[--pending.len]].v;
            struct value *child;
            for (size_t at = 0; next_child(v, &at, &child);) {
                struct node *c = known_node(g, *child);
                if (c->live)
                    continue;
                c->live = true;
                *vec_push(&pending) = (uint32_t)(c - g->nodes.items);
            }
        }
    }
    vec_release(&pending);
}

/* ---- collecting ---- */

/* Keeps the suspects that live, frees the cells of those that do not. */
static void sweep(void)
{
    size_t kept = 0;
    for (size_t i = 0; i < suspects.len; i++) {
        struct value v = suspects.items[i];
        if (*v.refs)
            suspects.items[kept++] = v;
        else
            free(v.refs);
    }
    suspects.len = kept;
}

static void free_garbage(struct graph *g)
{
    for (size_t i = 0; i < g->nodes.len; i++)
        if (!g->nodes.items[i].live)
            ++*g->nodes.items[i].v.refs;
    for (size_t i = 0; i < g->nodes.len; i++) {
        struct value *child;
        if (!g->nodes.items[i].live)
            for (size_t at = 0; next_child(g->nodes.items[i].v, &at, &child);)
                value_clear(child);
    }
    for (size_t i = 0; i < g->nodes.len; i++)
        if (!g->nodes.items[i].live)
            value_unref(g->nodes.items[i].v);
}

void cycles_collect(void)
{
    struct graph g = { .nodes = VEC_INIT };
    sweep();
    for (size_t i = 0; i < suspects.len; i++)
        node_of(&g, suspects.items[i]);
    for (size_t i = 0; i < g.nodes.len; i++) {
        struct value v = g.nodes.items[i].v, *child;
        for (size_t at = 0; next_child(v, &at, &child);)
            node_of(&g, *child)->outside--;
    }
    mark_live(&g);
    free_garbage(&g);
    sweep();
    size_t worth = g.nodes.len / NODES_PER_SUSPECT;
    limit = suspects.len + (suspects.len > worth ? suspects.len : worth);
    vec_release(&g.nodes);
    free(g.index);
}

void cycles_suspect(struct value container)
{
    if (is_suspect(container))
        return;
    if (suspects.len >= (limit > FIRST_LIMIT ? limit : FIRST_LIMIT))
        cycles_collect();
    set_suspect(container, true);
    container.wrap = 0;
    *vec_push(&suspects) = container;
}

bool cycles_forget(struct value cell)
{
    return !is_suspect(cell);
}

void cycles_end(void)
{
    cycles_collect();
    for (size_t i = 0; i < suspects.len; i++)
        set_suspect(suspects.items[i], false);
    vec_release(&suspects);
    limit = 0;
}
