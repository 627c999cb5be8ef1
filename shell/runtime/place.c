#include "shell/runtime/place.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/str.h"
#include "shell/runtime/automatic.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/drive_variable.h"
#include "shell/runtime/job/sharing.h"

static void place_variable(struct compiler *c, struct place *p, const struct ast_variable *v)
{
    p->name = names_intern(c->session->names, v->name.s, v->name.len);
    p->scope = v->scope;
    p->drive = v->drive;
    p->item = v->name;
    if (p->name->automatic == AUTO_NULL) {
        p->kind = PLACE_DISCARD;
    } else if (p->name->automatic) {
        p->kind = PLACE_AUTOMATIC;
    } else if (v->scope == AST_SCOPE_NONE || v->scope == AST_SCOPE_LOCAL) {
        p->kind = PLACE_LOCAL;
        p->slot = compile_name(c, p->name, true);
    } else {
        p->kind = PLACE_SCOPED;
    }
}

/* An automatic variable takes no type but its own; Automatic variables of
 * SemanticChecks.cs. */
static void check_automatic_type(struct compiler *c, const struct place *p,
                                 const struct ast_node *left, const struct ast_type_name *written)
{
    const char *own = automatic_type_name(p->name->automatic);
    const struct type_info *type =
        session_find_type(c->session, written->text.s, written->text.len);
    if (own && (!type || strcmp(type->name, own) != 0))
        compile_error(c, left, "AssignmentStatementToAutomaticNotSupported",
                      "Cannot assign automatic variable '%s' with type '%s'", p->item.s, own);
}

static void place_fill(struct compiler *c, struct place *p, const struct ast_node *left)
{
    switch (left->kind) {
    case AST_VARIABLE:
        place_variable(c, p, (const void *)left);
        p->at = compile(c, left);
        return;
    case AST_MEMBER: {
        const struct ast_member *m = (const void *)left;
        p->kind = m->is_static ? PLACE_STATIC : PLACE_MEMBER;
        p->target = compile(c, m->target);
        p->at = node_constant(c, left, value_null());
        if (m->name->kind == AST_STRING) {
            const struct ast_string *name = (const void *)m->name;
            p->constant = code_keep(c->code, value_string_len(name->value.s, name->value.len));
        } else {
            p->index = compile(c, m->name);
        }
        return;
    }
    case AST_INDEX: {
        const struct ast_index *i = (const void *)left;
        p->kind = PLACE_INDEX;
        p->target = compile(c, i->target);
        p->index = compile(c, i->index);
        p->at = node_constant(c, left, value_null());
        return;
    }
    case AST_ARRAY_LITERAL: {
        const struct ast_array_literal *a = (const void *)left;
        p->kind = PLACE_LIST;
        p->at = node_constant(c, left, value_null());
        p->nitems = a->nitems;
        p->items = code_alloc(c->code, a->nitems * sizeof(p->items[0]));
        for (uint32_t i = 0; i < a->nitems; i++)
            p->items[i] = place_compile(c, a->items[i]);
        return;
    }
    case AST_PAREN: {
        const struct ast_paren *paren = (const void *)left;
        struct ast_node *inner = ast_pure_expression(paren->pipeline);
        if (inner) {
            place_fill(c, p, inner);
            return;
        }
        break;
    }
    case AST_CONVERT:
    case AST_ATTRIBUTED: {
        /* Attributes and types before a variable: collected outermost first. */
        struct ast_node *attributes[16];
        uint32_t n = 0;
        const struct ast_node *whole = left;
        const struct ast_type_name *innermost = NULL;
        while (left->kind == AST_CONVERT || left->kind == AST_ATTRIBUTED) {
            if (left->kind == AST_CONVERT) {
                const struct ast_convert *cv = (const void *)left;
                innermost = cv->type;
                if (!p->typed) {
                    p->typed = true;
                    p->type_ref.ast = cv->type;
                    if (n && n < ARRAY_SIZE(attributes))
                        attributes[n++] = (struct ast_node *)(uintptr_t)&cv
                                              ->node; /* those before it come after it */
                }
                left = cv->operand;
            } else {
                const struct ast_attributed *at = (const void *)left;
                if (n < ARRAY_SIZE(attributes))
                    attributes[n++] = &at->attribute->node;
                left = at->operand;
            }
        }
        if (n)
            p->validation = validation_compile(c, attributes, n);
        place_fill(c, p, left);
        if (innermost && p->kind == PLACE_AUTOMATIC)
            check_automatic_type(c, p, whole, innermost);
        return;
    }
    default:
        break;
    }
    p->kind = PLACE_DISCARD;
    p->at = node_constant(c, left, value_null());
    compile_error(c, left, "InvalidLeftHandSide",
                  "The assignment expression is not valid. The input to an assignment operator "
                  "must be an object that is able to accept assignments, such as a variable or a "
                  "property.");
}

struct place *place_compile(struct compiler *c, const struct ast_node *left)
{
    struct place *p = code_alloc(c->code, sizeof(*p));
    place_fill(c, p, left);
    p->where = p->at;
    return p;
}

void place_set_position(struct place *p, const struct node *statement)
{
    p->where = statement;
    for (uint32_t i = 0; i < p->nitems; i++)
        place_set_position(p->items[i], statement);
}

/* ---- variables ---- */

static struct variable *scoped_variable(struct frame *f, const struct place *p)
{
    struct scope *scope = f->scope;
    if (p->kind == PLACE_LOCAL)
        return f->vars[p->slot];
    if (p->scope == AST_SCOPE_GLOBAL)
        scope = f->session->global;
    else if (p->scope == AST_SCOPE_SCRIPT)
        scope = f->scope->script;
    return scope_cell(scope, p->name);
}

static enum status store_scoped(struct frame *f, const struct place *p, struct value v)
{
    struct err *err = NULL;
    int rc;
    if (p->scope == AST_SCOPE_DRIVE) {
        rc = drive_variable_set_take(f->session, p->drive.s, p->drive.len, p->item.s, p->item.len,
                                     v, &err);
    } else {
        struct variable *var = scoped_variable(f, p);
        rc = variable_set_take(f->session, var, v, &err);
        if (p->scope == AST_SCOPE_PRIVATE)
            var->flags |= VAR_PRIVATE;
    }
    return rc < 0 ? fail_err(f, p->where, &err) : ST_OK;
}

/* A member or an element. */
static enum status store_part(struct frame *f, struct place *p, struct value v)
{
    struct place_value pv;
    enum status st = place_open(f, p, &pv);
    if (st != ST_OK) {
        value_unref(v);
        return st;
    }
    st = place_write(f, p, &pv, v);
    place_close(&pv);
    return st;
}

static enum status store_automatic(struct frame *f, const struct place *p, struct value v)
{
    if (automatic_set_take(f->session, f, p->name->automatic, v))
        return ST_OK;
    return fail_at(
        f, p->where, "System.Management.Automation.SessionStateUnauthorizedAccessException",
        "VariableNotWritable", EC_WRITE_ERROR,
        "Cannot overwrite variable %s because it is read-only or constant.", p->name->text);
}

/* [string]$PSScriptRoot = …: the value alone is converted. */
static enum status store_automatic_typed(struct frame *f, const struct place *p,
                                         const struct type_info *type, struct value v)
{
    AUTO_VALUE owned = v;
    struct value converted;
    struct err *err = NULL;
    if (!type || p->name->automatic == AUTO_OK)
        return store_automatic(f, p, STEAL_VALUE(owned));
    if (eval_convert(f->session, owned, type, &converted, &err) < 0)
        return fail_err(f, p->where, &err);
    return store_automatic(f, p, converted);
}

/* [int]$x = …: the type stays with the variable. */
static enum status store_typed(struct frame *f, struct place *p, struct value v)
{
    AUTO_VALUE owned = v;
    const struct type_info *type = NULL;
    enum status st = ST_OK;
    struct err *err = NULL;
    if (p->typed)
        st = type_ref_get(f, &p->type_ref, &type);
    if (st != ST_OK)
        return st;
    if ((p->kind == PLACE_MEMBER || p->kind == PLACE_STATIC || p->kind == PLACE_INDEX) && type) {
        /* [int]$h.x = …: the value alone is converted */
        struct value converted;
        if (eval_convert(f->session, owned, type, &converted, &err) < 0)
            return fail_err(f, p->at, &err);
        return store_part(f, p, converted);
    }
    if (p->kind == PLACE_AUTOMATIC)
        return store_automatic_typed(f, p, type, STEAL_VALUE(owned));
    if (p->kind != PLACE_LOCAL && p->kind != PLACE_SCOPED)
        return fail_invalid(f, p->where, "InvalidLeftHandSide",
                            "The assignment expression is not valid.");
    struct variable *var = scoped_variable(f, p);
    if (p->validation && validation_change(f->session, p->validation, false, &owned, &err) < 0)
        return fail_err(f, p->where, &err);
    if (type) {
        struct value converted;
        if (eval_convert(f->session, owned, type, &converted, &err) < 0) {
            fail_outer(&err, "System.Management.Automation.ArgumentTransformationMetadataException",
                       "RuntimeException", "%s", err->message);
            return fail_err(f, p->where, &err);
        }
        value_replace_take(&owned, converted);
    }
    if (p->validation && type &&
        validation_change(f->session, p->validation, true, &owned, &err) < 0)
        return fail_err(f, p->where, &err);
    if (p->validation && (var->flags & VAR_SET ? validation_check_variable : validation_check_new)(
                             f->session, p->validation, p->name->text, owned, &err) < 0)
        return fail_err(f, p->where, &err);
    if (var->flags & (VAR_READ_ONLY | VAR_CONSTANT)) {
        if (variable_set_take(f->session, var, value_null(), &err) < 0)
            return fail_err(f, p->where, &err);
    }
    var->flags |= VAR_TYPED;
    var->type = type && type != &type_object ? type : NULL;
    if (p->validation && !var->validation_owner)
        var->validation_owner = code_ref(f->code);
    var->validation = p->validation;
    variable_put_take(f->session, var, STEAL_VALUE(owned));
    return ST_OK;
}

static enum status store_list(struct frame *f, struct place *p, struct value v)
{
    AUTO_VALUE owned = v;
    size_t n = 1;
    const struct value *items = &owned;
    if (owned.kind == V_ARRAY) {
        n = owned.array->len;
        items = owned.array->items;
    }
    for (uint32_t i = 0; i < p->nitems; i++) {
        struct value item = value_null();
        if (i + 1 == p->nitems && n > p->nitems)
            item = value_of_array(array_from(items + i, n - i));
        else if (i < n)
            item = value_ref(items[i]);
        enum status st = place_store(f, p->items[i], item);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

enum status place_store(struct frame *f, struct place *p, struct value v)
{
    if (p->typed || p->validation)
        return store_typed(f, p, v);
    switch (p->kind) {
    case PLACE_LOCAL:
        return frame_store(f, p->where, p->slot, v);
    case PLACE_SCOPED:
        return store_scoped(f, p, v);
    case PLACE_AUTOMATIC:
        return store_automatic(f, p, v);
    case PLACE_LIST:
        return store_list(f, p, v);
    case PLACE_DISCARD:
        value_unref(v);
        return ST_OK;
    default:
        return store_part(f, p, v);
    }
}

/* ---- reading and writing ---- */

enum status place_open(struct frame *f, struct place *p, struct place_value *pv)
{
    pv->target = value_null();
    pv->index = value_null();
    pv->holder = NULL;
    if (!p->target)
        return ST_OK;
    enum status st = node_operand(f, p->target, &pv->target);
    if (st == ST_OK && p->index)
        st =
            p->kind == PLACE_INDEX
                ? node_operand(f, p->index, &pv->index)
                : node_member_name(f, p->index, p->kind == PLACE_MEMBER ? pv->target : value_null(),
                                   &pv->index);
    else if (st == ST_OK)
        pv->index = value_ref(p->constant);
    if (st != ST_OK)
        place_close(pv);
    return st;
}

enum status place_hold(struct frame *f, struct place_value *pv)
{
    if (!value_is_shared(pv->target))
        return ST_OK;
    enum status st = sharing_enter(f->session);
    pv->holder = st == ST_OK ? f->session : NULL;
    return st;
}

void place_close(struct place_value *pv)
{
    if (pv->holder)
        sharing_leave(STEAL(pv->holder));
    value_clear(&pv->target);
    value_clear(&pv->index);
}

enum status place_read(struct frame *f, struct place *p, const struct place_value *pv,
                       struct value *out)
{
    switch (p->kind) {
    case PLACE_MEMBER:
        return member_read(f, p->where, pv->target, pv->index, NULL, out);
    case PLACE_STATIC:
        return static_read(f, p->where,
                           pv->target.kind == V_TYPE ? pv->target.type : value_type_of(pv->target),
                           pv->index, out);
    case PLACE_INDEX:
        return index_read(f, p->where, pv->target, pv->index, out);
    case PLACE_LIST:
    case PLACE_DISCARD:
        *out = value_null();
        return ST_OK;
    case PLACE_LOCAL: {
        /* op= looks at this scope alone: what an outer one has under the name stays unseen. */
        const struct variable *var = f->vars[p->slot];
        if (!f->dotted && !(var->flags & VAR_SET) && scope_strict(f->scope) <= 0) {
            *out = value_null();
            return ST_OK;
        }
        return node_operand(f, p->at, out);
    }
    default:
        return node_operand(f, p->at, out);
    }
}

enum status place_write(struct frame *f, struct place *p, const struct place_value *pv,
                        struct value v)
{
    switch (p->kind) {
    case PLACE_MEMBER:
        return member_write(f, p->where, pv->target, pv->index, p->index ? NULL : &p->cache, v);
    case PLACE_STATIC:
        return static_write(f, p->where,
                            pv->target.kind == V_TYPE ? pv->target.type : value_type_of(pv->target),
                            pv->index, v);
    case PLACE_INDEX:
        return index_write(f, p->where, pv->target, pv->index, v);
    default:
        return place_store(f, p, v);
    }
}
