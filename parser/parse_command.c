#include "parser/parse_internal.h"

#include <string.h>

/* ---- arguments ---- */

static struct ast_node *word_node(struct parser *p)
{
    struct token word = take(p);
    return &string_node(p, word.start, word.end, AST_BARE, p->lex.s + word.start,
                        word.end - word.start)
                ->node;
}

struct ast_node *parse_argument(struct parser *p)
{
    struct token tok = *peek(p, LEX_COMMAND);
    struct ast_node *n;
    switch (tok.kind) {
    case TOK_WORD:
        return tok.complex ? parse_complex_word(p, tok.start) : word_node(p);
    case TOK_PARAMETER:
    case TOK_DASHDASH:
    case TOK_STOP:
    case TOK_DOT:
        return word_node(p);
    case TOK_NUMBER:
        take(p);
        n = &parse_number_at(p, tok.start, tok.end)->node;
        return n;
    case TOK_VARIABLE:
    case TOK_SPLAT:
    case TOK_SQUOTE:
    case TOK_DQUOTE:
    case TOK_HERE_SQUOTE:
    case TOK_HERE_DQUOTE:
    case TOK_LPAREN:
    case TOK_LCURLY:
    case TOK_AT_LPAREN:
    case TOK_AT_LCURLY:
    case TOK_DOLLAR_LPAREN:
        n = parse_primary(p, LEX_COMMAND);
        return n ? parse_postfix(p, n, LEX_COMMAND) : NULL;
    default:
        return NULL;
    }
}

/* An argument and, after commas, the rest of its list. */
static struct ast_node *parse_argument_list(struct parser *p)
{
    struct ast_node *first = parse_argument(p);
    if (!first || peek(p, LEX_COMMAND)->kind != TOK_COMMA)
        return first;
    struct ast_array_literal *list = NODE(p, AST_ARRAY_LITERAL, ast_array_literal, first->start);
    node_vec items = VEC_INIT;
    *vec_push(&items) = first;
    while (accept(p, LEX_COMMAND, TOK_COMMA)) {
        skip_newlines(p);
        note(p, CURSOR_ARGUMENT, peek(p, LEX_COMMAND)->start);
        struct ast_node *item = parse_argument(p);
        if (!item) {
            fail_after(p, "MissingExpression", "an expression",
                       "Missing expression after ',' in pipeline element.");
            break;
        }
        *vec_push(&items) = item;
    }
    for (size_t i = 0; i < items.len && !p->panic; i++) {
        struct ast_variable *v = AST_AS(ast_variable, items.items[i]);
        if (items.items[i]->kind == AST_VARIABLE && v->splatted)
            fail_hard(p, "SplattingNotPermittedInArgumentList", v->node.start, v->node.end,
                      "Splatted variables like '@%s' cannot be part of a comma-separated list "
                      "of arguments.",
                      v->name.s);
    }
    list->items = adopt_all(p, &list->node, &items, &list->nitems);
    node_end(p, &list->node);
    return &list->node;
}

static struct ast_node *parse_parameter(struct parser *p)
{
    struct token tok = take(p);
    struct ast_command_parameter *n =
        NODE(p, AST_COMMAND_PARAMETER, ast_command_parameter, tok.start);
    uint32_t dash = lex_dash(&p->lex, tok.start);
    n->text = source_str(p, tok.start, tok.end);
    n->name = source_str(p, tok.start + dash, tok.end - (tok.colon ? 1 : 0));
    if (tok.kind == TOK_DASHDASH) {
        n->name = arena_str(p->ast->arena, "-", 1);
    } else if (tok.colon) {
        skip_newlines(p);
        const struct token *next = peek(p, LEX_COMMAND);
        n->space_after_colon = next->start > tok.end;
        note(p, CURSOR_ARGUMENT, next->start);
        if (next->kind == TOK_SPLAT) {
            n->argument = NULL;
        } else {
            n->argument = adopt(p, &n->node, parse_argument_list(p));
        }
        if (!n->argument)
            fail_after(p, "ParameterRequiresArgument", "an argument",
                       "Parameter %s requires an argument.", n->name.s);
    }
    node_end(p, &n->node);
    return &n->node;
}

/* The rest of the line up to a pipe or a chain, as --% takes it. */
static struct ast_node *parse_verbatim(struct parser *p)
{
    uint32_t pos = p->pos, start;
    bool quoted = false;
    while (lex_blank(&p->lex, pos))
        pos += lex_blank(&p->lex, pos);
    for (start = pos; pos < p->lex.len && !lex_newline(&p->lex, pos); pos++) {
        char c = p->lex.s[pos];
        if (c == '"')
            quoted = !quoted;
        if (!quoted && (c == '|' || (c == '&' && p->lex.s[pos + 1] == '&')))
            break;
    }
    resume_at(p, pos);
    while (pos > start && (p->lex.s[pos - 1] == ' ' || p->lex.s[pos - 1] == '\t'))
        pos--;
    if (pos == start)
        return NULL;
    return &string_node(p, start, pos, AST_VERBATIM, p->lex.s + start, pos - start)->node;
}

static const char *const stream_names[] = {
    "* stream",       "output stream", "error stream",       "warning stream",
    "verbose stream", "debug stream",  "information stream",
};

static struct ast_redirect *parse_redirect(struct parser *p)
{
    struct token tok = take(p);
    struct ast_redirect *n = NODE(p, AST_REDIRECT, ast_redirect, tok.start);
    n->from = tok.from;
    n->append = tok.append;
    n->merge = tok.to > 0;
    if (n->merge) {
        if (tok.to != 1 || tok.from == 1)
            fail_hard(p, "RedirectionNotSupported", tok.start, tok.end,
                      "The '%.*s' operator is reserved for future use.", (int)(tok.end - tok.start),
                      p->lex.s + tok.start);
        return n;
    }
    note(p, CURSOR_REDIRECT, peek(p, LEX_COMMAND)->start);
    n->target = adopt(p, &n->node, parse_argument(p));
    if (!n->target)
        fail_after(p, "MissingFileSpecification", "a file name",
                   "Missing file specification after redirection operator.");
    node_end(p, &n->node);
    return n;
}

/* Takes a redirection into v when one is next. */
static bool take_redirect(struct parser *p, enum lex_mode mode, node_vec *v)
{
    const struct token *tok = peek(p, mode);
    if (tok->kind == TOK_REDIRECT_IN) {
        fail_hard(p, "RedirectionNotSupported", tok->start, tok->end,
                  "The '<' operator is reserved for future use.");
        return false;
    }
    if (tok->kind != TOK_REDIRECT)
        return false;
    struct ast_redirect *r = parse_redirect(p);
    for (size_t i = 0; i < v->len && !p->panic; i++)
        if (AST_AS(ast_redirect, v->items[i])->from == r->from)
            fail_hard(p, "StreamAlreadyRedirected", r->node.start, r->node.end,
                      "The %s for this command is already redirected.", stream_names[r->from]);
    *vec_push(v) = &r->node;
    return true;
}

/* ---- commands ---- */

static bool ends_command(enum tok kind)
{
    switch (kind) {
    case TOK_EOF:
    case TOK_NEWLINE:
    case TOK_SEMI:
    case TOK_RPAREN:
    case TOK_RCURLY:
    case TOK_PIPE:
    case TOK_OROR:
    case TOK_ANDAND:
    case TOK_AMP:
        return true;
    default:
        return false;
    }
}

/* One element, or a redirection; false at the end of the command. */
static bool parse_element(struct parser *p, node_vec *elements, node_vec *redirects, bool *literal)
{
    const struct token *tok = peek(p, LEX_COMMAND);
    if (tok->kind == TOK_EOF && !p->panic && p->prev_end < p->lex.len && elements->len)
        note(p, CURSOR_ARGUMENT, p->lex.len);
    if (ends_command(tok->kind) || p->panic)
        return false;
    if (take_redirect(p, LEX_COMMAND, redirects))
        return true;
    if (p->panic)
        return false;
    if (tok->kind == TOK_COMMA) {
        fail_hard(p, "MissingArgument", tok->start, tok->end,
                  "Missing argument in parameter list.");
        return false;
    }
    bool command_name = !elements->len;
    if (!command_name && !*literal && tok->kind == TOK_PARAMETER) {
        if (!tok->colon)
            note(p, CURSOR_PARAMETER, tok->start);
        *vec_push(elements) = parse_parameter(p);
        return true;
    }
    if (!command_name && !*literal && tok->kind == TOK_DASHDASH) {
        *literal = true;
        note(p, CURSOR_PARAMETER, tok->start);
        *vec_push(elements) = parse_parameter(p);
        return true;
    }
    bool stop = !command_name && tok->kind == TOK_STOP;
    bool dash = tok->kind == TOK_WORD && tok->end == tok->start + lex_dash(&p->lex, tok->start);
    if (dash && !command_name)
        note(p, CURSOR_PARAMETER, tok->start);
    else if (tok->kind == TOK_WORD || tok->kind == TOK_NUMBER)
        note(p, command_name ? CURSOR_COMMAND : CURSOR_ARGUMENT, tok->start);
    size_t noted = noted_tokens(p);
    struct ast_node *element = command_name ? parse_argument(p) : parse_argument_list(p);
    if (command_name)
        note_command_name(p, noted);
    if (!element) {
        fail_token(p);
        return false;
    }
    *vec_push(elements) = element;
    if (stop) {
        struct ast_node *rest = parse_verbatim(p);
        if (rest)
            *vec_push(elements) = rest;
    }
    return true;
}

static void fail_call(struct parser *p, const struct token *tok)
{
    fail_hard(p, "MissingExpression", tok->start, tok->end,
              "Missing expression after '%c' in pipeline element.", p->lex.s[tok->start]);
}

/* NULL without an error: there are redirections only, which open nothing. */
static struct ast_node *parse_command(struct parser *p, node_vec *upstream)
{
    struct token first = *peek(p, LEX_COMMAND);
    struct ast_command *n = NODE(p, AST_COMMAND, ast_command, first.start);
    bool literal = false;
    if (first.kind == TOK_AMP || first.kind == TOK_DOT) {
        n->invocation = first.kind == TOK_AMP ? AST_INVOKE_CALL : AST_INVOKE_DOT;
        take(p);
        const struct token *tok = peek(p, LEX_COMMAND);
        if (noting(p, tok->end) && (tok->kind == TOK_WORD || tok->kind == TOK_EOF)) {
            note(p, CURSOR_COMMAND, tok->start);
            p->cursor->after_call = true;
        }
        if (ends_command(tok->kind) || tok->kind == TOK_COMMA) {
            fail_call(p, &first);
            return NULL;
        }
    }
    node_vec elements = VEC_INIT, redirects = VEC_INIT;
    while (parse_element(p, &elements, &redirects, &literal))
        ;
    if (!elements.len && n->invocation)
        fail_call(p, &first);
    n->elements = adopt_all(p, &n->node, &elements, &n->nelements);
    n->redirects = adopt_all(p, &n->node, &redirects, &n->nredirects);
    node_end(p, &n->node);
    note_command(p, n, upstream->items, (uint32_t)upstream->len);
    return n->nelements ? &n->node : NULL;
}

/* ---- pipelines ---- */

static bool operand_after_dash(struct parser *p, uint32_t pos)
{
    char c = pos < p->lex.len ? p->lex.s[pos] : '\0';
    return c == '$' || c == '(' || c == '[' || c == '@' || lex_blank(&p->lex, pos) ||
           lex_squote(&p->lex, pos) || lex_dquote(&p->lex, pos);
}

static bool dash_begins_expression(struct parser *p, uint32_t start)
{
    struct token tok;
    lexer_token(&p->lex, start, LEX_EXPRESSION, false, &tok);
    uint32_t after = start + lex_dash(&p->lex, start), second = lex_dash(&p->lex, after);
    switch (tok.kind) {
    case TOK_NOT:
    case TOK_BNOT:
        return true;
    case TOK_BINARY:
        return tok.op == AST_OP_SPLIT || tok.op == AST_OP_JOIN;
    default:
        break;
    }
    unsigned char c = (unsigned char)(after < p->lex.len ? p->lex.s[after] : '\0');
    if ((c >= '0' && c <= '9') || c == '.')
        return true;
    return operand_after_dash(p, after + second);
}

/* Does an expression, not a command, begin at the next token? */
static bool begins_expression(struct parser *p)
{
    if (p->pending.len)
        return true;
    struct token tok = *peek(p, LEX_COMMAND);
    if (tok.kind == TOK_EOF)
        return false;
    if (lex_dash(&p->lex, tok.start))
        return dash_begins_expression(p, tok.start);
    char c = p->lex.s[tok.start];
    char c1 = tok.start + 1 < p->lex.len ? p->lex.s[tok.start + 1] : '\0';
    switch (tok.kind) {
    case TOK_SQUOTE:
    case TOK_DQUOTE:
    case TOK_HERE_SQUOTE:
    case TOK_HERE_DQUOTE:
    case TOK_LPAREN:
    case TOK_LCURLY:
    case TOK_AT_LPAREN:
    case TOK_AT_LCURLY:
    case TOK_DOLLAR_LPAREN:
    case TOK_SPLAT:
    case TOK_COMMA:
        return true;
    case TOK_REDIRECT: /* in 5>file the 5 is an operand, > alone never is */
        return c >= '1' && c <= '6';
    default:
        break;
    }
    if (c == '$')
        return lex_variable(&p->lex, tok.start) > tok.start;
    if (c == '[' || c == '!' || c == '+')
        return true;
    if ((c >= '0' && c <= '9') || (c == '.' && c1 >= '0' && c1 <= '9'))
        return peek(p, LEX_EXPRESSION)->kind == TOK_NUMBER;
    return false;
}

static bool assignable(const struct ast_node *n)
{
    switch (n->kind) {
    case AST_VARIABLE:
        return true;
    case AST_MEMBER:
        return !((const struct ast_member *)(const void *)n)->null_conditional;
    case AST_INDEX:
        return !((const struct ast_index *)(const void *)n)->null_conditional;
    case AST_CONVERT:
        return assignable(((const struct ast_convert *)(const void *)n)->operand);
    case AST_ATTRIBUTED:
        return assignable(((const struct ast_attributed *)(const void *)n)->operand);
    case AST_PAREN: {
        const struct ast_node *inner =
            ast_pure_expression(((const struct ast_paren *)(const void *)n)->pipeline);
        return inner && assignable(inner);
    }
    case AST_ARRAY_LITERAL: {
        const struct ast_array_literal *list = (const struct ast_array_literal *)(const void *)n;
        for (uint32_t i = 0; i < list->nitems; i++)
            if (!assignable(list->items[i]))
                return false;
        return true;
    }
    default:
        return false;
    }
}

static struct ast_node *parse_assignment(struct parser *p, struct ast_node *left)
{
    struct token op = take(p);
    struct ast_assign *n = NODE(p, AST_ASSIGN, ast_assign, left->start);
    n->op = (enum ast_assign_op)op.op;
    n->op_start = op.start;
    n->op_end = op.end;
    n->left = adopt(p, &n->node, left);
    if (!assignable(left) || (op.op != AST_ASSIGN_SET && left->kind == AST_ARRAY_LITERAL))
        complain(p, "InvalidLeftHandSide", left->start, left->end,
                 "The assignment expression is not valid. The input to an assignment operator "
                 "must be an object that is able to accept assignments, such as a variable or "
                 "a property.");
    skip_newlines(p);
    if (peek(p, LEX_COMMAND)->kind == TOK_EOF)
        note(p, CURSOR_COMMAND, p->lex.len);
    bool empty = ends_command(peek(p, LEX_COMMAND)->kind) && peek(p, LEX_COMMAND)->kind != TOK_AMP;
    n->right = adopt(p, &n->node, empty ? NULL : parse_statement(p));
    if (!n->right)
        fail_after(p, "ExpectedValueExpression", "a value",
                   "You must provide a value expression following the '%.*s' operator.",
                   (int)(op.end - op.start), p->lex.s + op.start);
    node_end(p, &n->node);
    return &n->node;
}

/* Is the text between two lines a comment, and not empty or a lone backtick? */
static bool is_comment(const struct parser *p, uint32_t start, uint32_t end)
{
    while (start < end && lex_blank(&p->lex, start))
        start++;
    return start < end && (p->lex.s[start] == '#' || p->lex.s[start] == '<');
}

/* After the newline that ends a command: does the next line, comments apart, begin with a pipe? */
static bool next_line_pipes(struct parser *p)
{
    if (p->panic || p->tok.kind != TOK_NEWLINE)
        return false;
    for (uint32_t pos = p->tok.end, n;;) {
        uint32_t next = lexer_skip(&p->lex, pos);
        if (!(n = lex_newline(&p->lex, next)))
            break;
        if (!is_comment(p, pos, next))
            return false;
        pos = next + n;
    }
    struct mark m = mark(p);
    skip_newlines(p);
    if (!p->panic && peek(p, LEX_COMMAND)->kind == TOK_PIPE)
        return true;
    rewind_to(p, m);
    return false;
}

static struct ast_node *parse_command_expr(struct parser *p, struct ast_node *expr)
{
    struct ast_command_expr *n = NODE(p, AST_COMMAND_EXPR, ast_command_expr, expr->start);
    node_vec redirects = VEC_INIT;
    n->expr = adopt(p, &n->node, expr);
    while (!p->panic && take_redirect(p, LEX_EXPRESSION, &redirects))
        ;
    n->redirects = adopt_all(p, &n->node, &redirects, &n->nredirects);
    node_end(p, &n->node);
    return &n->node;
}

static bool begins_command(struct parser *p)
{
    const struct token *tok = peek(p, LEX_COMMAND);
    return tok->kind == TOK_AMP || tok->kind == TOK_REDIRECT || tok->kind == TOK_REDIRECT_IN ||
           !ends_command(tok->kind);
}

static const char empty_pipe[] = "An empty pipe element is not allowed.";

/* The elements after the first; each pipe has a command behind it. */
static void parse_downstream(struct parser *p, node_vec *elements)
{
    for (;;) {
        peek(p, LEX_COMMAND);
        if (p->panic || (p->tok.kind != TOK_PIPE && !next_line_pipes(p)))
            return;
        take(p);
        uint32_t behind = p->prev_end;
        skip_newlines(p);
        if (peek(p, LEX_COMMAND)->kind == TOK_EOF)
            note(p, CURSOR_COMMAND, p->lex.len);
        if (!begins_command(p)) {
            if (p->cursor && !p->panic) {
                node_vec before = *elements;
                p->cursor->upstream =
                    arena_copy(p->ast->arena, before.items, before.len * sizeof(before.items[0]));
                p->cursor->nupstream = (uint32_t)before.len;
            }
            fail_after(p, "EmptyPipeElement", "a command", empty_pipe);
            return;
        }
        if (begins_expression(p)) {
            struct token tok = *peek(p, LEX_COMMAND);
            struct ast_node *expr = parse_expression(p);
            if (expr)
                tok.end = expr->end;
            fail_hard(p, "ExpressionsMustBeFirstInPipeline", tok.start, tok.end,
                      "Expressions are only allowed as the first element of a pipeline.");
            return;
        }
        struct ast_node *command = parse_command(p, elements);
        if (!command) {
            fail(p, "EmptyPipeElement", behind, behind + 1, NULL, empty_pipe);
            return;
        }
        *vec_push(elements) = command;
    }
}

/* A pipeline, or an assignment. */
static struct ast_node *parse_pipeline(struct parser *p)
{
    node_vec elements = VEC_INIT;
    uint32_t start = peek(p, LEX_COMMAND)->start;
    if (begins_expression(p)) {
        struct ast_node *expr = parse_expression(p);
        if (!expr) {
            fail_token(p);
            return NULL;
        }
        if (peek(p, LEX_EXPRESSION)->kind == TOK_ASSIGN)
            return parse_assignment(p, expr);
        *vec_push(&elements) = parse_command_expr(p, expr);
        start = expr->start;
    } else if (begins_command(p)) {
        struct ast_node *command = parse_command(p, &elements);
        if (command)
            *vec_push(&elements) = command;
    }
    if (!elements.len) {
        if (peek(p, LEX_COMMAND)->kind == TOK_PIPE)
            fail_hard(p, "EmptyPipeElement", p->tok.start, p->tok.end, empty_pipe);
        return NULL;
    }
    parse_downstream(p, &elements);
    struct ast_pipeline *n = NODE(p, AST_PIPELINE, ast_pipeline, start);
    n->elements = adopt_all(p, &n->node, &elements, &n->nelements);
    node_end(p, &n->node);
    return &n->node;
}

static struct ast_node *parse_chain(struct parser *p, struct ast_node *first)
{
    struct ast_chain *n = NODE(p, AST_CHAIN, ast_chain, first->start);
    node_vec items = VEC_INIT;
    VEC(enum ast_chain_op) operators = VEC_INIT;
    *vec_push(&items) = first;
    for (;;) {
        enum tok kind = peek(p, LEX_COMMAND)->kind;
        if (kind != TOK_ANDAND && kind != TOK_OROR)
            break;
        take(p);
        skip_newlines(p);
        if (peek(p, LEX_COMMAND)->kind == TOK_EOF)
            note(p, CURSOR_COMMAND, p->lex.len);
        struct ast_node *item = parse_flow_statement(p);
        if (!item)
            item = parse_pipeline(p);
        if (!item) {
            fail_after(p, "EmptyPipelineChainElement", "a command",
                       "An expression or pipeline was expected after the '%s' operator.",
                       kind == TOK_ANDAND ? "&&" : "||");
            break;
        }
        *vec_push(&operators) = kind == TOK_ANDAND ? AST_CHAIN_AND : AST_CHAIN_OR;
        *vec_push(&items) = item;
    }
    n->items = adopt_all(p, &n->node, &items, &n->nitems);
    n->operators =
        arena_copy(p->ast->arena, operators.items, operators.len * sizeof(operators.items[0]));
    vec_release(&operators);
    node_end(p, &n->node);
    return &n->node;
}

struct ast_node *parse_pipeline_statement(struct parser *p)
{
    if (!enter(p))
        return NULL;
    struct ast_node *n = parse_pipeline(p);
    leave(p);
    if (!n || n->kind == AST_ASSIGN || p->panic)
        return n;
    enum tok kind = peek(p, LEX_COMMAND)->kind;
    if (kind == TOK_ANDAND || kind == TOK_OROR)
        n = parse_chain(p, n);
    if (accept(p, LEX_COMMAND, TOK_AMP)) {
        const struct token *next = peek(p, LEX_COMMAND);
        if (next->kind == TOK_ANDAND || next->kind == TOK_OROR) {
            fail_hard(p, "BackgroundOperatorInPipelineChain", next->start, next->end,
                      "Background operators can only be used at the end of a pipeline chain.");
            return n;
        }
        if (n->kind == AST_CHAIN)
            AST_AS(ast_chain, n)->background = true;
        else
            AST_AS(ast_pipeline, n)->background = true;
        node_end(p, n);
        return n;
    }
    peek(p, LEX_EXPRESSION);
    if (!ends_command(p->tok.kind)) {
        if (p->depth == p->top)
            complain_token(p);
        else
            fail_token(p);
    }
    return n;
}
