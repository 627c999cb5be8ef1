/* What may not stand in a class though it parses: methods that forget to return, variables that no
 * path has assigned, break to labels that are not there. */
#include "parser/parse_internal.h"

#include <string.h>

#include "shell/base/text.h"

static bool same(struct ast_str a, struct ast_str b)
{
    return text_caseeqn(a.s, a.len, b.s, b.len);
}

static bool is_word(struct ast_str s, const char *word)
{
    return text_caseeqn(s.s, s.len, word, strlen(word));
}

static const struct ast_param_block *parameters_of(const struct ast_method *m)
{
    return m->body ? m->body->params : NULL;
}

static bool is_void(const struct ast_method *m)
{
    return !m->return_type || is_word(m->return_type->text, "void") ||
           is_word(m->return_type->text, "System.Void");
}

/* ---- which statements never let go on ---- */

struct jumps {
    bool found; /* a break that may leave the loop */
};

static bool look_for_break(const struct ast_node *node, void *data)
{
    struct jumps *j = data;
    if (node->kind == AST_BREAK)
        j->found = true;
    if (j->found)
        return false;
    if (node->kind == AST_SCRIPT_BLOCK_EXPR || node->kind == AST_FUNCTION)
        return true;
    return ast_each_child(node, look_for_break, data);
}

static bool has_break(const struct ast_block *body)
{
    struct jumps j = { false };
    if (body)
        ast_each_child(&body->node, look_for_break, &j);
    return j.found;
}

static bool is_true(const struct ast_node *condition)
{
    const struct ast_node *e = ast_pure_expression(condition);
    return e && e->kind == AST_VARIABLE &&
           is_word(((const struct ast_variable *)(const void *)e)->name, "true");
}

static bool leaves(const struct ast_node *statement);

static bool block_leaves(const struct ast_block *b)
{
    for (uint32_t i = 0; b && i < b->nstatements; i++)
        if (leaves(b->statements[i]))
            return true;
    return false;
}

static bool clauses_leave(const struct ast_clause *c, uint32_t n, const struct ast_block *otherwise)
{
    for (uint32_t i = 0; i < n; i++)
        if (!block_leaves(c[i].body))
            return false;
    return otherwise && block_leaves(otherwise);
}

static bool try_leaves(const struct ast_try *t)
{
    if (block_leaves(t->finally))
        return true;
    for (uint32_t i = 0; i < t->ncatches; i++)
        if (!block_leaves(t->catches[i].body))
            return false;
    return block_leaves(t->body);
}

static bool leaves(const struct ast_node *s)
{
    switch (s->kind) {
    case AST_RETURN:
    case AST_THROW:
    case AST_EXIT:
    case AST_BREAK:
    case AST_CONTINUE:
        return true;
    case AST_IF: {
        const struct ast_if *i = (const void *)s;
        return clauses_leave(i->clauses, i->nclauses, i->otherwise);
    }
    case AST_SWITCH: {
        const struct ast_switch *w = (const void *)s;
        bool breaks = has_break(w->otherwise);
        for (uint32_t i = 0; i < w->nclauses; i++)
            breaks |= has_break(w->clauses[i].body);
        return !breaks && clauses_leave(w->clauses, w->nclauses, w->otherwise);
    }
    case AST_WHILE: {
        const struct ast_loop *l = (const void *)s;
        return is_true(l->condition) && !has_break(l->body);
    }
    case AST_FOR: {
        const struct ast_for *f = (const void *)s;
        return (!f->condition || is_true(f->condition)) && !has_break(f->body);
    }
    case AST_DO_WHILE:
    case AST_DO_UNTIL: {
        const struct ast_loop *l = (const void *)s;
        return !has_break(l->body) &&
               (block_leaves(l->body) || (s->kind == AST_DO_WHILE && is_true(l->condition)));
    }
    case AST_TRY:
        return try_leaves((const void *)s);
    case AST_BLOCK:
        return block_leaves((const void *)s);
    default:
        return false;
    }
}

/* ---- return, break and variables of a method ---- */

struct labels {
    const struct labels *up;
    struct ast_str name;
};

typedef VEC(struct ast_str) name_vec;

struct flow {
    struct parser *p;
    const struct ast_type_def *def;
    const struct ast_method *method; /* NULL: an initial value */
    const struct labels *labels;
    name_vec assigned; /* on every way to here */
};

static void flow_block(struct flow *f, const struct ast_block *b);
static void flow_node(struct flow *f, const struct ast_node *n);

static bool known(const struct flow *f, struct ast_str name)
{
    static const char *const always[] = {
        "true",
        "false",
        "null",
        "_",
        "PSItem",
        "args",
        "this",
        "input",
        "PSCmdlet",
        "PSBoundParameters",
        "MyInvocation",
        "PSScriptRoot",
        "PSCommandPath",
        "LASTEXITCODE",
        "Error",
        "StackTrace",
        "OutputEncoding",
        "NestedPromptLevel",
        "PWD",
        "Matches",
        "PSApplicationOutputEncoding",
        "?",
        "^",
        "$",
        "ExecutionContext",
        "Home",
        "Host",
        "PID",
        "PSCulture",
        "PSHome",
        "PSUICulture",
        "PSVersionTable",
        "PSEdition",
        "ShellId",
        "EnabledExperimentalFeatures",
        "DebugPreference",
        "VerbosePreference",
        "ErrorActionPreference",
        "WhatIfPreference",
        "WarningPreference",
        "InformationPreference",
        "ConfirmPreference",
        "ProgressPreference",
        "foreach",
        "switch",
        "IsLinux",
        "IsWindows",
        "IsMacOS",
        "IsCoreCLR",
    };
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        if (is_word(name, always[i]))
            return true;
    for (size_t i = 0; i < f->assigned.len; i++)
        if (same(f->assigned.items[i], name))
            return true;
    return false;
}

static void assign(struct flow *f, struct ast_str name)
{
    if (!known(f, name))
        *vec_push(&f->assigned) = name;
}

static const struct ast_property *property_named(const struct ast_type_def *def,
                                                 struct ast_str name)
{
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_property *m = (const void *)def->members[i];
        if (m->node.kind == AST_PROPERTY && same(m->name, name))
            return m;
    }
    return NULL;
}

static void flow_target(struct flow *f, const struct ast_node *left)
{
    switch (left->kind) {
    case AST_VARIABLE: {
        const struct ast_variable *v = (const void *)left;
        if (v->scope != AST_SCOPE_NONE)
            return;
        const struct ast_property *m = known(f, v->name) ? NULL : property_named(f->def, v->name);
        if (m && m->is_static)
            complain(f->p, "MissingTypeInStaticPropertyAssignment", left->start, left->end,
                     "Cannot assign property, use '[%.*s]::%.*s'.", (int)f->def->name.len,
                     f->def->name.s, (int)m->name.len, m->name.s);
        else if (m)
            complain(f->p, "MissingThis", left->start, left->end,
                     "Cannot assign property, use '$this.%.*s'.", (int)m->name.len, m->name.s);
        assign(f, v->name);
        return;
    }
    case AST_CONVERT:
        flow_target(f, ((const struct ast_convert *)(const void *)left)->operand);
        return;
    case AST_ATTRIBUTED:
        flow_target(f, ((const struct ast_attributed *)(const void *)left)->operand);
        return;
    case AST_PAREN: {
        const struct ast_node *inner =
            ast_pure_expression(((const struct ast_paren *)(const void *)left)->pipeline);
        if (inner)
            flow_target(f, inner);
        return;
    }
    case AST_ARRAY_LITERAL: {
        const struct ast_array_literal *a = (const void *)left;
        for (uint32_t i = 0; i < a->nitems; i++)
            flow_target(f, a->items[i]);
        return;
    }
    default:
        flow_node(f, left);
    }
}

static bool visit(const struct ast_node *child, void *data)
{
    flow_node(data, child);
    return true;
}

static void check_variable(struct flow *f, const struct ast_variable *v)
{
    bool is_static = !f->method || f->method->is_static;
    if (is_word(v->name, "this") && is_static)
        complain(f->p, "NonStaticMemberAccessInStaticMember", v->node.start, v->node.end,
                 "Cannot access the non-static member 'this' in a static method or initializer of "
                 "a static property.");
    if (!f->method || !v->name.len || v->scope != AST_SCOPE_NONE || known(f, v->name))
        return;
    complain(f->p, "VariableNotLocal", v->node.start, v->node.end,
             "Variable is not assigned in the method.");
}

static void flow_jump(struct flow *f, const struct ast_jump *j)
{
    const struct ast_method *m = f->method;
    if (j->node.kind == AST_RETURN && m) {
        if (j->operand && is_void(m))
            complain(f->p, "VoidMethodHasReturn", j->node.start, j->node.end,
                     "Invalid return statement within void method.");
        else if (!j->operand && !is_void(m))
            complain(f->p, "NonVoidMethodMissingReturnValue", j->node.start, j->node.end,
                     "Invalid return statement within non-void method.");
    }
    if ((j->node.kind == AST_BREAK || j->node.kind == AST_CONTINUE) && m && j->operand &&
        j->operand->kind == AST_STRING) {
        struct ast_str label = ((const struct ast_string *)(const void *)j->operand)->value;
        const struct labels *l = f->labels;
        while (l && !same(l->name, label))
            l = l->up;
        if (!l)
            complain(f->p, "LabelNotFound", j->node.start, j->node.end,
                     "Label '%.*s' not found inside the method.", (int)label.len, label.s);
    }
    if (j->operand)
        flow_node(f, j->operand);
}

/* What is assigned in a part that may not run counts only inside it. */
static void flow_maybe(struct flow *f, const struct ast_block *b)
{
    size_t before = f->assigned.len;
    flow_block(f, b);
    f->assigned.len = before;
}

static void flow_loop(struct flow *f, struct ast_str label, const struct ast_block *body)
{
    struct labels own = { f->labels, label };
    f->labels = &own;
    flow_maybe(f, body);
    f->labels = own.up;
}

/* Assigned afterwards is what every branch that goes on has assigned. */
static void flow_branches(struct flow *f, const struct ast_clause *clauses, uint32_t n,
                          const struct ast_block *otherwise)
{
    name_vec all = VEC_INIT;
    bool first = true;
    for (uint32_t i = 0; i <= n; i++) {
        const struct ast_block *body = i < n ? clauses[i].body : otherwise;
        if (i < n && clauses[i].test)
            flow_node(f, clauses[i].test);
        size_t before = f->assigned.len;
        if (!body && i == n) {
            all.len = 0;
            first = false;
            break;
        }
        flow_block(f, body);
        if (!block_leaves(body)) {
            name_vec here = VEC_INIT;
            for (size_t k = before; k < f->assigned.len; k++) {
                bool keep = first;
                for (size_t q = 0; q < all.len && !keep; q++)
                    keep = same(all.items[q], f->assigned.items[k]);
                if (keep)
                    *vec_push(&here) = f->assigned.items[k];
            }
            vec_release(&all);
            all = here;
            first = false;
        }
        f->assigned.len = before;
    }
    for (size_t i = 0; i < all.len; i++)
        assign(f, all.items[i]);
    vec_release(&all);
}

static void flow_assign(struct flow *f, const struct ast_assign *a)
{
    flow_node(f, a->right);
    if (a->op != AST_ASSIGN_SET && a->op != AST_ASSIGN_COALESCE && a->left->kind == AST_VARIABLE) {
        const struct ast_variable *v = (const void *)a->left;
        if (v->scope == AST_SCOPE_NONE && !property_named(f->def, v->name))
            assign(f, v->name); /* += makes it when it is not there */
    }
    flow_target(f, a->left);
}

static void flow_node(struct flow *f, const struct ast_node *n)
{
    switch (n->kind) {
    case AST_VARIABLE:
        check_variable(f, (const void *)n);
        return;
    case AST_ASSIGN:
        flow_assign(f, (const void *)n);
        return;
    case AST_SCRIPT_BLOCK_EXPR: /* seen with all that is there when it runs */
    case AST_FUNCTION:
    case AST_TYPE_DEF:
        return;
    case AST_RETURN:
    case AST_BREAK:
    case AST_CONTINUE:
    case AST_THROW:
    case AST_EXIT:
        flow_jump(f, (const void *)n);
        return;
    case AST_BLOCK:
        flow_block(f, (const void *)n);
        return;
    case AST_IF: {
        const struct ast_if *i = (const void *)n;
        flow_branches(f, i->clauses, i->nclauses, i->otherwise);
        return;
    }
    case AST_SWITCH: {
        const struct ast_switch *s = (const void *)n;
        struct labels own = { f->labels, s->label };
        flow_node(f, s->condition);
        f->labels = &own;
        for (uint32_t i = 0; i < s->nclauses; i++) {
            flow_node(f, s->clauses[i].test);
            flow_maybe(f, s->clauses[i].body);
        }
        if (s->otherwise)
            flow_maybe(f, s->otherwise);
        f->labels = own.up;
        return;
    }
    case AST_WHILE: {
        const struct ast_loop *l = (const void *)n;
        flow_node(f, l->condition);
        flow_loop(f, l->label, l->body);
        return;
    }
    case AST_DO_WHILE:
    case AST_DO_UNTIL: {
        const struct ast_loop *l = (const void *)n;
        struct labels own = { f->labels, l->label };
        f->labels = &own;
        flow_block(f, l->body);
        f->labels = own.up;
        flow_node(f, l->condition);
        return;
    }
    case AST_FOR: {
        const struct ast_for *l = (const void *)n;
        if (l->init)
            flow_node(f, l->init);
        if (l->condition)
            flow_node(f, l->condition);
        size_t before = f->assigned.len;
        struct labels own = { f->labels, l->label };
        f->labels = &own;
        flow_block(f, l->body);
        f->labels = own.up;
        if (l->step)
            flow_node(f, l->step);
        f->assigned.len = before;
        return;
    }
    case AST_FOREACH: {
        const struct ast_foreach *l = (const void *)n;
        flow_node(f, l->source);
        size_t before = f->assigned.len;
        assign(f, l->variable->name);
        flow_loop(f, l->label, l->body);
        f->assigned.len = before;
        assign(f, l->variable->name);
        return;
    }
    case AST_TRY: {
        const struct ast_try *t = (const void *)n;
        flow_maybe(f, t->body);
        for (uint32_t i = 0; i < t->ncatches; i++)
            flow_maybe(f, t->catches[i].body);
        if (t->finally)
            flow_block(f, t->finally);
        return;
    }
    case AST_DATA: {
        const struct ast_data *d = (const void *)n;
        if (d->variable.s)
            assign(f, d->variable);
        return;
    }
    default:
        ast_each_child(n, visit, f);
    }
}

static void flow_block(struct flow *f, const struct ast_block *b)
{
    for (uint32_t i = 0; b && i < b->nstatements; i++)
        flow_node(f, b->statements[i]);
}

/* Variables that commands may set by name are not followed: with -OutVariable and its like, or
 * Set-Variable, nothing is said of unassigned ones. */
static bool sets_by_name(const struct ast_node *n, void *data)
{
    bool *found = data;
    if (n->kind == AST_COMMAND_PARAMETER) {
        struct ast_str name = ((const struct ast_command_parameter *)(const void *)n)->name;
        static const char *const setters[] = {
            "OutVariable",         "ov", "ErrorVariable",    "ev", "WarningVariable", "wv",
            "InformationVariable", "iv", "PipelineVariable", "pv", "Variable"
        };
        for (size_t i = 0; i < ARRAY_SIZE(setters); i++)
            if (is_word(name, setters[i]))
                *found = true;
    }
    return !*found && ast_each_child(n, sets_by_name, data);
}

static void check_body(struct parser *p, const struct ast_type_def *def, const struct ast_method *m)
{
    const struct ast_script_block *body = m->body;
    struct flow f = { .p = p, .def = def, .method = m };
    const struct ast_param_block *params = body->params;
    for (uint32_t i = 0; params && i < params->nparameters; i++)
        assign(&f, params->parameters[i]->name);
    for (uint32_t i = 0; i < m->nbase_args; i++)
        flow_node(&f, m->base_args[i]);
    bool by_name = false;
    if (body->end)
        ast_each_child(&body->end->node, sets_by_name, &by_name);
    if (!by_name)
        flow_block(&f, body->end);
    vec_release(&f.assigned);
    bool trapped = body->end && body->end->ntraps;
    if (!is_void(m) && !block_leaves(body->end) && !trapped) {
        complain(p, "MethodHasCodePathNotReturn", m->name_start, m->name_start + m->name.len,
                 "Not all code path returns value within method.");
    }
}

static void check_method(struct parser *p, const struct ast_type_def *def,
                         const struct ast_method *m)
{
    const struct ast_param_block *params = parameters_of(m);
    if (!m->body)
        return;
    const struct ast_node *named = m->body->dynamicparam ? &m->body->dynamicparam->node
                                   : m->body->begin      ? &m->body->begin->node
                                   : m->body->process    ? &m->body->process->node
                                   : m->body->clean      ? &m->body->clean->node
                                   : m->body->end && !m->body->unnamed ? &m->body->end->node
                                                                       : NULL;
    if (named) {
        const char *text = p->ast->text;
        uint32_t at = named->start; /* the word stands before the brace */
        while (at > m->node.start && strchr(" \t\r\n", text[at - 1]))
            at--;
        while (at > m->node.start && !strchr(" \t\r\n{;}", text[at - 1]))
            at--;
        complain(p, "NamedBlockNotAllowedInMethod", at, named->end,
                 "A named block is not allowed in a class method.");
    }
    if (m->is_constructor && m->return_type)
        complain(p, "ConstructorCantHaveReturnType", m->node.start, m->return_type->node.end + 1,
                 "A constructor cannot specify a return type.");
    for (uint32_t i = 0; params && i < params->nparameters; i++) {
        const struct ast_parameter *a = params->parameters[i];
        uint32_t types = 0;
        for (uint32_t k = 0; k < a->nattributes; k++) {
            if (a->attributes[k]->kind == AST_TYPE_CONSTRAINT && types++) {
                complain(p, "MultipleTypeConstraintsOnMethodParam", a->attributes[k]->start,
                         a->attributes[k]->end,
                         "Multiple type constraints are not allowed on a method parameter.");
                break;
            }
        }
    }
    check_body(p, def, m);
}

void check_class(struct parser *p, const struct ast_type_def *def)
{
    for (uint32_t i = 0; i < def->nmembers; i++) {
        if (def->members[i]->kind == AST_METHOD) {
            check_method(p, def, (const void *)def->members[i]);
            continue;
        }
        const struct ast_property *m = (const void *)def->members[i];
        if (m->is_static && m->initial) {
            struct flow f = { .p = p, .def = def };
            flow_node(&f, m->initial);
            vec_release(&f.assigned);
        }
    }
}

void check_types(struct parser *p, const struct ast_block *block)
{
    VEC(const struct ast_type_def *) found = VEC_INIT;
    for (uint32_t i = 0; i < block->nstatements; i++)
        if (block->statements[i]->kind == AST_TYPE_DEF)
            *vec_push(&found) = (const void *)block->statements[i];
    for (size_t i = 1; i < found.len; i++)
        for (size_t k = 0; k < i; k++)
            if (same(found.items[i]->name, found.items[k]->name)) {
                complain(p, "MemberAlreadyDefined", found.items[i]->node.start,
                         found.items[i]->node.end, "The member '%.*s' is already defined.",
                         (int)found.items[i]->name.len, found.items[i]->name.s);
                break;
            }
    vec_release(&found);
}
