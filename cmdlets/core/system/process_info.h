/* System.Diagnostics.Process objects, read from /proc. */
#ifndef HVSH_CMDLETS_CORE_PROCESS_INFO_H
#define HVSH_CMDLETS_CORE_PROCESS_INFO_H

#include <sys/types.h>

#include "cmdlets/core/system/process_start.h"
#include "shell/base/vec.h"
#include "shell/object/object.h"

extern const struct type_info type_process;
struct process_events;

struct process {
    pid_t pid;
    unsigned long long start; /* clock ticks after boot: tells a reused pid apart */
    char *name;
    bool child, exited; /* started by us */
    int exit_code;
    struct value start_info;        /* of [Process]::Start and new(); else $null */
    struct process_streams streams; /* where they are redirected */
    struct process_events *events;  /* who waits for them; NULL: nobody yet */
};

/* *out owned; false: no such process. */
bool process_info_new(pid_t pid, struct value *out);
/* NULL: v is none. */
struct process *process_of(struct value v);
bool process_running(struct process *p);
typedef VEC(pid_t) pid_vec;
/* All processes, by number. */
void process_list(pid_vec *out);
/* The name as Get-Process shows it; the caller frees; NULL: gone. */
char *process_name(pid_t pid);

#endif
