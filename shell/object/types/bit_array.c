/* System.Collections.BitArray: an array of bools that is counted, shifted and combined. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/types/array.h"

static struct value bits_new(size_t n)
{
    struct array *a = array_new(n);
    a->type = &type_bit_array;
    a->element = &type_bool;
    for (size_t i = 0; i < n; i++)
        array_push_take(a, value_bool(false));
    return value_of_array(a);
}

static bool bit(struct value self, size_t i)
{
    return self.array->items[i].b;
}

static void put_bit(struct value self, size_t i, bool yes)
{
    value_replace_take(&self.array->items[i], value_bool(yes));
}

/* The bits of numbers, each number's lowest first. */
static int from_numbers(const struct array *numbers, unsigned width, struct value *out,
                        struct err **err)
{
    AUTO_VALUE made = bits_new(numbers->len * width);
    for (size_t i = 0; i < numbers->len; i++) {
        int64_t v;
        if (arg_long(numbers->items[i], &v, err) < 0)
            return -1;
        for (unsigned k = 0; k < width; k++)
            put_bit(made, i * width + k, ((uint64_t)v >> k) & 1);
    }
    *out = STEAL_VALUE(made);
    return 0;
}

/* new(length), new(length, value), new(bool[]), new(byte[]), new(int[]), new(BitArray) */
CALL(bits_new_call)
{
    (void)self;
    int32_t length;
    const struct array *of = args[0].kind == V_ARRAY ? args[0].array : NULL;
    if (of && of->len && of->items[0].kind == V_BYTE)
        return from_numbers(of, 8, out, err);
    if (of && of->len && of->items[0].kind != V_BOOL)
        return from_numbers(of, 32, out, err);
    if (of) {
        *out = bits_new(of->len);
        for (size_t i = 0; i < of->len; i++)
            put_bit(*out, i, of->items[i].b);
        return 0;
    }
    if (arg_int(args[0], &length, err) < 0)
        return -1;
    if (length < 0)
        return fail_range(err, "length", "Non-negative number required.");
    if ((size_t)length > ARRAY_MAX_LEN)
        return fail_array_too_long(err);
    *out = bits_new((size_t)length);
    for (size_t i = 0; n > 1 && value_truth(args[1]) && i < (size_t)length; i++)
        put_bit(*out, i, true);
    return 0;
}

CALL(bits_get)
{
    (void)n;
    size_t i;
    if (array_index_arg(self, args[0], self.array->len, &i, err) < 0)
        return -1;
    *out = value_bool(bit(self, i));
    return 0;
}

CALL(bits_set)
{
    (void)n;
    (void)out;
    size_t i;
    if (array_index_arg(self, args[0], self.array->len, &i, err) < 0)
        return -1;
    put_bit(self, i, value_truth(args[1]));
    return 0;
}

CALL(bits_set_all)
{
    (void)n;
    (void)out;
    (void)err;
    for (size_t i = 0; i < self.array->len; i++)
        put_bit(self, i, value_truth(args[0]));
    return 0;
}

/* And, Or and Xor change the array and answer it. */
static int combine(struct value self, struct value other, char op, struct value *out,
                   struct err **err)
{
    if (other.kind != V_ARRAY || other.array->type != &type_bit_array)
        return fail_null_argument(err, "value");
    if (other.array->len != self.array->len)
        return fail_argument(err, "Array lengths must be the same.");
    for (size_t i = 0; i < self.array->len; i++) {
        bool a = bit(self, i), b = bit(other, i);
        put_bit(self, i, op == '&' ? a && b : op == '|' ? a || b : a != b);
    }
    *out = value_ref(self);
    return 0;
}

CALL(bits_and)
{
    (void)n;
    return combine(self, args[0], '&', out, err);
}

CALL(bits_or)
{
    (void)n;
    return combine(self, args[0], '|', out, err);
}

CALL(bits_xor)
{
    (void)n;
    return combine(self, args[0], '^', out, err);
}

CALL(bits_not)
{
    UNUSED_CALL();
    for (size_t i = 0; i < self.array->len; i++)
        put_bit(self, i, !bit(self, i));
    *out = value_ref(self);
    return 0;
}

/* To the left: towards higher places. */
static int shift(struct value self, struct value by, bool left, struct value *out, struct err **err)
{
    int32_t count;
    size_t len = self.array->len;
    if (arg_int(by, &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "count", "Non-negative number required.");
    size_t n = (size_t)count > len ? len : (size_t)count;
    for (size_t k = 0; k < len; k++) {
        size_t i = left ? len - 1 - k : k;
        bool inside = left ? i >= n : i + n < len;
        put_bit(self, i, inside && bit(self, left ? i - n : i + n));
    }
    *out = value_ref(self);
    return 0;
}

CALL(bits_left)
{
    (void)n;
    return shift(self, args[0], true, out, err);
}

CALL(bits_right)
{
    (void)n;
    return shift(self, args[0], false, out, err);
}

static bool all_are(struct value self, bool yes)
{
    for (size_t i = 0; i < self.array->len; i++)
        if (bit(self, i) != yes)
            return false;
    return true;
}

CALL(bits_all)
{
    UNUSED_CALL();
    *out = value_bool(all_are(self, true));
    return 0;
}

CALL(bits_any)
{
    UNUSED_CALL();
    *out = value_bool(!all_are(self, false));
    return 0;
}

/* Into bools, bytes or ints. */
CALL(bits_copy_to)
{
    int32_t at = 0;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "array");
    struct array *to = args[0].array;
    unsigned width = to->element == &type_byte ? 8 : to->element == &type_int32 ? 32 : 1;
    if (width == 1)
        return array_copy_to(self, args, n, out, err);
    if (n > 1 && arg_int(args[1], &at, err) < 0)
        return -1;
    size_t numbers = (self.array->len + width - 1) / width;
    if (at < 0 || (size_t)at + numbers > to->len)
        return fail_argument(err, "Destination array is not long enough to copy all the items in "
                                  "the collection. Check array index and length.");
    for (size_t i = 0; i < numbers; i++) {
        uint32_t v = 0;
        for (size_t k = 0; k < width && i * width + k < self.array->len; k++)
            v |= (uint32_t)bit(self, i * width + k) << k;
        struct value number = value_int((int32_t)v), item;
        if (value_convert(number, to->element, &item, err) < 0)
            return -1;
        value_replace_take(&to->items[(size_t)at + i], item);
    }
    return 0;
}

SETTER(bits_set_length)
{
    (void)p;
    int32_t length;
    if (arg_int(v, &length, err) < 0)
        return -1;
    if (length < 0 || (size_t)length > ARRAY_MAX_LEN)
        return fail_range(err, "value", "Non-negative number required.");
    while (self.array->len < (size_t)length)
        array_push_take(self.array, value_bool(false));
    array_remove_range(self.array, (size_t)length, self.array->len - (size_t)length);
    return 0;
}

static const struct property bits_props[] = {
    PROPERTY("Count", "int", array_count),
    PROPERTY_RW("Length", "int", array_count, bits_set_length),
    PROPERTY_DATA("IsReadOnly", "bool", array_flag, 1),
    PROPERTY_DATA("IsSynchronized", "bool", array_flag, 2),
};
static const struct method bits_methods[] = {
    METHOD("Get", 1, 1, bits_get, "bool Get(int index)"),
    METHOD("Set", 2, 2, bits_set, "void Set(int index, bool value)"),
    METHOD("SetAll", 1, 1, bits_set_all, "void SetAll(bool value)"),
    METHOD("And", 1, 1, bits_and,
           "System.Collections.BitArray And(System.Collections.BitArray value)"),
    METHOD("Or", 1, 1, bits_or,
           "System.Collections.BitArray Or(System.Collections.BitArray value)"),
    METHOD("Xor", 1, 1, bits_xor,
           "System.Collections.BitArray Xor(System.Collections.BitArray value)"),
    METHOD("Not", 0, 0, bits_not, "System.Collections.BitArray Not()"),
    METHOD("LeftShift", 1, 1, bits_left, "System.Collections.BitArray LeftShift(int count)"),
    METHOD("RightShift", 1, 1, bits_right, "System.Collections.BitArray RightShift(int count)"),
    METHOD("HasAllSet", 0, 0, bits_all, "bool HasAllSet()"),
    METHOD("HasAnySet", 0, 0, bits_any, "bool HasAnySet()"),
    METHOD("CopyTo", 2, 2, bits_copy_to, "void CopyTo(array array, int index)"),
    METHOD("Clone", 0, 0, array_clone, "System.Object Clone()"),
    METHOD("GetEnumerator", 0, 0, collection_enumerator,
           "System.Collections.IEnumerator GetEnumerator()"),
};
static const struct method bits_statics[] = { METHOD("new", 1, 2, bits_new_call, NULL) };
const struct type_info type_bit_array = { .name = "System.Collections.BitArray",
                                          .base = &type_object,
                                          .interfaces = implements_collection,
                                          PROPS(bits_props),
                                          METHODS(bits_methods),
                                          STATICS(bits_statics) };
