/* Jobs of child jobs (ForEach-Object -Parallel -AsJob): one child per item, a number of which run
 * at once. The children are jobs in all but that Get-Job does not list them. */
#ifndef HVSH_RUNTIME_JOB_GROUP_H
#define HVSH_RUNTIME_JOB_GROUP_H

#include "shell/runtime/job/job.h"

/* Starts one: each item is $_ of a run of work's text, at most limit of them at once. no_reuse:
 * none takes over another's runspace. Owned by the caller (job_unref) and the session's table. */
struct job *job_start_each(struct session *s, const struct job_work *work,
                           const struct array *items, size_t limit, bool no_reuse);
/* Its children in the order of the items, borrowed; other jobs have none. */
size_t job_count_children(const struct job *job);
struct job *job_nth_child(const struct job *job, size_t i);
/* How many runspaces its children took, one after the other in each. */
size_t job_allocated_runspaces(struct job *job);

#endif
