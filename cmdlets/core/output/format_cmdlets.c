#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/output/out_writer.h"

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/format_db.h"
#include "shell/format/formatter.h"
#include "shell/runtime/session.h"

static const char *const expand_values[] = { "CoreOnly", "EnumOnly", "Both", NULL };

/* What the four have in common: -GroupBy, -View, -ShowError, -DisplayError, -Force, -Expand,
 * -InputObject, and -ExcludeProperty, which no page lists. */
#define VIEW_FIELDS                   \
    struct value group_by;            \
    struct str_list exclude_property; \
    struct str *view;                 \
    bool show_error;                  \
    bool display_error;               \
    bool force;                       \
    struct str *expand;               \
    struct value input_object;
#define VIEW_PARAMS(args_)                                                                        \
    PARAM(                                                                                        \
        args_, group_by, .name = "GroupBy",                                                       \
        .help =                                                                                   \
            "Starts a new group whenever the value of this property changes; sort by it first."), \
        PARAM(args_, exclude_property, .name = "ExcludeProperty", .hidden = true,                 \
              .wildcards = true, .help = "Properties to leave out; wildcards work."),             \
        PARAM(args_, view, .name = "View", .help = "The name of the view to use."),               \
        PARAM(args_, show_error, .name = "ShowError",                                             \
              .help = "Sends errors of expressions down the pipeline."),                          \
        PARAM(args_, display_error, .name = "DisplayError",                                       \
              .help = "Shows errors of expressions in the output."),                              \
        FORCE_PARAM(args_),                                                                       \
        PARAM(args_, expand, .name = "Expand", .values = expand_values,                           \
              .help = "What to do with collections: EnumOnly (their items), CoreOnly (the "       \
                      "collection itself) or Both."),                                             \
        INPUT_OBJECT_PARAM(args_)

struct table_args {
    VIEW_FIELDS
    struct value_list property;
    bool auto_size;
    bool repeat_header;
    bool hide_table_headers;
    bool wrap;
};
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
    VIEW_PARAMS(struct table_args),
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
    VIEW_FIELDS
    struct value_list property;
};
static const struct param list_params[] = {
    PARAM(struct list_args, property, .name = "Property", .position = 1, .wildcards = true,
          .not_null_or_empty = true,
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    VIEW_PARAMS(struct list_args),
};
static const char *const list_aliases[] = { "fl", NULL };
static const struct example list_examples[] = {
    { .code = "Get-VM web1 | Format-List *", .remarks = "All properties of a virtual machine." },
};
struct wide_args {
    VIEW_FIELDS
    struct value property;
    bool auto_size;
    struct opt_int column;
};
static const struct param wide_params[] = {
    PARAM(struct wide_args, property, .name = "Property", .position = 1, .wildcards = true,
          .help = "The property to show."),
    PARAM(struct wide_args, auto_size, .name = "AutoSize", .help = "Makes as many columns as fit."),
    PARAM(struct wide_args, column, .name = "Column", PARAM_RANGE(1, 1000),
          .help = "The number of columns."),
    VIEW_PARAMS(struct wide_args),
};
static const char *const wide_aliases[] = { "fw", NULL };
static const struct example wide_examples[] = {
    { .code = "Get-VM | Format-Wide -Column 3", .remarks = "The names in three columns." },
};
struct custom_args {
    VIEW_FIELDS
    struct value_list property;
    struct opt_int depth;
};
static const struct param custom_params[] = {
    PARAM(struct custom_args, property, .name = "Property", .position = 1, .wildcards = true,
          .not_null_or_empty = true,
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    PARAM(struct custom_args, depth, .name = "Depth", PARAM_RANGE(1, 1000),
          .help = "How many levels of objects to show."),
    VIEW_PARAMS(struct custom_args),
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
    st->env.env.columns = host_columns(inv->session);
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

static const char *const shapes[] = { "", "Table", "List", "Wide", "Custom" };

static void add_name(struct strbuf *out, const char *name)
{
    strbuf_addf(out, "%s%s", out->len ? ", " : "", name);
}

/* The names of the type's views of the shape; in others, the cmdlets that know a view of the name
 * asked for. */
static void list_views(const struct format_db *db, const struct type_info *type,
                       const struct format_request *r, struct strbuf *names, struct strbuf *others)
{
    static const char letters[] = { 0, 't', 'l', 'w', 'c' };

    for (const struct type_info *t = type; t; t = t->base)
        for (const struct named_view *v = t->views; v && v->name; v++)
            for (size_t i = 1; i < ARRAY_SIZE(letters); i++)
                if (v->shape == letters[i] && i == (size_t)r->shape)
                    add_name(names, v->name);
                else if (v->shape == letters[i] && text_caseeq(v->name, r->view))
                    strbuf_addf(others, "%sFormat-%s", others->len ? ", " : "", shapes[i]);
    for (size_t i = 0; db && i < db->views.len; i++) {
        const struct loaded_view *v = db->views.items[i];
        if (!loaded_view_is_for(v, type))
            continue;
        if (v->shape == r->shape)
            add_name(names, v->name);
        else if (text_caseeq(v->name, r->view))
            strbuf_addf(others, "%sFormat-%s", others->len ? ", " : "", shapes[v->shape]);
    }
}

static enum status no_such_view(struct invocation *inv, const struct type_info *type)
{
    const struct format_request *r = &STATE(inv, struct format_state)->request;
    AUTO_VALUE target = value_string(r->view);
    AUTO_STRBUF names = STRBUF_INIT;
    AUTO_STRBUF others = STRBUF_INIT;

    list_views(inv->session->formats, type, r, &names, &others);
    AUTO_FREE char *message =
        names.len ? xasprintf("The view name %s cannot be found. Specify one of the following %s "
                              "views and try again: %s.",
                              r->view, shapes[r->shape], names.buf)
        : others.len
            ? xasprintf(" The view name %s cannot be found in the %s formatting. Try using one of "
                        "these other format cmdlets: %s",
                        r->view, shapes[r->shape], others.buf)
            : xasprintf("The view name %s cannot be found. There are no existing %s views for %s "
                        "objects.",
                        r->view, shapes[r->shape], type->name);

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
