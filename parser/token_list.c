#include <stdlib.h>
#include <string.h>

#include "parser/parse_internal.h"
#include "shell/base/alloc.h"

static const char *const keyword_kinds[] = {
    [KW_BEGIN] = "Begin",
    [KW_BREAK] = "Break",
    [KW_CATCH] = "Catch",
    [KW_CLASS] = "Class",
    [KW_CLEAN] = "Clean",
    [KW_CONTINUE] = "Continue",
    [KW_DATA] = "Data",
    [KW_DEFINE] = "Define",
    [KW_DO] = "Do",
    [KW_DYNAMICPARAM] = "Dynamicparam",
    [KW_ELSE] = "Else",
    [KW_ELSEIF] = "ElseIf",
    [KW_END] = "End",
    [KW_ENUM] = "Enum",
    [KW_EXIT] = "Exit",
    [KW_FILTER] = "Filter",
    [KW_FINALLY] = "Finally",
    [KW_FOR] = "For",
    [KW_FOREACH] = "Foreach",
    [KW_FROM] = "From",
    [KW_FUNCTION] = "Function",
    [KW_IF] = "If",
    [KW_IN] = "In",
    [KW_PARAM] = "Param",
    [KW_PROCESS] = "Process",
    [KW_RETURN] = "Return",
    [KW_SWITCH] = "Switch",
    [KW_THROW] = "Throw",
    [KW_TRAP] = "Trap",
    [KW_TRY] = "Try",
    [KW_UNTIL] = "Until",
    [KW_USING] = "Using",
    [KW_VAR] = "Var",
    [KW_WHILE] = "While",
    [KW_WORKFLOW] = "Workflow",
};

static const char *const token_kinds[] = {
    [TOK_EOF] = "EndOfInput",
    [TOK_NEWLINE] = "NewLine",
    [TOK_SEMI] = "Semi",
    [TOK_LPAREN] = "LParen",
    [TOK_RPAREN] = "RParen",
    [TOK_LCURLY] = "LCurly",
    [TOK_RCURLY] = "RCurly",
    [TOK_LBRACKET] = "LBracket",
    [TOK_RBRACKET] = "RBracket",
    [TOK_AT_LPAREN] = "AtParen",
    [TOK_AT_LCURLY] = "AtCurly",
    [TOK_DOLLAR_LPAREN] = "DollarParen",
    [TOK_VARIABLE] = "Variable",
    [TOK_SPLAT] = "SplattedVariable",
    [TOK_NUMBER] = "Number",
    [TOK_SQUOTE] = "StringLiteral",
    [TOK_DQUOTE] = "StringExpandable",
    [TOK_HERE_SQUOTE] = "HereStringLiteral",
    [TOK_HERE_DQUOTE] = "HereStringExpandable",
    [TOK_PARAMETER] = "Parameter",
    [TOK_DASHDASH] = "MinusMinus",
    [TOK_STOP] = "Generic",
    [TOK_NOT] = "Not",
    [TOK_BNOT] = "Bnot",
    [TOK_DOT] = "Dot",
    [TOK_COLON2] = "ColonColon",
    [TOK_COLON] = "Colon",
    [TOK_QUESTION] = "QuestionMark",
    [TOK_COALESCE] = "QuestionQuestion",
    [TOK_QDOT] = "QuestionDot",
    [TOK_QLBRACKET] = "QuestionLBracket",
    [TOK_COMMA] = "Comma",
    [TOK_PIPE] = "Pipe",
    [TOK_OROR] = "OrOr",
    [TOK_ANDAND] = "AndAnd",
    [TOK_AMP] = "Ampersand",
    [TOK_PLUS] = "Plus",
    [TOK_MINUS] = "Minus",
    [TOK_STAR] = "Multiply",
    [TOK_SLASH] = "Divide",
    [TOK_PERCENT] = "Rem",
    [TOK_EXCL] = "Exclaim",
    [TOK_PLUSPLUS] = "PlusPlus",
    [TOK_MINUSMINUS] = "MinusMinus",
    [TOK_DOTDOT] = "DotDot",
    [TOK_REDIRECT] = "Redirection",
    [TOK_REDIRECT_IN] = "RedirectInStd",
    [TOK_UNKNOWN] = "Unknown",
};

/* Binary operators written as words: -eq is Ieq, as -ieq is. */
static const char *binary_kind(const char *s, uint32_t len)
{
    static const char *const kinds[] = {
        "And",       "Or",       "Xor",       "Band",         "Bor",       "Bxor",         "Shl",
        "Shr",       "Is",       "IsNot",     "As",           "Join",      "Ieq",          "Ine",
        "Ige",       "Igt",      "Ilt",       "Ile",          "Ilike",     "Inotlike",     "Imatch",
        "Inotmatch", "Ireplace", "Icontains", "Inotcontains", "Iin",       "Inotin",       "Isplit",
        "Ceq",       "Cne",      "Cge",       "Cgt",          "Clt",       "Cle",          "Clike",
        "Cnotlike",  "Cmatch",   "Cnotmatch", "Creplace",     "Ccontains", "Cnotcontains", "Cin",
        "Cnotin",    "Csplit",   "Format",
    };
    if (len < 2)
        return "Unknown";
    s++;
    len--;
    if (len == 1 && (*s == 'f' || *s == 'F'))
        return "Format";
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strlen(kinds[i]) == len && strncasecmp(kinds[i], s, len) == 0)
            return kinds[i];
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (*kinds[i] == 'I' && strlen(kinds[i]) == len + 1 &&
            strncasecmp(kinds[i] + 1, s, len) == 0)
            return kinds[i];
    return "Unknown";
}

static const char *assign_kind(char first)
{
    switch (first) {
    case '+':
        return "PlusEquals";
    case '-':
        return "MinusEquals";
    case '*':
        return "MultiplyEquals";
    case '/':
        return "DivideEquals";
    case '%':
        return "RemainderEquals";
    case '?':
        return "QuestionQuestionEquals";
    default:
        return "Equals";
    }
}

/* May a keyword stand behind this token? */
static bool begins_statement(const struct parse_tokens *tokens)
{
    static const char *const before[] = { "NewLine",     "Semi",    "LCurly",  "RCurly",
                                          "LParen",      "Comment", "RParen",  "AtParen",
                                          "DollarParen", "Equals",  "Variable" };
    if (!tokens->len)
        return true;
    const char *kind = tokens->items[tokens->len - 1].kind;
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
        if (strcmp(kind, before[i]) == 0)
            return true;
    return false;
}

const char *parse_operator_kind(const char *s, uint32_t len)
{
    static const struct {
        char text[4];
        const char *kind;
    } signs[] = {
        { "=", "Equals" },        { "+=", "PlusEquals" },
        { "-=", "MinusEquals" },  { "*=", "MultiplyEquals" },
        { "/=", "DivideEquals" }, { "%=", "RemainderEquals" },
        { "+", "Plus" },          { "-", "Minus" },
        { "*", "Multiply" },      { "/", "Divide" },
        { "%", "Rem" },           { "..", "DotDot" },
        { "++", "PlusPlus" },     { "--", "MinusMinus" },
    };
    if (len == 2 && s[0] == '?')
        return "QuestionQuestion";
    if (len == 3 && s[0] == '?')
        return "QuestionQuestionEquals";
    if (len == 4 && strncasecmp(s, "-not", 4) == 0)
        return "Not";
    if (len == 5 && strncasecmp(s, "-bnot", 5) == 0)
        return "Bnot";
    for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
        if (strlen(signs[i].text) == len && memcmp(signs[i].text, s, len) == 0)
            return signs[i].kind;
    return binary_kind(s, len);
}

/* Words that mean something in one place only: default of a switch, hidden and static of a
 * class, in of a foreach. Elsewhere a command's name keeps their kind. */
static const char *local_keyword(const char *s, uint32_t len)
{
    static const char *const words[] = { "Default", "Hidden", "In", "Static" };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strlen(words[i]) == len && strncasecmp(words[i], s, len) == 0)
            return words[i];
    return NULL;
}

static const char *kind_of(const struct parser *p, const struct token *tok)
{
    const char *s = p->lex.s + tok->start;
    uint32_t len = tok->end - tok->start;
    if (tok->kind == TOK_BINARY)
        return binary_kind(s, len);
    if (tok->kind == TOK_ASSIGN)
        return assign_kind(*s);
    if (tok->kind != TOK_WORD)
        return token_kinds[tok->kind];
    enum keyword keyword = tok->complex ? KW_NONE : lex_keyword(s, len);
    if (keyword != KW_NONE && begins_statement(p->tokens))
        return keyword_kinds[keyword];
    const char *local = tok->complex ? NULL : local_keyword(s, len);
    if (local)
        return begins_statement(p->tokens) ? local : "Generic";
    return lex_identifier(&p->lex, tok->start) == tok->end ? "Identifier" : "Generic";
}

static void add(struct parse_tokens *tokens, uint32_t start, uint32_t end, const char *kind)
{
    if (tokens->len == tokens->cap) {
        tokens->cap = tokens->cap * 2 + 16;
        tokens->items = xreallocarray(tokens->items, tokens->cap, sizeof(tokens->items[0]));
    }
    tokens->items[tokens->len++] = (struct parse_token){ start, end, kind, NULL };
}

void note_token(struct parser *p, const struct token *tok)
{
    if (p->tokens && tok->kind != TOK_EOF)
        add(p->tokens, tok->start, tok->end, kind_of(p, tok));
}

void note_span(struct parser *p, uint32_t end)
{
    if (!p->tokens)
        return;
    struct parse_tokens *t = p->tokens;
    if (t->len && t->items[t->len - 1].end > end) {
        t->items[t->len - 1].end = end; /* only its beginning was wanted */
        return;
    }
    uint32_t start = p->pos;
    while (start < end && lex_blank(&p->lex, start))
        start++;
    if (end <= start || (t->len && t->items[t->len - 1].end > start))
        return;
    const char *before = t->len ? t->items[t->len - 1].kind : "";
    add(t, start, end, "Identifier");
    if (strcmp(before, "LBracket") == 0)
        t->items[t->len - 1].role = "TypeName";
    else if (strcmp(before, "Dot") == 0 || strcmp(before, "ColonColon") == 0)
        t->items[t->len - 1].role = "MemberName";
}

void note_command_name(struct parser *p, size_t index)
{
    if (p->tokens && index + 1 == p->tokens->len && !p->panic &&
        p->tokens->items[index].start < p->prev_end) {
        const char *kind = p->tokens->items[index].kind;
        const char first = p->lex.s[p->tokens->items[index].start];
        if (first != '$' && strcmp(kind, "LCurly") != 0)
            p->tokens->items[index].role = "CommandName";
    }
}

size_t noted_tokens(const struct parser *p)
{
    return p->tokens ? p->tokens->len : 0;
}

void note_whole(struct parser *p, size_t index, const char *kind)
{
    if (!p->tokens || p->tokens->len <= index || p->panic)
        return;
    p->tokens->len = index + 1;
    p->tokens->items[index].end = p->prev_end;
    if (kind)
        p->tokens->items[index].kind = kind;
}

void forget_tokens(struct parser *p, uint32_t pos)
{
    while (p->tokens && p->tokens->len && p->tokens->items[p->tokens->len - 1].start >= pos)
        p->tokens->len--;
}

static int by_start(const void *a, const void *b)
{
    uint32_t x = ((const struct parse_token *)a)->start, y = ((const struct parse_token *)b)->start;
    return x < y ? -1 : x > y;
}

void note_comments(struct parser *p)
{
    if (!p->tokens)
        return;
    for (size_t i = 0; i < p->lex.comments.len; i++)
        add(p->tokens, p->lex.comments.items[i].start, p->lex.comments.items[i].end, "Comment");
    if (p->tokens->len) /* an empty list has no memory to point at */
        qsort(p->tokens->items, p->tokens->len, sizeof(p->tokens->items[0]), by_start);
    add(p->tokens, p->lex.len, p->lex.len, "EndOfInput");
}

void parse_tokens_release(struct parse_tokens *tokens)
{
    free(tokens->items);
    *tokens = (struct parse_tokens)PARSE_TOKENS_INIT;
}
