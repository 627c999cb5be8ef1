#include "cmdlets/vm/vm_video.h"

#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/settings.h"

/* ---- Microsoft.HyperV.PowerShell.VMVideo ---- */
struct video {
    struct hv_component component;
    enum vm_resolution_type type;
    unsigned width, height;
};

enum video_property { VIDEO_TYPE, VIDEO_WIDTH, VIDEO_HEIGHT, VIDEO_NAME };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct video *v = object_payload(self.object);
    (void)err;
    switch ((enum video_property)p->data) {
    case VIDEO_TYPE:
        *out = value_enum(&enum_resolution_type, HV_RESOLUTION_BASE + (int32_t)v->type);
        break;
    case VIDEO_WIDTH:
        *out = value_int((int32_t)v->width);
        break;
    case VIDEO_HEIGHT:
        *out = value_int((int32_t)v->height);
        break;
    case VIDEO_NAME:
        *out = value_string("Video");
        break;
    }
    return 0;
}

#define OWN(name_, type_, id_)                                     \
    {                                                              \
        .name = name_, .type_name = type_, .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("ResolutionType", "ResolutionType", VIDEO_TYPE),
    OWN("HorizontalResolution", "int", VIDEO_WIDTH),
    OWN("VerticalResolution", "int", VIDEO_HEIGHT),
    OWN("Name", "string", VIDEO_NAME),
    HV_COMPONENT_PROPERTIES,
};
static const struct view_column columns[] = {
    { .property = "VMName" },
    { .property = "ResolutionType" },
    { .property = "HorizontalResolution" },
    { .property = "VerticalResolution" },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

HV_SETTING(make)

const struct type_info type_vm_video = {
    .pack = setting_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMVideo",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct video),
    .destroy = hv_component_destroy,
};

static int make(struct value vm, const struct vm_config *c, struct value *out, struct err **err)
{
    if (!c->console)
        return err_set(err, ERR_INVALID_STATE,
                       "'%s' has no display: Enable-VMConsoleSupport gives it back.", c->name);
    struct object *o = hv_component_new(&type_vm_video, vm);
    struct video *v = object_payload(o);
    v->type = c->video.type;
    v->width = c->video.width;
    v->height = c->video.height;
    *out = value_of_object(o);
    return 0;
}

static const struct param get_params[] = { HV_GET_PARAMS };
static const struct example get_examples[] = {
    { .code = "Get-VMVideo web1", .remarks = "The resolution of its display." },
};

/* ---- Set-VMVideo ---- */
struct set_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm, vm_video;
    struct opt_enum type;
    struct opt_int width, height;
    bool passthru;
};

static enum status set_process(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    struct vm_video_change video = { .width = HV_OPT(args->width), .height = HV_OPT(args->height) };
    if (args->type.set)
        video.type = VM_OPT(args->type.value - HV_RESOLUTION_BASE);
    struct vm_change change = { .video = &video };
    return hv_set_settings(inv,
                           &(struct hv_set){ .selection = { .names = &args->vm_name,
                                                            .vms = &args->vm,
                                                            .computers = &args->computer_name },
                                             .components = &args->vm_video,
                                             .change = &change,
                                             .passthru = args->passthru,
                                             .make = make });
}

static const struct param set_params[] = {
    HV_HOST_PARAMS(struct set_args, "VMName"),
    HV_VM_NAME_PARAM(struct set_args, "VMName"),
    HV_VM_PARAM(struct set_args, "VMObject"),
    PARAM(struct set_args, vm_video, .name = "VMVideo", .sets = "VMVideo", .position = 1,
          .mandatory = true, .from_pipeline = true, .type = &type_vm_video,
          .help = "What Get-VMVideo returned."),
    PARAM(struct set_args, type, .name = "ResolutionType", .position = 2,
          .enum_info = &enum_resolution_type,
          .help = "Default: the display's own choice. Maximum and Single: the resolution below is "
                  "what the display tells the guest to use; QEMU does not keep a guest from "
                  "choosing another."),
    PARAM(struct set_args, width, .name = "HorizontalResolution", .position = 3,
          .type = &type_uint16, .help = "Pixels in a line, 640 to 7680."),
    PARAM(struct set_args, height, .name = "VerticalResolution", .position = 4,
          .type = &type_uint16, .help = "Lines, 480 to 4320."),
    HV_PASSTHRU(struct set_args),
};
static const struct example set_examples[] = {
    { .code = "Set-VMVideo web1 -HorizontalResolution 1920 -VerticalResolution 1200",
      .remarks = "Its display has 1920 by 1200 pixels from the next start on." },
};

/* ---- Enable-/Disable-VMConsoleSupport ---- */
struct console_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
    bool passthru;
};

static enum status set_console_one(struct invocation *inv, struct value vm, void *data)
{
    struct vm_change change = { .console = VM_OPT(*(bool *)data) };
    bool done;
    enum status st = hv_apply(inv, vm, &change, &done);
    return st == ST_OK && done && ARGS(inv, struct console_args)->passthru ? emit(inv, vm) : st;
}

static enum status set_console(struct invocation *inv, bool on)
{
    const struct console_args *args = ARGS(inv, struct console_args);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, set_console_one, &on);
}

static enum status enable_console_process(struct invocation *inv)
{
    return set_console(inv, true);
}

static enum status disable_console_process(struct invocation *inv)
{
    return set_console(inv, false);
}

#define CONSOLE_PARAMS                                                                     \
    HV_HOST_PARAMS(struct console_args, "VMName"),                                         \
        HV_VM_NAME_PARAM(struct console_args, "VMName"), HV_PASSTHRU(struct console_args), \
        HV_VM_PARAM(struct console_args, "VMObject")
static const struct param enable_console_params[] = { CONSOLE_PARAMS };
static const struct param disable_console_params[] = { CONSOLE_PARAMS };
static const struct example enable_console_examples[] = {
    { .code = "Enable-VMConsoleSupport web1",
      .remarks = "Gives its display, keyboard and mouse back." },
};
static const struct example disable_console_examples[] = {
    { .code = "Disable-VMConsoleSupport web1",
      .remarks = "Runs it without a display, keyboard and mouse; serial ports stay." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMVideo", "VMName", struct hv_get_args, get, "VMVideo",
              "Shows the display settings of virtual machines.", false),
    HV_CMDLET("Set", "VMVideo", "VMName", struct set_args, set, "VMVideo",
              "Changes the display settings of virtual machines.", true),
    HV_CMDLET("Enable", "VMConsoleSupport", "VMName", struct console_args, enable_console,
              "VirtualMachine", "Gives virtual machines a display, keyboard and mouse.", true),
    HV_CMDLET("Disable", "VMConsoleSupport", "VMName", struct console_args, disable_console,
              "VirtualMachine", "Takes display, keyboard and mouse away.", true),
};
const struct cmdlet_group vm_video_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
