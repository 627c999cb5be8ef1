#include "cmdlets/vm/network/vm_network_adapter_acl.h"

#include <string.h>
#include <strings.h>

#include "cmdlets/vm/network/adapter_select.h"
#include "cmdlets/vm/network/network_enums.h"
#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMNetworkAdapterAclSetting ---- */
struct entry {
    struct hv_adapter_part part;
    struct vm_acl acl;
};

static const struct vm_acl *acl_of(struct value v)
{
    return &((struct entry *)object_payload(v.object))->acl;
}

static struct value entry_new(struct value adapter, const struct vm_acl *acl)
{
    struct object *o = hv_adapter_part_new(&type_vm_network_adapter_acl_setting, adapter);
    ((struct entry *)object_payload(o))->acl = *acl;
    return value_of_object(o);
}

enum property_id {
    ACL_ACTION,
    ACL_DIRECTION,
    ACL_LOCAL,
    ACL_LOCAL_TYPE,
    ACL_REMOTE,
    ACL_REMOTE_TYPE,
};

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_acl *a = acl_of(self);
    enum property_id id = (enum property_id)p->data;
    bool of_remote = id == ACL_REMOTE || id == ACL_REMOTE_TYPE;
    (void)err;
    switch (id) {
    case ACL_ACTION:
        *out = value_enum(&enum_vm_network_adapter_acl_action, (int32_t)a->action);
        break;
    case ACL_DIRECTION:
        *out = value_enum(&enum_vm_network_adapter_acl_direction, (int32_t)a->direction);
        break;
    case ACL_LOCAL:
    case ACL_REMOTE:
        *out = value_string(a->remote == of_remote ? a->address : "");
        break;
    case ACL_LOCAL_TYPE:
    case ACL_REMOTE_TYPE:
        *out = value_string(a->remote != of_remote   ? ""
                            : a->kind == VM_ACL_MAC  ? "MAC"
                            : a->kind == VM_ACL_IPV6 ? "IPv6"
                                                     : "IPv4");
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("Action", "VMNetworkAdapterAclAction", ACL_ACTION),
    OWN("Direction", "VMNetworkAdapterAclDirection", ACL_DIRECTION),
    OWN("LocalAddress", "string", ACL_LOCAL),
    OWN("LocalAddressType", "string", ACL_LOCAL_TYPE),
    OWN("RemoteAddress", "string", ACL_REMOTE),
    OWN("RemoteAddressType", "string", ACL_REMOTE_TYPE),
    HV_ADAPTER_PART_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },        { .property = "VMNetworkAdapterName" },
    { .property = "Direction" },     { .property = "LocalAddress" },
    { .property = "RemoteAddress" }, { .property = "Action" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

/* Of the entries of one adapter at most one has this text; the adapter's id comes last. */
static char *key_of(const struct vm_acl *a, const char *nic_id)
{
    return xasprintf("%d %d %d %d %s %s", a->action, a->direction, a->remote, a->kind, a->address,
                     nic_id);
}

static int entry_pack(struct value self, struct value *out, struct err **err)
{
    AUTO_FREE char *key = key_of(acl_of(self), hv_nic_of(hv_adapter_of(self), NULL)->id);
    (void)err;
    *out = hv_component_pack(self, key);
    return 0;
}

static int entry_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    struct value vm;
    const struct vm_config *config;
    const char *id;
    (void)session;
    if (hv_component_unpack(packed, &vm, &config, &id, err))
        return -1;
    for (size_t i = 0; id && i < config->nic_count; i++) {
        const struct vm_nic *nic = &config->nics[i];
        for (size_t k = 0; k < nic->acl_count; k++) {
            AUTO_FREE char *key = key_of(&nic->acls[k], nic->id);
            if (strcmp(key, id) != 0)
                continue;
            AUTO_VALUE adapter = hv_nic_object(vm, nic);
            *out = entry_new(adapter, &nic->acls[k]);
            return 0;
        }
    }
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The access control entry is no longer there.");
}

const struct type_info type_vm_network_adapter_acl_setting = {
    .pack = entry_pack,
    .unpack = entry_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterAclSetting",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct entry),
    .destroy = hv_adapter_part_destroy,
};

/* ---- common ---- */
struct acl_args {
    struct hv_adapter_args at;
    struct opt_enum action, direction;
    struct str_list local_ip, local_mac, remote_ip, remote_mac;
    struct value_list input;
};
#define A struct acl_args

struct acl_list {
    struct vm_acl *items;
    size_t len, cap;
};

static void acl_list_release(struct acl_list *list)
{
    vec_release(list);
}

/* An address as -LocalIPAddress and its like take it; ANY means both IP versions. */
static int add_address(struct acl_list *list, const struct vm_acl *model, const char *text,
                       bool mac, struct err **err)
{
    struct vm_acl acl = *model;
    bool any = strcasecmp(text, VM_ACL_ANY) == 0;
    if (mac) {
        acl.kind = VM_ACL_MAC;
        if (any)
            snprintf(acl.address, sizeof(acl.address), "%s", VM_ACL_ANY);
        else if (vm_mac_parse(text, acl.address, err))
            return -1;
        *vec_push(list) = acl;
        return 0;
    }
    static const char *const all[] = { "0.0.0.0/0", "::/0" };
    for (size_t i = 0; i < (any ? ARRAY_SIZE(all) : 1); i++) {
        if (vm_acl_parse_ip(any ? all[i] : text, &acl.kind, acl.address, err))
            return -1;
        *vec_push(list) = acl;
    }
    return 0;
}

/* The entries that the parameters ask for: one for each address and direction. */
static int wanted(const A *args, struct acl_list *list, struct err **err)
{
    const struct {
        const struct str_list *texts;
        bool remote, mac;
    } sides[] = { { &args->local_ip, false, false },
                  { &args->local_mac, false, true },
                  { &args->remote_ip, true, false },
                  { &args->remote_mac, true, true } };
    for (int direction = VM_ACL_INBOUND; direction <= VM_ACL_OUTBOUND; direction++) {
        if (!(args->direction.value & direction))
            continue;
        for (size_t i = 0; i < ARRAY_SIZE(sides); i++) {
            struct vm_acl model = { .action = (enum vm_acl_action)args->action.value,
                                    .direction = (enum vm_acl_direction)direction,
                                    .remote = sides[i].remote };
            for (size_t k = 0; k < sides[i].texts->len; k++)
                if (add_address(list, &model, sides[i].texts->items[k]->data, sides[i].mac, err))
                    return -1;
        }
    }
    if (list->len)
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "An entry needs an address: -LocalIPAddress, -RemoteIPAddress, "
                   "-LocalMacAddress or -RemoteMacAddress.");
}

static enum status emit_entries(struct invocation *inv, struct value adapter,
                                const struct acl_list *list)
{
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < list->len; i++)
        st = emit_take(inv, entry_new(adapter, &list->items[i]));
    return st;
}

/* Add or remove what the parameters say, on one adapter. */
static enum status change(struct invocation *inv, struct value adapter, bool add)
{
    const A *args = ARGS(inv, A);
    CLEANUP(acl_list_release) struct acl_list list = VEC_INIT;
    struct err *err = NULL;
    if (wanted(args, &list, &err))
        return cmdlet_err(inv, &err, adapter);
    struct vm_nic_change c = { 0 };
    if (add) {
        c.add_acls = list.items;
        c.add_acl_count = list.len;
    } else {
        c.remove_acls = list.items;
        c.remove_acl_count = list.len;
    }
    struct value now;
    enum status st = hv_change_adapter(inv, adapter, &c, &now);
    if (st == ST_OK && args->at.passthru && now.kind != V_NULL)
        st = emit_entries(inv, now, &list);
    value_clear(&now);
    return st;
}

static enum status refuse_meter(struct invocation *inv)
{
    return ARGS(inv, A)->action.value == VM_ACL_METER
               ? hv_refuse_param(inv, "Action",
                                 "the counters of the host's network filters start anew with each "
                                 "change and each start; virsh domifstat counts all the traffic "
                                 "of an adapter.")
               : ST_OK;
}

/* ---- Add ---- */
static enum status add_one(struct invocation *inv, struct value adapter)
{
    return change(inv, adapter, true);
}

static enum status add_process(struct invocation *inv)
{
    enum status st = refuse_meter(inv);
    return st == ST_OK ? hv_change_adapters(inv, add_one) : st;
}

/* ---- Get ---- */
static enum status get_one(struct invocation *inv, struct value adapter)
{
    const struct vm_nic *nic = hv_nic_of(adapter, NULL);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < nic->acl_count; i++)
        st = emit_take(inv, entry_new(adapter, &nic->acls[i]));
    return st;
}

static enum status get_process(struct invocation *inv)
{
    return hv_get_adapters(inv, get_one);
}

/* ---- Remove ---- */
static enum status remove_one(struct invocation *inv, struct value adapter)
{
    return change(inv, adapter, false);
}

static enum status remove_entry(struct invocation *inv, struct value entry)
{
    struct vm_nic_change c = { .remove_acls = acl_of(entry), .remove_acl_count = 1 };
    struct value now;
    enum status st = hv_change_adapter(inv, hv_adapter_of(entry), &c, &now);
    if (st == ST_OK && ARGS(inv, A)->at.passthru && now.kind != V_NULL)
        st = emit(inv, entry);
    value_clear(&now);
    return st;
}

static enum status remove_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->input.len; i++)
        st = remove_entry(inv, args->input.items[i]);
    return st == ST_OK && !args->input.len ? hv_change_adapters(inv, remove_one) : st;
}

/* ---- declarations ---- */
#define WHICH "VMName,ResourceObject,ManagementOS,VMObject"
#define IP_HELP \
    ": an IPv4 or IPv6 address with or without a prefix length, or ANY for all of both versions."
#define MAC_HELP ": a MAC address, or ANY."
#define ENTRY_PARAMS(sets_)                                                                      \
    PARAM(A, action, .name = "Action", .sets = sets_, .mandatory = true,                         \
          .enum_info = &enum_vm_network_adapter_acl_action,                                      \
          .help = "Allow or Deny. Of entries that fit a packet the one with the longest prefix " \
                  "decides, those for MAC addresses before those for IP addresses."),            \
        PARAM(A, direction, .name = "Direction", .sets = sets_, .mandatory = true,               \
              .enum_info = &enum_vm_network_adapter_acl_direction,                               \
              .help = "Inbound: to the machine. Outbound: from it. Both: an entry for each."),   \
        PARAM(A, local_ip, .name = "LocalIPAddress", .sets = sets_,                              \
              .help = "The machine's address" IP_HELP),                                          \
        PARAM(A, local_mac, .name = "LocalMacAddress", .sets = sets_,                            \
              .help = "The machine's address" MAC_HELP),                                         \
        PARAM(A, remote_ip, .name = "RemoteIPAddress", .sets = sets_,                            \
              .help = "The other side's address" IP_HELP),                                       \
        PARAM(A, remote_mac, .name = "RemoteMacAddress", .sets = sets_,                          \
              .help = "The other side's address" MAC_HELP)

static const struct param add_params[] = {
    HV_ADAPTER_VM_NAME(A, true),
    HV_ADAPTER_PARAMS(A),
    ENTRY_PARAMS(NULL),
    HV_ADAPTER_PASSTHRU(A),
};
static const struct example add_examples[] = {
    { .code = "Add-VMNetworkAdapterAcl web1 -RemoteIPAddress ANY -Direction Both -Action Deny",
      .remarks = "Cuts it off from all addresses." },
    { .code = "Add-VMNetworkAdapterAcl web1 -RemoteIPAddress 10.0.0.0/8 -Direction Both "
              "-Action Allow",
      .remarks = "But for this network: the longer prefix decides. Both hold at once, also while "
                 "it runs." },
};

static const struct param get_params[] = {
    HV_ADAPTER_VM_NAME(A, false),
    HV_ADAPTER_PARAMS(A),
    HV_ADAPTER_SNAPSHOT(A),
};
static const struct example get_examples[] = {
    { .code = "Get-VMNetworkAdapterAcl web1", .remarks = "Who may speak with web1." },
};

static const struct param remove_params[] = {
    HV_ADAPTER_VM_NAME(A, true),
    HV_ADAPTER_PARAMS(A),
    ENTRY_PARAMS(WHICH),
    PARAM(A, input, .name = "InputObject", .sets = "InputObjectParameter", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .type = &type_vm_network_adapter_acl_setting,
          .help = "What Get-VMNetworkAdapterAcl returned."),
    HV_ADAPTER_PASSTHRU(A),
};
static const struct example remove_examples[] = {
    { .code = "Get-VMNetworkAdapterAcl web1 | Remove-VMNetworkAdapterAcl",
      .remarks = "Lifts all of them." },
};

#define ACL_CMDLET(verb_, stem_, synopsis_, changes_)                                         \
    HV_CMDLET(verb_, "VMNetworkAdapterAcl", "VMName", A, stem_, "VMNetworkAdapterAclSetting", \
              synopsis_, changes_)
static const struct cmdlet cmdlets[] = {
    ACL_CMDLET("Add", add, "Allows or denies traffic of network adapters by address.", true),
    ACL_CMDLET("Get", get, "Lists the access control entries of network adapters.", false),
    ACL_CMDLET("Remove", remove, "Removes access control entries of network adapters.", true),
};
const struct cmdlet_group vm_network_adapter_acl_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
