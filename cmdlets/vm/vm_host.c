#include "cmdlets/vm/vm_host.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/component.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMHost ---- */
static struct vm_host_info *info_of(struct value v)
{
    return object_payload(v.object);
}

static void host_destroy(struct object *o)
{
    vm_host_info_release(object_payload(o));
}

enum host_property {
    HOST_NAME,
    HOST_PROCESSORS,
    HOST_MEMORY,
    HOST_VM_PATH,
    HOST_VHD_PATH,
    HOST_MAC_MIN,
    HOST_MAC_MAX,
    HOST_URI,
    HOST_ACCELERATION,
    HOST_ACCELERATION_REASON,
    HOST_HYPERVISOR,
    HOST_LIBVIRT,
    HOST_CPU,
    HOST_NUMA,
    HOST_NOTICE,
    HOST_FALSE,
    HOST_MEMORY_FREE,
};

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_host_info *i = info_of(self);
    (void)err;
    switch ((enum host_property)p->data) {
    case HOST_NAME:
        *out = hv_text(i->name);
        break;
    case HOST_PROCESSORS:
        *out = value_long(i->logical_processors);
        break;
    case HOST_MEMORY:
        *out = value_long((int64_t)i->memory_capacity);
        break;
    case HOST_MEMORY_FREE:
        *out = value_long((int64_t)i->memory_available);
        break;
    case HOST_VM_PATH:
        *out = hv_text(i->vm_path);
        break;
    case HOST_VHD_PATH:
        *out = hv_text(i->vhd_path);
        break;
    case HOST_MAC_MIN:
        *out = hv_text(i->mac_min);
        break;
    case HOST_MAC_MAX:
        *out = hv_text(i->mac_max);
        break;
    case HOST_URI:
        *out = hv_text(i->uri);
        break;
    case HOST_ACCELERATION: {
        bool kvm = i->domain_type && !strcmp(i->domain_type, "kvm");
        *out = i->domain_type ? value_string(kvm ? "KVM" : "TCG") : value_null();
        break;
    }
    case HOST_ACCELERATION_REASON:
        *out = hv_text(i->domain_type_reason);
        break;
    case HOST_HYPERVISOR:
        *out = hv_text(i->hypervisor_version);
        break;
    case HOST_LIBVIRT:
        *out = hv_text(i->libvirt_version);
        break;
    case HOST_CPU:
        *out = hv_text(i->cpu_model ? i->cpu_model : i->cpu_arch);
        break;
    case HOST_NUMA:
        *out = value_long(i->numa_nodes);
        break;
    case HOST_NOTICE:
        *out = hv_text(i->notice);
        break;
    case HOST_FALSE:
        *out = value_bool(false);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("ComputerName", "string", HOST_NAME),
    OWN("Name", "string", HOST_NAME),
    OWN("FullyQualifiedDomainName", "string", HOST_NAME),
    OWN("LogicalProcessorCount", "long", HOST_PROCESSORS),
    OWN("MemoryCapacity", "long", HOST_MEMORY),
    OWN("MemoryAvailable", "long", HOST_MEMORY_FREE),
    OWN("VirtualMachinePath", "string", HOST_VM_PATH),
    OWN("VirtualHardDiskPath", "string", HOST_VHD_PATH),
    OWN("MacAddressMinimum", "string", HOST_MAC_MIN),
    OWN("MacAddressMaximum", "string", HOST_MAC_MAX),
    OWN("VirtualMachineMigrationEnabled", "bool", HOST_FALSE),
    OWN("IovSupport", "bool", HOST_FALSE),
    OWN("NumaNodesCount", "long", HOST_NUMA),
    OWN("ConnectionUri", "string", HOST_URI),
    OWN("Acceleration", "string", HOST_ACCELERATION),
    OWN("AccelerationReason", "string", HOST_ACCELERATION_REASON),
    OWN("HypervisorVersion", "string", HOST_HYPERVISOR),
    OWN("LibvirtVersion", "string", HOST_LIBVIRT),
    OWN("ProcessorModel", "string", HOST_CPU),
    OWN("ConnectionNotice", "string", HOST_NOTICE),
};

static int get_memory_megabytes(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = value_double((double)info_of(self)->memory_capacity / (1 << 20));
    return 0;
}

static const struct view_column columns[] = {
    { .property = "Name" },
    { .property = "LogicalProcessorCount" },
    { .label = "MemoryCapacity(M)", .get = get_memory_megabytes },
    { .property = "VirtualMachineMigrationEnabled" },
    { .property = "Acceleration" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

const struct type_info type_vm_host = {
    .name = "Microsoft.HyperV.PowerShell.VMHost",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct vm_host_info),
    .destroy = host_destroy,
};

/* ---- common ---- */
struct host_args {
    HV_HOST_FIELDS
    struct opt_int storage_migrations, vm_migrations;
    struct opt_enum authentication, performance;
    struct opt_bool any_network, numa_spanning, enhanced_session;
    struct value metering_interval;
    struct str *vhd_path, *vm_path, *mac_max, *mac_min, *wwnn, *wwpn_max, *wwpn_min;
    bool passthru;
};
#define A struct host_args

static enum status emit_host(struct invocation *inv, struct hv_host *host)
{
    struct object *o = object_new(&type_vm_host);
    struct err *err = NULL;
    if (vm_host_info(host->host, true, object_payload(o), &err)) {
        value_unref(value_of_object(o));
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    return emit_take(inv, value_of_object(o));
}

/* ---- Get-VMHost ---- */
static enum status get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, emit_host);
}

static const struct param get_params[] = { HV_ONLY_HOST_PARAMS(A, true, true) };
static const struct example get_examples[] = {
    { .code = "Get-VMHost | Format-List",
      .remarks = "The host, the connection in use, and whether KVM or TCG runs the machines and "
                 "why." },
};

/* ---- Set-VMHost ---- */
static enum status set_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    AUTO_FREE char *vm_path = args->vm_path ? hv_absolute_path(args->vm_path, NULL) : NULL;
    AUTO_FREE char *vhd_path = args->vhd_path ? hv_absolute_path(args->vhd_path, NULL) : NULL;
    struct vm_settings change = { .vm_path = vm_path,
                                  .vhd_path = vhd_path,
                                  .mac_min = args->mac_min ? args->mac_min->data : NULL,
                                  .mac_max = args->mac_max ? args->mac_max->data : NULL };
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, host->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_host_set(host->host, &change, &err)) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    hv_host_changed(host);
    return args->passthru ? emit_host(inv, host) : ST_OK;
}

static enum status set_process(struct invocation *inv)
{
    static const struct {
        const char *param, *why;
    } refused[] = {
        { "MaximumStorageMigrations", "libvirt sets no such limit." },
        { "MaximumVirtualMachineMigrations", "libvirt sets no such limit." },
        { "VirtualMachineMigrationAuthenticationType",
          "migration authenticates as libvirtd is configured to." },
        { "UseAnyNetworkForMigration", "migration goes where the target's URI points." },
        { "VirtualMachineMigrationPerformanceOption", "migration uses QEMU's own transport." },
        { "ResourceMeteringSaveInterval",
          "what is metered is saved whenever it is measured, and when a machine stops; "
          "to save it regularly, run Measure-VM regularly." },
        { "FibreChannelWwnn", "virtual Fibre Channel is not configured here." },
        { "FibreChannelWwpnMaximum", "virtual Fibre Channel is not configured here." },
        { "FibreChannelWwpnMinimum", "virtual Fibre Channel is not configured here." },
        { "NumaSpanningEnabled", "machines may always span NUMA nodes; pin them with virsh "
                                 "numatune." },
        { "EnableEnhancedSessionMode", "the guest's console is a VNC or SPICE display." },
    };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        if (is_bound(inv, refused[i].param))
            return hv_refuse_param(inv, refused[i].param, refused[i].why);
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, set_on_host);
}

#define NOT_HERE(field_, name_, ...) \
    PARAM(A, field_, .name = name_, .help = "Not supported on this host.", __VA_ARGS__)
static const struct param set_params[] = {
    HV_ONLY_HOST_PARAMS(A, false, false),
    NOT_HERE(storage_migrations, "MaximumStorageMigrations", .type = &type_uint32),
    NOT_HERE(vm_migrations, "MaximumVirtualMachineMigrations", .type = &type_uint32),
    NOT_HERE(authentication, "VirtualMachineMigrationAuthenticationType",
             .enum_info = &enum_migration_authentication_type),
    NOT_HERE(any_network, "UseAnyNetworkForMigration", .sets = NULL),
    NOT_HERE(performance, "VirtualMachineMigrationPerformanceOption",
             .enum_info = &enum_vm_migration_performance),
    NOT_HERE(metering_interval, "ResourceMeteringSaveInterval", .type = &type_timespan),
    PARAM(A, vhd_path, .name = "VirtualHardDiskPath",
          .help = "The folder for new virtual hard disks."),
    PARAM(A, vm_path, .name = "VirtualMachinePath", .help = "The folder for new machines."),
    PARAM(A, mac_max, .name = "MacAddressMaximum",
          .help = "The last address of the pool for dynamic MAC addresses."),
    PARAM(A, mac_min, .name = "MacAddressMinimum", .help = "The first one."),
    NOT_HERE(wwnn, "FibreChannelWwnn", .sets = NULL),
    NOT_HERE(wwpn_max, "FibreChannelWwpnMaximum", .sets = NULL),
    NOT_HERE(wwpn_min, "FibreChannelWwpnMinimum", .sets = NULL),
    NOT_HERE(numa_spanning, "NumaSpanningEnabled", .sets = NULL),
    NOT_HERE(enhanced_session, "EnableEnhancedSessionMode", .sets = NULL),
    HV_PASSTHRU(A),
};
static const struct example set_examples[] = {
    { .code = "Set-VMHost -VirtualHardDiskPath /srv/vms/disks",
      .remarks = "Where New-VM puts new disks from now on." },
};

#define HOST_CMDLET(verb_, stem_, synopsis_, changes_)                                             \
    {                                                                                              \
        .verb = verb_, .noun = "VMHost", .synopsis = synopsis_, .params = stem_##_params,          \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = "ComputerName", .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,               \
        .output = "Microsoft.HyperV.PowerShell.VMHost", .examples = stem_##_examples,              \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_                      \
    }

static const struct cmdlet cmdlets[] = {
    HOST_CMDLET("Get", get, "Shows a host and the connection to it.", false),
    HOST_CMDLET("Set", set, "Changes a host's defaults.", true),
};
const struct cmdlet_group vm_host_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
