#include "parser/parse_internal.h"

#include <string.h>

#include "shell/base/text.h"

static bool word_is(struct parser *p, const struct token *tok, const char *word)
{
    return tok->kind == TOK_WORD &&
           text_caseeqn(p->lex.s + tok->start, tok->end - tok->start, word, strlen(word));
}

static struct ast_type_def *begin_type(struct parser *p, enum ast_type_def_kind def, uint32_t start,
                                       node_vec *attributes)
{
    struct token kw = take(p);
    p->has_types = true;
    struct ast_type_def *n =
        NODE(p, AST_TYPE_DEF, ast_type_def, attributes->len ? attributes->items[0]->start : start);
    n->def = def;
    for (size_t i = 0; i < attributes->len; i++)
        if (attributes->items[i]->kind != AST_ATTRIBUTE) {
            fail_hard(p, "TypeNotAllowedBeforeStatement", attributes->items[i]->start,
                      attributes->items[i]->end, "Unexpected type %s was found before statement.",
                      source_str(p, attributes->items[i]->start, attributes->items[i]->end).s);
            vec_release(attributes);
        }
    for (size_t i = 0; i < p->attributes.len; i++)
        for (size_t k = 0; k < attributes->len; k++)
            if (&p->attributes.items[i].attribute->node == attributes->items[k])
                p->attributes.items[i].of_member = true;
    node_vec own = *attributes;
    *attributes = (node_vec)VEC_INIT;
    n->attributes = adopt_all(p, &n->node, &own, &n->nattributes);
    skip_newlines(p);
    const struct token *tok = peek(p, LEX_EXPRESSION);
    if (tok->kind != TOK_WORD) {
        fail_after(p, "MissingNameAfterKeyword", "a name", "Missing name after %.*s keyword.",
                   (int)(kw.end - kw.start), p->lex.s + kw.start);
        return n;
    }
    struct token name = take(p);
    n->name = source_str(p, name.start, name.end);
    skip_newlines(p);
    node_vec bases = VEC_INIT;
    if (accept(p, LEX_EXPRESSION, TOK_COLON)) {
        do {
            skip_newlines(p);
            const struct token *next = peek(p, LEX_EXPRESSION);
            if (next->kind != TOK_WORD && next->kind != TOK_EOF) {
                fail_after(p, "TypeNameExpected", "a type name", "Type name expected.");
                break;
            }
            struct ast_type_name *base = parse_type_here(p, false);
            if (!base)
                break;
            *vec_push(&bases) = &base->node;
            skip_newlines(p);
        } while (accept(p, LEX_EXPRESSION, TOK_COMMA));
    }
    n->bases = adopt_all(p, &n->node, &bases, &n->nbases);
    return n;
}

/* The { of a type definition; false without. */
static bool open_type(struct parser *p, struct ast_type_def *n, uint32_t *lcurly)
{
    if (p->panic)
        return false;
    skip_newlines(p);
    *lcurly = peek(p, LEX_COMMAND)->start;
    if (accept(p, LEX_COMMAND, TOK_LCURLY))
        return true;
    fail_after(p, "MissingTypeBody", "{", "Missing type body in %s declaration.",
               n->def == AST_CLASS ? "class" : "enum");
    return false;
}

static void expect_member_end(struct parser *p)
{
    enum tok kind = peek(p, LEX_EXPRESSION)->kind;
    if (kind != TOK_NEWLINE && kind != TOK_SEMI && kind != TOK_RCURLY && kind != TOK_EOF)
        fail_after(p, "MissingPropertyTerminator", "; or a newline",
                   "Missing ';' or end-of-line in property definition.");
}

struct ast_node *parse_enum(struct parser *p, uint32_t start, node_vec *attributes)
{
    struct ast_type_def *n = begin_type(p, AST_ENUM, start, attributes);
    node_vec members = VEC_INIT;
    uint32_t lcurly;
    if (!open_type(p, n, &lcurly))
        return &n->node;
    for (;;) {
        skip_separators(p);
        const struct token *tok = peek(p, LEX_EXPRESSION);
        if (tok->kind != TOK_WORD)
            break;
        struct token name = take(p);
        struct ast_property *m = NODE(p, AST_PROPERTY, ast_property, name.start);
        m->name = source_str(p, name.start, name.end);
        if (accept(p, LEX_EXPRESSION, TOK_ASSIGN)) {
            skip_newlines(p);
            m->initial = adopt(p, &m->node, parse_expression(p));
            if (!m->initial)
                complain_after(p, "ExpectedValueExpression", "a value",
                               "You must provide a value expression following the '=' operator.");
        }
        node_end(p, &m->node);
        *vec_push(&members) = &m->node;
        expect_member_end(p);
        if (p->panic)
            break;
    }
    expect_rcurly(p, lcurly + 1);
    n->members = adopt_all(p, &n->node, &members, &n->nmembers);
    node_end(p, &n->node);
    return &n->node;
}

/* What stands in front of a member's name. */
struct modifiers {
    node_vec attributes;
    struct ast_type_name *type;
    bool is_static, is_hidden;
};

static void parse_modifiers(struct parser *p, struct modifiers *m)
{
    for (; !p->panic; skip_newlines(p)) {
        const struct token *tok = peek(p, LEX_EXPRESSION);
        if (tok->kind == TOK_LBRACKET) {
            struct ast_type_name *type = NULL;
            bool outer = p->in_member;
            p->in_member = true;
            struct ast_attribute *a = parse_bracketed(p, &type);
            p->in_member = outer;
            if (!a && !type)
                return; /* it has complained, and may stand where it stood */
            if (a)
                *vec_push(&m->attributes) = &a->node;
            if (type && m->type)
                complain(p, "TooManyTypes", type->node.start - 1, type->node.end + 1,
                         "Only one type may be specified on class members.");
            if (type)
                m->type = type;
        } else if (word_is(p, tok, "static") || word_is(p, tok, "hidden")) {
            bool is_static = word_is(p, tok, "static");
            if (*(is_static ? &m->is_static : &m->is_hidden))
                complain(p, "DuplicateQualifier", tok->start, tok->end, "Duplicate '%s' qualifier",
                         is_static ? "static" : "hidden");
            take(p);
            *(is_static ? &m->is_static : &m->is_hidden) = true;
        } else {
            return;
        }
    }
}

static struct ast_node *parse_property(struct parser *p, uint32_t start, struct modifiers *m)
{
    struct token tok = take(p);
    struct ast_property *n = NODE(p, AST_PROPERTY, ast_property, start);
    n->name = parse_variable(p, tok.start, tok.end, false)->name;
    n->is_static = m->is_static;
    n->is_hidden = m->is_hidden;
    n->type = adopt(p, &n->node, m->type);
    n->attributes = adopt_all(p, &n->node, &m->attributes, &n->nattributes);
    if (accept(p, LEX_EXPRESSION, TOK_ASSIGN)) {
        skip_newlines(p);
        n->initial = adopt(p, &n->node, parse_expression(p));
        if (!n->initial)
            fail_after(p, "ExpectedValueExpression", "a value",
                       "You must provide a value expression following the '=' operator.");
    }
    node_end(p, &n->node);
    expect_member_end(p);
    return &n->node;
}

static void parse_base_call(struct parser *p, struct ast_method *n)
{
    skip_newlines(p);
    if (!n->is_constructor || n->is_static || !accept(p, LEX_EXPRESSION, TOK_COLON))
        return;
    skip_newlines(p);
    const struct token *tok = peek(p, LEX_EXPRESSION);
    if (!word_is(p, tok, "base")) {
        fail_after(p, "MissingBaseCtorCall", "base", "Missing call to base constructor.");
        return;
    }
    take(p);
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        fail_after(p, "MissingMethodParameterList", "(", "Missing '(' in method parameter list.");
        return;
    }
    n->has_base_call = true;
    parse_call_args(p, &n->node, &n->base_args, &n->nbase_args);
}

static struct ast_node *parse_method(struct parser *p, uint32_t start, struct modifiers *m,
                                     const struct ast_type_def *owner)
{
    struct token name = take(p);
    struct ast_method *n = NODE(p, AST_METHOD, ast_method, start);
    n->name = source_str(p, name.start, name.end);
    n->name_start = name.start;
    n->is_static = m->is_static;
    n->is_hidden = m->is_hidden;
    n->is_constructor = text_caseeqn(n->name.s, n->name.len, owner->name.s, owner->name.len);
    n->return_type = adopt(p, &n->node, m->type);
    n->attributes = adopt_all(p, &n->node, &m->attributes, &n->nattributes);
    uint32_t paren = peek(p, LEX_COMMAND)->start;
    if (!accept(p, LEX_COMMAND, TOK_LPAREN)) {
        fail_after(p, "MissingMethodParameterList", "(", "Missing '(' in method parameter list.");
        return &n->node;
    }
    bool outer = p->in_member;
    p->in_member = true;
    struct ast_param_block *params = parse_parameters(p, paren);
    p->in_member = outer;
    parse_base_call(p, n);
    skip_newlines(p);
    uint32_t lcurly = peek(p, LEX_COMMAND)->start;
    if (!accept(p, LEX_COMMAND, TOK_LCURLY)) {
        fail_after(p, "MissingFunctionBody", "{", "Missing function body in function declaration.");
        return &n->node;
    }
    struct ast_script_block *body = parse_script_block_rest(p, lcurly, false);
    if (body->params)
        complain(p, "ParamBlockNotAllowedInMethod", body->params->node.start,
                 body->params->node.end, "A param block is not allowed in a class method.");
    body->params = adopt(p, &body->node, params);
    n->body = adopt(p, &n->node, body);
    node_end(p, &n->node);
    return &n->node;
}

struct ast_node *parse_class(struct parser *p, uint32_t start, node_vec *attributes)
{
    struct ast_type_def *n = begin_type(p, AST_CLASS, start, attributes);
    node_vec members = VEC_INIT;
    uint32_t lcurly;
    if (!open_type(p, n, &lcurly))
        return &n->node;
    while (!p->panic) {
        skip_separators(p);
        struct modifiers m = { .attributes = VEC_INIT };
        struct token first = *peek(p, LEX_EXPRESSION);
        parse_modifiers(p, &m);
        const struct token *tok = peek(p, LEX_EXPRESSION);
        struct ast_node *member = NULL;
        if (tok->kind == TOK_VARIABLE)
            member = parse_property(p, first.start, &m);
        else if (tok->kind == TOK_WORD)
            member = parse_method(p, first.start, &m, n);
        bool begun = m.attributes.len || m.type || m.is_static || m.is_hidden;
        vec_release(&m.attributes);
        if (!member && begun && !p->panic)
            complain(p, "IncompleteMemberDefinition", p->prev_end, p->prev_end + 1,
                     "Missing a property name or method definition.");
        if (!member)
            break;
        *vec_push(&members) = member;
    }
    expect_rcurly(p, lcurly + 1);
    n->members = adopt_all(p, &n->node, &members, &n->nmembers);
    node_end(p, &n->node);
    return &n->node;
}
