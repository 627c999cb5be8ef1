#include "shell/runtime/eval/operator.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/quick_number.h"
#include "shell/runtime/range.h"

struct node_binary {
    struct node node;
    struct node *left, *right;
    enum binary_op op;
    bool case_sensitive;
    uint32_t slot;         /* of $Matches; of left when right is a constant: $x -lt 2 */
    struct value constant; /* right then; borrowed */
};

#define BINARY(n) ((const struct node_binary *)(n))

enum status operate_take(struct frame *f, const struct node *n, enum binary_op op, struct value a,
                         struct value b, bool case_sensitive, struct value *out)
{
    AUTO_VALUE left = a, right = b;
    struct err *err = NULL;
    if (op == OP_ADD) {
        if (op_add(a, b, out, &err) < 0)
            return fail_err(f, n, &err);
        return ST_OK;
    }
    struct op_context ctx;
    struct op_result result = { .value = value_null(), .matches = value_null() };
    frame_op_context(f, &ctx);
    if (op_binary(&ctx, op, a, b, case_sensitive, &result, &err) < 0)
        return fail_err(f, n, &err);
    value_unref(result.matches);
    *out = result.value;
    return ST_OK;
}

static inline enum status operands(struct frame *f, const struct node *n, struct value *a,
                                   struct value *b)
{
    enum status st = node_operand(f, BINARY(n)->left, a);
    if (st != ST_OK)
        return st;
    st = node_operand(f, BINARY(n)->right, b);
    if (st != ST_OK)
        value_unref(*a);
    return st;
}

/* Both operands when neither needs evaluation: nothing is counted or copied then. What asks
 * so leaves the rest to a slow_…(), which alone pays for places of its own. */
static inline bool peek(const struct frame *f, const struct node *n, const struct value **a,
                        const struct value **b)
{
    *a = node_peek(f, BINARY(n)->left);
    if (!*a)
        return false;
    *b = node_peek(f, BINARY(n)->right);
    return *b != NULL;
}

/* The left operand of one whose right is a constant; NULL: it needs evaluation. */
static inline const struct value *peek_local(const struct frame *f, const struct node *n)
{
    const struct variable *v = f->vars[BINARY(n)->slot];
    return variable_is_plain(v) ? &v->value : NULL;
}

static enum status eval_binary(struct frame *f, const struct node *n, struct value *out)
{
    struct value a, b;
    enum status st = operands(f, n, &a, &b);
    if (st != ST_OK)
        return st;
    return operate_take(f, n, BINARY(n)->op, a, b, BINARY(n)->case_sensitive, out);
}

/* ---- arithmetic ---- */

#define ARITHMETIC(name, operation)                                                          \
    static __attribute__((noinline)) enum status slow_##name(                                \
        struct frame *f, const struct node *n, struct value *out)                            \
    {                                                                                        \
        struct value a, b;                                                                   \
        enum status st = operands(f, n, &a, &b);                                             \
        if (st != ST_OK || quick_##name(a, b, out))                                          \
            return st;                                                                       \
        return operate_take(f, n, operation, a, b, false, out);                              \
    }                                                                                        \
    static enum status eval_##name(struct frame *f, const struct node *n, struct value *out) \
    {                                                                                        \
        const struct value *left, *right;                                                    \
        if (peek(f, n, &left, &right) && quick_##name(*left, *right, out))                   \
            return ST_OK;                                                                    \
        return slow_##name(f, n, out);                                                       \
    }                                                                                        \
    static enum status eval_##name##_const(struct frame *f, const struct node *n,            \
                                           struct value *out)                                \
    {                                                                                        \
        const struct value *left = peek_local(f, n);                                         \
        if (left && quick_##name(*left, BINARY(n)->constant, out))                           \
            return ST_OK;                                                                    \
        return slow_##name(f, n, out);                                                       \
    }
ARITHMETIC(add, OP_ADD)
ARITHMETIC(sub, OP_SUB)
ARITHMETIC(mul, OP_MUL)
ARITHMETIC(div, OP_DIV)
ARITHMETIC(mod, OP_MOD)

/* ---- comparison ---- */

#define COMPARISON(name, operation)                                                           \
    static __attribute__((noinline)) enum status slow_##name(struct frame *f,                 \
                                                             const struct node *n, bool *out) \
    {                                                                                         \
        struct value a, b, v;                                                                 \
        enum status st = operands(f, n, &a, &b);                                              \
        if (st != ST_OK || quick_##name(a, b, out))                                           \
            return st;                                                                        \
        st = operate_take(f, n, operation, a, b, BINARY(n)->case_sensitive, &v);              \
        if (st != ST_OK)                                                                      \
            return st;                                                                        \
        *out = value_truth(v);                                                                \
        value_unref(v);                                                                       \
        return ST_OK;                                                                         \
    }                                                                                         \
    static enum status cond_##name(struct frame *f, const struct node *n, bool *out)          \
    {                                                                                         \
        const struct value *left, *right;                                                     \
        if (peek(f, n, &left, &right) && quick_##name(*left, *right, out))                    \
            return ST_OK;                                                                     \
        return slow_##name(f, n, out);                                                        \
    }                                                                                         \
    static enum status cond_##name##_const(struct frame *f, const struct node *n, bool *out)  \
    {                                                                                         \
        const struct value *left = peek_local(f, n);                                          \
        if (left && quick_##name(*left, BINARY(n)->constant, out))                            \
            return ST_OK;                                                                     \
        return slow_##name(f, n, out);                                                        \
    }                                                                                         \
    static enum status eval_##name(struct frame *f, const struct node *n, struct value *out)  \
    {                                                                                         \
        struct value a, b;                                                                    \
        bool yes;                                                                             \
        enum status st = operands(f, n, &a, &b);                                              \
        if (st != ST_OK)                                                                      \
            return st;                                                                        \
        if (!quick_##name(a, b, &yes))                                                        \
            return operate_take(f, n, operation, a, b, BINARY(n)->case_sensitive, out);       \
        *out = value_bool(yes);                                                               \
        return ST_OK;                                                                         \
    }
COMPARISON(eq, OP_EQ)
COMPARISON(ne, OP_NE)
COMPARISON(lt, OP_LT)
COMPARISON(le, OP_LE)
COMPARISON(gt, OP_GT)
COMPARISON(ge, OP_GE)

/* ---- logic ---- */

static enum status cond_and(struct frame *f, const struct node *n, bool *out)
{
    enum status st = node_cond(f, BINARY(n)->left, out);
    return st == ST_OK && *out ? node_cond(f, BINARY(n)->right, out) : st;
}

static enum status cond_or(struct frame *f, const struct node *n, bool *out)
{
    enum status st = node_cond(f, BINARY(n)->left, out);
    return st == ST_OK && !*out ? node_cond(f, BINARY(n)->right, out) : st;
}

static enum status cond_xor(struct frame *f, const struct node *n, bool *out)
{
    bool a, b;
    enum status st = node_cond(f, BINARY(n)->left, &a);
    if (st == ST_OK)
        st = node_cond(f, BINARY(n)->right, &b);
    if (st == ST_OK)
        *out = a != b;
    return st;
}

static enum status eval_cond(struct frame *f, const struct node *n, struct value *out)
{
    bool b;
    enum status st = n->cond(f, n, &b);
    if (st == ST_OK)
        *out = value_bool(b);
    return st;
}

static enum status eval_coalesce(struct frame *f, const struct node *n, struct value *out)
{
    struct value v;
    enum status st = node_operand(f, BINARY(n)->left, &v);
    if (st != ST_OK)
        return st;
    if (v.kind != V_NULL) {
        *out = v;
        return ST_OK;
    }
    return node_operand(f, BINARY(n)->right, out);
}

/* ---- -match, -replace, -split, -as ---- */

static enum status eval_match(struct frame *f, const struct node *n, struct value *out)
{
    AUTO_VALUE a = value_null(), b = value_null();
    enum status st = node_operand(f, BINARY(n)->left, &a);
    if (st == ST_OK)
        st = node_operand(f, BINARY(n)->right, &b);
    if (st != ST_OK)
        return st;
    struct op_context ctx;
    struct err *err = NULL;
    struct op_result result = { .value = value_null(), .matches = value_null() };
    frame_op_context(f, &ctx);
    if (op_binary(&ctx, BINARY(n)->op, a, b, BINARY(n)->case_sensitive, &result, &err) < 0)
        return fail_err(f, n, &err);
    if (result.matches.kind == V_HASH) {
        st = frame_store(f, n, BINARY(n)->slot, result.matches);
        if (st != ST_OK) {
            value_unref(result.value);
            return st;
        }
    }
    *out = result.value;
    return ST_OK;
}

static enum status eval_with_block(struct frame *f, const struct node *n, struct value *out)
{
    struct value a, b;
    enum status st = operands(f, n, &a, &b);
    if (st != ST_OK)
        return st;
    bool done;
    st = operate_with_block(f, n, BINARY(n)->op, a, b, BINARY(n)->case_sensitive, out, &done);
    if (st != ST_OK || done) {
        value_unref(a);
        value_unref(b);
        return st;
    }
    return operate_take(f, n, BINARY(n)->op, a, b, BINARY(n)->case_sensitive, out);
}

static enum status eval_as(struct frame *f, const struct node *n, struct value *out)
{
    AUTO_VALUE a = value_null(), b = value_null();
    enum status st = node_operand(f, BINARY(n)->left, &a);
    if (st == ST_OK)
        st = node_operand(f, BINARY(n)->right, &b);
    if (st != ST_OK)
        return st;
    const struct type_info *type = b.kind == V_TYPE ? b.type : NULL;
    if (!type && b.kind == V_STRING)
        type = session_find_type_using(f->session, b.str->data, b.str->len);
    if (!type)
        return operate_take(f, n, OP_AS, value_ref(a), value_ref(b), false, out);
    struct err *err = NULL;
    if ((value_is_null(a) && !type->is_value_type) ||
        eval_convert(f->session, a, type, out, &err) < 0) {
        err_clear(&err);
        *out = value_null();
    }
    return ST_OK;
}

static const struct {
    enum binary_op op;
    eval_fn eval;
    cond_fn cond;
    bool folds;
} operations[] = {
    [AST_OP_AND] = { OP_AND, eval_cond, cond_and, false },
    [AST_OP_OR] = { OP_OR, eval_cond, cond_or, false },
    [AST_OP_XOR] = { OP_XOR, eval_cond, cond_xor, false },
    [AST_OP_BAND] = { OP_BAND, eval_binary, NULL, true },
    [AST_OP_BOR] = { OP_BOR, eval_binary, NULL, true },
    [AST_OP_BXOR] = { OP_BXOR, eval_binary, NULL, true },
    [AST_OP_SHL] = { OP_SHL, eval_binary, NULL, true },
    [AST_OP_SHR] = { OP_SHR, eval_binary, NULL, true },
    [AST_OP_EQ] = { OP_EQ, eval_eq, cond_eq, false },
    [AST_OP_NE] = { OP_NE, eval_ne, cond_ne, false },
    [AST_OP_GT] = { OP_GT, eval_gt, cond_gt, false },
    [AST_OP_GE] = { OP_GE, eval_ge, cond_ge, false },
    [AST_OP_LT] = { OP_LT, eval_lt, cond_lt, false },
    [AST_OP_LE] = { OP_LE, eval_le, cond_le, false },
    [AST_OP_LIKE] = { OP_LIKE, eval_binary, NULL, false },
    [AST_OP_NOTLIKE] = { OP_NOTLIKE, eval_binary, NULL, false },
    [AST_OP_MATCH] = { OP_MATCH, eval_match, NULL, false },
    [AST_OP_NOTMATCH] = { OP_NOTMATCH, eval_match, NULL, false },
    [AST_OP_REPLACE] = { OP_REPLACE, eval_with_block, NULL, false },
    [AST_OP_SPLIT] = { OP_SPLIT, eval_with_block, NULL, false },
    [AST_OP_JOIN] = { OP_JOIN, eval_binary, NULL, false },
    [AST_OP_CONTAINS] = { OP_CONTAINS, eval_binary, NULL, false },
    [AST_OP_NOTCONTAINS] = { OP_NOTCONTAINS, eval_binary, NULL, false },
    [AST_OP_IN] = { OP_IN, eval_binary, NULL, false },
    [AST_OP_NOTIN] = { OP_NOTIN, eval_binary, NULL, false },
    [AST_OP_IS] = { OP_IS, eval_binary, NULL, false },
    [AST_OP_ISNOT] = { OP_ISNOT, eval_binary, NULL, false },
    [AST_OP_AS] = { OP_AS, eval_as, NULL, false },
    [AST_OP_ADD] = { OP_ADD, eval_add, NULL, true },
    [AST_OP_SUB] = { OP_SUB, eval_sub, NULL, true },
    [AST_OP_MUL] = { OP_MUL, eval_mul, NULL, true },
    [AST_OP_DIV] = { OP_DIV, eval_div, NULL, true },
    [AST_OP_REM] = { OP_MOD, eval_mod, NULL, true },
    [AST_OP_FORMAT] = { OP_FORMAT, eval_binary, NULL, false },
    [AST_OP_RANGE] = { OP_RANGE, eval_binary, NULL, false },
    [AST_OP_COALESCE] = { OP_EQ, eval_coalesce, NULL, false },
};

/* What does the same for a variable and a constant; NULL: nothing special. */
static const struct {
    eval_fn eval;
    cond_fn cond;
} with_constant[] = {
    [AST_OP_EQ] = { NULL, cond_eq_const },   [AST_OP_NE] = { NULL, cond_ne_const },
    [AST_OP_GT] = { NULL, cond_gt_const },   [AST_OP_GE] = { NULL, cond_ge_const },
    [AST_OP_LT] = { NULL, cond_lt_const },   [AST_OP_LE] = { NULL, cond_le_const },
    [AST_OP_ADD] = { eval_add_const, NULL }, [AST_OP_SUB] = { eval_sub_const, NULL },
    [AST_OP_MUL] = { eval_mul_const, NULL }, [AST_OP_DIV] = { eval_div_const, NULL },
    [AST_OP_REM] = { eval_mod_const, NULL },
};

/* Numbers known at compile time; what fails is left for run time to report. */
static struct node *fold(struct compiler *c, const struct ast_binary *a, struct node *left,
                         struct node *right)
{
    struct value l = node_const_value(left), r = node_const_value(right);
    struct op_result result = { .value = value_null(), .matches = value_null() };
    struct err *err = NULL;
    if (!value_is_number(l) || !value_is_number(r))
        return NULL;
    if (op_binary(NULL, operations[a->op].op, l, r, false, &result, &err) < 0) {
        err_clear(&err);
        return NULL;
    }
    return node_constant(c, &a->node, result.value);
}

struct node *compile_binary(struct compiler *c, const struct ast_binary *a)
{
    struct node *left = node_inside(compile(c, a->left));
    struct node *right = node_inside(compile(c, a->right));
    if (operations[a->op].folds && node_is_const(left) && node_is_const(right)) {
        struct node *folded = fold(c, a, left, right);
        if (folded)
            return folded;
    }
    struct node_binary *n = compile_node(c, sizeof(*n), &a->node, operations[a->op].eval);
    if (operations[a->op].cond)
        n->node.cond = operations[a->op].cond;
    n->left = left;
    n->right = right;
    n->op = operations[a->op].op;
    n->case_sensitive = a->case_sensitive;
    if (left->shape == SHAPE_LOCAL && node_is_const(right) && a->op < ARRAY_SIZE(with_constant)) {
        n->slot = ((const struct node_variable *)left)->slot;
        n->constant = node_const_value(right);
        if (with_constant[a->op].eval)
            n->node.eval = with_constant[a->op].eval;
        if (with_constant[a->op].cond)
            n->node.cond = with_constant[a->op].cond;
    }
    if (n->op == OP_RANGE)
        n->node.exec = range_exec;
    if (n->op == OP_MATCH || n->op == OP_NOTMATCH)
        n->slot = compile_name(c, names_intern(c->session->names, "Matches", 7), true);
    return &n->node;
}

/* ---- ranges ---- */

bool node_is_range(const struct node *n)
{
    return n->eval == eval_binary && BINARY(n)->op == OP_RANGE;
}

static bool range_end(struct value v, int64_t *out)
{
    struct err *err = NULL;
    if (v.kind == V_CHAR || (v.kind == V_STRING && v.str->len == 1))
        return false;
    if (value_to_int64(v, out, &err) < 0) {
        err_clear(&err);
        return false;
    }
    return *out >= INT32_MIN && *out <= INT32_MAX;
}

enum status range_eval(struct frame *f, const struct node *n, struct range *out, bool *numeric,
                       struct value *other)
{
    struct value a, b;
    int64_t first, last;
    enum status st = operands(f, n, &a, &b);
    *other = value_null();
    *numeric = false;
    if (st != ST_OK)
        return st;
    *numeric = range_end(a, &first) && range_end(b, &last);
    if (!*numeric)
        return operate_take(f, n, OP_RANGE, a, b, false, other);
    *out = (struct range){ .first = first,
                           .step = last < first ? -1 : 1,
                           .count = (last < first ? first - last : last - first) + 1 };
    value_unref(a);
    value_unref(b);
    return ST_OK;
}

enum status range_exec(struct frame *f, const struct node *n)
{
    struct range range;
    bool numeric;
    struct value v;
    enum status st = range_eval(f, n, &range, &numeric, &v);
    if (st == ST_OK && numeric) {
        for (int64_t i = 0; i < range.count && st == ST_OK; i++) {
            st = f->out->write(f->out, range_item(&range, i));
            if (st == ST_OK)
                st = check_interrupt(f->session);
        }
        return st;
    }
    if (st == ST_OK) {
        st = emit_value(f, v);
        value_unref(v);
    }
    return st;
}

/* ---- unary ---- */

struct node_unary {
    struct node node;
    struct node *operand;
    enum unary_op op;
};

static enum status cond_not(struct frame *f, const struct node *n, bool *out)
{
    enum status st = node_cond(f, ((const struct node_unary *)n)->operand, out);
    if (st == ST_OK)
        *out = !*out;
    return st;
}

static enum status eval_unary(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_unary *nu = (const struct node_unary *)n;
    AUTO_VALUE v = value_null();
    struct err *err = NULL;
    enum status st = node_operand(f, nu->operand, &v);
    if (st != ST_OK)
        return st;
    if (op_unary(nu->op, v, out, &err) < 0)
        return fail_err(f, n, &err);
    return ST_OK;
}

struct node *compile_unary(struct compiler *c, const struct ast_unary *a)
{
    static const enum unary_op ops[] = {
        [AST_OP_NOT] = UN_NOT,      [AST_OP_BNOT] = UN_BNOT,    [AST_OP_PLUS] = UN_PLUS,
        [AST_OP_NEGATE] = UN_MINUS, [AST_OP_USPLIT] = UN_SPLIT, [AST_OP_UJOIN] = UN_JOIN,
    };
    if (a->op >= AST_OP_PRE_INC && a->op <= AST_OP_POST_DEC)
        return compile_increment(c, a);
    struct node *operand = compile(c, a->operand);
    if (node_is_const(operand) && (a->op == AST_OP_NEGATE || a->op == AST_OP_BNOT) &&
        value_is_number(node_const_value(operand))) {
        struct value v;
        struct err *err = NULL;
        if (op_unary(ops[a->op], node_const_value(operand), &v, &err) == 0)
            return node_constant(c, &a->node, v);
        err_clear(&err);
    }
    struct node_unary *n = compile_node(c, sizeof(*n), &a->node, eval_unary);
    n->operand = operand;
    n->op = ops[a->op];
    if (a->op == AST_OP_NOT) {
        n->node.cond = cond_not;
        n->node.eval = eval_cond;
    }
    return &n->node;
}

/* ---- a ? b : c ---- */

struct node_ternary {
    struct node node;
    struct node *condition, *yes, *no;
};

static enum status eval_ternary(struct frame *f, const struct node *n, struct value *out)
{
    const struct node_ternary *t = (const struct node_ternary *)n;
    bool yes;
    enum status st = node_cond(f, t->condition, &yes);
    return st == ST_OK ? node_operand(f, yes ? t->yes : t->no, out) : st;
}

struct node *compile_ternary(struct compiler *c, const struct ast_ternary *a)
{
    struct node_ternary *n = compile_node(c, sizeof(*n), &a->node, eval_ternary);
    n->condition = compile(c, a->condition);
    n->yes = compile(c, a->if_true);
    n->no = compile(c, a->if_false);
    return &n->node;
}
