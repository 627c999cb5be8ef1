/* Parameter binding. The texts and ids are PowerShell 7's, as its documentation
 * and public test suite show them. */
#include "tests/unit/shell_fixture.h"

#include "shell/base/cleanup.h"
#include "shell/object/hash.h"
#include "shell/runtime/invocation.h"

enum color { RED, GREEN, BLUE };
static const struct enum_member color_members[] = { { "Red", RED },
                                                    { "Green", GREEN },
                                                    { "Blue", BLUE } };
static const struct enum_info enum_color = { .name = "Test.Color",
                                             .members = color_members,
                                             .nmembers = 3 };

struct show_args {
    struct str *name;
    struct str_list path;
    struct opt_int count;
    struct opt_enum color;
    bool force;
    struct opt_bool flag;
    struct value any;
    struct str *mode;
    struct opt_double ratio;
    struct int_list numbers;
    struct hash *table;
    struct value_list rest;
};

static const char *const modes[] = { "Fast", "Slow", NULL };
static const struct param show_params[] = {
    PARAM(struct show_args, name, .name = "Name", .aliases = "VMName,Vm", .position = 1),
    PARAM(struct show_args, path, .name = "Path", .position = 2),
    PARAM(struct show_args, count, .name = "Count", PARAM_RANGE(1, 10)),
    PARAM(struct show_args, color, .name = "Color", .enum_info = &enum_color),
    PARAM(struct show_args, force, .name = "Force"),
    PARAM(struct show_args, flag, .name = "Flag"),
    PARAM(struct show_args, any, .name = "Any", .allow_null = true),
    PARAM(struct show_args, mode, .name = "Mode", .values = modes),
    PARAM(struct show_args, ratio, .name = "Ratio"),
    PARAM(struct show_args, numbers, .name = "Numbers", PARAM_RARE(.min_count = 1, .max_count = 2)),
    PARAM(struct show_args, table, .name = "Table"),
};

static void add(struct strbuf *out, const char *name, const char *text)
{
    strbuf_addf(out, "%s%s=%s", out->len ? " " : "", name, text);
}

static enum status show_process(struct invocation *inv)
{
    const struct show_args *a = ARGS(inv, struct show_args);
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_STRBUF list = STRBUF_INIT;
    char number[64];
    if (a->name)
        add(&out, "name", a->name->data);
    for (size_t i = 0; i < a->path.len; i++)
        strbuf_addf(&list, "%s%s", i ? "," : "", a->path.items[i]->data);
    if (a->path.set)
        add(&out, "path", list.buf);
    snprintf(number, sizeof(number), "%lld", (long long)a->count.value);
    if (a->count.set)
        add(&out, "count", number);
    if (a->color.set)
        add(&out, "color", color_members[a->color.value].name);
    if (is_bound(inv, "force"))
        add(&out, "force", a->force ? "1" : "0");
    if (a->flag.set)
        add(&out, "flag", a->flag.value ? "1" : "0");
    if (is_bound(inv, "Any")) {
        AUTO_STRBUF text = STRBUF_INIT;
        value_to_strbuf(a->any, &text);
        add(&out, "any", value_is_null(a->any) ? "$null" : text.buf);
    }
    if (a->mode)
        add(&out, "mode", a->mode->data);
    snprintf(number, sizeof(number), "%g", a->ratio.value);
    if (a->ratio.set)
        add(&out, "ratio", number);
    snprintf(number, sizeof(number), "%zu", a->numbers.len);
    if (a->numbers.set)
        add(&out, "numbers", number);
    snprintf(number, sizeof(number), "%zu", a->table ? a->table->count : 0);
    if (a->table)
        add(&out, "table", number);
    if (is_bound(inv, "Verbose"))
        add(&out, "verbose", "1");
    return emit_take(inv, value_string(out.buf));
}

/* Three sets: by name (default), by id, by object from the pipeline. */
struct get_args {
    struct str *name;
    struct opt_int id;
    struct value object;
    bool all;
    struct str *computer;
};
static const struct param get_params[] = {
    PARAM(struct get_args, name, .name = "Name", .position = 1, .sets = "Name",
          .from_property = true, .mandatory = true),
    PARAM(struct get_args, id, .name = "Id", .sets = "Id", .mandatory = true, .position = 1),
    PARAM(struct get_args, object, .name = "Object", .sets = "Object", .mandatory = true,
          .from_pipeline = true, .type = &type_timespan),
    PARAM(struct get_args, all, .name = "All", .sets = "Name,Id"),
    PARAM(struct get_args, computer, .name = "ComputerName"),
};

static enum status get_process(struct invocation *inv)
{
    const struct get_args *a = ARGS(inv, struct get_args);
    if (strcmp(inv->set, "Name") == 0)
        return emit_take(inv, value_stringf("Name:%s", a->name ? a->name->data : "-"));
    if (strcmp(inv->set, "Id") == 0)
        return emit_take(inv, value_stringf("Id:%lld", (long long)a->id.value));
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(a->object, &text);
    return emit_take(inv, value_stringf("Object:%s", text.buf));
}

struct rest_args {
    struct str *first;
    struct value_list rest;
};
static const struct param rest_params[] = {
    PARAM(struct rest_args, first, .name = "First", .position = 1, .mandatory = true),
    PARAM(struct rest_args, rest, .name = "Rest", .remaining = true),
};

static enum status rest_process(struct invocation *inv)
{
    const struct rest_args *a = ARGS(inv, struct rest_args);
    AUTO_STRBUF out = STRBUF_INIT;
    strbuf_adds(&out, a->first->data);
    for (size_t i = 0; i < a->rest.len; i++) {
        strbuf_addch(&out, '/');
        value_to_strbuf(a->rest.items[i], &out);
    }
    return emit_take(inv, value_string(out.buf));
}

/* Takes numbers by value, and Size and Label by property name. */
struct pipe_args {
    struct opt_int number;
    struct opt_int size;
    struct str *label;
};
static const struct param pipe_params[] = {
    PARAM(struct pipe_args, number, .name = "Number", .from_pipeline = true),
    PARAM(struct pipe_args, size, .name = "Size", .aliases = "Length2,Len", .from_property = true),
    PARAM(struct pipe_args, label, .name = "Label", .from_property = true),
};

static enum status pipe_process(struct invocation *inv)
{
    const struct pipe_args *a = ARGS(inv, struct pipe_args);
    return emit_take(inv, value_stringf("%s%lld,%s%lld,%s", a->number.set ? "n" : "-",
                                        (long long)a->number.value, a->size.set ? "s" : "-",
                                        (long long)a->size.value, a->label ? a->label->data : "-"));
}

struct none_args {
    bool unused;
};
static const struct param none_params[] = {
    PARAM(struct none_args, unused, .name = "Unused"),
};
static enum status none_process(struct invocation *inv)
{
    return emit_take(inv, value_string("ran"));
}

static const struct cmdlet cmdlets[] = {
    { .verb = "Show",
      .noun = "Args",
      .params = show_params,
      .nparams = ARRAY_SIZE(show_params),
      .args_size = sizeof(struct show_args),
      .process = show_process,
      .module = "Microsoft.PowerShell.Utility" },
    { .verb = "Get",
      .noun = "Thing",
      .params = get_params,
      .nparams = ARRAY_SIZE(get_params),
      .default_set = "Name",
      .args_size = sizeof(struct get_args),
      .process = get_process,
      .module = "Hyper-V" },
    { .verb = "Join",
      .noun = "Rest",
      .params = rest_params,
      .nparams = ARRAY_SIZE(rest_params),
      .args_size = sizeof(struct rest_args),
      .process = rest_process },
    { .verb = "Use",
      .noun = "Pipe",
      .params = pipe_params,
      .nparams = ARRAY_SIZE(pipe_params),
      .args_size = sizeof(struct pipe_args),
      .process = pipe_process },
    { .verb = "Use",
      .noun = "Nothing",
      .params = none_params,
      .nparams = ARRAY_SIZE(none_params),
      .args_size = sizeof(struct none_args),
      .process = none_process },
};
static const struct cmdlet_group group = { cmdlets, ARRAY_SIZE(cmdlets) };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

struct row {
    const char *text, *expected;
};

static void check(const struct row *rows, size_t n, bool interactive, const char *const *answers)
{
    struct shell *sh = shell_new(&registry, interactive);
    sh->answers = answers;
    for (size_t i = 0; i < n; i++)
        shell_expect(sh, rows[i].text, rows[i].expected);
    shell_free(sh);
}

#define CHECK(rows) check(rows, ARRAY_SIZE(rows), false, NULL)
#define SHOW "Microsoft.PowerShell.Commands.ShowArgsCommand: "

static void test_names(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Show-Args", "" },
        { "show-args -NAME a", "name=a" },
        { "Show-Args -VMName a", "name=a" },
        { "Show-Args -vm a", "name=a" },
        { "Show-Args -Na a", "name=a" },
        { "Show-Args -Name:a", "name=a" },
        { "Show-Args a b,c", "name=a path=b,c" },
        { "Show-Args -Path b a", "name=a path=b" },
        { "Show-Args -Name a -Path x -Force", "name=a path=x force=1" },
        { "Show-Args -Force:$false", "force=0" },
        { "Show-Args -Force a", "name=a force=1" },
        { "Show-Args -Verbose", "verbose=1" },
        { "Show-Args -vb", "verbose=1" },
        { "Show-Args -- -Name", "name=-Name" },
        { "Show-Args -Name -foo", "name=-foo" },
        { "Show-Args -M Fast", "mode=Fast" },
        { "Show-Args -C 3",
          "!AmbiguousParameter," SHOW
          "Parameter cannot be processed because the parameter name 'C' is ambiguous. Possible "
          "matches include: -Count -Color." },
        { "Show-Args -Nope 1", "!NamedParameterNotFound," SHOW
                               "A parameter cannot be found that matches parameter name 'Nope'." },
        { "Show-Args a b c", "!PositionalParameterNotFound," SHOW
                             "A positional parameter cannot be found that accepts argument 'c'." },
        { "Show-Args -Name",
          "!MissingArgument," SHOW
          "Missing an argument for parameter 'Name'. Specify a parameter of type 'System.String' "
          "and try again." },
        { "Show-Args -Name -Force",
          "!MissingArgument," SHOW
          "Missing an argument for parameter 'Name'. Specify a parameter of type 'System.String' "
          "and try again." },
        { "Show-Args -Name a -Name b",
          "!ParameterAlreadyBound," SHOW
          "Cannot bind parameter because parameter 'Name' is specified more than once. To provide "
          "multiple values to parameters that can accept multiple values, use the array syntax. "
          "For example, \"-parameter value1,value2,value3\"." },
    };
    CHECK(rows);
}

static void test_conversion(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Show-Args -Count 3", "count=3" },
        { "Show-Args -Count '3'", "count=3" },
        { "Show-Args -Count 2.5", "count=2" },
        { "Show-Args -Name 5", "name=5" },
        { "Show-Args -Name 007", "name=007" },
        { "Show-Args 1e3 0x10", "name=1e3 path=0x10" },
        { "Show-Args -Name (007)", "name=7" },
        { "Show-Args -Path 1,2", "path=1,2" },
        { "Show-Args -Color green", "color=Green" },
        { "Show-Args -Color 2", "color=Blue" },
        { "Show-Args -Flag 0", "flag=0" },
        { "Show-Args -Flag $true", "flag=1" },
        { "Show-Args -Any $null", "any=$null" },
        { "Show-Args -Ratio 0.5", "ratio=0.5" },
        { "Show-Args -Numbers 1,2", "numbers=2" },
        { "Show-Args -Table @{ a = 1; b = 2 }", "table=2" },
        { "Show-Args -Count abc",
          "!CannotConvertArgumentNoMessage," SHOW
          "Cannot bind parameter 'Count'. Cannot convert value \"abc\" to type \"System.Int32\". "
          "Error: \"The input string 'abc' was not in a correct format.\"" },
    };
    CHECK(rows);
}

static void test_validation(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Show-Args -Mode slow", "mode=slow" },
        { "Show-Args -Mode Other",
          "!ParameterArgumentValidationError," SHOW
          "Cannot validate argument on parameter 'Mode'. The argument \"Other\" does not belong to "
          "the set \"Fast,Slow\" specified by the ValidateSet attribute. Supply an argument that "
          "is in the set and then try the command again." },
        { "Show-Args -Count 11",
          "!ParameterArgumentValidationError," SHOW
          "Cannot validate argument on parameter 'Count'. The 11 argument is greater than the "
          "maximum allowed range of 10. Supply an argument that is less than or equal to 10 and "
          "then try the command again." },
        { "Show-Args -Count 0",
          "!ParameterArgumentValidationError," SHOW
          "Cannot validate argument on parameter 'Count'. The 0 argument is less than the minimum "
          "allowed range of 1. Supply an argument that is greater than or equal to 1 and then try "
          "the command again." },
        { "Get-Thing -Name ''",
          "!ParameterArgumentValidationErrorEmptyStringNotAllowed,"
          "Microsoft.HyperV.PowerShell.Commands.GetThing: "
          "Cannot bind argument to parameter 'Name' because it is an empty string." },
        { "Get-Thing -Name $null", "!ParameterArgumentValidationErrorNullNotAllowed,"
                                   "Microsoft.HyperV.PowerShell.Commands.GetThing: "
                                   "Cannot bind argument to parameter 'Name' because it is null." },
    };
    CHECK(rows);
}

#define THING "Microsoft.HyperV.PowerShell.Commands.GetThing: "

static void test_sets(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Get-Thing a", "Name:a" },
        { "Get-Thing -Id 4", "Id:4" },
        { "Get-Thing 4", "Id:4" }, /* fits without conversion, so before the default set */
        { "Get-Thing -Object ([timespan]::FromSeconds(1))", "Object:00:00:01" },
        { "[timespan]::FromSeconds(1) | Get-Thing", "Object:00:00:01" },
        { "[pscustomobject]@{ Name = 'n' } | Get-Thing", "Name:n" },
        { "Get-Thing -Name a -Id 3",
          "!AmbiguousParameterSet," THING
          "Parameter set cannot be resolved using the specified named parameters. One or more "
          "parameters issued cannot be used together or an insufficient number of parameters were "
          "provided." },
        { "Get-Thing",
          "!MissingMandatoryParameter," THING
          "Cannot process command because of one or more missing mandatory parameters: Name." },
        { "Get-Thing -All",
          "!MissingMandatoryParameter," THING
          "Cannot process command because of one or more missing mandatory parameters: Name." },
    };
    CHECK(rows);
}

static void test_prompt(void **state)
{
    (void)state;
    static const char *const answers[] = { "asked", NULL };
    struct shell *sh = shell_new(&registry, true);
    sh->answers = answers;
    shell_expect(sh, "Get-Thing", "Name:asked");
    assert_string_equal(sh->asked.buf, "Name: ");
    assert_string_equal(sh->out.buf, "\ncmdlet Get-Thing at command pipeline position 1\n"
                                     "Supply values for the following parameters:\n");
    shell_free(sh);
}

static void test_remaining_and_splat(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Join-Rest a b c", "a/b/c" },
        { "Join-Rest a -x 1 b", "a/-x/1/b" },
        { "Join-Rest a", "a" },
        { "$h = @{ Name = 's'; Force = $true }; Show-Args @h", "name=s force=1" },
        { "$h = @{ Name = 's' }; Show-Args @h -Name t", "name=t" },
        { "$a = 'x','y'; Show-Args @a", "name=x path=y" },
        { "$h = @{ Nope = 's' }; Show-Args @h",
          "!NamedParameterNotFound," SHOW
          "A parameter cannot be found that matches parameter name 'Nope'." },
        { "$PSDefaultParameterValues = @{ 'Show-*:Count' = 7 }; Show-Args x", "name=x count=7" },
        { "$PSDefaultParameterValues = @{ 'Show-*:Count' = 7 }; Show-Args -Count 2", "count=2" },
    };
    CHECK(rows);
}

static void test_pipeline_input(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "Use-Pipe", "-0,-0,-" },
        { "1,2 | Use-Pipe", "n1,-0,-|n2,-0,-" },
        { "'3' | Use-Pipe", "n3,-0,-" },
        { "[pscustomobject]@{ Size = 4; Label = 'l' } | Use-Pipe -ErrorAction Stop", "-0,s4,l" },
        { "[pscustomobject]@{ Len = 4 } | Use-Pipe", "-0,s4,-" },
        /* what one object bound is gone for the next */
        { "[pscustomobject]@{ Size = 4 }, 5 | Use-Pipe", "-0,s4,-|n5,-0,-" },
        { "1,2 | Use-Pipe -Label { \"l$_\" }", "n1,-0,l1|n2,-0,l2" },
        { "1 | Use-Nothing -ErrorAction Stop",
          "!InputObjectNotBound,Microsoft.PowerShell.Commands.UseNothingCommand: "
          "The input object cannot be bound to any parameters for the command either because the "
          "command does not take pipeline input or the input and its properties do not match any "
          "of the parameters that take pipeline input." },
    };
    CHECK(rows);
}

static void test_functions(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "function f($a, [int]$b) { \"$a-$b-$args\" }; f 1 2 3 4", "1-2-3 4" },
        { "f -b 3 x", "x-3-" },
        { "f x -z", "x-0--z" },
        { "f -b abc",
          "!ParameterArgumentTransformationError,f: Cannot process argument transformation on "
          "parameter 'b'. Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The "
          "input string 'abc' was not in a correct format.\"" },
        { "function g { [CmdletBinding()] param([Parameter(Mandatory)]$x, [switch]$s) \"$x $s\" }; "
          "g 1 -s",
          "1 True" },
        { "g 1 2", "!PositionalParameterNotFound,g: A positional parameter cannot be found that "
                   "accepts argument '2'." },
        { "g", "!MissingMandatoryParameter,g: Cannot process command because of one or more "
               "missing mandatory parameters: x." },
        { "function h { param([Parameter(ValueFromPipeline)]$v) process { $v * 2 } }; 1,2 | h",
          "2|4" },
        { "function p { [CmdletBinding()] param($q) $PSBoundParameters.Keys -join ',' }; "
          "p -q 1 -Verbose",
          "q,Verbose" },
    };
    CHECK(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),          cmocka_unit_test(test_conversion),
        cmocka_unit_test(test_validation),     cmocka_unit_test(test_sets),
        cmocka_unit_test(test_prompt),         cmocka_unit_test(test_remaining_and_splat),
        cmocka_unit_test(test_pipeline_input), cmocka_unit_test(test_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
