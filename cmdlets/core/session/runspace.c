/* Get-Runspace */
#include "shell/runtime/runspace.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/guid.h"
#include "shell/runtime/runspace_object.h"
#include "shell/runtime/session.h"

struct runspace_args {
    struct str_list name;
    struct int_list id;
    struct value_list instance_id;
};
static const struct param runspace_params[] = {
    PARAM(struct runspace_args, name, .name = "Name", .sets = "NameParameterSet", .position = 1,
          .wildcards = true, .help = "The names: Runspace1 is the shell's own."),
    PARAM(struct runspace_args, id, .name = "Id", .sets = "IdParameterSet", .position = 1,
          .mandatory = true, .help = "The numbers, from 1."),
    PARAM(struct runspace_args, instance_id, .name = "InstanceId", .sets = "InstanceIdParameterSet",
          .position = 1, .mandatory = true, .type = &type_guid, .help = "The identities."),
};
static const struct example runspace_examples[] = {
    { .code = "(Get-Runspace -Id 1).Name",
      .remarks = "The session's own runspace.",
      .output = "Runspace1" },
};

static bool is_wanted(const struct runspace_args *args, struct runspace *r, struct value object)
{
    AUTO_VALUE name = value_null();
    AUTO_ERR *err = NULL;

    if (args->id.set) {
        for (size_t i = 0; i < args->id.len; i++)
            if (args->id.items[i] == runspace_id(r))
                return true;
        return false;
    }
    for (size_t i = 0; i < args->instance_id.len; i++)
        if (value_equals(args->instance_id.items[i], runspace_guid(r), true))
            return true;
    if (args->instance_id.len)
        return false;
    return member_get(object, "Name", &name, &err) == 0 &&
           matches_any(&args->name, name.str->data, name.str->len);
}

/* Those of the session by number: its own comes first. */
static enum status runspace_end(struct invocation *inv)
{
    const struct runspace_args *args = ARGS(inv, struct runspace_args);
    struct session *s = inv->session;
    AUTO_VALUE own = runspace_object_own(s);
    int last = 0;

    for (enum status st = ST_OK;;) {
        struct runspace *next = NULL;
        for (struct runspace *r = NULL; (r = runspace_before(s, r));)
            if (runspace_id(r) > last && (!next || runspace_id(r) < runspace_id(next)))
                next = r;
        if (!next || st != ST_OK)
            return st;
        last = runspace_id(next);
        AUTO_VALUE object = runspace_object_of(next);
        if (is_wanted(args, next, object))
            st = emit(inv, object);
    }
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Runspace",
        .synopsis = "Shows the runspaces of the session.",
        .description =
            "The shell's own, and those that [runspacefactory] and [powershell] made and "
            "that are still held. Runspaces of jobs belong to their jobs.",
        .params = runspace_params,
        .nparams = ARRAY_SIZE(runspace_params),
        .default_set = "NameParameterSet",
        .output = "System.Management.Automation.Runspaces.Runspace",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct runspace_args),
        .end = runspace_end,
        .examples = runspace_examples,
        .nexamples = ARRAY_SIZE(runspace_examples),
    },
};
const struct cmdlet_group cmdlets_runspace = { cmdlets, ARRAY_SIZE(cmdlets) };
