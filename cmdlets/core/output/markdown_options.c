/* Get-MarkdownOption and Set-MarkdownOption: in which colours Markdown is shown. */
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/output/markdown.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/members.h"
#include "shell/runtime/session.h"

enum { O_HEADER1, O_CODE = 6, O_LINK, O_IMAGE, O_BOLD, O_ITALICS, O_VT, O_FIELDS };
static const char *const names[] = { "Header1", "Header2",      "Header3",        "Header4",
                                     "Header5", "Header6",      "Code",           "Link",
                                     "Image",   "EmphasisBold", "EmphasisItalics" };
static const char *const dark[] = { "[7m",
                                    "[4;93m",
                                    "[4;94m",
                                    "[4;95m",
                                    "[4;96m",
                                    "[4;97m",
                                    "[48;2;155;155;155;38;2;30;30;30m",
                                    "[4;38;5;117m",
                                    "[33m",
                                    "[1m",
                                    "[36m" };
static const char *const light_headers[] = {
    "[7m", "[4;33m", "[4;34m", "[4;35m", "[4;36m", "[4;30m"
};

static void set_theme(struct object *o, bool light)
{
    for (size_t i = 0; i < O_VT; i++)
        value_replace_take(record_field(o, i),
                           value_string(light && i < O_CODE ? light_headers[i] : dark[i]));
}

static struct object *options_new(void)
{
    struct object *o = object_new(&type_markdown_options);

    set_theme(o, false);
    *record_field(o, O_VT) = value_bool(true);
    return o;
}

struct value markdown_options(struct session *s)
{
    if (s->markdown.kind == V_NULL)
        s->markdown = value_of_object(options_new());
    return s->markdown;
}

/* ---- the type ---- */

SETTER(option_set)
{
    struct value *field = record_field(self.object, (size_t)p->data);
    struct value made = value_null();

    if (value_convert(v, value_type_of(*field), &made, err) < 0)
        return -1;
    value_replace_take(field, made);
    return 0;
}

/* A sample of the sequence in its own colour. */
CALL(option_sample)
{
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        if (!text_caseeq(names[i], name.str->data))
            continue;
        const char *text = record_field(self.object, i)->str->data;
        *out = value_stringf("\x1b%s%s\x1b[0m", text, text);
        return 0;
    }
    return fail_argument(err, "%s", name.str->data);
}

CALL(options_dark)
{
    UNUSED_CALL();
    set_theme(self.object, false);
    return 0;
}

CALL(options_light)
{
    UNUSED_CALL();
    set_theme(self.object, true);
    return 0;
}

CALL(options_make)
{
    UNUSED_CALL();
    *out = value_of_object(options_new());
    return 0;
}

#define OPTION(n, t, i)                                                            \
    {                                                                              \
        .name = n, .type_name = t, .get = record_get, .set = option_set, .data = i \
    }
static const struct property option_props[] = {
    OPTION("Header1", "string", 0),
    OPTION("Header2", "string", 1),
    OPTION("Header3", "string", 2),
    OPTION("Header4", "string", 3),
    OPTION("Header5", "string", 4),
    OPTION("Header6", "string", 5),
    OPTION("Code", "string", O_CODE),
    OPTION("Link", "string", O_LINK),
    OPTION("Image", "string", O_IMAGE),
    OPTION("EmphasisBold", "string", O_BOLD),
    OPTION("EmphasisItalics", "string", O_ITALICS),
    OPTION("EnableVT100Encoding", "bool", O_VT),
};
static const struct method option_methods[] = {
    METHOD("AsEscapeSequence", 1, 1, option_sample, "string AsEscapeSequence(string propertyName)"),
    METHOD("SetDarkTheme", 0, 0, options_dark, "void SetDarkTheme()"),
    METHOD("SetLightTheme", 0, 0, options_light, "void SetLightTheme()"),
};
static const struct method option_statics[] = {
    METHOD("new", 0, 0, options_make,
           "Microsoft.PowerShell.MarkdownRender.PSMarkdownOptionInfo new()"),
};
#define SAMPLE(fn, i)                                                     \
    static int fn(struct value self, struct value *out, struct err **err) \
    {                                                                     \
        AUTO_VALUE name = value_string(names[i]);                         \
        return option_sample(self, &name, 1, out, err);                   \
    }
SAMPLE(sample1, 0)
SAMPLE(sample2, 1)
SAMPLE(sample3, 2)
SAMPLE(sample4, 3)
SAMPLE(sample5, 4)
SAMPLE(sample6, 5)
SAMPLE(sample_code, O_CODE)
SAMPLE(sample_link, O_LINK)
SAMPLE(sample_image, O_IMAGE)
SAMPLE(sample_bold, O_BOLD)
SAMPLE(sample_italics, O_ITALICS)
static const struct view_column option_columns[] = {
    { .label = "Header1", .get = sample1 },
    { .label = "Header2", .get = sample2 },
    { .label = "Header3", .get = sample3 },
    { .label = "Header4", .get = sample4 },
    { .label = "Header5", .get = sample5 },
    { .label = "Header6", .get = sample6 },
    { .label = "Code", .get = sample_code },
    { .label = "Link", .get = sample_link },
    { .label = "Image", .get = sample_image },
    { .label = "EmphasisBold", .get = sample_bold },
    { .label = "EmphasisItalics", .get = sample_italics },
};
static const struct view option_view = { .columns = option_columns,
                                         .ncolumns = ARRAY_SIZE(option_columns) };
const struct type_info type_markdown_options = {
    .name = "Microsoft.PowerShell.MarkdownRender.PSMarkdownOptionInfo",
    .base = &type_object,
    PROPS(option_props),
    METHODS(option_methods),
    STATICS(option_statics),
    .list = &option_view,
    .payload_size = O_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- Get-MarkdownOption ---- */

static enum status get_end(struct invocation *inv)
{
    return emit(inv, markdown_options(inv->session));
}

static const struct example get_examples[] = {
    { .code = "(Get-MarkdownOption).Header1",
      .remarks = "The sequence of headings, without its ESC.",
      .output = "[7m" },
};

/* ---- Set-MarkdownOption ---- */

struct set_args {
    struct str *colors[O_VT];
    bool pass_thru;
    struct str *theme;
    struct value input_object;
};
#define COLOR(i, n, what)                                                     \
    PARAM(struct set_args, colors[i], .name = n, .sets = "IndividualSetting", \
          .help = "The VT sequence of " what ", without its ESC.")
static const char *const themes[] = { "Dark", "Light", NULL };
static const struct param set_params[] = {
    COLOR(0, "Header1Color", "headings of level 1"),
    COLOR(1, "Header2Color", "headings of level 2"),
    COLOR(2, "Header3Color", "headings of level 3"),
    COLOR(3, "Header4Color", "headings of level 4"),
    COLOR(4, "Header5Color", "headings of level 5"),
    COLOR(5, "Header6Color", "headings of level 6"),
    COLOR(O_CODE, "Code", "code"),
    COLOR(O_IMAGE, "ImageAltTextForegroundColor", "the text of images"),
    COLOR(O_LINK, "LinkForegroundColor", "links"),
    COLOR(O_ITALICS, "ItalicsForegroundColor", "italics"),
    COLOR(O_BOLD, "BoldForegroundColor", "bold text"),
    PARAM(struct set_args, pass_thru, .name = "PassThru", .help = "Emits the options."),
    PARAM(struct set_args, theme, .name = "Theme", .sets = "Theme", .mandatory = true,
          .not_null_or_empty = true, .values = themes,
          .help = "Colours for a dark or light ground."),
    PARAM(struct set_args, input_object, .name = "InputObject", .sets = "InputObject",
          .position = 1, .mandatory = true, .from_pipeline = true, .not_null_or_empty = true,
          .type_name = "System.Management.Automation.PSObject",
          .help = "Options that Get-MarkdownOption gave."),
};
static const struct example set_examples[] = {
    { .code = "(Set-MarkdownOption -Theme Light -PassThru).Header2",
      .remarks = "For a light ground.",
      .output = "[4;33m" },
};

/* ^\[*[0-9;]*?m */
static bool is_sequence(const char *s)
{
    s += strspn(s, "[");
    s += strspn(s, "0123456789;");
    return *s == 'm';
}

static enum status bad_color(struct invocation *inv, const char *name, const char *text)
{
    AUTO_VALUE message = value_stringf(
        "Cannot validate argument on parameter '%s'. The argument \"%s\" does not match the "
        "\"^\\[*[0-9;]*?m{1}\" pattern. Supply an argument that matches "
        "\"^\\[*[0-9;]*?m{1}\" and try the command again.",
        name, text);

    return cmdlet_throw(
        inv, &(struct error_spec){
                 .message = message.str->data,
                 .id = "ParameterArgumentValidationError",
                 .category = EC_INVALID_DATA,
                 .exception = "System.Management.Automation.ParameterBindingValidationException" });
}

static enum status set_begin(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);

    for (size_t i = 0; i < ARRAY_SIZE(set_params); i++) {
        const struct param *p = &set_params[i];
        if (p->offset >= offsetof(struct set_args, pass_thru))
            break;
        const struct str *text = *(struct str *const *)((const char *)args + p->offset);
        if (text && !is_sequence(text->data))
            return bad_color(inv, p->name, text->data);
    }
    return ST_OK;
}

static enum status set_end(struct invocation *inv)
{
    const struct set_args *args = ARGS(inv, struct set_args);
    AUTO_VALUE made = value_null();

    if (args->input_object.kind == V_OBJECT &&
        args->input_object.object->type == &type_markdown_options) {
        made = value_ref(args->input_object);
    } else {
        made = value_of_object(options_new());
        if (args->theme)
            set_theme(made.object, text_caseeq(args->theme->data, "Light"));
        for (size_t i = 0; i < O_VT; i++)
            if (args->colors[i] && args->colors[i]->len)
                value_replace_take(record_field(made.object, i), value_str(args->colors[i]));
    }
    value_replace_take(&inv->session->markdown, value_ref(made));
    return args->pass_thru ? emit(inv, made) : ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "MarkdownOption",
        .synopsis = "Gives the colours in which Markdown is shown.",
        .output = "Microsoft.PowerShell.MarkdownRender.PSMarkdownOptionInfo",
        .output_type = &type_markdown_options,
        .module = "Microsoft.PowerShell.Utility",
        .end = get_end,
        .examples = get_examples,
        .nexamples = ARRAY_SIZE(get_examples),
    },
    {
        .verb = "Set",
        .noun = "MarkdownOption",
        .synopsis = "Sets the colours in which Markdown is shown.",
        .params = set_params,
        .nparams = ARRAY_SIZE(set_params),
        .default_set = "IndividualSetting",
        .output = "Microsoft.PowerShell.MarkdownRender.PSMarkdownOptionInfo",
        .output_type = &type_markdown_options,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct set_args),
        .begin = set_begin,
        .end = set_end,
        .examples = set_examples,
        .nexamples = ARRAY_SIZE(set_examples),
    },
};
const struct cmdlet_group cmdlets_markdown_options = { cmdlets, ARRAY_SIZE(cmdlets) };
