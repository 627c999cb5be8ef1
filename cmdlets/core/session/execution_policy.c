/* Get-ExecutionPolicy and Set-ExecutionPolicy: on Linux every script runs, and nothing else can
 * be said. */
#include "cmdlets/core/session/execution_policy.h"

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/runtime/session.h"

enum { POLICY_UNRESTRICTED, POLICY_RESTRICTED = 3 };
enum { SCOPE_USER_POLICY = 3, SCOPE_MACHINE_POLICY = 4 };

static const struct enum_member policy_members[] = {
    { "Unrestricted", POLICY_UNRESTRICTED },
    { "RemoteSigned", 1 },
    { "AllSigned", 2 },
    { "Restricted", POLICY_RESTRICTED },
    { "Default", POLICY_RESTRICTED },
    { "Bypass", 4 },
    { "Undefined", 5 },
};
static const struct enum_info enum_policy = {
    .name = "Microsoft.PowerShell.ExecutionPolicy",
    .members = policy_members,
    .nmembers = ARRAY_SIZE(policy_members),
    .type = &type_execution_policy,
};
const struct type_info type_execution_policy = { .name = "Microsoft.PowerShell.ExecutionPolicy",
                                                 .base = &type_enum,
                                                 .enum_info = &enum_policy,
                                                 .is_value_type = true };

static const struct enum_member scope_members[] = {
    { "Process", 0 },
    { "CurrentUser", 1 },
    { "LocalMachine", 2 },
    { "UserPolicy", SCOPE_USER_POLICY },
    { "MachinePolicy", SCOPE_MACHINE_POLICY },
};
static const struct enum_info enum_scope = {
    .name = "Microsoft.PowerShell.ExecutionPolicyScope",
    .members = scope_members,
    .nmembers = ARRAY_SIZE(scope_members),
    .type = &type_execution_policy_scope,
};
const struct type_info type_execution_policy_scope = {
    .name = "Microsoft.PowerShell.ExecutionPolicyScope",
    .base = &type_enum,
    .enum_info = &enum_scope,
    .is_value_type = true
};

struct get_policy_args {
    struct opt_enum scope;
    bool list;
};
static const struct param get_policy_params[] = {
    PARAM(struct get_policy_args, scope, .name = "Scope", .position = 1, .from_property = true,
          .enum_info = &enum_scope, .help = "The policy of this scope alone."),
    PARAM(struct get_policy_args, list, .name = "List", .help = "The policies of all scopes."),
};
static const struct example get_policy_examples[] = {
    { .code = "Get-ExecutionPolicy", .remarks = "All scripts run.", .output = "Unrestricted" },
};
struct set_policy_args {
    struct opt_enum policy;
    struct opt_enum scope;
    bool force;
};
static const struct param set_policy_params[] = {
    PARAM(struct set_policy_args, policy, .name = "ExecutionPolicy", .position = 1,
          .mandatory = true, .from_pipeline = true, .enum_info = &enum_policy,
          .help = "The policy."),
    PARAM(struct set_policy_args, scope, .name = "Scope", .position = 2, .from_property = true,
          .enum_info = &enum_scope, .help = "Whom it is for."),
    PARAM(struct set_policy_args, force, .name = "Force", .help = "Asks nothing."),
};
static const struct example set_policy_examples[] = {
    { .code = "Set-ExecutionPolicy RemoteSigned -Scope Process",
      .remarks = "An error on Linux, which has no execution policies." },
};

static enum status both_given(struct invocation *inv)
{
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = "Cannot get execution policy. Specify only "
                                              "the List or Scope parameters.",
                                   .id = "ListAndScopeSpecified",
                                   .category = EC_INVALID_OPERATION,
                                   .exception = "System.InvalidOperationException" });
}

static enum status get_policy_begin(struct invocation *inv)
{
    const struct get_policy_args *args = ARGS(inv, struct get_policy_args);
    static const int order[] = { SCOPE_MACHINE_POLICY, SCOPE_USER_POLICY, 0, 1, 2 };
    struct shapes *shapes = inv->session->shapes;
    enum status rc = ST_OK;

    if (args->list && args->scope.set)
        return both_given(inv);
    if (!args->list)
        return emit(inv, value_enum(&enum_policy, POLICY_UNRESTRICTED));
    for (size_t i = 0; i < ARRAY_SIZE(order) && rc == ST_OK; i++) {
        struct object *o = object_new_custom(shapes);
        object_set_note_take(o, shapes, "Scope", value_enum(&enum_scope, order[i]));
        object_set_note_take(o, shapes, "ExecutionPolicy",
                             value_enum(&enum_policy, POLICY_UNRESTRICTED));
        rc = emit_take(inv, value_of_object(o));
    }
    return rc;
}

static enum status set_policy_begin(struct invocation *inv)
{
    const struct set_policy_args *args = ARGS(inv, struct set_policy_args);

    if (args->scope.set && args->scope.value >= SCOPE_USER_POLICY)
        return cmdlet_throw(
            inv, &(struct error_spec){ .message = "Cannot set execution policy. Execution policies "
                                                  "at the MachinePolicy or UserPolicy scopes must "
                                                  "be set through Group Policy.",
                                       .id = "CantSetGroupPolicy",
                                       .category = EC_INVALID_OPERATION,
                                       .exception = "System.InvalidOperationException" });
    return ST_OK;
}

/* Restricted stands for the ones without a name of their own, too. */
static const char *policy_text(int32_t policy)
{
    static const char *const names[] = { "Unrestricted", "RemoteSigned", "AllSigned", "Restricted",
                                         "Bypass" };

    return policy >= 0 && policy < (int32_t)ARRAY_SIZE(names) ? names[policy] : "Restricted";
}

static enum status set_policy_process(struct invocation *inv)
{
    bool yes = true;
    enum status rc = should_process(
        inv, policy_text(ARGS(inv, struct set_policy_args)->policy.value), NULL, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    return cmdlet_throw(
        inv, &(struct error_spec){ .message = "Operation is not supported on this platform.",
                                   .id = "System.PlatformNotSupportedException",
                                   .category = EC_NOT_SPECIFIED,
                                   .exception = "System.PlatformNotSupportedException" });
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "ExecutionPolicy",
        .synopsis = "Tells which scripts may run: on Linux, all.",
        .params = get_policy_params,
        .nparams = ARRAY_SIZE(get_policy_params),
        .output = "Microsoft.PowerShell.ExecutionPolicy",
        .module = "Microsoft.PowerShell.Security",
        .args_size = sizeof(struct get_policy_args),
        .begin = get_policy_begin,
        .examples = get_policy_examples,
        .nexamples = ARRAY_SIZE(get_policy_examples),
    },
    {
        .verb = "Set",
        .noun = "ExecutionPolicy",
        .synopsis = "Says which scripts may run; there is no such choice on Linux.",
        .params = set_policy_params,
        .nparams = ARRAY_SIZE(set_policy_params),
        .should_process = true,
        .module = "Microsoft.PowerShell.Security",
        .args_size = sizeof(struct set_policy_args),
        .begin = set_policy_begin,
        .process = set_policy_process,
        .examples = set_policy_examples,
        .nexamples = ARRAY_SIZE(set_policy_examples),
    },
};
const struct cmdlet_group cmdlets_execution_policy = { cmdlets, ARRAY_SIZE(cmdlets) };
