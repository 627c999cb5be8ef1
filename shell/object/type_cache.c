#include "shell/object/type_cache.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/types_hash.h"

struct made_type {
    struct type_info type;
    struct dictionary_types dictionary;
    char *name;
};

struct type_cache {
    VEC(struct made_type *) made;
};

extern const struct method typed_array_statics[1], list_statics[1];

struct type_cache *type_cache_new(void)
{
    return xcalloc(1, sizeof(struct type_cache));
}

void type_cache_free(struct type_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->made.len; i++) {
        free(cache->made.items[i]->name);
        free(cache->made.items[i]);
    }
    vec_release(&cache->made);
    free(cache);
}

static const struct type_info *find_made(const struct type_cache *cache,
                                         const struct type_info *base,
                                         const struct type_info *element)
{
    for (size_t i = 0; i < cache->made.len; i++) {
        const struct type_info *t = &cache->made.items[i]->type;
        if (t->base == base && t->element == element)
            return t;
    }
    return NULL;
}

/* Takes name. */
static struct made_type *make(struct type_cache *cache, const struct type_info *base, char *name)
{
    struct made_type *m = xcalloc(1, sizeof(*m));
    m->name = name;
    m->type.name = name;
    m->type.base = base;
    m->type.nstatics = 1;
    *vec_push(&cache->made) = m;
    return m;
}

const struct type_info *type_cache_array(struct type_cache *cache, const struct type_info *element)
{
    const struct type_info *t = find_made(cache, &type_array, element);
    if (t)
        return t;
    struct made_type *m = make(cache, &type_array, xasprintf("%s[]", element->name));
    m->type.element = element;
    m->type.statics = typed_array_statics;
    return &m->type;
}

const struct type_info *type_cache_list(struct type_cache *cache, const struct type_info *element)
{
    const struct type_info *t = find_made(cache, &type_list, element);
    if (t)
        return t;
    struct made_type *m =
        make(cache, &type_list, xasprintf("System.Collections.Generic.List`1[%s]", element->name));
    m->type.element = element;
    m->type.statics = list_statics;
    return &m->type;
}

const struct type_info *type_cache_dictionary(struct type_cache *cache, const struct type_info *key,
                                              const struct type_info *value)
{
    for (size_t i = 0; i < cache->made.len; i++) {
        const struct type_info *t = &cache->made.items[i]->type;
        if (t->dictionary && t->dictionary->key == key && t->dictionary->value == value)
            return t;
    }
    struct made_type *m =
        make(cache, &type_dictionary,
             xasprintf("System.Collections.Generic.Dictionary`2[%s,%s]", key->name, value->name));
    m->dictionary = (struct dictionary_types){ key, value };
    m->type.dictionary = &m->dictionary;
    m->type.statics = hash_statics;
    return &m->type;
}
