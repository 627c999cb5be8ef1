/* Scope-bound cleanup (gcc and clang). A variable marked AUTO_* is released
 * when its scope ends; STEAL hands the pointer on and clears the variable, so
 * every early return stays safe. Release functions accept NULL. */
#ifndef HVSH_BASE_CLEANUP_H
#define HVSH_BASE_CLEANUP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CLEANUP(fn) __attribute__((cleanup(fn), unused)) /* unused: clang counts no cleanup */

/* Evaluates to the pointer and leaves NULL behind. */
#define STEAL(p)                  \
    __extension__({               \
        __auto_type steal_ = (p); \
        (p) = NULL;               \
        steal_;                   \
    })

/* Evaluates to the descriptor and leaves -1 behind. */
#define STEAL_FD(fd)                  \
    __extension__({                   \
        __auto_type steal_fd_ = (fd); \
        (fd) = -1;                    \
        steal_fd_;                    \
    })

static inline void cleanup_free(void *p)
{
    free(*(void **)p);
}

static inline void cleanup_close(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static inline void cleanup_fclose(FILE **f)
{
    if (*f)
        fclose(*f);
}

#define AUTO_FREE CLEANUP(cleanup_free)
#define AUTO_FD CLEANUP(cleanup_close) /* a descriptor starts at -1 */
#define AUTO_FILE CLEANUP(cleanup_fclose)

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

#endif
