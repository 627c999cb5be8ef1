#include "cmdlets/vm/vm_ports.h"

#include <string.h>

#include "cmdlets/vm/device_objects.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/object/str.h"

/* ---- COM ports ---- */
struct com_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, ports;
    struct value vm_snapshot;
    struct opt_int number;
    struct str *path;
    struct opt_enum debugger_mode;
    bool passthru;
};

static enum status get_com_one(struct invocation *inv, struct value vm, void *data)
{
    const struct com_args *args = ARGS(inv, struct com_args);
    const struct vm_config *config;
    (void)data;
    enum status st = hv_read_config(inv, vm, &config);
    for (size_t i = 0; st == ST_OK && config && i < ARRAY_SIZE(config->com); i++)
        if (!args->number.set || args->number.value == config->com[i].number)
            st = emit_take(inv, hv_com_port_object(vm, &config->com[i]));
    return st;
}

static enum status get_com_process(struct invocation *inv)
{
    const struct com_args *args = ARGS(inv, struct com_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return args->vm_snapshot.kind == V_OBJECT ? get_com_one(inv, args->vm_snapshot, NULL)
                                              : hv_for_each(inv, &selection, get_com_one, NULL);
}

static enum status set_port(struct invocation *inv, struct value vm, int number)
{
    const struct com_args *args = ARGS(inv, struct com_args);
    AUTO_FREE char *path = NULL;
    bool done;
    if (is_bound(inv, "Path"))
        path = args->path && args->path->len ? hv_absolute_path(args->path, NULL) : xstrdup("");
    struct vm_com_change com = { .number = number, .path = path };
    if (args->debugger_mode.set) /* OnOffState: On is 0 */
        com.debugger_mode = VM_OPT(args->debugger_mode.value == 0);
    struct vm_change change = { .com = &com };
    enum status st = hv_apply(inv, vm, &change, &done);
    const struct vm_config *config;
    if (st != ST_OK || !done || !args->passthru)
        return st;
    st = hv_read_config(inv, vm, &config);
    return st == ST_OK && config ? emit_take(inv, hv_com_port_object(vm, &config->com[number - 1]))
                                 : st;
}

static enum status set_com_one(struct invocation *inv, struct value vm, void *data)
{
    return set_port(inv, vm, *(int *)data);
}

static enum status set_com_process(struct invocation *inv)
{
    const struct com_args *args = ARGS(inv, struct com_args);
    int number = (int)args->number.value;
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    enum status st = hv_for_each(inv, &selection, set_com_one, &number);
    for (size_t i = 0; st == ST_OK && i < args->ports.len; i++) {
        st = hv_refuse_checkpoint(inv, args->ports.items[i]);
        if (st == ST_OK)
            st = set_port(inv, hv_component_vm(args->ports.items[i]),
                          hv_com_port_of(args->ports.items[i])->number);
    }
    return st;
}

#define PORT_RANGE .type = &type_int32, PARAM_RANGE(1, 2)
static const struct param get_com_params[] = {
    HV_HOST_PARAMS(struct com_args, "VMName"),
    HV_VM_NAME_PARAM(struct com_args, "VMName"),
    PARAM(struct com_args, number, .name = "Number", .position = 2, PORT_RANGE,
          .help = "1 or 2; both when omitted."),
    HV_VM_PARAM(struct com_args, "VMObject"),
    HV_SNAPSHOT_PARAM(struct com_args),
};
static const struct example get_com_examples[] = {
    { .code = "Get-VMComPort old1", .remarks = "Where its COM ports lead." },
};
static const struct param set_com_params[] = {
    HV_HOST_PARAMS(struct com_args, "VMName"),
    HV_VM_NAME_PARAM(struct com_args, "VMName"),
    PARAM(struct com_args, number, .name = "Number", .sets = "VMName,VMObject", .position = 2,
          .mandatory = true, PORT_RANGE, .help = "1 or 2."),
    PARAM(struct com_args, path, .name = "Path", .position = 3, .allow_null = true,
          .allow_empty = true, .help = "The Unix socket that is the other end; empty disconnects."),
    PARAM(struct com_args, debugger_mode, .name = "DebuggerMode", .enum_info = &enum_on_off_state,
          .help = "Recorded only."),
    HV_PASSTHRU(struct com_args),
    HV_VM_PARAM(struct com_args, "VMObject"),
    PARAM(struct com_args, ports, .name = "VMComPort", .sets = "VMComPort", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_com_port,
          .help = "What Get-VMComPort returned."),
};
static const struct example set_com_examples[] = {
    { .code = "Set-VMComPort old1 1 /run/old1-com1.sock",
      .remarks = "Connects COM1 to a socket; the machine listens on it." },
};

/* ---- floppy drive ---- */
struct floppy_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, drives;
    struct value vm_snapshot;
    struct str *path, *resource_pool;
    bool passthru;
};

static const struct vm_disk *floppy_of(const struct vm_config *config)
{
    for (size_t i = 0; i < config->disk_count; i++)
        if (config->disks[i].kind == VM_DISK_FLOPPY)
            return &config->disks[i];
    return NULL;
}

static int make_floppy(struct value vm, const struct vm_config *config, struct value *out,
                       struct err **err)
{
    static const struct vm_disk empty = {
        .kind = VM_DISK_FLOPPY, .bus = VM_BUS_FLOPPY, .id = (char *)"", .target = (char *)"fda"
    };
    const struct vm_disk *drive = floppy_of(config);
    if (generation_check_floppy(generation_get(config->generation), config->name, err))
        return -1;
    *out = hv_disk_object(vm, drive ? drive : &empty);
    return 0;
}

static enum status get_floppy_process(struct invocation *inv)
{
    return hv_get_settings(inv, make_floppy);
}

static enum status emit_floppy(struct invocation *inv, struct value vm)
{
    const struct vm_config *config;
    struct value floppy;
    struct err *err = NULL;
    enum status st = hv_read_config(inv, vm, &config);
    if (st != ST_OK || !config)
        return st;
    if (make_floppy(vm, config, &floppy, &err))
        return cmdlet_err(inv, &err, vm);
    return emit_take(inv, floppy);
}

static enum status set_floppy_one(struct invocation *inv, struct value v, void *data)
{
    const struct floppy_args *args = ARGS(inv, struct floppy_args);
    struct hv_vm *vm = hv_vm_of(v);
    const struct vm_config *config;
    struct err *err = NULL;
    bool yes;
    (void)data;
    enum status st = hv_read_config(inv, v, &config);
    if (st != ST_OK || !config)
        return st;
    if (generation_check_floppy(generation_get(config->generation), config->name, &err))
        return cmdlet_err(inv, &err, v);
    const struct vm_disk *drive = floppy_of(config);
    AUTO_FREE char *path =
        args->path && args->path->len ? hv_absolute_path(args->path, NULL) : NULL;
    st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    const char *pool = args->resource_pool ? args->resource_pool->data : NULL;
    int rc = 0;
    if (drive) {
        struct vm_disk_change change = { .path = is_bound(inv, "Path") ? path ? path : "" : NULL,
                                         .pool = pool };
        rc = vm_set_disk(vm->host->host, vm->info.uuid, drive->id, &change, &err);
    } else if (path || pool) {
        struct vm_disk_spec spec = {
            .kind = VM_DISK_FLOPPY,
            .slot = { .bus = VM_BUS_FLOPPY, .bus_set = true, .number = -1, .location = -1 },
            .path = path,
            .pool = pool,
        };
        rc = vm_add_disk(vm->host->host, vm->info.uuid, &spec, NULL, &err);
    }
    if (rc)
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return args->passthru ? emit_floppy(inv, v) : ST_OK;
}

static enum status set_floppy_process(struct invocation *inv)
{
    const struct floppy_args *args = ARGS(inv, struct floppy_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each_owner(inv, &selection, &args->drives, set_floppy_one, NULL);
}

static const struct param get_floppy_params[] = { HV_GET_PARAMS };
static const struct example get_floppy_examples[] = {
    { .code = "Get-VMFloppyDiskDrive old1", .remarks = "What is in its floppy drive." },
};
static const struct param set_floppy_params[] = {
    HV_HOST_PARAMS(struct floppy_args, "VMName"),
    HV_VM_NAME_PARAM(struct floppy_args, "VMName"),
    PARAM(struct floppy_args, path, .name = "Path", .aliases = "FullName", .position = 2,
          .from_property = true, .allow_null = true, .allow_empty = true,
          .help = "The floppy image to insert; $null ejects."),
    HV_POOL_PARAM(struct floppy_args, resource_pool, .sets = NULL),
    HV_PASSTHRU(struct floppy_args),
    HV_VM_PARAM(struct floppy_args, "VMObject"),
    PARAM(struct floppy_args, drives, .name = "VMFloppyDiskDrive", .sets = "VMFloppyDiskDrive",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .type = &type_vm_floppy_disk_drive, .help = "What Get-VMFloppyDiskDrive returned."),
};
static const struct example set_floppy_examples[] = {
    { .code = "Set-VMFloppyDiskDrive old1 /srv/floppies/drivers.vfd",
      .remarks = "Inserts a floppy; generation 1 only." },
};

/* ---- TPM ---- */
struct tpm_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
    bool passthru;
};

static enum status set_tpm_one(struct invocation *inv, struct value vm, void *data)
{
    struct vm_change change = { .tpm = VM_OPT(*(bool *)data) };
    bool done;
    enum status st = hv_apply(inv, vm, &change, &done);
    return st == ST_OK && done && ARGS(inv, struct tpm_args)->passthru ? emit(inv, vm) : st;
}

static enum status set_tpm(struct invocation *inv, bool on)
{
    const struct tpm_args *args = ARGS(inv, struct tpm_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, set_tpm_one, &on);
}

static enum status enable_tpm_process(struct invocation *inv)
{
    return set_tpm(inv, true);
}

static enum status disable_tpm_process(struct invocation *inv)
{
    return set_tpm(inv, false);
}

static const struct param enable_tpm_params[] = {
    HV_HOST_PARAMS(struct tpm_args, "VMName"),
    HV_VM_NAME_PARAM(struct tpm_args, "VMName"),
    HV_PASSTHRU(struct tpm_args),
    HV_VM_PARAM(struct tpm_args, "VMObject"),
};
static const struct param disable_tpm_params[] = {
    HV_HOST_PARAMS(struct tpm_args, "VMName"),
    HV_VM_NAME_PARAM(struct tpm_args, "VMName"),
    HV_PASSTHRU(struct tpm_args),
    HV_VM_PARAM(struct tpm_args, "VMObject"),
};
static const struct example enable_tpm_examples[] = {
    { .code = "Enable-VMTPM web1", .remarks = "Gives a generation 2 machine a TPM 2.0." },
};
static const struct example disable_tpm_examples[] = {
    { .code = "Disable-VMTPM web1", .remarks = "Takes it away again." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMComPort", "VMName", struct com_args, get_com, "VMComPort",
              "Lists the COM ports of virtual machines.", false),
    HV_CMDLET("Set", "VMComPort", "VMName", struct com_args, set_com, "VMComPort",
              "Connects a COM port.", true),
    HV_CMDLET("Get", "VMFloppyDiskDrive", "VMName", struct hv_get_args, get_floppy,
              "VMFloppyDiskDrive", "Shows the floppy drive of generation 1 machines.", false),
    HV_CMDLET("Set", "VMFloppyDiskDrive", "VMName", struct floppy_args, set_floppy,
              "VMFloppyDiskDrive", "Inserts or ejects a floppy; generation 1 only.", true),
    HV_CMDLET("Enable", "VMTPM", "VMName", struct tpm_args, enable_tpm, "VirtualMachine",
              "Gives generation 2 machines a virtual TPM.", true),
    HV_CMDLET("Disable", "VMTPM", "VMName", struct tpm_args, disable_tpm, "VirtualMachine",
              "Takes the virtual TPM away.", true),
};
const struct cmdlet_group vm_port_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
