#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/convert.h"
#include "shell/runtime/command.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/syntax/language_object.h"

#define MAX_SHOWN_LINE 69

struct invocation_info {
    struct value command, bound, unbound;
    char *name;
    struct position position; /* ast is referenced */
    int pipeline_length, pipeline_position;
    bool expecting_input;
};

enum info_field {
    INFO_COMMAND,
    INFO_BOUND,
    INFO_UNBOUND,
    INFO_LINE_NUMBER,
    INFO_OFFSET,
    INFO_HISTORY,
    INFO_SCRIPT,
    INFO_LINE,
    INFO_STATEMENT,
    INFO_POSITION,
    INFO_ROOT,
    INFO_PATH,
    INFO_NAME,
    INFO_LENGTH,
    INFO_INDEX,
    INFO_EXPECTING,
    INFO_ORIGIN,
    INFO_SCRIPT_POSITION,
    INFO_DISPLAY
};

static struct invocation_info *info_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_invocation_info)
        return NULL;
    return object_payload(v.object);
}

static struct ast_pos start_of(const struct position *p)
{
    if (!p->ast)
        return (struct ast_pos){ 0, 0 };
    return ast_position(p->ast, p->start);
}

static const char *file_of(const struct invocation_info *info)
{
    return info->position.ast && info->position.ast->file ? info->position.ast->file : "";
}

static struct value folder_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    if (!slash)
        return value_string("");
    return value_string_len(file, slash == file ? 1 : (size_t)(slash - file));
}

static struct value line_value(const struct invocation_info *info)
{
    if (!info->position.ast)
        return value_string("");
    struct ast_str line = ast_line(info->position.ast, start_of(&info->position).line);
    return value_string_len(line.s, line.len);
}

static struct value statement_value(const struct invocation_info *info)
{
    const struct position *p = &info->position;
    if (!p->ast || p->end < p->start || p->end > p->ast->len)
        return value_string("");
    return value_string_len(p->ast->text + p->start, p->end - p->start);
}

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    (void)err;
    const struct invocation_info *info = object_payload(self.object);
    AUTO_STRBUF text = STRBUF_INIT;
    switch ((enum info_field)p->data) {
    case INFO_COMMAND:
        *out = value_ref(info->command);
        break;
    case INFO_BOUND:
        *out = value_ref(info->bound);
        break;
    case INFO_UNBOUND:
        *out = value_ref(info->unbound);
        break;
    case INFO_LINE_NUMBER:
        *out = value_int((int32_t)start_of(&info->position).line);
        break;
    case INFO_OFFSET:
        *out = value_int((int32_t)start_of(&info->position).column);
        break;
    case INFO_HISTORY:
        *out = value_long(-1);
        break;
    case INFO_SCRIPT:
    case INFO_PATH:
        *out = value_string(file_of(info));
        break;
    case INFO_LINE:
        *out = line_value(info);
        break;
    case INFO_STATEMENT:
        *out = statement_value(info);
        break;
    case INFO_POSITION:
        position_message(&info->position, &text);
        *out = value_string_take(&text);
        break;
    case INFO_ROOT:
        *out = folder_of(file_of(info));
        break;
    case INFO_NAME:
        *out = value_string(info->name ? info->name : "");
        break;
    case INFO_LENGTH:
        *out = value_int(info->pipeline_length);
        break;
    case INFO_INDEX:
        *out = value_int(info->pipeline_position);
        break;
    case INFO_ORIGIN:
        *out = value_string("Internal");
        break;
    case INFO_SCRIPT_POSITION:
        *out = info->position.ast
                   ? script_extent_new(info->position.ast, info->position.start, info->position.end)
                   : value_null();
        break;
    case INFO_DISPLAY:
        *out = value_null(); /* only what is shown elsewhere than where it happened has one */
        break;
    case INFO_EXPECTING:
        *out = value_bool(info->expecting_input);
        break;
    }
    return 0;
}

/* clang-format off */
#define INFO(n, t, field) { .name = n, .type_name = t, .get = info_get, .data = field }
/* clang-format on */
static const struct property info_props[] = {
    INFO("MyCommand", "System.Management.Automation.CommandInfo", INFO_COMMAND),
    INFO("BoundParameters", "System.Collections.Generic.Dictionary[string,System.Object]",
         INFO_BOUND),
    INFO("UnboundArguments", "System.Collections.Generic.List[System.Object]", INFO_UNBOUND),
    INFO("ScriptLineNumber", "int", INFO_LINE_NUMBER),
    INFO("OffsetInLine", "int", INFO_OFFSET),
    INFO("HistoryId", "long", INFO_HISTORY),
    INFO("ScriptName", "string", INFO_SCRIPT),
    INFO("Line", "string", INFO_LINE),
    INFO("Statement", "string", INFO_STATEMENT),
    INFO("PositionMessage", "string", INFO_POSITION),
    INFO("PSScriptRoot", "string", INFO_ROOT),
    INFO("PSCommandPath", "string", INFO_PATH),
    INFO("InvocationName", "string", INFO_NAME),
    INFO("PipelineLength", "int", INFO_LENGTH),
    INFO("PipelinePosition", "int", INFO_INDEX),
    INFO("ExpectingInput", "bool", INFO_EXPECTING),
    INFO("CommandOrigin", "System.Management.Automation.CommandOrigin", INFO_ORIGIN),
    INFO("DisplayScriptPosition", "System.Management.Automation.Language.IScriptExtent",
         INFO_DISPLAY),
    { .name = "ScriptPosition",
      .type_name = "System.Management.Automation.Language.IScriptExtent",
      .get = info_get,
      .data = INFO_SCRIPT_POSITION,
      .hidden = true },
};

static void info_destroy(struct object *o)
{
    struct invocation_info *info = object_payload(o);
    value_unref(info->command);
    value_unref(info->bound);
    value_unref(info->unbound);
    free(info->name);
    ast_unref(info->position.ast);
}

const struct type_info type_invocation_info = {
    .name = "System.Management.Automation.InvocationInfo",
    .base = &type_object,
    .props = info_props,
    .nprops = ARRAY_SIZE(info_props),
    .payload_size = sizeof(struct invocation_info),
    .destroy = info_destroy,
};

struct value invocation_info_new(const struct invocation_details *d)
{
    struct object *o = object_new(&type_invocation_info);
    struct invocation_info *info = object_payload(o);
    info->command = value_ref(d->command);
    info->bound = value_ref(d->bound);
    info->unbound = value_ref(d->unbound);
    info->name = xstrdup(d->name);
    info->position = d->position;
    if (info->position.ast)
        ast_ref(info->position.ast);
    info->pipeline_length = d->pipeline_length;
    info->pipeline_position = d->pipeline_position;
    info->expecting_input = d->expecting_input;
    return value_of_object(o);
}

bool invocation_info_position(struct value v, struct position *out)
{
    const struct invocation_info *info = info_of(v);
    if (!info || !info->position.ast)
        return false;
    *out = info->position;
    return true;
}

bool invocation_info_has_command(struct value v)
{
    const struct invocation_info *info = info_of(v);
    return info && !value_is_null(info->command);
}

const char *invocation_info_name(struct value v)
{
    const struct invocation_info *info = info_of(v);
    if (!info)
        return NULL;
    struct command c;
    if (command_info_get(info->command, &c))
        return c.name;
    return info->name && *info->name ? info->name : NULL;
}

/* ---- the position message ---- */

/* Cuts a long line around the offending part: 12 columns before it and 8
 * behind when there is room. Bytes; a cut never splits a character. */
struct cut {
    size_t from, to; /* of the line */
    size_t mark, mark_len;
};

static size_t char_start(const char *s, size_t i)
{
    while (i > 0 && ((unsigned char)s[i] & 0xC0) == 0x80)
        i--;
    return i;
}

static struct cut cut_line(const char *line, size_t len, size_t start, size_t mark_len)
{
    struct cut c = { 0, len, start, mark_len };
    if (len <= MAX_SHOWN_LINE)
        return c;
    size_t prefix = start < 12 ? start : 12;
    size_t rest = len - start - mark_len;
    size_t suffix = rest < 8 ? rest : 8;
    if (prefix + mark_len >= MAX_SHOWN_LINE) {
        c.mark_len = MAX_SHOWN_LINE - prefix;
        suffix = 0;
    } else {
        size_t room = MAX_SHOWN_LINE - prefix - mark_len;
        if (suffix < room) {
            suffix = rest < room ? rest : room;
            room -= suffix;
            prefix = start < prefix + room ? start : prefix + room;
        } else {
            suffix = room;
        }
    }
    c.from = char_start(line, start - prefix);
    c.to = char_start(line, start + c.mark_len + suffix < len ? start + c.mark_len + suffix : len);
    if (c.to > len)
        c.to = len;
    return c;
}

void position_message(const struct position *p, struct strbuf *out)
{
    if (!p->ast)
        return;
    struct ast_pos pos = ast_position(p->ast, p->start);
    struct ast_str line = ast_line(p->ast, pos.line);
    size_t len = line.len;
    while (len > 0 && (unsigned char)line.s[len - 1] <= ' ')
        len--;
    strbuf_addf(out, "At %s:%u char:%u", p->ast->file ? p->ast->file : "line", pos.line,
                pos.column);
    if (len == 0)
        return;
    size_t line_start = p->ast->lines[pos.line - 1];
    size_t start = p->start - line_start;
    if (start > len)
        start = len;
    size_t end = p->end > line_start ? p->end - line_start : 0;
    if (end > len)
        end = len;
    size_t mark_len = end > start ? end - start : 0;
    /* Tabs become four blanks before anything is measured. */
    AUTO_STRBUF wide = STRBUF_INIT;
    size_t wide_start = 0, wide_end = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i == start)
            wide_start = wide.len;
        if (i == start + mark_len)
            wide_end = wide.len;
        if (i == len)
            break;
        if (line.s[i] == '\t')
            strbuf_adds(&wide, "    ");
        else
            strbuf_addch(&wide, line.s[i]);
    }
    struct cut c = cut_line(wide.buf, wide.len, wide_start, wide_end - wide_start);
    const char *lead = c.from > 0 ? "... " : "";
    strbuf_addf(out, "\n+ %s", lead);
    strbuf_add(out, wide.buf + c.from, c.to - c.from);
    strbuf_adds(out, c.to < wide.len ? " ..." : "");
    strbuf_addf(out, "\n+ %s", *lead ? "    " : "");
    strbuf_fill(out, ' ', utf8_width(wide.buf + c.from, c.mark - c.from));
    size_t marks = utf8_width(wide.buf + c.mark, c.mark_len);
    strbuf_fill(out, '~', marks ? marks : 1);
}
