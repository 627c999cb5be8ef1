#include <math.h>
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/decimal.h"
#include "shell/object/fail.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

static int order(double a, double b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static bool is_float(struct value v)
{
    return v.kind == V_DOUBLE || v.kind == V_SINGLE;
}

static struct dec as_dec(struct value v)
{
    if (v.kind == V_DECIMAL)
        return decimal_get(v);
    if (v.kind == V_UINT64)
        return dec_from_uint64(v.u);
    return dec_from_int64(v.i);
}

static double as_double(struct value v)
{
    if (is_float(v))
        return v.d;
    if (v.kind == V_DECIMAL)
        return dec_to_double(decimal_get(v));
    return v.kind == V_UINT64 ? (double)v.u : (double)v.i;
}

/* Both are numbers. NaN compares as unordered: *nan. */
static int compare_numbers(struct value a, struct value b, bool *nan)
{
    *nan = false;
    if (is_float(a) || is_float(b)) {
        if (a.kind == V_DECIMAL || b.kind == V_DECIMAL) {
            struct dec x;
            double d = is_float(a) ? a.d : b.d;
            if (dec_from_double(d, &x) == 0)
                return is_float(a) ? dec_compare(x, as_dec(b)) : dec_compare(as_dec(a), x);
        }
        double x = as_double(a), y = as_double(b);
        *nan = isnan(x) || isnan(y);
        return order(x, y);
    }
    if (a.kind == V_DECIMAL || b.kind == V_DECIMAL)
        return dec_compare(as_dec(a), as_dec(b));
    if (a.kind == V_UINT64 || b.kind == V_UINT64) {
        if (a.kind != V_UINT64 && a.i < 0)
            return -1;
        if (b.kind != V_UINT64 && b.i < 0)
            return 1;
        return a.u < b.u ? -1 : a.u > b.u ? 1 : 0;
    }
    return a.i < b.i ? -1 : a.i > b.i ? 1 : 0;
}

static bool equal_chars(int64_t a, int64_t b, bool ignore_case)
{
    if (a == b)
        return true;
    if (!ignore_case)
        return false;
    struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
    strbuf_addrune(&x, (uint32_t)a);
    strbuf_addrune(&y, (uint32_t)b);
    bool same = text_caseeqn(x.buf, x.len, y.buf, y.len);
    strbuf_release(&x);
    strbuf_release(&y);
    return same;
}

static bool string_equals_value(struct value a, struct value b, bool ignore_case)
{
    AUTO_VALUE text = value_operand_string(b);
    return str_equals(a.str, text.str, ignore_case);
}

/* Same kind on both sides, nothing to convert. */
static bool same_kind_equals(struct value a, struct value b, bool ignore_case)
{
    switch ((enum value_kind)a.kind) {
    case V_NULL:
        return true;
    case V_CHAR:
        return equal_chars(a.i, b.i, ignore_case);
    case V_BOOL:
        return a.b == b.b;
    case V_STRING:
        return str_equals(a.str, b.str, ignore_case);
    case V_ENUM:
        return a.enum_info == b.enum_info && a.aux == b.aux;
    case V_TYPE:
        return a.type == b.type;
    case V_DATETIME:
    case V_TIMESPAN:
        return a.i == b.i;
    case V_OBJECT: {
        if (a.object == b.object)
            return true;
        for (const struct type_info *t = a.object->type; t; t = t->base)
            if (t->equals)
                return t->equals(a, b);
        return false;
    }
    default:
        return a.refs == b.refs;
    }
}

/* v as what a is. Not every enumeration has a type of its own. */
static int convert_like(struct value v, struct value a, struct value *out, struct err **err)
{
    if (a.kind != V_ENUM)
        return value_convert(v, value_type_of(a), out, err);
    int32_t n;
    if (value_to_enum(v, a.enum_info, &n, err) < 0)
        return -1;
    *out = value_enum(a.enum_info, n);
    return 0;
}

bool value_equals(struct value a, struct value b, bool ignore_case)
{
    if (a.kind == V_NULL || b.kind == V_NULL)
        return a.kind == b.kind;
    if (value_is_number(a) && value_is_number(b)) {
        bool nan;
        int c = compare_numbers(a, b, &nan);
        return c == 0 && !nan;
    }
    if (a.kind == b.kind && !(a.kind == V_ENUM && a.enum_info != b.enum_info) &&
        !(a.kind == V_OBJECT && a.object->type != b.object->type))
        return same_kind_equals(a, b, ignore_case);
    if (a.kind == V_STRING)
        return string_equals_value(a, b, ignore_case);
    if (a.kind == V_BOOL)
        return a.b == value_truth(b);
    if (a.kind == V_CHAR && b.kind == V_STRING)
        return str_length(b.str) == 1 && equal_chars(a.i, str_char_at(b.str, 0), ignore_case);
    if (a.kind == V_ARRAY || a.kind == V_HASH)
        return false;
    if (a.kind == V_OBJECT) {
        if (same_kind_equals(a, b, ignore_case))
            return true;
        if (a.object->type == &type_pscustomobject)
            return false;
    }
    AUTO_VALUE converted = value_null();
    AUTO_ERR *err = NULL;
    if (convert_like(b, a, &converted, &err) < 0)
        return false;
    if (value_is_number(a) && value_is_number(converted)) {
        bool nan;
        return compare_numbers(a, converted, &nan) == 0 && !nan;
    }
    if (converted.kind != a.kind)
        return false;
    return same_kind_equals(a, converted, ignore_case);
}

static int not_comparable(struct value a, struct value b, struct err **err)
{
    if (*err) {
        AUTO_STRBUF x = STRBUF_INIT, y = STRBUF_INIT;
        value_to_strbuf(a, &x);
        value_to_strbuf(b, &y);
        AUTO_FREE char *why = (*err)->message;
        (*err)->message = NULL;
        err_clear(err);
        return fail_with(err, "System.Management.Automation.RuntimeException", "ComparisonFailure",
                         "Could not compare \"%s\" to \"%s\". Error: \"%s\"", x.buf, y.buf, why);
    }
    AUTO_STRBUF x = STRBUF_INIT;
    value_to_strbuf(a, &x);
    return fail_with(err, "System.Management.Automation.RuntimeException", "NotIcomparable",
                     "Cannot compare \"%s\" because it is not IComparable.", x.buf);
}

/* $null is below every value but negative numbers. */
static int compare_to_null(struct value v)
{
    if (value_is_number(v)) {
        bool nan;
        return compare_numbers(v, value_int(0), &nan) < 0 ? -1 : 1;
    }
    return 1;
}

static int same_kind_compare(struct value a, struct value b, bool ignore_case, int *out,
                             struct err **err)
{
    switch ((enum value_kind)a.kind) {
    case V_STRING:
        *out = str_compare(a.str, b.str, !ignore_case);
        return 0;
    case V_BOOL:
        *out = (int)a.b - (int)b.b;
        return 0;
    case V_CHAR:
        if (ignore_case) {
            int64_t x = a.i >= 'A' && a.i <= 'Z' ? a.i | 32 : a.i;
            int64_t y = b.i >= 'A' && b.i <= 'Z' ? b.i | 32 : b.i;
            *out = x < y ? -1 : x > y;
            return 0;
        }
        *out = a.i < b.i ? -1 : a.i > b.i;
        return 0;
    case V_DATETIME:
    case V_TIMESPAN:
        *out = a.i < b.i ? -1 : a.i > b.i;
        return 0;
    case V_ENUM: {
        int32_t x = value_enum_get(a), y = value_enum_get(b);
        *out = x < y ? -1 : x > y;
        return 0;
    }
    case V_OBJECT:
        for (const struct type_info *t = a.object->type; t; t = t->base)
            if (t->compare)
                return t->compare(a, b, out, err);
        return not_comparable(a, b, err);
    default:
        return not_comparable(a, b, err);
    }
}

int value_compare(struct value a, struct value b, bool ignore_case, int *out, struct err **err)
{
    if (value_is_number(a) && value_is_number(b)) {
        bool nan;
        *out = compare_numbers(a, b, &nan);
        if (nan) /* NaN sorts in front; -lt and -gt are told by value_unordered() */
            *out = (a.kind == V_DOUBLE || a.kind == V_SINGLE) && isnan(a.d)
                       ? ((b.kind == V_DOUBLE || b.kind == V_SINGLE) && isnan(b.d) ? 0 : -1)
                       : 1;
        return 0;
    }
    if (a.kind == V_NULL || b.kind == V_NULL) {
        *out = a.kind == b.kind ? 0 : a.kind == V_NULL ? -compare_to_null(b) : compare_to_null(a);
        return 0;
    }
    if (a.kind == V_STRING) {
        AUTO_VALUE text = value_to_string(b);
        *out = str_compare(a.str, text.str, !ignore_case);
        return 0;
    }
    if (a.kind == b.kind && a.kind != V_OBJECT && a.kind != V_ENUM)
        return same_kind_compare(a, b, ignore_case, out, err);
    if (a.kind == V_ARRAY || a.kind == V_HASH)
        return not_comparable(a, b, err);
    if (a.kind == V_OBJECT) {
        bool comparable = false;
        for (const struct type_info *t = a.object->type; t; t = t->base)
            comparable = comparable || t->compare;
        if (!comparable) {
            if (value_equals(a, b, ignore_case)) {
                *out = 0;
                return 0;
            }
            return not_comparable(a, b, err);
        }
    }
    AUTO_VALUE converted = value_null();
    if (convert_like(b, a, &converted, err) < 0)
        return not_comparable(a, b, err);
    if (value_is_number(a) && value_is_number(converted)) {
        bool nan;
        *out = compare_numbers(a, converted, &nan);
        return 0;
    }
    if (converted.kind != a.kind)
        return not_comparable(a, b, err);
    return same_kind_compare(a, converted, ignore_case, out, err);
}

typedef int (*compare_fn)(struct value a, struct value b, int *out, struct err **err);

static compare_fn comparer_of(struct value v)
{
    for (const struct type_info *t = v.kind == V_OBJECT ? v.object->type : NULL; t; t = t->base)
        if (t->compare)
            return t->compare;
    return NULL;
}

int value_compare_to(struct value a, struct value b, int *out, struct err **err)
{
    compare_fn own = comparer_of(a);
    return own && own == comparer_of(b) ? own(a, b, out, err)
                                        : value_compare(a, b, false, out, err);
}

bool value_unordered(struct value a, struct value b)
{
    return ((a.kind == V_DOUBLE || a.kind == V_SINGLE) && isnan(a.d)) ||
           ((b.kind == V_DOUBLE || b.kind == V_SINGLE) && isnan(b.d));
}

static uint32_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= UINT64_C(0xff51afd7ed558ccd);
    x ^= x >> 33;
    return (uint32_t)x;
}

uint32_t value_hash(struct value v, bool ignore_case)
{
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        return 1;
    case V_STRING: {
        if (ignore_case)
            return text_casehash(v.str->data, v.str->len);
        uint32_t h = 2166136261u;
        for (size_t i = 0; i < v.str->len; i++)
            h = (h ^ (unsigned char)v.str->data[i]) * 16777619u;
        return h;
    }
    case V_DOUBLE:
    case V_SINGLE: {
        uint64_t bits;
        double d = v.d == 0 ? 0 : v.d; /* both zeros alike */
        memcpy(&bits, &d, sizeof(bits));
        return mix(bits);
    }
    case V_DECIMAL: {
        struct dec d = dec_normalise(decimal_get(v));
        return mix((uint64_t)d.mantissa ^ (uint64_t)(d.mantissa >> 64) ^ d.negative);
    }
    case V_ENUM:
        return mix((uintptr_t)v.enum_info ^ v.aux);
    case V_OBJECT:
        for (const struct type_info *t = v.object->type; t; t = t->base)
            if (t->hash)
                return t->hash(v);
        return mix((uintptr_t)v.object >> 4);
    case V_BOOL:
        return mix(v.b);
    default:
        return mix(v.u);
    }
}
