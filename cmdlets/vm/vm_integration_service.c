/* Integration services: what a guest's daemons do for its host. The guest service interface has
 * a port of its own, which is what enabling it means; the others are the work of hvsh's guest
 * services where that port is, else of the QEMU guest agent, and each has a switch. */
#include "cmdlets/vm/vm_integration_service.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"
#include "vm/guest/vm_guest.h"

/* Names and ids are Hyper-V's; in the order of enum vm_service. */
struct service {
    const char *name, *id;
};
static const struct service services[VM_SERVICE_COUNT] = {
    [VM_SERVICE_GUEST] = { "Guest Service Interface", "6C09BB55-D683-4DA0-8931-C9BF705F6480" },
    [VM_SERVICE_HEARTBEAT] = { "Heartbeat", "84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47" },
    [VM_SERVICE_KVP] = { "Key-Value Pair Exchange", "2A34B1C2-FD73-4043-8A5B-DD2159BC743F" },
    [VM_SERVICE_SHUTDOWN] = { "Shutdown", "9F8233AC-BE49-4C79-8EE3-E7E1985B2077" },
    [VM_SERVICE_TIME] = { "Time Synchronization", "2497F4DE-E9FA-4204-80E4-4B75C46419C0" },
    [VM_SERVICE_VSS] = { "VSS", "5CED1297-4598-4915-A5FC-AD21BB4D02A4" },
};

/* Operational states; none while the machine does not run. */
enum {
    STATUS_NONE = 0,
    STATUS_OK = 2,
    STATUS_DEGRADED = 3,
    STATUS_NO_CONTACT = 12,
    STATUS_LOST = 13
};

/* ---- the object ---------------------------------------------------------------------------- */
struct integration {
    struct hv_component component;
    const struct service *service;
    bool enabled;
    int status;
};

static struct integration *integration_of(struct value v)
{
    return object_payload(v.object);
}

enum integration_property {
    SERVICE_NAME,
    SERVICE_ID,
    SERVICE_ENABLED,
    SERVICE_STATUS,
    SERVICE_STATUS_LIST,
    SERVICE_DESCRIPTION,
    SERVICE_DESCRIPTION_LIST,
    SERVICE_SECONDARY,
    SERVICE_SECONDARY_DESCRIPTION,
};

static const char *describe(int status)
{
    switch (status) {
    case STATUS_OK:
        return "OK";
    case STATUS_DEGRADED:
        return "Degraded";
    case STATUS_NO_CONTACT:
        return "No Contact";
    case STATUS_LOST:
        return "Lost Communication";
    default:
        return "";
    }
}

static struct value status_value(int status)
{
    return status == STATUS_NONE ? value_null() : value_enum(&enum_vm_integration_status, status);
}

static int get_integration(struct value self, const struct property *p, struct value *out,
                           struct err **err)
{
    const struct integration *s = integration_of(self);
    (void)err;
    switch ((enum integration_property)p->data) {
    case SERVICE_NAME:
        *out = value_string(s->service->name);
        break;
    case SERVICE_ID:
        *out =
            value_stringf("Microsoft:%s\\%s", hv_component_hv_vm(self)->info.uuid, s->service->id);
        break;
    case SERVICE_ENABLED:
        *out = value_bool(s->enabled);
        break;
    case SERVICE_STATUS:
        *out = status_value(s->status);
        break;
    case SERVICE_STATUS_LIST:
        *out = hv_array_of_take(status_value(s->status));
        break;
    case SERVICE_DESCRIPTION:
        *out = value_string(describe(s->status));
        break;
    case SERVICE_DESCRIPTION_LIST:
        *out = hv_array_of_take(value_string(describe(s->status)));
        break;
    case SERVICE_SECONDARY:
        *out = value_null();
        break;
    case SERVICE_SECONDARY_DESCRIPTION:
        *out = value_string("");
        break;
    }
    return 0;
}

#define SERVICE(name_, type_, id_)                                             \
    {                                                                          \
        .name = name_, .type_name = type_, .get = get_integration, .data = id_ \
    }
static const struct property properties[] = {
    SERVICE("Enabled", "bool", SERVICE_ENABLED),
    SERVICE("OperationalStatus", "VMIntegrationComponentOperationalStatus[]", SERVICE_STATUS_LIST),
    SERVICE("PrimaryOperationalStatus", "VMIntegrationComponentOperationalStatus?", SERVICE_STATUS),
    SERVICE("PrimaryStatusDescription", "string", SERVICE_DESCRIPTION),
    SERVICE("SecondaryOperationalStatus", "VMIntegrationComponentOperationalStatus?",
            SERVICE_SECONDARY),
    SERVICE("SecondaryStatusDescription", "string", SERVICE_SECONDARY_DESCRIPTION),
    SERVICE("StatusDescription", "string[]", SERVICE_DESCRIPTION_LIST),
    SERVICE("Name", "string", SERVICE_NAME),
    SERVICE("Id", "string", SERVICE_ID),
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "Name" },
    { .property = "Enabled" },
    { .property = "PrimaryStatusDescription" },
    { .property = "SecondaryStatusDescription" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static struct value service_object(struct value vm, const struct service *service, bool enabled,
                                   int status)
{
    struct object *o = hv_component_new(&type_vm_integration_component, vm);
    struct integration *s = object_payload(o);
    s->service = service;
    s->enabled = enabled;
    s->status = status;
    return value_of_object(o);
}

static const struct service *service_named(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(services); i++)
        if (text_caseeq(services[i].name, name))
            return &services[i];
    return NULL;
}

/* What crosses to another session: the name, and what was seen. */
static int integration_pack(struct value self, struct value *out, struct err **err)
{
    const struct integration *s = integration_of(self);
    AUTO_FREE char *id = xasprintf("%d %d %s", s->enabled, s->status, s->service->name);
    (void)err;
    *out = hv_component_pack(self, id);
    return 0;
}

static int integration_unpack(void *session, struct value packed, struct value *out,
                              struct err **err)
{
    struct value vm;
    const struct vm_config *config;
    const char *id;
    int enabled, status, at = 0;
    (void)session;
    if (hv_component_unpack(packed, &vm, &config, &id, err))
        return -1;
    if (!id || sscanf(id, "%d %d %n", &enabled, &status, &at) < 2 || !service_named(id + at))
        return err_set(err, ERR_OPERATION_FAILED, "This is no integration service");
    *out = service_object(vm, service_named(id + at), enabled, status);
    return 0;
}

const struct type_info type_vm_integration_component = {
    .name = "Microsoft.HyperV.PowerShell.VMIntegrationComponent",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct integration),
    .destroy = hv_component_destroy,
    .pack = integration_pack,
    .unpack = integration_unpack,
};

/* ---- the cmdlets --------------------------------------------------------------------------- */
struct service_args {
    HV_HOST_FIELDS
    struct str_list vm_name, name;
    struct value_list vm, components;
    struct value vm_snapshot;
    bool passthru;
};

static int status_of(enum vm_service service, const struct vm_guest_state *state)
{
    if (service == VM_SERVICE_GUEST ? state->port_answers : state->own[service])
        return service == VM_SERVICE_GUEST && state->version == 1 ? STATUS_DEGRADED : STATUS_OK;
    /* The agent does the work of the guest service interface, slowly. */
    if (state->agent_answers)
        return service == VM_SERVICE_GUEST ? STATUS_DEGRADED : STATUS_OK;
    if (service == VM_SERVICE_GUEST
            ? state->port_connected || state->heard_files
            : state->agent_connected || state->services_connected || state->heard ||
                  (state->port_connected && !state->port_answers))
        return STATUS_LOST;
    return STATUS_NO_CONTACT;
}

static struct value observe(struct value vm, const struct service *service,
                            const struct vm_guest_state *state)
{
    enum vm_service number = (enum vm_service)(service - services);
    bool running = hv_vm_of(vm)->info.state == VM_STATE_RUNNING;
    bool enabled = number == VM_SERVICE_GUEST ? state->port : !state->off[number];
    return service_object(vm, service, enabled,
                          running && enabled ? status_of(number, state) : STATUS_NONE);
}

static bool wanted(const struct str_list *names, const char *name)
{
    for (size_t i = 0; i < names->len; i++)
        if (text_wildcard_match(names->items[i]->data, names->items[i]->len, name, strlen(name),
                                true))
            return true;
    return !names->len;
}

/* A name without wildcards that no service has. */
static enum status check_names(struct invocation *inv, const struct str_list *names)
{
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < names->len; i++) {
        const struct str *name = names->items[i];
        struct err *err = NULL;
        if (text_has_wildcard(name->data, name->len) || service_named(name->data))
            continue;
        err_set(&err, ERR_OBJECT_NOT_FOUND,
                "Hyper-V was unable to find an integration service with name \"%s\".", name->data);
        st = hv_bad_name(inv, &err, value_null());
    }
    return st;
}

static enum status get_service_one(struct invocation *inv, struct value v, void *data)
{
    const struct service_args *args = ARGS(inv, struct service_args);
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_guest_state state;
    struct err *err = NULL;
    (void)data;
    if (hv_vm_refresh(vm, &err) || vm_guest_state(vm->host->host, vm->info.uuid, &state, &err))
        return cmdlet_err(inv, &err, v);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < ARRAY_SIZE(services); i++)
        if (wanted(&args->name, services[i].name))
            st = emit_take(inv, observe(v, &services[i], &state));
    return st;
}

static enum status get_service_process(struct invocation *inv)
{
    const struct service_args *args = ARGS(inv, struct service_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    if (is_bound(inv, "VMSnapshot"))
        return hv_refuse_param(inv, "VMSnapshot",
                               "whether the services answered then is not kept; apply the "
                               "checkpoint and read the virtual machine's.");
    enum status st = check_names(inv, &args->name);
    return st == ST_OK ? hv_for_each(inv, &selection, get_service_one, NULL) : st;
}

/* ---- Enable-, Disable- ---- */
struct switching {
    bool on;
    const struct service *service; /* the next one */
};

static enum status switch_one(struct invocation *inv, struct value v, void *data)
{
    const struct switching *s = data;
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_guest_state state;
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_guest_service(vm->host->host, vm->info.uuid, (enum vm_service)(s->service - services),
                         s->on, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    if (!ARGS(inv, struct service_args)->passthru)
        return ST_OK;
    if (vm_guest_state(vm->host->host, vm->info.uuid, &state, &err))
        return cmdlet_err(inv, &err, v);
    return emit_take(inv, observe(v, s->service, &state));
}

static enum status switch_services(struct invocation *inv, bool on)
{
    const struct service_args *args = ARGS(inv, struct service_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    struct switching s = { .on = on };
    enum status st = check_names(inv, &args->name);
    for (size_t i = 0; st == ST_OK && args->name.len && i < ARRAY_SIZE(services); i++) {
        s.service = &services[i];
        if (wanted(&args->name, services[i].name))
            st = hv_for_each(inv, &selection, switch_one, &s);
    }
    for (size_t i = 0; st == ST_OK && i < args->components.len; i++) {
        s.service = integration_of(args->components.items[i])->service;
        st = switch_one(inv, hv_component_vm(args->components.items[i]), &s);
    }
    return st;
}

static enum status enable_service_process(struct invocation *inv)
{
    return switch_services(inv, true);
}

static enum status disable_service_process(struct invocation *inv)
{
    return switch_services(inv, false);
}

static void complete_service(struct session *s, struct completion *c, const char *word)
{
    (void)s;
    (void)word;
    for (size_t i = 0; i < ARRAY_SIZE(services); i++)
        completion_add(c, COMPLETE_VALUE, services[i].name, NULL);
}

/* ---- declarations --------------------------------------------------------------------------- */
#define A struct service_args
static const struct param get_service_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    PARAM(A, name, .name = "Name", .position = 2, .complete = complete_service,
          .help = "The services; all when omitted."),
    HV_VM_PARAM(A, "VMObject"),
    HV_SNAPSHOT_PARAM(A),
};
/* The machine is the second argument here, as on Hyper-V. */
#define SWITCH_PARAMS                                                                           \
    HV_HOST_PARAMS(A, "VMName"),                                                                \
        PARAM(A, name, .name = "Name", .sets = "VMName,VMObject", .position = 1,                \
              .mandatory = true, .complete = complete_service,                                  \
              .help = "The services, as Get-VMIntegrationService names them."),                 \
        PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 2, .mandatory = true, \
              .from_pipeline = true, .complete = complete_vm_name,                              \
              .help = "The names of the virtual machines; wildcards work."),                    \
        PARAM(A, vm, .name = "VM", .sets = "VMObject", .position = 2, .mandatory = true,        \
              .from_pipeline = true, .type = &type_virtual_machine,                             \
              .help = "The virtual machines, as objects that Get-VM returned."),                \
        PARAM(A, components, .name = "VMIntegrationService", .sets = "VMIntegrationService",    \
              .position = 1, .mandatory = true, .from_pipeline = true,                          \
              .type = &type_vm_integration_component,                                           \
              .help = "What Get-VMIntegrationService returned."),                               \
        HV_PASSTHRU(A)
static const struct param enable_service_params[] = { SWITCH_PARAMS };
static const struct param disable_service_params[] = { SWITCH_PARAMS };
#undef A
static const struct example get_service_examples[] = {
    { .code = "Get-VMIntegrationService web1", .remarks = "What the guest's agents do." },
};
static const struct example enable_service_examples[] = {
    { .code = "Enable-VMIntegrationService -VMName web1 -Name 'Guest Service Interface'",
      .remarks = "Lets Copy-VMFile reach the guest, also while it runs." },
};
static const struct example disable_service_examples[] = {
    { .code = "Get-VM web* | Disable-VMIntegrationService 'Guest Service Interface'",
      .remarks = "Takes the port away again." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMIntegrationService", "VMName", struct service_args, get_service,
              "VMIntegrationComponent", "Shows the integration services of virtual machines.",
              false),
    HV_CMDLET("Enable", "VMIntegrationService", "VMName", struct service_args, enable_service,
              "IntegrationService", "Enables an integration service.", true),
    HV_CMDLET("Disable", "VMIntegrationService", "VMName", struct service_args, disable_service,
              "IntegrationService", "Disables an integration service.", true),
};
const struct cmdlet_group vm_integration_service_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
