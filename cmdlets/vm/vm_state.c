/* The cmdlets that change a virtual machine's state. Over many machines their
 * calls overlap; results and errors keep the order of the input. */
#include "cmdlets/vm/vm_state.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/str.h"

/* What all state cmdlets share: the first members of each args struct. */
struct state_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    bool as_job, passthru;
    /* Of some: */
    bool save, turn_off, force, wait;
    struct opt_enum wait_for;
    struct opt_int delay, timeout;
    struct value vm_snapshot;
};

/* The machines gathered over the pipeline. */
struct state_batch {
    struct array *vms;
};

/* One machine's work; runs on a thread of the host's pool. */
struct step {
    char uuid[VM_UUID_SIZE];
    bool save, turn_off, force, wait;
    bool wait_for_ip;
    bool already; /* in the state it should get into */
    int delay, timeout;
};

struct report {
    struct invocation *inv;
    vm_bulk_op *op;
    struct array *vms; /* those of the running call, in step order */
    size_t base;
    bool passthru;
    enum status st;
};

static bool on_result(void *data, size_t index, void *item, struct err *err)
{
    struct report *r = data;
    struct value vm = r->vms->items[r->base + index];
    bool failed = err != NULL;
    hv_host_changed(hv_vm_of(vm)->host);
    if (failed)
        r->st = cmdlet_err(r->inv, &err, vm);
    else if (((struct step *)item)->already)
        r->st = write_warning(r->inv, "The virtual machine is already in the specified state.");
    if (r->st == ST_OK && !failed && r->passthru)
        r->st = emit(r->inv, vm);
    return r->st == ST_OK;
}

static int run_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    const struct report *r = data;
    return ((struct step *)item)->already ? 0 : r->op(host, item, NULL, err);
}

/* target: where the step leads, VM_STATE_OTHER when it does so from every state. */
static struct step step_of(const struct state_args *args, struct hv_vm *vm, enum vm_state target)
{
    AUTO_ERR *err = NULL;
    struct step step = { .save = args->save,
                         .turn_off = args->turn_off,
                         .force = args->force,
                         .wait = args->wait,
                         .wait_for_ip = args->wait_for.set && args->wait_for.value == 1,
                         .delay = args->delay.set ? (int)args->delay.value : 5,
                         .timeout = args->timeout.set ? (int)args->timeout.value : 0 };
    memcpy(step.uuid, vm->info.uuid, sizeof(step.uuid));
    /* When it cannot be read, the step itself will say why. */
    if (target != VM_STATE_OTHER && hv_vm_refresh(vm, &err) == 0)
        step.already = !vm->deleted && vm->info.state == target;
    return step;
}

/* Runs op over all of vms; machines of one host in a row go out together. */
static enum status run_steps(struct invocation *inv, struct array *vms, const char *activity,
                             vm_bulk_op *op, enum vm_state target)
{
    const struct state_args *args = ARGS(inv, struct state_args);
    struct report report = {
        .inv = inv, .op = op, .vms = vms, .passthru = args->passthru, .st = ST_OK
    };
    for (size_t i = 0; i < vms->len && report.st == ST_OK;) {
        struct hv_host *host = hv_vm_of(vms->items[i])->host;
        VEC(struct step) steps = VEC_INIT;
        report.base = i;
        for (; i < vms->len && hv_vm_of(vms->items[i])->host == host; i++)
            *vec_push(&steps) = step_of(args, hv_vm_of(vms->items[i]), target);
        struct err *err = NULL;
        if (vm_bulk(host->host, activity, run_step, steps.items, sizeof(*steps.items), steps.len,
                    &report, on_result, &err)) {
            if (report.st != ST_OK)
                err_clear(&err);
            else if (interrupted(inv->session)) {
                err_clear(&err);
                report.st = ST_INTERRUPT;
            } else {
                report.st = cmdlet_throw_err(inv, &err);
            }
        }
        vec_release(&steps);
    }
    return report.st;
}

/* ---- gathering ---- */
static enum status state_begin(struct invocation *inv)
{
    STATE(inv, struct state_batch)->vms = array_new(8);
    return ST_OK;
}

static void state_cleanup(struct invocation *inv)
{
    struct state_batch *batch = STATE(inv, struct state_batch);
    if (batch->vms)
        value_unref(value_of_array(STEAL(batch->vms)));
}

static enum status confirm(struct invocation *inv, struct value vm, void *data)
{
    bool yes;
    (void)data;
    enum status st = should_process(inv, hv_vm_of(vm)->info.name, NULL, &yes);
    if (st == ST_OK && yes)
        array_push(STATE(inv, struct state_batch)->vms, vm);
    return st;
}

static enum status state_process(struct invocation *inv)
{
    const struct state_args *args = ARGS(inv, struct state_args);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    enum status st =
        is_bound(inv, "VMSnapshot")
            ? hv_refuse_param(inv, "VMSnapshot",
                              "the memory of a checkpoint goes with it only; remove the checkpoint "
                              "with Remove-VMSnapshot.")
            : ST_OK;
    return st == ST_OK ? hv_for_each(inv, &selection, confirm, NULL) : st;
}

/* ---- the steps ---- */
static int start_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return vm_start(host, ((struct step *)item)->uuid, err);
}

static int stop_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    const struct step *step = item;
    (void)data;
    if (step->save)
        return vm_save(host, step->uuid, err);
    if (step->turn_off)
        return vm_turn_off(host, step->uuid, err);
    return vm_shutdown(host, step->uuid, 0, step->force, err);
}

static int save_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return vm_save(host, ((struct step *)item)->uuid, err);
}

static int suspend_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return vm_suspend(host, ((struct step *)item)->uuid, err);
}

static int resume_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return vm_resume(host, ((struct step *)item)->uuid, err);
}

static int restart_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    const struct step *step = item;
    (void)data;
    if (vm_restart(host, step->uuid, step->force, err))
        return -1;
    return step->wait ? vm_wait_guest(host, step->uuid, step->wait_for_ip, step->timeout, err) : 0;
}

static int discard_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    (void)data;
    return vm_remove_saved_state(host, ((struct step *)item)->uuid, err);
}

static struct array *batch_of(struct invocation *inv)
{
    return STATE(inv, struct state_batch)->vms;
}

static enum status start_end(struct invocation *inv)
{
    return run_steps(inv, batch_of(inv), "Starting virtual machines", start_step, VM_STATE_RUNNING);
}

static enum status stop_end(struct invocation *inv)
{
    bool save = ARGS(inv, struct state_args)->save;
    return run_steps(inv, batch_of(inv), "Stopping virtual machines", stop_step,
                     save ? VM_STATE_SAVED : VM_STATE_OFF);
}

static enum status save_end(struct invocation *inv)
{
    return run_steps(inv, batch_of(inv), "Saving virtual machines", save_step, VM_STATE_SAVED);
}

static enum status suspend_end(struct invocation *inv)
{
    return run_steps(inv, batch_of(inv), "Pausing virtual machines", suspend_step, VM_STATE_PAUSED);
}

static enum status resume_end(struct invocation *inv)
{
    return run_steps(inv, batch_of(inv), "Resuming virtual machines", resume_step,
                     VM_STATE_RUNNING);
}

static enum status discard_end(struct invocation *inv)
{
    return run_steps(inv, batch_of(inv), "Removing saved states", discard_step, VM_STATE_OTHER);
}

/* Restart-VM resets without asking the guest under -Force; else it asks the user
 * first, as an unsaved guest may lose data. */
static enum status restart_end(struct invocation *inv)
{
    const struct state_args *args = ARGS(inv, struct state_args);
    struct array *vms = batch_of(inv);
    AUTO_VALUE agreed = value_of_array(array_new(vms->len));
    for (size_t i = 0; i < vms->len; i++) {
        AUTO_STRBUF query = STRBUF_INIT;
        bool yes;
        strbuf_addf(&query,
                    "Restarting virtual machine \"%s\" may lose what its guest has not "
                    "written to disk. Continue?",
                    hv_vm_of(vms->items[i])->info.name);
        enum status st = should_continue(inv, query.buf, "Confirm", args->force, &yes);
        if (st != ST_OK)
            return st;
        if (yes)
            array_push(agreed.array, vms->items[i]);
    }
    return run_steps(inv, agreed.array, "Restarting virtual machines", restart_step,
                     VM_STATE_OTHER);
}

/* ---- declarations ---- */
#define NAME_PARAM(sets_)                                                                        \
    PARAM(struct state_args, name, .name = "Name", .aliases = "VMName", .sets = sets_,           \
          .position = 1, .mandatory = true, .from_pipeline = true, .complete = complete_vm_name, \
          .help = "The names of the virtual machines; "                                          \
                  "wildcards work.")
#define STATE_PARAMS                                                              \
    HV_HOST_PARAMS(struct state_args, "Name"), NAME_PARAM("Name"),                \
        HV_VM_PARAM(struct state_args, "VMObject"), HV_AS_JOB(struct state_args), \
        HV_PASSTHRU(struct state_args)

static const struct param plain_params[] = { STATE_PARAMS };

static const struct param saved_state_params[] = {
    HV_HOST_PARAMS(struct state_args, "VMName"),
    PARAM(struct state_args, name, .name = "VMName", .sets = "VMName", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(struct state_args, "VMObject"),
    HV_SNAPSHOT_PARAM(struct state_args),
};

static const struct param stop_params[] = {
    STATE_PARAMS,
    PARAM(struct state_args, save, .name = "Save",
          .help = "Saves the state instead of shutting down, as Save-VM does."),
    PARAM(struct state_args, turn_off, .name = "TurnOff",
          .help = "Cuts the power at once; the guest is not asked and may lose data."),
    PARAM(struct state_args, force, .name = "Force",
          .help = "Turns the machine off when its guest has not shut down after five minutes."),
};

#define WAIT_SETS "NameWait,VMObjectWait"
static const struct param restart_params[] = {
    HV_HOST_PARAMS(struct state_args, "Name,NameWait"),
    NAME_PARAM("Name,NameWait"),
    HV_VM_PARAM(struct state_args, "VMObject,VMObjectWait"),
    HV_AS_JOB(struct state_args),
    HV_PASSTHRU(struct state_args),
    PARAM(struct state_args, force, .name = "Force",
          .help = "Resets the machine without asking its guest or you."),
    PARAM(struct state_args, wait, .name = "Wait", .sets = WAIT_SETS, .mandatory = true,
          .help = "Waits until the restarted guest answers."),
    PARAM(struct state_args, wait_for, .name = "For", .sets = WAIT_SETS,
          .enum_info = &enum_wait_vm_types,
          .help = "What to wait for: the heartbeat of the guest's agent, or an IP address."),
    PARAM(struct state_args, delay, .name = "Delay", .sets = WAIT_SETS, .type = &type_uint16,
          .help = "Seconds between two looks at the guest."),
    PARAM(struct state_args, timeout, .name = "Timeout", .aliases = "TimeoutSec", .sets = WAIT_SETS,
          .type = &type_int32, .help = "Seconds to wait at most; without it there is no limit."),
};

#define STATE_CMDLET(verb_, noun_, params_, set_, synopsis_, end_, ...)                           \
    {                                                                                             \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = params_,                   \
        .nparams = ARRAY_SIZE(params_), .default_set = set_, .should_process = true,              \
        .module = "Hyper-V", .needs_vm_module = true, .args_size = sizeof(struct state_args),     \
        .state_size = sizeof(struct state_batch), .begin = state_begin, .process = state_process, \
        .end = end_, .cleanup = state_cleanup,                                                    \
        .output = "Microsoft.HyperV.PowerShell.VirtualMachine",                                   \
        .output_type = &type_virtual_machine, __VA_ARGS__                                         \
    }
#define EXAMPLES(list_) .examples = list_, .nexamples = ARRAY_SIZE(list_)

static const struct example start_examples[] = {
    { .code = "Start-VM web1", .remarks = "Starts one machine." },
    { .code = "Get-VM web* | Start-VM -Passthru",
      .remarks = "Starts many at once and lists them." },
};
static const struct example stop_examples[] = {
    { .code = "Stop-VM web1", .remarks = "Asks the guest to shut down and waits for it." },
    { .code = "Stop-VM web1 -TurnOff", .remarks = "Cuts the power." },
};
static const struct example save_examples[] = {
    { .code = "Get-VM | Where-Object State -eq Running | Save-VM",
      .remarks = "Saves all running machines." },
};
static const struct example suspend_examples[] = {
    { .code = "Suspend-VM web1", .remarks = "Stops its processors, keeps its memory." },
};
static const struct example resume_examples[] = {
    { .code = "Resume-VM web1", .remarks = "Lets a paused machine go on." },
};
static const struct example restart_examples[] = {
    { .code = "Restart-VM web1 -Force", .remarks = "Resets it at once." },
    { .code = "Restart-VM web1 -Wait -For IPAddress -Timeout 120",
      .remarks = "Returns when the guest has an address again." },
};
static const struct example discard_examples[] = {
    { .code = "Remove-VMSavedState web1",
      .remarks = "Drops the saved state; the next start is a cold one." },
};

static const struct cmdlet cmdlets[] = {
    STATE_CMDLET("Start", "VM", plain_params, "Name", "Starts virtual machines.", start_end,
                 EXAMPLES(start_examples)),
    STATE_CMDLET("Stop", "VM", stop_params, "Name",
                 "Shuts down, turns off or saves virtual machines.", stop_end,
                 EXAMPLES(stop_examples)),
    STATE_CMDLET("Save", "VM", plain_params, "Name",
                 "Writes the memory of virtual machines to disk and stops them.", save_end,
                 EXAMPLES(save_examples)),
    STATE_CMDLET("Suspend", "VM", plain_params, "Name", "Pauses virtual machines.", suspend_end,
                 EXAMPLES(suspend_examples)),
    STATE_CMDLET("Resume", "VM", plain_params, "Name", "Lets paused virtual machines go on.",
                 resume_end, EXAMPLES(resume_examples)),
    STATE_CMDLET("Restart", "VM", restart_params, "Name", "Restarts virtual machines.", restart_end,
                 EXAMPLES(restart_examples)),
    STATE_CMDLET("Remove", "VMSavedState", saved_state_params, "VMName",
                 "Removes the saved state of virtual machines.", discard_end,
                 EXAMPLES(discard_examples)),
};

const struct cmdlet_group vm_state_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
