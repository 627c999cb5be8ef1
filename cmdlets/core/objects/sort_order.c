/* The order of decorated rows. One key of numbers, dates or strings is turned
 * into 64 bits that sort alike: packed with the row number where both fit, a
 * radix sort does without comparing anything. */
#include "cmdlets/core/objects/sort_keys.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/str.h"

enum { SMALL = 64, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

struct keyed {
    uint64_t key;
    size_t row;
};

/* KEY_WHOLE: integers, and floating point numbers without a fraction. */
enum key_class { KEY_OTHER, KEY_WHOLE, KEY_DOUBLE, KEY_TICKS, KEY_SPAN, KEY_STRING };

/* Up to here every integer is a double. */
#define WHOLE_LIMIT (INT64_C(1) << 53)

static enum key_class class_of(struct value v)
{
    switch ((enum value_kind)v.kind) {
    case V_SBYTE:
    case V_BYTE:
    case V_INT16:
    case V_UINT16:
    case V_INT32:
    case V_UINT32:
    case V_INT64:
        return KEY_WHOLE;
    case V_SINGLE:
    case V_DOUBLE:
        return fabs(v.d) <= (double)WHOLE_LIMIT && v.d == trunc(v.d) ? KEY_WHOLE : KEY_DOUBLE;
    case V_DATETIME:
        return KEY_TICKS;
    case V_TIMESPAN:
        return KEY_SPAN;
    case V_STRING:
        return KEY_STRING;
    default:
        return KEY_OTHER;
    }
}

/* What all keys of the only column are; mixed numbers count as the wider kind
 * unless rounding could make two of them equal. */
static enum key_class class_of_rows(const struct sorter *s)
{
    if (s->nkeys > 1 || s->n == 0)
        return KEY_OTHER;
    enum key_class class = class_of(sorter_key(s, 0, 0));
    bool any_double = false, any_large = false;
    for (size_t i = 0; i < s->n && class != KEY_OTHER; i++) {
        struct value key = sorter_key(s, i, 0);
        enum key_class one = class_of(key);
        if (one == KEY_DOUBLE || one == KEY_WHOLE) {
            bool floating = key.kind == V_SINGLE || key.kind == V_DOUBLE;
            any_double = any_double || floating;
            any_large = any_large || (!floating && (key.i > WHOLE_LIMIT || key.i < -WHOLE_LIMIT));
            if (class == KEY_WHOLE)
                class = one;
            else if (class != KEY_DOUBLE)
                class = KEY_OTHER;
        } else if (one != class) {
            class = KEY_OTHER;
        }
    }
    return any_double && any_large ? KEY_OTHER : class;
}

/* NaN comes first, as in .NET, and both zeros are one. */
static uint64_t bits_of_double(double d)
{
    uint64_t u;
    if (isnan(d))
        return 0;
    if (d == 0)
        d = 0;
    memcpy(&u, &d, sizeof(u));
    return u >> 63 ? ~u : u | UINT64_C(1) << 63;
}

static uint64_t bits_of(struct value v, enum key_class class)
{
    bool floating = v.kind == V_SINGLE || v.kind == V_DOUBLE;
    if (class == KEY_STRING)
        return str_sort_prefix(v.str);
    if (class == KEY_DOUBLE)
        return bits_of_double(floating ? v.d : (double)v.i);
    return (uint64_t)(floating ? (int64_t)v.d : v.i) ^ UINT64_C(1) << 63;
}

static unsigned bits_needed(uint64_t u)
{
    return u ? 64 - (unsigned)__builtin_clzll(u) : 0;
}

/* From the lowest digit of what lies above `skip` bits; the result is in a or
 * in b. */
static uint64_t *radix(uint64_t *a, uint64_t *b, size_t n, unsigned skip, unsigned bits)
{
    for (unsigned at = skip; at < skip + bits; at += DIGIT_BITS) {
        size_t count[DIGITS + 1] = { 0 };
        for (size_t i = 0; i < n; i++)
            count[(a[i] >> at & (DIGITS - 1)) + 1]++;
        for (size_t d = 0; d < DIGITS; d++)
            count[d + 1] += count[d];
        for (size_t i = 0; i < n; i++)
            b[count[a[i] >> at & (DIGITS - 1)]++] = a[i];
        uint64_t *swap = a;
        a = b;
        b = swap;
    }
    return a;
}

/* The order when key range and row numbers fit into 64 bits together, or NULL. *distinct: no
 * two keys are equal. */
static size_t *packed_order(const struct sorter *s, enum key_class class, bool *distinct)
{
    uint64_t min = UINT64_MAX, max = 0;
    for (size_t i = 0; i < s->n; i++) {
        uint64_t key = bits_of(sorter_key(s, i, 0), class);
        min = key < min ? key : min;
        max = key > max ? key : max;
    }
    unsigned row_bits = bits_needed(s->n - 1), key_bits = bits_needed(max - min);
    if (row_bits + key_bits > 64)
        return NULL;
    _Static_assert(sizeof(size_t) == sizeof(uint64_t), "row numbers take the keys' place");
    uint64_t *a = xreallocarray(NULL, s->n, sizeof(*a));
    uint64_t *b = xreallocarray(NULL, s->n, sizeof(*b));
    for (size_t i = 0; i < s->n; i++) {
        uint64_t key = bits_of(sorter_key(s, i, 0), class);
        key = s->descending[0] ? max - key : key - min;
        a[i] = (row_bits < 64 ? key << row_bits : 0) | i;
    }
    uint64_t *sorted = radix(a, b, s->n, row_bits, key_bits);
    free(sorted == a ? b : a);
    size_t *order = (size_t *)sorted;
    uint64_t last = ~(sorted[0] >> row_bits);
    *distinct = true;
    for (size_t i = 0; i < s->n; i++) {
        uint64_t key = sorted[i] >> row_bits;
        *distinct &= key != last;
        last = key;
        order[i] = sorted[i] & ((UINT64_C(1) << row_bits) - 1);
    }
    return order;
}

static int compare_keyed(const struct sorter *s, enum key_class class, const struct keyed *a,
                         const struct keyed *b)
{
    if (class == KEY_OTHER)
        return sorter_compare(s, a->row, b->row);
    int c = a->key < b->key ? -1 : a->key > b->key;
    if (c == 0 && class == KEY_STRING)
        c = str_compare(sorter_key(s, a->row, 0).str, sorter_key(s, b->row, 0).str,
                        s->case_sensitive);
    return s->descending[0] ? -c : c;
}

/* Bottom-up merge sort: stable, no recursion. False: interrupted. */
static bool merge_sort(const struct sorter *s, enum key_class class, const struct session *session,
                       struct keyed **items, struct keyed **spare)
{
    size_t n = s->n;
    for (size_t run = 1; run < n; run *= 2) {
        struct keyed *from = *items, *to = *spare;
        for (size_t lo = 0; lo < n; lo += 2 * run) {
            size_t mid = lo + run < n ? lo + run : n;
            size_t hi = lo + 2 * run < n ? lo + 2 * run : n;
            size_t i = lo, j = mid, k = lo;
            if (mid == hi || compare_keyed(s, class, &from[mid - 1], &from[mid]) <= 0) {
                memcpy(to + lo, from + lo, (hi - lo) * sizeof(*to));
                continue;
            }
            while (i < mid && j < hi) {
                if (k % 1024 == 0 && interrupted(session))
                    return false;
                to[k++] = compare_keyed(s, class, &from[i], &from[j]) <= 0 ? from[i++] : from[j++];
            }
            memcpy(to + k, from + i, (mid - i) * sizeof(*to));
            memcpy(to + k + (mid - i), from + j, (hi - j) * sizeof(*to));
        }
        *items = to;
        *spare = from;
    }
    return true;
}

size_t *sorter_order(const struct sorter *s, const struct session *session, bool *distinct)
{
    *distinct = false;
    enum key_class class = class_of_rows(s);
    if (class != KEY_OTHER && class != KEY_STRING && s->n >= SMALL) {
        size_t *order = packed_order(s, class, distinct);
        if (order)
            return order;
    }
    struct keyed *items = xreallocarray(NULL, s->n + 1, sizeof(*items));
    struct keyed *spare = xreallocarray(NULL, s->n + 1, sizeof(*spare));
    for (size_t i = 0; i < s->n; i++)
        items[i] =
            (struct keyed){ .key = class == KEY_OTHER ? 0 : bits_of(sorter_key(s, i, 0), class),
                            .row = i };
    bool done = merge_sort(s, class, session, &items, &spare);
    free(spare);
    size_t *order = done ? xreallocarray(NULL, s->n + 1, sizeof(*order)) : NULL;
    for (size_t i = 0; order && i < s->n; i++)
        order[i] = items[i].row;
    free(items);
    return order;
}
