#include "shell/runtime/compile.h"

#include <stdarg.h>
#include <string.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/module/using_module.h"

enum status exec_value(struct frame *f, const struct node *n)
{
    struct value v;
    enum status st = n->eval(f, n, &v);
    if (st != ST_OK)
        return st;
    return value_is_one(v) ? sink_take(f->out, v) : emit_value_take(f, v);
}

void node_writes_value(struct node *n)
{
    n->exec = exec_value;
}

static enum status cond_default(struct frame *f, const struct node *n, bool *out)
{
    struct value v;
    enum status st = n->eval(f, n, &v);
    if (st != ST_OK)
        return st;
    *out = value_truth(v);
    value_unref(v);
    return ST_OK;
}

static enum status eval_collect(struct frame *f, const struct node *n, struct value *out)
{
    return exec_collect(f, n, out);
}

void *compile_node(struct compiler *c, size_t size, const struct ast_node *ast, eval_fn eval)
{
    struct node *n = code_alloc(c->code, size);
    n->eval = eval;
    n->exec = exec_value;
    n->cond = cond_default;
    node_points_at(n, c->place ? c->place : ast);
    n->ast_kind = (uint8_t)ast->kind;
    n->is_pure = true;
    return n;
}

void *compile_statement(struct compiler *c, size_t size, const struct ast_node *ast, exec_fn exec)
{
    struct node *n = compile_node(c, size, ast, eval_collect);
    n->exec = exec;
    n->is_pure = false;
    node_points_at(n, ast);
    return n;
}

static enum status eval_const(struct frame *f, const struct node *n, struct value *out)
{
    (void)f;
    *out = value_ref(((const struct node_const *)n)->value);
    return ST_OK;
}

struct node *node_constant(struct compiler *c, const struct ast_node *ast, struct value v)
{
    struct node_const *n = compile_node(c, sizeof(*n), ast, eval_const);
    n->node.shape = SHAPE_CONST;
    n->value = code_keep(c->code, v);
    return &n->node;
}

void compile_error(struct compiler *c, const struct ast_node *at, const char *id, const char *fmt,
                   ...)
{
    if (c->err)
        return;
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    c->session->position = (struct position){ c->code->ast, at->start, at->end };
    err_set(&c->err, ERR_INVALID_PARAMETER, "%s", text.buf);
    err_type(&c->err, "System.Management.Automation.ParseException", id);
}

uint32_t compile_name(struct compiler *c, struct name *name, bool assigned)
{
    struct code *code = c->code;
    int slot = code_slot(code, name);
    if (slot < 0) {
        if (code->nnames == c->names_cap) {
            c->names_cap = c->names_cap ? c->names_cap * 2 : 8;
            code->names = xreallocarray(code->names, c->names_cap, sizeof(code->names[0]));
            code->cell_of = xreallocarray(code->cell_of, c->names_cap, sizeof(code->cell_of[0]));
        }
        if (code->nnames >= 30000) {
            static const struct ast_node nowhere;
            compile_error(c, &nowhere, "TooManyVariables",
                          "The script block uses too many variables.");
            return 0;
        }
        if (code->spare) /* an initial value's: the code of a type is compiled piece by piece */
            frames_free_spare(code);
        slot = (int)code->nnames++;
        code->names[slot] = name;
        code->cell_of[slot] = -1;
        if (!code->index || code->nnames * 2 > code->index_mask) {
            uint32_t size = code->index ? (code->index_mask + 1) * 2 : 8;
            free(code->index);
            code->index = xcalloc(size, sizeof(code->index[0]));
            code->index_mask = size - 1;
            for (uint32_t i = 0; i < code->nnames; i++) {
                uint32_t at = code->names[i]->hash & code->index_mask;
                while (code->index[at])
                    at = (at + 1) & code->index_mask;
                code->index[at] = (uint16_t)(i + 1);
            }
        } else {
            uint32_t at = name->hash & code->index_mask;
            while (code->index[at])
                at = (at + 1) & code->index_mask;
            code->index[at] = (uint16_t)(slot + 1);
        }
    }
    if (assigned && code->cell_of[slot] < 0) {
        if (code->spare)
            frames_free_spare(code);
        code->cell_of[slot] = (int32_t)code->ncells++;
        code->any_all_scope |= name->all_scope;
    }
    return (uint32_t)slot;
}

struct code *compile_child(struct compiler *c, const struct ast_script_block *body,
                           const struct ast_function *function)
{
    struct code *code = c->code;
    if (code->nchildren == code->children_cap) {
        code->children_cap = code->children_cap ? code->children_cap * 2 : 4;
        code->children =
            xreallocarray(code->children, code->children_cap, sizeof(code->children[0]));
    }
    return code->children[code->nchildren++] = code_new(c->session, code->ast, body, function);
}

struct node *compile_apart(struct compiler *c, const struct ast_node *ast)
{
    const struct ast_node *outer = c->place;
    c->place = ast;
    struct node *n = ast->kind == AST_PIPELINE ? compile_pipeline(c, (const void *)ast)
                     : ast->kind == AST_ASSIGN ? compile_assign(c, (const void *)ast)
                                               : compile(c, ast);
    c->place = outer;
    return n;
}

struct node *compile_inner(struct compiler *c, const struct ast_node *statement)
{
    if (statement->kind == AST_PIPELINE)
        return compile_pipeline(c, (const void *)statement);
    const struct ast_node *outer = c->place;
    c->place = NULL;
    struct node *n = compile(c, statement);
    c->place = outer;
    return n;
}

struct node *compile(struct compiler *c, const struct ast_node *ast)
{
    switch (ast->kind) {
    case AST_NUMBER:
        return compile_number(c, (const void *)ast);
    case AST_STRING:
        return compile_string(c, (const void *)ast);
    case AST_EXPANDABLE:
        return compile_expandable(c, (const void *)ast);
    case AST_VARIABLE: {
        struct node *n = compile_variable(c, (const void *)ast);
        node_points_at(n, ast);
        return n;
    }
    case AST_UNARY:
        return compile_unary(c, (const void *)ast);
    case AST_BINARY:
        return compile_binary(c, (const void *)ast);
    case AST_TERNARY:
        return compile_ternary(c, (const void *)ast);
    case AST_CONVERT:
        return compile_convert(c, (const void *)ast);
    case AST_ATTRIBUTED:
        return compile(c, ((const struct ast_attributed *)(const void *)ast)->operand);
    case AST_TYPE_EXPR:
        return compile_type_expr(c, (const void *)ast);
    case AST_MEMBER:
        return compile_member(c, (const void *)ast);
    case AST_INVOKE:
        return compile_invoke(c, (const void *)ast);
    case AST_INDEX:
        return compile_index(c, (const void *)ast);
    case AST_ARRAY_LITERAL:
        return compile_array_literal(c, (const void *)ast);
    case AST_ARRAY_EXPR:
        return compile_array_expr(c, (const void *)ast);
    case AST_SUB_EXPR:
        return compile_sub_expr(c, (const void *)ast);
    case AST_PAREN:
        return compile_paren(c, (const void *)ast);
    case AST_HASHTABLE:
        return compile_hashtable(c, (const void *)ast, 0);
    case AST_SCRIPT_BLOCK_EXPR:
        return compile_script_block(c, (const void *)ast);
    case AST_PIPELINE:
    case AST_ASSIGN:
        return compile_apart(c, ast);
    case AST_CHAIN:
        return compile_chain(c, (const void *)ast);
    case AST_IF:
        return compile_if(c, (const void *)ast);
    case AST_WHILE:
    case AST_DO_WHILE:
    case AST_DO_UNTIL:
        return compile_loop(c, (const void *)ast);
    case AST_FOR:
        return compile_for(c, (const void *)ast);
    case AST_FOREACH:
        return compile_foreach(c, (const void *)ast);
    case AST_SWITCH:
        return compile_switch(c, (const void *)ast);
    case AST_BREAK:
    case AST_CONTINUE:
    case AST_RETURN:
    case AST_THROW:
    case AST_EXIT:
        return compile_jump(c, (const void *)ast);
    case AST_TRY:
        return compile_try(c, (const void *)ast);
    case AST_DATA:
        return compile_data(c, (const void *)ast);
    case AST_FUNCTION:
        return compile_function(c, (const void *)ast);
    case AST_TYPE_DEF:
        return compile_type_def(c, (const void *)ast);
    case AST_BLOCK:
        return compile_block(c, (const void *)ast);
    default:
        compile_error(c, ast, "UnexpectedToken", "Unexpected %s.", ast_kind_name(ast->kind));
        return node_constant(c, ast, value_null());
    }
}

/* A read that was compiled before its name got a cell becomes a local one. */
static void settle_reads(struct compiler *c)
{
    for (size_t i = 0; i < c->nreads; i++) {
        struct node_variable *n = c->reads[i];
        if (c->code->cell_of[n->slot] >= 0) {
            n->node.shape = SHAPE_LOCAL;
            n->node.eval = eval_local;
        }
    }
    free(c->reads);
}

static void use_namespace(struct session *s, const struct ast_str *name)
{
    struct eval_state *e = s->eval;
    for (size_t i = 0; i < e->nnamespaces; i++)
        if (text_caseeqn(e->namespaces[i], strlen(e->namespaces[i]), name->s, name->len))
            return;
    e->namespaces = xreallocarray(e->namespaces, e->nnamespaces + 1, sizeof(e->namespaces[0]));
    e->namespaces[e->nnamespaces++] = xstrndup(name->s, name->len);
}

struct node_using {
    struct node node;
    const struct ast_using **modules;
    uint32_t n;
    bool has_types;
};

/* The errors of definitions are those of the parser, found when the types are made. */
static enum status check_types(struct frame *f)
{
    struct session *s = f->session;
    struct parse_diag diag = PARSE_DIAG_INIT;
    enum status st = ST_OK;
    class_check(s, f->code->ast, true, &diag);
    if (diag.len) {
        struct error_spec spec = {
            .message = diag.errors[0].message,
            .id = diag.errors[0].id,
            .category = EC_PARSER_ERROR,
            .exception = "System.Management.Automation.ParseException",
            .no_command = true,
        };
        s->position = (struct position){ f->code->ast, diag.errors[0].start, diag.errors[0].end };
        st = throw_error(s, &spec);
        error_record_name_exception(s->failure, spec.id);
        s->failure_final = true;
    }
    parse_diag_release(&diag);
    return st;
}

static enum status exec_using(struct frame *f, const struct node *n)
{
    const struct node_using *u = (const struct node_using *)n;
    enum status st = ST_OK;
    for (uint32_t i = 0; i < u->n && st == ST_OK; i++)
        st = using_module_import(f, n, u->modules[i]);
    return st == ST_OK && u->has_types ? check_types(f) : st;
}

static bool has_types(const struct ast_script_block *b)
{
    for (uint32_t i = 0; b->end && i < b->end->nstatements; i++)
        if (b->end->statements[i]->kind == AST_TYPE_DEF)
            return true;
    return false;
}

static void compile_usings(struct compiler *c, const struct ast_script_block *b)
{
    struct node_using *u = compile_statement(c, sizeof(*u), &b->node, exec_using);
    u->modules = code_alloc(c->code, b->nusings * sizeof(const struct ast_using *));
    for (uint32_t i = 0; i < b->nusings; i++) {
        if (b->usings[i]->what == AST_USING_NAMESPACE)
            use_namespace(c->session, &b->usings[i]->name);
        else if (b->usings[i]->what == AST_USING_MODULE)
            u->modules[u->n++] = b->usings[i];
    }
    u->has_types = b == c->code->ast->root && has_types(b);
    if (u->n || u->has_types)
        c->code->usings = &u->node;
}

int code_compile(struct code *code, struct err **err)
{
    if (code->compiled)
        return 0;
    struct compiler c = { .code = code,
                          .session = code->session,
                          .names_cap = code->nnames,
                          .method_of = code->method_of };
    const struct ast_script_block *b = code->source;
    code->compiled = true;
    if (code->params) /* of a compilation that failed */
        function_params_release(STEAL(code->params));
    if (b->params || code->method_of)
        code->params = function_params_compile(&c, b->params);
    if (code->method && code->method->has_base_call) {
        struct node **args = code_alloc(code, code->method->nbase_args * sizeof(*args));
        for (uint32_t i = 0; i < code->method->nbase_args; i++)
            args[i] = compile(&c, code->method->base_args[i]);
        *code->base_args = args;
    }
    if (b->dynamicparam)
        code->dynamic_block = compile_block(&c, b->dynamicparam);
    if (b->begin)
        code->begin = compile_block(&c, b->begin);
    if (b->nusings || has_types(b))
        compile_usings(&c, b);
    if (b->process)
        code->process = compile_block(&c, b->process);
    if (b->end)
        code->end = compile_block(&c, b->end);
    if (b->clean)
        code->clean = compile_block(&c, b->clean);
    settle_reads(&c);
    if (c.err) {
        code->compiled = false;
        return err_move(err, &c.err);
    }
    code->only_end = code->end && !code->usings && !code->begin && !code->process && !code->clean &&
                     !code->dynamic_block && !code->params;
    return 0;
}
