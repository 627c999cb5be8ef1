#include "cmdlets/vm/move/vm_migration.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/vm_host.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"

/* ---- Microsoft.HyperV.PowerShell.VMMigrationNetwork ---- */
struct network_object {
    struct hv_host *host;
    char *subnet;
    unsigned priority;
};

static struct network_object *network_of(struct value v)
{
    return object_payload(v.object);
}

static void network_destroy(struct object *o)
{
    free(((struct network_object *)object_payload(o))->subnet);
}

struct value hv_migration_network_new(struct hv_host *host,
                                      const struct vm_migration_network *network)
{
    struct object *o = object_new(&type_vm_migration_network);
    *(struct network_object *)object_payload(o) = (struct network_object){
        .host = host, .subnet = xstrdup(network->subnet), .priority = network->priority
    };
    return value_of_object(o);
}

enum network_property { NETWORK_SUBNET, NETWORK_PRIORITY, NETWORK_COMPUTER };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct network_object *n = network_of(self);
    (void)err;
    switch ((enum network_property)p->data) {
    case NETWORK_SUBNET:
        *out = value_string(n->subnet);
        break;
    case NETWORK_PRIORITY:
        *out = value_long(n->priority);
        break;
    case NETWORK_COMPUTER:
        *out = value_string(n->host->name);
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("Subnet", "string", NETWORK_SUBNET),
    OWN("Priority", "long", NETWORK_PRIORITY),
    OWN("ComputerName", "string", NETWORK_COMPUTER),
};
static const struct view_column columns[] = {
    { .property = "Subnet" },
    { .property = "Priority" },
    { .property = "ComputerName" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

const struct type_info type_vm_migration_network = {
    .name = "Microsoft.HyperV.PowerShell.VMMigrationNetwork",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct network_object),
    .destroy = network_destroy,
};

/* ---- common ---- */
struct migration_args {
    HV_HOST_FIELDS
    struct str *subnet, *new_subnet;
    bool passthru;
    struct opt_int priority, new_priority;
    struct str_list subnet_list;
    struct int_list priority_list;
};
#define A struct migration_args

static enum status fail_for(struct invocation *inv, struct err **err, const char *what)
{
    AUTO_VALUE target = value_string(what);
    return cmdlet_err(inv, err, target);
}

static void complete_subnet(struct session *s, struct completion *c, const char *word)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_migration_settings settings;
    (void)word;
    if (!host || vm_migration_read(host->host, &settings, &err))
        return;
    for (size_t i = 0; i < settings.network_count; i++)
        completion_add(c, COMPLETE_VALUE, settings.networks[i].subnet, NULL);
    vm_migration_settings_release(&settings);
}

/* ---- Enable-, Disable-VMMigration ---- */
static enum status switch_on_host(struct invocation *inv, struct hv_host *host)
{
    bool on = strcmp(inv->cmdlet->verb, "Enable") == 0;
    struct vm_migration_change change = { .enabled = VM_OPT(on) };
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, host->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_migration_set(host->host, &change, &err))
        return fail_for(inv, &err, host->name);
    hv_host_changed(host);
    return ARGS(inv, A)->passthru ? hv_emit_host(inv, host) : ST_OK;
}

static enum status switch_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, switch_on_host);
}

/* ---- networks ---- */
static enum status add_on_host(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    struct vm_migration_network network = { .priority = args->priority.set
                                                            ? (unsigned)args->priority.value
                                                            : 0 };
    struct err *err = NULL;
    bool yes;
    if (vm_migration_subnet(args->subnet->data, &network.subnet, &err))
        return fail_for(inv, &err, args->subnet->data);
    AUTO_FREE char *subnet = network.subnet;
    enum status st = should_process(inv, host->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_migration_network_add(host->host, subnet, network.priority, &err))
        return fail_for(inv, &err, subnet);
    hv_host_changed(host);
    return args->passthru ? emit_take(inv, hv_migration_network_new(host, &network)) : ST_OK;
}

static enum status add_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, add_on_host);
}

/* As it stands there: a pattern, or any spelling of the same subnet. */
static bool fits(const struct str *wanted, const char *subnet)
{
    if (text_wildcard_match(wanted->data, wanted->len, subnet, strlen(subnet), true))
        return true;
    AUTO_ERR *ignored = NULL;
    AUTO_FREE char *usual = NULL;
    return !vm_migration_subnet(wanted->data, &usual, &ignored) && strcmp(usual, subnet) == 0;
}

static enum status unknown(struct invocation *inv, const struct str *subnet)
{
    if (text_has_wildcard(subnet->data, subnet->len))
        return ST_OK;
    struct err *err = NULL;
    err_set(&err, ERR_OBJECT_NOT_FOUND,
            "Hyper-V was unable to find a migration network with subnet \"%s\".", subnet->data);
    return fail_for(inv, &err, subnet->data);
}

typedef enum status network_fn(struct invocation *inv, struct hv_host *host,
                               const struct vm_migration_network *network);

/* Calls fn with the networks of the host that one of the subnets means; with all for none. */
static enum status for_each_network(struct invocation *inv, struct hv_host *host,
                                    struct str *const *subnets, size_t n, network_fn *fn)
{
    struct vm_migration_settings settings;
    struct err *err = NULL;
    if (vm_migration_read(host->host, &settings, &err))
        return fail_for(inv, &err, host->name);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < (n ? n : 1); i++) {
        bool any = false;
        for (size_t k = 0; st == ST_OK && k < settings.network_count; k++) {
            if (n && !fits(subnets[i], settings.networks[k].subnet))
                continue;
            any = true;
            st = fn(inv, host, &settings.networks[k]);
        }
        if (st == ST_OK && n && !any)
            st = unknown(inv, subnets[i]);
    }
    vm_migration_settings_release(&settings);
    return st;
}

static enum status emit_wanted(struct invocation *inv, struct hv_host *host,
                               const struct vm_migration_network *network)
{
    const struct int_list *priorities = &ARGS(inv, A)->priority_list;
    bool wanted = !priorities->len;
    for (size_t i = 0; i < priorities->len; i++)
        wanted = wanted || priorities->items[i] == (int64_t)network->priority;
    return wanted ? emit_take(inv, hv_migration_network_new(host, network)) : ST_OK;
}

static enum status get_on_host(struct invocation *inv, struct hv_host *host)
{
    const struct str_list *subnets = &ARGS(inv, A)->subnet_list;
    return for_each_network(inv, host, subnets->items, subnets->len, emit_wanted);
}

static enum status get_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, get_on_host);
}

static enum status remove_network(struct invocation *inv, struct hv_host *host,
                                  const struct vm_migration_network *network)
{
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, network->subnet, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_migration_network_remove(host->host, network->subnet, &err))
        return fail_for(inv, &err, network->subnet);
    hv_host_changed(host);
    return ARGS(inv, A)->passthru ? emit_take(inv, hv_migration_network_new(host, network)) : ST_OK;
}

static enum status remove_on_host(struct invocation *inv, struct hv_host *host)
{
    return for_each_network(inv, host, &ARGS(inv, A)->subnet, 1, remove_network);
}

static enum status remove_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, remove_on_host);
}

static enum status change_network(struct invocation *inv, struct hv_host *host,
                                  const struct vm_migration_network *network)
{
    const A *args = ARGS(inv, A);
    AUTO_FREE char *subnet = NULL;
    struct err *err = NULL;
    bool yes;
    if (args->new_subnet && vm_migration_subnet(args->new_subnet->data, &subnet, &err))
        return fail_for(inv, &err, args->new_subnet->data);
    enum status st = should_process(inv, network->subnet, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_migration_network_set(host->host, network->subnet, subnet, HV_OPT(args->new_priority),
                                 &err))
        return fail_for(inv, &err, network->subnet);
    hv_host_changed(host);
    struct vm_migration_network now = { .subnet = subnet ? subnet : network->subnet,
                                        .priority = args->new_priority.set
                                                        ? (unsigned)args->new_priority.value
                                                        : network->priority };
    return args->passthru ? emit_take(inv, hv_migration_network_new(host, &now)) : ST_OK;
}

static enum status set_on_host(struct invocation *inv, struct hv_host *host)
{
    return for_each_network(inv, host, &ARGS(inv, A)->subnet, 1, change_network);
}

static enum status set_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, A)->computer_name, set_on_host);
}

/* ---- declarations ---- */
static const struct param switch_params[] = {
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName", .position = 1,
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .position = 2,
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .position = 1,
          .mandatory = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct param add_params[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, subnet, .name = "Subnet", .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "A subnet of the host, 192.168.10.0/24, or one of its addresses alone."),
    PARAM(A, priority, .name = "Priority", .position = 2, .type = &type_uint32,
          .help = "The network with the lowest one is tried first; 0 unless given."),
    HV_PASSTHRU(A),
    PARAM(A, computer_name, .name = "ComputerName",
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
};

static const struct param get_params[] = {
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName", .from_pipeline = true,
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, subnet_list, .name = "Subnet", .position = 1, .complete = complete_subnet,
          .help = "The subnets, each an address and the length of its prefix; wildcards work."),
    PARAM(A, priority_list, .name = "Priority", .type = &type_uint32,
          .help = "Lists the networks with these priorities."),
};

static const struct param remove_params[] = {
    PARAM(A, subnet, .name = "Subnet", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .complete = complete_subnet,
          .help = "The subnets, each an address and the length of its prefix; wildcards work."),
    PARAM(A, cim_session, .name = "CimSession", .from_property = true, .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, computer_name, .name = "ComputerName",
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    HV_PASSTHRU(A),
};

static const struct param set_params[] = {
    PARAM(A, computer_name, .name = "ComputerName", .sets = "ComputerName",
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(A, credential, .name = "Credential", .sets = "ComputerName", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, subnet, .name = "Subnet", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .complete = complete_subnet,
          .help = "The subnets, each an address and the length of its prefix; wildcards work."),
    PARAM(A, new_subnet, .name = "NewSubnet", .position = 2, .help = "What it shall be instead."),
    PARAM(A, new_priority, .name = "NewPriority", .type = &type_uint32,
          .help = "The new priority."),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession", .sets = "CimSession", .from_property = true,
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
};

static const struct example switch_examples[] = {
    { .code = "Enable-VMMigration -ComputerName host1, host2",
      .remarks = "Machines may move between the two from now on." },
};
static const struct example off_examples[] = {
    { .code = "Disable-VMMigration",
      .remarks = "Machines neither leave this host nor come to it any more." },
};
static const struct example add_examples[] = {
    { .code = "Add-VMMigrationNetwork 192.168.10.0/24 -Priority 1",
      .remarks = "Machines come to this host over its address in that subnet." },
};
static const struct example get_examples[] = {
    { .code = "Get-VMMigrationNetwork 192.168.*", .remarks = "Lists the networks that begin so." },
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMMigrationNetwork 192.168.*",
      .remarks = "Machines do not come over these networks any more." },
};
static const struct example set_examples[] = {
    { .code = "Set-VMMigrationNetwork 192.168.10.0/24 -NewPriority 12",
      .remarks = "It is tried after those with lower priorities." },
};

#define COMMON(verb_, noun_, params_, process_, synopsis_, examples_)             \
    .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = params_,       \
    .nparams = ARRAY_SIZE(params_), .module = "Hyper-V", .needs_vm_module = true, \
    .args_size = sizeof(A), .process = process_, .examples = examples_,           \
    .nexamples = ARRAY_SIZE(examples_)
#define SWITCH(verb_, synopsis_, examples_)                                                \
    {                                                                                      \
        COMMON(verb_, "VMMigration", switch_params, switch_process, synopsis_, examples_), \
            .default_set = "ComputerName", .should_process = true,                         \
            .output = "Microsoft.HyperV.PowerShell.VMHost"                                 \
    }
#define NETWORK(verb_, stem_, synopsis_, ...)                                           \
    {                                                                                   \
        COMMON(verb_, "VMMigrationNetwork", stem_##_params, stem_##_process, synopsis_, \
               stem_##_examples),                                                       \
            .output = "Microsoft.HyperV.PowerShell.VMMigrationNetwork",                 \
            .output_type = &type_vm_migration_network, __VA_ARGS__                      \
    }

static const struct cmdlet cmdlets[] = {
    SWITCH("Enable", "Lets virtual machines move to and from hosts.", switch_examples),
    SWITCH("Disable", "Lets no virtual machines move to and from hosts.", off_examples),
    NETWORK("Add", add, "Adds a network over which virtual machines come to hosts.",
            .should_process = true),
    NETWORK("Get", get, "Lists the networks over which virtual machines come to hosts.",
            .should_process = false),
    NETWORK("Remove", remove, "Removes networks over which virtual machines come to hosts.",
            .should_process = true),
    NETWORK("Set", set, "Changes networks over which virtual machines come to hosts.",
            .should_process = true, .default_set = "ComputerName"),
};
const struct cmdlet_group vm_migration_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
