#include "cmdlets/vm/network/vm_network_adapter.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/network/adapter_select.h"
#include "cmdlets/vm/network/network_adapter_object.h"
#include "cmdlets/vm/network/vm_switch.h"
#include "cmdlets/vm/network/vm_switch_pool.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* The parameters of all of them; each cmdlet declares those it has. */
struct adapter_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, adapters;
    struct value vm_snapshot, vm_switch;
    struct str *name, *new_name, *switch_name, *static_mac, *resource_pool;
    struct str_list names; /* Connect-, Disconnect- */
    bool legacy, dynamic_mac, management_os, all, passthru, automatic_connection;
    struct opt_bool is_legacy;
    struct opt_enum device_naming, mac_spoofing, dhcp_guard, router_guard, allow_teaming,
        port_mirroring, ieee_priority_tag, fix_speed, interrupt_moderation;
    struct opt_int vmq_weight, iov_queue_pairs, iov_weight, ipsec_offload, max_bandwidth,
        min_bandwidth_absolute, min_bandwidth_weight, virtual_subnet, storm_limit, address_limit,
        packet_direct_procs, packet_direct_count, packet_direct_interval, vmmq_queue_pairs;
    struct str_list mandatory_features;
    struct str *test_pool, *test_switch;
    struct opt_bool not_monitored, vrss, vmmq;
};
#define A struct adapter_args

static enum status refuse_management_os(struct invocation *inv)
{
    return ARGS(inv, A)->management_os
               ? hv_refuse_param(inv, "ManagementOS",
                                 "the host's adapter on a switch is its bridge; make an internal "
                                 "switch with New-VMSwitch instead.")
               : ST_OK;
}

/* Emits the adapter with this id as it stands now. */
static enum status emit_adapter(struct invocation *inv, struct value vm, const char *id)
{
    const struct vm_config *config;
    enum status st = hv_read_config(inv, vm, &config);
    for (size_t i = 0; st == ST_OK && config && i < config->nic_count; i++)
        if (!strcmp(config->nics[i].id, id))
            return emit_take(inv, hv_nic_object(vm, &config->nics[i]));
    return st;
}

/* ---- Add ---- */
static enum status add_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_nic_spec spec = { .name = args->name ? args->name->data : NULL,
                                .legacy = args->legacy || args->is_legacy.value,
                                .switch_name = args->switch_name ? args->switch_name->data : NULL,
                                .mac = args->static_mac ? args->static_mac->data : NULL,
                                .pool = args->resource_pool ? args->resource_pool->data : NULL };
    struct err *err = NULL;
    AUTO_FREE char *id = NULL;
    bool yes;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_add_nic(vm->host->host, vm->info.uuid, &spec, &id, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    if (args->device_naming.set && args->device_naming.value == 0) {
        struct vm_nic_change change = { .has_device_naming = true, .device_naming = true };
        if (vm_set_nic(vm->host->host, vm->info.uuid, id, &change, &err))
            return cmdlet_err(inv, &err, v);
    }
    return args->passthru ? emit_adapter(inv, v, id) : ST_OK;
}

static enum status add_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    enum status st = refuse_management_os(inv);
    return st == ST_OK ? hv_for_each(inv, &selection, add_one, NULL) : st;
}

/* Calls fn for the adapters of the chosen VMs that fit -Name, and for adapter objects. */
static enum status for_each_adapter(struct invocation *inv, bool all_vms, hv_adapter_fn *fn)
{
    const A *args = ARGS(inv, A);
    struct hv_adapter_selection selection = {
        .machines = { .names = &args->vm_name,
                      .vms = &args->vm,
                      .computers = &args->computer_name,
                      .all_when_empty = all_vms },
        .adapters = &args->adapters,
        .name = args->name,
        .names = &args->names,
        .is_legacy = args->is_legacy,
        .checkpoint = args->vm_snapshot,
    };
    return hv_for_each_adapter(inv, &selection, fn);
}

/* ---- Get ---- */
static enum status emit_one(struct invocation *inv, struct value adapter)
{
    return emit(inv, adapter);
}

static enum status emit_host_adapters(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_host *host;
    struct vm_switch_info *list;
    size_t n;
    struct err *err = NULL;
    enum status st = hv_host_open(
        inv, args->computer_name.len ? args->computer_name.items[0]->data : NULL, &host);
    if (st != ST_OK || !host)
        return st;
    if (vm_switch_list(host->host, &list, &n, &err))
        return cmdlet_err(inv, &err, value_null());
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        bool has_adapter = list[i].type == VM_SWITCH_INTERNAL ||
                           (list[i].type == VM_SWITCH_EXTERNAL && list[i].allow_management_os);
        if (has_adapter && hv_name_fits(args->name, list[i].name) &&
            hv_name_fits(args->switch_name, list[i].name))
            st = emit_take(inv, hv_internal_nic_object(host, &list[i]));
    }
    vm_switch_list_free(list, n);
    return st;
}

static enum status get_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    if (args->management_os || args->all)
        st = emit_host_adapters(inv);
    if (st == ST_OK && !args->management_os)
        st = for_each_adapter(inv, args->all, emit_one);
    return st;
}

/* ---- changes ---- */
static enum status change_adapter(struct invocation *inv, struct value adapter,
                                  const struct vm_nic_change *change)
{
    struct value v = value_null();
    const struct vm_nic *nic = hv_nic_of(adapter, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = hv_refuse_checkpoint(inv, adapter);
    if (st == ST_OK)
        st = should_process(inv, nic->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_set_nic(vm->host->host, vm->info.uuid, nic->id, change, &err))
        return cmdlet_err(inv, &err, adapter);
    hv_host_changed(vm->host);
    return ARGS(inv, A)->passthru ? emit_adapter(inv, v, nic->id) : ST_OK;
}

/* Set-: what QEMU and a Linux bridge cannot do. A value that only says what is so
 * anyway (Off, 0) passes. */
static enum status refuse_unsupported(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    const struct {
        const char *param;
        bool wanted;
        const char *why;
    } refused[] = {
#define ON(field_) (args->field_.set && args->field_.value == 0)
#define NUMBER(field_) (args->field_.set && args->field_.value != 0)
        { "PortMirroring", args->port_mirroring.set && args->port_mirroring.value != 0,
          "a Linux bridge does not mirror; use tc on the host, or Open vSwitch." },
        { "IeeePriorityTag", ON(ieee_priority_tag), "the bridge passes tags as they are." },
        { "VmqWeight", NUMBER(vmq_weight), "virtual machine queues are hardware of Hyper-V's." },
        { "IovQueuePairsRequested", NUMBER(iov_queue_pairs), "SR-IOV needs an assigned device." },
        { "IovInterruptModeration",
          args->interrupt_moderation.set && args->interrupt_moderation.value != 0,
          "SR-IOV needs an assigned device." },
        { "IovWeight", NUMBER(iov_weight), "SR-IOV needs an assigned device." },
        { "IPsecOffloadMaximumSecurityAssociation", NUMBER(ipsec_offload),
          "virtio-net has no IPsec offload." },
        { "MaximumBandwidth", NUMBER(max_bandwidth),
          "limits are set with virsh domiftune where the kernel has traffic control." },
        { "MinimumBandwidthAbsolute", NUMBER(min_bandwidth_absolute),
          "a Linux bridge does not reserve bandwidth." },
        { "MinimumBandwidthWeight", NUMBER(min_bandwidth_weight),
          "a Linux bridge does not weigh bandwidth." },
        { "MandatoryFeatureId", args->mandatory_features.set, "switch extensions do not exist." },
        { "TestReplicaPoolName", args->test_pool,
          "there are no test failovers; -ResourcePoolName sets the adapter's pool." },
        { "TestReplicaSwitchName", args->test_switch, "test failover is not configured here." },
        { "VirtualSubnetId", NUMBER(virtual_subnet), "network virtualization does not exist." },
        { "AllowTeaming", ON(allow_teaming), "bond interfaces inside the guest need no setting." },
        { "NotMonitoredInCluster", args->not_monitored.set && args->not_monitored.value,
          "failover clusters do not exist." },
        { "StormLimit", NUMBER(storm_limit), "a Linux bridge has no storm limit." },
        { "DynamicIPAddressLimit", NUMBER(address_limit), "addresses are not counted." },
        { "FixSpeed10G", ON(fix_speed), "virtio-net has no fixed speed." },
        { "PacketDirectNumProcs", NUMBER(packet_direct_procs), "PacketDirect is Windows only." },
        { "PacketDirectModerationCount", NUMBER(packet_direct_count),
          "PacketDirect is Windows only." },
        { "PacketDirectModerationInterval", NUMBER(packet_direct_interval),
          "PacketDirect is Windows only." },
        { "VrssEnabled", args->vrss.set && args->vrss.value,
          "virtio-net's queues follow the number of processors." },
        { "VmmqEnabled", args->vmmq.set && args->vmmq.value,
          "virtio-net's queues follow the number of processors." },
        { "VmmqQueuePairs", NUMBER(vmmq_queue_pairs),
          "virtio-net's queues follow the number of processors." },
#undef ON
#undef NUMBER
    };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        if (refused[i].wanted)
            return hv_refuse_param(inv, refused[i].param, refused[i].why);
    return ST_OK;
}

static enum status set_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    struct vm_nic_change change = {
        .mac = args->static_mac    ? args->static_mac->data
               : args->dynamic_mac ? ""
                                   : NULL,
        .has_mac_spoofing = args->mac_spoofing.set,
        .mac_spoofing = args->mac_spoofing.value == 0,
        .has_device_naming = args->device_naming.set,
        .device_naming = args->device_naming.value == 0,
        .has_dhcp_guard = args->dhcp_guard.set,
        .dhcp_guard = args->dhcp_guard.value == 0,
        .has_router_guard = args->router_guard.set,
        .router_guard = args->router_guard.value == 0,
        .pool = args->resource_pool ? args->resource_pool->data : NULL,
    };
    return change_adapter(inv, adapter, &change);
}

static enum status set_process(struct invocation *inv)
{
    enum status st = refuse_management_os(inv);
    if (st == ST_OK)
        st = refuse_unsupported(inv);
    return st == ST_OK ? for_each_adapter(inv, false, set_one) : st;
}

static enum status remove_one(struct invocation *inv, struct value adapter)
{
    struct value v = value_null();
    const struct vm_nic *nic = hv_nic_of(adapter, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = hv_refuse_checkpoint(inv, adapter);
    if (st == ST_OK)
        st = should_process(inv, nic->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_remove_nic(vm->host->host, vm->info.uuid, nic->id, &err))
        return cmdlet_err(inv, &err, adapter);
    hv_host_changed(vm->host);
    return ARGS(inv, A)->passthru ? emit(inv, adapter) : ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    enum status st = refuse_management_os(inv);
    return st == ST_OK ? for_each_adapter(inv, false, remove_one) : st;
}

static enum status rename_one(struct invocation *inv, struct value adapter)
{
    struct vm_nic_change change = { .name = ARGS(inv, A)->new_name->data };
    return change_adapter(inv, adapter, &change);
}

static enum status rename_process(struct invocation *inv)
{
    enum status st = refuse_management_os(inv);
    return st == ST_OK ? for_each_adapter(inv, false, rename_one) : st;
}

/* ---- Connect, Disconnect ---- */
static enum status connect_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    const char *from_object = hv_switch_name(args->vm_switch);
    AUTO_FREE char *of_pool = NULL;
    if (args->automatic_connection) {
        struct err *err = NULL;
        AUTO_VALUE pool = value_null();
        struct value vm = value_null();
        const struct vm_nic *nic = hv_nic_of(adapter, &vm);
        if (hv_pool_name(vm, VM_POOL_ETHERNET, nic->id, &pool, &err) ||
            hv_switch_of_pool(hv_vm_of(vm)->host, pool.str->data, &of_pool, &err))
            return cmdlet_err(inv, &err, adapter);
    }
    struct vm_nic_change change = {
        .switch_name = of_pool             ? of_pool
                       : from_object       ? from_object
                       : args->switch_name ? args->switch_name->data
                                           : NULL,
        .has_link = true,
        .link_up = true,
    };
    return change_adapter(inv, adapter, &change);
}

static enum status connect_process(struct invocation *inv)
{
    return for_each_adapter(inv, false, connect_one);
}

static enum status disconnect_one(struct invocation *inv, struct value adapter)
{
    struct vm_nic_change change = { .switch_name = "" };
    return change_adapter(inv, adapter, &change);
}

static enum status disconnect_process(struct invocation *inv)
{
    return for_each_adapter(inv, false, disconnect_one);
}

/* ---- declarations ---- */
#define NAME_HELP "The adapter's name; wildcards work."
#define NAME_PARAM(...)                                                                  \
    PARAM(A, name, .name = "Name", .aliases = "VMNetworkAdapterName", .help = NAME_HELP, \
          __VA_ARGS__)
#define PLAIN_VM_NAME_PARAM(sets_)                                                       \
    PARAM(A, vm_name, .name = "VMName", .sets = sets_, .position = 1, .mandatory = true, \
          .complete = complete_vm_name,                                                  \
          .help = "The names of the virtual machines; wildcards work.")
#define ADAPTER_PARAM(sets_, type_)                                              \
    PARAM(A, adapters, .name = "VMNetworkAdapter", .sets = sets_, .position = 1, \
          .mandatory = true, .from_pipeline = true, .type = &type_,              \
          .help = "What Get-VMNetworkAdapter returned.")
#define MANAGEMENT_PARAM(help_)                                                                \
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .mandatory = true, \
          .help = help_)
#define NO_MANAGEMENT "Not supported on this host: make an internal switch."
#define MAC_PARAMS(sets_)                                               \
    PARAM(A, dynamic_mac, .name = "DynamicMacAddress", .sets = sets_,   \
          .help = "Gives it an address from the host's pool."),         \
        PARAM(A, static_mac, .name = "StaticMacAddress", .sets = sets_, \
              .help = "Its MAC address for good.")
#define NOT_HERE(field_, name_, ...) \
    PARAM(A, field_, .name = name_, .help = "Not supported on this host.", __VA_ARGS__)

static const struct param add_params[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, switch_name, .name = "SwitchName", .complete = complete_switch_name,
          .help = "The switch to connect it to."),
    PARAM(A, is_legacy, .name = "IsLegacy", .sets = "VMName,VMObject",
          .help = "An emulated adapter that old systems and the BIOS boot from; generation 1."),
    PARAM(A, legacy, .name = "Legacy", .sets = "VMName,VMObject", .hidden = true,
          .help = "Short for -IsLegacy $true."),
    NAME_PARAM(.sets = NULL),
    MAC_PARAMS(NULL),
    HV_PASSTHRU(A),
    HV_POOL_PARAM(A, resource_pool, .sets = "VMName,VMObject"),
    PARAM(A, device_naming, .name = "DeviceNaming", .enum_info = &enum_on_off_state,
          .help = "Whether the guest learns the adapter's name."),
    PARAM(A, management_os, .name = "ManagementOS", .sets = "ManagementOS", .help = NO_MANAGEMENT),
};
static const struct example add_examples[] = {
    { .code = "Add-VMNetworkAdapter web1 -SwitchName LAN -Name Backup",
      .remarks = "A second adapter on the switch LAN." },
};

static const struct param get_params[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS,All"),
    PARAM(A, is_legacy, .name = "IsLegacy", .sets = "VMName,VMObject",
          .help = "Only legacy ones ($true), or only the others ($false)."),
    HV_VM_NAME_PARAM(A, "VMName"),
    NAME_PARAM(.position = 2),
    HV_VM_PARAM(A, "VMObject"),
    MANAGEMENT_PARAM("The host's own adapters on virtual switches."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ManagementOS",
          .complete = complete_switch_name, .help = "Only those on this switch."),
    PARAM(A, all, .name = "All", .sets = "All", .mandatory = true,
          .help = "The adapters of all machines and of the host."),
    HV_SNAPSHOT_PARAM(A),
};
static const struct example get_examples[] = {
    { .code = "Get-VMNetworkAdapter * | Format-Table VMName, MacAddress, SwitchName",
      .remarks = "Who is connected to what." },
};

static const struct param set_params[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    HV_VM_NAME_PARAM(A, "VMName"),
    NAME_PARAM(.sets = "VMName,ManagementOS,VMObject"),
    MAC_PARAMS("VMName,ResourceObject,VMObject"),
    PARAM(A, mac_spoofing, .name = "MacAddressSpoofing", .enum_info = &enum_on_off_state,
          .help = "Whether the guest may send with other MAC addresses."),
    PARAM(A, dhcp_guard, .name = "DhcpGuard", .enum_info = &enum_on_off_state,
          .help = "Whether what the guest answers as a DHCP server is dropped."),
    PARAM(A, router_guard, .name = "RouterGuard", .enum_info = &enum_on_off_state,
          .help = "Whether router advertisements and redirects of the guest are dropped."),
    NOT_HERE(port_mirroring, "PortMirroring",
             .enum_info = &enum_vm_network_adapter_port_mirroring_mode),
    NOT_HERE(ieee_priority_tag, "IeeePriorityTag", .enum_info = &enum_on_off_state),
    NOT_HERE(vmq_weight, "VmqWeight", .type = &type_uint32, PARAM_RANGE(0, 100)),
    NOT_HERE(iov_queue_pairs, "IovQueuePairsRequested", .type = &type_uint32,
             PARAM_RANGE(1, UINT32_MAX)),
    NOT_HERE(interrupt_moderation, "IovInterruptModeration",
             .enum_info = &enum_iov_interrupt_moderation_value),
    NOT_HERE(iov_weight, "IovWeight", .type = &type_uint32, PARAM_RANGE(0, 100)),
    NOT_HERE(ipsec_offload, "IPsecOffloadMaximumSecurityAssociation", .type = &type_uint32),
    NOT_HERE(max_bandwidth, "MaximumBandwidth", .type = &type_int64),
    NOT_HERE(min_bandwidth_absolute, "MinimumBandwidthAbsolute", .type = &type_int64),
    NOT_HERE(min_bandwidth_weight, "MinimumBandwidthWeight", .type = &type_uint32,
             PARAM_RANGE(0, 100)),
    NOT_HERE(mandatory_features, "MandatoryFeatureId", .sets = NULL),
    HV_POOL_PARAM(A, resource_pool, .sets = NULL),
    NOT_HERE(test_pool, "TestReplicaPoolName", .sets = NULL),
    NOT_HERE(test_switch, "TestReplicaSwitchName", .sets = NULL),
    NOT_HERE(virtual_subnet, "VirtualSubnetId", .type = &type_uint32, PARAM_RANGE(4096, 16777215)),
    NOT_HERE(allow_teaming, "AllowTeaming", .enum_info = &enum_on_off_state),
    NOT_HERE(not_monitored, "NotMonitoredInCluster", .sets = NULL),
    NOT_HERE(storm_limit, "StormLimit", .type = &type_uint32),
    NOT_HERE(address_limit, "DynamicIPAddressLimit", .type = &type_uint32),
    PARAM(A, device_naming, .name = "DeviceNaming", .enum_info = &enum_on_off_state,
          .help = "Whether the guest learns the adapter's name."),
    NOT_HERE(fix_speed, "FixSpeed10G", .enum_info = &enum_on_off_state),
    NOT_HERE(packet_direct_procs, "PacketDirectNumProcs", .type = &type_uint32),
    NOT_HERE(packet_direct_count, "PacketDirectModerationCount", .type = &type_uint32),
    NOT_HERE(packet_direct_interval, "PacketDirectModerationInterval", .type = &type_uint32),
    NOT_HERE(vrss, "VrssEnabled", .sets = NULL),
    NOT_HERE(vmmq, "VmmqEnabled", .sets = NULL),
    NOT_HERE(vmmq_queue_pairs, "VmmqQueuePairs", .type = &type_uint32),
    HV_PASSTHRU(A),
    MANAGEMENT_PARAM(NO_MANAGEMENT),
    ADAPTER_PARAM("ResourceObject", type_vm_network_adapter_base),
    HV_VM_PARAM(A, "VMObject"),
};
static const struct example set_examples[] = {
    { .code = "Set-VMNetworkAdapter web1 -StaticMacAddress 00155D012A00",
      .remarks = "Gives it a MAC address of its own." },
    { .code = "Set-VMNetworkAdapter web1 -DhcpGuard On -RouterGuard On",
      .remarks = "The guest can be neither DHCP server nor router, also while it runs." },
};

static const struct param remove_params[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    HV_VM_NAME_PARAM(A, "VMName"),
    NAME_PARAM(.sets = "VMName,ManagementOS,VMObject"),
    HV_PASSTHRU(A),
    ADAPTER_PARAM("ResourceObject", type_vm_network_adapter_base),
    MANAGEMENT_PARAM(NO_MANAGEMENT),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "ManagementOS",
          .complete = complete_switch_name, .help = NO_MANAGEMENT),
    HV_VM_PARAM(A, "VMObject"),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMNetworkAdapter web1 -Name Backup", .remarks = "Takes it out." },
};

static const struct param rename_params[] = {
    HV_HOST_PARAMS(A, "VMName,ManagementOS"),
    PLAIN_VM_NAME_PARAM("VMName"),
    NAME_PARAM(.sets = "VMName,ManagementOS,VMObject", .position = 2),
    PARAM(A, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    ADAPTER_PARAM("ResourceObject", type_vm_network_adapter_base),
    MANAGEMENT_PARAM(NO_MANAGEMENT),
    HV_VM_PARAM(A, "VMObject"),
};
static const struct example rename_examples[] = {
    { .code = "Rename-VMNetworkAdapter web1 -Name 'Network Adapter' -NewName Front",
      .remarks = "Names it after its use." },
};

#define BY_NAME "Name_SwitchName,Name_SwitchObject,Name_UseAutomaticConnection"
#define BY_OBJECT "Object_SwitchName,Object_SwitchObject,Object_UseAutomaticConnection"
static const struct param connect_params[] = {
    HV_HOST_PARAMS(A, "Name_SwitchName,Name_UseAutomaticConnection"),
    PARAM(A, names, .name = "Name", .aliases = "VMNetworkAdapterName", .sets = BY_NAME,
          .position = 2, .help = NAME_HELP),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "Name_SwitchName", .position = 3,
          .mandatory = true, .complete = complete_switch_name, .help = "The switch."),
    PARAM(A, switch_name, .name = "SwitchName", .sets = "Object_SwitchName", .position = 2,
          .mandatory = true, .complete = complete_switch_name, .help = "The switch."),
    HV_PASSTHRU(A),
    PLAIN_VM_NAME_PARAM(BY_NAME),
    ADAPTER_PARAM(BY_OBJECT, type_vm_network_adapter),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "Object_SwitchObject,Name_SwitchObject",
          .position = 3, .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "The switch, as an object."),
    PARAM(A, automatic_connection, .name = "UseAutomaticConnection",
          .sets = "Object_UseAutomaticConnection,Name_UseAutomaticConnection", .mandatory = true,
          .help = "Connects it to the first virtual switch of the resource pool it is in."),
};
static const struct example connect_examples[] = {
    { .code = "Connect-VMNetworkAdapter web1 -SwitchName LAN",
      .remarks = "Plugs all its adapters into the switch LAN, also while it runs." },
};

static const struct param disconnect_params[] = {
    HV_HOST_PARAMS(A, "Name"),
    PLAIN_VM_NAME_PARAM("Name"),
    PARAM(A, names, .name = "Name", .aliases = "VMNetworkAdapterName", .sets = "Name",
          .position = 2, .help = NAME_HELP),
    HV_PASSTHRU(A),
    ADAPTER_PARAM("Obj", type_vm_network_adapter),
};
static const struct example disconnect_examples[] = {
    { .code = "Disconnect-VMNetworkAdapter web1", .remarks = "Pulls the cable." },
};

#define ADAPTER_CMDLET(verb_, set_, stem_, synopsis_, changes_)                               \
    {                                                                                         \
        .verb = verb_, .noun = "VMNetworkAdapter", .synopsis = synopsis_,                     \
        .params = stem_##_params, .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, \
        .module = "Hyper-V", .needs_vm_module = true, .args_size = sizeof(A),                 \
        .process = stem_##_process, .output = "Microsoft.HyperV.PowerShell.VMNetworkAdapter", \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),              \
        .should_process = changes_                                                            \
    }

static const struct cmdlet cmdlets[] = {
    ADAPTER_CMDLET("Add", "VMName", add, "Adds a network adapter to virtual machines.", true),
    ADAPTER_CMDLET("Get", "VMName", get, "Lists network adapters.", false),
    ADAPTER_CMDLET("Set", "VMName", set, "Changes network adapters.", true),
    ADAPTER_CMDLET("Remove", "VMName", remove, "Removes network adapters.", true),
    ADAPTER_CMDLET("Rename", "VMName", rename, "Gives network adapters another name.", true),
    ADAPTER_CMDLET("Connect", "Name_SwitchName", connect,
                   "Connects network adapters to a virtual switch.", true),
    ADAPTER_CMDLET("Disconnect", "Name", disconnect,
                   "Disconnects network adapters from their switch.", true),
};
const struct cmdlet_group vm_network_adapter_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
