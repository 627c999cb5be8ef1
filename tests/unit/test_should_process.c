/* -WhatIf, -Confirm, $WhatIfPreference, $ConfirmPreference: texts and rules of
 * about_CommonParameters and about_Preference_Variables. */
#include "tests/unit/shell_fixture.h"

#include "shell/base/cleanup.h"
#include "shell/runtime/invocation.h"

struct stop_args {
    struct str_list name;
    bool force;
};
static const struct param stop_params[] = {
    PARAM(struct stop_args, name, .name = "Name", .position = 1),
    PARAM(struct stop_args, force, .name = "Force"),
};

static enum status stop_process(struct invocation *inv)
{
    const struct stop_args *a = ARGS(inv, struct stop_args);
    for (size_t i = 0; i < a->name.len; i++) {
        bool yes = false;
        enum status st = should_process(inv, a->name.items[i]->data, NULL, &yes);
        if (st != ST_OK)
            return st;
        if (!yes)
            continue;
        st = emit_take(inv, value_stringf("stopped %s", a->name.items[i]->data));
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static enum status wipe_process(struct invocation *inv)
{
    const struct stop_args *a = ARGS(inv, struct stop_args);
    bool yes = false;
    enum status st = should_continue(inv, "Really wipe it?", "Wipe", a->force, &yes);
    if (st != ST_OK)
        return st;
    return emit_take(inv, value_string(yes ? "wiped" : "kept"));
}

static const struct cmdlet cmdlets[] = {
    { .verb = "Stop",
      .noun = "Medium",
      .params = stop_params,
      .nparams = 2,
      .should_process = true,
      .args_size = sizeof(struct stop_args),
      .process = stop_process },
    { .verb = "Stop",
      .noun = "High",
      .params = stop_params,
      .nparams = 2,
      .should_process = true,
      .impact = IMPACT_HIGH,
      .args_size = sizeof(struct stop_args),
      .process = stop_process },
    { .verb = "Clear",
      .noun = "Disk",
      .params = stop_params,
      .nparams = 2,
      .args_size = sizeof(struct stop_args),
      .process = wipe_process },
};
static const struct cmdlet_group group = { cmdlets, ARRAY_SIZE(cmdlets) };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

static void test_what_if(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "Stop-Medium web1 -WhatIf", "");
    assert_string_equal(sh->out.buf, "What if: Performing the operation \"Stop-Medium\" on target "
                                     "\"web1\".\n");
    shell_expect(sh, "Stop-Medium web1 -WhatIf:$false", "stopped web1");
    shell_expect(sh, "$WhatIfPreference = $true; Stop-Medium web1", "");
    shell_expect(sh, "Stop-Medium web1 -WhatIf:$false", "stopped web1");
    shell_free(sh);
}

static void test_no_question(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "Stop-Medium a", "stopped a");
    shell_expect(sh, "Stop-High a -Confirm:$false", "stopped a");
    shell_expect(sh, "$ConfirmPreference = 'None'; Stop-High a", "stopped a");
    shell_expect(sh, "Clear-Disk -Force", "wiped");
    assert_string_equal(sh->asked.buf, "");
    shell_free(sh);
}

static void test_question(void **state)
{
    (void)state;
    static const char *const answers[] = { "0", "2", "1", "3", "2", NULL };
    struct shell *sh = shell_new(&registry, true);
    sh->answers = answers;
    shell_expect(sh, "Stop-Medium a -Confirm", "stopped a");
    assert_string_equal(sh->asked.buf,
                        "Confirm|Are you sure you want to perform this action?\nPerforming the "
                        "operation \"Stop-Medium\" on target \"a\".|&Yes,Yes to &All,&No,No to "
                        "A&ll,&Suspend|0\n");
    shell_expect(sh, "Stop-High a", "");
    shell_expect(sh, "Stop-High a,b,c", "stopped a|stopped b|stopped c");
    shell_expect(sh, "Stop-High a,b,c", "");
    shell_expect(sh, "Clear-Disk", "kept");
    assert_null(*sh->answers);
    shell_free(sh);
}

static void test_nobody_to_ask(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "Stop-High a",
                 "!InvalidOperation,Microsoft.PowerShell.Commands.StopHighCommand: PowerShell is "
                 "in NonInteractive mode. Read and Prompt functionality is not available.");
    shell_free(sh);
}

static void test_functions(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh,
                 "function Stop-It { [CmdletBinding(SupportsShouldProcess)] param($n) "
                 "if ($PSCmdlet.ShouldProcess($n, 'Halt')) { \"halted $n\" } }; Stop-It x",
                 "halted x");
    shell_expect(sh, "Stop-It x -WhatIf", "");
    assert_string_equal(sh->out.buf,
                        "What if: Performing the operation \"Halt\" on target \"x\".\n");
    /* a cmdlet inside inherits it */
    strbuf_reset(&sh->out);
    shell_expect(sh,
                 "function Outer { [CmdletBinding(SupportsShouldProcess)] param() "
                 "Stop-Medium in }; Outer -WhatIf",
                 "");
    assert_string_equal(sh->out.buf, "What if: Performing the operation \"Stop-Medium\" on target "
                                     "\"in\".\n");
    shell_free(sh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_if),   cmocka_unit_test(test_no_question),
        cmocka_unit_test(test_question),  cmocka_unit_test(test_nobody_to_ask),
        cmocka_unit_test(test_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
