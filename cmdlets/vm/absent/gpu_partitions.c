#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                                   \
    "The GPU's driver decides on its partitions: it makes as many virtual functions as root " \
    "writes "                                                                                 \
    "to /sys/bus/pci/devices/ADDRESS/sriov_numvfs, and says how big they are. "               \
    "Add-VMGpuPartitionAdapter gives one to a machine."

struct gpu_partitions_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct str *adapter_id, *name;
    struct opt_int min_partition_vram, max_partition_vram, optimal_partition_vram,
        min_partition_encode, max_partition_encode, optimal_partition_encode, min_partition_decode,
        max_partition_decode, optimal_partition_decode, min_partition_compute,
        max_partition_compute, optimal_partition_compute, partition_count;
    bool passthru;
    struct value_list vm, vm_gpu_partition_adapter, host_partitionable_gpu;
};
#define A struct gpu_partitions_args

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
    { .code = "virsh nodedev-list --cap mdev_types",
      .remarks = "Devices that make mediated devices." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Set", "VMGpuPartitionAdapter", set_vm_gpu_partition_adapter, "VMName", true,
           .synopsis = "Changes GPU partitions of virtual machines."),
    ABSENT("Set", "VMHostPartitionableGpu", set_vm_host_partitionable_gpu, "ComputerName", true,
           .synopsis = "Changes the GPUs that can be partitioned."),
};
const struct cmdlet_group cmdlets_absent_gpu_partitions = { cmdlets, ARRAY_SIZE(cmdlets) };
