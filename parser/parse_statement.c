#include "parser/parse_internal.h"

#include <string.h>

#include "shell/base/cancel.h"

struct ast_block *parse_body(struct parser *p)
{
    skip_newlines(p);
    return parse_braced(p);
}

struct ast_node *error_statement(struct parser *p, struct ast_node *partial)
{
    struct ast_error *n = NODE(p, AST_ERROR, ast_error, partial->start);
    n->partial = adopt(p, &n->node, partial);
    node_end(p, &n->node);
    return &n->node;
}

struct ast_node *error_expression(struct parser *p, uint32_t start, struct ast_node *partial)
{
    struct ast_error *n = NODE(p, AST_ERROR, ast_error, start);
    n->expression = true;
    n->partial = adopt(p, &n->node, partial);
    node_end(p, &n->node);
    return &n->node;
}

int token_text_len(const struct token *tok)
{
    return (int)(tok->end - tok->start > 200 ? 200 : tok->end - tok->start);
}

struct ast_node *parse_condition(struct parser *p, const struct token *kw,
                                 const struct condition_faults *faults)
{
    const char *word = p->lex.s + kw->start;
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        fail_after(p, faults->no_paren_id, "(", faults->no_paren, token_text_len(kw), word);
        return NULL;
    }
    skip_newlines(p);
    struct ast_node *condition = parse_pipeline_statement(p);
    if (!condition) {
        fail_after(p, faults->empty_id, "a condition", faults->empty, token_text_len(kw), word);
        return NULL;
    }
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_RPAREN))
        fail_after(p, "MissingEndParenthesisAfterStatement", ")",
                   "Missing closing ')' after expression in '%.*s' statement.", token_text_len(kw),
                   word);
    return condition;
}

static const struct condition_faults if_faults = {
    "MissingOpenParenthesisInIfStatement",
    "Missing '(' after '%.*s' in if statement.",
    "IfStatementMissingCondition",
    "Missing condition in if statement after '%.*s ('.",
};

static struct ast_node *parse_if(struct parser *p)
{
    struct token kw = take(p);
    struct ast_if *n = NODE(p, AST_IF, ast_if, kw.start);
    VEC(struct ast_clause) clauses = VEC_INIT;
    for (;;) {
        struct ast_clause clause = { 0 };
        clause.test = adopt(p, &n->node, parse_condition(p, &kw, &if_faults));
        if (!p->panic) {
            clause.body = adopt(p, &n->node, parse_body(p));
            if (!clause.body)
                fail_after(p, "MissingStatementBlock", "{",
                           "Missing statement block after %.*s ( condition ).", token_text_len(&kw),
                           p->lex.s + kw.start);
        }
        *vec_push(&clauses) = clause;
        if (p->panic)
            break;
        struct mark m = mark(p);
        skip_newlines(p);
        enum keyword next = peek_keyword(p);
        if (next == KW_ELSEIF) {
            kw = take(p);
            continue;
        }
        if (next == KW_ELSE) {
            take(p);
            n->otherwise = adopt(p, &n->node, parse_body(p));
            if (!n->otherwise && !p->panic)
                fail_after(p, "MissingStatementBlockAfterElse", "{",
                           "Missing statement block after 'else' keyword.");
        } else {
            rewind_to(p, m);
        }
        break;
    }
    n->nclauses = (uint32_t)clauses.len;
    n->clauses = arena_copy(p->ast->arena, clauses.items, clauses.len * sizeof(clauses.items[0]));
    vec_release(&clauses);
    node_end(p, &n->node);
    bool whole = n->clauses[n->nclauses - 1].body && (!p->panic || n->otherwise);
    return whole ? &n->node : error_statement(p, &n->node);
}

static void parse_catch_types(struct parser *p, struct ast_try *n, struct ast_catch *c)
{
    node_vec types = VEC_INIT;
    for (;;) {
        skip_newlines(p);
        if (peek(p, LEX_EXPRESSION)->kind != TOK_LBRACKET) {
            if (types.len)
                fail_after(p, "MissingTypeLiteralToken", "a type", "Missing type literal.");
            break;
        }
        struct ast_type_name *type = NULL;
        parse_bracketed(p, &type);
        if (type)
            *vec_push(&types) = &type->node;
        if (p->panic)
            break;
        struct mark m = mark(p);
        skip_newlines(p);
        if (!accept(p, LEX_COMMAND, TOK_COMMA)) {
            rewind_to(p, m);
            break;
        }
    }
    c->types = adopt_all(p, &n->node, &types, &c->ntypes);
}

/* catch and finally also count when [ or a quote touches them. */
static enum keyword handler_keyword(struct parser *p)
{
    const struct token *tok = peek(p, LEX_EXPRESSION);
    return tok->kind == TOK_WORD ? lex_keyword(p->lex.s + tok->start, tok->end - tok->start)
                                 : KW_NONE;
}

static struct ast_node *parse_try(struct parser *p)
{
    struct token kw = take(p);
    struct ast_try *n = NODE(p, AST_TRY, ast_try, kw.start);
    VEC(struct ast_catch) catches = VEC_INIT;
    n->body = adopt(p, &n->node, parse_body(p));
    if (!n->body)
        fail_after(p, "MissingTryStatementBlock", "{",
                   "The Try statement is missing its statement block.");
    bool all = false;
    while (!p->panic) {
        struct mark m = mark(p);
        skip_newlines(p);
        if (handler_keyword(p) != KW_CATCH) {
            rewind_to(p, m);
            break;
        }
        struct token word = take(p);
        struct ast_catch c = { .start = word.start };
        parse_catch_types(p, n, &c);
        c.body = adopt(p, &n->node, parse_body(p));
        c.end = p->prev_end;
        if (all && c.body)
            complain(p, "EmptyCatchNotLast", catches.items[catches.len - 1].start,
                     catches.items[catches.len - 1].end,
                     "Catch block must be the last catch block.");
        all = !c.ntypes;
        if (!c.body)
            fail_after(p, "MissingCatchHandlerBlock", "{",
                       "The Catch block is missing its statement block.");
        *vec_push(&catches) = c;
    }
    bool finally_failed = false;
    struct mark m = mark(p);
    skip_newlines(p);
    if (handler_keyword(p) == KW_FINALLY) {
        take(p);
        bool outer = p->in_finally, loop = p->in_loop;
        p->in_finally = true;
        p->in_loop = false;
        n->finally = adopt(p, &n->node, parse_body(p));
        p->in_finally = outer;
        p->in_loop = loop;
        finally_failed = !n->finally;
        if (!n->finally)
            fail_after(p, "MissingFinallyStatementBlock", "{",
                       "The Finally block is missing its statement block.");
    } else {
        rewind_to(p, m);
    }
    if (!catches.len && !n->finally && !p->panic)
        fail_after(p, "MissingCatchOrFinally", "catch or finally",
                   "The Try statement is missing its Catch or Finally block.");
    n->ncatches = (uint32_t)catches.len;
    p->ast->has_catches |= catches.len > 1;
    n->catches = arena_copy(p->ast->arena, catches.items, catches.len * sizeof(catches.items[0]));
    vec_release(&catches);
    node_end(p, &n->node);
    bool whole = n->body && (n->ncatches || n->finally) &&
                 (!n->ncatches || n->catches[n->ncatches - 1].body) && !finally_failed;
    return whole ? &n->node : error_statement(p, &n->node);
}

static struct ast_node *parse_trap(struct parser *p)
{
    struct token kw = take(p);
    struct ast_trap *n = NODE(p, AST_TRAP, ast_trap, kw.start);
    skip_newlines(p);
    if (peek(p, LEX_EXPRESSION)->kind == TOK_LBRACKET) {
        struct ast_type_name *type = NULL;
        parse_bracketed(p, &type);
        n->type = adopt(p, &n->node, type);
    }
    n->body = adopt(p, &n->node, parse_body(p));
    if (!n->body)
        fail_after(p, "MissingTrapStatement", "{",
                   "The 'trap' statement was incomplete. A trap statement requires a body.");
    node_end(p, &n->node);
    return n->body ? &n->node : error_statement(p, &n->node);
}

static struct ast_node *parse_data(struct parser *p)
{
    struct token kw = take(p);
    struct ast_data *n = NODE(p, AST_DATA, ast_data, kw.start);
    node_vec commands = VEC_INIT;
    skip_newlines(p);
    const struct token *tok = peek(p, LEX_COMMAND);
    if (tok->kind == TOK_WORD) {
        struct token name = take(p);
        n->variable = source_str(p, name.start, name.end);
        skip_newlines(p);
        tok = peek(p, LEX_COMMAND);
    }
    if (tok->kind == TOK_PARAMETER) {
        struct token param = take(p);
        if (strncasecmp(p->lex.s + param.start, "-supportedcommand", param.end - param.start))
            fail_hard(p, "InvalidParameterForDataSectionStatement", param.start, param.end,
                      "The \"%.*s\" parameter of the Data section is not valid. The valid Data "
                      "section parameter is SupportedCommand.",
                      token_text_len(&param), p->lex.s + param.start);
        do {
            skip_newlines(p);
            struct ast_node *command = parse_argument(p);
            if (!command) {
                complain_after(p, "MissingValueForSupportedCommandInDataSectionStatement", "a name",
                               "The SupportedCommand parameter of the Data section is missing a "
                               "value. Supply a cmdlet or function name to the parameter.");
                n->commands = adopt_all(p, &n->node, &commands, &n->ncommands);
                node_end(p, &n->node);
                return error_statement(p, &n->node);
            }
            *vec_push(&commands) = command;
        } while (accept(p, LEX_COMMAND, TOK_COMMA));
    }
    n->commands = adopt_all(p, &n->node, &commands, &n->ncommands);
    n->body = adopt(p, &n->node, parse_body(p));
    if (!n->body)
        fail_after(p, "MissingStatementBlockForDataSection", "{",
                   "The Data section is missing its statement block.");
    else if (!p->panic)
        check_data_section(p, n);
    node_end(p, &n->node);
    return n->body ? &n->node : error_statement(p, &n->node);
}

static struct ast_node *parse_function(struct parser *p, bool is_filter)
{
    struct token kw = take(p);
    struct ast_function *n = NODE(p, AST_FUNCTION, ast_function, kw.start);
    n->is_filter = is_filter;
    skip_newlines(p);
    const struct token *tok = peek(p, LEX_COMMAND);
    if (tok->kind != TOK_WORD && tok->kind != TOK_NUMBER && tok->kind != TOK_PARAMETER &&
        tok->kind != TOK_DOT) {
        fail_after(p, "MissingNameAfterKeyword", "a name", "Missing name after %.*s keyword.",
                   token_text_len(&kw), p->lex.s + kw.start);
        return error_statement(p, &n->node);
    }
    struct token name = *tok;
    if (name.complex) {
        struct ast_node *word = parse_complex_word(p, name.start);
        if (word && word->kind == AST_STRING)
            n->name = AST_AS(ast_string, word)->value;
        else
            n->name = source_str(p, name.start, p->prev_end);
        name.end = p->prev_end;
    } else {
        take(p);
        n->name = source_str(p, name.start, name.end);
    }
    skip_newlines(p);
    struct ast_param_block *params = NULL;
    uint32_t paren = peek(p, LEX_COMMAND)->start;
    if (accept(p, LEX_COMMAND, TOK_LPAREN)) {
        params = parse_parameters(p, paren);
        n->params_in_signature = true;
        skip_newlines(p);
    }
    uint32_t lcurly = peek(p, LEX_COMMAND)->start;
    if (!accept(p, LEX_COMMAND, TOK_LCURLY)) {
        fail_after(p, "MissingFunctionBody", "{", "Missing function body in function declaration.");
        if (params) { /* they are part of what was read */
            n->body = NODE(p, AST_SCRIPT_BLOCK, ast_script_block, p->prev_end);
            n->body->params = adopt(p, &n->body->node, params);
            adopt(p, &n->node, n->body);
        }
        return error_statement(p, &n->node);
    }
    struct ast_script_block *body = parse_script_block_rest(p, lcurly, is_filter);
    bool both = params && body->params;
    if (both && params->nparameters)
        fail_hard(p, "OnlyOneParameterListAllowed", body->params->node.start,
                  body->params->node.start + 5,
                  "The param statement cannot be used if arguments were specified in the "
                  "function declaration.");
    else if (params && !both)
        body->params = adopt(p, &body->node, params);
    if (!p->panic)
        body->help = find_help(p, kw.start, lcurly + 1, body->node.end - 1);
    n->body = adopt(p, &n->node, body);
    node_end(p, &n->node);
    return &n->node;
}

static bool at_terminator(struct parser *p)
{
    switch (peek(p, LEX_COMMAND)->kind) {
    case TOK_EOF:
    case TOK_NEWLINE:
    case TOK_SEMI:
    case TOK_RPAREN:
    case TOK_RCURLY:
    case TOK_PIPE:
    case TOK_ANDAND:
    case TOK_OROR:
        return true;
    default:
        return false;
    }
}

static struct ast_node *parse_jump(struct parser *p, enum keyword kw)
{
    struct token word = take(p);
    enum ast_kind kind = kw == KW_BREAK      ? AST_BREAK
                         : kw == KW_CONTINUE ? AST_CONTINUE
                         : kw == KW_RETURN   ? AST_RETURN
                         : kw == KW_THROW    ? AST_THROW
                                             : AST_EXIT;
    struct ast_jump *n = NODE(p, kind, ast_jump, word.start);
    bool leaves = p->in_finally && (kw == KW_RETURN || !p->in_loop) && kw != KW_THROW;
    struct ast_node *operand = NULL;
    if (!at_terminator(p)) {
        if (kw == KW_BREAK || kw == KW_CONTINUE) {
            const struct token *tok = peek(p, LEX_COMMAND);
            bool plain = tok->kind == TOK_WORD && !tok->complex;
            operand = plain ? parse_argument(p) : parse_unary(p);
        } else {
            operand = parse_pipeline_statement(p);
        }
    } else if (peek(p, LEX_COMMAND)->kind == TOK_EOF && p->prev_end < p->lex.len) {
        note(p, CURSOR_COMMAND, p->lex.len);
    }
    n->operand = adopt(p, &n->node, operand);
    node_end(p, &n->node);
    if (leaves && kw != KW_EXIT)
        complain(p, "ControlLeavingFinally", n->node.start, n->node.end,
                 "Flow of control cannot leave a Finally block.");
    return &n->node;
}

struct ast_node *parse_flow_statement(struct parser *p)
{
    enum keyword kw = peek_keyword(p);
    if (kw == KW_BREAK || kw == KW_CONTINUE || kw == KW_RETURN || kw == KW_THROW || kw == KW_EXIT)
        return parse_jump(p, kw);
    return NULL;
}

static struct ast_node *parse_unsupported(struct parser *p, enum keyword kw)
{
    struct token word = take(p);
    if (kw == KW_WORKFLOW)
        fail_hard(p, "WorkflowNotSupportedInPowerShellCore", word.start, word.end,
                  "Workflow is not supported in PowerShell 6+.");
    else if (kw == KW_USING)
        fail_hard(p, "UsingMustBeAtStartOfScript", word.start, word.end,
                  "A 'using' statement must appear before any other statements in a script.");
    else
        fail_hard(p, "ReservedKeywordNotAllowed", word.start, word.end,
                  "The '%.*s' keyword is not supported in this version of the language.",
                  token_text_len(&word), p->lex.s + word.start);
    return &NODE(p, AST_ERROR, ast_error, word.start)->node;
}

static struct ast_node *parse_labeled(struct parser *p, uint32_t start, struct ast_str label)
{
    switch (peek_keyword(p)) {
    case KW_FOR:
        return parse_for(p, start, label);
    case KW_FOREACH:
        return parse_foreach(p, start, label);
    case KW_WHILE:
        return parse_while(p, start, label);
    case KW_DO:
        return parse_do(p, start, label);
    case KW_SWITCH:
        return parse_switch(p, start, label);
    default:
        return NULL;
    }
}

/* :name in front of a loop; false: the word is something else. */
static bool is_label(struct parser *p, const struct token *tok)
{
    return tok->kind == TOK_WORD && !tok->complex && p->lex.s[tok->start] == ':' &&
           tok->end > tok->start + 1 && lex_identifier(&p->lex, tok->start + 1) == tok->end;
}

static struct ast_node *statement(struct parser *p)
{
    const struct token *tok = peek(p, LEX_COMMAND);
    const struct ast_str no_label = { NULL, 0 };
    uint32_t start = tok->start;
    if (p->pending.len) {
        enum keyword kw = peek_keyword(p);
        if (kw != KW_CLASS && kw != KW_ENUM)
            return parse_pipeline_statement(p);
    }
    if (is_label(p, tok)) {
        struct ast_str label = source_str(p, tok->start + 1, tok->end);
        take(p);
        skip_newlines(p);
        struct ast_node *loop = parse_labeled(p, start, label);
        return loop ? loop : parse_statement(p);
    }
    if (tok->kind != TOK_WORD)
        return parse_pipeline_statement(p);
    if (noting(p, tok->end))
        return parse_pipeline_statement(p);
    enum keyword kw = peek_keyword(p);
    switch (kw) {
    case KW_IF:
        return parse_if(p);
    case KW_TRY:
        return parse_try(p);
    case KW_TRAP:
        return parse_trap(p);
    case KW_DATA:
        return parse_data(p);
    case KW_FUNCTION:
    case KW_FILTER:
        return parse_function(p, kw == KW_FILTER);
    case KW_CLASS:
        return parse_class(p, start, &p->pending);
    case KW_ENUM:
        return parse_enum(p, start, &p->pending);
    case KW_USING:
    case KW_DEFINE:
    case KW_FROM:
    case KW_VAR:
    case KW_WORKFLOW:
        return parse_unsupported(p, kw);
    default:
        break;
    }
    struct ast_node *n = parse_labeled(p, start, no_label);
    if (!n)
        n = parse_flow_statement(p);
    return n ? n : parse_pipeline_statement(p);
}

static void parse_attributes_before_type(struct parser *p);

struct ast_node *parse_statement(struct parser *p)
{
    if (!enter(p))
        return NULL;
    if (cancel_wanted())
        fail_hard(p, "PipelineStopped", p->pos, p->pos, "The pipeline has been stopped.");
    if (!p->panic && !p->pending.len && peek(p, LEX_EXPRESSION)->kind == TOK_LBRACKET)
        parse_attributes_before_type(p);
    struct ast_node *n = p->panic ? NULL : statement(p);
    leave(p);
    return n;
}

/* The offset after the bracket at pos, on this line and without blocks in it;
 * pos when it does not end so. */
static uint32_t skip_bracket(struct parser *p, uint32_t pos)
{
    int depth = 0;
    for (uint32_t i = pos; i < p->lex.len; i++) {
        char c = p->lex.s[i];
        if (c == '{' || c == ';' || c == '\n')
            break;
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return pos;
}

/* [Flags()] enum … in the middle of a script: only what ends at class or enum
 * is taken here, everything else stays for the expression. */
static void parse_attributes_before_type(struct parser *p)
{
    uint32_t pos = p->pos, n;
    while (pos < p->lex.len && p->lex.s[pos] == '[') {
        uint32_t end = skip_bracket(p, pos);
        if (end == pos)
            return;
        for (pos = lexer_skip(&p->lex, end); (n = lex_newline(&p->lex, pos)) > 0;)
            pos = lexer_skip(&p->lex, pos + n);
    }
    uint32_t end = lex_identifier(&p->lex, pos);
    enum keyword kw = lex_keyword(p->lex.s + pos, end - pos);
    if ((kw != KW_CLASS && kw != KW_ENUM) || !lex_ends_word(&p->lex, end))
        return;
    node_vec found = VEC_INIT;
    parse_attributes(p, &found);
    vec_release(&p->pending);
    p->pending = found;
}
