#include "cmdlets/vm/vm_version.h"

#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "vm/vm_machine.h"

/* ---- Microsoft.HyperV.PowerShell.VMHostSupportedVersion ---- */
struct supported_version {
    char *version;
    bool is_default;
};

static void version_destroy(struct object *o)
{
    free(((struct supported_version *)object_payload(o))->version);
}

enum version_property { VERSION_NAME, VERSION_VERSION, VERSION_DEFAULT };

static int get_version(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    const struct supported_version *v = object_payload(self.object);
    AUTO_VALUE text = value_string(v->version);
    AUTO_STRBUF name = STRBUF_INIT;
    switch ((enum version_property)p->data) {
    case VERSION_NAME:
        strbuf_addf(&name, "QEMU %s", v->version);
        *out = value_string(name.buf);
        return 0;
    case VERSION_VERSION:
        return value_convert(text, &type_version, out, err);
    case VERSION_DEFAULT:
        *out = value_bool(v->is_default);
        return 0;
    }
    return 0;
}

static const struct property version_properties[] = {
    { .name = "Name", .type_name = "string", .get = get_version, .data = VERSION_NAME },
    { .name = "Version", .type_name = "version", .get = get_version, .data = VERSION_VERSION },
    { .name = "IsDefault", .type_name = "bool", .get = get_version, .data = VERSION_DEFAULT },
};
static const struct view_column version_columns[] = {
    { .property = "Name" },
    { .property = "Version" },
    { .property = "IsDefault" },
};
static const struct view version_table = { .columns = version_columns,
                                           .ncolumns = ARRAY_SIZE(version_columns) };

const struct type_info type_vm_host_supported_version = {
    .name = "Microsoft.HyperV.PowerShell.VMHostSupportedVersion",
    .base = &type_object,
    .props = version_properties,
    .nprops = ARRAY_SIZE(version_properties),
    .table = &version_table,
    .payload_size = sizeof(struct supported_version),
    .destroy = version_destroy,
};

/* ---- Get-VMHostSupportedVersion ---- */
struct supported_args {
    HV_HOST_FIELDS
    bool only_default;
};

static enum status emit_versions(struct invocation *inv, struct hv_host *host)
{
    bool only_default = ARGS(inv, struct supported_args)->only_default;
    struct vm_version *list;
    struct err *err = NULL;
    size_t n;
    if (vm_host_versions(host->host, &list, &n, &err)) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        if (only_default && !list[i].newest)
            continue;
        struct object *o = object_new(&type_vm_host_supported_version);
        struct supported_version *v = object_payload(o);
        v->version = xstrdup(list[i].version);
        v->is_default = list[i].newest;
        st = emit_take(inv, value_of_object(o));
    }
    vm_versions_free(list, n);
    return st;
}

static enum status supported_process(struct invocation *inv)
{
    return hv_for_each_host(inv, &ARGS(inv, struct supported_args)->computer_name, emit_versions);
}

static const struct param supported_params[] = {
    HV_ONLY_HOST_PARAMS(struct supported_args, true, false),
    PARAM(struct supported_args, only_default, .name = "Default",
          .help = "Only the version that new machines get."),
};
static const struct example supported_examples[] = {
    { .code = "Get-VMHostSupportedVersion",
      .remarks = "The versions of virtual hardware: QEMU's machine types." },
    { .code = "New-VM old2 -Version (Get-VMHostSupportedVersion)[0].Version",
      .remarks = "A machine that older hosts can take, too." },
};

/* ---- Update-VMVersion ---- */
struct update_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    bool force, as_job, passthru;
};

static enum status update_one(struct invocation *inv, struct value v, void *data)
{
    const struct update_args *args = ARGS(inv, struct update_args);
    struct hv_vm *vm = hv_vm_of(v);
    AUTO_STRBUF query = STRBUF_INIT;
    struct err *err = NULL;
    bool yes, changed;
    (void)data;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    strbuf_addf(&query,
                "A virtual machine with the newest version cannot move to hosts with an older "
                "QEMU, and its guest sees newer hardware. Update virtual machine \"%s\"?",
                vm->info.name);
    st = should_continue(inv, query.buf, "Confirm", args->force, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (vm_update_version(vm->host->host, vm->info.uuid, &changed, &err))
        return cmdlet_err(inv, &err, v);
    if (changed)
        hv_host_changed(vm->host);
    else
        st = write_warning(inv, "The virtual machine '%s' has the newest version already.",
                           vm->info.name);
    return st == ST_OK && args->passthru ? emit(inv, v) : st;
}

static enum status update_process(struct invocation *inv)
{
    const struct update_args *args = ARGS(inv, struct update_args);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, update_one, NULL);
}

static const struct param update_params[] = {
    HV_HOST_PARAMS(struct update_args, "Name"),
    PARAM(struct update_args, name, .name = "Name", .aliases = "VMName", .sets = "Name",
          .position = 1, .mandatory = true, .from_pipeline = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(struct update_args, "VMObject"),
    PARAM(struct update_args, force, .name = "Force", .help = "Does not ask first."),
    HV_AS_JOB(struct update_args),
    HV_PASSTHRU(struct update_args),
};
static const struct example update_examples[] = {
    { .code = "Get-VM | Where-Object State -eq Off | Update-VMVersion -Force",
      .remarks = "Gives all machines that are off the newest virtual hardware." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMHostSupportedVersion", "ComputerName", struct supported_args, supported,
              "VMHostSupportedVersion",
              "Lists the versions of virtual hardware that a host can run.", false),
    HV_CMDLET("Update", "VMVersion", "Name", struct update_args, update, "VirtualMachine",
              "Gives virtual machines the newest version of virtual hardware.", true),
};
const struct cmdlet_group vm_version_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
