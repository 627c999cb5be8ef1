/* Literals: constants, arrays, hashtables, script blocks, and the grouping
 * expressions ( ) $( ) @( ). */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/decimal.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/types/bigint.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/class/script_collection.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"

struct value number_literal(const struct ast_number *a)
{
    struct value v;
    switch (a->type) {
    case AST_NUM_INT:
        return value_int((int32_t)a->i);
    case AST_NUM_LONG:
        return value_long(a->i);
    case AST_NUM_SBYTE:
        return value_integer(V_SBYTE, a->i);
    case AST_NUM_SHORT:
        return value_integer(V_INT16, a->i);
    case AST_NUM_BYTE:
        return value_integer(V_BYTE, (int64_t)a->u);
    case AST_NUM_USHORT:
        return value_integer(V_UINT16, (int64_t)a->u);
    case AST_NUM_UINT:
        return value_integer(V_UINT32, (int64_t)a->u);
    case AST_NUM_ULONG:
        return value_ulong(a->u);
    case AST_NUM_DOUBLE:
        return value_double(a->d);
    case AST_NUM_BIGINT:
        return bigint_parse(a->digits.s, a->digits.len, &v) < 0 ? value_double(a->d) : v;
    default: {
        struct dec d;
        return dec_parse(a->digits.s, a->digits.len, &d) == 0 ? value_decimal(d)
                                                              : value_double(a->d);
    }
    }
}

struct node *compile_number(struct compiler *c, const struct ast_number *a)
{
    return node_constant(c, &a->node, number_literal(a));
}

struct node *compile_string(struct compiler *c, const struct ast_string *a)
{
    return node_constant(c, &a->node, value_string_len(a->value.s, a->value.len));
}

/* ---- arrays ---- */

static enum status eval_array_literal(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_list *l = (const struct node_list *)n;
    struct array *array = array_new(l->n);
    for (uint32_t i = 0; i < l->n; i++) {
        struct value v;
        enum status st = node_operand(f, l->items[i], &v);
        if (st != ST_OK) {
            value_unref(value_of_array(array));
            return st;
        }
        array->items[array->len++] = v; /* "nothing" stays that: a pipeline passes over it */
    }
    *out = value_of_array(array);
    return ST_OK;
}

struct node *compile_array_literal(struct compiler *c, const struct ast_array_literal *a)
{
    struct node_list *l = compile_node(c, sizeof(*l), &a->node, eval_array_literal);
    l->n = a->nitems;
    l->items = code_alloc(c->code, l->n * sizeof(l->items[0]));
    for (uint32_t i = 0; i < l->n; i++)
        l->items[i] = compile(c, a->items[i]);
    return &l->node;
}

struct node_group {
    struct node node;
    struct node *inner;
};

/* What @( ) makes of one value. */
static struct value as_array_take(struct value v)
{
    if (v.kind == V_ARRAY) {
        size_t start = array_start(v.array), n = v.array->len - start;
        if (v.array->refs == 1 && v.array->type == &type_object_array)
            return v;
        struct value copy = value_of_array(array_slice(v.array, start, n));
        value_unref(v);
        return copy;
    }
    struct array *array = array_new(1);
    if (v.kind != V_NULL || v.aux != VALUE_NOTHING)
        array_push_take(array, v);
    return value_of_array(array);
}

static enum status eval_array_of(struct frame *f, const struct node *n, struct value *out)
{
    struct value v;
    enum status st = node_operand(f, ((const struct node_group *)n)->inner, &v);
    if (st == ST_OK && script_collection_is(v)) {
        struct array_sink sink;
        AUTO_VALUE hold = v, items = value_of_array(array_new(4));
        array_sink_init(&sink, items.array);
        st = script_collection_write(f, n, hold, &sink.sink);
        if (st == ST_OK)
            *out = STEAL_VALUE(items);
        return st;
    }
    if (st == ST_OK)
        *out = as_array_take(v);
    return st;
}

static enum status eval_array_block(struct frame *f, const struct node *n, struct value *out)
{
    const struct node *inner = ((const struct node_group *)n)->inner;
    struct array_sink sink;
    struct array *array = array_new(0);
    array_sink_init(&sink, array);
    struct sink *saved = f->out;
    f->out = &sink.sink;
    enum status st = exec_block(f, inner);
    f->out = saved;
    if (st == ST_OK)
        *out = value_of_array(array);
    else
        value_unref(value_of_array(array));
    return st;
}

/* The only statement of a block when that is a pure expression which gives output. */
static struct ast_node *lone_expression(const struct ast_block *b)
{
    if (b->nstatements != 1 || b->ntraps)
        return NULL;
    return ast_pure_expression(b->statements[0]);
}

static bool is_void_expression(const struct ast_node *e)
{
    if (e->kind != AST_UNARY)
        return false;
    enum ast_unary_op op = ((const struct ast_unary *)(const void *)e)->op;
    return op >= AST_OP_PRE_INC && op <= AST_OP_POST_DEC;
}

struct node *compile_array_expr(struct compiler *c, const struct ast_sub_expr *a)
{
    struct ast_node *lone = lone_expression(a->block);
    struct node_group *g = compile_node(c, sizeof(*g), &a->node, eval_array_of);
    if (lone && !is_void_expression(lone)) {
        g->inner = compile(c, a->block->statements[0]);
    } else {
        g->node.eval = eval_array_block;
        g->inner = compile_block(c, a->block);
    }
    g->node.is_pure = g->node.eval == eval_array_of ? g->inner->is_pure : !a->block->nstatements;
    return &g->node;
}

/* ---- $( ) and ( ) ---- */

static enum status eval_sub_of(struct frame *f, const struct node *n, struct value *out)
{
    struct value v;
    enum status st = node_operand(f, ((const struct node_group *)n)->inner, &v);
    if (st != ST_OK)
        return st;
    if (v.kind == V_ARRAY && (v.array->len < 2 || v.array->is_list || v.array->element)) {
        if (v.array->len == 0) {
            *out = value_nothing();
        } else if (v.array->len == 1) {
            *out = value_ref(v.array->items[0]);
        } else {
            *out = value_of_array(array_from(v.array->items, v.array->len));
        }
        value_unref(v);
        return ST_OK;
    }
    *out = v;
    return ST_OK;
}

static enum status exec_group(struct frame *f, const struct node *n)
{
    return exec_block(f, ((const struct node_group *)n)->inner);
}

static enum status eval_group(struct frame *f, const struct node *n, struct value *out)
{
    return exec_collect(f, ((const struct node_group *)n)->inner, out);
}

struct node *compile_sub_expr(struct compiler *c, const struct ast_sub_expr *a)
{
    if (!a->block->nstatements)
        return node_constant(c, &a->node, value_null()); /* so it is in PowerShell: not nothing */
    struct ast_node *lone = lone_expression(a->block);
    struct node_group *g = compile_node(c, sizeof(*g), &a->node, eval_sub_of);
    if (lone && !is_void_expression(lone)) {
        g->inner = compile(c, a->block->statements[0]);
    } else {
        g->node.eval = eval_group;
        g->node.exec = exec_group;
        g->inner = compile_block(c, a->block);
    }
    /* what stands inside decides about $? */
    g->node.is_pure = g->node.eval == eval_sub_of && g->inner->is_pure;
    return &g->node;
}

static enum status eval_paren(struct frame *f, const struct node *n, struct value *out)
{
    return node_operand(f, ((const struct node_group *)n)->inner, out);
}

static enum status cond_paren(struct frame *f, const struct node *n, bool *out)
{
    return node_cond(f, ((const struct node_group *)n)->inner, out);
}

struct node *node_inside(struct node *n)
{
    return n->eval == eval_paren ? ((struct node_group *)n)->inner : n;
}

struct node *compile_paren(struct compiler *c, const struct ast_paren *a)
{
    struct ast_node *lone = ast_pure_expression(a->pipeline);
    struct node *inner = compile_inner(c, a->pipeline);
    if (!inner->is_void && lone)
        return inner;
    struct node_group *g = compile_node(c, sizeof(*g), &a->node, eval_paren);
    g->node.cond = cond_paren;
    g->node.is_pure = false;
    g->inner = inner;
    return &g->node;
}

/* ---- hashtables ---- */

struct node_hash {
    struct node node;
    uint32_t flags, n;
    struct node **keys, **values;
};

static enum status eval_hash(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_hash *nh = (const struct node_hash *)n;
    struct hash *h = hash_new(nh->flags);
    enum status st = ST_OK;
    for (uint32_t i = 0; i < nh->n && st == ST_OK; i++) {
        AUTO_VALUE key = value_null();
        st = node_operand(f, nh->keys[i], &key);
        if (st != ST_OK)
            break;
        struct value v;
        st = node_operand(f, nh->values[i], &v);
        if (st != ST_OK)
            break;
        if (value_is_null(key)) {
            value_unref(v);
            st = fail_invalid(f, nh->keys[i], "InvalidNullKey",
                              "A null key is not allowed in a hash literal.");
        } else if (!node_is_const(nh->keys[i]) && hash_get(h, key)) {
            value_unref(v);
            AUTO_STRBUF text = STRBUF_INIT;
            value_to_strbuf(key, &text);
            st = fail_invalid(f, nh->keys[i], "DuplicateKeyInHashLiteral",
                              "Item has already been added. Key in dictionary: '%s'  Key being "
                              "added: '%s'",
                              text.buf, text.buf);
        } else {
            hash_set_take(h, key, v);
        }
    }
    if (st == ST_OK)
        *out = value_of_hash(h);
    else
        value_unref(value_of_hash(h));
    return st;
}

static void check_duplicates(struct compiler *c, const struct ast_hashtable *a)
{
    for (uint32_t i = 0; i < a->npairs; i++) {
        const struct ast_string *k = (const void *)a->pairs[i].key;
        if (k->node.kind != AST_STRING)
            continue;
        if (a->npairs > 64) /* big tables: the runtime's replacement is good enough */
            return;
        for (uint32_t j = 0; j < i; j++) {
            const struct ast_string *o = (const void *)a->pairs[j].key;
            if (o->node.kind == AST_STRING &&
                text_caseeqn(k->value.s, k->value.len, o->value.s, o->value.len))
                compile_error(c, &k->node, "DuplicateKeyInHashLiteral",
                              "Duplicate keys '%s' are not allowed in hash literals.", k->value.s);
        }
    }
}

struct node *compile_hashtable(struct compiler *c, const struct ast_hashtable *a, uint32_t flags)
{
    struct node_hash *n = compile_node(c, sizeof(*n), &a->node, eval_hash);
    n->flags = flags;
    n->n = a->npairs;
    n->keys = code_alloc(c->code, n->n * sizeof(n->keys[0]));
    n->values = code_alloc(c->code, n->n * sizeof(n->values[0]));
    check_duplicates(c, a);
    for (uint32_t i = 0; i < n->n; i++) {
        n->keys[i] = compile_apart(c, a->pairs[i].key);
        n->values[i] = compile(c, a->pairs[i].value);
    }
    return &n->node;
}

/* ---- [pscustomobject]@{ } with constant keys: straight to its shape ---- */

struct node_custom {
    struct node node;
    const struct ast_hashtable *ast;
    struct shape *shape;
    uint64_t serial; /* of the session's shapes that shape is of */
    struct node **values;
    uint32_t n;
};

static void find_shape(struct node_custom *n, struct shapes *shapes)
{
    n->shape = shapes_root(shapes);
    n->serial = shapes_serial(shapes);
    for (uint32_t i = 0; i < n->n; i++) {
        const struct ast_string *k = (const void *)n->ast->pairs[i].key;
        AUTO_VALUE name = value_string_len(k->value.s, k->value.len);
        n->shape = shape_add(n->shape, name.str, MEMBER_NOTE);
    }
}

static enum status eval_custom(struct frame *f, const struct node *n, struct value *out)
{
    struct node_custom *nc = (struct node_custom *)(uintptr_t)n;
    if (nc->serial != shapes_serial(f->session->shapes))
        find_shape(nc, f->session->shapes);
    struct object *o = object_new_shaped(nc->shape);
    for (uint32_t i = 0; i < nc->n; i++) {
        struct value v;
        enum status st = node_operand(f, nc->values[i], &v);
        if (st != ST_OK) {
            value_unref(value_of_object(o));
            return st;
        }
        o->slots[i] = v;
    }
    *out = value_of_object(o);
    return ST_OK;
}

struct node *compile_custom_object(struct compiler *c, const struct ast_node *at,
                                   const struct ast_hashtable *a)
{
    for (uint32_t i = 0; i < a->npairs; i++) {
        const struct ast_string *k = (const void *)a->pairs[i].key;
        if (k->node.kind != AST_STRING || text_caseeqn(k->value.s, k->value.len, "PSTypeName", 10))
            return NULL;
    }
    check_duplicates(c, a);
    struct node_custom *n = compile_node(c, sizeof(*n), at, eval_custom);
    n->n = a->npairs;
    n->values = code_alloc(c->code, n->n * sizeof(n->values[0]));
    n->ast = a;
    for (uint32_t i = 0; i < n->n; i++)
        n->values[i] = compile(c, a->pairs[i].value);
    return &n->node;
}

/* ---- { } ---- */

struct node_block {
    struct node node;
    struct code *code;
};

static enum status eval_script_block(struct frame *f, const struct node *n, struct value *out)
{
    *out = scriptblock_new(((const struct node_block *)n)->code, f->state);
    return ST_OK;
}

struct node *compile_script_block(struct compiler *c, const struct ast_script_block_expr *a)
{
    struct node_block *n = compile_node(c, sizeof(*n), &a->node, eval_script_block);
    n->code = compile_child(c, a->body, NULL);
    return &n->node;
}
