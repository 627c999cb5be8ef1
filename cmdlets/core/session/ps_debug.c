/* Set-PSDebug. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

struct ps_debug_args {
    struct opt_int trace;
    bool step;
    bool strict;
    bool off;
};
static const struct param ps_debug_params[] = {
    PARAM(struct ps_debug_args, trace, .name = "Trace", .sets = "on", PARAM_RANGE(0, 2),
          .help = "1: shows each statement before it runs; 2: calls and what variables are set to "
                  "too; 0: no longer."),
    PARAM(struct ps_debug_args, step, .name = "Step", .sets = "on",
          .help = "Asks before each statement."),
    PARAM(struct ps_debug_args, strict, .name = "Strict", .sets = "on",
          .help = "Reading a variable that was never set is an error, everywhere."),
    PARAM(struct ps_debug_args, off, .name = "Off", .sets = "off", .help = "Ends all of it."),
};
static const struct example ps_debug_examples[] = {
    { .code = "Set-PSDebug -Trace 1", .remarks = "Shows each statement before it runs." },
};

static enum status ps_debug_begin(struct invocation *inv)
{
    const struct ps_debug_args *args = ARGS(inv, struct ps_debug_args);
    struct session *s = inv->session;

    if (args->off) {
        s->trace.shows = s->trace.step = false;
        s->trace.level = 0;
        debugger_refresh(s);
        s->global->strict = 0;
        return ST_OK;
    }
    if (args->trace.set || is_bound(inv, "Step")) {
        s->trace.step = args->step;
        s->trace.shows = args->step || (args->trace.set && args->trace.value > 0);
        s->trace.level = args->trace.set ? (int)args->trace.value : args->step;
        debugger_refresh(s);
    }
    if (is_bound(inv, "Strict"))
        s->global->strict = args->strict ? 1 : 0;
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Set",
        .noun = "PSDebug",
        .synopsis = "Shows statements as they run, and turns strict mode on.",
        .params = ps_debug_params,
        .nparams = ARRAY_SIZE(ps_debug_params),
        .default_set = "on",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct ps_debug_args),
        .begin = ps_debug_begin,
        .examples = ps_debug_examples,
        .nexamples = ARRAY_SIZE(ps_debug_examples),
    },
};
const struct cmdlet_group cmdlets_ps_debug = { cmdlets, ARRAY_SIZE(cmdlets) };
