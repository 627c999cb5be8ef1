#include "shell/runtime/names.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"

struct names {
    struct name **table; /* open addressing; size is a power of two */
    size_t size, count;
};

struct names *names_new(void)
{
    struct names *names = xcalloc(1, sizeof(*names));
    names->size = 256;
    names->table = xcalloc(names->size, sizeof(names->table[0]));
    return names;
}

void names_free(struct names *names)
{
    if (!names)
        return;
    for (size_t i = 0; i < names->size; i++)
        free(names->table[i]);
    free(names->table);
    free(names);
}

static struct name **cell(const struct names *names, const char *s, size_t len, uint32_t hash)
{
    for (size_t i = hash & (names->size - 1);; i = (i + 1) & (names->size - 1)) {
        struct name *n = names->table[i];
        if (!n || (n->hash == hash && text_caseeqn(n->text, n->len, s, len)))
            return &names->table[i];
    }
}

static void grow(struct names *names)
{
    struct name **old = names->table;
    size_t old_size = names->size;
    names->size *= 2;
    names->table = xcalloc(names->size, sizeof(names->table[0]));
    for (size_t i = 0; i < old_size; i++)
        if (old[i])
            *cell(names, old[i]->text, old[i]->len, old[i]->hash) = old[i];
    free(old);
}

struct name *names_find(const struct names *names, const char *s, size_t len)
{
    return *cell(names, s, len, text_casehash(s, len));
}

struct name *names_intern(struct names *names, const char *s, size_t len)
{
    uint32_t hash = text_casehash(s, len);
    struct name **at = cell(names, s, len, hash);
    if (*at)
        return *at;
    if (names->count * 2 >= names->size) {
        grow(names);
        at = cell(names, s, len, hash);
    }
    struct name *n = xmalloc(sizeof(*n) + len + 1);
    *n = (struct name){ .hash = hash, .len = (uint32_t)len };
    memcpy(n->text, s, len);
    n->text[len] = '\0';
    *at = n;
    names->count++;
    return n;
}
