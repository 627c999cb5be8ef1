#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/sort_keys.h"
#include "cmdlets/core/result_types.h"

#include <math.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/convert.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/session.h"

struct measure_args {
    struct value_list property;
    struct value input_object;
    bool standard_deviation;
    bool sum;
    bool all_stats;
    bool average;
    bool maximum;
    bool minimum;
    bool line;
    bool word;
    bool character;
    bool ignore_white_space;
};
static const struct param measure_params[] = {
    PARAM(struct measure_args, property, .name = "Property", .position = 1,
          .type_name = "PSPropertyExpression", .wildcards = true,
          .help = "The properties to measure; wildcards and script blocks work."),
    INPUT_OBJECT_PARAM(struct measure_args),
    PARAM(struct measure_args, standard_deviation, .name = "StandardDeviation",
          .sets = "GenericMeasure", .help = "The standard deviation."),
    PARAM(struct measure_args, sum, .name = "Sum", .sets = "GenericMeasure", .help = "The sum."),
    PARAM(struct measure_args, all_stats, .name = "AllStats", .sets = "GenericMeasure",
          .help = "All numeric statistics."),
    PARAM(struct measure_args, average, .name = "Average", .sets = "GenericMeasure",
          .help = "The average."),
    PARAM(struct measure_args, maximum, .name = "Maximum", .sets = "GenericMeasure",
          .help = "The greatest value."),
    PARAM(struct measure_args, minimum, .name = "Minimum", .sets = "GenericMeasure",
          .help = "The smallest value."),
    PARAM(struct measure_args, line, .name = "Line", .sets = "TextMeasure",
          .help = "Counts lines."),
    PARAM(struct measure_args, word, .name = "Word", .sets = "TextMeasure",
          .help = "Counts words."),
    PARAM(struct measure_args, character, .name = "Character", .sets = "TextMeasure",
          .help = "Counts characters."),
    PARAM(struct measure_args, ignore_white_space, .name = "IgnoreWhiteSpace",
          .sets = "TextMeasure", .help = "Leaves blanks out of the count of characters."),
};
static const char *const measure_aliases[] = { "measure", NULL };
static const struct example measure_examples[] = {
    { .code = "(1..100 | Measure-Object -Sum).Sum", .remarks = "Adds up.", .output = "5050" },
};

enum { M_COUNT, M_AVERAGE, M_SUM, M_MAXIMUM, M_MINIMUM, M_DEVIATION, M_PROPERTY, M_FIELDS };
enum { T_LINES, T_WORDS, T_CHARACTERS, T_PROPERTY, T_FIELDS };

static const struct property measure_props[] = {
    RECORD_FIELD("Count", "int", M_COUNT),
    RECORD_FIELD("Average", "System.Nullable[double]", M_AVERAGE),
    RECORD_FIELD("Sum", "System.Nullable[double]", M_SUM),
    RECORD_FIELD("Maximum", "System.Object", M_MAXIMUM),
    RECORD_FIELD("Minimum", "System.Object", M_MINIMUM),
    RECORD_FIELD("StandardDeviation", "System.Nullable[double]", M_DEVIATION),
    RECORD_FIELD("Property", "string", M_PROPERTY),
};
static const char *const measure_display[] = {
    "Count", "Average", "Sum", "Maximum", "Minimum", "StandardDeviation", "Property", NULL,
};
const struct type_info type_measure_base = { .name = "Microsoft.PowerShell.Commands.MeasureInfo",
                                             .base = &type_object };
#define MEASURE_TYPE(name_)                                                                  \
    {                                                                                        \
        .name = "Microsoft.PowerShell.Commands." name_, .base = &type_measure_base,          \
        .props = measure_props, .nprops = ARRAY_SIZE(measure_props),                         \
        .default_display = measure_display, .payload_size = M_FIELDS * sizeof(struct value), \
        .destroy = record_destroy,                                                           \
    }
const struct type_info type_measure_info = MEASURE_TYPE("GenericMeasureInfo");
/* The same where extremes are no numbers. */
const struct type_info type_measure_object_info = MEASURE_TYPE("GenericObjectMeasureInfo");
static const struct property text_props[] = {
    RECORD_FIELD("Lines", "System.Nullable[int]", T_LINES),
    RECORD_FIELD("Words", "System.Nullable[int]", T_WORDS),
    RECORD_FIELD("Characters", "System.Nullable[int]", T_CHARACTERS),
    RECORD_FIELD("Property", "string", T_PROPERTY),
};
static const struct view_column text_columns[] = {
    { .property = "Lines", .align = ALIGN_RIGHT },
    { .property = "Words", .align = ALIGN_RIGHT },
    { .property = "Characters", .align = ALIGN_RIGHT },
    { .property = "Property" },
};
static const struct view text_view = { .columns = text_columns,
                                       .ncolumns = ARRAY_SIZE(text_columns) };
const struct type_info type_text_measure = {
    .name = "Microsoft.PowerShell.Commands.TextMeasureInfo",
    .base = &type_measure_base,
    .props = text_props,
    .nprops = ARRAY_SIZE(text_props),
    .table = &text_view,
    .payload_size = T_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

struct statistics {
    const struct property_spec *spec; /* NULL: the object itself */
    struct str *name;                 /* of a property met by wildcard; owned */
    int64_t count;
    double sum, variance;
    struct value max, min;
    int64_t lines, words, characters;
    struct statistics *next;
};

struct measure_state {
    struct core_env env;
    struct property_specs specs;
    struct statistics *first;
    bool numeric, extremes, text;
    bool not_numeric; /* something was no number: sums mean nothing then */
};

static struct statistics *add_statistics(struct measure_state *st, const struct property_spec *spec,
                                         const char *name, size_t len)
{
    struct statistics **at = &st->first;

    while (*at) {
        if (name && (*at)->name && text_caseeqn((*at)->name->data, (*at)->name->len, name, len))
            return *at;
        at = &(*at)->next;
    }
    *at = xcalloc(1, sizeof(**at));
    (*at)->spec = spec;
    if (name)
        (*at)->name = str_new(name, len);
    return *at;
}

static enum status measure_begin(struct invocation *inv)
{
    struct measure_args *args = ARGS(inv, struct measure_args);
    struct measure_state *st = STATE(inv, struct measure_state);
    struct err *err = NULL;

    core_env_init(&st->env, inv->session, inv);
    if (property_specs_parse(&args->property, 0, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    st->text = args->line || args->word || args->character;
    st->numeric = args->sum || args->average || args->standard_deviation || args->all_stats;
    st->extremes = args->maximum || args->minimum || args->all_stats;
    if (st->specs.len == 0)
        add_statistics(st, NULL, NULL, 0);
    for (size_t i = 0; i < st->specs.len; i++) {
        if (st->specs.items[i].wildcard)
            continue;
        AUTO_VALUE heading = value_of_str(property_spec_heading(&st->specs.items[i]));
        add_statistics(st, &st->specs.items[i], heading.str->data, heading.str->len);
    }
    return ST_OK;
}

static void measure_text(struct statistics *s, const struct measure_args *args, struct value v)
{
    AUTO_VALUE text = value_to_string(v);
    const char *p = text.str->data;
    size_t len = text.str->len;
    bool in_word = false;
    int64_t blanks = 0;

    if (len > 0)
        s->lines++;
    for (size_t i = 0; i < len; i++) {
        bool blank = p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r');
        if (p[i] == '\n' && i + 1 < len)
            s->lines++;
        blanks += blank;
        if (!blank && !in_word)
            s->words++;
        in_word = !blank;
    }
    s->characters += (int64_t)str_length(text.str);
    if (args->ignore_white_space)
        s->characters -= blanks;
}

/* False: v has no number's value; *d is not set then. */
static bool as_number(struct value v, double *d)
{
    struct err *err = NULL;

    if (v.kind == V_INT32 || v.kind == V_INT64) {
        *d = (double)v.i;
        return true;
    }
    if (value_to_double(v, d, &err) == 0)
        return true;
    err_clear(&err);
    return false;
}

/* The sum and the variance so far; the value is counted already. */
static void add_number(struct statistics *s, double d)
{
    double previous = s->sum, n = (double)s->count;

    s->sum += d;
    if (s->count < 2)
        return;
    double mean = previous / (n - 1);
    s->variance *= (n - 2) / (n - 1);
    s->variance += (d - mean) * (d - mean) / n;
}

/* Numbers, and texts that look like some, compare as numbers; what is of two kinds as text. */
static int compare_extremes(struct value a, struct value b)
{
    double x, y;
    bool number_a = as_number(a, &x), number_b = as_number(b, &y);

    if (number_a && number_b)
        return x < y ? -1 : x > y;
    if (number_a == number_b && value_type_of(a) == value_type_of(b))
        return compare_any(a, b, true);
    AUTO_VALUE left = number_a ? value_to_string(value_double(x)) : value_to_string(a);
    AUTO_VALUE right = number_b ? value_to_string(value_double(y)) : value_to_string(b);
    return compare_any(left, right, true);
}

static enum status measure_value(struct invocation *inv, struct statistics *s, struct value v)
{
    struct measure_args *args = ARGS(inv, struct measure_args);
    struct measure_state *st = STATE(inv, struct measure_state);
    double d = 0;

    s->count++;
    if (st->text) {
        measure_text(s, args, v);
        return ST_OK;
    }
    if (st->numeric && v.kind != V_NULL && !as_number(v, &d)) {
        AUTO_VALUE text = value_to_string(v);
        st->not_numeric = true;
        AUTO_FREE char *message = xasprintf("Input object \"%s\" is not numeric.", text.str->data);
        return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                       .id = "NonNumericInputObject",
                                                       .category = EC_INVALID_TYPE,
                                                       .exception = "System.Management.Automation."
                                                                    "PSInvalidOperationException",
                                                       .target = v });
    }
    if (st->numeric)
        add_number(s, d);
    if (!st->extremes)
        return ST_OK;
    if (s->max.kind == V_NULL || (v.kind != V_NULL && compare_extremes(v, s->max) > 0))
        value_replace_take(&s->max, value_ref(v));
    if (s->min.kind == V_NULL || v.kind == V_NULL || compare_extremes(v, s->min) < 0)
        value_replace_take(&s->min, value_ref(v));
    return ST_OK;
}

static enum status measure_wildcards(struct invocation *inv, struct value v)
{
    struct measure_state *st = STATE(inv, struct measure_state);

    for (size_t i = 0; i < st->specs.len; i++) {
        struct property_spec *spec = &st->specs.items[i];
        if (!spec->wildcard)
            continue;
        struct str *pattern = spec->expression.str;
        struct member_iter it = member_iter_begin(v);
        struct member_entry m;
        while (member_iter_next(&it, &m)) {
            if (text_wildcard_match(pattern->data, pattern->len, m.name, m.len, true))
                add_statistics(st, NULL, m.name, m.len);
        }
    }
    return ST_OK;
}

/* Is what gave $null there at all? A missing property is not counted. */
static bool has_property(const struct statistics *s, struct value v)
{
    if (s->spec && s->spec->expression.kind != V_STRING)
        return true;
    const struct str *name = s->spec ? s->spec->expression.str : s->name;
    return member_find(v, name->data, name->len).found != FOUND_NONE;
}

static enum status measure_process(struct invocation *inv)
{
    struct measure_state *st = STATE(inv, struct measure_state);
    struct value v = ARGS(inv, struct measure_args)->input_object;

    if (!has_input(inv) || v.kind == V_NULL)
        return ST_OK;
    if (st->specs.len == 0)
        return measure_value(inv, st->first, v);
    enum status rc = measure_wildcards(inv, v);
    for (struct statistics *s = st->first; s && rc == ST_OK; s = s->next) {
        AUTO_VALUE out = value_null();
        if (s->spec)
            property_spec_get(&st->env.env, s->spec, v, &out);
        else
            format_get(&st->env.env, v, s->name->data, &out);
        if (st->env.pending != ST_OK)
            return st->env.pending;
        if (out.kind != V_NULL || has_property(s, v))
            rc = measure_value(inv, s, out);
    }
    return rc;
}

static struct value text_result(const struct measure_args *args, const struct statistics *s)
{
    struct object *o = object_new(&type_text_measure);

    if (args->line)
        *record_field(o, T_LINES) = value_int((int32_t)s->lines);
    if (args->word)
        *record_field(o, T_WORDS) = value_int((int32_t)s->words);
    if (args->character)
        *record_field(o, T_CHARACTERS) = value_int((int32_t)s->characters);
    *record_field(o, T_PROPERTY) = value_str(s->name);
    return value_of_object(o);
}

/* Without a value there is no result of that kind; *number: it counts as one. */
static bool extreme(bool wanted, struct value v, double *d)
{
    return !wanted || v.kind == V_NULL || as_number(v, d);
}

static struct value number_result(const struct measure_state *st, const struct measure_args *args,
                                  const struct statistics *s)
{
    bool all = args->all_stats, max = args->maximum || all, min = args->minimum || all;
    double greatest = 0, smallest = 0;
    bool numbers = extreme(max, s->max, &greatest) && extreme(min, s->min, &smallest);
    struct object *o = object_new(numbers ? &type_measure_info : &type_measure_object_info);

    *record_field(o, M_COUNT) = value_int((int32_t)s->count);
    if ((args->sum || all) && !st->not_numeric)
        *record_field(o, M_SUM) = value_double(s->sum);
    if ((args->average || all) && !st->not_numeric && s->count > 0)
        *record_field(o, M_AVERAGE) = value_double(s->sum / (double)s->count);
    if (max && s->max.kind != V_NULL)
        *record_field(o, M_MAXIMUM) = numbers ? value_double(greatest) : value_ref(s->max);
    if (min && s->min.kind != V_NULL)
        *record_field(o, M_MINIMUM) = numbers ? value_double(smallest) : value_ref(s->min);
    if ((args->standard_deviation || all) && !st->not_numeric && numbers)
        *record_field(o, M_DEVIATION) = value_double(sqrt(s->variance));
    *record_field(o, M_PROPERTY) = value_str(s->name);
    return value_of_object(o);
}

static enum status measure_end(struct invocation *inv)
{
    struct measure_args *args = ARGS(inv, struct measure_args);
    struct measure_state *st = STATE(inv, struct measure_state);
    enum status rc = ST_OK;

    for (struct statistics *s = st->first; s && rc == ST_OK; s = s->next) {
        bool missing = s->count == 0 && s->name;
        if (missing && scope_strict(scope_current(inv->session)) < 2)
            continue; /* only strict mode minds */
        if (missing)
            rc = core_error(
                inv, st->text ? "TextMeasurePropertyNotFound" : "GenericMeasurePropertyNotFound",
                EC_INVALID_ARGUMENT, value_null(),
                "The property \"%s\" cannot be found in the input for any objects.", s->name->data);
        else
            rc = emit_take(inv, st->text ? text_result(args, s) : number_result(st, args, s));
    }
    return rc;
}

static void measure_cleanup(struct invocation *inv)
{
    struct measure_state *st = STATE(inv, struct measure_state);

    while (st->first) {
        struct statistics *s = st->first;
        st->first = s->next;
        value_clear(&s->max);
        value_clear(&s->min);
        if (s->name)
            value_unref(value_of_str(s->name));
        free(s);
    }
    property_specs_release(&st->specs);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Measure",
        .noun = "Object",
        .aliases = measure_aliases,
        .synopsis = "Counts objects, and calculates sums, averages, extremes and the like; counts "
                    "lines, words and characters of text.",
        .params = measure_params,
        .nparams = ARRAY_SIZE(measure_params),
        .default_set = "GenericMeasure",
        .output = "Microsoft.PowerShell.Commands.GenericMeasureInfo,Microsoft.PowerShell.Commands."
                  "TextMeasureInfo,Microsoft.PowerShell.Commands.GenericObjectMeasureInfo",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct measure_args),
        .state_size = sizeof(struct measure_state),
        .begin = measure_begin,
        .process = measure_process,
        .end = measure_end,
        .cleanup = measure_cleanup,
        .examples = measure_examples,
        .nexamples = ARRAY_SIZE(measure_examples),
    },
};
const struct cmdlet_group cmdlets_measure_object = { cmdlets, ARRAY_SIZE(cmdlets) };
