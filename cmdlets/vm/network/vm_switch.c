#include "cmdlets/vm/network/vm_switch.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/network/vm_switch_pool.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "vm/network/vm_switch.h"

/* ---- Microsoft.HyperV.PowerShell.VMSwitch ---- */
struct switch_object {
    struct hv_host *host;
    struct vm_switch_info info;
};

static struct switch_object *switch_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_vm_switch ? object_payload(v.object)
                                                                   : NULL;
}

const char *hv_switch_name(struct value v)
{
    const struct switch_object *s = switch_of(v);
    return s ? s->info.name : NULL;
}

const struct vm_switch_info *hv_switch_info(struct value v, struct hv_host **host)
{
    const struct switch_object *s = switch_of(v);
    if (s && host)
        *host = s->host;
    return s ? &s->info : NULL;
}

static void switch_destroy(struct object *o)
{
    vm_switch_info_release(&((struct switch_object *)object_payload(o))->info);
}

struct value hv_switch_new_take(struct hv_host *host, struct vm_switch_info *info)
{
    struct object *o = object_new(&type_vm_switch);
    struct switch_object *s = object_payload(o);
    s->host = host;
    s->info = *info;
    memset(info, 0, sizeof(*info));
    return value_of_object(o);
}

enum switch_property {
    SWITCH_NAME,
    SWITCH_ID,
    SWITCH_TYPE,
    SWITCH_NOTES,
    SWITCH_ADAPTER,
    SWITCH_ADAPTERS,
    SWITCH_MANAGEMENT,
    SWITCH_BANDWIDTH,
    SWITCH_IOV,
    SWITCH_FALSE,
    SWITCH_TEAM,
    SWITCH_COMPUTER,
    SWITCH_BRIDGE,
    SWITCH_ADDRESS,
    SWITCH_POOLS,
};

struct value hv_switch_adapters(const struct vm_switch_info *i)
{
    const char *adapter = i->adapter_description ? i->adapter_description : i->net_adapter;
    struct array *a = array_new(2);
    if (!i->team && adapter)
        array_push_take(a, value_string(adapter));
    for (const char *p = i->team; p && *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        array_push_take(a, value_string_len(p, len));
        p += len;
    }
    return value_of_array(a);
}

/* VMSwitchBandwidthMode's numbers are vm/network/vm_switch.h's own. */
static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct switch_object *s = switch_of(self);
    const struct vm_switch_info *i = &s->info;
    const char *adapter = i->adapter_description ? i->adapter_description : i->net_adapter;
    switch ((enum switch_property)p->data) {
    case SWITCH_NAME:
        *out = value_string(i->name);
        break;
    case SWITCH_ID:
        *out = hv_guid(i->id);
        break;
    case SWITCH_TYPE:
        *out = value_enum(&enum_vm_switch_type, (int32_t)i->type);
        break;
    case SWITCH_NOTES:
        *out = value_string(i->notes ? i->notes : "");
        break;
    case SWITCH_TEAM:
        *out = value_bool(i->team != NULL);
        break;
    case SWITCH_ADAPTER:
        *out = i->team   ? value_string("Teamed-Interface")
               : adapter ? value_string(adapter)
                         : value_null();
        break;
    case SWITCH_ADAPTERS:
        *out = hv_switch_adapters(i);
        break;
    case SWITCH_MANAGEMENT:
        *out = value_bool(i->allow_management_os);
        break;
    case SWITCH_BANDWIDTH:
        *out = value_enum(&enum_vm_switch_bandwidth_mode, (int32_t)i->bandwidth);
        break;
    case SWITCH_IOV:
        *out = value_bool(i->iov_enabled);
        break;
    case SWITCH_FALSE:
        *out = value_bool(false);
        break;
    case SWITCH_COMPUTER:
        *out = value_string(s->host->name);
        break;
    case SWITCH_BRIDGE:
        *out = i->bridge ? value_string(i->bridge) : value_null();
        break;
    case SWITCH_POOLS:
        return hv_switch_pools(s->host, s->info.id, out, err);
    case SWITCH_ADDRESS:
        *out = i->host_address ? value_string(i->host_address) : value_null();
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("Name", "string", SWITCH_NAME),
    OWN("Id", "guid", SWITCH_ID),
    OWN("Notes", "string", SWITCH_NOTES),
    OWN("SwitchType", "VMSwitchType", SWITCH_TYPE),
    OWN("AllowManagementOS", "bool", SWITCH_MANAGEMENT),
    OWN("NetAdapterInterfaceDescription", "string", SWITCH_ADAPTER),
    OWN("NetAdapterInterfaceDescriptions", "string[]", SWITCH_ADAPTERS),
    OWN("BandwidthReservationMode", "VMSwitchBandwidthMode", SWITCH_BANDWIDTH),
    OWN("IovEnabled", "bool", SWITCH_IOV),
    OWN("IovSupport", "bool", SWITCH_FALSE),
    OWN("EmbeddedTeamingEnabled", "bool", SWITCH_TEAM),
    OWN("PacketDirectEnabled", "bool", SWITCH_FALSE),
    OWN("ResourcePoolName", "string[]", SWITCH_POOLS),
    OWN("BridgeName", "string", SWITCH_BRIDGE),
    OWN("HostAddress", "string", SWITCH_ADDRESS),
    OWN("ComputerName", "string", SWITCH_COMPUTER),
    OWN("IsDeleted", "bool", SWITCH_FALSE),
};
static const struct view_column columns[] = {
    { .property = "Name" },
    { .property = "SwitchType" },
    { .property = "NetAdapterInterfaceDescription" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static int switch_to_string(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "VMSwitch (Name = '%s') [Id = '%s']", switch_of(self)->info.name,
                switch_of(self)->info.id);
    return 0;
}

static int switch_pack(struct value self, struct value *out, struct err **err)
{
    const struct switch_object *s = switch_of(self);
    struct array *a = array_new(2);
    (void)err;
    array_push_take(a, value_string(s->host->computer));
    array_push_take(a, value_string(s->info.id));
    *out = value_of_array(a);
    return 0;
}

static int switch_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *items = packed.array->items;
    struct vm_switch_info info = { 0 };
    struct hv_host *host;
    if (hv_host_get(session, items[0].str->data, &host, err) ||
        vm_switch_get(host->host, NULL, items[1].str->data, &info, err))
        return -1;
    *out = hv_switch_new_take(host, &info);
    return 0;
}

const struct type_info type_vm_switch = {
    .pack = switch_pack,
    .unpack = switch_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMSwitch",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct switch_object),
    .destroy = switch_destroy,
    .to_string = switch_to_string,
};

void hv_switch_team_text(const struct str_list *adapters, struct strbuf *out)
{
    for (size_t i = 0; i < adapters->len; i++) {
        /* A description ends with the name, as in "e1000e (eth0)". */
        const char *text = adapters->items[i]->data, *name = strrchr(text, '(');
        size_t len = name ? strcspn(name + 1, ")") : strlen(text);
        strbuf_addf(out, "%s%.*s", out->len ? " " : "", (int)len, name ? name + 1 : text);
    }
}

/* ---- common ---- */
struct switch_args {
    HV_HOST_FIELDS
    struct str *name, *new_name, *notes, *net_adapter_name, *net_adapter_description;
    struct str_list names, net_adapter_names, net_adapter_descriptions, resource_pools;
    struct value_list ids, vm_switches, extensions;
    struct value vm_switch;
    struct opt_enum switch_type, bandwidth_mode;
    struct enum_list switch_types;
    struct opt_bool allow_management_os, iov, packet_direct, embedded_teaming, vrss, vmmq;
    struct opt_int flow_absolute, flow_weight, vmmq_pairs;
    bool passthru, force;
};
#define A struct switch_args

static enum status not_found(struct invocation *inv, const char *name)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text, "Hyper-V was unable to find a virtual switch with name \"%s\".", name);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION,
                                                   .target_name = name });
}

/* Shows what was done to the host's interfaces; frees the text. */
static enum status tell(struct invocation *inv, char *notice)
{
    AUTO_FREE char *text = notice;
    return text ? write_warning(inv, "%s", text) : ST_OK;
}

/* Appends the switches of host whose name fits to out. *found: how many. */
static enum status find_by_name(struct invocation *inv, struct hv_host *host,
                                const struct str *name, struct array *out, size_t *found)
{
    struct vm_switch_info *list;
    size_t n;
    struct err *err = NULL;
    *found = 0;
    if (vm_switch_list(host->host, &list, &n, &err))
        return cmdlet_err(inv, &err, value_null());
    for (size_t i = 0; i < n; i++) {
        if (name &&
            !text_wildcard_match(name->data, name->len, list[i].name, strlen(list[i].name), true))
            continue;
        array_push_take(out, hv_switch_new_take(host, &list[i]));
        ++*found;
    }
    vm_switch_list_free(list, n);
    return ST_OK;
}

enum status hv_switch_choose(struct invocation *inv, const struct str_list *computers,
                             const struct str_list *names, const struct value_list *objects,
                             struct array *out)
{
    size_t n = computers->len;
    enum status st = hv_refuse_sessions(inv);
    for (size_t i = 0; i < objects->len; i++)
        array_push(out, objects->items[i]);
    if (!names->len)
        return st;
    for (size_t c = 0; st == ST_OK && c < (n ? n : 1); c++) {
        struct hv_host *host;
        st = hv_host_open(inv, n ? computers->items[c]->data : NULL, &host);
        for (size_t i = 0; st == ST_OK && host && i < names->len; i++) {
            size_t found;
            st = find_by_name(inv, host, names->items[i], out, &found);
            if (st == ST_OK && !found &&
                !text_has_wildcard(names->items[i]->data, names->items[i]->len))
                st = not_found(inv, names->items[i]->data);
        }
    }
    return st;
}

/* The same by a cmdlet's own parameters. */
static enum status choose(struct invocation *inv, const struct str_list *names,
                          const struct value_list *objects, struct array *out)
{
    return hv_switch_choose(inv, &ARGS(inv, A)->computer_name, names, objects, out);
}

/* ---- New ---- */
static enum status new_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    struct vm_switch_create spec = {
        .name = args->name->data,
        .type = args->switch_type.set ? (enum vm_switch_type)args->switch_type.value
                                      : VM_SWITCH_EXTERNAL,
        .notes = args->notes ? args->notes->data : NULL,
        .allow_management_os = !args->allow_management_os.set || args->allow_management_os.value,
        .bandwidth = (enum vm_switch_bandwidth)args->bandwidth_mode.value,
        .iov_enabled = args->iov.set && args->iov.value,
    };
    const struct str_list *adapters =
        args->net_adapter_names.len ? &args->net_adapter_names : &args->net_adapter_descriptions;
    AUTO_STRBUF team = STRBUF_INIT;
    bool teamed = adapters->len > 1 || (args->embedded_teaming.set && args->embedded_teaming.value);
    if (teamed && adapters->len) {
        hv_switch_team_text(adapters, &team);
        spec.team = team.buf;
    } else if (args->net_adapter_names.len)
        spec.net_adapter = args->net_adapter_names.items[0]->data;
    else if (args->net_adapter_descriptions.len)
        spec.net_adapter = args->net_adapter_descriptions.items[0]->data;
    struct vm_switch_info info = { 0 };
    struct err *err = NULL;
    char *notice = NULL;
    bool yes;
    enum status st = should_process(inv, spec.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_VALUE target = value_string(spec.name);
    if (vm_switch_create(host->host, &spec, &info, &notice, &err))
        return cmdlet_err(inv, &err, target);
    hv_host_changed(host);
    st = tell(inv, notice);
    AUTO_VALUE made = hv_switch_new_take(host, &info);
    return st == ST_OK ? emit(inv, made) : st;
}

static enum status new_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    if (args->packet_direct.set && args->packet_direct.value)
        return hv_refuse_param(inv, "EnablePacketDirect", "PacketDirect is Windows only.");
    bool several = args->net_adapter_names.len > 1 || args->net_adapter_descriptions.len > 1;
    if (several && args->embedded_teaming.set && !args->embedded_teaming.value)
        return hv_refuse_param(inv, "EnableEmbeddedTeaming",
                               "several adapters under one switch are a team.");
    if (args->switch_type.set && args->switch_type.value == VM_SWITCH_EXTERNAL)
        return hv_refuse_param(inv, "SwitchType",
                               "an external switch is made with -NetAdapterName and the host's "
                               "interface; -SwitchType takes Internal or Private.");
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, new_on_host);
}

static const struct param new_params[] = {
    PARAM(A, name, .name = "Name", .aliases = "SwitchName", .position = 1, .mandatory = true,
          .help = "The name of the new switch."),
    PARAM(A, allow_management_os, .name = "AllowManagementOS",
          .sets = "NetAdapterName,NetAdapterInterfaceDescription",
          .help = "Whether the host uses the interface too; $true by default."),
    PARAM(A, net_adapter_names, .name = "NetAdapterName", .aliases = "InterfaceAlias",
          .sets = "NetAdapterName", .mandatory = true, .from_property = true,
          .help = "The host's interface or bridge of an external switch; several become a team."),
    PARAM(A, notes, .name = "Notes", .help = "Notes about the switch."),
    PARAM(A, bandwidth_mode, .name = "MinimumBandwidthMode",
          .enum_info = &enum_vm_switch_bandwidth_mode,
          .help = "Recorded only: a Linux bridge does not reserve bandwidth."),
    PARAM(A, iov, .name = "EnableIov", .help = "Recorded only."),
    PARAM(A, packet_direct, .name = "EnablePacketDirect", .help = "Not supported on this host."),
    PARAM(A, embedded_teaming, .name = "EnableEmbeddedTeaming",
          .help = "Makes the adapters one: a bond on a bridge of Open vSwitch. So are several "
                  "adapters without it."),
    PARAM(A, net_adapter_descriptions, .name = "NetAdapterInterfaceDescription",
          .aliases = "InterfaceDescription", .sets = "NetAdapterInterfaceDescription",
          .mandatory = true, .from_property = true, .help = "The same by its description."),
    PARAM(A, switch_type, .name = "SwitchType", .sets = "SwitchType", .mandatory = true,
          .enum_info = &enum_vm_switch_type,
          .help = "Private: machines among themselves. Internal: with the host."),
    HV_HOST_PARAMS_AS(A, NULL, true, true, "PSComputerName"),
};
static const struct example new_examples[] = {
    { .code = "New-VMSwitch Lab -SwitchType Internal",
      .remarks = "A switch for machines and the host." },
    { .code = "New-VMSwitch Uplink -NetAdapterName eth0, eth1 -EnableEmbeddedTeaming $true",
      .remarks = "A switch on two adapters, where Open vSwitch runs." },
    { .code = "New-VMSwitch LAN -NetAdapterName br0",
      .remarks = "A switch that reaches the network behind the bridge br0." },
};

/* ---- Get ---- */
static bool type_fits(const A *args, struct value v)
{
    for (size_t i = 0; i < args->switch_types.len; i++)
        if (args->switch_types.items[i] == (int32_t)switch_of(v)->info.type)
            return true;
    return !args->switch_types.len;
}

/* Is the switch in a pool of -ResourcePoolName? */
static enum status pools_fit(struct invocation *inv, struct value v, bool *fits)
{
    const struct str_list *names = &ARGS(inv, A)->resource_pools;
    AUTO_VALUE pools = value_null();
    struct err *err = NULL;
    *fits = false;
    if (hv_switch_pools(switch_of(v)->host, switch_of(v)->info.id, &pools, &err))
        return cmdlet_err(inv, &err, v);
    for (size_t i = 0; i < names->len; i++) {
        for (size_t k = 0; k < pools.array->len; k++) {
            const struct str *own = pools.array->items[k].str;
            *fits = *fits || text_wildcard_match(names->items[i]->data, names->items[i]->len,
                                                 own->data, own->len, true);
        }
    }
    return ST_OK;
}

static enum status get_by_id(struct invocation *inv, struct hv_host *host, struct value id)
{
    AUTO_VALUE text = value_to_string(id);
    struct vm_switch_info info = { 0 };
    struct err *err = NULL;
    if (vm_switch_get(host->host, NULL, text.str->data, &info, &err))
        return cmdlet_err(inv, &err, id);
    return emit_take(inv, hv_switch_new_take(host, &info));
}

static enum status get_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    size_t found = 0;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->ids.len; i++)
        st = get_by_id(inv, host, args->ids.items[i]);
    if (args->ids.len)
        return st;
    AUTO_VALUE list = value_of_array(array_new(4));
    st = find_by_name(inv, host, args->name, list.array, &found);
    if (st == ST_OK && !found && args->name &&
        !text_has_wildcard(args->name->data, args->name->len))
        return not_found(inv, args->name->data);
    for (size_t i = 0; st == ST_OK && i < list.array->len; i++) {
        bool fits = type_fits(args, list.array->items[i]);
        if (fits && args->resource_pools.set)
            st = pools_fit(inv, list.array->items[i], &fits);
        if (st == ST_OK && fits)
            st = emit(inv, list.array->items[i]);
    }
    return st;
}

static enum status get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, get_on_host);
}

static const struct param get_params[] = {
    PARAM(A, name, .name = "Name", .aliases = "SwitchName", .sets = "Name", .position = 1,
          .complete = complete_switch_name,
          .help = "The switch's name; wildcards work; all when omitted."),
    PARAM(A, resource_pools, .name = "ResourcePoolName", .position = 2,
          .complete = complete_pool_name,
          .help = "Only switches that are in these Ethernet pools; wildcards work."),
    PARAM(A, switch_types, .name = "SwitchType", .enum_info = &enum_vm_switch_type,
          .help = "Only switches of these types."),
    PARAM(A, ids, .name = "Id", .aliases = "SwitchId", .sets = "Id", .position = 1,
          .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The switches' identifiers."),
    HV_HOST_PARAMS(A, NULL),
};
static const struct example get_examples[] = {
    { .code = "Get-VMSwitch", .remarks = "All switches; libvirt networks made elsewhere too." },
};

/* ---- Set, Rename, Remove ---- */
static enum status set_one(struct invocation *inv, struct value v)
{
    const A *args = ARGS(inv, A);
    struct switch_object *s = switch_of(v);
    enum vm_switch_type type = (enum vm_switch_type)args->switch_type.value;
    const struct str *adapter =
        args->net_adapter_name ? args->net_adapter_name : args->net_adapter_description;
    bool management = args->allow_management_os.value;
    if (adapter)
        type = VM_SWITCH_EXTERNAL;
    struct vm_switch_change change = {
        .notes = args->notes ? args->notes->data : NULL,
        .type = args->switch_type.set || adapter ? &type : NULL,
        .net_adapter = adapter ? adapter->data : NULL,
        .allow_management_os = args->allow_management_os.set ? &management : NULL,
    };
    struct vm_switch_info info = { 0 };
    struct err *err = NULL;
    char *notice = NULL;
    bool yes;
    enum status st = should_process(inv, s->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_switch_set(s->host->host, s->info.id, &change, &info, &notice, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(s->host);
    st = tell(inv, notice);
    AUTO_VALUE changed = hv_switch_new_take(s->host, &info);
    return st == ST_OK && args->passthru ? emit(inv, changed) : st;
}

static enum status set_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    const struct {
        const char *param;
        bool wanted;
    } refused[] = {
        { "DefaultFlowMinimumBandwidthAbsolute", args->flow_absolute.value },
        { "DefaultFlowMinimumBandwidthWeight", args->flow_weight.value },
        { "DefaultQueueVrssEnabled", args->vrss.value },
        { "DefaultQueueVmmqEnabled", args->vmmq.value },
        { "DefaultQueueVmmqQueuePairs", args->vmmq_pairs.value },
        { "Extensions", args->extensions.len },
    };
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        if (refused[i].wanted)
            return hv_refuse_param(inv, refused[i].param,
                                   "a Linux bridge neither reserves bandwidth nor has queues or "
                                   "extensions.");
    AUTO_VALUE chosen = value_of_array(array_new(2));
    enum status st = choose(inv, &args->names, &args->vm_switches, chosen.array);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++)
        st = set_one(inv, chosen.array->items[i]);
    return st;
}

#define SET_BY_NAME \
    "SwitchName_SwitchType,SwitchName_NetAdapterInterfaceDescription,SwitchName_NetAdapterName"
#define SET_BY_OBJECT                                                      \
    "SwitchObject_SwitchType,SwitchObject_NetAdapterInterfaceDescription," \
    "SwitchObject_NetAdapterName"
static const struct param set_params[] = {
    HV_HOST_PARAMS_AS(A, NULL, true, false, "PSComputerName"),
    PARAM(A, names, .name = "Name", .aliases = "SwitchName", .sets = SET_BY_NAME, .position = 1,
          .mandatory = true, .complete = complete_switch_name, .help = "The switches' names."),
    PARAM(A, switch_type, .name = "SwitchType",
          .sets = "SwitchName_SwitchType,SwitchObject_SwitchType",
          .enum_info = &enum_vm_switch_type, .help = "Internal or Private."),
    PARAM(A, allow_management_os, .name = "AllowManagementOS",
          .help = "Whether the host uses the switch too."),
    PARAM(A, flow_absolute, .name = "DefaultFlowMinimumBandwidthAbsolute", .type = &type_int64,
          .help = "Not supported on this host."),
    PARAM(A, flow_weight, .name = "DefaultFlowMinimumBandwidthWeight", .type = &type_int64,
          .help = "Not supported on this host."),
    PARAM(A, vrss, .name = "DefaultQueueVrssEnabled", .help = "Not supported on this host."),
    PARAM(A, vmmq, .name = "DefaultQueueVmmqEnabled", .help = "Not supported on this host."),
    PARAM(A, vmmq_pairs, .name = "DefaultQueueVmmqQueuePairs", .type = &type_uint32,
          .help = "Not supported on this host."),
    PARAM(A, extensions, .name = "Extensions", .type_name = "VMSwitchExtension",
          .help = "Not supported on this host."),
    PARAM(A, notes, .name = "Notes", .allow_empty = true, .help = "Notes about the switch."),
    HV_PASSTHRU(A),
    PARAM(A, vm_switches, .name = "VMSwitch", .sets = SET_BY_OBJECT, .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "What Get-VMSwitch returned."),
    PARAM(A, net_adapter_description, .name = "NetAdapterInterfaceDescription",
          .sets = "SwitchName_NetAdapterInterfaceDescription,"
                  "SwitchObject_NetAdapterInterfaceDescription",
          .position = 2, .mandatory = true, .help = "Makes it external, by the description."),
    PARAM(A, net_adapter_name, .name = "NetAdapterName", .aliases = "InterfaceAlias",
          .sets = "SwitchName_NetAdapterName,SwitchObject_NetAdapterName", .position = 2,
          .mandatory = true, .from_property = true,
          .help = "Makes it external, on this interface or bridge of the host."),
};
static const struct example set_examples[] = {
    { .code = "Set-VMSwitch Lab -Notes 'test network'", .remarks = "Changes its notes." },
};

static enum status rename_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct str_list name = { .items = (struct str **)&args->name, .len = args->name ? 1 : 0 };
    struct value_list object = { .items = (struct value *)&args->vm_switch,
                                 .len = switch_of(args->vm_switch) ? 1 : 0 };
    AUTO_VALUE chosen = value_of_array(array_new(1));
    enum status st = choose(inv, &name, &object, chosen.array);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++) {
        struct switch_object *s = switch_of(chosen.array->items[i]);
        struct err *err = NULL;
        bool yes;
        st = should_process(inv, s->info.name, NULL, &yes);
        if (st != ST_OK || !yes)
            continue;
        if (vm_switch_rename(s->host->host, s->info.id, args->new_name->data, &err)) {
            st = cmdlet_err(inv, &err, chosen.array->items[i]);
            continue;
        }
        hv_host_changed(s->host);
        if (args->passthru) {
            AUTO_VALUE id = value_string(s->info.id);
            st = get_by_id(inv, s->host, id);
        }
    }
    return st;
}

static const struct param rename_params[] = {
    HV_HOST_PARAMS(A, "SwitchName"),
    PARAM(A, name, .name = "Name", .aliases = "SwitchName", .sets = "SwitchName", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_switch_name,
          .help = "The switch's name."),
    PARAM(A, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(A),
    PARAM(A, vm_switch, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "What Get-VMSwitch returned."),
};
static const struct example rename_examples[] = {
    { .code = "Rename-VMSwitch Lab -NewName Test", .remarks = "Machines stay connected." },
};

/* ---- Add-VMSwitch: to resource pools ---- */
static enum status put_in_pools(struct invocation *inv, struct value v, bool member)
{
    const A *args = ARGS(inv, A);
    struct switch_object *s = switch_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, s->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    for (size_t i = 0; st == ST_OK && i < args->resource_pools.len; i++) {
        if (vm_pool_set_switch(s->host->host, args->resource_pools.items[i]->data, s->info.id,
                               member, &err))
            st = cmdlet_err(inv, &err, v);
    }
    return st;
}

static enum status add_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    AUTO_VALUE chosen = value_of_array(array_new(1));
    enum status st = choose(inv, &args->names, &args->vm_switches, chosen.array);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++)
        st = put_in_pools(inv, chosen.array->items[i], true);
    return st;
}

static const struct param add_params[] = {
    HV_HOST_PARAMS(A, "NetworkByName"),
    PARAM(A, names, .name = "Name", .aliases = "SwitchName", .sets = "NetworkByName", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_switch_name,
          .help = "The switches' names; wildcards work."),
    PARAM(A, resource_pools, .name = "ResourcePoolName", .position = 2, .mandatory = true,
          .complete = complete_pool_name, .help = "The Ethernet pools to put them in."),
    PARAM(A, vm_switches, .name = "VMSwitch", .sets = "NetworkByObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "What Get-VMSwitch returned."),
};
static const struct example add_examples[] = {
    { .code = "Add-VMSwitch Lab Sales",
      .remarks = "Adapters of the pool Sales can be connected to it automatically." },
};

static enum status remove_one(struct invocation *inv, struct value v)
{
    struct switch_object *s = switch_of(v);
    struct err *err = NULL;
    char *notice = NULL;
    bool yes;
    enum status st = should_process(inv, s->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_STRBUF query = STRBUF_INIT;
    strbuf_addf(&query, "Are you sure you want to remove virtual switch \"%s\"?", s->info.name);
    st = should_continue(inv, query.buf, "Confirm", ARGS(inv, A)->force, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_switch_remove(s->host->host, s->info.id, &notice, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(s->host);
    return tell(inv, notice);
}

static enum status remove_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    AUTO_VALUE chosen = value_of_array(array_new(2));
    enum status st = choose(inv, &args->names, &args->vm_switches, chosen.array);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++)
        st = args->resource_pools.set ? put_in_pools(inv, chosen.array->items[i], false)
                                      : remove_one(inv, chosen.array->items[i]);
    return st;
}

static const struct param remove_params[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, names, .name = "Name", .aliases = "SwitchName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_switch_name,
          .help = "The switches' names; wildcards work."),
    PARAM(A, resource_pools, .name = "ResourcePoolName", .position = 2,
          .complete = complete_pool_name,
          .help = "Takes the switches out of these Ethernet pools; they stay."),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
    PARAM(A, vm_switches, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,
          .help = "What Get-VMSwitch returned."),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMSwitch Lab -Force",
      .remarks = "Adapters that were connected stay, disconnected." },
};

#define SWITCH_CMDLET(verb_, set_, stem_, synopsis_, changes_)                              \
    {                                                                                       \
        .verb = verb_, .noun = "VMSwitch", .synopsis = synopsis_, .params = stem_##_params, \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V",    \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,        \
        .output = "Microsoft.HyperV.PowerShell.VMSwitch", .output_type = &type_vm_switch,   \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),            \
        .should_process = changes_                                                          \
    }

static const struct cmdlet cmdlets[] = {
    SWITCH_CMDLET("New", "NetAdapterName", new, "Creates a virtual switch.", true),
    SWITCH_CMDLET("Add", "NetworkByName", add, "Puts virtual switches in resource pools.", true),
    SWITCH_CMDLET("Get", "Name", get, "Lists virtual switches.", false),
    SWITCH_CMDLET("Set", "SwitchName_SwitchType", set, "Changes virtual switches.", true),
    SWITCH_CMDLET("Rename", "SwitchName", rename, "Gives a virtual switch another name.", true),
    SWITCH_CMDLET("Remove", "Name", remove, "Removes virtual switches.", true),
};
const struct cmdlet_group vm_switch_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
