#include "cmdlets/vm/enums.h"

static const struct enum_member boot_device_members[] = {
    { "Floppy", 0 },
    { "CD", 1 },
    { "IDE", 2 },
    { "LegacyNetworkAdapter", 3 },
    { "NetworkAdapter", 4 },
    { "VHD", 5 },
};
const struct enum_info enum_boot_device = {
    .name = "Microsoft.HyperV.PowerShell.BootDevice",
    .members = boot_device_members,
    .nmembers = ARRAY_SIZE(boot_device_members),
};

static const struct enum_member cache_attributes_members[] = {
    { "Default", 0 },
    { "WriteCacheEnabled", 1 },
    { "WriteCacheAndFUAEnabled", 2 },
    { "WriteCacheDisabled", 3 },
};
const struct enum_info enum_cache_attributes = {
    .name = "Microsoft.HyperV.PowerShell.CacheAttributes",
    .members = cache_attributes_members,
    .nmembers = ARRAY_SIZE(cache_attributes_members),
};

static const struct enum_member checkpoint_type_members[] = {
    { "Disabled", 0 },
    { "Production", 1 },
    { "ProductionOnly", 2 },
    { "Standard", 3 },
};
const struct enum_info enum_checkpoint_type = {
    .name = "Microsoft.HyperV.PowerShell.CheckpointType",
    .members = checkpoint_type_members,
    .nmembers = ARRAY_SIZE(checkpoint_type_members),
};

static const struct enum_member console_mode_type_members[] = {
    { "Default", 0 },
    { "COM1", 1 },
    { "COM2", 2 },
    { "None", 3 },
};
const struct enum_info enum_console_mode_type = {
    .name = "Microsoft.HyperV.PowerShell.ConsoleModeType",
    .members = console_mode_type_members,
    .nmembers = ARRAY_SIZE(console_mode_type_members),
};

static const struct enum_member controller_type_members[] = {
    { "IDE", 0 },
    { "SCSI", 1 },
};
const struct enum_info enum_controller_type = {
    .name = "Microsoft.HyperV.PowerShell.ControllerType",
    .members = controller_type_members,
    .nmembers = ARRAY_SIZE(controller_type_members),
};

static const struct enum_member critical_error_action_members[] = {
    { "None", 0 },
    { "Pause", 1 },
};
const struct enum_info enum_critical_error_action = {
    .name = "Microsoft.HyperV.PowerShell.CriticalErrorAction",
    .members = critical_error_action_members,
    .nmembers = ARRAY_SIZE(critical_error_action_members),
};

static const struct enum_member guest_isolation_type_members[] = {
    { "TrustedLaunch", 0 },
    { "VBS", 1 },
    { "SNP", 2 },
    { "TDX", 3 },
    { "Disabled", 4 },
};
const struct enum_info enum_guest_isolation_type = {
    .name = "Microsoft.HyperV.PowerShell.GuestIsolationType",
    .members = guest_isolation_type_members,
    .nmembers = ARRAY_SIZE(guest_isolation_type_members),
};

static const struct enum_member iov_interrupt_moderation_value_members[] = {
    { "Default", 0 },
    { "Adaptive", 1 },
    { "Off", 2 },
    { "Low", 3 },
    { "Medium", 4 },
    { "High", 5 },
};
const struct enum_info enum_iov_interrupt_moderation_value = {
    .name = "Microsoft.HyperV.PowerShell.IovInterruptModerationValue",
    .members = iov_interrupt_moderation_value_members,
    .nmembers = ARRAY_SIZE(iov_interrupt_moderation_value_members),
};

static const struct enum_member ip_protocol_preference_members[] = {
    { "IPv4", 0 },
    { "IPv6", 1 },
};
const struct enum_info enum_ip_protocol_preference = {
    .name = "Microsoft.HyperV.PowerShell.IPProtocolPreference",
    .members = ip_protocol_preference_members,
    .nmembers = ARRAY_SIZE(ip_protocol_preference_members),
};

static const struct enum_member migration_authentication_type_members[] = {
    { "CredSSP", 0 },
    { "Kerberos", 1 },
};
const struct enum_info enum_migration_authentication_type = {
    .name = "Microsoft.HyperV.PowerShell.MigrationAuthenticationType",
    .members = migration_authentication_type_members,
    .nmembers = ARRAY_SIZE(migration_authentication_type_members),
};

static const struct enum_member on_off_state_members[] = {
    { "On", 0 },
    { "Off", 1 },
};
const struct enum_info enum_on_off_state = {
    .name = "Microsoft.HyperV.PowerShell.OnOffState",
    .members = on_off_state_members,
    .nmembers = ARRAY_SIZE(on_off_state_members),
};

static const struct enum_member start_action_members[] = {
    { "Nothing", 0 },
    { "StartIfRunning", 1 },
    { "Start", 2 },
};
const struct enum_info enum_start_action = {
    .name = "Microsoft.HyperV.PowerShell.StartAction",
    .members = start_action_members,
    .nmembers = ARRAY_SIZE(start_action_members),
};

static const struct enum_member stop_action_members[] = {
    { "TurnOff", 0 },
    { "Save", 1 },
    { "ShutDown", 2 },
};
const struct enum_info enum_stop_action = {
    .name = "Microsoft.HyperV.PowerShell.StopAction",
    .members = stop_action_members,
    .nmembers = ARRAY_SIZE(stop_action_members),
};

static const struct enum_member vhd_type_members[] = {
    { "Unknown", 0 },
    { "Fixed", 2 },
    { "Dynamic", 3 },
    { "Differencing", 4 },
};
const struct enum_info enum_vhd_type = {
    .name = "Microsoft.Vhd.PowerShell.VhdType",
    .members = vhd_type_members,
    .nmembers = ARRAY_SIZE(vhd_type_members),
};

static const struct enum_member vm_migration_performance_members[] = {
    { "TCPIP", 0 },
    { "Compression", 1 },
    { "SMB", 2 },
};
const struct enum_info enum_vm_migration_performance = {
    .name = "Microsoft.HyperV.PowerShell.VMMigrationPerformance",
    .members = vm_migration_performance_members,
    .nmembers = ARRAY_SIZE(vm_migration_performance_members),
};

static const struct enum_member vm_network_adapter_port_mirroring_mode_members[] = {
    { "None", 0 },
    { "Destination", 1 },
    { "Source", 2 },
};
const struct enum_info enum_vm_network_adapter_port_mirroring_mode = {
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterPortMirroringMode",
    .members = vm_network_adapter_port_mirroring_mode_members,
    .nmembers = ARRAY_SIZE(vm_network_adapter_port_mirroring_mode_members),
};

static const struct enum_member vm_switch_bandwidth_mode_members[] = {
    { "Default", 0 },
    { "Weight", 1 },
    { "Absolute", 2 },
    { "None", 3 },
};
const struct enum_info enum_vm_switch_bandwidth_mode = {
    .name = "Microsoft.HyperV.PowerShell.VMSwitchBandwidthMode",
    .members = vm_switch_bandwidth_mode_members,
    .nmembers = ARRAY_SIZE(vm_switch_bandwidth_mode_members),
};

static const struct enum_member vm_switch_type_members[] = {
    { "Private", 0 },
    { "Internal", 1 },
    { "External", 2 },
};
const struct enum_info enum_vm_switch_type = {
    .name = "Microsoft.HyperV.PowerShell.VMSwitchType",
    .members = vm_switch_type_members,
    .nmembers = ARRAY_SIZE(vm_switch_type_members),
};

static const struct enum_member wait_vm_types_members[] = {
    { "Heartbeat", 0 },
    { "IPAddress", 1 },
};
const struct enum_info enum_wait_vm_types = {
    .name = "Microsoft.HyperV.PowerShell.WaitVMTypes",
    .members = wait_vm_types_members,
    .nmembers = ARRAY_SIZE(wait_vm_types_members),
};

static const struct enum_member vm_state_members[] = {
    { "Other", 1 },
    { "Running", 2 },
    { "Off", 3 },
    { "Stopping", 4 },
    { "Saved", 5 },
    { "Paused", 6 },
    { "Starting", 7 },
    { "Reset", 8 },
    { "Saving", 9 },
    { "Pausing", 10 },
    { "Resuming", 11 },
    { "FastSaved", 12 },
    { "FastSaving", 13 },
    { "ForceShutdown", 14 },
    { "ForceReboot", 15 },
    { "Hibernated", 16 },
    { "ComponentServicing", 17 },
    { "RunningCritical", 18 },
    { "OffCritical", 19 },
    { "StoppingCritical", 20 },
    { "SavedCritical", 21 },
    { "PausedCritical", 22 },
    { "StartingCritical", 23 },
    { "ResetCritical", 24 },
    { "SavingCritical", 25 },
    { "PausingCritical", 26 },
    { "ResumingCritical", 27 },
    { "FastSavedCritical", 28 },
    { "FastSavingCritical", 29 },
};
const struct enum_info enum_vm_state = {
    .name = "Microsoft.HyperV.PowerShell.VMState",
    .members = vm_state_members,
    .nmembers = ARRAY_SIZE(vm_state_members),
};

static const struct enum_member vm_heartbeat_status_members[] = {
    { "Unknown", 0 },
    { "Disabled", 1 },
    { "NoContact", 2 },
    { "Error", 3 },
    { "LostCommunication", 4 },
    { "OkApplicationsUnknown", 5 },
    { "OkApplicationsHealthy", 6 },
    { "OkApplicationsCritical", 7 },
    { "Paused", 8 },
};
const struct enum_info enum_vm_heartbeat_status = {
    .name = "Microsoft.HyperV.PowerShell.VMHeartbeatStatus",
    .members = vm_heartbeat_status_members,
    .nmembers = ARRAY_SIZE(vm_heartbeat_status_members),
};

static const struct enum_member vhd_format_members[] = {
    { "Unknown", 0 },
    { "VHD", 1 },
    { "VHDX", 2 },
    { "VHDSet", 3 },
    { "QCOW2", 4 },
    { "RAW", 5 },
};
const struct enum_info enum_vhd_format = {
    .name = "Microsoft.Vhd.PowerShell.VhdFormat",
    .members = vhd_format_members,
    .nmembers = ARRAY_SIZE(vhd_format_members),
};

static const struct enum_member dvd_media_type_members[] = {
    { "None", 0 },
    { "ISO", 1 },
    { "PassThrough", 2 },
};
const struct enum_info enum_dvd_media_type = {
    .name = "Microsoft.HyperV.PowerShell.DvdMediaType",
    .members = dvd_media_type_members,
    .nmembers = ARRAY_SIZE(dvd_media_type_members),
};

static const struct enum_member vm_operational_status_members[] = {
    { "Ok", 0 },
    { "Degraded", 1 },
    { "PredictiveFailure", 2 },
    { "Stopped", 3 },
    { "InService", 4 },
    { "Dormant", 5 },
};
const struct enum_info enum_vm_operational_status = {
    .name = "Microsoft.HyperV.PowerShell.VMOperationalStatus",
    .members = vm_operational_status_members,
    .nmembers = ARRAY_SIZE(vm_operational_status_members),
};

static const struct enum_member boot_source_type_members[] = {
    { "Unknown", 0 },
    { "Drive", 1 },
    { "Network", 2 },
    { "File", 3 },
};
const struct enum_info enum_boot_source_type = {
    .name = "Microsoft.HyperV.PowerShell.BootSourceType",
    .members = boot_source_type_members,
    .nmembers = ARRAY_SIZE(boot_source_type_members),
};

static const struct enum_member vm_network_adapter_operational_status_members[] = {
    { "Ok", 0 },
    { "Degraded", 1 },
    { "NoContact", 2 },
    { "LostCommunication", 3 },
    { "Unknown", 4 },
};
const struct enum_info enum_vm_network_adapter_operational_status = {
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterOperationalStatus",
    .members = vm_network_adapter_operational_status_members,
    .nmembers = ARRAY_SIZE(vm_network_adapter_operational_status_members),
};
