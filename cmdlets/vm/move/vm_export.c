#include "cmdlets/vm/move/vm_export.h"

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"
#include "vm/export/vm_export.h"

struct export_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    struct str *path;
    bool as_job, passthru;
    struct opt_enum capture;
};

struct export_plan {
    char *path;
    struct vm_opt capture;
};

static enum status export_one(struct invocation *inv, struct value v, void *data)
{
    const struct export_args *args = ARGS(inv, struct export_args);
    const struct export_plan *plan = data;
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    int snapshots = 0;
    bool yes;
    if (vm_export_check(vm->host->host, vm->info.uuid, plan->path, &plan->capture, &err))
        return cmdlet_err(inv, &err, v);
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_export(vm->host->host, vm->info.uuid, plan->path, &plan->capture, &snapshots, &err)) {
        st = interrupted(inv->session) ? ST_INTERRUPT : cmdlet_err(inv, &err, v);
        err_clear(&err);
        return st;
    }
    if (snapshots)
        st = write_warning(inv,
                           "The %d checkpoints of '%s' are not part of the export: it holds the "
                           "virtual machine as it is now.",
                           snapshots, vm->info.name);
    return st == ST_OK && args->passthru ? emit(inv, v) : st;
}

static enum status export_process(struct invocation *inv)
{
    const struct export_args *args = ARGS(inv, struct export_args);
    struct export_plan plan = { .path = hv_absolute_path(args->path, NULL),
                                .capture = HV_OPT(args->capture) };
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    enum status st = hv_for_each(inv, &selection, export_one, &plan);
    free(plan.path);
    return st;
}

static const struct param export_params[] = {
    PARAM(struct export_args, name, .name = "Name", .aliases = "VMName", .sets = "Name",
          .position = 1, .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(struct export_args, "VMObject"),
    HV_HOST_PARAMS(struct export_args, "Name"),
    PARAM(struct export_args, path, .name = "Path", .position = 2, .mandatory = true,
          .help = "The folder in which a folder with the name of each machine is made."),
    PARAM(struct export_args, capture, .name = "CaptureLiveState",
          .enum_info = &enum_capture_live_state,
          .help = "How a machine that runs is caught: its disks as they are at one moment, or with "
                  "its file systems at rest. Without it they rest if the guest can do that."),
    HV_AS_JOB(struct export_args),
    HV_PASSTHRU(struct export_args),
};
static const struct example export_examples[] = {
    { .code = "Export-VM web1 -Path /srv/exports",
      .remarks = "Makes /srv/exports/web1 with the machine's configuration, its disks with their "
                 "parents, its UEFI variables and the state of its TPM." },
    { .code = "Get-VM | Export-VM -Path /srv/exports -AsJob",
      .remarks = "All machines, in the background." },
};

static const struct cmdlet cmdlets[] = {
    { .verb = "Export",
      .noun = "VM",
      .synopsis = "Copies virtual machines with all their files into a folder.",
      .params = export_params,
      .nparams = ARRAY_SIZE(export_params),
      .default_set = "Name",
      .module = "Hyper-V",
      .needs_vm_module = true,
      .args_size = sizeof(struct export_args),
      .process = export_process,
      .output = "Microsoft.HyperV.PowerShell.VirtualMachine",
      .output_type = &type_virtual_machine,
      .examples = export_examples,
      .nexamples = ARRAY_SIZE(export_examples),
      .should_process = true },
};

const struct cmdlet_group vm_export_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
