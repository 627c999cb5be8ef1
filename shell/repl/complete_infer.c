/* What expressions yield, without running them. */
#include "shell/repl/complete_infer.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/runtime/code.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scriptblock.h"

/* Assignments may go round in circles; so deep nobody writes. */
enum { MAX_DEPTH = 24 };

static struct guess of_type(const struct type_info *type)
{
    return (struct guess){ .types = { type }, .n = type != NULL };
}

static void add_type(struct guess *g, const struct type_info *type)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (g->types[i] == type)
            return;
    if (type && g->n < GUESS_TYPES)
        g->types[g->n++] = type;
}

static void add_guess(struct guess *g, const struct guess *more)
{
    for (uint32_t i = 0; i < more->n; i++)
        add_type(g, more->types[i]);
    g->def = more->def ? more->def : g->def;
    if (more->keys) {
        g->keys = more->keys;
        g->is_object = more->is_object;
    }
}

bool guess_known(const struct guess *g)
{
    return g->n || g->def || g->keys;
}

const struct type_info *guess_type(const struct guess *g)
{
    return g->n ? g->types[0] : NULL;
}

struct guess guess_of_name(struct completing *c, struct ast_str name)
{
    const struct ast_type_def *def = complete_text_type(c->ast, name);
    return def ? (struct guess){ .def = def } : of_type(session_find_type(c->s, name.s, name.len));
}

/* ---- commands ---- */

/* New-Object Type. */
static struct guess of_new_object(struct completing *c, const struct ast_command *command)
{
    for (uint32_t i = 1; i < command->nelements; i++)
        if (command->elements[i]->kind == AST_STRING) {
            struct ast_str name =
                ((const struct ast_string *)(const void *)command->elements[i])->value;
            return guess_of_name(c, name);
        }
    return (struct guess){ 0 };
}

/* The types in [OutputType()] in front of a function's param(). */
static struct guess of_output_types(struct completing *c, const struct ast_param_block *params)
{
    struct guess g = { 0 };
    for (uint32_t i = 0; params && i < params->nattributes; i++) {
        const struct ast_attribute *a = params->attributes[i];
        if (!text_caseeqn(a->type->text.s, a->type->text.len, "OutputType", 10))
            continue;
        for (uint32_t k = 0; k < a->nargs; k++) {
            struct ast_str name = { 0 };
            if (a->args[k]->kind == AST_STRING)
                name = ((const struct ast_string *)(const void *)a->args[k])->value;
            else if (a->args[k]->kind == AST_TYPE_EXPR)
                name = ((const struct ast_type_expr *)(const void *)a->args[k])->type->text;
            struct guess one = name.s ? guess_of_name(c, name) : g;
            add_guess(&g, &one);
        }
    }
    return g;
}

/* Of a function: what it says, else what its last statement yields. */
static struct guess of_function(struct completing *c, const struct ast_script_block *body)
{
    struct guess g = of_output_types(c, body->params);
    const struct ast_block *end = body->end ? body->end : body->process;
    if (guess_known(&g) || !end || !end->nstatements)
        return g;
    const struct ast_node *last = end->statements[end->nstatements - 1];
    if (last->kind == AST_RETURN)
        last = ((const struct ast_jump *)(const void *)last)->operand;
    return last && last->kind == AST_PIPELINE ? guess_of(c, last) : g;
}

static bool same_namespace(const struct type_info *a, const struct type_info *b)
{
    const char *dot = strrchr(a->name, '.');
    size_t n = dot ? (size_t)(dot - a->name) : 0;
    return n && strlen(b->name) > n + 1 && text_caseeqn(a->name, n + 1, b->name, n + 1) &&
           !strchr(b->name + n + 1, '.');
}

static struct guess of_cmdlet(struct completing *c, const struct cmdlet *cmdlet)
{
    struct guess g = of_type(cmdlet->output_type);
    for (const char *p = cmdlet->output; p && *p;) {
        size_t n = strcspn(p, ",");
        const struct type_info *type = session_find_type(c->s, p, n);
        /* Where one is told for sure, those of other namespaces are other providers'. */
        bool other = cmdlet->output_type && type && !same_namespace(type, cmdlet->output_type);
        if (type && type->nprops && type != &type_string && !other)
            add_type(&g, type);
        p += n + (p[n] == ',');
    }
    return g;
}

static struct guess of_command(struct completing *c, const struct ast_command *command)
{
    struct command found;
    struct guess none = { 0 };
    if (!command->nelements || command->elements[0]->kind != AST_STRING)
        return none;
    struct ast_str name = ((const struct ast_string *)command->elements[0])->value;
    const struct ast_function *f = flow_function(c->ast, name, command->node.start);
    if (f && f->body && f->node.end <= command->node.start)
        return of_function(c, f->body);
    if (!command_find(c->s, name.s, name.len,
                      COMMAND_CMDLET | COMMAND_ALIAS | COMMAND_FUNCTION | COMMAND_FILTER, true,
                      &found))
        return none;
    if (!found.cmdlet) {
        struct scriptblock *sb = scriptblock_of(found.block);
        return sb && sb->code && sb->code->source ? of_output_types(c, sb->code->source->params)
                                                  : none;
    }
    return text_caseeq(found.name, "New-Object") ? of_new_object(c, command)
                                                 : of_cmdlet(c, found.cmdlet);
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
static struct guess elements_of(struct guess g)
{
    for (uint32_t i = 0; i < g.n; i++)
        g.types[i] = g.types[i]->element ? g.types[i]->element : g.types[i];
    return g;
}

/* What an expression puts into a pipeline. */
static struct guess of_elements(struct completing *c, const struct ast_node *node)
{
    const struct ast_node *expr = node;
    if (expr->kind == AST_COMMAND_EXPR)
        expr = ((const struct ast_command_expr *)expr)->expr;
    if (expr->kind == AST_ARRAY_LITERAL)
        return guess_of(c, ((const struct ast_array_literal *)(const void *)expr)->items[0]);
    if (expr->kind == AST_ARRAY_EXPR) {
        const struct ast_block *b = ((const struct ast_sub_expr *)(const void *)expr)->block;
        if (b && b->nstatements)
            return of_elements(c, ast_pure_expression(b->statements[0])
                                      ? ast_pure_expression(b->statements[0])
                                      : b->statements[0]);
    }
    return elements_of(guess_of(c, node));
}

/* ---- members ---- */

/* A member that a class of the text, or one of its bases there, declares. */
static const struct ast_node *text_member(struct completing *c, const struct ast_type_def *def,
                                          struct ast_str name, enum ast_kind kind)
{
    for (int depth = 0; def && depth < MAX_DEPTH; depth++) {
        for (uint32_t i = 0; i < def->nmembers; i++) {
            const struct ast_node *m = def->members[i];
            struct ast_str own = m->kind == AST_METHOD
                                     ? ((const struct ast_method *)(const void *)m)->name
                                     : ((const struct ast_property *)(const void *)m)->name;
            if (m->kind == kind && text_caseeqn(own.s, own.len, name.s, name.len))
                return m;
        }
        def = def->nbases ? complete_text_type(c->ast, def->bases[0]->text) : NULL;
    }
    return NULL;
}

static struct guess of_type_name(struct completing *c, const struct ast_type_name *type)
{
    return type ? guess_of_name(c, type->text) : (struct guess){ 0 };
}

struct guess guess_of_property(struct completing *c, const struct guess *g, struct ast_str name)
{
    struct guess out = { 0 };
    for (uint32_t i = 0; g->keys && i < g->keys->npairs; i++) {
        const struct ast_node *key = g->keys->pairs[i].key;
        if (key->kind != AST_STRING)
            continue;
        struct ast_str own = ((const struct ast_string *)(const void *)key)->value;
        if (text_caseeqn(own.s, own.len, name.s, name.len))
            return guess_of(c, g->keys->pairs[i].value);
    }
    const struct ast_property *declared =
        (const void *)(g->def ? text_member(c, g->def, name, AST_PROPERTY) : NULL);
    if (declared)
        return of_type_name(c, declared->type);
    for (uint32_t i = 0; i < g->n; i++) {
        const struct property *p = type_find_property(g->types[i], name.s, name.len);
        if (p && p->alias_of)
            p = type_find_property(g->types[i], p->alias_of, strlen(p->alias_of));
        if (p && p->type_name)
            add_type(&out, session_find_type(c->s, p->type_name, strlen(p->type_name)));
    }
    return out;
}

/* The first word of a method's signature is what it gives. */
static const struct type_info *type_of_result(struct session *s, const struct method *m)
{
    const char *text = m ? m->signature : NULL;
    if (text && !strncmp(text, "static ", 7))
        text += 7;
    return text ? session_find_type(s, text, strcspn(text, " ")) : NULL;
}

/* a | ForEach-Object Name, or { $_.Name }: the property. Empty: no such stage. */
static struct guess of_each(struct completing *c, struct ast_node *const *stages, uint32_t n)
{
    struct guess none = { 0 };
    if (n < 2 || stages[n - 1]->kind != AST_COMMAND)
        return none;
    const struct ast_command *each = (const void *)stages[n - 1];
    if (each->nelements != 2 || each->elements[0]->kind != AST_STRING)
        return none;
    struct ast_str name = ((const struct ast_string *)(const void *)each->elements[0])->value;
    if (!text_caseeqn(name.s, name.len, "%", 1) && !text_caseeqn(name.s, name.len, "foreach", 7) &&
        !text_caseeqn(name.s, name.len, "ForEach-Object", 14))
        return none;
    struct guess from = guess_of_stages(c, stages, n - 1);
    if (each->elements[1]->kind == AST_STRING)
        return guess_of_property(
            c, &from, ((const struct ast_string *)(const void *)each->elements[1])->value);
    if (each->elements[1]->kind != AST_SCRIPT_BLOCK_EXPR)
        return none;
    const struct ast_block *body =
        ((const struct ast_script_block_expr *)(const void *)each->elements[1])->body->end;
    const struct ast_node *only =
        body && body->nstatements == 1 ? ast_pure_expression(body->statements[0]) : NULL;
    if (!only || only->kind != AST_MEMBER)
        return only ? guess_of(c, only) : none;
    const struct ast_member *member = (const void *)only;
    return complete_is_underbar(member->target) && member->name->kind == AST_STRING
               ? guess_of_property(c, &from,
                                   ((const struct ast_string *)(const void *)member->name)->value)
               : guess_of(c, only);
}

struct guess guess_of_stages(struct completing *c, struct ast_node *const *stages, uint32_t n)
{
    for (; n > 0; n--)
        if (!passes_on(stages[n - 1])) {
            struct guess g = of_each(c, stages, n);
            return guess_known(&g) ? g : of_elements(c, stages[n - 1]);
        }
    return (struct guess){ 0 };
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

static struct guess of_member(struct completing *c, const struct ast_member *m)
{
    if (m->name->kind != AST_STRING)
        return (struct guess){ 0 };
    struct ast_str name = ((const struct ast_string *)(const void *)m->name)->value;
    if (!m->is_static) {
        struct guess target = guess_of(c, m->target);
        return guess_of_property(c, &target, name);
    }
    if (m->target->kind != AST_TYPE_EXPR)
        return (struct guess){ 0 };
    struct guess target =
        of_type_name(c, ((const struct ast_type_expr *)(const void *)m->target)->type);
    if (target.def && target.def->def == AST_ENUM)
        return target;
    if (target.def)
        return guess_of_property(c, &target, name);
    const struct type_info *type = guess_type(&target);
    const struct property *p = type ? type_find_static_property(type, name.s, name.len) : NULL;
    if (p && p->type_name)
        return of_type(session_find_type(c->s, p->type_name, strlen(p->type_name)));
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;
    bool is_member =
        type && type->enum_info && type_static_get(type, name.s, name.len, &v, &err) > 0;
    return of_type(is_member ? type : NULL);
}

/* What a method of the text's own class gives. */
static struct guess of_text_method(struct completing *c, const struct ast_type_def *def,
                                   struct ast_str name)
{
    const struct ast_method *m = (const void *)text_member(c, def, name, AST_METHOD);
    return m ? of_type_name(c, m->return_type) : (struct guess){ 0 };
}

static struct guess of_invoke(struct completing *c, const struct ast_invoke *i)
{
    struct guess out = { 0 };
    if (i->name->kind != AST_STRING)
        return out;
    struct ast_str name = ((const struct ast_string *)(const void *)i->name)->value;
    if (!i->is_static) {
        struct guess target = guess_of(c, i->target);
        if (target.def)
            return of_text_method(c, target.def, name);
        for (uint32_t k = 0; k < target.n; k++)
            add_type(&out,
                     type_of_result(c->s, type_find_method(target.types[k], name.s, name.len)));
        return out;
    }
    if (i->target->kind != AST_TYPE_EXPR)
        return out;
    struct guess target =
        of_type_name(c, ((const struct ast_type_expr *)(const void *)i->target)->type);
    if (text_caseeqn(name.s, name.len, "new", 3))
        return target;
    if (target.def)
        return of_text_method(c, target.def, name);
    const struct type_info *type = guess_type(&target);
    const struct type_info *result =
        type ? type_of_result(c->s, type_find_static_method(type, name.s, name.len)) : NULL;
    return of_type(result ? result : text_caseeqn(name.s, name.len, "Create", 6) ? type : NULL);
}

/* ---- operators ---- */

static struct guess of_block(struct completing *c, const struct ast_block *block)
{
    return block && block->nstatements == 1 ? guess_of(c, block->statements[0])
                                            : (struct guess){ 0 };
}

static struct guess of_binary(struct completing *c, const struct ast_binary *b)
{
    if (b->op >= AST_OP_EQ && b->op <= AST_OP_NOTMATCH)
        return of_type(&type_bool);
    if (b->op == AST_OP_FORMAT || b->op == AST_OP_JOIN || b->op == AST_OP_REPLACE)
        return of_type(&type_string);
    if (b->op == AST_OP_RANGE)
        return of_type(&type_int32_array);
    return guess_of(c, b->left);
}

/* The element of a list at a constant place, so that (1, 'a')[1] is a text. */
static struct guess of_index(struct completing *c, const struct ast_index *i)
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
            return guess_of(c, list->items[at]);
    }
    struct guess g = guess_of(c, i->target);
    if (g.keys && i->index->kind == AST_STRING)
        return guess_of_property(c, &g, ((const struct ast_string *)(const void *)i->index)->value);
    return elements_of(g);
}

static struct guess of_convert(struct completing *c, const struct ast_convert *v)
{
    struct ast_str name = v->type->text;
    bool object = text_caseeqn(name.s, name.len, "pscustomobject", 14);
    if ((!object && !text_caseeqn(name.s, name.len, "ordered", 7)) ||
        v->operand->kind != AST_HASHTABLE)
        return guess_of_name(c, name);
    struct guess g = object ? of_type(&type_object)
                            : of_type(session_find_type(
                                  c->s, "System.Collections.Specialized.OrderedDictionary", 48));
    g.keys = (const void *)v->operand;
    g.is_object = object;
    return g;
}

static struct guess of_unary(struct completing *c, const struct ast_unary *u)
{
    struct guess g = guess_of(c, u->operand);
    return u->op == AST_OP_NOT                      ? of_type(&type_bool)
           : guess_known(&g) || u->op < AST_OP_PLUS ? g
                                                    : of_type(&type_int32);
}

/* ---- variables ---- */

static struct guess of_flow(struct completing *c, const struct flow *f)
{
    switch (f->kind) {
    case FLOW_VALUE:
        return guess_of(c, f->node);
    case FLOW_ELEMENT:
        return of_elements(c,
                           ast_pure_expression(f->node) ? ast_pure_expression(f->node) : f->node);
    case FLOW_TYPE:
        return guess_of_name(c, f->type);
    case FLOW_ERROR:
        return of_type(session_find_type(c->s, "System.Management.Automation.ErrorRecord", 40));
    case FLOW_THIS:
        return (struct guess){ .def = f->def };
    default:
        return (struct guess){ 0 };
    }
}

static struct guess of_variable(struct completing *c, const struct ast_variable *v)
{
    AUTO_VALUE value = value_null();
    struct flow f = flow_of_variable(c->ast, v);
    struct guess g = of_flow(c, &f);
    if (!guess_known(&g) && c->at->nupstream && complete_is_underbar(&v->node))
        g = guess_of_stages(c, c->at->upstream, c->at->nupstream);
    if (guess_known(&g))
        return g;
    return of_type(complete_variable_value(c->s, &v->node, &value) ? element_type(value) : NULL);
}

const struct ast_node *complete_assigned(struct completing *c, const struct ast_node *variable)
{
    if (!variable || variable->kind != AST_VARIABLE)
        return NULL;
    struct flow f = flow_of_variable(c->ast, (const struct ast_variable *)variable);
    const struct ast_node *pure = f.kind == FLOW_VALUE ? ast_pure_expression(f.node) : NULL;
    return pure ? pure : f.kind == FLOW_VALUE ? f.node : NULL;
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

static struct guess guess_node(struct completing *c, const struct ast_node *node)
{
    switch (node->kind) {
    case AST_COMMAND:
        return of_command(c, (const struct ast_command *)node);
    case AST_COMMAND_EXPR:
        return guess_of(c, ((const struct ast_command_expr *)node)->expr);
    case AST_PIPELINE: {
        const struct ast_pipeline *p = (const struct ast_pipeline *)node;
        return p->nelements == 1 ? guess_of(c, p->elements[0])
                                 : guess_of_stages(c, p->elements, p->nelements);
    }
    case AST_PAREN:
        return guess_of(c, ((const struct ast_paren *)node)->pipeline);
    case AST_SUB_EXPR:
        return of_block(c, ((const struct ast_sub_expr *)node)->block);
    case AST_ARRAY_EXPR:
    case AST_ARRAY_LITERAL:
        return of_type(&type_object_array);
    case AST_STRING:
    case AST_EXPANDABLE:
        return of_type(&type_string);
    case AST_NUMBER:
        return of_type(type_of_number((const struct ast_number *)node));
    case AST_HASHTABLE: {
        struct guess g = of_type(&type_hashtable);
        g.keys = (const void *)node;
        return g;
    }
    case AST_SCRIPT_BLOCK_EXPR:
        return of_type(&type_scriptblock);
    case AST_TYPE_EXPR:
        return of_type(&type_type);
    case AST_UNARY:
        return of_unary(c, (const struct ast_unary *)node);
    case AST_BINARY:
        return of_binary(c, (const struct ast_binary *)node);
    case AST_MEMBER:
        return of_member(c, (const struct ast_member *)node);
    case AST_INVOKE:
        return of_invoke(c, (const struct ast_invoke *)node);
    case AST_INDEX:
        return of_index(c, (const struct ast_index *)node);
    case AST_CONVERT:
        return of_convert(c, (const struct ast_convert *)node);
    case AST_ASSIGN:
        return guess_of(c, ((const struct ast_assign *)node)->right);
    case AST_VARIABLE:
        return of_variable(c, (const struct ast_variable *)node);
    default:
        return (struct guess){ 0 };
    }
}

struct guess guess_of(struct completing *c, const struct ast_node *node)
{
    struct guess g = { 0 };
    if (!node || c->depth >= MAX_DEPTH)
        return g;
    c->depth++;
    g = guess_node(c, node);
    c->depth--;
    return g;
}
