#include "parser/parse_internal.h"

#include <string.h>

#include "shell/base/text.h"

/* ---- names of types ---- */

static uint32_t skip_blank(struct parser *p, uint32_t pos)
{
    for (;;) {
        pos = lexer_skip(&p->lex, pos);
        uint32_t n = lex_newline(&p->lex, pos);
        if (!n)
            return pos;
        pos += n;
    }
}

static char char_at(struct parser *p, uint32_t pos)
{
    return pos < p->lex.len ? p->lex.s[pos] : '\0';
}

static uint32_t name_end(struct parser *p, uint32_t pos)
{
    uint32_t n;
    for (;;) {
        char c = char_at(p, pos);
        if ((n = lex_word_char(&p->lex, pos)) > 0)
            pos += n;
        else if (c == '.' || c == '+')
            pos++;
        else if (c == '`' && (lex_word_char(&p->lex, pos + 1) || char_at(p, pos + 1) == '`'))
            pos++;
        else
            return pos;
    }
}

/* What is read on is as if the bracket stood there. */
static void missing_bracket(struct parser *p, uint32_t pos)
{
    resume_at(p, pos);
    complain_after(p, "EndSquareBracketExpectedAtEndOfAttribute", "]",
                   "Missing ] at end of attribute or type literal.");
}

/* One type of a list, with a bracket of its own or without; *pos is behind it. */
static struct ast_type_name *parse_argument_type(struct parser *p, uint32_t *pos)
{
    bool bracket = char_at(p, *pos) == '[';
    resume_at(p, bracket ? *pos + 1 : *pos);
    struct ast_type_name *arg = parse_type_here(p, bracket);
    if (!arg || p->panic)
        return NULL;
    *pos = skip_blank(p, p->pos);
    if (!bracket)
        return arg;
    if (char_at(p, *pos) == ']') {
        *pos = skip_blank(p, *pos + 1);
        return arg;
    }
    resume_at(p, *pos);
    complain_after(p, "EndSquareBracketExpectedAtEndOfType", "]",
                   "Missing ] at end of type token.");
    return arg;
}

uint32_t parse_type_list(struct parser *p, uint32_t pos, node_vec *types)
{
    pos = skip_blank(p, pos);
    while (!p->panic) {
        char c = char_at(p, pos);
        bool begins = c == '[' || ((c < '0' || c > '9') && name_end(p, pos) > pos);
        if (!begins && types->len && !p->cursor) {
            complain_after(p, "MissingTypename", "a type name", "Missing type name after '['.");
        } else {
            struct ast_type_name *arg = parse_argument_type(p, &pos);
            if (!arg)
                break;
            *vec_push(types) = &arg->node;
        }
        if (p->panic || char_at(p, pos) != ',')
            break;
        resume_at(p, pos + 1);
        pos = skip_blank(p, pos + 1);
    }
    return pos;
}

/* Type arguments after [ ; p->pos is inside the bracket. */
static uint32_t parse_arguments(struct parser *p, struct ast_type_name *type, uint32_t pos,
                                struct strbuf *text)
{
    node_vec args = VEC_INIT;
    strbuf_addch(text, '[');
    pos = parse_type_list(p, pos, &args);
    for (size_t i = 0; i < args.len; i++) {
        const struct ast_type_name *arg = AST_AS(ast_type_name, args.items[i]);
        if (i)
            strbuf_addch(text, ',');
        strbuf_add(text, arg->text.s, arg->text.len);
    }
    if (char_at(p, pos) == ']')
        pos++;
    else if (!p->panic)
        missing_bracket(p, pos);
    strbuf_addch(text, ']');
    type->args = adopt_all(p, &type->node, &args, &type->nargs);
    return pos;
}

/* The commas and the bracket of an array with several dimensions. */
static uint32_t parse_dimensions(struct parser *p, uint32_t pos, uint32_t *rank)
{
    uint32_t first = pos, last = pos;
    for (*rank = 1; char_at(p, pos) == ','; ++*rank) {
        last = pos + 1;
        pos = skip_blank(p, last);
    }
    if (*rank > 32)
        complain(p, "ArrayHasTooManyDimensions", first, last,
                 "The array has too many dimensions: %u. The number of dimensions for an array "
                 "must be less than or equal to 32.",
                 *rank);
    else if (char_at(p, pos) != ']')
        missing_bracket(p, last);
    return char_at(p, pos) == ']' ? pos + 1 : pos;
}

/* [] [,] [type,type] after a name, any number of them; the offset after. */
static uint32_t parse_suffixes(struct parser *p, struct ast_type_name *type, uint32_t pos,
                               struct strbuf *text)
{
    VEC(uint8_t) ranks = VEC_INIT;
    while (!p->panic) {
        uint32_t open = skip_blank(p, pos);
        if (char_at(p, open) != '[')
            break;
        uint32_t inner = skip_blank(p, open + 1);
        char c = char_at(p, inner);
        if (c != ']' && c != ',') {
            if (type->nargs || ranks.len)
                break;
            if (c != '[' && name_end(p, inner) == inner)
                break;
            pos = parse_arguments(p, type, inner, text);
            continue;
        }
        uint32_t rank;
        pos = parse_dimensions(p, inner, &rank);
        strbuf_addch(text, '[');
        for (uint32_t i = 1; i < rank; i++)
            strbuf_addch(text, ',');
        strbuf_addch(text, ']');
        *vec_push(&ranks) = (uint8_t)(rank > 32 ? 32 : rank);
    }
    type->ranks = arena_copy(p->ast->arena, ranks.items, ranks.len);
    type->nranks = (uint32_t)ranks.len;
    vec_release(&ranks);
    return pos;
}

static uint32_t parse_assembly(struct parser *p, struct ast_type_name *type, uint32_t pos)
{
    uint32_t next = skip_blank(p, pos);
    if (char_at(p, next) != ',')
        return pos;
    next = skip_blank(p, next + 1);
    uint32_t end = next;
    while (end < p->lex.len && p->lex.s[end] != ']' && !lex_newline(&p->lex, end))
        end++;
    if (end == next) {
        resume_at(p, pos);
        fail_after(p, "MissingAssemblyNameSpecification", "an assembly name",
                   "The type name is missing the assembly name specification.");
    }
    type->assembly = source_str(p, next, end);
    return end;
}

struct ast_type_name *parse_type_here(struct parser *p, bool in_brackets)
{
    if (p->panic || !enter(p))
        return NULL;
    uint32_t start = skip_blank(p, p->pos);
    bool digit = char_at(p, start) >= '0' && char_at(p, start) <= '9';
    uint32_t end = digit ? start : name_end(p, start);
    struct ast_type_name *type = NULL;
    if (end == p->lex.len)
        note(p, CURSOR_TYPE, start);
    if (end == start) {
        fail_after(p, "MissingTypename", "a type name", "Missing type name after '['.");
    } else {
        AUTO_STRBUF text = STRBUF_INIT;
        type = NODE(p, AST_TYPE_NAME, ast_type_name, start);
        type->name = source_str(p, start, end);
        strbuf_add(&text, type->name.s, type->name.len);
        end = parse_suffixes(p, type, end, &text);
        if (in_brackets && !p->panic)
            end = parse_assembly(p, type, end);
        type->text = arena_str(p->ast->arena, text.buf, text.len);
        type->node.end = end;
        resume_at(p, end);
    }
    leave(p);
    return type;
}

/* ---- attributes ---- */

static bool parse_attribute_argument(struct parser *p, struct ast_attribute *a, node_vec *args,
                                     struct ast_named_argument *named)
{
    const struct token *tok = peek(p, LEX_EXPRESSION);
    *named = (struct ast_named_argument){ 0 };
    if (tok->kind == TOK_WORD) {
        if (noting(p, tok->end)) {
            note(p, CURSOR_ATTRIBUTE_ARGUMENT, tok->start);
            p->cursor->type = a->type;
        }
        struct token word = take(p);
        named->name = source_str(p, word.start, word.end);
        named->start = word.start;
        if (peek(p, LEX_EXPRESSION)->kind == TOK_ASSIGN) {
            take(p);
            skip_newlines(p);
            named->value = adopt(p, &a->node, parse_expression_no_comma(p));
            if (!named->value)
                fail_after(p, "MissingExpressionInNamedArgument", "a value",
                           "Missing statement after '=' in named argument.");
        }
        named->end = p->prev_end;
        return true;
    }
    if (tok->kind == TOK_EOF && noting(p, tok->end)) {
        note(p, CURSOR_ATTRIBUTE_ARGUMENT, tok->start);
        p->cursor->type = a->type;
    }
    struct ast_node *arg = parse_expression_no_comma(p);
    if (arg)
        *vec_push(args) = arg;
    return arg != NULL;
}

static void parse_attribute_arguments(struct parser *p, struct ast_attribute *a)
{
    node_vec args = VEC_INIT;
    VEC(struct ast_named_argument) named = VEC_INIT;
    skip_newlines(p);
    while (!p->panic && peek(p, LEX_COMMAND)->kind != TOK_RPAREN) {
        struct ast_named_argument n;
        if (!parse_attribute_argument(p, a, &args, &n)) {
            if (args.len + named.len)
                fail_after(p, "MissingExpressionAfterToken", "an expression",
                           "Missing expression after ','.");
            break;
        }
        for (size_t i = 0; n.name.s && i < named.len; i++)
            if (text_caseeq(named.items[i].name.s, n.name.s))
                fail_hard(p, "DuplicateNamedArgument", n.start, n.end,
                          "Duplicate named arguments '%.200s' are not allowed.", n.name.s);
        if (n.name.s)
            *vec_push(&named) = n;
        skip_newlines(p);
        if (!accept(p, LEX_COMMAND, TOK_COMMA))
            break;
        skip_newlines(p);
        if (peek(p, LEX_COMMAND)->kind == TOK_RPAREN)
            fail_after(p, "MissingExpressionAfterToken", "an expression",
                       "Missing expression after ','.");
    }
    if (!accept(p, LEX_COMMAND, TOK_RPAREN))
        fail_after(p, "MissingEndParenthesisInExpression", ")",
                   "Missing closing ')' in expression.");
    a->args = adopt_all(p, &a->node, &args, &a->nargs);
    a->nnamed = (uint32_t)named.len;
    a->named = arena_copy(p->ast->arena, named.items, named.len * sizeof(named.items[0]));
    vec_release(&named);
}

struct ast_attribute *parse_bracketed(struct parser *p, struct ast_type_name **type)
{
    struct mark m = mark(p);
    struct token open = take(p);
    struct ast_attribute *a = NULL;
    uint32_t first = skip_blank(p, open.end);
    char c = char_at(p, first);
    if (!p->cursor && ((c >= '0' && c <= '9') || name_end(p, first) == first)) {
        complain_after(p, "MissingTypename", "a type name", "Missing type name after '['.");
        rewind_to(p, m);
        return NULL;
    }
    *type = parse_type_here(p, true);
    if (!*type)
        return NULL;
    if (accept(p, LEX_EXPRESSION, TOK_LPAREN)) {
        a = NODE(p, AST_ATTRIBUTE, ast_attribute, open.start);
        a->type = adopt(p, &a->node, *type);
        parse_attribute_arguments(p, a);
        *type = NULL;
    }
    skip_newlines(p);
    if (!accept(p, LEX_EXPRESSION, TOK_RBRACKET)) {
        fail_after(p, "EndSquareBracketExpectedAtEndOfAttribute", "]",
                   "Missing ] at end of attribute or type literal.");
        *type = NULL;
    }
    if (a) {
        node_end(p, &a->node);
        *vec_push(&p->attributes) = (struct written_attribute){ a, p->in_member };
    }
    return a;
}

void parse_attributes(struct parser *p, node_vec *out)
{
    while (peek(p, LEX_EXPRESSION)->kind == TOK_LBRACKET && !p->panic) {
        uint32_t start = p->tok.start;
        struct ast_type_name *type = NULL;
        struct ast_attribute *a = parse_bracketed(p, &type);
        if (a)
            *vec_push(out) = &a->node;
        if (type) {
            struct ast_type_constraint *c =
                NODE(p, AST_TYPE_CONSTRAINT, ast_type_constraint, start);
            c->type = adopt(p, &c->node, type);
            *vec_push(out) = &c->node;
        }
        if (!a && !type)
            break;
        if (!p->panic)
            skip_newlines(p);
    }
}

/* ---- parameters ---- */

/* The comment lines right above a parameter. */
static struct ast_str comment_before(struct parser *p, uint32_t boundary, uint32_t start)
{
    AUTO_STRBUF text = STRBUF_INIT;
    size_t i = p->lex.comments.len;
    while (i > 0 && p->lex.comments.items[i - 1].start >= boundary)
        i--;
    for (; i < p->lex.comments.len; i++) {
        struct lex_comment c = p->lex.comments.items[i];
        const char *s = p->lex.s + c.start;
        bool own_line = memchr(p->lex.s + boundary, '\n', c.start - boundary) != NULL;
        if (c.end > start || !own_line)
            continue;
        uint32_t from = c.block ? 2 : 1, to = c.end - c.start - (c.block ? 2 : 0);
        while (from < to && (s[from] == ' ' || s[from] == '#'))
            from++;
        if (text.len)
            strbuf_addch(&text, '\n');
        strbuf_add(&text, s + from, to > from ? to - from : 0);
    }
    return text.len ? arena_str(p->ast->arena, text.buf, text.len) : (struct ast_str){ NULL, 0 };
}

static struct ast_parameter *parse_one_parameter(struct parser *p, uint32_t boundary)
{
    node_vec attributes = VEC_INIT;
    uint32_t start = peek(p, LEX_EXPRESSION)->start;
    struct ast_parameter *n = NODE(p, AST_PARAMETER, ast_parameter, start);
    n->comment = comment_before(p, boundary, start);
    parse_attributes(p, &attributes);
    for (size_t i = 0; i < attributes.len; i++)
        if (attributes.items[i]->kind == AST_TYPE_CONSTRAINT)
            n->type = AST_AS(ast_type_constraint, attributes.items[i])->type;
    bool any = attributes.len > 0;
    n->attributes = adopt_all(p, &n->node, &attributes, &n->nattributes);
    struct token tok = *peek(p, LEX_EXPRESSION);
    if (tok.kind == TOK_SPLAT)
        fail_splat(p, &tok);
    if (tok.kind != TOK_VARIABLE) {
        if (any && !p->panic)
            fail_after(p, "InvalidFunctionParameter", "a variable",
                       "Parameter declarations are a comma-separated list of variable names with "
                       "optional initializer expressions.");
        return NULL;
    }
    if (!n->comment.s && any) /* it may stand between the type and the name */
        n->comment = comment_before(p, p->prev_end, tok.start);
    take(p);
    struct ast_variable *v = parse_variable(p, tok.start, tok.end, false);
    n->name = v->name;
    n->name_start = tok.start;
    n->name_end = tok.end;
    if (peek(p, LEX_EXPRESSION)->kind == TOK_ASSIGN && p->tok.op == AST_ASSIGN_SET) {
        take(p);
        skip_newlines(p);
        n->initial = adopt(p, &n->node, parse_expression_no_comma(p));
        if (!n->initial)
            fail_after(p, "MissingExpressionAfterToken", "a value",
                       "Missing expression after '='.");
    }
    node_end(p, &n->node);
    return n;
}

static bool duplicate(const node_vec *seen, const struct ast_parameter *n)
{
    for (size_t i = 0; i < seen->len && i < 512; i++) {
        const struct ast_parameter *o = AST_AS(ast_parameter, seen->items[i]);
        if (text_caseeqn(o->name.s, o->name.len, n->name.s, n->name.len))
            return true;
    }
    return false;
}

struct ast_param_block *parse_parameters(struct parser *p, uint32_t start)
{
    struct ast_param_block *block = NODE(p, AST_PARAM_BLOCK, ast_param_block, start);
    node_vec v = VEC_INIT;
    bool no_comma = p->no_comma;
    p->no_comma = false;
    for (;;) {
        uint32_t boundary = p->prev_end;
        skip_newlines(p);
        struct ast_parameter *n = parse_one_parameter(p, boundary);
        if (!n) {
            if (v.len)
                fail_after(p, "MissingExpressionAfterToken", "a parameter",
                           "Missing expression after ','.");
            break;
        }
        if (duplicate(&v, n))
            complain(p, "DuplicateFormalParameter", n->name_start, n->name_end,
                     "Duplicate parameter $%.200s in parameter list.", n->name.s);
        *vec_push(&v) = &n->node;
        skip_newlines(p);
        if (!accept(p, LEX_COMMAND, TOK_COMMA))
            break;
    }
    skip_newlines(p);
    if (!accept(p, LEX_COMMAND, TOK_RPAREN))
        fail_after(p, "MissingEndParenthesisInFunctionParameterList", ")",
                   "Missing ')' in function parameter list.");
    p->no_comma = no_comma;
    block->parameters = adopt_all(p, &block->node, &v, &block->nparameters);
    node_end(p, &block->node);
    return block;
}
