/* Allocation that aborts with a message when memory runs out. Sizes read from
 * files, guests or users are checked before they get here. */
#ifndef HVSH_BASE_ALLOC_H
#define HVSH_BASE_ALLOC_H

#include <stddef.h>

__attribute__((malloc, returns_nonnull)) void *xmalloc(size_t size);
__attribute__((malloc, returns_nonnull)) void *xcalloc(size_t n, size_t size);
__attribute__((returns_nonnull)) void *xrealloc(void *p, size_t size);
/* n * size with overflow checked. */
__attribute__((returns_nonnull)) void *xreallocarray(void *p, size_t n, size_t size);
/* Copies; xstrdup(NULL) is NULL. The caller frees. */
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
/* printf into a new string; the caller frees. */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
