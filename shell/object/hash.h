/* Hashtables: insertion order is kept; keys compare as PowerShell's do (strings
 * case-insensitively unless HASH_CASE_SENSITIVE, numbers by type and value). */
#ifndef HVSH_OBJECT_HASH_H
#define HVSH_OBJECT_HASH_H

#include "shell/object/value.h"

enum { HASH_ORDERED = 1, HASH_CASE_SENSITIVE = 2, HASH_READ_ONLY = 4, HASH_SYNCHRONIZED = 8 };

struct hash_entry {
    struct value key, value; /* key.kind V_NULL with hash 0: a removed entry */
    uint32_t hash;
    bool live;
};

struct hash {
    uint32_t refs;
    uint32_t flags;
    bool suspect;
    bool shared;
    uint32_t version;             /* counts the changes that end an enumeration */
    const struct type_info *type; /* Hashtable, OrderedDictionary, Dictionary[…] */
    size_t count;                 /* live entries */
    size_t len, cap;              /* entries used and allocated */
    struct hash_entry *entries;
    uint32_t *index; /* open addressing into entries; NULL while small */
    size_t index_size;
    struct object *members; /* given to the table itself (wrap.h); or NULL */
    struct array *views[2]; /* of its keys and values, while somebody holds them (hash_view.h) */
};

struct hash *hash_new(uint32_t flags);
/* A copy with its own entries. */
struct hash *hash_copy(const struct hash *h);
/* The live entry at position i in order, or NULL. */
struct hash_entry *hash_at(const struct hash *h, size_t i);
/* Puts a new entry at position at (<= count); the key must be absent. */
void hash_insert_take(struct hash *h, size_t at, struct value key, struct value v);
/* Are two keys the same key? */
bool hash_key_equals(const struct hash *h, struct value a, struct value b);
/* Borrowed; NULL when absent. The pointer is valid until the next change. */
struct value *hash_get(const struct hash *h, struct value key);
struct value *hash_gets(const struct hash *h, const char *key);
struct value *hash_gets_len(const struct hash *h, const char *key, size_t len);
/* Adds or replaces; takes the value, copies (refs) the key. */
void hash_set_take(struct hash *h, struct value key, struct value v);
void hash_sets_take(struct hash *h, const char *key, struct value v);
bool hash_remove(struct hash *h, struct value key);
void hash_clear(struct hash *h);
/* Live entries in order: for (size_t i = 0; (e = hash_next(h, &i));) */
struct hash_entry *hash_next(const struct hash *h, size_t *i);

#endif
