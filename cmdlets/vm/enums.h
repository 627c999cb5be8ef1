/* Hyper-V's enumerations, as parameters take and properties show them. Where vm/
 * has an enum of the same meaning, the numbers agree, but for StartAction, StopAction
 * CheckpointType and ResolutionType: Hyper-V counts those from 2. */
#ifndef HVSH_CMDLETS_VM_ENUMS_H
#define HVSH_CMDLETS_VM_ENUMS_H

#include "shell/object/types/enum.h"

enum { HV_ACTION_BASE = 2, HV_STATUS_OK = 2, HV_RESOLUTION_BASE = 2 };

ENUM_DECLARE(boot_device);
ENUM_DECLARE(cache_attributes);
ENUM_DECLARE(capture_live_state);
ENUM_DECLARE(checkpoint_type);
ENUM_DECLARE(console_mode_type);
ENUM_DECLARE(controller_type);
ENUM_DECLARE(copy_file_source_type);
ENUM_DECLARE(vm_integration_status);
ENUM_DECLARE(critical_error_action);
ENUM_DECLARE(group_type);
ENUM_DECLARE(guest_isolation_type);
ENUM_DECLARE(iov_interrupt_moderation_value);
ENUM_DECLARE(ip_protocol_preference);
ENUM_DECLARE(migration_authentication_type);
ENUM_DECLARE(on_off_state);
ENUM_DECLARE(resolution_type);
ENUM_DECLARE(snapshot_type);
ENUM_DECLARE(start_action);
ENUM_DECLARE(stop_action);
ENUM_DECLARE(vhd_compact_mode);
ENUM_DECLARE(vhd_type);
ENUM_DECLARE(vm_migration_performance);
ENUM_DECLARE(vm_network_adapter_port_mirroring_mode);
ENUM_DECLARE(vm_resource_pool_type);
ENUM_DECLARE(vm_switch_bandwidth_mode);
ENUM_DECLARE(vm_switch_type);
ENUM_DECLARE(wait_vm_types);
ENUM_DECLARE(vm_state);
ENUM_DECLARE(vm_heartbeat_status);
ENUM_DECLARE(vhd_format);
ENUM_DECLARE(dvd_media_type);
ENUM_DECLARE(vm_operational_status);
ENUM_DECLARE(boot_source_type);
ENUM_DECLARE(vm_network_adapter_operational_status);

/* Their types, for [type] literals. */
#define HV_ENUM_TYPES                                                                          \
    &type_boot_device, &type_cache_attributes, &type_checkpoint_type, &type_console_mode_type, \
        &type_controller_type, &type_critical_error_action, &type_guest_isolation_type,        \
        &type_iov_interrupt_moderation_value, &type_ip_protocol_preference,                    \
        &type_migration_authentication_type, &type_on_off_state, &type_start_action,           \
        &type_stop_action, &type_vhd_type, &type_vm_migration_performance,                     \
        &type_vm_network_adapter_port_mirroring_mode, &type_vm_switch_bandwidth_mode,          \
        &type_vm_switch_type, &type_wait_vm_types, &type_vm_state, &type_vm_heartbeat_status,  \
        &type_vhd_format, &type_dvd_media_type, &type_vm_operational_status,                   \
        &type_boot_source_type, &type_vm_network_adapter_operational_status,                   \
        &type_copy_file_source_type, &type_group_type, &type_capture_live_state,               \
        &type_vm_resource_pool_type, &type_vm_integration_status, &type_vhd_compact_mode,      \
        &type_resolution_type, &type_snapshot_type

#endif
