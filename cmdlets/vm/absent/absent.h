/* Cmdlets of the Hyper-V module that cannot be carried out on this host. They have their whole
 * descriptors, so scripts parse and bind, Get-Help and completion work; when run, each answers
 * with one error: its description, which names the reason and the nearest thing that works. */
#ifndef HVSH_CMDLETS_VM_ABSENT_H
#define HVSH_CMDLETS_VM_ABSENT_H

#include "shell/runtime/cmdlet.h"

/* The begin function of all of them: a terminating NotSupported error. */
enum status absent_begin(struct invocation *inv);

/* A cmdlet of a file that has defined WHY, the args struct A and examples. */
#define ABSENT(verb_, noun_, params_, set_, should_process_, ...)                                 \
    {                                                                                             \
        .verb = verb_, .noun = noun_, .description = WHY, .params = params_,                      \
        .nparams = ARRAY_SIZE(params_), .default_set = set_, .should_process = should_process_,   \
        .module = "Hyper-V", .args_size = sizeof(A), .begin = absent_begin, .examples = examples, \
        .nexamples = ARRAY_SIZE(examples), __VA_ARGS__                                            \
    }

extern const struct cmdlet_group cmdlets_absent_network_features;
extern const struct cmdlet_group cmdlets_absent_switch_extensions;
extern const struct cmdlet_group cmdlets_absent_fibre_channel;
extern const struct cmdlet_group cmdlets_absent_remote_fx;
extern const struct cmdlet_group cmdlets_absent_replication;
extern const struct cmdlet_group cmdlets_absent_device_pools;
extern const struct cmdlet_group cmdlets_absent_gpu_partitions;
extern const struct cmdlet_group cmdlets_absent_connect_access;
extern const struct cmdlet_group cmdlets_absent_events;
extern const struct cmdlet_group cmdlets_absent_host_cluster;

#endif
