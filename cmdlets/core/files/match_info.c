#include "cmdlets/core/files/match_info.h"

#include <string.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/result_types.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/regex.h"

/* MI_MARKS: begin and end of each, in bytes; or $null. */
enum {
    MI_IGNORE_CASE,
    MI_NUMBER,
    MI_LINE,
    MI_FILENAME,
    MI_PATH,
    MI_PATTERN,
    MI_CONTEXT,
    MI_MATCHES,
    MI_MARKS,
    MI_FIELDS
};
enum { MC_PRE, MC_POST, MC_SHOWN_PRE, MC_SHOWN_POST, MC_FIELDS };

static const struct property context_props[] = {
    RECORD_FIELD("PreContext", "string[]", MC_PRE),
    RECORD_FIELD("PostContext", "string[]", MC_POST),
    RECORD_FIELD("DisplayPreContext", "string[]", MC_SHOWN_PRE),
    RECORD_FIELD("DisplayPostContext", "string[]", MC_SHOWN_POST),
};
const struct type_info type_match_context = {
    .name = "Microsoft.PowerShell.Commands.MatchInfoContext",
    .base = &type_object,
    .props = context_props,
    .nprops = ARRAY_SIZE(context_props),
    .payload_size = MC_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

static const struct property match_props[] = {
    RECORD_FIELD("IgnoreCase", "bool", MI_IGNORE_CASE),
    RECORD_FIELD("LineNumber", "ulong", MI_NUMBER),
    RECORD_FIELD("Line", "string", MI_LINE),
    RECORD_FIELD("Filename", "string", MI_FILENAME),
    RECORD_FIELD("Path", "string", MI_PATH),
    RECORD_FIELD("Pattern", "string", MI_PATTERN),
    RECORD_FIELD("Context", "Microsoft.PowerShell.Commands.MatchInfoContext", MI_CONTEXT),
    RECORD_FIELD("Matches", "System.Text.RegularExpressions.Match[]", MI_MATCHES),
};

static const char input_stream[] = "InputStream";

static const char *path_of(struct value v)
{
    return record_field(v.object, MI_PATH)->str->data;
}

static bool in_file(const char *path)
{
    return strcmp(path, input_stream) != 0;
}

/* The path as seen from a folder. */
static const char *relative(const char *path, const char *folder, size_t n)
{
    if (!in_file(path) || n == 0 || strncasecmp(path, folder, n) != 0 || !path[n])
        return path;
    if (folder[n - 1] == '/' || folder[n - 1] == '\\')
        return path + n;
    return path[n] == '/' || path[n] == '\\' ? path + n + 1 : path;
}

static void add_line(struct strbuf *out, const char *mark, const char *path, int64_t number,
                     const struct str *line)
{
    strbuf_adds(out, mark);
    if (in_file(path))
        strbuf_addf(out, "%s:%lld:", path, (long long)number);
    strbuf_add(out, line->data, line->len);
}

static void add_lines(struct strbuf *out, const char *path, int64_t number, struct value lines)
{
    for (size_t i = 0; i < lines.array->len; i++) {
        if (out->len > 0)
            strbuf_addch(out, '\n');
        add_line(out, "  ", path, number + (int64_t)i, lines.array->items[i].str);
    }
}

static void add_match(struct value v, const char *path, const struct str *line, struct strbuf *out)
{
    int64_t number = record_field(v.object, MI_NUMBER)->i;
    struct value context = *record_field(v.object, MI_CONTEXT);

    if (context.kind != V_OBJECT) {
        add_line(out, "", path, number, line);
        return;
    }
    struct value before = *record_field(context.object, MC_SHOWN_PRE);
    struct value after = *record_field(context.object, MC_SHOWN_POST);
    AUTO_STRBUF text = STRBUF_INIT;
    if (before.kind == V_ARRAY)
        add_lines(&text, path, number - (int64_t)before.array->len, before);
    if (text.len > 0)
        strbuf_addch(&text, '\n');
    add_line(&text, "> ", path, number, line);
    if (after.kind == V_ARRAY)
        add_lines(&text, path, number + 1, after);
    strbuf_add(out, text.buf, text.len);
}

/* The line with its marks inverted; owned. */
static struct value emphasized(struct value v)
{
    struct value marks = *record_field(v.object, MI_MARKS);
    const struct str *line = record_field(v.object, MI_LINE)->str;

    if (marks.kind != V_ARRAY)
        return value_str(line);
    AUTO_STRBUF out = STRBUF_INIT;
    size_t at = 0;
    for (size_t i = 0; i + 1 < marks.array->len; i += 2) {
        size_t from = (size_t)marks.array->items[i].i, to = (size_t)marks.array->items[i + 1].i;
        strbuf_add(&out, line->data + at, from - at);
        strbuf_adds(&out, "\x1b[7m");
        strbuf_add(&out, line->data + from, to - from);
        strbuf_adds(&out, "\x1b[0m");
        at = to;
    }
    strbuf_add(&out, line->data + at, line->len - at);
    return value_string_take(&out);
}

static int match_to_string(struct value self, struct strbuf *out)
{
    add_match(self, path_of(self), record_field(self.object, MI_LINE)->str, out);
    return 0;
}

void match_info_display(struct value v, struct strbuf *out)
{
    AUTO_FREE char *here = getcwd(NULL, 0);
    AUTO_VALUE line = emphasized(v);

    add_match(v, relative(path_of(v), here ? here : "", here ? strlen(here) : 0), line.str, out);
}

/* The path from the folder that the first argument names. */
static const char *path_from(struct value self, const struct value *args, size_t n)
{
    if (n == 0 || args[0].kind == V_NULL)
        return path_of(self);
    AUTO_VALUE folder = value_to_string(args[0]);
    return relative(path_of(self), folder.str->data, folder.str->len);
}

CALL(match_relative_path)
{
    (void)err;
    *out = value_string(path_from(self, args, n));
    return 0;
}

CALL(match_text)
{
    AUTO_STRBUF text = STRBUF_INIT;
    (void)err;
    add_match(self, path_from(self, args, n), record_field(self.object, MI_LINE)->str, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(match_emphasized_text)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE line = emphasized(self);
    (void)err;
    add_match(self, path_from(self, args, n), line.str, &text);
    *out = value_string_take(&text);
    return 0;
}

static const struct method match_methods[] = {
    METHOD("RelativePath", 1, 1, match_relative_path, "string RelativePath(string directory)"),
    METHOD("ToString", 0, 1, match_text, "string ToString(), string ToString(string directory)"),
    METHOD("ToEmphasizedString", 1, 1, match_emphasized_text,
           "string ToEmphasizedString(string directory)"),
};

const struct type_info type_match_info = {
    .name = "Microsoft.PowerShell.Commands.MatchInfo",
    .base = &type_object,
    .props = match_props,
    .nprops = ARRAY_SIZE(match_props),
    .payload_size = MI_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    METHODS(match_methods),
    .to_string = match_to_string,
};

struct value match_info_new(const struct match_info *m)
{
    struct object *o = object_new(&type_match_info);
    const char *path = m->path ? m->path : input_stream;
    const char *slash = strrchr(path, '/');

    *record_field(o, MI_IGNORE_CASE) = value_bool(m->ignore_case);
    *record_field(o, MI_NUMBER) = value_ulong((uint64_t)m->number);
    *record_field(o, MI_LINE) = value_str(m->line);
    *record_field(o, MI_FILENAME) = value_string(slash ? slash + 1 : path);
    *record_field(o, MI_PATH) = value_string(path);
    *record_field(o, MI_PATTERN) = value_str(m->pattern);
    *record_field(o, MI_MATCHES) = value_ref(value_of_array(m->matches));
    if (m->context)
        *record_field(o, MI_CONTEXT) = value_of_object(object_new(&type_match_context));
    if (m->emphasize) {
        struct array *marks = array_new(m->nmarks * 2);
        for (size_t i = 0; i < m->nmarks; i++) {
            array_push_take(marks, value_long((int64_t)m->marks[i].start));
            array_push_take(marks, value_long((int64_t)m->marks[i].end));
        }
        *record_field(o, MI_MARKS) = value_of_array(marks);
    }
    return value_of_object(o);
}

bool value_is_match_info(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_match_info;
}

struct value match_info_line(struct value v)
{
    return value_is_match_info(v) ? value_ref(*record_field(v.object, MI_LINE)) : value_ref(v);
}

static void set_context(struct value v, size_t field, struct value before, struct value after)
{
    struct value context = *record_field(v.object, MI_CONTEXT);

    if (context.kind == V_OBJECT) {
        value_replace_take(record_field(context.object, field), before);
        value_replace_take(record_field(context.object, field + 1), after);
    } else {
        value_unref(before);
        value_unref(after);
    }
}

void match_info_set_around(struct value v, struct value before, struct value after)
{
    set_context(v, MC_PRE, before, after);
}

void match_info_set_shown(struct value v, struct value before, struct value after)
{
    set_context(v, MC_SHOWN_PRE, before, after);
}

struct value match_info_filtered(struct value v)
{
    struct value context = *record_field(v.object, MI_CONTEXT);

    if (context.kind != V_OBJECT)
        return value_ref(v);
    struct object *copy = object_new(&type_match_info);
    for (size_t i = 0; i < MI_FIELDS; i++)
        *record_field(copy, i) = value_ref(*record_field(v.object, i));
    struct object *around = object_new(&type_match_context);
    *record_field(around, MC_PRE) = value_ref(*record_field(context.object, MC_PRE));
    *record_field(around, MC_POST) = value_ref(*record_field(context.object, MC_POST));
    *record_field(around, MC_SHOWN_PRE) = value_of_array(array_new(0));
    *record_field(around, MC_SHOWN_POST) = value_of_array(array_new(0));
    value_replace_take(record_field(copy, MI_CONTEXT), value_of_object(around));
    return value_of_object(copy);
}
