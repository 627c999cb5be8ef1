#include "cmdlets/vm/network/vm_network_adapter_test.h"

#include "cmdlets/vm/network/adapter_select.h"
#include "cmdlets/vm/settings.h"
#include "shell/object/str.h"
#include "vm/guest/vm_guest_ping.h"

/* ---- Microsoft.HyperV.PowerShell.VMNetworkAdapterConnectionTestResult ---- */
struct result {
    double ms;
};

static int get_time(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    double ms = ((const struct result *)object_payload(self.object))->ms;
    (void)p;
    (void)err;
    *out = value_int((int32_t)(ms + 0.5));
    return 0;
}

static const struct property properties[] = {
    { .name = "RoundTripTime", .type_name = "int", .get = get_time },
};
static const struct view_column columns[] = { { .property = "RoundTripTime" } };
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

const struct type_info type_vm_network_adapter_connection_test_result = {
    .name = "Microsoft.HyperV.PowerShell.VMNetworkAdapterConnectionTestResult",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct result),
};

/* ---- Test ---- */
struct test_args {
    HV_HOST_FIELDS
    struct str *vm_name, *name, *sender_ip, *receiver_ip, *next_hop;
    struct value vm, adapter;
    bool sender, receiver, passthru;
    struct opt_int isolation_id, sequence, payload;
};
#define A struct test_args

static enum status test_one(struct invocation *inv, struct value adapter)
{
    const A *args = ARGS(inv, A);
    struct value v = value_null();
    const struct vm_nic *nic = hv_nic_of(adapter, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct vm_ping ping = { .sender = args->sender_ip->data,
                            .receiver = args->receiver_ip->data,
                            .payload = args->payload.set ? (int)args->payload.value : 56 };
    struct err *err = NULL;
    double ms;
    bool yes;
    enum status st = should_process(inv, nic->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_guest_ping(vm->host->host, vm->info.uuid, &ping, &ms, &err))
        return cmdlet_err(inv, &err, adapter);
    if (!args->passthru)
        return ST_OK;
    struct object *o = object_new(&type_vm_network_adapter_connection_test_result);
    ((struct result *)object_payload(o))->ms = ms;
    return emit_take(inv, value_of_object(o));
}

static enum status test_process(struct invocation *inv)
{
    A *args = ARGS(inv, A);
    if (args->receiver)
        return hv_refuse_param(inv, "Receiver",
                               "a guest answers by itself; test from the other machine, with "
                               "-Sender.");
    if (args->next_hop)
        return hv_refuse_param(inv, "NextHopMacAddress", "the guest's own routes choose it.");
    if (args->isolation_id.set && args->isolation_id.value)
        return hv_refuse_param(inv, "IsolationId",
                               "an adapter is in one network here; see Set-VMNetworkAdapterVlan.");
    struct str_list names = { .items = &args->vm_name, .len = args->vm_name ? 1 : 0 };
    struct value_list vms = { .items = &args->vm, .len = value_is_null(args->vm) ? 0 : 1 };
    struct value_list adapters = { .items = &args->adapter,
                                   .len = value_is_null(args->adapter) ? 0 : 1 };
    struct hv_adapter_selection selection = {
        .machines = { .names = &names, .vms = &vms, .computers = &args->computer_name },
        .adapters = &adapters,
        .name = args->name,
    };
    return hv_for_each_adapter(inv, &selection, test_one);
}

static const struct param test_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .from_pipeline = true, .complete = complete_vm_name,
          .help = "The virtual machine that sends."),
    PARAM(A, name, .name = "Name", .aliases = "VMNetworkAdapterName", .sets = "VMName,VMObject",
          .help = "Its network adapter; wildcards work."),
    PARAM(A, sender, .name = "Sender", .help = "The machine sends, which is always so."),
    PARAM(A, receiver, .name = "Receiver",
          .help = "Not supported on this host: guests answer by themselves."),
    PARAM(A, sender_ip, .name = "SenderIPAddress", .mandatory = true,
          .help = "The address in the guest that it sends from."),
    PARAM(A, receiver_ip, .name = "ReceiverIPAddress", .mandatory = true,
          .help = "The address that has to answer."),
    PARAM(A, next_hop, .name = "NextHopMacAddress", .help = "Not supported on this host."),
    PARAM(A, isolation_id, .name = "IsolationId", .help = "Not supported on this host."),
    PARAM(A, sequence, .name = "SequenceNumber", .mandatory = true,
          .help = "Has no meaning here: the guest's ping numbers its packets by itself."),
    PARAM(A, payload, .name = "PayloadSize", .help = "Bytes of data in the packet, 56 without it."),
    PARAM(A, passthru, .name = "Passthru", .help = "Emits how long the answer took."),
    PARAM(A, adapter, .name = "VMNetworkAdapter", .sets = "ResourceObject", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_network_adapter,
          .help = "What Get-VMNetworkAdapter returned."),
    PARAM(A, vm, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machine that sends, as an object."),
};
static const struct example test_examples[] = {
    { .code = "Test-VMNetworkAdapter web1 -Sender -SenderIPAddress 10.0.0.5 "
              "-ReceiverIPAddress 10.0.0.6 -SequenceNumber 100 -Passthru",
      .remarks = "The guest of web1 sends an ICMP echo to 10.0.0.6; milliseconds until its "
                 "answer." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Test", "VMNetworkAdapter", "VMName", A, test, "VMNetworkAdapterConnectionTestResult",
              "Tests whether a guest reaches an address, by its own ping.", true),
};
const struct cmdlet_group vm_network_adapter_test_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
