/* Switch-Process: the shell becomes another program. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "shell/object/convert.h"
#include "shell/runtime/command.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stream.h"

struct switch_args {
    struct str_list with_command;
};
static const struct param switch_params[] = {
    PARAM(struct switch_args, with_command, .name = "WithCommand", .position = 1, .remaining = true,
          .help = "The program and its arguments; nothing happens without one."),
};
static const struct example switch_examples[] = {
    { .code = "Switch-Process uname", .remarks = "The program stands in the shell's place." },
};

static enum status become(struct invocation *inv, const struct command *program,
                          const struct str_list *words)
{
    AUTO_FREE char **argv = xcalloc(words->len + 1, sizeof(*argv));
    argv[0] = (char *)(uintptr_t)program->name;
    for (size_t i = 1; i < words->len; i++)
        argv[i] = words->items[i]->data;
    const struct host *host = &inv->session->host;
    session_flush_output(inv->session);
    if (host->ops->flush)
        host->ops->flush(host->data);
    spawn_reset_signals();
    execv(program->path, argv);
    AUTO_STRBUF line = STRBUF_INIT;
    int code = errno;
    for (size_t i = 0; i < words->len; i++)
        strbuf_addf(&line, "%s%s", i ? " " : "", words->items[i]->data);
    AUTO_FREE char *message =
        xasprintf("Exec call failed with errorno %d for command line: %s", code, line.buf);
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "ExecutionFailed",
                                                   .category = EC_INVALID_OPERATION,
                                                   .exception = "System.Exception" });
}

static enum status switch_end(struct invocation *inv)
{
    const struct str_list *words = &ARGS(inv, struct switch_args)->with_command;
    struct command program;

    if (words->len == 0)
        return ST_OK;
    const struct str *name = words->items[0];
    if (command_find(inv->session, name->data, name->len, COMMAND_APPLICATION, false, &program))
        return become(inv, &program, words);
    AUTO_VALUE target = value_str(name);
    AUTO_FREE char *message = xasprintf(
        "Command '%s' was not found. The specified command must be an executable.", name->data);
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "CommandNotFound",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.Management.Automation."
                                                                "CommandNotFoundException",
                                                   .target = target });
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Switch",
        .noun = "Process",
        .synopsis = "Puts a program in the shell's place, as exec of other shells does.",
        .params = switch_params,
        .nparams = ARRAY_SIZE(switch_params),
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct switch_args),
        .end = switch_end,
        .examples = switch_examples,
        .nexamples = ARRAY_SIZE(switch_examples),
    },
};
const struct cmdlet_group cmdlets_switch_process = { cmdlets, ARRAY_SIZE(cmdlets) };
