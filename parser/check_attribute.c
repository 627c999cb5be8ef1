#include "parser/check_attribute.h"

#include <string.h>

#include "shell/base/text.h"

#define N(type) ((const struct type *)(const void *)node)

static bool named_in(struct ast_str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_caseeqn(name.s, name.len, list[i], strlen(list[i])))
            return true;
    return false;
}
#define NAMED_IN(name, list) named_in(name, list, sizeof(list) / sizeof((list)[0]))

static bool is_constant_variable(const struct ast_variable *v)
{
    static const char *const names[] = { "true", "false", "null" };
    return v->scope == AST_SCOPE_NONE && NAMED_IN(v->name, names);
}

/* Casts that cannot run anything. */
static bool is_primitive(const struct ast_type_name *t)
{
    static const char *const names[] = { "bool",   "byte",   "char",   "double", "float",
                                         "int",    "int16",  "int32",  "int64",  "long",
                                         "sbyte",  "short",  "single", "uint",   "uint16",
                                         "uint32", "uint64", "ulong",  "ushort", "boolean" };
    struct ast_str name = t->text;
    if (name.len > 7 && text_caseeqn(name.s, 7, "System.", 7))
        name = (struct ast_str){ name.s + 7, name.len - 7 };
    return !t->nranks && NAMED_IN(name, names);
}

static bool folds(const struct ast_binary *b)
{
    return (b->op >= AST_OP_AND && b->op <= AST_OP_SHR) ||
           (b->op >= AST_OP_ADD && b->op <= AST_OP_REM);
}

static bool is_constant_statement(const struct ast_node *statement, bool script_blocks)
{
    const struct ast_node *e = statement ? ast_pure_expression(statement) : NULL;
    return e && ast_is_attribute_constant(e, script_blocks);
}

bool ast_is_attribute_constant(const struct ast_node *node, bool script_blocks)
{
    switch (node->kind) {
    case AST_NUMBER:
    case AST_STRING:
    case AST_TYPE_EXPR:
        return true;
    case AST_SCRIPT_BLOCK_EXPR:
        return script_blocks;
    case AST_VARIABLE:
        return is_constant_variable(N(ast_variable));
    case AST_MEMBER:
        return N(ast_member)->is_static && N(ast_member)->target->kind == AST_TYPE_EXPR &&
               N(ast_member)->name->kind == AST_STRING;
    case AST_ARRAY_LITERAL:
        for (uint32_t i = 0; i < N(ast_array_literal)->nitems; i++)
            if (!ast_is_attribute_constant(N(ast_array_literal)->items[i], script_blocks))
                return false;
        return true;
    case AST_PAREN:
        return is_constant_statement(N(ast_paren)->pipeline, script_blocks);
    case AST_SUB_EXPR: {
        const struct ast_block *block = N(ast_sub_expr)->block;
        return block->nstatements == 1 && !block->ntraps &&
               is_constant_statement(block->statements[0], script_blocks);
    }
    case AST_CONVERT:
        return is_primitive(N(ast_convert)->type) &&
               ast_is_attribute_constant(N(ast_convert)->operand, script_blocks);
    case AST_UNARY:
        return N(ast_unary)->op >= AST_OP_NOT && N(ast_unary)->op <= AST_OP_NEGATE &&
               ast_is_attribute_constant(N(ast_unary)->operand, script_blocks);
    case AST_BINARY:
        return folds(N(ast_binary)) &&
               ast_is_attribute_constant(N(ast_binary)->left, script_blocks) &&
               ast_is_attribute_constant(N(ast_binary)->right, script_blocks);
    case AST_TERNARY:
        return ast_is_attribute_constant(N(ast_ternary)->condition, script_blocks) &&
               ast_is_attribute_constant(N(ast_ternary)->if_true, script_blocks) &&
               ast_is_attribute_constant(N(ast_ternary)->if_false, script_blocks);
    default:
        return false;
    }
}

static void check_argument(struct parser *p, const struct ast_node *value, bool of_member)
{
    if (!value || ast_is_attribute_constant(value, !of_member))
        return;
    if (of_member)
        complain(p, "ParameterAttributeArgumentNeedsToBeConstant", value->start, value->end,
                 "Attribute argument must be a constant.");
    else
        complain(p, "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", value->start,
                 value->end, "Attribute argument must be a constant or a script block.");
}

void check_attributes(struct parser *p)
{
    for (size_t i = 0; i < p->attributes.len; i++) {
        const struct ast_attribute *a = p->attributes.items[i].attribute;
        for (uint32_t k = 0; k < a->nnamed; k++)
            check_argument(p, a->named[k].value, p->attributes.items[i].of_member);
        for (uint32_t k = 0; k < a->nargs; k++)
            check_argument(p, a->args[k], p->attributes.items[i].of_member);
    }
}
