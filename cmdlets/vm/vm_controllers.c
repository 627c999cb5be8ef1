#include "cmdlets/vm/vm_controllers.h"

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/device_objects.h"

struct controller_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, controllers;
    struct value vm_snapshot;
    struct opt_int number;
    bool passthru;
};
#define A struct controller_args

static enum status emit_controllers(struct invocation *inv, struct value vm, enum vm_bus bus,
                                    int number)
{
    const struct vm_config *config;
    enum status st = hv_read_config(inv, vm, &config);
    for (size_t i = 0; st == ST_OK && config && i < config->controller_count; i++) {
        const struct vm_controller *c = &config->controllers[i];
        if (c->bus == bus && (number < 0 || c->number == number))
            st = emit_take(inv, hv_controller_object(vm, c));
    }
    return st;
}

/* ---- Get ---- */
static enum status get_one(struct invocation *inv, struct value vm, void *data)
{
    const A *args = ARGS(inv, A);
    return emit_controllers(inv, vm, *(enum vm_bus *)data,
                            args->number.set ? (int)args->number.value : -1);
}

static enum status get(struct invocation *inv, enum vm_bus bus)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return args->vm_snapshot.kind == V_OBJECT ? get_one(inv, args->vm_snapshot, &bus)
                                              : hv_for_each(inv, &selection, get_one, &bus);
}

static enum status get_ide_process(struct invocation *inv)
{
    return get(inv, VM_BUS_IDE);
}

static enum status get_scsi_process(struct invocation *inv)
{
    return get(inv, VM_BUS_SCSI);
}

/* ---- Add ---- */
static enum status add_one(struct invocation *inv, struct value v, void *data)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    int number;
    bool yes;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_add_scsi_controller(vm->host->host, vm->info.uuid, &number, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ARGS(inv, A)->passthru ? emit_controllers(inv, v, VM_BUS_SCSI, number) : ST_OK;
}

static enum status add_scsi_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, add_one, NULL);
}

/* ---- Remove ---- */
static enum status remove_number(struct invocation *inv, struct value v, int number)
{
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_remove_scsi_controller(vm->host->host, vm->info.uuid, number, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ST_OK;
}

static enum status remove_one(struct invocation *inv, struct value vm, void *data)
{
    (void)data;
    return remove_number(inv, vm, (int)ARGS(inv, A)->number.value);
}

static enum status remove_scsi_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name, .computers = &args->computer_name };
    enum status st = hv_for_each(inv, &selection, remove_one, NULL);
    for (size_t i = 0; st == ST_OK && i < args->controllers.len; i++) {
        struct value vm = value_null();
        const struct vm_controller *c = hv_controller_of(args->controllers.items[i], &vm);
        st = hv_refuse_checkpoint(inv, args->controllers.items[i]);
        if (st == ST_OK)
            st = remove_number(inv, vm, c->number);
        if (st == ST_OK && args->passthru)
            st = emit(inv, args->controllers.items[i]);
    }
    return st;
}

/* ---- declarations ---- */
#define NUMBER_PARAM(...)                                                            \
    PARAM(A, number, .name = "ControllerNumber", .position = 2, .type = &type_int32, \
          .help = "The controller's number, from 0.", __VA_ARGS__)

static const struct param get_ide_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    NUMBER_PARAM(.values = (const char *const[]){ "0", "1", NULL }),
    HV_VM_PARAM(A, "VMObject"),
    HV_SNAPSHOT_PARAM(A),
};
static const struct example get_ide_examples[] = {
    { .code = "Get-VMIdeController old1", .remarks = "Its two IDE controllers and their drives." },
};
static const struct param get_scsi_params[] = {
    HV_HOST_PARAMS(A, "VMName"), HV_VM_NAME_PARAM(A, "VMName"), NUMBER_PARAM(.sets = NULL),
    HV_VM_PARAM(A, "VMObject"),  HV_SNAPSHOT_PARAM(A),
};
static const struct example get_scsi_examples[] = {
    { .code = "(Get-VMScsiController web1).Drives", .remarks = "What hangs on its controllers." },
};
static const struct param add_scsi_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    HV_VM_NAME_PARAM(A, "VMName"),
    HV_PASSTHRU(A),
    HV_VM_PARAM(A, "VMObject"),
};
static const struct example add_scsi_examples[] = {
    { .code = "Add-VMScsiController web1 -Passthru", .remarks = "Room for 64 more drives." },
};
static const struct param remove_scsi_params[] = {
    HV_HOST_PARAMS(A, "VMName"),
    PARAM(A, vm_name, .name = "VMName", .sets = "VMName", .position = 1, .mandatory = true,
          .complete = complete_vm_name, .help = "The names of the virtual machines."),
    NUMBER_PARAM(.sets = "VMName", .mandatory = true),
    HV_PASSTHRU(A),
    PARAM(A, controllers, .name = "VMScsiController", .sets = "Object", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_scsi_controller,
          .help = "What Get-VMScsiController returned."),
};
static const struct example remove_scsi_examples[] = {
    { .code = "Remove-VMScsiController web1 1", .remarks = "Only when no drive hangs on it." },
};

#define CONTROLLER_CMDLET(verb_, noun_, stem_, synopsis_, changes_)                          \
    {                                                                                        \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,       \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = "VMName", .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,         \
        .output = "Microsoft.HyperV.PowerShell." noun_, .examples = stem_##_examples,        \
        .nexamples = ARRAY_SIZE(stem_##_examples), .should_process = changes_                \
    }

static const struct cmdlet cmdlets[] = {
    CONTROLLER_CMDLET("Get", "VMIdeController", get_ide,
                      "Lists the IDE controllers of generation 1 machines.", false),
    CONTROLLER_CMDLET("Get", "VMScsiController", get_scsi,
                      "Lists the SCSI controllers of virtual machines.", false),
    CONTROLLER_CMDLET("Add", "VMScsiController", add_scsi,
                      "Adds a SCSI controller to virtual machines.", true),
    CONTROLLER_CMDLET("Remove", "VMScsiController", remove_scsi,
                      "Removes an empty SCSI controller.", true),
};
const struct cmdlet_group vm_controller_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
