#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/output/out_default.h"
#include "cmdlets/core/output/out_writer.h"

#include <limits.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"

struct out_default_args {
    bool transcript;
    struct value input_object;
};
static const struct param out_default_params[] = {
    PARAM(struct out_default_args, transcript, .name = "Transcript",
          .help = "Only for the transcript."),
    INPUT_OBJECT_PARAM(struct out_default_args),
};
static const struct example out_default_examples[] = {
    { .code = "1 | Out-Default", .remarks = "Shows the object." },
};
struct out_host_args {
    bool paging;
    struct value input_object;
};
static const struct param out_host_params[] = {
    PARAM(struct out_host_args, paging, .name = "Paging", .help = "Waits after every screenful."),
    INPUT_OBJECT_PARAM(struct out_host_args),
};
static const char *const out_host_aliases[] = { "oh", NULL };
static const struct example out_host_examples[] = {
    { .code = "Get-VM | Out-Host",
      .remarks = "Shows virtual machines instead of passing them on." },
};
struct out_null_args {
    struct value input_object;
};
static const struct param out_null_params[] = {
    INPUT_OBJECT_PARAM(struct out_null_args),
};
static const struct example out_null_examples[] = {
    { .code = "1..3 | Out-Null", .remarks = "Nothing is shown." },
};
struct out_string_args {
    struct opt_int width;
    bool no_newline;
    struct value input_object;
    bool stream;
};
static const struct param out_string_params[] = {
    PARAM(struct out_string_args, width, .name = "Width", PARAM_RANGE(2, INT32_MAX),
          .help = "The number of characters in a line."),
    PARAM(struct out_string_args, no_newline, .name = "NoNewline", .sets = "NoNewLineFormatting",
          .help = "Leaves out the line breaks that formatting adds."),
    INPUT_OBJECT_PARAM(struct out_string_args),
    PARAM(struct out_string_args, stream, .name = "Stream", .sets = "StreamFormatting",
          .help = "Emits each line as a string of its own."),
};
static const struct example out_string_examples[] = {
    { .code = "[pscustomobject]@{ a = 1 } | Out-String -Stream | Select-Object -First 2",
      .remarks = "The first lines." },
};
struct out_file_args {
    struct str *file_path;
    struct value encoding;
    bool append;
    bool force;
    bool no_clobber;
    struct opt_int width;
    bool no_newline;
    struct value input_object;
    struct str *literal_path;
};
static const struct param out_file_params[] = {
    PARAM(struct out_file_args, file_path, .name = "FilePath", .sets = "ByPath", .position = 1,
          .mandatory = true, .aliases = "Path", .help = "The file."),
    PARAM(struct out_file_args, encoding, .name = "Encoding", .position = 2,
          .type_name = "System.Text.Encoding",
          .help = "The text encoding: utf8 (the default), utf8BOM, utf8NoBOM, ascii, unicode, "
                  "bigendianunicode, utf32, latin1, oem, ansi."),
    PARAM(struct out_file_args, append, .name = "Append", .help = "Adds to the end of the file."),
    FORCE_PARAM(struct out_file_args),
    PARAM(struct out_file_args, no_clobber, .name = "NoClobber", .aliases = "NoOverwrite",
          .help = "Refuses to overwrite an existing file."),
    PARAM(struct out_file_args, width, .name = "Width", PARAM_RANGE(2, INT32_MAX),
          .help = "The number of characters in a line."),
    PARAM(struct out_file_args, no_newline, .name = "NoNewline",
          .help = "Writes no line break after the text."),
    INPUT_OBJECT_PARAM(struct out_file_args),
    PARAM(struct out_file_args, literal_path, .name = "LiteralPath", .sets = "ByLiteralPath",
          .mandatory = true, .from_property = true, .aliases = "PSPath,LP",
          .help = "The file, as a path taken as it is written."),
};
static const struct example out_file_examples[] = {
    { .code = "Get-VM | Out-File vms.txt", .remarks = "What Get-VM shows, in a file." },
};

struct out_host_state {
    struct output *output;
};

static enum status out_default_process(struct invocation *inv)
{
    const struct out_default_args *args = ARGS(inv, struct out_default_args);
    struct out_host_state *st = STATE(inv, struct out_host_state);
    struct output *output = inv->session->output;

    if (args->transcript && !st->output)
        st->output = out_transcript_new(inv->session);
    if (args->transcript)
        output = st->output;
    if (!has_input(inv) || !output)
        return ST_OK;
    return sink_write(&output->sink, args->input_object);
}

static enum status out_null_process(struct invocation *inv)
{
    (void)inv;
    return ST_OK;
}

/* ---- Out-Host ---- */

static enum status out_host_process(struct invocation *inv)
{
    struct out_host_state *st = STATE(inv, struct out_host_state);
    enum status rc;

    if (!has_input(inv))
        return ST_OK;
    if (!st->output) {
        if (inv->session->output &&
            (rc = inv->session->output->flush(inv->session->output)) != ST_OK)
            return rc;
        st->output = ARGS(inv, struct out_host_args)->paging ? out_paged_new(inv->session)
                                                             : out_default_new(inv->session);
    }
    return sink_write(&st->output->sink, ARGS(inv, struct out_host_args)->input_object);
}

static enum status out_host_end(struct invocation *inv)
{
    struct out_host_state *st = STATE(inv, struct out_host_state);

    enum status rc = ST_OK;
    if (st->output) {
        rc = st->output->end(st->output);
        st->output->free(st->output);
        st->output = NULL;
    }
    return rc;
}

static void out_host_cleanup(struct invocation *inv)
{
    struct out_host_state *st = STATE(inv, struct out_host_state);

    if (!st->output)
        return;
    /* What came before an error is shown, as if it had not been held back. */
    enum status ignored = st->output->end(st->output);
    (void)ignored;
    st->output->free(st->output);
}

/* ---- Out-String ---- */

struct out_string_state {
    struct out_writer writer;
    struct text_sink sink;
    struct strbuf text; /* all of it, or with -Stream the unfinished line */
    struct invocation *inv;
    enum status status;
    bool ready;
};

/* Each whole line downstream. */
static int stream_lines(struct text_sink *sink, const char *text, size_t len)
{
    struct out_string_state *st =
        (struct out_string_state *)((char *)sink - offsetof(struct out_string_state, sink));
    const char *end = text + len;

    while (text < end) {
        const char *nl = memchr(text, '\n', (size_t)(end - text));
        strbuf_add(&st->text, text, (size_t)((nl ? nl : end) - text));
        if (!nl)
            return 0;
        st->status = emit_take(st->inv, value_string_len(st->text.buf, st->text.len));
        strbuf_reset(&st->text);
        if (st->status != ST_OK)
            return -1;
        text = nl + 1;
    }
    return 0;
}

static int collect_text(struct text_sink *sink, const char *text, size_t len)
{
    struct out_string_state *st =
        (struct out_string_state *)((char *)sink - offsetof(struct out_string_state, sink));
    const struct out_string_args *args = ARGS(st->inv, struct out_string_args);

    if (args->no_newline && len > 0 && text[len - 1] == '\n')
        len--;
    strbuf_add(&st->text, text, len);
    return 0;
}

static enum status out_string_begin(struct invocation *inv)
{
    struct out_string_args *args = ARGS(inv, struct out_string_args);
    struct out_string_state *st = STATE(inv, struct out_string_state);
    int width = args->width.set ? (int)args->width.value : host_columns(inv->session);

    st->inv = inv;
    st->text = (struct strbuf)STRBUF_INIT;
    st->sink.write = args->stream ? stream_lines : collect_text;
    out_writer_init(&st->writer, inv->session, inv, &st->sink, width, false);
    st->ready = true;
    return ST_OK;
}

static enum status out_string_settle(struct invocation *inv, enum status rc)
{
    struct out_string_state *st = STATE(inv, struct out_string_state);

    return st->status != ST_OK ? st->status : rc;
}

static enum status out_string_process(struct invocation *inv)
{
    struct out_string_state *st = STATE(inv, struct out_string_state);

    if (!has_input(inv))
        return ST_OK;
    return out_string_settle(
        inv, out_writer_write(&st->writer, ARGS(inv, struct out_string_args)->input_object));
}

static enum status out_string_end(struct invocation *inv)
{
    struct out_string_state *st = STATE(inv, struct out_string_state);
    enum status rc = out_string_settle(inv, out_writer_end(&st->writer));

    if (rc != ST_OK || ARGS(inv, struct out_string_args)->stream)
        return rc;
    return emit_take(inv, value_string_take(&st->text));
}

static void out_string_cleanup(struct invocation *inv)
{
    struct out_string_state *st = STATE(inv, struct out_string_state);

    if (!st->ready)
        return;
    out_writer_release(&st->writer);
    strbuf_release(&st->text);
}

/* ---- Out-File ---- */

struct out_file_state {
    struct out_writer writer;
    struct text_sink sink;
    struct text_writer file;
    struct invocation *inv;
    struct err *err;
    bool ready;
};

static int write_file(struct text_sink *sink, const char *text, size_t len)
{
    struct out_file_state *st =
        (struct out_file_state *)((char *)sink - offsetof(struct out_file_state, sink));
    const struct out_file_args *args = ARGS(st->inv, struct out_file_args);

    if (args->no_newline && len > 0 && text[len - 1] == '\n')
        len--;
    return text_writer_add(&st->file, text, len, &st->err);
}

static enum status out_file_begin(struct invocation *inv)
{
    struct out_file_args *args = ARGS(inv, struct out_file_args);
    struct out_file_state *st = STATE(inv, struct out_file_state);
    struct str *name = args->file_path ? args->file_path : args->literal_path;
    AUTO_FREE char *path = path_absolute(inv->session, name->data);
    enum text_encoding encoding;
    struct err *err = NULL;
    bool yes = true;

    st->file.fd = -1;
    enum status rc = path_must_be_file(inv, name->data);
    if (rc != ST_OK)
        return rc;
    enum status encoded = encoding_argument(inv, args->encoding, &encoding);
    if (encoded != ST_OK)
        return encoded;
    rc = should_process(inv, path, "Output to File", &yes);
    if (rc != ST_OK || !yes)
        return rc;
    unsigned flags = (args->append ? TEXT_APPEND : 0) | (args->no_clobber ? TEXT_NO_CLOBBER : 0) |
                     (args->force ? TEXT_FORCE : 0);
    if (text_writer_open(&st->file, path, encoding, flags, &err))
        return file_open_failed(inv, path, args->no_clobber, &err);
    st->inv = inv;
    st->sink.write = write_file;
    int width = args->width.set ? (int)args->width.value : host_columns(inv->session);
    out_writer_init(&st->writer, inv->session, inv, &st->sink, width, false);
    st->ready = true;
    return ST_OK;
}

static enum status out_file_settle(struct invocation *inv, enum status rc)
{
    struct out_file_state *st = STATE(inv, struct out_file_state);

    return st->err ? cmdlet_throw_err(inv, &st->err) : rc;
}

static enum status out_file_process(struct invocation *inv)
{
    struct out_file_state *st = STATE(inv, struct out_file_state);

    if (!has_input(inv) || !st->ready)
        return ST_OK;
    return out_file_settle(
        inv, out_writer_write(&st->writer, ARGS(inv, struct out_file_args)->input_object));
}

static enum status out_file_end(struct invocation *inv)
{
    struct out_file_state *st = STATE(inv, struct out_file_state);

    if (!st->ready)
        return ST_OK;
    enum status rc = out_file_settle(inv, out_writer_end(&st->writer));
    if (rc != ST_OK)
        return rc;
    struct err *err = NULL;
    return text_writer_close(&st->file, &err) ? cmdlet_throw_err(inv, &err) : ST_OK;
}

static void out_file_cleanup(struct invocation *inv)
{
    struct out_file_state *st = STATE(inv, struct out_file_state);

    if (!st->ready)
        return;
    out_writer_release(&st->writer);
    text_writer_close(&st->file, NULL);
    err_clear(&st->err);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Out",
        .noun = "Default",
        .synopsis = "Sends objects to the default formatter; the end of every pipeline.",
        .params = out_default_params,
        .nparams = ARRAY_SIZE(out_default_params),
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct out_default_args),
        .state_size = sizeof(struct out_host_state),
        .process = out_default_process,
        .end = out_host_end,
        .cleanup = out_host_cleanup,
        .examples = out_default_examples,
        .nexamples = ARRAY_SIZE(out_default_examples),
    },
    {
        .verb = "Out",
        .noun = "Host",
        .aliases = out_host_aliases,
        .synopsis = "Shows objects on the terminal.",
        .params = out_host_params,
        .nparams = ARRAY_SIZE(out_host_params),
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct out_host_args),
        .state_size = sizeof(struct out_host_state),
        .process = out_host_process,
        .end = out_host_end,
        .cleanup = out_host_cleanup,
        .examples = out_host_examples,
        .nexamples = ARRAY_SIZE(out_host_examples),
    },
    {
        .verb = "Out",
        .noun = "Null",
        .synopsis = "Drops its input.",
        .params = out_null_params,
        .nparams = ARRAY_SIZE(out_null_params),
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct out_null_args),
        .process = out_null_process,
        .examples = out_null_examples,
        .nexamples = ARRAY_SIZE(out_null_examples),
    },
    {
        .verb = "Out",
        .noun = "String",
        .synopsis = "Turns objects into the text that would be shown.",
        .params = out_string_params,
        .nparams = ARRAY_SIZE(out_string_params),
        .default_set = "NoNewLineFormatting",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct out_string_args),
        .state_size = sizeof(struct out_string_state),
        .begin = out_string_begin,
        .process = out_string_process,
        .end = out_string_end,
        .cleanup = out_string_cleanup,
        .examples = out_string_examples,
        .nexamples = ARRAY_SIZE(out_string_examples),
    },
    {
        .verb = "Out",
        .noun = "File",
        .synopsis = "Writes the text that would be shown to a file.",
        .params = out_file_params,
        .nparams = ARRAY_SIZE(out_file_params),
        .default_set = "ByPath",
        .should_process = true,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct out_file_args),
        .state_size = sizeof(struct out_file_state),
        .begin = out_file_begin,
        .process = out_file_process,
        .end = out_file_end,
        .cleanup = out_file_cleanup,
        .examples = out_file_examples,
        .nexamples = ARRAY_SIZE(out_file_examples),
    },
};
const struct cmdlet_group cmdlets_out = { cmdlets, ARRAY_SIZE(cmdlets) };
