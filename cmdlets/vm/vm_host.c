#include "cmdlets/vm/vm_host.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/component.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/move/vm_migration.h"
#include "cmdlets/vm/paths.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMHost ---- */
struct host_object {
    struct vm_host_info info;
    struct vm_migration_settings migration;
    struct hv_host *host;
};

static const struct host_object *host_of(struct value v)
{
    return object_payload(v.object);
}

static const struct vm_host_info *info_of(struct value v)
{
    return &host_of(v)->info;
}

static void host_destroy(struct object *o)
{
    struct host_object *h = object_payload(o);
    vm_host_info_release(&h->info);
    vm_migration_settings_release(&h->migration);
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
    HOST_MIGRATION,
    HOST_MIGRATIONS_MAX,
    HOST_MIGRATION_ANY,
    HOST_MIGRATION_PERFORMANCE,
    HOST_MIGRATION_NETWORKS,
};

static struct value networks_of(const struct host_object *h)
{
    struct array *a = array_new(h->migration.network_count);
    for (size_t i = 0; i < h->migration.network_count; i++)
        array_push_take(a, hv_migration_network_new(h->host, &h->migration.networks[i]));
    return value_of_array(a);
}

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
    case HOST_MIGRATION:
        *out = value_bool(host_of(self)->migration.enabled);
        break;
    case HOST_MIGRATIONS_MAX:
        *out = value_long(host_of(self)->migration.maximum);
        break;
    case HOST_MIGRATION_ANY:
        *out = value_bool(host_of(self)->migration.any_network);
        break;
    case HOST_MIGRATION_PERFORMANCE:
        *out = value_enum(&enum_vm_migration_performance,
                          (int32_t)host_of(self)->migration.performance);
        break;
    case HOST_MIGRATION_NETWORKS:
        *out = networks_of(host_of(self));
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
    OWN("VirtualMachineMigrationEnabled", "bool", HOST_MIGRATION),
    OWN("MaximumVirtualMachineMigrations", "long", HOST_MIGRATIONS_MAX),
    OWN("UseAnyNetworkForMigration", "bool", HOST_MIGRATION_ANY),
    OWN("VirtualMachineMigrationPerformanceOption", "VMMigrationPerformance",
        HOST_MIGRATION_PERFORMANCE),
    OWN("MigrationNetworks", "VMMigrationNetwork[]", HOST_MIGRATION_NETWORKS),
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
    .payload_size = sizeof(struct host_object),
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

enum status hv_emit_host(struct invocation *inv, struct hv_host *host)
{
    struct object *o = object_new(&type_vm_host);
    struct host_object *h = object_payload(o);
    struct err *err = NULL;
    h->host = host;
    if (vm_host_info(host->host, true, &h->info, &err) ||
        vm_migration_read(host->host, &h->migration, &err)) {
        value_unref(value_of_object(o));
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    return emit_take(inv, value_of_object(o));
}

/* ---- Get-VMHost ---- */
static enum status get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, hv_emit_host);
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
    struct vm_migration_change migration = { .maximum = HV_OPT(args->vm_migrations),
                                             .any_network = HV_OPT(args->any_network),
                                             .performance = HV_OPT(args->performance) };
    bool settings = vm_path || vhd_path || change.mac_min || change.mac_max;
    bool migrates = migration.maximum.set || migration.any_network.set || migration.performance.set;
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, host->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if ((migrates && vm_migration_set(host->host, &migration, &err)) ||
        (settings && vm_host_set(host->host, &change, &err))) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    hv_host_changed(host);
    return args->passthru ? hv_emit_host(inv, host) : ST_OK;
}

static enum status set_process(struct invocation *inv)
{
    static const struct {
        const char *param, *why;
    } refused[] = {
        { "MaximumStorageMigrations", "libvirt sets no such limit." },
        { "VirtualMachineMigrationAuthenticationType",
          "hosts authenticate each other as ssh and libvirt are configured to." },
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
    PARAM(A, vm_migrations, .name = "MaximumVirtualMachineMigrations", .type = &type_uint32,
          .help = "How many running virtual machines move to and from the host at the same time; "
                  "others wait."),
    NOT_HERE(authentication, "VirtualMachineMigrationAuthenticationType",
             .enum_info = &enum_migration_authentication_type),
    PARAM(A, any_network, .name = "UseAnyNetworkForMigration",
          .help = "Virtual machines may come over other networks, where none of the migration "
                  "networks fits. Without migration networks they always may."),
    PARAM(A, performance, .name = "VirtualMachineMigrationPerformanceOption",
          .enum_info = &enum_vm_migration_performance,
          .help = "How the memory of virtual machines that leave is sent: as it is (TCPIP), or "
                  "what changed meanwhile as differences (Compression)."),
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
