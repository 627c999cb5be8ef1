#include "cmdlets/vm/enums.h"

static const struct enum_member boot_device_members[] = {
    { "Floppy", 0 },         { "CD", 1 },  { "IDE", 2 }, { "LegacyNetworkAdapter", 3 },
    { "NetworkAdapter", 4 }, { "VHD", 5 },
};
ENUM_TYPE(boot_device, "Microsoft.HyperV.PowerShell.BootDevice", boot_device_members, false);

static const struct enum_member cache_attributes_members[] = {
    { "Default", 0 },
    { "WriteCacheEnabled", 1 },
    { "WriteCacheAndFUAEnabled", 2 },
    { "WriteCacheDisabled", 3 },
};
ENUM_TYPE(cache_attributes, "Microsoft.HyperV.PowerShell.CacheAttributes", cache_attributes_members,
          false);

static const struct enum_member capture_live_state_members[] = {
    { "CaptureCrashConsistentState", 0 },
    { "CaptureSavedState", 1 },
    { "CaptureDataConsistentState", 2 },
};
ENUM_TYPE(capture_live_state, "Microsoft.HyperV.PowerShell.CaptureLiveState",
          capture_live_state_members, false);

static const struct enum_member checkpoint_type_members[] = {
    { "Disabled", 2 },
    { "Production", 3 },
    { "ProductionOnly", 4 },
    { "Standard", 5 },
};
ENUM_TYPE(checkpoint_type, "Microsoft.HyperV.PowerShell.CheckpointType", checkpoint_type_members,
          false);

static const struct enum_member console_mode_type_members[] = {
    { "Default", 0 },
    { "COM1", 1 },
    { "COM2", 2 },
    { "None", 3 },
};
ENUM_TYPE(console_mode_type, "Microsoft.HyperV.PowerShell.ConsoleModeType",
          console_mode_type_members, false);

static const struct enum_member controller_type_members[] = {
    { "IDE", 0 },
    { "SCSI", 1 },
};
ENUM_TYPE(controller_type, "Microsoft.HyperV.PowerShell.ControllerType", controller_type_members,
          false);

static const struct enum_member copy_file_source_type_members[] = {
    { "Host", 0 }, { "Guest", 1 }, /* hvsh's own: files come out, too */
};
ENUM_TYPE(copy_file_source_type, "Microsoft.HyperV.PowerShell.CopyFileSourceType",
          copy_file_source_type_members, false);

static const struct enum_member critical_error_action_members[] = {
    { "None", 0 },
    { "Pause", 1 },
};
ENUM_TYPE(critical_error_action, "Microsoft.HyperV.PowerShell.CriticalErrorAction",
          critical_error_action_members, false);

static const struct enum_member group_type_members[] = {
    { "VMCollectionType", 0 },
    { "ManagementCollectionType", 1 },
};
ENUM_TYPE(group_type, "Microsoft.HyperV.PowerShell.GroupType", group_type_members, false);

static const struct enum_member guest_isolation_type_members[] = {
    { "TrustedLaunch", 0 }, { "VBS", 1 }, { "SNP", 2 }, { "TDX", 3 }, { "Disabled", 4 },
};
ENUM_TYPE(guest_isolation_type, "Microsoft.HyperV.PowerShell.GuestIsolationType",
          guest_isolation_type_members, false);

static const struct enum_member iov_interrupt_moderation_value_members[] = {
    { "Default", 0 }, { "Adaptive", 1 }, { "Off", 2 }, { "Low", 3 }, { "Medium", 4 }, { "High", 5 },
};
ENUM_TYPE(iov_interrupt_moderation_value, "Microsoft.HyperV.PowerShell.IovInterruptModerationValue",
          iov_interrupt_moderation_value_members, false);

static const struct enum_member ip_protocol_preference_members[] = {
    { "IPv4", 0 },
    { "IPv6", 1 },
};
ENUM_TYPE(ip_protocol_preference, "Microsoft.HyperV.PowerShell.IPProtocolPreference",
          ip_protocol_preference_members, false);

static const struct enum_member migration_authentication_type_members[] = {
    { "CredSSP", 0 },
    { "Kerberos", 1 },
};
ENUM_TYPE(migration_authentication_type, "Microsoft.HyperV.PowerShell.MigrationAuthenticationType",
          migration_authentication_type_members, false);

static const struct enum_member on_off_state_members[] = {
    { "On", 0 },
    { "Off", 1 },
};
ENUM_TYPE(on_off_state, "Microsoft.HyperV.PowerShell.OnOffState", on_off_state_members, false);

static const struct enum_member resolution_type_members[] = {
    { "Maximum", 2 },
    { "Single", 3 },
    { "Default", 4 },
};
ENUM_TYPE(resolution_type, "Microsoft.HyperV.PowerShell.ResolutionType", resolution_type_members,
          false);

static const struct enum_member snapshot_type_members[] = {
    { "Standard", 0 },      { "Recovery", 1 }, { "Planned", 2 },
    { "Missing", 3 },       { "Replica", 4 },  { "AppConsistentReplica", 5 },
    { "SyncedReplica", 6 },
};
ENUM_TYPE(snapshot_type, "Microsoft.HyperV.PowerShell.SnapshotType", snapshot_type_members, false);

static const struct enum_member start_action_members[] = {
    { "Nothing", 2 },
    { "StartIfRunning", 3 },
    { "Start", 4 },
};
ENUM_TYPE(start_action, "Microsoft.HyperV.PowerShell.StartAction", start_action_members, false);

static const struct enum_member stop_action_members[] = {
    { "TurnOff", 2 },
    { "Save", 3 },
    { "ShutDown", 4 },
};
ENUM_TYPE(stop_action, "Microsoft.HyperV.PowerShell.StopAction", stop_action_members, false);

static const struct enum_member vhd_compact_mode_members[] = {
    { "Full", 0 }, { "Quick", 1 }, { "Retrim", 2 }, { "Pretrimmed", 3 }, { "Prezeroed", 4 },
};
ENUM_TYPE(vhd_compact_mode, "Microsoft.Vhd.PowerShell.VhdCompactMode", vhd_compact_mode_members,
          false);

static const struct enum_member vhd_type_members[] = {
    { "Unknown", 0 },
    { "Fixed", 2 },
    { "Dynamic", 3 },
    { "Differencing", 4 },
};
ENUM_TYPE(vhd_type, "Microsoft.Vhd.PowerShell.VhdType", vhd_type_members, false);

static const struct enum_member vm_migration_performance_members[] = {
    { "TCPIP", 0 },
    { "Compression", 1 },
    { "SMB", 2 },
};
ENUM_TYPE(vm_migration_performance, "Microsoft.HyperV.PowerShell.VMMigrationPerformance",
          vm_migration_performance_members, false);

static const struct enum_member vm_network_adapter_port_mirroring_mode_members[] = {
    { "None", 0 },
    { "Destination", 1 },
    { "Source", 2 },
};
ENUM_TYPE(vm_network_adapter_port_mirroring_mode,
          "Microsoft.HyperV.PowerShell.VMNetworkAdapterPortMirroringMode",
          vm_network_adapter_port_mirroring_mode_members, false);

static const struct enum_member vm_resource_pool_type_members[] = {
    { "Memory", 0 },
    { "Processor", 1 },
    { "Ethernet", 2 },
    { "VHD", 3 },
    { "ISO", 4 },
    { "VFD", 5 },
    { "FibreChannelPort", 6 },
    { "FibreChannelConnection", 7 },
    { "PciExpress", 8 },
};
ENUM_TYPE(vm_resource_pool_type, "Microsoft.HyperV.PowerShell.VMResourcePoolType",
          vm_resource_pool_type_members, false);

static const struct enum_member vm_switch_bandwidth_mode_members[] = {
    { "Default", 0 },
    { "Weight", 1 },
    { "Absolute", 2 },
    { "None", 3 },
};
ENUM_TYPE(vm_switch_bandwidth_mode, "Microsoft.HyperV.PowerShell.VMSwitchBandwidthMode",
          vm_switch_bandwidth_mode_members, false);

static const struct enum_member vm_switch_type_members[] = {
    { "Private", 0 },
    { "Internal", 1 },
    { "External", 2 },
};
ENUM_TYPE(vm_switch_type, "Microsoft.HyperV.PowerShell.VMSwitchType", vm_switch_type_members,
          false);

static const struct enum_member wait_vm_types_members[] = {
    { "Heartbeat", 0 },
    { "IPAddress", 1 },
};
ENUM_TYPE(wait_vm_types, "Microsoft.HyperV.PowerShell.WaitVMTypes", wait_vm_types_members, false);

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
ENUM_TYPE(vm_state, "Microsoft.HyperV.PowerShell.VMState", vm_state_members, false);

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
ENUM_TYPE(vm_heartbeat_status, "Microsoft.HyperV.PowerShell.VMHeartbeatStatus",
          vm_heartbeat_status_members, false);

static const struct enum_member vhd_format_members[] = {
    { "Unknown", 0 }, { "VHD", 1 }, { "VHDX", 2 }, { "VHDSet", 3 }, { "QCOW2", 4 }, { "RAW", 5 },
};
ENUM_TYPE(vhd_format, "Microsoft.Vhd.PowerShell.VhdFormat", vhd_format_members, false);

static const struct enum_member dvd_media_type_members[] = {
    { "None", 0 },
    { "ISO", 1 },
    { "PassThrough", 2 },
};
ENUM_TYPE(dvd_media_type, "Microsoft.HyperV.PowerShell.DvdMediaType", dvd_media_type_members,
          false);

static const struct enum_member vm_operational_status_members[] = {
    { "Ok", 2 },      { "Degraded", 3 },  { "PredictiveFailure", 4 },
    { "Stopped", 5 }, { "InService", 6 }, { "Dormant", 7 },
};
ENUM_TYPE(vm_operational_status, "Microsoft.HyperV.PowerShell.VMOperationalStatus",
          vm_operational_status_members, false);

static const struct enum_member boot_source_type_members[] = {
    { "Unknown", 0 },
    { "Drive", 1 },
    { "Network", 2 },
    { "File", 3 },
};
ENUM_TYPE(boot_source_type, "Microsoft.HyperV.PowerShell.BootSourceType", boot_source_type_members,
          false);

static const struct enum_member vm_network_adapter_operational_status_members[] = {
    { "Ok", 0 },      { "Degraded", 1 }, { "NoContact", 2 }, { "LostCommunication", 3 },
    { "Unknown", 4 },
};
ENUM_TYPE(vm_network_adapter_operational_status,
          "Microsoft.HyperV.PowerShell.VMNetworkAdapterOperationalStatus",
          vm_network_adapter_operational_status_members, false);

static const struct enum_member vm_integration_status_members[] = {
    { "Ok", 2 },         { "Degraded", 3 },           { "Error", 6 }, { "NonRecoverableError", 7 },
    { "NoContact", 12 }, { "LostCommunication", 13 },
};
ENUM_TYPE(vm_integration_status,
          "Microsoft.HyperV.PowerShell.VMIntegrationComponentOperationalStatus",
          vm_integration_status_members, false);
