#include "cmdlets/vm/vm_bios.h"

#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/settings.h"
#include "shell/object/array.h"

/* ---- Microsoft.HyperV.PowerShell.VMBios ---- */
struct bios {
    struct hv_component component;
    struct vm_bios facts;
};

enum bios_property { BIOS_NUMLOCK, BIOS_STARTUP_ORDER };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct vm_bios *f = &((struct bios *)object_payload(self.object))->facts;
    (void)err;
    if (p->data == BIOS_NUMLOCK) {
        *out = value_bool(f->numlock);
        return 0;
    }
    struct array *order = array_new(f->startup_count);
    for (size_t i = 0; i < f->startup_count; i++)
        array_push_take(order, value_enum(&enum_boot_device, (int32_t)f->startup_order[i]));
    *out = value_of_array(order);
    return 0;
}

static const struct property properties[] = {
    { .name = "NumLockEnabled", .type_name = "bool", .get = get, .data = BIOS_NUMLOCK },
    { .name = "StartupOrder", .type_name = "BootDevice[]", .get = get, .data = BIOS_STARTUP_ORDER },
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "StartupOrder" },
    { .property = "NumLockEnabled" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

HV_SETTING(make)

const struct type_info type_vm_bios = {
    .pack = setting_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMBios",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct bios),
    .destroy = hv_component_destroy,
};

static int make(struct value vm, const struct vm_config *config, struct value *out,
                struct err **err)
{
    if (generation_check_bios(generation_get(config->generation), config->name, err))
        return -1;
    struct object *o = hv_component_new(&type_vm_bios, vm);
    ((struct bios *)object_payload(o))->facts = config->bios;
    *out = value_of_object(o);
    return 0;
}

/* ---- Get-VMBios ---- */
static const struct param get_params[] = { HV_GET_PARAMS };
static const struct example get_examples[] = {
    { .code = "Get-VMBios old1", .remarks = "Shows its startup order." },
};

/* ---- Set-VMBios ---- */
struct set_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, vm_bios;
    bool disable_numlock, enable_numlock, passthru;
    struct enum_list startup_order;
};

static enum status bad_argument(struct invocation *inv, const char *message)
{
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION });
}

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    struct vm_bios_change bios = { 0 };
    struct vm_change change = { .bios = &bios };
    if (args->disable_numlock && args->enable_numlock)
        return bad_argument(inv, "The parameters DisableNumLock and EnableNumLock cannot be used "
                                 "together.");
    if (args->disable_numlock || args->enable_numlock)
        bios.numlock = VM_OPT(args->enable_numlock);
    if (args->startup_order.set && args->startup_order.len != ARRAY_SIZE(bios.startup_order))
        return bad_argument(inv, "The startup order needs all four kinds of device, each once: "
                                 "CD, IDE, LegacyNetworkAdapter, Floppy.");
    for (size_t i = 0; i < args->startup_order.len; i++)
        bios.startup_order[i] = (enum vm_boot_device)args->startup_order.items[i];
    bios.startup_count = args->startup_order.len;
    return hv_set_settings(inv,
                           &(struct hv_set){ .selection = { .names = &args->vm_name,
                                                            .vms = &args->vm,
                                                            .computers = &args->computer_name },
                                             .components = &args->vm_bios,
                                             .change = &change,
                                             .passthru = args->passthru,
                                             .make = make });
}

static const struct param set_params[] = {
    HV_HOST_PARAMS(struct set_args, "VMName"),
    HV_VM_NAME_PARAM(struct set_args, "VMName"),
    HV_VM_PARAM(struct set_args, "VMObject"),
    PARAM(struct set_args, vm_bios, .name = "VMBios", .sets = "VMBios", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_bios,
          .help = "What Get-VMBios returned."),
    PARAM(struct set_args, disable_numlock, .name = "DisableNumLock",
          .help = "Starts with NumLock off."),
    PARAM(struct set_args, enable_numlock, .name = "EnableNumLock",
          .help = "Starts with NumLock on."),
    PARAM(struct set_args, startup_order, .name = "StartupOrder", .enum_info = &enum_boot_device,
          .help = "The four kinds of boot device, first first."),
    HV_PASSTHRU(struct set_args),
};
static const struct example set_examples[] = {
    { .code = "Set-VMBios old1 -StartupOrder CD, IDE, LegacyNetworkAdapter, Floppy",
      .remarks = "Tries the DVD drive first." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMBios", "VMName", struct hv_get_args, get, "VMBios",
              "Shows the BIOS settings of generation 1 machines.", false),
    HV_CMDLET("Set", "VMBios", "VMName", struct set_args, set, "VMBios",
              "Changes the BIOS settings of generation 1 machines.", true),
};
const struct cmdlet_group vm_bios_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
