#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

enum { LINEAR_LIMIT = 8 };

/* Names by slot and a look-up table, shared by the shapes of one chain: a
 * shape of n slots sees the first n names. Only the chain's longest shape may
 * extend it; another branch starts with a copy. */
struct shape_index {
    uint32_t refs;
    uint32_t len, cap;
    struct index_name {
        struct str *name;
        uint32_t hash;
        enum member_kind kind;
    } * names;
    uint32_t *table; /* slot + 1, open addressing; NULL while short */
    uint32_t table_size;
};

/* All shapes live as long as their table. */
struct shape_table {
    size_t refs; /* of struct shapes, and one per object with a shape */
    uint64_t serial;
    VEC(struct shape *) all;
    struct shape **children; /* (parent, name, kind) -> shape, open addressing */
    size_t children_size, nchildren;
    struct shape *root;
};

/* Names may come from data, which has no end: a table of so many shapes takes no new objects and
 * goes with the last of those it has. */
enum { TABLE_MAX = 1 << 14 };

struct shapes {
    struct shape_table *now;
};

/* Tells tables apart that follow each other at one address. */
static _Atomic uint64_t tables_made;

static struct shape_index *index_new(void)
{
    struct shape_index *index = xcalloc(1, sizeof(*index));
    index->refs = 1;
    return index;
}

static void index_unref(struct shape_index *index)
{
    if (--index->refs)
        return;
    for (uint32_t i = 0; i < index->len; i++)
        value_unref(value_of_str(index->names[i].name));
    free(index->names);
    free(index->table);
    free(index);
}

static void table_put(struct shape_index *index, uint32_t slot)
{
    uint32_t mask = index->table_size - 1;
    uint32_t i = index->names[slot].hash & mask;
    while (index->table[i])
        i = (i + 1) & mask;
    index->table[i] = slot + 1;
}

static void index_push(struct shape_index *index, struct str *name, enum member_kind kind)
{
    if (index->len == index->cap) {
        index->cap = index->cap ? index->cap * 2 : 4;
        index->names = xreallocarray(index->names, index->cap, sizeof(*index->names));
    }
    name->refs++;
    index->names[index->len++] = (struct index_name){ .name = name,
                                                      .hash = text_casehash(name->data, name->len),
                                                      .kind = kind };
    if (index->len <= LINEAR_LIMIT)
        return;
    if (index->len * 2 > index->table_size) {
        index->table_size = index->table_size ? index->table_size * 2 : 32;
        index->table = xreallocarray(index->table, index->table_size, sizeof(*index->table));
        memset(index->table, 0, index->table_size * sizeof(*index->table));
        for (uint32_t i = 0; i < index->len; i++)
            table_put(index, i);
    } else {
        table_put(index, index->len - 1);
    }
}

static struct shape *shape_make(struct shape_table *table, struct shape *parent)
{
    struct shape *s = xcalloc(1, sizeof(*s));
    s->refs = 1;
    s->table = table;
    s->serial = table->serial;
    s->parent = parent;
    *vec_push(&table->all) = s;
    return s;
}

static struct shape_table *table_new(void)
{
    struct shape_table *t = xcalloc(1, sizeof(*t));
    t->refs = 1;
    t->serial = ++tables_made;
    t->root = shape_make(t, NULL);
    t->root->index = index_new();
    return t;
}

void shape_table_release(struct shape_table *t)
{
    if (--t->refs)
        return;
    for (size_t i = 0; i < t->all.len; i++) {
        index_unref(t->all.items[i]->index);
        free(t->all.items[i]);
    }
    vec_release(&t->all);
    free(t->children);
    free(t);
}

void shape_table_hold(struct shape_table *t)
{
    t->refs++;
}

struct shapes *shapes_new(void)
{
    struct shapes *shapes = xcalloc(1, sizeof(*shapes));
    shapes->now = table_new();
    return shapes;
}

void shapes_free(struct shapes *shapes)
{
    if (!shapes)
        return;
    shape_table_release(shapes->now);
    free(shapes);
}

struct shape *shapes_root(struct shapes *shapes)
{
    if (shapes->now->all.len > TABLE_MAX) {
        shape_table_release(shapes->now);
        shapes->now = table_new();
    }
    return shapes->now->root;
}

uint64_t shapes_serial(const struct shapes *shapes)
{
    return shapes->now->serial;
}

struct shape *shape_root(const struct shape *shape)
{
    return shape->table->root;
}

static size_t child_hash(const struct shape *parent, uint32_t name_hash, enum member_kind kind)
{
    return ((uintptr_t)parent >> 4) * 31 + name_hash + (size_t)kind * 7;
}

static void child_put(struct shape_table *t, struct shape *child)
{
    uint32_t hash = text_casehash(child->name->data, child->name->len);
    size_t mask = t->children_size - 1;
    size_t i = child_hash(child->parent, hash, child->kind) & mask;
    while (t->children[i])
        i = (i + 1) & mask;
    t->children[i] = child;
}

static struct shape *child_find(const struct shape_table *t, const struct shape *parent,
                                const struct str *name, enum member_kind kind)
{
    if (!t->children_size)
        return NULL;
    uint32_t hash = text_casehash(name->data, name->len);
    size_t mask = t->children_size - 1;
    for (size_t i = child_hash(parent, hash, kind) & mask; t->children[i]; i = (i + 1) & mask) {
        struct shape *c = t->children[i];
        /* the spelling is kept, so another spelling is another shape */
        if (c->parent == parent && c->kind == kind && c->name->len == name->len &&
            memcmp(c->name->data, name->data, name->len) == 0)
            return c;
    }
    return NULL;
}

struct shape *shape_add(struct shape *s, struct str *name, enum member_kind kind)
{
    struct shape_table *t = s->table;
    struct shape *child = child_find(t, s, name, kind);
    if (child)
        return child;
    child = shape_make(t, s);
    child->count = s->count + 1;
    child->kind = kind;
    if (s->index->len == s->count) {
        child->index = s->index;
        child->index->refs++;
    } else {
        child->index = index_new();
        for (uint32_t i = 0; i < s->count; i++)
            index_push(child->index, s->index->names[i].name, s->index->names[i].kind);
    }
    index_push(child->index, name, kind);
    child->name = child->index->names[s->count].name;
    if ((t->nchildren + 1) * 2 > t->children_size) {
        t->children_size = t->children_size ? t->children_size * 2 : 64;
        free(t->children);
        t->children = xcalloc(t->children_size, sizeof(*t->children));
        for (size_t i = 0; i < t->all.len; i++)
            if (t->all.items[i]->parent && t->all.items[i] != child)
                child_put(t, t->all.items[i]);
    }
    child_put(t, child);
    t->nchildren++;
    return child;
}

int shape_find(const struct shape *s, const char *name, size_t len)
{
    const struct shape_index *index = s->index;
    if (s->count <= LINEAR_LIMIT || !index->table) {
        for (uint32_t i = 0; i < s->count; i++) {
            const struct str *n = index->names[i].name;
            if (text_caseeqn(n->data, n->len, name, len))
                return (int)i;
        }
        return -1;
    }
    uint32_t hash = text_casehash(name, len);
    uint32_t mask = index->table_size - 1;
    for (uint32_t i = hash & mask; index->table[i]; i = (i + 1) & mask) {
        uint32_t slot = index->table[i] - 1;
        const struct index_name *n = &index->names[slot];
        if (slot < s->count && n->hash == hash &&
            text_caseeqn(n->name->data, n->name->len, name, len))
            return (int)slot;
    }
    return -1;
}

struct str *shape_name(const struct shape *s, uint32_t slot)
{
    return s->index->names[slot].name;
}

enum member_kind shape_kind(const struct shape *s, uint32_t slot)
{
    return s->index->names[slot].kind;
}
