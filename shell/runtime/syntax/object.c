#include "shell/runtime/syntax/object.h"
#include "shell/runtime/syntax/safe_value.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/collection.h"
#include "shell/object/named_types.h"
#include "shell/runtime/syntax/language_object.h"

const struct ast_part *ast_part_of(struct value self)
{
    return object_payload(self.object);
}

void ast_part_destroy(struct object *o)
{
    ast_unref(((struct ast_part *)object_payload(o))->ast);
}

/* ---- which type ---- */

static const struct type_info *node_type(const struct ast_node *node)
{
    static const struct type_info *const types[] = {
        [AST_NUMBER] = &type_ast_constant,
        [AST_STRING] = &type_ast_string_constant,
        [AST_EXPANDABLE] = &type_ast_expandable_string,
        [AST_VARIABLE] = &type_ast_variable,
        [AST_UNARY] = &type_ast_unary,
        [AST_BINARY] = &type_ast_binary,
        [AST_TERNARY] = &type_ast_ternary,
        [AST_CONVERT] = &type_ast_convert,
        [AST_ATTRIBUTED] = &type_ast_attributed,
        [AST_TYPE_EXPR] = &type_ast_type_expression,
        [AST_MEMBER] = &type_ast_member_expression,
        [AST_INVOKE] = &type_ast_invoke_member,
        [AST_INDEX] = &type_ast_index,
        [AST_ARRAY_LITERAL] = &type_ast_array_literal,
        [AST_ARRAY_EXPR] = &type_ast_array_expression,
        [AST_SUB_EXPR] = &type_ast_sub_expression,
        [AST_PAREN] = &type_ast_paren,
        [AST_HASHTABLE] = &type_ast_hashtable,
        [AST_SCRIPT_BLOCK_EXPR] = &type_ast_script_block_expression,
        [AST_PIPELINE] = &type_ast_pipeline,
        [AST_CHAIN] = &type_ast_pipeline_chain,
        [AST_COMMAND] = &type_ast_command,
        [AST_COMMAND_EXPR] = &type_ast_command_expression,
        [AST_COMMAND_PARAMETER] = &type_ast_command_parameter,
        [AST_REDIRECT] = &type_ast_file_redirection,
        [AST_ASSIGN] = &type_ast_assignment,
        [AST_IF] = &type_ast_if_statement,
        [AST_WHILE] = &type_ast_while_statement,
        [AST_DO_WHILE] = &type_ast_do_while,
        [AST_DO_UNTIL] = &type_ast_do_until,
        [AST_FOR] = &type_ast_for_statement,
        [AST_FOREACH] = &type_ast_foreach_statement,
        [AST_SWITCH] = &type_ast_switch_statement,
        [AST_BREAK] = &type_ast_break_statement,
        [AST_CONTINUE] = &type_ast_continue_statement,
        [AST_RETURN] = &type_ast_return_statement,
        [AST_THROW] = &type_ast_throw_statement,
        [AST_EXIT] = &type_ast_exit_statement,
        [AST_TRY] = &type_ast_try_statement,
        [AST_TRAP] = &type_ast_trap_statement,
        [AST_DATA] = &type_ast_data_statement,
        [AST_FUNCTION] = &type_ast_function,
        [AST_TYPE_DEF] = &type_ast_type_definition,
        [AST_PROPERTY] = &type_ast_property_member,
        [AST_METHOD] = &type_ast_function_member,
        [AST_USING] = &type_ast_using_statement,
        [AST_BLOCK] = &type_ast_statement_block,
        [AST_SCRIPT_BLOCK] = &type_ast_script_block,
        [AST_PARAM_BLOCK] = &type_ast_param_block,
        [AST_PARAMETER] = &type_ast_parameter,
        [AST_ATTRIBUTE] = &type_ast_attribute,
        [AST_TYPE_CONSTRAINT] = &type_ast_type_constraint,
        [AST_TYPE_NAME] = &type_ast_type_constraint,
        [AST_ERROR] = &type_ast_error_statement,
    };
    if (node->kind == AST_VARIABLE &&
        ((const struct ast_variable *)(const void *)node)->scope == AST_SCOPE_USING)
        return &type_ast_using_expression;
    if (node->kind == AST_REDIRECT && ((const struct ast_redirect *)(const void *)node)->merge)
        return &type_ast_merging_redirection;
    if (node->kind == AST_ERROR && ((const struct ast_error *)(const void *)node)->expression)
        return &type_ast_error_expression;
    return types[node->kind];
}

const struct type_info *ast_object_type(const struct ast_part *part)
{
    switch (part->role) {
    case ROLE_NAMED_BLOCK:
        return &type_ast_named_block;
    case ROLE_CATCH:
        return &type_ast_catch_clause;
    case ROLE_NAMED_ARGUMENT:
        return &type_ast_named_argument;
    case ROLE_TYPE_CONSTRAINT:
        return &type_ast_type_constraint;
    case ROLE_CHAIN:
        return &type_ast_pipeline_chain;
    case ROLE_USING_VARIABLE:
    case ROLE_PARAMETER_NAME:
        return &type_ast_variable;
    case ROLE_METHOD_FUNCTION:
        return &type_ast_function;
    default:
        return node_type(part->node);
    }
}

/* The one way to name a part: what is a chain of all its pipelines is the chain itself. */
static struct ast_part part_make(struct ast *ast, const struct ast_node *node, enum ast_role role,
                                 uint32_t index)
{
    struct ast_part part = { ast, node, role, index };
    if (node && node->kind == AST_TYPE_CONSTRAINT) {
        part.node = &((const struct ast_type_constraint *)(const void *)node)->type->node;
        part.role = ROLE_TYPE_CONSTRAINT;
    } else if (node && node->kind == AST_CHAIN && role == ROLE_NODE) {
        part.role = ROLE_CHAIN;
        part.index = ((const struct ast_chain *)(const void *)node)->nitems - 1;
    }
    return part;
}

static struct value part_object(const struct ast_part *part)
{
    if (!part->node)
        return value_null();
    struct object *o = object_new(ast_object_type(part));
    struct ast_part *copy = object_payload(o);
    *copy = *part;
    ast_ref(copy->ast);
    return value_of_object(o);
}

struct value ast_role_object(struct ast *ast, const struct ast_node *node, enum ast_role role,
                             uint32_t index)
{
    struct ast_part part = part_make(ast, node, role, index);
    return part_object(&part);
}

struct value ast_object_new(struct ast *ast, const struct ast_node *node)
{
    return ast_role_object(ast, node, ROLE_NODE, 0);
}

struct value ast_object_list(struct ast *ast, const void *nodes, uint32_t n, enum ast_role role)
{
    const struct ast_node *const *items = nodes;
    struct array *list = array_new(n);
    for (uint32_t i = 0; i < n; i++)
        array_push_take(list, ast_role_object(ast, items[i], role, 0));
    list->read_only = true;
    return value_of_array(list);
}

/* ---- what lies below a part, in the order of a search ---- */

typedef VEC(struct ast_part) part_vec;

struct below {
    const struct ast_part *parent;
    part_vec *out;
    const struct ast_param_block *skip; /* parameters of a signature are the function's own */
};

static void add(struct below *b, const struct ast_node *node, enum ast_role role, uint32_t index)
{
    if (node)
        *vec_push(b->out) = part_make(b->parent->ast, node, role, index);
}

static void add_all(struct below *b, const void *nodes, uint32_t n)
{
    const struct ast_node *const *items = nodes;
    for (uint32_t i = 0; i < n; i++)
        add(b, items[i], ROLE_NODE, 0);
}

static bool add_child(const struct ast_node *child, void *context)
{
    struct below *b = context;
    const struct ast_node *parent = b->parent->node;
    if (child->kind == AST_TYPE_NAME) {
        if (parent->kind != AST_TYPE_EXPR && parent->kind != AST_ATTRIBUTE &&
            parent->kind != AST_INVOKE)
            add(b, child, ROLE_TYPE_CONSTRAINT, 0);
    } else if (child->kind == AST_PARAM_BLOCK && b->skip == (const void *)child) {
        return true;
    } else if (parent->kind != AST_EXPANDABLE || child->kind != AST_STRING) {
        bool named = parent->kind == AST_SCRIPT_BLOCK && child->kind == AST_BLOCK;
        add(b, child, named ? ROLE_NAMED_BLOCK : ROLE_NODE, 0);
    }
    return true;
}

#define NODE_AS(type) ((const struct type *)(const void *)part->node)

/* Is the parameter block of this script block the signature of its function? */
static bool has_signature(const struct ast_part *part, const struct ast_script_block *sb)
{
    return sb->params && sb->params->node.start < sb->node.start && part->ast->root != sb;
}

static void add_chain(struct below *b, const struct ast_part *part)
{
    const struct ast_chain *chain = NODE_AS(ast_chain);
    if (part->index > 1)
        add(b, part->node, ROLE_CHAIN, part->index - 1);
    else
        add(b, chain->items[0], ROLE_NODE, 0);
    add(b, chain->items[part->index], ROLE_NODE, 0);
}

static void add_function(struct below *b, const struct ast_part *part,
                         const struct ast_script_block *body)
{
    if (body && has_signature(part, body))
        add_all(b, body->params->parameters, body->params->nparameters);
    add(b, body && body->end ? &body->node : NULL, ROLE_NODE, 0);
}

static void add_try(struct below *b, const struct ast_part *part)
{
    const struct ast_try *n = NODE_AS(ast_try);
    add(b, n->body ? &n->body->node : NULL, ROLE_NODE, 0);
    for (uint32_t i = 0; i < n->ncatches; i++) {
        const struct ast_catch *c = &n->catches[i];
        if (c->body)
            add(b, part->node, ROLE_CATCH, i);
        for (uint32_t k = 0; k < c->ntypes && !c->body; k++)
            add(b, &c->types[k]->node, ROLE_TYPE_CONSTRAINT, 0);
    }
    add(b, n->finally ? &n->finally->node : NULL, ROLE_NODE, 0);
}

static void add_type_definition(struct below *b, const struct ast_part *part)
{
    const struct ast_type_def *n = NODE_AS(ast_type_def);
    add_all(b, n->attributes, n->nattributes);
    for (uint32_t i = 0; i < n->nbases; i++)
        add(b, &n->bases[i]->node, ROLE_TYPE_CONSTRAINT, 1);
    add_all(b, n->members, n->nmembers);
}

static void add_special(struct below *b, const struct ast_part *part)
{
    const struct ast_node *node = part->node;
    switch (node->kind) {
    case AST_CHAIN:
        add_chain(b, part);
        return;
    case AST_TRY:
        add_try(b, part);
        return;
    case AST_TYPE_DEF:
        add_type_definition(b, part);
        return;
    case AST_FUNCTION:
        add_function(b, part, NODE_AS(ast_function)->body);
        return;
    case AST_METHOD:
        add(b, node, ROLE_METHOD_FUNCTION, 0);
        add_all(b, NODE_AS(ast_method)->attributes, NODE_AS(ast_method)->nattributes);
        if (NODE_AS(ast_method)->return_type)
            add(b, &NODE_AS(ast_method)->return_type->node, ROLE_TYPE_CONSTRAINT, 0);
        return;
    case AST_PROPERTY:
        if (NODE_AS(ast_property)->type)
            add(b, &NODE_AS(ast_property)->type->node, ROLE_TYPE_CONSTRAINT, 0);
        add_all(b, NODE_AS(ast_property)->attributes, NODE_AS(ast_property)->nattributes);
        add(b, NODE_AS(ast_property)->initial, ROLE_NODE, 0);
        return;
    case AST_PARAMETER:
        add_all(b, NODE_AS(ast_parameter)->attributes, NODE_AS(ast_parameter)->nattributes);
        add(b, node, ROLE_PARAMETER_NAME, 0);
        add(b, NODE_AS(ast_parameter)->initial, ROLE_NODE, 0);
        return;
    case AST_ATTRIBUTE:
        add_all(b, NODE_AS(ast_attribute)->args, NODE_AS(ast_attribute)->nargs);
        for (uint32_t i = 0; i < NODE_AS(ast_attribute)->nnamed; i++)
            add(b, node, ROLE_NAMED_ARGUMENT, i);
        return;
    case AST_VARIABLE:
        if (NODE_AS(ast_variable)->scope == AST_SCOPE_USING)
            add(b, node, ROLE_USING_VARIABLE, 0);
        return;
    case AST_BLOCK:
        add_all(b, NODE_AS(ast_block)->traps, NODE_AS(ast_block)->ntraps);
        add_all(b, NODE_AS(ast_block)->statements, NODE_AS(ast_block)->nstatements);
        return;
    case AST_ASSIGN: {
        const struct ast_node *right = NODE_AS(ast_assign)->right;
        add(b, NODE_AS(ast_assign)->left, ROLE_NODE, 0);
        add(b, ast_assigned(right), ROLE_NODE, 0);
        return;
    }
    case AST_ERROR: {
        const struct ast_node *partial = NODE_AS(ast_error)->partial;
        if (partial) {
            struct ast_part inner = part_make(part->ast, partial, ROLE_NODE, 0);
            struct below below = { &inner, b->out, b->skip };
            add_special(&below, &inner);
        }
        return;
    }
    default:
        break;
    }
    if (node->kind == AST_SCRIPT_BLOCK && has_signature(part, NODE_AS(ast_script_block)))
        b->skip = NODE_AS(ast_script_block)->params;
    ast_each_child(node, add_child, b);
}

static void parts_below(const struct ast_part *part, part_vec *out)
{
    struct below b = { part, out, NULL };
    switch (part->role) {
    case ROLE_CATCH: {
        const struct ast_catch *c = &NODE_AS(ast_try)->catches[part->index];
        for (uint32_t i = 0; i < c->ntypes; i++)
            add(&b, &c->types[i]->node, ROLE_TYPE_CONSTRAINT, 0);
        add(&b, c->body ? &c->body->node : NULL, ROLE_NODE, 0);
        break;
    }
    case ROLE_NAMED_ARGUMENT:
        add(&b, NODE_AS(ast_attribute)->named[part->index].value, ROLE_NODE, 0);
        break;
    case ROLE_METHOD_FUNCTION:
        add_function(&b, part, NODE_AS(ast_method)->body);
        break;
    case ROLE_TYPE_CONSTRAINT:
    case ROLE_USING_VARIABLE:
    case ROLE_PARAMETER_NAME:
        break;
    default:
        add_special(&b, part);
        break;
    }
}

struct value ast_object_children(struct value self)
{
    part_vec below = VEC_INIT;
    parts_below(ast_part_of(self), &below);
    struct array *list = array_new(below.len);
    for (size_t i = 0; i < below.len; i++)
        array_push_take(list, part_object(&below.items[i]));
    vec_release(&below);
    return value_of_array(list);
}

/* ---- places ---- */

static void part_span(const struct ast_part *part, uint32_t *start, uint32_t *end)
{
    const struct ast_node *node = part->node;
    *start = node->start;
    *end = node->end;
    switch (part->role) {
    case ROLE_CATCH:
        *start = NODE_AS(ast_try)->catches[part->index].start;
        *end = NODE_AS(ast_try)->catches[part->index].end;
        break;
    case ROLE_NAMED_ARGUMENT:
        *start = NODE_AS(ast_attribute)->named[part->index].start;
        *end = NODE_AS(ast_attribute)->named[part->index].end;
        break;
    case ROLE_TYPE_CONSTRAINT:
        while (!part->index && *start && part->ast->text[*start] != '[')
            --*start;
        while (!part->index && *end < part->ast->len && part->ast->text[*end - 1] != ']')
            ++*end;
        if (!part->index && part->ast->text[node->end] == ']')
            *end = node->end + 1;
        break;
    case ROLE_NAMED_BLOCK:
        if (NODE_AS(ast_block)->named)
            *start = NODE_AS(ast_block)->name_start;
        break;
    case ROLE_CHAIN:
        *end = NODE_AS(ast_chain)->items[part->index]->end;
        if (part->index + 1 == NODE_AS(ast_chain)->nitems)
            *end = node->end;
        break;
    case ROLE_PARAMETER_NAME:
        *start = NODE_AS(ast_parameter)->name_start;
        *end = NODE_AS(ast_parameter)->name_end;
        break;
    case ROLE_METHOD_FUNCTION:
        *start = NODE_AS(ast_method)->name_start;
        break;
    default:
        if (part->ast->root && node == &part->ast->root->node) {
            *start = 0;
            *end = part->ast->len;
        }
        break;
    }
}

int ast_part_text(struct value self, struct strbuf *out)
{
    const struct ast_part *part = ast_part_of(self);
    uint32_t start, end;
    part_span(part, &start, &end);
    strbuf_add(out, part->ast->text + start, end - start);
    return 0;
}

static bool same_part(const struct ast_part *a, const struct ast_part *b)
{
    return a->node == b->node && a->role == b->role && a->index == b->index;
}

bool ast_part_equals(struct value a, struct value b)
{
    return a.kind == V_OBJECT && b.kind == V_OBJECT && a.object->type == b.object->type &&
           same_part(ast_part_of(a), ast_part_of(b));
}

GETTER(any_extent)
{
    (void)p;
    (void)err;
    uint32_t start, end;
    part_span(ast_part_of(self), &start, &end);
    *out = script_extent_new(ast_part_of(self)->ast, start, end);
    return 0;
}

static bool find_parent(const struct ast_part *at, const struct ast_part *wanted,
                        struct ast_part *out)
{
    uint32_t start, end, from, to;
    bool found = false;
    part_vec below = VEC_INIT;
    part_span(wanted, &start, &end);
    parts_below(at, &below);
    for (size_t i = 0; i < below.len && !found; i++) {
        if (same_part(&below.items[i], wanted)) {
            *out = *at;
            found = true;
            break;
        }
        part_span(&below.items[i], &from, &to);
        if (from <= start && end <= to)
            found = find_parent(&below.items[i], wanted, out);
    }
    vec_release(&below);
    return found;
}

GETTER(any_parent)
{
    (void)p;
    (void)err;
    const struct ast_part *part = ast_part_of(self);
    struct ast_part root, found;
    *out = value_null();
    if (!part->ast->root || part->node == &part->ast->root->node)
        return 0;
    root = part_make(part->ast, &part->ast->root->node, ROLE_NODE, 0);
    if (find_parent(&root, part, &found))
        *out = part_object(&found);
    return 0;
}

/* ---- searching ---- */

struct search {
    struct value predicate;
    bool nested, first;
    struct array *found;
    struct err **err;
};

/* 1: the search is over, -1: error. */
static int search_part(struct search *s, const struct ast_part *part)
{
    AUTO_VALUE o = part_object(part);
    bool yes = false;
    if (value_test(s->predicate, o, &yes, s->err) < 0)
        return -1;
    if (yes)
        array_push(s->found, o);
    if (yes && s->first)
        return 1;
    const struct type_info *type = o.object->type;
    if (!s->nested && (type == &type_ast_function || type == &type_ast_script_block_expression))
        return 0;
    part_vec below = VEC_INIT;
    parts_below(part, &below);
    int rc = 0;
    for (size_t i = 0; i < below.len && rc == 0; i++)
        rc = search_part(s, &below.items[i]);
    vec_release(&below);
    return rc;
}

static int search(struct value self, const struct value *args, bool first, struct value *out,
                  struct err **err)
{
    struct search s = { args[0], value_truth(args[1]), first, array_new(0), err };
    AUTO_VALUE found = value_of_array(s.found);
    if (search_part(&s, ast_part_of(self)) < 0)
        return -1;
    if (first)
        *out = s.found->len ? value_ref(s.found->items[0]) : value_null();
    else
        *out = STEAL_VALUE(found);
    return 0;
}

CALL(any_find)
{
    (void)n;
    return search(self, args, true, out, err);
}

CALL(any_find_all)
{
    (void)n;
    return search(self, args, false, out, err);
}

CALL(any_copy)
{
    (void)args;
    (void)n;
    (void)err;
    *out = value_ref(self);
    return 0;
}

/* ---- shared by the types ---- */

struct value ast_enum(const char *type, const char *member)
{
    AUTO_STRBUF name = STRBUF_INIT;
    strbuf_addf(&name, "%s%s", strchr(type, '.') ? "" : AST_NAMESPACE, type);
    const struct type_info *t = named_type_find(name.buf, name.len);
    struct value text = value_string(member), v;
    AUTO_ERR *ignored = NULL;
    if (!t || value_convert(text, t, &v, &ignored) < 0)
        return text;
    value_unref(text);
    return v;
}

struct value ast_text_value(struct ast_str s)
{
    return s.s ? value_string_len(s.s, s.len) : value_null();
}

static const struct property any_props[] = {
    PROPERTY("Extent", AST_NAMESPACE "IScriptExtent", any_extent),
    PROPERTY("Parent", AST_NAMESPACE "Ast", any_parent),
};

static const struct method any_methods[] = {
    METHOD("Copy", 0, 0, any_copy, AST_NAMESPACE "Ast Copy()"),
    METHOD("SafeGetValue", 0, 1, ast_safe_value, "System.Object SafeGetValue()"),
    METHOD("Find", 2, 2, any_find,
           AST_NAMESPACE "Ast Find(System.Func[" AST_NAMESPACE
                         "Ast,bool] predicate, bool searchNestedScriptBlocks)"),
    METHOD("FindAll", 2, 2, any_find_all,
           "System.Collections.Generic.IEnumerable[" AST_NAMESPACE
           "Ast] FindAll(System.Func[" AST_NAMESPACE
           "Ast,bool] predicate, bool searchNestedScriptBlocks)"),
};

const struct type_info type_ast_any = {
    .name = AST_NAMESPACE "Ast",
    .base = &type_object,
    PROPS(any_props),
    METHODS(any_methods),
};

#define ABSTRACT_TYPE(id, short_name, base_id)                                 \
    const struct type_info type_ast_##id = { .name = AST_NAMESPACE short_name, \
                                             .base = &type_ast_##base_id };
AST_ABSTRACT_TYPES(ABSTRACT_TYPE)
