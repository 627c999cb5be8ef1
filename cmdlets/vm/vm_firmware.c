#include "cmdlets/vm/vm_firmware.h"

#include <string.h>

#include "cmdlets/vm/device_objects.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/network/network_adapter_object.h"
#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"

/* Hyper-V's identifiers of the Secure Boot templates. */
static const struct secure_boot_template {
    const char *name, *id;
} templates[] = {
    { "MicrosoftWindows", "1734c6e8-3154-4dda-ba5f-a874cc483422" },
    { "MicrosoftUEFICertificateAuthority", "272e7447-90a4-4563-a4b9-8e4ab00526ce" },
    { "OpenSourceShieldedVM", "4292ae2b-ee2c-42b5-a969-dd8f8689f6f3" },
};
static const char *const template_names[] = { "MicrosoftWindows",
                                              "MicrosoftUEFICertificateAuthority",
                                              "OpenSourceShieldedVM", NULL };

/* ---- Microsoft.HyperV.PowerShell.VMBootSource ---- */
struct boot_source {
    struct hv_component component;
    enum vm_boot_source source;
    char *device_id, *description, *firmware_path;
    struct value device; /* the drive or adapter object, or $null */
};

static void boot_source_destroy(struct object *o)
{
    struct boot_source *b = object_payload(o);
    free(b->device_id);
    free(b->description);
    free(b->firmware_path);
    value_clear(&b->device);
    hv_component_destroy(o);
}

static const struct boot_source *boot_source_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_vm_boot_source ? object_payload(v.object)
                                                                        : NULL;
}

enum boot_property { BOOT_TYPE, BOOT_NAME, BOOT_DESCRIPTION, BOOT_DEVICE, BOOT_PATH };

static int get_boot(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct boot_source *b = boot_source_of(self);
    static const int32_t types[] = {
        [VM_SOURCE_DRIVE] = 1, [VM_SOURCE_NETWORK] = 2, [VM_SOURCE_FILE] = 3
    };
    (void)err;
    switch ((enum boot_property)p->data) {
    case BOOT_TYPE:
        *out = value_enum(&enum_boot_source_type, types[b->source]);
        break;
    case BOOT_NAME:
    case BOOT_DESCRIPTION:
        *out = value_string(b->description ? b->description : "");
        break;
    case BOOT_DEVICE:
        *out = value_ref(b->device);
        break;
    case BOOT_PATH:
        *out = b->firmware_path ? value_string(b->firmware_path) : value_null();
        break;
    }
    return 0;
}

#define BOOT(name_, type_, id_)                                         \
    {                                                                   \
        .name = name_, .type_name = type_, .get = get_boot, .data = id_ \
    }
static const struct property boot_properties[] = {
    BOOT("BootType", "BootSourceType", BOOT_TYPE),
    BOOT("Name", "string", BOOT_NAME),
    BOOT("Description", "string", BOOT_DESCRIPTION),
    BOOT("Device", "VMComponentObject", BOOT_DEVICE),
    BOOT("FirmwarePath", "string", BOOT_PATH),
    HV_COMPONENT_PROPERTIES,
};

static int boot_to_string(struct value self, struct strbuf *out)
{
    static const char *const names[] = {
        [VM_SOURCE_DRIVE] = "Drive", [VM_SOURCE_NETWORK] = "Network", [VM_SOURCE_FILE] = "File"
    };
    strbuf_adds(out, names[boot_source_of(self)->source]);
    return 0;
}

const struct type_info type_vm_boot_source = {
    .name = "Microsoft.HyperV.PowerShell.VMBootSource",
    .base = &type_object,
    .props = boot_properties,
    .nprops = ARRAY_SIZE(boot_properties),
    .default_display =
        (const char *const[]){ "BootType", "Device", "Description", "FirmwarePath", NULL },
    .payload_size = sizeof(struct boot_source),
    .destroy = boot_source_destroy,
    .to_string = boot_to_string,
};

static struct value device_object(struct value vm, const struct vm_config *c, const char *id)
{
    for (size_t i = 0; id && i < c->disk_count; i++)
        if (!strcmp(c->disks[i].id, id))
            return hv_disk_object(vm, &c->disks[i]);
    for (size_t i = 0; id && i < c->nic_count; i++)
        if (!strcmp(c->nics[i].id, id))
            return hv_nic_object(vm, &c->nics[i]);
    return value_null();
}

static struct value boot_source_object(struct value vm, const struct vm_config *c,
                                       const struct vm_boot_entry *entry)
{
    struct object *o = hv_component_new(&type_vm_boot_source, vm);
    struct boot_source *b = object_payload(o);
    b->source = entry->source;
    b->device_id = xstrdup(entry->device_id);
    b->description = xstrdup(entry->description);
    b->firmware_path = xstrdup(entry->firmware_path);
    b->device = device_object(vm, c, entry->device_id);
    return value_of_object(o);
}

/* ---- Microsoft.HyperV.PowerShell.VMFirmware ---- */
struct firmware {
    struct hv_component component;
    bool secure_boot, pause;
    char *template_name;
    enum vm_ip_protocol protocol;
    enum vm_console_mode console;
    struct value boot_order; /* array of VMBootSource */
};

static void firmware_destroy(struct object *o)
{
    struct firmware *f = object_payload(o);
    free(f->template_name);
    value_clear(&f->boot_order);
    hv_component_destroy(o);
}

enum firmware_property {
    FIRMWARE_SECURE_BOOT,
    FIRMWARE_TEMPLATE,
    FIRMWARE_TEMPLATE_ID,
    FIRMWARE_PROTOCOL,
    FIRMWARE_CONSOLE,
    FIRMWARE_PAUSE,
    FIRMWARE_BOOT_ORDER,
};

static struct value template_id(const char *name)
{
    for (size_t i = 0; name && i < ARRAY_SIZE(templates); i++)
        if (text_caseeq(templates[i].name, name))
            return hv_guid(templates[i].id);
    return value_null();
}

static int get_firmware(struct value self, const struct property *p, struct value *out,
                        struct err **err)
{
    const struct firmware *f = object_payload(self.object);
    (void)err;
    switch ((enum firmware_property)p->data) {
    case FIRMWARE_SECURE_BOOT:
        *out = hv_on_off(f->secure_boot);
        break;
    case FIRMWARE_TEMPLATE:
        *out = f->template_name ? value_string(f->template_name) : value_null();
        break;
    case FIRMWARE_TEMPLATE_ID:
        *out = template_id(f->template_name);
        break;
    case FIRMWARE_PROTOCOL:
        *out = value_enum(&enum_ip_protocol_preference, (int32_t)f->protocol);
        break;
    case FIRMWARE_CONSOLE:
        *out = value_enum(&enum_console_mode_type, (int32_t)f->console);
        break;
    case FIRMWARE_PAUSE:
        *out = hv_on_off(f->pause);
        break;
    case FIRMWARE_BOOT_ORDER:
        *out = value_ref(f->boot_order);
        break;
    }
    return 0;
}

#define FIRMWARE(name_, type_, id_)                                         \
    {                                                                       \
        .name = name_, .type_name = type_, .get = get_firmware, .data = id_ \
    }
static const struct property firmware_properties[] = {
    FIRMWARE("SecureBoot", "OnOffState", FIRMWARE_SECURE_BOOT),
    FIRMWARE("SecureBootTemplate", "string", FIRMWARE_TEMPLATE),
    FIRMWARE("SecureBootTemplateId", "guid", FIRMWARE_TEMPLATE_ID),
    FIRMWARE("PreferredNetworkBootProtocol", "IPProtocolPreference", FIRMWARE_PROTOCOL),
    FIRMWARE("ConsoleMode", "ConsoleModeType", FIRMWARE_CONSOLE),
    FIRMWARE("PauseAfterBootFailure", "OnOffState", FIRMWARE_PAUSE),
    FIRMWARE("BootOrder", "VMBootSource[]", FIRMWARE_BOOT_ORDER),
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column firmware_columns[] = {
    { .property = "VMName" },
    { .property = "SecureBoot" },
    { .property = "SecureBootTemplate" },
    { .property = "PreferredNetworkBootProtocol" },
    { .property = "BootOrder" },
};
static const struct view firmware_table = { .columns = firmware_columns,
                                            .ncolumns = ARRAY_SIZE(firmware_columns) };

HV_SETTING(make)

const struct type_info type_vm_firmware = {
    .pack = setting_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMFirmware",
    .base = &type_object,
    .props = firmware_properties,
    .nprops = ARRAY_SIZE(firmware_properties),
    .table = &firmware_table,
    .payload_size = sizeof(struct firmware),
    .destroy = firmware_destroy,
};

static int make(struct value vm, const struct vm_config *c, struct value *out, struct err **err)
{
    if (generation_check_firmware(generation_get(c->generation), c->name, err))
        return -1;
    struct object *o = hv_component_new(&type_vm_firmware, vm);
    struct firmware *f = object_payload(o);
    struct array *order = array_new(c->firmware.boot_count);
    f->secure_boot = c->firmware.secure_boot;
    f->pause = c->firmware.pause_after_boot_failure;
    f->template_name = xstrdup(c->firmware.secure_boot_template);
    f->protocol = c->firmware.preferred_protocol;
    f->console = c->firmware.console_mode;
    for (size_t i = 0; i < c->firmware.boot_count; i++)
        array_push_take(order, boot_source_object(vm, c, &c->firmware.boot[i]));
    f->boot_order = value_of_array(order);
    *out = value_of_object(o);
    return 0;
}

/* ---- Get-VMFirmware ---- */
static const struct param get_params[] = { HV_GET_PARAMS };
static const struct example get_examples[] = {
    { .code = "(Get-VMFirmware web1).BootOrder", .remarks = "What it boots from, first first." },
};

/* ---- Set-VMFirmware ---- */
struct set_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, vm_firmware, boot_order;
    struct value first_boot_device, template_id;
    struct opt_enum secure_boot, protocol, console, pause;
    struct str *template_name;
    bool passthru;
};

/* The device id that a boot source, drive or adapter object stands for (borrowed),
 * NULL for anything else. */
static const char *boot_device_id(struct value v)
{
    const struct boot_source *b = boot_source_of(v);
    const struct vm_disk *disk = hv_disk_of(v, NULL);
    const struct vm_nic *nic = hv_nic_of(v, NULL);
    return b ? b->device_id : disk ? disk->id : nic ? nic->id : NULL;
}

static enum status bad_boot_device(struct invocation *inv, struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_adds(&text, "The boot device '");
    value_to_strbuf(v, &text);
    strbuf_adds(&text, "' is not a drive, a network adapter or an entry of the boot order that "
                       "can be moved.");
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION,
                                                   .target = v });
}

static const char *template_of_id(struct value id)
{
    AUTO_VALUE text = value_to_string(id);
    for (size_t i = 0; i < ARRAY_SIZE(templates); i++)
        if (text_caseeq(templates[i].id, text.str->data))
            return templates[i].name;
    return NULL;
}

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    struct vm_firmware_change firmware = {
        .preferred_protocol = HV_OPT(args->protocol),
        .console_mode = HV_OPT(args->console),
        .secure_boot_template = args->template_name ? args->template_name->data : NULL,
    };
    /* OnOffState: On is 0 */
    if (args->secure_boot.set)
        firmware.secure_boot = VM_OPT(args->secure_boot.value == 0);
    if (args->pause.set)
        firmware.pause_after_boot_failure = VM_OPT(args->pause.value == 0);
    if (is_bound(inv, "SecureBootTemplateId")) {
        firmware.secure_boot_template = template_of_id(args->template_id);
        if (!firmware.secure_boot_template)
            return hv_refuse_param(inv, "SecureBootTemplateId",
                                   "there is no Secure Boot template with this identifier.");
    }
    if (is_bound(inv, "FirstBootDevice")) {
        firmware.first_boot_device = boot_device_id(args->first_boot_device);
        if (!firmware.first_boot_device)
            return bad_boot_device(inv, args->first_boot_device);
    }
    VEC(const char *) order = VEC_INIT;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < args->boot_order.len; i++) {
        const char *id = boot_device_id(args->boot_order.items[i]);
        if (id)
            *vec_push(&order) = id;
        else if (!boot_source_of(args->boot_order.items[i])) /* File entries keep their place */
            st = bad_boot_device(inv, args->boot_order.items[i]);
    }
    firmware.boot_order = order.items;
    firmware.boot_count = order.len;
    struct vm_change change = { .firmware = &firmware };
    if (st == ST_OK)
        st = hv_set_settings(inv,
                             &(struct hv_set){ .selection = { .names = &args->vm_name,
                                                              .vms = &args->vm,
                                                              .computers = &args->computer_name },
                                               .components = &args->vm_firmware,
                                               .change = &change,
                                               .passthru = args->passthru,
                                               .make = make });
    vec_release(&order);
    return st;
}

static const struct param set_params[] = {
    HV_HOST_PARAMS(struct set_args, "VMName"),
    HV_VM_NAME_PARAM(struct set_args, "VMName"),
    HV_VM_PARAM(struct set_args, "VMObject"),
    PARAM(struct set_args, vm_firmware, .name = "VMFirmware", .sets = "VMFirmware", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_firmware,
          .help = "What Get-VMFirmware returned."),
    PARAM(struct set_args, boot_order, .name = "BootOrder", .type_name = "VMComponentObject",
          .help = "The whole boot order: boot sources, drives and adapters, first first."),
    PARAM(struct set_args, first_boot_device, .name = "FirstBootDevice",
          .type_name = "VMComponentObject", .help = "The device that is tried first from now on."),
    PARAM(struct set_args, secure_boot, .name = "EnableSecureBoot", .aliases = "SecureBoot",
          .enum_info = &enum_on_off_state, .help = "Whether only signed boot loaders run."),
    PARAM(struct set_args, template_name, .name = "SecureBootTemplate", .values = template_names,
          .help = "Whose signatures count."),
    PARAM(struct set_args, template_id, .name = "SecureBootTemplateId", .type = &type_guid,
          .help = "The same by its identifier."),
    PARAM(struct set_args, protocol, .name = "PreferredNetworkBootProtocol",
          .enum_info = &enum_ip_protocol_preference, .help = "The protocol of network boot."),
    PARAM(struct set_args, console, .name = "ConsoleMode", .enum_info = &enum_console_mode_type,
          .help = "Where the firmware writes its messages."),
    PARAM(struct set_args, pause, .name = "PauseAfterBootFailure", .enum_info = &enum_on_off_state,
          .help = "Whether the machine waits when nothing boots."),
    HV_PASSTHRU(struct set_args),
};
static const struct example set_examples[] = {
    { .code = "Set-VMFirmware web1 -EnableSecureBoot Off",
      .remarks = "Lets unsigned boot loaders run." },
    { .code = "Set-VMFirmware web1 -FirstBootDevice (Get-VMDvdDrive web1)",
      .remarks = "Boots from the DVD drive first." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMFirmware", "VMName", struct hv_get_args, get, "VMFirmware",
              "Shows the firmware settings of generation 2 machines.", false),
    HV_CMDLET("Set", "VMFirmware", "VMName", struct set_args, set, "VMFirmware",
              "Changes the firmware settings of generation 2 machines.", true),
};
const struct cmdlet_group vm_firmware_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
