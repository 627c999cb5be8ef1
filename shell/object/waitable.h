/* What threads wait for: mutexes, semaphores, events, countdowns. Any thread may use one; the
 * session's objects (types/threading.c) refer to it, and so do their copies in other sessions. */
#ifndef HVSH_OBJECT_WAITABLE_H
#define HVSH_OBJECT_WAITABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/err.h"

/* An automatic event lets one waiter through, a manual one all until it is reset; a countdown all
 * once it has come to 0. */
enum waitable_kind {
    WAITABLE_MUTEX,
    WAITABLE_SEMAPHORE,
    WAITABLE_AUTO,
    WAITABLE_MANUAL,
    WAITABLE_COUNTDOWN
};

struct waitable;

/* count: permits, 0 or 1 of an event, what is left of a countdown; nothing to a mutex. */
struct waitable *waitable_new(enum waitable_kind kind, int64_t count, int64_t limit);
/* A mutex that all processes of the user have under this name, held by a lock on a file; *created:
 * nobody had it open. NULL with *err. */
struct waitable *waitable_open_mutex(const char *name, bool *created, struct err **err);
struct waitable *waitable_ref(struct waitable *w);
void waitable_unref(struct waitable *w); /* NULL allowed */

/* Waits at most ms (-1: without end). *got: it was free in time and is taken; *abandoned: of a
 * mutex, by a thread that ended. -1: cancelled. */
int waitable_wait(struct waitable *w, int64_t ms, bool *got, bool *abandoned, struct err **err);
/* -1: this thread does not hold the mutex. */
int waitable_release_mutex(struct waitable *w);
/* Adds to the count, *before gets what it was. -1: it would leave 0 to limit. */
int waitable_add(struct waitable *w, int64_t by, int64_t *before);
/* Of events. */
void waitable_set(struct waitable *w, int64_t count);
int64_t waitable_count(struct waitable *w);

#endif
