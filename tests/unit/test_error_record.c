/* Error records and how they are shown. The layouts are those of PowerShell 7's
 * ConciseView and of Windows PowerShell's NormalView, as about_Error… and
 * about_Preference_Variables ($ErrorView) describe them. */
#include "tests/unit/shell_fixture.h"

#include "shell/base/cleanup.h"
#include "shell/runtime/invocation.h"

struct get_args {
    struct str *path;
};
static const struct param get_params[] = {
    PARAM(struct get_args, path, .name = "Path", .position = 1),
};

static enum status get_process(struct invocation *inv)
{
    const struct get_args *a = ARGS(inv, struct get_args);
    AUTO_VALUE target = value_string(a->path->data);
    AUTO_FREE char *message =
        xasprintf("Cannot find path '%s' because it does not exist.", a->path->data);
    struct error_spec spec = {
        .message = message,
        .id = "PathNotFound",
        .category = EC_OBJECT_NOT_FOUND,
        .exception = "System.Management.Automation.ItemNotFoundException",
        .target = target,
    };
    return cmdlet_error(inv, &spec);
}

static const struct cmdlet cmdlets[] = {
    { .verb = "Get",
      .noun = "Item",
      .params = get_params,
      .nparams = 1,
      .args_size = sizeof(struct get_args),
      .process = get_process },
};
static const struct cmdlet_group group = { cmdlets, 1 };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

static void expect_shown(const char *text, const char *file, const char *expected)
{
    struct shell *sh = shell_new(&registry, false);
    session_run_text(sh->s, text, strlen(text), file);
    assert_string_equal(sh->err.buf, expected);
    shell_free(sh);
}

static void test_concise(void **state)
{
    (void)state;
    expect_shown("Get-Item /nope", NULL,
                 "Get-Item: Cannot find path '/nope' because it does not exist.\n");
    expect_shown("\n\nGet-Item /nope", "/path/x.ps1",
                 "Get-Item: /path/x.ps1:3\n"
                 "Line |\n"
                 "   3 |  Get-Item /nope\n"
                 "     |  ~~~~~~~~~~~~~~\n"
                 "     | Cannot find path '/nope' because it does not exist.\n\n");
    expect_shown("1\nGet-Item -Nope 1", NULL,
                 "Get-Item: \n"
                 "Line |\n"
                 "   2 |  Get-Item -Nope 1\n"
                 "     |           ~~~~~\n"
                 "     | A parameter cannot be found that matches parameter name 'Nope'.\n");
    expect_shown("throw 'bad'", NULL, "Exception: bad\n");
    expect_shown("1/0", NULL, "RuntimeException: Attempted to divide by zero.\n");
    expect_shown("[int]'x'", NULL,
                 "InvalidArgument: Cannot convert value \"x\" to type \"System.Int32\". Error: "
                 "\"The input string 'x' was not in a correct format.\"\n");
}

static void test_normal(void **state)
{
    (void)state;
    expect_shown("$ErrorView = 'NormalView'; Get-Item /n", NULL,
                 "Get-Item : Cannot find path '/n' because it does not exist.\n"
                 "At line:1 char:28\n"
                 "+ $ErrorView = 'NormalView'; Get-Item /n\n"
                 "+                            ~~~~~~~~~~~\n"
                 "    + CategoryInfo          : ObjectNotFound: (/n:String) [Get-Item], "
                 "ItemNotFoundException\n"
                 "    + FullyQualifiedErrorId : "
                 "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand\n");
    expect_shown("$ErrorView = 'CategoryView'; Get-Item /n", NULL,
                 "ObjectNotFound: (/n:String) [Get-Item], ItemNotFoundException\n");
}

static void test_members(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "Get-Item /n -ErrorAction SilentlyContinue; $e = $Error[0]; $e.TargetObject",
                 "/n");
    shell_expect(sh,
                 "$e.InvocationInfo.MyCommand.Name; $e.InvocationInfo.ScriptLineNumber; "
                 "$e.InvocationInfo.OffsetInLine; $e.InvocationInfo.Line",
                 "Get-Item|1|1|Get-Item /n -ErrorAction SilentlyContinue; $e = $Error[0]; "
                 "$e.TargetObject");
    shell_expect(sh,
                 "$e.CategoryInfo.Category; $e.CategoryInfo.Activity; "
                 "$e.CategoryInfo.Reason; $e.CategoryInfo.TargetName; "
                 "$e.CategoryInfo.TargetType",
                 "ObjectNotFound|Get-Item|ItemNotFoundException|/n|String");
    shell_expect(sh, "$e.Exception.Message; \"$e\"; $e.ScriptStackTrace",
                 "Cannot find path '/n' because it does not exist.|Cannot find path '/n' because "
                 "it does not exist.|at <ScriptBlock>, <No file>: line 1");
    shell_expect(sh, "$null -eq $e.ErrorDetails; $e.GetType().FullName",
                 "True|System.Management.Automation.ErrorRecord");
    shell_free(sh);
}

static void test_details(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    struct err *err = NULL;
    err_set(&err, ERR_NOT_SUPPORTED, "No such bus.");
    err_advise(&err, "Use SCSI.");
    struct error_spec spec = error_spec_of(err);
    AUTO_VALUE record = error_record_new(sh->s, &spec);
    AUTO_STRBUF text = STRBUF_INIT;
    error_record_view(sh->s, record, false, &text);
    assert_string_equal(text.buf, "NotImplemented: No such bus.\n  Recommendation: Use SCSI.\n");
    err_free(err);
    shell_free(sh);
}

static void test_long_lines(void **state)
{
    (void)state;
    struct position p = { 0 };
    AUTO_STRBUF text = STRBUF_INIT;
    position_message(&p, &text);
    assert_string_equal(text.buf, "");
    struct shell *sh = shell_new(&registry, false);
    AUTO_STRBUF script = STRBUF_INIT;
    strbuf_adds(&script, "$a = '");
    strbuf_fill(&script, 'x', 100);
    strbuf_adds(&script, "'; Get-Item /n; '");
    strbuf_fill(&script, 'y', 100);
    strbuf_adds(&script, "'");
    session_run_text(sh->s, script.buf, script.len, "/f.ps1");
    assert_non_null(strstr(sh->err.buf, " ... "));
    assert_non_null(strstr(sh->err.buf, "Get-Item /n; 'yy"));
    /* the marks stand under the command */
    const char *line = strstr(sh->err.buf, "   1 | ");
    const char *code = strstr(line, "Get-Item /n");
    const char *marks = strstr(line, "     | ");
    assert_int_equal(code - line, strchr(marks, '~') - marks);
    shell_free(sh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concise),    cmocka_unit_test(test_normal),
        cmocka_unit_test(test_members),    cmocka_unit_test(test_details),
        cmocka_unit_test(test_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
