/* Pipelines: order of begin, process, end and cleanup, early stop, streams,
 * common parameters, redirection. Expected values follow about_Pipelines,
 * about_CommonParameters and about_Redirection. */
#include "tests/unit/shell_fixture.h"

#include "shell/base/cleanup.h"
#include "shell/runtime/invocation.h"

/* Notes its steps in a log of the test, passes objects on. */
struct trace_args {
    struct str *name;
    struct value input;
    struct opt_int stop_after;
    bool fail;
};
static const struct param trace_params[] = {
    PARAM(struct trace_args, name, .name = "Name", .position = 1),
    PARAM(struct trace_args, input, .name = "InputObject", .from_pipeline = true,
          .allow_null = true),
    PARAM(struct trace_args, stop_after, .name = "StopAfter"),
    PARAM(struct trace_args, fail, .name = "Fail"),
};
struct trace_state {
    int64_t seen;
};

static void note(struct invocation *inv, const char *step)
{
    struct strbuf *log = inv->session->vm_state;
    const struct trace_args *a = ARGS(inv, struct trace_args);
    strbuf_addf(log, "%s%s%s", log->len ? " " : "", a->name ? a->name->data : "", step);
}

static enum status trace_begin(struct invocation *inv)
{
    note(inv, ".begin");
    return ST_OK;
}

static enum status trace_process(struct invocation *inv)
{
    const struct trace_args *a = ARGS(inv, struct trace_args);
    struct trace_state *state = STATE(inv, struct trace_state);
    note(inv, ".process");
    state->seen++;
    if (a->fail) {
        struct error_spec spec = { .message = "broken",
                                   .id = "Broken",
                                   .category = EC_INVALID_DATA };
        return cmdlet_throw(inv, &spec);
    }
    enum status st = is_bound(inv, "InputObject") ? emit(inv, a->input) : ST_OK;
    if (st != ST_OK)
        return st;
    return a->stop_after.set && state->seen >= a->stop_after.value ? ST_STOP : ST_OK;
}

static enum status trace_end(struct invocation *inv)
{
    note(inv, ".end");
    return ST_OK;
}

static void trace_cleanup(struct invocation *inv)
{
    note(inv, ".cleanup");
}

/* Says something on every stream. */
struct talk_args {
    struct str *text;
};
static const struct param talk_params[] = {
    PARAM(struct talk_args, text, .name = "Text", .position = 1),
};

static enum status talk_process(struct invocation *inv)
{
    const struct talk_args *a = ARGS(inv, struct talk_args);
    const char *text = a->text ? a->text->data : "x";
    struct error_spec spec = { .message = text, .id = "Talk", .category = EC_INVALID_DATA };
    enum status st = cmdlet_error(inv, &spec);
    if (st == ST_OK)
        st = write_warning(inv, "%s", text);
    if (st == ST_OK)
        st = write_verbose(inv, "%s", text);
    if (st == ST_OK)
        st = write_debug(inv, "%s", text);
    if (st == ST_OK)
        st = emit_take(inv, value_string(text));
    return st;
}

static enum status count_process(struct invocation *inv)
{
    struct err *err = NULL;
    err_set(&err, ERR_OBJECT_NOT_FOUND, "There is no \"a\".");
    AUTO_VALUE target = value_string("a");
    return cmdlet_err(inv, &err, target);
}

static const struct cmdlet cmdlets[] = {
    { .verb = "Trace",
      .noun = "It",
      .params = trace_params,
      .nparams = 4,
      .args_size = sizeof(struct trace_args),
      .state_size = sizeof(struct trace_state),
      .begin = trace_begin,
      .process = trace_process,
      .end = trace_end,
      .cleanup = trace_cleanup },
    { .verb = "Out",
      .noun = "Talk",
      .params = talk_params,
      .nparams = 1,
      .args_size = sizeof(struct talk_args),
      .process = talk_process },
    { .verb = "Get",
      .noun = "Lost",
      .args_size = 1,
      .process = count_process,
      .module = "Hyper-V" },
};
static const struct cmdlet_group group = { cmdlets, ARRAY_SIZE(cmdlets) };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

static void expect_trace(const char *text, const char *result, const char *steps)
{
    struct shell *sh = shell_new(&registry, false);
    struct strbuf log = STRBUF_INIT;
    sh->s->vm_state = &log;
    shell_expect(sh, text, result);
    assert_string_equal(log.buf, steps);
    strbuf_release(&log);
    shell_free(sh);
}

static void test_order(void **state)
{
    (void)state;
    expect_trace("Trace-It a", "", "a.begin a.process a.end a.cleanup");
    expect_trace("1,2 | Trace-It a | Trace-It b", "1|2",
                 "a.begin b.begin a.process b.process a.process b.process a.end b.end a.cleanup "
                 "b.cleanup");
    expect_trace("@() | Trace-It a", "", "a.begin a.end a.cleanup");
}

static void test_stop(void **state)
{
    (void)state;
    /* b has enough: neither a nor b ends, c does */
    expect_trace("1..9 | Trace-It a | Trace-It b -StopAfter 2 | Trace-It c", "1|2",
                 "a.begin b.begin c.begin a.process b.process c.process a.process b.process "
                 "c.process c.end a.cleanup b.cleanup c.cleanup");
    /* the stop of an inner pipeline is its own business */
    expect_trace("1,2 | & { process { 1..9 | Trace-It a -StopAfter 1 } }", "1|1",
                 "a.begin a.process a.cleanup a.begin a.process a.cleanup");
    /* one that comes from outside goes through a function */
    expect_trace("function f { 1..9 }; f | Trace-It a -StopAfter 2", "1|2",
                 "a.begin a.process a.process a.cleanup");
}

static void test_failure(void **state)
{
    (void)state;
    expect_trace("1,2 | Trace-It a | Trace-It b -Fail",
                 "!Broken,Microsoft.PowerShell.Commands.TraceItCommand: broken",
                 "a.begin b.begin a.process b.process a.cleanup b.cleanup");
    expect_trace("try { Trace-It a -Fail } catch { \"caught $_\" } finally { 'f' }",
                 "caught broken|f", "a.begin a.process a.cleanup");
}

static void test_streams(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "Out-Talk hi; $?", "hi|False");
    assert_string_equal(sh->err.buf, "Out-Talk: hi\n");
    assert_string_equal(sh->out.buf, "WARNING: hi\n");
    strbuf_reset(&sh->err);
    strbuf_reset(&sh->out);
    shell_expect(sh, "Out-Talk v -Verbose -Debug -ErrorAction SilentlyContinue -wa Ignore", "v");
    assert_string_equal(sh->out.buf, "VERBOSE: v\nDEBUG: v\n");
    strbuf_reset(&sh->out);
    shell_expect(sh, "Out-Talk s -ErrorAction Stop",
                 "!Talk,Microsoft.PowerShell.Commands.OutTalkCommand: s");
    shell_expect(sh,
                 "$ErrorActionPreference = 'Stop'; $VerbosePreference = 'Continue'; "
                 "try { Out-Talk } catch { $_.CategoryInfo.ToString() }",
                 "InvalidData: (:) [Out-Talk], Exception");
    strbuf_reset(&sh->err);
    strbuf_reset(&sh->out);
    shell_expect(sh,
                 "$ErrorActionPreference = 'Continue'; $VerbosePreference = 'Continue'; "
                 "$WarningPreference = 'SilentlyContinue'; Out-Talk q",
                 "q");
    assert_string_equal(sh->err.buf, "Out-Talk: q\n");
    assert_string_equal(sh->out.buf, "VERBOSE: q\n");
    shell_free(sh);
}

static void test_variables(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "1,2 | Trace-It a -OutVariable o | ForEach-None",
                 "!CommandNotFoundException: The term 'ForEach-None' is not recognized as a name "
                 "of a cmdlet, function, script file, or executable program.\nCheck the spelling "
                 "of the name, or if a path was included, verify that the path is correct and try "
                 "again.");
    struct strbuf log = STRBUF_INIT;
    sh->s->vm_state = &log;
    shell_expect(sh, "1,2 | Trace-It a -OutVariable o | Trace-It b; \"$o\"", "1|2|1 2");
    shell_expect(sh, "3 | Trace-It a -ov +o; \"$o\"", "3|1 2 3");
    shell_expect(sh, "1,2 | Trace-It a -PipelineVariable p | & { process { \"p$p\" } }", "p1|p2");
    shell_expect(sh,
                 "Out-Talk e1 -ErrorVariable ev -ea SilentlyContinue -wv w -wa 0; "
                 "\"$($ev.Count) $ev $w\"",
                 "e1|1 e1 e1");
    shell_expect(sh, "$Error.Clear(); Out-Talk i -ea Ignore -wa 0; $Error.Count", "i|0");
    shell_expect(sh, "Out-Talk k -ea 0 -wa 0; \"$($Error.Count) $($Error[0])\"", "k|1 k");
    sh->s->vm_state = NULL;
    strbuf_release(&log);
    shell_free(sh);
}

static void test_redirection(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh, "Out-Talk a 2>&1 3>$null", "a|a");
    shell_expect(sh, "Out-Talk a *>&1 -Verbose", "a|a|a|a");
    shell_expect(sh, "Out-Talk a -Debug 2>$null 5>&1 3>$null 1>$null", "");
    shell_expect(sh, "function f { Out-Talk in }; f 2>$null 3>&1", "in|in");
    shell_expect(sh, "(f 2>&1 3>&1).Count", "3");
    assert_string_equal(sh->err.buf, "");
    /* only the stage that is redirected */
    shell_expect(sh, "Out-Talk x 2>$null 3>$null | & { process { Out-Talk y 3>$null } }", "y");
    assert_string_equal(sh->err.buf, "Out-Talk: y\n");
    shell_free(sh);
}

static void test_hyperv_errors(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh,
                 "Get-Lost -ErrorAction SilentlyContinue; $e = $Error[0]; "
                 "$e.FullyQualifiedErrorId; $e.CategoryInfo.ToString(); "
                 "$e.Exception.GetType().FullName",
                 "ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.GetLost|"
                 "ObjectNotFound: (a:String) [Get-Lost], VirtualizationException|"
                 "Microsoft.HyperV.PowerShell.VirtualizationException");
    shell_free(sh);
}

static void test_error_list(void **state)
{
    (void)state;
    struct shell *sh = shell_new(&registry, false);
    shell_expect(sh,
                 "foreach ($i in 1..300) { Out-Talk \"e$i\" -ea 0 -wa 0 >$null }; "
                 "\"$($Error.Count) $($Error[0]) $($Error[255])\"",
                 "256 e300 e45");
    shell_free(sh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),         cmocka_unit_test(test_stop),
        cmocka_unit_test(test_failure),       cmocka_unit_test(test_streams),
        cmocka_unit_test(test_variables),     cmocka_unit_test(test_redirection),
        cmocka_unit_test(test_hyperv_errors), cmocka_unit_test(test_error_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
