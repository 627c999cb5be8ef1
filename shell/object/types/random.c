/* System.Random. With a seed it gives the numbers that .NET has given since its first version:
 * Knuth's subtractive generator (The Art of Computer Programming, volume 2, 3.2.2). */
#include <string.h>
#include <sys/random.h>

#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"

struct random {
    int32_t seeds[56];
    int next, nextp;
};

static struct random *random_of(struct value v)
{
    return object_payload(v.object);
}

static void seed(struct random *r, int32_t from)
{
    int32_t mj = 161803398 - (from == INT32_MIN ? INT32_MAX : abs(from)), mk = 1;
    r->seeds[55] = mj;
    for (int i = 1, at = 0; i < 55; i++) {
        at = (at + 21) % 55;
        r->seeds[at] = mk;
        mk = mj - mk;
        if (mk < 0)
            mk += INT32_MAX;
        mj = r->seeds[at];
    }
    for (int k = 1; k < 5; k++) {
        for (int i = 1; i < 56; i++) {
            int n = (i + 30) % 55;
            r->seeds[i] = (int32_t)((uint32_t)r->seeds[i] - (uint32_t)r->seeds[1 + n]);
            if (r->seeds[i] < 0)
                r->seeds[i] += INT32_MAX;
        }
    }
    r->next = 0;
    r->nextp = 21;
}

static int32_t sample(struct random *r)
{
    r->next = r->next >= 55 ? 1 : r->next + 1;
    r->nextp = r->nextp >= 55 ? 1 : r->nextp + 1;
    int32_t v = r->seeds[r->next] - r->seeds[r->nextp];
    if (v == INT32_MAX)
        v--;
    if (v < 0)
        v += INT32_MAX;
    r->seeds[r->next] = v;
    return v;
}

static double fraction(struct random *r)
{
    return sample(r) * (1.0 / INT32_MAX);
}

static int32_t between(struct random *r, int32_t low, int32_t high)
{
    int64_t range = (int64_t)high - low;
    if (range <= INT32_MAX)
        return (int32_t)(fraction(r) * (double)range) + low;
    int32_t v = sample(r);
    if (sample(r) % 2 == 0)
        v = -v;
    double d = ((double)v + (INT32_MAX - 1)) / (2.0 * INT32_MAX - 1);
    return (int32_t)((int64_t)(d * (double)range) + low);
}

static uint64_t bits64(struct random *r)
{
    uint64_t a = (uint32_t)between(r, 0, 1 << 22), b = (uint32_t)between(r, 0, 1 << 22);
    return a | b << 22 | (uint64_t)(uint32_t)between(r, 0, 1 << 20) << 44;
}

/* Below n, n > 0. */
static int64_t below64(struct random *r, uint64_t n)
{
    int bits = 64 - (n > 1 ? __builtin_clzll(n - 1) : 64);
    uint64_t v;
    if (!bits)
        return 0;
    do
        v = bits64(r) >> (64 - bits);
    while (v >= n);
    return (int64_t)v;
}

CALL(random_new)
{
    (void)self;
    int32_t from;
    if (n && arg_int(args[0], &from, err) < 0)
        return -1;
    if (!n && getrandom(&from, sizeof(from), 0) != sizeof(from))
        return fail_argument(err, "The system gives no random numbers.");
    struct object *o = object_new(&type_random);
    seed(object_payload(o), from);
    *out = value_of_object(o);
    return 0;
}

static int wrong_range(size_t n, const char *low, struct err **err)
{
    return n == 1 ? fail_range(err, "maxValue", "'maxValue' must be a non-negative number.")
                  : fail_range(err, low, "'minValue' cannot be greater than maxValue.");
}

CALL(random_next)
{
    int32_t low = 0, high = INT32_MAX;
    if ((n == 2 && arg_int(args[0], &low, err) < 0) || (n && arg_int(args[n - 1], &high, err) < 0))
        return -1;
    if (high < low)
        return wrong_range(n, "minValue", err);
    struct random *r = random_of(self);
    *out = value_int(n ? between(r, low, high) : sample(r));
    return 0;
}

CALL(random_next_long)
{
    int64_t low = 0, high = INT64_MAX;
    if ((n == 2 && arg_long(args[0], &low, err) < 0) ||
        (n && arg_long(args[n - 1], &high, err) < 0))
        return -1;
    if (high < low)
        return wrong_range(n, "minValue", err);
    uint64_t range = (uint64_t)high - (uint64_t)low;
    *out = value_long(range ? low + below64(random_of(self), range) : low);
    return 0;
}

CALL(random_next_double)
{
    UNUSED_CALL();
    *out = value_double(fraction(random_of(self)));
    return 0;
}

CALL(random_next_single)
{
    UNUSED_CALL();
    *out = (struct value){ .kind = V_SINGLE, .d = (double)(float)fraction(random_of(self)) };
    return 0;
}

CALL(random_next_bytes)
{
    (void)n;
    (void)out;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "buffer");
    for (size_t i = 0; i < args[0].array->len; i++)
        value_replace_take(&args[0].array->items[i],
                           value_integer(V_BYTE, sample(random_of(self)) & 255));
    return 0;
}

CALL(random_shuffle)
{
    (void)n;
    (void)out;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "values");
    struct array *a = args[0].array;
    for (size_t i = 0; i + 1 < a->len; i++) {
        size_t j = (size_t)between(random_of(self), (int32_t)i, (int32_t)a->len);
        struct value kept = a->items[i];
        a->items[i] = a->items[j];
        a->items[j] = kept;
    }
    return 0;
}

/* GetItems(choices, length) */
CALL(random_items)
{
    (void)n;
    int32_t count;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "choices");
    if (arg_int(args[1], &count, err) < 0)
        return -1;
    struct array *from = args[0].array;
    if (!from->len)
        return fail_argument(err, "Span may not be empty. (Parameter 'choices')");
    if (count < 0 || (size_t)count > ARRAY_MAX_LEN)
        return fail_range(err, "length", "Non-negative number required.");
    struct array *to = array_new((size_t)count);
    to->type = from->type;
    to->element = from->element;
    while (count-- > 0)
        array_push(to, from->items[between(random_of(self), 0, (int32_t)from->len)]);
    *out = value_of_array(to);
    return 0;
}

static const struct method random_methods[] = {
    METHOD("Next", 0, 2, random_next, "int Next(int minValue, int maxValue)"),
    METHOD("NextInt64", 0, 2, random_next_long, "long NextInt64(long minValue, long maxValue)"),
    METHOD("NextDouble", 0, 0, random_next_double, "double NextDouble()"),
    METHOD("NextSingle", 0, 0, random_next_single, "float NextSingle()"),
    METHOD("NextBytes", 1, 1, random_next_bytes, "void NextBytes(byte[] buffer)"),
    METHOD("Shuffle", 1, 1, random_shuffle, "void Shuffle[T](T[] values)"),
    METHOD("GetItems", 2, 2, random_items, "T[] GetItems[T](T[] choices, int length)"),
};
static const struct method random_statics[] = {
    METHOD("new", 0, 1, random_new, "System.Random new(int Seed)"),
};
GETTER(random_shared)
{
    UNUSED_GETTER();
    return random_new(self, NULL, 0, out, err);
}
static const struct property random_static_props[] = {
    PROPERTY("Shared", "System.Random", random_shared),
};
const struct type_info type_random = { .name = "System.Random",
                                       .base = &type_object,
                                       METHODS(random_methods),
                                       STATIC_PROPS(random_static_props),
                                       STATICS(random_statics),
                                       .payload_size = sizeof(struct random) };
