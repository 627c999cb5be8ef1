/* The built-in types by name, and the array, list and dictionary types made of them. */
#include <pthread.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/generic_types.h"
#include "shell/object/named_types.h"
#include "shell/object/type_cache.h"
#include "shell/object/type_info.h"
#include "shell/object/type_list.h"
#include "shell/object/types/hash.h"

extern const struct method typed_array_statics[1], list_statics[1];

/* Types that arrays, lists and dictionaries are made of: id, full name. */
// clang-format off: one entry a line
#define ELEMENTS(X)                                                  \
    X(object, "System.Object")                                       \
    X(string, "System.String")                                       \
    X(bool, "System.Boolean")                                        \
    X(char, "System.Char")                                           \
    X(sbyte, "System.SByte")                                         \
    X(byte, "System.Byte")                                           \
    X(int16, "System.Int16")                                         \
    X(uint16, "System.UInt16")                                       \
    X(int32, "System.Int32")                                         \
    X(uint32, "System.UInt32")                                       \
    X(int64, "System.Int64")                                         \
    X(uint64, "System.UInt64")                                       \
    X(single, "System.Single")                                       \
    X(double, "System.Double")                                       \
    X(decimal, "System.Decimal")                                     \
    X(datetime, "System.DateTime")                                   \
    X(timespan, "System.TimeSpan")                                   \
    X(guid, "System.Guid")                                           \
    X(version, "System.Version")                                     \
    X(hashtable, "System.Collections.Hashtable")                     \
    X(psobject, "System.Management.Automation.PSObject")             \
    X(pscustomobject, "System.Management.Automation.PSCustomObject") \
    X(type, "System.Type")                                           \
    X(regex, "System.Text.RegularExpressions.Regex")                 \
    X(scriptblock, "System.Management.Automation.ScriptBlock")       \
    X(uri, "System.Uri")                                             \
    X(ipaddress, "System.Net.IPAddress")                             \
    X(exception, "System.Exception")                                 \
    X(switch, "System.Management.Automation.SwitchParameter")        \
    X(error_record, "System.Management.Automation.ErrorRecord")      \
    X(object_array, "System.Object[]")                               \
    X(string_array, "System.String[]")                               \
    X(int32_array, "System.Int32[]")                                 \
    X(byte_array, "System.Byte[]")
// clang-format on

#define ARRAY_TYPE(id, full)                                                     \
    const struct type_info type_##id##_array = { .name = full "[]",              \
                                                 .base = &type_array,            \
                                                 .element = &type_##id,          \
                                                 .statics = typed_array_statics, \
                                                 .nstatics = 1 };
#define ARRAY_DECLARE(id, full) extern const struct type_info type_##id##_array;
ELEMENTS(ARRAY_DECLARE)
ELEMENTS(ARRAY_TYPE)

#define LIST_TYPE(id, full)                                    \
    const struct type_info type_##id##_list = {                \
        .name = "System.Collections.Generic.List`1[" full "]", \
        .base = &type_list,                                    \
        .element = &type_##id,                                 \
        .statics = list_statics,                               \
        .nstatics = 1,                                         \
    };
#define LIST_DECLARE(id, full) extern const struct type_info type_##id##_list;
ELEMENTS(LIST_DECLARE)
ELEMENTS(LIST_TYPE)

static const struct type_info *const arrays[] = {
#define ENTRY(id, full) &type_##id##_array,
    ELEMENTS(ENTRY)
#undef ENTRY
};
static const struct type_info *const lists[] = {
#define ENTRY(id, full) &type_##id##_list,
    ELEMENTS(ENTRY)
#undef ENTRY
};

/* Dictionary[K,V] of the usual keys and values. */
struct dictionary {
    const struct type_info *type, *key, *value;
};
// clang-format off: one entry a line
#define DICTIONARY_VALUES(X, key, key_full)                                   \
    X(key, key_full, object, "System.Object")                                 \
    X(key, key_full, string, "System.String")                                 \
    X(key, key_full, int32, "System.Int32")                                   \
    X(key, key_full, int64, "System.Int64")                                   \
    X(key, key_full, double, "System.Double")                                 \
    X(key, key_full, bool, "System.Boolean")                                  \
    X(key, key_full, datetime, "System.DateTime")                             \
    X(key, key_full, psobject, "System.Management.Automation.PSObject")       \
    X(key, key_full, hashtable, "System.Collections.Hashtable")               \
    X(key, key_full, string_array, "System.String[]")                         \
    X(key, key_full, scriptblock, "System.Management.Automation.ScriptBlock") \
    X(key, key_full, guid, "System.Guid")
// clang-format on

#define DICTIONARIES(X)                           \
    DICTIONARY_VALUES(X, string, "System.String") \
    DICTIONARY_VALUES(X, int32, "System.Int32")   \
    DICTIONARY_VALUES(X, int64, "System.Int64")   \
    DICTIONARY_VALUES(X, guid, "System.Guid")     \
    DICTIONARY_VALUES(X, object, "System.Object")
#define DICTIONARY_TYPE(k, kf, v, vf)                                     \
    static const struct type_info dictionary_##k##_##v = {                \
        .name = "System.Collections.Generic.Dictionary`2[" kf "," vf "]", \
        .base = &type_dictionary,                                         \
        .statics = hash_statics,                                          \
        .nstatics = 1,                                                    \
    };
DICTIONARIES(DICTIONARY_TYPE)
static const struct dictionary dictionaries[] = {
#define ENTRY(k, kf, v, vf) { &dictionary_##k##_##v, &type_##k, &type_##v },
    DICTIONARIES(ENTRY)
#undef ENTRY
};

static const struct dictionary *dictionary_of(const struct type_info *type)
{
    if (!type || type->base != &type_dictionary)
        return NULL;
    for (size_t i = 0; i < ARRAY_SIZE(dictionaries); i++)
        if (dictionaries[i].type == type)
            return &dictionaries[i];
    return NULL;
}

const struct type_info *dictionary_key_type(const struct type_info *type)
{
    const struct dictionary *d = dictionary_of(type);
    if (!d && type && type->dictionary)
        return type->dictionary->key;
    return d && d->key != &type_object ? d->key : NULL;
}

const struct type_info *dictionary_value_type(const struct type_info *type)
{
    const struct dictionary *d = dictionary_of(type);
    if (!d && type && type->dictionary)
        return type->dictionary->value;
    return d && d->value != &type_object ? d->value : NULL;
}

const struct type_info *type_array_of(const struct type_info *element)
{
    for (size_t i = 0; i < ARRAY_SIZE(arrays); i++)
        if (arrays[i]->element == element)
            return arrays[i];
    return NULL;
}

const struct type_info *type_list_of(const struct type_info *element)
{
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        if (lists[i]->element == element)
            return lists[i];
    return NULL;
}

/* Names besides a type's own. */
static const struct {
    const char *name;
    const struct type_info *type;
} aliases[] = {
    { "System.Type", &type_type },
    { "short", &type_int16 },
    { "ushort", &type_uint16 },
    { "int32", &type_int32 },
    { "uint32", &type_uint32 },
    { "int64", &type_int64 },
    { "uint64", &type_uint64 },
    { "single", &type_single },
    { "adsi", NULL },
    { "System.Management.Automation.PSCustomObject", &type_pscustomobject },
};

static bool is(const char *candidate, const char *s, size_t len)
{
    return candidate && strlen(candidate) == len && text_caseeqn(candidate, len, s, len);
}

/* Every name that a built-in type goes by, and the type (NULL: a name to be refused). The names
 * are numbered in the order in which they count: accelerators, other short names, open generic
 * types, then full names with and without System. */
static const char *nth_name(size_t at, const struct type_info **type)
{
    if (at < builtin_type_count) {
        *type = builtin_types[at];
        return (*type)->accelerator;
    }
    at -= builtin_type_count;
    if (at < ARRAY_SIZE(aliases)) {
        *type = aliases[at].type;
        return aliases[at].name;
    }
    at -= ARRAY_SIZE(aliases);
    if (at < generic_type_count) {
        *type = generic_types[at];
        return (*type)->name;
    }
    at -= generic_type_count;
    *type = builtin_types[at / 2];
    const char *name = (*type)->name;
    if (at % 2 == 0)
        return name;
    return strncmp(name, "System.", 7) == 0 ? name + 7 : NULL;
}

/* The names' numbers + 1 by hash, open addressing. Made once and the same for every session. */
enum { NAME_SLOTS = 8192 };
static uint16_t name_slots[NAME_SLOTS];

/* Where the name stands, or the free slot for it. */
static uint16_t *name_slot(const char *s, size_t len)
{
    size_t i = text_casehash(s, len) % NAME_SLOTS;
    const struct type_info *type;
    while (name_slots[i] && !is(nth_name(name_slots[i] - 1u, &type), s, len))
        i = (i + 1) % NAME_SLOTS;
    return &name_slots[i];
}

static void fill_names(void)
{
    size_t n = 3 * builtin_type_count + ARRAY_SIZE(aliases) + generic_type_count;
    for (size_t at = 0; at < n; at++) {
        const struct type_info *type;
        const char *name = nth_name(at, &type);
        uint16_t *slot = name ? name_slot(name, strlen(name)) : NULL;
        if (slot && !*slot)
            *slot = (uint16_t)(at + 1);
    }
}

static const struct type_info *find_simple(const char *s, size_t len)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fill_names);
    const struct type_info *type = NULL;
    uint16_t at = *name_slot(s, len);
    if (at)
        nth_name(at - 1u, &type);
    return type;
}

static void trim(const char **s, size_t *len)
{
    while (*len && (**s == ' ' || **s == '\t'))
        ++*s, --*len;
    while (*len && ((*s)[*len - 1] == ' ' || (*s)[*len - 1] == '\t'))
        --*len;
    if (*len > 1 && **s == '[' && (*s)[*len - 1] == ']') { /* [[A],[B]] */
        ++*s;
        *len -= 2;
    }
}

/* What a look-up may use besides the built-in types. */
struct finder {
    struct type_cache *cache;
    type_resolver resolve;
    void *data;
    const char *const *namespaces; /* of `using namespace` */
    size_t nnamespaces;
};

static const struct type_info *array_type(const struct finder *f, const struct type_info *element)
{
    const struct type_info *t = type_array_of(element);
    return t || !f->cache ? t : type_cache_array(f->cache, element);
}

static const struct type_info *list_type(const struct finder *f, const struct type_info *element)
{
    const struct type_info *t = type_list_of(element);
    return t || !f->cache ? t : type_cache_list(f->cache, element);
}

/* Name[A,B] or Name`2[A,B] */
static const struct type_info *find_generic(const struct finder *f, const char *s, size_t len,
                                            const char *open, unsigned depth);

static const struct type_info *find(const struct finder *f, const char *s, size_t len,
                                    unsigned depth)
{
    while (len && *s == ' ')
        s++, len--;
    while (len && s[len - 1] == ' ')
        len--;
    if (!len || len > 500 || depth > 8)
        return NULL;
    if (len > 2 && s[len - 1] == ']') {
        if (s[len - 2] == '[') {
            const struct type_info *element = find(f, s, len - 2, depth + 1);
            return element ? array_type(f, element) : NULL;
        }
        unsigned rank = 1;
        while (rank < len - 1 && s[len - 1 - rank] == ',')
            rank++;
        if (rank > 1 && rank <= 8 && rank < len - 1 && s[len - 1 - rank] == '[') {
            const struct type_info *element = find(f, s, len - 1 - rank, depth + 1);
            return element && f->cache ? type_cache_grid(f->cache, element, rank) : NULL;
        }
        const char *open = memchr(s, '[', len);
        return open ? find_generic(f, s, len, open, depth) : NULL;
    }
    const struct type_info *t = find_simple(s, len);
    if (!t && memchr(s, '`', len)) { /* Func`2 */
        AUTO_STRBUF full = STRBUF_INIT;
        strbuf_adds(&full, "System.");
        strbuf_add(&full, s, len);
        t = find_simple(full.buf, full.len);
    }
    if (!t && f->resolve)
        t = f->resolve(f->data, s, len);
    for (size_t i = 0; !t && i < f->nnamespaces; i++) {
        AUTO_FREE char *full = xasprintf("%s.%.*s", f->namespaces[i], (int)len, s);
        t = find_simple(full, strlen(full));
        if (!t && f->resolve)
            t = f->resolve(f->data, full, strlen(full));
        if (!t && f->resolve)
            t = named_type_find(full, strlen(full));
    }
    return t || !f->resolve ? t : named_type_find(s, len);
}

/* Is s the open type, with or without its number of arguments and System.? */
static bool names_generic(const char *s, size_t len, const struct type_info *open, size_t arity)
{
    static const char system[] = "System.";
    const char *name = open->name;
    size_t n = strcspn(name, "`");
    const char *tick = memchr(s, '`', len);
    if (tick)
        len = (size_t)(tick - s);
    if (open->arity != arity)
        return false;
    if (len == n && text_caseeqn(s, len, name, n))
        return true;
    return strncmp(name, system, 7) == 0 && len == n - 7 && text_caseeqn(s, len, name + 7, len);
}

static const struct type_info *generic_named(const char *s, size_t len, size_t arity)
{
    for (size_t i = 0; i < generic_type_count; i++)
        if (names_generic(s, len, generic_types[i], arity))
            return generic_types[i];
    return NULL;
}

static const struct type_info *close_generic(const struct finder *f, const struct type_info *open,
                                             const struct type_info *const *args)
{
    if (open == &type_list)
        return list_type(f, args[0]);
    for (size_t i = 0; open == &type_dictionary && i < ARRAY_SIZE(dictionaries); i++)
        if (dictionaries[i].key == args[0] && dictionaries[i].value == args[1])
            return dictionaries[i].type;
    return f->cache ? type_cache_generic(f->cache, open, args) : NULL;
}

static const struct type_info *find_generic(const struct finder *f, const char *s, size_t len,
                                            const char *open, unsigned depth)
{
    const struct type_info *args[GENERIC_MAX_ARITY] = { 0 };
    size_t name_len = (size_t)(open - s), arity = 0, nesting = 0;
    const char *at = open + 1, *end = s + len - 1;
    for (const char *p = at; p <= end; p++) {
        if (*p == '[') {
            nesting++;
        } else if (p == end || (*p == ',' && !nesting)) {
            size_t n = (size_t)(p - at);
            trim(&at, &n);
            if (arity == GENERIC_MAX_ARITY || !(args[arity++] = find(f, at, n, depth + 1)))
                return NULL;
            at = p + 1;
        } else if (*p == ']' && nesting) {
            nesting--;
        }
    }
    while (name_len && s[name_len - 1] == ' ')
        name_len--;
    const struct type_info *generic = generic_named(s, name_len, arity);
    for (size_t i = 0; !generic && i < f->nnamespaces; i++) {
        AUTO_FREE char *full = xasprintf("%s.%.*s", f->namespaces[i], (int)name_len, s);
        generic = generic_named(full, strlen(full), arity);
    }
    return generic ? close_generic(f, generic, args) : NULL;
}

const struct type_info *(*type_find_more)(const char *name, size_t len);

const struct type_info *type_find(const char *name, size_t len)
{
    const struct type_info *type = find(&(struct finder){ 0 }, name, len, 0);
    return type || !type_find_more ? type : type_find_more(name, len);
}

const struct type_info *type_cache_find(struct type_cache *cache, const char *name, size_t len,
                                        type_resolver resolve, void *data,
                                        const char *const *namespaces, size_t nnamespaces)
{
    struct finder f = { cache, resolve, data, namespaces, nnamespaces };
    return find(&f, name, len, 0);
}

void type_short_name(const struct type_info *type, struct strbuf *out)
{
    const char *name = type->name;
    size_t len = strlen(name);
    const char *open = strchr(name, '`'); /* a generic's arguments are not in its name */
    size_t end = len;
    if (open) {
        end = (size_t)(open - name);
        while (end < len && name[end] != '[')
            end++;
    }
    const char *dot = memrchr(name, '.', open ? (size_t)(open - name) : len);
    const char *plus = memrchr(name, '+', open ? (size_t)(open - name) : len);
    if (plus && (!dot || plus > dot))
        dot = plus;
    size_t start = dot ? (size_t)(dot - name) + 1 : 0;
    plus = open ? memrchr(open, '+', end - (size_t)(open - name)) : NULL;
    if (plus) /* Dictionary`2+KeyCollection */
        start = (size_t)(plus - name) + 1;
    strbuf_add(out, name + start, end - start);
}

int type_static_get(const struct type_info *type, const char *name, size_t len, struct value *out,
                    struct err **err)
{
    if (type->enum_info) {
        for (size_t i = 0; i < type->enum_info->nmembers; i++) {
            if (is(type->enum_info->members[i].name, name, len)) {
                *out = value_enum(type->enum_info, type->enum_info->members[i].value);
                return 1;
            }
        }
    }
    const struct property *p = type_find_static_property(type, name, len);
    if (!p)
        return 0;
    return p->get(value_type(type), p, out, err) < 0 ? -1 : 1;
}
