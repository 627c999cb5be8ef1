#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                        \
    "RemoteFX does not exist on this host; Windows has removed it too. A virtual " \
    "machine gets a GPU of the host by Add-VMAssignableDevice."

struct remote_fx_args {
    HV_HOST_FIELDS
    struct str_list name, vm_name;
    bool passthru;
    struct value_list gpu, vm, vm_remote_fx_video_adapter;
    struct value vm_snapshot;
    struct opt_int monitor_count, vram_size_bytes;
    struct str *maximum_resolution;
};
#define A struct remote_fx_args

static const struct param disable_vm_remote_fx_physical_video_adapter[] = {
    HV_HOST_PARAMS(A, "GPUByName"),
    PARAM(A, name, .name = "Name", .sets = "GPUByName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names."),
    HV_PASSTHRU(A),
    PARAM(A, gpu, .name = "GPU", .sets = "GPUByObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMRemoteFXPhysicalVideoAdapter",
          .help = "The GPUs, as objects."),
};

static const struct param enable_vm_remote_fx_physical_video_adapter[] = {
    HV_HOST_PARAMS(A, "GPUByName"),
    PARAM(A, name, .name = "Name", .sets = "GPUByName", .position = 1, .mandatory = true,
          .from_pipeline = true, .help = "The names."),
    HV_PASSTHRU(A),
    PARAM(A, gpu, .name = "GPU", .sets = "GPUByObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMRemoteFXPhysicalVideoAdapter",
          .help = "The GPUs, as objects."),
};

static const struct param get_vm_remote_fx_physical_video_adapter[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName", .from_property = true,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name", .position = 1, .from_pipeline = true, .help = "The names."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param add_vm_remote_fx_video_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param get_vm_remote_fx_video_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    HV_SNAPSHOT_PARAM(A),
};

static const struct param remove_vm_remote_fx_video_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_remote_fx_video_adapter, .name = "VMRemoteFx3dVideoAdapter",
          .sets = "RemoteFXAdapter", .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMRemoteFx3DVideoAdapter", .help = "The adapters, as objects."),
};

static const struct param set_vm_remote_fx_video_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, monitor_count, .name = "MonitorCount", .position = 2, .type = &type_byte,
          .help = "How many monitors."),
    PARAM(A, maximum_resolution, .name = "MaximumResolution", .position = 3,
          .help = "The highest resolution."),
    PARAM(A, vram_size_bytes, .name = "VRAMSizeBytes", .position = 4, .type = &type_uint64,
          .help = "The video memory."),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_remote_fx_video_adapter, .name = "VMRemoteFx3dVideoAdapter", .sets = "Object",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMRemoteFx3DVideoAdapter", .help = "The adapters, as objects."),
};

static const struct example examples[] = {
    { .code = "Get-VMHostAssignableDevice", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Disable", "VMRemoteFXPhysicalVideoAdapter", disable_vm_remote_fx_physical_video_adapter,
           "GPUByName", true, .synopsis = "Disables physical GPUs for RemoteFX.",
           .aliases = (const char *const[]){ "Disable-VMRemotePhysicalVideoAdapter", NULL }),
    ABSENT("Enable", "VMRemoteFXPhysicalVideoAdapter", enable_vm_remote_fx_physical_video_adapter,
           "GPUByName", true, .synopsis = "Enables physical GPUs for RemoteFX."),
    ABSENT("Get", "VMRemoteFXPhysicalVideoAdapter", get_vm_remote_fx_physical_video_adapter,
           "ComputerName", false, .synopsis = "Gets physical GPUs for RemoteFX."),
    ABSENT("Add", "VMRemoteFx3dVideoAdapter", add_vm_remote_fx_video_adapter, "VMName", true,
           .synopsis = "Adds RemoteFX video adapters."),
    ABSENT("Get", "VMRemoteFx3dVideoAdapter", get_vm_remote_fx_video_adapter, "VMName", false,
           .synopsis = "Gets RemoteFX video adapters."),
    ABSENT("Remove", "VMRemoteFx3dVideoAdapter", remove_vm_remote_fx_video_adapter, "VMName", true,
           .synopsis = "Removes RemoteFX video adapters."),
    ABSENT("Set", "VMRemoteFx3dVideoAdapter", set_vm_remote_fx_video_adapter, "VMName", true,
           .synopsis = "Changes RemoteFX video adapters."),
};
const struct cmdlet_group cmdlets_absent_remote_fx = { cmdlets, ARRAY_SIZE(cmdlets) };
