#include "shell/runtime/syntax/safe_value.h"

#include <string.h>

#include "parser/parser.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/syntax/object.h"

#define AS(type) ((const struct type *)(const void *)node)

/* PowerShell refuses what has more nodes or lies deeper. */
enum { MAX_DEPTH = 256 };

static bool value_at(const struct ast_node *node, int depth, struct value *out);

static bool of_variable(const struct ast_variable *v, struct value *out)
{
    static const char *const names[] = { "null", "false", "true" };
    if (v->scope != AST_SCOPE_NONE)
        return false;
    for (int i = 0; i < 3; i++)
        if (text_caseeqn(v->name.s, v->name.len, names[i], strlen(names[i]))) {
            *out = i ? value_bool(i == 2) : value_null();
            return true;
        }
    return false;
}

static bool of_items(struct ast_node *const *items, uint32_t n, int depth, struct value *out)
{
    AUTO_VALUE list = value_of_array(array_new(n));
    for (uint32_t i = 0; i < n; i++) {
        struct value v;
        if (!value_at(items[i], depth, &v))
            return false;
        array_push_take(list.array, v);
    }
    *out = STEAL_VALUE(list);
    return true;
}

/* @( ): what its statements give, one list unrolled. */
static bool of_block(const struct ast_block *block, int depth, struct value *out)
{
    AUTO_VALUE list = value_of_array(array_new(4));
    for (uint32_t i = 0; block && i < block->nstatements; i++) {
        AUTO_VALUE v = value_null();
        if (!value_at(block->statements[i], depth, &v))
            return false;
        if (v.kind != V_ARRAY) {
            array_push_take(list.array, value_ref(v));
            continue;
        }
        for (size_t k = 0; k < v.array->len; k++)
            array_push_take(list.array, value_ref(v.array->items[k]));
    }
    *out = STEAL_VALUE(list);
    return true;
}

static bool of_table(const struct ast_hashtable *table, int depth, struct value *out)
{
    AUTO_VALUE made = value_of_hash(hash_new(0));
    for (uint32_t i = 0; i < table->npairs; i++) {
        AUTO_VALUE key = value_null();
        struct value v;
        if (!value_at(table->pairs[i].key, depth, &key) || key.kind == V_NULL ||
            !value_at(table->pairs[i].value, depth, &v))
            return false;
        hash_set_take(made.hash, key, v);
    }
    *out = STEAL_VALUE(made);
    return true;
}

static bool value_at(const struct ast_node *node, int depth, struct value *out)
{
    if (!node || ++depth > MAX_DEPTH)
        return false;
    switch (node->kind) {
    case AST_PIPELINE:
        return value_at(ast_pure_expression(node), depth, out);
    case AST_PAREN:
        return value_at(AS(ast_paren)->pipeline, depth, out);
    case AST_NUMBER:
        *out = number_literal(AS(ast_number));
        return true;
    case AST_STRING:
        *out = value_string_len(AS(ast_string)->value.s, AS(ast_string)->value.len);
        return true;
    case AST_VARIABLE:
        return of_variable(AS(ast_variable), out);
    case AST_ARRAY_LITERAL:
        return of_items(AS(ast_array_literal)->items, AS(ast_array_literal)->nitems, depth, out);
    case AST_ARRAY_EXPR:
        return of_block(AS(ast_sub_expr)->block, depth, out);
    case AST_HASHTABLE:
        return of_table(AS(ast_hashtable), depth, out);
    default:
        return false;
    }
}

bool ast_constant_value(const struct ast_node *node, struct value *out)
{
    return value_at(node, 0, out);
}

int ast_safe_value(struct value self, const struct value *args, size_t n, struct value *out,
                   struct err **err)
{
    const struct ast_part *part = ast_part_of(self);
    (void)args;
    (void)n;
    if (part->role == ROLE_NODE && value_at(part->node, 0, out))
        return 0;
    AUTO_STRBUF text = STRBUF_INIT;
    ast_part_text(self, &text);
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                     "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic "
                     "expressions. Dynamic expression: %s.",
                     text.buf ? text.buf : "");
}
