#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/same.h"
#include "cmdlets/core/objects/sort_keys.h"

#include "shell/object/convert.h"
#include "shell/runtime/session.h"

struct sort_args {
    bool stable;
    bool descending;
    bool unique;
    struct value input_object;
    struct value_list property;
    struct str *culture;
    bool case_sensitive;
    struct opt_int top;
    struct opt_int bottom;
};
static const struct param sort_params[] = {
    PARAM(struct sort_args, stable, .name = "Stable", .sets = "Default",
          .help = "Keeps the order of equal objects."),
    PARAM(struct sort_args, descending, .name = "Descending", .help = "From high to low."),
    PARAM(struct sort_args, unique, .name = "Unique",
          .help = "Keeps only one of several equal objects."),
    INPUT_OBJECT_PARAM(struct sort_args),
    PARAM(struct sort_args, property, .name = "Property", .position = 1, .wildcards = true,
          .help = "The sort keys: names, script blocks, or hashtables with Expression and "
                  "Descending or Ascending."),
    PARAM(struct sort_args, culture, .name = "Culture",
          .help = "The culture to compare in. Only the invariant culture is known."),
    PARAM(struct sort_args, case_sensitive, .name = "CaseSensitive",
          .help = "Tells upper and lower case apart."),
    PARAM(struct sort_args, top, .name = "Top", .sets = "Top", .mandatory = true,
          PARAM_RANGE(1, INT32_MAX), .help = "Only this many from the start of the sorted list."),
    PARAM(struct sort_args, bottom, .name = "Bottom", .sets = "Bottom", .mandatory = true,
          PARAM_RANGE(1, INT32_MAX), .help = "Only this many from the end of the sorted list."),
};
static const struct example sort_examples[] = {
    { .code = "3, 1, 2 | Sort-Object -Descending",
      .remarks = "From high to low.",
      .output = "3\n2\n1" },
    { .code = "Get-VM | Sort-Object State, @{ Expression = 'Name'; Descending = $true }",
      .remarks = "Two keys, each in its own direction." },
};
struct unique_args {
    struct value input_object;
    bool as_string;
    bool case_insensitive;
    bool on_type;
};
static const struct param unique_params[] = {
    INPUT_OBJECT_PARAM(struct unique_args),
    PARAM(struct unique_args, as_string, .name = "AsString", .sets = "AsString",
          .help = "Compares objects by their text."),
    PARAM(struct unique_args, case_insensitive, .name = "CaseInsensitive",
          .help = "Upper and lower case count as the same."),
    PARAM(struct unique_args, on_type, .name = "OnType", .sets = "UniqueByType",
          .help = "Keeps one object of each type."),
};
static const char *const unique_aliases[] = { "gu", NULL };
static const struct example unique_examples[] = {
    { .code = "1, 1, 2 | Get-Unique", .remarks = "Without repetitions.", .output = "1\n2" },
};

struct sort_state {
    struct core_env env;
    struct property_specs specs;
    struct sorter sorter;
    bool ready;
};

static enum status sort_begin(struct invocation *inv)
{
    struct sort_args *args = ARGS(inv, struct sort_args);
    struct sort_state *st = STATE(inv, struct sort_state);
    struct err *err = NULL;

    core_env_init(&st->env, inv->session, inv);
    if (property_specs_parse(&args->property, SPEC_ORDER, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    sorter_init(&st->sorter, &st->specs, args->descending, args->case_sensitive);
    st->ready = true;
    return ST_OK;
}

static enum status sort_process(struct invocation *inv)
{
    struct sort_state *st = STATE(inv, struct sort_state);
    struct value v = ARGS(inv, struct sort_args)->input_object;

    if (!has_input(inv) || v.kind == V_NULL)
        return ST_OK;
    sorter_add(&st->sorter, &st->env.env, v);
    return st->env.pending;
}

static enum status sort_end(struct invocation *inv)
{
    struct sort_args *args = ARGS(inv, struct sort_args);
    struct sort_state *st = STATE(inv, struct sort_state);
    struct sorter *s = &st->sorter;
    bool distinct;
    AUTO_FREE size_t *order = sorter_order(s, inv->session, &distinct);
    size_t n = s->n;

    if (!order)
        return ST_INTERRUPT;
    if (!distinct && !args->stable && !args->top.set && !args->bottom.set)
        sorter_unsettle(s, order);
    if (args->unique) {
        size_t kept = 0;
        for (size_t i = 0; i < n; i++)
            if (kept == 0 || sorter_compare(s, order[kept - 1], order[i]) != 0)
                order[kept++] = order[i];
        n = kept;
    }
    size_t from = 0;
    if (args->top.set && (size_t)args->top.value < n)
        n = (size_t)args->top.value;
    if (args->bottom.set && (size_t)args->bottom.value < n)
        from = n - (size_t)args->bottom.value;
    for (size_t i = from; i < n; i++) {
        sorter_prefetch(s, order, i, n);
        enum status rc = emit_take(inv, sorter_take(s, order[i]));
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

static void sort_cleanup(struct invocation *inv)
{
    struct sort_state *st = STATE(inv, struct sort_state);

    if (st->ready)
        sorter_release(&st->sorter);
    property_specs_release(&st->specs);
}

struct unique_state {
    bool any;
    struct value last;
};

static enum status unique_process(struct invocation *inv)
{
    struct unique_args *args = ARGS(inv, struct unique_args);
    struct unique_state *st = STATE(inv, struct unique_state);
    struct value v = args->input_object;
    bool equal = false;

    if (!has_input(inv))
        return ST_OK;
    if (st->any && args->on_type) {
        equal = value_type_of(v) == value_type_of(st->last);
    } else if (st->any && args->as_string) {
        AUTO_VALUE a = value_to_string(v);
        AUTO_VALUE b = value_to_string(st->last);
        equal = str_equals(a.str, b.str, args->case_insensitive);
    } else if (st->any) {
        equal = values_same(v, st->last, !args->case_insensitive);
    }
    if (equal)
        return ST_OK;
    st->any = true;
    value_replace_take(&st->last, value_ref(v));
    return emit(inv, v);
}

static void unique_cleanup(struct invocation *inv)
{
    value_clear(&STATE(inv, struct unique_state)->last);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Sort",
        .noun = "Object",
        .synopsis = "Sorts objects, by themselves or by properties.",
        .params = sort_params,
        .nparams = ARRAY_SIZE(sort_params),
        .default_set = "Default",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct sort_args),
        .state_size = sizeof(struct sort_state),
        .begin = sort_begin,
        .process = sort_process,
        .end = sort_end,
        .cleanup = sort_cleanup,
        .examples = sort_examples,
        .nexamples = ARRAY_SIZE(sort_examples),
    },
    {
        .verb = "Get",
        .noun = "Unique",
        .aliases = unique_aliases,
        .synopsis = "Leaves out objects that equal the one just before them; sort first.",
        .params = unique_params,
        .nparams = ARRAY_SIZE(unique_params),
        .default_set = "AsString",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct unique_args),
        .state_size = sizeof(struct unique_state),
        .process = unique_process,
        .cleanup = unique_cleanup,
        .examples = unique_examples,
        .nexamples = ARRAY_SIZE(unique_examples),
    },
};
const struct cmdlet_group cmdlets_sort_object = { cmdlets, ARRAY_SIZE(cmdlets) };
