#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/spawn.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/runtime/session.h"

struct set_date_args {
    struct value date;
    struct value adjust;
    struct opt_enum display_hint;
};
static const struct param set_date_params[] = {
    PARAM(struct set_date_args, date, .name = "Date", .sets = "Date", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type = &type_datetime,
          .help = "What the clock is set to."),
    PARAM(struct set_date_args, adjust, .name = "Adjust", .sets = "Adjust", .position = 1,
          .mandatory = true, .from_property = true, .allow_null = true, .type = &type_timespan,
          .help = "By how much the clock is set forward; back when negative."),
    PARAM(struct set_date_args, display_hint, .name = "DisplayHint",
          .enum_info = &enum_display_hint, .help = "What is shown: Date, Time or DateTime."),
};
static const struct example set_date_examples[] = {
    { .code = "Set-Date -Adjust 0:5:0 -WhatIf", .remarks = "Five minutes later." },
};
struct computer_args {
    struct str_list computer_name;
    bool force;
};
static const struct param computer_params[] = {
    PARAM(struct computer_args, computer_name, .name = "ComputerName", .position = 1,
          .from_pipeline = true, .from_property = true, .aliases = "CN,__SERVER,Server,IPAddress",
          .help = "This machine: localhost, . or its name. Others are refused."),
    PARAM(struct computer_args, force, .name = "Force",
          .help = "Even while others are logged in; shutdown does so anyway."),
};
static const struct example stop_examples[] = {
    { .code = "Stop-Computer -WhatIf", .remarks = "Says what would be shut down." },
};
static const struct example restart_examples[] = {
    { .code = "Restart-Computer -WhatIf", .remarks = "Says what would be restarted." },
};

/* ---- Set-Date ---- */

static enum status set_date_process(struct invocation *inv)
{
    const struct set_date_args *args = ARGS(inv, struct set_date_args);
    struct value now = date_to_local(value_datetime(date_now_utc(), DATETIME_UTC));
    struct value when = args->date;
    AUTO_STRBUF text = STRBUF_INIT;
    bool yes = true;

    if (strcmp(inv->set, "Adjust") == 0)
        when = value_datetime(now.i + args->adjust.i, DATETIME_LOCAL);
    value_method_string(when, &text);
    enum status rc = should_process(inv, text.buf, NULL, &yes);
    if (rc != ST_OK)
        return rc;
    if (yes) {
        int64_t ticks = date_to_utc(when).i - UNIX_EPOCH_TICKS;
        struct timespec t = { .tv_sec = ticks / TICKS_PER_SECOND,
                              .tv_nsec = ticks % TICKS_PER_SECOND * 100 };
        if (clock_settime(CLOCK_REALTIME, &t) != 0)
            return cmdlet_throw(
                inv, &(struct error_spec){ .message = strerror(errno),
                                           .id = "System.ComponentModel.Win32Exception",
                                           .category = EC_NOT_SPECIFIED,
                                           .exception = "System.ComponentModel.Win32Exception" });
    }
    return emit_take(inv, date_with_hint(inv->session, when,
                                         args->display_hint.set ? args->display_hint.value : 2));
}

/* ---- Stop-Computer, Restart-Computer ---- */

static bool is_here(const char *name)
{
    char host[256] = "";

    if (gethostname(host, sizeof(host) - 1) != 0)
        host[0] = '\0';
    return strcmp(name, ".") == 0 || text_caseeq(name, "localhost") || text_caseeq(name, host) ||
           strcmp(name, "127.0.0.1") == 0 || strcmp(name, "::1") == 0;
}

static enum status shut_down(struct invocation *inv, const char *how)
{
    const struct computer_args *args = ARGS(inv, struct computer_args);
    const char *const argv[] = { "shutdown", how, "now", NULL };
    const struct spawn sp = { .argv = argv, .interrupt_fd = interrupt_fd(inv->session) };
    AUTO_ERR *err = NULL;
    bool yes = true;

    for (size_t i = 0; i < args->computer_name.len; i++) {
        const char *name = args->computer_name.items[i]->data;
        AUTO_VALUE target = value_string(name);
        if (!is_here(name))
            return core_throw(inv, "RemotingNotSupported", EC_NOT_IMPLEMENTED, target,
                              "'%s' is another machine, and hvsh has no remote sessions. "
                              "ssh %s sudo shutdown does it.",
                              name, name);
    }
    enum status rc = should_process(inv, "localhost", NULL, &yes);
    if (rc != ST_OK || !yes)
        return rc;
    if (spawn_run(&sp, NULL, NULL, &err) == 0)
        return ST_OK;
    bool missing = err->kind == ERR_OBJECT_NOT_FOUND;
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = err->message,
                                   .id = missing ? "CommandNotFound" : "CommandFailed",
                                   .category = missing ? EC_OBJECT_NOT_FOUND : EC_OPERATION_STOPPED,
                                   .exception = "System.InvalidOperationException" });
}

static enum status stop_process(struct invocation *inv)
{
    return shut_down(inv, "-P");
}

static enum status restart_process(struct invocation *inv)
{
    return shut_down(inv, "-r");
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Set",
        .noun = "Date",
        .synopsis = "Sets the machine's clock; only root may.",
        .params = set_date_params,
        .nparams = ARRAY_SIZE(set_date_params),
        .default_set = "Date",
        .output = "System.DateTime",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_date_args),
        .process = set_date_process,
        .examples = set_date_examples,
        .nexamples = ARRAY_SIZE(set_date_examples),
    },
    {
        .verb = "Stop",
        .noun = "Computer",
        .synopsis = "Shuts this machine down.",
        .params = computer_params,
        .nparams = ARRAY_SIZE(computer_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct computer_args),
        .process = stop_process,
        .examples = stop_examples,
        .nexamples = ARRAY_SIZE(stop_examples),
    },
    {
        .verb = "Restart",
        .noun = "Computer",
        .synopsis = "Restarts this machine.",
        .params = computer_params,
        .nparams = ARRAY_SIZE(computer_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct computer_args),
        .process = restart_process,
        .examples = restart_examples,
        .nexamples = ARRAY_SIZE(restart_examples),
    },
};
const struct cmdlet_group cmdlets_machine = { cmdlets, ARRAY_SIZE(cmdlets) };
