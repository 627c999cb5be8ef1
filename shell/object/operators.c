#include "shell/object/operators.h"

#include <math.h>
#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/convert_number.h"
#include "shell/object/datetime.h"
#include "shell/object/decimal.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/op_text.h"
#include "shell/object/str.h"
#include "shell/object/types/bigint.h"

static const char *op_name(enum binary_op op)
{
    static const char *const names[] = {
        [OP_ADD] = "op_Addition",   [OP_SUB] = "op_Subtraction",  [OP_MUL] = "op_Multiply",
        [OP_DIV] = "op_Division",   [OP_MOD] = "op_Modulus",      [OP_BAND] = "op_BitwiseAnd",
        [OP_BOR] = "op_BitwiseOr",  [OP_BXOR] = "op_ExclusiveOr", [OP_SHL] = "op_LeftShift",
        [OP_SHR] = "op_RightShift",
    };
    return names[op];
}

/* Method invocation failed because [T] does not contain a method named 'op_…'. */
static int no_operator(enum binary_op op, struct value a, struct err **err)
{
    return fail_with(err, "System.Management.Automation.RuntimeException", "MethodNotFound",
                     "Method invocation failed because [%s] does not contain a method named '%s'.",
                     value_type_of(a)->name, op_name(op));
}

/* Neither operand is a number, nor of a type that could have the operator. */
static int not_defined(struct value a, const char *op, struct value b, struct err **err)
{
    return fail_with(err, "System.Management.Automation.RuntimeException",
                     "NotADefinedOperationForType", "The operation '[%s] %s [%s]' is not defined.",
                     value_type_of(a)->name, op,
                     b.kind == V_NULL ? "$null" : value_type_of(b)->name);
}

static bool is_float(struct value v)
{
    return v.kind == V_DOUBLE || v.kind == V_SINGLE;
}

static double as_double(struct value v)
{
    if (is_float(v))
        return v.d;
    if (v.kind == V_DECIMAL)
        return dec_to_double(decimal_get(v));
    return v.kind == V_UINT64 ? (double)v.u : (double)v.i;
}

/* The operand as a number: bool, char, enum, string and $null count as one. */
static int numeric(enum binary_op op, struct value v, struct value *out, struct err **err)
{
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        *out = value_int(0);
        return 0;
    case V_BOOL:
        *out = value_int(v.b);
        return 0;
    case V_CHAR:
        *out = value_int((int32_t)v.i);
        return 0;
    case V_ENUM:
        *out = value_int(value_enum_get(v));
        return 0;
    case V_STRING: {
        const char *s = v.str->data;
        size_t len = v.str->len;
        while (len && strchr(" \t\r\n", *s))
            s++, len--;
        while (len && strchr(" \t\r\n", s[len - 1]))
            len--;
        if (!len) {
            *out = value_int(0);
            return 0;
        }
        if (number_parse(s, len, out) == 0)
            return 0;
        /* The conversions know separators of thousands, which literals have not. */
        return value_convert(
            v, memchr(s, ',', len) && memchr(s, '.', len) ? &type_double : &type_int32, out, err);
    }
    default:
        if (value_is_number(v)) {
            *out = value_ref(v);
            return 0;
        }
        return no_operator(op, v, err);
    }
}

static struct value double_result(double d, bool single)
{
    return (struct value){ .kind = single ? V_SINGLE : V_DOUBLE, .d = single ? (float)d : d };
}

/* Whole numbers, which overflowed integers are, have a quicker way. */
double double_remainder(double x, double y)
{
    const double limit = (double)(INT64_C(1) << 53);
    if (x >= 0 && x <= limit && y >= 1 && y <= limit) {
        uint64_t whole = (uint64_t)x, by = (uint64_t)y;
        if ((double)whole == x && (double)by == y)
            return (double)(whole % by);
    }
    return fmod(x, y);
}

static int float_arith(enum binary_op op, struct value a, struct value b, struct value *out)
{
    double x = as_double(a), y = as_double(b), r;
    /* float with float or a small integer stays float; PowerShell computes in double */
    bool single = a.kind == V_SINGLE && b.kind == V_SINGLE;
    switch (op) {
    case OP_ADD:
        r = x + y;
        break;
    case OP_SUB:
        r = x - y;
        break;
    case OP_MUL:
        r = x * y;
        break;
    case OP_DIV:
        r = x / y;
        break;
    default:
        r = double_remainder(x, y);
        break;
    }
    *out = double_result(r, single);
    return 0;
}

static struct dec as_dec(struct value v)
{
    struct dec d = { 0 };
    if (v.kind == V_DECIMAL)
        return decimal_get(v);
    if (is_float(v)) {
        dec_from_double(v.d, &d);
        return d;
    }
    return v.kind == V_UINT64 ? dec_from_uint64(v.u) : dec_from_int64(v.i);
}

static int dec_arith(enum binary_op op, struct value a, struct value b, struct value *out,
                     struct err **err)
{
    struct dec x = as_dec(a), y = as_dec(b), r;
    int bad;
    switch (op) {
    case OP_ADD:
        bad = dec_add(x, y, &r);
        break;
    case OP_SUB:
        bad = dec_sub(x, y, &r);
        break;
    case OP_MUL:
        bad = dec_mul(x, y, &r);
        break;
    case OP_DIV:
        if (!y.mantissa)
            return fail_divide_by_zero(err);
        bad = dec_div(x, y, &r);
        break;
    default:
        if (!y.mantissa)
            return fail_divide_by_zero(err);
        bad = dec_mod(x, y, &r);
        break;
    }
    if (bad) {
        fail_with(err, "System.OverflowException", NULL,
                  "Value was either too large or too small for a Decimal.");
        return fail_runtime(err, "RuntimeException");
    }
    *out = value_decimal(r);
    return 0;
}

/* The kind that the result of integers has; V_NULL: what fits neither is double. */
static enum value_kind common_kind(struct value a, struct value b)
{
    enum value_kind top = a.kind > b.kind ? a.kind : b.kind;
    if (top <= V_INT32)
        return V_INT32;
    bool a_signed =
        a.kind == V_SBYTE || a.kind == V_INT16 || a.kind == V_INT32 || a.kind == V_INT64;
    bool b_signed =
        b.kind == V_SBYTE || b.kind == V_INT16 || b.kind == V_INT32 || b.kind == V_INT64;
    if (top == V_UINT32)
        return a_signed || b_signed ? V_INT64 : V_UINT32;
    if (top == V_INT64)
        return V_INT64;
    if ((a_signed && a.i < 0) || (b_signed && b.i < 0))
        return V_DOUBLE;
    return V_UINT64;
}

static int unsigned_arith(enum binary_op op, struct value a, struct value b, struct value *out,
                          struct err **err)
{
    uint64_t x = a.u, y = b.u, r;
    bool over = false;
    switch (op) {
    case OP_ADD:
        over = __builtin_add_overflow(x, y, &r);
        break;
    case OP_SUB:
        over = __builtin_sub_overflow(x, y, &r);
        break;
    case OP_MUL:
        over = __builtin_mul_overflow(x, y, &r);
        break;
    default:
        if (!y)
            return fail_divide_by_zero(err);
        if (op == OP_DIV && x % y)
            return float_arith(op, a, b, out);
        r = op == OP_DIV ? x / y : x % y;
        break;
    }
    if (over) {
        *out = value_double(op == OP_ADD   ? (double)x + (double)y
                            : op == OP_SUB ? (double)x - (double)y
                                           : (double)x * (double)y);
        return 0;
    }
    *out = value_ulong(r);
    return 0;
}

static int int_arith(enum binary_op op, struct value a, struct value b, struct value *out,
                     struct err **err)
{
    enum value_kind kind = common_kind(a, b);
    if (kind == V_DOUBLE)
        return float_arith(op, a, b, out);
    if (kind == V_UINT64)
        return unsigned_arith(op, a, b, out, err);
    int64_t x = a.i, y = b.i, r;
    bool over = false;
    switch (op) {
    case OP_ADD:
        over = __builtin_add_overflow(x, y, &r);
        break;
    case OP_SUB:
        over = __builtin_sub_overflow(x, y, &r);
        break;
    case OP_MUL:
        over = __builtin_mul_overflow(x, y, &r);
        break;
    default:
        if (!y)
            return fail_divide_by_zero(err);
        if (y == -1) { /* the quotient of the least number does not fit */
            if (op == OP_MOD)
                r = 0;
            else
                over = __builtin_sub_overflow((int64_t)0, x, &r);
        } else if (op == OP_DIV) {
            if (x % y)
                return float_arith(op, a, b, out);
            r = x / y;
        } else {
            r = x % y;
        }
        break;
    }
    if (!over && kind == V_INT32)
        over = r < INT32_MIN || r > INT32_MAX;
    else if (!over && kind == V_UINT32)
        over = r < 0 || r > UINT32_MAX;
    if (over)
        return float_arith(op, a, b, out);
    *out = value_integer(kind, r);
    return 0;
}

static int arith(enum binary_op op, struct value a, struct value b, struct value *out,
                 struct err **err)
{
    AUTO_VALUE x = value_null(), y = value_null();
    if (numeric(op, a, &x, err) < 0)
        return -1;
    if (numeric(op, b, &y, err) < 0) {
        if (!value_is_number(b) && b.kind != V_STRING) {
            err_clear(err);
            return no_operator(op, b.kind == V_ARRAY || b.kind == V_HASH ? b : a, err);
        }
        return -1;
    }
    if (x.kind == V_DECIMAL || y.kind == V_DECIMAL)
        return dec_arith(op, x, y, out, err);
    if (is_float(x) || is_float(y))
        return float_arith(op, x, y, out);
    if (int_arith(op, x, y, out, err) < 0)
        return -1;
    if (a.kind == V_ENUM && out->kind == V_INT32) /* the left side's enum stays one */
        *out = value_enum(a.enum_info, (int32_t)out->i);
    return 0;
}

static int add_hashes(struct value a, struct value b, struct value *out, struct err **err)
{
    struct hash *sum = hash_copy(a.hash);
    struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(b.hash, &i));) {
        if (hash_get(sum, e->key)) {
            AUTO_STRBUF key = STRBUF_INIT;
            value_to_strbuf(e->key, &key);
            value_unref(value_of_hash(sum));
            return fail_with(err, "System.ArgumentException", NULL,
                             "Item has already been added. Key in dictionary: '%s'  Key being "
                             "added: '%s'",
                             key.buf, key.buf);
        }
        hash_set_take(sum, e->key, value_ref(e->value));
    }
    *out = value_of_hash(sum);
    return 0;
}

static int add_dates(enum binary_op op, struct value a, struct value b, struct value *out,
                     struct err **err)
{
    int64_t r;
    bool over =
        op == OP_ADD ? __builtin_add_overflow(a.i, b.i, &r) : __builtin_sub_overflow(a.i, b.i, &r);
    if (a.kind == V_DATETIME && b.kind == V_DATETIME && op == OP_SUB) {
        *out = value_timespan(r);
        return 0;
    }
    if (b.kind != V_TIMESPAN)
        return no_operator(op, a, err);
    if (a.kind == V_TIMESPAN) {
        if (over) {
            fail_with(err, "System.OverflowException", NULL,
                      "TimeSpan overflowed because the duration is too long.");
            return fail_runtime(err, "RuntimeException");
        }
        *out = value_timespan(r);
        return 0;
    }
    if (over || r < 0 || r > DATETIME_MAX_TICKS) {
        fail_with(err, "System.ArgumentOutOfRangeException", NULL,
                  "The added or subtracted value results in an un-representable DateTime. "
                  "(Parameter 'value')");
        return fail_runtime(err, "RuntimeException");
    }
    *out = value_datetime(r, (enum datetime_kind)a.aux);
    return 0;
}

/* A text or span on the right of a date or span becomes a span. */
static int date_arith(enum binary_op op, struct value a, struct value b, struct value *out,
                      struct err **err)
{
    if (op == OP_ADD || op == OP_SUB) {
        if (b.kind == V_TIMESPAN || b.kind == V_DATETIME)
            return add_dates(op, a, b, out, err);
        struct value span;
        if (a.kind == V_DATETIME && op == OP_SUB && b.kind == V_STRING) {
            if (value_convert(b, &type_datetime, &span, err) == 0)
                return add_dates(op, a, span, out, err);
            err_clear(err);
        }
        if (value_convert(b, &type_timespan, &span, err) < 0)
            return -1;
        return add_dates(op, a, span, out, err);
    }
    if (a.kind != V_TIMESPAN || (op != OP_MUL && op != OP_DIV))
        return no_operator(op, a, err);
    if (op == OP_DIV && b.kind == V_TIMESPAN) {
        *out = value_double((double)a.i / (double)b.i);
        return 0;
    }
    double factor;
    if (value_to_double(b, &factor, err) < 0)
        return -1;
    double ticks = op == OP_MUL ? (double)a.i * factor : (double)a.i / factor;
    if (!(fabs(ticks) < 9.2e18)) {
        fail_with(err, "System.OverflowException", NULL,
                  "TimeSpan overflowed because the duration is too long.");
        return fail_runtime(err, "RuntimeException");
    }
    *out = value_timespan((int64_t)nearbyint(ticks));
    return 0;
}

/* Does one of the operands make the other a BigInteger? */
static bool is_big(struct value a, struct value b)
{
    bool x = value_is_bigint(a), y = value_is_bigint(b);
    return (x && (y || value_is_number(b) || b.kind == V_STRING || b.kind == V_NULL)) ||
           (y && (value_is_number(a) || a.kind == V_NULL));
}

/* The operator of a script's class, or of one it derives from; NULL: none. */
static const struct type_info *script_operator(const struct type_info *type, const char *name)
{
    const struct method *m;
    for (; type && type->method_at; type = type->base)
        for (size_t i = 0; (m = type->method_at(type, true, i)); i++)
            if (text_caseeq(m->name, name))
                return type;
    return NULL;
}

/* A type's own operator (op_Subtraction …). 1: *out is set, 0: there is none, -1: error. */
static int own_operator(enum binary_op op, struct value a, struct value b, struct value *out,
                        struct err **err)
{
    struct value args[2] = { a, b };
    const char *name = op_name(op);
    for (int i = 0; i < 2; i++) {
        if (args[i].kind != V_OBJECT)
            continue;
        const struct type_info *type = args[i].object->type;
        const struct type_info *script = script_operator(type, name);
        if (script)
            return script->call_by_name(script, value_null(), name, args, 2, out, err) < 0 ? -1 : 1;
        const struct method *m = type_find_static_method(type, name, strlen(name));
        if (m)
            return m->call(value_type(type), args, 2, out, err) < 0 ? -1 : 1;
    }
    return 0;
}

static int add_slow(struct value a, struct value b, struct value *out, struct err **err)
{
    if (is_big(a, b))
        return bigint_arith('+', a, b, out, err);
    switch ((enum value_kind)a.kind) {
    case V_STRING: {
        struct strbuf tail = STRBUF_INIT;
        value_language_text(b, &tail);
        if (a.str->len + tail.len > STR_MAX_LEN) {
            strbuf_release(&tail);
            return fail_text_too_long(err);
        }
        struct str *s = str_alloc(a.str->len + tail.len);
        memcpy(s->data, a.str->data, a.str->len);
        memcpy(s->data + a.str->len, tail.buf, tail.len);
        strbuf_release(&tail);
        *out = value_of_str(s);
        return 0;
    }
    case V_ARRAY: {
        if (a.array->len + (b.kind == V_ARRAY ? b.array->len : 1) > ARRAY_MAX_LEN)
            return fail_array_too_long(err);
        struct array *sum = array_new(a.array->len + (b.kind == V_ARRAY ? b.array->len : 1));
        for (size_t i = 0; i < a.array->len; i++)
            array_push(sum, a.array->items[i]);
        *out = value_of_array(array_append_take(sum, b));
        return 0;
    }
    case V_HASH:
        if (b.kind == V_HASH)
            return add_hashes(a, b, out, err);
        if (b.kind == V_NULL) {
            *out = value_of_hash(hash_copy(a.hash));
            return 0;
        }
        return fail_with(err, "System.Management.Automation.RuntimeException",
                         "AddHashTableToNonHashTable",
                         "A hash table can only be added to another hash table.");
    case V_NULL:
        *out = value_ref(b);
        return 0;
    case V_CHAR: /* a char and a text: text; a char and a number: number */
        if (b.kind == V_STRING || b.kind == V_CHAR) {
            struct strbuf sb = STRBUF_INIT;
            value_to_strbuf(a, &sb);
            value_to_strbuf(b, &sb);
            *out = value_string_take(&sb);
            return 0;
        }
        return arith(OP_ADD, a, b, out, err);
    case V_DATETIME:
    case V_TIMESPAN:
        return date_arith(OP_ADD, a, b, out, err);
    default: {
        int done = own_operator(OP_ADD, a, b, out, err);
        return done ? (done < 0 ? -1 : 0) : arith(OP_ADD, a, b, out, err);
    }
    }
}

int op_add(struct value a, struct value b, struct value *out, struct err **err)
{
    if (a.kind == V_INT32 && b.kind == V_INT32) {
        int64_t sum = a.i + b.i;
        *out = sum >= INT32_MIN && sum <= INT32_MAX ? value_int((int32_t)sum)
                                                    : value_double((double)sum);
        return 0;
    }
    if (a.kind == V_DOUBLE && b.kind == V_DOUBLE) {
        *out = value_double(a.d + b.d);
        return 0;
    }
    return add_slow(a, b, out, err);
}

static int too_large(struct err **err)
{
    fail_array_too_long(err);
    return fail_runtime(err, "RuntimeException");
}

enum { REPEAT_STEP = 8 << 20 };

static int repeat(struct value a, struct value b, struct value *out, struct err **err)
{
    struct value count;
    if (convert_to_number(b, number_type_of(&type_int64), &count, err) < 0)
        return -1;
    if (count.i < 0) {
        fail_with(err, "System.ArgumentOutOfRangeException", NULL,
                  "times ('%lld') must be a non-negative value. (Parameter 'times')\nActual value "
                  "was %lld.",
                  (long long)count.i, (long long)count.i);
        return fail_runtime(err, "System.ArgumentOutOfRangeException");
    }
    size_t n = (size_t)count.i;
    size_t unit = a.kind == V_STRING ? a.str->len : a.array->len;
    size_t total;
    if (__builtin_mul_overflow(unit, n, &total) ||
        total > (a.kind == V_STRING ? STR_MAX_LEN : ARRAY_MAX_LEN))
        return too_large(err);
    if (a.kind == V_STRING) {
        struct str *s = str_alloc(total);
        *out = value_of_str(s);
        size_t done = unit && n ? unit : 0, step;
        memcpy(s->data, a.str->data, done);
        for (; done < total; done += step) {
            /* what is there is copied behind itself: at most so much between two looks */
            step = done < REPEAT_STEP ? done : REPEAT_STEP - REPEAT_STEP % unit;
            step = step ? step : unit;
            step = step < total - done ? step : total - done;
            memcpy(s->data + done, s->data, step);
            if (step >= REPEAT_STEP / 2 && cancel_check(err) < 0) {
                value_clear(out);
                return -1;
            }
        }
        return 0;
    }
    struct array *r = array_new(total);
    if (a.array->type && a.array->type->rank < 2 && a.array->element && !a.array->is_list) {
        r->type = a.array->type; /* of the same element type */
        r->element = a.array->element;
    }
    *out = value_of_array(r);
    for (size_t i = 0; unit && i < n; i++) {
        if (i * unit % REPEAT_STEP < unit && cancel_check(err) < 0) {
            value_clear(out);
            return -1;
        }
        for (size_t j = 0; j < unit; j++)
            array_push(r, a.array->items[j]);
    }
    return 0;
}

static int range(struct value a, struct value b, struct value *out, struct err **err)
{
    bool a_char = a.kind == V_CHAR || (a.kind == V_STRING && str_length(a.str) == 1 &&
                                       !(a.str->data[0] >= '0' && a.str->data[0] <= '9'));
    bool b_char = b.kind == V_CHAR || (b.kind == V_STRING && str_length(b.str) == 1 &&
                                       !(b.str->data[0] >= '0' && b.str->data[0] <= '9'));
    bool chars = a_char && b_char;
    struct value lo, hi;
    const struct type_info *to = chars ? &type_char : &type_int32;
    if (value_convert(a, to, &lo, err) < 0 || value_convert(b, to, &hi, err) < 0)
        return -1;
    int64_t n = (hi.i > lo.i ? hi.i - lo.i : lo.i - hi.i) + 1;
    if (n > (int64_t)ARRAY_MAX_LEN)
        return too_large(err);
    struct array *r = array_new((size_t)n);
    int64_t step = hi.i >= lo.i ? 1 : -1;
    for (int64_t i = 0; i < n; i++)
        r->items[i] = value_integer(chars ? V_CHAR : V_INT32, lo.i + i * step);
    r->len = (size_t)n;
    *out = value_of_array(r);
    return 0;
}

/* -band -bor -bxor -shl -shr. */
static int bitwise(enum binary_op op, struct value a, struct value b, struct value *out,
                   struct err **err)
{
    AUTO_VALUE x = value_null(), y = value_null();
    if (numeric(op, a, &x, err) < 0 || numeric(op, b, &y, err) < 0)
        return -1;
    struct value *sides[2] = { &x, &y };
    for (int i = 0; i < 2; i++) { /* fractions round to a long, or an int if it fits */
        if (value_is_integer(*sides[i]))
            continue;
        struct value whole;
        if (convert_to_number(*sides[i], number_type_of(&type_int64), &whole, err) < 0)
            return -1;
        value_replace_take(sides[i], whole.i >= INT32_MIN && whole.i <= INT32_MAX
                                         ? value_int((int32_t)whole.i)
                                         : whole);
    }
    if (op == OP_SHL || op == OP_SHR) {
        enum value_kind kind = common_kind(x, x);
        unsigned wide = kind == V_INT64 || kind == V_UINT64;
        unsigned by = (unsigned)y.i & (wide ? 63 : 31);
        if (kind == V_UINT64)
            *out = value_ulong(op == OP_SHL ? x.u << by : x.u >> by);
        else if (kind == V_INT64)
            *out = value_long(op == OP_SHL ? (int64_t)(x.u << by) : x.i >> by);
        else if (kind == V_UINT32)
            *out =
                value_integer(V_UINT32, op == OP_SHL ? (uint32_t)x.u << by : (uint32_t)x.u >> by);
        else
            *out = value_int(op == OP_SHL ? (int32_t)((uint32_t)x.u << by) : (int32_t)x.i >> by);
        return 0;
    }
    enum value_kind kind = common_kind(x, y);
    if (kind == V_DOUBLE)
        kind = V_INT64;
    uint64_t r = op == OP_BAND ? x.u & y.u : op == OP_BOR ? x.u | y.u : x.u ^ y.u;
    if (a.kind == V_ENUM) {
        *out = value_enum(a.enum_info, (int32_t)r);
        return 0;
    }
    if (kind == V_UINT64)
        *out = value_ulong(r);
    else if (kind == V_INT32)
        *out = value_int((int32_t)r);
    else if (kind == V_UINT32)
        *out = value_integer(V_UINT32, (int64_t)(uint32_t)r);
    else
        *out = value_long((int64_t)r);
    return 0;
}

/* $flags -band 'Name': the right side of an enum is one too. */
static int enum_bitwise(enum binary_op op, struct value a, struct value b, struct value *out,
                        struct err **err)
{
    if (b.kind == V_STRING) {
        int32_t n;
        if (value_to_enum(b, a.enum_info, &n, err) < 0)
            return -1;
        return bitwise(op, a, value_enum(a.enum_info, n), out, err);
    }
    return bitwise(op, a, b, out, err);
}

int op_binary(struct op_context *ctx, enum binary_op op, struct value a, struct value b,
              bool case_sensitive, struct op_result *out, struct err **err)
{
    out->matches = value_null();
    out->value = value_null();
    struct value *r = &out->value;
    switch (op) {
    case OP_ADD:
        return op_add(a, b, r, err);
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
    case OP_MOD:
        if (a.kind == V_INT32 && b.kind == V_INT32)
            return int_arith(op, a, b, r, err);
        if (op == OP_MUL && a.kind == V_NULL) {
            *r = value_null();
            return 0;
        }
        if (op == OP_MUL && (a.kind == V_STRING || a.kind == V_ARRAY))
            return repeat(a, b, r, err);
        if (op == OP_MUL && (a.kind == V_BOOL || a.kind == V_CHAR) && b.kind <= V_DOUBLE)
            return not_defined(a, "*", b, err);
        if (a.kind == V_DATETIME || a.kind == V_TIMESPAN)
            return date_arith(op, a, b, r, err);
        if (op == OP_MUL && b.kind == V_TIMESPAN && value_is_number(a))
            return date_arith(op, b, a, r, err);
        if (is_big(a, b))
            return bigint_arith(op == OP_SUB   ? '-'
                                : op == OP_MUL ? '*'
                                : op == OP_DIV ? '/'
                                               : '%',
                                a, b, r, err);
        if (a.kind == V_OBJECT || b.kind == V_OBJECT) {
            int done = own_operator(op, a, b, r, err);
            if (done)
                return done < 0 ? -1 : 0;
        }
        if (a.kind == V_ARRAY || a.kind == V_HASH || a.kind == V_OBJECT)
            return no_operator(op, a, err);
        return arith(op, a, b, r, err);
    case OP_RANGE:
        return range(a, b, r, err);
    case OP_FORMAT: {
        AUTO_VALUE format = value_to_string(a);
        AUTO_STRBUF text = STRBUF_INIT;
        const struct value *args = b.kind == V_ARRAY ? b.array->items : &b;
        size_t n = b.kind == V_ARRAY ? b.array->len : 1;
        if (value_format(format.str->data, format.str->len, args, n, &text, err) < 0)
            return -1;
        *r = value_string_len(text.buf, text.len);
        return 0;
    }
    case OP_AND:
        *r = value_bool(value_truth(a) && value_truth(b));
        return 0;
    case OP_OR:
        *r = value_bool(value_truth(a) || value_truth(b));
        return 0;
    case OP_XOR:
        *r = value_bool(value_truth(a) != value_truth(b));
        return 0;
    case OP_BAND:
    case OP_BOR:
    case OP_BXOR:
    case OP_SHL:
    case OP_SHR:
        return a.kind == V_ENUM ? enum_bitwise(op, a, b, r, err) : bitwise(op, a, b, r, err);
    case OP_SPLIT:
        return op_split(ctx, a, b, case_sensitive, r, err);
    case OP_JOIN:
        return op_join(a, b, r, err);
    case OP_REPLACE:
        return op_replace(ctx, a, b, case_sensitive, r, err);
    default:
        return op_compare(ctx, op, a, b, case_sensitive, out, err);
    }
}

static int negate(struct value a, struct value *out, struct err **err)
{
    AUTO_VALUE x = value_null();
    if (value_is_bigint(a))
        return bigint_arith('-', value_int(0), a, out, err);
    if (numeric(OP_SUB, a, &x, err) < 0)
        return -1;
    if (is_float(x)) {
        *out = x;
        out->d = -x.d;
        x = value_null();
        return 0;
    }
    return arith(OP_SUB, value_int(0), x, out, err);
}

int op_unary(enum unary_op op, struct value a, struct value *out, struct err **err)
{
    *out = value_null();
    switch (op) {
    case UN_NOT:
        *out = value_bool(!value_truth(a));
        return 0;
    case UN_PLUS:
        return arith(OP_ADD, value_int(0), a, out, err);
    case UN_MINUS:
        return negate(a, out, err);
    case UN_BNOT: {
        AUTO_VALUE x = value_null();
        if (numeric(OP_BXOR, a, &x, err) < 0)
            return -1;
        if (!value_is_integer(x)) {
            struct value whole;
            if (convert_to_number(x, number_type_of(&type_int64), &whole, err) < 0)
                return -1;
            value_replace_take(&x, whole.i >= INT32_MIN && whole.i <= INT32_MAX
                                       ? value_int((int32_t)whole.i)
                                       : whole);
        }
        if (x.kind == V_UINT64)
            *out = value_ulong(~x.u);
        else if (x.kind == V_UINT32)
            *out = value_integer(V_UINT32, (int64_t)(uint32_t)~x.u);
        else if (x.kind == V_INT64)
            *out = value_long(~x.i);
        else
            *out = value_int((int32_t)~x.i);
        return 0;
    }
    case UN_SPLIT:
        return op_split_words(a, out, err);
    case UN_JOIN:
        return op_join(a, value_null(), out, err);
    }
    return 0;
}
