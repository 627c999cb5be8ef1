#include "parser/parse_internal.h"

#include <string.h>
#include <strings.h>

#include "parser/lexer_number.h"

/* Binding strengths; 0 is none. All are left-associative. */
static int binary_operator(const struct token *tok, enum ast_binary_op *op)
{
    switch (tok->kind) {
    case TOK_PLUS:
        *op = AST_OP_ADD;
        return 6;
    case TOK_MINUS:
        *op = AST_OP_SUB;
        return 6;
    case TOK_STAR:
        *op = AST_OP_MUL;
        return 7;
    case TOK_SLASH:
        *op = AST_OP_DIV;
        return 7;
    case TOK_PERCENT:
        *op = AST_OP_REM;
        return 7;
    case TOK_DOTDOT:
        *op = AST_OP_RANGE;
        return 9;
    case TOK_COALESCE:
        *op = AST_OP_COALESCE;
        return 5;
    case TOK_BINARY:
        break;
    default:
        return 0;
    }
    *op = (enum ast_binary_op)tok->op;
    switch (*op) {
    case AST_OP_AND:
    case AST_OP_OR:
    case AST_OP_XOR:
        return 1;
    case AST_OP_BAND:
    case AST_OP_BOR:
    case AST_OP_BXOR:
        return 2;
    case AST_OP_FORMAT:
        return 8;
    default:
        return 3;
    }
}

static struct ast_node *parse_array_literal(struct parser *p)
{
    struct ast_node *first = parse_unary(p);
    if (!first || p->no_comma || peek(p, LEX_EXPRESSION)->kind != TOK_COMMA)
        return first;
    struct ast_array_literal *list = NODE(p, AST_ARRAY_LITERAL, ast_array_literal, first->start);
    node_vec items = VEC_INIT;
    *vec_push(&items) = first;
    while (accept(p, LEX_EXPRESSION, TOK_COMMA)) {
        skip_newlines(p);
        struct ast_node *item = parse_unary(p);
        if (!item) {
            fail_after(p, "MissingExpressionAfterToken", "an expression",
                       "Missing expression after ','.");
            break;
        }
        *vec_push(&items) = item;
    }
    list->items = adopt_all(p, &list->node, &items, &list->nitems);
    node_end(p, &list->node);
    return &list->node;
}

static struct ast_node *parse_binary(struct parser *p, int strength)
{
    struct ast_node *left = parse_array_literal(p);
    while (left && !p->panic) {
        const struct token *tok = peek(p, LEX_EXPRESSION);
        enum ast_binary_op op = AST_OP_AND;
        if (tok->start > p->prev_end &&
            (tok->kind == TOK_PARAMETER || tok->kind == TOK_BINARY || tok->kind == TOK_MINUS))
            note(p, CURSOR_OPERATOR, tok->start);
        int own = binary_operator(tok, &op);
        if (!own || own < strength)
            break;
        struct token taken = take(p);
        struct ast_binary *n = NODE(p, AST_BINARY, ast_binary, left->start);
        n->op = op;
        n->case_sensitive = taken.case_sensitive;
        n->op_start = taken.start;
        n->op_end = taken.end;
        n->left = adopt(p, &n->node, left);
        bool in_operand = p->lex.in_operand;
        p->lex.in_operand = true;
        skip_newlines(p);
        n->right = adopt(p, &n->node, parse_binary(p, own + 1));
        p->lex.in_operand = in_operand;
        if (!n->right) {
            complain_after(p, "ExpectedValueExpression", "a value",
                           "You must provide a value expression following the '%.*s' operator.",
                           (int)(taken.end - taken.start), p->lex.s + taken.start);
            n->right = adopt(p, &n->node, error_expression(p, p->prev_end, NULL));
        }
        node_end(p, &n->node);
        left = &n->node;
    }
    return left;
}

static struct ast_node *parse_branches(struct parser *p, struct ast_node *condition)
{
    struct ast_ternary *n = NODE(p, AST_TERNARY, ast_ternary, condition->start);
    n->condition = adopt(p, &n->node, condition);
    skip_newlines(p);
    n->if_true = adopt(p, &n->node, parse_expression(p));
    bool missing = !n->if_true;
    if (missing) {
        complain_after(p, "ExpectedValueExpression", "a value",
                       "You must provide a value expression following the '?' operator.");
        n->if_true = adopt(p, &n->node, error_expression(p, p->prev_end, NULL));
    }
    skip_newlines(p);
    if (!accept(p, LEX_EXPRESSION, TOK_COLON)) {
        if (!missing)
            complain_after(p, "MissingColonInTernaryExpression", ":",
                           "Missing ':' in ternary expression.");
        return error_expression(p, condition->start, &n->node);
    }
    skip_newlines(p);
    n->if_false = adopt(p, &n->node, parse_expression(p));
    if (!n->if_false) {
        complain_after(p, "ExpectedValueExpression", "a value",
                       "You must provide a value expression following the ':' operator.");
        n->if_false = adopt(p, &n->node, error_expression(p, p->prev_end, NULL));
    }
    node_end(p, &n->node);
    return &n->node;
}

static struct ast_node *parse_ternary(struct parser *p, struct ast_node *condition)
{
    bool in_operand = p->lex.in_operand;
    take(p);
    p->lex.in_operand = true;
    struct ast_node *n = parse_branches(p, condition);
    p->lex.in_operand = in_operand;
    return n;
}

struct ast_node *parse_expression(struct parser *p)
{
    if (!enter(p))
        return NULL;
    struct ast_node *n = parse_binary(p, 1);
    if (n && !p->panic && peek(p, LEX_EXPRESSION)->kind == TOK_QUESTION)
        n = parse_ternary(p, n);
    leave(p);
    return n;
}

struct ast_node *parse_expression_no_comma(struct parser *p)
{
    bool outer = p->no_comma;
    p->no_comma = true;
    struct ast_node *n = parse_expression(p);
    p->no_comma = outer;
    return n;
}

static struct ast_node *parse_operator(struct parser *p, enum ast_unary_op op)
{
    struct token tok = take(p);
    struct ast_unary *n = NODE(p, AST_UNARY, ast_unary, tok.start);
    n->op = op;
    n->case_sensitive = tok.case_sensitive;
    skip_newlines(p);
    n->operand = adopt(p, &n->node, parse_unary(p));
    int len = (int)(tok.end - tok.start);
    const char *text = p->lex.s + tok.start;
    if (!n->operand) {
        fail_after(p, "MissingExpressionAfterOperator", "an expression",
                   "Missing expression after unary operator '%.*s'.", len, text);
    } else if (op == AST_OP_PRE_INC || op == AST_OP_PRE_DEC) {
        enum ast_kind kind = n->operand->kind;
        if (kind != AST_VARIABLE && kind != AST_MEMBER && kind != AST_INDEX &&
            kind != AST_CONVERT && kind != AST_PAREN && kind != AST_ERROR)
            fail_hard(p, "OperatorRequiresVariableOrProperty", n->operand->start, n->operand->end,
                      "The '%.*s' operator works only on variables or on properties.", len, text);
    }
    node_end(p, &n->node);
    return &n->node;
}

static struct ast_node *parse_unary_comma(struct parser *p)
{
    struct token tok = take(p);
    struct ast_array_literal *n = NODE(p, AST_ARRAY_LITERAL, ast_array_literal, tok.start);
    node_vec items = VEC_INIT;
    skip_newlines(p);
    struct ast_node *item = parse_unary(p);
    if (!item) {
        complain_after(p, "MissingExpressionAfterOperator", "an expression",
                       "Missing expression after unary operator ','.");
        return error_expression(p, tok.start, NULL);
    }
    *vec_push(&items) = item;
    n->items = adopt_all(p, &n->node, &items, &n->nitems);
    node_end(p, &n->node);
    return &n->node;
}

/* Can an operand of a cast begin at this token? */
static bool begins_operand(struct parser *p)
{
    const struct token *tok = peek(p, LEX_EXPRESSION);
    switch (tok->kind) {
    case TOK_VARIABLE:
    case TOK_SPLAT:
    case TOK_NUMBER:
    case TOK_SQUOTE:
    case TOK_DQUOTE:
    case TOK_HERE_SQUOTE:
    case TOK_HERE_DQUOTE:
    case TOK_LPAREN:
    case TOK_LCURLY:
    case TOK_AT_LPAREN:
    case TOK_AT_LCURLY:
    case TOK_DOLLAR_LPAREN:
    case TOK_LBRACKET:
    case TOK_PLUS:
    case TOK_MINUS:
    case TOK_PLUSPLUS:
    case TOK_MINUSMINUS:
    case TOK_EXCL:
    case TOK_NOT:
    case TOK_BNOT:
        return true;
    case TOK_BINARY:
        return tok->op == AST_OP_SPLIT || tok->op == AST_OP_JOIN;
    default:
        return false;
    }
}

static struct ast_node *wrap_attribute(struct parser *p, struct ast_attribute *attribute,
                                       struct ast_node *operand)
{
    struct ast_attributed *n = NODE(p, AST_ATTRIBUTED, ast_attributed, attribute->node.start);
    n->attribute = adopt(p, &n->node, attribute);
    n->operand = adopt(p, &n->node, operand);
    node_end(p, &n->node);
    return &n->node;
}

static bool is_ref(const struct ast_type_name *type)
{
    return type->text.len == 3 && strncasecmp(type->text.s, "ref", 3) == 0;
}

/* [ref] goes with no other type in front of it. */
static void check_ref(struct parser *p, const struct ast_convert *outer)
{
    if (!outer->operand || outer->operand->kind != AST_CONVERT)
        return;
    const struct ast_convert *inner = AST_AS(ast_convert, outer->operand);
    uint32_t start = inner->node.start, end = inner->type->node.end + 1;
    if (!is_ref(inner->type))
        return;
    if (is_ref(outer->type))
        complain(p, "ReferenceNeedsToBeByItselfInTypeSequence", start, end,
                 "Cannot have two occurrences of [ref] in a type sequence.");
    else if (peek(p, LEX_EXPRESSION)->kind == TOK_ASSIGN)
        complain(p, "ReferenceNeedsToBeByItselfInTypeConstraint", start, end,
                 "Cannot use [ref] with other types in a type constraint.");
    else
        complain(p, "ReferenceNeedsToBeLastTypeInTypeConversion", start, end,
                 "[ref] can only be the final type in type conversion sequence.");
}

/* [type]operand, [type] alone, [Attribute()]operand. */
static struct ast_node *parse_bracket_expr(struct parser *p)
{
    uint32_t start = peek(p, LEX_EXPRESSION)->start;
    struct ast_type_name *type = NULL;
    struct ast_attribute *attribute = parse_bracketed(p, &type);
    if (p->panic)
        return NULL;
    if (attribute) {
        skip_newlines(p);
        struct ast_node *operand = parse_unary(p);
        if (!operand || operand->kind == AST_TYPE_EXPR) {
            fail_hard(p, "UnexpectedAttribute", start, p->prev_end, "Unexpected attribute '%s'.",
                      attribute->type->text.s);
            return NULL;
        }
        return wrap_attribute(p, attribute, operand);
    }
    if (!type)
        return NULL;
    if (begins_operand(p)) {
        struct ast_convert *n = NODE(p, AST_CONVERT, ast_convert, start);
        n->type = adopt(p, &n->node, type);
        n->operand = adopt(p, &n->node, parse_unary(p));
        if (!n->operand)
            fail_token(p);
        node_end(p, &n->node);
        check_ref(p, n);
        if (n->operand && n->operand->kind != AST_HASHTABLE && type->text.len == 7 &&
            strncasecmp(type->text.s, "ordered", 7) == 0)
            complain(p, "OrderedAttributeOnlyOnHashLiteralNode", start, p->prev_end,
                     "The ordered attribute can be specified only on a hash literal node.");
        return &n->node;
    }
    struct ast_type_expr *n = NODE(p, AST_TYPE_EXPR, ast_type_expr, start);
    n->type = adopt(p, &n->node, type);
    if (peek(p, LEX_EXPRESSION)->kind == TOK_QLBRACKET) { /* a type has no elements: a ternary */
        p->tok.kind = TOK_QUESTION;
        p->tok.end = p->tok.start + 1;
    }
    return parse_postfix(p, &n->node, LEX_EXPRESSION);
}

static struct ast_node *parse_pending(struct parser *p)
{
    node_vec attributes = p->pending;
    p->pending = (node_vec)VEC_INIT;
    struct ast_node *operand = parse_unary(p);
    if (!operand || operand->kind == AST_TYPE_EXPR)
        fail_hard(p, "UnexpectedAttribute", attributes.items[0]->start, p->prev_end,
                  "Unexpected attribute '%s'.",
                  AST_AS(ast_attribute, attributes.items[0])->type->text.s);
    for (size_t i = attributes.len; operand && i-- > 0;)
        operand = wrap_attribute(p, AST_AS(ast_attribute, attributes.items[i]), operand);
    vec_release(&attributes);
    return operand;
}

/* -5 and +5 are one literal. */
static struct ast_node *parse_signed(struct parser *p, const struct token *sign)
{
    uint32_t end = lex_number_end(&p->lex, sign->start);
    if (sign->end - sign->start != 1 || end == sign->start || lex_word_char(&p->lex, end))
        return NULL;
    resume_at(p, end);
    struct ast_node *n = &parse_number_at(p, sign->start, end)->node;
    return p->panic ? n : parse_postfix(p, n, LEX_EXPRESSION);
}

static struct ast_node *unary(struct parser *p)
{
    struct token tok = *peek(p, LEX_EXPRESSION);
    struct ast_node *n;
    switch (tok.kind) {
    case TOK_PLUS:
    case TOK_MINUS:
        n = parse_signed(p, &tok);
        if (n)
            return n;
        peek(p, LEX_EXPRESSION);
        return parse_operator(p, tok.kind == TOK_PLUS ? AST_OP_PLUS : AST_OP_NEGATE);
    case TOK_EXCL:
    case TOK_NOT:
        return parse_operator(p, AST_OP_NOT);
    case TOK_BNOT:
        return parse_operator(p, AST_OP_BNOT);
    case TOK_PLUSPLUS:
        return parse_operator(p, AST_OP_PRE_INC);
    case TOK_MINUSMINUS:
        return parse_operator(p, AST_OP_PRE_DEC);
    case TOK_BINARY:
        if (tok.op == AST_OP_SPLIT)
            return parse_operator(p, AST_OP_USPLIT);
        if (tok.op == AST_OP_JOIN)
            return parse_operator(p, AST_OP_UJOIN);
        return NULL;
    case TOK_COMMA:
        return p->no_comma ? NULL : parse_unary_comma(p);
    case TOK_LBRACKET:
        return parse_bracket_expr(p);
    case TOK_REDIRECT: /* 1..3>file */
        if (p->lex.s[tok.start] < '1' || p->lex.s[tok.start] > '6')
            return NULL;
        resume_at(p, tok.start + 1);
        return &parse_number_at(p, tok.start, tok.start + 1)->node;
    default:
        n = parse_primary(p, LEX_EXPRESSION);
        return n && !p->panic ? parse_postfix(p, n, LEX_EXPRESSION) : n;
    }
}

struct ast_node *parse_unary(struct parser *p)
{
    if (!enter(p))
        return NULL;
    struct ast_node *n = p->pending.len ? parse_pending(p) : unary(p);
    leave(p);
    return n;
}
