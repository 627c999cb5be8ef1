/* ConvertFrom-Markdown and Show-Markdown. */
#include "cmdlets/core/output/markdown.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/groups.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "shell/base/whole_file.h"
#include "shell/format/markdown.h"
#include "shell/object/array.h"
#include "shell/object/guid.h"
#include "shell/object/members.h"
#include "shell/object/types/encoding.h"
#include "shell/runtime/session.h"

/* ---- MarkdownInfo ---- */

enum { I_TOKENS, I_HTML, I_VT, I_FIELDS };

CALL(info_make)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(&type_markdown_info));
    return 0;
}

static const struct property info_props[] = {
    RECORD_FIELD("Html", "string", I_HTML),
    RECORD_FIELD("VT100EncodedString", "string", I_VT),
    RECORD_FIELD("Tokens", "Markdig.Syntax.MarkdownDocument", I_TOKENS),
};
static const struct method info_statics[] = {
    METHOD("new", 0, 0, info_make, "Microsoft.PowerShell.MarkdownRender.MarkdownInfo new()"),
};
const struct type_info type_markdown_info = {
    .name = "Microsoft.PowerShell.MarkdownRender.MarkdownInfo",
    .base = &type_object,
    PROPS(info_props),
    STATICS(info_statics),
    .payload_size = I_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

/* ---- conversion ---- */

static void add_token(void *data, const char *kind)
{
    array_push_take(data, value_string(kind));
}

static void read_style(struct value options, struct markdown_style *style)
{
    const struct value *f = record_field(options.object, 0);
    const char *texts[11];

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        texts[i] = f[i].kind == V_STRING ? f[i].str->data : "";
    *style = (struct markdown_style){ .code = texts[6],
                                      .link = texts[7],
                                      .image = texts[8],
                                      .bold = texts[9],
                                      .italics = texts[10],
                                      .vt = value_truth(f[11]) };
    memcpy(style->header, texts, sizeof(style->header));
}

/* A MarkdownInfo of a text; owned. */
static struct value convert(struct session *s, const char *text, size_t len, bool vt)
{
    struct object *o = object_new(&type_markdown_info);
    struct array *tokens = array_new(4);
    struct strbuf html = STRBUF_INIT, shown = STRBUF_INIT;
    struct markdown_style style;

    markdown_to_html(text, len, &html, add_token, tokens);
    *record_field(o, I_TOKENS) = value_of_array(tokens);
    if (vt) {
        read_style(markdown_options(s), &style);
        markdown_to_vt(text, len, &style, &shown);
        *record_field(o, I_VT) = value_string_take(&shown);
        strbuf_release(&html);
    } else {
        *record_field(o, I_HTML) = value_string_take(&html);
    }
    return value_of_object(o);
}

/* A host without VT sequences shows none from then on. */
static enum status begin(struct invocation *inv)
{
    struct err *err = NULL;

    if (markdown_module_load(&err) < 0)
        return cmdlet_throw_err(inv, &err);
    if (!inv->session->host.color_output)
        value_replace_take(record_field(markdown_options(inv->session).object, 11),
                           value_bool(false));
    return ST_OK;
}

static enum status not_found(struct invocation *inv, const char *path, const char *exception,
                             const char *fmt)
{
    AUTO_VALUE target = value_string(path);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, fmt, path);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "FileNotFound",
                                                   .category = EC_RESOURCE_UNAVAILABLE,
                                                   .exception = exception,
                                                   .target = target });
}

typedef enum status (*markdown_output)(struct invocation *inv, struct value info);

static enum status convert_file(struct invocation *inv, const char *path, bool vt,
                                markdown_output output)
{
    AUTO_STRBUF bytes = STRBUF_INIT, text = STRBUF_INIT;
    size_t skip;

    if (whole_file_read(path, &bytes) < 0) {
        AUTO_VALUE target = value_string(path);
        if (errno == ENOENT || errno == ENOTDIR)
            return not_found(inv, path, "System.IO.FileNotFoundException",
                             "Could not find file '%s'.");
        AUTO_FREE char *message = xasprintf("Access to the path '%s' is denied.", path);
        return cmdlet_error(inv,
                            &(struct error_spec){ .message = message,
                                                  .id = "FileUnauthorizedAccess",
                                                  .category = EC_SECURITY_ERROR,
                                                  .exception = "System.UnauthorizedAccessException",
                                                  .target = target });
    }
    enum encoding e = encoding_detect(bytes.buf, bytes.len, ENC_UTF8, &skip);
    encoding_decode(e, bytes.buf + skip, bytes.len - skip, &text);
    AUTO_VALUE info = convert(inv->session, text.buf, text.len, vt);
    return output(inv, info);
}

static enum status convert_path(struct invocation *inv, const char *path, bool literal, bool vt,
                                markdown_output output)
{
    const char *rest;
    enum drive drive = path_drive(inv->session, path, &rest);
    struct path_list found = { VEC_INIT };
    enum status rc = ST_OK;

    if (drive == DRIVE_UNKNOWN)
        return drive_missing(inv, path);
    if (drive != DRIVE_FILE) {
        AUTO_VALUE target = value_string(path);
        return cmdlet_error(
            inv, &(struct error_spec){ .message = "Value does not fall within the expected range.",
                                       .id = "OnlyFileSystemPathsSupported",
                                       .category = EC_INVALID_ARGUMENT,
                                       .exception = "System.ArgumentException",
                                       .target = target });
    }
    path_expand(inv->session, path, literal, false, &found);
    for (size_t i = 0; i < found.paths.len && rc == ST_OK; i++) {
        if (!literal && access(found.paths.items[i], F_OK) != 0)
            rc = not_found(inv, path, "System.Management.Automation.ItemNotFoundException",
                           "Cannot find path '%s' because it does not exist.");
        else
            rc = convert_file(inv, found.paths.items[i], vt, output);
    }
    path_list_release(&found);
    return rc;
}

static enum status convert_object(struct invocation *inv, struct value v, bool vt,
                                  markdown_output output)
{
    const char *path =
        v.kind == V_OBJECT && v.object->type == &type_file_info ? file_info_path(v) : NULL;

    if (path)
        return convert_file(inv, path, vt, output);
    if (v.kind == V_STRING) {
        AUTO_VALUE info = convert(inv->session, v.str->data, v.str->len, vt);
        return output(inv, info);
    }
    return core_error(inv, "InvalidInputObject", EC_INVALID_DATA, v,
                      "The type of the input object '%s' is invalid.", value_type_of(v)->name);
}

/* ---- ConvertFrom-Markdown ---- */

struct convert_args {
    struct str_list path, literal_path;
    struct value input_object;
    bool vt;
};
static const struct param convert_params[] = {
    PARAM(struct convert_args, path, .name = "Path", .sets = "PathParamSet", .position = 1,
          .mandatory = true, .not_null_or_empty = true, .wildcards = true,
          .help = "The files; wildcards work."),
    PARAM(struct convert_args, literal_path, .name = "LiteralPath", .sets = "LiteralParamSet",
          .mandatory = true, .not_null_or_empty = true, .aliases = "PSPath,LP",
          .help = "The same, taken as written."),
    PARAM(struct convert_args, input_object, .name = "InputObject", .sets = "InputObjParamSet",
          .mandatory = true, .from_pipeline = true, .not_null_or_empty = true,
          .type_name = "System.Management.Automation.PSObject",
          .help = "A text, or the FileInfo of a file."),
    PARAM(struct convert_args, vt, .name = "AsVT100EncodedString",
          .help = "Makes a text for terminals instead of HTML."),
};
static const struct example convert_examples[] = {
    { .code = "('# Hello' | ConvertFrom-Markdown).Html",
      .remarks = "A heading.",
      .output = "<h1 id=\"hello\">Hello</h1>\n" },
};

static enum status emit_info(struct invocation *inv, struct value info)
{
    return emit(inv, info);
}

static enum status convert_all(struct invocation *inv, const struct str_list *path,
                               const struct str_list *literal, struct value object, bool vt,
                               markdown_output output)
{
    bool is_literal = literal->len > 0;
    const struct str_list *paths = is_literal ? literal : path;
    enum status rc = ST_OK;

    if (!paths->len)
        return convert_object(inv, object, vt, output);
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++)
        rc = convert_path(inv, paths->items[i]->data, is_literal, vt, output);
    return rc;
}

static enum status convert_process(struct invocation *inv)
{
    const struct convert_args *args = ARGS(inv, struct convert_args);

    return convert_all(inv, &args->path, &args->literal_path, args->input_object, args->vt,
                       emit_info);
}

/* ---- Show-Markdown ---- */

struct show_args {
    struct value input_object;
    struct str_list path, literal_path;
    bool use_browser;
};
static const struct param show_params[] = {
    PARAM(struct show_args, input_object, .name = "InputObject", .sets = "InputObject",
          .mandatory = true, .from_pipeline = true, .not_null_or_empty = true,
          .type_name = "System.Management.Automation.PSObject",
          .help = "A text, a FileInfo, or what ConvertFrom-Markdown gave."),
    PARAM(struct show_args, path, .name = "Path", .sets = "Path", .position = 1, .mandatory = true,
          .from_property = true, .not_null_or_empty = true, .wildcards = true,
          .help = "The files; wildcards work."),
    PARAM(struct show_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .mandatory = true, .from_property = true, .not_null_or_empty = true,
          .aliases = "PSPath,LP", .help = "The same, taken as written."),
    PARAM(struct show_args, use_browser, .name = "UseBrowser",
          .help = "Shows it in the desktop's browser."),
};
static const struct example show_examples[] = {
    { .code = "Show-Markdown ./README.md", .remarks = "A file with headings in colour." },
};

static enum status empty_property(struct invocation *inv, const char *id, const char *name)
{
    return cmdlet_error(inv, &(struct error_spec){ .message = name,
                                                   .id = id,
                                                   .category = EC_INVALID_DATA,
                                                   .exception = "System.IO.InvalidDataException" });
}

static enum status show_in_browser(struct invocation *inv, struct value html)
{
    AUTO_VALUE guid = guid_random();
    AUTO_STRBUF path = STRBUF_INIT;
    const char *folder = getenv("TMPDIR");

    strbuf_addf(&path, "%s/", folder && *folder ? folder : "/tmp");
    value_to_strbuf(guid, &path);
    strbuf_adds(&path, ".html");
    AUTO_VALUE target = value_string(path.buf);
    AUTO_FD int fd = open(path.buf, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, html.str->data, html.str->len) != (ssize_t)html.str->len)
        return core_error(inv, "ErrorWritingTempFile", EC_WRITE_ERROR, target,
                          "The file '%s' cannot be written: %s", path.buf, strerror(errno));
    const char *const argv[] = { "xdg-open", path.buf, NULL };
    AUTO_ERR *err = NULL;
    struct spawn opener = { .argv = argv, .interrupt_fd = interrupt_fd(inv->session) };
    if (spawn_run(&opener, NULL, NULL, &err) == 0)
        return ST_OK;
    if (interrupted(inv->session))
        return ST_INTERRUPT;
    return core_error(inv, "ErrorLaunchingDefaultApplication", EC_INVALID_OPERATION, value_null(),
                      "'%s' cannot be shown: %s", path.buf, err->message);
}

static enum status show_info(struct invocation *inv, struct value info)
{
    bool browser = ARGS(inv, struct show_args)->use_browser;
    struct value text = *record_field(info.object, browser ? I_HTML : I_VT);

    if (text.kind != V_STRING || !text.str->len)
        return browser ? empty_property(inv, "HtmlIsNullOrEmpty",
                                        "The property Html of the given object is null or empty.")
                       : empty_property(inv, "VT100EncodedStringIsNullOrEmpty",
                                        "The property VT100EncodedString of the given object is "
                                        "null or empty.");
    return browser ? show_in_browser(inv, text) : emit(inv, text);
}

static enum status show_process(struct invocation *inv)
{
    const struct show_args *args = ARGS(inv, struct show_args);
    struct value v = args->input_object;

    if (v.kind == V_OBJECT && v.object->type == &type_markdown_info)
        return show_info(inv, v);
    return convert_all(inv, &args->path, &args->literal_path, v, !args->use_browser, show_info);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ConvertFrom",
        .noun = "Markdown",
        .synopsis = "Makes HTML, or text for terminals, of Markdown.",
        .params = convert_params,
        .nparams = ARRAY_SIZE(convert_params),
        .default_set = "PathParamSet",
        .output = "Microsoft.PowerShell.MarkdownRender.MarkdownInfo",
        .output_type = &type_markdown_info,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct convert_args),
        .begin = begin,
        .process = convert_process,
        .examples = convert_examples,
        .nexamples = ARRAY_SIZE(convert_examples),
    },
    {
        .verb = "Show",
        .noun = "Markdown",
        .synopsis = "Shows Markdown on the terminal or in a browser.",
        .params = show_params,
        .nparams = ARRAY_SIZE(show_params),
        .default_set = "Path",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct show_args),
        .begin = begin,
        .process = show_process,
        .examples = show_examples,
        .nexamples = ARRAY_SIZE(show_examples),
    },
};
const struct cmdlet_group cmdlets_markdown = { cmdlets, ARRAY_SIZE(cmdlets) };
