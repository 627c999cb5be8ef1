/* System.Threading.Tasks.Task, and the waits of System.Threading. */
#ifndef HVSH_OBJECT_TYPES_TASK_H
#define HVSH_OBJECT_TYPES_TASK_H

#include "shell/object/value.h"

/* A task that is done, with this result. Owned. */
struct value task_of_result(struct value result);
/* A task that has failed; takes the error. Owned. */
struct value task_of_error(struct err **err);
/* Until the time is over (-1: never) or Ctrl-C comes, which is an error. */
int thread_wait_ms(int64_t ms, struct err **err);
/* Milliseconds of the first argument, a number or TimeSpan; none when there is no argument. */
int ms_arg(const struct value *args, size_t n, int64_t none, int64_t *out, struct err **err);

#endif
