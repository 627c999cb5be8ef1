#include "parser/parse_internal.h"

#include <string.h>

#include "parser/lexer_number.h"
#include "shell/base/text.h"

/* ---- literals and variables ---- */

struct ast_number *parse_number_at(struct parser *p, uint32_t start, uint32_t end)
{
    struct ast_number *n = NODE(p, AST_NUMBER, ast_number, start);
    AUTO_STRBUF digits = STRBUF_INIT;
    n->node.end = end;
    n->text = source_str(p, start, end);
    if (!lex_number_value(n->text.s, n->text.len, n, &digits))
        fail_hard(p, "BadNumericConstant", start, end, "The numeric constant %.200s is not valid.",
                  n->text.s);
    if (digits.len)
        n->digits = arena_str(p->ast->arena, digits.buf, digits.len);
    return n;
}

static void split_scope(struct parser *p, struct ast_variable *n, const char *s, size_t len)
{
    static const struct {
        const char *name;
        enum ast_scope scope;
    } scopes[] = {
        { "global", AST_SCOPE_GLOBAL }, { "local", AST_SCOPE_LOCAL },
        { "script", AST_SCOPE_SCRIPT }, { "private", AST_SCOPE_PRIVATE },
        { "using", AST_SCOPE_USING },
    };
    struct ast_arena *arena = p->ast->arena;
    const char *colon = memchr(s, ':', len);
    if (!colon || colon == s) {
        n->name = arena_str(arena, s, len);
        return;
    }
    size_t before = (size_t)(colon - s);
    n->name = arena_str(arena, colon + 1, len - before - 1);
    for (size_t i = 0; i < ARRAY_SIZE(scopes); i++)
        if (text_caseeqn(s, before, scopes[i].name, strlen(scopes[i].name))) {
            n->scope = scopes[i].scope;
            return;
        }
    n->scope = AST_SCOPE_DRIVE;
    n->drive = arena_str(arena, s, before);
}

/* $a: and the like name nothing. */
static void check_variable(struct parser *p, const struct ast_variable *n)
{
    bool drive = n->scope == AST_SCOPE_DRIVE || n->scope == AST_SCOPE_USING;
    if (n->name.len)
        return;
    if (n->braced)
        complain(p, "InvalidBracedVariableReference", n->node.start, n->node.end,
                 "Variable reference is not valid. The variable name is missing.");
    else
        complain(p, drive ? "InvalidVariableReferenceWithDrive" : "InvalidVariableReference",
                 n->node.start, n->node.end,
                 "Variable reference is not valid. '%s' was not followed by a valid variable name "
                 "character. Consider using ${} to delimit the name.",
                 drive ? ":" : "$");
}

struct ast_variable *parse_variable(struct parser *p, uint32_t start, uint32_t end, bool splatted)
{
    struct ast_variable *n = NODE(p, AST_VARIABLE, ast_variable, start);
    n->node.end = end;
    n->splatted = splatted;
    n->braced = p->lex.s[start + 1] == '{';
    if (!n->braced) {
        if (noting(p, end))
            note(p, CURSOR_VARIABLE, start);
        split_scope(p, n, p->lex.s + start + 1, end - start - 1);
        check_variable(p, n);
        return n;
    }
    if (end < start + 3 || p->lex.s[end - 1] != '}') {
        note(p, CURSOR_VARIABLE, start);
        fail(p, "IncompleteDollarVariableReference", start, end, "}",
             "${variable} reference starting is missing the closing '}'.");
        n->name = arena_str(p->ast->arena, "", 0);
        return n;
    }
    AUTO_STRBUF name = STRBUF_INIT;
    for (uint32_t i = start + 2; i < end - 1;) {
        if (p->lex.s[i] == '`' && i + 1 < end - 1) {
            i = lex_escape(p, i, &name);
        } else {
            strbuf_addch(&name, p->lex.s[i++]);
        }
    }
    if (!name.len)
        fail_hard(p, "EmptyVariableReference", start, end,
                  "An empty ${} variable reference was found. A name is required inside the "
                  "braces.");
    split_scope(p, n, name.buf, name.len);
    if (name.len)
        check_variable(p, n);
    return n;
}

/* ---- what brackets enclose ---- */

static struct ast_node *parse_paren(struct parser *p)
{
    struct token open = take(p);
    struct ast_paren *n = NODE(p, AST_PAREN, ast_paren, open.start);
    bool no_comma = p->no_comma;
    node_vec pending = p->pending;
    p->no_comma = false;
    p->pending = (node_vec)VEC_INIT;
    skip_newlines(p);
    if (peek(p, LEX_COMMAND)->kind == TOK_EOF)
        note(p, CURSOR_COMMAND, p->lex.len);
    n->pipeline = adopt(p, &n->node, parse_pipeline_statement(p));
    if (!n->pipeline) {
        fail_after(p, "ExpectedExpression", "an expression",
                   "An expression was expected after '('.");
    } else {
        skip_newlines(p);
        if (!accept(p, LEX_COMMAND, TOK_RPAREN))
            fail_after(p, "MissingEndParenthesisInExpression", ")",
                       "Missing closing ')' in expression.");
    }
    p->no_comma = no_comma;
    restore_pending(p, pending);
    node_end(p, &n->node);
    return &n->node;
}

struct ast_node *parse_sub_expr(struct parser *p, enum ast_kind kind)
{
    struct token open = take(p);
    struct ast_sub_expr *n = NODE(p, kind, ast_sub_expr, open.start);
    bool no_comma = p->no_comma;
    node_vec pending = p->pending;
    p->no_comma = false;
    p->pending = (node_vec)VEC_INIT;
    n->block = adopt(p, &n->node, parse_statements(p, TOK_RPAREN));
    if (!accept(p, LEX_COMMAND, TOK_RPAREN))
        fail_after(p, "MissingEndParenthesisInSubexpression", ")",
                   "Missing closing ')' in subexpression.");
    p->no_comma = no_comma;
    restore_pending(p, pending);
    node_end(p, &n->node);
    return &n->node;
}

static struct ast_node *parse_script_block_expr(struct parser *p)
{
    struct token open = take(p);
    struct ast_script_block_expr *n =
        NODE(p, AST_SCRIPT_BLOCK_EXPR, ast_script_block_expr, open.start);
    n->body = adopt(p, &n->node, parse_script_block_rest(p, open.start, false));
    /* A function may be made of it. */
    if (!p->panic)
        n->body->help = find_help(p, NO_FUNCTION, open.start + 1, n->body->node.end - 1);
    node_end(p, &n->node);
    return &n->node;
}

/* ---- hashtables ---- */

static struct ast_node *parse_key(struct parser *p)
{
    const struct token *tok = peek(p, LEX_EXPRESSION);
    if (tok->kind != TOK_WORD)
        return parse_unary(p);
    note(p, CURSOR_HASH_KEY, tok->start);
    struct token word = take(p);
    return &string_node(p, word.start, word.end, AST_BARE, p->lex.s + word.start,
                        word.end - word.start)
                ->node;
}

static void check_duplicate(struct parser *p, const struct ast_pair *pairs, size_t n)
{
    const struct ast_node *key = pairs[n - 1].key;
    if (key->kind != AST_STRING || n > 256)
        return;
    struct ast_str a = ((const struct ast_string *)(const void *)key)->value;
    for (size_t i = 0; i + 1 < n; i++) {
        if (pairs[i].key->kind != AST_STRING)
            continue;
        struct ast_str b = AST_AS(ast_string, pairs[i].key)->value;
        if (text_caseeqn(a.s, a.len, b.s, b.len)) {
            fail_hard(p, "DuplicateKeyInHashLiteral", key->start, key->end,
                      "Duplicate keys '%.200s' are not allowed in hash literals.", a.s);
            return;
        }
    }
}

static bool parse_pair(struct parser *p, struct ast_hashtable *n, struct ast_pair *pair)
{
    const struct token *tok = peek(p, LEX_EXPRESSION);
    if (tok->kind == TOK_ASSIGN) {
        fail_hard(p, "MissingKeyInHashLiteral", tok->start, tok->end,
                  "Missing key before '=' in hash literal.");
        return false;
    }
    pair->key = adopt(p, &n->node, parse_key(p));
    if (!pair->key) {
        fail_token(p);
        return false;
    }
    tok = peek(p, LEX_EXPRESSION);
    if (tok->kind != TOK_ASSIGN || tok->op != AST_ASSIGN_SET) {
        fail_after(p, "MissingEqualsInHashLiteral", "=",
                   "Missing '=' operator after key in hash literal.");
        return false;
    }
    take(p);
    skip_newlines(p);
    if (peek(p, LEX_COMMAND)->kind == TOK_EOF)
        note(p, CURSOR_COMMAND, p->lex.len);
    pair->value = adopt(p, &n->node, parse_statement(p));
    if (!pair->value)
        fail_after(p, "MissingStatementInHashLiteral", "a value",
                   "Missing statement after '=' in hash literal.");
    return !p->panic;
}

struct ast_node *parse_hashtable(struct parser *p)
{
    struct token open = take(p);
    struct ast_hashtable *n = NODE(p, AST_HASHTABLE, ast_hashtable, open.start);
    VEC(struct ast_pair) pairs = VEC_INIT;
    bool no_comma = p->no_comma;
    node_vec pending = p->pending;
    p->no_comma = false;
    p->pending = (node_vec)VEC_INIT;
    for (;;) {
        skip_separators(p);
        enum tok kind = peek(p, LEX_EXPRESSION)->kind;
        if (kind == TOK_EOF)
            note(p, CURSOR_HASH_KEY, p->lex.len);
        struct ast_pair pair = { NULL, NULL };
        bool ends = kind == TOK_RCURLY || kind == TOK_EOF || !parse_pair(p, n, &pair);
        if (ends && p->cursor && p->cursor->kind == CURSOR_HASH_KEY && !p->cursor->hashtable_owner)
            p->cursor->hashtable_owner = &n->node;
        if (ends)
            break;
        *vec_push(&pairs) = pair;
        check_duplicate(p, pairs.items, pairs.len);
        kind = peek(p, LEX_COMMAND)->kind;
        if (kind != TOK_NEWLINE && kind != TOK_SEMI)
            break;
    }
    expect_rcurly(p, open.end);
    p->no_comma = no_comma;
    restore_pending(p, pending);
    n->npairs = (uint32_t)pairs.len;
    n->pairs = arena_copy(p->ast->arena, pairs.items, pairs.len * sizeof(pairs.items[0]));
    vec_release(&pairs);
    node_end(p, &n->node);
    return &n->node;
}

void fail_splat(struct parser *p, const struct token *tok)
{
    int len = (int)(tok->end - tok->start - 1);
    const char *name = p->lex.s + tok->start + 1;
    fail_hard(p, "SplattingNotPermitted", tok->start, tok->end,
              "The splatting operator '@' cannot be used to reference variables in an "
              "expression. '@%.*s' can be used only as an argument to a command. To "
              "reference variables in an expression use '$%.*s'.",
              len, name, len, name);
}

struct ast_node *parse_primary(struct parser *p, enum lex_mode mode)
{
    struct token tok = *peek(p, mode);
    switch (tok.kind) {
    case TOK_VARIABLE:
        take(p);
        return &parse_variable(p, tok.start, tok.end, false)->node;
    case TOK_SPLAT:
        take(p);
        if (mode == LEX_EXPRESSION)
            fail_splat(p, &tok);
        return &parse_variable(p, tok.start, tok.end, true)->node;
    case TOK_NUMBER:
        take(p);
        return &parse_number_at(p, tok.start, tok.end)->node;
    case TOK_SQUOTE:
    case TOK_DQUOTE:
    case TOK_HERE_SQUOTE:
    case TOK_HERE_DQUOTE:
        return parse_string(p);
    case TOK_LPAREN:
        return parse_paren(p);
    case TOK_LCURLY:
        return parse_script_block_expr(p);
    case TOK_AT_LPAREN:
        return parse_sub_expr(p, AST_ARRAY_EXPR);
    case TOK_DOLLAR_LPAREN:
        return parse_sub_expr(p, AST_SUB_EXPR);
    case TOK_AT_LCURLY:
        return parse_hashtable(p);
    default:
        return NULL;
    }
}

/* ---- members, calls, indexes ---- */

void parse_call_args(struct parser *p, struct ast_node *owner, struct ast_node ***args,
                     uint32_t *nargs)
{
    node_vec v = VEC_INIT;
    skip_newlines(p);
    while (!accept(p, LEX_COMMAND, TOK_RPAREN)) {
        struct ast_node *arg = parse_expression_no_comma(p);
        if (!arg) {
            if (v.len)
                fail_after(p, "MissingExpressionAfterToken", "an expression",
                           "Missing expression after ','.");
            else
                fail_after(p, "MissingEndParenthesisInMethodCall", ")",
                           "Missing ')' in method call.");
            break;
        }
        *vec_push(&v) = arg;
        skip_newlines(p);
        if (accept(p, LEX_COMMAND, TOK_COMMA)) {
            skip_newlines(p);
            if (peek(p, LEX_COMMAND)->kind == TOK_RPAREN) {
                fail_after(p, "MissingExpressionAfterToken", "an expression",
                           "Missing expression after ','.");
                break;
            }
            continue;
        }
        if (peek(p, LEX_COMMAND)->kind != TOK_RPAREN) {
            fail_after(p, "MissingEndParenthesisInMethodCall", ")", "Missing ')' in method call.");
            break;
        }
    }
    *args = adopt_all(p, owner, &v, nargs);
}

static void note_member(struct parser *p, uint32_t start, struct ast_node *target, bool is_static)
{
    if (p->noted || !noting(p, p->lex.len))
        return;
    note(p, CURSOR_MEMBER, start);
    if (p->noted) {
        p->cursor->target = target;
        p->cursor->is_static = is_static;
    }
}

static struct ast_node *parse_member_name(struct parser *p, struct ast_node *target, bool is_static,
                                          enum lex_mode mode)
{
    if (mode == LEX_EXPRESSION)
        skip_newlines(p);
    uint32_t start = mode == LEX_EXPRESSION ? peek(p, LEX_EXPRESSION)->start : p->prev_end;
    uint32_t end = start, n;
    if (p->panic)
        return NULL;
    while ((n = lex_word_char(&p->lex, end)) > 0)
        end += n;
    if (end == p->lex.len)
        note_member(p, start, target, is_static);
    uint32_t number = end > start ? lex_number_end(&p->lex, start) : start;
    if (number > start && number >= end) { /* the key of a dictionary */
        resume_at(p, number);
        return &parse_number_at(p, start, number)->node;
    }
    if (end > start) {
        resume_at(p, end);
        return &string_node(p, start, end, AST_BARE, p->lex.s + start, end - start)->node;
    }
    switch (peek(p, LEX_EXPRESSION)->kind) {
    case TOK_VARIABLE:
    case TOK_SQUOTE:
    case TOK_DQUOTE:
    case TOK_HERE_SQUOTE:
    case TOK_HERE_DQUOTE:
    case TOK_LPAREN:
    case TOK_LCURLY:
    case TOK_DOLLAR_LPAREN:
        return parse_primary(p, LEX_EXPRESSION);
    default:
        fail_after(p, "MissingPropertyName", "a member name",
                   "Missing property name after reference operator.");
        return NULL;
    }
}

/* [int,string]( after a method's name. Without the parenthesis it is an index, unless its bracket
 * is missing: then nothing goes back, and false is said. */
static bool parse_type_args(struct parser *p, struct ast_node *owner, struct ast_invoke *n)
{
    struct mark m = mark(p);
    uint32_t pos = p->prev_end + 1, blank;
    while (
        (blank = lexer_skip(&p->lex, pos) - pos + lex_newline(&p->lex, lexer_skip(&p->lex, pos))))
        pos += blank;
    if (!lex_word_char(&p->lex, pos) || (p->lex.s[pos] >= '0' && p->lex.s[pos] <= '9'))
        return true;
    node_vec types = VEC_INIT;
    struct parse_cursor *cursor = p->cursor;
    size_t errors = p->diag->len;
    p->cursor = NULL;
    pos = parse_type_list(p, pos, &types);
    p->cursor = cursor;
    bool closed = pos < p->lex.len && p->lex.s[pos] == ']';
    if (!p->panic && !closed && !p->cursor) {
        resume_at(p, pos);
        complain_after(p, "EndSquareBracketExpectedAtEndOfType", "]",
                       "Missing ] at end of type token.");
        vec_release(&types);
        return false;
    }
    if (closed && pos + 1 < p->lex.len && p->lex.s[pos + 1] == '(') {
        resume_at(p, pos + 1);
        n->type_args = adopt_all(p, owner, &types, &n->ntype_args);
        return true;
    }
    vec_release(&types);
    if (p->diag->len == errors || !p->panic)
        rewind_to(p, m);
    return true;
}

static struct ast_node *parse_member(struct parser *p, struct ast_node *target, enum lex_mode mode)
{
    struct token op = take(p);
    bool is_static = op.kind == TOK_COLON2;
    struct ast_node *name = parse_member_name(p, target, is_static, mode);
    if (!name)
        return target;
    struct ast_invoke *call = NODE(p, AST_INVOKE, ast_invoke, target->start);
    char c = p->panic ? '\0' : p->lex.s[p->prev_end];
    p->has_tok = p->panic && p->has_tok;
    bool whole = c != '[' || name->kind != AST_STRING || parse_type_args(p, &call->node, call);
    c = p->panic || !whole ? '\0' : p->lex.s[p->prev_end];
    if (c != '(' && !(c == '{' && mode == LEX_EXPRESSION)) {
        struct ast_member *n = NODE(p, AST_MEMBER, ast_member, target->start);
        n->target = adopt(p, &n->node, target);
        n->name = adopt(p, &n->node, name);
        n->is_static = is_static;
        n->null_conditional = op.kind == TOK_QDOT;
        node_end(p, &n->node);
        return &n->node;
    }
    call->target = adopt(p, &call->node, target);
    call->name = adopt(p, &call->node, name);
    call->is_static = is_static;
    call->null_conditional = op.kind == TOK_QDOT;
    peek(p, LEX_COMMAND);
    if (c == '(') {
        take(p);
        if (enter(p)) {
            parse_call_args(p, &call->node, &call->args, &call->nargs);
            leave(p);
        }
    } else {
        node_vec v = VEC_INIT;
        *vec_push(&v) = parse_script_block_expr(p);
        call->args = adopt_all(p, &call->node, &v, &call->nargs);
    }
    node_end(p, &call->node);
    return &call->node;
}

static struct ast_node *parse_index(struct parser *p, struct ast_node *target)
{
    struct token open = take(p);
    struct ast_index *n = NODE(p, AST_INDEX, ast_index, target->start);
    bool no_comma = p->no_comma;
    p->no_comma = false;
    n->target = adopt(p, &n->node, target);
    n->null_conditional = open.kind == TOK_QLBRACKET;
    skip_newlines(p);
    n->index = adopt(p, &n->node, parse_expression(p));
    p->no_comma = no_comma;
    bool missing = !n->index || n->index->kind == AST_ERROR;
    if (!n->index) {
        complain_after(p, "MissingArrayIndexExpression", "an index",
                       "Array index expression is missing or not valid.");
        n->index = adopt(p, &n->node, error_expression(p, p->prev_end, NULL));
    }
    skip_newlines(p);
    if (!accept(p, LEX_EXPRESSION, TOK_RBRACKET) && !missing)
        fail_after(p, "MissingEndSquareBracket", "]", "Missing ']' after array index expression.");
    node_end(p, &n->node);
    return &n->node;
}

static struct ast_node *parse_post_operator(struct parser *p, struct ast_node *target)
{
    struct token op = take(p);
    struct ast_unary *n = NODE(p, AST_UNARY, ast_unary, target->start);
    n->op = op.kind == TOK_PLUSPLUS ? AST_OP_POST_INC : AST_OP_POST_DEC;
    n->operand = adopt(p, &n->node, target);
    if (target->kind != AST_VARIABLE && target->kind != AST_MEMBER && target->kind != AST_INDEX &&
        target->kind != AST_PAREN)
        fail_hard(p, "OperatorRequiresVariableOrProperty", target->start, target->end,
                  "The '%.*s' operator works only on variables or on properties.",
                  (int)(op.end - op.start), p->lex.s + op.start);
    node_end(p, &n->node);
    return &n->node;
}

/* In arguments only what touches the operand goes on with it. */
static bool continues_argument(struct parser *p)
{
    if (p->panic)
        return false;
    const char *s = p->lex.s + p->prev_end;
    bool last = p->prev_end + 1 >= p->lex.len;
    if (s[0] == '.')
        return last ? p->cursor != NULL
                    : lex_word_char(&p->lex, p->prev_end + 1) || s[1] == '$' || s[1] == '(' ||
                          lex_squote(&p->lex, p->prev_end + 1) ||
                          lex_dquote(&p->lex, p->prev_end + 1);
    return s[0] == '[' || (s[0] == ':' && s[1] == ':') ||
           (s[0] == '?' && (s[1] == '.' || s[1] == '['));
}

struct ast_node *parse_postfix(struct parser *p, struct ast_node *target, enum lex_mode mode)
{
    while (target && !p->panic) {
        if (mode == LEX_COMMAND && !continues_argument(p))
            return target;
        enum tok kind = peek(p, LEX_EXPRESSION)->kind;
        switch (kind) {
        case TOK_DOT:
        case TOK_COLON2:
        case TOK_QDOT:
            target = parse_member(p, target, mode);
            break;
        case TOK_LBRACKET:
        case TOK_QLBRACKET:
            if (!glued(p))
                return target;
            target = parse_index(p, target);
            break;
        case TOK_PLUSPLUS:
        case TOK_MINUSMINUS:
            if (mode == LEX_COMMAND)
                return target;
            target = parse_post_operator(p, target);
            break;
        default:
            return target;
        }
    }
    return target;
}
