/* ScriptBlock.GetSteppablePipeline(). */
#ifndef HVSH_RUNTIME_STEPPABLE_H
#define HVSH_RUNTIME_STEPPABLE_H

#include "shell/object/value.h"

struct err;

/* The block's only pipeline, its arguments evaluated now; *out owned. -1 without *err: a failure
 * is pending in the session. */
int steppable_new(struct value block, struct value *out, struct err **err);

#endif
