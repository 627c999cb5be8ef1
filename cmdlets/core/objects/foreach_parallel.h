/* ForEach-Object -Parallel: script blocks in jobs that nobody lists. */
#ifndef HVSH_CMDLETS_CORE_FOREACH_PARALLEL_H
#define HVSH_CMDLETS_CORE_FOREACH_PARALLEL_H

#include "shell/runtime/invocation.h"

struct parallel;

/* limit: how many run at once; seconds: time for all, 0: no limit; no_reuse: -UseNewRunspace. */
struct parallel *parallel_new(struct invocation *inv, struct scriptblock *block, int limit,
                              int64_t seconds, bool as_job, bool no_reuse);
/* Is a script block among the values that its block takes by $using:? */
bool parallel_uses_scriptblock(const struct parallel *p);
/* One input object: starts its block, as soon as there is room. Results that have come
 * meanwhile go out. */
enum status parallel_input(struct parallel *p, struct invocation *inv,
                           struct value v) MUST_CHECK_STATUS;
/* Waits for all; as_job: gives the job that does it all. */
enum status parallel_end(struct parallel *p, struct invocation *inv) MUST_CHECK_STATUS;
/* Stops what still runs. NULL allowed. */
void parallel_free(struct parallel *p);

#endif
