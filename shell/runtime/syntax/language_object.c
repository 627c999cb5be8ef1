#include "shell/runtime/syntax/language_object.h"

#include <string.h>

#include "parser/ast.h"
#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/session_handle.h"
#include "shell/runtime/syntax/object.h"

#define MAX_SHOWN_ERRORS 10

/* Payload of extents, positions, and what has an extent. */
struct source_part {
    struct ast *ast; /* reference */
    uint32_t start, end;
    const char *id; /* of a parse error (static) */
    struct value message;
    bool incomplete;
};

static void part_destroy(struct object *o)
{
    struct source_part *part = object_payload(o);
    ast_unref(part->ast);
    value_unref(part->message);
}

static struct source_part *part_of(struct value v)
{
    return object_payload(v.object);
}

static struct value part_new(const struct type_info *type, struct ast *ast, uint32_t start,
                             uint32_t end)
{
    struct object *o = object_new(type);
    struct source_part *part = object_payload(o);
    part->ast = ast_ref(ast);
    part->start = start > ast->len ? ast->len : start;
    part->end = end > ast->len ? ast->len : end;
    if (part->end < part->start)
        part->end = part->start;
    return value_of_object(o);
}

struct value script_extent_new(struct ast *ast, uint32_t start, uint32_t end)
{
    return part_new(&type_script_extent, ast, start, end);
}

static int32_t utf16_offset(const struct ast *ast, uint32_t offset)
{
    return (int32_t)utf8_utf16_len(ast->text, offset);
}

static struct value file_value(const struct ast *ast)
{
    return ast->file ? value_string(ast->file) : value_null();
}

/* ---- positions ---- */

enum { POS_FILE, POS_LINE_NUMBER, POS_COLUMN, POS_OFFSET, POS_LINE };

GETTER(position_get)
{
    (void)err;
    const struct source_part *part = part_of(self);
    struct ast_pos pos = ast_position(part->ast, part->start);
    struct ast_str line;
    switch (p->data) {
    case POS_FILE:
        *out = file_value(part->ast);
        break;
    case POS_LINE_NUMBER:
        *out = value_int((int32_t)pos.line);
        break;
    case POS_COLUMN:
        *out = value_int((int32_t)pos.column);
        break;
    case POS_OFFSET:
        *out = value_int(utf16_offset(part->ast, part->start));
        break;
    default:
        line = ast_line(part->ast, pos.line);
        *out = value_string_len(line.s, line.len);
        break;
    }
    return 0;
}

static const struct property position_props[] = {
    PROPERTY_DATA("File", "string", position_get, POS_FILE),
    PROPERTY_DATA("LineNumber", "int", position_get, POS_LINE_NUMBER),
    PROPERTY_DATA("ColumnNumber", "int", position_get, POS_COLUMN),
    PROPERTY_DATA("Offset", "int", position_get, POS_OFFSET),
    PROPERTY_DATA("Line", "string", position_get, POS_LINE),
};

static const struct type_info *const implements_position[] = { &interface_script_position, NULL };
const struct type_info type_script_position = {
    .name = "System.Management.Automation.Language.InternalScriptPosition",
    .base = &type_object,
    .interfaces = implements_position,
    PROPS(position_props),
    .payload_size = sizeof(struct source_part),
    .destroy = part_destroy,
};

/* ---- extents ---- */

enum {
    EXTENT_FILE,
    EXTENT_START_POSITION,
    EXTENT_END_POSITION,
    EXTENT_START_LINE,
    EXTENT_START_COLUMN,
    EXTENT_END_LINE,
    EXTENT_END_COLUMN,
    EXTENT_TEXT,
    EXTENT_START_OFFSET,
    EXTENT_END_OFFSET
};

GETTER(extent_get)
{
    (void)err;
    const struct source_part *part = part_of(self);
    struct ast *ast = part->ast;
    switch (p->data) {
    case EXTENT_FILE:
        *out = file_value(ast);
        break;
    case EXTENT_START_POSITION:
        *out = part_new(&type_script_position, ast, part->start, part->start);
        break;
    case EXTENT_END_POSITION:
        *out = part_new(&type_script_position, ast, part->end, part->end);
        break;
    case EXTENT_START_LINE:
        *out = value_int((int32_t)ast_position(ast, part->start).line);
        break;
    case EXTENT_START_COLUMN:
        *out = value_int((int32_t)ast_position(ast, part->start).column);
        break;
    case EXTENT_END_LINE:
        *out = value_int((int32_t)ast_position(ast, part->end).line);
        break;
    case EXTENT_END_COLUMN:
        *out = value_int((int32_t)ast_position(ast, part->end).column);
        break;
    case EXTENT_TEXT:
        *out = value_string_len(ast->text + part->start, part->end - part->start);
        break;
    case EXTENT_START_OFFSET:
        *out = value_int(utf16_offset(ast, part->start));
        break;
    default:
        *out = value_int(utf16_offset(ast, part->end));
        break;
    }
    return 0;
}

#define POSITION_TYPE "System.Management.Automation.Language.IScriptPosition"
static const struct property extent_props[] = {
    PROPERTY_DATA("File", "string", extent_get, EXTENT_FILE),
    PROPERTY_DATA("StartScriptPosition", POSITION_TYPE, extent_get, EXTENT_START_POSITION),
    PROPERTY_DATA("EndScriptPosition", POSITION_TYPE, extent_get, EXTENT_END_POSITION),
    PROPERTY_DATA("StartLineNumber", "int", extent_get, EXTENT_START_LINE),
    PROPERTY_DATA("StartColumnNumber", "int", extent_get, EXTENT_START_COLUMN),
    PROPERTY_DATA("EndLineNumber", "int", extent_get, EXTENT_END_LINE),
    PROPERTY_DATA("EndColumnNumber", "int", extent_get, EXTENT_END_COLUMN),
    PROPERTY_DATA("Text", "string", extent_get, EXTENT_TEXT),
    PROPERTY_DATA("StartOffset", "int", extent_get, EXTENT_START_OFFSET),
    PROPERTY_DATA("EndOffset", "int", extent_get, EXTENT_END_OFFSET),
};

static int part_text(struct value self, struct strbuf *out)
{
    const struct source_part *part = part_of(self);
    strbuf_add(out, part->ast->text + part->start, part->end - part->start);
    return 0;
}

static const struct type_info *const implements_extent[] = { &interface_script_extent, NULL };
const struct type_info type_script_extent = {
    .name = "System.Management.Automation.Language.InternalScriptExtent",
    .base = &type_object,
    .interfaces = implements_extent,
    PROPS(extent_props),
    .payload_size = sizeof(struct source_part),
    .destroy = part_destroy,
    .to_string = part_text,
};

/* ---- errors ---- */

enum { PART_EXTENT, PART_ID, PART_MESSAGE, PART_INCOMPLETE };

GETTER(part_get)
{
    (void)err;
    const struct source_part *part = part_of(self);
    switch (p->data) {
    case PART_EXTENT:
        *out = part_new(&type_script_extent, part->ast, part->start, part->end);
        break;
    case PART_ID:
        *out = value_string(part->id);
        break;
    case PART_MESSAGE:
        *out = value_ref(part->message);
        break;
    default:
        *out = value_bool(part->incomplete);
        break;
    }
    return 0;
}

#define EXTENT_TYPE "System.Management.Automation.Language.IScriptExtent"
static const struct property error_props[] = {
    PROPERTY_DATA("Extent", EXTENT_TYPE, part_get, PART_EXTENT),
    PROPERTY_DATA("ErrorId", "string", part_get, PART_ID),
    PROPERTY_DATA("Message", "string", part_get, PART_MESSAGE),
    PROPERTY_DATA("IncompleteInput", "bool", part_get, PART_INCOMPLETE),
};

static void error_text(struct ast *ast, uint32_t start, uint32_t end, const char *message,
                       struct strbuf *out)
{
    struct position position = { ast, start, end };
    position_message(&position, out);
    strbuf_addf(out, "\n%s", message);
}

static int error_to_string(struct value self, struct strbuf *out)
{
    const struct source_part *part = part_of(self);
    error_text(part->ast, part->start, part->end, part->message.str->data, out);
    return 0;
}

const struct type_info type_parse_error = {
    .name = "System.Management.Automation.Language.ParseError",
    .base = &type_object,
    PROPS(error_props),
    .payload_size = sizeof(struct source_part),
    .destroy = part_destroy,
    .to_string = error_to_string,
};

struct value parse_errors_new(struct ast *ast, const struct parse_diag *diag)
{
    struct array *list = array_new(diag->len);
    for (size_t i = 0; i < diag->len; i++) {
        const struct parse_error *e = &diag->errors[i];
        struct value v = part_new(&type_parse_error, ast, e->start, e->end);
        struct source_part *part = part_of(v);
        part->id = e->id;
        part->message = value_string(e->message);
        part->incomplete = e->incomplete;
        array_push_take(list, v);
    }
    return value_of_array(list);
}

const char *parse_error_id(struct value error)
{
    return part_of(error)->id;
}

void parse_errors_message(struct ast *ast, const struct parse_diag *diag, struct strbuf *out)
{
    for (size_t i = 0; i < diag->len && i < MAX_SHOWN_ERRORS; i++) {
        const struct parse_error *e = &diag->errors[i];
        strbuf_adds(out, i ? "\n\n" : "");
        error_text(ast, e->start, e->end, e->message, out);
    }
    if (diag->len >= MAX_SHOWN_ERRORS)
        strbuf_adds(out, "\n\nNot all parse errors were reported.  Correct the reported errors "
                         "and try again.");
}

/* ---- the parser ---- */

static int parse_text(struct value handle, const char *text, size_t len, const char *file,
                      const struct value *refs, struct value *out, struct err **err)
{
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    struct parse_tokens tokens = PARSE_TOKENS_INIT;
    if (parse_script_tokens(text, len, file, &ast, &diag, &tokens) == PARSE_OK)
        class_check(session_of_handle(handle), ast, false, &diag);
    AUTO_VALUE errors = parse_errors_new(ast, &diag), list = language_tokens_new(ast, &tokens);
    int rc = arg_set_ref(refs[0], list, err);
    if (rc == 0)
        rc = arg_set_ref(refs[1], errors, err);
    if (rc == 0)
        *out = ast_object_new(ast, &ast->root->node);
    parse_tokens_release(&tokens);
    parse_diag_release(&diag);
    ast_unref(ast);
    return rc;
}

CALL(parse_input)
{
    AUTO_VALUE text = arg_string(args[0]), file = n > 3 ? arg_string(args[1]) : value_null();
    return parse_text(self, text.str->data, text.str->len,
                      file.kind == V_STRING && file.str->len ? file.str->data : NULL, args + n - 2,
                      out, err);
}

CALL(parse_file)
{
    (void)n;
    AUTO_VALUE path = arg_string(args[0]);
    AUTO_STRBUF text = STRBUF_INIT;
    if (script_file_read(path.str->data, &text, err) < 0)
        return -1;
    return parse_text(self, text.buf, text.len, path.str->data, args + 1, out, err);
}

static const struct method parser_statics[] = {
    METHOD("ParseInput", 3, 4, parse_input,
           "System.Management.Automation.Language.ScriptBlockAst ParseInput(string input, "
           "[ref] tokens, [ref] errors)"),
    METHOD("ParseFile", 3, 3, parse_file,
           "System.Management.Automation.Language.ScriptBlockAst ParseFile(string fileName, "
           "[ref] tokens, [ref] errors)"),
};

const struct type_info type_language_parser = {
    .name = "System.Management.Automation.Language.Parser",
    .base = &type_object,
    STATICS(parser_statics),
    .wants_session = true,
};
