#include "cmdlets/vm/network/vm_network_adapter_isolation.h"

#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/network/adapter_select.h"
#include "cmdlets/vm/network/network_enums.h"
#include "cmdlets/vm/settings.h"

/* VMNetworkAdapterIsolationMode's numbers. */
enum { MODE_NONE, MODE_NATIVE, MODE_EXTERNAL, MODE_VLAN };

/* ---- Microsoft.HyperV.PowerShell.VMNetworkAdapterIsolationSetting ---- */
enum property_id { ISOLATION_MODE, ISOLATION_UNTAGGED, ISOLATION_DEFAULT, ISOLATION_TENANTS };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_nic *nic = hv_nic_of(hv_adapter_of(self), NULL);
    bool vlan = nic->isolated_by_vlan;
    (void)err;
    switch ((enum property_id)p->data) {
    case ISOLATION_MODE:
        *out = value_enum(&enum_vm_network_adapter_isolation_mode, vlan ? MODE_VLAN : MODE_NONE);
        break;
    case ISOLATION_UNTAGGED:
        *out = value_bool(vlan);
        break;
    case ISOLATION_DEFAULT:
        *out = value_int(vlan ? nic->vlan.access : 0);
        break;
    case ISOLATION_TENANTS:
        *out = hv_on_off(false);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("IsolationMode", "VMNetworkAdapterIsolationMode", ISOLATION_MODE),
    OWN("AllowUntaggedTraffic", "bool", ISOLATION_UNTAGGED),
    OWN("DefaultIsolationID", "int", ISOLATION_DEFAULT),
    OWN("MultiTenantStack", "OnOffState", ISOLATION_TENANTS),
    HV_ADAPTER_PART_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "VMNetworkAdapterName" },
    { .property = "IsolationMode" },
    { .property = "AllowUntaggedTraffic" },
    { .property = "DefaultIsolationID" },
    { .property = "MultiTenantStack" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static struct value setting_new(struct value adapter)
{
    return value_of_object(
        hv_adapter_part_new(&type_vm_network_adapter_isolation_setting, adapter));
}

static int setting_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    return hv_adapter_part_unpack(packed, &type_vm_network_adapter_isolation_setting, out, err);
}

const struct type_info type_vm_network_adapter_isolation_setting = {
    .pack = hv_adapter_part_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterIsolationSetting",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct hv_adapter_part),
    .destroy = hv_adapter_part_destroy,
};

/* ---- Get ---- */
struct isolation_args {
    struct hv_adapter_args at;
    struct opt_enum mode, tenants;
    struct opt_bool untagged;
    struct opt_int default_id;
};
#define A struct isolation_args

static enum status get_one(struct invocation *inv, struct value adapter)
{
    return emit_take(inv, setting_new(adapter));
}

static enum status get_process(struct invocation *inv)
{
    return hv_get_adapters(inv, get_one);
}

/* ---- Set ---- */
/* What is not given stays; a VLAN needs its number and untagged traffic. */
static int wanted(const A *args, const struct vm_nic *nic, struct vm_vlan *vlan, struct err **err)
{
    bool is_vlan = args->mode.set ? args->mode.value == MODE_VLAN : nic->isolated_by_vlan;
    bool untagged = args->untagged.set ? args->untagged.value : nic->isolated_by_vlan;
    int64_t id = args->default_id.set    ? args->default_id.value
                 : nic->isolated_by_vlan ? nic->vlan.access
                                         : 0;
    *vlan = (struct vm_vlan){ .mode = VM_VLAN_UNTAGGED };
    if (!is_vlan) {
        if (untagged || id)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "-AllowUntaggedTraffic and -DefaultIsolationID need -IsolationMode "
                           "Vlan.");
        return 0;
    }
    if (!untagged) {
        err_set(err, ERR_NOT_SUPPORTED,
                "Isolation without untagged traffic needs a guest that serves several tenants, "
                "which only Hyper-V's network virtualization has.");
        return err_advise(err, "Use -AllowUntaggedTraffic $true with -DefaultIsolationID, or "
                               "Set-VMNetworkAdapterVlan -Trunk.");
    }
    if (id < 1 || id > VM_VLAN_MAX)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "-IsolationMode Vlan needs -DefaultIsolationID, a VLAN from 1 to %d.",
                       VM_VLAN_MAX);
    vlan->mode = VM_VLAN_ACCESS;
    vlan->access = (int)id;
    return 0;
}

static enum status set_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    const struct vm_nic *nic = hv_nic_of(adapter, NULL);
    struct vm_vlan vlan;
    struct err *err = NULL;
    if (wanted(args, nic, &vlan, &err))
        return cmdlet_err(inv, &err, adapter);
    bool isolate = vlan.mode == VM_VLAN_ACCESS;
    /* None leaves what Set-VMNetworkAdapterVlan said. */
    bool keep = !isolate && !nic->isolated_by_vlan;
    struct vm_nic_change change = { .vlan = keep ? NULL : &vlan, .isolated_by_vlan = isolate };
    struct value now;
    enum status st = hv_change_adapter(inv, adapter, &change, &now);
    if (st == ST_OK && args->at.passthru && now.kind != V_NULL)
        st = emit_take(inv, setting_new(now));
    value_clear(&now);
    return st;
}

static enum status set_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    if (args->mode.set && (args->mode.value == MODE_NATIVE || args->mode.value == MODE_EXTERNAL))
        return hv_refuse_param(inv, "IsolationMode",
                               "virtual subnets are Hyper-V's network virtualization; isolate by "
                               "VLAN, or make a VXLAN interface on the host and give it to "
                               "New-VMSwitch -NetAdapterName.");
    if (args->tenants.set && args->tenants.value == 0)
        return hv_refuse_param(inv, "MultiTenantStack",
                               "routing domains are Hyper-V's network virtualization; give the "
                               "machine a trunk with Set-VMNetworkAdapterVlan -Trunk.");
    return hv_change_adapters(inv, set_one);
}

/* ---- declarations ---- */
static const struct param get_params[] = {
    HV_ADAPTER_VM_NAME(A, false),
    HV_ADAPTER_PARAMS(A),
    HV_ADAPTER_SNAPSHOT(A),
};
static const struct example get_examples[] = {
    { .code = "Get-VMNetworkAdapterIsolation web1", .remarks = "How its adapters are isolated." },
};

static const struct param set_params[] = {
    HV_ADAPTER_VM_NAME(A, true),
    HV_ADAPTER_PARAMS(A),
    PARAM(A, mode, .name = "IsolationMode", .enum_info = &enum_vm_network_adapter_isolation_mode,
          .help = "Vlan, or None: what Set-VMNetworkAdapterVlan says. Virtual subnets are not "
                  "supported on this host."),
    PARAM(A, untagged, .name = "AllowUntaggedTraffic",
          .help = "$true: frames without a tag are in the VLAN of -DefaultIsolationID."),
    PARAM(A, default_id, .name = "DefaultIsolationID", .help = "The VLAN, from 1 to 4094."),
    PARAM(A, tenants, .name = "MultiTenantStack", .enum_info = &enum_on_off_state,
          .help = "Only Off: routing domains are not supported on this host."),
    HV_ADAPTER_PASSTHRU(A),
};
static const struct example set_examples[] = {
    { .code = "Set-VMNetworkAdapterIsolation web1 -IsolationMode Vlan -AllowUntaggedTraffic $true "
              "-DefaultIsolationID 121",
      .remarks = "Its traffic is in VLAN 121." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMNetworkAdapterIsolation", "VMName", A, get,
              "VMNetworkAdapterIsolationSetting", "Shows how network adapters are isolated.",
              false),
    HV_CMDLET("Set", "VMNetworkAdapterIsolation", "VMName", A, set,
              "VMNetworkAdapterIsolationSetting", "Isolates network adapters by VLAN.", true),
};
const struct cmdlet_group vm_network_adapter_isolation_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
