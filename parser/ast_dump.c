/* The tree as an s-expression. Barewords stand as they are, quoted strings in
 * their quotes; a pipeline of one element is written as that element. */
#include <string.h>

#include "parser/ast.h"
#include "shell/base/strbuf.h"

static void text(struct strbuf *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '\n')
            strbuf_adds(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            strbuf_addf(out, "\\x%02x", c);
        else
            strbuf_addch(out, s[i]);
    }
}

static void str(struct strbuf *out, struct ast_str s)
{
    text(out, s.s ? s.s : "", s.s ? s.len : 0);
}

static void child(struct strbuf *out, const void *node)
{
    strbuf_addch(out, ' ');
    ast_dump_node(node, out);
}

static void list(struct strbuf *out, void *nodes, uint32_t n)
{
    struct ast_node **items = nodes;
    for (uint32_t i = 0; i < n; i++)
        child(out, items[i]);
}

static void block(struct strbuf *out, const char *name, const struct ast_block *b)
{
    if (!b)
        return;
    strbuf_addf(out, " (%s", name);
    list(out, b->statements, b->nstatements);
    list(out, b->traps, b->ntraps);
    strbuf_addch(out, ')');
}

static void body(struct strbuf *out, const struct ast_block *b)
{
    strbuf_adds(out, " {");
    for (uint32_t i = 0; b && i < b->nstatements; i++) {
        if (i)
            strbuf_adds(out, "; ");
        ast_dump_node(b->statements[i], out);
    }
    if (b)
        list(out, b->traps, b->ntraps);
    strbuf_addch(out, '}');
}

static void dump_number(const struct ast_number *n, struct strbuf *out)
{
    static const char *const suffix[] = {
        [AST_NUM_INT] = "",           [AST_NUM_LONG] = ":long",
        [AST_NUM_SBYTE] = ":sbyte",   [AST_NUM_SHORT] = ":short",
        [AST_NUM_BYTE] = ":byte",     [AST_NUM_USHORT] = ":ushort",
        [AST_NUM_UINT] = ":uint",     [AST_NUM_ULONG] = ":ulong",
        [AST_NUM_DOUBLE] = ":double", [AST_NUM_DECIMAL] = ":decimal",
        [AST_NUM_BIGINT] = ":bigint",
    };
    switch (n->type) {
    case AST_NUM_INT:
    case AST_NUM_LONG:
    case AST_NUM_SBYTE:
    case AST_NUM_SHORT:
        strbuf_addf(out, "%lld", (long long)n->i);
        break;
    case AST_NUM_DOUBLE:
        strbuf_addf(out, "%.17g", n->d);
        break;
    case AST_NUM_DECIMAL:
    case AST_NUM_BIGINT:
        str(out, n->digits);
        break;
    default:
        strbuf_addf(out, "%llu", (unsigned long long)n->u);
        break;
    }
    strbuf_adds(out, suffix[n->type]);
}

static void dump_string(const struct ast_string *n, struct strbuf *out)
{
    static const char *const quotes[][2] = {
        [AST_BARE] = { "", "" },
        [AST_SINGLE] = { "'", "'" },
        [AST_DOUBLE] = { "\"", "\"" },
        [AST_HERE_SINGLE] = { "@'", "'@" },
        [AST_HERE_DOUBLE] = { "@\"", "\"@" },
        [AST_VERBATIM] = { "%%", "%%" },
    };
    strbuf_adds(out, quotes[n->quote][0]);
    str(out, n->value);
    strbuf_adds(out, quotes[n->quote][1]);
}

static void dump_variable(const struct ast_variable *n, struct strbuf *out)
{
    static const char *const scopes[] = {
        "", "global:", "local:", "script:", "private:", "using:"
    };
    strbuf_addch(out, n->splatted ? '@' : '$');
    if (n->scope == AST_SCOPE_DRIVE) {
        str(out, n->drive);
        strbuf_addch(out, ':');
    } else {
        strbuf_adds(out, scopes[n->scope]);
    }
    str(out, n->name);
}

static void dump_attribute(const struct ast_attribute *n, struct strbuf *out)
{
    strbuf_adds(out, "(attribute ");
    str(out, n->type->text);
    list(out, n->args, n->nargs);
    for (uint32_t i = 0; i < n->nnamed; i++) {
        strbuf_adds(out, " (= ");
        str(out, n->named[i].name);
        if (n->named[i].value)
            child(out, n->named[i].value);
        strbuf_addch(out, ')');
    }
    strbuf_addch(out, ')');
}

static void dump_parameter(const struct ast_parameter *n, struct strbuf *out)
{
    strbuf_adds(out, "($");
    str(out, n->name);
    list(out, n->attributes, n->nattributes);
    if (n->initial) {
        strbuf_adds(out, " =");
        child(out, n->initial);
    }
    strbuf_addch(out, ')');
}

static void dump_script_block(const struct ast_script_block *n, struct strbuf *out)
{
    strbuf_addch(out, '{');
    size_t start = out->len;
    list(out, n->usings, n->nusings);
    if (n->params)
        child(out, n->params);
    if (n->unnamed && n->end) {
        for (uint32_t i = 0; i < n->end->nstatements; i++) {
            if (i)
                strbuf_addch(out, ';');
            child(out, n->end->statements[i]);
        }
        list(out, n->end->traps, n->end->ntraps);
    } else {
        block(out, "dynamicparam", n->dynamicparam);
        block(out, "begin", n->begin);
        block(out, "process", n->process);
        block(out, "end", n->end);
        block(out, "clean", n->clean);
    }
    if (out->len > start) /* the blank in front of the first */
        memmove(out->buf + start, out->buf + start + 1, out->len-- - start);
    strbuf_addch(out, '}');
}

static void label(struct strbuf *out, struct ast_str s)
{
    if (!s.s)
        return;
    strbuf_adds(out, " :");
    str(out, s);
}

static void optional(struct strbuf *out, const struct ast_node *n)
{
    if (n)
        child(out, n);
    else
        strbuf_adds(out, " -");
}

static void clauses(struct strbuf *out, const struct ast_clause *c, uint32_t n,
                    const struct ast_block *otherwise)
{
    for (uint32_t i = 0; i < n; i++) {
        strbuf_adds(out, " (");
        ast_dump_node(c[i].test, out);
        body(out, c[i].body);
        strbuf_addch(out, ')');
    }
    if (otherwise) {
        strbuf_adds(out, " (else");
        body(out, otherwise);
        strbuf_addch(out, ')');
    }
}

static void dump_switch(const struct ast_switch *n, struct strbuf *out)
{
    static const char *const modes[] = { "", " -wildcard", " -regex" };
    strbuf_adds(out, "(switch");
    label(out, n->label);
    strbuf_adds(out, modes[n->mode]);
    strbuf_adds(out, n->case_sensitive ? " -casesensitive" : "");
    strbuf_adds(out, n->is_file ? " -file" : "");
    optional(out, n->condition);
    clauses(out, n->clauses, n->nclauses, n->otherwise);
    strbuf_addch(out, ')');
}

static void dump_try(const struct ast_try *n, struct strbuf *out)
{
    strbuf_adds(out, "(try");
    body(out, n->body);
    for (uint32_t i = 0; i < n->ncatches; i++) {
        strbuf_adds(out, " (catch");
        list(out, n->catches[i].types, n->catches[i].ntypes);
        body(out, n->catches[i].body);
        strbuf_addch(out, ')');
    }
    if (n->finally) {
        strbuf_adds(out, " (finally");
        body(out, n->finally);
        strbuf_addch(out, ')');
    }
    strbuf_addch(out, ')');
}

static void dump_redirect(const struct ast_redirect *n, struct strbuf *out)
{
    if (n->from == AST_STREAM_ALL)
        strbuf_adds(out, "(*>");
    else
        strbuf_addf(out, "(%u>", n->from);
    strbuf_adds(out, n->append ? ">" : n->merge ? "&1" : "");
    if (n->target)
        child(out, n->target);
    strbuf_addch(out, ')');
}

static void dump_parameter_use(const struct ast_command_parameter *n, struct strbuf *out)
{
    if (n->argument) {
        strbuf_adds(out, "(-");
        str(out, n->name);
        strbuf_addch(out, ':');
        child(out, n->argument);
        strbuf_addch(out, ')');
        return;
    }
    strbuf_addch(out, '-');
    str(out, n->name);
}

static void dump_command(const struct ast_command *n, struct strbuf *out)
{
    static const char *const marks[] = { "(cmd", "(cmd&", "(cmd." };
    strbuf_adds(out, marks[n->invocation]);
    list(out, n->elements, n->nelements);
    list(out, n->redirects, n->nredirects);
    strbuf_addch(out, ')');
}

static void dump_function(const struct ast_function *n, struct strbuf *out)
{
    strbuf_adds(out, n->is_filter ? "(filter " : "(function ");
    str(out, n->name);
    child(out, n->body);
    strbuf_addch(out, ')');
}

static void flags(struct strbuf *out, bool is_static, bool is_hidden)
{
    strbuf_adds(out, is_static ? " static" : "");
    strbuf_adds(out, is_hidden ? " hidden" : "");
}

static void dump_type_def(const struct ast_type_def *n, struct strbuf *out)
{
    strbuf_adds(out, n->def == AST_CLASS ? "(class " : "(enum ");
    str(out, n->name);
    if (n->nbases) {
        strbuf_adds(out, " (:");
        list(out, n->bases, n->nbases);
        strbuf_addch(out, ')');
    }
    list(out, n->attributes, n->nattributes);
    list(out, n->members, n->nmembers);
    strbuf_addch(out, ')');
}

static void dump_property(const struct ast_property *n, struct strbuf *out)
{
    strbuf_adds(out, "(property ");
    str(out, n->name);
    flags(out, n->is_static, n->is_hidden);
    list(out, n->attributes, n->nattributes);
    if (n->type)
        child(out, n->type);
    if (n->initial) {
        strbuf_adds(out, " =");
        child(out, n->initial);
    }
    strbuf_addch(out, ')');
}

static void dump_method(const struct ast_method *n, struct strbuf *out)
{
    strbuf_adds(out, n->is_constructor ? "(constructor " : "(method ");
    str(out, n->name);
    flags(out, n->is_static, n->is_hidden);
    list(out, n->attributes, n->nattributes);
    if (n->return_type)
        child(out, n->return_type);
    if (n->has_base_call) {
        strbuf_adds(out, " (base");
        list(out, n->base_args, n->nbase_args);
        strbuf_addch(out, ')');
    }
    child(out, n->body);
    strbuf_addch(out, ')');
}

static void dump_hashtable(const struct ast_hashtable *n, struct strbuf *out)
{
    strbuf_adds(out, "(hash");
    for (uint32_t i = 0; i < n->npairs; i++) {
        strbuf_adds(out, " (");
        ast_dump_node(n->pairs[i].key, out);
        child(out, n->pairs[i].value);
        strbuf_addch(out, ')');
    }
    strbuf_addch(out, ')');
}

static void dump_invoke(const struct ast_invoke *n, struct strbuf *out)
{
    strbuf_adds(out, n->is_static ? "(call ::" : n->null_conditional ? "(call ?." : "(call .");
    child(out, n->target);
    child(out, n->name);
    if (n->ntype_args) {
        strbuf_adds(out, " (of");
        list(out, n->type_args, n->ntype_args);
        strbuf_addch(out, ')');
    }
    list(out, n->args, n->nargs);
    strbuf_addch(out, ')');
}

static void dump_unary(const struct ast_unary *n, struct strbuf *out)
{
    bool pre = n->op == AST_OP_PRE_INC || n->op == AST_OP_PRE_DEC;
    bool post = n->op == AST_OP_POST_INC || n->op == AST_OP_POST_DEC;
    strbuf_addf(out, "(%s%s",
                pre    ? "pre"
                : post ? "post"
                       : "",
                n->case_sensitive ? "-csplit" : ast_unary_name(n->op));
    child(out, n->operand);
    strbuf_addch(out, ')');
}

static void dump_chain(const struct ast_chain *n, struct strbuf *out)
{
    strbuf_adds(out, n->background ? "(chain&" : "(chain");
    for (uint32_t i = 0; i < n->nitems; i++) {
        if (i)
            strbuf_adds(out, n->operators[i - 1] == AST_CHAIN_AND ? " &&" : " ||");
        child(out, n->items[i]);
    }
    strbuf_addch(out, ')');
}

static void dump_pipeline(const struct ast_pipeline *n, struct strbuf *out)
{
    if (n->nelements == 1 && !n->background) {
        ast_dump_node(n->elements[0], out);
        return;
    }
    strbuf_adds(out, n->background ? "(bg" : "(|");
    list(out, n->elements, n->nelements);
    strbuf_addch(out, ')');
}

static void dump_data(const struct ast_data *n, struct strbuf *out)
{
    strbuf_adds(out, "(data ");
    str(out, n->variable);
    list(out, n->commands, n->ncommands);
    body(out, n->body);
    strbuf_addch(out, ')');
}

static void dump_using(const struct ast_using *n, struct strbuf *out)
{
    static const char *const names[] = { "namespace", "module", "assembly" };
    strbuf_addf(out, "(using %s ", names[n->what]);
    if (n->module)
        dump_hashtable(n->module, out);
    else
        str(out, n->name);
    strbuf_addch(out, ')');
}

/* An operator, up to three operands and the closing parenthesis. */
static void form(struct strbuf *out, const char *name, const void *a, const void *b, const void *c)
{
    strbuf_addf(out, "(%s", name);
    if (a)
        child(out, a);
    if (b)
        child(out, b);
    if (c)
        child(out, c);
    strbuf_addch(out, ')');
}

static void nodes(struct strbuf *out, const char *name, void *items, uint32_t n)
{
    strbuf_addf(out, "(%s", name);
    list(out, items, n);
    strbuf_addch(out, ')');
}

#define N(type) ((const struct type *)(const void *)node)

static bool dump_expression(const struct ast_node *node, struct strbuf *out)
{
    switch (node->kind) {
    case AST_NUMBER:
        dump_number(N(ast_number), out);
        return true;
    case AST_STRING:
        dump_string(N(ast_string), out);
        return true;
    case AST_EXPANDABLE:
        nodes(out, N(ast_expandable)->quote == AST_BARE ? "bare" : "\"\"", N(ast_expandable)->parts,
              N(ast_expandable)->nparts);
        return true;
    case AST_VARIABLE:
        dump_variable(N(ast_variable), out);
        return true;
    case AST_UNARY:
        dump_unary(N(ast_unary), out);
        return true;
    case AST_BINARY:
        form(out, ast_binary_name(N(ast_binary)->op, N(ast_binary)->case_sensitive),
             N(ast_binary)->left, N(ast_binary)->right, NULL);
        return true;
    case AST_TERNARY:
        form(out, "?", N(ast_ternary)->condition, N(ast_ternary)->if_true,
             N(ast_ternary)->if_false);
        return true;
    case AST_CONVERT:
        form(out, "cast", N(ast_convert)->type, N(ast_convert)->operand, NULL);
        return true;
    case AST_ATTRIBUTED:
        form(out, "with", N(ast_attributed)->attribute, N(ast_attributed)->operand, NULL);
        return true;
    case AST_TYPE_EXPR:
        ast_dump_node(&N(ast_type_expr)->type->node, out);
        return true;
    case AST_MEMBER:
        form(out,
             N(ast_member)->is_static          ? "::"
             : N(ast_member)->null_conditional ? "?."
                                               : ".",
             N(ast_member)->target, N(ast_member)->name, NULL);
        return true;
    case AST_INVOKE:
        dump_invoke(N(ast_invoke), out);
        return true;
    case AST_INDEX:
        form(out, N(ast_index)->null_conditional ? "?index" : "index", N(ast_index)->target,
             N(ast_index)->index, NULL);
        return true;
    case AST_ARRAY_LITERAL:
        nodes(out, ",", N(ast_array_literal)->items, N(ast_array_literal)->nitems);
        return true;
    case AST_ARRAY_EXPR:
    case AST_SUB_EXPR:
        form(out, node->kind == AST_SUB_EXPR ? "$" : "@", N(ast_sub_expr)->block, NULL, NULL);
        return true;
    case AST_PAREN:
        form(out, "paren", N(ast_paren)->pipeline, NULL, NULL);
        return true;
    case AST_HASHTABLE:
        dump_hashtable(N(ast_hashtable), out);
        return true;
    case AST_SCRIPT_BLOCK_EXPR:
        dump_script_block(N(ast_script_block_expr)->body, out);
        return true;
    default:
        return false;
    }
}

static bool dump_statement(const struct ast_node *node, struct strbuf *out)
{
    switch (node->kind) {
    case AST_ASSIGN:
        form(out, ast_assign_name(N(ast_assign)->op), N(ast_assign)->left, N(ast_assign)->right,
             NULL);
        return true;
    case AST_IF:
        strbuf_adds(out, "(if");
        clauses(out, N(ast_if)->clauses, N(ast_if)->nclauses, N(ast_if)->otherwise);
        break;
    case AST_WHILE:
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
        strbuf_addf(out, "(%s", ast_kind_name(node->kind));
        label(out, N(ast_loop)->label);
        optional(out, N(ast_loop)->condition);
        body(out, N(ast_loop)->body);
        break;
    case AST_FOR:
        strbuf_adds(out, "(for");
        label(out, N(ast_for)->label);
        optional(out, N(ast_for)->init);
        optional(out, N(ast_for)->condition);
        optional(out, N(ast_for)->step);
        body(out, N(ast_for)->body);
        break;
    case AST_FOREACH:
        strbuf_adds(out, "(foreach");
        label(out, N(ast_foreach)->label);
        child(out, N(ast_foreach)->variable);
        child(out, N(ast_foreach)->source);
        body(out, N(ast_foreach)->body);
        break;
    case AST_BREAK:
    case AST_CONTINUE:
    case AST_RETURN:
    case AST_THROW:
    case AST_EXIT:
        form(out, ast_kind_name(node->kind), N(ast_jump)->operand, NULL, NULL);
        return true;
    case AST_TRAP:
        strbuf_adds(out, "(trap");
        if (N(ast_trap)->type)
            child(out, N(ast_trap)->type);
        body(out, N(ast_trap)->body);
        break;
    case AST_SWITCH:
        dump_switch(N(ast_switch), out);
        return true;
    case AST_TRY:
        dump_try(N(ast_try), out);
        return true;
    case AST_DATA:
        dump_data(N(ast_data), out);
        return true;
    case AST_FUNCTION:
        dump_function(N(ast_function), out);
        return true;
    case AST_TYPE_DEF:
        dump_type_def(N(ast_type_def), out);
        return true;
    case AST_USING:
        dump_using(N(ast_using), out);
        return true;
    default:
        return false;
    }
    strbuf_addch(out, ')');
    return true;
}

static void dump_structure(const struct ast_node *node, struct strbuf *out)
{
    switch (node->kind) {
    case AST_PIPELINE:
        dump_pipeline(N(ast_pipeline), out);
        return;
    case AST_CHAIN:
        dump_chain(N(ast_chain), out);
        return;
    case AST_COMMAND:
        dump_command(N(ast_command), out);
        return;
    case AST_COMMAND_EXPR:
        if (!N(ast_command_expr)->nredirects) {
            ast_dump_node(N(ast_command_expr)->expr, out);
            return;
        }
        strbuf_adds(out, "(expr");
        child(out, N(ast_command_expr)->expr);
        list(out, N(ast_command_expr)->redirects, N(ast_command_expr)->nredirects);
        strbuf_addch(out, ')');
        return;
    case AST_COMMAND_PARAMETER:
        dump_parameter_use(N(ast_command_parameter), out);
        return;
    case AST_REDIRECT:
        dump_redirect(N(ast_redirect), out);
        return;
    case AST_PROPERTY:
        dump_property(N(ast_property), out);
        return;
    case AST_METHOD:
        dump_method(N(ast_method), out);
        return;
    case AST_BLOCK:
        strbuf_addch(out, '{');
        for (uint32_t i = 0; i < N(ast_block)->nstatements; i++) {
            if (i)
                strbuf_adds(out, "; ");
            ast_dump_node(N(ast_block)->statements[i], out);
        }
        list(out, N(ast_block)->traps, N(ast_block)->ntraps);
        strbuf_addch(out, '}');
        return;
    case AST_SCRIPT_BLOCK:
        dump_script_block(N(ast_script_block), out);
        return;
    case AST_PARAM_BLOCK:
        strbuf_adds(out, "(param");
        list(out, N(ast_param_block)->attributes, N(ast_param_block)->nattributes);
        list(out, N(ast_param_block)->parameters, N(ast_param_block)->nparameters);
        strbuf_addch(out, ')');
        return;
    case AST_PARAMETER:
        dump_parameter(N(ast_parameter), out);
        return;
    case AST_ATTRIBUTE:
        dump_attribute(N(ast_attribute), out);
        return;
    case AST_TYPE_CONSTRAINT:
        ast_dump_node(&N(ast_type_constraint)->type->node, out);
        return;
    case AST_TYPE_NAME:
        strbuf_addch(out, '[');
        str(out, N(ast_type_name)->text);
        strbuf_addch(out, ']');
        return;
    default:
        strbuf_adds(out, "(error)");
        return;
    }
}

void ast_dump_node(const struct ast_node *node, struct strbuf *out)
{
    if (!node)
        strbuf_adds(out, "(none)");
    else if (!dump_expression(node, out) && !dump_statement(node, out))
        dump_structure(node, out);
}

void ast_dump(const struct ast *ast, struct strbuf *out)
{
    ast_dump_node(&ast->root->node, out);
}
