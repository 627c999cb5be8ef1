/* The settings of a machine as properties: of the machine itself, and of its checkpoints, which
 * keep those of then. */
#ifndef HVSH_CMDLETS_VM_CONFIG_PROPERTY_H
#define HVSH_CMDLETS_VM_CONFIG_PROPERTY_H

#include "shell/object/type_info.h"
#include "shell/object/value.h"
#include "vm/vm.h"

enum hv_config_property {
    CONFIG_GENERATION,
    CONFIG_VERSION,
    CONFIG_CREATION_TIME,
    CONFIG_PATH,
    CONFIG_NOTES,
    CONFIG_PROCESSOR_COUNT,
    CONFIG_MEMORY_STARTUP,
    CONFIG_MEMORY_MINIMUM,
    CONFIG_MEMORY_MAXIMUM,
    CONFIG_DYNAMIC_MEMORY,
    CONFIG_START_ACTION,
    CONFIG_START_DELAY,
    CONFIG_STOP_ACTION,
    CONFIG_CRITICAL_ACTION,
    CONFIG_CRITICAL_TIMEOUT,
    CONFIG_CHECKPOINT_TYPE,
    CONFIG_AUTOMATIC_CHECKPOINTS,
    CONFIG_SMART_PAGING,
    CONFIG_SNAPSHOT_PATH,
    CONFIG_HARD_DRIVES,
    CONFIG_DVD_DRIVES,
    CONFIG_FLOPPY,
    CONFIG_ADAPTERS,
    CONFIG_COM1,
    CONFIG_COM2,
    CONFIG_HEARTBEAT,
    CONFIG_SERVICES_STATE,
    CONFIG_SERVICES_VERSION,
    CONFIG_GUEST_CACHE,
    CONFIG_LOCK,
    CONFIG_LOW_MMIO,
    CONFIG_HIGH_MMIO,
    CONFIG_SUB_TYPE,
    CONFIG_METERED,
};

/* One of them; owner (a VirtualMachine or a VMSnapshot) is whose its devices are. Heartbeat and
 * integration services are no settings: a live machine tells them. */
struct value hv_config_value(struct value owner, const struct vm_config *config,
                             enum hv_config_property property);
/* A moment as local time; $null for 0. */
struct value hv_local_time(int64_t unix_seconds);

#endif
