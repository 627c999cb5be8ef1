#include "shell/runtime/attribute.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/frame.h"

bool attribute_is(const struct ast_attribute *a, const char *name)
{
    const char *s = a->type->name.s;
    size_t len = a->type->name.len;
    const char *dot = memrchr(s, '.', len);
    if (dot) {
        len -= (size_t)(dot + 1 - s);
        s = dot + 1;
    }
    size_t want = strlen(name);
    return text_caseeqn(s, len, name, want) ||
           (len == want + 9 && text_caseeqn(s, want, name, want) &&
            text_caseeqn(s + want, 9, "Attribute", 9));
}

struct value attribute_value(struct compiler *c, const struct ast_node *arg)
{
    if (arg->kind == AST_SCRIPT_BLOCK_EXPR) {
        const struct ast_script_block_expr *e = (const void *)arg;
        return code_keep(c->code, scriptblock_new(compile_child(c, e->body, NULL), NULL));
    }
    uint32_t names = c->code->nnames;
    struct node *n = compile(c, arg);
    if (node_is_const(n))
        return node_const_value(n);
    if (c->code->nnames != names) {
        compile_error(c, arg, "ParameterAttributeArgumentNeedsToBeConstant",
                      "Attribute argument must be a constant.");
        return value_null();
    }
    struct frame f = { .session = c->session,
                       .code = c->code,
                       .scope = scope_current(c->session),
                       .epoch = c->session->binding_epoch };
    f.underbar = &f.own_underbar;
    struct value v;
    if (n->eval(&f, n, &v) != ST_OK) {
        bool type = arg->kind == AST_TYPE_EXPR;
        compile_error(c, arg, type ? "TypeNotFound" : "ParameterAttributeArgumentNeedsToBeConstant",
                      "%s",
                      type ? error_record_message(c->session->failure)
                           : "Attribute argument must be a constant.");
        value_clear(&c->session->failure);
        return value_null();
    }
    return code_keep(c->code, v);
}

const struct ast_named_argument *attribute_named(const struct ast_attribute *a, const char *name)
{
    for (uint32_t i = 0; i < a->nnamed; i++)
        if (text_caseeqn(a->named[i].name.s, a->named[i].name.len, name, strlen(name)))
            return &a->named[i];
    return NULL;
}

bool attribute_flag(struct compiler *c, const struct ast_attribute *a, const char *name)
{
    const struct ast_named_argument *n = attribute_named(a, name);
    return n && (!n->value || value_truth(attribute_value(c, n->value)));
}

const char *code_string(struct code *code, const char *s, size_t len)
{
    char *copy = code_alloc(code, len + 1);
    memcpy(copy, s, len);
    return copy;
}

/* ---- as objects ---- */

static const struct type_info *find_type(struct session *s, const struct ast *ast, uint32_t place,
                                         const char *name, size_t len)
{
    if (!s)
        return type_find(name, len);
    const struct type_info *t = ast ? script_class_in_text(s, ast, place, name, len) : NULL;
    return t ? t : session_find_type_using(s, name, len);
}

const struct type_info *attribute_type_in(struct session *s, const struct ast *ast,
                                          const struct ast_attribute *a)
{
    const struct ast_str *name = &a->type->name;
    const struct type_info *t = find_type(s, ast, a->node.start, name->s, name->len);
    if (t && type_is_a(t, &type_attribute))
        return t;
    AUTO_STRBUF longer = STRBUF_INIT;
    strbuf_add(&longer, name->s, name->len);
    strbuf_adds(&longer, "Attribute");
    t = find_type(s, ast, a->node.start, longer.buf, longer.len);
    return t && type_is_a(t, &type_attribute) ? t : NULL;
}

const struct type_info *attribute_type(struct session *s, const struct ast_attribute *a)
{
    return attribute_type_in(s, NULL, a);
}

/* Properties that are named take what [type] gives of their values. */
static bool set_named(struct compiler *c, const struct ast_attribute *a,
                      const struct type_info *type, struct value made)
{
    AUTO_ERR *err = NULL;
    for (uint32_t i = 0; i < a->nnamed; i++) {
        const struct ast_named_argument *named = &a->named[i];
        const struct property *p = type_find_property(type, named->name.s, named->name.len);
        struct value v = named->value ? attribute_value(c, named->value) : value_bool(true);
        if (p && p->set && !c->err && p->set(made, p, v, &err) < 0)
            err_clear(&err);
    }
    return !c->err;
}

static bool make_of_class(struct compiler *c, const struct ast_attribute *a,
                          const struct type_info *type, struct value *out)
{
    struct session *s = c->session;
    struct frame none = { .session = s, .code = c->code, .scope = s->global };
    struct node at = { .start = a->node.start, .end = a->node.end };
    none.underbar = &none.own_underbar;
    AUTO_FREE struct value *args = xcalloc(a->nargs + 1, sizeof(*args));
    AUTO_VALUE made = value_null();
    for (uint32_t i = 0; i < a->nargs; i++)
        args[i] = attribute_value(c, a->args[i]);
    if (c->err ||
        script_class_new(s->frame ? s->frame : &none, &at, type, args, a->nargs, &made) != ST_OK ||
        !set_named(c, a, type, made))
        return false;
    *out = STEAL_VALUE(made);
    return true;
}

bool attribute_make(struct compiler *c, const struct ast_attribute *a, struct value *out)
{
    const struct type_info *type = attribute_type_in(c->session, c->code->ast, a);
    if (type && script_class_is(type))
        return make_of_class(c, a, type, out);
    const struct method *m = type ? type_find_static_method(type, "new", 3) : NULL;
    AUTO_ERR *err = NULL;
    if (!m || a->nargs < (uint32_t)m->min_args ||
        (m->max_args >= 0 && a->nargs > (uint32_t)m->max_args))
        return false;
    AUTO_FREE struct value *args = xcalloc(a->nargs + 1, sizeof(*args));
    for (uint32_t i = 0; i < a->nargs; i++)
        args[i] = attribute_value(c, a->args[i]);
    *out = value_null();
    if (c->err || m->call(value_type(type), args, a->nargs, out, &err) < 0)
        return false;
    (void)set_named(c, a, type, *out);
    return true;
}
