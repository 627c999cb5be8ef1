#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"

#define WHY                                                                                        \
    "libvirt always tells events to who listens ('virsh event --all --loop'), and its daemon and " \
    "QEMU write logs of their own: /var/log/libvirt/qemu/NAME.log for each machine, the daemon's " \
    "as 'virt-admin daemon-log-filters' sets it, while it runs."

static const char *const trace_levels[] = { "Error", "Warning", "Info", "Verbose", NULL };

struct events_args {
    HV_HOST_FIELDS
    bool force, trace_verbose_objects;
    struct str *path;
    struct value level;
};
#define A struct events_args

static const struct param disable_vm_eventing[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
};

static const struct param enable_vm_eventing[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, force, .name = "Force", .help = "Does not ask."),
};

static const struct param start_vm_trace[] = {
    PARAM(A, level, .name = "Level", .position = 1, .mandatory = true, .type_name = "TraceLevel",
          .values = trace_levels, .help = "How much is traced."),
    PARAM(A, trace_verbose_objects, .name = "TraceVerboseObjects",
          .help = "Also traces the objects."),
    PARAM(A, path, .name = "Path", .help = "The file or folder."),
};

static const struct example examples[] = {
    { .code = "virsh event --all --loop --timestamp",
      .remarks = "What happens to machines, as it happens." },
};

static const struct cmdlet cmdlets[] = {
    ABSENT("Disable", "VMEventing", disable_vm_eventing, NULL, true,
           .synopsis = "Disables the events of virtual machines."),
    ABSENT("Enable", "VMEventing", enable_vm_eventing, NULL, true,
           .synopsis = "Enables the events of virtual machines."),
    ABSENT("Start", "VMTrace", start_vm_trace, NULL, true, .synopsis = "Starts tracing to a file."),
    { .verb = "Stop",
      .noun = "VMTrace",
      .synopsis = "Stops tracing to a file.",
      .description = WHY,
      .module = "Hyper-V",
      .should_process = true,
      .begin = absent_begin,
      .examples = examples,
      .nexamples = ARRAY_SIZE(examples) },
};
const struct cmdlet_group cmdlets_absent_events = { cmdlets, ARRAY_SIZE(cmdlets) };
