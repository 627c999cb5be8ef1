#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                                       \
    "Devices are given to machines one by one, not by resource pools: "                           \
    "Dismount-VMHostAssignableDevice takes a device from the host, Add-VMAssignableDevice gives " \
    "it to a machine."

struct device_pools_args {
    HV_HOST_FIELDS
    struct str_list pool_names;
    struct str *instance_path, *location_path;
    bool force;
    struct value_list host_assignable_device;
};
#define A struct device_pools_args

static const struct param add_vm_host_assignable_device[] = {
    HV_HOST_PARAMS(A, "Path"),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    PARAM(A, instance_path, .name = "InstancePath", .sets = "Path",
          .help = "The instance path of a device."),
    PARAM(A, location_path, .name = "LocationPath", .sets = "Path",
          .help = "Where the device sits on its bus."),
    PARAM(A, pool_names, .name = "ResourcePoolName", .mandatory = true,
          .help = "The resource pool."),
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
    PARAM(A, pool_names, .name = "ResourcePoolName", .mandatory = true,
          .help = "The resource pool."),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    PARAM(A, host_assignable_device, .name = "HostAssignableDevice",
          .aliases = "VMHostAssignableDevice", .sets = "Object", .position = 1, .mandatory = true,
          .from_pipeline = true, .type_name = "VMHostAssignableDevice",
          .help = "The devices, as objects."),
};

static const struct example examples[] = {
    { .code = "Get-VMHostAssignableDevice", .remarks = "The devices that machines can have." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Add", "VMHostAssignableDevice", add_vm_host_assignable_device, "Path", true,
           .synopsis = "Adds devices that the host can give away."),
    ABSENT("Remove", "VMHostAssignableDevice", remove_vm_host_assignable_device, "Path", true,
           .synopsis = "Removes devices that the host can give away."),
};
const struct cmdlet_group cmdlets_absent_device_pools = { cmdlets, ARRAY_SIZE(cmdlets) };
