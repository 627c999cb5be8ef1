#include "shell/object/hash.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash_view.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"
#include "shell/object/types/hash.h"

enum { LINEAR_LIMIT = 8 };
#define EMPTY UINT32_MAX

struct hash *hash_new(uint32_t flags)
{
    struct hash *h = xcalloc(1, sizeof(*h));
    h->refs = 1;
    h->flags = flags;
    h->type = flags & HASH_ORDERED ? &type_ordered : &type_hashtable;
    return h;
}

static uint32_t key_hash(const struct hash *h, struct value key)
{
    uint32_t hash;
    if (key.kind == V_STRING && !(h->flags & HASH_CASE_SENSITIVE))
        hash = text_casehash(key.str->data, key.str->len);
    else
        hash = value_hash(key, !(h->flags & HASH_CASE_SENSITIVE));
    return hash;
}

bool hash_key_equals(const struct hash *h, struct value a, struct value b)
{
    if (a.kind != b.kind)
        return false;
    bool ignore_case = !(h->flags & HASH_CASE_SENSITIVE);
    switch (a.kind) {
    case V_STRING:
        return str_equals(a.str, b.str, ignore_case);
    case V_DOUBLE:
    case V_SINGLE:
        return a.d == b.d || (a.d != a.d && b.d != b.d);
    case V_NULL:
        return true;
    case V_ENUM:
        return a.enum_info == b.enum_info && a.aux == b.aux;
    case V_ARRAY:
    case V_HASH:
        return a.refs == b.refs;
    case V_DECIMAL:
    case V_OBJECT:
        return a.refs == b.refs || value_equals(a, b, false);
    default:
        return a.i == b.i;
    }
}

static void index_put(struct hash *h, uint32_t at)
{
    size_t mask = h->index_size - 1;
    size_t i = h->entries[at].hash & mask;
    while (h->index[i] != EMPTY)
        i = (i + 1) & mask;
    h->index[i] = at;
}

static void build_index(struct hash *h)
{
    size_t size = 32;
    while (size < h->cap * 2)
        size *= 2;
    h->index = xreallocarray(h->index, size, sizeof(*h->index));
    h->index_size = size;
    memset(h->index, 0xFF, size * sizeof(*h->index));
    for (size_t i = 0; i < h->len; i++)
        if (h->entries[i].live)
            index_put(h, (uint32_t)i);
}

/* Squeezes removed entries out. */
static void compact(struct hash *h)
{
    size_t n = 0;
    for (size_t i = 0; i < h->len; i++)
        if (h->entries[i].live)
            h->entries[n++] = h->entries[i];
    h->len = n;
    if (h->index)
        build_index(h);
}

static void make_room(struct hash *h)
{
    if (h->len < h->cap)
        return;
    if (h->count < h->len / 2) {
        compact(h);
        return;
    }
    h->cap = h->cap ? h->cap * 2 : 4;
    h->entries = xreallocarray(h->entries, h->cap, sizeof(*h->entries));
    if (h->cap > LINEAR_LIMIT)
        build_index(h);
}

static struct hash_entry *find(const struct hash *h, struct value key, uint32_t hash)
{
    if (!h->index) {
        for (size_t i = 0; i < h->len; i++) {
            struct hash_entry *e = &h->entries[i];
            if (e->live && e->hash == hash && hash_key_equals(h, e->key, key))
                return e;
        }
        return NULL;
    }
    size_t mask = h->index_size - 1;
    for (size_t i = hash & mask; h->index[i] != EMPTY; i = (i + 1) & mask) {
        struct hash_entry *e = &h->entries[h->index[i]];
        if (e->live && e->hash == hash && hash_key_equals(h, e->key, key))
            return e;
    }
    return NULL;
}

struct value *hash_get(const struct hash *h, struct value key)
{
    if (!h->count)
        return NULL;
    struct hash_entry *e = find(h, key, key_hash(h, key));
    return e ? &e->value : NULL;
}

struct value *hash_gets_len(const struct hash *h, const char *key, size_t len)
{
    if (!h->count)
        return NULL;
    if (h->flags & HASH_CASE_SENSITIVE) {
        struct value k = value_string_len(key, len);
        struct value *found = hash_get(h, k);
        value_unref(k);
        return found;
    }
    uint32_t hash = text_casehash(key, len);
    if (!h->index) {
        for (size_t i = 0; i < h->len; i++) {
            struct hash_entry *e = &h->entries[i];
            if (e->live && e->hash == hash && e->key.kind == V_STRING &&
                text_caseeqn(e->key.str->data, e->key.str->len, key, len))
                return &e->value;
        }
        return NULL;
    }
    size_t mask = h->index_size - 1;
    for (size_t i = hash & mask; h->index[i] != EMPTY; i = (i + 1) & mask) {
        struct hash_entry *e = &h->entries[h->index[i]];
        if (e->live && e->hash == hash && e->key.kind == V_STRING &&
            text_caseeqn(e->key.str->data, e->key.str->len, key, len))
            return &e->value;
    }
    return NULL;
}

struct value *hash_gets(const struct hash *h, const char *key)
{
    return hash_gets_len(h, key, strlen(key));
}

/* A Dictionary[K,V] goes on after a value is set or an entry goes. */
static void count_change(struct hash *h)
{
    if (h->type == &type_hashtable || h->type == &type_ordered || !hash_gives_pairs(h))
        h->version++;
}

void hash_set_take(struct hash *h, struct value key, struct value v)
{
    uint32_t hash = key_hash(h, key);
    struct hash_entry *e = h->count ? find(h, key, hash) : NULL;
    if (e) {
        value_replace_take(&e->value, v);
        count_change(h);
        if (h->views[1])
            hash_views_refresh(h);
        return;
    }
    make_room(h);
    e = &h->entries[h->len];
    *e = (struct hash_entry){ .key = value_ref(key), .value = v, .hash = hash, .live = true };
    if (h->index)
        index_put(h, (uint32_t)h->len);
    h->len++;
    h->count++;
    h->version++;
    if (h->views[0])
        array_push(h->views[0], key);
    if (h->views[1])
        array_push(h->views[1], v);
}

void hash_sets_take(struct hash *h, const char *key, struct value v)
{
    struct value k = value_string(key);
    hash_set_take(h, k, v);
    value_unref(k);
}

void hash_insert_take(struct hash *h, size_t at, struct value key, struct value v)
{
    make_room(h);
    compact(h);
    make_room(h);
    memmove(&h->entries[at + 1], &h->entries[at], (h->len - at) * sizeof(*h->entries));
    h->entries[at] = (struct hash_entry){
        .key = value_ref(key), .value = v, .hash = key_hash(h, key), .live = true
    };
    h->len++;
    h->count++;
    h->version++;
    if (h->index)
        build_index(h);
    hash_views_refresh(h);
}

bool hash_remove(struct hash *h, struct value key)
{
    struct hash_entry *e = h->count ? find(h, key, key_hash(h, key)) : NULL;
    if (!e)
        return false;
    struct value old_key = e->key, old_value = e->value;
    e->live = false;
    e->key = value_null();
    e->value = value_null();
    h->count--;
    if (!h->count) {
        h->len = 0;
        if (h->index)
            memset(h->index, 0xFF, h->index_size * sizeof(*h->index));
    }
    count_change(h);
    hash_views_refresh(h);
    value_unref(old_key);
    value_unref(old_value);
    return true;
}

void hash_clear(struct hash *h)
{
    struct hash_entry *entries = STEAL(h->entries);
    size_t len = h->len;
    free(h->index);
    h->index = NULL;
    h->index_size = h->len = h->cap = h->count = 0;
    for (size_t i = 0; i < len; i++) {
        if (entries[i].live) {
            value_unref(entries[i].key);
            value_unref(entries[i].value);
        }
    }
    free(entries);
    h->version++;
    hash_views_refresh(h);
}

struct hash_entry *hash_next(const struct hash *h, size_t *i)
{
    while (*i < h->len) {
        struct hash_entry *e = &h->entries[(*i)++];
        if (e->live)
            return e;
    }
    return NULL;
}

struct hash_entry *hash_at(const struct hash *h, size_t i)
{
    if (i >= h->count)
        return NULL;
    if (h->count == h->len)
        return &h->entries[i];
    struct hash_entry *e = NULL;
    size_t at = 0;
    for (size_t n = 0; n <= i; n++)
        e = hash_next(h, &at);
    return e;
}

struct hash *hash_copy(const struct hash *h)
{
    struct hash *copy = hash_new(h->flags & ~(uint32_t)HASH_READ_ONLY);
    copy->type = h->type;
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(h, &i));)
        hash_set_take(copy, e->key, value_ref(e->value));
    return copy;
}
