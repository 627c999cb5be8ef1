#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                             \
    "Devices of the host are not given to virtual machines yet; virsh " \
    "attach-device does it."

struct host_devices_args {
    HV_HOST_FIELDS
    struct str_list vm_name, resource_pool_name_list;
    struct str *instance_path, *location_path, *resource_pool_name, *adapter_id, *name;
    struct opt_int virtual_function, min_partition_vram, max_partition_vram, optimal_partition_vram,
        min_partition_encode, max_partition_encode, optimal_partition_encode, min_partition_decode,
        max_partition_decode, optimal_partition_decode, min_partition_compute,
        max_partition_compute, optimal_partition_compute, partition_count;
    bool passthru, force;
    struct value_list vm, vm_assignable_device, vm_gpu_partition_adapter, host_assignable_device,
        host_partitionable_gpu;
};
#define A struct host_devices_args

static const struct param add_vm_assignable_device[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, instance_path, .name = "InstancePath", .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .help = "Where the device sits on its bus."),
    PARAM(A, virtual_function, .name = "VirtualFunction", .type = &type_uint16,
          .help = "Which virtual function of the device."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName", .help = "The resource pool."),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param get_vm_assignable_device[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, instance_path, .name = "InstancePath", .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .help = "Where the device sits on its bus."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param remove_vm_assignable_device[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    PARAM(A, instance_path, .name = "InstancePath", .sets = "VMName",
          .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .sets = "VMName",
          .help = "Where the device sits on its bus."),
    HV_PASSTHRU(A),
    PARAM(A, vm_assignable_device, .name = "VMAssignableDevice", .sets = "Object", .position = 1,
          .mandatory = true, .from_pipeline = true, .type_name = "VMAssignedDevice",
          .help = "The devices, as objects."),
};

static const struct param add_vm_gpu_partition_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_PASSTHRU(A),
    PARAM(A, instance_path, .name = "InstancePath", .help = "The instance path of a device."),
    PARAM(A, min_partition_vram, .name = "MinPartitionVRAM", .type = &type_uint64,
          .help = "The least video memory."),
    PARAM(A, max_partition_vram, .name = "MaxPartitionVRAM", .type = &type_uint64,
          .help = "The most video memory."),
    PARAM(A, optimal_partition_vram, .name = "OptimalPartitionVRAM", .type = &type_uint64,
          .help = "The video memory wished for."),
    PARAM(A, min_partition_encode, .name = "MinPartitionEncode", .type = &type_uint64,
          .help = "The fewest encoding units."),
    PARAM(A, max_partition_encode, .name = "MaxPartitionEncode", .type = &type_uint64,
          .help = "The most encoding units."),
    PARAM(A, optimal_partition_encode, .name = "OptimalPartitionEncode", .type = &type_uint64,
          .help = "The encoding units wished for."),
    PARAM(A, min_partition_decode, .name = "MinPartitionDecode", .type = &type_uint64,
          .help = "The fewest decoding units."),
    PARAM(A, max_partition_decode, .name = "MaxPartitionDecode", .type = &type_uint64,
          .help = "The most decoding units."),
    PARAM(A, optimal_partition_decode, .name = "OptimalPartitionDecode", .type = &type_uint64,
          .help = "The decoding units wished for."),
    PARAM(A, min_partition_compute, .name = "MinPartitionCompute", .type = &type_uint64,
          .help = "The fewest compute units."),
    PARAM(A, max_partition_compute, .name = "MaxPartitionCompute", .type = &type_uint64,
          .help = "The most compute units."),
    PARAM(A, optimal_partition_compute, .name = "OptimalPartitionCompute", .type = &type_uint64,
          .help = "The compute units wished for."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param get_vm_gpu_partition_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, adapter_id, .name = "AdapterId", .help = "The identifier of the adapter."),
    HV_VM_PARAM(A, "VMObject"),
};

static const struct param remove_vm_gpu_partition_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .help = "The names of the virtual machines.", .complete = complete_vm_name),
    HV_PASSTHRU(A),
    PARAM(A, adapter_id, .name = "AdapterId", .sets = "VMName,VMObject",
          .help = "The identifier of the adapter."),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_gpu_partition_adapter, .name = "VMGpuPartitionAdapter", .sets = "Object",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMGpuPartitionAdapter", .help = "The adapters, as objects."),
};

static const struct param set_vm_gpu_partition_adapter[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_PASSTHRU(A),
    PARAM(A, adapter_id, .name = "AdapterId", .sets = "VMName,VMObject",
          .help = "The identifier of the adapter."),
    PARAM(A, min_partition_vram, .name = "MinPartitionVRAM", .type = &type_uint64,
          .help = "The least video memory."),
    PARAM(A, max_partition_vram, .name = "MaxPartitionVRAM", .type = &type_uint64,
          .help = "The most video memory."),
    PARAM(A, optimal_partition_vram, .name = "OptimalPartitionVRAM", .type = &type_uint64,
          .help = "The video memory wished for."),
    PARAM(A, min_partition_encode, .name = "MinPartitionEncode", .type = &type_uint64,
          .help = "The fewest encoding units."),
    PARAM(A, max_partition_encode, .name = "MaxPartitionEncode", .type = &type_uint64,
          .help = "The most encoding units."),
    PARAM(A, optimal_partition_encode, .name = "OptimalPartitionEncode", .type = &type_uint64,
          .help = "The encoding units wished for."),
    PARAM(A, min_partition_decode, .name = "MinPartitionDecode", .type = &type_uint64,
          .help = "The fewest decoding units."),
    PARAM(A, max_partition_decode, .name = "MaxPartitionDecode", .type = &type_uint64,
          .help = "The most decoding units."),
    PARAM(A, optimal_partition_decode, .name = "OptimalPartitionDecode", .type = &type_uint64,
          .help = "The decoding units wished for."),
    PARAM(A, min_partition_compute, .name = "MinPartitionCompute", .type = &type_uint64,
          .help = "The fewest compute units."),
    PARAM(A, max_partition_compute, .name = "MaxPartitionCompute", .type = &type_uint64,
          .help = "The most compute units."),
    PARAM(A, optimal_partition_compute, .name = "OptimalPartitionCompute", .type = &type_uint64,
          .help = "The compute units wished for."),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, vm_gpu_partition_adapter, .name = "VMGpuPartitionAdapter", .sets = "Object",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMGpuPartitionAdapter", .help = "The adapters, as objects."),
};

static const struct param add_vm_host_assignable_device[] = {
    HV_HOST_PARAMS(A, "Path"),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    PARAM(A, instance_path, .name = "InstancePath", .sets = "Path",
          .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .sets = "Path",
          .help = "Where the device sits on its bus."),
    PARAM(A, resource_pool_name_list, .name = "ResourcePoolName", .mandatory = true,
          .help = "The resource pool."),
    PARAM(A, host_assignable_device, .name = "HostAssignableDevice",
          .aliases = "VMHostAssignableDevice", .sets = "Object", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMHostAssignableDevice",
          .help = "The devices, as objects."),
};

static const struct param dismount_vm_host_assignable_device[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, instance_path, .name = "InstancePath", .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .help = "Where the device sits on its bus."),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    HV_PASSTHRU(A),
};

static const struct param get_vm_host_assignable_device[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, instance_path, .name = "InstancePath", .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .help = "Where the device sits on its bus."),
    PARAM(A, resource_pool_name_list, .name = "ResourcePoolName", .help = "The resource pool."),
};

static const struct param mount_vm_host_assignable_device[] = {
    HV_HOST_PARAMS(A, "Path"),
    PARAM(A, instance_path, .name = "InstancePath", .sets = "Path",
          .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .sets = "Path",
          .help = "Where the device sits on its bus."),
    HV_PASSTHRU(A),
    PARAM(A, host_assignable_device, .name = "HostAssignableDevice",
          .aliases = "VMHostAssignableDevice", .sets = "Object", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMHostAssignableDevice",
          .help = "The devices, as objects."),
};

static const struct param remove_vm_host_assignable_device[] = {
    HV_HOST_PARAMS(A, "Path"),
    PARAM(A, instance_path, .name = "InstancePath", .sets = "Path",
          .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .sets = "Path",
          .help = "Where the device sits on its bus."),
    PARAM(A, resource_pool_name_list, .name = "ResourcePoolName", .mandatory = true,
          .help = "The resource pool."),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    PARAM(A, host_assignable_device, .name = "HostAssignableDevice",
          .aliases = "VMHostAssignableDevice", .sets = "Object", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMHostAssignableDevice",
          .help = "The devices, as objects."),
};

static const struct param get_vm_host_partitionable_gpu[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName", .position = 1,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .position = 2,
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name", .help = "The names."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param set_vm_host_partitionable_gpu[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName", .position = 1,
          .help = "The hosts to act on."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .position = 2,
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    HV_PASSTHRU(A),
    PARAM(A, partition_count, .name = "PartitionCount", .type = &type_uint16,
          .help = "How many partitions."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, host_partitionable_gpu, .name = "HostPartitionableGpu", .sets = "Object",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type_name = "VMHostPartitionableGpu", .help = "The GPUs, as objects."),
    PARAM(A, name, .name = "Name", .sets = "Name", .help = "The names."),
};

static const struct example examples[] = {
    { .code = "virsh nodedev-list --cap pci", .remarks = "The nearest thing here." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Add", "VMAssignableDevice", add_vm_assignable_device, "VMName", true,
           .synopsis = "Adds host devices of virtual machines."),
    ABSENT("Get", "VMAssignableDevice", get_vm_assignable_device, "VMName", false,
           .synopsis = "Gets host devices of virtual machines."),
    ABSENT("Remove", "VMAssignableDevice", remove_vm_assignable_device, "VMName", true,
           .synopsis = "Removes host devices of virtual machines."),
    ABSENT("Add", "VMGpuPartitionAdapter", add_vm_gpu_partition_adapter, "VMName", true,
           .synopsis = "Adds GPU partitions of virtual machines."),
    ABSENT("Get", "VMGpuPartitionAdapter", get_vm_gpu_partition_adapter, "VMName", false,
           .synopsis = "Gets GPU partitions of virtual machines."),
    ABSENT("Remove", "VMGpuPartitionAdapter", remove_vm_gpu_partition_adapter, "VMName", true,
           .synopsis = "Removes GPU partitions of virtual machines."),
    ABSENT("Set", "VMGpuPartitionAdapter", set_vm_gpu_partition_adapter, "VMName", true,
           .synopsis = "Changes GPU partitions of virtual machines."),
    ABSENT("Add", "VMHostAssignableDevice", add_vm_host_assignable_device, "Path", true,
           .synopsis = "Adds devices that the host can give away."),
    ABSENT("Dismount", "VMHostAssignableDevice", dismount_vm_host_assignable_device, NULL, true,
           .synopsis = "Dismounts devices that the host can give away."),
    ABSENT("Get", "VMHostAssignableDevice", get_vm_host_assignable_device, NULL, false,
           .synopsis = "Gets devices that the host can give away."),
    ABSENT("Mount", "VMHostAssignableDevice", mount_vm_host_assignable_device, "Path", true,
           .synopsis = "Mounts devices that the host can give away."),
    ABSENT("Remove", "VMHostAssignableDevice", remove_vm_host_assignable_device, "Path", true,
           .synopsis = "Removes devices that the host can give away."),
    ABSENT("Get", "VMHostPartitionableGpu", get_vm_host_partitionable_gpu, "ComputerName", false,
           .synopsis = "Gets the GPUs that can be partitioned."),
    ABSENT("Set", "VMHostPartitionableGpu", set_vm_host_partitionable_gpu, "ComputerName", true,
           .synopsis = "Changes the GPUs that can be partitioned."),
};
const struct cmdlet_group cmdlets_absent_host_devices = { cmdlets, ARRAY_SIZE(cmdlets) };
