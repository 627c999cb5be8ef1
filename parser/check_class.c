#include "parser/check_class.h"

#include <string.h>

#define N(type) ((const struct type *)(const void *)node)

struct definition {
    const struct ast_type_def *def;
    const struct ast_script_block *scope;
};

typedef VEC(struct definition) definition_vec;

struct label {
    struct ast_str name;
    const struct label *outer;
};

/* Where the walk is. A script block inside a method is no longer the method's own code. */
struct place {
    struct parser *p;
    const struct ast_script_block *scope;
    const struct ast_type_def *owner;
    const struct ast_method *method; /* its own code, or NULL */
    const struct label *labels;      /* of the loops around */
    bool in_method;                  /* also in script blocks of one */
    bool is_static;
    const node_vec *unassigned; /* of the method */
    definition_vec *definitions;
};

static bool same(struct ast_str a, struct ast_str b)
{
    return text_caseeqn(a.s, a.len, b.s, b.len);
}

static bool is(struct ast_str a, const char *word)
{
    return text_caseeqn(a.s, a.len, word, strlen(word));
}

static void complain_at(struct parser *p, const struct ast_node *node, const char *id,
                        const char *text)
{
    complain(p, id, node->start, node->end, "%s", text);
}

/* ---- symbols: names defined twice, properties assigned without $this ---- */

static void already_defined(struct parser *p, uint32_t start, uint32_t end, struct ast_str name)
{
    complain(p, "MemberAlreadyDefined", start, end, "The member '%s' is already defined.", name.s);
}

static void check_assigned_property(const struct place *at, const struct ast_node *node)
{
    if (node->kind == AST_PAREN) {
        const struct ast_node *inner = ast_pure_expression(N(ast_paren)->pipeline);
        if (inner)
            check_assigned_property(at, inner);
        return;
    }
    if (node->kind == AST_ARRAY_LITERAL) {
        for (uint32_t i = 0; i < N(ast_array_literal)->nitems; i++)
            check_assigned_property(at, N(ast_array_literal)->items[i]);
        return;
    }
    while (node->kind == AST_CONVERT)
        node = N(ast_convert)->operand;
    if (node->kind != AST_VARIABLE || N(ast_variable)->scope != AST_SCOPE_NONE)
        return;
    const struct ast_type_def *owner = at->owner;
    for (uint32_t i = 0; i < owner->nmembers; i++) {
        const struct ast_property *m = (const void *)owner->members[i];
        if (m->node.kind != AST_PROPERTY || !same(m->name, N(ast_variable)->name))
            continue;
        if (m->is_static)
            complain(at->p, "MissingTypeInStaticPropertyAssignment", node->start, node->end,
                     "Cannot assign property, use '[%s]::%s'.", owner->name.s, m->name.s);
        else
            complain(at->p, "MissingThis", node->start, node->end,
                     "Cannot assign property, use '$this.%s'.", m->name.s);
        return;
    }
}

static bool resolve(const struct ast_node *node, void *context)
{
    const struct place *at = context;
    struct place inner = *at;
    definition_vec *known = at->definitions;
    switch (node->kind) {
    case AST_SCRIPT_BLOCK:
        if (!at->method || at->method->body != N(ast_script_block))
            inner.method = NULL;
        inner.scope = N(ast_script_block);
        break;
    case AST_TYPE_DEF:
        for (size_t i = 0; i < known->len; i++)
            if (known->items[i].scope == at->scope &&
                same(known->items[i].def->name, N(ast_type_def)->name)) {
                already_defined(at->p, node->start, node->end, N(ast_type_def)->name);
                break;
            }
        *vec_push(known) = (struct definition){ N(ast_type_def), at->scope };
        inner.owner = N(ast_type_def);
        break;
    case AST_METHOD:
        inner.method = N(ast_method);
        break;
    case AST_ASSIGN:
        if (at->method)
            check_assigned_property(at, N(ast_assign)->left);
        break;
    default:
        break;
    }
    return ast_each_child(node, resolve, &inner);
}

/* ---- what may not stand in a method ---- */

static bool returns_nothing(const struct ast_method *m)
{
    return !m->return_type || is(m->return_type->text, "void") ||
           is(m->return_type->text, "System.Void");
}

static void check_parameters(struct parser *p, const struct ast_param_block *params)
{
    for (uint32_t i = 0; params && i < params->nparameters; i++) {
        const struct ast_parameter *param = params->parameters[i];
        bool typed = false;
        for (uint32_t j = 0; j < param->nattributes; j++) {
            const struct ast_node *a = param->attributes[j];
            if (a->kind == AST_TYPE_CONSTRAINT) {
                if (typed)
                    complain_at(p, a, "MultipleTypeConstraintsOnMethodParam",
                                "Multiple type constraints are not allowed on a method parameter.");
                typed = true;
            } else if (is(((const struct ast_attribute *)(const void *)a)->type->text,
                          "Parameter")) {
                complain_at(p, a, "AttributeNotAllowedOnDeclaration",
                            "Attribute 'Parameter' is not valid on this declaration. It is valid "
                            "on 'Property, Field' declarations only.");
            }
        }
    }
}

/* Where the name in front of a named block's brace begins. */
static uint32_t keyword_before(const struct parser *p, uint32_t pos)
{
    const char *s = p->lex.s;
    while (pos > 0 && strchr(" \t\r\n", s[pos - 1]))
        pos--;
    while (pos > 0 && ((s[pos - 1] | 0x20) >= 'a' && (s[pos - 1] | 0x20) <= 'z'))
        pos--;
    return pos;
}

static void check_method(struct parser *p, const struct ast_method *m, node_vec *unassigned)
{
    const struct ast_script_block *body = m->body;
    const struct ast_block *blocks[] = { body->dynamicparam, body->begin, body->process,
                                         body->end };
    if (body->begin || body->process || body->clean || body->dynamicparam || !body->unnamed) {
        size_t first = 0;
        while (first < 3 && !blocks[first])
            first++;
        const struct ast_block *block = blocks[first] ? blocks[first] : body->clean;
        if (block)
            complain(p, "NamedBlockNotAllowedInMethod", keyword_before(p, block->node.start),
                     block->node.end, "A named block is not allowed in a class method.");
    }
    if (m->is_constructor && m->return_type)
        complain(p, "ConstructorCantHaveReturnType", m->node.start, m->return_type->node.end + 1,
                 "A constructor cannot specify a return type.");
    if (!check_method_flow(p, m, unassigned) && !returns_nothing(m))
        complain(p, "MethodHasCodePathNotReturn", m->name_start, m->name_start + m->name.len,
                 "Not all code path returns value within method.");
    check_parameters(p, body->params);
}

static void check_flags(struct parser *p, struct ast_attribute *const *attributes, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (is(attributes[i]->type->text, "Flags") ||
            is(attributes[i]->type->text, "System.FlagsAttribute") ||
            is(attributes[i]->type->text, "System.Flags"))
            complain_at(p, &attributes[i]->node, "AttributeNotAllowedOnDeclaration",
                        "Attribute 'System.FlagsAttribute' is not valid on this declaration. It is "
                        "valid on 'Enum' declarations only.");
}

static void check_return(const struct place *at, const struct ast_node *node)
{
    if (!at->method)
        return;
    if (N(ast_jump)->operand && returns_nothing(at->method))
        complain_at(at->p, node, "VoidMethodHasReturn",
                    "Invalid return statement within void method.");
    else if (!N(ast_jump)->operand && !returns_nothing(at->method))
        complain_at(at->p, node, "NonVoidMethodMissingReturnValue",
                    "Invalid return statement within non-void method.");
}

static void check_label(const struct place *at, const struct ast_node *node)
{
    const struct ast_string *label = (const void *)N(ast_jump)->operand;
    if (!at->in_method || !label || label->node.kind != AST_STRING || !label->value.len)
        return;
    for (const struct label *l = at->labels; l; l = l->outer)
        if (same(l->name, label->value))
            return;
    complain(at->p, "LabelNotFound", node->start, node->end,
             "Label '%s' not found inside the method.", label->value.s);
}

static void check_variable(const struct place *at, const struct ast_node *node)
{
    for (size_t i = 0; at->unassigned && i < at->unassigned->len; i++)
        if (at->unassigned->items[i] == node) {
            complain_at(at->p, node, "VariableNotLocal", "Variable is not assigned in the method.");
            break;
        }
    if (at->is_static && N(ast_variable)->scope == AST_SCOPE_NONE &&
        is(N(ast_variable)->name, "this"))
        complain(at->p, "NonStaticMemberAccessInStaticMember", node->start, node->end,
                 "Cannot access the non-static member '%s' in a static method or initializer of a "
                 "static property.",
                 N(ast_variable)->name.s);
}

/* The label of a loop; s NULL for everything else. */
static struct ast_str loop_label(const struct ast_node *node)
{
    switch (node->kind) {
    case AST_WHILE:
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
        return N(ast_loop)->label;
    case AST_FOR:
        return N(ast_for)->label;
    case AST_FOREACH:
        return N(ast_foreach)->label;
    default:
        return (struct ast_str){ 0 };
    }
}

static bool check(const struct ast_node *node, void *context)
{
    const struct place *at = context;
    struct place inner = *at;
    struct label label = { .name = loop_label(node), .outer = at->labels };
    node_vec unassigned = VEC_INIT;
    if (label.name.s)
        inner.labels = &label;
    switch (node->kind) {
    case AST_FUNCTION:
        inner = (struct place){ .p = at->p, .owner = at->owner };
        break;
    case AST_SCRIPT_BLOCK_EXPR:
        inner.method = NULL;
        inner.is_static = false;
        break;
    case AST_TYPE_DEF:
        inner = (struct place){ .p = at->p, .owner = N(ast_type_def) };
        if (N(ast_type_def)->def == AST_CLASS)
            check_dsc_resource(at->p, N(ast_type_def));
        if (N(ast_type_def)->def == AST_CLASS)
            check_flags(at->p, N(ast_type_def)->attributes, N(ast_type_def)->nattributes);
        break;
    case AST_PROPERTY:
        inner.is_static = N(ast_property)->is_static;
        check_flags(at->p, N(ast_property)->attributes, N(ast_property)->nattributes);
        break;
    case AST_METHOD:
        inner.method = N(ast_method);
        inner.in_method = true;
        inner.is_static = N(ast_method)->is_static;
        inner.unassigned = &unassigned;
        check_flags(at->p, N(ast_method)->attributes, N(ast_method)->nattributes);
        check_method(at->p, N(ast_method), &unassigned);
        break;
    case AST_RETURN:
        check_return(at, node);
        break;
    case AST_BREAK:
    case AST_CONTINUE:
        check_label(at, node);
        break;
    case AST_VARIABLE:
        check_variable(at, node);
        break;
    default:
        break;
    }
    ast_each_child(node, check, &inner);
    vec_release(&unassigned);
    return true;
}

void check_classes(struct parser *p)
{
    definition_vec definitions = VEC_INIT;
    struct place at = { .p = p, .definitions = &definitions };
    resolve(&p->ast->root->node, &at);
    at.definitions = NULL;
    check(&p->ast->root->node, &at);
    vec_release(&definitions);
}
