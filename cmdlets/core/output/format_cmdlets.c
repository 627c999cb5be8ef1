#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/formatter.h"
#include "shell/runtime/session.h"

struct table_args {
    struct value_list property;
    struct str_list exclude_property;
    bool auto_size;
    bool repeat_header;
    bool hide_table_headers;
    bool wrap;
    struct value group_by;
    struct str *view;
    bool show_error;
    bool display_error;
    bool force;
    struct str *expand;
    struct value input_object;
};
static const char *const table_expand_values[] = { "CoreOnly", "EnumOnly", "Both", NULL };
static const struct param table_params[] = {
    PARAM(struct table_args, property, .name = "Property", .position = 1, .wildcards = true,
          .not_null_or_empty = true,
          .help = "The columns: names (wildcards work), script blocks, or hashtables with Name, "
                  "Expression, Width, Alignment and FormatString."),
    PARAM(struct table_args, auto_size, .name = "AutoSize",
          .help = "Chooses column widths by looking at all rows."),
    PARAM(struct table_args, repeat_header, .name = "RepeatHeader",
          .help = "Repeats the headings after every screenful."),
    PARAM(struct table_args, hide_table_headers, .name = "HideTableHeaders",
          .help = "Leaves out the headings."),
    PARAM(struct table_args, wrap, .name = "Wrap",
          .help = "Breaks long values into several lines instead of cutting them."),
    PARAM(struct table_args, group_by, .name = "GroupBy",
          .help =
              "Starts a new group whenever the value of this property changes; sort by it first."),
    PARAM(struct table_args, exclude_property, .name = "ExcludeProperty", .hidden = true,
          .wildcards = true, .help = "Properties to leave out; wildcards work."),
    PARAM(struct table_args, view, .name = "View", .help = "The name of the view to use."),
    PARAM(struct table_args, show_error, .name = "ShowError",
          .help = "Sends errors of expressions down the pipeline."),
    PARAM(struct table_args, display_error, .name = "DisplayError",
          .help = "Shows errors of expressions in the output."),
    PARAM(struct table_args, force, .name = "Force",
          .help = "Acts also on hidden or read-only items, and overwrites what is in the way."),
    PARAM(struct table_args, expand, .name = "Expand", .values = table_expand_values,
          .help = "What to do with collections: EnumOnly (their items), CoreOnly (the collection "
                  "itself) or Both."),
    PARAM(struct table_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
};
static const char *const table_aliases[] = { "ft", NULL };
static const struct example table_examples[] = {
    { .code = "Get-VM | Format-Table Name, State, Uptime", .remarks = "Three columns." },
    { .code = "[pscustomobject]@{ a = 1; b = 'x' } | Format-Table | Out-String -Stream | "
              "Where-Object { $_ }",
      .remarks = "The lines of a table.",
      .output = "a b\n- -\n1 x" },
};
struct list_args {
    struct value_list property;
    struct str_list exclude_property;
    struct value group_by;
    struct str *view;
    bool show_error;
    bool display_error;
    bool force;
    struct str *expand;
    struct value input_object;
};
static const char *const list_expand_values[] = { "CoreOnly", "EnumOnly", "Both", NULL };
static const struct param list_params[] = {
    PARAM(struct list_args, property, .name = "Property", .position = 1, .wildcards = true,
          .not_null_or_empty = true,
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    PARAM(struct list_args, group_by, .name = "GroupBy",
          .help =
              "Starts a new group whenever the value of this property changes; sort by it first."),
    PARAM(struct list_args, exclude_property, .name = "ExcludeProperty", .hidden = true,
          .wildcards = true, .help = "Properties to leave out; wildcards work."),
    PARAM(struct list_args, view, .name = "View", .help = "The name of the view to use."),
    PARAM(struct list_args, show_error, .name = "ShowError",
          .help = "Sends errors of expressions down the pipeline."),
    PARAM(struct list_args, display_error, .name = "DisplayError",
          .help = "Shows errors of expressions in the output."),
    PARAM(struct list_args, force, .name = "Force",
          .help = "Acts also on hidden or read-only items, and overwrites what is in the way."),
    PARAM(struct list_args, expand, .name = "Expand", .values = list_expand_values,
          .help = "What to do with collections: EnumOnly (their items), CoreOnly (the collection "
                  "itself) or Both."),
    PARAM(struct list_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
};
static const char *const list_aliases[] = { "fl", NULL };
static const struct example list_examples[] = {
    { .code = "Get-VM web1 | Format-List *", .remarks = "All properties of a virtual machine." },
};
struct wide_args {
    struct value property;
    struct str_list exclude_property;
    bool auto_size;
    struct opt_int column;
    struct value group_by;
    struct str *view;
    bool show_error;
    bool display_error;
    bool force;
    struct str *expand;
    struct value input_object;
};
static const char *const wide_expand_values[] = { "CoreOnly", "EnumOnly", "Both", NULL };
static const struct param wide_params[] = {
    PARAM(struct wide_args, property, .name = "Property", .position = 1, .wildcards = true,
          .help = "The property to show."),
    PARAM(struct wide_args, auto_size, .name = "AutoSize", .help = "Makes as many columns as fit."),
    PARAM(struct wide_args, column, .name = "Column", .has_range = true, .min = 1, .max = 1000,
          .help = "The number of columns."),
    PARAM(struct wide_args, group_by, .name = "GroupBy",
          .help =
              "Starts a new group whenever the value of this property changes; sort by it first."),
    PARAM(struct wide_args, exclude_property, .name = "ExcludeProperty", .hidden = true,
          .wildcards = true, .help = "Properties to leave out; wildcards work."),
    PARAM(struct wide_args, view, .name = "View", .help = "The name of the view to use."),
    PARAM(struct wide_args, show_error, .name = "ShowError",
          .help = "Sends errors of expressions down the pipeline."),
    PARAM(struct wide_args, display_error, .name = "DisplayError",
          .help = "Shows errors of expressions in the output."),
    PARAM(struct wide_args, force, .name = "Force",
          .help = "Acts also on hidden or read-only items, and overwrites what is in the way."),
    PARAM(struct wide_args, expand, .name = "Expand", .values = wide_expand_values,
          .help = "What to do with collections: EnumOnly (their items), CoreOnly (the collection "
                  "itself) or Both."),
    PARAM(struct wide_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
};
static const char *const wide_aliases[] = { "fw", NULL };
static const struct example wide_examples[] = {
    { .code = "Get-VM | Format-Wide -Column 3", .remarks = "The names in three columns." },
};
struct custom_args {
    struct value_list property;
    struct str_list exclude_property;
    struct opt_int depth;
    struct value group_by;
    struct str *view;
    bool show_error;
    bool display_error;
    bool force;
    struct str *expand;
    struct value input_object;
};
static const char *const custom_expand_values[] = { "CoreOnly", "EnumOnly", "Both", NULL };
static const struct param custom_params[] = {
    PARAM(struct custom_args, property, .name = "Property", .position = 1, .wildcards = true,
          .not_null_or_empty = true,
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    PARAM(struct custom_args, depth, .name = "Depth", .has_range = true, .min = 1, .max = 1000,
          .help = "How many levels of objects to show."),
    PARAM(struct custom_args, group_by, .name = "GroupBy",
          .help =
              "Starts a new group whenever the value of this property changes; sort by it first."),
    PARAM(struct custom_args, exclude_property, .name = "ExcludeProperty", .hidden = true,
          .wildcards = true, .help = "Properties to leave out; wildcards work."),
    PARAM(struct custom_args, view, .name = "View", .help = "The name of the view to use."),
    PARAM(struct custom_args, show_error, .name = "ShowError",
          .help = "Sends errors of expressions down the pipeline."),
    PARAM(struct custom_args, display_error, .name = "DisplayError",
          .help = "Shows errors of expressions in the output."),
    PARAM(struct custom_args, force, .name = "Force",
          .help = "Acts also on hidden or read-only items, and overwrites what is in the way."),
    PARAM(struct custom_args, expand, .name = "Expand", .values = custom_expand_values,
          .help = "What to do with collections: EnumOnly (their items), CoreOnly (the collection "
                  "itself) or Both."),
    PARAM(struct custom_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
};
static const char *const custom_aliases[] = { "fc", NULL };
static const struct example custom_examples[] = {
    { .code = "Get-VM web1 | Format-Custom -Depth 2",
      .remarks = "A virtual machine with what its properties hold." },
};

struct format_state {
    struct core_env env;
    struct format_request request;
    struct property_specs specs, group;
    struct formatter *formatter;
    enum status status; /* of the emit that ended a call into the formatter */
};

static int emit_data(void *data, struct value v)
{
    struct invocation *inv = data;
    struct format_state *st = STATE(inv, struct format_state);

    st->status = emit(inv, v);
    return st->status != ST_OK;
}

struct format_options {
    struct value_list properties;
    struct str_list exclude;
    struct value group_by;
    struct str *view, *expand;
    unsigned keys;
    bool show_error, display_error;
};

static enum status format_begin(struct invocation *inv, const struct format_options *o)
{
    struct format_state *st = STATE(inv, struct format_state);
    struct err *err = NULL;

    core_env_init(&st->env, inv->session, inv);
    bool by_property = o->properties.len > 0 || o->exclude.len > 0;
    if (o->view && by_property)
        return cmdlet_throw(
            inv, &(struct error_spec){
                     .message = "Cmdlet parameters View and Property are mutually exclusive.",
                     .id = "FormatCannotSpecifyViewAndProperty",
                     .category = EC_INVALID_ARGUMENT,
                     .exception = "System.IO.InvalidDataException" });
    st->request.view = o->view ? o->view->data : NULL;
    st->request.exclude = o->exclude.items;
    st->request.nexclude = o->exclude.len;
    st->request.show_error = o->show_error;
    st->request.display_error = o->display_error;
    if (property_specs_parse(&o->properties, o->keys, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    if (o->group_by.kind != V_NULL) {
        struct value by = o->group_by;
        if (property_specs_parse(&(struct value_list){ &by, 1 }, SPEC_NAME | SPEC_FORMAT,
                                 &st->group, &err))
            return cmdlet_throw_err(inv, &err);
        st->request.group_by = st->group.items;
    }
    st->request.props = &st->specs;
    st->request.expand = !o->expand                                 ? EXPAND_ENUM_ONLY
                         : text_caseeq(o->expand->data, "CoreOnly") ? EXPAND_CORE_ONLY
                         : text_caseeq(o->expand->data, "Both")     ? EXPAND_BOTH
                                                                    : EXPAND_ENUM_ONLY;
    st->formatter = formatter_new(&st->request, &st->env.env, emit_data, inv);
    return ST_OK;
}

static enum status no_such_view(struct invocation *inv, const char *type)
{
    const struct format_request *r = &STATE(inv, struct format_state)->request;
    static const char *const shapes[] = { "", "Table", "List", "Wide", "Custom" };
    AUTO_VALUE target = value_string(r->view);
    AUTO_FREE char *message =
        xasprintf("The view name %s cannot be found. There are no existing %s views for %s "
                  "objects.",
                  r->view, shapes[r->shape], type);

    return cmdlet_throw(
        inv,
        &(struct error_spec){ .message = message,
                              .id = "FormatViewNotFound",
                              .category = EC_OBJECT_NOT_FOUND,
                              .exception = "System.Management.Automation.PipelineStoppedException",
                              .target = target });
}

static enum status settle(struct invocation *inv, int rc)
{
    struct format_state *st = STATE(inv, struct format_state);

    if (st->env.pending != ST_OK)
        return st->env.pending;
    if (rc && st->request.no_view)
        return no_such_view(inv, st->request.no_view);
    return rc ? st->status : ST_OK;
}

static enum status format_object(struct invocation *inv, struct value v)
{
    struct format_state *st = STATE(inv, struct format_state);

    return has_input(inv) ? settle(inv, formatter_write(st->formatter, v)) : ST_OK;
}

static enum status format_end(struct invocation *inv)
{
    return settle(inv, formatter_end(STATE(inv, struct format_state)->formatter));
}

static void format_cleanup(struct invocation *inv)
{
    struct format_state *st = STATE(inv, struct format_state);

    formatter_free(st->formatter);
    property_specs_release(&st->specs);
    property_specs_release(&st->group);
}

static enum status table_begin(struct invocation *inv)
{
    struct table_args *args = ARGS(inv, struct table_args);

    STATE(inv, struct format_state)->request =
        (struct format_request){ .shape = SHAPE_TABLE,
                                 .autosize = args->auto_size,
                                 .wrap = args->wrap,
                                 .hide_headers = args->hide_table_headers,
                                 .repeat_header = args->repeat_header,
                                 .force = args->force };
    return format_begin(
        inv, &(struct format_options){ .properties = args->property,
                                       .group_by = args->group_by,
                                       .view = args->view,
                                       .exclude = args->exclude_property,
                                       .expand = args->expand,
                                       .show_error = args->show_error,
                                       .display_error = args->display_error,
                                       .keys = SPEC_NAME | SPEC_WIDTH | SPEC_ALIGN | SPEC_FORMAT });
}

static enum status table_process(struct invocation *inv)
{
    return format_object(inv, ARGS(inv, struct table_args)->input_object);
}

static enum status list_begin(struct invocation *inv)
{
    struct list_args *args = ARGS(inv, struct list_args);

    STATE(inv, struct format_state)->request =
        (struct format_request){ .shape = SHAPE_LIST, .force = args->force };
    return format_begin(inv, &(struct format_options){ .properties = args->property,
                                                       .group_by = args->group_by,
                                                       .view = args->view,
                                                       .exclude = args->exclude_property,
                                                       .expand = args->expand,
                                                       .show_error = args->show_error,
                                                       .display_error = args->display_error,
                                                       .keys = SPEC_NAME | SPEC_FORMAT });
}

static enum status list_process(struct invocation *inv)
{
    return format_object(inv, ARGS(inv, struct list_args)->input_object);
}

static enum status wide_begin(struct invocation *inv)
{
    struct wide_args *args = ARGS(inv, struct wide_args);
    struct value property = args->property;

    STATE(inv, struct format_state)->request =
        (struct format_request){ .shape = SHAPE_WIDE,
                                 .autosize = args->auto_size,
                                 .force = args->force,
                                 .wide_columns = args->column.set ? (int)args->column.value : 0 };
    return format_begin(
        inv, &(struct format_options){ .properties = { &property, property.kind != V_NULL },
                                       .group_by = args->group_by,
                                       .view = args->view,
                                       .exclude = args->exclude_property,
                                       .expand = args->expand,
                                       .show_error = args->show_error,
                                       .display_error = args->display_error,
                                       .keys = SPEC_FORMAT });
}

static enum status wide_process(struct invocation *inv)
{
    return format_object(inv, ARGS(inv, struct wide_args)->input_object);
}

static enum status custom_begin(struct invocation *inv)
{
    struct custom_args *args = ARGS(inv, struct custom_args);

    STATE(inv, struct format_state)->request =
        (struct format_request){ .shape = SHAPE_CUSTOM,
                                 .force = args->force,
                                 .depth = args->depth.set ? (int)args->depth.value : 0 };
    return format_begin(inv, &(struct format_options){ .properties = args->property,
                                                       .group_by = args->group_by,
                                                       .view = args->view,
                                                       .exclude = args->exclude_property,
                                                       .expand = args->expand,
                                                       .show_error = args->show_error,
                                                       .display_error = args->display_error,
                                                       .keys = SPEC_DEPTH });
}

static enum status custom_process(struct invocation *inv)
{
    return format_object(inv, ARGS(inv, struct custom_args)->input_object);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Format",
        .noun = "Table",
        .aliases = table_aliases,
        .synopsis = "Shows objects as a table.",
        .params = table_params,
        .nparams = ARRAY_SIZE(table_params),
        .output = "Microsoft.PowerShell.Commands.Internal.Format",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct table_args),
        .state_size = sizeof(struct format_state),
        .begin = table_begin,
        .process = table_process,
        .end = format_end,
        .cleanup = format_cleanup,
        .examples = table_examples,
        .nexamples = ARRAY_SIZE(table_examples),
    },
    {
        .verb = "Format",
        .noun = "List",
        .aliases = list_aliases,
        .synopsis = "Shows objects as lists, one property in a line.",
        .params = list_params,
        .nparams = ARRAY_SIZE(list_params),
        .output = "Microsoft.PowerShell.Commands.Internal.Format",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct list_args),
        .state_size = sizeof(struct format_state),
        .begin = list_begin,
        .process = list_process,
        .end = format_end,
        .cleanup = format_cleanup,
        .examples = list_examples,
        .nexamples = ARRAY_SIZE(list_examples),
    },
    {
        .verb = "Format",
        .noun = "Wide",
        .aliases = wide_aliases,
        .synopsis = "Shows one property of each object, in several columns.",
        .params = wide_params,
        .nparams = ARRAY_SIZE(wide_params),
        .output = "Microsoft.PowerShell.Commands.Internal.Format",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct wide_args),
        .state_size = sizeof(struct format_state),
        .begin = wide_begin,
        .process = wide_process,
        .end = format_end,
        .cleanup = format_cleanup,
        .examples = wide_examples,
        .nexamples = ARRAY_SIZE(wide_examples),
    },
    {
        .verb = "Format",
        .noun = "Custom",
        .aliases = custom_aliases,
        .synopsis = "Shows objects with the objects inside them.",
        .params = custom_params,
        .nparams = ARRAY_SIZE(custom_params),
        .output = "Microsoft.PowerShell.Commands.Internal.Format",
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct custom_args),
        .state_size = sizeof(struct format_state),
        .begin = custom_begin,
        .process = custom_process,
        .end = format_end,
        .cleanup = format_cleanup,
        .examples = custom_examples,
        .nexamples = ARRAY_SIZE(custom_examples),
    },
};
const struct cmdlet_group cmdlets_format = { cmdlets, ARRAY_SIZE(cmdlets) };
