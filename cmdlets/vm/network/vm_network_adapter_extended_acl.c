#include "cmdlets/vm/network/vm_network_adapter_extended_acl.h"

#include <string.h>
#include <strings.h>

#include "cmdlets/vm/network/adapter_select.h"
#include "cmdlets/vm/network/network_enums.h"
#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMNetworkAdapterExtendedAclSetting ---- */
struct entry {
    struct hv_adapter_part part;
    struct vm_extended_acl acl;
};

static const struct vm_extended_acl *acl_of(struct value v)
{
    return &((struct entry *)object_payload(v.object))->acl;
}

static struct value entry_new(struct value adapter, const struct vm_extended_acl *acl)
{
    struct object *o = hv_adapter_part_new(&type_vm_network_adapter_extended_acl_setting, adapter);
    ((struct entry *)object_payload(o))->acl = *acl;
    return value_of_object(o);
}

enum property_id {
    ACL_ACTION,
    ACL_DIRECTION,
    ACL_LOCAL,
    ACL_REMOTE,
    ACL_LOCAL_PORT,
    ACL_REMOTE_PORT,
    ACL_PROTOCOL,
    ACL_WEIGHT,
    ACL_STATEFUL,
    ACL_NOTHING,
};

static struct value protocol_value(int protocol)
{
    char number[12];
    snprintf(number, sizeof(number), "%d", protocol);
    return value_string(protocol == VM_ACL_PROTOCOL_ANY ? VM_ACL_ANY
                        : protocol == 6                 ? "TCP"
                        : protocol == 17                ? "UDP"
                                                        : number);
}

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_extended_acl *a = acl_of(self);
    (void)err;
    switch ((enum property_id)p->data) {
    case ACL_ACTION:
        *out = value_enum(&enum_vm_network_adapter_extended_acl_action, (int32_t)a->action);
        break;
    case ACL_DIRECTION:
        *out = value_enum(&enum_vm_network_adapter_extended_acl_direction, (int32_t)a->direction);
        break;
    case ACL_LOCAL:
        *out = value_string(a->local);
        break;
    case ACL_REMOTE:
        *out = value_string(a->remote);
        break;
    case ACL_LOCAL_PORT:
        *out = value_string(a->local_ports);
        break;
    case ACL_REMOTE_PORT:
        *out = value_string(a->remote_ports);
        break;
    case ACL_PROTOCOL:
        *out = protocol_value(a->protocol);
        break;
    case ACL_WEIGHT:
        *out = value_int(a->weight);
        break;
    case ACL_STATEFUL:
        *out = value_bool(a->stateful);
        break;
    case ACL_NOTHING:
        *out = value_int(0);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("Action", "VMNetworkAdapterExtendedAclAction", ACL_ACTION),
    OWN("Direction", "VMNetworkAdapterExtendedAclDirection", ACL_DIRECTION),
    OWN("LocalIPAddress", "string", ACL_LOCAL),
    OWN("RemoteIPAddress", "string", ACL_REMOTE),
    OWN("LocalPort", "string", ACL_LOCAL_PORT),
    OWN("RemotePort", "string", ACL_REMOTE_PORT),
    OWN("Protocol", "string", ACL_PROTOCOL),
    OWN("Weight", "int", ACL_WEIGHT),
    OWN("Stateful", "bool", ACL_STATEFUL),
    OWN("IdleSessionTimeout", "int", ACL_NOTHING),
    OWN("IsolationID", "int", ACL_NOTHING),
    HV_ADAPTER_PART_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },     { .property = "Direction" },
    { .property = "Weight" },     { .property = "LocalIPAddress" },
    { .property = "LocalPort" },  { .property = "RemoteIPAddress" },
    { .property = "RemotePort" }, { .property = "Protocol" },
    { .property = "Stateful" },   { .property = "Action" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static char *key_of(const struct vm_extended_acl *a, const char *nic_id)
{
    return xasprintf("%d %d %s", a->direction, a->weight, nic_id);
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
        for (size_t k = 0; k < nic->extended_acl_count; k++) {
            AUTO_FREE char *key = key_of(&nic->extended_acls[k], nic->id);
            if (strcmp(key, id) != 0)
                continue;
            AUTO_VALUE adapter = hv_nic_object(vm, nic);
            *out = entry_new(adapter, &nic->extended_acls[k]);
            return 0;
        }
    }
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The access control entry is no longer there.");
}

const struct type_info type_vm_network_adapter_extended_acl_setting = {
    .pack = entry_pack,
    .unpack = entry_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterExtendedAclSetting",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct entry),
    .destroy = hv_adapter_part_destroy,
};

/* ---- Add ---- */
struct acl_args {
    struct hv_adapter_args at;
    struct opt_enum action, direction;
    struct str *local_ip, *remote_ip, *local_port, *remote_port, *protocol;
    struct opt_int weight, idle_timeout, isolation_id;
    struct opt_bool stateful;
    struct value_list input;
};
#define A struct acl_args

static int parse_side(const struct str *text, char address[VM_ACL_ADDRESS_SIZE], struct err **err)
{
    enum vm_acl_kind kind;
    snprintf(address, VM_ACL_ADDRESS_SIZE, "%s", VM_ACL_ANY);
    return text && text->len && strcasecmp(text->data, VM_ACL_ANY) != 0
               ? vm_acl_parse_ip(text->data, &kind, address, err)
               : 0;
}

static int wanted(const A *args, struct vm_extended_acl *acl, struct err **err)
{
    *acl = (struct vm_extended_acl){
        .action = (enum vm_acl_action)args->action.value,
        .direction = (enum vm_acl_direction)args->direction.value,
        .weight = (int)args->weight.value,
        .stateful = args->stateful.set && args->stateful.value,
    };
    if (parse_side(args->local_ip, acl->local, err) ||
        parse_side(args->remote_ip, acl->remote, err) ||
        vm_acl_parse_ports(args->local_port ? args->local_port->data : NULL, acl->local_ports,
                           err) ||
        vm_acl_parse_ports(args->remote_port ? args->remote_port->data : NULL, acl->remote_ports,
                           err) ||
        vm_acl_parse_protocol(args->protocol ? args->protocol->data : NULL, &acl->protocol, err))
        return -1;
    return vm_extended_acl_check(acl, err);
}

static enum status add_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    struct vm_extended_acl acl;
    struct err *err = NULL;
    struct value now;
    if (wanted(args, &acl, &err))
        return cmdlet_err(inv, &err, adapter);
    struct vm_nic_change change = { .add_extended = &acl, .add_extended_count = 1 };
    enum status st = hv_change_adapter(inv, adapter, &change, &now);
    if (st == ST_OK && now.kind != V_NULL && acl.stateful)
        st =
            write_warning(inv, "Sessions are tracked where the bridge forwards: inbound entries of "
                               "this adapter do not hold for what this host itself sends to it.");
    if (st == ST_OK && args->at.passthru && now.kind != V_NULL)
        st = emit_take(inv, entry_new(now, &acl));
    value_clear(&now);
    return st;
}

static enum status add_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    if (args->idle_timeout.set && args->idle_timeout.value)
        return hv_refuse_param(inv, "IdleSessionTimeout",
                               "the host's connection tracking has one time-out for all sessions; "
                               "it is set with sysctl net.netfilter.nf_conntrack_tcp_timeout_"
                               "established.");
    if (args->isolation_id.set && args->isolation_id.value)
        return hv_refuse_param(inv, "IsolationID",
                               "an adapter is in one network here; put it there with "
                               "Set-VMNetworkAdapterVlan.");
    return hv_change_adapters(inv, add_one);
}

/* ---- Get ---- */
static enum status get_one(struct invocation *inv, struct value adapter)
{
    const struct vm_nic *nic = hv_nic_of(adapter, NULL);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < nic->extended_acl_count; i++)
        st = emit_take(inv, entry_new(adapter, &nic->extended_acls[i]));
    return st;
}

static enum status get_process(struct invocation *inv)
{
    return hv_get_adapters(inv, get_one);
}

/* ---- Remove ---- */
static enum status take_away(struct invocation *inv, struct value adapter,
                             const struct vm_extended_acl *which)
{
    const struct vm_nic *nic = hv_nic_of(adapter, NULL);
    struct vm_nic_change change = { .remove_extended = which, .remove_extended_count = 1 };
    struct value now;
    enum status st = hv_change_adapter(inv, adapter, &change, &now);
    bool show = ARGS(inv, A)->at.passthru && now.kind != V_NULL;
    for (size_t i = 0; st == ST_OK && show && i < nic->extended_acl_count; i++)
        if (nic->extended_acls[i].direction == which->direction &&
            nic->extended_acls[i].weight == which->weight)
            st = emit_take(inv, entry_new(adapter, &nic->extended_acls[i]));
    value_clear(&now);
    return st;
}

static enum status remove_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    struct vm_extended_acl which = { .direction = (enum vm_acl_direction)args->direction.value,
                                     .weight = (int)args->weight.value };
    return take_away(inv, adapter, &which);
}

static enum status remove_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->input.len; i++)
        st = take_away(inv, hv_adapter_of(args->input.items[i]), acl_of(args->input.items[i]));
    return st == ST_OK && !args->input.len ? hv_change_adapters(inv, remove_one) : st;
}

/* ---- declarations ---- */
#define WHICH "VMName,ResourceObject,ManagementOS,VMObject"
#define IP_HELP \
    ": an IPv4 or IPv6 address with or without a prefix length, or ANY, which is the default."
#define PORT_HELP ": a number, a range such as 49152-65535, or ANY, which is the default."
static const struct param add_params[] = {
    HV_ADAPTER_VM_NAME(A, true),
    HV_ADAPTER_PARAMS(A),
    PARAM(A, action, .name = "Action", .position = 2, .mandatory = true,
          .enum_info = &enum_vm_network_adapter_extended_acl_action, .help = "Allow or Deny."),
    PARAM(A, direction, .name = "Direction", .position = 3, .mandatory = true,
          .enum_info = &enum_vm_network_adapter_extended_acl_direction,
          .help = "Inbound: to the machine. Outbound: from it."),
    PARAM(A, local_ip, .name = "LocalIPAddress", .position = 4,
          .help = "The machine's address" IP_HELP),
    PARAM(A, remote_ip, .name = "RemoteIPAddress", .position = 5,
          .help = "The other side's address" IP_HELP),
    PARAM(A, local_port, .name = "LocalPort", .position = 6,
          .help = "The machine's port" PORT_HELP),
    PARAM(A, remote_port, .name = "RemotePort", .position = 7,
          .help = "The other side's port" PORT_HELP),
    PARAM(A, protocol, .name = "Protocol", .position = 8,
          .help = "TCP, UDP, ANY (the default) or the number of an IP protocol."),
    PARAM(A, weight, .name = "Weight", .position = 9, .mandatory = true,
          .help = "0 to 65535, once in each direction. Of the entries that fit a packet the one of "
                  "the greatest weight decides, before all plain entries."),
    PARAM(A, stateful, .name = "Stateful",
          .help = "Whether answers to what is allowed are allowed too. The host then tracks "
                  "sessions where its bridge forwards; inbound entries do not hold for what the "
                  "host itself sends."),
    PARAM(A, idle_timeout, .name = "IdleSessionTimeout", .aliases = "Timeout",
          .help = "Not supported on this host."),
    PARAM(A, isolation_id, .name = "IsolationID", .help = "Not supported on this host."),
    HV_ADAPTER_PASSTHRU(A),
};
static const struct example add_examples[] = {
    { .code = "Add-VMNetworkAdapterExtendedAcl web1 Deny Inbound -Weight 1",
      .remarks = "Nothing gets in." },
    { .code = "Add-VMNetworkAdapterExtendedAcl web1 Allow Inbound -LocalPort 80 -Protocol TCP "
              "-Weight 10",
      .remarks = "But for web requests." },
    { .code = "Add-VMNetworkAdapterExtendedAcl web1 Allow Outbound -Weight 10 -Stateful $true",
      .remarks = "And for answers to what it asks for itself." },
};

static const struct param get_params[] = {
    HV_ADAPTER_VM_NAME(A, false),
    HV_ADAPTER_PARAMS(A),
    HV_ADAPTER_SNAPSHOT(A),
};
static const struct example get_examples[] = {
    { .code = "Get-VMNetworkAdapterExtendedAcl web1 | Sort-Object Direction, Weight",
      .remarks = "The entries in their order." },
};

static const struct param remove_params[] = {
    HV_ADAPTER_VM_NAME(A, true),
    HV_ADAPTER_PARAMS(A),
    PARAM(A, direction, .name = "Direction", .sets = WHICH, .mandatory = true,
          .enum_info = &enum_vm_network_adapter_extended_acl_direction,
          .help = "The entry's direction."),
    PARAM(A, weight, .name = "Weight", .sets = WHICH, .mandatory = true,
          .help = "The entry's weight."),
    PARAM(A, input, .name = "InputObject", .sets = "InputObjectParameter", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .type = &type_vm_network_adapter_extended_acl_setting,
          .help = "What Get-VMNetworkAdapterExtendedAcl returned."),
    HV_ADAPTER_PASSTHRU(A),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMNetworkAdapterExtendedAcl web1 -Direction Inbound -Weight 10",
      .remarks = "Takes away one entry." },
};

#define ACL_CMDLET(verb_, stem_, synopsis_, changes_)                   \
    HV_CMDLET(verb_, "VMNetworkAdapterExtendedAcl", "VMName", A, stem_, \
              "VMNetworkAdapterExtendedAclSetting", synopsis_, changes_)
static const struct cmdlet cmdlets[] = {
    ACL_CMDLET("Add", add, "Allows or denies traffic by address, port and protocol.", true),
    ACL_CMDLET("Get", get, "Lists the extended access control entries of network adapters.", false),
    ACL_CMDLET("Remove", remove, "Removes extended access control entries of network adapters.",
               true),
};
const struct cmdlet_group vm_network_adapter_extended_acl_cmdlets = { cmdlets,
                                                                      ARRAY_SIZE(cmdlets) };
