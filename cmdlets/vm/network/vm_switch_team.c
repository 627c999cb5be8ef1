#include "cmdlets/vm/network/vm_switch_team.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/network/network_enums.h"
#include "cmdlets/vm/network/vm_switch.h"
#include "cmdlets/vm/settings.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* ---- Microsoft.HyperV.PowerShell.VMSwitchTeam ---- */
struct team {
    struct value vm_switch; /* VMSwitch, owned */
};

static void team_destroy(struct object *o)
{
    value_clear(&((struct team *)object_payload(o))->vm_switch);
}

enum property_id {
    TEAM_NAME,
    TEAM_ID,
    TEAM_ADAPTERS,
    TEAM_MODE,
    TEAM_BALANCE,
    TEAM_COMPUTER,
    TEAM_DELETED
};

enum { SWITCH_INDEPENDENT = 1 };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    struct hv_host *host = NULL;
    const struct vm_switch_info *info =
        hv_switch_info(((struct team *)object_payload(self.object))->vm_switch, &host);
    (void)err;
    switch ((enum property_id)p->data) {
    case TEAM_NAME:
        *out = value_string(info->name);
        break;
    case TEAM_ID:
        *out = hv_guid(info->id);
        break;
    case TEAM_ADAPTERS:
        *out = hv_switch_adapters(info);
        break;
    case TEAM_MODE:
        *out = value_enum(&enum_vm_switch_teaming_mode, SWITCH_INDEPENDENT);
        break;
    case TEAM_BALANCE:
        *out = value_enum(&enum_vm_switch_load_balancing_algorithm, (int32_t)info->balance);
        break;
    case TEAM_COMPUTER:
        *out = value_string(host->name);
        break;
    case TEAM_DELETED:
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
    OWN("Name", "string", TEAM_NAME),
    OWN("Id", "guid", TEAM_ID),
    OWN("NetAdapterInterfaceDescription", "string[]", TEAM_ADAPTERS),
    OWN("TeamingMode", "VMSwitchTeamingMode", TEAM_MODE),
    OWN("LoadBalancingAlgorithm", "VMSwitchLoadBalancingAlgorithm", TEAM_BALANCE),
    OWN("ComputerName", "string", TEAM_COMPUTER),
    OWN("IsDeleted", "bool", TEAM_DELETED),
};
static const struct view_column columns[] = {
    { .property = "Name" },
    { .property = "NetAdapterInterfaceDescription" },
    { .property = "TeamingMode" },
    { .property = "LoadBalancingAlgorithm" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

const struct type_info type_vm_switch_team = {
    .name = "Microsoft.HyperV.PowerShell.VMSwitchTeam",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct team),
    .destroy = team_destroy,
};

/* ---- the chosen switches ---- */
struct team_args {
    HV_HOST_FIELDS
    struct str *name;
    struct str_list names, adapters, descriptions;
    struct value_list switches;
    struct opt_enum mode, balance;
    bool passthru;
};
#define A struct team_args

typedef enum status team_fn(struct invocation *inv, struct value vm_switch);

static enum status for_each_switch(struct invocation *inv, const struct str_list *names,
                                   team_fn *fn)
{
    const A *args = ARGS(inv, A);
    AUTO_VALUE chosen = value_of_array(array_new(2));
    enum status st =
        hv_switch_choose(inv, &args->computer_name, names, &args->switches, chosen.array);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++)
        st = fn(inv, chosen.array->items[i]);
    return st;
}

static const struct str_list *adapters_of(const A *args)
{
    return args->adapters.len ? &args->adapters : &args->descriptions;
}

/* ---- Get ---- */
static enum status get_one(struct invocation *inv, struct value vm_switch)
{
    const struct vm_switch_info *info = hv_switch_info(vm_switch, NULL);
    if (!info || !info->team)
        return ST_OK;
    struct object *o = object_new(&type_vm_switch_team);
    ((struct team *)object_payload(o))->vm_switch = value_ref(vm_switch);
    return emit_take(inv, value_of_object(o));
}

static enum status get_process(struct invocation *inv)
{
    A *args = ARGS(inv, A);
    AUTO_VALUE all = value_string("*");
    struct str *any = all.str;
    bool by_object = args->switches.len > 0;
    struct str_list names = { .items = args->name ? &args->name : &any, .len = by_object ? 0 : 1 };
    return for_each_switch(inv, &names, get_one);
}

/* ---- changes ---- */
static enum status apply(struct invocation *inv, struct value vm_switch,
                         const struct vm_switch_change *change)
{
    struct hv_host *host = NULL;
    const struct vm_switch_info *now = hv_switch_info(vm_switch, &host);
    struct vm_switch_info info = { 0 };
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, now->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_switch_set(host->host, now->id, change, &info, NULL, &err))
        return cmdlet_err(inv, &err, vm_switch);
    hv_host_changed(host);
    AUTO_VALUE changed = hv_switch_new_take(host, &info);
    return ARGS(inv, A)->passthru ? emit(inv, changed) : ST_OK;
}

static enum status set_one(struct invocation *inv, struct value vm_switch)
{
    const A *args = ARGS(inv, A);
    enum vm_switch_balance balance = (enum vm_switch_balance)args->balance.value;
    const struct vm_switch_info *now = hv_switch_info(vm_switch, NULL);
    AUTO_STRBUF team = STRBUF_INIT;
    hv_switch_team_text(adapters_of(args), &team);
    struct vm_switch_change change = {
        .team = team.len    ? team.buf
                : now->team ? now->team
                            : "",
        .balance = args->balance.set ? &balance : NULL,
    };
    return apply(inv, vm_switch, &change);
}

static enum status set_process(struct invocation *inv)
{
    return for_each_switch(inv, &ARGS(inv, A)->names, set_one);
}

static enum status add_one(struct invocation *inv, struct value vm_switch)
{
    const struct vm_switch_info *now = hv_switch_info(vm_switch, NULL);
    AUTO_STRBUF team = STRBUF_INIT;
    if (now->team)
        strbuf_addf(&team, "%s", now->team);
    hv_switch_team_text(adapters_of(ARGS(inv, A)), &team);
    struct vm_switch_change change = { .team = team.len ? team.buf : "" };
    return apply(inv, vm_switch, &change);
}

static enum status add_process(struct invocation *inv)
{
    return for_each_switch(inv, &ARGS(inv, A)->names, add_one);
}

/* Takes the word out of the list; false when it is not in it. */
static bool take_out(struct strbuf *list, const char *word)
{
    size_t wanted = strlen(word);
    for (char *p = list->len ? list->buf : NULL; p && *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        if (len == wanted && memcmp(p, word, len) == 0) {
            size_t rest = len + strspn(p + len, " ");
            memmove(p, p + rest, strlen(p + rest) + 1);
            list->len -= rest;
            return true;
        }
        p += len;
    }
    return false;
}

static enum status remove_one(struct invocation *inv, struct value vm_switch)
{
    const struct vm_switch_info *now = hv_switch_info(vm_switch, NULL);
    AUTO_STRBUF team = STRBUF_INIT;
    AUTO_STRBUF gone = STRBUF_INIT;
    if (now->team)
        strbuf_addf(&team, "%s", now->team);
    hv_switch_team_text(adapters_of(ARGS(inv, A)), &gone);
    char *save = NULL;
    for (char *word = gone.len ? strtok_r(gone.buf, " ", &save) : NULL; word;
         word = strtok_r(NULL, " ", &save)) {
        if (now->team && !take_out(&team, word)) {
            struct err *err = NULL;
            err_set(&err, ERR_OBJECT_NOT_FOUND, "'%s' is no member of the team of '%s'.", word,
                    now->name);
            return cmdlet_err(inv, &err, vm_switch);
        }
    }
    struct vm_switch_change change = { .team = team.len ? team.buf : "" };
    return apply(inv, vm_switch, &change);
}

static enum status remove_process(struct invocation *inv)
{
    return for_each_switch(inv, &ARGS(inv, A)->names, remove_one);
}

/* ---- declarations ---- */
#define BY_NAME "SwitchName_NetAdapterName,SwitchName_NetAdapterInterfaceDescription"
#define BY_OBJECT "SwitchObject_NetAdapterInterfaceDescription,SwitchObject_NetAdapterName"
#define CHANGE_PARAMS(name_, alias_, adapters_help_)                                          \
    PARAM(A, computer_name, .name = "ComputerName", .aliases = "PSComputerName",              \
          .from_property = true,                                                              \
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this " \
                  "host."),                                                                   \
        PARAM(A, names, .name = name_, .aliases = alias_, .sets = BY_NAME, .position = 1,     \
              .mandatory = true, .complete = complete_switch_name,                            \
              .help = "The switches' names; wildcards work."),                                \
        PARAM(A, adapters, .name = "NetAdapterName", .aliases = "InterfaceAlias",             \
              .sets = "SwitchName_NetAdapterName,SwitchObject_NetAdapterName",                \
              .help = adapters_help_),                                                        \
        PARAM(A, descriptions, .name = "NetAdapterInterfaceDescription",                      \
              .sets = "SwitchName_NetAdapterInterfaceDescription,"                            \
                      "SwitchObject_NetAdapterInterfaceDescription",                          \
              .help = "The same by their descriptions."),                                     \
        PARAM(A, switches, .name = "VMSwitch", .sets = BY_OBJECT, .position = 1,              \
              .mandatory = true, .from_pipeline = true, .type = &type_vm_switch,              \
              .help = "What Get-VMSwitch returned."),                                         \
        PARAM(A, cim_session, .name = "CimSession", .type_name = "CimSession",                \
              .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),   \
        PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",               \
              .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),    \
        HV_PASSTHRU(A)

static const struct param get_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, name, .name = "Name", .aliases = "SwitchName", .sets = "Name", .position = 1,
          .complete = complete_switch_name, .help = "The switch's name; wildcards work."),
    PARAM(A, switches, .name = "VMSwitch", .sets = "SwitchObject", .position = 1,
          .from_pipeline = true, .type = &type_vm_switch, .help = "What Get-VMSwitch returned."),
};
static const struct example get_examples[] = {
    { .code = "Get-VMSwitchTeam", .remarks = "The teams of all switches." },
};

static const struct param set_params[] = {
    CHANGE_PARAMS("Name", "SwitchName", "The team's members from now on."),
    PARAM(A, mode, .name = "TeamingMode", .enum_info = &enum_vm_switch_teaming_mode,
          .help = "SwitchIndependent, the only one."),
    PARAM(A, balance, .name = "LoadBalancingAlgorithm",
          .enum_info = &enum_vm_switch_load_balancing_algorithm,
          .help = "HyperVPort: a machine stays with a member. Dynamic: machines move to another "
                  "by load."),
};
static const struct example set_examples[] = {
    { .code = "Set-VMSwitchTeam Uplink -LoadBalancingAlgorithm HyperVPort",
      .remarks = "Each machine stays with one of the adapters." },
};

static const struct param add_params[] = {
    CHANGE_PARAMS("VMSwitchName", "SwitchName", "The adapters that join the team."),
};
static const struct example add_examples[] = {
    { .code = "Add-VMSwitchTeamMember Uplink -NetAdapterName eth2",
      .remarks = "A third adapter; machines stay connected." },
};

static const struct param remove_params[] = {
    CHANGE_PARAMS("VMSwitchName", "SwitchName", "The adapters that leave the team."),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMSwitchTeamMember Uplink -NetAdapterName eth1",
      .remarks = "What it carried goes over the others." },
};

#define CHANGE_SET "SwitchName_NetAdapterName"
static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMSwitchTeam", "Name", A, get, "VMSwitchTeam", "Lists teams of switches.",
              false),
    HV_CMDLET("Set", "VMSwitchTeam", CHANGE_SET, A, set, "VMSwitch", "Changes teams of switches.",
              true),
    HV_CMDLET("Add", "VMSwitchTeamMember", CHANGE_SET, A, add, "VMSwitch",
              "Adds network adapters of the host to teams of switches.", true),
    HV_CMDLET("Remove", "VMSwitchTeamMember", CHANGE_SET, A, remove, "VMSwitch",
              "Takes network adapters of the host out of teams of switches.", true),
};
const struct cmdlet_group vm_switch_team_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
