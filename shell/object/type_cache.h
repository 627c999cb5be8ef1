/* Array, list and dictionary types of elements that are not built in (a
 * module's types, script classes, enumerations): made when first named, owned by
 * the session, so that one name always is one type. */
#ifndef HVSH_OBJECT_TYPE_CACHE_H
#define HVSH_OBJECT_TYPE_CACHE_H

#include "shell/object/type_info.h"

struct type_cache;

struct type_cache *type_cache_new(void);
/* Any thread may hold on to the types, which must not be in use any more when the last owner goes;
 * finding is its session's. */
struct type_cache *type_cache_ref(struct type_cache *cache);
void type_cache_unref(struct type_cache *cache); /* NULL allowed */

/* Finds a simple name that is not built in; NULL: unknown. */
typedef const struct type_info *(*type_resolver)(void *data, const char *name, size_t len);

/* As type_find(), with T[], List[T] and Dictionary[K,V] of any types; names may leave out one of
 * the namespaces, within brackets too. */
const struct type_info *type_cache_find(struct type_cache *cache, const char *name, size_t len,
                                        type_resolver resolve, void *data,
                                        const char *const *namespaces, size_t nnamespaces);
const struct type_info *type_cache_array(struct type_cache *cache, const struct type_info *element);
/* The array of rank dimensions, 2 to 8: int[,]. */
const struct type_info *type_cache_grid(struct type_cache *cache, const struct type_info *element,
                                        unsigned rank);
const struct type_info *type_cache_list(struct type_cache *cache, const struct type_info *element);
/* The open type closed over its arity's number of arguments (List`1 over int, say). */
const struct type_info *type_cache_generic(struct type_cache *cache, const struct type_info *open,
                                           const struct type_info *const *args);

#endif
