/* The flow of a class method: does every path return, and which variables are read where not
 * every path assigned them? Source: about_Classes_Methods; the parser's rules for methods. A loop
 * is taken to run any number of times, a try block to fail before its first statement, a command
 * to leave every loop around it. */
#include "parser/check_class.h"

#include <string.h>

struct local {
    struct ast_str name, type; /* of the first assignment; s NULL: none yet */
    bool lenient;              /* its reads are never judged: known at run time only */
};

/* What holds at a point: bits of the locals that every path assigned. */
struct state {
    bool reached;
    uint64_t *bits;
};

struct loop {
    struct ast_str label;
    struct state on_break, on_continue;
    struct loop *outer;
};

struct flow {
    struct parser *p;
    VEC(struct local) locals;
    size_t words;
    struct state now;
    struct loop *loops;
    node_vec *unassigned;
    bool pessimistic; /* a command may assign any variable that is assigned somewhere */
};

#define N(type) ((const struct type *)(const void *)node)

static const struct ast_str any_type = { "object", 6 };

static bool same(struct ast_str a, struct ast_str b)
{
    return text_caseeqn(a.s, a.len, b.s, b.len);
}

static bool is_one_of(struct ast_str name, const char *const *names)
{
    for (; *names; names++)
        if (text_caseeqn(name.s, name.len, *names, strlen(*names)))
            return true;
    return false;
}

static bool is_local(const struct ast_variable *v)
{
    return v->scope == AST_SCOPE_NONE || v->scope == AST_SCOPE_LOCAL ||
           v->scope == AST_SCOPE_PRIVATE;
}

static struct local *find_local(struct flow *f, struct ast_str name)
{
    for (size_t i = 0; i < f->locals.len; i++)
        if (same(f->locals.items[i].name, name))
            return &f->locals.items[i];
    return NULL;
}

static struct local *add_local(struct flow *f, struct ast_str name)
{
    struct local *l = find_local(f, name);
    if (!l) {
        l = vec_push(&f->locals);
        *l = (struct local){ .name = name };
    }
    return l;
}

/* ---- which variables are assigned at all ---- */

/* The variable that an assignment's target is, and its type; NULL: an element or a property. */
static const struct ast_variable *target_variable(const struct ast_node *node, struct ast_str *type,
                                                  bool *unusual)
{
    unsigned converts = 0;
    *type = (struct ast_str){ 0 };
    for (;; converts++) {
        if (node->kind == AST_CONVERT) {
            *type = N(ast_convert)->type->text;
            node = N(ast_convert)->operand;
        } else if (node->kind == AST_ATTRIBUTED) {
            *unusual = true;
            node = N(ast_attributed)->operand;
        } else {
            break;
        }
    }
    *unusual |= converts > 1;
    return node->kind == AST_VARIABLE && is_local(N(ast_variable)) ? N(ast_variable) : NULL;
}

/* Calls fn for each target of an assignment's left side. */
static void each_target(struct flow *f, const struct ast_node *node,
                        void (*fn)(struct flow *f, const struct ast_node *target))
{
    if (node->kind == AST_PAREN) {
        const struct ast_node *inner = ast_pure_expression(N(ast_paren)->pipeline);
        if (inner)
            each_target(f, inner, fn);
    } else if (node->kind == AST_ARRAY_LITERAL) {
        for (uint32_t i = 0; i < N(ast_array_literal)->nitems; i++)
            each_target(f, N(ast_array_literal)->items[i], fn);
    } else {
        fn(f, node);
    }
}

static void collect_target(struct flow *f, const struct ast_node *target)
{
    struct ast_str type;
    bool unusual = false;
    const struct ast_variable *v = target_variable(target, &type, &unusual);
    if (v)
        add_local(f, v->name)->lenient |= unusual || v->scope == AST_SCOPE_PRIVATE;
}

static bool collect(const struct ast_node *node, void *context)
{
    static const char *const assigning[] = { "New-Variable", "Remove-Variable",
                                             "Set-Variable", "Set-PSBreakpoint",
                                             "nv",           "rv",
                                             "sbp",          "sv",
                                             "set",          NULL };
    struct flow *f = context;
    const struct ast_node *name;
    switch (node->kind) {
    case AST_SCRIPT_BLOCK_EXPR:
    case AST_FUNCTION:
    case AST_TYPE_DEF:
    case AST_TRAP:
        return true;
    case AST_ASSIGN:
        each_target(f, N(ast_assign)->left, collect_target);
        break;
    case AST_FOREACH:
        add_local(f, N(ast_foreach)->variable->name);
        break;
    case AST_DATA:
        if (N(ast_data)->variable.s)
            add_local(f, N(ast_data)->variable);
        break;
    case AST_COMMAND:
        name = N(ast_command)->nelements ? N(ast_command)->elements[0] : NULL;
        f->pessimistic |=
            N(ast_command)->invocation == AST_INVOKE_DOT ||
            (name && name->kind == AST_STRING &&
             is_one_of(((const struct ast_string *)(const void *)name)->value, assigning));
        break;
    default:
        break;
    }
    return ast_each_child(node, collect, f);
}

/* ---- states ---- */

static struct state copy(struct flow *f, struct state s)
{
    if (s.reached)
        s.bits = arena_copy(f->p->ast->arena, s.bits, f->words * sizeof(s.bits[0]));
    return s;
}

static void merge(struct flow *f, struct state *into, struct state from)
{
    if (!from.reached)
        return;
    if (!into->reached) {
        *into = copy(f, from);
        return;
    }
    for (size_t i = 0; i < f->words; i++)
        into->bits[i] &= from.bits[i];
}

static bool assigned(const struct flow *f, const struct local *l)
{
    size_t i = (size_t)(l - f->locals.items);
    return f->now.bits[i / 64] >> (i % 64) & 1;
}

static void assign(struct flow *f, struct ast_str name, struct ast_str type)
{
    struct local *l = find_local(f, name);
    if (!f->now.reached || !l)
        return;
    if (!l->type.s) {
        l->type = type.s ? type : any_type;
    } else {
        if (!type.s && !assigned(f, l))
            type = any_type;
        l->lenient |= type.s && !same(type, l->type);
    }
    size_t i = (size_t)(l - f->locals.items);
    f->now.bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static void read_variable(struct flow *f, const struct ast_node *node)
{
    static const char *const known[] = { "_",
                                         "PSItem",
                                         "args",
                                         "this",
                                         "input",
                                         "PSCmdlet",
                                         "PSBoundParameters",
                                         "MyInvocation",
                                         "PSScriptRoot",
                                         "PSCommandPath",
                                         "?",
                                         "true",
                                         "false",
                                         "null",
                                         "LASTEXITCODE",
                                         "Error",
                                         "StackTrace",
                                         "OutputEncoding",
                                         "NestedPromptLevel",
                                         "PWD",
                                         "Matches",
                                         "PSApplicationOutputEncoding",
                                         "foreach",
                                         "switch",
                                         NULL };
    if (!f->now.reached || !is_local(N(ast_variable)) || is_one_of(N(ast_variable)->name, known))
        return;
    const struct local *l = find_local(f, N(ast_variable)->name);
    if (l && (f->pessimistic || assigned(f, l)))
        return;
    *vec_push(f->unassigned) = (struct ast_node *)(uintptr_t)node;
}

/* ---- statements ---- */

static void visit(struct flow *f, const struct ast_node *node);

static bool visit_child(const struct ast_node *child, void *context)
{
    visit(context, child);
    return true;
}

static void visit_any(struct flow *f, const void *node)
{
    if (node)
        visit(f, node);
}

static void leave_for_good(struct flow *f)
{
    f->now = (struct state){ 0 };
}

static void assign_target(struct flow *f, const struct ast_node *target)
{
    struct ast_str type;
    bool unusual = false;
    const struct ast_variable *v = target_variable(target, &type, &unusual);
    if (v)
        assign(f, v->name, type);
    else if (target->kind != AST_VARIABLE)
        visit(f, target);
}

static void visit_if(struct flow *f, const struct ast_if *n)
{
    struct state after = { 0 };
    for (uint32_t i = 0; i < n->nclauses; i++) {
        visit_any(f, n->clauses[i].test);
        struct state next = copy(f, f->now);
        visit_any(f, n->clauses[i].body);
        merge(f, &after, f->now);
        f->now = next;
    }
    visit_any(f, n->otherwise);
    merge(f, &after, f->now);
    f->now = after;
}

static void visit_lazy(struct flow *f, const struct ast_binary *n)
{
    visit(f, n->left);
    struct state after = copy(f, f->now);
    visit(f, n->right);
    merge(f, &after, f->now);
    f->now = after;
}

static void visit_ternary(struct flow *f, const struct ast_ternary *n)
{
    visit(f, n->condition);
    struct state other = copy(f, f->now);
    visit(f, n->if_true);
    struct state after = f->now;
    f->now = other;
    visit(f, n->if_false);
    merge(f, &after, f->now);
    f->now = after;
}

static void enter_loop(struct flow *f, struct loop *loop, struct ast_str label)
{
    *loop = (struct loop){ .label = label, .outer = f->loops };
    f->loops = loop;
}

static void leave_loop(struct flow *f, struct loop *loop)
{
    f->loops = loop->outer;
    f->now = loop->on_break;
}

static void visit_while(struct flow *f, struct ast_str label, const struct ast_node *condition,
                        const struct ast_block *body, const struct ast_node *step)
{
    struct loop loop;
    visit_any(f, condition);
    enter_loop(f, &loop, label);
    if (condition)
        merge(f, &loop.on_break, f->now);
    visit_any(f, body);
    merge(f, &loop.on_continue, f->now);
    f->now = loop.on_continue;
    visit_any(f, step);
    leave_loop(f, &loop);
}

static void visit_do(struct flow *f, const struct ast_loop *n)
{
    struct loop loop;
    enter_loop(f, &loop, n->label);
    visit_any(f, n->body);
    merge(f, &loop.on_continue, f->now);
    f->now = loop.on_continue;
    visit_any(f, n->condition);
    merge(f, &loop.on_break, f->now);
    leave_loop(f, &loop);
}

static void visit_foreach(struct flow *f, const struct ast_foreach *n)
{
    visit_any(f, n->source);
    struct loop loop;
    enter_loop(f, &loop, n->label);
    if (is_local(n->variable))
        assign(f, n->variable->name, (struct ast_str){ 0 });
    merge(f, &loop.on_break, f->now);
    visit_any(f, n->body);
    leave_loop(f, &loop);
}

static void visit_switch(struct flow *f, const struct ast_switch *n)
{
    visit_any(f, n->condition);
    struct loop loop;
    enter_loop(f, &loop, n->label);
    merge(f, &loop.on_break, f->now);
    for (uint32_t i = 0; i < n->nclauses; i++) {
        visit_any(f, n->clauses[i].test);
        struct state next = copy(f, f->now);
        visit_any(f, n->clauses[i].body);
        merge(f, &next, f->now);
        f->now = next;
    }
    visit_any(f, n->otherwise);
    leave_loop(f, &loop);
}

static void visit_try(struct flow *f, const struct ast_try *n)
{
    struct state before = copy(f, f->now), after = { 0 };
    bool catches_all = false;
    visit_any(f, n->body);
    merge(f, &after, f->now);
    for (uint32_t i = 0; i < n->ncatches; i++) {
        catches_all |= n->catches[i].ntypes == 0;
        f->now = copy(f, before);
        visit_any(f, n->catches[i].body);
        merge(f, &after, f->now);
    }
    f->now = after;
    if (!n->finally)
        return;
    bool goes_on = after.reached;
    if (!catches_all)
        merge(f, &f->now, before);
    visit_any(f, n->finally);
    if (!goes_on)
        leave_for_good(f);
}

/* The loop that break or continue names; NULL without one. */
static struct loop *jump_target(const struct flow *f, const struct ast_node *node)
{
    if (!N(ast_jump)->operand)
        return f->loops;
    const struct ast_node *label = N(ast_jump)->operand;
    for (struct loop *l = f->loops; l && label->kind == AST_STRING; l = l->outer)
        if (l->label.s && same(l->label, ((const struct ast_string *)(const void *)label)->value))
            return l;
    return NULL;
}

static void visit_pipeline(struct flow *f, const struct ast_node *node)
{
    bool runs_command = false;
    for (uint32_t i = 0; i < N(ast_pipeline)->nelements; i++) {
        visit(f, N(ast_pipeline)->elements[i]);
        runs_command |= N(ast_pipeline)->elements[i]->kind == AST_COMMAND;
    }
    for (struct loop *l = f->loops; l && runs_command; l = l->outer) {
        merge(f, &l->on_break, f->now);
        merge(f, &l->on_continue, f->now);
    }
}

static void visit_jump(struct flow *f, const struct ast_node *node)
{
    visit_any(f, N(ast_jump)->operand);
    if (node->kind == AST_BREAK || node->kind == AST_CONTINUE) {
        struct loop *l = jump_target(f, node);
        if (l)
            merge(f, node->kind == AST_BREAK ? &l->on_break : &l->on_continue, f->now);
    }
    leave_for_good(f);
}

static void visit(struct flow *f, const struct ast_node *node)
{
    switch (node->kind) {
    case AST_SCRIPT_BLOCK_EXPR:
    case AST_FUNCTION:
    case AST_TYPE_DEF:
    case AST_TRAP:
        return;
    case AST_VARIABLE:
        read_variable(f, node);
        return;
    case AST_ASSIGN:
        visit(f, N(ast_assign)->right);
        each_target(f, N(ast_assign)->left, assign_target);
        return;
    case AST_IF:
        visit_if(f, N(ast_if));
        return;
    case AST_TERNARY:
        visit_ternary(f, N(ast_ternary));
        return;
    case AST_WHILE:
        visit_while(f, N(ast_loop)->label, N(ast_loop)->condition, N(ast_loop)->body, NULL);
        return;
    case AST_FOR:
        visit_any(f, N(ast_for)->init);
        visit_while(f, N(ast_for)->label, N(ast_for)->condition, N(ast_for)->body,
                    N(ast_for)->step);
        return;
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
        visit_do(f, N(ast_loop));
        return;
    case AST_FOREACH:
        visit_foreach(f, N(ast_foreach));
        return;
    case AST_SWITCH:
        visit_switch(f, N(ast_switch));
        return;
    case AST_TRY:
        visit_try(f, N(ast_try));
        return;
    case AST_PIPELINE:
        visit_pipeline(f, node);
        return;
    case AST_BREAK:
    case AST_CONTINUE:
    case AST_RETURN:
    case AST_THROW:
    case AST_EXIT:
        visit_jump(f, node);
        return;
    case AST_DATA:
        visit_any(f, N(ast_data)->body);
        if (N(ast_data)->variable.s)
            assign(f, N(ast_data)->variable, (struct ast_str){ 0 });
        return;
    case AST_BINARY:
        if (N(ast_binary)->op == AST_OP_AND || N(ast_binary)->op == AST_OP_OR) {
            visit_lazy(f, N(ast_binary));
            return;
        }
        break;
    default:
        break;
    }
    ast_each_child(node, visit_child, f);
}

bool check_method_flow(struct parser *p, const struct ast_method *method, node_vec *unassigned)
{
    struct flow f = { .p = p, .locals = VEC_INIT, .unassigned = unassigned };
    const struct ast_param_block *params = method->body->params;
    for (uint32_t i = 0; params && i < params->nparameters; i++)
        add_local(&f, params->parameters[i]->name);
    const struct ast_block *blocks[] = { method->body->dynamicparam, method->body->begin,
                                         method->body->process, method->body->end,
                                         method->body->clean };
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
        if (blocks[i])
            collect(&blocks[i]->node, &f);
    f.words = f.locals.len / 64 + 1;
    f.now.reached = true;
    f.now.bits = arena_alloc(p->ast->arena, f.words * sizeof(f.now.bits[0]));
    for (uint32_t i = 0; params && i < params->nparameters; i++) {
        const struct ast_type_name *type = params->parameters[i]->type;
        assign(&f, params->parameters[i]->name, type ? type->text : any_type);
    }
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
        visit_any(&f, blocks[i]);
    /* A variable may turn out to be known at run time only after it was read. */
    size_t kept = 0;
    for (size_t i = 0; i < unassigned->len; i++) {
        const struct ast_node *node = unassigned->items[i];
        const struct local *l = find_local(&f, N(ast_variable)->name);
        if (!l || !l->lenient)
            unassigned->items[kept++] = unassigned->items[i];
    }
    unassigned->len = kept;
    bool returns = !f.now.reached;
    vec_release(&f.locals);
    return returns;
}
