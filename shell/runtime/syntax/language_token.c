/* The words of a text: Language.Token, and the older PSParser with its PSToken. */
#include <string.h>

#include "parser/parser.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/runtime/syntax/language_object.h"
#include "shell/runtime/syntax/object.h"

struct token_part {
    struct ast *ast; /* reference */
    struct parse_token token;
};

static struct token_part *part_of(struct value v)
{
    return object_payload(v.object);
}

static void part_destroy(struct object *o)
{
    ast_unref(((struct token_part *)object_payload(o))->ast);
}

static struct value part_new(const struct type_info *type, struct ast *ast,
                             const struct parse_token *token)
{
    struct object *o = object_new(type);
    struct token_part *part = object_payload(o);
    part->ast = ast_ref(ast);
    part->token = *token;
    return value_of_object(o);
}

/* ---- Language.Token ---- */

static bool kind_is(const struct parse_token *t, const char *kind)
{
    return strcmp(t->kind, kind) == 0;
}

static bool is_keyword(const struct parse_token *t)
{
    AUTO_VALUE kind = ast_enum("TokenKind", t->kind), begin = ast_enum("TokenKind", "Begin");
    return value_enum_get(kind) >= value_enum_get(begin) && !t->role;
}

static const char *const unary[] = { "Not", "Bnot", "Exclaim", "PlusPlus", "MinusMinus" };
static const char *const apart[] = {
    "Unknown",
    "Variable",
    "SplattedVariable",
    "Parameter",
    "Number",
    "Label",
    "Identifier",
    "Generic",
    "NewLine",
    "Comment",
    "EndOfInput",
    "LineContinuation",
    "StringLiteral",
    "HereStringLiteral",
    "StringExpandable",
    "HereStringExpandable",
    "LParen",
    "RParen",
    "LCurly",
    "RCurly",
    "LBracket",
    "RBracket",
    "AtParen",
    "AtCurly",
    "DollarParen",
    "Semi",
    "AndAnd",
    "OrOr",
    "Ampersand",
    "Pipe",
    "Comma",
    "ColonColon",
    "Dot",
    "Redirection",
    "RedirectInStd",
    "Colon",
    "QuestionMark",
    "QuestionDot",
    "QuestionLBracket",
};

static bool one_of(const char *kind, const char *const *kinds, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

static const char *flags_of(const struct parse_token *t)
{
    size_t len = strlen(t->kind);
    if (t->role)
        return t->role;
    if (is_keyword(t))
        return "Keyword";
    if (len > 6 && strcmp(t->kind + len - 6, "Equals") == 0)
        return "AssignmentOperator";
    if (kind_is(t, "Equals"))
        return "AssignmentOperator";
    if (one_of(t->kind, unary, ARRAY_SIZE(unary)))
        return "UnaryOperator";
    return one_of(t->kind, apart, ARRAY_SIZE(apart)) ? "None" : "BinaryOperator";
}

enum { TOKEN_TEXT, TOKEN_KIND, TOKEN_FLAGS, TOKEN_ERROR, TOKEN_EXTENT, TOKEN_VALUE };

GETTER(token_get)
{
    (void)err;
    const struct token_part *part = part_of(self);
    const struct parse_token *t = &part->token;
    switch (p->data) {
    case TOKEN_TEXT:
        *out = value_string_len(part->ast->text + t->start, t->end - t->start);
        break;
    case TOKEN_KIND:
        *out = ast_enum("TokenKind", t->kind);
        break;
    case TOKEN_FLAGS:
        *out = ast_enum("TokenFlags", flags_of(t));
        break;
    case TOKEN_EXTENT:
        *out = script_extent_new(part->ast, t->start, t->end);
        break;
    default:
        *out = value_bool(false);
        break;
    }
    return 0;
}

static int token_text(struct value self, struct strbuf *out)
{
    const struct token_part *part = part_of(self);
    strbuf_add(out, part->ast->text + part->token.start, part->token.end - part->token.start);
    return 0;
}

static const struct property token_props[] = {
    PROPERTY_DATA("Text", "string", token_get, TOKEN_TEXT),
    PROPERTY_DATA("TokenFlags", AST_NAMESPACE "TokenFlags", token_get, TOKEN_FLAGS),
    PROPERTY_DATA("Kind", AST_NAMESPACE "TokenKind", token_get, TOKEN_KIND),
    PROPERTY_DATA("HasError", "bool", token_get, TOKEN_ERROR),
    PROPERTY_DATA("Extent", AST_NAMESPACE "IScriptExtent", token_get, TOKEN_EXTENT),
};

const struct type_info type_language_token = {
    .name = AST_NAMESPACE "Token",
    .base = &type_object,
    PROPS(token_props),
    .payload_size = sizeof(struct token_part),
    .destroy = part_destroy,
    .to_string = token_text,
};

struct value language_token_new(struct ast *ast, uint32_t start, uint32_t end, const char *kind)
{
    return part_new(&type_language_token, ast, &(struct parse_token){ start, end, kind, NULL });
}

struct value language_tokens_new(struct ast *ast, const struct parse_tokens *tokens)
{
    struct array *list = array_new(tokens->len);
    for (size_t i = 0; i < tokens->len; i++)
        array_push_take(list, part_new(&type_language_token, ast, &tokens->items[i]));
    return value_of_array(list);
}

/* ---- PSToken ---- */

static const char *type_of(const struct parse_token *t)
{
    static const struct {
        const char *kind, *type;
    } types[] = {
        { "Parameter", "CommandParameter" },
        { "Identifier", "CommandArgument" },
        { "Generic", "CommandArgument" },
        { "Label", "LoopLabel" },
        { "Number", "Number" },
        { "Variable", "Variable" },
        { "SplattedVariable", "Variable" },
        { "NewLine", "NewLine" },
        { "LineContinuation", "LineContinuation" },
        { "Comment", "Comment" },
        { "Unknown", "Unknown" },
        { "StringLiteral", "String" },
        { "StringExpandable", "String" },
        { "HereStringLiteral", "String" },
        { "HereStringExpandable", "String" },
        { "LParen", "GroupStart" },
        { "LCurly", "GroupStart" },
        { "AtParen", "GroupStart" },
        { "AtCurly", "GroupStart" },
        { "DollarParen", "GroupStart" },
        { "RParen", "GroupEnd" },
        { "RCurly", "GroupEnd" },
        { "Semi", "StatementSeparator" },
    };
    if (t->role)
        return *t->role == 'C' ? "Command" : *t->role == 'M' ? "Member" : "Type";
    for (size_t i = 0; i < ARRAY_SIZE(types); i++)
        if (kind_is(t, types[i].kind))
            return types[i].type;
    return is_keyword(t) ? "Keyword" : "Operator";
}

/* A name without its sign, a text without its quotes. */
static struct value content_of(const struct token_part *part)
{
    const struct parse_token *t = &part->token;
    const char *s = part->ast->text + t->start;
    uint32_t len = t->end - t->start, skip = 0, drop = 0;
    if (kind_is(t, "Variable") || kind_is(t, "SplattedVariable")) {
        bool braced = len > 2 && s[1] == '{';
        skip = 1 + braced;
        drop = braced;
    } else if ((kind_is(t, "StringLiteral") || kind_is(t, "StringExpandable")) && len > 1) {
        skip = drop = 1;
    } else if (strncmp(t->kind, "HereString", 10) == 0 && len > 4) {
        skip = s[2] == '\r' && s[3] == '\n' ? 4 : 3;
        drop = s[len - 4] == '\r' && s[len - 3] == '\n' ? 4 : 3;
    }
    return skip + drop > len ? value_string("") : value_string_len(s + skip, len - skip - drop);
}

enum { PS_CONTENT, PS_TYPE, PS_START, PS_LENGTH, PS_LINE, PS_COLUMN, PS_END_LINE, PS_END_COLUMN };

GETTER(ps_token_get)
{
    (void)err;
    const struct token_part *part = part_of(self);
    const struct parse_token *t = &part->token;
    struct ast_pos from = ast_position(part->ast, t->start), to = ast_position(part->ast, t->end);
    switch (p->data) {
    case PS_CONTENT:
        *out = content_of(part);
        break;
    case PS_TYPE:
        *out = ast_enum("System.Management.Automation.PSTokenType", type_of(t));
        break;
    case PS_START:
        *out = value_int((int32_t)utf8_utf16_len(part->ast->text, t->start));
        break;
    case PS_LENGTH:
        *out = value_int((int32_t)utf8_utf16_len(part->ast->text + t->start, t->end - t->start));
        break;
    case PS_LINE:
        *out = value_int((int32_t)from.line);
        break;
    case PS_COLUMN:
        *out = value_int((int32_t)from.column);
        break;
    case PS_END_LINE:
        *out = value_int((int32_t)to.line);
        break;
    default:
        *out = value_int((int32_t)to.column);
        break;
    }
    return 0;
}

static const struct property ps_token_props[] = {
    PROPERTY_DATA("Content", "string", ps_token_get, PS_CONTENT),
    PROPERTY_DATA("Type", "System.Management.Automation.PSTokenType", ps_token_get, PS_TYPE),
    PROPERTY_DATA("Start", "int", ps_token_get, PS_START),
    PROPERTY_DATA("Length", "int", ps_token_get, PS_LENGTH),
    PROPERTY_DATA("StartLine", "int", ps_token_get, PS_LINE),
    PROPERTY_DATA("StartColumn", "int", ps_token_get, PS_COLUMN),
    PROPERTY_DATA("EndLine", "int", ps_token_get, PS_END_LINE),
    PROPERTY_DATA("EndColumn", "int", ps_token_get, PS_END_COLUMN),
};

const struct type_info type_ps_token = {
    .name = "System.Management.Automation.PSToken",
    .base = &type_object,
    PROPS(ps_token_props),
    .payload_size = sizeof(struct token_part),
    .destroy = part_destroy,
};

/* ---- PSParser ---- */

/* A text, or its lines. */
static struct value script_text(struct value v)
{
    if (v.kind != V_ARRAY)
        return arg_string(v);
    AUTO_STRBUF text = STRBUF_INIT;
    for (size_t i = 0; i < v.array->len; i++) {
        strbuf_adds(&text, i ? "\n" : "");
        value_to_strbuf(v.array->items[i], &text);
    }
    return value_string_take(&text);
}

CALL(tokenize)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = script_text(args[0]);
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    struct parse_tokens tokens = PARSE_TOKENS_INIT;
    parse_script_tokens(text.str->data, text.str->len, NULL, &ast, &diag, &tokens);
    struct array *list = array_new(tokens.len);
    AUTO_VALUE found = value_of_array(list), errors = parse_errors_new(ast, &diag);
    for (size_t i = 0; i + 1 < tokens.len; i++) /* the last is the end of the text */
        array_push_take(list, part_new(&type_ps_token, ast, &tokens.items[i]));
    int rc = arg_set_ref(args[1], errors, err);
    if (rc == 0)
        *out = STEAL_VALUE(found);
    parse_tokens_release(&tokens);
    parse_diag_release(&diag);
    ast_unref(ast);
    return rc;
}

static const struct method ps_parser_statics[] = {
    METHOD("Tokenize", 2, 2, tokenize,
           "System.Collections.ObjectModel.Collection[System.Management.Automation.PSToken] "
           "Tokenize(string script, [ref] errors)"),
};

const struct type_info type_ps_parser = {
    .name = "System.Management.Automation.PSParser",
    .base = &type_object,
    STATICS(ps_parser_statics),
};
