#include "cmdlets/vm/move/vm_import.h"

#include <string.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/move/compatibility_report.h"
#include "cmdlets/vm/paths.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "vm/export/vm_import.h"

/* ---- what Import-VM and Compare-VM share: the plan ---- */
struct import_args {
    HV_HOST_FIELDS
    struct str *path, *machine_path, *vhd_path, *snapshot_path, *paging_path, *vhd_source;
    struct value report;
    bool do_register, copy, new_id, as_job;
    /* Compare-VM alone: */
    struct str *name, *destination_host, *destination_storage, *pool;
    struct value vm, destination_session, destination_credential;
    struct value_list vhds;
    bool include_storage, retain;
};

static char *path_of(const struct str *path)
{
    return path ? hv_absolute_path(path, NULL) : NULL;
}

static int make_plan(struct hv_host *host, const struct import_args *args, char *key,
                     struct err **err)
{
    AUTO_FREE char *path = path_of(args->path);
    AUTO_FREE char *machine = path_of(args->machine_path);
    AUTO_FREE char *vhds = path_of(args->vhd_path);
    AUTO_FREE char *snapshots = path_of(args->snapshot_path);
    AUTO_FREE char *paging = path_of(args->paging_path);
    AUTO_FREE char *source = path_of(args->vhd_source);
    return vm_import_plan(host->host,
                          &(struct vm_import){ .path = path,
                                               .copy = args->copy,
                                               .new_id = args->new_id,
                                               .machine_path = machine,
                                               .vhd_path = vhds,
                                               .snapshot_path = snapshots,
                                               .paging_path = paging,
                                               .vhd_source = source },
                          key, err);
}

/* ---- Import-VM ---- */
static enum status import_planned(struct invocation *inv, struct hv_host *host, const char *key,
                                  const char *name)
{
    struct err *err = NULL;
    struct vm_info info = { 0 };
    char uuid[VM_UUID_SIZE];
    bool yes, taken = false;
    AUTO_VALUE target = value_string(name);
    enum status st = should_process(inv, name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_import_commit(host->host, key, uuid, &taken, &err) ||
        vm_get(host->host, uuid, &info, &err)) {
        st = interrupted(inv->session) ? ST_INTERRUPT : cmdlet_err(inv, &err, target);
        err_clear(&err);
        return st;
    }
    hv_host_changed(host);
    if (taken)
        st = write_warning(inv,
                           "Another virtual machine has the name '%s' already: rename one of them, "
                           "for names are how most cmdlets find machines.",
                           info.name);
    AUTO_VALUE vm = hv_vm_new_take(host, &info);
    return st == ST_OK ? emit(inv, vm) : st;
}

static enum status import_on_host(struct invocation *inv, struct hv_host *host)
{
    const struct import_args *args = ARGS(inv, struct import_args);
    struct err *err = NULL;
    struct vm_info info = { 0 };
    char key[VM_UUID_SIZE];
    AUTO_VALUE target = value_string(args->path->data);
    if (make_plan(host, args, key, &err) || vm_get(host->host, key, &info, &err))
        return cmdlet_err(inv, &err, target);
    enum status st = import_planned(inv, host, key, info.name);
    vm_info_release(&info);
    return st;
}

static enum status refuse_moves(struct invocation *inv)
{
    return cmdlet_throw(inv,
                        &(struct error_spec){
                            .message = "The report is of a machine that is to move: give it to "
                                       "Move-VM.",
                            .id = "InvalidParameter",
                            .category = EC_INVALID_ARGUMENT,
                            .exception = HV_EXCEPTION,
                        });
}

static enum status import_process(struct invocation *inv)
{
    const struct import_args *args = ARGS(inv, struct import_args);
    if (!is_bound(inv, "CompatibilityReport"))
        return hv_for_each_host(inv, &args->computer_name, import_on_host);
    const char *key;
    struct hv_host *host = hv_report_host(args->report, &key);
    return key ? import_planned(inv, host, key, hv_report_name(args->report)) : refuse_moves(inv);
}

#define REPORT_PARAM(sets_)                                                                        \
    PARAM(struct import_args, report, .name = "CompatibilityReport", .sets = sets_, .position = 1, \
          .mandatory = true, .from_pipeline = true, .type = &type_vm_compatibility_report,         \
          .help = "A report of Compare-VM, whose machine may have been changed to fit.")
#define IMPORT_PARAMS                                                                            \
    PARAM(struct import_args, path, .name = "Path", .sets = "Register,Copy", .position = 1,      \
          .mandatory = true, .from_pipeline = true,                                              \
          .help = "The configuration: the .vmcx file in \"Virtual Machines\" of an export."),    \
        PARAM(struct import_args, do_register, .name = "Register", .sets = "Register",           \
              .help = "The machine uses the files of the export where they are; the default."),  \
        PARAM(struct import_args, copy, .name = "Copy", .sets = "Copy", .mandatory = true,       \
              .help = "The files of the export are copied; it stays as it is."),                 \
        PARAM(struct import_args, vhd_path, .name = "VhdDestinationPath", .sets = "Copy",        \
              .position = 2,                                                                     \
              .help = "The folder for the virtual hard disks; the host's by default."),          \
        PARAM(struct import_args, vhd_source, .name = "VhdSourcePath", .sets = "Copy",           \
              .help = "The folder with the disks, when it is not that of the export."),          \
        PARAM(struct import_args, new_id, .name = "GenerateNewId", .sets = "Copy",               \
              .help = "The machine gets another identifier, so that it may be there beside the " \
                      "exported one."),                                                          \
        HV_AS_JOB(struct import_args)

static const struct param import_params[] = {
    IMPORT_PARAMS,
    REPORT_PARAM("CompatibilityReport"),
    PARAM(struct import_args, machine_path, .name = "VirtualMachinePath", .sets = "Copy",
          .help = "The folder of the machine; one in the host's folder by default."),
    PARAM(struct import_args, snapshot_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation", .sets = "Copy",
          .help = "The folder for its checkpoints."),
    PARAM(struct import_args, paging_path, .name = "SmartPagingFilePath", .sets = "Copy",
          .help = "The folder for smart paging; recorded only."),
    HV_HOST_PARAMS(struct import_args, "Register,Copy"),
};
static const struct example import_examples[] = {
    { .code = "Import-VM -Path '/srv/exports/web1/Virtual "
              "Machines/2B91FEB3-F1E0-4FFF-B8BE-29CED892A95A.vmcx'",
      .remarks = "Brings the machine back; it uses the files of the export." },
    { .code = "Get-ChildItem /srv/exports -Recurse -Filter *.vmcx | ForEach-Object { Import-VM "
              "$_.FullName -Copy -GenerateNewId }",
      .remarks = "A new machine of each export, with copies of the files." },
};

/* ---- Compare-VM ---- */
static enum status emit_report(struct invocation *inv, struct hv_host *host, const char *key,
                               struct value target)
{
    struct err *err = NULL;
    struct value report;
    if (hv_report_new(host, key, &report, &err))
        return cmdlet_err(inv, &err, target);
    return emit_take(inv, report);
}

static enum status compare_on_host(struct invocation *inv, struct hv_host *host)
{
    const struct import_args *args = ARGS(inv, struct import_args);
    struct err *err = NULL;
    char key[VM_UUID_SIZE];
    bool yes;
    AUTO_VALUE target = value_string(args->path->data);
    enum status st = should_process(inv, args->path->data, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (make_plan(host, args, key, &err))
        return cmdlet_err(inv, &err, target);
    return emit_report(inv, host, key, target);
}

static struct value absolute_value(const struct str *path)
{
    AUTO_FREE char *absolute = hv_absolute_path(path, NULL);
    return value_string(absolute);
}

/* -Vhds: tables of SourceFilePath and DestinationFilePath. */
static int disks_of_tables(const struct value_list *tables, struct array *from, struct array *to,
                           struct err **err)
{
    for (size_t i = 0; i < tables->len; i++) {
        struct value t = tables->items[i];
        const struct value *source = t.kind == V_HASH ? hash_gets(t.hash, "SourceFilePath") : NULL;
        const struct value *target =
            t.kind == V_HASH ? hash_gets(t.hash, "DestinationFilePath") : NULL;
        AUTO_VALUE a = source ? value_to_string(*source) : value_null();
        AUTO_VALUE b = target ? value_to_string(*target) : value_null();
        if (a.kind != V_STRING || b.kind != V_STRING)
            return err_set(err, ERR_INVALID_PARAMETER,
                           "Each table of -Vhds needs SourceFilePath and DestinationFilePath.");
        array_push_take(from, absolute_value(a.str));
        array_push_take(to, absolute_value(b.str));
    }
    return 0;
}

/* -IncludeStorage: all disks, to one folder. */
static int all_disks(struct hv_vm *vm, struct hv_host *host, const char *storage,
                     struct array *from, struct array *to, struct err **err)
{
    const struct vm_config *config;
    struct vm_host_info info = { 0 };
    if (hv_vm_config(vm, &config, err) || vm_host_info(host->host, false, &info, err))
        return -1;
    AUTO_FREE char *folder =
        storage ? xasprintf("%s/Virtual Hard Disks", storage) : xstrdup(info.vhd_path);
    vm_host_info_release(&info);
    for (size_t i = 0; i < config->disk_count; i++) {
        const struct vm_disk *d = &config->disks[i];
        const char *slash = d->path ? strrchr(d->path, '/') : NULL;
        if (d->kind != VM_DISK_HARD || !slash)
            continue;
        array_push_take(from, value_string(d->path));
        array_push_take(to, value_stringf("%s%s", folder, slash));
    }
    return 0;
}

static enum status compare_move(struct invocation *inv, struct value v, void *data)
{
    const struct import_args *args = ARGS(inv, struct import_args);
    struct err *err = NULL;
    struct hv_host *host;
    struct value report;
    bool yes;
    (void)data;
    enum status st = should_process(inv, hv_vm_of(v)->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    st = hv_host_open(inv, args->destination_host->data, &host);
    if (st != ST_OK || !host)
        return st;
    AUTO_FREE char *storage = path_of(args->destination_storage);
    AUTO_FREE char *machine = args->machine_path ? path_of(args->machine_path) : xstrdup(storage);
    AUTO_FREE char *snapshots = path_of(args->snapshot_path);
    AUTO_VALUE from = value_of_array(array_new(2));
    AUTO_VALUE to = value_of_array(array_new(2));
    struct hv_report_move move = { v, machine, snapshots, from, to };
    if (disks_of_tables(&args->vhds, from.array, to.array, &err) ||
        ((args->include_storage || storage) &&
         all_disks(hv_vm_of(v), host, storage, from.array, to.array, &err)) ||
        hv_report_of_move(host, &move, &report, &err))
        return cmdlet_err(inv, &err, v);
    return emit_take(inv, report);
}

static enum status compare_again(struct invocation *inv, struct value report)
{
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, hv_report_name(report), NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (hv_report_refresh(report, &err))
        return cmdlet_err(inv, &err, report);
    return emit(inv, report);
}

static enum status compare_process(struct invocation *inv)
{
    const struct import_args *args = ARGS(inv, struct import_args);
    if (is_bound(inv, "CompatibilityReport"))
        return compare_again(inv, args->report);
    if (args->path)
        return hv_for_each_host(inv, &args->computer_name, compare_on_host);
    if (is_bound(inv, "DestinationCimSession"))
        return hv_refuse_param(inv, "DestinationCimSession",
                               "hosts are named with -DestinationHost.");
    if (is_bound(inv, "DestinationCredential"))
        return hv_refuse_param(inv, "DestinationCredential",
                               "ssh and libvirt authenticate by themselves.");
    if (is_bound(inv, "ResourcePoolName"))
        return hv_refuse_param(inv, "ResourcePoolName", "give the pool to Move-VM.");
    if (is_bound(inv, "VM"))
        return compare_move(inv, args->vm, NULL);
    struct str *name = args->name;
    struct str_list names = { .items = &name, .len = 1 };
    struct hv_selection selection = { .names = &names, .computers = &args->computer_name };
    return hv_for_each(inv, &selection, compare_move, NULL);
}

#define NAME_SETS                                                                        \
    "NameSingleDestination,NameMultipleDestinations,NameSingleDestinationAndCimSession," \
    "NameMultipleDestinationsAndCimSession"
#define VM_SETS                                                                    \
    "VMSingleDestination,VMMultipleDestinations,VMSingleDestinationAndCimSession," \
    "VMMultipleDestinationsAndCimSession"
#define HOST_SETS \
    "NameSingleDestination,NameMultipleDestinations,VMSingleDestination,VMMultipleDestinations"
#define SESSION_SETS                                                            \
    "NameSingleDestinationAndCimSession,NameMultipleDestinationsAndCimSession," \
    "VMSingleDestinationAndCimSession,VMMultipleDestinationsAndCimSession"
#define SINGLE_SETS                                                                 \
    "NameSingleDestination,VMSingleDestination,NameSingleDestinationAndCimSession," \
    "VMSingleDestinationAndCimSession"
#define MULTIPLE_SESSION_SETS \
    "NameMultipleDestinationsAndCimSession,VMMultipleDestinationsAndCimSession"
#define MULTIPLE_HOST_SETS "NameMultipleDestinations,VMMultipleDestinations"
#define MACHINE_PATH_HELP "The folder of the machine at its destination."

static const struct param compare_params[] = {
    IMPORT_PARAMS,
    REPORT_PARAM("CompatibilityReport"),
    PARAM(struct import_args, cim_session, .name = "CimSession",
          .sets = "Register,Copy,NameSingleDestinationAndCimSession,"
                  "NameMultipleDestinationsAndCimSession",
          .type_name = "CimSession",
          .help = "Sessions to remote hosts. Has no meaning here: use -ComputerName."),
    PARAM(struct import_args, computer_name, .name = "ComputerName",
          .sets = "Register,Copy,NameSingleDestination,NameMultipleDestinations",
          .help = "The hosts to act on: names that ssh reaches, libvirt URIs, or . for this host."),
    PARAM(struct import_args, credential, .name = "Credential",
          .sets = "Register,Copy,NameSingleDestination,NameMultipleDestinations",
          .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(struct import_args, name, .name = "Name", .sets = NAME_SETS, .position = 1,
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The name of a virtual machine that is to move."),
    PARAM(struct import_args, vm, .name = "VM", .sets = VM_SETS, .position = 1, .mandatory = true,
          .from_pipeline = true, .type = &type_virtual_machine,
          .help = "A virtual machine that is to move, as an object."),
    PARAM(struct import_args, destination_host, .name = "DestinationHost", .sets = HOST_SETS,
          .position = 2, .mandatory = true, .help = "The host that it is to move to."),
    PARAM(struct import_args, destination_session, .name = "DestinationCimSession",
          .sets = SESSION_SETS, .position = 2, .mandatory = true, .type_name = "CimSession",
          .help = "Has no meaning here: use -DestinationHost."),
    PARAM(struct import_args, destination_credential, .name = "DestinationCredential",
          .sets = HOST_SETS, .type_name = "PSCredential",
          .help = "Has no meaning here: ssh and libvirt authenticate by themselves."),
    PARAM(struct import_args, include_storage, .name = "IncludeStorage", .sets = SINGLE_SETS,
          .help = "Its disks move as well; else they must be reached from there."),
    PARAM(struct import_args, destination_storage, .name = "DestinationStoragePath",
          .sets = SINGLE_SETS, .help = "The folder that its storage is to move to."),
    PARAM(struct import_args, machine_path, .name = "VirtualMachinePath",
          .sets = "Copy," MULTIPLE_HOST_SETS, .help = MACHINE_PATH_HELP),
    PARAM(struct import_args, machine_path, .name = "VirtualMachinePath",
          .sets = MULTIPLE_SESSION_SETS, .mandatory = true, .help = MACHINE_PATH_HELP),
    PARAM(struct import_args, snapshot_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .sets = "Copy," MULTIPLE_HOST_SETS "," MULTIPLE_SESSION_SETS,
          .help = "The folder for its checkpoints."),
    PARAM(struct import_args, paging_path, .name = "SmartPagingFilePath",
          .sets = "Copy," MULTIPLE_HOST_SETS "," MULTIPLE_SESSION_SETS,
          .help = "The folder for smart paging; recorded only."),
    PARAM(struct import_args, vhds, .name = "Vhds", .type = &type_hashtable,
          .sets = MULTIPLE_HOST_SETS "," MULTIPLE_SESSION_SETS,
          .help = "Where each of its disks is to move."),
    PARAM(struct import_args, pool, .name = "ResourcePoolName", .sets = NAME_SETS "," VM_SETS,
          .help = "Not supported on this host: give the pool to Move-VM."),
    PARAM(struct import_args, retain, .name = "RetainVhdCopiesOnSource",
          .sets = NAME_SETS "," VM_SETS, .help = "The disks also stay where they are."),
};
static const struct example compare_examples[] = {
    { .code = "$report = Compare-VM -Path '/srv/exports/web1/Virtual "
              "Machines/2B91FEB3-F1E0-4FFF-B8BE-29CED892A95A.vmcx'",
      .remarks = "What keeps the machine from being imported here; nothing is changed." },
    { .code = "$report.Incompatibilities | Where-Object MessageId -eq 33012 | ForEach-Object { "
              "$_.Source | Disconnect-VMNetworkAdapter }; Import-VM -CompatibilityReport $report",
      .remarks = "Adapters whose switch is not here are disconnected, then the machine is "
                 "imported." },
};

/* ---- Repair-VM ---- */
struct repair_args {
    struct value report;
    struct str *snapshot_path, *path;
    bool passthru;
};

static enum status repair_process(struct invocation *inv)
{
    const struct repair_args *args = ARGS(inv, struct repair_args);
    struct err *err = NULL;
    const char *key;
    bool yes;
    struct hv_host *host = hv_report_host(args->report, &key);
    if (!key)
        return refuse_moves(inv);
    enum status st = should_process(inv, hv_report_name(args->report), NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_FREE char *path = path_of(args->path);
    AUTO_FREE char *snapshots = path_of(args->snapshot_path);
    if (vm_import_repair(host->host, key, path, snapshots, &err) ||
        hv_report_refresh(args->report, &err))
        return cmdlet_err(inv, &err, args->report);
    return args->passthru ? emit(inv, args->report) : ST_OK;
}

static const struct param repair_params[] = {
    PARAM(struct repair_args, report, .name = "CompatibilityReport", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_compatibility_report,
          .help = "A report of Compare-VM."),
    PARAM(struct repair_args, snapshot_path, .name = "SnapshotFilePath",
          .aliases = "CheckpointFileLocation,SnapshotFileLocation",
          .help = "Another folder for the machine's checkpoints."),
    PARAM(struct repair_args, path, .name = "Path", .help = "Another folder for the machine."),
    HV_PASSTHRU(struct repair_args),
};
static const struct example repair_examples[] = {
    { .code = "Repair-VM $report -Path /srv/vms/web1 -Passthru",
      .remarks = "The machine of the report will have this folder." },
};

#define IMPORT_CMDLET(verb_, set_, args_, stem_, type_, info_, synopsis_)                \
    {                                                                                    \
        .verb = verb_, .noun = "VM", .synopsis = synopsis_, .params = stem_##_params,    \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V", \
        .needs_vm_module = true, .args_size = sizeof(args_), .process = stem_##_process, \
        .output = "Microsoft.HyperV.PowerShell." type_, .output_type = &(info_),         \
        .examples = stem_##_examples, .nexamples = ARRAY_SIZE(stem_##_examples),         \
        .should_process = true                                                           \
    }

static const struct cmdlet cmdlets[] = {
    IMPORT_CMDLET("Import", "Register", struct import_args, import, "VirtualMachine",
                  type_virtual_machine, "Brings an exported virtual machine to a host."),
    IMPORT_CMDLET("Compare", "NameSingleDestination", struct import_args, compare,
                  "VMCompatibilityReport", type_vm_compatibility_report,
                  "Reports what keeps a virtual machine from a host."),
    IMPORT_CMDLET("Repair", NULL, struct repair_args, repair, "VMCompatibilityReport",
                  type_vm_compatibility_report,
                  "Changes the folders of a virtual machine that is to be imported."),
};

const struct cmdlet_group vm_import_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
