#include "shell/base/cancel.h"

#include <stddef.h>

/* Of the thread, as the work is: no value or parser would have a place for it. */
static _Thread_local const sig_atomic_t *watched;

void cancel_watch(const sig_atomic_t *flag)
{
    watched = flag;
}

void cancel_unwatch(const sig_atomic_t *flag)
{
    if (watched == flag)
        watched = NULL;
}

bool cancel_wanted(void)
{
    return watched && __atomic_load_n(watched, __ATOMIC_RELAXED);
}

int cancel_check(struct err **err)
{
    return cancel_wanted() ? err_set(err, ERR_CANCELLED, "The pipeline has been stopped.") : 0;
}
