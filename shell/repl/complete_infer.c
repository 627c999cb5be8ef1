/* Types of expressions, without running them. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/repl/complete.h"
#include "shell/runtime/command.h"

/* New-Object Type. */
static const struct type_info *type_of_new_object(struct session *s,
                                                  const struct ast_command *command)
{
    for (uint32_t i = 1; i < command->nelements; i++)
        if (command->elements[i]->kind == AST_STRING) {
            struct ast_str name =
                ((const struct ast_string *)(const void *)command->elements[i])->value;
            return session_find_type(s, name.s, name.len);
        }
    return NULL;
}

static const struct type_info *type_of_command(struct session *s, const struct ast_command *command)
{
    struct command c;
    if (!command->nelements || command->elements[0]->kind != AST_STRING)
        return NULL;
    struct ast_str name = ((const struct ast_string *)command->elements[0])->value;
    if (!command_find(s, name.s, name.len, COMMAND_CMDLET | COMMAND_ALIAS, true, &c) || !c.cmdlet)
        return NULL;
    if (text_caseeq(c.name, "New-Object"))
        return type_of_new_object(s, command);
    if (c.cmdlet->output_type)
        return c.cmdlet->output_type;
    for (const char *p = c.cmdlet->output; p && *p;) {
        size_t n = strcspn(p, ",");
        const struct type_info *type = session_find_type(s, p, n);
        if (type && type->nprops && type != &type_string)
            return type;
        p += n + (p[n] == ',');
    }
    return NULL;
}

/* Stages that hand on what they get. */
static bool passes_on(const struct ast_node *node)
{
    static const char *const names[] = { "Where-Object", "where",      "?",
                                         "Sort-Object",  "sort",       "Select-Object",
                                         "select",       "Tee-Object", "Get-Unique" };
    if (node->kind != AST_COMMAND || !((const struct ast_command *)node)->nelements ||
        ((const struct ast_command *)node)->elements[0]->kind != AST_STRING)
        return false;
    struct ast_str name =
        ((const struct ast_string *)((const struct ast_command *)node)->elements[0])->value;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeqn(name.s, name.len, names[i], strlen(names[i])))
            return true;
    return false;
}

bool complete_is_underbar(const struct ast_node *node)
{
    if (!node || node->kind != AST_VARIABLE)
        return false;
    struct ast_str name = ((const struct ast_variable *)node)->name;
    return text_caseeqn(name.s, name.len, "_", 1) || text_caseeqn(name.s, name.len, "PSItem", 6);
}

/* What a collection yields one by one. */
static const struct type_info *element_of(const struct type_info *type)
{
    return type && type->element ? type->element : type;
}

/* What an expression puts into a pipeline. */
static const struct type_info *type_of_elements(struct session *s, const struct ast_node *node)
{
    const struct ast_node *expr = node;
    if (expr->kind == AST_COMMAND_EXPR)
        expr = ((const struct ast_command_expr *)expr)->expr;
    if (expr->kind == AST_ARRAY_LITERAL)
        return complete_type_of(s,
                                ((const struct ast_array_literal *)(const void *)expr)->items[0]);
    return element_of(complete_type_of(s, node));
}

/* The type of a property by its name. */
static const struct type_info *type_of_property(struct session *s, const struct type_info *type,
                                                struct ast_str name)
{
    const struct property *p = type ? type_find_property(type, name.s, name.len) : NULL;
    if (p && p->alias_of)
        p = type_find_property(type, p->alias_of, strlen(p->alias_of));
    return p && p->type_name ? session_find_type(s, p->type_name, strlen(p->type_name)) : NULL;
}

/* The first word of a method's signature is what it gives. */
static const struct type_info *type_of_result(struct session *s, const struct method *m)
{
    const char *text = m ? m->signature : NULL;
    if (text && !strncmp(text, "static ", 7))
        text += 7;
    return text ? session_find_type(s, text, strcspn(text, " ")) : NULL;
}

/* a | ForEach-Object Name, or { $_.Name }: the property's type. NULL: no such stage. */
static const struct type_info *type_of_each(struct session *s, struct ast_node *const *stages,
                                            uint32_t n)
{
    if (n < 2 || stages[n - 1]->kind != AST_COMMAND)
        return NULL;
    const struct ast_command *each = (const void *)stages[n - 1];
    if (each->nelements != 2 || each->elements[0]->kind != AST_STRING)
        return NULL;
    struct ast_str name = ((const struct ast_string *)(const void *)each->elements[0])->value;
    if (!text_caseeqn(name.s, name.len, "%", 1) && !text_caseeqn(name.s, name.len, "foreach", 7) &&
        !text_caseeqn(name.s, name.len, "ForEach-Object", 14))
        return NULL;
    const struct type_info *from = complete_type_of_stages(s, stages, n - 1);
    if (each->elements[1]->kind == AST_STRING)
        return type_of_property(
            s, from, ((const struct ast_string *)(const void *)each->elements[1])->value);
    if (each->elements[1]->kind != AST_SCRIPT_BLOCK_EXPR)
        return NULL;
    const struct ast_block *body =
        ((const struct ast_script_block_expr *)(const void *)each->elements[1])->body->end;
    const struct ast_node *only =
        body && body->nstatements == 1 ? ast_pure_expression(body->statements[0]) : NULL;
    if (!only || only->kind != AST_MEMBER)
        return NULL;
    const struct ast_member *member = (const void *)only;
    return complete_is_underbar(member->target) && member->name->kind == AST_STRING
               ? type_of_property(s, from,
                                  ((const struct ast_string *)(const void *)member->name)->value)
               : NULL;
}

const struct type_info *complete_type_of_stages(struct session *s, struct ast_node *const *stages,
                                                uint32_t n)
{
    for (; n > 0; n--)
        if (!passes_on(stages[n - 1])) {
            const struct type_info *type = type_of_each(s, stages, n);
            return type ? type : type_of_elements(s, stages[n - 1]);
        }
    return NULL;
}

/* $x.Name: a property that is there to be read, no script runs. */
static bool member_value(struct session *s, const struct ast_member *m, struct value *out)
{
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    if (m->is_static || m->name->kind != AST_STRING || !complete_variable_value(s, m->target, &v) ||
        value_is_null(v))
        return false;
    struct ast_str name = ((const struct ast_string *)(const void *)m->name)->value;
    value_clear(out);
    return member_get(v, name.s, out, &err) == 0 && !value_is_null(*out);
}

bool complete_variable_value(struct session *s, const struct ast_node *node, struct value *out)
{
    if (node && node->kind == AST_MEMBER)
        return member_value(s, (const struct ast_member *)(const void *)node, out);
    if (!node || node->kind != AST_VARIABLE)
        return false;
    const struct ast_variable *v = (const struct ast_variable *)node;
    return v->scope != AST_SCOPE_DRIVE && session_lookup_variable(s, v->name.s, v->name.len, out);
}

/* Of an array its first element's, as member enumeration works on those. */
static const struct type_info *element_type(struct value v)
{
    bool enumerates = v.kind == V_ARRAY && v.array->len;
    return value_type_of(enumerates ? v.array->items[0] : v);
}

static const struct type_info *type_of_number(const struct ast_number *n)
{
    switch (n->type) {
    case AST_NUM_INT:
        return &type_int32;
    case AST_NUM_LONG:
        return &type_int64;
    case AST_NUM_DOUBLE:
        return &type_double;
    case AST_NUM_DECIMAL:
        return &type_decimal;
    default:
        return &type_int32;
    }
}

static const struct type_info *type_of_member(struct session *s, const struct ast_member *m)
{
    if (m->name->kind != AST_STRING)
        return NULL;
    struct ast_str name = ((const struct ast_string *)(const void *)m->name)->value;
    if (!m->is_static)
        return type_of_property(s, complete_type_of(s, m->target), name);
    if (m->target->kind != AST_TYPE_EXPR)
        return NULL;
    struct ast_str text = ((const struct ast_type_expr *)(const void *)m->target)->type->text;
    const struct type_info *type = session_find_type(s, text.s, text.len);
    const struct property *p = type ? type_find_static_property(type, name.s, name.len) : NULL;
    if (p && p->type_name)
        return session_find_type(s, p->type_name, strlen(p->type_name));
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    return type && type->enum_info && type_static_get(type, name.s, name.len, &v, &err) > 0 ? type
                                                                                            : NULL;
}

static const struct type_info *type_of_invoke(struct session *s, const struct ast_invoke *i)
{
    if (i->name->kind != AST_STRING)
        return NULL;
    struct ast_str name = ((const struct ast_string *)(const void *)i->name)->value;
    if (!i->is_static) {
        const struct type_info *type = complete_type_of(s, i->target);
        return type ? type_of_result(s, type_find_method(type, name.s, name.len)) : NULL;
    }
    if (i->target->kind != AST_TYPE_EXPR)
        return NULL;
    struct ast_str text = ((const struct ast_type_expr *)(const void *)i->target)->type->text;
    const struct type_info *type = session_find_type(s, text.s, text.len);
    if (!type || text_caseeqn(name.s, name.len, "new", 3))
        return type;
    const struct type_info *result =
        type_of_result(s, type_find_static_method(type, name.s, name.len));
    return result ? result : text_caseeqn(name.s, name.len, "Create", 6) ? type : NULL;
}

static const struct type_info *type_of_block(struct session *s, const struct ast_block *block)
{
    return block && block->nstatements == 1 ? complete_type_of(s, block->statements[0]) : NULL;
}

static const struct type_info *type_of_binary(struct session *s, const struct ast_binary *b)
{
    if (b->op >= AST_OP_EQ && b->op <= AST_OP_NOTMATCH)
        return &type_bool;
    if (b->op == AST_OP_FORMAT || b->op == AST_OP_JOIN || b->op == AST_OP_REPLACE)
        return &type_string;
    if (b->op == AST_OP_RANGE)
        return &type_int32_array;
    return complete_type_of(s, b->left);
}

/* The element of a list at a constant place, so that (1, 'a')[1] is a text. */
static const struct type_info *type_of_index(struct session *s, const struct ast_index *i)
{
    const struct ast_node *target = i->target;
    if (target->kind == AST_PAREN)
        target = ast_pure_expression(((const struct ast_paren *)(const void *)target)->pipeline);
    else if (target->kind == AST_SUB_EXPR || target->kind == AST_ARRAY_EXPR) {
        const struct ast_block *block = ((const struct ast_sub_expr *)(const void *)target)->block;
        target = block->nstatements == 1 ? ast_pure_expression(block->statements[0]) : NULL;
    }
    if (target && target->kind == AST_ARRAY_LITERAL && i->index->kind == AST_NUMBER) {
        const struct ast_array_literal *list = (const void *)target;
        int64_t at = ((const struct ast_number *)(const void *)i->index)->i;
        at += at < 0 ? list->nitems : 0;
        if (at >= 0 && at < list->nitems)
            return complete_type_of(s, list->items[at]);
    }
    const struct type_info *type = complete_type_of(s, i->target);
    return type && type->element ? type->element : type;
}

/* What was last assigned to a variable in statements of the text. */
static const struct ast_node *assigned_in(const struct ast_block *block, struct ast_str name)
{
    const struct ast_node *found = NULL;
    for (uint32_t i = 0; block && i < block->nstatements; i++) {
        if (block->statements[i]->kind != AST_ASSIGN)
            continue;
        const struct ast_assign *a = (const void *)block->statements[i];
        const struct ast_node *left = a->left;
        bool typed = left->kind == AST_CONVERT;
        const struct ast_node *variable =
            typed ? ((const struct ast_convert *)(const void *)left)->operand : left;
        if (variable->kind != AST_VARIABLE)
            continue;
        struct ast_str own = ((const struct ast_variable *)(const void *)variable)->name;
        if (text_caseeqn(own.s, own.len, name.s, name.len))
            found = typed ? left : a->right;
    }
    return found;
}

const struct ast_node *complete_assigned(struct completing *c, const struct ast_node *variable)
{
    if (!variable || variable->kind != AST_VARIABLE)
        return NULL;
    const struct ast_node *right =
        assigned_in(c->ast->root ? c->ast->root->end : NULL,
                    ((const struct ast_variable *)(const void *)variable)->name);
    const struct ast_node *pure = right ? ast_pure_expression(right) : NULL;
    return pure ? pure : right;
}

const struct type_info *complete_type_in(struct completing *c, const struct ast_node *node)
{
    const struct type_info *type = complete_type_of(c->s, node);
    if (type || !node)
        return type;
    const struct ast_node *base = node;
    if (base->kind == AST_INDEX)
        base = ((const struct ast_index *)(const void *)base)->target;
    type = complete_type_of(c->s, complete_assigned(c, base));
    return type && type->element && base != node ? type->element : type;
}

const struct ast_type_def *complete_text_type(const struct ast *ast, struct ast_str name)
{
    const struct ast_block *block = ast->root ? ast->root->end : NULL;
    for (uint32_t i = 0; block && i < block->nstatements; i++) {
        const struct ast_type_def *def = (const void *)block->statements[i];
        if (block->statements[i]->kind == AST_TYPE_DEF &&
            text_caseeqn(def->name.s, def->name.len, name.s, name.len))
            return def;
    }
    return NULL;
}

const struct type_info *complete_type_at(struct completing *c)
{
    const struct ast_node *target = c->at->target;
    if (target && target->kind == AST_MEMBER && c->at->nupstream) {
        const struct ast_member *m = (const void *)target;
        if (complete_is_underbar(m->target) && m->name->kind == AST_STRING)
            return type_of_property(
                c->s, complete_type_of_stages(c->s, c->at->upstream, c->at->nupstream),
                ((const struct ast_string *)(const void *)m->name)->value);
    }
    return complete_type_in(c, target);
}

const struct type_info *complete_type_of(struct session *s, const struct ast_node *node)
{
    if (!node)
        return NULL;
    switch (node->kind) {
    case AST_COMMAND:
        return type_of_command(s, (const struct ast_command *)node);
    case AST_COMMAND_EXPR:
        return complete_type_of(s, ((const struct ast_command_expr *)node)->expr);
    case AST_PIPELINE: {
        const struct ast_pipeline *p = (const struct ast_pipeline *)node;
        return p->nelements == 1 ? complete_type_of(s, p->elements[0])
                                 : complete_type_of_stages(s, p->elements, p->nelements);
    }
    case AST_PAREN:
        return complete_type_of(s, ((const struct ast_paren *)node)->pipeline);
    case AST_SUB_EXPR:
        return type_of_block(s, ((const struct ast_sub_expr *)node)->block);
    case AST_ARRAY_EXPR:
    case AST_ARRAY_LITERAL:
        return &type_object_array;
    case AST_STRING:
    case AST_EXPANDABLE:
        return &type_string;
    case AST_NUMBER:
        return type_of_number((const struct ast_number *)node);
    case AST_HASHTABLE:
        return &type_hashtable;
    case AST_SCRIPT_BLOCK_EXPR:
        return &type_scriptblock;
    case AST_TYPE_EXPR:
        return &type_type;
    case AST_UNARY: {
        const struct ast_unary *u = (const struct ast_unary *)node;
        const struct type_info *type = complete_type_of(s, u->operand);
        return u->op == AST_OP_NOT ? &type_bool : type || u->op < AST_OP_PLUS ? type : &type_int32;
    }
    case AST_BINARY:
        return type_of_binary(s, (const struct ast_binary *)node);
    case AST_MEMBER:
        return type_of_member(s, (const struct ast_member *)node);
    case AST_INVOKE:
        return type_of_invoke(s, (const struct ast_invoke *)node);
    case AST_INDEX:
        return type_of_index(s, (const struct ast_index *)node);
    case AST_CONVERT: {
        struct ast_str name = ((const struct ast_convert *)node)->type->text;
        return session_find_type(s, name.s, name.len);
    }
    case AST_ASSIGN:
        return complete_type_of(s, ((const struct ast_assign *)node)->right);
    case AST_VARIABLE: {
        AUTO_VALUE v = value_null();
        return complete_variable_value(s, node, &v) ? element_type(v) : NULL;
    }
    default:
        return NULL;
    }
}
