/* Assignments and ++ --. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/eval/operator.h"
#include "shell/runtime/eval/string.h"
#include "shell/runtime/place.h"
#include "shell/runtime/quick_number.h"

struct node_assign {
    struct node node;
    struct place *place;
    struct node *right;
    enum binary_op op;
};

#define ASSIGN(n) ((const struct node_assign *)(n))

static enum status eval_right(struct frame *f, const struct node_assign *a, struct value *out)
{
    enum status st = node_operand(f, a->right, out);
    if (st == ST_OK && out->kind == V_NULL)
        out->aux = 0;
    return st;
}

/* A variable and an element keep "nothing": a pipeline that they begin has no input then. A
 * property has $null. */
static enum status exec_set(struct frame *f, const struct node *n)
{
    struct value v;
    enum place_kind kind = ASSIGN(n)->place->kind;
    enum status st = kind == PLACE_SCOPED || kind == PLACE_INDEX
                         ? node_operand(f, ASSIGN(n)->right, &v)
                         : eval_right(f, ASSIGN(n), &v);
    return st == ST_OK ? place_store(f, ASSIGN(n)->place, v) : st;
}

static enum status exec_set_local(struct frame *f, const struct node *n)
{
    struct value v;
    enum status st = node_operand(f, ASSIGN(n)->right, &v);
    return st == ST_OK ? frame_store(f, n, ASSIGN(n)->place->slot, v) : st;
}

static enum status eval_set(struct frame *f, const struct node *n, struct value *out)
{
    struct value v;
    enum status st = eval_right(f, ASSIGN(n), &v);
    if (st != ST_OK)
        return st;
    const struct place *p = ASSIGN(n)->place;
    value_ref(v);
    st = place_store(f, ASSIGN(n)->place, v);
    if (st != ST_OK) {
        value_unref(v);
        return st;
    }
    *out = v;
    if (p->typed && p->kind == PLACE_LOCAL) { /* the converted value */
        value_unref(v);
        return node_operand(f, p->at, out);
    }
    if (p->kind == PLACE_LIST) { /* as it was dealt out */
        value_unref(v);
        struct array *dealt = array_new(p->nitems);
        for (uint32_t i = 0; i < p->nitems && st == ST_OK; i++) {
            struct value item = value_null();
            struct place_value pv;
            st = place_open(f, p->items[i], &pv);
            if (st == ST_OK) {
                st = place_read(f, p->items[i], &pv, &item);
                place_close(&pv);
            }
            array_push_take(dealt, item);
        }
        *out = value_of_array(dealt);
        if (st != ST_OK)
            value_clear(out);
        return st;
    }
    return ST_OK;
}

/* ---- compound ---- */

/* op= on a place that is read and written through its value. */
static enum status apply(struct frame *f, const struct node *n, struct place *p, enum binary_op op,
                         struct value right, struct value *result)
{
    struct place_value pv;
    struct value current, v;
    enum status st = place_open(f, p, &pv);
    if (st != ST_OK) {
        value_unref(right);
        return st;
    }
    if ((st = place_hold(f, &pv)) == ST_OK)
        st = place_read(f, p, &pv, &current);
    if (st != ST_OK)
        value_unref(right);
    else
        st = operate_take(f, n, op, current, right, false, &v);
    if (st == ST_OK) {
        if (result)
            *result = value_ref(v);
        st = place_write(f, p, &pv, v);
        if (st != ST_OK && result)
            value_clear(result);
    }
    place_close(&pv);
    return st;
}

static enum status exec_compound(struct frame *f, const struct node *n)
{
    struct value right;
    enum status st = eval_right(f, ASSIGN(n), &right);
    return st == ST_OK ? apply(f, n, ASSIGN(n)->place, ASSIGN(n)->op, right, NULL) : st;
}

static enum status eval_compound(struct frame *f, const struct node *n, struct value *out)
{
    struct value right;
    enum status st = eval_right(f, ASSIGN(n), &right);
    return st == ST_OK ? apply(f, n, ASSIGN(n)->place, ASSIGN(n)->op, right, out) : st;
}

/* Is it set, and nobody asked about what is stored? */
static inline bool writes_freely(const struct variable *var)
{
    return (var->flags & (VAR_SET | VAR_SLOW_WRITE)) == VAR_SET;
}

/* The slot's own reference is taken, so that strings and arrays with no other owner grow in
 * place. */
static __attribute__((noinline)) enum status add_local(struct frame *f, const struct node *n)
{
    const struct node_assign *a = ASSIGN(n);
    struct variable *var = f->vars[a->place->slot];
    struct value right;
    enum status st = eval_right(f, a, &right);
    if (st != ST_OK)
        return st;
    if (writes_freely(var)) {
        struct value *v = &var->value;
        if (quick_add(*v, right, v))
            return ST_OK;
        if (v->kind == V_STRING && right.kind == V_STRING &&
            v->str->len + right.str->len <= STR_MAX_LEN) {
            *v = value_of_str(str_append_take(v->str, right.str->data, right.str->len));
            value_unref(right);
            return ST_OK;
        }
        if (v->kind == V_ARRAY && !v->array->is_list && !v->array->element &&
            v->array->len + (right.kind == V_ARRAY ? right.array->len : 1) <= ARRAY_MAX_LEN) {
            v->array = array_append_take(v->array, right);
            value_unref(right);
            return ST_OK;
        }
    }
    return apply(f, n, a->place, OP_ADD, right, NULL);
}

/* $x += "… $y …": the text goes straight behind a string. */
static enum status exec_append_local(struct frame *f, const struct node *n)
{
    const struct node_assign *a = ASSIGN(n);
    struct variable *var = f->vars[a->place->slot];
    if (var->value.kind != V_STRING || !writes_freely(var))
        return add_local(f, n);
    AUTO_STRBUF local = STRBUF_INIT;
    struct eval_state *e = f->session->eval;
    bool shared = !e->scratch_busy;
    struct strbuf *text = shared ? &e->scratch : &local;
    if (shared) {
        e->scratch_busy = true;
        strbuf_reset(text);
    }
    enum status st = expandable_append(f, a->right, text);
    bool fits = st == ST_OK && var->value.kind == V_STRING &&
                var->value.str->len + text->len <= STR_MAX_LEN;
    struct value tail = value_null();
    if (fits)
        var->value = value_of_str(str_append_take(var->value.str, text->buf, text->len));
    else if (st == ST_OK)
        tail = value_string_len(text->buf, text->len);
    if (shared)
        e->scratch_busy = false;
    return fits || st != ST_OK ? st : apply(f, n, a->place, OP_ADD, tail, NULL);
}

/* $x += … on a variable of this block. */
static enum status exec_add_local(struct frame *f, const struct node *n)
{
    struct variable *var = f->vars[ASSIGN(n)->place->slot];
    const struct value *right = node_peek(f, ASSIGN(n)->right);
    if (right && writes_freely(var) && quick_add(var->value, *right, &var->value))
        return ST_OK;
    return add_local(f, n);
}

static enum status exec_coalesce(struct frame *f, const struct node *n)
{
    struct place_value pv;
    struct value current, v;
    struct place *p = ASSIGN(n)->place;
    enum status st = place_open(f, p, &pv);
    if (st != ST_OK)
        return st;
    st = place_read(f, p, &pv, &current);
    if (st == ST_OK && current.kind == V_NULL) {
        st = eval_right(f, ASSIGN(n), &v);
        if (st == ST_OK)
            st = place_write(f, p, &pv, v);
    } else if (st == ST_OK) {
        value_unref(current);
    }
    place_close(&pv);
    return st;
}

static enum status eval_coalesce(struct frame *f, const struct node *n, struct value *out)
{
    enum status st = exec_coalesce(f, n);
    if (st != ST_OK)
        return st;
    struct place_value pv;
    st = place_open(f, ASSIGN(n)->place, &pv);
    if (st == ST_OK) {
        st = place_read(f, ASSIGN(n)->place, &pv, out);
        place_close(&pv);
    }
    return st;
}

struct node *compile_assign(struct compiler *c, const struct ast_assign *a)
{
    struct node_assign *n = compile_node(c, sizeof(*n), &a->node, eval_set);
    n->right = compile_inner(c, a->right);
    n->place = place_compile(c, a->left);
    place_set_position(n->place, &n->node);
    n->node.is_void = true;
    n->node.is_pure = n->right->is_pure || n->right->is_void;
    const struct place *p = n->place;
    bool plain = p->kind == PLACE_LOCAL && !p->typed && !p->validation;
    static const enum binary_op ops[] = {
        [AST_ASSIGN_ADD] = OP_ADD, [AST_ASSIGN_SUB] = OP_SUB, [AST_ASSIGN_MUL] = OP_MUL,
        [AST_ASSIGN_DIV] = OP_DIV, [AST_ASSIGN_REM] = OP_MOD,
    };
    switch (a->op) {
    case AST_ASSIGN_SET:
        n->node.exec = plain ? exec_set_local : exec_set;
        break;
    case AST_ASSIGN_COALESCE:
        n->node.exec = exec_coalesce;
        n->node.eval = eval_coalesce;
        break;
    default:
        n->op = ops[a->op];
        n->node.exec = !plain || n->op != OP_ADD      ? exec_compound
                       : node_is_expandable(n->right) ? exec_append_local
                                                      : exec_add_local;
        n->node.eval = eval_compound;
    }
    return &n->node;
}

/* ---- ++ and -- ---- */

struct node_increment {
    struct node node;
    struct place *place;
    int by;
    bool postfix;
};

static __attribute__((noinline)) enum status increment(struct frame *f, const struct node *n,
                                                       struct value *out)
{
    const struct node_increment *ni = (const struct node_increment *)n;
    struct place_value pv;
    struct value current, v;
    enum status st = place_open(f, ni->place, &pv);
    if (st != ST_OK)
        return st;
    if ((st = place_hold(f, &pv)) != ST_OK)
        goto done;
    /* Unlike op= this looks outwards: $x++ counts on from the caller's $x. */
    st = ni->place->kind == PLACE_LOCAL ? node_operand(f, ni->place->at, &current)
                                        : place_read(f, ni->place, &pv, &current);
    if (st != ST_OK)
        goto done;
    if (current.kind == V_NULL) {
        v = value_int(ni->by);
    } else if (!value_is_number(current) && current.kind != V_ENUM) {
        st = fail_invalid(f, n, "OperatorRequiresNumber",
                          "The '%s' operator works only on numbers. The operand is a '%s'.",
                          ni->by > 0 ? "++" : "--", value_type_of(current)->name);
        value_unref(current);
        goto done;
    } else {
        st = operate_take(f, n, OP_ADD, value_ref(current), value_int(ni->by), false, &v);
        if (st != ST_OK) {
            value_unref(current);
            goto done;
        }
    }
    if (out)
        *out = ni->postfix ? (current.kind == V_NULL ? value_int(0) : value_ref(current))
                           : value_ref(v);
    value_unref(current);
    st = place_write(f, ni->place, &pv, v);
    if (st != ST_OK && out)
        value_clear(out);
done:
    place_close(&pv);
    return st;
}

static enum status exec_increment(struct frame *f, const struct node *n)
{
    return increment(f, n, NULL);
}

static enum status exec_increment_local(struct frame *f, const struct node *n)
{
    const struct node_increment *ni = (const struct node_increment *)n;
    struct variable *var = f->vars[ni->place->slot];
    if (writes_freely(var) && quick_add(var->value, value_int(ni->by), &var->value))
        return ST_OK;
    return exec_increment(f, n);
}

static enum status eval_increment(struct frame *f, const struct node *n, struct value *out)
{
    return increment(f, n, out);
}

struct node *compile_increment(struct compiler *c, const struct ast_unary *a)
{
    struct node_increment *n = compile_node(c, sizeof(*n), &a->node, eval_increment);
    n->place = place_compile(c, a->operand);
    place_set_position(n->place, &n->node);
    n->node.exec = n->place->kind == PLACE_LOCAL ? exec_increment_local : exec_increment;
    n->node.is_void = true;
    n->by = a->op == AST_OP_PRE_INC || a->op == AST_OP_POST_INC ? 1 : -1;
    n->postfix = a->op == AST_OP_POST_INC || a->op == AST_OP_POST_DEC;
    return &n->node;
}

struct place *assigned_place(const struct node *n)
{
    if (n->eval == eval_set || n->eval == eval_compound || n->eval == eval_coalesce)
        return ASSIGN(n)->place;
    return n->eval == eval_increment ? ((const struct node_increment *)n)->place : NULL;
}
