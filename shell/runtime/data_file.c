/* Data files (.psd1): a hashtable of values, read without running commands. */
#include <string.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/script_file.h"

struct check {
    bool manifest;                   /* its conditions may look at the edition */
    const struct str_list *commands; /* that may be called; NULL: none */
    const struct ast_node *bad;
    bool limited; /* a hashtable may have MAX_KEYS keys */
};
enum { MAX_KEYS = 500 };

static bool variable_allowed(const struct ast_variable *v)
{
    static const char *const names[] = {
        "true",
        "false",
        "null",
        "PSScriptRoot",
        "PSEdition",
        "PSCulture",
        "IsLinux",
        "IsMacOS",
        "IsWindows",
        "IsCoreCLR",
        "PSUICulture",
        "PSVersionTable",
        "EnabledExperimentalFeatures",
    };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_caseeqn(v->name.s, v->name.len, names[i], strlen(names[i])))
            return true;
    return false;
}

static bool command_allowed(const struct check *c, const struct ast_command *command)
{
    const struct ast_string *name = (const void *)command->elements[0];
    for (size_t i = 0; c->commands && name->node.kind == AST_STRING && i < c->commands->len; i++)
        if (text_caseeqn(c->commands->items[i]->data, c->commands->items[i]->len, name->value.s,
                         name->value.len))
            return true;
    return false;
}

static bool check_node(const struct ast_node *node, void *data)
{
    struct check *c = data;
    bool ok = true;
    switch (node->kind) {
    case AST_HASHTABLE:
        ok = !c->limited || ((const struct ast_hashtable *)(const void *)node)->npairs <= MAX_KEYS;
        break;
    case AST_BLOCK:
    case AST_PIPELINE:
    case AST_COMMAND_EXPR:
    case AST_STRING:
    case AST_NUMBER:
    case AST_EXPANDABLE:
    case AST_ARRAY_LITERAL:
    case AST_ARRAY_EXPR:
    case AST_SUB_EXPR:
    case AST_PAREN:
    case AST_UNARY:
    case AST_BINARY:
        break;
    case AST_IF:
        ok = c->manifest || c->commands;
        break;
    case AST_COMMAND_PARAMETER:
    case AST_DATA:
        ok = c->commands != NULL;
        break;
    case AST_COMMAND:
        ok = command_allowed(c, (const void *)node);
        break;
    case AST_SCRIPT_BLOCK_EXPR:
        if (!c->manifest)
            return true;
        ok = false;
        break;
    case AST_VARIABLE:
        ok = variable_allowed((const void *)node);
        break;
    default:
        ok = false;
    }
    if (ok)
        return ast_each_child(node, check_node, data);
    c->bad = node;
    return false;
}

/* The hashtable a data file consists of, wherever statements stand around it. */
static const struct ast_hashtable *find_table(const struct ast *ast)
{
    const struct ast_block *body = ast->root->end;
    for (uint32_t i = 0; body && i < body->nstatements; i++) {
        const struct ast_node *e = ast_pure_expression(body->statements[i]);
        if (e && e->kind == AST_HASHTABLE)
            return (const void *)e;
    }
    return NULL;
}

static int invalid(struct err **err, const char *path, bool manifest, const struct ast *ast,
                   const struct ast_node *bad)
{
    if (!manifest)
        return fail_with(err, "System.InvalidOperationException",
                         bad ? "CouldNotParseAsPowerShellDataFile"
                             : "CouldNotParseAsPowerShellDataFileNoHashtableRoot",
                         "The file '%s' could not be parsed as a PowerShell Data File.", path);
    struct ast_str text = bad ? ast_source(ast, bad) : (struct ast_str){ "", 0 };
    return fail_with(err, "System.Management.Automation.RuntimeException",
                     "Modules_InvalidManifest",
                     "The module manifest '%s' could not be processed because it is not a valid "
                     "PowerShell module manifest file. Remove the elements that are not permitted: "
                     "%.*s",
                     path, (int)text.len, text.s);
}

/* What Import-PowerShellDataFile does not evaluate, of which only the whole table is told. */
static int unsafe(struct err **err, const struct ast *ast, const struct ast_hashtable *table)
{
    struct ast_str text = ast_source(ast, &table->node);
    return fail_with(err, "System.InvalidOperationException", "System.InvalidOperationException",
                     "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic "
                     "expressions. Dynamic expression: %.*s.",
                     (int)text.len, text.s);
}

static int evaluate(struct session *s, struct scriptblock *sb, struct value *out, struct err **err)
{
    struct array_sink sink;
    struct array *list = array_new(1);
    array_sink_init(&sink, list);
    enum status st =
        scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, value_nothing(), NULL, 0, &sink.sink);
    *out = array_as_value_take(list);
    if (st == ST_OK)
        return 0;
    value_clear(out);
    fail_with(err, "System.Management.Automation.RuntimeException", "InvalidOperation", "%s",
              error_record_message(s->failure));
    value_clear(&s->failure);
    s->failure_final = false;
    return -1;
}

int data_file_read(struct session *s, const char *path, enum data_file_kind kind, struct value *out,
                   struct err **err)
{
    bool manifest = kind == DATA_FILE_MANIFEST;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE block = value_null();
    AUTO_ERR *parse_error = NULL;
    *out = value_null();
    if (script_file_read(path, &text, err) < 0)
        return -1;
    if (scriptblock_parse(s, text.buf, text.len, path, &block, &parse_error) < 0) {
        if (!manifest)
            return fail_with(err, "System.InvalidOperationException",
                             "CouldNotParseAsPowerShellDataFile",
                             "The file '%s' could not be parsed as a PowerShell Data File.", path);
        return fail_with(err, "System.Management.Automation.RuntimeException",
                         "Modules_InvalidManifest",
                         "The module manifest '%s' could not be processed because it is not a "
                         "valid PowerShell module manifest file. Remove the elements that are not "
                         "permitted: %s",
                         path, parse_error->message);
    }
    const struct ast *ast = scriptblock_of(block)->ast;
    const struct ast_hashtable *table = find_table(ast);
    struct check c = { .manifest = manifest, .limited = kind == DATA_FILE_LIMITED };
    if (!table || ast->root->params || ast->root->begin || ast->root->process)
        return invalid(err, path, manifest, ast, NULL);
    if (!ast_each_child(&ast->root->end->node, check_node, &c))
        return !manifest ? unsafe(err, ast, table) : invalid(err, path, manifest, ast, c.bad);
    if (evaluate(s, scriptblock_of(block), out, err) < 0)
        return -1;
    if (out->kind == V_HASH)
        return 0;
    value_clear(out);
    return invalid(err, path, manifest, ast, NULL);
}

int data_text_read(struct session *s, const char *text, size_t len, struct value *out,
                   struct err **err)
{
    AUTO_VALUE block = value_null();
    struct check c = { 0 };
    *out = value_null();
    if (scriptblock_parse(s, text, len, NULL, &block, err) < 0)
        return -1;
    const struct ast *ast = scriptblock_of(block)->ast;
    if (!find_table(ast) || !ast_each_child(&ast->root->end->node, check_node, &c))
        return fail_argument(err, "The text is no hashtable of constants.");
    if (evaluate(s, scriptblock_of(block), out, err) < 0)
        return -1;
    if (out->kind == V_HASH)
        return 0;
    value_clear(out);
    return fail_argument(err, "The text is no hashtable of constants.");
}

int data_script_read(struct session *s, const char *path, const struct str_list *commands,
                     struct value *out, struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE block = value_null();
    *out = value_null();
    if (script_file_read(path, &text, err) < 0 ||
        scriptblock_parse(s, text.buf, text.len, path, &block, err) < 0)
        return -1;
    const struct ast *ast = scriptblock_of(block)->ast;
    struct check c = { .commands = commands };
    if (ast->root->end && !ast_each_child(&ast->root->end->node, check_node, &c)) {
        struct ast_str bad = ast_source(ast, c.bad);
        return fail_with(err, "System.Management.Automation.ParseException", "RestrictedLanguage",
                         "'%.*s' is not permitted. Data files and Data sections allow constants, "
                         "hashtables, arrays and the supported commands.",
                         (int)bad.len, bad.s);
    }
    return evaluate(s, scriptblock_of(block), out, err);
}
