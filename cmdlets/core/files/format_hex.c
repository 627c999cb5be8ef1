#include "cmdlets/core/core.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/result_types.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"

enum { LINE = 16 };

struct format_hex_args {
    struct str_list path;
    struct opt_int count;
    struct opt_int offset;
    struct str_list literal_path;
    struct value input_object;
    struct value encoding;
    bool raw;
};
static const struct param format_hex_params[] = {
    PARAM(struct format_hex_args, path, .name = "Path", .sets = "Path", .position = 1,
          .mandatory = true, .wildcards = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct format_hex_args, count, .name = "Count", PARAM_RANGE(1, INT64_MAX),
          .type = &type_int64, .help = "How many bytes are shown."),
    PARAM(struct format_hex_args, offset, .name = "Offset", PARAM_RANGE(0, INT64_MAX),
          .type = &type_int64, .help = "How many bytes are skipped first."),
    PARAM(struct format_hex_args, literal_path, .name = "LiteralPath", .sets = "LiteralPath",
          .aliases = "PSPath,LP", .mandatory = true,
          .help = "The items, as paths that are taken as they are written, without wildcards."),
    PARAM(struct format_hex_args, input_object, .name = "InputObject", .sets = "ByInputObject",
          .mandatory = true, .from_pipeline = true, .type_name = "PSObject",
          .help = "The objects to work on, mostly from the pipeline."),
    PARAM(struct format_hex_args, encoding, .name = "Encoding", .sets = "ByInputObject",
          .type_name = "System.Text.Encoding", .help = "How text is turned into bytes."),
    PARAM(struct format_hex_args, raw, .name = "Raw", .sets = "ByInputObject",
          .help = "Does nothing any more."),
};
static const char *const format_hex_aliases[] = { "fhx", NULL };
static const struct example format_hex_examples[] = {
    { .code = "('hi' | Format-Hex).HexBytes", .remarks = "Two bytes.", .output = "68 69" },
};

/* ---- ByteCollection: up to sixteen bytes and where they stand ---- */

enum { BC_OFFSET, BC_BYTES, BC_PATH, BC_LABEL, BC_FIELDS };

static unsigned char byte_at(const struct array *a, size_t i)
{
    return (unsigned char)a->items[i].i;
}

static void add_hex(const struct array *bytes, struct strbuf *out)
{
    for (size_t i = 0; i < bytes->len; i++)
        strbuf_addf(out, i ? " %02X" : "%02X", byte_at(bytes, i));
}

/* Bytes as Latin-1 characters; zero shows as a blank, other controls as U+FFFD. */
static void add_ascii(const struct array *bytes, struct strbuf *out)
{
    for (size_t i = 0; i < bytes->len; i++) {
        unsigned char b = byte_at(bytes, i);
        if (b == 0)
            strbuf_addch(out, ' ');
        else
            strbuf_addrune(out, b < 0x20 || (b >= 0x7f && b < 0xa0) ? 0xfffd : b);
    }
}

static int text_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct array *bytes = record_field(self.object, BC_BYTES)->array;
    struct strbuf text = STRBUF_INIT;

    (void)err;
    if (p->data == 0)
        strbuf_addf(&text, "%016llX", (unsigned long long)record_field(self.object, BC_OFFSET)->u);
    else if (p->data == 1)
        add_hex(bytes, &text);
    else
        add_ascii(bytes, &text);
    *out = value_string_take(&text);
    return 0;
}

static const struct property byte_props[] = {
    RECORD_FIELD("Offset64", "ulong", BC_OFFSET),
    RECORD_FIELD("Bytes", "byte[]", BC_BYTES),
    RECORD_FIELD("Path", "string", BC_PATH),
    { .name = "HexOffset", .type_name = "string", .get = text_get, .data = 0 },
    RECORD_FIELD("Label", "string", BC_LABEL),
    { .name = "HexBytes", .type_name = "string", .get = text_get, .data = 1 },
    { .name = "Ascii", .type_name = "string", .get = text_get, .data = 2 },
};

static int bytes_to_string(struct value self, struct strbuf *out)
{
    const struct array *bytes = record_field(self.object, BC_BYTES)->array;
    size_t start = out->len;

    strbuf_addf(out, "%016llX   ", (unsigned long long)record_field(self.object, BC_OFFSET)->u);
    add_hex(bytes, out);
    strbuf_fill(out, ' ', 16 + 3 + 3 * LINE + 1 - (out->len - start));
    add_ascii(bytes, out);
    strbuf_fill(out, ' ', bytes->len < LINE ? LINE - bytes->len : 0);
    if (bytes->len == LINE && record_field(self.object, BC_PATH)->kind == V_NULL)
        strbuf_addch(out, '\n');
    return 0;
}

static const struct view_column byte_columns[] = {
    { .label = "Offset", .property = "HexOffset", .width = 16, .align = ALIGN_RIGHT },
    { .label = "Bytes\n00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F",
      .property = "HexBytes",
      .width = 47,
      .align = ALIGN_LEFT },
    { .label = "Ascii", .property = "Ascii", .width = 16, .align = ALIGN_LEFT },
};
static const struct view byte_view = { .columns = byte_columns,
                                       .ncolumns = ARRAY_SIZE(byte_columns),
                                       .group_by = "Label" };
const struct type_info type_byte_collection = {
    .name = "Microsoft.PowerShell.Commands.ByteCollection",
    .base = &type_object,
    .props = byte_props,
    .nprops = ARRAY_SIZE(byte_props),
    .table = &byte_view,
    .payload_size = BC_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = bytes_to_string,
};

/* ---- output ---- */

static enum status emit_bytes(struct invocation *inv, const char *data, size_t len, uint64_t offset,
                              const char *path, const char *label)
{
    for (size_t at = 0; at < len; at += LINE) {
        struct object *o = object_new(&type_byte_collection);
        struct array *bytes = array_new(LINE);
        bytes->type = &type_byte_array;
        bytes->element = &type_byte;
        for (size_t i = at; i < len && i < at + LINE; i++)
            array_push_take(bytes, value_integer(V_BYTE, (unsigned char)data[i]));
        *record_field(o, BC_OFFSET) = value_ulong(offset + at);
        *record_field(o, BC_BYTES) = value_of_array(bytes);
        *record_field(o, BC_PATH) = path ? value_string(path) : value_null();
        *record_field(o, BC_LABEL) = value_string(path ? path : label);
        enum status rc = emit_take(inv, value_of_object(o));
        if (rc != ST_OK)
            return rc;
    }
    return ST_OK;
}

/* Applies -Offset and -Count to what stands in memory. */
static enum status emit_part(struct invocation *inv, const struct strbuf *data,
                             const struct type_info *type)
{
    const struct format_hex_args *args = ARGS(inv, struct format_hex_args);
    const char *dot = strrchr(type->name, '.');
    AUTO_STRBUF label = STRBUF_INIT;
    uint32_t id = 0;
    size_t from = 0, n = data->len;

    if (args->offset.set)
        from = (uint64_t)args->offset.value < n ? (size_t)args->offset.value : n;
    n -= from;
    if (args->count.set && (uint64_t)args->count.value < n)
        n = (size_t)args->count.value;
    if (getrandom(&id, sizeof(id), 0) < 0)
        id = 0;
    strbuf_addf(&label, "%s (%s) <%08X>", dot ? dot + 1 : type->name, type->name, id & 0x7fffffff);
    return emit_bytes(inv, data->buf + from, n, 0, NULL, label.buf);
}

struct hex_state {
    struct strbuf held; /* the bytes of like values, shown together */
    const struct type_info *type;
};

static enum status flush(struct invocation *inv)
{
    struct hex_state *st = STATE(inv, struct hex_state);
    struct strbuf held = st->held;

    if (held.len == 0)
        return ST_OK;
    st->held = (struct strbuf)STRBUF_INIT;
    enum status rc = emit_part(inv, &held, st->type);
    strbuf_release(&held);
    st->type = NULL;
    return rc;
}

/* ---- files ---- */

static enum status hex_file(struct invocation *inv, const char *path)
{
    const struct format_hex_args *args = ARGS(inv, struct format_hex_args);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    uint64_t offset = args->offset.set ? (uint64_t)args->offset.value : 0;
    uint64_t left = args->count.set ? (uint64_t)args->count.value : UINT64_MAX;
    char buffer[64 * LINE];
    AUTO_VALUE target = value_string(path);
    struct err *err = NULL;
    enum status rc = ST_OK;

    while (fd >= 0 && left > 0 && rc == ST_OK) {
        size_t want = left < sizeof(buffer) ? (size_t)left : sizeof(buffer);
        ssize_t n = pread(fd, buffer, want, (off_t)offset);
        if (n < 0)
            break;
        if (n == 0)
            return ST_OK;
        rc = emit_bytes(inv, buffer, (size_t)n, offset, path, NULL);
        offset += (uint64_t)n;
        left -= (uint64_t)n;
    }
    if (rc != ST_OK || left == 0)
        return rc;
    err_set_errno(&err, errno, "The file '%s' cannot be read", path);
    if (errno == ENOENT) {
        err_clear(&err);
        err_set(&err, ERR_OBJECT_NOT_FOUND, "Could not find file '%s'.", path);
    }
    err_type(&err, errno == ENOENT ? "System.IO.FileNotFoundException" : "System.IO.IOException",
             "FormatHexIOError");
    return cmdlet_err(inv, &err, target);
}

static enum status hex_path(struct invocation *inv, const struct str *path, bool literal)
{
    struct path_list files = { VEC_INIT };
    AUTO_VALUE target = value_str(path);
    const char *rest;
    struct stat st;
    enum status rc = ST_OK;
    enum drive kind = path_drive(inv->session, path->data, &rest);

    if (kind == DRIVE_UNKNOWN)
        return drive_missing(inv, path->data);
    if (kind != DRIVE_FILE) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text,
                    "The given path '%s' is not supported. This command only supports the "
                    "FileSystem Provider paths.",
                    path->data);
        return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                       .id = "FormatHexOnlySupportsFileSystemPaths",
                                                       .category = EC_INVALID_ARGUMENT,
                                                       .exception = "System.ArgumentException",
                                                       .target = target });
    }
    path_expand(inv->session, path->data, literal, false, &files);
    for (size_t i = 0; i < files.paths.len && rc == ST_OK; i++) {
        const char *file = files.paths.items[i];
        if (literal || lstat(file, &st) == 0)
            rc = hex_file(inv, file);
        else
            rc = core_error(inv, "FileNotFound", EC_OBJECT_NOT_FOUND, target,
                            "Cannot find path '%s' because it does not exist.", file);
    }
    path_list_release(&files);
    return rc;
}

/* ---- objects ---- */

static void add_little(struct strbuf *out, uint64_t bits, size_t size)
{
    for (size_t i = 0; i < size; i++)
        strbuf_addch(out, (char)(bits >> 8 * i));
}

/* Adds the bytes of a number, a Boolean, a character or a value of an enumeration; false:
 * there are none. *type: that of the number. */
static bool add_number(struct value v, struct strbuf *out, const struct type_info **type)
{
    static const unsigned char sizes[] = {
        [V_BOOL] = 4,   [V_CHAR] = 2,  [V_SBYTE] = 1,  [V_BYTE] = 1,  [V_INT16] = 2,
        [V_UINT16] = 2, [V_INT32] = 4, [V_UINT32] = 4, [V_INT64] = 8, [V_UINT64] = 8,
    };
    uint64_t bits;

    *type = value_type_of(v);
    if (v.kind == V_ENUM) {
        *type = &type_int32;
        add_little(out, (uint64_t)value_enum_get(v), 4);
    } else if (v.kind == V_SINGLE) {
        float f = (float)v.d;
        uint32_t half;
        memcpy(&half, &f, sizeof(half));
        add_little(out, half, 4);
    } else if (v.kind == V_DOUBLE) {
        memcpy(&bits, &v.d, sizeof(bits));
        add_little(out, bits, 8);
    } else if (v.kind < ARRAY_SIZE(sizes) && sizes[v.kind]) {
        add_little(out, v.kind == V_BOOL ? v.b : v.u, sizes[v.kind]);
    } else {
        return false;
    }
    return true;
}

static enum status unsupported(struct invocation *inv, struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text,
                "Cannot convert input of type '%s' to hexadecimal. To view the hexadecimal "
                "formatting of its string representation, pipe it to the Out-String cmdlet before "
                "piping it to Format-Hex.",
                value_type_of(v)->name);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "FormatHexTypeNotSupported",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.ArgumentException",
                                                   .target = value_type(value_type_of(v)) });
}

static enum status hex_object(struct invocation *inv, struct value v)
{
    const struct format_hex_args *args = ARGS(inv, struct format_hex_args);
    struct hex_state *st = STATE(inv, struct hex_state);
    AUTO_STRBUF bytes = STRBUF_INIT;
    const struct type_info *type;
    const char *path = file_info_path(v);
    enum status rc = ST_OK;

    if (path || v.kind == V_STRING || v.kind == V_ARRAY)
        rc = flush(inv);
    if (rc != ST_OK)
        return rc;
    if (path)
        return hex_file(inv, path);
    if (v.kind == V_STRING) {
        enum text_encoding encoding;
        enum status encoded = encoding_argument(inv, args->encoding, &encoding);
        if (encoded != ST_OK)
            return encoded;
        text_encode(encoding, v.str->data, v.str->len, &bytes);
        return emit_part(inv, &bytes, &type_string);
    }
    if (v.kind == V_ARRAY) {
        for (size_t i = 0; i < v.array->len; i++)
            if (!add_number(v.array->items[i], &bytes, &type))
                return unsupported(inv, v);
        return v.array->len ? emit_part(inv, &bytes, value_type_of(v)) : unsupported(inv, v);
    }
    if (!add_number(v, &bytes, &type))
        return unsupported(inv, v);
    if (st->type && st->type != type)
        rc = flush(inv);
    st->type = type;
    strbuf_add(&st->held, bytes.buf, bytes.len);
    return rc;
}

static enum status format_hex_process(struct invocation *inv)
{
    const struct format_hex_args *args = ARGS(inv, struct format_hex_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    enum status rc = ST_OK;

    if (strcmp(inv->set, "ByInputObject") == 0)
        return hex_object(inv, args->input_object);
    for (size_t i = 0; i < paths->len && rc == ST_OK; i++)
        rc = hex_path(inv, paths->items[i], literal);
    return rc;
}

static void format_hex_cleanup(struct invocation *inv)
{
    strbuf_release(&STATE(inv, struct hex_state)->held);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Format",
        .noun = "Hex",
        .aliases = format_hex_aliases,
        .synopsis = "Shows the bytes of files, texts and numbers.",
        .params = format_hex_params,
        .nparams = ARRAY_SIZE(format_hex_params),
        .output = "Microsoft.PowerShell.Commands.ByteCollection",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct format_hex_args),
        .state_size = sizeof(struct hex_state),
        .end = flush,
        .cleanup = format_hex_cleanup,
        .process = format_hex_process,
        .examples = format_hex_examples,
        .nexamples = ARRAY_SIZE(format_hex_examples),
    },
};
const struct cmdlet_group cmdlets_format_hex = { cmdlets, ARRAY_SIZE(cmdlets) };
