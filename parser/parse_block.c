#include "parser/parse_internal.h"

#include <string.h>

/* A statement that ends with a block needs no separator behind it. */
static bool closes_itself(const struct ast_node *statement)
{
    switch (statement->kind) {
    case AST_IF:
    case AST_WHILE:
    case AST_FOR:
    case AST_FOREACH:
    case AST_SWITCH:
    case AST_TRY:
    case AST_TRAP:
    case AST_DATA:
    case AST_FUNCTION:
    case AST_TYPE_DEF:
    case AST_ERROR:
        return true;
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
        return true;
    case AST_PIPELINE:
        return AST_AS(ast_pipeline, statement)->background;
    case AST_CHAIN:
        return AST_AS(ast_chain, statement)->background;
    case AST_ASSIGN:
        return closes_itself(((const struct ast_assign *)(const void *)statement)->right);
    default:
        return false;
    }
}

static bool is_close(enum tok kind, enum tok close)
{
    return kind == TOK_EOF || (close != TOK_EOF && kind == close);
}

struct ast_block *parse_statements(struct parser *p, enum tok close)
{
    const struct token *tok = peek(p, LEX_COMMAND);
    struct ast_block *block = NODE(p, AST_BLOCK, ast_block, tok->start);
    node_vec statements = VEC_INIT, traps = VEC_INIT;
    if (enter(p)) {
        for (;;) {
            skip_separators(p);
            tok = peek(p, LEX_COMMAND);
            if (is_close(tok->kind, close)) {
                if (tok->kind == TOK_EOF)
                    note(p, CURSOR_COMMAND, p->lex.len);
                break;
            }
            if (close == TOK_EOF)
                p->top = p->depth + 1;
            struct ast_node *statement = parse_statement(p);
            if (!statement && !p->panic && close == TOK_EOF &&
                peek(p, LEX_COMMAND)->kind != TOK_EOF) {
                uint32_t behind = complain_token(p);
                if (p->panic)
                    break;
                resume_at(p, behind);
                continue;
            }
            if (!statement) {
                if (!is_close(peek(p, LEX_COMMAND)->kind, close))
                    fail_token(p);
                break;
            }
            *vec_push(statement->kind == AST_TRAP ? &traps : &statements) = statement;
            if (p->panic)
                break;
            tok = peek(p, LEX_COMMAND);
            if (!is_close(tok->kind, close) && tok->kind != TOK_NEWLINE && tok->kind != TOK_SEMI &&
                !closes_itself(statement)) {
                if (close != TOK_EOF) {
                    fail_token(p);
                    break;
                }
                complain_token(p);
                if (p->panic)
                    break;
            }
        }
        leave(p);
    }
    block->statements = adopt_all(p, &block->node, &statements, &block->nstatements);
    block->traps = adopt_all(p, &block->node, &traps, &block->ntraps);
    if (block->nstatements && block->statements[0]->start < block->node.start)
        block->node.start = block->statements[0]->start;
    node_end(p, &block->node);
    return block;
}

void expect_rcurly(struct parser *p, uint32_t lcurly)
{
    if (accept(p, LEX_COMMAND, TOK_RCURLY))
        return;
    if (peek(p, LEX_COMMAND)->kind != TOK_EOF)
        fail_token(p);
    else
        fail(p, "MissingEndCurlyBrace", lcurly, lcurly + 1, "}",
             "Missing closing '}' in statement block or type definition.");
}

struct ast_block *parse_braced(struct parser *p)
{
    const struct token *tok = peek(p, LEX_COMMAND);
    if (tok->kind != TOK_LCURLY)
        return NULL;
    uint32_t start = tok->start;
    take(p);
    bool no_comma = p->no_comma;
    p->no_comma = false;
    struct ast_block *block = parse_statements(p, TOK_RCURLY);
    expect_rcurly(p, start);
    p->no_comma = no_comma;
    block->node.start = start;
    node_end(p, &block->node);
    return block;
}

/* ---- script blocks ---- */

enum { USING_TYPE = AST_USING_ASSEMBLY + 1, USING_COMMAND, USING_KINDS };

/* Names with dots between them, each of letters, digits and _ and without a digit at its start. */
static bool is_namespace(struct ast_str name)
{
    bool first = true;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c < 0;
        if (c == '.' ? first : !letter && (first || c < '0' || c > '9'))
            return false;
        first = c == '.';
    }
    return !first;
}

/* A name or (of modules) a hashtable; NULL: neither, which is said. */
static struct ast_node *parse_using_value(struct parser *p, size_t what)
{
    struct token tok = *peek(p, LEX_COMMAND);
    struct ast_node *value = NULL;
    if (tok.kind == TOK_LBRACKET)
        value = error_expression(p, tok.start, NULL);
    else
        value = parse_argument(p);
    if (p->panic)
        return NULL;
    if (value && value->kind == AST_STRING)
        return value;
    if (value && value->kind == AST_HASHTABLE && what == AST_USING_MODULE)
        return value;
    uint32_t start = value ? value->start : tok.start;
    uint32_t end = value && value->end > start ? value->end : tok.end;
    complain(p, "InvalidValueForUsingItemName", start, end,
             "'%.*s' is not a valid value for using name.", (int)(end - start), p->lex.s + start);
    return NULL;
}

/* Of an alias, which the grammar knows and nothing supports. */
static void parse_using_alias(struct parser *p, struct ast_using *n, size_t what)
{
    struct token equals = take(p);
    enum tok next = peek(p, LEX_COMMAND)->kind;
    if (next == TOK_EOF || next == TOK_NEWLINE || next == TOK_SEMI) {
        fail(p, "MissingNamespaceAlias", equals.end, equals.end, "a name",
             "Missing namespace alias");
        return;
    }
    if (next == TOK_COMMA) {
        struct token comma = take(p);
        fail_hard(p, "UnexpectedUnaryOperator", comma.start, comma.end,
                  "Internal error - unexpected unary operator ,.");
        return;
    }
    if (parse_using_value(p, what))
        complain(p, "UsingStatementNotSupported", n->node.start, p->prev_end,
                 "This syntax of the 'using' statement is not supported.");
}

static bool ends_statement(enum tok kind)
{
    return kind == TOK_NEWLINE || kind == TOK_SEMI || kind == TOK_EOF;
}

static void parse_using_name(struct parser *p, struct ast_using *n, size_t what)
{
    enum tok kind = peek(p, LEX_COMMAND)->kind;
    if (ends_statement(kind) || kind == TOK_COMMA) {
        fail_after(p, "MissingUsingItemName", "a name", "Missing using name");
        return;
    }
    struct ast_node *value = parse_using_value(p, what);
    if (!value) {
        while (!p->panic && !ends_statement(peek(p, LEX_COMMAND)->kind))
            take(p);
        return;
    }
    if (value->kind == AST_HASHTABLE)
        n->module = adopt(p, &n->node, value);
    else
        n->name = AST_AS(ast_string, value)->value;
    bool alias = n->name.s && what != AST_USING_ASSEMBLY &&
                 peek(p, LEX_EXPRESSION)->kind == TOK_ASSIGN && p->tok.end - p->tok.start == 1;
    if (alias)
        parse_using_alias(p, n, what);
    else if (what >= USING_TYPE)
        fail_after(p, "MissingEqualsInUsingAlias", "=", "Missing '=' operator");
    else if (what == AST_USING_NAMESPACE && !is_namespace(n->name))
        complain(p, "InvalidNamespaceValue", value->start, value->end,
                 "The specified namespace in the 'using' statement contains invalid characters.");
}

static struct ast_using *parse_using(struct parser *p)
{
    struct token using = take(p);
    struct ast_using *n = NODE(p, AST_USING, ast_using, using.start);
    const struct token *tok = peek(p, LEX_COMMAND);
    static const char *const names[USING_KINDS] = { "namespace", "module", "assembly", "type",
                                                    "command" };
    uint32_t len = tok->end - tok->start;
    size_t i = 0;
    note(p, CURSOR_KEYWORD, tok->start);
    while (i < USING_KINDS && !(tok->kind == TOK_WORD && len == strlen(names[i]) &&
                                strncasecmp(p->lex.s + tok->start, names[i], len) == 0))
        i++;
    if (i == USING_KINDS) {
        fail_after(p, "MissingUsingStatementDirective", "namespace, module or assembly",
                   "Missing using directive");
        return n;
    }
    n->what = i < USING_TYPE ? (enum ast_using_kind)i : AST_USING_NAMESPACE;
    take(p);
    size_t before = p->diag ? p->diag->len : 0;
    parse_using_name(p, n, i);
    node_end(p, &n->node);
    if (!p->panic && (!p->diag || p->diag->len == before) &&
        !ends_statement(peek(p, LEX_COMMAND)->kind))
        fail_token(p);
    return n;
}

static struct ast_block **named_slot(struct ast_script_block *sb, enum keyword kw)
{
    switch (kw) {
    case KW_BEGIN:
        return &sb->begin;
    case KW_PROCESS:
        return &sb->process;
    case KW_END:
        return &sb->end;
    case KW_CLEAN:
        return &sb->clean;
    case KW_DYNAMICPARAM:
        return &sb->dynamicparam;
    default:
        return NULL;
    }
}

static bool lcurly_follows(struct parser *p)
{
    struct mark m = mark(p);
    take(p);
    skip_newlines(p);
    bool yes = peek(p, LEX_COMMAND)->kind == TOK_LCURLY;
    rewind_to(p, m);
    return yes;
}

/* Nothing, or another block's name, behind clean: a block without its braces. */
static bool ends_clean(struct parser *p)
{
    struct mark m = mark(p);
    peek(p, LEX_COMMAND);
    take(p);
    struct ast_script_block none = { 0 };
    bool yes = peek(p, LEX_COMMAND)->kind == TOK_EOF || named_slot(&none, peek_keyword(p));
    rewind_to(p, m);
    return yes;
}

/* Does a named block begin here? clean is an ordinary command name elsewhere. */
static bool at_named_block(struct parser *p, struct ast_script_block *sb)
{
    enum keyword kw = peek_keyword(p);
    return named_slot(sb, kw) && (kw != KW_CLEAN || lcurly_follows(p) || ends_clean(p));
}

static void parse_named_blocks(struct parser *p, struct ast_script_block *sb, enum tok close)
{
    for (;;) {
        skip_separators(p);
        const struct token *tok = peek(p, LEX_COMMAND);
        if (is_close(tok->kind, close)) {
            if (tok->kind == TOK_EOF)
                note(p, CURSOR_COMMAND, p->lex.len);
            return;
        }
        struct token name = *tok;
        struct ast_block **slot = named_slot(sb, peek_keyword(p));
        int len = (int)(name.end - name.start > 200 ? 200 : name.end - name.start);
        const char *text = p->lex.s + name.start;
        if (!slot) {
            fail_hard(p, "MissingNamedBlocks", name.start, name.end,
                      "unexpected token '%.*s', expected 'begin', 'process', 'end', 'clean', or "
                      "'dynamicparam'.",
                      len, text);
            return;
        }
        take(p);
        if (*slot) {
            fail_hard(p, "DuplicateScriptCommandClause", name.start, name.end,
                      "Script command clause '%.*s' has already been defined.", len, text);
            return;
        }
        skip_newlines(p);
        struct ast_block *block = parse_braced(p);
        if (!block) {
            complain_after(p, "MissingNamedStatementBlock", "{",
                           "Missing statement block after '%.*s'.", len, text);
            block = NODE(p, AST_BLOCK, ast_block, name.start);
            node_end(p, &block->node);
        }
        block->named = true;
        block->name_start = name.start;
        *slot = adopt(p, &sb->node, block);
        if (p->panic)
            return;
    }
}

/* Attributes in front of param, class or enum, or of an expression: those are
 * certain by their parenthesis. Types stay unread. */
static void parse_leading_attributes(struct parser *p)
{
    node_vec found = VEC_INIT;
    while (peek(p, LEX_EXPRESSION)->kind == TOK_LBRACKET && !p->panic) {
        struct mark m = mark(p);
        struct parse_diag *diag = p->diag;
        struct parse_cursor *cursor = p->cursor;
        p->diag = NULL;
        p->cursor = NULL;
        take(p);
        struct ast_type_name *type = parse_type_here(p, true);
        bool attribute = type && !p->panic && peek(p, LEX_COMMAND)->kind == TOK_LPAREN;
        p->diag = diag;
        p->cursor = cursor;
        p->panic = false;
        rewind_to(p, m);
        if (!attribute)
            break;
        peek(p, LEX_EXPRESSION);
        struct ast_type_name *ignored = NULL;
        struct ast_attribute *a = parse_bracketed(p, &ignored);
        if (a)
            *vec_push(&found) = &a->node;
        if (p->panic)
            break;
        skip_newlines(p);
    }
    vec_release(&p->pending);
    p->pending = found;
}

static void parse_param_block(struct parser *p, struct ast_script_block *sb)
{
    struct mark m = mark(p);
    uint32_t first = peek(p, LEX_COMMAND)->start;
    parse_leading_attributes(p);
    if (p->panic || peek_keyword(p) != KW_PARAM) {
        if (!p->pending.len)
            rewind_to(p, m);
        return;
    }
    struct token param = take(p);
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        fail_after(p, "MissingOpenParenthesisAfterKeyword", "(",
                   "Missing opening '(' after keyword 'param'.");
        return;
    }
    if (sb->params) {
        fail_hard(p, "OnlyOneParameterListAllowed", param.start, param.end,
                  "The param statement cannot be used if arguments were specified in the "
                  "function declaration.");
        return;
    }
    node_vec attributes = p->pending;
    p->pending = (node_vec)VEC_INIT;
    struct ast_param_block *block = parse_parameters(p, first);
    block->attributes = adopt_all(p, &block->node, &attributes, &block->nattributes);
    sb->params = adopt(p, &sb->node, block);
}

struct ast_script_block *parse_script_block(struct parser *p, enum tok close, bool is_filter)
{
    struct ast_script_block *sb =
        NODE(p, AST_SCRIPT_BLOCK, ast_script_block, peek(p, LEX_COMMAND)->start);
    node_vec usings = VEC_INIT, outer = p->pending;
    bool no_comma = p->no_comma, in_finally = p->in_finally;
    p->no_comma = false;
    p->in_finally = false;
    p->pending = (node_vec)VEC_INIT;
    skip_separators(p);
    while (close == TOK_EOF && peek_keyword(p) == KW_USING && !p->panic) {
        *vec_push(&usings) = &parse_using(p)->node;
        skip_separators(p);
    }
    sb->usings = adopt_all(p, &sb->node, &usings, &sb->nusings);
    parse_param_block(p, sb);
    if (!p->pending.len)
        skip_separators(p);
    if (!p->pending.len && at_named_block(p, sb)) {
        parse_named_blocks(p, sb, close);
    } else {
        struct ast_block *body = adopt(p, &sb->node, parse_statements(p, close));
        sb->unnamed = true;
        if (is_filter)
            sb->process = body;
        else
            sb->end = body;
    }
    restore_pending(p, outer);
    p->no_comma = no_comma;
    p->in_finally = in_finally;
    node_end(p, &sb->node);
    return sb;
}

struct ast_script_block *parse_script_block_rest(struct parser *p, uint32_t lcurly, bool is_filter)
{
    struct ast_script_block *sb = parse_script_block(p, TOK_RCURLY, is_filter);
    expect_rcurly(p, lcurly);
    sb->node.start = lcurly;
    node_end(p, &sb->node);
    return sb;
}
