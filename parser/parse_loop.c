#include "parser/parse_internal.h"

#include <string.h>

#include "shell/base/text.h"

static const struct condition_faults loop_faults = {
    "MissingOpenParenthesisAfterKeyword",
    "Missing opening '(' after keyword '%.*s'.",
    "MissingExpressionAfterKeyword",
    "Missing expression after '%.*s' in loop.",
};

static struct ast_block *parse_inside_loop(struct parser *p)
{
    bool outer = p->in_loop;
    p->in_loop = true;
    struct ast_block *body = parse_body(p);
    p->in_loop = outer;
    return body;
}

static struct ast_block *parse_loop_body(struct parser *p, const struct token *kw)
{
    struct ast_block *body = parse_inside_loop(p);
    if (!body)
        fail_after(p, "MissingLoopStatement", "{", "Missing statement body in %.*s loop.",
                   token_text_len(kw), p->lex.s + kw->start);
    return body;
}

struct ast_node *parse_while(struct parser *p, uint32_t start, struct ast_str label)
{
    struct token kw = take(p);
    struct ast_loop *n = NODE(p, AST_WHILE, ast_loop, start);
    n->label = label;
    n->condition = adopt(p, &n->node, parse_condition(p, &kw, &loop_faults));
    n->body = adopt(p, &n->node, parse_loop_body(p, &kw));
    node_end(p, &n->node);
    return n->body ? &n->node : error_statement(p, &n->node);
}

struct ast_node *parse_do(struct parser *p, uint32_t start, struct ast_str label)
{
    struct token kw = take(p);
    struct ast_loop *n = NODE(p, AST_DO_WHILE, ast_loop, start);
    n->label = label;
    n->body = adopt(p, &n->node, parse_loop_body(p, &kw));
    skip_newlines(p);
    enum keyword next = peek_keyword(p);
    if (next != KW_WHILE && next != KW_UNTIL) {
        fail_after(p, "MissingWhileOrUntilInDoWhile", "while or until",
                   "Missing while or until keyword in do loop.");
        return error_statement(p, &n->node);
    }
    if (next == KW_UNTIL)
        n->node.kind = AST_DO_UNTIL;
    kw = take(p);
    n->condition = adopt(p, &n->node, parse_condition(p, &kw, &loop_faults));
    node_end(p, &n->node);
    return p->panic ? error_statement(p, &n->node) : &n->node;
}

/* A ; or a newline between the parts of a for. */
static void skip_for_separator(struct parser *p)
{
    enum tok kind = peek(p, LEX_COMMAND)->kind;
    if (kind == TOK_SEMI || kind == TOK_NEWLINE)
        take(p);
}

struct ast_node *parse_for(struct parser *p, uint32_t start, struct ast_str label)
{
    struct token kw = take(p);
    struct ast_for *n = NODE(p, AST_FOR, ast_for, start);
    n->label = label;
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        fail_after(p, "MissingOpenParenthesisAfterKeyword", "(",
                   "Missing opening '(' after keyword '%.*s'.", token_text_len(&kw),
                   p->lex.s + kw.start);
        return error_statement(p, &n->node);
    }
    skip_newlines(p);
    n->init = adopt(p, &n->node, parse_pipeline_statement(p));
    skip_for_separator(p);
    skip_newlines(p);
    n->condition = adopt(p, &n->node, parse_pipeline_statement(p));
    skip_for_separator(p);
    skip_newlines(p);
    n->step = adopt(p, &n->node, parse_pipeline_statement(p));
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_RPAREN)) {
        fail_after(p, "MissingEndParenthesisAfterStatement", ")",
                   "Missing closing ')' after expression in '%.*s' statement.", token_text_len(&kw),
                   p->lex.s + kw.start);
        return error_statement(p, &n->node);
    }
    n->body = adopt(p, &n->node, parse_loop_body(p, &kw));
    node_end(p, &n->node);
    return n->body ? &n->node : error_statement(p, &n->node);
}

#define FOREACH_FORM "\nThe correct form is: foreach ($a in $b) {...}"

static bool abbreviates(const char *s, uint32_t len, const char *full)
{
    return len > 0 && len <= strlen(full) && strncasecmp(s, full, len) == 0;
}

/* Each is an error: the ones that are known are kept for another day. */
static void parse_foreach_flags(struct parser *p, struct ast_foreach *n)
{
    bool limit = false;
    uint32_t limit_start = 0, limit_end = 0;
    while (peek(p, LEX_COMMAND)->kind == TOK_PARAMETER && !p->panic) {
        struct token flag = take(p);
        const char *name = p->lex.s + flag.start + 1;
        uint32_t len = flag.end - flag.start - 1 - flag.colon;
        bool is_limit = len && abbreviates(name, len, "throttlelimit");
        if (is_limit || (len && abbreviates(name, len, "parallel")))
            complain(p, "KeywordParameterReservedForFutureUse", flag.start, flag.end,
                     "The foreach '-%.*s' parameter is reserved for future use.",
                     token_text_len(&flag) - 1, name);
        else
            complain(p, "InvalidForeachFlag", flag.start, flag.end,
                     "The parameter %.*s is not valid for the foreach statement.",
                     token_text_len(&flag) - 1, name);
        n->parallel |= !is_limit && len && abbreviates(name, len, "parallel");
        skip_newlines(p);
        if (is_limit) {
            limit = true;
            limit_start = flag.start;
            limit_end = flag.end;
            if (!parse_argument(p))
                complain(p, "MissingThrottleLimit", flag.end, flag.end + 1,
                         "The ThrottleLimit parameter of the foreach statement is missing a value. "
                         "Supply a throttle limit to the parameter.");
            skip_newlines(p);
        }
    }
    if (limit && !n->parallel)
        complain(p, "ThrottleLimitRequiresParallelFlag", limit_start, limit_end,
                 "The ThrottleLimit parameter is only supported on foreach statements that use "
                 "the Parallel parameter.");
}

struct ast_node *parse_foreach(struct parser *p, uint32_t start, struct ast_str label)
{
    struct token kw = take(p);
    struct ast_foreach *n = NODE(p, AST_FOREACH, ast_foreach, start);
    n->label = label;
    skip_newlines(p);
    parse_foreach_flags(p, n);
    const struct token *tok = peek(p, LEX_COMMAND);
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        fail_after(p, "MissingOpenParenthesisAfterKeyword", "(",
                   "Missing opening '(' after keyword '%.*s'.", token_text_len(&kw),
                   p->lex.s + kw.start);
        return error_statement(p, &n->node);
    }
    skip_newlines(p);
    tok = peek(p, LEX_EXPRESSION);
    if (tok->kind == TOK_SPLAT)
        fail_splat(p, tok);
    if (tok->kind != TOK_VARIABLE) {
        fail_after(p, "MissingVariableNameAfterForeach", "a variable",
                   "Missing variable name after foreach." FOREACH_FORM);
        return error_statement(p, &n->node);
    }
    struct token variable = take(p);
    n->variable = adopt(p, &n->node, parse_variable(p, variable.start, variable.end, false));
    skip_newlines(p);
    if (peek_keyword(p) != KW_IN) {
        fail_after(p, "MissingInInForeach", "in",
                   "Missing 'in' after variable in foreach loop." FOREACH_FORM);
        return error_statement(p, &n->node);
    }
    take(p);
    skip_newlines(p);
    n->source = adopt(p, &n->node, parse_pipeline_statement(p));
    if (!n->source) {
        fail_after(p, "MissingForeachExpression", "an expression",
                   "Missing expression in foreach loop." FOREACH_FORM);
        return error_statement(p, &n->node);
    }
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_RPAREN)) {
        fail_after(p, "MissingEndParenthesisAfterForeach", ")",
                   "Missing closing ')' after expression part of foreach loop." FOREACH_FORM);
        return error_statement(p, &n->node);
    }
    n->body = adopt(p, &n->node, parse_inside_loop(p));
    if (!n->body)
        fail_after(p, "MissingForeachStatement", "{",
                   "Missing statement body in foreach loop." FOREACH_FORM);
    node_end(p, &n->node);
    return n->body ? &n->node : error_statement(p, &n->node);
}

/* ---- switch ---- */

/* An expression as the pipeline that it is to PowerShell. */
static struct ast_node *as_pipeline(struct parser *p, struct ast_node *expr)
{
    struct ast_command_expr *e = NODE(p, AST_COMMAND_EXPR, ast_command_expr, expr->start);
    struct ast_pipeline *n = NODE(p, AST_PIPELINE, ast_pipeline, expr->start);
    struct ast_node *element = &e->node;
    e->expr = adopt(p, &e->node, expr);
    e->node.end = n->node.end = expr->end;
    n->elements = arena_copy(p->ast->arena, &element, sizeof(element));
    n->nelements = 1;
    adopt(p, &n->node, e);
    return &n->node;
}

typedef VEC(struct ast_switch_flag) flag_vec;

static void parse_switch_flag(struct parser *p, struct ast_switch *n, flag_vec *flags)
{
    struct token flag = take(p);
    const char *name = p->lex.s + flag.start + 1;
    uint32_t len = flag.end - flag.start - 1 - flag.colon;
    struct ast_switch_flag *read = vec_push(flags);
    *read = (struct ast_switch_flag){ .name = source_str(p, flag.start + 1, flag.end - flag.colon),
                                      .start = flag.start,
                                      .end = flag.end };
    if (abbreviates(name, len, "regex")) {
        n->mode = AST_SWITCH_REGEX;
    } else if (abbreviates(name, len, "wildcard")) {
        n->mode = AST_SWITCH_WILDCARD;
    } else if (abbreviates(name, len, "exact")) {
        n->mode = AST_SWITCH_EXACT;
    } else if (abbreviates(name, len, "casesensitive")) {
        n->case_sensitive = true;
    } else if (abbreviates(name, len, "parallel")) {
        fail_hard(p, "KeywordParameterReservedForFutureUse", flag.start, flag.end,
                  "The switch '-parallel' parameter is reserved for future use.");
    } else if (abbreviates(name, len, "file")) {
        n->is_file = true;
        skip_newlines(p);
        n->condition = adopt(p, &n->node, parse_argument(p));
        if (n->condition)
            read->value = as_pipeline(p, n->condition);
        else
            fail_after(p, "MissingFilenameOption", "a file name",
                       "Cannot process the 'switch' statement because of a missing file name "
                       "argument to the -file option.");
    } else {
        complain(p, "InvalidSwitchFlag", flag.start, flag.end,
                 "The parameter %.*s is not valid for the switch statement.",
                 token_text_len(&flag) - 1, name);
    }
}

static void parse_switch_value(struct parser *p, struct ast_switch *n)
{
    static const char required[] = "A switch statement must have one of the following:  "
                                   "'-file file_name' or '( expression )'.";
    uint32_t lparen = peek(p, LEX_COMMAND)->start;
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        if (!n->condition)
            fail_after(p, "PipelineValueRequired", "( or -file", "%s", required);
        return;
    }
    if (n->is_file)
        complain(p, "PipelineValueRequired", lparen, lparen + 1, "%s", required);
    skip_newlines(p);
    n->condition = adopt(p, &n->node, parse_pipeline_statement(p));
    if (!n->condition && peek(p, LEX_COMMAND)->kind == TOK_RPAREN) {
        complain(p, "PipelineValueRequired", p->prev_end, p->prev_end + 1, "%s", required);
    } else if (!n->condition) {
        fail_after(p, "PipelineValueRequired", "an expression", "%s", required);
        return;
    }
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_RPAREN))
        fail_after(p, "MissingEndParenthesisInSwitchStatement", ")",
                   "Missing ')' after expression in switch statement.");
}

/* One clause; false at the closing brace. */
static bool parse_switch_clause(struct parser *p, struct ast_switch *n, struct ast_clause *clause,
                                node_vec *read)
{
    skip_separators(p);
    const struct token *tok = peek(p, LEX_COMMAND);
    if (tok->kind == TOK_RCURLY || tok->kind == TOK_EOF)
        return false;
    struct token first = *tok;
    bool is_default = first.kind == TOK_WORD && !first.complex &&
                      text_caseeqn(p->lex.s + first.start, first.end - first.start, "default", 7);
    *clause = (struct ast_clause){ 0 };
    if (is_default) {
        take(p);
        struct ast_string *word = string_node(p, first.start, first.end, AST_BARE,
                                              p->lex.s + first.start, first.end - first.start);
        *vec_push(read) = &word->node;
    } else {
        clause->test = adopt(p, &n->node, parse_argument(p));
        if (clause->test)
            *vec_push(read) = clause->test;
    }
    if (!is_default && !clause->test) {
        fail(p, "MissingSwitchConditionExpression", first.start, first.end, "a condition",
             "Missing condition in switch statement clause.");
        return false;
    }
    clause->body = adopt(p, &n->node, parse_inside_loop(p));
    if (clause->body)
        *vec_push(read) = &clause->body->node;
    if (!clause->body) {
        fail_after(p, "MissingSwitchStatementClause", "{",
                   "Missing statement block in switch statement clause.");
        return false;
    }
    if (is_default) {
        if (n->otherwise)
            fail_hard(p, "MultipleSwitchDefaultClauses", first.start, first.end,
                      "A switch statement can have only one default clause.");
        n->otherwise = clause->body;
    }
    return true;
}

static struct ast_node *parse_switch_clauses(struct parser *p, struct ast_switch *n)
{
    uint32_t lcurly = peek(p, LEX_COMMAND)->start;
    if (!accept(p, LEX_COMMAND, TOK_LCURLY)) {
        fail_after(p, "MissingCurlyBraceInSwitchStatement", "{",
                   "Missing '{' in switch statement.");
        return error_statement(p, &n->node);
    }
    VEC(struct ast_clause) clauses = VEC_INIT;
    node_vec read = VEC_INIT;
    struct ast_clause clause;
    while (!p->panic && parse_switch_clause(p, n, &clause, &read))
        if (clause.test)
            *vec_push(&clauses) = clause;
    if (!p->panic && peek(p, LEX_COMMAND)->kind == TOK_EOF && !clauses.len && !n->otherwise)
        fail_after(p, "MissingSwitchConditionExpression", "a condition",
                   "Missing condition in switch statement clause.");
    if (!p->panic)
        expect_rcurly(p, lcurly);
    n->nclauses = (uint32_t)clauses.len;
    n->clauses = arena_copy(p->ast->arena, clauses.items, clauses.len * sizeof(clauses.items[0]));
    vec_release(&clauses);
    n->read = adopt_all(p, &n->node, &read, &n->nread);
    node_end(p, &n->node);
    return p->panic ? error_statement(p, &n->node) : &n->node;
}

struct ast_node *parse_switch(struct parser *p, uint32_t start, struct ast_str label)
{
    struct token keyword = take(p);
    struct ast_switch *n = NODE(p, AST_SWITCH, ast_switch, start);
    flag_vec flags = VEC_INIT;
    n->label = label;
    n->keyword = keyword.start;
    skip_newlines(p);
    while (peek(p, LEX_COMMAND)->kind == TOK_PARAMETER && !p->panic) {
        parse_switch_flag(p, n, &flags);
        skip_newlines(p);
    }
    n->nflags = (uint32_t)flags.len;
    n->flags = arena_copy(p->ast->arena, flags.items, flags.len * sizeof(flags.items[0]));
    vec_release(&flags);
    parse_switch_value(p, n);
    skip_newlines(p);
    return parse_switch_clauses(p, n);
}
