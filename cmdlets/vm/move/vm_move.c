#include "cmdlets/vm/move/vm_move.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/move/compatibility_report.h"
#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "vm/move/vm_move.h"

struct move_args {
    HV_HOST_FIELDS
    struct str *name, *destination_host, *destination_storage_path, *resource_pool_name,
        *virtual_machine_path, *snapshot_file_path, *smart_paging_file_path;
    struct value destination_credential, destination_cim_session, compatibility_report, vm;
    bool include_storage, retain_vhd_copies_on_source, remove_source_unmanaged_vhds, as_job,
        passthru;
    struct value_list vhds;
};
#define A struct move_args

/* The machines gathered over the pipeline. */
struct move_batch {
    struct array *vms;
};

/* Where to, with what; texts are owned. */
struct plan {
    struct hv_host *destination;
    struct vm_move_spec spec;
    struct vm_move_disk *disks;
    VEC(char *) texts;
};

static void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->texts.len; i++)
        free(plan->texts.items[i]);
    vec_release(&plan->texts);
    free(plan->disks);
}
#define AUTO_PLAN CLEANUP(plan_release) struct plan

static const char *keep(struct plan *plan, const char *text)
{
    if (!text)
        return NULL;
    *vec_push(&plan->texts) = xstrdup(text);
    return plan->texts.items[plan->texts.len - 1];
}

static const char *keep_str(struct plan *plan, const struct str *text)
{
    return keep(plan, text ? text->data : NULL);
}

static const char *keep_value(struct plan *plan, struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    return text.kind == V_STRING && text.str->len ? keep_str(plan, text.str) : NULL;
}

static void add_disk(struct plan *plan, const char *source, const char *destination)
{
    plan->disks = xreallocarray(plan->disks, plan->spec.disk_count + 1, sizeof(*plan->disks));
    plan->disks[plan->spec.disk_count++] = (struct vm_move_disk){ source, destination };
    plan->spec.disks = plan->disks;
}

/* ---- arguments ---- */
static enum status refuse(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    if (is_bound(inv, "DestinationCredential"))
        return hv_refuse_param(inv, "DestinationCredential",
                               "ssh and libvirt authenticate by themselves.");
    if (is_bound(inv, "DestinationCimSession"))
        return hv_refuse_param(inv, "DestinationCimSession",
                               "use -DestinationHost with a name that ssh reaches, or a libvirt "
                               "URI.");
    if (args->remove_source_unmanaged_vhds)
        return hv_refuse_param(inv, "RemoveSourceUnmanagedVhds",
                               "every virtual hard disk that goes along is removed from the "
                               "source, and nothing else is.");
    return ST_OK;
}

static enum status bad_vhds(struct invocation *inv)
{
    return cmdlet_throw(inv, &(struct error_spec){
                                 .message = "Each table of -Vhds needs SourceFilePath and "
                                            "DestinationFilePath.",
                                 .id = "InvalidParameter",
                                 .category = EC_INVALID_ARGUMENT,
                                 .exception = HV_EXCEPTION,
                                 .target_name = "Vhds",
                             });
}

static enum status plan_of_args(struct invocation *inv, struct plan *plan)
{
    const A *args = ARGS(inv, A);
    struct vm_move_spec *spec = &plan->spec;
    spec->include_storage = args->include_storage || args->destination_storage_path;
    spec->storage_path = keep_str(plan, args->destination_storage_path);
    spec->vm_path = keep_str(plan, args->virtual_machine_path);
    spec->snapshot_path = keep_str(plan, args->snapshot_file_path);
    spec->smart_paging_path = keep_str(plan, args->smart_paging_file_path);
    spec->processor_pool = keep_str(plan, args->resource_pool_name);
    spec->retain_disks = args->retain_vhd_copies_on_source;
    for (size_t i = 0; i < args->vhds.len; i++) {
        struct value v = args->vhds.items[i];
        const struct value *from = v.kind == V_HASH ? hash_gets(v.hash, "SourceFilePath") : NULL;
        const struct value *to = v.kind == V_HASH ? hash_gets(v.hash, "DestinationFilePath") : NULL;
        const char *source = from ? keep_value(plan, *from) : NULL;
        const char *destination = to ? keep_value(plan, *to) : NULL;
        if (!source || !destination)
            return bad_vhds(inv);
        add_disk(plan, source, destination);
    }
    return hv_host_open(inv, args->destination_host->data, &plan->destination);
}

/* ---- moving ---- */
struct step {
    char uuid[VM_UUID_SIZE];
    char *notice;
};
struct report {
    struct invocation *inv;
    const struct plan *plan;
    struct value *vms;
    enum status st;
};

static int run_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    struct step *step = item;
    const struct report *r = data;
    return vm_move(host, r->plan->destination->host, step->uuid, &r->plan->spec, &step->notice,
                   err);
}

static enum status emit_moved(struct report *r, struct value vm)
{
    struct hv_host *destination = r->plan->destination;
    struct vm_info info = { 0 };
    struct err *err = NULL;
    if (vm_get(destination->host, hv_vm_of(vm)->info.uuid, &info, &err))
        return cmdlet_err(r->inv, &err, vm);
    return emit_take(r->inv, hv_vm_new_take(destination, &info));
}

static bool on_result(void *data, size_t index, void *item, struct err *err)
{
    struct report *r = data;
    struct step *step = item;
    struct value vm = r->vms[index];
    bool failed = err != NULL;
    hv_host_changed(hv_vm_of(vm)->host);
    hv_host_changed(r->plan->destination);
    if (failed)
        r->st = cmdlet_err(r->inv, &err, vm);
    else if (step->notice)
        r->st = write_warning(r->inv, "%s", step->notice);
    if (r->st == ST_OK && !failed && ARGS(r->inv, A)->passthru)
        r->st = emit_moved(r, vm);
    return r->st == ST_OK;
}

/* Machines of one host. One alone shows how far it is; many show how many have gone. */
static enum status move_all(struct invocation *inv, const struct plan *plan, struct value *vms,
                            size_t n)
{
    struct vm_host *host = hv_vm_of(vms[0])->host->host;
    struct report report = { .inv = inv, .plan = plan, .vms = vms, .st = ST_OK };
    AUTO_FREE struct step *steps = xcalloc(n, sizeof(*steps));
    for (size_t i = 0; i < n; i++)
        memcpy(steps[i].uuid, hv_vm_of(vms[i])->info.uuid, sizeof(steps[i].uuid));
    struct err *err = NULL;
    if (n == 1) {
        if (run_step(host, steps, &report, &err) && interrupted(inv->session))
            report.st = ST_INTERRUPT;
        else
            on_result(&report, 0, steps, STEAL(err));
        err_clear(&err);
    } else if (vm_bulk(host, "Moving virtual machines", run_step, steps, sizeof(*steps), n, &report,
                       on_result, &err)) {
        if (report.st == ST_OK && !interrupted(inv->session))
            report.st = cmdlet_throw_err(inv, &err);
        else if (report.st == ST_OK)
            report.st = ST_INTERRUPT;
        err_clear(&err);
    }
    for (size_t i = 0; i < n; i++)
        free(steps[i].notice);
    return report.st;
}

static enum status confirm(struct invocation *inv, struct value vm, void *data)
{
    const A *args = ARGS(inv, A);
    (void)data;
    AUTO_FREE char *action = xasprintf("Move-VM to %s", args->destination_host->data);
    bool yes;
    enum status st = should_process(inv, hv_vm_of(vm)->info.name, action, &yes);
    if (st == ST_OK && yes)
        array_push(STATE(inv, struct move_batch)->vms, vm);
    return st;
}

/* ---- reports of Compare-VM ---- */
static int member_text(struct plan *plan, struct value report, const char *name, const char **text,
                       struct err **err)
{
    AUTO_VALUE v = value_null();
    if (member_get(report, name, &v, err))
        return -1;
    *text = v.kind == V_NULL ? NULL : keep_value(plan, v);
    return 0;
}

static int plan_of_report(struct value report, struct plan *plan, struct value *vm,
                          struct err **err)
{
    struct vm_move_spec *spec = &plan->spec;
    AUTO_VALUE from = value_null(), to = value_null();
    const char *key;
    plan->destination = hv_report_host(report, &key);
    if (key)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The compatibility report is not one of a move to another host.");
    if (member_text(plan, report, "Path", &spec->vm_path, err) ||
        member_text(plan, report, "SnapshotPath", &spec->snapshot_path, err) ||
        member_get(report, "VM", vm, err) || member_get(report, "VhdSourcePath", &from, err) ||
        member_get(report, "VhdDestinationPath", &to, err))
        return -1;
    if (from.kind != V_ARRAY || to.kind != V_ARRAY)
        return 0;
    for (size_t i = 0; i < from.array->len && i < to.array->len; i++) {
        const char *source = keep_value(plan, from.array->items[i]);
        const char *target = keep_value(plan, to.array->items[i]);
        if (source && target)
            add_disk(plan, source, target);
    }
    return 0;
}

static enum status move_by_report(struct invocation *inv)
{
    struct value report = ARGS(inv, A)->compatibility_report;
    AUTO_PLAN plan = { 0 };
    AUTO_VALUE vm = value_null();
    struct err *err = NULL;
    if (plan_of_report(report, &plan, &vm, &err))
        return cmdlet_err(inv, &err, report);
    AUTO_FREE char *action = xasprintf("Move-VM to %s", plan.destination->name);
    bool yes;
    enum status st = should_process(inv, hv_vm_of(vm)->info.name, action, &yes);
    return st == ST_OK && yes ? move_all(inv, &plan, &vm, 1) : st;
}

/* ---- the cmdlet ---- */
static enum status move_begin(struct invocation *inv)
{
    STATE(inv, struct move_batch)->vms = array_new(4);
    return refuse(inv);
}

static void move_cleanup(struct invocation *inv)
{
    struct move_batch *batch = STATE(inv, struct move_batch);
    if (batch->vms)
        value_unref(value_of_array(STEAL(batch->vms)));
}

static enum status move_process(struct invocation *inv)
{
    A *args = ARGS(inv, A);
    if (is_bound(inv, "CompatibilityReport"))
        return move_by_report(inv);
    if (is_bound(inv, "VM"))
        return confirm(inv, args->vm, NULL);
    struct str_list names = { .items = &args->name, .len = 1 };
    struct hv_selection selection = { .names = &names, .computers = &args->computer_name };
    return hv_for_each(inv, &selection, confirm, NULL);
}

static enum status move_end(struct invocation *inv)
{
    struct array *vms = STATE(inv, struct move_batch)->vms;
    AUTO_PLAN plan = { 0 };
    if (!vms->len)
        return ST_OK;
    enum status st = plan_of_args(inv, &plan);
    for (size_t i = 0; st == ST_OK && plan.destination && i < vms->len;) {
        size_t first = i;
        while (i < vms->len && hv_vm_of(vms->items[i])->host == hv_vm_of(vms->items[first])->host)
            i++;
        st = move_all(inv, &plan, &vms->items[first], i - first);
    }
    return st;
}

static const struct param params[] = {
    PARAM(A, computer_name, .name = "ComputerName",
          .sets = "NameSingleDestination,NameMultipleDestinations",
          .help = "The hosts that have the virtual machines now: names that ssh reaches, libvirt "
                  "URIs, or . for this one."),
    PARAM(A, credential, .name = "Credential",
          .sets = "NameSingleDestination,NameMultipleDestinations", .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, name, .name = "Name",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations",
          .position = 1, .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The name of the virtual machine."),
    PARAM(A, destination_host, .name = "DestinationHost",
          .sets = "NameSingleDestination,NameMultipleDestinations,VMSingleDestination,"
                  "VMMultipleDestinations",
          .position = 2, .mandatory = true,
          .help =
              "The host to move to: a name that ssh reaches, a libvirt URI, or . for this one."),
    PARAM(A, destination_credential, .name = "DestinationCredential",
          .sets = "NameSingleDestination,NameMultipleDestinations,VMSingleDestination,"
                  "VMMultipleDestinations",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(A, include_storage, .name = "IncludeStorage",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,"
                  "NameMultipleDestinations,VMMultipleDestinations",
          .help = "Takes all virtual hard disks along. Without it both hosts must see them under "
                  "the same paths."),
    PARAM(A, destination_storage_path, .name = "DestinationStoragePath",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination",
          .help = "The folder on the destination for everything: the virtual hard disks go to "
                  "Virtual Hard Disks below it, the machine's own files to a folder with its name. "
                  "Without it the destination's default folders are used."),
    PARAM(A, resource_pool_name, .name = "ResourcePoolName",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .help =
              "The resource pool for the processors on the destination; Primordial when omitted."),
    PARAM(A, retain_vhd_copies_on_source, .name = "RetainVhdCopiesOnSource",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .help = "Leaves the virtual hard disks on the source as well."),
    PARAM(A, remove_source_unmanaged_vhds, .name = "RemoveSourceUnmanagedVhds",
          .sets = "NameSingleDestination,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .help = "Not supported on this host."),
    HV_AS_JOB(A),
    HV_PASSTHRU(A),
    PARAM(A, cim_session, .name = "CimSession",
          .sets = "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession",
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(A, destination_cim_session, .name = "DestinationCimSession",
          .sets = "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession,"
                  "VMSingleDestinationAndCimSession,VMMultipleDestinationsAndCimSession",
          .position = 2, .mandatory = true, .type_name = "CimSession",
          .help = "Has no meaning here: use -DestinationHost."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "NameMultipleDestinationsAndCimSession,VMMultipleDestinationsAndCimSession",
          .mandatory = true,
          .help = "The folder on the destination in which the machine gets its own one."),
    PARAM(A, virtual_machine_path, .name = "VirtualMachinePath",
          .sets = "NameMultipleDestinations,VMMultipleDestinations",
          .help = "The folder on the destination in which the machine gets its own one."),
    PARAM(A, snapshot_file_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .help = "The folder on the destination for the files of checkpoints."),
    PARAM(A, smart_paging_file_path, .name = "SmartPagingFilePath",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .help = "The folder on the destination for smart paging files."),
    PARAM(A, vhds, .name = "Vhds",
          .sets = "NameMultipleDestinationsAndCimSession,NameMultipleDestinations,"
                  "VMMultipleDestinations,VMMultipleDestinationsAndCimSession",
          .type = &type_hashtable,
          .help = "The virtual hard disks that go along: a table of SourceFilePath and "
                  "DestinationFilePath for each."),
    PARAM(A, compatibility_report, .name = "CompatibilityReport", .sets = "CompatibilityReport",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_compatibility_report,
          .help = "A report that Compare-VM made of a move."),
    PARAM(A, vm, .name = "VM",
          .sets = "VMSingleDestinationAndCimSession,VMSingleDestination,VMMultipleDestinations,"
                  "VMMultipleDestinationsAndCimSession",
          .position = 1, .mandatory = true, .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
};

static const struct example examples[] = {
    { .code = "Move-VM web1 host2 -IncludeStorage -DestinationStoragePath /srv/vms",
      .remarks = "Moves a machine with its virtual hard disks; if it runs, it goes on running." },
    { .code = "Get-VM web* | Move-VM -DestinationHost qemu+tls://host2/system",
      .remarks = "Moves several at once, whose disks are on storage that both hosts share." },
};

static const struct cmdlet cmdlets[] = {
    { .verb = "Move",
      .noun = "VM",
      .synopsis = "Moves virtual machines to another host, running or off.",
      .params = params,
      .nparams = ARRAY_SIZE(params),
      .default_set = "NameSingleDestination",
      .should_process = true,
      .module = "Hyper-V",
      .needs_vm_module = true,
      .args_size = sizeof(A),
      .state_size = sizeof(struct move_batch),
      .begin = move_begin,
      .process = move_process,
      .end = move_end,
      .cleanup = move_cleanup,
      .output = "Microsoft.HyperV.PowerShell.VirtualMachine",
      .output_type = &type_virtual_machine,
      .examples = examples,
      .nexamples = ARRAY_SIZE(examples) },
};
const struct cmdlet_group vm_move_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
