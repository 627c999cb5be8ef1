#include "cmdlets/vm/disk/vm_storage.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/paths.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "shell/base/alloc.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "vm/export/vm_storage.h"

struct storage_args {
    HV_HOST_FIELDS
    bool as_job, retain, remove_parents, allow_unverified_paths;
    struct str *name, *storage, *pool, *machine, *snapshots, *paging;
    struct value vm;
    struct value_list vhds;
};
#define A struct storage_args

/* The paths of one call, made absolute. */
struct storage_plan {
    struct vm_storage_move move;
    char *paths[4];
    char **disk_paths; /* source and destination of each */
    struct vm_storage_disk *disks;
};

static void plan_release(struct storage_plan *p)
{
    for (size_t i = 0; i < ARRAY_SIZE(p->paths); i++)
        free(p->paths[i]);
    for (size_t i = 0; i < 2 * p->move.disk_count; i++)
        free(p->disk_paths[i]);
    free(p->disk_paths);
    free(p->disks);
}

static char *path_in(struct value table, const char *key)
{
    const struct value *v = table.kind == V_HASH ? hash_gets(table.hash, key) : NULL;
    AUTO_VALUE text = v ? value_to_string(*v) : value_null();
    return text.kind == V_STRING && text.str->len ? hv_absolute_path(text.str, NULL) : NULL;
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

static enum status make_plan(struct invocation *inv, struct storage_plan *p)
{
    const A *args = ARGS(inv, A);
    const struct str *const given[] = { args->storage, args->machine, args->snapshots,
                                        args->paging };
    for (size_t i = 0; i < ARRAY_SIZE(given); i++) {
        p->paths[i] = given[i] ? hv_absolute_path(given[i], NULL) : NULL;
        size_t len = p->paths[i] ? strlen(p->paths[i]) : 0;
        while (len > 1 && p->paths[i][len - 1] == '/')
            p->paths[i][--len] = '\0';
    }
    p->disk_paths = xcalloc(2 * args->vhds.len + 1, sizeof(*p->disk_paths));
    p->disks = xcalloc(args->vhds.len + 1, sizeof(*p->disks));
    p->move = (struct vm_storage_move){ p->paths[0],
                                        p->paths[1],
                                        p->paths[2],
                                        p->paths[3],
                                        p->disks,
                                        0,
                                        args->retain,
                                        args->remove_parents,
                                        args->pool ? args->pool->data : NULL };
    for (size_t i = 0; i < args->vhds.len; i++) {
        char *from = path_in(args->vhds.items[i], "SourceFilePath");
        char *to = path_in(args->vhds.items[i], "DestinationFilePath");
        p->disk_paths[2 * i] = from;
        p->disk_paths[2 * i + 1] = to;
        p->disks[i] = (struct vm_storage_disk){ from, to };
        p->move.disk_count++;
        if (!from || !to)
            return bad_vhds(inv);
    }
    return ST_OK;
}

static enum status move_one(struct invocation *inv, struct value v, void *data)
{
    const struct storage_plan *plan = data;
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    if (vm_storage_check(vm->host->host, vm->info.uuid, &plan->move, &err))
        return cmdlet_err(inv, &err, v);
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    int rc = vm_storage_move(vm->host->host, vm->info.uuid, &plan->move, &err);
    hv_host_changed(vm->host);
    if (rc) {
        st = interrupted(inv->session) ? ST_INTERRUPT : cmdlet_err(inv, &err, v);
        err_clear(&err);
    }
    return st;
}

static enum status move_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct storage_plan plan = { 0 };
    struct str *name = args->name;
    struct str_list names = { .items = &name, .len = 1 };
    struct hv_selection selection = { .names = &names, .computers = &args->computer_name };
    enum status st = make_plan(inv, &plan);
    if (st == ST_OK)
        st = is_bound(inv, "VM") ? move_one(inv, args->vm, &plan)
                                 : hv_for_each(inv, &selection, move_one, &plan);
    plan_release(&plan);
    return st;
}

#define NAME_SETS "NameSingleDestination,NameMultipleDestinations"
#define MULTIPLE_SETS "NameMultipleDestinations,VMMultipleDestinations"
static const struct param move_params[] = {
    HV_HOST_PARAMS(A, NAME_SETS),
    PARAM(A, name, .name = "Name", .aliases = "VMName", .sets = NAME_SETS, .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The name of the virtual machine."),
    PARAM(A, vm, .name = "VM", .sets = "VMSingleDestination,VMMultipleDestinations", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_virtual_machine,
          .help = "The virtual machine, as an object that Get-VM returned."),
    PARAM(A, storage, .name = "DestinationStoragePath",
          .sets = "NameSingleDestination,VMSingleDestination", .position = 2, .mandatory = true,
          .help = "The folder for all files; disks go to \"Virtual Hard Disks\" in it."),
    PARAM(A, machine, .name = "VirtualMachinePath", .sets = MULTIPLE_SETS,
          .help = "The folder of the machine."),
    PARAM(A, snapshots, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation", .sets = MULTIPLE_SETS,
          .help = "The folder for its checkpoints."),
    PARAM(A, paging, .name = "SmartPagingFilePath", .sets = MULTIPLE_SETS,
          .help = "The folder for smart paging; recorded only."),
    PARAM(A, vhds, .name = "Vhds", .sets = MULTIPLE_SETS, .type = &type_hashtable,
          .help = "Tables of SourceFilePath and DestinationFilePath, one for each disk that goes."),
    HV_POOL_PARAM(A, pool, .sets = NULL),
    PARAM(A, retain, .name = "RetainVhdCopiesOnSource",
          .help = "The disks also stay where they were."),
    PARAM(A, remove_parents, .name = "RemoveSourceUnmanagedVhds",
          .help = "Parents of disks, which are copied along, go from where they were, unless "
                  "another machine has them."),
    PARAM(A, allow_unverified_paths, .name = "AllowUnverifiedPaths",
          .help = "Accepted; paths are not checked against a cluster here."),
    HV_AS_JOB(A),
};
static const struct example move_examples[] = {
    { .code = "Move-VMStorage web1 -DestinationStoragePath /fast/web1",
      .remarks = "All files of the machine go there, while it runs or not." },
    { .code = "Move-VMStorage web1 -Vhds @(@{ SourceFilePath = '/srv/vhds/data.vhdx'; "
              "DestinationFilePath = '/slow/data.vhdx' })",
      .remarks = "One of its disks goes." },
};

static const struct cmdlet cmdlets[] = {
    { .verb = "Move",
      .noun = "VMStorage",
      .synopsis = "Moves the files of a virtual machine to other folders of its host.",
      .params = move_params,
      .nparams = ARRAY_SIZE(move_params),
      .default_set = "NameSingleDestination",
      .module = "Hyper-V",
      .needs_vm_module = true,
      .args_size = sizeof(A),
      .process = move_process,
      .examples = move_examples,
      .nexamples = ARRAY_SIZE(move_examples),
      .should_process = true },
};

const struct cmdlet_group vm_storage_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
