#include "shell/object/type_cache.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/generic_types.h"
#include "shell/object/interfaces.h"

struct made_type {
    struct type_info type;
    struct dictionary_types dictionary;
    const struct type_info *arguments[GENERIC_MAX_ARITY];
    char *name;
};

struct type_cache {
    unsigned owners; /* the session, and parcels on their way; atomic */
    VEC(struct made_type *) made;
};

extern const struct method typed_array_statics[1], list_statics[1];

struct type_cache *type_cache_new(void)
{
    struct type_cache *cache = xcalloc(1, sizeof(*cache));
    cache->owners = 1;
    return cache;
}

struct type_cache *type_cache_ref(struct type_cache *cache)
{
    __atomic_add_fetch(&cache->owners, 1, __ATOMIC_RELAXED);
    return cache;
}

void type_cache_unref(struct type_cache *cache)
{
    if (!cache || __atomic_sub_fetch(&cache->owners, 1, __ATOMIC_ACQ_REL))
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
        if (t->base == base && t->element == element && !t->rank)
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
    m->type.made = true;
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

const struct type_info *type_cache_grid(struct type_cache *cache, const struct type_info *element,
                                        unsigned rank)
{
    for (size_t i = 0; i < cache->made.len; i++) {
        const struct type_info *t = &cache->made.items[i]->type;
        if (t->rank == rank && t->element == element)
            return t;
    }
    AUTO_STRBUF name = STRBUF_INIT;
    strbuf_addf(&name, "%s[", element->name);
    for (unsigned i = 1; i < rank; i++)
        strbuf_addch(&name, ',');
    strbuf_addch(&name, ']');
    struct made_type *m = make(cache, &type_array, xstrdup(name.buf));
    m->type.element = element;
    m->type.statics = typed_array_statics;
    m->type.rank = (uint8_t)rank;
    return &m->type;
}

const struct type_info *type_cache_list(struct type_cache *cache, const struct type_info *element)
{
    return type_cache_generic(cache, &type_list, &element);
}

static bool same_arguments(const struct type_info *type, const struct type_info *const *args)
{
    for (size_t i = 0; i < type->base->arity; i++)
        if (type->arguments[i] != args[i])
            return false;
    return true;
}

const struct type_info *type_cache_generic(struct type_cache *cache, const struct type_info *open,
                                           const struct type_info *const *args)
{
    for (size_t i = 0; i < cache->made.len; i++) {
        const struct type_info *t = &cache->made.items[i]->type;
        if (t->base == open && t->arguments && same_arguments(t, args))
            return t;
    }
    AUTO_STRBUF name = STRBUF_INIT;
    strbuf_adds(&name, open->name);
    for (size_t i = 0; i < open->arity; i++)
        strbuf_addf(&name, "%c%s", i ? ',' : '[', args[i]->name);
    strbuf_addch(&name, ']');
    struct made_type *m = make(cache, open, xstrdup(name.buf));
    memcpy(m->arguments, args, open->arity * sizeof(m->arguments[0]));
    m->type.arguments = m->arguments;
    m->type.statics = open->statics;
    m->type.nstatics = open->nstatics;
    m->type.payload_size = open->payload_size;
    m->type.destroy = open->destroy;
    m->type.to_string = open->to_string;
    m->type.equals = open->equals;
    m->type.compare = open->compare;
    m->type.hash = open->hash;
    m->type.is_value_type = open->is_value_type;
    m->type.is_interface = open->is_interface;
    if (type_is_a(open, &interface_dictionary)) {
        m->dictionary = (struct dictionary_types){ args[0], args[1] };
        m->type.dictionary = &m->dictionary;
    } else if (open->arity == 1 && type_is_a(open, &interface_enumerable)) {
        m->type.element = open->is_interface ? NULL : args[0];
    }
    return &m->type;
}
