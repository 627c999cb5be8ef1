#include "cmdlets/vm/vm.h"

#include <string.h>
#include <unistd.h>

#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "disk/image_create.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"

static const char *text_of(const struct str *s)
{
    return s ? s->data : NULL;
}

/* ---- Get-VM ---- */
struct get_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value id, cluster_object;
};

static enum status emit_vm(struct invocation *inv, struct value vm, void *data)
{
    (void)data;
    return emit(inv, vm);
}

static enum status get_process(struct invocation *inv)
{
    const struct get_args *args = ARGS(inv, struct get_args);
    if (is_bound(inv, "ClusterObject"))
        return cmdlet_throw(inv, &(struct error_spec){
                                     .message = "Failover clusters do not exist on this platform. "
                                                "Name the hosts with -ComputerName.",
                                     .id = "NotSupported",
                                     .category = EC_NOT_IMPLEMENTED,
                                     .exception = HV_EXCEPTION,
                                 });
    AUTO_VALUE id = is_bound(inv, "Id") ? value_to_string(args->id) : value_null();
    struct hv_selection selection = { .names = &args->name,
                                      .computers = &args->computer_name,
                                      .uuid = id.kind == V_STRING ? id.str->data : NULL,
                                      .all_when_empty = true };
    return hv_for_each(inv, &selection, emit_vm, NULL);
}

static const struct param get_params[] = {
    PARAM(struct get_args, name, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .from_pipeline = true, .wildcards = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; all when omitted."),
    HV_HOST_PARAMS(struct get_args, "Name,Id"),
    PARAM(struct get_args, id, .name = "Id", .sets = "Id", .position = 1, .from_pipeline = true,
          .from_property = true, .type = &type_guid,
          .help = "The identifier (UUID) of one virtual machine."),
    PARAM(struct get_args, cluster_object, .name = "ClusterObject", .sets = "ClusterObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .type_name = "PSObject",
          .help = "Has no meaning here: name hosts with -ComputerName."),
};
static const struct example get_examples[] = {
    { .code = "Get-VM", .remarks = "Lists every virtual machine of this host, whatever made it." },
    { .code = "Get-VM web* | Where-Object State -eq Running",
      .remarks = "The running ones among those whose names begin with web." },
};

/* ---- New-VM ---- */
struct new_args {
    HV_HOST_FIELDS
    struct str *name;
    struct opt_int memory, generation;
    struct opt_enum boot_device, isolation;
    bool no_vhd, prerelease, experimental, force, as_job;
    struct str *switch_name, *path, *guest_state_path;
    struct value version;
    struct str *new_vhd_path, *vhd_path;
    struct opt_int new_vhd_size;
    struct str *kernel, *initrd, *command_line;
};

static enum status refuse_unsupported(struct invocation *inv, const struct new_args *args)
{
    if (args->guest_state_path)
        return hv_refuse_param(inv, "SourceGuestStatePath",
                               "the guest state is made anew; Import-VM brings an existing one.");
    if (args->isolation.set && args->isolation.value != 4) /* Disabled */
        return hv_refuse_param(
            inv, "GuestStateIsolationType",
            "confidential guests need a host with SEV-SNP or TDX set up in libvirt.");
    return ST_OK;
}

/* New-VM's plan on one host: the disk to be made first, then the machine. */
struct new_plan {
    struct vm_spec spec;
    struct disk_create disk;
    bool make_disk;
    char *vhd_path, *path, *kernel, *initrd;
    struct value version;
};

static void plan_release(struct new_plan *plan)
{
    free(plan->vhd_path);
    free(plan->path);
    free(plan->kernel);
    free(plan->initrd);
    value_unref(plan->version);
}

static void make_plan(struct invocation *inv, const struct new_args *args,
                      const struct vm_host_info *info, struct new_plan *plan)
{
    struct vm_spec *spec = &plan->spec;
    spec->name = text_of(args->name);
    spec->generation = args->generation.set ? (int)args->generation.value : 0;
    spec->memory = args->memory.set ? args->memory.value : 0;
    spec->switch_name = text_of(args->switch_name);
    spec->command_line = text_of(args->command_line);
    if (args->boot_device.set)
        spec->boot_device = VM_OPT(args->boot_device.value);
    if (is_bound(inv, "Version")) {
        plan->version = value_to_string(args->version);
        spec->version = plan->version.str->data;
    }
    if (args->path)
        spec->path = plan->path = hv_absolute_path(args->path, NULL);
    if (args->kernel)
        spec->kernel = plan->kernel = hv_absolute_path(args->kernel, NULL);
    if (args->initrd)
        spec->initrd = plan->initrd = hv_absolute_path(args->initrd, NULL);
    if (args->vhd_path)
        plan->vhd_path = hv_disk_path(args->vhd_path, NULL);
    if (args->new_vhd_path) {
        plan->vhd_path = hv_disk_path(args->new_vhd_path, info->vhd_path);
        plan->make_disk = true;
        plan->disk = (struct disk_create){ .path = plan->vhd_path,
                                           .type = DISK_TYPE_DYNAMIC,
                                           .size = (uint64_t)args->new_vhd_size.value };
    }
    spec->vhd_path = plan->vhd_path;
}

/* All checks before anything is made. The disk to be made does not exist yet, so
 * the machine's check leaves it out and its format is checked by its name. */
static int check_plan(struct vm_host *host, const struct new_plan *plan, struct err **err)
{
    struct vm_spec spec = plan->spec;
    if (plan->make_disk) {
        const struct generation *gen = generation_get(spec.generation ? spec.generation : 1);
        enum disk_format format;
        spec.vhd_path = NULL;
        if (disk_create_check(&plan->disk, err) ||
            disk_format_of_name(plan->vhd_path, &format, err))
            return -1;
        if (gen && generation_check_format(gen, spec.name, format, plan->vhd_path, err))
            return -1;
    }
    return vm_create_check(host, &spec, err);
}

static int carry_out(struct invocation *inv, struct vm_host *host, const struct new_plan *plan,
                     char *uuid, struct err **err)
{
    struct disk_control control = { .interrupt_fd = interrupt_fd(inv->session) };
    if (plan->make_disk && disk_create(&plan->disk, &control, err))
        return -1;
    if (vm_create(host, &plan->spec, uuid, err)) {
        if (plan->make_disk)
            unlink(plan->vhd_path);
        return -1;
    }
    return 0;
}

static enum status new_on_host(struct invocation *inv, struct hv_host *host)
{
    const struct new_args *args = ARGS(inv, struct new_args);
    struct err *err = NULL;
    struct vm_host_info host_info = { 0 };
    struct new_plan plan = { 0 };
    char uuid[VM_UUID_SIZE];
    struct vm_info info = { 0 };
    AUTO_VALUE target = value_string(args->name ? args->name->data : "New Virtual Machine");
    bool yes = false;

    if (vm_host_info(host->host, false, &host_info, &err))
        return cmdlet_throw_err(inv, &err);
    make_plan(inv, args, &host_info, &plan);
    vm_host_info_release(&host_info);
    enum status st = ST_OK;
    if (check_plan(host->host, &plan, &err))
        st = cmdlet_err(inv, &err, target);
    else
        st = should_process(inv, target.str->data, NULL, &yes);
    if (st == ST_OK && yes) {
        if (carry_out(inv, host->host, &plan, uuid, &err) ||
            vm_get(host->host, uuid, &info, &err)) {
            st = interrupted(inv->session) ? ST_INTERRUPT : cmdlet_err(inv, &err, target);
            err_clear(&err);
        } else {
            hv_host_changed(host);
            st = emit_take(inv, hv_vm_new_take(host, &info));
        }
    }
    plan_release(&plan);
    return st;
}

static enum status new_process(struct invocation *inv)
{
    const struct new_args *args = ARGS(inv, struct new_args);
    enum status st = refuse_unsupported(inv, args);
    return st == ST_OK ? hv_for_each_host(inv, &args->computer_name, new_on_host) : st;
}

static const struct param new_params[] = {
    PARAM(struct new_args, name, .name = "Name", .aliases = "VMName", .position = 1,
          .from_pipeline = true, .from_property = true,
          .help = "The name of the new virtual machine."),
    PARAM(struct new_args, memory, .name = "MemoryStartupBytes", .position = 2, .type = &type_int64,
          .help = "Its memory in bytes (1GB, 512MB …)."),
    PARAM(struct new_args, generation, .name = "Generation", .position = 3, .type = &type_int16,
          .values = (const char *const[]){ "1", "2", NULL },
          .help = "1: BIOS, IDE, floppy (the default). 2: UEFI, Secure Boot, SCSI. It never "
                  "changes afterwards."),
    PARAM(struct new_args, boot_device, .name = "BootDevice", .enum_info = &enum_boot_device,
          .help = "What it boots from first."),
    PARAM(struct new_args, no_vhd, .name = "NoVHD", .sets = "No VHD",
          .help = "No virtual hard disk; the default."),
    PARAM(struct new_args, switch_name, .name = "SwitchName", .complete = complete_switch_name,
          .help = "The virtual switch that its network adapter is connected to."),
    PARAM(struct new_args, path, .name = "Path",
          .help = "The folder in which its own folder is made."),
    PARAM(struct new_args, guest_state_path, .name = "SourceGuestStatePath",
          .help = "Has no meaning here: Import-VM brings existing guest state."),
    PARAM(struct new_args, version, .name = "Version", .type = &type_version,
          .help = "The configuration version; the newest by default."),
    PARAM(struct new_args, prerelease, .name = "Prerelease",
          .help = "Accepted; there are no prerelease versions here."),
    PARAM(struct new_args, experimental, .name = "Experimental",
          .help = "Accepted; there are no experimental versions here."),
    PARAM(struct new_args, isolation, .name = "GuestStateIsolationType",
          .enum_info = &enum_guest_isolation_type,
          .help = "Confidential computing; only Disabled works on this host."),
    PARAM(struct new_args, force, .name = "Force", .help = "Does not ask."),
    HV_AS_JOB(struct new_args),
    HV_HOST_PARAMS(struct new_args, NULL),
    PARAM(struct new_args, new_vhd_path, .name = "NewVHDPath", .sets = "New VHD", .mandatory = true,
          .help = "Makes a dynamic virtual hard disk here; the extension says the format. A bare "
                  "name goes to the host's folder for virtual hard disks."),
    PARAM(struct new_args, new_vhd_size, .name = "NewVHDSizeBytes", .sets = "New VHD",
          .mandatory = true, .type = &type_uint64, .help = "The size of that disk in bytes."),
    PARAM(struct new_args, vhd_path, .name = "VHDPath", .sets = "Existing VHD", .mandatory = true,
          .help = "An existing virtual hard disk to attach."),
    PARAM(struct new_args, kernel, .name = "KernelPath",
          .help = "Boots this Linux kernel file directly, without a boot loader."),
    PARAM(struct new_args, initrd, .name = "InitrdPath",
          .help = "The initial RAM disk for -KernelPath."),
    PARAM(struct new_args, command_line, .name = "KernelCommandLine",
          .help = "The kernel command line for -KernelPath."),
};
static const struct example new_examples[] = {
    { .code = "New-VM web1 -MemoryStartupBytes 1GB -Generation 2 -NewVHDPath web1.vhdx "
              "-NewVHDSizeBytes 40GB -SwitchName LAN",
      .remarks = "A UEFI machine with a new disk, connected to the switch LAN." },
    { .code = "New-VM old1 -Generation 1 -VHDPath /srv/vms/old1.vhd",
      .remarks = "A BIOS machine that boots an existing VHD from IDE." },
};

/* ---- Set-VM ---- */
struct set_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    struct opt_bool guest_cache, automatic_checkpoints;
    struct opt_int low_mmio, high_mmio, processor_count, memory_minimum, memory_maximum,
        memory_startup, start_delay, critical_timeout;
    bool dynamic_memory, static_memory, passthru, allow_unverified_paths;
    struct opt_enum start_action, stop_action, critical_action, lock, checkpoint_type;
    struct str *notes, *new_name, *snapshot_path, *smart_paging_path;
};

/* StartAction, StopAction and CheckpointType as vm/ counts them. */
static struct vm_opt from_base(struct opt_enum e)
{
    return (struct vm_opt){ e.set, e.value - HV_ACTION_BASE };
}

struct set_change {
    struct vm_change change;
    struct vm_processor_change processor;
    struct vm_memory_change memory;
    struct vm_options_change options;
    char *snapshot_path, *smart_paging_path;
};

static void make_change(const struct set_args *args, struct set_change *c)
{
    c->processor.count = HV_OPT(args->processor_count);
    c->memory.startup = HV_OPT(args->memory_startup);
    c->memory.minimum = HV_OPT(args->memory_minimum);
    c->memory.maximum = HV_OPT(args->memory_maximum);
    if (args->dynamic_memory || args->static_memory)
        c->memory.dynamic = VM_OPT(args->dynamic_memory);
    c->options = (struct vm_options_change){
        .notes = text_of(args->notes),
        .start_action = from_base(args->start_action),
        .start_delay = HV_OPT(args->start_delay),
        .stop_action = from_base(args->stop_action),
        .critical_action = HV_OPT(args->critical_action),
        .critical_timeout = HV_OPT(args->critical_timeout),
        .checkpoint_type = from_base(args->checkpoint_type),
        .automatic_checkpoints = HV_OPT(args->automatic_checkpoints),
        .guest_controlled_cache = HV_OPT(args->guest_cache),
        .low_mmio = HV_OPT(args->low_mmio),
        .high_mmio = HV_OPT(args->high_mmio),
    };
    if (args->lock.set) /* OnOffState: On is 0 */
        c->options.lock_on_disconnect = VM_OPT(args->lock.value == 0);
    if (args->snapshot_path)
        c->options.snapshot_path = c->snapshot_path = hv_absolute_path(args->snapshot_path, NULL);
    if (args->smart_paging_path)
        c->options.smart_paging_path = c->smart_paging_path =
            hv_absolute_path(args->smart_paging_path, NULL);
    c->change.processor = args->processor_count.set ? &c->processor : NULL;
    bool memory = args->memory_startup.set || args->memory_minimum.set ||
                  args->memory_maximum.set || args->dynamic_memory || args->static_memory;
    c->change.memory = memory ? &c->memory : NULL;
    c->change.options = &c->options;
}

static enum status set_one(struct invocation *inv, struct value v, void *data)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    const struct set_change *change = data;
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_set(vm->host->host, vm->info.uuid, &change->change, &err) ||
        (args->new_name && vm_rename(vm->host->host, vm->info.uuid, args->new_name->data, &err)))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return args->passthru ? emit(inv, v) : ST_OK;
}

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    if (args->dynamic_memory && args->static_memory)
        return cmdlet_throw(inv, &(struct error_spec){
                                     .message = "The parameters DynamicMemory and StaticMemory "
                                                "cannot be used together.",
                                     .id = "InvalidParameter",
                                     .category = EC_INVALID_ARGUMENT,
                                     .exception = HV_EXCEPTION,
                                 });
    struct set_change change = { 0 };
    make_change(args, &change);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    enum status st = hv_for_each(inv, &selection, set_one, &change);
    free(change.snapshot_path);
    free(change.smart_paging_path);
    return st;
}

#define VM_NAME_PARAM(args_)                                                               \
    PARAM(args_, name, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1, \
          .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,          \
          .help = "The names of the virtual machines; wildcards work.")

static const struct param set_params[] = {
    VM_NAME_PARAM(struct set_args),
    HV_VM_PARAM(struct set_args, "VMObject"),
    HV_HOST_PARAMS(struct set_args, "Name"),
    PARAM(struct set_args, guest_cache, .name = "GuestControlledCacheTypes",
          .help = "Whether the guest controls cache types."),
    PARAM(struct set_args, low_mmio, .name = "LowMemoryMappedIoSpace", .type = &type_uint32,
          .help = "Memory-mapped I/O space below 4 GB, in bytes."),
    PARAM(struct set_args, high_mmio, .name = "HighMemoryMappedIoSpace", .type = &type_uint64,
          .help = "Memory-mapped I/O space above 4 GB, in bytes."),
    PARAM(struct set_args, processor_count, .name = "ProcessorCount", .type = &type_int64,
          .help = "The number of virtual processors."),
    PARAM(struct set_args, dynamic_memory, .name = "DynamicMemory",
          .help = "Lets the memory grow and shrink between its minimum and maximum."),
    PARAM(struct set_args, static_memory, .name = "StaticMemory",
          .help = "Gives the machine its startup memory for good."),
    PARAM(struct set_args, memory_minimum, .name = "MemoryMinimumBytes", .type = &type_int64,
          .help = "The least memory, with dynamic memory."),
    PARAM(struct set_args, memory_maximum, .name = "MemoryMaximumBytes", .type = &type_int64,
          .help = "The most memory, with dynamic memory."),
    PARAM(struct set_args, memory_startup, .name = "MemoryStartupBytes", .type = &type_int64,
          .help = "The memory it starts with."),
    PARAM(struct set_args, start_action, .name = "AutomaticStartAction",
          .enum_info = &enum_start_action, .help = "What happens when the host starts."),
    PARAM(struct set_args, stop_action, .name = "AutomaticStopAction",
          .enum_info = &enum_stop_action, .help = "What happens when the host shuts down."),
    PARAM(struct set_args, start_delay, .name = "AutomaticStartDelay", .type = &type_int32,
          .help = "Seconds to wait before the automatic start."),
    PARAM(struct set_args, critical_action, .name = "AutomaticCriticalErrorAction",
          .enum_info = &enum_critical_error_action,
          .help = "What happens when its storage is lost."),
    PARAM(struct set_args, critical_timeout, .name = "AutomaticCriticalErrorActionTimeout",
          .type = &type_int32, .help = "Minutes to wait for lost storage."),
    PARAM(struct set_args, automatic_checkpoints, .name = "AutomaticCheckpointsEnabled",
          .help = "Whether each start makes a checkpoint."),
    PARAM(struct set_args, lock, .name = "LockOnDisconnect", .enum_info = &enum_on_off_state,
          .help = "Whether the guest's console is locked when its viewer leaves."),
    PARAM(struct set_args, notes, .name = "Notes", .allow_empty = true,
          .help = "Notes about the machine."),
    PARAM(struct set_args, new_name, .name = "NewVMName", .help = "A new name."),
    PARAM(struct set_args, snapshot_path, .name = "SnapshotFileLocation",
          .aliases = "CheckpointFileLocation", .help = "The folder for checkpoint files."),
    PARAM(struct set_args, smart_paging_path, .name = "SmartPagingFilePath",
          .help = "The folder for smart paging; recorded only."),
    PARAM(struct set_args, checkpoint_type, .name = "CheckpointType",
          .enum_info = &enum_checkpoint_type, .help = "The kind of checkpoint to make."),
    HV_PASSTHRU(struct set_args),
    PARAM(struct set_args, allow_unverified_paths, .name = "AllowUnverifiedPaths",
          .help = "Accepted; paths are not checked against a cluster here."),
};
static const struct example set_examples[] = {
    { .code = "Set-VM web1 -ProcessorCount 4 -Notes 'front end'",
      .remarks = "Changes several settings in one step." },
};

/* ---- Remove-VM, Rename-VM ---- */
struct remove_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    bool force, as_job, passthru;
};

static enum status remove_one(struct invocation *inv, struct value v, void *data)
{
    const struct remove_args *args = ARGS(inv, struct remove_args);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    AUTO_STRBUF query = STRBUF_INIT;
    strbuf_addf(&query, "Are you sure you want to remove virtual machine \"%s\"?", vm->info.name);
    st = should_continue(inv, query.buf, "Confirm", args->force, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_remove(vm->host->host, vm->info.uuid, &err))
        return cmdlet_err(inv, &err, v);
    vm->deleted = true;
    hv_host_changed(vm->host);
    return args->passthru ? emit(inv, v) : ST_OK;
}

static enum status remove_process(struct invocation *inv)
{
    const struct remove_args *args = ARGS(inv, struct remove_args);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, remove_one, NULL);
}

static const struct param remove_params[] = {
    VM_NAME_PARAM(struct remove_args),
    HV_VM_PARAM(struct remove_args, "VMObject"),
    HV_HOST_PARAMS(struct remove_args, "Name"),
    PARAM(struct remove_args, force, .name = "Force", .help = "Does not ask."),
    HV_AS_JOB(struct remove_args),
    HV_PASSTHRU(struct remove_args),
};
static const struct example remove_examples[] = {
    { .code = "Remove-VM web1 -Force",
      .remarks = "Removes the machine, not its virtual hard disks." },
};

struct rename_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    struct str *new_name;
    bool passthru;
};

static enum status rename_one(struct invocation *inv, struct value v, void *data)
{
    const struct rename_args *args = ARGS(inv, struct rename_args);
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_rename(vm->host->host, vm->info.uuid, args->new_name->data, &err))
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return args->passthru ? emit(inv, v) : ST_OK;
}

static enum status rename_process(struct invocation *inv)
{
    const struct rename_args *args = ARGS(inv, struct rename_args);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, rename_one, NULL);
}

static const struct param rename_params[] = {
    VM_NAME_PARAM(struct rename_args),
    HV_VM_PARAM(struct rename_args, "VMObject"),
    HV_HOST_PARAMS(struct rename_args, "Name"),
    PARAM(struct rename_args, new_name, .name = "NewName", .position = 2, .mandatory = true,
          .help = "The new name."),
    HV_PASSTHRU(struct rename_args),
};
static const struct example rename_examples[] = {
    { .code = "Rename-VM web1 -NewName web-blue", .remarks = "The machine must be off." },
};

/* ---- declarations ---- */
#define VM_CMDLET(verb_, set_, stem_, synopsis_, ...)                                       \
    {                                                                                       \
        .verb = verb_, .noun = "VM", .synopsis = synopsis_, .params = stem_##_params,       \
        .nparams = ARRAY_SIZE(stem_##_params), .default_set = set_, .module = "Hyper-V",    \
        .needs_vm_module = true, .args_size = sizeof(struct stem_##_args),                  \
        .process = stem_##_process, .output = "Microsoft.HyperV.PowerShell.VirtualMachine", \
        .output_type = &type_virtual_machine, .examples = stem_##_examples,                 \
        .nexamples = ARRAY_SIZE(stem_##_examples), __VA_ARGS__                              \
    }

static const struct cmdlet cmdlets[] = {
    VM_CMDLET("Get", "Name", get, "Lists virtual machines.", .should_process = false),
    VM_CMDLET("New", "No VHD", new, "Creates a virtual machine.", .should_process = true),
    VM_CMDLET("Set", "Name", set, "Changes settings of virtual machines.", .should_process = true),
    VM_CMDLET("Remove", "Name", remove, "Removes virtual machines, but not their disks.",
              .should_process = true),
    VM_CMDLET("Rename", "Name", rename, "Gives a virtual machine another name.",
              .should_process = true),
};

const struct cmdlet_group vm_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
