#include "cmdlets/vm/network/network_adapter_object.h"

#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"

struct nic {
    struct hv_component component;
    struct vm_nic facts;
};

static void nic_destroy(struct object *o)
{
    vm_nic_release(&((struct nic *)object_payload(o))->facts);
    hv_component_destroy(o);
}

const struct vm_nic *hv_nic_of(struct value v, struct value *vm)
{
    if (v.kind != V_OBJECT || v.object->type != &type_vm_network_adapter)
        return NULL;
    if (vm)
        *vm = hv_component_vm(v);
    return &((struct nic *)object_payload(v.object))->facts;
}

enum nic_property {
    NIC_NAME,
    NIC_ID,
    NIC_LEGACY,
    NIC_MANAGEMENT,
    NIC_SWITCH,
    NIC_CONNECTED,
    NIC_MAC,
    NIC_DYNAMIC_MAC,
    NIC_SPOOFING,
    NIC_DHCP_GUARD,
    NIC_ROUTER_GUARD,
    NIC_NAMING,
    NIC_STATUS,
    NIC_STATUS_DESCRIPTION,
    NIC_ADDRESSES,
    NIC_EXTERNAL,
    NIC_POOL,
};

static int get_addresses(struct value self, struct value *out, struct err **err)
{
    struct hv_vm *vm = hv_component_hv_vm(self);
    struct vm_addresses addresses = { 0 };
    struct array *list = array_new(2);
    *out = value_of_array(list);
    if (hv_vm_refresh(vm, err))
        return -1;
    if (vm->info.state != VM_STATE_RUNNING || hv_checkpoint_of(hv_component_owner(self), NULL))
        return 0;
    AUTO_ERR *unknown = NULL; /* a guest that cannot be asked has no known addresses */
    if (vm_nic_addresses(vm->host->host, vm->info.uuid, hv_nic_of(self, NULL)->mac, &addresses,
                         &unknown))
        return 0;
    for (size_t i = 0; i < addresses.len; i++)
        array_push_take(list, value_string(addresses.items[i]));
    vm_addresses_release(&addresses);
    return 0;
}

static int get_nic(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_nic *n = hv_nic_of(self, NULL);
    switch ((enum nic_property)p->data) {
    case NIC_NAME:
        *out = value_string(n->name);
        break;
    case NIC_ID:
        *out = value_string(n->id);
        break;
    case NIC_POOL:
        return hv_component_pool(self, VM_POOL_ETHERNET, n->id, out, err);
    case NIC_LEGACY:
        *out = value_bool(n->legacy);
        break;
    case NIC_MANAGEMENT:
    case NIC_EXTERNAL:
        *out = value_bool(false);
        break;
    case NIC_SWITCH:
        *out = value_string(n->switch_name ? n->switch_name : "");
        break;
    case NIC_CONNECTED:
        *out = value_bool(n->connected);
        break;
    case NIC_MAC:
        *out = value_string(n->mac);
        break;
    case NIC_DYNAMIC_MAC:
        *out = value_bool(n->dynamic_mac);
        break;
    case NIC_SPOOFING:
        *out = hv_on_off(n->mac_spoofing);
        break;
    case NIC_DHCP_GUARD:
        *out = hv_on_off(n->dhcp_guard);
        break;
    case NIC_ROUTER_GUARD:
        *out = hv_on_off(n->router_guard);
        break;
    case NIC_NAMING:
        *out = hv_on_off(n->device_naming);
        break;
    case NIC_STATUS: {
        struct hv_vm *vm = hv_component_hv_vm(self);
        if (hv_vm_refresh(vm, err))
            return -1;
        *out = vm->info.state == VM_STATE_RUNNING
                   ? hv_array_of_take(value_enum(&enum_vm_network_adapter_operational_status, 0))
                   : value_of_array(array_new(0));
        break;
    }
    case NIC_STATUS_DESCRIPTION:
        *out = hv_array_of_take(value_string("OK"));
        break;
    case NIC_ADDRESSES:
        return get_addresses(self, out, err);
    }
    return 0;
}

#define NIC(name_, type_, id_)                                         \
    {                                                                  \
        .name = name_, .type_name = type_, .get = get_nic, .data = id_ \
    }
static const struct property nic_properties[] = {
    NIC("Name", "string", NIC_NAME),
    NIC("Id", "string", NIC_ID),
    NIC("IsLegacy", "bool", NIC_LEGACY),
    NIC("PoolName", "string", NIC_POOL),
    NIC("IsManagementOs", "bool", NIC_MANAGEMENT),
    NIC("IsExternalAdapter", "bool", NIC_EXTERNAL),
    NIC("SwitchName", "string", NIC_SWITCH),
    NIC("Connected", "bool", NIC_CONNECTED),
    NIC("MacAddress", "string", NIC_MAC),
    NIC("DynamicMacAddressEnabled", "bool", NIC_DYNAMIC_MAC),
    NIC("MacAddressSpoofing", "OnOffState", NIC_SPOOFING),
    NIC("DhcpGuard", "OnOffState", NIC_DHCP_GUARD),
    NIC("RouterGuard", "OnOffState", NIC_ROUTER_GUARD),
    NIC("DeviceNaming", "OnOffState", NIC_NAMING),
    NIC("Status", "VMNetworkAdapterOperationalStatus[]", NIC_STATUS),
    NIC("StatusDescription", "string[]", NIC_STATUS_DESCRIPTION),
    NIC("IPAddresses", "string[]", NIC_ADDRESSES),
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column nic_columns[] = {
    { .property = "Name" },        { .property = "IsManagementOs" }, { .property = "VMName" },
    { .property = "SwitchName" },  { .property = "MacAddress" },     { .property = "Status" },
    { .property = "IPAddresses" },
};
static const struct view nic_table = { .columns = nic_columns,
                                       .ncolumns = ARRAY_SIZE(nic_columns) };

const struct type_info type_vm_network_adapter_base = {
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterBase",
    .base = &type_object,
};
static int nic_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    *out = hv_component_pack(self, ((struct nic *)object_payload(self.object))->facts.id);
    return 0;
}

static int nic_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    struct value vm;
    const struct vm_config *config;
    const char *id;
    (void)session;
    if (hv_component_unpack(packed, &vm, &config, &id, err))
        return -1;
    for (size_t i = 0; id && i < config->nic_count; i++) {
        if (config->nics[i].id && !strcmp(config->nics[i].id, id)) {
            *out = hv_nic_object(vm, &config->nics[i]);
            return 0;
        }
    }
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The network adapter is no longer there.");
}

const struct type_info type_vm_network_adapter = {
    .pack = nic_pack,
    .unpack = nic_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapter",
    .base = &type_vm_network_adapter_base,
    .props = nic_properties,
    .nprops = ARRAY_SIZE(nic_properties),
    .table = &nic_table,
    .payload_size = sizeof(struct nic),
    .destroy = nic_destroy,
};

struct value hv_nic_object(struct value vm, const struct vm_nic *nic)
{
    struct object *o = hv_component_new(&type_vm_network_adapter, vm);
    vm_nic_copy(&((struct nic *)object_payload(o))->facts, nic);
    return value_of_object(o);
}

/* ---- the host's own adapters ---- */
struct internal_nic {
    char *name, *device, *address, *computer;
};

static void internal_destroy(struct object *o)
{
    struct internal_nic *n = object_payload(o);
    free(n->name);
    free(n->device);
    free(n->address);
    free(n->computer);
}

enum internal_property {
    INTERNAL_NAME,
    INTERNAL_MANAGEMENT,
    INTERNAL_DEVICE,
    INTERNAL_ADDRESSES,
    INTERNAL_COMPUTER,
    INTERNAL_EMPTY
};

static int get_internal(struct value self, const struct property *p, struct value *out,
                        struct err **err)
{
    const struct internal_nic *n = object_payload(self.object);
    (void)err;
    switch ((enum internal_property)p->data) {
    case INTERNAL_NAME:
        *out = value_string(n->name);
        break;
    case INTERNAL_MANAGEMENT:
        *out = value_bool(true);
        break;
    case INTERNAL_DEVICE:
        *out = n->device ? value_string(n->device) : value_null();
        break;
    case INTERNAL_ADDRESSES:
        *out =
            n->address ? hv_array_of_take(value_string(n->address)) : value_of_array(array_new(0));
        break;
    case INTERNAL_COMPUTER:
        *out = value_string(n->computer);
        break;
    case INTERNAL_EMPTY:
        *out = value_string("");
        break;
    }
    return 0;
}

#define INTERNAL(name_, type_, id_)                                         \
    {                                                                       \
        .name = name_, .type_name = type_, .get = get_internal, .data = id_ \
    }
static const struct property internal_properties[] = {
    INTERNAL("Name", "string", INTERNAL_NAME),
    INTERNAL("IsManagementOs", "bool", INTERNAL_MANAGEMENT),
    INTERNAL("VMName", "string", INTERNAL_EMPTY),
    INTERNAL("SwitchName", "string", INTERNAL_NAME),
    INTERNAL("DeviceId", "string", INTERNAL_DEVICE),
    INTERNAL("MacAddress", "string", INTERNAL_EMPTY),
    INTERNAL("Status", "string", INTERNAL_EMPTY),
    INTERNAL("IPAddresses", "string[]", INTERNAL_ADDRESSES),
    INTERNAL("ComputerName", "string", INTERNAL_COMPUTER),
};

const struct type_info type_vm_internal_network_adapter = {
    .name = "Microsoft.HyperV.PowerShell.VMInternalNetworkAdapter",
    .base = &type_vm_network_adapter_base,
    .props = internal_properties,
    .nprops = ARRAY_SIZE(internal_properties),
    .table = &nic_table,
    .payload_size = sizeof(struct internal_nic),
    .destroy = internal_destroy,
};

struct value hv_internal_nic_object(const struct hv_host *host, const struct vm_switch_info *info)
{
    struct object *o = object_new(&type_vm_internal_network_adapter);
    struct internal_nic *n = object_payload(o);
    n->name = xstrdup(info->name);
    n->device = xstrdup(info->bridge);
    n->address = xstrdup(info->host_address);
    n->computer = xstrdup(host->name);
    return value_of_object(o);
}
