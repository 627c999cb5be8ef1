/* Reading variables: $x, $script:x, $env:x, automatic ones. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/debug/debugger.h"
#include "shell/runtime/drive_variable.h"
#include "shell/runtime/frame.h"

static enum status undefined(struct frame *f, const struct node *n, const char *name,
                             struct value *out)
{
    if (scope_strict(f->scope) > 0) {
        AUTO_VALUE target = value_string(name);
        AUTO_FREE char *text =
            xasprintf("The variable '$%s' cannot be retrieved because it has not been set.", name);
        f->session->position = (struct position){ f->code->ast, n->start, n->end };
        struct error_spec spec = { .message = text,
                                   .id = "VariableIsUndefined",
                                   .category = EC_INVALID_OPERATION,
                                   .target = target,
                                   .exception = "System.Management.Automation.RuntimeException" };
        return throw_error(f->session, &spec);
    }
    *out = value_null();
    return ST_OK;
}

enum status eval_local(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_variable *nv = (const struct node_variable *)n;
    const struct variable *v = f->vars[nv->slot];
    if (!(v->flags & VAR_SET)) {
        v = frame_resolve(f, nv->slot);
        if (!v)
            return undefined(f, n, nv->name->text, out);
    }
    if (v->flags & VAR_COMPUTED)
        return variable_read(f->session, v, out) ? ST_OK : undefined(f, n, nv->name->text, out);
    *out = value_ref(v->value);
    return ST_OK;
}

static enum status exec_local(struct frame *f, const struct node *n)
{
    const struct value *v = node_peek(f, n);
    return v && value_is_one(*v) ? sink_take(f->out, value_ref(*v)) : exec_value(f, n);
}

static enum status eval_outer(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_variable *nv = (const struct node_variable *)n;
    const struct variable *v = frame_lookup(f, nv->slot);
    if (!v)
        return undefined(f, n, nv->name->text, out);
    if (__builtin_expect((v->flags & VAR_WATCHED) != 0, 0))
        debugger_variable(f->session, v, false);
    *out = value_ref(v->value);
    return ST_OK;
}

struct node_automatic {
    struct node node;
    enum automatic which;
    struct name *name;
};

static enum status eval_automatic(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_automatic *na = (const struct node_automatic *)n;
    if (!automatic_get(f->session, f, na->which, out))
        return undefined(f, n, na->name->text, out);
    return ST_OK;
}

static enum status eval_underbar(struct frame *f, const struct node *n, struct value *out)
{
    (void)n;
    *out = value_ref(*f->underbar);
    return ST_OK;
}

struct node_scoped {
    struct node node;
    struct name *name;
    enum ast_scope scope;
    struct ast_str drive, item; /* the item as written: environment variables tell case apart */
};

/* What a job was given; elsewhere $using: reads the variable itself. */
static enum status eval_using(struct frame *f, const struct node *n, struct value *out)
{
    const struct name *name = ((const struct node_scoped *)n)->name;
    struct value table = f->session->using_values;
    const struct value *v =
        table.kind == V_HASH ? hash_gets_len(table.hash, name->text, name->len) : NULL;
    if (v) {
        *out = value_ref(*v);
        return ST_OK;
    }
    return fail_at(f, n, "System.Management.Automation.RuntimeException",
                   "UsingVariableIsUndefined", EC_INVALID_OPERATION,
                   "The value of the using variable '$using:%s' cannot be retrieved because it has "
                   "not been set in the local session.",
                   name->text);
}

static enum status eval_scoped(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_scoped *ns = (const struct node_scoped *)n;
    struct scope *scope = f->scope;
    if (ns->scope == AST_SCOPE_USING && f->session->is_job)
        return eval_using(f, n, out);
    if (ns->scope == AST_SCOPE_USING)
        return fail_at(f, n, "System.Management.Automation.RuntimeException",
                       "UsingWithoutInvokeCommand", EC_INVALID_OPERATION,
                       "A Using variable cannot be retrieved. A Using variable can be used only "
                       "with Invoke-Command, Start-Job, or InlineScript in the script workflow. "
                       "When it is used with Invoke-Command, the Using variable is valid only if "
                       "the script block is invoked on a remote computer.");
    if (ns->name->automatic)
        return automatic_get(f->session, f, ns->name->automatic, out)
                   ? ST_OK
                   : undefined(f, n, ns->name->text, out);
    if (ns->scope == AST_SCOPE_GLOBAL)
        scope = f->session->global;
    else if (ns->scope == AST_SCOPE_SCRIPT)
        scope = f->scope->script;
    const struct variable *v = scope_find_own(scope, ns->name);
    if (!v || !variable_read(f->session, v, out))
        return undefined(f, n, ns->name->text, out);
    return ST_OK;
}

static enum status eval_drive(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_scoped *ns = (const struct node_scoped *)n;
    struct err *err = NULL;
    if (drive_variable_get(f->session, ns->drive.s, ns->drive.len, ns->item.s, ns->item.len, out,
                           &err) < 0)
        return fail_err(f, n, &err);
    return ST_OK;
}

struct node *compile_variable(struct compiler *c, const struct ast_variable *a)
{
    struct name *name = names_intern(c->session->names, a->name.s, a->name.len);
    if (a->scope != AST_SCOPE_NONE) {
        struct node_scoped *n = compile_node(
            c, sizeof(*n), &a->node, a->scope == AST_SCOPE_DRIVE ? eval_drive : eval_scoped);
        n->name = name;
        n->scope = a->scope;
        n->drive = a->drive;
        n->item = a->name;
        return &n->node;
    }
    if (name->automatic) {
        if (name->automatic == AUTO_NULL)
            return node_constant(c, &a->node, value_null());
        if (name->automatic == AUTO_TRUE || name->automatic == AUTO_FALSE)
            return node_constant(c, &a->node, value_bool(name->automatic == AUTO_TRUE));
        struct node_automatic *n = compile_node(c, sizeof(*n), &a->node, eval_automatic);
        if (name->automatic == AUTO_UNDERBAR) {
            n->node.eval = eval_underbar;
            n->node.shape = SHAPE_UNDERBAR;
        }
        n->which = name->automatic;
        if (name->automatic == AUTO_INPUT)
            c->code->reads_input = true;
        n->name = name;
        return &n->node;
    }
    struct node_variable *n = compile_node(c, sizeof(*n), &a->node, eval_outer);
    n->name = name;
    n->slot = compile_name(c, name, false);
    if (c->code->cell_of[n->slot] >= 0) {
        n->node.shape = SHAPE_LOCAL;
        n->node.eval = eval_local;
        n->node.exec = exec_local;
    } else {
        if (c->nreads == c->reads_cap) {
            c->reads_cap = c->reads_cap ? c->reads_cap * 2 : 16;
            c->reads = xreallocarray(c->reads, c->reads_cap, sizeof(c->reads[0]));
        }
        c->reads[c->nreads++] = n;
    }
    return &n->node;
}
