/* Hyper-V's enumerations, as parameters take and properties show them. Where vm/
 * has an enum of the same meaning, the numbers agree. */
#ifndef HVSH_CMDLETS_VM_ENUMS_H
#define HVSH_CMDLETS_VM_ENUMS_H

#include "shell/object/type_info.h"

extern const struct enum_info enum_boot_device, enum_cache_attributes, enum_checkpoint_type,
    enum_console_mode_type, enum_controller_type, enum_critical_error_action,
    enum_guest_isolation_type, enum_iov_interrupt_moderation_value, enum_ip_protocol_preference,
    enum_migration_authentication_type, enum_on_off_state, enum_start_action, enum_stop_action,
    enum_vhd_type, enum_vm_migration_performance, enum_vm_network_adapter_port_mirroring_mode,
    enum_vm_switch_bandwidth_mode, enum_vm_switch_type, enum_wait_vm_types, enum_vm_state,
    enum_vm_heartbeat_status, enum_vhd_format, enum_dvd_media_type, enum_vm_operational_status,
    enum_boot_source_type, enum_vm_network_adapter_operational_status;

#endif
