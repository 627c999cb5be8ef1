#include "shell/object/ps_style.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vt.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"

static const struct enum_member rendering_members[] = { { "Host", RENDER_HOST },
                                                        { "PlainText", RENDER_PLAIN_TEXT },
                                                        { "Ansi", RENDER_ANSI } };

ENUM_TYPE(output_rendering, "System.Management.Automation.OutputRendering", rendering_members,
          false);

static const struct enum_member view_members[] = { { "Minimal", PROGRESS_MINIMAL },
                                                   { "Classic", PROGRESS_CLASSIC } };

ENUM_TYPE(progress_view, "System.Management.Automation.ProgressView", view_members, false);

static const char *const defaults[STYLE_COUNT] = {
    [STYLE_FORMAT_ACCENT] = "\x1b[32;1m",
    [STYLE_TABLE_HEADER] = "\x1b[32;1m",
    [STYLE_CUSTOM_TABLE_HEADER] = "\x1b[32;1;3m",
    [STYLE_ERROR_ACCENT] = "\x1b[36;1m",
    [STYLE_ERROR] = "\x1b[31;1m",
    [STYLE_WARNING] = "\x1b[33;1m",
    [STYLE_VERBOSE] = "\x1b[33;1m",
    [STYLE_DEBUG] = "\x1b[33;1m",
    [STYLE_FEEDBACK_NAME] = "\x1b[33m",
    [STYLE_FEEDBACK_TEXT] = "\x1b[96m",
    [STYLE_FEEDBACK_ACTION] = "\x1b[97m",
    [STYLE_PROGRESS] = "\x1b[33;1m",
    [STYLE_DIRECTORY] = "\x1b[44;1m",
    [STYLE_SYMBOLIC_LINK] = "\x1b[36;1m",
    [STYLE_EXECUTABLE] = "\x1b[32;1m",
};

#define ARCHIVE_STYLE "\x1b[31;1m"
#define SCRIPT_STYLE "\x1b[33;1m"
static const char *const archives[] = { ".zip", ".tgz", ".gz", ".tar", ".nupkg", ".cab", ".7z" };
static const char *const scripts[] = { ".ps1", ".psd1", ".psm1", ".ps1xml" };

/* By ConsoleColor's numbers. */
static const char *const foregrounds[16] = {
    "\x1b[30m", "\x1b[34m", "\x1b[32m", "\x1b[36m", "\x1b[31m", "\x1b[35m", "\x1b[33m", "\x1b[37m",
    "\x1b[90m", "\x1b[94m", "\x1b[92m", "\x1b[96m", "\x1b[91m", "\x1b[95m", "\x1b[93m", "\x1b[97m",
};
static const char *const backgrounds[16] = {
    "\x1b[40m",  "\x1b[44m",  "\x1b[42m",  "\x1b[46m",  "\x1b[41m",  "\x1b[45m",
    "\x1b[43m",  "\x1b[47m",  "\x1b[100m", "\x1b[104m", "\x1b[102m", "\x1b[106m",
    "\x1b[101m", "\x1b[105m", "\x1b[103m", "\x1b[107m",
};

const char *ps_style_color(int color, bool background)
{
    return (background ? backgrounds : foregrounds)[color & 15];
}

const char *ps_style_text(const struct ps_style *style, enum style which)
{
    return style && style->texts[which] ? style->texts[which]->data : defaults[which];
}

/* ---- the parts: each holds the PSStyle it is a part of ---- */

struct part {
    struct value style;
};

static struct ps_style *style_of_part(struct value self)
{
    return ps_style_of(((struct part *)object_payload(self.object))->style);
}

static void part_destroy(struct object *o)
{
    value_clear(&((struct part *)object_payload(o))->style);
}

static int check_no_content(struct value v, struct str **text, struct err **err)
{
    AUTO_VALUE s = value_to_string(v);
    AUTO_STRBUF plain = STRBUF_INIT;

    vt_strip(s.str->data, s.str->len, &plain);
    if (plain.len > 0)
        return fail_with(err, "System.ArgumentException", "ArgumentException",
                         "The specified string contains printable content when it should only "
                         "contain ANSI escape sequences: %s",
                         plain.buf);
    *text = value_ref(s).str;
    return 0;
}

GETTER(style_get)
{
    (void)err;
    *out = value_string(ps_style_text(style_of_part(self), (enum style)p->data));
    return 0;
}

SETTER(style_set)
{
    struct ps_style *style = style_of_part(self);
    struct str *text = NULL;

    if (check_no_content(v, &text, err) < 0)
        return -1;
    if (style->texts[p->data])
        value_unref(value_of_str(style->texts[p->data]));
    style->texts[p->data] = text;
    return 0;
}

#define STYLE(n, which)                                                                     \
    {                                                                                       \
        .name = n, .type_name = "string", .get = style_get, .set = style_set, .data = which \
    }

static const struct property formatting_props[] = {
    STYLE("FormatAccent", STYLE_FORMAT_ACCENT),
    STYLE("TableHeader", STYLE_TABLE_HEADER),
    STYLE("CustomTableHeaderLabel", STYLE_CUSTOM_TABLE_HEADER),
    STYLE("ErrorAccent", STYLE_ERROR_ACCENT),
    STYLE("Error", STYLE_ERROR),
    STYLE("Warning", STYLE_WARNING),
    STYLE("Verbose", STYLE_VERBOSE),
    STYLE("Debug", STYLE_DEBUG),
    STYLE("FeedbackName", STYLE_FEEDBACK_NAME),
    STYLE("FeedbackText", STYLE_FEEDBACK_TEXT),
    STYLE("FeedbackAction", STYLE_FEEDBACK_ACTION),
};
static const struct type_info type_formatting = {
    .name = "System.Management.Automation.PSStyle+FormattingData",
    .base = &type_object,
    PROPS(formatting_props),
    .payload_size = sizeof(struct part),
    .destroy = part_destroy,
};

enum progress_field { PROGRESS_MAX_WIDTH, PROGRESS_VIEW, PROGRESS_OSC };

GETTER(progress_get)
{
    (void)err;
    const struct ps_style *style = style_of_part(self);
    switch ((enum progress_field)p->data) {
    case PROGRESS_MAX_WIDTH:
        *out = value_int(style->progress_max_width);
        break;
    case PROGRESS_VIEW:
        *out = value_enum(&enum_progress_view, (int32_t)style->progress_view);
        break;
    case PROGRESS_OSC:
        *out = value_bool(style->progress_osc);
        break;
    }
    return 0;
}

SETTER(progress_set)
{
    struct ps_style *style = style_of_part(self);
    int32_t n = 0;
    struct value converted;

    switch ((enum progress_field)p->data) {
    case PROGRESS_MAX_WIDTH:
        if (arg_int(v, &n, err) < 0)
            return -1;
        if (n < 18)
            return fail_range(err, "MaxWidth",
                              "The MaxWidth for the Progress rendering must be at least 18 to "
                              "render correctly.");
        style->progress_max_width = n;
        return 0;
    case PROGRESS_VIEW:
        if (value_to_enum(v, &enum_progress_view, &n, err) < 0)
            return -1;
        style->progress_view = (enum progress_view)n;
        return 0;
    case PROGRESS_OSC:
        if (value_convert(v, &type_bool, &converted, err) < 0)
            return -1;
        style->progress_osc = converted.i != 0;
        return 0;
    }
    return 0;
}

static const struct property progress_props[] = {
    STYLE("Style", STYLE_PROGRESS),
    { .name = "MaxWidth",
      .type_name = "int",
      .get = progress_get,
      .set = progress_set,
      .data = PROGRESS_MAX_WIDTH },
    { .name = "View",
      .type_name = "System.Management.Automation.ProgressView",
      .get = progress_get,
      .set = progress_set,
      .data = PROGRESS_VIEW },
    { .name = "UseOSCIndicator",
      .type_name = "bool",
      .get = progress_get,
      .set = progress_set,
      .data = PROGRESS_OSC },
};
static const struct type_info type_progress = {
    .name = "System.Management.Automation.PSStyle+ProgressConfiguration",
    .base = &type_object,
    PROPS(progress_props),
    .payload_size = sizeof(struct part),
    .destroy = part_destroy,
};

/* ---- FileInfo.Extension ---- */

static int extension_key(struct value v, struct value *key, struct err **err)
{
    *key = value_to_string(v);
    if (key->str->len > 0 && key->str->data[0] == '.')
        return 0;
    return fail_with(err, "System.ArgumentException", "ArgumentException",
                     "When adding or removing extensions, the extension must start with a "
                     "period.");
}

CALL(extension_add)
{
    (void)n;
    (void)out;
    struct hash *h = style_of_part(self)->extensions;
    AUTO_VALUE key = value_null();
    struct str *text = NULL;

    if (extension_key(args[0], &key, err) < 0 || check_no_content(args[1], &text, err) < 0)
        return -1;
    if (hash_get(h, key)) {
        value_unref(value_of_str(text));
        return fail_argument(err, "An item with the same key has already been added. Key: %s",
                             key.str->data);
    }
    hash_set_take(h, key, value_of_str(text));
    return 0;
}

CALL(extension_set)
{
    (void)n;
    (void)out;
    AUTO_VALUE key = value_null();
    struct str *text = NULL;

    if (extension_key(args[0], &key, err) < 0 || check_no_content(args[1], &text, err) < 0)
        return -1;
    hash_set_take(style_of_part(self)->extensions, key, value_of_str(text));
    return 0;
}

CALL(extension_get)
{
    (void)n;
    AUTO_VALUE key = value_null();

    if (extension_key(args[0], &key, err) < 0)
        return -1;
    struct value *found = hash_get(style_of_part(self)->extensions, key);
    if (!found)
        return fail_with(err, "System.Collections.Generic.KeyNotFoundException",
                         "KeyNotFoundException",
                         "The given key '%s' was not present in the dictionary.", key.str->data);
    *out = value_ref(*found);
    return 0;
}

CALL(extension_remove)
{
    (void)n;
    (void)out;
    AUTO_VALUE key = value_null();

    if (extension_key(args[0], &key, err) < 0)
        return -1;
    hash_remove(style_of_part(self)->extensions, key);
    return 0;
}

CALL(extension_clear)
{
    UNUSED_CALL();
    hash_clear(style_of_part(self)->extensions);
    return 0;
}

CALL(extension_contains)
{
    (void)n;
    AUTO_VALUE key = value_null();

    if (extension_key(args[0], &key, err) < 0)
        return -1;
    *out = value_bool(hash_get(style_of_part(self)->extensions, key) != NULL);
    return 0;
}

GETTER(extension_keys)
{
    UNUSED_GETTER();
    struct hash *h = style_of_part(self)->extensions;
    struct array *keys = array_new(h->count);
    struct hash_entry *e;

    for (size_t i = 0; (e = hash_next(h, &i));)
        array_push(keys, e->key);
    *out = value_of_array(keys);
    return 0;
}

static const struct property extension_props[] = {
    PROPERTY("Keys", "System.Collections.Generic.IEnumerable[string]", extension_keys),
};
static const struct method extension_methods[] = {
    METHOD("Add", 2, 2, extension_add, "void Add(string extension, string decoration)"),
    METHOD("Remove", 1, 1, extension_remove, "void Remove(string extension)"),
    METHOD("Clear", 0, 0, extension_clear, "void Clear()"),
    METHOD("ContainsKey", 1, 1, extension_contains, "bool ContainsKey(string extension)"),
    METHOD("get_Item", 1, 1, extension_get, NULL),
    METHOD("set_Item", 2, 2, extension_set, NULL),
};
static const struct type_info type_extensions = {
    .name = "System.Management.Automation.PSStyle+FileInfoFormatting+FileExtensionDictionary",
    .base = &type_object,
    PROPS(extension_props),
    METHODS(extension_methods),
    .payload_size = sizeof(struct part),
    .destroy = part_destroy,
};

static struct value part_new(const struct type_info *type, struct value style)
{
    struct object *o = object_new(type);

    ((struct part *)object_payload(o))->style = value_ref(style);
    return value_of_object(o);
}

GETTER(file_info_extension)
{
    UNUSED_GETTER();
    *out = part_new(&type_extensions, ((struct part *)object_payload(self.object))->style);
    return 0;
}

static const struct property file_info_props[] = {
    STYLE("Directory", STYLE_DIRECTORY),
    STYLE("SymbolicLink", STYLE_SYMBOLIC_LINK),
    STYLE("Executable", STYLE_EXECUTABLE),
    PROPERTY("Extension",
             "System.Management.Automation.PSStyle+FileInfoFormatting+FileExtensionDictionary",
             file_info_extension),
};
static const struct type_info type_file_style = {
    .name = "System.Management.Automation.PSStyle+FileInfoFormatting",
    .base = &type_object,
    PROPS(file_info_props),
    .payload_size = sizeof(struct part),
    .destroy = part_destroy,
};

/* ---- Foreground and Background ---- */

static bool is_background(struct value self);

GETTER(color_get)
{
    (void)err;
    /* bits: 30 to 37, bright ones 60 more, the background's 10 more */
    *out = value_stringf("\x1b[%dm", (int)p->data + (is_background(self) ? 10 : 0));
    return 0;
}

CALL(color_from_rgb)
{
    int32_t parts[3] = { 0, 0, 0 };

    if (n == 2)
        return fail_argument(err, "Cannot find an overload for \"FromRgb\" and the argument "
                                  "count: \"2\".");
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE byte = value_null();
        if (n == 3 && value_convert(args[i], &type_byte, &byte, err) < 0)
            return -1;
        if (arg_int(args[i], &parts[i], err) < 0)
            return -1;
    }
    if (n == 1) {
        uint32_t rgb = (uint32_t)parts[0];
        parts[0] = (int32_t)(rgb >> 16 & 255);
        parts[1] = (int32_t)(rgb >> 8 & 255);
        parts[2] = (int32_t)(rgb & 255);
    }
    *out = value_stringf("\x1b[%d;2;%d;%d;%dm", is_background(self) ? 48 : 38, parts[0], parts[1],
                         parts[2]);
    return 0;
}

CALL(color_from_console)
{
    (void)n;
    int32_t color = 0;

    if (value_to_enum(args[0], &enum_console_color, &color, err) < 0)
        return -1;
    *out = value_string(ps_style_color(color, is_background(self)));
    return 0;
}

static const struct property color_props[] = {
    PROPERTY_DATA("Black", "string", color_get, 30),
    PROPERTY_DATA("Red", "string", color_get, 31),
    PROPERTY_DATA("Green", "string", color_get, 32),
    PROPERTY_DATA("Yellow", "string", color_get, 33),
    PROPERTY_DATA("Blue", "string", color_get, 34),
    PROPERTY_DATA("Magenta", "string", color_get, 35),
    PROPERTY_DATA("Cyan", "string", color_get, 36),
    PROPERTY_DATA("White", "string", color_get, 37),
    PROPERTY_DATA("BrightBlack", "string", color_get, 90),
    PROPERTY_DATA("BrightRed", "string", color_get, 91),
    PROPERTY_DATA("BrightGreen", "string", color_get, 92),
    PROPERTY_DATA("BrightYellow", "string", color_get, 93),
    PROPERTY_DATA("BrightBlue", "string", color_get, 94),
    PROPERTY_DATA("BrightMagenta", "string", color_get, 95),
    PROPERTY_DATA("BrightCyan", "string", color_get, 96),
    PROPERTY_DATA("BrightWhite", "string", color_get, 97),
};
static const struct method color_methods[] = {
    METHOD("FromRgb", 1, 3, color_from_rgb,
           "string FromRgb(byte red, byte green, byte blue), string FromRgb(int rgb)"),
    METHOD("FromConsoleColor", 1, 1, color_from_console,
           "string FromConsoleColor(System.ConsoleColor color)"),
};
static const struct type_info type_foreground = {
    .name = "System.Management.Automation.PSStyle+ForegroundColor",
    .base = &type_object,
    PROPS(color_props),
    METHODS(color_methods),
};
static const struct type_info type_background = {
    .name = "System.Management.Automation.PSStyle+BackgroundColor",
    .base = &type_object,
    PROPS(color_props),
    METHODS(color_methods),
};

static bool is_background(struct value self)
{
    return self.object->type == &type_background;
}

/* ---- PSStyle ---- */

GETTER(code_get)
{
    (void)self;
    (void)err;
    *out = value_stringf("\x1b[%dm", (int)p->data);
    return 0;
}

enum style_part { PART_FORMATTING, PART_PROGRESS, PART_FOREGROUND, PART_BACKGROUND, PART_FILE };

GETTER(part_get)
{
    (void)err;
    switch ((enum style_part)p->data) {
    case PART_FORMATTING:
        *out = part_new(&type_formatting, self);
        break;
    case PART_PROGRESS:
        *out = part_new(&type_progress, self);
        break;
    case PART_FOREGROUND:
        *out = value_of_object(object_new(&type_foreground));
        break;
    case PART_BACKGROUND:
        *out = value_of_object(object_new(&type_background));
        break;
    case PART_FILE:
        *out = part_new(&type_file_style, self);
        break;
    }
    return 0;
}

GETTER(rendering_get)
{
    (void)p;
    (void)err;
    *out = value_enum(&enum_output_rendering, (int32_t)ps_style_of(self)->rendering);
    return 0;
}

SETTER(rendering_set)
{
    (void)p;
    int32_t n = 0;

    if (value_to_enum(v, &enum_output_rendering, &n, err) < 0)
        return -1;
    ps_style_of(self)->rendering = (enum output_rendering)n;
    return 0;
}

CALL(format_hyperlink)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE text = value_to_string(args[0]), link = value_to_string(args[1]);

    *out = value_stringf("\x1b]8;;%s\x1b\\%s\x1b]8;;\x1b\\", link.str->data, text.str->data);
    return 0;
}

static int map_color(struct value v, bool background, struct value *out, struct err **err)
{
    int32_t color = 0;

    if (value_to_enum(v, &enum_console_color, &color, err) < 0)
        return -1;
    *out = value_string(ps_style_color(color, background));
    return 0;
}

CALL(map_foreground)
{
    (void)self;
    (void)n;
    return map_color(args[0], false, out, err);
}

CALL(map_background)
{
    (void)self;
    (void)n;
    return map_color(args[0], true, out, err);
}

CALL(map_pair)
{
    (void)self;
    (void)n;
    AUTO_VALUE fore = value_null(), back = value_null();

    if (map_color(args[0], false, &fore, err) < 0 || map_color(args[1], true, &back, err) < 0)
        return -1;
    *out = value_stringf("%.*s;%s", (int)fore.str->len - 1, fore.str->data, back.str->data + 2);
    return 0;
}

static const struct property ps_style_props[] = {
    { .name = "OutputRendering",
      .type_name = "System.Management.Automation.OutputRendering",
      .get = rendering_get,
      .set = rendering_set },
    PROPERTY_DATA("Reset", "string", code_get, 0),
    PROPERTY_DATA("BlinkOff", "string", code_get, 25),
    PROPERTY_DATA("Blink", "string", code_get, 5),
    PROPERTY_DATA("BoldOff", "string", code_get, 22),
    PROPERTY_DATA("Bold", "string", code_get, 1),
    PROPERTY_DATA("DimOff", "string", code_get, 22),
    PROPERTY_DATA("Dim", "string", code_get, 2),
    PROPERTY_DATA("Hidden", "string", code_get, 8),
    PROPERTY_DATA("HiddenOff", "string", code_get, 28),
    PROPERTY_DATA("Reverse", "string", code_get, 7),
    PROPERTY_DATA("ReverseOff", "string", code_get, 27),
    PROPERTY_DATA("ItalicOff", "string", code_get, 23),
    PROPERTY_DATA("Italic", "string", code_get, 3),
    PROPERTY_DATA("UnderlineOff", "string", code_get, 24),
    PROPERTY_DATA("Underline", "string", code_get, 4),
    PROPERTY_DATA("StrikethroughOff", "string", code_get, 29),
    PROPERTY_DATA("Strikethrough", "string", code_get, 9),
    PROPERTY_DATA("Formatting", "System.Management.Automation.PSStyle+FormattingData", part_get,
                  PART_FORMATTING),
    PROPERTY_DATA("Progress", "System.Management.Automation.PSStyle+ProgressConfiguration",
                  part_get, PART_PROGRESS),
    PROPERTY_DATA("Foreground", "System.Management.Automation.PSStyle+ForegroundColor", part_get,
                  PART_FOREGROUND),
    PROPERTY_DATA("Background", "System.Management.Automation.PSStyle+BackgroundColor", part_get,
                  PART_BACKGROUND),
    PROPERTY_DATA("FileInfo", "System.Management.Automation.PSStyle+FileInfoFormatting", part_get,
                  PART_FILE),
};
static const struct method ps_style_methods[] = {
    METHOD("FormatHyperlink", 2, 2, format_hyperlink,
           "string FormatHyperlink(string text, uri link)"),
};
static const struct method ps_style_statics[] = {
    METHOD("MapForegroundColorToEscapeSequence", 1, 1, map_foreground, NULL),
    METHOD("MapBackgroundColorToEscapeSequence", 1, 1, map_background, NULL),
    METHOD("MapColorPairToEscapeSequence", 2, 2, map_pair, NULL),
};

static void ps_style_destroy(struct object *o)
{
    struct ps_style *style = object_payload(o);

    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (style->texts[i])
            value_unref(value_of_str(style->texts[i]));
    value_unref(value_of_hash(style->extensions));
}

const struct type_info type_ps_style = {
    .name = "System.Management.Automation.PSStyle",
    .base = &type_object,
    PROPS(ps_style_props),
    METHODS(ps_style_methods),
    STATICS(ps_style_statics),
    .payload_size = sizeof(struct ps_style),
    .destroy = ps_style_destroy,
};

const char *ps_style_default_of_extension(const char *ext)
{
    for (size_t i = 0; i < ARRAY_SIZE(archives); i++)
        if (text_caseeq(archives[i], ext))
            return ARCHIVE_STYLE;
    for (size_t i = 0; i < ARRAY_SIZE(scripts); i++)
        if (text_caseeq(scripts[i], ext))
            return SCRIPT_STYLE;
    return NULL;
}

struct value ps_style_new(enum output_rendering rendering)
{
    struct object *o = object_new(&type_ps_style);
    struct ps_style *style = object_payload(o);

    style->rendering = rendering;
    style->progress_max_width = 120;
    style->extensions = hash_new(0);
    for (size_t i = 0; i < ARRAY_SIZE(archives); i++)
        hash_sets_take(style->extensions, archives[i], value_string(ARCHIVE_STYLE));
    for (size_t i = 0; i < ARRAY_SIZE(scripts); i++)
        hash_sets_take(style->extensions, scripts[i], value_string(SCRIPT_STYLE));
    return value_of_object(o);
}

struct ps_style *ps_style_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_ps_style)
        return NULL;
    return object_payload(v.object);
}

/* ---- StringDecorated ---- */

struct decorated {
    struct value text;
};

static struct str *decorated_text(struct value self)
{
    return ((struct decorated *)object_payload(self.object))->text.str;
}

static void decorated_destroy(struct object *o)
{
    value_clear(&((struct decorated *)object_payload(o))->text);
}

CALL(decorated_new)
{
    (void)self;
    (void)n;
    (void)err;
    struct object *o = object_new(&type_string_decorated);

    ((struct decorated *)object_payload(o))->text = value_to_string(args[0]);
    *out = value_of_object(o);
    return 0;
}

static struct value decorated_plain(struct value self)
{
    struct str *s = decorated_text(self);
    struct strbuf plain = STRBUF_INIT;

    vt_strip(s->data, s->len, &plain);
    return value_string_take(&plain);
}

CALL(decorated_text_as)
{
    int32_t how = RENDER_ANSI;

    if (n > 0 && value_to_enum(args[0], &enum_output_rendering, &how, err) < 0)
        return -1;
    if (how == RENDER_HOST)
        return fail_argument(err, "Only 'ANSI' or 'PlainText' is supported for this method.");
    *out = how == RENDER_PLAIN_TEXT ? decorated_plain(self)
                                    : value_ref(value_of_str(decorated_text(self)));
    return 0;
}

GETTER(decorated_is)
{
    UNUSED_GETTER();
    struct str *s = decorated_text(self);
    *out = value_bool(vt_is_decorated(s->data, s->len));
    return 0;
}

GETTER(decorated_length)
{
    UNUSED_GETTER();
    AUTO_VALUE plain = decorated_plain(self);
    *out = value_int((int32_t)str_length(plain.str));
    return 0;
}

static int decorated_to_string(struct value self, struct strbuf *out)
{
    struct str *s = decorated_text(self);

    strbuf_add(out, s->data, s->len);
    return 0;
}

static const struct property decorated_props[] = {
    PROPERTY("IsDecorated", "bool", decorated_is),
    PROPERTY("ContentLength", "int", decorated_length),
};
static const struct method decorated_methods[] = {
    METHOD("ToString", 0, 1, decorated_text_as,
           "string ToString(), string ToString(System.Management.Automation.OutputRendering "
           "outputRendering)"),
};
static const struct method decorated_statics[] = {
    METHOD("new", 1, 1, decorated_new, NULL),
};
const struct type_info type_string_decorated = {
    .name = "System.Management.Automation.Internal.StringDecorated",
    .base = &type_object,
    PROPS(decorated_props),
    METHODS(decorated_methods),
    STATICS(decorated_statics),
    .payload_size = sizeof(struct decorated),
    .destroy = decorated_destroy,
    .to_string = decorated_to_string,
};
