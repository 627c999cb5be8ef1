#include "parser/ast.h"

#include <stddef.h>

struct walk {
    bool (*fn)(const struct ast_node *child, void *context);
    void *context;
};

static bool one(const struct walk *w, const void *child)
{
    return !child || w->fn(child, w->context);
}

static bool all(const struct walk *w, void *items, uint32_t n)
{
    struct ast_node **nodes = items;
    for (uint32_t i = 0; i < n; i++)
        if (!one(w, nodes[i]))
            return false;
    return true;
}

static bool clauses(const struct walk *w, const struct ast_clause *c, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!one(w, c[i].test) || !one(w, c[i].body))
            return false;
    return true;
}

static bool named(const struct walk *w, const struct ast_named_argument *a, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!one(w, a[i].value))
            return false;
    return true;
}

static bool pairs(const struct walk *w, const struct ast_pair *p, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!one(w, p[i].key) || !one(w, p[i].value))
            return false;
    return true;
}

static bool catches(const struct walk *w, const struct ast_catch *c, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!all(w, c[i].types, c[i].ntypes) || !one(w, c[i].body))
            return false;
    return true;
}

#define N(type) ((const struct type *)(const void *)node)

static bool walk_expression(const struct walk *w, const struct ast_node *node)
{
    switch (node->kind) {
    case AST_EXPANDABLE:
        return all(w, N(ast_expandable)->parts, N(ast_expandable)->nparts);
    case AST_UNARY:
        return one(w, N(ast_unary)->operand);
    case AST_BINARY:
        return one(w, N(ast_binary)->left) && one(w, N(ast_binary)->right);
    case AST_TERNARY:
        return one(w, N(ast_ternary)->condition) && one(w, N(ast_ternary)->if_true) &&
               one(w, N(ast_ternary)->if_false);
    case AST_CONVERT:
        return one(w, N(ast_convert)->type) && one(w, N(ast_convert)->operand);
    case AST_ATTRIBUTED:
        return one(w, N(ast_attributed)->attribute) && one(w, N(ast_attributed)->operand);
    case AST_TYPE_EXPR:
        return one(w, N(ast_type_expr)->type);
    case AST_MEMBER:
        return one(w, N(ast_member)->target) && one(w, N(ast_member)->name);
    case AST_INVOKE:
        return one(w, N(ast_invoke)->target) && one(w, N(ast_invoke)->name) &&
               all(w, N(ast_invoke)->type_args, N(ast_invoke)->ntype_args) &&
               all(w, N(ast_invoke)->args, N(ast_invoke)->nargs);
    case AST_INDEX:
        return one(w, N(ast_index)->target) && one(w, N(ast_index)->index);
    case AST_ARRAY_LITERAL:
        return all(w, N(ast_array_literal)->items, N(ast_array_literal)->nitems);
    case AST_ARRAY_EXPR:
    case AST_SUB_EXPR:
        return one(w, N(ast_sub_expr)->block);
    case AST_PAREN:
        return one(w, N(ast_paren)->pipeline);
    case AST_HASHTABLE:
        return pairs(w, N(ast_hashtable)->pairs, N(ast_hashtable)->npairs);
    case AST_SCRIPT_BLOCK_EXPR:
        return one(w, N(ast_script_block_expr)->body);
    default:
        return true;
    }
}

static bool walk_statement(const struct walk *w, const struct ast_node *node)
{
    switch (node->kind) {
    case AST_PIPELINE:
        return all(w, N(ast_pipeline)->elements, N(ast_pipeline)->nelements);
    case AST_CHAIN:
        return all(w, N(ast_chain)->items, N(ast_chain)->nitems);
    case AST_COMMAND:
        return all(w, N(ast_command)->elements, N(ast_command)->nelements) &&
               all(w, N(ast_command)->redirects, N(ast_command)->nredirects);
    case AST_COMMAND_EXPR:
        return one(w, N(ast_command_expr)->expr) &&
               all(w, N(ast_command_expr)->redirects, N(ast_command_expr)->nredirects);
    case AST_COMMAND_PARAMETER:
        return one(w, N(ast_command_parameter)->argument);
    case AST_REDIRECT:
        return one(w, N(ast_redirect)->target);
    case AST_ASSIGN:
        return one(w, N(ast_assign)->left) && one(w, N(ast_assign)->right);
    case AST_IF:
        return clauses(w, N(ast_if)->clauses, N(ast_if)->nclauses) && one(w, N(ast_if)->otherwise);
    case AST_WHILE:
        return one(w, N(ast_loop)->condition) && one(w, N(ast_loop)->body);
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
        return one(w, N(ast_loop)->body) && one(w, N(ast_loop)->condition);
    case AST_FOR:
        return one(w, N(ast_for)->init) && one(w, N(ast_for)->condition) &&
               one(w, N(ast_for)->step) && one(w, N(ast_for)->body);
    case AST_FOREACH:
        return one(w, N(ast_foreach)->variable) && one(w, N(ast_foreach)->source) &&
               one(w, N(ast_foreach)->body);
    case AST_SWITCH:
        return one(w, N(ast_switch)->condition) &&
               clauses(w, N(ast_switch)->clauses, N(ast_switch)->nclauses) &&
               one(w, N(ast_switch)->otherwise);
    case AST_BREAK:
    case AST_CONTINUE:
    case AST_RETURN:
    case AST_THROW:
    case AST_EXIT:
        return one(w, N(ast_jump)->operand);
    case AST_TRY:
        return one(w, N(ast_try)->body) && catches(w, N(ast_try)->catches, N(ast_try)->ncatches) &&
               one(w, N(ast_try)->finally);
    case AST_TRAP:
        return one(w, N(ast_trap)->type) && one(w, N(ast_trap)->body);
    case AST_DATA:
        return all(w, N(ast_data)->commands, N(ast_data)->ncommands) && one(w, N(ast_data)->body);
    case AST_FUNCTION:
        return one(w, N(ast_function)->body);
    case AST_USING:
        return one(w, N(ast_using)->module);
    case AST_ERROR:
        return one(w, N(ast_error)->partial);
    default:
        return walk_expression(w, node);
    }
}

bool ast_each_child(const struct ast_node *node,
                    bool (*fn)(const struct ast_node *child, void *context), void *context)
{
    const struct walk walk = { fn, context }, *w = &walk;
    switch (node->kind) {
    case AST_TYPE_DEF:
        return all(w, N(ast_type_def)->attributes, N(ast_type_def)->nattributes) &&
               all(w, N(ast_type_def)->bases, N(ast_type_def)->nbases) &&
               all(w, N(ast_type_def)->members, N(ast_type_def)->nmembers);
    case AST_PROPERTY:
        return all(w, N(ast_property)->attributes, N(ast_property)->nattributes) &&
               one(w, N(ast_property)->type) && one(w, N(ast_property)->initial);
    case AST_METHOD:
        return all(w, N(ast_method)->attributes, N(ast_method)->nattributes) &&
               one(w, N(ast_method)->return_type) &&
               all(w, N(ast_method)->base_args, N(ast_method)->nbase_args) &&
               one(w, N(ast_method)->body);
    case AST_BLOCK:
        return all(w, N(ast_block)->statements, N(ast_block)->nstatements) &&
               all(w, N(ast_block)->traps, N(ast_block)->ntraps);
    case AST_SCRIPT_BLOCK:
        return all(w, N(ast_script_block)->usings, N(ast_script_block)->nusings) &&
               one(w, N(ast_script_block)->params) && one(w, N(ast_script_block)->dynamicparam) &&
               one(w, N(ast_script_block)->begin) && one(w, N(ast_script_block)->process) &&
               one(w, N(ast_script_block)->end) && one(w, N(ast_script_block)->clean);
    case AST_PARAM_BLOCK:
        return all(w, N(ast_param_block)->attributes, N(ast_param_block)->nattributes) &&
               all(w, N(ast_param_block)->parameters, N(ast_param_block)->nparameters);
    case AST_PARAMETER:
        return all(w, N(ast_parameter)->attributes, N(ast_parameter)->nattributes) &&
               one(w, N(ast_parameter)->initial);
    case AST_ATTRIBUTE:
        return one(w, N(ast_attribute)->type) &&
               all(w, N(ast_attribute)->args, N(ast_attribute)->nargs) &&
               named(w, N(ast_attribute)->named, N(ast_attribute)->nnamed);
    case AST_TYPE_CONSTRAINT:
        return one(w, N(ast_type_constraint)->type);
    case AST_TYPE_NAME:
        return all(w, N(ast_type_name)->args, N(ast_type_name)->nargs);
    default:
        return walk_statement(w, node);
    }
}
