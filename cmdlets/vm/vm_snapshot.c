#include "cmdlets/vm/vm_snapshot.h"

#include <string.h>
#include <time.h>

#include "cmdlets/vm/checkpoint_object.h"
#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/config_property.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"

/* The parameters of all of them; each cmdlet declares those it has. */
struct snapshot_args {
    HV_HOST_FIELDS
    struct str_list names, vm_names;     /* of those that take many */
    struct str *name, *vm_name;          /* of those that take one */
    struct value_list vms, vm_snapshots; /* of those that take many */
    struct value vm, vm_snapshot;        /* of those that take one */
    struct value id, parent_of, child_of;
    struct str *snapshot_name, *new_name, *path;
    struct opt_enum snapshot_type;
    bool tree, as_job, passthru;
};
#define A struct snapshot_args

/* ---- choosing ---- */

/* The checkpoints of a machine as VMSnapshot objects; NULL: the error was recorded. */
static enum status checkpoints_of(struct invocation *inv, struct value vm, struct array **out)
{
    struct hv_vm *machine = hv_vm_of(vm);
    struct vm_checkpoints list;
    struct err *err = NULL;
    *out = NULL;
    if (vm_checkpoint_list(machine->host->host, machine->info.uuid, &list, &err))
        return cmdlet_err(inv, &err, vm);
    *out = array_new(list.len);
    for (size_t i = 0; i < list.len; i++)
        array_push_take(*out, hv_checkpoint_new_take(vm, &list.items[i]));
    vm_checkpoints_release(&list);
    return ST_OK;
}

static const char *name_of(struct value snapshot)
{
    return hv_checkpoint_of(snapshot, NULL)->name;
}

static bool fits(const struct str *pattern, const char *name)
{
    return text_wildcard_match(pattern->data, pattern->len, name, strlen(name), true);
}

static enum status no_checkpoint(struct invocation *inv, struct value vm, const struct str *name)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "Hyper-V was unable to find a virtual machine checkpoint with name \"%s\" on "
                "virtual machine \"%s\".",
                name->data, hv_vm_of(vm)->info.name);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION,
                                                   .target = vm });
}

typedef enum status snapshot_fn(struct invocation *inv, struct value snapshot);
struct choice {
    struct str_list names; /* none: all */
    snapshot_fn *fn;
    bool one; /* a name must not mean several */
};

static enum status too_many(struct invocation *inv, struct value vm, const struct str *name)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text,
                "Virtual machine \"%s\" has more than one checkpoint with name \"%s\". Choose one "
                "with Get-VMSnapshot and its Id.",
                hv_vm_of(vm)->info.name, name->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION,
                                                   .target = vm });
}

static enum status choose(struct invocation *inv, struct value vm, void *data)
{
    const struct choice *choice = data;
    struct array *all;
    enum status st = checkpoints_of(inv, vm, &all);
    if (st != ST_OK || !all)
        return st;
    AUTO_VALUE owned = value_of_array(all);
    AUTO_VALUE chosen = value_of_array(array_new(all->len));
    for (size_t n = 0; st == ST_OK && n < choice->names.len; n++) {
        const struct str *name = choice->names.items[n];
        size_t before = chosen.array->len;
        for (size_t i = 0; i < all->len; i++)
            if (fits(name, name_of(all->items[i])))
                array_push(chosen.array, all->items[i]);
        size_t found = chosen.array->len - before;
        if (!found && !text_has_wildcard(name->data, name->len))
            st = no_checkpoint(inv, vm, name);
        else if (found > 1 && choice->one)
            return too_many(inv, vm, name);
    }
    const struct array *list = choice->names.len ? chosen.array : all;
    for (size_t i = 0; st == ST_OK && i < list->len; i++)
        st = choice->fn(inv, list->items[i]);
    return st;
}

/* Calls fn for what -VMName, -VM, -Name and -VMSnapshot mean, of one or of many. */
static enum status for_each_snapshot(struct invocation *inv, snapshot_fn *fn, bool one)
{
    const A *args = ARGS(inv, A);
    struct choice choice = { .names = args->names, .fn = fn, .one = one };
    struct str *name = args->name, *vm_name = args->vm_name;
    struct value vm = args->vm;
    struct str_list vm_names = args->vm_names;
    struct value_list vms = args->vms;
    if (name)
        choice.names = (struct str_list){ .items = &name, .len = 1, .set = true };
    if (vm_name)
        vm_names = (struct str_list){ .items = &vm_name, .len = 1, .set = true };
    if (vm.kind == V_OBJECT)
        vms = (struct value_list){ .items = &vm, .len = 1 };
    struct hv_selection selection = { .names = &vm_names,
                                      .vms = &vms,
                                      .computers = &args->computer_name };
    enum status st = hv_for_each(inv, &selection, choose, &choice);
    for (size_t i = 0; st == ST_OK && i < args->vm_snapshots.len; i++)
        st = fn(inv, args->vm_snapshots.items[i]);
    return st == ST_OK && args->vm_snapshot.kind == V_OBJECT ? fn(inv, args->vm_snapshot) : st;
}

/* Emits the checkpoint with this id as it stands now. */
static enum status emit_checkpoint(struct invocation *inv, struct value vm, const char *id)
{
    struct array *all;
    enum status st = checkpoints_of(inv, vm, &all);
    if (st != ST_OK || !all)
        return st;
    AUTO_VALUE owned = value_of_array(all);
    for (size_t i = 0; i < all->len; i++)
        if (!strcmp(hv_checkpoint_of(all->items[i], NULL)->id, id))
            return emit(inv, all->items[i]);
    return ST_OK;
}

static void complete_snapshot_name(struct session *s, struct completion *c, const char *word)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_list machines = { 0 };
    (void)word;
    if (!host || vm_list(host->host, NULL, &machines, &err))
        return;
    for (size_t i = 0; i < machines.len; i++) {
        struct vm_checkpoints list;
        AUTO_ERR *ignored = NULL;
        if (vm_checkpoint_list(host->host, machines.items[i].uuid, &list, &ignored))
            continue;
        for (size_t k = 0; k < list.len; k++)
            completion_add(c, COMPLETE_VALUE, list.items[k].name, machines.items[i].name);
        vm_checkpoints_release(&list);
    }
    vm_list_release(&machines);
}

/* ---- Checkpoint-VM ---- */

/* "web1 - (11/28/2026 - 7:06:03 AM)", in the culture's date and time. */
static char *default_name(const struct hv_vm *vm)
{
    const struct culture *culture = culture_current();
    AUTO_FREE char *format = xasprintf("%s - %s", culture->short_date, culture->long_time);
    AUTO_VALUE now = hv_local_time((int64_t)time(NULL)), pattern = value_string(format);
    AUTO_VALUE text = value_null();
    AUTO_ERR *err = NULL;
    const struct method *to_string = type_find_method(&type_datetime, "ToString", 8);
    if (!to_string || to_string->call(now, &pattern, 1, &text, &err) || text.kind != V_STRING)
        return xstrdup(vm->info.name);
    return xasprintf("%s - (%s)", vm->info.name, text.str->data);
}

static enum status make_one(struct invocation *inv, struct value v, void *data)
{
    const A *args = ARGS(inv, A);
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_FREE char *name =
        args->snapshot_name ? xstrdup(args->snapshot_name->data) : default_name(vm);
    char id[VM_UUID_SIZE];
    struct err *err = NULL;
    bool yes, fell_back = false;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    int rc = vm_checkpoint_create(vm->host->host, vm->info.uuid, name, id, &fell_back, &err);
    hv_host_changed(vm->host);
    if (rc)
        return cmdlet_err(inv, &err, v);
    if (fell_back)
        st = write_verbose(inv,
                           "The guest of '%s' does not rest its file systems: a standard "
                           "checkpoint was made.",
                           vm->info.name);
    return st == ST_OK && args->passthru ? emit_checkpoint(inv, v, id) : st;
}

static enum status make_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_names,
                                      .vms = &args->vms,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, make_one, NULL);
}

static const struct param make_params[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, vm_names, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    PARAM(A, vms, .name = "VM", .sets = "VMObject", .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machines, as objects that Get-VM returned."),
    PARAM(A, snapshot_name, .name = "SnapshotName", .aliases = "CheckpointName", .position = 2,
          .help = "A name for the checkpoint; without it, the machine's name and the time. Several "
                  "may have one name."),
    HV_AS_JOB(A),
    PARAM(A, passthru, .name = "Passthru", .help = "Emits the new checkpoint."),
};
static const struct example make_examples[] = {
    { .code = "Checkpoint-VM web1 -SnapshotName 'before the update'",
      .remarks = "Keeps the machine as it is now, with its memory when it runs." },
    { .code = "Get-VM web* | Checkpoint-VM -Passthru",
      .remarks = "One of each, named by machine and time." },
};

/* ---- Get ---- */
static enum status emit_if_wanted(struct invocation *inv, struct value snapshot)
{
    const A *args = ARGS(inv, A);
    bool fit = !args->snapshot_type.set || args->snapshot_type.value == 0;
    if (fit && args->name && !fits(args->name, name_of(snapshot)))
        fit = false;
    return fit ? emit(inv, snapshot) : ST_OK;
}

static enum status get_by_id(struct invocation *inv, struct hv_host *host)
{
    const A *args = ARGS(inv, A);
    AUTO_VALUE text = value_to_string(args->id);
    const char *id = text.str->data;
    struct vm_list machines = { 0 };
    struct err *err = NULL;
    if (vm_list(host->host, NULL, &machines, &err))
        return cmdlet_err(inv, &err, args->id);
    enum status st = ST_OK;
    bool found = false;
    for (size_t i = 0; st == ST_OK && !found && i < machines.len; i++) {
        AUTO_VALUE vm = hv_vm_new_take(host, &machines.items[i]);
        struct array *all;
        st = checkpoints_of(inv, vm, &all);
        if (st != ST_OK || !all)
            continue;
        AUTO_VALUE owned = value_of_array(all);
        for (size_t k = 0; st == ST_OK && !found && k < all->len; k++) {
            found = text_caseeq(hv_checkpoint_of(all->items[k], NULL)->id, id);
            if (found)
                st = emit(inv, all->items[k]);
        }
    }
    vm_list_release(&machines);
    if (st != ST_OK || found)
        return st;
    err_set(&err, ERR_INVALID_PARAMETER,
            "Hyper-V was unable to find a virtual machine checkpoint with id \"%s\".", id);
    return cmdlet_err(inv, &err, args->id);
}

/* The one right above a machine's state or a checkpoint. */
static enum status get_parent(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct value vm = args->parent_of;
    const struct vm_checkpoint *child = hv_checkpoint_of(args->parent_of, &vm);
    struct array *all;
    if (!hv_vm_of(vm)) {
        struct err *err = NULL;
        err_set(&err, ERR_INVALID_PARAMETER,
                "ParentOf takes a virtual machine or a checkpoint, as objects.");
        return cmdlet_throw_err(inv, &err);
    }
    enum status st = checkpoints_of(inv, vm, &all);
    if (st != ST_OK || !all)
        return st;
    AUTO_VALUE owned = value_of_array(all);
    for (size_t i = 0; st == ST_OK && i < all->len; i++) {
        const struct vm_checkpoint *c = hv_checkpoint_of(all->items[i], NULL);
        if (child ? !strcmp(child->parent, c->id) : c->current)
            st = emit_if_wanted(inv, all->items[i]);
    }
    return st;
}

static enum status get_children(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct value vm = value_null();
    const struct vm_checkpoint *parent = hv_checkpoint_of(args->child_of, &vm);
    struct array *all;
    enum status st = checkpoints_of(inv, vm, &all);
    if (st != ST_OK || !all)
        return st;
    AUTO_VALUE owned = value_of_array(all);
    for (size_t i = 0; st == ST_OK && i < all->len; i++)
        if (!strcmp(hv_checkpoint_of(all->items[i], NULL)->parent, parent->id))
            st = emit_if_wanted(inv, all->items[i]);
    return st;
}

static enum status get_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    if (is_bound(inv, "Id"))
        return hv_for_each_host(inv, &args->computer_name, get_by_id);
    if (is_bound(inv, "ParentOf"))
        return get_parent(inv);
    if (is_bound(inv, "ChildOf"))
        return get_children(inv);
    return for_each_snapshot(inv, emit_if_wanted, false);
}

#define VM_NAMES(sets_, position_, pipeline_)                                                     \
    PARAM(A, vm_names, .name = "VMName", .sets = sets_, .position = position_, .mandatory = true, \
          .from_pipeline = pipeline_, .complete = complete_vm_name,                               \
          .help = "The names of the virtual machines; wildcards work.")
#define VMS(sets_)                                                               \
    PARAM(A, vms, .name = "VM", .sets = sets_, .position = 1, .mandatory = true, \
          .from_pipeline = true, .type = &type_virtual_machine,                  \
          .help = "The virtual machines, as objects that Get-VM returned.")
#define ONE_VM                                                                 \
    PARAM(A, vm, .name = "VM", .sets = "VM", .position = 1, .mandatory = true, \
          .from_pipeline = true, .type = &type_virtual_machine,                \
          .help = "The virtual machine, as an object that Get-VM returned.")
#define ONE_VM_NAME                                                                               \
    PARAM(A, vm_name, .name = "VMName", .sets = "SnapshotName", .position = 2, .mandatory = true, \
          .complete = complete_vm_name, .help = "The name of the virtual machine.")
#define ONE_NAME(sets_, position_)                                                          \
    PARAM(A, name, .name = "Name", .sets = sets_, .position = position_, .mandatory = true, \
          .complete = complete_snapshot_name, .help = "The name of the checkpoint.")
#define ONE_SNAPSHOT                                                                         \
    PARAM(A, vm_snapshot, .name = "VMSnapshot", .aliases = "VMCheckpoint",                   \
          .sets = "SnapshotObject", .position = 1, .mandatory = true, .from_pipeline = true, \
          .type = &type_vm_snapshot,                                                         \
          .help = "The checkpoint, as an object that Get-VMSnapshot returned.")

#define SNAPSHOTS                                                                            \
    PARAM(A, vm_snapshots, .name = "VMSnapshot", .aliases = "VMCheckpoint",                  \
          .sets = "SnapshotObject", .position = 1, .mandatory = true, .from_pipeline = true, \
          .type = &type_vm_snapshot,                                                         \
          .help = "The checkpoints, as objects that Get-VMSnapshot returned.")

static const struct param get_params[] = {
    HV_HOST_PARAMS(A, "VMName,Id"),
    VM_NAMES("VMName", 1, true),
    VMS("VMObject"),
    PARAM(A, name, .name = "Name", .sets = "VMName,VMObject,Parent,Child", .position = 2,
          .complete = complete_snapshot_name,
          .help = "The name of the checkpoints; wildcards work."),
    PARAM(A, snapshot_type, .name = "SnapshotType", .aliases = "VMRecoveryCheckpoint",
          .sets = "VMName,VMObject,Parent,Child", .enum_info = &enum_snapshot_type,
          .help = "The kind of checkpoint. All that are made here are of kind Standard."),
    PARAM(A, id, .name = "Id", .sets = "Id", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type = &type_guid,
          .help = "The identifier of the checkpoint."),
    PARAM(A, parent_of, .name = "ParentOf", .sets = "Parent", .mandatory = true,
          .type_name = "VirtualMachineBase",
          .help = "A virtual machine or a checkpoint: gets the checkpoint right before it."),
    PARAM(A, child_of, .name = "ChildOf", .sets = "Child", .mandatory = true,
          .type = &type_vm_snapshot, .help = "A checkpoint: gets those right after it."),
};
static const struct example get_examples[] = {
    { .code = "Get-VMSnapshot web1", .remarks = "All checkpoints of a machine, oldest first." },
    { .code = "Get-VMSnapshot -ParentOf (Get-VM web1)",
      .remarks = "The one that its present state comes after." },
};

/* ---- Remove ---- */
static enum status remove_one(struct invocation *inv, struct value snapshot)
{
    const A *args = ARGS(inv, A);
    struct value v = value_null();
    const struct vm_checkpoint *c = hv_checkpoint_of(snapshot, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, c->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    int rc = vm_checkpoint_remove(vm->host->host, vm->info.uuid, c->id, args->tree, &err);
    hv_host_changed(vm->host);
    /* It went with one before it. */
    if (rc && args->tree && err->kind == ERR_OBJECT_NOT_FOUND) {
        err_clear(&err);
        return ST_OK;
    }
    if (rc)
        return cmdlet_err(inv, &err, snapshot);
    return args->passthru ? emit(inv, v) : ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    return for_each_snapshot(inv, remove_one, false);
}

static const struct param remove_params[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    VM_NAMES("SnapshotName", 1, false),
    VMS("VMObject"),
    PARAM(A, names, .name = "Name", .sets = "SnapshotName,VMObject", .position = 2,
          .from_pipeline = true, .complete = complete_snapshot_name,
          .help = "The names of the checkpoints, wildcards work; without it all are removed."),
    SNAPSHOTS,
    PARAM(A, tree, .name = "IncludeAllChildSnapshots", .aliases = "IncludeAllChildCheckpoints",
          .help = "Removes all checkpoints that come after it, too."),
    HV_AS_JOB(A),
    PARAM(A, passthru, .name = "Passthru", .help = "Emits the virtual machine."),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VMSnapshot web1 'before the update'",
      .remarks = "The machine stays as it is; its disks are merged, while it runs, too." },
    { .code = "Get-VMSnapshot web1 | Where-Object CreationTime -lt (Get-Date).AddDays(-7) | "
              "Remove-VMSnapshot",
      .remarks = "Removes what is older than a week." },
};

/* ---- Rename, Restore ---- */
static enum status rename_one(struct invocation *inv, struct value snapshot)
{
    const A *args = ARGS(inv, A);
    struct value v = value_null();
    const struct vm_checkpoint *c = hv_checkpoint_of(snapshot, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, c->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_checkpoint_rename(vm->host->host, vm->info.uuid, c->id, args->new_name->data, &err))
        return cmdlet_err(inv, &err, snapshot);
    hv_host_changed(vm->host);
    return args->passthru ? emit_checkpoint(inv, v, c->id) : ST_OK;
}

static enum status rename_process(struct invocation *inv)
{
    return for_each_snapshot(inv, rename_one, true);
}

static const struct param rename_params[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    ONE_NAME("SnapshotName", 1),
    ONE_NAME("VM", 2),
    ONE_VM_NAME,
    ONE_VM,
    ONE_SNAPSHOT,
    PARAM(A, new_name, .name = "NewName", .position = 3, .mandatory = true,
          .help = "The new name."),
    PARAM(A, passthru, .name = "Passthru", .help = "Emits the checkpoint."),
};
static const struct example rename_examples[] = {
    { .code = "Rename-VMSnapshot -VMName web1 -Name first -NewName 'clean system'",
      .remarks = "Gives a checkpoint another name." },
};

static enum status restore_one(struct invocation *inv, struct value snapshot)
{
    const A *args = ARGS(inv, A);
    struct value v = value_null();
    const struct vm_checkpoint *c = hv_checkpoint_of(snapshot, &v);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, c->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    int rc = vm_checkpoint_restore(vm->host->host, vm->info.uuid, c->id, &err);
    hv_host_changed(vm->host);
    if (rc)
        return cmdlet_err(inv, &err, snapshot);
    return args->passthru ? emit_checkpoint(inv, v, c->id) : ST_OK;
}

static enum status restore_process(struct invocation *inv)
{
    return for_each_snapshot(inv, restore_one, true);
}

static const struct param restore_params[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    ONE_NAME("SnapshotName", 1),
    ONE_NAME("VM", 2),
    ONE_VM_NAME,
    ONE_VM,
    ONE_SNAPSHOT,
    HV_AS_JOB(A),
    PARAM(A, passthru, .name = "Passthru", .help = "Emits the checkpoint."),
};
static const struct example restore_examples[] = {
    { .code = "Restore-VMSnapshot -VMName web1 -Name 'before the update' -Confirm:$false",
      .remarks = "The machine becomes what it was. One that runs goes on where the checkpoint was "
                 "taken, one that does not is saved there or off." },
};

/* ---- Export ---- */
static enum status export_one(struct invocation *inv, struct value snapshot)
{
    const A *args = ARGS(inv, A);
    struct value v = value_null();
    const struct vm_checkpoint *c = hv_checkpoint_of(snapshot, &v);
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_FREE char *path = hv_absolute_path(args->path, NULL);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, c->name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_checkpoint_export(vm->host->host, vm->info.uuid, c->id, path, &err))
        return cmdlet_err(inv, &err, snapshot);
    if (c->has_memory)
        st = write_warning(inv,
                           "The memory of the checkpoint '%s' is not part of the export: the "
                           "machine in it is off.",
                           c->name);
    return st == ST_OK && args->passthru ? emit(inv, snapshot) : st;
}

static enum status export_process(struct invocation *inv)
{
    return for_each_snapshot(inv, export_one, true);
}

#define NAMES(sets_, position_)                                                              \
    PARAM(A, names, .name = "Name", .sets = sets_, .position = position_, .mandatory = true, \
          .from_pipeline = true, .complete = complete_snapshot_name,                         \
          .help = "The names of the checkpoints; wildcards work.")
#define PATH(sets_, position_)                                                              \
    PARAM(A, path, .name = "Path", .sets = sets_, .position = position_, .mandatory = true, \
          .help = "The folder in which a folder with the name of the machine is made.")
static const struct param export_params[] = {
    HV_HOST_PARAMS(A, "SnapshotName"),
    NAMES("SnapshotName", 1),
    NAMES("VMObject", 2),
    PATH("SnapshotName,SnapshotObject", 2),
    PATH("VMObject", 3),
    VM_NAMES("SnapshotName", 0, false),
    VMS("VMObject"),
    SNAPSHOTS,
    HV_AS_JOB(A),
    PARAM(A, passthru, .name = "Passthru", .help = "Emits the checkpoint."),
};
static const struct example export_examples[] = {
    { .code = "Export-VMSnapshot -Name 'before the update' -VMName web1 -Path /srv/exports",
      .remarks = "Makes /srv/exports/web1 with the machine as it was, ready for Import-VM." },
};

/* ---- declarations ---- */
#define SNAPSHOT_CMDLET(verb_, noun_, set_, stem_, output_, synopsis_, ...)              \
    {                                                                                    \
        .verb = verb_, .noun = noun_, .synopsis = synopsis_, .params = stem_##_params,   \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(A), .process = stem_##_process,     \
        .output = "Microsoft.HyperV.PowerShell." output_, .examples = stem_##_examples,  \
        .nexamples = ARRAY_SIZE(stem_##_examples), __VA_ARGS__                           \
    }
#define ALSO(name_)                  \
    .aliases = (const char *const[]) \
    {                                \
        name_, NULL                  \
    }

static const struct cmdlet cmdlets[] = {
    SNAPSHOT_CMDLET("Checkpoint", "VM", "Name", make, "VMSnapshot",
                    "Keeps the state of virtual machines.", .should_process = true),
    SNAPSHOT_CMDLET("Export", "VMSnapshot", "SnapshotName", export, "VMSnapshot",
                    "Copies a virtual machine as it was at a checkpoint into a folder.",
                    .should_process = true, ALSO("Export-VMCheckpoint")),
    SNAPSHOT_CMDLET("Get", "VMSnapshot", "VMName", get, "VMSnapshot",
                    "Lists checkpoints of virtual machines.", .output_type = &type_vm_snapshot,
                    ALSO("Get-VMCheckpoint")),
    SNAPSHOT_CMDLET("Remove", "VMSnapshot", "SnapshotName", remove, "VirtualMachine",
                    "Removes checkpoints; the machine stays as it is.", .should_process = true,
                    ALSO("Remove-VMCheckpoint")),
    SNAPSHOT_CMDLET("Rename", "VMSnapshot", "SnapshotName", rename, "VMSnapshot",
                    "Gives a checkpoint another name.", .should_process = true,
                    ALSO("Rename-VMCheckpoint")),
    SNAPSHOT_CMDLET("Restore", "VMSnapshot", "SnapshotName", restore, "VMSnapshot",
                    "Brings a virtual machine back to a checkpoint.", .should_process = true,
                    .impact = IMPACT_HIGH, ALSO("Restore-VMCheckpoint")),
};
const struct cmdlet_group vm_snapshot_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
