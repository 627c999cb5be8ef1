#include "cmdlets/vm/network/vm_network_adapter_vlan.h"

#include <string.h>

#include "cmdlets/vm/network/adapter_select.h"
#include "cmdlets/vm/network/network_enums.h"
#include "cmdlets/vm/settings.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanSetting ---- */
enum property_id {
    VLAN_MODE,
    VLAN_ACCESS,
    VLAN_NATIVE,
    VLAN_ALLOWED,
    VLAN_ALLOWED_TEXT,
    VLAN_NOTHING,
    VLAN_NUMBER_0,
    VLAN_EMPTY,
};

static const struct vm_vlan *vlan_of(struct value self)
{
    return &hv_nic_of(hv_adapter_of(self), NULL)->vlan;
}

static struct value allowed_text(const struct vm_vlan *vlan)
{
    AUTO_STRBUF text = STRBUF_INIT;
    vm_vlan_format_list(vlan, &text);
    return value_string(text.len ? text.buf : "");
}

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_vlan *vlan = vlan_of(self);
    (void)err;
    switch ((enum property_id)p->data) {
    case VLAN_MODE:
        *out = value_enum(&enum_vm_network_adapter_vlan_mode, (int32_t)vlan->mode);
        break;
    case VLAN_ACCESS:
        *out = value_int(vlan->access);
        break;
    case VLAN_NATIVE:
        *out = value_int(vlan->native);
        break;
    case VLAN_ALLOWED: {
        struct array *list = array_new(4);
        for (int id = 1; id <= VM_VLAN_MAX; id++)
            if (vm_vlan_allows(vlan, id))
                array_push_take(list, value_int(id));
        *out = value_of_array(list);
        break;
    }
    case VLAN_ALLOWED_TEXT:
        *out = allowed_text(vlan);
        break;
    case VLAN_NOTHING:
        *out = value_null();
        break;
    case VLAN_NUMBER_0:
        *out = value_int(0);
        break;
    case VLAN_EMPTY:
        *out = value_of_array(array_new(0));
        break;
    }
    return 0;
}

/* The last column: "121", "10,1-100" or nothing. */
static int get_list(struct value self, struct value *out, struct err **err)
{
    const struct vm_vlan *vlan = vlan_of(self);
    AUTO_STRBUF text = STRBUF_INIT;
    (void)err;
    if (vlan->mode == VM_VLAN_ACCESS)
        strbuf_addf(&text, "%d", vlan->access);
    if (vlan->mode == VM_VLAN_TRUNK) {
        strbuf_addf(&text, "%d,", vlan->native);
        vm_vlan_format_list(vlan, &text);
    }
    *out = value_string(text.len ? text.buf : "");
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("OperationMode", "VMNetworkAdapterVlanMode", VLAN_MODE),
    OWN("AccessVlanId", "int", VLAN_ACCESS),
    OWN("NativeVlanId", "int", VLAN_NATIVE),
    OWN("AllowedVlanIdList", "int[]", VLAN_ALLOWED),
    OWN("AllowedVlanIdListString", "string", VLAN_ALLOWED_TEXT),
    OWN("PrivateVlanMode", "VMNetworkAdapterPrivateVlanMode", VLAN_NOTHING),
    OWN("PrimaryVlanId", "int", VLAN_NUMBER_0),
    OWN("SecondaryVlanId", "int", VLAN_NUMBER_0),
    OWN("SecondaryVlanIdList", "int[]", VLAN_EMPTY),
    HV_ADAPTER_PART_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "VMNetworkAdapterName" },
    { .label = "Mode", .property = "OperationMode" },
    { .label = "VlanList", .get = get_list },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static struct value setting_new(struct value adapter)
{
    return value_of_object(hv_adapter_part_new(&type_vm_network_adapter_vlan_setting, adapter));
}

static int setting_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    return hv_adapter_part_unpack(packed, &type_vm_network_adapter_vlan_setting, out, err);
}

const struct type_info type_vm_network_adapter_vlan_setting = {
    .pack = hv_adapter_part_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanSetting",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct hv_adapter_part),
    .destroy = hv_adapter_part_destroy,
};

/* ---- Get ---- */
struct vlan_args {
    struct hv_adapter_args at;
    bool untagged, access, trunk, isolated, community, promiscuous;
    struct opt_int vlan_id, native, primary, secondary;
    struct str *allowed, *secondary_list;
};
#define A struct vlan_args

static enum status get_one(struct invocation *inv, struct value adapter)
{
    return emit_take(inv, setting_new(adapter));
}

static enum status get_process(struct invocation *inv)
{
    return hv_get_adapters(inv, get_one);
}

/* ---- Set ---- */
static bool in_range(const struct opt_int *number, int least)
{
    return number->set && number->value >= least && number->value <= VM_VLAN_MAX;
}

/* The parameters belong together in ways that their sets do not say. */
static int wanted(const A *args, struct vm_vlan *vlan, struct err **err)
{
    *vlan = (struct vm_vlan){ .mode = VM_VLAN_UNTAGGED };
    if (args->untagged + args->access + args->trunk != 1)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "One of -Access, -Trunk and -Untagged is needed, and no other with it.");
    if (args->access) {
        vlan->mode = VM_VLAN_ACCESS;
        vlan->access = (int)args->vlan_id.value;
        return in_range(&args->vlan_id, 1)
                   ? 0
                   : err_set(err, ERR_INVALID_PARAMETER,
                             "-Access needs -VlanId, a number from 1 to %d.", VM_VLAN_MAX);
    }
    if (args->untagged)
        return 0;
    vlan->mode = VM_VLAN_TRUNK;
    vlan->native = (int)args->native.value;
    if (!args->allowed || !in_range(&args->native, 0))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "-Trunk needs -AllowedVlanIdList and -NativeVlanId, a number from 0 to %d.",
                       VM_VLAN_MAX);
    return vm_vlan_parse_list(args->allowed->data, vlan, err);
}

static enum status set_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    struct vm_vlan vlan;
    struct err *err = NULL;
    if (wanted(args, &vlan, &err))
        return cmdlet_err(inv, &err, adapter);
    struct vm_nic_change change = { .vlan = &vlan };
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
    if (args->isolated || args->community || args->promiscuous)
        return hv_refuse_param(inv,
                               args->isolated    ? "Isolated"
                               : args->community ? "Community"
                                                 : "Promiscuous",
                               "neither Open vSwitch nor a Linux bridge has private VLANs; give "
                               "machines that must not meet VLANs of their own with -Access, or "
                               "deny their traffic with Add-VMNetworkAdapterAcl.");
    return hv_change_adapters(inv, set_one);
}

/* ---- declarations ---- */
static const struct param get_params[] = {
    HV_ADAPTER_VM_NAME(A, false),
    HV_ADAPTER_PARAMS(A),
    HV_ADAPTER_SNAPSHOT(A),
};
static const struct example get_examples[] = {
    { .code = "Get-VMNetworkAdapterVlan", .remarks = "The VLANs of all adapters." },
};

#define PRIVATE_HELP "Not supported on this host: there are no private VLANs."
static const struct param set_params[] = {
    HV_ADAPTER_VM_NAME(A, true),
    HV_ADAPTER_PARAMS(A),
    PARAM(A, untagged, .name = "Untagged", .aliases = "u", .help = "No VLAN."),
    PARAM(A, access, .name = "Access", .aliases = "a",
          .help = "The adapter is in one VLAN, of which the guest sees nothing. The switch must be "
                  "on an Open vSwitch bridge, or libvirt at least 11.0."),
    PARAM(A, vlan_id, .name = "VlanId", .aliases = "AccessVlanId",
          .help = "The VLAN, from 1 to 4094; with -Access."),
    PARAM(A, trunk, .name = "Trunk", .aliases = "t", .help = "The guest tags its frames itself."),
    PARAM(A, native, .name = "NativeVlanId",
          .help = "The VLAN of its frames without a tag, or 0; with -Trunk."),
    PARAM(A, allowed, .name = "AllowedVlanIdList",
          .help = "The VLANs that it may use, as in 1-100,200; with -Trunk."),
    PARAM(A, isolated, .name = "Isolated", .aliases = "i", .help = PRIVATE_HELP),
    PARAM(A, community, .name = "Community", .aliases = "c", .help = PRIVATE_HELP),
    PARAM(A, promiscuous, .name = "Promiscuous", .aliases = "p", .help = PRIVATE_HELP),
    PARAM(A, primary, .name = "PrimaryVlanId", .help = PRIVATE_HELP),
    PARAM(A, secondary, .name = "SecondaryVlanId", .help = PRIVATE_HELP),
    PARAM(A, secondary_list, .name = "SecondaryVlanIdList", .help = PRIVATE_HELP),
    HV_ADAPTER_PASSTHRU(A),
};
static const struct example set_examples[] = {
    { .code = "Set-VMNetworkAdapterVlan web1 -Access -VlanId 121",
      .remarks = "Its traffic is in VLAN 121, from now on also while it runs." },
    { .code = "Set-VMNetworkAdapterVlan router -Trunk -AllowedVlanIdList 1-100 -NativeVlanId 10",
      .remarks = "It may use the VLANs 1 to 100; what it sends without a tag is in VLAN 10." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMNetworkAdapterVlan", "VMName", A, get, "VMNetworkAdapterVlanSetting",
              "Lists the VLANs of network adapters.", false),
    HV_CMDLET("Set", "VMNetworkAdapterVlan", "VMName", A, set, "VMNetworkAdapterVlanSetting",
              "Puts network adapters into VLANs.", true),
};
const struct cmdlet_group vm_network_adapter_vlan_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
