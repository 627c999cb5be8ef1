/* Starting programs the .NET way: ProcessStartInfo and what Process.Start makes of it. */
#ifndef HVSH_CMDLETS_CORE_PROCESS_START_H
#define HVSH_CMDLETS_CORE_PROCESS_START_H

#include <sys/types.h>

#include "shell/object/object.h"

extern const struct type_info type_process_start_info;

/* The ends of its redirected streams: a StreamWriter and StreamReaders, or $null; owned. */
struct process_streams {
    struct value in, out, err;
};

/* Starts what info says; *pid is a child to be waited for. -1 sets *err, nothing is left open. */
int process_start(struct value info, pid_t *pid, struct process_streams *streams, struct err **err);
/* A ProcessStartInfo of a file and, unless $null, its arguments; owned. */
struct value process_start_info_new(struct value file, struct value arguments);

#endif
