#include "shell/runtime/scriptblock.h"

#include <string.h>

#include "parser/check_restricted.h"
#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/binding/function_params.h"
#include "shell/runtime/binding/parameter_attributes.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/member.h"
#include "shell/runtime/powershell_object.h"
#include "shell/runtime/steppable.h"
#include "shell/runtime/syntax/language_object.h"
#include "shell/runtime/syntax/object.h"

/* ---- the type ---- */

static void block_destroy(struct object *o)
{
    struct scriptblock *sb = object_payload(o);
    code_unref(sb->code);
    scope_unref(sb->scope);
    ast_unref(sb->ast);
}

struct ast_str scriptblock_text(const struct scriptblock *sb)
{
    const struct ast_script_block *source = sb->code->source;
    const struct ast *ast = sb->code->ast;
    uint32_t start = source == ast->root ? 0 : source->node.start;
    uint32_t end = source == ast->root ? ast->len : source->node.end;
    if (source != ast->root && end > start + 1 && ast->text[start] == '{' &&
        ast->text[end - 1] == '}') {
        start++;
        end--;
    }
    return (struct ast_str){ ast->text + start, end - start };
}

static int block_to_string(struct value self, struct strbuf *out)
{
    struct ast_str text = scriptblock_text(scriptblock_of(self));
    strbuf_add(out, text.s, text.len);
    return 0;
}

enum block_field {
    BLOCK_FILE,
    BLOCK_FILTER,
    BLOCK_CONFIGURATION,
    BLOCK_MODULE,
    BLOCK_AST,
    BLOCK_ATTRIBUTES
};

static int block_get(struct value self, const struct property *p, struct value *out,
                     struct err **err)
{
    (void)err;
    const struct scriptblock *sb = scriptblock_of(self);
    switch ((enum block_field)p->data) {
    case BLOCK_FILE:
        *out = sb->code->ast->file ? value_string(sb->code->ast->file) : value_null();
        break;
    case BLOCK_CONFIGURATION: /* of DSC: there are none */
        *out = value_bool(false);
        break;
    case BLOCK_FILTER:
        *out = value_bool(sb->code->is_filter);
        break;
    case BLOCK_MODULE:
        *out = sb->scope ? value_ref(sb->scope->module) : value_null();
        break;
    case BLOCK_AST: {
        const struct code *c = sb->code;
        const struct ast_node *n = c->function ? &c->function->node
                                   : c->source ? &c->source->node
                                               : NULL;
        *out = ast_object_new(c->ast, n ? n : &c->ast->root->node);
        break;
    }
    case BLOCK_ATTRIBUTES:
        *out = attributes_of_block(sb->code);
        break;
    }
    return 0;
}

static const struct property block_props[] = {
    { .name = "Ast",
      .type_name = "System.Management.Automation.Language.Ast",
      .get = block_get,
      .data = BLOCK_AST },
    { .name = "Attributes",
      .type_name = "System.Collections.Generic.List[System.Attribute]",
      .get = block_get,
      .data = BLOCK_ATTRIBUTES },
    { .name = "File", .type_name = "string", .get = block_get, .data = BLOCK_FILE },
    { .name = "IsConfiguration",
      .type_name = "bool",
      .get = block_get,
      .data = BLOCK_CONFIGURATION },
    { .name = "IsFilter", .type_name = "bool", .get = block_get, .data = BLOCK_FILTER },
    { .name = "Module", .type_name = "psmoduleinfo", .get = block_get, .data = BLOCK_MODULE },
};

/* A method has no way to hand a status up: what is not an error of the block's own, such as
 * break or exit, stays pending in it and shows as the error. */
static int invoke_failed(struct session *s, enum status st, struct err **err)
{
    if (st == ST_OK || st == ST_RETURN || st == ST_STOP)
        return 0;
    if (st == ST_FAIL) {
        const char *message = error_record_message(s->failure);
        fail_with(err, "System.Management.Automation.RuntimeException", "RuntimeException", "%s",
                  message);
        value_clear(&s->failure);
        s->failure_final = false;
        return -1;
    }
    return fail_with(err, "System.Management.Automation.RuntimeException", "RuntimeException", "%s",
                     st == ST_INTERRUPT ? "The pipeline has been stopped." : "System error.");
}

static int block_invoke(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    struct scriptblock *sb = scriptblock_of(self);
    struct session *s = sb->code->session;
    struct array_sink sink;
    struct array *list = list_new(&type_object_list, NULL);
    array_sink_init(&sink, list);
    enum status st =
        scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, value_nothing(), args, n, &sink.sink);
    if (invoke_failed(s, st, err) < 0) {
        value_unref(value_of_array(list));
        return -1;
    }
    *out = value_of_array(list);
    return 0;
}

static int block_invoke_as_is(struct value self, const struct value *args, size_t n,
                              struct value *out, struct err **err)
{
    struct scriptblock *sb = scriptblock_of(self);
    struct session *s = sb->code->session;
    struct array_sink sink;
    struct array *list = array_new(0);
    array_sink_init(&sink, list);
    enum status st =
        scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, value_nothing(), args, n, &sink.sink);
    if (invoke_failed(s, st, err) < 0) {
        value_unref(value_of_array(list));
        return -1;
    }
    *out = array_as_value_take(list);
    return 0;
}

/* As a delegate: of two arguments the first is $this and the second $_. */
static int block_call(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    struct scriptblock *sb = scriptblock_of(self);
    struct session *s = sb->code->session;
    struct array_sink sink;
    struct array *list = array_new(0);
    struct value nothing = value_nothing();
    array_sink_init(&sink, list);
    s->try_depth++;
    enum status st =
        scriptblock_invoke(s, sb, BLOCK_NEW_SCOPE, n == 2 ? args[1] : nothing, args, n, &sink.sink);
    s->try_depth--;
    if (invoke_failed(s, st, err) < 0) {
        value_unref(value_of_array(list));
        return -1;
    }
    *out = array_as_value_take(list);
    return 0;
}

static bool copy_variable(struct variable *var, void *data)
{
    struct scope *to = data;
    if (var->flags & (VAR_COMPUTED | VAR_ALL_SCOPE | VAR_READ_ONLY | VAR_CONSTANT) ||
        var->name->text[0] == 1) /* what scripts cannot set, and the session's own */
        return true;
    struct variable *copy = scope_cell(to, var->name);
    copy->type = var->type;
    copy->flags |= var->flags & VAR_TYPED && !var->validation ? VAR_TYPED : 0;
    variable_put_take(to->session, copy, value_ref(var->value));
    return true;
}

static int block_closure(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    struct scriptblock *sb = scriptblock_of(self);
    struct session *s = sb->code->session;
    struct scope *scope = scope_new(s, SCOPE_SCRIPT, s->global);
    struct scope *from = scope_current(s);
    scope_each(from, copy_variable, scope);
    *out = scriptblock_new(sb->code, scope);
    scope_unref(scope);
    return 0;
}

static int block_text(struct value self, const struct value *args, size_t n, struct value *out,
                      struct err **err)
{
    (void)args;
    (void)n;
    (void)err;
    struct ast_str text = scriptblock_text(scriptblock_of(self));
    *out = value_string_len(text.s, text.len);
    return 0;
}

static int block_steppable(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err)
{
    (void)args;
    (void)n;
    return steppable_new(self, out, err);
}

/* The names of a list (or one name); "*": all. Borrows from v. */
static struct ast_str *restricted_names(struct value v, uint32_t *n, bool *any)
{
    const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
    size_t count = v.kind == V_ARRAY ? v.array->len : v.kind == V_STRING;
    struct ast_str *names = xcalloc(count + 1, sizeof(*names));
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != V_STRING)
            continue;
        names[(*n)++] = (struct ast_str){ items[i].str->data, (uint32_t)items[i].str->len };
        *any |= strcmp(items[i].str->data, "*") == 0;
    }
    return names;
}

static void keep_first(void *first, const char *id, uint32_t start, uint32_t end,
                       const char *message)
{
    struct err **err = first;
    (void)start;
    (void)end;
    if (!*err)
        (void)fail_with(err, "System.Management.Automation.ParseException", id, "%s", message);
}

/* CheckRestrictedLanguage(commands, variables, environment) */
static int block_check_restricted(struct value self, const struct value *args, size_t n,
                                  struct value *out, struct err **err)
{
    (void)n;
    (void)out;
    const struct scriptblock *sb = scriptblock_of(self);
    struct restricted_rules rules = { .environment = value_truth(args[2]) };
    struct err *bad = NULL;
    AUTO_FREE struct ast_str *commands =
        restricted_names(args[0], &rules.ncommands, &rules.any_command);
    AUTO_FREE struct ast_str *variables =
        restricted_names(args[1], &rules.nvariables, &rules.any_variable);
    rules.commands = commands;
    rules.variables = variables;
    const struct ast_block *body = sb->code->source->end;
    if (body)
        ast_check_restricted(&body->node, &rules, keep_first, &bad);
    if (!bad)
        return 0;
    *err = bad;
    return -1;
}

static int call_method(struct value self, const char *name, struct value arg, struct err **err)
{
    const struct method *m = type_find_method(value_type_of(self), name, strlen(name));
    AUTO_VALUE ignored = value_nothing();
    return m->call(self, &arg, 1, &ignored, err);
}

/* A PowerShell that runs the block's text with these arguments. */
static int block_powershell(struct value self, const struct value *args, size_t n,
                            struct value *out, struct err **err)
{
    struct scriptblock *sb = scriptblock_of(self);
    AUTO_VALUE create = value_string("Create"), made = value_null();
    struct ast_str body = scriptblock_text(sb);
    AUTO_VALUE text = value_string_len(body.s, body.len);
    int rc = 0;
    powershell_static_call(sb->code->session, &type_powershell, create, NULL, 0, &made, &rc, err);
    if (rc == 0)
        rc = call_method(made, "AddScript", text, err);
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = call_method(made, "AddArgument", args[i], err);
    if (rc == 0)
        *out = STEAL_VALUE(made);
    return rc;
}

static const struct method block_methods[] = {
    { "CheckRestrictedLanguage", 3, 3, block_check_restricted,
      "void CheckRestrictedLanguage(System.Collections.Generic.IEnumerable[string] "
      "allowedCommands, System.Collections.Generic.IEnumerable[string] allowedVariables, bool "
      "allowEnvironmentVariables)" },
    { "GetNewClosure", 0, 0, block_closure, "scriptblock GetNewClosure()" },
    { "GetPowerShell", 0, -1, block_powershell,
      "powershell GetPowerShell(Params System.Object[] args)" },
    { "GetSteppablePipeline", 0, 2, block_steppable,
      "System.Management.Automation.SteppablePipeline GetSteppablePipeline()" },
    { "Invoke", 0, -1, block_invoke,
      "System.Collections.ObjectModel.Collection[psobject] Invoke(Params System.Object[] args)" },
    { "InvokeReturnAsIs", 0, -1, block_invoke_as_is,
      "System.Object InvokeReturnAsIs(Params System.Object[] args)" },
    { "ToString", 0, 0, block_text, "string ToString()" },
};

const struct type_info type_scriptblock = {
    .name = "System.Management.Automation.ScriptBlock",
    .accelerator = "scriptblock",
    .base = &type_object,
    .props = block_props,
    .nprops = ARRAY_SIZE(block_props),
    .methods = block_methods,
    .nmethods = ARRAY_SIZE(block_methods),
    .payload_size = sizeof(struct scriptblock),
    .destroy = block_destroy,
    .to_string = block_to_string,
    .invoke = block_call,
};

struct value scriptblock_new(struct code *code, struct scope *scope)
{
    struct object *o = object_new(&type_scriptblock);
    struct scriptblock *sb = object_payload(o);
    sb->code = code_ref(code);
    sb->scope = scope ? scope_ref(scope) : NULL;
    sb->ast = ast_ref(code->ast);
    return value_of_object(o);
}

struct scriptblock *scriptblock_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_scriptblock)
        return NULL;
    return object_payload(v.object);
}

int scriptblock_parse(struct session *s, const char *text, size_t len, const char *file,
                      struct value *out, struct err **err)
{
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    enum parse_status parsed = parse_script(text, len, file, &ast, &diag);
    if (parsed == PARSE_OK)
        class_check(s, ast, false, &diag);
    if (parsed != PARSE_OK || diag.len) {
        if (cancel_check(err)) {
            /* the first error is only where the parser was told to stop */
        } else if (diag.len) {
            AUTO_STRBUF message = STRBUF_INIT;
            parse_errors_message(ast, &diag, &message);
            fail_with(err, "System.Management.Automation.ParseException", diag.errors[0].id, "%s",
                      message.buf);
            value_replace_take(&s->eval->parse_errors, parse_errors_new(ast, &diag));
        } else {
            err_set(err, ERR_INVALID_PARAMETER, "The text cannot be parsed.");
        }
        parse_diag_release(&diag);
        ast_unref(ast);
        return -1;
    }
    parse_diag_release(&diag);
    struct code *code = code_new(s, ast, ast->root, NULL);
    ast_unref(ast);
    if (code_compile(code, err) < 0) {
        s->position = (struct position){ 0 };
        code_unref(code);
        return -1;
    }
    *out = scriptblock_new(code, s->frame ? s->frame->state : NULL);
    code_unref(code);
    return 0;
}

bool scriptblock_has_help(const struct scriptblock *sb)
{
    return sb->code && sb->code->source && sb->code->source->help;
}

const struct block_params *scriptblock_params(struct scriptblock *sb)
{
    static const struct block_params none = { .positional_binding = true };
    struct code *code = sb->code;
    struct session *s = code->session;
    struct err *err = NULL;
    if (!code->compiled && code_compile(code, &err) < 0) {
        err_clear(&err); /* found again, and reported, when it runs */
        return &none;
    }
    if (!code->params) {
        struct function_params *p = xcalloc(1, sizeof(*p));
        p->resolved = true;
        p->block.positional_binding = true;
        p->block.plan = &p->plan;
        code->params = p;
    }
    if (!code->params->resolved && function_params_resolve(s, code, sb) != ST_OK)
        return &none;
    struct block_params *b = &code->params->block;
    b->has_begin = code->begin != NULL;
    b->has_process = code->process != NULL;
    b->has_end = code->end != NULL;
    b->is_filter = code->is_filter;
    b->has_dynamic = code->dynamic_block != NULL;
    return b;
}
