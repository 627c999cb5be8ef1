/* ProgressRecord: what Write-Progress leaves where progress is kept, in jobs and runspaces. */
#ifndef HVSH_RUNTIME_PROGRESS_RECORD_H
#define HVSH_RUNTIME_PROGRESS_RECORD_H

#include "shell/object/object.h"
#include "shell/runtime/host.h"

extern const struct type_info type_progress_record, type_progress_record_type;

/* Owned. */
struct value progress_record_new(const struct progress *p);
/* What it says, its texts borrowed; false: v is none. */
bool progress_of_record(struct value v, struct progress *out);

#endif
