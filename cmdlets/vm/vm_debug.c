#include "cmdlets/vm/vm_debug.h"

#include "cmdlets/vm/settings.h"

struct debug_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    bool force, as_job, passthru, inject;
};
#define A struct debug_args

static enum status debug_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_STRBUF query = STRBUF_INIT;
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    strbuf_addf(&query,
                "A non-maskable interrupt may stop the operating system of virtual machine \"%s\" "
                "when no debugger waits for it. Continue?",
                vm->info.name);
    st = should_continue(inv, query.buf, "Confirm", args->force, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_inject_nmi(vm->host->host, vm->info.uuid, &err))
        return cmdlet_err(inv, &err, v);
    return args->passthru ? emit(inv, v) : ST_OK;
}

static enum status debug_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    if (!args->inject)
        return cmdlet_throw(inv, &(struct error_spec){
                                     .message = "Debug-VM does nothing by itself: "
                                                "-InjectNonMaskableInterrupt says what to do.",
                                     .id = "InvalidParameter",
                                     .category = EC_INVALID_ARGUMENT,
                                     .exception = HV_EXCEPTION,
                                 });
    return hv_for_each(inv, &selection, debug_one, NULL);
}

static const struct param debug_params[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, name, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, force, .name = "Force", .help = "Does not ask first."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    PARAM(A, inject, .name = "InjectNonMaskableInterrupt",
          .help = "Sends a non-maskable interrupt: the guest's kernel debugger or crash dump "
                  "answers it."),
};
static const struct example debug_examples[] = {
    { .code = "Debug-VM web1 -InjectNonMaskableInterrupt -Force",
      .remarks = "Wakes the kernel debugger of a guest that hangs." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Debug", "VM", "Name", A, debug, "VirtualMachine",
              "Sends a non-maskable interrupt to virtual machines.", true),
};
const struct cmdlet_group vm_debug_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
